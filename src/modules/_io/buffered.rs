//! `BufferedReader`, `BufferedWriter`, `BufferedRandom`: a raw stream with a buffer for reading ahead and one for
//! writing behind. At most one of the two holds something; the position that Python sees is the raw stream's, less
//! what was read ahead, plus what waits to be written.

use super::base::{self, BUFFERED_IO_BASE};
use super::fileio::FileIo;
use super::{both, guarded_repr, name_of, no_pickle, signed_size, unsupported};
use crate::modules::os_support::c_int;
use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, getter, member, method, property};
use crate::object::type_object::StaticType;
use crate::types::{buffer, bytes, exception, int, str_};
use crate::vm::{PyResult, Vm, api, gil};
use std::cell::{Cell, RefCell};

/// The native state that the three classes share.
#[derive(Default)]
pub struct Buffered {
    raw: Field,
    /// What is wrong with it, if anything.
    state: Cell<State>,
    size: Cell<usize>,
    /// Bytes read ahead and where the next one lies.
    ahead: RefCell<Vec<u8>>,
    at: Cell<usize>,
    /// Bytes to be written.
    pending: RefCell<Vec<u8>>,
    /// The thread that is inside a method (its address); zero: none.
    owner: Cell<usize>,
    finalizing: Cell<bool>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Uninitialized,
    Ready,
    Detached,
}

macro_rules! bodies {
    ($($(#[$doc:meta])* $body:ident $ty:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Default)]
            pub struct $body(Buffered);

            #[allow(unsafe_code)]
            // SAFETY: the raw stream is visited.
            unsafe impl Payload for $body {
                fn static_type() -> &'static StaticType {
                    &$ty
                }
                const GC: bool = true;
                fn traverse(&self, visit: &mut Visit) {
                    self.0.raw.visit(visit);
                }
                fn clear(&self) {
                    // The raw stream stays: closing at the end needs it.
                }
            }
        )*

        fn of(o: &Obj) -> &Buffered {
            $(if let Some(b) = o.downcast::<$body>() {
                return &b.0;
            })*
            unreachable!("the receiver is a buffered stream")
        }
    };
}

bodies! {
    /// The native state of a BufferedReader.
    Reader BUFFERED_READER;
    /// The native state of a BufferedWriter.
    Writer BUFFERED_WRITER;
    /// The native state of a BufferedRandom.
    Random BUFFERED_RANDOM;
}

fn can_read(o: &Obj) -> bool {
    !o.is_instance::<Writer>()
}

fn can_write(o: &Obj) -> bool {
    !o.is_instance::<Reader>()
}

/// One thread at a time is inside a buffered stream.
struct Inside<'a>(&'a Buffered);

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        self.0.owner.set(0);
    }
}

fn enter<'a>(vm: &Vm, o: &Obj, b: &'a Buffered) -> PyResult<Inside<'a>> {
    let me = std::ptr::from_ref(vm) as usize;
    while b.owner.get() != 0 {
        if b.owner.get() == me {
            let shown = api::repr_string(vm, o)?;
            return Err(vm.runtime_error(format!("reentrant call inside {shown}")));
        }
        gil::allow_threads(vm, || std::thread::sleep(std::time::Duration::from_micros(50)));
    }
    b.owner.set(me);
    Ok(Inside(b))
}

impl Buffered {
    fn raw(&self, vm: &Vm) -> PyResult<Obj> {
        match self.state.get() {
            State::Ready => Ok(self.raw.get_or_none()),
            State::Detached => Err(vm.value_error("raw stream has been detached")),
            State::Uninitialized => Err(vm.value_error("I/O operation on uninitialized object")),
        }
    }

    fn open_raw(&self, vm: &Vm, message: &str) -> PyResult<Obj> {
        let raw = self.raw(vm)?;
        if base::is_closed(vm, &raw)? { Err(vm.value_error(message)) } else { Ok(raw) }
    }

    /// Bytes read ahead that nobody took.
    fn left(&self) -> usize {
        self.ahead.borrow().len() - self.at.get()
    }

    fn forget(&self) {
        self.ahead.borrow_mut().clear();
        self.at.set(0);
    }

    /// Takes up to `n` bytes that were read ahead.
    fn take(&self, n: usize, out: &mut Vec<u8>) -> usize {
        let k = n.min(self.left());
        let at = self.at.get();
        out.extend_from_slice(&self.ahead.borrow()[at..at + k]);
        self.at.set(at + k);
        k
    }

    /// Reads a block ahead; the buffer is empty before. `None`: nothing is there yet.
    fn fill(&self, vm: &Vm, raw: &Obj) -> PyResult<Option<usize>> {
        let mut block = self.ahead.take();
        self.at.set(0);
        let got = raw_read(vm, raw, &mut block, self.size.get());
        if got.is_err() {
            block.clear();
        }
        *self.ahead.borrow_mut() = block;
        got
    }
}

/// Reads up to `n` bytes into `out`, which is overwritten. `None`: nothing is there yet.
fn raw_read(vm: &Vm, raw: &Obj, out: &mut Vec<u8>, n: usize) -> PyResult<Option<usize>> {
    out.clear();
    if let Some(f) = raw.downcast_exact::<FileIo>() {
        out.try_reserve_exact(n).map_err(|_| vm.memory_error())?;
        out.resize(n, 0);
        let got = f.read(vm, out);
        out.truncate(got.as_ref().map_or(0, |g| g.unwrap_or(0)));
        return got;
    }
    let array = api::call(vm, &api::builtin(vm, "bytearray")?, &[int::from_usize(n)])?;
    let view = api::call(vm, &api::builtin(vm, "memoryview")?, &[array.clone()])?;
    let got = api::call_method_str(vm, raw, "readinto", &[view.clone()])?;
    api::call_method_str(vm, &view, "release", &[])?;
    if got.is_none() {
        return Ok(None);
    }
    let k = match api::index_isize(vm, &got) {
        Ok(k) => k,
        Err(r) => {
            vm.clear_if(r, &exception::TYPE_ERROR)?;
            return Err(vm.error(&exception::OS_ERROR, "raw readinto() failed"));
        }
    };
    if k < 0 || k as usize > n {
        let message =
            format!("raw readinto() returned invalid length {k} (should have been between 0 and {n})");
        return Err(vm.error(&exception::OS_ERROR, message));
    }
    buffer::with_bytes(vm, &array, |b| out.extend_from_slice(&b[..(k as usize).min(b.len())]))?;
    Ok(Some(out.len()))
}

/// Writes once. `None`: there is no room yet.
fn raw_write(vm: &Vm, raw: &Obj, data: &[u8]) -> PyResult<Option<usize>> {
    if let Some(f) = raw.downcast_exact::<FileIo>() {
        return f.write(vm, data);
    }
    let view = api::call(vm, &api::builtin(vm, "memoryview")?, &[bytes::from_slice(data)])?;
    let got = api::call_method(vm, raw, name!(write), &[view.clone()]);
    if got.is_ok() {
        api::call_method_str(vm, &view, "release", &[])?;
    }
    let got = got?;
    if got.is_none() {
        return Ok(None);
    }
    let n = api::index_isize(vm, &got)?;
    if n < 0 || n as usize > data.len() {
        let message = format!(
            "raw write() returned invalid length {n} (should have been between 0 and {})",
            data.len()
        );
        return Err(vm.error(&exception::OS_ERROR, message));
    }
    Ok(Some(n as usize))
}

fn raw_tell(vm: &Vm, raw: &Obj) -> PyResult<i64> {
    if let Some(f) = raw.downcast_exact::<FileIo>() {
        return f.seek(vm, 0, libc::SEEK_CUR);
    }
    let n = api::call_method_str(vm, raw, "tell", &[])?;
    position(vm, &n)
}

fn raw_seek(vm: &Vm, raw: &Obj, target: i64, whence: i32) -> PyResult<i64> {
    if let Some(f) = raw.downcast_exact::<FileIo>() {
        return f.seek(vm, target, whence);
    }
    let n = api::call_method_str(vm, raw, "seek", &[int::from_i64(target), int::from_i64(whence.into())])?;
    position(vm, &n)
}

fn position(vm: &Vm, n: &Obj) -> PyResult<i64> {
    let n = api::to_i64(vm, n)?;
    if n < 0 {
        return Err(vm.error(&exception::OS_ERROR, format!("Raw stream returned invalid position {n}")));
    }
    Ok(n)
}

/// Writes everything that waits. False: there is no room now, the rest still waits.
fn write_pending(vm: &Vm, b: &Buffered, raw: &Obj) -> PyResult<bool> {
    let mut data = b.pending.take();
    let mut done = 0;
    let mut result = Ok(true);
    while done < data.len() {
        match raw_write(vm, raw, &data[done..]) {
            Ok(Some(n)) => done += n,
            Ok(None) => {
                result = Ok(false);
                break;
            }
            Err(r) => {
                result = Err(r);
                break;
            }
        }
    }
    data.drain(..done);
    *b.pending.borrow_mut() = data;
    result
}

/// Writes what waits; BlockingIOError if there is no room.
fn flush_pending(vm: &Vm, b: &Buffered, raw: &Obj) -> PyResult<()> {
    if b.pending.borrow().is_empty() || write_pending(vm, b, raw)? {
        Ok(())
    } else {
        Err(would_block(vm, raw, 0))
    }
}

fn would_block(vm: &Vm, raw: &Obj, written: usize) -> crate::vm::Raised {
    // Only a system call of our own has an error number.
    let errno = if raw.is_exact::<FileIo>() { libc::EAGAIN } else { 0 };
    let args = vec![
        int::from_i64(errno.into()),
        str_::from_str("write could not complete without blocking"),
        int::from_usize(written),
    ];
    vm.error_args(&exception::BLOCKING_IO_ERROR, args)
}

/// Puts the raw stream where Python thinks that it is, before it is written or cut off.
fn rewind(vm: &Vm, b: &Buffered, raw: &Obj) -> PyResult<()> {
    let left = b.left() as i64;
    if left > 0 {
        raw_seek(vm, raw, -left, libc::SEEK_CUR)?;
    }
    b.forget();
    Ok(())
}

/// Flushes, and gives up what was read ahead.
fn flush_and_rewind(vm: &Vm, o: &Obj, b: &Buffered, raw: &Obj) -> PyResult<()> {
    if can_write(o) {
        flush_pending(vm, b, raw)?;
    }
    if can_read(o) {
        rewind(vm, b, raw)?;
    }
    Ok(())
}

// --- reading

fn read_all(vm: &Vm, o: &Obj, b: &Buffered, raw: &Obj) -> PyResult<Obj> {
    let mut out = Vec::new();
    b.take(usize::MAX, &mut out);
    b.forget();
    if can_write(o) {
        flush_pending(vm, b, raw)?;
    }
    let had = !out.is_empty();
    if let Some(f) = raw.downcast_exact::<FileIo>() {
        let ready = f.read_all(vm, &mut out)?;
        return if ready || had {
            bytes::try_from_slice(&out).map_err(|_| vm.memory_error())
        } else {
            Ok(Obj::NONE)
        };
    }
    if let Some(readall) = api::getattr_opt(vm, raw, &intern("readall"))? {
        let rest = api::call(vm, &readall, &[])?;
        if rest.is_none() {
            return Ok(if had { bytes::from_slice(&out) } else { rest });
        }
        if !bytes::is_bytes(&rest) {
            return Err(vm.type_error("readall() should return bytes"));
        }
        if !had {
            return Ok(rest);
        }
        out.extend_from_slice(bytes::bytes_of(&rest));
        return Ok(bytes::from_slice(&out));
    }
    loop {
        let piece = api::call_method(vm, raw, name!(read), &[])?;
        if !piece.is_none() && !bytes::is_bytes(&piece) {
            return Err(vm.type_error("read() should return bytes"));
        }
        if piece.is_none() || bytes::bytes_of(&piece).is_empty() {
            return Ok(if out.is_empty() { piece } else { bytes::from_slice(&out) });
        }
        out.extend_from_slice(bytes::bytes_of(&piece));
    }
}

/// Reads up to `n` bytes with as many raw reads as it takes. `None`: nothing is there yet.
fn read_some(vm: &Vm, o: &Obj, b: &Buffered, raw: &Obj, n: usize, out: &mut Vec<u8>) -> PyResult<bool> {
    b.take(n, out);
    if out.len() == n {
        return Ok(true);
    }
    if can_write(o) {
        flush_pending(vm, b, raw)?;
    }
    b.forget();
    let mut block = Vec::new();
    while out.len() < n {
        let missing = n - out.len();
        // Whole blocks go past the buffer.
        let whole = missing - missing % b.size.get();
        let got = if whole > 0 {
            let got = raw_read(vm, raw, &mut block, whole)?;
            out.extend_from_slice(&block);
            got
        } else {
            let got = b.fill(vm, raw)?;
            b.take(missing, out);
            got
        };
        match got {
            Some(0) => break,
            Some(_) => {}
            None => return Ok(!out.is_empty()),
        }
    }
    Ok(true)
}

fn read(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, b) = (&a[0], of(&a[0]));
    let n = signed_size(vm, a.opt(1))?.unwrap_or(-1);
    b.raw(vm)?;
    if n < -1 {
        return Err(vm.value_error("read length must be non-negative or -1"));
    }
    let raw = b.open_raw(vm, "read of closed file")?;
    let _inside = enter(vm, o, b)?;
    if n == -1 {
        return read_all(vm, o, b, &raw);
    }
    let mut out = Vec::new();
    if read_some(vm, o, b, &raw, n as usize, &mut out)? { Ok(bytes::from_slice(&out)) } else { Ok(Obj::NONE) }
}

/// `read1` of a buffered reader: up to `n` bytes with at most one raw read.
fn read_once(vm: &Vm, o: &Obj, n: usize, out: &mut Vec<u8>) -> PyResult<()> {
    let b = of(o);
    let raw = b.open_raw(vm, "read of closed file")?;
    let _inside = enter(vm, o, b)?;
    if b.take(n, out) > 0 || n == 0 {
        return Ok(());
    }
    if can_write(o) {
        flush_pending(vm, b, &raw)?;
    }
    b.forget();
    raw_read(vm, &raw, out, n).map(drop)
}

/// `read1` for text streams, past Python; `None`: the object is no plain BufferedReader.
pub fn try_read1(vm: &Vm, o: &Obj, n: usize) -> Option<PyResult<Vec<u8>>> {
    if !(o.is_exact::<Reader>() || o.is_exact::<Random>()) {
        return None;
    }
    let mut out = Vec::new();
    Some(read_once(vm, o, n, &mut out).map(|()| out))
}

fn read1(vm: &Vm, a: Args) -> PyResult<Obj> {
    let b = of(&a[0]);
    let n = a.opt(1).map_or(Ok(-1), |n| api::index_isize(vm, n))?;
    b.raw(vm)?;
    let n = usize::try_from(n).unwrap_or_else(|_| b.size.get());
    let mut out = Vec::new();
    read_once(vm, &a[0], n, &mut out)?;
    Ok(bytes::from_slice(&out))
}

fn read_into(vm: &Vm, a: Args, once: bool) -> PyResult<Obj> {
    let (o, b) = (&a[0], of(&a[0]));
    let mut to =
        buffer::get_writable(vm, &a[1], if once { "readinto1() argument" } else { "readinto() argument" })?;
    let raw = b.open_raw(vm, "readinto of closed file")?;
    let _inside = enter(vm, o, b)?;
    let mut out = Vec::new();
    if once {
        if b.take(to.len, &mut out) == 0 && to.len > 0 {
            if can_write(o) {
                flush_pending(vm, b, &raw)?;
            }
            b.forget();
            if to.len < b.size.get() {
                if b.fill(vm, &raw)?.is_none() {
                    return Ok(Obj::NONE);
                }
                b.take(to.len, &mut out);
            } else if raw_read(vm, &raw, &mut out, to.len)?.is_none() {
                return Ok(Obj::NONE);
            }
        }
    } else if !read_some(vm, o, b, &raw, to.len, &mut out)? {
        return Ok(Obj::NONE);
    }
    if let Some(place) = to.as_mut_slice() {
        place[..out.len()].copy_from_slice(&out);
    }
    Ok(int::from_usize(out.len()))
}

fn peek(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, b) = (&a[0], of(&a[0]));
    let raw = b.open_raw(vm, "peek of closed file")?;
    let _inside = enter(vm, o, b)?;
    if can_write(o) {
        flush_pending(vm, b, &raw)?;
    }
    if b.left() == 0 {
        b.fill(vm, &raw)?;
    }
    let ahead = b.ahead.borrow();
    Ok(bytes::from_slice(&ahead[b.at.get()..]))
}

fn read_line(vm: &Vm, o: &Obj, limit: Option<usize>) -> PyResult<Obj> {
    let b = of(o);
    let raw = b.open_raw(vm, "readline of closed file")?;
    let limit = limit.unwrap_or(usize::MAX);
    // The whole line is in the buffer, usually.
    let _inside = enter(vm, o, b)?;
    let mut line = Vec::new();
    loop {
        {
            let (ahead, at) = (b.ahead.borrow(), b.at.get());
            let rest = &ahead[at..];
            let room = rest.len().min(limit - line.len());
            let end = memchr::memchr(b'\n', &rest[..room]).map(|i| i + 1);
            let k = end.unwrap_or(room);
            b.at.set(at + k);
            if end.is_some() || line.len() + k == limit {
                if line.is_empty() {
                    return Ok(bytes::from_slice(&rest[..k]));
                }
                line.extend_from_slice(&rest[..k]);
                break;
            }
            line.extend_from_slice(rest);
        }
        b.forget();
        if can_write(o) {
            flush_pending(vm, b, &raw)?;
        }
        if b.fill(vm, &raw)?.unwrap_or(0) == 0 {
            break;
        }
    }
    Ok(bytes::from_slice(&line))
}

fn next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let line = if o.ty().is_heap() {
        let line = api::call_method(vm, o, name!(readline), &[])?;
        if !bytes::is_bytes(&line) {
            let message =
                format!("readline() should have returned a bytes object, not '{}'", line.ty().name());
            return Err(vm.error(&exception::OS_ERROR, message));
        }
        line
    } else {
        read_line(vm, o, None)?
    };
    Ok((!bytes::bytes_of(&line).is_empty()).then_some(line))
}

// --- writing

/// Writes all of `data`, at least into the buffer.
fn write_bytes(vm: &Vm, o: &Obj, data: &[u8]) -> PyResult<()> {
    let b = of(o);
    let raw = b.open_raw(vm, "write to closed file")?;
    let _inside = enter(vm, o, b)?;
    if can_read(o) {
        rewind(vm, b, &raw)?;
    }
    let size = b.size.get();
    let waiting = b.pending.borrow().len();
    if waiting + data.len() <= size {
        b.pending.borrow_mut().extend_from_slice(data);
        return Ok(());
    }
    let mut done = 0;
    if waiting > 0 && !write_pending(vm, b, &raw)? {
        return keep(vm, b, &raw, data, 0);
    }
    while data.len() - done > size {
        match raw_write(vm, &raw, &data[done..])? {
            Some(n) => done += n,
            None => return keep(vm, b, &raw, data, done),
        }
    }
    b.pending.borrow_mut().extend_from_slice(&data[done..]);
    Ok(())
}

/// The raw stream takes no more: keeps what fits into the buffer; BlockingIOError if that is not all.
fn keep(vm: &Vm, b: &Buffered, raw: &Obj, data: &[u8], done: usize) -> PyResult<()> {
    let mut pending = b.pending.borrow_mut();
    let k = (data.len() - done).min(b.size.get().saturating_sub(pending.len()));
    pending.extend_from_slice(&data[done..done + k]);
    drop(pending);
    if done + k == data.len() { Ok(()) } else { Err(would_block(vm, raw, done + k)) }
}

fn write(vm: &Vm, a: Args) -> PyResult<Obj> {
    of(&a[0]).raw(vm)?;
    let data = buffer::bytes_arg(vm, &a[1])?;
    write_bytes(vm, &a[0], &data)?;
    Ok(int::from_usize(data.len()))
}

/// `write` for text streams, past Python; `None`: the object is no plain BufferedWriter.
pub fn try_write(vm: &Vm, o: &Obj, data: &[u8]) -> Option<PyResult<()>> {
    (o.is_exact::<Writer>() || o.is_exact::<Random>()).then(|| write_bytes(vm, o, data))
}

/// `flush` for text streams, past Python; `None`: the object is no plain BufferedWriter.
pub fn try_flush(vm: &Vm, o: &Obj) -> Option<PyResult<()>> {
    o.is_exact::<Writer>().then(|| flush(vm, o))
}

fn flush(vm: &Vm, o: &Obj) -> PyResult<()> {
    let b = of(o);
    if !can_write(o) {
        let raw = b.raw(vm)?;
        return api::call_method(vm, &raw, name!(flush), &[]).map(drop);
    }
    let raw = b.open_raw(vm, "flush of closed file")?;
    let _inside = enter(vm, o, b)?;
    flush_and_rewind(vm, o, b, &raw)
}

// --- position

fn tell(vm: &Vm, o: &Obj) -> PyResult<i64> {
    let b = of(o);
    let raw = b.raw(vm)?;
    let at = raw_tell(vm, &raw)? - b.left() as i64 + b.pending.borrow().len() as i64;
    if at < 0 {
        Err(vm.error(&exception::OS_ERROR, format!("Raw stream returned invalid position {at}")))
    } else {
        Ok(at)
    }
}

fn seek(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, b) = (&a[0], of(&a[0]));
    let whence = a.opt(2).map_or(Ok(0), |w| c_int(vm, w))?;
    b.raw(vm)?;
    if !(0..=4).contains(&whence) {
        return Err(vm.value_error(format!("whence value {whence} unsupported")));
    }
    let raw = b.open_raw(vm, "seek of closed file")?;
    base::check_seekable(vm, &raw)?;
    let mut target = api::to_i64(vm, &a[1])?;
    let _inside = enter(vm, o, b)?;
    let left = b.left() as i64;
    if whence < 2 && can_read(o) && left > 0 {
        // Maybe the target is in what was read ahead.
        let here = raw_tell(vm, &raw)? - left;
        let step = if whence == 0 { target - here } else { target };
        if step >= -(b.at.get() as i64) && step <= left {
            b.at.set((b.at.get() as i64 + step) as usize);
            return Ok(int::from_i64(here + step));
        }
    }
    if can_write(o) {
        flush_pending(vm, b, &raw)?;
    }
    if whence == 1 {
        target -= left;
    }
    let n = raw_seek(vm, &raw, target, whence)?;
    b.forget();
    Ok(int::from_i64(n))
}

fn truncate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, b) = (&a[0], of(&a[0]));
    let raw = b.open_raw(vm, "truncate of closed file")?;
    if !can_write(o) {
        return Err(unsupported(vm, "truncate"));
    }
    let _inside = enter(vm, o, b)?;
    flush_and_rewind(vm, o, b, &raw)?;
    api::call_method_str(vm, &raw, "truncate", &[a.opt(1).cloned().unwrap_or(Obj::NONE)])
}

// --- life

fn close(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, b) = (&a[0], of(&a[0]));
    let raw = b.raw(vm)?;
    if base::is_closed(vm, &raw)? {
        return Ok(Obj::NONE);
    }
    if b.finalizing.get()
        && let Err(r) = api::call_method_str(vm, &raw, "_dealloc_warn", &[o.clone()])
    {
        drop(vm.take_raised(r));
    }
    let flushed = api::call_method(vm, o, name!(flush), &[]).map(drop);
    let r = both(vm, flushed, || api::call_method(vm, &raw, name!(close), &[]));
    b.forget();
    r
}

fn detach(vm: &Vm, a: Args) -> PyResult<Obj> {
    let b = of(&a[0]);
    b.raw(vm)?;
    api::call_method(vm, &a[0], name!(flush), &[])?;
    let raw = b.raw(vm)?;
    b.state.set(State::Detached);
    b.raw.set(None);
    Ok(raw)
}

fn set_up(vm: &Vm, o: &Obj, raw: &Obj, size: isize) -> PyResult<()> {
    let b = of(o);
    b.state.set(State::Uninitialized);
    if o.is_instance::<Random>() {
        base::check_seekable(vm, raw)?;
    }
    if can_read(o) {
        base::check_readable(vm, raw)?;
    }
    if can_write(o) {
        base::check_writable(vm, raw)?;
    }
    if size <= 0 {
        return Err(vm.value_error("buffer size must be strictly positive"));
    }
    b.raw.set(Some(raw.clone()));
    b.size.set(size as usize);
    b.forget();
    b.pending.borrow_mut().clear();
    b.state.set(State::Ready);
    Ok(())
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let class = o.ty().solid.spec().name;
    let [raw, size] = args.bind(vm, class, ["raw", "buffer_size"])?;
    let Some(raw) = raw else {
        return Err(vm.type_error(format!("{class}() missing required argument 'raw' (pos 1)")));
    };
    let size = size.map_or(Ok(super::DEFAULT_BUFFER_SIZE as isize), |s| api::index_isize(vm, s))?;
    set_up(vm, o, raw, size)
}

/// A buffered stream of one of the three classes.
pub fn new_object(vm: &Vm, class: &'static StaticType, raw: &Obj, size: usize) -> PyResult<Obj> {
    let new = class.get().slots().new.expect("buffered classes have a constructor");
    let o = new(vm, &class.obj(), CallArgs::EMPTY)?;
    set_up(vm, &o, raw, isize::try_from(size).unwrap_or(isize::MAX))?;
    Ok(o)
}

/// The FileIO under a plain buffered stream, if there is one.
pub fn file_under(o: &Obj) -> Option<Obj> {
    if o.is_exact::<Reader>() || o.is_exact::<Writer>() || o.is_exact::<Random>() {
        return of(o).raw.get().filter(|r| r.is_exact::<FileIo>());
    }
    None
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let class = o.ty().name();
    guarded_repr(vm, o, || {
        Ok(str_::from_string(match name_of(vm, o)? {
            Some(n) => format!("<{class} name={}>", api::repr_string(vm, &n)?),
            None => format!("<{class}>"),
        }))
    })
}

fn ask_raw(vm: &Vm, a: Args, what: &str) -> PyResult<Obj> {
    let raw = of(&a[0]).raw(vm)?;
    api::call_method_str(vm, &raw, what, &[])
}

const PEEK: MethodDef =
    method("peek", "($self, size=0, /)", "What the buffer holds, without moving the position.", peek);
const READ: MethodDef = method("read", "($self, size=-1, /)", "Reads that many bytes, or all.", read);
const READ1: MethodDef =
    method("read1", "($self, size=-1, /)", "Reads with at most one read of the raw stream.", read1);
const READINTO: MethodDef =
    method("readinto", "($self, buffer, /)", "Fills a buffer; returns how many bytes.", |vm, a| {
        read_into(vm, a, false)
    });
const READINTO1: MethodDef = method(
    "readinto1",
    "($self, buffer, /)",
    "Fills a buffer with at most one read of the raw stream.",
    |vm, a| read_into(vm, a, true),
);
const READLINE: MethodDef = method(
    "readline",
    "($self, size=-1, /)",
    "Reads a line, or a part of it of at most that size.",
    |vm, a| {
        of(&a[0]).raw(vm)?;
        let limit = signed_size(vm, a.opt(1))?;
        read_line(vm, &a[0], limit.and_then(|n| usize::try_from(n).ok()))
    },
);
const READABLE: MethodDef =
    method("readable", "($self, /)", "Whether the raw stream can be read.", |vm, a| {
        ask_raw(vm, a, "readable")
    });
const WRITABLE: MethodDef =
    method("writable", "($self, /)", "Whether the raw stream can be written.", |vm, a| {
        ask_raw(vm, a, "writable")
    });
const WRITE: MethodDef = method("write", "($self, buffer, /)", "Writes bytes; returns how many.", write);
const TRUNCATE: MethodDef =
    method("truncate", "($self, pos=None, /)", "Cuts the file off at a size.", truncate);
const SEEKABLE: MethodDef =
    method("seekable", "($self, /)", "Whether the raw stream has a position.", |vm, a| {
        ask_raw(vm, a, "seekable")
    });
const FILENO: MethodDef =
    method("fileno", "($self, /)", "The descriptor of the raw stream.", |vm, a| ask_raw(vm, a, "fileno"));
const ISATTY: MethodDef =
    method("isatty", "($self, /)", "Whether the raw stream is a terminal.", |vm, a| ask_raw(vm, a, "isatty"));
const SEEK: MethodDef =
    method("seek", "($self, target, whence=0, /)", "Moves the position and returns it.", seek);
const TELL: MethodDef =
    method("tell", "($self, /)", "The position.", |vm, a| tell(vm, &a[0]).map(int::from_i64));
const FLUSH: MethodDef = method("flush", "($self, /)", "Writes what waits in the buffer.", |vm, a| {
    flush(vm, &a[0]).map(|()| Obj::NONE)
});
const CLOSE: MethodDef = method("close", "($self, /)", "Flushes and closes the stream.", close);
const DETACH: MethodDef = method("detach", "($self, /)", "Takes the raw stream out.", detach);
const DEALLOC_WARN: MethodDef = method("_dealloc_warn", "($self, source, /)", "", |vm, a| {
    if let Ok(raw) = of(&a[0]).raw(vm)
        && let Err(r) = api::call_method_str(vm, &raw, "_dealloc_warn", &[a[1].clone()])
    {
        drop(vm.take_raised(r));
    }
    Ok(Obj::NONE)
});
const SIZEOF: MethodDef = method("__sizeof__", "($self, /)", "", |_, a| {
    Ok(int::from_usize(crate::types::type_::size_of_object(&a[0]) + of(&a[0]).size.get()))
});
const REDUCE: MethodDef = method("__reduce__", "($self, /)", "", no_pickle);
const REDUCE_EX: MethodDef = method("__reduce_ex__", "($self, object, /)", "", no_pickle);

static GETTERS: [GetterDef; 5] = [
    member("raw", "", |_, o| Ok(of(o).raw.get_or_none())),
    getter("closed", "", |vm, o| {
        let raw = of(o).raw(vm)?;
        api::getattr_str(vm, &raw, "closed")
    }),
    getter("name", "", |vm, o| {
        let raw = of(o).raw(vm)?;
        api::getattr_str(vm, &raw, "name")
    }),
    getter("mode", "", |vm, o| {
        let raw = of(o).raw(vm)?;
        api::getattr_str(vm, &raw, "mode")
    }),
    property(
        "_finalizing",
        "",
        |_, o| Ok(Obj::from_bool(of(o).finalizing.get())),
        |vm, o, v| {
            of(o).finalizing.set(v.map_or(Ok(false), |v| api::is_true(vm, v))?);
            Ok(())
        },
    ),
];

macro_rules! classes {
    ($($(#[$doc:meta])* $ty:ident $body:ident $name:literal $text:literal $next:expr, [$($method:ident)*];)*) => {
        $(
            $(#[$doc])*
            pub static $ty: StaticType = {
                static METHODS: &[MethodDef] =
                    &[$($method,)* SEEKABLE, FILENO, ISATTY, SEEK, TELL, TRUNCATE, FLUSH, CLOSE, DETACH, DEALLOC_WARN, SIZEOF, REDUCE, REDUCE_EX];
                static SPEC: TypeSpec = TypeSpec {
                    name: $name,
                    module: "_io",
                    doc: $text,
                    signature: "(raw, buffer_size=DEFAULT_BUFFER_SIZE)",
                    base: Some(&BUFFERED_IO_BASE),
                    slots: Slots {
                        new: Some(|vm, cls, _| attr::new_instance(vm, cls, $body::default())),
                        init: Some(init),
                        repr: Some(repr),
                        next: $next,
                        ..Slots::NONE
                    },
                    methods: METHODS,
                    getters: &GETTERS,
                    ..TypeSpec::BASE
                };
                StaticType::new(&SPEC, LayoutOps::of::<$body>(false))
            };
        )*
    };
}

classes! {
    /// `_io.BufferedReader`
    BUFFERED_READER Reader "BufferedReader" "A buffer for reading a raw stream." Some(next),
        [READ PEEK READ1 READINTO READINTO1 READLINE READABLE];
    /// `_io.BufferedWriter`
    BUFFERED_WRITER Writer "BufferedWriter" "A buffer for writing a raw stream." None, [WRITABLE WRITE];
    /// `_io.BufferedRandom`
    BUFFERED_RANDOM Random "BufferedRandom" "A buffer for reading and writing a raw stream with a position." Some(next),
        [READABLE WRITABLE READ READ1 READINTO READINTO1 READLINE PEEK WRITE];
}
