//! `_abc`: what abstract base classes remember, and the `isinstance` and `issubclass` tests of their metaclass.

use crate::object::args::Args;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::spec::{ModuleSpec, TypeSpec, function, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::types::{int, set, tuple, weakref};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};

/// Grows with every registration: negative answers from before do not count.
static TOKEN: AtomicI64 = AtomicI64::new(0);

fn token() -> i64 {
    TOKEN.load(Ordering::Relaxed)
}

/// Classes, held weakly, found by address.
#[derive(Default)]
struct Classes {
    by_address: HashMap<u64, Obj>,
    limit: usize,
}

fn target(reference: &Obj) -> Option<Obj> {
    weakref::state(reference).and_then(weakref::WeakRef::target)
}

impl Classes {
    fn has(&self, class: &Obj) -> bool {
        // A new class may have the address of a dead one.
        self.by_address.get(&class.value().bits()).and_then(target).is_some_and(|t| t.is(class))
    }

    fn live(&self) -> Vec<Obj> {
        self.by_address.values().filter_map(target).collect()
    }

    fn references(&self, vm: &Vm) -> PyResult<Obj> {
        let items: Vec<Obj> = self.by_address.values().cloned().collect();
        set::new_set(vm, &items)
    }
}

fn add(vm: &Vm, classes: &RefCell<Classes>, class: &Obj) -> PyResult<()> {
    let reference = weakref::new_ref(vm, class, None)?;
    let mut dead = Vec::new();
    let mut c = classes.borrow_mut();
    if c.by_address.len() >= c.limit.max(16) {
        let old = std::mem::take(&mut c.by_address);
        for (address, r) in old {
            if target(&r).is_some() {
                c.by_address.insert(address, r);
            } else {
                dead.push(r);
            }
        }
        c.limit = c.by_address.len() * 2;
    }
    dead.extend(c.by_address.insert(class.value().bits(), reference));
    drop(c);
    drop(dead);
    Ok(())
}

fn forget(classes: &RefCell<Classes>) {
    let old = classes.take();
    drop(old);
}

/// What an abstract base class remembers (`_abc_impl`).
#[derive(Default)]
pub struct AbcData {
    registry: RefCell<Classes>,
    cache: RefCell<Classes>,
    negative: RefCell<Classes>,
    negative_token: Cell<i64>,
}

#[allow(unsafe_code)]
// SAFETY: the weak references have no callback and hold nothing.
unsafe impl Payload for AbcData {
    fn static_type() -> &'static StaticType {
        &ABC_DATA
    }
}

static DATA_SPEC: TypeSpec = TypeSpec {
    name: "_abc_data",
    module: "_abc",
    doc: "What an abstract class knows: who registered, and what was asked before.",
    flags: type_flag::NO_NEW,
    ..TypeSpec::FINAL
};
static ABC_DATA: StaticType = StaticType::new(&DATA_SPEC, LayoutOps::of::<AbcData>(false));

fn data(vm: &Vm, class: &Obj) -> PyResult<Ref<AbcData>> {
    let d = api::getattr(vm, class, name!(_abc_impl))?;
    d.into_ref::<AbcData>().map_err(|_| vm.type_error("_abc_impl is set to a wrong type"))
}

fn is_abstract(vm: &Vm, o: &Obj) -> PyResult<bool> {
    match api::getattr_opt(vm, o, name!(__isabstractmethod__))? {
        Some(mark) => api::is_true(vm, &mark),
        None => Ok(false),
    }
}

/// The names that are abstract in a new class: its own, and inherited ones that it does not override.
fn abstract_names(vm: &Vm, class: &Obj, t: &Type) -> PyResult<Vec<Obj>> {
    let mut names = Vec::new();
    for (key, value) in t.dict().items() {
        if is_abstract(vm, &value)? {
            names.push(key);
        }
    }
    let bases = api::getattr(vm, class, name!(__bases__))?;
    for base in tuple::items(&bases) {
        let Some(inherited) = api::getattr_opt(vm, base, name!(__abstractmethods__))? else { continue };
        for key in api::to_vec(vm, &inherited)? {
            if let Some(value) = api::getattr_opt(vm, class, &key)?
                && is_abstract(vm, &value)?
            {
                names.push(key);
            }
        }
    }
    Ok(names)
}

/// What `__abc_tpflags__` says about patterns, as our flags.
const PATTERN_FLAGS: [(i64, u32); 2] = [(1 << 5, type_flag::SEQUENCE), (1 << 6, type_flag::MAPPING)];
const PATTERNS: u32 = type_flag::SEQUENCE | type_flag::MAPPING;

fn abc_init(vm: &Vm, a: Args) -> PyResult<Obj> {
    let class = &a[0];
    let t = class.downcast::<Type>().ok_or_else(|| vm.type_error("a class is needed"))?;
    let names = abstract_names(vm, class, t)?;
    let frozen = set::frozenset_from(vm, &tuple::from_vec(names))?;
    api::setattr(vm, class, name!(__abstractmethods__), &frozen)?;
    api::setattr(vm, class, name!(_abc_impl), Ref::new(AbcData::default()).obj())?;
    let key = intern("__abc_tpflags__");
    if let Some(bits) = t.dict().get_str(&key).and_then(|v| int::to_i64(&v)) {
        let chosen: Vec<u32> = PATTERN_FLAGS.iter().filter(|(b, _)| bits & b != 0).map(|(_, f)| *f).collect();
        if chosen.len() > 1 {
            return Err(
                vm.type_error("__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
            );
        }
        chosen.into_iter().for_each(|f| t.set_flag(f, true));
        api::setattr_or_del(vm, class, &key, None)?;
    }
    Ok(Obj::NONE)
}

/// Lets a registered class and its subclasses match the same patterns.
fn spread_pattern_flag(t: &Type, flag: u32) {
    if t.flags.get() & PATTERNS == flag {
        return;
    }
    if t.is_heap() {
        t.set_flag(PATTERNS, false);
        t.set_flag(flag, true);
    }
    t.direct_subclasses().iter().for_each(|s| spread_pattern_flag(s, flag));
}

fn abc_register(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (class, sub) = (&a[0], &a[1]);
    let Some(t) = sub.downcast::<Type>() else { return Err(vm.type_error("Can only register classes")) };
    if api::issubclass(vm, sub, class)? {
        return Ok(sub.clone());
    }
    if api::issubclass(vm, class, sub)? {
        return Err(vm.runtime_error("Refusing to create an inheritance cycle"));
    }
    add(vm, &data(vm, class)?.registry, sub)?;
    TOKEN.fetch_add(1, Ordering::Relaxed);
    if let Some(c) = class.downcast::<Type>() {
        let flag = c.flags.get() & PATTERNS;
        if flag != 0 {
            spread_pattern_flag(t, flag);
        }
    }
    Ok(sub.clone())
}

fn abc_instancecheck(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (class, instance) = (&a[0], &a[1]);
    let d = data(vm, class)?;
    let sub = api::getattr(vm, instance, name!(__class__))?;
    if d.cache.borrow().has(&sub) {
        return Ok(Obj::TRUE);
    }
    let own = instance.type_obj();
    let check = |c: &Obj| api::call_method(vm, class, name!(__subclasscheck__), std::slice::from_ref(c));
    if own.is(&sub) {
        if d.negative_token.get() == token() && d.negative.borrow().has(&sub) {
            return Ok(Obj::FALSE);
        }
        return check(&sub);
    }
    let answer = check(&sub)?;
    if api::is_true(vm, &answer)? { Ok(answer) } else { check(&own) }
}

/// An answer that no cache holds.
fn find_out(vm: &Vm, class: &Obj, sub: &Obj, t: &Type, d: &AbcData) -> PyResult<bool> {
    let hook = api::call_method(vm, class, name!(__subclasshook__), std::slice::from_ref(sub))?;
    if hook.is(&Obj::TRUE) || hook.is(&Obj::FALSE) {
        return Ok(hook.is(&Obj::TRUE));
    }
    if !hook.is_not_implemented() {
        let text = "__subclasshook__ must return either False, True, or NotImplemented";
        return Err(vm.error(&crate::types::exception::ASSERTION_ERROR, text));
    }
    if class.downcast::<Type>().is_some_and(|c| t.is_subtype(c.obj().value().ptr().cast())) {
        return Ok(true);
    }
    let registered = d.registry.borrow().live();
    for r in registered {
        if api::issubclass(vm, sub, &r)? {
            return Ok(true);
        }
    }
    let subclasses = api::call_method(vm, class, name!(__subclasses__), &[])?;
    for s in api::to_vec(vm, &subclasses)? {
        if api::issubclass(vm, sub, &s)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn abc_subclasscheck(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (class, sub) = (&a[0], &a[1]);
    let t = sub.downcast::<Type>().ok_or_else(|| vm.type_error("issubclass() arg 1 must be a class"))?;
    let d = data(vm, class)?;
    if d.cache.borrow().has(sub) {
        return Ok(Obj::TRUE);
    }
    if d.negative_token.get() < token() {
        forget(&d.negative);
        d.negative_token.set(token());
    } else if d.negative.borrow().has(sub) {
        return Ok(Obj::FALSE);
    }
    vm.check_native_stack(" in __subclasscheck__")?;
    let yes = find_out(vm, class, sub, t, &d)?;
    add(vm, if yes { &d.cache } else { &d.negative }, sub)?;
    Ok(Obj::from_bool(yes))
}

fn get_dump(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = data(vm, &a[0])?;
    let mut parts = Vec::with_capacity(4);
    for c in [&d.registry, &d.cache, &d.negative] {
        parts.push(c.borrow().references(vm)?);
    }
    parts.push(int::from_i64(d.negative_token.get()));
    Ok(tuple::from_vec(parts))
}

/// `_abc`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_abc",
    doc: "The machinery of abc.ABCMeta.",
    functions: &[
        function(
            "get_cache_token",
            "()",
            "A number that changes whenever a class registers with any abstract class.",
            |_, _| Ok(int::from_i64(token())),
        ),
        function("_abc_init", "(self, /)", "Set-up of a new abstract base class.", abc_init),
        function("_abc_register", "(self, subclass, /)", "Subclass registration.", abc_register),
        function(
            "_abc_instancecheck",
            "(self, instance, /)",
            "isinstance() of an abstract base class.",
            abc_instancecheck,
        ),
        function(
            "_abc_subclasscheck",
            "(self, subclass, /)",
            "issubclass() of an abstract base class.",
            abc_subclasscheck,
        ),
        function(
            "_get_dump",
            "(self, /)",
            "What a class remembers: registry, cache, negative cache, its version.",
            get_dump,
        ),
        function("_reset_registry", "(self, /)", "Forgets the registered classes.", |vm, a| {
            forget(&data(vm, &a[0])?.registry);
            Ok(Obj::NONE)
        }),
        function("_reset_caches", "(self, /)", "Forgets the cached answers.", |vm, a| {
            let d = data(vm, &a[0])?;
            forget(&d.cache);
            forget(&d.negative);
            Ok(Obj::NONE)
        }),
    ],
    hidden_types: &[&ABC_DATA],
    ..ModuleSpec::EMPTY
};
