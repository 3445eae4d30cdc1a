//! Iterators that belong to no container: `iter(f, sentinel)`, `iter` of a sequence, `enumerate`, `zip`, `map`,
//! `filter`, `reversed`.

use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::attr::generic_getattr;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, Slots};
use crate::object::spec::{TypeSpec, class_method, iter_self, method, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::types::dict::views::{DictIter, ITEMS};
use crate::types::list::ListIter;
use crate::types::range::RangeIter;
use crate::types::tuple::TupleIter;
use crate::types::{exception, generic_alias, int, object, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

const REDUCE: &str = "What pickle needs to make it again.";
const SETSTATE: &str = "Goes to the place that __reduce__() told.";
const HINT: &str = "How many items are left, as far as that is known.";

/// Implements `Payload` for a body with these owned parts: `Obj` fields, `RefCell<Option<_>>` fields, and the
/// result that is given again.
macro_rules! payload {
    ($t:ident, $ty:ident, [$($field:ident)*], [$($cell:ident)*] $(, $last:ident)?) => {
        #[allow(unsafe_code)]
        // SAFETY: all references are visited.
        unsafe impl Payload for $t {
            fn static_type() -> &'static StaticType {
                &$ty
            }
            const GC: bool = true;
            fn traverse(&self, visit: &mut Visit) {
                $(visit(self.$field.value());)*
                $(if let Some(o) = &*self.$cell.borrow() {
                    visit(o.value());
                })*
                $(self.$last.traverse(visit);)?
            }
            fn clear(&self) {
                $(drop(self.$cell.take());)*
                $(self.$last.clear();)?
            }
        }
    };
}

/// `(iter, (args), index)`, how iterators over one thing are pickled.
fn reduce_iter(vm: &Vm, args: Vec<Obj>, index: Option<Obj>) -> PyResult<Obj> {
    let mut parts = vec![api::builtin(vm, "iter")?, tuple::from_vec(args)];
    parts.extend(index);
    Ok(tuple::from_vec(parts))
}

/// Turns the errors that end an iteration by index into the end.
fn item_or_end(vm: &Vm, item: PyResult<Obj>) -> PyResult<Option<Obj>> {
    match item {
        Ok(v) => Ok(Some(v)),
        Err(r) if vm.raised_matches(&exception::INDEX_ERROR) => {
            vm.clear_if(r, &exception::INDEX_ERROR).map(|()| None)
        }
        Err(r) => vm.clear_if(r, &exception::STOP_ITERATION).map(|()| None),
    }
}

// --- iter(sequence)

/// Iteration through `__getitem__`.
pub struct SeqIter {
    sequence: RefCell<Option<Obj>>,
    index: Cell<i64>,
}
payload!(SeqIter, SEQUENCE_ITERATOR, [], [sequence]);

fn seq_of(o: &Obj) -> &SeqIter {
    o.downcast::<SeqIter>().expect("the receiver is a sequence iterator")
}

/// `iter(o)` of an object that has `__getitem__` only.
pub fn sequence_iterator(o: &Obj) -> Obj {
    Ref::new(SeqIter { sequence: RefCell::new(Some(o.clone())), index: Cell::new(0) }).into_obj()
}

fn seq_next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let it = seq_of(o);
    let Some(seq) = it.sequence.borrow().clone() else { return Ok(None) };
    let i = it.index.get();
    if i == i64::MAX {
        return Err(vm.overflow_error("iter index too large"));
    }
    let item = item_or_end(vm, api::getitem(vm, &seq, &int::from_i64(i)))?;
    match item {
        Some(_) => it.index.set(i + 1),
        None => drop(it.sequence.take()),
    }
    Ok(item)
}

fn seq_hint(vm: &Vm, a: Args) -> PyResult<Obj> {
    let it = seq_of(&a[0]);
    let Some(seq) = it.sequence.borrow().clone() else { return Ok(int::from_i64(0)) };
    if seq.ty().slots().len.is_none() {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let n = api::len(vm, &seq)? as i64;
    Ok(int::from_i64((n - it.index.get()).max(0)))
}

static SEQUENCE_SPEC: TypeSpec = TypeSpec {
    name: "iterator",
    flags: type_flag::NO_NEW,
    slots: Slots { iter: Some(iter_self), next: Some(seq_next), ..Slots::NONE },
    methods: &[
        method("__length_hint__", "($self, /)", HINT, seq_hint),
        method("__reduce__", "($self, /)", REDUCE, |vm, a| {
            let seq = seq_of(&a[0]).sequence.borrow().clone();
            match seq {
                Some(s) => reduce_iter(vm, vec![s], Some(int::from_i64(seq_of(&a[0]).index.get()))),
                None => reduce_iter(vm, vec![tuple::empty()], None),
            }
        }),
        method("__setstate__", "($self, object, /)", SETSTATE, |vm, a| {
            let i = crate::types::sequence::state_arg(vm, &a[1])?;
            if seq_of(&a[0]).sequence.borrow().is_some() {
                seq_of(&a[0]).index.set(i.max(0) as i64);
            }
            Ok(Obj::NONE)
        }),
    ],
    ..TypeSpec::FINAL
};

static SEQUENCE_ITERATOR: StaticType = StaticType::new(&SEQUENCE_SPEC, LayoutOps::of::<SeqIter>(false));

// --- iter(f, sentinel)

struct CallIter {
    function: RefCell<Option<Obj>>,
    sentinel: RefCell<Option<Obj>>,
}
payload!(CallIter, CALLABLE_ITERATOR, [], [function sentinel]);

fn call_iter(o: &Obj) -> &CallIter {
    o.downcast::<CallIter>().expect("the receiver is a callable iterator")
}

/// `iter(f, sentinel)`
pub fn callable_iterator(f: &Obj, sentinel: &Obj) -> Obj {
    Ref::new(CallIter {
        function: RefCell::new(Some(f.clone())),
        sentinel: RefCell::new(Some(sentinel.clone())),
    })
    .into_obj()
}

fn call_parts(o: &Obj) -> Option<(Obj, Obj)> {
    let c = call_iter(o);
    Some((c.function.borrow().clone()?, c.sentinel.borrow().clone()?))
}

fn call_next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let Some((f, sentinel)) = call_parts(o) else { return Ok(None) };
    let value = match api::call(vm, &f, &[]) {
        // The call may have come back here and found the end.
        Ok(_) if call_parts(o).is_none() => return Ok(None),
        Ok(v) if !api::eq(vm, &v, &sentinel)? => return Ok(Some(v)),
        Ok(_) => None,
        Err(r) => vm.clear_if(r, &exception::STOP_ITERATION).map(|()| None)?,
    };
    let _parts = (call_iter(o).function.take(), call_iter(o).sentinel.take());
    Ok(value)
}

static CALLABLE_SPEC: TypeSpec = TypeSpec {
    name: "callable_iterator",
    flags: type_flag::NO_NEW,
    slots: Slots { iter: Some(iter_self), next: Some(call_next), ..Slots::NONE },
    methods: &[method("__reduce__", "($self, /)", REDUCE, |vm, a| match call_parts(&a[0]) {
        Some((f, sentinel)) => reduce_iter(vm, vec![f, sentinel], None),
        None => reduce_iter(vm, vec![tuple::empty()], None),
    })],
    ..TypeSpec::FINAL
};

static CALLABLE_ITERATOR: StaticType = StaticType::new(&CALLABLE_SPEC, LayoutOps::of::<CallIter>(false));

// --- enumerate

/// The native state of `enumerate`.
pub struct Enumerate {
    /// What is enumerated.
    pub iterator: Obj,
    /// The next count, while it fits.
    pub count: Cell<i64>,
    /// The next count, when it does not.
    big: RefCell<Option<Obj>>,
    last: tuple::Recycled,
}
payload!(Enumerate, ENUMERATE, [iterator], [big], last);

fn enumerate_of(o: &Obj) -> &Enumerate {
    o.downcast::<Enumerate>().expect("the receiver is an enumerate object")
}

fn enumerate_new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let total = args.all().len();
    if total > 2 {
        return Err(vm.type_error(format!("enumerate() takes at most 2 arguments ({total} given)")));
    }
    let mut bound = [args.pos().first(), args.pos().get(1)];
    for (key, value) in args.keywords() {
        let i = match crate::types::str_::bytes_of(key) {
            b"iterable" => 0,
            b"start" => 1,
            _ => {
                let shown = crate::types::str_::display(key);
                return Err(
                    vm.type_error(format!("'{shown}' is an invalid keyword argument for enumerate()"))
                );
            }
        };
        if bound[i].is_some() {
            let shown = crate::types::str_::display(key);
            return Err(vm.type_error(format!("'{shown}' is an invalid keyword argument for enumerate()")));
        }
        bound[i] = Some(value);
    }
    let Some(iterable) = bound[0] else {
        return Err(vm.type_error("enumerate() missing required argument 'iterable'"));
    };
    let start = match bound[1] {
        Some(s) => api::index(vm, s)?,
        None => int::from_i64(0),
    };
    let iterator = api::iter(vm, iterable)?;
    let (count, big) = match int::to_i64(&start) {
        Some(n) => (n, None),
        None => (0, Some(start)),
    };
    attr::new_instance(
        vm,
        cls,
        Enumerate {
            iterator,
            count: Cell::new(count),
            big: RefCell::new(big),
            last: tuple::Recycled::default(),
        },
    )
}

fn enumerate_next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let e = enumerate_of(o);
    let Some(item) = step(vm, &e.iterator)? else { return Ok(None) };
    let count = next_count(vm, e)?;
    Ok(Some(e.last.pair(count, item)))
}

fn next_count(vm: &Vm, e: &Enumerate) -> PyResult<Obj> {
    let big = e.big.borrow().clone();
    Ok(match big {
        None => {
            let n = e.count.get();
            match n.checked_add(1) {
                Some(next) => e.count.set(next),
                None => drop(e.big.replace(Some(int::from_big(int::IBig::from(n) + int::IBig::ONE)))),
            }
            int::from_i64(n)
        }
        Some(n) => {
            let next = api::binary(vm, BinOp::Add, &n, &int::from_i64(1))?;
            drop(e.big.replace(Some(next)));
            n
        }
    })
}

static ENUMERATE_SPEC: TypeSpec = TypeSpec {
    name: "enumerate",
    doc: "An iterator of pairs: a count, from start, and an item of the iterable.",
    signature: "(iterable, start=0)",
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(enumerate_new),
        iter: Some(iter_self),
        next: Some(enumerate_next),
        ..Slots::NONE
    },
    methods: &[
        method("__reduce__", "($self, /)", REDUCE, |_, a| {
            let e = enumerate_of(&a[0]);
            let count = e.big.borrow().clone().unwrap_or_else(|| int::from_i64(e.count.get()));
            Ok(tuple::from_vec(vec![a[0].type_obj(), tuple::from_vec(vec![e.iterator.clone(), count])]))
        }),
        class_method("__class_getitem__", "($type, object, /)", "See PEP 585", generic_alias::class_getitem),
    ],
    ..TypeSpec::BASE
};

/// `enumerate`
pub static ENUMERATE: StaticType = StaticType::new(&ENUMERATE_SPEC, LayoutOps::of::<Enumerate>(false));

// --- zip

/// The native state of `zip`.
pub struct Zip {
    /// The iterators, a tuple.
    pub iterators: Obj,
    /// All iterators must end together.
    pub strict: Cell<bool>,
    last: tuple::Recycled,
}
payload!(Zip, ZIP, [iterators], [], last);

fn zip_of(o: &Obj) -> &Zip {
    o.downcast::<Zip>().expect("the receiver is a zip object")
}

fn iterators(vm: &Vm, iterables: &[Obj]) -> PyResult<Obj> {
    let made: PyResult<Vec<Obj>> = iterables.iter().map(|i| api::iter(vm, i)).collect();
    Ok(tuple::from_vec(made?))
}

fn zip_new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    if args.kw_len() > 1 {
        return Err(
            vm.type_error(format!("zip() takes at most 1 keyword argument ({} given)", args.kw_len()))
        );
    }
    let mut strict = false;
    for (key, value) in args.keywords() {
        if crate::types::str_::bytes_of(key) != b"strict" {
            let shown = crate::types::str_::display(key);
            return Err(vm.type_error(format!("zip() got an unexpected keyword argument '{shown}'")));
        }
        strict = api::is_true(vm, value)?;
    }
    attr::new_instance(
        vm,
        cls,
        Zip {
            iterators: iterators(vm, args.pos())?,
            strict: Cell::new(strict),
            last: tuple::Recycled::default(),
        },
    )
}

fn zip_next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let z = zip_of(o);
    let its = tuple::items(&z.iterators);
    if let Some(last) = z.last.take() {
        for (i, it) in its.iter().enumerate() {
            match step(vm, it)? {
                Some(v) => drop(last.replace(i, v)),
                None if z.strict.get() => return zip_uneven(vm, its, i),
                None => return Ok(None),
            }
        }
        return Ok(Some(z.last.keep(last.done())));
    }
    let mut items = Vec::with_capacity(its.len());
    for it in its {
        match step(vm, it)? {
            Some(v) => items.push(v),
            None if z.strict.get() => return zip_uneven(vm, its, items.len()),
            None => return Ok(None),
        }
    }
    Ok(if items.is_empty() { None } else { Some(z.last.keep(tuple::from_vec(items))) })
}

/// What `next_pair` found.
pub enum Pair {
    /// The next two values.
    Some(Obj, Obj),
    /// The iterator is exhausted.
    End,
    /// Not an iterator of pairs that can do without the tuple.
    Other,
}

/// `a, b = next(it)` for a `zip` of two, an `enumerate` or the items of a dict, without the tuple.
#[inline]
pub fn next_pair(vm: &Vm, it: &Obj) -> PyResult<Pair> {
    if let Some(z) = it.downcast_exact::<Zip>() {
        let [a, b] = tuple::items(&z.iterators) else { return Ok(Pair::Other) };
        if z.strict.get() {
            return Ok(Pair::Other);
        }
        let Some(x) = step(vm, a)? else { return Ok(Pair::End) };
        return Ok(step(vm, b)?.map_or(Pair::End, |y| Pair::Some(x, y)));
    }
    if let Some(e) = it.downcast_exact::<Enumerate>() {
        let Some(item) = step(vm, &e.iterator)? else { return Ok(Pair::End) };
        return Ok(Pair::Some(next_count(vm, e)?, item));
    }
    if let Some(d) = it.downcast_exact::<DictIter<ITEMS>>() {
        return Ok(d.next_item(vm)?.map_or(Pair::End, |(k, v)| Pair::Some(k, v)));
    }
    Ok(Pair::Other)
}

/// The next item; iterators of lists and tuples, and ranges are asked directly.
#[inline]
pub fn step(vm: &Vm, it: &Obj) -> PyResult<Option<Obj>> {
    if let Some(l) = it.downcast_exact::<ListIter>() {
        return Ok(l.step());
    }
    if let Some(t) = it.downcast_exact::<TupleIter>() {
        return Ok(t.step());
    }
    if let Some(r) = it.downcast_exact::<RangeIter>() {
        return Ok(r.step().map(int::from_i64));
    }
    api::next(vm, it)
}

/// The iterator at `ended` is the first that ended: ValueError unless all have.
#[cold]
fn zip_uneven(vm: &Vm, its: &[Obj], ended: usize) -> PyResult<Option<Obj>> {
    let error = |i: usize, how: &str| {
        let before = if i == 1 { " 1".to_owned() } else { format!("s 1-{i}") };
        Err(vm.value_error(format!("zip() argument {} is {how} than argument{before}", i + 1)))
    };
    if ended > 0 {
        return error(ended, "shorter");
    }
    for (i, it) in its.iter().enumerate().skip(1) {
        if api::next(vm, it)?.is_some() {
            return error(i, "longer");
        }
    }
    Ok(None)
}

static ZIP_SPEC: TypeSpec = TypeSpec {
    name: "zip",
    doc: "An iterator of tuples: the first items of all iterables, the second ones, and so on,\nuntil the shortest is exhausted. With strict, a ValueError if their lengths differ.",
    signature: "(*iterables, strict=False)",
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(zip_new),
        iter: Some(iter_self),
        next: Some(zip_next),
        ..Slots::NONE
    },
    methods: &[
        method("__reduce__", "($self, /)", REDUCE, |_, a| {
            let z = zip_of(&a[0]);
            let mut parts = vec![a[0].type_obj(), z.iterators.clone()];
            if z.strict.get() {
                parts.push(Obj::TRUE);
            }
            Ok(tuple::from_vec(parts))
        }),
        method("__setstate__", "($self, object, /)", SETSTATE, |vm, a| {
            zip_of(&a[0]).strict.set(api::is_true(vm, &a[1])?);
            Ok(Obj::NONE)
        }),
    ],
    ..TypeSpec::BASE
};

/// `zip`
pub static ZIP: StaticType = StaticType::new(&ZIP_SPEC, LayoutOps::of::<Zip>(false));

// --- map, filter, reversed

/// TypeError for keyword arguments, unless the class's own `__init__` may want them.
pub fn refuse_keywords(vm: &Vm, cls: &Obj, args: CallArgs, name: &str) -> PyResult<()> {
    let init = cls.downcast::<Type>().and_then(|t| t.slots().init);
    let inherited = match (init, object::OBJECT.get().slots().init) {
        (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
        _ => true,
    };
    if inherited { args.no_keywords(vm, name) } else { Ok(()) }
}

/// The native state of `map`.
pub struct Map {
    /// What is called.
    pub function: Obj,
    /// The iterators, a tuple.
    pub iterators: Obj,
}
payload!(Map, MAP, [function iterators], []);

fn map_of(o: &Obj) -> &Map {
    o.downcast::<Map>().expect("the receiver is a map object")
}

fn map_next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let m = map_of(o);
    if let [it] = tuple::items(&m.iterators) {
        return match step(vm, it)? {
            Some(v) => api::call(vm, &m.function, std::slice::from_ref(&v)).map(Some),
            None => Ok(None),
        };
    }
    if let [a, b] = tuple::items(&m.iterators) {
        let Some(x) = step(vm, a)? else { return Ok(None) };
        let Some(y) = step(vm, b)? else { return Ok(None) };
        return api::call(vm, &m.function, &[x, y]).map(Some);
    }
    let mut args = Vec::new();
    for it in tuple::items(&m.iterators) {
        match step(vm, it)? {
            Some(v) => args.push(v),
            None => return Ok(None),
        }
    }
    api::call(vm, &m.function, &args).map(Some)
}

static MAP_SPEC: TypeSpec = TypeSpec {
    name: "map",
    doc: "An iterator of what the function gives for the items of each iterable,\nuntil the shortest is exhausted.",
    signature: "(function, iterable, /, *iterables)",
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(|vm, cls, args| {
            refuse_keywords(vm, cls, args, "map")?;
            let [function, iterables @ ..] = args.pos() else {
                return Err(vm.type_error("map() must have at least two arguments."));
            };
            if iterables.is_empty() {
                return Err(vm.type_error("map() must have at least two arguments."));
            }
            attr::new_instance(
                vm,
                cls,
                Map { function: function.clone(), iterators: iterators(vm, iterables)? },
            )
        }),
        iter: Some(iter_self),
        next: Some(map_next),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", REDUCE, |_, a| {
        let m = map_of(&a[0]);
        let mut args = vec![m.function.clone()];
        args.extend_from_slice(tuple::items(&m.iterators));
        Ok(tuple::from_vec(vec![a[0].type_obj(), tuple::from_vec(args)]))
    })],
    ..TypeSpec::BASE
};

/// `map`
pub static MAP: StaticType = StaticType::new(&MAP_SPEC, LayoutOps::of::<Map>(false));

/// The native state of `filter`.
pub struct Filter {
    function: Obj,
    iterator: Obj,
}
payload!(Filter, FILTER, [function iterator], []);

fn filter_of(o: &Obj) -> &Filter {
    o.downcast::<Filter>().expect("the receiver is a filter object")
}

fn filter_next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let f = filter_of(o);
    let by_truth = f.function.is_none() || f.function.is(&crate::types::bool_::BOOL.obj());
    while let Some(item) = step(vm, &f.iterator)? {
        let keep = if by_truth {
            api::is_true(vm, &item)?
        } else {
            let r = api::call(vm, &f.function, std::slice::from_ref(&item))?;
            api::is_true(vm, &r)?
        };
        if keep {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

static FILTER_SPEC: TypeSpec = TypeSpec {
    name: "filter",
    doc: "An iterator of the items for which the function is true;\nwith None for the function, of the items that are true.",
    signature: "(function, iterable, /)",
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(|vm, cls, args| {
            refuse_keywords(vm, cls, args, "filter")?;
            let a = CallArgs::positional(args.pos()).exactly(vm, "filter", 2, 2)?;
            attr::new_instance(vm, cls, Filter { function: a[0].clone(), iterator: api::iter(vm, &a[1])? })
        }),
        iter: Some(iter_self),
        next: Some(filter_next),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", REDUCE, |_, a| {
        let f = filter_of(&a[0]);
        Ok(tuple::from_vec(vec![
            a[0].type_obj(),
            tuple::from_vec(vec![f.function.clone(), f.iterator.clone()]),
        ]))
    })],
    ..TypeSpec::BASE
};

/// `filter`
pub static FILTER: StaticType = StaticType::new(&FILTER_SPEC, LayoutOps::of::<Filter>(false));

/// The native state of `reversed` over a sequence; -1: exhausted.
pub struct Reversed {
    sequence: RefCell<Option<Obj>>,
    index: Cell<i64>,
}
payload!(Reversed, REVERSED, [], [sequence]);

fn reversed_of(o: &Obj) -> &Reversed {
    o.downcast::<Reversed>().expect("the receiver is a reversed object")
}

fn reversed_new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    refuse_keywords(vm, cls, args, "reversed")?;
    let seq = &CallArgs::positional(args.pos()).exactly(vm, "reversed", 1, 1)?[0];
    let refuse = || Err(vm.type_error(format!("'{}' object is not reversible", seq.ty().name())));
    match seq.ty().lookup(name!(__reversed__)) {
        Some(f) if f.is_none() => return refuse(),
        Some(f) => return api::call_found_special(vm, seq, &f, &[]),
        None if !api::is_sequence(seq) => return refuse(),
        None => {}
    }
    let n = api::len(vm, seq)? as i64;
    attr::new_instance(
        vm,
        cls,
        Reversed { sequence: RefCell::new(Some(seq.clone())), index: Cell::new(n - 1) },
    )
}

fn reversed_next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let r = reversed_of(o);
    let i = r.index.get();
    let seq = r.sequence.borrow().clone();
    if let Some(seq) = seq.filter(|_| i >= 0) {
        let item = item_or_end(vm, api::getitem(vm, &seq, &int::from_i64(i)))?;
        if item.is_some() {
            r.index.set(i - 1);
            return Ok(item);
        }
    }
    r.index.set(-1);
    drop(r.sequence.take());
    Ok(None)
}

static REVERSED_SPEC: TypeSpec = TypeSpec {
    name: "reversed",
    doc: "An iterator over the items of a sequence, the last one first.",
    signature: "(sequence, /)",
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(reversed_new),
        iter: Some(iter_self),
        next: Some(reversed_next),
        ..Slots::NONE
    },
    methods: &[
        method("__length_hint__", "($self, /)", HINT, |vm, a| {
            let r = reversed_of(&a[0]);
            let Some(seq) = r.sequence.borrow().clone() else { return Ok(int::from_i64(0)) };
            let n = api::len(vm, &seq)? as i64;
            let left = r.index.get() + 1;
            Ok(int::from_i64(if n < left { 0 } else { left }))
        }),
        method("__reduce__", "($self, /)", REDUCE, |_, a| {
            let r = reversed_of(&a[0]);
            let seq = r.sequence.borrow().clone();
            Ok(tuple::from_vec(match seq {
                Some(s) => vec![a[0].type_obj(), tuple::from_vec(vec![s]), int::from_i64(r.index.get())],
                None => vec![a[0].type_obj(), tuple::from_vec(vec![tuple::empty()])],
            }))
        }),
        method("__setstate__", "($self, object, /)", SETSTATE, |vm, a| {
            let i = crate::types::sequence::state_arg(vm, &a[1])? as i64;
            let r = reversed_of(&a[0]);
            let seq = r.sequence.borrow().clone();
            if let Some(seq) = seq {
                let n = api::len(vm, &seq)? as i64;
                r.index.set(i.clamp(-1, n - 1));
            }
            Ok(Obj::NONE)
        }),
    ],
    ..TypeSpec::BASE
};

/// `reversed`
pub static REVERSED: StaticType = StaticType::new(&REVERSED_SPEC, LayoutOps::of::<Reversed>(false));

/// The types of this file.
pub static TYPES: &[&StaticType] =
    &[&SEQUENCE_ITERATOR, &CALLABLE_ITERATOR, &ENUMERATE, &ZIP, &MAP, &FILTER, &REVERSED];
