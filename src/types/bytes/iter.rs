//! `bytes_iterator` and `bytearray_iterator`.

use super::methods::view;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{NextFn, Slots};
use crate::object::spec::{MethodDef, TypeSpec, iter_self, method};
use crate::object::type_object::StaticType;
use crate::types::{int, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

/// The native state of both iterators.
pub struct BytesIterator {
    /// Absent when exhausted.
    source: RefCell<Option<Obj>>,
    at: Cell<usize>,
}

#[allow(unsafe_code)]
// SAFETY: the source is visited.
unsafe impl Payload for BytesIterator {
    fn static_type() -> &'static StaticType {
        &BYTES_ITERATOR
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut crate::object::heap::Visit) {
        if let Some(o) = &*self.source.borrow() {
            visit(o.value());
        }
    }
}

/// The native state of the iterator over a bytearray.
pub struct ByteArrayIterator(BytesIterator);

#[allow(unsafe_code)]
// SAFETY: as for `BytesIterator`.
unsafe impl Payload for ByteArrayIterator {
    fn static_type() -> &'static StaticType {
        &BYTEARRAY_ITERATOR
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut crate::object::heap::Visit) {
        self.0.traverse(visit);
    }
}

/// `iter(b)`
pub fn iter(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let body = BytesIterator { source: RefCell::new(Some(o.clone())), at: Cell::new(0) };
    Ok(if super::is_bytes(o) {
        Ref::new(body).into_obj()
    } else {
        Ref::new(ByteArrayIterator(body)).into_obj()
    })
}

fn state(o: &Obj) -> &BytesIterator {
    match o.downcast::<ByteArrayIterator>() {
        Some(a) => &a.0,
        None => o.downcast::<BytesIterator>().expect("the receiver is a bytes iterator"),
    }
}

fn advance(it: &BytesIterator) -> PyResult<Option<Obj>> {
    let byte = it.source.borrow().as_ref().and_then(|s| view(s).get(it.at.get()).copied());
    match byte {
        Some(_) => it.at.set(it.at.get() + 1),
        None => drop(it.source.take()),
    }
    Ok(byte.map(|b| int::from_i64(i64::from(b))))
}

#[allow(unsafe_code)]
fn next(_: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    // SAFETY: this is a slot of that type only, which has no subclasses.
    advance(unsafe { o.downcast_unchecked::<BytesIterator>() })
}

#[allow(unsafe_code)]
fn next_of_array(_: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    // SAFETY: as in `next`.
    advance(&unsafe { o.downcast_unchecked::<ByteArrayIterator>() }.0)
}

static METHODS: [MethodDef; 3] = [
    method("__length_hint__", "($self, /)", "Number of bytes left.", |_, a| {
        let it = state(&a[0]);
        Ok(int::from_usize(
            it.source.borrow().as_ref().map_or(0, |s| view(s).len().saturating_sub(it.at.get())),
        ))
    }),
    method("__reduce__", "($self, /)", "What pickle and copy store.", |vm, a| {
        let f = api::builtin(vm, "iter")?;
        let it = state(&a[0]);
        Ok(tuple::from_vec(match it.source.borrow().clone() {
            Some(s) => vec![f, tuple::from_vec(vec![s]), int::from_usize(it.at.get())],
            None => vec![f, tuple::from_vec(vec![tuple::empty()])],
        }))
    }),
    method("__setstate__", "($self, object, /)", "What pickle and copy store.", |vm, a| {
        let i = crate::types::sequence::state_arg(vm, &a[1])?;
        let it = state(&a[0]);
        if let Some(s) = &*it.source.borrow() {
            it.at.set((i.max(0) as usize).min(view(s).len()));
        }
        Ok(Obj::NONE)
    }),
];

const fn spec(name: &'static str, next: NextFn) -> TypeSpec {
    TypeSpec {
        name,
        slots: Slots { iter: Some(iter_self), next: Some(next), ..Slots::NONE },
        methods: &METHODS,
        ..TypeSpec::FINAL
    }
}

static BYTES_ITERATOR_SPEC: TypeSpec = spec("bytes_iterator", next);
static BYTEARRAY_ITERATOR_SPEC: TypeSpec = spec("bytearray_iterator", next_of_array);

/// `type(iter(b''))`
pub static BYTES_ITERATOR: StaticType =
    StaticType::new(&BYTES_ITERATOR_SPEC, LayoutOps::of::<BytesIterator>(false));
/// `type(iter(bytearray()))`
pub static BYTEARRAY_ITERATOR: StaticType =
    StaticType::new(&BYTEARRAY_ITERATOR_SPEC, LayoutOps::of::<ByteArrayIterator>(false));
