//! East Asian codecs over tables taken from CPython: gbk gb2312 gb18030 big5 cp950 cp932 shift_jis cp949 euc_kr euc_jp
//! johab. Names and error handlers are in codecs.rs.

use super::codecs::{CodecError, Decoder};
use super::multibyte_tables::{GB_RUNS, TABLES};
use super::wtf8;
use std::collections::HashMap;
use std::sync::OnceLock;

static BLOB: &[u8] = include_bytes!("multibyte.bin");

/// Where the tables of one codec lie, in units of two bytes.
pub(super) struct Table {
    pub(super) name: &'static str,
    /// The codec whose cells these are, up to exceptions.
    pub(super) base: Option<usize>,
    /// First and last lead byte, first and last trail byte.
    pub(super) window: [u8; 4],
    pub(super) cells: usize,
    /// Cells of three-byte codes after 0x8F; 0 when there are none.
    pub(super) extra: usize,
    /// What each byte is alone.
    pub(super) single: usize,
    /// Pairs of code and character that differ from the base: where, how many.
    pub(super) exceptions: (usize, usize),
    /// Pairs of character and code that a plain inversion gets wrong: where, how many.
    pub(super) inverse: (usize, usize),
}

const ILLEGAL: u16 = 0xFFFE;
const LEAD: u16 = 0xFFFD;
/// Lead byte of three-byte codes.
const EXTRA_LEAD: u8 = 0x8F;
const REASON_ILLEGAL: &str = "illegal multibyte sequence";
const REASON_INCOMPLETE: &str = "incomplete multibyte sequence";

fn cell(i: usize) -> u16 {
    u16::from_le_bytes([BLOB[i * 2], BLOB[i * 2 + 1]])
}

/// The index of a codec by module name.
pub(super) fn find(name: &str) -> Option<u8> {
    TABLES.iter().position(|t| t.name == name).map(|i| i as u8)
}

/// The codec's name.
pub(super) fn name(i: u8) -> &'static str {
    TABLES[i as usize].name
}

impl Table {
    fn pair(&self, lead: u8, trail: u8) -> u16 {
        let [low, high, first, last] = self.window;
        if !(low..=high).contains(&lead) || !(first..=last).contains(&trail) {
            return ILLEGAL;
        }
        let Some(base) = self.base else {
            let width = (last - first) as usize + 1;
            return cell(self.cells + (lead - low) as usize * width + (trail - first) as usize);
        };
        let code = u16::from_be_bytes([lead, trail]);
        lookup(self.exceptions, 2, |row| cell(row).cmp(&code))
            .map_or_else(|| TABLES[base].pair(lead, trail), |row| cell(row + 1))
    }

    fn triple(&self, a: u8, b: u8) -> u16 {
        match (a, b) {
            (0xa1..=0xfe, 0xa1..=0xfe) => cell(self.extra + (a - 0xa1) as usize * 94 + (b - 0xa1) as usize),
            _ => ILLEGAL,
        }
    }

    fn has_four(&self) -> bool {
        self.name == "gb18030"
    }

    /// euc_kr spells syllables outside its tables letter by letter, in eight bytes.
    fn has_spelling(&self) -> bool {
        self.name == "euc_kr"
    }
}

/// Finds a row of `width` units by binary search.
fn lookup(
    (at, rows): (usize, usize),
    width: usize,
    order: impl Fn(usize) -> std::cmp::Ordering,
) -> Option<usize> {
    let (mut low, mut high) = (0, rows);
    while low < high {
        let mid = (low + high) / 2;
        match order(at + mid * width) {
            std::cmp::Ordering::Equal => return Some(at + mid * width),
            std::cmp::Ordering::Less => low = mid + 1,
            std::cmp::Ordering::Greater => high = mid,
        }
    }
    None
}

/// The character of four gb18030 bytes.
fn gb_four(s: &[u8]) -> Option<u32> {
    let [a @ 0x81..=0xfe, b @ 0x30..=0x39, c @ 0x81..=0xfe, d @ 0x30..=0x39] = *s else { return None };
    let linear =
        (a - 0x81) as u32 * 12600 + (b - 0x30) as u32 * 1260 + (c - 0x81) as u32 * 10 + (d - 0x30) as u32;
    if linear >= 189_000 {
        return Some(linear - 189_000 + 0x10000).filter(|&c| c < 0x110000);
    }
    let linear = u16::try_from(linear).ok()?;
    let row = lookup(GB_RUNS, 3, |row| span_order(cell(row), cell(row + 2), linear))?;
    Some((cell(row + 1) + (linear - cell(row))) as u32)
}

/// Opens a spelt syllable; also its last letter when no consonant ends it.
const FILLER: u8 = 0xD4;
/// Second bytes of the consonants that begin and that end a syllable; vowels are in one row from 0xBF.
const FIRST: &[u8; 19] = b"\xA1\xA2\xA4\xA7\xA8\xA9\xB1\xB2\xB3\xB5\xB6\xB7\xB8\xB9\xBA\xBB\xBC\xBD\xBE";
const LAST: &[u8; 28] =
    b"\xD4\xA1\xA2\xA3\xA4\xA5\xA6\xA7\xA9\xAA\xAB\xAC\xAD\xAE\xAF\xB0\xB1\xB2\xB4\xB5\xB6\xB7\xB8\xBA\xBB\xBC\xBD\xBE";

/// The syllable spelt by eight bytes.
fn spelt(s: &[u8]) -> Option<u32> {
    let [0xA4, FILLER, 0xA4, first, 0xA4, vowel @ 0xBF..=0xD3, 0xA4, last] = *s else { return None };
    let first = FIRST.iter().position(|&b| b == first)? as u32;
    let last = LAST.iter().position(|&b| b == last)? as u32;
    Some(0xAC00 + (first * 21 + (vowel - 0xBF) as u32) * 28 + last)
}

/// Eight bytes that spell a syllable.
fn spell(c: u32) -> Option<[u8; 8]> {
    let i = c.checked_sub(0xAC00).filter(|&i| i < 11172)? as usize;
    Some([0xA4, FILLER, 0xA4, FIRST[i / 588], 0xA4, 0xBF + (i % 588 / 28) as u8, 0xA4, LAST[i % 28]])
}

/// How the span `start..start + len` lies to `x`.
fn span_order(start: u16, len: u16, x: u16) -> std::cmp::Ordering {
    if x < start {
        std::cmp::Ordering::Greater
    } else if x - start < len {
        std::cmp::Ordering::Equal
    } else {
        std::cmp::Ordering::Less
    }
}

/// The four gb18030 bytes of a character that has no shorter code.
fn gb_encode(c: u32) -> Option<[u8; 4]> {
    let linear = if c >= 0x10000 {
        c - 0x10000 + 189_000
    } else {
        let c = c as u16;
        // The runs are in order of codes; those of characters differ only in a few places.
        let (at, rows) = GB_RUNS;
        let row =
            (0..rows).map(|i| at + i * 3).find(|&row| span_order(cell(row + 1), cell(row + 2), c).is_eq())?;
        (cell(row) + (c - cell(row + 1))) as u32
    };
    let digits = [linear / 12600, linear / 1260 % 10, linear / 10 % 126, linear % 10];
    Some([0x81 + digits[0] as u8, 0x30 + digits[1] as u8, 0x81 + digits[2] as u8, 0x30 + digits[3] as u8])
}

/// Decodes with codec `i`.
pub(super) fn decode<E>(d: &mut Decoder<'_, '_, '_, E>, i: u8, last: bool) -> Result<usize, CodecError<E>> {
    let table = &TABLES[i as usize];
    let s = d.input;
    let mut at = 0;
    while at < s.len() {
        let alone = cell(table.single + s[at] as usize);
        if alone == ILLEGAL {
            at = d.fault(at, at + 1, REASON_ILLEGAL)?;
            continue;
        }
        if alone != LEAD {
            wtf8::push(&mut d.out, alone as u32);
            at += 1;
            continue;
        }
        let rest = &s[at..];
        let four = table.has_four() && matches!(rest.get(1), Some(0x30..=0x39));
        let three = table.extra != 0 && rest[0] == EXTRA_LEAD;
        let eight = table.has_spelling() && rest.starts_with(&[0xA4, FILLER]);
        let need = if eight {
            8
        } else if four {
            4
        } else if three {
            3
        } else {
            2
        };
        if rest.len() < need {
            if !last {
                return Ok(at);
            }
            at = d.fault(at, s.len(), REASON_INCOMPLETE)?;
            continue;
        }
        let found = match need {
            8 => spelt(&rest[..8]),
            4 => gb_four(&rest[..4]),
            3 => Some(table.triple(rest[1], rest[2])).filter(|&c| c != ILLEGAL).map(u32::from),
            _ => Some(table.pair(rest[0], rest[1])).filter(|&c| c != ILLEGAL).map(u32::from),
        };
        match found {
            Some(c) => {
                wtf8::push(&mut d.out, c);
                at += need;
            }
            None => at = d.fault(at, at + 1, REASON_ILLEGAL)?,
        }
    }
    Ok(at)
}

/// Codes by character; a code above 0xFFFF has three bytes.
type Inverse = HashMap<u16, u32>;

fn inverse(i: u8) -> &'static Inverse {
    static MADE: [OnceLock<Inverse>; TABLES.len()] = [const { OnceLock::new() }; TABLES.len()];
    MADE[i as usize].get_or_init(|| {
        let table = &TABLES[i as usize];
        let mut map = Inverse::new();
        let mut add = |c: u16, code: u32| {
            if c != ILLEGAL && c != LEAD {
                map.entry(c).or_insert(code);
            }
        };
        (0..256).for_each(|b| add(cell(table.single + b), b as u32));
        let [low, high, first, last] = table.window;
        for lead in low..=high {
            (first..=last)
                .for_each(|trail| add(table.pair(lead, trail), u16::from_be_bytes([lead, trail]) as u32));
        }
        if table.extra != 0 {
            for a in 0xa1..=0xfe {
                (0xa1..=0xfe)
                    .for_each(|b| add(table.triple(a, b), u32::from_be_bytes([0, EXTRA_LEAD, a, b])));
            }
        }
        let (at, rows) = table.inverse;
        for row in (0..rows).map(|r| at + r * 2) {
            match cell(row + 1) {
                0 => map.remove(&cell(row)),
                code => map.insert(cell(row), code as u32),
            };
        }
        map
    })
}

/// A function that writes one character with codec `i`, or refuses.
pub(super) fn encoder(i: u8) -> impl Fn(u32, &mut Vec<u8>) -> bool {
    let (map, table) = (inverse(i), &TABLES[i as usize]);
    move |c, out| {
        if let Some(&code) = u16::try_from(c).ok().and_then(|c| map.get(&c)) {
            let bytes = code.to_be_bytes();
            let skip = (code.leading_zeros() / 8).min(3) as usize;
            out.extend_from_slice(&bytes[skip..]);
            return true;
        }
        let before = out.len();
        if table.has_four() && !wtf8::is_surrogate(c) {
            gb_encode(c).into_iter().for_each(|bytes| out.extend_from_slice(&bytes));
        } else if table.has_spelling() {
            spell(c).into_iter().for_each(|bytes| out.extend_from_slice(&bytes));
        }
        out.len() > before
    }
}

#[cfg(test)]
mod tests {
    use super::super::codecs::Errors::*;
    use super::super::codecs::tests::{dec, enc};

    #[test]
    fn faults() {
        for (codec, input, want) in [
            ("gbk", &b"\x81"[..], "gbk 0-1 incomplete multibyte sequence"),
            ("gbk", b"\xd6\xd0\xff", "gbk 2-3 incomplete multibyte sequence"),
            ("gbk", b"\x81\x20a", "gbk 0-1 illegal multibyte sequence"),
            ("shift_jis", b"\xff", "shift_jis 0-1 illegal multibyte sequence"),
            ("gb18030", b"\x81\x30a", "gb18030 0-3 incomplete multibyte sequence"),
            ("gb18030", b"\x81\x30\x81a", "gb18030 0-1 illegal multibyte sequence"),
            ("euc-jp", b"\x8f\xa1", "euc_jp 0-2 incomplete multibyte sequence"),
        ] {
            assert_eq!(dec(codec, input, Strict), want);
        }
        assert_eq!(enc("gbk", "中€".as_bytes(), Strict), "gbk 1-2 illegal multibyte sequence");
        assert_eq!(enc("gb18030", "中😀é".as_bytes(), Strict), "<d6><d0><94>9<fc>6<a8><a6>");
        assert_eq!(enc("shift_jis", "あ\\~¥😀".as_bytes(), Replace), "<82><a0>\\~\\?");
        assert_eq!(enc("euc_kr", "가갂".as_bytes(), Strict), "<b0><a1><a4><d4><a4><a1><a4><bf><a4><a2>");
        assert_eq!(dec("big5", b"\xa4\xa4\xff", Replace), "<e4><b8><ad><ef><bf><bd>");
    }
}
