//! Binary operators beyond the loop's fast cases.

use crate::object::obj::Obj;
use crate::object::slots::BinOp;
use crate::object::value::Value;
use crate::vm::{PyResult, Vm, api};

/// `a op b`, or `a op= b`.
#[inline(never)]
pub fn binary(vm: &Vm, op: BinOp, a: &Obj, b: &Obj, inplace: bool) -> PyResult<Obj> {
    match api::quick_binary(vm, op, a, b) {
        Some(r) => r,
        None if inplace => api::inplace(vm, op, a, b),
        None => api::binary(vm, op, a, b),
    }
}

/// `binary` on operands that their owners might let go meanwhile.
#[inline(never)]
pub fn binary_held(vm: &Vm, op: BinOp, a: Value, b: Value, inplace: bool) -> PyResult<Obj> {
    let (a, b) = (Obj::from_borrowed(a), Obj::from_borrowed(b));
    binary(vm, op, &a, &b, inplace)
}
