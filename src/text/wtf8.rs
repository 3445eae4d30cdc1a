//! WTF-8 itself: characters in and out of bytes, counting, index to offset and back, slices by character.
//! Every function accepts any bytes without panicking; for broken input the result is unspecified. String methods
//! are in strops.rs, decoding of untrusted bytes in codecs_utf.rs.

/// The character at byte `i` and its length; `(0xFFFD, 1)` where no sequence starts.
#[inline(always)]
pub fn decode_at(s: &[u8], i: usize) -> (u32, usize) {
    let b = s[i];
    if b < 0x80 { (b as u32, 1) } else { decode_wide(&s[i..]) }
}

#[inline]
fn decode_wide(s: &[u8]) -> (u32, usize) {
    let tail = |b: u8| (b & 0x3f) as u32;
    match *s {
        [a @ 0xc0..=0xdf, b, ..] => ((a as u32 & 0x1f) << 6 | tail(b), 2),
        [a @ 0xe0..=0xef, b, c, ..] => ((a as u32 & 0xf) << 12 | tail(b) << 6 | tail(c), 3),
        [a @ 0xf0..=0xf7, b, c, d, ..] => ((a as u32 & 7) << 18 | tail(b) << 12 | tail(c) << 6 | tail(d), 4),
        _ => (0xFFFD, 1),
    }
}

/// The character that ends before byte `i` (`i > 0`) and its length.
#[inline]
pub fn decode_before(s: &[u8], i: usize) -> (u32, usize) {
    let mut start = i - 1;
    while start > 0 && i - start < 4 && is_continuation(s[start]) {
        start -= 1;
    }
    let (c, len) = decode_at(s, start);
    if len == i - start { (c, len) } else { (0xFFFD, 1) }
}

#[inline]
fn is_continuation(b: u8) -> bool {
    b & 0xc0 == 0x80
}

/// Length of the sequence that starts with `first`.
#[inline]
pub fn sequence_len(first: u8) -> usize {
    match first {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Appends character `c` (a surrogate as its three bytes).
#[inline]
pub fn push(out: &mut Vec<u8>, c: u32) {
    if c < 0x80 {
        out.push(c as u8);
    } else {
        let mut buf = [0; 4];
        let len = encode(c, &mut buf);
        out.extend_from_slice(&buf[..len]);
    }
}

/// Writes character `c` into `buf`, returns how many bytes it takes.
#[inline]
pub fn encode(c: u32, buf: &mut [u8; 4]) -> usize {
    let tail = |shift: u32| 0x80 | (c >> shift & 0x3f) as u8;
    match c {
        0..0x80 => {
            buf[0] = c as u8;
            1
        }
        0x80..0x800 => {
            buf[..2].copy_from_slice(&[0xc0 | (c >> 6) as u8, tail(0)]);
            2
        }
        0x800..0x10000 => {
            buf[..3].copy_from_slice(&[0xe0 | (c >> 12) as u8, tail(6), tail(0)]);
            3
        }
        _ => {
            *buf = [0xf0 | (c >> 18) as u8 & 7, tail(12), tail(6), tail(0)];
            4
        }
    }
}

/// A string of these characters.
pub fn from_chars(chars: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let mut out = Vec::new();
    chars.into_iter().for_each(|c| push(&mut out, c));
    out
}

/// The characters of `s`, from both ends.
pub fn chars(s: &[u8]) -> Chars<'_> {
    Chars { s }
}

/// See [`chars`].
#[derive(Clone, Debug)]
pub struct Chars<'a> {
    s: &'a [u8],
}

impl<'a> Chars<'a> {
    /// What is still to come.
    pub fn rest(&self) -> &'a [u8] {
        self.s
    }
}

impl Iterator for Chars<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.s.is_empty() {
            return None;
        }
        let (c, len) = decode_at(self.s, 0);
        self.s = &self.s[len..];
        Some(c)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.s.len().div_ceil(4), Some(self.s.len()))
    }
}

impl DoubleEndedIterator for Chars<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u32> {
        if self.s.is_empty() {
            return None;
        }
        let (c, len) = decode_before(self.s, self.s.len());
        self.s = &self.s[..self.s.len() - len];
        Some(c)
    }
}

/// Number of characters: bytes that start one, counted in blocks the compiler turns into vector code.
pub fn char_count(s: &[u8]) -> usize {
    let mut total = 0;
    let mut blocks = s.chunks_exact(192);
    for block in &mut blocks {
        total += block.iter().map(|&b| !is_continuation(b) as u8).sum::<u8>() as usize;
    }
    total + blocks.remainder().iter().filter(|&&b| !is_continuation(b)).count()
}

/// Byte offset of character `index`; the length of `s` when there are not so many.
pub fn byte_offset(s: &[u8], index: usize) -> usize {
    let mut left = index;
    let mut at = 0;
    while left >= 64 && at + 64 <= s.len() {
        let here = s[at..at + 64].iter().map(|&b| !is_continuation(b) as u8).sum::<u8>() as usize;
        left -= here;
        at += 64;
    }
    // The block may have ended inside a character.
    while at < s.len() && is_continuation(s[at]) {
        at += 1;
    }
    while left > 0 && at < s.len() {
        at += sequence_len(s[at]);
        left -= 1;
    }
    at.min(s.len())
}

/// Index of the character that starts at byte `offset`.
pub fn char_index(s: &[u8], offset: usize) -> usize {
    char_count(&s[..offset.min(s.len())])
}

/// The bytes of character `index`.
pub fn char_at(s: &[u8], index: usize) -> Option<&[u8]> {
    let at = byte_offset(s, index);
    let first = *s.get(at)?;
    s.get(at..at + sequence_len(first))
}

/// Characters `start..stop` (both already clipped to the string).
pub fn slice(s: &[u8], start: usize, stop: usize) -> &[u8] {
    if stop <= start {
        return &[];
    }
    let from = byte_offset(s, start);
    let rest = &s[from..];
    &rest[..byte_offset(rest, stop - start)]
}

/// Characters `start, start + step, ...`, `len` of them (as Python's slice arithmetic computed them; all exist).
pub fn slice_step(s: &[u8], start: usize, step: isize, len: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(len.saturating_mul(3).min(s.len()));
    let at = byte_offset(s, start);
    let skip = step.unsigned_abs().saturating_sub(1);
    if step > 0 {
        let mut it = chars(&s[at..]);
        for i in 0..len {
            let c = if i == 0 { it.next() } else { it.nth(skip) };
            c.into_iter().for_each(|c| push(&mut out, c));
        }
    } else {
        let end = at + s.get(at).map_or(0, |&b| sequence_len(b));
        let mut it = chars(&s[..end.min(s.len())]);
        for i in 0..len {
            let c = if i == 0 { it.next_back() } else { it.nth_back(skip) };
            c.into_iter().for_each(|c| push(&mut out, c));
        }
    }
    out
}

/// Writes the characters of `s` to `out`, which is as long, the last one first.
pub fn reverse(s: &[u8], out: &mut [u8]) {
    /// Moves one character; its length is a constant, so that the next one need not wait for it.
    #[inline(always)]
    fn step<const N: usize>(s: &mut &[u8], out: &mut &mut [u8]) -> Option<()> {
        let (c, rest) = s.split_first_chunk::<N>()?;
        let (left, place) = std::mem::take(out).split_last_chunk_mut::<N>()?;
        *place = *c;
        (*s, *out) = (rest, left);
        Some(())
    }
    let (mut s, mut out) = (s, out);
    while let Some(&lead) = s.first() {
        let moved = match sequence_len(lead) {
            1 => step::<1>(&mut s, &mut out),
            2 => step::<2>(&mut s, &mut out),
            3 => step::<3>(&mut s, &mut out),
            _ => step::<4>(&mut s, &mut out),
        };
        if moved.is_none() {
            break;
        }
    }
}

/// Whether a lone surrogate occurs, so that `s` is not UTF-8.
pub fn has_surrogate(s: &[u8]) -> bool {
    find_surrogate(s).is_some()
}

/// Byte offset of the first surrogate.
pub fn find_surrogate(s: &[u8]) -> Option<usize> {
    memchr::memchr_iter(0xed, s).find(|&i| s.get(i + 1).is_some_and(|&b| b >= 0xa0))
}

/// The text as UTF-8, if no surrogate occurs.
pub fn to_str(s: &[u8]) -> Option<&str> {
    std::str::from_utf8(s).ok()
}

/// Whether `c` is a surrogate.
#[inline]
pub fn is_surrogate(c: u32) -> bool {
    (0xd800..0xe000).contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_offsets() {
        let text = "aé€😀".repeat(100);
        let s = text.as_bytes();
        assert_eq!(char_count(s), 400);
        for i in 0..400 {
            let at = byte_offset(s, i);
            assert_eq!(char_index(s, at), i);
            assert_eq!(decode_at(s, at).0, text.chars().nth(i).expect("in range") as u32);
        }
        assert_eq!(byte_offset(s, 400), s.len());
        assert_eq!(byte_offset(s, 9999), s.len());
        assert_eq!(slice(s, 1, 3), "é€".as_bytes());
        assert_eq!(slice(s, 3, 3), b"");
        assert_eq!(char_at(s, 3), Some("😀".as_bytes()));
        assert_eq!(char_at(s, 400), None);
        assert_eq!(slice_step(s, 399, -1, 5), "😀€éa😀".as_bytes());
        let mut reversed = vec![0; 10];
        reverse(&s[..10], &mut reversed);
        assert_eq!(reversed, "😀€éa".as_bytes());
        assert_eq!(slice_step(s, 0, 2, 3), "a€a".as_bytes());
        assert_eq!(chars(s).next_back(), Some(0x1f600));
    }

    #[test]
    fn surrogates_round_trip() {
        let s = from_chars([0xd800, 0xdc00, 0x41, 0x10ffff]);
        assert_eq!(s.len(), 3 + 3 + 1 + 4);
        assert_eq!(chars(&s).collect::<Vec<_>>(), [0xd800, 0xdc00, 0x41, 0x10ffff]);
        assert_eq!(find_surrogate(&s), Some(0));
        assert!(!has_surrogate("\u{d7ff}".as_bytes()));
        assert_eq!(decode_at(&[0xff], 0), (0xFFFD, 1));
        assert_eq!(decode_before(&[0x80, 0x80], 2), (0xFFFD, 1));
    }
}
