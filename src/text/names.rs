//! Character names both ways, from names.bin (made by gen_tables.py): a dictionary of words, names as word codes.
//! Other character data is in unicode.rs.

static BLOB: &[u8] = include_bytes!("names.bin");
/// Formal aliases (corrections, control characters, abbreviations), `NAME;HEX` in each line.
static ALIASES: &[u8] = include_bytes!("name_aliases.txt");

const IDEOGRAPHS: &[(u32, u32, &str)] = &[
    (0x3400, 0x4dbf, "CJK UNIFIED IDEOGRAPH-"),
    (0x4e00, 0x9fff, "CJK UNIFIED IDEOGRAPH-"),
    (0xf900, 0xfa6d, "CJK COMPATIBILITY IDEOGRAPH-"),
    (0xfa70, 0xfad9, "CJK COMPATIBILITY IDEOGRAPH-"),
    (0x18b00, 0x18cd5, "KHITAN SMALL SCRIPT CHARACTER-"),
    (0x1b170, 0x1b2fb, "NUSHU CHARACTER-"),
    (0x20000, 0x2a6df, "CJK UNIFIED IDEOGRAPH-"),
    (0x2a700, 0x2b739, "CJK UNIFIED IDEOGRAPH-"),
    (0x2b740, 0x2b81d, "CJK UNIFIED IDEOGRAPH-"),
    (0x2b820, 0x2cea1, "CJK UNIFIED IDEOGRAPH-"),
    (0x2ceb0, 0x2ebe0, "CJK UNIFIED IDEOGRAPH-"),
    (0x2ebf0, 0x2ee5d, "CJK UNIFIED IDEOGRAPH-"),
    (0x2f800, 0x2fa1d, "CJK COMPATIBILITY IDEOGRAPH-"),
    (0x30000, 0x3134a, "CJK UNIFIED IDEOGRAPH-"),
    (0x31350, 0x323af, "CJK UNIFIED IDEOGRAPH-"),
];
const HANGUL: &str = "HANGUL SYLLABLE ";
const LEAD: [&str; 19] =
    ["G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"];
const VOWEL: [&str; 21] = [
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI",
    "YU", "EU", "YI", "I",
];
const TAIL: [&str; 28] = [
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS",
    "S", "SS", "NG", "J", "C", "K", "T", "P", "H",
];

/// The parts of the blob; its header gives their sizes.
struct Parts {
    words: usize,
    one_byte: usize,
    word_marks: &'static [u8],
    name_marks: &'static [u8],
    runs: &'static [u8],
    text: &'static [u8],
    names: &'static [u8],
}

fn number(bytes: &[u8], i: usize) -> usize {
    let b = &bytes[i * 4..i * 4 + 4];
    u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize
}

fn parts() -> Parts {
    let [words, one_byte, word_marks, text, name_marks, runs, names] =
        std::array::from_fn(|i| number(BLOB, i));
    let (word_marks, rest) = BLOB[32..].split_at(word_marks * 4);
    let (name_marks, rest) = rest.split_at(name_marks * 4);
    let (runs, rest) = rest.split_at(runs * 12);
    let (text, rest) = rest.split_at(text);
    Parts { words, one_byte, word_marks, name_marks, runs, text, names: &rest[..names] }
}

impl Parts {
    fn word(&self, i: usize) -> &'static str {
        let mut at = number(self.word_marks, i / 16);
        for _ in 0..i % 16 {
            at += self.text[at] as usize + 1;
        }
        let bytes = &self.text[at + 1..at + 1 + self.text[at] as usize];
        std::str::from_utf8(bytes).expect("gen_tables.py writes ASCII words")
    }

    fn find_word(&self, word: &str, mut low: usize, mut high: usize) -> Option<usize> {
        while low < high {
            let mid = (low + high) / 2;
            match self.word(mid).cmp(word) {
                std::cmp::Ordering::Equal => return Some(mid),
                std::cmp::Ordering::Less => low = mid + 1,
                std::cmp::Ordering::Greater => high = mid,
            }
        }
        None
    }

    fn encode_word(&self, word: &str, out: &mut Vec<u8>) -> Option<()> {
        if let Some(i) = self.find_word(word, 0, self.one_byte) {
            out.push(i as u8 + 1);
        } else {
            let i = self.find_word(word, self.one_byte, self.words)? - self.one_byte;
            out.push((self.one_byte + 1 + i / 255) as u8);
            out.push((1 + i % 255) as u8);
        }
        Some(())
    }

    fn run(&self, i: usize) -> [usize; 3] {
        std::array::from_fn(|k| number(self.runs, i * 3 + k))
    }
}

/// What comes before the number in the name of an ideograph.
fn rule_prefix(c: u32) -> Option<&'static str> {
    IDEOGRAPHS.iter().find(|r| (r.0..=r.1).contains(&c)).map(|r| r.2)
}

/// `unicodedata.name`, `None` when the character has none.
pub fn name(c: u32) -> Option<String> {
    if let Some(prefix) = rule_prefix(c) {
        return Some(format!("{prefix}{c:04X}"));
    }
    if (0xAC00..0xAC00 + 11172).contains(&c) {
        let i = (c - 0xAC00) as usize;
        return Some(format!("{HANGUL}{}{}{}", LEAD[i / 588], VOWEL[i % 588 / 28], TAIL[i % 28]));
    }
    let p = parts();
    let (mut low, mut high) = (0, p.runs.len() / 12);
    while low < high {
        let mid = (low + high) / 2;
        if p.run(mid)[0] <= c as usize { low = mid + 1 } else { high = mid }
    }
    let [start, len, first] = p.run(low.checked_sub(1)?);
    if c as usize >= start + len {
        return None;
    }
    let entry = first + (c as usize - start);
    let mut at = number(p.name_marks, entry / 32);
    for _ in 0..entry % 32 {
        at += memchr::memchr(0, &p.names[at..])? + 1;
    }
    let mut out = String::new();
    while p.names[at] != 0 {
        let b = p.names[at] as usize;
        let index = if b <= p.one_byte {
            b - 1
        } else {
            at += 1;
            p.one_byte + (b - p.one_byte - 1) * 255 + p.names[at] as usize - 1
        };
        at += 1;
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(p.word(index));
    }
    Some(out)
}

/// `unicodedata.lookup` and `\N{...}`: the character of a name, in any letter case.
pub fn lookup(wanted: &[u8]) -> Option<u32> {
    let exact = std::str::from_utf8(wanted).ok().filter(|s| s.is_ascii())?;
    // Names that follow a rule exist in capitals only.
    if let Some(syllable) = exact.strip_prefix(HANGUL) {
        return lookup_hangul(syllable);
    }
    if let Some(hex) = exact.strip_prefix(IDEOGRAPHS[0].2) {
        let digits =
            matches!(hex.len(), 4 | 5) && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'));
        return u32::from_str_radix(hex, 16)
            .ok()
            .filter(|c| digits && rule_prefix(*c) == Some(IDEOGRAPHS[0].2));
    }
    let wanted = exact.to_ascii_uppercase();
    if let Some((_, hex)) = wanted.rsplit_once('-') {
        let c = u32::from_str_radix(hex, 16).ok().filter(|&c| {
            let prefix = rule_prefix(c).filter(|&p| p != IDEOGRAPHS[0].2);
            prefix.is_some_and(|p| format!("{p}{c:04X}") == wanted)
        });
        if c.is_some() {
            return c;
        }
    }
    let p = parts();
    let mut code = vec![0];
    for word in wanted.split(' ') {
        if p.encode_word(word, &mut code).is_none() {
            return lookup_alias(&wanted);
        }
    }
    code.push(0);
    let Some(at) = memchr::memmem::find(p.names, &code).map(|i| i + 1) else { return lookup_alias(&wanted) };
    // The entry number: whole marks before, then terminators.
    let (mut low, mut high) = (0, p.name_marks.len() / 4);
    while low < high {
        let mid = (low + high) / 2;
        if number(p.name_marks, mid) <= at { low = mid + 1 } else { high = mid }
    }
    let mark = low.checked_sub(1)?;
    let entry = mark * 32 + memchr::memchr_iter(0, &p.names[number(p.name_marks, mark)..at]).count();
    let (mut low, mut high) = (0, p.runs.len() / 12);
    while low < high {
        let mid = (low + high) / 2;
        if p.run(mid)[2] <= entry { low = mid + 1 } else { high = mid }
    }
    let [start, _, first] = p.run(low.checked_sub(1)?);
    Some((start + entry - first) as u32)
}

fn lookup_alias(wanted: &str) -> Option<u32> {
    let line = format!("\n{wanted};");
    let at = memchr::memmem::find(ALIASES, line.as_bytes())? + line.len();
    let hex = ALIASES[at..].split(|&b| b == b'\n').next()?;
    u32::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()
}

fn lookup_hangul(syllable: &str) -> Option<u32> {
    // The longest part wins at each place, as in the names themselves.
    let longest = |list: &[&str], s: &str| {
        list.iter()
            .enumerate()
            .filter(|(_, p)| s.starts_with(**p))
            .max_by_key(|(_, p)| p.len())
            .map(|(i, p)| (i, p.len()))
    };
    let (lead, n) = longest(&LEAD, syllable)?;
    let (vowel, m) = longest(&VOWEL, &syllable[n..]).filter(|v| v.1 > 0)?;
    let tail = TAIL.iter().position(|t| *t == &syllable[n + m..])?;
    Some(0xAC00 + ((lead * 21 + vowel) * 28 + tail) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        assert_eq!(name(0x41).as_deref(), Some("LATIN CAPITAL LETTER A"));
        assert_eq!(name(0x1f600).as_deref(), Some("GRINNING FACE"));
        assert_eq!(name(0xac01).as_deref(), Some("HANGUL SYLLABLE GAG"));
        assert_eq!(name(0x4e00).as_deref(), Some("CJK UNIFIED IDEOGRAPH-4E00"));
        assert_eq!((name(0), name(0xe000), name(0x378)), (None, None, None));
        assert_eq!(lookup(b"snowman"), Some(0x2603));
        assert_eq!(
            [b"line feed".as_slice(), b"VS17", b"NULL", b"NULL;0000"].map(lookup),
            [Some(10), Some(0xe0100), Some(0), None]
        );
        let rules = [
            b"hangul syllable gag".as_slice(),
            b"CJK UNIFIED IDEOGRAPH-4e00",
            b"CJK UNIFIED IDEOGRAPH-04E00",
        ];
        assert_eq!(rules.map(lookup), [None, None, Some(0x4e00)]);
        assert_eq!(lookup(b"nushu CHARACTER-1b170"), Some(0x1b170));
        assert_eq!(lookup(b"SNOWMANX"), None);
        assert_eq!(lookup(b"LETTER A"), None);
        let mut named = 0;
        for c in (0..0x3000).chain(0x1f000..0x20000).chain(0xac00..0xd7b0).chain(0x2a6d0..0x2a6f0) {
            if let Some(n) = name(c) {
                assert_eq!(lookup(n.as_bytes()), Some(c), "{n}");
                named += 1;
            }
        }
        assert_eq!(named, 24914);
    }
}
