//! `sys`: the module, and the standard streams. What it says about the interpreter is in `sys/info.rs`, the hooks are
//! in `sys/hooks.rs`, the functions in `sys/functions.rs`.

mod functions;
mod hooks;
mod info;

pub use hooks::{audit, report_uncaught};
pub use info::flags;

use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::ModuleSpec;
use crate::types::{dict, int, list, native, str_};
use crate::vm::{PyResult, Vm, api, interp};

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = crate::types::module::dict_of(m).expect("a module");
    let put = |key: &str, v: Obj| d.insert_str(intern(key), v);
    put("modules", interp().modules().into_obj());
    for key in ["path", "meta_path", "path_hooks", "argv"] {
        put(key, list::from_vec(vec![]));
    }
    put("path_importer_cache", dict::new().into_obj());
    for def in &hooks::FUNCTIONS {
        let f = native::function(def, None, Some(intern("sys")));
        if hooks::HOOKS.contains(&def.name) {
            put(&format!("__{}__", def.name), f.clone());
        }
        put(def.name, f);
    }
    put("_UnraisableHookArgs", hooks::UNRAISABLE_ARGS.obj());
    info::fill(vm, &d)
}

/// Makes `sys.stdin`, `sys.stdout` and `sys.stderr`.
pub fn open_streams(vm: &Vm) -> PyResult<()> {
    if crate::modules::find("_io").is_none() {
        for (fd, key) in [(1, "stdout"), (2, "stderr")] {
            let m = crate::types::module::new(key);
            m.dict.insert_str(
                intern("write"),
                crate::types::native::closure("write", move |_, a| {
                    let _ = crate::host::file::write(fd, str_::bytes_of(&a.all()[0]));
                    Ok(Obj::NONE)
                }),
            );
            m.dict.insert_str(intern("flush"), crate::types::native::closure("flush", |_, _| Ok(Obj::NONE)));
            interp().sys_dict().insert_str(intern(key), m.into_obj());
        }
        return Ok(());
    }
    let io = api::import(vm, "_io")?;
    let open = api::getattr_str(vm, &io, "open")?;
    for (fd, key, mode, errors) in [
        (0, "stdin", "r", "surrogateescape"),
        (1, "stdout", "w", "surrogateescape"),
        (2, "stderr", "w", "backslashreplace"),
    ] {
        let kw = [
            ("mode", intern(mode)),
            ("encoding", intern("utf-8")),
            ("errors", intern(errors)),
            ("closefd", Obj::FALSE),
        ];
        let f = api::call_kw(vm, &open, &[int::from_i64(fd)], &kw)?;
        interp().sys_dict().insert_str(intern(&format!("__{key}__")), f.clone());
        interp().sys_dict().insert_str(intern(key), f);
    }
    Ok(())
}

/// `sys`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
    functions: &functions::FUNCTIONS,
    hidden_types: &[
        &info::VERSION_INFO,
        &info::FLAGS,
        &info::FLOAT_INFO,
        &info::INT_INFO,
        &info::HASH_INFO,
        &info::THREAD_INFO,
        &hooks::UNRAISABLE_ARGS,
        &hooks::ASYNCGEN_HOOKS,
    ],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
