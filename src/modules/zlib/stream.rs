//! The library's streams behind safe functions. Stock zlib, because programs print compressed data and its length.
#![allow(unsafe_code)]

use libz_sys as z;
pub use libz_sys::{
    Z_BUF_ERROR, Z_DATA_ERROR, Z_FINISH, Z_MEM_ERROR, Z_NEED_DICT, Z_NO_FLUSH, Z_OK, Z_STREAM_END,
    Z_STREAM_ERROR, Z_SYNC_FLUSH,
};
use std::ffi::CStr;

/// A stream that compresses or decompresses.
pub struct Stream {
    // The library's state points back to it, so it must not move.
    z: Box<z::z_stream>,
    deflates: bool,
}

// SAFETY: the state is only reached through the stream.
unsafe impl Send for Stream {}

impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: the state was made by the matching call.
        unsafe {
            if self.deflates {
                z::deflateEnd(&raw mut *self.z)
            } else {
                z::inflateEnd(&raw mut *self.z)
            };
        }
    }
}

unsafe extern "C" fn allocate(_: *mut libc::c_void, n: u32, size: u32) -> *mut libc::c_void {
    // SAFETY: any numbers are allowed.
    unsafe { libc::calloc(n as usize, size as usize) }
}

unsafe extern "C" fn free(_: *mut libc::c_void, p: *mut libc::c_void) {
    // SAFETY: it came from `allocate`.
    unsafe { libc::free(p) }
}

fn empty() -> Box<z::z_stream> {
    Box::new(z::z_stream {
        next_in: std::ptr::null_mut(),
        avail_in: 0,
        total_in: 0,
        next_out: std::ptr::null_mut(),
        avail_out: 0,
        total_out: 0,
        msg: std::ptr::null_mut(),
        state: std::ptr::null_mut(),
        zalloc: allocate,
        zfree: free,
        opaque: std::ptr::null_mut(),
        data_type: 0,
        adler: 0,
        reserved: 0,
    })
}

/// Parameters of a compressing stream.
#[derive(Clone, Copy)]
pub struct Options {
    /// How hard it tries.
    pub level: i32,
    /// Always 8.
    pub method: i32,
    /// Size of the window, and kind of the wrapper.
    pub wbits: i32,
    /// How much memory it takes.
    pub mem_level: i32,
    /// What kind of data it expects.
    pub strategy: i32,
}

impl Stream {
    /// A compressing stream, or the library's error.
    pub fn deflate(o: Options) -> Result<Stream, i32> {
        let mut s = empty();
        // SAFETY: `s` lives at its address; version and size are those of the binding.
        let r = unsafe {
            z::deflateInit2_(
                &raw mut *s,
                o.level,
                o.method,
                o.wbits,
                o.mem_level,
                o.strategy,
                z::zlibVersion(),
                size_of::<z::z_stream>() as i32,
            )
        };
        if r == Z_OK { Ok(Stream { z: s, deflates: true }) } else { Err(r) }
    }

    /// A decompressing stream, or the library's error.
    pub fn inflate(wbits: i32) -> Result<Stream, i32> {
        let mut s = empty();
        // SAFETY: as above.
        let r = unsafe {
            z::inflateInit2_(&raw mut *s, wbits, z::zlibVersion(), size_of::<z::z_stream>() as i32)
        };
        if r == Z_OK { Ok(Stream { z: s, deflates: false }) } else { Err(r) }
    }

    /// A copy that goes on by itself, or the library's error.
    pub fn copy(&mut self) -> Result<Stream, i32> {
        let mut to = empty();
        let (a, b) = (&raw mut *to, &raw mut *self.z);
        // SAFETY: both live; `copy` makes a state of its own.
        let r = unsafe { if self.deflates { z::deflateCopy(a, b) } else { z::inflateCopy(a, b) } };
        if r == Z_OK { Ok(Stream { z: to, deflates: self.deflates }) } else { Err(r) }
    }

    /// Gives a dictionary; the library's code.
    pub fn set_dictionary(&mut self, data: &[u8]) -> i32 {
        let Ok(n) = u32::try_from(data.len()) else { return Z_STREAM_ERROR };
        let s = &raw mut *self.z;
        // SAFETY: the data has that length.
        unsafe {
            if self.deflates {
                z::deflateSetDictionary(s, data.as_ptr(), n)
            } else {
                z::inflateSetDictionary(s, data.as_ptr(), n)
            }
        }
    }

    /// What the library says about its last error.
    pub fn message(&self) -> Option<String> {
        if self.z.msg.is_null() {
            return None;
        }
        // SAFETY: messages are terminated texts of the library.
        Some(unsafe { CStr::from_ptr(self.z.msg) }.to_string_lossy().into_owned())
    }

    /// Works on input until it is used up, `out` has `limit` bytes, or the library says something else than that it goes
    /// on: its code, and how much input was taken.
    pub fn run(
        &mut self,
        input: &[u8],
        flush: i32,
        first: usize,
        limit: usize,
        out: &mut Vec<u8>,
    ) -> (i32, usize) {
        let mut taken = 0;
        let mut code = Z_BUF_ERROR;
        while out.len() < limit {
            let room = out.len().max(first).min(limit - out.len()).min(1 << 30);
            if out.try_reserve(room).is_err() {
                return (Z_MEM_ERROR, taken);
            }
            let rest = &input[taken..];
            let n = rest.len().min(1 << 30);
            self.z.next_in = rest.as_ptr().cast_mut();
            self.z.avail_in = n as u32;
            self.z.avail_out = room as u32;
            let flush = if n < rest.len() { Z_NO_FLUSH } else { flush };
            // SAFETY: input and spare room have these lengths; what was written is counted.
            unsafe {
                self.z.next_out = out.as_mut_ptr().add(out.len());
                code = if self.deflates {
                    z::deflate(&raw mut *self.z, flush)
                } else {
                    z::inflate(&raw mut *self.z, flush)
                };
                out.set_len(out.len() + room - self.z.avail_out as usize);
            }
            taken += n - self.z.avail_in as usize;
            let goes_on = code == Z_OK || code == Z_BUF_ERROR;
            if !goes_on || self.z.avail_out > 0 && (taken == input.len() || code == Z_BUF_ERROR) {
                break;
            }
        }
        (code, taken)
    }
}

/// Checksum of data that goes on from another one.
pub fn crc32(start: u32, data: &[u8]) -> u32 {
    data.chunks(1 << 30).fold(start, |c, part| {
        // SAFETY: the data has that length.
        unsafe { z::crc32(c.into(), part.as_ptr(), part.len() as u32) as u32 }
    })
}

/// Checksum of data that goes on from another one.
pub fn adler32(start: u32, data: &[u8]) -> u32 {
    data.chunks(1 << 30).fold(start, |c, part| {
        // SAFETY: the data has that length.
        unsafe { z::adler32(c.into(), part.as_ptr(), part.len() as u32) as u32 }
    })
}

/// The library's version.
pub fn version() -> String {
    // SAFETY: a terminated text of the library.
    unsafe { CStr::from_ptr(z::zlibVersion()) }.to_string_lossy().into_owned()
}
