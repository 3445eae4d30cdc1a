//! Storage of bytes objects: the bytes lie inline behind the header, the hash is cached.
#![allow(unsafe_code)]

use crate::object::heap::{self, GilCell, Header, Object, OutOfMemory, Payload};
use crate::object::obj::Obj;
use crate::object::type_object::{StaticType, Type};
use crate::object::value::Value;
use std::cell::Cell;
use std::ptr;

/// The native state of a bytes object; the bytes follow it.
#[repr(C)]
pub struct Bytes {
    /// Zero: not computed.
    hash: Cell<i64>,
    len: usize,
}

// SAFETY: no references to other objects; `len` bytes follow the body.
unsafe impl Payload for Bytes {
    fn static_type() -> &'static StaticType {
        &super::BYTES
    }
    fn extra(&self) -> usize {
        self.len
    }
}

/// Whether an object is a bytes object or of a subclass.
#[inline(always)]
pub fn is_bytes(o: &Obj) -> bool {
    o.is_instance::<Bytes>()
}

impl Bytes {
    /// The bytes.
    #[inline(always)]
    pub fn as_slice(&self) -> &[u8] {
        // SAFETY: `len` bytes are initialised behind the body and never change.
        unsafe { std::slice::from_raw_parts(ptr::from_ref(self).add(1).cast::<u8>(), self.len) }
    }
}

/// The content of a bytes object (nothing if it is something else).
#[inline(always)]
pub fn bytes_of(o: &Obj) -> &[u8] {
    o.downcast::<Bytes>().map_or(&[], Bytes::as_slice)
}

/// A bytes object of a class with `len` bytes that `fill` writes (they are zero before).
pub fn build(ty: *const Object<Type>, len: usize, fill: impl FnOnce(&mut [u8])) -> Result<Obj, OutOfMemory> {
    let h = allocate(ty, len)?;
    // SAFETY: fresh memory with room for `len` bytes behind the body.
    unsafe {
        let data = h.cast::<Object<Bytes>>().add(1).cast::<u8>();
        data.write_bytes(0, len);
        fill(std::slice::from_raw_parts_mut(data, len));
        let o = Obj::from_owned(Value::from_ptr(h));
        if (*ty).body.is_gc() {
            crate::object::gc::track(h);
        }
        Ok(o)
    }
}

static SINGLE: GilCell<[Option<Obj>; 257]> = GilCell::new([const { None }; 257]);

/// The shared object of one byte (256: none).
fn shared(i: usize) -> Obj {
    // SAFETY: GIL held; making the object does not come back here.
    unsafe {
        if let Some(o) = &(*SINGLE.get())[i] {
            return o.clone();
        }
        let text = [i as u8];
        let text = if i == 256 { &text[..0] } else { &text[..] };
        let o = build(super::BYTES.ptr(), text.len(), |b| b.copy_from_slice(text)).expect("a few bytes");
        o.make_immortal();
        (*SINGLE.get())[i] = Some(o.clone());
        o
    }
}

/// A bytes object.
pub fn from_slice(data: &[u8]) -> Obj {
    try_from_slice(data).unwrap_or_else(|_| std::alloc::handle_alloc_error(std::alloc::Layout::new::<u64>()))
}

/// A bytes object whose length user code controls.
pub fn try_from_slice(data: &[u8]) -> Result<Obj, OutOfMemory> {
    match data {
        [] => Ok(shared(256)),
        [b] => Ok(shared(*b as usize)),
        _ => copy(data),
    }
}

fn copy(data: &[u8]) -> Result<Obj, OutOfMemory> {
    let h = allocate(super::BYTES.ptr(), data.len())?;
    // SAFETY: fresh memory with room for the bytes; exact bytes are not for the collector.
    unsafe {
        ptr::copy_nonoverlapping(data.as_ptr(), h.cast::<Object<Bytes>>().add(1).cast::<u8>(), data.len());
        Ok(Obj::from_owned(Value::from_ptr(h)))
    }
}

/// A bytes object of a class whose bytes are not yet written.
#[inline]
fn allocate(ty: *const Object<Type>, len: usize) -> Result<*mut Header, OutOfMemory> {
    if len > isize::MAX as usize - 128 {
        return Err(OutOfMemory);
    }
    let h: *mut Header = if ptr::eq(ty, super::BYTES.ptr()) {
        heap::try_allocate_object(ty, size_of::<Object<Bytes>>() + ((len + 7) & !7), false)?
    } else {
        crate::object::attr::allocate_instance(ty, len)?
    };
    // SAFETY: fresh memory with room for the body.
    unsafe { (&raw mut (*h.cast::<Object<Bytes>>()).body).write(Bytes { hash: Cell::new(0), len }) };
    Ok(h)
}

/// The hash (cached).
pub fn hash(o: &Obj) -> i64 {
    let Some(b) = o.downcast::<Bytes>() else { return 0 };
    let mut h = b.hash.get();
    if h == 0 {
        h = crate::types::hash::key().hash_bytes(b.as_slice());
        b.hash.set(h);
    }
    h
}
