//! Threads of Python: starting one, the list of those that run, what is cleaned up when one ends, waiting for the end.
//! The lock that lets one of them run at a time is in `gil.rs`, the state of one in `thread.rs`.
#![allow(unsafe_code)]

use crate::host;
use crate::object::args::CallArgs;
use crate::object::heap::GilCell;
use crate::object::obj::Obj;
use crate::types::exception;
use crate::types::tuple::Tuple;
use crate::vm::{PyResult, Vm, api, gil, signals, stacks};
use std::os::unix::thread::JoinHandleExt;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Native stack of a thread, unless `_thread.stack_size` asks for more.
const STACK: usize = 64 << 20;
/// What nested native calls leave for the rest.
const RESERVE: usize = 1 << 20;

static STACK_SIZE: AtomicUsize = AtomicUsize::new(0);
/// Threads that were started and have not ended.
static COUNT: AtomicUsize = AtomicUsize::new(0);
static ALL: GilCell<Vec<*const Vm>> = GilCell::new(Vec::new());
/// Threads that the end of the program waits for.
static AWAITED: Mutex<Vec<Arc<Handle>>> = Mutex::new(Vec::new());

fn awaited_threads() -> MutexGuard<'static, Vec<Arc<Handle>>> {
    AWAITED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What `Handle` says about a thread.
pub mod state {
    /// Nobody has started it.
    pub const NEW: u32 = 0;
    /// It runs.
    pub const RUNNING: u32 = 1;
    /// It has ended.
    pub const DONE: u32 = 2;
}

/// A thread as others see it.
#[derive(Default)]
pub struct Handle {
    /// `threading.get_ident()` of the thread.
    pub ident: AtomicU64,
    state: AtomicU32,
}

impl Handle {
    /// The handle of a thread that runs already.
    pub fn running(ident: u64) -> Arc<Handle> {
        Arc::new(Handle { ident: AtomicU64::new(ident), state: AtomicU32::new(state::RUNNING) })
    }

    /// Where the thread is in its life: one of `state`.
    pub fn state(&self) -> u32 {
        self.state.load(Ordering::Acquire)
    }

    /// Says that the thread has ended.
    pub fn set_done(&self) {
        self.state.store(state::DONE, Ordering::Release);
        host::thread::wake(&self.state, i32::MAX);
    }

    /// Waits until the thread has ended; false if the time was over first.
    pub fn join(&self, vm: &Vm, deadline: Option<i64>) -> PyResult<bool> {
        loop {
            let now = self.state();
            if now == state::DONE {
                return Ok(true);
            }
            match gil::allow_threads(vm, || host::thread::wait(&self.state, now, deadline)) {
                Err(e) if host::thread::timed_out(e) => return Ok(self.state() == state::DONE),
                _ => signals::run_handlers(vm)?,
            }
        }
    }
}

/// A call that travels to its thread.
struct Start {
    call: Obj,
    args: Vec<Obj>,
    names: Option<Obj>,
    handle: Arc<Handle>,
    stack: usize,
}

// SAFETY: the objects are touched only while the new thread holds the GIL.
unsafe impl Send for Start {}

impl Start {
    fn run(self) {
        let vm = Vm::new(self.stack - RESERVE);
        vm.ident.set(host::thread::ident());
        gil::acquire(&vm);
        register(&vm);
        let Start { call, args, names, handle, .. } = self;
        let tuple = names.as_ref().and_then(|n| n.downcast::<Tuple>());
        if let Err(r) = api::call_args(&vm, &call, CallArgs::new(&args, tuple)) {
            if vm.raised_matches(&exception::SYSTEM_EXIT) {
                drop(vm.take_raised(r));
            } else {
                vm.write_unraisable("Exception ignored in thread started by", Some(&call));
            }
        }
        drop((call, args, names));
        vm.drop_objects();
        unregister(&vm);
        COUNT.fetch_sub(1, Ordering::Relaxed);
        gil::release();
        handle.set_done();
    }
}

/// Starts a thread that calls something; its identifier. `awaited`: the end of the program waits for it.
pub fn spawn(
    vm: &Vm,
    call: Obj,
    args: Vec<Obj>,
    names: Option<Obj>,
    handle: Arc<Handle>,
    awaited: bool,
) -> PyResult<u64> {
    let stack = STACK_SIZE.load(Ordering::Relaxed).max(STACK);
    let start = Start { call, args, names, handle: handle.clone(), stack };
    handle.state.store(state::RUNNING, Ordering::Release);
    COUNT.fetch_add(1, Ordering::Relaxed);
    match std::thread::Builder::new().stack_size(stack).spawn(move || start.run()) {
        Ok(thread) => {
            let ident = thread.as_pthread_t();
            handle.ident.store(ident, Ordering::Relaxed);
            if awaited {
                let mut list = awaited_threads();
                list.retain(|h| h.state() != state::DONE);
                list.push(handle);
            }
            Ok(ident)
        }
        Err(_) => {
            handle.state.store(state::NEW, Ordering::Release);
            COUNT.fetch_sub(1, Ordering::Relaxed);
            Err(vm.runtime_error("can't start new thread"))
        }
    }
}

/// Waits for all threads that the end of the program waits for.
pub fn join_all(vm: &Vm) -> PyResult<()> {
    loop {
        let next = awaited_threads().pop();
        match next {
            Some(h) if h.ident.load(Ordering::Relaxed) == vm.ident.get() => {}
            Some(h) => drop(h.join(vm, None)?),
            None => return Ok(()),
        }
    }
}

/// Threads that were started and have not ended.
pub fn count() -> usize {
    COUNT.load(Ordering::Relaxed)
}

/// The size that `_thread.stack_size` has set; another one if given.
pub fn stack_size(new: Option<usize>) -> usize {
    match new {
        Some(n) => STACK_SIZE.swap(n, Ordering::Relaxed),
        None => STACK_SIZE.load(Ordering::Relaxed),
    }
}

/// Adds a thread to the list; GIL held.
pub fn register(vm: &Vm) {
    // SAFETY: GIL held; no reference is kept.
    unsafe { (*ALL.get()).push(vm) };
    stacks::note(vm, true);
}

fn unregister(vm: &Vm) {
    // SAFETY: GIL held; no reference is kept.
    unsafe { (*ALL.get()).retain(|p| !std::ptr::eq(*p, vm)) };
    stacks::note(vm, false);
}

/// Runs `f` for each thread that runs.
pub fn for_each(mut f: impl FnMut(&Vm)) {
    // SAFETY: GIL held: nobody leaves the list. A copy, since `f` may start threads.
    let all = unsafe { (*ALL.get()).clone() };
    for p in all {
        // SAFETY: a thread is on the list while its state lives.
        f(unsafe { &*p });
    }
}

/// See `gil::fork`.
pub fn hold_for_fork() -> impl Sized {
    awaited_threads()
}

/// In the child of a fork: only this thread is left.
pub fn after_fork(vm: &Vm) {
    // SAFETY: GIL held.
    unsafe { (*ALL.get()).retain(|p| std::ptr::eq(*p, vm)) };
    stacks::after_fork(vm);
    COUNT.store(0, Ordering::Relaxed);
    awaited_threads()
        .drain(..)
        .filter(|h| h.ident.load(Ordering::Relaxed) != vm.ident.get())
        .for_each(|h| h.set_done());
    signals::set_main(vm);
    crate::vm::import_lock::after_fork(vm);
}

/// A lock as `_thread.lock` and its relatives have it. Any thread may release it.
#[derive(Default)]
pub struct Lock(AtomicU32);

const FREE: u32 = 0;
const HELD: u32 = 1;
/// Held, and somebody may wait.
const CONTENDED: u32 = 2;

impl Lock {
    /// Takes the lock if it is free.
    pub fn try_acquire(&self) -> bool {
        self.0.compare_exchange(FREE, HELD, Ordering::Acquire, Ordering::Relaxed).is_ok()
    }

    /// Waits for the lock; false if the time was over first. Signal handlers run meanwhile.
    pub fn acquire(&self, vm: &Vm, deadline: Option<i64>) -> PyResult<bool> {
        if self.try_acquire() {
            return Ok(true);
        }
        loop {
            let r = gil::allow_threads(vm, || {
                loop {
                    if self.0.swap(CONTENDED, Ordering::Acquire) == FREE {
                        return Some(true);
                    }
                    match host::thread::wait(&self.0, CONTENDED, deadline) {
                        Err(e) if host::thread::timed_out(e) => return Some(false),
                        Err(e) if e.0 == libc::EINTR => return None,
                        _ => {}
                    }
                }
            });
            match r {
                Some(got) => return Ok(got),
                None => signals::run_handlers(vm)?,
            }
        }
    }

    /// Gives the lock back; false if nobody held it.
    pub fn release(&self) -> bool {
        let was = self.0.swap(FREE, Ordering::Release);
        if was == CONTENDED {
            host::thread::wake(&self.0, 1);
        }
        was != FREE
    }

    /// Whether somebody holds it.
    pub fn is_held(&self) -> bool {
        self.0.load(Ordering::Relaxed) != FREE
    }
}

/// Whether the program may start daemon threads.
pub static DAEMONS_ALLOWED: AtomicBool = AtomicBool::new(true);
