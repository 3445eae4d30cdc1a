//! The global interpreter lock: one thread runs Python at a time; blocking calls give the lock away.
#![allow(unsafe_code)]

use crate::host::{self, Sys};
use crate::vm::thread::{breaker, make_current};
use crate::vm::{Vm, current, import_lock, threads};
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
use std::task::Waker;
use std::time::{Duration, Instant};

struct Gil {
    held: Mutex<bool>,
    free: Condvar,
    waiting: AtomicU32,
    /// The thread that holds the lock, to ask it for a hand-over.
    holder: AtomicPtr<Vm>,
    /// The thread that ends the interpreter: no other one gets the lock any more.
    finalizer: AtomicPtr<Vm>,
    /// Counts hand-overs, so that a waiter knows whether somebody else got a turn.
    switches: AtomicU64,
    /// `sys.setswitchinterval`, in nanoseconds.
    interval_ns: AtomicU64,
}

static GIL: Gil = Gil {
    held: Mutex::new(false),
    free: Condvar::new(),
    waiting: AtomicU32::new(0),
    holder: AtomicPtr::new(std::ptr::null_mut()),
    finalizer: AtomicPtr::new(std::ptr::null_mut()),
    switches: AtomicU64::new(0),
    interval_ns: AtomicU64::new(5_000_000),
};

fn held() -> MutexGuard<'static, bool> {
    GIL.held.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes the lock for a thread. After the switch interval the holder is asked to give it up.
pub fn acquire(vm: &Vm) {
    acquire_until(vm, None);
}

/// The same for at most a time; false: the lock could not be had.
pub fn acquire_within(vm: &Vm, time: Duration) -> bool {
    acquire_until(vm, Some(Instant::now() + time))
}

fn acquire_until(vm: &Vm, deadline: Option<Instant>) -> bool {
    let mut held = held();
    GIL.waiting.fetch_add(1, Ordering::Relaxed);
    while *held {
        if deadline.is_some_and(|d| Instant::now() >= d) {
            GIL.waiting.fetch_sub(1, Ordering::Relaxed);
            return false;
        }
        let seen = GIL.switches.load(Ordering::Relaxed);
        let interval = Duration::from_nanos(GIL.interval_ns.load(Ordering::Relaxed));
        let (guard, timeout) = GIL.free.wait_timeout(held, interval).unwrap_or_else(PoisonError::into_inner);
        held = guard;
        if *held && timeout.timed_out() && GIL.switches.load(Ordering::Relaxed) == seen {
            let holder = GIL.holder.load(Ordering::Relaxed);
            if !holder.is_null() {
                // SAFETY: a thread clears `holder` before its state goes away, under the mutex we hold.
                unsafe { (*holder).breaker.fetch_or(breaker::DROP_GIL, Ordering::Relaxed) };
            }
        }
    }
    GIL.waiting.fetch_sub(1, Ordering::Relaxed);
    let finalizer = GIL.finalizer.load(Ordering::Relaxed);
    if !finalizer.is_null() && !std::ptr::eq(finalizer, vm) {
        drop(held);
        GIL.free.notify_one();
        // The modules that a daemon thread would use are being taken apart; the process ends soon.
        loop {
            std::thread::park();
        }
    }
    *held = true;
    GIL.switches.fetch_add(1, Ordering::Relaxed);
    GIL.holder.store(std::ptr::from_ref(vm).cast_mut(), Ordering::Relaxed);
    make_current(vm);
    true
}

/// Somebody to be woken.
enum Sleeper {
    Task(Waker),
    /// Threads that wait on the word at this address, which is not looked at.
    Word(usize),
}

impl Sleeper {
    fn wake(self) {
        match self {
            Sleeper::Task(w) => w.wake(),
            Sleeper::Word(address) => host::thread::wake_address(address, 1),
        }
    }
}

/// Threads to be woken when the lock is next given away: sooner they could only wait for it.
static LATER: Mutex<Vec<Sleeper>> = Mutex::new(Vec::new());
/// After so many more looks at the evaluation breaker they are woken in any case; 0: nobody is to be woken.
static PATIENCE: AtomicU32 = AtomicU32::new(0);

/// Wakes somebody when this thread gives the lock away, or after a short while.
pub fn wake_later(vm: &Vm, w: Waker) {
    later(vm, Sleeper::Task(w));
}

/// The same for a thread that waits on a word.
pub fn wake_word_later(vm: &Vm, word: &AtomicU32) {
    later(vm, Sleeper::Word(word.as_ptr() as usize));
}

fn later(vm: &Vm, s: Sleeper) {
    LATER.lock().unwrap_or_else(PoisonError::into_inner).push(s);
    PATIENCE.store(200, Ordering::Relaxed);
    vm.breaker_set(breaker::WAKE);
}

fn to_wake() -> Vec<Sleeper> {
    if PATIENCE.swap(0, Ordering::Relaxed) == 0 {
        return Vec::new();
    }
    std::mem::take(&mut *LATER.lock().unwrap_or_else(PoisonError::into_inner))
}

/// A look at the evaluation breaker: whether nobody is left to be woken.
pub fn lose_patience() -> bool {
    match PATIENCE.load(Ordering::Relaxed) {
        0 => return true,
        1 => to_wake().into_iter().for_each(Sleeper::wake),
        n => PATIENCE.store(n - 1, Ordering::Relaxed),
    }
    false
}

/// Gives the lock away.
pub fn release() {
    let to_wake = to_wake();
    let mut held = held();
    *held = false;
    GIL.holder.store(std::ptr::null_mut(), Ordering::Relaxed);
    // Who waits has said so under the same lock; a call to the system for nobody is saved.
    let awaited = GIL.waiting.load(Ordering::Relaxed) > 0;
    drop(held);
    if awaited {
        GIL.free.notify_one();
    }
    to_wake.into_iter().for_each(Sleeper::wake);
}

/// From now on only this thread, which has the lock, runs Python.
pub fn finalize(vm: &Vm) {
    GIL.finalizer.store(std::ptr::from_ref(vm).cast_mut(), Ordering::Relaxed);
}

/// Lets a waiting thread run (from the evaluation breaker).
pub fn hand_over(vm: &Vm) {
    if GIL.waiting.load(Ordering::Relaxed) == 0 {
        return;
    }
    let seen = GIL.switches.load(Ordering::Relaxed);
    release();
    // Wait until somebody took it, so that the hand-over is fair.
    for _ in 0..50 {
        if GIL.switches.load(Ordering::Relaxed) != seen || GIL.waiting.load(Ordering::Relaxed) == 0 {
            break;
        }
        std::thread::yield_now();
    }
    acquire(vm);
}

/// Runs `f` without the lock. `f` must not touch Python objects.
pub fn allow_threads<R>(vm: &Vm, f: impl FnOnce() -> R) -> R {
    struct Retake<'a>(&'a Vm);
    impl Drop for Retake<'_> {
        fn drop(&mut self) {
            acquire(self.0);
        }
    }
    debug_assert!(std::ptr::eq(vm, current()), "the running thread gives the lock away");
    release();
    let _retake = Retake(vm);
    f()
}

/// Takes a native lock; if another thread has it, waits without the GIL.
pub fn lock<'a, T>(vm: &Vm, mutex: &'a Mutex<T>) -> MutexGuard<'a, T> {
    match mutex.try_lock() {
        Ok(guard) => guard,
        Err(TryLockError::Poisoned(p)) => p.into_inner(),
        Err(TryLockError::WouldBlock) => {
            allow_threads(vm, || mutex.lock().unwrap_or_else(PoisonError::into_inner))
        }
    }
}

/// `sys.getswitchinterval()` in seconds.
pub fn switch_interval() -> f64 {
    GIL.interval_ns.load(Ordering::Relaxed) as f64 / 1e9
}

/// `sys.setswitchinterval()`
pub fn set_switch_interval(seconds: f64) {
    GIL.interval_ns.store((seconds * 1e9) as u64, Ordering::Relaxed);
}

/// Splits the process, as `host::process::fork` does. Other threads are kept from the locks behind the GIL meanwhile: the
/// child would find them taken by threads that it does not have.
pub fn fork() -> Sys<i32> {
    let _locks = (threads::hold_for_fork(), import_lock::hold_for_fork());
    let _later = LATER.lock().unwrap_or_else(PoisonError::into_inner);
    let _held = held();
    host::process::fork()
}

/// After fork, in the child: this thread holds the lock, nobody waits.
pub fn reset_after_fork(vm: &Vm) {
    GIL.finalizer.store(std::ptr::null_mut(), Ordering::Relaxed);
    drop(to_wake());
    GIL.waiting.store(0, Ordering::Relaxed);
    GIL.holder.store(std::ptr::from_ref(vm).cast_mut(), Ordering::Relaxed);
    make_current(vm);
    threads::after_fork(vm);
}
