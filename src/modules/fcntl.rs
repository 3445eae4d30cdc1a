//! `fcntl`: control of descriptors and devices, locks.

use crate::host::file;
use crate::modules::os_support::{blocking, c_int, call, file_descriptor};
use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{buffer, bytes, int, module, str_};
use crate::vm::{PyResult, Vm, api};
use std::borrow::Cow;

macro_rules! constants {
    ($($name:ident)*) => {
        &[$((stringify!($name), libc::$name as i64)),*]
    };
}

static CONSTANTS: &[(&str, i64)] = constants! {
    FD_CLOEXEC F_ADD_SEALS F_DUPFD F_DUPFD_CLOEXEC F_GETFD F_GETFL F_GETLEASE F_GETLK F_GETOWN F_GETPIPE_SZ
    F_GET_SEALS F_NOTIFY F_OFD_GETLK F_OFD_SETLK F_OFD_SETLKW F_RDLCK F_SEAL_FUTURE_WRITE F_SEAL_GROW
    F_SEAL_SEAL F_SEAL_SHRINK F_SEAL_WRITE F_SETFD F_SETFL F_SETLEASE F_SETLK F_SETLKW F_SETOWN F_SETPIPE_SZ
    F_UNLCK F_WRLCK LOCK_EX LOCK_NB LOCK_SH LOCK_UN
};

/// Numbers that the C library's binding does not name.
static MORE: &[(&str, i64)] = &[
    ("F_GET_RW_HINT", 1035),
    ("F_SET_RW_HINT", 1036),
    ("F_GET_FILE_RW_HINT", 1037),
    ("F_SET_FILE_RW_HINT", 1038),
    ("RWH_WRITE_LIFE_NOT_SET", 0),
    ("RWH_WRITE_LIFE_NONE", 1),
    ("RWH_WRITE_LIFE_SHORT", 2),
    ("RWH_WRITE_LIFE_MEDIUM", 3),
    ("RWH_WRITE_LIFE_LONG", 4),
    ("RWH_WRITE_LIFE_EXTREME", 5),
    ("DN_ACCESS", 1),
    ("DN_ATTRIB", 32),
    ("DN_CREATE", 4),
    ("DN_DELETE", 8),
    ("DN_MODIFY", 2),
    ("DN_MULTISHOT", 2147483648),
    ("DN_RENAME", 16),
    ("F_EXLCK", 4),
    ("F_SHLCK", 8),
    ("FASYNC", 8192),
    ("FICLONE", 1_074_041_865),
    ("FICLONERANGE", 1_075_876_877),
    ("F_GETLK64", 5),
    ("F_SETLK64", 6),
    ("F_SETLKW64", 7),
    ("F_GETOWN_EX", 16),
    ("F_SETOWN_EX", 15),
    ("F_GETSIG", 11),
    ("F_SETSIG", 10),
    ("F_OWNER_TID", 0),
    ("F_OWNER_PID", 1),
    ("F_OWNER_PGRP", 2),
    ("LOCK_MAND", 32),
    ("LOCK_READ", 64),
    ("LOCK_WRITE", 128),
    ("LOCK_RW", 192),
];

/// A bytes argument: str is taken as UTF-8.
fn raw<'a>(vm: &Vm, o: &'a Obj) -> PyResult<Option<Cow<'a, [u8]>>> {
    if str_::is_str(o) {
        return Ok(Some(Cow::Borrowed(str_::bytes_of(o))));
    }
    if buffer::is_bytes_like(o) { buffer::bytes_arg(vm, o).map(Some) } else { Ok(None) }
}

fn fcntl(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (fd, command) = (file_descriptor(vm, &a[0])?, c_int(vm, &a[1])?);
    let Some(arg) = a.opt(2) else {
        return call(vm, || file::control(fd, command, 0)).map(|n| int::from_i64(n.into()));
    };
    match raw(vm, arg)? {
        Some(data) => {
            let mut buf = [0; 1024];
            let Some(to) = buf.get_mut(..data.len()) else {
                return Err(vm.value_error("fcntl string arg too long"));
            };
            to.copy_from_slice(&data);
            call(vm, || file::control_bytes(fd, command, &mut buf))?;
            Ok(bytes::from_slice(&buf[..data.len()]))
        }
        None => {
            let n = api::to_i64(vm, arg)?;
            call(vm, || file::control(fd, command, n)).map(|n| int::from_i64(n.into()))
        }
    }
}

fn ioctl(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (fd, request) = (file_descriptor(vm, &a[0])?, api::to_i64(vm, &a[1])? as u64);
    let mutate = a.opt(3).map_or(Ok(true), |m| api::is_true(vm, m))?;
    let Some(arg) = a.opt(2) else {
        return call(vm, || file::device_control(fd, request, 0)).map(|n| int::from_i64(n.into()));
    };
    let Some(data) = raw(vm, arg)? else {
        let n = api::to_i64(vm, arg)?;
        return call(vm, || file::device_control(fd, request, n)).map(|n| int::from_i64(n.into()));
    };
    // The device may write more than it was given.
    let len = data.len();
    let mut buf = data.into_owned();
    buf.resize(len.max(1024) + 1, 0);
    let r = call(vm, || file::device_control_bytes(fd, request, &mut buf))?;
    if mutate
        && !bytes::is_bytes(arg)
        && !str_::is_str(arg)
        && let Ok(mut view) = buffer::get_writable(vm, arg, "ioctl() argument")
    {
        if let Some(to) = view.as_mut_slice() {
            to.copy_from_slice(&buf[..len]);
        }
        return Ok(int::from_i64(r.into()));
    }
    drop(vm.save_raised());
    if len > 1024 {
        return Err(vm.value_error("ioctl string arg too long"));
    }
    Ok(bytes::from_slice(&buf[..len]))
}

fn lockf(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (fd, operation) = (file_descriptor(vm, &a[0])?, c_int(vm, &a[1])?);
    let offset = |i: usize| a.opt(i).map_or(Ok(0), |n| api::to_i64(vm, n));
    let (len, start) = (offset(2)?, offset(3)?);
    let whence = a.opt(4).map_or(Ok(0), |w| c_int(vm, w))?;
    let kind = if operation == libc::LOCK_UN {
        libc::F_UNLCK
    } else if operation & libc::LOCK_SH != 0 {
        libc::F_RDLCK
    } else if operation & libc::LOCK_EX != 0 {
        libc::F_WRLCK
    } else {
        return Err(vm.value_error("unrecognized lockf argument"));
    };
    let command = if operation & libc::LOCK_NB != 0 { libc::F_SETLK } else { libc::F_SETLKW };
    call(vm, || file::lock_range(fd, command, kind, start, len, whence))?;
    Ok(Obj::NONE)
}

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (name, n) in CONSTANTS.iter().chain(MORE) {
        d.insert_str(intern(name), int::from_i64(*n));
    }
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "fcntl",
    doc: "Control of descriptors and devices, and locks on files.",
    functions: &[
        function("fcntl", "(fd, cmd, arg=0, /)", "Runs a command on a descriptor.", fcntl),
        function("ioctl", "(fd, request, arg=0, mutate_flag=True, /)", "Sends a request to a device.", ioctl),
        function("flock", "(fd, operation, /)", "Locks or unlocks a whole file.", |vm, a| {
            let (fd, operation) = (file_descriptor(vm, &a[0])?, c_int(vm, &a[1])?);
            blocking(vm, || file::lock(fd, operation))?
                .map_err(|e| crate::modules::os_support::os_error(vm, e))?;
            Ok(Obj::NONE)
        }),
        function(
            "lockf",
            "(fd, cmd, len=0, start=0, whence=0, /)",
            "Locks or unlocks a part of a file.",
            lockf,
        ),
    ],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
