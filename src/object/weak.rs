//! Weak references: which references point at an object, and what happens to them when it dies. The table is keyed by
//! address and consulted only for objects that carry the `WEAKREFS` flag. The Python types are in `types/weakref.rs`.
#![allow(unsafe_code)]

use super::heap::{GilCell, Header, flag};
use super::obj::Obj;
use super::value::Value;
use crate::types::native::AddressHasher;
use crate::types::weakref;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

type Table = HashMap<usize, Vec<Value>, BuildHasherDefault<AddressHasher>>;

static TABLE: GilCell<Option<Table>> = GilCell::new(None);

fn table() -> &'static mut Table {
    // SAFETY: GIL held; callers hold the reference only across code that cannot come back here.
    unsafe { (*TABLE.get()).get_or_insert_with(Table::default) }
}

/// Registers a reference to `target` (borrowed: it unregisters itself when it dies).
pub fn register(target: &Obj, reference: &Obj) {
    // SAFETY: `target` is a heap object: immediates can't be weakly referenced.
    unsafe {
        let h = &*target.value().ptr();
        h.flags.set(h.flags.get() | flag::WEAKREFS);
    }
    table().entry(target.value().ptr() as usize).or_default().push(reference.value());
}

/// Forgets a dying reference.
pub fn unregister(target: *mut Header, reference: Value) {
    let t = table();
    if let Some(refs) = t.get_mut(&(target as usize)) {
        refs.retain(|v| *v != reference);
        if refs.is_empty() {
            t.remove(&(target as usize));
            // SAFETY: a registered target is alive: it unregisters all references when it dies.
            unsafe { (*target).flags.set((*target).flags.get() & !flag::WEAKREFS) };
        }
    }
}

/// The references to an object, oldest first.
pub fn references(target: &Obj) -> Vec<Obj> {
    if target.flags() & flag::WEAKREFS == 0 {
        return Vec::new();
    }
    table().get(&(target.value().ptr() as usize)).map_or(Vec::new(), |refs| live(refs))
}

/// Whether an object that a reference points at can still be handed out.
pub fn is_alive(target: *mut Header) -> bool {
    // SAFETY: a registered target's memory is valid until it has unregistered its references.
    unsafe { (*target).rc.get() > 0 }
}

/// Handles to references; those that wait for their own destruction must not be handed out again.
fn live(refs: &[Value]) -> Vec<Obj> {
    refs.iter().filter(|v| is_alive(v.ptr())).map(|v| Obj::from_borrowed(*v)).collect()
}

fn kill(target: usize) -> Vec<Obj> {
    let refs = live(&table().remove(&target).unwrap_or_default());
    for r in refs.iter().filter_map(weakref::state) {
        r.clear_target();
    }
    refs
}

fn call_back(reference: &Obj) {
    if let Some(state) = weakref::state(reference) {
        state.call_back(reference);
    }
}

/// Clears the references to a dying object and calls their callbacks, newest first.
///
/// # Safety
/// The object's count is one, held by destruction.
pub unsafe fn object_dies(h: *mut Header) {
    // SAFETY: by contract.
    unsafe { (*h).flags.set((*h).flags.get() & !flag::WEAKREFS) };
    let refs = kill(h as usize);
    refs.iter().rev().for_each(call_back);
}

/// Clears the references to all objects of a garbage group; callbacks of references outside the group, which `member`
/// tells, run. Whether there were any.
pub fn garbage_dies(garbage: &[Obj], member: impl Fn(&Obj) -> bool) -> bool {
    let mut live = Vec::new();
    for o in garbage {
        if o.flags() & flag::WEAKREFS != 0 {
            // SAFETY: alive: the group holds it.
            unsafe {
                let h = &*o.value().ptr();
                h.flags.set(h.flags.get() & !flag::WEAKREFS);
            }
            live.extend(kill(o.value().ptr() as usize));
        }
    }
    live.retain(|r| !member(r));
    for r in &live {
        call_back(r);
    }
    !live.is_empty()
}
