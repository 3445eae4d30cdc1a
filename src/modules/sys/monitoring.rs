//! `sys.monitoring`: the functions with which tools say what they want to hear of. What they say is kept, and told, in
//! `vm/monitor.rs`.

use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::code::{self, Code};
use crate::types::{dict, int, module, namespace, native, str_};
use crate::vm::monitor::{CALL_ENDS, Event, LOCAL, NAMES, TOOLS};
use crate::vm::{PyResult, Vm, interp};

/// Tools with a number of their own.
const KNOWN: [(&str, i64); 4] =
    [("DEBUGGER_ID", 0), ("COVERAGE_ID", 1), ("PROFILER_ID", 2), ("OPTIMIZER_ID", 5)];

fn tool(vm: &Vm, o: &Obj) -> PyResult<usize> {
    let n = crate::modules::os_support::c_int(vm, o)?;
    usize::try_from(n)
        .ok()
        .filter(|n| *n < TOOLS)
        .ok_or_else(|| vm.value_error(format!("invalid tool {n} (must be between 0 and 5)")))
}

fn in_use(vm: &Vm, o: &Obj) -> PyResult<usize> {
    let n = tool(vm, o)?;
    match interp().monitor.names[n].get() {
        Some(_) => Ok(n),
        None => Err(vm.value_error(format!("tool {n} is not in use"))),
    }
}

/// A set of events of which `allowed` are possible.
fn events(vm: &Vm, o: &Obj, what: &str, allowed: u32) -> PyResult<u32> {
    let set = crate::modules::os_support::c_int(vm, o)? as u32;
    let calls = CALL_ENDS | Event::Call.bit();
    let known = set >> NAMES.len() == 0;
    if known && set & CALL_ENDS != 0 && set & calls != calls {
        return Err(vm.value_error("cannot set C_RETURN or C_RAISE events independently"));
    }
    // How native calls end is told to all who hear of calls.
    let set = if known { set & !CALL_ENDS } else { set };
    if set & !allowed != 0 {
        return Err(vm.value_error(format!("invalid {what} 0x{set:x}")));
    }
    Ok(set)
}

fn code_of<'a>(vm: &Vm, o: &'a Obj) -> PyResult<&'a Code> {
    if o.is_instance::<Code>() { Ok(code::of(o)) } else { Err(vm.type_error("code must be a code object")) }
}

fn set(n: u32) -> Obj {
    int::from_i64(n.into())
}

fn use_tool_id(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = tool(vm, &a[0])?;
    if !str_::is_str(&a[1]) {
        return Err(vm.value_error("tool name must be a str"));
    }
    let name = &interp().monitor.names[n];
    if name.get().is_some() {
        return Err(vm.value_error(format!("tool {n} is already in use")));
    }
    name.set(Some(a[1].clone()));
    Ok(Obj::NONE)
}

fn register_callback(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = tool(vm, &a[0])?;
    let event = crate::modules::os_support::c_int(vm, &a[1])?;
    if event <= 0 || event.count_ones() != 1 {
        return Err(vm.value_error("The callback can only be set for one event at a time"));
    }
    let index = event.trailing_zeros() as usize;
    if index >= NAMES.len() {
        return Err(vm.value_error(format!("invalid event {event}")));
    }
    let f = Some(a[2].clone()).filter(|f| !f.is_none());
    Ok(interp().monitor.register(n, index, f).unwrap_or(Obj::NONE))
}

fn all_events(vm: &Vm, _: Args) -> PyResult<Obj> {
    let found = dict::new();
    for (i, name) in NAMES.iter().enumerate() {
        let of = |n: usize| interp().monitor.events[n].get() >> i & 1;
        let tools = (0..TOOLS).fold(0, |set, n| set | of(n) << n);
        if tools != 0 {
            found.set(vm, &intern(name), &set(tools))?;
        }
    }
    Ok(found.into_obj())
}

static FUNCTIONS: [MethodDef; 10] = [
    function("use_tool_id", "(tool_id, name, /)", "Take the number of a tool.", use_tool_id),
    function("free_tool_id", "(tool_id, /)", "Give the number of a tool back.", |vm, a| {
        interp().monitor.names[tool(vm, &a[0])?].set(None);
        Ok(Obj::NONE)
    }),
    function("get_tool", "(tool_id, /)", "The name under which a number was taken, or None.", |vm, a| {
        Ok(interp().monitor.names[tool(vm, &a[0])?].get_or_none())
    }),
    function(
        "register_callback",
        "(tool_id, event, func, /)",
        "Set the function that is told of an event; the one before is returned.",
        register_callback,
    ),
    function("get_events", "(tool_id, /)", "The events that a tool wants of all code.", |vm, a| {
        Ok(set(interp().monitor.events[tool(vm, &a[0])?].get()))
    }),
    function(
        "set_events",
        "(tool_id, event_set, /)",
        "Set the events that a tool wants of all code.",
        |vm, a| {
            let n = tool(vm, &a[0])?;
            let wanted = events(vm, &a[1], "event set", (1 << NAMES.len()) - 1)?;
            in_use(vm, &a[0])?;
            interp().monitor.set_events(n, wanted);
            Ok(Obj::NONE)
        },
    ),
    function(
        "get_local_events",
        "(tool_id, code, /)",
        "The events that a tool wants of one code object.",
        |vm, a| {
            let c = code_of(vm, &a[1])?;
            Ok(set(interp().monitor.local_of(tool(vm, &a[0])?, c)))
        },
    ),
    function(
        "set_local_events",
        "(tool_id, code, event_set, /)",
        "Set the events that a tool wants of one code object.",
        |vm, a| {
            let c = code_of(vm, &a[1])?;
            let n = tool(vm, &a[0])?;
            let wanted = events(vm, &a[2], "local event set", LOCAL)?;
            in_use(vm, &a[0])?;
            interp().monitor.set_local(n, c, wanted);
            Ok(Obj::NONE)
        },
    ),
    function("restart_events", "()", "Tell again of what callbacks disabled.", |_, _| {
        interp().monitor.restart();
        Ok(Obj::NONE)
    }),
    function("_all_events", "()", "Which tools (as bits) want which events.", all_events),
];

/// The module object.
pub fn make(vm: &Vm) -> PyResult<Obj> {
    let m = module::new("sys.monitoring");
    let d = module::namespace(m.obj());
    for def in &FUNCTIONS {
        d.insert_str(intern(def.name), native::function(def, None, Some(intern("sys.monitoring"))));
    }
    for (name, n) in KNOWN {
        d.insert_str(intern(name), int::from_i64(n));
    }
    let markers = interp().monitor.markers(vm)?;
    d.insert_str(intern("DISABLE"), markers.disable.clone());
    d.insert_str(intern("MISSING"), markers.missing.clone());
    let mut all: Vec<(&str, Obj)> = NAMES.iter().enumerate().map(|(i, n)| (*n, set(1 << i))).collect();
    all.push(("NO_EVENTS", set(0)));
    d.insert_str(intern("events"), namespace::with_attributes(vm, all)?);
    Ok(m.into_obj())
}
