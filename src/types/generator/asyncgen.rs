//! Asynchronous generators (PEP 525): `asend`, `athrow`, `aclose` and their awaitables; hooks of the event loop; the
//! "never awaited" warning of coroutines.
#![allow(unsafe_code)]

use super::{COROUTINE, Generator, NAME, QUALNAME, Sent, State, of, send, throw};
use crate::modules::_warnings::warn_about;
use crate::object::args::{Args, CallArgs};
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, getter, iter_self, member, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{exception, generic_alias, int, str_, tuple};
use crate::vm::frame::Frame;
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::{Cell, RefCell};

/// What an asynchronous generator has beyond a generator.
#[derive(Default)]
pub(super) struct AsyncState {
    hooks_done: Cell<bool>,
    closed: Cell<bool>,
    running: Cell<bool>,
    finalizer: RefCell<Option<Obj>>,
}

impl AsyncState {
    pub(super) fn traverse(&self, visit: &mut Visit) {
        if let Some(o) = &*self.finalizer.borrow() {
            visit(o.value());
        }
    }
}

/// A value yielded by an asynchronous generator (as opposed to what it awaits).
pub struct Wrapped {
    value: Obj,
}

// SAFETY: the value is visited.
unsafe impl Payload for Wrapped {
    fn static_type() -> &'static StaticType {
        &ASYNC_GENERATOR_WRAPPED
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.value.value());
    }
}

static WRAPPED_SPEC: TypeSpec =
    TypeSpec { name: "async_generator_wrapped_value", flags: type_flag::NO_NEW, ..TypeSpec::FINAL };
pub(super) static ASYNC_GENERATOR_WRAPPED: StaticType =
    StaticType::new(&WRAPPED_SPEC, LayoutOps::of::<Wrapped>(false));

/// The value itself.
pub fn unwrap_async(value: Obj) -> Obj {
    match value.downcast_exact::<Wrapped>() {
        Some(w) => w.value.clone(),
        None => value,
    }
}

/// Marks a value as yielded.
pub fn wrap_async(value: Obj) -> Obj {
    Ref::new(Wrapped { value }).into_obj()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Init,
    Iter,
    Closed,
}

/// The awaitable of `asend()` and `__anext__()`.
pub struct ASend {
    generator: Obj,
    value: Obj,
    stage: Cell<Stage>,
}

// SAFETY: both references are visited.
unsafe impl Payload for ASend {
    fn static_type() -> &'static StaticType {
        &ASYNC_GENERATOR_ASEND
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.generator.value());
        visit(self.value.value());
    }
}

/// The awaitable of `athrow()` and `aclose()`; `exc` is empty for `aclose`.
pub struct AThrow {
    generator: Obj,
    exc: Option<Vec<Obj>>,
    stage: Cell<Stage>,
}

// SAFETY: all references are visited.
unsafe impl Payload for AThrow {
    fn static_type() -> &'static StaticType {
        &ASYNC_GENERATOR_ATHROW
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.generator.value());
        for o in self.exc.iter().flatten() {
            visit(o.value());
        }
    }
}

/// Whether GeneratorExit is thrown into the object instead of closing it.
pub(super) fn is_async_helper(o: &Obj) -> bool {
    o.is_exact::<ASend>() || o.is_exact::<AThrow>()
}

/// First use of a generator: tell the event loop's hook.
fn init_hooks(vm: &Vm, o: &Obj) -> PyResult<()> {
    let s = &of(o).async_state;
    if s.hooks_done.replace(true) {
        return Ok(());
    }
    let (first, finalizer) = vm.asyncgen_hooks.borrow().clone();
    *s.finalizer.borrow_mut() = finalizer;
    match first {
        Some(f) => api::call(vm, &f, std::slice::from_ref(o)).map(drop),
        None => Ok(()),
    }
}

/// The loop's finalizer hook takes a generator that dies suspended. True: it was called.
pub(super) fn finalize(vm: &Vm, o: &Obj) -> bool {
    let g = of(o);
    let hook = g.async_state.finalizer.borrow().clone();
    match hook {
        Some(f) if g.state() == State::Suspended && !g.async_state.closed.get() => {
            let pending = vm.save_raised();
            if api::call(vm, &f, std::slice::from_ref(o)).is_err() {
                vm.write_unraisable("Exception ignored in", Some(o));
            }
            vm.restore_raised(pending);
            true
        }
        _ => false,
    }
}

fn new_asend(vm: &Vm, g: &Obj, value: Obj) -> PyResult<Obj> {
    init_hooks(vm, g)?;
    Ok(Ref::new(ASend { generator: g.clone(), value, stage: Cell::new(Stage::Init) }).into_obj())
}

fn new_athrow(vm: &Vm, g: &Obj, exc: Option<Vec<Obj>>) -> PyResult<Obj> {
    init_hooks(vm, g)?;
    Ok(Ref::new(AThrow { generator: g.clone(), exc, stage: Cell::new(Stage::Init) }).into_obj())
}

/// The awaitable for the next value of an asynchronous iterator.
pub fn get_anext(vm: &Vm, it: &Obj) -> PyResult<Obj> {
    if it.is_exact_type(&ASYNC_GENERATOR) {
        return new_asend(vm, it, Obj::NONE);
    }
    let Some(f) = it.ty().slots().anext else {
        return Err(vm.type_error(format!(
            "'async for' requires an iterator with __anext__ method, got {}",
            it.ty().name()
        )));
    };
    let awaitable = f(vm, it)?;
    match super::get_awaitable(vm, &awaitable, 0) {
        Ok(v) => Ok(v),
        Err(r) => {
            let cause = vm.take_raised(r);
            let r = vm.type_error(format!(
                "'async for' received an invalid object from __anext__: {}",
                awaitable.ty().name()
            ));
            if let Some(e) = vm.peek_raised() {
                exception::set_cause_and_context(&e, cause);
            }
            Err(r)
        }
    }
}

/// What a resumed asynchronous generator gave, as its awaitable reports it.
fn unwrap(vm: &Vm, g: &Generator, r: PyResult<Sent>) -> PyResult<Obj> {
    let s = &g.async_state;
    match r {
        Ok(Sent::Yielded(v)) => match v.downcast_exact::<Wrapped>() {
            Some(w) => {
                s.running.set(false);
                Err(vm.error_args(&exception::STOP_ITERATION, vec![w.value.clone()]))
            }
            None => Ok(v),
        },
        Ok(Sent::Returned(_)) => {
            s.running.set(false);
            s.closed.set(true);
            Err(vm.error_args(&exception::STOP_ASYNC_ITERATION, vec![]))
        }
        Err(r) => {
            if vm.raised_matches(&exception::STOP_ASYNC_ITERATION)
                || vm.raised_matches(&exception::GENERATOR_EXIT)
            {
                s.closed.set(true);
            }
            s.running.set(false);
            Err(r)
        }
    }
}

fn asend(o: &Obj) -> &ASend {
    o.downcast::<ASend>().expect("the receiver is an asend awaitable")
}

fn asend_send(vm: &Vm, o: &Obj, arg: &Obj) -> PyResult<Obj> {
    let a = asend(o);
    let g = of(&a.generator);
    let mut arg = arg.clone();
    match a.stage.get() {
        Stage::Closed => return Err(vm.runtime_error("cannot reuse already awaited __anext__()/asend()")),
        Stage::Init => {
            if g.async_state.running.get() {
                a.stage.set(Stage::Closed);
                return Err(vm.runtime_error("anext(): asynchronous generator is already running"));
            }
            if arg.is_none() {
                arg = a.value.clone();
            }
            a.stage.set(Stage::Iter);
        }
        Stage::Iter => {}
    }
    g.async_state.running.set(true);
    let r = send(vm, &a.generator, &arg);
    let r = unwrap(vm, g, r);
    if r.is_err() {
        a.stage.set(Stage::Closed);
    }
    r
}

fn asend_throw(vm: &Vm, o: &Obj, args: Args) -> PyResult<Obj> {
    let a = asend(o);
    let g = of(&a.generator);
    match a.stage.get() {
        Stage::Closed => return Err(vm.runtime_error("cannot reuse already awaited __anext__()/asend()")),
        Stage::Init => {
            if g.async_state.running.get() {
                a.stage.set(Stage::Closed);
                return Err(vm.runtime_error("anext(): asynchronous generator is already running"));
            }
            a.stage.set(Stage::Iter);
            g.async_state.running.set(true);
        }
        Stage::Iter => {}
    }
    let exc = super::thrown(vm, args)?;
    let r = throw(vm, &a.generator, exc);
    let r = unwrap(vm, g, r);
    if r.is_err() {
        a.stage.set(Stage::Closed);
    }
    r
}

fn athrow(o: &Obj) -> &AThrow {
    o.downcast::<AThrow>().expect("the receiver is an athrow awaitable")
}

fn ignored_exit(vm: &Vm, a: &AThrow, g: &Generator) -> Raised {
    g.async_state.running.set(false);
    a.stage.set(Stage::Closed);
    vm.runtime_error("async generator ignored GeneratorExit")
}

fn athrow_error(vm: &Vm, a: &AThrow, g: &Generator, r: Raised) -> Raised {
    g.async_state.running.set(false);
    a.stage.set(Stage::Closed);
    if a.exc.is_none()
        && (vm.raised_matches(&exception::STOP_ASYNC_ITERATION)
            || vm.raised_matches(&exception::GENERATOR_EXIT))
    {
        drop(vm.take_raised(r));
        return vm.raise_stop_iteration();
    }
    r
}

/// The result of driving an `aclose()`.
fn closing(vm: &Vm, a: &AThrow, g: &Generator, r: PyResult<Sent>) -> PyResult<Obj> {
    match r {
        Ok(Sent::Yielded(v)) if v.is_exact::<Wrapped>() => Err(ignored_exit(vm, a, g)),
        Ok(Sent::Yielded(v)) => Ok(v),
        Ok(Sent::Returned(_)) => {
            let r = vm.error_args(&exception::STOP_ASYNC_ITERATION, vec![]);
            Err(athrow_error(vm, a, g, r))
        }
        Err(r) => Err(athrow_error(vm, a, g, r)),
    }
}

fn throwing(vm: &Vm, a: &AThrow, g: &Generator, r: PyResult<Sent>) -> PyResult<Obj> {
    unwrap(vm, g, r).map_err(|r| athrow_error(vm, a, g, r))
}

fn athrow_send(vm: &Vm, o: &Obj, arg: &Obj) -> PyResult<Obj> {
    let a = athrow(o);
    let g = of(&a.generator);
    let what = if a.exc.is_some() { "athrow" } else { "aclose" };
    match a.stage.get() {
        Stage::Closed => Err(vm.runtime_error("cannot reuse already awaited aclose()/athrow()")),
        _ if g.state() == State::Finished => {
            a.stage.set(Stage::Closed);
            Err(vm.raise_stop_iteration())
        }
        Stage::Init => {
            if g.async_state.running.get() {
                a.stage.set(Stage::Closed);
                return Err(vm.runtime_error(format!("{what}(): asynchronous generator is already running")));
            }
            if g.async_state.closed.get() {
                a.stage.set(Stage::Closed);
                return Err(vm.error_args(&exception::STOP_ASYNC_ITERATION, vec![]));
            }
            if !arg.is_none() {
                return Err(vm.runtime_error("can't send non-None value to a just-started coroutine"));
            }
            a.stage.set(Stage::Iter);
            g.async_state.running.set(true);
            match &a.exc {
                None => {
                    g.async_state.closed.set(true);
                    let exit = api::call(vm, &exception::GENERATOR_EXIT.obj(), &[])?;
                    let r = throw(vm, &a.generator, exit);
                    closing(vm, a, g, r)
                }
                Some(args) => {
                    let exc = exception_of(vm, args)?;
                    let r = throw(vm, &a.generator, exc);
                    throwing(vm, a, g, r)
                }
            }
        }
        Stage::Iter => {
            let r = send(vm, &a.generator, arg);
            if a.exc.is_none() { closing(vm, a, g, r) } else { throwing(vm, a, g, r) }
        }
    }
}

fn exception_of(vm: &Vm, args: &[Obj]) -> PyResult<Obj> {
    let args = CallArgs::positional(args).exactly(vm, "athrow", 1, 3)?;
    let part = |i: usize| args.get(i).filter(|o| !o.is_none());
    super::thrown_parts(vm, &args[0], part(1), part(2))
}

fn athrow_throw(vm: &Vm, o: &Obj, args: Args) -> PyResult<Obj> {
    let a = athrow(o);
    let g = of(&a.generator);
    match a.stage.get() {
        Stage::Closed => return Err(vm.runtime_error("cannot reuse already awaited aclose()/athrow()")),
        Stage::Init => {
            if g.async_state.running.get() {
                a.stage.set(Stage::Closed);
                let what = if a.exc.is_some() { "athrow" } else { "aclose" };
                return Err(vm.runtime_error(format!("{what}(): asynchronous generator is already running")));
            }
            a.stage.set(Stage::Iter);
            g.async_state.running.set(true);
        }
        Stage::Iter => {}
    }
    let exc = super::thrown(vm, args)?;
    let r = throw(vm, &a.generator, exc);
    if a.exc.is_none() { closing(vm, a, g, r) } else { throwing(vm, a, g, r) }
}

fn close_awaitable(vm: &Vm, a: Args, stage: &Cell<Stage>) -> PyResult<Obj> {
    if stage.get() == Stage::Closed {
        return Ok(Obj::NONE);
    }
    let exit = api::call(vm, &exception::GENERATOR_EXIT.obj(), &[])?;
    match api::call_method(vm, &a[0], crate::object::intern::name!(throw), &[exit]) {
        Ok(_) => Err(vm.runtime_error("coroutine ignored GeneratorExit")),
        Err(r) => {
            let quiet =
                [&exception::STOP_ITERATION, &exception::STOP_ASYNC_ITERATION, &exception::GENERATOR_EXIT];
            if quiet.into_iter().any(|e| vm.raised_matches(e)) {
                drop(vm.take_raised(r));
                Ok(Obj::NONE)
            } else {
                Err(r)
            }
        }
    }
}

static ASEND_SPEC: TypeSpec = TypeSpec {
    name: "async_generator_asend",
    flags: type_flag::NO_NEW,
    slots: Slots {
        iter: Some(iter_self),
        await_: Some(iter_self),
        next: Some(|vm, o| asend_send(vm, o, &Obj::NONE).map(Some)),
        del: Some(|vm, o| {
            let a = asend(o);
            warn_method_never_awaited(vm, o, a.stage.get(), "asend", &a.generator);
        }),
        ..Slots::NONE
    },
    methods: &[
        method("send", "($self, object, /)", "", |vm, a| asend_send(vm, &a[0], &a[1])),
        method("throw", "~($self, typ, val=None, tb=None, /)", "", |vm, a| asend_throw(vm, &a[0], a)),
        method("close", "($self, /)", "", |vm, a| close_awaitable(vm, a, &asend(&a[0]).stage)),
    ],
    ..TypeSpec::FINAL
};
pub(super) static ASYNC_GENERATOR_ASEND: StaticType =
    StaticType::new(&ASEND_SPEC, LayoutOps::of::<ASend>(false));

static ATHROW_SPEC: TypeSpec = TypeSpec {
    name: "async_generator_athrow",
    flags: type_flag::NO_NEW,
    slots: Slots {
        iter: Some(iter_self),
        await_: Some(iter_self),
        next: Some(|vm, o| athrow_send(vm, o, &Obj::NONE).map(Some)),
        del: Some(|vm, o| {
            let a = athrow(o);
            let what = if a.exc.is_some() { "athrow" } else { "aclose" };
            warn_method_never_awaited(vm, o, a.stage.get(), what, &a.generator);
        }),
        ..Slots::NONE
    },
    methods: &[
        method("send", "($self, object, /)", "", |vm, a| athrow_send(vm, &a[0], &a[1])),
        method("throw", "~($self, typ, val=None, tb=None, /)", "", |vm, a| athrow_throw(vm, &a[0], a)),
        method("close", "($self, /)", "", |vm, a| close_awaitable(vm, a, &athrow(&a[0]).stage)),
    ],
    ..TypeSpec::FINAL
};
pub(super) static ASYNC_GENERATOR_ATHROW: StaticType =
    StaticType::new(&ATHROW_SPEC, LayoutOps::of::<AThrow>(false));

fn throw_args(vm: &Vm, a: Args) -> PyResult<Vec<Obj>> {
    let args = a.rest(1).to_vec();
    if args.len() > 1 {
        api::warn(
            vm,
            &exception::DEPRECATION_WARNING,
            "the (type, exc, tb) signature of athrow() is deprecated, use the single-arg signature instead.",
            1,
        )?;
    }
    Ok(args)
}

static ASYNC_GENERATOR_SPEC: TypeSpec = TypeSpec {
    name: "async_generator",
    flags: type_flag::WEAKREF | type_flag::NO_NEW,
    slots: Slots {
        aiter: Some(iter_self),
        anext: Some(|vm, o| new_asend(vm, o, Obj::NONE)),
        repr: Some(super::repr),
        del: Some(super::finalize),
        ..Slots::NONE
    },
    methods: &[
        method(
            "asend",
            "($self, object, /)",
            "Something to await: resumes with v as the value of yield, and gives the next\nitem.",
            |vm, a| new_asend(vm, &a[0], a[1].clone()),
        ),
        method(
            "athrow",
            "~($self, /, *args)",
            "Something to await: raises an exception where the generator stands, and gives\nthe next item.",
            |vm, a| {
                let args = throw_args(vm, a)?;
                new_athrow(vm, &a[0], Some(args))
            },
        ),
        method(
            "aclose",
            "($self, /)",
            "Something to await: ends the generator, whose `finally` blocks run.",
            |vm, a| new_athrow(vm, &a[0], None),
        ),
        super::SIZEOF,
        generic_alias::CLASS_GETITEM,
    ],
    getters: &[
        NAME,
        QUALNAME,
        getter("ag_await", "what the generator awaits now, or None", super::get_delegate),
        getter("ag_frame", "", super::get_frame),
        member("ag_running", "", |_, o| Ok(Obj::from_bool(of(o).async_state.running.get()))),
        getter("ag_code", "", super::get_code),
        getter("ag_suspended", "", super::get_suspended),
    ],
    ..TypeSpec::FINAL
};
/// `types.AsyncGeneratorType`
pub static ASYNC_GENERATOR: StaticType =
    StaticType::new(&ASYNC_GENERATOR_SPEC, LayoutOps::of::<Generator>(true));

/// `anext(it, default)`: an awaitable that gives the default instead of StopAsyncIteration.
pub struct AnextDefault {
    awaitable: Obj,
    default: Obj,
}

// SAFETY: both references are visited.
unsafe impl Payload for AnextDefault {
    fn static_type() -> &'static StaticType {
        &ANEXT_AWAITABLE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.awaitable.value());
        visit(self.default.value());
    }
}

/// See `AnextDefault`.
pub fn anext_with_default(_: &Vm, awaitable: &Obj, default: &Obj) -> PyResult<Obj> {
    Ok(Ref::new(AnextDefault { awaitable: awaitable.clone(), default: default.clone() }).into_obj())
}

/// Drives the inner awaitable by one of its methods.
fn anext_drive(vm: &Vm, o: &Obj, drive: impl FnOnce(&Obj) -> PyResult<Sent>) -> PyResult<Obj> {
    let a = o.downcast::<AnextDefault>().expect("the receiver is an anext awaitable");
    let it = super::get_awaitable(vm, &a.awaitable, 0)?;
    match drive(&it) {
        Ok(Sent::Yielded(v)) => Ok(v),
        Ok(Sent::Returned(v)) => Err(super::stop(vm, &v)),
        Err(r) if vm.raised_matches(&exception::STOP_ASYNC_ITERATION) => {
            drop(vm.take_raised(r));
            Err(super::stop(vm, &a.default))
        }
        Err(r) => Err(r),
    }
}

fn anext_method(vm: &Vm, a: Args, name: &str) -> PyResult<Obj> {
    let args: Vec<Obj> = (1..a.len()).filter_map(|i| a.opt(i).cloned()).collect();
    anext_drive(vm, &a[0], |it| api::call_method_str(vm, it, name, &args).map(Sent::Yielded))
}

static ANEXT_SPEC: TypeSpec = TypeSpec {
    name: "anext_awaitable",
    flags: type_flag::NO_NEW,
    slots: Slots {
        iter: Some(iter_self),
        await_: Some(iter_self),
        next: Some(|vm, o| anext_drive(vm, o, |it| super::send_slow(vm, it, &Obj::NONE)).map(Some)),
        ..Slots::NONE
    },
    methods: &[
        method("send", "($self, object, /)", "", |vm, a| anext_method(vm, a, "send")),
        method("throw", "~($self, typ, val=None, tb=None, /)", "", |vm, a| anext_method(vm, a, "throw")),
        method("close", "~($self, /)", "", |vm, a| anext_method(vm, a, "close")),
    ],
    ..TypeSpec::FINAL
};
pub(super) static ANEXT_AWAITABLE: StaticType =
    StaticType::new(&ANEXT_SPEC, LayoutOps::of::<AnextDefault>(false));

/// `cr_origin`: where the coroutine was made, as (file, line, function) from the innermost caller outwards.
pub(super) fn origin(vm: &Vm, f: *mut Frame) -> Obj {
    let mut out = Vec::new();
    // SAFETY: frames below are alive.
    unsafe {
        let mut p = (*f).prev;
        if p.is_null() {
            p = vm.frame.get();
        }
        for _ in 0..vm.origin_depth.get() {
            if p.is_null() {
                break;
            }
            let c = &*(*p).code;
            out.push(tuple::from_vec(vec![
                c.filename.clone(),
                int::from_i64(i64::from(c.line(Frame::lasti(p)))),
                c.name.clone(),
            ]));
            p = (*p).prev;
        }
    }
    tuple::from_vec(out)
}

/// RuntimeWarning "coroutine 'f' was never awaited".
pub(super) fn warn_never_awaited(vm: &Vm, o: &Obj) {
    debug_assert!(o.is_exact_type(&COROUTINE), "only coroutines are awaited");
    // At the end of the program nothing can be imported any more.
    let interp = crate::vm::interp();
    let module = if interp.finalizing.get() {
        Ok(interp.modules().get_str(crate::object::intern::name!(warnings)).unwrap_or(Obj::NONE))
    } else {
        api::import(vm, "warnings")
    };
    let warned = module.and_then(|w| {
        match api::getattr_opt(vm, &w, &crate::object::intern::intern("_warn_unawaited_coroutine"))? {
            Some(f) if !f.is_none() => api::call(vm, &f, std::slice::from_ref(o)).map(drop),
            _ => {
                let text =
                    format!("coroutine '{}' was never awaited", str_::display(&of(o).qualname.borrow()));
                api::warn(vm, &exception::RUNTIME_WARNING, &text, 1)
            }
        }
    });
    if warned.is_err() {
        vm.write_unraisable("Exception ignored in", Some(o));
    }
}

/// RuntimeWarning for an `asend()`, `athrow()` or `aclose()` that dies without having been started.
fn warn_method_never_awaited(vm: &Vm, o: &Obj, stage: Stage, method: &str, generator: &Obj) {
    if stage != Stage::Init || crate::vm::interp().finalizing.get() {
        return;
    }
    let pending = vm.save_raised();
    let text = format!(
        "coroutine method '{method}' of '{}' was never awaited",
        str_::display(&of(generator).qualname.borrow())
    );
    if warn_about(vm, &exception::RUNTIME_WARNING, &text, o).is_err() {
        vm.write_unraisable("Exception ignored in", Some(o));
    }
    vm.restore_raised(pending);
}
