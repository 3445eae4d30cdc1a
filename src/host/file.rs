//! Open files by descriptor.
#![allow(unsafe_code)]

use super::{Errno, Sys, check};
use std::ffi::CStr;

/// What `stat` tells.
pub type Stat = libc::stat;
/// What `statvfs` tells.
pub type StatVfs = libc::statvfs;

/// `open` or `openat`; the descriptor is not inherited.
pub fn open(dir: Option<i32>, path: &CStr, flags: i32, mode: u32) -> Sys<i32> {
    // SAFETY: `path` is terminated.
    check(unsafe {
        libc::openat(dir.unwrap_or(libc::AT_FDCWD), path.as_ptr(), flags | libc::O_CLOEXEC, mode)
    })
}

/// `close`; an interruption counts as success because the descriptor is gone.
pub fn close(fd: i32) -> Sys<()> {
    // SAFETY: no memory is involved.
    match check(unsafe { libc::close(fd) }) {
        Err(Errno(libc::EINTR)) | Ok(_) => Ok(()),
        Err(e) => Err(e),
    }
}

/// `read`
pub fn read(fd: i32, buf: &mut [u8]) -> Sys<usize> {
    // SAFETY: the buffer has that length.
    check(unsafe { libc::read(fd, buf.as_mut_ptr().cast(), buf.len().min(isize::MAX as usize)) })
        .map(|n| n as usize)
}

/// `write`
pub fn write(fd: i32, data: &[u8]) -> Sys<usize> {
    // SAFETY: the data has that length.
    check(unsafe { libc::write(fd, data.as_ptr().cast(), data.len().min(isize::MAX as usize)) })
        .map(|n| n as usize)
}

/// `pread`
pub fn pread(fd: i32, buf: &mut [u8], offset: i64) -> Sys<usize> {
    // SAFETY: the buffer has that length.
    check(unsafe { libc::pread(fd, buf.as_mut_ptr().cast(), buf.len(), offset) }).map(|n| n as usize)
}

/// `pwrite`
pub fn pwrite(fd: i32, data: &[u8], offset: i64) -> Sys<usize> {
    // SAFETY: the data has that length.
    check(unsafe { libc::pwrite(fd, data.as_ptr().cast(), data.len(), offset) }).map(|n| n as usize)
}

/// `readv`, or `preadv2` with a place and flags.
pub fn readv(fd: i32, bufs: &mut [std::io::IoSliceMut], place: Option<(i64, i32)>) -> Sys<usize> {
    let (row, n) = (bufs.as_mut_ptr().cast(), bufs.len() as i32);
    // SAFETY: `IoSliceMut` has the layout of `iovec`.
    check(unsafe {
        match place {
            None => libc::readv(fd, row, n),
            Some((offset, flags)) => libc::preadv2(fd, row, n, offset, flags),
        }
    })
    .map(|n| n as usize)
}

/// `writev`, or `pwritev2` with a place and flags.
pub fn writev(fd: i32, data: &[std::io::IoSlice], place: Option<(i64, i32)>) -> Sys<usize> {
    let (row, n) = (data.as_ptr().cast(), data.len() as i32);
    // SAFETY: `IoSlice` has the layout of `iovec`.
    check(unsafe {
        match place {
            None => libc::writev(fd, row, n),
            Some((offset, flags)) => libc::pwritev2(fd, row, n, offset, flags),
        }
    })
    .map(|n| n as usize)
}

/// `lseek`
pub fn seek(fd: i32, offset: i64, whence: i32) -> Sys<i64> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::lseek(fd, offset, whence) })
}

/// `fstat`
pub fn fstat(fd: i32) -> Sys<Stat> {
    // SAFETY: plain numbers, filled by the call.
    unsafe {
        let mut s: Stat = std::mem::zeroed();
        check(libc::fstat(fd, &raw mut s))?;
        Ok(s)
    }
}

/// `fstatvfs`
pub fn fstatvfs(fd: i32) -> Sys<StatVfs> {
    // SAFETY: plain numbers, filled by the call.
    unsafe {
        let mut s: StatVfs = std::mem::zeroed();
        check(libc::fstatvfs(fd, &raw mut s))?;
        Ok(s)
    }
}

macro_rules! on_descriptor {
    ($($(#[$doc:meta])* $name:ident($($p:ident: $t:ty),*) $call:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(fd: i32 $(, $p: $t)*) -> Sys<()> {
                // SAFETY: no memory is involved.
                check(unsafe { libc::$call(fd $(, $p)*) }).map(drop)
            }
        )*
    };
}

on_descriptor! {
    /// `ftruncate`
    truncate(len: i64) ftruncate;
    /// `fsync`
    fsync() fsync;
    /// `fdatasync`
    fdatasync() fdatasync;
    /// `fchmod`
    fchmod(mode: u32) fchmod;
    /// `fchown`
    fchown(uid: u32, gid: u32) fchown;
    /// `fchdir`
    fchdir() fchdir;
    /// `lockf`
    lockf(command: i32, len: i64) lockf;
}

/// `posix_fadvise`
pub fn fadvise(fd: i32, offset: i64, len: i64, advice: i32) -> Sys<()> {
    // SAFETY: no memory is involved.
    match unsafe { libc::posix_fadvise(fd, offset, len, advice) } {
        0 => Ok(()),
        e => Err(Errno(e)),
    }
}

/// `posix_fallocate`
pub fn fallocate(fd: i32, offset: i64, len: i64) -> Sys<()> {
    // SAFETY: no memory is involved.
    match unsafe { libc::posix_fallocate(fd, offset, len) } {
        0 => Ok(()),
        e => Err(Errno(e)),
    }
}

/// `dup`; the copy is not inherited.
pub fn dup(fd: i32) -> Sys<i32> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) })
}

/// A copy that is none of the standard descriptors; it is not inherited.
pub fn dup_beyond_standard(fd: i32) -> Sys<i32> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 3) })
}

/// `dup2`
pub fn dup2(fd: i32, to: i32, inheritable: bool) -> Sys<i32> {
    // SAFETY: no memory is involved.
    unsafe {
        if inheritable || fd == to {
            check(libc::dup2(fd, to))
        } else {
            check(libc::dup3(fd, to, libc::O_CLOEXEC))
        }
    }
}

/// `pipe2`
pub fn pipe(flags: i32) -> Sys<(i32, i32)> {
    let mut ends = [0; 2];
    // SAFETY: room for two.
    check(unsafe { libc::pipe2(ends.as_mut_ptr(), flags) })?;
    Ok((ends[0], ends[1]))
}

/// Whether a child process inherits the descriptor.
pub fn is_inheritable(fd: i32) -> Sys<bool> {
    // SAFETY: no memory is involved.
    Ok(check(unsafe { libc::fcntl(fd, libc::F_GETFD) })? & libc::FD_CLOEXEC == 0)
}

/// Says whether a child process inherits the descriptor.
pub fn set_inheritable(fd: i32, inheritable: bool) -> Sys<()> {
    // SAFETY: no memory is involved.
    unsafe {
        let old = check(libc::fcntl(fd, libc::F_GETFD))?;
        let new = if inheritable { old & !libc::FD_CLOEXEC } else { old | libc::FD_CLOEXEC };
        if new == old { Ok(()) } else { check(libc::fcntl(fd, libc::F_SETFD, new)).map(drop) }
    }
}

/// Whether reads and writes wait.
pub fn is_blocking(fd: i32) -> Sys<bool> {
    // SAFETY: no memory is involved.
    Ok(check(unsafe { libc::fcntl(fd, libc::F_GETFL) })? & libc::O_NONBLOCK == 0)
}

/// Says whether reads and writes wait.
pub fn set_blocking(fd: i32, blocking: bool) -> Sys<()> {
    // SAFETY: no memory is involved.
    unsafe {
        let old = check(libc::fcntl(fd, libc::F_GETFL))?;
        let new = if blocking { old & !libc::O_NONBLOCK } else { old | libc::O_NONBLOCK };
        check(libc::fcntl(fd, libc::F_SETFL, new)).map(drop)
    }
}

/// `sendfile`; without offset the position of `from` moves.
pub fn sendfile(to: i32, from: i32, offset: Option<i64>, count: usize) -> Sys<usize> {
    let mut at = offset.unwrap_or(0);
    let place = if offset.is_some() { &raw mut at } else { std::ptr::null_mut() };
    // SAFETY: the offset is null or lives.
    check(unsafe { libc::sendfile(to, from, place, count) }).map(|n| n as usize)
}

/// `copy_file_range`
pub fn copy_range(from: i32, from_at: Option<i64>, to: i32, to_at: Option<i64>, count: usize) -> Sys<usize> {
    let (mut a, mut b) = (from_at.unwrap_or(0), to_at.unwrap_or(0));
    let p = if from_at.is_some() { &raw mut a } else { std::ptr::null_mut() };
    let q = if to_at.is_some() { &raw mut b } else { std::ptr::null_mut() };
    // SAFETY: the offsets are null or live.
    check(unsafe { libc::copy_file_range(from, p, to, q, count, 0) }).map(|n| n as usize)
}

/// `splice`
pub fn splice(
    from: i32,
    from_at: Option<i64>,
    to: i32,
    to_at: Option<i64>,
    count: usize,
    flags: u32,
) -> Sys<usize> {
    let (mut a, mut b) = (from_at.unwrap_or(0), to_at.unwrap_or(0));
    let p = if from_at.is_some() { &raw mut a } else { std::ptr::null_mut() };
    let q = if to_at.is_some() { &raw mut b } else { std::ptr::null_mut() };
    // SAFETY: the offsets are null or live.
    check(unsafe { libc::splice(from, p, to, q, count, flags) }).map(|n| n as usize)
}

/// `memfd_create`
pub fn memfd(name: &CStr, flags: u32) -> Sys<i32> {
    // SAFETY: `name` is terminated.
    check(unsafe { libc::memfd_create(name.as_ptr(), flags) })
}

/// `eventfd`
pub fn eventfd(value: u32, flags: i32) -> Sys<i32> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::eventfd(value, flags) })
}

/// `fpathconf`
pub fn fpathconf(fd: i32, name: i32) -> Sys<i64> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::fpathconf(fd, name) })
}

/// `fcntl` with an int.
pub fn control(fd: i32, command: i32, arg: i64) -> Sys<i32> {
    // SAFETY: commands that take a pointer fail on an address that is no memory of ours.
    check(unsafe { libc::fcntl(fd, command, arg) })
}

/// `fcntl` with bytes, which the call may change.
pub fn control_bytes(fd: i32, command: i32, arg: &mut [u8; 1024]) -> Sys<i32> {
    // SAFETY: larger than any structure that a command takes.
    check(unsafe { libc::fcntl(fd, command, arg.as_mut_ptr()) })
}

/// `ioctl` with an int.
pub fn device_control(fd: i32, request: u64, arg: i64) -> Sys<i32> {
    // SAFETY: requests that take a pointer fail on an address that is no memory of ours.
    check(unsafe { libc::ioctl(fd, request as _, arg) })
}

/// `ioctl` with bytes, which the call may change.
pub fn device_control_bytes(fd: i32, request: u64, arg: &mut [u8]) -> Sys<i32> {
    // SAFETY: the caller says with the length how large the request's structure is.
    check(unsafe { libc::ioctl(fd, request as _, arg.as_mut_ptr()) })
}

/// `flock`
pub fn lock(fd: i32, operation: i32) -> Sys<()> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::flock(fd, operation) }).map(drop)
}

/// `fcntl` with a lock: kind, start, length, where the start counts from.
pub fn lock_range(fd: i32, command: i32, kind: i32, start: i64, len: i64, whence: i32) -> Sys<()> {
    // SAFETY: a `flock` of zeros is valid and lives.
    unsafe {
        let mut l: libc::flock = std::mem::zeroed();
        l.l_type = kind as _;
        l.l_start = start;
        l.l_len = len;
        l.l_whence = whence as _;
        check(libc::fcntl(fd, command, &raw mut l)).map(drop)
    }
}
