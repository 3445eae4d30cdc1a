//! Source bytes to text: byte-order mark, PEP 263 cookie, UTF-8.
//!
//! The codecs themselves are in the text room.

use crate::text::codecs::{self, Codec, DecodeHandler, Errors, Handling};

/// Why bytes are not a source text: a SyntaxError.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// CPython's message.
    pub msg: String,
    /// The line (from 1; 0 if the message is about none).
    pub line: u32,
}

/// What source bytes say about their encoding.
pub struct Encoding {
    /// Its name; `utf-8` and `iso-8859-1` have that name however they are written.
    pub name: String,
    /// A cookie or a byte-order mark says it.
    pub is_declared: bool,
    /// Length of the byte-order mark.
    pub mark: usize,
}

/// The encoding of source bytes.
pub fn encoding(bytes: &[u8]) -> Result<Encoding, DecodeError> {
    let mark = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let cookie = cookie(&bytes[mark..]);
    let is_declared = cookie.is_some() || mark > 0;
    let name = cookie.unwrap_or_else(|| "utf-8".to_owned());
    if mark > 0 && name != "utf-8" {
        return Err(DecodeError { msg: format!("encoding problem: {name} with BOM"), line: 0 });
    }
    Ok(Encoding { name, is_declared, mark })
}

/// Decodes source bytes as the tokenizer of CPython does a file. `filename` occurs in messages.
pub fn decode(bytes: &[u8], filename: &str) -> Result<String, DecodeError> {
    let Encoding { name, is_declared, mark } = encoding(bytes)?;
    let text = &bytes[mark..];
    if let Some(at) = text.iter().position(|&b| b == 0) {
        let line = 1 + text[..at].iter().filter(|&&b| b == b'\n').count() as u32;
        return Err(DecodeError { msg: "source code cannot contain null bytes".to_owned(), line });
    }
    match name.as_str() {
        "utf-8" => match std::str::from_utf8(text) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) if is_declared => {
                let at = error.valid_up_to();
                Err(DecodeError { msg: not_utf8(&text[at..], 0, at), line: line_of(text, at) })
            }
            Err(_) => Err(undeclared(text, filename).expect("some byte is no text")),
        },
        "iso-8859-1" => Ok(text.iter().map(|&b| b as char).collect()),
        name => by_codec(text, name)
            .ok_or_else(|| DecodeError { msg: format!("encoding problem: {name}"), line: 0 }),
    }
}

/// By any codec in which a cookie can be read.
fn by_codec(text: &[u8], name: &str) -> Option<String> {
    let codec = Codec::find(name).filter(Codec::keeps_ascii)?;
    let mut strict: Handling<'_, DecodeHandler<'_, ()>> = Handling::BuiltIn(Errors::Strict);
    let (text, _) = codecs::decode(codec, text, true, &mut strict).ok()?;
    String::from_utf8(text).ok()
}

fn line_of(text: &[u8], at: usize) -> u32 {
    1 + text[..at].iter().filter(|&&b| b == b'\n').count() as u32
}

/// What is wrong with a file that does not say its encoding and is not UTF-8.
pub fn undeclared(text: &[u8], filename: &str) -> Option<DecodeError> {
    let at = std::str::from_utf8(text).err()?.valid_up_to();
    let (byte, line) = (text[at], line_of(text, at));
    let msg = format!(
        "Non-UTF-8 code starting with '\\x{byte:02x}' in file {filename} on line {line}, but no encoding declared; \
         see https://peps.python.org/pep-0263/ for details"
    );
    Some(DecodeError { msg, line: 0 })
}

/// What the codec says about the wrong bytes at `at`; `before` bytes stood before the text.
pub(super) fn not_utf8(text: &[u8], at: usize, before: usize) -> String {
    let (count, why) = match std::str::from_utf8(&text[at..]) {
        Err(e) => match e.error_len() {
            None => (text.len() - at, "unexpected end of data"),
            Some(n) if matches!(text[at], 0x80..=0xC1 | 0xF5..) => (n, "invalid start byte"),
            Some(n) => (n, "invalid continuation byte"),
        },
        Ok(_) => (1, ""),
    };
    let place = before + at;
    let what = match count {
        1 => format!("byte 0x{:02x} in position {place}", text[at]),
        n => format!("bytes in position {place}-{}", place + n - 1),
    };
    format!("(unicode error) 'utf-8' codec can't decode {what}: {why}")
}

/// The encoding named in a comment of the first two lines, normalised.
fn cookie(text: &[u8]) -> Option<String> {
    for line in text.split(|&b| b == b'\n').take(2) {
        let start = line.iter().position(|b| !matches!(b, b' ' | b'\t' | b'\x0c' | b'\r'));
        let Some(start) = start else { continue };
        if line[start] != b'#' {
            return None;
        }
        if let Some(name) = cookie_in(&line[start..]) {
            return Some(normalise(name));
        }
    }
    None
}

/// `coding[:=]\s*([-\w.]+)` in one comment.
fn cookie_in(comment: &[u8]) -> Option<&[u8]> {
    for at in 0..comment.len().saturating_sub(6) {
        if !comment[at..].starts_with(b"coding") || !matches!(comment[at + 6], b':' | b'=') {
            continue;
        }
        let rest = &comment[at + 7..];
        let skip = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let rest = &rest[skip..];
        let len = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"-_.".contains(b)).count();
        if len > 0 {
            return Some(&rest[..len]);
        }
    }
    None
}

fn normalise(name: &[u8]) -> String {
    let plain: String =
        name.iter().map(|&b| if b == b'_' { '-' } else { b.to_ascii_lowercase() as char }).collect();
    let is = |base: &str| plain == base || plain.starts_with(&format!("{base}-"));
    if is("utf-8") {
        "utf-8".to_owned()
    } else if ["latin-1", "iso-8859-1", "iso-latin-1"].into_iter().any(is) {
        "iso-8859-1".to_owned()
    } else {
        String::from_utf8_lossy(name).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(bytes: &[u8]) -> (String, u32) {
        let error = decode(bytes, "x.py").expect_err("the bytes are no text");
        (error.msg, error.line)
    }

    #[test]
    fn wrong_encodings_have_the_words_of_cpython() {
        let undeclared = "but no encoding declared; see https://peps.python.org/pep-0263/ for details";
        let msg = format!("Non-UTF-8 code starting with '\\xe9' in file x.py on line 2, {undeclared}");
        assert_eq!(problem(b"x\ny = '\xe9'\n"), (msg, 0));
        assert_eq!(problem(b"# coding: foobar\nx"), ("encoding problem: foobar".to_owned(), 0));
        assert_eq!(problem(b"# coding: ascii\n'\xe9'"), ("encoding problem: ascii".to_owned(), 0));
        let msg = "encoding problem: iso-8859-1 with BOM".to_owned();
        assert_eq!(problem(b"\xef\xbb\xbf# coding: latin-1\nx"), (msg, 0));
        assert_eq!(problem(b"x\0"), ("source code cannot contain null bytes".to_owned(), 1));
    }

    #[test]
    fn cookies_count_in_the_first_two_lines_of_comments() {
        assert_eq!(
            decode(b"#\n# coding=latin-1\n\xe9", "x.py").as_deref(),
            Ok("#\n# coding=latin-1\n\u{e9}")
        );
        assert!(decode(b"\n\n# coding: foobar\n", "x.py").is_ok());
        assert!(decode(b"x\n# coding: foobar\n", "x.py").is_ok());
    }
}
