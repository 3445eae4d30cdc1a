//! Case of whole strings: lower, upper, title, capitalize, swapcase, casefold, for str and for bytes.
//! Mappings of one character are in unicode.rs.

use super::unicode::{self, Case, map_case};
use super::wtf8;

const CAPITAL_SIGMA: u32 = 0x3a3;

fn push_mapped(out: &mut Vec<u8>, c: u32, case: Case) {
    for &m in map_case(c, case).as_slice() {
        wtf8::push(out, m);
    }
}

/// Lower case of the character at `i..i + n`: a capital sigma that ends a word becomes a final one.
fn push_lower(out: &mut Vec<u8>, s: &[u8], i: usize, n: usize, c: u32) {
    if c != CAPITAL_SIGMA {
        return push_mapped(out, c, Case::Lower);
    }
    let cased = |c: Option<u32>| c.is_some_and(unicode::is_cased);
    let ends_word = cased(wtf8::chars(&s[..i]).rev().find(|&c| !unicode::is_case_ignorable(c)))
        && !cased(wtf8::chars(&s[i + n..]).find(|&c| !unicode::is_case_ignorable(c)));
    wtf8::push(out, if ends_word { 0x3c2 } else { 0x3c3 });
}

fn each(s: &[u8], mut f: impl FnMut(&mut Vec<u8>, usize, usize, u32)) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len() + 8);
    let mut i = 0;
    while i < s.len() {
        let (c, n) = wtf8::decode_at(s, i);
        f(&mut out, i, n, c);
        i += n;
    }
    out
}

/// `str.lower`.
pub fn lower(s: &[u8]) -> Vec<u8> {
    if s.is_ascii() {
        return s.to_ascii_lowercase();
    }
    each(s, |out, i, n, c| push_lower(out, s, i, n, c))
}

/// `str.upper`.
pub fn upper(s: &[u8]) -> Vec<u8> {
    if s.is_ascii() {
        return s.to_ascii_uppercase();
    }
    each(s, |out, _, _, c| push_mapped(out, c, Case::Upper))
}

/// `str.casefold`.
pub fn casefold(s: &[u8]) -> Vec<u8> {
    if s.is_ascii() {
        return s.to_ascii_lowercase();
    }
    each(s, |out, _, _, c| push_mapped(out, c, Case::Fold))
}

/// `str.capitalize`.
pub fn capitalize(s: &[u8]) -> Vec<u8> {
    if s.is_ascii() {
        return capitalize_bytes(s);
    }
    each(
        s,
        |out, i, n, c| if i == 0 { push_mapped(out, c, Case::Title) } else { push_lower(out, s, i, n, c) },
    )
}

/// `str.title`.
pub fn title(s: &[u8]) -> Vec<u8> {
    if s.is_ascii() {
        return title_bytes(s);
    }
    let mut inside = false;
    each(s, |out, i, n, c| {
        if inside {
            push_lower(out, s, i, n, c)
        } else {
            push_mapped(out, c, Case::Title)
        }
        inside = unicode::is_cased(c);
    })
}

/// `str.swapcase`.
pub fn swapcase(s: &[u8]) -> Vec<u8> {
    if s.is_ascii() {
        return swapcase_bytes(s);
    }
    each(s, |out, i, n, c| {
        if unicode::is_upper(c) {
            push_lower(out, s, i, n, c);
        } else if unicode::is_lower(c) {
            push_mapped(out, c, Case::Upper);
        } else {
            wtf8::push(out, c);
        }
    })
}

/// `bytes.capitalize`.
pub fn capitalize_bytes(s: &[u8]) -> Vec<u8> {
    let mut out = s.to_ascii_lowercase();
    out.iter_mut().take(1).for_each(|b| b.make_ascii_uppercase());
    out
}

/// `bytes.title`.
pub fn title_bytes(s: &[u8]) -> Vec<u8> {
    let mut inside = false;
    let title = |&b: &u8| {
        let c = if inside { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() };
        inside = b.is_ascii_alphabetic();
        c
    };
    s.iter().map(title).collect()
}

/// `bytes.swapcase`.
pub fn swapcase_bytes(s: &[u8]) -> Vec<u8> {
    s.iter().map(|&b| if b.is_ascii_alphabetic() { b ^ 0x20 } else { b }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(v: Vec<u8>) -> String {
        String::from_utf8(v).expect("tests use UTF-8")
    }

    #[test]
    fn cases() {
        assert_eq!(text(lower("ΑΣ ΑΣΑ Σ Α'Σ' İ".as_bytes())), "ας ασα σ α'ς' i\u{307}");
        assert_eq!(text(upper("straße ŉ ﬃ".as_bytes())), "STRASSE ʼN FFI");
        assert_eq!(text(title("hello wORLD o'neil ǆ ß".as_bytes())), "Hello World O'Neil ǅ Ss");
        assert_eq!(text(capitalize("ǆABC ΑΣ".as_bytes())), "ǅabc ας");
        assert_eq!(text(swapcase("aBß ΑΣ".as_bytes())), "AbSS ας");
        assert_eq!(text(casefold("Straße Σς".as_bytes())), "strasse σσ");
        assert_eq!(text(title_bytes(b"hello wORLD1a")), "Hello World1A");
    }
}
