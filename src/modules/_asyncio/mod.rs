//! `_asyncio`: the native part of asyncio. Futures and `sleep` (`future.rs`), tasks (`task.rs`, `registry.rs`), handles
//! (`handle.rs`), the queue, the timers and the turn of a loop (`queue.rs`, `heap.rs`, `turn.rs`), what a loop watches
//! and where it waits (`io.rs`, `park.rs`), the hot part of stream transports and readers (`transport.rs`, `stream.rs`),
//! receiving without a transport (`sock.rs`), counting for
//! `gather` (`gather.rs`), the connection with `concurrent.futures` (`bridge.rs`).
//! Everything else of the package is Python (`stdlib/asyncio`).

/// An attribute that is a bool in a `Cell` of the body which `of` gives.
macro_rules! flag {
    ($name:literal, $field:ident) => {
        property(
            $name,
            "",
            |_, o| Ok(Obj::from_bool(of(o).$field.get())),
            |vm, o, v| {
                of(o).$field.set(v.map_or(Ok(false), |v| api::is_true(vm, v))?);
                Ok(())
            },
        )
    };
}

pub mod bridge;
mod endpoint;
pub mod future;
mod gather;
mod handle;
mod heap;
mod io;
mod names;
mod park;
mod queue;
mod registry;
mod running;
mod sock;
mod stream;
mod task;
mod transport;
mod turn;

use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, ModuleSpec, class_method, function};
use crate::object::type_object::Type;
use crate::types::{descriptor, dict, str_};
use crate::vm::{PyResult, Vm, api};

/// Texts that more than one place needs.
mod text {
    /// What `throw` says to something that is no exception.
    pub const NOT_AN_EXCEPTION: &str =
        "exceptions must be classes deriving BaseException or instances of such a class";
}

/// Where the running Python code stands, for debug mode.
fn stack(vm: &Vm) -> PyResult<Obj> {
    names::call(vm, "asyncio.format_helpers", "extract_stack", &[])
}

/// The dict that an exception handler gets.
fn error_context(parts: &[(&str, Obj)], source: Option<Obj>) -> Obj {
    let d = dict::new();
    for (key, value) in parts {
        d.insert_str(intern(key), value.clone());
    }
    if let Some(s) = source.filter(|s| !s.is_none()) {
        d.insert_str(intern("source_traceback"), s);
    }
    d.into_obj()
}

static LEGACY: [MethodDef; 2] = [
    class_method("all_tasks", "($type, /, loop=None)", "Deprecated: every task of a loop.", |vm, a| {
        let owner = a.opt(1).cloned().unwrap_or(Obj::NONE);
        names::call(vm, "asyncio._compat", "task_all_tasks", &[owner])
    }),
    class_method("current_task", "($type, /, loop=None)", "Deprecated: the running task.", |vm, a| {
        let owner = a.opt(1).cloned().unwrap_or(Obj::NONE);
        names::call(vm, "asyncio._compat", "task_current_task", &[owner])
    }),
];

/// Gives Task the class methods that it had until 3.8, where old programs are to run.
fn legacy_queries(_: &Vm, t: &Type) {
    let strict = || {
        let options = api::sys_attr("_xoptions")?;
        options.downcast::<dict::Dict>()?.get_str(&intern("asyncio_compat"))
    };
    if !strict().is_some_and(|o| str_::is_str(&o) && str_::bytes_of(&o) == b"0") {
        for def in &LEGACY {
            t.dict()
                .insert_str(intern(def.name), descriptor::class_method_descriptor(&task::TASK.obj(), def));
        }
    }
}

fn loop_or_running(vm: &Vm, a: Args, i: usize) -> PyResult<Obj> {
    match a.opt_not_none(i) {
        Some(l) => Ok(l.clone()),
        None => running::running_loop(vm),
    }
}

/// `_asyncio`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_asyncio",
    doc: "The fast part of asyncio.",
    functions: &[
        function(
            "get_running_loop",
            "()",
            "The loop running in this thread; RuntimeError if none is.",
            |vm, _| running::running_loop(vm),
        ),
        function("_get_running_loop", "()", "The loop running in this thread, or None.", |vm, _| {
            Ok(running::get(vm).unwrap_or(Obj::NONE))
        }),
        function(
            "_set_running_loop",
            "(loop, /)",
            "For loops: say that this one runs now, or by None that none does.",
            |vm, a| {
                running::set(vm, &a[0]);
                Ok(Obj::NONE)
            },
        ),
        function(
            "get_event_loop",
            "()",
            "The running loop, else the one the policy has for this thread.",
            |vm, _| running::event_loop(vm),
        ),
        function(
            "current_task",
            "(loop=None)",
            "The task the loop is running now, None outside of one.",
            |vm, a| {
                let owner = loop_or_running(vm, a, 0)?;
                Ok(registry::current(vm, &owner)?.unwrap_or(Obj::NONE))
            },
        ),
        function("_tasks_of", "(loop, /)", "The native tasks of a loop, done or not.", |_, a| {
            Ok(registry::tasks_of(&a[0]))
        }),
        function("_link", "(task, yes, /)", "Whether a native task is one of all tasks.", |_, a| {
            registry::set_linked(&a[0], a[1].is(&Obj::TRUE));
            Ok(Obj::NONE)
        }),
        function("_enter_task", "(loop, task)", "The loop goes into task.", |vm, a| {
            registry::enter(vm, &a[0], &a[1])?;
            Ok(Obj::NONE)
        }),
        function("_leave_task", "(loop, task)", "The loop comes out of task.", |vm, a| {
            registry::leave(vm, &a[0], &a[1])?;
            Ok(Obj::NONE)
        }),
        function(
            "_swap_current_task",
            "(loop, task)",
            "Put task (or None) in place of the current one, which is returned.",
            |vm, a| registry::swap_current(vm, &a[0], &a[1]),
        ),
        function("_turn", "()", "What to await to give up one turn.", |_, _| Ok(future::one_turn())),
        function(
            "_sleep",
            "(delay, result, /)",
            "What to await for result after delay seconds.",
            future::sleep,
        ),
        function(
            "_set_result_unless_cancelled",
            "(fut, result)",
            "Finish a future, if it is not cancelled.",
            future::set_result_unless_cancelled,
        ),
        function("_outcomes", "(futures, /)", "Results and exceptions of futures that are done.", |vm, a| {
            gather::outcomes(vm, &a[0])
        }),
        function(
            "_own_classes",
            "(transport, socket, server, /)",
            "Say which classes do, as they are now, just what is native.",
            |_, a| {
                names::remember_own([&a[0], &a[1], &a[2]]);
                Ok(Obj::NONE)
            },
        ),
        function(
            "_receive",
            "(loop, sock, n)",
            "Bytes from a socket, or what to await for them.",
            sock::receive,
        ),
    ],
    types: &[
        &future::FUTURE,
        &task::TASK,
        &queue::CORE,
        &transport::TRANSPORT,
        &stream::STREAM,
        &gather::COUNTDOWN,
        &endpoint::GROUP,
    ],
    hidden_types: &[
        &future::FUTURE_ITER,
        &task::STEP_METHOD,
        &handle::HANDLE,
        &handle::TIMER,
        &queue::READY,
        &sock::RECEIVE,
        &bridge::BRIDGE,
    ],
    init: Some(|vm, m| {
        names::init(vm, m)?;
        api::setattr(vm, m, &intern("Handle"), &handle::HANDLE.obj())?;
        api::setattr(vm, m, &intern("TimerHandle"), &handle::TIMER.obj())
    }),
};
