//! `module`. How modules are found and loaded is in the import room.

use crate::object::args::{Args, CallArgs, FnName, Signature};
use crate::object::attr;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, member, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::{self, Dict};
use crate::types::str_::StrBuilder;
use crate::types::{list, str_};
use crate::vm::{PyResult, Raised, Vm, api, import};
use std::sync::LazyLock;

/// The native state of a module.
pub struct Module {
    /// The namespace.
    pub dict: Ref<Dict>,
}

#[allow(unsafe_code)]
// SAFETY: the namespace is visited.
unsafe impl Payload for Module {
    fn static_type() -> &'static StaticType {
        &MODULE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.dict.value());
    }
}

/// A module with the standard attributes.
pub fn new(name: &str) -> Ref<Module> {
    let m = Ref::new(Module { dict: dict::new() });
    fill(&m.dict, intern(name), Obj::NONE);
    m
}

/// The native module whose namespace is a dict that exists already.
pub fn over(dict: Ref<Dict>, name: &str, doc: &str) -> Ref<Module> {
    fill(&dict, intern(name), str_::from_str(doc));
    let spec = crate::types::module_spec::new(name, "built-in", None, false);
    dict.insert_str(name!(__loader__).clone(), crate::types::module_spec::loader_of(&spec));
    dict.insert_str(name!(__spec__).clone(), spec);
    Ref::new(Module { dict })
}

/// The namespace, if the object is a module.
pub fn dict_of(o: &Obj) -> Option<Ref<Dict>> {
    o.downcast::<Module>().map(|m| m.dict.clone())
}

/// The namespace of an object that is a module.
pub fn namespace(o: &Obj) -> &Ref<Dict> {
    &of(o).dict
}

fn of(o: &Obj) -> &Module {
    o.downcast::<Module>().expect("the receiver is a module")
}

fn fill(d: &Dict, module_name: Obj, doc: Obj) {
    d.insert_str(name!(__name__).clone(), module_name);
    d.insert_str(name!(__doc__).clone(), doc);
    for key in [name!(__package__), name!(__loader__), name!(__spec__)] {
        d.insert_str(key.clone(), Obj::NONE);
    }
}

static SIGNATURE: LazyLock<Signature> = LazyLock::new(|| Signature::parse("($self, name, doc=None)"));

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let set = |vm: &Vm, a: Args| {
        if !str_::is_str(&a[1]) {
            return Err(
                vm.type_error(format!("module() argument 'name' must be str, not {}", api::given(&a[1])))
            );
        }
        fill(&of(&a[0]).dict, a[1].clone(), a.opt(2).cloned().unwrap_or(Obj::NONE));
        Ok(Obj::NONE)
    };
    let all = args.with_first(o);
    SIGNATURE
        .call(
            vm,
            set,
            FnName { class: None, receiver: None, name: "module", has_self: true },
            CallArgs::new(&all, args.names()),
        )
        .map(drop)
}

// --- attributes

fn getattro(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    if let Some(v) = attr::lookup_attr(vm, o, key)? {
        return Ok(v);
    }
    if is_sys(o)
        && let Some(v) = import::late_sys_attribute(vm, &str_::display(key))?
    {
        return Ok(v);
    }
    if let Some(f) = of(o).dict.get_str(name!(__getattr__)) {
        return api::call(vm, &f, std::slice::from_ref(key));
    }
    Err(missing(vm, o, key)?)
}

fn is_sys(o: &Obj) -> bool {
    of(o).dict.value() == crate::vm::interp().sys_dict().value()
}

fn truth_of(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<bool> {
    match api::getattr_opt(vm, o, key)? {
        Some(v) => api::is_true(vm, &v),
        None => Ok(false),
    }
}

/// The file that a module spec says the module came from.
fn origin_of(vm: &Vm, spec: &Obj) -> PyResult<Option<String>> {
    if !truth_of(vm, spec, &intern("has_location"))? {
        return Ok(None);
    }
    let origin = api::getattr_opt(vm, spec, &intern("origin"))?;
    Ok(origin.filter(str_::is_str).map(|o| str_::display(&o).into_owned()))
}

/// Whether the file lies where the script's own modules are found first.
fn may_shadow(origin: &str) -> bool {
    let Some(first) = crate::vm::interp().program_place.borrow().clone() else { return false };
    let first = if first.is_empty() {
        crate::host::fs::working_dir().map_or_else(|_| String::new(), |d| d.to_string_lossy().into_owned())
    } else {
        first
    };
    let file = origin.strip_suffix("/__init__.py").unwrap_or(origin);
    file.rsplit_once('/').is_some_and(|(dir, _)| dir == first)
}

/// The AttributeError for a missing attribute, with what the module's spec tells about the reason.
#[cold]
fn missing(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Raised> {
    let d = &of(o).dict;
    let attr = str_::display(key).into_owned();
    let Some(module) = d.get_str(name!(__name__)).filter(str_::is_str) else {
        return Ok(vm.attribute_error_on(format!("module has no attribute '{attr}'"), o, key));
    };
    let m = str_::display(&module).into_owned();
    let plain = format!("module '{m}' has no attribute '{attr}'");
    let Some(spec) = d.get_str(name!(__spec__)).filter(|s| !s.is_none()) else {
        return Ok(vm.attribute_error_on(plain, o, key));
    };
    let origin = origin_of(vm, &spec)?;
    let shadowing = origin.as_deref().filter(|f| may_shadow(f));
    let is_stdlib = match api::sys_attr("stdlib_module_names") {
        Some(names) if shadowing.is_some() => api::contains(vm, &names, &module)?,
        _ => false,
    };
    let message = if let (Some(file), true) = (shadowing, is_stdlib) {
        format!(
            "{plain} (consider renaming '{file}' since it has the same name as the standard library module named '{m}' and the import system gives it precedence)"
        )
    } else if truth_of(vm, &spec, name!(_initializing))? {
        match (shadowing, &origin) {
            (Some(file), _) => {
                format!(
                    "{plain} (consider renaming '{file}' if it has the same name as a third-party module you intended to import)"
                )
            }
            (None, Some(file)) => format!(
                "partially initialized module '{m}' from '{file}' has no attribute '{attr}' (most likely due to a circular import)"
            ),
            (None, None) => {
                format!(
                    "partially initialized module '{m}' has no attribute '{attr}' (most likely due to a circular import)"
                )
            }
        }
    } else {
        let pending = api::getattr_opt(vm, &spec, &intern("_uninitialized_submodules"))?;
        match pending {
            Some(list) if api::contains(vm, &list, key)? => {
                format!(
                    "cannot access submodule '{attr}' of module '{m}' (most likely due to a circular import)"
                )
            }
            _ => plain,
        }
    };
    Ok(vm.attribute_error_on(message, o, key))
}

fn get_annotations(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let d = &of(o).dict;
    Ok(d.get_str(name!(__annotations__)).unwrap_or_else(|| {
        let fresh = dict::new().into_obj();
        d.insert_str(name!(__annotations__).clone(), fresh.clone());
        fresh
    }))
}

fn set_annotations(vm: &Vm, o: &Obj, value: Option<&Obj>) -> PyResult<()> {
    match value {
        Some(v) => of(o).dict.insert_str(name!(__annotations__).clone(), v.clone()),
        None if of(o).dict.remove_str(name!(__annotations__)).is_none() => {
            return Err(vm.attribute_error("__annotations__"));
        }
        None => {}
    }
    Ok(())
}

fn dir(vm: &Vm, a: Args) -> PyResult<Obj> {
    let namespace = api::getattr(vm, &a[0], name!(__dict__))?;
    let Some(names) = namespace.downcast::<Dict>() else {
        return Err(vm.type_error("<module>.__dict__ is not a dictionary"));
    };
    match names.get_str(name!(__dir__)) {
        Some(f) => api::call(vm, &f, &[]),
        None => Ok(list::from_vec(names.keys())),
    }
}

// --- repr

/// `<module 'x' from '...'>`: the spec decides, without it `__file__` and `__loader__`.
fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let get = |o: &Obj, key: &Obj| api::getattr_opt(vm, o, key);
    let mut out = StrBuilder::new();
    let push_repr = |out: &mut StrBuilder, o: &Obj| -> PyResult<()> {
        out.push_obj(&api::repr(vm, o)?);
        Ok(())
    };
    out.push_str("<module ");
    let spec = match get(o, name!(__spec__))? {
        Some(s) if api::is_true(vm, &s)? => Some(s),
        _ => None,
    };
    let owner = spec.as_ref().unwrap_or(o);
    let (name_key, loader_key) = match spec {
        Some(_) => (name!(name), &intern("loader")),
        None => (name!(__name__), &name!(__loader__).clone()),
    };
    match get(owner, name_key)?.filter(|n| !n.is_none()) {
        Some(n) => push_repr(&mut out, &n)?,
        None => out.push_str("'?'"),
    }
    let loader = get(owner, loader_key)?.filter(|l| !l.is_none());
    let file = match &spec {
        Some(s) => get(s, &intern("origin"))?.filter(|f| !f.is_none()),
        None => get(o, name!(__file__))?,
    };
    match (file, loader) {
        (Some(f), _) => {
            let located = match &spec {
                Some(s) => truth_of(vm, s, &intern("has_location"))?,
                None => true,
            };
            if located {
                out.push_str(" from ");
                push_repr(&mut out, &f)?;
            } else {
                out.push_str(" (");
                out.push_obj(&api::str(vm, &f)?);
                out.push_str(")");
            }
        }
        (None, Some(l)) if spec.is_some() && l.ty().name() == "NamespaceLoader" => {
            out.push_str(" (namespace) from ");
            let path = api::call(vm, &api::builtin(vm, "list")?, &[api::getattr_str(vm, &l, "_path")?])?;
            push_repr(&mut out, &path)?;
        }
        (None, Some(l)) => {
            out.push_str(" (");
            push_repr(&mut out, &l)?;
            out.push_str(")");
        }
        (None, None) => {}
    }
    out.push_str(">");
    Ok(out.finish())
}

static SPEC: TypeSpec = TypeSpec {
    name: "module",
    doc: "A module with this name, otherwise empty.",
    signature: "(name, doc=None)",
    flags: type_flag::BASE | type_flag::WEAKREF,
    slots: Slots {
        new: Some(|vm, cls, _| attr::new_instance(vm, cls, Module { dict: dict::new() })),
        init: Some(init),
        getattro: Some(getattro),
        repr: Some(repr),
        ..Slots::NONE
    },
    methods: &[method("__dir__", "($self, /)", "The names in the module's namespace.", dir)],
    getters: &[
        member("__dict__", "", |vm, o| {
            if is_sys(o) {
                import::LATE.iter().try_for_each(|key| api::getattr_str(vm, o, key).map(drop))?;
            }
            Ok(of(o).dict.obj().clone())
        }),
        property("__annotations__", "", get_annotations, set_annotations),
    ],
    ..TypeSpec::BASE
};

/// `types.ModuleType`
pub static MODULE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Module>(false));

/// The types of this file.
pub static TYPES: &[&StaticType] = &[&MODULE];
