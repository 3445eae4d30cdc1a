//! Random bytes of the operating system.
#![allow(unsafe_code)]

use super::{Sys, check};

/// `getrandom`: how many bytes were written.
pub fn get(buf: &mut [u8], flags: u32) -> Sys<usize> {
    // SAFETY: the buffer has that length.
    check(unsafe { libc::getrandom(buf.as_mut_ptr().cast(), buf.len(), flags) }).map(|n| n as usize)
}

/// Fills a buffer.
pub fn fill(buf: &mut [u8]) -> Sys<()> {
    let mut done = 0;
    while done < buf.len() {
        match get(&mut buf[done..], 0) {
            Ok(n) => done += n,
            Err(super::Errno(libc::EINTR)) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}
