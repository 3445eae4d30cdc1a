//! `list_iterator` and `list_reverseiterator`.
#![allow(unsafe_code)]

use super::{List, from_vec};
use crate::object::args::Args;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, TypeSpec, iter_self, method};
use crate::object::type_object::StaticType;
use crate::types::sequence::state_arg;
use crate::types::{int, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;

/// The native state of a list's iterator.
pub struct ListIter {
    /// The list; `None` once exhausted.
    pub list: Cell<Option<Ref<List>>>,
    /// Position of the next item.
    pub index: Cell<usize>,
}

// SAFETY: the list is visited.
unsafe impl Payload for ListIter {
    fn static_type() -> &'static StaticType {
        &LIST_ITERATOR
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        if let Some(l) = self.peek() {
            visit(l.value());
        }
    }
}

impl ListIter {
    #[inline(always)]
    fn peek(&self) -> Option<&Ref<List>> {
        // SAFETY: GIL held; callers hold it only over reads of the list.
        unsafe { (*self.list.as_ptr()).as_ref() }
    }

    /// The next item; `None` when exhausted.
    #[inline(always)]
    pub fn step(&self) -> Option<Obj> {
        let i = self.index.get();
        match self.peek()?.get(i) {
            Some(o) => {
                self.index.set(i + 1);
                Some(o)
            }
            None => {
                drop(self.list.take());
                None
            }
        }
    }
}

/// `iter(list)`
pub fn iter(list: &Ref<List>) -> Obj {
    Ref::new(ListIter { list: Cell::new(Some(list.clone())), index: Cell::new(0) }).into_obj()
}

/// The native state of a reverse iterator.
pub struct ListReverseIter {
    list: Cell<Option<Ref<List>>>,
    /// Position of the next item; negative: exhausted.
    index: Cell<isize>,
}

// SAFETY: the list is visited.
unsafe impl Payload for ListReverseIter {
    fn static_type() -> &'static StaticType {
        &LIST_REVERSE_ITERATOR
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        if let Some(l) = self.peek() {
            visit(l.value());
        }
    }
}

impl ListReverseIter {
    fn peek(&self) -> Option<&Ref<List>> {
        // SAFETY: as in `ListIter::peek`.
        unsafe { (*self.list.as_ptr()).as_ref() }
    }

    fn step(&self) -> Option<Obj> {
        let i = self.index.get();
        let found = usize::try_from(i).ok().and_then(|i| self.peek()?.get(i));
        if found.is_some() {
            self.index.set(i - 1);
        } else {
            self.index.set(-1);
            drop(self.list.take());
        }
        found
    }
}

/// `list.__reversed__`
pub fn reversed(_: &Vm, a: Args) -> PyResult<Obj> {
    let list = super::of(&a[0]);
    Ok(Ref::new(ListReverseIter {
        index: Cell::new(list.len() as isize - 1),
        list: Cell::new(a[0].as_ref::<List>()),
    })
    .into_obj())
}

fn forward(o: &Obj) -> &ListIter {
    o.downcast::<ListIter>().expect("the receiver is a list iterator")
}

fn backward(o: &Obj) -> &ListReverseIter {
    o.downcast::<ListReverseIter>().expect("the receiver is a list reverse iterator")
}

/// What `__reduce__` of an iterator gives: how to make it from the rest of its source.
pub fn reduce_iter(vm: &Vm, source: Option<Obj>, state: i64) -> PyResult<Obj> {
    let make = api::builtin(vm, "iter")?;
    Ok(tuple::from_vec(match source {
        Some(s) => vec![make, tuple::from_vec(vec![s]), int::from_i64(state)],
        None => vec![make, tuple::from_vec(vec![from_vec(vec![])])],
    }))
}

const LENGTH_HINT: &str = "How many items are left, as far as known.";
const REDUCE: &str = "What pickle needs to make the iterator again.";
const SETSTATE: &str = "Sets the position that pickle saved.";

static METHODS: [MethodDef; 3] = [
    method("__length_hint__", "($self, /)", LENGTH_HINT, |_, a| {
        let it = forward(&a[0]);
        Ok(int::from_usize(it.peek().map_or(0, |l| l.len().saturating_sub(it.index.get()))))
    }),
    method("__reduce__", "($self, /)", REDUCE, |vm, a| {
        let it = forward(&a[0]);
        reduce_iter(vm, it.peek().map(|l| l.obj().clone()), it.index.get() as i64)
    }),
    method("__setstate__", "($self, object, /)", SETSTATE, |vm, a| {
        let i = state_arg(vm, &a[1])?;
        let it = forward(&a[0]);
        if let Some(l) = it.peek() {
            // A position before the first item is the end.
            it.index.set(usize::try_from(i).map_or(usize::MAX, |i| i.min(l.len())));
        }
        Ok(Obj::NONE)
    }),
];

static SPEC: TypeSpec = TypeSpec {
    name: "list_iterator",
    slots: Slots { iter: Some(iter_self), next: Some(|_, o| Ok(forward(o).step())), ..Slots::NONE },
    methods: &METHODS,
    ..TypeSpec::FINAL
};

/// `type(iter([]))`
pub static LIST_ITERATOR: StaticType = StaticType::new(&SPEC, LayoutOps::of::<ListIter>(false));

static REVERSE_METHODS: [MethodDef; 3] = [
    method("__length_hint__", "($self, /)", LENGTH_HINT, |_, a| {
        let it = backward(&a[0]);
        let left = (it.index.get() + 1) as usize;
        Ok(int::from_usize(it.peek().map_or(0, |l| if l.len() < left { 0 } else { left })))
    }),
    method("__reduce__", "($self, /)", REDUCE, |vm, a| {
        let it = backward(&a[0]);
        let make = api::builtin(vm, "reversed")?;
        Ok(tuple::from_vec(match it.peek().map(|l| l.obj().clone()) {
            Some(l) => vec![make, tuple::from_vec(vec![l]), int::from_i64(it.index.get() as i64)],
            None => vec![make, tuple::from_vec(vec![from_vec(vec![])])],
        }))
    }),
    method("__setstate__", "($self, object, /)", SETSTATE, |vm, a| {
        let i = state_arg(vm, &a[1])?;
        let it = backward(&a[0]);
        if let Some(l) = it.peek() {
            it.index.set(i.clamp(-1, l.len() as isize - 1));
        }
        Ok(Obj::NONE)
    }),
];

static REVERSE_SPEC: TypeSpec = TypeSpec {
    name: "list_reverseiterator",
    slots: Slots { iter: Some(iter_self), next: Some(|_, o| Ok(backward(o).step())), ..Slots::NONE },
    methods: &REVERSE_METHODS,
    ..TypeSpec::FINAL
};

/// `type(reversed([]))`
pub static LIST_REVERSE_ITERATOR: StaticType =
    StaticType::new(&REVERSE_SPEC, LayoutOps::of::<ListReverseIter>(false));
