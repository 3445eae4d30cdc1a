//! `set`, `frozenset` and their iterator. Storage and lookup are in `table.rs`. Which operand is copied and which is
//! walked decides the order of the result, so the operations choose as CPython does.

mod table;

use crate::object::args::{Args, CallArgs};
use crate::object::attr::generic_getattr;
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, BinaryFn, CmpOp, Slots};
use crate::object::spec::{MethodDef, TypeSpec, class_method, iter_self, method, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::types::dict::Dict;
use crate::types::exception::{KEY_ERROR, TYPE_ERROR};
use crate::types::str_::StrBuilder;
use crate::types::{generic_alias, int, list, sequence, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;
use table::Table;

/// The native state of a set.
#[derive(Default)]
pub struct Set {
    table: Table,
}

/// The native state of a frozenset.
#[derive(Default)]
pub struct FrozenSet {
    set: Set,
    hash: Cell<Option<i64>>,
}

#[allow(unsafe_code)]
// SAFETY: the table visits every key.
unsafe impl Payload for Set {
    fn static_type() -> &'static StaticType {
        &SET
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.table.traverse(visit);
    }
    fn clear(&self) {
        drop(self.table.take());
    }
}

#[allow(unsafe_code)]
// SAFETY: the table visits every key.
unsafe impl Payload for FrozenSet {
    fn static_type() -> &'static StaticType {
        &FROZENSET
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.set.table.traverse(visit);
    }
    fn clear(&self) {
        drop(self.set.table.take());
    }
}

/// A new empty set.
pub fn new_ref() -> Ref<Set> {
    Ref::new(Set::default())
}

/// A set of items.
pub fn new_set(vm: &Vm, items: &[Obj]) -> PyResult<Obj> {
    let s = new_ref();
    items.iter().try_for_each(|x| s.add(vm, x).map(drop))?;
    Ok(s.into_obj())
}

/// A set of an iterable's items.
pub fn set_from(vm: &Vm, iterable: &Obj) -> PyResult<Obj> {
    let s = new_ref();
    s.update(vm, iterable)?;
    Ok(s.into_obj())
}

/// A frozenset of an iterable's items; an exact frozenset is itself.
pub fn frozenset_from(vm: &Vm, iterable: &Obj) -> PyResult<Obj> {
    if iterable.is_exact::<FrozenSet>() {
        return Ok(iterable.clone());
    }
    let s = Ref::new(FrozenSet::default());
    s.set.update(vm, iterable)?;
    Ok(s.into_obj())
}

/// Adds an item to a set object; nothing happens if it is something else.
pub fn add(vm: &Vm, set: &Obj, x: &Obj) -> PyResult<()> {
    as_set(set).map_or(Ok(()), |s| s.add(vm, x).map(drop))
}

/// Adds an iterable's items to a set object; nothing happens if it is something else.
pub fn update(vm: &Vm, set: &Obj, iterable: &Obj) -> PyResult<()> {
    as_set(set).map_or(Ok(()), |s| s.update(vm, iterable))
}

/// The set behind a set or frozenset or instance of a subclass.
#[inline]
pub fn as_set(o: &Obj) -> Option<&Set> {
    if let Some(f) = o.downcast_exact::<FrozenSet>() {
        return Some(&f.set);
    }
    o.downcast::<Set>().or_else(|| o.downcast::<FrozenSet>().map(|f| &f.set))
}

/// Calls with every item of a set, or key of a dict, and its hash, which need not be asked for again; false: it is
/// neither.
pub fn each_hashed(o: &Obj, f: impl FnMut(&Obj, i64) -> PyResult<bool>) -> PyResult<bool> {
    match (as_set(o), o.downcast_exact::<Dict>()) {
        (Some(s), _) => s.each(f)?,
        (None, Some(d)) => each_key(d, f)?,
        (None, None) => return Ok(false),
    }
    Ok(true)
}

/// Whether the object is a set or frozenset or instance of a subclass.
pub fn is_set(o: &Obj) -> bool {
    as_set(o).is_some()
}

/// Whether the object is exactly a set or frozenset.
pub fn is_exact_set(o: &Obj) -> bool {
    o.is_exact::<Set>() || o.is_exact::<FrozenSet>()
}

#[inline(always)]
fn of(o: &Obj) -> &Set {
    as_set(o).expect("the receiver is a set")
}

fn oom(vm: &Vm) -> impl Fn(crate::object::heap::OutOfMemory) -> crate::vm::Raised {
    |_| vm.memory_error()
}

/// An empty set or frozenset, whichever `o` is.
fn empty_like(o: &Obj) -> Obj {
    if o.is_instance::<Set>() { new_ref().into_obj() } else { Ref::new(FrozenSet::default()).into_obj() }
}

fn copy(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let result = empty_like(o);
    of(&result).merge(vm, of(o))?;
    Ok(result)
}

/// The hash of a key for a search: a set stands for the frozenset of its items.
fn search_hash(vm: &Vm, key: &Obj) -> PyResult<i64> {
    match (api::hash(vm, key), key.downcast::<Set>()) {
        (Err(r), Some(s)) => vm.clear_if(r, &TYPE_ERROR).map(|()| s.frozen_hash()),
        (r, _) => r,
    }
}

impl Set {
    /// Number of items.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Adds an item; whether it was new.
    pub fn add(&self, vm: &Vm, x: &Obj) -> PyResult<bool> {
        let hash = api::hash(vm, x)?;
        self.table.add(vm, x, hash)
    }

    /// `x in self`
    pub fn contains(&self, vm: &Vm, x: &Obj) -> PyResult<bool> {
        let hash = search_hash(vm, x)?;
        self.table.contains(vm, x, hash)
    }

    /// Removes an item; whether it was there.
    pub fn discard(&self, vm: &Vm, x: &Obj) -> PyResult<bool> {
        let hash = search_hash(vm, x)?;
        self.table.discard(vm, x, hash)
    }

    /// Copies of all items, in table order.
    pub fn items(&self) -> Vec<Obj> {
        let mut out = Vec::with_capacity(self.len());
        let mut pos = 0;
        while let Some((next, _, x)) = self.table.next(pos) {
            out.push(x);
            pos = next;
        }
        out
    }

    /// Runs `f` for each item with its hash, until it gives false.
    fn each(&self, mut f: impl FnMut(&Obj, i64) -> PyResult<bool>) -> PyResult<()> {
        let mut pos = 0;
        while let Some((next, hash, x)) = self.table.next(pos) {
            if !f(&x, hash)? {
                break;
            }
            pos = next;
        }
        Ok(())
    }

    fn merge(&self, vm: &Vm, other: &Set) -> PyResult<()> {
        if std::ptr::eq(self, other) || other.is_empty() {
            return Ok(());
        }
        if self.table.fill_from(&other.table).map_err(oom(vm))? {
            return Ok(());
        }
        self.table.make_room(other.len()).map_err(oom(vm))?;
        other.each(|x, hash| self.table.add(vm, x, hash).map(|_| true))
    }

    /// Adds all items of an iterable.
    pub fn update(&self, vm: &Vm, other: &Obj) -> PyResult<()> {
        if let Some(s) = as_set(other) {
            return self.merge(vm, s);
        }
        if let Some(d) = other.downcast_exact::<Dict>() {
            self.table.make_room(d.len()).map_err(oom(vm))?;
            return each_key(d, |x, hash| self.table.add(vm, x, hash).map(|_| true));
        }
        api::for_each(vm, other, |x| self.add(vm, &x).map(|_| true))
    }

    /// Removes all items of an iterable.
    pub fn difference_update(&self, vm: &Vm, other: &Obj) -> PyResult<()> {
        match as_set(other) {
            Some(s) if std::ptr::eq(s, self) => drop(self.table.take()),
            Some(s) => {
                // What both have is found faster from the smaller one.
                let common =
                    if s.len() >> 3 > self.len() { Some(self.intersection(vm, other, false)?) } else { None };
                let gone = common.as_ref().map_or(s, of);
                gone.each(|x, hash| self.table.discard(vm, x, hash).map(|_| true))?;
            }
            None => api::for_each(vm, other, |x| {
                let hash = api::hash(vm, &x)?;
                self.table.discard(vm, &x, hash).map(|_| true)
            })?,
        }
        self.table.tidy().map_err(oom(vm))
    }

    /// Removes the items of an iterable that are there and adds those that are not.
    pub fn symmetric_difference_update(&self, vm: &Vm, other: &Obj) -> PyResult<()> {
        let flip = |x: &Obj, hash: i64| {
            if !self.table.discard(vm, x, hash)? {
                self.table.add(vm, x, hash)?;
            }
            Ok(true)
        };
        if let Some(s) = as_set(other) {
            if std::ptr::eq(s, self) {
                drop(self.table.take());
                return Ok(());
            }
            return s.each(flip);
        }
        if let Some(d) = other.downcast_exact::<Dict>() {
            return each_key(d, flip);
        }
        let s = set_from(vm, other)?;
        of(&s).each(flip)
    }

    /// The items that an iterable has too, as a set or frozenset.
    pub fn intersection(&self, vm: &Vm, other: &Obj, frozen: bool) -> PyResult<Obj> {
        let result = if frozen { Ref::new(FrozenSet::default()).into_obj() } else { new_ref().into_obj() };
        let out = &of(&result).table;
        let mut base = self;
        let keep = |base: &Set, x: &Obj, hash: i64| {
            if base.table.contains(vm, x, hash)? {
                out.add(vm, x, hash)?;
            }
            Ok(true)
        };
        if let Some(mut walked) = as_set(other) {
            if std::ptr::eq(walked, self) {
                of(&result).merge(vm, self)?;
                return Ok(result);
            }
            if walked.len() > base.len() {
                std::mem::swap(&mut base, &mut walked);
            }
            walked.each(|x, hash| keep(base, x, hash))?;
        } else {
            api::for_each(vm, other, |x| {
                let hash = api::hash(vm, &x)?;
                keep(base, &x, hash)?;
                Ok(out.len() < base.len())
            })?;
        }
        Ok(result)
    }

    /// Whether every item is in `other`.
    pub fn is_subset(&self, vm: &Vm, other: &Set) -> PyResult<bool> {
        if self.len() > other.len() {
            return Ok(false);
        }
        let mut yes = true;
        self.each(|x, hash| {
            yes = other.table.contains(vm, x, hash)?;
            Ok(yes)
        })?;
        Ok(yes)
    }

    fn frozen_hash(&self) -> i64 {
        let mut h = 0u64;
        let mut pos = 0;
        while let Some((next, hash, _)) = self.table.next(pos) {
            let x = hash as u64;
            h ^= (x ^ 89_869_747 ^ (x << 16)).wrapping_mul(3_644_798_167);
            pos = next;
        }
        h ^= (self.len() as u64 + 1).wrapping_mul(1_927_868_237);
        h ^= (h >> 11) ^ (h >> 25);
        h = h.wrapping_mul(69_069).wrapping_add(907_133_923);
        if h == u64::MAX { 590_923_713 } else { h as i64 }
    }
}

fn each_key(d: &Dict, mut f: impl FnMut(&Obj, i64) -> PyResult<bool>) -> PyResult<()> {
    let mut pos = 0;
    while let Some(p) = d.table().next_live(pos) {
        pos = p + 1;
        if let Some((hash, key, _)) = d.table().entry(p)
            && !f(&key, hash as i64)?
        {
            break;
        }
    }
    Ok(())
}

/// The items of set `o` that `other` does not have.
fn difference(vm: &Vm, o: &Obj, other: &Obj) -> PyResult<Obj> {
    let (base, set, dict) = (of(o), as_set(other), other.downcast_exact::<Dict>());
    let n = set.map(Set::len).or(dict.map(Dict::len));
    if n.is_none_or(|n| base.len() >> 2 > n) {
        let result = copy(vm, o)?;
        of(&result).difference_update(vm, other)?;
        return Ok(result);
    }
    let result = empty_like(o);
    base.each(|x, hash| {
        let common = match (set, dict) {
            (Some(s), _) => s.table.contains(vm, x, hash)?,
            (_, Some(d)) => d.table().find(vm, x, hash as u64)?.is_some(),
            _ => false,
        };
        if !common {
            of(&result).table.add(vm, x, hash)?;
        }
        Ok(true)
    })?;
    Ok(result)
}

fn symmetric_difference(vm: &Vm, o: &Obj, other: &Obj) -> PyResult<Obj> {
    let result = empty_like(o);
    of(&result).update(vm, other)?;
    of(&result).symmetric_difference_update(vm, o)?;
    Ok(result)
}

fn intersection(vm: &Vm, o: &Obj, other: &Obj) -> PyResult<Obj> {
    of(o).intersection(vm, other, o.is_instance::<FrozenSet>())
}

fn union(vm: &Vm, o: &Obj, other: &Obj) -> PyResult<Obj> {
    let result = copy(vm, o)?;
    if !o.is(other) {
        of(&result).update(vm, other)?;
    }
    Ok(result)
}

// --- slots

fn new(vm: &Vm, cls: &Obj, _: CallArgs) -> PyResult<Obj> {
    new_instance(vm, cls, Set::default())
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let a = args.exactly(vm, "set", 0, 1)?;
    drop(of(o).table.take());
    a.first().map_or(Ok(()), |iterable| of(o).update(vm, iterable))
}

fn new_frozen(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let exact = cls.is(&FROZENSET.obj());
    if !exact && args.kw_len() > 0 && cls.downcast::<Type>().is_some_and(|t| t.overrides(name!(__init__))) {
        return new_frozen(vm, cls, CallArgs::positional(args.pos()));
    }
    let a = args.exactly(vm, "frozenset", 0, 1)?;
    if exact && let Some(x) = a.first() {
        return frozenset_from(vm, x);
    }
    let o = new_instance(vm, cls, FrozenSet::default())?;
    if let Some(x) = a.first() {
        of(&o).update(vm, x)?;
    }
    Ok(o)
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (x, Some(y)) = (of(a), as_set(b)) else { return Ok(Obj::NOT_IMPLEMENTED) };
    Ok(Obj::from_bool(match op {
        CmpOp::Eq => x.len() == y.len() && x.is_subset(vm, y)?,
        CmpOp::Ne => x.len() != y.len() || !x.is_subset(vm, y)?,
        CmpOp::Le => x.is_subset(vm, y)?,
        CmpOp::Ge => y.is_subset(vm, x)?,
        CmpOp::Lt => x.len() < y.len() && x.is_subset(vm, y)?,
        CmpOp::Gt => x.len() > y.len() && y.is_subset(vm, x)?,
    }))
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let t = o.ty().name();
    if of(o).is_empty() {
        return Ok(str_::from_string(format!("{t}()")));
    }
    sequence::guard_repr(vm, o, &format!("{t}(...)"), || {
        let exact = o.is_exact::<Set>();
        let items = list::new_ref(of(o).items());
        let mut out = StrBuilder::new();
        if !exact {
            out.push_str(&t);
            out.push_str("(");
        }
        out.push_str("{");
        sequence::push_reprs(vm, &*items, &mut out)?;
        out.push_str(if exact { "}" } else { "})" });
        Ok(out.finish())
    })
}

/// An operator that takes sets only.
macro_rules! operator {
    ($f:expr) => {
        |vm, a, b| if is_set(a) && is_set(b) { $f(vm, a, b) } else { Ok(Obj::NOT_IMPLEMENTED) }
    };
    (reflected $f:expr) => {
        |vm, b, a| if is_set(a) && is_set(b) { $f(vm, a, b) } else { Ok(Obj::NOT_IMPLEMENTED) }
    };
    (inplace $f:expr) => {
        |vm, a, b| if is_set(b) { $f(of(a), vm, b).map(|()| a.clone()) } else { Ok(Obj::NOT_IMPLEMENTED) }
    };
}

const OPERATORS: [(BinOp, BinaryFn); 4] = [
    (BinOp::Sub, operator!(difference)),
    (BinOp::And, operator!(intersection)),
    (BinOp::Xor, operator!(symmetric_difference)),
    (BinOp::Or, operator!(union)),
];
const REFLECTED: [(BinOp, BinaryFn); 4] = [
    (BinOp::Sub, operator!(reflected difference)),
    (BinOp::And, operator!(reflected intersection)),
    (BinOp::Xor, operator!(reflected symmetric_difference)),
    (BinOp::Or, operator!(reflected union)),
];
const INPLACE: [(BinOp, BinaryFn); 4] = [
    (BinOp::Sub, operator!(inplace Set::difference_update)),
    (BinOp::And, operator!(inplace intersection_update)),
    (BinOp::Xor, operator!(inplace Set::symmetric_difference_update)),
    (BinOp::Or, operator!(inplace Set::update)),
];

fn intersection_update(set: &Set, vm: &Vm, other: &Obj) -> PyResult<()> {
    let common = set.intersection(vm, other, false)?;
    set.table.swap(&of(&common).table);
    Ok(())
}

const SLOTS: Slots = Slots {
    repr: Some(repr),
    compare: Some(compare),
    len: Some(|_, o| Ok(of(o).len())),
    contains: Some(|vm, o, x| of(o).contains(vm, x)),
    iter: Some(|_, o| Ok(iter(o))),
    binary: Slots::binary_table(OPERATORS),
    rbinary: Slots::binary_table(REFLECTED),
    ..Slots::NONE
};

// --- methods

/// Applies an operation to the receiver and each of the others in turn.
fn fold(vm: &Vm, a: Args, f: BinaryFn) -> PyResult<Obj> {
    match a.rest(1) {
        [] => copy(vm, &a[0]),
        [first, more @ ..] => more.iter().try_fold(f(vm, &a[0], first)?, |r, other| f(vm, &r, other)),
    }
}

fn union_method(vm: &Vm, a: Args) -> PyResult<Obj> {
    let result = copy(vm, &a[0])?;
    for other in a.rest(1).iter().filter(|o| !o.is(&a[0])) {
        of(&result).update(vm, other)?;
    }
    Ok(result)
}

fn difference_method(vm: &Vm, a: Args) -> PyResult<Obj> {
    let [first, more @ ..] = a.rest(1) else { return copy(vm, &a[0]) };
    let result = difference(vm, &a[0], first)?;
    more.iter().try_for_each(|other| of(&result).difference_update(vm, other))?;
    Ok(result)
}

fn intersection_update_method(vm: &Vm, a: Args) -> PyResult<Obj> {
    let common = fold(vm, a, intersection)?;
    of(&a[0]).table.swap(&of(&common).table);
    Ok(Obj::NONE)
}

fn isdisjoint(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut base = of(&a[0]);
    let mut disjoint = true;
    if let Some(mut walked) = as_set(&a[1]).filter(|_| is_exact_set(&a[1])) {
        if std::ptr::eq(walked, base) {
            return Ok(Obj::from_bool(base.is_empty()));
        }
        if walked.len() > base.len() {
            std::mem::swap(&mut base, &mut walked);
        }
        walked.each(|x, hash| {
            disjoint = !base.table.contains(vm, x, hash)?;
            Ok(disjoint)
        })?;
    } else {
        api::for_each(vm, &a[1], |x| {
            let hash = api::hash(vm, &x)?;
            disjoint = !base.table.contains(vm, &x, hash)?;
            Ok(disjoint)
        })?;
    }
    Ok(Obj::from_bool(disjoint))
}

fn issubset(vm: &Vm, a: Args) -> PyResult<Obj> {
    let base = of(&a[0]);
    Ok(Obj::from_bool(match as_set(&a[1]) {
        Some(other) => base.is_subset(vm, other)?,
        None => of(&base.intersection(vm, &a[1], false)?).len() == base.len(),
    }))
}

fn issuperset(vm: &Vm, a: Args) -> PyResult<Obj> {
    let base = of(&a[0]);
    if let Some(other) = as_set(&a[1]) {
        return other.is_subset(vm, base).map(Obj::from_bool);
    }
    let mut yes = true;
    api::for_each(vm, &a[1], |x| {
        yes = base.contains(vm, &x)?;
        Ok(yes)
    })?;
    Ok(Obj::from_bool(yes))
}

fn reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    let items = list::from_vec(of(&a[0]).items());
    let state = api::call_method(vm, &a[0], name!(__getstate__), &[])?;
    Ok(tuple::from_vec(vec![a[0].type_obj(), tuple::from_vec(vec![items]), state]))
}

fn none(r: PyResult<()>) -> PyResult<Obj> {
    r.map(|()| Obj::NONE)
}

const CONTAINS: MethodDef =
    method("__contains__", "($self, object, /)", "Whether it is an item.", |vm, a| {
        of(&a[0]).contains(vm, &a[1]).map(Obj::from_bool)
    });
const COPY_DOC: &str = "A set with the same items.";
const DIFFERENCE: MethodDef = method(
    "difference",
    "($self, /, *others)",
    "A set of the items that none of the others has.",
    difference_method,
);
const INTERSECTION: MethodDef = method(
    "intersection",
    "($self, /, *others)",
    "A set of the items that all of the others have.",
    |vm, a| fold(vm, a, intersection),
);
const ISDISJOINT: MethodDef =
    method("isdisjoint", "($self, other, /)", "Whether the two have nothing in common.", isdisjoint);
const ISSUBSET: MethodDef =
    method("issubset", "($self, other, /)", "Whether the other has every item.", issubset);
const ISSUPERSET: MethodDef =
    method("issuperset", "($self, other, /)", "Whether every item of the other is in the set.", issuperset);
const REDUCE: MethodDef =
    method("__reduce__", "($self, /)", "What pickle needs to make an equal set.", reduce);
const SIZEOF: MethodDef =
    method("__sizeof__", "($self, /)", "Memory of the set itself, in bytes.", |_, a| {
        Ok(int::from_usize(200 + of(&a[0]).table.memory()))
    });
const SYMMETRIC_DIFFERENCE: MethodDef = method(
    "symmetric_difference",
    "($self, other, /)",
    "A set of the items that only one of the two has.",
    |vm, a| symmetric_difference(vm, &a[0], &a[1]),
);
const UNION: MethodDef = method("union", "($self, /, *others)", "A set of the items of all.", union_method);
const CLASS_GETITEM: MethodDef = class_method(
    "__class_getitem__",
    "($type, object, /)",
    "set[item]: the type of sets of such items.",
    generic_alias::class_getitem,
);

static SPEC: TypeSpec = TypeSpec {
    name: "set",
    doc: "set(iterable=()): a collection of distinct items without order.",
    signature: "(iterable=(), /)",
    flags: type_flag::BASE | type_flag::WEAKREF | type_flag::MATCH_SELF,
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(new),
        init: Some(init),
        ibinary: Slots::binary_table(INPLACE),
        ..SLOTS
    },
    methods: &[
        CONTAINS,
        method("add", "($self, object, /)", "Adds an item, if it is not there yet.", |vm, a| {
            none(of(&a[0]).add(vm, &a[1]).map(drop))
        }),
        method("clear", "($self, /)", "Removes all items.", |_, a| {
            drop(of(&a[0]).table.take());
            Ok(Obj::NONE)
        }),
        method("copy", "($self, /)", COPY_DOC, |vm, a| copy(vm, &a[0])),
        method("discard", "($self, object, /)", "Removes an item, if it is there.", |vm, a| {
            none(of(&a[0]).discard(vm, &a[1]).map(drop))
        }),
        DIFFERENCE,
        method("difference_update", "($self, /, *others)", "Removes the items of all others.", |vm, a| {
            none(a.rest(1).iter().try_for_each(|o| of(&a[0]).difference_update(vm, o)))
        }),
        INTERSECTION,
        method(
            "intersection_update",
            "($self, /, *others)",
            "Keeps only the items that all others have.",
            intersection_update_method,
        ),
        ISDISJOINT,
        ISSUBSET,
        ISSUPERSET,
        method(
            "pop",
            "($self, /)",
            "Removes some item and returns it; KeyError if there is none.",
            |vm, a| of(&a[0]).table.pop().ok_or_else(|| vm.error(&KEY_ERROR, "pop from an empty set")),
        ),
        REDUCE,
        method("remove", "($self, object, /)", "Removes an item; KeyError if it is not there.", |vm, a| {
            if of(&a[0]).discard(vm, &a[1])? { Ok(Obj::NONE) } else { Err(vm.key_error(&a[1])) }
        }),
        SIZEOF,
        SYMMETRIC_DIFFERENCE,
        method(
            "symmetric_difference_update",
            "($self, other, /)",
            "Keeps the items that only one of the two has.",
            |vm, a| none(of(&a[0]).symmetric_difference_update(vm, &a[1])),
        ),
        UNION,
        method("update", "($self, /, *others)", "Adds the items of all others.", |vm, a| {
            none(a.rest(1).iter().try_for_each(|o| of(&a[0]).update(vm, o)))
        }),
        CLASS_GETITEM,
    ],
    ..TypeSpec::BASE
};

/// `set`
pub static SET: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Set>(false));

static FROZEN_SPEC: TypeSpec = TypeSpec {
    name: "frozenset",
    doc: "frozenset(iterable=()): an immutable, hashable set.",
    signature: "(iterable=(), /)",
    flags: type_flag::BASE | type_flag::WEAKREF | type_flag::MATCH_SELF,
    slots: Slots {
        new: Some(new_frozen),
        hash: Some(|_, o| {
            let f = o.downcast::<FrozenSet>().expect("the receiver is a frozenset");
            let h = f.hash.get().unwrap_or_else(|| f.set.frozen_hash());
            f.hash.set(Some(h));
            Ok(h)
        }),
        ..SLOTS
    },
    methods: &[
        CONTAINS,
        method("copy", "($self, /)", COPY_DOC, |vm, a| {
            if a[0].is_exact::<FrozenSet>() { Ok(a[0].clone()) } else { copy(vm, &a[0]) }
        }),
        DIFFERENCE,
        INTERSECTION,
        ISDISJOINT,
        ISSUBSET,
        ISSUPERSET,
        REDUCE,
        SIZEOF,
        SYMMETRIC_DIFFERENCE,
        UNION,
        CLASS_GETITEM,
    ],
    ..TypeSpec::BASE
};

/// `frozenset`
pub static FROZENSET: StaticType = StaticType::new(&FROZEN_SPEC, LayoutOps::of::<FrozenSet>(false));

// --- the iterator

/// The native state of a set's iterator.
pub struct SetIter {
    /// The set; `None` once exhausted.
    set: Cell<Option<Obj>>,
    pos: Cell<usize>,
    /// The size that the set must still have; impossible after a failure.
    size: Cell<usize>,
    left: Cell<usize>,
}

#[allow(unsafe_code)]
// SAFETY: the set is visited.
unsafe impl Payload for SetIter {
    fn static_type() -> &'static StaticType {
        &SET_ITERATOR
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        let set = self.set.take();
        if let Some(o) = &set {
            visit(o.value());
        }
        self.set.set(set);
    }
}

fn iter(o: &Obj) -> Obj {
    let n = of(o).len();
    Ref::new(SetIter {
        set: Cell::new(Some(o.clone())),
        pos: Cell::new(0),
        size: Cell::new(n),
        left: Cell::new(n),
    })
    .into_obj()
}

impl SetIter {
    /// The next item; `None` when exhausted.
    pub fn next(&self, vm: &Vm) -> PyResult<Option<Obj>> {
        let Some(o) = self.set.take() else { return Ok(None) };
        let set = of(&o);
        if set.len() != self.size.get() {
            self.size.set(usize::MAX);
            self.set.set(Some(o));
            return Err(vm.runtime_error("Set changed size during iteration"));
        }
        let Some((next, _, x)) = set.table.next(self.pos.get()) else { return Ok(None) };
        self.pos.set(next);
        self.left.set(self.left.get().saturating_sub(1));
        self.set.set(Some(o));
        Ok(Some(x))
    }

    /// The set, while there may be more items.
    fn source(&self) -> Option<Obj> {
        let o = self.set.take();
        self.set.set(o.clone());
        o
    }
}

fn iter_of(o: &Obj) -> &SetIter {
    o.downcast::<SetIter>().expect("the receiver is a set iterator")
}

fn iter_reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    let it = iter_of(&a[0]);
    // A copy walks the rest, so that the iterator itself stays where it is.
    let copy = SetIter {
        set: Cell::new(it.source()),
        pos: it.pos.clone(),
        size: it.size.clone(),
        left: it.left.clone(),
    };
    let mut rest = Vec::new();
    while let Some(x) = copy.next(vm)? {
        rest.push(x);
    }
    Ok(tuple::pair(api::builtin(vm, "iter")?, tuple::from_vec(vec![list::from_vec(rest)])))
}

static ITER_SPEC: TypeSpec = TypeSpec {
    name: "set_iterator",
    slots: Slots { iter: Some(iter_self), next: Some(|vm, o| iter_of(o).next(vm)), ..Slots::NONE },
    methods: &[
        method("__length_hint__", "($self, /)", "How many items are left.", |_, a| {
            let it = iter_of(&a[0]);
            let valid = it.source().is_some_and(|o| of(&o).len() == it.size.get());
            Ok(int::from_usize(if valid { it.left.get() } else { 0 }))
        }),
        method("__reduce__", "($self, /)", "What pickle needs to make an equal iterator.", iter_reduce),
    ],
    ..TypeSpec::FINAL
};

/// `type(iter(set()))`
pub static SET_ITERATOR: StaticType = StaticType::new(&ITER_SPEC, LayoutOps::of::<SetIter>(false));

/// All types of this file.
pub static TYPES: &[&StaticType] = &[&SET, &FROZENSET, &SET_ITERATOR];
