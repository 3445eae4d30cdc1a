//! How strings and bytes look as source text: `repr`, `ascii`, and the escapes they share.
//! The codecs of the same look (unicode_escape) are in codecs_escape.rs.

use super::{unicode, wtf8};

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Appends `digits` hexadecimal digits of `n`.
pub(super) fn push_hex(out: &mut Vec<u8>, n: u32, digits: u32) {
    (0..digits).rev().for_each(|i| out.push(HEX[(n >> (4 * i) & 15) as usize]));
}

/// Appends `\xNN`, `\uNNNN` or `\UNNNNNNNN`, the shortest that holds `c`.
pub(super) fn push_escape(out: &mut Vec<u8>, c: u32) {
    let (letter, digits) = match c {
        0..0x100 => (b'x', 2),
        0x100..0x10000 => (b'u', 4),
        _ => (b'U', 8),
    };
    out.extend_from_slice(&[b'\\', letter]);
    push_hex(out, c, digits);
}

/// The quote `repr` uses: double only when that saves escapes.
fn quote_for(s: &[u8]) -> u8 {
    if memchr::memchr(b'\'', s).is_some() && memchr::memchr(b'"', s).is_none() { b'"' } else { b'\'' }
}

/// What stands for an ASCII character between quotes; `None`: itself.
fn push_ascii(out: &mut Vec<u8>, b: u8, quote: u8) {
    match b {
        b'\n' => out.extend_from_slice(b"\\n"),
        b'\r' => out.extend_from_slice(b"\\r"),
        b'\t' => out.extend_from_slice(b"\\t"),
        b'\\' => out.extend_from_slice(b"\\\\"),
        _ if b == quote => out.extend_from_slice(&[b'\\', b]),
        0x20..0x7f => out.push(b),
        _ => push_escape(out, b as u32),
    }
}

fn quoted(s: &[u8], shown: impl Fn(u32) -> bool) -> Vec<u8> {
    let quote = quote_for(s);
    let mut out = Vec::with_capacity(s.len() + 2);
    out.push(quote);
    // Most strings are plain runs: copy those whole.
    let plain = |b: u8| (0x20..0x7f).contains(&b) && b != quote && b != b'\\';
    let mut i = 0;
    while i < s.len() {
        let run = s[i..].iter().position(|&b| !plain(b)).unwrap_or(s.len() - i);
        out.extend_from_slice(&s[i..i + run]);
        i += run;
        if i == s.len() {
            break;
        }
        let (c, n) = wtf8::decode_at(s, i);
        match c {
            0..0x80 => push_ascii(&mut out, c as u8, quote),
            _ if shown(c) => out.extend_from_slice(&s[i..i + n]),
            _ => push_escape(&mut out, c),
        }
        i += n;
    }
    out.push(quote);
    out
}

/// `repr` of a str.
pub fn repr_str(s: &[u8]) -> Vec<u8> {
    quoted(s, unicode::is_printable)
}

/// `ascii` of a str.
pub fn ascii_str(s: &[u8]) -> Vec<u8> {
    quoted(s, |_| false)
}

/// `ascii` of any object: its repr with everything beyond ASCII escaped.
pub fn ascii_of_repr(repr: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(repr.len());
    for c in wtf8::chars(repr) {
        if c < 0x80 { out.push(c as u8) } else { push_escape(&mut out, c) }
    }
    out
}

/// `repr` of bytes; always ASCII.
pub fn repr_bytes(s: &[u8]) -> Vec<u8> {
    let quote = quote_for(s);
    let mut out = Vec::with_capacity(s.len() + 3);
    out.extend_from_slice(&[b'b', quote]);
    s.iter().for_each(|&b| push_ascii(&mut out, b, quote));
    out.push(quote);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_escapes() {
        assert_eq!(repr_str("it's".as_bytes()), b"\"it's\"");
        assert_eq!(repr_str("'\"".as_bytes()), b"'\\'\"'");
        assert_eq!(
            repr_str("é\u{a0}\u{ad}\u{378}\u{e0001}\n\x00\x7f\\".as_bytes()),
            "'é\\xa0\\xad\\u0378\\U000e0001\\n\\x00\\x7f\\\\'".as_bytes()
        );
        assert_eq!(repr_str(&wtf8::from_chars([0xd800])), b"'\\ud800'");
        assert_eq!(ascii_str("é😀".as_bytes()), b"'\\xe9\\U0001f600'");
        assert_eq!(repr_bytes(b"a'\xff\t"), b"b\"a'\\xff\\t\"");
    }
}
