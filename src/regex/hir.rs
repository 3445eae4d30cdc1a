//! A pattern with its flags applied: literals are byte strings, classes are sets, `^` says which `^`. Made from
//! `ast` here, consumed by `emit.rs`; also what can begin where (`First`), on which all the shortcuts rest.

use super::ast::{self, At, MANY, Mode, Node, Width};
use super::case::Fold;
use super::charset::{ByteSet, CharSet, First};
use super::error::{Error, ErrorKind, flag};
use super::parse::Parsed;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Hir {
    /// Never empty.
    Literal(Vec<u8>),
    One(One),
    Place(Place),
    Seq(Vec<Hir>),
    Alt(Vec<Hir>),
    Capture(u32, Box<Hir>),
    Atomic(Box<Hir>),
    /// `behind`: how many characters back the body begins.
    Look {
        behind: Option<u32>,
        negate: bool,
        body: Box<Hir>,
    },
    Backref(u32, Fold),
    Conditional(u32, Box<Hir>, Box<Hir>),
    Repeat {
        min: u32,
        max: u32,
        mode: Mode,
        body: Box<Hir>,
    },
}

/// What a single character may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum One {
    Byte(u8),
    /// Any but a newline.
    NotNewline,
    Any,
    /// Index into the program's sets.
    Set(u32),
}

/// A place, decided by the flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    TextStart,
    LineStart,
    /// The end, or before a newline that ends the text.
    LastEnd,
    LineEnd,
    TextEnd,
    Boundary {
        unicode: bool,
        negate: bool,
    },
}

/// Applies flags to a parsed pattern.
pub(super) struct Lowering<'p> {
    pub(super) sets: Vec<CharSet>,
    is_text: bool,
    widths: &'p [Option<Width>],
}

impl Lowering<'_> {
    pub(super) fn run(parsed: &Parsed, is_text: bool) -> Result<(Hir, Vec<CharSet>), Error> {
        let mut lowering = Lowering { sets: Vec::new(), is_text, widths: &parsed.widths };
        let hir = lowering.seq(&parsed.body, parsed.flags)?;
        Ok((hir, lowering.sets))
    }

    fn seq(&mut self, nodes: &[Node], flags: u32) -> Result<Hir, Error> {
        let mut out: Vec<Hir> = Vec::with_capacity(nodes.len());
        for node in nodes {
            match self.node(node, flags)? {
                Hir::Seq(items) => items.into_iter().for_each(|item| push(&mut out, item)),
                item => push(&mut out, item),
            }
        }
        Ok(if out.len() == 1 { out.remove(0) } else { Hir::Seq(out) })
    }

    fn boxed(&mut self, nodes: &[Node], flags: u32) -> Result<Box<Hir>, Error> {
        self.seq(nodes, flags).map(Box::new)
    }

    fn node(&mut self, node: &Node, flags: u32) -> Result<Hir, Error> {
        Ok(match node {
            Node::Char(c) if !Fold::of(flags).is_cased(*c) => Hir::Literal(self.encode(*c)),
            Node::Char(c) => self.set(CharSet::of_char(*c, false, flags)),
            Node::NotChar(c) => self.set(CharSet::of_char(*c, true, flags)),
            Node::Class(class) => self.set(CharSet::of_class(class, flags)),
            Node::Any if flags & flag::DOTALL != 0 => Hir::One(One::Any),
            Node::Any => Hir::One(One::NotNewline),
            Node::At(at) => Hir::Place(place(*at, flags)),
            Node::Fail => Hir::Alt(Vec::new()),
            Node::Group(group) => {
                let mut inner = flags;
                if group.on & flag::ALPHABETS != 0 {
                    inner &= !flag::ALPHABETS;
                }
                let body = self.seq(&group.body, (inner | group.on) & !group.off)?;
                match group.index {
                    Some(index) => Hir::Capture(index, Box::new(body)),
                    None => body,
                }
            }
            Node::Atomic(body) => Hir::Atomic(self.boxed(body, flags)?),
            Node::Look(look) => {
                let behind = if look.behind { Some(self.fixed_width(&look.body)?) } else { None };
                Hir::Look { behind, negate: look.negate, body: self.boxed(&look.body, flags)? }
            }
            Node::Backref(group) => Hir::Backref(*group, Fold::of(flags)),
            Node::Conditional { group, yes, no } => {
                Hir::Conditional(*group, self.boxed(yes, flags)?, self.boxed(no, flags)?)
            }
            Node::Branch(arms) => {
                Hir::Alt(arms.iter().map(|arm| self.seq(arm, flags)).collect::<Result<_, _>>()?)
            }
            Node::Repeat { min, max, mode, body } => {
                let body = self.boxed(body, flags)?;
                match (*min, *max) {
                    (0, 0) => Hir::Seq(Vec::new()),
                    (1, 1) if *mode == Mode::Possessive => Hir::Atomic(body),
                    (1, 1) => *body,
                    _ if *body == Hir::Seq(Vec::new()) => *body,
                    (min, max) => Hir::Repeat { min, max, mode: *mode, body },
                }
            }
        })
    }

    fn fixed_width(&self, body: &[Node]) -> Result<u32, Error> {
        let (lo, hi) = ast::width(body, self.widths);
        let width = u32::try_from(lo).map_err(|_| Error::new(ErrorKind::Pattern, "looks too much behind"))?;
        if lo != hi {
            return Err(Error::new(ErrorKind::Pattern, "look-behind requires fixed-width pattern"));
        }
        Ok(width)
    }

    fn encode(&self, c: u32) -> Vec<u8> {
        let mut out = Vec::with_capacity(4);
        super::encode(c, self.is_text, &mut out);
        out
    }

    fn set(&mut self, set: CharSet) -> Hir {
        let index = self.sets.iter().position(|known| *known == set).unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        });
        Hir::One(One::Set(index as u32))
    }
}

fn push(out: &mut Vec<Hir>, item: Hir) {
    if let (Some(Hir::Literal(last)), Hir::Literal(bytes)) = (out.last_mut(), &item) {
        last.extend_from_slice(bytes);
    } else {
        out.push(item);
    }
}

fn place(at: At, flags: u32) -> Place {
    let lines = flags & flag::MULTILINE != 0;
    let unicode = flags & flag::UNICODE != 0;
    match at {
        At::Start if lines => Place::LineStart,
        At::Start | At::TextStart => Place::TextStart,
        At::End if lines => Place::LineEnd,
        At::End => Place::LastEnd,
        At::TextEnd => Place::TextEnd,
        At::Boundary => Place::Boundary { unicode, negate: false },
        At::NotBoundary => Place::Boundary { unicode, negate: true },
    }
}

/// Answers about a lowered pattern.
pub(super) struct Facts {
    /// What members of the sets begin with.
    sets: Vec<ByteSet>,
}

impl Facts {
    pub(super) fn new(sets: &[CharSet], is_text: bool) -> Facts {
        Facts { sets: sets.iter().map(|set| set.first_bytes(is_text)).collect() }
    }

    /// What can begin here if `after` holds behind it.
    pub(super) fn first(&self, hir: &Hir, after: &First) -> First {
        match hir {
            Hir::Literal(bytes) => First { bytes: ByteSet::of(bytes[0]), end: false },
            Hir::One(one) => First { bytes: self.one(*one), end: false },
            Hir::Place(Place::LastEnd | Place::LineEnd) => {
                after.intersection(&First { bytes: ByteSet::of(b'\n'), end: true })
            }
            Hir::Place(Place::TextEnd) => after.intersection(&First { end: true, ..First::NOTHING }),
            Hir::Place(_) => *after,
            Hir::Seq(items) => items.iter().rev().fold(*after, |after, item| self.first(item, &after)),
            Hir::Alt(arms) => arms.iter().fold(First::NOTHING, |all, arm| all.union(&self.first(arm, after))),
            Hir::Capture(_, body) | Hir::Atomic(body) => self.first(body, after),
            Hir::Look { behind: None, negate: false, body } => {
                after.intersection(&self.first(body, &First::ANYTHING))
            }
            Hir::Look { .. } => *after,
            Hir::Backref(..) => First::ANYTHING,
            Hir::Conditional(_, yes, no) => self.first(yes, after).union(&self.first(no, after)),
            Hir::Repeat { min: 0, body, .. } => self.first(body, after).union(after),
            Hir::Repeat { body, .. } => self.first(body, after),
        }
    }

    pub(super) fn one(&self, one: One) -> ByteSet {
        match one {
            One::Byte(byte) => ByteSet::of(byte),
            One::Any => ByteSet::ALL,
            One::NotNewline => {
                let mut all = ByteSet::ALL;
                all.remove(b'\n');
                all
            }
            One::Set(index) => self.sets[index as usize],
        }
    }

    /// Can it match without taking anything? Yes, if in doubt.
    pub(super) fn may_be_empty(&self, hir: &Hir) -> bool {
        match hir {
            Hir::Literal(_) | Hir::One(_) => false,
            Hir::Place(_) | Hir::Look { .. } | Hir::Backref(..) => true,
            Hir::Seq(items) => items.iter().all(|item| self.may_be_empty(item)),
            Hir::Alt(arms) => arms.iter().any(|arm| self.may_be_empty(arm)),
            Hir::Capture(_, body) | Hir::Atomic(body) => self.may_be_empty(body),
            Hir::Conditional(_, yes, no) => self.may_be_empty(yes) || self.may_be_empty(no),
            Hir::Repeat { min, body, .. } => *min == 0 || self.may_be_empty(body),
        }
    }
}

/// The text every match begins with.
pub(super) fn prefix(hir: &Hir) -> Vec<u8> {
    let mut out = Vec::new();
    gather(hir, &mut out);
    out
}

/// Appends the literal beginning; true if all of `hir` is taken so.
fn gather(hir: &Hir, out: &mut Vec<u8>) -> bool {
    match hir {
        Hir::Literal(bytes) => {
            out.extend_from_slice(bytes);
            true
        }
        Hir::Place(_) => true,
        Hir::Seq(items) => items.iter().all(|item| gather(item, out)),
        Hir::Capture(_, body) => gather(body, out),
        Hir::Repeat { min, max, body, .. } if *min > 0 => {
            // Everything repeats the body at least once; further copies are not worth the bytes.
            gather(body, out) && *min == 1 && *max == 1
        }
        _ => false,
    }
}

/// The longest literal every match contains; empty if there is none.
pub(super) fn required(hir: &Hir) -> &[u8] {
    match hir {
        Hir::Literal(bytes) => bytes,
        Hir::Seq(items) => items.iter().map(required).max_by_key(|bytes| bytes.len()).unwrap_or_default(),
        Hir::Capture(_, body) | Hir::Atomic(body) => required(body),
        Hir::Repeat { min, body, .. } if *min > 0 => required(body),
        _ => &[],
    }
}

/// The literal every match stands behind: `(?<=literal)` at the very beginning.
pub(super) fn stands_behind(hir: &Hir) -> Option<&[u8]> {
    match hir {
        Hir::Look { behind: Some(_), negate: false, body } => match &**body {
            Hir::Literal(bytes) => Some(bytes),
            _ => None,
        },
        Hir::Seq(items) => items.first().and_then(stands_behind),
        Hir::Capture(_, body) | Hir::Atomic(body) => stands_behind(body),
        _ => None,
    }
}

pub(super) fn is_unbounded(max: u32) -> bool {
    max == MANY
}
