//! `_bisect`: binary search in sorted sequences.

use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::slots::CmpOp;
use crate::object::spec::{ModuleSpec, function};
use crate::object::value::Value;
use crate::types::dict::Dict;
use crate::types::int;
use crate::types::list::List;
use crate::types::sequence::size_arg;
use crate::vm::{PyResult, Vm, api};

/// On which side of equal items.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
}

fn less(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<bool> {
    if Value::both_ints(a.value(), b.value()) {
        Ok(a.value().int() < b.value().int())
    } else {
        api::compare_bool(vm, a, b, CmpOp::Lt)
    }
}

/// The position of `x` (already a key) in `a[0]` between `a[2]` and `a[3]`, by the key function `a[4]`.
fn search(vm: &Vm, a: Args, x: &Obj, side: Side) -> PyResult<usize> {
    let lo = a.opt(2).map_or(Ok(0), |o| size_arg(vm, o))?;
    let hi = a.opt_not_none(3).map(|o| size_arg(vm, o)).transpose()?;
    if lo < 0 {
        return Err(vm.value_error("lo must be non-negative"));
    }
    if a[0].is_exact::<Dict>() {
        return Err(vm.type_error("dict is not a sequence"));
    }
    let mut lo = lo as usize;
    let mut hi = match hi {
        // -1 stands for the end too.
        Some(n) if n != -1 => n.max(0) as usize,
        _ => api::len(vm, &a[0])?,
    };
    if a[0].ty().slots().getitem.is_none() {
        return Err(vm.type_error(format!("'{}' object does not support indexing", a[0].ty().name())));
    }
    let key = a.opt_not_none(4);
    while lo < hi {
        let mid = lo + (hi - lo) / 2;
        let mut item = match a[0].downcast_exact::<List>().and_then(|l| l.get(mid)) {
            Some(o) => o,
            None => api::getitem(vm, &a[0], &int::from_usize(mid))?,
        };
        if let Some(f) = key {
            item = api::call(vm, f, &[item])?;
        }
        let right = if side == Side::Left { less(vm, &item, x)? } else { !less(vm, x, &item)? };
        if right {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    Ok(lo)
}

fn bisect(vm: &Vm, a: Args, side: Side) -> PyResult<Obj> {
    search(vm, a, &a[1], side).map(int::from_usize)
}

fn insort(vm: &Vm, a: Args, side: Side) -> PyResult<Obj> {
    let key = a.opt_not_none(4).map(|f| api::call(vm, f, std::slice::from_ref(&a[1]))).transpose()?;
    let i = search(vm, a, key.as_ref().unwrap_or(&a[1]), side)?;
    match a[0].downcast_exact::<List>() {
        Some(l) => {
            l.fit(l.len() + 1).map_err(|_| vm.memory_error())?;
            l.insert(i.min(l.len()), a[1].clone());
        }
        None => drop(api::call_method_str(vm, &a[0], "insert", &[int::from_usize(i), a[1].clone()])?),
    }
    Ok(Obj::NONE)
}

/// `_bisect`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_bisect",
    doc: "Positions in sorted sequences, by binary search.",
    functions: &[
        function(
            "bisect_left",
            "(a, x, lo=0, hi=None, *, key=None)",
            "Where x belongs in the sorted sequence a, before equal items.",
            |vm, a| bisect(vm, a, Side::Left),
        ),
        function(
            "bisect_right",
            "(a, x, lo=0, hi=None, *, key=None)",
            "Where x belongs in the sorted sequence a, after equal items.",
            |vm, a| bisect(vm, a, Side::Right),
        ),
        function(
            "insort_left",
            "(a, x, lo=0, hi=None, *, key=None)",
            "Inserts x into the sorted list a, before equal items.",
            |vm, a| insort(vm, a, Side::Left),
        ),
        function(
            "insort_right",
            "(a, x, lo=0, hi=None, *, key=None)",
            "Inserts x into the sorted list a, after equal items.",
            |vm, a| insort(vm, a, Side::Right),
        ),
    ],
    ..ModuleSpec::EMPTY
};
