//! `Decimal`: the type. Its operators work in the current context, its methods in one that may be given.

use super::context::{self, argument, current, of as context_of, run};
use super::convert::{self, expect, from_float, operand};
use super::core::{Ctx, Dec, Kind, Round, flag, pow10};
use super::{arith, attribute, digits, format, functions};
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::payload::constructor;
use crate::object::slots::{BinOp, CmpOp, Slots, UnOp};
use crate::object::spec::{MethodDef, TypeSpec, class_method, getter, method};
use crate::object::type_object::StaticType;
use crate::text::{float_fmt, hash};
use crate::types::complex::as_complex;
use crate::types::int::IBig;
use crate::types::{complex, float, int, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use dashu_int::ops::Gcd;
use std::borrow::Cow;

/// The native state of a Decimal.
pub struct Decimal(pub Dec);

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Decimal {
    fn static_type() -> &'static StaticType {
        &DECIMAL
    }
}

/// A Decimal.
pub fn make(d: Dec) -> Obj {
    Ref::new(Decimal(d)).into_obj()
}

fn of(o: &Obj) -> &Dec {
    &o.downcast::<Decimal>().expect("the receiver is a Decimal").0
}

fn instance(vm: &Vm, cls: &Obj, d: Dec) -> PyResult<Obj> {
    if cls.value() == DECIMAL.obj().value() { Ok(make(d)) } else { new_instance(vm, cls, Decimal(d)) }
}

constructor!(new, "Decimal", "($type, value='0', context=None)", |vm, a| {
    let context = argument(vm, a.opt(2))?;
    match a.opt(1) {
        None => instance(vm, &a[0], Dec::new(false, 0u8, 0)),
        Some(v) if v.is_exact::<Decimal>() && a[0].value() == DECIMAL.obj().value() => Ok(v.clone()),
        Some(v) => instance(vm, &a[0], convert::construct(vm, v, &context, false)?),
    }
});

/// The argument of `from_float`: an int or a float.
pub fn from_float_or_int(vm: &Vm, o: &Obj) -> PyResult<Dec> {
    if let Some(n) = int::as_int(o) {
        return Ok(convert::from_int(n));
    }
    match float::as_float(o) {
        Some(x) => Ok(from_float(x)),
        None => Err(vm.type_error("argument must be int or float")),
    }
}

// --- operators

fn binary(vm: &Vm, a: &Obj, b: &Obj, f: fn(&Dec, &Dec, &Ctx, &mut u32) -> Dec) -> PyResult<Obj> {
    let (Some(x), Some(y)) = (operand(a), operand(b)) else { return Ok(Obj::NOT_IMPLEMENTED) };
    let c = current(vm)?;
    run(vm, &c, |c, s| f(&x, &y, c, s))
}

fn div_mod(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    let (Some(x), Some(y)) = (operand(a), operand(b)) else { return Ok(Obj::NOT_IMPLEMENTED) };
    let (c, mut status) = (current(vm)?, 0);
    let (q, r) = arith::div_mod(&x, &y, &context_of(&c).ctx(), &mut status);
    context_of(&c).signal(vm, status)?;
    Ok(tuple::pair(make(q), make(r)))
}

fn unary(vm: &Vm, o: &Obj, f: fn(&Dec, &Ctx, &mut u32) -> Dec) -> PyResult<Obj> {
    let c = current(vm)?;
    run(vm, &c, |c, s| f(of(o), c, s))
}

/// A number to compare with, and by what the Decimal is multiplied for that; `None` for what is no number.
fn comparable<'a>(
    vm: &Vm,
    o: &'a Obj,
    c: &Obj,
    equality: bool,
) -> PyResult<Option<(Cow<'a, Dec>, Option<Dec>)>> {
    if let Some(d) = operand(o) {
        return Ok(Some((d, None)));
    }
    let as_real = float::as_float(o)
        .or_else(|| as_complex(o).filter(|(_, im)| equality && *im == 0.0).map(|(re, _)| re));
    if let Some(x) = as_real {
        if equality {
            context_of(c).note(flag::FLOAT);
        } else {
            context_of(c).signal(vm, flag::FLOAT)?;
        }
        return Ok(Some((Cow::Owned(from_float(x)), None)));
    }
    let rational = api::getattr_str(vm, &api::import(vm, "numbers")?, "Rational")?;
    if !api::isinstance(vm, o, &rational)? {
        return Ok(None);
    }
    let part = |name: &str| -> PyResult<Option<Dec>> {
        let n = api::getattr_str(vm, o, name)?;
        Ok(int::as_int(&n).map(convert::from_int))
    };
    match (part("numerator")?, part("denominator")?) {
        (Some(n), Some(d)) => Ok(Some((Cow::Owned(n), Some(d)))),
        _ => Ok(None),
    }
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let equality = matches!(op, CmpOp::Eq | CmpOp::Ne);
    let c = current(vm)?;
    let Some((y, factor)) = comparable(vm, b, &c, equality)? else { return Ok(Obj::NOT_IMPLEMENTED) };
    let mut x = Cow::Borrowed(of(a));
    if let Some(f) = factor {
        let mut ignored = 0;
        if x.is_finite() {
            x = Cow::Owned(arith::mul(&x, &f, &Ctx::WIDEST, &mut ignored));
        }
    }
    if x.is_nan() || y.is_nan() {
        if !equality || x.kind == Kind::Signaling || y.kind == Kind::Signaling {
            context_of(&c).signal(vm, flag::INVALID)?;
        }
        return Ok(Obj::from_bool(op == CmpOp::Ne));
    }
    Ok(Obj::from_bool(op.holds(arith::order(&x, &y))))
}

fn hash_of(vm: &Vm, o: &Obj) -> PyResult<i64> {
    match of(o).kind {
        Kind::Signaling => Err(vm.type_error("Cannot hash a signaling NaN value")),
        Kind::Quiet => Ok(hash::hash_address(api::id(o) as usize)),
        _ => Ok(digits::hash(of(o))),
    }
}

// --- other numbers

fn not_finite(vm: &Vm, d: &Dec, target: &str) -> Raised {
    if d.is_infinite() {
        vm.overflow_error(format!("cannot convert Infinity to {target}"))
    } else {
        vm.value_error(format!("cannot convert NaN to {target}"))
    }
}

/// The whole number that rounding gives.
fn to_int(vm: &Vm, d: &Dec, round: Round) -> PyResult<Obj> {
    if !d.is_finite() {
        return Err(not_finite(vm, d, "integer"));
    }
    let mut ignored = 0;
    let whole = arith::to_integral(d, &Ctx { round, ..Ctx::WIDEST }, &mut ignored, false);
    if !whole.is_zero() {
        int::arith::room(vm, Some((whole.adjusted().max(0) as usize).saturating_mul(4)))?;
    }
    let n = IBig::from(if whole.is_zero() { whole.coef } else { whole.coef * pow10(whole.exp) });
    Ok(int::from_big(if d.neg { -n } else { n }))
}

fn to_float(vm: &Vm, d: &Dec) -> PyResult<f64> {
    if d.kind == Kind::Signaling {
        return Err(vm.value_error("cannot convert signaling NaN to float"));
    }
    if d.is_nan() {
        return Ok(if d.neg { -f64::NAN } else { f64::NAN });
    }
    Ok(float_fmt::parse(d.text(false, true).as_bytes()).unwrap_or(f64::NAN))
}

fn integer_ratio(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = of(&a[0]);
    if !d.is_finite() {
        return Err(not_finite(vm, d, "integer ratio"));
    }
    int::arith::room(vm, Some((d.exp.unsigned_abs() as usize).saturating_mul(4)))?;
    let (n, over) = if d.is_zero() {
        (d.coef.clone(), pow10(0))
    } else if d.exp >= 0 {
        (&d.coef * pow10(d.exp), pow10(0))
    } else {
        let over = pow10(-d.exp);
        let g = (&d.coef).gcd(&over);
        (&d.coef / &g, over / g)
    };
    let n = IBig::from(n);
    Ok(tuple::pair(int::from_big(if d.neg { -n } else { n }), int::from_big(over.into())))
}

fn as_tuple(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = of(&a[0]);
    let shown = if d.is_infinite() || (d.is_nan() && d.coef == pow10(0) - 1u8) {
        if d.is_infinite() { "0".into() } else { String::new() }
    } else {
        d.coef.to_string()
    };
    let items = shown.bytes().map(|b| int::from_i64((b - b'0').into())).collect();
    let exponent = match d.kind {
        Kind::Finite => int::from_i64(d.exp),
        Kind::Infinite => str_::from_str("F"),
        Kind::Quiet => str_::from_str("n"),
        Kind::Signaling => str_::from_str("N"),
    };
    let class = attribute(vm, "DecimalTuple")?;
    api::call(vm, &class, &[int::from_i64(d.neg.into()), tuple::from_vec(items), exponent])
}

fn round(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(places) = a.opt_not_none(1) else { return to_int(vm, of(&a[0]), Round::HalfEven) };
    if !int::is_int(places) {
        return Err(vm.type_error("optional arg must be an integer"));
    }
    let Some(n) = int::to_i64(places) else {
        return Err(vm.overflow_error("Python int too large to convert to C ssize_t"));
    };
    let n = n.clamp(-4_000_000_000_000_000_000, 4_000_000_000_000_000_000);
    let c = current(vm)?;
    run(vm, &c, |c, s| arith::quantize(of(&a[0]), &Dec::new(false, 1u8, -n), c, s))
}

// --- methods

fn context_unary(vm: &Vm, a: Args, f: fn(&Dec, &Ctx, &mut u32) -> Dec) -> PyResult<Obj> {
    let c = argument(vm, a.opt(1))?;
    run(vm, &c, |c, s| f(of(&a[0]), c, s))
}

fn context_binary(vm: &Vm, a: Args, f: fn(&Dec, &Dec, &Ctx, &mut u32) -> Dec) -> PyResult<Obj> {
    let c = argument(vm, a.opt(2))?;
    let y = expect(vm, &a[1])?;
    run(vm, &c, |c, s| f(of(&a[0]), &y, c, s))
}

/// A method whose parameters are a rounding and a context, from the one with number `first`.
fn with_rounding(vm: &Vm, a: Args, first: usize, f: impl FnOnce(&Ctx, &mut u32) -> Dec) -> PyResult<Obj> {
    let c = argument(vm, a.opt(first + 1))?;
    let round = a.opt_not_none(first).map(|r| context::rounding(vm, r)).transpose()?;
    run(vm, &c, |c, s| f(&Ctx { round: round.unwrap_or(c.round), ..*c }, s))
}

fn power(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    binary(vm, a, b, functions::power)
}

/// `pow(x, y, m)`
fn power_mod(vm: &Vm, a: &Obj, b: &Obj, m: &Obj) -> PyResult<Obj> {
    let (Some(x), Some(y), Some(m)) = (operand(a), operand(b), operand(m)) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    let c = current(vm)?;
    run(vm, &c, |c, s| functions::power_mod(&x, &y, &m, c, s))
}

macro_rules! methods {
    (unary: $($u:literal $uf:path;)* binary: $($b:literal $bf:path;)* test: $($t:literal $tf:expr;)* more: $($more:expr,)*) => {
        &[
            $(method($u, "($self, /, context=None)", "See the specification.", |vm, a| context_unary(vm, a, $uf)),)*
            $(method($b, "($self, /, other, context=None)", "See the specification.", |vm, a| context_binary(vm, a, $bf)),)*
            $(method($t, "($self, /)", "Whether the number is so.", |_, a| {
                let test: fn(&Dec) -> bool = $tf;
                Ok(Obj::from_bool(test(of(&a[0]))))
            }),)*
            $($more,)*
        ]
    };
}

fn same(_: &Vm, a: Args) -> PyResult<Obj> {
    Ok(a[0].clone())
}

fn integral(vm: &Vm, a: Args) -> PyResult<Obj> {
    with_rounding(vm, a, 1, |c, s| arith::to_integral(of(&a[0]), c, s, false))
}

static METHODS: &[MethodDef] = methods! {
    unary:
        "exp" functions::exp;
        "ln" functions::ln;
        "log10" functions::log10;
        "next_minus" digits::next_minus;
        "next_plus" digits::next_plus;
        "normalize" arith::normalize;
        "sqrt" arith::sqrt;
        "logb" digits::logb;
        "logical_invert" digits::logical_invert;
    binary:
        "compare" arith::compare;
        "compare_signal" arith::compare_signal;
        "compare_total" arith::compare_total;
        "compare_total_mag" arith::compare_total_mag;
        "max" arith::max;
        "max_mag" arith::max_mag;
        "min" arith::min;
        "min_mag" arith::min_mag;
        "next_toward" digits::next_toward;
        "remainder_near" arith::rem_near;
        "logical_and" digits::logical_and;
        "logical_or" digits::logical_or;
        "logical_xor" digits::logical_xor;
        "rotate" digits::rotate;
        "scaleb" digits::scaleb;
        "shift" digits::shift;
    test:
        "is_canonical" |_| true;
        "is_finite" |d| d.is_finite();
        "is_infinite" |d| d.is_infinite();
        "is_nan" |d| d.is_nan();
        "is_qnan" |d| d.kind == Kind::Quiet;
        "is_signed" |d| d.neg;
        "is_snan" |d| d.kind == Kind::Signaling;
        "is_zero" |d| d.is_zero();
    more:
        method("is_normal", "($self, /, context=None)", "Whether the number is finite, not zero and not subnormal.", |vm, a| {
            let (c, d) = (argument(vm, a.opt(1))?, of(&a[0]));
            Ok(Obj::from_bool(d.is_finite() && !d.is_zero() && !digits::is_subnormal(d, &context_of(&c).ctx())))
        }),
        method("is_subnormal", "($self, /, context=None)", "Whether the number is too small for all digits.", |vm, a| {
            let c = argument(vm, a.opt(1))?;
            Ok(Obj::from_bool(digits::is_subnormal(of(&a[0]), &context_of(&c).ctx())))
        }),
        method("number_class", "($self, /, context=None)", "The name of the class of the number.", |vm, a| {
            let c = argument(vm, a.opt(1))?;
            Ok(str_::from_str(digits::class(of(&a[0]), &context_of(&c).ctx())))
        }),
        method("fma", "($self, /, other, third, context=None)", "self * other + third with one rounding.", |vm, a| {
            let c = argument(vm, a.opt(3))?;
            let (y, z) = (expect(vm, &a[1])?, expect(vm, &a[2])?);
            run(vm, &c, |c, s| arith::fma(of(&a[0]), &y, &z, c, s))
        }),
        method("quantize", "($self, /, exp, rounding=None, context=None)", "The number with the exponent of another.", |vm, a| {
            let y = expect(vm, &a[1])?;
            with_rounding(vm, a, 2, |c, s| arith::quantize(of(&a[0]), &y, c, s))
        }),
        method("to_integral", "($self, /, rounding=None, context=None)", "The nearest whole number.", integral),
        method("to_integral_value", "($self, /, rounding=None, context=None)", "The nearest whole number.", integral),
        method("to_integral_exact", "($self, /, rounding=None, context=None)", "The nearest whole number, with signals.", |vm, a| {
            with_rounding(vm, a, 1, |c, s| arith::to_integral(of(&a[0]), c, s, true))
        }),
        method("copy_abs", "($self, /)", "The magnitude, without rounding.", |_, a| Ok(make(of(&a[0]).with_sign(false)))),
        method("copy_negate", "($self, /)", "The negated number, without rounding.", |_, a| {
            Ok(make(of(&a[0]).with_sign(!of(&a[0]).neg)))
        }),
        method("copy_sign", "($self, /, other, context=None)", "The number with the sign of another.", |vm, a| {
            argument(vm, a.opt(2))?;
            Ok(make(of(&a[0]).with_sign(expect(vm, &a[1])?.neg)))
        }),
        method("same_quantum", "($self, /, other, context=None)", "Whether exponents are equal.", |vm, a| {
            argument(vm, a.opt(2))?;
            Ok(Obj::from_bool(digits::same_quantum(of(&a[0]), &*expect(vm, &a[1])?)))
        }),
        method("to_eng_string", "($self, /, context=None)", "The number as text with exponents of three.", |vm, a| {
            let c = argument(vm, a.opt(1))?;
            Ok(str_::from_string(of(&a[0]).text(true, context_of(&c).ctx().capitals)))
        }),
        method("adjusted", "($self, /)", "The exponent of the first digit.", |_, a| {
            let d = of(&a[0]);
            Ok(int::from_i64(if d.is_finite() { d.adjusted() } else { 0 }))
        }),
        method("as_tuple", "($self, /)", "Sign, digits and exponent.", as_tuple),
        method("as_integer_ratio", "($self, /)", "Numerator and denominator.", integer_ratio),
        method("canonical", "($self, /)", "The number itself.", same),
        method("conjugate", "($self, /)", "The number itself.", same),
        method("radix", "($self, /)", "10", |_, _| Ok(make(Dec::new(false, 10u8, 0)))),
        class_method("from_float", "($type, f, /)", "A Decimal from a float or int, exactly.", |vm, a| {
            let d = from_float_or_int(vm, &a[1])?;
            if a[0].value() == DECIMAL.obj().value() { Ok(make(d)) } else { api::call(vm, &a[0], &[make(d)]) }
        }),
        method("__copy__", "($self, /)", "The number itself.", same),
        method("__deepcopy__", "($self, memo, /)", "The number itself.", same),
        method("__reduce__", "($self, /)", "What pickle and copy store.", |_, a| {
            let text = str_::from_string(of(&a[0]).text(false, true));
            Ok(tuple::pair(a[0].type_obj(), tuple::from_vec(vec![text])))
        }),
        method("__round__", "($self, ndigits=None, /)", "Rounded to places, or to an int.", round),
        method("__floor__", "($self, /)", "The next lower int.", |vm, a| to_int(vm, of(&a[0]), Round::Floor)),
        method("__ceil__", "($self, /)", "The next higher int.", |vm, a| to_int(vm, of(&a[0]), Round::Ceiling)),
        method("__trunc__", "($self, /)", "The whole part.", |vm, a| to_int(vm, of(&a[0]), Round::Down)),
        method("__complex__", "($self, /)", "The number as a complex.", |vm, a| {
            Ok(complex::from_parts(to_float(vm, of(&a[0]))?, 0.0))
        }),
        method("__format__", "($self, fmtarg, override=None, /)", "The number as text in a format.", format::format),
        method("__sizeof__", "($self, /)", "Size in memory, in bytes.", |_, a| {
            Ok(int::from_i64(104 + (digits::count(of(&a[0])) - 1) / 76 * 32))
        }),
};

static SPEC: TypeSpec = TypeSpec {
    name: "Decimal",
    module: "decimal",
    doc: "Decimal(value='0', context=None): a decimal number from an int, str, float, tuple or another Decimal.",
    signature: "(value='0', context=None)",
    slots: Slots {
        new: Some(new),
        repr: Some(|vm, o| {
            let c = current(vm)?;
            Ok(str_::from_string(format!("Decimal('{}')", of(o).text(false, context_of(&c).ctx().capitals))))
        }),
        str: Some(|vm, o| {
            let c = current(vm)?;
            Ok(str_::from_string(of(o).text(false, context_of(&c).ctx().capitals)))
        }),
        hash: Some(hash_of),
        compare: Some(compare),
        bool_: Some(|_, o| Ok(!of(o).is_zero())),
        unary: Slots::unary_table([
            (UnOp::Neg, |vm, o| unary(vm, o, arith::minus)),
            (UnOp::Pos, |vm, o| unary(vm, o, arith::plus)),
            (UnOp::Abs, |vm, o| unary(vm, o, arith::abs)),
            (UnOp::Int, |vm, o| to_int(vm, of(o), Round::Down)),
            (UnOp::Float, |vm, o| to_float(vm, of(o)).map(float::from_f64)),
        ]),
        binary: Slots::binary_table([
            (BinOp::Add, |vm, a, b| binary(vm, a, b, arith::add)),
            (BinOp::Sub, |vm, a, b| binary(vm, a, b, arith::sub)),
            (BinOp::Mul, |vm, a, b| binary(vm, a, b, arith::mul)),
            (BinOp::TrueDiv, |vm, a, b| binary(vm, a, b, arith::div)),
            (BinOp::FloorDiv, |vm, a, b| binary(vm, a, b, arith::div_int)),
            (BinOp::Mod, |vm, a, b| binary(vm, a, b, arith::rem)),
            (BinOp::Pow, power),
            (BinOp::DivMod, div_mod),
        ]),
        pow3: Some(power_mod),
        rbinary: Slots::binary_table([
            (BinOp::Add, |vm, b, a| binary(vm, a, b, arith::add)),
            (BinOp::Sub, |vm, b, a| binary(vm, a, b, arith::sub)),
            (BinOp::Mul, |vm, b, a| binary(vm, a, b, arith::mul)),
            (BinOp::TrueDiv, |vm, b, a| binary(vm, a, b, arith::div)),
            (BinOp::FloorDiv, |vm, b, a| binary(vm, a, b, arith::div_int)),
            (BinOp::Mod, |vm, b, a| binary(vm, a, b, arith::rem)),
            (BinOp::Pow, |vm, b, a| power(vm, a, b)),
            (BinOp::DivMod, |vm, b, a| div_mod(vm, a, b)),
        ]),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: &[
        getter("real", "The number itself.", |_, o| Ok(o.clone())),
        getter("imag", "Zero.", |_, _| Ok(make(Dec::new(false, 0u8, 0)))),
    ],
    ..TypeSpec::BASE
};

/// `decimal.Decimal`
pub static DECIMAL: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Decimal>(false));
