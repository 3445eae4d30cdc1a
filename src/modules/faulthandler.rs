//! `faulthandler`: shows where the threads are: now, after a time, at a signal, when a fatal signal ends the process.
//! How stacks are written is in `vm/stacks.rs`.
//!
//! Whoever dumps holds the GIL, if it can be had: only fatal signals, and native code that keeps the GIL for longer than
//! `PATIENCE`, make a dump without.

use crate::host;
use crate::host::fatal::SIGNALS;
use crate::host::signal::Action;
use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, ModuleSpec, function};
use crate::types::{float, int, str_};
use crate::vm::stacks::{self, Out};
use crate::vm::{PyResult, Vm, api, gil, interp, signals};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::time::Duration;

/// Whether fatal signals are shown, where, and with all threads.
static ENABLED: AtomicBool = AtomicBool::new(false);
static FATAL_FD: AtomicI32 = AtomicI32::new(2);
static FATAL_ALL: AtomicBool = AtomicBool::new(true);

/// How long a signal waits for the main thread, and a dump for the GIL.
const TURN: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(1);

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
        if api::to_i64(vm, &file).is_ok_and(|n| n < 0) {
            return Err(vm.value_error("file is not a valid file descriptor"));
        }
        drop(vm.save_raised());
        return crate::modules::os_support::file_descriptor(vm, &file);
    }
    let fd = api::call_method_str(vm, &file, "fileno", &[])?;
    let fd = crate::modules::os_support::file_descriptor(vm, &fd)?;
    api::call_method_str(vm, &file, "flush", &[])?;
    Ok(fd)
}

/// Writes where the threads are, all or only the calling one; `tasks`: and the tasks of event loops. GIL held.
fn report(vm: &Vm, fd: i32, all: bool, tasks: bool) {
    let mut out = Out::new(fd);
    if all {
        out.all()
    } else {
        out.own()
    };
    if !tasks || interp().modules().get_str(&intern("asyncio")).is_none() {
        return;
    }
    let text = api::import(vm, "_stacks").and_then(|m| api::call_method_str(vm, &m, "tasks", &[]));
    match text {
        Ok(text) => drop(out.text(&str_::display(&text))),
        Err(r) => drop(vm.take_raised(r)),
    }
}

/// The same from a thread that is none of Python. Nobody gives it the GIL while native code runs: then it goes without.
fn report_from_outside(fd: i32, tasks: bool) {
    let vm = Vm::new(1 << 20);
    vm.ident.set(crate::host::thread::ident());
    if gil::acquire_within(&vm, PATIENCE) {
        report(&vm, fd, true, tasks);
        vm.drop_objects();
        gil::release();
    } else {
        Out::new(fd).all();
    }
}

fn flag(vm: &Vm, o: Option<&Obj>, default: bool) -> PyResult<bool> {
    o.map_or(Ok(default), |o| api::is_true(vm, o))
}

fn dump(vm: &Vm, a: Args) -> PyResult<Obj> {
    let fd = descriptor(vm, a.opt_not_none(0))?;
    let all = flag(vm, a.opt(1), true)?;
    report(vm, fd, all, false);
    Ok(Obj::NONE)
}

/// What is written before a fatal signal ends the process. Async-signal-safe.
fn fatal(at: usize, from_processor: bool) {
    let enabled = ENABLED.load(Ordering::Acquire);
    if !enabled && !from_processor {
        return;
    }
    let mut out = Out::new(if enabled { FATAL_FD.load(Ordering::Relaxed) } else { 2 });
    let name = SIGNALS[at].1;
    if enabled {
        out.text("Fatal Python error: ").text(name).text("\n\n");
    } else {
        out.text("pyr bug: ").text(name).text("\n");
    }
    if !enabled || FATAL_ALL.load(Ordering::Relaxed) {
        out.all()
    } else {
        out.own()
    };
}

/// The program's signals of `SIGNALS` are watched from its start on: what the processor raises is pyr's own fault.
pub fn watch_faults() {
    stacks::watch_panics();
    // Without it nothing is lost but the report.
    let _ = host::fatal::watch(PROCESSOR, fatal);
}

/// Places in `SIGNALS`: those that the processor raises for wrong code, and the others.
const PROCESSOR: &[usize] = &[0, 1, 4];
const OTHERS: &[usize] = &[2, 3];

fn enable(vm: &Vm, a: Args) -> PyResult<Obj> {
    let fd = descriptor(vm, a.opt_not_none(0))?;
    FATAL_ALL.store(flag(vm, a.opt(1), true)?, Ordering::Relaxed);
    FATAL_FD.store(fd, Ordering::Relaxed);
    ENABLED.store(true, Ordering::Release);
    for places in [PROCESSOR, OTHERS] {
        host::fatal::watch(places, fatal).map_err(|e| crate::modules::os_support::os_error(vm, e))?;
    }
    Ok(Obj::NONE)
}

fn disable(_: &Vm, _: Args) -> PyResult<Obj> {
    OTHERS.iter().for_each(|at| host::fatal::unwatch(*at));
    Ok(Obj::from_bool(ENABLED.swap(false, Ordering::Relaxed)))
}

/// Sends itself a signal, to see what becomes of it.
fn send(vm: &Vm, signal: i32) -> PyResult<Obj> {
    let _ = host::signal::raise(signal);
    signals::run_handlers(vm)?;
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
        Out::new(fd).text(head);
        report_from_outside(fd, false);
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

/// What `register` was asked for.
#[derive(Clone, Copy)]
struct Registered {
    signal: i32,
    fd: i32,
    all: bool,
    chain: bool,
    tasks: bool,
    /// What the signal did for the system.
    before: Action,
}

static REGISTERED: Mutex<Vec<Registered>> = Mutex::new(Vec::new());

fn registered() -> MutexGuard<'static, Vec<Registered>> {
    REGISTERED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn find(signal: i32) -> Option<Registered> {
    registered().iter().find(|r| r.signal == signal).copied()
}

/// What is done when a registered signal has come to the main thread.
fn arrived(vm: &Vm, signal: i32) -> bool {
    let Some(r) = find(signal) else { return true };
    if signals::take_unseen(signal) {
        report(vm, r.fd, r.all, r.tasks);
    }
    if r.chain && !api::is_callable(&signals::python_handler(signal)) && matches!(r.before, Action::Default) {
        let _ = host::signal::set(signal, Action::Default);
        let _ = host::signal::raise(signal);
        let _ = host::signal::set(signal, Action::Call(signals::on_signal));
    }
    r.chain
}

/// The thread that takes care of registered signals when the main thread does not: it waits for a lock or for input, or
/// native code keeps the GIL.
fn stand_by() {
    host::signal::block_all();
    loop {
        let set = signals::wait_watched();
        std::thread::sleep(TURN);
        for r in registered().clone() {
            if set & signals::bit(r.signal) != 0 && signals::take_unseen(r.signal) {
                if crate::repl::editor::is_reading() {
                    Out::new(r.fd).text("\n");
                }
                report_from_outside(r.fd, r.tasks);
            }
        }
        // What nobody has registered any more.
        for signal in 1..signals::COUNT as i32 {
            if set & signals::bit(signal) != 0 && find(signal).is_none() {
                signals::take_unseen(signal);
            }
        }
    }
}

fn start(vm: &Vm, mut r: Registered) -> PyResult<()> {
    static STANDING_BY: Once = Once::new();
    let fail = |e| crate::modules::os_support::os_error(vm, e);
    match find(r.signal) {
        Some(old) => r.before = old.before,
        None => r.before = host::signal::get(r.signal).map_err(fail)?,
    }
    host::signal::set(r.signal, Action::Call(signals::on_signal)).map_err(fail)?;
    let mut list = registered();
    list.retain(|old| old.signal != r.signal);
    list.push(r);
    drop(list);
    signals::set_watcher(r.signal, Some(arrived));
    // Without the thread the main thread takes care alone.
    STANDING_BY.call_once(|| drop(std::thread::Builder::new().stack_size(4 << 20).spawn(stand_by)));
    Ok(())
}

/// From now on SIGUSR1 shows the stacks of threads and tasks, if it has not got another meaning.
pub fn show_at_usr1(vm: &Vm) {
    let signal = libc::SIGUSR1;
    if find(signal).is_some() || !matches!(host::signal::get(signal), Ok(Action::Default)) {
        return;
    }
    let r = Registered { signal, fd: 2, all: true, chain: false, tasks: true, before: Action::Default };
    if let Err(r) = start(vm, r) {
        drop(vm.take_raised(r));
    }
}

fn register(vm: &Vm, a: Args) -> PyResult<Obj> {
    let signal = signal_of(vm, &a[0])?;
    let fd = descriptor(vm, a.opt_not_none(1))?;
    let (all, chain) = (flag(vm, a.opt(2), true)?, flag(vm, a.opt(3), false)?);
    start(vm, Registered { signal, fd, all, chain, tasks: false, before: Action::Default })?;
    Ok(Obj::NONE)
}

fn unregister(vm: &Vm, a: Args) -> PyResult<Obj> {
    let signal = signal_of(vm, &a[0])?;
    let Some(r) = find(signal) else { return Ok(Obj::FALSE) };
    registered().retain(|r| r.signal != signal);
    if signals::set_watcher(signal, None) && !api::is_callable(&signals::python_handler(signal)) {
        host::signal::set(signal, r.before).map_err(|e| crate::modules::os_support::os_error(vm, e))?;
    }
    Ok(Obj::TRUE)
}

const FUNCTIONS: &[MethodDef] = &[
    function("enable", "(file=None, all_threads=True)", "From now on crashes are shown.", enable),
    function("disable", "()", "No longer; whether they were.", disable),
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
    function("_sigsegv", "(release_gil=False, /)", "Sends SIGSEGV.", |vm, _| send(vm, libc::SIGSEGV)),
    function("_sigabrt", "()", "Sends SIGABRT.", |vm, _| send(vm, libc::SIGABRT)),
    function("_sigfpe", "()", "Sends SIGFPE.", |vm, _| send(vm, libc::SIGFPE)),
    function("_read_null", "()", "Reads memory that is none of the program's.", |_, _| {
        Ok(int::from_i64(host::fatal::read_null().into()))
    }),
];

/// `faulthandler`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "faulthandler",
    doc: "Shows where the threads are.",
    functions: FUNCTIONS,
    ..ModuleSpec::EMPTY
};
