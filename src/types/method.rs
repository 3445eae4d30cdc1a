//! Bound methods of Python functions (and of any callable): `method`.

use crate::object::args::CallArgs;
use crate::object::attr::generic_getattr;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{TypeSpec, getter, member, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{str_, tuple};
use crate::vm::{PyResult, Vm, api};

/// The native state of a bound method.
pub struct Method {
    /// `__func__`
    pub function: Obj,
    /// `__self__`
    pub receiver: Obj,
}

#[allow(unsafe_code)]
// SAFETY: both references are visited.
unsafe impl Payload for Method {
    fn static_type() -> &'static StaticType {
        &METHOD
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.function.value());
        visit(self.receiver.value());
    }
}

/// A method of a function and a receiver.
pub fn bind(function: &Obj, receiver: &Obj) -> Obj {
    Ref::new(Method { function: function.clone(), receiver: receiver.clone() }).into_obj()
}

fn of(o: &Obj) -> &Method {
    o.downcast::<Method>().expect("the receiver is a method")
}

fn new(vm: &Vm, _: &Obj, args: CallArgs) -> PyResult<Obj> {
    let a = args.exactly(vm, "method", 2, 2)?;
    if !api::is_callable(&a[0]) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if a[1].is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    Ok(bind(&a[0], &a[1]))
}

fn call(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let m = of(o);
    args.prepended(&m.receiver, |all| api::call_args(vm, &m.function, all))
}

fn getattro(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    // The method's own attributes first, then the function's.
    if METHOD.get().lookup(key).is_some() {
        return generic_getattr(vm, o, key);
    }
    api::getattr(vm, &of(o).function, key)
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(x), Some(y)) = (a.downcast::<Method>(), b.downcast::<Method>()) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    let eq = match op {
        CmpOp::Eq | CmpOp::Ne => x.receiver.is(&y.receiver) && api::eq(vm, &x.function, &y.function)?,
        _ => return Ok(Obj::NOT_IMPLEMENTED),
    };
    Ok(Obj::from_bool(eq == (op == CmpOp::Eq)))
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let m = of(o);
    let mut shown = api::getattr_opt(vm, &m.function, name!(__qualname__))?;
    if shown.as_ref().is_none_or(|n| !str_::is_str(n)) {
        shown = api::getattr_opt(vm, &m.function, name!(__name__))?;
    }
    let receiver = api::repr(vm, &m.receiver)?;
    let shown = shown.filter(str_::is_str).map_or("?".to_owned(), |n| str_::display(&n).into_owned());
    Ok(str_::from_string(format!("<bound method {shown} of {}>", str_::display(&receiver))))
}

static SPEC: TypeSpec = TypeSpec {
    name: "method",
    doc: "A function with its first argument filled in.",
    signature: "(function, instance, /)",
    flags: type_flag::WEAKREF,
    slots: Slots {
        new: Some(new),
        call: Some(call),
        getattro: Some(getattro),
        compare: Some(compare),
        hash: Some(|vm, o| {
            let m = of(o);
            let h = (m.receiver.value().bits() >> 4) as i64 ^ api::hash(vm, &m.function)?;
            Ok(if h == -1 { -2 } else { h })
        }),
        repr: Some(repr),
        descr_get: Some(|_, o, _, _| Ok(o.clone())),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", "What pickle and copy store.", |vm, a| {
        let m = of(&a[0]);
        let getattr = api::builtin(vm, "getattr")?;
        let name = api::getattr(vm, &m.function, name!(__name__))?;
        Ok(tuple::from_vec(vec![getattr, tuple::from_vec(vec![m.receiver.clone(), name])]))
    })],
    getters: &[
        member("__func__", "the function behind the method", |_, o| Ok(of(o).function.clone())),
        getter("__doc__", "", |vm, o| api::getattr(vm, &of(o).function, name!(__doc__))),
        member("__self__", "the object that becomes the first argument", |_, o| Ok(of(o).receiver.clone())),
    ],
    ..TypeSpec::FINAL
};

/// `types.MethodType`
pub static METHOD: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Method>(false));
