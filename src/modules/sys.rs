//! `sys`: the module, and the standard streams. What it says about the interpreter is in `sys/info.rs`, the hooks are
//! in `sys/hooks.rs`, the functions in `sys/functions.rs`.

mod functions;
mod hooks;
mod info;
mod monitoring;
pub mod places;

pub use functions::cpu_count;
pub use hooks::{audit, report_uncaught};
pub use info::{CACHE_TAG, flags, full_version};

use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::ModuleSpec;
use crate::types::{dict, list, native};
use crate::vm::{PyResult, Vm, api, interp};

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = crate::types::module::dict_of(m).expect("a module");
    let put = |key: &str, v: Obj| d.insert_str(intern(key), v);
    put("modules", interp().modules().into_obj());
    for key in ["path", "argv"] {
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
    put("monitoring", monitoring::make(vm)?);
    put("_UnraisableHookArgs", hooks::UNRAISABLE_ARGS.obj());
    info::fill(vm, &d)
}

/// Makes `sys.stdin`, `sys.stdout` and `sys.stderr`.
pub fn open_streams(vm: &Vm, unbuffered: bool) -> PyResult<()> {
    api::import(vm, "_io")?;
    let wanted = crate::host::env::python("PYTHONIOENCODING").unwrap_or_default();
    let wanted = String::from_utf8_lossy(&wanted).into_owned();
    let (encoding, errors) = wanted.split_once(':').unwrap_or((&wanted, ""));
    let given = |s| Some(s).filter(|s: &&str| !s.is_empty());
    // An encoding without a way to treat errors is strict.
    let errors = given(errors).or(given(encoding).map(|_| "strict"));
    for (fd, key) in ["stdin", "stdout", "stderr"].iter().enumerate() {
        let f = super::_io::std_stream(vm, fd as i32, unbuffered, given(encoding), errors)?;
        interp().sys_dict().insert_str(intern(&format!("__{key}__")), f.clone());
        interp().sys_dict().insert_str(intern(key), f);
    }
    Ok(())
}

/// `sys`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "sys",
    doc: "The interpreter itself: what it was started with, how it is set, what it holds.",
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
