//! Storage of sets: an open-addressing table of (hash, key) with CPython's sizes and probes (ten neighbours, then a
//! perturbed jump), because a set is iterated in table order and programs print sets. User code (`__eq__`) may change
//! the table in the middle of a lookup. Python's methods are in `mod.rs`.
#![allow(unsafe_code)]

use crate::object::heap::{OutOfMemory, Visit, check_size, decref, incref};
use crate::object::obj::Obj;
use crate::object::value::Value;
use crate::vm::{PyResult, Vm, api};
use std::cell::UnsafeCell;

/// A place in the table, which owns its key. Never used: no key, hash zero. Used before: no key, hash -1, which no
/// object has.
#[derive(Default, Clone, Copy)]
struct Entry {
    key: Option<Value>,
    hash: i64,
}

/// The hash that marks a place whose key was removed.
const REMOVED: i64 = -1;
const MIN_SIZE: usize = 8;
/// Neighbours that are looked at after the first place, if all of them lie before the end of the table.
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

/// The table behind a set. All access under the GIL; no reference into it is held while Python code runs.
#[derive(Default)]
pub struct Table(UnsafeCell<Inner>);

#[derive(Default)]
struct Inner {
    /// Empty, or a power of two of places.
    entries: Box<[Entry]>,
    /// Live keys.
    used: usize,
    /// Places used now or before.
    fill: usize,
    /// Where `pop` goes on.
    finger: usize,
    /// Counts new tables: a lookup that ran user code restarts when it moved.
    rebuilds: u32,
}

impl Drop for Inner {
    fn drop(&mut self) {
        for e in &self.entries {
            if let Some(k) = e.key {
                // SAFETY: the table owned its keys; nobody can reach it any more.
                unsafe { decref(k) };
            }
        }
    }
}

/// The places where a hash may be, in order.
struct Probe {
    /// The place.
    at: usize,
    neighbours: usize,
    jump: usize,
    perturb: u64,
    mask: usize,
}

impl Probe {
    #[inline(always)]
    fn new(hash: i64, mask: usize) -> Probe {
        let at = hash as usize & mask;
        Probe { at, neighbours: Probe::run(at, mask), jump: at, perturb: hash as u64, mask }
    }

    #[inline(always)]
    fn run(at: usize, mask: usize) -> usize {
        if at + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 }
    }

    #[inline(always)]
    fn advance(&mut self) {
        if self.neighbours > 0 {
            self.neighbours -= 1;
            self.at += 1;
        } else {
            self.perturb >>= PERTURB_SHIFT;
            self.jump =
                self.jump.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & self.mask;
            self.at = self.jump;
            self.neighbours = Probe::run(self.at, self.mask);
        }
    }
}

/// What a lookup found.
enum Found {
    Live(usize),
    /// Absent; the place where it would go.
    Free(usize),
}

impl Inner {
    fn mask(&self) -> usize {
        self.entries.len().max(MIN_SIZE) - 1
    }

    fn table(size: usize) -> Result<Box<[Entry]>, OutOfMemory> {
        check_size(size.checked_mul(size_of::<Entry>()).ok_or(OutOfMemory)?)?;
        let mut v: Vec<Entry> = Vec::new();
        v.try_reserve_exact(size).map_err(|_| OutOfMemory)?;
        v.resize(size, Entry::default());
        Ok(v.into_boxed_slice())
    }

    /// Puts a key into a table without removed places in which it is not.
    fn insert_clean(&mut self, key: Value, hash: i64) {
        let mut p = Probe::new(hash, self.mask());
        loop {
            // SAFETY: a probe stays within the mask, which is the length minus one.
            let e = unsafe { self.entries.get_unchecked_mut(p.at) };
            if e.key.is_none() {
                *e = Entry { key: Some(key), hash };
                return;
            }
            p.advance();
        }
    }

    /// The size of the table that has more than so many places.
    fn size_for(n: usize) -> usize {
        (n + 1).next_power_of_two().max(MIN_SIZE)
    }

    /// What to resize to before `more` keys come that are probably new, if that is worth while.
    fn wanted(&self, more: usize) -> Option<usize> {
        ((self.fill + more) * 5 >= self.mask() * 3).then_some((self.used + more) * 2)
    }

    fn resize(&mut self, at_least: usize) -> Result<(), OutOfMemory> {
        let old = std::mem::replace(&mut self.entries, Inner::table(Inner::size_for(at_least))?);
        self.rebuilds = self.rebuilds.wrapping_add(1);
        self.fill = self.used;
        for e in &old {
            if let Some(k) = e.key {
                self.insert_clean(k, e.hash);
            }
        }
        Ok(())
    }
}

impl Table {
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

    /// Number of keys.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.inner().used
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.inner().used == 0
    }

    /// Bytes beyond the object itself, as CPython counts them (the smallest table is part of the object).
    pub fn memory(&self) -> usize {
        let n = self.inner().entries.len();
        if n <= MIN_SIZE { 0 } else { n * size_of::<Entry>() }
    }

    /// The first key at or after a place: the place after it, its hash, the key.
    #[inline]
    pub fn next(&self, from: usize) -> Option<(usize, i64, Obj)> {
        let entries = self.inner().entries.get(from..)?;
        entries.iter().enumerate().find_map(|(i, e)| Some((from + i + 1, e.hash, Obj::from_borrowed(e.key?))))
    }

    /// Where a key is, or where it goes: the last removed place on the way is used before a new one. Only keys that need no
    /// Python code to be compared; `None` if others are met.
    #[inline]
    fn find_quick(&self, key: &Obj, hash: i64) -> Option<Found> {
        let t = self.inner();
        let mut p = Probe::new(hash, t.mask());
        if t.entries.is_empty() {
            return Some(Found::Free(p.at));
        }
        let mut removed = None;
        loop {
            // SAFETY: a probe stays within the mask, which is the length minus one.
            let e = unsafe { t.entries.get_unchecked(p.at) };
            match e.key {
                None if e.hash == 0 => return Some(Found::Free(removed.unwrap_or(p.at))),
                None => removed = Some(p.at),
                Some(k) if e.hash == hash => match api::quick_eq(k, key.value()) {
                    Some(true) => return Some(Found::Live(p.at)),
                    Some(false) => {}
                    None => return None,
                },
                Some(_) => {}
            }
            p.advance();
        }
    }

    #[inline(always)]
    fn find(&self, vm: &Vm, key: &Obj, hash: i64) -> PyResult<Found> {
        // Most keys are at their first place, or it is free.
        let t = self.inner();
        let at = hash as usize & t.mask();
        match t.entries.get(at) {
            Some(e) if e.key == Some(key.value()) => return Ok(Found::Live(at)),
            Some(Entry { key: None, hash: 0 }) => return Ok(Found::Free(at)),
            _ => {}
        }
        self.find_on(vm, key, hash)
    }

    fn find_on(&self, vm: &Vm, key: &Obj, hash: i64) -> PyResult<Found> {
        match self.find_quick(key, hash) {
            Some(found) => Ok(found),
            None => self.find_slow(vm, key, hash),
        }
    }

    #[cold]
    fn find_slow(&self, vm: &Vm, key: &Obj, hash: i64) -> PyResult<Found> {
        'restart: loop {
            let t = self.inner();
            let mut p = Probe::new(hash, t.mask());
            if t.entries.is_empty() {
                return Ok(Found::Free(p.at));
            }
            let mut removed = None;
            loop {
                let t = self.inner();
                let e = t.entries[p.at];
                match e.key {
                    None if e.hash == 0 => return Ok(Found::Free(removed.unwrap_or(p.at))),
                    None => removed = Some(p.at),
                    Some(k) if e.hash == hash => {
                        let (held, before) = (Obj::from_borrowed(k), t.rebuilds);
                        let equal = match api::quick_eq(k, key.value()) {
                            Some(equal) => equal,
                            None => api::eq(vm, &held, key)?,
                        };
                        let t = self.inner();
                        if t.rebuilds != before || t.entries[p.at].key != Some(k) {
                            continue 'restart;
                        }
                        if equal {
                            return Ok(Found::Live(p.at));
                        }
                    }
                    Some(_) => {}
                }
                p.advance();
            }
        }
    }

    /// Whether a key is there.
    pub fn contains(&self, vm: &Vm, key: &Obj, hash: i64) -> PyResult<bool> {
        Ok(matches!(self.find(vm, key, hash)?, Found::Live(_)))
    }

    /// Adds a key; whether it was new.
    #[inline]
    pub fn add(&self, vm: &Vm, key: &Obj, hash: i64) -> PyResult<bool> {
        let Found::Free(at) = self.find(vm, key, hash)? else { return Ok(false) };
        let t = self.inner_mut();
        if t.entries.is_empty() {
            self.first().map_err(|_| vm.memory_error())?;
        }
        let e = &mut t.entries[at];
        let reused = e.hash == REMOVED;
        *e = Entry { key: Some(key.clone().into_value()), hash };
        t.used += 1;
        t.fill += usize::from(!reused);
        if !reused && t.fill * 5 >= t.mask() * 3 {
            self.grow().map_err(|_| vm.memory_error())?;
        }
        Ok(true)
    }

    fn first(&self) -> Result<(), OutOfMemory> {
        let t = self.inner_mut();
        t.entries = Inner::table(MIN_SIZE)?;
        t.rebuilds = t.rebuilds.wrapping_add(1);
        Ok(())
    }

    #[cold]
    fn grow(&self) -> Result<(), OutOfMemory> {
        let t = self.inner_mut();
        t.resize(if t.used > 50_000 { t.used * 2 } else { t.used * 4 })
    }

    /// Room for `more` keys that are probably new.
    pub fn make_room(&self, more: usize) -> Result<(), OutOfMemory> {
        let t = self.inner_mut();
        t.wanted(more).map_or(Ok(()), |n| t.resize(n))
    }

    /// Copies the keys of another table into this empty one. False: this one is not empty, or has to be tidied first.
    pub fn fill_from(&self, other: &Table) -> Result<bool, OutOfMemory> {
        let (t, o) = (self.inner_mut(), other.inner());
        let wanted = t.wanted(o.used);
        if t.used != 0 || t.fill != 0 && wanted.is_none() {
            return Ok(false);
        }
        let size = wanted.map_or(t.entries.len().max(MIN_SIZE), Inner::size_for);
        t.rebuilds = t.rebuilds.wrapping_add(1);
        if size == o.entries.len() && o.fill == o.used {
            let mut entries = Vec::new();
            entries.try_reserve_exact(size).map_err(|_| OutOfMemory)?;
            entries.extend(o.entries.iter().map(|e| {
                e.key.into_iter().for_each(incref);
                *e
            }));
            t.entries = entries.into_boxed_slice();
        } else {
            if t.entries.len() != size || t.fill != 0 {
                t.entries = Inner::table(size)?;
            }
            for e in &o.entries {
                if let Some(k) = e.key {
                    incref(k);
                    t.insert_clean(k, e.hash);
                }
            }
        }
        t.fill = o.used;
        t.used = o.used;
        Ok(true)
    }

    /// Removes a key; whether it was there.
    pub fn discard(&self, vm: &Vm, key: &Obj, hash: i64) -> PyResult<bool> {
        let Found::Live(at) = self.find(vm, key, hash)? else { return Ok(false) };
        drop(self.remove_at(at));
        Ok(true)
    }

    fn remove_at(&self, at: usize) -> Option<Obj> {
        let t = self.inner_mut();
        let e = &mut t.entries[at];
        e.hash = REMOVED;
        t.used -= 1;
        // SAFETY: the place owned the key.
        e.key.take().map(|k| unsafe { Obj::from_owned(k) })
    }

    /// Removes some key.
    pub fn pop(&self) -> Option<Obj> {
        let t = self.inner_mut();
        if t.used == 0 {
            return None;
        }
        let mut at = t.finger & t.mask();
        while t.entries[at].key.is_none() {
            at = (at + 1) & t.mask();
        }
        t.finger = at + 1;
        self.remove_at(at)
    }

    /// Rebuilds the table if many of its places were used before.
    pub fn tidy(&self) -> Result<(), OutOfMemory> {
        let t = self.inner();
        if t.fill - t.used > t.mask() / 4 { self.grow() } else { Ok(()) }
    }

    /// Takes everything out, into a table that the caller drops.
    #[must_use]
    pub fn take(&self) -> Table {
        let t = self.inner_mut();
        let old = std::mem::take(t);
        t.rebuilds = old.rebuilds.wrapping_add(1);
        t.finger = old.finger;
        Table(UnsafeCell::new(old))
    }

    /// Exchanges the contents of two tables.
    pub fn swap(&self, other: &Table) {
        let (a, b) = (self.inner_mut(), other.inner_mut());
        let stamp = a.rebuilds.max(b.rebuilds).wrapping_add(1);
        std::mem::swap(a, b);
        // Where `pop` goes on belongs to the set, not to its contents.
        std::mem::swap(&mut a.finger, &mut b.finger);
        a.rebuilds = stamp;
        b.rebuilds = stamp;
    }

    /// Visits the keys.
    pub fn traverse(&self, visit: &mut Visit) {
        for e in &self.inner().entries {
            if let Some(k) = e.key {
                visit(k);
            }
        }
    }
}
