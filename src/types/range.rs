//! `range` and its iterators: machine numbers where all of a range's numbers fit, big ones otherwise.

use crate::object::args::{Args, CallArgs};
use crate::object::attr::generic_getattr;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{CmpOp, Slots, UnOp};
use crate::object::spec::{TypeSpec, iter_self, member, method, type_flag};
use crate::object::type_object::StaticType;
use crate::text::hash::TupleHash;
use crate::types::int::{self, IBig};
use crate::types::slice::{self, Slice};
use crate::types::{str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

/// The native state of a range. All parts are ints, which form no cycles.
pub struct Range {
    /// `start`
    pub start: Obj,
    /// `stop`
    pub stop: Obj,
    /// `step`
    pub step: Obj,
    length: Obj,
    small: Option<Small>,
}

/// A range whose bounds fit machine numbers.
#[derive(Clone, Copy)]
pub struct Small {
    /// First number.
    pub start: i64,
    /// Bound.
    pub stop: i64,
    /// Distance; not zero.
    pub step: i64,
    /// How many numbers.
    pub len: u64,
}

impl Small {
    /// The number at a position inside the range.
    fn at(self, i: u64) -> i64 {
        self.start.wrapping_add(self.step.wrapping_mul(i as i64))
    }

    /// The position of a number.
    fn position(self, n: i64) -> Option<u64> {
        let distance = i128::from(n) - i128::from(self.start);
        let i = distance / i128::from(self.step);
        (distance % i128::from(self.step) == 0 && i >= 0 && i < i128::from(self.len)).then_some(i as u64)
    }
}

#[allow(unsafe_code)]
// SAFETY: ints hold no references.
unsafe impl Payload for Range {
    fn static_type() -> &'static StaticType {
        &RANGE
    }
}

fn of(o: &Obj) -> &Range {
    o.downcast::<Range>().expect("the receiver is a range")
}

fn big(o: &Obj) -> IBig {
    int::as_int(o).map_or(IBig::ZERO, |i| i.to_big().into_owned())
}

fn length_of(start: &IBig, stop: &IBig, step: &IBig) -> IBig {
    let (low, high, size) =
        if *step > IBig::ZERO { (start, stop, step.clone()) } else { (stop, start, -step) };
    if low < high { (high - low - IBig::ONE) / size + IBig::ONE } else { IBig::ZERO }
}

/// A range of int objects; `step` is not zero.
fn make(start: Obj, stop: Obj, step: Obj) -> Obj {
    let small = match (int::to_i64(&start), int::to_i64(&stop), int::to_i64(&step)) {
        (Some(a), Some(b), Some(s)) => {
            let (low, high) = if s > 0 { (a, b) } else { (b, a) };
            let len = if low < high { (high.wrapping_sub(low) as u64 - 1) / s.unsigned_abs() + 1 } else { 0 };
            Some(Small { start: a, stop: b, step: s, len })
        }
        _ => None,
    };
    let length = match small {
        Some(s) => int::from_u64(s.len),
        None => int::from_big(length_of(&big(&start), &big(&stop), &big(&step))),
    };
    Ref::new(Range { start, stop, step, length, small }).into_obj()
}

/// `range(start, stop, step)`; `step` is not zero.
pub fn new(start: i64, stop: i64, step: i64) -> Obj {
    make(int::from_i64(start), int::from_i64(stop), int::from_i64(step))
}

fn make_big(start: IBig, stop: IBig, step: IBig) -> Obj {
    make(int::from_big(start), int::from_big(stop), int::from_big(step))
}

/// An int of the exact type.
fn exact_index(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let i = api::index(vm, o)?;
    Ok(if is_plain_int(&i) { i } else { int::from_big(big(&i)) })
}

/// Whether the object is an int but not of a subclass; bool does not count.
fn is_plain_int(o: &Obj) -> bool {
    o.value().is_int() || o.is_exact::<int::Int>()
}

fn construct(vm: &Vm, _: &Obj, args: CallArgs) -> PyResult<Obj> {
    let (zero, one) = (int::from_i64(0), int::from_i64(1));
    let a = args.exactly(vm, "range", 1, 3)?;
    if let [stop] = a {
        return Ok(make(zero, exact_index(vm, stop)?, one));
    }
    let (start, stop) = (exact_index(vm, &a[0])?, exact_index(vm, &a[1])?);
    let step = a.get(2).map_or(Ok(one), |s| exact_index(vm, s))?;
    if int::to_i64(&step) == Some(0) {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    Ok(make(start, stop, step))
}

// --- as a sequence

fn len(vm: &Vm, o: &Obj) -> PyResult<usize> {
    Ok(api::int_ssize(vm, &of(o).length)? as usize)
}

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let r = of(o);
    if key.is_exact::<Slice>() {
        let (start, stop, step) = slice::big_indices(vm, key, &big(&r.length))?;
        let (base, by) = (big(&r.start), big(&r.step));
        return Ok(make_big(&base + start * &by, base + stop * &by, step * by));
    }
    if !int::is_int(key) && key.ty().slots().unary[UnOp::Index as usize].is_none() {
        return Err(
            vm.type_error(format!("range indices must be integers or slices, not {}", key.ty().name()))
        );
    }
    let i = api::index(vm, key)?;
    let found = match (r.small, int::to_i64(&i)) {
        (Some(s), Some(n)) => {
            let at = if n < 0 { s.len.checked_sub(n.unsigned_abs()) } else { Some(n as u64) };
            at.filter(|at| *at < s.len).map(|at| int::from_i64(s.at(at)))
        }
        (Some(s), None) => {
            u64::try_from(&big(&i)).ok().filter(|at| *at < s.len).map(|at| int::from_i64(s.at(at)))
        }
        (None, _) => {
            let (n, count) = (big(&i), big(&r.length));
            let at = if n < IBig::ZERO { n + &count } else { n };
            (at >= IBig::ZERO && at < count).then(|| int::from_big(big(&r.start) + at * big(&r.step)))
        }
    };
    found.ok_or_else(|| vm.index_error("range object index out of range"))
}

/// The position of an exact int or bool.
fn position(r: &Range, x: &Obj) -> Option<Obj> {
    match (r.small, int::to_i64(x)) {
        (Some(s), Some(n)) => s.position(n).map(int::from_u64),
        (Some(_), None) => None,
        (None, _) => {
            let (distance, step) = (big(x) - big(&r.start), big(&r.step));
            let i = &distance / &step;
            (&i * &step == distance && i >= IBig::ZERO && i < big(&r.length)).then(|| int::from_big(i))
        }
    }
}

fn is_arithmetic(x: &Obj) -> bool {
    is_plain_int(x) || x.value().is_bool()
}

/// How often, and where first, a number equals something that is no plain int.
fn search(vm: &Vm, o: &Obj, x: &Obj, all: bool) -> PyResult<(i64, i64)> {
    let (mut count, mut first, mut i) = (0, -1, 0);
    let it = iter(vm, o)?;
    while let Some(v) = api::next(vm, &it)? {
        if api::eq(vm, &v, x)? {
            if count == 0 {
                first = i;
            }
            count += 1;
            if !all {
                break;
            }
        }
        i += 1;
    }
    Ok((count, first))
}

fn contains(vm: &Vm, o: &Obj, x: &Obj) -> PyResult<bool> {
    if is_arithmetic(x) { Ok(position(of(o), x).is_some()) } else { Ok(search(vm, o, x, false)?.0 > 0) }
}

fn count(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = if is_arithmetic(&a[1]) {
        i64::from(position(of(&a[0]), &a[1]).is_some())
    } else {
        search(vm, &a[0], &a[1], true)?.0
    };
    Ok(int::from_i64(n))
}

fn index(vm: &Vm, a: Args) -> PyResult<Obj> {
    if is_arithmetic(&a[1]) {
        return match position(of(&a[0]), &a[1]) {
            Some(i) => Ok(i),
            None => Err(vm.value_error(format!("{} is not in range", api::repr_string(vm, &a[1])?))),
        };
    }
    match search(vm, &a[0], &a[1], false)? {
        (0, _) => Err(vm.value_error("sequence.index(x): x not in sequence")),
        (_, i) => Ok(int::from_i64(i)),
    }
}

/// What makes ranges equal: length, then start and step as far as they matter.
fn identity(r: &Range) -> [Obj; 3] {
    let (start, step) = match int::to_i64(&r.length) {
        Some(0) => (Obj::NONE, Obj::NONE),
        Some(1) => (r.start.clone(), Obj::NONE),
        _ => (r.start.clone(), r.step.clone()),
    };
    [r.length.clone(), start, step]
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(x), Some(y)) = (a.downcast::<Range>(), b.downcast::<Range>()) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let mut same = true;
    for (p, q) in identity(x).iter().zip(&identity(y)) {
        same = same && api::eq(vm, p, q)?;
    }
    Ok(Obj::from_bool(same == (op == CmpOp::Eq)))
}

fn range_hash(vm: &Vm, o: &Obj) -> PyResult<i64> {
    let mut mix = TupleHash::default();
    for part in &identity(of(o)) {
        mix.add(api::hash(vm, part)?);
    }
    Ok(mix.finish())
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let r = of(o);
    let shown = |o: &Obj| api::repr_string(vm, o);
    let mut text = format!("range({}, {}", shown(&r.start)?, shown(&r.stop)?);
    if int::to_i64(&r.step) != Some(1) {
        text = format!("{text}, {}", shown(&r.step)?);
    }
    Ok(str_::from_string(text + ")"))
}

static SPEC: TypeSpec = TypeSpec {
    name: "range",
    doc: "range(stop)\nrange(start, stop, step=1)\n\nThe sequence of the integers from start (default 0) up to but without stop,\nat a distance of step.",
    flags: type_flag::SEQUENCE,
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(construct),
        repr: Some(repr),
        hash: Some(range_hash),
        compare: Some(compare),
        iter: Some(iter),
        bool_: Some(|_, o| Ok(int::to_i64(&of(o).length) != Some(0))),
        len: Some(len),
        getitem: Some(getitem),
        contains: Some(contains),
        ..Slots::NONE
    },
    methods: &[
        method("__reversed__", "($self, /)", "The numbers from last to first.", reversed),
        method("__reduce__", "($self, /)", "", |_, a| {
            let r = of(&a[0]);
            let parts = tuple::from_vec(vec![r.start.clone(), r.stop.clone(), r.step.clone()]);
            Ok(tuple::from_vec(vec![RANGE.obj(), parts]))
        }),
        method("count", "($self, object, /)", "How often the value occurs.", count),
        method(
            "index",
            "($self, object, /)",
            "The position of the value; ValueError if it does not occur.",
            index,
        ),
    ],
    getters: &[
        member("start", "", |_, o| Ok(of(o).start.clone())),
        member("stop", "", |_, o| Ok(of(o).stop.clone())),
        member("step", "", |_, o| Ok(of(o).step.clone())),
    ],
    ..TypeSpec::FINAL
};

/// `range`
pub static RANGE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Range>(false));

// --- iteration

/// The native state of `range_iterator`: plain numbers, so that loops can advance it in place.
pub struct RangeIter {
    /// The number that comes next.
    pub next: Cell<i64>,
    /// Distance.
    pub by: i64,
    /// How many numbers are left.
    pub left: Cell<u64>,
}

impl RangeIter {
    /// Takes the next number.
    #[inline(always)]
    pub fn step(&self) -> Option<i64> {
        let left = self.left.get();
        if left == 0 {
            return None;
        }
        let n = self.next.get();
        self.left.set(left - 1);
        self.next.set(n.wrapping_add(self.by));
        Some(n)
    }

    /// Where the remaining numbers end.
    fn stop(&self) -> i64 {
        self.next.get().wrapping_add(self.by.wrapping_mul(self.left.get() as i64))
    }
}

/// The native state of `longrange_iterator`.
struct LongIter {
    next: RefCell<IBig>,
    by: IBig,
    left: RefCell<IBig>,
}

macro_rules! payload {
    ($t:ident, $ty:ident) => {
        #[allow(unsafe_code)]
        // SAFETY: holds no references.
        unsafe impl Payload for $t {
            fn static_type() -> &'static StaticType {
                &$ty
            }
        }
    };
}
payload!(RangeIter, RANGE_ITERATOR);
payload!(LongIter, LONG_ITERATOR);

/// An iterator over `len` numbers.
fn long_iter(start: IBig, by: IBig, len: IBig) -> Obj {
    Ref::new(LongIter { next: RefCell::new(start), by, left: RefCell::new(len) }).into_obj()
}

/// Whether the iterator's arithmetic, one step beyond the last number included, fits machine numbers.
fn fits(s: Small) -> bool {
    let end = i128::from(s.start) + i128::from(s.step) * i128::from(s.len);
    let bound = if s.step > 0 {
        i128::from(i64::MAX) - i128::from(s.step - 1)
    } else {
        i128::from(i64::MIN) - 1 - i128::from(s.step)
    };
    let stop_fits =
        s.len == 0 || if s.step > 0 { i128::from(s.stop) <= bound } else { i128::from(s.stop) >= bound };
    i64::try_from(s.len).is_ok() && i64::try_from(end).is_ok() && stop_fits
}

fn iter(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let r = of(o);
    Ok(match r.small.filter(|s| fits(*s)) {
        Some(s) => {
            Ref::new(RangeIter { next: Cell::new(s.start), by: s.step, left: Cell::new(s.len) }).into_obj()
        }
        None => long_iter(big(&r.start), big(&r.step), big(&r.length)),
    })
}

fn reversed(_: &Vm, a: Args) -> PyResult<Obj> {
    let r = of(&a[0]);
    if let Some(s) = r.small.filter(|s| fits(*s))
        && let (Some(by), Some(_)) = (s.step.checked_neg(), s.start.checked_sub(s.step))
    {
        let next = if s.len == 0 { s.start } else { s.at(s.len - 1) };
        return Ok(Ref::new(RangeIter { next: Cell::new(next), by, left: Cell::new(s.len) }).into_obj());
    }
    let (start, by, n) = (big(&r.start), big(&r.step), big(&r.length));
    let last = if n == IBig::ZERO { start } else { start + (&n - IBig::ONE) * &by };
    Ok(long_iter(last, -by, n))
}

fn iter_of(o: &Obj) -> &RangeIter {
    o.downcast::<RangeIter>().expect("the receiver is a range iterator")
}

fn long_of(o: &Obj) -> &LongIter {
    o.downcast::<LongIter>().expect("the receiver is a range iterator")
}

/// `(iter, (rest,), None)`
fn reduce(vm: &Vm, rest: Obj) -> PyResult<Obj> {
    Ok(tuple::from_vec(vec![api::builtin(vm, "iter")?, tuple::from_vec(vec![rest]), Obj::NONE]))
}

const HINT: &str = "How many numbers are left.";
const REDUCE: &str = "What pickle needs to make it again.";
const SETSTATE: &str = "Goes to the place that __reduce__() told.";

static ITER_SPEC: TypeSpec = TypeSpec {
    name: "range_iterator",
    flags: type_flag::NO_NEW,
    slots: Slots {
        iter: Some(iter_self),
        next: Some(|_, o| Ok(iter_of(o).step().map(int::from_i64))),
        ..Slots::NONE
    },
    methods: &[
        method("__length_hint__", "($self, /)", HINT, |_, a| Ok(int::from_u64(iter_of(&a[0]).left.get()))),
        method("__reduce__", "($self, /)", REDUCE, |vm, a| {
            let it = iter_of(&a[0]);
            reduce(vm, new(it.next.get(), it.stop(), it.by))
        }),
        method("__setstate__", "($self, object, /)", SETSTATE, |vm, a| {
            let n = api::to_i64(vm, &a[1])?;
            let it = iter_of(&a[0]);
            let skip = (n.max(0) as u64).min(it.left.get());
            it.next.set(it.next.get().wrapping_add(it.by.wrapping_mul(skip as i64)));
            it.left.set(it.left.get() - skip);
            Ok(Obj::NONE)
        }),
    ],
    ..TypeSpec::FINAL
};

/// The iterator of ranges of machine numbers.
pub static RANGE_ITERATOR: StaticType = StaticType::new(&ITER_SPEC, LayoutOps::of::<RangeIter>(false));

/// Moves on by `n` numbers, of which there are that many.
fn advance(it: &LongIter, n: &IBig) {
    let next = &*it.next.borrow() + &it.by * n;
    let left = &*it.left.borrow() - n;
    it.next.replace(next);
    it.left.replace(left);
}

static LONG_SPEC: TypeSpec = TypeSpec {
    name: "longrange_iterator",
    flags: type_flag::NO_NEW,
    slots: Slots {
        iter: Some(iter_self),
        next: Some(|_, o| {
            let it = long_of(o);
            if *it.left.borrow() == IBig::ZERO {
                return Ok(None);
            }
            let n = it.next.borrow().clone();
            advance(it, &IBig::ONE);
            Ok(Some(int::from_big(n)))
        }),
        ..Slots::NONE
    },
    methods: &[
        method("__length_hint__", "($self, /)", HINT, |_, a| {
            Ok(int::from_big(long_of(&a[0]).left.borrow().clone()))
        }),
        method("__reduce__", "($self, /)", REDUCE, |vm, a| {
            let it = long_of(&a[0]);
            let (next, left) = (it.next.borrow().clone(), it.left.borrow().clone());
            let stop = &next + left * &it.by;
            reduce(vm, make_big(next, stop, it.by.clone()))
        }),
        method("__setstate__", "($self, object, /)", SETSTATE, |vm, a| {
            if !int::is_int(&a[1]) {
                return Err(vm.type_error(format!("state must be an int, not {}", a[1].ty().name())));
            }
            let it = long_of(&a[0]);
            let skip = big(&a[1]).max(IBig::ZERO).min(it.left.borrow().clone());
            advance(it, &skip);
            Ok(Obj::NONE)
        }),
    ],
    ..TypeSpec::FINAL
};

static LONG_ITERATOR: StaticType = StaticType::new(&LONG_SPEC, LayoutOps::of::<LongIter>(false));

/// The types of this file.
pub static TYPES: &[&StaticType] = &[&RANGE, &RANGE_ITERATOR, &LONG_ITERATOR];
