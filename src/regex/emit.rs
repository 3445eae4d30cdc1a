//! `hir` to `program`: instructions, and the shortcuts `First` allows. Everything is emitted with the knowledge of
//! what can follow; where the choice made must not depend on that (atomic groups, look-around) nothing is known.

use std::collections::HashMap;

use super::ast::Mode;
use super::charset::{CharSet, First};
use super::hir::{Facts, Hir, One, Place, is_unbounded, prefix, required, stands_behind};
use super::program::{CHAIN_END, Code, Fork, Inst, Ip, Loop, Next, Run, Start, Switch, finder};

/// More of a literal than this makes a search no faster.
const LONGEST_PREFIX: usize = 64;

struct Emitter {
    facts: Facts,
    code: Code,
}

/// Makes the code of a pattern.
pub(super) fn emit(hir: &Hir, sets: Vec<CharSet>, is_text: bool) -> Code {
    let mut prefix = prefix(hir);
    prefix.truncate(LONGEST_PREFIX);
    let facts = Facts::new(&sets, is_text);
    let start = match (leading_place(hir), stands_behind(hir)) {
        (Some(Place::TextStart), _) => Start::Text,
        (Some(Place::LineStart), _) => Start::Line,
        (_, Some(literal)) => Start::Behind(finder(literal)),
        _ => Start::of(&prefix, &facts.first(hir, &First::ANYTHING)),
    };
    let needed = required(hir);
    let new = !needed.is_empty() && !prefix.starts_with(needed) && needed.len() <= LONGEST_PREFIX;
    let code = Code {
        insts: Vec::new(),
        literals: Vec::new(),
        sets: Vec::new(),
        forks: Vec::new(),
        switches: Vec::new(),
        chains: Vec::new(),
        runs: Vec::new(),
        loops: Vec::new(),
        cells: 0,
        start,
        required: new.then(|| finder(needed)),
    };
    let mut emitter = Emitter { facts, code };
    emitter.emit(hir, &First::ANYTHING);
    emitter.put(Inst::Match);
    let mut code = emitter.code;
    code.sets = sets;
    code
}

/// The place every match begins at.
fn leading_place(hir: &Hir) -> Option<Place> {
    match hir {
        Hir::Place(place) => Some(*place),
        Hir::Seq(items) => items.first().and_then(leading_place),
        Hir::Capture(_, body) | Hir::Atomic(body) => leading_place(body),
        Hir::Alt(arms) => {
            let place = arms.first().and_then(leading_place)?;
            arms.iter().all(|arm| leading_place(arm) == Some(place)).then_some(place)
        }
        _ => None,
    }
}

impl Emitter {
    fn put(&mut self, inst: Inst) -> Ip {
        self.code.insts.push(inst);
        self.here() - 1
    }

    fn here(&self) -> Ip {
        self.code.insts.len() as Ip
    }

    fn patch(&mut self, ip: Ip, inst: Inst) {
        self.code.insts[ip as usize] = inst;
    }

    fn cell(&mut self) -> u32 {
        self.code.cells += 1;
        self.code.cells - 1
    }

    /// Emits `hir`, behind which `after` holds.
    fn emit(&mut self, hir: &Hir, after: &First) {
        match hir {
            Hir::Literal(bytes) => self.literal(bytes),
            Hir::One(One::Byte(byte)) => {
                self.put(Inst::Byte(*byte));
            }
            Hir::One(one) => {
                self.put(Inst::One(*one));
            }
            Hir::Place(place) => {
                self.put(Inst::Place(*place));
            }
            Hir::Seq(items) => {
                let mut afters = vec![*after; items.len()];
                for i in (1..items.len()).rev() {
                    afters[i - 1] = self.facts.first(&items[i], &afters[i]);
                }
                for (item, after) in items.iter().zip(&afters) {
                    self.emit(item, after);
                }
            }
            Hir::Alt(arms) => self.alternatives(arms, after),
            Hir::Capture(group, body) => {
                self.put(Inst::Mark(group * 2 - 2));
                self.emit(body, after);
                self.put(Inst::Mark(group * 2 - 1));
            }
            Hir::Atomic(body) => self.atomic(body),
            Hir::Look { behind, negate, body } => self.look(*behind, *negate, body),
            Hir::Backref(group, fold) => {
                self.put(Inst::Backref { group: *group, fold: *fold });
            }
            Hir::Conditional(group, yes, no) => {
                let test = self.put(Inst::Fail);
                self.emit(yes, after);
                let skip = self.put(Inst::Fail);
                let otherwise = self.here();
                self.emit(no, after);
                self.patch(test, Inst::Unless { group: *group, otherwise });
                self.patch(skip, Inst::Jump(self.here()));
            }
            Hir::Repeat { min, max, mode, body } => self.repeat(*min, *max, *mode, body, after),
        }
    }

    fn literal(&mut self, bytes: &[u8]) {
        if let [byte] = bytes {
            self.put(Inst::Byte(*byte));
        } else {
            let (start, len) = self.keep(bytes);
            self.put(Inst::Bytes { start, len });
        }
    }

    fn keep(&mut self, bytes: &[u8]) -> (u32, u32) {
        let start = self.code.literals.len() as u32;
        self.code.literals.extend_from_slice(bytes);
        (start, bytes.len() as u32)
    }

    fn alternatives(&mut self, arms: &[Hir], after: &First) {
        if arms.is_empty() {
            self.put(Inst::Fail);
            return;
        }
        let firsts: Vec<First> = arms.iter().map(|arm| self.facts.first(arm, after)).collect();
        self.put(Inst::Switch(self.code.switches.len() as u32));
        let slot = self.code.switches.len();
        self.code.switches.push(Switch { by_byte: Box::new([0; 256]), at_end: 0 });
        let mut entries = Vec::with_capacity(arms.len());
        let mut exits = Vec::with_capacity(arms.len());
        for arm in arms {
            entries.push(self.here());
            self.emit(arm, after);
            exits.push(self.put(Inst::Fail));
        }
        let end = self.here();
        for exit in exits {
            self.patch(exit, Inst::Jump(end));
        }
        let mut known: HashMap<Vec<Ip>, u32> = HashMap::new();
        let mut chain = |next: Option<u8>| {
            let with_chance = entries.iter().zip(&firsts).filter(|(_, first)| first.allows(next));
            let list: Vec<Ip> = with_chance.map(|(entry, _)| *entry).chain([CHAIN_END]).collect();
            let chains = &mut self.code.chains;
            *known.entry(list).or_insert_with_key(|list| {
                chains.extend_from_slice(list);
                (chains.len() - list.len()) as u32
            })
        };
        let by_byte = Box::new(std::array::from_fn(|byte| chain(Some(byte as u8))));
        let at_end = chain(None);
        self.code.switches[slot] = Switch { by_byte, at_end };
    }

    fn atomic(&mut self, body: &Hir) {
        if let Hir::Repeat { min, max, mode: Mode::Greedy, body } = body
            && self.run(*min, *max, Mode::Possessive, body, &First::ANYTHING)
        {
            return;
        }
        let cell = self.cell();
        self.put(Inst::AtomicBegin(cell));
        self.emit(body, &First::ANYTHING);
        self.put(Inst::AtomicEnd(cell));
    }

    fn look(&mut self, behind: Option<u32>, negate: bool, body: &Hir) {
        if let (Some(_), Hir::Literal(bytes)) = (behind, body) {
            let (start, len) = self.keep(bytes);
            self.put(Inst::Behind { start, len, negate });
            return;
        }
        let behind = behind.unwrap_or(0);
        let cell = self.cell();
        let begin = self.put(Inst::LookBegin { cell, behind });
        self.emit(body, &First::ANYTHING);
        if negate {
            self.put(Inst::NotEnd(cell));
            self.patch(begin, Inst::NotBegin { cell, behind, end: self.here() });
        } else {
            self.put(Inst::LookEnd(cell));
        }
    }

    fn repeat(&mut self, min: u32, max: u32, mode: Mode, body: &Hir, after: &First) {
        if self.run(min, max, mode, body, after) {
            return;
        }
        let body_first = self.facts.first(body, after);
        // Behind one round there is another one, or what follows.
        let body_after = body_first.union(after);
        let once = max == 1 && min == 0;
        let simple = is_unbounded(max) && min <= 1 && !self.facts.may_be_empty(body);
        if mode == Mode::Possessive || !(once || simple) {
            return self.counted(min, max, mode, body, body_first, after);
        }
        let fork = if once || min == 0 {
            let start = self.put(Inst::Fail);
            self.emit(body, if once { after } else { &body_after });
            if !once {
                self.put(Inst::Jump(start));
            }
            (start, start + 1, self.here())
        } else {
            let body_ip = self.here();
            self.emit(body, &body_after);
            let fork = self.put(Inst::Fail);
            (fork, body_ip, fork + 1)
        };
        let (at, body, exit) = fork;
        let inst = Inst::Fork(self.code.forks.len() as u32);
        self.patch(at, inst);
        self.code.forks.push(match mode {
            Mode::Lazy => Fork { prefer: exit, other: body, prefer_first: *after, other_first: body_first },
            _ => Fork { prefer: body, other: exit, prefer_first: body_first, other_first: *after },
        });
    }

    fn counted(&mut self, min: u32, max: u32, mode: Mode, body: &Hir, body_first: First, after: &First) {
        let index = self.code.loops.len() as u32;
        let cell = self.cell();
        self.code.loops.push(Loop { min, max, mode, body: 0, exit: 0, cell, body_first, exit_first: *after });
        self.put(Inst::LoopInit(index));
        let head = self.put(Inst::Loop(index));
        if mode == Mode::Possessive {
            self.emit(body, &First::ANYTHING);
            self.put(Inst::AtomicEnd(cell));
        } else {
            self.emit(body, &body_first.union(after));
        }
        self.put(Inst::Jump(head));
        let exit = self.here();
        let entry = &mut self.code.loops[index as usize];
        (entry.body, entry.exit) = (head + 1, exit);
    }

    /// Emits a repetition of a single character; false if the body is more than that.
    fn run(&mut self, min: u32, max: u32, mode: Mode, body: &Hir, after: &First) -> bool {
        let (group, inner) = match body {
            Hir::Capture(group, inner) if mode != Mode::Lazy => (Some(*group), &**inner),
            other => (None, other),
        };
        let one = match inner {
            Hir::One(one) => *one,
            Hir::Literal(bytes) if bytes.len() == 1 => One::Byte(bytes[0]),
            _ => return false,
        };
        // If what follows cannot begin inside the run, giving back or stopping early is useless.
        let apart = self.facts.one(one).intersection(&after.bytes).is_empty();
        let mode = if apart { Mode::Possessive } else { mode };
        let at = self.put(Inst::Run(self.code.runs.len() as u32));
        self.code.runs.push(Run { one, min, max, mode, next: Next::of(after), group, exit: at + 1 });
        true
    }
}
