//! Where a loop waits: a set of its own for the descriptors it watches (`io.rs`), with a bell for everybody else who has
//! something for it: other threads, and the C signal handler.
//!
//! A loop that watches descriptors waits in the set itself: one system call. One that has only timers and other threads
//! to wait for rests in a tokio runtime, which hears of the set as a whole. No Python code runs inside the runtime.
#![allow(unsafe_code)]

use crate::host::socket::{self, Event};
use crate::host::{self, Errno, Sys};
use crate::vm::signals;
use std::future::poll_fn;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Poll, Wake};
use std::time::Duration;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::runtime::{Builder, Runtime};
use tokio::time::Sleep;

/// How many descriptors a loop watches for itself: the end of `signal.set_wakeup_fd`.
pub const OWN: usize = 1;

/// What ends a wait from outside.
pub struct Bell {
    fd: OwnedFd,
    /// It was rung, and nobody has heard it yet.
    rung: AtomicBool,
}

impl Bell {
    /// Ends the wait that is under way, or the next one.
    pub fn ring(&self) {
        if !self.rung.swap(true, Ordering::AcqRel) {
            host::signal::ring(self.fd.as_raw_fd());
        }
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.ring();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.ring();
    }
}

/// The set as tokio sees it.
struct Set(RawFd);

impl AsRawFd for Set {
    fn as_raw_fd(&self) -> RawFd {
        self.0
    }
}

/// Where a loop rests that watches nothing.
struct Rest {
    // Dropped before the runtime that they belong to.
    set: AsyncFd<Set>,
    sleep: Option<Pin<Box<Sleep>>>,
    runtime: Runtime,
}

/// The place where one loop waits.
pub struct Park {
    rest: Option<Rest>,
    bell: Arc<Bell>,
    events: Vec<Event>,
    set: OwnedFd,
    process: u32,
}

impl Rest {
    fn new(set: RawFd) -> std::io::Result<Rest> {
        let runtime = Builder::new_current_thread().enable_io().enable_time().build()?;
        let inside = runtime.enter();
        // SAFETY: the set is closed after it, see `Park`.
        let set = unsafe { AsyncFd::register_with_interest(Set(set), Interest::READABLE)? };
        drop(inside);
        Ok(Rest { set, sleep: None, runtime })
    }

    /// Until the set has news, or the time is over.
    fn wait(&mut self, events: &mut Vec<Event>, timeout: Option<Duration>) -> Sys<()> {
        let Rest { set, sleep, runtime } = self;
        runtime.block_on(async {
            if let Some(t) = timeout {
                let end = tokio::time::Instant::now() + t;
                match sleep {
                    Some(s) => s.as_mut().reset(end),
                    None => *sleep = Some(Box::pin(tokio::time::sleep_until(end))),
                }
            }
            let mut timer = sleep.as_mut().filter(|_| timeout.is_some());
            poll_fn(|cx| {
                while let Poll::Ready(Ok(mut ready)) = set.poll_read_ready(cx) {
                    let asked = socket::epoll_events(set.get_ref().0, events, Some(Duration::ZERO));
                    if asked.is_err() || !events.is_empty() {
                        return Poll::Ready(asked);
                    }
                    ready.clear_ready();
                }
                timer.as_mut().map_or(Poll::Pending, |t| t.as_mut().poll(cx).map(Ok))
            })
            .await
        })
    }
}

impl Park {
    /// A place to wait.
    pub fn new() -> Sys<Park> {
        let (set, bell) = (socket::epoll_set()?, host::signal::bell()?);
        // By changes: nobody has to read it.
        let events = (libc::EPOLLIN | libc::EPOLLET) as u32;
        socket::epoll_control(set.as_raw_fd(), libc::EPOLL_CTL_ADD, bell.as_raw_fd(), events)?;
        Ok(Park {
            rest: None,
            bell: Arc::new(Bell { fd: bell, rung: AtomicBool::new(false) }),
            events: Vec::new(),
            set,
            process: host::process::generation(),
        })
    }

    /// What ends the wait.
    pub fn bell(&self) -> &Arc<Bell> {
        &self.bell
    }

    /// Whether it was made by this process.
    pub fn is_ours(&self) -> bool {
        self.process == host::process::generation()
    }

    /// Gives up a place that a forked child has inherited: what its runtime has is the parent's as well.
    pub fn abandon(mut self) {
        if !self.is_ours() {
            std::mem::forget(self.rest.take());
        }
    }

    /// The descriptor of the set.
    pub fn set(&self) -> RawFd {
        self.set.as_raw_fd()
    }

    /// Waits until one of `watched` descriptors has news, the bell rings, a signal comes or the time is over; then
    /// `news` tells. In the main thread the wait `hears` signals. Called without the GIL unless the timeout is zero.
    pub fn wait(&mut self, watched: usize, timeout: Option<Duration>, hears: bool) -> Sys<()> {
        self.events.clear();
        self.events.reserve(watched + 1);
        if timeout == Some(Duration::ZERO) {
            return self.ask(timeout);
        }
        if hears {
            signals::set_parked(self.bell.fd.as_raw_fd());
        }
        let r = if hears && signals::is_pending() {
            Ok(())
        } else if watched > OWN {
            self.ask(timeout)
        } else {
            self.rest(timeout)
        };
        if hears {
            signals::set_parked(-1);
        }
        r
    }

    fn rest(&mut self, timeout: Option<Duration>) -> Sys<()> {
        if self.rest.is_none() {
            self.rest = Rest::new(self.set()).ok();
        }
        match &mut self.rest {
            Some(rest) => rest.wait(&mut self.events, timeout),
            // No descriptors are left for it.
            None => self.ask(timeout),
        }
    }

    fn ask(&mut self, timeout: Option<Duration>) -> Sys<()> {
        match socket::epoll_events(self.set(), &mut self.events, timeout) {
            Err(Errno(libc::EINTR)) => Ok(()),
            r => r,
        }
    }

    /// What the last wait has found: whether the bell rang; the descriptors, with what has happened to them.
    pub fn news(&self) -> (bool, impl Iterator<Item = (RawFd, u32)>) {
        let bell = self.bell.fd.as_raw_fd();
        let rung = self.events.iter().any(|e| e.fd() == bell);
        if rung {
            self.bell.rung.store(false, Ordering::Release);
        }
        (rung, self.events.iter().map(|e| (e.fd(), e.events())).filter(move |e| e.0 != bell))
    }
}
