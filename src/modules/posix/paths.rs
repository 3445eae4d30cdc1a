//! Files by name: making, removing, renaming, links, permissions, times.

use super::args::{self, Also, Path};
use crate::host::path::{self, At, Stamp};
use crate::host::{Errno, Sys, file};
use crate::modules::os_support::{blocking, c_int, fs_c_string, fs_decode, fspath, os_error, os_error_names};
use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::{buffer, bytes, exception, float, int, list, str_, tuple};
use crate::vm::{PyResult, Vm, api};

fn mode(vm: &Vm, o: Option<&Obj>, default: u32) -> PyResult<u32> {
    o.map_or(Ok(default), |m| c_int(vm, m).map(|m| m as u32))
}

/// A call on the path that the first argument is, with OSError about it.
fn on_name(vm: &Vm, p: &Path, f: impl Fn() -> Sys<()>) -> PyResult<Obj> {
    blocking(vm, f)?.map_err(|e| p.error(vm, e))?;
    Ok(Obj::NONE)
}

/// `unlink`, `rmdir`: a name and `dir_fd`.
fn remove(vm: &Vm, a: Args, function: &str, f: fn(At, &std::ffi::CStr) -> Sys<()>) -> PyResult<Obj> {
    let p = args::path(vm, &a[0], function, Also::Nothing)?;
    let at = args::dir_fd(vm, a.opt(1))?;
    on_name(vm, &p, || f(at, p.name()))
}

/// Two names with their directories.
fn two(vm: &Vm, a: Args, function: &str, f: impl Fn(At, &Path, At, &Path) -> Sys<()>) -> PyResult<Obj> {
    let from = args::path_as(vm, &a[0], function, "src", Also::Nothing)?;
    let to = args::path_as(vm, &a[1], function, "dst", Also::Nothing)?;
    let (from_at, to_at) = (args::dir_fd(vm, a.opt(2))?, args::dir_fd(vm, a.opt(3))?);
    match blocking(vm, || f(from_at, &from, to_at, &to))? {
        Ok(()) => Ok(Obj::NONE),
        Err(e) => Err(os_error_names(vm, e, &[from.object.clone(), to.object.clone()])),
    }
}

fn rename(vm: &Vm, a: Args, function: &str) -> PyResult<Obj> {
    two(vm, a, function, |p, from, q, to| path::rename(p, from.name(), q, to.name()))
}

fn access(vm: &Vm, a: Args) -> PyResult<Obj> {
    let p = args::path(vm, &a[0], "access", Also::Nothing)?;
    let wanted = c_int(vm, &a[1])?;
    let at = args::dir_fd(vm, a.opt(2))?;
    let effective = args::flag(vm, a.opt(3), false)?;
    let follow = args::flag(vm, a.opt(4), true)?;
    let flags =
        if effective { libc::AT_EACCESS } else { 0 } | if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
    Ok(Obj::from_bool(blocking(vm, || path::access(at, p.name(), wanted, flags))?.is_ok()))
}

fn chown(vm: &Vm, a: Args, function: &str, at: At, follow: bool, also: Also) -> PyResult<Obj> {
    let p = args::path(vm, &a[0], function, also)?;
    let (uid, gid) = (args::id(vm, &a[1], "uid")?, args::id(vm, &a[2], "gid")?);
    args::check_fd_use(vm, &p, function, at, follow)?;
    on_name(vm, &p, || match p.fd {
        Some(fd) => file::fchown(fd, uid, gid),
        None => path::chown(at, p.name(), uid, gid, follow),
    })
}

/// Seconds as a number: seconds and nanoseconds, rounded down.
fn seconds(vm: &Vm, o: &Obj) -> PyResult<Stamp> {
    let Some(x) = float::as_float(o) else {
        let whole = int::to_i64(&api::index(vm, o)?);
        return whole
            .map(|n| Stamp::At(n, 0))
            .ok_or_else(|| vm.overflow_error("timestamp out of range for platform time_t"));
    };
    if x.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if x < -(2f64.powi(63)) || x >= 2f64.powi(63) {
        return Err(vm.overflow_error("timestamp out of range for platform time_t"));
    }
    let mut whole = x.floor();
    let mut part = ((x - whole) * 1e9).floor();
    if part >= 1e9 {
        whole += 1.0;
        part = 0.0;
    }
    Ok(Stamp::At(whole as i64, part as i64))
}

fn nanoseconds(vm: &Vm, o: &Obj) -> PyResult<Stamp> {
    let n = api::to_i64(vm, o)?;
    Ok(Stamp::At(n.div_euclid(1_000_000_000), n.rem_euclid(1_000_000_000)))
}

fn utime(vm: &Vm, a: Args) -> PyResult<Obj> {
    let p = args::path(vm, &a[0], "utime", Also::Fd)?;
    let (times, ns) = (a.opt_not_none(1), a.opt(2));
    let at = args::dir_fd(vm, a.opt(3))?;
    let follow = args::flag(vm, a.opt(4), true)?;
    if times.is_some() && ns.is_some() {
        return Err(vm.value_error("utime: you may specify either 'times' or 'ns' but not both"));
    }
    let stamps = match (times.map(tuple::items), ns.map(tuple::items)) {
        (Some([x, y]), _) => [seconds(vm, x)?, seconds(vm, y)?],
        (Some(_), _) => {
            return Err(vm.type_error("utime: 'times' must be either a tuple of two ints or None"));
        }
        (_, Some([x, y])) => [nanoseconds(vm, x)?, nanoseconds(vm, y)?],
        (_, Some(_)) => return Err(vm.type_error("utime: 'ns' must be a tuple of two ints")),
        _ => [Stamp::Now, Stamp::Now],
    };
    args::check_fd_use(vm, &p, "utime", at, follow)?;
    on_name(vm, &p, || match p.fd {
        Some(fd) => path::futime(fd, stamps),
        None => path::utime(at, p.name(), stamps, follow),
    })
}

fn current_dir(vm: &Vm) -> PyResult<Vec<u8>> {
    path::current_dir().map_err(|e| os_error(vm, e))
}

/// A path for calls that only take names: a descriptor as the kernel's name for it.
fn named(p: &Path) -> std::ffi::CString {
    match p.fd {
        Some(fd) => std::ffi::CString::new(format!("/proc/self/fd/{fd}")).unwrap_or_default(),
        None => p.name().to_owned(),
    }
}

fn xattr(
    vm: &Vm,
    a: Args,
    function: &str,
    follow: Option<&Obj>,
) -> PyResult<(Path, std::ffi::CString, std::ffi::CString, bool)> {
    let p = args::path(vm, &a[0], function, Also::Fd)?;
    let name = args::path_as(vm, &a[1], function, "attribute", Also::Nothing)?.name().to_owned();
    let follow = args::flag(vm, follow, true)?;
    args::check_fd_use(vm, &p, function, At(None), follow)?;
    let place = named(&p);
    Ok((p, place, name, follow))
}

// --- texts of paths

fn path_text(vm: &Vm, o: &Obj, function: &str) -> PyResult<(Vec<u8>, bool)> {
    if !str_::is_str(o)
        && !bytes::is_bytes(o)
        && o.ty().lookup(&crate::object::intern::intern("__fspath__")).is_none()
    {
        return Err(vm.type_error(format!(
            "{function}: path should be string, bytes or os.PathLike, not {}",
            o.ty().name()
        )));
    }
    let o = fspath(vm, o)?;
    Ok(if str_::is_str(&o) {
        (str_::bytes_of(&o).to_vec(), false)
    } else {
        (bytes::bytes_of(&o).to_vec(), true)
    })
}

fn text_result(vm: &Vm, text: &[u8], is_bytes: bool) -> PyResult<Obj> {
    if is_bytes { Ok(bytes::from_slice(text)) } else { str_::make(vm, text) }
}

/// How many slashes the root of a path has: two stay two, more are one.
fn root_len(p: &[u8]) -> usize {
    match p.iter().take_while(|b| **b == b'/').count() {
        2 => 2,
        0 => 0,
        _ => 1,
    }
}

/// `posixpath.normpath`
fn normalize(p: &[u8]) -> Vec<u8> {
    let root = root_len(p);
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in p.split(|b| *b == b'/').filter(|s| !s.is_empty() && *s != b".") {
        if part != b".." || root == 0 && parts.last().is_none_or(|l| *l == b"..") {
            parts.push(part);
        } else {
            parts.pop();
        }
    }
    let mut out = vec![b'/'; root];
    out.extend_from_slice(&parts.join(&b'/'));
    if out.is_empty() {
        out.push(b'.');
    }
    out
}

/// The functions of this file.
pub static FUNCTIONS: &[MethodDef] = &[
    function("mkdir", "(path, mode=511, *, dir_fd=None)", "Makes a directory.", |vm, a| {
        let p = args::path(vm, &a[0], "mkdir", Also::Nothing)?;
        let (mode, at) = (mode(vm, a.opt(1), 0o777)?, args::dir_fd(vm, a.opt(2))?);
        on_name(vm, &p, || path::mkdir(at, p.name(), mode))
    }),
    function("mkfifo", "(path, mode=438, *, dir_fd=None)", "Makes a named pipe.", |vm, a| {
        let p = args::path(vm, &a[0], "mkfifo", Also::Nothing)?;
        let (mode, at) = (mode(vm, a.opt(1), 0o666)?, args::dir_fd(vm, a.opt(2))?);
        blocking(vm, || path::mkfifo(at, p.name(), mode))?.map_err(|e| os_error(vm, e))?;
        Ok(Obj::NONE)
    }),
    function(
        "mknod",
        "(path, mode=384, device=0, *, dir_fd=None)",
        "Makes a node of the file system.",
        |vm, a| {
            let p = args::path(vm, &a[0], "mknod", Also::Nothing)?;
            let (mode, at) = (mode(vm, a.opt(1), 0o600)?, args::dir_fd(vm, a.opt(3))?);
            let device = a.opt(2).map_or(Ok(0), |d| api::to_i64(vm, d))?;
            blocking(vm, || path::mknod(at, p.name(), mode, device as u64))?.map_err(|e| os_error(vm, e))?;
            Ok(Obj::NONE)
        },
    ),
    function("rmdir", "(path, *, dir_fd=None)", "Removes an empty directory.", |vm, a| {
        remove(vm, a, "rmdir", path::rmdir)
    }),
    function("unlink", "(path, *, dir_fd=None)", "Removes a file.", |vm, a| {
        remove(vm, a, "unlink", path::unlink)
    }),
    function("remove", "(path, *, dir_fd=None)", "Removes a file.", |vm, a| {
        remove(vm, a, "remove", path::unlink)
    }),
    function(
        "rename",
        "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        "Gives a file another name.",
        |vm, a| rename(vm, a, "rename"),
    ),
    function(
        "replace",
        "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        "Gives a file another name, in place of what has it.",
        |vm, a| rename(vm, a, "replace"),
    ),
    function(
        "link",
        "(src, dst, *, src_dir_fd=None, dst_dir_fd=None,\n     follow_symlinks=True)",
        "Makes a hard link.",
        |vm, a| {
            let follow = args::flag(vm, a.opt(4), false)?;
            two(vm, a, "link", |p, from, q, to| path::link(p, from.name(), q, to.name(), follow))
        },
    ),
    function(
        "symlink",
        "(src, dst, target_is_directory=False, *, dir_fd=None)",
        "Makes a symbolic link.",
        |vm, a| {
            let target = args::path_as(vm, &a[0], "symlink", "src", Also::Nothing)?;
            let name = args::path_as(vm, &a[1], "symlink", "dst", Also::Nothing)?;
            let at = args::dir_fd(vm, a.opt(3))?;
            match blocking(vm, || path::symlink(target.name(), at, name.name()))? {
                Ok(()) => Ok(Obj::NONE),
                Err(e) => Err(os_error_names(vm, e, &[target.object.clone(), name.object.clone()])),
            }
        },
    ),
    function("readlink", "(path, *, dir_fd=None)", "Where a symbolic link leads.", |vm, a| {
        let p = args::path(vm, &a[0], "readlink", Also::Nothing)?;
        let at = args::dir_fd(vm, a.opt(1))?;
        let target = blocking(vm, || path::readlink(at, p.name()))?.map_err(|e| p.error(vm, e))?;
        p.result(vm, &target)
    }),
    function(
        "access",
        "(path, mode, *, dir_fd=None, effective_ids=False,\n       follow_symlinks=True)",
        "Whether a file may be used that way.",
        access,
    ),
    function(
        "chmod",
        "(path, mode, *, dir_fd=None,\n      follow_symlinks=(os.name != 'nt'))",
        "Changes permissions.",
        |vm, a| {
            let p = args::path(vm, &a[0], "chmod", Also::Fd)?;
            let mode = c_int(vm, &a[1])? as u32;
            let (at, follow) = (args::dir_fd(vm, a.opt(2))?, args::flag(vm, a.opt(3), true)?);
            let done = blocking(vm, || match p.fd {
                Some(fd) => file::fchmod(fd, mode),
                None => path::chmod(at, p.name(), mode, follow),
            })?;
            match done {
                Ok(()) => Ok(Obj::NONE),
                Err(e) if !follow && e.0 == libc::EOPNOTSUPP => Err(if at.0.is_some() {
                    vm.value_error("chmod: cannot use dir_fd and follow_symlinks together")
                } else {
                    vm.error(
                        &exception::NOT_IMPLEMENTED_ERROR,
                        "chmod: follow_symlinks unavailable on this platform",
                    )
                }),
                Err(e) => Err(p.error(vm, e)),
            }
        },
    ),
    function(
        "chown",
        "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
        "Changes the owner.",
        |vm, a| {
            let (at, follow) = (args::dir_fd(vm, a.opt(3))?, args::flag(vm, a.opt(4), true)?);
            chown(vm, a, "chown", at, follow, Also::Fd)
        },
    ),
    function("lchown", "(path, uid, gid)", "Changes the owner of a link itself.", |vm, a| {
        chown(vm, a, "lchown", At(None), false, Also::Nothing)
    }),
    function("truncate", "(path, length)", "Cuts a file off.", |vm, a| {
        let p = args::path(vm, &a[0], "truncate", Also::Fd)?;
        let len = api::to_i64(vm, &a[1])?;
        let r = blocking(vm, || match p.fd {
            Some(fd) => file::truncate(fd, len),
            None => path::truncate(p.name(), len),
        })?;
        r.map_err(|e| p.error_by_name(vm, e))?;
        Ok(Obj::NONE)
    }),
    function(
        "utime",
        "(path, times=None, *, ns=<unrepresentable>,\n      dir_fd=None, follow_symlinks=True)|(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)",
        "Sets access and modification time.",
        utime,
    ),
    function("chdir", "(path)", "Changes the working directory.", |vm, a| {
        let p = args::path(vm, &a[0], "chdir", Also::Fd)?;
        on_name(vm, &p, || match p.fd {
            Some(fd) => file::fchdir(fd),
            None => path::chdir(p.name()),
        })
    }),
    function("chroot", "(path)", "Changes the root directory.", |vm, a| {
        let p = args::path(vm, &a[0], "chroot", Also::Nothing)?;
        on_name(vm, &p, || path::chroot(p.name()))
    }),
    function("getcwd", "()", "The working directory as str.", |vm, _| fs_decode(vm, &current_dir(vm)?)),
    function("getcwdb", "()", "The working directory as bytes.", |vm, _| {
        Ok(bytes::from_slice(&current_dir(vm)?))
    }),
    function("pathconf", "(path, name)", "A limit of a file.", |vm, a| {
        let p = args::path(vm, &a[0], "pathconf", Also::Fd)?;
        let name = super::environment::config_name(vm, &a[1], super::environment::PATH_NAMES)?;
        let r = blocking(vm, || match p.fd {
            Some(fd) => file::fpathconf(fd, name),
            None => path::pathconf(p.name(), name),
        })?;
        r.map(int::from_i64)
            .map_err(|e| if e == Errno(libc::EINVAL) { os_error(vm, e) } else { p.error(vm, e) })
    }),
    function(
        "getxattr",
        "(path, attribute, *, follow_symlinks=True)",
        "The value of an extended attribute.",
        |vm, a| {
            let (p, place, name, follow) = xattr(vm, a, "getxattr", a.opt(2))?;
            let v = blocking(vm, || path::getxattr(&place, &name, follow))?.map_err(|e| p.error(vm, e))?;
            Ok(bytes::from_slice(&v))
        },
    ),
    function(
        "setxattr",
        "(path, attribute, value, flags=0, *,\n         follow_symlinks=True)",
        "Sets an extended attribute.",
        |vm, a| {
            let (p, place, name, follow) = xattr(vm, a, "setxattr", a.opt(4))?;
            let value = buffer::bytes_arg(vm, &a[2])?;
            let flags = a.opt(3).map_or(Ok(0), |f| c_int(vm, f))?;
            on_name(vm, &p, || path::setxattr(&place, &name, &value, flags, follow))
        },
    ),
    function(
        "removexattr",
        "(path, attribute, *, follow_symlinks=True)",
        "Removes an extended attribute.",
        |vm, a| {
            let (p, place, name, follow) = xattr(vm, a, "removexattr", a.opt(2))?;
            on_name(vm, &p, || path::removexattr(&place, &name, follow))
        },
    ),
    function(
        "listxattr",
        "(path=None, *, follow_symlinks=True)",
        "The names of the extended attributes.",
        |vm, a| {
            let p = args::path(vm, a.opt(0).unwrap_or(&Obj::NONE), "listxattr", Also::FdOrNone)?;
            let follow = args::flag(vm, a.opt(1), true)?;
            let place = named(&p);
            let names = blocking(vm, || path::listxattr(&place, follow))?.map_err(|e| p.error(vm, e))?;
            Ok(list::from_vec(names.iter().map(|n| fs_decode(vm, n)).collect::<PyResult<_>>()?))
        },
    ),
    function("fspath", "(path)", "The path that an object stands for, as str or bytes.", |vm, a| {
        fspath(vm, &a[0])
    }),
    function(
        "_path_normpath",
        "(path)",
        "Normalises a path: no empty parts, no '.', and '..' resolved.",
        |vm, a| {
            let (p, is_bytes) = path_text(vm, &a[0], "_path_normpath")?;
            text_result(vm, &normalize(&p), is_bytes)
        },
    ),
    function(
        "_path_splitroot_ex",
        "(path)",
        "Splits a path into drive (none here), root and the rest.",
        |vm, a| {
            let (p, is_bytes) = path_text(vm, &a[0], "_path_splitroot_ex")?;
            let (root, rest) = p.split_at(root_len(&p));
            let parts = [&b""[..], root, rest].map(|t| text_result(vm, t, is_bytes));
            Ok(tuple::from_vec(parts.into_iter().collect::<PyResult<_>>()?))
        },
    ),
    function("system", "(command)", "Runs a shell command: its wait status.", |vm, a| {
        let command = fs_c_string(vm, &fspath(vm, &a[0])?)?;
        let status = crate::vm::gil::allow_threads(vm, || crate::host::process::shell(&command));
        status.map(|s| int::from_i64(s.into())).map_err(|e| os_error(vm, e))
    }),
];
