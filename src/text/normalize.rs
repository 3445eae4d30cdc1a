//! The four Unicode normal forms over WTF-8, with the data of 15.1: what came later stays as it is.
//! Character data is in unicode.rs.

use super::unicode::{combining, compose_pair, decomposition_parts};
use super::wtf8;

/// A normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Canonical composition.
    Nfc,
    /// Canonical decomposition.
    Nfd,
    /// Compatibility composition.
    Nfkc,
    /// Compatibility decomposition.
    Nfkd,
}

impl Form {
    /// From the name given to `unicodedata.normalize`; `None`: "invalid normalization form".
    pub fn from_name(name: &[u8]) -> Option<Form> {
        Some(match name {
            b"NFC" => Form::Nfc,
            b"NFD" => Form::Nfd,
            b"NFKC" => Form::Nfkc,
            b"NFKD" => Form::Nfkd,
            _ => return None,
        })
    }
}

const S_BASE: u32 = 0xAC00;
const L_BASE: u32 = 0x1100;
const V_BASE: u32 = 0x1161;
const T_BASE: u32 = 0x11A7;
const V_COUNT: u32 = 21;
const T_COUNT: u32 = 28;
const S_COUNT: u32 = 19 * V_COUNT * T_COUNT;

/// `unicodedata.normalize`.
pub fn normalize(s: &[u8], form: Form) -> Vec<u8> {
    if s.is_ascii() {
        return s.to_vec();
    }
    let compat = matches!(form, Form::Nfkc | Form::Nfkd);
    let mut chars = Vec::with_capacity(s.len());
    for c in wtf8::chars(s) {
        decompose(c, compat, &mut chars);
    }
    order_marks(&mut chars);
    if matches!(form, Form::Nfc | Form::Nfkc) {
        compose(&mut chars);
    }
    let mut out = Vec::with_capacity(s.len());
    for c in chars {
        wtf8::push(&mut out, c);
    }
    out
}

/// `unicodedata.is_normalized`.
pub fn is_normalized(s: &[u8], form: Form) -> bool {
    s.is_ascii() || normalize(s, form) == s
}

fn decompose(c: u32, compat: bool, out: &mut Vec<u32>) {
    if (S_BASE..S_BASE + S_COUNT).contains(&c) {
        let i = c - S_BASE;
        out.push(L_BASE + i / (V_COUNT * T_COUNT));
        out.push(V_BASE + i % (V_COUNT * T_COUNT) / T_COUNT);
        if !i.is_multiple_of(T_COUNT) {
            out.push(T_BASE + i % T_COUNT);
        }
        return;
    }
    match decomposition_parts(c) {
        // The table nests only a few levels deep.
        Some((tag, parts)) if compat || tag.is_empty() => {
            parts.iter().for_each(|&p| decompose(p, compat, out))
        }
        _ => out.push(c),
    }
}

/// Puts each run of marks into the order of its combining classes, stably.
fn order_marks(chars: &mut [u32]) {
    let mut i = 0;
    while i < chars.len() {
        let end = i + chars[i..].iter().take_while(|&&c| combining(c) != 0).count();
        if end - i > 1 {
            chars[i..end].sort_by_key(|&c| combining(c));
        }
        i = end + 1;
    }
}

fn compose(chars: &mut Vec<u32>) {
    let mut kept = 0;
    let mut starter = None;
    let mut last_class = 0;
    for i in 0..chars.len() {
        let c = chars[i];
        let class = combining(c);
        if let Some(s) = starter {
            // Blocked when something of the same or a higher class stands between.
            let adjacent = kept == s + 1;
            let reachable = adjacent || (last_class < class && last_class != 0);
            if let Some(joined) = compose_two(chars[s], c).filter(|_| reachable) {
                chars[s] = joined;
                continue;
            }
        }
        if class == 0 {
            starter = Some(kept);
        }
        last_class = class;
        chars[kept] = c;
        kept += 1;
    }
    chars.truncate(kept);
}

fn compose_two(a: u32, b: u32) -> Option<u32> {
    if (L_BASE..L_BASE + 19).contains(&a) && (V_BASE..V_BASE + V_COUNT).contains(&b) {
        return Some(S_BASE + ((a - L_BASE) * V_COUNT + (b - V_BASE)) * T_COUNT);
    }
    let is_lv = (S_BASE..S_BASE + S_COUNT).contains(&a) && (a - S_BASE).is_multiple_of(T_COUNT);
    if is_lv && (T_BASE + 1..T_BASE + T_COUNT).contains(&b) {
        return Some(a + (b - T_BASE));
    }
    compose_pair(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(s: &str, form: Form) -> String {
        String::from_utf8(normalize(s.as_bytes(), form)).expect("valid in, valid out")
    }

    #[test]
    fn forms() {
        assert_eq!(n("e\u{301}", Form::Nfc), "é");
        assert_eq!(n("é", Form::Nfd), "e\u{301}");
        assert_eq!(n("ﬁ①", Form::Nfkc), "fi1");
        assert_eq!(n("\u{ac01}", Form::Nfd), "\u{1100}\u{1161}\u{11a8}");
        assert_eq!(n("\u{1100}\u{1161}\u{11a8}", Form::Nfc), "\u{ac01}");
        assert_eq!(n("a\u{315}\u{300}\u{5ae}b", Form::Nfc), "\u{e0}\u{5ae}\u{315}b");
        assert_eq!(n("\u{2126}\u{212b}", Form::Nfc), "\u{3a9}\u{c5}");
        assert_eq!(n("\u{958}", Form::Nfc), "\u{915}\u{93c}");
        assert!(is_normalized("é".as_bytes(), Form::Nfc) && !is_normalized("é".as_bytes(), Form::Nfd));
    }
}
