//! `function`: a Python function. Calling one is in `vm/call.rs`.

use crate::bytecode::code::flags;
use crate::object::args::CallArgs;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, member, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::code::Code;
use crate::types::dict::Dict;
use crate::types::tuple::Tuple;
use crate::types::{dict, exception, method, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

/// The native state of a function.
#[repr(C)]
pub struct Function {
    /// `__code__`
    pub code: RefCell<Ref<Code>>,
    /// What `__code__` was before.
    retired: RefCell<Vec<Ref<Code>>>,
    /// `__globals__`
    pub globals: Ref<Dict>,
    /// Where names that are no globals are looked up.
    pub builtins: Ref<Dict>,
    /// `__defaults__`
    pub defaults: RefCell<Option<Ref<Tuple>>>,
    /// `__kwdefaults__`
    pub kwdefaults: RefCell<Option<Ref<Dict>>>,
    /// `__closure__`
    pub closure: Option<Ref<Tuple>>,
    /// `__annotations__`: a dict, or the tuple of names and values that the compiler left.
    annotations: RefCell<Option<Obj>>,
    /// `__name__`
    pub name: RefCell<Obj>,
    /// `__qualname__`
    pub qualname: RefCell<Obj>,
    /// `__doc__`; unset: that of the code.
    doc: RefCell<Option<Obj>>,
    module: RefCell<Obj>,
    type_params: RefCell<Option<Obj>>,
    /// As of its code: see `Code::plain_args`.
    pub plain_args: Cell<usize>,
}

#[allow(unsafe_code)]
// SAFETY: every owned reference that can be in a cycle is visited.
unsafe impl Payload for Function {
    fn static_type() -> &'static StaticType {
        &FUNCTION
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.code.borrow().value());
        for c in &*self.retired.borrow() {
            visit(c.value());
        }
        visit(self.globals.value());
        visit(self.builtins.value());
        if let Some(d) = &*self.defaults.borrow() {
            visit(d.value());
        }
        if let Some(d) = &*self.kwdefaults.borrow() {
            visit(d.value());
        }
        if let Some(c) = &self.closure {
            visit(c.value());
        }
        for o in [&self.annotations, &self.type_params, &self.doc] {
            if let Some(o) = &*o.borrow() {
                visit(o.value());
            }
        }
        for o in [&self.name, &self.qualname, &self.module] {
            visit(o.borrow().value());
        }
    }
    fn clear(&self) {
        let parts =
            (self.defaults.take(), self.kwdefaults.take(), self.annotations.take(), self.type_params.take());
        let more = (self.doc.take(), self.module.replace(Obj::NONE));
        // Closure cells are cleared by themselves: they are containers too.
        drop((parts, more));
    }
}

/// A function of a code object.
pub fn new(
    code: Ref<Code>,
    globals: Ref<Dict>,
    builtins: Ref<Dict>,
    closure: Option<Ref<Tuple>>,
) -> Ref<Function> {
    let code = match code.unread.as_ref().and_then(|u| u.read.get()) {
        Some(read) => read.clone(),
        None => code,
    };
    let module = globals.get_str(name!(__name__)).unwrap_or(Obj::NONE);
    let body = Function {
        name: RefCell::new(code.name.clone()),
        qualname: RefCell::new(code.qualname.clone()),
        plain_args: Cell::new(code.plain_args),
        code: RefCell::new(code),
        retired: RefCell::default(),
        globals,
        builtins,
        defaults: RefCell::new(None),
        kwdefaults: RefCell::new(None),
        closure,
        annotations: RefCell::new(None),
        doc: RefCell::new(None),
        module: RefCell::new(module),
        type_params: RefCell::new(None),
    };
    crate::object::attr::new_instance(crate::vm::current(), &FUNCTION.obj(), body)
        .expect("a few bytes")
        .into_ref::<Function>()
        .expect("a function")
}

impl Function {
    /// Puts the code itself in the place of what stands for it.
    #[cold]
    pub fn read_code(&self) {
        let stand_in = self.code.borrow().clone();
        if let Some(code) = stand_in.read().cloned() {
            self.plain_args.set(code.plain_args);
            drop(self.code.replace(code));
        }
    }

    /// `__doc__`
    fn doc(&self) -> Obj {
        self.doc.borrow().clone().unwrap_or_else(|| self.code.borrow().doc())
    }

    /// Leaves the annotations as the compiler made them.
    pub fn set_annotations(&self, o: Obj) {
        drop(self.annotations.replace(Some(o)));
    }

    /// Sets `__type_params__`.
    pub fn set_type_params(&self, o: Obj) {
        drop(self.type_params.replace(Some(o)));
    }
}

/// The state of a function object.
#[inline]
pub fn of(o: &Obj) -> &Function {
    o.downcast::<Function>().expect("the receiver is a function")
}

fn function_new(vm: &Vm, _: &Obj, args: CallArgs) -> PyResult<Obj> {
    let params = ["code", "globals", "name", "argdefs", "closure", "kwdefaults"];
    let v = args.bind_required(vm, "function", 2, params)?;
    let (first, second) = (v[0].expect("it is required"), v[1].expect("it is required"));
    let Some(code) = first.as_ref::<Code>() else {
        let shown = api::given(first);
        return Err(vm.type_error(format!("function() argument 'code' must be code, not {shown}")));
    };
    let Some(globals) = second.as_ref::<Dict>() else {
        let shown = api::given(second);
        return Err(vm.type_error(format!("function() argument 'globals' must be dict, not {shown}")));
    };
    let given = |i: usize| v[i].filter(|o| !o.is_none()).cloned();
    let free = code.nlocals - code.first_free();
    let closure = match given(4) {
        None if free > 0 => return Err(vm.type_error("arg 5 (closure) must be tuple")),
        None => None,
        Some(c) => {
            let Some(t) = c.as_ref::<Tuple>() else {
                return Err(vm.type_error("arg 5 (closure) must be None or tuple"));
            };
            if t.len() != free {
                let shown = str_::display(&code.name).into_owned();
                return Err(
                    vm.value_error(format!("{shown} requires closure of length {free}, not {}", t.len()))
                );
            }
            for c in t.as_slice() {
                if !c.is_instance::<crate::types::cell::Cell>() {
                    return Err(
                        vm.type_error(format!("arg 5 (closure) expected cell, found {}", c.ty().name()))
                    );
                }
            }
            Some(t)
        }
    };
    let builtins = crate::vm::frame::builtins_for(vm, &globals);
    let f = new(code, globals, builtins, closure);
    if let Some(n) = given(2) {
        if !str_::is_str(&n) {
            return Err(vm.type_error("arg 3 (name) must be None or string"));
        }
        drop(f.name.replace(n));
    }
    if let Some(d) = given(3) {
        let d = d.as_ref::<Tuple>().ok_or_else(|| vm.type_error("arg 4 (defaults) must be None or tuple"))?;
        drop(f.defaults.replace(Some(d)));
    }
    if let Some(d) = given(5) {
        let d = d.as_ref::<Dict>().ok_or_else(|| vm.type_error("arg 6 (kwdefaults) must be None or dict"))?;
        drop(f.kwdefaults.replace(Some(d)));
    }
    Ok(f.into_obj())
}

fn set_code(vm: &Vm, o: &Obj, v: Option<&Obj>) -> PyResult<()> {
    let Some(c) = v.and_then(Obj::as_ref::<Code>) else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let f = of(o);
    let (free, have) = (c.nlocals - c.first_free(), f.closure.as_ref().map_or(0, |t| t.len()));
    if free != have {
        let shown = str_::display(&f.name.borrow()).into_owned();
        return Err(
            vm.value_error(format!("{shown}() requires a code object with {have} free vars, not {free}"))
        );
    }
    let kind = |c: &Code| c.flags & (flags::GENERATOR | flags::COROUTINE | flags::ASYNC_GENERATOR);
    if kind(&c) != kind(&f.code.borrow()) {
        let message = "Assigning a code object of non-matching type is deprecated (e.g., from a generator to a plain function)";
        api::warn(vm, &exception::DEPRECATION_WARNING, message, 1)?;
    }
    f.plain_args.set(c.plain_args);
    // Frames that run the old code rely on the function for it.
    f.retired.borrow_mut().push(f.code.replace(c));
    Ok(())
}

fn set_defaults(vm: &Vm, o: &Obj, v: Option<&Obj>) -> PyResult<()> {
    let new = match v.filter(|v| !v.is_none()) {
        None => None,
        Some(d) => Some(
            d.as_ref::<Tuple>().ok_or_else(|| vm.type_error("__defaults__ must be set to a tuple object"))?,
        ),
    };
    let old = of(o).defaults.replace(new);
    drop(old);
    Ok(())
}

fn set_kwdefaults(vm: &Vm, o: &Obj, v: Option<&Obj>) -> PyResult<()> {
    let new = match v.filter(|v| !v.is_none()) {
        None => None,
        Some(d) => Some(
            d.as_ref::<Dict>().ok_or_else(|| vm.type_error("__kwdefaults__ must be set to a dict object"))?,
        ),
    };
    let old = of(o).kwdefaults.replace(new);
    drop(old);
    Ok(())
}

fn get_annotations(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let f = of(o);
    let present = f.annotations.borrow().clone();
    if let Some(d) = &present
        && d.is_instance::<Dict>()
    {
        return Ok(d.clone());
    }
    let d = dict::new();
    if let Some(pairs) = present {
        for p in tuple::items(&pairs).chunks(2) {
            d.insert_str(p[0].clone(), p[1].clone());
        }
    }
    f.set_annotations(d.obj().clone());
    Ok(d.into_obj())
}

fn set_annotations(vm: &Vm, o: &Obj, v: Option<&Obj>) -> PyResult<()> {
    match v.filter(|v| !v.is_none()) {
        None => drop(of(o).annotations.take()),
        Some(d) if d.is_instance::<Dict>() => of(o).set_annotations(d.clone()),
        Some(_) => return Err(vm.type_error("__annotations__ must be set to a dict object")),
    }
    Ok(())
}

fn set_text(vm: &Vm, slot: &RefCell<Obj>, key: &str, v: Option<&Obj>) -> PyResult<()> {
    match v {
        Some(v) if str_::is_str(v) => {
            let old = slot.replace(v.clone());
            drop(old);
            Ok(())
        }
        _ => Err(vm.type_error(format!("{key} must be set to a string object"))),
    }
}

fn set_any(slot: &RefCell<Obj>, v: Option<&Obj>) -> PyResult<()> {
    let old = slot.replace(v.cloned().unwrap_or(Obj::NONE));
    drop(old);
    Ok(())
}

fn opt<T: Payload>(r: &RefCell<Option<Ref<T>>>) -> Obj {
    r.borrow().as_ref().map_or(Obj::NONE, |d| d.obj().clone())
}

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(str_::from_string(format!(
        "<function {} at {:#x}>",
        str_::display(&of(o).qualname.borrow()),
        api::id(o)
    )))
}

fn get(_: &Vm, o: &Obj, instance: Option<&Obj>, _: Option<&Obj>) -> PyResult<Obj> {
    Ok(match instance {
        Some(i) => method::bind(o, i),
        None => o.clone(),
    })
}

static SPEC: TypeSpec = TypeSpec {
    name: "function",
    doc: "A function from a code object: what def makes.\n\nglobals is the dict of its module. argdefs are the default values of its last\nparameters, as a tuple, kwdefaults those of keyword-only ones, as a dict.\nclosure is a tuple of cells, one for each free variable.",
    signature: "(code, globals, name=None, argdefs=None, closure=None,\n         kwdefaults=None)",
    flags: type_flag::DICT | type_flag::WEAKREF | type_flag::METHOD_DESCRIPTOR,
    slots: Slots {
        new: Some(function_new),
        call: Some(crate::vm::call::call_function),
        repr: Some(repr),
        descr_get: Some(get),
        ..Slots::NONE
    },
    getters: &[
        property("__code__", "", |_, o| Ok(code_of(o)), set_code),
        property("__defaults__", "", |_, o| Ok(opt(&of(o).defaults)), set_defaults),
        property("__kwdefaults__", "", |_, o| Ok(opt(&of(o).kwdefaults)), set_kwdefaults),
        property("__annotations__", "", get_annotations, set_annotations),
        crate::types::object::DICT_GETTER,
        property(
            "__name__",
            "",
            |_, o| Ok(of(o).name.borrow().clone()),
            |vm, o, v| set_text(vm, &of(o).name, "__name__", v),
        ),
        property(
            "__qualname__",
            "",
            |_, o| Ok(of(o).qualname.borrow().clone()),
            |vm, o, v| set_text(vm, &of(o).qualname, "__qualname__", v),
        ),
        property(
            "__type_params__",
            "",
            |_, o| Ok(of(o).type_params.borrow().clone().unwrap_or_else(tuple::empty)),
            |vm, o, v| match v {
                Some(v) if v.is_instance::<Tuple>() => {
                    of(o).set_type_params(v.clone());
                    Ok(())
                }
                _ => Err(vm.type_error("__type_params__ must be set to a tuple")),
            },
        ),
        property(
            "__doc__",
            "",
            |_, o| Ok(of(o).doc()),
            |_, o, v| {
                drop(of(o).doc.replace(Some(v.cloned().unwrap_or(Obj::NONE))));
                Ok(())
            },
        )
        .as_member(),
        property(
            "__module__",
            "",
            |_, o| Ok(of(o).module.borrow().clone()),
            |_, o, v| set_any(&of(o).module, v),
        )
        .as_member(),
        member("__closure__", "", |_, o| Ok(of(o).closure.as_ref().map_or(Obj::NONE, |c| c.obj().clone()))),
        member("__globals__", "", |_, o| Ok(of(o).globals.obj().clone())),
        member("__builtins__", "", |_, o| Ok(crate::vm::frame::shown_builtins(&of(o).builtins))),
    ],
    ..TypeSpec::FINAL
};

/// `types.FunctionType`
pub static FUNCTION: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Function>(false));

/// Types of this file.
pub static TYPES: &[&StaticType] = &[&FUNCTION];

/// The code of a function, for callers that only look.
pub fn code_of(o: &Obj) -> Obj {
    of(o).read_code();
    of(o).code.borrow().obj().clone()
}
