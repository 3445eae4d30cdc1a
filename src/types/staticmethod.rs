//! `staticmethod` and `classmethod`.

use crate::object::args::CallArgs;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, TypeSpec, getter, member, type_flag};
use crate::object::type_object::{self, StaticType};
use crate::types::{method, str_};
use crate::vm::{PyResult, Vm, api};
use std::cell::RefCell;

/// The native state of both: the wrapped callable (None before `__init__`).
pub struct Wrapped {
    callable: RefCell<Obj>,
}

/// The same state for `classmethod`, a layout of its own.
pub struct ClassMethod(Wrapped);

#[allow(unsafe_code)]
// SAFETY: the callable is visited.
unsafe impl Payload for Wrapped {
    fn static_type() -> &'static StaticType {
        &STATICMETHOD
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.callable.borrow().value());
    }
    fn clear(&self) {
        drop(self.callable.replace(Obj::NONE));
    }
}

#[allow(unsafe_code)]
// SAFETY: as above.
unsafe impl Payload for ClassMethod {
    fn static_type() -> &'static StaticType {
        &CLASSMETHOD
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.0.traverse(visit);
    }
    fn clear(&self) {
        self.0.clear();
    }
}

fn wrapped(o: &Obj) -> &RefCell<Obj> {
    match o.downcast::<Wrapped>() {
        Some(w) => &w.callable,
        None => &o.downcast::<ClassMethod>().expect("the receiver is one of the two").0.callable,
    }
}

/// What a staticmethod or classmethod wraps.
pub fn callable_of(o: &Obj) -> Option<Obj> {
    (o.is_instance::<Wrapped>() || o.is_instance::<ClassMethod>()).then(|| wrapped(o).borrow().clone())
}

/// A staticmethod around a callable.
pub fn wrap(f: Obj) -> Obj {
    wrap_with(&STATICMETHOD, Wrapped { callable: RefCell::new(f) })
}

/// A classmethod around a callable.
pub fn wrap_class(f: Obj) -> Obj {
    wrap_with(&CLASSMETHOD, ClassMethod(Wrapped { callable: RefCell::new(f) }))
}

fn wrap_with<T: Payload>(ty: &'static StaticType, body: T) -> Obj {
    crate::object::attr::new_instance(crate::vm::current(), &ty.obj(), body).expect("a few bytes")
}

fn new_static(vm: &Vm, cls: &Obj, _: CallArgs) -> PyResult<Obj> {
    crate::object::attr::new_instance(vm, cls, Wrapped { callable: RefCell::new(Obj::NONE) })
}

fn new_class(vm: &Vm, cls: &Obj, _: CallArgs) -> PyResult<Obj> {
    crate::object::attr::new_instance(vm, cls, ClassMethod(Wrapped { callable: RefCell::new(Obj::NONE) }))
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let kind = o.ty().solid.spec().name;
    let f = args.exactly(vm, kind, 1, 1)?[0].clone();
    let old = wrapped(o).replace(f.clone());
    if !old.is_none() {
        type_object::forget_versions();
    }
    drop(old);
    // Like functools.update_wrapper, for the attributes that the callable has.
    for key in
        [name!(__module__), name!(__name__), name!(__qualname__), name!(__doc__), name!(__annotations__)]
    {
        if let Some(v) = api::getattr_opt(vm, &f, key)? {
            crate::object::attr::instance_set(vm, o, key, Some(&v))?;
        }
    }
    Ok(())
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let f = wrapped(o).borrow().clone();
    let r = api::repr(vm, &f)?;
    Ok(str_::from_string(format!("<{}({})>", o.ty().solid.spec().name, str_::display(&r))))
}

fn get_abstract(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let f = wrapped(o).borrow().clone();
    match api::getattr_opt(vm, &f, name!(__isabstractmethod__))? {
        Some(v) => api::is_true(vm, &v).map(Obj::from_bool),
        None => Ok(Obj::FALSE),
    }
}

const GETTERS: &[GetterDef] = &[
    member("__func__", "", |_, o| Ok(wrapped(o).borrow().clone())),
    member("__wrapped__", "", |_, o| Ok(wrapped(o).borrow().clone())),
    getter("__isabstractmethod__", "", get_abstract),
    crate::types::object::DICT_GETTER,
];

static STATIC_SPEC: TypeSpec = TypeSpec {
    name: "staticmethod",
    signature: "(function, /)",
    doc: "staticmethod(function): a function in a class that gets neither instance nor class.",
    flags: type_flag::BASE | type_flag::DICT,
    slots: Slots {
        new: Some(new_static),
        init: Some(init),
        repr: Some(repr),
        descr_get: Some(|_, o, _, _| Ok(wrapped(o).borrow().clone())),
        call: Some(|vm, o, args| {
            let f = wrapped(o).borrow().clone();
            api::call_args(vm, &f, args)
        }),
        ..Slots::NONE
    },
    getters: GETTERS,
    ..TypeSpec::BASE
};
/// `staticmethod`
pub static STATICMETHOD: StaticType = StaticType::new(&STATIC_SPEC, LayoutOps::of::<Wrapped>(false));

static CLASS_SPEC: TypeSpec = TypeSpec {
    name: "classmethod",
    signature: "(function, /)",
    doc: "classmethod(function): a function in a class that gets the class as its first argument.",
    flags: type_flag::BASE | type_flag::DICT,
    slots: Slots {
        new: Some(new_class),
        init: Some(init),
        repr: Some(repr),
        descr_get: Some(|_, o, instance, owner| {
            let class = match (owner, instance) {
                (Some(c), _) => c.clone(),
                (None, Some(i)) => i.type_obj(),
                (None, None) => Obj::NONE,
            };
            Ok(method::bind(&wrapped(o).borrow().clone(), &class))
        }),
        ..Slots::NONE
    },
    getters: GETTERS,
    ..TypeSpec::BASE
};
/// `classmethod`
pub static CLASSMETHOD: StaticType = StaticType::new(&CLASS_SPEC, LayoutOps::of::<ClassMethod>(false));
