//! Signals as the loop sees them: C handlers set a bit and the evaluation breaker; the main thread runs the Python
//! handlers at its next check. Here is the table of handlers too; the `signal` module fills it.
#![allow(unsafe_code)]

use crate::host;
use crate::object::heap::GilCell;
use crate::object::obj::Obj;
use crate::types::int;
use crate::vm::thread::breaker;
use crate::vm::{PyResult, Vm, api};
use std::sync::atomic::{AtomicI32, AtomicPtr, AtomicU32, AtomicU64, Ordering};

/// One more than the highest signal number.
pub const COUNT: usize = 65;

/// Signals that arrived and were not yet handled: bit n is signal n + 1.
static PENDING: AtomicU64 = AtomicU64::new(0);
static MAIN: AtomicPtr<Vm> = AtomicPtr::new(std::ptr::null_mut());
static MAIN_IDENT: AtomicU64 = AtomicU64::new(0);
/// The descriptor that a byte is written to when a signal comes, or -1.
static WAKEUP: AtomicI32 = AtomicI32::new(-1);
/// The bell that is rung while the main thread's loop waits, or -1.
static PARKED: AtomicI32 = AtomicI32::new(-1);
static HANDLERS: GilCell<[Obj; COUNT]> = GilCell::new([const { Obj::NONE }; COUNT]);

/// What is done with a signal before its Python handler; false: that is not called.
pub type Watcher = fn(&Vm, i32) -> bool;

static WATCHERS: GilCell<[Option<Watcher>; COUNT]> = GilCell::new([None; COUNT]);
/// The signals that have one, and those of them that arrived and were not shown to it yet.
static WATCHED: AtomicU64 = AtomicU64::new(0);
static UNSEEN: AtomicU64 = AtomicU64::new(0);
/// Counts arrivals of watched signals; waited on by `wait_watched`.
static ARRIVALS: AtomicU32 = AtomicU32::new(0);

/// Gives a signal a watcher, or takes it away; whether it had one.
pub fn set_watcher(signal: i32, watcher: Option<Watcher>) -> bool {
    match watcher {
        Some(_) => WATCHED.fetch_or(bit(signal), Ordering::Relaxed),
        None => WATCHED.fetch_and(!bit(signal), Ordering::Relaxed),
    };
    // SAFETY: GIL held; functions need no drop.
    unsafe { std::mem::replace(&mut (*WATCHERS.get())[signal as usize], watcher) }.is_some()
}

/// Whether a watched signal has arrived that nobody has taken care of; from now on it is.
pub fn take_unseen(signal: i32) -> bool {
    UNSEEN.fetch_and(!bit(signal), Ordering::AcqRel) & bit(signal) != 0
}

/// Waits for a watched signal; those that are not taken care of.
pub fn wait_watched() -> u64 {
    loop {
        let seen = ARRIVALS.load(Ordering::Acquire);
        match UNSEEN.load(Ordering::Acquire) {
            0 => drop(host::thread::wait(&ARRIVALS, seen, None)),
            set => return set,
        }
    }
}

/// The bit of a signal in the sets here.
pub fn bit(signal: i32) -> u64 {
    1 << ((signal - 1) as u64 & 63)
}

/// Says which thread is the main one: the calling one.
pub fn set_main(vm: &Vm) {
    MAIN.store(std::ptr::from_ref(vm).cast_mut(), Ordering::Relaxed);
    MAIN_IDENT.store(host::thread::ident(), Ordering::Relaxed);
}

/// Whether a thread is the main one.
pub fn is_main(vm: &Vm) -> bool {
    std::ptr::eq(MAIN.load(Ordering::Relaxed), vm)
}

/// The identifier of the main thread.
pub fn main_ident() -> Option<u64> {
    Some(MAIN_IDENT.load(Ordering::Relaxed)).filter(|n| *n != 0)
}

/// The Python handler of a signal: a callable, a number (`SIG_DFL`, `SIG_IGN`), or None if it was not set from Python.
pub fn python_handler(signal: i32) -> Obj {
    // SAFETY: GIL held; the handle is copied.
    unsafe { (&(*HANDLERS.get()))[signal as usize].clone() }
}

/// Replaces the Python handler of a signal; the old one comes back.
pub fn set_python_handler(signal: i32, handler: Obj) -> Obj {
    // SAFETY: GIL held; nothing is dropped here.
    unsafe { std::mem::replace(&mut (&mut (*HANDLERS.get()))[signal as usize], handler) }
}

/// Replaces the wake-up descriptor.
pub fn set_wakeup(fd: i32) -> i32 {
    WAKEUP.swap(fd, Ordering::Relaxed)
}

/// Sets the bell that ends the wait of the main thread's loop; -1: it does not wait.
pub fn set_parked(fd: i32) {
    PARKED.store(fd, Ordering::SeqCst);
}

/// Whether there is a wake-up descriptor.
pub fn has_wakeup() -> bool {
    WAKEUP.load(Ordering::Relaxed) >= 0
}

/// What the C handler does: async-signal-safe. Another thread than the main one passes the signal on, so that the
/// main thread's blocking call ends.
pub extern "C" fn on_signal(signal: i32) {
    let main = MAIN_IDENT.load(Ordering::Relaxed);
    if main != 0 && main != host::thread::ident() {
        host::signal::forward(main, signal);
        return;
    }
    note(signal);
    let (wakeup, parked) = (WAKEUP.load(Ordering::Relaxed), PARKED.load(Ordering::SeqCst));
    if wakeup >= 0 {
        host::signal::write_byte(wakeup, signal as u8);
    }
    if parked >= 0 {
        host::signal::ring(parked);
    }
}

/// Notes a signal. Async-signal-safe.
pub fn note(signal: i32) {
    PENDING.fetch_or(bit(signal), Ordering::Relaxed);
    if WATCHED.load(Ordering::Relaxed) & bit(signal) != 0 {
        UNSEEN.fetch_or(bit(signal), Ordering::AcqRel);
        ARRIVALS.fetch_add(1, Ordering::AcqRel);
        host::thread::wake(&ARRIVALS, 1);
    }
    let main = MAIN.load(Ordering::Relaxed);
    if !main.is_null() {
        // SAFETY: the main thread's state lives as long as the process.
        unsafe {
            (*main).breaker.fetch_or(breaker::SIGNAL, Ordering::Relaxed);
        }
    }
}

/// Whether a signal waits.
pub fn is_pending() -> bool {
    PENDING.load(Ordering::Relaxed) != 0
}

/// Runs the Python handlers of the signals that arrived (main thread only).
pub fn run_handlers(vm: &Vm) -> PyResult<()> {
    if !is_pending() || !is_main(vm) {
        return Ok(());
    }
    let mut set = PENDING.swap(0, Ordering::Relaxed);
    while set != 0 {
        let signal = set.trailing_zeros() as i32 + 1;
        set &= set - 1;
        // SAFETY: GIL held; the function is copied.
        if let Some(watcher) = unsafe { (*WATCHERS.get())[signal as usize] }
            && !watcher(vm, signal)
        {
            continue;
        }
        let handler = python_handler(signal);
        if !api::is_callable(&handler) {
            continue;
        }
        let frame = crate::vm::frame::nth(vm, 0).map_or(Obj::NONE, crate::types::frame::object_for);
        if let Err(r) = api::call(vm, &handler, &[int::from_i64(signal.into()), frame]) {
            // The rest waits for the next check.
            if set != 0 {
                PENDING.fetch_or(set, Ordering::Relaxed);
                vm.breaker_set(breaker::SIGNAL);
            }
            return Err(r);
        }
    }
    Ok(())
}
