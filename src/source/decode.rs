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

/// Decodes source bytes as the tokenizer of CPython does. `filename` occurs in messages.
pub fn decode(bytes: &[u8], filename: &str) -> Result<String, DecodeError> {
    let bom = bytes.starts_with(b"\xEF\xBB\xBF");
    let body = if bom { 3 } else { 0 };
    let text = &bytes[body..];
    if let Some(at) = text.iter().position(|&b| b == 0) {
        let line = 1 + text[..at].iter().filter(|&&b| b == b'\n').count() as u32;
        return Err(DecodeError { msg: "source code cannot contain null bytes".to_owned(), line });
    }
    let cookie = cookie(text);
    let name = cookie.as_ref().map_or("utf-8", |(name, _)| name);
    if bom && name != "utf-8" {
        return Err(DecodeError { msg: format!("encoding problem: {name} with BOM"), line: 0 });
    }
    match name {
        "utf-8" => match std::str::from_utf8(text) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(not_utf8(text, error.valid_up_to(), cookie.is_some() || bom, filename)),
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

fn not_utf8(text: &[u8], at: usize, declared: bool, filename: &str) -> DecodeError {
    let line = 1 + text[..at].iter().filter(|&&b| b == b'\n').count() as u32;
    let byte = text[at];
    let msg = if declared {
        format!(
            "(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {at}: {}",
            reason(text, at)
        )
    } else {
        format!(
            "Non-UTF-8 code starting with '\\x{byte:02x}' in file {filename} on line {line}, but no encoding \
             declared; see https://peps.python.org/pep-0263/ for details"
        )
    };
    DecodeError { msg, line }
}

fn reason(text: &[u8], at: usize) -> &'static str {
    match std::str::from_utf8(&text[at..]) {
        Err(e) if e.error_len().is_none() => "unexpected end of data",
        _ if matches!(text[at], 0x80..=0xC1 | 0xF5..) => "invalid start byte",
        _ => "invalid continuation byte",
    }
}

/// The encoding named in a comment of the first two lines, normalised, and its line number.
fn cookie(text: &[u8]) -> Option<(String, u32)> {
    for (i, line) in text.split(|&b| b == b'\n').take(2).enumerate() {
        let start = line.iter().position(|b| !matches!(b, b' ' | b'\t' | b'\x0c' | b'\r'));
        let Some(start) = start else { continue };
        if line[start] != b'#' {
            return None;
        }
        if let Some(name) = cookie_in(&line[start..]) {
            return Some((normalise(name), i as u32 + 1));
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
    let name: String =
        name.iter().map(|&b| if b == b'_' { '-' } else { b.to_ascii_lowercase() as char }).collect();
    let is = |base: &str| name == base || name.starts_with(&format!("{base}-"));
    if is("utf-8") || name == "utf8" {
        "utf-8".to_owned()
    } else if ["latin-1", "iso-8859-1", "iso-latin-1"].into_iter().any(is) || name == "latin1" {
        "iso-8859-1".to_owned()
    } else {
        name
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
        assert_eq!(problem(b"x\ny = '\xe9'\n"), (msg, 2));
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
