//! `BaseException`: the state that every exception has, its attributes and methods, and how subclasses with state of
//! their own extend it (`With`). Which classes there are is in `mod.rs`.
#![allow(unsafe_code)]

use super::{BASE_EXCEPTION, Special, raise};
use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::heap::{Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::slots::CallFn;
use crate::object::spec::{GetterDef, method, property, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::types::dict::Dict;
use crate::types::list::List;
use crate::types::traceback::Traceback;
use crate::types::{list, object, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;
use std::marker::PhantomData;

/// A reference that can be replaced; empty at first.
#[derive(Default)]
pub struct Slot(Cell<Option<Obj>>);

impl Slot {
    /// What it holds.
    pub fn get(&self) -> Option<Obj> {
        let o = self.0.take();
        let copy = o.clone();
        self.0.set(o);
        copy
    }

    /// What it holds, or None.
    pub fn get_or_none(&self) -> Obj {
        self.get().unwrap_or(Obj::NONE)
    }

    /// Replaces the content.
    pub fn set(&self, new: Option<Obj>) {
        drop(self.0.replace(new));
    }

    fn visit(&self, visit: &mut Visit) {
        if let Some(o) = self.get() {
            visit(o.value());
        }
    }
}

/// The native state of every exception; bodies with more fields begin with it.
#[repr(C)]
#[derive(Default)]
pub struct BaseException {
    pub(super) args: Slot,
    pub(super) cause: Slot,
    pub(super) context: Slot,
    pub(super) traceback: Slot,
    pub(super) suppress_context: Cell<bool>,
}

// SAFETY: all references are visited.
unsafe impl Payload for BaseException {
    fn static_type() -> &'static StaticType {
        &BASE_EXCEPTION
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        for s in [&self.args, &self.cause, &self.context, &self.traceback] {
            s.visit(visit);
        }
    }
    fn clear(&self) {
        for s in [&self.args, &self.cause, &self.context, &self.traceback] {
            s.set(None);
        }
    }
}

impl BaseException {
    /// `args`
    pub fn args(&self) -> Obj {
        self.args.get().unwrap_or_else(tuple::empty)
    }

    /// `__cause__`
    pub fn cause(&self) -> Option<Obj> {
        self.cause.get()
    }

    /// `__context__`
    pub fn context(&self) -> Option<Obj> {
        self.context.get()
    }

    /// `__traceback__`
    pub fn traceback(&self) -> Option<Obj> {
        self.traceback.get()
    }

    /// `__suppress_context__`
    pub fn suppress_context(&self) -> bool {
        self.suppress_context.get()
    }

    /// Sets `__cause__`; the context is no longer shown.
    pub fn set_cause(&self, cause: Option<Obj>) {
        self.suppress_context.set(true);
        self.cause.set(cause);
    }

    /// Sets `__context__`.
    pub fn set_context(&self, context: Option<Obj>) {
        self.context.set(context);
    }

    /// Sets `__traceback__`.
    pub fn set_traceback(&self, traceback: Option<Obj>) {
        self.traceback.set(traceback);
    }
}

/// `__init__`
pub type InitFn = fn(&Vm, &Obj, CallArgs) -> PyResult<()>;

/// A body that instances of some exception class have.
pub trait Layout: Payload + Default {
    /// `__new__`
    const NEW: CallFn;
    /// `__init__`
    const INIT: InitFn;
    /// Nothing but what every exception has.
    const COMMON: bool = false;
    /// The common state.
    fn base(&self) -> &BaseException;
}

impl Layout for BaseException {
    const NEW: CallFn = new_plain::<BaseException>;
    const INIT: InitFn = init;
    const COMMON: bool = true;
    fn base(&self) -> &BaseException {
        self
    }
}

/// An exception class that adds fields.
pub trait Kind: 'static {
    /// The class.
    fn ty() -> &'static StaticType;
    /// `__new__`, if it does more than keep the arguments.
    const NEW: Option<CallFn>;
    /// `__init__`
    const INIT: InitFn;
}

/// The body of a class with `N` fields of its own.
#[repr(C)]
pub struct With<K: Kind, const N: usize> {
    base: BaseException,
    fields: [Slot; N],
    kind: PhantomData<K>,
}

impl<K: Kind, const N: usize> Default for With<K, N> {
    fn default() -> Self {
        With {
            base: BaseException::default(),
            fields: std::array::from_fn(|_| Slot::default()),
            kind: PhantomData,
        }
    }
}

// SAFETY: all references are visited. The base comes first, so that a view as `BaseException` is right too.
unsafe impl<K: Kind, const N: usize> Payload for With<K, N> {
    fn static_type() -> &'static StaticType {
        K::ty()
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.base.traverse(visit);
        for f in &self.fields {
            f.visit(visit);
        }
    }
    fn clear(&self) {
        self.base.clear();
        for f in &self.fields {
            f.set(None);
        }
    }
}

impl<K: Kind, const N: usize> Layout for With<K, N> {
    const NEW: CallFn = match K::NEW {
        Some(f) => f,
        None => new_plain::<Self>,
    };
    const INIT: InitFn = K::INIT;
    fn base(&self) -> &BaseException {
        &self.base
    }
}

/// A body with numbered fields.
pub trait Fields: Layout {
    /// A field.
    fn field(&self, i: usize) -> &Slot;
}

impl<K: Kind, const N: usize> Fields for With<K, N> {
    fn field(&self, i: usize) -> &Slot {
        &self.fields[i]
    }
}

/// Makes an instance with these `args`; `cls` must have exactly the body `T`.
pub fn allocate<T: Layout>(vm: &Vm, cls: &Obj, args: Obj) -> PyResult<Obj> {
    let class = cls.downcast::<Type>().expect("__new__ gets a class");
    if !std::ptr::eq(class.solid, T::static_type()) {
        // Most exceptions share one `__new__`, whatever else their instances hold.
        if raise::shares_new(T::static_type().get(), class) {
            let new = class.solid.get().slots().new.expect("exceptions can be made");
            return new(vm, cls, CallArgs::positional(tuple::items(&args)));
        }
        let safe = class.solid.spec().name;
        return Err(vm.type_error(format!(
            "{}.__new__({}) is not safe, use {safe}.__new__()",
            T::static_type().spec().name,
            class.name()
        )));
    }
    let body = T::default();
    body.base().args.set(Some(args));
    attr::new_instance(vm, cls, body)
}

/// `__new__` that only keeps the arguments.
pub fn new_plain<T: Layout>(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    allocate::<T>(vm, cls, tuple::from_slice(args.pos()))
}

/// `BaseException.__init__`
pub fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    args.no_keywords_for(vm, o.ty())?;
    set_args(o, args.pos());
    Ok(())
}

/// Sets `args`. `__new__` did so already in most cases.
pub fn set_args(o: &Obj, args: &[Obj]) {
    let slot = &of(o).args;
    let same = |old: Obj| {
        let old = tuple::items(&old);
        old.len() == args.len() && old.iter().zip(args).all(|(a, b)| a.is(b))
    };
    if !slot.get().is_some_and(same) {
        slot.set(Some(tuple::from_slice(args)));
    }
}

/// The common state of an exception object.
pub fn of(o: &Obj) -> &BaseException {
    o.downcast::<BaseException>().expect("the receiver is an exception")
}

/// The field `i` of an exception of the class of `T`.
pub fn field<T: Fields>(o: &Obj, i: usize) -> &Slot {
    o.downcast::<T>().expect("the receiver has this body").field(i)
}

/// An attribute that holds any object; None if it was never set or was deleted.
pub const fn object_field<T: Fields, const I: usize>(name: &'static str, doc: &'static str) -> GetterDef {
    GetterDef { name, doc, get: get_field::<T, I>, set: Some(set_field::<T, I>), member: true }
}

/// A field that Python code can only read.
pub const fn readonly_field<T: Fields, const I: usize>(name: &'static str, doc: &'static str) -> GetterDef {
    GetterDef { name, doc, get: get_field::<T, I>, set: None, member: true }
}

fn get_field<T: Fields, const I: usize>(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(field::<T>(o, I).get_or_none())
}

fn set_field<T: Fields, const I: usize>(_: &Vm, o: &Obj, v: Option<&Obj>) -> PyResult<()> {
    field::<T>(o, I).set(v.cloned());
    Ok(())
}

/// The values of keyword arguments `names`; others are a TypeError.
pub fn keywords<const N: usize>(
    vm: &Vm,
    class: &str,
    args: CallArgs,
    names: [&str; N],
) -> PyResult<[Option<Obj>; N]> {
    let mut found: [Option<Obj>; N] = std::array::from_fn(|_| None);
    if args.kw_len() > N {
        let s = if N == 1 { "" } else { "s" };
        return Err(vm.type_error(format!(
            "{class}() takes at most {N} keyword argument{s} ({} given)",
            args.kw_len()
        )));
    }
    for (key, value) in args.keywords() {
        match names.iter().position(|n| n.as_bytes() == str_::bytes_of(key)) {
            Some(i) => found[i] = Some(value.clone()),
            None => {
                return Err(vm.type_error(format!(
                    "{class}() got an unexpected keyword argument '{}'",
                    str_::display(key)
                )));
            }
        }
    }
    Ok(found)
}

/// `BaseException.__str__`
pub fn str(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let args = of(o).args();
    match tuple::items(&args) {
        [] => Ok(str_::from_str("")),
        [one] => api::str(vm, one),
        _ => api::str(vm, &args),
    }
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let args = of(o).args();
    let mut out = str_::StrBuilder::new();
    out.push_obj(&o.ty().name.borrow());
    if let [one] = tuple::items(&args) {
        let r = api::repr(vm, one)?;
        out.push_str("(");
        out.push_obj(&r);
        out.push_str(")");
    } else {
        out.push_obj(&api::repr(vm, &args)?);
    }
    Ok(out.finish())
}

/// `(class, args[, state])`: the state is left out if there is none.
pub fn reduced(o: &Obj, args: Obj, state: Option<Obj>) -> Obj {
    tuple::from_vec([o.type_obj(), args].into_iter().chain(state).collect())
}

/// The instance's attributes, if it has any.
pub fn attributes(o: &Obj) -> Option<Obj> {
    if attr::instance_items(o).is_empty() { None } else { attr::instance_dict(o).map(Into::into) }
}

fn set_state(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !a[1].is_none() {
        let Some(d) = a[1].downcast::<Dict>() else { return Err(vm.type_error("state is not a dictionary")) };
        for (k, v) in d.items() {
            api::setattr(vm, &a[0], &k, &v)?;
        }
    }
    Ok(Obj::NONE)
}

/// `add_note`
pub fn add_note(vm: &Vm, o: &Obj, note: &Obj) -> PyResult<()> {
    if !str_::is_str(note) {
        return Err(vm.type_error(format!("note must be a str, not '{}'", note.ty().name())));
    }
    let notes = match api::getattr_opt(vm, o, name!(__notes__))? {
        Some(n) => n,
        None => {
            let n = list::from_vec(vec![]);
            api::setattr(vm, o, name!(__notes__), &n)?;
            n
        }
    };
    match notes.downcast::<List>() {
        Some(l) => l.push(note.clone()),
        None => return Err(vm.type_error("Cannot add note: __notes__ is not a list")),
    }
    Ok(())
}

fn set_traceback(vm: &Vm, o: &Obj, v: Option<&Obj>) -> PyResult<()> {
    let Some(v) = v else { return Err(vm.type_error("__traceback__ may not be deleted")) };
    if !v.is_none() && !v.is_instance::<Traceback>() {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    }
    of(o).set_traceback(not_none(v));
    Ok(())
}

fn not_none(v: &Obj) -> Option<Obj> {
    if v.is_none() { None } else { Some(v.clone()) }
}

/// The new value of `__cause__` or `__context__`.
fn related(vm: &Vm, v: Option<&Obj>, what: &str) -> PyResult<Option<Obj>> {
    let Some(v) = v else { return Err(vm.type_error(format!("__{what}__ may not be deleted"))) };
    if !v.is_none() && !v.is_instance::<BaseException>() {
        return Err(vm.type_error(format!("exception {what} must be None or derive from BaseException")));
    }
    Ok(not_none(v))
}

fn set_suppress(vm: &Vm, o: &Obj, v: Option<&Obj>) -> PyResult<()> {
    match v {
        Some(v) if v.value().is_bool() => {
            of(o).suppress_context.set(v.is(&Obj::TRUE));
            Ok(())
        }
        Some(_) => Err(vm.type_error("attribute value type must be bool")),
        None => Err(vm.type_error("can't delete numeric/char attribute")),
    }
}

pub(super) const SPECIAL: Special = Special {
    own_body: true,
    flags: type_flag::DICT,
    getattro: Some(attr::generic_getattr),
    repr: Some(repr),
    str: Some(str),
    methods: &[
        method("__reduce__", "($self, /)", "", |_, a| {
            Ok(reduced(&a[0], of(&a[0]).args(), attributes(&a[0])))
        }),
        method("__setstate__", "($self, object, /)", "", set_state),
        method(
            "with_traceback",
            "($self, object, /)",
            "Sets __traceback__ and gives the exception back: raise e.with_traceback(tb).",
            |vm, a| set_traceback(vm, &a[0], Some(&a[1])).map(|()| a[0].clone()),
        ),
        method(
            "add_note",
            "($self, object, /)",
            "Adds a line to __notes__, which is printed below the message.",
            |vm, a| add_note(vm, &a[0], &a[1]).map(|()| Obj::NONE),
        ),
    ],
    getters: &[
        GetterDef {
            name: "__suppress_context__",
            doc: "",
            get: |_, o| Ok(Obj::from_bool(of(o).suppress_context())),
            set: Some(set_suppress),
            member: true,
        },
        object::DICT_GETTER,
        property(
            "args",
            "",
            |_, o| Ok(of(o).args()),
            |vm, o, v| {
                let Some(v) = v else { return Err(vm.type_error("args may not be deleted")) };
                let items = api::to_vec(vm, v)?;
                set_args(o, &items);
                Ok(())
            },
        ),
        property("__traceback__", "", |_, o| Ok(of(o).traceback.get_or_none()), set_traceback),
        property(
            "__context__",
            "exception context",
            |_, o| Ok(of(o).context.get_or_none()),
            |vm, o, v| {
                of(o).set_context(related(vm, v, "context")?);
                Ok(())
            },
        ),
        property(
            "__cause__",
            "exception cause",
            |_, o| Ok(of(o).cause.get_or_none()),
            |vm, o, v| {
                of(o).set_cause(related(vm, v, "cause")?);
                Ok(())
            },
        ),
    ],
    ..Special::NONE
};
