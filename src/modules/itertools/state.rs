//! What pickle and copy get of the iterators of `itertools`, and what they set again. Both are deprecated.

use super::group::{GroupBy, Grouper};
use super::pools::{Combinations, Cycle, Multisets, Permutations, Product};
use super::{
    ACCUMULATE, Accumulate, CHAIN, Chain, Compress, DropWhile, FilterFalse, ISLICE, ISlice, StarMap,
    TakeWhile, ZipLongest,
};
use crate::object::args::NativeFn;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, method};
use crate::types::exception::DEPRECATION_WARNING;
use crate::types::int;
use crate::types::list::{self, List};
use crate::types::tuple::{self, Tuple};
use crate::vm::{PyResult, Vm, api};

/// `__reduce__`
pub const fn reduces(f: NativeFn) -> MethodDef {
    method("__reduce__", "($self, /)", "What pickle needs to make an equal iterator.", f)
}

/// `__setstate__`
pub const fn sets(f: NativeFn) -> MethodDef {
    method("__setstate__", "($self, object, /)", "Goes to the place that __reduce__() told.", f)
}

/// The warning of both.
pub fn deprecated(vm: &Vm) -> PyResult<()> {
    let message = "Pickle, copy, and deepcopy support will be removed from itertools in Python 3.14.";
    api::warn(vm, &DEPRECATION_WARNING, message, 1)
}

/// (type, arguments) or (type, arguments, state).
fn made(o: &Obj, args: Vec<Obj>, state: Option<Obj>) -> PyResult<Obj> {
    let mut parts = vec![o.type_obj(), tuple::from_vec(args)];
    parts.extend(state);
    Ok(tuple::from_vec(parts))
}

fn or_none(o: &Option<Obj>) -> Obj {
    o.clone().unwrap_or(Obj::NONE)
}

/// The parts of a state that must be a tuple of so many.
pub fn parts<'a>(vm: &Vm, state: &'a Obj, least: usize, most: usize) -> PyResult<&'a [Obj]> {
    let Some(t) = state.downcast::<Tuple>() else { return Err(vm.type_error("state is not a tuple")) };
    let n = t.as_slice().len();
    if n >= least && n <= most {
        return Ok(t.as_slice());
    }
    let (kind, wanted) = match n {
        _ if least == most => ("exactly", least),
        n if n < least => ("at least", least),
        _ => ("at most", most),
    };
    let s = if wanted == 1 { "" } else { "s" };
    Err(vm.type_error(format!("function takes {kind} {wanted} argument{s} ({n} given)")))
}

/// Indices of a state, each brought within bounds that follow from its place.
fn indices(vm: &Vm, state: &Obj, n: usize, bounds: impl Fn(usize) -> (usize, usize)) -> PyResult<Vec<usize>> {
    let items = match state.downcast::<Tuple>() {
        Some(t) if t.as_slice().len() == n => t.as_slice(),
        _ => return Err(vm.value_error("invalid arguments")),
    };
    let index = |(i, o): (usize, &Obj)| {
        if !int::is_int(o) {
            return Err(vm.type_error("an integer is required"));
        }
        let (low, high) = bounds(i);
        let x = int::to_i64(o)
            .ok_or_else(|| vm.overflow_error("Python int too large to convert to C ssize_t"))?;
        Ok(usize::try_from(x).unwrap_or(0).clamp(low, high.max(low)))
    };
    items.iter().enumerate().map(index).collect()
}

fn shown(indices: &[usize]) -> Obj {
    tuple::from_vec(indices.iter().map(|i| int::from_usize(*i)).collect())
}

/// An iterator that has ended.
fn ended(vm: &Vm) -> PyResult<Obj> {
    api::iter(vm, &list::from_vec(vec![]))
}

pub const ACCUMULATE_STATE: &[MethodDef] = &[
    reduces(|vm, a| {
        deprecated(vm)?;
        let s = Accumulate::of(&a[0]);
        let func = or_none(&s.func);
        let chained = |first: Obj| api::call(vm, &CHAIN.obj(), &[tuple::from_vec(vec![first]), s.it.clone()]);
        if let Some(first) = s.initial.get() {
            return made(&a[0], vec![chained(first)?, func], Some(Obj::NONE));
        }
        match s.total.get() {
            // A total of None could not be told from none.
            Some(total) if total.is_none() => {
                let rest = api::call(vm, &ACCUMULATE.obj(), &[chained(total)?, func])?;
                let args = vec![rest, int::from_i64(1), Obj::NONE];
                Ok(tuple::pair(ISLICE.obj(), tuple::from_vec(args)))
            }
            total => made(&a[0], vec![s.it.clone(), func], Some(or_none(&total))),
        }
    }),
    sets(|vm, a| {
        deprecated(vm)?;
        let s = Accumulate::of(&a[0]);
        s.initial.set(None);
        s.total.set(Some(a[1].clone()));
        Ok(Obj::NONE)
    }),
];

pub const CHAIN_REDUCE: MethodDef = reduces(|vm, a| {
    deprecated(vm)?;
    let c = Chain::of(&a[0]);
    let state: Vec<Obj> = [c.sources.get(), c.active.get()].into_iter().flatten().collect();
    made(&a[0], vec![], c.sources.get().map(|_| tuple::from_vec(state)))
});
pub const CHAIN_SET: MethodDef = sets(|vm, a| {
    deprecated(vm)?;
    let state = parts(vm, &a[1], 1, 2)?;
    if !state.iter().all(|o| o.ty().slots().next.is_some()) {
        return Err(vm.type_error("Arguments must be iterators."));
    }
    let c = Chain::of(&a[0]);
    c.sources.set(state.first().cloned());
    c.active.set(state.get(1).cloned());
    Ok(Obj::NONE)
});

/// For those that are just made of their parts.
macro_rules! plain {
    ($name:ident, $body:ident, [$($part:ident),*]) => {
        pub const $name: &[MethodDef] = &[reduces(|vm, a| {
            deprecated(vm)?;
            let s = $body::of(&a[0]);
            made(&a[0], vec![$(s.$part.clone()),*], None)
        })];
    };
}
plain!(COMPRESS_STATE, Compress, [data, selectors]);
plain!(STARMAP_STATE, StarMap, [func, it]);
plain!(FILTERFALSE_STATE, FilterFalse, [func, it]);

/// For those with one flag as their state.
macro_rules! flagged {
    ($name:ident, $body:ident, $flag:ident) => {
        pub const $name: &[MethodDef] = &[
            reduces(|vm, a| {
                deprecated(vm)?;
                let s = $body::of(&a[0]);
                let flag = int::from_i64(s.$flag.get().into());
                made(&a[0], vec![s.func.clone(), s.it.clone()], Some(flag))
            }),
            sets(|vm, a| {
                deprecated(vm)?;
                $body::of(&a[0]).$flag.set(api::is_true(vm, &a[1])?);
                Ok(Obj::NONE)
            }),
        ];
    };
}
flagged!(TAKEWHILE_STATE, TakeWhile, over);
flagged!(DROPWHILE_STATE, DropWhile, started);

pub const ISLICE_STATE: &[MethodDef] = &[
    reduces(|vm, a| {
        deprecated(vm)?;
        let s = ISlice::of(&a[0]);
        let Some(it) = s.it.get() else {
            return made(&a[0], vec![ended(vm)?, int::from_i64(0)], Some(int::from_i64(0)));
        };
        let stop = s.stop.map_or(Obj::NONE, int::from_usize);
        let args = vec![it, int::from_usize(s.next.get()), stop, int::from_usize(s.step)];
        made(&a[0], args, Some(int::from_usize(s.done.get())))
    }),
    sets(|vm, a| {
        deprecated(vm)?;
        if !int::is_int(&a[1]) {
            return Err(vm.type_error("an integer is required"));
        }
        ISlice::of(&a[0]).done.set(api::to_i64(vm, &a[1])?.max(0) as usize);
        Ok(Obj::NONE)
    }),
];

pub const ZIP_LONGEST_STATE: &[MethodDef] = &[
    reduces(|vm, a| {
        deprecated(vm)?;
        let z = ZipLongest::of(&a[0]);
        let its = z.its.borrow().iter().map(|it| it.clone().unwrap_or_else(tuple::empty)).collect();
        made(&a[0], its, Some(z.fill.get_or_none()))
    }),
    sets(|vm, a| {
        deprecated(vm)?;
        ZipLongest::of(&a[0]).fill.set(Some(a[1].clone()));
        Ok(Obj::NONE)
    }),
];

pub const CYCLE_STATE: &[MethodDef] = &[
    reduces(|vm, a| {
        deprecated(vm)?;
        let c = Cycle::of(&a[0]);
        let saved = c.saved.get().unwrap_or_else(|| list::from_vec(vec![]));
        let Some(it) = c.it.get() else {
            let rest = api::iter(vm, &saved)?;
            api::call_method_str(vm, &rest, "__setstate__", &[int::from_usize(c.index.get())])?;
            return made(&a[0], vec![rest], Some(tuple::pair(saved, Obj::TRUE)));
        };
        made(&a[0], vec![it], Some(tuple::pair(saved, Obj::from_bool(c.complete.get()))))
    }),
    sets(|vm, a| {
        deprecated(vm)?;
        let state = parts(vm, &a[1], 2, 2)?;
        if !state[0].is_instance::<List>() {
            return Err(vm.type_error(format!("argument 1 must be list, not {}", api::given(&state[0]))));
        }
        let complete = api::to_i64(vm, &state[1])? != 0;
        let c = Cycle::of(&a[0]);
        c.saved.set(Some(state[0].clone()));
        c.complete.set(complete);
        c.index.set(0);
        Ok(Obj::NONE)
    }),
];

/// For choices of `r` out of a pool; `bound` is the highest index at a place.
macro_rules! choices {
    ($name:ident, $body:ident, |$n:ident, $r:ident, $i:ident| $bound:expr) => {
        pub const $name: &[MethodDef] = &[
            reduces(|vm, a| {
                deprecated(vm)?;
                let s = $body::of(&a[0]);
                let state = s.choice.place().map(|indices| shown(&indices[..s.r]));
                made(&a[0], vec![s.choice.rest_of_pool(), int::from_usize(s.r)], state)
            }),
            sets(|vm, a| {
                deprecated(vm)?;
                let s = $body::of(&a[0]);
                let ($n, $r) = (s.choice.pool_len(), s.r);
                if $n == 0 && $r > 0 {
                    return Err(vm.value_error("invalid arguments"));
                }
                s.choice.go_to(indices(vm, &a[1], $r, |$i| (0, $bound))?);
                Ok(Obj::NONE)
            }),
        ];
    };
}
choices!(COMBINATIONS_STATE, Combinations, |n, r, i| (i + n).saturating_sub(r));
choices!(MULTISETS_STATE, Multisets, |n, r, _i| n.saturating_sub(usize::from(r > 0)));

pub const PERMUTATIONS_STATE: &[MethodDef] = &[
    reduces(|vm, a| {
        deprecated(vm)?;
        let s = Permutations::of(&a[0]);
        let state = s.choice.place().map(|indices| tuple::pair(shown(&indices), shown(&s.cycles.borrow())));
        made(&a[0], vec![s.choice.rest_of_pool(), int::from_usize(s.r)], state)
    }),
    sets(|vm, a| {
        deprecated(vm)?;
        let state = parts(vm, &a[1], 2, 2)?;
        for (i, part) in state.iter().enumerate() {
            if !part.is_instance::<Tuple>() {
                let given = api::given(part);
                return Err(vm.type_error(format!("argument {} must be tuple, not {given}", i + 1)));
            }
        }
        let s = Permutations::of(&a[0]);
        let n = s.choice.pool_len();
        if s.r > n {
            return Err(vm.value_error("invalid arguments"));
        }
        let order = indices(vm, &state[0], n, |_| (0, n.saturating_sub(1)))?;
        let cycles = indices(vm, &state[1], s.r, |i| (1, n - i))?;
        *s.cycles.borrow_mut() = cycles;
        s.choice.go_to(order);
        Ok(Obj::NONE)
    }),
];

pub const PRODUCT_STATE: &[MethodDef] = &[
    reduces(|vm, a| {
        deprecated(vm)?;
        let p = Product::of(&a[0]);
        let place = p.indices.borrow().clone();
        if p.over.get() && p.started.get() {
            return made(&a[0], vec![tuple::empty()], None);
        }
        let rounds = p.pools.len().max(1);
        let pools = (0..place.len()).map(|i| tuple::from_slice(&p.pools[i % rounds])).collect();
        made(&a[0], pools, p.started.get().then(|| shown(&place)))
    }),
    sets(|vm, a| {
        deprecated(vm)?;
        let p = Product::of(&a[0]);
        let n = p.indices.borrow().len();
        let rounds = p.pools.len().max(1);
        let new = indices(vm, &a[1], n, |i| (0, p.pools[i % rounds].len().saturating_sub(1)))?;
        *p.indices.borrow_mut() = new;
        p.started.set(true);
        p.over.set(p.pools.iter().any(Vec::is_empty));
        Ok(Obj::NONE)
    }),
];

pub const GROUPBY_STATE: &[MethodDef] = &[
    reduces(|vm, a| {
        deprecated(vm)?;
        let g = GroupBy::of(&a[0]);
        let state = match (g.current_key.get(), g.current.get(), g.target.get()) {
            (Some(key), Some(value), Some(target)) => Some(tuple::from_vec(vec![key, value, target])),
            _ => None,
        };
        made(&a[0], vec![g.it.clone(), or_none(&g.key)], state)
    }),
    sets(|vm, a| {
        deprecated(vm)?;
        let state = parts(vm, &a[1], 3, 3)?;
        let g = GroupBy::of(&a[0]);
        g.current_key.set(Some(state[0].clone()));
        g.current.set(Some(state[1].clone()));
        g.target.set(Some(state[2].clone()));
        Ok(Obj::NONE)
    }),
];

pub const GROUPER_STATE: &[MethodDef] = &[reduces(|vm, a| {
    deprecated(vm)?;
    let g = Grouper::of(&a[0]);
    if g.parent.group.get() != g.group {
        return Ok(tuple::pair(api::builtin(vm, "iter")?, tuple::from_vec(vec![tuple::empty()])));
    }
    made(&a[0], vec![g.parent.obj().clone(), g.key.clone()], None)
})];
