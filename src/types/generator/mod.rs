//! Generators and coroutines: the object that contains a suspended frame, and what resumes it (`send`, `throw`,
//! `close`, `yield from`, `await`). Asynchronous generators' own protocol is in `asyncgen.rs`.
//! Semantics: PEP 255, 342, 380, 479, 492, 525.
#![allow(unsafe_code)]

mod asyncgen;

pub use asyncgen::{ASYNC_GENERATOR, anext_with_default, get_anext, unwrap_async, wrap_async};

use crate::bytecode::code::flags;
use crate::bytecode::op::Op;
use crate::object::args::Args;
use crate::object::heap::{self, LayoutOps, Object, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{
    GetterDef, MethodDef, TypeSpec, getter, iter_self, member, method, property, type_flag,
};
use crate::object::type_object::{StaticType, Type};
use crate::object::value::Value;
use crate::types::{exception, generic_alias, str_};
use crate::vm::frame::{self, Frame, Kind, Taker};
use crate::vm::thread::HandledExc;
use crate::vm::{PyResult, Raised, Vm, api, dispatch};
use std::cell::{Cell, RefCell};
use std::ptr;

/// Where a generator stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Not started.
    Created,
    /// Stopped at a yield.
    Suspended,
    /// Running, or waiting for another generator that it resumed.
    Running,
    /// Its frame is gone.
    Finished,
}

/// The native state of generators, coroutines and asynchronous generators. The frame follows it.
#[repr(C)]
pub struct Generator {
    state: Cell<State>,
    handled: HandledExc,
    code: Obj,
    name: RefCell<Obj>,
    qualname: RefCell<Obj>,
    frame_bytes: usize,
    /// `cr_origin`
    origin: RefCell<Option<Obj>>,
    async_state: asyncgen::AsyncState,
}

// SAFETY: the frame's references are visited while it is suspended; a running frame's count as external.
unsafe impl Payload for Generator {
    fn static_type() -> &'static StaticType {
        &GENERATOR
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.code.value());
        for o in [&self.name, &self.qualname] {
            visit(o.borrow().value());
        }
        if let Some(o) = &*self.origin.borrow() {
            visit(o.value());
        }
        self.async_state.traverse(visit);
        if matches!(self.state.get(), State::Created | State::Suspended) {
            let f = self.frame();
            // SAFETY: a suspended frame's slots and stack up to `sp` are initialised.
            unsafe {
                visit((*f).func);
                for v in [Frame::namespace(f), Frame::object(f)].into_iter().flatten() {
                    visit(v);
                }
                let mut p = Frame::slots(f);
                while p.cast::<Value>() < (*f).sp {
                    if let Some(v) = *p {
                        visit(v);
                    }
                    p = p.add(1);
                }
            }
            let exc = self.handled.exc.take();
            if let Some(e) = &exc {
                visit(e.value());
            }
            self.handled.exc.set(exc);
        }
    }
    fn clear(&self) {
        self.discard();
    }
    fn extra(&self) -> usize {
        self.frame_bytes
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        self.discard();
    }
}

/// What resuming gave.
pub enum Sent {
    /// A value; the generator is suspended.
    Yielded(Obj),
    /// The return value; the generator is finished.
    Returned(Obj),
}

impl Generator {
    /// The contained frame.
    #[inline(always)]
    pub fn frame(&self) -> *mut Frame {
        // SAFETY: the frame follows the body.
        unsafe { ptr::from_ref(self).add(1).cast::<Frame>().cast_mut() }
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        self.state.get()
    }

    /// Ends a generator that does not run, without running more of it.
    pub fn discard(&self) {
        if matches!(self.state.get(), State::Created | State::Suspended) {
            self.state.set(State::Finished);
            // SAFETY: not running; marked finished first.
            unsafe { frame::clear(self.frame()) };
            drop(self.handled.exc.take());
        }
    }

    /// Marks the generator running and puts the sent value (owned) on its stack; `None` if it can't be resumed so.
    #[inline]
    pub fn start_resume(&self, vm: &Vm, value: Value) -> Option<*mut Frame> {
        match self.state.get() {
            State::Suspended => {}
            State::Created if value.is_none() => {}
            _ => return None,
        }
        if vm.recursion_left.get() <= 0 {
            return None;
        }
        self.enter(vm);
        let f = self.frame();
        // SAFETY: the frame is suspended at a point that expects one value, and is not the end of its code.
        unsafe {
            if value.is_none() && *(*f).pc.add(1) == Op::PopTop as u32 && !vm.tracing.is_on() {
                // The usual `yield x` that drops what was sent: the instruction is done.
                (*f).pc = (*f).pc.add(1);
            } else {
                *(*f).sp = value;
                (*f).sp = (*f).sp.add(1);
            }
        }
        Some(f)
    }

    /// `start_resume` with None for `drain`.
    fn start_each(&self, vm: &Vm) -> Option<*mut Frame> {
        let f = self.start_resume(vm, Value::NONE)?;
        // SAFETY: the frame is marked running.
        unsafe { (*f).kind = Kind::Each };
        vm.recursion_left.set(vm.recursion_left.get() - 1);
        Some(f)
    }

    fn enter(&self, vm: &Vm) {
        self.state.set(State::Running);
        self.handled.previous.set(vm.handled.get());
        vm.handled.set(&raw const self.handled);
    }

    fn leave(&self, vm: &Vm) {
        vm.handled.set(self.handled.previous.get());
    }
}

/// The state of a generator, coroutine or async generator (none of them can have subclasses).
pub fn of(o: &Obj) -> &Generator {
    assert!(is_one(o) || o.is_exact_type(&ASYNC_GENERATOR), "the receiver is generator-like");
    // SAFETY: the objects of the three types have this body (see their `LayoutOps`).
    unsafe { &(*o.value().ptr().cast::<Object<Generator>>()).body }
}

/// Makes the object for a frame that just started, and moves the frame into it.
///
/// # Safety
/// `f` is the innermost call frame, at RETURN_GENERATOR; the caller pops its memory without clearing it.
pub unsafe fn from_frame(vm: &Vm, f: *mut Frame) -> PyResult<Obj> {
    // SAFETY: by contract; the copy takes over what the frame owned.
    unsafe {
        let code = &*(*f).code;
        let ty = if code.flags & flags::COROUTINE != 0 {
            &COROUTINE
        } else if code.flags & flags::ASYNC_GENERATOR != 0 {
            &ASYNC_GENERATOR
        } else {
            &GENERATOR
        };
        let function = crate::types::function::of(Obj::from_ref(&(*f).func));
        let total = size_of::<Object<Generator>>() + code.frame_size;
        let h = heap::try_allocate_object(ty.ptr(), total, true).map_err(|_| vm.memory_error())?;
        let body = &raw mut (*h.cast::<Object<Generator>>()).body;
        body.write(Generator {
            state: Cell::new(State::Created),
            handled: HandledExc { exc: Cell::new(None), previous: Cell::new(ptr::null()) },
            code: Frame::code_obj(f),
            name: RefCell::new(function.name.borrow().clone()),
            qualname: RefCell::new(function.qualname.borrow().clone()),
            frame_bytes: code.frame_size,
            origin: RefCell::new(None),
            async_state: asyncgen::AsyncState::default(),
        });
        let g = (*body).frame();
        ptr::copy_nonoverlapping(f.cast::<u8>(), g.cast::<u8>(), size_of::<Frame>() + code.nlocals * 8);
        (*g).prev = ptr::null_mut();
        Frame::set_generator(g, body);
        (*g).sp = Frame::stack_base(g);
        if Frame::object(g).is_some() {
            crate::types::frame::moved(g);
        }
        crate::object::gc::track(h);
        let o = Obj::from_owned(Value::from_ptr(h));
        if vm.origin_depth.get() > 0 && code.flags & flags::COROUTINE != 0 {
            *(*body).origin.borrow_mut() = Some(asyncgen::origin(vm, f));
        }
        Ok(o)
    }
}

/// A generator's frame yielded (it is already unlinked).
pub fn suspend(vm: &Vm, f: *mut Frame) {
    // SAFETY: the frame belongs to a live generator.
    let g = unsafe { &*Frame::generator(f) };
    g.state.set(State::Suspended);
    g.leave(vm);
}

/// A generator's frame returned or raised (it is already unlinked).
pub fn finish(vm: &Vm, f: *mut Frame) {
    // SAFETY: the frame belongs to a live generator.
    unsafe {
        let g = &*Frame::generator(f);
        g.state.set(State::Finished);
        g.leave(vm);
        let handled = g.handled.exc.take();
        frame::clear(f);
        drop(handled);
    }
}

/// PEP 479: a StopIteration that leaves a generator's frame becomes a RuntimeError.
pub fn convert_stop_iteration(vm: &Vm, f: *mut Frame) {
    // SAFETY: the frame belongs to a live generator.
    let code_flags = unsafe { (*(*f).code).flags };
    let is_async = code_flags & flags::ASYNC_GENERATOR != 0;
    let what = if is_async {
        "async generator"
    } else if code_flags & flags::COROUTINE != 0 {
        "coroutine"
    } else {
        "generator"
    };
    let name = if vm.raised_matches(&exception::STOP_ITERATION) {
        "StopIteration"
    } else if is_async && vm.raised_matches(&exception::STOP_ASYNC_ITERATION) {
        "StopAsyncIteration"
    } else {
        return;
    };
    let original = vm.save_raised().expect("checked above");
    let _ = vm.runtime_error(format!("{what} raised {name}"));
    if let Some(e) = vm.peek_raised() {
        exception::set_cause_and_context(&e, original);
    }
}

/// How messages call the object.
fn kind_name(o: &Obj) -> &'static str {
    if o.is_exact_type(&COROUTINE) {
        "coroutine"
    } else if o.is_exact_type(&ASYNC_GENERATOR) {
        "async generator"
    } else {
        "generator"
    }
}

fn already_running(vm: &Vm, o: &Obj) -> Raised {
    vm.value_error(format!("{} already executing", kind_name(o)))
}

/// Resumes with a value.
pub fn send(vm: &Vm, o: &Obj, value: &Obj) -> PyResult<Sent> {
    let g = of(o);
    match g.state.get() {
        State::Running => return Err(already_running(vm, o)),
        State::Finished => {
            return if o.is_exact_type(&COROUTINE) {
                Err(vm.runtime_error("cannot reuse already awaited coroutine"))
            } else {
                Ok(Sent::Returned(Obj::NONE))
            };
        }
        State::Created if !value.is_none() => {
            return Err(
                vm.type_error(format!("can't send non-None value to a just-started {}", kind_name(o)))
            );
        }
        State::Created | State::Suspended => {}
    }
    let Some(f) = g.start_resume(vm, value.value()) else { return Err(crate::vm::call::recursion_limit(vm)) };
    std::mem::forget(value.clone());
    resume(vm, g, f, false)
}

fn resume(vm: &Vm, g: &Generator, f: *mut Frame, throw: bool) -> PyResult<Sent> {
    // SAFETY: the frame is suspended and marked running.
    unsafe { (*f).kind = Kind::Entry };
    vm.recursion_left.set(vm.recursion_left.get() - 1);
    let r = dispatch::run(vm, f, throw)?;
    Ok(if g.state.get() == State::Finished { Sent::Returned(r) } else { Sent::Yielded(r) })
}

/// Gives `take` the values of a generator as `send(None)` again and again would, but the loop is entered once. In between
/// the generator is suspended, as its consumer must see it. Returns when the generator ends, when `take` wants no more,
/// or when tracing began.
pub fn drain(vm: &Vm, o: &Obj, mut take: Taker) -> PyResult<()> {
    let g = of(o);
    if vm.tracing.is_on() || !matches!(g.state.get(), State::Created | State::Suspended) {
        return Ok(());
    }
    vm.check_native_stack("")?;
    let Some(f) = g.start_each(vm) else { return Err(crate::vm::call::recursion_limit(vm)) };
    let taker: *mut Taker = &raw mut take;
    let before = vm.taker.replace(taker.cast());
    let r = dispatch::run(vm, f, false);
    vm.taker.set(before);
    r.map(drop)
}

/// The value that a frame of `Kind::Each` yielded, which is suspended now, goes to its taker. Gives the frame, resumed and
/// not yet linked, or `None` when `drain` is to return.
pub fn taken(vm: &Vm, f: *mut Frame, value: Obj) -> PyResult<Option<*mut Frame>> {
    let g = Frame::generator(f);
    let taker = vm.taker.get();
    // SAFETY: `drain` holds the generator and the taker.
    unsafe {
        if !(*taker)(value)? || vm.tracing.is_on() {
            return Ok(None);
        }
        match (*g).state.get() {
            State::Suspended => {
                (*g).start_each(vm).map(Some).ok_or_else(|| crate::vm::call::recursion_limit(vm))
            }
            _ => Ok(None),
        }
    }
}

/// The object that a suspended generator delegates to (`gi_yieldfrom`, `cr_await`).
pub fn delegate(g: &Generator) -> Option<Obj> {
    if g.state.get() != State::Suspended {
        return None;
    }
    let f = g.frame();
    // SAFETY: suspended at a YIELD_VALUE, whose operand tells; the receiver is then on top of the stack.
    unsafe {
        let word = *(*f).pc;
        if word & 0xff == Op::Yield as u32 && word >> 8 != 0 {
            Some(Obj::from_borrowed(*(*f).sp.sub(1)))
        } else {
            None
        }
    }
}

/// Raises an exception instance at the point where the generator stands.
pub fn throw(vm: &Vm, o: &Obj, exc: Obj) -> PyResult<Sent> {
    vm.check_native_stack("")?;
    let g = of(o);
    if g.state.get() == State::Running {
        return Err(already_running(vm, o));
    }
    if let Some(inner) = delegate(g) {
        let exit = &exception::GENERATOR_EXIT;
        let closing = (api::is_a(&exc, exit)
            || exc.downcast::<Type>().is_some_and(|t| t.is_subtype(exit.ptr())))
            && !asyncgen::is_async_helper(&inner);
        // A `throw` that cannot be read leaves everything as it is.
        let method = if closing || is_one(&inner) {
            None
        } else {
            api::getattr_opt(vm, &inner, crate::object::intern::name!(throw))?
        };
        // While the inner one works, the outer one counts as running.
        g.enter(vm);
        let r = if closing {
            close_delegate(vm, &inner).map(|()| None)
        } else if let Some(method) = method {
            api::call(vm, &method, std::slice::from_ref(&exc)).map(Some)
        } else if is_one(&inner) {
            // The frame of the outer one is the caller.
            let f = g.frame();
            // SAFETY: the frame lives as long as the generator, which `o` holds.
            unsafe { (*f).prev = vm.frame.replace(f) };
            let sent = throw(vm, &inner, exc.clone());
            // SAFETY: as above.
            unsafe { vm.frame.set(std::mem::replace(&mut (*f).prev, ptr::null_mut())) };
            match sent {
                Ok(Sent::Yielded(v)) => Ok(Some(v)),
                Ok(Sent::Returned(v)) => Err(stop(vm, &v)),
                Err(r) => Err(r),
            }
        } else {
            Ok(None)
        };
        g.leave(vm);
        g.state.set(State::Suspended);
        match r {
            Ok(Some(v)) => return Ok(Sent::Yielded(v)),
            // Closed, or nothing to throw into: the exception strikes here.
            Ok(None) => {}
            Err(r) => {
                let e = vm.take_raised(r);
                return throw_here(vm, o, g, e);
            }
        }
    }
    throw_here(vm, o, g, exc)
}

fn throw_here(vm: &Vm, o: &Obj, g: &Generator, exc: Obj) -> PyResult<Sent> {
    let exc = exception::normalize(vm, &exc).unwrap_or_else(|r| vm.take_raised(r));
    match g.state.get() {
        State::Finished => {
            if o.is_exact_type(&COROUTINE) {
                return Err(vm.runtime_error("cannot reuse already awaited coroutine"));
            }
            Err(vm.raise_again(exc))
        }
        State::Running => Err(already_running(vm, o)),
        state @ (State::Created | State::Suspended) => {
            g.enter(vm);
            let f = g.frame();
            if state == State::Suspended {
                // The exception strikes at the yield, whose handlers count the value that it would have got.
                // SAFETY: the frame is suspended at a point that expects one value.
                unsafe {
                    *(*f).sp = Obj::NONE.into_value();
                    (*f).sp = (*f).sp.add(1);
                }
            }
            // What the thrower handles is no context of it, only what the generator itself handles.
            let handles = g.handled.exc.take();
            let chained = handles.is_some();
            g.handled.exc.set(handles);
            let _ = if chained { vm.raise(exc) } else { vm.raise_again(exc) };
            resume(vm, g, f, true)
        }
    }
}

fn close_delegate(vm: &Vm, inner: &Obj) -> PyResult<()> {
    if is_one(inner) {
        return close(vm, inner).map(drop);
    }
    match api::getattr_opt(vm, inner, crate::object::intern::name!(close)) {
        Ok(Some(f)) => api::call(vm, &f, &[]).map(drop),
        Ok(None) => Ok(()),
        Err(_) => {
            vm.write_unraisable("Exception ignored in", Some(inner));
            Ok(())
        }
    }
}

fn is_one(o: &Obj) -> bool {
    o.is_exact_type(&GENERATOR) || o.is_exact_type(&COROUTINE)
}

/// `close()`: the value that the generator returns on GeneratorExit (3.13), or None.
pub fn close(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let g = of(o);
    match g.state.get() {
        State::Created => {
            g.discard();
            return Ok(Obj::NONE);
        }
        State::Finished => return Ok(Obj::NONE),
        State::Running => return Err(already_running(vm, o)),
        State::Suspended => {}
    }
    // Without a handler where it stands nothing of it could run.
    // SAFETY: a suspended generator has its frame.
    let unhandled = unsafe { !dispatch::handles(g.frame()) };
    if unhandled {
        g.discard();
        return Ok(Obj::NONE);
    }
    let exit = api::call(vm, &exception::GENERATOR_EXIT.obj(), &[])?;
    match throw(vm, o, exit) {
        Ok(Sent::Yielded(_)) => Err(vm.runtime_error(format!("{} ignored GeneratorExit", kind_name(o)))),
        Ok(Sent::Returned(v)) => Ok(v),
        Err(r) => {
            if vm.raised_matches(&exception::STOP_ITERATION) || vm.raised_matches(&exception::GENERATOR_EXIT)
            {
                drop(vm.take_raised(r));
                Ok(Obj::NONE)
            } else {
                Err(r)
            }
        }
    }
}

/// StopIteration with the value, also when the value is a tuple or an exception.
pub fn stop(vm: &Vm, value: &Obj) -> Raised {
    if value.is_none() {
        vm.raise_stop_iteration()
    } else {
        vm.error_args(&exception::STOP_ITERATION, vec![value.clone()])
    }
}

/// `__del__`
fn finalize(vm: &Vm, o: &Obj) {
    let g = of(o);
    if o.is_exact_type(&ASYNC_GENERATOR) && asyncgen::finalize(vm, o) {
        return;
    }
    match g.state.get() {
        State::Created if o.is_exact_type(&COROUTINE) => {
            let pending = vm.save_raised();
            asyncgen::warn_never_awaited(vm, o);
            vm.restore_raised(pending);
        }
        State::Suspended => {
            let pending = vm.save_raised();
            if close(vm, o).is_err() {
                vm.write_unraisable("Exception ignored in", Some(o));
            }
            vm.restore_raised(pending);
        }
        _ => {}
    }
}

// --- what the loop calls

/// Resumes any receiver of `yield from` or `await`.
pub fn send_slow(vm: &Vm, receiver: &Obj, v: &Obj) -> PyResult<Sent> {
    if is_one(receiver) {
        return send(vm, receiver, v);
    }
    if crate::modules::_asyncio::future::is_iterator(receiver) {
        return crate::modules::_asyncio::future::step(vm, receiver);
    }
    let r = if v.is_none()
        && let Some(next) = receiver.ty().slots().next
    {
        match next(vm, receiver) {
            Ok(Some(x)) => return Ok(Sent::Yielded(x)),
            Ok(None) => return Ok(Sent::Returned(Obj::NONE)),
            Err(r) => r,
        }
    } else {
        match api::call_method(vm, receiver, crate::object::intern::name!(send), std::slice::from_ref(v)) {
            Ok(x) => return Ok(Sent::Yielded(x)),
            Err(r) => r,
        }
    };
    if vm.raised_matches(&exception::STOP_ITERATION) {
        let e = vm.take_raised(r);
        return Ok(Sent::Returned(exception::stop_iteration_value(&e)));
    }
    Err(r)
}

/// The value of a StopIteration that a throw into the receiver raised; anything else is raised again.
pub fn cleanup_throw(vm: &Vm, exc: &Obj) -> PyResult<Obj> {
    if api::is_a(exc, &exception::STOP_ITERATION) {
        return Ok(exception::stop_iteration_value(exc));
    }
    Err(vm.raise_again(exc.clone()))
}

/// The iterator for `yield from x`.
pub fn yield_from_iter(vm: &Vm, f: *mut Frame, x: &Obj) -> PyResult<Obj> {
    if x.is_exact_type(&COROUTINE) {
        // SAFETY: live frame.
        let code_flags = unsafe { (*(*f).code).flags };
        if code_flags & (flags::COROUTINE | flags::ITERABLE_COROUTINE) == 0 {
            return Err(vm.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"));
        }
        return Ok(x.clone());
    }
    if x.is_exact_type(&GENERATOR) {
        return Ok(x.clone());
    }
    api::iter(vm, x)
}

/// Whether a generator was made by a function that `types.coroutine` marked.
fn is_iterable_coroutine(o: &Obj) -> bool {
    o.is_exact_type(&GENERATOR) && crate::types::code::of(&of(o).code).flags & flags::ITERABLE_COROUTINE != 0
}

/// The iterator that `await x` drives. `context`: 1 from `__aenter__`, 2 from `__aexit__`.
pub fn get_awaitable(vm: &Vm, x: &Obj, context: usize) -> PyResult<Obj> {
    if x.is_exact_type(&COROUTINE) {
        if delegate(of(x)).is_some() {
            return Err(vm.runtime_error("coroutine is being awaited already"));
        }
        return Ok(x.clone());
    }
    if is_iterable_coroutine(x) {
        return Ok(x.clone());
    }
    let Some(f) = x.ty().slots().await_ else {
        let t = x.ty().name();
        return Err(vm.type_error(match context {
            1 => format!(
                "'async with' received an object from __aenter__ that does not implement __await__: {t}"
            ),
            2 => format!(
                "'async with' received an object from __aexit__ that does not implement __await__: {t}"
            ),
            _ => format!("object {t} can't be used in 'await' expression"),
        }));
    };
    let it = f(vm, x)?;
    if it.is_exact_type(&COROUTINE) || is_iterable_coroutine(&it) {
        return Err(vm.type_error("__await__() returned a coroutine"));
    }
    if it.ty().slots().next.is_none() {
        return Err(vm.type_error(format!("__await__() returned non-iterator of type '{}'", it.ty().name())));
    }
    Ok(it)
}

/// `x.__aiter__()`
pub fn get_aiter(vm: &Vm, x: &Obj) -> PyResult<Obj> {
    let Some(f) = x.ty().slots().aiter else {
        return Err(vm.type_error(format!(
            "'async for' requires an object with __aiter__ method, got {}",
            x.ty().name()
        )));
    };
    let it = f(vm, x)?;
    if it.ty().slots().anext.is_none() {
        return Err(vm.type_error(format!(
            "'async for' received an object from __aiter__ that does not implement __anext__: {}",
            it.ty().name()
        )));
    }
    Ok(it)
}

// --- Python's view

fn next_slot(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    match send(vm, o, &Obj::NONE)? {
        Sent::Yielded(v) => Ok(Some(v)),
        Sent::Returned(v) if v.is_none() => Ok(None),
        Sent::Returned(v) => Err(stop(vm, &v)),
    }
}

fn yielded(vm: &Vm, s: Sent) -> PyResult<Obj> {
    match s {
        Sent::Yielded(v) => Ok(v),
        Sent::Returned(v) => Err(stop(vm, &v)),
    }
}

fn py_send(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = send(vm, &a[0], &a[1])?;
    yielded(vm, s)
}

/// The exception that `throw(type, value, traceback)` means: a class that is given alone stays a class, which a
/// delegate's `throw` gets as it is.
pub fn thrown(vm: &Vm, a: Args) -> PyResult<Obj> {
    if a.opt(2).is_some() {
        api::warn(
            vm,
            &exception::DEPRECATION_WARNING,
            "the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.",
            1,
        )?;
    }
    thrown_parts(vm, &a[1], a.opt_not_none(2), a.opt_not_none(3))
}

fn thrown_parts(vm: &Vm, typ: &Obj, value: Option<&Obj>, tb: Option<&Obj>) -> PyResult<Obj> {
    if let Some(t) = tb
        && !t.is_instance::<crate::types::traceback::Traceback>()
    {
        return Err(vm.type_error("throw() third argument must be a traceback object"));
    }
    let exc = if exception::is_exception_class(typ) {
        match value {
            Some(v) if api::isinstance(vm, v, typ)? => v.clone(),
            Some(v) => {
                if v.is_instance::<crate::types::tuple::Tuple>() {
                    api::call(vm, typ, crate::types::tuple::items(v))?
                } else {
                    api::call(vm, typ, std::slice::from_ref(v))?
                }
            }
            None if tb.is_none() => typ.clone(),
            None => api::call(vm, typ, &[])?,
        }
    } else if exception::is_exception(typ) {
        if value.is_some() {
            return Err(vm.type_error("instance exception may not have a separate value"));
        }
        typ.clone()
    } else {
        return Err(vm.type_error(format!(
            "exceptions must be classes or instances deriving from BaseException, not {}",
            typ.ty().name()
        )));
    };
    if let Some(t) = tb {
        exception::set_traceback(&exc, Some(t.clone()));
    }
    Ok(exc)
}

fn py_throw(vm: &Vm, a: Args) -> PyResult<Obj> {
    let exc = thrown(vm, a)?;
    let s = throw(vm, &a[0], exc)?;
    yielded(vm, s)
}

fn py_close(vm: &Vm, a: Args) -> PyResult<Obj> {
    close(vm, &a[0])
}

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let kind = o.ty().spec.map_or("generator", |s| s.name);
    Ok(str_::from_string(format!(
        "<{kind} object {} at {:#x}>",
        str_::display(&of(o).qualname.borrow()),
        api::id(o)
    )))
}

fn set_name(vm: &Vm, slot: &RefCell<Obj>, key: &str, v: Option<&Obj>) -> PyResult<()> {
    match v {
        Some(v) if str_::is_str(v) => {
            let old = slot.replace(v.clone());
            drop(old);
            Ok(())
        }
        _ => Err(vm.type_error(format!("{key} must be set to a string object"))),
    }
}

fn get_frame(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let g = of(o);
    Ok(if g.state.get() == State::Finished { Obj::NONE } else { crate::types::frame::object_for(g.frame()) })
}

fn get_delegate(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(delegate(of(o)).unwrap_or(Obj::NONE))
}

fn get_running(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(Obj::from_bool(of(o).state.get() == State::Running))
}

fn get_suspended(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(Obj::from_bool(of(o).state.get() == State::Suspended))
}

fn get_code(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(of(o).code.clone())
}

const NAME: GetterDef = property(
    "__name__",
    "name of the function",
    |_, o| Ok(of(o).name.borrow().clone()),
    |vm, o, v| set_name(vm, &of(o).name, "__name__", v),
);
const QUALNAME: GetterDef = property(
    "__qualname__",
    "name of the function, with the classes and functions around it",
    |_, o| Ok(of(o).qualname.borrow().clone()),
    |vm, o, v| set_name(vm, &of(o).qualname, "__qualname__", v),
);
const SEND: MethodDef = method(
    "send",
    "($self, object, /)",
    "Resumes with arg as the value of yield, and gives the next item.\n\nAt the end: StopIteration, with the return value.",
    py_send,
);
const THROW: MethodDef = method(
    "throw",
    "|($self, typ, val=None, tb=None, /)",
    "Raises an exception where the generator stands, and gives the next item.",
    py_throw,
);
const CLOSE: MethodDef = method(
    "close",
    "($self, /)",
    "Ends the generator: GeneratorExit is raised where it stands, so that its\n`finally` blocks run.",
    py_close,
);
const SIZEOF: MethodDef = method(
    "__sizeof__",
    "($self, /)",
    "How many bytes the generator takes, its variables included.",
    |_, a| Ok(crate::types::int::from_usize(size_of::<Generator>() + of(&a[0]).frame_bytes)),
);

static GENERATOR_SPEC: TypeSpec = TypeSpec {
    name: "generator",
    flags: type_flag::WEAKREF | type_flag::NO_NEW,
    slots: Slots {
        iter: Some(iter_self),
        next: Some(next_slot),
        repr: Some(repr),
        del: Some(finalize),
        ..Slots::NONE
    },
    methods: &[SEND, THROW, CLOSE, SIZEOF, generic_alias::CLASS_GETITEM],
    getters: &[
        NAME,
        QUALNAME,
        getter("gi_yieldfrom", "the iterator that `yield from` runs now, or None", get_delegate),
        getter("gi_running", "", get_running),
        getter("gi_frame", "", get_frame),
        getter("gi_suspended", "", get_suspended),
        getter("gi_code", "", get_code),
    ],
    ..TypeSpec::FINAL
};
/// `types.GeneratorType`
pub static GENERATOR: StaticType = StaticType::new(&GENERATOR_SPEC, LayoutOps::of::<Generator>(true));

static COROUTINE_SPEC: TypeSpec = TypeSpec {
    name: "coroutine",
    flags: type_flag::WEAKREF | type_flag::NO_NEW,
    slots: Slots {
        await_: Some(|_, o| Ok(Ref::new(CoroutineWrapper { coroutine: o.clone() }).into_obj())),
        repr: Some(repr),
        del: Some(finalize),
        ..Slots::NONE
    },
    methods: &[SEND, THROW, CLOSE, SIZEOF, generic_alias::CLASS_GETITEM],
    getters: &[
        NAME,
        QUALNAME,
        getter("cr_await", "what the coroutine awaits now, or None", get_delegate),
        getter("cr_running", "", get_running),
        getter("cr_frame", "", get_frame),
        getter("cr_suspended", "", get_suspended),
        getter("cr_code", "", get_code),
        member("cr_origin", "", |_, o| Ok(of(o).origin.borrow().clone().unwrap_or(Obj::NONE))),
    ],
    ..TypeSpec::FINAL
};
/// `types.CoroutineType`
pub static COROUTINE: StaticType = StaticType::new(&COROUTINE_SPEC, LayoutOps::of::<Generator>(true));

/// The native state of what `coroutine.__await__()` gives.
pub struct CoroutineWrapper {
    coroutine: Obj,
}

// SAFETY: the coroutine is visited.
unsafe impl Payload for CoroutineWrapper {
    fn static_type() -> &'static StaticType {
        &COROUTINE_WRAPPER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.coroutine.value());
    }
}

fn wrapped(o: &Obj) -> &Obj {
    &o.downcast::<CoroutineWrapper>().expect("the receiver is a coroutine_wrapper").coroutine
}

static WRAPPER_SPEC: TypeSpec = TypeSpec {
    name: "coroutine_wrapper",
    doc: "A wrapper object implementing __await__ for coroutines.",
    flags: type_flag::NO_NEW,
    slots: Slots { iter: Some(iter_self), next: Some(|vm, o| next_slot(vm, wrapped(o))), ..Slots::NONE },
    methods: &[
        method("send", "($self, object, /)", "", |vm, a| {
            let s = send(vm, wrapped(&a[0]), &a[1])?;
            yielded(vm, s)
        }),
        method("throw", "|($self, typ, val=None, tb=None, /)", "", |vm, a| {
            let exc = thrown(vm, a)?;
            let s = throw(vm, wrapped(&a[0]), exc)?;
            yielded(vm, s)
        }),
        method("close", "($self, /)", "", |vm, a| close(vm, wrapped(&a[0]))),
    ],
    ..TypeSpec::FINAL
};
/// The iterator of a coroutine.
pub static COROUTINE_WRAPPER: StaticType =
    StaticType::new(&WRAPPER_SPEC, LayoutOps::of::<CoroutineWrapper>(false));

/// Types of this room.
pub static TYPES: &[&StaticType] = &[
    &GENERATOR,
    &COROUTINE,
    &COROUTINE_WRAPPER,
    &ASYNC_GENERATOR,
    &asyncgen::ASYNC_GENERATOR_ASEND,
    &asyncgen::ASYNC_GENERATOR_ATHROW,
    &asyncgen::ASYNC_GENERATOR_WRAPPED,
    &asyncgen::ANEXT_AWAITABLE,
];
