//! `sys`.

use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{dict, exception, int, list, str_, tuple};
use crate::vm::{PyResult, Vm, api, interp};

fn exc_info(vm: &Vm) -> Obj {
    match vm.handled_exception() {
        None => tuple::from_vec(vec![Obj::NONE, Obj::NONE, Obj::NONE]),
        Some(e) => {
            let tb = exception::traceback(&e).unwrap_or(Obj::NONE);
            tuple::from_vec(vec![e.type_obj(), e, tb])
        }
    }
}

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = crate::types::module::dict_of(m).expect("a module");
    let put = |key: &str, v: Obj| d.insert_str(intern(key), v);
    put("modules", interp().modules().into_obj());
    put("path", list::from_vec(vec![]));
    put("meta_path", list::from_vec(vec![]));
    put("path_hooks", list::from_vec(vec![]));
    put("path_importer_cache", dict::new().into_obj());
    put("argv", list::from_vec(vec![]));
    put("maxsize", int::from_i64(i64::MAX));
    put("maxunicode", int::from_i64(0x10_ffff));
    put("byteorder", intern("little"));
    put("platform", intern("linux"));
    put("version", str_::from_str("3.13.5 (pyr 0.1.0) [Rust]"));
    put("hexversion", int::from_i64(0x030d_05f0));
    put("copyright", str_::from_str("Copyright (c) 2026 The pyr founders"));
    put("builtin_module_names", crate::vm::import::builtin_module_names());
    Ok(())
}

/// Makes `sys.stdin`, `sys.stdout` and `sys.stderr`.
pub fn open_streams(vm: &Vm) -> PyResult<()> {
    api::import(vm, "_io")?;
    let text = |name: &str| crate::host::env::get(name).map(|v| String::from_utf8_lossy(&v).into_owned());
    let unbuffered = text("PYTHONUNBUFFERED").is_some_and(|v| !v.is_empty());
    let wanted = text("PYTHONIOENCODING").unwrap_or_default();
    let (encoding, errors) = wanted.split_once(':').unwrap_or((&wanted, ""));
    let given = |s| Some(s).filter(|s: &&str| !s.is_empty());
    for (fd, key) in ["stdin", "stdout", "stderr"].iter().enumerate() {
        let f = super::_io::std_stream(vm, fd as i32, unbuffered, given(encoding), given(errors))?;
        interp().sys_dict().insert_str(intern(&format!("__{key}__")), f.clone());
        interp().sys_dict().insert_str(intern(key), f);
    }
    Ok(())
}

/// `sys`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "sys",
    doc: "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
    functions: &[
        function(
            "exc_info",
            "()",
            "Return current exception information: (type, value, traceback).",
            |vm, _| Ok(exc_info(vm)),
        ),
        function("exception", "()", "Return the current exception.", |vm, _| {
            Ok(vm.handled_exception().unwrap_or(Obj::NONE))
        }),
        function(
            "exit",
            "(status=None, /)",
            "Exit the interpreter by raising SystemExit(status).",
            |vm, a| {
                let args = a.opt(0).map_or(vec![], |s| vec![s.clone()]);
                Err(vm.error_args(&exception::SYSTEM_EXIT, args))
            },
        ),
        function("intern", "(string, /)", "``Intern'' the given string.", |vm, a| {
            if !a[0].is_exact::<str_::Str>() {
                return Err(vm.type_error(format!("can't intern {}", a[0].ty().name())));
            }
            Ok(crate::object::intern::intern_obj(&a[0]))
        }),
        function("getrecursionlimit", "()", "Return the current value of the recursion limit.", |_, _| {
            Ok(int::from_i64(i64::from(interp().recursion_limit.get())))
        }),
        function(
            "setrecursionlimit",
            "(limit, /)",
            "Set the maximum depth of the Python interpreter stack to n.",
            |vm, a| {
                let n = api::to_i64(vm, &a[0])?;
                let Some(new) = i32::try_from(n).ok().filter(|n| *n > 0) else {
                    return Err(vm.value_error("recursion limit must be greater or equal than 1"));
                };
                let used = interp().recursion_limit.get() - vm.recursion_left.get();
                if used >= new {
                    return Err(vm.recursion_error(format!("cannot set the recursion limit to {new} at the recursion depth {used}: the limit is too low")));
                }
                interp().recursion_limit.set(new);
                vm.recursion_left.set(new - used);
                Ok(Obj::NONE)
            },
        ),
        function("_getframe", "(depth=0, /)", "Return a frame object from the call stack.", |vm, a| {
            let n = a.opt(0).map_or(Ok(0), |d| api::to_i64(vm, d))?;
            match crate::vm::frame::nth(vm, n.max(0) as usize) {
                Some(f) => Ok(crate::types::frame::object_for(f)),
                None => Err(vm.value_error("call stack is not deep enough")),
            }
        }),
        function("getrefcount", "(object, /)", "Return the reference count of object.", |_, a| {
            Ok(int::from_i64(i64::from(a[0].refcount()) + 1))
        }),
        function(
            "displayhook",
            "(object, /)",
            "Print an object to sys.stdout and also save it in builtins._",
            |vm, a| {
                if a[0].is_none() {
                    return Ok(Obj::NONE);
                }
                let b = interp().builtins();
                b.insert_str(intern("_"), Obj::NONE);
                let text = api::repr(vm, &a[0])?;
                let out = api::sys_attr("stdout").ok_or_else(|| vm.runtime_error("lost sys.stdout"))?;
                api::call_method_str(vm, &out, "write", &[text])?;
                api::call_method_str(vm, &out, "write", &[intern("\n")])?;
                b.insert_str(intern("_"), a[0].clone());
                Ok(Obj::NONE)
            },
        ),
    ],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
