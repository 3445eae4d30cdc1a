//! Texts of days and times: ISO 8601, `ctime`, `strftime`.

use super::date::Date;
use super::moment::Clock;
use super::zone;
use crate::host::clock;
use crate::object::obj::Obj;
use crate::types::{bytes, codec, str_};
use crate::vm::{PyResult, Vm};
use std::ffi::CString;

/// `+HH:MM`, with seconds and microseconds if there are any.
pub fn offset(us: i64, colon: &str) -> String {
    let (sign, us) = if us < 0 { ('-', -us) } else { ('+', us) };
    let seconds = us / 1_000_000;
    let mut out = format!("{sign}{:02}{colon}{:02}", seconds / 3600, seconds / 60 % 60);
    if us % 60_000_000 != 0 {
        out += &format!("{colon}{:02}", seconds % 60);
    }
    if us % 1_000_000 != 0 {
        out += &format!(".{:06}", us % 1_000_000);
    }
    out
}

/// A time of day with as many parts as a specification says; ValueError if there is no such specification.
pub fn clock_iso(vm: &Vm, c: Clock, spec: Option<&str>) -> PyResult<String> {
    let Clock { hour, minute, second, us, .. } = c;
    Ok(match spec.unwrap_or("auto") {
        "auto" if us == 0 => format!("{hour:02}:{minute:02}:{second:02}"),
        "auto" | "microseconds" => format!("{hour:02}:{minute:02}:{second:02}.{us:06}"),
        "hours" => format!("{hour:02}"),
        "minutes" => format!("{hour:02}:{minute:02}"),
        "seconds" => format!("{hour:02}:{minute:02}:{second:02}"),
        "milliseconds" => format!("{hour:02}:{minute:02}:{second:02}.{:03}", us / 1000),
        _ => return Err(vm.value_error("Unknown timespec value")),
    })
}

/// 'Sat Jun  6 16:26:11 1998'
pub fn ctime(d: Date, hour: u8, minute: u8, second: u8) -> Obj {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (day, month) = (DAYS[d.weekday() as usize], MONTHS[usize::from(d.month) - 1]);
    str_::from_string(format!("{day} {month} {:2} {hour:02}:{minute:02}:{second:02} {:04}", d.day, d.year))
}

/// What `strftime` shows.
pub struct Shown {
    /// The fields that the C library knows.
    pub calendar: clock::Calendar,
    /// Microsecond.
    pub us: u32,
    /// Time zone.
    pub zone: Option<Obj>,
    /// What the zone's methods are asked about.
    pub arg: Obj,
}

/// A time as text. `%f`, `%z`, `%:z` and `%Z` are done here, the rest by the C library.
pub fn strftime(vm: &Vm, format: &Obj, mut shown: Shown) -> PyResult<Obj> {
    if shown.zone.is_some() && !shown.arg.is_none() {
        // The C library is told about summer time, though nothing it shows depends on it.
        let dst = zone::offset(vm, shown.zone.as_ref(), "dst", &shown.arg)?;
        shown.calendar.dst = dst.map_or(-1, |us| i32::from(us != 0));
    }
    let encoded = codec::encode(vm, format, None, None)?;
    let text = bytes::bytes_of(&encoded);
    let text = &text[..memchr::memchr(0, text).unwrap_or(text.len())];
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let next = (text[at] == b'%').then(|| text.get(at + 1).copied()).flatten();
        let (taken, new) = match next {
            Some(b'f') => (2, format!("{:06}", shown.us).into_bytes()),
            Some(b'z') => (2, shown_offset(vm, &shown, "")?),
            Some(b':') if text.get(at + 2) == Some(&b'z') => (3, shown_offset(vm, &shown, ":")?),
            Some(b'Z') => {
                let name = zone::name(vm, shown.zone.as_ref(), &shown.arg)?;
                let name = name.map_or(Ok(Vec::new()), |n| {
                    codec::encode(vm, &n, None, None).map(|n| bytes::bytes_of(&n).to_vec())
                })?;
                (2, name.iter().flat_map(|b| std::iter::repeat_n(*b, 1 + usize::from(*b == b'%'))).collect())
            }
            Some(c) => (2, vec![b'%', c]),
            None => (1, vec![text[at]]),
        };
        out.extend_from_slice(&new);
        at += taken;
    }
    if out.is_empty() {
        return Ok(str_::from_str(""));
    }
    let format = CString::new(out).map_err(|_| vm.value_error("embedded null character"))?;
    match clock::format(&shown.calendar, &format) {
        Some(t) => str_::make(vm, &t),
        None => Err(vm.overflow_error("year out of range")),
    }
}

fn shown_offset(vm: &Vm, shown: &Shown, colon: &str) -> PyResult<Vec<u8>> {
    let us = zone::offset(vm, shown.zone.as_ref(), "utcoffset", &shown.arg)?;
    Ok(us.map_or(Vec::new(), |us| offset(us, colon).into_bytes()))
}
