//! `Future`: a result that comes later, its callbacks, and the iterator that `await` drives. What tasks add is in
//! `task.rs`, how a callback reaches the loop in `queue.rs`.

use super::queue::{self, Entry};
use super::{handle, names, text};
use crate::modules::_contextvars;
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{Trace, constructor, payload};
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, getter, iter_self, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::generator::Sent;
use crate::types::{exception, generic_alias, list, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::{Cell, RefCell};

/// Where a future stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum State {
    /// Nothing is known yet.
    #[default]
    Pending,
    /// Somebody gave it up.
    Cancelled,
    /// It has a result or an exception.
    Finished,
}

/// What a future does when it is done.
#[derive(Clone)]
pub enum Callback {
    /// Wakes a task.
    Wake(Obj),
    /// Calls something with the future, in a context.
    Call(Obj, Obj),
}

impl Trace for Callback {
    fn trace(&self, visit: &mut Visit) {
        match self {
            Callback::Wake(t) => visit(t.value()),
            Callback::Call(f, c) => {
                visit(f.value());
                visit(c.value());
            }
        }
    }
}

impl Callback {
    /// As Python code sees it: the callable and its context.
    fn parts(&self) -> (Obj, Obj) {
        match self {
            Callback::Wake(t) => (super::task::wakeup_method(t), super::task::of(t).context.get_or_none()),
            Callback::Call(f, c) => (f.clone(), c.clone()),
        }
    }
}

/// The native state of a future. A task's begins with it.
#[derive(Default)]
#[repr(C)]
pub struct Future {
    /// Where it stands.
    pub state: Cell<State>,
    /// Its end must be reported if nobody asks for it.
    pub log_traceback: Cell<bool>,
    /// Reached by `await`, not by a bare `yield`.
    pub blocking: Cell<bool>,
    failed: Cell<bool>,
    /// Its loop; empty until `__init__` has run.
    pub owner: Field,
    /// The result or the exception; of a cancelled one the CancelledError to give out once.
    outcome: Field,
    /// The exception's traceback when it was set.
    traceback: Field,
    first: Cell<Option<Callback>>,
    more: RefCell<Vec<Callback>>,
    /// Where it was made, in debug mode.
    pub source: Field,
    /// What `cancel` was given.
    pub message: Field,
}

impl Future {
    fn fields(&self) -> [&Field; 5] {
        [&self.owner, &self.outcome, &self.traceback, &self.source, &self.message]
    }

    /// Visits what it refers to.
    pub fn trace(&self, visit: &mut Visit) {
        self.fields().iter().for_each(|f| f.trace(visit));
        let first = self.first.take();
        first.trace(visit);
        self.first.set(first);
        self.more.trace(visit);
    }

    /// Drops what it refers to.
    pub fn drop_references(&self) {
        drop(self.first.take());
        drop(self.more.take());
        self.fields().iter().for_each(|f| drop(f.take()));
    }

    /// A pending future of a loop.
    pub fn pending(owner: Obj) -> Future {
        Future { owner: Field::new(Some(owner)), ..Future::default() }
    }

    /// Whether it is not done.
    pub fn is_pending(&self) -> bool {
        self.state.get() == State::Pending
    }

    /// Whether it has ended by an exception.
    pub fn has_failed(&self) -> bool {
        self.failed.get()
    }

    fn owner(&self, vm: &Vm) -> PyResult<Obj> {
        self.owner.get().ok_or_else(|| vm.runtime_error("Future object is not initialized."))
    }

    /// Adds a callback.
    pub fn push(&self, c: Callback) {
        let first = self.first.take();
        if first.is_none() {
            self.first.set(Some(c));
        } else {
            self.first.set(first);
            self.more.borrow_mut().push(c);
        }
    }

    fn callbacks(&self) -> Vec<Callback> {
        let first = self.first.take();
        self.first.set(first.clone());
        first.into_iter().chain(self.more.borrow().iter().cloned()).collect()
    }

    fn set_callbacks(&self, all: Vec<Callback>) {
        let mut all = all.into_iter();
        let old = (self.first.replace(all.next()), self.more.replace(all.collect()));
        drop(old);
    }
}

#[allow(unsafe_code)]
// SAFETY: all references are visited.
unsafe impl Payload for Future {
    fn static_type() -> &'static StaticType {
        &FUTURE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.trace(visit);
    }
    fn clear(&self) {
        self.drop_references();
    }
}

/// The state of a future or task.
pub fn of(o: &Obj) -> &Future {
    o.downcast::<Future>().expect("the receiver is a future")
}

/// Reports a failure that nobody has asked for.
pub fn report_unretrieved(vm: &Vm, o: &Obj) {
    let f = of(o);
    if f.log_traceback.replace(false) {
        let message = str_::from_string(format!("{} exception was never retrieved", o.ty().bare_name()));
        let exc = f.outcome.get_or_none();
        tell_loop(vm, o, &[("message", message), ("exception", exc), ("future", o.clone())]);
    }
}

/// Tells the loop of a dying future about something; what goes wrong meanwhile can only be printed.
pub fn tell_loop(vm: &Vm, o: &Obj, context: &[(&str, Obj)]) {
    let f = of(o);
    let Some(owner) = f.owner.get() else { return };
    let pending = vm.save_raised();
    let context = super::error_context(context, f.source.get());
    if api::call_method(vm, &owner, name!(call_exception_handler), &[context]).is_err() {
        vm.write_unraisable("Exception ignored in", Some(o));
    }
    vm.restore_raised(pending);
}

/// Gives a new future its loop (the current one if none is named) and, in debug mode, its origin.
pub fn init(vm: &Vm, o: &Obj, owner: Option<&Obj>) -> PyResult<()> {
    let owner = match owner {
        Some(l) => l.clone(),
        None => super::running::event_loop(vm)?,
    };
    let debug = queue::debug(vm, &owner)?;
    let f = of(o);
    f.drop_references();
    f.state.set(State::Pending);
    f.log_traceback.set(false);
    f.blocking.set(false);
    f.failed.set(false);
    f.owner.set(Some(owner));
    if debug {
        f.source.set(Some(super::stack(vm)?));
    }
    Ok(())
}

// --- the end of a future

fn schedule_callbacks(vm: &Vm, o: &Obj) -> PyResult<()> {
    let f = of(o);
    let Some(first) = f.first.take() else { return Ok(()) };
    let owner = f.owner(vm)?;
    let more = f.more.take();
    for c in std::iter::once(first).chain(more) {
        soon(vm, &owner, o, c)?;
    }
    Ok(())
}

fn soon(vm: &Vm, owner: &Obj, o: &Obj, c: Callback) -> PyResult<()> {
    let entry = match c {
        Callback::Wake(task) => Entry::Wake(task, o.clone()),
        Callback::Call(f, context) => Entry::Done(f, o.clone(), context),
    };
    queue::soon(vm, owner, entry)
}

/// Finishes with a result.
pub fn set_result(vm: &Vm, o: &Obj, value: Obj) -> PyResult<()> {
    let f = of(o);
    f.owner(vm)?;
    if !f.is_pending() {
        return Err(names::invalid_state(vm, "invalid state"));
    }
    f.outcome.set(Some(value));
    f.state.set(State::Finished);
    schedule_callbacks(vm, o)
}

/// Finishes with an exception, an instance or a class.
pub fn set_exception(vm: &Vm, o: &Obj, exc: &Obj) -> PyResult<()> {
    let f = of(o);
    f.owner(vm)?;
    if !f.is_pending() {
        return Err(names::invalid_state(vm, "invalid state"));
    }
    let mut exc = if exception::is_exception_class(exc) { api::call(vm, exc, &[])? } else { exc.clone() };
    if !exception::is_exception(&exc) {
        return Err(vm.type_error("invalid exception object"));
    }
    if api::is_a(&exc, &exception::STOP_ITERATION) {
        let r = vm.runtime_error(
            "StopIteration interacts badly with generators and cannot be raised into a Future",
        );
        let new = vm.take_raised(r);
        exception::set_cause_and_context(&new, exc);
        exc = new;
    }
    f.traceback.set(exception::traceback(&exc));
    f.outcome.set(Some(exc));
    f.failed.set(true);
    f.state.set(State::Finished);
    schedule_callbacks(vm, o)?;
    f.log_traceback.set(true);
    Ok(())
}

/// Cancels a pending future; whether it was pending.
pub fn cancel(vm: &Vm, o: &Obj, message: Option<Obj>) -> PyResult<bool> {
    let f = of(o);
    f.owner(vm)?;
    f.log_traceback.set(false);
    if !f.is_pending() {
        return Ok(false);
    }
    f.state.set(State::Cancelled);
    f.message.set(message);
    schedule_callbacks(vm, o)?;
    Ok(true)
}

/// Cancels with a CancelledError that is there already.
pub fn cancel_with(vm: &Vm, o: &Obj, exc: Obj) -> PyResult<bool> {
    of(o).outcome.set(Some(exc));
    cancel(vm, o, None)
}

/// The CancelledError of a cancelled future: the one it was ended by, given out once, or a new one.
pub fn cancelled_error(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let f = of(o);
    if f.state.get() == State::Cancelled
        && let Some(e) = f.outcome.take()
    {
        return Ok(e);
    }
    let class = names::cancelled_class(vm)?;
    match f.message.get().filter(|m| !m.is_none()) {
        Some(m) => api::call(vm, &class, &[m]),
        None => api::call(vm, &class, &[]),
    }
}

/// How a future has ended: its result, or the exception to throw into whoever waits.
pub fn outcome(vm: &Vm, o: &Obj) -> PyResult<Result<Obj, Obj>> {
    let f = of(o);
    match f.state.get() {
        State::Cancelled => cancelled_error(vm, o).map(Err),
        State::Pending => {
            let known = f.owner.get().is_some();
            let what = if known { "Result is not set." } else { "Future object is not initialized." };
            Err(names::invalid_state(vm, what))
        }
        State::Finished => {
            f.log_traceback.set(false);
            let value = f.outcome.get_or_none();
            if !f.failed.get() {
                return Ok(Ok(value));
            }
            exception::set_traceback(&value, f.traceback.take());
            Ok(Err(value))
        }
    }
}

/// What a future that is done has come to, an exception as value; it counts as seen.
pub fn peek(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let f = of(o);
    match f.state.get() {
        State::Cancelled => {
            // A new one: nothing must lead back to the task.
            let class = names::cancelled_class(vm)?;
            let message = f.message.get().filter(|m| !m.is_none());
            api::call(vm, &class, &[message.unwrap_or_else(|| str_::from_str(""))])
        }
        State::Pending => result(vm, o),
        State::Finished => {
            f.log_traceback.set(false);
            Ok(f.outcome.get_or_none())
        }
    }
}

/// `result()`
pub fn result(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    outcome(vm, o)?.map_err(|e| vm.raise(e))
}

fn exception_of(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let f = of(o);
    match f.state.get() {
        State::Cancelled => {
            let e = cancelled_error(vm, o)?;
            Err(vm.raise(e))
        }
        State::Pending => {
            let known = f.owner.get().is_some();
            let what = if known { "Exception is not set." } else { "Future object is not initialized." };
            Err(names::invalid_state(vm, what))
        }
        State::Finished => {
            f.log_traceback.set(false);
            Ok(known_exception(f))
        }
    }
}

fn known_exception(f: &Future) -> Obj {
    if f.state.get() == State::Finished && f.failed.get() { f.outcome.get_or_none() } else { Obj::NONE }
}

// --- methods

fn add_done_callback(vm: &Vm, a: Args) -> PyResult<Obj> {
    let f = of(&a[0]);
    let Some(owner) = f.owner.get() else {
        return Err(vm.runtime_error("uninitialized Future object"));
    };
    let context = a.opt_not_none(2).cloned().unwrap_or_else(|| _contextvars::copy_current(vm));
    let c = Callback::Call(a[1].clone(), context);
    if f.is_pending() {
        f.push(c);
    } else {
        soon(vm, &owner, &a[0], c)?;
    }
    Ok(Obj::NONE)
}

fn remove_done_callback(vm: &Vm, a: Args) -> PyResult<Obj> {
    let f = of(&a[0]);
    f.owner(vm)?;
    let all = f.callbacks();
    let mut kept = Vec::with_capacity(all.len());
    let mut removed = 0;
    for c in all {
        if api::eq(vm, &c.parts().0, &a[1])? {
            removed += 1;
        } else {
            kept.push(c);
        }
    }
    if removed > 0 {
        f.set_callbacks(kept);
    }
    Ok(crate::types::int::from_i64(removed))
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    of(o).owner(vm)?;
    names::call(vm, "asyncio.base_futures", "_future_repr", &[o.clone()])
}

fn await_(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    of(o).owner(vm)?;
    Ok(new_iterator(Some(o.clone()), None, false))
}

fn callbacks_list(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    of(o).owner(vm)?;
    let all = of(o).callbacks();
    if all.is_empty() {
        return Ok(Obj::NONE);
    }
    let pair = |c: &Callback| {
        let (f, context) = c.parts();
        tuple::pair(f, context)
    };
    Ok(list::from_vec(all.iter().map(pair).collect()))
}

fn no_delete(vm: &Vm) -> Raised {
    vm.attribute_error("cannot delete attribute")
}

/// The attributes that futures and tasks share.
pub const GETTERS: &[GetterDef] = &[
    getter("_state", "", |_, o| {
        Ok(intern(match of(o).state.get() {
            State::Pending => "PENDING",
            State::Cancelled => "CANCELLED",
            State::Finished => "FINISHED",
        }))
    }),
    property(
        "_asyncio_future_blocking",
        "",
        |_, o| {
            let f = of(o);
            Ok(Obj::from_bool(f.owner.get().is_some() && f.blocking.get()))
        },
        |vm, o, v| {
            of(o).blocking.set(api::is_true(vm, v.ok_or_else(|| no_delete(vm))?)?);
            Ok(())
        },
    ),
    getter("_loop", "", |_, o| Ok(of(o).owner.get_or_none())),
    getter("_callbacks", "", callbacks_list),
    getter("_result", "", |_, o| {
        let f = of(o);
        let known = f.state.get() == State::Finished && !f.failed.get();
        Ok(if known { f.outcome.get_or_none() } else { Obj::NONE })
    }),
    getter("_exception", "", |_, o| Ok(known_exception(of(o)))),
    getter("_source_traceback", "", |_, o| Ok(of(o).source.get_or_none())),
    property(
        "_log_traceback",
        "",
        |_, o| Ok(Obj::from_bool(of(o).log_traceback.get())),
        |vm, o, v| {
            if api::is_true(vm, v.ok_or_else(|| no_delete(vm))?)? {
                return Err(vm.value_error("_log_traceback can only be set to False"));
            }
            of(o).log_traceback.set(false);
            Ok(())
        },
    ),
    property(
        "_cancel_message",
        "",
        |_, o| Ok(of(o).message.get_or_none()),
        |vm, o, v| {
            of(o).message.set(Some(v.ok_or_else(|| no_delete(vm))?.clone()));
            Ok(())
        },
    ),
];

const METHODS: &[MethodDef] = &[
    method(
        "result",
        "($self, /)",
        "The result; raises the exception, CancelledError or InvalidStateError.",
        |vm, a| result(vm, &a[0]),
    ),
    method("exception", "($self, /)", "The exception, None if there is a result.", |vm, a| {
        exception_of(vm, &a[0])
    }),
    method("set_result", "($self, result, /)", "Finish with a result.", |vm, a| {
        set_result(vm, &a[0], a[1].clone())?;
        Ok(Obj::NONE)
    }),
    method(
        "set_exception",
        "($self, exception, /)",
        "Finish with an exception, an instance or a class.",
        |vm, a| {
            set_exception(vm, &a[0], &a[1])?;
            Ok(Obj::NONE)
        },
    ),
    method(
        "add_done_callback",
        "($self, fn, /, *, context=<unrepresentable>)",
        "Have fn(self) called by the loop once this is done.",
        add_done_callback,
    ),
    method(
        "remove_done_callback",
        "($self, fn, /)",
        "Take fn off the callbacks; how many times it was there.",
        remove_done_callback,
    ),
    method("cancel", "($self, /, msg=None)", "Cancel it; False if it is done already.", |vm, a| {
        cancel(vm, &a[0], a.opt_not_none(1).cloned()).map(Obj::from_bool)
    }),
    method("cancelled", "($self, /)", "True if it was cancelled.", |_, a| {
        Ok(Obj::from_bool(of(&a[0]).state.get() == State::Cancelled))
    }),
    method("done", "($self, /)", "True if it has a result or an exception, or was cancelled.", |_, a| {
        Ok(Obj::from_bool(!of(&a[0]).is_pending()))
    }),
    method("get_loop", "($self, /)", "The loop it belongs to.", |vm, a| of(&a[0]).owner(vm)),
    method("_make_cancelled_error", "($self, /)", "The CancelledError to raise for it.", |vm, a| {
        cancelled_error(vm, &a[0])
    }),
    generic_alias::CLASS_GETITEM,
];

constructor!(init_args, "Future", "($self, /, *, loop=None)", |vm, a| {
    init(vm, &a[0], a.opt_not_none(1))?;
    Ok(Obj::NONE)
});

static SPEC: TypeSpec = TypeSpec {
    name: "Future",
    module: "_asyncio",
    doc: "A result that a loop's callbacks and tasks can wait for.",
    signature: "(*, loop=<unrepresentable>)",
    flags: type_flag::BASE | type_flag::DICT | type_flag::WEAKREF,
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, Future::default())),
        init: Some(|vm, o, args| init_args(vm, o, args).map(drop)),
        repr: Some(repr),
        iter: Some(await_),
        await_: Some(await_),
        del: Some(report_unretrieved),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: GETTERS,
    ..TypeSpec::BASE
};
/// `asyncio.Future`
pub static FUTURE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Future>(false));

// --- await

/// The native state of what `await` drives for futures: gives the future once if it must be waited for, then its
/// result. `sleep` uses it as well.
pub struct FutureIter {
    future: Field,
    /// The timer that ends the future: it is cancelled in the end.
    timer: Field,
    /// A turn is to be given up first.
    turn: Cell<bool>,
}
payload!(FutureIter, FUTURE_ITER, [future, timer]);

fn new_iterator(future: Option<Obj>, timer: Option<Obj>, turn: bool) -> Obj {
    Ref::new(FutureIter { future: Field::new(future), timer: Field::new(timer), turn: Cell::new(turn) })
        .into_obj()
}

/// What gives up one turn.
pub fn one_turn() -> Obj {
    new_iterator(None, None, true)
}

/// `sleep(delay, result)`, for delays that are not over at once.
pub fn sleep(vm: &Vm, a: Args) -> PyResult<Obj> {
    let owner = super::running::running_loop(vm)?;
    let core = queue::native(&owner);
    let future = match core.filter(|c| c.owns(&owner, queue::CREATE_FUTURE)) {
        Some(c) => create(vm, &owner, c.debug.get())?,
        None => api::call_method_str(vm, &owner, "create_future", &[])?,
    };
    let set = names::get(vm, "asyncio.futures", "_set_result_unless_cancelled")?;
    let args = [future.clone(), a[1].clone()];
    let timer = if core.is_some_and(|c| c.owns(&owner, queue::CALL_LATER)) {
        queue::later(vm, &owner, &a[0], set, tuple::from_slice(&args), None)?
    } else {
        let [f, x] = args;
        api::call_method_str(vm, &owner, "call_later", &[a[0].clone(), set, f, x])?
    };
    if future.is_exact::<Future>() && handle::timer(&timer).is_some() {
        return Ok(new_iterator(Some(future), Some(timer), false));
    }
    names::call(vm, "asyncio.tasks", "_until", &[future, timer])
}

/// What a timer does to end a `sleep`.
pub fn set_result_unless_cancelled(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !a[0].is_exact::<Future>() {
        let cancelled = api::call_method_str(vm, &a[0], "cancelled", &[])?;
        if !api::is_true(vm, &cancelled)? {
            api::call_method_str(vm, &a[0], "set_result", std::slice::from_ref(&a[1]))?;
        }
    } else {
        finish(vm, &a[0], &a[1])?;
    }
    Ok(Obj::NONE)
}

/// Gives a native future its result, unless it is cancelled.
pub fn finish(vm: &Vm, o: &Obj, result: &Obj) -> PyResult<()> {
    if of(o).state.get() == State::Cancelled { Ok(()) } else { set_result(vm, o, result.clone()) }
}

impl FutureIter {
    /// It is over: nothing is waited for any more.
    fn end(&self, vm: &Vm) -> PyResult<()> {
        self.turn.set(false);
        self.future.set(None);
        match self.timer.take() {
            Some(t) => handle::cancel(vm, &t),
            None => Ok(()),
        }
    }
}

fn iterator(o: &Obj) -> &FutureIter {
    o.downcast::<FutureIter>().expect("the receiver is a future's iterator")
}

/// One step of an `await` on a future.
pub fn step(vm: &Vm, o: &Obj) -> PyResult<Sent> {
    let it = iterator(o);
    if it.turn.replace(false) {
        return Ok(Sent::Yielded(Obj::NONE));
    }
    let Some(future) = it.future.get() else { return Ok(Sent::Returned(Obj::NONE)) };
    let f = of(&future);
    if f.is_pending() {
        if f.blocking.replace(true) {
            return Err(vm.runtime_error("await wasn't used with future"));
        }
        return Ok(Sent::Yielded(future));
    }
    it.end(vm)?;
    result(vm, &future).map(Sent::Returned)
}

/// Whether an object is the iterator of a future.
#[inline(always)]
pub fn is_iterator(o: &Obj) -> bool {
    o.is_exact::<FutureIter>()
}

fn next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    match step(vm, o)? {
        Sent::Yielded(f) => Ok(Some(f)),
        Sent::Returned(v) if v.is_none() => Ok(None),
        Sent::Returned(v) => Err(crate::types::generator::stop(vm, &v)),
    }
}

fn send(vm: &Vm, a: Args) -> PyResult<Obj> {
    match step(vm, &a[0])? {
        Sent::Yielded(f) => Ok(f),
        Sent::Returned(v) => Err(crate::types::generator::stop(vm, &v)),
    }
}

fn throw(vm: &Vm, a: Args) -> PyResult<Obj> {
    let is_traceback = |t: &Obj| t.is_instance::<crate::types::traceback::Traceback>();
    let problem = if a.opt_not_none(3).is_some_and(|t| !is_traceback(t)) {
        Some("throw() third argument must be a traceback")
    } else if !exception::is_exception(&a[1]) && !exception::is_exception_class(&a[1]) {
        Some(text::NOT_AN_EXCEPTION)
    } else {
        None
    };
    let exc = crate::types::generator::thrown(vm, a).and_then(|e| {
        // Here a class that is given alone becomes an exception.
        if exception::is_exception_class(&e) { api::call(vm, &e, &[]) } else { Ok(e) }
    });
    let exc = match (exc, problem) {
        (Ok(e), _) => e,
        // Raised by somebody who filters warnings: that comes first.
        (Err(r), _) if vm.raised_matches(&exception::DEPRECATION_WARNING) => return Err(r),
        (Err(r), Some(text)) => {
            drop(vm.take_raised(r));
            return Err(vm.type_error(text));
        }
        // What a class says that cannot be made is thrown in its place.
        (Err(r), None) if exception::is_exception_class(&a[1]) => vm.take_raised(r),
        (Err(r), None) => return Err(r),
    };
    iterator(&a[0]).end(vm)?;
    Err(vm.raise_again(exc))
}

static ITER_SPEC: TypeSpec = TypeSpec {
    name: "FutureIter",
    module: "_asyncio",
    flags: type_flag::NO_NEW,
    slots: Slots { iter: Some(iter_self), await_: Some(iter_self), next: Some(next), ..Slots::NONE },
    methods: &[
        method("send", "($self, value, /)", "The next step.", send),
        method("throw", "~($self, typ, val=None, tb=None, /)", "Ends it by an exception.", throw),
        method("close", "($self, /)", "Ends it.", |vm, a| {
            iterator(&a[0]).end(vm)?;
            Ok(Obj::NONE)
        }),
    ],
    // `sleep` awaits it directly; of that nothing is to be seen.
    extra: Some(|_, t| drop(t.dict().remove_str(&intern("__await__")))),
    ..TypeSpec::FINAL
};
/// The iterator of a future.
pub static FUTURE_ITER: StaticType = StaticType::new(&ITER_SPEC, LayoutOps::of::<FutureIter>(false));

/// A pending future of a loop, made by it.
pub fn create(vm: &Vm, owner: &Obj, debug: bool) -> PyResult<Obj> {
    let o = new_instance(vm, &FUTURE.obj(), Future::pending(owner.clone()))?;
    if debug {
        of(&o).source.set(Some(super::stack(vm)?));
    }
    Ok(o)
}

/// `isfuture` for objects of any make: the state of `_asyncio_future_blocking`, `None` if it is no future.
pub fn foreign_blocking(vm: &Vm, o: &Obj) -> PyResult<Option<bool>> {
    match api::getattr_opt(vm, o, &intern("_asyncio_future_blocking"))? {
        Some(b) if !b.is_none() => api::is_true(vm, &b).map(Some),
        _ => Ok(None),
    }
}
