//! The codecs unicode_escape and raw_unicode_escape. `repr` and `ascii` are in repr.rs, names and handlers in codecs.rs.

use super::codecs::{CodecError, Decoder};
use super::repr::push_escape;
use super::{names, wtf8};

/// The value of up to `digits` hexadecimal digits at `at`, and how many there were.
fn hex_run(s: &[u8], at: usize, digits: usize) -> (u32, usize) {
    let run = s[at.min(s.len())..].iter().take(digits).map_while(|&b| (b as char).to_digit(16));
    run.fold((0u32, 0), |(v, n), d| (v.wrapping_shl(4) | d, n + 1))
}

/// unicode_escape; other bytes are Latin-1.
pub(super) fn decode_unicode_escape<E>(
    d: &mut Decoder<'_, '_, '_, E>,
    last: bool,
) -> Result<usize, CodecError<E>> {
    let s = d.input;
    let mut i = 0;
    while i < s.len() {
        if s[i] != b'\\' {
            wtf8::push(&mut d.out, s[i] as u32);
            i += 1;
            continue;
        }
        let Some(&letter) = s.get(i + 1) else {
            if !last {
                return Ok(i);
            }
            i = d.fault(i, i + 1, "\\ at end of string")?;
            continue;
        };
        let plain = match letter {
            b'\n' => {
                i += 2;
                continue;
            }
            b'\\' | b'\'' | b'"' => letter,
            b'a' => 7,
            b'b' => 8,
            b't' => 9,
            b'n' => 10,
            b'v' => 11,
            b'f' => 12,
            b'r' => 13,
            b'0'..=b'7' => {
                let run = s[i + 1..].iter().take(3).take_while(|b| (b'0'..=b'7').contains(*b));
                let (value, n) = run.fold((0u32, 0), |(v, n), b| (v * 8 + (b - b'0') as u32, n + 1));
                wtf8::push(&mut d.out, value);
                i += 1 + n;
                continue;
            }
            b'x' | b'u' | b'U' => match hex_escape(d, i, letter, "illegal Unicode character", last)? {
                Some(next) => {
                    i = next;
                    continue;
                }
                None => return Ok(i),
            },
            b'N' => match name_escape(d, i, last)? {
                Some(next) => {
                    i = next;
                    continue;
                }
                None => return Ok(i),
            },
            _ => {
                d.out.push(b'\\');
                i += 1;
                continue;
            }
        };
        d.out.push(plain);
        i += 2;
    }
    Ok(s.len())
}

/// `\xNN`, `\uNNNN` or `\UNNNNNNNN` at `i`: where to go on, `None` to wait for more input.
fn hex_escape<E>(
    d: &mut Decoder<'_, '_, '_, E>,
    i: usize,
    letter: u8,
    out_of_range: &'static str,
    last: bool,
) -> Result<Option<usize>, CodecError<E>> {
    let (digits, truncated) = match letter {
        b'x' => (2, "truncated \\xXX escape"),
        b'u' => (4, "truncated \\uXXXX escape"),
        _ => (8, "truncated \\UXXXXXXXX escape"),
    };
    let (value, n) = hex_run(d.input, i + 2, digits);
    let end = i + 2 + n;
    if n < digits {
        if !last && end == d.input.len() {
            return Ok(None);
        }
        return d.fault(i, end, truncated).map(Some);
    }
    if value >= 0x110000 {
        return d.fault(i, end, out_of_range).map(Some);
    }
    wtf8::push(&mut d.out, value);
    Ok(Some(end))
}

/// `\N{NAME}` at `i`.
fn name_escape<E>(
    d: &mut Decoder<'_, '_, '_, E>,
    i: usize,
    last: bool,
) -> Result<Option<usize>, CodecError<E>> {
    let s = d.input;
    let open = s.get(i + 2) == Some(&b'{');
    let close = if open { memchr::memchr(b'}', &s[i + 3..]).map(|n| i + 3 + n) } else { None };
    match close {
        Some(close) if close > i + 3 => match names::lookup(&s[i + 3..close]) {
            Some(c) => {
                wtf8::push(&mut d.out, c);
                Ok(Some(close + 1))
            }
            None => d.fault(i, close + 1, "unknown Unicode character name").map(Some),
        },
        None if !last && (open || i + 2 == s.len()) => Ok(None),
        Some(_) => d.fault(i, i + 3, "malformed \\N character escape").map(Some),
        None if open => d.fault(i, s.len(), "malformed \\N character escape").map(Some),
        None => d.fault(i, i + 2, "malformed \\N character escape").map(Some),
    }
}

/// raw_unicode_escape; an escape counts only after an even number of backslashes.
pub(super) fn decode_raw_unicode_escape<E>(
    d: &mut Decoder<'_, '_, '_, E>,
    last: bool,
) -> Result<usize, CodecError<E>> {
    let s = d.input;
    let mut i = 0;
    while i < s.len() {
        if s[i] != b'\\' {
            wtf8::push(&mut d.out, s[i] as u32);
            i += 1;
            continue;
        }
        match s.get(i + 1) {
            None if !last => return Ok(i),
            Some(&letter @ (b'u' | b'U')) => {
                match hex_escape(d, i, letter, "\\Uxxxxxxxx out of range", last)? {
                    Some(next) => i = next,
                    None => return Ok(i),
                }
            }
            next => {
                d.out.push(b'\\');
                i += 1;
                // A doubled backslash is two characters that start nothing.
                if next == Some(&b'\\') {
                    d.out.push(b'\\');
                    i += 1;
                }
            }
        }
    }
    Ok(s.len())
}

/// unicode_escape of text.
pub(super) fn encode_unicode_escape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in wtf8::chars(text) {
        match u8::try_from(c) {
            Ok(b'\\') => out.extend_from_slice(b"\\\\"),
            Ok(b'\t') => out.extend_from_slice(b"\\t"),
            Ok(b'\n') => out.extend_from_slice(b"\\n"),
            Ok(b'\r') => out.extend_from_slice(b"\\r"),
            Ok(b @ b' '..=b'~') => out.push(b),
            _ => push_escape(&mut out, c),
        }
    }
    out
}

/// raw_unicode_escape of text: Latin-1 stays.
pub(super) fn encode_raw_unicode_escape(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in wtf8::chars(text) {
        match u8::try_from(c) {
            Ok(b) => out.push(b),
            Err(_) => push_escape(&mut out, c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::codecs::Errors::*;
    use super::super::codecs::tests::{dec, enc};

    #[test]
    fn escapes() {
        for (input, want) in [
            (&b"\\"[..], "unicodeescape 0-1 \\ at end of string"),
            (b"\\x1g", "unicodeescape 0-3 truncated \\xXX escape"),
            (b"\\u12", "unicodeescape 0-4 truncated \\uXXXX escape"),
            (b"\\U00110000", "unicodeescape 0-10 illegal Unicode character"),
            (b"\\N{foo}", "unicodeescape 0-7 unknown Unicode character name"),
            (b"\\N{SNOWMAN}", "<e2><98><83>"),
            (b"\\Nx", "unicodeescape 0-2 malformed \\N character escape"),
            (b"\\N{", "unicodeescape 0-3 malformed \\N character escape"),
            (b"\\q\\7\\400\\n\xe9\\\na\\08", "\\q<07><c4><80><0a><c3><a9>a<00>8"),
            (b"\\N{}", "unicodeescape 0-3 malformed \\N character escape"),
        ] {
            assert_eq!(dec("unicode_escape", input, Strict), want);
        }
        assert_eq!(dec("unicode_escape", b"\\x1g", Replace), "<ef><bf><bd>g");
        assert_eq!(dec("raw_unicode_escape", b"\\\\u1234\\u00e9\xe9", Strict), "\\\\u1234<c3><a9><c3><a9>");
        assert_eq!(
            dec("raw_unicode_escape", b"\\U00110000", Strict),
            "rawunicodeescape 0-10 \\Uxxxxxxxx out of range"
        );
        assert_eq!(dec("raw_unicode_escape", b"\\\\\\u0041\\", Strict), "\\\\A\\");
        assert_eq!(
            enc("unicode_escape", "aé\n\\'€😀\x7f".as_bytes(), Strict),
            "a\\xe9\\n\\\\'\\u20ac\\U0001f600\\x7f"
        );
        assert_eq!(enc("raw_unicode_escape", "é€\\u".as_bytes(), Strict), "<e9>\\u20ac\\u");
    }
}
