//! The iterators of `itertools` that keep the items of their sources: `cycle`, `product`, `permutations`,
//! `combinations`, `combinations_with_replacement`.

use super::{iterator, iterator_type, positional};
use crate::object::args::CallArgs;
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, check_size};
use crate::object::obj::Obj;
use crate::object::payload::{constructor, payload};
use crate::object::spec::TypeSpec;
use crate::object::type_object::StaticType;
use crate::types::list::{self, List};
use crate::types::sequence::size_arg;
use crate::types::{int, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

// --- cycle

/// The items again and again.
pub struct Cycle {
    /// The source until it has ended.
    pub(super) it: Field,
    /// A list, which copies share.
    pub(super) saved: Field,
    pub(super) index: Cell<usize>,
    /// What the source gives has been saved before (the iterator was pickled).
    pub(super) complete: Cell<bool>,
}
payload!(Cycle, CYCLE, [it, saved]);

fn new_cycle(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let it = api::iter(vm, &positional(vm, cls, "cycle", 1, args)?[0])?;
    let body = Cycle {
        it: Field::new(Some(it)),
        saved: Field::new(Some(list::from_vec(vec![]))),
        index: Cell::new(0),
        complete: Cell::new(false),
    };
    new_instance(vm, cls, body)
}

fn next_cycle(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let c = Cycle::of(o);
    if let Some(it) = c.it.get() {
        if let Some(x) = api::next(vm, &it)? {
            if !c.complete.get()
                && let Some(saved) = c.saved.get().and_then(|s| s.into_ref::<List>().ok())
            {
                saved.try_push(x.clone()).map_err(|_| vm.memory_error())?;
            }
            return Ok(Some(x));
        }
        c.it.set(None);
    }
    let Some(saved) = c.saved.get().and_then(|s| s.into_ref::<List>().ok()) else { return Ok(None) };
    let i = c.index.get();
    c.index.set(if i + 1 >= saved.len() { 0 } else { i + 1 });
    Ok(saved.get(i))
}

iterator_type!(
    Cycle,
    CYCLE,
    "cycle",
    "(iterable, /)",
    "The items of the iterable, again and again.",
    iterator(new_cycle, next_cycle),
    super::state::CYCLE_STATE
);

// --- choices out of a pool

/// Indices into a pool, and whether the first choice is still to come.
pub(super) struct Choice {
    pool: Vec<Obj>,
    indices: RefCell<Vec<usize>>,
    started: Cell<bool>,
    over: Cell<bool>,
}

impl crate::object::payload::Trace for Choice {
    fn trace(&self, visit: &mut crate::object::heap::Visit) {
        self.pool.trace(visit);
    }
}

impl Choice {
    fn new(pool: Vec<Obj>, indices: Vec<usize>, over: bool) -> Choice {
        Choice { pool, indices: RefCell::new(indices), started: Cell::new(false), over: Cell::new(over) }
    }

    /// The indices of the choice given last, if there is one and more may follow.
    pub(super) fn place(&self) -> Option<Vec<usize>> {
        (self.started.get() && !self.over.get()).then(|| self.indices.borrow().clone())
    }

    /// The pool, empty when nothing follows.
    pub(super) fn rest_of_pool(&self) -> Obj {
        if self.started.get() && self.over.get() { tuple::empty() } else { tuple::from_slice(&self.pool) }
    }

    /// How many items there are.
    pub(super) fn pool_len(&self) -> usize {
        self.pool.len()
    }

    /// Goes to a choice as if it had just been given.
    pub(super) fn go_to(&self, indices: Vec<usize>) {
        *self.indices.borrow_mut() = indices;
        self.started.set(true);
        self.over.set(false);
    }

    /// The next choice: `advance` moves the indices on, and says false after the last.
    fn next(&self, len: usize, advance: impl FnOnce(&mut Vec<usize>, usize) -> bool) -> Option<Obj> {
        if self.over.get() {
            return None;
        }
        let mut indices = self.indices.borrow_mut();
        if self.started.replace(true) && !advance(&mut indices, self.pool.len()) {
            self.over.set(true);
            return None;
        }
        let indices = &indices[..len];
        Some(tuple::from_fn(len, |i| self.pool[indices[i]].clone()))
    }
}

/// The argument `r`; MemoryError if so many indices can't be kept.
fn length_arg(vm: &Vm, o: &Obj) -> PyResult<usize> {
    let r = size_arg(vm, o)?;
    if r < 0 {
        return Err(vm.value_error("r must be non-negative"));
    }
    check_size((r as usize).saturating_mul(8)).map_err(|_| vm.memory_error())?;
    Ok(r as usize)
}

fn room(vm: &Vm, n: usize) -> PyResult<Vec<usize>> {
    let mut v = Vec::new();
    v.try_reserve_exact(n).map_err(|_| vm.memory_error())?;
    Ok(v)
}

/// Sorted choices without repetition.
pub struct Combinations {
    pub(super) choice: Choice,
    pub(super) r: usize,
}
payload!(Combinations, COMBINATIONS, [choice]);

constructor!(new_combinations, "combinations", "($type, iterable, r)", |vm, a| {
    let r = size_arg(vm, &a[2])?;
    let pool = api::to_vec(vm, &a[1])?;
    if r < 0 {
        return Err(vm.value_error("r must be non-negative"));
    }
    let r = r as usize;
    let over = r > pool.len();
    let mut indices = room(vm, if over { 0 } else { r })?;
    indices.extend(0..if over { 0 } else { r });
    new_instance(vm, &a[0], Combinations { choice: Choice::new(pool, indices, over), r })
});

fn next_combinations(_: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let c = Combinations::of(o);
    let r = c.r;
    Ok(c.choice.next(r, |indices, n| {
        // The rightmost index that is not at its end moves on, those behind it follow.
        let Some(i) = (0..r).rev().find(|i| indices[*i] != i + n - r) else { return false };
        indices[i] += 1;
        for j in i + 1..r {
            indices[j] = indices[j - 1] + 1;
        }
        true
    }))
}

iterator_type!(
    Combinations,
    COMBINATIONS,
    "combinations",
    "(iterable, r)",
    "All choices of r items, in the order of the items.",
    iterator(new_combinations, next_combinations),
    super::state::COMBINATIONS_STATE
);

/// Sorted choices with repetition.
pub struct Multisets {
    pub(super) choice: Choice,
    pub(super) r: usize,
}
payload!(Multisets, COMBINATIONS_WITH_REPLACEMENT, [choice]);

constructor!(new_multisets, "combinations_with_replacement", "($type, iterable, r)", |vm, a| {
    let r = length_arg(vm, &a[2])?;
    let pool = api::to_vec(vm, &a[1])?;
    let over = pool.is_empty() && r > 0;
    let mut indices = room(vm, r)?;
    indices.resize(r, 0);
    new_instance(vm, &a[0], Multisets { choice: Choice::new(pool, indices, over), r })
});

fn next_multisets(_: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let c = Multisets::of(o);
    let r = c.r;
    Ok(c.choice.next(r, |indices, n| {
        let Some(i) = (0..r).rev().find(|i| indices[*i] != n - 1) else { return false };
        let v = indices[i] + 1;
        indices[i..].fill(v);
        true
    }))
}

iterator_type!(
    Multisets,
    COMBINATIONS_WITH_REPLACEMENT,
    "combinations_with_replacement",
    "(iterable, r)",
    "All choices of r items, each as often as wanted, in the order of the items.",
    iterator(new_multisets, next_multisets),
    super::state::MULTISETS_STATE
);

/// Orders of items.
pub struct Permutations {
    pub(super) choice: Choice,
    pub(super) r: usize,
    pub(super) cycles: RefCell<Vec<usize>>,
}
payload!(Permutations, PERMUTATIONS, [choice]);

constructor!(new_permutations, "permutations", "($type, iterable, r=None)", |vm, a| {
    let pool = api::to_vec(vm, &a[1])?;
    let n = pool.len();
    let r = match a.opt_not_none(2) {
        None => n,
        Some(r) if !int::is_int(r) => return Err(vm.type_error("Expected int as r")),
        Some(r) => match size_arg(vm, r)? {
            r if r < 0 => return Err(vm.value_error("r must be non-negative")),
            r => r as usize,
        },
    };
    let cycles = (0..r.min(n)).map(|i| n - i).collect();
    let choice = Choice::new(pool, (0..n).collect(), r > n);
    new_instance(vm, &a[0], Permutations { choice, r, cycles: RefCell::new(cycles) })
});

fn next_permutations(_: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let p = Permutations::of(o);
    let r = p.r;
    Ok(p.choice.next(r, |indices, n| {
        let mut cycles = p.cycles.borrow_mut();
        for i in (0..r).rev() {
            cycles[i] -= 1;
            if cycles[i] == 0 {
                indices[i..].rotate_left(1);
                cycles[i] = n - i;
            } else {
                indices.swap(i, n - cycles[i]);
                return true;
            }
        }
        false
    }))
}

iterator_type!(
    Permutations,
    PERMUTATIONS,
    "permutations",
    "(iterable, r=None)",
    "All orders of r of the items (of all of them, if r is None).",
    iterator(new_permutations, next_permutations),
    super::state::PERMUTATIONS_STATE
);

// --- product

/// One item of each pool.
pub struct Product {
    pub(super) pools: Vec<Vec<Obj>>,
    pub(super) indices: RefCell<Vec<usize>>,
    pub(super) started: Cell<bool>,
    pub(super) over: Cell<bool>,
}
payload!(Product, PRODUCT, [pools]);

fn new_product(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let mut repeat = 1;
    if args.kw_len() > 1 {
        let n = args.kw_len();
        return Err(vm.type_error(format!("product() takes at most 1 keyword argument ({n} given)")));
    }
    for (k, v) in args.keywords() {
        if str_::bytes_of(k) != b"repeat" {
            return Err(
                vm.type_error(format!("product() got an unexpected keyword argument '{}'", str_::display(k)))
            );
        }
        repeat = size_arg(vm, v)?;
        if repeat < 0 {
            return Err(vm.value_error("repeat argument cannot be negative"));
        }
    }
    let (repeat, given) = (repeat as usize, args.pos());
    let n = if given.is_empty() || repeat == 0 {
        Some(0)
    } else {
        given.len().checked_mul(repeat).filter(|n| *n <= isize::MAX as usize / 8)
    };
    let Some(n) = n else { return Err(vm.overflow_error("repeat argument too large")) };
    let given = if repeat == 0 { &[] } else { given };
    let pools = given.iter().map(|i| api::to_vec(vm, i)).collect::<PyResult<Vec<_>>>()?;
    let over = pools.iter().any(Vec::is_empty);
    let mut indices = room(vm, n)?;
    indices.resize(n, 0);
    new_instance(
        vm,
        cls,
        Product { pools, indices: RefCell::new(indices), started: Cell::new(false), over: Cell::new(over) },
    )
}

fn next_product(_: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let p = Product::of(o);
    if p.over.get() {
        return Ok(None);
    }
    let mut indices = p.indices.borrow_mut();
    let rounds = p.pools.len();
    if p.started.replace(true) {
        // Like an odometer: the last index moves on, those that have gone round start again.
        let mut pool = rounds;
        let moved = indices.iter_mut().rev().any(|i| {
            pool = if pool == 0 { rounds } else { pool } - 1;
            *i += 1;
            if *i < p.pools[pool].len() {
                return true;
            }
            *i = 0;
            false
        });
        if !moved {
            p.over.set(true);
            return Ok(None);
        }
    }
    let mut pool = 0;
    Ok(Some(tuple::from_fn(indices.len(), |i| {
        let item = p.pools[pool][indices[i]].clone();
        pool = if pool + 1 == rounds { 0 } else { pool + 1 };
        item
    })))
}

iterator_type!(
    Product,
    PRODUCT,
    "product",
    "(*iterables, repeat=1)",
    "All tuples with an item of each iterable; the last item changes fastest.",
    iterator(new_product, next_product),
    super::state::PRODUCT_STATE
);
