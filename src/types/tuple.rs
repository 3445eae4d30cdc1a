//! `tuple` and its iterator: items inline behind the header. What other sequences share is in `sequence.rs`.
#![allow(unsafe_code)]

use crate::object::args::{Args, CallArgs};
use crate::object::attr::generic_getattr;
use crate::object::heap::{self, Header, LayoutOps, Object, OutOfMemory, Payload, Visit, decref};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{MethodDef, TypeSpec, class_method, iter_self, method, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::object::value::Value;
use crate::text::hash::TupleHash;
use crate::types::sequence::{self, Items, bound_arg, is_index, item_index, resolve};
use crate::types::slice::{self, Slice};
use crate::types::str_::StrBuilder;
use crate::types::{generic_alias, int, list};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;
use std::ptr;

/// The native state of a tuple; the items follow it.
#[repr(C)]
pub struct Tuple {
    len: Cell<usize>,
}

// SAFETY: every item is visited; `len` words follow the body.
unsafe impl Payload for Tuple {
    fn static_type() -> &'static StaticType {
        &TUPLE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        for o in self.as_slice().iter().rev() {
            visit(o.value());
        }
    }
    fn extra(&self) -> usize {
        self.len.get() * 8
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        for i in (0..self.len.get()).rev() {
            // SAFETY: the tuple owned its items.
            unsafe { decref(*self.data().add(i)) };
        }
    }
}

impl Tuple {
    #[inline(always)]
    fn data(&self) -> *mut Value {
        // SAFETY: the items follow the body.
        unsafe { ptr::from_ref(self).add(1).cast::<Value>().cast_mut() }
    }

    /// Number of items.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len.get() == 0
    }

    /// The items.
    #[inline(always)]
    pub fn as_slice(&self) -> &[Obj] {
        // SAFETY: `len` items are initialised and never change.
        unsafe { std::slice::from_raw_parts(self.data().cast::<Obj>(), self.len.get()) }
    }
}

/// The items of a tuple object (none if it is something else).
#[inline]
pub fn items(o: &Obj) -> &[Obj] {
    o.downcast::<Tuple>().map_or(&[], Tuple::as_slice)
}

/// A tuple of a subclass or of `tuple` itself from owned items.
pub fn with_type(ty: *const Object<Type>, items: Vec<Obj>) -> Result<Obj, OutOfMemory> {
    let n = items.len();
    // SAFETY: fresh object; the items move in.
    unsafe {
        let h: *mut Header = if ptr::eq(ty, TUPLE.ptr()) {
            heap::try_allocate_object(ty, size_of::<Object<Tuple>>() + n * 8, true)?
        } else {
            crate::object::attr::allocate_instance(ty, n * 8)?
        };
        let body = &raw mut (*h.cast::<Object<Tuple>>()).body;
        body.write(Tuple { len: Cell::new(n) });
        for (i, o) in items.into_iter().enumerate() {
            (*body).data().add(i).write(o.into_value());
        }
        crate::object::gc::track(h);
        Ok(Obj::from_owned(Value::from_ptr(h)))
    }
}

static EMPTY: heap::GilCell<Option<Obj>> = heap::GilCell::new(None);

/// The empty tuple.
pub fn empty() -> Obj {
    // SAFETY: GIL held.
    unsafe {
        if let Some(o) = &*EMPTY.get() {
            return o.clone();
        }
        let o = with_type(TUPLE.ptr(), Vec::new()).expect("a few bytes");
        o.make_immortal();
        *EMPTY.get() = Some(o.clone());
        o
    }
}

/// A tuple from owned items.
pub fn from_vec(mut items: Vec<Obj>) -> Obj {
    let n = items.len();
    // SAFETY: the items move out of the vector, which forgets them before anything can fail.
    unsafe {
        items.set_len(0);
        from_stack(items.as_ptr().cast::<Value>(), n)
    }
}

/// A tuple of `n` items, which `f` gives by position; `f` runs no Python code.
#[inline]
pub fn from_fn(n: usize, mut f: impl FnMut(usize) -> Obj) -> Obj {
    if n == 0 {
        return empty();
    }
    let h = heap::allocate_object(TUPLE.ptr(), size_of::<Object<Tuple>>() + n * 8, true);
    // SAFETY: room for n items, which are all written before the tuple is seen.
    unsafe {
        let body = &raw mut (*h.cast::<Object<Tuple>>()).body;
        body.write(Tuple { len: Cell::new(n) });
        for i in 0..n {
            (*body).data().add(i).write(f(i).into_value());
        }
        crate::object::gc::track(h);
        Obj::from_owned(Value::from_ptr(h))
    }
}

/// A tuple of two.
#[inline]
pub fn pair(a: Obj, b: Obj) -> Obj {
    from_array([a, b])
}

/// A tuple of items whose number is known.
#[inline]
pub fn from_array<const N: usize>(items: [Obj; N]) -> Obj {
    let items = std::mem::ManuallyDrop::new(items);
    // SAFETY: the references move into the tuple.
    unsafe { from_stack(items.as_ptr().cast::<Value>(), N) }
}

/// A tuple of copies.
pub fn from_slice(items: &[Obj]) -> Obj {
    from_fn(items.len(), |i| items[i].clone())
}

/// The tuple that an iterator gave last: when nobody kept it, it is filled anew for the next round.
#[derive(Default)]
pub struct Recycled(Cell<Option<Obj>>);

impl Recycled {
    /// The last tuple, if only the iterator still holds it. It has to be given back with `keep`.
    #[inline]
    pub fn take(&self) -> Option<Refill> {
        let t = self.0.take()?;
        if t.refcount() == 1 { Some(Refill(t)) } else { None }
    }

    /// Remembers the tuple that is given out now.
    #[inline]
    pub fn keep(&self, t: Obj) -> Obj {
        self.0.set(Some(t.clone()));
        t
    }

    /// A tuple of two, the last one if nobody kept it.
    #[inline]
    pub fn pair(&self, a: Obj, b: Obj) -> Obj {
        let t = match self.take() {
            Some(t) => {
                let old = (t.replace(0, a), t.replace(1, b));
                drop(old);
                t.done()
            }
            None => pair(a, b),
        };
        self.keep(t)
    }

    /// Shows the remembered tuple to the collector.
    pub fn traverse(&self, visit: &mut Visit) {
        let t = self.0.take();
        if let Some(t) = &t {
            visit(t.value());
        }
        self.0.set(t);
    }

    /// Forgets the remembered tuple.
    pub fn clear(&self) {
        drop(self.0.take());
    }
}

/// A tuple that nobody else can see.
pub struct Refill(Obj);

impl Refill {
    /// Puts an item at a position of the tuple; the old one comes back.
    #[inline]
    pub fn replace(&self, i: usize, item: Obj) -> Obj {
        let t = self.0.downcast::<Tuple>().expect("a tuple");
        assert!(i < t.len(), "a position of the tuple");
        // SAFETY: the position is in range, and no slice of the items is held by anyone.
        unsafe { Obj::from_owned(t.data().add(i).replace(item.into_value())) }
    }

    /// The tuple, complete.
    pub fn done(self) -> Obj {
        self.0
    }
}

/// A tuple that takes over `n` values from the operand stack.
///
/// # Safety
/// `n` owned values lie at `p`; the caller forgets them.
#[inline]
pub unsafe fn from_stack(p: *const Value, n: usize) -> Obj {
    if n == 0 {
        return empty();
    }
    let h = heap::allocate_object(TUPLE.ptr(), size_of::<Object<Tuple>>() + n * 8, true);
    // SAFETY: room for n items.
    unsafe {
        let body = &raw mut (*h.cast::<Object<Tuple>>()).body;
        body.write(Tuple { len: Cell::new(n) });
        ptr::copy_nonoverlapping(p, (*body).data(), n);
        crate::object::gc::track(h);
        Obj::from_owned(Value::from_ptr(h))
    }
}

/// A typed handle from items.
pub fn new_ref(items: Vec<Obj>) -> Ref<Tuple> {
    from_vec(items).into_ref::<Tuple>().expect("a tuple")
}

impl Items for Tuple {
    fn count(&self) -> usize {
        self.len()
    }
    #[inline(always)]
    fn item(&self, i: usize) -> Option<Obj> {
        self.as_slice().get(i).cloned()
    }
    #[inline(always)]
    fn now(&self) -> &[Obj] {
        self.as_slice()
    }
}

#[inline(always)]
fn of(o: &Obj) -> &Tuple {
    o.downcast::<Tuple>().expect("the receiver is a tuple")
}

/// A tuple of an iterable's items; an exact tuple is itself.
pub fn from_iterable(vm: &Vm, iterable: &Obj) -> PyResult<Obj> {
    if iterable.is_exact::<Tuple>() {
        return Ok(iterable.clone());
    }
    collect(vm, iterable).map(from_vec)
}

fn collect(vm: &Vm, iterable: &Obj) -> PyResult<Vec<Obj>> {
    let plain = iterable.is_exact::<Tuple>() || iterable.is_exact::<list::List>();
    if plain {
        return api::to_vec(vm, iterable);
    }
    let l = list::new_ref(Vec::new());
    list::extend(vm, &l, iterable)?;
    Ok(l.take())
}

fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let exact = cls.is(&TUPLE.obj());
    if !exact && args.kw_len() > 0 && has_own_init(cls) {
        return new(vm, cls, CallArgs::positional(args.pos()));
    }
    let a = args.exactly(vm, "tuple", 0, 1)?;
    if exact {
        return a.first().map_or_else(|| Ok(empty()), |x| from_iterable(vm, x));
    }
    let items = a.first().map_or_else(|| Ok(Vec::new()), |x| collect(vm, x))?;
    with_type(cls.value().ptr().cast(), items).map_err(|_| vm.memory_error())
}

/// Whether a subclass takes the keywords of its constructor itself.
fn has_own_init(cls: &Obj) -> bool {
    cls.downcast::<Type>().is_some_and(|t| t.overrides(name!(__init__)))
}

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let t = of(o);
    if is_index(key) {
        let i = item_index(vm, key)?;
        return resolve(i, t.len())
            .map(|p| t.as_slice()[p].clone())
            .ok_or_else(|| vm.index_error("tuple index out of range"));
    }
    if !key.is_exact::<Slice>() {
        return Err(
            vm.type_error(format!("tuple indices must be integers or slices, not {}", key.ty().name()))
        );
    }
    let (start, _, step, n) = slice::indices(vm, key, t.len())?;
    if step == 1 {
        let start = start as usize;
        return Ok(if n == t.len() && o.is_exact::<Tuple>() {
            o.clone()
        } else {
            from_slice(&t.as_slice()[start..start + n])
        });
    }
    Ok(from_vec((0..n).map(|k| t.as_slice()[(start + k as isize * step) as usize].clone()).collect()))
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    match (a.downcast::<Tuple>(), b.downcast::<Tuple>()) {
        (Some(x), Some(y)) => sequence::compare(vm, x, y, op),
        _ => Ok(Obj::NOT_IMPLEMENTED),
    }
}

fn tuple_hash(vm: &Vm, o: &Obj) -> PyResult<i64> {
    vm.check_native_stack("")?;
    let items = of(o).as_slice();
    let mut mix = TupleHash::default();
    for o in items {
        mix.add(api::hash(vm, o)?);
    }
    Ok(mix.finish())
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    if of(o).is_empty() {
        return Ok(crate::types::str_::from_str("()"));
    }
    sequence::guard_repr(vm, o, "(...)", || {
        let mut out = StrBuilder::new();
        out.push_str("(");
        let n = sequence::push_reprs(vm, of(o), &mut out)?;
        out.push_str(if n == 1 { ",)" } else { ")" });
        Ok(out.finish())
    })
}

fn concat(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    let Some(y) = b.downcast::<Tuple>() else {
        return Err(vm.type_error(format!("can only concatenate tuple (not \"{}\") to tuple", b.ty().name())));
    };
    let x = of(a);
    if x.is_empty() && b.is_exact::<Tuple>() {
        return Ok(b.clone());
    }
    if y.is_empty() && a.is_exact::<Tuple>() {
        return Ok(a.clone());
    }
    let (x, y) = (x.as_slice(), y.as_slice());
    let n = x.len() + y.len();
    heap::check_size(n.saturating_mul(8)).map_err(|_| vm.memory_error())?;
    Ok(from_fn(n, |i| x.get(i).unwrap_or_else(|| &y[i - x.len()]).clone()))
}

fn repeat(vm: &Vm, o: &Obj, n: isize) -> PyResult<Obj> {
    let t = of(o);
    if o.is_exact::<Tuple>() && (n == 1 || t.is_empty()) {
        return Ok(o.clone());
    }
    if n <= 0 || t.is_empty() {
        return Ok(empty());
    }
    let items = list::repeated(vm, t.as_slice(), n)?;
    with_type(TUPLE.ptr(), items).map_err(|_| vm.memory_error())
}

fn index(vm: &Vm, a: Args) -> PyResult<Obj> {
    let t = of(&a[0]);
    let start = bound_arg(vm, a.opt(2), t.len(), 0)?;
    let stop = bound_arg(vm, a.opt(3), t.len(), usize::MAX)?;
    match sequence::position(vm, t, &a[1], start, stop)? {
        Some(i) => Ok(int::from_usize(i)),
        None => Err(vm.value_error("tuple.index(x): x not in tuple")),
    }
}

static SPEC: TypeSpec = TypeSpec {
    name: "tuple",
    doc: "tuple(iterable=()): an immutable sequence of the iterable's items.",
    signature: "(iterable=(), /)",
    flags: type_flag::BASE | type_flag::SEQUENCE | type_flag::MATCH_SELF,
    convert: Some(from_iterable),
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(new),
        repr: Some(repr),
        compare: Some(compare),
        hash: Some(tuple_hash),
        len: Some(|_, o| Ok(of(o).len())),
        getitem: Some(getitem),
        contains: Some(|vm, o, x| Ok(sequence::position(vm, of(o), x, 0, usize::MAX)?.is_some())),
        iter: Some(|_, o| Ok(iter(&o.as_ref::<Tuple>().expect("the receiver is a tuple")))),
        concat: Some(concat),
        repeat: Some(repeat),
        ..Slots::NONE
    },
    methods: &[
        method(
            "__getnewargs__",
            "($self, /)",
            "The arguments with which pickle makes an equal tuple.",
            |_, a| Ok(from_vec(vec![from_slice(of(&a[0]).as_slice())])),
        ),
        method(
            "index",
            "($self, value, start=0, stop=sys.maxsize, /)",
            "Position of the first item equal to value; ValueError if there is none.",
            index,
        ),
        method("count", "($self, value, /)", "How many items equal value.", |vm, a| {
            sequence::occurrences(vm, of(&a[0]), &a[1]).map(int::from_usize)
        }),
        class_method(
            "__class_getitem__",
            "($type, object, /)",
            "tuple[items]: the type of tuples of such items.",
            generic_alias::class_getitem,
        ),
    ],
    ..TypeSpec::BASE
};

/// `tuple`
pub static TUPLE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Tuple>(true));

/// The native state of a tuple's iterator.
pub struct TupleIter {
    /// The tuple; `None` once exhausted.
    pub tuple: Cell<Option<Ref<Tuple>>>,
    /// Position of the next item.
    pub index: Cell<usize>,
}

// SAFETY: the tuple is visited.
unsafe impl Payload for TupleIter {
    fn static_type() -> &'static StaticType {
        &TUPLE_ITERATOR
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        if let Some(t) = self.peek() {
            visit(t.value());
        }
    }
}

impl TupleIter {
    #[inline(always)]
    fn peek(&self) -> Option<&Ref<Tuple>> {
        // SAFETY: GIL held; callers hold it only over reads of the tuple.
        unsafe { (*self.tuple.as_ptr()).as_ref() }
    }

    /// The next item; `None` when exhausted.
    #[inline(always)]
    pub fn step(&self) -> Option<Obj> {
        let i = self.index.get();
        match self.peek()?.item(i) {
            Some(o) => {
                self.index.set(i + 1);
                Some(o)
            }
            None => {
                drop(self.tuple.take());
                None
            }
        }
    }
}

/// `iter(tuple)`
pub fn iter(t: &Ref<Tuple>) -> Obj {
    Ref::new(TupleIter { tuple: Cell::new(Some(t.clone())), index: Cell::new(0) }).into_obj()
}

fn iter_of(o: &Obj) -> &TupleIter {
    o.downcast::<TupleIter>().expect("the receiver is a tuple iterator")
}

static ITER_METHODS: [MethodDef; 3] = [
    method("__length_hint__", "($self, /)", "How many items are left.", |_, a| {
        let it = iter_of(&a[0]);
        Ok(int::from_usize(it.peek().map_or(0, |t| t.len().saturating_sub(it.index.get()))))
    }),
    method("__reduce__", "($self, /)", "What pickle needs to make the iterator again.", |vm, a| {
        let it = iter_of(&a[0]);
        let make = api::builtin(vm, "iter")?;
        Ok(from_vec(match it.peek() {
            Some(t) => vec![make, from_vec(vec![t.obj().clone()]), int::from_usize(it.index.get())],
            None => vec![make, from_vec(vec![empty()])],
        }))
    }),
    method("__setstate__", "($self, object, /)", "Sets the position that pickle saved.", |vm, a| {
        let i = crate::types::sequence::state_arg(vm, &a[1])?.max(0) as usize;
        let it = iter_of(&a[0]);
        if let Some(t) = it.peek() {
            it.index.set(i.min(t.len()));
        }
        Ok(Obj::NONE)
    }),
];

static ITER_SPEC: TypeSpec = TypeSpec {
    name: "tuple_iterator",
    slots: Slots { iter: Some(iter_self), next: Some(|_, o| Ok(iter_of(o).step())), ..Slots::NONE },
    methods: &ITER_METHODS,
    ..TypeSpec::FINAL
};

/// `type(iter(()))`
pub static TUPLE_ITERATOR: StaticType = StaticType::new(&ITER_SPEC, LayoutOps::of::<TupleIter>(false));

/// The iterator.
pub static TYPES: &[&StaticType] = &[&TUPLE_ITERATOR];
