//! `property`.

use crate::object::args::{Args, CallArgs, FnName, Signature};
use crate::object::attr;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, getter, member, method, property};
use crate::object::type_object::{self, StaticType};
use crate::types::{exception, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::{Cell, RefCell};
use std::sync::LazyLock;

/// The native state of a property.
#[derive(Default)]
pub struct Property {
    get: RefCell<Option<Obj>>,
    set: RefCell<Option<Obj>>,
    delete: RefCell<Option<Obj>>,
    doc: RefCell<Option<Obj>>,
    name: RefCell<Option<Obj>>,
    /// The documentation is the getter's: copies take the new getter's.
    doc_of_getter: Cell<bool>,
}

impl Property {
    fn parts(&self) -> [&RefCell<Option<Obj>>; 5] {
        [&self.get, &self.set, &self.delete, &self.doc, &self.name]
    }
}

#[allow(unsafe_code)]
// SAFETY: all references are visited.
unsafe impl Payload for Property {
    fn static_type() -> &'static StaticType {
        &PROPERTY
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        for p in self.parts() {
            if let Some(o) = &*p.borrow() {
                visit(o.value());
            }
        }
    }
    fn clear(&self) {
        for p in self.parts() {
            drop(p.take());
        }
    }
}

fn of(o: &Obj) -> &Property {
    o.downcast::<Property>().expect("the receiver is a property")
}

fn read(part: &RefCell<Option<Obj>>) -> Option<Obj> {
    part.borrow().clone()
}

fn write(part: &RefCell<Option<Obj>>, value: Option<Obj>) {
    let old = part.replace(value);
    drop(old);
}

/// The getter of an exact `property`, for attribute caches.
pub fn getter_of(o: &Obj) -> Option<Obj> {
    read(&o.downcast_exact::<Property>()?.get)
}

static SIGNATURE: LazyLock<Signature> =
    LazyLock::new(|| Signature::parse("($self, fget=None, fset=None, fdel=None, doc=None)"));

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let all = args.with_first(o);
    SIGNATURE
        .call(
            vm,
            fill,
            FnName { class: None, receiver: None, name: "property", has_self: true },
            CallArgs::new(&all, args.names()),
        )
        .map(drop)
}

fn fill(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, p) = (&a[0], of(&a[0]));
    if read(&p.get).is_some() {
        type_object::forget_versions();
    }
    for (i, part) in [&p.get, &p.set, &p.delete].into_iter().enumerate() {
        write(part, a.opt_not_none(i + 1).cloned());
    }
    write(&p.doc, None);
    write(&p.name, None);
    p.doc_of_getter.set(false);
    let mut doc = a.opt_not_none(4).cloned();
    if doc.is_none()
        && let Some(f) = a.opt_not_none(1)
    {
        doc = api::getattr_opt(vm, f, name!(__doc__))?.filter(|d| !d.is_none());
        p.doc_of_getter.set(doc.is_some());
    }
    if o.is_exact::<Property>() {
        write(&p.doc, doc);
        return Ok(Obj::NONE);
    }
    // A subclass has its class's `__doc__` in the way: the instance gets an attribute of its own.
    match api::setattr(vm, o, name!(__doc__), &doc.unwrap_or(Obj::NONE)) {
        // Only the text of the getter must have a place.
        Err(r) if !p.doc_of_getter.get() => vm.clear_if(r, &exception::ATTRIBUTE_ERROR)?,
        other => other?,
    }
    Ok(Obj::NONE)
}

/// A copy with another getter, setter or deleter.
fn copy(vm: &Vm, o: &Obj, changed: usize, f: &Obj) -> PyResult<Obj> {
    let p = of(o);
    let part = |i: usize, part: &RefCell<Option<Obj>>| {
        if i == changed && !f.is_none() { f.clone() } else { read(part).unwrap_or(Obj::NONE) }
    };
    let (get, set, delete) = (part(0, &p.get), part(1, &p.set), part(2, &p.delete));
    let doc =
        if p.doc_of_getter.get() && !get.is_none() { Obj::NONE } else { read(&p.doc).unwrap_or(Obj::NONE) };
    let new = api::call(vm, &o.type_obj(), &[get, set, delete, doc])?;
    if let Some(q) = new.downcast::<Property>() {
        write(&q.name, read(&p.name));
    }
    Ok(new)
}

/// The name by `__set_name__`, else the getter's.
fn known_name(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    if let Some(n) = read(&of(o).name) {
        return Ok(Some(n));
    }
    match read(&of(o).get) {
        Some(f) => api::getattr_opt(vm, &f, name!(__name__)),
        None => Ok(None),
    }
}

#[cold]
fn refuse(vm: &Vm, o: &Obj, instance: &Obj, what: &str) -> PyResult<Raised> {
    let class = instance.ty().qualname.borrow().clone();
    let class = str_::display(&class).into_owned();
    Ok(vm.attribute_error(match known_name(vm, o)? {
        Some(n) => format!("property {} of '{class}' object has no {what}", api::repr_string(vm, &n)?),
        None => format!("property of '{class}' object has no {what}"),
    }))
}

fn descr_get(vm: &Vm, o: &Obj, instance: Option<&Obj>, _: Option<&Obj>) -> PyResult<Obj> {
    let Some(i) = instance.filter(|i| !i.is_none()) else { return Ok(o.clone()) };
    match read(&of(o).get) {
        Some(f) => api::call(vm, &f, std::slice::from_ref(i)),
        None => Err(refuse(vm, o, i, "getter")?),
    }
}

fn descr_set(vm: &Vm, o: &Obj, instance: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let (f, what) = match value {
        Some(_) => (read(&of(o).set), "setter"),
        None => (read(&of(o).delete), "deleter"),
    };
    let Some(f) = f else { return Err(refuse(vm, o, instance, what)?) };
    match value {
        Some(v) => api::call(vm, &f, &[instance.clone(), v.clone()]),
        None => api::call(vm, &f, std::slice::from_ref(instance)),
    }
    .map(drop)
}

fn is_abstract(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let p = of(o);
    for part in [&p.get, &p.set, &p.delete] {
        if let Some(f) = read(part)
            && let Some(mark) = api::getattr_opt(vm, &f, name!(__isabstractmethod__))?
            && api::is_true(vm, &mark)?
        {
            return Ok(Obj::TRUE);
        }
    }
    Ok(Obj::FALSE)
}

fn set_name(vm: &Vm, a: Args) -> PyResult<Obj> {
    let given = a.rest(1);
    let [_, n] = given else {
        return Err(vm.type_error(format!(
            "__set_name__() takes 2 positional arguments but {} were given",
            given.len()
        )));
    };
    write(&of(&a[0]).name, Some(n.clone()));
    Ok(Obj::NONE)
}

const METHODS: &[MethodDef] = &[
    method("getter", "($self, object, /)", "A copy of the property with another getter.", |vm, a| {
        copy(vm, &a[0], 0, &a[1])
    }),
    method("setter", "($self, object, /)", "A copy of the property with another setter.", |vm, a| {
        copy(vm, &a[0], 1, &a[1])
    }),
    method("deleter", "($self, object, /)", "A copy of the property with another deleter.", |vm, a| {
        copy(vm, &a[0], 2, &a[1])
    }),
    method(
        "__set_name__",
        "($self, owner, name, /)~($self, /, *args)",
        "Tells the property the name it is bound to.",
        set_name,
    ),
];

fn part_or_none(part: &RefCell<Option<Obj>>) -> PyResult<Obj> {
    Ok(read(part).unwrap_or(Obj::NONE))
}

const GETTERS: &[GetterDef] = &[
    member("fget", "", |_, o| part_or_none(&of(o).get)),
    member("fset", "", |_, o| part_or_none(&of(o).set)),
    member("fdel", "", |_, o| part_or_none(&of(o).delete)),
    GetterDef {
        member: true,
        ..property(
            "__doc__",
            "",
            |_, o| part_or_none(&of(o).doc),
            |_, o, v| {
                write(&of(o).doc, v.cloned());
                Ok(())
            },
        )
    },
    property(
        "__name__",
        "",
        |vm, o| match known_name(vm, o)? {
            Some(n) => Ok(n),
            None => Err(attr::no_attribute(vm, o, name!(__name__))),
        },
        |_, o, v| {
            write(&of(o).name, v.cloned());
            Ok(())
        },
    ),
    getter("__isabstractmethod__", "", is_abstract),
];

static SPEC: TypeSpec = TypeSpec {
    name: "property",
    doc: "Property attribute.\n\nfget, fset and fdel are called to read, write and delete the attribute;\ndoc is its documentation, by default the getter's.",
    signature: "(fget=None, fset=None, fdel=None, doc=None)",
    slots: Slots {
        new: Some(|vm, cls, _| attr::new_instance(vm, cls, Property::default())),
        init: Some(init),
        getattro: Some(attr::generic_getattr),
        descr_get: Some(descr_get),
        descr_set: Some(descr_set),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: GETTERS,
    ..TypeSpec::BASE
};

/// `property`
pub static PROPERTY: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Property>(false));

/// The types of this file.
pub static TYPES: &[&StaticType] = &[&PROPERTY];
