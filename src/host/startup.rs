//! What the process was given, seen before the runtime of Rust puts `/dev/null` in the place of closed standard
//! descriptors.

use std::sync::atomic::{AtomicU8, Ordering};

/// A bit for each of the descriptors 0, 1 and 2 that was closed.
static CLOSED: AtomicU8 = AtomicU8::new(0);

/// Looks at the standard descriptors; `main.rs` has it called before `main`.
pub extern "C" fn look() {
    for fd in 0..3 {
        // SAFETY: asks for a flag of a descriptor, open or not.
        if unsafe { libc::fcntl(fd, libc::F_GETFD) } == -1 {
            CLOSED.fetch_or(1 << fd, Ordering::Relaxed);
        }
    }
}

/// Whether a standard descriptor was closed when the program began.
pub fn was_closed(fd: i32) -> bool {
    (0..3).contains(&fd) && CLOSED.load(Ordering::Relaxed) & 1 << fd != 0
}
