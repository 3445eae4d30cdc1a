//! `list`: Python's methods. The items are in `storage.rs`, sorting is in `sort.rs`, iterators are in `iter.rs`, what
//! other sequences share is in `sequence.rs`.

pub mod iter;
pub mod sort;
mod storage;

pub use iter::{LIST_ITERATOR, ListIter};
pub use storage::{List, from_vec, new_ref};

use crate::object::args::{Args, CallArgs};
use crate::object::attr::generic_getattr;
use crate::object::attr::new_instance;
use crate::object::heap::LayoutOps;
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{TypeSpec, class_method, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::{Dict, views};
use crate::types::sequence::{self, Items, bound_arg, is_index, item_index, resolve, size_arg};
use crate::types::slice::{self, Slice};
use crate::types::str_::StrBuilder;
use crate::types::tuple::Tuple;
use crate::types::{generic_alias, int, set};
use crate::vm::{PyResult, Raised, Vm, api};

#[inline(always)]
pub(super) fn of(o: &Obj) -> &List {
    o.downcast::<List>().expect("the receiver is a list")
}

/// A list of an iterable's items.
pub fn from_iterable(vm: &Vm, iterable: &Obj) -> PyResult<Obj> {
    let l = new_ref(Vec::new());
    extend(vm, &l, iterable)?;
    Ok(l.into_obj())
}

/// `list.extend(iterable)`
pub fn extend(vm: &Vm, list: &List, iterable: &Obj) -> PyResult<()> {
    let oom = |_| vm.memory_error();
    // What can be walked without Python code.
    if let Some(t) = iterable.downcast_exact::<Tuple>() {
        list.reserve(t.len()).map_err(oom)?;
        list.extend_from(t.as_slice());
        return Ok(());
    }
    if let Some(l) = iterable.downcast_exact::<List>() {
        list.reserve(l.len()).map_err(oom)?;
        if std::ptr::eq(l, list) {
            list.extend(l.to_vec())
        } else {
            list.extend_from(l.now())
        }
        return Ok(());
    }
    let known = match iterable.downcast_exact::<Dict>() {
        Some(d) => Some(d.keys()),
        None if set::is_exact_set(iterable) => set::as_set(iterable).map(set::Set::items),
        None => None,
    };
    if let Some(items) = known {
        list.fit(list.len() + items.len()).map_err(oom)?;
        list.extend(items);
        return Ok(());
    }
    let it = api::iter(vm, iterable)?;
    let hint = api::length_hint(vm, iterable, 8)?;
    let n = list.len().checked_add(hint).filter(|n| *n <= isize::MAX as usize);
    if let Some(n) = n {
        if views::is_exact_view(iterable) { list.fit(n) } else { list.reserve(hint) }.map_err(oom)?;
    }
    api::drain(vm, &it, &mut |o| list.try_push(o).map_err(oom).map(|()| true))?;
    list.fit(list.len()).map_err(oom)
}

/// The items repeated `n` times.
pub(crate) fn repeated(vm: &Vm, items: &[Obj], n: isize) -> PyResult<Vec<Obj>> {
    let n = n.max(0) as usize;
    let mut out = Vec::new();
    let total =
        items.len().checked_mul(n).filter(|t| crate::object::heap::check_size(t.saturating_mul(8)).is_ok());
    match total {
        Some(t) if out.try_reserve_exact(t).is_ok() => {}
        _ => return Err(vm.memory_error()),
    }
    match items {
        [] => {}
        [one] => out.resize(n, one.clone()),
        many => (0..n).for_each(|_| out.extend_from_slice(many)),
    }
    Ok(out)
}

fn new(vm: &Vm, cls: &Obj, _: CallArgs) -> PyResult<Obj> {
    new_instance(vm, cls, List::default())
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    // A class with a `__new__` of its own may take keywords there.
    if o.is_exact::<List>() || !o.ty().overrides(name!(__new__)) {
        args.no_keywords(vm, "list")?;
    }
    let a = CallArgs::positional(args.pos()).exactly(vm, "list", 0, 1)?;
    let list = of(o);
    drop(list.take());
    a.first().map_or(Ok(()), |iterable| extend(vm, list, iterable))
}

fn bad_index(vm: &Vm, key: &Obj) -> Raised {
    vm.type_error(format!("list indices must be integers or slices, not {}", key.ty().name()))
}

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let list = of(o);
    if is_index(key) {
        let i = item_index(vm, key)?;
        return resolve(i, list.len())
            .and_then(|p| list.get(p))
            .ok_or_else(|| vm.index_error("list index out of range"));
    }
    if !key.is_exact::<Slice>() {
        return Err(bad_index(vm, key));
    }
    let (start, stop, step) = slice::unpack(vm, key)?;
    let (start, _, step, n) = slice::adjust(start, stop, step, list.len());
    if step == 1 {
        return Ok(from_vec(list.range(start as usize, start as usize + n)));
    }
    // The selected items from the first to the last, as they lie in memory.
    let far = start + step * (n as isize - 1).max(0);
    let items = list.now().get(start.min(far).max(0) as usize..=start.max(far).max(0) as usize);
    let (items, by) = (items.unwrap_or_default().iter(), step.unsigned_abs());
    let mut out = Vec::with_capacity(n);
    match step {
        -1 => out.extend(items.rev().take(n).cloned()),
        _ if step < 0 => out.extend(items.rev().step_by(by).take(n).cloned()),
        _ => out.extend(items.step_by(by).take(n).cloned()),
    }
    Ok(from_vec(out))
}

fn setitem(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let list = of(o);
    if is_index(key) {
        let i = item_index(vm, key)?;
        let out_of_range = || vm.index_error("list assignment index out of range");
        let p = resolve(i, list.len()).ok_or_else(out_of_range)?;
        match value {
            Some(v) => drop(list.replace(p, v.clone()).map_err(|_| out_of_range())?),
            None => drop(list.remove(p)),
        }
        return Ok(());
    }
    if !key.is_exact::<Slice>() {
        return Err(bad_index(vm, key));
    }
    let (start, stop, step) = slice::unpack(vm, key)?;
    // Taking the items may change the list: what the slice means is settled after it.
    let new = value.map(|v| items_of(vm, o, v, "must assign iterable to extended slice")).transpose()?;
    let (start, _, step, n) = slice::adjust(start, stop, step, list.len());
    let at = |k: usize| (start + k as isize * step) as usize;
    match new {
        None if n == 0 => {}
        None if step == 1 => drop(list.splice(at(0), at(n), vec![])),
        None => {
            let (low, high, stride) = (at(0).min(at(n - 1)), at(0).max(at(n - 1)), step.unsigned_abs());
            drop(list.retain(|i| i < low || i > high || (i - low) % stride != 0));
        }
        Some(new) if step == 1 && new.len() == n => {
            let old: Vec<_> =
                new.into_iter().zip(at(0)..).filter_map(|(v, i)| list.replace(i, v).ok()).collect();
            drop(old);
        }
        Some(new) if step == 1 => {
            if new.len() > n {
                list.fit(list.len() + new.len() - n).map_err(|_| vm.memory_error())?;
            }
            drop(list.splice(at(0), at(n), new));
        }
        Some(new) => {
            if new.len() != n {
                return Err(vm.value_error(format!(
                    "attempt to assign sequence of size {} to extended slice of size {n}",
                    new.len()
                )));
            }
            let old: Vec<_> = new.into_iter().enumerate().map(|(k, v)| list.replace(at(k), v)).collect();
            drop(old);
        }
    }
    Ok(())
}

/// The items that a slice assignment puts in; `message` if `v` is not iterable.
fn items_of(vm: &Vm, o: &Obj, v: &Obj, message: &str) -> PyResult<Vec<Obj>> {
    if v.is(o) {
        return Ok(of(o).to_vec());
    }
    if v.is_exact::<List>() || v.is_exact::<Tuple>() {
        return Ok(v.downcast::<List>().map_or_else(|| crate::types::tuple::items(v).to_vec(), List::to_vec));
    }
    match api::iter(vm, v) {
        Ok(it) => api::to_vec(vm, &it),
        Err(r) => {
            vm.clear_if(r, &crate::types::exception::TYPE_ERROR)?;
            Err(vm.type_error(message))
        }
    }
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    match (a.downcast::<List>(), b.downcast::<List>()) {
        (Some(x), Some(y)) => sequence::compare(vm, x, y, op),
        _ => Ok(Obj::NOT_IMPLEMENTED),
    }
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    sequence::guard_repr(vm, o, "[...]", || {
        let mut out = StrBuilder::new();
        out.push_str("[");
        sequence::push_reprs(vm, of(o), &mut out)?;
        out.push_str("]");
        Ok(out.finish())
    })
}

fn concat(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    let Some(y) = b.downcast::<List>() else {
        return Err(vm.type_error(format!("can only concatenate list (not \"{}\") to list", b.ty().name())));
    };
    let mut items = Vec::new();
    let x = of(a);
    items.try_reserve_exact(x.len() + y.len()).map_err(|_| vm.memory_error())?;
    items.extend_from_slice(x.now());
    items.extend_from_slice(y.now());
    Ok(from_vec(items))
}

fn irepeat(vm: &Vm, o: &Obj, n: isize) -> PyResult<Obj> {
    let list = of(o);
    if n <= 0 {
        drop(list.take());
    } else if n > 1 {
        let more = repeated(vm, &list.to_vec(), n - 1)?;
        list.fit(list.len() + more.len()).map_err(|_| vm.memory_error())?;
        list.extend(more);
    }
    Ok(o.clone())
}

fn append(vm: &Vm, a: Args) -> PyResult<Obj> {
    of(&a[0]).try_push(a[1].clone()).map_err(|_| vm.memory_error())?;
    Ok(Obj::NONE)
}

fn insert(vm: &Vm, a: Args) -> PyResult<Obj> {
    let i = size_arg(vm, &a[1])?;
    let list = of(&a[0]);
    let n = list.len();
    if n == list.capacity() {
        list.fit(n + 1).map_err(|_| vm.memory_error())?;
    }
    let p = if i < 0 { n.saturating_sub(i.unsigned_abs()) } else { (i as usize).min(n) };
    list.insert(p, a[2].clone());
    Ok(Obj::NONE)
}

fn pop(vm: &Vm, a: Args) -> PyResult<Obj> {
    let i = a.opt(1).map_or(Ok(-1), |i| size_arg(vm, i))?;
    let list = of(&a[0]);
    if list.is_empty() {
        return Err(vm.index_error("pop from empty list"));
    }
    match resolve(i, list.len()) {
        Some(p) => Ok(list.remove(p)),
        None => Err(vm.index_error("pop index out of range")),
    }
}

fn remove(vm: &Vm, a: Args) -> PyResult<Obj> {
    let list = of(&a[0]);
    match sequence::position(vm, list, &a[1], 0, usize::MAX)? {
        Some(i) => {
            drop(list.splice(i, i + 1, vec![]));
            Ok(Obj::NONE)
        }
        None => Err(vm.value_error("list.remove(x): x not in list")),
    }
}

fn index(vm: &Vm, a: Args) -> PyResult<Obj> {
    let list = of(&a[0]);
    let start = bound_arg(vm, a.opt(2), list.len(), 0)?;
    let stop = bound_arg(vm, a.opt(3), list.len(), usize::MAX)?;
    match sequence::position(vm, list, &a[1], start, stop)? {
        Some(i) => Ok(int::from_usize(i)),
        None => Err(vm.value_error(format!("{} is not in list", api::repr_string(vm, &a[1])?))),
    }
}

fn sort_method(vm: &Vm, a: Args) -> PyResult<Obj> {
    let reverse = a.opt(2).map_or(Ok(false), |r| api::is_true(vm, r))?;
    sort::sort(vm, of(&a[0]), a.opt_not_none(1), reverse)?;
    Ok(Obj::NONE)
}

static SPEC: TypeSpec = TypeSpec {
    name: "list",
    doc: "list(iterable=()): a mutable sequence of the iterable's items.",
    signature: "(iterable=(), /)",
    flags: type_flag::BASE | type_flag::SEQUENCE | type_flag::MATCH_SELF,
    convert: Some(from_iterable),
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(new),
        init: Some(init),
        repr: Some(repr),
        compare: Some(compare),
        len: Some(|_, o| Ok(of(o).len())),
        getitem: Some(getitem),
        setitem: Some(setitem),
        contains: Some(|vm, o, x| Ok(sequence::position(vm, of(o), x, 0, usize::MAX)?.is_some())),
        iter: Some(|_, o| Ok(iter::iter(&o.as_ref::<List>().expect("the receiver is a list")))),
        concat: Some(concat),
        iconcat: Some(|vm, a, b| extend(vm, of(a), b).map(|()| a.clone())),
        repeat: Some(|vm, o, n| repeated(vm, &of(o).to_vec(), n).map(from_vec)),
        irepeat: Some(irepeat),
        ..Slots::NONE
    },
    methods: &[
        method(
            "__getitem__",
            "($self, index, /)",
            "The item at the index, or the list of those in the slice.",
            |vm, a| getitem(vm, &a[0], &a[1]),
        ),
        method(
            "__reversed__",
            "($self, /)",
            "An iterator over the items from the last to the first.",
            iter::reversed,
        ),
        method("__sizeof__", "($self, /)", "Memory of the list itself, in bytes.", |_, a| {
            Ok(int::from_usize(40 + 8 * of(&a[0]).capacity()))
        }),
        method("clear", "($self, /)", "Removes all items.", |_, a| {
            storage::drop_items(of(&a[0]).take());
            Ok(Obj::NONE)
        }),
        method("copy", "($self, /)", "A new list with the same items.", |_, a| {
            Ok(from_vec(of(&a[0]).to_vec()))
        }),
        method("append", "($self, object, /)", "Adds an item at the end.", append),
        method("insert", "($self, index, object, /)", "Adds an item before a position.", insert),
        method("extend", "($self, iterable, /)", "Adds all items of an iterable at the end.", |vm, a| {
            extend(vm, of(&a[0]), &a[1]).map(|()| Obj::NONE)
        }),
        method(
            "pop",
            "($self, index=-1, /)",
            "Removes an item and returns it; IndexError if there is none at the position.",
            pop,
        ),
        method(
            "remove",
            "($self, value, /)",
            "Removes the first item equal to value; ValueError if there is none.",
            remove,
        ),
        method(
            "index",
            "($self, value, start=0, stop=sys.maxsize, /)",
            "Position of the first item equal to value; ValueError if there is none.",
            index,
        ),
        method("count", "($self, value, /)", "How many items equal value.", |vm, a| {
            sequence::occurrences(vm, of(&a[0]), &a[1]).map(int::from_usize)
        }),
        method("reverse", "($self, /)", "Reverses the order of the items in place.", |_, a| {
            of(&a[0]).reverse();
            Ok(Obj::NONE)
        }),
        method(
            "sort",
            "($self, /, *, key=None, reverse=False)",
            "Sorts in place, stably, by the items or by key(item); reverse: the greatest first.",
            sort_method,
        ),
        class_method(
            "__class_getitem__",
            "($type, object, /)",
            "list[item]: the type of lists of such items.",
            generic_alias::class_getitem,
        ),
    ],
    ..TypeSpec::BASE
};

/// `list`
pub static LIST: StaticType = StaticType::new(&SPEC, LayoutOps::of::<List>(false));

/// The iterators.
pub static TYPES: &[&StaticType] = &[&LIST_ITERATOR, &iter::LIST_REVERSE_ITERATOR];
