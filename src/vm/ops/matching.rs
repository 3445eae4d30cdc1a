//! Pattern matching (PEP 634).

use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::spec::type_flag;
use crate::object::type_object::Type;
use crate::types::str_;
use crate::types::tuple::{self, Tuple};
use crate::vm::{PyResult, Vm, api};

/// Whether `case {...}` can match.
pub fn is_mapping(o: &Obj) -> bool {
    o.ty().flags.get() & type_flag::MAPPING != 0
}

/// Whether `case [...]` can match (str, bytes and bytearray never).
pub fn is_sequence(o: &Obj) -> bool {
    o.ty().flags.get() & type_flag::SEQUENCE != 0
}

/// The values of the keys, or None if one is missing.
pub fn keys(vm: &Vm, subject: &Obj, wanted: &Obj) -> PyResult<Obj> {
    let wanted = tuple::items(wanted);
    for (i, k) in wanted.iter().enumerate() {
        for earlier in &wanted[..i] {
            if api::eq(vm, earlier, k)? {
                return Err(vm.value_error(format!(
                    "mapping pattern checks duplicate key ({})",
                    api::repr_string(vm, k)?
                )));
            }
        }
    }
    // `get` with a fresh default, so that __missing__ makes nothing.
    let get = api::getattr(vm, subject, &intern("get"))?;
    let dummy = crate::types::list::from_vec(vec![]);
    let mut values = Vec::with_capacity(wanted.len());
    for k in wanted {
        let v = api::call(vm, &get, &[k.clone(), dummy.clone()])?;
        if v.is(&dummy) {
            return Ok(Obj::NONE);
        }
        values.push(v);
    }
    Ok(tuple::from_vec(values))
}

/// The attributes of a class pattern, or None if it does not match.
pub fn class(vm: &Vm, subject: &Obj, class: &Obj, names: &Obj, positional: usize) -> PyResult<Obj> {
    let Some(t) = class.downcast::<Type>() else {
        return Err(vm.type_error("called match pattern must be a class"));
    };
    if !api::isinstance(vm, subject, class)? {
        return Ok(Obj::NONE);
    }
    let mut seen: Vec<Obj> = Vec::new();
    let mut values = Vec::new();
    let mut by_name = |vm: &Vm, key: &Obj| -> PyResult<Option<Obj>> {
        for s in &seen {
            if api::eq(vm, s, key)? {
                return Err(vm.type_error(format!(
                    "{}() got multiple sub-patterns for attribute {}",
                    t.name(),
                    api::repr_string(vm, key)?
                )));
            }
        }
        seen.push(key.clone());
        api::getattr_opt(vm, subject, key)
    };
    if positional > 0 {
        let mut allowed = 0;
        let match_args = match api::getattr_opt(vm, class, name!(__match_args__))? {
            Some(m) => {
                if !m.is_exact::<Tuple>() {
                    return Err(vm.type_error(format!(
                        "{}.__match_args__ must be a tuple (got {})",
                        t.name(),
                        m.ty().name()
                    )));
                }
                allowed = tuple::items(&m).len();
                Some(m)
            }
            None if t.flags.get() & type_flag::MATCH_SELF != 0 => {
                allowed = 1;
                None
            }
            None => Some(tuple::empty()),
        };
        if positional > allowed {
            let s = if allowed == 1 { "" } else { "s" };
            return Err(vm.type_error(format!(
                "{}() accepts {allowed} positional sub-pattern{s} ({positional} given)",
                t.name()
            )));
        }
        match match_args {
            None => values.push(subject.clone()),
            Some(m) => {
                for key in &tuple::items(&m)[..positional] {
                    if !str_::is_str(key) {
                        return Err(vm.type_error(format!(
                            "__match_args__ elements must be strings (got {})",
                            key.ty().name()
                        )));
                    }
                    match by_name(vm, key)? {
                        Some(v) => values.push(v),
                        None => return Ok(Obj::NONE),
                    }
                }
            }
        }
    }
    for key in tuple::items(names) {
        match by_name(vm, key)? {
            Some(v) => values.push(v),
            None => return Ok(Obj::NONE),
        }
    }
    Ok(tuple::from_vec(values))
}
