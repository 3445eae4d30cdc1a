//! What the scheduler is told about processes, the namespaces they are in, and the groups of users.
#![allow(unsafe_code)]

use super::{Sys, check};
use std::ffi::CStr;

/// The highest (or lowest) priority of a policy.
pub fn priority_bound(policy: i32, highest: bool) -> Sys<i32> {
    // SAFETY: no memory is involved.
    check(unsafe {
        if highest { libc::sched_get_priority_max(policy) } else { libc::sched_get_priority_min(policy) }
    })
}

/// The policy of a process.
pub fn policy(pid: i32) -> Sys<i32> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::sched_getscheduler(pid) })
}

/// The priority of a process.
pub fn priority(pid: i32) -> Sys<i32> {
    let mut p = libc::sched_param { sched_priority: 0 };
    // SAFETY: filled by the call.
    check(unsafe { libc::sched_getparam(pid, &raw mut p) }).map(|_| p.sched_priority)
}

/// Sets the priority of a process, and its policy if one is given.
pub fn set(pid: i32, policy: Option<i32>, priority: i32) -> Sys<()> {
    let p = libc::sched_param { sched_priority: priority };
    // SAFETY: only read by the calls.
    check(unsafe {
        match policy {
            Some(policy) => libc::sched_setscheduler(pid, policy, &raw const p),
            None => libc::sched_setparam(pid, &raw const p),
        }
    })
    .map(drop)
}

/// The length of a turn: seconds and nanoseconds.
pub fn turn(pid: i32) -> Sys<(i64, i64)> {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: filled by the call.
    check(unsafe { libc::sched_rr_get_interval(pid, &raw mut t) }).map(|_| (t.tv_sec, t.tv_nsec))
}

/// `unshare`
pub fn unshare(flags: i32) -> Sys<()> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::unshare(flags) }).map(drop)
}

/// `setns`
pub fn enter_namespace(fd: i32, kind: i32) -> Sys<()> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::setns(fd, kind) }).map(drop)
}

/// The groups of a user, and a further one.
pub fn groups_of(user: &CStr, group: u32) -> Vec<u32> {
    let mut room = 32;
    loop {
        let mut list = vec![0; room];
        let mut n = room as i32;
        // SAFETY: room for that many; the count comes back.
        let r = unsafe { libc::getgrouplist(user.as_ptr(), group, list.as_mut_ptr(), &raw mut n) };
        if r >= 0 || room > 1 << 20 {
            list.truncate(n.max(0) as usize);
            return list;
        }
        room = (n.max(0) as usize).max(room * 2);
    }
}

/// Gives the process the groups of a user, and a further one.
pub fn take_groups_of(user: &CStr, group: u32) -> Sys<()> {
    // SAFETY: a terminated text.
    check(unsafe { libc::initgroups(user.as_ptr(), group) }).map(drop)
}

/// When a timer runs out: next, and every time after that; each in seconds and nanoseconds.
pub type Times = [(i64, i64); 2];

fn spec(times: Times) -> libc::itimerspec {
    let [value, interval] = times.map(|(s, n)| libc::timespec { tv_sec: s, tv_nsec: n });
    libc::itimerspec { it_value: value, it_interval: interval }
}

fn times(s: &libc::itimerspec) -> Times {
    [&s.it_value, &s.it_interval].map(|t| (t.tv_sec, t.tv_nsec))
}

/// A descriptor that can be read when time is over.
pub fn timer(clock: i32, flags: i32) -> Sys<i32> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::timerfd_create(clock, flags) })
}

/// What is left of a timer.
pub fn timer_left(fd: i32) -> Sys<Times> {
    let mut s = spec([(0, 0); 2]);
    // SAFETY: filled by the call.
    check(unsafe { libc::timerfd_gettime(fd, &raw mut s) }).map(|_| times(&s))
}

/// Sets a timer: what was left of it.
pub fn set_timer(fd: i32, flags: i32, new: Times) -> Sys<Times> {
    let (new, mut old) = (spec(new), spec([(0, 0); 2]));
    // SAFETY: one is read, the other filled by the call.
    check(unsafe { libc::timerfd_settime(fd, flags, &raw const new, &raw mut old) }).map(|_| times(&old))
}
