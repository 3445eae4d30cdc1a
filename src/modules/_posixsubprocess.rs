//! `_posixsubprocess`: how `subprocess` makes processes.

use crate::host::child::Program;
use crate::host::env::Row;
use crate::modules::os_support::{c_int, fs_c_string, fspath, os_error};
use crate::modules::posix;
use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{exception, int, tuple};
use crate::vm::{PyResult, Vm, api};
use std::ffi::CString;

fn texts(vm: &Vm, o: &Obj) -> PyResult<Vec<CString>> {
    api::to_vec(vm, o)?.iter().map(|i| fs_c_string(vm, &fspath(vm, i)?)).collect()
}

fn id(vm: &Vm, o: &Obj, what: &str) -> PyResult<Option<u32>> {
    if o.is_none() { Ok(None) } else { posix::args::id(vm, o, what).map(Some) }
}

/// The descriptors to keep: a tuple of rising ints.
fn kept(vm: &Vm, o: &Obj) -> PyResult<Vec<i32>> {
    let mut list: Vec<i32> = Vec::new();
    for fd in tuple::items(o) {
        match int::to_i64(fd).map(i32::try_from) {
            Some(Ok(n)) if n >= 0 && list.last().is_none_or(|l| *l < n) => list.push(n),
            _ => return Err(vm.value_error("bad value(s) in fds_to_keep")),
        }
    }
    Ok(list)
}

fn fork_exec(vm: &Vm, a: Args) -> PyResult<Obj> {
    let hook = &a[21];
    if a[0].ty().slots().getitem.is_none() {
        return Err(vm.type_error("args must be a sequence"));
    }
    let close_fds = api::is_true(vm, &a[2])?;
    let keep = kept(vm, &a[3])?;
    let mut n = [0; 8];
    for (i, n) in n.iter_mut().enumerate() {
        *n = c_int(vm, &a[6 + i])?;
    }
    let [p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, report_read, report_write] = n;
    if close_fds && report_write < 3 {
        return Err(vm.value_error("errpipe_write must be >= 3"));
    }
    let group = c_int(vm, &a[16])?;
    let mask = c_int(vm, &a[20])?;
    let groups = if a[18].is_none() {
        None
    } else {
        Some(
            api::to_vec(vm, &a[18])?
                .iter()
                .map(|g| {
                    let n = int::to_i64(g).and_then(|n| u32::try_from(n).ok());
                    n.ok_or_else(|| vm.value_error("invalid group id"))
                })
                .collect::<PyResult<Vec<u32>>>()?,
        )
    };
    let mut program = Program {
        candidates: texts(vm, &a[1])?,
        args: Row::new(texts(vm, &a[0])?),
        env: if a[5].is_none() { None } else { Some(Row::new(texts(vm, &a[5])?)) },
        close_fds,
        keep,
        dir: if a[4].is_none() { None } else { Some(fs_c_string(vm, &fspath(vm, &a[4])?)?) },
        pipes: [[p2cread, p2cwrite], [c2pwrite, c2pread], [errwrite, errread]],
        errors: [report_read, report_write],
        restore_signals: api::is_true(vm, &a[14])?,
        session: api::is_true(vm, &a[15])?,
        group: (group >= 0).then_some(group),
        groups,
        gid: id(vm, &a[17], "gid")?,
        uid: id(vm, &a[19], "uid")?,
        mask: (mask >= 0).then_some(mask as u32),
    };
    if hook.is_none() {
        return match program.start() {
            Ok(pid) => Ok(int::from_i64(pid.into())),
            Err(e) => Err(os_error(vm, e)),
        };
    }
    if crate::vm::interp().finalizing.get() {
        return Err(vm.error(
            &exception::PYTHON_FINALIZATION_ERROR,
            "preexec_fn not supported at interpreter shutdown",
        ));
    }
    match posix::fork(vm, None)? {
        0 => program.run(|| api::call(vm, hook, &[]).is_ok()),
        pid => Ok(int::from_i64(pid.into())),
    }
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_posixsubprocess",
    doc: "How subprocess makes processes.",
    functions: &[function(
        "fork_exec",
        "(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, allow_vfork, /)",
        "Runs a program in a new process: its id.",
        fork_exec,
    )],
    ..ModuleSpec::EMPTY
};
