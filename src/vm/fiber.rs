//! Fibers: Python code that runs on a native stack of its own inside a thread and can stop anywhere, also in the middle of
//! native code that called it (a sort key, `__next__`, a regular expression's callback). Heap frames alone could not do
//! that. Who runs when is `modules/greenlet`'s business.
//!
//! All fibers of a thread are resumed by the thread's own stack, so that a switch between two of them is two changes of
//! stack: out of one, into the other. What the interpreter keeps for a thread's stack (frames, exceptions being handled,
//! recursion, context) goes with the fiber.
#![allow(unsafe_code)]

use super::frame::{Frame, FrameStack, Taker};
use super::thread::{HandledExc, Vm};
use crate::object::heap::GilCell;
use crate::object::obj::Obj;
use corosensei::stack::{DefaultStack, Stack};
use corosensei::{Coroutine, CoroutineResult, Yielder};
use std::cell::{Cell, RefCell};
use std::ptr;

type Body = Coroutine<(), (), (), DefaultStack>;

/// Bytes of a fiber's stack; only what is touched becomes memory. Frames of unoptimised builds are many times larger.
const STACK: usize = if cfg!(debug_assertions) { 16 << 20 } else { 1 << 20 };
/// What must be left of it for the code that handles its end.
const RESERVE: usize = STACK / 2 - (64 << 10);
/// How many unused stacks are kept.
const KEPT: usize = 32;

static STACKS: GilCell<Vec<DefaultStack>> = GilCell::new(Vec::new());

/// What the interpreter keeps for one native stack, while another one runs.
pub struct State {
    frame: Cell<*mut Frame>,
    taker: Cell<*mut Taker<'static>>,
    stack: FrameStack,
    handled: Cell<*const HandledExc>,
    recursion_left: Cell<i32>,
    native_limit: Cell<usize>,
    context: RefCell<Option<Obj>>,
    repr_stack: RefCell<Vec<u64>>,
    /// The bottom of the exceptions being handled (unused by the thread's own stack, which has the thread's).
    base: Box<HandledExc>,
}

impl State {
    /// That of a stack on which nothing runs yet.
    pub fn new() -> State {
        State {
            frame: Cell::new(ptr::null_mut()),
            taker: Cell::new(ptr::null_mut()),
            stack: FrameStack::new(),
            handled: Cell::new(ptr::null()),
            recursion_left: Cell::new(0),
            native_limit: Cell::new(0),
            context: RefCell::new(None),
            repr_stack: RefCell::new(Vec::new()),
            base: Box::new(HandledExc { exc: Cell::new(None), previous: Cell::new(ptr::null()) }),
        }
    }

    /// Exchanges what is kept here with what the thread uses: once when a stack stops, once when it goes on.
    pub fn exchange(&self, vm: &Vm) {
        self.frame.swap(&vm.frame);
        self.taker.swap(&vm.taker);
        self.stack.exchange(&vm.stack);
        self.handled.swap(&vm.handled);
        self.recursion_left.swap(&vm.recursion_left);
        self.native_limit.swap(&vm.native_limit);
        self.context.swap(&vm.context);
        self.repr_stack.swap(&vm.repr_stack);
    }

    /// The innermost frame of a stack that does not run.
    pub fn frame(&self) -> *mut Frame {
        self.frame.get()
    }

    /// The context variables of a stack that does not run.
    pub fn context(&self) -> &RefCell<Option<Obj>> {
        &self.context
    }
}

impl Default for State {
    fn default() -> Self {
        State::new()
    }
}

/// A body on a stack of its own.
#[derive(Default)]
pub struct Fiber {
    body: RefCell<Option<Body>>,
    yielder: Cell<*const Yielder<(), ()>>,
}

impl Fiber {
    /// Gives a fiber its stack and its body; it stands before the body. `state` is the fiber's. Fails when the system has no
    /// memory for a stack.
    pub fn prepare(&self, state: &State, body: impl FnOnce() + 'static) -> std::io::Result<()> {
        // SAFETY: GIL held.
        let kept = unsafe { (*STACKS.get()).pop() };
        let stack = match kept {
            Some(stack) => stack,
            None => DefaultStack::new(STACK)?,
        };
        state.native_limit.set(stack.limit().get() + RESERVE);
        state.recursion_left.set(super::interp().recursion_limit.get());
        state.handled.set(&raw const *state.base);
        let yielder: *const Cell<*const Yielder<(), ()>> = &raw const self.yielder;
        let body = Coroutine::with_stack(stack, move |y: &Yielder<(), ()>, ()| {
            // SAFETY: `resume` holds the fiber while its body runs.
            unsafe { (*yielder).set(y) };
            body();
        });
        *self.body.borrow_mut() = Some(body);
        Ok(())
    }

    /// Runs the body until it suspends or ends. Called on the thread's own stack; the object that contains the fiber stays
    /// alive and in its place meanwhile.
    pub fn resume(&self) {
        let Some(mut body) = self.body.take() else { return };
        match body.resume(()) {
            CoroutineResult::Yield(()) => *self.body.borrow_mut() = Some(body),
            CoroutineResult::Return(()) => {
                let stack = body.into_stack();
                // SAFETY: GIL held; stacks hold no objects.
                let kept = unsafe { &mut *STACKS.get() };
                if kept.len() < KEPT {
                    kept.push(stack);
                }
            }
        }
    }

    /// Back to who resumed it. Called on the fiber's own stack.
    pub fn suspend(&self) {
        // SAFETY: the body runs, so the yielder is there.
        unsafe { (*self.yielder.get()).suspend(()) };
    }
}

impl Drop for Fiber {
    fn drop(&mut self) {
        // A body that has not ended holds what its frames hold; tearing it down in the middle is not possible. It is lost,
        // which happens only to fibers that refuse to end, or whose thread is gone.
        if let Some(body) = self.body.take()
            && body.started()
        {
            std::mem::forget(body);
        }
    }
}
