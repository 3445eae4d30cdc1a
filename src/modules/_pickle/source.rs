//! Where a pickle is read from: bytes in memory, or a file of which nothing is taken behind the pickle's end.

use super::UNPICKLING_ERROR;
use crate::object::heap::Visit;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::payload::Trace;
use crate::types::{buffer, bytes, exception, int};
use crate::vm::{PyResult, Raised, Vm, api};
use std::borrow::Cow;
use std::ops::Range;

/// Bytes that are asked for in advance, of files that can `peek`.
const PREFETCH: i64 = 128 * 1024;

/// A file's methods.
pub struct File {
    pub read: Obj,
    pub readline: Obj,
    pub peek: Option<Obj>,
}

/// What is read from.
pub struct Source<'a> {
    /// What has been fetched.
    pub data: Cow<'a, [u8]>,
    /// The next byte.
    pub pos: usize,
    pub file: Option<File>,
    /// `data` was only peeked at.
    peeked: bool,
}

#[cold]
fn truncated(vm: &Vm) -> Raised {
    vm.error(&UNPICKLING_ERROR, "pickle data was truncated")
}

fn fetched(vm: &Vm, o: &Obj, method: &str) -> PyResult<Vec<u8>> {
    if bytes::is_bytes(o) {
        return Ok(bytes::bytes_of(o).to_vec());
    }
    if !buffer::is_bytes_like(o) || method != "read" {
        return Err(vm.type_error(format!("{method}() returned non-bytes object ({})", o.ty().name())));
    }
    buffer::to_bytes_vec(vm, o)
}

impl Trace for Source<'_> {
    fn trace(&self, visit: &mut Visit) {
        if let Some(f) = &self.file {
            f.read.trace(visit);
            f.readline.trace(visit);
            f.peek.trace(visit);
        }
    }
}

impl<'a> Source<'a> {
    /// Bytes in memory.
    pub fn memory(data: Cow<'a, [u8]>) -> Source<'a> {
        Source { data, pos: 0, file: None, peeked: false }
    }

    /// A file.
    pub fn file(vm: &Vm, o: &Obj) -> PyResult<Source<'static>> {
        let peek = api::getattr_opt(vm, o, &intern("peek"))?;
        let read = api::getattr_opt(vm, o, &intern("read"))?;
        let readline = api::getattr_opt(vm, o, &intern("readline"))?;
        let Some((read, readline)) = read.zip(readline) else {
            return Err(vm.type_error("file must have 'read' and 'readline' attributes"));
        };
        let file = Some(File { read, readline, peek });
        Ok(Source { data: Cow::Owned(Vec::new()), pos: 0, file, peeked: false })
    }

    /// Takes out of the file what was used of the bytes peeked at.
    pub fn settle(&mut self, vm: &Vm) -> PyResult<()> {
        if let Some(f) = self.file.as_ref().filter(|_| self.peeked) {
            self.peeked = false;
            let n = std::mem::take(&mut self.pos);
            self.data = Cow::Owned(Vec::new());
            if n > 0 {
                api::call(vm, &f.read, &[int::from_usize(n)])?;
            }
        }
        Ok(())
    }

    /// Fetches `n` bytes; false: there are fewer.
    fn fetch(&mut self, vm: &Vm, n: usize) -> PyResult<bool> {
        self.settle(vm)?;
        let Some(f) = &mut self.file else { return Ok(false) };
        if let Some(peek) = &f.peek {
            match api::call(vm, peek, &[int::from_i64(PREFETCH)]) {
                Ok(o) => {
                    let data = fetched(vm, &o, "peek")?;
                    if data.len() >= n {
                        (self.data, self.pos, self.peeked) = (Cow::Owned(data), 0, true);
                        return Ok(true);
                    }
                }
                Err(r) => {
                    vm.clear_if(r, &exception::NOT_IMPLEMENTED_ERROR)?;
                    f.peek = None;
                }
            }
        }
        let o = api::call(vm, &f.read, &[int::from_usize(n)])?;
        let data = fetched(vm, &o, "read")?;
        let enough = data.len() >= n;
        (self.data, self.pos) = (Cow::Owned(data), 0);
        Ok(enough)
    }

    /// The next byte, or EOFError.
    #[inline]
    pub fn opcode(&mut self, vm: &Vm) -> PyResult<u8> {
        if self.pos >= self.data.len() && !self.fetch(vm, 1)? {
            return Err(vm.eof_error("Ran out of input"));
        }
        self.pos += 1;
        Ok(self.data[self.pos - 1])
    }

    /// Where the next `n` bytes of `data` are.
    #[inline]
    pub fn take(&mut self, vm: &Vm, n: usize) -> PyResult<Range<usize>> {
        if n > self.data.len() - self.pos {
            if n > isize::MAX as usize - self.pos {
                return Err(vm.error(&UNPICKLING_ERROR, "read would overflow (invalid bytecode)"));
            }
            if !self.fetch(vm, n)? {
                // What is there is lost, as is what a file gave.
                self.pos = self.data.len();
                return Err(truncated(vm));
            }
        }
        self.pos += n;
        Ok(self.pos - n..self.pos)
    }

    /// The next bytes as an array.
    #[inline]
    pub fn array<const N: usize>(&mut self, vm: &Vm) -> PyResult<[u8; N]> {
        let r = self.take(vm, N)?;
        Ok(self.data[r].try_into().expect("N bytes"))
    }

    /// Where the next line is, with its end, which must be there; `least` is its length with the end.
    pub fn line(&mut self, vm: &Vm, least: usize) -> PyResult<Range<usize>> {
        if let Some(n) = memchr::memchr(b'\n', &self.data[self.pos..]) {
            let r = self.pos..self.pos + n + 1;
            self.pos = r.end;
            return if r.len() < least { Err(truncated(vm)) } else { Ok(r) };
        }
        if self.file.is_none() {
            self.pos = self.data.len();
            return Err(truncated(vm));
        }
        self.settle(vm)?;
        let f = self.file.as_ref().expect("just seen");
        let o = api::call(vm, &f.readline, &[])?;
        let data = fetched(vm, &o, "readline")?;
        (self.data, self.pos) = (Cow::Owned(data), 0);
        self.pos = self.data.len();
        if self.data.last() != Some(&b'\n') || self.data.len() < least {
            return Err(truncated(vm));
        }
        Ok(0..self.pos)
    }

    /// Makes sure that a frame of that length is in memory.
    pub fn frame(&mut self, vm: &Vm, n: usize) -> PyResult<()> {
        let r = self.take(vm, n)?;
        self.pos = r.start;
        Ok(())
    }
}
