//! Codecs by name: bytes to WTF-8 text and back, single-byte pages, and the built-in error handlers. A fault is offered
//! to the handler, which may be the caller's own. UTF forms are in codecs_utf.rs, escapes in
//! codecs_escape.rs, East Asian codes in codecs_multibyte.rs.

use super::charmaps::{ALIASES, PAGES};
use super::repr::push_escape;
use super::{codecs_escape, codecs_multibyte, codecs_utf, names, wtf8};

/// Byte order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Least significant first.
    Little,
    /// Most significant first.
    Big,
    /// Told by a byte order mark; written as little with a mark.
    Mark,
}

/// A text codec.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// UTF-8.
    Utf8,
    /// UTF-8 with a signature in front.
    Utf8Sig,
    /// UTF-16.
    Utf16(Order),
    /// UTF-32.
    Utf32(Order),
    /// UTF-7.
    Utf7,
    /// ISO 8859-1.
    Latin1,
    /// ASCII.
    Ascii,
    /// A page of 256 characters.
    Page(u16),
    /// An East Asian code of one to four bytes.
    Multibyte(u8),
    /// Python's escapes.
    UnicodeEscape,
    /// Escapes of raw strings: `\uXXXX` only.
    RawUnicodeEscape,
}

impl Codec {
    /// Finds a codec as `codecs.lookup` does; `None`: none of ours ("unknown encoding" unless Python code has one).
    pub fn find(name: &str) -> Option<Codec> {
        // As most programs write them.
        match name {
            "utf-8" | "utf8" | "UTF-8" => return Some(Codec::Utf8),
            "ascii" => return Some(Codec::Ascii),
            "latin-1" | "latin1" => return Some(Codec::Latin1),
            _ => {}
        }
        let normal = normalize_encoding(name);
        let module = alias(&normal).unwrap_or(&normal);
        Some(match module {
            "utf_8" => Codec::Utf8,
            "utf_8_sig" => Codec::Utf8Sig,
            "utf_16" => Codec::Utf16(Order::Mark),
            "utf_16_le" => Codec::Utf16(Order::Little),
            "utf_16_be" => Codec::Utf16(Order::Big),
            "utf_32" => Codec::Utf32(Order::Mark),
            "utf_32_le" => Codec::Utf32(Order::Little),
            "utf_32_be" => Codec::Utf32(Order::Big),
            "utf_7" => Codec::Utf7,
            "latin_1" | "iso8859_1" => Codec::Latin1,
            "ascii" => Codec::Ascii,
            "unicode_escape" => Codec::UnicodeEscape,
            "raw_unicode_escape" => Codec::RawUnicodeEscape,
            _ if codecs_multibyte::find(module).is_some() => {
                Codec::Multibyte(codecs_multibyte::find(module)?)
            }
            _ => Codec::Page(PAGES.binary_search_by_key(&module, |p| p.0).ok()? as u16),
        })
    }

    /// `CodecInfo.name`.
    pub fn name(&self) -> &'static str {
        match self {
            Codec::Utf8Sig => "utf-8-sig",
            Codec::Latin1 => "iso8859-1",
            Codec::Utf7 => "utf-7",
            Codec::UnicodeEscape => "unicode-escape",
            Codec::RawUnicodeEscape => "raw-unicode-escape",
            Codec::Page(i) => PAGES[*i as usize].1,
            other => other.error_name(),
        }
    }

    /// `UnicodeError.encoding` of its faults. The order that a mark told is not known here; see [`decode`].
    pub fn error_name(&self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Utf16(Order::Mark) => "utf-16",
            Codec::Utf16(Order::Little) => "utf-16-le",
            Codec::Utf16(Order::Big) => "utf-16-be",
            Codec::Utf32(Order::Mark) => "utf-32",
            Codec::Utf32(Order::Little) => "utf-32-le",
            Codec::Utf32(Order::Big) => "utf-32-be",
            Codec::Utf7 => "utf7",
            Codec::Latin1 => "latin-1",
            Codec::Ascii => "ascii",
            Codec::Page(_) => "charmap",
            Codec::Multibyte(i) => codecs_multibyte::name(*i),
            Codec::UnicodeEscape => "unicodeescape",
            Codec::RawUnicodeEscape => "rawunicodeescape",
        }
    }

    /// Whether ASCII text, and no other, is itself under this codec.
    pub fn keeps_ascii(&self) -> bool {
        match self {
            Codec::Utf8 | Codec::Latin1 | Codec::Ascii | Codec::Multibyte(_) => true,
            // Some pages have a second, right-to-left copy of ASCII characters.
            Codec::Page(i) => PAGES[*i as usize]
                .2
                .iter()
                .enumerate()
                .all(|(i, &c)| (i < 128) == (c < 128) && (i >= 128 || c as usize == i)),
            _ => false,
        }
    }
}

/// A name in the form the table of aliases has: lower case, one `_` for every run of other characters.
pub fn normalize_encoding(name: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '.' {
            if gap && !out.is_empty() {
                out.push('_');
            }
            out.push(c.to_ascii_lowercase());
            gap = false;
        } else if !c.is_ascii() {
            return name.to_string();
        } else {
            gap = true;
        }
    }
    out
}

/// The module that a normalised name is an alias of.
pub fn alias(normal: &str) -> Option<&'static str> {
    let dotless = normal.replace('.', "_");
    let i = ALIASES.binary_search_by_key(&dotless.as_str(), |a| a.0).ok()?;
    Some(ALIASES[i].1)
}

/// All aliases, sorted.
pub fn aliases() -> &'static [(&'static str, &'static str)] {
    &ALIASES
}

/// What cannot be converted: bytes `start..end` when decoding, characters when encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// `UnicodeError.encoding`.
    pub encoding: &'static str,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// `UnicodeError.reason`.
    pub reason: &'static str,
}

/// `str(UnicodeDecodeError)`; the bytes are `object`.
pub fn decode_message(encoding: &str, object: &[u8], start: usize, end: usize, reason: &str) -> String {
    match object.get(start) {
        Some(b) if end == start + 1 => {
            format!("'{encoding}' codec can't decode byte 0x{b:02x} in position {start}: {reason}")
        }
        _ => {
            let last = end as isize - 1;
            format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}")
        }
    }
}

/// `str(UnicodeEncodeError)`, or of UnicodeTranslateError when there is no `encoding`; the text is `object`.
pub fn encode_message(
    encoding: Option<&str>,
    object: &[u8],
    start: usize,
    end: usize,
    reason: &str,
) -> String {
    let verb = match encoding {
        Some(encoding) => format!("'{encoding}' codec can't encode"),
        None => "can't translate".to_string(),
    };
    let one =
        wtf8::char_at(object, start).filter(|_| end == start + 1).map(|bytes| wtf8::decode_at(bytes, 0).0);
    match one {
        Some(c) => {
            let mut escape = Vec::new();
            push_escape(&mut escape, c);
            let escape = String::from_utf8_lossy(&escape);
            format!("{verb} character '{escape}' in position {start}: {reason}")
        }
        None => format!("{verb} characters in position {start}-{}: {reason}", end as isize - 1),
    }
}

/// What stands for something that could not be encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// Text, to be encoded in turn.
    Text(Vec<u8>),
    /// Bytes as they are.
    Bytes(Vec<u8>),
}

/// Why coding stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodecError<E> {
    /// Raise UnicodeDecodeError or UnicodeEncodeError.
    Fault(Fault),
    /// TypeError "don't know how to handle UnicodeDecodeError in error callback".
    NotForDecoding,
    /// The caller's handler failed.
    Handler(E),
}

/// Built-in error handlers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errors {
    /// Raise.
    Strict,
    /// Leave out.
    Ignore,
    /// `?` or U+FFFD.
    Replace,
    /// `\xNN`, `\uNNNN`.
    BackslashReplace,
    /// `&#N;`.
    XmlCharRefReplace,
    /// `\N{NAME}`.
    NameReplace,
    /// Bytes as lone surrogates U+DC80..U+DCFF.
    SurrogateEscape,
    /// Surrogates as if they were characters.
    SurrogatePass,
}

impl Errors {
    /// By name.
    pub fn from_name(name: &str) -> Option<Errors> {
        Some(match name {
            "strict" => Errors::Strict,
            "ignore" => Errors::Ignore,
            "replace" => Errors::Replace,
            "backslashreplace" => Errors::BackslashReplace,
            "xmlcharrefreplace" => Errors::XmlCharRefReplace,
            "namereplace" => Errors::NameReplace,
            "surrogateescape" => Errors::SurrogateEscape,
            "surrogatepass" => Errors::SurrogatePass,
            _ => return None,
        })
    }

    /// What a decoder writes for a fault, and where it goes on; `None`: raise.
    pub fn decode(&self, fault: &Fault, input: &[u8]) -> Option<(Vec<u8>, usize)> {
        let bad = input.get(fault.start..fault.end)?;
        let mut out = Vec::new();
        let mut resume = fault.end;
        match self {
            Errors::Ignore => {}
            Errors::Replace => wtf8::push(&mut out, 0xFFFD),
            Errors::BackslashReplace => bad.iter().for_each(|&b| push_escape(&mut out, b as u32)),
            Errors::SurrogateEscape => {
                let high = bad.iter().take(4).take_while(|&&b| b >= 0x80);
                high.for_each(|&b| wtf8::push(&mut out, 0xdc00 + b as u32));
                resume = fault.start + out.len() / 3;
                if resume == fault.start {
                    return None;
                }
            }
            Errors::SurrogatePass => {
                let (c, n) = codecs_utf::surrogate_at(fault.encoding, &input[fault.start..])?;
                wtf8::push(&mut out, c);
                resume = fault.start + n;
            }
            Errors::Strict | Errors::XmlCharRefReplace | Errors::NameReplace => return None,
        }
        Some((out, resume))
    }

    /// What an encoder writes for a fault whose characters are `bad`, and how many of them that covers; `None`: raise.
    pub fn encode(&self, encoding: &str, bad: &[u32]) -> Option<(Replacement, usize)> {
        let mut out = Vec::new();
        match self {
            Errors::Strict => return None,
            Errors::Ignore => {}
            Errors::Replace => out.resize(bad.len(), b'?'),
            Errors::BackslashReplace => bad.iter().for_each(|&c| push_escape(&mut out, c)),
            Errors::XmlCharRefReplace => {
                bad.iter().for_each(|c| out.extend_from_slice(format!("&#{c};").as_bytes()));
            }
            Errors::NameReplace => bad.iter().for_each(|&c| match names::name(c) {
                Some(name) => out.extend_from_slice(format!("\\N{{{name}}}").as_bytes()),
                None => push_escape(&mut out, c),
            }),
            Errors::SurrogateEscape => {
                let escaped = bad.iter().take_while(|c| (0xdc80..0xdd00).contains(*c));
                out.extend(escaped.map(|&c| (c - 0xdc00) as u8));
                let n = out.len();
                // Only the algorithmic codecs go on after a part of the fault.
                let enough = n > 0 && (n == bad.len() || encoding != "charmap");
                return enough.then_some((Replacement::Bytes(out), n));
            }
            Errors::SurrogatePass => {
                for &c in bad.iter() {
                    codecs_utf::push_surrogate(encoding, c, &mut out)?;
                }
                return Some((Replacement::Bytes(out), bad.len()));
            }
        }
        Some((Replacement::Text(out), bad.len()))
    }
}

/// The caller's own decoding handler: text for the fault, and the byte where decoding goes on.
pub type DecodeHandler<'a, E> = dyn FnMut(&Fault) -> Result<(Vec<u8>, usize), E> + 'a;
/// The caller's own encoding handler: what to write, and the character where encoding goes on.
pub type EncodeHandler<'a, E> = dyn FnMut(&Fault) -> Result<(Replacement, usize), E> + 'a;

/// Who treats faults.
pub enum Handling<'a, H: ?Sized> {
    /// A built-in handler.
    BuiltIn(Errors),
    /// The caller's. It may name any position inside the input to go on at.
    Custom(&'a mut H),
}

/// Output and faults of one decoding run.
pub(super) struct Decoder<'i, 'h, 'f, E> {
    pub(super) input: &'i [u8],
    pub(super) out: Vec<u8>,
    pub(super) encoding: &'static str,
    handling: &'h mut Handling<'f, DecodeHandler<'f, E>>,
}

impl<E> Decoder<'_, '_, '_, E> {
    /// Reports a fault, writes what stands for it and returns where to go on.
    pub(super) fn fault(
        &mut self,
        start: usize,
        end: usize,
        reason: &'static str,
    ) -> Result<usize, CodecError<E>> {
        let fault = Fault { encoding: self.encoding, start, end, reason };
        let (text, resume) = match self.handling {
            Handling::BuiltIn(Errors::XmlCharRefReplace | Errors::NameReplace) => {
                return Err(CodecError::NotForDecoding);
            }
            Handling::BuiltIn(errors) => match errors.decode(&fault, self.input) {
                Some(done) => done,
                None => return Err(CodecError::Fault(fault)),
            },
            Handling::Custom(handler) => handler(&fault).map_err(CodecError::Handler)?,
        };
        self.out.extend_from_slice(&text);
        Ok(resume.min(self.input.len()))
    }
}

/// Decodes `input`. Returns the text and how many bytes it took: all of them when `last`, else an incomplete
/// sequence at the end stays for the next call. An input beginning with a byte order mark tells the order that
/// faults and further pieces have.
pub fn decode<'f, E>(
    codec: Codec,
    input: &[u8],
    last: bool,
    handling: &mut Handling<'f, DecodeHandler<'f, E>>,
) -> Result<(Vec<u8>, usize), CodecError<E>> {
    let encoding = codec.error_name();
    let mut d = Decoder { input, out: Vec::with_capacity(input.len()), encoding, handling };
    let used = match codec {
        Codec::Utf8 => codecs_utf::decode_utf8(&mut d, 0, last)?,
        Codec::Utf8Sig => match input {
            [0xef, 0xbb, 0xbf, rest @ ..] => {
                // Positions in faults are counted after the signature.
                d.input = rest;
                codecs_utf::decode_utf8(&mut d, 0, last)? + 3
            }
            [] | [0xef] | [0xef, 0xbb] if !last => 0,
            _ => codecs_utf::decode_utf8(&mut d, 0, last)?,
        },
        Codec::Utf16(order) => codecs_utf::decode_utf16(&mut d, order, last)?,
        Codec::Utf32(order) => codecs_utf::decode_utf32(&mut d, order, last)?,
        Codec::Utf7 => codecs_utf::decode_utf7(&mut d, last)?,
        Codec::Latin1 => {
            if input.is_ascii() {
                d.out.extend_from_slice(input);
            } else {
                input.iter().for_each(|&b| wtf8::push(&mut d.out, b as u32));
            }
            input.len()
        }
        Codec::Ascii => {
            let mut i = 0;
            while i < input.len() {
                let run = input[i..].iter().position(|b| !b.is_ascii()).unwrap_or(input.len() - i);
                d.out.extend_from_slice(&input[i..i + run]);
                i += run;
                if i < input.len() {
                    i = d.fault(i, i + 1, "ordinal not in range(128)")?;
                }
            }
            input.len()
        }
        Codec::Page(page) => {
            let table = &PAGES[page as usize].2;
            let mut i = 0;
            while i < input.len() {
                let c = table[input[i] as usize];
                if c == UNDEFINED {
                    i = d.fault(i, i + 1, "character maps to <undefined>")?;
                } else {
                    wtf8::push(&mut d.out, c as u32);
                    i += 1;
                }
            }
            input.len()
        }
        Codec::Multibyte(i) => codecs_multibyte::decode(&mut d, i, last)?,
        Codec::UnicodeEscape => codecs_escape::decode_unicode_escape(&mut d, last)?,
        Codec::RawUnicodeEscape => codecs_escape::decode_raw_unicode_escape(&mut d, last)?,
    };
    Ok((d.out, used))
}

const UNDEFINED: u16 = 0xFFFE;

/// Encodes `text`.
pub fn encode<'f, E>(
    codec: Codec,
    text: &[u8],
    handling: &mut Handling<'f, EncodeHandler<'f, E>>,
) -> Result<Vec<u8>, CodecError<E>> {
    if codec.keeps_ascii() && text.is_ascii() || codec == Codec::Utf8 && !wtf8::has_surrogate(text) {
        return Ok(text.to_vec());
    }
    let name = codec.error_name();
    let put_utf = |c: u32, out: &mut Vec<u8>| !wtf8::is_surrogate(c) && codecs_utf::push_unit(codec, c, out);
    let mut out = Vec::new();
    match codec {
        Codec::Utf8 | Codec::Utf8Sig => {
            if codec == Codec::Utf8Sig {
                out.extend_from_slice(&[0xef, 0xbb, 0xbf]);
            }
            let put = |c: u32, out: &mut Vec<u8>| {
                let good = !wtf8::is_surrogate(c);
                if good {
                    wtf8::push(out, c);
                }
                good
            };
            encode_chars(text, &mut out, name, "surrogates not allowed", true, put, handling)?;
        }
        Codec::Utf16(order) | Codec::Utf32(order) => {
            if order == Order::Mark {
                codecs_utf::push_unit(codec, 0xfeff, &mut out);
            }
            encode_chars(text, &mut out, name, "surrogates not allowed", false, put_utf, handling)?;
        }
        Codec::Latin1 | Codec::Ascii => {
            let (limit, reason) = if codec == Codec::Ascii {
                (0x80, "ordinal not in range(128)")
            } else {
                (0x100, "ordinal not in range(256)")
            };
            let put = |c: u32, out: &mut Vec<u8>| {
                if c < limit {
                    out.push(c as u8);
                }
                c < limit
            };
            encode_chars(text, &mut out, name, reason, true, put, handling)?;
        }
        Codec::Page(page) => {
            let table = &PAGES[page as usize].2;
            let mut reverse: Vec<(u16, u8)> = table.iter().enumerate().map(|(b, &c)| (c, b as u8)).collect();
            reverse.sort_unstable();
            let put = |c: u32, out: &mut Vec<u8>| {
                // Of two bytes for one character the later one counts.
                let i = reverse.partition_point(|&(k, _)| k as u32 <= c);
                let found =
                    i.checked_sub(1).map(|i| reverse[i]).filter(|r| r.0 as u32 == c && r.0 != UNDEFINED);
                out.extend(found.map(|r| r.1));
                found.is_some()
            };
            encode_chars(text, &mut out, name, "character maps to <undefined>", true, put, handling)?;
        }
        Codec::Multibyte(i) => {
            let put = codecs_multibyte::encoder(i);
            encode_chars(text, &mut out, name, "illegal multibyte sequence", false, put, handling)?;
        }
        Codec::Utf7 => out = codecs_utf::encode_utf7(text),
        Codec::UnicodeEscape => out = codecs_escape::encode_unicode_escape(text),
        Codec::RawUnicodeEscape => out = codecs_escape::encode_raw_unicode_escape(text),
    }
    Ok(out)
}

/// Writes every character with `put`, which refuses by returning false; `runs`: one fault covers neighbours.
fn encode_chars<'f, E>(
    text: &[u8],
    out: &mut Vec<u8>,
    encoding: &'static str,
    reason: &'static str,
    runs: bool,
    put: impl Fn(u32, &mut Vec<u8>) -> bool,
    handling: &mut Handling<'f, EncodeHandler<'f, E>>,
) -> Result<(), CodecError<E>> {
    let unit = codecs_utf::unit_size(encoding);
    let (mut at, mut index) = (0, 0);
    let mut scratch = Vec::new();
    while at < text.len() {
        let (c, n) = wtf8::decode_at(text, at);
        if put(c, out) {
            at += n;
            index += 1;
            continue;
        }
        let mut bad = vec![c];
        let more = wtf8::chars(&text[at + n..]).take_while(|&c| runs && !put(c, &mut scratch));
        bad.extend(more);
        let fault = Fault { encoding, start: index, end: index + bad.len(), reason };
        let (replacement, resume) = match handling {
            Handling::BuiltIn(errors) => match errors.encode(encoding, &bad) {
                Some((replacement, n)) => (replacement, index + n),
                None => return Err(CodecError::Fault(fault)),
            },
            Handling::Custom(handler) => handler(&fault).map_err(CodecError::Handler)?,
        };
        match replacement {
            // Bytes must be whole units.
            Replacement::Bytes(bytes) if !bytes.len().is_multiple_of(unit) => {
                return Err(CodecError::Fault(fault));
            }
            Replacement::Bytes(bytes) => out.extend_from_slice(&bytes),
            Replacement::Text(t) => {
                if !wtf8::chars(&t).all(|c| put(c, out)) {
                    return Err(CodecError::Fault(fault));
                }
            }
        }
        if resume >= index {
            at += wtf8::byte_offset(&text[at..], resume - index);
        } else {
            at = wtf8::byte_offset(text, resume);
        }
        index = resume;
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    type Never = std::convert::Infallible;

    /// Shows a result as the exchanges recorded from CPython do.
    fn shown(r: Result<Vec<u8>, CodecError<Never>>) -> String {
        match r {
            Ok(v) => {
                v.iter()
                    .map(|&b| {
                        if (0x20..0x7f).contains(&b) { (b as char).to_string() } else { format!("<{b:02x}>") }
                    })
                    .collect()
            }
            Err(CodecError::Fault(f)) => format!("{} {}-{} {}", f.encoding, f.start, f.end, f.reason),
            Err(CodecError::NotForDecoding) => "not for decoding".into(),
            Err(CodecError::Handler(never)) => match never {},
        }
    }

    pub(in super::super) fn dec(name: &str, input: &[u8], errors: Errors) -> String {
        let codec = Codec::find(name).expect("a known codec");
        shown(decode(codec, input, true, &mut Handling::BuiltIn(errors)).map(|r| r.0))
    }

    pub(in super::super) fn enc(name: &str, text: &[u8], errors: Errors) -> String {
        let codec = Codec::find(name).expect("a known codec");
        shown(encode(codec, text, &mut Handling::BuiltIn(errors)))
    }

    #[test]
    fn names_of_codecs() {
        for (alias, name) in [
            ("utf8", "utf-8"),
            ("L1", "iso8859-1"),
            ("windows-1252", "cp1252"),
            ("U16", "utf-16"),
            ("iso-8859-15", "iso8859-15"),
            ("  utf 8", "utf-8"),
            ("UTF8!", "utf-8"),
            ("utf--8", "utf-8"),
            ("macroman", "mac-roman"),
            ("KOI8-R", "koi8-r"),
            ("cp65001", "utf-8"),
            ("ISO_8859-1:1987", "iso8859-1"),
            ("8859", "iso8859-1"),
            ("utf-8-sig", "utf-8-sig"),
            ("us", "ascii"),
        ] {
            assert_eq!(Codec::find(alias).map(|c| c.name()), Some(name), "{alias}");
        }
        assert_eq!(
            [Codec::find("utf.8"), Codec::find("utf8_sig"), Codec::find("é"), Codec::find("")],
            [None; 4]
        );
    }

    #[test]
    fn messages() {
        assert_eq!(
            decode_message("utf-8", b"a\xff", 1, 2, "invalid start byte"),
            "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte"
        );
        assert_eq!(
            decode_message("utf-8", b"a\xe2\x82", 1, 3, "unexpected end of data"),
            "'utf-8' codec can't decode bytes in position 1-2: unexpected end of data"
        );
        assert_eq!(
            encode_message(Some("ascii"), "aé".as_bytes(), 1, 2, "ordinal not in range(128)"),
            "'ascii' codec can't encode character '\\xe9' in position 1: ordinal not in range(128)"
        );
        assert_eq!(
            encode_message(None, "aéé".as_bytes(), 1, 3, "no"),
            "can't translate characters in position 1-2: no"
        );
    }

    #[test]
    fn single_bytes() {
        assert_eq!(dec("cp1252", b"a\x81\x80", Errors::Strict), "charmap 1-2 character maps to <undefined>");
        assert_eq!(dec("cp1252", b"\x80", Errors::Strict), "<e2><82><ac>");
        assert_eq!(dec("ascii", b"a\x80b", Errors::SurrogateEscape), "a<ed><b2><80>b");
        assert_eq!(dec("ascii", b"a\x80b", Errors::XmlCharRefReplace), "not for decoding");
        assert_eq!(enc("ascii", "aéé€b".as_bytes(), Errors::Strict), "ascii 1-4 ordinal not in range(128)");
        assert_eq!(enc("ascii", "é€😀".as_bytes(), Errors::BackslashReplace), "\\xe9\\u20ac\\U0001f600");
        assert_eq!(enc("ascii", "é😀".as_bytes(), Errors::XmlCharRefReplace), "&#233;&#128512;");
        assert_eq!(enc("latin-1", "é€".as_bytes(), Errors::NameReplace), "<e9>\\N{EURO SIGN}");
        assert_eq!(
            enc("cp1252", "aé€\u{81}łb".as_bytes(), Errors::Strict),
            "charmap 3-5 character maps to <undefined>"
        );
        assert_eq!(enc("cp1252", "é€ł".as_bytes(), Errors::Replace), "<e9><80>?");
        assert_eq!(enc("koi8-r", "д".as_bytes(), Errors::Strict), "<c4>");
        assert_eq!(enc("cp500", "€".as_bytes(), Errors::Replace), "o");
        let escaped = wtf8::from_chars([0x61, 0xdc80]);
        assert_eq!(enc("latin-1", &escaped, Errors::SurrogateEscape), "a<80>");
        let mut custom = |f: &Fault| -> Result<(Replacement, usize), Never> {
            Ok((Replacement::Text(b"[]".to_vec()), f.start + 1))
        };
        let made = encode(Codec::Ascii, "aéb€é".as_bytes(), &mut Handling::Custom(&mut custom));
        assert_eq!(shown(made), "a[]b[][]");
    }
}
