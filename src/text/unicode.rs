//! Properties of one character, as Unicode 15.1 and CPython 3.13 see them; data in tables.rs (made by gen_tables.py).
//! Whole strings are in strops.rs and case.rs, character names in names.rs, normal forms in normalize.rs.

use super::tables as t;

/// Everything known about a class of characters that behave alike.
pub(super) struct Rec {
    flags: u16,
    category: u8,
    bidi: u8,
    combining: u8,
    east_asian: u8,
    decimal: i8,
    digit: i8,
    number: u8,
    case: [i32; 4],
}

impl Rec {
    #[expect(clippy::too_many_arguments, reason = "one argument per column of the generated table")]
    pub(super) const fn new(
        flags: u16,
        category: u8,
        bidi: u8,
        combining: u8,
        east_asian: u8,
        decimal: i8,
        digit: i8,
        number: u8,
        lower: i32,
        upper: i32,
        title: i32,
        fold: i32,
    ) -> Rec {
        let case = [lower, upper, title, fold];
        Rec { flags, category, bidi, combining, east_asian, decimal, digit, number, case }
    }
}

#[inline]
fn rec(c: u32) -> &'static Rec {
    // Beyond U+10FFFF there is nothing; answer as for an unassigned character.
    let block = t::REC_FIRST.get((c >> 7) as usize).copied().unwrap_or(t::REC_FIRST[t::REC_FIRST.len() - 1]);
    &t::RECORDS[t::REC_SECOND[(block as usize) << 7 | (c & 127) as usize] as usize]
}

macro_rules! flag_tests {
    ($($(#[$doc:meta])* $name:ident = $flag:ident;)*) => {$(
        $(#[$doc])*
        #[inline]
        pub fn $name(c: u32) -> bool {
            rec(c).flags & t::$flag != 0
        }
    )*};
}

flag_tests! {
    /// `str.isalpha` of one character.
    is_alpha = ALPHA;
    /// `str.isnumeric` of one character.
    is_numeric = NUMERIC;
    /// `str.isspace` of one character; also what `split()` and `strip()` drop.
    is_space = SPACE;
    /// `str.isprintable` of one character.
    is_printable = PRINT;
    /// May start an identifier.
    is_xid_start = XID_START;
    /// May continue an identifier.
    is_xid_continue = XID_CONTINUE;
    /// Derived property Lowercase.
    is_lower = LOWER;
    /// Derived property Uppercase.
    is_upper = UPPER;
    /// General category Lt.
    is_title = TITLE;
    /// Derived property Cased.
    is_cased = CASED;
    /// Skipped when a capital sigma looks for its neighbours.
    is_case_ignorable = IGNORABLE;
    /// `unicodedata.mirrored`.
    is_mirrored = MIRRORED;
    /// Ends a line for `str.splitlines`.
    is_line_break = LINE_BREAK;
}

/// `str.isdecimal` of one character.
#[inline]
pub fn is_decimal(c: u32) -> bool {
    rec(c).decimal >= 0
}

/// `str.isdigit` of one character.
#[inline]
pub fn is_digit(c: u32) -> bool {
    rec(c).digit >= 0
}

/// `str.isalnum` of one character.
#[inline]
pub fn is_alnum(c: u32) -> bool {
    let r = rec(c);
    r.flags & (t::ALPHA | t::NUMERIC) != 0 || r.decimal >= 0 || r.digit >= 0
}

/// `unicodedata.decimal`.
#[inline]
pub fn decimal(c: u32) -> Option<u32> {
    u32::try_from(rec(c).decimal).ok()
}

/// `unicodedata.digit`.
#[inline]
pub fn digit(c: u32) -> Option<u32> {
    u32::try_from(rec(c).digit).ok()
}

/// `unicodedata.numeric`.
pub fn numeric(c: u32) -> Option<f64> {
    let number = rec(c).number;
    (number != 0).then(|| t::NUMBERS[number as usize])
}

/// `unicodedata.category`: two letters.
pub fn category(c: u32) -> &'static str {
    t::CATEGORIES[rec(c).category as usize]
}

/// `unicodedata.bidirectional`.
pub fn bidirectional(c: u32) -> &'static str {
    t::BIDI[rec(c).bidi as usize]
}

/// `unicodedata.combining`: the canonical combining class.
#[inline]
pub fn combining(c: u32) -> u8 {
    rec(c).combining
}

/// `unicodedata.east_asian_width`.
pub fn east_asian_width(c: u32) -> &'static str {
    t::EAST_ASIAN[rec(c).east_asian as usize]
}

/// A full case mapping: one to three characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapped {
    chars: [u32; 3],
    len: u8,
}

impl Mapped {
    /// The characters of the mapping.
    pub fn as_slice(&self) -> &[u32] {
        &self.chars[..self.len as usize]
    }
}

/// Which of the four full case mappings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `str.lower`, without the rule for a final sigma (see case.rs).
    Lower = 0,
    /// `str.upper`.
    Upper = 1,
    /// First letter of a word in `str.title`.
    Title = 2,
    /// `str.casefold`.
    Fold = 3,
}

/// The full mapping of `c`.
#[inline]
pub fn map_case(c: u32, case: Case) -> Mapped {
    let r = rec(c);
    if r.flags & t::SPECIAL != 0 {
        let table: &[(u32, [u32; 3])] = match case {
            Case::Lower => &t::FULL_LOWER,
            Case::Upper => &t::FULL_UPPER,
            Case::Title => &t::FULL_TITLE,
            Case::Fold => &t::FULL_FOLD,
        };
        if let Ok(i) = table.binary_search_by_key(&c, |row| row.0) {
            let chars = table[i].1;
            return Mapped { chars, len: if chars[2] == 0 { 2 } else { 3 } };
        }
    }
    Mapped { chars: [c.wrapping_add_signed(r.case[case as usize]), 0, 0], len: 1 }
}

/// Simple (one to one) lower case, as regular expressions use it.
#[inline]
pub fn simple_lower(c: u32) -> u32 {
    if c == 0x130 { 0x69 } else { c.wrapping_add_signed(rec(c).case[0]) }
}

/// Simple (one to one) upper case; a character whose upper case is several characters stays.
#[inline]
pub fn simple_upper(c: u32) -> u32 {
    c.wrapping_add_signed(rec(c).case[1])
}

/// The tag (empty when canonical) and the parts of a decomposition, one step.
pub(super) fn decomposition_parts(c: u32) -> Option<(&'static str, &'static [u32])> {
    let i = t::DECOMP.binary_search_by_key(&c, |row| row.0).ok()?;
    let (_, tag, at, len) = t::DECOMP[i];
    Some((t::DECOMP_TAGS[tag as usize], &t::DECOMP_POOL[at as usize..at as usize + len as usize]))
}

/// `unicodedata.decomposition`: `"<compat> 0020 0301"`, or empty.
pub fn decomposition(c: u32) -> String {
    let Some((tag, parts)) = decomposition_parts(c) else { return String::new() };
    let mut words: Vec<String> = if tag.is_empty() { Vec::new() } else { vec![tag.to_string()] };
    words.extend(parts.iter().map(|p| format!("{p:04X}")));
    words.join(" ")
}

/// The composite of a canonical pair, Hangul not included.
pub(super) fn compose_pair(a: u32, b: u32) -> Option<u32> {
    let i = t::COMPOSE.binary_search_by_key(&(a, b), |row| (row.0, row.1)).ok()?;
    Some(t::COMPOSE[i].2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_match_cpython() {
        let count = |f: fn(u32) -> bool| (0..0x110000u32).filter(|&c| f(c)).count();
        let totals = [
            is_alpha,
            is_decimal,
            is_digit,
            is_numeric,
            is_space,
            is_printable,
            is_alnum,
            is_lower,
            is_upper,
        ]
        .map(count);
        assert_eq!(totals, TOTALS);
        assert_eq!(category(0x41), "Lu");
        assert_eq!(category(0x10FFFF), "Cn");
        assert_eq!(bidirectional(0x5d0), "R");
        assert_eq!(east_asian_width(0x4e00), "W");
        assert_eq!(
            (combining(0x301), numeric(0xbd), digit(0xb2), decimal(0x663)),
            (230, Some(0.5), Some(2), Some(3))
        );
        assert_eq!(decomposition(0xa8), "<compat> 0020 0308");
        assert_eq!(map_case(0xdf, Case::Upper).as_slice(), [0x53, 0x53]);
        assert_eq!(map_case(0x130, Case::Lower).as_slice(), [0x69, 0x307]);
        assert_eq!(map_case(0x1c6, Case::Title).as_slice(), [0x1c5]);
        assert_eq!(map_case(0xfb03, Case::Fold).as_slice(), [0x66, 0x66, 0x69]);
        assert_eq!(simple_lower(0x130), 0x69);
    }

    const TOTALS: [usize; 9] = [136726, 680, 808, 1922, 29, 149625, 138557, 2544, 1951];
}
