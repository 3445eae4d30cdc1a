//! The questions the engine asks about characters, in the words of patterns; the answers are the tables of
//! `text`. The equivalences that simple lower-casing misses stand in `case.rs`.

use crate::text::unicode::{self, Case, map_case};
use crate::text::{names, repr};

pub(super) use unicode::{is_alpha, is_decimal as is_digit, is_space, simple_lower as lower};

/// `str.isalnum` or an underscore: `\w`.
#[inline]
pub(super) fn is_word(c: u32) -> bool {
    c == 0x5f || unicode::is_alnum(c)
}

/// The first character of the upper-case form; `ß` counts as cased because of it.
pub(super) fn upper(c: u32) -> u32 {
    map_case(c, Case::Upper).as_slice()[0]
}

/// `str.isidentifier`.
pub(super) fn is_identifier(name: &[u32]) -> bool {
    let Some((&first, rest)) = name.split_first() else { return false };
    (first == 0x5f || unicode::is_xid_start(first)) && rest.iter().all(|&c| unicode::is_xid_continue(c))
}

/// The character a name means.
pub(super) fn named(name: &[u8]) -> Option<u32> {
    names::lookup(name)
}

/// `repr()` of a str.
pub(super) fn quote(name: &[u8]) -> String {
    String::from_utf8_lossy(&repr::repr_str(name)).into_owned()
}
