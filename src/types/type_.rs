//! `type`: making classes (`type.__new__`), calling them, attributes of classes, `isinstance` by the MRO.
//! The class object itself is in `object/type_object.rs`.

use crate::object::args::{Args, CallArgs};
use crate::object::heap::{LayoutOps, Object};
use crate::object::intern::{intern, intern_obj, name};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinaryFn, Slots};
use crate::object::spec::{TypeSpec, getter, member, method, property, type_flag};
use crate::object::type_object::{NewClass, StaticType, Type, best_base, c3, new_class};
use crate::types::dict::Dict;
use crate::types::tuple::Tuple;
use crate::types::{classes, descriptor, dict, exception, int, list, staticmethod, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};

fn of(o: &Obj) -> &Type {
    o.downcast::<Type>().expect("the receiver is a type")
}

/// `module.qualname`, or the name alone for builtins.
pub fn full_name(vm: &Vm, t: &Type) -> String {
    let module = module_of(vm, t);
    let qualname = str_::display(&t.qualname.borrow()).into_owned();
    match module {
        Some(m) if str_::is_str(&m) && str_::bytes_of(&m) != b"builtins" => {
            format!("{}.{qualname}", str_::display(&m))
        }
        _ if t.is_heap() => t.bare_name(),
        _ => qualname,
    }
}

fn module_of(_: &Vm, t: &Type) -> Option<Obj> {
    if t.is_heap() { t.dict().get_str(name!(__module__)) } else { t.spec.map(|s| intern(s.module)) }
}

/// The MRO as types.
pub fn mro_types(t: &Type) -> Vec<Ref<Type>> {
    t.mro.borrow().iter().filter_map(|v| Obj::from_borrowed(*v).into_ref::<Type>().ok()).collect()
}

/// Whether a container is not empty (for `__abstractmethods__`).
pub fn has_items(o: &Obj) -> bool {
    let vm = crate::vm::current();
    api::len(vm, o).is_ok_and(|n| n > 0)
}

/// `_Class__name` for private names.
pub fn mangle(class: &str, attr: &str) -> String {
    let class = class.trim_start_matches('_');
    if attr.starts_with("__") && !attr.ends_with("__") && !attr.contains('.') && !class.is_empty() {
        format!("_{class}{attr}")
    } else {
        attr.to_owned()
    }
}

/// `sys.getsizeof` without collector overhead.
pub fn size_of_object(o: &Obj) -> usize {
    if !o.value().is_ptr() {
        return if o.value().is_float() {
            24
        } else if o.value().is_int() {
            28
        } else {
            16
        };
    }
    if crate::types::bytes::is_bytes(o) {
        return 33 + crate::types::bytes::bytes_of(o).len() + if o.ty().has_attrs.get() { 16 } else { 0 };
    }
    o.ty().layout().size + tuple::items(o).len() * 8 + if o.ty().has_attrs.get() { 16 } else { 0 }
}

/// Adds the names of a class and its bases to a dict (for `dir`).
pub fn merge_names(vm: &Vm, class: &Obj, names: &Dict) -> PyResult<()> {
    vm.check_native_stack("")?;
    if let Some(t) = class.downcast::<Type>() {
        for k in t.dict().keys() {
            names.set(vm, &k, &Obj::NONE)?;
        }
    } else if let Some(d) = api::getattr_opt(vm, class, name!(__dict__))?
        && let Some(d) = d.downcast::<Dict>()
    {
        for k in d.keys() {
            names.set(vm, &k, &Obj::NONE)?;
        }
    }
    if let Some(bases) = api::getattr_opt(vm, class, name!(__bases__))? {
        for b in tuple::items(&bases) {
            merge_names(vm, b, names)?;
        }
    }
    Ok(())
}

// --- instances and subclasses

/// `isinstance` without `__instancecheck__`.
pub fn real_isinstance(vm: &Vm, o: &Obj, class: &Obj) -> PyResult<bool> {
    if class.is_instance::<Type>() {
        let ptr = class.value().ptr().cast::<Object<Type>>();
        if o.ty().is_subtype(ptr) {
            return Ok(true);
        }
        if api::has_generic_getattr(o.ty())
            && (!o.value().is_ptr() || o.ty().lookup(name!(__class__)).is_some_and(|f| OBJECT_CLASS_IS(&f)))
        {
            return Ok(false);
        }
        return Ok(match api::getattr_opt(vm, o, name!(__class__))? {
            Some(c) if !c.is(&o.type_obj()) => c.downcast::<Type>().is_some_and(|t| t.is_subtype(ptr)),
            _ => false,
        });
    }
    check_class(vm, class, "isinstance() arg 2 must be a type, a tuple of types, or a union")?;
    match api::getattr_opt(vm, o, name!(__class__))? {
        Some(c) => abstract_subclass(vm, &c, class),
        None => Ok(false),
    }
}

#[expect(non_snake_case, reason = "reads as a predicate on the one descriptor")]
fn OBJECT_CLASS_IS(f: &Obj) -> bool {
    crate::types::object::OBJECT.get().dict().get_str(name!(__class__)).is_some_and(|own| own.is(f))
}

/// `issubclass` without `__subclasscheck__`.
pub fn real_issubclass(vm: &Vm, sub: &Obj, class: &Obj) -> PyResult<bool> {
    if let (Some(s), true) = (sub.downcast::<Type>(), class.is_instance::<Type>()) {
        return Ok(s.is_subtype(class.value().ptr().cast()));
    }
    check_class(vm, sub, "issubclass() arg 1 must be a class")?;
    check_class(vm, class, "issubclass() arg 2 must be a class, a tuple of classes, or a union")?;
    abstract_subclass(vm, sub, class)
}

fn check_class(vm: &Vm, class: &Obj, message: &str) -> PyResult<()> {
    if class.is_instance::<Type>() {
        return Ok(());
    }
    match api::getattr_opt(vm, class, name!(__bases__))? {
        Some(b) if b.is_instance::<Tuple>() => Ok(()),
        _ => Err(vm.type_error(message)),
    }
}

fn abstract_subclass(vm: &Vm, sub: &Obj, class: &Obj) -> PyResult<bool> {
    vm.check_native_stack("")?;
    if sub.is(class) {
        return Ok(true);
    }
    let Some(bases) = api::getattr_opt(vm, sub, name!(__bases__))? else { return Ok(false) };
    for b in tuple::items(&bases) {
        if abstract_subclass(vm, b, class)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `Class[item]` through `__class_getitem__`; TypeError for what is not subscriptable.
pub fn class_getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    if o.is_instance::<Type>() {
        if o.is(&TYPE.obj()) {
            return crate::types::generic_alias::new(vm, o, key);
        }
        if let Some(f) = api::getattr_opt(vm, o, name!(__class_getitem__))?.filter(|f| !f.is_none()) {
            return api::call(vm, &f, std::slice::from_ref(key));
        }
        return Err(vm.type_error(format!("type '{}' is not subscriptable", of(o).name())));
    }
    Err(vm.type_error(format!("'{}' object is not subscriptable", o.ty().name())))
}

// --- calling a class

/// `Class(*args, **kwargs)`
pub fn call(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let t = of(cls);
    if std::ptr::eq(t.solid, &raw const TYPE) && cls.is(&TYPE.obj()) {
        if args.all().len() == 1 && args.kw_len() == 0 {
            return Ok(args.all()[0].type_obj());
        }
        if args.pos().len() == 1 {
            return Err(vm.type_error("type() takes no keyword arguments"));
        }
        if args.pos().len() != 3 {
            return Err(vm.type_error("type() takes 1 or 3 arguments"));
        }
    }
    if let (Some(convert), [x], 0) = (t.spec.and_then(|s| s.convert), args.all(), args.kw_len()) {
        return convert(vm, x);
    }
    let Some(new) = t.slots().new.filter(|_| t.flags.get() & type_flag::NO_NEW == 0) else {
        let name = if t.is_heap() { t.bare_name() } else { full_name(vm, t) };
        return Err(vm.type_error(format!("cannot create '{name}' instances")));
    };
    let o = new(vm, cls, args)?;
    if o.ty().is_subtype(cls.value().ptr().cast())
        && let Some(init) = o.ty().slots().init
    {
        init(vm, &o, args)?;
    }
    Ok(o)
}

/// The `new` slot of classes that define `__new__` in Python.
pub fn new_trampoline(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let f = api::getattr(vm, cls, name!(__new__))?;
    args.prepended(cls, |all| api::call_args(vm, &f, all))
}

// --- making a class

/// The most derived metaclass of `meta` and the types of the bases; TypeError on conflict.
pub fn calculate_metaclass(vm: &Vm, meta: &Obj, bases: &[Obj]) -> PyResult<Obj> {
    let mut winner = meta.clone();
    for b in bases {
        let bt = b.type_obj();
        if of(&winner).is_subtype(bt.value().ptr().cast()) {
            continue;
        }
        if of(&bt).is_subtype(winner.value().ptr().cast()) {
            winner = bt;
            continue;
        }
        return Err(vm.type_error(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
        ));
    }
    Ok(winner)
}

fn new(vm: &Vm, meta: &Obj, args: CallArgs) -> PyResult<Obj> {
    let pos = args.pos();
    if pos.len() != 3 {
        return Err(vm.type_error(format!("type.__new__() takes exactly 3 arguments ({} given)", pos.len())));
    }
    let (cls_name, bases, namespace) = (&pos[0], &pos[1], &pos[2]);
    if !str_::is_str(cls_name) {
        return Err(
            vm.type_error(format!("type.__new__() argument 1 must be str, not {}", api::given(cls_name)))
        );
    }
    if !bases.is_instance::<Tuple>() {
        return Err(
            vm.type_error(format!("type.__new__() argument 2 must be tuple, not {}", api::given(bases)))
        );
    }
    let Some(namespace) = namespace.downcast::<Dict>() else {
        return Err(
            vm.type_error(format!("type.__new__() argument 3 must be dict, not {}", api::given(namespace)))
        );
    };
    let bases = tuple::items(bases);
    for b in bases {
        if !b.is_instance::<Type>() && b.ty().lookup(name!(__mro_entries__)).is_some() {
            return Err(vm.type_error("type() doesn't support MRO entry resolution; use types.new_class()"));
        }
    }
    let winner = calculate_metaclass(vm, meta, bases)?;
    if !winner.is(meta) {
        // A more derived metaclass with its own __new__ takes over.
        let own = of(&winner).slots().new;
        if let Some(f) = own
            && !std::ptr::fn_addr_eq(f, new as crate::object::slots::CallFn)
        {
            return f(vm, &winner, args);
        }
    }
    let ns = namespace.copy(vm)?;
    build(vm, cls_name, &winner, bases, ns, args)
}

fn build(vm: &Vm, cls_name: &Obj, meta: &Obj, bases: &[Obj], ns: Ref<Dict>, args: CallArgs) -> PyResult<Obj> {
    let base_objs: Vec<Obj> =
        if bases.is_empty() { vec![crate::types::object::OBJECT.obj()] } else { bases.to_vec() };
    let mut base_types = Vec::with_capacity(base_objs.len());
    for b in &base_objs {
        let Some(t) = b.as_ref::<Type>() else { return Err(vm.type_error("bases must be types")) };
        if t.flags.get() & type_flag::BASE == 0 {
            return Err(vm.type_error(format!("type '{}' is not an acceptable base type", full_name(vm, &t))));
        }
        base_types.push(t);
    }
    let base = best_base(vm, &base_types)?;
    let plain_name = if cls_name.is_exact::<str_::Str>() {
        cls_name.clone()
    } else {
        str_::from_wtf8(str_::bytes_of(cls_name))
    };
    if str_::bytes_of(&plain_name).contains(&0) {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    crate::types::codec::encode(vm, &plain_name, None, None)?;
    let qualname = match ns.remove_str(name!(__qualname__)) {
        Some(q) if str_::is_str(&q) => q,
        Some(q) => {
            return Err(vm.type_error(format!("type __qualname__ must be a str, not {}", q.ty().name())));
        }
        None => plain_name.clone(),
    };
    if let Some(doc) = ns.get_str(name!(__doc__)).filter(str_::is_str) {
        crate::types::codec::encode(vm, &doc, None, None)?;
    }
    let cell = ns.remove_str(name!(__classcell__));
    let dict_cell = ns.remove_str(name!(__classdictcell__));
    let slots = classes::parse_slots(vm, &ns, &base_types, &base, &plain_name)?;
    if ns.get_str(name!(__module__)).is_none()
        && let Some(m) = crate::vm::frame::current_module_name(vm)
    {
        ns.insert_str(name!(__module__).clone(), m);
    }
    // A class that defines __eq__ without __hash__ is not hashable.
    if ns.get_str(name!(__eq__)).is_some() && ns.get_str(name!(__hash__)).is_none() {
        ns.insert_str(name!(__hash__).clone(), Obj::NONE);
    }
    for key in [name!(__init_subclass__), name!(__class_getitem__)] {
        if let Some(f) = ns.get_str(key)
            && f.is_exact::<crate::types::function::Function>()
        {
            ns.insert_str(key.clone(), staticmethod::wrap_class(f));
        }
    }
    if let Some(f) = ns.get_str(name!(__new__))
        && f.is_exact::<crate::types::function::Function>()
    {
        ns.insert_str(name!(__new__).clone(), staticmethod::wrap(f));
    }
    let class = new_class(
        vm,
        NewClass {
            name: plain_name,
            metatype: meta.clone(),
            bases: base_types,
            dict: ns,
            new_members: slots.members.len(),
            add_dict: slots.add_dict,
            add_weakref: slots.add_weakref,
        },
    )?;
    drop(class.qualname.replace(qualname));
    if let Some(c) = dict_cell {
        crate::types::cell::set(&c, Some(class.dict().obj().clone()));
    }
    classes::add_slot_descriptors(&class, &slots, base.member_slots.get() as usize);
    if class.dict().get_str(name!(__doc__)).is_none() {
        class.dict().insert_str(name!(__doc__).clone(), Obj::NONE);
    }
    if let Some(c) = cell
        && !crate::types::cell::set(&c, Some(class.obj().clone()))
    {
        let shown = api::repr_string(vm, &c.type_obj())?;
        return Err(vm.type_error(format!("__classcell__ must be a nonlocal cell, not {shown}")));
    }
    compute_mro(vm, &class)?;
    class.update_all_slots();
    if !class.dict().keys().iter().all(str_::is_str) {
        let text = format!("non-string key in the __dict__ of class {}", class.bare_name());
        api::warn(vm, &exception::RUNTIME_WARNING, &text, 1)?;
    }
    set_names(vm, &class)?;
    init_subclass(vm, &class, args)?;
    Ok(class.into_obj())
}

fn compute_mro(vm: &Vm, class: &Ref<Type>) -> PyResult<()> {
    let meta = class.obj().type_obj();
    let bases: Vec<Ref<Type>> =
        tuple::items(&class.bases.borrow()).iter().filter_map(Obj::as_ref::<Type>).collect();
    let default = || -> PyResult<Vec<Obj>> {
        let mut order = order_of_bases(vm, &bases)?;
        order.insert(0, class.obj().clone());
        Ok(order)
    };
    // A metaclass may define mro().
    let custom = of(&meta).lookup(name!(mro)).filter(descriptor_is_not_types_own);
    let order = match custom {
        None => default()?,
        Some(f) => {
            if class.mro.borrow().len() < 2 {
                class.set_mro(Vec::new());
            }
            let before = class.mro.borrow().clone();
            let r = api::call_found_special(vm, class.obj(), &f, &[])?;
            let items = api::to_vec(vm, &r)?;
            if items.is_empty() {
                return Err(vm.type_error("type MRO must not be empty"));
            }
            for o in &items {
                let Some(t) = o.downcast::<Type>() else {
                    return Err(vm.type_error(format!("mro() returned a non-class ('{}')", o.ty().name())));
                };
                if !class.has_layout(t.solid) {
                    return Err(
                        vm.type_error(format!("mro() returned base with unsuitable layout ('{}')", t.name()))
                    );
                }
            }
            // It may have assigned bases itself: then that has decided.
            if *class.mro.borrow() != before {
                return Ok(());
            }
            items
        }
    };
    class.set_mro(order);
    Ok(())
}

/// Whether a class derives from another by its bases, whatever its order says.
fn derives_by_base(class: &Ref<Type>, other: &Ref<Type>) -> bool {
    let mut next = Some(class.clone());
    while let Some(t) = next {
        if t == *other {
            return true;
        }
        next = t.base.borrow().clone();
    }
    false
}

/// The order of a class with these bases, itself not included.
fn order_of_bases(vm: &Vm, bases: &[Ref<Type>]) -> PyResult<Vec<Obj>> {
    if let Some(b) = bases.iter().find(|b| b.mro.borrow().is_empty()) {
        return Err(vm.type_error(format!("Cannot extend an incomplete type '{}'", b.bare_name())));
    }
    c3(bases).map_err(|heads| mro_conflict(vm, bases, &heads))
}

/// The order of a class as owned references.
fn owned_mro(class: &Type) -> Vec<Obj> {
    class.mro.borrow().iter().map(|v| Obj::from_borrowed(*v)).collect()
}

fn descriptor_is_not_types_own(f: &Obj) -> bool {
    !TYPE.get().dict().get_str(name!(mro)).is_some_and(|own| own.is(f))
}

fn mro_conflict(vm: &Vm, bases: &[Ref<Type>], heads: &[Obj]) -> Raised {
    for (i, b) in bases.iter().enumerate() {
        if bases[..i].contains(b) {
            return vm.type_error(format!("duplicate base class {}", b.bare_name()));
        }
    }
    let names: Vec<String> = heads.iter().map(|h| of(h).bare_name()).collect();
    vm.type_error(format!(
        "Cannot create a consistent method resolution order (MRO) for bases {}",
        names.join(", ")
    ))
}

fn set_names(vm: &Vm, class: &Ref<Type>) -> PyResult<()> {
    for (key, value) in class.dict().items() {
        if let Some(f) = value.ty().lookup(name!(__set_name__))
            && let Err(r) = api::call_found_special(vm, &value, &f, &[class.obj(), &key])
        {
            let e = vm.take_raised(r);
            let shown = api::repr_string(vm, &key)?;
            let note = format!(
                "Error calling __set_name__ on '{}' instance {shown} in '{}'",
                value.ty().name(),
                class.name()
            );
            crate::types::exception::add_note(vm, &e, &note)?;
            return Err(vm.raise_again(e));
        }
    }
    Ok(())
}

fn init_subclass(vm: &Vm, class: &Ref<Type>, args: CallArgs) -> PyResult<()> {
    if !class.mro.borrow().contains(&class.obj().value()) {
        // What a metaclass's mro() may have left out.
        let name = class.name();
        return Err(vm.type_error(format!(
            "super(type, obj): obj (type {name}) is not an instance or subtype of type ({name})."
        )));
    }
    let sup = crate::types::super_::new(class.obj(), class.obj());
    let f = api::getattr(vm, &sup, name!(__init_subclass__))?;
    let values = &args.all()[args.pos().len()..];
    api::call_args(vm, &f, CallArgs::new(values, args.names())).map(drop)
}

fn init(vm: &Vm, _: &Obj, args: CallArgs) -> PyResult<()> {
    match args.pos().len() {
        1 if args.kw_len() > 0 => Err(vm.type_error("type.__init__() takes no keyword arguments")),
        1 | 3 => Ok(()),
        _ => Err(vm.type_error("type.__init__() takes 1 or 3 arguments")),
    }
}

// --- attributes of classes

fn getattro(vm: &Vm, cls: &Obj, key: &Obj) -> PyResult<Obj> {
    match lookup_attr(vm, cls, key)? {
        Some(v) => Ok(v),
        None => Err(vm.attribute_error_on(
            format!("type object '{}' has no attribute '{}'", of(cls).name(), str_::display(key)),
            cls,
            key,
        )),
    }
}

/// Whether attributes of classes of this metaclass are looked up by `lookup_attr`.
pub fn has_generic_getattr(meta: &Type) -> bool {
    meta.slots().getattro.is_some_and(|f| std::ptr::fn_addr_eq(f, getattro as BinaryFn))
}

/// `type.__getattribute__` without the AttributeError.
pub fn lookup_attr(vm: &Vm, cls: &Obj, key: &Obj) -> PyResult<Option<Obj>> {
    if !str_::is_str(key) {
        return Err(vm.type_error(format!("attribute name must be string, not '{}'", key.ty().name())));
    }
    let key = &intern_obj(key);
    let t = of(cls);
    let meta = cls.ty();
    let in_meta = meta.lookup(key);
    if let Some(d) = &in_meta
        && let (Some(get), true) = (d.ty().slots().descr_get, d.ty().slots().descr_set.is_some())
    {
        return get(vm, d, Some(cls), Some(&cls.type_obj())).map(Some);
    }
    if let Some(d) = t.lookup(key) {
        return match d.ty().slots().descr_get {
            Some(get) => get(vm, &d, None, Some(cls)).map(Some),
            None => Ok(Some(d)),
        };
    }
    match in_meta {
        Some(d) => match d.ty().slots().descr_get {
            Some(get) => get(vm, &d, Some(cls), Some(&cls.type_obj())).map(Some),
            None => Ok(Some(d)),
        },
        None => Ok(None),
    }
}

fn setattro(vm: &Vm, cls: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let t = of(cls);
    if !t.is_heap() && t.flags.get() & type_flag::MUTABLE == 0 {
        return Err(vm.type_error(format!(
            "cannot set '{}' attribute of immutable type '{}'",
            str_::display(key),
            full_name(vm, t)
        )));
    }
    if !str_::is_str(key) {
        return Err(vm.type_error(format!("attribute name must be string, not '{}'", key.ty().name())));
    }
    let key = &intern_obj(key);
    if let Some(d) = cls.ty().lookup(key)
        && let Some(set) = d.ty().slots().descr_set
    {
        return set(vm, &d, cls, value);
    }
    if t.set_attr(key, value) {
        Ok(())
    } else {
        Err(vm.attribute_error_on(
            format!("type object '{}' has no attribute '{}'", t.name(), str_::display(key)),
            cls,
            key,
        ))
    }
}

fn repr(vm: &Vm, cls: &Obj) -> PyResult<Obj> {
    Ok(str_::from_string(format!("<class '{}'>", full_name(vm, of(cls)))))
}

fn heap_only(vm: &Vm, cls: &Obj, key: &str, value: Option<&Obj>) -> PyResult<Obj> {
    let t = of(cls);
    if !t.is_heap() {
        return Err(vm.type_error(format!("cannot set '{key}' attribute of immutable type '{}'", t.name())));
    }
    match value {
        Some(v) => Ok(v.clone()),
        None => {
            Err(vm.type_error(format!("cannot delete '{key}' attribute of immutable type '{}'", t.name())))
        }
    }
}

fn set_name(vm: &Vm, cls: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let v = heap_only(vm, cls, "__name__", value)?;
    if !str_::is_str(&v) {
        return Err(vm.type_error(format!(
            "can only assign string to {}.__name__, not '{}'",
            of(cls).name(),
            v.ty().name()
        )));
    }
    if str_::bytes_of(&v).contains(&0) {
        return Err(vm.value_error("type name must not contain null characters"));
    }
    crate::types::codec::encode(vm, &v, None, None)?;
    drop(of(cls).name.replace(v));
    Ok(())
}

fn set_qualname(vm: &Vm, cls: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let v = heap_only(vm, cls, "__qualname__", value)?;
    if !str_::is_str(&v) {
        return Err(vm.type_error(format!(
            "can only assign string to {}.__qualname__, not '{}'",
            of(cls).name(),
            v.ty().name()
        )));
    }
    drop(of(cls).qualname.replace(v));
    Ok(())
}

fn set_bases(vm: &Vm, cls: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let v = heap_only(vm, cls, "__bases__", value)?;
    let t = cls.as_ref::<Type>().expect("a type");
    if !v.is_instance::<Tuple>() {
        return Err(vm.type_error(format!(
            "can only assign tuple to {}.__bases__, not {}",
            t.name(),
            v.ty().name()
        )));
    }
    if tuple::items(&v).is_empty() {
        return Err(
            vm.type_error(format!("can only assign non-empty tuple to {}.__bases__, not ()", t.name()))
        );
    }
    let mut bases = Vec::new();
    for b in tuple::items(&v) {
        let Some(bt) = b.as_ref::<Type>() else {
            return Err(vm.type_error(format!(
                "{}.__bases__ must be tuple of classes, not '{}'",
                t.name(),
                b.ty().name()
            )));
        };
        if bt.is_subtype(cls.value().ptr().cast()) || derives_by_base(&bt, &t) {
            return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
        }
        bases.push(bt);
    }
    let base = best_base(vm, &bases)?;
    let old_base = t.base.borrow().clone().expect("heap types have a base");
    if base.flags.get() & type_flag::BASE == 0 {
        return Err(vm.type_error(format!("type '{}' is not an acceptable base type", base.name())));
    }
    if base.is_heap() != old_base.is_heap() {
        return Err(vm.type_error(format!(
            "__bases__ assignment: '{}' deallocator differs from '{}'",
            base.name(),
            old_base.name()
        )));
    }
    let same = std::ptr::eq(base.solid, old_base.solid)
        && base.member_slots.get() == old_base.member_slots.get()
        && base.has_attrs.get() == old_base.has_attrs.get();
    if !same {
        return Err(vm.type_error(format!(
            "__bases__ assignment: '{}' object layout differs from '{}'",
            base.name(),
            old_base.name()
        )));
    }
    let old = (t.bases.borrow().clone(), old_base);
    t.set_bases(v.clone(), base);
    let mut changed = Vec::new();
    let r = refresh_tree(vm, &t, &mut changed);
    if r.is_err() {
        // Everything is as it was, but for what a metaclass has changed meanwhile.
        for (class, before, after) in changed.into_iter().rev() {
            if owned_mro(&class) == after {
                class.set_mro(before);
                class.update_all_slots();
            }
        }
        if t.bases.borrow().is(&v) {
            t.set_bases(old.0, old.1);
        }
    }
    r
}

/// Decides anew about the orders of a class and of what derives from it; notes orders before and after.
fn refresh_tree(vm: &Vm, t: &Ref<Type>, changed: &mut Vec<(Ref<Type>, Vec<Obj>, Vec<Obj>)>) -> PyResult<()> {
    let before = owned_mro(t);
    compute_mro(vm, t)?;
    changed.push((t.clone(), before, owned_mro(t)));
    t.bump_version();
    t.update_all_slots();
    t.direct_subclasses().iter().try_for_each(|s| refresh_tree(vm, s, changed))
}

fn get_abstract(vm: &Vm, cls: &Obj) -> PyResult<Obj> {
    match of(cls).dict().get_str(name!(__abstractmethods__)) {
        Some(v) if !cls.is(&TYPE.obj()) => Ok(v),
        _ => Err(vm.attribute_error_on("__abstractmethods__", cls, name!(__abstractmethods__))),
    }
}

fn set_abstract(vm: &Vm, cls: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let t = of(cls);
    let on = match value {
        Some(v) => {
            let on = api::is_true(vm, v)?;
            t.dict().insert_str(name!(__abstractmethods__).clone(), v.clone());
            on
        }
        None => {
            if t.dict().remove_str(name!(__abstractmethods__)).is_none() {
                return Err(vm.attribute_error_on("__abstractmethods__", cls, name!(__abstractmethods__)));
            }
            false
        }
    };
    t.bump_version();
    t.set_flag(type_flag::ABSTRACT, on);
    Ok(())
}

fn get_doc(vm: &Vm, cls: &Obj) -> PyResult<Obj> {
    let t = of(cls);
    if let Some(doc) = t.spec.map(|s| s.doc).filter(|d| !d.is_empty()) {
        return Ok(str_::from_str(doc));
    }
    match t.dict().get_str(name!(__doc__)) {
        Some(d) => match d.ty().slots().descr_get {
            Some(get) => get(vm, &d, None, Some(cls)),
            None => Ok(d),
        },
        None => Ok(Obj::NONE),
    }
}

fn get_annotations(vm: &Vm, cls: &Obj) -> PyResult<Obj> {
    let t = of(cls);
    if !t.is_heap() {
        return Err(vm.attribute_error_on(
            format!("type object '{}' has no attribute '__annotations__'", t.name()),
            cls,
            name!(__annotations__),
        ));
    }
    if let Some(d) = t.dict().get_str(name!(__annotations__)) {
        return Ok(d);
    }
    let d = dict::new().into_obj();
    t.set_attr(name!(__annotations__), Some(&d));
    Ok(d)
}

fn set_annotations(vm: &Vm, cls: &Obj, value: Option<&Obj>) -> PyResult<()> {
    if value.is_some() || !of(cls).is_heap() {
        return set_in_dict("__annotations__")(vm, cls, value);
    }
    if of(cls).set_attr(name!(__annotations__), None) {
        Ok(())
    } else {
        Err(vm.attribute_error("__annotations__"))
    }
}

fn get_type_params(_: &Vm, cls: &Obj) -> PyResult<Obj> {
    Ok(of(cls)
        .dict()
        .get_str(name!(__type_params__))
        .filter(|_| of(cls).is_heap())
        .unwrap_or_else(tuple::empty))
}

fn set_in_dict(key: &'static str) -> impl Fn(&Vm, &Obj, Option<&Obj>) -> PyResult<()> {
    move |vm, cls, value| {
        let v = heap_only(vm, cls, key, value)?;
        of(cls).set_attr(&intern(key), Some(&v));
        Ok(())
    }
}

fn text_signature(_: &Vm, cls: &Obj) -> PyResult<Obj> {
    Ok(of(cls).spec.map(|s| s.signature).filter(|s| !s.is_empty()).map_or(Obj::NONE, str_::from_str))
}

fn mro_list(vm: &Vm, a: Args) -> PyResult<Obj> {
    let bases: Vec<Ref<Type>> =
        tuple::items(&of(&a[0]).bases.borrow()).iter().filter_map(Obj::as_ref::<Type>).collect();
    let mut order = order_of_bases(vm, &bases)?;
    order.insert(0, a[0].clone());
    Ok(list::from_vec(order))
}

fn dir(vm: &Vm, a: Args) -> PyResult<Obj> {
    let names = dict::new();
    merge_names(vm, &a[0], &names)?;
    Ok(list::from_vec(names.keys()))
}

/// The builtin types whose subclasses have a bit of `__flags__` to themselves.
static FAMILIES: [(&StaticType, u32); 8] = [
    (&crate::types::int::INT, 24),
    (&list::LIST, 25),
    (&tuple::TUPLE, 26),
    (&crate::types::bytes::BYTES, 27),
    (&str_::STR, 28),
    (&dict::DICT, 29),
    (&crate::types::exception::BASE_EXCEPTION, 30),
    (&TYPE, 31),
];

static SPEC: TypeSpec = TypeSpec {
    name: "type",
    doc: "type(obj) is the class of an object.\n\ntype(name, bases, dict) makes a new class, as a class statement does.",
    flags: type_flag::BASE | type_flag::WEAKREF,
    convert: Some(|_, x| Ok(x.type_obj())),
    slots: Slots {
        new: Some(new),
        init: Some(init),
        call: Some(call),
        getattro: Some(getattro),
        setattro: Some(setattro),
        repr: Some(repr),
        unary: [None; 7],
        rbinary: Slots::binary_table([(crate::object::slots::BinOp::Or, |vm, a, b| {
            crate::types::union::or(vm, b, a)
        })]),
        binary: Slots::binary_table([(crate::object::slots::BinOp::Or, |vm, a, b| {
            crate::types::union::or(vm, a, b)
        })]),
        ..Slots::NONE
    },
    methods: &[
        method(
            "mro",
            "($self, /)",
            "The class and its ancestors, in the order in which attributes are looked up.",
            mro_list,
        ),
        method(
            "__subclasses__",
            "($self, /)",
            "The classes that name this one as a base, as a list.",
            |_, a| Ok(list::from_vec(of(&a[0]).direct_subclasses().into_iter().map(Ref::into_obj).collect())),
        ),
        method("__instancecheck__", "($self, instance, /)", "What isinstance() asks.", |vm, a| {
            real_isinstance(vm, &a[1], &a[0]).map(Obj::from_bool)
        }),
        method("__subclasscheck__", "($self, subclass, /)", "What issubclass() asks.", |vm, a| {
            real_issubclass(vm, &a[1], &a[0]).map(Obj::from_bool)
        }),
        method("__dir__", "($self, /)", "The names of the attributes of the class.", dir),
        method("__sizeof__", "($self, /)", "How many bytes the class takes.", |_, a| {
            Ok(int::from_usize(size_of_object(&a[0]) + 800))
        }),
        crate::object::spec::class_method(
            "__prepare__",
            "($cls, name, bases, /, **kwds)|($cls, /, *args, **kwds)",
            "The mapping in which the body of a class statement runs: a new dict.",
            |_, _| Ok(dict::new().into_obj()),
        ),
    ],
    getters: &[
        property("__name__", "", |_, o| Ok(of(o).name.borrow().clone()), set_name),
        property("__qualname__", "", |_, o| Ok(of(o).qualname.borrow().clone()), set_qualname),
        property(
            "__module__",
            "",
            |vm, o| match module_of(vm, of(o)) {
                Some(m) => Ok(m),
                None => Err(vm.attribute_error("__module__")),
            },
            |vm, o, v| {
                set_in_dict("__module__")(vm, o, v)?;
                // The line was one of the module before.
                of(o).set_attr(&intern("__firstlineno__"), None);
                Ok(())
            },
        ),
        property("__doc__", "", get_doc, |vm, o, v| set_in_dict("__doc__")(vm, o, v)),
        property("__bases__", "", |_, o| Ok(of(o).bases.borrow().clone()), set_bases),
        member("__base__", "", |_, o| {
            Ok(of(o).base.borrow().as_ref().map_or(Obj::NONE, |b| b.obj().clone()))
        }),
        getter("__mro__", "", |_, o| {
            let order = owned_mro(of(o));
            Ok(if order.is_empty() { Obj::NONE } else { tuple::from_vec(order) })
        }),
        getter("__dict__", "", |_, o| Ok(crate::types::mapping_proxy::new(of(o).dict().obj()))),
        property("__abstractmethods__", "", get_abstract, set_abstract),
        property("__annotations__", "", get_annotations, set_annotations),
        property("__type_params__", "", get_type_params, |vm, o, v| set_in_dict("__type_params__")(vm, o, v)),
        getter("__text_signature__", "", text_signature),
        member("__basicsize__", "", |_, o| Ok(int::from_usize(of(o).layout().size))),
        member("__itemsize__", "", |_, o| {
            Ok(int::from_i64(if of(o).layout().extra.is_some() { 8 } else { 0 }))
        }),
        member("__flags__", "", |_, o| {
            let f = of(o).flags.get();
            let bit = |have: u32, to: i64| if f & have != 0 { to } else { 0 };
            Ok(int::from_i64(
                bit(type_flag::HEAP, 1 << 9)
                    // Those of typing count as made by a class statement: pickle looks below them for the state.
                    | if of(o).spec.is_some_and(|s| s.module == "typing") { 1 << 9 } else { 0 }
                    | bit(type_flag::BASE, 1 << 10)
                    | 1 << 12
                    | if of(o).is_gc() { 1 << 14 } else { 0 }
                    | if f & (type_flag::HEAP | type_flag::MUTABLE) == 0
                        && of(o).spec.is_none_or(|s| s.name != "Generic") { 1 << 8 } else { 0 }
                    | if f & type_flag::NO_NEW != 0 || of(o).slots().new.is_none() { 1 << 7 } else { 0 }
                    | bit(type_flag::METHOD_DESCRIPTOR, 1 << 17)
                    | bit(type_flag::ABSTRACT, 1 << 20)
                    | bit(type_flag::MATCH_SELF, 1 << 22)
                    | bit(type_flag::SEQUENCE, 1 << 5)
                    | bit(type_flag::MAPPING, 1 << 6)
                    | FAMILIES.iter().find(|(base, _)| of(o).is_subtype(base.ptr())).map_or(0, |f| 1 << f.1),
            ))
        }),
        member("__dictoffset__", "", |_, o| Ok(int::from_i64(if of(o).has_attrs.get() { -1 } else { 0 }))),
        member("__weakrefoffset__", "", |_, o| Ok(int::from_i64(if of(o).weakrefs.get() { -1 } else { 0 }))),
    ],
    ..TypeSpec::BASE
};

/// `type`
pub static TYPE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Type>(false));

/// Whether a name found on a class is a `__slots__` member.
pub fn is_slot_member(o: &Obj) -> bool {
    descriptor::slot_member_index(o).is_some()
}
