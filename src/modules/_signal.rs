//! `_signal`: what signals do, sending them, waiting for them. The table of handlers and when they run are in
//! `vm/signals.rs`.

use crate::host::signal::{self as host, Action};
use crate::host::{Errno, file};
use crate::modules::os_support::{c_int, file_descriptor, os_error};
use crate::modules::time::duration;
use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, ModuleSpec, function};
use crate::types::struct_seq::{self, struct_sequence};
use crate::types::{exception, float, int, module, set, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api, gil, signals};

macro_rules! table {
    ($($name:ident)*) => {
        &[$((stringify!($name), libc::$name as i64)),*]
    };
}

static NUMBERS: &[(&str, i64)] = table! {
    SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGIOT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE SIGALRM
    SIGTERM SIGSTKFLT SIGCHLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF
    SIGWINCH SIGIO SIGPOLL SIGPWR SIGSYS SIG_BLOCK SIG_UNBLOCK SIG_SETMASK ITIMER_REAL ITIMER_VIRTUAL ITIMER_PROF
};

/// Handlers that are numbers.
const SIG_DFL: i64 = 0;
const SIG_IGN: i64 = 1;

struct_sequence! {
    /// `signal.struct_siginfo`
    static STRUCT_SIGINFO = "signal"."struct_siginfo",
    "What is known of a signal that arrived: a tuple whose items have names.",
    items: 7, hidden: 0, unnamed: 0, callable: true,
    [
        0 "si_signo" "which signal",
        1 "si_code" "signal code",
        2 "si_errno" "the errno that goes with it, or 0",
        3 "si_pid" "process that sent it",
        4 "si_uid" "the user who sent it",
        5 "si_status" "exit status of a child, or the signal that ended it",
        6 "si_band" "event on a descriptor (SIGPOLL)",
    ]
}

fn number(vm: &Vm, o: &Obj) -> PyResult<i32> {
    let n = c_int(vm, o)?;
    if (1..signals::COUNT as i32).contains(&n) {
        Ok(n)
    } else {
        Err(vm.value_error("signal number out of range"))
    }
}

fn main_only(vm: &Vm, message: &str) -> PyResult<()> {
    if signals::is_main(vm) { Ok(()) } else { Err(vm.value_error(message)) }
}

/// Raises `signal.itimer_error`, which is OSError.
fn fail(vm: &Vm) -> impl Fn(Errno) -> Raised + '_ {
    |e| os_error(vm, e)
}

/// Sets what a signal does; what it did before.
fn set_handler(vm: &Vm, a: Args) -> PyResult<Obj> {
    main_only(vm, "signal only works in main thread of the main interpreter")?;
    let n = number(vm, &a[0])?;
    let action = match int::to_i64(&a[1]) {
        Some(SIG_DFL) => Action::Default,
        Some(SIG_IGN) => Action::Ignore,
        _ if api::is_callable(&a[1]) => Action::Call(signals::on_signal),
        _ => {
            return Err(
                vm.type_error("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
            );
        }
    };
    signals::run_handlers(vm)?;
    host::set(n, action).map_err(fail(vm))?;
    signals::set_watcher(n, None);
    Ok(signals::set_python_handler(n, a[1].clone()))
}

fn numbers(vm: &Vm, iterable: &Obj) -> PyResult<Vec<i32>> {
    let mut out = Vec::new();
    api::for_each(vm, iterable, |o| {
        let n = int::to_i64(&api::index(vm, &o)?).unwrap_or(-1);
        if !(1..signals::COUNT as i64).contains(&n) {
            return Err(vm.value_error(format!("signal number {n} out of range [1; 64]")));
        }
        out.push(n as i32);
        Ok(true)
    })?;
    Ok(out)
}

fn set_of(vm: &Vm, list: &[i32]) -> PyResult<Obj> {
    set::new_set(vm, &list.iter().map(|n| int::from_i64((*n).into())).collect::<Vec<_>>())
}

/// Seconds that fit a timer, in microseconds.
fn timer_part(vm: &Vm, o: Option<&Obj>) -> PyResult<i64> {
    o.map_or(Ok(0), |o| Ok((duration(vm, o)? + 999).div_euclid(1000)))
}

fn timer_tuple(t: host::Timer) -> Obj {
    tuple::from_vec(t.iter().map(|us| float::from_f64(*us as f64 / 1e6)).collect())
}

/// `signal.ItimerError`
fn timer_error(vm: &Vm, e: Errno) -> Raised {
    let class = api::import(vm, "_signal").and_then(|m| api::getattr_str(vm, &m, "ItimerError"));
    let text = str_::from_string(crate::host::strerror(e.0));
    match class.and_then(|c| api::call(vm, &c, &[int::from_i64(e.0.into()), text])) {
        Ok(exc) => vm.raise(exc),
        Err(r) => r,
    }
}

fn set_timer(vm: &Vm, a: Args) -> PyResult<Obj> {
    let which = c_int(vm, &a[0])?;
    let timer = [timer_part(vm, a.opt(1))?, timer_part(vm, a.opt(2))?];
    host::set_timer(which, timer).map(timer_tuple).map_err(|e| timer_error(vm, e))
}

/// Waits without the GIL; handlers run when it is interrupted.
fn wait(vm: &Vm, list: &[i32], deadline: Option<i64>) -> PyResult<Option<[i64; 7]>> {
    loop {
        let left = deadline.map(|d| (d - crate::host::clock::monotonic()).max(0));
        match gil::allow_threads(vm, || host::wait(list, left)) {
            Ok(info) => return Ok(Some(info)),
            Err(Errno(libc::EAGAIN)) => return Ok(None),
            Err(Errno(libc::EINTR)) => signals::run_handlers(vm)?,
            Err(e) => return Err(os_error(vm, e)),
        }
    }
}

fn siginfo(vm: &Vm, info: [i64; 7]) -> PyResult<Obj> {
    struct_seq::make(vm, &STRUCT_SIGINFO, info.iter().map(|n| int::from_i64(*n)).collect())
}

fn set_wakeup_fd(vm: &Vm, a: Args) -> PyResult<Obj> {
    main_only(vm, "set_wakeup_fd only works in main thread of the main interpreter")?;
    let fd = c_int(vm, &a[0])?;
    if fd != -1 {
        file::fstat(fd).map_err(fail(vm))?;
        if file::is_blocking(fd).map_err(fail(vm))? {
            return Err(vm.value_error(format!("the fd {fd} must be in non-blocking mode")));
        }
    }
    Ok(int::from_i64(signals::set_wakeup(fd).into()))
}

static FUNCTIONS: [MethodDef; 19] = [
    function("signal", "(signalnum, handler, /)", "Set what a signal does.", set_handler),
    function("getsignal", "(signalnum, /)", "What a signal does.", |vm, a| {
        Ok(signals::python_handler(number(vm, &a[0])?))
    }),
    function("default_int_handler", "(signalnum, frame, /)", "Raise KeyboardInterrupt.", |vm, _| {
        Err(vm.error_args(&exception::KEYBOARD_INTERRUPT, vec![]))
    }),
    function("raise_signal", "(signalnum, /)", "Send a signal to this process.", |vm, a| {
        host::raise(c_int(vm, &a[0])?).map_err(fail(vm))?;
        signals::run_handlers(vm).map(|()| Obj::NONE)
    }),
    function("strsignal", "(signalnum, /)", "What a signal means.", |vm, a| {
        Ok(host::describe(number(vm, &a[0])?).map_or(Obj::NONE, str_::from_string))
    }),
    function("valid_signals", "()", "All signals there are.", |vm, _| set_of(vm, &host::valid())),
    function("alarm", "(seconds, /)", "Send SIGALRM after some seconds.", |vm, a| {
        Ok(int::from_u64(host::alarm(c_int(vm, &a[0])? as u32).into()))
    }),
    function("setitimer", "(which, seconds, interval=0.0, /)", "Set an interval timer.", set_timer),
    function("getitimer", "(which, /)", "What is left of an interval timer.", |vm, a| {
        host::get_timer(c_int(vm, &a[0])?).map(timer_tuple).map_err(|e| timer_error(vm, e))
    }),
    function("pause", "()", "Wait for a signal.", |vm, _| {
        gil::allow_threads(vm, host::pause);
        signals::run_handlers(vm).map(|()| Obj::NONE)
    }),
    function("siginterrupt", "(signalnum, flag, /)", "Whether a signal interrupts calls.", |vm, a| {
        let n = number(vm, &a[0])?;
        host::set_restart(n, c_int(vm, &a[1])? == 0).map_err(fail(vm))?;
        Ok(Obj::NONE)
    }),
    function(
        "set_wakeup_fd",
        "(fd, /, *, warn_on_full_buffer=True)",
        "Where a byte is written when a signal comes.",
        set_wakeup_fd,
    ),
    function(
        "pthread_kill",
        "(thread_id, signalnum, /)",
        "Sends a signal to one thread of this process.",
        |vm, a| {
            let thread = api::to_i64(vm, &a[0])? as u64;
            host::kill_thread(thread, c_int(vm, &a[1])?).map_err(fail(vm))?;
            signals::run_handlers(vm).map(|()| Obj::NONE)
        },
    ),
    function("pthread_sigmask", "(how, mask, /)", "Change the blocked signals.", |vm, a| {
        let how = c_int(vm, &a[0])?;
        let old = host::mask(how, &numbers(vm, &a[1])?).map_err(fail(vm))?;
        signals::run_handlers(vm)?;
        set_of(vm, &old)
    }),
    function("sigpending", "()", "Blocked signals that wait.", |vm, _| {
        set_of(vm, &host::pending().map_err(fail(vm))?)
    }),
    function("sigwait", "(sigset, /)", "Wait for one of the signals.", |vm, a| {
        let list = numbers(vm, &a[0])?;
        Ok(wait(vm, &list, None)?.map_or(Obj::NONE, |i| int::from_i64(i[0])))
    }),
    function("sigwaitinfo", "(sigset, /)", "Wait for one of the signals.", |vm, a| {
        let list = numbers(vm, &a[0])?;
        wait(vm, &list, None)?.map_or(Ok(Obj::NONE), |i| siginfo(vm, i))
    }),
    function(
        "sigtimedwait",
        "(sigset, timeout, /)",
        "Wait for one of the signals for some time.",
        |vm, a| {
            let list = numbers(vm, &a[0])?;
            let ns = duration(vm, &a[1])?;
            if ns < 0 {
                return Err(vm.value_error("timeout must be non-negative"));
            }
            let deadline = crate::host::clock::monotonic().saturating_add(ns);
            wait(vm, &list, Some(deadline))?.map_or(Ok(Obj::NONE), |i| siginfo(vm, i))
        },
    ),
    function(
        "pidfd_send_signal",
        "(pidfd, signalnum, siginfo=None, flags=0, /)",
        "Send a signal to a process.",
        |vm, a| {
            let flags = a.opt(3).map_or(Ok(0), |f| c_int(vm, f))?;
            if a.opt_not_none(2).is_some() {
                return Err(vm.type_error("siginfo must be None"));
            }
            host::send_pidfd(file_descriptor(vm, &a[0])?, c_int(vm, &a[1])?, flags as u32)
                .map_err(fail(vm))?;
            Ok(Obj::NONE)
        },
    ),
];

/// What signals do when a program begins: SIGINT raises KeyboardInterrupt, SIGPIPE and SIGXFSZ do nothing.
pub fn start(vm: &Vm) -> PyResult<()> {
    let m = crate::vm::import::load_native(vm, &MODULE)?;
    for n in host::valid() {
        let handler = match host::get(n) {
            Ok(Action::Default) => int::from_i64(SIG_DFL),
            Ok(Action::Ignore) => int::from_i64(SIG_IGN),
            // The handlers that these have are pyr's own: a report before the process ends.
            _ if crate::host::fatal::SIGNALS.iter().any(|(s, _)| *s == n) => int::from_i64(SIG_DFL),
            _ => Obj::NONE,
        };
        signals::set_python_handler(n, handler);
    }
    for n in [libc::SIGPIPE, libc::SIGXFSZ] {
        let _ = host::set(n, Action::Ignore);
        signals::set_python_handler(n, int::from_i64(SIG_IGN));
    }
    if matches!(host::get(libc::SIGINT), Ok(Action::Default)) {
        signals::set_python_handler(libc::SIGINT, api::getattr_str(vm, &m, "default_int_handler")?);
        let _ = host::set(libc::SIGINT, Action::Call(signals::on_signal));
    }
    Ok(())
}

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    let put = |key: &str, n: i64| d.insert_str(intern(key), int::from_i64(n));
    NUMBERS.iter().for_each(|(key, n)| put(key, *n));
    put("SIGCLD", libc::SIGCHLD.into());
    put("SIGRTMIN", libc::SIGRTMIN().into());
    put("SIGRTMAX", libc::SIGRTMAX().into());
    put("SIG_DFL", SIG_DFL);
    put("SIG_IGN", SIG_IGN);
    put("NSIG", signals::COUNT as i64);
    let class = api::new_class(vm, "signal", "itimer_error", &[exception::OS_ERROR.obj()])?;
    d.insert_str(intern("ItimerError"), class);
    Ok(())
}

/// `_signal`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_signal",
    doc: "Signals: numbers, handlers, timers, and waiting for them.",
    functions: &FUNCTIONS,
    types: &[&STRUCT_SIGINFO],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
