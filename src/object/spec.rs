//! How a builtin type or native module is declared: one static table each, from which the type object, `dir()`,
//! signatures and arity errors follow. The type object itself is in `type_object.rs`.

use super::args::{Args, NativeFn};
use super::obj::Obj;
use super::slots::Slots;
use super::type_object::{StaticType, Type};
use crate::vm::{PyResult, Vm};

/// What kind of callable a declared function is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FnKind {
    /// Takes the receiver first.
    Method,
    /// Takes the class first.
    Class,
    /// Takes neither.
    Static,
    /// A module's function.
    Function,
}

/// A native function's declaration.
#[derive(Clone, Copy)]
pub struct MethodDef {
    /// Name.
    pub name: &'static str,
    /// Parameters as text, the only statement of them: `"($self, value, /)"`.
    pub signature: &'static str,
    /// Documentation.
    pub doc: &'static str,
    /// The code.
    pub f: NativeFn,
    /// How it binds.
    pub kind: FnKind,
}

/// A method; its first parameter is `$self`.
pub const fn method(
    name: &'static str,
    signature: &'static str,
    doc: &'static str,
    f: NativeFn,
) -> MethodDef {
    MethodDef { name, signature, doc, f, kind: FnKind::Method }
}

/// A class method; its first parameter is `$type`.
pub const fn class_method(
    name: &'static str,
    signature: &'static str,
    doc: &'static str,
    f: NativeFn,
) -> MethodDef {
    MethodDef { name, signature, doc, f, kind: FnKind::Class }
}

/// A static method.
pub const fn static_method(
    name: &'static str,
    signature: &'static str,
    doc: &'static str,
    f: NativeFn,
) -> MethodDef {
    MethodDef { name, signature, doc, f, kind: FnKind::Static }
}

/// A module function.
pub const fn function(
    name: &'static str,
    signature: &'static str,
    doc: &'static str,
    f: NativeFn,
) -> MethodDef {
    MethodDef { name, signature, doc, f, kind: FnKind::Function }
}

/// A computed attribute.
pub struct GetterDef {
    /// Name.
    pub name: &'static str,
    /// Documentation.
    pub doc: &'static str,
    /// Reads it.
    pub get: fn(&Vm, &Obj) -> PyResult<Obj>,
    /// Writes it, or deletes it with `None`.
    pub set: Option<fn(&Vm, &Obj, Option<&Obj>) -> PyResult<()>>,
    /// Shown as a `member_descriptor` instead of a `getset_descriptor`.
    pub member: bool,
}

impl GetterDef {
    /// The same attribute as `inspect` takes for a struct member.
    pub const fn as_member(self) -> GetterDef {
        GetterDef { member: true, ..self }
    }
}

/// A read-only attribute.
pub const fn getter(name: &'static str, doc: &'static str, get: fn(&Vm, &Obj) -> PyResult<Obj>) -> GetterDef {
    GetterDef { name, doc, get, set: None, member: false }
}

/// A read-only attribute that `inspect` takes for a struct member.
pub const fn member(name: &'static str, doc: &'static str, get: fn(&Vm, &Obj) -> PyResult<Obj>) -> GetterDef {
    GetterDef { name, doc, get, set: None, member: true }
}

/// An attribute that can be written.
pub const fn property(
    name: &'static str,
    doc: &'static str,
    get: fn(&Vm, &Obj) -> PyResult<Obj>,
    set: fn(&Vm, &Obj, Option<&Obj>) -> PyResult<()>,
) -> GetterDef {
    GetterDef { name, doc, get, set: Some(set), member: false }
}

/// `TypeSpec::flags` bits.
pub mod type_flag {
    /// Classes can be derived from it.
    pub const BASE: u32 = 1;
    /// Instances have an attribute dictionary.
    pub const DICT: u32 = 2;
    /// Instances can be weakly referenced.
    pub const WEAKREF: u32 = 4;
    /// `case [..]` matches instances.
    pub const SEQUENCE: u32 = 8;
    /// `case {..}` matches instances.
    pub const MAPPING: u32 = 16;
    /// `case C(x)` binds the subject itself.
    pub const MATCH_SELF: u32 = 32;
    /// Attributes of the type can be set although it is native (none by default).
    pub const MUTABLE: u32 = 64;
    /// Calling the type raises "cannot create 'x' instances".
    pub const NO_NEW: u32 = 128;
    /// `f(x)` passes a method of this type unbound with the receiver (functions and method descriptors).
    pub const METHOD_DESCRIPTOR: u32 = 256;
    /// Made by a class statement or `type()`.
    pub const HEAP: u32 = 512;
    /// Has abstract methods left.
    pub const ABSTRACT: u32 = 1024;
    /// Instances have the native body of the base, so that the type can be combined with others of that body.
    pub const SAME_BODY: u32 = 2048;
    /// The type fills its slot for `__new__` but shows the base's: no entry in the namespace.
    pub const HIDDEN_NEW: u32 = 4096;
}

/// A builtin type's declaration.
pub struct TypeSpec {
    /// `__name__`
    pub name: &'static str,
    /// `__module__`
    pub module: &'static str,
    /// `__doc__`; empty: None.
    pub doc: &'static str,
    /// Text signature of the constructor (`""`: none known), as `inspect.signature` shows it.
    pub signature: &'static str,
    /// Base type; `None`: object.
    pub base: Option<&'static StaticType>,
    /// `type_flag` bits.
    pub flags: u32,
    /// Operations.
    pub slots: Slots,
    /// `Type(x)` for the type itself, no subclass: what the slots `new` and `init` do with one positional argument, at once.
    pub convert: Option<fn(&Vm, &Obj) -> PyResult<Obj>>,
    /// Methods.
    pub methods: &'static [MethodDef],
    /// Attributes.
    pub getters: &'static [GetterDef],
    /// Adds attributes that are no functions (constants), when the type is made.
    pub extra: Option<fn(&Vm, &Type)>,
}

impl TypeSpec {
    /// A type that cannot be derived from.
    pub const FINAL: TypeSpec = TypeSpec {
        name: "",
        module: "builtins",
        doc: "",
        signature: "",
        base: None,
        flags: 0,
        slots: Slots::NONE,
        convert: None,
        methods: &[],
        getters: &[],
        extra: None,
    };
    /// A type that can be a base class.
    pub const BASE: TypeSpec = TypeSpec { flags: type_flag::BASE, ..TypeSpec::FINAL };
}

/// A native module's declaration.
pub struct ModuleSpec {
    /// Full name.
    pub name: &'static str,
    /// `__doc__`
    pub doc: &'static str,
    /// Functions.
    pub functions: &'static [MethodDef],
    /// Types that become attributes under their names.
    pub types: &'static [&'static StaticType],
    /// Types that only have to be made ready.
    pub hidden_types: &'static [&'static StaticType],
    /// Adds constants and the rest.
    pub init: Option<fn(&Vm, &Obj) -> PyResult<()>>,
}

impl ModuleSpec {
    /// An empty module.
    pub const EMPTY: ModuleSpec =
        ModuleSpec { name: "", doc: "", functions: &[], types: &[], hidden_types: &[], init: None };
}

/// A native function that ignores its arguments and returns the receiver (`__iter__` of iterators).
pub fn return_self(_: &Vm, args: Args) -> PyResult<Obj> {
    Ok(args[0].clone())
}

/// The `iter` slot of iterators.
pub fn iter_self(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(o.clone())
}
