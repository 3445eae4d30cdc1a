//! `mmap`: files, and memory that processes share, as arrays of bytes.
#![allow(unsafe_code)]

use crate::host::shared::{Mapping, page_size};
use crate::host::{Errno, Sys, file};
use crate::modules::os_support::{c_int, os_error};
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::buffer::Buffer;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{constructor, payload};
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, ModuleSpec, TypeSpec, getter, iter_self, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::buffer::bytes_arg;
use crate::types::sequence::{is_index, item_index, resolve, size_arg};
use crate::types::{bytes, exception, int, module, slice, str_};
use crate::vm::{PyResult, Vm, api, gil};
use std::cell::{Cell, RefCell};

macro_rules! constants {
    ($($name:ident)*) => {
        &[$((stringify!($name), libc::$name as i64)),*]
    };
}

static CONSTANTS: &[(&str, i64)] = constants! {
    MADV_DODUMP MADV_DOFORK MADV_DONTDUMP MADV_DONTFORK MADV_DONTNEED MADV_FREE MADV_HUGEPAGE MADV_HWPOISON
    MADV_MERGEABLE MADV_NOHUGEPAGE MADV_NORMAL MADV_RANDOM MADV_REMOVE MADV_SEQUENTIAL MADV_UNMERGEABLE
    MADV_WILLNEED MAP_ANON MAP_ANONYMOUS MAP_DENYWRITE MAP_EXECUTABLE MAP_NORESERVE MAP_POPULATE MAP_PRIVATE
    MAP_SHARED MAP_STACK PROT_EXEC PROT_READ PROT_WRITE
};

/// What may be done with the bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Default,
    Read,
    Write,
    Copy,
}

impl Access {
    const NAMES: [(&str, Access); 4] = [
        ("ACCESS_DEFAULT", Access::Default),
        ("ACCESS_READ", Access::Read),
        ("ACCESS_WRITE", Access::Write),
        ("ACCESS_COPY", Access::Copy),
    ];
}

/// The native state of a mmap.
struct Map {
    /// Empty when closed.
    memory: RefCell<Option<Mapping>>,
    at: Cell<usize>,
    /// Views of the memory that are in use: it must not move.
    exports: Cell<usize>,
    /// Our own descriptor of the file; -1: none.
    fd: Cell<i32>,
    offset: i64,
    access: Access,
    /// `resize` may be tried.
    tracked: bool,
    shared_anonymous: bool,
}

// SAFETY: holds no references.
unsafe impl Payload for Map {
    fn static_type() -> &'static StaticType {
        &MMAP
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        self.close_file();
    }
}

fn any(o: &Obj) -> &Map {
    o.downcast::<Map>().expect("the receiver is a mmap")
}

impl Map {
    fn close_file(&self) {
        let fd = self.fd.replace(-1);
        if fd >= 0 {
            // Nothing was written through this descriptor that closing could lose.
            let _ = file::close(fd);
        }
    }

    /// Runs `f` with the memory: address and length. `f` runs no Python code.
    fn with<R>(&self, vm: &Vm, f: impl FnOnce(&mut [u8]) -> R) -> PyResult<R> {
        match &*self.memory.borrow() {
            // SAFETY: mapped; GIL held and no Python code runs meanwhile.
            Some(m) => Ok(f(unsafe { std::slice::from_raw_parts_mut(m.ptr(), m.len()) })),
            None => Err(vm.value_error("mmap closed or invalid")),
        }
    }

    fn len(&self, vm: &Vm) -> PyResult<usize> {
        self.with(vm, |m| m.len())
    }

    /// Runs `f` with memory that may be written.
    fn with_writable<R>(&self, vm: &Vm, f: impl FnOnce(&mut [u8]) -> R) -> PyResult<R> {
        self.len(vm)?;
        if self.access == Access::Read {
            return Err(vm.type_error("mmap can't modify a readonly memory map."));
        }
        self.with(vm, f)
    }

    /// Moves over up to `n` bytes and gives them.
    fn take(&self, vm: &Vm, n: usize) -> PyResult<Obj> {
        self.with(vm, |m| {
            let start = self.at.get().min(m.len());
            let end = start + n.min(m.len() - start);
            self.at.set(end);
            bytes::try_from_slice(&m[start..end])
        })?
        .map_err(|_| vm.memory_error())
    }
}

fn sys<T>(vm: &Vm, r: Sys<T>) -> PyResult<T> {
    r.map_err(|e| os_error(vm, e))
}

// --- making

const MAKE: &str = "(fileno, length, flags=MAP_SHARED, prot=PROT_WRITE|PROT_READ, access=ACCESS_DEFAULT, offset=0, trackfd=True)";

constructor!(
    new,
    "mmap",
    "($type, fileno, length, flags=1, prot=3, access=0, offset=0, trackfd=True)",
    |vm, a| {
        let fd = c_int(vm, &a[1])?;
        let length = size_arg(vm, &a[2])?;
        let number = |i: usize, default: i32| a.opt(i).map_or(Ok(default), |n| c_int(vm, n));
        let (mut flags, mut prot) =
            (number(3, libc::MAP_SHARED)?, number(4, libc::PROT_READ | libc::PROT_WRITE)?);
        let access = number(5, 0)?;
        let offset = a.opt(6).map_or(Ok(0), |n| api::to_i64(vm, n))?;
        let tracked = a.opt(7).map_or(Ok(true), |t| api::is_true(vm, t))?;
        if length < 0 {
            return Err(vm.overflow_error("memory mapped length must be positive"));
        }
        if offset < 0 {
            return Err(vm.overflow_error("memory mapped offset must be positive"));
        }
        let access = match Access::NAMES.get(access as usize) {
            Some((_, access)) => *access,
            None => return Err(vm.value_error("mmap invalid access parameter.")),
        };
        let both = libc::PROT_READ | libc::PROT_WRITE;
        if access != Access::Default && (flags != libc::MAP_SHARED || prot != both) {
            return Err(vm.value_error("mmap can't specify both access and flags, prot."));
        }
        let access = match access {
            Access::Read => {
                prot = libc::PROT_READ;
                access
            }
            Access::Copy => {
                flags = libc::MAP_PRIVATE;
                access
            }
            Access::Default if prot & both == libc::PROT_WRITE => Access::Write,
            Access::Default if prot & libc::PROT_WRITE == 0 => Access::Read,
            _ => access,
        };
        let mut length = length as usize;
        if fd != -1 {
            let s = sys(vm, file::fstat(fd))?;
            if s.st_mode & libc::S_IFMT == libc::S_IFREG {
                if length == 0 {
                    if s.st_size == 0 {
                        return Err(vm.value_error("cannot mmap an empty file"));
                    }
                    if offset >= s.st_size {
                        return Err(vm.value_error("mmap offset is greater than file size"));
                    }
                    length = (s.st_size - offset) as usize;
                } else if offset > s.st_size || ((s.st_size - offset) as usize) < length {
                    return Err(vm.value_error("mmap length is greater than file size"));
                }
            }
        } else {
            flags |= libc::MAP_ANONYMOUS;
        }
        let memory = sys(vm, Mapping::new(fd, length, flags, prot, offset))?;
        let own = if fd == -1 || !tracked { -1 } else { sys(vm, file::dup(fd))? };
        let body = Map {
            memory: RefCell::new(Some(memory)),
            at: Cell::new(0),
            exports: Cell::new(0),
            fd: Cell::new(own),
            offset,
            access,
            tracked,
            shared_anonymous: fd == -1 && flags & libc::MAP_SHARED != 0,
        };
        new_instance(vm, &a[0], body)
    }
);

// --- as a stream

fn read(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = match a.opt_not_none(1) {
        None => usize::MAX,
        Some(n) if !is_index(n) => {
            return Err(vm.type_error(format!("argument should be integer or None, not '{}'", n.ty().name())));
        }
        Some(n) => usize::try_from(size_arg(vm, n)?).unwrap_or(usize::MAX),
    };
    any(&a[0]).take(vm, n)
}

fn readline(vm: &Vm, a: Args) -> PyResult<Obj> {
    let o = any(&a[0]);
    let n = o.with(vm, |m| {
        let rest = m.get(o.at.get()..).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(rest.len(), |i| i + 1)
    })?;
    o.take(vm, n)
}

fn read_byte(vm: &Vm, a: Args) -> PyResult<Obj> {
    let o = any(&a[0]);
    match o.with(vm, |m| m.get(o.at.get()).copied())? {
        Some(b) => {
            o.at.set(o.at.get() + 1);
            Ok(int::from_i64(b.into()))
        }
        None => Err(vm.value_error("read byte out of range")),
    }
}

/// Writes at the position if there is room.
fn put(vm: &Vm, o: &Obj, data: &[u8], refused: &str) -> PyResult<()> {
    let m = any(o);
    let start = m.at.get();
    let done = m.with_writable(vm, |to| {
        let end = start.checked_add(data.len())?;
        to.get_mut(start..end)?.copy_from_slice(data);
        Some(end)
    })?;
    match done {
        Some(end) => {
            m.at.set(end);
            Ok(())
        }
        None => Err(vm.value_error(refused)),
    }
}

fn write(vm: &Vm, a: Args) -> PyResult<Obj> {
    any(&a[0]).len(vm)?;
    let data = bytes_arg(vm, &a[1])?;
    put(vm, &a[0], &data, "data out of range")?;
    Ok(int::from_usize(data.len()))
}

fn write_byte(vm: &Vm, a: Args) -> PyResult<Obj> {
    any(&a[0]).len(vm)?;
    let n = api::index(vm, &a[1])?;
    let byte = match int::to_i64(&n) {
        Some(n) if n > 255 => return Err(vm.overflow_error("unsigned byte integer is greater than maximum")),
        Some(n) if n < 0 => return Err(vm.overflow_error("unsigned byte integer is less than minimum")),
        Some(n) => n as u8,
        None => return Err(vm.overflow_error("Python int too large to convert to C long")),
    };
    put(vm, &a[0], &[byte], "write byte out of range")?;
    Ok(Obj::NONE)
}

fn seek(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = any(&a[0]);
    m.len(vm)?;
    let distance = size_arg(vm, &a[1])?;
    let how = a.opt(2).map_or(Ok(0), |h| c_int(vm, h))?;
    let len = m.len(vm)?;
    let from = match how {
        0 => 0,
        1 => m.at.get(),
        2 => len,
        _ => return Err(vm.value_error("unknown seek type")),
    };
    match from.checked_add_signed(distance) {
        Some(at) if at <= len => {
            m.at.set(at);
            Ok(int::from_usize(at))
        }
        _ => Err(vm.value_error("seek out of range")),
    }
}

fn find(vm: &Vm, a: Args, backwards: bool) -> PyResult<Obj> {
    let m = any(&a[0]);
    m.len(vm)?;
    let what = bytes_arg(vm, &a[1])?;
    let bound = |i: usize| a.opt(i).map(|n| size_arg(vm, n)).transpose();
    let (start, end) = (bound(2)?, bound(3)?);
    let found = m.with(vm, |mem| {
        let len = mem.len();
        let place = |n: isize| if n < 0 { len.saturating_add_signed(n) } else { (n as usize).min(len) };
        let start = start.map_or(m.at.get().min(len), place);
        let part = mem.get(start..end.map_or(len, place))?;
        let i =
            if backwards { memchr::memmem::rfind(part, &what) } else { memchr::memmem::find(part, &what) };
        i.map(|i| i + start)
    })?;
    Ok(found.map_or(int::from_i64(-1), int::from_usize))
}

// --- the memory

fn size(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = any(&a[0]);
    m.len(vm)?;
    let fd = m.fd.get();
    let s = if fd < 0 { Err(Errno(libc::EBADF)) } else { file::fstat(fd) };
    Ok(int::from_i64(sys(vm, s)?.st_size))
}

fn flush(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = any(&a[0]);
    let len = m.len(vm)?;
    let offset = a.opt(1).map_or(Ok(0), |n| size_arg(vm, n))?;
    let count = a.opt(2).map_or(Ok(len as isize), |n| size_arg(vm, n))?;
    let (Ok(offset), Ok(count)) = (usize::try_from(offset), usize::try_from(count)) else {
        return Err(vm.value_error("flush values out of range"));
    };
    if len.checked_sub(offset).is_none_or(|room| room < count) {
        return Err(vm.value_error("flush values out of range"));
    }
    if matches!(m.access, Access::Read | Access::Copy) {
        return Ok(Obj::NONE);
    }
    // The view keeps the memory in place while other threads run: they find it in use before they take the cell.
    let view = export(vm, &a[0], false)?;
    let r = match &*m.memory.borrow() {
        Some(memory) => gil::allow_threads(vm, || memory.sync(offset, count)),
        None => Ok(()),
    };
    drop(view);
    sys(vm, r)?;
    Ok(Obj::NONE)
}

fn madvise(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = any(&a[0]);
    let len = m.len(vm)?;
    let option = c_int(vm, &a[1])?;
    let start = a.opt(2).map_or(Ok(0), |n| size_arg(vm, n))?;
    let length = a.opt(3).map_or(Ok(len as isize), |n| size_arg(vm, n))?;
    let Some(start) = usize::try_from(start).ok().filter(|s| *s < len) else {
        return Err(vm.value_error("madvise start out of bounds"));
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("madvise length invalid"));
    };
    if isize::try_from(start.saturating_add(length)).is_err() {
        return Err(vm.overflow_error("madvise length too large"));
    }
    let r = match &*m.memory.borrow() {
        Some(memory) => memory.advise(option, start, length.min(len - start)),
        None => Ok(()),
    };
    sys(vm, r)?;
    Ok(Obj::NONE)
}

fn resize(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = any(&a[0]);
    let old = m.len(vm)?;
    let new = size_arg(vm, &a[1])?;
    if m.exports.get() > 0 {
        return Err(vm.buffer_error("mmap can't resize with extant buffers exported."));
    }
    if !m.tracked {
        return Err(vm.value_error("mmap can't resize with trackfd=False."));
    }
    if matches!(m.access, Access::Read | Access::Copy) {
        return Err(vm.type_error("mmap can't resize a readonly or copy-on-write memory map."));
    }
    if new < 0 || m.offset.checked_add(new as i64).is_none() {
        return Err(vm.value_error("new size out of range"));
    }
    let new = new as usize;
    // Touching what a shared mapping without a file did not have before would kill the process.
    if m.shared_anonymous && new > old.next_multiple_of(page_size()) {
        return Err(vm.value_error("mmap: can't expand a shared anonymous mapping on Linux"));
    }
    // An empty mapping is refused before the file is cut off.
    let r = if new == 0 { Err(Errno(libc::EINVAL)) } else { Ok(()) }.and_then(|()| {
        if m.fd.get() >= 0 {
            file::truncate(m.fd.get(), m.offset + new as i64)?;
        }
        m.memory.borrow_mut().as_mut().map_or(Ok(()), |memory| memory.resize(new))
    });
    sys(vm, r)?;
    Ok(Obj::NONE)
}

fn move_(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = any(&a[0]);
    m.len(vm)?;
    let [to, from, n] = [size_arg(vm, &a[1])?, size_arg(vm, &a[2])?, size_arg(vm, &a[3])?];
    let done = m.with_writable(vm, |mem| {
        let [to, from, n] =
            [usize::try_from(to).ok()?, usize::try_from(from).ok()?, usize::try_from(n).ok()?];
        let room = mem.len().checked_sub(to.max(from))?;
        (n <= room).then(|| mem.copy_within(from..from + n, to))
    })?;
    match done {
        Some(()) => Ok(Obj::NONE),
        None => Err(vm.value_error("source, destination, or count out of range")),
    }
}

fn close(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = any(&a[0]);
    if m.exports.get() > 0 {
        return Err(vm.buffer_error("cannot close exported pointers exist"));
    }
    m.close_file();
    drop(m.memory.take());
    Ok(Obj::NONE)
}

// --- as a sequence

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let m = any(o);
    let len = m.len(vm)?;
    if is_index(key) {
        let i = item_index(vm, key)?;
        return match m.with(vm, |mem| resolve(i, len).and_then(|i| mem.get(i).copied()))? {
            Some(b) => Ok(int::from_i64(b.into())),
            None => Err(vm.index_error("mmap index out of range")),
        };
    }
    if !key.is_instance::<slice::Slice>() {
        return Err(vm.type_error("mmap indices must be integers"));
    }
    let (start, stop, step) = slice::unpack(vm, key)?;
    let made = m.with(vm, |mem| {
        let (start, _, step, n) = slice::adjust(start, stop, step, mem.len());
        if step == 1 {
            bytes::try_from_slice(&mem[start as usize..start as usize + n])
        } else {
            bytes::try_from_slice(&bytes::strided(mem, start, step, n))
        }
    })?;
    made.map_err(|_| vm.memory_error())
}

fn setitem(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let m = any(o);
    m.with_writable(vm, |_| ())?;
    if is_index(key) {
        let i = item_index(vm, key)?;
        let Some(i) = resolve(i, m.len(vm)?) else {
            return Err(vm.index_error("mmap index out of range"));
        };
        let Some(value) = value else {
            return Err(vm.type_error("mmap doesn't support item deletion"));
        };
        if !is_index(value) {
            return Err(vm.type_error("mmap item value must be an int"));
        }
        let byte = match u8::try_from(size_arg(vm, value)?) {
            Ok(b) => b,
            Err(_) => return Err(vm.value_error("mmap item value must be in range(0, 256)")),
        };
        return m.with_writable(vm, |mem| {
            if let Some(to) = mem.get_mut(i) {
                *to = byte;
            }
        });
    }
    if !key.is_instance::<slice::Slice>() {
        return Err(vm.type_error("mmap indices must be integer"));
    }
    let (start, stop, step) = slice::unpack(vm, key)?;
    let Some(value) = value else {
        return Err(vm.type_error("mmap object doesn't support slice deletion"));
    };
    let data = bytes_arg(vm, value)?;
    let fits = m.with_writable(vm, |mem| {
        let (start, _, step, n) = slice::adjust(start, stop, step, mem.len());
        if data.len() != n {
            return false;
        }
        if step == 1 {
            mem[start as usize..start as usize + n].copy_from_slice(&data);
        } else {
            for (i, b) in data.iter().enumerate() {
                mem[(start + i as isize * step) as usize] = *b;
            }
        }
        true
    })?;
    if fits { Ok(()) } else { Err(vm.index_error("mmap slice assignment is wrong size")) }
}

/// An iterator over the bytes as objects of length one.
struct Iter {
    source: Obj,
    at: Cell<usize>,
}
payload!(Iter, ITER, [source]);

static ITER_SPEC: TypeSpec = TypeSpec {
    name: "iterator",
    flags: type_flag::NO_NEW,
    slots: Slots {
        iter: Some(iter_self),
        next: Some(|vm, o| {
            let it: &Iter = o.downcast().expect("the receiver is an iterator");
            let i = it.at.get();
            it.at.set(i + 1);
            Ok(any(&it.source).with(vm, |m| m.get(i).copied())?.map(|b| bytes::from_slice(&[b])))
        }),
        ..Slots::NONE
    },
    ..TypeSpec::FINAL
};
static ITER: StaticType = StaticType::new(&ITER_SPEC, LayoutOps::of::<Iter>(false));

fn export(vm: &Vm, o: &Obj, writable: bool) -> PyResult<Buffer> {
    let m = any(o);
    let readonly = m.access == Access::Read;
    if writable && readonly {
        return Err(vm.buffer_error("Object is not writable."));
    }
    let (ptr, len) = m.with(vm, |mem| (mem.as_mut_ptr(), mem.len()))?;
    m.exports.set(m.exports.get() + 1);
    // SAFETY: while something is exported every method that could move or unmap the memory refuses.
    Ok(unsafe { Buffer::bytes(o, ptr, len, readonly, Some(release)) })
}

fn release(o: &Obj) {
    let m = any(o);
    m.exports.set(m.exports.get() - 1);
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let m = any(o);
    let name = o.ty().name();
    let name = if o.is_exact::<Map>() { "mmap.mmap" } else { &name };
    Ok(str_::from_string(match m.with(vm, |mem| mem.len()) {
        Err(r) => {
            drop(vm.take_raised(r));
            format!("<{name} closed=True>")
        }
        Ok(len) => {
            let access = Access::NAMES[m.access as usize].0;
            format!(
                "<{name} closed=False, access={access}, length={len}, pos={}, offset={}>",
                m.at.get(),
                m.offset
            )
        }
    }))
}

static METHODS: [MethodDef; 19] = [
    method("close", "($self, /)", "Unmaps the memory.", close),
    method("find", "($self, sub, start=0, end=0, /)", "Where bytes occur first; -1: nowhere.", |vm, a| {
        find(vm, a, false)
    }),
    method("rfind", "($self, sub, start=0, end=0, /)", "Where bytes occur last; -1: nowhere.", |vm, a| {
        find(vm, a, true)
    }),
    method("flush", "($self, offset=0, size=0, /)", "Writes changes to the file.", flush),
    method("madvise", "($self, option, start=0, length=0, /)", "Says how memory will be used.", madvise),
    method("move", "($self, dest, src, count, /)", "Copies bytes within the memory.", move_),
    method("read", "($self, n=None, /)", "The next bytes.", read),
    method("read_byte", "($self, /)", "The next byte as an int.", read_byte),
    method("readline", "($self, /)", "The bytes up to the end of the line.", readline),
    method("resize", "($self, newsize, /)", "Changes the length of memory and file.", resize),
    method("seek", "($self, pos, whence=0, /)", "Moves the position.", seek),
    method("seekable", "($self, /)", "True.", |_, _| Ok(Obj::TRUE)),
    method("size", "($self, /)", "The length of the file.", size),
    method("tell", "($self, /)", "The position.", |vm, a| {
        any(&a[0]).len(vm)?;
        Ok(int::from_usize(any(&a[0]).at.get()))
    }),
    method("write", "($self, data, /)", "Writes bytes at the position.", write),
    method("write_byte", "($self, byte, /)", "Writes one byte, given as an int.", write_byte),
    method("__enter__", "($self, /)", "The object itself.", |vm, a| {
        any(&a[0]).len(vm)?;
        Ok(a[0].clone())
    }),
    method("__exit__", "($self, /, *exc_info)", "Unmaps the memory.", close),
    method("__sizeof__", "($self, /)", "", |_, a| {
        Ok(int::from_usize(crate::types::type_::size_of_object(&a[0])))
    }),
];

static SPEC: TypeSpec = TypeSpec {
    name: "mmap",
    module: "mmap",
    doc: "mmap(fileno, length, ...): memory that shows a file (fileno -1: no file) and can be read and written like a \
          bytearray and like a file.",
    signature: MAKE,
    flags: type_flag::BASE | type_flag::WEAKREF,
    slots: Slots {
        new: Some(new),
        repr: Some(repr),
        len: Some(|vm, o| any(o).len(vm)),
        getitem: Some(getitem),
        setitem: Some(setitem),
        iter: Some(|_, o| Ok(Ref::new(Iter { source: o.clone(), at: Cell::new(0) }).into_obj())),
        buffer: Some(export),
        ..Slots::NONE
    },
    methods: &METHODS,
    getters: &[getter("closed", "", |_, o| Ok(Obj::from_bool(any(o).memory.borrow().is_none())))],
    ..TypeSpec::BASE
};
static MMAP: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Map>(false));

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    let number = |name: &str, n: i64| d.insert_str(intern(name), int::from_i64(n));
    CONSTANTS.iter().for_each(|(name, n)| number(name, *n));
    Access::NAMES.iter().for_each(|(name, a)| number(name, *a as i64));
    number("PAGESIZE", page_size() as i64);
    number("ALLOCATIONGRANULARITY", page_size() as i64);
    #[cfg(target_arch = "x86_64")]
    number("MAP_32BIT", libc::MAP_32BIT.into());
    d.insert_str(intern("error"), exception::OS_ERROR.obj());
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "mmap",
    types: &[&MMAP],
    hidden_types: &[&ITER],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
