//! `datetime`: a day and a time of day.

use super::calendar::{DAY_US, EPOCH, MAX_ORDINAL};
use super::date::{self, DATE, Date, number, out_of_range, state};
use super::delta::{self, Delta};
use super::{bind, fields, parse, text, time, zone};
use crate::host::clock::{self, Calendar, SECOND};
use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, CmpOp, Slots};
use crate::object::spec::{TypeSpec, class_method, getter, method};
use crate::object::type_object::StaticType;
use crate::types::exception::DEPRECATION_WARNING;
use crate::types::{bytes, float, hash, int, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;

/// A time of day.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 1 for the second of two equal local times.
    pub fold: u8,
    /// Microsecond.
    pub us: u32,
}

impl Clock {
    /// The last microsecond of a day.
    pub const LAST: Clock = Clock { hour: 23, minute: 59, second: 59, fold: 0, us: 999_999 };

    /// Hour, minute, second, microsecond, fold; ValueError names the one that is wrong.
    pub fn checked(vm: &Vm, [hour, minute, second, us, fold]: [i32; 5]) -> PyResult<Clock> {
        for (what, n, limit) in
            [("hour", hour, 23), ("minute", minute, 59), ("second", second, 59), ("microsecond", us, 999_999)]
        {
            if n < 0 || n > limit {
                return Err(vm.value_error(format!("{what} must be in 0..{limit}")));
            }
        }
        if fold != 0 && fold != 1 {
            return Err(vm.value_error("fold must be either 0 or 1"));
        }
        Ok(Clock {
            hour: hour as u8,
            minute: minute as u8,
            second: second as u8,
            fold: fold as u8,
            us: us as u32,
        })
    }

    /// Microseconds since midnight.
    pub fn total(self) -> i64 {
        let Clock { hour, minute, second, us, .. } = self;
        (i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second)) * 1_000_000 + i64::from(us)
    }

    /// The time of microseconds since midnight.
    fn from_total(us: i64) -> Clock {
        let seconds = us / 1_000_000;
        Clock {
            hour: (seconds / 3600) as u8,
            minute: (seconds / 60 % 60) as u8,
            second: (seconds % 60) as u8,
            fold: 0,
            us: (us % 1_000_000) as u32,
        }
    }

    /// The arguments of a constructor: hour, minute, second, microsecond.
    pub fn numbers(self) -> Vec<Obj> {
        let n = [self.hour.into(), self.minute.into(), self.second.into(), i64::from(self.us)];
        n.map(int::from_i64).to_vec()
    }

    /// The bytes of a pickle.
    pub fn pack(self, with_fold: bool) -> [u8; 6] {
        let [_, a, b, c] = self.us.to_be_bytes();
        [self.hour | if with_fold { self.fold << 7 } else { 0 }, self.minute, self.second, a, b, c]
    }

    /// The time of a pickle.
    pub fn unpack(s: &[u8], fold: u8) -> Clock {
        let us = u32::from_be_bytes([0, s[3], s[4], s[5]]);
        Clock { hour: s[0] & 0x7f, minute: s[1], second: s[2], fold, us }
    }

    /// The zone beside the state of a pickle.
    pub fn zone_of_state(vm: &Vm, args: CallArgs) -> PyResult<Option<Obj>> {
        match args.pos().get(1) {
            Some(z) if z.is_none() || z.is_instance::<zone::TzInfo>() => {
                Ok(Some(z.clone()).filter(|z| !z.is_none()))
            }
            Some(_) => Err(vm.type_error("bad tzinfo state arg")),
            None => Ok(None),
        }
    }

    /// As a constructor takes it, without what is zero at the end.
    pub fn shown(self) -> String {
        let Clock { hour, minute, second, us, .. } = self;
        match (second, us) {
            (0, 0) => format!("{hour}, {minute}"),
            (_, 0) => format!("{hour}, {minute}, {second}"),
            _ => format!("{hour}, {minute}, {second}, {us}"),
        }
    }

    /// With the fields that a call of `replace` gives, the hour being its parameter `first`; and the zone.
    pub fn replaced(
        self,
        vm: &Vm,
        a: Args,
        first: usize,
        zone: Option<&Obj>,
    ) -> PyResult<(Clock, Option<Obj>)> {
        let mut n =
            [self.hour.into(), self.minute.into(), self.second.into(), self.us as i32, self.fold.into()];
        for (i, n) in n.iter_mut().enumerate() {
            // The zone stands before the fold.
            if let Some(o) = a.opt(first + i + usize::from(i == 4)) {
                *n = fields::number(vm, o)?;
            }
        }
        let zone = match a.opt(first + 4) {
            Some(z) => zone::argument(vm, z)?,
            None => zone.cloned(),
        };
        Ok((Clock::checked(vm, n)?, zone))
    }
}

/// The native state of a datetime; the date comes first.
#[repr(C)]
pub struct Moment {
    date: Date,
    clock: Cell<Clock>,
    /// Time zone.
    pub zone: Option<Obj>,
}

#[allow(unsafe_code)]
// SAFETY: as in CPython, datetimes are not seen by the collector; a zone that refers to one is kept.
unsafe impl Payload for Moment {
    fn static_type() -> &'static StaticType {
        &MOMENT
    }
}

impl Moment {
    /// The beginning of a day.
    pub fn midnight(date: Date) -> Ref<Moment> {
        Ref::new(Moment { date, clock: Cell::new(Clock::default()), zone: None })
    }

    /// Microseconds since the day before the first, without regard to the zone.
    fn stamp(&self) -> i64 {
        self.date.ordinal() * DAY_US + self.clock.get().total()
    }
}

fn of(o: &Obj) -> &Moment {
    o.downcast::<Moment>().expect("the receiver is a datetime")
}

/// Day, time and zone of a date or datetime.
pub fn parts(o: &Obj) -> (Date, Clock, Option<Obj>) {
    match o.downcast::<Moment>() {
        Some(m) => (m.date, m.clock.get(), m.zone.clone()),
        None => (date::receiver(o), Clock::default(), None),
    }
}

/// An instance of a class, made natively if it is `datetime` itself.
fn instance(vm: &Vm, cls: &Obj, date: Date, clock: Clock, zone: Option<Obj>) -> PyResult<Obj> {
    if cls.value() == MOMENT.obj().value() {
        return Ok(Ref::new(Moment { date, clock: Cell::new(clock), zone }).into_obj());
    }
    let (year, month, day) = date.parts();
    let mut args = [year, month, day].map(|n| int::from_i64(n.into())).to_vec();
    args.extend(clock.numbers());
    args.push(zone.unwrap_or(Obj::NONE));
    let o = api::call(vm, cls, &args)?;
    if let Some(m) = o.downcast::<Moment>().filter(|_| clock.fold > 0) {
        m.clock.set(Clock { fold: 1, ..m.clock.get() });
    }
    Ok(o)
}

/// Day and time of a stamp; OverflowError if it is out of range.
fn split(vm: &Vm, stamp: i128) -> PyResult<(Date, Clock)> {
    let Ok(stamp) = i64::try_from(stamp) else { return Err(out_of_range(vm)) };
    let days = stamp.div_euclid(DAY_US);
    if !(1..=MAX_ORDINAL).contains(&days) {
        return Err(out_of_range(vm));
    }
    Ok((Date::from_ordinal(days), Clock::from_total(stamp.rem_euclid(DAY_US))))
}

/// A datetime some microseconds later.
pub fn shifted(vm: &Vm, o: &Obj, us: i128) -> PyResult<Obj> {
    let m = of(o);
    let (date, clock) = split(vm, i128::from(m.stamp()) + us)?;
    instance(vm, &o.type_obj(), date, clock, m.zone.clone())
}

fn offset(vm: &Vm, o: &Obj, method: &str) -> PyResult<Option<i64>> {
    zone::offset(vm, of(o).zone.as_ref(), method, o)
}

fn shown_offset(vm: &Vm, a: Args, method: &str) -> PyResult<Obj> {
    Ok(offset(vm, &a[0], method)?.map_or(Obj::NONE, |us| Delta::short(us).obj()))
}

// --- making

fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let m = match state(args).filter(|s| s.len() == 10 && (1..=12).contains(&(s[2] & 0x7f))) {
        Some(s) => Moment {
            date: Date { year: u16::from_be_bytes([s[0], s[1]]), month: s[2] & 0x7f, day: s[3] },
            clock: Cell::new(Clock::unpack(&s[4..], s[2] >> 7)),
            zone: Clock::zone_of_state(vm, args)?,
        },
        None => {
            let (mut n, mut zone) = ([0; 8], Obj::NONE);
            let names = ["year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold"];
            bind(vm, args, &names, 8, 3, |i, o| {
                match i {
                    7 => zone = o.clone(),
                    8 => n[7] = fields::number(vm, o)?,
                    _ => n[i] = fields::number(vm, o)?,
                }
                Ok(())
            })?;
            let date = Date::checked(vm, n[0], n[1], n[2])?;
            let clock = Clock::checked(vm, [n[3], n[4], n[5], n[6], n[7]])?;
            Moment { date, clock: Cell::new(clock), zone: zone::argument(vm, &zone)? }
        }
    };
    if cls.value() == MOMENT.obj().value() { Ok(Ref::new(m).into_obj()) } else { new_instance(vm, cls, m) }
}

/// A datetime of a class from what the C library made of a time stamp.
fn from_calendar(vm: &Vm, cls: &Obj, c: &Calendar, us: i64, fold: i32, zone: Option<Obj>) -> PyResult<Obj> {
    let year = i32::try_from(c.year).unwrap_or(i32::MAX);
    let date = Date::checked(vm, year, c.month, c.day)?;
    // Leap seconds are not shown.
    let clock = Clock::checked(vm, [c.hour, c.minute, c.second.min(59), us as i32, fold])?;
    instance(vm, cls, date, clock, zone)
}

/// The local time of a time stamp.
fn local(vm: &Vm, cls: &Obj, seconds: i64, us: i64) -> PyResult<Obj> {
    const DAY: i64 = 86_400;
    let c = fields::local(vm, seconds)?;
    let mut fold = 0;
    if (2..=9999).contains(&c.year) {
        // Was the clock put back within the last day, so that this time came before?
        let shown = fields::seconds_of(&c);
        let change = shown - fields::local_seconds(vm, seconds - DAY)? - DAY;
        if change < 0 {
            fold = i32::from(fields::local_seconds(vm, seconds + change)? == shown);
        }
    }
    from_calendar(vm, cls, &c, us, fold, None)
}

/// The time of a time stamp in a zone, or local time without one.
fn in_zone(vm: &Vm, cls: &Obj, seconds: i64, us: i64, zone: Option<Obj>) -> PyResult<Obj> {
    let Some(zone) = zone else { return local(vm, cls, seconds, us) };
    let utc = from_calendar(vm, cls, &fields::utc(vm, seconds)?, us, 0, Some(zone.clone()))?;
    api::call_method_str(vm, &zone, "fromutc", &[utc])
}

fn wall() -> (i64, i64) {
    let ns = clock::wall();
    (ns.div_euclid(SECOND), ns.rem_euclid(SECOND) / 1000)
}

fn now(vm: &Vm, a: Args) -> PyResult<Obj> {
    let zone = zone::argument(vm, a.opt(1).unwrap_or(&Obj::NONE))?;
    let (seconds, us) = wall();
    in_zone(vm, &a[0], seconds, us, zone)
}

fn from_timestamp(vm: &Vm, a: Args) -> PyResult<Obj> {
    let zone = zone::argument(vm, a.opt(2).unwrap_or(&Obj::NONE))?;
    let (seconds, us) = fields::timestamp(vm, &a[1], true)?;
    in_zone(vm, &a[0], seconds, us, zone)
}

/// Warns that a function without zone should not be used.
fn warn_naive(vm: &Vm, what: &str, instead: &str) -> PyResult<()> {
    let message = format!(
        "datetime.datetime.{what}() is deprecated and scheduled for removal in a future version. Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.{instead}."
    );
    api::warn(vm, &DEPRECATION_WARNING, &message, 1)
}

fn utc_now(vm: &Vm, a: Args) -> PyResult<Obj> {
    warn_naive(vm, "utcnow", "now(datetime.UTC)")?;
    let (seconds, us) = wall();
    from_calendar(vm, &a[0], &fields::utc(vm, seconds)?, us, 0, None)
}

fn utc_from_timestamp(vm: &Vm, a: Args) -> PyResult<Obj> {
    warn_naive(vm, "utcfromtimestamp", "fromtimestamp(timestamp, datetime.UTC)")?;
    let (seconds, us) = fields::timestamp(vm, &a[1], true)?;
    from_calendar(vm, &a[0], &fields::utc(vm, seconds)?, us, 0, None)
}

fn strptime(vm: &Vm, a: Args) -> PyResult<Obj> {
    for i in 1..3 {
        if !str_::is_str(&a[i]) {
            let given = a[i].ty().name();
            return Err(vm.type_error(format!("strptime() argument {i} must be str, not {given}")));
        }
    }
    let module = api::import(vm, "_strptime")?;
    let args = [a[0].clone(), a[1].clone(), a[2].clone()];
    api::call_method_str(vm, &module, "_strptime_datetime", &args)
}

fn combine(vm: &Vm, a: Args) -> PyResult<Obj> {
    let wrong = |n: usize, expected: &str| {
        let given = a[n].ty().name();
        vm.type_error(format!("combine() argument {n} must be datetime.{expected}, not {given}"))
    };
    let date = date::of(&a[1]).ok_or_else(|| wrong(1, "date"))?;
    let (clock, zone) = time::parts(&a[2]).ok_or_else(|| wrong(2, "time"))?;
    let zone = match a.opt(3) {
        Some(z) => zone::argument(vm, z)?,
        None => zone,
    };
    instance(vm, &a[0], date, clock, zone)
}

fn from_iso_format(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error("fromisoformat: argument must be str"));
    }
    let Some(((year, month, day), clock)) = parse::date_time(str_::bytes_of(&a[1])) else {
        return Err(parse::invalid(vm, &a[1]));
    };
    let parse::Clock { parts: [hour, minute, second, us], offset } = clock.unwrap_or_default();
    let zone = offset.map(|us| zone::fixed(vm, us.into(), None)).transpose()?;
    let date = Date::checked(vm, year, month, day)?;
    instance(vm, &a[0], date, Clock::checked(vm, [hour, minute, second, us, 0])?, zone)
}

// --- other forms

fn replace(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = of(&a[0]);
    let (year, month, day) = m.date.parts();
    let mut n = [year, month, day];
    for (i, n) in n.iter_mut().enumerate() {
        if let Some(o) = a.opt(i + 1) {
            *n = fields::number(vm, o)?;
        }
    }
    let (clock, zone) = m.clock.get().replaced(vm, a, 4, m.zone.as_ref())?;
    instance(vm, &a[0].type_obj(), Date::checked(vm, n[0], n[1], n[2])?, clock, zone)
}

/// Seconds since 1970 of a datetime without zone, by the local zone.
fn local_stamp(vm: &Vm, m: &Moment) -> PyResult<i64> {
    let t = (m.date.ordinal() - EPOCH) * 86_400 + m.clock.get().total() / 1_000_000;
    fields::from_local(vm, t, m.clock.get().fold > 0)
}

fn timestamp(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = of(&a[0]);
    if m.zone.is_none() {
        let seconds = local_stamp(vm, m)?;
        return Ok(float::from_f64(seconds as f64 + f64::from(m.clock.get().us) / 1e6));
    }
    let Some(offset) = offset(vm, &a[0], "utcoffset")? else { return Err(mixed_sub(vm)) };
    let us = m.stamp() - offset - EPOCH * DAY_US;
    if us.unsigned_abs() < 1 << 53 {
        return Ok(float::from_f64(us as f64 / 1e6));
    }
    api::binary(vm, BinOp::TrueDiv, &int::from_i64(us), &int::from_i64(1_000_000))
}

/// The local zone at a time stamp.
fn local_zone(vm: &Vm, seconds: i64) -> PyResult<Obj> {
    let c = fields::local(vm, seconds)?;
    let name = str_::make(vm, &c.zone)?;
    zone::fixed(vm, i128::from(c.offset) * 1_000_000, Some(name))
}

fn as_time_zone(vm: &Vm, a: Args) -> PyResult<Obj> {
    let target = zone::argument(vm, a.opt(1).unwrap_or(&Obj::NONE))?;
    let m = of(&a[0]);
    if m.zone.is_some() && zone::same(m.zone.as_ref(), target.as_ref()) {
        return Ok(a[0].clone());
    }
    let offset = match offset(vm, &a[0], "utcoffset")? {
        Some(us) => us,
        // Without an offset it is local time; one that never comes has the offset that its time stamp gives it.
        None => {
            let shown = (m.stamp() - EPOCH * DAY_US).div_euclid(1_000_000);
            (shown - local_stamp(vm, m)?) * 1_000_000
        }
    };
    let stamp = m.stamp() - offset;
    let target = match target {
        Some(z) => z,
        None => local_zone(vm, (stamp - EPOCH * DAY_US).div_euclid(1_000_000))?,
    };
    let (date, clock) = split(vm, stamp.into())?;
    let utc = instance(vm, &a[0].type_obj(), date, clock, Some(target.clone()))?;
    if target.is(&zone::utc()) {
        return Ok(utc);
    }
    api::call_method_str(vm, &target, "fromutc", &[utc])
}

fn time_tuple(vm: &Vm, a: Args) -> PyResult<Obj> {
    let dst = offset(vm, &a[0], "dst")?.map_or(-1, |us| i32::from(us != 0));
    fields::struct_time(vm, of(&a[0]).date, of(&a[0]).clock.get(), dst)
}

fn utc_time_tuple(vm: &Vm, a: Args) -> PyResult<Obj> {
    let offset = offset(vm, &a[0], "utcoffset")?.unwrap_or(0);
    let (date, clock) = split(vm, i128::from(of(&a[0]).stamp() - offset))?;
    fields::struct_time(vm, date, clock, 0)
}

fn iso(vm: &Vm, o: &Obj, separator: &[u8], spec: Option<&str>) -> PyResult<Obj> {
    let m = of(o);
    let mut out = m.date.iso().into_bytes();
    out.extend(separator);
    out.extend(text::clock_iso(vm, m.clock.get(), spec)?.as_bytes());
    if let Some(us) = offset(vm, o, "utcoffset")? {
        out.extend(text::offset(us, ":").as_bytes());
    }
    str_::make(vm, &out)
}

fn iso_format(vm: &Vm, a: Args) -> PyResult<Obj> {
    let separator = match a.opt(1) {
        None => &b"T"[..],
        Some(s) if str_::is_str(s) && str_::char_len(s) == 1 => str_::bytes_of(s),
        Some(s) => {
            let given = s.ty().name();
            return Err(
                vm.type_error(format!("isoformat() argument 1 must be a unicode character, not {given}"))
            );
        }
    };
    let spec = a.opt(2).map(|s| api::expect_str(vm, s, "isoformat() argument 2")).transpose()?;
    iso(vm, &a[0], separator, spec.as_deref())
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let (m, (year, month, day)) = (of(o), of(o).date.parts());
    let clock = m.clock.get();
    let mut out = str_::StrBuilder::new();
    out.push_str(&format!("{}({year}, {month}, {day}, {}", o.ty().name(), clock.shown()));
    if clock.fold > 0 {
        out.push_str(", fold=1");
    }
    if let Some(z) = &m.zone {
        out.push_str(", tzinfo=");
        out.push_obj(&api::repr(vm, z)?);
    }
    out.push_str(")");
    Ok(out.finish())
}

fn reduce(o: &Obj, with_fold: bool) -> Obj {
    let m = of(o);
    let (mut date, clock) = (m.date.pack(), m.clock.get());
    if with_fold {
        date[2] |= clock.fold << 7;
    }
    let mut args = vec![bytes::from_slice(&[&date[..], &clock.pack(false)].concat())];
    args.extend(m.zone.clone());
    tuple::pair(o.type_obj(), tuple::from_vec(args))
}

// --- operators

fn mixed_sub(vm: &Vm) -> crate::vm::Raised {
    vm.type_error("can't subtract offset-naive and offset-aware datetimes")
}

fn add(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    match (a.is_instance::<Moment>(), delta::of(b), delta::of(a), b.is_instance::<Moment>()) {
        (true, Some(d), ..) => shifted(vm, a, d.total()),
        (_, _, Some(d), true) => shifted(vm, b, d.total()),
        _ => Ok(Obj::NOT_IMPLEMENTED),
    }
}

fn sub(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    let Some(x) = a.downcast::<Moment>() else { return Ok(Obj::NOT_IMPLEMENTED) };
    let Some(y) = b.downcast::<Moment>() else {
        return match delta::of(b) {
            Some(d) => shifted(vm, a, -d.total()),
            None => Ok(Obj::NOT_IMPLEMENTED),
        };
    };
    let mut us = x.stamp() - y.stamp();
    if !zone::same(x.zone.as_ref(), y.zone.as_ref()) {
        match (offset(vm, a, "utcoffset")?, offset(vm, b, "utcoffset")?) {
            (None, None) => {}
            (Some(p), Some(q)) => us -= p - q,
            _ => return Err(mixed_sub(vm)),
        }
    }
    Delta::from_total(vm, us.into()).map(Delta::obj)
}

/// Whether the offset changes with the fold: such a time equals no time of another zone.
fn is_problematic(vm: &Vm, o: &Obj, known: Option<i64>) -> PyResult<bool> {
    let m = of(o);
    let clock = m.clock.get();
    let flipped = Moment {
        date: m.date,
        clock: Cell::new(Clock { fold: 1 - clock.fold, ..clock }),
        zone: m.zone.clone(),
    };
    Ok(offset(vm, &Ref::new(flipped).into_obj(), "utcoffset")? != known)
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let Some(y) = b.downcast::<Moment>() else { return Ok(Obj::NOT_IMPLEMENTED) };
    let x = of(a);
    let (mut p, mut q) = (x.stamp(), y.stamp());
    if zone::same(x.zone.as_ref(), y.zone.as_ref()) {
        return Ok(Obj::from_bool(op.holds(p.cmp(&q))));
    }
    let is_equality = matches!(op, CmpOp::Eq | CmpOp::Ne);
    let (u, v) = (offset(vm, a, "utcoffset")?, offset(vm, b, "utcoffset")?);
    match (u, v) {
        (None, None) => {}
        (Some(u), Some(v)) => {
            p -= u;
            q -= v;
        }
        _ if is_equality => return Ok(Obj::from_bool(op == CmpOp::Ne)),
        _ => return Err(vm.type_error("can't compare offset-naive and offset-aware datetimes")),
    }
    if is_equality && p == q && (is_problematic(vm, a, u)? || is_problematic(vm, b, v)?) {
        return Ok(Obj::from_bool(op == CmpOp::Ne));
    }
    Ok(Obj::from_bool(op.holds(p.cmp(&q))))
}

fn hash_of(vm: &Vm, o: &Obj) -> PyResult<i64> {
    let (m, clock) = (of(o), of(o).clock.get());
    let offset = if clock.fold == 0 || m.zone.is_none() {
        offset(vm, o, "utcoffset")?
    } else {
        // Equal times with different folds have one hash.
        let first =
            Moment { date: m.date, clock: Cell::new(Clock { fold: 0, ..clock }), zone: m.zone.clone() };
        offset(vm, &Ref::new(first).into_obj(), "utcoffset")?
    };
    Ok(match offset {
        Some(us) => Delta::from_total(vm, i128::from(m.stamp() - us))?.hash(),
        None => hash::key().hash_bytes(&[&m.date.pack()[..], &clock.pack(false)].concat()),
    })
}

const REPLACE: &str = "($self, /, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=0)";

static SPEC: TypeSpec = TypeSpec {
    name: "datetime",
    module: "datetime",
    doc: "datetime(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0): a day and a time of day.",
    base: Some(&DATE),
    slots: Slots {
        new: Some(new),
        repr: Some(repr),
        str: Some(|vm, o| api::call_method_str(vm, o, "isoformat", &[str_::from_str(" ")])),
        hash: Some(hash_of),
        compare: Some(compare),
        binary: Slots::binary_table([(BinOp::Add, add), (BinOp::Sub, sub)]),
        rbinary: Slots::binary_table([
            (BinOp::Add, |vm, b, a| add(vm, a, b)),
            (BinOp::Sub, |vm, b, a| sub(vm, a, b)),
        ]),
        ..Slots::NONE
    },
    methods: &[
        class_method("now", "($type, /, tz=None)", "The current time, in a zone or local.", now),
        class_method("utcnow", "($type, /)", "The current time in UTC, without zone.", utc_now),
        class_method(
            "fromtimestamp",
            "($type, /, timestamp, tz=None)",
            "The time of seconds since 1970, in a zone or local.",
            from_timestamp,
        ),
        class_method(
            "utcfromtimestamp",
            "($type, timestamp, /)",
            "The time of seconds since 1970 in UTC, without zone.",
            utc_from_timestamp,
        ),
        class_method(
            "strptime",
            "($type, date_string, format, /)",
            "Reads a time from text in a format.",
            strptime,
        ),
        class_method(
            "combine",
            "($type, /, date, time, tzinfo=True)",
            "Puts a day and a time of day together.",
            combine,
        ),
        class_method(
            "fromisoformat",
            "($type, object, /)",
            "Reads a day and time in a format of ISO 8601.",
            from_iso_format,
        ),
        method("date", "($self, /)", "The day.", |_, a| Ok(Ref::new(of(&a[0]).date).into_obj())),
        method("time", "($self, /)", "The time of day without zone.", |_, a| {
            Ok(time::make(of(&a[0]).clock.get(), None))
        }),
        method("timetz", "($self, /)", "The time of day with the zone.", |_, a| {
            Ok(time::make(of(&a[0]).clock.get(), of(&a[0]).zone.clone()))
        }),
        method("ctime", "($self, /)", "The time as text: 'Sat Jun  6 16:26:11 1998'.", |_, a| {
            let c = of(&a[0]).clock.get();
            Ok(text::ctime(of(&a[0]).date, c.hour, c.minute, c.second))
        }),
        method("timetuple", "($self, /)", "The time as a time.struct_time.", time_tuple),
        method("timestamp", "($self, /)", "Seconds since 1970.", timestamp),
        method("utctimetuple", "($self, /)", "The time in UTC as a time.struct_time.", utc_time_tuple),
        method(
            "isoformat",
            "($self, /, sep='T', timespec='auto')",
            "The time as text: 'YYYY-MM-DDTHH:MM:SS.ffffff+HH:MM'.",
            iso_format,
        ),
        method("utcoffset", "($self, /)", "Offset from UTC, if the zone has one.", |vm, a| {
            shown_offset(vm, a, "utcoffset")
        }),
        method("tzname", "($self, /)", "Name of the zone.", |vm, a| {
            Ok(zone::name(vm, of(&a[0]).zone.as_ref(), &a[0])?.unwrap_or(Obj::NONE))
        }),
        method("dst", "($self, /)", "How much of the offset is summer time.", |vm, a| {
            shown_offset(vm, a, "dst")
        }),
        method("replace", REPLACE, "The datetime with other fields.", replace),
        method("__replace__", REPLACE, "The same as replace().", replace),
        method("astimezone", "($self, /, tz=None)", "The same time in another zone, or local.", as_time_zone),
        method("__reduce_ex__", "($self, protocol, /)", "What pickle and copy store.", |vm, a| {
            Ok(reduce(&a[0], fields::number(vm, &a[1])? > 3))
        }),
        method("__reduce__", "($self, /)", "What pickle and copy store.", |_, a| Ok(reduce(&a[0], false))),
    ],
    getters: &[
        getter("hour", "Hour, 0 to 23.", |_, o| number(of(o).clock.get().hour)),
        getter("minute", "Minute, 0 to 59.", |_, o| number(of(o).clock.get().minute)),
        getter("second", "Second, 0 to 59.", |_, o| number(of(o).clock.get().second)),
        getter("microsecond", "Microsecond.", |_, o| number(of(o).clock.get().us)),
        getter("tzinfo", "Time zone or None.", |_, o| Ok(of(o).zone.clone().unwrap_or(Obj::NONE))),
        getter("fold", "1 for the second of two equal times.", |_, o| number(of(o).clock.get().fold)),
    ],
    ..TypeSpec::BASE
};

/// `datetime.datetime`
pub static MOMENT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Moment>(false));

/// The constants of the class: least, greatest, unit.
pub fn constants() -> [(&'static str, Obj); 3] {
    let moment = |day, clock| {
        Ref::new(Moment { date: Date::from_ordinal(day), clock: Cell::new(clock), zone: None }).into_obj()
    };
    let (first, last) = (moment(1, Clock::default()), moment(MAX_ORDINAL, Clock::LAST));
    [("min", first), ("max", last), ("resolution", Delta::short(1).obj())]
}
