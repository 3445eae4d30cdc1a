//! Trace events: what `sys.settrace`, `sys.setprofile` and `f_trace` functions are told, and jumps by assignment to
//! `f_lineno`. A thread with such functions runs its frames in the traced copy of the loop (`dispatch.rs`), which asks
//! here before each instruction; the other copy knows nothing of it.
#![allow(unsafe_code)]

use crate::bytecode::code::flags;
use crate::bytecode::op::Op;
use crate::object::heap::decref;
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::type_object::Type;
use crate::object::value::Value;
use crate::types::code::Code;
use crate::types::frame::{self as frame_object, TraceState};
use crate::types::function::Function;
use crate::types::method::Method;
use crate::types::{code, descriptor, exception, int, method, native, tuple, type_};
use crate::vm::frame::{Frame, Kind};
use crate::vm::monitor::{self, Event};
use crate::vm::thread::breaker;
use crate::vm::{PyResult, Vm, api, interp, threads};
use std::cell::{Cell, RefCell};
use std::sync::atomic::Ordering;

/// What a thread tells, and to whom.
#[derive(Default)]
pub struct Tracing {
    /// Events are delivered now.
    on: Cell<bool>,
    /// A function is being told about one: what it does is not traced.
    telling: Cell<bool>,
    /// The event being told, for jumps.
    event: Cell<&'static str>,
    /// `sys.settrace`
    trace: RefCell<Option<Obj>>,
    /// `sys.setprofile`
    profile: RefCell<Option<Obj>>,
}

/// Which of the two functions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// `sys.settrace`
    Trace,
    /// `sys.setprofile`
    Profile,
}

impl Tracing {
    /// Whether frames of the thread must run traced.
    #[inline(always)]
    pub fn is_on(&self) -> bool {
        self.on.get()
    }

    fn cell(&self, which: Which) -> &RefCell<Option<Obj>> {
        if which == Which::Trace { &self.trace } else { &self.profile }
    }

    /// The function.
    pub fn get(&self, which: Which) -> Option<Obj> {
        self.cell(which).borrow().clone()
    }

    /// Drops both.
    pub fn clear(&self) {
        drop((self.trace.take(), self.profile.take()));
    }
}

/// Brings the loops in line with the functions that are set.
fn refresh(vm: &Vm) {
    let t = &vm.tracing;
    let wanted = t.trace.borrow().is_some() || t.profile.borrow().is_some() || interp().monitor.is_on();
    let on = wanted && !t.telling.get();
    t.on.set(on);
    if on {
        vm.breaker.fetch_or(breaker::TRACE, Ordering::Relaxed);
    } else {
        vm.breaker.fetch_and(!breaker::TRACE, Ordering::Relaxed);
    }
}

/// After a change of what `sys.monitoring` wants.
pub fn refresh_everywhere() {
    threads::for_each(refresh);
}

/// Does something of which nobody is told.
pub fn untraced<R>(vm: &Vm, act: impl FnOnce() -> R) -> R {
    let before = vm.tracing.telling.replace(true);
    refresh(vm);
    let r = act();
    vm.tracing.telling.set(before);
    refresh(vm);
    r
}

/// Sets or removes a function of a thread.
pub fn set(vm: &Vm, which: Which, f: Option<Obj>) {
    let old = vm.tracing.cell(which).replace(f);
    refresh(vm);
    drop(old);
}

/// The same in all threads.
pub fn set_everywhere(which: Which, f: Option<&Obj>) {
    threads::for_each(|vm| set(vm, which, f.cloned()));
}

/// `sys.call_tracing`: calls with events on although a function is being told about one.
pub fn call_tracing(vm: &Vm, f: &Obj, args: &[Obj]) -> PyResult<Obj> {
    let (telling, event) = (vm.tracing.telling.replace(false), vm.tracing.event.get());
    refresh(vm);
    let r = api::call(vm, f, args);
    vm.tracing.telling.set(telling);
    vm.tracing.event.set(event);
    refresh(vm);
    r
}

/// Tells a function about an event. If it raises, it is told nothing more.
fn tell(vm: &Vm, which: Which, f: &Obj, frame: &Obj, event: &'static str, arg: &Obj) -> PyResult<Obj> {
    let t = &vm.tracing;
    let before = (t.telling.replace(true), t.event.replace(event));
    refresh(vm);
    let r = api::call(vm, f, &[frame.clone(), intern(event), arg.clone()]);
    t.telling.set(before.0);
    t.event.set(before.1);
    if r.is_err() {
        let raised = vm.save_raised();
        set(vm, which, None);
        if which == Which::Trace {
            frame_object::set_trace(frame, None);
        }
        vm.restore_raised(raised);
    }
    refresh(vm);
    r
}

/// Tells a frame's own trace function, which may name its successor.
fn tell_local(vm: &Vm, frame: &Obj, event: &'static str, arg: &Obj) -> PyResult<()> {
    if vm.tracing.trace.borrow().is_none() {
        return Ok(());
    }
    let Some(f) = frame_object::trace(frame) else { return Ok(()) };
    let next = tell(vm, Which::Trace, &f, frame, event, arg)?;
    if !next.is_none() {
        frame_object::set_trace(frame, Some(next));
    }
    Ok(())
}

fn tell_profile(vm: &Vm, frame: &Obj, event: &'static str, arg: &Obj) -> PyResult<()> {
    match vm.tracing.get(Which::Profile) {
        Some(f) => tell(vm, Which::Profile, &f, frame, event, arg).map(drop),
        None => Ok(()),
    }
}

/// Called by the traced loop before the instruction at the frame's `pc`, which an event may change.
///
/// # Safety
/// The frame is the innermost one; its `pc` and `sp` are saved.
pub unsafe fn before(vm: &Vm, f: *mut Frame) -> PyResult<()> {
    // SAFETY: by contract; the code is verified, and a jump keeps to it.
    unsafe {
        let code = &*(*f).code;
        let start = code.instrs.as_ptr();
        let frame = frame_object::object_for(f);
        let state = frame_object::trace_state(&frame);
        let at = (*f).pc.offset_from(start) as i32;
        if is_entry(code, at, state) {
            // Its line is that of the head, not yet of the body.
            if at == 0 {
                (*f).pc = start.wrapping_sub(1);
            }
            let resumed = at > 0 && Op::of(code.instrs[at as usize - 1]) == Some(Op::Yield);
            let event = if resumed { Event::PyResume } else { Event::PyStart };
            let told = entered(vm, &frame).and_then(|()| tools(vm, &frame, event, frame_index(f), &[]));
            if at > 0 || told.is_ok() {
                (*f).pc = start.offset(at as isize);
            }
            state.line.set(if at == 0 { 0 } else { code.line(at) });
            if at == 0 {
                state.at.set(-1);
            }
            told?;
        }
        loop {
            let pc = (*f).pc;
            let at = pc.offset_from(start) as i32;
            let op = Op::of(*pc).expect("verified code has only opcodes");
            if let Some(called) = state.native.take() {
                tell_profile(vm, &frame, "c_return", &called)?;
            }
            if interp().monitor.is_on() {
                arrived(vm, &frame, code, state, at)?;
            }
            lines(vm, &frame, code, at)?;
            if (*f).pc != pc {
                // A jump: the new place has its own line.
                state.at.set(-1);
                state.line.set(code.line((*f).pc.offset_from(start) as i32));
                continue;
            }
            events_of(vm, f, &frame, op)?;
            if interp().monitor.is_on() {
                about(vm, f, &frame, op, at)?;
            }
            state.at.set(at);
            return Ok(());
        }
    }
}

/// Whether a frame begins or is resumed with this instruction.
fn is_entry(code: &Code, at: i32, state: &TraceState) -> bool {
    let delayed = flags::GENERATOR | flags::COROUTINE | flags::ASYNC_GENERATOR;
    if at == 0 {
        return code.flags & delayed == 0 && state.at.get() != 0;
    }
    let previous = Op::of(code.instrs[at as usize - 1]);
    let came_from = state.at.get();
    matches!(previous, Some(Op::Yield | Op::ReturnGenerator)) && (came_from == at - 1 || came_from < 0)
}

fn entered(vm: &Vm, frame: &Obj) -> PyResult<()> {
    if let Some(f) = vm.tracing.get(Which::Trace) {
        let local = tell(vm, Which::Trace, &f, frame, "call", &Obj::NONE)?;
        if !local.is_none() {
            frame_object::set_trace(frame, Some(local));
        }
    }
    tell_profile(vm, frame, "call", &Obj::NONE)
}

/// A generator's frame is resumed by the pending exception.
pub fn thrown(vm: &Vm, f: *mut Frame) {
    let frame = frame_object::object_for(f);
    aside(vm, |vm, e| {
        entered(vm, &frame)?;
        tools(vm, &frame, Event::PyThrow, frame_index(f), std::slice::from_ref(e))
    });
    // A handler tells its line whichever was told before.
    frame_object::trace_state(&frame).line.set(0);
}

/// Whether an instruction belongs to the head of a function.
fn is_head(code: &Code, at: i32) -> bool {
    let head = |at: i32| match usize::try_from(at) {
        Ok(at) => Op::of(code.instrs[at]),
        Err(_) => None,
    };
    matches!(head(at), Some(Op::MakeCell | Op::CopyFreeVars | Op::ReturnGenerator))
        || matches!(head(at - 1), Some(Op::ReturnGenerator))
}

/// Whether a line begins with an instruction.
fn begins_line(code: &Code, at: i32) -> bool {
    !is_head(code, at) && (at == 0 || is_head(code, at - 1) || code.line(at - 1) != code.line(at))
}

fn lines(vm: &Vm, frame: &Obj, code: &Code, at: i32) -> PyResult<()> {
    let state = frame_object::trace_state(frame);
    if is_head(code, at) {
        state.line.set(0);
        return Ok(());
    }
    let line = code.line(at);
    let last = state.at.get();
    let jumped = last >= 0 && at != last + 1 && at != last + 2;
    // A loop tells its line again; the inner loop of an await does not.
    let again = jumped && last >= at && Op::of(code.instrs[last as usize]) != Some(Op::Jump);
    let same_line_again = again && line == state.line.get();
    let new = again || (line != state.line.get() && (jumped || begins_line(code, at)));
    if line != 0 {
        state.line.set(line);
    }
    if new && line != 0 {
        if state.lines.get() {
            tell_local(vm, frame, "line", &Obj::NONE)?;
        }
        if !same_line_again {
            tools(vm, frame, Event::Line, at, &[])?;
        }
    }
    if state.opcodes.get() {
        tell_local(vm, frame, "opcode", &Obj::NONE)?;
    }
    Ok(())
}

/// Events that an instruction itself is: returns, yields, calls of native functions.
unsafe fn events_of(vm: &Vm, f: *mut Frame, frame: &Obj, op: Op) -> PyResult<()> {
    // SAFETY: the frame is suspended before the instruction; operands are on its stack.
    unsafe {
        let word = *(*f).pc;
        let n = (word >> 8) as usize;
        let result = match op {
            Op::Return | Op::Yield => Obj::from_borrowed(*(*f).sp.sub(1)),
            Op::ReturnConst => Obj::from_borrowed(*(*f).consts.add(n)),
            Op::ReturnFast => match *Frame::slots(f).add(n) {
                Some(v) => Obj::from_borrowed(v),
                None => return Ok(()),
            },
            Op::Call | Op::CallPlain | Op::CallKw | Op::CallEx if vm.tracing.profile.borrow().is_some() => {
                let below = n + if matches!(op, Op::Call | Op::CallPlain) { 2 } else { 3 };
                return calls(vm, frame, (*f).sp.sub(below));
            }
            _ => return Ok(()),
        };
        tell_local(vm, frame, "return", &result)?;
        tell_profile(vm, frame, "return", &result)
    }
}

/// `callee self-or-null …`: if it is a native function, the profiler hears of it.
unsafe fn calls(vm: &Vm, frame: &Obj, base: *mut Value) -> PyResult<()> {
    // SAFETY: the operands of a call.
    let (callee, receiver) = unsafe {
        (Obj::from_borrowed(*base), (*base.add(1).cast::<Option<Value>>()).map(Obj::from_borrowed))
    };
    let callee = callee.downcast_exact::<Method>().map_or_else(|| callee.clone(), |m| m.function.clone());
    let called = if callee.is_exact_type(&native::NATIVE) {
        callee
    } else if callee.is_exact_type(&descriptor::METHOD_DESCRIPTOR)
        && let Some(receiver) = receiver
    {
        api::call_method_str(vm, &callee, "__get__", &[receiver.clone(), receiver.type_obj()])?
    } else {
        return Ok(());
    };
    tell_profile(vm, frame, "c_call", &called)?;
    frame_object::trace_state(frame).native.set(Some(called));
    Ok(())
}

// --- what tools of `sys.monitoring` hear of

/// Tells the tools, if there are any.
fn tools(vm: &Vm, frame: &Obj, event: Event, at: i32, args: &[Obj]) -> PyResult<()> {
    if !interp().monitor.is_on() {
        return Ok(());
    }
    monitor::tell(vm, &frame_object::code_of(frame), event, at, args)
}

/// Tells the tools of the pending exception, which one of them may replace.
fn tools_aside(vm: &Vm, f: *mut Frame, frame: &Obj, event: Event) {
    if interp().monitor.is_on() {
        let at = frame_index(f);
        aside(vm, |vm, e| tools(vm, frame, event, at, std::slice::from_ref(e)));
    }
}

fn frame_index(f: *mut Frame) -> i32 {
    Frame::lasti(f)
}

/// An instruction is reached: calls that ended before it, and the jump that led to it.
fn arrived(vm: &Vm, frame: &Obj, code: &Code, state: &TraceState, at: i32) -> PyResult<()> {
    if let Some(call) = state.call.take() {
        tools(vm, frame, Event::CReturn, state.at.get(), tuple::items(&call))?;
    }
    let from = state.branch.replace(-1);
    if from < 0 {
        return Ok(());
    }
    // A fused instruction may do the jump after it as well.
    let jumps = |i: i32| {
        let op = code.instrs.get(i as usize).copied().and_then(Op::of);
        op.filter(|op| op.info().jump_effect.is_some() && !matches!(op, Op::Send | Op::EndAsyncFor))
    };
    let found = jumps(from).map(|op| (from, op));
    let found = found.or_else(|| jumps(from + 1).filter(|_| at != from + 1).map(|op| (from + 1, op)));
    let Some((from, op)) = found else { return Ok(()) };
    let event = if op.ends_block() { Event::Jump } else { Event::Branch };
    // The loop may have stored the item already.
    let to = if op == Op::ForIterStore && at == from + 2 { from + 1 } else { at };
    let to = int::from_i64(code::offset(&frame_object::code_of(frame), to));
    tools(vm, frame, event, from, &[to])
}

/// What an instruction is about to do: returns, yields, calls.
///
/// # Safety
/// As `before`.
unsafe fn about(vm: &Vm, f: *mut Frame, frame: &Obj, op: Op, at: i32) -> PyResult<()> {
    tools(vm, frame, Event::Instruction, at, &[])?;
    frame_object::trace_state(frame).branch.set(at);
    // SAFETY: the frame is suspended before the instruction; operands are on its stack.
    unsafe {
        let n = (*(*f).pc >> 8) as usize;
        let slot = |below: usize| (*(*f).sp.sub(below).cast::<Option<Value>>()).map(Obj::from_borrowed);
        let (event, result) = match op {
            Op::Return => (Event::PyReturn, slot(1)),
            Op::Yield => (Event::PyYield, slot(1)),
            Op::ReturnConst => (Event::PyReturn, Some(Obj::from_borrowed(*(*f).consts.add(n)))),
            Op::ReturnFast => (Event::PyReturn, (*Frame::slots(f).add(n)).map(Obj::from_borrowed)),
            Op::Call | Op::CallPlain | Op::CallKw | Op::CallEx => {
                let below = n + if matches!(op, Op::Call | Op::CallPlain) { 2 } else { 3 };
                let Some(callee) = slot(below) else { return Ok(()) };
                let first = match slot(below - 1) {
                    // A method of a class is bound before the call.
                    Some(class) if is_class_method(&callee, &class) => {
                        let first = if n > 0 { slot(below - 2) } else { None };
                        return call_begins(vm, frame, at, method::bind(&callee, &class), first);
                    }
                    Some(receiver) => Some(receiver),
                    None if op == Op::CallEx => slot(below - 2)
                        .and_then(|args| args.downcast::<tuple::Tuple>()?.as_slice().first().cloned()),
                    None if n > 0 => slot(below - 2),
                    None => None,
                };
                return call_begins(vm, frame, at, callee, first);
            }
            _ => return Ok(()),
        };
        match result {
            Some(result) => tools(vm, frame, event, at, &[result]),
            None => Ok(()),
        }
    }
}

/// Whether a function that is called with a class in front is no method of its metaclass.
fn is_class_method(function: &Obj, class: &Obj) -> bool {
    let has = |t: &Ref<Type>| t.is_heap() && t.dict().items().iter().any(|(_, v)| v.is(function));
    function.is_exact::<Function>()
        && class.is_instance::<Type>()
        && class.type_obj().downcast::<Type>().is_some_and(|meta| !type_::mro_types(meta).iter().any(has))
}

fn call_begins(vm: &Vm, frame: &Obj, at: i32, callee: Obj, first: Option<Obj>) -> PyResult<()> {
    let first = match first {
        Some(first) => first,
        None => interp().monitor.markers(vm)?.missing.clone(),
    };
    let args = [callee, first];
    tools(vm, frame, Event::Call, at, &args)?;
    let function = args[0].downcast_exact::<Method>().map_or_else(|| args[0].clone(), |m| m.function.clone());
    if !function.is_exact::<Function>() {
        frame_object::trace_state(frame).call.set(Some(tuple::from_slice(&args)));
    }
    Ok(())
}

/// The pending exception has a handler in a frame.
pub fn handled(vm: &Vm, f: *mut Frame) {
    tools_aside(vm, f, &frame_object::object_for(f), Event::ExceptionHandled);
}

/// The pending exception arrives at a frame. A trace function may replace it.
pub fn raised(vm: &Vm, f: *mut Frame, new: bool) {
    let frame = frame_object::object_for(f);
    let state = frame_object::trace_state(&frame);
    if let Some(called) = state.native.take() {
        aside(vm, |vm, _| tell_profile(vm, &frame, "c_exception", &called));
    }
    state.branch.set(-1);
    if let Some(call) = state.call.take() {
        let at = frame_index(f);
        aside(vm, |vm, _| tools(vm, &frame, Event::CRaise, at, tuple::items(&call)));
    }
    tools_aside(vm, f, &frame, if new { Event::Raise } else { Event::Reraise });
    if new && frame_object::trace(&frame).is_some() {
        aside(vm, |vm, e| {
            let tb = exception::traceback(e).unwrap_or(Obj::NONE);
            let arg = tuple::from_vec(vec![e.type_obj(), e.clone(), tb]);
            tell_local(vm, &frame, "exception", &arg)
        });
    }
}

/// What a frame asked for values until there were no more.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Exhausted {
    /// A generator in a loop.
    Loop,
    /// A generator or coroutine in a delegation.
    Delegate,
    /// Something else in a delegation.
    Foreign,
}

/// How the frame of a generator was asked.
pub fn ended(kind: Kind) -> Exhausted {
    if kind == Kind::Send { Exhausted::Delegate } else { Exhausted::Loop }
}

/// A generator that a loop or delegation of the frame drives has returned a value.
pub fn exhausted(vm: &Vm, f: *mut Frame, value: &Obj, how: Exhausted) -> PyResult<()> {
    let frame = frame_object::object_for(f);
    let traced = frame_object::trace(&frame).is_some() && (how != Exhausted::Loop || !value.is_none());
    if !traced && !interp().monitor.is_on() {
        return Ok(());
    }
    let class = exception::STOP_ITERATION.obj();
    let args = std::slice::from_ref(value);
    let e = api::call(vm, &class, if value.is_none() { &[] } else { args })?;
    let event = if how == Exhausted::Foreign { Event::Raise } else { Event::StopIteration };
    tools(vm, &frame, event, frame_index(f), std::slice::from_ref(&e))?;
    if !traced {
        return Ok(());
    }
    tell_local(vm, &frame, "exception", &tuple::from_vec(vec![class, e, Obj::NONE]))
}

/// The pending exception leaves a frame.
pub fn unwound(vm: &Vm, f: *mut Frame) {
    let frame = frame_object::object_for(f);
    if !Frame::generator(f).is_null() {
        // After the handler that turns StopIteration into RuntimeError.
        tools_aside(vm, f, &frame, Event::Reraise);
    }
    tools_aside(vm, f, &frame, Event::PyUnwind);
    aside(vm, |vm, _| {
        tell_local(vm, &frame, "return", &Obj::NONE)?;
        tell_profile(vm, &frame, "return", &Obj::NONE)
    });
}

/// Does something while the pending exception is put aside; a new one takes its place.
fn aside(vm: &Vm, act: impl FnOnce(&Vm, &Obj) -> PyResult<()>) {
    let Some(e) = vm.save_raised() else { return };
    if act(vm, &e).is_ok() {
        vm.restore_raised(Some(e));
    }
}

// --- jumps

/// What made each value of the operand stack before each instruction: equal makers, equal values.
fn stacks(code: &Code) -> Vec<Option<Vec<(u32, u32)>>> {
    let instrs = &code.instrs;
    let mut known: Vec<Option<Vec<(u32, u32)>>> = vec![None; instrs.len()];
    let mut work: Vec<(usize, Vec<(u32, u32)>)> = vec![(0, Vec::new())];
    let entries = &code.data.exceptions;
    while let Some((at, stack)) = work.pop() {
        let merged = match &known[at] {
            None => stack,
            Some(old) => {
                let meet = |i: usize| if old[i] == stack[i] { old[i] } else { (at as u32, 1000 + i as u32) };
                let merged: Vec<_> = (0..old.len().min(stack.len())).map(meet).collect();
                if merged == *old {
                    continue;
                }
                merged
            }
        };
        known[at] = Some(merged.clone());
        for e in entries.iter().filter(|e| e.start as usize <= at && at < e.end as usize) {
            let mut handler = merged.clone();
            handler.truncate(e.depth as usize);
            let values = 1 + u32::from(e.lasti);
            handler.extend((0..values).map(|k| (e.target, k)));
            work.push((e.target as usize, handler));
        }
        let Some(op) = Op::of(instrs[at]) else { continue };
        let word = instrs[at];
        let info = op.info();
        let mut after = merged;
        let before = after.len();
        after.truncate(before.saturating_sub((info.pops)(word >> 8) as usize));
        after.extend((0..(info.pushes)(word >> 8)).map(|k| (at as u32, k)));
        if let Some(effect) = info.jump_effect {
            let target = (at as i64 + 1 + i64::from(word as i32 >> 8)) as usize;
            let mut there = after.clone();
            there.resize((before as i64 + i64::from(effect)).max(0) as usize, (at as u32, 500));
            work.push((target, there));
        }
        if !op.ends_block() && at + 1 < instrs.len() {
            work.push((at + 1, after));
        }
    }
    known
}

/// `frame.f_lineno = line`
pub fn jump(vm: &Vm, frame: &Obj, line: i64) -> PyResult<()> {
    let event = vm.tracing.event.get();
    let outside = || vm.value_error("f_lineno can only be set in a trace function");
    if !vm.tracing.telling.get() {
        return Err(outside());
    }
    match event {
        "line" | "opcode" => {}
        "call" => return Err(vm.value_error("can't jump from the 'call' trace event of a new frame")),
        _ => return Err(vm.value_error("can only jump from a 'line' trace event")),
    }
    let Some(f) = frame_object::running(frame).filter(|_| frame_object::trace(frame).is_some()) else {
        return Err(outside());
    };
    // SAFETY: a live frame, suspended before an instruction of verified code.
    unsafe {
        let code = &*(*f).code;
        if line < i64::from(code.data.first_line) {
            return Err(vm.value_error(format!("line {line} comes before the current code block")));
        }
        let at = Frame::lasti(f);
        let known = stacks(code);
        let begins = |i: usize| {
            let l = code.line(i as i32);
            (l != 0 && begins_line(code, i as i32)).then_some(l)
        };
        let wanted = (0..code.instrs.len()).filter_map(begins).filter(|l| i64::from(*l) >= line).min();
        let Some(wanted) = wanted else {
            return Err(vm.value_error(format!("line {line} comes after the current code block")));
        };
        let here = known[at as usize].clone().unwrap_or_default();
        let places = (0..code.instrs.len()).filter(|i| begins(*i) == Some(wanted));
        let mut refused = None;
        let mut best: Option<(usize, usize)> = None;
        for place in places {
            let Some(there) = &known[place] else { continue };
            let common = here.iter().zip(there).take_while(|(a, b)| a == b).count();
            if common == there.len() {
                if best.is_none_or(|(_, depth)| there.len() > depth) {
                    best = Some((place, there.len()));
                }
            } else {
                refused = refused.or(Some(there[common]));
            }
        }
        let Some((place, depth)) = best else {
            let maker = refused.and_then(|(at, k)| Op::of(code.instrs[at as usize]).map(|op| (op, k)));
            let msg = match maker {
                Some((Op::ForIter | Op::ForIterStore | Op::GetIter | Op::GetAiter, _)) => {
                    "can't jump into the body of a for loop"
                }
                Some((Op::PushExcInfo | Op::WithExceptStart, _)) => {
                    "can't jump into an 'except' block as there's no exception"
                }
                Some(_) => "incompatible stacks",
                None => "can't jump to unreachable code",
            };
            return Err(vm.value_error(msg));
        };
        // Nothing says which variables the new place relies on.
        let unbound: Vec<usize> =
            (0..code.nlocals).filter(|i| (*Frame::slots(f).add(*i)).is_none()).collect();
        if let n @ 1.. = unbound.len() {
            let s = if n == 1 { "" } else { "s" };
            api::warn(
                vm,
                &exception::RUNTIME_WARNING,
                &format!("assigning None to {n} unbound local{s}"),
                1,
            )?;
            for i in unbound {
                (*Frame::slots(f).add(i)).get_or_insert(Value::NONE);
            }
        }
        let floor = Frame::stack_base(f).add(depth);
        while (*f).sp > floor {
            (*f).sp = (*f).sp.sub(1);
            if let Some(v) = (*f).sp.cast::<Option<Value>>().read() {
                decref(v);
            }
        }
        (*f).pc = code.instrs.as_ptr().add(place);
    }
    Ok(())
}
