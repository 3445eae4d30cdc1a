//! `array`: rows of numbers or characters of one kind. What the kinds are is in `items.rs`.
#![allow(unsafe_code)]

mod items;

use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::buffer::Buffer;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{
    ModuleSpec, TypeSpec, class_method, function, getter, iter_self, method, type_flag,
};
use crate::object::type_object::{StaticType, Type};
use crate::types::exception::{DEPRECATION_WARNING, EOF_ERROR};
use crate::types::sequence::{self, Items, bound_arg, is_index, item_index, resolve, size_arg};
use crate::types::slice::{self, Slice};
use crate::types::{buffer, bytearray, bytes, generic_alias, int, list, module, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use items::{KINDS, Kind};
use std::cell::{Cell, UnsafeCell};

/// The native state of an array.
pub struct Array {
    kind: &'static Kind,
    data: UnsafeCell<Vec<u8>>,
    /// Items that CPython would have room for, which `__sizeof__` shows.
    room: Cell<usize>,
    /// Buffers that are out: while there are any, the data must stay in place.
    exports: Cell<usize>,
}

// SAFETY: holds no references.
unsafe impl Payload for Array {
    fn static_type() -> &'static StaticType {
        &ARRAY
    }
}

impl Array {
    fn new(kind: &'static Kind, data: Vec<u8>) -> Array {
        let room = Cell::new(data.len() / kind.size);
        Array { kind, data: UnsafeCell::new(data), room, exports: Cell::new(0) }
    }

    /// The items' bytes. Hold the slice only while no Python code runs.
    fn bytes(&self) -> &[u8] {
        // SAFETY: GIL held; by contract nothing changes the data meanwhile.
        unsafe { &*self.data.get() }
    }

    #[expect(clippy::mut_from_ref, reason = "interior mutability under the GIL; short-lived")]
    fn bytes_mut(&self) -> &mut Vec<u8> {
        // SAFETY: as in `bytes`.
        unsafe { &mut *self.data.get() }
    }

    fn len(&self) -> usize {
        self.bytes().len() / self.kind.size
    }

    fn piece(&self, i: usize) -> Option<&[u8]> {
        self.bytes().get(i * self.kind.size..(i + 1) * self.kind.size)
    }

    /// Replaces the items `start..end` by other bytes; BufferError if that changes the length while buffers are out.
    fn splice(&self, vm: &Vm, start: usize, end: usize, new: &[u8]) -> PyResult<()> {
        let (size, data) = (self.kind.size, self.bytes_mut());
        let (from, to) = (start * size, end * size);
        if new.len() == to - from {
            data[from..to].copy_from_slice(new);
            return Ok(());
        }
        if self.exports.get() > 0 {
            return Err(vm.buffer_error("cannot resize an array that is exporting buffers"));
        }
        let old = data.len() / size;
        if new.len() > data.capacity() - data.len() && data.try_reserve(new.len()).is_err() {
            return Err(vm.memory_error());
        }
        if from == data.len() {
            data.extend_from_slice(new);
        } else {
            data.splice(from..to, new.iter().copied());
        }
        let n = data.len() / size;
        if n == 0 {
            self.room.set(0);
        } else if n > self.room.get() || n < self.room.get() / 2 {
            self.room.set((n >> 4) + (if old < 8 { 3 } else { 7 }) + n);
        }
        Ok(())
    }

    fn push(&self, vm: &Vm, value: &Obj) -> PyResult<()> {
        let item = self.kind.put(vm, value)?;
        let n = self.len();
        self.splice(vm, n, n, &item[..self.kind.size])
    }
}

/// The items as objects, for comparisons with other kinds.
struct Objects<'a>(&'a Vm, &'a Array);

impl Items for Objects<'_> {
    fn count(&self) -> usize {
        self.1.len()
    }
    fn item(&self, i: usize) -> Option<Obj> {
        self.1.piece(i).and_then(|p| self.1.kind.get(self.0, p).ok())
    }
}

fn of(o: &Obj) -> &Array {
    o.downcast::<Array>().expect("the receiver is an array")
}

fn make(kind: &'static Kind, data: Vec<u8>) -> Obj {
    Ref::new(Array::new(kind, data)).into_obj()
}

// --- making

const BAD_LENGTH: &str = "bytes length not a multiple of item size";

fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    if args.kw_len() > 0 && !crate::types::float::has_own_init(cls) {
        return Err(vm.type_error("array.array() takes no keyword arguments"));
    }
    let pos = args.pos();
    if pos.is_empty() || pos.len() > 2 {
        let (bound, n, s) = if pos.is_empty() { ("least", 1, "") } else { ("most", 2, "s") };
        let given = pos.len();
        return Err(vm.type_error(format!("array() takes at {bound} {n} argument{s} ({given} given)")));
    }
    let code = &pos[0];
    if !str_::is_str(code) || str_::char_len(code) != 1 {
        return Err(vm.type_error(format!(
            "array() argument 1 must be a unicode character, not {}",
            api::given(code)
        )));
    }
    let code = str_::decode_at(str_::bytes_of(code), 0);
    if code == u32::from(b'u') {
        const OLD: &str = "The 'u' type code is deprecated and will be removed in Python 3.16";
        api::warn(vm, &DEPRECATION_WARNING, OLD, 1)?;
    }
    let kind = items::find(code);
    let initial = pos.get(1);
    let source = initial.and_then(|i| i.downcast::<Array>());
    if let (Some(initial), Some(kind)) = (initial, kind)
        && !kind.is_text()
    {
        let code = char::from(kind.code);
        if str_::is_str(initial) {
            return Err(
                vm.type_error(format!("cannot use a str to initialize an array with typecode '{code}'"))
            );
        }
        if source.is_some_and(|a| a.kind.is_text()) {
            return Err(vm.type_error(format!(
                "cannot use a unicode array to initialize an array with typecode '{code}'"
            )));
        }
    }
    let Some(kind) = kind else {
        return Err(vm.value_error("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)"));
    };
    let Some(initial) = initial else { return new_instance(vm, cls, Array::new(kind, Vec::new())) };
    let data = if let Some(a) = source.filter(|a| a.kind.code == kind.code) {
        a.bytes().to_vec()
    } else if bytes::is_bytes(initial) || bytearray::is_bytearray(initial) {
        let data = buffer::to_bytes_vec(vm, initial)?;
        if data.len() % kind.size != 0 {
            return Err(vm.value_error(BAD_LENGTH));
        }
        data
    } else if str_::is_str(initial) {
        items::encode(initial)
    } else if initial.is_instance::<list::List>() || initial.is_instance::<tuple::Tuple>() {
        let mut data = Vec::new();
        api::for_each(vm, initial, |x| {
            data.extend_from_slice(&kind.put(vm, &x)?[..kind.size]);
            Ok(true)
        })?;
        data
    } else {
        let o = new_instance(vm, cls, Array::new(kind, Vec::new()))?;
        append_all(vm, of(&o), initial)?;
        return Ok(o);
    };
    new_instance(vm, cls, Array::new(kind, data))
}

fn append_all(vm: &Vm, a: &Array, iterable: &Obj) -> PyResult<()> {
    api::for_each(vm, iterable, |x| a.push(vm, &x).map(|()| true))
}

fn extend(vm: &Vm, o: &Obj, x: &Obj) -> PyResult<()> {
    let a = of(o);
    match x.downcast::<Array>() {
        Some(b) if b.kind.code == a.kind.code => {
            let new = b.bytes().to_vec();
            a.splice(vm, a.len(), a.len(), &new)
        }
        Some(_) => Err(vm.type_error("can only extend with array of same kind")),
        None => append_all(vm, a, x),
    }
}

fn append_bytes(vm: &Vm, a: &Array, data: &[u8]) -> PyResult<()> {
    if !data.len().is_multiple_of(a.kind.size) {
        return Err(vm.value_error(BAD_LENGTH));
    }
    a.splice(vm, a.len(), a.len(), data)
}

// --- items

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let a = of(o);
    if is_index(key) {
        let i = item_index(vm, key)?;
        return match resolve(i, a.len()).and_then(|i| a.piece(i)) {
            Some(p) => a.kind.get(vm, p),
            None => Err(vm.index_error("array index out of range")),
        };
    }
    let (start, step, n) = range(vm, a, key)?;
    if step == 1 {
        let from = start as usize * a.kind.size;
        return Ok(make(a.kind, a.bytes()[from..from + n * a.kind.size].to_vec()));
    }
    let mut data = Vec::with_capacity(n * a.kind.size);
    for i in 0..n as isize {
        data.extend_from_slice(a.piece((start + i * step) as usize).unwrap_or_default());
    }
    Ok(make(a.kind, data))
}

fn range(vm: &Vm, a: &Array, key: &Obj) -> PyResult<(isize, isize, usize)> {
    if !key.is_exact::<Slice>() {
        return Err(vm.type_error("array indices must be integers"));
    }
    // The bounds' code may change the length: it is read afterwards.
    let (start, stop, step) = slice::unpack(vm, key)?;
    let (start, _, step, n) = slice::adjust(start, stop, step, a.len());
    Ok((start, step, n))
}

fn setitem(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let a = of(o);
    let size = a.kind.size;
    if is_index(key) {
        let i = item_index(vm, key)?;
        let place =
            || resolve(i, a.len()).ok_or_else(|| vm.index_error("array assignment index out of range"));
        let i = place()?;
        let Some(v) = value else { return a.splice(vm, i, i + 1, &[]) };
        let item = a.kind.put(vm, v)?;
        // The value's code may have changed the length.
        return a.splice(vm, place()?, i + 1, &item[..size]);
    }
    let (start, step, n) = range(vm, a, key)?;
    let new = match value {
        None => Vec::new(),
        Some(v) => match v.downcast::<Array>() {
            Some(b) if b.kind.code == a.kind.code => b.bytes().to_vec(),
            Some(_) => return Err(bad_argument(vm)),
            None => {
                return Err(vm.type_error(format!(
                    "can only assign array (not \"{}\") to array slice",
                    v.ty().name()
                )));
            }
        },
    };
    let count = new.len() / size;
    if step == 1 {
        return a.splice(vm, start as usize, start as usize + n, &new);
    }
    if count > 0 && count != n {
        return Err(
            vm.value_error(format!("attempt to assign array of size {count} to extended slice of size {n}"))
        );
    }
    let mut places: Vec<usize> = (0..n as isize).map(|i| (start + i * step) as usize).collect();
    if count > 0 {
        let data = a.bytes_mut();
        for (p, item) in places.into_iter().zip(new.chunks_exact(size)) {
            data[p * size..][..size].copy_from_slice(item);
        }
        return Ok(());
    }
    places.sort_unstable();
    let mut gone = places.into_iter().peekable();
    let mut kept = Vec::with_capacity(a.bytes().len() - n * size);
    for (i, item) in a.bytes().chunks_exact(size).enumerate() {
        if gone.next_if_eq(&i).is_none() {
            kept.extend_from_slice(item);
        }
    }
    a.splice(vm, 0, a.len(), &kept)
}

#[cold]
fn bad_argument(vm: &Vm) -> Raised {
    vm.type_error("bad argument type for built-in operation")
}

/// Position of the first item equal to `x` within bounds.
fn find(vm: &Vm, a: &Array, x: &Obj, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut i = start;
    while i < stop
        && let Some(p) = a.piece(i)
    {
        let item = a.kind.get(vm, p)?;
        if api::compare_bool(vm, &item, x, CmpOp::Eq)? {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}

fn compare(vm: &Vm, x: &Obj, y: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(a), Some(b)) = (x.downcast::<Array>(), y.downcast::<Array>()) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    if matches!(op, CmpOp::Eq | CmpOp::Ne) && a.len() != b.len() {
        return Ok(Obj::from_bool(op == CmpOp::Ne));
    }
    if a.kind.code != b.kind.code {
        return sequence::compare(vm, &Objects(vm, a), &Objects(vm, b), op);
    }
    let size = a.kind.size;
    let mut pairs = a.bytes().chunks_exact(size).zip(b.bytes().chunks_exact(size));
    let order = if a.kind.is_float() {
        pairs
            .map(|(p, q)| a.kind.real(p).partial_cmp(&a.kind.real(q)))
            .find(|o| *o != Some(std::cmp::Ordering::Equal))
    } else {
        // Characters compare as the numbers they are.
        pairs.find(|(p, q)| p != q).map(|(p, q)| Some(a.kind.number(p).cmp(&a.kind.number(q))))
    };
    Ok(Obj::from_bool(match order {
        None => op.holds(a.len().cmp(&b.len())),
        Some(Some(o)) => op.holds(o),
        Some(None) => op == CmpOp::Ne,
    }))
}

fn concat(vm: &Vm, x: &Obj, y: &Obj) -> PyResult<Obj> {
    let a = of(x);
    let Some(b) = y.downcast::<Array>() else {
        return Err(vm.type_error(format!("can only append array (not \"{}\") to array", y.ty().name())));
    };
    if a.kind.code != b.kind.code {
        return Err(bad_argument(vm));
    }
    Ok(make(a.kind, [a.bytes(), b.bytes()].concat()))
}

fn iconcat(vm: &Vm, x: &Obj, y: &Obj) -> PyResult<Obj> {
    if !y.is_instance::<Array>() {
        return Err(vm.type_error(format!("can only extend array with array (not \"{}\")", y.ty().name())));
    }
    extend(vm, x, y)?;
    Ok(x.clone())
}

fn repeated(vm: &Vm, a: &Array, n: isize) -> PyResult<Vec<u8>> {
    let data = a.bytes();
    let len = data.len().checked_mul(n.max(0) as usize).ok_or_else(|| vm.memory_error())?;
    str_::format::check_room(vm, len)?;
    let mut out = vec![0; len];
    if len > 0 {
        str_::fill_repeated(&mut out, data);
    }
    Ok(out)
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let a = of(o);
    let mut out = str_::StrBuilder::new();
    out.push_str(&format!("{}('{}'", o.ty().bare_name(), char::from(a.kind.code)));
    if a.len() > 0 {
        let shown = if a.kind.is_text() { items::decode(vm, a.kind, a.bytes())? } else { to_list(vm, a)? };
        out.push_str(", ");
        out.push_obj(&api::repr(vm, &shown)?);
    }
    out.push_str(")");
    Ok(out.finish())
}

fn to_list(vm: &Vm, a: &Array) -> PyResult<Obj> {
    let items: PyResult<Vec<Obj>> = a.bytes().chunks_exact(a.kind.size).map(|p| a.kind.get(vm, p)).collect();
    Ok(list::from_vec(items?))
}

fn export(_: &Vm, o: &Obj, _writable: bool) -> PyResult<Buffer> {
    let a = of(o);
    a.exports.set(a.exports.get() + 1);
    let data = a.bytes_mut();
    let give_back = |o: &Obj| {
        let n = &of(o).exports;
        n.set(n.get() - 1);
    };
    // SAFETY: the data stay in place while exports are counted.
    let mut b = unsafe { Buffer::bytes(o, data.as_mut_ptr(), data.len(), false, Some(give_back)) };
    (b.format, b.itemsize) = (a.kind.format, a.kind.size);
    Ok(b)
}

// --- methods

fn index(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = of(&a[0]).len();
    let (start, stop) = (bound_arg(vm, a.opt(2), n, 0)?, bound_arg(vm, a.opt(3), n, usize::MAX)?);
    match find(vm, of(&a[0]), &a[1], start, stop)? {
        Some(i) => Ok(int::from_usize(i)),
        None => Err(vm.value_error("array.index(x): x not in array")),
    }
}

fn count(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (mut n, mut from) = (0, 0);
    while let Some(i) = find(vm, of(&a[0]), &a[1], from, usize::MAX)? {
        n += 1;
        from = i + 1;
    }
    Ok(int::from_usize(n))
}

fn remove(vm: &Vm, a: Args) -> PyResult<Obj> {
    match find(vm, of(&a[0]), &a[1], 0, usize::MAX)? {
        // The comparison may have changed the length.
        Some(i) if i < of(&a[0]).len() => none(of(&a[0]).splice(vm, i, i + 1, &[])),
        _ => Err(vm.value_error("array.remove(x): x not in array")),
    }
}

fn insert(vm: &Vm, a: Args) -> PyResult<Obj> {
    let i = size_arg(vm, &a[1])?;
    let array = of(&a[0]);
    let item = array.kind.put(vm, &a[2])?;
    let n = array.len();
    let at = if i < 0 { n.saturating_sub(i.unsigned_abs()) } else { (i as usize).min(n) };
    none(array.splice(vm, at, at, &item[..array.kind.size]))
}

fn pop(vm: &Vm, a: Args) -> PyResult<Obj> {
    let i = a.opt(1).map_or(Ok(-1), |i| size_arg(vm, i))?;
    let array = of(&a[0]);
    if array.len() == 0 {
        return Err(vm.index_error("pop from empty array"));
    }
    let Some(at) = resolve(i, array.len()) else { return Err(vm.index_error("pop index out of range")) };
    let item = array.kind.get(vm, array.piece(at).unwrap_or_default())?;
    array.splice(vm, at, at + 1, &[])?;
    Ok(item)
}

fn byteswap(_: &Vm, a: Args) -> PyResult<Obj> {
    let array = of(&a[0]);
    array.bytes_mut().chunks_exact_mut(array.kind.size).for_each(<[u8]>::reverse);
    Ok(Obj::NONE)
}

fn from_list(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(items) = a[1].downcast::<list::List>() else { return Err(vm.type_error("arg must be list")) };
    let array = of(&a[0]);
    let (mut i, mut data, n) = (0, Vec::new(), items.len());
    while let Some(x) = items.get(i) {
        data.extend_from_slice(&array.kind.put(vm, &x)?[..array.kind.size]);
        if items.len() != n {
            return Err(vm.runtime_error("list changed size during iteration"));
        }
        i += 1;
    }
    none(append_bytes(vm, array, &data))
}

fn from_bytes(vm: &Vm, a: Args) -> PyResult<Obj> {
    let view = buffer::get(vm, &a[1])?;
    if view.itemsize != 1 {
        return Err(vm.type_error("a bytes-like object is required"));
    }
    let data = view.to_vec();
    drop(view);
    none(append_bytes(vm, of(&a[0]), &data))
}

fn from_file(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = size_arg(vm, &a[2])?;
    if n < 0 {
        return Err(vm.value_error("negative count"));
    }
    let array = of(&a[0]);
    let Some(wanted) = (n as usize).checked_mul(array.kind.size) else { return Err(vm.memory_error()) };
    let got = api::call_method_str(vm, &a[1], "read", &[int::from_usize(wanted)])?;
    if !bytes::is_bytes(&got) {
        return Err(vm.type_error("read() didn't return bytes"));
    }
    let data = bytes::bytes_of(&got);
    append_bytes(vm, array, data)?;
    if data.len() != wanted {
        return Err(vm.error(&EOF_ERROR, "read() didn't return enough bytes"));
    }
    Ok(Obj::NONE)
}

fn to_file(vm: &Vm, a: Args) -> PyResult<Obj> {
    const BLOCK: usize = 64 * 1024;
    let mut at = 0;
    while let Some(rest) = of(&a[0]).bytes().get(at..).filter(|r| !r.is_empty()) {
        let block = bytes::from_slice(&rest[..rest.len().min(BLOCK)]);
        at += BLOCK;
        api::call_method_str(vm, &a[1], "write", &[block])?;
    }
    Ok(Obj::NONE)
}

fn text_only(vm: &Vm, a: &Array, function: &str) -> PyResult<()> {
    if a.kind.is_text() {
        return Ok(());
    }
    Err(vm.value_error(format!("{function}() may only be called on unicode type arrays ('u' or 'w')")))
}

fn from_unicode(vm: &Vm, a: Args) -> PyResult<Obj> {
    api::expect_str(vm, &a[1], "fromunicode() argument")?;
    text_only(vm, of(&a[0]), "fromunicode")?;
    none(append_bytes(vm, of(&a[0]), &items::encode(&a[1])))
}

fn to_unicode(vm: &Vm, a: Args) -> PyResult<Obj> {
    text_only(vm, of(&a[0]), "tounicode")?;
    items::decode(vm, of(&a[0]).kind, of(&a[0]).bytes())
}

fn copy(_: &Vm, a: Args) -> PyResult<Obj> {
    Ok(make(of(&a[0]).kind, of(&a[0]).bytes().to_vec()))
}

fn code_obj(a: &Array) -> Obj {
    str_::from_char(a.kind.code.into())
}

fn reduce_ex(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !int::is_int(&a[1]) {
        return Err(vm.type_error("__reduce_ex__ argument should be an integer"));
    }
    let (o, array) = (&a[0], of(&a[0]));
    let state = api::getattr_opt(vm, o, name!(__dict__))?.unwrap_or(Obj::NONE);
    let (make, args) = if api::to_i64(vm, &a[1])? < 3 {
        (o.type_obj(), vec![code_obj(array), to_list(vm, array)?])
    } else {
        let module = api::import(vm, "array")?;
        let format = int::from_i64(array.kind.machine_format());
        let args = vec![o.type_obj(), code_obj(array), format, bytes::from_slice(array.bytes())];
        (api::getattr_str(vm, &module, "_array_reconstructor")?, args)
    };
    Ok(tuple::from_vec(vec![make, tuple::from_vec(args), state]))
}

/// `_array_reconstructor(class, code, machine format, bytes)`
fn reconstruct(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(class) = a[0].downcast::<Type>() else {
        let shown = a[0].ty().name();
        return Err(vm.type_error(format!("first argument must be a type object, not {shown}")));
    };
    if !class.is_subtype(ARRAY.ptr()) {
        return Err(vm.type_error(format!("{} is not a subtype of array.array", class.name())));
    }
    if !str_::is_str(&a[1]) || str_::char_len(&a[1]) != 1 {
        return Err(vm.type_error(format!(
            "_array_reconstructor() argument 2 must be a unicode character, not {}",
            api::given(&a[1])
        )));
    }
    let Some(kind) = items::find(str_::decode_at(str_::bytes_of(&a[1]), 0)) else {
        return Err(vm.value_error("second argument must be a valid type code"));
    };
    let format = i64::from(str_::c_int(vm, &a[2])?);
    if !(0..=21).contains(&format) {
        return Err(vm.value_error("third argument must be a valid machine format code."));
    }
    if !bytes::is_bytes(&a[3]) {
        let shown = a[3].ty().name();
        return Err(vm.type_error(format!("fourth argument should be bytes, not {shown}")));
    }
    let (kind, data) = items::from_machine_format(vm, kind, format, bytes::bytes_of(&a[3]))?;
    if data.len() % kind.size != 0 {
        return Err(vm.value_error(BAD_LENGTH));
    }
    new_instance(vm, &a[0], Array::new(kind, data))
}

fn none(r: PyResult<()>) -> PyResult<Obj> {
    r.map(|()| Obj::NONE)
}

static SPEC: TypeSpec = TypeSpec {
    name: "array",
    module: "array",
    doc: "array(typecode[, initializer]): a row of numbers or characters of one kind.",
    flags: type_flag::BASE | type_flag::WEAKREF | type_flag::SEQUENCE,
    slots: Slots {
        new: Some(new),
        repr: Some(repr),
        compare: Some(compare),
        len: Some(|_, o| Ok(of(o).len())),
        getitem: Some(getitem),
        setitem: Some(setitem),
        contains: Some(|vm, o, x| Ok(find(vm, of(o), x, 0, usize::MAX)?.is_some())),
        iter: Some(|_, o| {
            Ok(Ref::new(ArrayIter { array: Field::new(Some(o.clone())), at: Cell::new(0) }).into_obj())
        }),
        concat: Some(concat),
        iconcat: Some(iconcat),
        repeat: Some(|vm, o, n| Ok(make(of(o).kind, repeated(vm, of(o), n)?))),
        irepeat: Some(|vm, o, n| {
            let data = repeated(vm, of(o), n)?;
            of(o).splice(vm, 0, of(o).len(), &data)?;
            Ok(o.clone())
        }),
        buffer: Some(export),
        release_buffer: Some(|vm, _, view| crate::types::memoryview::release_argument(vm, view)),
        ..Slots::NONE
    },
    methods: &[
        method("append", "($self, v, /)", "Adds an item at the end.", |vm, a| {
            none(of(&a[0]).push(vm, &a[1]))
        }),
        method("buffer_info", "($self, /)", "Address of the items and their number.", |_, a| {
            let array = of(&a[0]);
            Ok(tuple::pair(int::from_usize(array.bytes().as_ptr() as usize), int::from_usize(array.len())))
        }),
        method("byteswap", "($self, /)", "Reverses the bytes of every item.", byteswap),
        method("clear", "($self, /)", "Removes all items.", |vm, a| {
            none(of(&a[0]).splice(vm, 0, of(&a[0]).len(), &[]))
        }),
        method("__copy__", "($self, /)", "A copy.", copy),
        method("count", "($self, v, /)", "How many items equal v.", count),
        method("__deepcopy__", "($self, unused, /)", "A copy.", copy),
        method("extend", "($self, bb, /)", "Adds all items of an iterable at the end.", |vm, a| {
            none(extend(vm, &a[0], &a[1]))
        }),
        method("fromfile", "($self, f, n, /)", "Reads n items from a binary file and adds them.", from_file),
        method("fromlist", "($self, list, /)", "Adds the items of a list, or none of them.", from_list),
        method("frombytes", "($self, buffer, /)", "Adds items given as bytes.", from_bytes),
        method("fromunicode", "($self, ustr, /)", "Adds the characters of a str.", from_unicode),
        method(
            "index",
            "($self, v, start=0, stop=sys.maxsize, /)",
            "Position of the first item equal to v; ValueError if there is none.",
            index,
        ),
        method("insert", "($self, i, v, /)", "Adds an item before a position.", insert),
        method("pop", "($self, i=-1, /)", "Removes and returns an item.", pop),
        method("__reduce_ex__", "($self, value, /)", "What pickle and copy store.", reduce_ex),
        method("remove", "($self, v, /)", "Removes the first item equal to v.", remove),
        method("reverse", "($self, /)", "Reverses the order of the items.", |_, a| {
            let (array, data) = (of(&a[0]), of(&a[0]).bytes_mut());
            data.reverse();
            data.chunks_exact_mut(array.kind.size).for_each(<[u8]>::reverse);
            Ok(Obj::NONE)
        }),
        method("tofile", "($self, f, /)", "Writes all items to a binary file.", to_file),
        method("tolist", "($self, /)", "The items as a list.", |vm, a| to_list(vm, of(&a[0]))),
        method("tobytes", "($self, /)", "The items as bytes.", |vm, a| {
            bytes::try_from_slice(of(&a[0]).bytes()).map_err(|_| vm.memory_error())
        }),
        method("tounicode", "($self, /)", "The characters as a str.", to_unicode),
        method("__sizeof__", "($self, /)", "Size in memory, in bytes.", |_, a| {
            let array = of(&a[0]);
            Ok(int::from_usize(80 + array.room.get().max(array.len()) * array.kind.size))
        }),
        class_method(
            "__class_getitem__",
            "($type, object, /)",
            "array[item]: for annotations.",
            generic_alias::class_getitem,
        ),
    ],
    getters: &[
        getter("typecode", "Type code of the items.", |_, o| Ok(code_obj(of(o)))),
        getter("itemsize", "Bytes of an item.", |_, o| Ok(int::from_usize(of(o).kind.size))),
    ],
    ..TypeSpec::BASE
};

/// `array.array`
pub static ARRAY: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Array>(false));

// --- iteration

struct ArrayIter {
    array: Field,
    at: Cell<usize>,
}
payload!(ArrayIter, ARRAY_ITER, [array]);

fn iter_of(o: &Obj) -> &ArrayIter {
    o.downcast::<ArrayIter>().expect("the receiver is an array iterator")
}

fn next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let it = iter_of(o);
    let Some(array) = it.array.get() else { return Ok(None) };
    match of(&array).piece(it.at.get()) {
        Some(p) => {
            it.at.set(it.at.get() + 1);
            of(&array).kind.get(vm, p).map(Some)
        }
        None => {
            it.array.set(None);
            Ok(None)
        }
    }
}

static ITER_SPEC: TypeSpec = TypeSpec {
    name: "arrayiterator",
    module: "array",
    flags: type_flag::NO_NEW,
    slots: Slots { iter: Some(iter_self), next: Some(next), ..Slots::NONE },
    methods: &[
        method("__reduce__", "($self, /)", "What pickle and copy store.", |vm, a| {
            let iter = api::builtin(vm, "iter")?;
            Ok(match iter_of(&a[0]).array.get() {
                Some(array) => tuple::from_vec(vec![
                    iter,
                    tuple::from_vec(vec![array]),
                    int::from_usize(iter_of(&a[0]).at.get()),
                ]),
                None => tuple::pair(iter, tuple::from_vec(vec![tuple::empty()])),
            })
        }),
        method("__setstate__", "($self, state, /)", "What pickle and copy store.", |vm, a| {
            let i = api::index_isize(vm, &a[1])?;
            if let Some(array) = iter_of(&a[0]).array.get() {
                iter_of(&a[0]).at.set((i.max(0) as usize).min(of(&array).len()));
            }
            Ok(Obj::NONE)
        }),
    ],
    ..TypeSpec::FINAL
};
static ARRAY_ITER: StaticType = StaticType::new(&ITER_SPEC, LayoutOps::of::<ArrayIter>(false));

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    let codes: String = KINDS.iter().map(|k| char::from(k.code)).collect();
    d.insert_str(intern("typecodes"), str_::from_string(codes));
    d.insert_str(intern("ArrayType"), ARRAY.obj());
    let abc = api::import(vm, "_collections_abc")?;
    let class = api::getattr_str(vm, &abc, "MutableSequence")?;
    api::call_method_str(vm, &class, "register", &[ARRAY.obj()]).map(drop)
}

/// `array`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "array",
    doc: "Compact rows of numbers and characters.",
    functions: &[function(
        "_array_reconstructor",
        "(arraytype, typecode, mformat_code, items, /)",
        "Makes an array from a pickle.",
        reconstruct,
    )],
    types: &[&ARRAY],
    hidden_types: &[&ARRAY_ITER],
    init: Some(init),
};
