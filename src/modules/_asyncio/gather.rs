//! What `gather()` does for each of its children: count those that are done, and in the end collect their results. What
//! is out of the ordinary (an error, a cancelling) goes to a function of Python.

use super::future::{self, State};
use super::task;
use crate::object::args::CallArgs;
use crate::object::field::Field;
use crate::object::heap::LayoutOps;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{constructor, payload};
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, TypeSpec, getter, property};
use crate::object::type_object::StaticType;
use crate::types::{int, list};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;

/// The native state of the callback that all children have.
pub struct Countdown {
    /// Called for children that are not just counted.
    function: Obj,
    /// Errors are results like any other.
    keep: bool,
    /// The future of them all.
    outer: Field,
    finished: Cell<i64>,
    total: Cell<i64>,
}
payload!(Countdown, COUNTDOWN, [function, outer]);

fn of(o: &Obj) -> &Countdown {
    o.downcast::<Countdown>().expect("the receiver is a countdown")
}

fn call(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let [child] = args.all() else { return Err(vm.type_error("a countdown takes one argument")) };
    let c = of(o);
    c.finished.set(c.finished.get() + 1);
    let outer = c.outer.get_or_none();
    if task::is_plain(child)
        && let Some(outer) = outer.downcast::<future::Future>()
    {
        let f = future::of(child);
        if !outer.is_pending() {
            // Counts as seen.
            f.log_traceback.set(false);
            return Ok(Obj::NONE);
        }
        let counts = c.keep || f.state.get() == State::Finished && !f.has_failed();
        if counts && c.finished.get() < c.total.get() {
            return Ok(Obj::NONE);
        }
    }
    api::call(vm, &c.function, std::slice::from_ref(child))
}

/// The results of futures that are done, errors among them.
pub fn outcomes(vm: &Vm, children: &Obj) -> PyResult<Obj> {
    let children = api::to_vec(vm, children)?;
    let mut results = Vec::with_capacity(children.len());
    for child in &children {
        results.push(if task::is_plain(child) {
            future::peek(vm, child)?
        } else {
            super::names::call(vm, "asyncio.tasks", "_outcome", std::slice::from_ref(child))?
        });
    }
    Ok(list::from_vec(results))
}

constructor!(init, "_Countdown", "($type, function, keep, /)", |vm, a| {
    let keep = api::is_true(vm, &a[2])?;
    Ok(Ref::new(Countdown {
        function: a[1].clone(),
        keep,
        outer: Field::default(),
        finished: Cell::new(0),
        total: Cell::new(i64::MAX),
    })
    .into_obj())
});

const GETTERS: &[GetterDef] = &[
    getter("finished", "", |_, o| Ok(int::from_i64(of(o).finished.get()))),
    property(
        "total",
        "",
        |_, o| Ok(int::from_i64(of(o).total.get())),
        |vm, o, v| {
            of(o).total.set(v.map_or(Ok(0), |v| api::to_i64(vm, v))?);
            Ok(())
        },
    ),
    property(
        "outer",
        "",
        |_, o| Ok(of(o).outer.get_or_none()),
        |_, o, v| {
            of(o).outer.set(v.cloned());
            Ok(())
        },
    ),
    // In the repr of a child it looks like the function.
    getter("__wrapped__", "", |_, o| Ok(of(o).function.clone())),
    getter("__qualname__", "", |vm, o| api::getattr_str(vm, &of(o).function, "__qualname__")),
    getter("__name__", "", |vm, o| api::getattr_str(vm, &of(o).function, "__name__")),
];

static SPEC: TypeSpec = TypeSpec {
    name: "_Countdown",
    module: "_asyncio",
    doc: "The callback of the children of gather().",
    slots: Slots { new: Some(init), call: Some(call), ..Slots::NONE },
    getters: GETTERS,
    ..TypeSpec::FINAL
};
/// The type of the callback.
pub static COUNTDOWN: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Countdown>(false));
