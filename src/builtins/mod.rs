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
            "What is there without an import: built-in functions, types and exceptions.\n\nModules that define a name such as open() themselves still reach the original\none here, as builtins.open.",
        ),
    );
    put("__package__", intern(""));
    put("__loader__", Obj::NONE);
    put("__spec__", Obj::NONE);
    // Not the str that classes have: pickles show the difference.
    let module = str_::from_str("builtins");
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
pub const DOC: &str = "What is there without an import: built-in functions, types and exceptions.";
