//! `itertools.groupby` and the iterators over its groups.

use super::{iterator, iterator_type};
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::LayoutOps;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{constructor, payload};
use crate::object::spec::TypeSpec;
use crate::object::type_object::StaticType;
use crate::types::{iterators, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;

/// Runs of items with equal keys.
pub struct GroupBy {
    pub(super) it: Obj,
    pub(super) key: Option<Obj>,
    /// Key of the group given last.
    pub(super) target: Field,
    /// Key and value of the item read last that no group has given yet.
    pub(super) current_key: Field,
    pub(super) current: Field,
    /// Number of the group given last; only it may go on.
    pub(super) group: Cell<u64>,
}
payload!(GroupBy, GROUPBY, [it, key, target, current_key, current]);

/// The items of one group.
pub struct Grouper {
    pub(super) parent: Ref<GroupBy>,
    pub(super) key: Obj,
    pub(super) group: u64,
}
payload!(Grouper, GROUPER, [parent, key]);

impl GroupBy {
    /// Reads an item; false at the end.
    fn step(&self, vm: &Vm) -> PyResult<bool> {
        let Some(x) = iterators::step(vm, &self.it)? else { return Ok(false) };
        let key = match &self.key {
            None => x.clone(),
            Some(f) => api::call(vm, f, std::slice::from_ref(&x))?,
        };
        self.current.set(Some(x));
        self.current_key.set(Some(key));
        Ok(true)
    }
}

constructor!(new_groupby, "groupby", "($type, iterable, key=None)", |vm, a| {
    let body = GroupBy {
        it: api::iter(vm, &a[1])?,
        key: a.opt_not_none(2).cloned(),
        target: Field::default(),
        current_key: Field::default(),
        current: Field::default(),
        group: Cell::new(0),
    };
    new_instance(vm, &a[0], body)
});

fn next_groupby(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let g = GroupBy::of(o);
    g.group.set(g.group.get() + 1);
    let key = loop {
        if let Some(key) = g.current_key.get() {
            match g.target.get() {
                Some(target) if api::eq(vm, &target, &key)? => {}
                _ => break key,
            }
        }
        if !g.step(vm)? {
            return Ok(None);
        }
    };
    g.target.set(Some(key.clone()));
    let parent = o.as_ref::<GroupBy>().expect("the receiver is a groupby");
    let group = Ref::new(Grouper { parent, key: key.clone(), group: g.group.get() }).into_obj();
    Ok(Some(tuple::pair(key, group)))
}

constructor!(new_grouper, "_grouper", "($type, parent, tgtkey, /)", |vm, a| {
    let Some(parent) = a[1].as_ref::<GroupBy>() else {
        return Err(vm.type_error(format!(
            "_grouper() argument 1 must be itertools.groupby, not {}",
            api::given(&a[1])
        )));
    };
    parent.group.set(parent.group.get() + 1);
    let group = parent.group.get();
    new_instance(vm, &a[0], Grouper { parent, key: a[2].clone(), group })
});

fn next_grouper(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let group = Grouper::of(o);
    let g = &*group.parent;
    if g.group.get() != group.group {
        return Ok(None);
    }
    if g.current.get().is_none() && !g.step(vm)? {
        return Ok(None);
    }
    let Some(key) = g.current_key.get() else { return Ok(None) };
    if !api::eq(vm, &group.key, &key)? {
        return Ok(None);
    }
    g.current_key.set(None);
    Ok(g.current.take())
}

iterator_type!(
    GroupBy,
    GROUPBY,
    "groupby",
    "(iterable, key=None)",
    "(key, items) for each run of neighbours with the same key.",
    iterator(new_groupby, next_groupby),
    super::state::GROUPBY_STATE
);
iterator_type!(
    Grouper,
    GROUPER,
    "_grouper",
    "",
    "The items of one group.",
    iterator(new_grouper, next_grouper),
    super::state::GROUPER_STATE
);
