//! What a pattern is compiled to: instructions for the matcher in `exec.rs` and the tables they index, and where
//! a search may begin.

use super::ast::Mode;
use super::case::Fold;
use super::charset::{ByteSet, CharSet, First};
use super::hir::{One, Place};

/// A place in the code.
pub(super) type Ip = u32;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Inst {
    /// The pattern is through.
    Match,
    Fail,
    Byte(u8),
    /// A piece of `Code::literals`.
    Bytes {
        start: u32,
        len: u32,
    },
    One(One),
    Place(Place),
    /// Notes the position: even slots open a group, odd ones close it.
    Mark(u32),
    Jump(Ip),
    Fork(u32),
    Switch(u32),
    Run(u32),
    /// Forgets earlier rounds.
    LoopInit(u32),
    Loop(u32),
    /// Notes the height of the stack in a cell.
    AtomicBegin(u32),
    /// Drops the choices made since.
    AtomicEnd(u32),
    LookBegin {
        cell: u32,
        behind: u32,
    },
    LookEnd(u32),
    NotBegin {
        cell: u32,
        behind: u32,
        end: Ip,
    },
    NotEnd(u32),
    /// Is a piece of `Code::literals` right before here?
    Behind {
        start: u32,
        len: u32,
        negate: bool,
    },
    Backref {
        group: u32,
        fold: Fold,
    },
    /// Goes on if the group has matched.
    Unless {
        group: u32,
        otherwise: Ip,
    },
}

/// Two ways on, and what each needs to have a chance.
#[derive(Clone, Debug)]
pub(super) struct Fork {
    pub(super) prefer: Ip,
    pub(super) other: Ip,
    pub(super) prefer_first: First,
    pub(super) other_first: First,
}

/// Alternatives by next byte: where in `Code::chains` the list of those with a chance begins.
#[derive(Clone, Debug)]
pub(super) struct Switch {
    pub(super) by_byte: Box<[u32; 256]>,
    pub(super) at_end: u32,
}

/// An alternative in a list, or the end of the list.
pub(super) const CHAIN_END: Ip = u32::MAX;

/// Repetition of one character.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) one: One,
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) mode: Mode,
    pub(super) next: Next,
    /// The group around the character, if any: `(.)*`.
    pub(super) group: Option<u32>,
    pub(super) exit: Ip,
}

/// What must follow a run.
#[derive(Clone, Debug)]
pub(super) enum Next {
    Anything,
    Byte(u8),
    First(First),
}

impl Next {
    pub(super) fn of(first: &First) -> Next {
        if *first == First::ANYTHING {
            return Next::Anything;
        }
        let mut bytes = first.bytes.iter();
        match (bytes.next(), bytes.next(), first.end) {
            (Some(byte), None, false) => Next::Byte(byte),
            _ => Next::First(*first),
        }
    }
}

/// Repetition of anything that needs a counter or care about empty rounds.
#[derive(Clone, Debug)]
pub(super) struct Loop {
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) mode: Mode,
    pub(super) body: Ip,
    pub(super) exit: Ip,
    /// Where the height of the stack before a round is noted.
    pub(super) cell: u32,
    pub(super) body_first: First,
    pub(super) exit_first: First,
}

/// Where a match can begin.
#[derive(Clone, Debug)]
pub(super) enum Start {
    Anywhere,
    Text,
    Line,
    Literal(Box<memchr::memmem::Finder<'static>>),
    /// Right behind a literal of this length.
    Behind(Box<memchr::memmem::Finder<'static>>),
    Byte1(u8),
    Byte2(u8, u8),
    Byte3(u8, u8, u8),
    /// `end`: at the end of the text too.
    Table {
        table: Box<[bool; 256]>,
        end: bool,
    },
}

impl Start {
    pub(super) fn of(prefix: &[u8], first: &First) -> Start {
        if prefix.len() > 1 {
            return Start::Literal(finder(prefix));
        }
        if first.bytes == ByteSet::ALL {
            return Start::Anywhere;
        }
        let bytes: Vec<u8> = first.bytes.iter().take(4).collect();
        match bytes[..] {
            _ if first.end => {}
            [a] => return Start::Byte1(a),
            [a, b] => return Start::Byte2(a, b),
            [a, b, c] => return Start::Byte3(a, b, c),
            _ => {}
        }
        Start::Table { table: first.bytes.table(), end: first.end }
    }

    /// The first place from `from` on where a match can begin.
    pub(super) fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let rest = text.get(from..)?;
        let found = match self {
            Start::Anywhere => return Some(from),
            Start::Text => return (from == 0).then_some(0),
            Start::Line if from == 0 => return Some(0),
            Start::Line => return memchr::memchr(b'\n', &text[from - 1..]).map(|i| from + i),
            Start::Literal(finder) => finder.find(rest),
            Start::Behind(finder) => {
                let len = finder.needle().len();
                let back = from.saturating_sub(len);
                return finder.find(&text[back..]).map(|i| back + i + len);
            }
            Start::Byte1(a) => memchr::memchr(*a, rest),
            Start::Byte2(a, b) => memchr::memchr2(*a, *b, rest),
            Start::Byte3(a, b, c) => memchr::memchr3(*a, *b, *c, rest),
            Start::Table { table, end } => {
                rest.iter().position(|&byte| table[usize::from(byte)]).or(end.then_some(rest.len()))
            }
        };
        found.map(|i| from + i)
    }
}

/// A search for a literal.
pub(super) fn finder(literal: &[u8]) -> Box<memchr::memmem::Finder<'static>> {
    Box::new(memchr::memmem::Finder::new(literal).into_owned())
}

/// A compiled pattern's code.
#[derive(Clone, Debug)]
pub(super) struct Code {
    pub(super) insts: Vec<Inst>,
    pub(super) literals: Vec<u8>,
    pub(super) sets: Vec<CharSet>,
    pub(super) forks: Vec<Fork>,
    pub(super) switches: Vec<Switch>,
    pub(super) chains: Vec<Ip>,
    pub(super) runs: Vec<Run>,
    pub(super) loops: Vec<Loop>,
    pub(super) cells: u32,
    pub(super) start: Start,
    /// What every match contains, if `start` does not look for it already.
    pub(super) required: Option<Box<memchr::memmem::Finder<'static>>>,
}
