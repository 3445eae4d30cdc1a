//! Terminals.
#![allow(unsafe_code)]

use super::{Errno, Sys, check};
use std::ffi::CStr;

/// Whether a descriptor is a terminal.
pub fn is_terminal(fd: i32) -> bool {
    // SAFETY: no memory is involved.
    unsafe { libc::isatty(fd) == 1 }
}

/// The name of a terminal.
pub fn name(fd: i32) -> Sys<Vec<u8>> {
    let mut buf = [0u8; 256];
    // SAFETY: the buffer has that length.
    match unsafe { libc::ttyname_r(fd, buf.as_mut_ptr().cast(), buf.len()) } {
        0 => Ok(CStr::from_bytes_until_nul(&buf).map(|t| t.to_bytes().to_vec()).unwrap_or_default()),
        e => Err(Errno(e)),
    }
}

/// Columns and lines of a terminal.
pub fn size(fd: i32) -> Sys<(u16, u16)> {
    // SAFETY: filled by the call.
    unsafe {
        let mut w: libc::winsize = std::mem::zeroed();
        check(libc::ioctl(fd, libc::TIOCGWINSZ, &raw mut w))?;
        Ok((w.ws_col, w.ws_row))
    }
}

/// A new pseudo-terminal: its two ends.
pub fn open_pair() -> Sys<(i32, i32)> {
    let (mut a, mut b) = (0, 0);
    let none = std::ptr::null_mut();
    // SAFETY: room for two descriptors; no name, modes or size.
    check(unsafe { libc::openpty(&raw mut a, &raw mut b, none, none.cast(), none.cast()) })?;
    for fd in [a, b] {
        super::file::set_inheritable(fd, false)?;
    }
    Ok((a, b))
}

/// `tcgetpgrp`
pub fn foreground_group(fd: i32) -> Sys<i32> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::tcgetpgrp(fd) })
}

/// `tcsetpgrp`
pub fn set_foreground_group(fd: i32, group: i32) -> Sys<()> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::tcsetpgrp(fd, group) }).map(drop)
}
