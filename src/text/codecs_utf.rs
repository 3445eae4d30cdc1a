//! UTF-8, UTF-16, UTF-32 and UTF-7 with CPython's faults. Names and error handlers are in codecs.rs.

use super::codecs::{Codec, CodecError, Decoder, Order};
use super::wtf8;

/// UTF-8 from byte `start`; returns how many bytes were used.
pub(super) fn decode_utf8<E>(
    d: &mut Decoder<'_, '_, '_, E>,
    start: usize,
    last: bool,
) -> Result<usize, CodecError<E>> {
    let mut i = start;
    loop {
        let rest = &d.input[i..];
        let Err(e) = std::str::from_utf8(rest) else {
            d.out.extend_from_slice(rest);
            return Ok(d.input.len());
        };
        let good = e.valid_up_to();
        d.out.extend_from_slice(&rest[..good]);
        i += good;
        i = match e.error_len() {
            None if !last => return Ok(i),
            None => d.fault(i, d.input.len(), "unexpected end of data")?,
            // The third byte may make it a surrogate that the handler lets pass.
            Some(_) if !last && matches!(d.input[i..], [0xed, 0xa0..=0xbf]) => return Ok(i),
            Some(n) => {
                let starts = matches!(d.input[i], 0xc2..=0xf4);
                d.fault(i, i + n, if starts { "invalid continuation byte" } else { "invalid start byte" })?
            }
        };
    }
}

fn order_of(order: Order, little: &[u8], big: &[u8], input: &[u8]) -> (bool, usize) {
    match order {
        Order::Little => (false, 0),
        Order::Big => (true, 0),
        Order::Mark if input.starts_with(big) => (true, big.len()),
        Order::Mark if input.starts_with(little) => (false, little.len()),
        Order::Mark => (false, 0),
    }
}

fn unit16(s: &[u8], i: usize, big: bool) -> u32 {
    let pair = [s[i], s[i + 1]];
    (if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }) as u32
}

fn unit32(s: &[u8], i: usize, big: bool) -> u32 {
    let four = [s[i], s[i + 1], s[i + 2], s[i + 3]];
    if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
}

/// UTF-16.
pub(super) fn decode_utf16<E>(
    d: &mut Decoder<'_, '_, '_, E>,
    order: Order,
    last: bool,
) -> Result<usize, CodecError<E>> {
    let s = d.input;
    let (big, mut i) = order_of(order, &[0xff, 0xfe], &[0xfe, 0xff], s);
    d.encoding = if big { "utf-16-be" } else { "utf-16-le" };
    while i < s.len() {
        if i + 1 == s.len() {
            if !last {
                break;
            }
            i = d.fault(i, i + 1, "truncated data")?;
            continue;
        }
        let c = unit16(s, i, big);
        i = match c {
            0xd800..0xdc00 if i + 4 > s.len() => {
                if !last {
                    break;
                }
                d.fault(i, s.len(), "unexpected end of data")?
            }
            0xd800..0xdc00 => match unit16(s, i + 2, big) {
                low @ 0xdc00..0xe000 => {
                    wtf8::push(&mut d.out, 0x10000 + ((c & 0x3ff) << 10 | low & 0x3ff));
                    i + 4
                }
                _ => d.fault(i, i + 2, "illegal UTF-16 surrogate")?,
            },
            0xdc00..0xe000 => d.fault(i, i + 2, "illegal encoding")?,
            _ => {
                wtf8::push(&mut d.out, c);
                i + 2
            }
        };
    }
    Ok(i)
}

/// UTF-32.
pub(super) fn decode_utf32<E>(
    d: &mut Decoder<'_, '_, '_, E>,
    order: Order,
    last: bool,
) -> Result<usize, CodecError<E>> {
    let s = d.input;
    let (big, mut i) = order_of(order, &[0xff, 0xfe, 0, 0], &[0, 0, 0xfe, 0xff], s);
    d.encoding = if big { "utf-32-be" } else { "utf-32-le" };
    while i < s.len() {
        if i + 4 > s.len() {
            if !last {
                break;
            }
            i = d.fault(i, s.len(), "truncated data")?;
            continue;
        }
        let c = unit32(s, i, big);
        i = if c >= 0x110000 {
            d.fault(i, i + 4, "code point not in range(0x110000)")?
        } else if wtf8::is_surrogate(c) {
            d.fault(i, i + 4, "code point in surrogate code point range(0xd800, 0xe000)")?
        } else {
            wtf8::push(&mut d.out, c);
            i + 4
        };
    }
    Ok(i)
}

/// Writes `c` as UTF-16 or UTF-32.
pub(super) fn push_unit(codec: Codec, c: u32, out: &mut Vec<u8>) -> bool {
    match codec {
        Codec::Utf32(Order::Big) => out.extend_from_slice(&c.to_be_bytes()),
        Codec::Utf32(_) => out.extend_from_slice(&c.to_le_bytes()),
        _ => {
            let (units, n) = if c < 0x10000 {
                ([c as u16, 0], 1)
            } else {
                let c = c - 0x10000;
                ([0xd800 | (c >> 10) as u16, 0xdc00 | (c & 0x3ff) as u16], 2)
            };
            for u in &units[..n] {
                out.extend_from_slice(&if codec == Codec::Utf16(Order::Big) {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                });
            }
        }
    }
    true
}

/// The UTF codec a fault belongs to; only those let surrogates pass.
fn utf_of(encoding: &str) -> Option<Codec> {
    match encoding {
        "utf-8" => Some(Codec::Utf8),
        "utf-16" | "utf-16-le" => Some(Codec::Utf16(Order::Little)),
        "utf-16-be" => Some(Codec::Utf16(Order::Big)),
        "utf-32" | "utf-32-le" => Some(Codec::Utf32(Order::Little)),
        "utf-32-be" => Some(Codec::Utf32(Order::Big)),
        _ => None,
    }
}

/// Bytes per unit of an encoding.
pub(super) fn unit_size(encoding: &str) -> usize {
    match utf_of(encoding) {
        Some(Codec::Utf16(_)) => 2,
        Some(Codec::Utf32(_)) => 4,
        _ => 1,
    }
}

/// A surrogate encoded as if it were a character, and its length in bytes.
pub(super) fn surrogate_at(encoding: &str, s: &[u8]) -> Option<(u32, usize)> {
    let (c, n) = match utf_of(encoding)? {
        Codec::Utf16(order) if s.len() >= 2 => (unit16(s, 0, order == Order::Big), 2),
        Codec::Utf32(order) if s.len() >= 4 => (unit32(s, 0, order == Order::Big), 4),
        Codec::Utf8 if matches!(s, [0xed, 0xa0..=0xbf, 0x80..=0xbf, ..]) => wtf8::decode_at(s, 0),
        _ => return None,
    };
    wtf8::is_surrogate(c).then_some((c, n))
}

/// Writes a surrogate as if it were a character.
pub(super) fn push_surrogate(encoding: &str, c: u32, out: &mut Vec<u8>) -> Option<()> {
    if !wtf8::is_surrogate(c) {
        return None;
    }
    match utf_of(encoding)? {
        Codec::Utf8 => wtf8::push(out, c),
        codec => {
            push_unit(codec, c, out);
        }
    }
    Some(())
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64_value(b: u8) -> Option<u32> {
    BASE64.iter().position(|&x| x == b).map(|i| i as u32)
}

/// UTF-7 text from `text`: letters, digits and what is safe in mail stand for themselves.
pub(super) fn encode_utf7(text: &[u8]) -> Vec<u8> {
    let direct = |c: u32| {
        c < 128
            && matches!(c as u8, b'\t' | b'\n' | b'\r' | b' '..=b'}')
            && c != b'\\' as u32
            && c != b'+' as u32
    };
    let mut out = Vec::new();
    let (mut bits, mut count, mut shifted) = (0u32, 0, false);
    for c in wtf8::chars(text) {
        if direct(c) {
            if shifted {
                flush_utf7(&mut out, &mut bits, &mut count);
                // A letter that could belong to the run, or a minus, needs an end mark before it.
                if base64_value(c as u8).is_some() || c == b'-' as u32 {
                    out.push(b'-');
                }
                shifted = false;
            }
            out.push(c as u8);
            continue;
        }
        if !shifted {
            if c == b'+' as u32 {
                out.extend_from_slice(b"+-");
                continue;
            }
            out.push(b'+');
            shifted = true;
        }
        let mut units = Vec::new();
        push_unit(Codec::Utf16(Order::Big), c, &mut units);
        for b in units {
            bits = bits << 8 | b as u32;
            count += 8;
            while count >= 6 {
                count -= 6;
                out.push(BASE64[(bits >> count & 63) as usize]);
            }
            bits &= 63;
        }
    }
    if shifted {
        flush_utf7(&mut out, &mut bits, &mut count);
        out.push(b'-');
    }
    out
}

fn flush_utf7(out: &mut Vec<u8>, bits: &mut u32, count: &mut u32) {
    if *count > 0 {
        out.push(BASE64[(*bits << (6 - *count) & 63) as usize]);
    }
    (*bits, *count) = (0, 0);
}

/// UTF-7. A run that is not finished is taken again from its start by the next piece.
pub(super) fn decode_utf7<E>(d: &mut Decoder<'_, '_, '_, E>, last: bool) -> Result<usize, CodecError<E>> {
    let s = d.input;
    let mut i = 0;
    while i < s.len() {
        match s[i] {
            b'+' => {
                let text_before = d.out.len();
                match utf7_run(d, i, last)? {
                    Some(next) => i = next,
                    None if last => i = s.len(),
                    None => {
                        d.out.truncate(text_before);
                        return Ok(i);
                    }
                }
            }
            b if b.is_ascii() => {
                d.out.push(b);
                i += 1;
            }
            _ => i = d.fault(i, i + 1, "unexpected special character")?,
        }
    }
    Ok(s.len())
}

/// One run that starts with the `+` at `start`; `None` when the input ends inside it.
fn utf7_run<E>(
    d: &mut Decoder<'_, '_, '_, E>,
    start: usize,
    last: bool,
) -> Result<Option<usize>, CodecError<E>> {
    let s = d.input;
    let mut i = start + 1;
    if s.get(i) == Some(&b'-') {
        d.out.push(b'+');
        return Ok(Some(i + 1));
    }
    if s.get(i).is_some_and(|&b| base64_value(b).is_none()) {
        return d.fault(start, i + 1, "ill-formed sequence").map(Some);
    }
    let (mut bits, mut count, mut high) = (0u32, 0u32, None::<u32>);
    while let Some(v) = s.get(i).and_then(|&b| base64_value(b)) {
        bits = bits << 6 | v;
        count += 6;
        i += 1;
        if count < 16 {
            continue;
        }
        count -= 16;
        let unit = bits >> count & 0xffff;
        bits &= (1 << count) - 1;
        match (high.take(), unit) {
            (Some(h), 0xdc00..0xe000) => wtf8::push(&mut d.out, 0x10000 + ((h & 0x3ff) << 10 | unit & 0x3ff)),
            (before, _) => {
                before.into_iter().for_each(|h| wtf8::push(&mut d.out, h));
                if (0xd800..0xdc00).contains(&unit) {
                    high = Some(unit)
                } else {
                    wtf8::push(&mut d.out, unit)
                }
            }
        }
    }
    let at_end = i >= s.len();
    if at_end && !last {
        return Ok(None);
    }
    if count >= 6 {
        let (end, reason) = if at_end {
            (i, "unterminated shift sequence")
        } else {
            (i + 1, "partial character in shift sequence")
        };
        return d.fault(start, end, reason).map(Some);
    }
    if bits != 0 {
        let (end, reason) = if at_end {
            (i, "unterminated shift sequence")
        } else {
            (i + 1, "non-zero padding bits in shift sequence")
        };
        return d.fault(start, end, reason).map(Some);
    }
    if at_end && high.is_some() {
        return d.fault(start, i, "unterminated shift sequence").map(Some);
    }
    high.into_iter().for_each(|h| wtf8::push(&mut d.out, h));
    if at_end {
        return Ok(None);
    }
    Ok(Some(if s[i] == b'-' { i + 1 } else { i }))
}

#[cfg(test)]
mod tests {
    use super::super::codecs::Errors::*;
    use super::super::codecs::tests::{dec, enc};
    use super::super::codecs::{Codec, Errors, Handling, decode};
    use super::super::wtf8;

    #[test]
    fn utf8_faults() {
        for (input, want) in [
            (&b"\x80a"[..], "utf-8 0-1 invalid start byte"),
            (b"a\xe2\x82", "utf-8 1-3 unexpected end of data"),
            (b"\xe2(\xa1", "utf-8 0-1 invalid continuation byte"),
            (b"\xed\xa0\x80", "utf-8 0-1 invalid continuation byte"),
            (b"\xf0\x9f\x98", "utf-8 0-3 unexpected end of data"),
            (b"\xf5", "utf-8 0-1 invalid start byte"),
            (b"\xc0\x80", "utf-8 0-1 invalid start byte"),
            (b"\xf0\x9f\x98a", "utf-8 0-3 invalid continuation byte"),
        ] {
            assert_eq!(dec("utf-8", input, Strict), want);
        }
        assert_eq!(dec("utf-8", b"\xed\xa0\x80\xed\xb0\x80x", SurrogatePass), "<ed><a0><80><ed><b0><80>x");
        assert_eq!(dec("utf-8", b"a\xe2\x82b", BackslashReplace), "a\\xe2\\x82b");
        assert_eq!(dec("utf-8-sig", b"\xef\xbb\xbfa\xff", Strict), "utf-8 1-2 invalid start byte");
        let bad = wtf8::from_chars([0x61, 0xd800, 0xdc80, 0x62, 0xdcff]);
        assert_eq!(enc("utf-8", &bad, Strict), "utf-8 1-3 surrogates not allowed");
        assert_eq!(enc("utf-8", &bad, SurrogatePass), "a<ed><a0><80><ed><b2><80>b<ed><b3><bf>");
        assert_eq!(enc("utf-8", &bad, XmlCharRefReplace), "a&#55296;&#56448;b&#56575;");
        let mut strict: Handling<'_, super::super::codecs::DecodeHandler<'_, ()>> =
            Handling::BuiltIn(Errors::Strict);
        assert_eq!(decode(Codec::Utf8, b"a\xe2\x82", false, &mut strict), Ok((b"a".to_vec(), 1)));
    }

    #[test]
    fn wider_units() {
        assert_eq!(dec("utf-16", b"\xfe\xff\0a", Strict), "a");
        assert_eq!(dec("utf-16-le", b"\0\xd8a\0", Strict), "utf-16-le 0-2 illegal UTF-16 surrogate");
        assert_eq!(dec("utf-16-le", b"\0\xd8a", Strict), "utf-16-le 0-3 unexpected end of data");
        assert_eq!(dec("utf-16-le", b"\0\xdca\0", Strict), "utf-16-le 0-2 illegal encoding");
        assert_eq!(dec("utf-16-be", b"\xd8\0\0a", SurrogateEscape), "utf-16-be 3-4 truncated data");
        assert_eq!(dec("utf-16", b"\xff\xfea", Strict), "utf-16-le 2-3 truncated data");
        assert_eq!(dec("utf-32-be", b"\0\0\xd8\0", SurrogatePass), "<ed><a0><80>");
        assert_eq!(
            dec("utf-32-le", b"\0\0\x11\0", Strict),
            "utf-32-le 0-4 code point not in range(0x110000)"
        );
        assert_eq!(enc("utf-16", "a😀".as_bytes(), Strict), "<ff><fe>a<00>=<d8><00><de>");
        assert_eq!(enc("utf-32-be", "a".as_bytes(), Strict), "<00><00><00>a");
        assert_eq!(
            enc("utf-16-le", &wtf8::from_chars([0x61, 0xd800, 0xd801]), Strict),
            "utf-16-le 1-2 surrogates not allowed"
        );
        assert_eq!(enc("utf-16", &wtf8::from_chars([0xd800]), Replace), "<ff><fe>?<00>");
    }

    #[test]
    fn utf7() {
        assert_eq!(enc("utf-7", "a+b€😀~\\".as_bytes(), Strict), "a+-b+IKzYPd4AAH4AXA-");
        assert_eq!(enc("utf-7", "é-a".as_bytes(), Strict), "+AOk--a");
        assert_eq!(enc("utf-7", "é!".as_bytes(), Strict), "+AOk!");
        assert_eq!(dec("utf-7", b"+AGEAYg-~+2D3eAA-a+-b", Strict), "ab~<f0><9f><98><80>a+b");
        assert_eq!(dec("utf-7", b"+AG!", Strict), "utf7 0-4 partial character in shift sequence");
        assert_eq!(dec("utf-7", b"\x80", Strict), "utf7 0-1 unexpected special character");
    }
}
