//! `OrderedDict`, its views and their iterator. A dict keeps its order anyway; what is added are moves to either end,
//! comparison by order, updates through `__setitem__`, and iterators that notice every change of the keys.

use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::slots::{BinOp, BinaryFn, CmpOp, Slots};
use crate::object::spec::{TypeSpec, class_method, iter_self, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::views::{ITEMS, KEYS, REVERSE, VALUES, VIEWS, View};
use crate::types::dict::{self, Dict};
use crate::types::exception::KEY_ERROR;
use crate::types::sequence::guard_repr;
use crate::types::str_::{self, StrBuilder};
use crate::types::{int, list, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;

/// The native state of an `OrderedDict`; the dict comes first.
#[repr(C)]
#[derive(Default)]
pub struct OrderedDict {
    dict: Dict,
}

#[allow(unsafe_code)]
// SAFETY: the dict is visited.
unsafe impl Payload for OrderedDict {
    fn static_type() -> &'static StaticType {
        &ORDERED_DICT
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.dict.traverse(visit);
    }
    fn clear(&self) {
        self.dict.clear();
    }
}

fn of(o: &Obj) -> &Dict {
    &o.downcast::<OrderedDict>().expect("the receiver is an OrderedDict").dict
}

// --- filling

fn update_from(vm: &Vm, o: &Obj, source: &Obj) -> PyResult<()> {
    if let Some(d) = source.downcast_exact::<Dict>() {
        return d.items().iter().try_for_each(|(k, v)| api::setitem(vm, o, k, v));
    }
    if let Some(keys) = api::getattr_opt(vm, source, name!(keys))? {
        let keys = api::call(vm, &keys, &[])?;
        return api::for_each(vm, &keys, |k| {
            let v = api::getitem(vm, source, &k)?;
            api::setitem(vm, o, &k, &v).map(|()| true)
        });
    }
    let pairs = match api::getattr_opt(vm, source, name!(items))? {
        Some(items) => api::call(vm, &items, &[])?,
        None => source.clone(),
    };
    api::for_each(vm, &pairs, |pair| {
        let it = api::iter(vm, &pair)?;
        let mut two = Vec::with_capacity(2);
        while two.len() < 2 {
            match api::next(vm, &it)? {
                Some(x) => two.push(x),
                None => {
                    let n = two.len();
                    let s = if n == 1 { "" } else { "s" };
                    return Err(vm.value_error(format!("need more than {n} value{s} to unpack")));
                }
            }
        }
        if api::next(vm, &it)?.is_some() {
            return Err(vm.value_error("too many values to unpack (expected 2)"));
        }
        api::setitem(vm, o, &two[0], &two[1]).map(|()| true)
    })
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    match args.pos() {
        [] => {}
        [source] => update_from(vm, o, source)?,
        more => return Err(vm.type_error(format!("expected at most 1 arguments, got {}", more.len()))),
    }
    args.keywords().try_for_each(|(k, v)| api::setitem(vm, o, k, v))
}

fn update(vm: &Vm, a: Args) -> PyResult<Obj> {
    match a.rest(1) {
        [] => {}
        [source] => update_from(vm, &a[0], source)?,
        more => {
            return Err(
                vm.type_error(format!("update() takes at most 1 positional argument ({} given)", more.len()))
            );
        }
    }
    update_from(vm, &a[0], &a[2])?;
    Ok(Obj::NONE)
}

fn fromkeys(vm: &Vm, a: Args) -> PyResult<Obj> {
    let o = api::call(vm, &a[0], &[])?;
    let value = a.opt(2).cloned().unwrap_or(Obj::NONE);
    api::for_each(vm, &a[1], |k| api::setitem(vm, &o, &k, &value).map(|()| true))?;
    Ok(o)
}

fn or(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    if !a.is_instance::<Dict>() || !b.is_instance::<Dict>() {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let class = if a.is_instance::<OrderedDict>() { a } else { b }.type_obj();
    let new = api::call(vm, &class, std::slice::from_ref(a))?;
    update_from(vm, &new, b)?;
    Ok(new)
}

// --- access

fn setdefault(vm: &Vm, a: Args) -> PyResult<Obj> {
    let default = a.opt(2).cloned().unwrap_or(Obj::NONE);
    if api::contains(vm, &a[0], &a[1])? {
        return api::getitem(vm, &a[0], &a[1]);
    }
    api::setitem(vm, &a[0], &a[1], &default)?;
    Ok(default)
}

fn pop(vm: &Vm, a: Args) -> PyResult<Obj> {
    if let Some(v) = of(&a[0]).remove(vm, &a[1])? {
        return Ok(v);
    }
    a.opt(2).cloned().ok_or_else(|| vm.key_error(&a[1]))
}

fn is_last(vm: &Vm, o: Option<&Obj>) -> PyResult<bool> {
    o.map_or(Ok(true), |o| api::is_true(vm, o))
}

fn popitem(vm: &Vm, a: Args) -> PyResult<Obj> {
    let last = is_last(vm, a.opt(1))?;
    let t = of(&a[0]).table();
    let found =
        if last { t.pop_last().map(|(_, k, v)| (k, v)) } else { t.next_live(0).and_then(|p| t.remove_at(p)) };
    match found {
        Some((k, v)) => Ok(tuple::pair(k, v)),
        None => Err(vm.error(&KEY_ERROR, "dictionary is empty")),
    }
}

fn move_to_end(vm: &Vm, a: Args) -> PyResult<Obj> {
    let last = is_last(vm, a.opt(2))?;
    let t = of(&a[0]).table();
    let hash = api::hash(vm, &a[1])? as u64;
    let Some(p) = t.find(vm, &a[1], hash)? else { return Err(vm.key_error(&a[1])) };
    let there = if last { t.prev_live(usize::MAX) } else { t.next_live(0) };
    if there != Some(p)
        && let Some((k, v)) = t.remove_at(p)
    {
        if last { t.insert_new(k, hash, v) } else { t.insert_first(k, hash, v) }
            .map_err(|_| vm.memory_error())?;
    }
    Ok(Obj::NONE)
}

fn copy(vm: &Vm, a: Args) -> PyResult<Obj> {
    let new = api::call(vm, &a[0].type_obj(), &[])?;
    of(&a[0]).items().iter().try_for_each(|(k, v)| api::setitem(vm, &new, k, v))?;
    Ok(new)
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    if !b.is_instance::<Dict>() || !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let plain = (dict::DICT.get().slots().compare.expect("dict compares"))(vm, a, b, CmpOp::Eq)?;
    let mut equal = api::is_true(vm, &plain)?;
    if equal && b.is_instance::<OrderedDict>() {
        let (left, right) = (of(a).keys(), of(b).keys());
        let versions = || (of(a).table().keys_version(), of(b).table().keys_version());
        let before = versions();
        equal = left.len() == right.len();
        for (x, y) in left.iter().zip(&right) {
            equal = equal && api::eq(vm, x, y)?;
            if versions() != before {
                return Err(vm.runtime_error("OrderedDict mutated during iteration"));
            }
            if !equal {
                break;
            }
        }
    }
    Ok(Obj::from_bool(equal == (op == CmpOp::Eq)))
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let t = o.ty().bare_name();
    if of(o).is_empty() {
        return Ok(str_::from_string(format!("{t}()")));
    }
    guard_repr(vm, o, "...", || {
        let plain = of(o).copy(vm)?.into_obj();
        let mut out = StrBuilder::new();
        out.push_str(&t);
        out.push_str("(");
        out.push_obj(&api::repr(vm, &plain)?);
        out.push_str(")");
        Ok(out.finish())
    })
}

fn reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    let state = api::call_method(vm, &a[0], name!(__getstate__), &[])?;
    let items = api::call_method(vm, &a[0], name!(items), &[])?;
    let items = api::iter(vm, &items)?;
    Ok(tuple::from_vec(vec![a[0].type_obj(), tuple::empty(), state, Obj::NONE, items]))
}

fn view<const KIND: u8>(vm: &Vm, a: Args) -> PyResult<Obj> {
    let dict = a[0].as_ref::<Dict>().expect("the receiver is a dict");
    new_instance(vm, &ODICT_VIEWS[KIND as usize].obj(), View::<KIND> { dict })
}

static SPEC: TypeSpec = TypeSpec {
    name: "OrderedDict",
    module: "collections",
    doc: "A dictionary whose order counts in comparisons and can be changed.",
    base: Some(&dict::DICT),
    flags: type_flag::BASE | type_flag::DICT | type_flag::WEAKREF | type_flag::HIDDEN_NEW,
    slots: Slots {
        setitem: Some(dict::setitem),
        new: Some(|vm, cls, _| new_instance(vm, cls, OrderedDict::default())),
        init: Some(init),
        repr: Some(repr),
        compare: Some(compare),
        iter: Some(|_, o| Ok(iter(o, KEYS))),
        binary: Slots::binary_table([(BinOp::Or, or)]),
        rbinary: Slots::binary_table([(BinOp::Or, (|vm, a, b| or(vm, b, a)) as BinaryFn)]),
        ibinary: Slots::binary_table([(
            BinOp::Or,
            (|vm, a, b| update_from(vm, a, b).map(|()| a.clone())) as BinaryFn,
        )]),
        ..Slots::NONE
    },
    // Part of the interpreter, as dict: it knows its module without an entry.
    extra: Some(|_, t| drop(t.dict().remove_str(name!(__module__)))),
    methods: &[
        class_method(
            "fromkeys",
            "($type, /, iterable, value=None)",
            "A new ordered dictionary in which every key of the iterable has the same value.",
            fromkeys,
        ),
        method("__sizeof__", "($self, /)", "Memory of the dictionary itself, in bytes.", |_, a| {
            let t = of(&a[0]).table();
            Ok(int::from_usize(112 + t.memory() + 64 * t.len()))
        }),
        method("__reduce__", "($self, /)", "What pickle needs to make an equal object.", reduce),
        method(
            "setdefault",
            "($self, /, key, default=None)",
            "The value of the key; default is stored first if there is none.",
            setdefault,
        ),
        method(
            "pop",
            "($self, /, key, default=<unrepresentable>)",
            "Removes a key and returns its value; for a missing key default, or KeyError if that was not given.",
            pop,
        ),
        method(
            "popitem",
            "($self, /, last=True)",
            "Removes the last pair (or the first) and returns it as a tuple.",
            popitem,
        ),
        method("keys", "($self, /)", "The keys, as a view.", view::<KEYS>),
        method("values", "($self, /)", "The values, as a view.", view::<VALUES>),
        method("items", "($self, /)", "The pairs, as a view.", view::<ITEMS>),
        method(
            "update",
            "~($self, /, *args, **kwargs)",
            "Stores the pairs of a mapping or iterable, then those of the keyword arguments.",
            update,
        ),
        method("clear", "($self, /)", "Removes everything.", |_, a| {
            of(&a[0]).clear_all();
            Ok(Obj::NONE)
        }),
        method("copy", "($self, /)", "A new ordered dictionary with the same pairs.", copy),
        method("__reversed__", "($self, /)", "An iterator over the keys, the last first.", |_, a| {
            Ok(iter(&a[0], REVERSE + KEYS))
        }),
        method(
            "move_to_end",
            "($self, /, key, last=True)",
            "Makes a key the last (or the first); KeyError if it is missing.",
            move_to_end,
        ),
    ],
    getters: &[crate::types::object::DICT_GETTER],
    ..TypeSpec::BASE
};
/// `collections.OrderedDict`
pub static ORDERED_DICT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<OrderedDict>(false));

// --- views

const fn view_slots<const KIND: u8>() -> Slots {
    Slots { iter: Some(|_, o| Ok(iter(shown::<KIND>(o), KIND))), ..Slots::NONE }
}

fn shown<const KIND: u8>(o: &Obj) -> &Obj {
    o.downcast::<View<KIND>>().expect("the receiver is a view").dict.obj()
}

static VIEW_SPECS: [TypeSpec; 3] = [
    TypeSpec {
        name: "odict_keys",
        base: Some(&VIEWS[0]),
        slots: view_slots::<KEYS>(),
        methods: &[method(
            "__reversed__",
            "($self, /)",
            "An iterator over the keys, the last first.",
            |_, a| Ok(iter(shown::<KEYS>(&a[0]), REVERSE + KEYS)),
        )],
        ..TypeSpec::FINAL
    },
    TypeSpec {
        name: "odict_values",
        base: Some(&VIEWS[1]),
        slots: view_slots::<VALUES>(),
        methods: &[method(
            "__reversed__",
            "($self, /)",
            "An iterator over the values, the last first.",
            |_, a| Ok(iter(shown::<VALUES>(&a[0]), REVERSE + VALUES)),
        )],
        ..TypeSpec::FINAL
    },
    TypeSpec {
        name: "odict_items",
        base: Some(&VIEWS[2]),
        slots: view_slots::<ITEMS>(),
        methods: &[method(
            "__reversed__",
            "($self, /)",
            "An iterator over the pairs, the last first.",
            |_, a| Ok(iter(shown::<ITEMS>(&a[0]), REVERSE + ITEMS)),
        )],
        ..TypeSpec::FINAL
    },
];

static ODICT_VIEWS: [StaticType; 3] = [
    StaticType::new(&VIEW_SPECS[0], LayoutOps::of::<View<0>>(false)),
    StaticType::new(&VIEW_SPECS[1], LayoutOps::of::<View<1>>(false)),
    StaticType::new(&VIEW_SPECS[2], LayoutOps::of::<View<2>>(false)),
];

// --- the iterator

/// The native state of an iterator over an OrderedDict or one of its views.
pub struct OdictIter {
    dict: Field,
    /// What it gives: a kind of `dict::views`.
    kind: u8,
    pos: Cell<usize>,
    left: Cell<usize>,
    /// The state of the keys that the dict must still have.
    mutations: u32,
}
payload!(OdictIter, ODICT_ITERATOR, [dict]);

fn iter(o: &Obj, kind: u8) -> Obj {
    let t = of(o).table();
    let pos = Cell::new(if kind < REVERSE { 0 } else { usize::MAX });
    Ref::new(OdictIter {
        dict: Field::new(Some(o.clone())),
        kind,
        pos,
        left: Cell::new(t.len()),
        mutations: t.mutations(),
    })
    .into_obj()
}

impl OdictIter {
    fn next(&self, vm: &Vm) -> PyResult<Option<Obj>> {
        let Some(o) = self.dict.get() else { return Ok(None) };
        if self.left.get() == 0 {
            self.dict.set(None);
            return Ok(None);
        }
        let t = of(&o).table();
        if t.mutations() != self.mutations {
            self.dict.set(None);
            return Err(vm.runtime_error("OrderedDict mutated during iteration"));
        }
        let p = if self.kind < REVERSE { t.next_live(self.pos.get()) } else { t.prev_live(self.pos.get()) };
        let Some((p, (_, k, v))) = p.and_then(|p| Some((p, t.entry(p)?))) else { return Ok(None) };
        self.left.set(self.left.get() - 1);
        self.pos.set(if self.kind < REVERSE { p + 1 } else { p });
        Ok(Some(match self.kind % REVERSE {
            KEYS => k,
            VALUES => v,
            _ => tuple::pair(k, v),
        }))
    }
}

fn iter_of(o: &Obj) -> &OdictIter {
    o.downcast::<OdictIter>().expect("the receiver is an odict iterator")
}

fn iter_reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    let it = iter_of(&a[0]);
    // A copy walks the rest, so that the iterator itself stays where it is.
    let copy = OdictIter {
        dict: Field::new(it.dict.get()),
        kind: it.kind,
        pos: it.pos.clone(),
        left: it.left.clone(),
        mutations: it.mutations,
    };
    let mut rest = Vec::new();
    while let Some(x) = copy.next(vm)? {
        rest.push(x);
    }
    Ok(tuple::pair(api::builtin(vm, "iter")?, tuple::from_vec(vec![list::from_vec(rest)])))
}

static ITER_SPEC: TypeSpec = TypeSpec {
    name: "odict_iterator",
    slots: Slots { iter: Some(iter_self), next: Some(|vm, o| iter_of(o).next(vm)), ..Slots::NONE },
    methods: &[method(
        "__reduce__",
        "($self, /)",
        "What pickle needs to make an equal iterator.",
        iter_reduce,
    )],
    ..TypeSpec::FINAL
};
static ODICT_ITERATOR: StaticType = StaticType::new(&ITER_SPEC, LayoutOps::of::<OdictIter>(false));

/// The types without a name in the module.
pub static HIDDEN: &[&StaticType] = &[&ODICT_VIEWS[0], &ODICT_VIEWS[1], &ODICT_VIEWS[2], &ODICT_ITERATOR];
