//! What connects a future of `concurrent.futures` with one of a loop: the news comes to the loop from whatever thread has
//! finished the work.

use super::future::{self, Callback, State};
use super::queue::{self, Entry};
use super::{names, task};
use crate::modules::_contextvars;
use crate::modules::_futures;
use crate::object::heap::LayoutOps;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, TypeSpec, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::native;
use crate::vm::{PyResult, Vm, api};

/// The native state of a connection.
pub struct Bridge {
    source: Obj,
    destination: Obj,
    owner: Obj,
}
payload!(Bridge, BRIDGE, [source, destination, owner]);

fn of(o: &Obj) -> &Bridge {
    o.downcast::<Bridge>().expect("the receiver is a bridge")
}

/// Called by the loop: the outcome comes over.
static SET_STATE: MethodDef = method("_set_state", "($self, source, /)", "", |vm, a| {
    let b = of(&a[0]);
    let f = future::of(&b.destination);
    if f.state.get() == State::Cancelled {
        return Ok(Obj::NONE);
    }
    let Some(source) = b.source.downcast::<_futures::Future>() else { return Ok(Obj::NONE) };
    match source.state.get() {
        _futures::State::Finished => match source.outcome() {
            Ok(v) => future::set_result(vm, &b.destination, v)?,
            Err(e) => {
                let e = names::call(vm, "asyncio.futures", "_convert_future_exc", &[e])?;
                future::set_exception(vm, &b.destination, &e)?;
            }
        },
        _ => {
            api::call_method_str(vm, &b.destination, "cancel", &[])?;
        }
    }
    Ok(Obj::NONE)
});

/// Called by whoever has finished the work, in any thread.
static TELL: MethodDef = method("_call_set_state", "($self, source, /)", "", |vm, a| {
    let b = of(&a[0]);
    if queue::is_closed(vm, &b.owner)? {
        return Ok(Obj::NONE);
    }
    let set = native::function(&SET_STATE, Some(a[0].clone()), None);
    match queue::native(&b.owner) {
        Some(c) if !c.debug.get() && c.owns(&b.owner, queue::CALL_SOON_THREADSAFE) => {
            c.push(Entry::Done(set, a[1].clone(), _contextvars::copy_current(vm)));
            queue::wake(vm, &b.owner)?;
        }
        _ => {
            api::call_method_str(vm, &b.owner, "call_soon_threadsafe", &[set, a[1].clone()])?;
        }
    }
    Ok(Obj::NONE)
});

/// Called when the future of the loop is done: its cancelling goes over.
static CHECK_CANCEL: MethodDef = method("_call_check_cancel", "($self, destination, /)", "", |vm, a| {
    let b = of(&a[0]);
    if future::of(&b.destination).state.get() == State::Cancelled {
        api::call_method_str(vm, &b.source, "cancel", &[])?;
    }
    Ok(Obj::NONE)
});

/// Connects a concurrent future with a future of a loop.
pub fn connect(vm: &Vm, source: &Obj, destination: &Obj, owner: &Obj) -> PyResult<()> {
    if source.downcast::<_futures::Future>().is_none() || !task::is_plain(destination) {
        return Err(vm.type_error("a concurrent future and a future of a loop are required"));
    }
    let b =
        Ref::new(Bridge { source: source.clone(), destination: destination.clone(), owner: owner.clone() })
            .into_obj();
    let check = native::function(&CHECK_CANCEL, Some(b.clone()), None);
    future::of(destination).push(Callback::Call(check, _contextvars::copy_current(vm)));
    let tell = native::function(&TELL, Some(b), None);
    api::call_method_str(vm, source, "add_done_callback", &[tell]).map(drop)
}

static SPEC: TypeSpec = TypeSpec {
    name: "Bridge",
    module: "_asyncio",
    flags: type_flag::NO_NEW,
    slots: Slots::NONE,
    ..TypeSpec::FINAL
};
/// The type of connections.
pub static BRIDGE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Bridge>(false));
