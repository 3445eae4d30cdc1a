//! The heap of timers: a list of handles in `heapq`'s order, so that equal moments come out as they do there.

use super::handle;
use crate::object::obj::Obj;
use crate::types::list::List;
use crate::vm::{PyResult, Vm};

fn less(a: &Obj, b: &Obj) -> bool {
    let key = |o: &Obj| handle::timer(o).map_or(f64::NEG_INFINITY, |t| t.key.get());
    key(a) < key(b)
}

fn towards_root(v: &mut [Obj], start: usize, mut at: usize) {
    while at > start {
        let parent = (at - 1) / 2;
        if !less(&v[at], &v[parent]) {
            break;
        }
        v.swap(at, parent);
        at = parent;
    }
}

fn towards_leaves(v: &mut [Obj], start: usize) {
    let mut at = start;
    loop {
        let mut child = 2 * at + 1;
        if child >= v.len() {
            break;
        }
        if child + 1 < v.len() && !less(&v[child], &v[child + 1]) {
            child += 1;
        }
        v.swap(at, child);
        at = child;
    }
    towards_root(v, start, at);
}

/// Works on the items of a list, which is empty meanwhile: nothing here runs Python code.
fn with<R>(list: &List, f: impl FnOnce(&mut Vec<Obj>) -> R) -> R {
    let mut v = list.take();
    let r = f(&mut v);
    let rest = list.put(v);
    debug_assert!(rest.is_empty(), "nobody has touched the list");
    r
}

/// Adds a timer.
pub fn push(vm: &Vm, list: &List, timer: Obj) -> PyResult<()> {
    let added = with(list, |v| {
        if v.try_reserve(1).is_err() {
            return false;
        }
        v.push(timer);
        let last = v.len() - 1;
        towards_root(v, 0, last);
        true
    });
    if added { Ok(()) } else { Err(vm.memory_error()) }
}

/// Takes the first timer off.
pub fn pop(list: &List) -> Option<Obj> {
    let first = with(list, |v| {
        let last = v.pop()?;
        if v.is_empty() {
            return Some(last);
        }
        let first = std::mem::replace(&mut v[0], last);
        towards_leaves(v, 0);
        Some(first)
    });
    if let Some(t) = first.as_ref().and_then(handle::timer) {
        t.scheduled.set(false);
    }
    first
}

/// Drops all cancelled timers.
pub fn drop_cancelled(list: &List) {
    let dead = with(list, |v| {
        let (dead, mut alive): (Vec<Obj>, Vec<Obj>) =
            v.drain(..).partition(|o| handle::of(o).is_some_and(|h| h.cancelled.get()));
        for i in (0..alive.len() / 2).rev() {
            towards_leaves(&mut alive, i);
        }
        *v = alive;
        dead
    });
    dead.iter().filter_map(handle::timer).for_each(|t| t.scheduled.set(false));
}
