//! Where the threads of Python are, written to a descriptor with nothing but `write`: no memory is asked for, no lock
//! taken, no object made. For signal handlers, for faults of pyr itself, and for threads that do not get the GIL.
//!
//! Who calls without the GIL may see a thread in the middle of a step. That is for programs that are lost anyway, or
//! whose GIL is held by native code that does not come back.
#![allow(unsafe_code)]

use crate::host;
use crate::types::str_;
use crate::vm::Vm;
use crate::vm::frame::Frame;
use std::sync::atomic::{AtomicPtr, Ordering};

/// Deepest stack that is shown, most threads, longest text.
const MAX_FRAMES: usize = 100;
const MAX_THREADS: usize = 100;
const MAX_TEXT: usize = 500;

/// The threads of Python that run, for those who cannot ask under the GIL.
static THREADS: [AtomicPtr<Vm>; 256] = [const { AtomicPtr::new(std::ptr::null_mut()) }; 256];

/// Puts a thread on the list, or takes it from there. Threads beyond its length are not shown.
pub fn note(vm: &Vm, runs: bool) {
    let (none, this) = (std::ptr::null_mut(), std::ptr::from_ref(vm).cast_mut());
    let (from, to) = if runs { (none, this) } else { (this, none) };
    for place in &THREADS {
        if place.compare_exchange(from, to, Ordering::Release, Ordering::Relaxed).is_ok() {
            return;
        }
    }
}

/// In the child of a fork: only this thread is left.
pub fn after_fork(vm: &Vm) {
    for place in &THREADS {
        if !std::ptr::eq(place.load(Ordering::Relaxed), vm) {
            place.store(std::ptr::null_mut(), Ordering::Relaxed);
        }
    }
}

/// Text on its way to a descriptor.
pub struct Out {
    fd: i32,
    len: usize,
    held: [u8; 512],
}

impl Out {
    /// Nothing yet.
    pub fn new(fd: i32) -> Out {
        Out { fd, len: 0, held: [0; 512] }
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) -> &mut Out {
        self.bytes(text.as_bytes())
    }

    fn bytes(&mut self, bytes: &[u8]) -> &mut Out {
        for b in bytes {
            if self.len == self.held.len() {
                self.flush();
            }
            self.held[self.len] = *b;
            self.len += 1;
        }
        self
    }

    /// Adds a number in decimal.
    pub fn number(&mut self, n: u64) -> &mut Out {
        self.digits(n, 10, 1)
    }

    fn digits(&mut self, mut n: u64, base: u64, least: usize) -> &mut Out {
        let (mut digits, mut at) = ([b'0'; 20], 20);
        while n > 0 {
            at -= 1;
            digits[at] = b"0123456789abcdef"[(n % base) as usize];
            n /= base;
        }
        self.bytes(&digits[at.min(20 - least)..])
    }

    /// A `str` in ASCII: other characters as escapes, too long ones shortened.
    fn escaped(&mut self, o: &crate::object::obj::Obj) -> &mut Out {
        let mut rest = str_::bytes_of(o);
        for _ in 0..MAX_TEXT {
            let Some(&first) = rest.first() else { return self };
            // WTF-8: the length is in the first byte, six bits are in each of the others.
            let more = usize::from(first >= 0xc0) + usize::from(first >= 0xe0) + usize::from(first >= 0xf0);
            let (c, tail) = rest.split_at((more + 1).min(rest.len()));
            rest = tail;
            let head = if more == 0 { u32::from(first) } else { u32::from(first) & (0x3f >> more) };
            match c[1..].iter().fold(head, |n, b| n << 6 | u32::from(b & 0x3f)) {
                0x20..=0x7e => self.bytes(&[first]),
                n @ ..=0xff => self.text("\\x").digits(n.into(), 16, 2),
                n @ ..=0xffff => self.text("\\u").digits(n.into(), 16, 4),
                n => self.text("\\U").digits(n.into(), 16, 8),
            };
        }
        if rest.is_empty() { self } else { self.text("...") }
    }

    /// The frames of a thread, a line each.
    fn frames(&mut self, thread: &Vm) {
        let mut f = thread.frame.get();
        if f.is_null() {
            self.text("  <no Python frame>\n");
        }
        for _ in 0..MAX_FRAMES {
            if f.is_null() {
                return;
            }
            // SAFETY: the frames of a thread and their code live while it runs; see above for those who do not hold the
            // GIL.
            let (code, prev, index) = unsafe { (&*(*f).code, (*f).prev, Frame::lasti(f)) };
            let line =
                if index < 0 { code.data.first_line } else { code.data.locations.line_at(index as u32) };
            self.text("  File \"").escaped(&code.filename).text("\", line ").number(line.into());
            self.text(" in ").escaped(&code.name).text("\n");
            f = prev;
        }
    }

    /// The frames of the thread that asks.
    pub fn own(&mut self) -> &mut Out {
        self.text("Stack (most recent call first):\n");
        match current() {
            Some(vm) => self.frames(vm),
            None => drop(self.text("  <no Python frame>\n")),
        }
        self
    }

    /// The frames of all threads, the youngest first.
    pub fn all(&mut self) -> &mut Out {
        let own = current();
        let mut below = u64::MAX;
        for i in 0..MAX_THREADS {
            let next =
                THREADS.iter().filter_map(running).filter(|t| t.serial < below).max_by_key(|t| t.serial);
            let Some(thread) = next else { break };
            below = thread.serial;
            if i > 0 {
                self.text("\n");
            }
            let is_own = own.is_some_and(|vm| std::ptr::eq(vm, thread));
            self.text(if is_own { "Current thread " } else { "Thread " });
            self.address(thread.ident.get()).text(" (most recent call first):\n");
            self.frames(thread);
        }
        self
    }

    fn address(&mut self, n: u64) -> &mut Out {
        self.text("0x").digits(n, 16, 16)
    }

    /// Writes what is left.
    pub fn flush(&mut self) {
        let mut rest = &self.held[..self.len];
        while !rest.is_empty() {
            match host::file::write(self.fd, rest) {
                Err(e) if e.0 == libc::EINTR => {}
                Ok(0) | Err(_) => break,
                Ok(n) => rest = &rest[n..],
            }
        }
        self.len = 0;
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        self.flush();
    }
}

fn running(place: &AtomicPtr<Vm>) -> Option<&'static Vm> {
    // SAFETY: a thread is on the list while its state lives.
    unsafe { place.load(Ordering::Acquire).as_ref() }
}

/// The state of the calling thread, if it is one of Python.
fn current() -> Option<&'static Vm> {
    let ident = host::thread::ident();
    THREADS.iter().filter_map(running).find(|t| t.ident.get() == ident)
}

/// From now on a panic, which is a fault of pyr itself, shows the stacks of Python and ends the process.
pub fn watch_panics() {
    std::panic::set_hook(Box::new(|info| {
        let text = info.payload_as_str().unwrap_or("panic");
        let mut out = Out::new(2);
        out.text("pyr bug: ").text(text);
        if let Some(place) = info.location() {
            out.text(" (").text(place.file()).text(":").number(place.line().into()).text(")");
        }
        out.text("\n").all().flush();
        // The thread may hold the GIL: unwinding it would leave all others waiting.
        host::process::exit_now(70);
    }));
}
