//! Type objects: what a class is, the method resolution order, attribute lookup on types with its cache, and how
//! slots follow the dunders. Python's view (`type.__new__`, `type.__call__`, attributes of classes) is in
//! `types/type_.rs`; declarations are in `spec.rs`.
#![allow(unsafe_code)]

use super::heap::{GilCell, Header, IMMORTAL_COUNT, LayoutOps, Object, Payload, Visit, flag};
use super::intern::{intern, name};
use super::obj::{Obj, Ref};
use super::shape::Shape;
use super::slots::{SlotRow, Slots};
use super::spec::{FnKind, TypeSpec, type_flag};
use super::value::Value;
use crate::types::dict::{self, Dict};
use crate::types::tuple::Tuple;
use crate::types::{descriptor, native, str_};
use crate::vm::{PyResult, Vm};
use std::cell::{Cell, RefCell, UnsafeCell};
use std::collections::HashMap;
use std::mem::MaybeUninit;

/// The native state of a class.
pub struct Type {
    /// `__name__`
    pub name: RefCell<Obj>,
    /// `__qualname__`
    pub qualname: RefCell<Obj>,
    /// The declaration, for builtin types.
    pub spec: Option<&'static TypeSpec>,
    /// `__bases__` (a tuple)
    pub bases: RefCell<Obj>,
    /// `__base__`: the base that decides the layout.
    pub base: RefCell<Option<Ref<Type>>>,
    /// `__mro__`; the class itself, first unless the metaclass decided otherwise, is not counted: it does not keep itself
    /// alive.
    pub mro: RefCell<Vec<Value>>,
    namespace: Ref<Dict>,
    /// The declaration whose methods are not yet in the namespace.
    unfilled: Cell<Option<&'static StaticType>>,
    slots: UnsafeCell<Slots>,
    /// Zero: not cached. Changed by every mutation of the class or of its bases.
    version: Cell<u32>,
    /// `type_flag` bits.
    pub flags: Cell<u32>,
    /// The builtin type whose native body instances have.
    pub solid: &'static StaticType,
    /// Instances have attribute storage.
    pub has_attrs: Cell<bool>,
    /// Instances can be weakly referenced.
    pub weakrefs: Cell<bool>,
    /// Offset of the attribute storage if it is fixed, else zero.
    pub attrs_offset: Cell<u32>,
    /// Number of `__slots__` members of instances, inherited ones included.
    pub member_slots: Cell<u32>,
    /// Instances have a finalizer.
    pub finalizes: Cell<bool>,
    /// Root of the shapes of instances.
    pub shape_root: Cell<*const Shape>,
    gc: Cell<bool>,
    /// Direct subclasses, borrowed: they remove themselves.
    subclasses: RefCell<Vec<Value>>,
}

// SAFETY: traverse visits every owned reference.
unsafe impl Payload for Type {
    fn static_type() -> &'static StaticType {
        &crate::types::type_::TYPE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.namespace.value());
        visit(self.bases.borrow().value());
        if let Some(b) = &*self.base.borrow() {
            visit(b.value());
        }
        self.others_in_mro().for_each(visit);
    }
    fn clear(&self) {
        self.namespace.clear_all();
        let mro = self.mro.replace(vec![self.value()]);
        self.bump_version();
        self.drop_mro(mro);
    }
}

impl Drop for Type {
    fn drop(&mut self) {
        let me = self.value();
        for b in crate::types::tuple::items(&self.bases.borrow()) {
            if let Some(t) = b.downcast::<Type>() {
                t.subclasses.borrow_mut().retain(|v| *v != me);
            }
        }
        let mro = self.mro.take();
        self.drop_mro(mro);
        if self.flags.get() & type_flag::HEAP != 0 && !self.shape_root.get().is_null() {
            // SAFETY: no instance is left: instances hold their class.
            unsafe { Shape::free_tree(self.shape_root.get()) };
        }
    }
}

/// A builtin type: its object has a fixed address.
pub struct StaticType {
    storage: GilCell<MaybeUninit<Object<Type>>>,
    spec: &'static TypeSpec,
    /// Operations on the native body.
    pub ops: LayoutOps,
    ready: GilCell<bool>,
}

impl StaticType {
    /// Declares a type.
    pub const fn new(spec: &'static TypeSpec, ops: LayoutOps) -> StaticType {
        StaticType { storage: GilCell::new(MaybeUninit::uninit()), spec, ops, ready: GilCell::new(false) }
    }

    /// Address of the type object.
    #[inline(always)]
    pub const fn ptr(&self) -> *const Object<Type> {
        self.storage.get().cast::<Object<Type>>().cast_const()
    }

    /// The type. It must be ready.
    #[inline(always)]
    pub fn get(&'static self) -> &'static Type {
        // SAFETY: made ready at start-up or by its module.
        unsafe { &(*self.ptr()).body }
    }

    /// The type object.
    #[inline(always)]
    pub fn obj(&'static self) -> Obj {
        Obj::from_borrowed(Value::from_ptr(self.ptr()))
    }

    /// The declaration.
    pub fn spec(&self) -> &'static TypeSpec {
        self.spec
    }

    #[inline]
    fn parent(&'static self) -> Option<&'static StaticType> {
        if std::ptr::eq(self, &raw const crate::types::object::OBJECT) {
            None
        } else {
            Some(self.spec.base.unwrap_or(&crate::types::object::OBJECT))
        }
    }

    /// Writes the type object, without anything that needs other types to be complete.
    pub(crate) fn allocate(&'static self) {
        // SAFETY: GIL held; first write.
        unsafe {
            let p = self.storage.get().cast::<Object<Type>>();
            (&raw mut (*p).head).write(Header {
                rc: Cell::new(IMMORTAL_COUNT),
                flags: Cell::new(flag::IMMORTAL),
                ty: Cell::new(crate::types::type_::TYPE.ptr()),
            });
        }
    }

    /// Completes the type object: bases, slots. Does nothing when done already. The namespace is filled when somebody
    /// looks into it: most programs use few types.
    pub fn make_ready(&'static self) {
        // SAFETY: GIL held.
        unsafe {
            if *self.ready.get() {
                return;
            }
            *self.ready.get() = true;
        }
        self.allocate();
        let base = self.parent();
        if let Some(b) = base {
            b.make_ready();
        }
        let spec = self.spec;
        let inherited = base.map_or(0, |b| {
            b.get().flags.get()
                & (type_flag::DICT
                    | type_flag::WEAKREF
                    | type_flag::SEQUENCE
                    | type_flag::MAPPING
                    | type_flag::MATCH_SELF)
        });
        let flags = spec.flags | inherited;
        let has_attrs = flags & type_flag::DICT != 0;
        let mut mro = vec![Value::from_ptr(self.ptr())];
        if let Some(b) = base {
            mro.extend(b.get().mro.borrow().iter().copied());
        }
        let name_obj = intern(spec.name);
        let mut slots = base.map_or(Slots::NONE, |b| *b.get().slots());
        if spec.slots.compare.is_some() && spec.slots.hash.is_none() {
            slots.hash = Some(unhashable);
        }
        if spec.flags & type_flag::SAME_BODY == 0 {
            // A constructor makes one kind of native body.
            slots.new = None;
        }
        overlay(&mut slots, &spec.slots);
        let body = Type {
            name: RefCell::new(name_obj.clone()),
            qualname: RefCell::new(name_obj),
            spec: Some(spec),
            bases: RefCell::new(match base {
                Some(b) => crate::types::tuple::from_vec(vec![b.obj()]),
                None => crate::types::tuple::from_vec(vec![]),
            }),
            base: RefCell::new(base.map(|b| b.obj().into_ref::<Type>().expect("a type"))),
            mro: RefCell::new(mro),
            namespace: dict::new(),
            unfilled: Cell::new(Some(self)),
            slots: UnsafeCell::new(slots),
            version: Cell::new(0),
            flags: Cell::new(flags),
            solid: base.filter(|_| spec.flags & type_flag::SAME_BODY != 0).map_or(self, |b| b.get().solid),
            has_attrs: Cell::new(has_attrs),
            weakrefs: Cell::new(flags & type_flag::WEAKREF != 0),
            attrs_offset: Cell::new(0),
            member_slots: Cell::new(0),
            finalizes: Cell::new(slots.del.is_some()),
            shape_root: Cell::new(if has_attrs { Shape::root(0) } else { std::ptr::null() }),
            gc: Cell::new(self.ops.gc || has_attrs),
            subclasses: RefCell::new(Vec::new()),
        };
        // SAFETY: GIL held; the header is written, the body now.
        unsafe { (&raw mut (*self.storage.get().cast::<Object<Type>>()).body).write(body) };
        self.get().attrs_offset.set(super::attr::fixed_offset(self.get()));
        if let Some(b) = base {
            b.get().subclasses.borrow_mut().push(Value::from_ptr(self.ptr()));
        }
    }

    /// Fills the namespace of a type whose declaration does more than that: bases, room for members. All types of the
    /// descriptors are ready.
    pub fn complete(&'static self) {
        if self.spec.extra.is_some() {
            self.get().dict();
        }
    }

    #[cold]
    fn fill_namespace(&'static self) {
        let t = self.get();
        t.unfilled.set(None);
        let spec = self.spec;
        let owner = self.obj();
        let put = |key: &str, v: Obj| t.namespace.insert_str(intern(key), v);
        if spec.slots.new.is_some() && spec.flags & type_flag::HIDDEN_NEW == 0 {
            put("__new__", native::new_wrapper(&owner));
        }
        for row in super::slot_rows::ROWS.iter() {
            if (row.is_set)(&spec.slots) && t.dict().get_str(&intern(row.name)).is_none() {
                put(row.name, descriptor::new_slot_wrapper(&owner, row));
            }
        }
        if spec.slots.compare.is_some() && spec.slots.hash.is_none() {
            put("__hash__", Obj::NONE);
        }
        for def in spec.methods {
            let f = match def.kind {
                FnKind::Method | FnKind::Function => descriptor::method_descriptor(&owner, def),
                FnKind::Class => descriptor::class_method_descriptor(&owner, def),
                FnKind::Static => {
                    crate::types::staticmethod::wrap(native::function(def, Some(owner.clone()), None))
                }
            };
            put(def.name, f);
        }
        for def in spec.getters {
            put(def.name, descriptor::getset_descriptor(&owner, def));
        }
        // Where instances have documentation of their own, the type's is read from its declaration.
        if t.dict().get_str(name!(__doc__)).is_none() {
            put("__doc__", if spec.doc.is_empty() { Obj::NONE } else { str_::from_str(spec.doc) });
        }
        // The modules whose types are part of the interpreter: these types know their module without an entry.
        if !matches!(spec.module, "builtins" | "types" | "weakref" | "sys" | "_contextvars")
            && t.dict().get_str(name!(__module__)).is_none()
        {
            put("__module__", intern(spec.module));
        }
        if let Some(extra) = spec.extra {
            extra(crate::vm::current(), t);
        }
    }
}

/// Copies every filled slot.
fn overlay(to: &mut Slots, from: &Slots) {
    for row in super::slot_rows::ROWS.iter() {
        if (row.is_set)(from) {
            (row.inherit)(to, from);
        }
    }
    to.new = from.new.or(to.new);
    to.buffer = from.buffer.or(to.buffer);
}

/// The hash slot of types whose instances can't be hashed.
pub fn unhashable(vm: &Vm, o: &Obj) -> PyResult<i64> {
    Err(vm.type_error(format!("unhashable type: '{}'", o.ty().name())))
}

/// Whether a found `__getattribute__` is `object`'s own or the same rule under the name of another type.
pub fn is_object_getattribute(f: &Obj) -> bool {
    descriptor::slot_wrapper(f).is_some_and(|(owner, _)| {
        let owner = Obj::from_borrowed(Value::from_ptr(owner));
        let rule = owner.downcast::<Type>().and_then(|t| t.slots().getattro);
        rule.is_some_and(|f| std::ptr::fn_addr_eq(f, super::attr::generic_getattr as super::slots::BinaryFn))
    })
}

/// `object.__setattr__(cls, ...)` must not bypass a metaclass's own rule: TypeError "can't apply this ...". Names are texts.
pub fn check_setattr_wrapper(vm: &Vm, o: &Obj, key: &Obj, s: &Slots, what: &str) -> PyResult<()> {
    let own = o.ty().solid.spec().slots.setattro;
    let same = |a: Option<super::slots::SetFn>, b: Option<super::slots::SetFn>| match (a, b) {
        (Some(a), Some(b)) => std::ptr::fn_addr_eq(a, b),
        _ => false,
    };
    if own.is_some() && !same(own, s.setattro) {
        return Err(vm.type_error(format!("can't apply this {what} to {} object", o.ty().solid.spec().name)));
    }
    if !crate::types::str_::is_str(key) {
        return Err(vm.type_error(format!("attribute name must be string, not '{}'", key.ty().name())));
    }
    Ok(())
}

const CACHE_SIZE: usize = 4096;

#[derive(Clone, Copy)]
struct CacheEntry {
    version: u32,
    name: u64,
    value: Option<Value>,
}

static CACHE: GilCell<[CacheEntry; CACHE_SIZE]> =
    GilCell::new([CacheEntry { version: 0, name: 0, value: None }; CACHE_SIZE]);
static NEXT_VERSION: GilCell<u32> = GilCell::new(1);

impl Type {
    fn value(&self) -> Value {
        // The body follows the header at a fixed distance.
        let offset = std::mem::offset_of!(Object<Type>, body);
        Value::from_ptr((std::ptr::from_ref(self) as usize - offset) as *const Header)
    }

    /// The class as an object.
    pub fn obj(&self) -> Obj {
        Obj::from_borrowed(self.value())
    }

    /// `__name__` as text.
    pub fn bare_name(&self) -> String {
        str_::display(&self.name.borrow()).into_owned()
    }

    /// The name as messages show it: builtin types outside `builtins` with their module.
    pub fn name(&self) -> String {
        match self.spec {
            Some(s) if s.module != "builtins" => format!("{}.{}", s.module, s.name),
            _ => self.bare_name(),
        }
    }

    /// `name`, for debugging.
    pub fn name_lossy(&self) -> String {
        self.name()
    }

    /// The function table.
    #[inline(always)]
    pub fn slots(&self) -> &Slots {
        // SAFETY: written only under the GIL by `set_slots`; callers copy a function pointer out.
        unsafe { &*self.slots.get() }
    }

    /// Operations on the native body of instances.
    #[inline(always)]
    pub fn layout(&self) -> &'static LayoutOps {
        &self.solid.ops
    }

    /// Whether instances can be part of cycles.
    #[inline(always)]
    pub fn is_gc(&self) -> bool {
        self.gc.get()
    }

    /// Made by a class statement.
    #[inline(always)]
    pub fn is_heap(&self) -> bool {
        self.flags.get() & type_flag::HEAP != 0
    }

    /// Whether instances have the native body of `want`'s instances.
    #[inline]
    pub fn has_layout(&self, want: &'static StaticType) -> bool {
        let mut s = self.solid;
        loop {
            if std::ptr::eq(s, want) {
                return true;
            }
            match s.parent() {
                Some(p) => s = p,
                None => return false,
            }
        }
    }

    /// `issubclass(self, other)` by the MRO.
    pub fn is_subtype(&self, other: *const Object<Type>) -> bool {
        let want = Value::from_ptr(other);
        if self.value() == want {
            return true;
        }
        let mro = self.mro.borrow();
        // While its metaclass decides about the order, a new class has none.
        match (mro.is_empty(), &*self.base.borrow()) {
            (true, Some(base)) => base.is_subtype(other),
            _ => mro.contains(&want),
        }
    }

    /// The version for caches; gives a fresh one if the class has none. Zero: versions are used up.
    #[inline]
    pub fn version(&self) -> u32 {
        let v = self.version.get();
        if v != 0 { v } else { self.assign_version() }
    }

    /// The version as it is (zero: none).
    #[inline(always)]
    pub fn current_version(&self) -> u32 {
        self.version.get()
    }

    #[cold]
    fn assign_version(&self) -> u32 {
        // SAFETY: GIL held.
        let next = unsafe { &mut *NEXT_VERSION.get() };
        if *next == u32::MAX {
            return 0;
        }
        // A class is only told of changes in bases that have a version.
        for v in self.others_in_mro() {
            let o = Obj::from_borrowed(v);
            let t = o.downcast::<Type>().expect("the MRO holds types");
            if t.version.get() == 0 {
                t.version.set(*next);
                *next += 1;
            }
        }
        let v = *next;
        *next += 1;
        self.version.set(v);
        v
    }

    /// Forgets the version of the class and its subclasses: all caches miss.
    pub fn bump_version(&self) {
        if self.version.get() == 0 {
            return;
        }
        self.version.set(0);
        for s in self.direct_subclasses() {
            s.bump_version();
        }
    }

    /// Direct subclasses, oldest first.
    pub fn direct_subclasses(&self) -> Vec<Ref<Type>> {
        self.subclasses
            .borrow()
            .iter()
            // A subclass that is dying has count zero or the destruction mark.
            .filter_map(|v| Obj::from_borrowed(*v).into_ref::<Type>().ok())
            .collect()
    }

    /// The namespace.
    #[inline]
    pub fn dict(&self) -> &Ref<Dict> {
        if let Some(t) = self.unfilled.get() {
            t.fill_namespace();
        }
        &self.namespace
    }

    /// Looks an interned name up in the MRO; no descriptor is run.
    #[inline]
    pub fn lookup(&self, key: &Obj) -> Option<Obj> {
        let version = self.version();
        let bits = key.value().bits();
        let slot = ((bits >> 4) as u32 ^ version.wrapping_mul(0x9E37_79B1) >> 4) as usize & (CACHE_SIZE - 1);
        // SAFETY: GIL held; the entry is copied.
        let e = unsafe { (*CACHE.get())[slot] };
        if e.version == version && e.name == bits && version != 0 {
            return e.value.map(Obj::from_borrowed);
        }
        let found = self.lookup_uncached(key);
        if version != 0 && super::intern::is_interned(key) {
            // SAFETY: GIL held. The value is borrowed: the class keeps it alive as long as its version stands.
            unsafe {
                (*CACHE.get())[slot] =
                    CacheEntry { version, name: bits, value: found.as_ref().map(Obj::value) }
            };
        }
        found
    }

    fn lookup_uncached(&self, key: &Obj) -> Option<Obj> {
        let key = &super::intern::intern_obj(key);
        for v in self.mro.borrow().iter() {
            let o = Obj::from_ref(v);
            let t = o.downcast::<Type>().expect("the MRO holds types");
            if let Some(found) = t.dict().get_str(key) {
                return Some(found);
            }
        }
        None
    }

    /// Looks a name up in the MRO and says in which class it was found.
    pub fn lookup_where(&self, key: &Obj) -> Option<(Obj, Ref<Type>)> {
        let mro: Vec<Obj> = self.mro.borrow().iter().map(|v| Obj::from_borrowed(*v)).collect();
        let key = super::intern::intern_obj(key);
        for o in mro {
            let t = o.into_ref::<Type>().expect("the MRO holds types");
            if let Some(found) = t.dict().get_str(&key) {
                return Some((found, t));
            }
        }
        None
    }

    /// Whether a class statement between this class and its builtin base defines the name.
    pub fn overrides(&self, key: &Obj) -> bool {
        self.lookup_where(key).is_some_and(|(_, owner)| owner.is_heap())
    }

    /// Sets or deletes an attribute of the class itself and lets slots and caches follow. False: nothing to delete.
    pub fn set_attr(&self, key: &Obj, value: Option<&Obj>) -> bool {
        let key = super::intern::intern_obj(key);
        self.bump_version();
        let old = match value {
            Some(v) => self.dict().replace_str(key.clone(), v.clone()),
            None => match self.dict().remove_str(&key) {
                Some(v) => Some(v),
                None => return false,
            },
        };
        self.after_change(&key);
        drop(old);
        true
    }

    /// Slots follow a changed name, here and in subclasses.
    pub fn after_change(&self, key: &Obj) {
        self.bump_version();
        if super::slots::is_slot_name(str_::bytes_of(key)) || key.is(name!(__new__)) {
            self.update_slots_for(key);
        }
        if key.is(name!(__abstractmethods__)) {
            let is_abstract = self
                .dict()
                .get_str(key)
                .is_some_and(|v| v.downcast::<Dict>().is_none() && crate::types::type_::has_items(&v));
            self.set_flag(type_flag::ABSTRACT, is_abstract);
        }
    }

    /// Sets or clears a flag.
    pub fn set_flag(&self, bit: u32, on: bool) {
        let f = self.flags.get();
        self.flags.set(if on { f | bit } else { f & !bit });
    }

    fn update_slots_for(&self, key: &Obj) {
        if !self.is_heap() {
            return;
        }
        // SAFETY: GIL held; nobody holds a reference into the table across this function.
        let slots = unsafe { &mut *self.slots.get() };
        if key.is(name!(__new__)) {
            self.update_new(slots);
        }
        for group in groups_of(key) {
            self.update_group(slots, *group);
        }
        self.finalizes.set(slots.del.is_some());
        for s in self.direct_subclasses() {
            s.update_slots_for(key);
        }
    }

    /// Computes all slots of a new class.
    pub fn update_all_slots(&self) {
        // SAFETY: as above.
        let slots = unsafe { &mut *self.slots.get() };
        // The base's slots hold but for what the class and the other bases define.
        let base = self.base.borrow().clone().expect("heap types have a base");
        *slots = *base.slots();
        let known = base.mro.borrow().clone();
        let added: Vec<Value> = self.mro.borrow().iter().filter(|v| !known.contains(v)).copied().collect();
        let mut done: Vec<usize> = Vec::new();
        for v in added {
            let o = Obj::from_borrowed(v);
            let names = o.downcast::<Type>().expect("a type").dict().keys();
            // A namespace may have keys of any type.
            for key in names.into_iter().filter(str_::is_str) {
                let bytes = str_::bytes_of(&key);
                if bytes.len() > 4 && bytes.starts_with(b"__") && bytes.ends_with(b"__") {
                    for group in groups_of(&key) {
                        if !done.contains(group) {
                            done.push(*group);
                            self.update_group(slots, *group);
                        }
                    }
                }
            }
        }
        for v in self.others_in_mro() {
            let o = Obj::from_borrowed(v);
            let t = o.downcast::<Type>().expect("a type");
            slots.buffer = slots.buffer.or(t.slots().buffer);
        }
        self.update_new(slots);
        self.finalizes.set(slots.del.is_some());
    }

    /// What this type's `__new__` runs for the class `sub`, which derives from it.
    pub fn native_new(&self, sub: &Type) -> Option<super::slots::CallFn> {
        let spec = sub.solid.spec();
        if spec.flags & type_flag::HIDDEN_NEW != 0 && !std::ptr::eq(sub.solid, self.solid) {
            spec.slots.new
        } else {
            self.slots().new.filter(|_| self.layout().size == sub.layout().size)
        }
    }

    fn update_new(&self, slots: &mut Slots) {
        slots.new = match self.lookup_where(name!(__new__)) {
            Some((f, _)) => match native::new_wrapper_type(&f) {
                Some(t) => t.native_new(self),
                None => Some(crate::types::type_::new_trampoline),
            },
            None => None,
        };
    }

    /// Decides one slot: a native function if that is what the MRO gives for every name of the group, else the
    /// trampoline.
    fn update_group(&self, slots: &mut Slots, group: usize) {
        let mut native_owner: Option<(&'static SlotRow, Ref<Type>)> = None;
        let mut python: Option<&'static SlotRow> = None;
        let mut any_row = None;
        for (row, key) in &slot_groups().rows[group] {
            any_row = Some(*row);
            let Some((f, _)) = self.lookup_where(key) else { continue };
            if f.is_none() && row.name == "__hash__" {
                slots.hash = Some(unhashable);
                return;
            }
            match descriptor::slot_wrapper(&f) {
                // A wrapper of the same slot, of a class in our MRO, stands for its native function.
                Some((owner, name)) if self.is_subtype(owner) && name == row.name => {
                    let o = Obj::from_borrowed(Value::from_ptr(owner)).into_ref::<Type>().expect("a type");
                    // SAFETY of meaning: the owner's spec decides which of two forms (number, sequence) it is.
                    if (row.is_set)(o.slots()) {
                        native_owner.get_or_insert((row, o));
                    }
                }
                _ => python = Some(row),
            }
        }
        match (python, native_owner) {
            (Some(row), _) => (row.trampoline)(slots),
            (None, Some((row, owner))) => (row.inherit)(slots, owner.slots()),
            (None, None) => {
                if let Some(row) = any_row {
                    (row.unset)(slots);
                }
            }
        }
    }
}

/// The rows of `slot_rows.rs`, by slot and by name.
struct SlotGroups {
    /// Of each slot: its rows with their interned names.
    rows: Vec<Vec<(&'static SlotRow, Obj)>>,
    /// Of each interned name: the slots that it takes part in.
    named: HashMap<*const Header, Vec<usize>>,
}

fn slot_groups() -> &'static SlotGroups {
    static GROUPS: GilCell<Option<&'static SlotGroups>> = GilCell::new(None);
    // SAFETY: GIL held; making the tables runs no Python code.
    let made = unsafe { &mut *GROUPS.get() };
    made.get_or_insert_with(|| {
        let mut groups = SlotGroups { rows: Vec::new(), named: HashMap::new() };
        let mut index: HashMap<&'static str, usize> = HashMap::new();
        for row in super::slot_rows::ROWS.iter() {
            let group = *index.entry(row.group).or_insert_with(|| {
                groups.rows.push(Vec::new());
                groups.rows.len() - 1
            });
            let name = intern(row.name);
            let named = groups.named.entry(name.value().ptr().cast_const()).or_default();
            if !named.contains(&group) {
                named.push(group);
            }
            groups.rows[group].push((row, name));
        }
        Box::leak(Box::new(groups))
    })
}

/// The slots that a name takes part in.
fn groups_of(name: &Obj) -> &'static [usize] {
    let name = super::intern::intern_obj(name);
    slot_groups().named.get(&name.value().ptr().cast_const()).map_or(&[], Vec::as_slice)
}

/// What `type.__new__` has decided about a new class.
pub struct NewClass {
    /// `__name__`
    pub name: Obj,
    /// The metaclass.
    pub metatype: Obj,
    /// The bases, at least one.
    pub bases: Vec<Ref<Type>>,
    /// The namespace, copied.
    pub dict: Ref<Dict>,
    /// Names of the `__slots__` members that the class adds.
    pub new_members: usize,
    /// The class adds attribute storage.
    pub add_dict: bool,
    /// The class makes instances weakly referencable.
    pub add_weakref: bool,
}

/// The base whose native layout the class gets; TypeError if the bases' layouts conflict.
pub fn best_base(vm: &Vm, bases: &[Ref<Type>]) -> PyResult<Ref<Type>> {
    let extends = |a: &Type, b: &Type| a.has_layout(b.solid) && a.member_slots.get() >= b.member_slots.get();
    let mut winner = bases[0].clone();
    for b in &bases[1..] {
        if extends(&winner, b) && (b.member_slots.get() == 0 || shares_members(&winner, b)) {
            continue;
        }
        if extends(b, &winner) && (winner.member_slots.get() == 0 || shares_members(b, &winner)) {
            winner = b.clone();
        } else {
            return Err(vm.type_error("multiple bases have instance lay-out conflict"));
        }
    }
    Ok(winner)
}

/// Whether the members of `b` are those that `a` inherited.
fn shares_members(a: &Type, b: &Type) -> bool {
    fn owner(t: &Type) -> Value {
        let mut t = t.obj().into_ref::<Type>().expect("a type");
        loop {
            let base = t.base.borrow().clone();
            match base {
                Some(b) if b.member_slots.get() == t.member_slots.get() => t = b,
                _ => return t.value(),
            }
        }
    }
    let want = owner(b);
    let mut t = Some(a.obj().into_ref::<Type>().expect("a type"));
    while let Some(x) = t {
        if owner(&x) == want {
            return true;
        }
        t = x.base.borrow().clone();
    }
    false
}

/// How many attributes the first instances of a class will have, as far as one can tell: those that its methods set
/// (`__static_attributes__`), or as many as instances of a base have.
fn expected_attrs(namespace: &Dict, bases: &[Ref<Type>]) -> u16 {
    let listed =
        namespace.table().find_str(name!(__static_attributes__)).and_then(|p| namespace.table().value_at(p));
    let own = listed.and_then(|v| v.downcast_exact::<Tuple>().map(|t| t.as_slice().len())).unwrap_or(0);
    // SAFETY: a root lives as long as its class.
    let inherited =
        bases.iter().filter_map(|b| unsafe { b.shape_root.get().as_ref() }).map(|root| root.high_water.get());
    inherited.fold(own.min(super::attr::MAX_INLINE) as u16, u16::max)
}

/// Makes a heap type. The MRO is the C3 linearisation; slots are computed.
pub fn new_class(vm: &Vm, c: NewClass) -> PyResult<Ref<Type>> {
    let base = best_base(vm, &c.bases)?;
    // Of sequence and mapping patterns the first base that is for one of them decides.
    let patterns = |b: &Ref<Type>| b.flags.get() & (type_flag::SEQUENCE | type_flag::MAPPING);
    let inherited = c.bases.iter().map(patterns).find(|f| *f != 0).unwrap_or(0)
        | base.flags.get() & type_flag::MATCH_SELF;
    let has_attrs = c.add_dict || c.bases.iter().any(|b| b.has_attrs.get());
    let weakrefs = c.add_weakref || c.bases.iter().any(|b| b.weakrefs.get());
    let member_slots = base.member_slots.get() + c.new_members as u32;
    let bases = crate::types::tuple::from_vec(c.bases.iter().map(|b| b.obj().clone()).collect());
    let shape_root =
        if has_attrs { Shape::root(expected_attrs(&c.dict, &c.bases)) } else { std::ptr::null() };
    let body = Type {
        name: RefCell::new(c.name.clone()),
        qualname: RefCell::new(c.name),
        spec: None,
        bases: RefCell::new(bases),
        base: RefCell::new(Some(base.clone())),
        mro: RefCell::new(vec![]),
        namespace: c.dict,
        unfilled: Cell::new(None),
        slots: UnsafeCell::new(Slots::NONE),
        version: Cell::new(0),
        flags: Cell::new(type_flag::HEAP | type_flag::BASE | inherited),
        solid: base.solid,
        has_attrs: Cell::new(has_attrs),
        weakrefs: Cell::new(weakrefs),
        attrs_offset: Cell::new(0),
        member_slots: Cell::new(member_slots),
        finalizes: Cell::new(false),
        shape_root: Cell::new(shape_root),
        gc: Cell::new(true),
        subclasses: RefCell::new(Vec::new()),
    };
    let obj = super::attr::new_instance(vm, &c.metatype, body)?;
    let class = obj.into_ref::<Type>().expect("the metaclass derives from type");
    class.attrs_offset.set(super::attr::fixed_offset(&class));
    class.mro.borrow_mut().push(class.value());
    for b in &c.bases {
        b.subclasses.borrow_mut().push(class.value());
    }
    Ok(class)
}

/// Forgets the versions of all classes: what a descriptor wraps was replaced, and inline caches may hold it.
pub fn forget_versions() {
    crate::types::object::OBJECT.get().bump_version();
}

impl Type {
    /// Installs a method resolution order.
    pub fn set_mro(&self, order: Vec<Obj>) {
        let me = self.value();
        let own = |o: Obj| if o.value() == me { o.value() } else { o.into_value() };
        let old = self.mro.replace(order.into_iter().map(own).collect());
        self.bump_version();
        self.drop_mro(old);
    }

    /// The classes of the method resolution order that the class keeps alive: all but itself.
    fn others_in_mro(&self) -> impl Iterator<Item = Value> {
        let me = self.value();
        let all = self.mro.borrow().clone();
        all.into_iter().filter(move |v| *v != me)
    }

    fn drop_mro(&self, old: Vec<Value>) {
        let me = self.value();
        for v in old.into_iter().filter(|v| *v != me) {
            // SAFETY: the list owned a reference to all but the class itself.
            drop(unsafe { Obj::from_owned(v) });
        }
    }

    /// Replaces the bases (`__bases__` assignment): the caller has checked the layout.
    pub fn set_bases(&self, bases: Obj, base: Ref<Type>) {
        let me = self.value();
        for b in crate::types::tuple::items(&self.bases.borrow()) {
            if let Some(t) = b.downcast::<Type>() {
                t.subclasses.borrow_mut().retain(|v| *v != me);
            }
        }
        for b in crate::types::tuple::items(&bases) {
            if let Some(t) = b.downcast::<Type>() {
                t.subclasses.borrow_mut().push(me);
            }
        }
        let _old = (self.bases.replace(bases), self.base.replace(Some(base)));
    }
}

/// The C3 linearisation of a class with these bases (itself not included); `Err` gives the conflicting heads.
pub fn c3(bases: &[Ref<Type>]) -> Result<Vec<Obj>, Vec<Obj>> {
    let mut lists: Vec<Vec<Obj>> =
        bases.iter().map(|b| b.mro.borrow().iter().map(|v| Obj::from_borrowed(*v)).collect()).collect();
    lists.push(bases.iter().map(|b| b.obj().clone()).collect());
    let mut out = Vec::new();
    loop {
        lists.retain(|l| !l.is_empty());
        if lists.is_empty() {
            return Ok(out);
        }
        let head = lists.iter().map(|l| &l[0]).find(|h| !lists.iter().any(|l| l[1..].contains(h))).cloned();
        match head {
            Some(h) => {
                for l in &mut lists {
                    if l[0].is(&h) {
                        l.remove(0);
                    }
                }
                out.push(h);
            }
            None => {
                let mut heads: Vec<Obj> = Vec::new();
                for l in &lists {
                    if !heads.contains(&l[0]) {
                        heads.push(l[0].clone());
                    }
                }
                return Err(heads);
            }
        }
    }
}
