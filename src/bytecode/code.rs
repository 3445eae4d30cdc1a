//! A compiled unit as plain data: what the compiler gives and what the VM loads.
//! How constants become objects is in the VM's `load.rs`.

use std::cell::OnceCell;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// A constant of a code object.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    /// `None`
    None,
    /// `True` or `False`
    Bool(bool),
    /// `...`
    Ellipsis,
    /// An int that fits 64 bits.
    Int(i64),
    /// A larger int: optional `-`, then hexadecimal digits without prefix.
    BigInt(Rc<str>),
    /// A float.
    Float(f64),
    /// A complex number: real and imaginary part.
    Complex(f64, f64),
    /// A str as WTF-8.
    Str(Rc<[u8]>),
    /// A bytes object.
    Bytes(Rc<[u8]>),
    /// A tuple of constants.
    Tuple(Vec<Const>),
    /// A frozenset of constants, in source order.
    FrozenSet(Vec<Const>),
    /// A nested code object.
    Code(Rc<CodeData>),
    /// The code of a function that has not been read yet.
    Stored(Rc<super::serial::Stored>),
}

/// `co_flags` bits, with CPython's values.
pub mod flags {
    /// Locals live in the frame's array.
    pub const OPTIMIZED: u32 = 0x1;
    /// A new local namespace is made for each call.
    pub const NEWLOCALS: u32 = 0x2;
    /// Has `*args`.
    pub const VARARGS: u32 = 0x4;
    /// Has `**kwargs`.
    pub const VARKEYWORDS: u32 = 0x8;
    /// Defined inside another function.
    pub const NESTED: u32 = 0x10;
    /// A generator function.
    pub const GENERATOR: u32 = 0x20;
    /// An `async def` without `yield`.
    pub const COROUTINE: u32 = 0x80;
    /// A generator marked by `types.coroutine`.
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    /// An `async def` with `yield`.
    pub const ASYNC_GENERATOR: u32 = 0x200;
    /// `from __future__ import annotations`.
    pub const FUTURE_ANNOTATIONS: u32 = 0x100_0000;
    /// The first constant is the docstring. CPython has this bit from 3.14 on: `co_flags` must not show it.
    pub const HAS_DOCSTRING: u32 = 0x400_0000;
    /// A method: defined directly in a class body.
    pub const METHOD: u32 = 0x800_0000;
}

/// What a slot of the frame's `localsplus` array holds. A parameter that is captured is `LOCAL | CELL`.
pub mod local_kind {
    /// Listed in `co_varnames`.
    pub const LOCAL: u8 = 1;
    /// Listed in `co_cellvars`: `MAKE_CELL` wraps it at entry.
    pub const CELL: u8 = 2;
    /// Listed in `co_freevars`: `COPY_FREE_VARS` fills it from the closure.
    pub const FREE: u8 = 4;
    /// Local of an inlined comprehension only (hidden from `locals()` outside it).
    pub const HIDDEN: u8 = 8;
}

/// A half-open range `[start, end)` of instruction indices protected by a handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExcEntry {
    /// First protected instruction.
    pub start: u32,
    /// One past the last protected instruction.
    pub end: u32,
    /// Where the handler begins.
    pub target: u32,
    /// Operand stack depth to unwind to.
    pub depth: u32,
    /// Push the index of the raising instruction (as an int) below the exception.
    pub lasti: bool,
}

/// A source range: lines are 1-based (0: no line), columns are 0-based UTF-8 byte offsets (-1: unknown).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Loc {
    /// First line.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// Column of the first byte.
    pub col: i32,
    /// Column one past the last byte.
    pub end_col: i32,
}

impl Loc {
    /// No source position.
    pub const NONE: Loc = Loc { line: 0, end_line: 0, col: -1, end_col: -1 };
}

/// A code object as data. Field meanings are those of CPython's `co_*` attributes where names match.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CodeData {
    /// `co_name`
    pub name: Rc<str>,
    /// `co_qualname`
    pub qualname: Rc<str>,
    /// `co_filename`
    pub filename: Rc<str>,
    /// `co_firstlineno`
    pub first_line: u32,
    /// `co_argcount`: positional parameters, positional-only ones included.
    pub argcount: u32,
    /// `co_posonlyargcount`
    pub posonly: u32,
    /// `co_kwonlyargcount`
    pub kwonly: u32,
    /// `co_flags`
    pub flags: u32,
    /// Depth of the operand stack that the code needs.
    pub stacksize: u32,
    /// Names of the frame slots: parameters (positional, keyword-only, `*args`, `**kwargs`), other locals,
    /// cells that are not parameters, free variables: in this order.
    pub localsplus: Vec<Rc<str>>,
    /// One `local_kind` byte per slot of `localsplus`.
    pub local_kinds: Vec<u8>,
    /// Instruction words (see `op.rs`).
    pub instrs: Vec<u32>,
    /// Constants.
    pub consts: Vec<Const>,
    /// Names used by name instructions, and by caches.
    pub names: Vec<Rc<str>>,
    /// For each inline cache of the code: the index in `names` that it serves.
    pub caches: Vec<u32>,
    /// Sorted by `start`; inner ranges come as their own disjoint entries (no overlap).
    pub exceptions: Vec<ExcEntry>,
    /// Run-length source positions: (first instruction index, position), sorted, covering every instruction.
    pub locations: Locations,
}

/// The source positions of a code object: what only tracebacks and tools ask for is decoded when they do.
#[derive(Default, Clone)]
pub struct Locations {
    stored: &'static [u8],
    decoded: OnceCell<Vec<(u32, Loc)>>,
}

impl Locations {
    /// Positions in their serial form, from bytes of our own build.
    pub fn stored(stored: &'static [u8]) -> Locations {
        Locations { stored, decoded: OnceCell::new() }
    }

    /// The line of an instruction, found without memory of one's own: signal handlers may ask.
    pub fn line_at(&self, pc: u32) -> u32 {
        match self.decoded.get() {
            None => super::serial::line_at(self.stored, pc),
            Some(list) => match list.partition_point(|(start, _)| *start <= pc) {
                0 => 0,
                i => list[i - 1].1.line,
            },
        }
    }
}

impl From<Vec<(u32, Loc)>> for Locations {
    fn from(list: Vec<(u32, Loc)>) -> Locations {
        Locations { stored: &[], decoded: list.into() }
    }
}

impl Deref for Locations {
    type Target = Vec<(u32, Loc)>;
    fn deref(&self) -> &Self::Target {
        self.decoded.get_or_init(|| match self.stored {
            [] => Vec::new(),
            bytes => super::serial::read_locations(bytes).expect("what the build wrote can be read"),
        })
    }
}

impl DerefMut for Locations {
    fn deref_mut(&mut self) -> &mut Self::Target {
        let _ = self.len();
        self.decoded.get_mut().expect("just decoded")
    }
}

impl PartialEq for Locations {
    fn eq(&self, other: &Locations) -> bool {
        **self == **other
    }
}

impl std::fmt::Debug for Locations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

impl CodeData {
    /// The source position of the instruction at index `pc`.
    pub fn location(&self, pc: u32) -> Loc {
        match self.locations.partition_point(|(start, _)| *start <= pc) {
            0 => Loc::NONE,
            i => self.locations[i - 1].1,
        }
    }
}
