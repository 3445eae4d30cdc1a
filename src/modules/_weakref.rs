//! `_weakref`: the functions on weak references. The types are in `types/weakref.rs`.

use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::object::weak;
use crate::types::dict::Dict;
use crate::types::{int, list, module, weakref};
use crate::vm::{PyResult, Vm};

fn references(o: &Obj) -> Vec<Obj> {
    weak::references(o)
}

/// Removes an entry whose value is a reference to a dead object, unless the entry has changed in the meantime.
fn remove_dead(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(d) = a[0].downcast::<Dict>() else {
        let got = a[0].ty().name();
        return Err(vm.type_error(format!("_remove_dead_weakref() argument 1 must be dict, not {got}")));
    };
    if let Some(v) = d.get(vm, &a[1])? {
        let state = weakref::state(&v).ok_or_else(|| vm.type_error("not a weakref"))?;
        if state.target().is_none() {
            d.remove(vm, &a[1])?;
        }
    }
    Ok(Obj::NONE)
}

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (key, v) in weakref::published() {
        d.insert_str(key, v);
    }
    Ok(())
}

/// `_weakref`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_weakref",
    doc: "The core of the module weakref.",
    functions: &[
        function(
            "getweakrefcount",
            "(object, /)",
            "How many weak references and proxies an object has.",
            |_, a| Ok(int::from_usize(references(&a[0]).len())),
        ),
        function(
            "getweakrefs",
            "(object, /)",
            "The weak references and proxies of an object, as a list.",
            |_, a| Ok(list::from_vec(weakref::listed(&a[0]))),
        ),
        function(
            "_remove_dead_weakref",
            "(dct, key, /)",
            "Takes a key out of a dict if its value is a reference to what is gone.",
            remove_dead,
        ),
        function(
            "proxy",
            "(object, callback=None, /)",
            "A stand-in that passes everything on to an object without keeping it alive.\n\nOnce the object is gone, use raises ReferenceError. callback is called with the\nproxy when that happens.",
            |vm, a| weakref::new_proxy(vm, &a[0], a.opt(1)),
        ),
    ],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
