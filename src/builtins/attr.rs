//! Builtins that look at objects: `getattr`, `isinstance`, `dir`, `vars`, `id`, `hash`, `repr` and their like.

use crate::object::args::Args;
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::{int, list, str_};
use crate::vm::{PyResult, Vm, api};

fn check_name(vm: &Vm, key: &Obj) -> PyResult<()> {
    if str_::is_str(key) {
        return Ok(());
    }
    Err(vm.type_error(format!("attribute name must be string, not '{}'", key.ty().name())))
}

fn getattr(vm: &Vm, a: Args) -> PyResult<Obj> {
    check_name(vm, &a[1])?;
    match a.opt(2) {
        Some(default) => Ok(api::getattr_opt(vm, &a[0], &a[1])?.unwrap_or_else(|| default.clone())),
        None => api::getattr(vm, &a[0], &a[1]),
    }
}

fn hasattr(vm: &Vm, a: Args) -> PyResult<Obj> {
    check_name(vm, &a[1])?;
    Ok(Obj::from_bool(api::getattr_opt(vm, &a[0], &a[1])?.is_some()))
}

fn setattr(vm: &Vm, a: Args) -> PyResult<Obj> {
    check_name(vm, &a[1])?;
    api::setattr(vm, &a[0], &a[1], &a[2]).map(|()| Obj::NONE)
}

fn delattr(vm: &Vm, a: Args) -> PyResult<Obj> {
    check_name(vm, &a[1])?;
    api::setattr_or_del(vm, &a[0], &a[1], None).map(|()| Obj::NONE)
}

fn dir(vm: &Vm, a: Args) -> PyResult<Obj> {
    let names = match a.opt(0) {
        Some(o) => match api::call_special_opt(vm, o, name!(__dir__), &[])? {
            Some(names) => names,
            None => return Err(vm.type_error("object does not provide __dir__")),
        },
        None => {
            let ns = super::code::current_locals(vm)?;
            api::call_method_str(vm, &ns, "keys", &[])?
        }
    };
    let sorted = list::from_vec(api::to_vec(vm, &names)?);
    api::call_method_str(vm, &sorted, "sort", &[])?;
    Ok(sorted)
}

fn vars(vm: &Vm, a: Args) -> PyResult<Obj> {
    match a.opt(0) {
        Some(o) => match api::getattr_opt(vm, o, name!(__dict__))? {
            Some(d) => Ok(d),
            None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
        },
        None => super::code::current_locals(vm),
    }
}

fn format(vm: &Vm, a: Args) -> PyResult<Obj> {
    match a.opt(1) {
        Some(spec) if !str_::is_str(spec) => {
            Err(vm.type_error(format!("format() argument 2 must be str, not {}", api::given(spec))))
        }
        Some(spec) => api::format(vm, &a[0], spec),
        None => api::format(vm, &a[0], &intern("")),
    }
}

/// This family.
pub const FUNCTIONS: &[MethodDef] = &[
    function(
        "getattr",
        "~(object, name, default=None, /)",
        "The attribute `name` of an object: getattr(o, 'x') is o.x.\n\nWith a third argument a missing attribute gives that instead of an\nAttributeError.",
        getattr,
    ),
    function(
        "hasattr",
        "(obj, name, /)",
        "Whether getattr(obj, name) works.\n\nThe attribute is really looked up: False means that this raised AttributeError,\nand any other exception comes through.",
        hasattr,
    ),
    function(
        "setattr",
        "(obj, name, value, /)",
        "Give an attribute a value: setattr(o, 'x', 1) is o.x = 1.\n\nThe name may be any string, also one that the dot could not write.",
        setattr,
    ),
    function("delattr", "(obj, name, /)", "Remove an attribute: delattr(o, 'x') is del o.x.", delattr),
    function(
        "isinstance",
        "(obj, class_or_tuple, /)",
        "Whether obj belongs to a class or to a class derived from it.\n\nInstead of one class there may be a tuple of them or a union such as\nint | str: one that fits is enough.",
        |vm, a| api::isinstance(vm, &a[0], &a[1]).map(Obj::from_bool),
    ),
    function(
        "issubclass",
        "(cls, class_or_tuple, /)",
        "Whether cls derives from a class; every class counts as derived from itself.\n\nInstead of one class there may be a tuple of them or a union such as\nint | str: one that fits is enough.",
        |vm, a| api::issubclass(vm, &a[0], &a[1]).map(Obj::from_bool),
    ),
    function(
        "callable",
        "(obj, /)",
        "Whether obj(...) can be tried at all: functions, methods and classes, and\neverything whose class has __call__.",
        |_, a| Ok(Obj::from_bool(api::is_callable(&a[0]))),
    ),
    function(
        "id",
        "(obj, /)",
        "A number that no other living object has.\n\nTwo names mean the same object exactly if their ids are equal. After the object\nis gone, a new one may get its number.",
        |_, a| Ok(int::from_u64(api::id(&a[0]))),
    ),
    function(
        "hash",
        "(obj, /)",
        "The number by which dicts and sets find an object.\n\nEqual objects have equal hashes; equal hashes may be chance. Lists and other\nthings that change have none: TypeError.",
        |vm, a| api::hash(vm, &a[0]).map(int::from_i64),
    ),
    function(
        "repr",
        "(obj, /)",
        "A text for programmers, from obj.__repr__().\n\nWhere that is possible, it is what one would write in a program to get an\nequal object.",
        |vm, a| api::repr(vm, &a[0]),
    ),
    function(
        "ascii",
        "(obj, /)",
        "repr() in ASCII only: every other character becomes an escape of the form\n\\\\x, \\\\u or \\\\U.",
        |vm, a| crate::vm::ops::build::ascii(vm, &a[0]),
    ),
    function(
        "format",
        "(value, format_spec='', /)",
        "A value as text in the way that a format specification asks for.\n\nformat(3.14159, '.2f') is '3.14', just as f'{3.14159:.2f}'. What is possible\ndepends on the class of the value: its __format__ does the work.",
        format,
    ),
    function("len", "(obj, /)", "How many items obj holds, as obj.__len__() tells.", |vm, a| {
        api::len(vm, &a[0]).map(int::from_usize)
    }),
    function(
        "dir",
        "~(object=None, /)",
        "A sorted list of names.\n\nWithout an argument: the names of the scope it is called in. With one: the\nattributes of the object, those of its class included, or what its __dir__\ngives.",
        dir,
    ),
    function(
        "vars",
        "~(object=None, /)",
        "The attributes of an object as a dict: its __dict__.\n\nWithout an argument: the variables of the scope, as locals() gives them.",
        vars,
    ),
];
