//! Descriptors that a tokio runtime watches for somebody who does not own them. Whoever closes one (`file::close`,
//! `file::dup2`) ends the watching first, so that a runtime never hears of a descriptor that is not there any more.
//! What is done about an event is not decided here.
#![allow(unsafe_code)]

use super::{Errno, Sys, process};
use std::collections::BTreeMap;
use std::os::fd::{AsRawFd, RawFd};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::runtime::Handle;

struct Fd(RawFd);

impl AsRawFd for Fd {
    fn as_raw_fd(&self) -> RawFd {
        self.0
    }
}

/// What one runtime has to do with one descriptor.
pub struct Watch {
    fd: RawFd,
    /// The process that it was made in: a forked child must not undo what its parent still needs.
    process: u32,
    io: Mutex<Option<AsyncFd<Fd>>>,
}

/// All that is watched, by descriptor: several runtimes may watch the same one.
static TABLE: Mutex<BTreeMap<RawFd, Vec<Arc<Watch>>>> = Mutex::new(BTreeMap::new());
/// How many descriptors are in the table.
static COUNT: AtomicUsize = AtomicUsize::new(0);

fn locked<T>(m: &Mutex<T>) -> MutexGuard<'_, T> {
    m.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Watch {
    /// Has a runtime watch a descriptor for input, room and errors.
    pub fn new(runtime: &Handle, fd: RawFd) -> Sys<Arc<Watch>> {
        let _inside = runtime.enter();
        // The table is locked meanwhile: nobody closes the descriptor before it is in there.
        let mut table = locked(&TABLE);
        // SAFETY: whoever closes the descriptor takes the registration away first, see `closing`.
        let io = unsafe { AsyncFd::register_with_interest(Fd(fd), Interest::READABLE | Interest::WRITABLE) }
            .map_err(|e| Errno(std::io::Error::from(e).raw_os_error().unwrap_or(libc::EIO)))?;
        let w = Arc::new(Watch { fd, process: process::generation(), io: Mutex::new(Some(io)) });
        table.entry(fd).or_default().push(w.clone());
        COUNT.store(table.len(), Ordering::Relaxed);
        Ok(w)
    }

    /// Whether the descriptor is still the one that is watched.
    pub fn is_alive(&self) -> bool {
        locked(&self.io).is_some()
    }

    /// Whether input (or room) has been reported and not been cleared since; if not, the waker will be called.
    pub fn poll(&self, cx: &mut Context<'_>, room: bool) -> bool {
        locked(&self.io).as_ref().is_some_and(|io| {
            let r = if room { io.poll_write_ready(cx) } else { io.poll_read_ready(cx) };
            matches!(r, Poll::Ready(Ok(_)))
        })
    }

    /// Forgets what was reported about input (or room): there was nothing left of it. Then as `poll`; the end of
    /// a stream is never forgotten.
    pub fn clear(&self, cx: &mut Context<'_>, room: bool) -> bool {
        locked(&self.io).as_ref().is_some_and(|io| {
            let mut ask = || if room { io.poll_write_ready(cx) } else { io.poll_read_ready(cx) };
            match ask() {
                Poll::Ready(Ok(mut ready)) => {
                    ready.clear_ready();
                    matches!(ask(), Poll::Ready(Ok(_)))
                }
                _ => false,
            }
        })
    }

    /// Ends it.
    pub fn end(self: &Arc<Watch>) {
        let mut table = locked(&TABLE);
        if let Some(all) = table.get_mut(&self.fd) {
            all.retain(|w| !Arc::ptr_eq(w, self));
            if all.is_empty() {
                table.remove(&self.fd);
            }
        }
        COUNT.store(table.len(), Ordering::Relaxed);
        self.stop();
    }

    fn stop(&self) {
        let io = locked(&self.io).take();
        if self.process == process::generation() {
            drop(io);
        } else {
            std::mem::forget(io);
        }
    }
}

/// A descriptor is about to be closed or replaced.
pub fn closing(fd: RawFd) {
    if COUNT.load(Ordering::Relaxed) == 0 {
        return;
    }
    let mut table = locked(&TABLE);
    let gone = table.remove(&fd);
    COUNT.store(table.len(), Ordering::Relaxed);
    gone.iter().flatten().for_each(|w| w.stop());
}

/// Splits the process by `fork` while nobody else changes the table.
pub fn around_fork<T>(fork: impl FnOnce() -> T) -> T {
    let _table = locked(&TABLE);
    fork()
}
