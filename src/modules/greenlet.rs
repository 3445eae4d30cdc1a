//! `greenlet`: coroutines with native stacks of their own, as the extension of that name has them. What changes stacks is in
//! `vm/fiber.rs`; here is who runs when: the tree of parents, values and exceptions that go from one to the other.
//!
//! A thread's main greenlet is its own stack. It resumes all others: when one of them switches to another, it stops with the
//! target noted, and the main stack resumes that.
#![allow(unsafe_code)]

use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::heap::{GilCell, LayoutOps, Payload, Visit};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::Trace;
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, ModuleSpec, TypeSpec, function, getter, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::Dict;
use crate::types::exception::{self, is_exception, is_exception_class};
use crate::types::object::DICT_GETTER;
use crate::types::{int, str_, tuple};
use crate::vm::fiber::{Fiber, State};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::{Cell, RefCell};

/// Where a greenlet stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Life {
    /// Not started.
    New,
    /// Started and not ended: it runs, or has switched to another one.
    Started,
    /// Ended.
    Dead,
}

/// The native state of a greenlet.
struct Greenlet {
    life: Cell<Life>,
    parent: RefCell<Option<Obj>>,
    /// What is called at the start, if it was given.
    run: RefCell<Option<Obj>>,
    /// The serial number of the thread.
    thread: u64,
    is_main: bool,
    fiber: Fiber,
    state: State,
}

// SAFETY: parent, run and the context are visited. What suspended frames hold counts as held from outside, as the frames of
// threads do.
unsafe impl Payload for Greenlet {
    fn static_type() -> &'static StaticType {
        &GREENLET
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.parent.trace(visit);
        self.run.trace(visit);
        self.state.context().trace(visit);
    }
    fn clear(&self) {
        drop(self.run.take());
    }
}

/// A suspended greenlet that nobody can switch to any more is told to leave.
fn finalize(vm: &Vm, o: &Obj) {
    let g = of(o);
    if g.life.get() != Life::Started || g.is_main || g.thread != vm.serial {
        return;
    }
    let pending = vm.save_raised();
    let told = current(vm).and_then(|me| {
        // Its end leads back here.
        let parent = g.parent.replace(Some(me));
        drop(parent);
        let exit = api::call(vm, &class(&EXIT), &[])?;
        switch(vm, o, Message::Raise(exit))
    });
    if told.is_err() {
        vm.write_unraisable("Exception ignored in", Some(o));
    }
    vm.restore_raised(pending);
}

/// What goes from one greenlet to another.
enum Message {
    /// The arguments of `switch`: a tuple, and a dict or None.
    Call(Obj, Obj),
    /// What a greenlet returned.
    Value(Obj),
    /// An exception to be raised.
    Raise(Obj),
}

impl Message {
    fn value(self, vm: &Vm) -> PyResult<Obj> {
        match self {
            Message::Call(args, keywords) => {
                let given = keywords.downcast::<Dict>().is_some_and(|d| !d.is_empty());
                Ok(match (tuple::items(&args), given) {
                    ([one], false) => one.clone(),
                    (_, false) => args,
                    ([], true) => keywords,
                    (_, true) => tuple::from_vec(vec![args, keywords]),
                })
            }
            Message::Value(v) => Ok(v),
            Message::Raise(e) => Err(vm.raise(e)),
        }
    }
}

/// What a thread knows of its greenlets; kept among the thread's local objects.
#[derive(Default)]
struct Hub {
    main: RefCell<Option<Obj>>,
    current: RefCell<Option<Obj>>,
    /// Who runs next, and what goes there.
    target: RefCell<Option<Obj>>,
    message: RefCell<Option<Message>>,
    /// Who was left last, and whether with an exception: for the trace function.
    origin: RefCell<Option<(Obj, bool)>>,
    trace: RefCell<Option<Obj>>,
}

// SAFETY: the lasting references are visited; the others are there only during a switch.
unsafe impl Payload for Hub {
    fn static_type() -> &'static StaticType {
        &HUB
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.main.trace(visit);
        self.current.trace(visit);
        self.trace.trace(visit);
    }
}

/// The key of the hub in `Vm::locals`: no object has this serial number.
const HUB_KEY: u64 = 0;

fn hub(vm: &Vm) -> PyResult<Obj> {
    if let Some(h) = vm.locals.borrow().get(&HUB_KEY) {
        return Ok(h.0.clone());
    }
    let made = Ref::new(Hub::default()).into_obj();
    let main = new_instance(vm, &GREENLET.obj(), fresh(vm, Life::Started, true))?;
    let h = hub_of(&made);
    *h.current.borrow_mut() = Some(main.clone());
    *h.main.borrow_mut() = Some(main);
    vm.locals.borrow_mut().insert(HUB_KEY, (made.clone(), Obj::NONE));
    Ok(made)
}

fn hub_of(o: &Obj) -> &Hub {
    o.downcast::<Hub>().expect("kept under the hub's key")
}

fn fresh(vm: &Vm, life: Life, is_main: bool) -> Greenlet {
    Greenlet {
        life: Cell::new(life),
        parent: RefCell::default(),
        run: RefCell::default(),
        thread: vm.serial,
        is_main,
        fiber: Fiber::default(),
        state: State::new(),
    }
}

fn of(o: &Obj) -> &Greenlet {
    o.downcast::<Greenlet>().expect("the receiver is a greenlet")
}

/// The greenlet that runs.
fn current(vm: &Vm) -> PyResult<Obj> {
    let hub = hub(vm)?;
    Ok(hub_of(&hub).current.borrow().clone().expect("a thread always has a current greenlet"))
}

static EXIT: GilCell<Obj> = GilCell::new(Obj::NONE);
static ERROR: GilCell<Obj> = GilCell::new(Obj::NONE);

fn class(which: &GilCell<Obj>) -> Obj {
    // SAFETY: GIL held; the handle is copied.
    unsafe { (*which.get()).clone() }
}

fn error(vm: &Vm, message: String) -> Raised {
    match api::call(vm, &class(&ERROR), &[str_::from_string(message)]) {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

fn is_exit(vm: &Vm, e: &Obj) -> PyResult<bool> {
    api::isinstance(vm, e, &class(&EXIT))
}

// --- switching

/// Leaves the current greenlet for another one; what comes back.
fn switch(vm: &Vm, target: &Obj, message: Message) -> PyResult<Obj> {
    let (mut target, mut message) = (target.clone(), message);
    if of(&target).thread != vm.serial {
        while let Some(parent) = { of(&target).parent.borrow().clone() } {
            target = parent;
        }
        let (me, other) = (repr(vm, &current(vm)?)?, repr(vm, &target)?);
        return Err(error(
            vm,
            format!(
                "Cannot switch to a different thread\n\tCurrent:  {}\n\tExpected: {}",
                str_::display(&me),
                str_::display(&other)
            ),
        ));
    }
    // What is sent to the dead goes to their parents; an exception kills who has not begun.
    loop {
        let g = of(&target);
        if g.life.get() == Life::New && matches!(message, Message::Raise(_)) {
            g.life.set(Life::Dead);
        }
        if g.life.get() != Life::Dead {
            break;
        }
        message = returned(vm, message)?;
        let parent = g.parent.borrow().clone();
        target = parent.expect("a greenlet without a parent is a main one, which does not end");
    }
    let me = current(vm)?;
    if target.is(&me) {
        return message.value(vm);
    }
    if of(&target).life.get() == Life::New {
        start(vm, &target)?;
    }
    let mine: *const Greenlet = of(&me);
    depart(vm, me, target, message)?;
    // SAFETY: who is suspended is not held by its own stack, or it would never be dropped; but it is resumed before it is
    // destroyed, and held while it runs.
    unsafe {
        (*mine).state.exchange(vm);
        if (*mine).is_main {
            run_others(vm)
        } else {
            (*mine).fiber.suspend()
        }
        (*mine).state.exchange(vm);
    }
    arrive(vm)?.value(vm)
}

/// Says who goes on after `me`, and with what.
fn depart(vm: &Vm, me: Obj, target: Obj, message: Message) -> PyResult<()> {
    let hub = hub(vm)?;
    let hub = hub_of(&hub);
    let raises = matches!(message, Message::Raise(_));
    *hub.origin.borrow_mut() = Some((me, raises));
    *hub.message.borrow_mut() = Some(message);
    *hub.target.borrow_mut() = Some(target);
    Ok(())
}

/// On the main stack, where nothing of Python may run: resumes whoever is the target, until that is the main greenlet.
fn run_others(vm: &Vm) {
    let Ok(hub) = hub(vm) else { return };
    let hub = hub_of(&hub);
    while let Some(target) = hub.target.take() {
        let fiber = (!of(&target).is_main).then(|| &raw const of(&target).fiber);
        // The one before is held as the origin too: nothing is destroyed here.
        drop(hub.current.replace(Some(target)));
        match fiber {
            // SAFETY: the current greenlet is held.
            Some(fiber) => unsafe { (*fiber).resume() },
            None => return,
        }
    }
}

/// The current greenlet begins or goes on: the trace function hears of it; what was sent.
fn arrive(vm: &Vm) -> PyResult<Message> {
    let hub = hub(vm)?;
    let hub = hub_of(&hub);
    // First of all: dropping the origin, or the trace function, may switch again.
    let message = hub.message.take().expect("who switches leaves a message");
    let (origin, raises) = hub.origin.take().expect("who switches says so");
    let trace = hub.trace.borrow().clone();
    if let Some(trace) = trace {
        let event = intern(if raises { "throw" } else { "switch" });
        let told = api::call(vm, &trace, &[event, tuple::from_vec(vec![origin, current(vm)?])]);
        if let Err(r) = told {
            drop(hub.trace.take());
            return Err(r);
        }
    }
    Ok(message)
}

/// Gives a greenlet its stack, where it will call what it runs and then go to its parent.
fn start(vm: &Vm, o: &Obj) -> PyResult<()> {
    let run = api::getattr(vm, o, &intern("run"))?;
    let g = of(o);
    if g.life.get() != Life::New {
        // Reading the attribute has started it.
        return Ok(());
    }
    drop(g.run.take());
    let me = o.value();
    let body = move || {
        let vm = crate::vm::current();
        // SAFETY: the current greenlet is held by the hub.
        let state = unsafe { &(*std::ptr::from_ref(of(Obj::from_ref(&me)))).state };
        state.exchange(vm);
        let end = live(vm, &run);
        drop(run);
        finish(vm, end);
        state.exchange(vm);
    };
    if g.fiber.prepare(&g.state, body).is_err() {
        return Err(vm.memory_error());
    }
    g.life.set(Life::Started);
    Ok(())
}

/// The whole life of a greenlet, on its own stack.
fn live(vm: &Vm, run: &Obj) -> PyResult<Obj> {
    match arrive(vm)? {
        Message::Call(args, keywords) => {
            let pairs = keywords.downcast::<Dict>().map_or_else(Vec::new, |d| d.items());
            let names = tuple::new_ref(pairs.iter().map(|(k, _)| k.clone()).collect());
            let mut all = tuple::items(&args).to_vec();
            all.extend(pairs.into_iter().map(|(_, v)| v));
            api::call_args(vm, run, CallArgs::new(&all, Some(&*names).filter(|n| !n.is_empty())))
        }
        Message::Value(v) => api::call(vm, run, &[v]),
        Message::Raise(e) => Err(vm.raise(e)),
    }
}

/// What the parent gets of what an ended greenlet leaves: leaving on request is no error.
fn returned(vm: &Vm, message: Message) -> PyResult<Message> {
    match message {
        Message::Raise(e) if is_exit(vm, &e)? => Ok(Message::Value(e)),
        other => Ok(other),
    }
}

/// The end of the current greenlet: its result goes to the first parent that lives.
fn finish(vm: &Vm, end: PyResult<Obj>) {
    let taken = |vm: &Vm| Message::Raise(vm.save_raised().expect("an error is an exception"));
    let mut message = end.map_or_else(|_| taken(vm), Message::Value);
    let me = current(vm).expect("there is a hub: it has started this");
    of(&me).life.set(Life::Dead);
    drop(vm.context.take());
    let mut target = me.clone();
    loop {
        message = returned(vm, message).unwrap_or_else(|_| taken(vm));
        let parent = of(&target).parent.borrow().clone();
        target = parent.expect("a greenlet without a parent is a main one, which does not end");
        match of(&target).life.get() {
            Life::Started => break,
            Life::Dead => {}
            Life::New if matches!(message, Message::Raise(_)) => of(&target).life.set(Life::Dead),
            Life::New => match start(vm, &target) {
                Ok(()) => break,
                Err(_) => {
                    of(&target).life.set(Life::Dead);
                    message = taken(vm);
                }
            },
        }
    }
    let departed = depart(vm, me, target, message);
    debug_assert!(departed.is_ok(), "there is a hub");
}

// --- Python's view

fn py_switch(vm: &Vm, a: Args) -> PyResult<Obj> {
    let args = tuple::from_slice(a.rest(1));
    switch(vm, &a[0], Message::Call(args, a.opt(2).cloned().unwrap_or(Obj::NONE)))
}

fn py_throw(vm: &Vm, a: Args) -> PyResult<Obj> {
    let exit = class(&EXIT);
    let typ = a.opt(1).unwrap_or(&exit);
    let value = a.opt_not_none(2);
    let e = if is_exception_class(typ) {
        match value {
            Some(v) if api::isinstance(vm, v, typ)? => v.clone(),
            Some(v) if v.is_instance::<tuple::Tuple>() => api::call(vm, typ, tuple::items(v))?,
            Some(v) => api::call(vm, typ, std::slice::from_ref(v))?,
            None => api::call(vm, typ, &[])?,
        }
    } else if is_exception(typ) {
        if value.is_some() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        typ.clone()
    } else {
        return Err(
            vm.type_error(format!("exceptions must be classes, or instances, not {}", typ.ty().name()))
        );
    };
    if let Some(tb) = a.opt_not_none(3) {
        if !tb.is_instance::<crate::types::traceback::Traceback>() {
            return Err(vm.type_error("throw() third argument must be a traceback object"));
        }
        exception::set_traceback(&e, Some(tb.clone()));
    }
    switch(vm, &a[0], Message::Raise(e))
}

fn not_a_greenlet(vm: &Vm, o: &Obj) -> Raised {
    vm.type_error(format!("GreenletChecker: Expected any type of greenlet, not {}", o.ty().name()))
}

fn set_parent(vm: &Vm, o: &Obj, parent: Option<&Obj>) -> PyResult<()> {
    let Some(parent) = parent else { return Err(vm.attribute_error("can't delete attribute")) };
    if !parent.is_instance::<Greenlet>() {
        return Err(not_a_greenlet(vm, parent));
    }
    let g = of(o);
    if g.is_main {
        return Err(vm.attribute_error("cannot set the parent of a main greenlet"));
    }
    let mut above = Some(parent.clone());
    while let Some(p) = above {
        if p.is(o) {
            return Err(vm.value_error("cyclic parent chain"));
        }
        above = of(&p).parent.borrow().clone();
    }
    if of(parent).thread != g.thread && g.life.get() == Life::Started {
        return Err(vm.value_error("parent cannot be on a different thread"));
    }
    drop(g.parent.replace(Some(parent.clone())));
    Ok(())
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let n = args.all().len();
    if n > 2 {
        return Err(vm.type_error(format!("green() takes at most 2 arguments ({n} given)")));
    }
    let [run, parent] = args.bind(vm, "green", ["run", "parent"])?;
    if let Some(run) = run.filter(|r| !r.is_none()) {
        set_run(vm, o, Some(run))?;
    }
    match parent.filter(|p| !p.is_none()) {
        Some(p) => set_parent(vm, o, Some(p)),
        None => Ok(()),
    }
}

fn set_run(vm: &Vm, o: &Obj, run: Option<&Obj>) -> PyResult<()> {
    let g = of(o);
    if g.is_main || g.life.get() != Life::New {
        return Err(vm.attribute_error("run cannot be set after the start of the greenlet"));
    }
    let Some(run) = run else {
        return match g.run.take() {
            Some(_) => Ok(()),
            None => Err(vm.attribute_error("run")),
        };
    };
    drop(g.run.replace(Some(run.clone())));
    Ok(())
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let g = of(o);
    let name = o.ty().name();
    let here = g.thread == vm.serial && current(vm)?.is(o);
    let life = match g.life.get() {
        Life::New => " pending",
        Life::Dead => " dead",
        Life::Started if here => " current active started",
        Life::Started => " suspended active started",
    };
    // What names the thread's part of it; there is none before the start.
    let id = match g.life.get() {
        Life::New => "0x(nil)".to_owned(),
        _ => format!("{:#x}", &raw const g.state as usize),
    };
    let main = if g.is_main { " main" } else { "" };
    let address = o.value().bits();
    Ok(str_::from_string(format!("<{name} object at {address:#x} (otid={id}){life}{main}>")))
}

fn frame(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let g = of(o);
    if g.life.get() != Life::Started || g.thread == vm.serial && current(vm)?.is(o) {
        return Ok(Obj::NONE);
    }
    let f = g.state.frame();
    Ok(if f.is_null() { Obj::NONE } else { crate::types::frame::object_for(f) })
}

fn context(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let g = of(o);
    let kept = if g.thread == vm.serial && current(vm)?.is(o) { &vm.context } else { g.state.context() };
    Ok(kept.borrow().clone().unwrap_or(Obj::NONE))
}

fn set_context(vm: &Vm, o: &Obj, context: Option<&Obj>) -> PyResult<()> {
    let Some(context) = context else { return Err(vm.attribute_error("can't delete context attribute")) };
    if !context.is_none() && !context.is_exact_type(&super::_contextvars::CONTEXT) {
        return Err(vm.type_error("greenlet context must be a contextvars.Context or None"));
    }
    let g = of(o);
    let kept = if g.thread == vm.serial && current(vm)?.is(o) { &vm.context } else { g.state.context() };
    let old = kept.replace(Some(context.clone()).filter(|c| !c.is_none()));
    drop(old);
    Ok(())
}

fn is_active(o: &Obj) -> bool {
    of(o).life.get() == Life::Started
}

const GETTERS: &[GetterDef] = &[
    property(
        "parent",
        "Where its result goes, and what is sent to it when it is dead.",
        |_, o| Ok(of(o).parent.borrow().clone().unwrap_or(Obj::NONE)),
        set_parent,
    ),
    property(
        "run",
        "What it calls when it starts.",
        |vm, o| of(o).run.borrow().clone().ok_or_else(|| vm.attribute_error("run")),
        set_run,
    ),
    DICT_GETTER,
    getter("dead", "Whether it has ended.", |_, o| Ok(Obj::from_bool(of(o).life.get() == Life::Dead))),
    getter("gr_frame", "The frame in which it is suspended.", frame),
    property("gr_context", "The context its code runs in.", context, set_context),
];

static SPEC: TypeSpec = TypeSpec {
    name: "greenlet",
    module: "greenlet",
    doc: "greenlet(run=None, parent=None): a coroutine that switches wherever it stands.",
    signature: "(run=None, parent=None)",
    flags: type_flag::BASE | type_flag::WEAKREF | type_flag::DICT,
    slots: Slots {
        new: Some(|vm, cls, _| {
            let o = new_instance(vm, cls, fresh(vm, Life::New, false))?;
            let me = current(vm)?;
            *of(&o).parent.borrow_mut() = Some(me);
            Ok(o)
        }),
        init: Some(init),
        repr: Some(repr),
        del: Some(finalize),
        bool_: Some(|_, o| Ok(is_active(o))),
        ..Slots::NONE
    },
    methods: &[
        method(
            "switch",
            "($self, /, *args, **kwargs)",
            "Goes there; returns when somebody switches back. The arguments start it, or are what its own switch() returns.",
            py_switch,
        ),
        method(
            "throw",
            "($self, typ=GreenletExit, val=None, tb=None, /)",
            "Goes there and raises an exception where it stands.",
            py_throw,
        ),
    ],
    getters: GETTERS,
    ..TypeSpec::BASE
};

static GREENLET: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Greenlet>(false));

static HUB_SPEC: TypeSpec = TypeSpec { name: "_Hub", module: "greenlet", ..TypeSpec::FINAL };
static HUB: StaticType = StaticType::new(&HUB_SPEC, LayoutOps::of::<Hub>(false));

fn set_trace(vm: &Vm, a: Args) -> PyResult<Obj> {
    let hub = hub(vm)?;
    let old = hub_of(&hub).trace.replace(Some(a[0].clone()).filter(|f| !f.is_none()));
    Ok(old.unwrap_or(Obj::NONE))
}

/// `greenlet`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "greenlet",
    doc: "Coroutines with stacks of their own.",
    types: &[&GREENLET],
    hidden_types: &[&HUB],
    functions: &[
        function("getcurrent", "()", "The greenlet that runs.", |vm, _| current(vm)),
        function(
            "settrace",
            "(callback, /)",
            "Has a function called at each switch; the one before.",
            set_trace,
        ),
        function("gettrace", "()", "The function that is called at each switch.", |vm, _| {
            let hub = hub(vm)?;
            let trace = hub_of(&hub).trace.borrow().clone();
            Ok(trace.unwrap_or(Obj::NONE))
        }),
    ],
    init: Some(|vm, m| {
        let exit = api::new_class(vm, "greenlet", "GreenletExit", &[exception::BASE_EXCEPTION.obj()])?;
        let error = api::new_class(vm, "greenlet", "error", &[exception::EXCEPTION.obj()])?;
        for (place, class) in [(&EXIT, &exit), (&ERROR, &error)] {
            // SAFETY: GIL held; nothing is dropped but None or an older class.
            let old = unsafe { std::mem::replace(&mut *place.get(), class.clone()) };
            drop(old);
        }
        let put = |name: &str, o: Obj| api::setattr(vm, m, &intern(name), &o);
        put("GreenletExit", exit.clone())?;
        put("error", error.clone())?;
        put("__version__", str_::from_str("3.5.0"))?;
        for flag in ["GREENLET_USE_GC", "GREENLET_USE_TRACING", "GREENLET_USE_CONTEXT_VARS"] {
            put(flag, Obj::TRUE)?;
        }
        put("CLOCKS_PER_SEC", int::from_i64(1_000_000))?;
        let on_class = GREENLET.get();
        on_class.dict().insert_str(intern("GreenletExit"), exit);
        on_class.dict().insert_str(intern("error"), error);
        for name in ["getcurrent", "settrace", "gettrace"] {
            let f = api::getattr(vm, m, &intern(name))?;
            on_class.dict().insert_str(intern(name), f);
        }
        Ok(())
    }),
};
