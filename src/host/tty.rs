//! Terminals.
#![allow(unsafe_code)]

use super::{Errno, Sys, check};
use std::ffi::CStr;

/// Whether what is written to a descriptor may have colours: what the environment says, else whether it is a terminal.
pub fn wants_colour(fd: i32) -> bool {
    match super::env::python("PYTHON_COLORS").as_deref() {
        Some(b"0") => return false,
        Some(b"1") => return true,
        _ => {}
    }
    let set = |name| super::env::get(name).is_some_and(|v| !v.is_empty());
    if set("NO_COLOR") {
        return false;
    }
    set("FORCE_COLOR") || (super::env::get("TERM").as_deref() != Some(b"dumb") && is_terminal(fd))
}

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

/// The controlling end of a new pseudo-terminal.
pub fn open_master(flags: i32) -> Sys<i32> {
    // SAFETY: no memory is involved.
    let fd = check(unsafe { libc::posix_openpt(flags) })?;
    super::file::set_inheritable(fd, false)?;
    Ok(fd)
}

/// `grantpt`
pub fn grant(fd: i32) -> Sys<()> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::grantpt(fd) }).map(drop)
}

/// `unlockpt`
pub fn unlock(fd: i32) -> Sys<()> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::unlockpt(fd) }).map(drop)
}

/// The name of the other end of a pseudo-terminal.
pub fn other_name(fd: i32) -> Sys<Vec<u8>> {
    let mut buf = [0u8; 128];
    // SAFETY: the buffer has that length.
    match unsafe { libc::ptsname_r(fd, buf.as_mut_ptr().cast(), buf.len()) } {
        0 => Ok(CStr::from_bytes_until_nul(&buf).map(|t| t.to_bytes().to_vec()).unwrap_or_default()),
        e => Err(Errno(e)),
    }
}

/// Begins a session whose terminal and standard streams this is; the descriptor is closed.
pub fn log_in(fd: i32) -> Sys<()> {
    // SAFETY: no memory is involved.
    check(unsafe { libc::login_tty(fd) }).map(drop)
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

/// Settings of a terminal: input, output, control and local flags, input and output speed, special characters.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The flags and the speeds, in that order.
    pub numbers: [u32; 6],
    /// Special characters.
    pub characters: Vec<u8>,
}

/// Reads the settings.
pub fn settings(fd: i32) -> Sys<Settings> {
    // SAFETY: filled by the call.
    unsafe {
        let mut t: libc::termios = std::mem::zeroed();
        check(libc::tcgetattr(fd, &raw mut t))?;
        let speeds = [libc::cfgetispeed(&raw const t), libc::cfgetospeed(&raw const t)];
        let numbers = [t.c_iflag, t.c_oflag, t.c_cflag, t.c_lflag, speeds[0], speeds[1]];
        Ok(Settings { numbers, characters: t.c_cc.to_vec() })
    }
}

/// Sets the settings; `when` says when they take effect.
pub fn set_settings(fd: i32, when: i32, s: &Settings) -> Sys<()> {
    // SAFETY: starts from what the terminal has; `t` lives.
    unsafe {
        let mut t: libc::termios = std::mem::zeroed();
        check(libc::tcgetattr(fd, &raw mut t))?;
        [t.c_iflag, t.c_oflag, t.c_cflag, t.c_lflag] =
            [s.numbers[0], s.numbers[1], s.numbers[2], s.numbers[3]];
        for (to, from) in t.c_cc.iter_mut().zip(&s.characters) {
            *to = *from;
        }
        check(libc::cfsetispeed(&raw mut t, s.numbers[4]))?;
        check(libc::cfsetospeed(&raw mut t, s.numbers[5]))?;
        check(libc::tcsetattr(fd, when, &raw const t)).map(drop)
    }
}

macro_rules! on_terminal {
    ($($(#[$doc:meta])* $name:ident($($p:ident)?) $call:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(fd: i32 $(, $p: i32)?) -> Sys<()> {
                // SAFETY: no memory is involved.
                check(unsafe { libc::$call(fd $(, $p)?) }).map(drop)
            }
        )*
    };
}

on_terminal! {
    /// `tcsendbreak`
    send_break(duration) tcsendbreak;
    /// `tcdrain`
    drain() tcdrain;
    /// `tcflush`
    flush(queue) tcflush;
    /// `tcflow`
    flow(action) tcflow;
}

/// Drops what was typed on standard input and not read, until nothing more comes.
pub fn drop_typed() {
    for _ in 0..100 {
        let mut p = libc::pollfd { fd: 0, events: libc::POLLIN, revents: 0 };
        // SAFETY: one entry that lives.
        if flush_input(0).is_err()
            || unsafe { libc::poll(&raw mut p, 1, 50) } != 1
            || p.revents != libc::POLLIN
        {
            return;
        }
    }
}

fn flush_input(fd: i32) -> Sys<()> {
    flush(fd, libc::TCIFLUSH)
}

/// Sets lines and columns of a terminal.
pub fn set_size(fd: i32, columns: u16, lines: u16) -> Sys<()> {
    let w = libc::winsize { ws_row: lines, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: `w` lives.
    check(unsafe { libc::ioctl(fd, libc::TIOCSWINSZ, &raw const w) }).map(drop)
}
