//! Binary operators beyond the loop's fast cases.

use crate::object::obj::Obj;
use crate::object::slots::BinOp;
use crate::object::value::Value;
use crate::types::float;
use crate::vm::{PyResult, Vm, api};

/// `a op b`, or `a op= b`.
#[inline(never)]
pub fn binary(vm: &Vm, op: BinOp, a: &Obj, b: &Obj, inplace: bool) -> PyResult<Obj> {
    // int with float, and floats whose result needs a box: no slots needed.
    let (x, y) = (a.value(), b.value());
    if (x.is_float() || x.is_int()) && (y.is_float() || y.is_int()) && (x.is_float() || y.is_float()) {
        let num = |v: crate::object::value::Value| if v.is_float() { v.float() } else { v.int() as f64 };
        let exact = |v: crate::object::value::Value| v.is_float() || v.int().unsigned_abs() < 1 << 53;
        if exact(x) && exact(y) {
            let (p, q) = (num(x), num(y));
            match op {
                BinOp::Add => return Ok(float::from_f64(p + q)),
                BinOp::Sub => return Ok(float::from_f64(p - q)),
                BinOp::Mul => return Ok(float::from_f64(p * q)),
                BinOp::TrueDiv if q != 0.0 => return Ok(float::from_f64(p / q)),
                BinOp::FloorDiv if q != 0.0 => return Ok(float::from_f64(float::floor_parts(p, q).0)),
                BinOp::Mod if q != 0.0 => return Ok(float::from_f64(float::floor_parts(p, q).1)),
                _ => {}
            }
        }
    }
    if inplace { api::inplace(vm, op, a, b) } else { api::binary(vm, op, a, b) }
}

/// `binary` on operands that their owners might let go meanwhile.
#[inline(never)]
pub fn binary_held(vm: &Vm, op: BinOp, a: Value, b: Value, inplace: bool) -> PyResult<Obj> {
    let (a, b) = (Obj::from_borrowed(a), Obj::from_borrowed(b));
    binary(vm, op, &a, &b, inplace)
}
