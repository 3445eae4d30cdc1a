//! Floats as text and back, exactly as CPython rounds them: repr, `e f g` at any precision, hex, parsing, `round`, `divmod`.
//! Width, sign and grouping are in format_spec.rs.

use super::int_fmt::{ascii_number, small_decimal};
use dashu_int::{IBig, UBig};
use std::borrow::Cow;

/// Beyond this many digits an f64 has only zeros (1074 after the point, 767 in all).
const MOST_DIGITS: usize = 1080;

/// `repr(x)`: the shortest digits that read back as `x`.
pub fn repr(x: f64) -> String {
    // Whole numbers are their own shortest digits as long as each has its own float.
    if x == x.trunc() && x.abs() < 1e15 && (x != 0.0 || x.is_sign_positive()) {
        let mut s = (x as i64).to_string();
        s.push_str(".0");
        return s;
    }
    // Between the exponent forms the standard library prints the same, except for ties.
    if (1e-4..1e16).contains(&x.abs()) {
        let text = format!("{x:?}");
        if text.len() < 17 || !few_binary_places(x) {
            return text;
        }
    }
    format(x, b'r', 0, false, true)
}

/// `inf`, `-inf`, `nan`.
fn special(x: f64) -> Option<&'static str> {
    if x.is_nan() {
        Some("nan")
    } else if x.is_infinite() {
        Some(if x < 0.0 { "-inf" } else { "inf" })
    } else {
        None
    }
}

/// The largest power of ten that [`scaled`] multiplies with: with the 53 bits of a float it stays below `2**127`.
const MOST_SCALE: u32 = 22;

/// `|x| * 10**scale` as a whole number, ties to even; `None` where 128 bits are too few to be exact.
fn scaled(x: f64, scale: i32) -> Option<u128> {
    let (mantissa, exponent) = parts(x);
    let ten = 10u128.pow(Some(scale.unsigned_abs()).filter(|s| *s <= MOST_SCALE)?);
    // The number is above / (below * 2**shift), and what is left after division stands against a half.
    let (above, below) = if scale > 0 { (mantissa as u128 * ten, 1) } else { (mantissa as u128, ten) };
    let (left, shift) = (exponent.max(0).unsigned_abs(), exponent.min(0).unsigned_abs());
    if left >= above.leading_zeros() || below > 1 && shift >= below.leading_zeros() {
        return None;
    }
    let above = above << left;
    let (whole, rest, half) = match (below, shift) {
        (1, 0) => return Some(above),
        (1, 128..) => return Some(0),
        (1, _) => (above >> shift, above & ((1 << shift) - 1), 1 << (shift - 1)),
        _ => {
            let unit = below << shift;
            (above / unit, (above % unit) << 1, unit)
        }
    };
    Some(whole + u128::from(rest > half || rest == half && whole & 1 == 1))
}

/// Appends the digits of a number, at least `least` of them.
fn push_digits(out: &mut Vec<u8>, mut n: u128, least: usize) {
    const CHUNK: u128 = 10_000_000_000_000_000_000;
    let mut buf = [b'0'; 64];
    let mut end = buf.len();
    while n >= CHUNK {
        small_decimal((n % CHUNK) as u64, &mut buf[..end]);
        (n, end) = (n / CHUNK, end - 19);
    }
    let at = small_decimal(n as u64, &mut buf[..end]).min(buf.len() - least.min(buf.len()));
    out.extend_from_slice(&buf[at..]);
}

/// Digits of `|x|` in scientific form (at least one) and the exponent of the first.
fn scientific(x: f64, precision: Option<usize>) -> (Vec<u8>, i32) {
    if let Some(found) = precision.and_then(|p| scientific_exact(x, p)) {
        return found;
    }
    let text = match precision {
        None => format!("{:e}", x.abs()),
        Some(p) => format!("{:.*e}", p.min(MOST_DIGITS), x.abs()),
    };
    let text = if precision.is_none() { untie(text, x) } else { text };
    let (digits, exponent) = text.split_once('e').expect("LowerExp writes an e");
    let mut digits: Vec<u8> = digits.bytes().filter(|&c| c != b'.').collect();
    if let Some(p) = precision.filter(|&p| p > MOST_DIGITS) {
        digits.resize(digits.len() + p - MOST_DIGITS, b'0');
    }
    (digits, exponent.parse().expect("LowerExp writes a decimal exponent"))
}

/// `scientific` for few digits and exponents that are not extreme.
fn scientific_exact(x: f64, precision: usize) -> Option<(Vec<u8>, i32)> {
    let precision = i32::try_from(precision).ok().filter(|p| *p <= 17)?;
    let binary = (x.to_bits() >> 52 & 0x7ff) as i32 - 1023;
    if !(-70..=120).contains(&binary) {
        return None;
    }
    // The decimal exponent of the power of two below |x|: right, or one too low.
    let mut exponent = (binary * 1233) >> 12;
    let mut n = scaled(x, precision - exponent)?;
    if n >= 10u128.pow(precision.unsigned_abs() + 1) {
        exponent += 1;
        n = scaled(x, precision - exponent)?;
    }
    let mut digits = Vec::with_capacity(20);
    push_digits(&mut digits, n, 0);
    Some((digits, exponent))
}

/// Two shortest forms can be equally near; the standard library takes the upper, CPython the even one, unless that is
/// another float (below a power of two they lie closer).
fn untie(text: String, x: f64) -> String {
    let digits = text.bytes().take_while(|&b| b != b'e').filter(u8::is_ascii_digit).count();
    if digits < 16 || !few_binary_places(x) {
        return text;
    }
    let even = format!("{:.*e}", digits - 1, x.abs());
    if even.parse() == Ok(x.abs()) { even } else { text }
}

/// A tie needs as many digits as an f64 can tell apart, and an exact value one digit longer; few floats are so round.
fn few_binary_places(x: f64) -> bool {
    let (mantissa, exponent) = parts(x);
    exponent + mantissa.trailing_zeros() as i32 >= -25
}

fn push_exponent(out: &mut Vec<u8>, exponent: i32) {
    out.extend_from_slice(if exponent < 0 { b"e-" } else { b"e+" });
    push_digits(out, exponent.unsigned_abs().into(), 2);
}

/// One number in style `code`; see [`push`].
pub fn format(x: f64, code: u8, precision: usize, alternate: bool, dot_zero: bool) -> String {
    let mut out = Vec::with_capacity(24);
    push(&mut out, x, code, precision, alternate, dot_zero);
    String::from_utf8(out).expect("digits and signs are ASCII")
}

/// Appends one number in style `code`, one of `e f g r` or their capitals (`r`: shortest, precision unused). `alternate` is
/// the flag `#`; `dot_zero` keeps `.0` on whole numbers and makes `g` turn to exponents one digit earlier. A sign
/// stands only before negative numbers.
pub fn push(out: &mut Vec<u8>, x: f64, code: u8, precision: usize, alternate: bool, dot_zero: bool) {
    let start = out.len();
    if let Some(text) = special(x) {
        out.extend_from_slice(text.as_bytes());
    } else {
        if x.is_sign_negative() {
            out.push(b'-');
        }
        match code.to_ascii_lowercase() {
            b'f' => push_fixed(out, x, precision, alternate),
            b'e' => {
                let (digits, exponent) = scientific(x, Some(precision));
                push_mantissa(out, &digits, alternate);
                push_exponent(out, exponent);
            }
            style => push_general(out, x, style, precision, alternate, dot_zero),
        }
    }
    if code.is_ascii_uppercase() {
        out[start..].make_ascii_uppercase();
    }
}

fn push_fixed(out: &mut Vec<u8>, x: f64, precision: usize, alternate: bool) {
    use std::io::Write;
    let exact = i32::try_from(precision).ok().and_then(|p| scaled(x, p));
    let kept = precision.min(MOST_DIGITS);
    if let Some(n) = exact {
        push_digits(out, n, precision + 1);
        if precision > 0 {
            out.insert(out.len() - precision, b'.');
        }
    } else {
        write!(out, "{:.*}", kept, x.abs()).expect("a Vec takes any text");
    }
    if precision > kept {
        out.resize(out.len() + precision - kept, b'0');
    } else if precision == 0 && alternate {
        out.push(b'.');
    }
}

fn push_mantissa(out: &mut Vec<u8>, digits: &[u8], alternate: bool) {
    out.push(digits[0]);
    if digits.len() > 1 || alternate {
        out.push(b'.');
        out.extend_from_slice(&digits[1..]);
    }
}

fn push_general(out: &mut Vec<u8>, x: f64, style: u8, precision: usize, alternate: bool, dot_zero: bool) {
    let shortest = style == b'r';
    let precision = precision.max(1);
    let (mut digits, exponent) = scientific(x, (!shortest).then(|| precision - 1));
    let bound = if shortest { 16 } else { precision as i64 - dot_zero as i64 };
    // A nonzero digit always leads, except in zero itself.
    if shortest || !alternate {
        let kept = digits.iter().rposition(|d| *d != b'0').map_or(1, |last| last + 1);
        digits.truncate(kept);
    }
    let leads = i64::from(exponent);
    let exponent_form =
        if shortest { leads < -4 || leads >= bound } else { leads < -4 || leads >= bound.max(0) };
    let zeros = |out: &mut Vec<u8>, n: usize| out.resize(out.len() + n, b'0');
    if exponent_form {
        push_mantissa(out, &digits, alternate);
        push_exponent(out, exponent);
    } else if exponent < 0 {
        out.extend_from_slice(b"0.");
        zeros(out, -exponent as usize - 1);
        out.extend_from_slice(&digits);
    } else {
        let whole = exponent as usize + 1;
        if digits.len() <= whole {
            out.extend_from_slice(&digits);
            zeros(out, whole - digits.len());
            if dot_zero || alternate {
                out.push(b'.');
            }
            if dot_zero {
                out.push(b'0');
            }
        } else {
            out.extend_from_slice(&digits[..whole]);
            out.push(b'.');
            out.extend_from_slice(&digits[whole..]);
        }
    }
}

/// `float(text)`; `None`: "could not convert string to float". Bytes that are not ASCII must be refused by the caller.
pub fn parse(text: &[u8]) -> Option<f64> {
    let text = ascii_number(text)?;
    let (negative, body) = match &*text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let value = parse_special(body).or_else(|| {
        let clean = clean_decimal(body)?;
        std::str::from_utf8(&clean).ok()?.parse::<f64>().ok()
    })?;
    Some(if negative { -value } else { value })
}

fn parse_special(body: &[u8]) -> Option<f64> {
    if body.first().is_some_and(u8::is_ascii_digit) {
        None
    } else if body.eq_ignore_ascii_case(b"inf") || body.eq_ignore_ascii_case(b"infinity") {
        Some(f64::INFINITY)
    } else if body.eq_ignore_ascii_case(b"nan") {
        Some(f64::NAN)
    } else {
        None
    }
}

/// Checks `digits [. digits] [e [sign] digits]` and drops underscores, which may stand between digits only.
fn clean_decimal(body: &[u8]) -> Option<Cow<'_, [u8]>> {
    let mut out = Cow::Borrowed(body);
    if body.contains(&b'_') {
        let digit = |j: Option<usize>| j.and_then(|j| body.get(j)).is_some_and(u8::is_ascii_digit);
        let between = |i: usize| digit(i.checked_sub(1)) && digit(Some(i + 1));
        if !(0..body.len()).all(|i| body[i] != b'_' || between(i)) {
            return None;
        }
        out = body.iter().copied().filter(|b| *b != b'_').collect();
    }
    let run = |s: &[u8]| s.iter().take_while(|b| b.is_ascii_digit()).count();
    let whole = run(&out);
    let mut at = whole;
    let mut fraction = 0;
    if out.get(at) == Some(&b'.') {
        fraction = run(&out[at + 1..]);
        at += 1 + fraction;
    }
    if whole + fraction == 0 {
        return None;
    }
    if matches!(out.get(at), Some(b'e' | b'E')) {
        at += 1;
        if matches!(out.get(at), Some(b'+' | b'-')) {
            at += 1;
        }
        let exponent = run(&out[at..]);
        if exponent == 0 {
            return None;
        }
        at += exponent;
    }
    (at == out.len()).then_some(out)
}

/// `|x| = mantissa * 2**exponent`, for finite `x`.
fn parts(x: f64) -> (u64, i32) {
    let bits = x.to_bits();
    let (biased, fraction) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) }
}

/// `float.hex`.
pub fn hex(x: f64) -> String {
    if let Some(s) = special(x) {
        return s.into();
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let (mantissa, exponent) = parts(x);
    format!("{sign}0x{}.{:013x}p{:+}", mantissa >> 52, mantissa & ((1 << 52) - 1), exponent + 52)
}

/// Why `float.fromhex` fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HexError {
    /// ValueError: "invalid hexadecimal floating-point string".
    Syntax,
    /// OverflowError: "hexadecimal value too large to represent as a float".
    TooLarge,
}

/// `float.fromhex`.
pub fn from_hex(text: &[u8]) -> Result<f64, HexError> {
    let space = |b: &u8| matches!(b, 9..=13 | 32);
    let from = text.iter().position(|b| !space(b)).unwrap_or(text.len());
    let to = text.iter().rposition(|b| !space(b)).map_or(from, |last| last + 1);
    let text = &text[from..to];
    let (negative, body) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let value = match parse_special(body) {
        Some(v) => v,
        None => hex_magnitude(body)?,
    };
    Ok(if negative { -value } else { value })
}

fn hex_magnitude(body: &[u8]) -> Result<f64, HexError> {
    let body = match body {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        rest => rest,
    };
    // The first 64 significant bits, whether anything nonzero follows, and the exponent of the last kept bit.
    let (mut mantissa, mut sticky, mut exponent) = (0u64, false, 0i64);
    let (mut digits, mut point, mut at) = (0, false, 0);
    while at < body.len() {
        let b = body[at];
        if b == b'.' && !point {
            point = true;
        } else if let Some(d) = (b as char).to_digit(16) {
            digits += 1;
            if mantissa >> 60 == 0 {
                mantissa = mantissa << 4 | d as u64;
                exponent -= if point { 4 } else { 0 };
            } else {
                sticky |= d != 0;
                exponent += if point { 0 } else { 4 };
            }
        } else {
            break;
        }
        at += 1;
    }
    if digits == 0 {
        return Err(HexError::Syntax);
    }
    if let Some(b'p' | b'P') = body.get(at) {
        let text = std::str::from_utf8(&body[at + 1..]).map_err(|_| HexError::Syntax)?;
        let number = text.strip_prefix(['+', '-']).unwrap_or(text);
        if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(HexError::Syntax);
        }
        let far = number.parse::<i64>().unwrap_or(i64::MAX / 4).min(i64::MAX / 4);
        exponent = exponent.saturating_add(if text.starts_with('-') { -far } else { far });
        at = body.len();
    }
    if at != body.len() {
        return Err(HexError::Syntax);
    }
    scale(mantissa, sticky, exponent).ok_or(HexError::TooLarge)
}

/// `mantissa * 2**exponent` (plus a little if `sticky`), rounded half to even; `None` on overflow.
pub fn scale(mantissa: u64, sticky: bool, exponent: i64) -> Option<f64> {
    if mantissa == 0 {
        return Some(0.0);
    }
    let bits = 64 - mantissa.leading_zeros() as i64;
    let top = exponent.saturating_add(bits);
    if top > 1024 {
        return None;
    }
    if top < -1074 {
        return Some(0.0);
    }
    // The exponent of the last bit the result can hold.
    let last = (top - 53).max(-1074);
    let drop = last - exponent;
    let kept = if drop <= 0 {
        mantissa << -drop
    } else if drop > 64 {
        0
    } else {
        let wide = mantissa as u128;
        let (q, rest, half) = ((wide >> drop) as u64, wide & ((1 << drop) - 1), 1u128 << (drop - 1));
        q + (rest > half || rest == half && (sticky || q & 1 == 1)) as u64
    };
    // `kept` is exact; two steps keep the factor itself in range.
    let value = kept as f64 * 2f64.powi((last / 2) as i32) * 2f64.powi((last - last / 2) as i32);
    value.is_finite().then_some(value)
}

/// The nearest integer, halves to even, as `round(x)` without digits; `x` is finite.
pub fn round_to_int(x: f64) -> IBig {
    to_int(x.round_ties_even())
}

/// `int(x)` for finite `x`: towards zero.
pub fn to_int(x: f64) -> IBig {
    let (mantissa, exponent) = parts(x);
    let magnitude = UBig::from(mantissa);
    let magnitude =
        if exponent >= 0 { magnitude << exponent as usize } else { magnitude >> -exponent as usize };
    if x < 0.0 { -IBig::from(magnitude) } else { IBig::from(magnitude) }
}

/// Quotient rounded down and remainder with the sign of `y`, which is not zero.
pub fn floor_parts(x: f64, y: f64) -> (f64, f64) {
    let mut rest = x % y;
    // Exact up to rounding: the true quotient is a whole number near this.
    let mut quotient = (x - rest) / y;
    if rest == 0.0 {
        rest = 0.0f64.copysign(y);
    } else if (rest < 0.0) != (y < 0.0) {
        rest += y;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0f64.copysign(x / y), rest);
    }
    let whole = quotient.floor();
    (if quotient - whole > 0.5 { whole + 1.0 } else { whole }, rest)
}

/// `x.as_integer_ratio()` for finite `x`: lowest terms, the denominator positive.
pub fn integer_ratio(x: f64) -> (IBig, IBig) {
    let (mut mantissa, mut exponent) = parts(x);
    if mantissa == 0 {
        return (IBig::from(0), IBig::from(1));
    }
    let zeros = mantissa.trailing_zeros();
    mantissa >>= zeros;
    exponent += zeros as i32;
    let numerator = IBig::from(mantissa) << exponent.max(0) as usize;
    let denominator = IBig::from(1) << (-exponent).max(0) as usize;
    (if x < 0.0 { -numerator } else { numerator }, denominator)
}

/// `round(x, digits)`: the decimal that is nearest to the exact value, halves to even; `None`: OverflowError "rounded
/// value too large to represent".
pub fn round_digits(x: f64, digits: i64) -> Option<f64> {
    if !x.is_finite() || x == 0.0 || digits > 323 {
        return Some(x);
    }
    if digits < -308 {
        return Some(0.0f64.copysign(x));
    }
    let small = i32::try_from(digits).ok().filter(|d| *d >= 0);
    let exact = small.and_then(|d| scaled(x, d)).filter(|n| *n < 1 << 53);
    let value = if let Some(n) = exact {
        // Two floats without error, so that their quotient is the nearest one.
        n as f64 / 10u128.pow(digits as u32) as f64
    } else if digits >= 0 {
        format!("{:.*}", digits as usize, x.abs()).parse::<f64>().ok()?
    } else {
        round_tens(x.abs(), -digits as usize)?
    };
    value.is_finite().then(|| value.copysign(x))
}

/// `x >= 0` to a multiple of `10**places`.
fn round_tens(x: f64, places: usize) -> Option<f64> {
    let whole = format!("{:.0}", x.trunc());
    let whole = format!("{whole:0>width$}", width = places + 1);
    let (kept, dropped) = whole.split_at(whole.len() - places);
    let half = std::cmp::Ord::cmp(
        dropped.as_bytes(),
        [b"5".as_slice(), &vec![b'0'; places - 1]].concat().as_slice(),
    );
    let odd = kept.ends_with(['1', '3', '5', '7', '9']);
    let up = half.is_gt() || half.is_eq() && (x.fract() != 0.0 || odd);
    let kept = IBig::from_str_radix(kept, 10).ok()? + if up { 1 } else { 0 };
    format!("{kept}e{places}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reprs() {
        for (x, s) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1e16, "1e+16"),
            (1e-5, "1e-05"),
            (0.0001, "0.0001"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (9999999999999998.0, "9999999999999998.0"),
            (0.1, "0.1"),
            (1e22, "1e+22"),
            (5e-324, "5e-324"),
            (1.5e300, "1.5e+300"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
            (-1.5, "-1.5"),
            (1e15, "1000000000000000.0"),
            (78_197_457_597_126.13, "78197457597126.12"),
            (2.0f64.powi(53), "9007199254740992.0"),
        ] {
            assert_eq!(repr(x), s);
        }
    }

    #[test]
    fn styles() {
        assert_eq!(format(2.5, b'e', 0, false, false), "2e+00");
        assert_eq!(format(2.5, b'f', 0, true, false), "2.");
        assert_eq!(format(0.5, b'f', 0, false, false), "0");
        assert_eq!(format(123.0, b'g', 3, false, true), "1.23e+02");
        assert_eq!(format(123.0, b'g', 3, false, false), "123");
        assert_eq!(format(1.0, b'g', 6, true, false), "1.00000");
        assert_eq!(format(1e16, b'r', 0, true, true), "1.e+16");
        assert_eq!(format(1e100, b'G', 6, false, false), "1E+100");
        assert_eq!(
            format(0.1, b'f', 60, false, false),
            "0.100000000000000005551115123125782702118158340454101562500000"
        );
        assert_eq!(format(0.0, b'g', 6, false, false), "0");
        assert_eq!(format(1.0, b'f', 2000, false, false).len(), 2002);
        assert_eq!(format(0.0, b'g', 3, true, false), "0.00");
        assert_eq!(format(5.0, b'g', 0, false, true), "5e+00");
    }

    #[test]
    fn parsing() {
        for (s, x) in [
            ("1_0.5e1", 105.0),
            (" +.5 ", 0.5),
            ("5.", 5.0),
            ("-Infinity", f64::NEG_INFINITY),
            ("\u{661}.5", 1.5),
            ("1e400", f64::INFINITY),
        ] {
            assert_eq!(parse(s.as_bytes()), Some(x), "{s}");
        }
        assert!(parse(b"nan").expect("a number").is_nan());
        for s in [
            "", ".", "e5", "1e", "1__0", "_1", "1_", "1_.5", "1._5", "1e_5", "0x10", "in f", "+-1", "1 2",
            "\x1c1", "infinit",
        ] {
            assert_eq!(parse(s.as_bytes()), None, "{s}");
        }
    }

    #[test]
    fn hexadecimal() {
        assert_eq!(hex(1.5), "0x1.8000000000000p+0");
        assert_eq!(hex(-5e-324), "-0x0.0000000000001p-1022");
        for x in [1.5, 0.1, 5e-324, f64::MAX, f64::MIN_POSITIVE, 3.0e-310] {
            assert_eq!(from_hex(hex(x).as_bytes()), Ok(x));
        }
        assert_eq!(from_hex(b" 0x1.fffffffffffff8p0\n"), Ok(2.0));
        assert_eq!(from_hex(b"0x1.00000000000008p0"), Ok(1.0));
        assert_eq!(from_hex(b"0x1.000000000000080000001p0"), Ok(1.0000000000000002));
        assert_eq!(from_hex(b"-.8p-1"), Ok(-0.25));
        assert_eq!(from_hex(b"0x0.8p-1074"), Ok(0.0));
        assert_eq!(from_hex(b"0x0.80001p-1074"), Ok(5e-324));
        assert_eq!(from_hex(b"0x1p1024"), Err(HexError::TooLarge));
        assert_eq!(from_hex(b"0x1.fffffffffffff8p1023"), Err(HexError::TooLarge));
        assert_eq!(from_hex(b"0x"), Err(HexError::Syntax));
        assert_eq!(from_hex(b"1p"), Err(HexError::Syntax));
    }

    #[test]
    fn rounding() {
        for (x, n, r) in [
            (2.675, 2, 2.67),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
            (2.5, 0, 2.0),
            (-0.4, 0, -0.0),
            (1234.5, -2, 1200.0),
            (1250.0, -2, 1200.0),
            (1350.0, -2, 1400.0),
            (1250.1, -2, 1300.0),
            (5.0, -1, 0.0),
            (5.1, -1, 10.0),
            (1e300, -400, 0.0),
            (1e23, -1, 1e23),
            (1.1, 400, 1.1),
            (5e-324, 323, 0.0),
            (49.0, -2, 0.0),
            (51.0, -2, 100.0),
        ] {
            assert_eq!(round_digits(x, n).map(f64::to_bits), Some(f64::to_bits(r)), "{x} {n}");
        }
        assert_eq!(round_digits(f64::MAX, -308), None);
        assert_eq!(integer_ratio(-0.75), (IBig::from(-3), IBig::from(4)));
        assert_eq!(to_int(-1e20).to_string(), "-100000000000000000000");
        assert_eq!(round_to_int(2.5), IBig::from(2));
    }

    #[test]
    fn short_ways_agree() {
        let mut seed = 1u64;
        for i in 0..40_000u64 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let round = (seed >> 40) as f64 / [1.0, 2.0, 8.0, 1024.0, 100.0, 1e4, 1e9][(i % 7) as usize];
            let any = f64::from_bits((seed >> 12) | (1023 - 140 + i % 280) << 52);
            for x in [round, any, -any] {
                let p = (seed % 19) as usize;
                assert_eq!(format(x, b'f', p, false, false), format!("{x:.p$}"), "{x:e} .{p}f");
                let (digits, exponent) = scientific(x, Some(p));
                let known = format!("{:.p$e}", x.abs());
                let known = known.split_once('e').expect("an exponent");
                assert_eq!(digits, known.0.replace('.', "").into_bytes(), "{x:e} .{p}e");
                assert_eq!(exponent.to_string(), known.1, "{x:e} .{p}e");
                let places = p as i64 % 8;
                let known = format!("{x:.*}", places as usize).parse::<f64>();
                assert_eq!(
                    round_digits(x, places).map(f64::to_bits),
                    known.ok().map(f64::to_bits),
                    "{x:e} {places}"
                );
            }
        }
    }
}
