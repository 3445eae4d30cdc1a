//! The format-spec mini-language, `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`: parsing and
//! application to str, int, float and complex. Templates that contain specs are in format_template.rs, the older
//! `%` formatting in percent.rs.

use super::int_fmt::{Int, small_decimal};
use super::strops::{fits, push_fill};
use super::{
    float_fmt,
    wtf8::{self, Chars},
};

/// Why formatting fails; the exception's class and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// ValueError.
    Value(Vec<u8>),
    /// OverflowError.
    Overflow(Vec<u8>),
    /// MemoryError.
    Memory,
}

fn fail<T>(message: &str) -> Result<T, FormatError> {
    Err(FormatError::Value(message.as_bytes().to_vec()))
}

/// A parsed format spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    fill: u32,
    /// `<`, `>`, `=`, `^`.
    align: u8,
    sign: Option<u8>,
    no_negative_zero: bool,
    alternate: bool,
    width: usize,
    grouping: Option<u8>,
    precision: Option<usize>,
    /// The type character, or the default of the object's type.
    code: u32,
}

/// The number that comes next.
fn digits(rest: &mut Chars<'_>) -> Result<Option<usize>, FormatError> {
    let mut value: Option<usize> = None;
    while let Some(d) = rest.clone().next().and_then(super::unicode::decimal) {
        let next = value.unwrap_or(0).checked_mul(10).and_then(|v| v.checked_add(d as usize));
        match next.filter(|&v| v <= isize::MAX as usize) {
            Some(v) => value = Some(v),
            None => return fail("Too many decimal digits in format string"),
        }
        rest.next();
    }
    Ok(value)
}

/// Whether this ASCII character comes next; it is taken.
fn takes(rest: &mut Chars<'_>, c: u8) -> bool {
    let here = rest.rest().first() == Some(&c);
    if here {
        rest.next();
    }
    here
}

/// A character as CPython's messages show it.
fn shown(c: u32) -> String {
    match char::from_u32(c) {
        Some(ch) if (33..128).contains(&c) => ch.to_string(),
        _ => format!("\\x{c:x}"),
    }
}

fn is_align(c: u32) -> bool {
    matches!(u8::try_from(c), Ok(b'<' | b'>' | b'=' | b'^'))
}

impl Spec {
    /// Parses `text` for an object of type `type_name`, whose default type and alignment are given.
    fn parse(text: &[u8], type_name: &str, default_code: u8, default_align: u8) -> Result<Spec, FormatError> {
        let mut spec = Spec {
            fill: b' ' as u32,
            align: default_align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            code: default_code as u32,
        };
        let mut rest = wtf8::chars(text);
        let (mut fill_given, mut align_given) = (false, false);
        let mut ahead = rest.clone();
        match (ahead.next(), ahead.next()) {
            (Some(fill), Some(align)) if is_align(align) => {
                (spec.fill, spec.align) = (fill, align as u8);
                (fill_given, align_given, rest) = (true, true, ahead);
            }
            (Some(align), _) if is_align(align) => {
                (spec.align, align_given) = (align as u8, true);
                rest.next();
            }
            _ => {}
        }
        spec.sign = [b' ', b'+', b'-'].into_iter().find(|&c| takes(&mut rest, c));
        spec.no_negative_zero = takes(&mut rest, b'z');
        spec.alternate = takes(&mut rest, b'#');
        if !fill_given && takes(&mut rest, b'0') {
            spec.fill = b'0' as u32;
            if !align_given && default_align == b'>' {
                spec.align = b'=';
            }
        }
        spec.width = digits(&mut rest)?.unwrap_or(0);
        if takes(&mut rest, b',') {
            spec.grouping = Some(b',');
        }
        if takes(&mut rest, b'_') {
            if spec.grouping.is_some() {
                return fail("Cannot specify both ',' and '_'.");
            }
            spec.grouping = Some(b'_');
        }
        if rest.rest().first() == Some(&b',') && spec.grouping == Some(b'_') {
            return fail("Cannot specify both ',' and '_'.");
        }
        if takes(&mut rest, b'.') {
            spec.precision = digits(&mut rest)?;
            if spec.precision.is_none() {
                return fail("Format specifier missing precision");
            }
        }
        match (rest.next(), rest.next()) {
            (None, _) => {}
            (Some(code), None) => spec.code = code,
            _ => {
                let parts = [
                    b"Invalid format specifier '",
                    text,
                    b"' for object of type '",
                    type_name.as_bytes(),
                    b"'",
                ];
                return Err(FormatError::Value(parts.concat()));
            }
        }
        // A fill character has up to four bytes; the precision of a str takes no space.
        let digits =
            if spec.code == b's' as u32 { 0 } else { spec.precision.unwrap_or(0).min(i32::MAX as usize) };
        if !fits(spec.width.saturating_mul(4).saturating_add(digits)) {
            return Err(FormatError::Memory);
        }
        if let Some(separator) = spec.grouping {
            let groups = match u8::try_from(spec.code) {
                Ok(b'd' | b'e' | b'f' | b'g' | b'E' | b'G' | b'%' | b'F' | 0) => true,
                Ok(b'b' | b'o' | b'x' | b'X') => separator == b'_',
                _ => false,
            };
            if !groups {
                return fail(&format!("Cannot specify '{}' with '{}'.", separator as char, shown(spec.code)));
            }
        }
        Ok(spec)
    }

    fn unknown<T>(&self, type_name: &str) -> Result<T, FormatError> {
        fail(&format!("Unknown format code '{}' for object of type '{type_name}'", shown(self.code)))
    }

    /// The type as ASCII; 0xff when it is none.
    fn code(&self) -> u8 {
        u8::try_from(self.code).ok().filter(u8::is_ascii).unwrap_or(0xff)
    }

    /// Pads `body` of `count` characters; `=` is only for numbers and treated before.
    fn pad(&self, body: &[u8], count: usize) -> Vec<u8> {
        let missing = self.width.saturating_sub(count);
        let left = match self.align {
            b'>' | b'=' => missing,
            b'^' => missing / 2,
            _ => 0,
        };
        let mut fill = [0; 4];
        let fill_len = wtf8::encode(self.fill, &mut fill);
        let fill = &fill[..fill_len];
        let mut out = Vec::with_capacity(body.len() + missing * fill_len);
        push_fill(&mut out, fill, left);
        out.extend_from_slice(body);
        push_fill(&mut out, fill, missing - left);
        out
    }

    /// Sign, prefix, digits (grouped), rest, padded to the width.
    fn number(&self, number: &Number<'_>) -> Vec<u8> {
        let sign: &str = match (number.negative, self.sign) {
            (true, _) => "-",
            (false, Some(b'+')) => "+",
            (false, Some(b' ')) => " ",
            _ => "",
        };
        let around = sign.len() + number.prefix.len() + number.rest.len();
        let zero_padded = self.fill == b'0' as u32 && self.align == b'=';
        let least = if zero_padded { self.width.saturating_sub(around) } else { 0 };
        let grouped;
        let (zeros, digits) = match self.grouping {
            Some(separator) if !number.digits.is_empty() => {
                grouped = group(number.digits, separator, number.group, least);
                (0, grouped.as_str())
            }
            // What has no digits (inf, nan) is padded like digits but never grouped.
            _ => (least.saturating_sub(number.digits.len()), number.digits),
        };
        let missing = self.width.saturating_sub(around + zeros + digits.len());
        let (before, between) = match self.align {
            b'>' => (missing, 0),
            b'^' => (missing / 2, 0),
            b'=' => (0, missing),
            _ => (0, 0),
        };
        let mut fill = [0; 4];
        let fill_len = wtf8::encode(self.fill, &mut fill);
        let fill = &fill[..fill_len];
        let mut out = Vec::with_capacity(around + zeros + digits.len() + missing * fill_len);
        push_fill(&mut out, fill, before);
        out.extend_from_slice(sign.as_bytes());
        out.extend_from_slice(number.prefix.as_bytes());
        push_fill(&mut out, fill, between);
        push_fill(&mut out, b"0", zeros);
        out.extend_from_slice(digits.as_bytes());
        out.extend_from_slice(number.rest.as_bytes());
        push_fill(&mut out, fill, missing - before - between);
        out
    }
}

/// The parts of a number that a spec arranges; all ASCII.
struct Number<'a> {
    negative: bool,
    prefix: &'a str,
    digits: &'a str,
    rest: &'a str,
    group: usize,
}

/// `digits` with a separator every `size`, zeros in front until at least `least` long.
fn group(digits: &str, separator: u8, size: usize, least: usize) -> String {
    let total = |n: usize| n + (n - 1) / size;
    let mut n = digits.len();
    if total(n) < least {
        // The count of digits that first reaches the width; a separator never leads.
        n = n.max(least - least / (size + 1));
        while total(n) < least {
            n += 1;
        }
    }
    let mut out = String::with_capacity(total(n));
    let zeros = n - digits.len();
    for (i, c) in std::iter::repeat_n('0', zeros).chain(digits.chars()).enumerate() {
        if i > 0 && (n - i).is_multiple_of(size) {
            out.push(separator as char);
        }
        out.push(c);
    }
    out
}

/// `format(str, spec)`; `type_name` is the name of the object's type, for messages.
pub fn format_str(s: &[u8], spec_text: &[u8], type_name: &str) -> Result<Vec<u8>, FormatError> {
    if spec_text.is_empty() {
        return Ok(s.to_vec());
    }
    let spec = Spec::parse(spec_text, type_name, b's', b'<')?;
    if spec.code() != b's' {
        return spec.unknown(type_name);
    }
    match spec.sign {
        Some(b' ') => return fail("Space not allowed in string format specifier"),
        Some(_) => return fail("Sign not allowed in string format specifier"),
        None => {}
    }
    if spec.no_negative_zero {
        return fail("Negative zero coercion (z) not allowed in string format specifier");
    }
    if spec.alternate {
        return fail("Alternate form (#) not allowed in string format specifier");
    }
    if spec.align == b'=' {
        return fail("'=' alignment not allowed in string format specifier");
    }
    let s = spec.precision.map_or(s, |p| wtf8::slice(s, 0, p));
    Ok(spec.pad(s, wtf8::char_count(s)))
}

/// `format(int, spec)` for the specs that most programs use, `[0][width][d]` with a width below 100: the text stands at the
/// end of `buf`, from the index that is returned. `None`: `format_int` knows.
pub fn format_quick_int(n: i64, spec: &[u8], buf: &mut [u8; 100]) -> Option<usize> {
    let spec = spec.strip_suffix(b"d").unwrap_or(spec);
    let (zeros, width) = match spec {
        [b'0', width @ ..] => (true, width),
        width => (false, width),
    };
    let width = match *width {
        [] => 0,
        [a @ b'0'..=b'9'] => a - b'0',
        [a @ b'0'..=b'9', b @ b'0'..=b'9'] => (a - b'0') * 10 + (b - b'0'),
        _ => return None,
    };
    let end = buf.len() - width as usize;
    let mut at = small_decimal(n.unsigned_abs(), buf);
    let sign = n < 0;
    while zeros && at > end + usize::from(sign) {
        at -= 1;
        buf[at] = b'0';
    }
    if sign {
        at -= 1;
        buf[at] = b'-';
    }
    while at > end {
        at -= 1;
        buf[at] = b' ';
    }
    Some(at)
}

/// `format(int, spec)`, for a spec that is not empty. The digit limit of `str(int)` is the caller's.
pub fn format_int(n: Int<'_>, spec_text: &[u8], type_name: &str) -> Result<Vec<u8>, FormatError> {
    let spec = Spec::parse(spec_text, type_name, b'd', b'>')?;
    let (base, prefix) = match spec.code() {
        b'd' | b'n' | b'c' => (10, ""),
        b'b' => (2, "0b"),
        b'o' => (8, "0o"),
        b'x' => (16, "0x"),
        b'X' => (16, "0X"),
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%' => {
            let Some(x) = n.to_f64() else {
                return Err(FormatError::Overflow(b"int too large to convert to float".to_vec()));
            };
            return float_with(&spec, x, type_name);
        }
        _ => return spec.unknown(type_name),
    };
    if spec.precision.is_some() {
        return fail("Precision not allowed in integer format specifier");
    }
    if spec.no_negative_zero {
        return fail("Negative zero coercion (z) not allowed in integer format specifier");
    }
    if spec.code() == b'c' {
        return char_with(&spec, n);
    }
    let mut digits = n.digits(base);
    if spec.code() == b'X' {
        digits.make_ascii_uppercase();
    }
    Ok(spec.number(&Number {
        negative: n.is_negative(),
        prefix: if spec.alternate { prefix } else { "" },
        digits: &digits,
        rest: "",
        group: if base == 10 { 3 } else { 4 },
    }))
}

fn char_with(spec: &Spec, n: Int<'_>) -> Result<Vec<u8>, FormatError> {
    if spec.sign.is_some() {
        return fail("Sign not allowed with integer format specifier 'c'");
    }
    if spec.alternate {
        return fail("Alternate form (#) not allowed with integer format specifier 'c'");
    }
    let c = match n {
        Int::Small(n) => u32::try_from(n).ok().filter(|&c| c < 0x110000),
        Int::Big(_) => None,
    };
    let Some(c) = c else {
        let message = match n {
            Int::Small(_) => "%c arg not in range(0x110000)",
            Int::Big(_) => "Python int too large to convert to C long",
        };
        return Err(FormatError::Overflow(message.into()));
    };
    let mut body = Vec::new();
    wtf8::push(&mut body, c);
    Ok(spec.pad(&body, 1))
}

/// `format(float, spec)`, for a spec that is not empty.
pub fn format_float(x: f64, spec_text: &[u8], type_name: &str) -> Result<Vec<u8>, FormatError> {
    let spec = Spec::parse(spec_text, type_name, 0, b'>')?;
    float_with(&spec, x, type_name)
}

fn float_with(spec: &Spec, x: f64, type_name: &str) -> Result<Vec<u8>, FormatError> {
    if !matches!(spec.code(), 0 | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n' | b'%') {
        return spec.unknown(type_name);
    }
    let text = float_digits(spec, x, true)?;
    if spec.grouping.is_none() && matches!(spec.sign, None | Some(b'-')) && spec.width <= text.len() {
        return Ok(text.into_bytes());
    }
    let (negative, digits, rest) = float_parts(&text);
    Ok(spec.number(&Number { negative, prefix: "", digits, rest, group: 3 }))
}

/// Digits of one float in the style of `spec`, with `-` if negative; `dot_zero`: a plain float shows its `.0`.
fn float_digits(spec: &Spec, x: f64, dot_zero: bool) -> Result<String, FormatError> {
    if spec.precision.is_some_and(|p| p > i32::MAX as usize) {
        return fail("precision too big");
    }
    let precision = spec.precision.unwrap_or(6);
    let (code, x, dot_zero) = match spec.code() {
        0 => (if spec.precision.is_none() { b'r' } else { b'g' }, x, dot_zero),
        b'n' => (b'g', x, false),
        b'%' => (b'f', x * 100.0, false),
        code => (code, x, false),
    };
    let mut text = float_fmt::format(x, code, precision, spec.alternate, dot_zero);
    if spec.no_negative_zero
        && text.starts_with('-')
        && !text.bytes().any(|b| matches!(b, b'1'..=b'9' | b'n' | b'N'))
    {
        text.remove(0);
    } else if spec.no_negative_zero && text.starts_with('-') {
        // "-0e+05" has no place: a zero's exponent is always +00, so only the mantissa decides.
        let mantissa = text.split(['e', 'E']).next().unwrap_or("");
        if !mantissa.bytes().any(|b| matches!(b, b'1'..=b'9' | b'n' | b'N')) {
            text.remove(0);
        }
    }
    if spec.code() == b'%' {
        text.push('%');
    }
    Ok(text)
}

fn float_parts(text: &str) -> (bool, &str, &str) {
    let negative = text.starts_with('-');
    let body = &text[negative as usize..];
    let end = body.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(body.len());
    (negative, &body[..end], &body[end..])
}

/// `format(complex, spec)`, for a spec that is not empty.
pub fn format_complex(re: f64, im: f64, spec_text: &[u8], type_name: &str) -> Result<Vec<u8>, FormatError> {
    let spec = Spec::parse(spec_text, type_name, 0, b'>')?;
    if !matches!(spec.code(), 0 | b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'n') {
        return spec.unknown(type_name);
    }
    if spec.fill == b'0' as u32 {
        return fail("Zero padding is not allowed in complex format specifier");
    }
    if spec.align == b'=' {
        return fail("'=' alignment flag is not allowed in complex format specifier");
    }
    let plain = spec.code() == 0;
    let skip_re = plain && re == 0.0 && re.is_sign_positive();
    let part = |x: f64, sign: Option<u8>| -> Result<Vec<u8>, FormatError> {
        let text = float_digits(&spec, x, false)?;
        let (negative, digits, rest) = float_parts(&text);
        let bare = Spec { width: 0, sign, align: b'>', ..spec.clone() };
        Ok(bare.number(&Number { negative, prefix: "", digits, rest, group: 3 }))
    };
    let mut body = Vec::new();
    if plain && !skip_re {
        body.push(b'(');
    }
    if !skip_re {
        body.extend(part(re, spec.sign)?);
    }
    body.extend(part(im, if skip_re { spec.sign } else { Some(b'+') })?);
    body.push(b'j');
    if plain && !skip_re {
        body.push(b')');
    }
    Ok(spec.pad(&body, body.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(r: Result<Vec<u8>, FormatError>) -> String {
        match r {
            Ok(v) | Err(FormatError::Value(v) | FormatError::Overflow(v)) => {
                String::from_utf8_lossy(&v).into_owned()
            }
            Err(FormatError::Memory) => "memory".into(),
        }
    }

    #[test]
    fn strings() {
        for (spec, want) in [
            ("5", "é    "),
            ("*^5", "**é**"),
            (">3", "  é"),
            (".0", ""),
            ("010", "é000000000"),
            ("é<3", "ééé"),
            ("+", "Sign not allowed in string format specifier"),
            ("=5", "'=' alignment not allowed in string format specifier"),
            ("d", "Unknown format code 'd' for object of type 'str'"),
            (",", "Cannot specify ',' with 's'."),
            (",,", "Cannot specify ',' with ','."),
            ("xx", "Invalid format specifier 'xx' for object of type 'str'"),
            ("5.", "Format specifier missing precision"),
            ("é", "Unknown format code '\\xe9' for object of type 'str'"),
            ("99999999999999999999", "Too many decimal digits in format string"),
            ("999999999999999999", "memory"),
        ] {
            assert_eq!(text(format_str("é".as_bytes(), spec.as_bytes(), "str")), want, "{spec}");
        }
    }

    #[test]
    fn ints() {
        for (n, spec, want) in [
            (5, "05", "00005"),
            (-5, "05", "-0005"),
            (255, "#x", "0xff"),
            (255, "#010X", "0X000000FF"),
            (1234567, ",", "1,234,567"),
            (1234, "06,", "01,234"),
            (123, "04,", "0,123"),
            (255, "_b", "1111_1111"),
            (65, "c", "A"),
            (-1, "c", "%c arg not in range(0x110000)"),
            (5, "+.1f", "+5.0"),
            (5, "x=5", "xxxx5"),
            (-5, "^7", "  -5   "),
            (5, ".3d", "Precision not allowed in integer format specifier"),
            (5, "s", "Unknown format code 's' for object of type 'int'"),
            (1, "012,", "0,000,000,001"),
        ] {
            assert_eq!(text(format_int(Int::Small(n), spec.as_bytes(), "int")), want, "{n} {spec}");
        }
    }

    #[test]
    fn quick_ints_agree() {
        for n in [0, 7, -7, 12345, -12345, i64::MAX, i64::MIN] {
            for spec in ["d", "0", "00", "5", "05", "05d", "5d", "9", "99", "099d", "40d"] {
                let mut buf = [0; 100];
                let at = format_quick_int(n, spec.as_bytes(), &mut buf).expect("a plain spec");
                let general = text(format_int(Int::Small(n), spec.as_bytes(), "int"));
                assert_eq!(String::from_utf8_lossy(&buf[at..]), general, "{n} {spec}");
            }
        }
        for spec in ["100", "x", "+5", "<5", "05x", "5.2", "dd", ",d", "5 "] {
            assert_eq!(format_quick_int(1, spec.as_bytes(), &mut [0; 100]), None, "{spec}");
        }
    }

    #[test]
    fn floats() {
        for (x, spec, want) in [
            (1234.5, "020,.2f", "0,000,000,001,234.50"),
            (123456.789, "_.2f", "123_456.79"),
            (0.5, ".3%", "50.000%"),
            (-0.01, "+z.1f", "+0.0"),
            (1.5, "010.3", "00000001.5"),
            (123.0, ".3", "1.23e+02"),
            (1.0, "#.3", "1.00"),
            (f64::INFINITY, "010,", "0000000inf"),
            (f64::NEG_INFINITY, "=10", "-      inf"),
            (1e20, "n", "1e+20"),
            (123456789.0, "", "123456789.0"),
            (-0.0, "z", "0.0"),
            (1.5, "d", "Unknown format code 'd' for object of type 'float'"),
            (f64::NAN, "+F", "+NAN"),
            (1.5, ".2147483648f", "precision too big"),
            (1e20, "010,", "00,001e+20"),
            (-1e-10, "z.2e", "-1.00e-10"),
        ] {
            assert_eq!(text(format_float(x, spec.as_bytes(), "float")), want, "{x} {spec}");
        }
    }

    #[test]
    fn complexes() {
        for (re, im, spec, want) in [
            (1.0, 2.0, "+", "(+1+2j)"),
            (1.0, -2.0, ".2f", "1.00-2.00j"),
            (0.0, 2.0, "", "2j"),
            (1.0, 2.0, "#", "(1.+2.j)"),
            (1.0, 2.0, ">10", "    (1+2j)"),
            (1.0, 2.0, "05", "Zero padding is not allowed in complex format specifier"),
            (1.0, 2.0, "n", "1+2j"),
            (1.0, 2.0, "%", "Unknown format code '%' for object of type 'complex'"),
        ] {
            assert_eq!(text(format_complex(re, im, spec.as_bytes(), "complex")), want, "{spec}");
        }
    }
}
