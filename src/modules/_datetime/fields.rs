//! What the types share: numbers from arguments, time stamps, the local zone, `struct_time`.

use super::calendar::{self, EPOCH};
use super::date::Date;
use super::moment::Clock;
use crate::host::clock::{self, Calendar};
use crate::modules::os_support::os_error;
use crate::modules::time::STRUCT_TIME;
use crate::object::obj::Obj;
use crate::types::{float, int, struct_seq};
use crate::vm::{PyResult, Raised, Vm, api};

/// A number argument that must fit a C int.
pub use crate::modules::os_support::parsed_int as number;

fn out_of_range(vm: &Vm) -> Raised {
    vm.overflow_error("timestamp out of range for platform time_t")
}

/// Seconds and microseconds of a time stamp: rounded to the nearest microsecond, or down to the second.
pub fn timestamp(vm: &Vm, o: &Obj, nearest: bool) -> PyResult<(i64, i64)> {
    let Some(x) = float::as_float(o) else {
        let i = api::index(vm, o)?;
        return int::to_i64(&i).map(|s| (s, 0)).ok_or_else(|| out_of_range(vm));
    };
    if x.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    let (mut whole, mut us) =
        if nearest { (x.trunc(), (x.fract() * 1e6).round_ties_even()) } else { (x.floor(), 0.0) };
    if us >= 1e6 {
        us -= 1e6;
        whole += 1.0;
    } else if us < 0.0 {
        us += 1e6;
        whole -= 1.0;
    }
    if !(-(2f64.powi(63))..2f64.powi(63)).contains(&whole) {
        return Err(out_of_range(vm));
    }
    Ok((whole as i64, us as i64))
}

/// The local calendar time of seconds since 1970.
pub fn local(vm: &Vm, seconds: i64) -> PyResult<Calendar> {
    clock::local(seconds).map_err(|e| os_error(vm, e))
}

/// The calendar time in UTC of seconds since 1970.
pub fn utc(vm: &Vm, seconds: i64) -> PyResult<Calendar> {
    clock::utc(seconds).map_err(|e| os_error(vm, e))
}

/// Local time as seconds since 1970, as if it were UTC.
pub fn local_seconds(vm: &Vm, seconds: i64) -> PyResult<i64> {
    let c = local(vm, seconds)?;
    if !(1..=9999).contains(&c.year) {
        return Err(vm.value_error(format!("year {} is out of range", c.year)));
    }
    Ok(seconds_of(&c))
}

/// A calendar time as seconds since 1970, as if it were UTC.
pub fn seconds_of(c: &Calendar) -> i64 {
    let days = calendar::ordinal(c.year as i32, c.month, c.day) - EPOCH;
    days * 86_400 + i64::from(c.hour * 3600 + c.minute * 60 + c.second)
}

const DAY: i64 = 86_400;

/// Seconds since 1970 of a local time given as if it were UTC. A time that comes twice is the first of both, or with
/// `fold` the second; one that never comes is taken by the offset before the gap, or after it.
pub fn from_local(vm: &Vm, t: i64, fold: bool) -> PyResult<i64> {
    let a = local_seconds(vm, t)? - t;
    let u1 = t - a;
    let t1 = local_seconds(vm, u1)?;
    let b = if t1 == t {
        // One answer; the other offset lies a day before or after it.
        let u2 = if fold { u1 + DAY } else { u1 - DAY };
        let b = local_seconds(vm, u2)? - u2;
        if a == b {
            return Ok(u1);
        }
        b
    } else {
        t1 - u1
    };
    let u2 = t - b;
    if local_seconds(vm, u2)? == t {
        return Ok(u2);
    }
    if t1 == t {
        return Ok(u1);
    }
    Ok(if fold { u1.min(u2) } else { u1.max(u2) })
}

/// The fields for the C library.
pub fn calendar(d: Date, c: Clock) -> Calendar {
    let (year, month, day) = d.parts();
    Calendar {
        year: year.into(),
        month,
        day,
        hour: c.hour.into(),
        minute: c.minute.into(),
        second: c.second.into(),
        weekday: d.weekday(),
        yearday: calendar::day_of_year(year, month, day),
        dst: -1,
        ..Calendar::default()
    }
}

/// A `time.struct_time`.
pub fn struct_time(vm: &Vm, d: Date, c: Clock, dst: i32) -> PyResult<Obj> {
    let t = calendar(d, c);
    let numbers = [t.year as i32, t.month, t.day, t.hour, t.minute, t.second, t.weekday, t.yearday, dst];
    let mut values: Vec<Obj> = numbers.iter().map(|n| int::from_i64((*n).into())).collect();
    values.extend([Obj::NONE, Obj::NONE]);
    struct_seq::make(vm, &STRUCT_TIME, values)
}
