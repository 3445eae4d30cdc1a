//! `float`: immediate for common magnitudes, boxed for the rest and for subclasses.

use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::StaticType;
use crate::object::value::Value;

/// The native state of a boxed float.
pub struct Float {
    /// The number.
    pub value: f64,
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Float {
    fn static_type() -> &'static StaticType {
        &FLOAT
    }
}

/// The number of a float object (or instance of a subclass).
#[inline(always)]
pub fn as_float(o: &Obj) -> Option<f64> {
    if o.value().is_float() { Some(o.value().float()) } else { o.downcast::<Float>().map(|f| f.value) }
}

/// A float.
#[inline(always)]
pub fn from_f64(x: f64) -> Obj {
    match Value::from_float(x) {
        Some(v) => Obj::from_borrowed(v),
        None => box_float(x),
    }
}

#[cold]
fn box_float(value: f64) -> Obj {
    Ref::new(Float { value }).into_obj()
}

static SPEC: TypeSpec = TypeSpec {
    name: "float",
    doc: "float(x=0.0): x as a floating-point number.",
    flags: type_flag::BASE | type_flag::MATCH_SELF,
    slots: Slots { ..Slots::NONE },
    ..TypeSpec::BASE
};

/// `float`
pub static FLOAT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Float>(false));
