//! Name instructions: namespaces, globals with caches, and the errors for names without value.
#![allow(unsafe_code)]

use super::attr_cache::kind;
use crate::bytecode::code::local_kind;
use crate::object::heap::incref;
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::value::Value;
use crate::types::cell::Cell;
use crate::types::code::Cache;
use crate::types::dict::{self, Dict};
use crate::types::str_;
use crate::vm::frame::Frame;
use crate::vm::{PyResult, Raised, Vm, api};

fn globals(f: *mut Frame) -> Ref<Dict> {
    Frame::globals_ref(f)
}

fn builtins(f: *mut Frame) -> Ref<Dict> {
    // SAFETY: live frame; builtins are a dict.
    unsafe { Ref::from_obj_unchecked(Obj::from_borrowed(Frame::builtins(f))) }
}

fn name_at(f: *mut Frame, i: usize) -> Obj {
    // SAFETY: live frame; verified index.
    unsafe { (&(*(*f).code).names)[i].clone() }
}

fn local_name(f: *mut Frame, i: usize) -> Obj {
    // SAFETY: live frame; verified index.
    unsafe { (&(*(*f).code).localsplus)[i].clone() }
}

#[cold]
fn not_defined(vm: &Vm, key: &Obj) -> Raised {
    vm.name_error(format!("name '{}' is not defined", str_::display(key)), key)
}

/// UnboundLocalError for a slot.
#[cold]
pub fn unbound_local(vm: &Vm, f: *mut Frame, i: usize) -> Raised {
    let key = local_name(f, i);
    vm.unbound_local_error(format!(
        "cannot access local variable '{}' where it is not associated with a value",
        str_::display(&key)
    ))
}

/// NameError (free variable) or UnboundLocalError (own cell) for an empty cell.
#[cold]
pub fn unbound_deref(vm: &Vm, f: *mut Frame, i: usize) -> Raised {
    // SAFETY: live frame.
    let data = unsafe { &(*(*f).code).data };
    let own = data.local_kinds[i] & local_kind::FREE == 0;
    if own {
        return unbound_local(vm, f, i);
    }
    let key = local_name(f, i);
    vm.name_error(
        format!(
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            str_::display(&key)
        ),
        &key,
    )
}

fn locals(vm: &Vm, f: *mut Frame) -> PyResult<Obj> {
    // SAFETY: live frame.
    match Frame::namespace(f) {
        Some(v) => Ok(Obj::from_borrowed(v)),
        None => Err(vm.system_error("no locals found")),
    }
}

/// The namespace of a class body.
pub fn load_locals(vm: &Vm, f: *mut Frame) -> PyResult<Obj> {
    locals(vm, f)
}

/// A mapping's value; `None` if absent.
fn mapping_get(vm: &Vm, m: &Obj, key: &Obj) -> PyResult<Option<Obj>> {
    if let Some(d) = m.downcast_exact::<Dict>() {
        return d.get(vm, key);
    }
    match api::getitem(vm, m, key) {
        Ok(v) => Ok(Some(v)),
        Err(r) => vm.clear_if(r, &crate::types::exception::KEY_ERROR).map(|()| None),
    }
}

/// A global or builtin that the cache knows, as an owned value.
///
/// # Safety
/// The frame is live.
#[inline(always)]
pub unsafe fn cached_global(c: &Cache, f: *mut Frame) -> Option<Value> {
    // SAFETY: globals and builtins are dicts; the versions say that the positions still hold. An empty cache has neither kind.
    unsafe {
        let g = Obj::from_ref(&(*f).globals).downcast_unchecked::<Dict>().table();
        if c.version.get() != g.current_version() {
            return None;
        }
        let aux = c.aux.get();
        let v = if aux >> 28 == kind::GLOBAL {
            g.value_at_unchecked((aux & 0x0fff_ffff) as usize)
        } else {
            let b = Frame::builtins(f);
            let b = Obj::from_ref(&b).downcast_unchecked::<Dict>().table();
            if aux >> 28 != kind::BUILTIN || c.guard.get() != u64::from(b.current_version()) {
                return None;
            }
            b.value_at_unchecked((aux & 0x0fff_ffff) as usize)
        };
        incref(v);
        Some(v)
    }
}

/// A global or builtin; fills the cache.
#[inline(never)]
pub fn load_global(vm: &Vm, f: *mut Frame, c: &Cache) -> PyResult<Obj> {
    let key = Obj::from_ref(&c.name);
    let g = globals(f);
    let exact = g.obj().is_exact::<Dict>();
    if exact && let Some(p) = g.table().find_str(key) {
        if p < 0x0fff_ffff && g.table().keys_version() != 0 {
            c.version.set(g.table().keys_version());
            c.aux.set(kind::GLOBAL << 28 | p as u32);
        }
        if let Some(v) = g.table().value_at(p) {
            return Ok(v);
        }
    }
    if !exact {
        // A dict subclass as globals of exec: __missing__ and __getitem__ count.
        if let Some(v) = mapping_get(vm, g.obj(), key)? {
            return Ok(v);
        }
    }
    let b = builtins(f);
    if let Some(p) = b.table().find_str(key)
        && let Some(v) = b.table().value_at(p)
    {
        if exact && p < 0x0fff_ffff && g.table().keys_version() != 0 {
            c.version.set(g.table().keys_version());
            c.aux.set(kind::BUILTIN << 28 | p as u32);
            c.guard.set(u64::from(b.table().keys_version()));
        }
        return Ok(v);
    }
    crate::vm::frame::builtin(vm, &b, key)?.ok_or_else(|| not_defined(vm, key))
}

/// A name of a class body or module.
#[inline(never)]
pub fn load_name(vm: &Vm, f: *mut Frame, c: &Cache) -> PyResult<Obj> {
    let ns = locals(vm, f)?;
    // SAFETY: live frame.
    if ns.value() != unsafe { (*f).globals }
        && let Some(v) = mapping_get(vm, &ns, Obj::from_ref(&c.name))?
    {
        return Ok(v);
    }
    load_global(vm, f, c)
}

/// Binds a name in the local namespace.
pub fn store_name(vm: &Vm, f: *mut Frame, i: usize, v: &Obj) -> PyResult<()> {
    let ns = locals(vm, f)?;
    let key = name_at(f, i);
    match ns.downcast_exact::<Dict>() {
        Some(d) => {
            d.insert_str(key, v.clone());
            Ok(())
        }
        None => api::setitem(vm, &ns, &key, v),
    }
}

/// What a class statement calls.
pub fn load_build_class(vm: &Vm, f: *mut Frame) -> PyResult<Obj> {
    let key = crate::object::intern::name!(__build_class__);
    match crate::vm::frame::builtin(vm, &builtins(f), key)? {
        Some(v) => Ok(v),
        None => Err(vm.name_error("__build_class__ not found", key)),
    }
}

/// Unbinds a name in the local namespace.
pub fn delete_name(vm: &Vm, f: *mut Frame, i: usize) -> PyResult<()> {
    let ns = locals(vm, f)?;
    let key = name_at(f, i);
    match ns.downcast_exact::<Dict>() {
        Some(d) => match d.remove_str(&key) {
            Some(_) => Ok(()),
            None => Err(not_defined(vm, &key)),
        },
        None => match api::delitem(vm, &ns, &key) {
            Ok(()) => Ok(()),
            Err(r) => {
                vm.clear_if(r, &crate::types::exception::KEY_ERROR)?;
                Err(not_defined(vm, &key))
            }
        },
    }
}

/// Binds a global.
pub fn store_global(_: &Vm, f: *mut Frame, i: usize, v: &Obj) -> PyResult<()> {
    globals(f).insert_str(name_at(f, i), v.clone());
    Ok(())
}

/// Unbinds a global.
pub fn delete_global(vm: &Vm, f: *mut Frame, i: usize) -> PyResult<()> {
    let key = name_at(f, i);
    match globals(f).remove_str(&key) {
        Some(_) => Ok(()),
        None => Err(not_defined(vm, &key)),
    }
}

/// The variable of a cell slot, looked up in a class namespace first.
pub fn load_from_dict_or_deref(vm: &Vm, f: *mut Frame, m: &Obj, i: usize) -> PyResult<Obj> {
    let key = local_name(f, i);
    if let Some(v) = mapping_get(vm, m, &key)? {
        return Ok(v);
    }
    // SAFETY: live frame; a cell slot.
    let c = unsafe { (*Frame::slots(f).add(i)).map(Obj::from_borrowed) };
    match c.as_ref().and_then(|c| c.downcast::<Cell>()).and_then(Cell::get) {
        Some(v) => Ok(v),
        None => Err(unbound_deref(vm, f, i)),
    }
}

/// A name looked up in a class namespace, then globals and builtins.
pub fn load_from_dict_or_globals(vm: &Vm, f: *mut Frame, m: &Obj, i: usize) -> PyResult<Obj> {
    let key = name_at(f, i);
    if let Some(v) = mapping_get(vm, m, &key)? {
        return Ok(v);
    }
    if let Some(v) = globals(f).get(vm, &key)? {
        return Ok(v);
    }
    match crate::vm::frame::builtin(vm, &builtins(f), &key)? {
        Some(v) => Ok(v),
        None => Err(not_defined(vm, &key)),
    }
}

/// Makes `__annotations__` in the local namespace.
pub fn setup_annotations(vm: &Vm, f: *mut Frame) -> PyResult<()> {
    let ns = locals(vm, f)?;
    let key = name!(__annotations__);
    if mapping_get(vm, &ns, key)?.is_none() {
        api::setitem(vm, &ns, key, dict::new().obj())?;
    }
    Ok(())
}

/// `sys.displayhook(value)`
pub fn print_expr(vm: &Vm, v: &Obj) -> PyResult<()> {
    match api::sys_attr("displayhook") {
        Some(hook) => api::call(vm, &hook, std::slice::from_ref(v)).map(drop),
        None => Err(vm.runtime_error("lost sys.displayhook")),
    }
}
