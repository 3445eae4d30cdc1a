//! Storage of lists: short methods that never call out while they touch the items. Python's methods are in `mod.rs`.
#![allow(unsafe_code)]

use crate::object::heap::{OutOfMemory, Payload, Visit, check_size};
use crate::object::obj::{Obj, Ref};
use crate::object::type_object::StaticType;
use crate::object::value::Value;
use crate::types::sequence::Items;
use std::cell::UnsafeCell;

/// Where the storage of a list that is being sorted is said to be: no allocation is there, and `Vec` itself takes the
/// alignment of its items for "nowhere".
const MARK: usize = 64;

/// The native state of a list.
#[derive(Default)]
pub struct List {
    items: UnsafeCell<Vec<Obj>>,
}

// SAFETY: every item is visited.
unsafe impl Payload for List {
    fn static_type() -> &'static StaticType {
        &super::LIST
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        for o in self.vec().iter().rev() {
            visit(o.value());
        }
    }
    fn clear(&self) {
        drop_items(self.take());
    }
}

impl Drop for List {
    fn drop(&mut self) {
        drop_items(self.take());
    }
}

/// Drops the items of a list, the last one first.
pub fn drop_items(mut items: Vec<Obj>) {
    while items.pop().is_some() {}
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
        let items = self.vec_mut();
        if items.len() == items.capacity() {
            let _ = self.fit(items.len() + 1);
        }
        items.push(v);
    }

    /// Appends, or gives the item back when there is no memory.
    #[inline(always)]
    pub fn try_push(&self, v: Obj) -> Result<(), OutOfMemory> {
        let items = self.vec_mut();
        if items.len() == items.capacity() {
            self.fit(items.len() + 1)?;
        }
        items.push(v);
        Ok(())
    }

    /// Prepares for a length of `len`: with a reserve when more room is needed, with less when more than half is free. The
    /// numbers are CPython's, which `sys.getsizeof` shows.
    #[cold]
    #[inline(never)]
    pub fn fit(&self, len: usize) -> Result<(), OutOfMemory> {
        let items = self.vec_mut();
        let (present, room) = (items.len(), items.capacity());
        if len <= room && len >= room >> 1 {
            return Ok(());
        }
        let mut wanted = len.checked_add((len >> 3) + 6).ok_or(OutOfMemory)? & !3;
        if len > present && len - present > wanted - len {
            wanted = (len + 3) & !3;
        }
        if len == 0 {
            wanted = 0;
        }
        if wanted > room {
            check_size(wanted.checked_mul(8).ok_or(OutOfMemory)?)?;
            items.try_reserve_exact(wanted - present).map_err(|_| OutOfMemory)
        } else {
            items.shrink_to(wanted);
            Ok(())
        }
    }

    /// Room for `n` more items, whose number is known in advance.
    pub fn reserve(&self, n: usize) -> Result<(), OutOfMemory> {
        if self.capacity() > 0 {
            return self.fit(self.len().checked_add(n).ok_or(OutOfMemory)?);
        }
        let room = n.checked_add(1).ok_or(OutOfMemory)? & !1;
        check_size(room.checked_mul(8).ok_or(OutOfMemory)?)?;
        self.vec_mut().try_reserve_exact(room).map_err(|_| OutOfMemory)
    }

    /// Gives memory back after a removal.
    #[inline(always)]
    fn shrink(&self) {
        let items = self.vec();
        if items.len() < items.capacity() >> 1 {
            self.fit(items.len()).expect("shrinking needs no memory");
        }
    }

    /// Removes the last item.
    #[inline]
    pub fn pop(&self) -> Option<Obj> {
        let last = self.vec_mut().pop();
        self.shrink();
        last
    }

    /// Removes an item; the index is in range.
    pub fn remove(&self, i: usize) -> Obj {
        let gone = self.vec_mut().remove(i);
        self.shrink();
        gone
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
        let old = v.splice(start.min(end)..end, new).collect();
        self.shrink();
        old
    }

    /// Takes all items out.
    pub fn take(&self) -> Vec<Obj> {
        match self.capacity() {
            0 => Vec::new(),
            _ => std::mem::take(self.vec_mut()),
        }
    }

    /// Takes all items out and leaves a mark that does not outlive memory for others.
    pub fn take_marked(&self) -> Vec<Obj> {
        let at = std::ptr::without_provenance_mut(MARK);
        // SAFETY: nothing was allocated: the address is aligned, length and capacity are zero.
        std::mem::replace(self.vec_mut(), unsafe { Vec::from_raw_parts(at, 0, 0) })
    }

    /// Whether there was never memory for items since [`List::take_marked`].
    pub fn is_marked(&self) -> bool {
        self.capacity() == 0 && self.vec().as_ptr().addr() == MARK
    }

    /// Puts items in place of the present ones, which come back.
    pub fn put(&self, items: Vec<Obj>) -> Vec<Obj> {
        std::mem::replace(self.vec_mut(), items)
    }

    /// Keeps the items whose position passes; the others come back.
    pub fn retain(&self, keep: impl Fn(usize) -> bool) -> Vec<Obj> {
        let mut gone = Vec::new();
        let mut kept = Vec::with_capacity(self.capacity());
        for (i, o) in self.take().into_iter().enumerate() {
            if keep(i) { kept.push(o) } else { gone.push(o) }
        }
        *self.vec_mut() = kept;
        self.shrink();
        gone
    }

    /// Appends new references to many items, of another list.
    pub fn extend_from(&self, items: &[Obj]) {
        self.vec_mut().extend_from_slice(items);
    }

    /// Appends items that are owned.
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
}

/// A list from owned items.
pub fn from_vec(items: Vec<Obj>) -> Obj {
    new_ref(items).into_obj()
}

/// A typed handle from items.
pub fn new_ref(items: Vec<Obj>) -> Ref<List> {
    Ref::new(List::from_vec(items))
}

impl Items for List {
    fn count(&self) -> usize {
        self.len()
    }
    #[inline(always)]
    fn item(&self, i: usize) -> Option<Obj> {
        self.get(i)
    }
    #[inline(always)]
    fn now(&self) -> &[Obj] {
        self.vec()
    }
}
