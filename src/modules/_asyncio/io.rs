//! The descriptors that a loop watches, each with a handle for input and one for room, in the loop's own set (`park.rs`).
//!
//! The set tells about states, turn after turn, in the kernel's order, as selectors do. Whoever receives by itself, and waits
//! only after it has found nothing, is told about changes instead (`Told`): its descriptor may then stay in the set when it
//! does not wait, at no cost, and is there already the next time.

use super::park::{Bell, Park};
use super::queue::Core;
use crate::host::socket::epoll_control;
use crate::host::{self, Errno, Sys};
use crate::modules::os_support::os_error;
use crate::object::heap::Visit;
use crate::object::obj::Obj;
use crate::object::payload::Trace;
use crate::vm::{PyResult, Vm, gil, signals};
use std::cell::{Cell, RefCell};
use std::os::fd::RawFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Input, as bit of a mask.
pub const READ: u32 = 1;
/// Room, as bit of a mask.
pub const WRITE: u32 = 2;

/// How a handle is told.
#[derive(Clone, Copy)]
pub enum Told<'a> {
    /// Whenever its descriptor is ready.
    State,
    /// When something has come: there is nothing at present. The cell, which belongs to the open socket, remembers
    /// where that is known.
    Change(&'a Cell<u64>),
}

/// What is known about one descriptor.
struct Slot {
    /// As the program has named it.
    file: Obj,
    /// The handles: for input, for room.
    handles: [Option<Obj>; 2],
    /// What the set was told to report.
    set: u32,
    /// Reports are about changes: the number that the socket remembers.
    changes: u64,
}

/// Numbers for `Told::Change`.
static NUMBERS: AtomicU64 = AtomicU64::new(1);

fn index(bit: u32) -> usize {
    usize::from(bit == WRITE)
}

impl Slot {
    /// What somebody waits for.
    fn interest(&self) -> u32 {
        u32::from(self.handles[0].is_some()) | u32::from(self.handles[1].is_some()) << 1
    }
}

/// The descriptors of a loop.
#[derive(Default)]
pub struct Io {
    slots: RefCell<Vec<Option<Box<Slot>>>>,
    /// Memory for what the next wait finds.
    found: Cell<Vec<(RawFd, u32)>>,
    /// How many descriptors have a handle.
    active: Cell<usize>,
    /// Where the loop waits; taken out meanwhile.
    park: Cell<Option<Box<Park>>>,
    /// Its set, and what ends the wait of another thread.
    place: RefCell<Option<(RawFd, Arc<Bell>)>>,
}

impl Trace for Io {
    fn trace(&self, visit: &mut Visit) {
        if let Ok(slots) = self.slots.try_borrow() {
            for s in slots.iter().flatten() {
                visit(s.file.value());
                s.handles.iter().flatten().for_each(|h| visit(h.value()));
            }
        }
    }
}

impl Drop for Io {
    fn drop(&mut self) {
        self.close();
    }
}

/// A descriptor with its handles.
pub struct Watched {
    /// As the program has named it.
    pub file: Obj,
    /// For input.
    pub reader: Option<Obj>,
    /// For room.
    pub writer: Option<Obj>,
}

/// Tells a set what to report of a descriptor; 0: nothing.
fn tell(set: RawFd, what: i32, fd: RawFd, bits: u32, changes: bool) -> Sys<()> {
    let events = (if bits & READ != 0 { libc::EPOLLIN } else { 0 })
        | (if bits & WRITE != 0 { libc::EPOLLOUT } else { 0 })
        | (if changes { libc::EPOLLET } else { 0 });
    epoll_control(set, what, fd, events as u32)
}

/// The same for a descriptor that may be in the set already: with another file, if that was closed, it is not.
fn add(set: RawFd, fd: RawFd, bits: u32, changes: bool) -> Sys<()> {
    match tell(set, libc::EPOLL_CTL_ADD, fd, bits, changes) {
        Err(Errno(libc::EEXIST)) => tell(set, libc::EPOLL_CTL_MOD, fd, bits, changes),
        r => r,
    }
}

impl Io {
    /// How many descriptors have a handle.
    pub fn active(&self) -> usize {
        self.active.get()
    }

    /// Ends the wait of another thread.
    pub fn bell(&self) -> Option<Arc<Bell>> {
        self.place.borrow().as_ref().map(|p| p.1.clone())
    }

    /// Gives everything up.
    pub fn close(&self) {
        let slots = self.slots.take();
        self.active.set(0);
        self.place.take();
        if let Some(p) = self.park.take() {
            p.abandon();
        }
        drop(slots);
    }

    /// All that is watched.
    pub fn all(&self) -> Vec<Watched> {
        let slots = self.slots.borrow();
        let of = |s: &Slot| {
            let [reader, writer] = s.handles.clone();
            Watched { file: s.file.clone(), reader, writer }
        };
        slots.iter().flatten().filter(|s| s.interest() != 0).map(|s| of(s)).collect()
    }

    /// The descriptor of a file that has none any more, but is watched.
    pub fn find(&self, file: &Obj) -> Option<RawFd> {
        let slots = self.slots.borrow();
        let known = |s: &Option<Box<Slot>>| s.as_ref().is_some_and(|s| s.interest() != 0 && s.file.is(file));
        slots.iter().position(known).map(|fd| fd as RawFd)
    }

    /// What is waited for on a descriptor.
    pub fn interest(&self, fd: RawFd) -> u32 {
        let slots = self.slots.borrow();
        slots.get(fd as usize).and_then(Option::as_ref).map_or(0, |s| s.interest())
    }

    /// The handle of a descriptor.
    pub fn handle(&self, fd: RawFd, bit: u32) -> Option<Obj> {
        let slots = self.slots.borrow();
        slots.get(fd as usize)?.as_ref()?.handles[index(bit)].clone()
    }

    /// The place to wait: its set. In a forked child that of the parent is left alone, and everything watched anew.
    fn place(&self) -> Sys<RawFd> {
        let old = self.park.take();
        if let Some((set, _)) = &*self.place.borrow()
            // Taken out: somebody is waiting there.
            && old.as_ref().is_none_or(|p| p.is_ours())
        {
            self.park.set(old);
            return Ok(*set);
        }
        if let Some(old) = old {
            old.abandon();
        }
        let park = Box::new(Park::new()?);
        let set = park.set();
        for (fd, s) in self.slots.borrow_mut().iter_mut().enumerate() {
            let Some(s) = s else { continue };
            s.changes = 0;
            s.set = s.interest();
            if s.set != 0 {
                // A file that was closed meanwhile is never reported.
                let _ = add(set, fd as RawFd, s.set, false);
            }
        }
        *self.place.borrow_mut() = Some((set, park.bell().clone()));
        self.park.set(Some(park));
        Ok(set)
    }

    /// Gives a descriptor a handle; the one that it replaces comes back.
    pub fn set(&self, fd: RawFd, file: &Obj, bit: u32, handle: Obj, told: Told) -> Sys<Option<Obj>> {
        let set = self.place()?;
        let at = fd as usize;
        let mut slots = self.slots.borrow_mut();
        if at >= slots.len() {
            // There is no table for numbers that no descriptor can have.
            host::file::fstat(fd)?;
            let room = (at + 1).max(2 * slots.len());
            slots.resize_with(room, || None);
        }
        let s = slots[at].get_or_insert_with(|| {
            Box::new(Slot { file: file.clone(), handles: [None, None], set: 0, changes: 0 })
        });
        let interest = s.interest();
        let want = interest | bit;
        let done = match told {
            Told::Change(known) if interest == 0 => {
                if s.changes != 0 && s.changes == known.get() && s.set == want {
                    Ok(())
                } else {
                    s.changes = NUMBERS.fetch_add(1, Ordering::Relaxed);
                    known.set(s.changes);
                    add(set, fd, want, true)
                }
            }
            _ if interest == 0 => {
                s.changes = 0;
                add(set, fd, want, false)
            }
            _ if s.set == want && s.changes == 0 => Ok(()),
            // Closed while it was watched, and perhaps something else now: that cannot be changed.
            _ => {
                s.changes = 0;
                tell(set, libc::EPOLL_CTL_MOD, fd, want, false)
            }
        };
        if let Err(e) = done {
            let gone = self.lose(&mut slots[at]);
            drop(slots);
            drop(gone);
            return Err(e);
        }
        s.set = want;
        let old = s.handles[index(bit)].replace(handle);
        let mut old_file = None;
        if interest == 0 {
            self.active.set(self.active.get() + 1);
            old_file = Some(std::mem::replace(&mut s.file, file.clone()));
        }
        drop(slots);
        drop(old_file);
        Ok(old)
    }

    /// Takes a handle away.
    pub fn unset(&self, fd: RawFd, bit: u32) -> Sys<Option<Obj>> {
        if self.interest(fd) & bit == 0 {
            return Ok(None);
        }
        let set = self.place()?;
        let mut slots = self.slots.borrow_mut();
        let slot = &mut slots[fd as usize];
        let Some(s) = slot else { return Ok(None) };
        let old = s.handles[index(bit)].take();
        let left = s.interest();
        if left == 0 {
            self.active.set(self.active.get() - 1);
            if s.changes == 0 {
                s.set = 0;
                // A file that was closed is not there any more.
                let _ = tell(set, libc::EPOLL_CTL_DEL, fd, 0, false);
            }
            return Ok(old);
        }
        s.changes = 0;
        s.set = left;
        if let Err(e) = tell(set, libc::EPOLL_CTL_MOD, fd, left, false) {
            // Closed meanwhile: what is left cannot be watched.
            let gone = self.lose(slot);
            drop(slots);
            drop((gone, old));
            return Err(e);
        }
        Ok(old)
    }

    /// Forgets a descriptor that cannot be watched any more.
    fn lose(&self, slot: &mut Option<Box<Slot>>) -> Option<Box<Slot>> {
        let gone = slot.take();
        if gone.as_ref().is_some_and(|s| s.interest() != 0) {
            self.active.set(self.active.get() - 1);
        }
        gone
    }

    /// Gives back what a wait has found, so that the next one can use its memory.
    pub fn reuse(&self, mut found: Vec<(RawFd, u32)>) {
        found.clear();
        self.found.set(found);
    }

    /// What the last wait has found, as somebody waits for it.
    fn sift(&self, park: &Park) -> (bool, Vec<(RawFd, u32)>) {
        let mut found = self.found.take();
        let slots = self.slots.borrow();
        let (rung, events) = park.news();
        for (fd, events) in events {
            let interest = slots.get(fd as usize).and_then(Option::as_ref).map_or(0, |s| s.interest());
            let mut mask = 0;
            if events & !(libc::EPOLLIN as u32) != 0 {
                mask |= WRITE;
            }
            if events & !(libc::EPOLLOUT as u32) != 0 {
                mask |= READ;
            }
            if mask & interest != 0 {
                found.push((fd, mask & interest));
            }
        }
        (rung, found)
    }
}

/// Waits for events; `timeout` in seconds. Descriptors with what they are ready for.
pub fn wait(vm: &Vm, c: &Core, timeout: Option<f64>) -> PyResult<Vec<(RawFd, u32)>> {
    let io = &c.io;
    let fail = |e: Errno| os_error(vm, e);
    let at_once = timeout == Some(0.0);
    let end = timeout.filter(|_| !at_once).map(|t| super::turn::monotonic() + t);
    let mut left = timeout.map(Duration::from_secs_f64);
    loop {
        io.place().map_err(fail)?;
        let Some(mut park) = io.park.take() else {
            return Err(vm.runtime_error("This event loop is already running"));
        };
        let (most, hears) = (io.active(), signals::is_main(vm));
        let ended = if at_once {
            park.wait(most, left, hears)
        } else {
            gil::allow_threads(vm, || park.wait(most, left, hears))
        };
        let (rung, found) = io.sift(&park);
        io.park.set(Some(park));
        ended.map_err(fail)?;
        if at_once || !found.is_empty() {
            return Ok(found);
        }
        if hears {
            signals::run_handlers(vm)?;
        }
        if rung {
            return Ok(found);
        }
        if let Some(end) = end {
            let now = super::turn::monotonic();
            if now >= end {
                return Ok(found);
            }
            left = Some(Duration::from_secs_f64(end - now));
        }
    }
}
