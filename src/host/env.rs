//! The environment, the machine and the process's arguments.
#![allow(unsafe_code)]

use super::{Sys, check};
use std::ffi::{CStr, CString};
use std::os::unix::ffi::OsStringExt;
use std::sync::atomic::{AtomicBool, Ordering};

/// The value of a variable.
pub fn get(name: &str) -> Option<Vec<u8>> {
    std::env::var_os(name).map(OsStringExt::into_vec)
}

static IGNORE_PYTHON: AtomicBool = AtomicBool::new(false);

/// `-E`: `python` gives nothing from now on.
pub fn ignore_python_variables(on: bool) {
    IGNORE_PYTHON.store(on, Ordering::Relaxed);
}

/// The value of a `PYTHON*` variable, unless it is empty or the command line says to take no notice of them.
pub fn python(name: &str) -> Option<Vec<u8>> {
    if IGNORE_PYTHON.load(Ordering::Relaxed) { None } else { get(name).filter(|v| !v.is_empty()) }
}

/// All variables as they are in memory: `NAME`, `value`.
pub fn all() -> Vec<(Vec<u8>, Vec<u8>)> {
    std::env::vars_os().map(|(k, v)| (k.into_vec(), v.into_vec())).collect()
}

/// Sets a variable. Called with the GIL held, which orders it with other changes.
pub fn set(name: &CStr, value: &CStr) -> Sys<()> {
    // SAFETY: both are terminated; `setenv` copies them.
    check(unsafe { libc::setenv(name.as_ptr(), value.as_ptr(), 1) }).map(drop)
}

/// Removes a variable.
pub fn unset(name: &CStr) -> Sys<()> {
    // SAFETY: `name` is terminated.
    check(unsafe { libc::unsetenv(name.as_ptr()) }).map(drop)
}

/// The arguments that the process was started with.
pub fn arguments() -> Vec<Vec<u8>> {
    std::env::args_os().map(OsStringExt::into_vec).collect()
}

/// The path of the running program.
pub fn executable() -> Option<Vec<u8>> {
    std::env::current_exe().ok().map(|p| p.into_os_string().into_vec())
}

/// Whether the process has other rights than the user who started it.
pub fn is_privileged() -> bool {
    // SAFETY: these calls have no conditions and cannot fail.
    unsafe { libc::geteuid() != libc::getuid() || libc::getegid() != libc::getgid() }
}

/// Whether the environment asks for the plain "C" locale (or a UTF-8 form of it).
pub fn is_c_locale() -> bool {
    let asked = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|n| get(n).filter(|v| !v.is_empty()));
    match asked {
        None => true,
        Some(v) => matches!(v.as_slice(), b"C" | b"POSIX" | b"C.UTF-8" | b"C.utf8" | b"UTF-8"),
    }
}

pub(super) fn error_text(errno: i32) -> String {
    let mut buf = [0u8; 256];
    // SAFETY: the buffer has that length; the call terminates the text.
    let r = unsafe { libc::strerror_r(errno, buf.as_mut_ptr().cast(), buf.len()) };
    match CStr::from_bytes_until_nul(&buf) {
        Ok(t) if r == 0 || !t.is_empty() => t.to_string_lossy().into_owned(),
        _ => format!("Unknown error {errno}"),
    }
}

/// `uname`: system, node, release, version, machine.
pub fn uname() -> Sys<[Vec<u8>; 5]> {
    // SAFETY: filled by the call with terminated texts.
    unsafe {
        let mut u: libc::utsname = std::mem::zeroed();
        check(libc::uname(&raw mut u))?;
        let text = |f: &[libc::c_char]| CStr::from_ptr(f.as_ptr()).to_bytes().to_vec();
        Ok([text(&u.sysname), text(&u.nodename), text(&u.release), text(&u.version), text(&u.machine)])
    }
}

/// `sysconf`
pub fn sysconf(name: i32) -> Sys<i64> {
    // SAFETY: no memory is involved; -1 without an error number means "no limit".
    unsafe {
        *libc::__errno_location() = 0;
        let n = libc::sysconf(name);
        if n == -1 && *libc::__errno_location() != 0 { Err(super::Errno::last()) } else { Ok(n) }
    }
}

/// `confstr`; `None`: there is no such text.
pub fn confstr(name: i32) -> Sys<Option<Vec<u8>>> {
    let mut buf = vec![0u8; 4096];
    // SAFETY: the buffer has that length; zero without an error number means "none".
    let n = unsafe {
        *libc::__errno_location() = 0;
        libc::confstr(name, buf.as_mut_ptr().cast(), buf.len())
    };
    match (n, super::Errno::last()) {
        (0, super::Errno(0)) => Ok(None),
        (0, e) => Err(e),
        (n, _) => {
            buf.truncate(n - 1);
            Ok(Some(buf))
        }
    }
}

/// Forces everything to the disk.
pub fn sync() {
    // SAFETY: no memory is involved.
    unsafe { libc::sync() }
}

/// Processors of the machine that are online.
pub fn cpu_count() -> Option<usize> {
    sysconf(libc::_SC_NPROCESSORS_ONLN).ok().filter(|n| *n > 0).map(|n| n as usize)
}

/// `getloadavg`
pub fn load_average() -> Option<[f64; 3]> {
    let mut load = [0.0; 3];
    // SAFETY: room for three.
    (unsafe { libc::getloadavg(load.as_mut_ptr(), 3) } == 3).then_some(load)
}

/// The host's name.
pub fn host_name() -> Sys<Vec<u8>> {
    Ok(uname()?[1].clone())
}

/// Terminated copies of texts, and the null-ended row of pointers to them that `exec` and `spawn` take.
pub struct Row {
    _texts: Vec<CString>,
    pointers: Vec<*const libc::c_char>,
}

impl Row {
    /// A row of these texts.
    pub fn new(texts: Vec<CString>) -> Row {
        let mut pointers: Vec<_> = texts.iter().map(|t| t.as_ptr()).collect();
        pointers.push(std::ptr::null());
        Row { _texts: texts, pointers }
    }

    pub(super) fn as_ptr(&self) -> *const *const libc::c_char {
        self.pointers.as_ptr()
    }
}
