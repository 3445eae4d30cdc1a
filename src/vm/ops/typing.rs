//! Type parameters and aliases (PEP 695, PEP 696): the objects are made by the `_typing` module.

use crate::object::obj::Obj;
use crate::types::tuple;
use crate::vm::{PyResult, Vm, api};

fn typing(vm: &Vm, function: &str, args: &[Obj]) -> PyResult<Obj> {
    let module = api::import(vm, "_typing")?;
    api::call_method_str(vm, &module, function, args)
}

/// A parameter of kind 0 TypeVar, 1 with bound, 2 with constraints, 3 ParamSpec, 4 TypeVarTuple.
pub fn type_param(vm: &Vm, kind: usize, operands: &[Obj]) -> PyResult<Obj> {
    let name = operands[0].clone();
    let lazy = operands.get(1).cloned().unwrap_or(Obj::NONE);
    match kind {
        0 => typing(vm, "_make_typevar", &[name, Obj::NONE, Obj::NONE]),
        1 => typing(vm, "_make_typevar", &[name, lazy, Obj::NONE]),
        2 => typing(vm, "_make_typevar", &[name, Obj::NONE, lazy]),
        3 => typing(vm, "_make_paramspec", &[name]),
        _ => typing(vm, "_make_typevartuple", &[name]),
    }
}

/// Gives a parameter its lazily evaluated default.
pub fn set_default(vm: &Vm, param: &Obj, lazy: &Obj) -> PyResult<Obj> {
    typing(vm, "_set_default", &[param.clone(), lazy.clone()])?;
    Ok(param.clone())
}

/// `Generic[params]`
pub fn subscript_generic(vm: &Vm, params: &Obj) -> PyResult<Obj> {
    let module = api::import(vm, "_typing")?;
    let generic = api::getattr_str(vm, &module, "Generic")?;
    api::getitem(vm, &generic, params)
}

/// A `type` statement's alias from (name, parameters or None, lazy value).
pub fn type_alias(vm: &Vm, parts: &Obj) -> PyResult<Obj> {
    let p = tuple::items(parts);
    let params = if p[1].is_none() { tuple::empty() } else { p[1].clone() };
    typing(vm, "_make_typealias", &[p[0].clone(), params, p[2].clone()])
}
