//! Open files by descriptor: reading, writing, positions, copies, pipes, terminals.

use super::args::{self, Also};
use crate::host::{Errno, Sys, file, tty};
use crate::modules::os_support::{
    blocking, byte_count, c_int, call, file_descriptor, fs_c_string, fs_decode, fspath, os_error,
};
use crate::object::args::Args;
use crate::object::buffer::Buffer;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::struct_seq::{self, struct_sequence};
use crate::types::{buffer, bytes, exception, int, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::io::{IoSlice, IoSliceMut};

struct_sequence! {
    /// `os.terminal_size`
    pub static TERMINAL_SIZE = "os"."terminal_size",
    "The size of a terminal: (columns, lines).",
    items: 2, hidden: 0, unnamed: 0, callable: true,
    [
        0 "columns" "characters in a line",
        1 "lines" "lines on the screen",
    ]
}

fn number(n: i32) -> Obj {
    int::from_i64(n.into())
}

fn done(_: ()) -> Obj {
    Obj::NONE
}

/// A call on the descriptor that the first argument is.
fn on_fd<T>(vm: &Vm, a: Args, f: impl Fn(i32) -> Sys<T>) -> PyResult<T> {
    let fd = c_int(vm, &a[0])?;
    call(vm, || f(fd))
}

/// A call on the first argument, which may have a `fileno()`.
fn on_file<T>(vm: &Vm, a: Args, f: impl Fn(i32) -> Sys<T>) -> PyResult<T> {
    let fd = file_descriptor(vm, &a[0])?;
    call(vm, || f(fd))
}

fn open(vm: &Vm, a: Args) -> PyResult<Obj> {
    let p = args::path(vm, &a[0], "open", Also::Nothing)?;
    let flags = c_int(vm, &a[1])?;
    let mode = a.opt(2).map_or(Ok(0o777), |m| c_int(vm, m))?;
    let at = args::dir_fd(vm, a.opt(3))?;
    match blocking(vm, || file::open(at.0, p.name(), flags, mode as u32))? {
        Ok(fd) => Ok(number(fd)),
        Err(e) => Err(p.error(vm, e)),
    }
}

/// Room for `n` bytes that a call fills.
fn filled(vm: &Vm, n: &Obj, mut f: impl FnMut(&mut [u8]) -> Sys<usize>) -> PyResult<Obj> {
    let n = byte_count(vm, n)?;
    if n < 0 {
        return Err(os_error(vm, Errno(libc::EINVAL)));
    }
    let mut buf = Vec::new();
    buf.try_reserve_exact(n as usize).map_err(|_| vm.memory_error())?;
    buf.resize(n as usize, 0);
    let got = call(vm, || f(&mut buf))?;
    Ok(bytes::from_slice(&buf[..got]))
}

fn buffers(vm: &Vm, o: &Obj, function: &str, writable: bool) -> PyResult<Vec<Buffer>> {
    if o.ty().slots().getitem.is_none() || o.ty().slots().len.is_none() {
        return Err(vm.type_error(format!("{function}() arg 2 must be a sequence")));
    }
    let get = |b: &Obj| {
        if writable {
            buffer::get_writable(vm, b, "").map_err(|r| {
                if vm.raised_matches(&exception::TYPE_ERROR) && buffer::is_bytes_like(b) {
                    drop(vm.take_raised(r));
                    return vm.error(&exception::BUFFER_ERROR, "Object is not writable.");
                }
                r
            })
        } else {
            buffer::get_contiguous(vm, b)
        }
    };
    api::to_vec(vm, o)?.iter().map(get).collect()
}

/// Offset and flags of `preadv` and `pwritev`.
fn place(vm: &Vm, a: Args) -> PyResult<Option<(i64, i32)>> {
    if a.len() < 3 {
        return Ok(None);
    }
    let flags = a.opt(3).map_or(Ok(0), |f| c_int(vm, f))?;
    Ok(Some((api::to_i64(vm, &a[2])?, flags)))
}

fn readv(vm: &Vm, a: Args) -> PyResult<Obj> {
    let fd = c_int(vm, &a[0])?;
    let mut views = buffers(vm, &a[1], if a.len() > 2 { "preadv2" } else { "readv" }, true)?;
    let place = place(vm, a)?;
    let mut rows: Vec<IoSliceMut> =
        views.iter_mut().filter_map(Buffer::as_mut_slice).map(IoSliceMut::new).collect();
    call(vm, || file::readv(fd, &mut rows, place)).map(int::from_usize)
}

fn writev(vm: &Vm, a: Args) -> PyResult<Obj> {
    let fd = c_int(vm, &a[0])?;
    let views = buffers(vm, &a[1], if a.len() > 2 { "pwritev2" } else { "writev" }, false)?;
    let place = place(vm, a)?;
    let rows: Vec<IoSlice> = views.iter().filter_map(Buffer::as_slice).map(IoSlice::new).collect();
    call(vm, || file::writev(fd, &rows, place)).map(int::from_usize)
}

fn count(vm: &Vm, o: &Obj) -> PyResult<usize> {
    let n = api::index_isize(vm, o)?;
    usize::try_from(n).map_err(|_| vm.value_error("negative value for 'count' not allowed"))
}

fn optional_offset(vm: &Vm, o: Option<&Obj>) -> PyResult<Option<i64>> {
    o.filter(|o| !o.is_none()).map(|o| api::to_i64(vm, o)).transpose()
}

/// The functions of this file.
pub static FUNCTIONS: &[MethodDef] = &[
    function("open", "(path, flags, mode=511, *, dir_fd=None)", "Opens a file: its descriptor.", open),
    function("close", "(fd)", "Closes a descriptor.", |vm, a| {
        let fd = c_int(vm, &a[0])?;
        call(vm, || file::close(fd)).map(done)
    }),
    function(
        "closerange",
        "(fd_low, fd_high, /)",
        "Closes the descriptors of a range; errors do not matter.",
        |vm, a| {
            let (low, high) = (c_int(vm, &a[0])?, c_int(vm, &a[1])?);
            for fd in low.max(0)..high {
                let _ = file::close(fd);
            }
            Ok(Obj::NONE)
        },
    ),
    function("read", "(fd, length, /)", "Reads up to that many bytes.", |vm, a| {
        let fd = c_int(vm, &a[0])?;
        filled(vm, &a[1], |buf| file::read(fd, buf))
    }),
    function("write", "(fd, data, /)", "Writes bytes; returns how many.", |vm, a| {
        let fd = c_int(vm, &a[0])?;
        let data = buffer::bytes_arg(vm, &a[1])?;
        call(vm, || file::write(fd, &data)).map(int::from_usize)
    }),
    function("pread", "(fd, length, offset, /)", "Reads at a place.", |vm, a| {
        let (fd, offset) = (c_int(vm, &a[0])?, api::to_i64(vm, &a[2])?);
        filled(vm, &a[1], |buf| file::pread(fd, buf, offset))
    }),
    function("pwrite", "(fd, buffer, offset, /)", "Writes at a place.", |vm, a| {
        let (fd, offset) = (c_int(vm, &a[0])?, api::to_i64(vm, &a[2])?);
        let data = buffer::bytes_arg(vm, &a[1])?;
        call(vm, || file::pwrite(fd, &data, offset)).map(int::from_usize)
    }),
    function("readv", "(fd, buffers, /)", "Reads into several buffers.", readv),
    function("writev", "(fd, buffers, /)", "Writes several buffers.", writev),
    function("preadv", "(fd, buffers, offset, flags=0, /)", "Reads at a place into several buffers.", readv),
    function("pwritev", "(fd, buffers, offset, flags=0, /)", "Writes several buffers at a place.", writev),
    function("lseek", "(fd, position, whence, /)", "Moves the position and returns it.", |vm, a| {
        let (position, whence) = (api::to_i64(vm, &a[1])?, c_int(vm, &a[2])?);
        on_fd(vm, a, |fd| file::seek(fd, position, whence)).map(int::from_i64)
    }),
    function("fsync", "(fd)", "Forces the file to the disk.", |vm, a| on_file(vm, a, file::fsync).map(done)),
    function("fdatasync", "(fd)", "Forces the content of the file to the disk.", |vm, a| {
        on_file(vm, a, file::fdatasync).map(done)
    }),
    function("fchdir", "(fd)", "Makes an open directory the working directory.", |vm, a| {
        on_file(vm, a, file::fchdir).map(done)
    }),
    function("ftruncate", "(fd, length, /)", "Cuts an open file off.", |vm, a| {
        let len = api::to_i64(vm, &a[1])?;
        on_fd(vm, a, |fd| file::truncate(fd, len)).map(done)
    }),
    function("fchmod", "(fd, mode)", "Changes the permissions of an open file.", |vm, a| {
        let mode = c_int(vm, &a[1])?;
        on_fd(vm, a, |fd| file::fchmod(fd, mode as u32)).map(done)
    }),
    function("fchown", "(fd, uid, gid)", "Changes the owner of an open file.", |vm, a| {
        let (uid, gid) = (args::id(vm, &a[1], "uid")?, args::id(vm, &a[2], "gid")?);
        on_fd(vm, a, |fd| file::fchown(fd, uid, gid)).map(done)
    }),
    function("lockf", "(fd, command, length, /)", "Locks a part of an open file.", |vm, a| {
        let (command, len) = (c_int(vm, &a[1])?, api::to_i64(vm, &a[2])?);
        on_fd(vm, a, |fd| file::lockf(fd, command, len)).map(done)
    }),
    function("posix_fadvise", "(fd, offset, length, advice, /)", "Says how a file will be read.", |vm, a| {
        let (offset, len, advice) = (api::to_i64(vm, &a[1])?, api::to_i64(vm, &a[2])?, c_int(vm, &a[3])?);
        on_fd(vm, a, |fd| file::fadvise(fd, offset, len, advice)).map(done)
    }),
    function("posix_fallocate", "(fd, offset, length, /)", "Makes sure that the disk has room.", |vm, a| {
        let (offset, len) = (api::to_i64(vm, &a[1])?, api::to_i64(vm, &a[2])?);
        on_fd(vm, a, |fd| file::fallocate(fd, offset, len)).map(done)
    }),
    function("fpathconf", "(fd, name, /)", "A limit of an open file.", |vm, a| {
        let name = super::environment::config_name(vm, &a[1], super::environment::PATH_NAMES)?;
        on_fd(vm, a, |fd| file::fpathconf(fd, name)).map(int::from_i64)
    }),
    function("dup", "(fd, /)", "A copy of a descriptor.", |vm, a| on_fd(vm, a, file::dup).map(number)),
    function("dup2", "(fd, fd2, inheritable=True)", "Makes a descriptor a copy of another one.", |vm, a| {
        let to = c_int(vm, &a[1])?;
        let inheritable = args::flag(vm, a.opt(2), true)?;
        on_fd(vm, a, |fd| file::dup2(fd, to, inheritable)).map(number)
    }),
    function("pipe", "()", "A pipe: its reading and its writing end.", |vm, _| {
        let (r, w) = file::pipe(libc::O_CLOEXEC).map_err(|e| os_error(vm, e))?;
        Ok(tuple::pair(number(r), number(w)))
    }),
    function("pipe2", "(flags, /)", "A pipe with flags.", |vm, a| {
        let flags = c_int(vm, &a[0])?;
        let (r, w) = file::pipe(flags).map_err(|e| os_error(vm, e))?;
        Ok(tuple::pair(number(r), number(w)))
    }),
    function("get_inheritable", "(fd, /)", "Whether child processes inherit a descriptor.", |vm, a| {
        on_fd(vm, a, file::is_inheritable).map(Obj::from_bool)
    }),
    function(
        "set_inheritable",
        "(fd, inheritable, /)",
        "Says whether child processes inherit a descriptor.",
        |vm, a| {
            let yes = c_int(vm, &a[1])? != 0;
            on_fd(vm, a, |fd| file::set_inheritable(fd, yes)).map(done)
        },
    ),
    function("get_blocking", "(fd, /)", "Whether calls on a descriptor wait.", |vm, a| {
        on_fd(vm, a, file::is_blocking).map(Obj::from_bool)
    }),
    function("set_blocking", "(fd, blocking, /)", "Says whether calls on a descriptor wait.", |vm, a| {
        let yes = api::is_true(vm, &a[1])?;
        on_fd(vm, a, |fd| file::set_blocking(fd, yes)).map(done)
    }),
    function("sendfile", "(out_fd, in_fd, offset, count)", "Copies from a file to a descriptor.", |vm, a| {
        let (to, from) = (c_int(vm, &a[0])?, c_int(vm, &a[1])?);
        let (offset, n) = (optional_offset(vm, a.opt(2))?, api::index_isize(vm, &a[3])?);
        call(vm, || file::sendfile(to, from, offset, n as usize)).map(int::from_usize)
    }),
    function(
        "copy_file_range",
        "(src, dst, count, offset_src=None,\n                offset_dst=None)",
        "Copies from file to file.",
        |vm, a| {
            let (from, to, n) = (c_int(vm, &a[0])?, c_int(vm, &a[1])?, count(vm, &a[2])?);
            let (p, q) = (optional_offset(vm, a.opt(3))?, optional_offset(vm, a.opt(4))?);
            call(vm, || file::copy_range(from, p, to, q, n)).map(int::from_usize)
        },
    ),
    function(
        "splice",
        "(src, dst, count, offset_src=None, offset_dst=None,\n       flags=0)",
        "Moves data between a pipe and a descriptor.",
        |vm, a| {
            let (from, to, n) = (c_int(vm, &a[0])?, c_int(vm, &a[1])?, count(vm, &a[2])?);
            let (p, q) = (optional_offset(vm, a.opt(3))?, optional_offset(vm, a.opt(4))?);
            let flags = a.opt(5).map_or(Ok(0), |f| c_int(vm, f))?;
            call(vm, || file::splice(from, p, to, q, n, flags as u32)).map(int::from_usize)
        },
    ),
    function("memfd_create", "(name, flags=MFD_CLOEXEC)", "A file in memory.", |vm, a| {
        let name = fs_c_string(vm, &fspath(vm, &a[0])?)?;
        let flags = a.opt(1).map_or(Ok(libc::MFD_CLOEXEC as i32), |f| c_int(vm, f))?;
        call(vm, || file::memfd(&name, flags as u32)).map(number)
    }),
    function("eventfd", "(initval, flags=EFD_CLOEXEC)", "A counter with a descriptor.", |vm, a| {
        let n = api::to_i64(vm, &a[0])?;
        let Ok(value) = u32::try_from(n) else {
            return Err(if n < 0 {
                vm.value_error("value must be positive")
            } else {
                vm.overflow_error("Python int too large for C unsigned int")
            });
        };
        let flags = a.opt(1).map_or(Ok(libc::EFD_CLOEXEC), |f| c_int(vm, f))?;
        call(vm, || file::eventfd(value, flags)).map(number)
    }),
    function("eventfd_read", "(fd)", "Takes the counter's value.", |vm, a| {
        let mut value = [0; 8];
        let fd = c_int(vm, &a[0])?;
        call(vm, || file::read(fd, &mut value))?;
        Ok(int::from_u64(u64::from_ne_bytes(value)))
    }),
    function("eventfd_write", "(fd, value)", "Adds to the counter.", |vm, a| {
        let Some(value) = int::as_int(&a[1]) else { return Err(vm.type_error("an integer is required")) };
        let Ok(value) = u64::try_from(&*value.to_big()) else {
            return Err(if value.is_negative() {
                vm.value_error("value must be positive")
            } else {
                vm.overflow_error("int too big to convert")
            });
        };
        on_fd(vm, a, |fd| file::write(fd, &value.to_ne_bytes())).map(|_| Obj::NONE)
    }),
    function("isatty", "(fd, /)", "Whether a descriptor is a terminal.", |vm, a| {
        c_int(vm, &a[0]).map(|fd| Obj::from_bool(tty::is_terminal(fd)))
    }),
    function("ttyname", "(fd, /)", "The name of a terminal.", |vm, a| {
        let name = on_fd(vm, a, tty::name)?;
        fs_decode(vm, &name)
    }),
    function(
        "get_terminal_size",
        "(fd=<unrepresentable>, /)",
        "Columns and lines of a terminal.",
        |vm, a| {
            let fd = a.opt(0).map_or(Ok(1), |fd| c_int(vm, fd))?;
            let (columns, lines) = call(vm, || tty::size(fd))?;
            struct_seq::make(vm, &TERMINAL_SIZE, vec![number(columns.into()), number(lines.into())])
        },
    ),
    function("posix_openpt", "(oflag, /)", "The controlling end of a new pseudo-terminal.", |vm, a| {
        let flags = c_int(vm, &a[0])?;
        call(vm, || tty::open_master(flags)).map(number)
    }),
    function("grantpt", "(fd, /)", "Gives the user the other end of a pseudo-terminal.", |vm, a| {
        on_file(vm, a, tty::grant).map(done)
    }),
    function("unlockpt", "(fd, /)", "Lets the other end of a pseudo-terminal be opened.", |vm, a| {
        on_file(vm, a, tty::unlock).map(done)
    }),
    function("ptsname", "(fd, /)", "The name of the other end of a pseudo-terminal.", |vm, a| {
        let name = on_file(vm, a, tty::other_name)?;
        fs_decode(vm, &name)
    }),
    function(
        "login_tty",
        "(fd, /)",
        "Begins a session whose terminal and standard streams it is.",
        |vm, a| on_file(vm, a, tty::log_in).map(done),
    ),
    function(
        "forkpty",
        "()",
        "Splits the process; the child has a new terminal: its id and the other end.",
        |vm, _| {
            let (master, slave) = tty::open_pair().map_err(|e| os_error(vm, e))?;
            let pid = super::spawn::fork(vm, Some("forkpty"))?;
            let (keep, drop) = if pid == 0 { (slave, master) } else { (master, slave) };
            let _ = file::close(drop);
            if pid == 0 {
                tty::log_in(keep).map_err(|e| os_error(vm, e))?;
            }
            Ok(tuple::pair(number(pid), number(if pid == 0 { -1 } else { master })))
        },
    ),
    function("openpty", "()", "A pseudo-terminal: its two ends.", |vm, _| {
        let (a, b) = tty::open_pair().map_err(|e| os_error(vm, e))?;
        Ok(tuple::pair(number(a), number(b)))
    }),
    function("tcgetpgrp", "(fd, /)", "The group in the foreground of a terminal.", |vm, a| {
        on_fd(vm, a, tty::foreground_group).map(number)
    }),
    function("tcsetpgrp", "(fd, pgid, /)", "Puts a group into the foreground of a terminal.", |vm, a| {
        let group = c_int(vm, &a[1])?;
        on_fd(vm, a, |fd| tty::set_foreground_group(fd, group)).map(done)
    }),
    function("device_encoding", "(fd)", "The encoding of a terminal, or None.", |vm, a| {
        Ok(if tty::is_terminal(c_int(vm, &a[0])?) { str_::from_str("UTF-8") } else { Obj::NONE })
    }),
];
