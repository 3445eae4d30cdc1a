//! Processes: identity, signals, waiting, scheduling. Making new ones is in `spawn.rs`.

use super::args;
use crate::host::process::{self, Usage};
use crate::host::{Sys, env};
use crate::modules::os_support::{c_int, call, fs_decode, os_error, process_id};
use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::struct_seq::{self, struct_sequence};
use crate::types::{float, int, list, tuple};
use crate::vm::{PyResult, Vm, api};

struct_sequence! {
    /// `posix.times_result`
    pub static TIMES_RESULT = "posix"."times_result",
    "What times() gives: a tuple whose fields can also be read by name.",
    items: 5, hidden: 0, unnamed: 0, callable: true,
    [
        0 "user" "user time",
        1 "system" "system time",
        2 "children_user" "user time of finished children",
        3 "children_system" "system time of finished children",
        4 "elapsed" "real time, from some moment on",
    ]
}

struct_sequence! {
    /// `posix.waitid_result`
    pub static WAITID_RESULT = "posix"."waitid_result",
    "What waitid() gives: a tuple whose fields can also be read by name.",
    items: 5, hidden: 0, unnamed: 0, callable: true,
    [
        0 "si_pid" "",
        1 "si_uid" "",
        2 "si_signo" "",
        3 "si_status" "",
        4 "si_code" "",
    ]
}

struct_sequence! {
    /// `resource.struct_rusage`
    pub static STRUCT_RUSAGE = "resource"."struct_rusage",
    "What a process used: a tuple whose fields can also be read by name.",
    items: 16, hidden: 0, unnamed: 0, callable: true,
    [
        0 "ru_utime" "seconds in programs",
        1 "ru_stime" "seconds in the kernel",
        2 "ru_maxrss" "largest size in memory",
        3 "ru_ixrss" "shared memory",
        4 "ru_idrss" "memory for data",
        5 "ru_isrss" "memory for the stack",
        6 "ru_minflt" "page faults served from memory",
        7 "ru_majflt" "page faults served from disk",
        8 "ru_nswap" "times it was swapped out",
        9 "ru_inblock" "blocks read",
        10 "ru_oublock" "blocks written",
        11 "ru_msgsnd" "messages sent",
        12 "ru_msgrcv" "messages received",
        13 "ru_nsignals" "signals that came",
        14 "ru_nvcsw" "times it gave the processor away",
        15 "ru_nivcsw" "times the processor was taken away",
    ]
}

/// The object for what a process used.
pub fn usage_object(vm: &Vm, u: &Usage) -> PyResult<Obj> {
    let mut v: Vec<Obj> = [u.ru_utime, u.ru_stime]
        .iter()
        .map(|t| float::from_f64(t.tv_sec as f64 + t.tv_usec as f64 * 1e-6))
        .collect();
    let counts = [
        u.ru_maxrss,
        u.ru_ixrss,
        u.ru_idrss,
        u.ru_isrss,
        u.ru_minflt,
        u.ru_majflt,
        u.ru_nswap,
        u.ru_inblock,
        u.ru_oublock,
        u.ru_msgsnd,
        u.ru_msgrcv,
        u.ru_nsignals,
        u.ru_nvcsw,
        u.ru_nivcsw,
    ];
    v.extend(counts.map(int::from_i64));
    struct_seq::make(vm, &STRUCT_RUSAGE, v)
}

fn number(n: i32) -> Obj {
    int::from_i64(n.into())
}

fn id_number(n: u32) -> Obj {
    int::from_i64(n.into())
}

/// A result that is only success.
fn done(vm: &Vm, r: Sys<i32>) -> PyResult<Obj> {
    r.map(|_| Obj::NONE).map_err(|e| os_error(vm, e))
}

fn value(vm: &Vm, r: Sys<i32>) -> PyResult<Obj> {
    r.map(number).map_err(|e| os_error(vm, e))
}

fn uid(vm: &Vm, a: Args, i: usize, what: &str) -> PyResult<u32> {
    args::id(vm, &a[i], what)
}

fn wait_pair(vm: &Vm, pid: i32, options: i32) -> PyResult<Obj> {
    let (pid, status, _) = call(vm, || process::wait(pid, options))?;
    Ok(tuple::pair(number(pid), number(status)))
}

fn wait_usage(vm: &Vm, pid: i32, options: i32) -> PyResult<Obj> {
    let (pid, status, usage) = call(vm, || process::wait(pid, options))?;
    Ok(tuple::from_vec(vec![number(pid), number(status), usage_object(vm, &usage)?]))
}

/// A status that the first argument is.
fn status(vm: &Vm, a: Args) -> PyResult<i32> {
    c_int(vm, &a[0])
}

fn exit_code(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = status(vm, a)?;
    if libc::WIFEXITED(s) {
        Ok(number(libc::WEXITSTATUS(s)))
    } else if libc::WIFSIGNALED(s) {
        Ok(number(-libc::WTERMSIG(s)))
    } else if libc::WIFSTOPPED(s) {
        Err(vm.value_error(format!("process stopped by delivery of signal {}", libc::WSTOPSIG(s))))
    } else {
        Err(vm.value_error(format!("invalid wait status: {s}")))
    }
}

fn set_affinity(vm: &Vm, a: Args) -> PyResult<Obj> {
    let pid = c_int(vm, &a[0])?;
    let mut cpus = Vec::new();
    for o in api::to_vec(vm, &a[1])? {
        if !int::is_int(&o) {
            let class = api::repr_string(vm, &o.type_obj())?;
            let message = format!("expected an iterator of ints, but iterator yielded {class}");
            return Err(vm.type_error(message));
        }
        let n = api::to_i64(vm, &o)?;
        cpus.push(usize::try_from(n).map_err(|_| vm.value_error("negative CPU number"))?);
    }
    process::set_affinity(pid, &cpus).map_err(|e| os_error(vm, e))?;
    Ok(Obj::NONE)
}

fn times(vm: &Vm) -> PyResult<Obj> {
    let ticks = env::sysconf(libc::_SC_CLK_TCK).unwrap_or(100) as f64;
    let t = process::times().map_err(|e| os_error(vm, e))?;
    struct_seq::make(vm, &TIMES_RESULT, t.iter().map(|n| float::from_f64(*n as f64 / ticks)).collect())
}

/// As many groups as the system lets a process have.
const MOST_GROUPS: usize = 65536;

fn set_groups(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !api::is_sequence(&a[0]) {
        return Err(vm.type_error("setgroups argument must be a sequence"));
    }
    let groups = api::to_vec(vm, &a[0])?;
    if groups.len() > MOST_GROUPS {
        return Err(vm.value_error("too many groups"));
    }
    let id = |g: &Obj| {
        if int::is_int(g) { args::id(vm, g, "gid") } else { Err(vm.type_error("groups must be integers")) }
    };
    let list = groups.iter().map(id).collect::<PyResult<Vec<u32>>>()?;
    process::set_groups(&list).map_err(|e| os_error(vm, e))?;
    Ok(Obj::NONE)
}

/// The functions of this file.
pub static FUNCTIONS: &[MethodDef] = &[
    function("getpid", "()", "The process id.", |_, _| Ok(number(process::getpid()))),
    function("getppid", "()", "The parent's process id.", |_, _| Ok(number(process::getppid()))),
    function("getuid", "()", "The user id.", |_, _| Ok(id_number(process::getuid()))),
    function("geteuid", "()", "The effective user id.", |_, _| Ok(id_number(process::geteuid()))),
    function("getgid", "()", "The group id.", |_, _| Ok(id_number(process::getgid()))),
    function("getegid", "()", "The effective group id.", |_, _| Ok(id_number(process::getegid()))),
    function("getpgrp", "()", "The process group.", |_, _| Ok(number(process::getpgrp()))),
    function("getresuid", "()", "Real, effective and saved user id.", |vm, _| {
        let ids = process::user_ids().map_err(|e| os_error(vm, e))?;
        Ok(tuple::from_vec(ids.map(id_number).to_vec()))
    }),
    function("getresgid", "()", "Real, effective and saved group id.", |vm, _| {
        let ids = process::group_ids().map_err(|e| os_error(vm, e))?;
        Ok(tuple::from_vec(ids.map(id_number).to_vec()))
    }),
    function("getgroups", "()", "The supplementary groups.", |vm, _| {
        let groups = process::groups().map_err(|e| os_error(vm, e))?;
        Ok(list::from_vec(groups.into_iter().map(id_number).collect()))
    }),
    function("setgroups", "(groups, /)", "Sets the supplementary groups.", set_groups),
    function("setuid", "(uid, /)", "Sets the user id.", |vm, a| {
        done(vm, process::setuid(uid(vm, a, 0, "uid")?))
    }),
    function("seteuid", "(euid, /)", "Sets the effective user id.", |vm, a| {
        done(vm, process::seteuid(uid(vm, a, 0, "uid")?))
    }),
    function("setgid", "(gid, /)", "Sets the group id.", |vm, a| {
        done(vm, process::setgid(uid(vm, a, 0, "gid")?))
    }),
    function("setegid", "(egid, /)", "Sets the effective group id.", |vm, a| {
        done(vm, process::setegid(uid(vm, a, 0, "gid")?))
    }),
    function("setreuid", "(ruid, euid, /)", "Sets real and effective user id.", |vm, a| {
        done(vm, process::setreuid(uid(vm, a, 0, "uid")?, uid(vm, a, 1, "uid")?))
    }),
    function("setregid", "(rgid, egid, /)", "Sets real and effective group id.", |vm, a| {
        done(vm, process::setregid(uid(vm, a, 0, "gid")?, uid(vm, a, 1, "gid")?))
    }),
    function("setresuid", "(ruid, euid, suid, /)", "Sets all three user ids.", |vm, a| {
        done(vm, process::setresuid(uid(vm, a, 0, "uid")?, uid(vm, a, 1, "uid")?, uid(vm, a, 2, "uid")?))
    }),
    function("setresgid", "(rgid, egid, sgid, /)", "Sets all three group ids.", |vm, a| {
        done(vm, process::setresgid(uid(vm, a, 0, "gid")?, uid(vm, a, 1, "gid")?, uid(vm, a, 2, "gid")?))
    }),
    function("getpgid", "(pid)", "The group of a process.", |vm, a| {
        value(vm, process::getpgid(process_id(vm, &a[0])?))
    }),
    function("setpgid", "(pid, pgrp, /)", "Puts a process into a group.", |vm, a| {
        done(vm, process::setpgid(process_id(vm, &a[0])?, process_id(vm, &a[1])?))
    }),
    function("setpgrp", "()", "Makes the process the leader of a group.", |vm, _| {
        done(vm, process::setpgid(0, 0))
    }),
    function("getsid", "(pid, /)", "The session of a process.", |vm, a| {
        value(vm, process::getsid(process_id(vm, &a[0])?))
    }),
    function("setsid", "()", "Begins a session.", |vm, _| done(vm, process::setsid())),
    function("getlogin", "()", "The name of the user at the terminal.", |vm, _| {
        let name = process::login().map_err(|e| os_error(vm, e))?;
        fs_decode(vm, &name)
    }),
    function(
        "umask",
        "(mask, /)",
        "Sets the mask for permissions of new files; returns the old one.",
        |vm, a| Ok(id_number(process::umask(c_int(vm, &a[0])? as u32))),
    ),
    function("nice", "(increment, /)", "Adds to the niceness and returns it.", |vm, a| {
        value(vm, process::nice(c_int(vm, &a[0])?))
    }),
    function("getpriority", "(which, who)", "A priority.", |vm, a| {
        value(vm, process::priority(c_int(vm, &a[0])? as u32, c_int(vm, &a[1])? as u32))
    }),
    function("setpriority", "(which, who, priority)", "Sets a priority.", |vm, a| {
        let (which, who, n) = (c_int(vm, &a[0])?, c_int(vm, &a[1])?, c_int(vm, &a[2])?);
        done(vm, process::set_priority(which as u32, who as u32, n).map(|()| 0))
    }),
    function("kill", "(pid, signal, /)", "Sends a signal to a process.", |vm, a| {
        let r = done(vm, process::kill(process_id(vm, &a[0])?, c_int(vm, &a[1])?))?;
        // A signal to ourselves is handled at once.
        crate::vm::signals::run_handlers(vm)?;
        Ok(r)
    }),
    function("killpg", "(pgid, signal, /)", "Sends a signal to a group.", |vm, a| {
        let r = done(vm, process::killpg(process_id(vm, &a[0])?, c_int(vm, &a[1])?))?;
        crate::vm::signals::run_handlers(vm)?;
        Ok(r)
    }),
    function("wait", "()", "Waits for a child: its id and status.", |vm, _| wait_pair(vm, -1, 0)),
    function("waitpid", "(pid, options, /)", "Waits for a certain child: its id and status.", |vm, a| {
        wait_pair(vm, c_int(vm, &a[0])?, c_int(vm, &a[1])?)
    }),
    function("wait3", "(options)", "Waits for a child: id, status and what it used.", |vm, a| {
        wait_usage(vm, -1, c_int(vm, &a[0])?)
    }),
    function(
        "wait4",
        "(pid, options)",
        "Waits for a certain child: id, status and what it used.",
        |vm, a| wait_usage(vm, c_int(vm, &a[0])?, c_int(vm, &a[1])?),
    ),
    function("waitid", "(idtype, id, options, /)", "Waits for a change of children.", |vm, a| {
        let (kind, id, options) = (c_int(vm, &a[0])?, c_int(vm, &a[1])?, c_int(vm, &a[2])?);
        match call(vm, || process::wait_id(kind as u32, id as u32, options))? {
            Some(v) => struct_seq::make(vm, &WAITID_RESULT, v.map(number).to_vec()),
            None => Ok(Obj::NONE),
        }
    }),
    function(
        "waitstatus_to_exitcode",
        "(status)",
        "The exit code of a wait status; a signal counts negative.",
        exit_code,
    ),
    function("WIFEXITED", "(status)", "Whether the process ended by itself.", |vm, a| {
        Ok(Obj::from_bool(libc::WIFEXITED(status(vm, a)?)))
    }),
    function("WEXITSTATUS", "(status)", "The exit code.", |vm, a| {
        Ok(number(libc::WEXITSTATUS(status(vm, a)?)))
    }),
    function("WIFSIGNALED", "(status)", "Whether a signal ended the process.", |vm, a| {
        Ok(Obj::from_bool(libc::WIFSIGNALED(status(vm, a)?)))
    }),
    function("WTERMSIG", "(status)", "The signal that ended the process.", |vm, a| {
        Ok(number(libc::WTERMSIG(status(vm, a)?)))
    }),
    function("WIFSTOPPED", "(status)", "Whether a signal stopped the process.", |vm, a| {
        Ok(Obj::from_bool(libc::WIFSTOPPED(status(vm, a)?)))
    }),
    function("WSTOPSIG", "(status)", "The signal that stopped the process.", |vm, a| {
        Ok(number(libc::WSTOPSIG(status(vm, a)?)))
    }),
    function("WIFCONTINUED", "(status)", "Whether the process goes on.", |vm, a| {
        Ok(Obj::from_bool(libc::WIFCONTINUED(status(vm, a)?)))
    }),
    function("WCOREDUMP", "(status, /)", "Whether the process left a core file.", |vm, a| {
        Ok(Obj::from_bool(libc::WCOREDUMP(status(vm, a)?)))
    }),
    function("pidfd_open", "(pid, flags=0)", "A descriptor of a process.", |vm, a| {
        let flags = a.opt(1).map_or(Ok(0), |f| c_int(vm, f))?;
        value(vm, process::pidfd_open(c_int(vm, &a[0])?, flags as u32))
    }),
    function("sched_yield", "()", "Lets others run.", |vm, _| {
        done(vm, crate::vm::gil::allow_threads(vm, process::sched_yield))
    }),
    function("sched_getaffinity", "(pid, /)", "The processors that a process may use.", |vm, a| {
        let cpus = process::affinity(c_int(vm, &a[0])?).map_err(|e| os_error(vm, e))?;
        let items = list::from_vec(cpus.into_iter().map(int::from_usize).collect());
        api::call(vm, &api::builtin(vm, "set")?, &[items])
    }),
    function("sched_setaffinity", "(pid, mask, /)", "Says which processors a process may use.", set_affinity),
    function("times", "()", "CPU times of the process and its children.", |vm, _| times(vm)),
    function("_exit", "(status)", "Ends the process at once.", |vm, a| process::exit_now(c_int(vm, &a[0])?)),
    function("abort", "()", "Ends the process with SIGABRT.", |_, _| process::abort()),
];
