//! The matcher: one loop over instructions with an explicit stack of choices and of values to restore. It never
//! recurses, allocates nothing per attempt, and asks now and then whether it should go on.

use super::ast::Mode;
use super::case::Fold;
use super::hir::{One, Place};
use super::program::{CHAIN_END, Code, Inst, Ip};
use super::unicode;
use crate::text::wtf8;

/// Why matching gave up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The caller's `poll` asked for it.
    Interrupted,
    /// The stack of choices reached its limit, or the text is longer than positions can count.
    Memory,
}

/// No position.
pub(super) const NONE: u32 = u32::MAX;
/// Steps between two questions to `poll`.
const PATIENCE: i64 = 1 << 16;
/// Entries of the stack worth keeping between matches.
const USUAL: usize = 1 << 16;

/// Memory a matcher works in; keep one around and use it for every match.
#[derive(Debug)]
pub struct Scratch {
    stack: Vec<Frame>,
    pub(super) marks: Vec<u32>,
    pub(super) last_group: u32,
    loops: Vec<Round>,
    cells: Vec<Cell>,
    /// Most entries the stack of choices may hold.
    pub limit: usize,
}

impl Default for Scratch {
    fn default() -> Scratch {
        Scratch {
            stack: Vec::new(),
            marks: Vec::new(),
            last_group: 0,
            loops: Vec::new(),
            cells: Vec::new(),
            limit: (2 << 30) / size_of::<Frame>(),
        }
    }
}

/// One entry of the stack; `what` says how to read the rest.
#[derive(Clone, Copy, Debug)]
struct Frame {
    what: What,
    a: u32,
    b: u32,
    c: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// Go on at instruction `a` from position `b`.
    Resume,
    /// Go on with the alternative at `a` of the chains from position `b`.
    Arm,
    /// Run `c` went on up to `b`; try with fewer characters, down to `a`.
    Shorter,
    /// Lazy run `c` has taken `a` characters up to `b`; try with more.
    Longer,
    /// Lazy loop `a` left at `b`; try another round.
    Again,
    /// Restore mark `a` to `b`, the last group to `c`.
    Mark,
    /// Restore loop `a` to count `b`, last position `c`.
    Round,
}

/// A loop's rounds so far, and where the last one began.
#[derive(Clone, Copy, Debug, Default)]
struct Round {
    count: u32,
    last: u32,
}

/// Height of the stack and position at the start of an atomic group or a look-around.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    height: usize,
    pos: usize,
}

/// How a match must lie in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Demand {
    /// Up to the very end.
    pub(super) full: bool,
    /// Not empty.
    pub(super) advance: bool,
}

pub(super) struct Machine<'m, const WIDE: bool> {
    pub(super) code: &'m Code,
    pub(super) text: &'m [u8],
    pub(super) scratch: &'m mut Scratch,
    pub(super) poll: &'m mut dyn FnMut() -> bool,
    budget: i64,
    /// A mark was set without a note how to restore it.
    dirty: bool,
}

pub(super) type Step<T> = Result<T, Stop>;

impl Scratch {
    /// Gives back what only an unusual match needed.
    pub(super) fn relax(&mut self) {
        if self.stack.capacity() > USUAL {
            self.stack.clear();
            self.stack.shrink_to(USUAL);
        }
    }

    /// Where a group of the last match lies, in bytes.
    pub fn span(&self, group: u32) -> Option<(usize, usize)> {
        let slot = (group as usize).checked_sub(1)? * 2;
        let (start, end) = (*self.marks.get(slot)?, *self.marks.get(slot + 1)?);
        (start != NONE && end != NONE && start <= end).then_some((start as usize, end as usize))
    }

    /// The group that was closed last in the last match.
    pub fn last_group(&self) -> Option<u32> {
        (self.last_group > 0).then_some(self.last_group)
    }
}

impl<'m, const WIDE: bool> Machine<'m, WIDE> {
    pub(super) fn new(
        code: &'m Code,
        groups: u32,
        text: &'m [u8],
        scratch: &'m mut Scratch,
        poll: &'m mut dyn FnMut() -> bool,
    ) -> Step<Machine<'m, WIDE>> {
        if text.len() >= NONE as usize {
            return Err(Stop::Memory);
        }
        scratch.stack.clear();
        scratch.marks.clear();
        scratch.marks.resize(groups as usize * 2, NONE);
        scratch.last_group = 0;
        scratch.loops.resize(code.loops.len(), Round::default());
        scratch.cells.resize(code.cells as usize, Cell::default());
        Ok(Machine { code, text, scratch, poll, budget: PATIENCE, dirty: false })
    }

    /// The first match beginning at or after `from`.
    pub(super) fn search(&mut self, from: usize, advance: bool) -> Step<Option<(usize, usize)>> {
        let code = self.code;
        let mut at = from;
        let mut met = None;
        while let Some(begin) = code.start.find(self.text, at) {
            self.spend(1 + ((begin - at) >> 6))?;
            if let Some(finder) = &code.required
                && met.is_none_or(|met| met < begin)
            {
                match finder.find(&self.text[begin..]) {
                    Some(i) => met = Some(begin + i),
                    None => return Ok(None),
                }
            }
            let demand = Demand { full: false, advance: advance && begin == from };
            if let Some(end) = self.attempt(begin, demand)? {
                return Ok(Some((begin, end)));
            }
            if begin >= self.text.len() {
                break;
            }
            at = begin + self.char_len(begin);
        }
        Ok(None)
    }

    #[inline(always)]
    pub(super) fn spend(&mut self, steps: usize) -> Step<()> {
        self.budget -= steps as i64;
        if self.budget < 0 { self.ask() } else { Ok(()) }
    }

    #[cold]
    fn ask(&mut self) -> Step<()> {
        self.budget = PATIENCE;
        if (self.poll)() { Ok(()) } else { Err(Stop::Interrupted) }
    }

    #[cold]
    fn grow(&mut self) -> Step<()> {
        let stack = &mut self.scratch.stack;
        let room = self.scratch.limit.saturating_sub(stack.len());
        let more = stack.len().max(64).min(room);
        if more == 0 {
            return Err(Stop::Memory);
        }
        stack.try_reserve_exact(more).map_err(|_| Stop::Memory)
    }

    #[inline(always)]
    pub(super) fn push(&mut self, what: What, a: u32, b: u32, c: u32) -> Step<()> {
        if self.scratch.stack.len() == self.scratch.stack.capacity() {
            self.grow()?;
        }
        self.scratch.stack.push(Frame { what, a, b, c });
        Ok(())
    }

    /// Tries at one place; the end of the match. On failure the marks are as before.
    pub(super) fn attempt(&mut self, begin: usize, demand: Demand) -> Step<Option<usize>> {
        let found = self.run_from(begin, demand)?;
        if found.is_none() && self.dirty {
            self.scratch.marks.fill(NONE);
            self.scratch.last_group = 0;
            self.dirty = false;
        }
        Ok(found)
    }

    fn run_from(&mut self, begin: usize, demand: Demand) -> Step<Option<usize>> {
        let code = self.code;
        let text = self.text;
        let insts = &code.insts[..];
        self.scratch.stack.clear();
        let mut ip: Ip = 0;
        let mut pos = begin;
        loop {
            let ok = match insts[ip as usize] {
                Inst::Match => {
                    if !((demand.full && pos != text.len()) || (demand.advance && pos == begin)) {
                        return Ok(Some(pos));
                    }
                    false
                }
                Inst::Fail => false,
                Inst::Byte(byte) => {
                    let ok = text.get(pos) == Some(&byte);
                    pos += 1;
                    ip += 1;
                    ok
                }
                Inst::Bytes { start, len } => {
                    let literal = &code.literals[start as usize..(start + len) as usize];
                    let ok = text.get(pos..pos + literal.len()) == Some(literal);
                    pos += literal.len();
                    ip += 1;
                    ok
                }
                Inst::One(one) => match self.step(one, pos) {
                    Some(next) => {
                        pos = next;
                        ip += 1;
                        true
                    }
                    None => false,
                },
                Inst::Place(place) => {
                    ip += 1;
                    self.is_at(place, pos)
                }
                Inst::Mark(slot) => {
                    self.mark(slot, pos)?;
                    ip += 1;
                    true
                }
                Inst::Jump(to) => {
                    ip = to;
                    true
                }
                Inst::Fork(index) => {
                    let fork = &code.forks[index as usize];
                    let next = text.get(pos).copied();
                    if fork.prefer_first.allows(next) {
                        if fork.other_first.allows(next) {
                            self.push(What::Resume, fork.other, pos as u32, 0)?;
                        }
                        ip = fork.prefer;
                    } else {
                        ip = fork.other;
                    }
                    true
                }
                Inst::Switch(index) => {
                    let switch = &code.switches[index as usize];
                    let chain = match text.get(pos) {
                        Some(&byte) => switch.by_byte[usize::from(byte)],
                        None => switch.at_end,
                    };
                    match self.arm(chain, pos)? {
                        Some(arm) => {
                            ip = arm;
                            true
                        }
                        None => false,
                    }
                }
                Inst::Run(index) => match self.start_run(index, pos)? {
                    Some(next) => {
                        pos = next;
                        ip += 1;
                        true
                    }
                    None => false,
                },
                Inst::LoopInit(index) => {
                    self.set_round(index, Round { count: 0, last: NONE })?;
                    ip += 1;
                    true
                }
                Inst::Loop(index) => {
                    ip = self.next_round(index, pos)?;
                    true
                }
                Inst::AtomicBegin(cell) => {
                    self.scratch.cells[cell as usize].height = self.scratch.stack.len();
                    ip += 1;
                    true
                }
                Inst::AtomicEnd(cell) => {
                    self.cut(self.scratch.cells[cell as usize].height);
                    ip += 1;
                    true
                }
                Inst::LookBegin { cell, behind } => match self.back(pos, behind) {
                    Some(start) => {
                        self.scratch.cells[cell as usize] = Cell { height: self.scratch.stack.len(), pos };
                        pos = start;
                        ip += 1;
                        true
                    }
                    None => false,
                },
                Inst::LookEnd(cell) => {
                    let saved = self.scratch.cells[cell as usize];
                    self.cut(saved.height);
                    pos = saved.pos;
                    ip += 1;
                    true
                }
                Inst::NotBegin { cell, behind, end } => {
                    match self.back(pos, behind) {
                        Some(start) => {
                            let height = self.scratch.stack.len();
                            self.scratch.cells[cell as usize] = Cell { height, pos };
                            self.push(What::Resume, end, pos as u32, 0)?;
                            pos = start;
                            ip += 1;
                        }
                        None => ip = end,
                    }
                    true
                }
                Inst::NotEnd(cell) => {
                    self.undo_to(self.scratch.cells[cell as usize].height);
                    false
                }
                Inst::Behind { start, len, negate } => {
                    let literal = &code.literals[start as usize..(start + len) as usize];
                    ip += 1;
                    text[..pos].ends_with(literal) != negate
                }
                Inst::Backref { group, fold } => match self.backref(group, fold, pos) {
                    Some(next) => {
                        pos = next;
                        ip += 1;
                        true
                    }
                    None => false,
                },
                Inst::Unless { group, otherwise } => {
                    ip = if self.span(group).is_some() { ip + 1 } else { otherwise };
                    true
                }
            };
            if !ok {
                match self.backtrack()? {
                    Some(place) => (ip, pos) = place,
                    None => return Ok(None),
                }
            }
        }
    }

    /// Restores and goes back to the latest choice left.
    fn backtrack(&mut self) -> Step<Option<(Ip, usize)>> {
        self.spend(1)?;
        while let Some(frame) = self.scratch.stack.pop() {
            let Frame { what, a, b, c } = frame;
            match what {
                What::Resume => return Ok(Some((a, b as usize))),
                What::Arm => {
                    if let Some(arm) = self.arm(a, b as usize)? {
                        return Ok(Some((arm, b as usize)));
                    }
                }
                What::Shorter => {
                    let most = self.before(b as usize);
                    if let Some(pos) = self.shorten_run(c, a as usize, most)? {
                        return Ok(Some((self.code.runs[c as usize].exit, pos)));
                    }
                }
                What::Longer => {
                    if let Some(pos) = self.lengthen_run(c, a, b as usize)? {
                        return Ok(Some((self.code.runs[c as usize].exit, pos)));
                    }
                }
                What::Again => {
                    let code = self.code;
                    let entry = &code.loops[a as usize];
                    let round = self.scratch.loops[a as usize];
                    if round.count < entry.max && round.last != b {
                        self.set_round(a, Round { count: round.count + 1, last: b })?;
                        return Ok(Some((entry.body, b as usize)));
                    }
                }
                What::Mark | What::Round => self.undo(frame),
            }
        }
        Ok(None)
    }

    fn undo(&mut self, frame: Frame) {
        match frame.what {
            What::Mark => {
                self.scratch.marks[frame.a as usize] = frame.b;
                self.scratch.last_group = frame.c;
            }
            What::Round => {
                self.scratch.loops[frame.a as usize] = Round { count: frame.b, last: frame.c };
            }
            _ => {}
        }
    }

    fn undo_to(&mut self, height: usize) {
        while self.scratch.stack.len() > height {
            if let Some(frame) = self.scratch.stack.pop() {
                self.undo(frame);
            }
        }
    }

    /// Drops the choices above `height` but keeps what must be restored.
    fn cut(&mut self, height: usize) {
        let stack = &mut self.scratch.stack;
        let mut kept = height;
        for i in height..stack.len() {
            if matches!(stack[i].what, What::Mark | What::Round) {
                stack[kept] = stack[i];
                kept += 1;
            }
        }
        stack.truncate(kept);
    }

    #[inline]
    pub(super) fn mark(&mut self, slot: u32, pos: usize) -> Step<()> {
        if self.scratch.stack.is_empty() {
            self.dirty = true;
        } else {
            let old = self.scratch.marks[slot as usize];
            self.push(What::Mark, slot, old, self.scratch.last_group)?;
        }
        self.scratch.marks[slot as usize] = pos as u32;
        if slot & 1 == 1 {
            self.scratch.last_group = slot / 2 + 1;
        }
        Ok(())
    }

    fn set_round(&mut self, index: u32, round: Round) -> Step<()> {
        let old = self.scratch.loops[index as usize];
        if !self.scratch.stack.is_empty() {
            self.push(What::Round, index, old.count, old.last)?;
        }
        self.scratch.loops[index as usize] = round;
        Ok(())
    }

    fn arm(&mut self, chain: u32, pos: usize) -> Step<Option<Ip>> {
        let chains = &self.code.chains;
        let arm = chains[chain as usize];
        if arm == CHAIN_END {
            return Ok(None);
        }
        if chains[chain as usize + 1] != CHAIN_END {
            self.push(What::Arm, chain + 1, pos as u32, 0)?;
        }
        Ok(Some(arm))
    }

    /// At the head of a loop: into the body, or out.
    fn next_round(&mut self, index: u32, pos: usize) -> Step<Ip> {
        self.spend(1)?;
        let code = self.code;
        let entry = &code.loops[index as usize];
        let round = self.scratch.loops[index as usize];
        let at = pos as u32;
        if round.count < entry.min {
            self.set_round(index, Round { count: round.count + 1, last: round.last })?;
            self.scratch.cells[entry.cell as usize].height = self.scratch.stack.len();
            return Ok(entry.body);
        }
        let next = self.text.get(pos).copied();
        let may_go_on = round.count < entry.max && round.last != at;
        let exit_has_chance = entry.exit_first.allows(next);
        if entry.mode == Mode::Lazy {
            if may_go_on {
                self.push(What::Again, index, at, 0)?;
            }
            return Ok(entry.exit);
        }
        if !may_go_on || !entry.body_first.allows(next) {
            return Ok(entry.exit);
        }
        self.set_round(index, Round { count: round.count + 1, last: at })?;
        self.scratch.cells[entry.cell as usize].height = self.scratch.stack.len();
        if exit_has_chance || entry.mode == Mode::Possessive {
            self.push(What::Resume, entry.exit, at, 0)?;
        }
        Ok(entry.body)
    }

    // --- single characters ---

    /// The character at a position and the position behind it.
    #[inline(always)]
    pub(super) fn char_at(&self, pos: usize) -> Option<(u32, usize)> {
        let &byte = self.text.get(pos)?;
        if !WIDE || byte < 128 {
            return Some((u32::from(byte), pos + 1));
        }
        let (c, len) = wtf8::decode_at(self.text, pos);
        Some((c, pos + len))
    }

    #[inline(always)]
    pub(super) fn char_len(&self, pos: usize) -> usize {
        if WIDE { wtf8::sequence_len(self.text[pos]) } else { 1 }
    }

    /// The position one character back; `pos` is not 0.
    #[inline(always)]
    pub(super) fn before(&self, pos: usize) -> usize {
        let mut at = pos - 1;
        if WIDE {
            while at > 0 && self.text[at] & 0xc0 == 0x80 {
                at -= 1;
            }
        }
        at
    }

    fn back(&self, pos: usize, chars: u32) -> Option<usize> {
        if !WIDE {
            return pos.checked_sub(chars as usize);
        }
        (0..chars).try_fold(pos, |pos, _| if pos == 0 { None } else { Some(self.before(pos)) })
    }

    #[inline(always)]
    pub(super) fn step(&self, one: One, pos: usize) -> Option<usize> {
        let (c, next) = self.char_at(pos)?;
        let ok = match one {
            One::Byte(byte) => c == u32::from(byte),
            One::NotNewline => c != 10,
            One::Any => true,
            One::Set(index) => self.code.sets[index as usize].contains(c),
        };
        ok.then_some(next)
    }

    fn is_at(&self, place: Place, pos: usize) -> bool {
        let text = self.text;
        match place {
            Place::TextStart => pos == 0,
            Place::LineStart => pos == 0 || text[pos - 1] == b'\n',
            Place::TextEnd => pos == text.len(),
            Place::LineEnd => pos == text.len() || text[pos] == b'\n',
            Place::LastEnd => pos == text.len() || (pos + 1 == text.len() && text[pos] == b'\n'),
            Place::Boundary { unicode, negate } => {
                let before = pos > 0 && self.is_word(self.before(pos), unicode);
                let after = self.is_word(pos, unicode);
                !text.is_empty() && (before != after) != negate
            }
        }
    }

    fn is_word(&self, pos: usize, unicode: bool) -> bool {
        match self.char_at(pos) {
            Some((c, _)) if c < 128 => c == 0x5f || (c as u8).is_ascii_alphanumeric(),
            Some((c, _)) => unicode && unicode::is_word(c),
            None => false,
        }
    }

    // --- groups ---

    pub(super) fn span(&self, group: u32) -> Option<(usize, usize)> {
        self.scratch.span(group)
    }

    fn backref(&self, group: u32, fold: Fold, pos: usize) -> Option<usize> {
        let (start, end) = self.span(group)?;
        if fold == Fold::None {
            let len = end - start;
            let same = self.text.get(pos..pos + len)? == &self.text[start..end];
            return same.then_some(pos + len);
        }
        let (mut at, mut pos) = (start, pos);
        while at < end {
            let (want, next) = self.char_at(at)?;
            let (have, after) = self.char_at(pos)?;
            if want != have && fold.lower(want) != fold.lower(have) {
                return None;
            }
            (at, pos) = (next, after);
        }
        Some(pos)
    }
}
