//! `tuple`: items inline behind the header.
#![allow(unsafe_code)]

use crate::object::heap::{self, Header, LayoutOps, Object, OutOfMemory, Payload, Visit, decref};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::object::value::Value;
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
        for o in self.as_slice() {
            visit(o.value());
        }
    }
    fn extra(&self) -> usize {
        self.len.get() * 8
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        for i in 0..self.len.get() {
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
pub fn from_vec(items: Vec<Obj>) -> Obj {
    if items.is_empty() {
        return empty();
    }
    with_type(TUPLE.ptr(), items).unwrap_or_else(|_| std::alloc::handle_alloc_error(std::alloc::Layout::new::<u64>()))
}

/// A tuple of copies.
pub fn from_slice(items: &[Obj]) -> Obj {
    from_vec(items.to_vec())
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

static SPEC: TypeSpec = TypeSpec {
    name: "tuple",
    doc: "tuple(iterable=()): an immutable sequence of the iterable's items.",
    flags: type_flag::BASE | type_flag::SEQUENCE | type_flag::MATCH_SELF,
    slots: Slots { ..Slots::NONE },
    ..TypeSpec::BASE
};

/// `tuple`
pub static TUPLE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Tuple>(true));
