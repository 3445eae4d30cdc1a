//! `None`, `NotImplemented` and `Ellipsis`: their types.

use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, method};
use crate::object::type_object::StaticType;
use crate::types::str_;

/// The singletons are immediates: no instance has a body.
pub struct Nothing;

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Nothing {
    fn static_type() -> &'static StaticType {
        &NONE_TYPE
    }
}

static NONE_SPEC: TypeSpec = TypeSpec {
    name: "NoneType",
    doc: "The class of None, its only instance.",
    slots: Slots {
        repr: Some(|_, _| Ok(str_::from_str("None"))),
        bool_: Some(|_, _| Ok(false)),
        hash: Some(|_, _| Ok(0xfca8_6420)),
        new: Some(|vm, _, args| {
            if args.all().is_empty() {
                Ok(Obj::NONE)
            } else {
                Err(vm.type_error("NoneType takes no arguments"))
            }
        }),
        ..Slots::NONE
    },
    ..TypeSpec::FINAL
};
/// `type(None)`
pub static NONE_TYPE: StaticType = StaticType::new(&NONE_SPEC, LayoutOps::of::<Nothing>(false));

static NOT_IMPLEMENTED_SPEC: TypeSpec = TypeSpec {
    name: "NotImplementedType",
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
        new: Some(|vm, _, args| args.exactly(vm, "NotImplementedType", 0, 0).map(|_| Obj::NOT_IMPLEMENTED)),
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
    doc: "The class of ..., its only instance.",
    slots: Slots {
        repr: Some(|_, _| Ok(str_::from_str("Ellipsis"))),
        new: Some(|vm, _, args| args.exactly(vm, "EllipsisType", 0, 0).map(|_| Obj::ELLIPSIS)),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", "What pickle and copy store.", |_, _| {
        Ok(str_::from_str("Ellipsis"))
    })],
    ..TypeSpec::FINAL
};
/// `type(...)`
pub static ELLIPSIS_TYPE: StaticType = StaticType::new(&ELLIPSIS_SPEC, LayoutOps::of::<Nothing>(false));
