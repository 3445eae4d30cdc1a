//! Where a loop waits: a tokio runtime of its own, with which the loop's descriptors are registered (`io.rs`), the clock,
//! and in the main thread a pipe that the C signal handler writes to. No Python code runs inside the runtime.
#![allow(unsafe_code)]

use crate::host::{self, Errno, Sys};
use crate::vm::signals;
use std::future::poll_fn;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::time::{Instant, Sleep};

/// What ends a wait from outside: descriptors that something has happened to, and calls from other threads.
#[derive(Default)]
pub struct Bell {
    state: Mutex<Rung>,
}

#[derive(Default)]
struct Rung {
    /// Descriptors, in the order in which they were reported.
    woken: Vec<RawFd>,
    /// Somebody has work for the loop.
    kicked: bool,
    /// The wait to be ended.
    waiter: Option<Waker>,
}

impl Bell {
    fn state(&self) -> MutexGuard<'_, Rung> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the wait that is under way, or the next one.
    pub fn kick(&self) {
        if let Some(w) = self.kick_quietly() {
            w.wake();
        }
    }

    /// The same, but the last step, which needs no GIL, is left to the caller.
    pub fn kick_quietly(&self) -> Option<Waker> {
        let mut state = self.state();
        state.kicked = true;
        state.waiter.take()
    }

    /// The descriptors that something has happened to since the last time; an empty list is left in their place.
    pub fn woken(&self, empty: Vec<RawFd>) -> Vec<RawFd> {
        std::mem::replace(&mut self.state().woken, empty)
    }
}

/// What a runtime wakes when something has happened to a descriptor.
pub struct Ringer {
    fd: RawFd,
    bell: Arc<Bell>,
    rung: AtomicBool,
}

impl Ringer {
    /// For one descriptor.
    pub fn new(fd: RawFd, bell: Arc<Bell>) -> Arc<Ringer> {
        Arc::new(Ringer { fd, bell, rung: AtomicBool::new(false) })
    }

    /// Its news was heard: it may ring again.
    pub fn heard(&self) {
        self.rung.store(false, Ordering::Relaxed);
    }
}

impl Wake for Ringer {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.rung.swap(true, Ordering::Relaxed) {
            return;
        }
        let mut state = self.bell.state();
        state.woken.push(self.fd);
        let waiter = state.waiter.take();
        drop(state);
        if let Some(w) = waiter {
            w.wake();
        }
    }
}

/// Why a wait has ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Descriptors have news.
    News,
    /// Somebody else has work for the loop.
    Kicked,
    /// The time is over.
    Late,
    /// A signal has come.
    Signal,
}

/// The place where one loop waits.
pub struct Park {
    // Dropped before the runtime that they are registered with.
    signals: Option<AsyncFd<OwnedFd>>,
    sleep: Option<Pin<Box<Sleep>>>,
    runtime: Runtime,
    process: u32,
}

/// The ends of the pipe that wakes the main thread, and the process that made it.
static PIPE: Mutex<Option<(u32, [RawFd; 2])>> = Mutex::new(None);

fn signal_pipe() -> Sys<[RawFd; 2]> {
    let mut pipe = PIPE.lock().unwrap_or_else(PoisonError::into_inner);
    let me = host::process::generation();
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
    /// A place to wait.
    pub fn new() -> Sys<Park> {
        let built =
            Builder::new_current_thread().enable_io().enable_time().max_io_events_per_tick(4096).build();
        let runtime = built.map_err(|e| errno(&e))?;
        Ok(Park { signals: None, sleep: None, runtime, process: host::process::generation() })
    }

    /// What descriptors are registered with.
    pub fn handle(&self) -> Handle {
        self.runtime.handle().clone()
    }

    /// Whether it was made by this process.
    pub fn is_ours(&self) -> bool {
        self.process == host::process::generation()
    }

    /// Gives up a place that a forked child has inherited: its runtime's descriptors are the parent's as well.
    pub fn abandon(self) {
        if self.is_ours() {
            drop(self);
        } else {
            std::mem::forget(self);
        }
    }

    /// Has signals end the wait, or not: the place is that of the main thread, or of another one.
    pub fn hear_signals(&mut self, yes: bool) -> Sys<()> {
        if yes == self.signals.is_some() {
            return Ok(());
        }
        self.signals = None;
        if yes {
            let _inside = self.runtime.enter();
            let own = host::file::dup(signal_pipe()?[0])?;
            // SAFETY: a new descriptor that nobody else has; it is closed with the watcher, which leaves first.
            let watch =
                unsafe { AsyncFd::register_with_interest(OwnedFd::from_raw_fd(own), Interest::READABLE) };
            self.signals = Some(watch.map_err(|e| errno(&e.into()))?);
        }
        Ok(())
    }

    /// Hears what the descriptors have to say, without waiting.
    pub fn look(&self) {
        // One turn of the runtime's driver, with timeout zero.
        self.runtime.block_on(tokio::task::yield_now());
    }

    /// Waits until descriptors have news, or something else ends it. Called without the GIL.
    pub fn wait(&mut self, bell: &Bell, timeout: Option<Duration>) -> Sys<End> {
        let Park { signals, sleep, runtime, .. } = self;
        if signals.is_some() {
            signals::set_parked(signal_pipe()?[1]);
        }
        let end = runtime.block_on(async {
            if let Some(t) = timeout {
                let end = Instant::now() + t;
                match sleep {
                    Some(s) => s.as_mut().reset(end),
                    None => *sleep = Some(Box::pin(tokio::time::sleep_until(end))),
                }
            }
            let timer = sleep.as_mut().filter(|_| timeout.is_some());
            let mut timer = timer.map(Pin::as_mut);
            poll_fn(|cx| poll(cx, bell, signals.as_ref(), timer.as_mut())).await
        });
        if signals.is_some() {
            signals::set_parked(-1);
        }
        Ok(end)
    }
}

fn poll(
    cx: &mut Context<'_>,
    bell: &Bell,
    pipe: Option<&AsyncFd<OwnedFd>>,
    timer: Option<&mut Pin<&mut Sleep>>,
) -> Poll<End> {
    if let Some(pipe) = pipe {
        while let Poll::Ready(Ok(mut ready)) = pipe.poll_read_ready(cx) {
            let mut buf = [0; 64];
            if !matches!(host::file::read(pipe.get_ref().as_raw_fd(), &mut buf), Ok(n) if n > 0) {
                ready.clear_ready();
            }
        }
        if signals::is_pending() {
            return Poll::Ready(End::Signal);
        }
    }
    let mut state = bell.state();
    if std::mem::take(&mut state.kicked) {
        return Poll::Ready(End::Kicked);
    }
    if !state.woken.is_empty() {
        return Poll::Ready(End::News);
    }
    if state.waiter.as_ref().is_none_or(|w| !w.will_wake(cx.waker())) {
        state.waiter = Some(cx.waker().clone());
    }
    drop(state);
    match timer {
        Some(t) => t.as_mut().poll(cx).map(|()| End::Late),
        None => Poll::Pending,
    }
}
