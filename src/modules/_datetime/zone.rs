//! `tzinfo`, `timezone`, and asking either of them.

use super::calendar::DAY_US;
use super::delta::{self, DELTA, Delta};
use super::moment::{self, Moment};
use super::text;
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::heap::{GilCell, LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::payload::constructor;
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{TypeSpec, method};
use crate::object::type_object::StaticType;
use crate::types::{str_, tuple};
use crate::vm::{PyResult, Vm, api};

const LIMITS: &str =
    "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24)";

// --- asking

/// The offset in microseconds that a zone's method gives for `arg`; `None` without a zone or if it gives None.
pub fn offset(vm: &Vm, zone: Option<&Obj>, method: &str, arg: &Obj) -> PyResult<Option<i64>> {
    let Some(zone) = zone else { return Ok(None) };
    if let Some(t) = zone.downcast::<TimeZone>() {
        return Ok((method == "utcoffset").then_some(t.offset));
    }
    let found = api::call_method_str(vm, zone, method, std::slice::from_ref(arg))?;
    if found.is_none() {
        return Ok(None);
    }
    let Some(d) = delta::of(&found) else {
        return Err(vm.type_error(format!(
            "tzinfo.{method}() must return None or timedelta, not '{}'",
            found.ty().name()
        )));
    };
    match i64::try_from(d.total()) {
        Ok(us) if us.abs() < DAY_US => Ok(Some(us)),
        _ => Err(vm.value_error(format!("{LIMITS}."))),
    }
}

/// The name of a zone for `arg`.
pub fn name(vm: &Vm, zone: Option<&Obj>, arg: &Obj) -> PyResult<Option<Obj>> {
    let Some(zone) = zone else { return Ok(None) };
    if let Some(t) = zone.downcast::<TimeZone>() {
        return Ok(Some(t.shown()));
    }
    let found = api::call_method_str(vm, zone, "tzname", std::slice::from_ref(arg))?;
    if found.is_none() {
        return Ok(None);
    }
    if str_::is_str(&found) {
        return Ok(Some(found));
    }
    Err(vm.type_error(format!("tzinfo.tzname() must return None or a string, not '{}'", found.ty().name())))
}

/// A `tzinfo` argument: None or an instance.
pub fn argument(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    if o.is_none() {
        return Ok(None);
    }
    if o.is_instance::<TzInfo>() {
        return Ok(Some(o.clone()));
    }
    Err(vm.type_error(format!(
        "tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
        o.ty().name()
    )))
}

/// Whether two zones are one object.
pub fn same(a: Option<&Obj>, b: Option<&Obj>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.is(b),
        _ => false,
    }
}

// --- tzinfo

/// The native state of a tzinfo: none.
#[repr(C)]
#[derive(Default)]
pub struct TzInfo;

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for TzInfo {
    fn static_type() -> &'static StaticType {
        &TZ_INFO
    }
}

/// The datetime that `fromutc` was given, if its zone is the receiver.
fn from_utc_argument<'a>(vm: &Vm, a: Args<'a>) -> PyResult<&'a Moment> {
    let Some(m) = a.get(1).downcast::<Moment>() else {
        return Err(vm.type_error("fromutc: argument must be a datetime"));
    };
    if m.zone.as_ref().is_some_and(|z| z.is(&a[0])) {
        return Ok(m);
    }
    Err(vm.value_error("fromutc: dt.tzinfo is not self"))
}

fn tz_from_utc(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = from_utc_argument(vm, a)?;
    let zone = m.zone.as_ref();
    let required = |what: &str| vm.value_error(format!("fromutc: non-None {what}() result required"));
    let off = offset(vm, zone, "utcoffset", &a[1])?.ok_or_else(|| required("utcoffset"))?;
    let dst = offset(vm, zone, "dst", &a[1])?.ok_or_else(|| required("dst"))?;
    let standard = moment::shifted(vm, &a[1], i128::from(off - dst))?;
    let Some(s) = standard.downcast::<Moment>() else { return Ok(standard) };
    let dst = offset(vm, s.zone.as_ref(), "dst", &standard)?;
    let Some(dst) = dst else {
        return Err(vm.value_error("fromutc: tz.dst() gave inconsistent results; cannot convert"));
    };
    if dst == 0 { Ok(standard) } else { moment::shifted(vm, &standard, dst.into()) }
}

fn tz_reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    let key = crate::object::intern::intern("__getinitargs__");
    let args = match api::getattr_opt(vm, &a[0], &key)? {
        Some(f) => api::call(vm, &f, &[])?,
        None => tuple::empty(),
    };
    let state = api::call_method_str(vm, &a[0], "__getstate__", &[])?;
    Ok(tuple::from_vec(vec![a[0].type_obj(), args, state]))
}

fn must_implement(vm: &Vm, what: &str) -> PyResult<Obj> {
    Err(vm.not_implemented_error(format!("a tzinfo subclass must implement {what}()")))
}

static TZ_SPEC: TypeSpec = TypeSpec {
    name: "tzinfo",
    module: "datetime",
    doc: "The base class of time zones.",
    slots: Slots { new: Some(|vm, cls, _| new_instance(vm, cls, TzInfo)), ..Slots::NONE },
    methods: &[
        method("tzname", "($self, object, /)", "Name of the zone for a datetime.", |vm, _| {
            must_implement(vm, "tzname")
        }),
        method("utcoffset", "($self, object, /)", "Offset from UTC for a datetime.", |vm, _| {
            must_implement(vm, "utcoffset")
        }),
        method("dst", "($self, object, /)", "How much of the offset is summer time.", |vm, _| {
            must_implement(vm, "dst")
        }),
        method("fromutc", "($self, object, /)", "A datetime in UTC as local time.", tz_from_utc),
        method("__reduce__", "($self, /)", "What pickle and copy store.", tz_reduce),
    ],
    ..TypeSpec::BASE
};

/// `datetime.tzinfo`
pub static TZ_INFO: StaticType = StaticType::new(&TZ_SPEC, LayoutOps::of::<TzInfo>(false));

// --- timezone

/// The native state of a timezone.
#[repr(C)]
pub struct TimeZone {
    base: TzInfo,
    /// Microseconds.
    offset: i64,
    name: Option<Obj>,
}

#[allow(unsafe_code)]
// SAFETY: the name is a str, which is part of no cycle.
unsafe impl Payload for TimeZone {
    fn static_type() -> &'static StaticType {
        &TIME_ZONE
    }
}

impl TimeZone {
    fn shown(&self) -> Obj {
        match &self.name {
            Some(n) => n.clone(),
            None if self.offset == 0 => str_::from_str("UTC"),
            None => str_::from_string(format!("UTC{}", text::offset(self.offset, ":"))),
        }
    }

    fn delta(&self) -> Obj {
        Delta::short(self.offset).obj()
    }
}

static UTC: GilCell<Option<Obj>> = GilCell::new(None);

/// `timezone.utc`
#[allow(unsafe_code)]
pub fn utc() -> Obj {
    // SAFETY: GIL held; making a timezone runs no Python code.
    let slot = unsafe { &mut *UTC.get() };
    slot.get_or_insert_with(|| Ref::new(TimeZone { base: TzInfo, offset: 0, name: None }).into_obj()).clone()
}

/// A timezone of an offset; ValueError if it is a day or more.
pub fn fixed(vm: &Vm, us: i128, name: Option<Obj>) -> PyResult<Obj> {
    match i64::try_from(us) {
        Ok(0) if name.is_none() => Ok(utc()),
        Ok(offset) if offset.abs() < DAY_US => {
            Ok(Ref::new(TimeZone { base: TzInfo, offset, name }).into_obj())
        }
        _ => {
            let shown = api::repr_string(vm, &Delta::from_total(vm, us)?.obj())?;
            Err(vm.value_error(format!("{LIMITS}, not {shown}.")))
        }
    }
}

constructor!(new, "timezone", "($type, offset, name=None)", |vm, a| {
    let Some(d) = delta::of(&a[1]) else {
        let expected = DELTA.get().name();
        return Err(
            vm.type_error(format!("timezone() argument 1 must be {expected}, not {}", shown_type(&a[1])))
        );
    };
    if let Some(n) = a.opt(2).filter(|n| !str_::is_str(n)) {
        return Err(vm.type_error(format!("timezone() argument 2 must be str, not {}", shown_type(n))));
    }
    fixed(vm, d.total(), a.opt(2).cloned())
});

fn shown_type(o: &Obj) -> String {
    if o.is_none() { "None".into() } else { o.ty().name() }
}

fn zone_of(o: &Obj) -> &TimeZone {
    o.downcast::<TimeZone>().expect("the receiver is a timezone")
}

/// Runs `f` if the argument of a method is None or a datetime.
fn for_moment(vm: &Vm, a: Args, method: &str, f: impl FnOnce(&TimeZone) -> Obj) -> PyResult<Obj> {
    if a[1].is_none() || a[1].is_instance::<Moment>() {
        return Ok(f(zone_of(&a[0])));
    }
    Err(vm.type_error(format!(
        "{method}(dt) argument must be a datetime instance or None, not {}",
        api::given(&a[1])
    )))
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let (z, class) = (zone_of(o), o.ty().name());
    if o.is(&utc()) {
        return Ok(str_::from_string(format!("{class}.utc")));
    }
    let offset = api::repr_string(vm, &z.delta())?;
    let mut out = str_::StrBuilder::new();
    out.push_str(&format!("{class}({offset}"));
    if let Some(n) = &z.name {
        out.push_str(", ");
        out.push_obj(&api::repr(vm, n)?);
    }
    out.push_str(")");
    Ok(out.finish())
}

fn compare(_: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    match (op, b.downcast::<TimeZone>()) {
        (CmpOp::Eq | CmpOp::Ne, Some(y)) => {
            Ok(Obj::from_bool((zone_of(a).offset == y.offset) == (op == CmpOp::Eq)))
        }
        _ => Ok(Obj::NOT_IMPLEMENTED),
    }
}

static ZONE_SPEC: TypeSpec = TypeSpec {
    name: "timezone",
    module: "datetime",
    doc: "A fixed offset from UTC.",
    base: Some(&TZ_INFO),
    slots: Slots {
        new: Some(new),
        repr: Some(repr),
        str: Some(|_, o| Ok(zone_of(o).shown())),
        hash: Some(|_, o| Ok(Delta::short(zone_of(o).offset).hash())),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: &[
        method("tzname", "($self, object, /)", "The name, or the offset as text.", |vm, a| {
            for_moment(vm, a, "tzname", TimeZone::shown)
        }),
        method("utcoffset", "($self, object, /)", "The offset.", |vm, a| {
            for_moment(vm, a, "utcoffset", TimeZone::delta)
        }),
        method("dst", "($self, object, /)", "None.", |vm, a| for_moment(vm, a, "dst", |_| Obj::NONE)),
        method("fromutc", "($self, object, /)", "A datetime in UTC as local time.", |vm, a| {
            from_utc_argument(vm, a)?;
            moment::shifted(vm, &a[1], zone_of(&a[0]).offset.into())
        }),
        method("__getinitargs__", "($self, /)", "What pickle and copy store.", |_, a| {
            let z = zone_of(&a[0]);
            Ok(tuple::from_vec([Some(z.delta()), z.name.clone()].into_iter().flatten().collect()))
        }),
    ],
    ..TypeSpec::FINAL
};

/// `datetime.timezone`
pub static TIME_ZONE: StaticType = StaticType::new(&ZONE_SPEC, LayoutOps::of::<TimeZone>(false));

/// The constants of the class.
pub fn constants() -> [(&'static str, Obj); 3] {
    let zone = |minutes: i64| {
        Ref::new(TimeZone { base: TzInfo, offset: minutes * 60_000_000, name: None }).into_obj()
    };
    [("utc", utc()), ("min", zone(-(23 * 60 + 59))), ("max", zone(23 * 60 + 59))]
}
