//! `None`, `NotImplemented` and `Ellipsis`: their types.

use crate::object::args::CallArgs;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::Obj;
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{TypeSpec, method};
use crate::object::type_object::StaticType;
use crate::types::str_;
use crate::vm::{PyResult, Vm};

/// The singletons are immediates: no instance has a body.
pub struct Nothing;

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Nothing {
    fn static_type() -> &'static StaticType {
        &NONE_TYPE
    }
}

/// The only instance, for a call without arguments.
fn only(vm: &Vm, args: CallArgs, name: &str, instance: Obj) -> PyResult<Obj> {
    if args.all().is_empty() {
        Ok(instance)
    } else {
        Err(vm.type_error(format!("{name} takes no arguments")))
    }
}

static NONE_SPEC: TypeSpec = TypeSpec {
    name: "NoneType",
    signature: "()",
    doc: "The class of None, its only instance.",
    slots: Slots {
        repr: Some(|_, _| Ok(str_::from_str("None"))),
        bool_: Some(|_, _| Ok(false)),
        hash: Some(|_, _| Ok(0xfca8_6420)),
        compare: Some(|_, a, b, op| {
            Ok(match op {
                CmpOp::Eq | CmpOp::Ne if a.is(b) => Obj::from_bool(op == CmpOp::Eq),
                _ => Obj::NOT_IMPLEMENTED,
            })
        }),
        new: Some(|vm, _, args| only(vm, args, "NoneType", Obj::NONE)),
        ..Slots::NONE
    },
    ..TypeSpec::FINAL
};
/// `type(None)`
pub static NONE_TYPE: StaticType = StaticType::new(&NONE_SPEC, LayoutOps::of::<Nothing>(false));

static NOT_IMPLEMENTED_SPEC: TypeSpec = TypeSpec {
    name: "NotImplementedType",
    signature: "()",
    doc: "The class of NotImplemented, its only instance.",
    slots: Slots {
        repr: Some(|_, _| Ok(str_::from_str("NotImplemented"))),
        bool_: Some(|vm, _| {
            crate::vm::api::warn(
                vm,
                &crate::types::exception::DEPRECATION_WARNING,
                "NotImplemented should not be used in a boolean context",
                1,
            )?;
            Ok(true)
        }),
        new: Some(|vm, _, args| only(vm, args, "NotImplementedType", Obj::NOT_IMPLEMENTED)),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", "What pickle and copy store.", |_, _| {
        Ok(str_::from_str("NotImplemented"))
    })],
    ..TypeSpec::FINAL
};
/// `type(NotImplemented)`
pub static NOT_IMPLEMENTED_TYPE: StaticType =
    StaticType::new(&NOT_IMPLEMENTED_SPEC, LayoutOps::of::<Nothing>(false));

static ELLIPSIS_SPEC: TypeSpec = TypeSpec {
    name: "ellipsis",
    signature: "()",
    doc: "The class of ..., its only instance.",
    slots: Slots {
        repr: Some(|_, _| Ok(str_::from_str("Ellipsis"))),
        new: Some(|vm, _, args| only(vm, args, "EllipsisType", Obj::ELLIPSIS)),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", "What pickle and copy store.", |_, _| {
        Ok(str_::from_str("Ellipsis"))
    })],
    ..TypeSpec::FINAL
};
/// `type(...)`
pub static ELLIPSIS_TYPE: StaticType = StaticType::new(&ELLIPSIS_SPEC, LayoutOps::of::<Nothing>(false));
