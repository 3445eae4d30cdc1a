//! Signals that end a process because something went wrong in it: a function that says so before they do.

use super::{Sys, check};
use std::cell::UnsafeCell;
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicPtr, AtomicU8, Ordering};

/// The signals and what they mean.
pub const SIGNALS: [(i32, &str); 5] = [
    (libc::SIGBUS, "Bus error"),
    (libc::SIGILL, "Illegal instruction"),
    (libc::SIGFPE, "Floating-point exception"),
    (libc::SIGABRT, "Aborted"),
    (libc::SIGSEGV, "Segmentation fault"),
];

/// What is called with the signal's place in `SIGNALS` and whether the processor has raised it rather than a program.
/// It must be async-signal-safe.
pub type Report = fn(usize, bool);

struct Before(UnsafeCell<[MaybeUninit<libc::sigaction>; SIGNALS.len()]>);
// SAFETY: an entry is written before its bit of `INSTALLED` is set, and read while the bit is set.
unsafe impl Sync for Before {}

static BEFORE: Before = Before(UnsafeCell::new([const { MaybeUninit::uninit() }; SIGNALS.len()]));
static INSTALLED: AtomicU8 = AtomicU8::new(0);
static REPORT: AtomicPtr<()> = AtomicPtr::new(std::ptr::null_mut());

extern "C" fn on_fatal(signal: i32, info: *mut libc::siginfo_t, _: *mut libc::c_void) {
    // SAFETY: the system gives a filled `info` to handlers with SA_SIGINFO; calls are async-signal-safe.
    unsafe {
        let from_processor = (*info).si_code > 0;
        if let Some(at) = SIGNALS.iter().position(|(n, _)| *n == signal) {
            // Another fault from here on is not ours.
            unwatch(at);
            let report = REPORT.load(Ordering::Acquire);
            if !report.is_null() {
                std::mem::transmute::<*mut (), Report>(report)(at, from_processor);
            }
        }
        // The instruction that failed fails again; another signal is sent again.
        if !from_processor {
            libc::signal(signal, libc::SIG_DFL);
            libc::raise(signal);
        }
    }
}

/// Has a function called before signals (places in `SIGNALS`) do what they do.
pub fn watch(places: &[usize], report: Report) -> Sys<()> {
    REPORT.store(report as *mut (), Ordering::Release);
    for &at in places {
        if INSTALLED.load(Ordering::Relaxed) & 1 << at != 0 {
            continue;
        }
        // SAFETY: zero is a valid sigaction; the entry is not read before the bit is set.
        unsafe {
            let mut a: libc::sigaction = std::mem::zeroed();
            a.sa_sigaction = on_fatal as *const () as libc::sighandler_t;
            a.sa_flags = libc::SA_ONSTACK | libc::SA_NODEFER | libc::SA_SIGINFO;
            let before = (*BEFORE.0.get())[at].as_mut_ptr();
            check(libc::sigaction(SIGNALS[at].0, &raw const a, before))?;
        }
        INSTALLED.fetch_or(1 << at, Ordering::Release);
    }
    Ok(())
}

/// Puts back what a signal did before. Async-signal-safe.
pub fn unwatch(at: usize) {
    if INSTALLED.fetch_and(!(1 << at), Ordering::AcqRel) & 1 << at != 0 {
        // SAFETY: the bit was set: the entry is there.
        unsafe { libc::sigaction(SIGNALS[at].0, (*BEFORE.0.get())[at].as_ptr(), std::ptr::null_mut()) };
    }
}

/// A write of a word that is no program's.
pub fn read_null() -> i32 {
    let nowhere = std::hint::black_box(8 as *const i32);
    // SAFETY: none: this is asked for to see what a fault does.
    unsafe { nowhere.read_volatile() }
}
