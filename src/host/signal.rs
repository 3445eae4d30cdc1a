//! Signals: what they do, sending, blocking and waiting for them, timers.
#![allow(unsafe_code)]

use super::{Errno, Sys, check};
use std::ffi::CStr;
use std::os::fd::{FromRawFd, OwnedFd};

/// What a signal does.
#[derive(Clone, Copy, Debug)]
pub enum Action {
    /// The system's default.
    Default,
    /// Nothing.
    Ignore,
    /// Calls a function, which must be async-signal-safe.
    Call(extern "C" fn(i32)),
    /// Something that this program has not set.
    Other,
}

/// Sets what a signal does. Interrupted calls fail with EINTR.
pub fn set(signal: i32, action: Action) -> Sys<()> {
    let handler = match action {
        Action::Default => libc::SIG_DFL,
        Action::Ignore => libc::SIG_IGN,
        Action::Call(f) => f as *const () as libc::sighandler_t,
        Action::Other => return Ok(()),
    };
    // SAFETY: zero is a valid sigaction; the handler is async-signal-safe by contract.
    unsafe {
        let mut a: libc::sigaction = std::mem::zeroed();
        a.sa_sigaction = handler;
        a.sa_flags = libc::SA_ONSTACK;
        check(libc::sigaction(signal, &raw const a, std::ptr::null_mut())).map(drop)
    }
}

/// What a signal does now.
pub fn get(signal: i32) -> Sys<Action> {
    // SAFETY: filled by the call.
    unsafe {
        let mut a: libc::sigaction = std::mem::zeroed();
        check(libc::sigaction(signal, std::ptr::null(), &raw mut a))?;
        Ok(match a.sa_sigaction {
            libc::SIG_DFL => Action::Default,
            libc::SIG_IGN => Action::Ignore,
            _ => Action::Other,
        })
    }
}

/// Runs `f` while no signal is delivered to this thread; `f` gets the mask that applies otherwise.
pub fn without_signals<T>(f: impl FnOnce(&libc::sigset_t) -> T) -> T {
    // SAFETY: the sets are filled before they are read.
    unsafe {
        let (mut all, mut old) = (std::mem::zeroed(), std::mem::zeroed());
        libc::sigfillset(&raw mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &raw const all, &raw mut old);
        let r = f(&old);
        libc::pthread_sigmask(libc::SIG_SETMASK, &raw const old, std::ptr::null_mut());
        r
    }
}

/// In a new child: every signal that has a handler gets its default action, then those outside `mask` may come.
pub fn forget_handlers(mask: &libc::sigset_t) {
    for signal in 1..=libc::SIGRTMAX() {
        if matches!(get(signal), Ok(Action::Other)) {
            // The two that nobody can handle say so themselves.
            let _ = set(signal, Action::Default);
        }
    }
    // SAFETY: the set lives.
    unsafe { libc::sigprocmask(libc::SIG_SETMASK, std::ptr::from_ref(mask), std::ptr::null_mut()) };
}

/// Whether calls go on after a signal instead of failing with EINTR.
pub fn set_restart(signal: i32, on: bool) -> Sys<()> {
    // SAFETY: filled by the first call.
    unsafe {
        let mut a: libc::sigaction = std::mem::zeroed();
        check(libc::sigaction(signal, std::ptr::null(), &raw mut a))?;
        a.sa_flags = if on { a.sa_flags | libc::SA_RESTART } else { a.sa_flags & !libc::SA_RESTART };
        check(libc::sigaction(signal, &raw const a, std::ptr::null_mut())).map(drop)
    }
}

/// Sends a signal to a thread of this process, from a signal handler.
pub fn forward(thread: u64, signal: i32) {
    // SAFETY: the main thread lives as long as the process.
    unsafe { libc::pthread_kill(thread as libc::pthread_t, signal) };
}

/// Writes a byte, from a signal handler; errno stays.
pub fn write_byte(fd: i32, byte: u8) {
    // SAFETY: one byte lives; errno is this thread's.
    unsafe {
        let saved = *libc::__errno_location();
        libc::write(fd, (&raw const byte).cast(), 1);
        *libc::__errno_location() = saved;
    }
}

/// A new bell: a descriptor that has input once it was rung.
pub fn bell() -> Sys<OwnedFd> {
    // SAFETY: a new descriptor that nobody else has.
    check(unsafe { libc::eventfd(0, libc::EFD_CLOEXEC | libc::EFD_NONBLOCK) })
        .map(|fd| unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Rings a bell, perhaps from a signal handler; errno stays.
pub fn ring(fd: i32) {
    let one = 1_u64;
    // SAFETY: eight bytes live; errno is this thread's.
    unsafe {
        let saved = *libc::__errno_location();
        libc::write(fd, (&raw const one).cast(), 8);
        *libc::__errno_location() = saved;
    }
}

/// Sends a signal to a thread of this process.
pub fn kill_thread(thread: u64, signal: i32) -> Sys<()> {
    // SAFETY: the caller names a living thread.
    match unsafe { libc::pthread_kill(thread as libc::pthread_t, signal) } {
        0 => Ok(()),
        e => Err(Errno(e)),
    }
}

/// Sends a signal to the calling thread.
pub fn raise(signal: i32) -> Sys<()> {
    // SAFETY: no preconditions.
    check(unsafe { libc::raise(signal) }).map(drop)
}

/// Blocks all signals in the calling thread.
pub fn block_all() {
    // SAFETY: filled by the first call.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&raw mut set);
        libc::pthread_sigmask(libc::SIG_SETMASK, &raw const set, std::ptr::null_mut());
    }
}

fn set_of(list: &[i32]) -> libc::sigset_t {
    // SAFETY: filled by the calls.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        for s in list {
            libc::sigaddset(&raw mut set, *s);
        }
        set
    }
}

fn list_of(set: &libc::sigset_t) -> Vec<i32> {
    // SAFETY: `set` lives.
    (1..=libc::SIGRTMAX()).filter(|s| unsafe { libc::sigismember(set, *s) } == 1).collect()
}

/// Changes the blocked signals of the calling thread; those before.
pub fn mask(how: i32, list: &[i32]) -> Sys<Vec<i32>> {
    let set = set_of(list);
    // SAFETY: both sets live.
    unsafe {
        let mut old: libc::sigset_t = std::mem::zeroed();
        match libc::pthread_sigmask(how, &raw const set, &raw mut old) {
            0 => Ok(list_of(&old)),
            e => Err(Errno(e)),
        }
    }
}

/// Signals that wait because they are blocked.
pub fn pending() -> Sys<Vec<i32>> {
    // SAFETY: filled by the call.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        check(libc::sigpending(&raw mut set))?;
        Ok(list_of(&set))
    }
}

/// All signals there are for programs.
pub fn valid() -> Vec<i32> {
    // SAFETY: filled by the call.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&raw mut set);
        list_of(&set)
    }
}

/// Waits for any signal.
pub fn pause() {
    // SAFETY: no preconditions.
    unsafe { libc::pause() };
}

/// Waits for one of the signals, at most `ns`: signo, code, errno, pid, uid, status, band.
pub fn wait(list: &[i32], ns: Option<i64>) -> Sys<[i64; 7]> {
    let set = set_of(list);
    let t = ns.map(|n| libc::timespec { tv_sec: n / 1_000_000_000, tv_nsec: n % 1_000_000_000 });
    // SAFETY: all live; `info` is filled by the call.
    unsafe {
        let mut info: libc::siginfo_t = std::mem::zeroed();
        let t = t.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
        check(libc::sigtimedwait(&raw const set, &raw mut info, t))?;
        Ok([
            info.si_signo.into(),
            info.si_code.into(),
            info.si_errno.into(),
            info.si_pid().into(),
            info.si_uid().into(),
            info.si_status().into(),
            0,
        ])
    }
}

/// `alarm`: seconds that were left of the one before.
pub fn alarm(seconds: u32) -> u32 {
    // SAFETY: no preconditions.
    unsafe { libc::alarm(seconds) }
}

/// An interval timer in microseconds: until the next signal, between later ones.
pub type Timer = [i64; 2];

fn timer_of(v: libc::itimerval) -> Timer {
    [v.it_value, v.it_interval].map(|t| t.tv_sec * 1_000_000 + t.tv_usec)
}

/// Sets an interval timer; what it was.
pub fn set_timer(which: i32, timer: Timer) -> Sys<Timer> {
    let [value, interval] = timer.map(|us| libc::timeval { tv_sec: us / 1_000_000, tv_usec: us % 1_000_000 });
    // SAFETY: both live.
    unsafe {
        let new = libc::itimerval { it_interval: interval, it_value: value };
        let mut old: libc::itimerval = std::mem::zeroed();
        check(libc::setitimer(which as _, &raw const new, &raw mut old))?;
        Ok(timer_of(old))
    }
}

/// An interval timer.
pub fn get_timer(which: i32) -> Sys<Timer> {
    // SAFETY: filled by the call.
    unsafe {
        let mut old: libc::itimerval = std::mem::zeroed();
        check(libc::getitimer(which as _, &raw mut old))?;
        Ok(timer_of(old))
    }
}

/// What a signal means.
pub fn describe(signal: i32) -> Option<String> {
    // SAFETY: the text is copied at once.
    unsafe {
        let p = libc::strsignal(signal);
        let text = (!p.is_null()).then(|| CStr::from_ptr(p).to_string_lossy().into_owned())?;
        (!text.starts_with("Unknown signal")).then_some(text)
    }
}

/// Sends a signal through a process descriptor.
pub fn send_pidfd(fd: i32, signal: i32, flags: u32) -> Sys<()> {
    // SAFETY: no memory is passed.
    check(unsafe {
        libc::syscall(libc::SYS_pidfd_send_signal, fd, signal, std::ptr::null::<libc::siginfo_t>(), flags)
    })
    .map(drop)
}
