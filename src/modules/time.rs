//! `time`: clocks, sleeping, calendar time.

use crate::host::Errno;
use crate::host::clock::{self, Calendar, SECOND};
use crate::modules::os_support::{c_int, call, os_error, parsed_int};
use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::struct_seq::{self, struct_sequence};
use crate::types::{float, int, module, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api, threads};
use std::ffi::CString;

struct_sequence! {
    /// `time.struct_time`
    pub static STRUCT_TIME = "time"."struct_time",
    "A moment in the numbers of a calendar, as gmtime(), localtime() and strptime()\ngive it: a tuple of nine whose fields can also be read by name.",
    items: 9, hidden: 2, unnamed: 0, callable: true,
    [
        0 "tm_year" "year, with the century",
        1 "tm_mon" "month, 1 to 12",
        2 "tm_mday" "day of the month, 1 to 31",
        3 "tm_hour" "hour, 0 to 23",
        4 "tm_min" "minute, 0 to 59",
        5 "tm_sec" "second, 0 to 61: leap seconds count",
        6 "tm_wday" "weekday, 0 (Monday) to 6",
        7 "tm_yday" "day of the year, 1 to 366",
        8 "tm_isdst" "summer time: 1 yes, 0 no, -1 not known",
        9 "tm_zone" "name of the time zone",
        10 "tm_gmtoff" "seconds east of Greenwich",
    ]
}

fn seconds(ns: i128) -> Obj {
    float::from_f64(if ns % i128::from(SECOND) == 0 {
        (ns / i128::from(SECOND)) as f64
    } else {
        ns as f64 / SECOND as f64
    })
}

fn nanoseconds(ns: i128) -> Obj {
    i64::try_from(ns).map_or_else(|_| int::from_big(ns.into()), int::from_i64)
}

fn read_clock(vm: &Vm, id: i32) -> PyResult<i128> {
    clock::now(id).map_err(|e| os_error(vm, e))
}

fn out_of_range(vm: &Vm) -> Raised {
    vm.overflow_error("timestamp out of range for platform time_t")
}

fn check_number(vm: &Vm, x: f64) -> PyResult<()> {
    if x.is_nan() { Err(vm.value_error("Invalid value NaN (not a number)")) } else { Ok(()) }
}

/// An int's value; OverflowError in the words that times have.
fn whole(vm: &Vm, o: &Obj) -> PyResult<i64> {
    int::to_i64(&api::index(vm, o)?).ok_or_else(|| out_of_range(vm))
}

/// Seconds as a number, in nanoseconds rounded up.
pub fn duration(vm: &Vm, o: &Obj) -> PyResult<i64> {
    if let Some(x) = float::as_float(o) {
        check_number(vm, x)?;
        let ns = x * SECOND as f64;
        let ns = if ns >= 0.0 { ns.ceil() } else { ns.floor() };
        if ns < -(2f64.powi(63)) || ns >= 2f64.powi(63) {
            return Err(out_of_range(vm));
        }
        return Ok(ns as i64);
    }
    whole(vm, o)?.checked_mul(SECOND).ok_or_else(|| out_of_range(vm))
}

fn sleep(vm: &Vm, a: Args) -> PyResult<Obj> {
    let ns = duration(vm, &a[0])?;
    if ns < 0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    let deadline = clock::monotonic().checked_add(ns).ok_or_else(|| out_of_range(vm))?;
    call(vm, || clock::sleep_until(deadline))?;
    Ok(Obj::NONE)
}

/// A time stamp argument: absent or None means now.
fn stamp(vm: &Vm, o: Option<&Obj>) -> PyResult<i64> {
    let Some(o) = o else { return Ok(clock::wall().div_euclid(SECOND)) };
    if let Some(x) = float::as_float(o) {
        check_number(vm, x)?;
        let x = x.floor();
        return if x >= -(2f64.powi(63)) && x < 2f64.powi(63) { Ok(x as i64) } else { Err(out_of_range(vm)) };
    }
    whole(vm, o)
}

fn to_struct(vm: &Vm, c: &Calendar) -> PyResult<Obj> {
    let n = |x: i32| int::from_i64(x.into());
    let values = vec![
        int::from_i64(c.year),
        n(c.month),
        n(c.day),
        n(c.hour),
        n(c.minute),
        n(c.second),
        n(c.weekday),
        n(c.yearday),
        n(c.dst),
        str_::make(vm, &c.zone)?,
        int::from_i64(c.offset),
    ];
    struct_seq::make(vm, &STRUCT_TIME, values)
}

fn local(vm: &Vm, seconds: i64) -> PyResult<Calendar> {
    clock::local(seconds).map_err(|e| calendar_error(vm, e))
}

fn utc(vm: &Vm, seconds: i64) -> PyResult<Calendar> {
    clock::utc(seconds).map_err(|e| calendar_error(vm, e))
}

fn calendar_error(vm: &Vm, e: Errno) -> Raised {
    if e.0 == libc::EOVERFLOW { os_error(vm, e) } else { os_error(vm, Errno(libc::EINVAL)) }
}

/// Reads a time tuple.
fn from_struct(vm: &Vm, o: &Obj, function: &str) -> PyResult<Calendar> {
    if !o.is_instance::<tuple::Tuple>() {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    }
    let items = tuple::items(o);
    if items.len() != 9 {
        return Err(vm.type_error(format!("{function}(): illegal time tuple argument")));
    }
    let mut n = [0; 9];
    for (n, item) in n.iter_mut().zip(items) {
        *n = parsed_int(vm, item)?;
    }
    if n[0] < i32::MIN + 1900 {
        return Err(vm.overflow_error("year out of range"));
    }
    let mut c = Calendar {
        year: n[0].into(),
        month: n[1],
        day: n[2],
        hour: n[3],
        minute: n[4],
        second: n[5],
        weekday: n[6],
        yearday: n[7],
        dst: n[8],
        ..Calendar::default()
    };
    if api::is_a(o, &STRUCT_TIME) {
        let zone = api::getattr_str(vm, o, "tm_zone")?;
        if str_::is_str(&zone) {
            c.zone = str_::bytes_of(&zone).to_vec();
        }
        let offset = api::getattr_str(vm, o, "tm_gmtoff")?;
        c.offset = int::to_i64(&offset).unwrap_or(0);
    }
    if c.zone.is_empty() {
        let zones = zones();
        c.zone = zones.names[usize::from(c.dst > 0)].clone();
        c.offset = -if c.dst > 0 { zones.alternative } else { zones.standard };
    }
    Ok(c)
}

/// Brings the fields into their ranges, or raises.
fn check_ranges(vm: &Vm, c: &mut Calendar) -> PyResult<()> {
    let wrong = |what: &str| Err(vm.value_error(format!("{what} out of range")));
    c.month += i32::from(c.month == 0);
    c.day += i32::from(c.day == 0);
    c.yearday += i32::from(c.yearday == 0);
    if !(1..=12).contains(&c.month) {
        return wrong("month");
    }
    if !(1..=31).contains(&c.day) {
        return wrong("day of month");
    }
    if !(0..=23).contains(&c.hour) {
        return wrong("hour");
    }
    if !(0..=59).contains(&c.minute) {
        return wrong("minute");
    }
    if !(0..=61).contains(&c.second) {
        return wrong("seconds");
    }
    if c.weekday < -1 {
        return wrong("day of week");
    }
    c.weekday = (c.weekday + 7) % 7;
    if !(1..=366).contains(&c.yearday) {
        return wrong("day of year");
    }
    c.dst = c.dst.clamp(-1, 1);
    Ok(())
}

/// A time tuple argument, by default the local time.
fn tuple_or_now(vm: &Vm, o: Option<&Obj>, function: &str) -> PyResult<Calendar> {
    let mut c = match o {
        Some(o) => from_struct(vm, o, function)?,
        None => local(vm, stamp(vm, None)?)?,
    };
    check_ranges(vm, &mut c)?;
    Ok(c)
}

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn asctime(c: &Calendar) -> Obj {
    let (day, month) =
        (DAYS[c.weekday.rem_euclid(7) as usize], MONTHS[(c.month - 1).rem_euclid(12) as usize]);
    str_::from_string(format!(
        "{day} {month} {:2} {:02}:{:02}:{:02} {}",
        c.day, c.hour, c.minute, c.second, c.year
    ))
}

fn strftime(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[0]) {
        return Err(vm.type_error(format!("strftime() argument 1 must be str, not {}", api::given(&a[0]))));
    }
    let c = tuple_or_now(vm, a.opt(1), "strftime")?;
    let text = str_::bytes_of(&a[0]);
    if text.is_empty() {
        return Ok(a[0].clone());
    }
    let format = CString::new(text).map_err(|_| vm.value_error("embedded null character"))?;
    match clock::format(&c, &format) {
        Some(t) => str_::make(vm, &t),
        None => Err(vm.overflow_error("year out of range")),
    }
}

fn mktime(vm: &Vm, a: Args) -> PyResult<Obj> {
    let c = from_struct(vm, &a[0], "mktime")?;
    match clock::seconds_of(&c) {
        Some(s) => Ok(float::from_f64(s as f64)),
        None => Err(vm.overflow_error("mktime argument out of range")),
    }
}

/// What `timezone`, `altzone`, `daylight` and `tzname` show.
struct Zones {
    standard: i64,
    alternative: i64,
    names: [Vec<u8>; 2],
}

fn zones() -> Zones {
    let year = 365 * 24 * 3600 + 6 * 3600;
    let start = clock::wall().div_euclid(SECOND) / year * year;
    let at = |s: i64| clock::local(s).unwrap_or_default();
    let (january, july) = (at(start), at(start + year / 2));
    // West of Greenwich counts as positive; the south has its summer in January.
    let (standard, summer) = if july.offset < january.offset { (july, january) } else { (january, july) };
    Zones { standard: -standard.offset, alternative: -summer.offset, names: [standard.zone, summer.zone] }
}

fn set_zones(vm: &Vm, m: &Obj) -> PyResult<()> {
    clock::reload_zone();
    let z = zones();
    let d = module::dict_of(m).expect("a module");
    let put = |key: &str, v: Obj| d.insert_str(intern(key), v);
    put("timezone", int::from_i64(z.standard));
    put("altzone", int::from_i64(z.alternative));
    put("daylight", int::from_i64((z.standard != z.alternative || z.names[0] != z.names[1]).into()));
    let [a, b] = &z.names;
    put("tzname", tuple::pair(str_::make(vm, a)?, str_::make(vm, b)?));
    Ok(())
}

/// The clocks that functions and `get_clock_info` know.
const CLOCKS: [(&str, i32, &str, bool); 5] = [
    ("time", libc::CLOCK_REALTIME, "clock_gettime(CLOCK_REALTIME)", false),
    ("monotonic", libc::CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)", true),
    ("perf_counter", libc::CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)", true),
    ("process_time", libc::CLOCK_PROCESS_CPUTIME_ID, "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true),
    ("thread_time", libc::CLOCK_THREAD_CPUTIME_ID, "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true),
];

fn get_clock_info(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[0]) {
        return Err(
            vm.type_error(format!("get_clock_info() argument 1 must be str, not {}", api::given(&a[0])))
        );
    }
    let name = str_::display(&a[0]);
    let Some((_, id, implementation, monotonic)) = CLOCKS.iter().find(|c| c.0 == name) else {
        return Err(vm.value_error("unknown clock"));
    };
    let resolution = clock::resolution(*id).map_err(|e| os_error(vm, e))?;
    let namespace = api::getattr_str(vm, &api::import(vm, "types")?, "SimpleNamespace")?;
    let fields = [
        ("implementation", str_::from_str(implementation)),
        ("monotonic", Obj::from_bool(*monotonic)),
        ("adjustable", Obj::from_bool(!monotonic)),
        ("resolution", seconds(resolution)),
    ];
    api::call_kw(vm, &namespace, &[], &fields)
}

fn clock_settime(vm: &Vm, id: &Obj, ns: i64) -> PyResult<Obj> {
    clock::set(c_int(vm, id)?, ns).map_err(|e| os_error(vm, e))?;
    Ok(Obj::NONE)
}

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (name, id) in [
        ("CLOCK_REALTIME", libc::CLOCK_REALTIME),
        ("CLOCK_MONOTONIC", libc::CLOCK_MONOTONIC),
        ("CLOCK_MONOTONIC_RAW", libc::CLOCK_MONOTONIC_RAW),
        ("CLOCK_PROCESS_CPUTIME_ID", libc::CLOCK_PROCESS_CPUTIME_ID),
        ("CLOCK_THREAD_CPUTIME_ID", libc::CLOCK_THREAD_CPUTIME_ID),
        ("CLOCK_BOOTTIME", libc::CLOCK_BOOTTIME),
        ("CLOCK_TAI", libc::CLOCK_TAI),
        ("_STRUCT_TM_ITEMS", 11),
    ] {
        d.insert_str(intern(name), int::from_i64(id.into()));
    }
    set_zones(vm, m)
}

macro_rules! functions {
    ($($name:literal $ns:literal $id:ident $doc:literal;)* | $($rest:expr,)*) => {
        &[
            $(
                function($name, "($self, /)|()", concat!($doc, " in seconds."), |vm, _| read_clock(vm, libc::$id).map(seconds)),
                function($ns, "($self, /)|()", concat!($doc, " in nanoseconds."), |vm, _| read_clock(vm, libc::$id).map(nanoseconds)),
            )*
            $($rest,)*
        ]
    };
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "time",
    doc: "Clocks, sleeping, and conversions between seconds, calendar time and text.",
    functions: functions! {
        "time" "time_ns" CLOCK_REALTIME "The time since 1970";
        "monotonic" "monotonic_ns" CLOCK_MONOTONIC "A clock that never goes back,";
        "perf_counter" "perf_counter_ns" CLOCK_MONOTONIC "The most precise clock for measuring,";
        "process_time" "process_time_ns" CLOCK_PROCESS_CPUTIME_ID "CPU time of the process";
        "thread_time" "thread_time_ns" CLOCK_THREAD_CPUTIME_ID "CPU time of the thread";
        |
        function("sleep", "($self, object, /)|(object, /)", "Waits that many seconds.", sleep),
        function("gmtime", "~(seconds=None, /)", "Seconds since 1970 as calendar time in UTC.", |vm, a| {
            to_struct(vm, &utc(vm, stamp(vm, a.opt_not_none(0))?)?)
        }),
        function("localtime", "~(seconds=None, /)", "Seconds since 1970 as local calendar time.", |vm, a| {
            to_struct(vm, &local(vm, stamp(vm, a.opt_not_none(0))?)?)
        }),
        function("mktime", "($self, object, /)|(object, /)", "Seconds since 1970 of a local calendar time.", mktime),
        function("asctime", "~(tuple=None, /)", "A time as text: 'Sat Jun 06 16:26:11 1998'.", |vm, a| {
            Ok(asctime(&tuple_or_now(vm, a.opt(0), "asctime")?))
        }),
        function("ctime", "~(seconds=None, /)", "Seconds since 1970 as text in local time.", |vm, a| {
            Ok(asctime(&local(vm, stamp(vm, a.opt_not_none(0))?)?))
        }),
        function("strftime", "~(format, tuple=None, /)", "A time as text in a format.", strftime),
        function("strptime", "~(string, format='%a %b %d %H:%M:%S %Y', /)", "Reads a time from text in a format.", |vm, a| {
            let mut args = vec![a[0].clone()];
            args.extend(a.opt(1).cloned());
            api::call_method_str(vm, &api::import(vm, "_strptime")?, "_strptime_time", &args)
        }),
        function("tzset", "($self, /)|()", "Reads the time zone from the environment again.", |vm, _| {
            set_zones(vm, &api::import(vm, "time")?)?;
            Ok(Obj::NONE)
        }),
        function("get_clock_info", "~(name, /)", "What is known of a clock.", get_clock_info),
        function("clock_gettime", "(clk_id, /)", "A clock's time in seconds.", |vm, a| {
            read_clock(vm, c_int(vm, &a[0])?).map(seconds)
        }),
        function("clock_gettime_ns", "(clk_id, /)", "A clock's time in nanoseconds.", |vm, a| {
            read_clock(vm, c_int(vm, &a[0])?).map(nanoseconds)
        }),
        function("clock_getres", "~(clk_id, /)", "A clock's resolution in seconds.", |vm, a| {
            clock::resolution(c_int(vm, &a[0])?).map(seconds).map_err(|e| os_error(vm, e))
        }),
        function("clock_settime", "~(clk_id, time, /)", "Sets a clock to seconds.", |vm, a| {
            let ns = duration(vm, &a[1])?;
            clock_settime(vm, &a[0], ns)
        }),
        function("clock_settime_ns", "~(clk_id, time, /)", "Sets a clock to nanoseconds.", |vm, a| {
            let ns = whole(vm, &a[1])?;
            clock_settime(vm, &a[0], ns)
        }),
        function("pthread_getcpuclockid", "~(thread_id, /)", "The CPU clock of a thread.", |vm, a| {
            let thread = api::to_i64(vm, &a[0])? as u64;
            // The C library follows the number as an address: only those of living threads are.
            let mut lives = false;
            threads::for_each(|vm| lives |= vm.ident.get() == thread);
            if !lives {
                return Err(os_error(vm, Errno(libc::ESRCH)));
            }
            Ok(int::from_i64(clock::thread_clock(thread).map_err(|e| os_error(vm, e))?.into()))
        }),
    },
    types: &[&STRUCT_TIME],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
