//! `_imp`: what Python code asks the import system for. The system itself is in `vm/import.rs`.

use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{bytes, int, list, str_};
use crate::vm::{api, import, import_cache};

/// `_imp`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_imp",
    doc: "What stands below importlib.",
    functions: &[
        function(
            "find_spec",
            "(name, path=None, /)",
            "The spec of a module, or None. path: that of its package.",
            |vm, a| {
                let name = api::expect_str(vm, &a[0], "find_spec() argument 1")?;
                import::find_spec(vm, &name, a.opt(1).unwrap_or(&Obj::NONE))
            },
        ),
        function("embedded_names", "()", "Names of all modules in the binary.", |_, _| {
            let native = crate::modules::ALL.iter().map(|m| m.name);
            let names = import::embedded_modules().map(|(n, _)| n).chain(native);
            Ok(list::from_vec(names.map(str_::from_str).collect()))
        }),
        function("is_builtin", "(name, /)", "1 if the module is a native one, else 0.", |vm, a| {
            let name = api::expect_str(vm, &a[0], "is_builtin() argument")?;
            Ok(int::from_i64(crate::modules::find(&name).is_some().into()))
        }),
        function("is_frozen", "(name, /)", "Whether the module is compiled into the binary.", |vm, a| {
            let name = api::expect_str(vm, &a[0], "is_frozen() argument")?;
            Ok(Obj::from_bool(import::embedded_modules().any(|(n, _)| n == name.as_ref())))
        }),
        function(
            "typed_source",
            "(filename, /)",
            "The text that was typed or given with -c under a file name, or None.",
            |vm, a| {
                let name = api::expect_str(vm, &a[0], "typed_source() argument")?;
                Ok(crate::vm::traceback::registered_source(&name).map_or(Obj::NONE, str_::from_string))
            },
        ),
        function("magic", "()", "What files of compiled code begin with.", |_, _| {
            Ok(bytes::from_slice(&import_cache::MAGIC))
        }),
        function("source_hash", "(key, source, /)", "The hash of a source, in eight bytes.", |vm, a| {
            let data = crate::object::buffer::bytes_of(vm, &a[1])?;
            Ok(bytes::from_slice(&import_cache::source_hash(&data.unwrap_or_default())))
        }),
        function("extension_suffixes", "()", "Endings of extension modules: there are none.", |_, _| {
            Ok(list::from_vec(vec![]))
        }),
    ],
    ..ModuleSpec::EMPTY
};
