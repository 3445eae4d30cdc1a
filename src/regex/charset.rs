//! Sets of characters as matching wants them: a table below 256, a rule above; and sets of bytes, which decide
//! what can begin somewhere without decoding anything.

use super::ast::{Category, Class, Item, Kind};
use super::case::Fold;
use super::error::flag;
use super::unicode;

/// A set of characters.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CharSet {
    /// Membership below 256.
    pub(super) low: Box<[bool; 256]>,
    high: High,
}

/// Membership from 256 on.
#[derive(Clone, Debug, PartialEq)]
struct High {
    negate: bool,
    fold: Fold,
    /// Sorted, disjoint.
    ranges: Vec<(u32, u32)>,
    /// Ranges tested against the upper-case character too.
    upper: Vec<(u32, u32)>,
    categories: Vec<(Category, bool)>,
}

impl High {
    fn contains(&self, c: u32) -> bool {
        let c = self.fold.lower(c);
        let within = |ranges: &[(u32, u32)], c: u32| {
            let i = ranges.partition_point(|r| r.1 < c);
            ranges.get(i).is_some_and(|r| r.0 <= c)
        };
        let found = within(&self.ranges, c)
            || self.categories.iter().any(|&(category, unicode)| in_category(category, unicode, c))
            || (!self.upper.is_empty()
                && self.upper.iter().any(|r| {
                    let up = unicode::upper(c);
                    (r.0 <= c && c <= r.1) || (r.0 <= up && up <= r.1)
                }));
        found != self.negate
    }
}

fn in_category(category: Category, unicode: bool, c: u32) -> bool {
    let ascii = c < 128;
    let byte = c as u8;
    let found = match category.kind {
        Kind::Digit if ascii => byte.is_ascii_digit(),
        Kind::Word if ascii => byte.is_ascii_alphanumeric() || byte == b'_',
        Kind::Space if ascii => matches!(byte, 9..=13 | 32) || (unicode && matches!(byte, 0x1c..=0x1f)),
        _ if !unicode => false,
        Kind::Digit => unicode::is_digit(c),
        Kind::Word => unicode::is_word(c),
        Kind::Space => unicode::is_space(c),
    };
    found != category.negate
}

impl CharSet {
    /// The set a class means under these flags.
    pub(super) fn of_class(class: &Class, flags: u32) -> CharSet {
        let unicode = flags & flag::UNICODE != 0;
        let mut fold = Fold::of(flags);
        if !class.items.iter().any(|item| has_case(item, fold)) {
            fold = Fold::None;
        }
        let mut high = High {
            negate: class.negate,
            fold,
            ranges: Vec::new(),
            upper: Vec::new(),
            categories: Vec::new(),
        };
        for item in &class.items {
            match *item {
                Item::Category(category) => high.categories.push((category, unicode)),
                // CPython does not lower-case these.
                Item::Char(c) if c > 0xffff => high.ranges.push((c, c)),
                Item::Char(c) => add_folded(&mut high.ranges, c, fold),
                Item::Range(lo, hi) if fold == Fold::None => high.ranges.push((lo, hi)),
                Item::Range(lo, hi) => {
                    // Above the basic plane upper and lower case lie in step, and no letter has a twin.
                    if hi > 0xffff && fold == Fold::Unicode {
                        high.upper.push((lo, hi));
                    }
                    for c in lo..=hi.min(0xffff) {
                        add_folded(&mut high.ranges, c, fold);
                    }
                    if hi > 0xffff && fold == Fold::Ascii {
                        high.ranges.push((lo.max(0x1_0000), hi));
                    }
                }
            }
        }
        CharSet::finish(high)
    }

    /// One character, or every other.
    pub(super) fn of_char(c: u32, negate: bool, flags: u32) -> CharSet {
        let c = Fold::of(flags).lower(c);
        CharSet::of_class(&Class { negate, items: vec![Item::Char(c)] }, flags)
    }

    fn finish(mut high: High) -> CharSet {
        high.ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(high.ranges.len());
        for (lo, hi) in high.ranges.drain(..) {
            match merged.last_mut() {
                Some(last) if lo <= last.1.saturating_add(1) => last.1 = last.1.max(hi),
                _ => merged.push((lo, hi)),
            }
        }
        high.ranges = merged;
        let mut low = Box::new([false; 256]);
        for (c, member) in (0..).zip(low.iter_mut()) {
            *member = high.contains(c);
        }
        CharSet { low, high }
    }

    pub(super) fn contains(&self, c: u32) -> bool {
        match self.low.get(c as usize) {
            Some(&member) => member,
            None => self.high.contains(c),
        }
    }

    /// The bytes a member begins with; too many rather than too few.
    pub(super) fn first_bytes(&self, is_text: bool) -> ByteSet {
        let mut out = ByteSet::default();
        for (byte, &member) in (0..=255u8).zip(self.low.iter()) {
            if member && (!is_text || byte < 128) {
                out.insert(byte);
            }
        }
        if is_text {
            let plain = !self.high.negate && self.high.fold != Fold::Unicode && self.high.upper.is_empty();
            let ascii_only = |&(category, unicode): &(Category, bool)| !unicode && !category.negate;
            if !(plain && self.high.categories.iter().all(ascii_only)) {
                out.insert_range(128, 255);
            } else {
                for &(lo, hi) in self.high.ranges.iter().filter(|r| r.1 > 127) {
                    out.insert_range(lead_byte(lo.max(128)), lead_byte(hi));
                }
            }
        }
        out
    }
}

fn has_case(item: &Item, fold: Fold) -> bool {
    match *item {
        Item::Char(c) => fold.is_cased(c) || (c > 0xffff && fold == Fold::Unicode),
        Item::Range(_, hi) if hi > 0xffff && fold == Fold::Unicode => true,
        Item::Range(lo, hi) => fold != Fold::None && (lo..=hi).any(|c| fold.is_cased(c)),
        Item::Category(_) => false,
    }
}

fn add_folded(ranges: &mut Vec<(u32, u32)>, c: u32, fold: Fold) {
    let lower = fold.lower(c);
    for c in std::iter::once(lower).chain(fold.twins(lower)) {
        match ranges.last_mut() {
            Some(last) if last.1.checked_add(1) == Some(c) => last.1 = c,
            _ => ranges.push((c, c)),
        }
    }
}

/// The first byte of a character in WTF-8.
pub(super) fn lead_byte(c: u32) -> u8 {
    match c {
        0..=0x7f => c as u8,
        0x80..=0x7ff => 0xc0 | (c >> 6) as u8,
        0x800..=0xffff => 0xe0 | (c >> 12) as u8,
        _ => 0xf0 | (c >> 18) as u8,
    }
}

/// A set of bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ByteSet([u64; 4]);

impl ByteSet {
    pub(super) const ALL: ByteSet = ByteSet([u64::MAX; 4]);

    pub(super) fn of(byte: u8) -> ByteSet {
        let mut out = ByteSet::default();
        out.insert(byte);
        out
    }

    pub(super) fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    fn insert_range(&mut self, lo: u8, hi: u8) {
        (lo..=hi).for_each(|byte| self.insert(byte));
    }

    pub(super) fn remove(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] &= !(1 << (byte & 63));
    }

    #[inline(always)]
    pub(super) fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 != 0
    }

    pub(super) fn union(&self, other: &ByteSet) -> ByteSet {
        ByteSet(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }

    pub(super) fn intersection(&self, other: &ByteSet) -> ByteSet {
        ByteSet(std::array::from_fn(|i| self.0[i] & other.0[i]))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u8> + '_ {
        (0..=255).filter(|&byte| self.contains(byte))
    }

    pub(super) fn table(&self) -> Box<[bool; 256]> {
        let mut out = Box::new([false; 256]);
        self.iter().for_each(|byte| out[usize::from(byte)] = true);
        out
    }
}

/// What must hold at a place for the rest of a pattern to have a chance there: the next byte is in the set, or
/// the text ends and that is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct First {
    pub(super) bytes: ByteSet,
    pub(super) end: bool,
}

impl First {
    pub(super) const ANYTHING: First = First { bytes: ByteSet::ALL, end: true };
    pub(super) const NOTHING: First = First { bytes: ByteSet([0; 4]), end: false };

    pub(super) fn union(&self, other: &First) -> First {
        First { bytes: self.bytes.union(&other.bytes), end: self.end || other.end }
    }

    pub(super) fn intersection(&self, other: &First) -> First {
        First { bytes: self.bytes.intersection(&other.bytes), end: self.end && other.end }
    }

    #[inline(always)]
    pub(super) fn allows(&self, next: Option<u8>) -> bool {
        match next {
            Some(byte) => self.bytes.contains(byte),
            None => self.end,
        }
    }
}
