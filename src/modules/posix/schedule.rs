//! What the scheduler is told, namespaces, groups of users, and timers that are descriptors.

use super::args;
use crate::host::schedule::{self, Times};
use crate::modules::os_support::{c_int, call, file_descriptor, fs_c_string, os_error};
use crate::object::args::{Args, CallArgs};
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::struct_seq::{self, struct_sequence};
use crate::types::{float, int, list, str_, tuple};
use crate::vm::{PyResult, Vm, api};

struct_sequence! {
    /// `posix.sched_param`
    pub static SCHED_PARAM = "posix"."sched_param",
    "What the scheduler is told about a process: a tuple whose field can also be read by name.",
    items: 1, hidden: 0, unnamed: 0, callable: true,
    new: new_param,
    [
        0 "sched_priority" "the priority",
    ]
}

fn new_param(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let [priority] = args.bind(vm, "sched_param", ["sched_priority"])?;
    let Some(priority) = priority else {
        return Err(vm.type_error("sched_param() missing required argument 'sched_priority' (pos 1)"));
    };
    struct_seq::new(vm, cls, CallArgs::new(&[tuple::from_slice(std::slice::from_ref(priority))], None))
}

/// The priority in a `sched_param` object.
pub fn priority_of(vm: &Vm, o: &Obj) -> PyResult<i32> {
    if o.ty().obj().value() != SCHED_PARAM.obj().value() {
        return Err(vm.type_error("must have a sched_param object"));
    }
    let n = api::index(vm, &tuple::items(o)[0])?;
    int::to_i64(&n)
        .and_then(|n| i32::try_from(n).ok())
        .ok_or_else(|| vm.overflow_error("sched_priority out of range"))
}

fn user(vm: &Vm, o: &Obj, function: &str) -> PyResult<std::ffi::CString> {
    if !str_::is_str(o) {
        return Err(vm.type_error(format!("{function}() argument 1 must be str, not {}", o.ty().name())));
    }
    fs_c_string(vm, o)
}

fn pair(times: Times, whole: bool) -> Obj {
    let [value, interval] = times.map(|(s, n)| {
        if whole {
            int::from_i128(i128::from(s) * 1_000_000_000 + i128::from(n))
        } else {
            float::from_f64(s as f64 + n as f64 * 1e-9)
        }
    });
    tuple::pair(value, interval)
}

/// A length of time: seconds as a float, or nanoseconds.
fn time(vm: &Vm, o: Option<&Obj>, whole: bool) -> PyResult<(i64, i64)> {
    let Some(o) = o else { return Ok((0, 0)) };
    if whole {
        let n = api::to_i64(vm, o)?;
        return Ok((n.div_euclid(1_000_000_000), n.rem_euclid(1_000_000_000)));
    }
    let x = api::to_f64(vm, o)?;
    if x.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if x < -(2f64.powi(63)) || x >= 2f64.powi(63) {
        return Err(vm.overflow_error("timestamp out of range for platform time_t"));
    }
    let nanos = ((x - x.floor()) * 1e9).floor().min(999_999_999.0);
    Ok((x.floor() as i64, nanos as i64))
}

fn set_timer(vm: &Vm, a: Args, whole: bool) -> PyResult<Obj> {
    let fd = file_descriptor(vm, &a[0])?;
    let flags = a.opt(1).map_or(Ok(0), |f| c_int(vm, f))?;
    let times = [time(vm, a.opt(2), whole)?, time(vm, a.opt(3), whole)?];
    let old = schedule::set_timer(fd, flags, times).map_err(|e| os_error(vm, e))?;
    Ok(pair(old, whole))
}

fn timer_left(vm: &Vm, a: Args, whole: bool) -> PyResult<Obj> {
    let fd = file_descriptor(vm, &a[0])?;
    let left = schedule::timer_left(fd).map_err(|e| os_error(vm, e))?;
    Ok(pair(left, whole))
}

fn bound(vm: &Vm, a: Args, highest: bool) -> PyResult<Obj> {
    let policy = c_int(vm, &a[0])?;
    call(vm, || schedule::priority_bound(policy, highest)).map(|n| int::from_i64(n.into()))
}

/// The functions of this file.
pub static FUNCTIONS: &[MethodDef] = &[
    function("sched_get_priority_max", "(policy)", "The highest priority of a policy.", |vm, a| {
        bound(vm, a, true)
    }),
    function("sched_get_priority_min", "(policy)", "The lowest priority of a policy.", |vm, a| {
        bound(vm, a, false)
    }),
    function("sched_getscheduler", "(pid, /)", "The policy of a process.", |vm, a| {
        let pid = c_int(vm, &a[0])?;
        call(vm, || schedule::policy(pid)).map(|n| int::from_i64(n.into()))
    }),
    function("sched_getparam", "(pid, /)", "The priority of a process.", |vm, a| {
        let pid = c_int(vm, &a[0])?;
        let n = call(vm, || schedule::priority(pid))?;
        struct_seq::make(vm, &SCHED_PARAM, vec![int::from_i64(n.into())])
    }),
    function(
        "sched_setscheduler",
        "(pid, policy, param, /)",
        "Sets policy and priority of a process.",
        |vm, a| {
            let (pid, policy, priority) = (c_int(vm, &a[0])?, c_int(vm, &a[1])?, priority_of(vm, &a[2])?);
            call(vm, || schedule::set(pid, Some(policy), priority)).map(|()| Obj::NONE)
        },
    ),
    function("sched_setparam", "(pid, param, /)", "Sets the priority of a process.", |vm, a| {
        let (pid, priority) = (c_int(vm, &a[0])?, priority_of(vm, &a[1])?);
        call(vm, || schedule::set(pid, None, priority)).map(|()| Obj::NONE)
    }),
    function("sched_rr_get_interval", "(pid, /)", "The length of a turn in seconds.", |vm, a| {
        let pid = c_int(vm, &a[0])?;
        call(vm, || schedule::turn(pid)).map(|(s, n)| float::from_f64(s as f64 + n as f64 * 1e-9))
    }),
    function("unshare", "(flags)", "Leaves what is shared with other processes.", |vm, a| {
        let flags = c_int(vm, &a[0])?;
        call(vm, || schedule::unshare(flags)).map(|()| Obj::NONE)
    }),
    function("setns", "(fd, nstype=0)", "Enters a namespace.", |vm, a| {
        let (fd, kind) = (file_descriptor(vm, &a[0])?, a.opt(1).map_or(Ok(0), |n| c_int(vm, n))?);
        call(vm, || schedule::enter_namespace(fd, kind)).map(|()| Obj::NONE)
    }),
    function("getgrouplist", "(user, group, /)", "The groups of a user, and a further one.", |vm, a| {
        let (name, group) = (user(vm, &a[0], "getgrouplist")?, args::id(vm, &a[1], "gid")?);
        let groups = schedule::groups_of(&name, group);
        Ok(list::from_vec(groups.into_iter().map(|g| int::from_i64(g.into())).collect()))
    }),
    function(
        "initgroups",
        "(username, gid, /)",
        "Takes the groups of a user, and a further one.",
        |vm, a| {
            let (name, group) = (fs_c_string(vm, &a[0])?, args::id(vm, &a[1], "gid")?);
            call(vm, || schedule::take_groups_of(&name, group)).map(|()| Obj::NONE)
        },
    ),
    function("timerfd_create", "(clockid, /, *, flags=0)", "A timer that is a descriptor.", |vm, a| {
        let (clock, flags) = (c_int(vm, &a[0])?, a.opt(1).map_or(Ok(0), |f| c_int(vm, f))?);
        call(vm, || schedule::timer(clock, flags | libc::TFD_CLOEXEC)).map(|fd| int::from_i64(fd.into()))
    }),
    function(
        "timerfd_settime",
        "(fd, /, *, flags=0, initial=0.0, interval=0.0)",
        "Sets a timer in seconds: what was left of it.",
        |vm, a| set_timer(vm, a, false),
    ),
    function(
        "timerfd_settime_ns",
        "(fd, /, *, flags=0, initial=0, interval=0)",
        "Sets a timer in nanoseconds: what was left of it.",
        |vm, a| set_timer(vm, a, true),
    ),
    function("timerfd_gettime", "(fd, /)", "What is left of a timer, in seconds.", |vm, a| {
        timer_left(vm, a, false)
    }),
    function("timerfd_gettime_ns", "(fd, /)", "What is left of a timer, in nanoseconds.", |vm, a| {
        timer_left(vm, a, true)
    }),
];
