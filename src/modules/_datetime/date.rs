//! `date` and what `isocalendar` gives.

use super::calendar::{self, IsoError, MAX_ORDINAL};
use super::delta::{self, Delta};
use super::{bind, fields, moment, text};
use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::payload::constructor;
use crate::object::slots::{BinOp, CmpOp, Slots};
use crate::object::spec::{TypeSpec, class_method, getter, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{bytes, int, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};

/// The native state of a date; a datetime begins with it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(C)]
pub struct Date {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Date {
    fn static_type() -> &'static StaticType {
        &DATE
    }
}

impl Date {
    /// A date from numbers; ValueError names the one that is wrong.
    pub fn checked(vm: &Vm, year: i32, month: i32, day: i32) -> PyResult<Date> {
        if !(calendar::MIN_YEAR..=calendar::MAX_YEAR).contains(&year) {
            return Err(vm.value_error(format!("year {year} is out of range")));
        }
        if !(1..=12).contains(&month) {
            return Err(vm.value_error("month must be in 1..12"));
        }
        if day < 1 || day > calendar::days_in_month(year, month) {
            return Err(vm.value_error("day is out of range for month"));
        }
        Ok(Date { year: year as u16, month: month as u8, day: day as u8 })
    }

    /// The date of an ordinal between 1 and the greatest.
    pub fn from_ordinal(n: i64) -> Date {
        let (year, month, day) = calendar::from_ordinal(n);
        Date { year: year as u16, month: month as u8, day: day as u8 }
    }

    /// Year, month and day.
    pub fn parts(self) -> (i32, i32, i32) {
        (self.year.into(), self.month.into(), self.day.into())
    }

    /// Number of the day.
    pub fn ordinal(self) -> i64 {
        let (year, month, day) = self.parts();
        calendar::ordinal(year, month, day)
    }

    /// Day of the week, Monday is 0.
    pub fn weekday(self) -> i32 {
        (self.ordinal() + 6).rem_euclid(7) as i32
    }

    /// The bytes of a pickle.
    pub fn pack(self) -> [u8; 4] {
        let [high, low] = self.year.to_be_bytes();
        [high, low, self.month, self.day]
    }

    /// `YYYY-MM-DD`
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The date of a date or datetime.
pub fn of(o: &Obj) -> Option<Date> {
    o.downcast::<Date>().copied()
}

pub(super) fn receiver(o: &Obj) -> Date {
    of(o).expect("the receiver is a date")
}

/// A date that is no datetime.
fn plain(o: &Obj) -> Option<Date> {
    of(o).filter(|_| !o.is_instance::<moment::Moment>())
}

#[cold]
pub(super) fn out_of_range(vm: &Vm) -> Raised {
    vm.overflow_error("date value out of range")
}

/// An instance of a class, made natively if it is `date` or `datetime` itself.
pub fn instance(vm: &Vm, cls: &Obj, d: Date) -> PyResult<Obj> {
    if cls.value() == DATE.obj().value() {
        return Ok(Ref::new(d).into_obj());
    }
    if cls.value() == moment::MOMENT.obj().value() {
        return Ok(moment::Moment::midnight(d).into_obj());
    }
    let (year, month, day) = d.parts();
    api::call(vm, cls, &[year, month, day].map(|n| int::from_i64(n.into())))
}

fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let date = match state(args).filter(|s| s.len() == 4 && (1..=12).contains(&s[2])) {
        Some(s) => Date { year: u16::from_be_bytes([s[0], s[1]]), month: s[2], day: s[3] },
        None => {
            let mut n = [0; 3];
            bind(vm, args, &["year", "month", "day"], 3, 3, |i, o| {
                n[i] = fields::number(vm, o)?;
                Ok(())
            })?;
            Date::checked(vm, n[0], n[1], n[2])?
        }
    };
    if cls.value() == DATE.obj().value() {
        Ok(Ref::new(date).into_obj())
    } else {
        new_instance(vm, cls, date)
    }
}

/// The first of one or two positional arguments, if it is the state of a pickle.
pub(super) fn state(args: CallArgs) -> Option<Vec<u8>> {
    let first = args.pos().first().filter(|_| args.all().len() <= 2 && args.kw_len() == 0)?;
    if bytes::is_bytes(first) {
        return Some(bytes::bytes_of(first).to_vec());
    }
    // Pickles of Python 2 have a str of characters below 256.
    let chars = crate::text::wtf8::chars(str_::is_str(first).then(|| str_::bytes_of(first))?);
    chars.map(|c| u8::try_from(c).ok()).collect()
}

fn today(vm: &Vm, a: Args) -> PyResult<Obj> {
    let now = api::call_method_str(vm, &api::import(vm, "time")?, "time", &[])?;
    api::call_method_str(vm, &a[0], "fromtimestamp", &[now])
}

fn from_timestamp(vm: &Vm, a: Args) -> PyResult<Obj> {
    let c = fields::local(vm, fields::timestamp(vm, &a[1], false)?.0)?;
    instance(vm, &a[0], Date::checked(vm, i32::try_from(c.year).unwrap_or(i32::MAX), c.month, c.day)?)
}

fn from_ordinal(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = fields::number(vm, &a[1])?;
    if n < 1 {
        return Err(vm.value_error("ordinal must be >= 1"));
    }
    if i64::from(n) > MAX_ORDINAL {
        return Err(vm.value_error(format!("year {} is out of range", calendar::from_ordinal(n.into()).0)));
    }
    instance(vm, &a[0], Date::from_ordinal(n.into()))
}

fn from_iso_calendar(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut n = [0; 3];
    for (i, n) in n.iter_mut().enumerate() {
        let index = api::index(vm, &a[i + 1])?;
        *n = match int::to_i64(&index).and_then(|n| i32::try_from(n).ok()) {
            Some(n) => n,
            None => return Err(vm.value_error("ISO calendar component out of range")),
        };
    }
    let found = calendar::from_iso(n[0], n[1], n[2]);
    let ordinal = found.map_err(|e| {
        vm.value_error(match e {
            IsoError::Year => format!("Year is out of range: {}", n[0]),
            IsoError::Week => format!("Invalid week: {}", n[1]),
            IsoError::Day => format!("Invalid day: {} (range is [1, 7])", n[2]),
        })
    })?;
    if !(1..=MAX_ORDINAL).contains(&ordinal) {
        return Err(vm.value_error(format!("year {} is out of range", calendar::from_ordinal(ordinal).0)));
    }
    instance(vm, &a[0], Date::from_ordinal(ordinal))
}

fn from_iso_format(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error("fromisoformat: argument must be str"));
    }
    match super::parse::date(str_::bytes_of(&a[1])) {
        Some((year, month, day)) => instance(vm, &a[0], Date::checked(vm, year, month, day)?),
        None => Err(super::parse::invalid(vm, &a[1])),
    }
}

fn iso_calendar(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (year, month, day) = receiver(&a[0]).parts();
    let (year, week, weekday) = calendar::iso_calendar(year, month, day);
    let items = [year, week, weekday].map(|n| int::from_i64(n.into())).to_vec();
    tuple::with_type(ISO_DATE.ptr(), items).map_err(|_| vm.memory_error())
}

fn replace(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (year, month, day) = receiver(&a[0]).parts();
    let mut n = [year, month, day];
    for (i, n) in n.iter_mut().enumerate() {
        if let Some(o) = a.opt(i + 1) {
            *n = fields::number(vm, o)?;
        }
    }
    instance(vm, &a[0].type_obj(), Date::checked(vm, n[0], n[1], n[2])?)
}

fn add_days(vm: &Vm, o: &Obj, days: i64) -> PyResult<Obj> {
    let n = receiver(o).ordinal() + days;
    if !(1..=MAX_ORDINAL).contains(&n) {
        return Err(out_of_range(vm));
    }
    instance(vm, &o.type_obj(), Date::from_ordinal(n))
}

fn add(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    match (plain(a), delta::of(b), delta::of(a), plain(b)) {
        (Some(_), Some(d), ..) => add_days(vm, a, d.days()),
        (_, _, Some(d), Some(_)) => add_days(vm, b, d.days()),
        _ => Ok(Obj::NOT_IMPLEMENTED),
    }
}

fn sub(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    let Some(x) = plain(a) else { return Ok(Obj::NOT_IMPLEMENTED) };
    if let Some(y) = plain(b) {
        return Ok(Delta::of_days(x.ordinal() - y.ordinal()).obj());
    }
    match delta::of(b) {
        Some(d) => add_days(vm, a, -d.days()),
        None => Ok(Obj::NOT_IMPLEMENTED),
    }
}

fn compare(_: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    Ok(match (plain(a), plain(b)) {
        (Some(x), Some(y)) => Obj::from_bool(op.holds(x.cmp(&y))),
        _ => Obj::NOT_IMPLEMENTED,
    })
}

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let (year, month, day) = receiver(o).parts();
    Ok(str_::from_string(format!("{}({year}, {month}, {day})", o.ty().name())))
}

/// A number as an attribute.
pub(super) fn number(n: impl Into<i64>) -> PyResult<Obj> {
    Ok(int::from_i64(n.into()))
}

pub(super) fn format(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error(format!("__format__() argument 1 must be str, not {}", api::given(&a[1]))));
    }
    if str_::bytes_of(&a[1]).is_empty() {
        return api::str(vm, &a[0]);
    }
    api::call_method_str(vm, &a[0], "strftime", &[a[1].clone()])
}

pub(super) fn strftime(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error(format!("strftime() argument 1 must be str, not {}", api::given(&a[1]))));
    }
    let (date, clock, zone) = moment::parts(&a[0]);
    let shown =
        text::Shown { calendar: fields::calendar(date, clock), us: clock.us, zone, arg: a[0].clone() };
    text::strftime(vm, &a[1], shown)
}

static SPEC: TypeSpec = TypeSpec {
    name: "date",
    module: "datetime",
    doc: "date(year, month, day): a day of the Gregorian calendar.",
    slots: Slots {
        new: Some(new),
        repr: Some(repr),
        str: Some(|vm, o| api::call_method_str(vm, o, "isoformat", &[])),
        hash: Some(|_, o| Ok(crate::types::hash::key().hash_bytes(&receiver(o).pack()))),
        compare: Some(compare),
        binary: Slots::binary_table([(BinOp::Add, add), (BinOp::Sub, sub)]),
        rbinary: Slots::binary_table([
            (BinOp::Add, |vm, b, a| add(vm, a, b)),
            (BinOp::Sub, |vm, b, a| sub(vm, a, b)),
        ]),
        ..Slots::NONE
    },
    methods: &[
        class_method(
            "fromtimestamp",
            "($type, timestamp, /)",
            "The local day of seconds since 1970.",
            from_timestamp,
        ),
        class_method("today", "($type, /)", "The current local day.", today),
        class_method(
            "fromordinal",
            "($type, ordinal, /)",
            "The day of a number; day 1 is the first of January of year 1.",
            from_ordinal,
        ),
        class_method(
            "fromisoformat",
            "($type, object, /)",
            "Reads a day in a format of ISO 8601.",
            from_iso_format,
        ),
        class_method(
            "fromisocalendar",
            "($type, year, week, day)",
            "The day of an ISO year, week and day of the week.",
            from_iso_calendar,
        ),
        method("ctime", "($self, /)", "The day as text: 'Sat Jun  6 00:00:00 1998'.", |_, a| {
            Ok(text::ctime(receiver(&a[0]), 0, 0, 0))
        }),
        method("strftime", "($self, format)", "The day as text in a format.", strftime),
        method("__format__", "($self, spec, /)", "The day as text in a format.", format),
        method("isoformat", "($self, /)", "The day as text: 'YYYY-MM-DD'.", |_, a| {
            Ok(str_::from_string(receiver(&a[0]).iso()))
        }),
        method("isoweekday", "($self, /)", "Day of the week, Monday is 1.", |_, a| {
            number(receiver(&a[0]).weekday() + 1)
        }),
        method("isocalendar", "($self, /)", "ISO year, week and day of the week.", iso_calendar),
        method("timetuple", "($self, /)", "The day as a time.struct_time.", |vm, a| {
            fields::struct_time(vm, receiver(&a[0]), moment::Clock::default(), -1)
        }),
        method(
            "toordinal",
            "($self, /)",
            "Number of the day; day 1 is the first of January of year 1.",
            |_, a| number(receiver(&a[0]).ordinal()),
        ),
        method("weekday", "($self, /)", "Day of the week, Monday is 0.", |_, a| {
            number(receiver(&a[0]).weekday())
        }),
        method(
            "replace",
            "($self, /, year=None, month=None, day=None)",
            "The date with other fields.",
            replace,
        ),
        method(
            "__replace__",
            "($self, /, year=None, month=None, day=None)",
            "The same as replace().",
            replace,
        ),
        method("__reduce__", "($self, /)", "What pickle and copy store.", |_, a| {
            let state = bytes::from_slice(&receiver(&a[0]).pack());
            Ok(tuple::pair(a[0].type_obj(), tuple::from_vec(vec![state])))
        }),
    ],
    getters: &[
        getter("year", "Year, 1 to 9999.", |_, o| number(receiver(o).year)),
        getter("month", "Month, 1 to 12.", |_, o| number(receiver(o).month)),
        getter("day", "Day of the month, from 1.", |_, o| number(receiver(o).day)),
    ],
    ..TypeSpec::BASE
};

/// `datetime.date`
pub static DATE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Date>(false));

/// The constants of the class: least, greatest, unit.
pub fn constants() -> [(&'static str, Obj); 3] {
    let day = |n| Ref::new(Date::from_ordinal(n)).into_obj();
    [("min", day(1)), ("max", day(MAX_ORDINAL)), ("resolution", Delta::of_days(1).obj())]
}

// --- what isocalendar gives

fn iso_item<const I: usize>(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(tuple::items(o)[I].clone())
}

constructor!(iso_new, "IsoCalendarDate", "($type, year, week, weekday)", |vm, a| {
    let items = (1..4).map(|i| a[i].clone()).collect();
    tuple::with_type(a[0].value().ptr().cast(), items).map_err(|_| vm.memory_error())
});

static ISO_SPEC: TypeSpec = TypeSpec {
    name: "IsoCalendarDate",
    module: "datetime",
    doc: "ISO year, week and day of the week.",
    base: Some(&tuple::TUPLE),
    flags: type_flag::SAME_BODY,
    slots: Slots {
        new: Some(iso_new),
        repr: Some(|vm, o| {
            let mut shown = Vec::new();
            for (name, item) in ["year", "week", "weekday"].iter().zip(tuple::items(o)) {
                shown.push(format!("{name}={}", api::repr_string(vm, item)?));
            }
            Ok(str_::from_string(format!("{}({})", o.ty().name(), shown.join(", "))))
        }),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", "What pickle and copy store.", |_, a| {
        Ok(tuple::pair(tuple::TUPLE.obj(), tuple::from_vec(vec![tuple::from_slice(tuple::items(&a[0]))])))
    })],
    getters: &[
        getter("year", "ISO year.", iso_item::<0>),
        getter("week", "Week of the year, from 1.", iso_item::<1>),
        getter("weekday", "Day of the week, Monday is 1.", iso_item::<2>),
    ],
    ..TypeSpec::FINAL
};

/// `datetime.IsoCalendarDate`
pub static ISO_DATE: StaticType = StaticType::new(&ISO_SPEC, LayoutOps::of::<tuple::Tuple>(true));
