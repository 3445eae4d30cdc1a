//! The state of a thread of Python: pending exception, frames, recursion limits, evaluation breaker. Constructors for
//! the exceptions that native code raises. The GIL is in `gil.rs`.
#![allow(unsafe_code)]

use crate::object::attr;
use crate::object::heap::GilCell;
use crate::object::obj::Obj;
use crate::object::type_object::StaticType;
use crate::types::{dict, exception, str_};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// "An exception is pending in the thread." Zero-sized: the exception object waits in the thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a pending exception must be handed on or cleared"]
pub struct Raised(());

/// What native code returns.
pub type PyResult<T> = Result<T, Raised>;

/// Bits of the evaluation breaker.
pub mod breaker {
    /// A collection is due.
    pub const GC: u32 = 1;
    /// Another thread wants the GIL.
    pub const DROP_GIL: u32 = 2;
    /// A signal arrived.
    pub const SIGNAL: u32 = 4;
    /// An exception was sent to the thread from another one.
    pub const ASYNC_EXC: u32 = 8;
    /// The run must stop (step or time budget).
    pub const STOP: u32 = 16;
    /// Calls are pending.
    pub const PENDING: u32 = 32;
    /// The thread is traced: its frames run in the traced loop.
    pub const TRACE: u32 = 64;
    /// Somebody is to be woken when the GIL is given away.
    pub const WAKE: u32 = 128;
}

/// An entry of the stack of exceptions being handled: one per running generator, and one at the bottom.
pub struct HandledExc {
    /// The exception being handled, if any.
    pub exc: Cell<Option<Obj>>,
    /// The entry below.
    pub previous: Cell<*const HandledExc>,
}

/// A thread of Python. Shared by reference everywhere: all fields are cells. The innermost frame comes first: the loop
/// has then one address in a register for both.
#[repr(C)]
pub struct Vm {
    /// The innermost frame (`vm/frame.rs`).
    pub frame: Cell<*mut super::frame::Frame>,
    raised: Cell<Option<Obj>>,
    /// Python calls that may still be nested.
    pub recursion_left: Cell<i32>,
    /// Evaluation breaker: `breaker` bits.
    pub breaker: AtomicU32,
    /// Takes the values of the generator that runs as `Kind::Each`.
    pub taker: Cell<*mut super::frame::Taker<'static>>,
    /// Memory of frames.
    pub stack: super::frame::FrameStack,
    /// Whether the instruction that raises gets a traceback entry (RERAISE does not).
    pub traced: Cell<bool>,
    /// Where a RERAISE stands whose frame tells the position of the original fault.
    pub reraised: Cell<Option<i32>>,
    /// Top of the stack of exceptions being handled.
    pub handled: Cell<*const HandledExc>,
    base_handled: Box<HandledExc>,
    /// Lowest native stack address that calls may reach.
    pub native_limit: Cell<usize>,
    /// Identifier (`threading.get_ident`).
    pub ident: Cell<u64>,
    /// Set while the modules are imported that find others in archives and with path hooks.
    pub loads_finders: Cell<bool>,
    /// The current `contextvars` context, if one was entered.
    pub context: RefCell<Option<Obj>>,
    /// The event loop that runs in the thread.
    pub running_loop: RefCell<Option<Obj>>,
    /// Objects whose `repr` is being made.
    pub repr_stack: RefCell<Vec<u64>>,
    /// Async generator hooks: firstiter, finalizer.
    pub asyncgen_hooks: RefCell<(Option<Obj>, Option<Obj>)>,
    /// `sys.settrace`, `sys.setprofile`: what is traced.
    pub tracing: super::trace::Tracing,
    /// Depth of coroutine origin tracking.
    pub origin_depth: Cell<u32>,
    /// An exception that another thread has sent.
    pub async_exc: RefCell<Option<Obj>>,
    /// Tells this thread from all others that ever were.
    pub serial: u64,
    /// The thread's attributes of `_thread._local` objects, by the serial number of the object: a dict, and a weak
    /// reference to the object.
    pub locals: RefCell<HashMap<u64, (Obj, Obj)>>,
}

/// Gives serial numbers.
pub fn next_serial() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

static CURRENT: GilCell<*const Vm> = GilCell::new(std::ptr::null());

/// The thread that holds the GIL.
#[inline(always)]
pub fn current() -> &'static Vm {
    // SAFETY: set by `make_current` whenever the GIL changes hands; callers run with the GIL held.
    unsafe { &**CURRENT.get() }
}

/// Says whose turn it is; called with the GIL held.
pub fn make_current(vm: &Vm) {
    // SAFETY: GIL held.
    unsafe { *CURRENT.get() = vm };
}

impl Vm {
    /// A new thread state. `native_stack`: bytes of native stack that nested native calls may use from here.
    pub fn new(native_stack: usize) -> Box<Vm> {
        let here = 0u8;
        let base_handled =
            Box::new(HandledExc { exc: Cell::new(None), previous: Cell::new(std::ptr::null()) });
        Box::new(Vm {
            raised: Cell::new(None),
            frame: Cell::new(std::ptr::null_mut()),
            taker: Cell::new(std::ptr::null_mut()),
            stack: super::frame::FrameStack::new(),
            traced: Cell::new(true),
            reraised: Cell::new(None),
            handled: Cell::new(&raw const *base_handled),
            base_handled,
            breaker: AtomicU32::new(if super::interp().fuel.get().is_some() { breaker::STOP } else { 0 }),
            recursion_left: Cell::new(super::interp().recursion_limit.get()),
            native_limit: Cell::new((&raw const here as usize).saturating_sub(native_stack)),
            ident: Cell::new(0),
            loads_finders: Cell::new(false),
            context: RefCell::new(None),
            running_loop: RefCell::new(None),
            repr_stack: RefCell::new(Vec::new()),
            asyncgen_hooks: RefCell::new((None, None)),
            tracing: super::trace::Tracing::default(),
            origin_depth: Cell::new(0),
            async_exc: RefCell::new(None),
            serial: next_serial(),
            locals: RefCell::default(),
        })
    }

    /// Drops all objects that a thread holds that ends; GIL held.
    pub fn drop_objects(&self) {
        drop(self.raised.take());
        drop(self.context.take());
        self.tracing.clear();
        drop(self.running_loop.take());
        drop(self.asyncgen_hooks.take());
        drop(self.async_exc.take());
        // Dropping them may run code that makes others.
        for _ in 0..4 {
            for (_, (attributes, owner)) in self.locals.take() {
                // As long as no other thread has come, they are the object's own.
                let owner = crate::types::weakref::state(&owner).and_then(|w| w.target());
                if let Some(o) = owner
                    && attr::instance_dict(&o).is_some_and(|d| d.obj().is(&attributes))
                {
                    attr::set_instance_dict(&o, dict::new());
                }
            }
        }
        drop(self.base_handled.exc.take());
    }

    /// Sets a bit of the evaluation breaker.
    #[inline]
    pub fn breaker_set(&self, bit: u32) {
        self.breaker.fetch_or(bit, Ordering::Relaxed);
    }

    /// The bottom of the stack of handled exceptions.
    pub fn base_handled(&self) -> &HandledExc {
        &self.base_handled
    }

    /// The exception being handled (`sys.exception()`).
    pub fn handled_exception(&self) -> Option<Obj> {
        let mut p = self.handled.get();
        while !p.is_null() {
            // SAFETY: entries live in running generators or in this struct.
            let e = unsafe { &*p };
            let exc = e.exc.take();
            e.exc.set(exc.clone());
            if exc.is_some() {
                return exc;
            }
            p = e.previous.get();
        }
        None
    }

    /// Checks that native recursion has stack left; RecursionError otherwise. `what` follows the message's first words.
    #[inline(always)]
    pub fn check_native_stack(&self, what: &str) -> PyResult<()> {
        if self.has_native_stack() { Ok(()) } else { Err(self.native_overflow(what)) }
    }

    /// Whether there is room on it for more.
    #[inline(always)]
    pub fn has_native_stack(&self) -> bool {
        let here = 0u8;
        (&raw const here as usize) >= self.native_limit.get()
    }

    #[cold]
    fn native_overflow(&self, what: &str) -> Raised {
        // The handler needs some stack too.
        let limit = self.native_limit.get();
        self.native_limit.set(limit.saturating_sub(256 * 1024));
        let r = self.recursion_error(format!("maximum recursion depth exceeded{what}"));
        self.native_limit.set(limit);
        r
    }

    // --- the pending exception

    /// Raises an exception instance. The exception being handled becomes its `__context__`.
    pub fn raise(&self, exc: Obj) -> Raised {
        exception::set_context_on_raise(self, &exc);
        self.raise_again(exc)
    }

    /// Makes an exception pending as it is (no context is set).
    pub fn raise_again(&self, exc: Obj) -> Raised {
        drop(self.raised.replace(Some(exc)));
        Raised(())
    }

    /// Takes the pending exception.
    pub fn take_raised(&self, _: Raised) -> Obj {
        self.raised.take().expect("a Raised means that an exception is pending")
    }

    /// The pending exception, if any, without a `Raised` in hand (for saving around finalizers).
    pub fn save_raised(&self) -> Option<Obj> {
        self.raised.take()
    }

    /// Puts back what `save_raised` gave.
    pub fn restore_raised(&self, exc: Option<Obj>) {
        drop(self.raised.replace(exc));
    }

    /// A copy of the pending exception.
    pub fn peek_raised(&self) -> Option<Obj> {
        let e = self.raised.take();
        self.raised.set(e.clone());
        e
    }

    /// Whether the pending exception is an instance of a builtin exception.
    pub fn raised_matches(&self, class: &'static StaticType) -> bool {
        let e = self.raised.take();
        let yes = e.as_ref().is_some_and(|e| e.ty().is_subtype(class.ptr()));
        self.raised.set(e);
        yes
    }

    /// Drops the pending exception if it is an instance of a builtin exception; otherwise hands it on.
    pub fn clear_if(&self, r: Raised, class: &'static StaticType) -> PyResult<()> {
        if self.raised_matches(class) {
            drop(self.take_raised(r));
            Ok(())
        } else {
            Err(r)
        }
    }

    /// Raises a builtin exception with a message.
    #[cold]
    pub fn error(&self, class: &'static StaticType, message: impl AsRef<str>) -> Raised {
        self.error_args(class, vec![str_::from_str(message.as_ref())])
    }

    /// Raises a builtin exception with arguments.
    #[cold]
    pub fn error_args(&self, class: &'static StaticType, args: Vec<Obj>) -> Raised {
        match super::api::call(self, &class.obj(), &args) {
            Ok(e) => self.raise(e),
            Err(r) => r,
        }
    }

    /// StopIteration without a value.
    pub fn raise_stop_iteration(&self) -> Raised {
        self.error_args(&exception::STOP_ITERATION, vec![])
    }

    /// StopIteration with a value (absent if it is None).
    pub fn raise_stop_iteration_value(&self, value: &Obj) -> Raised {
        self.error_args(
            &exception::STOP_ITERATION,
            if value.is_none() { vec![] } else { vec![value.clone()] },
        )
    }

    /// AttributeError that knows object and name (for suggestions).
    #[cold]
    pub fn attribute_error_on(&self, message: impl AsRef<str>, o: &Obj, key: &Obj) -> Raised {
        let r = self.error(&exception::ATTRIBUTE_ERROR, message);
        if let Some(e) = self.peek_raised() {
            exception::set_name_and_obj(self, &e, key, Some(o));
        }
        r
    }

    /// NameError that knows the name.
    #[cold]
    pub fn name_error(&self, message: impl AsRef<str>, key: &Obj) -> Raised {
        let r = self.error(&exception::NAME_ERROR, message);
        if let Some(e) = self.peek_raised() {
            exception::set_name_and_obj(self, &e, key, None);
        }
        r
    }

    /// KeyError with the key as its argument.
    #[cold]
    pub fn key_error(&self, key: &Obj) -> Raised {
        self.error_args(&exception::KEY_ERROR, vec![key.clone()])
    }

    /// MemoryError (without argument).
    #[cold]
    pub fn memory_error(&self) -> Raised {
        self.error_args(&exception::MEMORY_ERROR, vec![])
    }

    /// Reports the pending exception as one that nobody can handle (`sys.unraisablehook`) and clears it.
    pub fn write_unraisable(&self, what: &str, object: Option<&Obj>) {
        if let Some(e) = self.raised.take() {
            exception::report_unraisable(self, &e, what, object);
        }
    }
}

macro_rules! errors {
    ($($f:ident $class:ident $doc:literal;)*) => {
        impl Vm {
            $(
                #[doc = $doc]
                #[cold]
                pub fn $f(&self, message: impl AsRef<str>) -> Raised {
                    self.error(&exception::$class, message)
                }
            )*
        }
    };
}

errors! {
    type_error TYPE_ERROR "Raises TypeError.";
    value_error VALUE_ERROR "Raises ValueError.";
    index_error INDEX_ERROR "Raises IndexError.";
    attribute_error ATTRIBUTE_ERROR "Raises AttributeError.";
    runtime_error RUNTIME_ERROR "Raises RuntimeError.";
    recursion_error RECURSION_ERROR "Raises RecursionError.";
    overflow_error OVERFLOW_ERROR "Raises OverflowError.";
    zero_division_error ZERO_DIVISION_ERROR "Raises ZeroDivisionError.";
    system_error SYSTEM_ERROR "Raises SystemError.";
    import_error IMPORT_ERROR "Raises ImportError.";
    lookup_error LOOKUP_ERROR "Raises LookupError.";
    buffer_error BUFFER_ERROR "Raises BufferError.";
    not_implemented_error NOT_IMPLEMENTED_ERROR "Raises NotImplementedError.";
    eof_error EOF_ERROR "Raises EOFError.";
    unbound_local_error UNBOUND_LOCAL_ERROR "Raises UnboundLocalError.";
}
