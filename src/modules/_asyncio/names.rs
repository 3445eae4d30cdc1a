//! What the native part takes from the Python part: classes and helpers, each looked up once.
#![allow(unsafe_code)]

use crate::object::heap::GilCell;
use crate::object::obj::Obj;
use crate::types::{exception, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use std::collections::HashMap;

static FOUND: GilCell<Option<HashMap<(&'static str, &'static str), Obj>>> = GilCell::new(None);

/// An attribute of a module.
pub fn get(vm: &Vm, module: &'static str, key: &'static str) -> PyResult<Obj> {
    // SAFETY: GIL held; the handle is copied.
    if let Some(o) = unsafe { (*FOUND.get()).as_ref().and_then(|m| m.get(&(module, key)).cloned()) } {
        return Ok(o);
    }
    let m = api::import(vm, module)?;
    let o = api::getattr_str(vm, &m, key)?;
    // SAFETY: GIL held; nothing is dropped: the entry is new or equal.
    let old = unsafe { (*FOUND.get()).get_or_insert_default().insert((module, key), o.clone()) };
    drop(old);
    Ok(o)
}

/// Calls a function of a module.
pub fn call(vm: &Vm, module: &'static str, key: &'static str, args: &[Obj]) -> PyResult<Obj> {
    let f = get(vm, module, key)?;
    api::call(vm, &f, args)
}

/// `asyncio.CancelledError`
pub fn cancelled_class(vm: &Vm) -> PyResult<Obj> {
    static CLASS: GilCell<Option<Obj>> = GilCell::new(None);
    // SAFETY: GIL held; the handle is copied.
    if let Some(c) = unsafe { (*CLASS.get()).clone() } {
        return Ok(c);
    }
    let c = get(vm, "asyncio.exceptions", "CancelledError")?;
    // SAFETY: GIL held; written once.
    unsafe { *CLASS.get() = Some(c.clone()) };
    Ok(c)
}

/// Whether an exception is an instance of a class.
pub fn is_one(e: &Obj, class: &Obj) -> bool {
    e.ty().is_subtype(class.value().ptr().cast())
}

/// Raises `asyncio.InvalidStateError`.
#[cold]
pub fn invalid_state(vm: &Vm, message: &str) -> Raised {
    let made = get(vm, "asyncio.exceptions", "InvalidStateError")
        .and_then(|class| api::call(vm, &class, &[str_::from_str(message)]));
    match made {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

/// Whether an exception leaves the loop at once.
pub fn must_escape(e: &Obj) -> bool {
    api::is_a(e, &exception::SYSTEM_EXIT) || api::is_a(e, &exception::KEYBOARD_INTERRUPT)
}
