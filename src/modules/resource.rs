//! `resource`: limits, and what processes used.

use crate::host::{Errno, process};
use crate::modules::os_support::{c_int, os_error};
use crate::modules::posix::{STRUCT_RUSAGE, usage_object};
use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{exception, int, module, tuple};
use crate::vm::{PyResult, Vm, api};

macro_rules! constants {
    ($($name:ident)*) => {
        &[$((stringify!($name), libc::$name as i64)),*]
    };
}

static CONSTANTS: &[(&str, i64)] = constants! {
    RLIMIT_AS RLIMIT_CORE RLIMIT_CPU RLIMIT_DATA RLIMIT_FSIZE RLIMIT_MEMLOCK RLIMIT_MSGQUEUE RLIMIT_NICE RLIMIT_NOFILE
    RLIMIT_NPROC RLIMIT_RSS RLIMIT_RTPRIO RLIMIT_RTTIME RLIMIT_SIGPENDING RLIMIT_STACK RUSAGE_CHILDREN RUSAGE_SELF
    RUSAGE_THREAD
};

fn resource(vm: &Vm, o: &Obj) -> PyResult<u32> {
    let n = c_int(vm, o)?;
    if (0..16).contains(&n) { Ok(n as u32) } else { Err(vm.value_error("invalid resource specified")) }
}

fn limits(vm: &Vm, o: &Obj) -> PyResult<(u64, u64)> {
    match api::to_vec(vm, o)?.as_slice() {
        [current, most] => Ok((api::to_i64(vm, current)? as u64, api::to_i64(vm, most)? as u64)),
        _ => Err(vm.value_error("expected a tuple of 2 integers")),
    }
}

fn read(vm: &Vm, pid: i32, resource: u32) -> PyResult<Obj> {
    let (current, most) = process::limit(pid, resource).map_err(|e| os_error(vm, e))?;
    Ok(tuple::pair(int::from_i64(current as i64), int::from_i64(most as i64)))
}

fn write(vm: &Vm, pid: i32, resource: u32, (current, most): (u64, u64)) -> PyResult<()> {
    process::set_limit(pid, resource, current, most).map_err(|e| match e {
        Errno(libc::EINVAL) => vm.value_error("current limit exceeds maximum limit"),
        Errno(libc::EPERM) => vm.value_error("not allowed to raise maximum limit"),
        e => os_error(vm, e),
    })
}

fn prlimit(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (pid, which) = (c_int(vm, &a[0])?, resource(vm, &a[1])?);
    let new = a.opt_not_none(2).map(|l| limits(vm, l)).transpose()?;
    let old = read(vm, pid, which)?;
    if let Some(l) = new {
        write(vm, pid, which, l)?;
    }
    Ok(old)
}

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (name, n) in CONSTANTS {
        d.insert_str(intern(name), int::from_i64(*n));
    }
    d.insert_str(intern("RLIMIT_OFILE"), int::from_i64(libc::RLIMIT_NOFILE.into()));
    d.insert_str(intern("RLIM_INFINITY"), int::from_i64(-1));
    d.insert_str(intern("error"), exception::OS_ERROR.obj());
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec =
    ModuleSpec {
        name: "resource",
        doc: "Limits for processes, and what they used.",
        functions: &[
            function("getrusage", "(who, /)", "What a process or its children used.", |vm, a| {
                match process::usage(c_int(vm, &a[0])?) {
                    Ok(u) => usage_object(vm, &u),
                    Err(Errno(libc::EINVAL)) => Err(vm.value_error("invalid who parameter")),
                    Err(e) => Err(os_error(vm, e)),
                }
            }),
            function("getrlimit", "(resource, /)", "A limit: current and highest value.", |vm, a| {
                read(vm, 0, resource(vm, &a[0])?)
            }),
            function(
                "setrlimit",
                "(resource, limits, /)",
                "Sets a limit: current and highest value.",
                |vm, a| {
                    let which = resource(vm, &a[0])?;
                    let l = limits(vm, &a[1])?;
                    write(vm, 0, which, l).map(|()| Obj::NONE)
                },
            ),
            function(
                "prlimit",
                "(pid, resource, limits=None, /)",
                "A limit of another process; sets it if given.",
                prlimit,
            ),
            function("getpagesize", "()", "Bytes of a page of memory.", |vm, _| {
                crate::host::env::sysconf(libc::_SC_PAGESIZE).map(int::from_i64).map_err(|e| os_error(vm, e))
            }),
        ],
        types: &[&STRUCT_RUSAGE],
        init: Some(init),
        ..ModuleSpec::EMPTY
    };
