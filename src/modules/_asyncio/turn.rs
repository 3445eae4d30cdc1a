//! A turn of a loop: drop dead timers, wait for events, queue what is due, run what was queued.

use super::queue::{self, Core, Entry};
use super::{endpoint, future, handle, heap, io, names, park, task, transport};
use crate::host;
use crate::modules::_contextvars;
use crate::object::args::CallArgs;
use crate::object::obj::Obj;
use crate::types::int;
use crate::types::tuple::Tuple;
use crate::vm::{PyResult, Vm, api, ops, signals};
use std::sync::atomic::Ordering;

/// Fewer timers than this are never searched for dead ones.
const FEW_TIMERS: usize = 100;
/// The longest wait.
const DAY: f64 = 24.0 * 3600.0;

/// Seconds of the monotonic clock.
pub fn monotonic() -> f64 {
    host::clock::monotonic() as f64 / 1e9
}

fn time(vm: &Vm, o: &Obj, c: &Core) -> PyResult<f64> {
    if c.owns(o, queue::TIME) {
        return Ok(monotonic());
    }
    let now = api::call_method_str(vm, o, "time", &[])?;
    api::to_f64(vm, &now)
}

/// Turns until `stop`.
pub fn run(vm: &Vm, o: &Obj) -> PyResult<()> {
    let c = queue::of(o);
    loop {
        if vm.breaker.load(Ordering::Relaxed) != 0 {
            ops::breaker(vm)?;
        }
        if c.owns(o, queue::RUN_ONCE) {
            turn(vm, o)?;
        } else {
            api::call_method_str(vm, o, "_run_once", &[])?;
        }
        if c.stopping.get() {
            return Ok(());
        }
    }
}

/// One turn.
pub fn turn(vm: &Vm, o: &Obj) -> PyResult<()> {
    let c = queue::of(o);
    let timers = c.timers(vm)?;
    let first = || timers.get(0).and_then(|t| handle::timer(&t).map(|t| (t.key.get(), t.handle_cancelled())));
    let (n, dead) = (timers.len(), c.cancelled_timers.get());
    if n > FEW_TIMERS && dead as f64 / n as f64 > 0.5 {
        heap::drop_cancelled(&timers);
        c.cancelled_timers.set(0);
    } else {
        while let Some((_, true)) = first() {
            c.cancelled_timers.set(c.cancelled_timers.get() - 1);
            drop(heap::pop(&timers));
        }
    }

    // Whoever queues something from now on has to wake the loop.
    c.parked.set(true);
    let timeout = if !c.ready.borrow().is_empty() || c.stopping.get() {
        Ok(Some(0.0))
    } else if let Some((when, _)) = first() {
        time(vm, o, c).map(|now| Some((when - now).clamp(0.0, DAY)))
    } else {
        Ok(None)
    };
    let polled = timeout.and_then(|t| poll(vm, o, c, t));
    c.parked.set(false);
    polled?;

    if !timers.is_empty() {
        let end = time(vm, o, c)? + c.resolution.get();
        while first().is_some_and(|(when, _)| when < end) {
            let Some(t) = heap::pop(&timers) else { break };
            c.push(Entry::Handle(t));
        }
    }

    // Exactly those queued by now; what they add waits for the next turn.
    let n = c.ready.borrow().len();
    for _ in 0..n {
        let Some(e) = c.ready.borrow_mut().pop_front() else { break };
        if c.watched.get() {
            c.since.set(monotonic());
        }
        let r = if c.debug.get() { run_debugged(vm, o, c, e) } else { run_entry(vm, o, e) };
        c.since.set(0.0);
        r?;
    }
    Ok(())
}

fn run_entry(vm: &Vm, o: &Obj, e: Entry) -> PyResult<()> {
    match e {
        Entry::Handle(h) => {
            if handle::is_cancelled(vm, &h)? {
                return Ok(());
            }
            handle::run(vm, &h)
        }
        Entry::Step(t) => task::run_step(vm, &t, None).or_else(|r| failed(vm, o, Entry::Step(t), r)),
        Entry::Throw(t, x) => {
            task::run_step(vm, &t, Some(x.clone())).or_else(|r| failed(vm, o, Entry::Throw(t, x), r))
        }
        Entry::Wake(t, f) => task::wake(vm, &t, &f).or_else(|r| failed(vm, o, Entry::Wake(t, f), r)),
        Entry::Begin(t, context) => transport::begin(vm, &t, Some(context.clone()))
            .or_else(|r| failed(vm, o, Entry::Begin(t, context), r)),
        Entry::Lost(t, e, context) => {
            _contextvars::enter(vm, &context)?;
            let r = endpoint::lost(vm, &t, &e);
            _contextvars::leave(vm, &context);
            r.or_else(|r| failed(vm, o, Entry::Lost(t, e, context), r))
        }
        Entry::Finish(f, context) => {
            future::finish(vm, &f, &Obj::NONE).or_else(|r| failed(vm, o, Entry::Finish(f, context), r))
        }
        Entry::Done(f, x, context) => {
            match _contextvars::run_in(vm, &context, &f, CallArgs::positional(std::slice::from_ref(&x))) {
                Ok(_) => Ok(()),
                Err(r) => failed(vm, o, Entry::Done(f, x, context), r),
            }
        }
    }
}

#[cold]
fn failed(vm: &Vm, o: &Obj, e: Entry, r: crate::vm::Raised) -> PyResult<()> {
    let exc = vm.take_raised(r);
    if names::must_escape(&exc) {
        return Err(vm.raise_again(exc));
    }
    let h = e.into_handle(vm, o)?;
    let r = vm.raise_again(exc);
    handle::failed(vm, &h, r)
}

/// In debug mode: the loop knows the handle it runs, and slow ones are reported.
fn run_debugged(vm: &Vm, o: &Obj, c: &Core, e: Entry) -> PyResult<()> {
    let h = e.into_handle(vm, o)?;
    if handle::is_cancelled(vm, &h)? {
        return Ok(());
    }
    c.current_handle.set(Some(h.clone()));
    let watched = || {
        let start = time(vm, o, c)?;
        handle::run(vm, &h)?;
        let took = time(vm, o, c)? - start;
        api::call_method_str(vm, o, "_handle_took", &[h.clone(), handle::moment(took)]).map(drop)
    };
    let r = watched();
    c.current_handle.set(None);
    r
}

// --- events

fn poll(vm: &Vm, o: &Obj, c: &Core, timeout: Option<f64>) -> PyResult<()> {
    if c.selector.get().is_none() && !c.owns(o, queue::PROCESS_EVENTS) {
        // Somebody else deals with the events: as keys of a selector.
        queue::use_selector(vm, o)?;
    }
    if let Some(selector) = c.selector.get() {
        let timeout = match timeout {
            None => Obj::NONE,
            Some(0.0) => int::from_i64(0),
            Some(t) => handle::moment(t),
        };
        let events = api::call_method_str(vm, &selector, "select", &[timeout])?;
        return api::call_method_str(vm, o, "_process_events", &[events]).map(drop);
    }
    // One descriptor is the loop's own: with nobody to wake it, and no signal on its way, there is nothing to ask.
    if timeout == Some(0.0) && c.io.active() <= park::OWN && !signals::has_wakeup() {
        return Ok(());
    }
    let found = io::wait(vm, c, timeout)?;
    for &(fd, mask) in &found {
        for bit in [io::READ, io::WRITE] {
            if mask & bit == 0 {
                continue;
            }
            let Some(h) = c.io.handle(fd, bit) else { continue };
            if handle::is_cancelled(vm, &h)? {
                queue::unwatch(vm, o, &int::from_i64(fd.into()), bit)?;
            } else {
                c.push(Entry::Handle(h));
            }
        }
    }
    c.io.reuse(found);
    Ok(())
}

/// Queues the handles of a key whose descriptor is ready.
fn process(vm: &Vm, o: &Obj, c: &Core, key: &Obj, mask: u32) -> PyResult<()> {
    let Some([file, _, watched, data, ..]) = key.downcast::<Tuple>().map(Tuple::as_slice) else {
        return Err(vm.type_error("an event must come with a SelectorKey"));
    };
    let mask = mask & int::to_i64(watched).unwrap_or(0) as u32;
    let Some([reader, writer, ..]) = data.downcast::<Tuple>().map(Tuple::as_slice) else {
        return Err(vm.type_error("the data of a SelectorKey must be a pair of handles"));
    };
    for (bit, h, remove) in [(io::READ, reader, "_remove_reader"), (io::WRITE, writer, "_remove_writer")] {
        if mask & bit == 0 || h.is_none() {
            continue;
        }
        if handle::is_cancelled(vm, h)? {
            api::call_method_str(vm, o, remove, std::slice::from_ref(file))?;
        } else {
            c.push(Entry::Handle(h.clone()));
        }
    }
    Ok(())
}

/// `_process_events`
pub fn process_events(vm: &Vm, o: &Obj, events: &Obj) -> PyResult<()> {
    let c = queue::of(o);
    api::for_each(vm, events, |pair| {
        let Some([key, mask]) = pair.downcast::<Tuple>().map(Tuple::as_slice) else {
            return Err(vm.type_error("an event must be a pair"));
        };
        let mask = api::to_i64(vm, mask)? as u32;
        process(vm, o, c, key, mask).map(|()| true)
    })
}
