//! Where a loop waits: a tokio runtime of its own, which watches the loop's epoll set, the clock and, in the main
//! thread, a pipe that the C signal handler writes to. No Python code runs inside the runtime.
#![allow(unsafe_code)]

use crate::host::{self, Errno, Sys};
use crate::vm::{Vm, signals};
use std::future::poll_fn;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::runtime::{Builder, Runtime};
use tokio::time::{Instant, Sleep};

/// A descriptor that the runtime watches for input. It is a duplicate, so that whoever owns the original may close it.
type Watched = AsyncFd<OwnedFd>;

fn watch(fd: RawFd) -> Sys<Watched> {
    let own = host::file::dup(fd)?;
    // SAFETY: a new descriptor that nobody else has; it is closed with the watcher, which leaves the runtime first.
    unsafe { AsyncFd::register_with_interest(OwnedFd::from_raw_fd(own), Interest::READABLE) }
        .map_err(|e| errno(&e.into()))
}

/// The place where one loop waits.
pub struct Park {
    // Dropped before the runtime that they are registered with.
    set: Watched,
    signals: Option<Watched>,
    sleep: Option<Pin<Box<Sleep>>>,
    runtime: Runtime,
    process: u32,
    original: RawFd,
}

/// The ends of the pipe that wakes the main thread, and the process that made it.
static PIPE: Mutex<Option<(u32, [RawFd; 2])>> = Mutex::new(None);

fn signal_pipe() -> Sys<[RawFd; 2]> {
    let mut pipe = PIPE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let me = std::process::id();
    if let Some((process, ends)) = *pipe
        && process == me
    {
        return Ok(ends);
    }
    // After a fork the old one is the parent's too: whoever reads it would take its bytes away.
    if let Some((_, ends)) = pipe.take() {
        for fd in ends {
            let _ = host::file::close(fd);
        }
    }
    let ends: [RawFd; 2] = host::file::pipe(libc::O_CLOEXEC | libc::O_NONBLOCK)?.into();
    *pipe = Some((me, ends));
    Ok(ends)
}

fn errno(e: &io::Error) -> Errno {
    Errno(e.raw_os_error().unwrap_or(libc::EIO))
}

impl Park {
    /// A place to wait for the events of an epoll set.
    pub fn new(vm: &Vm, set: RawFd) -> Sys<Park> {
        let built = Builder::new_current_thread().enable_io().enable_time().build();
        let runtime = built.map_err(|e| errno(&e))?;
        let inside = runtime.enter();
        let watched = watch(set)?;
        let signals = if signals::is_main(vm) { Some(watch(signal_pipe()?[0])?) } else { None };
        drop(inside);
        Ok(Park { set: watched, signals, sleep: None, runtime, process: std::process::id(), original: set })
    }

    /// Whether it can be used here: it watches this set, was made by this process, and hears signals if it has to.
    pub fn fits(&self, vm: &Vm, set: RawFd) -> bool {
        self.original == set
            && self.process == std::process::id()
            && self.signals.is_some() == signals::is_main(vm)
    }

    /// Gives up a place that a forked child has inherited: its runtime's descriptors are the parent's as well.
    pub fn abandon(self) {
        if self.process == std::process::id() {
            drop(self);
        } else {
            std::mem::forget(self);
        }
    }

    /// Waits until the set has events (at most `most` of them come back), the time is over, or a signal has come: EINTR.
    /// Called without the GIL.
    pub fn wait(&mut self, most: usize, timeout: Option<Duration>) -> Sys<Vec<(i32, u32)>> {
        let Park { set, signals, sleep, runtime, .. } = self;
        if signals.is_some() {
            let end = signal_pipe()?[1];
            signals::set_parked(end);
        }
        let found = runtime.block_on(async {
            if let Some(t) = timeout {
                let end = Instant::now() + t;
                match sleep {
                    Some(s) => s.as_mut().reset(end),
                    None => *sleep = Some(Box::pin(tokio::time::sleep_until(end))),
                }
            }
            let timer = sleep.as_mut().filter(|_| timeout.is_some());
            let mut timer = timer.map(Pin::as_mut);
            poll_fn(|cx| poll(cx, set, signals.as_ref(), timer.as_mut(), most)).await
        });
        if signals.is_some() {
            signals::set_parked(-1);
        }
        found
    }
}

fn poll(
    cx: &mut Context<'_>,
    set: &Watched,
    pipe: Option<&Watched>,
    timer: Option<&mut Pin<&mut Sleep>>,
    most: usize,
) -> Poll<Sys<Vec<(i32, u32)>>> {
    while let Poll::Ready(ready) = set.poll_read_ready(cx) {
        let mut ready = match ready {
            Ok(r) => r,
            Err(e) => return Poll::Ready(Err(errno(&e))),
        };
        match host::socket::epoll_wait(set.get_ref().as_raw_fd(), most, 0) {
            // Asked again at each wait until it has nothing: the set is level-triggered, its watcher is not.
            Ok(found) if found.is_empty() => ready.clear_ready(),
            found => return Poll::Ready(found),
        }
    }
    if let Some(pipe) = pipe {
        while let Poll::Ready(Ok(mut ready)) = pipe.poll_read_ready(cx) {
            let mut buf = [0; 64];
            if !matches!(host::file::read(pipe.get_ref().as_raw_fd(), &mut buf), Ok(n) if n > 0) {
                ready.clear_ready();
            }
        }
        if signals::is_pending() {
            return Poll::Ready(Err(Errno(libc::EINTR)));
        }
    }
    match timer {
        Some(t) => t.as_mut().poll(cx).map(|()| Ok(Vec::new())),
        None => Poll::Pending,
    }
}
