//! `_queue`: the queue between threads whose `put` never waits. `queue` has the others.
#![allow(unsafe_code)]

use crate::host;
use crate::modules::time::duration;
use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::heap::{GilCell, LayoutOps, Payload, Visit};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::payload::Trace;
use crate::object::slots::Slots;
use crate::object::spec::{ModuleSpec, TypeSpec, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{exception, generic_alias, int};
use crate::vm::{PyResult, Raised, Vm, api, gil, signals};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};

/// The native state of a queue.
#[derive(Default)]
pub struct SimpleQueue {
    items: RefCell<VecDeque<Obj>>,
    /// Counts what was put in: those who wait watch it.
    puts: AtomicU32,
    waiting: Cell<u32>,
}

// SAFETY: every item is visited.
unsafe impl Payload for SimpleQueue {
    fn static_type() -> &'static StaticType {
        &SIMPLE_QUEUE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.items.trace(visit);
    }
    fn clear(&self) {
        drop(self.items.take());
    }
}

fn of(o: &Obj) -> &SimpleQueue {
    o.downcast::<SimpleQueue>().expect("the receiver is a queue")
}

/// `_queue.Empty`
static EMPTY: GilCell<Obj> = GilCell::new(Obj::NONE);

fn empty(vm: &Vm) -> Raised {
    // SAFETY: GIL held; the handle is copied.
    let class = unsafe { (*EMPTY.get()).clone() };
    match api::call(vm, &class, &[]) {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

fn put(vm: &Vm, a: Args) -> PyResult<Obj> {
    let q = of(&a[0]);
    let full = {
        let mut items = q.items.borrow_mut();
        let full = items.len() == items.capacity() && items.try_reserve(1).is_err();
        if !full {
            items.push_back(a[1].clone());
        }
        full
    };
    if full {
        return Err(vm.memory_error());
    }
    q.puts.fetch_add(1, Ordering::Release);
    if q.waiting.get() > 0 {
        gil::wake_word_later(vm, &q.puts);
    }
    Ok(Obj::NONE)
}

fn take(q: &SimpleQueue) -> Option<Obj> {
    q.items.borrow_mut().pop_front()
}

fn get(vm: &Vm, a: Args) -> PyResult<Obj> {
    let q = of(&a[0]);
    let block = a.opt(1).map_or(Ok(true), |b| api::is_true(vm, b))?;
    let mut deadline = None;
    if let Some(t) = a.opt_not_none(2).filter(|_| block) {
        let t = duration(vm, t)?;
        if t < 0 {
            return Err(vm.value_error("'timeout' must be a non-negative number"));
        }
        deadline = Some(host::clock::monotonic().saturating_add(t));
    }
    loop {
        if let Some(o) = take(q) {
            return Ok(o);
        }
        if !block {
            return Err(empty(vm));
        }
        let seen = q.puts.load(Ordering::Acquire);
        q.waiting.set(q.waiting.get() + 1);
        let r = gil::allow_threads(vm, || host::thread::wait(&q.puts, seen, deadline));
        q.waiting.set(q.waiting.get() - 1);
        match r {
            Err(e) if host::thread::timed_out(e) => return take(q).ok_or_else(|| empty(vm)),
            Err(e) if e.0 == libc::EINTR => signals::run_handlers(vm)?,
            _ => {}
        }
    }
}

static SPEC: TypeSpec = TypeSpec {
    name: "SimpleQueue",
    module: "_queue",
    doc: "A queue between threads, without a limit and without tasks.",
    flags: type_flag::BASE | type_flag::WEAKREF,
    slots: Slots {
        new: Some(|vm, cls, args: CallArgs| {
            if !args.all().is_empty() && cls.is(&SIMPLE_QUEUE.obj()) {
                return Err(vm.type_error("SimpleQueue() takes no positional arguments"));
            }
            new_instance(vm, cls, SimpleQueue::default())
        }),
        ..Slots::NONE
    },
    methods: &[
        method("put", "($self, /, item, block=True, timeout=None)", "Puts an item in; never waits.", put),
        method("put_nowait", "($self, /, item)", "Puts an item in.", put),
        method(
            "get",
            "($self, /, block=True, timeout=None)",
            "Takes the next item out, waiting for one if block is true; Empty if there is none.",
            get,
        ),
        method("get_nowait", "($self, /)", "Takes the next item out; Empty if there is none.", |vm, a| {
            take(of(&a[0])).ok_or_else(|| empty(vm))
        }),
        method("empty", "($self, /)", "Whether nothing is in at this moment.", |_, a| {
            Ok(Obj::from_bool(of(&a[0]).items.borrow().is_empty()))
        }),
        method("qsize", "($self, /)", "How many items are in at this moment.", |_, a| {
            Ok(int::from_usize(of(&a[0]).items.borrow().len()))
        }),
        generic_alias::CLASS_GETITEM,
    ],
    ..TypeSpec::BASE
};
static SIMPLE_QUEUE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<SimpleQueue>(false));

/// `_queue`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_queue",
    doc: "The simple queue of the queue module.",
    types: &[&SIMPLE_QUEUE],
    init: Some(|vm, m| {
        let class = api::new_class(vm, "_queue", "Empty", &[exception::EXCEPTION.obj()])?;
        api::setattr(vm, m, &intern("Empty"), &class)?;
        // SAFETY: GIL held; nothing is dropped but None or an older class.
        let old = unsafe { std::mem::replace(&mut *EMPTY.get(), class) };
        drop(old);
        Ok(())
    }),
    ..ModuleSpec::EMPTY
};
