//! `types.UnionType`: `int | str`.

use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, CmpOp, Slots};
use crate::object::spec::{TypeSpec, getter, member, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::types::generic_alias::{self, GenericAlias};
use crate::types::str_::StrBuilder;
use crate::types::{singletons, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::RefCell;

/// The native state of a union.
pub struct Union {
    /// `__args__`, flat and without duplicates.
    pub args: Obj,
    parameters: RefCell<Option<Obj>>,
}

#[allow(unsafe_code)]
// SAFETY: all references are visited.
unsafe impl Payload for Union {
    fn static_type() -> &'static StaticType {
        &UNION
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.args.value());
        if let Some(p) = &*self.parameters.borrow() {
            visit(p.value());
        }
    }
}

fn of(o: &Obj) -> &Union {
    o.downcast::<Union>().expect("the receiver is a union")
}

/// The members of a union, for `isinstance` and `issubclass`.
pub fn members(o: &Obj) -> Option<&Obj> {
    o.downcast_exact::<Union>().map(|u| &u.args)
}

fn can_join(o: &Obj) -> bool {
    o.is_none()
        || o.is_instance::<Type>()
        || o.is_instance::<GenericAlias>()
        || o.is_instance::<Union>()
        || o.ty().spec.is_some_and(|s| s.name == "TypeAliasType" && s.module == "typing")
}

/// `a | b` of types; `NotImplemented` for operands that are none.
pub fn or(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    if !can_join(a) || !can_join(b) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let mut args: Vec<Obj> = Vec::new();
    for o in [a, b] {
        let items = match o.downcast::<Union>() {
            Some(u) => tuple::items(&u.args),
            None => std::slice::from_ref(o),
        };
        for i in items {
            let i = if i.is_none() { singletons::NONE_TYPE.obj() } else { i.clone() };
            if !has(vm, &args, &i)? {
                args.push(i);
            }
        }
    }
    match args.as_slice() {
        [single] => Ok(single.clone()),
        _ => Ok(Ref::new(Union { args: tuple::from_vec(args), parameters: RefCell::new(None) }).into_obj()),
    }
}

/// Classes are compared by identity, aliases by value.
fn has(vm: &Vm, items: &[Obj], o: &Obj) -> PyResult<bool> {
    for i in items {
        let both_classes = i.is_instance::<Type>() && o.is_instance::<Type>();
        if i.is(o) || !both_classes && api::eq(vm, i, o)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(x), Some(y)) = (a.downcast::<Union>(), b.downcast::<Union>()) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let (p, q) = (tuple::items(&x.args), tuple::items(&y.args));
    let mut same = p.len() == q.len();
    for i in p {
        same = same && has(vm, q, i)?;
    }
    Ok(Obj::from_bool(same == (op == CmpOp::Eq)))
}

/// The same for every order of the members.
fn hash(vm: &Vm, o: &Obj) -> PyResult<i64> {
    // Like equality, it does not ask for the order.
    api::hash(vm, &crate::types::set::frozenset_from(vm, &of(o).args)?)
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let mut out = StrBuilder::new();
    for (i, a) in tuple::items(&of(o).args).iter().enumerate() {
        if i > 0 {
            out.push_str(" | ");
        }
        if a.is(&singletons::NONE_TYPE.obj()) {
            out.push_str("None");
        } else {
            generic_alias::push_argument(vm, &mut out, a)?;
        }
    }
    Ok(out.finish())
}

fn getattro(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    if str_::is_str(key) && str_::bytes_of(key) == b"__module__" {
        return api::getattr(vm, &o.type_obj(), name!(__module__));
    }
    crate::object::attr::generic_getattr(vm, o, key)
}

fn parameters(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let known = of(o).parameters.borrow().clone();
    if let Some(p) = known {
        return Ok(p);
    }
    let p = generic_alias::parameters_of(vm, tuple::items(&of(o).args))?;
    drop(of(o).parameters.replace(Some(p.clone())));
    Ok(p)
}

fn getitem(vm: &Vm, o: &Obj, item: &Obj) -> PyResult<Obj> {
    let params = parameters(vm, o)?;
    let args = generic_alias::substitute(vm, o, tuple::items(&of(o).args), tuple::items(&params), item)?;
    let mut args = args.into_iter();
    let Some(mut joined) = args.next() else { return Ok(Obj::NONE) };
    for a in args {
        joined = api::binary(vm, BinOp::Or, &joined, &a)?;
    }
    Ok(joined)
}

static SPEC: TypeSpec = TypeSpec {
    name: "UnionType",
    module: "types",
    doc: "A union of types, such as int | str.",
    flags: type_flag::NO_NEW,
    slots: Slots {
        repr: Some(repr),
        hash: Some(hash),
        compare: Some(compare),
        getattro: Some(getattro),
        getitem: Some(getitem),
        binary: Slots::binary_table([(BinOp::Or, or)]),
        rbinary: Slots::binary_table([(BinOp::Or, |vm, a, b| or(vm, b, a))]),
        ..Slots::NONE
    },
    getters: &[
        member("__args__", "", |_, o| Ok(of(o).args.clone())),
        getter("__parameters__", "the type variables that brackets may still fill in", parameters),
    ],
    ..TypeSpec::FINAL
};

/// `types.UnionType`
pub static UNION: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Union>(false));

/// The types of this file.
pub static TYPES: &[&StaticType] = &[&UNION];
