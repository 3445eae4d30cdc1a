//! `__build_class__`: what a class statement calls.

use crate::object::args::{Args, CallArgs};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::object::type_object::Type;
use crate::types::dict::Dict;
use crate::types::function::Function;
use crate::types::{cell, str_, tuple, type_};
use crate::vm::{PyResult, Vm, api, call};

/// The bases with `__mro_entries__` resolved; the flag says whether anything changed.
pub fn resolve_bases(vm: &Vm, bases: &[Obj]) -> PyResult<(Vec<Obj>, bool)> {
    let mut out = Vec::with_capacity(bases.len());
    let mut changed = false;
    let original = tuple::from_slice(bases);
    for b in bases {
        if b.is_instance::<Type>() {
            out.push(b.clone());
            continue;
        }
        match api::getattr_opt(vm, b, name!(__mro_entries__))? {
            None => out.push(b.clone()),
            Some(f) => {
                let entries = api::call(vm, &f, std::slice::from_ref(&original))?;
                if !entries.is_instance::<tuple::Tuple>() {
                    return Err(vm.type_error("__mro_entries__ must return a tuple"));
                }
                out.extend_from_slice(tuple::items(&entries));
                changed = true;
            }
        }
    }
    Ok((out, changed))
}

fn build_class(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (body, cls_name) = (&a[0], &a[1]);
    if !body.is_exact::<Function>() {
        return Err(vm.type_error("__build_class__: func must be a function"));
    }
    if !str_::is_str(cls_name) {
        return Err(vm.type_error("__build_class__: name is not a string"));
    }
    let keywords = a[3].downcast::<Dict>().expect("**kwargs is a dict");
    let original = a.rest(2);
    let (bases, changed) = resolve_bases(vm, original)?;
    let explicit = keywords.remove_str(name!(metaclass));
    let mut meta = match &explicit {
        Some(m) => m.clone(),
        None => bases.first().map_or_else(|| type_::TYPE.obj(), Obj::type_obj),
    };
    if meta.is_instance::<Type>() {
        meta = type_::calculate_metaclass(vm, &meta, &bases)?;
    }
    let bases_tuple = tuple::from_slice(&bases);
    let kw = keywords.items();
    let names = tuple::new_ref(kw.iter().map(|(k, _)| k.clone()).collect());
    let with_kw = |args: &[Obj]| -> Vec<Obj> {
        let mut v = args.to_vec();
        v.extend(kw.iter().map(|(_, x)| x.clone()));
        v
    };
    let ns = match api::getattr_opt(vm, &meta, name!(__prepare__))? {
        Some(prepare) => {
            let values = with_kw(&[cls_name.clone(), bases_tuple.clone()]);
            api::call_args(vm, &prepare, CallArgs::new(&values, Some(&names)))?
        }
        None => crate::types::dict::new().into_obj(),
    };
    if ns.ty().slots().getitem.is_none() {
        let shown = meta.downcast::<Type>().map_or("<metaclass>".to_owned(), Type::name);
        return Err(
            vm.type_error(format!("{shown}.__prepare__() must return a mapping, not {}", ns.ty().name()))
        );
    }
    let class_cell = call::run_function_with_locals(vm, body, Some(&ns))?;
    if changed {
        api::setitem(vm, &ns, name!(__orig_bases__), &tuple::from_slice(original))?;
    }
    let values = with_kw(&[cls_name.clone(), bases_tuple, ns]);
    let class = api::call_args(vm, &meta, CallArgs::new(&values, Some(&names)))?;
    if class.is_instance::<Type>()
        && let Some(c) = class_cell.downcast::<cell::Cell>()
    {
        match c.get() {
            None => {
                return Err(vm.runtime_error(format!(
                    "__class__ not set defining '{}' as {}. Was __classcell__ propagated to type.__new__?",
                    str_::display(cls_name),
                    api::repr_string(vm, &class)?
                )));
            }
            Some(set) if !set.is(&class) => {
                return Err(vm.type_error(format!(
                    "__class__ set to {} defining '{}' as {}",
                    api::repr_string(vm, &set)?,
                    str_::display(cls_name),
                    api::repr_string(vm, &class)?
                )));
            }
            Some(_) => {}
        }
    }
    Ok(class)
}

/// This family.
pub const FUNCTIONS: &[MethodDef] = &[function(
    "__build_class__",
    "~(func, name, /, *bases, **kwds)",
    "What a class statement calls: runs the body `func` in a namespace and hands the\nresult to the metaclass.",
    build_class,
)];
