//! `deque` and its iterators.

use crate::object::args::{Args, CallArgs};
use crate::object::attr::generic_getattr;
use crate::object::attr::{instance_items, new_instance};
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{Trace, constructor, payload};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{TypeSpec, class_method, getter, iter_self, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::exception::RUNTIME_ERROR;
use crate::types::sequence::{self, Items, bound_arg, is_index, item_index, resolve, size_arg};
use crate::types::str_::StrBuilder;
use crate::types::{generic_alias, int, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// The native state of a deque. The items are never borrowed while Python code runs.
#[derive(Default)]
pub struct Deque {
    items: RefCell<VecDeque<Obj>>,
    max: Cell<Option<usize>>,
    /// Moves with every change of the length or order.
    state: Cell<usize>,
}

#[allow(unsafe_code)]
// SAFETY: every item is visited.
unsafe impl Payload for Deque {
    fn static_type() -> &'static StaticType {
        &DEQUE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.items.trace(visit);
    }
    fn clear(&self) {
        drop(self.items.take());
    }
}

impl Items for Deque {
    fn count(&self) -> usize {
        self.items.borrow().len()
    }
    fn item(&self, i: usize) -> Option<Obj> {
        self.items.borrow().get(i).cloned()
    }
}

#[inline(always)]
fn of(o: &Obj) -> &Deque {
    o.downcast::<Deque>().expect("the receiver is a deque")
}

impl Deque {
    fn len(&self) -> usize {
        self.items.borrow().len()
    }

    fn changed(&self) {
        self.state.set(self.state.get().wrapping_add(1));
    }

    /// Adds an item at an end; what falls out at the other end is dropped when the deque is in order.
    fn push(&self, vm: &Vm, x: Obj, left: bool) -> PyResult<()> {
        let full = self.max.get().is_some_and(|m| self.len() >= m);
        if full && self.max.get() == Some(0) {
            return Ok(());
        }
        let fallen = {
            let mut items = self.items.borrow_mut();
            if items.len() == items.capacity() && items.try_reserve(1).is_err() {
                drop(items);
                return Err(vm.memory_error());
            }
            let fallen = if !full {
                None
            } else if left {
                items.pop_back()
            } else {
                items.pop_front()
            };
            if left {
                items.push_front(x)
            } else {
                items.push_back(x)
            }
            fallen
        };
        self.changed();
        drop(fallen);
        Ok(())
    }

    fn pop(&self, vm: &Vm, left: bool) -> PyResult<Obj> {
        let x = if left { self.items.borrow_mut().pop_front() } else { self.items.borrow_mut().pop_back() };
        self.changed();
        x.ok_or_else(|| vm.index_error("pop from an empty deque"))
    }

    fn clear_all(&self) {
        let old = self.items.take();
        self.changed();
        drop(old);
    }

    fn snapshot(&self) -> Vec<Obj> {
        self.items.borrow().iter().cloned().collect()
    }

    fn rotate(&self, n: isize) {
        let mut items = self.items.borrow_mut();
        let len = items.len();
        if len > 1 {
            items.rotate_right(n.rem_euclid(len as isize) as usize);
            drop(items);
            self.changed();
        }
    }
}

fn extend(vm: &Vm, o: &Obj, iterable: &Obj, left: bool) -> PyResult<()> {
    let d = of(o);
    if iterable.is(o) {
        return d.snapshot().into_iter().try_for_each(|x| d.push(vm, x, left));
    }
    let it = api::iter(vm, iterable)?;
    while let Some(x) = api::next(vm, &it)? {
        d.push(vm, x, left)?;
    }
    Ok(())
}

/// A new deque with the same limit.
fn with_items(d: &Deque, items: Vec<Obj>) -> Obj {
    let mut items: VecDeque<Obj> = items.into();
    if let Some(m) = d.max.get() {
        items.drain(..items.len().saturating_sub(m));
    }
    Ref::new(Deque { items: RefCell::new(items), max: d.max.clone(), state: Cell::new(0) }).into_obj()
}

constructor!(bind_init, "deque", "($self, iterable=(), maxlen=None)", |vm, a| {
    let max = match a.opt_not_none(2) {
        None => None,
        Some(m) if !int::is_int(m) => return Err(vm.type_error("an integer is required")),
        Some(m) => match size_arg(vm, m)? {
            n if n < 0 => return Err(vm.value_error("maxlen must be non-negative")),
            n => Some(n as usize),
        },
    };
    let d = of(&a[0]);
    d.max.set(max);
    if d.len() > 0 {
        d.clear_all();
    }
    a.opt(1).map_or(Ok(()), |iterable| extend(vm, &a[0], iterable, false))?;
    Ok(Obj::NONE)
});

fn max_obj(d: &Deque) -> Obj {
    d.max.get().map_or(Obj::NONE, int::from_usize)
}

fn copy(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let d = of(o);
    if o.is_exact::<Deque>() {
        return Ok(with_items(d, d.snapshot()));
    }
    let class = o.type_obj();
    match d.max.get() {
        None => api::call(vm, &class, std::slice::from_ref(o)),
        Some(m) => api::call(vm, &class, &[o.clone(), int::from_usize(m)]),
    }
}

fn position(vm: &Vm, d: &Deque, key: &Obj) -> PyResult<Option<usize>> {
    if !is_index(key) {
        return Err(vm.type_error(format!("sequence index must be integer, not '{}'", key.ty().name())));
    }
    Ok(resolve(item_index(vm, key)?, d.len()))
}

fn out_of_range(vm: &Vm) -> Raised {
    vm.index_error("deque index out of range")
}

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let d = of(o);
    position(vm, d, key)?.and_then(|p| d.item(p)).ok_or_else(|| out_of_range(vm))
}

fn setitem(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let d = of(o);
    let p = position(vm, d, key)?.ok_or_else(|| out_of_range(vm))?;
    let old = match value {
        Some(v) => d.items.borrow_mut().get_mut(p).map(|slot| std::mem::replace(slot, v.clone())),
        None => {
            d.changed();
            d.items.borrow_mut().remove(p)
        }
    };
    drop(old);
    Ok(())
}

/// Position of the first item equal to `x`; RuntimeError if user code changes the deque meanwhile.
fn find(vm: &Vm, d: &Deque, x: &Obj, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let state = d.state.get();
    let mut i = start;
    while i < stop
        && let Some(o) = d.item(i)
    {
        let equal = api::eq(vm, &o, x)?;
        if d.state.get() != state {
            return Err(vm.runtime_error("deque mutated during iteration"));
        }
        if equal {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}

fn count(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = of(&a[0]);
    let (mut n, mut from) = (0, 0);
    while let Some(i) = find(vm, d, &a[1], from, usize::MAX)? {
        n += 1;
        from = i + 1;
    }
    Ok(int::from_usize(n))
}

fn index(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = of(&a[0]);
    let start = bound_arg(vm, a.opt(2), d.len(), 0)?;
    let stop = bound_arg(vm, a.opt(3), d.len(), usize::MAX)?;
    match find(vm, d, &a[1], start, stop)? {
        Some(i) => Ok(int::from_usize(i)),
        None => Err(vm.value_error(format!("{} is not in deque", api::repr_string(vm, &a[1])?))),
    }
}

fn remove(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = of(&a[0]);
    let state = d.state.get();
    let found = match find(vm, d, &a[1], 0, usize::MAX) {
        // A change is reported as another exception than elsewhere.
        Err(r) if d.state.get() != state => {
            vm.clear_if(r, &RUNTIME_ERROR)?;
            return Err(vm.index_error("deque mutated during iteration"));
        }
        found => found?,
    };
    let Some(i) = found else {
        return Err(vm.value_error(format!("{} is not in deque", api::repr_string(vm, &a[1])?)));
    };
    d.changed();
    let gone = d.items.borrow_mut().remove(i);
    drop(gone);
    Ok(Obj::NONE)
}

fn insert(vm: &Vm, a: Args) -> PyResult<Obj> {
    let i = size_arg(vm, &a[1])?;
    let d = of(&a[0]);
    let n = d.len();
    if d.max.get().is_some_and(|m| n >= m) {
        return Err(vm.index_error("deque already at its maximum size"));
    }
    let p = if i < 0 { n.saturating_sub(i.unsigned_abs()) } else { (i as usize).min(n) };
    d.changed();
    d.items.borrow_mut().insert(p, a[2].clone());
    Ok(Obj::NONE)
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    match (a.downcast::<Deque>(), b.downcast::<Deque>()) {
        (Some(x), Some(y)) => sequence::compare(vm, x, y, op),
        _ => Ok(Obj::NOT_IMPLEMENTED),
    }
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    sequence::guard_repr(vm, o, "[...]", || {
        let d = of(o);
        let mut out = StrBuilder::new();
        out.push_str(&o.ty().bare_name());
        out.push_str("([");
        let state = d.state.get();
        let mut i = 0;
        while let Some(x) = d.item(i) {
            if i > 0 {
                out.push_str(", ");
            }
            out.push_obj(&api::repr(vm, &x)?);
            if d.state.get() != state {
                return Err(vm.runtime_error("deque mutated during iteration"));
            }
            i += 1;
        }
        out.push_str("]");
        if let Some(m) = d.max.get() {
            out.push_str(&format!(", maxlen={m}"));
        }
        out.push_str(")");
        Ok(out.finish())
    })
}

fn concat(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    if !b.is_instance::<Deque>() {
        return Err(vm.type_error(format!("can only concatenate deque (not \"{}\") to deque", b.ty().name())));
    }
    let new = copy(vm, a)?;
    extend(vm, &new, b, false)?;
    Ok(new)
}

/// The items repeated `n` times, without those that the limit drops.
fn repeated(vm: &Vm, d: &Deque, n: isize) -> PyResult<Vec<Obj>> {
    let items = d.snapshot();
    let enough = match d.max.get() {
        Some(m) if !items.is_empty() => (m.div_ceil(items.len()) as isize).max(1),
        _ => isize::MAX,
    };
    crate::types::list::repeated(vm, &items, n.min(enough))
}

fn irepeat(vm: &Vm, o: &Obj, n: isize) -> PyResult<Obj> {
    let d = of(o);
    let items = repeated(vm, d, n)?;
    let mut items: VecDeque<Obj> = items.into();
    if let Some(m) = d.max.get() {
        items.drain(..items.len().saturating_sub(m));
    }
    let old = d.items.replace(items);
    d.changed();
    drop(old);
    Ok(o.clone())
}

fn reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = of(&a[0]);
    let state = if instance_items(&a[0]).is_empty() {
        Obj::NONE
    } else {
        api::call_method(vm, &a[0], name!(__getstate__), &[])?
    };
    let it = api::iter(vm, &a[0])?;
    let args = match d.max.get() {
        None => tuple::empty(),
        Some(m) => tuple::pair(tuple::empty(), int::from_usize(m)),
    };
    Ok(tuple::from_vec(vec![a[0].type_obj(), args, state, it]))
}

fn none(r: PyResult<()>) -> PyResult<Obj> {
    r.map(|()| Obj::NONE)
}

const COPY: &str = "A deque with the same items and limit.";

static SPEC: TypeSpec = TypeSpec {
    name: "deque",
    module: "collections",
    doc: "deque(iterable=(), maxlen=None): a sequence with fast ends; beyond maxlen items fall out at the other end.",
    signature: "([iterable[, maxlen]])",
    flags: type_flag::BASE | type_flag::WEAKREF | type_flag::SEQUENCE,
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(|vm, cls, _: CallArgs| new_instance(vm, cls, Deque::default())),
        init: Some(|vm, o, args| bind_init(vm, o, args).map(drop)),
        repr: Some(repr),
        compare: Some(compare),
        len: Some(|_, o| Ok(of(o).len())),
        getitem: Some(getitem),
        setitem: Some(setitem),
        contains: Some(|vm, o, x| Ok(find(vm, of(o), x, 0, usize::MAX)?.is_some())),
        iter: Some(|_, o| Ok(Ref::new(DequeIter(Position::new(o))).into_obj())),
        concat: Some(concat),
        iconcat: Some(|vm, a, b| extend(vm, a, b, false).map(|()| a.clone())),
        repeat: Some(|vm, o, n| irepeat(vm, &copy(vm, o)?, n)),
        irepeat: Some(irepeat),
        ..Slots::NONE
    },
    methods: &[
        method("append", "($self, item, /)", "Adds an item on the right.", |vm, a| {
            none(of(&a[0]).push(vm, a[1].clone(), false))
        }),
        method("appendleft", "($self, item, /)", "Adds an item on the left.", |vm, a| {
            none(of(&a[0]).push(vm, a[1].clone(), true))
        }),
        method("clear", "($self, /)", "Removes all items.", |_, a| {
            of(&a[0]).clear_all();
            Ok(Obj::NONE)
        }),
        method("__copy__", "($self, /)", COPY, |vm, a| copy(vm, &a[0])),
        method("copy", "($self, /)", COPY, |vm, a| copy(vm, &a[0])),
        method("count", "($self, value, /)", "How many items equal value.", count),
        method("extend", "($self, iterable, /)", "Adds all items of an iterable on the right.", |vm, a| {
            none(extend(vm, &a[0], &a[1], false))
        }),
        method(
            "extendleft",
            "($self, iterable, /)",
            "Adds the items of an iterable on the left, one after the other.",
            |vm, a| none(extend(vm, &a[0], &a[1], true)),
        ),
        method(
            "index",
            "($self, value, [start, [stop]])",
            "Position of the first item equal to value; ValueError if there is none.",
            index,
        ),
        method("insert", "($self, index, value, /)", "Adds an item before a position.", insert),
        method("pop", "($self, /)", "Removes and returns the item on the right.", |vm, a| {
            of(&a[0]).pop(vm, false)
        }),
        method("popleft", "($self, /)", "Removes and returns the item on the left.", |vm, a| {
            of(&a[0]).pop(vm, true)
        }),
        method("__reduce__", "($self, /)", "What pickle needs to make an equal object.", reduce),
        method(
            "remove",
            "($self, value, /)",
            "Removes the first item equal to value; ValueError if there is none.",
            remove,
        ),
        method("__reversed__", "($self, /)", "An iterator over the items from the right.", |_, a| {
            Ok(Ref::new(DequeReverseIter(Position::new(&a[0]))).into_obj())
        }),
        method("reverse", "($self, /)", "Reverses the order of the items in place.", |_, a| {
            of(&a[0]).items.borrow_mut().make_contiguous().reverse();
            of(&a[0]).changed();
            Ok(Obj::NONE)
        }),
        method(
            "rotate",
            "($self, n=1, /)",
            "Moves n items from the right end to the left one (if n is negative, the other way).",
            |vm, a| {
                of(&a[0]).rotate(a.opt(1).map_or(Ok(1), |n| size_arg(vm, n))?);
                Ok(Obj::NONE)
            },
        ),
        method("__sizeof__", "($self, /)", "Memory of the deque itself, in bytes.", |_, a| {
            // CPython keeps blocks of 64 items, of which one is always there.
            Ok(int::from_usize(216 + 528 * (of(&a[0]).len().max(1).div_ceil(64))))
        }),
        class_method(
            "__class_getitem__",
            "($type, object, /)",
            "deque[item]: for annotations.",
            generic_alias::class_getitem,
        ),
    ],
    getters: &[getter("maxlen", "the greatest number of items, or None", |_, o| Ok(max_obj(of(o))))],
    ..TypeSpec::BASE
};

/// `collections.deque`
pub static DEQUE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Deque>(false));

// --- iterators

/// Where an iterator is.
struct Position {
    deque: Field,
    /// Items given already.
    done: Cell<usize>,
    left: Cell<usize>,
    state: Cell<usize>,
}

impl Position {
    fn new(o: &Obj) -> Position {
        let d = of(o);
        Position {
            deque: Field::new(Some(o.clone())),
            done: Cell::new(0),
            left: Cell::new(d.len()),
            state: d.state.clone(),
        }
    }

    fn next(&self, vm: &Vm, reverse: bool) -> PyResult<Option<Obj>> {
        if self.left.get() == 0 {
            return self.ended(vm);
        }
        let found = self.deque.with(|o| {
            let d = of(o);
            let i = self.done.get();
            let place = if reverse { d.len().wrapping_sub(i + 1) } else { i };
            (d.state.get() == self.state.get()).then(|| d.item(place))
        });
        match found {
            None => Ok(None),
            Some(None) => self.ended(vm),
            Some(Some(item)) => {
                self.left.set(self.left.get() - 1);
                self.done.set(self.done.get() + 1);
                Ok(item)
            }
        }
    }

    /// After the last item, or of another deque than the iterator was made for: RuntimeError.
    #[cold]
    fn ended(&self, vm: &Vm) -> PyResult<Option<Obj>> {
        let Some(o) = self.deque.get() else { return Ok(None) };
        if of(&o).state.get() != self.state.get() {
            self.left.set(0);
            return Err(vm.runtime_error("deque mutated during iteration"));
        }
        Ok(None)
    }

    fn reduce(&self, o: &Obj) -> Obj {
        let d = self.deque.get().unwrap_or(Obj::NONE);
        tuple::pair(o.type_obj(), tuple::pair(d, int::from_usize(self.done.get())))
    }
}

impl Trace for Position {
    fn trace(&self, visit: &mut Visit) {
        self.deque.trace(visit);
    }
}

macro_rules! iterator {
    ($body:ident, $static:ident, $spec:ident, $new:ident, $name:literal, $reverse:literal) => {
        /// The native state of an iterator.
        pub struct $body(Position);
        payload!($body, $static, [0]);

        constructor!($new, $name, "($type, deque, index=0, /)", |vm, a| {
            if !a[1].is_instance::<Deque>() {
                return Err(
                    vm.type_error(format!("argument 1 must be collections.deque, not {}", api::given(&a[1])))
                );
            }
            let skip = a.opt(2).map_or(Ok(0), |n| size_arg(vm, n))?;
            let p = Position::new(&a[1]);
            for _ in 0..skip {
                if p.next(vm, $reverse)?.is_none() {
                    break;
                }
            }
            Ok(Ref::new($body(p)).into_obj())
        });

        static $spec: TypeSpec = TypeSpec {
            name: $name,
            module: "collections",
            slots: Slots {
                new: Some($new),
                getattro: Some(generic_getattr),
                iter: Some(iter_self),
                next: Some(|vm, o| {
                    o.downcast::<$body>().expect("the receiver is a deque iterator").0.next(vm, $reverse)
                }),
                ..Slots::NONE
            },
            methods: &[
                method("__length_hint__", "($self, /)", "How many items are left.", |_, a| {
                    Ok(int::from_usize(a[0].downcast::<$body>().map_or(0, |it| it.0.left.get())))
                }),
                method(
                    "__reduce__",
                    "($self, /)",
                    "What pickle needs to make the iterator again.",
                    |_, a| Ok(a[0].downcast::<$body>().map_or(Obj::NONE, |it| it.0.reduce(&a[0]))),
                ),
            ],
            ..TypeSpec::FINAL
        };
        /// The type of such iterators.
        pub static $static: StaticType = StaticType::new(&$spec, LayoutOps::of::<$body>(false));
    };
}

iterator!(DequeIter, DEQUE_ITERATOR, ITER_SPEC, new_iter, "_deque_iterator", false);
iterator!(
    DequeReverseIter,
    DEQUE_REVERSE_ITERATOR,
    REVERSE_SPEC,
    new_reverse,
    "_deque_reverse_iterator",
    true
);
