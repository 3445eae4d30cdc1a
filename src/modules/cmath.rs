//! `cmath`: functions of complex numbers. Each has a formula for finite arguments that neither overflows nor cancels on
//! the way, and a table for the others.

use super::math::{c, close, domain, put_floats, range};
use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::complex::{Pair, argument, from_parts, quotient};
use crate::types::{float, module, tuple};
use crate::vm::{PyResult, Vm};
use std::f64::consts::{E, FRAC_PI_2, FRAC_PI_4, LN_2, LN_10, PI};

/// Why there is no result.
enum Fault {
    Domain,
    Range,
}

type Result = std::result::Result<Pair, Fault>;

/// Above this, sums of squares are scaled down.
const LARGE: f64 = f64::MAX / 4.0;

/// Results for arguments that are not finite. Rows: real part -inf, negative, -0, +0, positive, inf, nan; columns:
/// imaginary part zero, positive, inf, nan, where a negative one gives the conjugate. Each part is a sign and a number:
/// `i` inf, `n` nan, `p h q t` pi and its half, quarter and three quarters. Sign `*`: plus for the conjugate too.
/// `!`: outside the domain. Cells of finite arguments are empty.
type Table = [&'static str; 7];

const ACOS: Table = [
    "+p-i +p-i +t-i .n+i",
    "          +h-i .n.n",
    "          +h-i +h.n",
    "          +h-i +h.n",
    "          +h-i .n.n",
    "+0-i +0-i +q-i .n+i",
    ".n.n .n.n .n-i .n.n",
];
const ACOSH: Table = [
    "+i+p +i+p +i+t +i.n",
    "          +i+h .n.n",
    "          +i+h .n.n",
    "          +i+h .n.n",
    "          +i+h .n.n",
    "+i+0 +i+0 +i+q +i.n",
    ".n.n .n.n +i.n .n.n",
];
const ASINH: Table = [
    "-i+0 -i+0 -i+q -i.n",
    "          -i+h .n.n",
    "          -i+h .n.n",
    "          +i+h .n.n",
    "          +i+h .n.n",
    "+i+0 +i+0 +i+q +i.n",
    ".n+0 .n.n +i.n .n.n",
];
const ATANH: Table = [
    "-0+h -0+h -0+h -0.n",
    "          -0+h .n.n",
    "          -0+h -0.n",
    "          +0+h +0.n",
    "          +0+h .n.n",
    "+0+h +0+h +0+h +0.n",
    ".n.n .n.n +0+h .n.n",
];
const COSH: Table = [
    "+i-0      !!!! +i.n",
    "          !!!! .n.n",
    "          !!!! .n+0",
    "          !!!! .n+0",
    "          !!!! .n.n",
    "+i+0      !!!! +i.n",
    ".n*0 .n.n .n.n .n.n",
];
const EXP: Table = [
    "+0+0      +0*0 +0+0",
    "          !!!! .n.n",
    "          !!!! .n.n",
    "          !!!! .n.n",
    "          !!!! .n.n",
    "+i+0      !!!! +i.n",
    ".n+0 .n.n .n.n .n.n",
];
const LOG: Table = [
    "+i+p +i+p +i+t +i.n",
    "          +i+h .n.n",
    "          +i+h .n.n",
    "          +i+h .n.n",
    "          +i+h .n.n",
    "+i+0 +i+0 +i+q +i.n",
    ".n.n .n.n +i.n .n.n",
];
const SINH: Table = [
    "-i+0      !!!! +i.n",
    "          !!!! .n.n",
    "          !!!! +0.n",
    "          !!!! +0.n",
    "          !!!! .n.n",
    "+i+0      !!!! +i.n",
    ".n+0 .n.n .n.n .n.n",
];
const SQRT: Table = [
    "+0+i +0+i +i+i .n+i",
    "          +i+i .n.n",
    "          +i+i .n.n",
    "          +i+i .n.n",
    "          +i+i .n.n",
    "+i+0 +i+0 +i+i +i.n",
    ".n.n .n.n +i+i .n.n",
];
const TANH: Table = [
    "-1+0      -1*0 -1+0",
    "          !!!! .n.n",
    "          !!!! .n.n",
    "          !!!! .n.n",
    "          !!!! .n.n",
    "+1+0      +1*0 +1+0",
    ".n+0 .n.n .n.n .n.n",
];
const RECT: Table = [
    "-i-0      !!!! +i.n",
    "          !!!! .n.n",
    "          +0*0 +0+0",
    "          +0*0 +0+0",
    "          !!!! .n.n",
    "+i+0      !!!! +i.n",
    ".n*0 .n.n .n.n .n.n",
];

fn is_finite(z: Pair) -> bool {
    z.0.is_finite() && z.1.is_finite()
}

fn look_up(table: &Table, z: Pair) -> Result {
    let row = match z.0 {
        x if x.is_nan() => 6,
        f64::INFINITY => 5,
        f64::NEG_INFINITY => 0,
        x if x == 0.0 => 2 + usize::from(x.is_sign_positive()),
        x => {
            if x < 0.0 {
                1
            } else {
                4
            }
        }
    };
    let column = match z.1.abs() {
        y if y.is_nan() => 3,
        f64::INFINITY => 2,
        y => usize::from(y != 0.0),
    };
    let cell = &table[row].as_bytes()[column * 5..column * 5 + 4];
    if cell[0] == b'!' {
        return Err(Fault::Domain);
    }
    let part = |sign: u8, number: u8| {
        let size = match number {
            b'0' => 0.0,
            b'1' => 1.0,
            b'i' => f64::INFINITY,
            b'p' => PI,
            b'h' => FRAC_PI_2,
            b'q' => FRAC_PI_4,
            b't' => 3.0 * FRAC_PI_4,
            _ => f64::NAN,
        };
        if sign == b'-' { -size } else { size }
    };
    let (re, im) = (part(cell[0], cell[1]), part(cell[2], cell[3]));
    Ok((re, if z.1.is_sign_negative() && !z.1.is_nan() && cell[2] != b'*' { -im } else { im }))
}

/// What grows without bound in the direction of an angle.
fn towards(size: f64, angle: f64) -> Pair {
    (size.copysign(angle.cos()), size.copysign(angle.sin()))
}

fn in_range(z: Pair) -> Result {
    if z.0.is_infinite() || z.1.is_infinite() { Err(Fault::Range) } else { Ok(z) }
}

fn is_large(z: Pair) -> bool {
    z.0.abs() > LARGE || z.1.abs() > LARGE
}

/// Logarithm of twice the size of a large number.
fn log_twice(z: Pair) -> f64 {
    (z.0 / 2.0).hypot(z.1 / 2.0).ln() + LN_2 * 2.0
}

fn sqrt(z: Pair) -> Result {
    if !is_finite(z) {
        return look_up(&SQRT, z);
    }
    if z == (0.0, 0.0) {
        return Ok((0.0, z.1));
    }
    let (mut x, y) = (z.0.abs(), z.1.abs());
    let root = if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE {
        x = c::ldexp(x, 53);
        c::ldexp((x + x.hypot(c::ldexp(y, 53))).sqrt(), -27)
    } else {
        x /= 8.0;
        2.0 * (x + x.hypot(y / 8.0)).sqrt()
    };
    let other = y / (2.0 * root);
    Ok(if z.0 >= 0.0 { (root, other.copysign(z.1)) } else { (other, root.copysign(z.1)) })
}

fn acos(z: Pair) -> Result {
    if !is_finite(z) {
        return look_up(&ACOS, z);
    }
    if is_large(z) {
        let im = if z.0 < 0.0 { -log_twice(z).copysign(z.1) } else { log_twice(z).copysign(-z.1) };
        return Ok((z.1.abs().atan2(z.0), im));
    }
    let (p, q) = (sqrt((1.0 - z.0, -z.1))?, sqrt((1.0 + z.0, z.1))?);
    Ok((2.0 * p.0.atan2(q.0), c::asinh(q.0 * p.1 - q.1 * p.0)))
}

fn acosh(z: Pair) -> Result {
    if !is_finite(z) {
        return look_up(&ACOSH, z);
    }
    if is_large(z) {
        return Ok((log_twice(z), z.1.atan2(z.0)));
    }
    let (p, q) = (sqrt((z.0 - 1.0, z.1))?, sqrt((z.0 + 1.0, z.1))?);
    Ok((c::asinh(p.0 * q.0 + p.1 * q.1), 2.0 * p.1.atan2(q.0)))
}

fn asinh(z: Pair) -> Result {
    if !is_finite(z) {
        return look_up(&ASINH, z);
    }
    if is_large(z) {
        let re = if z.1 >= 0.0 { log_twice(z).copysign(z.0) } else { -log_twice(z).copysign(-z.0) };
        return Ok((re, z.1.atan2(z.0.abs())));
    }
    let (p, q) = (sqrt((1.0 + z.1, -z.0))?, sqrt((1.0 - z.1, z.0))?);
    Ok((c::asinh(p.0 * q.1 - q.0 * p.1), z.1.atan2(p.0 * q.0 - p.1 * q.1)))
}

fn atanh(z: Pair) -> Result {
    if !is_finite(z) {
        return look_up(&ATANH, z);
    }
    if z.0.is_sign_negative() {
        return atanh((-z.0, -z.1)).map(|(re, im)| (-re, -im));
    }
    let y = z.1.abs();
    let root = LARGE.sqrt();
    if z.0 > root || y > root {
        let h = (z.0 / 2.0).hypot(z.1 / 2.0);
        return Ok((z.0 / 4.0 / h / h, -FRAC_PI_2.copysign(-z.1)));
    }
    if z.0 == 1.0 && y < f64::MIN_POSITIVE.sqrt() {
        if y == 0.0 {
            return Err(Fault::Domain);
        }
        return Ok((-(y.sqrt() / y.hypot(2.0).sqrt()).ln(), (2f64.atan2(-y) / 2.0).copysign(z.1)));
    }
    Ok((
        (4.0 * z.0 / ((1.0 - z.0) * (1.0 - z.0) + y * y)).ln_1p() / 4.0,
        -(-2.0 * z.1).atan2((1.0 - z.0) * (1.0 + z.0) - y * y) / 2.0,
    ))
}

/// The functions that grow like the exponential: their real argument, less one where e to its power would overflow, and
/// the factor that this leaves.
fn reduced(x: f64) -> (f64, f64) {
    if x.abs() > LARGE.ln() { (x - 1f64.copysign(x), E) } else { (x, 1.0) }
}

fn exp(z: Pair) -> Result {
    if !is_finite(z) {
        if z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0 {
            return Ok(towards(if z.0 > 0.0 { f64::INFINITY } else { 0.0 }, z.1));
        }
        return look_up(&EXP, z);
    }
    let (x, factor) = if z.0 > 0.0 { reduced(z.0) } else { (z.0, 1.0) };
    let l = x.exp();
    in_range((l * z.1.cos() * factor, l * z.1.sin() * factor))
}

fn cosh(z: Pair) -> Result {
    if !is_finite(z) {
        if z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0 {
            let (re, im) = towards(f64::INFINITY, z.1);
            return Ok((re, if z.0 > 0.0 { im } else { -im }));
        }
        return look_up(&COSH, z);
    }
    let (x, factor) = reduced(z.0);
    in_range((z.1.cos() * x.cosh() * factor, z.1.sin() * x.sinh() * factor))
}

fn sinh(z: Pair) -> Result {
    if !is_finite(z) {
        if z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0 {
            let (re, im) = towards(f64::INFINITY, z.1);
            return Ok((if z.0 > 0.0 { re } else { -re }, im));
        }
        return look_up(&SINH, z);
    }
    let (x, factor) = reduced(z.0);
    in_range((z.1.cos() * x.sinh() * factor, z.1.sin() * x.cosh() * factor))
}

fn tanh(z: Pair) -> Result {
    if !is_finite(z) {
        if z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0 {
            return Ok((1f64.copysign(z.0), 0f64.copysign(2.0 * z.1.sin() * z.1.cos())));
        }
        return look_up(&TANH, z);
    }
    if z.0.abs() > LARGE.ln() {
        return Ok((1f64.copysign(z.0), 4.0 * z.1.sin() * z.1.cos() * (-2.0 * z.0.abs()).exp()));
    }
    let (tx, ty, cx) = (z.0.tanh(), z.1.tan(), 1.0 / z.0.cosh());
    let both = tx * ty;
    let below = 1.0 + both * both;
    Ok((tx * (1.0 + ty * ty) / below, ((ty / below) * cx) * cx))
}

/// A function of the imaginary axis: `f(iz) / i`.
fn turned(z: Pair, f: fn(Pair) -> Result) -> Result {
    f((-z.1, z.0)).map(|(re, im)| (im, -re))
}

fn log(z: Pair) -> Result {
    if !is_finite(z) {
        return look_up(&LOG, z);
    }
    let (x, y) = (z.0.abs(), z.1.abs());
    let re = if is_large(z) {
        (x / 2.0).hypot(y / 2.0).ln() + LN_2
    } else if x < f64::MIN_POSITIVE && y < f64::MIN_POSITIVE {
        if x == 0.0 && y == 0.0 {
            return Err(Fault::Domain);
        }
        c::ldexp(x, 53).hypot(c::ldexp(y, 53)).ln() - 53.0 * LN_2
    } else {
        let h = x.hypot(y);
        if (0.71..=1.73).contains(&h) {
            // Near the unit circle the logarithm of the size itself would cancel.
            let (long, short) = (x.max(y), x.min(y));
            ((long - 1.0) * (long + 1.0) + short * short).ln_1p() / 2.0
        } else {
            h.ln()
        }
    };
    Ok((re, z.1.atan2(z.0)))
}

fn rect(r: f64, phi: f64) -> Result {
    if !is_finite((r, phi)) {
        if r.is_infinite() && phi.is_finite() && phi != 0.0 {
            let (re, im) = towards(f64::INFINITY, phi);
            return Ok(if r > 0.0 { (re, im) } else { (-re, -im) });
        }
        return look_up(&RECT, (r, phi));
    }
    Ok(if phi == 0.0 { (r, r * phi) } else { (r * phi.cos(), r * phi.sin()) })
}

fn give(vm: &Vm, r: Result) -> PyResult<Obj> {
    match r {
        Ok((re, im)) => Ok(from_parts(re, im)),
        Err(Fault::Domain) => Err(domain(vm)),
        Err(Fault::Range) => Err(range(vm)),
    }
}

fn apply(vm: &Vm, a: Args, f: impl FnOnce(Pair) -> Result) -> PyResult<Obj> {
    let z = argument(vm, &a[0])?;
    give(vm, f(z))
}

fn log_to_base(vm: &Vm, a: Args) -> PyResult<Obj> {
    let z = argument(vm, &a[0])?;
    let base = a.opt(1).map(|b| argument(vm, b)).transpose()?;
    give(
        vm,
        match base {
            None => log(z),
            Some(b) => log(z).and_then(|x| quotient(x, log(b)?).ok_or(Fault::Domain)),
        },
    )
}

fn size(vm: &Vm, z: Pair) -> PyResult<f64> {
    let r = z.0.hypot(z.1);
    if r.is_infinite() && is_finite(z) { Err(range(vm)) } else { Ok(r) }
}

fn polar(vm: &Vm, a: Args) -> PyResult<Obj> {
    let z = argument(vm, &a[0])?;
    Ok(tuple::pair(float::from_f64(size(vm, z)?), float::from_f64(z.1.atan2(z.0))))
}

fn is_close(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (x, y) = (argument(vm, &a[0])?, argument(vm, &a[1])?);
    close(vm, a, |relative, absolute| {
        if x == y {
            return Ok(true);
        }
        if [x, y].iter().any(|z| z.0.is_infinite() || z.1.is_infinite()) {
            return Ok(false);
        }
        let hypot = |z: Pair| z.0.hypot(z.1);
        let difference = hypot((x.0 - y.0, x.1 - y.1));
        Ok(difference <= relative * hypot(y) || difference <= relative * hypot(x) || difference <= absolute)
    })
}

fn test(vm: &Vm, a: Args, f: fn(Pair) -> bool) -> PyResult<Obj> {
    Ok(Obj::from_bool(f(argument(vm, &a[0])?)))
}

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    put_floats(m, &[("pi", PI), ("e", E), ("tau", 2.0 * PI), ("inf", f64::INFINITY), ("nan", f64::NAN)]);
    if let Some(d) = module::dict_of(m) {
        d.insert_str(intern("infj"), from_parts(0.0, f64::INFINITY));
        d.insert_str(intern("nanj"), from_parts(0.0, f64::NAN));
    }
    Ok(())
}

/// `cmath`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "cmath",
    doc: "Mathematical functions of complex numbers.",
    functions: &[
        function("acos", "(z, /)", "Arc cosine of z.", |vm, a| apply(vm, a, acos)),
        function("acosh", "(z, /)", "Inverse hyperbolic cosine of z.", |vm, a| apply(vm, a, acosh)),
        function("asin", "(z, /)", "Arc sine of z.", |vm, a| apply(vm, a, |z| turned(z, asinh))),
        function("asinh", "(z, /)", "Inverse hyperbolic sine of z.", |vm, a| apply(vm, a, asinh)),
        function("atan", "(z, /)", "Arc tangent of z.", |vm, a| apply(vm, a, |z| turned(z, atanh))),
        function("atanh", "(z, /)", "Inverse hyperbolic tangent of z.", |vm, a| apply(vm, a, atanh)),
        function("cos", "(z, /)", "Cosine of z.", |vm, a| apply(vm, a, |z| cosh((-z.1, z.0)))),
        function("cosh", "(z, /)", "Hyperbolic cosine of z.", |vm, a| apply(vm, a, cosh)),
        function("exp", "(z, /)", "e ** z.", |vm, a| apply(vm, a, exp)),
        function(
            "isclose",
            "(a, b, *, rel_tol=1e-09, abs_tol=0.0)",
            "Whether a and b differ by no more than rel_tol times the larger of them, or by no more than abs_tol.",
            is_close,
        ),
        function("isfinite", "(z, /)", "Whether both parts of z are finite.", |vm, a| test(vm, a, is_finite)),
        function("isinf", "(z, /)", "Whether a part of z is infinite.", |vm, a| {
            test(vm, a, |z| z.0.is_infinite() || z.1.is_infinite())
        }),
        function("isnan", "(z, /)", "Whether a part of z is nan.", |vm, a| {
            test(vm, a, |z| z.0.is_nan() || z.1.is_nan())
        }),
        function(
            "log",
            "(z, base=<unrepresentable>, /)",
            "Logarithm of z, natural or to the given base.",
            log_to_base,
        ),
        function("log10", "(z, /)", "Logarithm of z to the base 10.", |vm, a| {
            apply(vm, a, |z| log(z).map(|(re, im)| (re / LN_10, im / LN_10)))
        }),
        function("phase", "(z, /)", "The angle of z.", |vm, a| {
            argument(vm, &a[0]).map(|z| float::from_f64(z.1.atan2(z.0)))
        }),
        function("polar", "(z, /)", "Size and angle of z.", polar),
        function("rect", "(r, phi, /)", "The number of size r and angle phi.", |vm, a| {
            let (r, phi) = (float::from_number(vm, &a[0])?, float::from_number(vm, &a[1])?);
            give(vm, rect(r, phi))
        }),
        function("sin", "(z, /)", "Sine of z.", |vm, a| apply(vm, a, |z| turned(z, sinh))),
        function("sinh", "(z, /)", "Hyperbolic sine of z.", |vm, a| apply(vm, a, sinh)),
        function("sqrt", "(z, /)", "Square root of z.", |vm, a| apply(vm, a, sqrt)),
        function("tan", "(z, /)", "Tangent of z.", |vm, a| apply(vm, a, |z| turned(z, tanh))),
        function("tanh", "(z, /)", "Hyperbolic tangent of z.", |vm, a| apply(vm, a, tanh)),
    ],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
