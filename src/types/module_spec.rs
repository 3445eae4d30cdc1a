//! `ModuleSpec` and the loader that stands behind modules which the interpreter found itself. `importlib.machinery`
//! shows both under their public names.

use crate::object::args::CallArgs;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{TypeSpec, getter, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{list, str_};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

/// The native state of a spec.
pub struct Spec {
    name: RefCell<Obj>,
    loader: RefCell<Obj>,
    origin: RefCell<Obj>,
    locations: RefCell<Obj>,
    cached: RefCell<Obj>,
    loader_state: RefCell<Obj>,
    has_location: Cell<bool>,
    initializing: Cell<bool>,
}

#[allow(unsafe_code)]
// SAFETY: every reference is visited.
unsafe impl Payload for Spec {
    fn static_type() -> &'static StaticType {
        &MODULE_SPEC
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        for o in [&self.name, &self.loader, &self.origin, &self.locations, &self.cached, &self.loader_state] {
            visit(o.borrow().value());
        }
    }
}

/// The native state of the interpreter's own loader.
pub struct Loader {
    name: Obj,
    path: Obj,
}

#[allow(unsafe_code)]
// SAFETY: both references are visited.
unsafe impl Payload for Loader {
    fn static_type() -> &'static StaticType {
        &LOADER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.name.value());
        visit(self.path.value());
    }
}

/// The spec of a module that the interpreter found.
pub fn new(full: &str, origin: &str, locations: Option<Obj>, has_location: bool) -> Obj {
    let name = intern(full);
    let origin = if origin.is_empty() { Obj::NONE } else { str_::from_str(origin) };
    let path = if has_location { origin.clone() } else { Obj::NONE };
    let loader = Ref::new(Loader { name: name.clone(), path }).into_obj();
    make(name, loader, origin, locations.unwrap_or(Obj::NONE), has_location)
}

fn body(name: Obj, loader: Obj, origin: Obj, locations: Obj, has_location: bool) -> Spec {
    Spec {
        name: RefCell::new(name),
        loader: RefCell::new(loader),
        origin: RefCell::new(origin),
        locations: RefCell::new(locations),
        cached: RefCell::new(Obj::NONE),
        loader_state: RefCell::new(Obj::NONE),
        has_location: Cell::new(has_location),
        initializing: Cell::new(false),
    }
}

fn make(name: Obj, loader: Obj, origin: Obj, locations: Obj, has_location: bool) -> Obj {
    crate::object::attr::new_instance(
        crate::vm::current(),
        &MODULE_SPEC.obj(),
        body(name, loader, origin, locations, has_location),
    )
    .expect("a few bytes")
}

/// The loader of a spec.
pub fn loader_of(spec: &Obj) -> Obj {
    spec.downcast::<Spec>().map_or(Obj::NONE, |s| s.loader.borrow().clone())
}

/// Whether the module of a spec is being imported.
pub fn is_initializing(spec: &Obj) -> bool {
    spec.downcast::<Spec>().is_some_and(|s| s.initializing.get())
}

/// Marks the module of a spec as being imported.
pub fn set_initializing(spec: &Obj, on: bool) {
    if let Some(s) = spec.downcast::<Spec>() {
        s.initializing.set(on);
    }
}

fn of(o: &Obj) -> &Spec {
    o.downcast::<Spec>().expect("the receiver is a ModuleSpec")
}

fn spec_new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let (Some(name), Some(loader)) =
        (args.pos().first().or(args.keyword("name")), args.pos().get(1).or(args.keyword("loader")))
    else {
        return Err(vm.type_error(
            "ModuleSpec.__init__() missing 2 required positional arguments: 'name' and 'loader'",
        ));
    };
    let origin = args.keyword("origin").cloned().unwrap_or(Obj::NONE);
    let package = match args.keyword("is_package") {
        Some(p) if !p.is_none() => api::is_true(vm, p)?,
        _ => false,
    };
    let locations = if package { list::from_vec(vec![]) } else { Obj::NONE };
    let s = body(name.clone(), loader.clone(), origin, locations, false);
    *s.loader_state.borrow_mut() = args.keyword("loader_state").cloned().unwrap_or(Obj::NONE);
    crate::object::attr::new_instance(vm, cls, s)
}

fn parent(o: &Obj) -> Obj {
    let s = of(o);
    let name = s.name.borrow().clone();
    if !s.locations.borrow().is_none() {
        return name;
    }
    let text = str_::display(&name).into_owned();
    intern(text.rsplit_once('.').map_or("", |(p, _)| p))
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let s = of(o);
    let (name, loader, origin, locations) = (
        s.name.borrow().clone(),
        s.loader.borrow().clone(),
        s.origin.borrow().clone(),
        s.locations.borrow().clone(),
    );
    let mut parts = vec![
        format!("name={}", api::repr_string(vm, &name)?),
        format!("loader={}", api::repr_string(vm, &loader)?),
    ];
    if !origin.is_none() {
        parts.push(format!("origin={}", api::repr_string(vm, &origin)?));
    }
    if !locations.is_none() {
        parts.push(format!("submodule_search_locations={}", api::str_string(vm, &locations)?));
    }
    Ok(str_::from_string(format!("ModuleSpec({})", parts.join(", "))))
}

/// Where compiled code is kept: as it was set, else beside the source.
fn cached(s: &Spec) -> Obj {
    let (set, origin) = (s.cached.borrow().clone(), s.origin.borrow().clone());
    if !set.is_none() || !s.has_location.get() || !str_::is_str(&origin) {
        return set;
    }
    let file = str_::display(&origin);
    match file.ends_with(".pyc") {
        true => origin.clone(),
        false if file.ends_with(".py") => {
            crate::vm::import_cache::place(&file).map_or(Obj::NONE, str_::from_string)
        }
        false => Obj::NONE,
    }
}

fn set(slot: &RefCell<Obj>, v: Option<&Obj>) -> PyResult<()> {
    let old = slot.replace(v.cloned().unwrap_or(Obj::NONE));
    drop(old);
    Ok(())
}

static SPEC: TypeSpec = TypeSpec {
    name: "ModuleSpec",
    module: "_frozen_importlib",
    doc: "How a module is found and loaded.",
    flags: type_flag::BASE | type_flag::DICT,
    slots: Slots {
        new: Some(spec_new),
        init: Some(|_, _, _| Ok(())),
        repr: Some(repr),
        compare: Some(|vm, a, b, op| {
            let (Some(x), Some(y)) = (a.downcast::<Spec>(), b.downcast::<Spec>()) else {
                return Ok(Obj::NOT_IMPLEMENTED);
            };
            let pairs = [
                (&x.name, &y.name),
                (&x.loader, &y.loader),
                (&x.origin, &y.origin),
                (&x.locations, &y.locations),
            ];
            let mut same = true;
            for (p, q) in pairs {
                let (p, q) = (p.borrow().clone(), q.borrow().clone());
                same = same && api::eq(vm, &p, &q)?;
            }
            match op {
                CmpOp::Eq => Ok(Obj::from_bool(same)),
                CmpOp::Ne => Ok(Obj::from_bool(!same)),
                _ => Ok(Obj::NOT_IMPLEMENTED),
            }
        }),
        ..Slots::NONE
    },
    getters: &[
        property("name", "", |_, o| Ok(of(o).name.borrow().clone()), |_, o, v| set(&of(o).name, v)),
        property("loader", "", |_, o| Ok(of(o).loader.borrow().clone()), |_, o, v| set(&of(o).loader, v)),
        property("origin", "", |_, o| Ok(of(o).origin.borrow().clone()), |_, o, v| set(&of(o).origin, v)),
        property(
            "submodule_search_locations",
            "",
            |_, o| Ok(of(o).locations.borrow().clone()),
            |_, o, v| set(&of(o).locations, v),
        ),
        property(
            "loader_state",
            "",
            |_, o| Ok(of(o).loader_state.borrow().clone()),
            |_, o, v| set(&of(o).loader_state, v),
        ),
        property("cached", "", |_, o| Ok(cached(of(o))), |_, o, v| set(&of(o).cached, v)),
        property(
            "has_location",
            "",
            |_, o| Ok(Obj::from_bool(of(o).has_location.get())),
            |vm, o, v| {
                of(o).has_location.set(match v {
                    Some(v) => api::is_true(vm, v)?,
                    None => false,
                });
                Ok(())
            },
        ),
        property(
            "_set_fileattr",
            "",
            |_, o| Ok(Obj::from_bool(of(o).has_location.get())),
            |vm, o, v| {
                of(o).has_location.set(match v {
                    Some(v) => api::is_true(vm, v)?,
                    None => false,
                });
                Ok(())
            },
        ),
        property(
            "_initializing",
            "",
            |_, o| Ok(Obj::from_bool(of(o).initializing.get())),
            |vm, o, v| {
                of(o).initializing.set(match v {
                    Some(v) => api::is_true(vm, v)?,
                    None => false,
                });
                Ok(())
            },
        ),
        getter("parent", "The package the module is in.", |_, o| Ok(parent(o))),
    ],
    ..TypeSpec::BASE
};

/// `importlib.machinery.ModuleSpec`
pub static MODULE_SPEC: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Spec>(false));

fn loader(o: &Obj) -> &Loader {
    o.downcast::<Loader>().expect("the receiver is a loader")
}

static LOADER_SPEC: TypeSpec = TypeSpec {
    name: "SourceFileLoader",
    module: "_frozen_importlib_external",
    doc: "The loader of modules that the interpreter finds itself.",
    flags: type_flag::NO_NEW,
    slots: Slots {
        repr: Some(|_, o| {
            Ok(str_::from_string(format!(
                "<{}.SourceFileLoader object at {:#x}>",
                "_frozen_importlib_external",
                api::id(o)
            )))
        }),
        ..Slots::NONE
    },
    methods: &[
        method(
            "create_module",
            "($self, spec, /)",
            "None: the import system makes an ordinary module.",
            |_, _| Ok(Obj::NONE),
        ),
        method("get_code", "($self, fullname=None, /)", "The code object of the module.", |vm, a| {
            let l = loader(&a[0]);
            crate::vm::import::code_of(vm, &str_::display(&l.name), &l.path)
        }),
        method("is_package", "($self, fullname=None, /)", "Whether the module is a package.", |vm, a| {
            let l = loader(&a[0]);
            let is_init = |p: &Obj| str_::display(p).ends_with("/__init__.py");
            Ok(Obj::from_bool(match l.path.is_none() {
                false => is_init(&l.path),
                true => {
                    crate::vm::import::embedded_code(vm, &str_::display(&l.name))?.is_some_and(|(_, p)| p)
                }
            }))
        }),
        method("exec_module", "($self, module, /)", "Runs the module's code in its namespace.", |vm, a| {
            let l = loader(&a[0]);
            let code = crate::vm::import::code_of(vm, &str_::display(&l.name), &l.path)?;
            if code.is_none() {
                return Ok(Obj::NONE);
            }
            let exec = api::builtin(vm, "exec")?;
            api::call(vm, &exec, &[code, api::getattr_str(vm, &a[1], "__dict__")?])
        }),
        method("get_filename", "($self, name=None, /)", "Return the path to the source file.", |_, a| {
            Ok(loader(&a[0]).path.clone())
        }),
        method("get_data", "($self, path, /)", "The bytes of the file at path.", |vm, a| {
            let open = api::builtin(vm, "open")?;
            let f = api::call(vm, &open, &[a[1].clone(), intern("rb")])?;
            let data = api::call_method_str(vm, &f, "read", &[])?;
            api::call_method_str(vm, &f, "close", &[])?;
            Ok(data)
        }),
        method("get_source", "($self, fullname=None, /)", "The source text, if there is a file.", |vm, a| {
            let l = loader(&a[0]);
            if l.path.is_none() {
                return Ok(Obj::NONE);
            }
            let open = api::builtin(vm, "open")?;
            let f = api::call_kw(vm, &open, std::slice::from_ref(&l.path), &[("encoding", intern("utf-8"))])?;
            let data = api::call_method_str(vm, &f, "read", &[])?;
            api::call_method_str(vm, &f, "close", &[])?;
            Ok(data)
        }),
    ],
    getters: &[
        getter("name", "", |_, o| Ok(loader(o).name.clone())),
        getter("path", "", |_, o| Ok(loader(o).path.clone())),
    ],
    ..TypeSpec::FINAL
};
/// The loader of the interpreter's own finder.
pub static LOADER: StaticType = StaticType::new(&LOADER_SPEC, LayoutOps::of::<Loader>(false));

/// Types of this file.
pub static TYPES: &[&StaticType] = &[&MODULE_SPEC, &LOADER];
