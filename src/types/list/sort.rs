//! `list.sort`: stable, and when user code compares, with the same comparisons in the same order as CPython: natural
//! runs, binary insertion for short ones, powersort merges with galloping (Peters, "listsort"; Munro and Wild, "Nearly-
//! Optimal Mergesorts"). Keys that are all small ints, all str or all floats are compared without objects by the
//! standard library's stable sort.
//!
//! What is sorted are plain words; references stay with the caller, so an error at any time leaves a permutation.

use super::List;
use crate::object::obj::Obj;
use crate::object::slots::CmpOp;
use crate::object::value::Value;
use crate::types::tuple::Tuple;
use crate::types::{float, str_};
use crate::vm::{PyResult, Vm, api};

/// `list.sort(key=key, reverse=reverse)`
pub fn sort(vm: &Vm, list: &List, key: Option<&Obj>, reverse: bool) -> PyResult<()> {
    let items = list.take_marked();
    let outcome = sorted(vm, items, key, reverse);
    let changed = !list.is_marked();
    let (items, r) = match outcome {
        Ok(items) => (items, Ok(())),
        Err((items, r)) => (items, Err(r)),
    };
    drop(list.put(items));
    r?;
    if changed { Err(vm.value_error("list modified during sort")) } else { Ok(()) }
}

type Failed = (Vec<Obj>, crate::vm::Raised);

fn sorted(vm: &Vm, mut items: Vec<Obj>, key: Option<&Obj>, reverse: bool) -> Result<Vec<Obj>, Failed> {
    let keys = match key {
        None => None,
        Some(f) => {
            let mut keys = Vec::with_capacity(items.len());
            for o in &items {
                match api::call(vm, f, std::slice::from_ref(o)) {
                    Ok(k) => keys.push(k),
                    Err(r) => return Err((items, r)),
                }
            }
            Some(keys)
        }
    };
    if items.len() < 2 {
        return Ok(items);
    }
    let kind = Kind::of(keys.as_deref().unwrap_or(&items));
    match (&keys, kind) {
        (None, Kind::Ints) => {
            items.sort_by_key(|o| o.value().int());
            if reverse {
                items.reverse();
            }
            return Ok(items);
        }
        (None, Kind::Strs) => {
            if reverse {
                items.sort_by(|a, b| api::text_order(str_::bytes_of(b), str_::bytes_of(a)));
            } else {
                items.sort_by(|a, b| api::text_order(str_::bytes_of(a), str_::bytes_of(b)));
            }
            return Ok(items);
        }
        _ => {}
    }
    let by: &[Obj] = keys.as_deref().unwrap_or(&items);
    let mut order: Vec<Elem> = by.iter().enumerate().map(|(at, k)| Elem { key: k.value(), at }).collect();
    if reverse {
        order.reverse();
    }
    let failed = match kind {
        Kind::Ints => {
            order.sort_by_key(|e| e.key.int());
            None
        }
        Kind::Strs => {
            order.sort_by(|a, b| {
                api::text_order(str_::bytes_of(Obj::from_ref(&a.key)), str_::bytes_of(Obj::from_ref(&b.key)))
            });
            None
        }
        Kind::Floats => {
            order.sort_by(|a, b| number(a.key).total_cmp(&number(b.key)));
            None
        }
        Kind::Other => Merger::new(vm, &mut order).run().err(),
    };
    if reverse {
        order.reverse();
    }
    let mut slots: Vec<Option<Obj>> = items.into_iter().map(Some).collect();
    let mut items = Vec::with_capacity(slots.capacity());
    items.extend(order.iter().map(|e| slots[e.at].take().expect("a permutation")));
    // The keys are dropped when the items are safe.
    let outcome = match failed {
        None => Ok(items),
        Some(r) => Err((items, r)),
    };
    drop(keys);
    outcome
}

/// A float key; minus zero equals zero.
fn number(v: Value) -> f64 {
    float::as_float(Obj::from_ref(&v)).unwrap_or(0.0) + 0.0
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Ints,
    Strs,
    /// Without nan.
    Floats,
    Other,
}

impl Kind {
    fn one(o: &Obj) -> Kind {
        if o.value().is_int() {
            Kind::Ints
        } else if o.is_exact::<str_::Str>() {
            Kind::Strs
        } else if (o.value().is_float() || o.is_exact::<float::Float>())
            && float::as_float(o).is_some_and(|x| !x.is_nan())
        {
            Kind::Floats
        } else {
            Kind::Other
        }
    }

    fn of(keys: &[Obj]) -> Kind {
        let first = Kind::one(&keys[0]);
        if first != Kind::Other && keys[1..].iter().all(|k| Kind::one(k) == first) {
            first
        } else {
            Kind::Other
        }
    }
}

/// `a < b`
#[inline]
fn less(vm: &Vm, a: Value, b: Value) -> PyResult<bool> {
    if Value::both_ints(a, b) {
        return Ok(a.int() < b.int());
    }
    let (x, y) = (Obj::from_ref(&a), Obj::from_ref(&b));
    if a.is_float() && b.is_float() {
        return Ok(a.float() < b.float());
    }
    if x.is_exact::<str_::Str>() && y.is_exact::<str_::Str>() {
        return Ok(str_::bytes_of(x) < str_::bytes_of(y));
    }
    if let (Some(s), Some(t)) = (x.downcast_exact::<Tuple>(), y.downcast_exact::<Tuple>()) {
        for (p, q) in s.as_slice().iter().zip(t.as_slice()) {
            if !api::eq(vm, p, q)? {
                return less(vm, p.value(), q.value());
            }
        }
        return Ok(s.len() < t.len());
    }
    api::compare_bool(vm, x, y, CmpOp::Lt)
}

#[derive(Clone, Copy)]
struct Elem {
    key: Value,
    /// Where its item is.
    at: usize,
}

/// From so many wins in a row on, a merge gallops.
const MIN_GALLOP: usize = 7;
/// Runs shorter than `n` divided down below this are extended by insertion.
const MAX_MIN_RUN: usize = 64;

#[derive(Clone, Copy)]
struct Run {
    start: usize,
    len: usize,
    power: u32,
}

struct Merger<'a> {
    vm: &'a Vm,
    a: &'a mut [Elem],
    runs: Vec<Run>,
    min_gallop: usize,
}

/// Which of equal elements a search passes over.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    /// The position before all equals.
    Left,
    /// The position after all equals.
    Right,
}

impl<'a> Merger<'a> {
    fn new(vm: &'a Vm, a: &'a mut [Elem]) -> Merger<'a> {
        Merger { vm, a, runs: Vec::new(), min_gallop: MIN_GALLOP }
    }

    fn lt(&self, x: Elem, y: Elem) -> PyResult<bool> {
        less(self.vm, x.key, y.key)
    }

    fn run(&mut self) -> PyResult<()> {
        let n = self.a.len();
        let min_run = min_run(n);
        let mut start = 0;
        while start < n {
            let mut len = self.count_run(start)?;
            if len < min_run {
                let forced = min_run.min(n - start);
                self.insert_sort(start, forced, len)?;
                len = forced;
            }
            self.merge_before(len)?;
            self.runs.push(Run { start, len, power: 0 });
            start += len;
        }
        while self.runs.len() > 1 {
            let mut i = self.runs.len() - 2;
            if i > 0 && self.runs[i - 1].len < self.runs[i + 1].len {
                i -= 1;
            }
            self.merge_at(i)?;
        }
        Ok(())
    }

    /// Finds a run at `start` and makes it ascending; its length. Descending runs may contain equal neighbours.
    fn count_run(&mut self, start: usize) -> PyResult<usize> {
        let left = self.a.len() - start;
        let mut n = 1;
        let drops = |m: &Self, n: usize| m.lt(m.a[start + n], m.a[start + n - 1]);
        while n < left && !drops(self, n)? {
            n += 1;
        }
        if n == left {
            return Ok(n);
        }
        if n > 1 {
            if self.lt(self.a[start], self.a[start + n - 1])? {
                return Ok(n);
            }
            // All equal so far: they will be turned around twice.
            self.a[start..start + n].reverse();
        }
        n += 1;
        let mut equals = 0;
        while n < left {
            if drops(self, n)? {
                self.a[start + n - 1 - equals..start + n].reverse();
                equals = 0;
            } else if self.lt(self.a[start + n - 1], self.a[start + n])? {
                break;
            } else {
                equals += 1;
            }
            n += 1;
        }
        self.a[start + n - 1 - equals..start + n].reverse();
        self.a[start..start + n].reverse();
        while n < left && !drops(self, n)? {
            n += 1;
        }
        Ok(n)
    }

    /// Sorts `len` elements of which the first `sorted` are in order.
    fn insert_sort(&mut self, start: usize, len: usize, sorted: usize) -> PyResult<()> {
        for i in sorted.max(1)..len {
            let pivot = self.a[start + i];
            let (mut lo, mut hi) = (0, i);
            while lo < hi {
                let mid = (lo + hi) / 2;
                if self.lt(pivot, self.a[start + mid])? {
                    hi = mid;
                } else {
                    lo = mid + 1;
                }
            }
            self.a[start + lo..=start + i].rotate_right(1);
        }
        Ok(())
    }

    /// Merges what powersort wants merged before a run of length `next` is added.
    fn merge_before(&mut self, next: usize) -> PyResult<()> {
        let Some(&last) = self.runs.last() else { return Ok(()) };
        let power = power(last.start, last.len, next, self.a.len());
        while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > power {
            self.merge_at(self.runs.len() - 2)?;
        }
        if let Some(r) = self.runs.last_mut() {
            r.power = power;
        }
        Ok(())
    }

    /// Merges the runs `i` and `i + 1`.
    fn merge_at(&mut self, i: usize) -> PyResult<()> {
        let (a, b) = (self.runs[i], self.runs[i + 1]);
        self.runs[i].len += b.len;
        self.runs.remove(i + 1);
        // What of the first run is in place already, and what of the second.
        let k = self.gallop(Side::Right, self.a[b.start], &self.a[a.start..a.start + a.len], 0)?;
        let (start, na) = (a.start + k, a.len - k);
        if na == 0 {
            return Ok(());
        }
        let nb =
            self.gallop(Side::Left, self.a[b.start - 1], &self.a[b.start..b.start + b.len], b.len - 1)?;
        if nb == 0 {
            return Ok(());
        }
        if na <= nb { self.merge_low(start, na, nb) } else { self.merge_high(start, na, nb) }
    }

    /// Where `key` belongs in the sorted `a`, searching outwards from `hint` in growing steps.
    fn gallop(&self, side: Side, key: Elem, a: &[Elem], hint: usize) -> PyResult<usize> {
        // Whether `key` belongs after an element.
        let after = |e: Elem| match side {
            Side::Left => self.lt(e, key),
            Side::Right => self.lt(key, e).map(|b| !b),
        };
        let (mut last, mut ofs) = (0usize, 1usize);
        let (mut lo, mut hi);
        if after(a[hint])? {
            let most = a.len() - hint;
            while ofs < most && after(a[hint + ofs])? {
                last = ofs;
                ofs = (ofs << 1) + 1;
            }
            lo = hint + last + 1;
            hi = hint + ofs.min(most);
        } else {
            let most = hint + 1;
            while ofs < most && !after(a[hint - ofs])? {
                last = ofs;
                ofs = (ofs << 1) + 1;
            }
            lo = hint + 1 - ofs.min(most);
            hi = hint - last;
        }
        while lo < hi {
            let mid = lo + ((hi - lo) >> 1);
            if after(a[mid])? {
                lo = mid + 1;
            } else {
                hi = mid;
            }
        }
        Ok(lo)
    }

    /// Merges the neighbours `start..start + na` and the `nb` elements after them; the first is not longer. The first
    /// element of the second run belongs before all of the first run, whose last belongs at the end.
    fn merge_low(&mut self, start: usize, na: usize, nb: usize) -> PyResult<()> {
        let first: Vec<Elem> = self.a[start..start + na].to_vec();
        let end = start + na + nb;
        // `i` walks `first`, `j` the second run in place, `dest` is where the next element goes.
        let (mut i, mut j, mut dest) = (0, start + na, start);
        let r = self.merge_low_loop(&first, end, &mut i, &mut j, &mut dest);
        // What is left of the second run stays in front of what is left of the first, or the other way round: only one
        // case has both, when the last element of the first run is the greatest.
        if r.is_ok() && j < end {
            self.a.copy_within(j..end, dest);
            dest += end - j;
        }
        let rest = first.len() - i;
        self.a[dest..dest + rest].copy_from_slice(&first[i..]);
        r
    }

    fn merge_low_loop(
        &mut self,
        first: &[Elem],
        end: usize,
        i: &mut usize,
        j: &mut usize,
        dest: &mut usize,
    ) -> PyResult<()> {
        macro_rules! take_second {
            () => {{
                self.a[*dest] = self.a[*j];
                *dest += 1;
                *j += 1;
                if *j == end {
                    return Ok(());
                }
            }};
        }
        macro_rules! take_first {
            () => {{
                self.a[*dest] = first[*i];
                *dest += 1;
                *i += 1;
                if first.len() - *i == 1 {
                    return Ok(());
                }
            }};
        }
        take_second!();
        if first.len() == 1 {
            return Ok(());
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut wins_first, mut wins_second) = (0, 0);
            loop {
                if self.lt(self.a[*j], first[*i])? {
                    wins_second += 1;
                    wins_first = 0;
                    take_second!();
                    if wins_second >= min_gallop {
                        break;
                    }
                } else {
                    wins_first += 1;
                    wins_second = 0;
                    take_first!();
                    if wins_first >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let k = self.gallop(Side::Right, self.a[*j], &first[*i..], 0)?;
                wins_first = k;
                if k > 0 {
                    self.a[*dest..*dest + k].copy_from_slice(&first[*i..*i + k]);
                    *dest += k;
                    *i += k;
                    // None left is possible only if comparisons are inconsistent.
                    if first.len() - *i <= 1 {
                        return Ok(());
                    }
                }
                take_second!();
                let k = self.gallop(Side::Left, first[*i], &self.a[*j..end], 0)?;
                wins_second = k;
                if k > 0 {
                    self.a.copy_within(*j..*j + k, *dest);
                    *dest += k;
                    *j += k;
                    if *j == end {
                        return Ok(());
                    }
                }
                take_first!();
                if wins_first < MIN_GALLOP && wins_second < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    /// `merge_low` from the other end, for a shorter second run.
    fn merge_high(&mut self, start: usize, na: usize, nb: usize) -> PyResult<()> {
        let second: Vec<Elem> = self.a[start + na..start + na + nb].to_vec();
        // `i` is the end of what is left of the first run, `j` of `second`, `dest` the end of the free places.
        let (mut i, mut j, mut dest) = (start + na, nb, start + na + nb);
        let r = self.merge_high_loop(&second, start, &mut i, &mut j, &mut dest);
        if r.is_ok() && i > start {
            let n = i - start;
            self.a.copy_within(start..i, dest - n);
            dest -= n;
        }
        self.a[dest - j..dest].copy_from_slice(&second[..j]);
        r
    }

    fn merge_high_loop(
        &mut self,
        second: &[Elem],
        start: usize,
        i: &mut usize,
        j: &mut usize,
        dest: &mut usize,
    ) -> PyResult<()> {
        macro_rules! take_first {
            () => {{
                *dest -= 1;
                *i -= 1;
                self.a[*dest] = self.a[*i];
                if *i == start {
                    return Ok(());
                }
            }};
        }
        macro_rules! take_second {
            () => {{
                *dest -= 1;
                *j -= 1;
                self.a[*dest] = second[*j];
                if *j == 1 {
                    return Ok(());
                }
            }};
        }
        take_first!();
        if second.len() == 1 {
            return Ok(());
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut wins_first, mut wins_second) = (0, 0);
            loop {
                if self.lt(second[*j - 1], self.a[*i - 1])? {
                    wins_first += 1;
                    wins_second = 0;
                    take_first!();
                    if wins_first >= min_gallop {
                        break;
                    }
                } else {
                    wins_second += 1;
                    wins_first = 0;
                    take_second!();
                    if wins_second >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let n = *i - start;
                let k = n - self.gallop(Side::Right, second[*j - 1], &self.a[start..*i], n - 1)?;
                wins_first = k;
                if k > 0 {
                    self.a.copy_within(*i - k..*i, *dest - k);
                    *dest -= k;
                    *i -= k;
                    if *i == start {
                        return Ok(());
                    }
                }
                take_second!();
                let k = *j - self.gallop(Side::Left, self.a[*i - 1], &second[..*j], *j - 1)?;
                wins_second = k;
                if k > 0 {
                    *dest -= k;
                    *j -= k;
                    self.a[*dest..*dest + k].copy_from_slice(&second[*j..*j + k]);
                    if *j <= 1 {
                        return Ok(());
                    }
                }
                take_first!();
                if wins_first < MIN_GALLOP && wins_second < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }
}

/// Shortest run for `n` elements: the number of runs becomes a power of two or a little less.
fn min_run(mut n: usize) -> usize {
    let mut rest = 0;
    while n >= MAX_MIN_RUN {
        rest |= n & 1;
        n >>= 1;
    }
    n + rest
}

/// Powersort's depth of the boundary between the run `(start, len)` and a next one of length `next`, of `n` in all: the
/// first binary digit in which the midpoints of the two runs differ.
fn power(start: usize, len: usize, next: usize, n: usize) -> u32 {
    let mut a = 2 * start + len;
    let mut b = a + len + next;
    let mut power = 1;
    loop {
        if a >= n {
            a -= n;
            b -= n;
        } else if b >= n {
            return power;
        }
        a <<= 1;
        b <<= 1;
        power += 1;
    }
}
