//! Sums, products, quotients, comparisons, and what is made of them.

use super::core::{Ctx, Dec, Kind, MOST_DIGITS, Round, digits, drop_digits, flag, pow10, round_off, small};
use dashu_int::ops::{DivRem, SquareRootRem};
use dashu_int::{IBig, UBig};
use std::cmp::Ordering;

/// The NaN that an operation gives if one of its operands is one: signaling ones first.
#[inline]
pub fn nan_of(operands: &[&Dec], c: &Ctx, status: &mut u32) -> Option<Dec> {
    if operands.iter().all(|d| matches!(d.kind, Kind::Finite | Kind::Infinite)) {
        return None;
    }
    if let Some(s) = operands.iter().find(|d| d.kind == Kind::Signaling) {
        *status |= flag::INVALID;
        return Some(Dec { kind: Kind::Quiet, ..(*s).clone() }.finish(c, status));
    }
    operands.iter().find(|d| d.is_nan()).map(|q| (*q).clone().finish(c, status))
}

/// Whether so many digits are too many; reported as a lack of memory.
pub fn too_long(n: i64, status: &mut u32) -> bool {
    let bad = n > MOST_DIGITS;
    if bad {
        *status |= flag::MEMORY;
    }
    bad
}

/// `a + b`
pub fn add(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a, b], c, status) {
        return n;
    }
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) if a.neg != b.neg => return Dec::invalid(status, flag::INVALID),
        (true, _) => return a.clone(),
        (_, true) => return b.clone(),
        _ => {}
    }
    let (high, low) = if a.exp >= b.exp { (a, b) } else { (b, a) };
    if let (Some(x), Some(y), shift @ ..=18) = (small(&high.coef), small(&low.coef), high.exp - low.exp) {
        // Both in words: the sum fits two.
        let x = i128::from(x) * 10i128.pow(shift as u32);
        let sum = if high.neg { -x } else { x } + i128::from(y) * if low.neg { -1 } else { 1 };
        let neg =
            if sum != 0 || a.neg == b.neg { sum < 0 || (sum == 0 && a.neg) } else { c.round == Round::Floor };
        return Dec::new(neg, sum.unsigned_abs(), low.exp).finish(c, status);
    }
    let (mut coef, mut exp) = (low.coef.clone(), low.exp);
    if high.exp > low.exp && high.coef != UBig::ZERO {
        // What lies far below the last digit only has to be seen to be there.
        let limit = high.exp + (digits(&high.coef) - c.prec - 2).min(-1);
        if low.exp + digits(&low.coef) - 1 < limit {
            exp = limit;
            coef = UBig::from(u8::from(low.coef != UBig::ZERO));
        }
    }
    let shift = high.exp - exp;
    if high.coef != UBig::ZERO && too_long(shift, status) {
        return Dec::nan();
    }
    let scaled = if high.coef == UBig::ZERO { UBig::ZERO } else { &high.coef * pow10(shift) };
    let signed = |neg: bool, n: UBig| if neg { -IBig::from(n) } else { IBig::from(n) };
    let (neg, coef) = if a.neg == b.neg {
        (a.neg, scaled + coef)
    } else {
        let sum = signed(high.neg, scaled) + signed(low.neg, coef);
        let (sign, n) = sum.into_parts();
        let zero = n == UBig::ZERO;
        (if zero { c.round == Round::Floor } else { sign == dashu_int::Sign::Negative }, n)
    };
    Dec::new(neg, coef, exp).finish(c, status)
}

/// `a - b`
pub fn sub(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if b.is_nan() { add(a, b, c, status) } else { add(a, &b.with_sign(!b.neg), c, status) }
}

/// `a * b`
pub fn mul(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a, b], c, status) {
        return n;
    }
    let neg = a.neg != b.neg;
    if a.is_infinite() || b.is_infinite() {
        if a.is_zero() || b.is_zero() {
            return Dec::invalid(status, flag::INVALID);
        }
        return Dec::infinity(neg);
    }
    if let (Some(x), Some(y)) = (small(&a.coef), small(&b.coef)) {
        return Dec::new(neg, u128::from(x) * u128::from(y), a.exp + b.exp).finish(c, status);
    }
    Dec::new(neg, &a.coef * &b.coef, a.exp + b.exp).finish(c, status)
}

/// `a * b + d` with one rounding.
pub fn fma(a: &Dec, b: &Dec, d: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(s) = [a, b].into_iter().find(|x| x.kind == Kind::Signaling) {
        return nan_of(&[s], c, status).unwrap_or_else(Dec::nan);
    }
    let product = mul(a, b, &Ctx::WIDEST, status);
    if *status & flag::INVALID != 0 {
        return Dec::nan();
    }
    add(&product, d, c, status)
}

/// `a / b`
pub fn div(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a, b], c, status) {
        return n;
    }
    let neg = a.neg != b.neg;
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) => return Dec::invalid(status, flag::INVALID),
        (true, _) => return Dec::infinity(neg),
        (_, true) => {
            *status |= flag::CLAMPED;
            return Dec::new(neg, 0u8, c.etiny());
        }
        _ => {}
    }
    if b.is_zero() {
        if a.is_zero() {
            return Dec::invalid(status, flag::UNDEFINED);
        }
        *status |= flag::BY_ZERO;
        return Dec::infinity(neg);
    }
    let ideal = a.exp - b.exp;
    if a.is_zero() {
        return Dec::new(neg, 0u8, ideal).finish(c, status);
    }
    let most = c.prec + 1 + digits(&b.coef);
    let shift = most - digits(&a.coef);
    if let (Some(x), Some(y), 0..=38, 0..=38) = (small(&a.coef), small(&b.coef), shift, most) {
        let n = u128::from(x) * 10u128.pow(shift as u32);
        let (mut q, r) = (n / u128::from(y), n % u128::from(y));
        let mut exp = ideal - shift;
        if r != 0 {
            // A last digit that is no tie and no zero stands for the rest.
            q += u128::from(q % 5 == 0);
        } else {
            for step in [16, 8, 4, 2, 1] {
                while exp + step <= ideal && q % 10u128.pow(step as u32) == 0 {
                    q /= 10u128.pow(step as u32);
                    exp += step;
                }
            }
        }
        return Dec::new(neg, q, exp).finish(c, status);
    }
    if too_long(shift, status) {
        return Dec::nan();
    }
    let (mut q, r) = if shift >= 0 {
        (&a.coef * pow10(shift)).div_rem(&b.coef)
    } else {
        (&a.coef).div_rem(&(&b.coef * pow10(-shift)))
    };
    let mut exp = ideal - shift;
    if r != UBig::ZERO {
        // A last digit that is no tie and no zero stands for the rest.
        if &q % 5u8 == 0 {
            q += 1u8;
        }
    } else {
        (q, exp) = strip_zeros(q, exp, ideal);
    }
    Dec::new(neg, q, exp).finish(c, status)
}

/// Takes zeros off the end as long as the exponent stays at most `most`.
pub fn strip_zeros(mut coef: UBig, mut exp: i64, most: i64) -> (UBig, i64) {
    // In large steps first, so that long rows of zeros cost few divisions.
    let mut step = 1 << 16;
    while step > 0 && coef != UBig::ZERO {
        if exp + step <= most && digits(&coef) > step {
            let (q, r) = (&coef).div_rem(&pow10(step));
            if r == UBig::ZERO {
                (coef, exp) = (q, exp + step);
                continue;
            }
        }
        step /= 2;
    }
    (coef, exp)
}

/// Integer quotient and remainder of finite numbers, the divisor not being zero; `None` if the quotient has too many
/// digits.
fn divide_whole(a: &Dec, b: &Dec, c: &Ctx) -> Option<(UBig, UBig, UBig, i64)> {
    let exp = a.exp.min(b.exp);
    if !a.is_zero() && a.adjusted() - b.adjusted() > c.prec {
        return None;
    }
    if !a.is_zero() && a.adjusted() < b.adjusted() - 1 {
        // Nothing fits in; only the exponent may have to be lowered.
        let coef = if a.exp > exp { &a.coef * pow10(a.exp - exp) } else { a.coef.clone() };
        return Some((UBig::ZERO, coef, UBig::ZERO, exp));
    }
    let scaled = |d: &Dec| if d.is_zero() { UBig::ZERO } else { &d.coef * pow10(d.exp - exp) };
    let divisor = scaled(b);
    let (q, r) = scaled(a).div_rem(&divisor);
    (digits(&q) <= c.prec).then_some((q, r, divisor, exp))
}

/// `a // b`
pub fn div_int(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a, b], c, status) {
        return n;
    }
    div_mod_parts(a, b, c, status, true, false).0
}

/// `a % b`
pub fn rem(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a, b], c, status) {
        return n;
    }
    div_mod_parts(a, b, c, status, false, true).1
}

/// `divmod(a, b)`
pub fn div_mod(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> (Dec, Dec) {
    if let Some(n) = nan_of(&[a, b], c, status) {
        return (n.clone(), n);
    }
    div_mod_parts(a, b, c, status, true, true)
}

fn div_mod_parts(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32, quotient: bool, rest: bool) -> (Dec, Dec) {
    let neg = a.neg != b.neg;
    if a.is_infinite() {
        if b.is_infinite() || rest {
            *status |= flag::INVALID;
        }
        return (if b.is_infinite() { Dec::nan() } else { Dec::infinity(neg) }, Dec::nan());
    }
    if b.is_infinite() {
        let r = if rest { a.clone().finish(c, status) } else { Dec::nan() };
        return (Dec::new(neg, 0u8, 0), r);
    }
    if b.is_zero() {
        if a.is_zero() {
            *status |= flag::UNDEFINED;
            return (Dec::nan(), Dec::nan());
        }
        *status |= if quotient { flag::BY_ZERO } else { 0 } | if rest { flag::INVALID } else { 0 };
        return (Dec::infinity(neg), Dec::nan());
    }
    let Some((q, r, _, exp)) = divide_whole(a, b, c) else {
        *status |= flag::IMPOSSIBLE;
        return (Dec::nan(), Dec::nan());
    };
    let r = if rest { Dec::new(a.neg, r, exp).finish(c, status) } else { Dec::nan() };
    let q = if quotient { Dec::new(neg, q, 0).finish(c, status) } else { Dec::nan() };
    (q, r)
}

/// `a - b * n`, n being the whole number nearest to `a / b`.
pub fn rem_near(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a, b], c, status) {
        return n;
    }
    if a.is_infinite() {
        return Dec::invalid(status, flag::INVALID);
    }
    if b.is_infinite() {
        return a.clone().finish(c, status);
    }
    if b.is_zero() {
        return Dec::invalid(status, if a.is_zero() { flag::UNDEFINED } else { flag::INVALID });
    }
    let Some((q, r, divisor, exp)) = divide_whole(a, b, c) else {
        return Dec::invalid(status, flag::IMPOSSIBLE);
    };
    let twice = &r * 2u8;
    let up = divisor != UBig::ZERO
        && match twice.cmp(&divisor) {
            Ordering::Equal => &q % 2u8 == 1,
            o => o.is_gt(),
        };
    if up && digits(&(q + 1u8)) > c.prec {
        return Dec::invalid(status, flag::IMPOSSIBLE);
    }
    let (neg, coef) = if up { (!a.neg, divisor - r) } else { (a.neg, r) };
    Dec::new(neg, coef, exp).finish(c, status)
}

/// Which of two numbers that are no NaN is greater.
pub fn order(a: &Dec, b: &Dec) -> Ordering {
    let sign = |d: &Dec| {
        if d.is_zero() {
            0
        } else if d.neg {
            -1
        } else {
            1
        }
    };
    let by_sign = sign(a).cmp(&sign(b));
    if by_sign.is_ne() || sign(a) == 0 {
        return by_sign;
    }
    let o = order_magnitude(a, b);
    if a.neg { o.reverse() } else { o }
}

/// Which of two numbers that are no NaN is farther from zero.
pub fn order_magnitude(a: &Dec, b: &Dec) -> Ordering {
    match (a.is_infinite(), b.is_infinite()) {
        (false, false) => {}
        (x, y) => return x.cmp(&y),
    }
    match (a.is_zero(), b.is_zero()) {
        (false, false) => {}
        (x, y) => return y.cmp(&x),
    }
    let by_size = a.adjusted().cmp(&b.adjusted());
    if by_size.is_ne() {
        return by_size;
    }
    match a.exp.cmp(&b.exp) {
        Ordering::Equal => a.coef.cmp(&b.coef),
        Ordering::Greater => (&a.coef * pow10(a.exp - b.exp)).cmp(&b.coef),
        Ordering::Less => a.coef.cmp(&(&b.coef * pow10(b.exp - a.exp))),
    }
}

fn number(o: Ordering) -> Dec {
    Dec::new(o.is_lt(), u8::from(o.is_ne()), 0)
}

/// -1, 0 or 1; NaN for a NaN.
pub fn compare(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    nan_of(&[a, b], c, status).unwrap_or_else(|| number(order(a, b)))
}

/// `compare`, where every NaN is an error.
pub fn compare_signal(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    let found = compare(a, b, c, status);
    if found.is_nan() {
        *status |= flag::INVALID;
    }
    found
}

/// The order of all numbers by their representation.
pub fn order_total(a: &Dec, b: &Dec) -> Ordering {
    let key = |d: &Dec| match d.kind {
        Kind::Finite => 1,
        Kind::Infinite => 2,
        Kind::Signaling => 3,
        Kind::Quiet => 4,
    };
    if a.neg != b.neg {
        return b.neg.cmp(&a.neg);
    }
    let mut o = key(a).cmp(&key(b));
    if o.is_eq() && a.is_nan() {
        o = a.coef.cmp(&b.coef);
    } else if o.is_eq() && a.is_finite() {
        o = order_magnitude(a, b).then(a.exp.cmp(&b.exp));
    }
    if a.neg { o.reverse() } else { o }
}

/// `order_total` as a number.
pub fn compare_total(a: &Dec, b: &Dec, _: &Ctx, _: &mut u32) -> Dec {
    number(order_total(a, b))
}

/// `order_total` of the magnitudes as a number.
pub fn compare_total_mag(a: &Dec, b: &Dec, _: &Ctx, _: &mut u32) -> Dec {
    number(order_total(&a.with_sign(false), &b.with_sign(false)))
}

fn extreme(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32, greater: bool, magnitude: bool) -> Dec {
    if a.is_nan() || b.is_nan() {
        // A quiet NaN gives way to a number.
        let quiet = |d: &Dec| d.kind == Kind::Quiet;
        if quiet(a) && !b.is_nan() {
            return b.clone().finish(c, status);
        }
        if quiet(b) && !a.is_nan() {
            return a.clone().finish(c, status);
        }
        return nan_of(&[a, b], c, status).unwrap_or_else(Dec::nan);
    }
    let by_value = if magnitude { order_magnitude(a, b).then(order(a, b)) } else { order(a, b) };
    let o = by_value.then_with(|| order_total(a, b));
    let first = if greater { o.is_ge() } else { o.is_le() };
    if first { a.clone() } else { b.clone() }.finish(c, status)
}

/// The greater number.
pub fn max(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    extreme(a, b, c, status, true, false)
}

/// The lesser number.
pub fn min(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    extreme(a, b, c, status, false, false)
}

/// The number of greater magnitude.
pub fn max_mag(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    extreme(a, b, c, status, true, true)
}

/// The number of lesser magnitude.
pub fn min_mag(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    extreme(a, b, c, status, false, true)
}

/// `+a`
pub fn plus(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a], c, status) {
        return n;
    }
    let neg = a.neg && (!a.is_zero() || c.round == Round::Floor);
    a.with_sign(neg).finish(c, status)
}

/// `-a`
pub fn minus(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a], c, status) {
        return n;
    }
    let neg = if a.is_zero() { !a.neg && c.round == Round::Floor } else { !a.neg };
    a.with_sign(neg).finish(c, status)
}

/// `abs(a)`
pub fn abs(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    nan_of(&[a], c, status).unwrap_or_else(|| a.with_sign(false).finish(c, status))
}

/// `a` with the exponent of `b`.
pub fn quantize(a: &Dec, b: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a, b], c, status) {
        return n;
    }
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) => a.clone(),
        (false, false) => rescale(a, b.exp, c, status),
        _ => Dec::invalid(status, flag::INVALID),
    }
}

/// A finite number with an exponent; invalid if it does not fit the precision.
pub fn rescale(a: &Dec, exp: i64, c: &Ctx, status: &mut u32) -> Dec {
    if exp > c.emax || exp < c.etiny() {
        return Dec::invalid(status, flag::INVALID);
    }
    if a.is_zero() {
        return Dec::new(a.neg, 0u8, exp).finish(c, status);
    }
    let shift = a.exp - exp;
    if a.adjusted() - exp >= c.prec || a.adjusted() > c.emax {
        return Dec::invalid(status, flag::INVALID);
    }
    if shift >= 0 {
        if too_long(shift, status) {
            return Dec::nan();
        }
        return Dec::new(a.neg, &a.coef * pow10(shift), exp).finish(c, status);
    }
    let (coef, inexact) = round_off(&a.coef, -shift, a.neg, c.round);
    let found = Dec::new(a.neg, coef, exp);
    if digits(&found.coef) > c.prec || (!found.is_zero() && found.adjusted() > c.emax) {
        return Dec::invalid(status, flag::INVALID);
    }
    *status |= flag::ROUNDED | if inexact { flag::INEXACT } else { 0 };
    found.finish(c, status)
}

/// The nearest whole number; without flags unless `exact`.
pub fn to_integral(a: &Dec, c: &Ctx, status: &mut u32, exact: bool) -> Dec {
    if let Some(n) = nan_of(&[a], c, status) {
        return n;
    }
    if a.is_infinite() || a.exp >= 0 {
        return a.clone();
    }
    let (coef, inexact) = round_off(&a.coef, -a.exp, a.neg, c.round);
    if exact && !a.is_zero() {
        *status |= flag::ROUNDED | if inexact { flag::INEXACT } else { 0 };
    }
    Dec::new(a.neg, coef, 0)
}

/// Without zeros at the end.
pub fn normalize(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a], c, status) {
        return n;
    }
    let d = a.clone().finish(c, status);
    if !d.is_finite() {
        return d;
    }
    if d.is_zero() {
        return Dec::new(d.neg, 0u8, 0);
    }
    let top = if c.clamp { c.etop() } else { c.emax };
    let (coef, exp) = strip_zeros(d.coef, d.exp, top);
    Dec::new(d.neg, coef, exp)
}

/// Square root.
pub fn sqrt(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    if let Some(n) = nan_of(&[a], c, status) {
        return n;
    }
    let ideal = a.exp.div_euclid(2);
    if a.is_zero() {
        return Dec::new(a.neg, 0u8, ideal).finish(c, status);
    }
    if a.neg {
        return Dec::invalid(status, flag::INVALID);
    }
    if a.is_infinite() {
        return a.clone();
    }
    // Twice as many digits as are wanted, at an even exponent.
    let mut shift = 2 * (c.prec + 1) - digits(&a.coef) + 1;
    if (a.exp - shift) % 2 != 0 {
        shift += 1;
    }
    if too_long(shift, status) {
        return Dec::nan();
    }
    let (scaled, lost) =
        if shift >= 0 { (&a.coef * pow10(shift), None) } else { drop_digits(&a.coef, -shift) };
    let (mut root, rest) = scaled.sqrt_rem();
    let mut exp = (a.exp - shift) / 2;
    if rest != UBig::ZERO || lost.is_some() {
        if &root % 5u8 == 0 {
            root += 1u8;
        }
    } else {
        (root, exp) = strip_zeros(root, exp, ideal);
    }
    Dec::new(false, root, exp).finish(&Ctx { round: Round::HalfEven, ..*c }, status)
}
