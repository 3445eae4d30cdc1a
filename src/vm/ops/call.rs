//! Call instructions beyond plain functions: classes, and calls with unpacked arguments.
#![allow(unsafe_code)]

use crate::object::args::CallArgs;
use crate::object::attr;
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::spec::type_flag;
use crate::object::type_object::Type;
use crate::types::dict::Dict;
use crate::types::function::Function;
use crate::types::object::{OBJECT, Plain};
use crate::types::tuple::{self, Tuple};
use crate::vm::frame::{Frame, Kind};
use crate::vm::{PyResult, Raised, Vm, api, call};
use std::borrow::Cow;

/// How far a call came.
pub enum Called {
    /// Done.
    Done(Obj),
    /// The frame is to run.
    Enter(*mut Frame),
    /// The new instance, and the frame of its `__init__`, which is to run.
    Init(Obj, *mut Frame),
}

/// A call. Python functions are not run here: their frames are.
pub fn call(vm: &Vm, callee: &Obj, args: CallArgs) -> PyResult<Called> {
    if callee.is_exact::<Function>() {
        return call::make_frame(vm, callee, args, Kind::Call).map(Called::Enter);
    }
    if args.names().is_none()
        && callee.is_exact::<Type>()
        && let Some(called) = instantiate(vm, callee, args.all())?
    {
        return Ok(called);
    }
    api::call_args(vm, callee, args).map(Called::Done)
}

/// `Class(...)` in the frequent forms: conversions by builtin types, and classes whose `__new__` is object's and `__init__`
/// a Python function. `None`: the general way.
fn instantiate(vm: &Vm, class: &Obj, args: &[Obj]) -> PyResult<Option<Called>> {
    let t = class.downcast::<Type>().expect("the caller checked the metaclass");
    if let (Some(convert), [x]) = (t.spec.and_then(|s| s.convert), args) {
        return convert(vm, x).map(|o| Some(Called::Done(o)));
    }
    if !t.is_heap() || t.flags.get() & type_flag::ABSTRACT != 0 {
        return Ok(None);
    }
    let object = OBJECT.get();
    let same_new = match (t.slots().new, object.slots().new) {
        (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
        _ => false,
    };
    if !same_new || !std::ptr::eq(t.solid, &raw const OBJECT) {
        return Ok(None);
    }
    let Some(init) = t.lookup(name!(__init__)) else { return Ok(None) };
    if !init.is_exact::<Function>() {
        return Ok(None);
    }
    let instance = attr::new_instance(vm, class, Plain)?;
    let f = init.downcast_exact::<Function>().expect("checked");
    // SAFETY: the code is kept alive by the frame that takes a reference.
    let code = unsafe { &*f.code.as_ptr() };
    if f.plain_args.get() == args.len() + 1 {
        let frame = call::push(vm, &init, code, Kind::Init, args.len() + 1)?;
        // SAFETY: fresh frame with a slot per parameter.
        unsafe {
            let slots = Frame::slots(frame);
            slots.write(Some(instance.clone().into_value()));
            for (i, a) in args.iter().enumerate() {
                slots.add(i + 1).write(Some(a.clone().into_value()));
            }
        }
        return Ok(Some(Called::Init(instance, frame)));
    }
    let all = CallArgs::positional(args).with_first(&instance);
    let frame = call::make_frame(vm, &init, CallArgs::positional(&all), Kind::Init)?;
    Ok(Some(Called::Init(instance, frame)))
}

/// TypeError for an `__init__` that returned something.
#[cold]
pub fn init_result(vm: &Vm, r: &Obj) -> Raised {
    vm.type_error(format!("__init__() should return None, not '{}'", r.ty().name()))
}

/// Arguments of `f(*args, **kwargs)`, unpacked.
pub struct Expanded<'a> {
    values: Cow<'a, [Obj]>,
    names: Option<Ref<Tuple>>,
}

impl Expanded<'_> {
    /// As call arguments.
    pub fn as_args(&self) -> CallArgs<'_> {
        CallArgs::new(&self.values, self.names.as_deref())
    }
}

/// Unpacks the operands of CALL_EX, which the caller keeps alive.
pub fn expand<'a>(vm: &Vm, f: &Obj, args: &'a Obj, kwargs: Option<&Obj>) -> PyResult<Expanded<'a>> {
    let mut values = match args.downcast_exact::<Tuple>() {
        Some(t) => Cow::Borrowed(t.as_slice()),
        None if args.ty().slots().iter.is_none() && !api::is_sequence(args) => {
            return Err(vm.type_error(format!(
                "{} argument after * must be an iterable, not {}",
                super::build::callable_name(vm, f),
                args.ty().name()
            )));
        }
        None => Cow::Owned(api::to_vec(vm, args)?),
    };
    let Some(kw) = kwargs else { return Ok(Expanded { values, names: None }) };
    let merged;
    let d = match kw.downcast_exact::<Dict>() {
        Some(d) => d,
        None => {
            merged = crate::types::dict::new();
            super::build::dict_merge(vm, merged.obj(), kw, f)?;
            &*merged
        }
    };
    if d.is_empty() {
        return Ok(Expanded { values, names: None });
    }
    if !d.table().all_str() && d.keys().iter().any(|k| !crate::types::str_::is_str(k)) {
        return Err(vm.type_error("keywords must be strings"));
    }
    let mut all = Vec::with_capacity(values.len() + d.len());
    match &mut values {
        Cow::Borrowed(v) => all.extend_from_slice(v),
        Cow::Owned(v) => all.append(v),
    }
    let mut at = 0;
    let names = tuple::from_fn(d.len(), |_| {
        let i = d.table().next_live(at).expect("as many entries as the dict says");
        at = i + 1;
        let (_, key, value) = d.table().entry(i).expect("a live entry");
        all.push(value);
        key
    });
    let names = names.into_ref::<Tuple>().ok();
    Ok(Expanded { values: Cow::Owned(all), names })
}
