//! `dict`: Python's methods. Storage and lookup are in `table.rs`, views and iterators in `views.rs`.

pub mod table;
pub mod views;

use crate::object::args::{Args, CallArgs};
use crate::object::attr::generic_getattr;
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, OutOfMemory, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, CmpOp, Slots};
use crate::object::spec::{TypeSpec, class_method, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::exception::TYPE_ERROR;
use crate::types::str_::StrBuilder;
use crate::types::{generic_alias, int, sequence, set, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
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

fn oom(vm: &Vm) -> impl Fn(OutOfMemory) -> Raised {
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

    /// `key in self`
    pub fn contains(&self, vm: &Vm, key: &Obj) -> PyResult<bool> {
        let hash = api::hash(vm, key)?;
        Ok(self.table.find(vm, key, hash as u64)?.is_some())
    }

    /// `self[key] = value`
    pub fn set(&self, vm: &Vm, key: &Obj, value: &Obj) -> PyResult<()> {
        let hash = api::hash(vm, key)? as u64;
        self.set_hashed(vm, key, hash, value)
    }

    /// `self[key] = value` with the key's hash known.
    pub fn set_hashed(&self, vm: &Vm, key: &Obj, hash: u64, value: &Obj) -> PyResult<()> {
        self.table.set(vm, key, hash, value.clone()).map(drop)
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
        let mut out = Vec::with_capacity(self.len());
        let mut p = 0;
        while let Some(i) = self.table.next_live(p) {
            out.extend(self.table.key_at(i));
            p = i + 1;
        }
        out
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

/// What `merge` does with a key that the target has already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Duplicates {
    /// The new value wins.
    Replace,
    /// The old value stays.
    Keep,
    /// KeyError with the key.
    Refuse,
}

/// Puts all pairs of a mapping (anything with `keys()`) into a dict.
pub fn merge(vm: &Vm, target: &Dict, source: &Obj, duplicates: Duplicates) -> PyResult<()> {
    if let Some(d) = source.downcast::<Dict>()
        && source.ty().slots().iter.is_some_and(|f| std::ptr::fn_addr_eq(f, ITER))
    {
        return merge_dict(vm, target, d, duplicates);
    }
    let keys = api::call_method(vm, source, name!(keys), &[])?;
    let it = match api::iter(vm, &keys) {
        Ok(it) => it,
        Err(r) => {
            vm.clear_if(r, &TYPE_ERROR)?;
            let (t, k) = (source.ty().name(), keys.ty().name());
            return Err(vm.type_error(format!("{t}.keys() returned a non-iterable (type {k})")));
        }
    };
    // All keys first: `source` may change while values are fetched.
    for key in api::to_vec(vm, &it)? {
        if duplicates != Duplicates::Replace && target.contains(vm, &key)? {
            if duplicates == Duplicates::Refuse {
                return Err(vm.key_error(&key));
            }
            continue;
        }
        let value = api::getitem(vm, source, &key)?;
        target.set(vm, &key, &value)?;
    }
    Ok(())
}

fn merge_dict(vm: &Vm, target: &Dict, source: &Dict, duplicates: Duplicates) -> PyResult<()> {
    if std::ptr::eq(target, source) || source.is_empty() {
        return Ok(());
    }
    if target.is_empty() {
        drop(target.table.swap(source.table.copy().map_err(oom(vm))?));
        return Ok(());
    }
    let n = source.len();
    let mut pos = 0;
    while let Some(p) = source.table.next_live(pos) {
        pos = p + 1;
        let Some((hash, key, value)) = source.table.entry(p) else { continue };
        match (target.table.find(vm, &key, hash)?, duplicates) {
            (None, _) => target.table.insert_new(key, hash, value).map_err(oom(vm))?,
            (Some(at), Duplicates::Replace) => drop(target.table.replace_value(at, value)),
            (Some(_), Duplicates::Keep) => {}
            (Some(_), Duplicates::Refuse) => return Err(vm.key_error(&key)),
        }
        if source.len() != n {
            return Err(vm.runtime_error("dict mutated during update"));
        }
    }
    Ok(())
}

/// `dict.update(source)`: a mapping, or pairs.
pub fn update_from(vm: &Vm, target: &Dict, source: &Obj) -> PyResult<()> {
    if source.is_exact::<Dict>() || api::getattr_opt(vm, source, name!(keys))?.is_some() {
        return merge(vm, target, source, Duplicates::Replace);
    }
    let it = api::iter(vm, source)?;
    let mut i = 0;
    while let Some(item) = crate::types::iterators::step(vm, &it)? {
        if let [key, value] = tuple::items(&item)
            && item.is_exact::<tuple::Tuple>()
        {
            target.set(vm, key, value)?;
            i += 1;
            continue;
        }
        let pair = match api::to_vec(vm, &item) {
            Ok(pair) => pair,
            Err(r) => {
                vm.clear_if(r, &TYPE_ERROR)?;
                return Err(vm.type_error(format!(
                    "cannot convert dictionary update sequence element #{i} to a sequence"
                )));
            }
        };
        let [key, value] = pair.as_slice() else {
            let n = pair.len();
            return Err(vm.value_error(format!(
                "dictionary update sequence element #{i} has length {n}; 2 is required"
            )));
        };
        target.set(vm, key, value)?;
        i += 1;
    }
    Ok(())
}

/// The arguments of `dict()` and `dict.update`.
pub fn update_args(vm: &Vm, target: &Dict, function: &str, args: CallArgs) -> PyResult<()> {
    match args.pos() {
        [] => {}
        [source] => update_from(vm, target, source)?,
        more => {
            return Err(vm.type_error(format!("{function} expected at most 1 argument, got {}", more.len())));
        }
    }
    args.keywords().try_for_each(|(k, v)| target.set(vm, k, v))
}

#[inline(always)]
fn of(o: &Obj) -> &Dict {
    o.downcast::<Dict>().expect("the receiver is a dict")
}

const ITER: crate::object::slots::UnaryFn = iter;

fn iter(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(views::iter::<{ views::KEYS }>(&o.as_ref::<Dict>().expect("the receiver is a dict")))
}

fn new_dict(vm: &Vm, cls: &Obj, _: CallArgs) -> PyResult<Obj> {
    new_instance(vm, cls, Dict::default())
}

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    if let Some(v) = of(o).get(vm, key)? {
        return Ok(v);
    }
    if !o.is_exact::<Dict>()
        && let Some(r) = api::call_special_opt(vm, o, name!(__missing__), &[key])?
    {
        return Ok(r);
    }
    Err(vm.key_error(key))
}

/// `d[key] = value`, `del d[key]`
pub fn setitem(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    match value {
        Some(v) => of(o).set(vm, key, v),
        None => match of(o).remove(vm, key)? {
            Some(v) => {
                drop(v);
                Ok(())
            }
            None => Err(vm.key_error(key)),
        },
    }
}

fn equal(vm: &Vm, a: &Dict, b: &Dict) -> PyResult<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    let mut pos = 0;
    while let Some(p) = a.table.next_live(pos) {
        pos = p + 1;
        let Some((hash, key, x)) = a.table.entry(p) else { continue };
        let Some(y) = b.table.find(vm, &key, hash)?.and_then(|at| b.table.value_at(at)) else {
            return Ok(false);
        };
        if !api::eq(vm, &x, &y)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    match (a.downcast::<Dict>(), b.downcast::<Dict>(), op) {
        (Some(x), Some(y), CmpOp::Eq | CmpOp::Ne) => {
            Ok(Obj::from_bool(equal(vm, x, y)? == (op == CmpOp::Eq)))
        }
        _ => Ok(Obj::NOT_IMPLEMENTED),
    }
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let d = of(o);
    if d.is_empty() {
        return Ok(str_::from_str("{}"));
    }
    sequence::guard_repr(vm, o, "{...}", || {
        let mut out = StrBuilder::new();
        let mut separator = "{";
        let mut pos = 0;
        while let Some(p) = d.table.next_live(pos) {
            pos = p + 1;
            let Some((_, key, value)) = d.table.entry(p) else { continue };
            out.push_str(separator);
            out.push_obj(&api::repr(vm, &key)?);
            out.push_str(": ");
            out.push_obj(&api::repr(vm, &value)?);
            separator = ", ";
        }
        out.push_str("}");
        Ok(out.finish())
    })
}

fn or(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    let (Some(x), Some(_)) = (a.downcast::<Dict>(), b.downcast::<Dict>()) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    let d = x.copy(vm)?;
    update_from(vm, &d, b)?;
    Ok(d.into_obj())
}

fn setdefault(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = of(&a[0]);
    let hash = api::hash(vm, &a[1])? as u64;
    if let Some(v) = d.table.find(vm, &a[1], hash)?.and_then(|p| d.table.value_at(p)) {
        return Ok(v);
    }
    let v = a.opt(2).cloned().unwrap_or(Obj::NONE);
    d.table.insert_new(a[1].clone(), hash, v.clone()).map_err(oom(vm))?;
    Ok(v)
}

fn pop(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = of(&a[0]);
    let found = if d.is_empty() { None } else { d.remove(vm, &a[1])? };
    found.or_else(|| a.opt(2).cloned()).ok_or_else(|| vm.key_error(&a[1]))
}

fn popitem(vm: &Vm, a: Args) -> PyResult<Obj> {
    match of(&a[0]).table.pop_last() {
        Some((_, k, v)) => Ok(tuple::pair(k, v)),
        None => Err(vm.error(&crate::types::exception::KEY_ERROR, "popitem(): dictionary is empty")),
    }
}

fn fromkeys(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = api::call(vm, &a[0], &[])?;
    let value = a.opt(2).cloned().unwrap_or(Obj::NONE);
    let plain = d.downcast_exact::<Dict>();
    if let Some(filled) = plain
        && set::each_hashed(&a[1], |key, hash| {
            filled.set_hashed(vm, key, hash as u64, &value).map(|()| true)
        })?
    {
        return Ok(d.clone());
    }
    api::for_each(vm, &a[1], |key| {
        match plain {
            Some(d) => d.set(vm, &key, &value)?,
            None => api::setitem(vm, &d, &key, &value)?,
        }
        Ok(true)
    })?;
    Ok(d)
}

fn update(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = of(&a[0]);
    update_args(vm, d, "update", CallArgs::positional(a.rest(1)))?;
    merge(vm, d, &a[2], Duplicates::Replace)?;
    Ok(Obj::NONE)
}

fn view<const KIND: u8>(_: &Vm, a: Args) -> PyResult<Obj> {
    Ok(views::view::<KIND>(&a[0].as_ref::<Dict>().expect("the receiver is a dict")))
}

static SPEC: TypeSpec = TypeSpec {
    name: "dict",
    doc: "dict(): a new empty dictionary.\n\ndict(mapping): filled from the mapping's pairs.\ndict(iterable): filled from pairs.\ndict(**kwargs): filled from the keyword arguments.",
    flags: type_flag::BASE | type_flag::MAPPING | type_flag::MATCH_SELF,
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(new_dict),
        init: Some(|vm, o, args| update_args(vm, of(o), "dict", args)),
        repr: Some(repr),
        compare: Some(compare),
        len: Some(|_, o| Ok(of(o).len())),
        getitem: Some(getitem),
        setitem: Some(setitem),
        contains: Some(|vm, o, key| of(o).contains(vm, key)),
        iter: Some(ITER),
        binary: Slots::binary_table([(BinOp::Or, or)]),
        rbinary: Slots::binary_table([(BinOp::Or, |vm, a, b| or(vm, b, a))]),
        ibinary: Slots::binary_table([(BinOp::Or, |vm, a, b| update_from(vm, of(a), b).map(|()| a.clone()))]),
        ..Slots::NONE
    },
    methods: &[
        method("__getitem__", "($self, key, /)", "The value of the key.", |vm, a| getitem(vm, &a[0], &a[1])),
        method("__contains__", "($self, key, /)", "Whether the key is there.", |vm, a| {
            of(&a[0]).contains(vm, &a[1]).map(Obj::from_bool)
        }),
        method("__sizeof__", "($self, /)", "Memory of the dictionary itself, in bytes.", |_, a| {
            Ok(int::from_usize(48 + of(&a[0]).table.memory()))
        }),
        method("get", "($self, key, default=None, /)", "The value of the key, or default.", |vm, a| {
            Ok(of(&a[0]).get(vm, &a[1])?.or_else(|| a.opt(2).cloned()).unwrap_or(Obj::NONE))
        }),
        method(
            "setdefault",
            "($self, key, default=None, /)",
            "The value of the key; default is stored first if there is none.",
            setdefault,
        ),
        method(
            "pop",
            "($self, key, default=<unrepresentable>, /)",
            "Removes a key and returns its value; for a missing key default, or KeyError if that was not given.",
            pop,
        ),
        method(
            "popitem",
            "($self, /)",
            "Removes the newest pair and returns it as a tuple; KeyError if there is none.",
            popitem,
        ),
        method("keys", "($self, /)", "The keys, as a view that behaves like a set.", view::<{ views::KEYS }>),
        method(
            "items",
            "($self, /)",
            "The pairs, as a view that behaves like a set.",
            view::<{ views::ITEMS }>,
        ),
        method("values", "($self, /)", "The values, as a view.", view::<{ views::VALUES }>),
        method(
            "update",
            "~($self, /, *args, **kwargs)",
            "Stores the pairs of a mapping or iterable, then those of the keyword arguments.",
            update,
        ),
        class_method(
            "fromkeys",
            "($type, iterable, value=None, /)",
            "A new dictionary in which every key of the iterable has the same value.",
            fromkeys,
        ),
        method("clear", "($self, /)", "Removes everything.", |_, a| {
            of(&a[0]).clear_all();
            Ok(Obj::NONE)
        }),
        method("copy", "($self, /)", "A new dictionary with the same pairs.", |vm, a| {
            Ok(of(&a[0]).copy(vm)?.into_obj())
        }),
        method("__reversed__", "($self, /)", "An iterator over the keys, the newest first.", |_, a| {
            Ok(views::iter::<{ views::REVERSE | views::KEYS }>(
                &a[0].as_ref::<Dict>().expect("the receiver is a dict"),
            ))
        }),
        class_method(
            "__class_getitem__",
            "($type, object, /)",
            "dict[key, value]: the type of such dictionaries.",
            generic_alias::class_getitem,
        ),
    ],
    ..TypeSpec::BASE
};

/// `dict`
pub static DICT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Dict>(false));
