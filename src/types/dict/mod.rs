//! `dict`: Python's methods and views. Storage and lookup are in `table.rs`.

pub mod table;

use crate::object::heap::{LayoutOps, OutOfMemory, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::StaticType;
use crate::types::str_;
use crate::vm::{PyResult, Vm, api};
use table::Table;

/// The native state of a dict.
#[derive(Default)]
pub struct Dict {
    table: Table,
}

#[allow(unsafe_code)]
// SAFETY: the table visits every key and value.
unsafe impl Payload for Dict {
    fn static_type() -> &'static StaticType {
        &DICT
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.table.traverse(visit);
    }
    fn clear(&self) {
        self.table.clear();
    }
}

/// A new empty dict.
pub fn new() -> Ref<Dict> {
    Ref::new(Dict::default())
}

fn oom(vm: &Vm) -> impl Fn(OutOfMemory) -> crate::vm::Raised {
    |_| vm.memory_error()
}

impl Dict {
    /// The storage.
    #[inline(always)]
    pub fn table(&self) -> &Table {
        &self.table
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// `self[key]`; `None` if absent. Runs `__hash__` and `__eq__`.
    pub fn get(&self, vm: &Vm, key: &Obj) -> PyResult<Option<Obj>> {
        let hash = api::hash(vm, key)?;
        Ok(self.table.find(vm, key, hash as u64)?.and_then(|p| self.table.value_at(p)))
    }

    /// `self[key] = value`
    pub fn set(&self, vm: &Vm, key: &Obj, value: &Obj) -> PyResult<()> {
        let hash = api::hash(vm, key)? as u64;
        self.set_hashed(vm, key, hash, value)
    }

    /// `self[key] = value` with the key's hash known.
    pub fn set_hashed(&self, vm: &Vm, key: &Obj, hash: u64, value: &Obj) -> PyResult<()> {
        match self.table.find(vm, key, hash)? {
            Some(p) => drop(self.table.replace_value(p, value.clone())),
            None => self.table.insert_new(key.clone(), hash, value.clone()).map_err(oom(vm))?,
        }
        Ok(())
    }

    /// Removes a key; its value comes back.
    pub fn remove(&self, vm: &Vm, key: &Obj) -> PyResult<Option<Obj>> {
        let hash = api::hash(vm, key)? as u64;
        match self.table.find(vm, key, hash)? {
            Some(p) => Ok(self.table.remove_at(p).map(|(_, v)| v)),
            None => Ok(None),
        }
    }

    /// The value of a str key; runs no Python code.
    #[inline]
    pub fn get_str(&self, key: &Obj) -> Option<Obj> {
        self.table.find_str(key).and_then(|p| self.table.value_at(p))
    }

    /// Stores under a str key; runs no Python code except finalizers of the old value.
    pub fn insert_str(&self, key: Obj, value: Obj) {
        drop(self.replace_str(key, value));
    }

    /// Stores under a str key; the old value comes back.
    pub fn replace_str(&self, key: Obj, value: Obj) -> Option<Obj> {
        match self.table.find_str(&key) {
            Some(p) => self.table.replace_value(p, value),
            None => {
                self.insert_new_str(key, value);
                None
            }
        }
    }

    /// Stores under a str key that is not in the dict.
    pub fn insert_new_str(&self, key: Obj, value: Obj) {
        let hash = str_::hash(&key);
        self.table.insert_new(key, hash, value).expect("namespaces fit memory");
    }

    /// Removes a str key; its value comes back.
    pub fn remove_str(&self, key: &Obj) -> Option<Obj> {
        self.table.find_str(key).and_then(|p| self.table.remove_at(p)).map(|(_, v)| v)
    }

    /// Copies of all keys and values in order.
    pub fn items(&self) -> Vec<(Obj, Obj)> {
        let mut out = Vec::with_capacity(self.len());
        let mut p = 0;
        while let Some(i) = self.table.next_live(p) {
            if let Some((_, k, v)) = self.table.entry(i) {
                out.push((k, v));
            }
            p = i + 1;
        }
        out
    }

    /// Copies of all keys in order.
    pub fn keys(&self) -> Vec<Obj> {
        self.items().into_iter().map(|(k, _)| k).collect()
    }

    /// Removes everything.
    pub fn clear_all(&self) {
        self.table.clear();
    }

    /// A shallow copy.
    pub fn copy(&self, vm: &Vm) -> PyResult<Ref<Dict>> {
        Ok(Ref::new(Dict { table: self.table.copy().map_err(oom(vm))? }))
    }
}

fn dict_new(vm: &Vm, cls: &Obj, _: crate::object::args::CallArgs) -> PyResult<Obj> {
    crate::object::attr::new_instance(vm, cls, Dict::default())
}

static SPEC: TypeSpec = TypeSpec {
    name: "dict",
    doc: "dict(): a new empty dictionary.\n\ndict(mapping): filled from the mapping's pairs.\ndict(iterable): filled from pairs.\ndict(**kwargs): filled from the keyword arguments.",
    flags: type_flag::BASE | type_flag::MAPPING | type_flag::MATCH_SELF,
    slots: Slots { new: Some(dict_new), ..Slots::NONE },
    ..TypeSpec::BASE
};

/// `dict`
pub static DICT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Dict>(false));
