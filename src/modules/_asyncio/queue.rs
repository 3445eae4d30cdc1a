//! The native state of a loop: what is ready, the timers, and the methods that put something there. A turn is taken in
//! `turn.rs`. A loop of another make is reached by its methods.

use super::endpoint::Table;
use super::handle::{self, Timer};
use super::io::{self, Io, Told};
use super::{endpoint, future, heap, names, sock, task, transport, turn};
use crate::host;
use crate::modules::os_support::os_error;
use crate::object::args::Args;
use crate::object::attr::{self, new_instance};
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{Trace, payload};
use crate::object::slots::{BinOp, Slots};
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, getter, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::list::{self, List};
use crate::types::{exception, int, str_, tuple};
use crate::vm::{PyResult, Vm, api, gil};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// Something to do in the next turn.
pub enum Entry {
    /// A handle, possibly of another make.
    Handle(Obj),
    /// A step of a task.
    Step(Obj),
    /// A step that throws an exception into a task.
    Throw(Obj, Obj),
    /// A task goes on, because a future is done.
    Wake(Obj, Obj),
    /// A callback of a future that is done: callable, future, context.
    Done(Obj, Obj, Obj),
    /// A transport begins to read; with the context of its reader.
    Begin(Obj, Obj),
    /// A future is done, if nobody has cancelled it; with a context.
    Finish(Obj, Obj),
    /// A transport's end: with what has ended it, and a context.
    Lost(Obj, Obj, Obj),
}

impl Trace for Entry {
    fn trace(&self, visit: &mut Visit) {
        let mut see = |parts: &[&Obj]| parts.iter().for_each(|o| visit(o.value()));
        match self {
            Entry::Handle(a) | Entry::Step(a) => see(&[a]),
            Entry::Throw(a, b) | Entry::Wake(a, b) | Entry::Begin(a, b) | Entry::Finish(a, b) => see(&[a, b]),
            Entry::Done(a, b, c) | Entry::Lost(a, b, c) => see(&[a, b, c]),
        }
    }
}

impl Entry {
    /// As a callable, its arguments and its context.
    fn parts(self, vm: &Vm) -> PyResult<(Obj, Vec<Obj>, Obj)> {
        let context = |t: &Obj| task::of(t).context.get_or_none();
        Ok(match self {
            Entry::Handle(h) => (h, vec![], Obj::NONE),
            Entry::Step(t) => (task::step_method(&t, None), vec![], context(&t)),
            Entry::Throw(t, e) => (task::step_method(&t, Some(e)), vec![], context(&t)),
            Entry::Wake(t, f) => (task::wakeup_method(&t), vec![f], context(&t)),
            Entry::Done(f, x, c) => (f, vec![x], c),
            Entry::Begin(o, c) => {
                let args = vec![transport::number(&o), api::getattr(vm, &o, name!(_read_ready))?];
                (api::getattr(vm, &o, name!(_add_reader))?, args, c)
            }
            Entry::Lost(o, e, c) => (api::getattr(vm, &o, name!(_call_connection_lost))?, vec![e], c),
            Entry::Finish(f, c) => {
                (names::get(vm, "asyncio.futures", "_set_result_unless_cancelled")?, vec![f, Obj::NONE], c)
            }
        })
    }

    /// As a handle.
    pub fn into_handle(self, vm: &Vm, owner: &Obj) -> PyResult<Obj> {
        if let Entry::Handle(h) = self {
            return Ok(h);
        }
        let (f, args, context) = self.parts(vm)?;
        handle::create(vm, f, tuple::from_vec(args), owner, Some(context))
    }
}

/// The native state of a loop.
pub struct Core {
    /// What waits for the next turn.
    pub ready: RefCell<VecDeque<Entry>>,
    scheduled: Field,
    /// Cancelled timers that are still in the heap.
    pub cancelled_timers: Cell<i64>,
    closed: Cell<bool>,
    /// `stop()` was called.
    pub stopping: Cell<bool>,
    /// Debug mode.
    pub debug: Cell<bool>,
    /// The loop waits, or is about to: it must be woken.
    pub parked: Cell<bool>,
    /// The thread that runs the loop.
    thread: Field,
    /// The task it is in.
    pub current: Field,
    /// The handle being run, in debug mode.
    pub current_handle: Field,
    task_factory: Field,
    /// What it waits in, if that is an object of Python.
    pub selector: Field,
    /// What it waits in otherwise.
    pub io: Io,
    /// Which descriptors belong to transports.
    pub transports: Table,
    /// Seconds by which a timer may be early.
    pub resolution: Cell<f64>,
    /// Somebody wants to know since when a callback has been running.
    pub watched: Cell<bool>,
    /// The moment at which it began, or 0.
    pub since: Cell<f64>,
    /// What a byte is written to to wake the loop, or -1.
    wake_fd: Cell<i32>,
    own: Cell<u32>,
    version: Cell<u32>,
    patched: Cell<bool>,
}

impl Default for Core {
    fn default() -> Core {
        Core {
            ready: RefCell::default(),
            scheduled: Field::new(Some(list::from_vec(vec![]))),
            cancelled_timers: Cell::new(0),
            closed: Cell::new(false),
            stopping: Cell::new(false),
            debug: Cell::new(false),
            parked: Cell::new(false),
            thread: Field::default(),
            current: Field::default(),
            current_handle: Field::default(),
            task_factory: Field::default(),
            selector: Field::default(),
            io: Io::default(),
            transports: Table::default(),
            resolution: Cell::new(1e-9),
            watched: Cell::new(false),
            since: Cell::new(0.0),
            wake_fd: Cell::new(-1),
            own: Cell::new(0),
            version: Cell::new(0),
            patched: Cell::new(false),
        }
    }
}

impl Core {
    fn fields(&self) -> [&Field; 6] {
        [
            &self.scheduled,
            &self.thread,
            &self.current,
            &self.current_handle,
            &self.task_factory,
            &self.selector,
        ]
    }
}

#[allow(unsafe_code)]
// SAFETY: all references are visited.
unsafe impl Payload for Core {
    fn static_type() -> &'static StaticType {
        &CORE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.fields().iter().for_each(|f| f.trace(visit));
        self.ready.trace(visit);
        self.io.trace(visit);
        self.transports.trace(visit);
    }
    fn clear(&self) {
        drop(self.ready.take());
        self.io.close();
        self.fields().iter().for_each(|f| drop(f.take()));
    }
}

/// Methods that a class or an object may have replaced, by their bit in `owns`.
const REPLACEABLE: [&str; 15] = [
    "call_soon",
    "call_at",
    "time",
    "_run_once",
    "_process_events",
    "_timer_handle_cancelled",
    "is_running",
    "_write_to_self",
    "_add_reader",
    "_remove_reader",
    "_add_writer",
    "_remove_writer",
    "create_future",
    "call_later",
    "call_soon_threadsafe",
];
/// `call_soon`
pub const CALL_SOON: u32 = 1;
const CALL_AT: u32 = 2;
/// `time`
pub const TIME: u32 = 4;
/// `_run_once`
pub const RUN_ONCE: u32 = 8;
/// `_process_events`
pub const PROCESS_EVENTS: u32 = 16;
const TIMER_CANCELLED: u32 = 32;
const IS_RUNNING: u32 = 64;
const WRITE_TO_SELF: u32 = 128;
/// `_add_reader` and its relatives.
const WATCHING: u32 = 256 | 512 | 1024 | 2048;
/// `create_future`
pub const CREATE_FUTURE: u32 = 4096;
/// `call_later`
pub const CALL_LATER: u32 = 8192;
/// `call_soon_threadsafe`
pub const CALL_SOON_THREADSAFE: u32 = 16384;

/// The state of a native loop, if the object is one.
#[inline]
pub fn native(o: &Obj) -> Option<&Core> {
    o.downcast::<Core>()
}

/// The state of the receiver.
pub fn of(o: &Obj) -> &Core {
    native(o).expect("the receiver is a loop")
}

impl Core {
    /// Whether the loop has the native method of that bit.
    #[inline]
    pub fn owns(&self, o: &Obj, bit: u32) -> bool {
        let version = o.ty().version();
        if version == 0 || version != self.version.get() {
            self.version.set(version);
            self.own.set(own_methods(o));
        }
        self.own.get() & bit == bit && !self.patched.get()
    }

    /// RuntimeError if the loop is closed.
    pub fn check_open(&self, vm: &Vm) -> PyResult<()> {
        if self.closed.get() { Err(vm.runtime_error("Event loop is closed")) } else { Ok(()) }
    }

    /// Queues something.
    pub fn push(&self, e: Entry) {
        self.ready.borrow_mut().push_back(e);
    }

    /// The heap of timers.
    pub fn timers(&self, vm: &Vm) -> PyResult<Ref<List>> {
        self.scheduled
            .get_or_none()
            .into_ref::<List>()
            .map_err(|_| vm.type_error("_scheduled must be a list"))
    }
}

#[cold]
fn own_methods(o: &Obj) -> u32 {
    let mut bits = 0;
    for (i, key) in REPLACEABLE.iter().enumerate() {
        let key = intern(key);
        let native = CORE.get().dict().get_str(&key);
        if o.ty().lookup(&key).is_some_and(|f| native.is_some_and(|n| n.is(&f))) {
            bits |= 1 << i;
        }
    }
    bits
}

fn setattr(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    if REPLACEABLE.iter().any(|n| n.as_bytes() == str_::bytes_of(key)) {
        of(o).patched.set(true);
    }
    attr::generic_setattr(vm, o, key, value)
}

/// Has something done in the loop's next turn.
pub fn soon(vm: &Vm, owner: &Obj, e: Entry) -> PyResult<()> {
    if let Some(c) = native(owner)
        && !c.debug.get()
        && c.owns(owner, CALL_SOON)
    {
        c.check_open(vm)?;
        c.push(e);
        return Ok(());
    }
    let (f, args, context) = e.parts(vm)?;
    let mut all = vec![f];
    all.extend(args);
    let call_soon = api::getattr_str(vm, owner, "call_soon")?;
    api::call_kw(vm, &call_soon, &all, &[("context", context)]).map(drop)
}

/// Whether a loop is in debug mode.
pub fn debug(vm: &Vm, owner: &Obj) -> PyResult<bool> {
    match native(owner) {
        Some(c) => Ok(c.debug.get()),
        None => {
            let d = api::call_method_str(vm, owner, "get_debug", &[])?;
            api::is_true(vm, &d)
        }
    }
}

/// Whether a loop is closed.
pub fn is_closed(vm: &Vm, owner: &Obj) -> PyResult<bool> {
    match native(owner) {
        Some(c) => Ok(c.closed.get()),
        None => {
            let r = api::call_method_str(vm, owner, "is_closed", &[])?;
            api::is_true(vm, &r)
        }
    }
}

/// Whether a loop runs.
pub fn is_running(vm: &Vm, owner: &Obj) -> PyResult<bool> {
    match native(owner) {
        Some(c) if c.owns(owner, IS_RUNNING) => Ok(c.thread.get().is_some()),
        _ => {
            let r = api::call_method_str(vm, owner, "is_running", &[])?;
            api::is_true(vm, &r)
        }
    }
}

/// A timer is about to be cancelled.
pub fn timer_cancelled(vm: &Vm, owner: &Obj, o: &Obj, t: &Timer) -> PyResult<()> {
    match native(owner) {
        Some(c) if c.owns(owner, TIMER_CANCELLED) => {
            if t.scheduled.get() {
                c.cancelled_timers.set(c.cancelled_timers.get() + 1);
            }
            Ok(())
        }
        _ => api::call_method_str(vm, owner, "_timer_handle_cancelled", std::slice::from_ref(o)).map(drop),
    }
}

// --- methods

/// What debug mode checks.
fn check_call(vm: &Vm, o: &Obj, callback: &Obj, what: &str, thread: bool) -> PyResult<()> {
    let c = of(o);
    c.check_open(vm)?;
    if !c.debug.get() {
        return Ok(());
    }
    if thread && c.thread.get().is_some_and(|t| int::to_i64(&t) != Some(vm.ident.get() as i64)) {
        return Err(
            vm.runtime_error("Non-thread-safe operation invoked on an event loop other than the current one")
        );
    }
    api::call_method_str(vm, o, "_check_callback", &[callback.clone(), str_::from_str(what)]).map(drop)
}

fn queue_handle(vm: &Vm, a: Args) -> PyResult<Obj> {
    let h = handle::create(vm, a[1].clone(), a[2].clone(), &a[0], a.opt_not_none(3).cloned())?;
    of(&a[0]).push(Entry::Handle(h.clone()));
    Ok(h)
}

fn call_soon(vm: &Vm, a: Args) -> PyResult<Obj> {
    check_call(vm, &a[0], &a[1], "call_soon", true)?;
    queue_handle(vm, a)
}

fn call_soon_threadsafe(vm: &Vm, a: Args) -> PyResult<Obj> {
    check_call(vm, &a[0], &a[1], "call_soon_threadsafe", false)?;
    let h = queue_handle(vm, a)?;
    wake(vm, &a[0])?;
    Ok(h)
}

/// Wakes the loop if it waits: by a byte to its own socket, or as a class of its own does it.
pub fn wake(vm: &Vm, o: &Obj) -> PyResult<()> {
    let c = of(o);
    // Turns of a class's own may wait anywhere.
    if !c.parked.get() && c.owns(o, RUN_ONCE) {
        return Ok(());
    }
    if c.owns(o, WRITE_TO_SELF) {
        write_to_self(vm, c);
        return Ok(());
    }
    api::call_method(vm, o, name!(_write_to_self), &[]).map(drop)
}

fn write_to_self(vm: &Vm, c: &Core) {
    if c.selector.get().is_none() {
        // Woken at once it would only wait for the GIL, which the calling thread still has.
        if let Some(bell) = c.io.bell() {
            gil::wake_later(vm, bell.into());
        }
    } else if c.wake_fd.get() >= 0 {
        host::signal::write_byte(c.wake_fd.get(), 0);
    }
}

// --- descriptors

/// The descriptor of a file object; of one that is closed, the descriptor under which it is known.
fn descriptor(vm: &Vm, c: &Core, file: &Obj) -> PyResult<i32> {
    if let Some(fd) = int::to_i64(file).filter(|fd| (0..i64::from(i32::MAX)).contains(fd)) {
        return Ok(fd as i32);
    }
    match names::call(vm, "selectors", "_fileobj_to_fd", std::slice::from_ref(file)) {
        Ok(fd) => api::to_i64(vm, &fd).map(|fd| fd as i32),
        Err(r) => {
            let known = c.io.find(file);
            match known {
                Some(fd) => {
                    drop(vm.take_raised(r));
                    Ok(fd)
                }
                None => Err(r),
            }
        }
    }
}

/// Has a handle called whenever a descriptor is ready for `bit`.
pub fn watch(vm: &Vm, o: &Obj, file: &Obj, bit: u32, handle: Obj, told: Told) -> PyResult<()> {
    let c = of(o);
    let fd = descriptor(vm, c, file)?;
    match c.io.set(fd, file, bit, handle, told).map_err(|e| os_error(vm, e))? {
        Some(h) => handle::cancel(vm, &h),
        None => Ok(()),
    }
}

/// Whether the loop watches descriptors itself, so that `watch` and `unwatch` may be used.
pub fn watches(o: &Obj) -> Option<&Core> {
    native(o).filter(|c| c.selector.get().is_none() && c.owns(o, WATCHING))
}

/// Undoes `watch`; false if there was nothing to undo.
pub fn unwatch(vm: &Vm, o: &Obj, file: &Obj, bit: u32) -> PyResult<bool> {
    let c = of(o);
    if c.closed.get() {
        return Ok(false);
    }
    let fd = descriptor(vm, c, file)?;
    match c.io.unset(fd, bit).map_err(|e| os_error(vm, e))? {
        None => Ok(false),
        Some(h) => handle::cancel(vm, &h).map(|()| true),
    }
}

fn add(vm: &Vm, a: Args, bit: u32) -> PyResult<Obj> {
    let c = of(&a[0]);
    c.check_open(vm)?;
    if c.selector.get().is_some() {
        let args = [a[1].clone(), int::from_i64(bit.into()), a[2].clone(), a[3].clone()];
        return api::call_method_str(vm, &a[0], "_watch", &args);
    }
    let h = handle::create(vm, a[2].clone(), a[3].clone(), &a[0], None)?;
    watch(vm, &a[0], &a[1], bit, h.clone(), Told::State)?;
    Ok(h)
}

fn remove(vm: &Vm, a: Args, bit: u32) -> PyResult<Obj> {
    if of(&a[0]).selector.get().is_some() {
        return api::call_method_str(vm, &a[0], "_unwatch", &[a[1].clone(), int::from_i64(bit.into())]);
    }
    unwatch(vm, &a[0], &a[1], bit).map(Obj::from_bool)
}

/// Goes over to a selector of Python, because somebody wants to see it.
pub fn use_selector(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let c = of(o);
    if let Some(s) = c.selector.get() {
        return Ok(s);
    }
    if c.closed.get() {
        return Ok(Obj::NONE);
    }
    let class = names::get(vm, "selectors", "DefaultSelector")?;
    let selector = api::call(vm, &class, &[])?;
    for w in c.io.all() {
        let mask = (u32::from(w.reader.is_some()) * io::READ) | (u32::from(w.writer.is_some()) * io::WRITE);
        let pair = tuple::pair(w.reader.unwrap_or(Obj::NONE), w.writer.unwrap_or(Obj::NONE));
        // A file that was closed meanwhile would never be reported.
        if let Err(r) =
            api::call_method_str(vm, &selector, "register", &[w.file, int::from_i64(mask.into()), pair])
        {
            vm.clear_if(r, &exception::EXCEPTION)?;
        }
    }
    c.io.close();
    c.selector.set(Some(selector.clone()));
    Ok(selector)
}

/// A call after some seconds; `args` is a tuple.
pub fn later(vm: &Vm, o: &Obj, delay: &Obj, callback: Obj, args: Obj, context: Option<Obj>) -> PyResult<Obj> {
    let c = of(o);
    let now = if c.owns(o, TIME) {
        handle::moment(turn::monotonic())
    } else {
        api::call_method_str(vm, o, "time", &[])?
    };
    let when = api::binary(vm, BinOp::Add, &now, delay)?;
    if c.owns(o, CALL_AT) {
        return schedule(vm, o, when, callback, args, context);
    }
    let mut all = vec![when, callback];
    all.extend(api::to_vec(vm, &args)?);
    let call_at = api::getattr_str(vm, o, "call_at")?;
    api::call_kw(vm, &call_at, &all, &[("context", context.unwrap_or(Obj::NONE))])
}

fn call_later(vm: &Vm, a: Args) -> PyResult<Obj> {
    if a[1].is_none() {
        return Err(vm.type_error("delay must not be None"));
    }
    later(vm, &a[0], &a[1], a[2].clone(), a[3].clone(), a.opt_not_none(4).cloned())
}

fn call_at(vm: &Vm, a: Args) -> PyResult<Obj> {
    if a[1].is_none() {
        return Err(vm.type_error("when cannot be None"));
    }
    schedule(vm, &a[0], a[1].clone(), a[2].clone(), a[3].clone(), a.opt_not_none(4).cloned())
}

fn schedule(vm: &Vm, o: &Obj, when: Obj, callback: Obj, args: Obj, context: Option<Obj>) -> PyResult<Obj> {
    check_call(vm, o, &callback, "call_at", true)?;
    let t = handle::create_timer(vm, when, callback, args, o, context)?;
    heap::push(vm, &*of(o).timers(vm)?, t.clone())?;
    if let Some(t) = handle::timer(&t) {
        t.scheduled.set(true);
    }
    Ok(t)
}

fn create_task(vm: &Vm, a: Args) -> PyResult<Obj> {
    let c = of(&a[0]);
    c.check_open(vm)?;
    let (name, context) = (a.opt_not_none(2), a.opt_not_none(3));
    match c.task_factory.get().filter(|f| !f.is_none()) {
        None => {
            let new = task::New { coro: &a[1], owner: Some(&a[0]), name, context, eager: false };
            task::create(vm, new)
        }
        Some(factory) => {
            let given: Vec<(&str, Obj)> = context.map(|c| ("context", c.clone())).into_iter().collect();
            let t = api::call_kw(vm, &factory, &[a[0].clone(), a[1].clone()], &given)?;
            api::call_method_str(vm, &t, "set_name", &[name.cloned().unwrap_or(Obj::NONE)])?;
            Ok(t)
        }
    }
}

fn add_callback(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !handle::is_cancelled(vm, &a[1])? {
        of(&a[0]).push(Entry::Handle(a[1].clone()));
    }
    Ok(Obj::NONE)
}

const METHODS: &[MethodDef] = &[
    method(
        "call_soon",
        "($self, callback, *args, context=None)",
        "Call callback in the next turn; its Handle.",
        call_soon,
    ),
    method(
        "call_soon_threadsafe",
        "($self, callback, *args, context=None)",
        "call_soon() for other threads and signal handlers: wakes the loop.",
        call_soon_threadsafe,
    ),
    method(
        "call_later",
        "($self, delay, callback, *args, context=None)",
        "Call callback after delay seconds; its TimerHandle.",
        call_later,
    ),
    method(
        "call_at",
        "($self, when, callback, *args, context=None)",
        "Call callback at a moment of time(); its TimerHandle.",
        call_at,
    ),
    method("time", "($self)", "Seconds of the loop's clock.", |_, _| Ok(handle::moment(turn::monotonic()))),
    method("create_future", "($self)", "A future of this loop.", |vm, a| {
        future::create(vm, &a[0], of(&a[0]).debug.get())
    }),
    method(
        "create_task",
        "($self, coro, *, name=None, context=None)",
        "Drive a coroutine; its Task.",
        create_task,
    ),
    method("stop", "($self)", "Leave run_forever() at the end of this turn.", |_, a| {
        of(&a[0]).stopping.set(true);
        Ok(Obj::NONE)
    }),
    method("is_running", "($self)", "True inside run_forever().", |_, a| {
        Ok(Obj::from_bool(of(&a[0]).thread.get().is_some()))
    }),
    method("is_closed", "($self)", "True after close().", |_, a| Ok(Obj::from_bool(of(&a[0]).closed.get()))),
    method("get_debug", "($self)", "True in debug mode.", |_, a| Ok(Obj::from_bool(of(&a[0]).debug.get()))),
    method("_check_closed", "($self)", "RuntimeError if the loop is closed.", |vm, a| {
        of(&a[0]).check_open(vm)?;
        Ok(Obj::NONE)
    }),
    method("_wake", "($self)", "Wakes the loop if it waits.", |vm, a| {
        wake(vm, &a[0])?;
        Ok(Obj::NONE)
    }),
    method(
        "_accept_connection",
        "($self, protocol_factory, sock, sslcontext=None, server=None, backlog=100, ssl_handshake_timeout=None, \
         ssl_shutdown_timeout=None)",
        "Accept what has come, each connection in a task.",
        sock::accept_all,
    ),
    method("_write_to_self", "($self)", "End the wait of the loop.", |vm, a| {
        write_to_self(vm, of(&a[0]));
        Ok(Obj::NONE)
    }),
    method(
        "_add_reader",
        "($self, fd, callback, *args)",
        "Call callback whenever fd can be read.",
        |vm, a| add(vm, a, io::READ),
    ),
    method(
        "_add_writer",
        "($self, fd, callback, *args)",
        "Call callback whenever fd can be written.",
        |vm, a| add(vm, a, io::WRITE),
    ),
    method("_remove_reader", "($self, fd)", "False if fd was not watched for reading.", |vm, a| {
        remove(vm, a, io::READ)
    }),
    method("_remove_writer", "($self, fd)", "False if fd was not watched for writing.", |vm, a| {
        remove(vm, a, io::WRITE)
    }),
    method("_watches", "($self, fd, event)", "Whether fd is watched for an event of selectors.", |vm, a| {
        if let Some(s) = of(&a[0]).selector.get() {
            let f = "_test_selector_event";
            return names::call(vm, "asyncio.selector_events", f, &[s, a[1].clone(), a[2].clone()]);
        }
        let (fd, bit) = (api::to_i64(vm, &a[1])?, api::to_i64(vm, &a[2])?);
        let interest = i32::try_from(fd).map_or(0, |fd| of(&a[0]).io.interest(fd));
        Ok(Obj::from_bool(interest & bit as u32 != 0))
    }),
    method("_close_io", "($self)", "Watch nothing any more.", |vm, a| {
        let c = of(&a[0]);
        c.io.close();
        if let Some(s) = c.selector.take() {
            api::call_method_str(vm, &s, "close", &[])?;
        }
        Ok(Obj::NONE)
    }),
    method(
        "_set_transport",
        "($self, fd, transport, /)",
        "Give a descriptor to a transport, or None.",
        |vm, a| {
            let fd = api::to_i64(vm, &a[1])?;
            of(&a[0]).transports.set(vm, i32::try_from(fd).unwrap_or(-1), a.opt_not_none(2))?;
            Ok(Obj::NONE)
        },
    ),
    method(
        "_ensure_fd_no_transport",
        "($self, fd, /)",
        "RuntimeError if a descriptor belongs to a transport.",
        |vm, a| {
            endpoint::check_free(vm, &a[0], &a[1])?;
            Ok(Obj::NONE)
        },
    ),
    method("_add_callback", "($self, handle)", "Queue a handle of a descriptor.", add_callback),
    method("_timer_handle_cancelled", "($self, handle)", "Count a timer that is dead wood now.", |vm, a| {
        let c = of(&a[0]);
        let scheduled = api::getattr_str(vm, &a[1], "_scheduled")?;
        if api::is_true(vm, &scheduled)? {
            c.cancelled_timers.set(c.cancelled_timers.get() + 1);
        }
        Ok(Obj::NONE)
    }),
    method(
        "_process_events",
        "($self, event_list)",
        "Queue the handles of descriptors that are ready.",
        |vm, a| {
            turn::process_events(vm, &a[0], &a[1])?;
            Ok(Obj::NONE)
        },
    ),
    method(
        "_run_once",
        "($self)",
        "One turn: wait for events, queue what is due, run what was queued.",
        |vm, a| {
            turn::turn(vm, &a[0])?;
            Ok(Obj::NONE)
        },
    ),
    method("_run_until_stopped", "($self)", "Turns until stop().", |vm, a| {
        turn::run(vm, &a[0])?;
        Ok(Obj::NONE)
    }),
];

macro_rules! field {
    ($name:literal, $field:ident) => {
        property(
            $name,
            "",
            |_, o| Ok(of(o).$field.get_or_none()),
            |_, o, v| {
                of(o).$field.set(v.filter(|v| !v.is_none()).cloned());
                Ok(())
            },
        )
    };
}

const GETTERS: &[GetterDef] = &[
    flag!("_closed", closed),
    flag!("_stopping", stopping),
    flag!("_debug", debug),
    flag!("_watched", watched),
    getter("_since", "", |_, o| Ok(handle::moment(of(o).since.get()))),
    field!("_thread_id", thread),
    field!("_task_factory", task_factory),
    field!("_current_handle", current_handle),
    // Loops of other makes put a table of their own there.
    property(
        "_transports",
        "The transports, by descriptor.",
        |vm, o| match attr::instance_get(vm, o, &intern("_transports"))? {
            Some(own) => Ok(own),
            None => of(o).transports.all(vm),
        },
        |vm, o, v| attr::instance_set(vm, o, &intern("_transports"), v).map(drop),
    ),
    field!("_scheduled", scheduled),
    property("_selector", "", use_selector, |_, o, v| {
        of(o).io.close();
        of(o).selector.set(v.filter(|v| !v.is_none()).cloned());
        Ok(())
    }),
    property(
        "_wake_fd",
        "",
        |_, o| Ok(int::from_i64(of(o).wake_fd.get().into())),
        |vm, o, v| {
            of(o).wake_fd.set(v.map_or(Ok(-1), |v| api::to_i64(vm, v))? as i32);
            Ok(())
        },
    ),
    property(
        "_timer_cancelled_count",
        "",
        |_, o| Ok(int::from_i64(of(o).cancelled_timers.get())),
        |vm, o, v| {
            of(o).cancelled_timers.set(v.map_or(Ok(0), |v| api::to_i64(vm, v))?);
            Ok(())
        },
    ),
    property(
        "_clock_resolution",
        "",
        |_, o| Ok(handle::moment(of(o).resolution.get())),
        |vm, o, v| {
            of(o).resolution.set(v.map_or(Ok(0.0), |v| api::to_f64(vm, v))?);
            Ok(())
        },
    ),
    GetterDef {
        name: "_ready",
        doc: "",
        get: |_, o| Ok(Ref::new(Ready { owner: o.clone() }).into_obj()),
        set: None,
        member: false,
    },
];

static SPEC: TypeSpec = TypeSpec {
    name: "LoopCore",
    module: "_asyncio",
    doc: "What is ready, the timers, and the turn of an event loop.",
    flags: type_flag::BASE | type_flag::DICT | type_flag::WEAKREF,
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, Core::default())),
        setattro: Some(setattr),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: GETTERS,
    ..TypeSpec::BASE
};
/// The native base of loops.
pub static CORE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Core>(false));

// --- the queue as Python code sees it

/// The native state of a view on what is ready: it has the methods of a deque of handles.
pub struct Ready {
    owner: Obj,
}
payload!(Ready, READY, [owner]);

fn viewed(o: &Obj) -> &Obj {
    &o.downcast::<Ready>().expect("the receiver is a view on a queue").owner
}

/// Turns all that is ready into handles, which are given out.
fn handles(vm: &Vm, o: &Obj) -> PyResult<Vec<Obj>> {
    let owner = viewed(o);
    let c = of(owner);
    let n = c.ready.borrow().len();
    let mut all = Vec::with_capacity(n);
    for e in c.ready.take() {
        all.push(e.into_handle(vm, owner)?);
    }
    c.ready.borrow_mut().extend(all.iter().cloned().map(Entry::Handle));
    Ok(all)
}

fn taken(vm: &Vm, o: &Obj, first: bool) -> PyResult<Obj> {
    let c = of(viewed(o));
    let e = if first { c.ready.borrow_mut().pop_front() } else { c.ready.borrow_mut().pop_back() };
    match e {
        Some(e) => e.into_handle(vm, viewed(o)),
        None => Err(vm.index_error("pop from an empty deque")),
    }
}

static READY_SPEC: TypeSpec = TypeSpec {
    name: "ReadyQueue",
    module: "_asyncio",
    doc: "What is ready in a loop, as a queue of handles.",
    flags: type_flag::NO_NEW,
    slots: Slots {
        len: Some(|_, o| Ok(of(viewed(o)).ready.borrow().len())),
        iter: Some(|vm, o| {
            let all = handles(vm, o)?;
            api::iter(vm, &list::from_vec(all))
        }),
        getitem: Some(|vm, o, i| {
            let all = handles(vm, o)?;
            api::getitem(vm, &list::from_vec(all), i)
        }),
        repr: Some(|vm, o| {
            let all = handles(vm, o)?;
            let shown = api::repr_string(vm, &list::from_vec(all))?;
            Ok(str_::from_string(format!("deque({shown})")))
        }),
        ..Slots::NONE
    },
    methods: &[
        method("append", "($self, handle, /)", "Queue a handle.", |_, a| {
            of(viewed(&a[0])).push(Entry::Handle(a[1].clone()));
            Ok(Obj::NONE)
        }),
        method("appendleft", "($self, handle, /)", "Queue a handle before all others.", |_, a| {
            of(viewed(&a[0])).ready.borrow_mut().push_front(Entry::Handle(a[1].clone()));
            Ok(Obj::NONE)
        }),
        method("extend", "($self, handles, /)", "Queue several handles.", |vm, a| {
            let all = api::to_vec(vm, &a[1])?;
            of(viewed(&a[0])).ready.borrow_mut().extend(all.into_iter().map(Entry::Handle));
            Ok(Obj::NONE)
        }),
        method("popleft", "($self, /)", "Take the first handle.", |vm, a| taken(vm, &a[0], true)),
        method("pop", "($self, /)", "Take the last handle.", |vm, a| taken(vm, &a[0], false)),
        method("clear", "($self, /)", "Forget them all.", |_, a| {
            let all = of(viewed(&a[0])).ready.take();
            drop(all);
            Ok(Obj::NONE)
        }),
    ],
    ..TypeSpec::FINAL
};
/// The type of views.
pub static READY: StaticType = StaticType::new(&READY_SPEC, LayoutOps::of::<Ready>(false));
