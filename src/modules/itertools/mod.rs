//! `itertools`: iterators that go through their sources once. Those that keep what they saw (products, combinations,
//! `cycle`, `tee`) are in `pools.rs` and `tee.rs`, `groupby` is in `group.rs`.

mod group;
mod pools;
mod state;
mod tee;

use crate::object::args::{Args, CallArgs};
use crate::object::attr::generic_getattr;
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::payload::{constructor, payload};
use crate::object::slots::{BinOp, NextFn, Slots};
use crate::object::spec::{ModuleSpec, TypeSpec, class_method, function, iter_self, method};
use crate::object::type_object::StaticType;
use crate::object::value::Value;
use crate::types::iterators::{self, refuse_keywords};
use crate::types::sequence::size_arg;
use crate::types::tuple::Recycled;
use crate::types::{float, generic_alias, int, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

/// The slots of an iterator.
const fn iterator(new: crate::object::slots::CallFn, next: NextFn) -> Slots {
    Slots {
        new: Some(new),
        getattro: Some(generic_getattr),
        iter: Some(iter_self),
        next: Some(next),
        ..Slots::NONE
    }
}

/// Declares the type of an iterator: body, static, class name, documentation, slots.
macro_rules! iterator_type {
    ($body:ident, $static:ident, $name:literal, $signature:literal, $doc:literal, $slots:expr $(, $methods:expr $(, $flags:expr)?)?) => {
        impl $body {
            pub(super) fn of(o: &Obj) -> &$body {
                o.downcast::<$body>().expect(concat!("the receiver is an itertools.", $name))
            }
        }
        /// The type of these iterators.
        pub static $static: StaticType = {
            static SPEC: TypeSpec = TypeSpec {
                name: $name,
                module: "itertools",
                doc: $doc,
                signature: $signature,
                slots: $slots,
                $(methods: $methods, $(flags: $flags,)?)?
                ..TypeSpec::BASE
            };
            StaticType::new(&SPEC, LayoutOps::of::<$body>(false))
        };
    };
}
use iterator_type;

/// The arguments of a constructor without keywords; a subclass's own `__init__` may take some.
fn positional<'a>(vm: &Vm, cls: &Obj, name: &str, n: usize, args: CallArgs<'a>) -> PyResult<&'a [Obj]> {
    refuse_keywords(vm, cls, args, name)?;
    CallArgs::positional(args.pos()).exactly(vm, name, n, n)
}

// --- count

/// Numbers in equal steps.
pub struct Count {
    next: Field,
    step: Obj,
}
payload!(Count, COUNT, [next, step]);

fn is_number(o: &Obj) -> bool {
    use crate::object::slots::UnOp;
    let s = o.ty().slots();
    int::is_int(o)
        || float::as_float(o).is_some()
        || o.is_instance::<crate::types::complex::Complex>()
        || [UnOp::Index, UnOp::Int, UnOp::Float].iter().any(|u| s.unary[*u as usize].is_some())
}

constructor!(new_count, "count", "($type, start=0, step=1)", |vm, a| {
    let start = a.opt(1).cloned().unwrap_or_else(|| int::from_i64(0));
    let step = a.opt(2).cloned().unwrap_or_else(|| int::from_i64(1));
    if !is_number(&start) || !is_number(&step) {
        return Err(vm.type_error("a number is required"));
    }
    // Counted by a machine word where that can be: from True on is from 1 on.
    let [start, step] =
        [start, step].map(|o| int::to_i64(&o).filter(|_| int::is_int(&o)).map_or(o, int::from_i64));
    new_instance(vm, &a[0], Count { next: Field::new(Some(start)), step })
});

fn next_count(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let c = Count::of(o);
    let Some(v) = c.next.get() else { return Ok(None) };
    let sum = if Value::both_ints(v.value(), c.step.value()) {
        Value::int_add(v.value(), c.step.value())
    } else {
        None
    };
    let next = match sum {
        Some(sum) if sum.is_int() => Obj::from_borrowed(sum),
        _ => api::binary(vm, BinOp::Add, &v, &c.step)?,
    };
    c.next.set(Some(next));
    Ok(Some(v))
}

fn repr_count(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let c = Count::of(o);
    let name = o.ty().bare_name();
    let next = api::repr_string(vm, &c.next.get().unwrap_or(Obj::NONE))?;
    let one = int::to_i64(&c.step) == Some(1);
    Ok(str_::from_string(if one {
        format!("{name}({next})")
    } else {
        format!("{name}({next}, {})", api::repr_string(vm, &c.step)?)
    }))
}

fn reduce_count(vm: &Vm, a: Args) -> PyResult<Obj> {
    state::deprecated(vm)?;
    let c = Count::of(&a[0]);
    let mut args = vec![c.next.get().unwrap_or(Obj::NONE)];
    if int::to_i64(&c.step) != Some(1) {
        args.push(c.step.clone());
    }
    Ok(tuple::pair(a[0].type_obj(), tuple::from_vec(args)))
}

iterator_type!(
    Count,
    COUNT,
    "count",
    "(start=0, step=1)",
    "start, start + step, start + 2 * step, ... without end.",
    Slots { repr: Some(repr_count), ..iterator(new_count, next_count) },
    &[method("__reduce__", "($self, /)", "What pickle needs to make an equal iterator.", reduce_count)]
);

// --- repeat

/// An object again and again.
pub struct Repeat {
    object: Obj,
    left: Cell<Option<usize>>,
}
payload!(Repeat, REPEAT, [object]);

constructor!(new_repeat, "repeat", "($type, object, times=<unrepresentable>)", |vm, a| {
    let left = a.opt(2).map(|n| size_arg(vm, n)).transpose()?.map(|n| n.max(0) as usize);
    new_instance(vm, &a[0], Repeat { object: a[1].clone(), left: Cell::new(left) })
});

fn next_repeat(_: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let r = Repeat::of(o);
    match r.left.get() {
        Some(0) => return Ok(None),
        Some(n) => r.left.set(Some(n - 1)),
        None => {}
    }
    Ok(Some(r.object.clone()))
}

fn repr_repeat(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let r = Repeat::of(o);
    let (name, object) = (o.ty().bare_name(), api::repr_string(vm, &r.object)?);
    Ok(str_::from_string(match r.left.get() {
        None => format!("{name}({object})"),
        Some(n) => format!("{name}({object}, {n})"),
    }))
}

iterator_type!(
    Repeat,
    REPEAT,
    "repeat",
    "",
    "repeat(object, times): the object so many times, or without end.",
    Slots { repr: Some(repr_repeat), ..iterator(new_repeat, next_repeat) },
    &[
        method("__length_hint__", "($self, /)", "How many are left.", |vm, a| {
            Repeat::of(&a[0])
                .left
                .get()
                .map(int::from_usize)
                .ok_or_else(|| vm.type_error("len() of unsized object"))
        }),
        method("__reduce__", "($self, /)", "What pickle needs to make an equal iterator.", |vm, a| {
            state::deprecated(vm)?;
            let r = Repeat::of(&a[0]);
            let mut args = vec![r.object.clone()];
            args.extend(r.left.get().map(int::from_usize));
            Ok(tuple::pair(a[0].type_obj(), tuple::from_vec(args)))
        }),
    ]
);

// --- chain

/// One iterable after the other.
pub struct Chain {
    /// An iterator over the iterables; empty at the end.
    sources: Field,
    active: Field,
}
payload!(Chain, CHAIN, [sources, active]);

fn new_chain(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    refuse_keywords(vm, cls, args, "chain")?;
    let sources = api::iter(vm, &tuple::from_slice(args.pos()))?;
    new_instance(vm, cls, Chain { sources: Field::new(Some(sources)), active: Field::default() })
}

fn next_chain(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let c = Chain::of(o);
    loop {
        let active = match c.active.get() {
            Some(it) => it,
            None => {
                let Some(sources) = c.sources.get() else { return Ok(None) };
                let found = match iterators::step(vm, &sources) {
                    Ok(Some(source)) => api::iter(vm, &source).map(Some),
                    Ok(None) => Ok(None),
                    Err(r) => Err(r),
                };
                match found {
                    Ok(Some(it)) => {
                        c.active.set(Some(it.clone()));
                        it
                    }
                    end => {
                        c.sources.set(None);
                        return end;
                    }
                }
            }
        };
        if let Some(x) = iterators::step(vm, &active)? {
            return Ok(Some(x));
        }
        c.active.set(None);
    }
}

iterator_type!(
    Chain,
    CHAIN,
    "chain",
    "(*iterables)",
    "The items of the first iterable, then those of the second, and so on.",
    iterator(new_chain, next_chain),
    &[
        state::CHAIN_REDUCE,
        state::CHAIN_SET,
        class_method(
            "from_iterable",
            "($type, iterable, /)",
            "A chain of the iterables that an iterable gives.",
            |vm, a| {
                let sources = api::iter(vm, &a[1])?;
                new_instance(
                    vm,
                    &a[0],
                    Chain { sources: Field::new(Some(sources)), active: Field::default() },
                )
            }
        ),
        class_method(
            "__class_getitem__",
            "($type, object, /)",
            "chain[item]: for annotations.",
            generic_alias::class_getitem
        ),
    ]
);

// --- accumulate

/// Running totals.
pub struct Accumulate {
    it: Obj,
    func: Option<Obj>,
    total: Field,
    initial: Field,
}
payload!(Accumulate, ACCUMULATE, [it, func, total, initial]);

constructor!(new_accumulate, "accumulate", "($type, iterable, func=None, *, initial=None)", |vm, a| {
    let body = Accumulate {
        it: api::iter(vm, &a[1])?,
        func: a.opt_not_none(2).cloned(),
        total: Field::default(),
        initial: Field::new(a.opt_not_none(3).cloned()),
    };
    new_instance(vm, &a[0], body)
});

fn next_accumulate(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let s = Accumulate::of(o);
    let total = match s.initial.take() {
        Some(first) => first,
        None => {
            let Some(x) = iterators::step(vm, &s.it)? else { return Ok(None) };
            match (s.total.get(), &s.func) {
                (None, _) => x,
                (Some(t), None) => api::binary(vm, BinOp::Add, &t, &x)?,
                (Some(t), Some(f)) => api::call(vm, f, &[t, x])?,
            }
        }
    };
    s.total.set(Some(total.clone()));
    Ok(Some(total))
}

iterator_type!(
    Accumulate,
    ACCUMULATE,
    "accumulate",
    "(iterable, func=None, *, initial=None)",
    "The running sums of the items, or the running results of func(total, item).",
    iterator(new_accumulate, next_accumulate),
    state::ACCUMULATE_STATE
);

// --- batched

/// Tuples of a fixed length.
pub struct Batched {
    it: Field,
    n: usize,
    strict: bool,
}
payload!(Batched, BATCHED, [it]);

constructor!(new_batched, "batched", "($type, iterable, n, *, strict=False)", |vm, a| {
    let n = size_arg(vm, &a[2])?;
    let strict = a.opt(3).map_or(Ok(false), |s| api::is_true(vm, s))?;
    if n < 1 {
        return Err(vm.value_error("n must be at least one"));
    }
    let it = Field::new(Some(api::iter(vm, &a[1])?));
    new_instance(vm, &a[0], Batched { it, n: n as usize, strict })
});

fn next_batched(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let b = Batched::of(o);
    let Some(it) = b.it.get() else { return Ok(None) };
    let mut batch = Vec::new();
    while batch.len() < b.n {
        match iterators::step(vm, &it) {
            Ok(Some(x)) => batch.push(x),
            end => {
                b.it.set(None);
                end?;
                if batch.is_empty() {
                    return Ok(None);
                }
                if b.strict {
                    return Err(vm.value_error("batched(): incomplete batch"));
                }
                break;
            }
        }
    }
    Ok(Some(tuple::from_vec(batch)))
}

iterator_type!(
    Batched,
    BATCHED,
    "batched",
    "(iterable, n, *, strict=False)",
    "The items in tuples of n; the last may be shorter, unless strict.",
    iterator(new_batched, next_batched)
);

// --- pairwise

/// Neighbours.
pub struct Pairwise {
    it: Field,
    old: Field,
}
payload!(Pairwise, PAIRWISE, [it, old]);

fn new_pairwise(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let it = api::iter(vm, &positional(vm, cls, "pairwise", 1, args)?[0])?;
    new_instance(vm, cls, Pairwise { it: Field::new(Some(it)), old: Field::default() })
}

fn next_pairwise(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let p = Pairwise::of(o);
    let Some(it) = p.it.get() else { return Ok(None) };
    let step = |p: &Pairwise| match iterators::step(vm, &it) {
        Ok(Some(x)) => Ok(Some(x)),
        end => {
            p.it.set(None);
            p.old.set(None);
            end
        }
    };
    let old = match p.old.get() {
        Some(old) => old,
        None => {
            let Some(first) = step(p)? else { return Ok(None) };
            p.old.set(Some(first.clone()));
            // Getting the first item may have ended it all.
            if p.it.get().is_none() {
                return Ok(None);
            }
            first
        }
    };
    let Some(new) = step(p)? else { return Ok(None) };
    p.old.set(Some(new.clone()));
    Ok(Some(tuple::pair(old, new)))
}

iterator_type!(
    Pairwise,
    PAIRWISE,
    "pairwise",
    "(iterable, /)",
    "Each item with the next one: (a, b), (b, c), ...",
    iterator(new_pairwise, next_pairwise)
);

// --- selections by a predicate

/// A function and the iterator it is applied to.
pub struct TakeWhile {
    func: Obj,
    it: Obj,
    over: Cell<bool>,
}
payload!(TakeWhile, TAKEWHILE, [func, it]);

/// The items after a first false one.
pub struct DropWhile {
    func: Obj,
    it: Obj,
    started: Cell<bool>,
}
payload!(DropWhile, DROPWHILE, [func, it]);

/// The items for which a function is false.
pub struct FilterFalse {
    func: Obj,
    it: Obj,
}
payload!(FilterFalse, FILTERFALSE, [func, it]);

/// Calls with tuples as arguments.
pub struct StarMap {
    func: Obj,
    it: Obj,
}
payload!(StarMap, STARMAP, [func, it]);

fn func_and_iter(vm: &Vm, cls: &Obj, name: &str, args: CallArgs) -> PyResult<(Obj, Obj)> {
    let a = positional(vm, cls, name, 2, args)?;
    Ok((a[0].clone(), api::iter(vm, &a[1])?))
}

fn holds(vm: &Vm, func: &Obj, x: &Obj) -> PyResult<bool> {
    let r = api::call(vm, func, std::slice::from_ref(x))?;
    api::is_true(vm, &r)
}

fn next_takewhile(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let t = TakeWhile::of(o);
    if t.over.get() {
        return Ok(None);
    }
    let Some(x) = iterators::step(vm, &t.it)? else { return Ok(None) };
    if holds(vm, &t.func, &x)? {
        return Ok(Some(x));
    }
    t.over.set(true);
    Ok(None)
}

fn next_dropwhile(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let d = DropWhile::of(o);
    loop {
        let Some(x) = iterators::step(vm, &d.it)? else { return Ok(None) };
        if d.started.get() {
            return Ok(Some(x));
        }
        if !holds(vm, &d.func, &x)? {
            d.started.set(true);
            return Ok(Some(x));
        }
    }
}

fn next_filterfalse(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let f = FilterFalse::of(o);
    let plain = f.func.is_none() || f.func.is(&crate::types::bool_::BOOL.obj());
    while let Some(x) = iterators::step(vm, &f.it)? {
        if !(if plain { api::is_true(vm, &x)? } else { holds(vm, &f.func, &x)? }) {
            return Ok(Some(x));
        }
    }
    Ok(None)
}

fn next_starmap(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let s = StarMap::of(o);
    let Some(args) = iterators::step(vm, &s.it)? else { return Ok(None) };
    if args.is_exact::<tuple::Tuple>() {
        return api::call(vm, &s.func, tuple::items(&args)).map(Some);
    }
    let args = api::to_vec(vm, &args)?;
    api::call(vm, &s.func, &args).map(Some)
}

iterator_type!(
    TakeWhile,
    TAKEWHILE,
    "takewhile",
    "(predicate, iterable, /)",
    "The items before the first one for which the predicate is false.",
    iterator(
        |vm, cls, args| {
            let (func, it) = func_and_iter(vm, cls, "takewhile", args)?;
            new_instance(vm, cls, TakeWhile { func, it, over: Cell::new(false) })
        },
        next_takewhile
    ),
    state::TAKEWHILE_STATE
);
iterator_type!(
    DropWhile,
    DROPWHILE,
    "dropwhile",
    "(predicate, iterable, /)",
    "The items from the first one for which the predicate is false.",
    iterator(
        |vm, cls, args| {
            let (func, it) = func_and_iter(vm, cls, "dropwhile", args)?;
            new_instance(vm, cls, DropWhile { func, it, started: Cell::new(false) })
        },
        next_dropwhile
    ),
    state::DROPWHILE_STATE
);
iterator_type!(
    FilterFalse,
    FILTERFALSE,
    "filterfalse",
    "(function, iterable, /)",
    "The items for which the function is false (with None: the false items).",
    iterator(
        |vm, cls, args| {
            let (func, it) = func_and_iter(vm, cls, "filterfalse", args)?;
            new_instance(vm, cls, FilterFalse { func, it })
        },
        next_filterfalse
    ),
    state::FILTERFALSE_STATE
);
iterator_type!(
    StarMap,
    STARMAP,
    "starmap",
    "(function, iterable, /)",
    "function(*item) for each item.",
    iterator(
        |vm, cls, args| {
            let (func, it) = func_and_iter(vm, cls, "starmap", args)?;
            new_instance(vm, cls, StarMap { func, it })
        },
        next_starmap
    ),
    state::STARMAP_STATE
);

// --- compress

/// Items whose selector is true.
pub struct Compress {
    data: Obj,
    selectors: Obj,
}
payload!(Compress, COMPRESS, [data, selectors]);

constructor!(new_compress, "compress", "($type, data, selectors)", |vm, a| {
    let data = api::iter(vm, &a[1])?;
    let selectors = api::iter(vm, &a[2])?;
    new_instance(vm, &a[0], Compress { data, selectors })
});

fn next_compress(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let c = Compress::of(o);
    loop {
        let Some(x) = iterators::step(vm, &c.data)? else { return Ok(None) };
        let Some(wanted) = iterators::step(vm, &c.selectors)? else { return Ok(None) };
        if api::is_true(vm, &wanted)? {
            return Ok(Some(x));
        }
    }
}

iterator_type!(
    Compress,
    COMPRESS,
    "compress",
    "(data, selectors)",
    "The items of data whose partner in selectors is true.",
    iterator(new_compress, next_compress),
    state::COMPRESS_STATE
);

// --- islice

/// A slice of an iterator.
pub struct ISlice {
    it: Field,
    /// Position of the next item wanted.
    next: Cell<usize>,
    stop: Option<usize>,
    step: usize,
    /// Items taken from the source.
    done: Cell<usize>,
}
payload!(ISlice, ISLICE, [it]);

fn new_islice(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    refuse_keywords(vm, cls, args, "islice")?;
    let a = CallArgs::positional(args.pos()).exactly(vm, "islice", 2, 4)?;
    // A bound: `None` if it is None, an error with the message if it is no index or negative.
    let bound = |o: &Obj, message: &str| -> PyResult<Option<usize>> {
        if o.is_none() {
            return Ok(None);
        }
        let n = if crate::types::sequence::is_index(o) { api::index_isize(vm, o) } else { Ok(-1) };
        match n {
            Ok(n) if n >= 0 => Ok(Some(n as usize)),
            Ok(_) => Err(vm.value_error(message)),
            Err(r) => {
                drop(vm.take_raised(r));
                Err(vm.value_error(message))
            }
        }
    };
    const STOP: &str = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const STEP: &str = "Step for islice() must be a positive integer or None.";
    let (start, stop) = match a.len() {
        2 => (0, bound(&a[1], STOP)?),
        _ => {
            let stop = bound(&a[2], STOP)?;
            (bound(&a[1], INDICES)?.unwrap_or(0), stop)
        }
    };
    let step = a.get(3).map_or(Ok(None), |s| bound(s, STEP))?.unwrap_or(1);
    if step == 0 {
        return Err(vm.value_error(STEP));
    }
    let it = Field::new(Some(api::iter(vm, &a[0])?));
    new_instance(vm, cls, ISlice { it, next: Cell::new(start), stop, step, done: Cell::new(0) })
}

fn next_islice(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let s = ISlice::of(o);
    let Some(it) = s.it.get() else { return Ok(None) };
    let x = loop {
        let wanted = s.done.get() >= s.next.get();
        let over = wanted && s.stop.is_some_and(|stop| s.done.get() >= stop);
        match if over { Ok(None) } else { iterators::step(vm, &it) } {
            Ok(Some(x)) if wanted => break x,
            Ok(Some(_)) => s.done.set(s.done.get() + 1),
            end => {
                s.it.set(None);
                return end;
            }
        }
    };
    s.done.set(s.done.get() + 1);
    let next = s.next.get().saturating_add(s.step);
    s.next.set(s.stop.map_or(next, |stop| next.min(stop)));
    Ok(Some(x))
}

iterator_type!(
    ISlice,
    ISLICE,
    "islice",
    "",
    "islice(iterable, stop) or islice(iterable, start, stop, step=1): the items at positions start, start + step, ...",
    iterator(new_islice, next_islice),
    state::ISLICE_STATE
);

// --- zip_longest

/// Tuples until the longest iterable ends.
pub struct ZipLongest {
    /// Those that have ended are `None`.
    its: RefCell<Vec<Option<Obj>>>,
    fill: Field,
    last: Recycled,
}
payload!(ZipLongest, ZIP_LONGEST, [its, fill, last]);

fn new_zip_longest(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let mut fill = Obj::NONE;
    for (k, v) in args.keywords() {
        if str_::bytes_of(k) != b"fillvalue" || args.kw_len() > 1 {
            return Err(vm.type_error("zip_longest() got an unexpected keyword argument"));
        }
        fill = v.clone();
    }
    let its = args.pos().iter().map(|i| api::iter(vm, i).map(Some)).collect::<PyResult<Vec<_>>>()?;
    new_instance(
        vm,
        cls,
        ZipLongest { its: RefCell::new(its), fill: Field::new(Some(fill)), last: Recycled::default() },
    )
}

fn next_zip_longest(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let z = ZipLongest::of(o);
    let n = z.its.borrow().len();
    let mut active = z.its.borrow().iter().flatten().count();
    if active == 0 {
        return Ok(None);
    }
    let last = z.last.take();
    let mut row = Vec::with_capacity(if last.is_some() { 0 } else { n });
    for i in 0..n {
        let it = z.its.borrow().get(i).cloned().flatten();
        let x = match it.as_ref().map(|it| iterators::step(vm, it)) {
            None => z.fill.get_or_none(),
            Some(Ok(Some(x))) => x,
            Some(Ok(None)) => {
                active -= 1;
                let ended = z.its.borrow_mut().get_mut(i).and_then(Option::take);
                drop(ended);
                if active == 0 {
                    return Ok(None);
                }
                z.fill.get_or_none()
            }
            Some(Err(r)) => {
                let all = z.its.take();
                drop(all);
                return Err(r);
            }
        };
        match &last {
            Some(last) => drop(last.replace(i, x)),
            None => row.push(x),
        }
    }
    Ok(Some(z.last.keep(last.map_or_else(|| tuple::from_vec(row), tuple::Refill::done))))
}

iterator_type!(
    ZipLongest,
    ZIP_LONGEST,
    "zip_longest",
    "(*iterables, fillvalue=None)",
    "Tuples of one item of each iterable until the longest ends; what is missing is fillvalue.",
    iterator(new_zip_longest, next_zip_longest),
    state::ZIP_LONGEST_STATE
);

/// `itertools`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "itertools",
    doc: "Iterators made of other iterators.",
    functions: &[function(
        "tee",
        "(iterable, n=2, /)",
        "n independent iterators over the items of one iterable.",
        tee::tee,
    )],
    types: &[
        &ACCUMULATE,
        &BATCHED,
        &CHAIN,
        &pools::COMBINATIONS,
        &pools::COMBINATIONS_WITH_REPLACEMENT,
        &COMPRESS,
        &COUNT,
        &pools::CYCLE,
        &DROPWHILE,
        &FILTERFALSE,
        &group::GROUPBY,
        &group::GROUPER,
        &ISLICE,
        &PAIRWISE,
        &pools::PERMUTATIONS,
        &pools::PRODUCT,
        &REPEAT,
        &STARMAP,
        &TAKEWHILE,
        &tee::TEE,
        &tee::TEE_DATA,
        &ZIP_LONGEST,
    ],
    ..ModuleSpec::EMPTY
};
