//! Source bytes to text: byte-order mark, PEP 263 cookie, UTF-8.
//!
//! Codecs other than UTF-8, Latin-1 and ASCII are not here: their name is handed back so that the
//! caller can ask the codec registry.

/// Why bytes are not a source text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecodeError {
    /// A SyntaxError about the encoding: CPython's message, and the line (from 1; 0 if it names none).
    Syntax { msg: String, line: u32 },
    /// The cookie names a codec that only the registry knows. `body` starts after a byte-order mark.
    Codec { name: String, body: usize },
}

/// Decodes source bytes as the tokenizer of CPython does. `filename` occurs in messages.
pub fn decode(bytes: &[u8], filename: &str) -> Result<String, DecodeError> {
    let bom = bytes.starts_with(b"\xEF\xBB\xBF");
    let body = if bom { 3 } else { 0 };
    let text = &bytes[body..];
    if let Some(at) = text.iter().position(|&b| b == 0) {
        let line = 1 + text[..at].iter().filter(|&&b| b == b'\n').count() as u32;
        return Err(DecodeError::Syntax { msg: "source code cannot contain null bytes".to_owned(), line });
    }
    let cookie = cookie(text);
    let name = cookie.as_ref().map_or("utf-8", |(name, _)| name);
    if bom && name != "utf-8" {
        return Err(DecodeError::Syntax { msg: format!("encoding problem: {name} with BOM"), line: 0 });
    }
    match name {
        "utf-8" => match std::str::from_utf8(text) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(not_utf8(text, error.valid_up_to(), cookie.is_some() || bom, filename)),
        },
        "iso-8859-1" => Ok(text.iter().map(|&b| b as char).collect()),
        name => Err(DecodeError::Codec { name: name.to_owned(), body }),
    }
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
    DecodeError::Syntax { msg, line }
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
