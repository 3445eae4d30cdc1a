//! Descriptors that builtin types put into their namespaces: method, class method, getset, member and slot wrapper.

use crate::object::args::{CallArgs, Direct, FnName, Signature, shown};
use crate::object::heap::{LayoutOps, Object, Payload, Visit};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{SlotRow, Slots, rows_named};
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, getter, member, method, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::types::{native, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::OnceCell;

/// What a descriptor does.
enum What {
    Method(&'static MethodDef, OnceCell<Signature>),
    ClassMethod(&'static MethodDef),
    GetSet(&'static GetterDef),
    /// A `__slots__` entry: name and index.
    Slot(Obj, usize),
    Wrapper(&'static SlotRow),
}

/// The native state of all five descriptor types.
pub struct Descriptor {
    owner: Obj,
    /// What calls of a method that need no binding run, from the second call on.
    direct: Direct,
    what: What,
}

#[allow(unsafe_code)]
// SAFETY: the owner is visited; a name holds nothing.
unsafe impl Payload for Descriptor {
    fn static_type() -> &'static StaticType {
        &METHOD_DESCRIPTOR
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.owner.value());
    }
}

#[allow(unsafe_code)]
fn make(ty: &'static StaticType, owner: &Obj, what: What) -> Obj {
    // SAFETY: all five types share this body and add nothing.
    unsafe {
        Ref::new_with_type(Descriptor { owner: owner.clone(), direct: Direct::none(), what }, ty.ptr())
            .into_obj()
    }
}

/// A method of a builtin type.
pub fn method_descriptor(owner: &Obj, def: &'static MethodDef) -> Obj {
    make(&METHOD_DESCRIPTOR, owner, What::Method(def, OnceCell::new()))
}

/// A class method of a builtin type.
pub fn class_method_descriptor(owner: &Obj, def: &'static MethodDef) -> Obj {
    make(&CLASSMETHOD_DESCRIPTOR, owner, What::ClassMethod(def))
}

/// A computed attribute of a builtin type.
pub fn getset_descriptor(owner: &Obj, def: &'static GetterDef) -> Obj {
    make(if def.member { &MEMBER_DESCRIPTOR } else { &GETSET_DESCRIPTOR }, owner, What::GetSet(def))
}

/// A `__slots__` entry.
pub fn slot_member(owner: &Obj, name: &Obj, index: usize) -> Obj {
    make(&MEMBER_DESCRIPTOR, owner, What::Slot(name.clone(), index))
}

/// A dunder that stands for a native slot.
pub fn new_slot_wrapper(owner: &Obj, row: &'static SlotRow) -> Obj {
    make(&WRAPPER_DESCRIPTOR, owner, What::Wrapper(row))
}

/// The type whose slot a slot wrapper stands for, and the dunder it is. A method may be declared beside the slot of its
/// name, to be faster to call (`list.__getitem__`): it stands for the slot as well.
pub fn slot_wrapper(f: &Obj) -> Option<(*const Object<Type>, &'static str)> {
    let d = get(f)?;
    let name = match &d.what {
        What::Wrapper(row) => row.name,
        What::Method(def, _) if def.name.starts_with("__") => {
            let slots = &d.owner_type().spec?.slots;
            rows_named(def.name).find(|row| (row.is_set)(slots))?.name
        }
        _ => return None,
    };
    Some((d.owner.value().ptr().cast::<Object<Type>>().cast_const(), name))
}

/// The index of a `__slots__` entry, for attribute caches.
pub fn slot_member_index(f: &Obj) -> Option<usize> {
    match get(f)?.what {
        What::Slot(_, i) => Some(i),
        _ => None,
    }
}

fn get(o: &Obj) -> Option<&Descriptor> {
    let types: [&StaticType; 5] = [
        &METHOD_DESCRIPTOR,
        &CLASSMETHOD_DESCRIPTOR,
        &GETSET_DESCRIPTOR,
        &MEMBER_DESCRIPTOR,
        &WRAPPER_DESCRIPTOR,
    ];
    let found = o.value().is_ptr() && types.iter().any(|t| std::ptr::eq(o.type_ptr(), t.ptr()));
    #[allow(unsafe_code)]
    // SAFETY: the instances of these types, which have no subclasses, have a `Descriptor` body.
    found.then(|| unsafe { &(*o.value().ptr().cast::<Object<Descriptor>>()).body })
}

fn of(o: &Obj) -> &Descriptor {
    get(o).expect("the receiver is a descriptor")
}

impl Descriptor {
    /// What a call of a method runs that needs no binding and whose receiver is of just this type.
    #[inline(always)]
    pub fn direct_for(&self, receiver: *const Object<Type>) -> Option<&Direct> {
        std::ptr::eq(receiver, self.owner.value().ptr().cast()).then_some(&self.direct)
    }

    fn name(&self) -> Obj {
        match &self.what {
            What::Method(d, _) | What::ClassMethod(d) => intern(d.name),
            What::GetSet(d) => intern(d.name),
            What::Slot(n, _) => n.clone(),
            What::Wrapper(r) => intern(r.name),
        }
    }

    fn owner_type(&self) -> &Type {
        self.owner.downcast::<Type>().expect("the owner is a type")
    }

    fn check(&self, vm: &Vm, o: &Obj) -> PyResult<()> {
        if o.ty().is_subtype(self.owner.value().ptr().cast()) {
            return Ok(());
        }
        Err(vm.type_error(format!(
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            str_::display(&self.name()),
            self.owner_type().name(),
            o.ty().name()
        )))
    }
}

fn call_method(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let d = of(o);
    let What::Method(def, signature) = &d.what else { return Err(vm.type_error("not a method descriptor")) };
    let t = d.owner_type();
    let Some(receiver) = args.pos().first() else {
        return Err(vm.type_error(format!("unbound method {}.{}() needs an argument", t.name(), def.name)));
    };
    if !std::ptr::eq(receiver.type_ptr(), d.owner.value().ptr().cast()) {
        d.check(vm, receiver)?;
    }
    let signature = signature.get_or_init(|| {
        let signature = Signature::parse(def.signature);
        d.direct.set(def.f, &signature);
        signature
    });
    let class = t.spec.map_or("", |s| s.name);
    signature.call(
        vm,
        def.f,
        FnName { class: Some(class), receiver: None, name: def.name, has_self: true },
        args,
    )
}

fn call_class_method(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let d = of(o);
    let name = str_::display(&d.name()).into_owned();
    let Some(class) = args.pos().first() else {
        return Err(vm.type_error(format!(
            "descriptor '{name}' of '{}' object needs an argument",
            d.owner_type().name()
        )));
    };
    let f = class_get(vm, o, None, Some(class))?;
    api::call_args(vm, &f, args.skip_first())
}

fn class_get(vm: &Vm, o: &Obj, instance: Option<&Obj>, owner: Option<&Obj>) -> PyResult<Obj> {
    let d = of(o);
    let class = match (owner, instance) {
        (Some(c), _) => c.clone(),
        (None, Some(i)) => i.type_obj(),
        (None, None) => return Err(vm.type_error("descriptor needs either an object or a type")),
    };
    if !class.is_instance::<Type>() {
        return Err(vm.type_error(format!(
            "descriptor '{}' for type '{}' needs a type, not a '{}' as arg 2",
            str_::display(&d.name()),
            d.owner_type().name(),
            class.ty().name()
        )));
    }
    let ok = class.downcast::<Type>().is_some_and(|t| t.is_subtype(d.owner.value().ptr().cast()));
    match &d.what {
        What::ClassMethod(def) if ok => Ok(native::function(def, Some(class), None)),
        _ => Err(vm.type_error(format!(
            "descriptor '{}' requires a subtype of '{}' but received '{}'",
            str_::display(&d.name()),
            d.owner_type().name(),
            class.downcast::<Type>().map_or_else(|| class.ty().name(), Type::name)
        ))),
    }
}

fn call_wrapper(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let d = of(o);
    let What::Wrapper(row) = d.what else { return Err(vm.type_error("not a slot wrapper")) };
    let Some(receiver) = args.pos().first() else {
        return Err(vm.type_error(format!(
            "descriptor '{}' of '{}' object needs an argument",
            row.name,
            d.owner_type().name()
        )));
    };
    if !receiver.ty().is_subtype(d.owner.value().ptr().cast()) {
        return Err(vm.type_error(format!(
            "descriptor '{}' requires a '{}' object but received a '{}'",
            row.name,
            d.owner_type().name(),
            receiver.ty().name()
        )));
    }
    run_wrapper(vm, d, row, receiver, args.skip_first())
}

fn run_wrapper(vm: &Vm, d: &Descriptor, row: &SlotRow, receiver: &Obj, args: CallArgs) -> PyResult<Obj> {
    if args.kw_len() > 0 && !row.keywords && row.arity.1 != usize::MAX {
        return Err(vm.type_error(format!("wrapper {}() takes no keyword arguments", row.name)));
    }
    let (lo, hi) = row.arity;
    let n = args.all().len();
    if n < lo || n > hi {
        let s = |n: usize| if n == 1 { "" } else { "s" };
        // Two ways to unpack arguments, of which one puts the name of the function in front, here an empty one.
        let space = if hi > 1 || row.group.ends_with("repeat") { " " } else { "" };
        return Err(vm.type_error(if lo == hi {
            format!("{space}expected {lo} argument{}, got {n}", s(lo))
        } else if n < lo {
            format!("{space}expected at least {lo} argument{}, got {n}", s(lo))
        } else {
            format!("{space}expected at most {hi} argument{}, got {n}", s(hi))
        }));
    }
    (row.wrap)(vm, d.owner_type().slots(), receiver, args)
}

fn bind_get(vm: &Vm, o: &Obj, instance: Option<&Obj>, _: Option<&Obj>) -> PyResult<Obj> {
    let Some(instance) = instance else { return Ok(o.clone()) };
    let d = of(o);
    d.check(vm, instance)?;
    Ok(match &d.what {
        What::Method(def, _) => native::function(def, Some(instance.clone()), None),
        What::Wrapper(_) => {
            Ref::new(MethodWrapper { descriptor: o.clone(), receiver: instance.clone() }).into_obj()
        }
        _ => o.clone(),
    })
}

fn attribute_get(vm: &Vm, o: &Obj, instance: Option<&Obj>, _: Option<&Obj>) -> PyResult<Obj> {
    let Some(instance) = instance else { return Ok(o.clone()) };
    let d = of(o);
    d.check(vm, instance)?;
    match &d.what {
        What::GetSet(def) => (def.get)(vm, instance),
        What::Slot(key, i) => match crate::object::attr::get_member(instance, *i) {
            Some(v) => Ok(v),
            None => {
                let shown = crate::types::type_::full_name(vm, instance.ty());
                let shown = shown.strip_prefix("__main__.").unwrap_or(&shown);
                let text = format!("'{shown}' object has no attribute '{}'", str_::display(key));
                Err(vm.attribute_error_on(text, instance, key))
            }
        },
        _ => Ok(o.clone()),
    }
}

fn attribute_set(vm: &Vm, o: &Obj, instance: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let d = of(o);
    d.check(vm, instance)?;
    match &d.what {
        What::GetSet(GetterDef { set: Some(set), .. }) => set(vm, instance, value),
        What::GetSet(def) => Err(if def.member {
            vm.attribute_error("readonly attribute")
        } else {
            vm.attribute_error(format!(
                "attribute '{}' of '{}' objects is not writable",
                def.name,
                d.owner_type().name()
            ))
        }),
        What::Slot(key, i) => {
            let old = crate::object::attr::set_member(instance, *i, value.cloned());
            if value.is_none() && old.is_none() {
                return Err(vm.attribute_error(str_::display(key)));
            }
            drop(old);
            Ok(())
        }
        _ => Err(vm.attribute_error("readonly attribute")),
    }
}

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let d = of(o);
    let (name, owner) = (d.name(), d.owner_type().name());
    let name = str_::display(&name);
    Ok(str_::from_string(match d.what {
        What::Method(..) | What::ClassMethod(_) => format!("<method '{name}' of '{owner}' objects>"),
        What::GetSet(def) if !def.member => format!("<attribute '{name}' of '{owner}' objects>"),
        What::GetSet(_) | What::Slot(..) => format!("<member '{name}' of '{owner}' objects>"),
        What::Wrapper(_) => format!("<slot wrapper '{name}' of '{owner}' objects>"),
    }))
}

fn doc(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let text = match &of(o).what {
        What::Method(d, _) | What::ClassMethod(d) => d.doc,
        What::GetSet(d) => d.doc,
        What::Slot(..) => "",
        What::Wrapper(r) => r.doc,
    };
    Ok(if text.is_empty() { Obj::NONE } else { str_::from_str(text) })
}

fn qualname(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let d = of(o);
    let owner = d.owner_type().qualname.borrow().clone();
    Ok(str_::from_string(format!("{}.{}", str_::display(&owner), str_::display(&d.name()))))
}

fn text_signature(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(match &of(o).what {
        What::Method(d, _) | What::ClassMethod(d) => shown(d.signature).map_or(Obj::NONE, str_::from_str),
        What::Wrapper(r) => str_::from_str(r.signature),
        _ => Obj::NONE,
    })
}

fn reduce(vm: &Vm, a: crate::object::args::Args) -> PyResult<Obj> {
    let d = of(&a[0]);
    let getattr = api::builtin(vm, "getattr")?;
    Ok(tuple::from_vec(vec![getattr, tuple::from_vec(vec![d.owner.clone(), d.name()])]))
}

macro_rules! getters {
    ($($extra:expr),*) => {
        &[
            member("__objclass__", "", |_, o| Ok(of(o).owner.clone())),
            member("__name__", "", |_, o| Ok(of(o).name())),
            getter("__qualname__", "", qualname),
            getter("__doc__", "", doc),
            $($extra,)*
        ]
    };
}

macro_rules! descriptor_type {
    ($static:ident, $spec:ident, $name:literal, $py:literal, $flags:expr, $slots:expr, [$($extra:expr),*], $methods:expr) => {
        static $spec: TypeSpec =
            TypeSpec { name: $name, flags: $flags, slots: $slots, methods: $methods, getters: getters!($($extra),*), ..TypeSpec::FINAL };
        #[doc = $py]
        pub static $static: StaticType = StaticType::new(&$spec, LayoutOps::of::<Descriptor>(false));
    };
}

descriptor_type!(
    METHOD_DESCRIPTOR,
    METHOD_SPEC,
    "method_descriptor",
    "`types.MethodDescriptorType`",
    type_flag::METHOD_DESCRIPTOR,
    Slots { call: Some(call_method), repr: Some(repr), descr_get: Some(bind_get), ..Slots::NONE },
    [getter("__text_signature__", "", text_signature)],
    &[method("__reduce__", "($self, /)", "", reduce)]
);
descriptor_type!(
    CLASSMETHOD_DESCRIPTOR,
    CLASSMETHOD_SPEC,
    "classmethod_descriptor",
    "`types.ClassMethodDescriptorType`",
    0,
    Slots { call: Some(call_class_method), repr: Some(repr), descr_get: Some(class_get), ..Slots::NONE },
    [getter("__text_signature__", "", text_signature)],
    &[]
);
descriptor_type!(
    GETSET_DESCRIPTOR,
    GETSET_SPEC,
    "getset_descriptor",
    "`types.GetSetDescriptorType`",
    0,
    Slots { repr: Some(repr), descr_get: Some(attribute_get), descr_set: Some(attribute_set), ..Slots::NONE },
    [],
    &[]
);
descriptor_type!(
    MEMBER_DESCRIPTOR,
    MEMBER_SPEC,
    "member_descriptor",
    "`types.MemberDescriptorType`",
    0,
    Slots { repr: Some(repr), descr_get: Some(attribute_get), descr_set: Some(attribute_set), ..Slots::NONE },
    [],
    &[method("__reduce__", "($self, /)", "", reduce)]
);
descriptor_type!(
    WRAPPER_DESCRIPTOR,
    WRAPPER_SPEC,
    "wrapper_descriptor",
    "`types.WrapperDescriptorType`",
    type_flag::METHOD_DESCRIPTOR,
    Slots { call: Some(call_wrapper), repr: Some(repr), descr_get: Some(bind_get), ..Slots::NONE },
    [getter("__text_signature__", "", text_signature)],
    &[method("__reduce__", "($self, /)", "", reduce)]
);

/// The native state of a bound slot wrapper.
pub struct MethodWrapper {
    descriptor: Obj,
    receiver: Obj,
}

#[allow(unsafe_code)]
// SAFETY: both references are visited.
unsafe impl Payload for MethodWrapper {
    fn static_type() -> &'static StaticType {
        &METHOD_WRAPPER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.descriptor.value());
        visit(self.receiver.value());
    }
}

fn wrapper(o: &Obj) -> &MethodWrapper {
    o.downcast::<MethodWrapper>().expect("the receiver is a method-wrapper")
}

static METHOD_WRAPPER_SPEC: TypeSpec = TypeSpec {
    name: "method-wrapper",
    slots: Slots {
        call: Some(|vm, o, args| {
            let w = wrapper(o);
            let d = of(&w.descriptor);
            match d.what {
                What::Wrapper(row) => run_wrapper(vm, d, row, &w.receiver, args),
                _ => Err(vm.type_error("not a slot wrapper")),
            }
        }),
        repr: Some(|_, o| {
            let w = wrapper(o);
            let shown = str_::display(&of(&w.descriptor).name()).into_owned();
            Ok(str_::from_string(format!(
                "<method-wrapper '{shown}' of {} object at {:#x}>",
                w.receiver.ty().name(),
                api::id(&w.receiver)
            )))
        }),
        compare: Some(|_, a, b, op| {
            use crate::object::slots::CmpOp;
            let (Some(x), Some(y)) = (a.downcast::<MethodWrapper>(), b.downcast::<MethodWrapper>()) else {
                return Ok(Obj::NOT_IMPLEMENTED);
            };
            let same = x.descriptor.is(&y.descriptor) && x.receiver.is(&y.receiver);
            match op {
                CmpOp::Eq => Ok(Obj::from_bool(same)),
                CmpOp::Ne => Ok(Obj::from_bool(!same)),
                _ => Ok(Obj::NOT_IMPLEMENTED),
            }
        }),
        hash: Some(|_, o| {
            Ok((wrapper(o).receiver.value().bits() >> 4 ^ wrapper(o).descriptor.value().bits()) as i64)
        }),
        ..Slots::NONE
    },
    getters: &[
        member("__self__", "", |_, o| Ok(wrapper(o).receiver.clone())),
        getter("__objclass__", "", |_, o| Ok(of(&wrapper(o).descriptor).owner.clone())),
        getter("__name__", "", |_, o| Ok(of(&wrapper(o).descriptor).name())),
        getter("__qualname__", "", |vm, o| qualname(vm, &wrapper(o).descriptor)),
        getter("__doc__", "", |vm, o| doc(vm, &wrapper(o).descriptor)),
        getter("__text_signature__", "", |vm, o| text_signature(vm, &wrapper(o).descriptor)),
    ],
    methods: &[method("__reduce__", "($self, /)", "", |vm, a| {
        let w = wrapper(&a[0]);
        let getattr = api::builtin(vm, "getattr")?;
        Ok(tuple::from_vec(vec![
            getattr,
            tuple::from_vec(vec![w.receiver.clone(), of(&w.descriptor).name()]),
        ]))
    })],
    ..TypeSpec::FINAL
};

/// `types.MethodWrapperType`
pub static METHOD_WRAPPER: StaticType =
    StaticType::new(&METHOD_WRAPPER_SPEC, LayoutOps::of::<MethodWrapper>(false));
