//! How case is ignored: simple lower-casing, plus the few lower-case letters that share an upper-case form
//! (`s` and `ſ`, `k` needs none because KELVIN SIGN lower-cases to it).

use super::error::flag;
use super::unicode;

/// Which letters are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// All.
    None,
    /// ASCII case is ignored; what LOCALE means in the C locale, and for ASCII patterns.
    Ascii,
    /// Unicode case is ignored.
    Unicode,
}

impl Fold {
    pub(super) fn of(flags: u32) -> Fold {
        match (flags & flag::IGNORECASE != 0, flags & flag::UNICODE != 0) {
            (false, _) => Fold::None,
            (true, true) => Fold::Unicode,
            (true, false) => Fold::Ascii,
        }
    }

    pub(super) fn lower(self, c: u32) -> u32 {
        match self {
            Fold::None => c,
            Fold::Ascii => ascii_lower(c),
            Fold::Unicode if c < 128 => ascii_lower(c),
            Fold::Unicode => unicode::lower(c),
        }
    }

    /// Does the character have a case at all?
    pub(super) fn is_cased(self, c: u32) -> bool {
        match self {
            Fold::None => false,
            Fold::Ascii => ascii_lower(c) != c || (0x61..=0x7a).contains(&c),
            Fold::Unicode => unicode::lower(c) != c || unicode::upper(c) != c,
        }
    }

    /// The other lower-case letters equal to this lower-case letter.
    pub(super) fn twins(self, lower: u32) -> impl Iterator<Item = u32> {
        let found = if self == Fold::Unicode { TWINS.iter().find(|set| set.contains(&lower)) } else { None };
        found.into_iter().flat_map(|set| set.iter().copied()).filter(move |&c| c != lower && c != 0)
    }
}

fn ascii_lower(c: u32) -> u32 {
    if (0x41..=0x5a).contains(&c) { c + 32 } else { c }
}

/// Lower-case letters with the same upper-case form; zero is padding.
static TWINS: [[u32; 3]; 24] = [
    [0x69, 0x131, 0],
    [0x73, 0x17f, 0],
    [0xb5, 0x3bc, 0],
    [0x345, 0x3b9, 0x1fbe],
    [0x390, 0x1fd3, 0],
    [0x3b0, 0x1fe3, 0],
    [0x3b2, 0x3d0, 0],
    [0x3b5, 0x3f5, 0],
    [0x3b8, 0x3d1, 0],
    [0x3ba, 0x3f0, 0],
    [0x3c0, 0x3d6, 0],
    [0x3c1, 0x3f1, 0],
    [0x3c2, 0x3c3, 0],
    [0x3c6, 0x3d5, 0],
    [0x432, 0x1c80, 0],
    [0x434, 0x1c81, 0],
    [0x43e, 0x1c82, 0],
    [0x441, 0x1c83, 0],
    [0x442, 0x1c84, 0x1c85],
    [0x44a, 0x1c86, 0],
    [0x463, 0x1c87, 0],
    [0x1c88, 0xa64b, 0],
    [0x1e61, 0x1e9b, 0],
    [0xfb05, 0xfb06, 0],
];
