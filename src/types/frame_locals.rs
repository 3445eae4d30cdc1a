//! `FrameLocalsProxy`: what `f_locals` of a function's frame gives, a mapping that writes through (PEP 667).

use crate::object::args::Args;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, CmpOp, Slots};
use crate::object::spec::{TypeSpec, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::Dict;
use crate::types::str_::Str;
use crate::types::{frame, list, sequence};
use crate::vm::ops::build::each_item;
use crate::vm::{PyResult, Vm, api};

/// The native state of the proxy.
pub struct FrameLocals {
    frame: Obj,
}

#[allow(unsafe_code)]
// SAFETY: the frame is visited.
unsafe impl Payload for FrameLocals {
    fn static_type() -> &'static StaticType {
        &FRAME_LOCALS
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.frame.value());
    }
}

/// The proxy for a frame object.
pub fn new(frame: &Obj) -> Obj {
    Ref::new(FrameLocals { frame: frame.clone() }).into_obj()
}

fn frame_of(o: &Obj) -> &Obj {
    &o.downcast::<FrameLocals>().expect("the receiver is a frame locals proxy").frame
}

fn snapshot(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    frame::snapshot(vm, frame_of(o))
}

/// The key as the frame knows it: keys are equal as in a dict, and what cannot be a key of one is refused.
fn known(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    if key.is_exact::<Str>() {
        return Ok(key.clone());
    }
    let hash = api::hash(vm, key)? as u64;
    let d = snapshot(vm, o)?;
    let table = d.downcast::<Dict>().expect("a snapshot is a dict").table();
    Ok(table.find(vm, key, hash)?.and_then(|p| table.key_at(p)).unwrap_or_else(|| key.clone()))
}

fn get(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Option<Obj>> {
    frame::get_variable(vm, frame_of(o), &known(vm, o, key)?)
}

fn set(vm: &Vm, o: &Obj, key: &Obj, value: &Obj) -> PyResult<()> {
    frame::set_variable(vm, frame_of(o), &known(vm, o, key)?, value)
}

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    match get(vm, o, key)? {
        Some(v) => Ok(v),
        None => Err(vm.error(
            &crate::types::exception::KEY_ERROR,
            format!("local variable '{}' is not defined", api::repr_string(vm, key)?),
        )),
    }
}

fn setitem(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    match value {
        Some(v) => set(vm, o, key, v),
        None => Err(vm.type_error("cannot remove variables from FrameLocalsProxy")),
    }
}

fn forward(vm: &Vm, a: Args, name: &str) -> PyResult<Obj> {
    let d = snapshot(vm, &a[0])?;
    api::call_method_str(vm, &d, name, &[])
}

/// `keys()`, `values()` and `items()` give lists.
fn listed(vm: &Vm, a: Args, name: &str) -> PyResult<Obj> {
    Ok(list::from_vec(api::to_vec(vm, &forward(vm, a, name)?)?))
}

fn update(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !a[1].is_instance::<Dict>() && !a[1].is_instance::<FrameLocals>() {
        return Err(vm.type_error("update() argument must be dict or another FrameLocalsProxy"));
    }
    each_item(vm, &a[1], |k, v| set(vm, &a[0], &k, &v))?;
    Ok(Obj::NONE)
}

fn or(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    let plain = |o: &Obj| if o.is_instance::<FrameLocals>() { snapshot(vm, o) } else { Ok(o.clone()) };
    let (x, y) = (plain(a)?, plain(b)?);
    if !x.is_instance::<Dict>() || !y.is_instance::<Dict>() {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    api::binary(vm, BinOp::Or, &x, &y)
}

static SPEC: TypeSpec = TypeSpec {
    name: "FrameLocalsProxy",
    flags: type_flag::MAPPING,
    slots: Slots {
        new: Some(|vm, _, args| match args.pos() {
            [f] if f.is_instance::<frame::FrameObject>() => Ok(new(f)),
            [x] => Err(vm.type_error(format!("expect frame, not {}", x.ty().name()))),
            a => Err(vm.type_error(format!("FrameLocalsProxy expected 1 argument, got {}", a.len()))),
        }),
        repr: Some(|vm, o| {
            let d = snapshot(vm, o)?;
            sequence::guard_repr(vm, frame_of(o), "{...}", || api::repr(vm, &d))
        }),
        getitem: Some(getitem),
        setitem: Some(setitem),
        len: Some(|vm, o| {
            let d = snapshot(vm, o)?;
            api::len(vm, &d)
        }),
        contains: Some(|vm, o, k| Ok(get(vm, o, k)?.is_some())),
        iter: Some(|vm, o| api::iter(vm, &list::from_vec(api::to_vec(vm, &snapshot(vm, o)?)?))),
        compare: Some(|vm, a, b, op| {
            if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
                return Ok(Obj::NOT_IMPLEMENTED);
            }
            let x = snapshot(vm, a)?;
            let y = if b.is_instance::<FrameLocals>() { snapshot(vm, b)? } else { b.clone() };
            api::compare(vm, &x, &y, op)
        }),
        binary: Slots::binary_table([(BinOp::Or, or)]),
        rbinary: Slots::binary_table([(BinOp::Or, |vm, a, b| or(vm, b, a))]),
        ibinary: Slots::binary_table([(BinOp::Or, |vm, a, b| {
            if !b.is_instance::<Dict>() && !b.is_instance::<FrameLocals>() {
                return Ok(Obj::NOT_IMPLEMENTED);
            }
            each_item(vm, b, |k, v| set(vm, a, &k, &v))?;
            Ok(a.clone())
        })]),
        ..Slots::NONE
    },
    methods: &[
        method("__getitem__", "($self, object, /)", "The value of a variable.", |vm, a| {
            getitem(vm, &a[0], &a[1])
        }),
        method("__contains__", "($self, object, /)", "Whether the variable has a value.", |vm, a| {
            Ok(Obj::from_bool(get(vm, &a[0], &a[1])?.is_some()))
        }),
        method("keys", "($self, /)", "", |vm, a| listed(vm, a, "keys")),
        method("values", "($self, /)", "", |vm, a| listed(vm, a, "values")),
        method("items", "($self, /)", "", |vm, a| listed(vm, a, "items")),
        method("copy", "($self, /)", "", |vm, a| snapshot(vm, &a[0])),
        method("__reversed__", "($self, /)", "", |vm, a| listed(vm, a, "__reversed__")),
        method("update", "($self, object, /)", "", update),
        method("get", "~($self, key, default=None, /)", "", |vm, a| {
            Ok(get(vm, &a[0], &a[1])?.or_else(|| a.opt(2).cloned()).unwrap_or(Obj::NONE))
        }),
        method("setdefault", "~($self, key, default=None, /)", "", |vm, a| {
            if let Some(v) = get(vm, &a[0], &a[1])? {
                return Ok(v);
            }
            let v = a.opt(2).cloned().unwrap_or(Obj::NONE);
            set(vm, &a[0], &a[1], &v)?;
            Ok(v)
        }),
    ],
    ..TypeSpec::FINAL
};

/// The type of `f_locals` of functions.
pub static FRAME_LOCALS: StaticType = StaticType::new(&SPEC, LayoutOps::of::<FrameLocals>(false));
