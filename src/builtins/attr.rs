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
    api::setattr(vm, &a[0], &a[1], &a[2]).map(|()| Obj::NONE)
}

fn delattr(vm: &Vm, a: Args) -> PyResult<Obj> {
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
            Err(vm.type_error(format!("format() argument 2 must be str, not {}", spec.ty().name())))
        }
        Some(spec) => api::format(vm, &a[0], spec),
        None => api::format(vm, &a[0], &intern("")),
    }
}

/// This family.
pub const FUNCTIONS: &[MethodDef] = &[
    function(
        "getattr",
        "(object, name, default=None, /)",
        "Get a named attribute from an object.\n\ngetattr(x, 'y') is equivalent to ``x.y``.\n\nWhen a default argument is given, it is returned when the attribute doesn't\nexist; without it, an exception is raised in that case.",
        getattr,
    ),
    function(
        "hasattr",
        "(obj, name, /)",
        "Return whether the object has an attribute with the given name.\n\nThis is done by calling getattr(obj, name) and catching AttributeError.",
        hasattr,
    ),
    function(
        "setattr",
        "(obj, name, value, /)",
        "Sets the named attribute on the given object to the specified value.\n\nsetattr(x, 'y', v) is equivalent to ``x.y = v``",
        setattr,
    ),
    function(
        "delattr",
        "(obj, name, /)",
        "Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to ``del x.y``",
        delattr,
    ),
    function(
        "isinstance",
        "(obj, class_or_tuple, /)",
        "Return whether an object is an instance of a class or of a subclass thereof.\n\nA tuple, as in ``isinstance(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to ``isinstance(x, A) or isinstance(x, B)\nor ...`` etc.",
        |vm, a| api::isinstance(vm, &a[0], &a[1]).map(Obj::from_bool),
    ),
    function(
        "issubclass",
        "(cls, class_or_tuple, /)",
        "Return whether 'cls' is derived from another class or is the same class.\n\nA tuple, as in ``issubclass(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to ``issubclass(x, A) or issubclass(x, B)\nor ...``.",
        |vm, a| api::issubclass(vm, &a[0], &a[1]).map(Obj::from_bool),
    ),
    function(
        "callable",
        "(obj, /)",
        "Return whether the object is callable (i.e., some kind of function).\n\nNote that classes are callable, as are instances of classes with a\n__call__() method.",
        |_, a| Ok(Obj::from_bool(api::is_callable(&a[0]))),
    ),
    function(
        "id",
        "(obj, /)",
        "Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing objects.\n(CPython uses the object's memory address.)",
        |_, a| Ok(int::from_u64(api::id(&a[0]))),
    ),
    function(
        "hash",
        "(obj, /)",
        "Return the hash value for the given object.\n\nTwo objects that compare equal must also have the same hash value, but the\nreverse is not necessarily true.",
        |vm, a| api::hash(vm, &a[0]).map(int::from_i64),
    ),
    function(
        "repr",
        "(obj, /)",
        "Return the canonical string representation of the object.\n\nFor many object types, including most builtins, eval() will return\nan object equal to the one that was passed.",
        |vm, a| api::repr(vm, &a[0]),
    ),
    function(
        "ascii",
        "(obj, /)",
        "Return an ASCII-only representation of an object.\n\nAs repr(), return a string containing a printable representation of an\nobject, but escape the non-ASCII characters in the string returned by\nrepr() using \\\\x, \\\\u or \\\\U escapes. This generates a string similar\nto that returned by repr() in Python 2.",
        |vm, a| crate::vm::ops::build::ascii(vm, &a[0]),
    ),
    function(
        "format",
        "(value, format_spec='', /)",
        "Return type(value).__format__(value, format_spec)\n\nMany built-in types implement format_spec according to the\nFormat Specification Mini-language. See help('FORMATTING') for\ndetails.",
        format,
    ),
    function("len", "(obj, /)", "Return the number of items in a container.", |vm, a| {
        api::len(vm, &a[0]).map(int::from_usize)
    }),
    function(
        "dir",
        "(object=None, /)",
        "dir([object]) -> list of strings\n\nIf called without an argument, return the names in the current scope.",
        dir,
    ),
    function(
        "vars",
        "(object=None, /)",
        "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an argument, equivalent to object.__dict__.",
        vars,
    ),
];
