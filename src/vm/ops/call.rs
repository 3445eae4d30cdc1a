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

/// `Class(...)` where `__new__` is object's and `__init__` a Python function: the new instance and the frame of
/// `__init__`. `None`: the general way.
pub fn instantiate(vm: &Vm, class: &Obj, args: &[Obj]) -> PyResult<Option<(Obj, *mut Frame)>> {
    let t = class.downcast::<Type>().expect("the caller checked the metaclass");
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
    if f.simple.get() && code.argcount == args.len() + 1 {
        let frame = call::push(vm, &init, code, Kind::Init)?;
        // SAFETY: fresh frame with a slot per parameter.
        unsafe {
            let slots = Frame::slots(frame);
            slots.write(Some(instance.clone().into_value()));
            for (i, a) in args.iter().enumerate() {
                slots.add(i + 1).write(Some(a.clone().into_value()));
            }
        }
        return Ok(Some((instance, frame)));
    }
    let all = CallArgs::positional(args).with_first(&instance);
    let frame = call::make_frame(vm, &init, CallArgs::positional(&all), Kind::Init)?;
    Ok(Some((instance, frame)))
}

/// TypeError for an `__init__` that returned something.
#[cold]
pub fn init_result(vm: &Vm, r: &Obj) -> Raised {
    vm.type_error(format!("__init__() should return None, not '{}'", r.ty().name()))
}

/// Arguments of `f(*args, **kwargs)`, unpacked.
pub struct Expanded {
    values: Vec<Obj>,
    names: Option<Ref<Tuple>>,
}

impl Expanded {
    /// As call arguments.
    pub fn as_args(&self) -> CallArgs<'_> {
        CallArgs::new(&self.values, self.names.as_deref())
    }
}

/// Unpacks the operands of CALL_EX. A bound method's receiver goes in front when the loop calls its function.
pub fn expand(vm: &Vm, f: &Obj, args: &Obj, kwargs: Option<&Obj>) -> PyResult<Expanded> {
    if args.ty().slots().iter.is_none() && !api::is_sequence(args) {
        return Err(vm.type_error(format!(
            "{} argument after * must be an iterable, not {}",
            super::build::callable_name(vm, f),
            args.ty().name()
        )));
    }
    let mut values = api::to_vec(vm, args)?;
    let mut names = Vec::new();
    if let Some(kw) = kwargs {
        let pairs = match kw.downcast_exact::<Dict>() {
            Some(d) => d.items(),
            None => {
                let d = crate::types::dict::new();
                super::build::dict_merge(vm, d.obj(), kw, f)?;
                d.items()
            }
        };
        for (k, v) in pairs {
            if !crate::types::str_::is_str(&k) {
                return Err(vm.type_error("keywords must be strings"));
            }
            names.push(k);
            values.push(v);
        }
    }
    let names = if names.is_empty() { None } else { Some(tuple::new_ref(names)) };
    Ok(Expanded { values, names })
}
