//! `bool`: two immediates.

use crate::object::args::CallArgs;
use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::slots::{BinOp, BinaryFn, Slots, UnOp};
use crate::object::spec::TypeSpec;
use crate::object::type_object::StaticType;
use crate::types::int::{self, arith};
use crate::types::{exception, str_};
use crate::vm::{PyResult, Vm, api};

fn new(vm: &Vm, _: &Obj, args: CallArgs) -> PyResult<Obj> {
    match args.exactly(vm, "bool", 0, 1)? {
        [x] => api::is_true(vm, x).map(Obj::from_bool),
        _ => Ok(Obj::FALSE),
    }
}

/// Two bools give a bool, everything else is the business of `int`.
fn logic(vm: &Vm, a: &Obj, b: &Obj, bools: fn(bool, bool) -> bool, ints: BinaryFn) -> PyResult<Obj> {
    if a.value().is_bool() && b.value().is_bool() {
        return Ok(Obj::from_bool(bools(a.is(&Obj::TRUE), b.is(&Obj::TRUE))));
    }
    ints(vm, a, b)
}

fn and(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    logic(vm, a, b, |x, y| x & y, arith::and)
}

fn or(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    logic(vm, a, b, |x, y| x | y, arith::or)
}

fn xor(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    logic(vm, a, b, |x, y| x ^ y, arith::xor)
}

const INVERSION: &str = "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. \
    This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. \
    Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.";

static SPEC: TypeSpec = TypeSpec {
    name: "bool",
    doc: "bool(object=False): the truth value of object, True or False.",
    signature: "(object=False, /)",
    base: Some(&int::INT),
    convert: Some(|vm, x| api::is_true(vm, x).map(Obj::from_bool)),
    slots: Slots {
        new: Some(new),
        repr: Some(|_, o| Ok(str_::from_str(if o.is(&Obj::TRUE) { "True" } else { "False" }))),
        binary: Slots::binary_table([(BinOp::And, and), (BinOp::Or, or), (BinOp::Xor, xor)]),
        rbinary: Slots::binary_table([
            (BinOp::And, |vm, a, b| and(vm, b, a)),
            (BinOp::Or, |vm, a, b| or(vm, b, a)),
            (BinOp::Xor, |vm, a, b| xor(vm, b, a)),
        ]),
        unary: Slots::unary_table([(UnOp::Invert, |vm, o| {
            api::warn(vm, &exception::DEPRECATION_WARNING, INVERSION, 1)?;
            arith::invert(vm, o)
        })]),
        ..Slots::NONE
    },
    ..TypeSpec::FINAL
};

/// `bool`
pub static BOOL: StaticType = StaticType::new(&SPEC, LayoutOps::of::<int::Int>(false));
