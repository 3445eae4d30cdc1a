//! Powers, exponentials and logarithms. Values are computed as whole numbers of `10**-p` with more digits than are
//! wanted, and again with still more while the digits behind do not tell how to round.

use super::arith::{div, mul, nan_of, order_magnitude, strip_zeros, too_long};
use super::core::{Ctx, Dec, Round, digits, drop_digits, flag, pow10};
use dashu_int::ops::DivRem;
use dashu_int::{IBig, Sign, UBig};
use std::cmp::Ordering;

fn unit(p: i64) -> IBig {
    IBig::from(pow10(p))
}

/// The inverse hyperbolic tangent of `1/n`, in units of `10**-p`.
fn atanh_inverse(n: u32, p: i64) -> IBig {
    let square = IBig::from(u64::from(n) * u64::from(n));
    let (mut power, mut sum, mut k) = (unit(p) / IBig::from(n), IBig::ZERO, 1u64);
    while power != IBig::ZERO {
        sum += &power / IBig::from(k);
        power /= &square;
        k += 2;
    }
    sum
}

/// The natural logarithm of ten, in units of `10**-p`.
fn ln10(p: i64) -> IBig {
    let q = p + 6;
    let sum = atanh_inverse(31, q) * 46 + atanh_inverse(49, q) * 34 + atanh_inverse(161, q) * 20;
    sum / IBig::from(1_000_000)
}

/// `a / 10**n`, rounded down in magnitude; `a * 10**-n` for a negative n.
fn scale(a: &IBig, n: i64) -> IBig {
    if n <= 0 {
        return a * unit(-n);
    }
    let (sign, size) = a.clone().into_parts();
    let q = drop_digits(&size, n).0;
    if sign == Sign::Negative { -IBig::from(q) } else { IBig::from(q) }
}

/// A finite number in units of `10**-p`.
fn fixed(x: &Dec, p: i64) -> IBig {
    let n = scale(&IBig::from(x.coef.clone()), -(x.exp + p));
    if x.neg { -n } else { n }
}

/// The exponential of `x` units of `10**-p`: a mantissa in the same units and a power of ten.
fn exp_fixed(x: &IBig, p: i64) -> (IBig, i64) {
    let q = p + 10;
    let x = x * unit(10);
    // The whole part of x / ln 10 needs as many more digits of ln 10 as it has.
    let more = digits(&x.clone().into_parts().1) - q + 3;
    let ten = ln10(q + more.max(0));
    let wide = &x * unit(more.max(0));
    let (mut n, mut rest) = wide.div_rem(&ten);
    if rest < IBig::ZERO {
        rest += &ten;
        n -= 1;
    }
    let rest = scale(&rest, more.max(0));
    // Halved eight times the series is short; then the result is squared as often.
    const HALVINGS: u32 = 8;
    let (one, small) = (unit(q), rest >> HALVINGS as usize);
    let (mut sum, mut term, mut k) = (one.clone(), one.clone(), 1u64);
    loop {
        term = scale(&(term * &small), q) / IBig::from(k);
        if term == IBig::ZERO {
            break;
        }
        sum += &term;
        k += 1;
    }
    for _ in 0..HALVINGS {
        sum = scale(&(&sum * &sum), q);
    }
    (scale(&sum, 10), i64::try_from(&n).unwrap_or(i64::MAX))
}

/// The natural logarithm of a positive number in units of `10**-p`.
fn ln_fixed(x: &Dec, p: i64) -> IBig {
    let q = p + 12;
    let n = digits(&x.coef);
    // x = m * 10**e with m from 0.3 to 3, so that a number near one keeps e = 0.
    let mut e = x.exp + n;
    let lead = drop_digits(&x.coef, n - 3).0;
    let lead = u32::try_from(&(lead * pow10(3 - n.min(3)))).unwrap_or(999);
    if lead < 300 {
        e -= 1;
    }
    let m = scale(&IBig::from(x.coef.clone()), -(x.exp - e + q));
    // A first guess in floats, and the logarithm of what is left, which is close to one.
    let approximate = f64::from(lead) / if lead < 300 { 100.0 } else { 1000.0 };
    let guess = IBig::from((approximate.ln() * 1e15) as i64) * unit(q - 15);
    let (back, power) = exp_fixed(&-&guess, q);
    let z = scale(&(m * back), q - power);
    let one = unit(q);
    let t = (&z - &one) * &one / (&z + &one);
    let square = scale(&(&t * &t), q);
    let (mut power, mut sum, mut k) = (t, IBig::ZERO, 1u64);
    while power != IBig::ZERO {
        sum += &power / IBig::from(k);
        power = scale(&(power * &square), q);
        k += 2;
    }
    let digits_of_e = digits(&UBig::from(e.unsigned_abs()));
    let tens = scale(&(ln10(q + digits_of_e) * IBig::from(e)), digits_of_e);
    scale(&(guess + sum * 2 + tens), 12)
}

/// Rounds `approximate(p)`, whose mantissa is exact up to a few units in the last of its digits, to the context.
fn rounded(c: &Ctx, status: &mut u32, approximate: impl Fn(i64) -> (IBig, i64)) -> Dec {
    let mut extra = 6;
    loop {
        let (mantissa, exp) = approximate(c.prec + extra);
        let (sign, coef) = mantissa.into_parts();
        let n = digits(&coef);
        let surplus = n - c.prec;
        // The digits behind decide unless they are all but a tie, or next to nothing.
        let tail = if surplus > 2 { &coef % pow10(surplus) } else { UBig::ZERO };
        let half = pow10(surplus.max(1)) / 2u8;
        let distance = if c.round != Round::HalfEven {
            (&half * 2u8 - &tail).min(tail)
        } else if tail > half {
            &tail - &half
        } else {
            &half - &tail
        };
        let sure = surplus > 2 && digits(&distance) > 2;
        if sure || extra > 60 {
            // The result is never exact: digits that are zero for the whole precision are kept.
            let sticky = coef * 10u8 + if extra > 60 { 0u8 } else { 1u8 };
            *status |= flag::INEXACT | flag::ROUNDED;
            return Dec::new(sign == Sign::Negative, sticky, exp - 1).finish(c, status);
        }
        extra += 30;
    }
}

/// The context with the rounding that exponentials and logarithms always have.
fn half_even(c: &Ctx) -> Ctx {
    Ctx { round: Round::HalfEven, ..*c }
}

/// `e**a`
pub fn exp(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a], c, status) {
        return n;
    }
    if a.is_infinite() {
        return if a.neg { Dec::new(false, 0u8, 0) } else { a.clone() };
    }
    if a.is_zero() {
        return Dec::new(false, 1u8, 0);
    }
    if too_long(c.prec, status) {
        return Dec::nan();
    }
    if a.adjusted() < -c.prec - 2 {
        return nearly_one(a.neg, c, status);
    }
    if a.adjusted() > 19 {
        return beyond(a.neg, false, c, status);
    }
    rounded(&half_even(c), status, |p| {
        // A large result loses as many digits as the argument has before the point.
        let p = p + a.adjusted().max(0) + 2;
        let (mantissa, power) = exp_fixed(&fixed(a, p), p);
        (mantissa, power.saturating_sub(p).clamp(-4_000_000_000_000_000_000, 4_000_000_000_000_000_000))
    })
}

/// A result that differs from one by less than can be shown.
fn nearly_one(below: bool, c: &Ctx, status: &mut u32) -> Dec {
    let one = pow10(c.prec + 3);
    let coef = if below { one - 1u8 } else { one + 1u8 };
    Dec::new(false, coef, -(c.prec + 3)).finish(&half_even(c), status)
}

/// A result outside the range of exponents: too small, or too large.
fn beyond(small: bool, neg: bool, c: &Ctx, status: &mut u32) -> Dec {
    let exp = if small { c.etiny() - 10 } else { c.emax + 10 };
    Dec::new(neg, 1u8, exp).finish(&half_even(c), status)
}

/// How many digits of `x` after the point are nines or zeros because it is so near to one.
fn nearness(x: &Dec) -> i64 {
    let mut ignored = 0;
    let near = super::arith::sub(x, &Dec::new(false, 1u8, 0), &Ctx { prec: 12, ..Ctx::WIDEST }, &mut ignored);
    (-near.adjusted()).max(0)
}

/// What the logarithms have in common: the results of special operands.
fn log_special(a: &Dec, c: &Ctx, status: &mut u32) -> Option<Dec> {
    if let Some(n) = nan_of(&[a], c, status) {
        return Some(n);
    }
    if a.is_zero() {
        return Some(Dec::infinity(true));
    }
    if a.neg {
        return Some(Dec::invalid(status, flag::INVALID));
    }
    if a.is_infinite() {
        return Some(a.clone());
    }
    if too_long(c.prec, status) {
        return Some(Dec::nan());
    }
    (order_magnitude(a, &Dec::new(false, 1u8, 0)) == Ordering::Equal).then(|| Dec::new(false, 0u8, 0))
}

/// Natural logarithm.
pub fn ln(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(d) = log_special(a, c, status) {
        return d;
    }
    let near = nearness(a);
    rounded(&half_even(c), status, |p| (ln_fixed(a, p + near), -(p + near)))
}

/// Logarithm to the base ten.
pub fn log10(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(d) = log_special(a, c, status) {
        return d;
    }
    let (coef, exp) = strip_zeros(a.coef.clone(), a.exp, i64::MAX / 2);
    if coef == UBig::ONE {
        return Dec::new(exp < 0, exp.unsigned_abs(), 0).finish(c, status);
    }
    let near = nearness(a);
    rounded(&half_even(c), status, |p| {
        let p = p + near + 2;
        (ln_fixed(a, p) * unit(p) / ln10(p), -p)
    })
}

/// `x**y`
pub fn power(x: &Dec, y: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[x, y], c, status) {
        return n;
    }
    if y.is_zero() {
        return if x.is_zero() { Dec::invalid(status, flag::INVALID) } else { Dec::new(false, 1u8, 0) };
    }
    let whole = y.is_integer();
    let odd = whole && y.exp <= 0 && drop_digits(&y.coef, -y.exp).0 % 2u8 == 1;
    let neg = x.neg && odd;
    if x.is_zero() {
        return if y.neg { Dec::infinity(neg) } else { Dec::new(neg, 0u8, 0) };
    }
    if x.neg && !whole {
        return Dec::invalid(status, flag::INVALID);
    }
    if x.is_infinite() {
        return if y.neg { Dec::new(neg, 0u8, 0) } else { Dec::infinity(neg) };
    }
    let against_one = order_magnitude(x, &Dec::new(false, 1u8, 0));
    if too_long(c.prec, status) {
        return Dec::nan();
    }
    if against_one.is_eq() && !whole {
        *status |= flag::INEXACT | flag::ROUNDED;
        return Dec::new(neg, pow10(c.prec - 1), 1 - c.prec).finish(c, status);
    }
    if y.is_infinite() {
        let grows = against_one.is_gt() != y.neg;
        return if grows { Dec::infinity(false) } else { Dec::new(false, 0u8, 0) };
    }
    let n = y.to_integer(18).and_then(|n| i64::try_from(&n).ok());
    let (stripped, zeros) = strip_zeros(x.coef.clone(), 0, i64::MAX / 2);
    if let Some(n) = n
        && stripped == UBig::ONE
        && zeros > 0
    {
        // A power of ten has zeros as far as the precision goes.
        let x = Dec { coef: UBig::ONE, exp: x.exp + zeros, ..x.clone() };
        if y.neg || zeros.saturating_mul(n) < c.prec {
            let power = Dec { coef: stripped, ..x };
            let exact = whole_power(&power, n, y.neg, neg, c, status);
            return if y.neg { exact } else { padded(exact, zeros.saturating_mul(n)) };
        }
        *status |= flag::ROUNDED;
        return padded(whole_power(&x, n, false, neg, c, status), c.prec - 1).finish(c, status);
    }
    if let Some(n) = n
        && (digits(&x.coef) == 1 && x.coef == UBig::ONE
            || digits(&x.coef).saturating_mul(n) <= 40 * c.prec.min(10_000) + 2000)
    {
        return whole_power(x, n, y.neg, neg, c, status);
    }
    if against_one.is_eq() {
        return Dec::new(neg, pow10(c.prec - 1), 1 - c.prec).finish(c, status);
    }
    // x**y = e**(y * ln x)
    let near = nearness(x);
    let magnitude = x.with_sign(false);
    let size =
        y.adjusted() + if near > 0 { 1 - near } else { digits(&UBig::from(x.adjusted().unsigned_abs())) + 1 };
    if size > 20 {
        return beyond(against_one.is_lt() != y.neg, neg, c, status);
    }
    if size < -c.prec - 2 {
        return nearly_one(against_one.is_lt() != y.neg, c, status).with_sign(neg);
    }
    let found = rounded(c, status, |p| {
        let p = p + size.max(0) + 4;
        let q = p + near + y.adjusted().max(0) + 4;
        let log = ln_fixed(&magnitude, q);
        let product = scale(
            &(log * if y.neg { -IBig::from(y.coef.clone()) } else { y.coef.clone().into() }),
            q - p - y.exp,
        );
        let (mantissa, power) = exp_fixed(&product, p);
        (mantissa, power.saturating_sub(p).clamp(-4_000_000_000_000_000_000, 4_000_000_000_000_000_000))
    });
    found.with_sign(neg)
}

/// A number with more zeros behind its digits.
fn padded(d: Dec, zeros: i64) -> Dec {
    if d.is_finite() { Dec { coef: &d.coef * pow10(zeros), exp: d.exp - zeros, ..d } } else { d }
}

/// A power with a whole exponent, exactly, and then rounded.
fn whole_power(x: &Dec, n: i64, inverse: bool, neg: bool, c: &Ctx, status: &mut u32) -> Dec {
    let Some(exp) = x.exp.checked_mul(n).filter(|e| e.abs() < 4_000_000_000_000_000_000) else {
        return beyond((x.exp < 0) != inverse, neg, c, status);
    };
    let coef = if x.coef == UBig::ONE { UBig::ONE } else { x.coef.pow(n as usize) };
    let exact = Dec::new(neg, coef, exp);
    // Far below the least number the steps of the computation have underflowed, whatever the rounding.
    let adjusted = if inverse { -exact.adjusted() } else { exact.adjusted() };
    if adjusted < c.emin - c.prec - 4 - digits(&UBig::from(n.unsigned_abs())) {
        return beyond(true, neg, c, status);
    }
    if inverse { div(&Dec::new(false, 1u8, 0), &exact, c, status) } else { exact.finish(c, status) }
}

/// `pow(x, y, m)` of whole numbers.
pub fn power_mod(x: &Dec, y: &Dec, m: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[x, y, m], c, status) {
        return n;
    }
    let whole = |d: &Dec| d.to_integer(100_000);
    let (true, Some(exponent), Some(modulus)) = (x.is_integer(), whole(y), whole(m)) else {
        return Dec::invalid(status, flag::INVALID);
    };
    let negative = y.neg && !y.is_zero();
    let both_zero = x.is_zero() && exponent == UBig::ZERO;
    if negative || modulus == UBig::ZERO || both_zero || digits(&modulus) > c.prec {
        return Dec::invalid(status, flag::INVALID);
    }
    let neg = x.neg && &exponent % 2u8 == 1;
    let power = |base: UBig, exponent: UBig| {
        let (mut found, mut square) = (UBig::ONE % &modulus, base % &modulus);
        let mut left = exponent;
        while left != UBig::ZERO {
            if &left % 2u8 == 1 {
                found = found * &square % &modulus;
            }
            square = &square * &square % &modulus;
            left >>= 1;
        }
        found
    };
    let base = if x.exp > 0 {
        &x.coef * power(UBig::from(10u8), UBig::from(x.exp.unsigned_abs()))
    } else {
        drop_digits(&x.coef, -x.exp).0
    };
    let product = Dec::new(neg, power(base, exponent), 0);
    mul(&product, &Dec::new(false, 1u8, 0), c, status)
}
