//! The values of literals: numbers, strings, the text of f-strings.
//!
//! Where a literal ends was found in `lexer.rs`.

use super::ast::Constant;
use crate::source::Span;
use crate::text::names;
use std::borrow::Cow;

/// Most decimal digits of an integer literal (`sys.int_info.default_max_str_digits`).
const MAX_DIGITS: usize = 4300;

/// What stands before the text of a string literal.
pub struct Prefix {
    pub raw: bool,
    pub bytes: bool,
    pub unicode: bool,
    /// Bytes before the text, and after it.
    open: u32,
    pub close: u32,
}

impl Prefix {
    /// The prefix at the start of a literal.
    pub fn of(literal: &str) -> Prefix {
        let bytes = literal.as_bytes();
        let len = bytes.iter().position(|b| matches!(b, b'"' | b'\'')).unwrap_or(0);
        let has = |letter: u8| bytes[..len].iter().any(|b| b | 0x20 == letter);
        let triple = bytes.len() >= len + 3 && bytes[len + 1] == bytes[len] && bytes[len + 2] == bytes[len];
        let close = if triple { 3 } else { 1 };
        Prefix {
            raw: has(b'r'),
            bytes: has(b'b'),
            unicode: bytes.first() == Some(&b'u'),
            open: len as u32 + close,
            close,
        }
    }

    /// The text of the literal at `at`.
    pub fn body(&self, at: Span) -> Span {
        // `''` looks triple when a third quote follows, but is at most two long.
        if at.end - at.start < self.open + self.close {
            let open = self.open - 2;
            return Span::new(at.start + open, at.end - 1);
        }
        Span::new(at.start + self.open, at.end - self.close)
    }
}

fn without_underscores(text: &str) -> Cow<'_, str> {
    if text.contains('_') { Cow::Owned(text.replace('_', "")) } else { Cow::Borrowed(text) }
}

/// The value of an integer literal.
pub fn int(text: &str) -> Result<Constant, String> {
    let text = without_underscores(text);
    let bits = match text.as_bytes().get(1).map(|b| b | 0x20) {
        Some(b'x') => 4,
        Some(b'o') => 3,
        Some(b'b') => 1,
        _ => 0,
    };
    if bits == 0 {
        if let Ok(value) = text.parse() {
            return Ok(Constant::Int(value));
        }
        let digits = text.len();
        if digits > MAX_DIGITS {
            return Err(format!(
                "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {digits} digits; \
                 use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer \
                 literals to avoid decimal conversion limits."
            ));
        }
        return Ok(Constant::BigInt(hex_of_decimal(&text)));
    }
    let digits = &text[2..];
    if let Ok(value) = i64::from_str_radix(digits, 1 << bits) {
        return Ok(Constant::Int(value));
    }
    Ok(Constant::BigInt(hex_of_bits(digits, bits)))
}

/// Hexadecimal digits of a number in a base of `1 << bits`.
fn hex_of_bits(digits: &str, bits: u32) -> Box<str> {
    let mut out = Vec::with_capacity(digits.len() * bits as usize / 4 + 1);
    let (mut acc, mut have) = (0, 0);
    for digit in digits.chars().rev() {
        acc |= digit.to_digit(16).unwrap_or(0) << have;
        have += bits;
        while have >= 4 {
            out.push(char::from_digit(acc & 15, 16).unwrap_or('0'));
            acc >>= 4;
            have -= 4;
        }
    }
    out.push(char::from_digit(acc, 16).unwrap_or('0'));
    let text: String = out.into_iter().rev().collect();
    text.trim_start_matches('0').into()
}

fn hex_of_decimal(digits: &str) -> Box<str> {
    let mut limbs: Vec<u32> = Vec::new();
    for chunk in digits.as_bytes().chunks(9) {
        let mut carry = chunk.iter().fold(0u64, |n, b| n * 10 + u64::from(b - b'0'));
        let scale = 10u64.pow(chunk.len() as u32);
        for limb in &mut limbs {
            carry += u64::from(*limb) * scale;
            *limb = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            limbs.push(carry as u32);
        }
    }
    let text: String = limbs.iter().rev().map(|limb| format!("{limb:08x}")).collect();
    text.trim_start_matches('0').into()
}

/// The value of a float literal.
pub fn float(text: &str) -> f64 {
    without_underscores(text).parse().expect("the lexer lets through only what Rust reads too")
}

/// What `{expr=}` shows: the text of the expression without comments.
pub fn debug_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    if !text.contains('#') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match quote {
            Some(q) if q == c => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == '#' => {
                if chars.by_ref().any(|c| c == '\n') {
                    out.push('\n');
                }
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

type Text = Result<(Vec<u8>, Option<String>), String>;

/// The value of string text as WTF-8 (or bytes), and a warning about its first bad escape. In the
/// text of an f-string doubled braces mean one; `behind` is the byte behind such text.
pub fn text(source: &str, raw: bool, bytes: bool, behind: Option<u8>) -> Text {
    let format = behind.is_some();
    if bytes && !source.is_ascii() {
        return Err("bytes can only contain ASCII literal characters".to_owned());
    }
    let special = |b: &u8| matches!(b, b'\\' | b'\r') || (format && matches!(b, b'{' | b'}'));
    let input = source.as_bytes();
    let mut out = Vec::with_capacity(input.len());
    let mut warning = None;
    let mut pos = 0;
    while let Some(skip) = input[pos..].iter().position(special) {
        out.extend_from_slice(&input[pos..pos + skip]);
        pos += skip;
        match input[pos] {
            b'\r' => {
                out.push(b'\n');
                pos += 1 + (input.get(pos + 1) == Some(&b'\n')) as usize;
            }
            b'\\' if raw => {
                out.push(b'\\');
                pos += 1;
            }
            b'\\' => pos = escape(source, pos, bytes, behind, &mut out, &mut warning)?,
            brace => {
                out.push(brace);
                pos += 1 + (input.get(pos + 1) == Some(&brace)) as usize;
            }
        }
    }
    out.extend_from_slice(&input[pos..]);
    Ok((out, warning))
}

/// Reads the escape sequence at `pos`; gives the place behind it.
fn escape(
    source: &str,
    pos: usize,
    bytes: bool,
    behind: Option<u8>,
    out: &mut Vec<u8>,
    warning: &mut Option<String>,
) -> Result<usize, String> {
    let input = source.as_bytes();
    let Some(&kind) = input.get(pos + 1) else {
        let brace = behind.unwrap_or(b'{') as char;
        warning.get_or_insert_with(|| format!("invalid escape sequence '\\{brace}'"));
        out.push(b'\\');
        return Ok(pos + 1);
    };
    let simple = match kind {
        b'\n' => return Ok(pos + 2),
        b'\r' => return Ok(pos + 2 + (input.get(pos + 2) == Some(&b'\n')) as usize),
        b'\\' | b'\'' | b'"' => kind,
        b'a' => 7,
        b'b' => 8,
        b'f' => 12,
        b'n' => 10,
        b'r' => 13,
        b't' => 9,
        b'v' => 11,
        b'0'..=b'7' => {
            let digits = input[pos + 1..].iter().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
            let value =
                input[pos + 1..pos + 1 + digits].iter().fold(0u32, |n, b| n * 8 + u32::from(b - b'0'));
            if value > 0o377 {
                let octal = &source[pos..pos + 1 + digits];
                warning.get_or_insert_with(|| format!("invalid octal escape sequence '{octal}'"));
            }
            push_code(out, value, bytes);
            return Ok(pos + 1 + digits);
        }
        b'x' | b'u' | b'U' if !bytes || kind == b'x' => return hex_escape(source, pos, bytes, out),
        b'N' if !bytes => return named_escape(source, pos, out),
        _ => {
            let c = source[pos + 1..].chars().next().unwrap_or('\\');
            // CPython does not notice those before other characters than ASCII.
            if c.is_ascii() {
                warning.get_or_insert_with(|| format!("invalid escape sequence '\\{c}'"));
            }
            out.push(b'\\');
            if !(behind.is_some() && matches!(kind, b'{' | b'}')) {
                out.extend_from_slice(&input[pos + 1..pos + 1 + c.len_utf8()]);
                return Ok(pos + 1 + c.len_utf8());
            }
            return Ok(pos + 1);
        }
    };
    out.push(simple);
    Ok(pos + 2)
}

fn hex_escape(source: &str, pos: usize, bytes: bool, out: &mut Vec<u8>) -> Result<usize, String> {
    let input = source.as_bytes();
    let (want, shape) = match input[pos + 1] {
        b'x' => (2, "\\xXX"),
        b'u' => (4, "\\uXXXX"),
        _ => (8, "\\UXXXXXXXX"),
    };
    let digits = input[pos + 2..].iter().take(want).take_while(|b| b.is_ascii_hexdigit()).count();
    let end = pos + 2 + digits;
    if digits < want {
        return Err(match bytes {
            true => format!("(value error) invalid \\x escape at position {pos}"),
            false => codec_error(source, pos, end, &format!("truncated {shape} escape")),
        });
    }
    let value = u32::from_str_radix(&source[pos + 2..end], 16).unwrap_or(u32::MAX);
    if value > 0x10FFFF {
        return Err(codec_error(source, pos, end, "illegal Unicode character"));
    }
    push_code(out, value, bytes);
    Ok(end)
}

fn named_escape(source: &str, pos: usize, out: &mut Vec<u8>) -> Result<usize, String> {
    let rest = &source[pos + 2..];
    let name = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        let end = match rest.strip_prefix('{') {
            None => pos + 2,
            Some(rest) if rest.starts_with('}') => pos + 3,
            Some(_) => source.len(),
        };
        return Err(codec_error(source, pos, end, "malformed \\N character escape"));
    };
    let end = pos + 4 + name.len();
    match names::lookup(name.as_bytes()) {
        Some(code) => {
            push_code(out, code, false);
            Ok(end)
        }
        None => Err(codec_error(source, pos, end, "unknown Unicode character name")),
    }
}

/// The codec counts in a copy of the text where every other character is a ten-byte escape.
fn codec_error(source: &str, start: usize, end: usize, reason: &str) -> String {
    let position = |at: usize| source[..at].chars().map(|c| if c.is_ascii() { 1 } else { 10 }).sum::<usize>();
    let (start, end) = (position(start), position(end) - 1);
    if start == end {
        let byte = source.as_bytes().get(start).copied().unwrap_or(b'\\');
        return format!(
            "(unicode error) 'unicodeescape' codec can't decode byte 0x{byte:02x} in position {start}: {reason}"
        );
    }
    format!("(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: {reason}")
}

/// Appends a code point as WTF-8, or as a byte. A high and a low surrogate stay two.
fn push_code(out: &mut Vec<u8>, code: u32, bytes: bool) {
    match char::from_u32(code) {
        _ if bytes => out.push(code as u8),
        Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => out.extend_from_slice(&[0xED, 0x80 | (code >> 6 & 0x3F) as u8, 0x80 | (code & 0x3F) as u8]),
    }
}
