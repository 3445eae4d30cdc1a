//! What is known of a file: `stat` and its relatives, and the objects that they give.

use super::args::{self, Also};
use crate::host::file::{Stat, StatVfs};
use crate::host::{Sys, file, path};
use crate::modules::os_support::{blocking, c_int, call};
use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::struct_seq::{self, struct_sequence};
use crate::types::{float, int, tuple};
use crate::vm::{PyResult, Vm};

struct_sequence! {
    /// `os.stat_result`
    pub static STAT_RESULT = "os"."stat_result",
    "What stat(), lstat() and fstat() give: a tuple (mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime) whose fields and more can be read by name.",
    items: 10, hidden: 9, unnamed: 3, callable: true, new: new_stat,
    [
        0 "st_mode" "kind of file and permissions",
        1 "st_ino" "inode",
        2 "st_dev" "device",
        3 "st_nlink" "names the file has",
        4 "st_uid" "owner, a user",
        5 "st_gid" "owner, a group",
        6 "st_size" "length in bytes",
        10 "st_atime" "last read",
        11 "st_mtime" "last write",
        12 "st_ctime" "last change of the entry or its contents",
        13 "st_atime_ns" "last read, as an int of nanoseconds",
        14 "st_mtime_ns" "last write, as an int of nanoseconds",
        15 "st_ctime_ns" "last change, as an int of nanoseconds",
        16 "st_blksize" "bytes that are best read at once",
        17 "st_blocks" "blocks of 512 bytes it takes up",
        18 "st_rdev" "which device it is, for a device file",
    ]
}

struct_sequence! {
    /// `os.statvfs_result`
    pub static STATVFS_RESULT = "os"."statvfs_result",
    "What statvfs() and fstatvfs() give: a tuple whose fields can also be read by name.",
    items: 10, hidden: 1, unnamed: 0, callable: true,
    [
        0 "f_bsize" "",
        1 "f_frsize" "",
        2 "f_blocks" "",
        3 "f_bfree" "",
        4 "f_bavail" "",
        5 "f_files" "",
        6 "f_ffree" "",
        7 "f_favail" "",
        8 "f_flag" "",
        9 "f_namemax" "",
        10 "f_fsid" "",
    ]
}

/// Times that a maker of a result leaves out are those of the items.
fn new_stat(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let o = struct_seq::new(vm, cls, args)?;
    for i in 0..3 {
        if attr::get_member(&o, i).is_none_or(|v| v.is_none()) {
            drop(attr::set_member(&o, i, Some(tuple::items(&o)[7 + i].clone())));
        }
    }
    Ok(o)
}

/// The object for what `stat` told.
pub fn stat_object(vm: &Vm, s: &Stat) -> PyResult<Obj> {
    let times = [(s.st_atime, s.st_atime_nsec), (s.st_mtime, s.st_mtime_nsec), (s.st_ctime, s.st_ctime_nsec)];
    let mut v = vec![
        int::from_u64(s.st_mode.into()),
        int::from_u64(s.st_ino),
        int::from_u64(s.st_dev),
        int::from_u64(s.st_nlink),
        int::from_u64(s.st_uid.into()),
        int::from_u64(s.st_gid.into()),
        int::from_i64(s.st_size),
    ];
    v.extend(times.map(|t| int::from_i64(t.0)));
    v.extend(times.map(|(s, ns)| float::from_f64(s as f64 + 1e-9 * ns as f64)));
    v.extend(times.map(|(s, ns)| match s.checked_mul(1_000_000_000).and_then(|n| n.checked_add(ns)) {
        Some(n) => int::from_i64(n),
        None => int::from_big((i128::from(s) * 1_000_000_000 + i128::from(ns)).into()),
    }));
    v.extend([int::from_i64(s.st_blksize), int::from_i64(s.st_blocks), int::from_u64(s.st_rdev)]);
    struct_seq::make(vm, &STAT_RESULT, v)
}

fn statvfs_object(vm: &Vm, s: &StatVfs) -> PyResult<Obj> {
    let numbers = [
        s.f_bsize,
        s.f_frsize,
        s.f_blocks,
        s.f_bfree,
        s.f_bavail,
        s.f_files,
        s.f_ffree,
        s.f_favail,
        s.f_flag,
        s.f_namemax,
        s.f_fsid,
    ];
    struct_seq::make(vm, &STATVFS_RESULT, numbers.iter().map(|n| int::from_u64(*n)).collect())
}

fn stat_path(vm: &Vm, a: Args, function: &str, also: Also, follow: bool) -> PyResult<Obj> {
    let p = args::path(vm, &a[0], function, also)?;
    let at = args::dir_fd(vm, a.opt(1))?;
    args::check_fd_use(vm, &p, function, at, true)?;
    let r: Sys<Stat> = blocking(vm, || match p.fd {
        Some(fd) => file::fstat(fd),
        None => path::stat(at, p.name(), follow),
    })?;
    stat_object(vm, &r.map_err(|e| p.error(vm, e))?)
}

/// The functions of this file.
pub static FUNCTIONS: &[MethodDef] = &[
    function(
        "stat",
        "(path, *, dir_fd=None, follow_symlinks=True)",
        "What is known of a file (a name or a descriptor).",
        |vm, a| {
            let follow = args::flag(vm, a.opt(2), true)?;
            stat_path(vm, a, "stat", Also::Fd, follow)
        },
    ),
    function(
        "lstat",
        "(path, *, dir_fd=None)",
        "What is known of a file; a symbolic link is not followed.",
        |vm, a| stat_path(vm, a, "lstat", Also::Nothing, false),
    ),
    function("fstat", "(fd)", "What is known of an open file.", |vm, a| {
        let fd = c_int(vm, &a[0])?;
        let s = call(vm, || file::fstat(fd))?;
        stat_object(vm, &s)
    }),
    function("statvfs", "(path)", "What is known of the file system of a file.", |vm, a| {
        let p = args::path(vm, &a[0], "statvfs", Also::Fd)?;
        let r = blocking(vm, || match p.fd {
            Some(fd) => file::fstatvfs(fd),
            None => path::statvfs(p.name()),
        })?;
        statvfs_object(vm, &r.map_err(|e| p.error(vm, e))?)
    }),
    function("fstatvfs", "(fd, /)", "What is known of the file system of an open file.", |vm, a| {
        let fd = c_int(vm, &a[0])?;
        let s = call(vm, || file::fstatvfs(fd))?;
        statvfs_object(vm, &s)
    }),
];
