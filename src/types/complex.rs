//! `complex`: always boxed.

use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::StaticType;

/// The native state of a complex number.
pub struct Complex {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Complex {
    fn static_type() -> &'static StaticType {
        &COMPLEX
    }
}

/// A complex number.
pub fn from_parts(re: f64, im: f64) -> Obj {
    Ref::new(Complex { re, im }).into_obj()
}

static SPEC: TypeSpec = TypeSpec {
    name: "complex",
    doc: "complex(real=0, imag=0): a complex number from its parts, or from a text.",
    slots: Slots { ..Slots::NONE },
    flags: type_flag::BASE,
    ..TypeSpec::BASE
};

/// `complex`
pub static COMPLEX: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Complex>(false));
