//! Attributes of instances: where they are stored (`__slots__` members, shaped slots, dict) and the default lookup
//! (`object.__getattribute__`, descriptors first). Shapes are in `shape.rs`, lookup on types in `type_object.rs`.
#![allow(unsafe_code)]

use super::heap::{self, Header, Object, Visit, decref, flag, incref};
use super::obj::{Obj, Ref};
use super::shape::Shape;
use super::type_object::Type;
use super::value::Value;
use crate::types::dict::{self, Dict};
use crate::types::str_;
use crate::vm::{PyResult, Vm};
use std::cell::Cell;
use std::ptr;

/// Most attributes that an instance keeps in itself.
pub const MAX_INLINE: usize = 60;

/// Attribute storage at the end of an instance. A null shape means dict mode: `spill` is an owned dict, or null.
#[repr(C)]
pub struct Attrs {
    /// The hidden class.
    pub shape: Cell<*const Shape>,
    /// Slots beyond the inline ones (first word: their number), or the dict.
    pub spill: Cell<*mut Value>,
    // inline slots follow
}

impl Attrs {
    /// Address of slot `i`; `cap` is the object's inline capacity.
    ///
    /// # Safety
    /// `i` is below the shape's count (or just added with room made).
    #[inline(always)]
    pub unsafe fn slot(&self, i: u32, cap: u32) -> *mut Value {
        // SAFETY: by contract.
        unsafe {
            if i < cap {
                ptr::from_ref(self).add(1).cast::<Value>().cast_mut().add(i as usize)
            } else {
                self.spill.get().add((i - cap + 1) as usize)
            }
        }
    }
}

#[inline(always)]
fn round8(n: usize) -> usize {
    (n + 7) & !7
}

/// Size of header, native body and `__slots__` members: where attribute storage begins.
#[inline(always)]
unsafe fn fixed_size(h: *mut Header, t: &Type) -> usize {
    // SAFETY: `h` is an instance of `t`.
    unsafe {
        let ops = t.layout();
        let body = match ops.extra {
            Some(extra) => round8(ops.size) + round8(extra(h)),
            None => round8(ops.size),
        };
        body + t.member_slots.get() as usize * 8
    }
}

/// The attribute storage, if instances of the type have one.
#[inline(always)]
pub fn attrs_of(h: *mut Header, t: &Type) -> Option<&Attrs> {
    if !t.has_attrs.get() {
        return None;
    }
    // SAFETY: `h` is a live instance of `t`.
    Some(unsafe { &*h.cast::<u8>().add(fixed_size(h, t)).cast::<Attrs>() })
}

/// The attribute storage of an instance of a type with a fixed layout.
///
/// # Safety
/// `has_fast_attrs(t)`
#[inline(always)]
pub unsafe fn fast_attrs<'a>(h: *mut Header, t: &Type) -> &'a Attrs {
    // SAFETY: by contract; the offset was computed when the type was made.
    unsafe { &*h.cast::<u8>().add(t.attrs_offset.get() as usize).cast::<Attrs>() }
}

/// Whether the attribute storage lies at a fixed offset.
#[inline(always)]
pub fn has_fast_attrs(t: &Type) -> bool {
    t.attrs_offset.get() != 0
}

/// Address of the shape of an instance, as a cache guard: zero if there is none (dict mode, no storage).
#[inline(always)]
pub fn shape_address(h: *mut Header, t: &Type) -> u64 {
    match t.attrs_offset.get() {
        0 => attrs_of(h, t).map_or(0, |a| a.shape.get() as u64),
        // SAFETY: the offset is that of the storage.
        _ => unsafe { fast_attrs(h, t).shape.get() as u64 },
    }
}

/// The storage mode of an instance: `None`: no storage; else the shape (`None` in dict mode) and whether it is dict mode.
pub fn shape_of(h: *mut Header, t: &Type) -> Option<(Option<&Shape>, bool)> {
    let a = attrs_of(h, t)?;
    let p = a.shape.get();
    // SAFETY: a non-null shape lives as long as the class.
    Some((unsafe { p.as_ref() }, p.is_null()))
}

/// Offset of a `__slots__` member from the header, for types without inline storage.
pub fn member_offset(t: &Type, index: usize) -> usize {
    round8(t.layout().size) + index * 8
}

/// Offset of the attribute storage, or zero if it is not fixed.
pub fn fixed_offset(t: &Type) -> u32 {
    if !t.has_attrs.get() || t.layout().extra.is_some() {
        return 0;
    }
    (round8(t.layout().size) + t.member_slots.get() as usize * 8) as u32
}

/// Inline capacity of an instance.
#[inline(always)]
pub fn capacity(h: *mut Header) -> u32 {
    // SAFETY: live object.
    unsafe { (*h).flags.get() >> flag::CAP_SHIFT }
}

/// Allocates an instance of `ty` whose native body has `extra` inline bytes, with empty attributes; the body is not
/// yet written.
pub fn allocate_instance(ty: *const Object<Type>, extra: usize) -> Result<*mut Header, heap::OutOfMemory> {
    // SAFETY: live type; fresh memory.
    unsafe {
        let t = &(*ty).body;
        let ops = t.layout();
        let fixed = round8(ops.size) + round8(extra) + t.member_slots.get() as usize * 8;
        let (cap, total) = if t.has_attrs.get() {
            let cap = (*t.shape_root.get()).high_water.get() as usize;
            (cap, fixed + size_of::<Attrs>() + cap * 8)
        } else {
            (0, fixed)
        };
        let h = heap::try_allocate_object(ty, total, t.is_gc())?;
        (*h).flags.set((*h).flags.get() | (cap as u32) << flag::CAP_SHIFT);
        let members = h.cast::<u8>().add(round8(ops.size) + round8(extra)).cast::<u64>();
        for i in 0..t.member_slots.get() as usize {
            members.add(i).write(0);
        }
        if t.has_attrs.get() {
            let a = h.cast::<u8>().add(fixed).cast::<Attrs>();
            (*a).shape.set(t.shape_root.get());
            (*a).spill.set(ptr::null_mut());
        }
        Ok(h)
    }
}

/// Makes an instance of `ty` (a type whose layout is `T`'s) with this body.
pub fn new_instance<T: heap::Payload>(vm: &Vm, ty: &Obj, body: T) -> PyResult<Obj> {
    let t = ty.value().ptr().cast::<Object<Type>>();
    let extra = body.extra();
    debug_assert!(extra == 0, "inline storage is filled by the type's own constructor");
    let h = allocate_instance(t, extra).map_err(|_| vm.memory_error())?;
    // SAFETY: fresh object of that layout.
    unsafe {
        (&raw mut (*h.cast::<Object<T>>()).body).write(body);
        if (*h).flags.get() & flag::GC != 0 {
            super::gc::track(h);
        }
        Ok(Obj::from_owned(Value::from_ptr(h)))
    }
}

fn members(h: *mut Header, t: &Type) -> &[Cell<Option<Value>>] {
    let n = t.member_slots.get() as usize;
    if n == 0 {
        return &[];
    }
    // SAFETY: the member slots lie before the attribute storage; zero is None.
    unsafe {
        let p = h.cast::<u8>().add(fixed_size(h, t) - n * 8).cast::<Cell<Option<Value>>>();
        std::slice::from_raw_parts(p, n)
    }
}

/// A `__slots__` member.
pub fn get_member(o: &Obj, index: usize) -> Option<Obj> {
    members(o.value().ptr(), o.ty()).get(index)?.get().map(Obj::from_borrowed)
}

/// Sets or clears a `__slots__` member; the old value comes back.
pub fn set_member(o: &Obj, index: usize, value: Option<Obj>) -> Option<Obj> {
    let cell = members(o.value().ptr(), o.ty()).get(index)?;
    // SAFETY: the cell owned one reference.
    cell.replace(value.map(Obj::into_value)).map(|v| unsafe { Obj::from_owned(v) })
}

/// Destroys members and attributes of a dying object; its total size.
///
/// # Safety
/// Called once, from destruction.
#[inline(always)]
pub unsafe fn drop_parts(h: *mut Header, t: &Type) -> usize {
    // SAFETY: the object is dying: nobody else looks.
    unsafe {
        if t.member_slots.get() == 0 && !t.has_attrs.get() {
            return fixed_size(h, t);
        }
        drop_attributes(h, t)
    }
}

unsafe fn drop_attributes(h: *mut Header, t: &Type) -> usize {
    // SAFETY: by contract of `drop_parts`.
    unsafe {
        let fixed = fixed_size(h, t);
        for m in members(h, t) {
            if let Some(v) = m.take() {
                decref(v);
            }
        }
        match attrs_of(h, t) {
            Some(a) => {
                let cap = capacity(h);
                drop_storage(a, cap);
                fixed + size_of::<Attrs>() + cap as usize * 8
            }
            None => fixed,
        }
    }
}

unsafe fn drop_storage(a: &Attrs, cap: u32) {
    // SAFETY: the storage is consistent; it is emptied before references are dropped.
    unsafe {
        let (shape, spill) = (a.shape.get(), a.spill.get());
        if shape.is_null() {
            a.spill.set(ptr::null_mut());
            if !spill.is_null() {
                decref(Value::from_ptr(spill));
            }
            return;
        }
        let n = (*shape).count;
        if n > 0 {
            for i in 0..n.min(cap) {
                decref(*a.slot(i, cap));
            }
        }
        if !spill.is_null() {
            let room = (*spill.cast::<u64>()) as usize;
            for i in cap..n.max(cap) {
                decref(*a.slot(i, cap));
            }
            heap::release(spill.cast(), (room + 1) * 8);
        }
    }
}

/// Visits members and attributes.
pub fn traverse_attributes(h: *mut Header, t: &Type, visit: &mut Visit) {
    for m in members(h, t) {
        if let Some(v) = m.get() {
            visit(v);
        }
    }
    if let Some(a) = attrs_of(h, t) {
        let cap = capacity(h);
        // SAFETY: live storage.
        unsafe {
            if a.shape.get().is_null() {
                if !a.spill.get().is_null() {
                    visit(Value::from_ptr(a.spill.get()));
                }
            } else {
                for i in 0..(*a.shape.get()).count {
                    visit(*a.slot(i, cap));
                }
            }
        }
    }
}

/// Drops members and attributes of an object in a garbage cycle.
pub fn clear_attributes(h: *mut Header, t: &Type) {
    for m in members(h, t) {
        // SAFETY: the cell owned one reference.
        drop(m.take().map(|v| unsafe { Obj::from_owned(v) }));
    }
    if let Some(a) = attrs_of(h, t) {
        let cap = capacity(h);
        // SAFETY: the values are moved out and the storage made empty before any reference is dropped.
        unsafe {
            if a.shape.get().is_null() {
                drop_storage(a, cap);
                return;
            }
            let n = (*a.shape.get()).count;
            let values: Vec<Obj> = (0..n).map(|i| Obj::from_owned(*a.slot(i, cap))).collect();
            let spill = a.spill.replace(ptr::null_mut());
            a.shape.set(t.shape_root.get());
            if !spill.is_null() {
                heap::release(spill.cast(), (*spill.cast::<u64>() as usize + 1) * 8);
            }
            drop(values);
        }
    }
}

/// The dict in the native body of modules, whose attributes live there.
fn own_namespace(o: &Obj) -> Option<&Ref<Dict>> {
    std::ptr::eq(o.ty().solid, &raw const crate::types::module::MODULE)
        .then(|| crate::types::module::namespace(o))
}

/// Reads an instance attribute (no descriptors). `key` is an interned str or any str.
pub fn instance_get(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Option<Obj>> {
    let h = o.value().ptr();
    let t = o.ty();
    if let Some(d) = own_namespace(o) {
        return d.get(vm, key);
    }
    let Some(a) = attrs_of(h, t) else { return Ok(None) };
    let shape = a.shape.get();
    if shape.is_null() {
        if a.spill.get().is_null() {
            return Ok(None);
        }
        let d = Obj::from_borrowed(Value::from_ptr(a.spill.get()));
        return dict_ref(&d).get(vm, key);
    }
    let key = interned(key);
    // SAFETY: live shape; the slot is below its count.
    unsafe { Ok((*shape).find(key.value()).map(|i| Obj::from_borrowed(*a.slot(i, capacity(h))))) }
}

fn interned(key: &Obj) -> Obj {
    super::intern::intern_obj(key)
}

fn dict_ref(d: &Obj) -> &Dict {
    d.downcast::<Dict>().expect("an instance dict is a dict")
}

/// Writes or deletes an instance attribute (no descriptors). False: there was nothing to delete, or no storage.
pub fn instance_set(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<bool> {
    let h = o.value().ptr();
    let t = o.ty();
    if let Some(d) = own_namespace(o) {
        return match value {
            Some(v) => d.set(vm, key, v).map(|()| true),
            None => d.remove(vm, key).map(|old| old.is_some()),
        };
    }
    let Some(a) = attrs_of(h, t) else { return Ok(false) };
    let shape = a.shape.get();
    if !shape.is_null() {
        let key = interned(key);
        // SAFETY: live shape; slots are below its count; the new value is in place before the old one is dropped.
        unsafe {
            match ((*shape).find(key.value()), value) {
                (Some(i), Some(v)) => {
                    let slot = a.slot(i, capacity(h));
                    let old = *slot;
                    incref(v.value());
                    *slot = v.value();
                    decref(old);
                    return Ok(true);
                }
                (None, None) => return Ok(false),
                (None, Some(v)) if !(*shape).is_crowded() => {
                    add_attribute(h, t, a, (*shape).add(key.value()), v);
                    return Ok(true);
                }
                // Deleting the newest attribute would be cheap, but dict mode is simpler and rare.
                _ => {}
            }
        }
    }
    let d = instance_dict(o).expect("the type has attribute storage");
    match value {
        Some(v) => d.set(vm, key, v).map(|()| true),
        None => Ok(d.remove(vm, key)?.is_some()),
    }
}

/// Puts a value into the slot that `shape` adds.
///
/// # Safety
/// `shape` is a child of the current shape of `a`, which is the storage of `h`.
pub unsafe fn add_attribute(h: *mut Header, t: &Type, a: &Attrs, shape: *const Shape, v: &Obj) {
    // SAFETY: by contract; room is made before the slot is written.
    unsafe {
        let cap = capacity(h);
        let i = (*shape).count - 1;
        if i >= cap {
            make_room(t, a, i, cap);
        }
        incref(v.value());
        a.slot(i, cap).write(v.value());
        a.shape.set(shape);
    }
}

#[cold]
unsafe fn make_room(t: &Type, a: &Attrs, i: u32, cap: u32) {
    // SAFETY: the spill block's first word is its room.
    unsafe {
        // New instances of the class get the space inline.
        let root = &*t.shape_root.get();
        if u32::from(root.high_water.get()) <= i && i < MAX_INLINE as u32 {
            root.high_water.set((i + 1) as u16);
        }
        let spill = a.spill.get();
        let room = if spill.is_null() { 0 } else { *spill.cast::<u64>() as usize };
        let need = (i - cap + 1) as usize;
        if need > room {
            let new_room = (need + need / 2).max(3);
            let p = if spill.is_null() {
                heap::allocate((new_room + 1) * 8)
            } else {
                heap::reallocate(spill.cast(), (room + 1) * 8, (new_room + 1) * 8)
                    .unwrap_or_else(|_| std::alloc::handle_alloc_error(std::alloc::Layout::new::<u64>()))
            };
            p.cast::<u64>().write(new_room as u64);
            a.spill.set(p.cast());
        }
    }
}

/// The live `__dict__` of an instance: from now on the dict holds the attributes. `None`: the type has no storage.
pub fn instance_dict(o: &Obj) -> Option<Ref<Dict>> {
    if !o.value().is_ptr() {
        return None;
    }
    if let Some(d) = own_namespace(o) {
        return d.obj().as_ref::<Dict>();
    }
    let h = o.value().ptr();
    let t = o.ty();
    let a = attrs_of(h, t)?;
    // SAFETY: references move from the slots to the dict; no Python code runs (str keys).
    unsafe {
        let shape = a.shape.get();
        if shape.is_null() {
            if a.spill.get().is_null() {
                a.spill.set(dict::new().into_obj().into_value().ptr().cast());
            }
        } else {
            let d = dict::new();
            let cap = capacity(h);
            for (i, key) in (*shape).keys().into_iter().enumerate() {
                d.insert_new_str(Obj::from_borrowed(key), Obj::from_owned(*a.slot(i as u32, cap)));
            }
            let spill = a.spill.get();
            a.shape.set(ptr::null());
            a.spill.set(d.into_obj().into_value().ptr().cast());
            if !spill.is_null() {
                heap::release(spill.cast(), (*spill.cast::<u64>() as usize + 1) * 8);
            }
        }
        Obj::from_borrowed(Value::from_ptr(a.spill.get())).into_ref::<Dict>().ok()
    }
}

/// Replaces the `__dict__` of an instance. False: the type has no storage.
pub fn set_instance_dict(o: &Obj, d: Ref<Dict>) -> bool {
    let Some(old) = instance_dict(o) else { return false };
    let a = attrs_of(o.value().ptr(), o.ty()).expect("instance_dict found it");
    // SAFETY: dict mode: the storage owned one reference, which `_previous` takes over.
    let _previous = unsafe { Obj::from_owned(old.value()) };
    a.spill.set(d.into_obj().into_value().ptr().cast());
    drop(old);
    true
}

/// A copy of the instance's attributes without switching to dict mode: (name, value) in order.
pub fn instance_items(o: &Obj) -> Vec<(Obj, Obj)> {
    if !o.value().is_ptr() {
        return Vec::new();
    }
    let h = o.value().ptr();
    let Some(a) = attrs_of(h, o.ty()) else { return Vec::new() };
    let shape = a.shape.get();
    if shape.is_null() {
        return if a.spill.get().is_null() {
            Vec::new()
        } else {
            dict_ref(&Obj::from_borrowed(Value::from_ptr(a.spill.get()))).items()
        };
    }
    // SAFETY: live shape.
    unsafe {
        (*shape)
            .keys()
            .into_iter()
            .enumerate()
            .map(|(i, k)| (Obj::from_borrowed(k), Obj::from_borrowed(*a.slot(i as u32, capacity(h)))))
            .collect()
    }
}

/// Moves an instance to another class with the same layout (`__class__` assignment): dict mode keeps attributes.
pub fn change_class(o: &Obj, ty: &Obj) {
    let _ = instance_dict(o);
    // SAFETY: the caller checked that the layouts agree; the object holds a reference to its type.
    unsafe {
        let h = o.value().ptr();
        let new = ty.value().ptr().cast::<Object<Type>>().cast_const();
        incref(ty.value());
        let old = (*h).ty.replace(new);
        decref(Value::from_ptr(old));
    }
}

/// `object.__getattribute__`
pub fn generic_getattr(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    match lookup_attr(vm, o, key)? {
        Some(v) => Ok(v),
        None => Err(no_attribute(vm, o, key)),
    }
}

/// `object.__getattribute__` without the AttributeError.
pub fn lookup_attr(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Option<Obj>> {
    if !str_::is_str(key) {
        return Err(vm.type_error(format!("attribute name must be string, not '{}'", key.ty().name())));
    }
    let key = &interned(key);
    let t = o.ty();
    let found = t.lookup(key);
    if let Some(d) = &found {
        let dt = d.ty();
        if let (Some(get), true) = (dt.slots().descr_get, dt.slots().descr_set.is_some()) {
            return get(vm, d, Some(o), Some(&o.type_obj())).map(Some);
        }
    }
    if o.value().is_ptr()
        && let Some(v) = instance_get(vm, o, key)?
    {
        return Ok(Some(v));
    }
    match found {
        Some(d) => match d.ty().slots().descr_get {
            Some(get) => get(vm, &d, Some(o), Some(&o.type_obj())).map(Some),
            None => Ok(Some(d)),
        },
        None => Ok(None),
    }
}

/// `object.__setattr__` and `object.__delattr__`
pub fn generic_setattr(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    if !str_::is_str(key) {
        return Err(vm.type_error(format!("attribute name must be string, not '{}'", key.ty().name())));
    }
    let key = &interned(key);
    let t = o.ty();
    let found = t.lookup(key);
    if let Some(d) = &found
        && let Some(set) = d.ty().slots().descr_set
    {
        return set(vm, d, o, value);
    }
    if o.value().is_ptr() && instance_set(vm, o, key, value)? {
        return Ok(());
    }
    if !t.has_attrs.get() && own_namespace(o).is_none() {
        let name = str_::display(key);
        return Err(if found.is_some() {
            vm.attribute_error_on(format!("'{}' object attribute '{name}' is read-only", t.name()), o, key)
        } else if t
            .slots()
            .setattro
            .is_some_and(|f| !std::ptr::fn_addr_eq(f, generic_setattr as crate::object::slots::SetFn))
        {
            no_attribute(vm, o, key)
        } else {
            let t = t.name();
            let text =
                format!("'{t}' object has no attribute '{name}' and no __dict__ for setting new attributes");
            vm.attribute_error_on(text, o, key)
        });
    }
    Err(no_attribute(vm, o, key))
}

/// The AttributeError for a missing attribute.
#[cold]
pub fn no_attribute(vm: &Vm, o: &Obj, key: &Obj) -> crate::vm::Raised {
    vm.attribute_error_on(
        format!("'{}' object has no attribute '{}'", o.ty().name(), str_::display(key)),
        o,
        key,
    )
}
