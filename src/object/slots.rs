//! Type slots: the function table behind every operation, and the one place that says which dunder fills which
//! slot. For each dunder there is a row: how Python code calls the native slot (`wrap`), and the trampoline that
//! the slot gets when a class defines the dunder in Python. Which class provides what is decided in `type_object.rs`.

use super::args::CallArgs;
pub use super::buffer::Buffer;
use super::obj::Obj;
use crate::vm::{PyResult, Vm};

/// A unary slot.
pub type UnaryFn = fn(&Vm, &Obj) -> PyResult<Obj>;
/// A binary slot; may give `NotImplemented`.
pub type BinaryFn = fn(&Vm, &Obj, &Obj) -> PyResult<Obj>;
/// `next`: `None` when exhausted.
pub type NextFn = fn(&Vm, &Obj) -> PyResult<Option<Obj>>;
/// Rich comparison; may give `NotImplemented`.
pub type CompareFn = fn(&Vm, &Obj, &Obj, CmpOp) -> PyResult<Obj>;
/// Set (or with `None` delete) an attribute, item or descriptor.
pub type SetFn = fn(&Vm, &Obj, &Obj, Option<&Obj>) -> PyResult<()>;
/// Call.
pub type CallFn = fn(&Vm, &Obj, CallArgs) -> PyResult<Obj>;

/// The comparison operators, in the order of the `LT LE EQ NE GT GE` instructions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum CmpOp {
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `>`
    Gt,
    /// `>=`
    Ge,
}

impl CmpOp {
    /// All, in numeric order.
    pub const ALL: [CmpOp; 6] = [CmpOp::Lt, CmpOp::Le, CmpOp::Eq, CmpOp::Ne, CmpOp::Gt, CmpOp::Ge];

    /// The operator with its operands exchanged.
    pub fn reflected(self) -> CmpOp {
        [CmpOp::Gt, CmpOp::Ge, CmpOp::Eq, CmpOp::Ne, CmpOp::Lt, CmpOp::Le][self as usize]
    }

    /// As written.
    pub fn symbol(self) -> &'static str {
        ["<", "<=", "==", "!=", ">", ">="][self as usize]
    }

    /// What the operator says of an ordering.
    #[inline(always)]
    pub fn holds(self, o: std::cmp::Ordering) -> bool {
        match self {
            CmpOp::Lt => o.is_lt(),
            CmpOp::Le => o.is_le(),
            CmpOp::Eq => o.is_eq(),
            CmpOp::Ne => o.is_ne(),
            CmpOp::Gt => o.is_gt(),
            CmpOp::Ge => o.is_ge(),
        }
    }
}

/// The binary operators, in the order of the `ADD` ... `XOR` instructions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum BinOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    TrueDiv,
    /// `//`
    FloorDiv,
    /// `%`
    Mod,
    /// `**`
    Pow,
    /// `@`
    MatMul,
    /// `<<`
    LShift,
    /// `>>`
    RShift,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `divmod()`
    DivMod,
}

/// Number of binary operators.
pub const BINARY: usize = 14;

impl BinOp {
    /// All, in numeric order.
    pub const ALL: [BinOp; BINARY] = [
        BinOp::Add,
        BinOp::Sub,
        BinOp::Mul,
        BinOp::TrueDiv,
        BinOp::FloorDiv,
        BinOp::Mod,
        BinOp::Pow,
        BinOp::MatMul,
        BinOp::LShift,
        BinOp::RShift,
        BinOp::And,
        BinOp::Or,
        BinOp::Xor,
        BinOp::DivMod,
    ];

    /// As CPython's messages write it.
    pub fn symbol(self) -> &'static str {
        ["+", "-", "*", "/", "//", "%", "** or pow()", "@", "<<", ">>", "&", "|", "^", "divmod()"]
            [self as usize]
    }

    /// As CPython's messages write the in-place form.
    pub fn inplace_symbol(self) -> &'static str {
        ["+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=", "<<=", ">>=", "&=", "|=", "^=", "divmod()"]
            [self as usize]
    }
}

/// The unary number operators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum UnOp {
    /// `-x`
    Neg,
    /// `+x`
    Pos,
    /// `~x`
    Invert,
    /// `abs(x)`
    Abs,
    /// `int(x)`
    Int,
    /// `float(x)`
    Float,
    /// `operator.index(x)`
    Index,
}

/// The function table of a type.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "each slot is named after its dunder")]
pub struct Slots {
    pub repr: Option<UnaryFn>,
    pub str: Option<UnaryFn>,
    pub hash: Option<fn(&Vm, &Obj) -> PyResult<i64>>,
    pub call: Option<CallFn>,
    pub getattro: Option<BinaryFn>,
    pub setattro: Option<SetFn>,
    pub compare: Option<CompareFn>,
    pub iter: Option<UnaryFn>,
    pub next: Option<NextFn>,
    pub bool_: Option<fn(&Vm, &Obj) -> PyResult<bool>>,
    pub len: Option<fn(&Vm, &Obj) -> PyResult<usize>>,
    pub getitem: Option<BinaryFn>,
    pub setitem: Option<SetFn>,
    pub contains: Option<fn(&Vm, &Obj, &Obj) -> PyResult<bool>>,
    /// Sequence `+`: tried after the number slots.
    pub concat: Option<BinaryFn>,
    pub iconcat: Option<BinaryFn>,
    /// Sequence `*` by a count: tried after the number slots.
    pub repeat: Option<fn(&Vm, &Obj, isize) -> PyResult<Obj>>,
    pub irepeat: Option<fn(&Vm, &Obj, isize) -> PyResult<Obj>>,
    /// `__get__(self, instance or None, owner or None)`
    pub descr_get: Option<fn(&Vm, &Obj, Option<&Obj>, Option<&Obj>) -> PyResult<Obj>>,
    /// `__set__` / `__delete__`
    pub descr_set: Option<SetFn>,
    pub new: Option<CallFn>,
    pub init: Option<fn(&Vm, &Obj, CallArgs) -> PyResult<()>>,
    pub del: Option<fn(&Vm, &Obj)>,
    pub binary: [Option<BinaryFn>; BINARY],
    /// Reflected: `self` comes first, the left operand second.
    pub rbinary: [Option<BinaryFn>; BINARY],
    pub ibinary: [Option<BinaryFn>; BINARY],
    /// Three-argument `pow`.
    pub pow3: Option<fn(&Vm, &Obj, &Obj, &Obj) -> PyResult<Obj>>,
    pub unary: [Option<UnaryFn>; 7],
    pub await_: Option<UnaryFn>,
    pub aiter: Option<UnaryFn>,
    pub anext: Option<UnaryFn>,
    /// Exports the memory; true: for writing.
    pub buffer: Option<fn(&Vm, &Obj, bool) -> PyResult<Buffer>>,
    /// `__release_buffer__` of builtin types.
    pub release_buffer: Option<fn(&Vm, &Obj, &Obj) -> PyResult<()>>,
}

impl Slots {
    /// No operation at all.
    pub const NONE: Slots = Slots {
        repr: None,
        str: None,
        hash: None,
        call: None,
        getattro: None,
        setattro: None,
        compare: None,
        iter: None,
        next: None,
        bool_: None,
        len: None,
        getitem: None,
        setitem: None,
        contains: None,
        concat: None,
        iconcat: None,
        repeat: None,
        irepeat: None,
        descr_get: None,
        descr_set: None,
        new: None,
        init: None,
        del: None,
        binary: [None; BINARY],
        rbinary: [None; BINARY],
        ibinary: [None; BINARY],
        pow3: None,
        unary: [None; 7],
        await_: None,
        aiter: None,
        anext: None,
        buffer: None,
        release_buffer: None,
    };

    /// A binary table from (operator, function) pairs, for specs.
    pub const fn binary_table<const N: usize>(pairs: [(BinOp, BinaryFn); N]) -> [Option<BinaryFn>; BINARY] {
        let mut table = [None; BINARY];
        let mut i = 0;
        while i < N {
            table[pairs[i].0 as usize] = Some(pairs[i].1);
            i += 1;
        }
        table
    }

    /// A unary table from (operator, function) pairs, for specs.
    pub const fn unary_table<const N: usize>(pairs: [(UnOp, UnaryFn); N]) -> [Option<UnaryFn>; 7] {
        let mut table = [None; 7];
        let mut i = 0;
        while i < N {
            table[pairs[i].0 as usize] = Some(pairs[i].1);
            i += 1;
        }
        table
    }
}

/// One dunder: which slot it stands for.
pub struct SlotRow {
    /// The dunder.
    pub name: &'static str,
    /// Rows with the same group share a slot.
    pub group: &'static str,
    /// Text signature for `inspect`.
    pub signature: &'static str,
    /// First doc line.
    pub doc: &'static str,
    /// Whether the slot is filled.
    pub is_set: fn(&Slots) -> bool,
    /// Copies the slot from another table.
    pub inherit: fn(&mut Slots, &Slots),
    /// Puts the trampoline into the slot.
    pub trampoline: fn(&mut Slots),
    /// Empties the slot.
    pub unset: fn(&mut Slots),
    /// Calls the native slot for Python code: `self`, then the arguments (checked for number by `arity`).
    pub wrap: fn(&Vm, &Slots, &Obj, CallArgs) -> PyResult<Obj>,
    /// Least and most positional arguments after `self` (`usize::MAX`: any).
    pub arity: (usize, usize),
    /// The wrapper takes keyword arguments.
    pub keywords: bool,
}

/// The rows that a dunder belongs to (`__add__` stands for both `+` and sequence concatenation).
pub fn rows_named(name: &str) -> impl Iterator<Item = &'static SlotRow> {
    super::slot_rows::ROWS.iter().filter(move |r| r.name == name)
}

/// Whether a name fills a slot.
pub fn is_slot_name(name: &[u8]) -> bool {
    name.len() > 4
        && name.starts_with(b"__")
        && name.ends_with(b"__")
        && super::slot_rows::ROWS.iter().any(|r| r.name.as_bytes() == name)
}
