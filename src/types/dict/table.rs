//! Storage of dicts: insertion-ordered entries and an open-addressing index, written so that user code (`__eq__`,
//! `__hash__`) may change the dict in the middle of a lookup. Python's methods are in `mod.rs`.
//!
//! One block holds the entries, then the index of 1, 2 or 4 byte cells. Probing follows CPython's recurrence. A deleted
//! entry leaves a hole (null key) and a dummy index cell until the next resize.
#![allow(unsafe_code)]

use crate::object::heap::{self, GilCell, OutOfMemory, decref, incref};
use crate::object::obj::Obj;
use crate::object::value::Value;
use crate::types::str_::{self, Str};
use crate::vm::{PyResult, Vm, api};
use std::cell::UnsafeCell;
use std::ptr;

/// One entry; a null key is a hole.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Entry {
    hash: u64,
    key: Option<Value>,
    value: Option<Value>,
}

/// The table behind a dict. All access under the GIL; no reference into it is held while Python code runs.
pub struct Table(UnsafeCell<Inner>);

struct Inner {
    /// Entries, then the index; null while empty.
    block: *mut u8,
    log2: u8,
    /// All keys ever inserted since the last clear are exact str.
    all_str: bool,
    /// Live entries.
    used: usize,
    /// Entries written, holes included.
    fill: usize,
    /// Index cells taken since the block was made; bounds the dummies among them, so that probes end.
    spent: usize,
    /// No live entry before this one.
    first: usize,
    /// Counts changes of the set of keys.
    mutations: u32,
    /// Counts new blocks: a lookup that ran user code restarts when it moved.
    rebuilds: u32,
    /// Identifies this dict with this set of keys, for global caches; zero: not given.
    version: u32,
}

static NEXT_VERSION: GilCell<u32> = GilCell::new(1);

const EMPTY: u32 = u32::MAX;
const DUMMY: u32 = u32::MAX - 1;
const MIN_LOG2: u8 = 3;

impl Inner {
    fn capacity(&self) -> usize {
        if self.block.is_null() { 0 } else { usable(self.log2) }
    }

    #[inline(always)]
    fn entries(&self) -> *mut Entry {
        self.block.cast()
    }

    #[inline(always)]
    unsafe fn cell(&self, slot: usize) -> u32 {
        // SAFETY: slot < 1 << log2 of an allocated block.
        unsafe {
            let base = self.block.add(usable(self.log2) * size_of::<Entry>());
            if self.log2 <= 8 {
                let c = *base.add(slot);
                if c >= 0xfe { u32::from(c) | 0xffff_ff00 } else { u32::from(c) }
            } else if self.log2 <= 16 {
                let c = *base.cast::<u16>().add(slot);
                if c >= 0xfffe { u32::from(c) | 0xffff_0000 } else { u32::from(c) }
            } else {
                *base.cast::<u32>().add(slot)
            }
        }
    }

    #[inline(always)]
    unsafe fn set_cell(&self, slot: usize, v: u32) {
        // SAFETY: as in `cell`.
        unsafe {
            let base = self.block.add(usable(self.log2) * size_of::<Entry>());
            if self.log2 <= 8 {
                *base.add(slot) = v as u8;
            } else if self.log2 <= 16 {
                *base.cast::<u16>().add(slot) = v as u16;
            } else {
                *base.cast::<u32>().add(slot) = v;
            }
        }
    }

    fn changed(&mut self) {
        self.mutations = self.mutations.wrapping_add(1);
        self.version = 0;
    }
}

const fn usable(log2: u8) -> usize {
    (2usize << log2) / 3
}

const fn block_size(log2: u8) -> usize {
    let width = if log2 <= 8 {
        1
    } else if log2 <= 16 {
        2
    } else {
        4
    };
    usable(log2) * size_of::<Entry>() + (width << log2)
}

struct Probe {
    slot: usize,
    perturb: u64,
    mask: usize,
}

impl Probe {
    #[inline(always)]
    fn new(hash: u64, log2: u8) -> Probe {
        let mask = (1usize << log2) - 1;
        Probe { slot: hash as usize & mask, perturb: hash, mask }
    }

    #[inline(always)]
    fn advance(&mut self) {
        self.perturb >>= 5;
        self.slot =
            (self.slot.wrapping_mul(5).wrapping_add(self.perturb as usize).wrapping_add(1)) & self.mask;
    }
}

/// What a lookup says that runs no Python code.
enum Look {
    /// The position.
    Found(usize),
    /// The first cell on the way that no entry has (any number while there is no block).
    Absent(usize),
    /// A comparison needs Python code.
    Unsure,
}

impl Default for Table {
    fn default() -> Self {
        Table::new()
    }
}

impl Table {
    /// An empty table without memory.
    pub const fn new() -> Table {
        Table(UnsafeCell::new(Inner {
            block: ptr::null_mut(),
            log2: 0,
            all_str: true,
            used: 0,
            fill: 0,
            spent: 0,
            first: 0,
            mutations: 0,
            rebuilds: 0,
            version: 0,
        }))
    }

    #[inline(always)]
    fn inner(&self) -> &Inner {
        // SAFETY: GIL held; callers copy what they need before Python code runs.
        unsafe { &*self.0.get() }
    }

    #[inline(always)]
    #[expect(clippy::mut_from_ref, reason = "interior mutability under the GIL; short-lived")]
    fn inner_mut(&self) -> &mut Inner {
        // SAFETY: GIL held; never held across a call that may run Python code.
        unsafe { &mut *self.0.get() }
    }

    /// Number of entries.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.inner().used
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.inner().used == 0
    }

    /// Number of entry positions, holes included: iteration goes over `0..fill`.
    #[inline(always)]
    pub fn fill(&self) -> usize {
        self.inner().fill
    }

    /// A number that moves with every structural change.
    pub fn mutations(&self) -> u32 {
        self.inner().mutations
    }

    /// Bytes of memory behind the table, as CPython would need them.
    pub fn memory(&self) -> usize {
        let t = self.inner();
        let entry = if t.all_str { 16 } else { 24 };
        if t.block.is_null() {
            0
        } else {
            block_size(t.log2) - usable(t.log2) * (size_of::<Entry>() - entry) + 32
        }
    }

    /// The number that identifies this dict with its present set of keys (a new one if it had none).
    pub fn keys_version(&self) -> u32 {
        let t = self.inner_mut();
        if t.version == 0 {
            // SAFETY: GIL held.
            let next = unsafe { &mut *NEXT_VERSION.get() };
            if *next < u32::MAX {
                t.version = *next;
                *next += 1;
            }
        }
        t.version
    }

    /// `keys_version` as it is: zero if none was given since the last change.
    #[inline(always)]
    pub fn current_version(&self) -> u32 {
        self.inner().version
    }

    /// The value at an entry position whose key is live.
    ///
    /// # Safety
    /// A lookup under the current version gave the position.
    #[inline(always)]
    pub unsafe fn value_at_unchecked(&self, pos: usize) -> Value {
        // SAFETY: by contract.
        unsafe { (*self.inner().entries().add(pos)).value.unwrap_unchecked() }
    }

    /// The entry at a position, if it is live: hash, key, value.
    #[inline]
    pub fn entry(&self, pos: usize) -> Option<(u64, Obj, Obj)> {
        let t = self.inner();
        if pos >= t.fill {
            return None;
        }
        // SAFETY: pos < fill.
        let e = unsafe { *t.entries().add(pos) };
        match (e.key, e.value) {
            (Some(k), Some(v)) => Some((e.hash, Obj::from_borrowed(k), Obj::from_borrowed(v))),
            _ => None,
        }
    }

    /// The first live position at or after `pos`.
    #[inline]
    pub fn next_live(&self, pos: usize) -> Option<usize> {
        let t = self.inner();
        let mut p = pos.max(t.first);
        while p < t.fill {
            // SAFETY: p < fill.
            if unsafe { (*t.entries().add(p)).key.is_some() } {
                return Some(p);
            }
            p += 1;
        }
        None
    }

    /// The last live position before `pos`.
    pub fn prev_live(&self, pos: usize) -> Option<usize> {
        let t = self.inner();
        let mut p = pos.min(t.fill);
        while p > t.first {
            p -= 1;
            // SAFETY: p < fill.
            if unsafe { (*t.entries().add(p)).key.is_some() } {
                return Some(p);
            }
        }
        None
    }

    /// Position of a key, comparing only what needs no Python code.
    #[inline(always)]
    fn look(&self, key: Value, hash: u64) -> Look {
        let t = self.inner();
        if t.block.is_null() {
            return Look::Absent(0);
        }
        let mut p = Probe::new(hash, t.log2);
        let mut free = None;
        loop {
            // SAFETY: the slot is within the mask; cells hold positions below fill.
            unsafe {
                let c = t.cell(p.slot);
                if c == EMPTY {
                    return Look::Absent(free.unwrap_or(p.slot));
                }
                if c == DUMMY {
                    free = free.or(Some(p.slot));
                } else {
                    let e = &*t.entries().add(c as usize);
                    if e.hash == hash
                        && let Some(k) = e.key
                    {
                        match api::quick_eq(k, key) {
                            Some(true) => return Look::Found(c as usize),
                            Some(false) => {}
                            None => return Look::Unsure,
                        }
                    }
                }
            }
            p.advance();
        }
    }

    /// `self[key] = value`; what stood there before comes back. Runs `__eq__` of keys with equal hash.
    pub fn set(&self, vm: &Vm, key: &Obj, hash: u64, value: Obj) -> PyResult<Option<Obj>> {
        let oom = |_| vm.memory_error();
        match self.look(key.value(), hash) {
            Look::Found(pos) => Ok(self.replace_value(pos, value)),
            Look::Absent(slot) if self.inner().spent < self.inner().capacity() => {
                // SAFETY: an empty cell, and there is room for an entry.
                unsafe { self.insert_at(slot, key.clone(), hash, value) };
                Ok(None)
            }
            Look::Absent(_) => self.insert_new(key.clone(), hash, value).map(|()| None).map_err(oom),
            Look::Unsure => match self.find_slow(vm, key, hash)? {
                Some(pos) => Ok(self.replace_value(pos, value)),
                None => self.insert_new(key.clone(), hash, value).map(|()| None).map_err(oom),
            },
        }
    }

    /// Position of a key. Runs `__eq__` of keys with equal hash; restarts if the table changed under it.
    #[inline]
    pub fn find(&self, vm: &Vm, key: &Obj, hash: u64) -> PyResult<Option<usize>> {
        match self.look(key.value(), hash) {
            Look::Found(pos) => Ok(Some(pos)),
            Look::Absent(_) => Ok(None),
            Look::Unsure => self.find_slow(vm, key, hash),
        }
    }

    #[cold]
    fn find_slow(&self, vm: &Vm, key: &Obj, hash: u64) -> PyResult<Option<usize>> {
        'restart: loop {
            if self.inner().block.is_null() {
                return Ok(None);
            }
            let mut p = Probe::new(hash, self.inner().log2);
            loop {
                let t = self.inner();
                // SAFETY: as in find_quick; the block has not changed since the probe was made.
                let (c, candidate) = unsafe {
                    let c = t.cell(p.slot);
                    if c == EMPTY {
                        return Ok(None);
                    }
                    let e = if c == DUMMY { None } else { Some(*t.entries().add(c as usize)) };
                    (c, e.filter(|e| e.hash == hash).and_then(|e| e.key))
                };
                if let Some(k) = candidate {
                    let equal = match api::quick_eq(k, key.value()) {
                        Some(b) => b,
                        None => {
                            let before = t.rebuilds;
                            let held = Obj::from_borrowed(k);
                            let b = api::eq(vm, &held, key)?;
                            let t = self.inner();
                            // SAFETY: the block is the one that the cell was read from, and entries never leave it.
                            if t.rebuilds != before
                                || unsafe { (*t.entries().add(c as usize)).key } != Some(k)
                            {
                                continue 'restart;
                            }
                            b
                        }
                    };
                    if equal {
                        return Ok(Some(c as usize));
                    }
                }
                p.advance();
            }
        }
    }

    /// Position of a str key; no Python code runs (a key of another type that equals it is not found).
    #[inline]
    pub fn find_str(&self, key: &Obj) -> Option<usize> {
        let hash = str_::hash(key);
        let t = self.inner();
        if t.block.is_null() {
            return None;
        }
        let mut p = Probe::new(hash, t.log2);
        loop {
            // SAFETY: as in find_quick.
            unsafe {
                let c = t.cell(p.slot);
                if c == EMPTY {
                    return None;
                }
                if c != DUMMY {
                    let e = &*t.entries().add(c as usize);
                    if e.hash == hash
                        && let Some(k) = e.key
                        && api::quick_eq(k, key.value()) == Some(true)
                    {
                        return Some(c as usize);
                    }
                }
            }
            p.advance();
        }
    }

    /// Whether every key is an exact str.
    pub fn all_str(&self) -> bool {
        self.inner().all_str
    }

    /// A new reference to the value at a live position.
    #[inline]
    pub fn value_at(&self, pos: usize) -> Option<Obj> {
        let t = self.inner();
        // SAFETY: checked against fill.
        if pos < t.fill { unsafe { (*t.entries().add(pos)).value.map(Obj::from_borrowed) } } else { None }
    }

    /// A new reference to the key at a live position.
    #[inline]
    pub fn key_at(&self, pos: usize) -> Option<Obj> {
        let t = self.inner();
        // SAFETY: checked against fill.
        if pos < t.fill { unsafe { (*t.entries().add(pos)).key.map(Obj::from_borrowed) } } else { None }
    }

    /// Replaces the value at a live position; the old one comes back.
    #[inline]
    pub fn replace_value(&self, pos: usize, value: Obj) -> Option<Obj> {
        let t = self.inner_mut();
        debug_assert!(pos < t.fill, "live position");
        // SAFETY: live position; the entry owned the old value.
        unsafe { (*t.entries().add(pos)).value.replace(value.into_value()).map(|v| Obj::from_owned(v)) }
    }

    /// Adds a key that is not in the table.
    pub fn insert_new(&self, key: Obj, hash: u64, value: Obj) -> Result<(), OutOfMemory> {
        let t = self.inner_mut();
        if t.spent >= t.capacity() {
            self.resize()?;
        }
        let t = self.inner();
        let mut p = Probe::new(hash, t.log2);
        // SAFETY: there is room: fill <= spent < capacity < number of cells.
        unsafe {
            loop {
                let c = t.cell(p.slot);
                if c == EMPTY || c == DUMMY {
                    break;
                }
                p.advance();
            }
            self.insert_at(p.slot, key, hash, value);
        }
        Ok(())
    }

    /// Adds a key that is not in the table.
    ///
    /// # Safety
    /// No entry has the cell, and `spent` is below the capacity.
    #[inline(always)]
    unsafe fn insert_at(&self, slot: usize, key: Obj, hash: u64, value: Obj) {
        let t = self.inner_mut();
        t.all_str &= key.is_exact::<Str>();
        // SAFETY: by contract.
        unsafe {
            t.set_cell(slot, t.fill as u32);
            t.entries().add(t.fill).write(Entry {
                hash,
                key: Some(key.into_value()),
                value: Some(value.into_value()),
            });
        }
        t.fill += 1;
        t.spent += 1;
        t.used += 1;
        t.changed();
    }

    /// Adds a key that is not in the table, before all others. Room is made for many at once.
    pub fn insert_first(&self, key: Obj, hash: u64, value: Obj) -> Result<(), OutOfMemory> {
        let t = self.inner();
        if t.first == 0 || t.spent >= t.capacity() {
            let gap = t.used + 4;
            let mut log2 = MIN_LOG2;
            while usable(log2) < t.used + 2 * gap {
                log2 += 1;
            }
            self.rebuild(log2, gap)?;
        }
        let t = self.inner_mut();
        t.all_str &= key.is_exact::<Str>();
        let pos = t.first - 1;
        let mut p = Probe::new(hash, t.log2);
        // SAFETY: the cells are not used up: their number in use is at most spent < capacity; entries before `first` are holes.
        unsafe {
            loop {
                let c = t.cell(p.slot);
                if c == EMPTY || c == DUMMY {
                    break;
                }
                p.advance();
            }
            t.set_cell(p.slot, pos as u32);
            t.entries().add(pos).write(Entry {
                hash,
                key: Some(key.into_value()),
                value: Some(value.into_value()),
            });
        }
        t.first = pos;
        t.spent += 1;
        t.used += 1;
        t.changed();
        Ok(())
    }

    /// Removes a live entry: its key and value.
    pub fn remove_at(&self, pos: usize) -> Option<(Obj, Obj)> {
        let t = self.inner_mut();
        if pos >= t.fill {
            return None;
        }
        // SAFETY: pos < fill; references move out of the entry.
        unsafe {
            let e = t.entries().add(pos);
            let (k, v) = ((*e).key.take()?, (*e).value.take()?);
            let mut p = Probe::new((*e).hash, t.log2);
            while t.cell(p.slot) != pos as u32 {
                p.advance();
            }
            t.set_cell(p.slot, DUMMY);
            t.used -= 1;
            if pos == t.first {
                while t.first < t.fill && (*t.entries().add(t.first)).key.is_none() {
                    t.first += 1;
                }
            }
            t.changed();
            Some((Obj::from_owned(k), Obj::from_owned(v)))
        }
    }

    /// Removes the last entry: its hash, key and value. Unlike after other removals its position is free again.
    pub fn pop_last(&self) -> Option<(u64, Obj, Obj)> {
        let pos = self.prev_live(usize::MAX)?;
        let hash = self.entry(pos)?.0;
        let (k, v) = self.remove_at(pos)?;
        let t = self.inner_mut();
        t.fill = pos;
        t.first = t.first.min(pos);
        Some((hash, k, v))
    }

    /// Room for `n` entries in all.
    pub fn reserve(&self, n: usize) -> Result<(), OutOfMemory> {
        if n > self.inner().capacity() {
            let mut log2 = MIN_LOG2;
            while usable(log2) < n {
                log2 += 1;
            }
            self.rebuild(log2, 0)?;
        }
        Ok(())
    }

    #[cold]
    fn resize(&self) -> Result<(), OutOfMemory> {
        let want = self.inner().used * 3;
        let mut log2 = MIN_LOG2;
        while (1usize << log2) < want {
            log2 += 1;
        }
        self.rebuild(log2, 0)
    }

    /// Moves to a new block, with a gap of holes in front.
    fn rebuild(&self, log2: u8, gap: usize) -> Result<(), OutOfMemory> {
        if log2 > 31 {
            return Err(OutOfMemory);
        }
        let block = heap::try_allocate(block_size(log2))?;
        let t = self.inner_mut();
        // SAFETY: fresh block; entries move.
        unsafe {
            // The index is a multiple of eight bytes, and mostly just that.
            let index = block.add(usable(log2) * size_of::<Entry>()).cast::<u64>();
            for i in 0..(block_size(log2) - usable(log2) * size_of::<Entry>()) / 8 {
                index.add(i).write_unaligned(u64::MAX);
            }
            let (old, old_log2) = (t.block, t.log2);
            let moved = t.first..t.fill;
            t.block = block;
            t.log2 = log2;
            t.rebuilds = t.rebuilds.wrapping_add(1);
            for i in 0..gap {
                t.entries().add(i).write(Entry { hash: 0, key: None, value: None });
            }
            t.fill = gap;
            for i in moved {
                let e = *old.cast::<Entry>().add(i);
                if e.key.is_some() {
                    let mut p = Probe::new(e.hash, log2);
                    while t.cell(p.slot) != EMPTY {
                        p.advance();
                    }
                    t.set_cell(p.slot, t.fill as u32);
                    t.entries().add(t.fill).write(e);
                    t.fill += 1;
                }
            }
            t.spent = t.fill;
            t.first = gap;
            t.changed();
            if !old.is_null() {
                heap::release(old, block_size(old_log2));
            }
        }
        Ok(())
    }

    /// Empties the table. References are dropped after it is empty.
    pub fn clear(&self) {
        let t = self.inner_mut();
        let (block, log2, fill) = (t.block, t.log2, t.fill);
        t.block = ptr::null_mut();
        t.rebuilds = t.rebuilds.wrapping_add(1);
        t.used = 0;
        t.fill = 0;
        t.spent = 0;
        t.first = 0;
        t.all_str = true;
        t.changed();
        // SAFETY: the block is ours alone now.
        unsafe { drop_block(block, log2, fill) };
    }

    /// A copy with its own references, without holes.
    pub fn copy(&self) -> Result<Table, OutOfMemory> {
        let out = Table::new();
        let t = self.inner();
        if t.used == 0 {
            return Ok(out);
        }
        let o = out.inner_mut();
        o.all_str = t.all_str;
        if t.fill == t.used {
            // Without holes the block is copied as it is.
            let size = block_size(t.log2);
            let block = heap::try_allocate(size)?;
            // SAFETY: a fresh block of the same size; every entry is live and gets its references.
            unsafe {
                ptr::copy_nonoverlapping(t.block, block, size);
                for i in 0..t.fill {
                    let e = &*t.entries().add(i);
                    if let (Some(k), Some(v)) = (e.key, e.value) {
                        incref(k);
                        incref(v);
                    }
                }
            }
            (o.block, o.log2, o.used, o.fill, o.spent) = (block, t.log2, t.used, t.fill, t.spent);
            return Ok(out);
        }
        out.reserve(t.used)?;
        let o = out.inner_mut();
        // SAFETY: live entries; room was made.
        unsafe {
            for i in t.first..t.fill {
                let e = *t.entries().add(i);
                if let (Some(k), Some(v)) = (e.key, e.value) {
                    incref(k);
                    incref(v);
                    let mut p = Probe::new(e.hash, o.log2);
                    while o.cell(p.slot) != EMPTY {
                        p.advance();
                    }
                    o.set_cell(p.slot, o.fill as u32);
                    o.entries().add(o.fill).write(e);
                    o.fill += 1;
                    o.used += 1;
                }
            }
        }
        o.spent = o.fill;
        Ok(out)
    }

    /// Takes over the entries of `other`; this table is empty. What it held before comes back.
    pub fn swap(&self, other: Table) -> Table {
        let t = self.inner_mut();
        let (mutations, rebuilds) = (t.mutations, t.rebuilds);
        std::mem::swap(t, other.inner_mut());
        t.mutations = mutations;
        t.rebuilds = rebuilds.wrapping_add(1);
        t.changed();
        other
    }

    /// Visits keys and values.
    /// Keys that are all exact strs are not told: they are in no cycle.
    pub fn traverse(&self, visit: &mut dyn FnMut(Value)) {
        let t = self.inner();
        for i in 0..t.fill {
            // SAFETY: i < fill.
            let e = unsafe { *t.entries().add(i) };
            if let (Some(k), Some(v)) = (e.key, e.value) {
                if !t.all_str {
                    visit(k);
                }
                visit(v);
            }
        }
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        let t = self.0.get_mut();
        // SAFETY: nobody else has the table any more.
        unsafe { drop_block(t.block, t.log2, t.fill) };
    }
}

/// Drops the entries of a block that no table has any more, and frees it.
///
/// # Safety
/// The block, if there is one, has that size and so many entries written.
unsafe fn drop_block(block: *mut u8, log2: u8, fill: usize) {
    if block.is_null() {
        return;
    }
    // SAFETY: by contract.
    unsafe {
        let entries = block.cast::<Entry>();
        for i in 0..fill {
            let e = *entries.add(i);
            if let (Some(k), Some(v)) = (e.key, e.value) {
                decref(k);
                decref(v);
            }
        }
        heap::release(block, block_size(log2));
    }
}
