//! What processes share: named semaphores, named memory, and mappings of files and of memory without a name.
#![allow(unsafe_code)]

use super::{Errno, Sys, check};
use std::ffi::CStr;

/// A named semaphore: its address, which a forked child has too.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Semaphore(*mut libc::sem_t);

// SAFETY: semaphores are made to be used by many threads.
unsafe impl Send for Semaphore {}
// SAFETY: as above.
unsafe impl Sync for Semaphore {}

/// The highest value of a semaphore.
pub const SEM_VALUE_MAX: i32 = i32::MAX;

fn opened(p: *mut libc::sem_t) -> Sys<Semaphore> {
    if p == libc::SEM_FAILED { Err(Errno::last()) } else { Ok(Semaphore(p)) }
}

impl Semaphore {
    /// Makes a semaphore; an existing one of that name is an error.
    pub fn create(name: &CStr, value: u32) -> Sys<Semaphore> {
        // SAFETY: `name` is terminated.
        opened(unsafe { libc::sem_open(name.as_ptr(), libc::O_CREAT | libc::O_EXCL, 0o600, value) })
    }

    /// Opens an existing semaphore.
    pub fn open(name: &CStr) -> Sys<Semaphore> {
        // SAFETY: `name` is terminated.
        opened(unsafe { libc::sem_open(name.as_ptr(), 0) })
    }

    /// Removes a name.
    pub fn unlink(name: &CStr) -> Sys<()> {
        // SAFETY: `name` is terminated.
        check(unsafe { libc::sem_unlink(name.as_ptr()) }).map(drop)
    }

    /// The address as a number.
    pub fn address(self) -> usize {
        self.0 as usize
    }

    /// Gives back one `create` or `open`.
    ///
    /// # Safety
    /// Nobody uses the semaphore after its last `close`.
    pub unsafe fn close(self) {
        // SAFETY: by contract the semaphore is open.
        unsafe { libc::sem_close(self.0) };
    }

    /// Takes it if that needs no waiting; EAGAIN otherwise.
    pub fn try_wait(self) -> Sys<()> {
        // SAFETY: the semaphore is open.
        check(unsafe { libc::sem_trywait(self.0) }).map(drop)
    }

    /// Takes it, waiting until a time of the wall clock in nanoseconds: ETIMEDOUT when that has come.
    pub fn wait(self, deadline: Option<i64>) -> Sys<()> {
        match deadline {
            // SAFETY: the semaphore is open.
            None => check(unsafe { libc::sem_wait(self.0) }).map(drop),
            Some(d) => {
                let t = libc::timespec {
                    tv_sec: d.div_euclid(super::clock::SECOND),
                    tv_nsec: d.rem_euclid(super::clock::SECOND),
                };
                // SAFETY: the semaphore is open; `t` lives.
                check(unsafe { libc::sem_timedwait(self.0, &raw const t) }).map(drop)
            }
        }
    }

    /// Gives it back.
    pub fn post(self) -> Sys<()> {
        // SAFETY: the semaphore is open.
        check(unsafe { libc::sem_post(self.0) }).map(drop)
    }

    /// Its value.
    pub fn value(self) -> Sys<i32> {
        let mut n = 0;
        // SAFETY: the semaphore is open; `n` lives.
        check(unsafe { libc::sem_getvalue(self.0, &raw mut n) })?;
        Ok(n.max(0))
    }
}

/// `shm_open`; the descriptor is not inherited.
pub fn memory_open(name: &CStr, flags: i32, mode: u32) -> Sys<i32> {
    // SAFETY: `name` is terminated.
    check(unsafe { libc::shm_open(name.as_ptr(), flags | libc::O_CLOEXEC, mode) })
}

/// `shm_unlink`
pub fn memory_unlink(name: &CStr) -> Sys<()> {
    // SAFETY: `name` is terminated.
    check(unsafe { libc::shm_unlink(name.as_ptr()) }).map(drop)
}

/// A mapping in memory, unmapped when dropped. Other processes may change its bytes at any time.
pub struct Mapping {
    ptr: *mut u8,
    len: usize,
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: the range was mapped by us and nobody uses it any more.
        unsafe { libc::munmap(self.ptr.cast(), self.len) };
    }
}

fn mapped(p: *mut libc::c_void, len: usize) -> Sys<*mut u8> {
    debug_assert!(len > 0, "the system refuses empty mappings");
    if p == libc::MAP_FAILED { Err(Errno::last()) } else { Ok(p.cast()) }
}

impl Mapping {
    /// `mmap`
    pub fn new(fd: i32, len: usize, flags: i32, prot: i32, offset: i64) -> Sys<Mapping> {
        if len == 0 {
            return Err(Errno(libc::EINVAL));
        }
        // A mapping at a fixed address could replace memory that is in use.
        let flags = flags & !(libc::MAP_FIXED | libc::MAP_FIXED_NOREPLACE);
        // SAFETY: the system chooses an address that is free.
        let p = unsafe { libc::mmap(std::ptr::null_mut(), len, prot, flags, fd, offset) };
        mapped(p, len).map(|ptr| Mapping { ptr, len })
    }

    /// First byte.
    pub fn ptr(&self) -> *mut u8 {
        self.ptr
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it has no bytes; no mapping is like that.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Changes the length; the address may change.
    pub fn resize(&mut self, len: usize) -> Sys<()> {
        if len == 0 {
            return Err(Errno(libc::EINVAL));
        }
        // SAFETY: the range is mapped and, the mapping being borrowed for writing, not in use.
        let p = unsafe { libc::mremap(self.ptr.cast(), self.len, len, libc::MREMAP_MAYMOVE) };
        self.ptr = mapped(p, len)?;
        self.len = len;
        Ok(())
    }

    /// `msync` of a part.
    pub fn sync(&self, offset: usize, len: usize) -> Sys<()> {
        debug_assert!(offset + len <= self.len, "the caller checks the range");
        // SAFETY: within the mapping.
        check(unsafe { libc::msync(self.ptr.add(offset).cast(), len, libc::MS_SYNC) }).map(drop)
    }

    /// `madvise` of a part.
    pub fn advise(&self, advice: i32, offset: usize, len: usize) -> Sys<()> {
        debug_assert!(offset + len <= self.len, "the caller checks the range");
        // SAFETY: within the mapping.
        check(unsafe { libc::madvise(self.ptr.add(offset).cast(), len, advice) }).map(drop)
    }
}

/// Bytes of a page of memory.
pub fn page_size() -> usize {
    // SAFETY: no preconditions.
    unsafe { libc::sysconf(libc::_SC_PAGESIZE) as usize }
}
