//! `Task`: a coroutine driven by a loop, step by step. What it shares with futures is in `future.rs`, which tasks there
//! are and which one runs in `registry.rs`.

use super::future::{self, Callback, Future};
use super::queue::{self, Entry};
use super::{names, registry};
use crate::modules::_contextvars;
use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::gc;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{Trace, constructor, payload};
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, getter, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::generator::{self, COROUTINE, GENERATOR, Sent};
use crate::types::{exception, int, native, str_};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

/// The native state of a task.
#[repr(C)]
pub struct Task {
    /// What it shares with futures.
    pub future: Future,
    coro: Field,
    /// The context it runs in.
    pub context: Field,
    /// The future it waits for.
    waiter: Field,
    name: Field,
    /// The number in its name, until somebody asks for the name.
    number: Cell<u64>,
    cancels: Cell<i64>,
    must_cancel: Cell<bool>,
    log_destroy_pending: Cell<bool>,
    /// Its place among all tasks.
    pub link: registry::Link,
}

impl Default for Task {
    fn default() -> Task {
        Task {
            future: Future::default(),
            coro: Field::default(),
            context: Field::default(),
            waiter: Field::default(),
            name: Field::default(),
            number: Cell::new(0),
            cancels: Cell::new(0),
            must_cancel: Cell::new(false),
            log_destroy_pending: Cell::new(true),
            link: registry::Link::default(),
        }
    }
}

impl Task {
    fn fields(&self) -> [&Field; 4] {
        [&self.coro, &self.context, &self.waiter, &self.name]
    }

    fn owner(&self) -> Obj {
        self.future.owner.get_or_none()
    }
}

#[allow(unsafe_code)]
// SAFETY: all references are visited.
unsafe impl Payload for Task {
    fn static_type() -> &'static StaticType {
        &TASK
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.future.trace(visit);
        self.fields().iter().for_each(|f| f.trace(visit));
    }
    fn clear(&self) {
        self.future.drop_references();
        self.fields().iter().for_each(|f| drop(f.take()));
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        registry::unlink(self);
    }
}

/// `__del__`
fn finalize(vm: &Vm, o: &Obj) {
    let t = of(o);
    if gc::is_collecting() {
        // All tasks are known by weak references, which a collection clears before anybody can save what it has found.
        registry::unlink(t);
    }
    if t.future.is_pending() && t.log_destroy_pending.get() {
        let message = str_::from_str("Task was destroyed but it is pending!");
        future::tell_loop(vm, o, &[("task", o.clone()), ("message", message)]);
    }
    future::report_unretrieved(vm, o);
}

/// The state of a task.
pub fn of(o: &Obj) -> &Task {
    o.downcast::<Task>().expect("the receiver is a task")
}

// --- making one

/// What a new task is made of.
pub struct New<'a> {
    /// What it drives.
    pub coro: &'a Obj,
    /// Its loop, or the current one.
    pub owner: Option<&'a Obj>,
    /// Its name, or one with a number.
    pub name: Option<&'a Obj>,
    /// Its context, or a copy of the current one.
    pub context: Option<&'a Obj>,
    /// Whether the first step is taken at once.
    pub eager: bool,
}

fn init(vm: &Vm, o: &Obj, new: New) -> PyResult<()> {
    static COUNTER: AtomicU64 = AtomicU64::new(1);
    let t = of(o);
    future::init(vm, o, new.owner)?;
    let is_coroutine = new.coro.is_exact_type(&COROUTINE)
        || names::call(vm, "asyncio._compat", "drives", std::slice::from_ref(new.coro))
            .and_then(|r| api::is_true(vm, &r))?;
    if !is_coroutine {
        t.log_destroy_pending.set(false);
        let shown = api::repr_string(vm, new.coro)?;
        return Err(vm.type_error(format!("a coroutine was expected, got {shown}")));
    }
    t.context.set(Some(new.context.cloned().unwrap_or_else(|| _contextvars::copy_current(vm))));
    t.waiter.set(None);
    t.must_cancel.set(false);
    t.log_destroy_pending.set(true);
    t.cancels.set(0);
    t.coro.set(Some(new.coro.clone()));
    match new.name {
        None => t.number.set(COUNTER.fetch_add(1, Ordering::Relaxed)),
        Some(n) => set_name(vm, t, n)?,
    }
    if new.eager && queue::is_running(vm, &t.owner())? {
        return start_eagerly(vm, o);
    }
    queue::soon(vm, &t.owner(), Entry::Step(o.clone()))?;
    registry::link(o);
    Ok(())
}

/// A new task of a loop.
pub fn create(vm: &Vm, new: New) -> PyResult<Obj> {
    let o = new_instance(vm, &TASK.obj(), Task::default())?;
    init(vm, &o, new)?;
    Ok(o)
}

fn start_eagerly(vm: &Vm, o: &Obj) -> PyResult<()> {
    let t = of(o);
    let owner = t.owner();
    let context = t.context.get_or_none();
    let previous = registry::swap_current(vm, &owner, o)?;
    registry::link(o);
    let stepped = in_context(vm, &context, |vm| advance(vm, o, None));
    let restored = registry::swap_current(vm, &owner, &previous);
    if !t.future.is_pending() {
        t.coro.set(None);
    }
    stepped.and(restored.map(drop))
}

// --- steps

fn in_context(vm: &Vm, context: &Obj, f: impl FnOnce(&Vm) -> PyResult<()>) -> PyResult<()> {
    if !_contextvars::is_context(context) {
        let shown = context.ty().name();
        return Err(vm.type_error(format!("an instance of Context was expected, got '{shown}'")));
    }
    _contextvars::enter(vm, context)?;
    let r = f(vm);
    _contextvars::leave(vm, context);
    r
}

/// Takes a step in the task's context: the coroutine goes on, or gets an exception.
pub fn run_step(vm: &Vm, o: &Obj, exc: Option<Obj>) -> PyResult<()> {
    let context = of(o).context.get_or_none();
    if _contextvars::is_context(&context) {
        in_context(vm, &context, |vm| step(vm, o, exc))
    } else {
        let f = step_method(o, exc);
        _contextvars::run_in(vm, &context, &f, CallArgs::EMPTY).map(drop)
    }
}

fn step(vm: &Vm, o: &Obj, exc: Option<Obj>) -> PyResult<()> {
    let owner = of(o).owner();
    registry::enter(vm, &owner, o)?;
    match step_entered(vm, o, exc) {
        Ok(()) => registry::leave(vm, &owner, o),
        Err(r) => {
            let e = vm.take_raised(r);
            registry::leave(vm, &owner, o)?;
            Err(vm.raise_again(e))
        }
    }
}

fn step_entered(vm: &Vm, o: &Obj, mut exc: Option<Obj>) -> PyResult<()> {
    let t = of(o);
    if !t.future.is_pending() {
        let (task, exc) = (api::repr_string(vm, o)?, api::repr_string(vm, &exc.unwrap_or(Obj::NONE))?);
        return Err(names::invalid_state(vm, &format!("__step(): already done: {task}, {exc}")));
    }
    if t.must_cancel.replace(false) {
        let class = names::cancelled_class(vm)?;
        if !exc.as_ref().is_some_and(|e| names::is_one(e, &class)) {
            exc = Some(future::cancelled_error(vm, o)?);
        }
    }
    t.waiter.set(None);
    advance(vm, o, exc)
}

fn resume(vm: &Vm, coro: &Obj, exc: Option<Obj>) -> PyResult<Sent> {
    let Some(e) = exc else { return generator::send_slow(vm, coro, &Obj::NONE) };
    if coro.is_exact_type(&COROUTINE) || coro.is_exact_type(&GENERATOR) {
        return generator::throw(vm, coro, e);
    }
    match api::call_method(vm, coro, name!(throw), &[e]) {
        Ok(v) => Ok(Sent::Yielded(v)),
        Err(r) if vm.raised_matches(&exception::STOP_ITERATION) => {
            let e = vm.take_raised(r);
            Ok(Sent::Returned(exception::stop_iteration_value(&e)))
        }
        Err(r) => Err(r),
    }
}

fn advance(vm: &Vm, o: &Obj, exc: Option<Obj>) -> PyResult<()> {
    let t = of(o);
    let Some(coro) = t.coro.get() else { return Err(vm.runtime_error("uninitialized Task object")) };
    match resume(vm, &coro, exc) {
        Ok(Sent::Yielded(v)) => match suspend(vm, o, &v)? {
            None => Ok(()),
            Some(problem) => {
                let r = vm.runtime_error(problem);
                let e = vm.take_raised(r);
                queue::soon(vm, &t.owner(), Entry::Throw(o.clone(), e))
            }
        },
        Ok(Sent::Returned(v)) => {
            if t.must_cancel.replace(false) {
                let message = t.future.message.get();
                return future::cancel(vm, o, message).map(drop);
            }
            future::set_result(vm, o, v)
        }
        Err(r) => {
            let e = vm.take_raised(r);
            let class = names::cancelled_class(vm)?;
            if names::is_one(&e, &class) {
                return future::cancel_with(vm, o, e).map(drop);
            }
            future::set_exception(vm, o, &e)?;
            if names::must_escape(&e) { Err(vm.raise_again(e)) } else { Ok(()) }
        }
    }
}

/// Waits for what the coroutine yielded; the text of an error if that cannot be done.
fn suspend(vm: &Vm, o: &Obj, v: &Obj) -> PyResult<Option<String>> {
    let t = of(o);
    let owner = t.owner();
    if v.is_none() {
        queue::soon(vm, &owner, Entry::Step(o.clone()))?;
        return Ok(None);
    }
    let both = || Ok((api::repr_string(vm, o)?, api::repr_string(vm, v)?));
    if v.is(o) {
        return Ok(Some(format!("Task cannot await on itself: {}", api::repr_string(vm, o)?)));
    }
    let own = is_plain(v);
    let blocking = if own { Some(future::of(v).blocking.get()) } else { future::foreign_blocking(vm, v)? };
    let Some(blocking) = blocking else {
        let (task, shown) = both()?;
        return Ok(Some(if v.is_exact_type(&GENERATOR) {
            format!("yield was used instead of yield from for generator in task {task} with {shown}")
        } else {
            format!("Task got bad yield: {shown}")
        }));
    };
    if !future_loop(vm, v)?.is(&owner) {
        let (task, shown) = both()?;
        return Ok(Some(format!("Task {task} got Future {shown} attached to a different loop")));
    }
    if !blocking {
        let (task, shown) = both()?;
        return Ok(Some(format!("yield was used instead of yield from in task {task} with {shown}")));
    }
    if own {
        let f = future::of(v);
        f.blocking.set(false);
        if f.is_pending() {
            f.push(Callback::Wake(o.clone()));
        } else {
            queue::soon(vm, &owner, Entry::Wake(o.clone(), v.clone()))?;
        }
    } else {
        api::setattr(vm, v, &intern("_asyncio_future_blocking"), &Obj::FALSE)?;
        let add = api::getattr_str(vm, v, "add_done_callback")?;
        api::call_kw(vm, &add, &[wakeup_method(o)], &[("context", t.context.get_or_none())])?;
    }
    t.waiter.set(Some(v.clone()));
    if t.must_cancel.get() && cancel_any(vm, v, t.future.message.get())? {
        t.must_cancel.set(false);
    }
    Ok(None)
}

/// Whether an object is a future or task whose methods are known.
pub fn is_plain(o: &Obj) -> bool {
    o.is_exact::<Future>() || o.is_exact::<Task>()
}

/// The loop of a future of any make.
pub fn future_loop(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    if is_plain(o) {
        return Ok(future::of(o).owner.get_or_none());
    }
    match api::getattr_opt(vm, o, &intern("get_loop"))? {
        Some(f) => api::call(vm, &f, &[]),
        None => api::getattr_str(vm, o, "_loop"),
    }
}

fn cancel_any(vm: &Vm, o: &Obj, message: Option<Obj>) -> PyResult<bool> {
    if o.is_exact::<Future>() {
        return future::cancel(vm, o, message);
    }
    if o.is_exact::<Task>() {
        return cancel(vm, o, message);
    }
    let f = api::getattr_str(vm, o, "cancel")?;
    let r = api::call_kw(vm, &f, &[], &[("msg", message.unwrap_or(Obj::NONE))])?;
    api::is_true(vm, &r)
}

/// The future that a task waits for is done.
pub fn wake(vm: &Vm, o: &Obj, done: &Obj) -> PyResult<()> {
    let ended = if is_plain(done) {
        future::outcome(vm, done)
    } else {
        api::call_method_str(vm, done, "result", &[]).map(Ok)
    };
    let exc = match ended {
        Ok(Ok(_)) => None,
        Ok(Err(e)) => Some(e),
        Err(r) => Some(vm.take_raised(r)),
    };
    run_step(vm, o, exc)
}

fn cancel(vm: &Vm, o: &Obj, message: Option<Obj>) -> PyResult<bool> {
    let t = of(o);
    if t.future.owner.get().is_none() {
        return Err(vm.runtime_error("Future object is not initialized."));
    }
    t.future.log_traceback.set(false);
    if !t.future.is_pending() {
        return Ok(false);
    }
    t.cancels.set(t.cancels.get() + 1);
    if let Some(waiter) = t.waiter.get()
        && cancel_any(vm, &waiter, message.clone())?
    {
        return Ok(true);
    }
    t.must_cancel.set(true);
    t.future.message.set(message);
    Ok(true)
}

// --- what stands for steps where Python code can see it

static WAKEUP: MethodDef = method("task_wakeup", "($self, future, /)", "", |vm, a| {
    wake_directly(vm, &a[0], &a[1])?;
    Ok(Obj::NONE)
});

/// `wake` by somebody who has entered the context already.
fn wake_directly(vm: &Vm, o: &Obj, done: &Obj) -> PyResult<()> {
    let exc = match api::call_method_str(vm, done, "result", &[]) {
        Ok(_) => None,
        Err(r) => Some(vm.take_raised(r)),
    };
    step(vm, o, exc)
}

/// The callback by which a future wakes a task.
pub fn wakeup_method(o: &Obj) -> Obj {
    native::function(&WAKEUP, Some(o.clone()), None)
}

/// The native state of a step that waits in a queue.
pub struct StepMethod {
    task: Obj,
    exc: Option<Obj>,
}
payload!(StepMethod, STEP_METHOD, [task, exc]);

/// The callback that takes a step.
pub fn step_method(o: &Obj, exc: Option<Obj>) -> Obj {
    Ref::new(StepMethod { task: o.clone(), exc }).into_obj()
}

fn step_of(o: &Obj) -> &StepMethod {
    o.downcast::<StepMethod>().expect("the receiver is a step")
}

static STEP_SPEC: TypeSpec = TypeSpec {
    name: "TaskStepMethWrapper",
    module: "_asyncio",
    flags: type_flag::NO_NEW,
    slots: Slots {
        call: Some(|vm, o, args| {
            if !args.all().is_empty() {
                return Err(vm.type_error("function takes no positional arguments"));
            }
            let s = step_of(o);
            step(vm, &s.task, s.exc.clone())?;
            Ok(Obj::NONE)
        }),
        ..Slots::NONE
    },
    getters: &[getter("__self__", "", |_, o| Ok(step_of(o).task.clone()))],
    ..TypeSpec::FINAL
};
/// The type of steps.
pub static STEP_METHOD: StaticType = StaticType::new(&STEP_SPEC, LayoutOps::of::<StepMethod>(false));

// --- methods

fn set_name(vm: &Vm, t: &Task, name: &Obj) -> PyResult<()> {
    let name = if name.is_exact::<str_::Str>() { name.clone() } else { api::str(vm, name)? };
    t.name.set(Some(name));
    Ok(())
}

fn get_name(t: &Task) -> Obj {
    if let Some(n) = t.name.get() {
        return n;
    }
    if t.number.get() == 0 {
        return Obj::NONE;
    }
    let n = str_::from_string(format!("Task-{}", t.number.get()));
    t.name.set(Some(n.clone()));
    n
}

fn print_stack(vm: &Vm, a: Args) -> PyResult<Obj> {
    let arg = |i| a.opt(i).cloned().unwrap_or(Obj::NONE);
    names::call(vm, "asyncio.base_tasks", "_task_print_stack", &[a[0].clone(), arg(1), arg(2)])
}

const METHODS: &[MethodDef] = &[
    method(
        "cancel",
        "($self, /, msg=None)",
        "Ask it to stop: CancelledError is thrown in at its next step.",
        |vm, a| cancel(vm, &a[0], a.opt_not_none(1).cloned()).map(Obj::from_bool),
    ),
    method("cancelling", "($self, /)", "How many cancel() calls have not been taken back.", |_, a| {
        Ok(int::from_i64(of(&a[0]).cancels.get()))
    }),
    method("uncancel", "($self, /)", "Take one cancel() back; how many are left.", |_, a| {
        let t = of(&a[0]);
        if t.cancels.get() > 0 {
            t.cancels.set(t.cancels.get() - 1);
            if t.cancels.get() == 0 {
                t.must_cancel.set(false);
            }
        }
        Ok(int::from_i64(t.cancels.get()))
    }),
    method("get_coro", "($self, /)", "The coroutine.", |_, a| Ok(of(&a[0]).coro.get_or_none())),
    method("get_context", "($self, /)", "The context it runs in.", |_, a| {
        Ok(of(&a[0]).context.get_or_none())
    }),
    method("get_name", "($self, /)", "Its name.", |_, a| Ok(get_name(of(&a[0])))),
    method("set_name", "($self, value, /)", "Give it another name.", |vm, a| {
        set_name(vm, of(&a[0]), &a[1])?;
        Ok(Obj::NONE)
    }),
    method("set_result", "($self, result, /)", "Not for tasks.", |vm, _| {
        Err(vm.runtime_error("Task does not support set_result operation"))
    }),
    method("set_exception", "($self, exception, /)", "Not for tasks.", |vm, _| {
        Err(vm.runtime_error("Task does not support set_exception operation"))
    }),
    method(
        "get_stack",
        "($self, /, *, limit=None)",
        "The frames it is suspended in, or those of its exception.",
        |vm, a| {
            let limit = a.opt(1).cloned().unwrap_or(Obj::NONE);
            names::call(vm, "asyncio.base_tasks", "_task_get_stack", &[a[0].clone(), limit])
        },
    ),
    method(
        "print_stack",
        "($self, /, *, limit=None, file=None)",
        "Print get_stack() as a traceback.",
        print_stack,
    ),
];

const GETTERS: &[GetterDef] = &[
    getter("_coro", "", |_, o| Ok(of(o).coro.get_or_none())),
    getter("_fut_waiter", "", |_, o| Ok(of(o).waiter.get_or_none())),
    getter("_must_cancel", "", |_, o| Ok(Obj::from_bool(of(o).must_cancel.get()))),
    property(
        "_log_destroy_pending",
        "",
        |_, o| Ok(Obj::from_bool(of(o).log_destroy_pending.get())),
        |vm, o, v| {
            let v = v.ok_or_else(|| vm.attribute_error("cannot delete attribute"))?;
            of(o).log_destroy_pending.set(api::is_true(vm, v)?);
            Ok(())
        },
    ),
];

constructor!(
    init_args,
    "Task",
    "($self, /, coro, *, loop=None, name=None, context=None, eager_start=False)",
    |vm, a| {
        let eager = a.opt(5).map_or(Ok(false), |e| api::is_true(vm, e))?;
        let new = New {
            coro: &a[1],
            owner: a.opt_not_none(2),
            name: a.opt_not_none(3),
            context: a.opt_not_none(4),
            eager,
        };
        init(vm, &a[0], new)?;
        Ok(Obj::NONE)
    }
);

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    names::call(vm, "asyncio.base_tasks", "_task_repr", std::slice::from_ref(o))
}

static SPEC: TypeSpec = TypeSpec {
    name: "Task",
    module: "_asyncio",
    doc: "A coroutine run by the loop, step by step; a future of its result.",
    signature: "(coro, *, loop=<unrepresentable>, name=<unrepresentable>, context=<unrepresentable>, eager_start=<unrepresentable>)",
    base: Some(&future::FUTURE),
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, Task::default())),
        init: Some(|vm, o, args| init_args(vm, o, args).map(drop)),
        repr: Some(repr),
        del: Some(finalize),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: GETTERS,
    extra: Some(super::legacy_queries),
    ..TypeSpec::BASE
};
/// `asyncio.Task`
pub static TASK: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Task>(false));
