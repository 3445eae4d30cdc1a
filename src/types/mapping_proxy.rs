//! `mappingproxy`: a read-only view of a mapping, such as a class's `__dict__`.

use crate::object::args::{Args, CallArgs, FnName, Signature};
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, Slots};
use crate::object::spec::{TypeSpec, class_method, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::Dict;
use crate::types::list::List;
use crate::types::tuple::Tuple;
use crate::types::{generic_alias, str_};
use crate::vm::{PyResult, Vm, api};
use std::sync::LazyLock;

/// The native state of a mapping proxy.
pub struct MappingProxy {
    mapping: Obj,
}

#[allow(unsafe_code)]
// SAFETY: the mapping is visited.
unsafe impl Payload for MappingProxy {
    fn static_type() -> &'static StaticType {
        &MAPPING_PROXY
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.mapping.value());
    }
}

/// A read-only view of a mapping.
pub fn new(mapping: &Obj) -> Obj {
    Ref::new(MappingProxy { mapping: mapping.clone() }).into_obj()
}

/// What a proxy shows; anything else shows itself.
pub fn unwrap(o: &Obj) -> &Obj {
    o.downcast::<MappingProxy>().map_or(o, |p| &p.mapping)
}

static SIGNATURE: LazyLock<Signature> = LazyLock::new(|| Signature::parse("(mapping)"));

fn construct(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = &a[0];
    let is_mapping = m.ty().slots().getitem.is_some() || m.is_instance::<Dict>();
    if !is_mapping || m.is_instance::<List>() || m.is_instance::<Tuple>() {
        return Err(
            vm.type_error(format!("mappingproxy() argument must be a mapping, not {}", m.ty().name()))
        );
    }
    Ok(new(m))
}

fn get(vm: &Vm, a: Args) -> PyResult<Obj> {
    let default = a.opt(2).cloned().unwrap_or(Obj::NONE);
    match unwrap(&a[0]).downcast_exact::<Dict>() {
        Some(d) => Ok(d.get(vm, &a[1])?.unwrap_or(default)),
        None => api::call_method(vm, unwrap(&a[0]), name!(get), &[a[1].clone(), default]),
    }
}

macro_rules! forward {
    ($name:literal, $doc:literal) => {
        method($name, "($self, /)", $doc, |vm, a| api::call_method(vm, unwrap(&a[0]), &intern($name), &[]))
    };
}

static SPEC: TypeSpec = TypeSpec {
    name: "mappingproxy",
    doc: "A mapping that can be read through this, but not changed.",
    signature: "(mapping)",
    flags: type_flag::MAPPING,
    slots: Slots {
        new: Some(|vm, _: &Obj, args: CallArgs| {
            SIGNATURE.call(
                vm,
                construct,
                FnName { class: None, receiver: None, name: "mappingproxy", has_self: false },
                args,
            )
        }),
        repr: Some(|vm, o| {
            let mut b = str_::StrBuilder::new();
            b.push_str("mappingproxy(");
            b.push_obj(&api::repr(vm, unwrap(o))?);
            b.push_str(")");
            Ok(b.finish())
        }),
        str: Some(|vm, o| api::str(vm, unwrap(o))),
        hash: Some(|vm, o| api::hash(vm, unwrap(o))),
        compare: Some(|vm, a, b, op| api::compare(vm, unwrap(a), b, op)),
        iter: Some(|vm, o| api::iter(vm, unwrap(o))),
        len: Some(|vm, o| api::len(vm, unwrap(o))),
        getitem: Some(|vm, o, key| api::getitem(vm, unwrap(o), key)),
        contains: Some(|vm, o, x| api::contains(vm, unwrap(o), x)),
        binary: Slots::binary_table([(BinOp::Or, |vm, a, b| {
            api::binary(vm, BinOp::Or, unwrap(a), unwrap(b))
        })]),
        rbinary: Slots::binary_table([(BinOp::Or, |vm, a, b| {
            api::binary(vm, BinOp::Or, unwrap(b), unwrap(a))
        })]),
        ibinary: Slots::binary_table([(BinOp::Or, |vm, _, _| {
            Err(vm.type_error("'|=' is not supported by mappingproxy; use '|' instead"))
        })]),
        ..Slots::NONE
    },
    methods: &[
        method(
            "get",
            "($self, key, default=None, /)",
            "The value of a key, or the default if it is missing.",
            get,
        ),
        forward!("keys", "A set-like view of the mapping's keys."),
        forward!("values", "A view of the mapping's values."),
        forward!("items", "A set-like view of the mapping's items."),
        forward!("copy", "A shallow copy of the mapping."),
        class_method("__class_getitem__", "($type, object, /)", "See PEP 585", generic_alias::class_getitem),
        method("__reversed__", "($self, /)", "The keys from last to first.", |vm, a| {
            api::call_method(vm, unwrap(&a[0]), name!(__reversed__), &[])
        }),
    ],
    ..TypeSpec::FINAL
};

/// `types.MappingProxyType`
pub static MAPPING_PROXY: StaticType = StaticType::new(&SPEC, LayoutOps::of::<MappingProxy>(false));

/// The types of this file.
pub static TYPES: &[&StaticType] = &[&MAPPING_PROXY];
