//! `list`. Storage at the top: short methods that never call out while they touch the items.
#![allow(unsafe_code)]

use crate::object::heap::{LayoutOps, OutOfMemory, Payload, Visit, check_size};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::StaticType;
use crate::object::value::Value;
use std::cell::UnsafeCell;

/// The native state of a list.
#[derive(Default)]
pub struct List {
    items: UnsafeCell<Vec<Obj>>,
}

// SAFETY: every item is visited.
unsafe impl Payload for List {
    fn static_type() -> &'static StaticType {
        &LIST
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        for o in self.vec() {
            visit(o.value());
        }
    }
    fn clear(&self) {
        drop(self.take());
    }
}

impl List {
    /// A list body from owned items.
    pub fn from_vec(items: Vec<Obj>) -> List {
        List { items: UnsafeCell::new(items) }
    }

    #[inline(always)]
    fn vec(&self) -> &Vec<Obj> {
        // SAFETY: GIL held; callers do not run Python code while they hold the reference.
        unsafe { &*self.items.get() }
    }

    #[inline(always)]
    #[expect(clippy::mut_from_ref, reason = "interior mutability under the GIL; short-lived")]
    fn vec_mut(&self) -> &mut Vec<Obj> {
        // SAFETY: as in `vec`.
        unsafe { &mut *self.items.get() }
    }

    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.vec().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.vec().is_empty()
    }

    /// A new reference to an item.
    #[inline(always)]
    pub fn get(&self, i: usize) -> Option<Obj> {
        self.vec().get(i).cloned()
    }

    /// The word of an item, borrowed.
    #[inline(always)]
    pub fn get_value(&self, i: usize) -> Option<Value> {
        self.vec().get(i).map(Obj::value)
    }

    /// Replaces an item; the old one comes back. `Err`: out of range (the new one comes back).
    #[inline(always)]
    pub fn replace(&self, i: usize, v: Obj) -> Result<Obj, Obj> {
        match self.vec_mut().get_mut(i) {
            Some(slot) => Ok(std::mem::replace(slot, v)),
            None => Err(v),
        }
    }

    /// Appends.
    #[inline(always)]
    pub fn push(&self, v: Obj) {
        self.vec_mut().push(v);
    }

    /// Removes the last item.
    pub fn pop(&self) -> Option<Obj> {
        self.vec_mut().pop()
    }

    /// Removes an item; the index is in range.
    pub fn remove(&self, i: usize) -> Obj {
        self.vec_mut().remove(i)
    }

    /// Inserts before a position (at most the length).
    pub fn insert(&self, i: usize, v: Obj) {
        self.vec_mut().insert(i, v);
    }

    /// Copies of all items.
    pub fn to_vec(&self) -> Vec<Obj> {
        self.vec().clone()
    }

    /// Copies of a range of items, cut to the length.
    pub fn range(&self, start: usize, end: usize) -> Vec<Obj> {
        let v = self.vec();
        let end = end.min(v.len());
        v[start.min(end)..end].to_vec()
    }

    /// Replaces a range by other items; the old ones come back, to be dropped when nothing is borrowed.
    pub fn splice(&self, start: usize, end: usize, new: Vec<Obj>) -> Vec<Obj> {
        let v = self.vec_mut();
        let end = end.min(v.len());
        v.splice(start.min(end)..end, new).collect()
    }

    /// Takes all items out.
    pub fn take(&self) -> Vec<Obj> {
        std::mem::take(self.vec_mut())
    }

    /// Puts items in place of the present ones, which come back.
    pub fn put(&self, items: Vec<Obj>) -> Vec<Obj> {
        std::mem::replace(self.vec_mut(), items)
    }

    /// Appends many.
    pub fn extend(&self, items: Vec<Obj>) {
        self.vec_mut().extend(items);
    }

    /// Reverses in place.
    pub fn reverse(&self) {
        self.vec_mut().reverse();
    }

    /// Allocated item slots.
    pub fn capacity(&self) -> usize {
        self.vec().capacity()
    }

    /// Room for `n` more items, or an error.
    pub fn try_reserve(&self, n: usize) -> Result<(), OutOfMemory> {
        check_size(n.checked_mul(8).ok_or(OutOfMemory)?)?;
        self.vec_mut().try_reserve(n).map_err(|_| OutOfMemory)
    }
}

/// A list from owned items.
pub fn from_vec(items: Vec<Obj>) -> Obj {
    new_ref(items).into_obj()
}

/// A typed handle from items.
pub fn new_ref(items: Vec<Obj>) -> Ref<List> {
    Ref::new(List::from_vec(items))
}

static SPEC: TypeSpec = TypeSpec {
    name: "list",
    doc: "list(iterable=()): a mutable sequence of the iterable's items.",
    flags: type_flag::BASE | type_flag::SEQUENCE | type_flag::MATCH_SELF,
    slots: Slots { ..Slots::NONE },
    ..TypeSpec::BASE
};

/// `list`
pub static LIST: StaticType = StaticType::new(&SPEC, LayoutOps::of::<List>(false));
