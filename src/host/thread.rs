//! Threads as the operating system knows them: identifiers, and waiting for a word of memory to change.
#![allow(unsafe_code)]

use super::{Errno, Sys, check};
use std::sync::atomic::AtomicU32;

/// The identifier of the calling thread within the process.
pub fn ident() -> u64 {
    // SAFETY: no preconditions.
    unsafe { libc::pthread_self() as u64 }
}

/// The identifier of the calling thread in the system.
pub fn native_id() -> i64 {
    // SAFETY: no preconditions.
    unsafe { libc::syscall(libc::SYS_gettid) }
}

/// Waits while `word` is `expected`, until `deadline` of the monotonic clock. ETIMEDOUT, EINTR, EAGAIN as they come.
pub fn wait(word: &AtomicU32, expected: u32, deadline: Option<i64>) -> Sys<()> {
    let t = deadline.map(|d| libc::timespec {
        tv_sec: d.div_euclid(super::clock::SECOND),
        tv_nsec: d.rem_euclid(super::clock::SECOND),
    });
    let t = t.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
    // SAFETY: `word` and `t` live during the call.
    check(unsafe {
        libc::syscall(
            libc::SYS_futex,
            word.as_ptr(),
            libc::FUTEX_WAIT_BITSET | libc::FUTEX_PRIVATE_FLAG,
            expected,
            t,
            std::ptr::null::<u32>(),
            u32::MAX,
        )
    })
    .map(drop)
}

/// Wakes up to `n` threads that wait for `word`.
pub fn wake(word: &AtomicU32, n: i32) {
    wake_address(word.as_ptr() as usize, n);
}

/// The same for the address of a word, which need not be there any more.
pub fn wake_address(address: usize, n: i32) {
    // SAFETY: the address only says who is to be woken, nothing is read or written there.
    unsafe {
        libc::syscall(libc::SYS_futex, address, libc::FUTEX_WAKE | libc::FUTEX_PRIVATE_FLAG, n);
    }
}

/// Whether a wait ended because the time was over.
pub fn timed_out(e: Errno) -> bool {
    e.0 == libc::ETIMEDOUT
}
