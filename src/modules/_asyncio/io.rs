//! The descriptors that a loop watches, each with a handle for input and one for room, on registrations with the
//! loop's runtime (`park.rs`, `host/watched.rs`). A registration is made once and stays until the descriptor is closed.
//!
//! A runtime reports changes; readers and writers are told about states, turn after turn. So what was reported stays
//! listed until it is known to be over: a handle that reads natively says so itself (`exhausted`), for any other one `poll`
//! is asked. The list keeps the order in which a level-triggered set would give the descriptors.

use super::park::{Bell, End, Park, Ringer};
use super::queue::Core;
use crate::host::watched::Watch;
use crate::host::{self, Errno, Sys};
use crate::modules::os_support::os_error;
use crate::object::heap::Visit;
use crate::object::obj::Obj;
use crate::object::payload::Trace;
use crate::types::int;
use crate::vm::{PyResult, Vm, gil, signals};
use std::cell::{Cell, RefCell};
use std::os::fd::RawFd;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::Duration;
use tokio::runtime::Handle;

/// Input, as bit of a mask.
pub const READ: u32 = 1;
/// Room, as bit of a mask.
pub const WRITE: u32 = 2;

/// What is known about one descriptor.
struct Slot {
    /// As the program has named it.
    file: Obj,
    watch: Option<Arc<Watch>>,
    ringer: Arc<Ringer>,
    waker: Waker,
    /// The handles: for input, for room.
    handles: [Option<Obj>; 2],
    /// Which of them are native, and say when they are done.
    native: u32,
    /// For which of them the runtime may not know the state.
    vague: u32,
    /// For which directions the runtime has promised to ring.
    armed: u32,
    listed: bool,
}

fn index(bit: u32) -> usize {
    usize::from(bit == WRITE)
}

impl Slot {
    fn new(fd: RawFd, bell: &Arc<Bell>) -> Slot {
        let ringer = Ringer::new(fd, bell.clone());
        Slot {
            file: int::from_i64(fd.into()),
            watch: None,
            waker: Waker::from(ringer.clone()),
            ringer,
            handles: [None, None],
            native: 0,
            vague: 0,
            armed: 0,
            listed: false,
        }
    }

    /// What somebody waits for.
    fn interest(&self) -> u32 {
        u32::from(self.handles[0].is_some()) | u32::from(self.handles[1].is_some()) << 1
    }

    fn watch(&self) -> Option<&Arc<Watch>> {
        self.watch.as_ref().filter(|w| w.is_alive())
    }

    /// Asks the runtime about some directions: those it has news of. It will report the others.
    fn reported(&mut self, bits: u32, forget: bool) -> u32 {
        let Some(w) = &self.watch else { return 0 };
        let mut cx = Context::from_waker(&self.waker);
        let mut seen = 0;
        for bit in [READ, WRITE] {
            if bits & bit != 0 {
                let room = bit == WRITE;
                if if forget { w.clear(&mut cx, room) } else { w.poll(&mut cx, room) } {
                    seen |= bit;
                }
            }
        }
        self.armed = self.armed & !bits | bits & !seen;
        seen
    }
}

/// The descriptors of a loop.
#[derive(Default)]
pub struct Io {
    slots: RefCell<Vec<Option<Box<Slot>>>>,
    /// Reported at the last wait.
    listed: RefCell<Vec<RawFd>>,
    /// Given a handle since, and perhaps ready already.
    added: RefCell<Vec<RawFd>>,
    bell: RefCell<Arc<Bell>>,
    /// Memory for the next list of news.
    spare: Cell<Vec<RawFd>>,
    /// Memory for what the next wait finds.
    found: Cell<Vec<(RawFd, u32)>>,
    /// How many descriptors have a handle.
    active: Cell<usize>,
    /// Where descriptors are registered.
    runtime: RefCell<Option<Handle>>,
    /// Where the loop waits; taken out meanwhile.
    park: Cell<Option<Box<Park>>>,
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

impl Io {
    /// How many descriptors have a handle.
    pub fn active(&self) -> usize {
        self.active.get()
    }

    /// Ends the wait of another thread.
    pub fn bell(&self) -> Arc<Bell> {
        self.bell.borrow().clone()
    }

    /// Gives everything up.
    pub fn close(&self) {
        let slots = self.slots.take();
        slots.iter().flatten().filter_map(|s| s.watch.as_ref()).for_each(Watch::end);
        self.listed.take();
        self.added.take();
        self.active.set(0);
        self.runtime.take();
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

    /// The place to wait. In a forked child that of the parent is left alone, and everything registered again.
    fn place(&self) -> Sys<Handle> {
        if let Some(h) = &*self.runtime.borrow() {
            // Taken out: somebody is waiting there.
            let Some(p) = self.park.take() else { return Ok(h.clone()) };
            let ours = p.is_ours();
            self.park.set(Some(p));
            if ours {
                return Ok(h.clone());
            }
        }
        if let Some(old) = self.park.take() {
            old.abandon();
        }
        let park = Box::new(Park::new()?);
        let handle = park.handle();
        let bell: Arc<Bell> = Arc::default();
        let mut listed = Vec::new();
        for (fd, s) in self.slots.borrow_mut().iter_mut().enumerate() {
            let Some(s) = s else { continue };
            if let Some(w) = s.watch.take() {
                w.end();
            }
            s.armed = 0;
            s.ringer = Ringer::new(fd as RawFd, bell.clone());
            s.waker = Waker::from(s.ringer.clone());
            s.listed = s.interest() != 0;
            s.vague = READ | WRITE;
            if s.listed {
                s.watch = Watch::new(&handle, fd as RawFd).ok();
                listed.push(fd as RawFd);
            }
        }
        self.listed.take();
        *self.added.borrow_mut() = listed;
        *self.bell.borrow_mut() = bell;
        *self.runtime.borrow_mut() = Some(handle.clone());
        self.park.set(Some(park));
        Ok(handle)
    }

    /// Gives a descriptor a handle; the one that it replaces comes back. `native`: it says when it is done.
    /// `empty`: it is known that there is nothing at present.
    pub fn set(
        &self,
        fd: RawFd,
        file: &Obj,
        bit: u32,
        handle: Obj,
        native: bool,
        empty: bool,
    ) -> Sys<Option<Obj>> {
        let runtime = self.place()?;
        let at = fd as usize;
        let mut slots = self.slots.borrow_mut();
        if at >= slots.len() {
            // There is no table for numbers that no descriptor can have.
            host::file::fstat(fd)?;
            let room = (at + 1).max(2 * slots.len());
            slots.resize_with(room, || None);
        }
        let s = slots[at].get_or_insert_with(|| Box::new(Slot::new(fd, &self.bell.borrow())));
        let interest = s.interest();
        let new = s.watch().is_none();
        if new {
            if interest & !bit != 0 {
                // Closed while it was watched, and now something else: what a set of descriptors cannot change.
                let gone = slots[at].take();
                drop(slots);
                return self.lose(fd, gone);
            }
            s.watch = None;
            s.armed = 0;
            match Watch::new(&runtime, fd) {
                Ok(w) => s.watch = Some(w),
                Err(e) => {
                    let gone = slots[at].take();
                    drop(slots);
                    return self.lose(fd, gone).or(Err(e));
                }
            }
            s.vague = 0;
        }
        let old = s.handles[index(bit)].replace(handle);
        let mut old_file = None;
        if interest == 0 {
            self.active.set(self.active.get() + 1);
            old_file = Some(std::mem::replace(&mut s.file, file.clone()));
        }
        if native {
            s.native |= bit;
        } else {
            s.native &= !bit;
        }
        let ready = if empty {
            s.vague &= !bit;
            s.reported(bit, true) != 0
        } else if new || native && s.vague & bit == 0 {
            // The runtime knows, or will hear of it with the next news.
            s.reported(if native { bit } else { READ | WRITE }, false) & bit != 0
        } else {
            true
        };
        if ready && !s.listed {
            s.listed = true;
            self.added.borrow_mut().push(fd);
        }
        drop(slots);
        drop(old_file);
        Ok(old)
    }

    /// Takes a handle away.
    pub fn unset(&self, fd: RawFd, bit: u32) -> Sys<Option<Obj>> {
        let mut slots = self.slots.borrow_mut();
        let Some(s) = slots.get_mut(fd as usize).and_then(Option::as_mut) else { return Ok(None) };
        let interest = s.interest();
        if interest & bit == 0 {
            return Ok(None);
        }
        let old = s.handles[index(bit)].take();
        if interest & !bit == 0 {
            self.active.set(self.active.get() - 1);
            return Ok(old);
        }
        if s.watch().is_some() {
            return Ok(old);
        }
        // Closed meanwhile: what is left cannot be watched.
        let gone = slots[fd as usize].take();
        drop(slots);
        drop(old);
        self.lose(fd, gone)
    }

    /// Forgets a descriptor that cannot be watched any more, and says why.
    fn lose(&self, fd: RawFd, gone: Option<Box<Slot>>) -> Sys<Option<Obj>> {
        if gone.as_ref().is_some_and(|s| s.interest() != 0) {
            self.active.set(self.active.get() - 1);
        }
        for list in [&self.listed, &self.added] {
            list.borrow_mut().retain(|f| *f != fd);
        }
        drop(gone);
        host::file::fstat(fd)?;
        Err(Errno(libc::ENOENT))
    }

    /// A native handle has found that there is nothing (or no room) left.
    pub fn exhausted(&self, fd: RawFd, bit: u32) {
        let mut slots = self.slots.borrow_mut();
        if let Some(s) = slots.get_mut(fd as usize).and_then(Option::as_mut)
            && s.handles[index(bit)].is_some()
        {
            s.vague &= !bit;
            s.reported(bit, true);
        }
    }

    /// Of some descriptors, those that are ready, with what for. `fresh`: the runtime has just reported them.
    /// They come to `found`; what is known of others is in `more`.
    fn sift(
        &self,
        fds: &[RawFd],
        fresh: bool,
        found: &mut Vec<(RawFd, u32)>,
        more: &mut [(RawFd, u32)],
    ) -> Sys<()> {
        let mut slots = self.slots.borrow_mut();
        let mut asked: Vec<(i32, i16, i16)> = Vec::new();
        let start = found.len();
        for &fd in fds {
            let Some(s) = slots.get_mut(fd as usize).and_then(Option::as_mut) else { continue };
            let interest = s.interest();
            let foreign = interest & !s.native;
            // An error is reported as room: whoever is not native has to hear of it too.
            let directions = if foreign == 0 { interest } else { READ | WRITE };
            if fresh && s.listed {
                let seen = s.reported(directions, false) & interest;
                found.iter_mut().chain(more.iter_mut()).filter(|f| f.0 == fd).for_each(|f| f.1 |= seen);
                continue;
            }
            s.listed = false;
            if interest == 0 || s.watch().is_none() {
                continue;
            }
            let (mask, ask) = if fresh {
                let seen = s.reported(directions, false);
                (seen & interest, if seen != 0 && seen & interest == 0 { interest } else { 0 })
            } else {
                let ask = interest & (s.vague | foreign);
                (s.reported(interest & !ask & !s.armed, false), ask)
            };
            if ask != 0 {
                let forgotten = if foreign == 0 { ask } else { directions };
                s.reported(forgotten, true);
                s.vague |= forgotten;
                let events = (if ask & READ != 0 { libc::POLLIN } else { 0 })
                    | (if ask & WRITE != 0 { libc::POLLOUT } else { 0 });
                asked.push((fd, events, 0));
            }
            if mask != 0 || ask != 0 {
                found.push((fd, mask));
            }
        }
        if !asked.is_empty() {
            match host::socket::poll(&mut asked, 0) {
                // Asked again: everything is still listed as it was.
                Err(Errno(libc::EINTR)) => asked.iter_mut().for_each(|a| a.2 = a.1),
                r => drop(r?),
            }
            let mut answers = asked.iter().peekable();
            for (fd, mask) in &mut found[start..] {
                let Some((_, events, answer)) = answers.next_if(|a| a.0 == *fd) else { continue };
                let mut ready = 0;
                if answer & !libc::POLLIN != 0 {
                    ready |= WRITE;
                }
                if answer & !libc::POLLOUT != 0 {
                    ready |= READ;
                }
                let asked = (if events & libc::POLLIN != 0 { READ } else { 0 })
                    | (if events & libc::POLLOUT != 0 { WRITE } else { 0 });
                ready &= asked;
                *mask |= ready;
                if let Some(s) = slots[*fd as usize].as_mut() {
                    s.vague &= !(asked & !ready);
                }
            }
            found.retain(|f| f.1 != 0);
        }
        for (fd, _) in &found[start..] {
            if let Some(s) = slots[*fd as usize].as_mut() {
                s.listed = true;
            }
        }
        Ok(())
    }

    /// What the runtime has reported.
    fn news(&self) -> Vec<RawFd> {
        let mut empty = self.spare.take();
        empty.clear();
        let woken = self.bell.borrow().woken(empty);
        let slots = self.slots.borrow();
        for fd in &woken {
            if let Some(s) = slots.get(*fd as usize).and_then(Option::as_ref) {
                s.ringer.heard();
            }
        }
        woken
    }

    /// Gives back what a wait has found, so that the next one can use its memory.
    pub fn reuse(&self, mut found: Vec<(RawFd, u32)>) {
        found.clear();
        self.found.set(found);
    }

    fn list(&self, found: &[(RawFd, u32)]) {
        self.listed.borrow_mut().extend(found.iter().map(|f| f.0));
    }
}

/// Waits for events; `timeout` in seconds. Descriptors with what they are ready for.
pub fn wait(vm: &Vm, c: &Core, timeout: Option<f64>) -> PyResult<Vec<(RawFd, u32)>> {
    let io = &c.io;
    let fail = |e: Errno| os_error(vm, e);
    let end = timeout.map(|t| super::turn::monotonic() + t);
    loop {
        io.place().map_err(fail)?;
        let (mut found, mut added) = (io.found.take(), Vec::new());
        for (list, known) in [(&io.listed, &mut found), (&io.added, &mut added)] {
            if list.borrow().is_empty() {
                continue;
            }
            let mut fds = list.take();
            io.sift(&fds, false, known, &mut []).map_err(fail)?;
            fds.clear();
            *list.borrow_mut() = fds;
        }
        let Some(mut park) = io.park.take() else {
            return Err(vm.runtime_error("This event loop is already running"));
        };
        // Made in time: when it is needed there may be no descriptors left.
        let heard = park.hear_signals(signals::is_main(vm));
        let ended = if let Err(e) = heard {
            Err(e)
        } else if timeout == Some(0.0) || !found.is_empty() || !added.is_empty() {
            park.look();
            Ok(End::Late)
        } else {
            let left = end.map(|end| (end - super::turn::monotonic()).max(0.0));
            let bell = io.bell();
            gil::allow_threads(vm, || park.wait(&bell, left.map(Duration::from_secs_f64)))
        };
        io.park.set(Some(park));
        let news = io.news();
        if !news.is_empty() {
            io.sift(&news, true, &mut found, &mut added).map_err(fail)?;
        }
        io.spare.set(news);
        found.append(&mut added);
        io.list(&found);
        let ended = ended.map_err(fail)?;
        if ended == End::Signal {
            signals::run_handlers(vm)?;
        } else if ended != End::News || !found.is_empty() {
            return Ok(found);
        }
    }
}
