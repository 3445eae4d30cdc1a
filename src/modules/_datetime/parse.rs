//! Reading texts in the formats of ISO 8601 that CPython takes, with its leniencies: any character may stand between
//! date and time, and one before a zone.

use crate::object::obj::Obj;
use crate::vm::{Raised, Vm, api};

use super::calendar;

/// ValueError "Invalid isoformat string".
#[cold]
pub fn invalid(vm: &Vm, o: &Obj) -> Raised {
    match api::repr_string(vm, o) {
        Ok(shown) => vm.value_error(format!("Invalid isoformat string: {shown}")),
        Err(r) => r,
    }
}

/// A time of day as it was written.
#[derive(Default)]
pub struct Clock {
    /// Hour, minute, second, microsecond; not checked.
    pub parts: [i32; 4],
    /// Offset of the zone in microseconds, if one was given.
    pub offset: Option<i64>,
}

fn digits(text: &[u8], at: usize, n: usize) -> Option<i32> {
    text.get(at..at + n)?
        .iter()
        .try_fold(0, |value, b| b.is_ascii_digit().then(|| value * 10 + i32::from(b - b'0')))
}

/// Year, month and day of a whole text; month and day are not checked.
pub fn date(text: &[u8]) -> Option<(i32, i32, i32)> {
    let year = digits(text, 0, 4)?;
    let dash = text.get(4) == Some(&b'-');
    let at = 4 + usize::from(dash);
    if text.get(at) == Some(&b'W') {
        let week = digits(text, at + 1, 2)?;
        let rest = &text[at + 3..];
        let day = match (dash, rest) {
            (_, []) => 1,
            (true, [b'-', _]) => digits(rest, 1, 1)?,
            (false, [_]) => digits(rest, 0, 1)?,
            _ => return None,
        };
        let ordinal = calendar::from_iso(year, week, day).ok()?;
        return Some(calendar::from_ordinal(ordinal));
    }
    let month = digits(text, at, 2)?;
    let at = at + 2;
    if dash && text.get(at) != Some(&b'-') {
        return None;
    }
    let at = at + usize::from(dash);
    (text.len() == at + 2).then_some((year, month, digits(text, at, 2)?))
}

/// Hours to microseconds of a text that ends at `end`; whether a character was left over. It reads one character beyond
/// the end, where the zone begins.
fn clock(text: &[u8], start: usize, end: usize) -> Option<([i32; 4], bool)> {
    let mut parts = [0; 4];
    let (mut at, mut colons) = (start, false);
    for (i, part) in parts.iter_mut().take(3).enumerate() {
        if at + 2 > end {
            return None;
        }
        *part = digits(text, at, 2)?;
        let next = text.get(at + 2).copied();
        at += 3;
        if i == 0 {
            colons = next == Some(b':');
        }
        if at >= end {
            return Some((parts, next.is_some()));
        }
        match next {
            Some(b':') if colons => {}
            Some(b'.' | b',') => break,
            _ if !colons => at -= 1,
            _ => return None,
        }
    }
    let n = (end - at).min(6);
    parts[3] = digits(text, at, n)? * [1_000_000, 100_000, 10_000, 1000, 100, 10, 1][n];
    at += n;
    while at < end && text[at].is_ascii_digit() {
        at += 1;
    }
    Some((parts, at < text.len()))
}

/// A time of day with or without zone.
pub fn time(text: &[u8]) -> Option<Clock> {
    let text = text.strip_prefix(b"T").unwrap_or(text);
    let Some(sign) = text.iter().position(|b| matches!(b, b'+' | b'-' | b'Z')) else {
        let (parts, more) = clock(text, 0, text.len())?;
        return (!more).then_some(Clock { parts, offset: None });
    };
    let (parts, _) = clock(text, 0, sign)?;
    if text[sign] == b'Z' {
        return (text.len() == sign + 1).then_some(Clock { parts, offset: Some(0) });
    }
    let ([hours, minutes, seconds, us], more) = clock(text, sign + 1, text.len())?;
    let us = i64::from(hours * 3600 + minutes * 60 + seconds) * 1_000_000 + i64::from(us);
    let offset = Some(if text[sign] == b'-' { -us } else { us });
    (!more).then_some(Clock { parts, offset })
}

/// Where the date ends.
fn separator(text: &[u8]) -> usize {
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    match text {
        _ if text.len() == 7 => 7,
        [_, _, _, _, b'-', b'W', ..] => match text.get(8) {
            // Not a day of the week if more than one digit follows.
            Some(b'-') if !digit(10) => 10,
            _ => 8,
        },
        [_, _, _, _, b'-', ..] => 10,
        [_, _, _, _, b'W', ..] => {
            let end = (7..text.len()).find(|&i| !digit(i)).unwrap_or(text.len());
            if end < 9 {
                end
            } else if end % 2 == 0 {
                7
            } else {
                8
            }
        }
        _ => 8,
    }
}

/// Year, month and day of a text, and the time if there is one.
pub fn date_time(text: &[u8]) -> Option<((i32, i32, i32), Option<Clock>)> {
    if text.len() < 7 {
        return None;
    }
    let at = separator(text);
    let day = date(text.get(..at)?)?;
    if at == text.len() {
        return Some((day, None));
    }
    // The separator may be any character.
    let width = match text[at] {
        0..=0x7f => 1,
        0x80..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    let rest = &text[at + width..];
    // Only a time of its own may begin with a T.
    if rest.first() == Some(&b'T') {
        return None;
    }
    Some((day, Some(time(rest)?)))
}
