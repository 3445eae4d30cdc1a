//! Owning handles: `Obj` holds one reference to any object, `Ref<T>` one to an object whose native state is `T`.
//! Everything outside the interpreter loop works with these.
#![allow(unsafe_code)]

use super::heap::{self, Header, Object, Payload, decref, flag, incref};
use super::type_object::Type;
use super::value::Value;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::Deref;

/// One owned reference to a Python object. Dropping the last one destroys the object, which may run Python code.
#[repr(transparent)]
pub struct Obj(Value);

impl Clone for Obj {
    #[inline(always)]
    fn clone(&self) -> Obj {
        incref(self.0);
        Obj(self.0)
    }
}

impl Drop for Obj {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: this handle owned one reference.
        unsafe { decref(self.0) };
    }
}

/// Identity (`is`).
impl PartialEq for Obj {
    #[inline(always)]
    fn eq(&self, other: &Obj) -> bool {
        self.0 == other.0
    }
}
impl Eq for Obj {}

impl std::fmt::Debug for Obj {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{} object {:#x}>", self.ty().name_lossy(), self.0.bits())
    }
}

impl Obj {
    /// `None`
    pub const NONE: Obj = Obj(Value::NONE);
    /// `True`
    pub const TRUE: Obj = Obj(Value::TRUE);
    /// `False`
    pub const FALSE: Obj = Obj(Value::FALSE);
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Obj = Obj(Value::NOT_IMPLEMENTED);
    /// `Ellipsis`
    pub const ELLIPSIS: Obj = Obj(Value::ELLIPSIS);

    /// Takes over a reference that the caller owns.
    ///
    /// # Safety
    /// The caller owns it and forgets it.
    #[inline(always)]
    pub const unsafe fn from_owned(v: Value) -> Obj {
        Obj(v)
    }

    /// A new reference to a live value.
    #[inline(always)]
    pub fn from_borrowed(v: Value) -> Obj {
        incref(v);
        Obj(v)
    }

    /// The word, still owned by the handle.
    #[inline(always)]
    pub const fn value(&self) -> Value {
        self.0
    }

    /// Gives the reference away.
    #[inline(always)]
    pub const fn into_value(self) -> Value {
        let v = self.0;
        std::mem::forget(self);
        v
    }

    /// `&Obj` view of a value somewhere in memory that stays alive while the view is used.
    #[inline(always)]
    pub const fn from_ref(v: &Value) -> &Obj {
        // SAFETY: `Obj` is transparent over `Value`.
        unsafe { &*std::ptr::from_ref(v).cast::<Obj>() }
    }

    /// `True` or `False`.
    #[inline(always)]
    pub const fn from_bool(x: bool) -> Obj {
        Obj(Value::from_bool(x))
    }

    /// Whether this is `None`.
    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.0 == Value::NONE
    }

    /// Whether this is `NotImplemented`.
    #[inline(always)]
    pub fn is_not_implemented(&self) -> bool {
        self.0 == Value::NOT_IMPLEMENTED
    }

    /// `a is b`
    #[inline(always)]
    pub fn is(&self, other: &Obj) -> bool {
        self.0 == other.0
    }

    /// `type(self)` as the address of its object.
    #[inline(always)]
    pub fn type_ptr(&self) -> *const Object<Type> {
        type_ptr(self.0)
    }

    /// `type(self)`
    #[inline(always)]
    pub fn ty(&self) -> &Type {
        // SAFETY: the object keeps its type alive.
        unsafe { &(*self.type_ptr()).body }
    }

    /// `type(self)` as an object.
    pub fn type_obj(&self) -> Obj {
        Obj::from_borrowed(Value::from_ptr(self.type_ptr()))
    }

    /// The native state, if the object is an instance of `T`'s type or of a subclass.
    #[inline]
    pub fn downcast<T: Payload>(&self) -> Option<&T> {
        if self.is_instance::<T>() {
            // SAFETY: checked; the object lives at least as long as `self`.
            Some(unsafe { &(*self.0.ptr().cast::<Object<T>>()).body })
        } else {
            None
        }
    }

    /// Whether the object's native state is a `T` (the type itself or a subclass).
    #[inline]
    pub fn is_instance<T: Payload>(&self) -> bool {
        self.0.is_ptr() && {
            let want = T::static_type();
            let ty = self.type_ptr();
            std::ptr::eq(ty, want.ptr()) || {
                // SAFETY: live type.
                unsafe { (*ty).body.has_layout(want) }
            }
        }
    }

    /// Whether the object's type is exactly `T`'s.
    #[inline(always)]
    pub fn is_exact<T: Payload>(&self) -> bool {
        // SAFETY: pointer values are live objects.
        self.0.is_ptr() && unsafe { std::ptr::eq((*self.0.ptr()).ty.get(), T::static_type().ptr()) }
    }

    /// Whether the object's type is exactly a builtin type.
    #[inline(always)]
    pub fn is_exact_type(&self, ty: &'static super::type_object::StaticType) -> bool {
        std::ptr::eq(self.type_ptr(), ty.ptr())
    }

    /// The native state, if the object's type is exactly `T`'s.
    #[inline(always)]
    pub fn downcast_exact<T: Payload>(&self) -> Option<&T> {
        if self.is_exact::<T>() {
            // SAFETY: checked.
            Some(unsafe { &(*self.0.ptr().cast::<Object<T>>()).body })
        } else {
            None
        }
    }

    /// The native state without a check.
    ///
    /// # Safety
    /// `downcast::<T>` would succeed.
    #[inline(always)]
    pub unsafe fn downcast_unchecked<T: Payload>(&self) -> &T {
        // Types that share a body (generator and coroutine) are no subtypes of each other, so only this can be checked.
        debug_assert!(
            self.is_exact::<T>() || self.0.is_ptr() && size_of::<Object<T>>() <= self.ty().layout().size,
            "unchecked downcast"
        );
        // SAFETY: by contract.
        unsafe { &(*self.0.ptr().cast::<Object<T>>()).body }
    }

    /// A typed handle, if the object is a `T`.
    pub fn as_ref<T: Payload>(&self) -> Option<Ref<T>> {
        self.is_instance::<T>().then(|| Ref(self.clone(), PhantomData))
    }

    /// Turns into a typed handle, or gives itself back.
    pub fn into_ref<T: Payload>(self) -> Result<Ref<T>, Obj> {
        if self.is_instance::<T>() { Ok(Ref(self, PhantomData)) } else { Err(self) }
    }

    /// The reference count (constant for immediates).
    pub fn refcount(&self) -> u32 {
        // SAFETY: pointer values are live objects.
        if self.0.is_ptr() { unsafe { (*self.0.ptr()).rc.get() } } else { heap::IMMORTAL_COUNT }
    }

    /// The header flags; zero for immediates.
    pub fn flags(&self) -> u32 {
        // SAFETY: pointer values are live objects.
        if self.0.is_ptr() { unsafe { (*self.0.ptr()).flags.get() } } else { 0 }
    }

    /// Makes the object live for ever.
    pub fn make_immortal(&self) {
        if self.0.is_ptr() {
            // SAFETY: live object.
            let h: &Header = unsafe { &*self.0.ptr() };
            h.flags.set(h.flags.get() | flag::IMMORTAL);
            h.rc.set(heap::IMMORTAL_COUNT);
        }
    }
}

/// `type(v)` as the address of its object.
#[inline(always)]
pub fn type_ptr(v: Value) -> *const Object<Type> {
    if v.is_ptr() {
        // SAFETY: pointer values are live objects.
        unsafe { (*v.ptr()).ty.get() }
    } else {
        immediate_type(v)
    }
}

fn immediate_type(v: Value) -> *const Object<Type> {
    use crate::types::{bool_, float, int, singletons};
    if v.is_int() {
        int::INT.ptr()
    } else if v.is_float() {
        float::FLOAT.ptr()
    } else if v.is_bool() {
        bool_::BOOL.ptr()
    } else if v.is_none() {
        singletons::NONE_TYPE.ptr()
    } else if v == Value::NOT_IMPLEMENTED {
        singletons::NOT_IMPLEMENTED_TYPE.ptr()
    } else {
        singletons::ELLIPSIS_TYPE.ptr()
    }
}

/// One owned reference to an object whose native state is `T`.
#[repr(transparent)]
pub struct Ref<T: Payload>(Obj, PhantomData<T>);

impl<T: Payload> Clone for Ref<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        Ref(self.0.clone(), PhantomData)
    }
}

impl<T: Payload> Deref for Ref<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: a `Ref` is only made for objects whose body is a `T`.
        unsafe { &(*self.0.0.ptr().cast::<Object<T>>()).body }
    }
}

impl<T: Payload> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(&other.0)
    }
}

impl<T: Payload> Ref<T> {
    /// Makes an object of `T`'s own type and hands it to the collector.
    pub fn new(body: T) -> Ref<T> {
        // SAFETY: the static type's instances have body `T`.
        unsafe { Ref::new_with_type(body, T::static_type().ptr()) }
    }

    /// Makes an object of a type whose instances have body `T` and no attribute storage of their own.
    ///
    /// # Safety
    /// `ty`'s layout is `T`'s, it adds neither slots nor attributes, and `T` has no inline storage.
    #[inline]
    pub unsafe fn new_with_type(body: T, ty: *const Object<Type>) -> Ref<T> {
        let h = heap::allocate_object(ty, size_of::<Object<T>>(), T::GC);
        // SAFETY: fresh memory of the right size.
        unsafe {
            (&raw mut (*h.cast::<Object<T>>()).body).write(body);
            if T::GC {
                super::gc::track(h);
            }
            Ref(Obj::from_owned(Value::from_ptr(h)), PhantomData)
        }
    }

    /// Views an object as typed.
    ///
    /// # Safety
    /// `obj.is_instance::<T>()`
    #[inline(always)]
    pub unsafe fn from_obj_unchecked(obj: Obj) -> Ref<T> {
        Ref(obj, PhantomData)
    }

    /// The untyped handle.
    #[inline(always)]
    pub fn into_obj(self) -> Obj {
        // SAFETY: transparent wrapper around one handle.
        unsafe { std::ptr::read(&ManuallyDrop::new(self).0) }
    }

    /// The untyped handle, borrowed.
    #[inline(always)]
    pub fn obj(&self) -> &Obj {
        &self.0
    }

    /// The word.
    #[inline(always)]
    pub fn value(&self) -> Value {
        self.0.0
    }
}

impl<T: Payload> From<Ref<T>> for Obj {
    #[inline(always)]
    fn from(r: Ref<T>) -> Obj {
        r.into_obj()
    }
}
