//! What the native part takes from the Python part: classes and helpers, each looked up once. Their names differ.
#![allow(unsafe_code)]

use crate::object::heap::GilCell;
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::type_object::Type;
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
    module::dict_of(&m)?.get_str(name!(_found))?.into_ref::<Dict>().ok()
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

/// Classes of which the native part knows all that their methods do.
#[derive(Clone, Copy)]
pub enum Own {
    /// `_SelectorSocketTransport`
    Transport,
    /// `socket.socket`
    Socket,
    /// `asyncio.base_events.Server`
    Server,
}

/// Where they are, and the version in which their methods are known.
static OWN: GilCell<[(usize, u32); 3]> = GilCell::new([(0, 0); 3]);

/// Takes the classes as they are now for known, in the order of `Own`.
pub fn remember_own(classes: [&Obj; 3]) {
    let known =
        classes.map(|c| c.downcast::<Type>().map_or((0, 0), |t| (c.value().ptr() as usize, t.version())));
    // SAFETY: GIL held; plain numbers.
    unsafe { *OWN.get() = known };
}

/// Whether an object is of such a class, not of one derived from it, and nobody has changed the class since.
#[inline]
pub fn is_as_it_came(o: &Obj, class: Own) -> bool {
    // SAFETY: GIL held; plain numbers.
    let (at, version) = unsafe { (*OWN.get())[class as usize] };
    version != 0 && o.type_ptr() as usize == at && o.ty().current_version() == version
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
