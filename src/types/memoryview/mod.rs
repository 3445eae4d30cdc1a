//! `memoryview`: a window on the memory that another object exports. Conversion of items is in `item.rs`; the buffer
//! protocol is in the object room; classes that define `__buffer__` in Python export through `wrapper.rs`.
#![allow(unsafe_code)]

pub mod item;
pub mod wrapper;

use crate::object::args::Args;
use crate::object::attr::generic_getattr;
use crate::object::buffer::{self, Buffer, Layout};
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{GetterDef, TypeSpec, class_method, getter, iter_self, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::buffer::get;
use crate::types::sequence::{is_index, item_index, resolve};
use crate::types::slice::{self, Slice};
use crate::types::tuple::{self, Tuple};
use crate::types::{bytes, exception, int, list, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::{Cell, RefCell};

/// The buffer that memoryviews made from each other share.
pub struct Managed {
    buffer: Buffer,
}

// SAFETY: the exporter is visited.
unsafe impl Payload for Managed {
    fn static_type() -> &'static StaticType {
        &MANAGED_BUFFER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.buffer.owner.value());
    }
}

/// The native state of a memoryview.
pub struct MemoryView {
    /// Absent once released.
    base: RefCell<Option<Ref<Managed>>>,
    view: View,
    /// Buffers handed out through this view.
    exports: Cell<usize>,
    hash: Cell<Option<i64>>,
}

/// What part of the memory, and how it is read.
#[derive(Clone)]
struct View {
    ptr: *mut u8,
    readonly: bool,
    format: &'static str,
    itemsize: usize,
    layout: Layout,
}

// SAFETY: the shared buffer is visited.
unsafe impl Payload for MemoryView {
    fn static_type() -> &'static StaticType {
        &MEMORYVIEW
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        if let Some(b) = &*self.base.borrow() {
            visit(b.value());
        }
    }
}

impl View {
    fn of_buffer(b: &Buffer) -> View {
        let layout = match &b.layout {
            Some(l) => (**l).clone(),
            None => Layout { shape: vec![b.len / b.itemsize.max(1)], strides: vec![b.itemsize as isize] },
        };
        View { ptr: b.ptr, readonly: b.readonly, format: b.format, itemsize: b.itemsize, layout }
    }

    fn ndim(&self) -> usize {
        self.layout.shape.len()
    }

    fn nbytes(&self) -> usize {
        self.layout.items() * self.itemsize
    }

    /// As a buffer of the same memory, for reading and writing through its methods.
    fn buffer(&self, owner: &Obj, release: Option<fn(&Obj)>) -> Buffer {
        let plain = self.ndim() == 1 && self.layout.strides[0] == self.itemsize as isize;
        Buffer {
            owner: owner.clone(),
            ptr: self.ptr,
            len: self.nbytes(),
            readonly: self.readonly,
            format: self.format,
            itemsize: self.itemsize,
            layout: (!plain).then(|| Box::new(self.layout.clone())),
            release,
        }
    }
}

/// A memoryview of a buffer.
pub fn from_buffer(b: Buffer) -> Obj {
    let view = View::of_buffer(&b);
    make(&Ref::new(Managed { buffer: b }), view)
}

fn make(base: &Ref<Managed>, view: View) -> Obj {
    Ref::new(MemoryView {
        base: RefCell::new(Some(base.clone())),
        view,
        exports: Cell::new(0),
        hash: Cell::new(None),
    })
    .into_obj()
}

/// A memoryview of an object, as `memoryview(o)` makes it.
pub fn from_object(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    if let Some(m) = o.downcast::<MemoryView>() {
        return Ok(make(&m.base(vm)?, m.view.clone()));
    }
    match buffer::export(vm, o, false)? {
        Some(b) => Ok(from_buffer(b)),
        None => {
            Err(vm
                .type_error(format!("memoryview: a bytes-like object is required, not '{}'", o.ty().name())))
        }
    }
}

fn released(vm: &Vm) -> Raised {
    vm.value_error("operation forbidden on released memoryview object")
}

impl MemoryView {
    /// The shared buffer; ValueError if the view was released.
    fn base(&self, vm: &Vm) -> PyResult<Ref<Managed>> {
        self.base.borrow().clone().ok_or_else(|| released(vm))
    }
}

/// The receiver, which must not be released.
fn live<'a>(vm: &Vm, o: &'a Obj) -> PyResult<&'a MemoryView> {
    let m = of(o);
    if m.base.borrow().is_some() { Ok(m) } else { Err(released(vm)) }
}

fn of(o: &Obj) -> &MemoryView {
    o.downcast::<MemoryView>().expect("the receiver is a memoryview")
}

/// The memory of a live view for direct access: no export is counted, so it must not be kept.
fn memory(o: &Obj) -> Buffer {
    of(o).view.buffer(o, None)
}

fn export(vm: &Vm, o: &Obj, writable: bool) -> PyResult<Buffer> {
    let m = live(vm, o)?;
    if writable && m.view.readonly {
        return Err(vm.buffer_error("memoryview: underlying buffer is not writable"));
    }
    m.exports.set(m.exports.get() + 1);
    let give_back = |o: &Obj| {
        let n = &of(o).exports;
        n.set(n.get() - 1);
    };
    Ok(m.view.buffer(o, Some(give_back)))
}

fn release(vm: &Vm, o: &Obj) -> PyResult<()> {
    let m = of(o);
    let n = m.exports.get();
    if n > 0 {
        return Err(
            vm.buffer_error(format!("memoryview has {n} exported buffer{}", if n == 1 { "" } else { "s" }))
        );
    }
    let base = m.base.take();
    drop(base);
    Ok(())
}

// --- items

/// Byte offset of a position in a dimension.
fn offset(vm: &Vm, v: &View, dimension: usize, key: &Obj) -> PyResult<isize> {
    let i = item_index(vm, key)?;
    match resolve(i, v.layout.shape[dimension]) {
        Some(i) => Ok(i as isize * v.layout.strides[dimension]),
        None => Err(vm.index_error(format!("index out of bounds on dimension {}", dimension + 1))),
    }
}

/// What a key selects.
enum Place {
    Item(isize),
    Part(View),
    Whole,
}

fn place(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Place> {
    let v = &live(vm, o)?.view;
    let parts = key.downcast::<Tuple>().map(Tuple::as_slice);
    if v.ndim() == 0 {
        return match parts {
            Some([]) => Ok(Place::Item(0)),
            _ if key.is(&Obj::ELLIPSIS) => Ok(Place::Whole),
            _ => Err(vm.type_error("invalid indexing of 0-dim memory")),
        };
    }
    if is_index(key) {
        if v.ndim() > 1 {
            return Err(vm.not_implemented_error("multi-dimensional sub-views are not implemented"));
        }
        return offset(vm, v, 0, key).map(Place::Item);
    }
    if key.is_exact::<Slice>() {
        let (start, _, step, n) = slice::indices(vm, key, v.layout.shape[0])?;
        let mut part = v.clone();
        part.ptr = part.ptr.wrapping_offset(start * v.layout.strides[0]);
        part.layout.shape[0] = n;
        part.layout.strides[0] = v.layout.strides[0].wrapping_mul(step);
        return Ok(Place::Part(part));
    }
    match parts {
        Some(keys) if keys.iter().all(is_index) => {
            if keys.len() < v.ndim() {
                return Err(vm.not_implemented_error("sub-views are not implemented"));
            }
            if keys.len() > v.ndim() {
                return Err(vm.type_error(format!(
                    "cannot index {}-dimension view with {}-element tuple",
                    v.ndim(),
                    keys.len()
                )));
            }
            let mut at = 0;
            for (d, k) in keys.iter().enumerate() {
                at += offset(vm, v, d, k)?;
            }
            Ok(Place::Item(at))
        }
        Some(keys) if keys.iter().all(|k| k.is_exact::<Slice>()) => {
            Err(vm.not_implemented_error("multi-dimensional slicing is not implemented"))
        }
        _ => Err(vm.type_error("memoryview: invalid slice key")),
    }
}

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let found = place(vm, o, key)?;
    let m = live(vm, o)?;
    match found {
        Place::Item(at) => {
            let data = memory(o).item(at).to_vec();
            item::unpack(vm, m.view.format, &data)
        }
        Place::Part(view) => Ok(make(&m.base(vm)?, view)),
        Place::Whole => Ok(o.clone()),
    }
}

fn setitem(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let v = &live(vm, o)?.view;
    if v.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    let Some(value) = value else { return Err(vm.type_error("cannot delete memory")) };
    if v.ndim() > 1 {
        if is_index(key) {
            return Err(vm.not_implemented_error("sub-views are not implemented"));
        }
        if key.is_exact::<Slice>() {
            return Err(
                vm.not_implemented_error("memoryview slice assignments are currently restricted to ndim = 1")
            );
        }
    }
    let part = match place(vm, o, key)? {
        Place::Item(at) => return set_one(vm, o, at, value),
        Place::Whole => return set_one(vm, o, 0, value),
        Place::Part(part) => part,
    };
    let source = get(vm, value)?;
    let from = View::of_buffer(&source);
    let same_format = from.format.trim_start_matches('@') == part.format.trim_start_matches('@')
        && from.itemsize == part.itemsize;
    if !same_format || from.layout.shape != part.layout.shape {
        return Err(vm.value_error("memoryview assignment: lvalue and rvalue have different structures"));
    }
    // Copied first: both may be parts of the same memory.
    let data = source.to_vec();
    live(vm, o)?;
    let to = part.buffer(o, None);
    let mut items = data.chunks_exact(part.itemsize.max(1));
    part.layout.for_each(&mut |at| {
        if let Some(bytes) = items.next() {
            to.write(at, bytes);
        }
    });
    Ok(())
}

fn set_one(vm: &Vm, o: &Obj, at: isize, value: &Obj) -> PyResult<()> {
    let (data, n) = item::pack(vm, of(o).view.format, value)?;
    live(vm, o)?;
    memory(o).write(at, &data[..n]);
    Ok(())
}

fn len(vm: &Vm, o: &Obj) -> PyResult<usize> {
    match live(vm, o)?.view.layout.shape.first() {
        Some(n) => Ok(*n),
        None => Err(vm.type_error("0-dim memory has no length")),
    }
}

/// Items as nested lists.
fn tolist(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    fn walk(vm: &Vm, b: &Buffer, v: &View, dimension: usize, at: isize) -> PyResult<Obj> {
        let Some(n) = v.layout.shape.get(dimension) else { return item::unpack(vm, v.format, b.item(at)) };
        let stride = v.layout.strides[dimension];
        (0..*n as isize)
            .map(|i| walk(vm, b, v, dimension + 1, at + i * stride))
            .collect::<PyResult<Vec<_>>>()
            .map(list::from_vec)
    }
    let m = live(vm, o)?;
    walk(vm, &memory(o), &m.view, 0, 0)
}

fn tobytes(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = live(vm, &a[0])?;
    let order = match a.opt_not_none(1) {
        None => 'C',
        Some(o) if str_::is_str(o) => match str_::bytes_of(o) {
            b"C" => 'C',
            b"F" => 'F',
            b"A" if m.view.layout.is_f_contiguous(m.view.itemsize)
                && !m.view.layout.is_c_contiguous(m.view.itemsize) =>
            {
                'F'
            }
            b"A" => 'C',
            _ => return Err(vm.value_error("order must be 'C', 'F' or 'A'")),
        },
        Some(o) => {
            return Err(vm.type_error(format!(
                "tobytes() argument 'order' must be str or None, not {}",
                api::given(o)
            )));
        }
    };
    let mut b = memory(&a[0]);
    if order == 'F' && m.view.ndim() > 1 {
        let mut turned = m.view.layout.clone();
        turned.shape.reverse();
        turned.strides.reverse();
        b.layout = Some(Box::new(turned));
    }
    bytes::try_from_slice(&b.to_vec()).map_err(|_| vm.memory_error())
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let answer = |equal: bool| Ok(Obj::from_bool(equal == (op == CmpOp::Eq)));
    if a.is(b) && of(a).base.borrow().is_none() {
        return answer(true);
    }
    if of(a).base.borrow().is_none() || b.downcast::<MemoryView>().is_some_and(|m| m.base.borrow().is_none())
    {
        return answer(a.is(b));
    }
    let other = match buffer::export(vm, b, false) {
        Ok(Some(x)) => x,
        Ok(None) => return Ok(Obj::NOT_IMPLEMENTED),
        Err(r) => {
            drop(vm.take_raised(r));
            return Ok(Obj::NOT_IMPLEMENTED);
        }
    };
    let mine = export(vm, a, false)?;
    let (x, y) = (View::of_buffer(&mine), View::of_buffer(&other));
    if x.layout.shape != y.layout.shape {
        return answer(false);
    }
    let (Some(p), Some(q)) = (item::native_code(x.format), item::native_code(y.format)) else {
        return answer(false);
    };
    let (left, right) = (mine.to_vec(), other.to_vec());
    if p == q && !matches!(p, b'f' | b'd' | b'e' | b'?') {
        return answer(left == right);
    }
    for (l, r) in left.chunks_exact(x.itemsize.max(1)).zip(right.chunks_exact(y.itemsize.max(1))) {
        let (l, r) = (item::unpack(vm, x.format, l)?, item::unpack(vm, y.format, r)?);
        if !api::compare_bool(vm, &l, &r, CmpOp::Eq)? {
            return answer(false);
        }
    }
    answer(true)
}

fn hash(vm: &Vm, o: &Obj) -> PyResult<i64> {
    let m = of(o);
    if let Some(h) = m.hash.get() {
        return Ok(h);
    }
    let base = m.base(vm)?;
    if !m.view.readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !matches!(item::native_code(m.view.format), Some(b'B' | b'b' | b'c')) {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    // An exporter that cannot be hashed makes its views unhashable.
    api::hash(vm, &base.buffer.owner)?;
    let h = bytes::hash(&bytes::from_slice(&memory(o).to_vec()));
    m.hash.set(Some(h));
    Ok(h)
}

fn cast(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = live(vm, &a[0])?;
    let v = &m.view;
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error(format!("cast() argument 'format' must be str, not {}", api::given(&a[1]))));
    }
    if !v.layout.is_c_contiguous(v.itemsize) {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let shape = a.opt(2);
    if (shape.is_some() || v.ndim() != 1) && v.layout.shape.contains(&0) {
        return Err(vm.type_error("memoryview: cannot cast view with zeros in shape or strides"));
    }
    let shape = match shape {
        None => None,
        Some(s) if s.is_instance::<Tuple>() || s.is_instance::<list::List>() => Some(api::to_vec(vm, s)?),
        Some(_) => return Err(vm.type_error("shape must be a list or a tuple")),
    };
    if let Some(s) = &shape {
        if s.len() > 64 {
            return Err(vm.value_error("memoryview: number of dimensions must not exceed 64"));
        }
        if s.len() != 1 && v.ndim() != 1 {
            return Err(vm.type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
        }
    }
    if !str_::is_ascii(&a[1]) {
        // Raises UnicodeEncodeError.
        crate::types::codec::encode(vm, &a[1], Some("ascii"), None)?;
    }
    let native = "must be a native single character format prefixed with an optional '@'";
    let Some(format) = item::static_format(&str_::display(&a[1])) else {
        return Err(vm.value_error(format!("memoryview: destination format {native}")));
    };
    let (Some(from), Some(to)) = (item::native_code(v.format), item::native_code(format)) else {
        return Err(vm.value_error(format!("memoryview: source format {native}")));
    };
    if !matches!(from, b'B' | b'b' | b'c') && !matches!(to, b'B' | b'b' | b'c') {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let itemsize = item::size(to).unwrap_or(1);
    let total = v.nbytes();
    if total % itemsize != 0 {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let mut dimensions = vec![total / itemsize];
    if let Some(s) = shape {
        dimensions.clear();
        let mut product = itemsize;
        for o in &s {
            if !int::is_int(o) {
                return Err(vm.type_error("memoryview.cast(): elements of shape must be integers"));
            }
            let n = api::index_isize(vm, o)?;
            if n <= 0 {
                return Err(vm.value_error("memoryview.cast(): elements of shape must be integers > 0"));
            }
            product = product
                .checked_mul(n as usize)
                .ok_or_else(|| vm.value_error("memoryview.cast(): product(shape) > SSIZE_MAX"))?;
            dimensions.push(n as usize);
        }
        if product != total {
            return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
        }
    }
    let strides = Layout::c_strides(&dimensions, itemsize);
    Ok(make(
        &m.base(vm)?,
        View { format, itemsize, layout: Layout { shape: dimensions, strides }, ..v.clone() },
    ))
}

fn from_flags(vm: &Vm, a: Args) -> PyResult<Obj> {
    let flags = str_::c_int(vm, &a[2])?;
    match buffer::export(vm, &a[1], flags & 1 != 0)? {
        Some(b) => Ok(from_buffer(b)),
        None => Err(
            vm.type_error(format!("memoryview: a bytes-like object is required, not '{}'", a[1].ty().name()))
        ),
    }
}

fn numbers<T: Copy>(items: &[T], f: impl Fn(T) -> Obj) -> Obj {
    tuple::from_vec(items.iter().map(|n| f(*n)).collect())
}

/// An attribute of a view that is not released.
macro_rules! view_getter {
    ($name:literal, $doc:literal, $f:expr) => {
        getter($name, $doc, |vm, o| {
            let f: fn(&View) -> Obj = $f;
            Ok(f(&live(vm, o)?.view))
        })
    };
}

static GETTERS: [GetterDef; 12] = [
    getter("obj", "The object that the memory belongs to.", |vm, o| {
        Ok(live(vm, o)?.base(vm)?.buffer.owner.clone())
    }),
    view_getter!("nbytes", "Bytes of all items.", |v| int::from_usize(v.nbytes())),
    view_getter!("readonly", "Whether writing is refused.", |v| Obj::from_bool(v.readonly)),
    view_getter!("itemsize", "Bytes of an item.", |v| int::from_usize(v.itemsize)),
    view_getter!("format", "Format of an item in the style of the struct module.", |v| str_::from_str(
        v.format
    )),
    view_getter!("ndim", "Number of dimensions.", |v| int::from_usize(v.ndim())),
    view_getter!("shape", "Number of items in each dimension.", |v| numbers(
        &v.layout.shape,
        int::from_usize
    )),
    view_getter!("strides", "Bytes between items in each dimension.", |v| numbers(&v.layout.strides, |n| {
        int::from_i64(n as i64)
    })),
    view_getter!("suboffsets", "Always empty: there is no indirection.", |_| tuple::empty()),
    view_getter!("c_contiguous", "Whether the items lie side by side in C order.", |v| {
        Obj::from_bool(v.layout.is_c_contiguous(v.itemsize))
    }),
    view_getter!("f_contiguous", "Whether the items lie side by side in Fortran order.", |v| {
        Obj::from_bool(v.layout.is_f_contiguous(v.itemsize))
    }),
    view_getter!("contiguous", "Whether the items lie side by side.", |v| {
        Obj::from_bool(v.layout.is_c_contiguous(v.itemsize) || v.layout.is_f_contiguous(v.itemsize))
    }),
];

static SPEC: TypeSpec = TypeSpec {
    name: "memoryview",
    doc: "memoryview(object): a window on the memory of an object.",
    signature: "(object)",
    flags: type_flag::SEQUENCE | type_flag::WEAKREF,
    slots: Slots {
        new: Some(|vm, _, args| match args.bind_required(vm, "memoryview", 1, ["object"])? {
            [Some(o)] => from_object(vm, o),
            _ => Err(vm.type_error("memoryview() missing required argument 'object' (pos 1)")),
        }),
        repr: Some(|_, o| {
            let state = if of(o).base.borrow().is_some() { "memory" } else { "released memory" };
            Ok(str_::from_string(format!("<{state} at {:#x}>", api::id(o))))
        }),
        getattro: Some(generic_getattr),
        hash: Some(hash),
        compare: Some(compare),
        iter: Some(iter),
        len: Some(len),
        getitem: Some(getitem),
        setitem: Some(setitem),
        buffer: Some(export),
        release_buffer: Some(|vm, _, view| crate::types::memoryview::release_argument(vm, view)),
        ..Slots::NONE
    },
    methods: &[
        method("release", "($self, /)", "Gives the memory back; the view can be used no more.", |vm, a| {
            release(vm, &a[0]).map(|()| Obj::NONE)
        }),
        method("tobytes", "($self, /, order='C')", "The bytes of all items.", tobytes),
        method(
            "hex",
            "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
            "The bytes as hexadecimal digits.",
            |vm, a| {
                live(vm, &a[0])?;
                bytes::methods::hex(vm, &memory(&a[0]).to_vec(), a.opt(1), a.opt(2))
            },
        ),
        method("tolist", "($self, /)", "The items as a list, nested by dimension.", |vm, a| {
            tolist(vm, &a[0])
        }),
        method(
            "cast",
            "($self, /, format, shape=<unrepresentable>)",
            "The same memory with another format or shape.",
            cast,
        ),
        method("toreadonly", "($self, /)", "The same memory for reading only.", |vm, a| {
            let m = live(vm, &a[0])?;
            Ok(make(&m.base(vm)?, View { readonly: true, ..m.view.clone() }))
        }),
        class_method(
            "_from_flags",
            "($type, /, object, flags)",
            "A view asked for with buffer flags.",
            from_flags,
        ),
        method("__enter__", "($self, /)", "", |vm, a| live(vm, &a[0]).map(|_| a[0].clone())),
        method("__exit__", "($self, /, *exc_info)~($self, /, *exc_info)", "", |vm, a| {
            release(vm, &a[0]).map(|()| Obj::NONE)
        }),
    ],
    getters: &GETTERS,
    ..TypeSpec::FINAL
};

/// `memoryview`
pub static MEMORYVIEW: StaticType = StaticType::new(&SPEC, LayoutOps::of::<MemoryView>(false));

static MANAGED_SPEC: TypeSpec =
    TypeSpec { name: "managedbuffer", flags: type_flag::NO_NEW, ..TypeSpec::FINAL };
static MANAGED_BUFFER: StaticType = StaticType::new(&MANAGED_SPEC, LayoutOps::of::<Managed>(false));

// --- iteration

/// The native state of an iterator over a memoryview.
pub struct MemoryIterator {
    /// Absent when exhausted.
    source: RefCell<Option<Obj>>,
    at: Cell<usize>,
}

// SAFETY: the view is visited.
unsafe impl Payload for MemoryIterator {
    fn static_type() -> &'static StaticType {
        &MEMORY_ITERATOR
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        if let Some(o) = &*self.source.borrow() {
            visit(o.value());
        }
    }
}

fn iter(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    match live(vm, o)?.view.ndim() {
        0 => Err(vm.type_error("invalid indexing of 0-dim memory")),
        1 => {
            Ok(Ref::new(MemoryIterator { source: RefCell::new(Some(o.clone())), at: Cell::new(0) })
                .into_obj())
        }
        _ => Err(vm.not_implemented_error("multi-dimensional sub-views are not implemented")),
    }
}

fn next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let it = o.downcast::<MemoryIterator>().expect("the receiver is a memory_iterator");
    let Some(source) = it.source.borrow().clone() else { return Ok(None) };
    let (v, at) = (&live(vm, &source)?.view, it.at.get());
    if at >= v.layout.shape[0] {
        drop(it.source.take());
        return Ok(None);
    }
    it.at.set(at + 1);
    item::unpack(vm, v.format, memory(&source).item(at as isize * v.layout.strides[0])).map(Some)
}

static ITERATOR_SPEC: TypeSpec = TypeSpec {
    name: "memory_iterator",
    slots: Slots { iter: Some(iter_self), next: Some(next), ..Slots::NONE },
    ..TypeSpec::FINAL
};
static MEMORY_ITERATOR: StaticType = StaticType::new(&ITERATOR_SPEC, LayoutOps::of::<MemoryIterator>(false));

/// The types beside `memoryview`.
pub static TYPES: &[&StaticType] = &[&MANAGED_BUFFER, &MEMORY_ITERATOR, &wrapper::BUFFER_WRAPPER];

/// BufferError unless a buffer given back is of a memoryview, for `__release_buffer__`.
pub fn release_argument(vm: &Vm, o: &Obj) -> PyResult<()> {
    if !o.is_instance::<MemoryView>() {
        return Err(vm.type_error("expected a memoryview object"));
    }
    match release(vm, o) {
        Err(r) => vm.clear_if(r, &exception::BUFFER_ERROR),
        ok => ok,
    }
}
