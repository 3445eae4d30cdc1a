//! The hooks of `sys`: what happens with an exception that nobody handles, with the value of an interactive statement,
//! at `breakpoint()`, and what asynchronous generators and audit events report to.

use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::dict::Dict;
use crate::types::struct_seq::{self, struct_sequence};
use crate::types::traceback::Traceback;
use crate::types::{exception, str_, tuple};
use crate::vm::traceback::{print_exception, write_stderr};
use crate::vm::{PyResult, Vm, api, interp};

struct_sequence! {
    /// `sys.UnraisableHookArgs`
    pub static UNRAISABLE_ARGS = "builtins"."UnraisableHookArgs",
    "UnraisableHookArgs\n\nType used to pass arguments to sys.unraisablehook.",
    items: 5, hidden: 0, unnamed: 0, callable: true,
    [
        0 "exc_type" "class of the exception",
        1 "exc_value" "the exception",
        2 "exc_traceback" "where it was raised",
        3 "err_msg" "Error message",
        4 "object" "Object causing the exception",
    ]
}

struct_sequence! {
    /// What `sys.get_asyncgen_hooks()` gives.
    pub static ASYNCGEN_HOOKS = "builtins"."asyncgen_hooks",
    "asyncgen_hooks\n\nA named tuple providing information about asynchronous\ngenerators hooks.  The attributes are read only.",
    items: 2, hidden: 0, unnamed: 0, callable: false,
    [
        0 "firstiter" "Hook to intercept first iteration",
        1 "finalizer" "Hook to intercept finalization",
    ]
}

fn excepthook(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (value, tb) = (&a[1], &a[2]);
    if !exception::is_exception(value) {
        let got = value.ty().name();
        if value.is_none() && a[0].is_none() {
            write_stderr(vm, b"NoneType: None\n");
            return Ok(Obj::NONE);
        }
        let text = format!("TypeError: print_exception(): Exception expected for value, {got} found\n");
        write_stderr(vm, text.as_bytes());
        return Ok(Obj::NONE);
    }
    if tb.is_instance::<Traceback>()
        && let Some(s) = exception::state(value)
        && s.traceback().is_none()
    {
        s.set_traceback(Some(tb.clone()));
    }
    print_exception(vm, value);
    Ok(Obj::NONE)
}

/// Hands an exception that ended the program to `sys.excepthook`. A SystemExit that the hook raises comes back.
pub fn report_uncaught(vm: &Vm, exc: &Obj) -> Option<Obj> {
    let d = interp().sys_dict();
    let tb = exception::traceback(exc).unwrap_or(Obj::NONE);
    for (key, v) in [
        ("last_exc", exc.clone()),
        ("last_type", exc.type_obj()),
        ("last_value", exc.clone()),
        ("last_traceback", tb.clone()),
    ] {
        d.insert_str(intern(key), v);
    }
    let Some(hook) = api::sys_attr("excepthook") else {
        write_stderr(vm, b"sys.excepthook is missing\n");
        print_exception(vm, exc);
        return None;
    };
    let Err(r) = api::call(vm, &hook, &[exc.type_obj(), exc.clone(), tb]) else {
        say_more(vm, exc, &hook);
        return None;
    };
    let second = vm.take_raised(r);
    if api::is_a(&second, &exception::SYSTEM_EXIT) {
        return Some(second);
    }
    write_stderr(vm, b"Error in sys.excepthook:\n");
    print_exception(vm, &second);
    write_stderr(vm, b"\nOriginal exception was:\n");
    print_exception(vm, exc);
    None
}

/// On a terminal: what may have been meant, where that can be told, below what CPython says.
fn say_more(vm: &Vm, exc: &Obj, hook: &Obj) {
    let usual = api::sys_attr("__excepthook__").is_some_and(|usual| usual.is(hook));
    if !usual || !crate::host::tty::is_terminal(2) {
        return;
    }
    let hint = api::import(vm, "_hints").and_then(|m| api::call_method_str(vm, &m, "hint", &[exc.clone()]));
    match hint {
        Ok(text) if str_::is_str(&text) => {
            let colour = crate::host::tty::wants_colour(2);
            let (on, off) = if colour { ("\x1b[36m", "\x1b[0m") } else { ("", "") };
            write_stderr(vm, format!("{on}{}{off}\n", str_::display(&text)).as_bytes());
        }
        Ok(_) => {}
        Err(r) => drop(vm.take_raised(r)),
    }
}

fn unraisablehook(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !api::is_a(&a[0], &UNRAISABLE_ARGS) {
        return Err(vm.type_error("sys.unraisablehook argument type must be UnraisableHookArgs"));
    }
    let [_, value, _, message, object] = tuple::items(&a[0]) else {
        return Err(vm.type_error("sys.unraisablehook argument type must be UnraisableHookArgs"));
    };
    let what = if str_::is_str(message) { str_::display(message) } else { "".into() };
    if exception::is_exception(value) {
        exception::print_unraisable(vm, value, &what, Some(object));
    }
    Ok(Obj::NONE)
}

/// Writes a text to a stream whose encoding may lack some of its characters.
fn write_escaped(vm: &Vm, out: &Obj, text: &Obj) -> PyResult<()> {
    let Err(r) = api::call_method_str(vm, out, "write", std::slice::from_ref(text)) else { return Ok(()) };
    vm.clear_if(r, &exception::UNICODE_ENCODE_ERROR)?;
    let encoding = api::getattr_str(vm, out, "encoding")?;
    let bytes = api::call_method_str(vm, text, "encode", &[encoding.clone(), intern("backslashreplace")])?;
    match api::getattr_opt(vm, out, &intern("buffer"))? {
        Some(buffer) => api::call_method_str(vm, &buffer, "write", &[bytes])?,
        None => {
            let text = api::call_method_str(vm, &bytes, "decode", &[encoding, intern("strict")])?;
            api::call_method_str(vm, out, "write", &[text])?
        }
    };
    Ok(())
}

fn displayhook(vm: &Vm, a: Args) -> PyResult<Obj> {
    if a[0].is_none() {
        return Ok(Obj::NONE);
    }
    let (b, key) = (interp().builtins(), intern("_"));
    b.insert_str(key.clone(), Obj::NONE);
    let out = api::sys_attr("stdout").filter(|f| !f.is_none());
    let out = out.ok_or_else(|| vm.runtime_error("lost sys.stdout"))?;
    let text = api::repr(vm, &a[0])?;
    let short = interp().shortens.get().then(|| crate::repl::shorten(&str_::display(&text))).flatten();
    write_escaped(vm, &out, &short.map_or(text, |short| str_::from_str(&short)))?;
    api::call_method_str(vm, &out, "write", &[intern("\n")])?;
    b.insert_str(key, a[0].clone());
    interp().displayed.set(interp().displayed.get() + 1);
    Ok(Obj::NONE)
}

/// What `PYTHONBREAKPOINT` names, if it can be had.
fn breakpoint_target(vm: &Vm, name: &str) -> PyResult<Obj> {
    match name.rsplit_once('.') {
        Some((module, attribute)) => api::getattr_str(vm, &api::import(vm, module)?, attribute),
        None => api::builtin(vm, name),
    }
}

fn breakpointhook(vm: &Vm, a: Args) -> PyResult<Obj> {
    let wanted = crate::host::env::python("PYTHONBREAKPOINT").unwrap_or_default();
    let name = match String::from_utf8_lossy(&wanted).into_owned() {
        n if n == "0" => return Ok(Obj::NONE),
        n if n.is_empty() => "pdb.set_trace".to_owned(),
        n => n,
    };
    let f = match breakpoint_target(vm, &name) {
        Ok(f) => f,
        Err(r)
            if vm.raised_matches(&exception::IMPORT_ERROR)
                || vm.raised_matches(&exception::ATTRIBUTE_ERROR) =>
        {
            drop(vm.take_raised(r));
            let text = format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{name}\"");
            api::warn(vm, &exception::RUNTIME_WARNING, &text, 1)?;
            return Ok(Obj::NONE);
        }
        Err(r) => return Err(r),
    };
    let named = a[1].downcast::<Dict>().map_or(vec![], Dict::items);
    let names = tuple::new_ref(named.iter().map(|(k, _)| k.clone()).collect());
    let mut values = a.rest(0).to_vec();
    values.extend(named.into_iter().map(|(_, v)| v));
    api::call_args(vm, &f, crate::object::args::CallArgs::new(&values, Some(&names)))
}

fn set_asyncgen_hooks(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut new = vm.asyncgen_hooks.borrow().clone();
    for (slot, given, name) in [(&mut new.1, a.opt(1), "finalizer"), (&mut new.0, a.opt(0), "firstiter")] {
        let Some(f) = given else { continue };
        if !f.is_none() && !api::is_callable(f) {
            return Err(vm.type_error(format!("callable {name} expected, got {}", f.ty().name())));
        }
        *slot = Some(f.clone()).filter(|f| !f.is_none());
    }
    let old = vm.asyncgen_hooks.replace(new);
    drop(old);
    Ok(Obj::NONE)
}

fn get_asyncgen_hooks(vm: &Vm) -> PyResult<Obj> {
    let (first, finalizer) = vm.asyncgen_hooks.borrow().clone();
    let fields = vec![first.unwrap_or(Obj::NONE), finalizer.unwrap_or(Obj::NONE)];
    struct_seq::make(vm, &ASYNCGEN_HOOKS, fields)
}

/// Tells the audit hooks of an event.
pub fn audit(vm: &Vm, event: &Obj, args: &[Obj]) -> PyResult<()> {
    let hooks = interp().audit_hooks.borrow().clone();
    let args = if hooks.is_empty() { Obj::NONE } else { tuple::from_slice(args) };
    hooks.iter().try_for_each(|h| api::call(vm, h, &[event.clone(), args.clone()]).map(drop))
}

fn add_audit_hook(vm: &Vm, a: Args) -> PyResult<Obj> {
    // A hook may refuse a further one by raising RuntimeError.
    match audit(vm, &intern("sys.addaudithook"), &[]) {
        Ok(()) => interp().audit_hooks.borrow_mut().push(a[0].clone()),
        Err(r) => vm.clear_if(r, &exception::RUNTIME_ERROR)?,
    }
    Ok(Obj::NONE)
}

fn py_audit(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some((event, args)) = a.rest(0).split_first() else {
        return Err(vm.type_error("audit() missing 1 required positional argument: 'event'"));
    };
    if interp().audit_hooks.borrow().is_empty() {
        return Ok(Obj::NONE);
    }
    if !str_::is_str(event) {
        return Err(vm.type_error(format!("expected str for argument 'event', not {}", event.ty().name())));
    }
    audit(vm, event, args)?;
    Ok(Obj::NONE)
}

/// Functions that Python code may replace; the originals stay under names with underscores.
pub const HOOKS: [&str; 4] = ["excepthook", "displayhook", "unraisablehook", "breakpointhook"];

/// This family.
pub static FUNCTIONS: [MethodDef; 8] = [
    function(
        "excepthook",
        "(exctype, value, traceback, /)",
        "Prints an exception that nobody caught, with its traceback, to sys.stderr.",
        excepthook,
    ),
    function(
        "displayhook",
        "(object, /)",
        "What the prompt does with a value: prints its repr, unless it is None, and keeps\nit as `_`.",
        displayhook,
    ),
    function(
        "unraisablehook",
        "(unraisable, /)",
        "Handle an unraisable exception.\n\nThe argument has the attributes exc_type, exc_value, exc_traceback, err_msg and object.",
        unraisablehook,
    ),
    function(
        "breakpointhook",
        "(*args, **kwargs)",
        "What breakpoint() calls: starts the debugger that PYTHONBREAKPOINT names.",
        breakpointhook,
    ),
    function(
        "set_asyncgen_hooks",
        "~(firstiter=None, finalizer=None)",
        "Functions for asynchronous generators: when one is first iterated, and when it\nis about to be destroyed.",
        set_asyncgen_hooks,
    ),
    function(
        "get_asyncgen_hooks",
        "()",
        "The two functions of set_asyncgen_hooks(): (firstiter, finalizer).",
        |vm, _| get_asyncgen_hooks(vm),
    ),
    function(
        "addaudithook",
        "(hook)",
        "Have a function told of every event that is audited.",
        add_audit_hook,
    ),
    function("audit", "(event, /, *args)|(*args)", "Tell the audit hooks of an event.", py_audit),
];
