//! What list, tuple and deque share: positions, searches, comparison, repr. Items are fetched one at a time, because
//! the user code that runs in between may change the sequence. Slices are in `slice.rs`.

use crate::object::obj::Obj;
use crate::object::slots::{CmpOp, UnOp};
use crate::types::{int, str_};
use crate::vm::{PyResult, Vm, api};

/// A sequence whose items can be fetched one at a time.
pub trait Items {
    /// Present length.
    fn count(&self) -> usize;
    /// A new reference to an item; `None` beyond the end.
    fn item(&self, i: usize) -> Option<Obj>;
    /// The items as they lie in memory, where they do: not to be held while Python code may run.
    fn now(&self) -> &[Obj] {
        &[]
    }
}

/// How many items from `start` to `stop` are seen to differ from `x`, and whether the next one is seen to be equal.
#[inline]
fn skip(items: &impl Items, x: &Obj, start: usize, stop: usize) -> (usize, bool) {
    let all = items.now();
    let mut i = start;
    while i < stop.min(all.len()) {
        match api::quick_eq(all[i].value(), x.value()) {
            Some(false) => i += 1,
            found => return (i, found.is_some()),
        }
    }
    (i, false)
}

/// Position of the first item equal to `x` in `start..stop`.
pub fn position(vm: &Vm, items: &impl Items, x: &Obj, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut i = start;
    loop {
        let (at, equal) = skip(items, x, i, stop);
        if equal {
            return Ok(Some(at));
        }
        let Some(o) = items.item(at).filter(|_| at < stop) else { return Ok(None) };
        if api::eq(vm, &o, x)? {
            return Ok(Some(at));
        }
        i = at + 1;
    }
}

/// Number of items equal to `x`.
pub fn occurrences(vm: &Vm, items: &impl Items, x: &Obj) -> PyResult<usize> {
    let (mut i, mut n) = (0, 0);
    while let Some(o) = items.item(i) {
        n += usize::from(api::eq(vm, &o, x)?);
        i += 1;
    }
    Ok(n)
}

/// Lexicographic comparison.
pub fn compare(vm: &Vm, a: &impl Items, b: &impl Items, op: CmpOp) -> PyResult<Obj> {
    if matches!(op, CmpOp::Eq | CmpOp::Ne) && a.count() != b.count() {
        return Ok(Obj::from_bool(op == CmpOp::Ne));
    }
    let equal = |(x, y): (&Obj, &Obj)| api::quick_eq(x.value(), y.value()) == Some(true);
    let mut i = a.now().iter().zip(b.now()).take_while(|&pair| equal(pair)).count();
    while let (Some(x), Some(y)) = (a.item(i), b.item(i)) {
        if let Some(order) = api::quick_cmp(&x, &y).filter(|o| o.is_ne()) {
            return Ok(Obj::from_bool(op.holds(order)));
        }
        if !api::eq(vm, &x, &y)? {
            // The comparison may have changed the sequences.
            let (Some(x), Some(y)) = (a.item(i), b.item(i)) else { break };
            return match op {
                CmpOp::Eq => Ok(Obj::FALSE),
                CmpOp::Ne => Ok(Obj::TRUE),
                _ => api::compare(vm, &x, &y, op),
            };
        }
        i += 1;
    }
    Ok(Obj::from_bool(op.holds(a.count().cmp(&b.count()))))
}

/// How deep CPython shows containers in containers.
const MAX_NESTED_REPRS: usize = 9998;

/// Runs `f` unless the repr of `o` is being made already; then the answer is `nested`.
pub fn guard_repr(vm: &Vm, o: &Obj, nested: &str, f: impl FnOnce() -> PyResult<Obj>) -> PyResult<Obj> {
    let id = api::id(o);
    if vm.repr_stack.borrow().contains(&id) {
        return Ok(str_::from_str(nested));
    }
    if vm.repr_stack.borrow().len() >= MAX_NESTED_REPRS {
        return Err(
            vm.recursion_error("maximum recursion depth exceeded while getting the repr of an object")
        );
    }
    vm.repr_stack.borrow_mut().push(id);
    let r = f();
    let mut stack = vm.repr_stack.borrow_mut();
    if let Some(i) = stack.iter().rposition(|x| *x == id) {
        stack.remove(i);
    }
    r
}

/// Appends the reprs of all items, separated by commas; the number of items.
pub fn push_reprs(vm: &Vm, items: &impl Items, out: &mut str_::StrBuilder) -> PyResult<usize> {
    let mut i = 0;
    while let Some(o) = items.item(i) {
        if i > 0 {
            out.push_str(", ");
        }
        out.push_obj(&api::repr(vm, &o)?);
        i += 1;
    }
    Ok(i)
}

/// Whether the object can be an index.
pub fn is_index(o: &Obj) -> bool {
    o.value().is_int() || o.ty().slots().unary[UnOp::Index as usize].is_some()
}

/// An index in an item access; IndexError if it does not fit a word.
pub fn item_index(vm: &Vm, key: &Obj) -> PyResult<isize> {
    if key.value().is_int() {
        return Ok(key.value().int() as isize);
    }
    let i = api::index(vm, key)?;
    match int::to_i64(&i) {
        Some(n) => Ok(n as isize),
        None => Err(vm.index_error(format!("cannot fit '{}' into an index-sized integer", key.ty().name()))),
    }
}

/// An index or count argument; OverflowError if it does not fit a word.
pub fn size_arg(vm: &Vm, o: &Obj) -> PyResult<isize> {
    let i = api::index(vm, o)?;
    int::to_i64(&i)
        .map(|n| n as isize)
        .ok_or_else(|| vm.overflow_error("Python int too large to convert to C ssize_t"))
}

/// The position in `__setstate__` of an iterator: an int, nothing that stands for one.
pub fn state_arg(vm: &Vm, o: &Obj) -> PyResult<isize> {
    if int::is_int(o) { size_arg(vm, o) } else { Err(vm.type_error("an integer is required")) }
}

/// A bound argument of `index()` as a position in `0..=len`; too large ones are cut.
pub fn bound_arg(vm: &Vm, o: Option<&Obj>, len: usize, default: usize) -> PyResult<usize> {
    let Some(o) = o else { return Ok(default) };
    if !is_index(o) {
        return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
    }
    let i = api::index(vm, o)?;
    Ok(match int::to_i64(&i) {
        Some(n) if n < 0 => len.saturating_sub(n.unsigned_abs() as usize),
        Some(n) => n as usize,
        None if int::is_negative(&i) => 0,
        None => usize::MAX,
    })
}

/// A position from an index that may count from the end; `None` if out of range.
#[inline(always)]
pub fn resolve(i: isize, len: usize) -> Option<usize> {
    let p = if i < 0 { i.wrapping_add(len as isize) } else { i } as usize;
    if p < len { Some(p) } else { None }
}
