//! Attribute instructions: the slow paths, which fill the inline caches.
#![allow(unsafe_code)]

use crate::object::attr;
use crate::object::heap::{Header, Object, decref, incref};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::shape::Shape;
use crate::object::spec::type_flag;
use crate::object::type_object::Type;
use crate::object::value::Value;
use crate::types::code::Cache;
use crate::types::function::Function;
use crate::types::staticmethod::{self, ClassMethod, Wrapped};
use crate::types::{descriptor, exception, module, property, super_};
use crate::vm::ops::attr_cache::{Access, INDEX, fill, fill_shared, kind, recall};
use crate::vm::{PyResult, Vm, api};

/// `obj.name`
#[inline(never)]
pub fn load_attr(vm: &Vm, o: &Obj, c: &Cache) -> PyResult<Obj> {
    let name = Obj::from_ref(&c.name);
    if let Some(v) = from_other_caches(o, c) {
        return Ok(v);
    }
    let t = o.ty();
    if o.value().is_ptr() && recall(c, o.value().ptr(), t, Access::Load) {
        // SAFETY: the entry holds for this object.
        return Ok(unsafe { remembered(c, o.value().ptr(), t) });
    }
    if o.is_exact::<module::Module>() {
        return load_module_attr(vm, o, c);
    }
    if let Some(class) = o.downcast::<Type>() {
        return load_class_attr(vm, o, class, c);
    }
    if !o.value().is_ptr() || !api::finds_attributes_generically(t) {
        return api::getattr(vm, o, name);
    }
    let h = o.value().ptr();
    let version = t.version();
    let found = t.lookup(name);
    if let Some(d) = &found {
        if let Some(i) = descriptor::slot_member_index(d) {
            if t.layout().extra.is_none() {
                let offset = attr::member_offset(t, i);
                fill(c, version, kind::MEMBER, offset as u32, 0, None);
            }
            return api::getattr(vm, o, name);
        }
        let dt = d.ty();
        if let (Some(get), true) = (dt.slots().descr_get, dt.slots().descr_set.is_some()) {
            if name.is(name!(__class__))
                && crate::types::object::OBJECT.get().lookup(name).is_some_and(|f| f.is(d))
            {
                fill(c, version, kind::CLASS_OF, 0, 0, None);
                return Ok(o.type_obj());
            }
            // An AttributeError of a getter would have to reach `__getattr__`.
            if !api::has_generic_getattr(t) {
                return api::getattr(vm, o, name);
            }
            if let Some(f) = property::getter_of(d)
                && d.is_exact::<property::Property>()
                && f.is_exact::<Function>()
            {
                fill(c, version, kind::GETTER, 0, 0, Some(f.value()));
            }
            let found = get(vm, d, Some(o), Some(&o.type_obj()));
            if found.is_err() {
                exception::complete_attribute_error(vm, o, name);
            }
            return found;
        }
        if dt.slots().descr_get.is_none()
            && let Some(shape) = attr::shape_of(h, t)
            && shape.0.is_none_or(|s| s.find(name.value()).is_none())
            && !shape.1
        {
            let shape = attr::shape_address(h, t);
            fill_shared(c, version, (kind::VALUE, 0), shape, Some(d.value()), Access::Load);
            return Ok(d.clone());
        }
    }
    if let Some((Some(shape), _)) = attr::shape_of(h, t)
        && let Some(i) = shape.find(name.value())
        && attr::has_fast_attrs(t)
    {
        fill_shared(c, version, (kind::SLOT, i), attr::shape_address(h, t), None, Access::Load);
    }
    api::getattr(vm, o, name)
}

/// What an entry for loading stands for.
///
/// # Safety
/// The entry holds for the object; its kind is SLOT or VALUE.
unsafe fn remembered(c: &Cache, h: *mut Header, t: &Type) -> Obj {
    // SAFETY: by contract.
    unsafe {
        match c.aux.get() >> 28 {
            kind::SLOT => {
                Obj::from_borrowed(*attr::fast_attrs(h, t).slot(c.aux.get() & INDEX, attr::capacity(h)))
            }
            _ => Obj::from_borrowed(c.value.get().unwrap_unchecked()),
        }
    }
}

/// Does what an entry for storing stands for.
///
/// # Safety
/// The entry holds for the object; its kind is SLOT or ADD.
unsafe fn store_remembered(c: &Cache, h: *mut Header, t: &Type, value: &Obj) {
    // SAFETY: by contract; the new value is in place before the old one is dropped.
    unsafe {
        let a = attr::fast_attrs(h, t);
        if c.aux.get() >> 28 == kind::ADD {
            return attr::add_attribute(
                h,
                t,
                a,
                c.value.get().unwrap_unchecked().bits() as *const Shape,
                value,
            );
        }
        let slot = a.slot(c.aux.get() & INDEX, attr::capacity(h));
        incref(value.value());
        let old = std::mem::replace(&mut *slot, value.value());
        decref(old);
    }
}

/// Entries whose version is not that of the object's type.
fn from_other_caches(o: &Obj, c: &Cache) -> Option<Obj> {
    if c.version.get() == 0 {
        return None;
    }
    match c.aux.get() >> 28 {
        kind::MODULE => {
            let m = o.downcast_exact::<module::Module>()?;
            let table = m.dict.table();
            if table.current_version() != c.version.get() {
                return None;
            }
            table.value_at((c.aux.get() & INDEX) as usize)
        }
        kind::CLASS | kind::METHOD_OF_CLASS => {
            let t = o.downcast::<Type>()?;
            if t.current_version() != c.version.get() {
                return None;
            }
            c.value.get().map(Obj::from_borrowed)
        }
        _ => None,
    }
}

fn load_module_attr(vm: &Vm, o: &Obj, c: &Cache) -> PyResult<Obj> {
    let name = Obj::from_ref(&c.name);
    let m = o.downcast_exact::<module::Module>().expect("checked by the caller");
    // A data descriptor of the module type (`__dict__`, `__class__`) comes first.
    if o.ty().lookup(name).is_none()
        && let Some(p) = m.dict.table().find_str(name)
        && let Some(v) = m.dict.table().value_at(p)
    {
        fill(c, m.dict.table().keys_version(), kind::MODULE, p as u32, 0, None);
        return Ok(v);
    }
    api::getattr(vm, o, name)
}

fn load_class_attr(vm: &Vm, o: &Obj, class: &Type, c: &Cache) -> PyResult<Obj> {
    let name = Obj::from_ref(&c.name);
    let meta_is_type = std::ptr::eq(o.type_ptr(), crate::types::type_::TYPE.ptr());
    if meta_is_type
        && crate::types::type_::TYPE.get().lookup(name).is_none()
        && let Some(v) = class.lookup(name)
    {
        // Functions and plain values are given as they are; other descriptors bind.
        let plain = v.ty().slots().descr_get.is_none() || v.is_exact::<Function>();
        let given = if plain { Some((kind::VALUE, v)) } else { unbound(&v) };
        if let Some((kind::VALUE, v)) = given {
            fill(c, class.version(), kind::CLASS, 0, 0, Some(v.value()));
            return Ok(v);
        }
    }
    api::getattr(vm, o, name)
}

/// Whether the cache holds the method of an object of type `t`.
#[inline(always)]
pub fn cached_method(c: &Cache, v: Value, t: &Type) -> bool {
    t.current_version() == c.version.get()
        && c.aux.get() >> 28 == kind::METHOD
        && (!v.is_ptr() || attr::shape_address(v.ptr(), t) == c.guard.get())
}

/// What goes before the arguments of a call of a method.
#[derive(Clone, Copy)]
pub enum Receiver {
    /// Nothing.
    None,
    /// The object.
    Object,
    /// Its class.
    Class,
}

/// How a method found on a class is called, without binding it: its kind as a cache entry, and the function.
fn unbound(f: &Obj) -> Option<(u32, Obj)> {
    if f.ty().flags.get() & type_flag::METHOD_DESCRIPTOR != 0 {
        return Some((kind::METHOD, f.clone()));
    }
    let kind = match () {
        () if f.is_exact::<Wrapped>() => kind::VALUE,
        () if f.is_exact::<ClassMethod>() => kind::CLASS_METHOD,
        () => return None,
    };
    let callable = staticmethod::callable_of(f)?;
    let known = callable.ty().flags.get() & type_flag::METHOD_DESCRIPTOR != 0;
    (known || kind == kind::VALUE && !callable.is_none()).then_some((kind, callable))
}

fn receiver(kind: u32) -> Receiver {
    match kind {
        kind::METHOD => Receiver::Object,
        kind::CLASS_METHOD => Receiver::Class,
        _ => Receiver::None,
    }
}

/// `obj.name(...)`: the callable, and what goes before the arguments.
#[inline(never)]
pub fn load_method(vm: &Vm, o: &Obj, c: &Cache) -> PyResult<(Obj, Receiver)> {
    let name = Obj::from_ref(&c.name);
    let t = o.ty();
    if let Some(v) = from_other_caches(o, c) {
        let of_class = c.aux.get() >> 28 == kind::METHOD_OF_CLASS;
        return Ok((v, if of_class { Receiver::Object } else { Receiver::None }));
    }
    if o.value().is_ptr() && recall(c, o.value().ptr(), t, Access::Method) {
        // SAFETY: an entry of this access has a value, which its guards keep alive.
        let f = Obj::from_borrowed(unsafe { c.value.get().unwrap_unchecked() });
        return Ok((f, receiver(c.aux.get() >> 28)));
    }
    if let Some(class) = o.downcast::<Type>()
        && let Some(f) = class_method_of(class, o, c)
    {
        return Ok((f, Receiver::Object));
    }
    if o.is_instance::<module::Module>() || o.is_instance::<Type>() || !api::finds_attributes_generically(t) {
        return load_attr(vm, o, c).map(|v| (v, Receiver::None));
    }
    if let Some((kind, f)) = t.lookup(name).and_then(|f| unbound(&f)) {
        let found = (f.clone(), receiver(kind));
        if !o.value().is_ptr() {
            fill(c, t.version(), kind, 0, 0, Some(f.value()));
            return Ok(found);
        }
        let h = o.value().ptr();
        match attr::shape_of(h, t) {
            // No attribute storage.
            None => {
                fill_shared(c, t.version(), (kind, 0), 0, Some(f.value()), Access::Method);
                return Ok(found);
            }
            Some((Some(shape), _)) if shape.find(name.value()).is_none() => {
                let shape = attr::shape_address(h, t);
                fill_shared(c, t.version(), (kind, 0), shape, Some(f.value()), Access::Method);
                return Ok(found);
            }
            Some((None, _)) => {
                if attr::instance_get(vm, o, name)?.is_none() {
                    return Ok(found);
                }
            }
            Some(_) => {}
        }
    }
    api::getattr(vm, o, name).map(|v| (v, Receiver::None))
}

/// The function of a classmethod that is called on a class of the plain metaclass.
fn class_method_of(class: &Type, o: &Obj, c: &Cache) -> Option<Obj> {
    let name = Obj::from_ref(&c.name);
    let plain = std::ptr::eq(o.type_ptr(), crate::types::type_::TYPE.ptr());
    if !plain || crate::types::type_::TYPE.get().lookup(name).is_some() {
        return None;
    }
    let (kind, f) = unbound(&class.lookup(name)?)?;
    (kind == kind::CLASS_METHOD).then(|| {
        fill(c, class.version(), kind::METHOD_OF_CLASS, 0, 0, Some(f.value()));
        f
    })
}

/// `obj.name = value`
#[inline(never)]
pub fn store_attr(vm: &Vm, o: &Obj, value: &Obj, c: &Cache) -> PyResult<()> {
    let name = Obj::from_ref(&c.name);
    let t = o.ty();
    let generic = t
        .slots()
        .setattro
        .is_none_or(|f| std::ptr::fn_addr_eq(f, attr::generic_setattr as crate::object::slots::SetFn));
    if !generic || !o.value().is_ptr() {
        return api::setattr(vm, o, name, value);
    }
    let h = o.value().ptr();
    if recall(c, h, t, Access::Store) {
        // SAFETY: the entry holds for this object.
        unsafe { store_remembered(c, h, t, value) };
        return Ok(());
    }
    let version = t.version();
    if let Some(d) = t.lookup(name) {
        if let Some(i) = descriptor::slot_member_index(&d) {
            if t.layout().extra.is_none() {
                fill(c, version, kind::MEMBER, attr::member_offset(t, i) as u32, 0, None);
            }
            return attr::generic_setattr(vm, o, name, Some(value));
        }
        if d.ty().slots().descr_set.is_some() {
            return attr::generic_setattr(vm, o, name, Some(value));
        }
    }
    let before =
        attr::shape_of(h, t).and_then(|s| s.0).map(|s| (s.find(name.value()), std::ptr::from_ref(s) as u64));
    attr::generic_setattr(vm, o, name, Some(value))?;
    if attr::has_fast_attrs(t) && version == t.current_version() {
        match (before, attr::shape_of(h, t).and_then(|s| s.0)) {
            (Some((Some(i), shape)), Some(_)) => {
                fill_shared(c, version, (kind::SLOT, i), shape, None, Access::Store);
            }
            (Some((None, shape)), Some(after))
                if after.count > 0 && after.find(name.value()) == Some(after.count - 1) =>
            {
                let child = Some(Value::from_ptr(std::ptr::from_ref(after)));
                fill_shared(c, version, (kind::ADD, after.count - 1), shape, child, Access::Store);
            }
            _ => {}
        }
    }
    Ok(())
}

/// `super(class, self).name`; `sup` is what the name `super` means.
#[inline(never)]
pub fn load_super(vm: &Vm, sup: &Obj, class: &Obj, receiver: &Obj, name: &Obj) -> PyResult<Obj> {
    if !sup.is(&super_::SUPER.obj()) {
        let s = api::call(vm, sup, &[])?;
        return api::getattr(vm, &s, name);
    }
    super_::lookup(vm, class, receiver, name)
}

/// `super(class, self).name(...)`: the callable, and whether `self` goes before the arguments.
#[inline(never)]
pub fn load_super_method(
    vm: &Vm,
    sup: &Obj,
    class: &Obj,
    receiver: &Obj,
    name: &Obj,
) -> PyResult<(Obj, bool)> {
    if sup.is(&super_::SUPER.obj())
        && class.is_instance::<Type>()
        && receiver.ty().is_subtype(class.value().ptr().cast::<Object<Type>>())
        && !receiver.is_instance::<Type>()
    {
        let mro = receiver.ty().mro.borrow();
        let start = mro.iter().position(|t| *t == class.value()).map_or(0, |i| i + 1);
        for t in &mro[start..] {
            // A str is looked for, so that no Python code runs. SAFETY: the classes of the order are alive.
            if let Some(f) = unsafe { (*t.ptr().cast::<Object<Type>>()).body.dict().get_str(name) } {
                if f.ty().flags.get() & type_flag::METHOD_DESCRIPTOR != 0 {
                    return Ok((f, true));
                }
                break;
            }
        }
    }
    load_super(vm, sup, class, receiver, name).map(|v| (v, false))
}
