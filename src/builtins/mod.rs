//! The functions of `builtins`, by family. The types are in `types/`.

pub mod attr;
pub mod class;
pub mod code;
pub mod io;
pub mod iter;
pub mod number;

use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::MethodDef;
use crate::types::{self, exception, native, str_};
use crate::vm::{Vm, interp};

const FAMILIES: &[&[MethodDef]] =
    &[attr::FUNCTIONS, class::FUNCTIONS, code::FUNCTIONS, io::FUNCTIONS, iter::FUNCTIONS, number::FUNCTIONS];

/// Types that are names of `builtins`, besides the exceptions.
const TYPES: &[&str] = &[
    "object",
    "type",
    "int",
    "bool",
    "float",
    "complex",
    "str",
    "bytes",
    "bytearray",
    "memoryview",
    "tuple",
    "list",
    "dict",
    "set",
    "frozenset",
    "range",
    "slice",
    "property",
    "staticmethod",
    "classmethod",
    "super",
    "enumerate",
    "zip",
    "map",
    "filter",
    "reversed",
];

/// Fills the namespace of `builtins`.
pub fn fill(_: &Vm) {
    let d = interp().builtins();
    let put = |key: &str, v: Obj| d.insert_str(intern(key), v);
    put("__name__", intern("builtins"));
    put(
        "__doc__",
        str_::from_str(
            "Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct access to all 'built-in'\nidentifiers of Python; for example, builtins.len is\nthe full name for the built-in function len().\n\nThis module is not normally accessed explicitly by most\napplications, but can be useful in modules that provide\nobjects with the same name as a builtin and need to access\nthe real one.",
        ),
    );
    put("__package__", intern(""));
    put("__loader__", Obj::NONE);
    put("__spec__", Obj::NONE);
    let module = intern("builtins");
    for def in FAMILIES.iter().copied().flatten() {
        put(def.name, native::function(def, None, Some(module.clone())));
    }
    for group in types::ALL.iter().copied() {
        for t in group {
            let name = t.spec().name;
            let is_exception = t.get().is_subtype(exception::BASE_EXCEPTION.ptr());
            if t.spec().module == "builtins" && (is_exception || TYPES.contains(&name)) {
                put(name, t.obj());
            }
        }
    }
    put("EnvironmentError", exception::OS_ERROR.obj());
    put("IOError", exception::OS_ERROR.obj());
    put("None", Obj::NONE);
    put("True", Obj::TRUE);
    put("False", Obj::FALSE);
    put("NotImplemented", Obj::NOT_IMPLEMENTED);
    put("Ellipsis", Obj::ELLIPSIS);
    put("__debug__", Obj::from_bool(interp().optimize.get() == 0));
}

/// The documentation of the module.
pub const DOC: &str = "Built-in functions, types, exceptions, and other objects.\n\nThe names here can be used everywhere without an import.";
