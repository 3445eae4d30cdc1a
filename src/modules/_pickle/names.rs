//! What pickles hold by name: classes and functions, the names they had in Python 2, extension numbers.

use super::op;
use super::save::Saver;
use crate::object::intern::{intern, intern_obj, name};
use crate::object::obj::{Obj, Ref};
use crate::types::dict::Dict;
use crate::types::tuple::{self, Tuple};
use crate::types::{exception, int, str_};
use crate::vm::{PyResult, Vm, api, interp};

fn registry(vm: &Vm, attribute: &str) -> PyResult<Ref<Dict>> {
    let copyreg = api::import(vm, "copyreg")?;
    let d = api::getattr_str(vm, &copyreg, attribute)?;
    d.into_ref::<Dict>()
        .map_err(|d| vm.runtime_error(format!("copyreg.{attribute} should be a dict, not {}", d.ty().name())))
}

/// `copyreg.dispatch_table`
pub fn dispatch_table(vm: &Vm) -> PyResult<Ref<Dict>> {
    registry(vm, "dispatch_table")
}

/// A table of `_compat_pickle`.
fn compatible(vm: &Vm, table: &str, key: &Obj) -> PyResult<Option<Obj>> {
    let m = api::import(vm, "_compat_pickle")?;
    let d = api::getattr_str(vm, &m, table)?;
    match d.downcast::<Dict>() {
        Some(d) => d.get(vm, key),
        None => Err(vm.runtime_error(format!("_compat_pickle.{table} should be a dict"))),
    }
}

/// The names of a pair `(module, name)` in the other Python: `names` knows pairs, `modules` the rest.
fn renamed(vm: &Vm, names: &str, modules: &str, module: &Obj, global: &Obj) -> PyResult<(Obj, Obj)> {
    let pair = tuple::pair(module.clone(), global.clone());
    if let Some(found) = compatible(vm, names, &pair)? {
        return match found.downcast::<Tuple>().map(Tuple::as_slice) {
            Some([m, g]) if str_::is_str(m) && str_::is_str(g) => Ok((m.clone(), g.clone())),
            _ => Err(vm.runtime_error(format!("_compat_pickle.{names} values should be pairs of str"))),
        };
    }
    let module = compatible(vm, modules, module)?.unwrap_or_else(|| module.clone());
    Ok((module, global.clone()))
}

/// The parts of a dotted name.
fn path(global: &Obj) -> Vec<Obj> {
    str_::bytes_of(global).split(|b| *b == b'.').map(crate::object::intern::intern_bytes).collect()
}

/// Follows attributes; `None` if one is missing.
fn follow(vm: &Vm, start: &Obj, path: &[Obj]) -> PyResult<Option<Obj>> {
    let mut o = start.clone();
    for key in path {
        match api::getattr_opt(vm, &o, key)? {
            Some(next) => o = next,
            None => return Ok(None),
        }
    }
    Ok(Some(o))
}

/// The name of the module an object can be imported from.
fn module_of(vm: &Vm, o: &Obj, path: &[Obj]) -> PyResult<Obj> {
    if let Some(m) = api::getattr_opt(vm, o, name!(__module__))?
        && !m.is_none()
    {
        return Ok(m);
    }
    for (key, m) in interp().modules().items() {
        // Programs may put anything there.
        if m.is_none() || !str_::is_str(&key) || matches!(str_::bytes_of(&key), b"__main__" | b"__mp_main__")
        {
            continue;
        }
        if follow(vm, &m, path)?.is_some_and(|found| found.is(o)) {
            return Ok(key);
        }
    }
    Ok(name!(__main__).clone())
}

/// The module of that name from `sys.modules`, after importing it.
fn imported(vm: &Vm, module: &Obj) -> PyResult<Obj> {
    if let Some(m) = interp().modules().get_str(&intern_obj(module))
        && !m.is_none()
    {
        return Ok(m);
    }
    match str_::utf8(module) {
        Some(text) if !text.is_empty() => api::import(vm, text),
        Some(_) => Err(vm.value_error("Empty module name")),
        None => Err(vm.error(&exception::MODULE_NOT_FOUND_ERROR, "No module named that")),
    }
}

impl Saver<'_> {
    /// Writes an object as the name it can be imported by.
    pub fn save_global(&mut self, o: &Obj, given: Option<&Obj>) -> PyResult<()> {
        let vm = self.vm;
        let global = match given {
            Some(n) => n.clone(),
            None => match api::getattr_opt(vm, o, name!(__qualname__))? {
                Some(n) => n,
                None => api::getattr(vm, o, name!(__name__))?,
            },
        };
        if !str_::is_str(&global) {
            return Err(
                vm.type_error(format!("the name of a global must be str, not {}", global.ty().name()))
            );
        }
        let path = path(&global);
        if path.iter().any(|p| str_::bytes_of(p) == b"<locals>") {
            let shown = api::repr_string(vm, &global)?;
            return Err(vm.attribute_error(format!("Can't get local object {shown}")));
        }
        let module_name = module_of(vm, o, &path)?;
        let found = match if str_::is_str(&module_name) { imported(vm, &module_name).ok() } else { None } {
            None => {
                drop(vm.save_raised());
                let (shown, m) = (api::repr_string(vm, o)?, api::repr_string(vm, &module_name)?);
                return Err(self.fail(format!("Can't pickle {shown}: import of module {m} failed")));
            }
            Some(module) => follow(vm, &module, &path)?,
        };
        let (m, g) = (str_::display(&module_name), str_::display(&global));
        let Some(found) = found else {
            let shown = api::repr_string(vm, o)?;
            return Err(self.fail(format!("Can't pickle {shown}: attribute lookup {g} on {m} failed")));
        };
        if !found.is(o) {
            let shown = api::repr_string(vm, o)?;
            return Err(self.fail(format!("Can't pickle {shown}: it's not the same object as {m}.{g}")));
        }
        if self.proto >= 2
            && let Some(code) = registry(vm, "_extension_registry")?
                .get(vm, &tuple::pair(module_name.clone(), global.clone()))?
        {
            return self.save_extension(o, &code);
        }
        if self.proto >= 4 {
            self.save(&module_name)?;
            self.save(&global)?;
            self.put(op::STACK_GLOBAL);
        } else {
            // No dotted names yet: asked for step by step when loading.
            let (top, rest) = path.split_first().expect("a split has a part");
            let getattr = if rest.is_empty() { Obj::NONE } else { api::builtin(vm, "getattr")? };
            for _ in rest {
                self.save(&getattr)?;
                if self.proto < 2 {
                    self.put(op::MARK);
                }
            }
            self.save_top(&module_name, top)?;
            for attribute in rest {
                self.save(attribute)?;
                self.put(if self.proto < 2 { op::TUPLE } else { op::TUPLE2 });
                self.put(op::REDUCE);
            }
        }
        self.memoize(o);
        Ok(())
    }

    fn save_extension(&mut self, o: &Obj, code: &Obj) -> PyResult<()> {
        if !int::is_int(code) {
            let shown = api::repr_string(self.vm, o)?;
            return Err(self.fail(format!("Can't pickle {shown}: extension code isn't an integer")));
        }
        let n = int::to_i64(code).and_then(|n| u32::try_from(n).ok()).filter(|n| (1..1 << 31).contains(n));
        let Some(n) = n else {
            let (shown, code) = (api::repr_string(self.vm, o)?, api::repr_string(self.vm, code)?);
            return Err(self.fail(format!("Can't pickle {shown}: extension code {code} is out of range")));
        };
        let data = n.to_le_bytes();
        match n {
            0..0x100 => self.put_all(op::EXT1, &data[..1]),
            0x100..0x1_0000 => self.put_all(op::EXT2, &data[..2]),
            _ => self.put_all(op::EXT4, &data),
        }
        Ok(())
    }

    fn save_top(&mut self, module: &Obj, global: &Obj) -> PyResult<()> {
        let (mut module, mut global) = (module.clone(), global.clone());
        if self.proto < 3 && self.p.fix_imports.get() {
            (module, global) =
                renamed(self.vm, "REVERSE_NAME_MAPPING", "REVERSE_IMPORT_MAPPING", &module, &global)?;
        }
        if self.proto < 3 {
            for (o, what) in [(&module, "module"), (&global, "global")] {
                if !str_::is_ascii(o) {
                    let shown = api::repr_string(self.vm, o)?;
                    let proto = self.proto;
                    return Err(self.fail(format!(
                        "can't pickle {what} identifier {shown} using pickle protocol {proto}"
                    )));
                }
            }
        }
        self.put_all(op::GLOBAL, str_::bytes_of(&module));
        self.out.push(b'\n');
        self.out.extend_from_slice(str_::bytes_of(&global));
        self.out.push(b'\n');
        Ok(())
    }
}

/// `Unpickler.find_class` as it is unless somebody overrides it.
pub fn find_class(vm: &Vm, proto: u8, fix_imports: bool, module: &Obj, global: &Obj) -> PyResult<Obj> {
    crate::modules::sys::audit(vm, &intern("pickle.find_class"), &[module.clone(), global.clone()])?;
    let (module, global) = if proto < 3 && fix_imports {
        renamed(vm, "NAME_MAPPING", "IMPORT_MAPPING", module, global)?
    } else {
        (module.clone(), global.clone())
    };
    let m = imported(vm, &module)?;
    let found = if proto >= 4 {
        let path = path(&global);
        if path.iter().any(|p| str_::bytes_of(p) == b"<locals>") {
            return Err(missing(vm, "local attribute", &global, &m)?);
        }
        follow(vm, &m, &path)?
    } else {
        api::getattr_opt(vm, &m, &intern_obj(&global))?
    };
    match found {
        Some(o) => Ok(o),
        None => Err(missing(vm, "attribute", &global, &m)?),
    }
}

#[cold]
fn missing(vm: &Vm, what: &str, global: &Obj, module: &Obj) -> PyResult<crate::vm::Raised> {
    let (g, m) = (api::repr_string(vm, global)?, api::repr_string(vm, module)?);
    Ok(vm.attribute_error(format!("Can't get {what} {g} on {m}")))
}

/// The object of an extension number.
pub fn extension(vm: &Vm, code: i64, find: impl FnOnce(&Obj, &Obj) -> PyResult<Obj>) -> PyResult<Obj> {
    let key = int::from_i64(code);
    let cache = registry(vm, "_extension_cache")?;
    if let Some(o) = cache.get(vm, &key)? {
        return Ok(o);
    }
    let Some(pair) = registry(vm, "_inverted_registry")?.get(vm, &key)? else {
        return Err(vm.value_error(format!("unregistered extension code {code}")));
    };
    let Some([m, g]) = pair.downcast::<Tuple>().map(Tuple::as_slice) else {
        return Err(vm.value_error(format!("_inverted_registry[{code}] isn't a 2-tuple of strings")));
    };
    if !str_::is_str(m) || !str_::is_str(g) {
        return Err(vm.value_error(format!("_inverted_registry[{code}] isn't a 2-tuple of strings")));
    }
    let o = find(m, g)?;
    cache.set(vm, &key, &o)?;
    Ok(o)
}
