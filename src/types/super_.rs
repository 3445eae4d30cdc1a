//! `super`: attribute lookup that starts after a class in the method resolution order.

use crate::object::args::CallArgs;
use crate::object::attr;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{intern_obj, name};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, member};
use crate::object::type_object::{StaticType, Type};
use crate::types::str_;
use crate::vm::{PyResult, Vm, api};
use std::cell::RefCell;

/// The native state of a `super` object; empty before `__init__`.
pub struct Super {
    /// `__thisclass__`
    class: RefCell<Option<Obj>>,
    /// `__self__` and `__self_class__`; empty if unbound.
    bound: RefCell<Option<(Obj, Obj)>>,
}

#[allow(unsafe_code)]
// SAFETY: all references are visited.
unsafe impl Payload for Super {
    fn static_type() -> &'static StaticType {
        &SUPER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        if let Some(c) = &*self.class.borrow() {
            visit(c.value());
        }
        if let Some((o, t)) = &*self.bound.borrow() {
            visit(o.value());
            visit(t.value());
        }
    }
    fn clear(&self) {
        let _parts = (self.class.take(), self.bound.take());
    }
}

fn of(o: &Obj) -> &Super {
    o.downcast::<Super>().expect("the receiver is a super object")
}

fn is_subclass(sub: &Obj, class: &Obj) -> bool {
    sub.downcast::<Type>().is_some_and(|t| t.is_subtype(class.value().ptr().cast()))
}

/// The type whose order is searched, as far as it follows from the real type of `obj`.
fn real_start(class: &Obj, obj: &Obj) -> Option<Obj> {
    if is_subclass(obj, class) {
        return Some(obj.clone());
    }
    let t = obj.type_obj();
    is_subclass(&t, class).then_some(t)
}

/// The type whose order is searched; TypeError if `obj` has nothing to do with `class`.
fn start(vm: &Vm, class: &Obj, obj: &Obj) -> PyResult<Obj> {
    if let Some(t) = real_start(class, obj) {
        return Ok(t);
    }
    // What `__class__` says counts too (proxies).
    if let Some(c) = api::getattr_opt(vm, obj, name!(__class__))?
        && !c.is(&obj.type_obj())
        && is_subclass(&c, class)
    {
        return Ok(c);
    }
    let (what, shown) = match obj.downcast::<Type>() {
        Some(t) => ("type", t.name()),
        None => ("instance of", obj.ty().name()),
    };
    let class = class.downcast::<Type>().map_or_else(String::new, Type::name);
    Err(vm.type_error(format!(
        "super(type, obj): obj ({what} {shown}) is not an instance or subtype of type ({class})."
    )))
}

/// `super(cls, obj)`; `obj` is an instance or subclass of `cls`.
pub fn new(cls: &Obj, obj: &Obj) -> Obj {
    let bound = real_start(cls, obj).map(|t| (obj.clone(), t));
    Ref::new(Super { class: RefCell::new(Some(cls.clone())), bound: RefCell::new(bound) }).into_obj()
}

/// The attribute in the classes after `class` in the order of `start`, bound to `obj`.
fn find(vm: &Vm, class: &Obj, obj: &Obj, start: &Obj, key: &Obj) -> PyResult<Option<Obj>> {
    if !str_::is_str(key) || str_::bytes_of(key) == b"__class__" {
        return Ok(None);
    }
    let Some(t) = start.downcast::<Type>() else { return Ok(None) };
    let key = intern_obj(key);
    let order = t.mro.borrow();
    let after = order.iter().skip_while(|v| **v != class.value()).skip(1);
    let found =
        after.filter_map(|v| Obj::from_ref(v).downcast::<Type>()).find_map(|t| t.dict().get_str(&key));
    drop(order);
    let Some(found) = found else { return Ok(None) };
    match found.ty().slots().descr_get {
        Some(get) => get(vm, &found, Some(obj).filter(|o| !o.is(start)), Some(start)).map(Some),
        None => Ok(Some(found)),
    }
}

/// `super(cls, obj).key` without the object in between.
pub fn lookup(vm: &Vm, cls: &Obj, obj: &Obj, key: &Obj) -> PyResult<Obj> {
    check_class(vm, cls)?;
    let t = start(vm, cls, obj)?;
    match find(vm, cls, obj, &t, key)? {
        Some(v) => Ok(v),
        None => attr::generic_getattr(vm, &new(cls, obj), key),
    }
}

fn check_class(vm: &Vm, cls: &Obj) -> PyResult<()> {
    if cls.is_instance::<Type>() {
        return Ok(());
    }
    Err(vm.type_error(format!("super() argument 1 must be a type, not {}", cls.ty().name())))
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    args.no_keywords(vm, "super")?;
    let a = args.exactly(vm, "super()", 0, 2)?;
    let (class, obj) = match a {
        [] => {
            let (class, obj) = crate::vm::frame::super_arguments(vm)?;
            (class, Some(obj))
        }
        [class] => (class.clone(), None),
        _ => (a[0].clone(), Some(a[1].clone()).filter(|x| !x.is_none())),
    };
    check_class(vm, &class)?;
    let bound = match obj {
        Some(x) => {
            let t = start(vm, &class, &x)?;
            Some((x, t))
        }
        None => None,
    };
    let _old = (of(o).class.replace(Some(class)), of(o).bound.replace(bound));
    Ok(())
}

fn getattro(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let (class, bound) = (of(o).class.borrow().clone(), of(o).bound.borrow().clone());
    if let (Some(class), Some((obj, start))) = (class, bound)
        && let Some(v) = find(vm, &class, &obj, &start, key)?
    {
        return Ok(v);
    }
    attr::generic_getattr(vm, o, key)
}

fn descr_get(vm: &Vm, o: &Obj, instance: Option<&Obj>, _: Option<&Obj>) -> PyResult<Obj> {
    let (class, is_bound) = (of(o).class.borrow().clone(), of(o).bound.borrow().is_some());
    let (Some(class), Some(obj), false) = (class, instance.filter(|i| !i.is_none()), is_bound) else {
        return Ok(o.clone());
    };
    if !o.is_exact::<Super>() {
        return api::call(vm, &o.type_obj(), &[class, obj.clone()]);
    }
    let t = start(vm, &class, obj)?;
    Ok(Ref::new(Super { class: RefCell::new(Some(class)), bound: RefCell::new(Some((obj.clone(), t))) })
        .into_obj())
}

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let type_name = |t: &Obj| t.downcast::<Type>().map_or_else(String::new, Type::name);
    let class = of(o).class.borrow().as_ref().map_or("NULL".to_owned(), type_name);
    Ok(str_::from_string(match &*of(o).bound.borrow() {
        Some((_, t)) => format!("<super: <class '{class}'>, <{} object>>", type_name(t)),
        None => format!("<super: <class '{class}'>, NULL>"),
    }))
}

static SPEC: TypeSpec = TypeSpec {
    name: "super",
    doc: "super(): inside a method, super(__class__, <first argument>).\n\nsuper(type): unbound.\nsuper(type, obj): the attributes of the classes after type in the order of obj.",
    slots: Slots {
        new: Some(|vm, cls, _| {
            attr::new_instance(vm, cls, Super { class: RefCell::new(None), bound: RefCell::new(None) })
        }),
        init: Some(init),
        getattro: Some(getattro),
        descr_get: Some(descr_get),
        repr: Some(repr),
        ..Slots::NONE
    },
    getters: &[
        member("__thisclass__", "the class whose successors are searched", |_, o| {
            Ok(of(o).class.borrow().clone().unwrap_or(Obj::NONE))
        }),
        member("__self__", "the object whose methods are bound, or None", |_, o| {
            Ok(of(o).bound.borrow().as_ref().map_or(Obj::NONE, |b| b.0.clone()))
        }),
        member("__self_class__", "the class that gives the order of the search, or None", |_, o| {
            Ok(of(o).bound.borrow().as_ref().map_or(Obj::NONE, |b| b.1.clone()))
        }),
    ],
    ..TypeSpec::BASE
};

/// `super`
pub static SUPER: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Super>(false));

/// The types of this file.
pub static TYPES: &[&StaticType] = &[&SUPER];
