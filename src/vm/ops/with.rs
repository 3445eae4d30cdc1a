//! `with` blocks, `raise`, and the traceback entry of a frame.
#![allow(unsafe_code)]

use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::spec::type_flag;
use crate::types::{exception, traceback};
use crate::vm::frame::Frame;
use crate::vm::{PyResult, Raised, Vm, api};

/// A special method bound to `m`; one that is called at once (`now`) stays unbound where binding shows nowhere.
fn special(vm: &Vm, m: &Obj, dunder: &Obj, now: bool) -> PyResult<Option<(Obj, bool)>> {
    let Some(f) = m.ty().lookup(dunder) else { return Ok(None) };
    if now && f.ty().flags.get() & type_flag::METHOD_DESCRIPTOR != 0 {
        return Ok(Some((f, false)));
    }
    match f.ty().slots().descr_get {
        Some(get) => get(vm, &f, Some(m), Some(&m.type_obj())).map(|f| Some((f, true))),
        None => Ok(Some((f, true))),
    }
}

fn before(vm: &Vm, m: &Obj, enter: &Obj, exit: &Obj, protocol: &str) -> PyResult<(Obj, Obj)> {
    let missing = |what: &str| {
        vm.type_error(format!("'{}' object does not support the {protocol} protocol{what}", m.ty().name()))
    };
    let (enter_f, bound) = special(vm, m, enter, true)?.ok_or_else(|| missing(""))?;
    let (exit_f, _) = special(vm, m, exit, false)?
        .ok_or_else(|| missing(&format!(" (missed {} method)", crate::types::str_::display(exit))))?;
    let entered =
        if bound { api::call(vm, &enter_f, &[]) } else { api::call_found_special(vm, m, &enter_f, &[]) };
    Ok((exit_f, entered?))
}

/// The bound `__exit__` and the result of `__enter__`.
pub fn before_with(vm: &Vm, m: &Obj) -> PyResult<(Obj, Obj)> {
    before(vm, m, name!(__enter__), name!(__exit__), "context manager")
}

/// The bound `__aexit__` and the awaitable of `__aenter__`.
pub fn before_async_with(vm: &Vm, m: &Obj) -> PyResult<(Obj, Obj)> {
    before(vm, m, name!(__aenter__), name!(__aexit__), "asynchronous context manager")
}

/// `exit(type(exc), exc, exc.__traceback__)`
pub fn except_start(vm: &Vm, exit: &Obj, exc: &Obj) -> PyResult<Obj> {
    let tb = exception::traceback(exc).unwrap_or(Obj::NONE);
    api::call(vm, exit, &[exc.type_obj(), exc.clone(), tb])
}

/// `raise`, `raise x`, `raise x from y`. A bare `raise` re-raises without a new traceback entry.
pub fn raise(vm: &Vm, operands: &[Obj]) -> Raised {
    match raise_inner(vm, operands) {
        Ok(exc) => vm.raise(exc),
        Err(r) => r,
    }
}

fn raise_inner(vm: &Vm, operands: &[Obj]) -> PyResult<Obj> {
    match operands {
        [] => match vm.handled_exception() {
            Some(e) => {
                vm.traced.set(false);
                Err(vm.raise_again(e))
            }
            None => Err(vm.runtime_error("No active exception to reraise")),
        },
        [x] => exception::normalize(vm, x),
        [x, cause, ..] => {
            let e = exception::normalize(vm, x)?;
            exception::set_cause(vm, &e, cause)?;
            Ok(e)
        }
    }
}

/// A traceback entry for where a live frame stands.
pub fn traceback_entry(next: Option<Obj>, f: *mut Frame) -> Obj {
    traceback::new(next, crate::types::frame::object_for(f), Frame::lasti(f))
}

/// Adds an entry for a frame to the pending exception's traceback.
pub fn add_traceback(vm: &Vm, f: *mut Frame, index: i32) {
    let Some(e) = vm.save_raised() else { return };
    let frame = crate::types::frame::object_for(f);
    let tb = traceback::new(exception::traceback(&e), frame, index);
    exception::set_traceback(&e, Some(tb));
    vm.restore_raised(Some(e));
}
