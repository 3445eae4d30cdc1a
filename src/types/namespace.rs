//! `types.SimpleNamespace`: an object that is nothing but its attributes.

use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{TypeSpec, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::{self, Dict};
use crate::types::str_::StrBuilder;
use crate::types::{object, sequence, str_, tuple};
use crate::vm::{PyResult, Vm, api};

/// The native state of a namespace: none besides the attributes.
pub struct Namespace;

#[allow(unsafe_code)]
// SAFETY: nothing is owned; the attributes are visited by their own rule.
unsafe impl Payload for Namespace {
    fn static_type() -> &'static StaticType {
        &NAMESPACE
    }
    const GC: bool = true;
}

/// A namespace with these attributes.
pub fn with_attributes(vm: &Vm, attributes: Vec<(&str, Obj)>) -> PyResult<Obj> {
    let o = attr::new_instance(vm, &NAMESPACE.obj(), Namespace)?;
    for (key, v) in attributes {
        api::setattr(vm, &o, &intern(key), &v)?;
    }
    Ok(o)
}

fn attributes(o: &Obj) -> Ref<Dict> {
    attr::instance_dict(o).expect("namespaces have attributes")
}

fn update(vm: &Vm, o: &Obj, source: &Dict) -> PyResult<()> {
    let d = attributes(o);
    for (k, v) in source.items() {
        if !str_::is_str(&k) {
            return Err(vm.type_error("keywords must be strings"));
        }
        d.set(vm, &k, &v)?;
    }
    Ok(())
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let pos = CallArgs::positional(args.pos()).exactly(vm, &o.ty().bare_name(), 0, 1)?;
    if let Some(source) = pos.first() {
        let d = dict::new();
        dict::update_from(vm, &d, source)?;
        update(vm, o, &d)?;
    }
    let d = attributes(o);
    args.keywords().try_for_each(|(k, v)| d.set(vm, k, v))
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let head = if o.is_exact_type(&NAMESPACE) { "namespace".to_owned() } else { o.ty().bare_name() };
    sequence::guard_repr(vm, o, &format!("{head}(...)"), || {
        let mut out = StrBuilder::new();
        out.push_str(&format!("{head}("));
        let mut first = true;
        for (k, v) in attributes(o).items() {
            if !str_::is_str(&k) || str_::bytes_of(&k).is_empty() {
                continue;
            }
            out.push_str(if std::mem::take(&mut first) { "" } else { ", " });
            out.push_obj(&k);
            out.push_str("=");
            out.push_obj(&api::repr(vm, &v)?);
        }
        out.push_str(")");
        Ok(out.finish())
    })
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    if !a.is_instance::<Namespace>() || !b.is_instance::<Namespace>() {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    api::compare(vm, attributes(a).obj(), attributes(b).obj(), op)
}

fn replace(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !a.rest(1).is_empty() {
        return Err(vm.type_error("__replace__() takes no positional arguments"));
    }
    let copy = api::call(vm, &a[0].type_obj(), &[])?;
    if !copy.is_instance::<Namespace>() {
        let got = copy.ty().name();
        return Err(vm.type_error(format!(
            "expect types.SimpleNamespace type, but {}() returned '{got}' object",
            a[0].ty().name()
        )));
    }
    update(vm, &copy, &attributes(&a[0]))?;
    update(vm, &copy, a[2].downcast::<Dict>().expect("keyword arguments are a dict"))?;
    Ok(copy)
}

static SPEC: TypeSpec = TypeSpec {
    name: "SimpleNamespace",
    module: "types",
    doc: "An object with the attributes it is given: SimpleNamespace(x=1).x",
    signature: "(mapping_or_iterable=(), /, **kwargs)",
    flags: type_flag::BASE | type_flag::DICT,
    slots: Slots {
        new: Some(|vm, cls, _| attr::new_instance(vm, cls, Namespace)),
        init: Some(init),
        repr: Some(repr),
        compare: Some(compare),
        ..Slots::NONE
    },
    methods: &[
        method("__reduce__", "($self, /)", "What pickle needs to make it again.", |_, a| {
            let d = attributes(&a[0]);
            Ok(tuple::from_vec(vec![a[0].type_obj(), tuple::empty(), d.into_obj()]))
        }),
        method(
            "__replace__",
            "($self, /, **changes)~($self, /, *args, **changes)",
            "A copy with some attributes replaced.",
            replace,
        ),
    ],
    getters: &[object::DICT_GETTER.as_member()],
    ..TypeSpec::BASE
};

/// `types.SimpleNamespace`
pub static NAMESPACE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Namespace>(false));

/// The types of this file.
pub static TYPES: &[&StaticType] = &[&NAMESPACE];
