//! The Python-visible `frame` object: made on demand for a running frame; when that frame ends while the object is
//! still referenced, its variables move into the object. The frame itself is in `vm/frame.rs`.
#![allow(unsafe_code)]

use crate::bytecode::code::{flags, local_kind};
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit, decref};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, getter, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::cell;
use crate::types::dict::{self, Dict};
use crate::types::{int, str_};
use crate::vm::frame::Frame;
use crate::vm::{PyResult, Vm, api, trace};
use std::cell::{Cell, RefCell};
use std::ptr;

/// The native state of a frame object.
pub struct FrameObject {
    /// The running frame; null when it has ended.
    frame: Cell<*mut Frame>,
    code: Obj,
    globals: Obj,
    builtins: Obj,
    /// After the end: the slots' values.
    saved: RefCell<Vec<Option<Obj>>>,
    saved_ns: RefCell<Option<Obj>>,
    saved_back: RefCell<Option<Obj>>,
    saved_lasti: Cell<i32>,
    /// Variables that `f_locals` added beyond those of the code.
    extra: RefCell<Option<Ref<Dict>>>,
    trace: RefCell<Option<Obj>>,
    trace_state: TraceState,
}

/// What the traced loop remembers of a frame (`vm/trace.rs`).
pub struct TraceState {
    /// `f_trace_lines`
    pub lines: Cell<bool>,
    /// `f_trace_opcodes`
    pub opcodes: Cell<bool>,
    /// The line that was told last.
    pub line: Cell<u32>,
    /// The instruction that was looked at last; -1: none.
    pub at: Cell<i32>,
    /// The native function whose return is to be told.
    pub native: Field,
    /// For tools: what was called, with its first argument, and whose end is to be told.
    pub call: Field,
    /// For tools: the instruction that may jump; -1: none.
    pub branch: Cell<i32>,
}

// SAFETY: every owned reference is visited.
unsafe impl Payload for FrameObject {
    fn static_type() -> &'static StaticType {
        &FRAME
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        for o in [&self.code, &self.globals, &self.builtins] {
            visit(o.value());
        }
        for o in self.saved.borrow().iter().flatten() {
            visit(o.value());
        }
        for o in [&self.saved_ns, &self.saved_back, &self.trace] {
            if let Some(o) = &*o.borrow() {
                visit(o.value());
            }
        }
        if let Some(d) = &*self.extra.borrow() {
            visit(d.value());
        }
        self.trace_state.native.visit(visit);
        self.trace_state.call.visit(visit);
    }
    fn clear(&self) {
        let parts = (
            self.saved.take(),
            self.saved_ns.take(),
            self.saved_back.take(),
            self.extra.take(),
            self.trace.take(),
            self.trace_state.native.take(),
            self.trace_state.call.take(),
        );
        drop(parts);
    }
}

/// The frame object of a running frame.
pub fn object_for(f: *mut Frame) -> Obj {
    // SAFETY: live frame.
    unsafe {
        if let Some(v) = Frame::object(f) {
            return Obj::from_borrowed(v);
        }
        let o = Ref::new(FrameObject {
            frame: Cell::new(f),
            code: Frame::code_obj(f),
            globals: Obj::from_borrowed((*f).globals),
            builtins: Obj::from_borrowed(Frame::builtins(f)),
            saved: RefCell::new(Vec::new()),
            saved_ns: RefCell::new(None),
            saved_back: RefCell::new(None),
            saved_lasti: Cell::new(-1),
            extra: RefCell::new(None),
            trace: RefCell::new(None),
            trace_state: TraceState {
                lines: Cell::new(true),
                opcodes: Cell::new(false),
                line: Cell::new(0),
                at: Cell::new(-1),
                native: Field::new(None),
                call: Field::new(None),
                branch: Cell::new(-1),
            },
        })
        .into_obj();
        Frame::set_object(f, o.clone().into_value());
        o
    }
}

/// The frame moved in memory (a call frame became a generator's).
pub fn moved(f: *mut Frame) {
    if let Some(v) = Frame::object(f) {
        of(Obj::from_ref(&v)).frame.set(f);
    }
}

/// The frame ends: if somebody else holds its object, the variables move there.
///
/// # Safety
/// `f` has a frame object and is about to be cleared.
pub unsafe fn detach(f: *mut Frame) {
    // SAFETY: by contract.
    unsafe {
        let Some(v) = Frame::take_object(f) else { return };
        let o = Obj::from_owned(v);
        let fo = of(&o);
        fo.saved_lasti.set(Frame::lasti(f));
        fo.frame.set(ptr::null_mut());
        if o.refcount() > 1 {
            let slots = Frame::slots(f);
            let n = (*(*f).code).nlocals;
            let values: Vec<Option<Obj>> =
                (0..n).map(|i| (*slots.add(i)).take().map(|v| Obj::from_owned(v))).collect();
            *fo.saved.borrow_mut() = values;
            *fo.saved_ns.borrow_mut() = Frame::namespace(f).map(Obj::from_borrowed);
            let prev = (*f).prev;
            if !prev.is_null() && Frame::generator(f).is_null() {
                *fo.saved_back.borrow_mut() = Some(object_for(prev));
            }
        }
    }
}

fn of(o: &Obj) -> &FrameObject {
    o.downcast::<FrameObject>().expect("the receiver is a frame")
}

/// `co_flags` of the code of a running frame.
pub fn code_flags(f: *mut Frame) -> u32 {
    // SAFETY: live frame.
    unsafe { (*(*f).code).flags }
}

/// `f_code`
pub fn code_of(o: &Obj) -> Obj {
    of(o).code.clone()
}

/// `f_globals`
pub fn globals_of(o: &Obj) -> Obj {
    of(o).globals.clone()
}

/// `f_builtins`
pub fn builtins_of(o: &Obj) -> Obj {
    of(o).builtins.clone()
}

/// The value of a slot: what a cell holds for captured variables.
fn slot(o: &Obj, i: usize) -> Option<Obj> {
    let fo = of(o);
    let f = fo.frame.get();
    let raw = if f.is_null() {
        fo.saved.borrow().get(i).cloned().flatten()
    } else {
        // SAFETY: live frame; i is below nlocals.
        unsafe { (*Frame::slots(f).add(i)).map(Obj::from_borrowed) }
    };
    let code = crate::types::code::of(&fo.code);
    match raw {
        Some(v) if code.data.local_kinds[i] & (local_kind::CELL | local_kind::FREE) != 0 => {
            match v.downcast::<cell::Cell>() {
                Some(c) => c.get(),
                None => Some(v),
            }
        }
        other => other,
    }
}

/// Writes a slot (through its cell if it is captured).
fn set_slot(o: &Obj, i: usize, new: Option<Obj>) {
    let fo = of(o);
    let code = crate::types::code::of(&fo.code);
    let f = fo.frame.get();
    let captured = code.data.local_kinds[i] & (local_kind::CELL | local_kind::FREE) != 0;
    let raw = if f.is_null() {
        fo.saved.borrow().get(i).cloned().flatten()
    } else {
        // SAFETY: live frame.
        unsafe { (*Frame::slots(f).add(i)).map(Obj::from_borrowed) }
    };
    if captured && let Some(c) = raw.as_ref().and_then(|v| v.downcast::<cell::Cell>()) {
        drop(c.replace(new));
        return;
    }
    if f.is_null() {
        let old = fo.saved.borrow_mut().get_mut(i).and_then(|s| std::mem::replace(s, new));
        drop(old);
    } else {
        // SAFETY: live frame; the new value is in place before the old one is dropped.
        unsafe {
            let p = Frame::slots(f).add(i);
            let old = std::mem::replace(&mut *p, new.map(Obj::into_value));
            if let Some(old) = old {
                decref(old);
            }
        }
    }
}

fn namespace(o: &Obj) -> Option<Obj> {
    let fo = of(o);
    let f = fo.frame.get();
    if f.is_null() {
        return fo.saved_ns.borrow().clone();
    }
    Frame::namespace(f).map(Obj::from_borrowed)
}

fn is_optimized(o: &Obj) -> bool {
    crate::types::code::of(&of(o).code).flags & flags::OPTIMIZED != 0
}

/// The visible variables in slot order.
fn variables(o: &Obj) -> Vec<(usize, Obj)> {
    let code = crate::types::code::of(&of(o).code);
    (0..code.nlocals)
        .filter(|&i| code.data.local_kinds[i] & local_kind::HIDDEN == 0)
        .map(|i| (i, code.localsplus[i].clone()))
        .collect()
}

/// `locals()` of a frame: the namespace of a module or class, or a fresh dict of a function's variables (PEP 667).
pub fn locals_of(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    if !is_optimized(o) {
        // In a comprehension that is part of a module's code: its own variables.
        let code = crate::types::code::of(&of(o).code);
        let hidden = (0..code.nlocals)
            .filter(|&i| {
                code.data.local_kinds[i] & (local_kind::HIDDEN | local_kind::FREE) == local_kind::HIDDEN
            })
            .filter_map(|i| slot(o, i).map(|v| (code.localsplus[i].clone(), v)));
        let d = dict::new();
        hidden.for_each(|(k, v)| d.insert_str(k, v));
        if !d.is_empty() {
            return Ok(d.into_obj());
        }
        return Ok(namespace(o).unwrap_or_else(|| dict::new().into_obj()));
    }
    snapshot(vm, o)
}

/// A fresh dict of a function's variables.
pub fn snapshot(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let d = dict::new();
    for (i, key) in variables(o) {
        if let Some(v) = slot(o, i) {
            d.insert_str(key, v);
        }
    }
    let extra = of(o).extra.borrow().clone();
    if let Some(e) = extra {
        for (k, v) in e.items() {
            d.set(vm, &k, &v)?;
        }
    }
    Ok(d.into_obj())
}

/// Reads a variable by name (`f_locals[name]`).
pub fn get_variable(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Option<Obj>> {
    if str_::is_str(key) {
        for (i, n) in variables(o) {
            if str_::bytes_of(&n) == str_::bytes_of(key)
                && let Some(v) = slot(o, i)
            {
                return Ok(Some(v));
            }
        }
    }
    let extra = of(o).extra.borrow().clone();
    match extra {
        Some(e) => e.get(vm, key),
        None => Ok(None),
    }
}

/// Writes a variable by name (`f_locals[name] = v`).
pub fn set_variable(vm: &Vm, o: &Obj, key: &Obj, v: &Obj) -> PyResult<()> {
    if str_::is_str(key) {
        for (i, n) in variables(o) {
            if str_::bytes_of(&n) == str_::bytes_of(key) {
                set_slot(o, i, Some(v.clone()));
                return Ok(());
            }
        }
    }
    let present = of(o).extra.borrow().clone();
    let extra = match present {
        Some(e) => e,
        None => {
            let e = dict::new();
            *of(o).extra.borrow_mut() = Some(e.clone());
            e
        }
    };
    extra.set(vm, key, v)
}

fn lasti(o: &Obj) -> i32 {
    let fo = of(o);
    let f = fo.frame.get();
    if f.is_null() { fo.saved_lasti.get() } else { Frame::lasti(f) }
}

/// `f_lineno`
pub fn line_of(o: &Obj) -> u32 {
    crate::types::code::of(&of(o).code).line(lasti(o))
}

fn line_object(o: &Obj) -> Obj {
    if lasti(o) < 0 {
        return int::from_i64(crate::types::code::entry_line(&of(o).code).into());
    }
    match line_of(o) {
        0 => Obj::NONE,
        line => int::from_i64(i64::from(line)),
    }
}

/// `f_trace`
pub fn trace(o: &Obj) -> Option<Obj> {
    of(o).trace.borrow().clone()
}

/// Writes `f_trace`.
pub fn set_trace(o: &Obj, f: Option<Obj>) {
    let old = of(o).trace.replace(f);
    drop(old);
}

/// What tracing remembers of a frame.
pub fn trace_state(o: &Obj) -> &TraceState {
    &of(o).trace_state
}

/// The frame, while it lives.
pub fn running(o: &Obj) -> Option<*mut Frame> {
    Some(of(o).frame.get()).filter(|f| !f.is_null())
}

fn set_flag(vm: &Vm, flag: &Cell<bool>, v: Option<&Obj>) -> PyResult<()> {
    match v {
        Some(v) if v.is(&Obj::TRUE) || v.is(&Obj::FALSE) => {
            flag.set(v.is(&Obj::TRUE));
            Ok(())
        }
        Some(_) => Err(vm.type_error("attribute value type must be bool")),
        None => Err(vm.type_error("can't delete numeric/char attribute")),
    }
}

fn set_line(vm: &Vm, o: &Obj, line: Option<&Obj>) -> PyResult<()> {
    match line {
        None => Err(vm.error(&crate::types::exception::ATTRIBUTE_ERROR, "cannot delete attribute")),
        Some(n) if !int::is_exact(n) => Err(vm.value_error("lineno must be an integer")),
        Some(n) => trace::jump(vm, o, api::to_i64(vm, n)?),
    }
}

/// `f_back`
pub fn back_of(o: &Obj) -> Option<Obj> {
    let fo = of(o);
    let f = fo.frame.get();
    if f.is_null() {
        return fo.saved_back.borrow().clone();
    }
    // SAFETY: live frame; `prev` of a suspended generator is stale, so only running ones count.
    unsafe {
        if !Frame::generator(f).is_null()
            && (*Frame::generator(f)).state() != crate::types::generator::State::Running
        {
            return None;
        }
        let p = (*f).prev;
        (!p.is_null()).then(|| object_for(p))
    }
}

fn get_locals(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    if is_optimized(o) { Ok(crate::types::frame_locals::new(o)) } else { locals_of(vm, o) }
}

fn clear(vm: &Vm, a: crate::object::args::Args) -> PyResult<Obj> {
    let fo = of(&a[0]);
    let f = fo.frame.get();
    if !f.is_null() {
        // SAFETY: live frame.
        let g = Frame::generator(f);
        if g.is_null() {
            return Err(vm.runtime_error("cannot clear an executing frame"));
        }
        // SAFETY: a generator's frame lives inside it.
        let state = unsafe { (*g).state() };
        if state == crate::types::generator::State::Created {
            // SAFETY: as above.
            unsafe { (*g).discard() };
            return Ok(Obj::NONE);
        }
        return Err(vm.runtime_error(if state == crate::types::generator::State::Running {
            "cannot clear an executing frame"
        } else {
            "cannot clear a suspended frame"
        }));
    }
    let parts = (fo.saved.take(), fo.saved_ns.take(), fo.extra.take());
    drop(parts);
    Ok(Obj::NONE)
}

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let code = crate::types::code::of(&of(o).code);
    let file = api::repr_string(crate::vm::current(), &code.filename)?;
    Ok(str_::from_string(format!(
        "<frame at {:#x}, file {file}, line {}, code {}>",
        api::id(o),
        line_of(o),
        str_::display(&code.name)
    )))
}

static SPEC: TypeSpec = TypeSpec {
    name: "frame",
    flags: type_flag::NO_NEW,
    slots: Slots { repr: Some(repr), ..Slots::NONE },
    methods: &[
        method("clear", "($self, /)", "Lets go of the variables of a frame that has ended.", clear),
        method("__sizeof__", "($self, /)", "How many bytes the frame takes.", |_, a| {
            Ok(int::from_usize(size_of::<FrameObject>() + crate::types::code::of(&of(&a[0]).code).frame_size))
        }),
    ],
    getters: &[
        getter("f_back", "", |_, o| Ok(back_of(o).unwrap_or(Obj::NONE))),
        getter("f_locals", "", get_locals),
        property("f_lineno", "", |_, o| Ok(line_object(o)), set_line),
        getter("f_code", "", |_, o| Ok(code_of(o))),
        getter("f_globals", "", |_, o| Ok(globals_of(o))),
        getter("f_builtins", "", |_, o| Ok(builtins_of(o))),
        getter("f_lasti", "", |_, o| Ok(int::from_i64(crate::types::code::offset(&of(o).code, lasti(o))))),
        property(
            "f_trace",
            "",
            |_, o| Ok(trace(o).unwrap_or(Obj::NONE)),
            |_, o, v| {
                set_trace(o, v.filter(|v| !v.is_none()).cloned());
                Ok(())
            },
        ),
        property(
            "f_trace_lines",
            "",
            |_, o| Ok(Obj::from_bool(of(o).trace_state.lines.get())),
            |vm, o, v| set_flag(vm, &of(o).trace_state.lines, v),
        )
        .as_member(),
        property(
            "f_trace_opcodes",
            "",
            |_, o| Ok(Obj::from_bool(of(o).trace_state.opcodes.get())),
            |vm, o, v| set_flag(vm, &of(o).trace_state.opcodes, v),
        ),
    ],
    ..TypeSpec::FINAL
};

/// `types.FrameType`
pub static FRAME: StaticType = StaticType::new(&SPEC, LayoutOps::of::<FrameObject>(false));

/// Types of this file.
pub static TYPES: &[&StaticType] = &[&FRAME, &crate::types::frame_locals::FRAME_LOCALS];
