//! The only room that asks the operating system for anything: files, directories, environment, processes, clocks,
//! randomness, terminals. Thin safe functions; a failure is the error number. No Python objects here.

pub mod child;
pub mod clock;
pub mod env;
#[allow(unsafe_code)]
pub mod fatal;
pub mod file;
pub mod fs;
pub mod locale;
pub mod path;
pub mod pools;
pub mod process;
pub mod random;
pub mod schedule;
pub mod shared;
pub mod signal;
pub mod socket;
pub mod startup;
pub mod system_log;
pub mod thread;
pub mod tty;
pub mod users;

/// The error number of a failed call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Errno(pub i32);

/// What a call gives.
pub type Sys<T> = Result<T, Errno>;

impl Errno {
    /// The number that the last call on this thread left.
    pub fn last() -> Errno {
        Errno(std::io::Error::last_os_error().raw_os_error().unwrap_or(0))
    }
}

/// A call's result: -1 means that it failed.
fn check<T: PartialOrd + From<i8>>(r: T) -> Sys<T> {
    if r == T::from(-1) { Err(Errno::last()) } else { Ok(r) }
}

/// What `errno` means.
pub fn strerror(errno: i32) -> String {
    env::error_text(errno)
}
