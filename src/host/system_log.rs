//! The log of the system.
#![allow(unsafe_code)]

use std::ffi::CStr;

/// Opens the log. The name must live until it is opened anew.
pub fn open(name: Option<&'static CStr>, options: i32, facility: i32) {
    // SAFETY: null or a terminated text that lives on, as the call wants it.
    unsafe { libc::openlog(name.map_or(std::ptr::null(), CStr::as_ptr), options, facility) }
}

/// Writes a line.
pub fn write(priority: i32, text: &CStr) {
    // SAFETY: the format takes one terminated text.
    unsafe { libc::syslog(priority, c"%s".as_ptr(), text.as_ptr()) }
}

/// Closes the log.
pub fn close() {
    // SAFETY: no memory is involved.
    unsafe { libc::closelog() }
}

/// Says which priorities are written: the mask before.
pub fn set_mask(mask: i32) -> i32 {
    // SAFETY: no memory is involved.
    unsafe { libc::setlogmask(mask) }
}
