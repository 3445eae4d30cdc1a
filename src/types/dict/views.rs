//! `dict_keys`, `dict_values`, `dict_items` and the iterators over a dict, forwards and backwards. A kind is a number:
//! what is shown, and for iterators the direction.
#![allow(unsafe_code)]

use super::Dict;
use super::table::Table;
use crate::object::args::Args;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, BinaryFn, CmpOp, Slots};
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, getter, iter_self, method};
use crate::object::type_object::StaticType;
use crate::types::set::{self, Set};
use crate::types::str_::StrBuilder;
use crate::types::{int, list, mapping_proxy, sequence, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;

/// Shows keys.
pub const KEYS: u8 = 0;
/// Shows values.
pub const VALUES: u8 = 1;
/// Shows (key, value) tuples.
pub const ITEMS: u8 = 2;
/// Added to the kind of an iterator that goes backwards.
pub const REVERSE: u8 = 3;

// --- iterators

/// The native state of an iterator.
pub struct DictIter<const KIND: u8> {
    /// The dict; `None` once exhausted.
    pub dict: Cell<Option<Ref<Dict>>>,
    /// Forwards: the next entry position. Backwards: the end of what is left.
    pub pos: Cell<usize>,
    /// The size that the dict must still have; impossible after a failure.
    pub size: Cell<usize>,
    /// Entries left.
    pub left: Cell<usize>,
    last: tuple::Recycled,
}

// SAFETY: the dict is visited.
unsafe impl<const KIND: u8> Payload for DictIter<KIND> {
    fn static_type() -> &'static StaticType {
        &ITERATORS[KIND as usize]
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        if let Some(d) = self.peek() {
            visit(d.value());
        }
        self.last.traverse(visit);
    }
    fn clear(&self) {
        self.last.clear();
    }
}

impl<const KIND: u8> DictIter<KIND> {
    #[inline(always)]
    fn peek(&self) -> Option<&Ref<Dict>> {
        // SAFETY: GIL held; callers hold it only over reads of the dict.
        unsafe { (*self.dict.as_ptr()).as_ref() }
    }

    /// The next key, value or pair; `None` when exhausted.
    #[inline]
    pub fn next(&self, vm: &Vm) -> PyResult<Option<Obj>> {
        match KIND % REVERSE {
            KEYS => self.advance(vm, |t, p| t.key_at(p)),
            VALUES => self.advance(vm, |t, p| t.value_at(p)),
            _ => Ok(self.next_item(vm)?.map(|(k, v)| self.last.pair(k, v))),
        }
    }

    /// The next key and value; `None` when exhausted.
    #[inline]
    pub fn next_item(&self, vm: &Vm) -> PyResult<Option<(Obj, Obj)>> {
        self.advance(vm, |t, p| t.entry(p).map(|(_, k, v)| (k, v)))
    }

    /// One step: what `read` takes from the next entry.
    #[inline(always)]
    fn advance<T>(&self, vm: &Vm, read: impl FnOnce(&Table, usize) -> Option<T>) -> PyResult<Option<T>> {
        let Some(d) = self.peek() else { return Ok(None) };
        if d.len() != self.size.get() {
            self.size.set(usize::MAX);
            return Err(vm.runtime_error("dictionary changed size during iteration"));
        }
        let t = d.table();
        let found = if KIND < REVERSE { t.next_live(self.pos.get()) } else { t.prev_live(self.pos.get()) };
        let Some((p, item)) = found.and_then(|p| Some((p, read(t, p)?))) else {
            drop(self.dict.take());
            return Ok(None);
        };
        if self.left.get() == 0 && KIND < REVERSE {
            drop(self.dict.take());
            return Err(vm.runtime_error("dictionary keys changed during iteration"));
        }
        self.left.set(self.left.get().saturating_sub(1));
        self.pos.set(if KIND < REVERSE { p + 1 } else { p });
        Ok(Some(item))
    }
}

/// An iterator over a dict.
pub fn iter<const KIND: u8>(d: &Ref<Dict>) -> Obj {
    let pos = if KIND < REVERSE { 0 } else { usize::MAX };
    let n = d.len();
    Ref::new(DictIter::<KIND> {
        dict: Cell::new(Some(d.clone())),
        pos: Cell::new(pos),
        size: Cell::new(n),
        left: Cell::new(n),
        last: tuple::Recycled::default(),
    })
    .into_obj()
}

fn iter_of<const KIND: u8>(o: &Obj) -> &DictIter<KIND> {
    o.downcast::<DictIter<KIND>>().expect("the receiver is a dict iterator")
}

fn length_hint<const KIND: u8>(_: &Vm, a: Args) -> PyResult<Obj> {
    let it = iter_of::<KIND>(&a[0]);
    let valid = it.peek().is_some_and(|d| d.len() == it.size.get());
    Ok(int::from_usize(if valid { it.left.get() } else { 0 }))
}

fn reduce<const KIND: u8>(vm: &Vm, a: Args) -> PyResult<Obj> {
    let it = iter_of::<KIND>(&a[0]);
    // A copy walks the rest, so that the iterator itself stays where it is.
    let copy = DictIter::<KIND> {
        last: tuple::Recycled::default(),
        dict: Cell::new(it.peek().cloned()),
        pos: it.pos.clone(),
        size: it.size.clone(),
        left: it.left.clone(),
    };
    let mut rest = Vec::new();
    while let Some(o) = copy.next(vm)? {
        rest.push(o);
    }
    Ok(tuple::pair(api::builtin(vm, "iter")?, tuple::from_vec(vec![list::from_vec(rest)])))
}

const fn iter_methods<const KIND: u8>() -> [MethodDef; 2] {
    [
        method("__length_hint__", "($self, /)", "How many entries are left.", length_hint::<KIND>),
        method("__reduce__", "($self, /)", "What pickle needs to make an equal iterator.", reduce::<KIND>),
    ]
}

static ITER_METHODS: [[MethodDef; 2]; 6] = [
    iter_methods::<0>(),
    iter_methods::<1>(),
    iter_methods::<2>(),
    iter_methods::<3>(),
    iter_methods::<4>(),
    iter_methods::<5>(),
];

const fn iter_spec<const KIND: u8>(name: &'static str, methods: &'static [MethodDef]) -> TypeSpec {
    TypeSpec {
        name,
        slots: Slots {
            iter: Some(iter_self),
            next: Some(|vm, o| iter_of::<KIND>(o).next(vm)),
            ..Slots::NONE
        },
        methods,
        ..TypeSpec::FINAL
    }
}

static ITER_SPECS: [TypeSpec; 6] = [
    iter_spec::<0>("dict_keyiterator", &ITER_METHODS[0]),
    iter_spec::<1>("dict_valueiterator", &ITER_METHODS[1]),
    iter_spec::<2>("dict_itemiterator", &ITER_METHODS[2]),
    iter_spec::<3>("dict_reversekeyiterator", &ITER_METHODS[3]),
    iter_spec::<4>("dict_reversevalueiterator", &ITER_METHODS[4]),
    iter_spec::<5>("dict_reverseitemiterator", &ITER_METHODS[5]),
];

/// The iterator types by kind.
pub static ITERATORS: [StaticType; 6] = [
    StaticType::new(&ITER_SPECS[0], LayoutOps::of::<DictIter<0>>(false)),
    StaticType::new(&ITER_SPECS[1], LayoutOps::of::<DictIter<1>>(false)),
    StaticType::new(&ITER_SPECS[2], LayoutOps::of::<DictIter<2>>(false)),
    StaticType::new(&ITER_SPECS[3], LayoutOps::of::<DictIter<3>>(false)),
    StaticType::new(&ITER_SPECS[4], LayoutOps::of::<DictIter<4>>(false)),
    StaticType::new(&ITER_SPECS[5], LayoutOps::of::<DictIter<5>>(false)),
];

// --- views

/// The native state of a view.
pub struct View<const KIND: u8> {
    /// The dict that is shown.
    pub dict: Ref<Dict>,
}

// SAFETY: the dict is visited.
unsafe impl<const KIND: u8> Payload for View<KIND> {
    fn static_type() -> &'static StaticType {
        &VIEWS[KIND as usize]
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.dict.value());
    }
}

/// A view of a dict.
pub fn view<const KIND: u8>(d: &Ref<Dict>) -> Obj {
    Ref::new(View::<KIND> { dict: d.clone() }).into_obj()
}

fn of<const KIND: u8>(o: &Obj) -> &Ref<Dict> {
    &o.downcast::<View<KIND>>().expect("the receiver is a dict view").dict
}

/// Whether the object is exactly a view of a dict.
pub fn is_exact_view(o: &Obj) -> bool {
    o.is_exact::<View<KEYS>>() || o.is_exact::<View<VALUES>>() || o.is_exact::<View<ITEMS>>()
}

/// Whether the object is a view with set operations.
fn is_set_view(o: &Obj) -> bool {
    o.is_instance::<View<KEYS>>() || o.is_instance::<View<ITEMS>>()
}

fn contains<const KIND: u8>(vm: &Vm, o: &Obj, x: &Obj) -> PyResult<bool> {
    let d = of::<KIND>(o);
    if KIND == KEYS {
        return d.contains(vm, x);
    }
    let Some([key, value]) = x.downcast::<tuple::Tuple>().map(tuple::Tuple::as_slice) else {
        return Ok(false);
    };
    match d.get(vm, key)? {
        Some(found) => api::eq(vm, &found, value),
        None => Ok(false),
    }
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    sequence::guard_repr(vm, o, "...", || {
        let items = list::from_iterable(vm, o)?;
        let mut out = StrBuilder::new();
        out.push_str(&o.ty().name());
        out.push_str("(");
        out.push_obj(&api::repr(vm, &items)?);
        out.push_str(")");
        Ok(out.finish())
    })
}

/// Whether every item of `a` is in `b`.
fn all_in(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<bool> {
    let mut yes = true;
    api::for_each(vm, a, |x| {
        yes = api::contains(vm, b, &x)?;
        Ok(yes)
    })?;
    Ok(yes)
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    if !is_set_view(b) && !set::is_set(b) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let (m, n) = (api::len(vm, a)?, api::len(vm, b)?);
    Ok(Obj::from_bool(match op {
        CmpOp::Eq => m == n && all_in(vm, a, b)?,
        CmpOp::Ne => m != n || !all_in(vm, a, b)?,
        CmpOp::Lt => m < n && all_in(vm, a, b)?,
        CmpOp::Le => m <= n && all_in(vm, a, b)?,
        CmpOp::Gt => m > n && all_in(vm, b, a)?,
        CmpOp::Ge => m >= n && all_in(vm, b, a)?,
    }))
}

fn and(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    // The view comes first; of two views the longer one.
    let (mut view, mut other) = if is_set_view(a) { (a, b) } else { (b, a) };
    let n = api::len(vm, view)?;
    if is_set_view(other) && api::len(vm, other)? > n {
        std::mem::swap(&mut view, &mut other);
    }
    if let Some(s) = other.downcast_exact::<Set>()
        && n <= s.len()
    {
        return s.intersection(vm, view, false);
    }
    let result = set::new_ref();
    api::for_each(vm, other, |x| {
        if api::contains(vm, view, &x)? {
            result.add(vm, &x)?;
        }
        Ok(true)
    })?;
    Ok(result.into_obj())
}

/// A set operation that updates a set made of the left operand.
fn updated(vm: &Vm, a: &Obj, b: &Obj, update: fn(&Set, &Vm, &Obj) -> PyResult<()>) -> PyResult<Obj> {
    let result = set::new_ref();
    // The keys of a plain dict are as good as the dict, whose size is known.
    let plain = a.downcast::<View<KEYS>>().map(|v| v.dict.obj()).filter(|d| d.is_exact::<Dict>());
    result.update(vm, plain.unwrap_or(a))?;
    update(&result, vm, b)?;
    Ok(result.into_obj())
}

fn or(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    updated(vm, a, b, Set::update)
}

fn sub(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    updated(vm, a, b, Set::difference_update)
}

fn xor(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    updated(vm, a, b, Set::symmetric_difference_update)
}

fn isdisjoint(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (mut view, mut other) = (&a[0], &a[1]);
    let n = api::len(vm, view)?;
    if view.is(other) {
        return Ok(Obj::from_bool(n == 0));
    }
    if (is_set_view(other) || set::is_exact_set(other)) && api::len(vm, other)? > n {
        std::mem::swap(&mut view, &mut other);
    }
    let mut disjoint = true;
    api::for_each(vm, other, |x| {
        disjoint = !api::contains(vm, view, &x)?;
        Ok(disjoint)
    })?;
    Ok(Obj::from_bool(disjoint))
}

const fn reversed<const ITER: u8, const KIND: u8>() -> MethodDef {
    method("__reversed__", "($self, /)", "An iterator over the view, the newest entry first.", |_, a| {
        Ok(iter::<ITER>(of::<KIND>(&a[0])))
    })
}

const ISDISJOINT: MethodDef = method(
    "isdisjoint",
    "($self, object, /)",
    "Whether the view and an iterable have nothing in common.",
    isdisjoint,
);

static KEYS_METHODS: [MethodDef; 2] = [ISDISJOINT, reversed::<3, KEYS>()];
static VALUES_METHODS: [MethodDef; 1] = [reversed::<4, VALUES>()];
static ITEMS_METHODS: [MethodDef; 2] = [ISDISJOINT, reversed::<5, ITEMS>()];

const fn mapping<const KIND: u8>() -> [GetterDef; 1] {
    [getter("mapping", "the dictionary shown, read-only", |_, o| Ok(mapping_proxy::new(of::<KIND>(o).obj())))]
}

static GETTERS: [[GetterDef; 1]; 3] = [mapping::<0>(), mapping::<1>(), mapping::<2>()];

const SET_OPERATORS: [(BinOp, BinaryFn); 4] =
    [(BinOp::And, and), (BinOp::Or, or), (BinOp::Sub, sub), (BinOp::Xor, xor)];
const REFLECTED: [(BinOp, BinaryFn); 4] = [
    (BinOp::And, |vm, a, b| and(vm, b, a)),
    (BinOp::Or, |vm, a, b| or(vm, b, a)),
    (BinOp::Sub, |vm, a, b| sub(vm, b, a)),
    (BinOp::Xor, |vm, a, b| xor(vm, b, a)),
];

const fn slots<const KIND: u8>() -> Slots {
    let base = Slots {
        repr: Some(repr),
        len: Some(|_, o| Ok(of::<KIND>(o).len())),
        iter: Some(|_, o| Ok(iter::<KIND>(of::<KIND>(o)))),
        ..Slots::NONE
    };
    if KIND == VALUES {
        return base;
    }
    Slots {
        contains: Some(contains::<KIND>),
        compare: Some(compare),
        binary: Slots::binary_table(SET_OPERATORS),
        rbinary: Slots::binary_table(REFLECTED),
        ..base
    }
}

static VIEW_SPECS: [TypeSpec; 3] = [
    TypeSpec {
        name: "dict_keys",
        slots: slots::<0>(),
        methods: &KEYS_METHODS,
        getters: &GETTERS[0],
        ..TypeSpec::FINAL
    },
    TypeSpec {
        name: "dict_values",
        slots: slots::<1>(),
        methods: &VALUES_METHODS,
        getters: &GETTERS[1],
        ..TypeSpec::FINAL
    },
    TypeSpec {
        name: "dict_items",
        slots: slots::<2>(),
        methods: &ITEMS_METHODS,
        getters: &GETTERS[2],
        ..TypeSpec::FINAL
    },
];

/// The view types by kind.
pub static VIEWS: [StaticType; 3] = [
    StaticType::new(&VIEW_SPECS[0], LayoutOps::of::<View<0>>(false)),
    StaticType::new(&VIEW_SPECS[1], LayoutOps::of::<View<1>>(false)),
    StaticType::new(&VIEW_SPECS[2], LayoutOps::of::<View<2>>(false)),
];

/// All types of this file.
pub static TYPES: &[&StaticType] = &[
    &VIEWS[0],
    &VIEWS[1],
    &VIEWS[2],
    &ITERATORS[0],
    &ITERATORS[1],
    &ITERATORS[2],
    &ITERATORS[3],
    &ITERATORS[4],
    &ITERATORS[5],
];
