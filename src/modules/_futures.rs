//! `_futures`: the native half of `concurrent.futures.Future`, and the bridge from one to a future of asyncio.
//!
//! What changes a future here is one piece under the GIL, so its condition is only made when somebody wants to wait on it
//! or hold it; from then on each change is made with it held.

use crate::modules::_asyncio::bridge;
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::payload::{Trace, constructor};
use crate::object::slots::Slots;
use crate::object::spec::{
    GetterDef, MethodDef, ModuleSpec, TypeSpec, function, method, property, type_flag,
};
use crate::object::type_object::StaticType;
use crate::types::list::List;
use crate::types::{exception, list, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::Cell;

/// Where a future stands.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// Nobody works on it yet.
    #[default]
    Pending,
    /// Somebody does.
    Running,
    /// It was given up.
    Cancelled,
    /// It was given up, and those who wait were told.
    Notified,
    /// It has a result or an exception.
    Finished,
}

const STATES: [(State, &str); 5] = [
    (State::Pending, "PENDING"),
    (State::Running, "RUNNING"),
    (State::Cancelled, "CANCELLED"),
    (State::Notified, "CANCELLED_AND_NOTIFIED"),
    (State::Finished, "FINISHED"),
];

/// The native state of a future.
#[derive(Default)]
pub struct Future {
    /// Where it stands.
    pub state: Cell<State>,
    result: Field,
    exception: Field,
    waiters: Field,
    callbacks: Field,
    condition: Field,
}

impl Future {
    fn fields(&self) -> [&Field; 5] {
        [&self.result, &self.exception, &self.waiters, &self.callbacks, &self.condition]
    }

    /// Whether nothing more will come.
    pub fn is_done(&self) -> bool {
        matches!(self.state.get(), State::Cancelled | State::Notified | State::Finished)
    }

    /// The result or the exception of one that has finished.
    pub fn outcome(&self) -> Result<Obj, Obj> {
        match self.exception.get().filter(|e| !e.is_none()) {
            Some(e) => Err(e),
            None => Ok(self.result.get_or_none()),
        }
    }
}

#[allow(unsafe_code)]
// SAFETY: all references are visited.
unsafe impl Payload for Future {
    fn static_type() -> &'static StaticType {
        &FUTURE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.fields().iter().for_each(|f| f.trace(visit));
    }
    fn clear(&self) {
        self.fields().iter().for_each(|f| drop(f.take()));
    }
}

fn of(o: &Obj) -> &Future {
    o.downcast::<Future>().expect("the receiver is a future")
}

/// Runs `f` with the condition held, if there is one.
fn held<R>(vm: &Vm, o: &Obj, f: impl FnOnce() -> PyResult<R>) -> PyResult<R> {
    let Some(c) = of(o).condition.get() else { return f() };
    api::call_method_str(vm, &c, "acquire", &[])?;
    let r = f();
    match r {
        Ok(v) => api::call_method_str(vm, &c, "release", &[]).map(|_| v),
        Err(r) => {
            let e = vm.take_raised(r);
            api::call_method_str(vm, &c, "release", &[])?;
            Err(vm.raise_again(e))
        }
    }
}

fn notify_all(vm: &Vm, f: &Future) -> PyResult<()> {
    match f.condition.get() {
        Some(c) => api::call_method_str(vm, &c, "notify_all", &[]).map(drop),
        None => Ok(()),
    }
}

/// Tells those who wait for several futures about one.
fn tell(vm: &Vm, o: &Obj, how: &str) -> PyResult<()> {
    let Some(waiters) = of(o).waiters.get() else { return Ok(()) };
    api::for_each(vm, &waiters, |w| {
        api::call_method_str(vm, &w, how, std::slice::from_ref(o))?;
        Ok(true)
    })
}

fn call_back(vm: &Vm, o: &Obj, callback: &Obj) -> PyResult<()> {
    let Err(r) = api::call(vm, callback, std::slice::from_ref(o)) else { return Ok(()) };
    let e = vm.take_raised(r);
    if !api::is_a(&e, &exception::EXCEPTION) {
        return Err(vm.raise_again(e));
    }
    let module = api::import(vm, "concurrent.futures._base")?;
    api::call_method_str(vm, &module, "_log_callback_error", &[o.clone(), e]).map(drop)
}

fn invoke(vm: &Vm, o: &Obj) -> PyResult<()> {
    let Some(callbacks) = of(o).callbacks.get() else { return Ok(()) };
    api::for_each(vm, &callbacks, |c| call_back(vm, o, &c).map(|()| true))
}

fn done(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    api::call_method_str(vm, o, "_invoke_callbacks", &[])
}

fn not_open(vm: &Vm, o: &Obj) -> Raised {
    let made = api::import(vm, "concurrent.futures._base")
        .and_then(|m| api::call_method_str(vm, &m, "_not_open", std::slice::from_ref(o)));
    match made {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

fn finish(vm: &Vm, o: &Obj, field: fn(&Future) -> &Field, value: &Obj, how: &str) -> PyResult<Obj> {
    let f = of(o);
    held(vm, o, || {
        if f.is_done() {
            return Err(not_open(vm, o));
        }
        field(f).set(Some(value.clone()));
        f.state.set(State::Finished);
        tell(vm, o, how)?;
        notify_all(vm, f)
    })?;
    done(vm, o)
}

fn cancel(vm: &Vm, a: Args) -> PyResult<Obj> {
    let f = of(&a[0]);
    let (answer, news) = held(vm, &a[0], || match f.state.get() {
        State::Running | State::Finished => Ok((false, false)),
        State::Cancelled | State::Notified => Ok((true, false)),
        State::Pending => {
            f.state.set(State::Cancelled);
            notify_all(vm, f)?;
            Ok((true, true))
        }
    })?;
    if news {
        done(vm, &a[0])?;
    }
    Ok(Obj::from_bool(answer))
}

fn begin(vm: &Vm, a: Args) -> PyResult<Obj> {
    let f = of(&a[0]);
    held(vm, &a[0], || match f.state.get() {
        State::Pending => {
            f.state.set(State::Running);
            Ok(Obj::TRUE)
        }
        State::Cancelled => {
            f.state.set(State::Notified);
            tell(vm, &a[0], "add_cancelled").map(|()| Obj::FALSE)
        }
        _ => {
            let module = api::import(vm, "concurrent.futures._base")?;
            api::call_method_str(vm, &module, "_log_unexpected", std::slice::from_ref(&a[0]))?;
            Err(vm.runtime_error("Future in unexpected state"))
        }
    })
}

fn add_done_callback(vm: &Vm, a: Args) -> PyResult<Obj> {
    let f = of(&a[0]);
    let kept = held(vm, &a[0], || {
        if f.is_done() {
            return Ok(false);
        }
        let all = f.callbacks.get().unwrap_or_else(|| {
            let new = list::from_vec(vec![]);
            f.callbacks.set(Some(new.clone()));
            new
        });
        match all.downcast::<List>() {
            Some(l) => l.push(a[1].clone()),
            None => drop(api::call_method_str(vm, &all, "append", std::slice::from_ref(&a[1]))?),
        }
        Ok(true)
    })?;
    if !kept {
        call_back(vm, &a[0], &a[1])?;
    }
    Ok(Obj::NONE)
}

macro_rules! asks {
    ($name:literal, $doc:literal, $states:pat) => {
        method($name, "($self)", $doc, |vm, a| {
            held(vm, &a[0], || Ok(Obj::from_bool(matches!(of(&a[0]).state.get(), $states))))
        })
    };
}

const METHODS: &[MethodDef] = &[
    method("cancel", "($self)", "Give the call up; False if it runs already or has run.", cancel),
    asks!("cancelled", "True if it was cancelled.", State::Cancelled | State::Notified),
    asks!("running", "True while the call is being made.", State::Running),
    asks!(
        "done",
        "True if it was cancelled or has finished.",
        State::Cancelled | State::Notified | State::Finished
    ),
    method(
        "add_done_callback",
        "($self, fn)",
        "Call fn(self) when done, at once if it is.",
        add_done_callback,
    ),
    method(
        "set_running_or_notify_cancel",
        "($self)",
        "Mark the call as begun; False if it was cancelled before.",
        begin,
    ),
    method("set_result", "($self, result)", "Finish with a value.", |vm, a| {
        finish(vm, &a[0], |f| &f.result, &a[1], "add_result")
    }),
    method("set_exception", "($self, exception)", "Finish with an exception.", |vm, a| {
        finish(vm, &a[0], |f| &f.exception, &a[1], "add_exception")
    }),
    method("_invoke_callbacks", "($self)", "Call those who want to know that it is done.", |vm, a| {
        invoke(vm, &a[0])?;
        Ok(Obj::NONE)
    }),
];

/// A list that is made when it is first asked for.
macro_rules! made_list {
    ($name:literal, $field:ident) => {
        property(
            $name,
            "",
            |_, o| {
                let f = of(o);
                Ok(f.$field.get().unwrap_or_else(|| {
                    let new = list::from_vec(vec![]);
                    f.$field.set(Some(new.clone()));
                    new
                }))
            },
            |_, o, v| {
                of(o).$field.set(v.cloned());
                Ok(())
            },
        )
    };
}

macro_rules! value {
    ($name:literal, $field:ident) => {
        property(
            $name,
            "",
            |_, o| Ok(of(o).$field.get_or_none()),
            |_, o, v| {
                of(o).$field.set(v.cloned());
                Ok(())
            },
        )
    };
}

const GETTERS: &[GetterDef] = &[
    value!("_result", result),
    value!("_exception", exception),
    made_list!("_waiters", waiters),
    made_list!("_done_callbacks", callbacks),
    property(
        "_condition",
        "",
        |vm, o| {
            let f = of(o);
            if let Some(c) = f.condition.get() {
                return Ok(c);
            }
            let module = api::import(vm, "threading")?;
            let new = api::call_method_str(vm, &module, "Condition", &[])?;
            // Another thread may have been here meanwhile.
            if f.condition.get().is_none() {
                f.condition.set(Some(new));
            }
            Ok(f.condition.get_or_none())
        },
        |_, o, v| {
            of(o).condition.set(v.cloned());
            Ok(())
        },
    ),
    property(
        "_state",
        "",
        |_, o| {
            let now = of(o).state.get();
            let text = STATES.iter().find(|s| s.0 == now).map_or("", |s| s.1);
            Ok(intern(text))
        },
        |vm, o, v| {
            let text = v.filter(|v| str_::is_str(v)).map(str_::bytes_of);
            match STATES.iter().find(|s| Some(s.1.as_bytes()) == text) {
                Some(s) => of(o).state.set(s.0),
                None => return Err(vm.value_error("no state of a future")),
            }
            Ok(())
        },
    ),
];

constructor!(init, "Future.__init__", "($self)", |_, _| Ok(Obj::NONE));

static SPEC: TypeSpec = TypeSpec {
    name: "FutureCore",
    module: "_futures",
    doc: "What concurrent.futures.Future is made on.",
    flags: type_flag::BASE | type_flag::DICT | type_flag::WEAKREF,
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, Future::default())),
        init: Some(|vm, o, args| init(vm, o, args).map(drop)),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: GETTERS,
    ..TypeSpec::BASE
};
/// The native base of futures.
pub static FUTURE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Future>(false));

/// `_futures`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_futures",
    doc: "The native half of concurrent.futures.",
    functions: &[function(
        "_bridge",
        "(source, destination, loop, /)",
        "Let a future of a loop end as one of this make does, and its cancelling reach that one.",
        |vm, a| {
            bridge::connect(vm, &a[0], &a[1], &a[2])?;
            Ok(Obj::NONE)
        },
    )],
    types: &[&FUTURE],
    ..ModuleSpec::EMPTY
};
