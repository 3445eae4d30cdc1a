//! `sys.monitoring` (PEP 669): which tool wants which events, and telling them. The traced copy of the loop finds the
//! events (`trace.rs`); without a tool that wants any, nothing here runs. The functions users call are in
//! `modules/sys/monitoring.rs`.

use crate::object::field::Field;
use crate::object::obj::Obj;
use crate::types::code::{self, Code};
use crate::types::int;
use crate::vm::{PyResult, Vm, api, interp, trace};
use std::cell::{Cell, RefCell};
use std::collections::HashSet;

/// How many tools there can be.
pub const TOOLS: usize = 6;

/// The events; bit `1 << e` stands for event `e` in sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "the names of the documentation")]
pub enum Event {
    PyStart,
    PyResume,
    PyReturn,
    PyYield,
    Call,
    Line,
    Instruction,
    Jump,
    Branch,
    StopIteration,
    Raise,
    ExceptionHandled,
    PyUnwind,
    PyThrow,
    Reraise,
    CReturn,
    CRaise,
}

/// Their names, in order.
pub const NAMES: [&str; 17] = [
    "PY_START",
    "PY_RESUME",
    "PY_RETURN",
    "PY_YIELD",
    "CALL",
    "LINE",
    "INSTRUCTION",
    "JUMP",
    "BRANCH",
    "STOP_ITERATION",
    "RAISE",
    "EXCEPTION_HANDLED",
    "PY_UNWIND",
    "PY_THROW",
    "RERAISE",
    "C_RETURN",
    "C_RAISE",
];

impl Event {
    /// Its bit in sets.
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// The event whose bit makes a tool hear of this one: native calls end for those who hear of calls.
    fn wanted_by(self) -> u32 {
        match self {
            Event::CReturn | Event::CRaise => Event::Call.bit(),
            e => e.bit(),
        }
    }
}

/// Events that can be set for one code object, and disabled at a place.
pub const LOCAL: u32 = Event::Raise.bit() - 1;

/// How calls of native functions end: told to who hears of calls.
pub const CALL_ENDS: u32 = Event::CReturn.bit() | Event::CRaise.bit();

/// What a tool is told instead of an argument that is not there, and what it returns to hear no more (two objects).
pub struct Markers {
    /// `DISABLE`
    pub disable: Obj,
    /// `MISSING`
    pub missing: Obj,
}

/// What the interpreter knows of tools.
#[derive(Default)]
pub struct Monitor {
    /// Names of the tools in use.
    pub names: [Field; TOOLS],
    /// Events for all code.
    pub events: [Cell<u32>; TOOLS],
    callbacks: RefCell<Vec<Option<Obj>>>,
    markers: std::cell::OnceCell<Markers>,
    /// How many code objects have events of their own.
    local: Cell<usize>,
    /// Goes up when places that were disabled are enabled again.
    restarts: [Cell<u64>; TOOLS],
}

/// What a code object knows of tools.
#[derive(Default)]
pub struct OfCode {
    events: [u32; TOOLS],
    /// (instruction, event, tool) that are told no more.
    disabled: HashSet<(i32, u8, u8)>,
    restarts: [u64; TOOLS],
}

impl Monitor {
    /// Whether a tool wants events.
    pub fn is_on(&self) -> bool {
        self.local.get() > 0 || self.events.iter().any(|e| e.get() != 0)
    }

    /// The two special objects.
    pub fn markers(&self, vm: &Vm) -> PyResult<&Markers> {
        if self.markers.get().is_none() {
            let object = crate::types::object::OBJECT.obj();
            let made =
                Markers { disable: api::call(vm, &object, &[])?, missing: api::call(vm, &object, &[])? };
            // The first ones stay.
            let _ = self.markers.set(made);
        }
        Ok(self.markers.get().expect("it was just filled"))
    }

    /// Sets the function that a tool has for an event; the one before comes back.
    pub fn register(&self, tool: usize, event: usize, f: Option<Obj>) -> Option<Obj> {
        let mut all = self.callbacks.borrow_mut();
        if all.is_empty() {
            all.resize(TOOLS * NAMES.len(), None);
        }
        std::mem::replace(&mut all[tool * NAMES.len() + event], f)
    }

    fn callback(&self, tool: usize, event: Event) -> Option<Obj> {
        self.callbacks.borrow().get(tool * NAMES.len() + event as usize).cloned().flatten()
    }

    /// Sets the events that a tool wants of all code.
    pub fn set_events(&self, tool: usize, events: u32) {
        let before = self.events[tool].replace(events);
        self.newly_wanted(tool, before, events);
        trace::refresh_everywhere();
    }

    /// Sets the events that a tool wants of one code object.
    pub fn set_local(&self, tool: usize, c: &Code, events: u32) {
        {
            let mut own = c.monitor.borrow_mut();
            let had = own.as_ref().is_some_and(|o| o.events.iter().any(|e| *e != 0));
            let o = own.get_or_insert_default();
            let before = std::mem::replace(&mut o.events[tool], events);
            self.newly_wanted(tool, before, events);
            let has = o.events.iter().any(|e| *e != 0);
            self.local.set(self.local.get() + usize::from(has) - usize::from(had));
        }
        trace::refresh_everywhere();
    }

    /// An event that was not wanted before is told everywhere.
    fn newly_wanted(&self, tool: usize, before: u32, now: u32) {
        if now & !before != 0 {
            self.restarts[tool].set(self.restarts[tool].get() + 1);
        }
    }

    /// The events that a tool wants of one code object only.
    pub fn local_of(&self, tool: usize, c: &Code) -> u32 {
        c.monitor.borrow().as_ref().map_or(0, |o| o.events[tool])
    }

    /// `restart_events()`
    pub fn restart(&self) {
        self.restarts.iter().for_each(|r| r.set(r.get() + 1));
    }

    /// Forgets all tools.
    pub fn clear(&self) {
        let functions = self.callbacks.take();
        let names: Vec<_> = self.names.iter().map(Field::take).collect();
        self.events.iter().for_each(|e| e.set(0));
        self.local.set(0);
        trace::refresh_everywhere();
        drop((functions, names));
    }

    /// Whether a tool wants an event at a place.
    fn wants(&self, tool: usize, c: &Code, event: Event, at: i32) -> bool {
        let mut own = c.monitor.borrow_mut();
        let wanted = self.events[tool].get() | own.as_ref().map_or(0, |o| o.events[tool]);
        if wanted & event.wanted_by() == 0 {
            return false;
        }
        let Some(o) = own.as_mut() else { return true };
        if o.restarts[tool] != self.restarts[tool].get() {
            o.restarts[tool] = self.restarts[tool].get();
            o.disabled.retain(|d| usize::from(d.2) != tool);
        }
        !o.disabled.contains(&(at, event as u8, tool as u8))
    }

    fn disable(&self, tool: usize, c: &Code, event: Event, at: i32) {
        let mut own = c.monitor.borrow_mut();
        let o = own.get_or_insert_default();
        o.restarts[tool] = self.restarts[tool].get();
        o.disabled.insert((at, event as u8, tool as u8));
    }
}

/// Tells all tools that want it of an event at instruction `at`. `args` come after the code object and the place.
pub fn tell(vm: &Vm, code_object: &Obj, event: Event, at: i32, args: &[Obj]) -> PyResult<()> {
    let m = &interp().monitor;
    let c = code::of(code_object);
    // The last tool first.
    for tool in (0..TOOLS).rev() {
        if !m.wants(tool, c, event, at) {
            continue;
        }
        let Some(f) = m.callback(tool, event) else { continue };
        let place = match event {
            Event::Line => i64::from(c.line(at)),
            _ => code::offset(code_object, at),
        };
        let mut all = vec![code_object.clone(), int::from_i64(place)];
        all.extend_from_slice(args);
        let answer = trace::untraced(vm, || api::call(vm, &f, &all))?;
        if !answer.is(&m.markers(vm)?.disable) {
            continue;
        }
        if event.wanted_by() & LOCAL != 0 {
            m.disable(tool, c, event, at);
        } else {
            drop(m.register(tool, event as usize, None));
            let name = NAMES[event as usize];
            return Err(vm.value_error(format!("Cannot disable {name} events. Callback removed.")));
        }
    }
    Ok(())
}
