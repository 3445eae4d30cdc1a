//! `bool`: two immediates.

use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::TypeSpec;
use crate::object::type_object::StaticType;
use crate::types::{int, str_};

static SPEC: TypeSpec = TypeSpec {
    name: "bool",
    doc: "bool(x=False): the truth value of x.",
    base: Some(&int::INT),
    slots: Slots { repr: Some(|_, o| Ok(str_::from_str(if o.is(&Obj::TRUE) { "True" } else { "False" }))), ..Slots::NONE },
    ..TypeSpec::FINAL
};

/// `bool`
pub static BOOL: StaticType = StaticType::new(&SPEC, LayoutOps::of::<int::Int>(false));
