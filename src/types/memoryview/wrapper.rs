//! Buffers of classes that define `__buffer__` in Python: the exporter that CPython calls `_buffer_wrapper`.
#![allow(unsafe_code)]

use super::MemoryView;
use crate::object::buffer::{Buffer, export};
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::StaticType;
use crate::types::int;
use crate::vm::{PyResult, Vm, api, current};
use std::cell::RefCell;

/// The native state: the object, the memoryview that its `__buffer__` returned, and that view's buffer.
pub struct BufferWrapper {
    object: Obj,
    view: Obj,
    buffer: RefCell<Option<Buffer>>,
}

// SAFETY: the three references are visited (the buffer's owner is the view, counted once more).
unsafe impl Payload for BufferWrapper {
    fn static_type() -> &'static StaticType {
        &BUFFER_WRAPPER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.object.value());
        visit(self.view.value());
        if let Some(b) = &*self.buffer.borrow() {
            visit(b.owner.value());
        }
    }
}

/// The buffer slot of a class with `__buffer__`.
pub fn call_buffer(vm: &Vm, o: &Obj, writable: bool) -> PyResult<Buffer> {
    let flags = int::from_i64(284 + i64::from(writable));
    let view = api::call_special(vm, o, name!(__buffer__), &[&flags])?;
    if !view.is_instance::<MemoryView>() {
        return Err(vm.type_error("__buffer__ returned non-memoryview object"));
    }
    let Some(inner) = export(vm, &view, writable)? else { unreachable!("a memoryview exports") };
    let (ptr, len, readonly, format, itemsize, layout) =
        (inner.ptr, inner.len, inner.readonly, inner.format, inner.itemsize, inner.layout.clone());
    let owner =
        Ref::new(BufferWrapper { object: o.clone(), view, buffer: RefCell::new(Some(inner)) }).into_obj();
    Ok(Buffer { owner, ptr, len, readonly, format, itemsize, layout, release: Some(give_back) })
}

fn give_back(owner: &Obj) {
    let Some(w) = owner.downcast::<BufferWrapper>() else { return };
    let vm = current();
    let pending = vm.save_raised();
    drop(w.buffer.take());
    let done = api::call_special_opt(vm, &w.object, &intern("__release_buffer__"), &[&w.view]);
    if done.is_err() {
        vm.write_unraisable("Exception ignored in __release_buffer__", Some(&w.object));
    }
    vm.restore_raised(pending);
}

static SPEC: TypeSpec = TypeSpec { name: "_buffer_wrapper", flags: type_flag::NO_NEW, ..TypeSpec::FINAL };
/// `_buffer_wrapper`
pub static BUFFER_WRAPPER: StaticType = StaticType::new(&SPEC, LayoutOps::of::<BufferWrapper>(false));
