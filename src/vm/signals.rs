//! Signals as the loop sees them: C handlers set a bit and the evaluation breaker; the main thread runs the Python
//! handlers at its next check. The `signal` module keeps the table of handlers.

use crate::object::heap::GilCell;
use crate::vm::thread::breaker;
use crate::vm::{PyResult, Vm};
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

/// Signals that arrived and were not yet handled: bit n is signal n.
static PENDING: AtomicU64 = AtomicU64::new(0);
static MAIN: AtomicPtr<Vm> = AtomicPtr::new(std::ptr::null_mut());

/// What the `signal` module does with a signal.
pub type Handler = fn(&Vm, i32) -> PyResult<()>;
static HANDLER: GilCell<Option<Handler>> = GilCell::new(None);

/// Says which thread is the main one.
pub fn set_main(vm: &Vm) {
    MAIN.store(std::ptr::from_ref(vm).cast_mut(), Ordering::Relaxed);
}

/// Whether a thread is the main one.
pub fn is_main(vm: &Vm) -> bool {
    std::ptr::eq(MAIN.load(Ordering::Relaxed), vm)
}

/// Installs what runs the Python handler of a signal.
#[allow(unsafe_code)]
pub fn set_handler(h: Handler) {
    // SAFETY: GIL held.
    unsafe { *HANDLER.get() = Some(h) };
}

/// Notes a signal. Async-signal-safe: called from C handlers.
pub fn note(signal: i32) {
    PENDING.fetch_or(1 << (signal as u64 & 63), Ordering::Relaxed);
    let main = MAIN.load(Ordering::Relaxed);
    if !main.is_null() {
        #[allow(unsafe_code)]
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
    if !is_main(vm) {
        return Ok(());
    }
    let mut set = PENDING.swap(0, Ordering::Relaxed);
    while set != 0 {
        let n = set.trailing_zeros();
        set &= set - 1;
        #[allow(unsafe_code)]
        // SAFETY: GIL held; a function pointer is copied.
        let handler = unsafe { *HANDLER.get() };
        if let Some(h) = handler
            && let Err(r) = h(vm, n as i32)
        {
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
