//! Files by name: directories, links, permissions, times.
#![allow(unsafe_code)]

use super::file::{Stat, StatVfs};
use super::{Errno, Sys, check};
use std::ffi::{CStr, CString};

/// The directory that relative names start from.
#[derive(Clone, Copy, Default)]
pub struct At(pub Option<i32>);

impl At {
    fn fd(self) -> i32 {
        self.0.unwrap_or(libc::AT_FDCWD)
    }
}

fn follow_flag(follow: bool) -> i32 {
    if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW }
}

/// `fstatat`
pub fn stat(at: At, path: &CStr, follow: bool) -> Sys<Stat> {
    // SAFETY: plain numbers, filled by the call; `path` is terminated.
    unsafe {
        let mut s: Stat = std::mem::zeroed();
        check(libc::fstatat(at.fd(), path.as_ptr(), &raw mut s, follow_flag(follow)))?;
        Ok(s)
    }
}

/// `statvfs`
pub fn statvfs(path: &CStr) -> Sys<StatVfs> {
    // SAFETY: plain numbers, filled by the call; `path` is terminated.
    unsafe {
        let mut s: StatVfs = std::mem::zeroed();
        check(libc::statvfs(path.as_ptr(), &raw mut s))?;
        Ok(s)
    }
}

macro_rules! on_path {
    ($($(#[$doc:meta])* $name:ident(at, path $(, $p:ident: $t:ty)*) $call:ident($($arg:expr),*);)*) => {
        $(
            $(#[$doc])*
            pub fn $name(at: At, path: &CStr $(, $p: $t)*) -> Sys<()> {
                // SAFETY: `path` is terminated.
                check(unsafe { libc::$call(at.fd(), path.as_ptr() $(, $arg)*) }).map(drop)
            }
        )*
    };
}

on_path! {
    /// `mkdirat`
    mkdir(at, path, mode: u32) mkdirat(mode);
    /// `unlinkat` of a file.
    unlink(at, path) unlinkat(0);
    /// `unlinkat` of a directory.
    rmdir(at, path) unlinkat(libc::AT_REMOVEDIR);
    /// `fchmodat`
    chmod(at, path, mode: u32, follow: bool) fchmodat(mode, follow_flag(follow));
    /// `fchownat`
    chown(at, path, uid: u32, gid: u32, follow: bool) fchownat(uid, gid, follow_flag(follow));
    /// `faccessat`
    access(at, path, mode: i32, flags: i32) faccessat(mode, flags);
    /// `mkfifoat`
    mkfifo(at, path, mode: u32) mkfifoat(mode);
    /// `mknodat`
    mknod(at, path, mode: u32, device: u64) mknodat(mode, device);
}

/// `renameat`
pub fn rename(from_at: At, from: &CStr, to_at: At, to: &CStr) -> Sys<()> {
    // SAFETY: both are terminated.
    check(unsafe { libc::renameat(from_at.fd(), from.as_ptr(), to_at.fd(), to.as_ptr()) }).map(drop)
}

/// `linkat`
pub fn link(from_at: At, from: &CStr, to_at: At, to: &CStr, follow: bool) -> Sys<()> {
    let flags = if follow { libc::AT_SYMLINK_FOLLOW } else { 0 };
    // SAFETY: both are terminated.
    check(unsafe { libc::linkat(from_at.fd(), from.as_ptr(), to_at.fd(), to.as_ptr(), flags) }).map(drop)
}

/// `symlinkat`
pub fn symlink(target: &CStr, at: At, name: &CStr) -> Sys<()> {
    // SAFETY: both are terminated.
    check(unsafe { libc::symlinkat(target.as_ptr(), at.fd(), name.as_ptr()) }).map(drop)
}

/// `readlinkat`
pub fn readlink(at: At, path: &CStr) -> Sys<Vec<u8>> {
    let mut buf = vec![0u8; 4096];
    // SAFETY: the buffer has that length; `path` is terminated.
    let n = check(unsafe { libc::readlinkat(at.fd(), path.as_ptr(), buf.as_mut_ptr().cast(), buf.len()) })?;
    buf.truncate(n as usize);
    Ok(buf)
}

/// `truncate`
pub fn truncate(path: &CStr, len: i64) -> Sys<()> {
    // SAFETY: `path` is terminated.
    check(unsafe { libc::truncate(path.as_ptr(), len) }).map(drop)
}

/// `chdir`
pub fn chdir(path: &CStr) -> Sys<()> {
    // SAFETY: `path` is terminated.
    check(unsafe { libc::chdir(path.as_ptr()) }).map(drop)
}

/// `chroot`
pub fn chroot(path: &CStr) -> Sys<()> {
    // SAFETY: `path` is terminated.
    check(unsafe { libc::chroot(path.as_ptr()) }).map(drop)
}

/// `pathconf`
pub fn pathconf(path: &CStr, name: i32) -> Sys<i64> {
    // SAFETY: `path` is terminated.
    check(unsafe { libc::pathconf(path.as_ptr(), name) })
}

/// The working directory.
pub fn current_dir() -> Sys<Vec<u8>> {
    use std::os::unix::ffi::OsStringExt;
    let dir = std::env::current_dir().map_err(|e| Errno(e.raw_os_error().unwrap_or(libc::ENOENT)))?;
    Ok(dir.into_os_string().into_vec())
}

/// A time to set: seconds and nanoseconds, or "now".
#[derive(Clone, Copy)]
pub enum Stamp {
    /// The clock's time.
    Now,
    /// A given time.
    At(i64, i64),
}

impl Stamp {
    fn spec(self) -> libc::timespec {
        match self {
            Stamp::Now => libc::timespec { tv_sec: 0, tv_nsec: libc::UTIME_NOW },
            Stamp::At(tv_sec, tv_nsec) => libc::timespec { tv_sec, tv_nsec },
        }
    }
}

/// `utimensat`: access and modification time.
pub fn utime(at: At, path: &CStr, times: [Stamp; 2], follow: bool) -> Sys<()> {
    let spec = times.map(Stamp::spec);
    // SAFETY: two times; `path` is terminated.
    check(unsafe { libc::utimensat(at.fd(), path.as_ptr(), spec.as_ptr(), follow_flag(follow)) }).map(drop)
}

/// `futimens`
pub fn futime(fd: i32, times: [Stamp; 2]) -> Sys<()> {
    let spec = times.map(Stamp::spec);
    // SAFETY: two times.
    check(unsafe { libc::futimens(fd, spec.as_ptr()) }).map(drop)
}

/// A directory entry.
pub struct Entry {
    /// The file name.
    pub name: Vec<u8>,
    /// `DT_REG`, `DT_DIR`, ... or `DT_UNKNOWN`.
    pub kind: u8,
    /// Inode number.
    pub inode: u64,
}

/// An open directory.
pub struct Dir(*mut libc::DIR);

impl Drop for Dir {
    fn drop(&mut self) {
        // SAFETY: opened by us, closed once.
        unsafe { libc::closedir(self.0) };
    }
}

impl Dir {
    /// Opens a directory by name.
    pub fn open(path: &CStr) -> Sys<Dir> {
        // SAFETY: `path` is terminated.
        let d = unsafe { libc::opendir(path.as_ptr()) };
        if d.is_null() { Err(Errno::last()) } else { Ok(Dir(d)) }
    }

    /// Reads a directory through a copy of a descriptor.
    pub fn from_fd(fd: i32) -> Sys<Dir> {
        let copy = super::file::dup(fd)?;
        // SAFETY: the descriptor is ours.
        unsafe {
            let d = libc::fdopendir(copy);
            if d.is_null() {
                let e = Errno::last();
                libc::close(copy);
                return Err(e);
            }
            libc::rewinddir(d);
            Ok(Dir(d))
        }
    }

    /// The next entry beside `.` and `..`.
    pub fn next_entry(&mut self) -> Sys<Option<Entry>> {
        loop {
            // SAFETY: an open directory; the entry is copied before the next call.
            unsafe {
                *libc::__errno_location() = 0;
                let e = libc::readdir(self.0);
                if e.is_null() {
                    return match Errno::last() {
                        Errno(0) => Ok(None),
                        e => Err(e),
                    };
                }
                let name = CStr::from_ptr((&raw const (*e).d_name).cast()).to_bytes();
                if name != b"." && name != b".." {
                    return Ok(Some(Entry { name: name.to_vec(), kind: (*e).d_type, inode: (*e).d_ino }));
                }
            }
        }
    }
}

/// Extended attributes: by name, or by descriptor with `fd`.
pub fn getxattr(path: &CStr, name: &CStr, follow: bool) -> Sys<Vec<u8>> {
    let mut buf = vec![0u8; 65536];
    let f = if follow { libc::getxattr } else { libc::lgetxattr };
    // SAFETY: the buffer has that length; the names are terminated.
    let n = check(unsafe { f(path.as_ptr(), name.as_ptr(), buf.as_mut_ptr().cast(), buf.len()) })?;
    buf.truncate(n as usize);
    Ok(buf)
}

/// Sets an extended attribute.
pub fn setxattr(path: &CStr, name: &CStr, value: &[u8], flags: i32, follow: bool) -> Sys<()> {
    let f = if follow { libc::setxattr } else { libc::lsetxattr };
    // SAFETY: the value has that length; the names are terminated.
    check(unsafe { f(path.as_ptr(), name.as_ptr(), value.as_ptr().cast(), value.len(), flags) }).map(drop)
}

/// Removes an extended attribute.
pub fn removexattr(path: &CStr, name: &CStr, follow: bool) -> Sys<()> {
    let f = if follow { libc::removexattr } else { libc::lremovexattr };
    // SAFETY: the names are terminated.
    check(unsafe { f(path.as_ptr(), name.as_ptr()) }).map(drop)
}

/// The names of the extended attributes.
pub fn listxattr(path: &CStr, follow: bool) -> Sys<Vec<Vec<u8>>> {
    let mut buf = vec![0u8; 65536];
    let f = if follow { libc::listxattr } else { libc::llistxattr };
    // SAFETY: the buffer has that length; `path` is terminated.
    let n = check(unsafe { f(path.as_ptr(), buf.as_mut_ptr().cast(), buf.len()) })?;
    Ok(buf[..n as usize].split(|b| *b == 0).filter(|s| !s.is_empty()).map(<[u8]>::to_vec).collect())
}

/// A name with its terminator; `None` if it has a null byte inside.
pub fn c_string(bytes: &[u8]) -> Option<CString> {
    CString::new(bytes).ok()
}
