//! `time`: a time of day.

use super::date::{Date, format, number, state};
use super::delta::Delta;
use super::moment::Clock;
use super::{bind, fields, parse, text, zone};
use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{TypeSpec, class_method, getter, method};
use crate::object::type_object::StaticType;
use crate::types::{bytes, hash, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;

/// The native state of a time.
pub struct Time {
    /// Hours to microseconds.
    pub clock: Cell<Clock>,
    /// Time zone.
    pub zone: Option<Obj>,
}

#[allow(unsafe_code)]
// SAFETY: as in CPython, times are not seen by the collector; a zone that refers to one is kept.
unsafe impl Payload for Time {
    fn static_type() -> &'static StaticType {
        &TIME
    }
}

fn of(o: &Obj) -> &Time {
    o.downcast::<Time>().expect("the receiver is a time")
}

/// An instance of a class, made natively if it is `time` itself.
pub fn instance(vm: &Vm, cls: &Obj, clock: Clock, zone: Option<Obj>) -> PyResult<Obj> {
    if cls.value() == TIME.obj().value() {
        return Ok(Ref::new(Time { clock: Cell::new(clock), zone }).into_obj());
    }
    let mut args = clock.numbers();
    args.push(zone.unwrap_or(Obj::NONE));
    let o = api::call(vm, cls, &args)?;
    if let Some(t) = o.downcast::<Time>().filter(|_| clock.fold > 0) {
        t.clock.set(Clock { fold: 1, ..t.clock.get() });
    }
    Ok(o)
}

fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let (clock, zone) = match state(args).filter(|s| s.len() == 6 && s[0] & 0x7f < 24) {
        Some(s) => (Clock::unpack(&s, s[0] >> 7), Clock::zone_of_state(vm, args)?),
        None => {
            let (mut n, mut zone) = ([0; 5], Obj::NONE);
            let names = ["hour", "minute", "second", "microsecond", "tzinfo", "fold"];
            bind(vm, args, &names, 5, 0, |i, o| {
                match i {
                    4 => zone = o.clone(),
                    5 => n[4] = fields::number(vm, o)?,
                    _ => n[i] = fields::number(vm, o)?,
                }
                Ok(())
            })?;
            let clock = Clock::checked(vm, n)?;
            (clock, zone::argument(vm, &zone)?)
        }
    };
    let time = Time { clock: Cell::new(clock), zone };
    if cls.value() == TIME.obj().value() {
        Ok(Ref::new(time).into_obj())
    } else {
        new_instance(vm, cls, time)
    }
}

fn offset(vm: &Vm, t: &Time, method: &str) -> PyResult<Option<i64>> {
    zone::offset(vm, t.zone.as_ref(), method, &Obj::NONE)
}

fn shown_offset(vm: &Vm, a: Args, method: &str) -> PyResult<Obj> {
    Ok(offset(vm, of(&a[0]), method)?.map_or(Obj::NONE, |us| Delta::short(us).obj()))
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let Some(y) = b.downcast::<Time>() else { return Ok(Obj::NOT_IMPLEMENTED) };
    let x = of(a);
    let (p, q) = (x.clock.get().total(), y.clock.get().total());
    if zone::same(x.zone.as_ref(), y.zone.as_ref()) {
        return Ok(Obj::from_bool(op.holds(p.cmp(&q))));
    }
    match (offset(vm, x, "utcoffset")?, offset(vm, y, "utcoffset")?) {
        (u, v) if u == v => Ok(Obj::from_bool(op.holds(p.cmp(&q)))),
        (Some(u), Some(v)) => {
            // Fractions of seconds of an offset do not count.
            let at = |total: i64, offset: i64| total - offset.div_euclid(1_000_000) * 1_000_000;
            Ok(Obj::from_bool(op.holds(at(p, u).cmp(&at(q, v)))))
        }
        _ if matches!(op, CmpOp::Eq | CmpOp::Ne) => Ok(Obj::from_bool(op == CmpOp::Ne)),
        _ => Err(vm.type_error("can't compare offset-naive and offset-aware times")),
    }
}

fn hash_of(vm: &Vm, o: &Obj) -> PyResult<i64> {
    let t = of(o);
    let clock = t.clock.get();
    Ok(match offset(vm, t, "utcoffset")? {
        Some(us) => Delta::short(clock.total() - us).hash(),
        None => hash::key().hash_bytes(&clock.pack(false)),
    })
}

fn iso(vm: &Vm, t: &Time, spec: Option<&str>) -> PyResult<Obj> {
    let mut out = text::clock_iso(vm, t.clock.get(), spec)?;
    if let Some(us) = offset(vm, t, "utcoffset")? {
        out += &text::offset(us, ":");
    }
    Ok(str_::from_string(out))
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let (t, clock) = (of(o), of(o).clock.get());
    let mut out = str_::StrBuilder::new();
    out.push_str(&format!("{}({}", o.ty().name(), clock.shown()));
    if let Some(z) = &t.zone {
        out.push_str(", tzinfo=");
        out.push_obj(&api::repr(vm, z)?);
    }
    out.push_str(if clock.fold > 0 { ", fold=1)" } else { ")" });
    Ok(out.finish())
}

fn from_iso_format(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error("fromisoformat: argument must be str"));
    }
    let Some(c) = parse::time(str_::bytes_of(&a[1])) else { return Err(parse::invalid(vm, &a[1])) };
    let zone = c.offset.map(|us| zone::fixed(vm, us.into(), None)).transpose()?;
    let [hour, minute, second, us] = c.parts;
    instance(vm, &a[0], Clock::checked(vm, [hour, minute, second, us, 0])?, zone)
}

fn replace(vm: &Vm, a: Args) -> PyResult<Obj> {
    let t = of(&a[0]);
    let (clock, zone) = t.clock.get().replaced(vm, a, 1, t.zone.as_ref())?;
    instance(vm, &a[0].type_obj(), clock, zone)
}

fn strftime(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error(format!("strftime() argument 1 must be str, not {}", api::given(&a[1]))));
    }
    let (t, clock) = (of(&a[0]), of(&a[0]).clock.get());
    let calendar = fields::calendar(Date { year: 1900, month: 1, day: 1 }, clock);
    text::strftime(vm, &a[1], text::Shown { calendar, us: clock.us, zone: t.zone.clone(), arg: Obj::NONE })
}

fn reduce(o: &Obj, with_fold: bool) -> Obj {
    let mut args = vec![bytes::from_slice(&of(o).clock.get().pack(with_fold))];
    args.extend(of(o).zone.clone());
    tuple::pair(o.type_obj(), tuple::from_vec(args))
}

const REPLACE: &str =
    "($self, /, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=0)";

static SPEC: TypeSpec = TypeSpec {
    name: "time",
    module: "datetime",
    doc: "time(hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0): a time of day.",
    slots: Slots {
        new: Some(new),
        repr: Some(repr),
        str: Some(|vm, o| api::call_method_str(vm, o, "isoformat", &[])),
        hash: Some(hash_of),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: &[
        class_method(
            "fromisoformat",
            "($type, object, /)",
            "Reads a time in a format of ISO 8601.",
            from_iso_format,
        ),
        method(
            "isoformat",
            "($self, /, timespec='auto')",
            "The time as text, down to the part that timespec names.",
            |vm, a| {
                let spec = a.opt(1).map(|s| api::expect_str(vm, s, "isoformat() argument 1")).transpose()?;
                iso(vm, of(&a[0]), spec.as_deref())
            },
        ),
        method("strftime", "($self, format)", "The time as text in a format.", strftime),
        method("__format__", "($self, spec, /)", "The time as text in a format.", format),
        method("utcoffset", "($self, /)", "Offset from UTC, if the zone has one.", |vm, a| {
            shown_offset(vm, a, "utcoffset")
        }),
        method("tzname", "($self, /)", "Name of the zone.", |vm, a| {
            Ok(zone::name(vm, of(&a[0]).zone.as_ref(), &Obj::NONE)?.unwrap_or(Obj::NONE))
        }),
        method("dst", "($self, /)", "How much of the offset is summer time.", |vm, a| {
            shown_offset(vm, a, "dst")
        }),
        method("replace", REPLACE, "The time with other fields.", replace),
        method("__replace__", REPLACE, "The same as replace().", replace),
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

/// `datetime.time`
pub static TIME: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Time>(false));

/// The constants of the class: least, greatest, unit.
pub fn constants() -> [(&'static str, Obj); 3] {
    let time = |clock| Ref::new(Time { clock: Cell::new(clock), zone: None }).into_obj();
    [("min", time(Clock::default())), ("max", time(Clock::LAST)), ("resolution", Delta::short(1).obj())]
}

/// The parts of a time: clock and zone.
pub fn parts(o: &Obj) -> Option<(Clock, Option<Obj>)> {
    o.downcast::<Time>().map(|t| (t.clock.get(), t.zone.clone()))
}

/// A time.
pub fn make(clock: Clock, zone: Option<Obj>) -> Obj {
    Ref::new(Time { clock: Cell::new(clock), zone }).into_obj()
}
