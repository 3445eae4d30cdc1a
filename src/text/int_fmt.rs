//! Integers as text in any base and back, as `str(int)`, `hex`, `int(text, base)` do it.
//! Width, sign and grouping are in format_spec.rs; floats in float_fmt.rs.

use super::{unicode, wtf8};
use dashu_int::{IBig, UBig, ops::BitTest};
use std::borrow::Cow;

/// An integer to print: most fit a machine word.
#[derive(Clone, Copy, Debug)]
pub enum Int<'a> {
    /// Fits.
    Small(i64),
    /// Does not fit, or was never tried.
    Big(&'a IBig),
}

impl Int<'_> {
    /// Below zero.
    pub fn is_negative(&self) -> bool {
        match self {
            Int::Small(n) => *n < 0,
            Int::Big(n) => n.sign() == dashu_int::Sign::Negative,
        }
    }

    /// The digits of the absolute value in `base` (2..=36), lower case.
    pub fn digits(&self, base: u32) -> String {
        match self {
            Int::Small(_) => {
                let mut out = Vec::with_capacity(24);
                self.push_digits(&mut out, base);
                String::from_utf8(out).expect("digits are ASCII")
            }
            Int::Big(n) => magnitude(n).in_radix(base as u8).to_string(),
        }
    }

    /// Appends the digits of the absolute value in `base`.
    pub fn push_digits(&self, out: &mut Vec<u8>, base: u32) {
        match self {
            Int::Small(n) => {
                let mut buf = [0u8; 64];
                let at = small_digits(n.unsigned_abs(), base, &mut buf);
                out.extend_from_slice(&buf[at..]);
            }
            Int::Big(_) => out.extend_from_slice(self.digits(base).as_bytes()),
        }
    }

    /// The value as a float, rounded half to even; `None` when too large.
    pub fn to_f64(&self) -> Option<f64> {
        match self {
            Int::Small(n) => Some(*n as f64),
            Int::Big(n) => big_to_f64(n),
        }
    }
}

/// dashu's own conversion loses the last bit of some large numbers.
fn big_to_f64(n: &IBig) -> Option<f64> {
    let (sign, words) = n.as_sign_words();
    let top = words.iter().rposition(|w| *w != 0)?;
    // The 64 highest bits; what is below them only counts if it is not zero.
    let lead = words[top].leading_zeros();
    let (high, below) = (words[top] << lead, top.checked_sub(1).map_or(0, |i| words[i]));
    let rest = if lead == 0 { 0 } else { below >> (64 - lead) };
    let more = below << lead != 0 || words[..top.saturating_sub(1)].iter().any(|w| *w != 0);
    let (bits, half) = (high | rest, 1 << 10);
    let (mut mantissa, cut) = (bits >> 11, bits & 0x7ff);
    if cut > half || cut == half && (more || mantissa & 1 == 1) {
        mantissa += 1;
    }
    // A mantissa rounded up to the next power of two carries into the exponent.
    let exponent = (top as u64 + 1) * 64 - u64::from(lead) - 1;
    let word = ((exponent + 1023) << 52).checked_add(mantissa - (1 << 52)).filter(|_| exponent < 1024)?;
    let value = f64::from_bits(word);
    value.is_finite().then(|| if sign == dashu_int::Sign::Negative { -value } else { value })
}

fn magnitude(n: &IBig) -> UBig {
    let (_, words) = n.as_sign_words();
    UBig::from_words(words)
}

/// Writes the decimal digits of a number to the end of a buffer that has room for them; where they begin.
pub fn small_decimal(mut n: u64, buf: &mut [u8]) -> usize {
    let mut at = buf.len();
    while n >= 100 {
        at -= 2;
        buf[at..at + 2].copy_from_slice(&PAIRS[(n % 100) as usize]);
        n /= 100;
    }
    at -= 1;
    buf[at] = PAIRS[n as usize][1];
    if n >= 10 {
        at -= 1;
        buf[at] = PAIRS[n as usize][0];
    }
    at
}

/// The digits of the numbers below a hundred.
static PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[b'0'; 2]; 100];
    let mut i = 0;
    while i < 100 {
        pairs[i] = [b'0' + i as u8 / 10, b'0' + i as u8 % 10];
        i += 1;
    }
    pairs
};

/// Appends the decimal digits of a number.
pub fn push_decimal(out: &mut Vec<u8>, n: i64) {
    if n < 0 {
        out.push(b'-');
    }
    push_unsigned(out, n.unsigned_abs());
}

fn push_unsigned(out: &mut Vec<u8>, n: u64) {
    let mut digits = [0; 20];
    let start = small_decimal(n, &mut digits);
    out.extend_from_slice(&digits[start..]);
}

/// Writes the digits of a number in a base to the end of a buffer; where they begin.
fn small_digits(n: u64, base: u32, buf: &mut [u8; 64]) -> usize {
    match base {
        10 => small_decimal(n, buf),
        16 => small_radix::<16>(n, buf),
        8 => small_radix::<8>(n, buf),
        2 => small_radix::<2>(n, buf),
        _ => {
            let (mut at, mut n) = (buf.len() - 1, n);
            while n >= base.into() {
                buf[at] = DIGITS[(n % u64::from(base)) as usize];
                n /= u64::from(base);
                at -= 1;
            }
            buf[at] = DIGITS[n as usize];
            at
        }
    }
}

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Writes the digits in a base that is known beforehand to the end of a buffer; where they begin.
fn small_radix<const BASE: u64>(mut n: u64, buf: &mut [u8; 64]) -> usize {
    let mut at = buf.len();
    loop {
        at -= 1;
        buf[at] = DIGITS[(n % BASE) as usize];
        n /= BASE;
        if n == 0 {
            return at;
        }
    }
}

/// `str(n)`; see [`exceeds_limit`] for the check that comes first.
pub fn to_decimal(n: Int<'_>) -> String {
    match n {
        Int::Small(n) => n.to_string(),
        Int::Big(n) => n.to_string(),
    }
}

/// `bin`, `oct`, `hex`: sign, prefix, digits.
pub fn with_prefix(n: Int<'_>, base: u32) -> Vec<u8> {
    let prefix: &[u8] = match base {
        2 => b"0b",
        8 => b"0o",
        16 => b"0x",
        _ => b"",
    };
    let mut out = Vec::with_capacity(24);
    out.extend_from_slice(if n.is_negative() { b"-" } else { b"" });
    out.extend_from_slice(prefix);
    n.push_digits(&mut out, base);
    out
}

/// Whether printing `n` in base 10 takes more than `limit` digits (0: no limit).
pub fn exceeds_limit(n: &IBig, limit: usize) -> bool {
    let bits = magnitude(n).bit_len();
    if limit == 0 || bits < limit * 3 {
        return false;
    }
    // 3.3219280948 bits per digit; only near the border the digits are made.
    let least = ((bits - 1) as f64 / 3.321_928_094_887_362_5) as usize;
    least > limit || (least + 2 > limit && Int::Big(n).digits(10).len() > limit)
}

/// CPython's words for a number over the limit when printing.
pub fn limit_message_str(limit: usize) -> String {
    format!(
        "Exceeds the limit ({limit} digits) for integer string conversion; \
         use sys.set_int_max_str_digits() to increase the limit"
    )
}

/// A parsed integer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// Fits a machine word.
    Small(i64),
    /// Larger.
    Big(IBig),
}

/// Why text is no integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntError {
    /// Not 0 and not 2..=36.
    Base,
    /// Not a literal of the base.
    Literal,
    /// More decimal digits than `sys.set_int_max_str_digits` allows.
    TooLong {
        /// How many there are.
        digits: usize,
        /// How many may be.
        limit: usize,
    },
}

impl IntError {
    /// The text of the ValueError; `shown` is the repr of the argument.
    pub fn message(&self, base: u32, shown: &[u8]) -> Vec<u8> {
        match self {
            IntError::Base => b"int() base must be >= 2 and <= 36, or 0".to_vec(),
            IntError::Literal => {
                let shown = wtf8::slice(shown, 0, 200);
                [format!("invalid literal for int() with base {base}: ").as_bytes(), shown].concat()
            }
            IntError::TooLong { digits, limit } => format!(
                "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
                 use sys.set_int_max_str_digits() to increase the limit"
            )
            .into_bytes(),
        }
    }
}

/// The text of a number in ASCII: spaces at the ends dropped, decimal digits of any script turned into `0..9`.
/// `None` when other characters beyond ASCII remain.
pub fn ascii_number(s: &[u8]) -> Option<Cow<'_, [u8]>> {
    // Other than in str.strip, the separators 0x1c..0x1f are no space here.
    let space = |c: u32| if c < 128 { matches!(c, 9..=13 | 32) } else { unicode::is_space(c) };
    let mut s = s;
    while !s.is_empty() {
        let (c, n) = wtf8::decode_at(s, 0);
        if !space(c) {
            break;
        }
        s = &s[n..];
    }
    while !s.is_empty() {
        let (c, n) = wtf8::decode_before(s, s.len());
        if !space(c) {
            break;
        }
        s = &s[..s.len() - n];
    }
    if s.is_ascii() {
        return Some(Cow::Borrowed(s));
    }
    let digit = |c: u32| if c < 128 { Some(c as u8) } else { unicode::decimal(c).map(|d| b'0' + d as u8) };
    wtf8::chars(s).map(digit).collect::<Option<Vec<u8>>>().map(Cow::Owned)
}

/// Digits of a base without the underscores, which may stand between digits only.
fn clean_digits(text: &[u8], radix: u32) -> Option<Cow<'_, [u8]>> {
    let digit = |b: &u8| char::from(*b).is_digit(radix);
    if if radix == 10 { text.iter().all(u8::is_ascii_digit) } else { text.iter().all(digit) } {
        return (!text.is_empty()).then_some(Cow::Borrowed(text));
    }
    text.split(|b| *b == b'_')
        .all(|part| !part.is_empty() && part.iter().all(digit))
        .then(|| text.iter().copied().filter(|b| *b != b'_').collect())
}

/// The number of so few decimal digits that the plain way, a word's worth of them at a time, is the fastest.
fn few_decimals(digits: &[u8]) -> Option<UBig> {
    const STEP: usize = 19;
    if digits.len() > 30 * STEP {
        return None;
    }
    let mut words: Vec<u64> = Vec::with_capacity(digits.len() / STEP + 1);
    let (first, rest) = digits.split_at(digits.len() % STEP);
    for part in std::iter::once(first).chain(rest.chunks(STEP)) {
        let mut carry = part.iter().fold(0, |n, b| n * 10 + u64::from(b - b'0'));
        for w in &mut words {
            let n = u128::from(*w) * 10u128.pow(STEP as u32) + u128::from(carry);
            (*w, carry) = (n as u64, (n >> 64) as u64);
        }
        if carry > 0 {
            words.push(carry);
        }
    }
    Some(UBig::from_words(&words))
}

/// `int(text, base)`; `limit` is the most decimal digits allowed, 0 for any number. Bytes that are not ASCII must
/// be refused by the caller.
pub fn parse(text: &[u8], base: u32, limit: usize) -> Result<Parsed, IntError> {
    if base != 0 && !(2..=36).contains(&base) {
        return Err(IntError::Base);
    }
    // Few plain digits, the usual case, need nothing of what follows.
    if base == 10 && (1..=18).contains(&text.len()) && text.iter().all(u8::is_ascii_digit) {
        return Ok(Parsed::Small(text.iter().fold(0, |n, b| n * 10 + i64::from(b - b'0'))));
    }
    let text = ascii_number(text).ok_or(IntError::Literal)?;
    let (negative, body) = match &*text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let prefix = match body {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let (radix, digits) = if prefix != 0 && (base == 0 || base == prefix) {
        // One underscore may stand between prefix and digits.
        (prefix, body[2..].strip_prefix(b"_").unwrap_or(&body[2..]))
    } else {
        (if base == 0 { 10 } else { base }, body)
    };
    let clean = clean_digits(digits, radix).ok_or(IntError::Literal)?;
    // In base 0, "012" could be a slip for octal.
    if base == 0 && prefix == 0 && clean[0] == b'0' && clean.iter().any(|&b| b != b'0') {
        return Err(IntError::Literal);
    }
    if limit != 0 && clean.len() > limit && !radix.is_power_of_two() {
        return Err(IntError::TooLong { digits: clean.len(), limit });
    }
    let digits = std::str::from_utf8(&clean).map_err(|_| IntError::Literal)?;
    if let Ok(n) = i64::from_str_radix(digits, radix) {
        return Ok(Parsed::Small(if negative { -n } else { n }));
    }
    let big = match few_decimals(&clean) {
        Some(n) if radix == 10 => n,
        _ => UBig::from_str_radix(digits, radix).map_err(|_| IntError::Literal)?,
    };
    let big = IBig::from(big);
    let big = if negative { -big } else { big };
    Ok(i64::try_from(&big).map_or(Parsed::Big(big), Parsed::Small))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(s: &str, base: u32) -> Option<i64> {
        match parse(s.as_bytes(), base, 4300) {
            Ok(Parsed::Small(n)) => Some(n),
            _ => None,
        }
    }

    #[test]
    fn parsing() {
        let good = [
            (" 12\n", 10, 12),
            ("-0x1F", 16, -31),
            ("0x_1f", 0, 31),
            ("1_000", 10, 1000),
            ("zz", 36, 1295),
            ("\u{3000}\u{661}\u{662}\u{85}", 10, 12),
            ("00", 0, 0),
            ("0_0", 0, 0),
            ("0b11", 0, 3),
            ("0b11", 16, 2833),
            ("-9223372036854775808", 10, i64::MIN),
            ("+7", 10, 7),
            ("0o17", 8, 15),
            ("010", 8, 8),
        ];
        for (s, base, n) in good {
            assert_eq!(small(s, base), Some(n), "{s:?}");
        }
        for (s, base) in [
            ("", 10),
            ("012", 0),
            ("1__0", 10),
            ("_1", 10),
            ("1_", 10),
            ("- 1", 10),
            ("0x", 16),
            ("0x", 0),
            ("\x1c1", 10),
            ("1.5", 10),
            ("2", 2),
            ("é", 10),
            ("0x__1", 16),
            ("+-1", 10),
            ("0b2", 0),
            ("--1", 10),
        ] {
            assert_eq!(parse(s.as_bytes(), base, 0), Err(IntError::Literal), "{s:?}");
        }
        assert_eq!(parse(b"1", 1, 0), Err(IntError::Base));
        assert_eq!(parse(&[b'1'; 5000], 10, 4300), Err(IntError::TooLong { digits: 5000, limit: 4300 }));
        assert!(matches!(parse(b"9223372036854775808", 10, 0), Ok(Parsed::Big(_))));
        assert_eq!(IntError::Literal.message(10, b"'x'"), b"invalid literal for int() with base 10: 'x'");
    }

    #[test]
    fn printing() {
        assert_eq!(with_prefix(Int::Small(-255), 16), b"-0xff");
        assert_eq!(with_prefix(Int::Small(0), 2), b"0b0");
        let big = IBig::from(1) << 100usize;
        assert_eq!(with_prefix(Int::Big(&-big.clone()), 8), format!("-0o2{}", "0".repeat(33)).into_bytes());
        assert_eq!(to_decimal(Int::Big(&big)), "1267650600228229401496703205376");
        assert_eq!(to_decimal(Int::Small(i64::MIN)), "-9223372036854775808");
        let border = IBig::from(10).pow(4300);
        assert!(exceeds_limit(&border, 4300) && !exceeds_limit(&(border - 1), 4300));
    }
}
