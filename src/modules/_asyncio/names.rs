//! What the native part takes from the Python part: classes and helpers, each looked up once. Their names differ.
#![allow(unsafe_code)]

use crate::object::heap::GilCell;
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::types::dict::{self, Dict};
use crate::types::{exception, module, str_, weakref};
use crate::vm::{PyResult, Raised, Vm, api};

/// A weak reference to the module, whose dict keeps what was found: so it ends with the rest of the package.
static MODULE: GilCell<Option<Obj>> = GilCell::new(None);

/// Remembers the module.
pub fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    api::setattr(vm, m, &intern("_found"), &dict::new().into_obj())?;
    let weak = weakref::new_ref(vm, m, None)?;
    // SAFETY: GIL held; written once.
    unsafe { *MODULE.get() = Some(weak) };
    Ok(())
}

fn found() -> Option<Ref<Dict>> {
    // SAFETY: GIL held; the handle is copied.
    let weak = unsafe { (*MODULE.get()).clone() }?;
    let m = weakref::state(&weak)?.target()?;
    module::dict_of(&m)?.get_str(&intern("_found"))?.into_ref::<Dict>().ok()
}

/// An attribute of a module.
pub fn get(vm: &Vm, module: &'static str, key: &'static str) -> PyResult<Obj> {
    let full = intern(key);
    if let Some(o) = found().and_then(|d| d.get_str(&full)) {
        return Ok(o);
    }
    let m = api::import(vm, module)?;
    let o = api::getattr(vm, &m, &full)?;
    if let Some(d) = found() {
        d.insert_str(full, o.clone());
    }
    Ok(o)
}

/// Calls a function of a module.
pub fn call(vm: &Vm, module: &'static str, key: &'static str, args: &[Obj]) -> PyResult<Obj> {
    let f = get(vm, module, key)?;
    api::call(vm, &f, args)
}

/// `asyncio.CancelledError`
pub fn cancelled_class(vm: &Vm) -> PyResult<Obj> {
    get(vm, "asyncio.exceptions", "CancelledError")
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
