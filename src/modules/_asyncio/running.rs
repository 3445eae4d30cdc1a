//! Which loop runs in a thread.

use super::names;
use crate::object::obj::Obj;
use crate::vm::{PyResult, Vm, api};

/// The loop running in the thread.
pub fn get(vm: &Vm) -> Option<Obj> {
    vm.running_loop.borrow().clone()
}

/// Says which loop runs in the thread; None: none.
pub fn set(vm: &Vm, owner: &Obj) {
    let old = vm.running_loop.replace(Some(owner.clone()).filter(|l| !l.is_none()));
    drop(old);
}

/// The running loop, or RuntimeError.
pub fn running_loop(vm: &Vm) -> PyResult<Obj> {
    get(vm).ok_or_else(|| vm.runtime_error("no running event loop"))
}

/// The running loop, else that of the policy.
pub fn event_loop(vm: &Vm) -> PyResult<Obj> {
    if let Some(l) = get(vm) {
        return Ok(l);
    }
    let policy = names::call(vm, "asyncio.events", "get_event_loop_policy", &[])?;
    api::call_method_str(vm, &policy, "get_event_loop", &[])
}
