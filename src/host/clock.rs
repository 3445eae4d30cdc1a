//! Clocks, sleeping, and calendar time in the local zone.
#![allow(unsafe_code)]

use super::{Errno, Sys, check};
use std::ffi::CStr;

/// Nanoseconds in a second.
pub const SECOND: i64 = 1_000_000_000;

/// A clock's time in nanoseconds.
pub fn now(clock: i32) -> Sys<i128> {
    // SAFETY: filled by the call.
    unsafe {
        let mut t: libc::timespec = std::mem::zeroed();
        check(libc::clock_gettime(clock, &raw mut t))?;
        Ok(nanoseconds(t))
    }
}

/// A clock's resolution in nanoseconds.
pub fn resolution(clock: i32) -> Sys<i128> {
    // SAFETY: filled by the call.
    unsafe {
        let mut t: libc::timespec = std::mem::zeroed();
        check(libc::clock_getres(clock, &raw mut t))?;
        Ok(nanoseconds(t))
    }
}

/// Sets a clock.
pub fn set(clock: i32, ns: i64) -> Sys<()> {
    let t = timespec(ns);
    // SAFETY: `t` lives.
    check(unsafe { libc::clock_settime(clock, &raw const t) }).map(drop)
}

/// The monotonic clock in nanoseconds; it never fails.
pub fn monotonic() -> i64 {
    now(libc::CLOCK_MONOTONIC).map_or(0, |n| n as i64)
}

/// The wall clock in nanoseconds since 1970; it never fails.
pub fn wall() -> i64 {
    now(libc::CLOCK_REALTIME).map_or(0, |n| n as i64)
}

fn nanoseconds(t: libc::timespec) -> i128 {
    i128::from(t.tv_sec) * i128::from(SECOND) + i128::from(t.tv_nsec)
}

fn timespec(ns: i64) -> libc::timespec {
    libc::timespec { tv_sec: ns.div_euclid(SECOND), tv_nsec: ns.rem_euclid(SECOND) }
}

/// Sleeps until the monotonic clock shows `deadline`.
pub fn sleep_until(deadline: i64) -> Sys<()> {
    let t = timespec(deadline);
    // SAFETY: `t` lives.
    match unsafe {
        libc::clock_nanosleep(libc::CLOCK_MONOTONIC, libc::TIMER_ABSTIME, &raw const t, std::ptr::null_mut())
    } {
        0 => Ok(()),
        e => Err(Errno(e)),
    }
}

/// The CPU clock of a thread.
pub fn thread_clock(thread: u64) -> Sys<i32> {
    let mut clock = 0;
    // SAFETY: the caller names a living thread.
    match unsafe { libc::pthread_getcpuclockid(thread as libc::pthread_t, &raw mut clock) } {
        0 => Ok(clock),
        e => Err(Errno(e)),
    }
}

/// Calendar time.
#[derive(Clone, Default, Debug)]
pub struct Calendar {
    /// Year as people count it.
    pub year: i64,
    /// 1 to 12.
    pub month: i32,
    /// Day of the month from 1.
    pub day: i32,
    /// Hour.
    pub hour: i32,
    /// Minute.
    pub minute: i32,
    /// Second, up to 61.
    pub second: i32,
    /// Day of the week, Monday is 0.
    pub weekday: i32,
    /// Day of the year from 1.
    pub yearday: i32,
    /// Summer time: 1, 0, or -1 for unknown.
    pub dst: i32,
    /// Zone name.
    pub zone: Vec<u8>,
    /// Seconds east of UTC.
    pub offset: i64,
}

fn from_tm(t: &libc::tm) -> Calendar {
    // SAFETY: the zone name is null or a terminated text that the C library keeps.
    let zone = if t.tm_zone.is_null() {
        Vec::new()
    } else {
        unsafe { CStr::from_ptr(t.tm_zone) }.to_bytes().to_vec()
    };
    Calendar {
        year: i64::from(t.tm_year) + 1900,
        month: t.tm_mon + 1,
        day: t.tm_mday,
        hour: t.tm_hour,
        minute: t.tm_min,
        second: t.tm_sec,
        weekday: (t.tm_wday + 6) % 7,
        yearday: t.tm_yday + 1,
        dst: t.tm_isdst,
        zone,
        offset: t.tm_gmtoff,
    }
}

fn to_tm(c: &Calendar) -> Option<libc::tm> {
    // SAFETY: a `tm` of zeros is valid.
    let mut t: libc::tm = unsafe { std::mem::zeroed() };
    t.tm_year = i32::try_from(c.year.checked_sub(1900)?).ok()?;
    t.tm_mon = c.month - 1;
    t.tm_mday = c.day;
    t.tm_hour = c.hour;
    t.tm_min = c.minute;
    t.tm_sec = c.second;
    t.tm_wday = (c.weekday + 1) % 7;
    t.tm_yday = c.yearday - 1;
    t.tm_isdst = c.dst;
    t.tm_gmtoff = c.offset;
    Some(t)
}

/// Seconds since 1970 as UTC.
pub fn utc(seconds: i64) -> Sys<Calendar> {
    // SAFETY: filled by the call.
    unsafe {
        let mut t: libc::tm = std::mem::zeroed();
        if libc::gmtime_r(&raw const seconds, &raw mut t).is_null() {
            Err(Errno::last())
        } else {
            Ok(from_tm(&t))
        }
    }
}

/// Seconds since 1970 in the local zone.
pub fn local(seconds: i64) -> Sys<Calendar> {
    // SAFETY: filled by the call.
    unsafe {
        let mut t: libc::tm = std::mem::zeroed();
        if libc::localtime_r(&raw const seconds, &raw mut t).is_null() {
            Err(Errno::last())
        } else {
            Ok(from_tm(&t))
        }
    }
}

/// Seconds since 1970 of a local time; `None` if it cannot be told.
pub fn seconds_of(c: &Calendar) -> Option<i64> {
    let mut t = to_tm(c)?;
    // The C library sets the day of the week unless it fails.
    t.tm_wday = -1;
    // SAFETY: `t` lives.
    let s = unsafe { libc::mktime(&raw mut t) };
    (s != -1 || t.tm_wday != -1).then_some(s)
}

/// Reads the zone from the environment again.
pub fn reload_zone() {
    unsafe extern "C" {
        fn tzset();
    }
    // SAFETY: called with the GIL held.
    unsafe { tzset() };
}

/// Formats as `strftime` does; the zone name is the calendar's own.
pub fn format(c: &Calendar, format: &CStr) -> Option<Vec<u8>> {
    let mut t = to_tm(c)?;
    let zone = std::ffi::CString::new(c.zone.clone()).unwrap_or_default();
    t.tm_zone = zone.as_ptr();
    let mut size = 256;
    loop {
        let mut buf = vec![0u8; size];
        // SAFETY: the buffer has that length; `format` and the zone are terminated.
        let n = unsafe { libc::strftime(buf.as_mut_ptr().cast(), size, format.as_ptr(), &raw const t) };
        if n > 0 || size > 256 * format.to_bytes().len().max(1) {
            buf.truncate(n);
            return Some(buf);
        }
        size *= 4;
    }
}
