//! A unit of code while it is written: instructions with labels, the tables they index, open blocks.
//! How a finished unit becomes a code object is in `flow.rs`.

use super::scope::{Place, ScopeId, mangle};
use super::{Compiler, Fx, Problem, R, str_const};
use crate::bytecode::code::{CodeData, Const, Loc};
use crate::bytecode::op::Op;
use crate::source::Span;
use crate::syntax::ast::{Name, Stmt};
use indexmap::IndexSet;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

/// An instruction, or a mark that `flow.rs` needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    Op(Op),
    /// A jump back that does not look at the evaluation breaker.
    JumpNoInterrupt,
    /// `STORE_FAST` of a value that `LOAD_FAST_AND_CLEAR` put aside: perhaps none.
    StoreMaybeNull,
    /// A handler opens: the exception is pushed at the depth here.
    SetupFinally,
    /// The same, with the index of the raising instruction below the exception.
    SetupCleanup,
    /// Like `SetupCleanup`, one value lower.
    SetupWith,
    /// The innermost handler closes.
    PopBlock,
}

/// A written instruction; `arg` is a label for jumps and set-ups.
#[derive(Clone, Copy, Debug)]
pub struct Instr {
    pub code: Code,
    pub arg: u32,
    pub loc: Loc,
}

/// A place to jump to.
pub type Label = u32;

/// What kind of code a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum UnitKind {
    #[default]
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,
    /// Hidden functions of PEP 695.
    TypeParams,
}

/// A block that `break`, `continue` and `return` must leave properly.
#[derive(Clone, Debug)]
pub enum Block<'a> {
    While {
        start: Label,
        end: Label,
    },
    For {
        start: Label,
        end: Label,
    },
    /// The body of `try`: its handler is open.
    Try,
    /// The body of `try` with a `finally`.
    FinallyTry(&'a [Stmt]),
    /// The `finally` block reached by an exception.
    FinallyEnd,
    With {
        is_async: bool,
        loc: Loc,
    },
    /// An `except` block, with the name it binds.
    Handler(Option<Name>),
    /// The tests of `except*`.
    StarHandlers,
    /// A value to drop.
    Value,
}

/// Slots of cells and free variables while their final number is unknown.
pub const CELL_BASE: u32 = 1 << 22;
pub const FREE_BASE: u32 = 1 << 23;

/// A constant as a key: equal only if type and bits are.
#[derive(Clone, Debug)]
pub struct ConstKey(pub Const);

impl PartialEq for ConstKey {
    fn eq(&self, other: &ConstKey) -> bool {
        fn same(a: &Const, b: &Const) -> bool {
            match (a, b) {
                (Const::Float(x), Const::Float(y)) => x.to_bits() == y.to_bits(),
                (Const::Complex(a, b), Const::Complex(x, y)) => {
                    a.to_bits() == x.to_bits() && b.to_bits() == y.to_bits()
                }
                (Const::Tuple(a), Const::Tuple(b)) | (Const::FrozenSet(a), Const::FrozenSet(b)) => {
                    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
                }
                (Const::Code(a), Const::Code(b)) => Rc::ptr_eq(a, b),
                (Const::Code(_), _) | (_, Const::Code(_)) => false,
                _ => a == b,
            }
        }
        same(&self.0, &other.0)
    }
}

impl Eq for ConstKey {}

impl Hash for ConstKey {
    fn hash<H: Hasher>(&self, h: &mut H) {
        fn go<H: Hasher>(c: &Const, h: &mut H) {
            std::mem::discriminant(c).hash(h);
            match c {
                Const::None | Const::Ellipsis => {}
                Const::Bool(b) => b.hash(h),
                Const::Int(n) => n.hash(h),
                Const::BigInt(s) => s.hash(h),
                Const::Float(x) => x.to_bits().hash(h),
                Const::Complex(a, b) => (a.to_bits(), b.to_bits()).hash(h),
                Const::Str(s) | Const::Bytes(s) => s.hash(h),
                Const::Tuple(items) | Const::FrozenSet(items) => items.iter().for_each(|c| go(c, h)),
                Const::Code(code) => Rc::as_ptr(code).addr().hash(h),
                Const::Stored(code) => Rc::as_ptr(code).addr().hash(h),
            }
        }
        go(&self.0, h);
    }
}

/// A unit of code.
#[derive(Default)]
pub struct Unit<'a> {
    pub kind: UnitKind,
    pub name: Name,
    pub qualname: Name,
    pub scope: ScopeId,
    /// The class whose private names are mangled.
    pub class: Option<Name>,
    pub first_line: u32,
    pub argcount: u32,
    pub posonly: u32,
    pub kwonly: u32,
    pub flags: u32,
    pub consts: IndexSet<ConstKey, Fx>,
    pub names: IndexSet<Name, Fx>,
    pub varnames: IndexSet<Name, Fx>,
    pub cellvars: IndexSet<Name, Fx>,
    pub freevars: IndexSet<Name, Fx>,
    /// Names that were made fast locals for an inlined comprehension in a module or class.
    pub hidden: IndexSet<Name, Fx>,
    pub code: Vec<Instr>,
    /// Open blocks, innermost last.
    pub blocks: Vec<Block<'a>>,
    /// Label to instruction index.
    pub labels: Vec<u32>,
    /// Inlined comprehensions we are in, innermost last.
    pub inlined: Vec<ScopeId>,
    /// Attributes of `self` that methods set (classes only).
    pub static_attributes: IndexSet<Name, Fx>,
}

impl Unit<'_> {
    pub fn new(kind: UnitKind, name: Name, scope: ScopeId, first_line: u32) -> Self {
        Unit { kind, qualname: name.clone(), name, scope, first_line, ..Unit::default() }
    }

    pub fn is_function(&self) -> bool {
        !matches!(self.kind, UnitKind::Module | UnitKind::Class)
    }
}

impl<'a> Compiler<'a> {
    /// Opens a unit for the scope of a node.
    pub fn enter_unit(&mut self, kind: UnitKind, name: Name, scope: ScopeId, first_line: u32) {
        let mut unit = Unit::new(kind, name, scope, first_line);
        unit.class = self.unit.class.clone();
        unit.qualname = self.qualname(&unit);
        self.outer.push(std::mem::replace(&mut self.unit, unit));
        self.prepare_unit();
    }

    /// Fills the tables that the scope decides.
    pub fn prepare_unit(&mut self) {
        let scope = &self.scopes[self.unit.scope];
        let mut free: Vec<Name> = Vec::new();
        let mut cells: Vec<Name> = Vec::new();
        for (name, symbol) in &scope.symbols {
            if symbol.uses & super::scope::uses::PARAM != 0 {
                self.unit.varnames.insert(name.clone());
            }
            match symbol.place {
                Place::Cell => cells.push(name.clone()),
                Place::Free => free.push(name.clone()),
                _ if symbol.passes_through => free.push(name.clone()),
                _ => {}
            }
        }
        if scope.needs_class_closure {
            cells.push("__class__".into());
        }
        if scope.needs_classdict {
            cells.push("__classdict__".into());
        }
        for &comp in &scope.hosted {
            let inner = self.scopes[comp].symbols.iter().filter(|(_, s)| s.place == Place::Cell);
            cells.extend(inner.map(|(name, _)| name.clone()).filter(|name| !free.contains(name)));
        }
        free.sort();
        cells.sort();
        self.unit.cellvars.extend(cells);
        self.unit.freevars.extend(free);
    }

    /// Closes the unit and gives its code object.
    pub fn leave_unit(&mut self, returns_none: bool) -> CodeData {
        let code = self.finish_unit(returns_none);
        self.unit = self.outer.pop().expect("every unit was entered");
        code
    }

    fn qualname(&self, unit: &Unit<'_>) -> Name {
        // `self.unit` is the unit around the new one here.
        let mut base = &self.unit;
        let mut depth = self.outer.len();
        if base.kind == UnitKind::TypeParams {
            if depth == 0 {
                return unit.name.clone();
            }
            depth -= 1;
            base = &self.outer[depth];
        }
        if base.kind == UnitKind::Module && depth == 0 {
            return unit.name.clone();
        }
        if matches!(unit.kind, UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Class) {
            let name = mangle(base.class.as_deref(), &unit.name);
            let global =
                self.scopes[base.scope].symbols.get(&name).is_some_and(|s| s.place == Place::GlobalExplicit);
            if global {
                return unit.name.clone();
            }
        }
        let locals = match base.kind {
            UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Lambda | UnitKind::Comprehension => {
                ".<locals>"
            }
            _ => "",
        };
        format!("{}{locals}.{}", base.qualname, unit.name).into()
    }

    // --- instructions

    pub fn emit(&mut self, op: Op, arg: u32, loc: Loc) {
        self.unit.code.push(Instr { code: Code::Op(op), arg, loc });
    }

    pub fn mark(&mut self, code: Code, label: Label, loc: Loc) {
        self.unit.code.push(Instr { code, arg: label, loc });
    }

    pub fn pop_block(&mut self) {
        self.mark(Code::PopBlock, 0, Loc::NONE);
    }

    pub fn label(&mut self) -> Label {
        self.unit.labels.push(u32::MAX);
        self.unit.labels.len() as Label - 1
    }

    /// Makes the next instruction the target of a label.
    pub fn place(&mut self, label: Label) {
        self.unit.labels[label as usize] = self.unit.code.len() as u32;
    }

    pub fn jump(&mut self, label: Label, loc: Loc) {
        self.emit(Op::Jump, label, loc);
    }

    pub fn load_const(&mut self, value: Const, loc: Loc) {
        let (index, _) = self.unit.consts.insert_full(ConstKey(value));
        self.emit(Op::LoadConst, index as u32, loc);
    }

    pub fn load_none(&mut self, loc: Loc) {
        self.load_const(Const::None, loc);
    }

    pub fn load_str(&mut self, text: &str, loc: Loc) {
        self.load_const(str_const(text), loc);
    }

    pub fn name_index(&mut self, name: &Name) -> u32 {
        if let Some(index) = self.unit.names.get_index_of(name) {
            return index as u32;
        }
        self.unit.names.insert_full(name.clone()).0 as u32
    }

    /// An instruction with a (mangled) name.
    pub fn emit_name(&mut self, op: Op, name: &Name, loc: Loc) {
        let name = self.mangled(name);
        let index = self.name_index(&name);
        self.emit(op, index, loc);
    }

    /// The same with a name that is nobody's private one.
    pub fn emit_plain_name(&mut self, op: Op, name: &str, loc: Loc) {
        let index = self.name_index(&name.into());
        self.emit(op, index, loc);
    }

    pub fn mangled(&self, name: &Name) -> Name {
        if self.unit.class.is_none() || !name.starts_with("__") {
            return name.clone();
        }
        if self.scopes[self.unit.scope].mangled_only.as_ref().is_some_and(|only| !only.contains(name)) {
            return name.clone();
        }
        mangle(self.unit.class.as_deref(), name)
    }

    /// Slot of a local.
    pub fn fast_slot(&mut self, name: &Name) -> u32 {
        if let Some(index) = self.unit.varnames.get_index_of(name) {
            return index as u32;
        }
        self.unit.varnames.insert_full(name.clone()).0 as u32
    }

    /// Slot of a cell or free variable.
    pub fn deref_slot(&mut self, name: &str) -> u32 {
        if let Some(index) = self.unit.cellvars.get_index_of(name) {
            return CELL_BASE + index as u32;
        }
        match self.unit.freevars.get_index_of(name) {
            Some(index) => FREE_BASE + index as u32,
            None => {
                // No scope asked for it; a cell of its own stays empty.
                CELL_BASE + self.unit.cellvars.insert_full(name.into()).0 as u32
            }
        }
    }

    // --- delegation

    /// Waits for the iterator below `None` on the stack: the heart of `yield from` and `await`.
    pub fn yield_from(&mut self, loc: Loc) {
        let (send, fail, exit) = (self.label(), self.label(), self.label());
        self.place(send);
        self.emit(Op::Send, exit, loc);
        self.mark(Code::SetupFinally, fail, loc);
        self.emit(Op::Yield, 1, loc);
        self.pop_block();
        self.mark(Code::JumpNoInterrupt, send, loc);
        self.place(fail);
        self.emit(Op::CleanupThrow, 0, loc);
        self.place(exit);
        self.emit(Op::EndSend, 0, loc);
    }

    /// `await` of the value on the stack; `from` as `GET_AWAITABLE` numbers it.
    pub fn await_top(&mut self, from: u32, loc: Loc) {
        self.emit(Op::GetAwaitable, from, loc);
        self.load_none(loc);
        self.yield_from(loc);
    }

    pub fn error<T>(&self, span: Span, msg: impl Into<String>) -> R<T> {
        Err(Problem::new(span, msg))
    }
}
