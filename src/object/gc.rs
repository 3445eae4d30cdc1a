//! The cycle collector: finds groups of container objects that only hold each other alive, by subtracting
//! internal references from copies of the counts. Counting and the acyclic case are in `heap.rs`.
#![allow(unsafe_code)]

use super::heap::{GilCell, Header, flag};
use super::obj::Obj;
use super::value::Value;
use std::cell::Cell;
use std::ptr;

/// The link in front of a container's header. While collecting, `refs` is the copy of the count.
#[repr(C)]
struct Link {
    next: Cell<*mut Link>,
    prev: Cell<*mut Link>,
}

/// Bytes in front of the header of a collectable object.
pub const PREFIX: usize = size_of::<Link>();

/// What happens in a collection.
pub enum Event<'a> {
    /// Of a generation.
    Start(usize),
    /// Unreachable objects were found, and their finalizers have run.
    Garbage(&'a [Obj]),
    /// Generation, and how many objects were collected.
    Stop(usize, usize),
}

/// The collector's state, also read by the `gc` module.
pub struct Collector {
    /// Three generations, what is being decided about, what start-up made, what `gc.freeze()` took out.
    heads: [Link; 6],
    /// Allocations minus deallocations since the last collection, then collections of the younger generation.
    pub counts: [i64; 3],
    /// `gc.get_threshold()`
    pub thresholds: [i64; 3],
    /// `gc.isenabled()`
    pub enabled: bool,
    running: bool,
    /// Told of what happens in collections; true as an answer to garbage: it shall stay.
    pub notify: Option<fn(Event<'_>) -> bool>,
    /// Per generation: collections, collected, uncollectable.
    pub stats: [[u64; 3]; 3],
}

static COLLECTOR: GilCell<Collector> = GilCell::new(Collector {
    heads: [const { Link { next: Cell::new(ptr::null_mut()), prev: Cell::new(ptr::null_mut()) } }; 6],
    counts: [0; 3],
    thresholds: [2000, 10, 10],
    enabled: true,
    running: false,
    notify: None,
    stats: [[0; 3]; 3],
});

/// The collector's state. Hold no reference across a call that may allocate.
pub fn collector() -> *mut Collector {
    COLLECTOR.get()
}

/// Whether a collection is under way.
pub fn is_collecting() -> bool {
    with(|c| c.running)
}

/// Reads or changes the collector's numbers. `f` must not make objects or run Python code.
pub fn with<R>(f: impl FnOnce(&mut Collector) -> R) -> R {
    // SAFETY: GIL held; no other reference exists while `f` runs, which does not come back here.
    f(unsafe { &mut *COLLECTOR.get() })
}

#[inline(always)]
unsafe fn link_of(h: *mut Header) -> *mut Link {
    // SAFETY: the header belongs to a collectable object.
    unsafe { h.cast::<u8>().sub(PREFIX).cast() }
}

#[inline(always)]
unsafe fn header_of(l: *mut Link) -> *mut Header {
    // SAFETY: the link precedes a header.
    unsafe { l.cast::<u8>().add(PREFIX).cast() }
}

unsafe fn head(generation: usize) -> *mut Link {
    // SAFETY: GIL held.
    unsafe {
        let h = &raw mut (*COLLECTOR.get()).heads[generation];
        if (*h).next.get().is_null() {
            (*h).next.set(h);
            (*h).prev.set(h);
        }
        h
    }
}

#[inline(always)]
unsafe fn insert(list: *mut Link, l: *mut Link) {
    // SAFETY: both are live links.
    unsafe {
        let last = (*list).prev.get();
        (*l).next.set(list);
        (*l).prev.set(last);
        (*last).next.set(l);
        (*list).prev.set(l);
    }
}

#[inline(always)]
unsafe fn remove(l: *mut Link) {
    // SAFETY: `l` is linked.
    unsafe {
        let (n, p) = ((*l).next.get(), (*l).prev.get());
        (*p).next.set(n);
        (*n).prev.set(p);
    }
}

/// Prepares the lists; called once before the first object is made.
pub fn init() {
    for g in 0..6 {
        // SAFETY: GIL held.
        unsafe { head(g) };
    }
}

/// Empties a list; what was in it stays chained by `next`, from the link returned to a null.
unsafe fn take_chain(list: *mut Link) -> *mut Link {
    // SAFETY: by the caller, a list whose head is whole.
    unsafe {
        let (first, last) = ((*list).next.get(), (*list).prev.get());
        (*list).next.set(list);
        (*list).prev.set(list);
        if first == list {
            return ptr::null_mut();
        }
        (*last).next.set(ptr::null_mut());
        first
    }
}

/// Tells the collector of a new container (fully built).
#[inline]
pub fn track(h: *mut Header) {
    // SAFETY: GIL held; `h` is a collectable object that is not yet tracked.
    unsafe {
        debug_assert!((*h).flags.get() & (flag::TRACKED | flag::GC) == flag::GC, "tracked once");
        (*h).flags.set((*h).flags.get() | flag::TRACKED);
        let c = COLLECTOR.get();
        insert(&raw mut (*c).heads[0], link_of(h));
        (*c).counts[0] += 1;
        if (*c).counts[0] > (*c).thresholds[0] && (*c).enabled && !(*c).running && (*c).thresholds[0] != 0 {
            crate::vm::current().breaker_set(crate::vm::thread::breaker::GC);
        }
    }
}

/// Takes a container out of the collector's sight.
///
/// # Safety
/// It is tracked.
#[inline]
pub unsafe fn untrack(h: *mut Header) {
    // SAFETY: by contract.
    unsafe {
        remove(link_of(h));
        (*h).flags.set((*h).flags.get() & !flag::TRACKED);
    }
}

/// A container's memory was freed.
#[inline]
pub fn note_freed() {
    // SAFETY: GIL held.
    unsafe {
        let c = COLLECTOR.get();
        if (*c).counts[0] > 0 {
            (*c).counts[0] -= 1;
        }
    }
}

/// Runs the collection that the counters ask for (from the evaluation breaker).
pub fn collect_due() {
    // SAFETY: GIL held.
    let generation = unsafe {
        let c = &mut *COLLECTOR.get();
        if !c.enabled || c.counts[0] <= c.thresholds[0] {
            return;
        }
        if c.thresholds[2] != 0 && c.counts[2] > c.thresholds[2] && c.counts[1] > c.thresholds[1] {
            2
        } else {
            usize::from(c.counts[1] > c.thresholds[1])
        }
    };
    collect(generation);
}

/// Collects a generation and the younger ones; the number of unreachable objects found.
pub fn collect(generation: usize) -> usize {
    // SAFETY: GIL held. The lists are only touched through raw pointers, so that Python code that runs in
    // finalizers may allocate and free.
    unsafe {
        let c = COLLECTOR.get();
        if (*c).running {
            return 0;
        }
        (*c).running = true;
        let notify = (*c).notify;
        if let Some(f) = notify {
            f(Event::Start(generation));
        }
        let found = collect_inner(generation);
        let c = COLLECTOR.get();
        (*c).running = false;
        (*c).stats[generation][0] += 1;
        (*c).stats[generation][1] += found as u64;
        if let Some(f) = notify {
            f(Event::Stop(generation, found));
        }
        found
    }
}

unsafe fn merge(from: *mut Link, into: *mut Link) {
    // SAFETY: both are list heads.
    unsafe {
        if (*from).next.get() == from {
            return;
        }
        let (first, last) = ((*from).next.get(), (*from).prev.get());
        let end = (*into).prev.get();
        (*end).next.set(first);
        (*first).prev.set(end);
        (*last).next.set(into);
        (*into).prev.set(last);
        (*from).next.set(from);
        (*from).prev.set(from);
    }
}

unsafe fn each(list: *mut Link, mut f: impl FnMut(*mut Header)) {
    // SAFETY: `f` does not unlink.
    unsafe {
        let mut l = (*list).next.get();
        while l != list {
            let next = (*l).next.get();
            f(header_of(l));
            l = next;
        }
    }
}

/// Visits all references that an object holds: type, attributes, native body.
pub fn traverse_object(h: *mut Header, visit: &mut super::heap::Visit) {
    // SAFETY: `h` is a live object.
    unsafe {
        let ty = (*h).ty.get();
        let t = &(*ty).body;
        if t.is_heap() {
            visit(Value::from_ptr(ty));
        }
        super::attr::traverse_attributes(h, t, visit);
        (t.layout().traverse)(h, visit);
    }
}

unsafe fn collect_inner(generation: usize) -> usize {
    // SAFETY: GIL held, see `collect`.
    unsafe {
        let c = COLLECTOR.get();
        for g in 0..=generation {
            (*c).counts[g] = 0;
        }
        if generation < 2 {
            (*c).counts[generation + 1] += 1;
        }
        let list = head(generation);
        for g in 0..generation {
            merge(head(g), list);
        }
        // A candidate's `prev` holds the copy of its count; the list is singly linked meanwhile.
        each(list, |h| {
            (*h).flags.set((*h).flags.get() | flag::COLLECTING);
            (*link_of(h)).prev.set((*h).rc.get() as usize as *mut Link);
        });
        let candidate = |v: Value| v.is_ptr() && (*v.ptr()).flags.get() & flag::COLLECTING != 0;
        each(list, |h| {
            traverse_object(h, &mut |v| {
                if candidate(v) {
                    let count = &(*link_of(v.ptr())).prev;
                    count.set((count.get() as isize - 1) as *mut Link);
                }
            });
        });
        // One walk from what is held from outside. Survivors get older in the order in which they are found to be
        // reachable: what was passed over at first goes behind what reaches it, so that owners come before what they
        // own (finalizers run in list order).
        let (older, limbo) = (head((generation + 1).min(2)), head(3));
        let mut next = take_chain(list);
        let mut last_old = (*older).prev.get();
        let reach = |v: Value| {
            if !candidate(v) {
                return;
            }
            let (h, l) = (v.ptr(), link_of(v.ptr()));
            if (*h).flags.get() & flag::PASSED != 0 {
                // It keeps the mark until its own references are followed.
                remove(l);
                insert(older, l);
                (*h).flags.set((*h).flags.get() & !flag::COLLECTING);
            } else {
                (*l).prev.set(ptr::without_provenance_mut(1));
            }
        };
        while !next.is_null() {
            let l = next;
            next = (*l).next.get();
            let h = header_of(l);
            if (*l).prev.get() as isize <= 0 {
                (*h).flags.set((*h).flags.get() | flag::PASSED);
                insert(limbo, l);
            } else {
                insert(older, l);
                (*h).flags.set((*h).flags.get() & !flag::COLLECTING);
                traverse_object(h, &mut |v| reach(v));
            }
        }
        while (*last_old).next.get() != older {
            last_old = (*last_old).next.get();
            let h = header_of(last_old);
            if (*h).flags.get() & flag::PASSED != 0 {
                (*h).flags.set((*h).flags.get() & !flag::PASSED);
                traverse_object(h, &mut |v| reach(v));
            }
        }
        let mut garbage: Vec<Obj> = Vec::new();
        each(limbo, |h| garbage.push(Obj::from_borrowed(Value::from_ptr(h))));
        if garbage.is_empty() {
            return 0;
        }
        // Weak references to garbage die first; callbacks of references outside the garbage run.
        let mut finalized = super::weak::garbage_dies(&garbage, |o| o.flags() & flag::PASSED != 0);
        for obj in &garbage {
            let h = obj.value().ptr();
            (*h).flags.set((*h).flags.get() & !(flag::COLLECTING | flag::PASSED));
        }
        for obj in &garbage {
            finalized |= finalize_garbage(obj);
        }
        // Finalizers may have resurrected something: that lives on, and what it refers to.
        let resurrected = if finalized { take_resurrected(&mut garbage) } else { Vec::new() };
        let found = garbage.len();
        let keep = (*COLLECTOR.get()).notify.is_some_and(|f| found > 0 && f(Event::Garbage(&garbage)));
        for obj in garbage.iter().filter(|_| !keep) {
            let h = obj.value().ptr();
            let t = &(*(*h).ty.get()).body;
            super::attr::clear_attributes(h, t);
            (t.layout().clear)(h);
        }
        drop((garbage, resurrected));
        merge(head(3), head(2));
        found
    }
}

unsafe fn finalize_garbage(obj: &Obj) -> bool {
    // SAFETY: `obj` is alive: we hold it.
    unsafe {
        let h = obj.value().ptr();
        let t = &(*(*h).ty.get()).body;
        let due = t.finalizes.get() && (*h).flags.get() & flag::FINALIZED == 0;
        if due {
            (*h).flags.set((*h).flags.get() | flag::FINALIZED);
            if let Some(finalize) = t.slots().del {
                finalize(crate::vm::current(), obj);
            }
        }
        due
    }
}

/// After finalizers: takes out of the group what something outside refers to now, and what that reaches.
unsafe fn take_resurrected(garbage: &mut Vec<Obj>) -> Vec<Obj> {
    use crate::types::native::AddressHasher;
    use std::collections::HashMap;
    use std::hash::BuildHasherDefault;
    // SAFETY: all are alive: we hold one reference each.
    unsafe {
        let mut refs: HashMap<usize, i64, BuildHasherDefault<AddressHasher>> = garbage
            .iter()
            .map(|o| (o.value().bits() as usize, i64::from((*o.value().ptr()).rc.get()) - 1))
            .collect();
        for o in garbage.iter() {
            traverse_object(o.value().ptr(), &mut |v| {
                if let Some(n) = refs.get_mut(&(v.bits() as usize)) {
                    *n -= 1;
                }
            });
        }
        let is_held =
            |v: Value, refs: &HashMap<usize, i64, _>| refs.get(&(v.bits() as usize)).is_some_and(|n| *n > 0);
        let mut waiting: Vec<Value> = garbage.iter().map(Obj::value).filter(|v| is_held(*v, &refs)).collect();
        while let Some(v) = waiting.pop() {
            traverse_object(v.ptr(), &mut |v| {
                if let Some(n) = refs.get_mut(&(v.bits() as usize)).filter(|n| **n <= 0) {
                    *n = 1;
                    waiting.push(v);
                }
            });
        }
        let (held, dead) = std::mem::take(garbage).into_iter().partition(|o| is_held(o.value(), &refs));
        *garbage = dead;
        held
    }
}

/// Whether a test holds for some container.
pub fn any(mut test: impl FnMut(Value) -> bool) -> bool {
    let mut found = false;
    for g in [0, 1, 2, 4, 5] {
        // SAFETY: GIL held; the test runs no Python code.
        unsafe { each(head(g), |h| found = found || test(Value::from_ptr(h))) };
    }
    found
}

/// All tracked containers of a generation (`gc.get_objects`); `None`: of all.
pub fn objects(generation: Option<usize>) -> Vec<Obj> {
    let mut out = Vec::new();
    for g in [0, 1, 2, 4] {
        if generation.is_none_or(|x| x == g) {
            // SAFETY: GIL held.
            unsafe { each(head(g), |h| out.push(Obj::from_borrowed(Value::from_ptr(h)))) };
        }
    }
    out
}

/// Start-up is over: what it made lives to the end, and collections need not look at it.
pub fn started() {
    for g in 0..3 {
        // SAFETY: GIL held.
        unsafe { merge(head(g), head(4)) };
    }
    with(|c| c.counts = [0; 3]);
}

/// Takes everything out of later collections (`gc.freeze`).
pub fn freeze() {
    // SAFETY: GIL held.
    [0, 1, 2, 4].into_iter().for_each(|g| unsafe { merge(head(g), head(FROZEN)) });
}

/// Undoes [`freeze`].
pub fn unfreeze() {
    // SAFETY: GIL held.
    unsafe { merge(head(FROZEN), head(2)) };
}

/// How many objects are in a list: a generation, or [`FROZEN`].
pub fn count(list: usize) -> usize {
    let mut n = 0;
    // SAFETY: GIL held.
    unsafe { each(head(list), |_| n += 1) };
    n
}

/// The list of what `gc.freeze()` took out.
pub const FROZEN: usize = 5;
