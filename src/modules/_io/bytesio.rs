//! `BytesIO`: a binary stream in memory.
#![allow(unsafe_code)]

use super::base::BUFFERED_IO_BASE;
use super::{signed_size, size_arg};
use crate::modules::os_support::c_int;
use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::buffer::Buffer;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, TypeSpec, getter, method};
use crate::object::type_object::StaticType;
use crate::types::{buffer, bytes, dict, int, list, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

/// The native state of a BytesIO.
#[derive(Default)]
pub struct BytesIo {
    data: RefCell<Vec<u8>>,
    at: Cell<usize>,
    closed: Cell<bool>,
    /// Views of the memory that are in use: it must not move.
    exports: Cell<usize>,
}

// SAFETY: holds no references.
unsafe impl Payload for BytesIo {
    fn static_type() -> &'static StaticType {
        &BYTES_IO
    }
    const GC: bool = true;
}

fn any(o: &Obj) -> &BytesIo {
    o.downcast::<BytesIo>().expect("the receiver is a BytesIO")
}

fn of<'a>(vm: &Vm, o: &'a Obj) -> PyResult<&'a BytesIo> {
    let b = any(o);
    if b.closed.get() { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(b) }
}

fn check_exports(vm: &Vm, b: &BytesIo) -> PyResult<()> {
    if b.exports.get() > 0 {
        Err(vm.buffer_error("Existing exports of data: object cannot be re-sized"))
    } else {
        Ok(())
    }
}

impl BytesIo {
    /// Moves over up to `n` bytes: their range.
    fn advance(&self, n: usize) -> std::ops::Range<usize> {
        let len = self.data.borrow().len();
        let start = self.at.get().min(len);
        let end = start + n.min(len - start);
        if self.at.get() <= len {
            self.at.set(end);
        }
        start..end
    }

    fn take(&self, n: usize) -> Obj {
        let range = self.advance(n);
        bytes::from_slice(&self.data.borrow()[range])
    }

    fn line(&self, limit: Option<usize>) -> Obj {
        let n = {
            let data = self.data.borrow();
            let rest = data.get(self.at.get()..).unwrap_or_default();
            let n = memchr::memchr(b'\n', rest).map_or(rest.len(), |i| i + 1);
            limit.map_or(n, |l| n.min(l))
        };
        self.take(n)
    }

    fn write(&self, vm: &Vm, new: &[u8]) -> PyResult<()> {
        if new.is_empty() {
            return Ok(());
        }
        let mut data = self.data.borrow_mut();
        let at = self.at.get();
        let end = at.checked_add(new.len()).ok_or_else(|| vm.overflow_error("new position too large"))?;
        if end > data.len() {
            let more = end - data.len();
            data.try_reserve(more).map_err(|_| vm.memory_error())?;
            if at == data.len() {
                data.extend_from_slice(new);
            } else {
                data.resize(end, 0);
                data[at..end].copy_from_slice(new);
            }
        } else {
            data[at..end].copy_from_slice(new);
        }
        self.at.set(end);
        Ok(())
    }
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let [initial] = args.bind(vm, "BytesIO", ["initial_bytes"])?;
    let b = any(o);
    check_exports(vm, b)?;
    let data = match initial {
        Some(i) if !i.is_none() => buffer::to_bytes_vec(vm, i)?,
        _ => Vec::new(),
    };
    b.closed.set(false);
    b.at.set(0);
    *b.data.borrow_mut() = data;
    Ok(())
}

fn read(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = size_arg(vm, a.opt(1))?;
    Ok(of(vm, &a[0])?.take(n.unwrap_or(usize::MAX)))
}

fn readinto(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut to = buffer::get_writable(vm, &a[1], "readinto() argument")?;
    let b = of(vm, &a[0])?;
    let range = b.advance(to.len);
    let piece = b.data.borrow()[range].to_vec();
    if let Some(place) = to.as_mut_slice() {
        place[..piece.len()].copy_from_slice(&piece);
    }
    Ok(int::from_usize(piece.len()))
}

fn readlines(vm: &Vm, a: Args) -> PyResult<Obj> {
    let b = of(vm, &a[0])?;
    let hint = signed_size(vm, a.opt(1))?.unwrap_or(0);
    let (mut lines, mut total) = (Vec::new(), 0);
    loop {
        let line = b.line(None);
        let n = bytes::bytes_of(&line).len();
        if n == 0 {
            break;
        }
        lines.push(line);
        total += n as isize;
        if hint > 0 && total >= hint {
            break;
        }
    }
    Ok(list::from_vec(lines))
}

fn write(vm: &Vm, a: Args) -> PyResult<Obj> {
    let b = of(vm, &a[0])?;
    check_exports(vm, b)?;
    let data = buffer::bytes_arg(vm, &a[1])?;
    b.write(vm, &data)?;
    Ok(int::from_usize(data.len()))
}

fn seek(vm: &Vm, a: Args) -> PyResult<Obj> {
    let pos = api::index_isize(vm, &a[1])?;
    let whence = a.opt(2).map_or(Ok(0), |w| c_int(vm, w))?;
    let b = of(vm, &a[0])?;
    let base = match whence {
        0 if pos < 0 => return Err(vm.value_error(format!("negative seek value {pos}"))),
        0 => 0,
        1 => b.at.get() as isize,
        2 => b.data.borrow().len() as isize,
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    let at = base.checked_add(pos).ok_or_else(|| vm.overflow_error("new position too large"))?.max(0);
    b.at.set(at as usize);
    Ok(int::from_i64(at as i64))
}

fn truncate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let size = signed_size(vm, a.opt(1))?;
    let b = of(vm, &a[0])?;
    check_exports(vm, b)?;
    let size = size.unwrap_or(b.at.get() as isize);
    if size < 0 {
        return Err(vm.value_error(format!("negative size value {size}")));
    }
    b.data.borrow_mut().truncate(size as usize);
    Ok(int::from_i64(size as i64))
}

fn getstate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let b = of(vm, &a[0])?;
    let attributes = attr::instance_dict(&a[0])
        .filter(|d| !d.is_empty())
        .map_or(Ok(Obj::NONE), |d| d.copy(vm).map(Ref::into_obj))?;
    let data = bytes::from_slice(&b.data.borrow());
    Ok(tuple::from_vec(vec![data, int::from_usize(b.at.get()), attributes]))
}

fn setstate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let [data, at, attributes] = tuple::items(&a[1]) else {
        return Err(vm.type_error(format!(
            "{}.__setstate__ argument should be 3-tuple, got {}",
            a[0].ty().name(),
            a[1].ty().name()
        )));
    };
    let b = of(vm, &a[0])?;
    check_exports(vm, b)?;
    let data = buffer::to_bytes_vec(vm, data)?;
    let at = api::index_isize(vm, at)?;
    if at < 0 {
        return Err(vm.value_error("position value cannot be negative"));
    }
    *b.data.borrow_mut() = data;
    b.at.set(at as usize);
    if !attributes.is_none() {
        match attr::instance_dict(&a[0]) {
            Some(d) => dict::update_from(vm, &d, attributes)?,
            None => return Err(attr::no_attribute(vm, &a[0], crate::object::intern::name!(__dict__))),
        }
    }
    Ok(Obj::NONE)
}

fn open_truth(vm: &Vm, a: Args, answer: bool) -> PyResult<Obj> {
    of(vm, &a[0]).map(|_| Obj::from_bool(answer))
}

static METHODS: [MethodDef; 22] = [
    method("readable", "($self, /)", "", |vm, a| open_truth(vm, a, true)),
    method("seekable", "($self, /)", "", |vm, a| open_truth(vm, a, true)),
    method("writable", "($self, /)", "", |vm, a| open_truth(vm, a, true)),
    method("close", "($self, /)", "Frees the memory.", |vm, a| {
        let b = any(&a[0]);
        check_exports(vm, b)?;
        b.closed.set(true);
        drop(b.data.take());
        Ok(Obj::NONE)
    }),
    method("flush", "($self, /)", "Does nothing.", |vm, a| of(vm, &a[0]).map(|_| Obj::NONE)),
    method("isatty", "($self, /)", "", |vm, a| open_truth(vm, a, false)),
    method("tell", "($self, /)", "The position.", |vm, a| of(vm, &a[0]).map(|b| int::from_usize(b.at.get()))),
    method("write", "($self, b, /)", "Writes bytes; returns how many.", write),
    method("writelines", "($self, lines, /)", "Writes lines.", |vm, a| {
        of(vm, &a[0])?;
        let it = api::iter(vm, &a[1])?;
        while let Some(line) = api::next(vm, &it)? {
            let b = of(vm, &a[0])?;
            check_exports(vm, b)?;
            b.write(vm, &buffer::bytes_arg(vm, &line)?)?;
        }
        Ok(Obj::NONE)
    }),
    method("read1", "($self, size=-1, /)", "Reads up to that many bytes.", read),
    method("readinto", "($self, buffer, /)", "Reads into a buffer.", readinto),
    method("readinto1", "($self, buffer, /)", "Reads into a buffer.", readinto),
    method("readline", "($self, size=-1, /)", "Reads a line.", |vm, a| {
        let limit = size_arg(vm, a.opt(1))?;
        Ok(of(vm, &a[0])?.line(limit))
    }),
    method("readlines", "($self, size=None, /)", "The lines, as many as make up that size.", readlines),
    method("read", "($self, size=-1, /)", "Reads up to that many bytes.", read),
    method("getbuffer", "($self, /)", "A view of the content.", |vm, a| {
        of(vm, &a[0])?;
        let inner = Ref::new(View { source: a[0].clone() }).into_obj();
        api::call(vm, &api::builtin(vm, "memoryview")?, &[inner])
    }),
    method("getvalue", "($self, /)", "A copy of the content.", |vm, a| {
        Ok(bytes::from_slice(&of(vm, &a[0])?.data.borrow()))
    }),
    method("seek", "($self, pos, whence=0, /)", "Moves the position and returns it.", seek),
    method("truncate", "($self, size=None, /)", "Cuts the content off at a size.", truncate),
    method("__getstate__", "($self, /)", "", getstate),
    method("__setstate__", "($self, object, /)", "", setstate),
    method("__sizeof__", "($self, /)", "", |_, a| {
        Ok(int::from_usize(crate::types::type_::size_of_object(&a[0]) + any(&a[0]).data.borrow().capacity()))
    }),
];

static SPEC: TypeSpec = TypeSpec {
    name: "BytesIO",
    module: "_io",
    doc: "BytesIO(initial_bytes=b''): a stream of bytes in memory.",
    signature: "(initial_bytes=b'')",
    base: Some(&BUFFERED_IO_BASE),
    slots: Slots {
        new: Some(|vm, cls, _| attr::new_instance(vm, cls, BytesIo::default())),
        init: Some(init),
        iter: Some(|vm, o| of(vm, o).map(|_| o.clone())),
        next: Some(|vm, o| {
            let line = of(vm, o)?.line(None);
            Ok((!bytes::bytes_of(&line).is_empty()).then_some(line))
        }),
        ..Slots::NONE
    },
    methods: &METHODS,
    getters: &[getter("closed", "Whether close() was called.", |_, o| {
        Ok(Obj::from_bool(any(o).closed.get()))
    })],
    ..TypeSpec::BASE
};

/// `_io.BytesIO`
pub static BYTES_IO: StaticType = StaticType::new(&SPEC, LayoutOps::of::<BytesIo>(false));

/// What `getbuffer()` makes a memoryview of.
pub struct View {
    source: Obj,
}

// SAFETY: the source is visited.
unsafe impl Payload for View {
    fn static_type() -> &'static StaticType {
        &BYTES_IO_BUFFER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.source.value());
    }
}

fn export(_: &Vm, o: &Obj, _: bool) -> PyResult<Buffer> {
    let b = any(&o.downcast::<View>().expect("the receiver is a view").source);
    b.exports.set(b.exports.get() + 1);
    let mut data = b.data.borrow_mut();
    let (ptr, len) = (data.as_mut_ptr(), data.len());
    // SAFETY: while something is exported every method that could move the memory refuses.
    Ok(unsafe { Buffer::bytes(o, ptr, len, false, Some(release)) })
}

fn release(o: &Obj) {
    if let Some(v) = o.downcast::<View>() {
        let b = any(&v.source);
        b.exports.set(b.exports.get() - 1);
    }
}

static VIEW_SPEC: TypeSpec = TypeSpec {
    name: "_BytesIOBuffer",
    module: "_io",
    flags: crate::object::spec::type_flag::NO_NEW,
    slots: Slots { buffer: Some(export), ..Slots::NONE },
    ..TypeSpec::FINAL
};

/// `_io._BytesIOBuffer`
pub static BYTES_IO_BUFFER: StaticType = StaticType::new(&VIEW_SPEC, LayoutOps::of::<View>(false));
