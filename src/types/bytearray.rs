//! `bytearray`. Storage at the top; methods that bytes has too are in `bytes/methods.rs`.
#![allow(unsafe_code)]

use crate::object::args::{Args, CallArgs};
use crate::object::attr::{generic_getattr, new_instance};
use crate::object::buffer::Buffer;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, CmpOp, Slots};
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::StaticType;
use crate::text::codecs::Codec;
use crate::types::buffer::{bytes_arg, is_bytes_like, with_bytes};
use crate::types::bytes::methods::{Source, byte_arg, content, from_iterable, source};
use crate::types::bytes::{self, cannot_concat, methods, strided};
use crate::types::exception::BUFFER_ERROR;
use crate::types::sequence::{is_index, item_index, resolve, size_arg};
use crate::types::slice::{self, Slice};
use crate::types::{codec, int, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::{Cell, UnsafeCell};

/// The native state of a bytearray.
#[derive(Default)]
pub struct ByteArray {
    data: UnsafeCell<Vec<u8>>,
    /// Buffers that are out: while there are any, the data must stay in place.
    exports: Cell<usize>,
}

// SAFETY: holds no references.
unsafe impl Payload for ByteArray {
    fn static_type() -> &'static StaticType {
        &BYTEARRAY
    }
}

impl ByteArray {
    /// The bytes. Hold the slice only while no Python code runs.
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: GIL held; by contract nothing changes the data meanwhile.
        unsafe { &*self.data.get() }
    }

    #[expect(clippy::mut_from_ref, reason = "interior mutability under the GIL; short-lived")]
    fn bytes_mut(&self) -> &mut Vec<u8> {
        // SAFETY: as in `as_slice`.
        unsafe { &mut *self.data.get() }
    }

    /// The data for a change of length; BufferError while buffers are out.
    fn resizable(&self, vm: &Vm) -> PyResult<&mut Vec<u8>> {
        if self.exports.get() > 0 {
            return Err(vm.buffer_error("Existing exports of data: object cannot be re-sized"));
        }
        Ok(self.bytes_mut())
    }
}

/// Whether an object is a bytearray or of a subclass.
pub fn is_bytearray(o: &Obj) -> bool {
    o.is_instance::<ByteArray>()
}

/// A copy of the content of a bytearray.
pub fn contents(o: &Obj) -> Option<Vec<u8>> {
    o.downcast::<ByteArray>().map(|b| b.as_slice().to_vec())
}

/// A bytearray.
pub fn from_vec(data: Vec<u8>) -> Obj {
    Ref::new(ByteArray { data: UnsafeCell::new(data), exports: Cell::new(0) }).into_obj()
}

fn of(o: &Obj) -> &ByteArray {
    o.downcast::<ByteArray>().expect("the receiver is a bytearray")
}

/// Replaces `start..end` by other bytes.
fn splice(vm: &Vm, o: &Obj, start: usize, end: usize, new: &[u8]) -> PyResult<()> {
    let b = of(o);
    if new.len() == end - start {
        b.bytes_mut()[start..end].copy_from_slice(new);
        return Ok(());
    }
    let data = b.resizable(vm)?;
    if new.len() > data.capacity() - data.len() && data.try_reserve(new.len()).is_err() {
        return Err(vm.memory_error());
    }
    data.splice(start..end, new.iter().copied());
    Ok(())
}

/// Adds bytes at the end of a bytearray.
pub fn append(vm: &Vm, o: &Obj, data: &[u8]) -> PyResult<()> {
    let end = of(o).as_slice().len();
    splice(vm, o, end, end, data)
}

/// Takes bytes off the front of a bytearray, at most `n`.
pub fn take_front(vm: &Vm, o: &Obj, n: usize) -> PyResult<Obj> {
    let n = n.min(of(o).as_slice().len());
    let taken = bytes::try_from_slice(&of(o).as_slice()[..n]).map_err(|_| vm.memory_error())?;
    splice(vm, o, 0, n, &[])?;
    Ok(taken)
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let data = match source(vm, "bytearray", args)? {
        Source::Data(d) => d,
        Source::From(x) => content(vm, "bytearray", x)?,
    };
    *of(o).resizable(vm)? = data;
    Ok(())
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let data = of(o).as_slice();
    // Double quotes only when there are single and no double ones; a single quote is escaped either way.
    let quote = if data.contains(&b'\'') && !data.contains(&b'"') { b'"' } else { b'\'' };
    let mut out = o.ty().name().into_bytes();
    out.extend_from_slice(&[b'(', b'b', quote]);
    for &b in data {
        match b {
            b'\'' | b'\\' => out.extend_from_slice(&[b'\\', b]),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b' '..=b'~' => out.push(b),
            _ => out.extend_from_slice(format!("\\x{b:02x}").as_bytes()),
        }
    }
    out.extend_from_slice(&[quote, b')']);
    str_::make(vm, &out)
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    if !is_bytes_like(b) {
        crate::types::bytes::warn_comparison(vm, a, b, op)?;
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    match with_bytes(vm, b, |y| of(a).as_slice().cmp(y)) {
        Ok(order) => Ok(Obj::from_bool(op.holds(order))),
        Err(r) => vm.clear_if(r, &BUFFER_ERROR).map(|()| Obj::NOT_IMPLEMENTED),
    }
}

fn concat(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    if !is_bytes_like(b) {
        return Err(cannot_concat(vm, a, b));
    }
    let y = bytes_arg(vm, b)?;
    Ok(from_vec([of(a).as_slice(), &y].concat()))
}

fn iconcat(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    if !is_bytes_like(b) {
        return Err(cannot_concat(vm, a, b));
    }
    let n = of(a).as_slice().len();
    if a.is(b) && n > 0 {
        // It exports its bytes to itself.
        return Err(vm.buffer_error("Existing exports of data: object cannot be re-sized"));
    }
    let y = bytes_arg(vm, b)?;
    splice(vm, a, n, n, &y)?;
    Ok(a.clone())
}

fn repeated(vm: &Vm, o: &Obj, n: isize) -> PyResult<Vec<u8>> {
    let data = of(o).as_slice();
    let len = data.len().checked_mul(n.max(0) as usize).ok_or_else(|| vm.memory_error())?;
    str_::format::check_room(vm, len)?;
    let mut out = vec![0; len];
    if len > 0 {
        str_::fill_repeated(&mut out, data);
    }
    Ok(out)
}

fn irepeat(vm: &Vm, o: &Obj, n: isize) -> PyResult<Obj> {
    let data = repeated(vm, o, n)?;
    if data.len() != of(o).as_slice().len() {
        *of(o).resizable(vm)? = data;
    }
    Ok(o.clone())
}

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    if is_index(key) {
        let i = item_index(vm, key)?;
        let data = of(o).as_slice();
        return match resolve(i, data.len()) {
            Some(i) => Ok(int::from_i64(i64::from(data[i]))),
            None => Err(vm.index_error("bytearray index out of range")),
        };
    }
    let (start, step, n) = range(vm, o, key)?;
    Ok(from_vec(strided(of(o).as_slice(), start, step, n)))
}

fn bad_index(vm: &Vm, key: &Obj) -> Raised {
    vm.type_error(format!("bytearray indices must be integers or slices, not {}", key.ty().name()))
}

fn range(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<(isize, isize, usize)> {
    if !key.is_exact::<Slice>() {
        return Err(bad_index(vm, key));
    }
    // The bounds' code may change the length: it is read afterwards.
    let (start, stop, step) = slice::unpack(vm, key)?;
    let (start, _, step, n) = slice::adjust(start, stop, step, of(o).as_slice().len());
    Ok((start, step, n))
}

fn setitem(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    if is_index(key) {
        let i = item_index(vm, key)?;
        let place = |vm: &Vm| {
            resolve(i, of(o).as_slice().len()).ok_or_else(|| vm.index_error("bytearray index out of range"))
        };
        match value {
            Some(v) => {
                place(vm)?;
                let b = byte_arg(vm, v)?;
                of(o).bytes_mut()[place(vm)?] = b;
            }
            None => drop(of(o).resizable(vm)?.remove(place(vm)?)),
        }
        return Ok(());
    }
    if !key.is_exact::<Slice>() {
        return Err(bad_index(vm, key));
    }
    let new = match value {
        None => Vec::new(),
        Some(v) if is_bytes_like(v) => bytes_arg(vm, v)?.into_owned(),
        Some(v) if is_index(v) || str_::is_str(v) => {
            return Err(
                vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
            );
        }
        Some(v) => from_iterable(vm, v, "byte")?,
    };
    let (start, step, n) = range(vm, o, key)?;
    if step == 1 {
        return splice(vm, o, start as usize, start as usize + n, &new);
    }
    let places = (0..n as isize).map(|i| (start + i * step) as usize);
    if value.is_some() && !(new.is_empty() && n > 0) {
        if new.len() != n {
            return Err(vm.value_error(format!(
                "attempt to assign bytes of size {} to extended slice of size {n}",
                new.len()
            )));
        }
        let data = of(o).bytes_mut();
        places.zip(new).for_each(|(p, b)| data[p] = b);
        return Ok(());
    }
    if n > 0 {
        let mut gone: Vec<usize> = places.collect();
        gone.sort_unstable();
        let (mut i, mut gone) = (0, gone.into_iter().peekable());
        of(o).resizable(vm)?.retain(|_| {
            let keep = gone.next_if_eq(&i).is_none();
            i += 1;
            keep
        });
    }
    Ok(())
}

fn export(_: &Vm, o: &Obj, _writable: bool) -> PyResult<Buffer> {
    let b = of(o);
    b.exports.set(b.exports.get() + 1);
    let data = b.bytes_mut();
    let give_back = |o: &Obj| {
        let n = &of(o).exports;
        n.set(n.get() - 1);
    };
    // SAFETY: the data stay in place while exports are counted.
    Ok(unsafe { Buffer::bytes(o, data.as_mut_ptr(), data.len(), false, Some(give_back)) })
}

fn modulo(vm: &Vm, template: &Obj, values: &Obj) -> PyResult<Obj> {
    if !is_bytearray(template) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let text = of(template).as_slice().to_vec();
    str_::percent::format_bytes(vm, &text, values).map(from_vec)
}

fn extend(vm: &Vm, a: Args) -> PyResult<Obj> {
    let x = &a[1];
    let new = if is_bytes_like(x) {
        bytes_arg(vm, x)?.into_owned()
    } else if str_::is_str(x) {
        return Err(vm.type_error(format!("expected iterable of integers; got: '{}'", x.ty().name())));
    } else if x.ty().slots().iter.is_none() && !api::is_sequence(x) {
        return Err(vm.type_error(format!("can't extend bytearray with {}", x.ty().name())));
    } else {
        from_iterable(vm, x, "byte")?
    };
    let n = of(&a[0]).as_slice().len();
    splice(vm, &a[0], n, n, &new)?;
    Ok(Obj::NONE)
}

fn insert(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (i, b) = (size_arg(vm, &a[1])?, byte_arg(vm, &a[2])?);
    let data = of(&a[0]).resizable(vm)?;
    let n = data.len();
    let at = if i < 0 { (i + n as isize).max(0) as usize } else { (i as usize).min(n) };
    data.insert(at, b);
    Ok(Obj::NONE)
}

fn pop(vm: &Vm, a: Args) -> PyResult<Obj> {
    let i = a.opt(1).map_or(Ok(-1), |i| size_arg(vm, i))?;
    let n = of(&a[0]).as_slice().len();
    if n == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let Some(at) = resolve(i, n) else { return Err(vm.index_error("pop index out of range")) };
    Ok(int::from_i64(i64::from(of(&a[0]).resizable(vm)?.remove(at))))
}

fn remove(vm: &Vm, a: Args) -> PyResult<Obj> {
    let b = byte_arg(vm, &a[1])?;
    let Some(at) = memchr::memchr(b, of(&a[0]).as_slice()) else {
        return Err(vm.value_error("value not found in bytearray"));
    };
    of(&a[0]).resizable(vm)?.remove(at);
    Ok(Obj::NONE)
}

fn reduce(vm: &Vm, o: &Obj, protocol: i64) -> PyResult<Obj> {
    let state = api::call_method_str(vm, o, "__getstate__", &[])?;
    let data = of(o).as_slice().to_vec();
    let args = if protocol < 3 {
        let (text, _) = codec::decode_with(vm, Codec::Latin1, &data, None, true)?;
        vec![str_::make(vm, &text)?, str_::from_str("latin-1")]
    } else if data.is_empty() {
        vec![]
    } else {
        vec![bytes::from_slice(&data)]
    };
    Ok(tuple::from_vec(vec![o.type_obj(), tuple::from_vec(args), state]))
}

/// Bytes that CPython would have allocated: one more than the content, unless there is none.
fn allocated(o: &Obj) -> usize {
    let n = of(o).as_slice().len();
    if n == 0 { 0 } else { n + 1 }
}

static SPEC: TypeSpec = TypeSpec {
    name: "bytearray",
    doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy\nbytearray(int) -> that many zero bytes\nbytearray() -> empty bytearray",
    flags: type_flag::BASE | type_flag::MATCH_SELF,
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, ByteArray::default())),
        init: Some(init),
        repr: Some(repr),
        str: Some(crate::types::bytes::to_str),
        getattro: Some(generic_getattr),
        compare: Some(compare),
        iter: Some(bytes::iter::iter),
        len: Some(|_, o| Ok(of(o).as_slice().len())),
        getitem: Some(getitem),
        setitem: Some(setitem),
        contains: Some(methods::contains),
        concat: Some(concat),
        iconcat: Some(iconcat),
        repeat: Some(|vm, o, n| repeated(vm, o, n).map(from_vec)),
        irepeat: Some(irepeat),
        binary: Slots::binary_table([(BinOp::Mod, modulo)]),
        rbinary: Slots::binary_table([(BinOp::Mod, |vm, values, template| modulo(vm, template, values))]),
        buffer: Some(export),
        release_buffer: Some(|vm, _, view| crate::types::memoryview::release_argument(vm, view)),
        ..Slots::NONE
    },
    methods: methods::methods![
        method("append", "($self, item, /)", "Adds a byte at the end.", |vm, a| {
            let b = byte_arg(vm, &a[1])?;
            of(&a[0]).resizable(vm)?.push(b);
            Ok(Obj::NONE)
        }),
        method("clear", "($self, /)", "Removes all bytes.", |vm, a| {
            of(&a[0]).resizable(vm)?.clear();
            Ok(Obj::NONE)
        }),
        method("copy", "($self, /)", "A copy.", |_, a| Ok(from_vec(of(&a[0]).as_slice().to_vec()))),
        method("extend", "($self, iterable_of_ints, /)", "Adds all bytes of an iterable at the end.", extend),
        method("insert", "($self, index, item, /)", "Inserts a byte before a position.", insert),
        method("pop", "($self, index=-1, /)", "Removes and returns a byte.", pop),
        method("remove", "($self, value, /)", "Removes the first occurrence of a byte.", remove),
        method("reverse", "($self, /)", "Reverses the order of the bytes.", |_, a| {
            of(&a[0]).bytes_mut().reverse();
            Ok(Obj::NONE)
        }),
        method("__alloc__", "($self, /)", "Number of bytes allocated.", |_, a| Ok(int::from_usize(
            allocated(&a[0])
        ))),
        method("__reduce__", "($self, /)", "What pickle and copy store.", |vm, a| reduce(vm, &a[0], 2)),
        method("__reduce_ex__", "($self, proto=0, /)", "What pickle and copy store.", |vm, a| {
            let protocol = a.opt(1).map_or(Ok(0), |p| str_::c_int(vm, p).map(i64::from))?;
            reduce(vm, &a[0], protocol)
        }),
        method("__sizeof__", "($self, /)", "Size in memory, in bytes.", |_, a| Ok(int::from_usize(
            56 + allocated(&a[0])
        ))),
    ],
    ..TypeSpec::BASE
};

/// `bytearray`
pub static BYTEARRAY: StaticType = StaticType::new(&SPEC, LayoutOps::of::<ByteArray>(false));
