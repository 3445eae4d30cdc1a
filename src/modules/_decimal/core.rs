//! Decimal numbers of the General Decimal Arithmetic specification: what a number is, contexts, rounding, texts.
//! Operations are in `arith.rs`, `digits.rs` and `functions.rs`; nothing here knows Python.

use dashu_int::UBig;
use dashu_int::ops::{BitTest, DivRem};
use std::cmp::Ordering;
use std::sync::OnceLock;

/// What a number is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `coef * 10**exp`
    Finite,
    /// Infinity.
    Infinite,
    /// NaN with the coefficient as payload.
    Quiet,
    /// Signaling NaN.
    Signaling,
}

/// A decimal number.
#[derive(Clone, Debug)]
pub struct Dec {
    /// Sign.
    pub neg: bool,
    /// What it is.
    pub kind: Kind,
    /// Coefficient or payload.
    pub coef: UBig,
    /// Exponent.
    pub exp: i64,
}

/// How to round.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Round {
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    /// Towards infinity.
    Ceiling,
    /// Towards minus infinity.
    Floor,
    /// Ties away from zero.
    HalfUp,
    /// Ties towards zero.
    HalfDown,
    /// Ties to even.
    HalfEven,
    /// Away from zero if the last digit would be 0 or 5.
    ZeroFiveUp,
}

/// Conditions that operations report.
pub mod flag {
    /// The exponent was changed to fit.
    pub const CLAMPED: u32 = 1;
    /// A text is no number.
    pub const SYNTAX: u32 = 1 << 1;
    /// Division of a number by zero.
    pub const BY_ZERO: u32 = 1 << 2;
    /// An integer quotient has too many digits.
    pub const IMPOSSIBLE: u32 = 1 << 3;
    /// Zero by zero.
    pub const UNDEFINED: u32 = 1 << 4;
    /// Digits that were not zero got lost.
    pub const INEXACT: u32 = 1 << 5;
    /// The context does not fit the operation.
    pub const CONTEXT: u32 = 1 << 6;
    /// There is no result.
    pub const INVALID: u32 = 1 << 7;
    /// More digits than memory could hold.
    pub const MEMORY: u32 = 1 << 8;
    /// A float was mixed in.
    pub const FLOAT: u32 = 1 << 9;
    /// The result is too large.
    pub const OVERFLOW: u32 = 1 << 10;
    /// Digits got lost.
    pub const ROUNDED: u32 = 1 << 11;
    /// The result lies below the least exponent.
    pub const SUBNORMAL: u32 = 1 << 12;
    /// A subnormal result is inexact.
    pub const UNDERFLOW: u32 = 1 << 13;
    /// All that make up the signal InvalidOperation.
    pub const ANY_INVALID: u32 = INVALID | SYNTAX | IMPOSSIBLE | UNDEFINED | CONTEXT;
}

/// Greatest precision and exponent.
pub const MAX: i64 = 999_999_999_999_999_999;
/// No number may have more digits than this.
pub const MOST_DIGITS: i64 = 400_000_000;

/// Precision, bounds and rounding of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Ctx {
    /// Digits.
    pub prec: i64,
    /// Rounding.
    pub round: Round,
    /// Least exponent.
    pub emin: i64,
    /// Greatest exponent.
    pub emax: i64,
    /// Exponents are kept low enough for all digits.
    pub clamp: bool,
    /// `E` instead of `e`.
    pub capitals: bool,
}

impl Ctx {
    /// The widest bounds.
    pub const WIDEST: Ctx =
        Ctx { prec: MAX, round: Round::HalfEven, emin: -MAX, emax: MAX, clamp: false, capitals: true };

    /// The exponent of the least digit.
    pub fn etiny(&self) -> i64 {
        self.emin - (self.prec - 1)
    }

    /// The exponent of the last digit of the greatest number.
    pub fn etop(&self) -> i64 {
        self.emax - (self.prec - 1)
    }
}

/// `10**n`
pub fn pow10(n: i64) -> UBig {
    const KEPT: usize = 512;
    static POWERS: [OnceLock<UBig>; KEPT] = [const { OnceLock::new() }; KEPT];
    let power = || UBig::from(10u8).pow(n as usize);
    match usize::try_from(n) {
        Ok(0..=38) | Err(_) => UBig::from(10u128.pow(n.max(0) as u32)),
        Ok(i) if i < KEPT => POWERS[i].get_or_init(power).clone(),
        Ok(_) => power(),
    }
}

/// The number, if it fits a word.
#[inline]
pub fn small(n: &UBig) -> Option<u64> {
    match n.as_words() {
        [] => Some(0),
        [word] => Some(*word),
        _ => None,
    }
}

/// Number of decimal digits; 1 for zero.
pub fn digits(n: &UBig) -> i64 {
    if let Some(n) = small(n) {
        return n.checked_ilog10().map_or(1, |d| i64::from(d) + 1);
    }
    if let Ok(small) = u128::try_from(n) {
        return small.checked_ilog10().map_or(1, |d| i64::from(d) + 1);
    }
    // The logarithm from the first word; only close to a power of ten it takes a comparison.
    let bits = n.bit_len();
    let first = u64::try_from(n >> (bits - 64)).expect("64 bits are left");
    let log = (first as f64).log10() + (bits - 64) as f64 * std::f64::consts::LOG10_2;
    let (near, slack) = (log.round(), 1e-9 + log * 1e-14);
    if (log - near).abs() > slack {
        return log as i64 + 1;
    }
    near as i64 + i64::from(*n >= pow10(near as i64))
}

/// Drops the last `n` digits. The rest, and how what was dropped compares to half a unit (`None`: it was zero).
pub fn drop_digits(coef: &UBig, n: i64) -> (UBig, Option<Ordering>) {
    if *coef == UBig::ZERO || n <= 0 {
        return (coef.clone(), None);
    }
    if n > digits(coef) {
        return (UBig::ZERO, Some(Ordering::Less));
    }
    if let (Ok(c), 0..=38) = (u128::try_from(coef), n) {
        let unit = 10u128.pow(n as u32);
        let (q, r) = (c / unit, c % unit);
        return (UBig::from(q), (r != 0).then(|| r.cmp(&(unit - r))));
    }
    let unit = pow10(n);
    let (q, r) = coef.div_rem(&unit);
    let lost = (r != UBig::ZERO).then(|| (r * 2u8).cmp(&unit));
    (q, lost)
}

/// Whether a magnitude is rounded up, given its last digit and what was dropped.
fn rounds_up(round: Round, neg: bool, rest: &UBig, lost: Ordering) -> bool {
    match round {
        Round::Up => true,
        Round::Down => false,
        Round::Ceiling => !neg,
        Round::Floor => neg,
        Round::HalfUp => lost.is_ge(),
        Round::HalfDown => lost.is_gt(),
        Round::HalfEven => lost.is_gt() || (lost.is_eq() && rest % 2u8 == 1),
        Round::ZeroFiveUp => rest % 5u8 == 0,
    }
}

/// Drops the last `n` digits and rounds; whether anything but zeros was lost.
pub fn round_off(coef: &UBig, n: i64, neg: bool, round: Round) -> (UBig, bool) {
    let (rest, lost) = drop_digits(coef, n);
    match lost {
        None => (rest, false),
        Some(l) if rounds_up(round, neg, &rest, l) => (rest + 1u8, true),
        Some(_) => (rest, true),
    }
}

impl Dec {
    /// A finite number.
    pub fn new(neg: bool, coef: impl Into<UBig>, exp: i64) -> Dec {
        Dec { neg, kind: Kind::Finite, coef: coef.into(), exp }
    }

    /// An infinity.
    pub fn infinity(neg: bool) -> Dec {
        Dec { neg, kind: Kind::Infinite, coef: UBig::ZERO, exp: 0 }
    }

    /// A quiet NaN without payload.
    pub fn nan() -> Dec {
        Dec { neg: false, kind: Kind::Quiet, coef: UBig::ZERO, exp: 0 }
    }

    /// Whether it is neither infinite nor NaN.
    pub fn is_finite(&self) -> bool {
        self.kind == Kind::Finite
    }

    /// Whether it is infinite.
    pub fn is_infinite(&self) -> bool {
        self.kind == Kind::Infinite
    }

    /// Whether it is a NaN of either kind.
    pub fn is_nan(&self) -> bool {
        matches!(self.kind, Kind::Quiet | Kind::Signaling)
    }

    /// Whether it is a zero.
    pub fn is_zero(&self) -> bool {
        self.is_finite() && self.coef == UBig::ZERO
    }

    /// The exponent of the first digit.
    pub fn adjusted(&self) -> i64 {
        self.exp + digits(&self.coef) - 1
    }

    /// Whether it is a whole number.
    pub fn is_integer(&self) -> bool {
        if !self.is_finite() {
            return false;
        }
        self.exp >= 0 || self.coef == UBig::ZERO || {
            -self.exp <= digits(&self.coef) && drop_digits(&self.coef, -self.exp).1.is_none()
        }
    }

    /// The whole number that it is, if it is one with at most `most` digits.
    pub fn to_integer(&self, most: i64) -> Option<UBig> {
        if !self.is_integer() {
            return None;
        }
        if self.coef == UBig::ZERO {
            return Some(UBig::ZERO);
        }
        if self.adjusted() >= most {
            return None;
        }
        Some(if self.exp >= 0 { &self.coef * pow10(self.exp) } else { drop_digits(&self.coef, -self.exp).0 })
    }

    /// The number with another sign.
    pub fn with_sign(&self, neg: bool) -> Dec {
        Dec { neg, ..self.clone() }
    }

    /// What the greatest finite number of a context is.
    pub fn greatest(neg: bool, c: &Ctx) -> Dec {
        if c.prec > MOST_DIGITS {
            return Dec::infinity(neg);
        }
        Dec::new(neg, pow10(c.prec) - 1u8, c.etop())
    }

    /// Fits the number into a context.
    #[inline]
    pub fn finish(self, c: &Ctx, status: &mut u32) -> Dec {
        // A word has at most twenty digits.
        let plain = self.kind == Kind::Finite && c.prec >= 20 && !c.clamp;
        if plain && self.exp >= c.emin && self.exp <= c.emax - 20 && small(&self.coef).is_some() {
            return self;
        }
        self.finish_fully(c, status)
    }

    fn finish_fully(mut self, c: &Ctx, status: &mut u32) -> Dec {
        match self.kind {
            Kind::Infinite => return self,
            Kind::Quiet | Kind::Signaling => {
                // The payload keeps its last digits.
                let most = c.prec - i64::from(c.clamp);
                if most <= MOST_DIGITS && digits(&self.coef) > most {
                    self.coef %= pow10(most);
                }
                return self;
            }
            Kind::Finite => {}
        }
        let (etiny, top) = (c.etiny(), if c.clamp { c.etop() } else { c.emax });
        if self.coef == UBig::ZERO {
            let exp = self.exp.clamp(etiny, top.max(etiny));
            if exp != self.exp {
                *status |= flag::CLAMPED;
            }
            self.exp = exp;
            return self;
        }
        let n = digits(&self.coef);
        let adjusted = self.exp + n - 1;
        if adjusted > c.emax {
            return self.overflow(c, status);
        }
        let subnormal = adjusted < c.emin;
        let target = if subnormal { etiny } else { self.exp + (n - c.prec).max(0) };
        if subnormal {
            *status |= flag::SUBNORMAL;
        }
        if self.exp < target {
            let (coef, inexact) = round_off(&self.coef, target - self.exp, self.neg, c.round);
            *status |= flag::ROUNDED;
            if inexact {
                *status |= flag::INEXACT | if subnormal { flag::UNDERFLOW } else { 0 };
            }
            (self.coef, self.exp) = (coef, target);
            if self.coef == UBig::ZERO {
                *status |= flag::CLAMPED;
                return self;
            }
            if digits(&self.coef) > c.prec {
                // Rounded up to a power of ten.
                self.coef /= 10u8;
                self.exp += 1;
            }
            if self.adjusted() > c.emax {
                return self.overflow(c, status);
            }
        }
        if c.clamp && self.exp > top {
            self.coef *= pow10(self.exp - top);
            self.exp = top;
            *status |= flag::CLAMPED;
        }
        self
    }

    fn overflow(self, c: &Ctx, status: &mut u32) -> Dec {
        *status |= flag::OVERFLOW | flag::INEXACT | flag::ROUNDED;
        let infinite = match c.round {
            Round::Down | Round::ZeroFiveUp => false,
            Round::Ceiling => !self.neg,
            Round::Floor => self.neg,
            _ => true,
        };
        if infinite { Dec::infinity(self.neg) } else { Dec::greatest(self.neg, c) }
    }

    /// An invalid operation's result.
    pub fn invalid(status: &mut u32, what: u32) -> Dec {
        *status |= what;
        Dec::nan()
    }

    /// The text of the number; `engineering`: exponents are multiples of three.
    pub fn text(&self, engineering: bool, capitals: bool) -> String {
        let sign = if self.neg { "-" } else { "" };
        let payload = || if self.coef == UBig::ZERO { String::new() } else { self.coef.to_string() };
        match self.kind {
            Kind::Infinite => return format!("{sign}Infinity"),
            Kind::Quiet => return format!("{sign}NaN{}", payload()),
            Kind::Signaling => return format!("{sign}sNaN{}", payload()),
            Kind::Finite => {}
        }
        let shown = match small(&self.coef) {
            Some(n) => n.to_string(),
            None => self.coef.to_string(),
        };
        let left = self.exp + shown.len() as i64;
        let point = if self.exp <= 0 && left > -6 {
            left
        } else if !engineering {
            1
        } else if self.coef == UBig::ZERO {
            (left + 1).rem_euclid(3) - 1
        } else {
            (left - 1).rem_euclid(3) + 1
        };
        if left == point {
            // No exponent.
            let zeros = |n: i64| std::iter::repeat_n('0', n.max(0) as usize);
            let mut out = String::with_capacity(shown.len() + 8);
            out += sign;
            if self.exp == 0 {
                out += &shown;
                return out;
            }
            if point <= 0 {
                out += "0.";
                out.extend(zeros(-point));
                out += &shown;
                return out;
            }
            if point < shown.len() as i64 {
                let (a, b) = shown.split_at(point as usize);
                out += a;
                out.push('.');
                out += b;
                return out;
            }
        }
        let (whole, fraction) = place_point(&shown, point);
        let mut out = format!("{sign}{whole}");
        if !fraction.is_empty() {
            out.push('.');
            out += &fraction;
        }
        if left != point {
            out += &format!("{}{:+}", if capitals { 'E' } else { 'e' }, left - point);
        }
        out
    }

    /// Reads a number of few digits with or without a point; `None` for anything else.
    pub fn parse_short(text: &[u8]) -> Option<Dec> {
        let (neg, rest) = match text {
            [b'-', rest @ ..] => (true, rest),
            _ => (false, text),
        };
        if rest.is_empty() || rest.len() > 18 {
            return None;
        }
        let (mut n, mut point) = (0u64, None);
        for (i, b) in rest.iter().enumerate() {
            match b {
                b'0'..=b'9' => n = n * 10 + u64::from(b - b'0'),
                b'.' if point.is_none() && rest.len() > 1 => point = Some(i),
                _ => return None,
            }
        }
        Some(Dec::new(neg, n, point.map_or(0, |p| p as i64 + 1 - rest.len() as i64)))
    }

    /// Reads a number; `None` if it is none.
    pub fn parse(text: &str) -> Option<Dec> {
        let (neg, rest) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let lower = rest.to_ascii_lowercase();
        if lower == "inf" || lower == "infinity" {
            return Some(Dec::infinity(neg));
        }
        for (prefix, kind) in [("snan", Kind::Signaling), ("nan", Kind::Quiet)] {
            if let Some(payload) = lower.strip_prefix(prefix) {
                let valid = payload.bytes().all(|b| b.is_ascii_digit());
                return valid.then(|| Dec { neg, kind, coef: read(payload), exp: 0 });
            }
        }
        let (number, exponent) = match lower.split_once('e') {
            Some((n, e)) => (n, Some(e)),
            None => (&lower[..], None),
        };
        let exp = match exponent {
            None => 0,
            Some(e) => {
                let (minus, d) = match e.as_bytes().first()? {
                    b'-' => (true, &e[1..]),
                    b'+' => (false, &e[1..]),
                    _ => (false, e),
                };
                if d.is_empty() || !d.bytes().all(|b| b.is_ascii_digit()) {
                    return None;
                }
                // What does not fit is out of every range anyway.
                let n = d.parse::<i64>().unwrap_or(i64::MAX).min(4 * MAX);
                if minus { -n } else { n }
            }
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() && fraction.is_empty()
            || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit())
        {
            return None;
        }
        let exp = exp - fraction.len() as i64;
        Some(Dec::new(neg, read(&format!("{whole}{fraction}")), exp))
    }
}

/// Digits with a point after `point` of them: what is before it and what is after it.
pub fn place_point(shown: &str, point: i64) -> (String, String) {
    let n = shown.len() as i64;
    if point <= 0 {
        ("0".into(), format!("{}{shown}", "0".repeat(-point as usize)))
    } else if point >= n {
        (format!("{shown}{}", "0".repeat((point - n) as usize)), String::new())
    } else {
        let (a, b) = shown.split_at(point as usize);
        (a.into(), b.into())
    }
}

fn read(text: &str) -> UBig {
    if text.is_empty() { UBig::ZERO } else { UBig::from_str_radix(text, 10).expect("only digits") }
}
