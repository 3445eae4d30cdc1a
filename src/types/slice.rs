//! `slice`, and what a slice means for a sequence of a given length.

use crate::object::args::{Args, CallArgs};
use crate::object::attr::generic_getattr;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{CmpOp, Slots, UnOp};
use crate::object::spec::{TypeSpec, member, method};
use crate::object::type_object::StaticType;
use crate::types::int::{self, IBig};
use crate::types::str_::StrBuilder;
use crate::types::tuple;
use crate::vm::{PyResult, Vm, api};

/// The native state of a slice.
pub struct Slice {
    /// `start`
    pub start: Obj,
    /// `stop`
    pub stop: Obj,
    /// `step`
    pub step: Obj,
}

#[allow(unsafe_code)]
// SAFETY: all references are visited.
unsafe impl Payload for Slice {
    fn static_type() -> &'static StaticType {
        &SLICE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        for part in self.parts() {
            visit(part.value());
        }
    }
}

impl Slice {
    fn parts(&self) -> [&Obj; 3] {
        [&self.start, &self.stop, &self.step]
    }
}

/// `slice(start, stop, step)`
pub fn new(start: Obj, stop: Obj, step: Obj) -> Obj {
    Ref::new(Slice { start, stop, step }).into_obj()
}

fn of(o: &Obj) -> &Slice {
    o.downcast::<Slice>().expect("the receiver is a slice")
}

/// A bound as an int object; `None` for None.
fn bound(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    if o.is_none() {
        return Ok(None);
    }
    if o.value().is_int() {
        return Ok(Some(o.clone()));
    }
    if !int::is_int(o) && o.ty().slots().unary[UnOp::Index as usize].is_none() {
        return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    api::index(vm, o).map(Some)
}

/// A bound that is cut off at what an index can be.
fn machine_bound(vm: &Vm, o: &Obj) -> PyResult<Option<isize>> {
    Ok(bound(vm, o)?.map(|i| match int::to_i64(&i) {
        Some(n) => n as isize,
        None if int::is_negative(&i) => isize::MIN,
        None => isize::MAX,
    }))
}

/// The bounds (as far as given) and the step of a slice object as machine numbers; runs the code of `__index__`.
pub fn unpack(vm: &Vm, slice: &Obj) -> PyResult<(Option<isize>, Option<isize>, isize)> {
    let s = of(slice);
    let step = machine_bound(vm, &s.step)?.unwrap_or(1).max(-isize::MAX);
    if step == 0 {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    Ok((machine_bound(vm, &s.start)?, machine_bound(vm, &s.stop)?, step))
}

/// What a slice object selects from a sequence of this length: start, stop, step and the number of items.
pub fn indices(vm: &Vm, slice: &Obj, len: usize) -> PyResult<(isize, isize, isize, usize)> {
    let (start, stop, step) = unpack(vm, slice)?;
    Ok(adjust(start, stop, step, len))
}

/// `indices` of bounds that are numbers already.
pub fn adjust(
    start: Option<isize>,
    stop: Option<isize>,
    step: isize,
    len: usize,
) -> (isize, isize, isize, usize) {
    let len = len as isize;
    let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let place = |i: isize| if i < 0 { i.saturating_add(len).max(low) } else { i.min(high) };
    let start = start.map_or(if step < 0 { high } else { low }, place);
    let stop = stop.map_or(if step < 0 { low } else { high }, place);
    let count = if step < 0 {
        if stop < start { (start - stop - 1) / -step + 1 } else { 0 }
    } else if start < stop {
        (stop - start - 1) / step + 1
    } else {
        0
    };
    (start, stop, step, count as usize)
}

/// `indices` without limits: start, stop and step for a length of any size.
pub fn big_indices(vm: &Vm, slice: &Obj, len: &IBig) -> PyResult<(IBig, IBig, IBig)> {
    let s = of(slice);
    let number = |o: Obj| int::as_int(&o).map_or(IBig::ZERO, |i| i.to_big().into_owned());
    let step = bound(vm, &s.step)?.map_or(IBig::ONE, number);
    if step == IBig::ZERO {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let down = step < IBig::ZERO;
    let (low, high) = if down { (-IBig::ONE, len - IBig::ONE) } else { (IBig::ZERO, len.clone()) };
    let place = |i: IBig| if i < IBig::ZERO { (i + len).max(low.clone()) } else { i.min(high.clone()) };
    let start =
        bound(vm, &s.start)?.map(number).map_or_else(|| if down { high.clone() } else { low.clone() }, place);
    let stop =
        bound(vm, &s.stop)?.map(number).map_or_else(|| if down { low.clone() } else { high.clone() }, place);
    Ok((start, stop, step))
}

fn construct(vm: &Vm, _: &Obj, args: CallArgs) -> PyResult<Obj> {
    Ok(match args.exactly(vm, "slice", 1, 3)? {
        [stop] => new(Obj::NONE, stop.clone(), Obj::NONE),
        [start, stop] => new(start.clone(), stop.clone(), Obj::NONE),
        a => new(a[0].clone(), a[1].clone(), a[2].clone()),
    })
}

/// As the tuples of the parts compare.
fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(x), Some(y)) = (a.downcast::<Slice>(), b.downcast::<Slice>()) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    if !a.is(b) {
        for (p, q) in x.parts().into_iter().zip(y.parts()) {
            if api::eq(vm, p, q)? {
                continue;
            }
            return match op {
                CmpOp::Eq => Ok(Obj::FALSE),
                CmpOp::Ne => Ok(Obj::TRUE),
                _ => api::compare(vm, p, q, op),
            };
        }
    }
    Ok(Obj::from_bool(op.holds(std::cmp::Ordering::Equal)))
}

/// Like a tuple's hash, without the length.
fn hash(vm: &Vm, o: &Obj) -> PyResult<i64> {
    let mut acc: u64 = 2_870_177_450_012_600_261;
    for part in of(o).parts() {
        let lane = (api::hash(vm, part)? as u64).wrapping_mul(14_029_467_366_897_019_727);
        acc = acc.wrapping_add(lane).rotate_left(31).wrapping_mul(11_400_714_785_074_694_791);
    }
    Ok(if acc == u64::MAX { 1_546_275_796 } else { acc as i64 })
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let mut out = StrBuilder::new();
    for (lead, part) in ["slice(", ", ", ", "].into_iter().zip(of(o).parts()) {
        out.push_str(lead);
        out.push_obj(&api::repr(vm, part)?);
    }
    out.push_str(")");
    Ok(out.finish())
}

fn indices_method(vm: &Vm, a: Args) -> PyResult<Obj> {
    let len = api::index(vm, &a[1])?;
    if int::is_negative(&len) {
        return Err(vm.value_error("length should not be negative"));
    }
    let len = int::as_int(&len).map_or(IBig::ZERO, |i| i.to_big().into_owned());
    let (start, stop, step) = big_indices(vm, &a[0], &len)?;
    Ok(tuple::from_vec([start, stop, step].into_iter().map(int::from_big).collect()))
}

static SPEC: TypeSpec = TypeSpec {
    name: "slice",
    doc: "slice(stop)\nslice(start, stop, step=None)\n\nThe selection that a[start:stop:step] makes.",
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(construct),
        compare: Some(compare),
        hash: Some(hash),
        repr: Some(repr),
        ..Slots::NONE
    },
    methods: &[
        method(
            "indices",
            "($self, object, /)",
            "The slice's start, stop and step for a sequence of the given length, cut off at its ends.",
            indices_method,
        ),
        method("__reduce__", "($self, /)", "What pickle needs to make it again.", |_, a| {
            let parts = of(&a[0]).parts().into_iter().cloned().collect();
            Ok(tuple::from_vec(vec![SLICE.obj(), tuple::from_vec(parts)]))
        }),
    ],
    getters: &[
        member("start", "", |_, o| Ok(of(o).start.clone())),
        member("stop", "", |_, o| Ok(of(o).stop.clone())),
        member("step", "", |_, o| Ok(of(o).step.clone())),
    ],
    ..TypeSpec::FINAL
};

/// `slice`
pub static SLICE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Slice>(false));

/// The types of this file.
pub static TYPES: &[&StaticType] = &[&SLICE];
