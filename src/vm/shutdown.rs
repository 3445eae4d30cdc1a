//! The end of the interpreter: modules are taken apart, so that what they hold is finalised while Python code still
//! runs (files are flushed, `__del__` is called).

use crate::object::gc;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::types::dict::Dict;
use crate::types::{module, str_, weakref};
use crate::vm::{Vm, api, interp};

/// What `sys` no longer holds when modules go.
const SYS_STATE: [&str; 11] = [
    "path",
    "argv",
    "ps1",
    "ps2",
    "last_exc",
    "last_type",
    "last_value",
    "last_traceback",
    "path_hooks",
    "path_importer_cache",
    "meta_path",
];

/// Takes all modules apart but `sys` and `builtins`. Modules that nobody else uses go first, in the order of import;
/// then cycles are collected; what is left is emptied, the last import first.
pub fn clear_modules(vm: &Vm) {
    crate::vm::interp().monitor.clear();
    interp().finalizing.set(true);
    // What is held from outside the modules ends while they are whole.
    drop(vm.locals.take());
    crate::modules::posix::spawn::forget_hooks();
    if !end_is_seen(vm) {
        return;
    }
    // Also puts what is reachable in the order in which it is reached: owners are finalised before what they own.
    gc::collect(2);
    let sys = interp().sys_dict();
    for name in SYS_STATE.map(intern) {
        if sys.get_str(&name).is_some() {
            drop(sys.replace_str(name, Obj::NONE));
        }
    }
    for name in ["stdin", "stdout", "stderr"] {
        if let Some(own) = sys.get_str(&intern(&format!("__{name}__"))) {
            drop(sys.replace_str(intern(name), own));
        }
    }
    drop(interp().builtins().remove_str(&intern("_")));
    let modules = interp().modules();
    let mut left = Vec::new();
    for (name, m) in modules.items() {
        if !str_::is_str(&name) || matches!(str_::bytes_of(&name), b"sys" | b"builtins") {
            continue;
        }
        match weakref::new_ref(vm, &m, None) {
            Ok(w) => left.push(w),
            Err(r) => drop(vm.take_raised(r)),
        }
        drop(m);
        drop(modules.replace_str(name, Obj::NONE));
    }
    modules.clear_all();
    gc::collect(2);
    for w in left.iter().rev() {
        if let Some(m) = weakref::state(w).and_then(weakref::WeakRef::target)
            && let Some(d) = module::dict_of(&m)
        {
            empty(&d);
        }
    }
    gc::collect(2);
}

/// Whether anything would be finalised, so that taking the modules apart can be noticed. The standard streams are
/// written out anyway.
fn end_is_seen(vm: &Vm) -> bool {
    let sys = interp().sys_dict();
    let mut streams = Vec::new();
    for name in ["__stdin__", "__stdout__", "__stderr__"] {
        let mut stream = sys.get_str(&intern(name));
        for part in ["buffer", "raw", "nothing more"] {
            let Some(s) = stream.filter(|s| !s.ty().is_heap()) else { break };
            stream = api::getattr_opt(vm, &s, &intern(part)).unwrap_or_else(|r| {
                // A detached stream has no parts.
                drop(vm.take_raised(r));
                None
            });
            streams.push(s);
        }
    }
    gc::any(|v| {
        let o = Obj::from_borrowed(v);
        o.ty().finalizes.get() && !streams.iter().any(|s| s.is(&o))
            || weakref::state(&o).is_some_and(weakref::WeakRef::tells_others)
    })
}

/// Sets the names of a module to None: private ones first.
fn empty(d: &Dict) {
    for private in [true, false] {
        for (name, value) in d.items().into_iter().filter(|(n, _)| str_::is_str(n)) {
            let text = str_::bytes_of(&name);
            let is_private = text.starts_with(b"_") && !text.starts_with(b"__");
            if value.is_none() || private != is_private || name == intern("__builtins__") {
                continue;
            }
            drop(value);
            drop(d.replace_str(name, Obj::NONE));
        }
    }
}
