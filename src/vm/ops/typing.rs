//! Type parameters and aliases (PEP 695, PEP 696): the operands of the opcodes. The objects are in `types/typevar.rs`.

use crate::object::obj::Obj;
use crate::types::{tuple, typevar};
use crate::vm::{PyResult, Vm};

/// A parameter of kind 0 TypeVar, 1 with bound, 2 with constraints, 3 ParamSpec, 4 TypeVarTuple.
pub fn type_param(vm: &Vm, kind: usize, operands: &[Obj]) -> PyResult<Obj> {
    typevar::make_param(vm, kind, &operands[0], operands.get(1).unwrap_or(&Obj::NONE))
}

/// Gives a parameter its lazily evaluated default.
pub fn set_default(_: &Vm, param: &Obj, lazy: &Obj) -> PyResult<Obj> {
    typevar::set_default(param, lazy);
    Ok(param.clone())
}

/// `Generic[params]`
pub fn subscript_generic(vm: &Vm, params: &Obj) -> PyResult<Obj> {
    typevar::subscript_generic(vm, params)
}

/// A `type` statement's alias from (name, parameters or None, lazy value).
pub fn type_alias(vm: &Vm, parts: &Obj) -> PyResult<Obj> {
    let p = tuple::items(parts);
    let params = if p[1].is_none() { tuple::empty() } else { p[1].clone() };
    typevar::make_alias(vm, &p[0], &params, &p[2])
}
