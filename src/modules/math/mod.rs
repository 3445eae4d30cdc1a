//! `math`. Functions of the C standard go to the C library, so that the last digit is that of CPython; functions of ints
//! are in `whole.rs`, exact sums in `exact.rs`, the gamma function in `gamma.rs`.

pub(crate) mod c;
mod exact;
mod gamma;
mod whole;

use crate::object::args::Args;
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::slots::BinOp;
use crate::object::spec::{ModuleSpec, function};
use crate::types::int::{self, IntRef};
use crate::types::{float, module, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use exact::{Partials, Products, length};

pub(crate) fn domain(vm: &Vm) -> Raised {
    vm.value_error("math domain error")
}

pub(crate) fn range(vm: &Vm) -> Raised {
    vm.overflow_error("math range error")
}

fn real(vm: &Vm, o: &Obj) -> PyResult<f64> {
    if o.value().is_float() { Ok(o.value().float()) } else { float::from_number(vm, o) }
}

/// What a function gave for finite arguments and what that means: nan is outside the domain, infinity an overflow or a
/// pole.
fn checked(vm: &Vm, r: f64, any_nan: bool, all_finite: bool, overflows: bool) -> PyResult<Obj> {
    if r.is_nan() && !any_nan {
        return Err(domain(vm));
    }
    if r.is_infinite() && all_finite {
        return Err(if overflows { range(vm) } else { domain(vm) });
    }
    Ok(float::from_f64(r))
}

#[inline]
fn one(vm: &Vm, a: Args, f: impl FnOnce(f64) -> f64, overflows: bool) -> PyResult<Obj> {
    let x = real(vm, &a[0])?;
    checked(vm, f(x), x.is_nan(), x.is_finite(), overflows)
}

fn two(vm: &Vm, a: Args, f: impl FnOnce(f64, f64) -> f64) -> PyResult<Obj> {
    let (x, y) = (real(vm, &a[0])?, real(vm, &a[1])?);
    checked(vm, f(x, y), x.is_nan() || y.is_nan(), x.is_finite() && y.is_finite(), true)
}

fn test(vm: &Vm, a: Args, f: impl FnOnce(f64) -> bool) -> PyResult<Obj> {
    Ok(Obj::from_bool(f(real(vm, &a[0])?)))
}

// --- logarithms

/// A logarithm of a positive number; ints beyond the floats are split into mantissa and power of two.
fn logarithm(vm: &Vm, o: &Obj, f: fn(f64) -> f64) -> PyResult<f64> {
    if let Some(IntRef::Big(b)) = int::as_int(o) {
        let i = IntRef::Big(b);
        if i.is_negative() {
            return Err(domain(vm));
        }
        return Ok(match i.to_text().to_f64() {
            Some(x) => f(x),
            None => {
                let (mantissa, exponent) = whole::frexp(b);
                f(mantissa) + f(2.0) * exponent as f64
            }
        });
    }
    let x = real(vm, o)?;
    if x.is_nan() || x > 0.0 { Ok(f(x)) } else { Err(domain(vm)) }
}

fn log(vm: &Vm, a: Args) -> PyResult<Obj> {
    let x = logarithm(vm, &a[0], f64::ln)?;
    let Some(base) = a.opt(1) else { return Ok(float::from_f64(x)) };
    let base = logarithm(vm, base, f64::ln)?;
    if base == 0.0 {
        Err(vm.zero_division_error("float division by zero"))
    } else {
        Ok(float::from_f64(x / base))
    }
}

// --- rounding

/// floor and ceil: floats and ints at once, other objects by their method, else as a float.
fn to_whole(vm: &Vm, o: &Obj, dunder: &Obj, f: fn(f64) -> f64) -> PyResult<Obj> {
    if float::is_exact(o) {
        return float::whole(vm, f(real(vm, o)?));
    }
    if o.value().is_int() {
        return Ok(o.clone());
    }
    match api::call_special_opt(vm, o, dunder, &[])? {
        Some(r) => Ok(r),
        None => float::whole(vm, f(real(vm, o)?)),
    }
}

fn trunc(vm: &Vm, a: Args) -> PyResult<Obj> {
    if float::is_exact(&a[0]) {
        return float::whole(vm, real(vm, &a[0])?.trunc());
    }
    match api::call_special_opt(vm, &a[0], name!(__trunc__), &[])? {
        Some(r) => Ok(r),
        None => Err(vm.type_error(format!("type {} doesn't define __trunc__ method", a[0].ty().name()))),
    }
}

// --- powers and parts

fn pow(vm: &Vm, a: Args) -> PyResult<Obj> {
    two(vm, a, |x, y| if x == 0.0 && y < 0.0 && y.is_finite() { f64::NAN } else { x.powf(y) })
}

fn ldexp(vm: &Vm, a: Args) -> PyResult<Obj> {
    let x = real(vm, &a[0])?;
    let Some(n) = int::to_i64_clamped(&a[1]) else {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    };
    let r = c::ldexp(x, n.clamp(-100_000, 100_000) as i32);
    if r.is_infinite() && x.is_finite() { Err(range(vm)) } else { Ok(float::from_f64(r)) }
}

fn modf(vm: &Vm, a: Args) -> PyResult<Obj> {
    let x = real(vm, &a[0])?;
    let fraction = if x.is_infinite() { 0.0f64.copysign(x) } else { x.fract().copysign(x) };
    Ok(tuple::pair(float::from_f64(fraction), float::from_f64(x.trunc())))
}

fn fma(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (x, y, z) = (real(vm, &a[0])?, real(vm, &a[1])?, real(vm, &a[2])?);
    let r = c::fma(x, y, z);
    if r.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if r.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.overflow_error("overflow in fma"));
    }
    Ok(float::from_f64(r))
}

fn gamma_result(vm: &Vm, x: f64, r: Option<f64>) -> PyResult<Obj> {
    match r {
        None => Err(domain(vm)),
        Some(r) if r.is_infinite() && x.is_finite() => Err(range(vm)),
        Some(r) => Ok(float::from_f64(r)),
    }
}

/// Floats in order as whole numbers: neighbours differ by one, both zeros are zero.
fn rank(x: f64) -> i64 {
    let size = (x.to_bits() & (u64::MAX >> 1)) as i64;
    if x.is_sign_negative() { -size } else { size }
}

fn next_after(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (x, y) = (real(vm, &a[0])?, real(vm, &a[1])?);
    let steps = match a.opt_not_none(2) {
        None => 1,
        Some(o) => {
            let o = api::index(vm, o)?;
            match int::to_i64_clamped(&o) {
                Some(n) if n >= 0 => n,
                _ => return Err(vm.value_error("steps must be a non-negative integer")),
            }
        }
    };
    Ok(float::from_f64(step(x, y, steps)))
}

fn step(x: f64, y: f64, steps: i64) -> f64 {
    if steps == 0 || x.is_nan() {
        return x;
    }
    let (from, to) = (rank(x), rank(y));
    if y.is_nan() || from == to || from.abs_diff(to) <= steps as u64 {
        return y;
    }
    let at = if from < to { from + steps } else { from - steps };
    let size = f64::from_bits(at.unsigned_abs());
    if at < 0 || at == 0 && x.is_sign_negative() { -size } else { size }
}

fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let up = step(x, f64::INFINITY, 1);
    if up.is_infinite() { x - step(x, 0.0, 1) } else { up - x }
}

/// Whether two numbers are close, `difference` apart; `larger` is the larger size.
pub(crate) fn close(vm: &Vm, a: Args, f: impl FnOnce(f64, f64) -> PyResult<bool>) -> PyResult<Obj> {
    let tolerance = |i: usize, default: f64| a.opt(i).map_or(Ok(default), |o| real(vm, o));
    let (relative, absolute) = (tolerance(2, 1e-9)?, tolerance(3, 0.0)?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    f(relative, absolute).map(Obj::from_bool)
}

fn is_close(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (x, y) = (real(vm, &a[0])?, real(vm, &a[1])?);
    close(vm, a, |relative, absolute| {
        let difference = (x - y).abs();
        Ok(x == y
            || x.is_finite()
                && y.is_finite()
                && (difference <= (relative * y).abs()
                    || difference <= (relative * x).abs()
                    || difference <= absolute))
    })
}

// --- sums and products

fn fsum(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut sum = Partials::default();
    api::for_each(vm, &a[0], |item| {
        if !sum.add(real(vm, &item)?) {
            return Err(vm.overflow_error("intermediate overflow in fsum"));
        }
        Ok(true)
    })?;
    sum.result().map(float::from_f64).ok_or_else(|| vm.value_error("-inf + inf in fsum"))
}

fn hypot(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut v = a.rest(0).iter().map(|o| real(vm, o).map(f64::abs)).collect::<PyResult<Vec<_>>>()?;
    Ok(float::from_f64(length(&mut v)))
}

fn dist(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (p, q) = (api::to_vec(vm, &a[0])?, api::to_vec(vm, &a[1])?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let mut v = Vec::with_capacity(p.len());
    for (x, y) in p.iter().zip(&q) {
        v.push((real(vm, x)? - real(vm, y)?).abs());
    }
    Ok(float::from_f64(length(&mut v)))
}

fn prod(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut total = a.opt(1).cloned().unwrap_or_else(|| int::from_i64(1));
    api::for_each(vm, &a[0], |item| {
        let (x, y) = (total.value(), item.value());
        total = if x.is_float() && (y.is_float() || y.is_int()) {
            float::from_f64(x.float() * if y.is_float() { y.float() } else { y.int() as f64 })
        } else {
            api::binary(vm, BinOp::Mul, &total, &item)?
        };
        Ok(true)
    })?;
    Ok(total)
}

/// A factor as a float, and whether it is one; `None`: neither float nor int.
fn factor(o: &Obj) -> Option<(f64, bool)> {
    if float::is_exact(o) {
        return float::as_float(o).map(|x| (x, true));
    }
    let i = int::as_int(o).filter(|_| int::is_exact(o) || o.value().is_bool())?;
    i.to_text().to_f64().map(|x| (x, false))
}

fn sumprod(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (p, q) = (api::iter(vm, &a[0])?, api::iter(vm, &a[1])?);
    let mut total = int::from_i64(0);
    // Words and floats are summed aside as long as the items allow it.
    let (mut ints, mut floats) = (Some(0i64), Some(Products::default()));
    let mut floats_used = false;
    loop {
        let (x, y) = (api::next(vm, &p)?, api::next(vm, &q)?);
        let pair = match (x, y) {
            (Some(x), Some(y)) => Some((x, y)),
            (None, None) => None,
            _ => return Err(vm.value_error("Inputs are not the same length")),
        };
        if let (Some(sum), Some((x, y))) = (ints, &pair)
            && int::is_exact(x)
            && int::is_exact(y)
            && let (Some(m), Some(n)) = (int::to_i64(x), int::to_i64(y))
            && let Some(sum) = m.checked_mul(n).and_then(|t| sum.checked_add(t))
        {
            ints = Some(sum);
            continue;
        }
        if let Some(sum) = ints.take()
            && sum != 0
        {
            total = api::binary(vm, BinOp::Add, &total, &int::from_i64(sum))?;
        }
        if let (Some(sum), Some((x, y))) = (floats, &pair)
            && let (Some((m, m_float)), Some((n, n_float))) = (factor(x), factor(y))
            && (m_float || n_float)
            && let Some(sum) = sum.with(m, n)
        {
            floats = Some(sum);
            floats_used = true;
            continue;
        }
        if let Some(sum) = floats.take()
            && floats_used
        {
            total = api::binary(vm, BinOp::Add, &total, &float::from_f64(sum.result()))?;
        }
        let Some((x, y)) = pair else { return Ok(total) };
        let term = api::binary(vm, BinOp::Mul, &x, &y)?;
        total = api::binary(vm, BinOp::Add, &total, &term)?;
    }
}

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    use std::f64::consts;
    put_floats(
        m,
        &[
            ("pi", consts::PI),
            ("e", consts::E),
            ("tau", consts::TAU),
            ("inf", f64::INFINITY),
            ("nan", f64::NAN),
        ],
    );
    Ok(())
}

/// Adds constants to a module.
pub(crate) fn put_floats(m: &Obj, constants: &[(&str, f64)]) {
    if let Some(d) = module::dict_of(m) {
        for (key, x) in constants {
            d.insert_str(intern(key), float::from_f64(*x));
        }
    }
}

/// `math`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "math",
    doc: "The mathematical functions of the C standard, and functions of ints.",
    functions: &[
        function("acos", "(x, /)", "Arc cosine of x, from 0 to pi.", |vm, a| one(vm, a, f64::acos, false)),
        function("acosh", "(x, /)", "Inverse hyperbolic cosine of x.", |vm, a| {
            one(vm, a, |x| c::acosh(x), false)
        }),
        function("asin", "(x, /)", "Arc sine of x, from -pi/2 to pi/2.", |vm, a| {
            one(vm, a, f64::asin, false)
        }),
        function("asinh", "(x, /)", "Inverse hyperbolic sine of x.", |vm, a| {
            one(vm, a, |x| c::asinh(x), false)
        }),
        function("atan", "(x, /)", "Arc tangent of x, from -pi/2 to pi/2.", |vm, a| {
            one(vm, a, f64::atan, false)
        }),
        function("atan2", "(y, x, /)", "Angle of the point (x, y), from -pi to pi.", |vm, a| {
            two(vm, a, f64::atan2)
        }),
        function("atanh", "(x, /)", "Inverse hyperbolic tangent of x.", |vm, a| {
            one(vm, a, |x| c::atanh(x), false)
        }),
        function("cbrt", "(x, /)", "Cube root of x.", |vm, a| one(vm, a, |x| c::cbrt(x), false)),
        function("ceil", "(x, /)", "The least int that is not below x.", |vm, a| {
            to_whole(vm, &a[0], name!(__ceil__), f64::ceil)
        }),
        function(
            "comb",
            "(n, k, /)",
            "In how many ways k of n things can be chosen, the order being of no account.",
            whole::comb,
        ),
        function("copysign", "(x, y, /)", "The size of x with the sign of y.", |vm, a| {
            two(vm, a, f64::copysign)
        }),
        function("cos", "(x, /)", "Cosine of x.", |vm, a| one(vm, a, f64::cos, false)),
        function("cosh", "(x, /)", "Hyperbolic cosine of x.", |vm, a| one(vm, a, f64::cosh, true)),
        function("degrees", "(x, /)", "The angle x, given in radians, in degrees.", |vm, a| {
            Ok(float::from_f64(real(vm, &a[0])? * (180.0 / std::f64::consts::PI)))
        }),
        function(
            "dist",
            "(p, q, /)",
            "Distance of the points p and q, iterables of as many coordinates.",
            dist,
        ),
        function("erf", "(x, /)", "Error function of x.", |vm, a| one(vm, a, |x| c::erf(x), false)),
        function("erfc", "(x, /)", "1 - erf(x), exact for large x too.", |vm, a| {
            one(vm, a, |x| c::erfc(x), false)
        }),
        function("exp", "(x, /)", "e ** x.", |vm, a| one(vm, a, f64::exp, true)),
        function("exp2", "(x, /)", "2 ** x.", |vm, a| one(vm, a, f64::exp2, true)),
        function("expm1", "(x, /)", "e ** x - 1, exact for small x too.", |vm, a| {
            one(vm, a, f64::exp_m1, true)
        }),
        function("fabs", "(x, /)", "Absolute value of x as a float.", |vm, a| one(vm, a, f64::abs, false)),
        function("factorial", "(n, /)", "The product of the ints from 1 to n.", whole::factorial),
        function("floor", "(x, /)", "The greatest int that is not above x.", |vm, a| {
            to_whole(vm, &a[0], name!(__floor__), f64::floor)
        }),
        function("fma", "(x, y, z, /)", "x * y + z, rounded once.", fma),
        function(
            "fmod",
            "(x, y, /)",
            "What is left of x after division by y towards zero; it has the sign of x.",
            |vm, a| two(vm, a, |x, y| x % y),
        ),
        function(
            "frexp",
            "(x, /)",
            "Mantissa m and exponent e with x == m * 2**e and 0.5 <= abs(m) < 1.",
            |vm, a| {
                let (m, e) = c::frexp(real(vm, &a[0])?);
                Ok(tuple::pair(float::from_f64(m), int::from_i64(i64::from(e))))
            },
        ),
        function("fsum", "(seq, /)", "The sum of the floats of an iterable, rounded once.", fsum),
        function("gamma", "(x, /)", "Gamma function of x.", |vm, a| {
            let x = real(vm, &a[0])?;
            gamma_result(vm, x, gamma::gamma(x))
        }),
        function("gcd", "($module, *integers)|(*integers)", "Greatest common divisor.", whole::gcd),
        function("hypot", "|(*coordinates)", "Distance of a point from the origin.", hypot),
        function(
            "isclose",
            "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
            "Whether a and b differ by no more than rel_tol times the larger of them, or by no more than abs_tol.",
            is_close,
        ),
        function("isfinite", "(x, /)", "Whether x is neither infinite nor nan.", |vm, a| {
            test(vm, a, f64::is_finite)
        }),
        function("isinf", "(x, /)", "Whether x is infinite.", |vm, a| test(vm, a, f64::is_infinite)),
        function("isnan", "(x, /)", "Whether x is nan.", |vm, a| test(vm, a, f64::is_nan)),
        function("isqrt", "(n, /)", "The whole part of the square root of n.", whole::isqrt),
        function("lcm", "($module, *integers)|(*integers)", "Least common multiple.", whole::lcm),
        function("ldexp", "(x, i, /)", "x * 2**i.", ldexp),
        function("lgamma", "(x, /)", "Logarithm of the absolute value of gamma(x).", |vm, a| {
            let x = real(vm, &a[0])?;
            gamma_result(vm, x, gamma::log_gamma(x))
        }),
        function(
            "log",
            "|(x, base=<unrepresentable>, /)",
            "Logarithm of x, natural or to the given base.",
            log,
        ),
        function("log10", "(x, /)", "Logarithm of x to the base 10.", |vm, a| {
            logarithm(vm, &a[0], f64::log10).map(float::from_f64)
        }),
        function("log1p", "(x, /)", "Natural logarithm of 1 + x, exact for small x too.", |vm, a| {
            one(vm, a, f64::ln_1p, false)
        }),
        function("log2", "(x, /)", "Logarithm of x to the base 2.", |vm, a| {
            logarithm(vm, &a[0], f64::log2).map(float::from_f64)
        }),
        function("modf", "(x, /)", "Fraction and whole part of x, both floats with the sign of x.", modf),
        function(
            "nextafter",
            "(x, y, /, *, steps=None)",
            "The float that follows x on the way to y, or the one so many steps on.",
            next_after,
        ),
        function(
            "perm",
            "(n, k=None, /)",
            "In how many ways k of n things can be arranged; all of them without k.",
            whole::perm,
        ),
        function("pow", "(x, y, /)", "x ** y as floats.", pow),
        function(
            "prod",
            "(iterable, /, *, start=1)",
            "The product of start and the items of an iterable.",
            prod,
        ),
        function("radians", "(x, /)", "The angle x, given in degrees, in radians.", |vm, a| {
            Ok(float::from_f64(real(vm, &a[0])? * (std::f64::consts::PI / 180.0)))
        }),
        function(
            "remainder",
            "(x, y, /)",
            "x minus the nearest multiple of y; ties go to the even multiple.",
            |vm, a| two(vm, a, |x, y| c::remainder(x, y)),
        ),
        function("sin", "(x, /)", "Sine of x.", |vm, a| one(vm, a, f64::sin, false)),
        function("sinh", "(x, /)", "Hyperbolic sine of x.", |vm, a| one(vm, a, f64::sinh, true)),
        function("sqrt", "(x, /)", "Square root of x.", |vm, a| one(vm, a, f64::sqrt, false)),
        function(
            "sumprod",
            "(p, q, /)",
            "The sum of the products of items of p and q, computed with little rounding.",
            sumprod,
        ),
        function("tan", "(x, /)", "Tangent of x.", |vm, a| one(vm, a, f64::tan, false)),
        function("tanh", "(x, /)", "Hyperbolic tangent of x.", |vm, a| one(vm, a, f64::tanh, false)),
        function("trunc", "(x, /)", "The number x without its fraction, by its __trunc__.", trunc),
        function("ulp", "(x, /)", "The distance from abs(x) to the next float.", |vm, a| {
            real(vm, &a[0]).map(|x| float::from_f64(ulp(x)))
        }),
    ],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
