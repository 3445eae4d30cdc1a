//! Operations on digits and exponents: logical ones, shifts, neighbours, classes.

use super::arith::{add, nan_of, order, rescale};
use super::core::{Ctx, Dec, Kind, Round, digits, flag, pow10};
use dashu_int::UBig;
use std::cmp::Ordering;

/// The exponent of the first digit.
pub fn logb(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a], c, status) {
        return n;
    }
    if a.is_infinite() {
        return Dec::infinity(false);
    }
    if a.is_zero() {
        *status |= flag::BY_ZERO;
        return Dec::infinity(true);
    }
    let n = a.adjusted();
    Dec::new(n < 0, n.unsigned_abs(), 0).finish(c, status)
}

/// A small whole number operand with exponent 0.
fn small(b: &Dec) -> Option<i64> {
    let n = (b.is_finite() && b.exp == 0).then(|| i64::try_from(&b.coef).ok())??;
    Some(if b.neg { -n } else { n })
}

/// `a * 10**b`
pub fn scaleb(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a, b], c, status) {
        return n;
    }
    let most = 2 * (c.emax + c.prec);
    let Some(n) = small(b).filter(|n| n.abs() <= most) else { return Dec::invalid(status, flag::INVALID) };
    if a.is_infinite() {
        return a.clone();
    }
    Dec { exp: a.exp.saturating_add(n), ..a.clone() }.finish(c, status)
}

/// The digits of a number moved left (right if b is negative), `around` the precision or out of it.
fn moved(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32, around: bool) -> Dec {
    if let Some(n) = nan_of(&[a, b], c, status) {
        return n;
    }
    let Some(n) = small(b).filter(|n| n.abs() <= c.prec) else { return Dec::invalid(status, flag::INVALID) };
    if a.is_infinite() {
        return a.clone();
    }
    if super::arith::too_long(c.prec, status) {
        return Dec::nan();
    }
    let (all, kept) = (pow10(c.prec), &a.coef % pow10(c.prec));
    let coef = if around {
        let left = n.rem_euclid(c.prec);
        let cut = pow10(c.prec - left);
        (&kept % &cut) * pow10(left) + kept / cut
    } else if n >= 0 {
        kept * pow10(n) % all
    } else {
        kept / pow10(-n)
    };
    Dec { coef, ..a.clone() }
}

/// Digits moved around the precision.
pub fn rotate(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    moved(a, b, c, status, true)
}

/// Digits moved out of the precision.
pub fn shift(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    moved(a, b, c, status, false)
}

/// The bits of an operand that is written in zeros and ones.
fn bits(a: &Dec) -> Option<Vec<bool>> {
    if !a.is_finite() || a.neg || a.exp != 0 {
        return None;
    }
    a.coef.to_string().bytes().rev().map(|b| (b <= b'1').then_some(b == b'1')).collect()
}

fn logical(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32, f: fn(bool, bool) -> bool) -> Dec {
    let (Some(x), Some(y)) = (bits(a), bits(b)) else { return Dec::invalid(status, flag::INVALID) };
    let n = (x.len().max(y.len()) as i64).min(c.prec) as usize;
    from_bits(n, |i| f(x.get(i) == Some(&true), y.get(i) == Some(&true)))
}

fn from_bits(n: usize, bit: impl Fn(usize) -> bool) -> Dec {
    let text: String = (0..n).rev().map(|i| if bit(i) { '1' } else { '0' }).collect();
    let coef =
        if text.is_empty() { UBig::ZERO } else { UBig::from_str_radix(&text, 10).unwrap_or(UBig::ZERO) };
    Dec::new(false, coef, 0)
}

/// Digits that are 1 in both.
pub fn logical_and(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    logical(a, b, c, status, |x, y| x && y)
}

/// Digits that are 1 in either.
pub fn logical_or(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    logical(a, b, c, status, |x, y| x || y)
}

/// Digits that are 1 in one only.
pub fn logical_xor(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    logical(a, b, c, status, |x, y| x != y)
}

/// Digits of the precision that are 0.
pub fn logical_invert(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    let Some(x) = bits(a) else { return Dec::invalid(status, flag::INVALID) };
    if super::arith::too_long(c.prec, status) {
        return Dec::nan();
    }
    from_bits(c.prec as usize, |i| x.get(i) != Some(&true))
}

/// The next number of the context towards an infinity.
fn next(a: &Dec, c: &Ctx, status: &mut u32, down: bool) -> Dec {
    if let Some(n) = nan_of(&[a], c, status) {
        return n;
    }
    if a.is_infinite() {
        return if a.neg == down { a.clone() } else { Dec::greatest(a.neg, c) };
    }
    let mut ignored = 0;
    let c = Ctx { round: if down { Round::Floor } else { Round::Ceiling }, ..*c };
    let rounded = a.clone().finish(&c, &mut ignored);
    if rounded.is_infinite() || order(&rounded, a).is_ne() {
        return rounded;
    }
    add(a, &Dec::new(down, 1u8, c.etiny() - 1), &c, &mut ignored)
}

/// The next greater number.
pub fn next_plus(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    next(a, c, status, false)
}

/// The next lesser number.
pub fn next_minus(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    next(a, c, status, true)
}

/// The next number towards another.
pub fn next_toward(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a, b], c, status) {
        return n;
    }
    let found = match order(a, b) {
        Ordering::Equal => return a.with_sign(b.neg),
        Ordering::Less => next(a, c, status, false),
        Ordering::Greater => next(a, c, status, true),
    };
    if found.is_infinite() {
        *status |= flag::OVERFLOW | flag::ROUNDED | flag::INEXACT;
    } else if found.is_zero() || found.adjusted() < c.emin {
        *status |= flag::UNDERFLOW | flag::SUBNORMAL | flag::ROUNDED | flag::INEXACT;
        *status |= if found.is_zero() { flag::CLAMPED } else { 0 };
    }
    found
}

/// Whether a number is too small for all digits of the context.
pub fn is_subnormal(a: &Dec, c: &Ctx) -> bool {
    a.is_finite() && !a.is_zero() && a.adjusted() < c.emin
}

/// The name of the class of a number.
pub fn class(a: &Dec, c: &Ctx) -> &'static str {
    let kind = match a.kind {
        Kind::Quiet => return "NaN",
        Kind::Signaling => return "sNaN",
        Kind::Infinite => ["+Infinity", "-Infinity"],
        Kind::Finite if a.is_zero() => ["+Zero", "-Zero"],
        Kind::Finite if is_subnormal(a, c) => ["+Subnormal", "-Subnormal"],
        Kind::Finite => ["+Normal", "-Normal"],
    };
    kind[usize::from(a.neg)]
}

/// Whether exponents are equal.
pub fn same_quantum(a: &Dec, b: &Dec) -> bool {
    if a.is_finite() && b.is_finite() {
        return a.exp == b.exp;
    }
    (a.is_nan() && b.is_nan()) || (a.is_infinite() && b.is_infinite())
}

/// `hash(a)` of a number that is no NaN; equal to that of an equal int, float or Fraction.
pub fn hash(a: &Dec) -> i64 {
    const P: u128 = (1 << 61) - 1;
    let power = |mut base: u128, mut n: u64| {
        let mut found = 1;
        while n > 0 {
            if n & 1 == 1 {
                found = found * base % P;
            }
            base = base * base % P;
            n >>= 1;
        }
        found
    };
    if a.is_infinite() {
        return if a.neg { -crate::text::hash::INF } else { crate::text::hash::INF };
    }
    let ten = if a.exp >= 0 { 10 } else { power(10, (P - 2) as u64) };
    let coef = u128::try_from(&(&a.coef % UBig::from(P))).unwrap_or(0);
    let h = (coef * power(ten, a.exp.unsigned_abs()) % P) as i64;
    match if a.neg { -h } else { h } {
        -1 => -2,
        h => h,
    }
}

/// A number rounded to a number of places after the point, in the widest bounds.
pub fn round_places(a: &Dec, places: i64, round: Round) -> Dec {
    let mut ignored = 0;
    let c = Ctx { round, ..Ctx::WIDEST };
    rescale(a, -places, &c, &mut ignored)
}

/// Number of digits of a finite number.
pub fn count(a: &Dec) -> i64 {
    digits(&a.coef)
}
