//! Methods of str, bytes and bytearray that look at or cut text: find, split, strip, replace, pad, is-predicates.
//! Str and bytes share the code; [`Alphabet`] says what a unit, a space and a line end are. Case is in case.rs.

use super::{unicode, wtf8};

/// What text consists of.
pub trait Alphabet {
    /// The unit at `i` and its length.
    fn at(s: &[u8], i: usize) -> (u32, usize);
    /// The unit that ends before `i`, and its length.
    fn before(s: &[u8], i: usize) -> (u32, usize);
    /// Dropped by `split()` and `strip()`.
    fn is_space(c: u32) -> bool;
    /// Ends a line.
    fn is_line_break(c: u32) -> bool;
    /// Number of units.
    fn count(s: &[u8]) -> usize;
}

/// WTF-8 text.
#[derive(Debug)]
pub struct Str;
/// Bytes, whose letters are the ASCII ones.
#[derive(Debug)]
pub struct Bytes;

impl Alphabet for Str {
    #[inline]
    fn at(s: &[u8], i: usize) -> (u32, usize) {
        wtf8::decode_at(s, i)
    }
    #[inline]
    fn before(s: &[u8], i: usize) -> (u32, usize) {
        wtf8::decode_before(s, i)
    }
    #[inline]
    fn is_space(c: u32) -> bool {
        if c < 128 { matches!(c, 9..=13 | 28..=32) } else { unicode::is_space(c) }
    }
    #[inline]
    fn is_line_break(c: u32) -> bool {
        if c < 128 { matches!(c, 10..=13 | 28..=30) } else { unicode::is_line_break(c) }
    }
    fn count(s: &[u8]) -> usize {
        wtf8::char_count(s)
    }
}

impl Alphabet for Bytes {
    #[inline]
    fn at(s: &[u8], i: usize) -> (u32, usize) {
        (s[i] as u32, 1)
    }
    #[inline]
    fn before(s: &[u8], i: usize) -> (u32, usize) {
        (s[i - 1] as u32, 1)
    }
    #[inline]
    fn is_space(c: u32) -> bool {
        matches!(c, 9..=13 | 32)
    }
    #[inline]
    fn is_line_break(c: u32) -> bool {
        matches!(c, 10 | 13)
    }
    fn count(s: &[u8]) -> usize {
        s.len()
    }
}

/// No limit for the `max` of split and replace.
pub const ALL: usize = usize::MAX;

/// What trying places may cost before a searcher is prepared, which is dearer than a few of them.
const TRIES: usize = 16;

/// So many places are looked at one by one.
const NEAR: usize = 24;

/// The places where a text occurs, from the left and not overlapping. Tried is where one byte fits: the first one, or in a
/// wide character its last, which says more.
pub struct Occurrences<'a> {
    s: &'a [u8],
    sub: &'a [u8],
    probe: usize,
    at: usize,
    tries: usize,
    searcher: Option<memchr::memmem::Finder<'a>>,
}

/// See [`Occurrences`]; `sub` is not empty.
pub fn occurrences<'a>(s: &'a [u8], sub: &'a [u8]) -> Occurrences<'a> {
    let probe = (wtf8::sequence_len(sub[0]) - 1).min(sub.len() - 1);
    Occurrences { s, sub, probe, at: 0, tries: TRIES, searcher: None }
}

impl Iterator for Occurrences<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let (s, sub, mut at) = (self.s, self.sub, self.at);
        let places = (s.len() + 1).checked_sub(sub.len())?;
        let found = loop {
            if let Some(searcher) = &self.searcher {
                break at + searcher.find(&s[at..])?;
            }
            if places.saturating_sub(at) <= NEAR {
                let (first, last) = (sub[0], sub[sub.len() - 1]);
                let fits = |at: &usize| s[*at] == first && s[*at + sub.len() - 1] == last;
                break (at..places).filter(fits).find(|at| s[*at..*at + sub.len()] == *sub)?;
            }
            at += memchr::memchr(sub[self.probe], s.get(at + self.probe..places + self.probe)?)?;
            if s[at..at + sub.len()] == *sub {
                // A text that occurs often is worth more tries.
                self.tries += 1;
                break at;
            }
            at += 1;
            match self.tries.checked_sub(2) {
                Some(left) => self.tries = left,
                None => self.searcher = Some(memchr::memmem::Finder::new(sub)),
            }
        };
        self.at = found + sub.len();
        Some(found)
    }
}

/// Byte offset of the first occurrence.
#[inline]
pub fn find(s: &[u8], sub: &[u8]) -> Option<usize> {
    match sub {
        [] => Some(0),
        [b] => memchr::memchr(*b, s),
        _ => occurrences(s, sub).next(),
    }
}

/// Byte offset of the last occurrence.
#[inline]
pub fn rfind(s: &[u8], sub: &[u8]) -> Option<usize> {
    match sub {
        [] => Some(s.len()),
        [b] => memchr::memrchr(*b, s),
        [first, ..] => {
            let mut end = (s.len() + 1).checked_sub(sub.len())?;
            for _ in 0..TRIES / 2 {
                end = memchr::memrchr(*first, &s[..end])?;
                if s[end..end + sub.len()] == *sub {
                    return Some(end);
                }
            }
            memchr::memmem::rfind(&s[..end + sub.len() - 1], sub)
        }
    }
}

/// Number of occurrences that do not overlap; an empty `sub` occurs around every unit.
pub fn count<A: Alphabet>(s: &[u8], sub: &[u8]) -> usize {
    match sub {
        [] => A::count(s) + 1,
        [b] => memchr::memchr_iter(*b, s).count(),
        // Two of them cannot overlap: every place counts, and many are compared at once.
        [a, b] if a != b => count_places(s, 2, [*a, *b, *b]),
        [a, b, c] if a != b && a != c => count_places(s, 3, [*a, *b, *c]),
        _ => occurrences(s, sub).count(),
    }
}

/// Number of places where these bytes stand (the last of them at `width - 1`), in blocks the compiler turns into vector
/// code.
fn count_places(s: &[u8], width: usize, [a, b, c]: [u8; 3]) -> usize {
    const BLOCK: usize = 192;
    let places = (s.len() + 1).saturating_sub(width);
    let mut total = 0;
    for start in (0..places).step_by(BLOCK) {
        let n = BLOCK.min(places - start);
        let from = |offset: usize| &s[start + offset..start + offset + n];
        let all = from(0).iter().zip(from(1)).zip(from(width - 1));
        total += all.map(|((x, y), z)| u8::from((*x == a) & (*y == b) & (*z == c))).sum::<u8>() as usize;
    }
    total
}

/// `replace(old, new, max)`; `None` when nothing changes.
pub fn replace<A: Alphabet>(s: &[u8], old: &[u8], new: &[u8], max: usize) -> Option<Vec<u8>> {
    if max == 0 || old == new {
        return None;
    }
    if old.is_empty() {
        let times = max.min(A::count(s) + 1);
        let mut out = Vec::with_capacity(s.len() + times * new.len());
        let mut at = 0;
        for i in 0..times {
            out.extend_from_slice(new);
            if i + 1 < times || at < s.len() {
                let len = if at < s.len() { A::at(s, at).1 } else { 0 };
                out.extend_from_slice(&s[at..at + len]);
                at += len;
            }
        }
        out.extend_from_slice(&s[at..]);
        return Some(out);
    }
    let mut places = occurrences(s, old).take(max);
    if old.len() == new.len() {
        let first = places.next()?;
        let mut out = s.to_vec();
        for at in std::iter::once(first).chain(places) {
            out[at..at + new.len()].copy_from_slice(new);
        }
        return Some(out);
    }
    let mut place = places.next()?;
    let mut out = Vec::with_capacity(s.len() + new.len());
    let mut done = 0;
    loop {
        out.extend_from_slice(&s[done..place]);
        out.extend_from_slice(new);
        done = place + old.len();
        match places.next() {
            Some(next) => place = next,
            None => break,
        }
    }
    out.extend_from_slice(&s[done..]);
    Some(out)
}

/// `split()`: runs of spaces separate, none at the ends; `each` takes the pieces.
pub fn split_whitespace<'a, A: Alphabet, E>(
    s: &'a [u8],
    max: usize,
    mut each: impl FnMut(&'a [u8]) -> Result<(), E>,
) -> Result<(), E> {
    let (mut i, mut left) = (0, max);
    loop {
        while i < s.len() {
            let (c, n) = A::at(s, i);
            if !A::is_space(c) {
                break;
            }
            i += n;
        }
        if i >= s.len() {
            return Ok(());
        }
        if left == 0 {
            return each(&s[i..]);
        }
        left -= 1;
        let start = i;
        while i < s.len() {
            let (c, n) = A::at(s, i);
            if A::is_space(c) {
                break;
            }
            i += n;
        }
        each(&s[start..i])?;
    }
}

/// `rsplit()`: as [`split_whitespace`], the limit counted from the right.
pub fn rsplit_whitespace<A: Alphabet>(s: &[u8], max: usize) -> Vec<&[u8]> {
    let mut out = Vec::new();
    let mut i = s.len();
    loop {
        i = strip::<A>(&s[..i], None, Side::Right).len();
        if i == 0 {
            break;
        }
        if out.len() == max {
            out.push(&s[..i]);
            break;
        }
        let end = i;
        while i > 0 {
            let (c, n) = A::before(s, i);
            if A::is_space(c) {
                break;
            }
            i -= n;
        }
        out.push(&s[i..end]);
    }
    out.reverse();
    out
}

/// `split(sep)`; `sep` is not empty (the caller raises "empty separator"); `each` takes the pieces.
pub fn split<'a, E>(
    s: &'a [u8],
    sep: &[u8],
    max: usize,
    mut each: impl FnMut(&'a [u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut at = 0;
    if let [b] = sep {
        for i in memchr::memchr_iter(*b, s).take(max) {
            each(&s[at..i])?;
            at = i + 1;
        }
    } else {
        for i in occurrences(s, sep).take(max) {
            each(&s[at..i])?;
            at = i + sep.len();
        }
    }
    each(&s[at..])
}

/// `rsplit(sep)`; `sep` is not empty.
pub fn rsplit<'a>(s: &'a [u8], sep: &[u8], max: usize) -> Vec<&'a [u8]> {
    let mut out = Vec::new();
    let mut end = s.len();
    for i in memchr::memmem::rfind_iter(s, sep).take(max) {
        out.push(&s[i + sep.len()..end]);
        end = i;
    }
    out.push(&s[..end]);
    out.reverse();
    out
}

/// `splitlines(keepends)`.
pub fn split_lines<A: Alphabet>(s: &[u8], keep_ends: bool) -> Vec<&[u8]> {
    let mut out = Vec::new();
    let (mut start, mut i) = (0, 0);
    while i < s.len() {
        // Printable ASCII ends no line.
        i += s[i..].iter().position(|b| !(0x20..0x7f).contains(b)).unwrap_or(s.len() - i);
        if i == s.len() {
            break;
        }
        let (c, n) = A::at(s, i);
        if !A::is_line_break(c) {
            i += n;
            continue;
        }
        let text_end = i;
        i += if c == 13 && s.get(i + 1) == Some(&b'\n') { 2 } else { n };
        out.push(&s[start..if keep_ends { i } else { text_end }]);
        start = i;
    }
    if start < s.len() {
        out.push(&s[start..]);
    }
    out
}

/// `partition(sep)`: what stands before and after the first `sep`.
pub fn partition<'a>(s: &'a [u8], sep: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    find(s, sep).map(|i| (&s[..i], &s[i + sep.len()..]))
}

/// `rpartition(sep)`: what stands before and after the last `sep`.
pub fn rpartition<'a>(s: &'a [u8], sep: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    rfind(s, sep).map(|i| (&s[..i], &s[i + sep.len()..]))
}

/// Where to strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `lstrip`.
    Left,
    /// `rstrip`.
    Right,
    /// `strip`.
    Both,
}

/// `strip`, `lstrip`, `rstrip`; `chars` is the set to drop, spaces by default.
pub fn strip<'a, A: Alphabet>(s: &'a [u8], chars: Option<&[u8]>, side: Side) -> &'a [u8] {
    let drop = |c: u32| match chars {
        None => A::is_space(c),
        Some(set) => {
            let mut i = 0;
            while i < set.len() {
                let (d, n) = A::at(set, i);
                if d == c {
                    return true;
                }
                i += n;
            }
            false
        }
    };
    let (mut start, mut end) = (0, s.len());
    while side != Side::Right && start < end {
        let (c, n) = if s[start].is_ascii() { (u32::from(s[start]), 1) } else { A::at(s, start) };
        if !drop(c) {
            break;
        }
        start += n;
    }
    while side != Side::Left && end > start {
        let last = s[end - 1];
        let (c, n) = if last.is_ascii() { (u32::from(last), 1) } else { A::before(s, end) };
        if !drop(c) {
            break;
        }
        end -= n;
    }
    &s[start..end]
}

/// Whether a text of `len` bytes can be allocated. Callers ask before widths that a program chose: false means
/// MemoryError.
pub fn fits(len: usize) -> bool {
    len < 1 << 20 || Vec::<u8>::new().try_reserve_exact(len).is_ok()
}

/// Where padding goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pad {
    /// `rjust`.
    Left,
    /// `ljust`.
    Right,
    /// `center`.
    Both,
}

/// How much `ljust`, `rjust`, `center` put before and after `count` units; `None` when they are already wide enough.
pub fn padding(count: usize, width: usize, pad: Pad) -> Option<(usize, usize)> {
    let missing = width.checked_sub(count).filter(|&m| m > 0)?;
    let left = match pad {
        Pad::Left => missing,
        Pad::Right => 0,
        Pad::Both => missing / 2 + (missing & width & 1),
    };
    Some((left, missing - left))
}

/// `ljust`, `rjust`, `center`: `fill` is one encoded unit; `None` when already wide enough. The width [`fits`].
pub fn pad<A: Alphabet>(s: &[u8], width: usize, fill: &[u8], pad: Pad) -> Option<Vec<u8>> {
    let (left, right) = padding(A::count(s), width, pad)?;
    let mut out = Vec::with_capacity(s.len() + (left + right) * fill.len());
    push_fill(&mut out, fill, left);
    out.extend_from_slice(s);
    push_fill(&mut out, fill, right);
    Some(out)
}

/// Appends `fill` `times` times.
pub(super) fn push_fill(out: &mut Vec<u8>, fill: &[u8], times: usize) {
    match fill {
        [b] => out.resize(out.len() + times, *b),
        _ => (0..times).for_each(|_| out.extend_from_slice(fill)),
    }
}

/// `zfill`: zeros after the sign; `None` when already wide enough. The width [`fits`].
pub fn zfill<A: Alphabet>(s: &[u8], width: usize) -> Option<Vec<u8>> {
    let missing = width.checked_sub(A::count(s)).filter(|&m| m > 0)?;
    let sign = matches!(s.first(), Some(b'+' | b'-')) as usize;
    let mut out = Vec::with_capacity(s.len() + missing);
    out.extend_from_slice(&s[..sign]);
    push_fill(&mut out, b"0", missing);
    out.extend_from_slice(&s[sign..]);
    Some(out)
}

/// `expandtabs`; the caller checked that the result is not absurdly long.
pub fn expand_tabs<A: Alphabet>(s: &[u8], tab: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len());
    let (mut column, mut i) = (0, 0);
    while i < s.len() {
        let (c, n) = A::at(s, i);
        if c == 9 {
            let spaces = if tab == 0 { 0 } else { tab - column % tab };
            push_fill(&mut out, b" ", spaces);
            column += spaces;
        } else {
            out.extend_from_slice(&s[i..i + n]);
            column = if matches!(c, 10 | 13) { 0 } else { column + 1 };
        }
        i += n;
    }
    out
}

/// `str.translate`: `f` appends what stands for each character.
pub fn translate<E>(s: &[u8], mut f: impl FnMut(u32, &mut Vec<u8>) -> Result<(), E>) -> Result<Vec<u8>, E> {
    let mut out = Vec::with_capacity(s.len());
    for c in wtf8::chars(s) {
        f(c, &mut out)?;
    }
    Ok(out)
}

/// `bytes.translate`: a table of 256 bytes (or none) after dropping `delete`.
pub fn translate_bytes(s: &[u8], table: Option<&[u8]>, delete: &[u8]) -> Vec<u8> {
    let mut dropped = [false; 256];
    delete.iter().for_each(|&b| dropped[b as usize] = true);
    let map = |b: u8| table.and_then(|t| t.get(b as usize)).copied().unwrap_or(b);
    s.iter().filter(|&&b| !dropped[b as usize]).map(|&b| map(b)).collect()
}

fn every(s: &[u8], f: impl Fn(u32) -> bool) -> bool {
    !s.is_empty() && wtf8::chars(s).all(f)
}

/// `str.isalpha`.
pub fn is_alpha(s: &[u8]) -> bool {
    every(s, unicode::is_alpha)
}
/// `str.isalnum`.
pub fn is_alnum(s: &[u8]) -> bool {
    every(s, unicode::is_alnum)
}
/// `str.isdecimal`.
pub fn is_decimal(s: &[u8]) -> bool {
    every(s, unicode::is_decimal)
}
/// `str.isdigit`.
pub fn is_digit(s: &[u8]) -> bool {
    every(s, unicode::is_digit)
}
/// `str.isnumeric`.
pub fn is_numeric(s: &[u8]) -> bool {
    every(s, unicode::is_numeric)
}
/// `str.isspace`.
pub fn is_space(s: &[u8]) -> bool {
    every(s, Str::is_space)
}
/// `str.isprintable`.
pub fn is_printable(s: &[u8]) -> bool {
    wtf8::chars(s).all(unicode::is_printable)
}
/// `str.isidentifier`.
pub fn is_identifier(s: &[u8]) -> bool {
    let mut it = wtf8::chars(s);
    it.next().is_some_and(unicode::is_xid_start) && it.all(unicode::is_xid_continue)
}
/// `str.islower`: something cased, nothing upper or title.
pub fn is_lower(s: &[u8]) -> bool {
    let mut cased = false;
    wtf8::chars(s).all(|c| {
        cased |= unicode::is_lower(c);
        !unicode::is_upper(c) && !unicode::is_title(c)
    }) && cased
}
/// `str.isupper`: something cased, nothing lower or title.
pub fn is_upper(s: &[u8]) -> bool {
    let mut cased = false;
    wtf8::chars(s).all(|c| {
        cased |= unicode::is_upper(c);
        !unicode::is_lower(c) && !unicode::is_title(c)
    }) && cased
}
/// `str.istitle`: words start upper and go on lower.
pub fn is_title(s: &[u8]) -> bool {
    let (mut cased, mut inside) = (false, false);
    for c in wtf8::chars(s) {
        let big = unicode::is_upper(c) || unicode::is_title(c);
        let small = unicode::is_lower(c);
        if big && inside || small && !inside {
            return false;
        }
        inside = big || small;
        cased |= inside;
    }
    cased
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(parts: Vec<&[u8]>) -> Vec<&str> {
        parts.into_iter().map(|p| std::str::from_utf8(p).expect("tests use UTF-8")).collect()
    }

    fn split_at(s: &[u8], sep: &[u8], max: usize) -> Vec<String> {
        let mut out = Vec::new();
        let all = split(s, sep, max, |p| {
            out.push(String::from_utf8_lossy(p).into_owned());
            Ok::<_, ()>(())
        });
        all.map(|()| out).expect("nothing fails")
    }

    fn words<A: Alphabet>(s: &[u8], max: usize) -> Vec<String> {
        let mut out = Vec::new();
        let all = split_whitespace::<A, ()>(s, max, |p| {
            out.push(String::from_utf8_lossy(p).into_owned());
            Ok(())
        });
        all.map(|()| out).expect("nothing fails")
    }

    #[test]
    fn splitting() {
        let s = "  a b\u{3000}c\x1fd  ".as_bytes();
        assert_eq!(words::<Str>(s, ALL), ["a", "b", "c", "d"]);
        assert_eq!(words::<Str>(s, 1), ["a", "b\u{3000}c\x1fd  "]);
        assert_eq!(words::<Str>(s, 0), ["a b\u{3000}c\x1fd  "]);
        assert_eq!(texts(rsplit_whitespace::<Str>(s, 1)), ["  a b\u{3000}c", "d"]);
        assert_eq!(texts(rsplit_whitespace::<Str>(s, ALL)), ["a", "b", "c", "d"]);
        assert_eq!(words::<Bytes>(b" a\x1fb c ", ALL), ["a\x1fb", "c"]);
        assert!(words::<Str>(b"  ", ALL).is_empty());
        assert_eq!(split_at(b"a,b,,c", b",", ALL), ["a", "b", "", "c"]);
        assert_eq!(split_at(b"a--b--c", b"--", 1), ["a", "b--c"]);
        assert_eq!(texts(rsplit(b"a--b--c", b"--", 1)), ["a--b", "c"]);
        assert_eq!(texts(rsplit(b"aaa", b"aa", ALL)), ["a", ""]);
        assert_eq!(split_at(b"", b",", ALL), [""]);
        let lines = "a\r\nb\x0bc\u{2028}d\n\ne".as_bytes();
        assert_eq!(texts(split_lines::<Str>(lines, false)), ["a", "b", "c", "d", "", "e"]);
        assert_eq!(texts(split_lines::<Str>(b"a\r\nb\n", true)), ["a\r\n", "b\n"]);
        assert_eq!(texts(split_lines::<Bytes>(b"a\x0bb\rc", false)), ["a\x0bb", "c"]);
        assert_eq!(partition(b"a=b=c", b"="), Some((&b"a"[..], &b"b=c"[..])));
        assert_eq!(rpartition(b"a=b=c", b"="), Some((&b"a=b"[..], &b"c"[..])));
    }

    #[test]
    fn searching_and_replacing() {
        let long = "x".repeat(100) + "needle" + &"y".repeat(100) + "needle";
        assert_eq!(
            (find(long.as_bytes(), b"needle"), rfind(long.as_bytes(), b"needle")),
            (Some(100), Some(206))
        );
        assert_eq!(
            (find(b"abcabc", b"bc"), rfind(b"abcabc", b"bc"), find(b"a", b"bc")),
            (Some(1), Some(4), None)
        );
        assert_eq!((find(b"", b""), rfind(b"abc", b"")), (Some(0), Some(3)));
        assert_eq!((count::<Str>("aé".as_bytes(), b""), count::<Bytes>(b"aaaa", b"aa")), (3, 2));
        let rep = |s: &str, a: &str, b: &str, m| {
            replace::<Str>(s.as_bytes(), a.as_bytes(), b.as_bytes(), m)
                .map(|v| String::from_utf8(v).expect("utf-8"))
        };
        assert_eq!(rep("aéb", "", "-", ALL).as_deref(), Some("-a-é-b-"));
        assert_eq!(rep("aéb", "", "-", 2).as_deref(), Some("-a-éb"));
        assert_eq!(rep("aéb", "", "-", 3).as_deref(), Some("-a-é-b"));
        assert_eq!(rep("", "", "-", ALL).as_deref(), Some("-"));
        assert_eq!(rep("", "", "-", 0), None);
        assert_eq!(rep("ababab", "ab", "x", 2).as_deref(), Some("xxab"));
        assert_eq!(rep("abc", "d", "x", ALL), None);
    }

    #[test]
    fn stripping_and_padding() {
        assert_eq!(strip::<Str>("\u{a0} x\u{a0}".as_bytes(), None, Side::Both), b"x");
        assert_eq!(strip::<Str>("éxé".as_bytes(), Some("é".as_bytes()), Side::Right), "éx".as_bytes());
        assert_eq!(strip::<Bytes>(b"aaa", Some(b"a"), Side::Both), b"");
        assert_eq!(pad::<Str>(b"ab", 5, b"*", Pad::Both).as_deref(), Some(&b"**ab*"[..]));
        assert_eq!(pad::<Str>(b"abc", 6, b"*", Pad::Both).as_deref(), Some(&b"*abc**"[..]));
        assert_eq!(pad::<Str>(b"a", 3, "é".as_bytes(), Pad::Left).as_deref(), Some("ééa".as_bytes()));
        assert_eq!(pad::<Str>(b"abc", 2, b" ", Pad::Left), None);
        assert_eq!(zfill::<Str>(b"-5", 4).as_deref(), Some(&b"-005"[..]));
        assert_eq!(expand_tabs::<Str>("é\tb\n\tc".as_bytes(), 4), "é   b\n    c".as_bytes());
        assert_eq!(expand_tabs::<Str>(b"a\tb", 0), b"ab");
        assert_eq!(translate_bytes(b"hello", None, b"l"), b"heo");
    }

    #[test]
    fn predicates() {
        assert!(is_alpha("aé".as_bytes()) && !is_alpha(b"") && !is_alpha(b"a1"));
        assert!(is_digit("²3".as_bytes()) && !is_decimal("²".as_bytes()) && is_numeric("½".as_bytes()));
        assert!(is_lower(b"a1") && !is_lower(b"1") && is_upper(b"A1") && !is_upper("ǅ".as_bytes()));
        assert!(
            is_title(b"Hello World1") && !is_title(b"HeLlo") && !is_title(b"") && is_title("ǅa".as_bytes())
        );
        assert!(is_identifier("_é1".as_bytes()) && !is_identifier(b"1a") && !is_identifier(b""));
        assert!(is_printable(b"") && !is_printable(b"\n") && is_space(b"\x1c \t"));
        assert!(!is_printable(&wtf8::from_chars([0xd800])));
    }
}
