//! `faulthandler`: shows where the threads are: now, after a time, at a signal. Handlers of fatal signals are not
//! installed: pyr's own code does not raise them.
//!
//! Whoever dumps holds the GIL: a thread that keeps it inside of native code is not interrupted.

use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, ModuleSpec, function};
use crate::types::{code, float, frame, int, native, str_};
use crate::vm::{PyResult, Vm, api, frame as frames, gil, signals, threads};
use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

static ENABLED: AtomicBool = AtomicBool::new(false);

/// Deepest stack that is shown, and most threads.
const MAX_FRAMES: usize = 100;
const MAX_THREADS: usize = 100;

/// What a watching thread is told: that it need not dump any more.
type Watch = Arc<(Mutex<bool>, Condvar)>;
static WATCH: Mutex<Option<Watch>> = Mutex::new(None);

/// The descriptor to write to: an int, a file, or that of `sys.stderr`.
fn descriptor(vm: &Vm, file: Option<&Obj>) -> PyResult<i32> {
    let file = match file {
        Some(f) => f.clone(),
        None => match api::sys_attr("stderr").filter(|f| !f.is_none()) {
            Some(f) => f,
            None => return Err(vm.runtime_error("unable to get sys.stderr")),
        },
    };
    if int::is_int(&file) {
        return crate::modules::os_support::file_descriptor(vm, &file);
    }
    let fd = api::call_method_str(vm, &file, "fileno", &[])?;
    let fd = crate::modules::os_support::file_descriptor(vm, &fd)?;
    api::call_method_str(vm, &file, "flush", &[])?;
    Ok(fd)
}

/// The frames of a thread, a line each.
fn stack(thread: &Vm, text: &mut String) {
    for depth in 0.. {
        let Some(f) = frames::nth(thread, depth) else { break };
        if depth == MAX_FRAMES {
            text.push_str("  ...\n");
            break;
        }
        let o = frame::object_for(f);
        let c = frame::code_of(&o);
        let (file, name) = (code::filename(&c), code::name(&c));
        text.push_str(&format!(
            "  File \"{}\", line {} in {}\n",
            str_::display(&file),
            frame::line_of(&o),
            str_::display(&name)
        ));
    }
}

/// What is dumped; `current`: the thread that asks, if it is one of Python.
fn report(current: Option<&Vm>, all: bool) -> String {
    let mut text = String::new();
    if let (Some(vm), false) = (current, all) {
        text.push_str("Stack (most recent call first):\n");
        stack(vm, &mut text);
        return text;
    }
    let mut parts = Vec::new();
    threads::for_each(|thread| {
        let own = current.is_some_and(|vm| std::ptr::eq(vm, thread));
        let head = if own { "Current thread" } else { "Thread" };
        let mut part = format!("{head} {:#018x} (most recent call first):\n", thread.ident.get());
        stack(thread, &mut part);
        parts.push(part);
    });
    // The youngest comes first.
    parts.reverse();
    parts.truncate(MAX_THREADS);
    parts.join("\n")
}

fn write(fd: i32, text: &str) {
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        match crate::host::file::write(fd, rest) {
            Ok(0) | Err(_) => break,
            Ok(n) => rest = &rest[n..],
        }
    }
}

fn flag(vm: &Vm, o: Option<&Obj>, default: bool) -> PyResult<bool> {
    o.map_or(Ok(default), |o| api::is_true(vm, o))
}

fn dump(vm: &Vm, a: Args) -> PyResult<Obj> {
    let fd = descriptor(vm, a.opt_not_none(0))?;
    let all = flag(vm, a.opt(1), true)?;
    write(fd, &report(Some(vm), all));
    Ok(Obj::NONE)
}

fn enable(vm: &Vm, a: Args) -> PyResult<Obj> {
    descriptor(vm, a.opt_not_none(0))?;
    ENABLED.store(true, Ordering::Relaxed);
    Ok(Obj::NONE)
}

fn cancel() {
    let watch = WATCH.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(watch) = watch {
        *watch.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        watch.1.notify_all();
    }
}

/// The thread of `dump_traceback_later`.
fn watch(watch: &Watch, timeout: Duration, head: &str, fd: i32, repeat: bool, exit: bool) {
    let vm = Vm::new(1 << 20);
    loop {
        let cancelled = watch.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (cancelled, _) = watch
            .1
            .wait_timeout_while(cancelled, timeout, |cancelled| !*cancelled)
            .unwrap_or_else(PoisonError::into_inner);
        if *cancelled {
            return;
        }
        drop(cancelled);
        gil::acquire(&vm);
        let text = report(None, true);
        gil::release();
        write(fd, head);
        write(fd, &text);
        if exit {
            crate::host::process::exit_now(1);
        }
        if !repeat {
            return;
        }
    }
}

fn later(vm: &Vm, a: Args) -> PyResult<Obj> {
    let seconds = match float::as_float(&a[0]) {
        Some(s) => s,
        None => api::to_i64(vm, &api::index(vm, &a[0])?)? as f64,
    };
    if seconds.is_nan() || seconds <= 0.0 {
        return Err(vm.value_error("timeout must be greater than 0"));
    }
    let Ok(timeout) = Duration::try_from_secs_f64(seconds) else {
        return Err(vm.error(&crate::types::exception::OVERFLOW_ERROR, "timeout value is too large"));
    };
    let (repeat, exit) = (flag(vm, a.opt(1), false)?, flag(vm, a.opt(3), false)?);
    let fd = descriptor(vm, a.opt_not_none(2))?;
    cancel();
    let told: Watch = Arc::default();
    *WATCH.lock().unwrap_or_else(PoisonError::into_inner) = Some(told.clone());
    let (us, s) = (timeout.subsec_micros(), timeout.as_secs());
    let fraction = if us == 0 { String::new() } else { format!(".{us:06}") };
    let head = format!("Timeout ({}:{:02}:{:02}{fraction})!\n", s / 3600, s / 60 % 60, s % 60);
    let run = move || watch(&told, timeout, &head, fd, repeat, exit);
    match std::thread::Builder::new().stack_size(4 << 20).spawn(run) {
        Ok(_) => Ok(Obj::NONE),
        Err(_) => Err(vm.runtime_error("unable to start watchdog thread")),
    }
}

/// The signal of an argument, if a user may take it over.
fn signal_of(vm: &Vm, o: &Obj) -> PyResult<i32> {
    let n = crate::modules::os_support::c_int(vm, o)?;
    if [libc::SIGSEGV, libc::SIGFPE, libc::SIGABRT, libc::SIGBUS, libc::SIGILL].contains(&n) {
        let msg = format!("signal {n} cannot be registered, use enable() instead");
        return Err(vm.runtime_error(msg));
    }
    if n < 1 || n as usize >= signals::COUNT {
        return Err(vm.value_error("signal number out of range"));
    }
    Ok(n)
}

thread_local! {
    /// By signal: the handler that `register` replaced. Signals belong to the main thread.
    static REPLACED: RefCell<Vec<(i32, Obj)>> = const { RefCell::new(Vec::new()) };
}

fn register(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = signal_of(vm, &a[0])?;
    let fd = descriptor(vm, a.opt_not_none(1))?;
    let (all, chain) = (flag(vm, a.opt(2), true)?, flag(vm, a.opt(3), false)?);
    let previous = REPLACED.with_borrow(|list| list.iter().find(|(s, _)| *s == n).map(|(_, o)| o.clone()));
    let module = api::import(vm, "signal")?;
    let first = previous.is_none();
    let previous = match previous {
        Some(o) => o,
        None => api::call_method_str(vm, &module, "getsignal", &[a[0].clone()])?,
    };
    let next = previous.clone();
    let handler = native::closure("faulthandler", move |vm, args| {
        write(fd, &report(Some(vm), all));
        if chain && api::is_callable(&next) {
            api::call(vm, &next, args.pos())?;
        }
        Ok(Obj::NONE)
    });
    api::call_method_str(vm, &module, "signal", &[a[0].clone(), handler])?;
    if first {
        REPLACED.with_borrow_mut(|list| list.push((n, previous)));
    }
    Ok(Obj::NONE)
}

fn unregister(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = signal_of(vm, &a[0])?;
    let found = REPLACED.with_borrow_mut(|list| {
        let at = list.iter().position(|(s, _)| *s == n)?;
        Some(list.remove(at).1)
    });
    let Some(previous) = found else { return Ok(Obj::FALSE) };
    let module = api::import(vm, "signal")?;
    let previous = if previous.is_none() { int::from_i64(0) } else { previous };
    api::call_method_str(vm, &module, "signal", &[a[0].clone(), previous])?;
    Ok(Obj::TRUE)
}

const FUNCTIONS: &[MethodDef] = &[
    function("enable", "(file=None, all_threads=True)", "Notes that crashes are to be shown.", enable),
    function("disable", "()", "No longer; whether they were.", |_, _| {
        Ok(Obj::from_bool(ENABLED.swap(false, Ordering::Relaxed)))
    }),
    function("is_enabled", "()", "Whether crashes are to be shown.", |_, _| {
        Ok(Obj::from_bool(ENABLED.load(Ordering::Relaxed)))
    }),
    function("dump_traceback", "(file=None, all_threads=True)", "Writes where the threads are.", dump),
    function(
        "dump_traceback_later",
        "(timeout, repeat=False, file=None, exit=False)",
        "Writes where the threads are when a time is over, unless it is cancelled before.",
        later,
    ),
    function("cancel_dump_traceback_later", "()", "Cancels dump_traceback_later().", |_, _| {
        cancel();
        Ok(Obj::NONE)
    }),
    function(
        "register",
        "(signum, file=None, all_threads=True, chain=False)",
        "Writes where the threads are whenever a signal arrives.",
        register,
    ),
    function("unregister", "(signum, /)", "Takes register() back; whether there was anything.", unregister),
];

/// `faulthandler`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "faulthandler",
    doc: "Shows where the threads are.",
    functions: FUNCTIONS,
    ..ModuleSpec::EMPTY
};
