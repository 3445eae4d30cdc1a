//! Comparisons beyond the loop's fast cases.

use crate::object::obj::Obj;
use crate::object::slots::CmpOp;
use crate::object::value::Value;
use crate::types::str_::{self, Str};
use crate::vm::{PyResult, Vm, api};

/// `a op b`
#[inline(never)]
pub fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    if a.is_exact::<Str>() && b.is_exact::<Str>() {
        return Ok(Obj::from_bool(match op {
            CmpOp::Eq => a.is(b) || str_::bytes_of(a) == str_::bytes_of(b),
            CmpOp::Ne => !a.is(b) && str_::bytes_of(a) != str_::bytes_of(b),
            _ => op.holds(str_::bytes_of(a).cmp(str_::bytes_of(b))),
        }));
    }
    let (x, y) = (a.value(), b.value());
    if x.is_int() && y.is_float() || x.is_float() && y.is_int() {
        let num = |v: crate::object::value::Value| if v.is_float() { v.float() } else { v.int() as f64 };
        let exact = |v: crate::object::value::Value| v.is_float() || v.int().unsigned_abs() < 1 << 53;
        if exact(x) && exact(y) {
            // Immediate floats are never nan.
            if let Some(o) = num(x).partial_cmp(&num(y)) {
                return Ok(Obj::from_bool(op.holds(o)));
            }
        }
    }
    api::compare(vm, a, b, op)
}

/// `bool(a op b)` on operands that their owners might let go meanwhile.
#[inline(never)]
pub fn test_held(vm: &Vm, a: Value, b: Value, op: CmpOp) -> PyResult<bool> {
    let (a, b) = (Obj::from_borrowed(a), Obj::from_borrowed(b));
    let r = compare(vm, &a, &b, op)?;
    api::is_true(vm, &r)
}
