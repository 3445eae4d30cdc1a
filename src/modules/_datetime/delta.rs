//! `timedelta`: days, seconds and microseconds.

use super::calendar::DAY_US;
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::payload::constructor;
use crate::object::slots::{BinOp, CmpOp, Slots, UnOp};
use crate::object::spec::{TypeSpec, member, method};
use crate::object::type_object::StaticType;
use crate::text::{float_fmt, hash};
use crate::types::int::{self, IBig};
use crate::types::{float, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use dashu_int::ops::DivRem;

/// The native state of a timedelta.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Delta {
    days: i32,
    seconds: i32,
    microseconds: i32,
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Delta {
    fn static_type() -> &'static StaticType {
        &DELTA
    }
}

const MAX_DAYS: i64 = 999_999_999;

impl Delta {
    /// All of it in microseconds.
    pub fn total(self) -> i128 {
        i128::from(self.days) * i128::from(DAY_US)
            + i128::from(self.seconds) * 1_000_000
            + i128::from(self.microseconds)
    }

    /// The parts of a number of microseconds; OverflowError if there are too many days.
    pub fn from_total(vm: &Vm, us: i128) -> PyResult<Delta> {
        if let Ok(us) = i64::try_from(us) {
            return Ok(Delta::short(us));
        }
        let (days, rest) = (us.div_euclid(i128::from(DAY_US)), us.rem_euclid(i128::from(DAY_US)) as i64);
        let Ok(days) = i32::try_from(days) else { return Err(too_large(vm)) };
        if i64::from(days).abs() > MAX_DAYS {
            return Err(vm.overflow_error(format!("days={days}; must have magnitude <= {MAX_DAYS}")));
        }
        Ok(Delta { days, seconds: (rest / 1_000_000) as i32, microseconds: (rest % 1_000_000) as i32 })
    }

    /// A duration whose microseconds fit a word.
    pub fn short(us: i64) -> Delta {
        let (days, rest) = (us.div_euclid(DAY_US), us.rem_euclid(DAY_US));
        Delta {
            days: days as i32,
            seconds: (rest / 1_000_000) as i32,
            microseconds: (rest % 1_000_000) as i32,
        }
    }

    /// Whole days.
    pub fn of_days(days: i64) -> Delta {
        Delta { days: days as i32, seconds: 0, microseconds: 0 }
    }

    /// The object.
    pub fn obj(self) -> Obj {
        Ref::new(self).into_obj()
    }

    /// Days, rounded down.
    pub fn days(self) -> i64 {
        self.days.into()
    }

    /// The hash that the object has.
    pub fn hash(self) -> i64 {
        hash::hash_tuple([self.days, self.seconds, self.microseconds].map(|n| hash::hash_i64(n.into())))
    }
}

fn too_large(vm: &Vm) -> Raised {
    vm.overflow_error("Python int too large to convert to C int")
}

/// The duration of a timedelta object.
pub fn of(o: &Obj) -> Option<Delta> {
    o.downcast::<Delta>().copied()
}

fn receiver(o: &Obj) -> Delta {
    of(o).expect("the receiver is a timedelta")
}

fn result(vm: &Vm, us: i128) -> PyResult<Obj> {
    Delta::from_total(vm, us).map(Delta::obj)
}

fn from_big(vm: &Vm, us: &IBig) -> PyResult<Obj> {
    i128::try_from(us).map_err(|_| too_large(vm)).and_then(|us| result(vm, us))
}

// --- making

/// The parameters with their lengths in microseconds, in the order in which they are added up.
const PARTS: [(usize, &str, i64); 7] = [
    (3, "microseconds", 1),
    (4, "milliseconds", 1000),
    (2, "seconds", 1_000_000),
    (5, "minutes", 60_000_000),
    (6, "hours", 3_600_000_000),
    (1, "days", DAY_US),
    (7, "weeks", 7 * DAY_US),
];

fn make(vm: &Vm, a: Args) -> PyResult<Obj> {
    // Fractions of microseconds are collected and rounded once.
    let (mut total, mut left) = (0i128, 0f64);
    for (index, name, unit) in PARTS {
        let Some(given) = a.opt(index) else { continue };
        if let Some(n) = int::as_int(given) {
            let n = match n.to_i64() {
                Some(n) => i128::from(n),
                None => i128::try_from(n.to_big().as_ref()).map_err(|_| too_large(vm))?,
            };
            total =
                n.checked_mul(unit.into()).and_then(|n| total.checked_add(n)).ok_or_else(|| too_large(vm))?;
        } else if let Some(x) = float::as_float(given) {
            if x.is_nan() {
                return Err(vm.value_error("cannot convert float NaN to integer"));
            }
            if x.is_infinite() {
                return Err(vm.overflow_error("cannot convert float infinity to integer"));
            }
            if x.abs() > 1e25 {
                return Err(too_large(vm));
            }
            total += x.trunc() as i128 * i128::from(unit);
            let part = x.fract() * unit as f64;
            total += part.trunc() as i128;
            left += part.fract();
        } else {
            return Err(vm.type_error(format!(
                "unsupported type for timedelta {name} component: {}",
                given.ty().name()
            )));
        }
    }
    if left != 0.0 {
        let mut whole = left.round();
        if (whole - left).abs() == 0.5 {
            // Halfway: to the even number of microseconds of the whole.
            let odd = (total & 1) as f64;
            whole = 2.0 * ((left + odd) * 0.5).round() - odd;
        }
        total += whole as i128;
    }
    let delta = Delta::from_total(vm, total)?;
    if a[0].value() == DELTA.obj().value() { Ok(delta.obj()) } else { new_instance(vm, &a[0], delta) }
}

constructor!(
    new,
    "__new__",
    "($type, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)",
    make
);

// --- operators

/// Runs `f` if both are timedeltas.
fn both(vm: &Vm, a: &Obj, b: &Obj, f: impl FnOnce(&Vm, i128, i128) -> PyResult<Obj>) -> PyResult<Obj> {
    match (of(a), of(b)) {
        (Some(x), Some(y)) => f(vm, x.total(), y.total()),
        _ => Ok(Obj::NOT_IMPLEMENTED),
    }
}

fn add(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    both(vm, a, b, |vm, x, y| result(vm, x + y))
}

fn sub(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    both(vm, a, b, |vm, x, y| result(vm, x - y))
}

/// The integer nearest to a fraction, ties to even.
fn nearest(n: &IBig, d: &IBig) -> IBig {
    let (n, d) = if *d < IBig::ZERO { (-n, -d) } else { (n.clone(), d.clone()) };
    let (mut q, mut r) = (&n).div_rem(&d);
    if r < IBig::ZERO {
        q -= 1;
        r += &d;
    }
    r *= 2;
    if r > d || (r == d && &q % IBig::from(2) != IBig::ZERO) {
        q += 1;
    }
    q
}

/// A finite float as a fraction.
fn ratio(vm: &Vm, x: f64) -> PyResult<(IBig, IBig)> {
    if x.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    if x.is_infinite() {
        return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
    }
    Ok(float_fmt::integer_ratio(x))
}

fn mul(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    let Some(x) = of(a) else { return Ok(Obj::NOT_IMPLEMENTED) };
    if let Some(n) = int::as_int(b) {
        if let Some(us) = n.to_i64().and_then(|n| x.total().checked_mul(n.into())) {
            return result(vm, us);
        }
        return from_big(vm, &(IBig::from(x.total()) * n.to_big().as_ref()));
    }
    match float::as_float(b) {
        Some(f) => {
            let (n, d) = ratio(vm, f)?;
            from_big(vm, &nearest(&(IBig::from(x.total()) * n), &d))
        }
        None => Ok(Obj::NOT_IMPLEMENTED),
    }
}

const BY_ZERO: &str = "integer division or modulo by zero";

fn true_div(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    let Some(x) = of(a) else { return Ok(Obj::NOT_IMPLEMENTED) };
    if let Some(y) = of(b) {
        return api::binary(vm, BinOp::TrueDiv, &int::from_i128(x.total()), &int::from_i128(y.total()));
    }
    let (n, d) = if let Some(n) = int::as_int(b) {
        (IBig::from(x.total()), n.to_big().into_owned())
    } else if let Some(f) = float::as_float(b) {
        let (n, d) = ratio(vm, f)?;
        (IBig::from(x.total()) * d, n)
    } else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    if d == IBig::ZERO {
        return Err(vm.zero_division_error(BY_ZERO));
    }
    from_big(vm, &nearest(&n, &d))
}

fn floor_div(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    let Some(x) = of(a) else { return Ok(Obj::NOT_IMPLEMENTED) };
    let by_zero = || vm.zero_division_error(BY_ZERO);
    if let Some(y) = of(b) {
        return if y.total() == 0 {
            Err(by_zero())
        } else {
            Ok(int::from_i128(floor(x.total(), y.total()).0))
        };
    }
    let Some(n) = int::as_int(b) else { return Ok(Obj::NOT_IMPLEMENTED) };
    match n.to_i64() {
        Some(0) => Err(by_zero()),
        Some(n) => result(vm, floor(x.total(), n.into()).0),
        // Beyond any duration: what is left is the sign.
        None => result(vm, if x.total() == 0 || (x.total() < 0) == n.is_negative() { 0 } else { -1 }),
    }
}

/// Quotient and remainder as Python has them.
fn floor(n: i128, d: i128) -> (i128, i128) {
    let (q, r) = (n / d, n % d);
    if r != 0 && (r < 0) != (d < 0) { (q - 1, r + d) } else { (q, r) }
}

fn modulo(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    both(vm, a, b, |vm, x, y| match y {
        0 => Err(vm.zero_division_error("integer modulo by zero")),
        _ => result(vm, floor(x, y).1),
    })
}

fn div_mod(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    both(vm, a, b, |vm, x, y| match y {
        0 => Err(vm.zero_division_error(BY_ZERO)),
        _ => Ok(tuple::pair(int::from_i128(floor(x, y).0), result(vm, floor(x, y).1)?)),
    })
}

fn compare(_: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    Ok(match (of(a), of(b)) {
        (Some(x), Some(y)) => Obj::from_bool(op.holds(x.cmp(&y))),
        _ => Obj::NOT_IMPLEMENTED,
    })
}

// --- text

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let d = receiver(o);
    let shown: Vec<String> = [("days", d.days), ("seconds", d.seconds), ("microseconds", d.microseconds)]
        .iter()
        .filter(|(_, n)| *n != 0)
        .map(|(name, n)| format!("{name}={n}"))
        .collect();
    let shown = if shown.is_empty() { "0".into() } else { shown.join(", ") };
    Ok(str_::from_string(format!("{}({shown})", o.ty().name())))
}

fn str(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let d = receiver(o);
    let mut out = match d.days {
        0 => String::new(),
        1 | -1 => format!("{} day, ", d.days),
        n => format!("{n} days, "),
    };
    out += &format!("{}:{:02}:{:02}", d.seconds / 3600, d.seconds / 60 % 60, d.seconds % 60);
    if d.microseconds != 0 {
        out += &format!(".{:06}", d.microseconds);
    }
    Ok(str_::from_string(out))
}

static SPEC: TypeSpec = TypeSpec {
    name: "timedelta",
    module: "datetime",
    doc: "timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0): a duration.\n\nAll arguments may be ints or floats, positive or negative.",
    slots: Slots {
        new: Some(new),
        repr: Some(repr),
        str: Some(str),
        hash: Some(|_, o| Ok(receiver(o).hash())),
        compare: Some(compare),
        bool_: Some(|_, o| Ok(receiver(o).total() != 0)),
        unary: Slots::unary_table([
            (UnOp::Neg, |vm, o| result(vm, -receiver(o).total())),
            (UnOp::Pos, |vm, o| result(vm, receiver(o).total())),
            (UnOp::Abs, |vm, o| result(vm, receiver(o).total().abs())),
        ]),
        binary: Slots::binary_table([
            (BinOp::Add, add),
            (BinOp::Sub, sub),
            (BinOp::Mul, mul),
            (BinOp::TrueDiv, true_div),
            (BinOp::FloorDiv, floor_div),
            (BinOp::Mod, modulo),
            (BinOp::DivMod, div_mod),
        ]),
        rbinary: Slots::binary_table([
            (BinOp::Add, |vm, b, a| add(vm, a, b)),
            (BinOp::Sub, |vm, b, a| sub(vm, a, b)),
            (BinOp::Mul, mul),
            (BinOp::TrueDiv, |vm, b, a| true_div(vm, a, b)),
            (BinOp::FloorDiv, |vm, b, a| floor_div(vm, a, b)),
            (BinOp::Mod, |vm, b, a| modulo(vm, a, b)),
            (BinOp::DivMod, |vm, b, a| div_mod(vm, a, b)),
        ]),
        ..Slots::NONE
    },
    methods: &[
        method("total_seconds", "($self, /)", "All of it in seconds.", |vm, a| {
            let us = int::from_i128(receiver(&a[0]).total());
            api::binary(vm, BinOp::TrueDiv, &us, &int::from_i64(1_000_000))
        }),
        method("__reduce__", "($self, /)", "What pickle and copy store.", |_, a| {
            let d = receiver(&a[0]);
            let parts = [d.days, d.seconds, d.microseconds].map(|n| int::from_i64(n.into()));
            Ok(tuple::pair(a[0].type_obj(), tuple::from_slice(&parts)))
        }),
    ],
    getters: &[
        member("days", "Number of days.", |_, o| Ok(int::from_i64(receiver(o).days.into()))),
        member("seconds", "Seconds, from 0 to less than a day.", |_, o| {
            Ok(int::from_i64(receiver(o).seconds.into()))
        }),
        member("microseconds", "Microseconds, from 0 to less than a second.", |_, o| {
            Ok(int::from_i64(receiver(o).microseconds.into()))
        }),
    ],
    ..TypeSpec::BASE
};

/// `datetime.timedelta`
pub static DELTA: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Delta>(false));

/// The constants of the class: least, greatest, unit.
pub fn constants() -> [(&'static str, Obj); 3] {
    let delta = |days: i64, seconds, microseconds| Delta { days: days as i32, seconds, microseconds }.obj();
    [
        ("min", delta(-MAX_DAYS, 0, 0)),
        ("max", delta(MAX_DAYS, 86_399, 999_999)),
        ("resolution", delta(0, 0, 1)),
    ]
}
