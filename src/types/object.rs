//! `object`: the root of all types.

use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::slots::{CallFn, CmpOp, Slots};
use crate::object::spec::{GetterDef, TypeSpec, class_method, method, property, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::types::dict::Dict;
use crate::types::{dict, list, str_, tuple, type_};
use crate::vm::{PyResult, Vm, api};

/// The native state of a plain object: nothing.
pub struct Plain;

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Plain {
    fn static_type() -> &'static StaticType {
        &OBJECT
    }
}

/// `<module.Class object at 0x...>`
pub fn default_repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let shown = type_::full_name(vm, o.ty());
    Ok(str_::from_string(format!("<{shown} object at {:#x}>", api::id(o))))
}

fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let t = cls.downcast::<Type>().expect("the caller checked that it is a type");
    // What has a native body of its own and no `__new__` for it is made by the interpreter alone.
    if t.solid.get().layout().size > OBJECT.get().layout().size {
        return Err(vm.type_error(format!("cannot create '{}' instances", type_::full_name(vm, t))));
    }
    if !args.all().is_empty() {
        let is_native = |f: Option<Obj>| {
            f.is_some_and(|f| {
                crate::types::native::new_wrapper_type(&f)
                    .is_some_and(|t| std::ptr::eq(t.solid, &raw const OBJECT))
            })
        };
        if !is_native(t.lookup(name!(__new__))) {
            return Err(
                vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)")
            );
        }
        if is_object_init(t) {
            return Err(vm.type_error(format!("{}() takes no arguments", t.name())));
        }
    }
    if t.flags.get() & type_flag::ABSTRACT != 0 {
        return Err(abstract_error(vm, t)?);
    }
    attr::new_instance(vm, cls, Plain)
}

fn is_object_init(t: &Type) -> bool {
    t.lookup(name!(__init__)).is_some_and(|f| {
        crate::types::descriptor::slot_wrapper(&f).is_some_and(|(o, _)| std::ptr::eq(o, OBJECT.ptr()))
    })
}

fn abstract_error(vm: &Vm, t: &Type) -> PyResult<crate::vm::Raised> {
    let names = match t.lookup(name!(__abstractmethods__)) {
        Some(n) => n,
        None => t.dict().get_str(name!(__abstractmethods__)).unwrap_or_else(tuple::empty),
    };
    let mut texts: Vec<String> =
        api::to_vec(vm, &names)?.iter().map(|n| format!("'{}'", str_::display(n))).collect();
    texts.sort();
    let s = if texts.len() == 1 { "" } else { "s" };
    Ok(vm.type_error(format!(
        "Can't instantiate abstract class {} without an implementation for abstract method{s} {}",
        t.name(),
        texts.join(", ")
    )))
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    if args.all().is_empty() {
        return Ok(());
    }
    let t = o.ty();
    if !is_object_init(t) {
        return Err(
            vm.type_error("object.__init__() takes exactly one argument (the instance to initialize)")
        );
    }
    if t.slots().new.is_some_and(|f| std::ptr::fn_addr_eq(f, new as CallFn)) {
        return Err(vm.type_error(format!(
            "{}.__init__() takes exactly one argument (the instance to initialize)",
            t.name()
        )));
    }
    Ok(())
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    match op {
        CmpOp::Eq if a.is(b) => Ok(Obj::TRUE),
        CmpOp::Ne => {
            // The inverse of __eq__, unless that does not know.
            let Some(f) = a.ty().slots().compare else { return Ok(Obj::NOT_IMPLEMENTED) };
            let r = f(vm, a, b, CmpOp::Eq)?;
            if r.is_not_implemented() { Ok(r) } else { api::is_true(vm, &r).map(|t| Obj::from_bool(!t)) }
        }
        _ => Ok(Obj::NOT_IMPLEMENTED),
    }
}

/// `__dict__` of instances of builtin types, which cannot be deleted.
pub const DICT_GETTER: GetterDef = property("__dict__", "", get_dict, |vm, o, v| {
    if v.is_none() {
        return Err(vm.type_error("cannot delete __dict__"));
    }
    set_dict(vm, o, v)
});

/// Reads an instance's `__dict__`.
pub fn get_dict(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    // Reached by the descriptor of another base: classes and modules have namespaces.
    if let Some(t) = o.downcast::<Type>() {
        return Ok(crate::types::mapping_proxy::new(t.dict().obj()));
    }
    if let Some(d) = crate::types::module::dict_of(o) {
        return Ok(d.into_obj());
    }
    match attr::instance_dict(o) {
        Some(d) => Ok(d.into_obj()),
        None => Err(attr::no_attribute(vm, o, name!(__dict__))),
    }
}

/// Replaces an instance's `__dict__`.
pub fn set_dict(vm: &Vm, o: &Obj, value: Option<&Obj>) -> PyResult<()> {
    if o.is_instance::<Type>() {
        return Err(vm.attribute_error("attribute '__dict__' of 'type' objects is not writable"));
    }
    if o.is_instance::<crate::types::module::Module>() {
        return Err(vm.attribute_error("readonly attribute"));
    }
    let d = match value {
        Some(v) => v.as_ref::<Dict>().ok_or_else(|| {
            vm.type_error(format!("__dict__ must be set to a dictionary, not a '{}'", v.ty().name()))
        })?,
        None => dict::new(),
    };
    if attr::set_instance_dict(o, d) { Ok(()) } else { Err(attr::no_attribute(vm, o, name!(__dict__))) }
}

/// The names of the `__slots__` members of instances, in their places.
fn members(t: &Type) -> Vec<Option<Obj>> {
    let mut names = vec![None; t.member_slots.get() as usize];
    for class in t.mro.borrow().iter() {
        let class = Obj::from_borrowed(*class);
        for (key, value) in class.downcast::<Type>().map_or_else(Vec::new, |c| c.dict().items()) {
            if let Some(place) =
                crate::types::descriptor::slot_member_index(&value).and_then(|i| names.get_mut(i))
            {
                place.get_or_insert(key);
            }
        }
    }
    names
}

fn set_class(vm: &Vm, o: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let Some(v) = value else { return Err(vm.type_error("can't delete __class__ attribute")) };
    let Some(new) = v.downcast::<Type>() else {
        return Err(
            vm.type_error(format!("__class__ must be set to a class, not '{}' object", v.ty().name()))
        );
    };
    let old = o.ty();
    let is_module = |t: &Type| t.is_subtype(crate::types::module::MODULE.ptr());
    let both = |is: fn(&Type) -> bool| is(old) && is(new);
    if !both(Type::is_heap) && !both(is_module) {
        return Err(
            vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses")
        );
    }
    let same = std::ptr::eq(old.solid, new.solid)
        && old.has_attrs.get() == new.has_attrs.get()
        && old.weakrefs.get() == new.weakrefs.get()
        && members(old) == members(new);
    if !same {
        return Err(vm.type_error(format!(
            "__class__ assignment: '{}' object layout differs from '{}'",
            new.name(),
            old.name()
        )));
    }
    attr::change_class(o, v);
    Ok(())
}

fn dir(vm: &Vm, a: Args) -> PyResult<Obj> {
    let names = dict::new();
    if let Some(d) = api::getattr_opt(vm, &a[0], name!(__dict__))?
        && d.is_instance::<Dict>()
    {
        for (k, _) in d.downcast::<Dict>().expect("checked").items() {
            names.set(vm, &k, &Obj::NONE)?;
        }
    }
    if let Some(class) = api::getattr_opt(vm, &a[0], name!(__class__))? {
        type_::merge_names(vm, &class, &names)?;
    }
    Ok(list::from_vec(names.keys()))
}

fn format(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error(format!("__format__() argument must be str, not {}", api::given(&a[1]))));
    }
    if !str_::bytes_of(&a[1]).is_empty() {
        return Err(
            vm.type_error(format!("unsupported format string passed to {}.__format__", a[0].ty().name()))
        );
    }
    api::str(vm, &a[0])
}

fn reduce_ex(vm: &Vm, a: Args) -> PyResult<Obj> {
    // A class that overrides __reduce__ decides.
    if let Some(f) = a[0].ty().lookup(name!(__reduce__))
        && !OBJECT.get().dict().get_str(name!(__reduce__)).is_some_and(|own| own.is(&f))
    {
        return api::call_found_special(vm, &a[0], &f, &[]);
    }
    let protocol = api::index(vm, &a[1])?;
    reduce(vm, &a[0], &protocol)
}

fn reduce(vm: &Vm, o: &Obj, protocol: &Obj) -> PyResult<Obj> {
    let copyreg = api::import(vm, "copyreg")?;
    let old = crate::types::int::to_i64(protocol).is_some_and(|p| p < 2);
    if old {
        return api::call_method_str(vm, &copyreg, "_reduce_ex", &[o.clone(), protocol.clone()]);
    }
    reduce_new(vm, o, &copyreg)
}

/// How protocols 2 and later make an equal object: by `__new__`, then the state, list items and dict items.
fn reduce_new(vm: &Vm, o: &Obj, copyreg: &Obj) -> PyResult<Obj> {
    if o.ty().slots().new.is_none() {
        return Err(cannot_pickle(vm, o));
    }
    let given = new_arguments(vm, o)?;
    let sequence = o.is_instance::<list::List>();
    let mapping = o.is_instance::<Dict>();
    let plain = given.is_none() && !sequence && !mapping;
    let class = o.type_obj();
    let (maker, args) = match given {
        Some((args, Some(kwargs))) => ("__newobj_ex__", tuple::from_vec(vec![class, args, kwargs])),
        given => {
            let mut all = vec![class];
            all.extend(given.iter().flat_map(|(args, _)| tuple::items(args)).cloned());
            ("__newobj__", tuple::from_vec(all))
        }
    };
    let maker = api::getattr_str(vm, copyreg, maker)?;
    let getstate = api::getattr(vm, o, name!(__getstate__))?;
    // The default one also says what can't be pickled at all.
    let default = o
        .ty()
        .lookup(name!(__getstate__))
        .zip(OBJECT.get().lookup(name!(__getstate__)))
        .is_some_and(|(f, own)| f.is(&own));
    if default && plain && o.ty().layout().size > OBJECT.ops.size {
        return Err(cannot_pickle(vm, o));
    }
    let state = api::call(vm, &getstate, &[])?;
    let items = if sequence { api::iter(vm, o)? } else { Obj::NONE };
    let pairs =
        if mapping { api::iter(vm, &api::call_method(vm, o, name!(items), &[])?)? } else { Obj::NONE };
    Ok(tuple::from_vec(vec![maker, args, state, items, pairs]))
}

fn cannot_pickle(vm: &Vm, o: &Obj) -> crate::vm::Raised {
    match o.is_exact::<crate::types::code::Code>() {
        true => vm.type_error("cannot pickle code objects"),
        false => vm.type_error(format!("cannot pickle '{}' object", o.ty().name())),
    }
}

/// The arguments for `__new__` as the object wants them: a tuple, and a dict that is not empty.
fn new_arguments(vm: &Vm, o: &Obj) -> PyResult<Option<(Obj, Option<Obj>)>> {
    if let Some(both) = api::call_special_opt(vm, o, name!(__getnewargs_ex__), &[])? {
        if !both.is_instance::<tuple::Tuple>() {
            let t = both.ty().name();
            return Err(vm.type_error(format!("__getnewargs_ex__ should return a tuple, not '{t}'")));
        }
        let [args, kwargs] = tuple::items(&both) else {
            let n = tuple::items(&both).len();
            return Err(
                vm.value_error(format!("__getnewargs_ex__ should return a tuple of length 2, not {n}"))
            );
        };
        for (which, x, ok, wanted) in [
            ("first", args, args.is_instance::<tuple::Tuple>(), "tuple"),
            ("second", kwargs, kwargs.is_instance::<Dict>(), "dict"),
        ] {
            if !ok {
                let t = x.ty().name();
                return Err(vm.type_error(format!(
                    "{which} item of the tuple returned by __getnewargs_ex__ must be a {wanted}, not '{t}'"
                )));
            }
        }
        let some = kwargs.downcast::<Dict>().is_some_and(|d| !d.is_empty());
        return Ok(Some((args.clone(), some.then(|| kwargs.clone()))));
    }
    match api::call_special_opt(vm, o, name!(__getnewargs__), &[])? {
        Some(args) if !args.is_instance::<tuple::Tuple>() => {
            let t = args.ty().name();
            Err(vm.type_error(format!("__getnewargs__ should return a tuple, not '{t}'")))
        }
        args => Ok(args.map(|a| (a, None))),
    }
}

/// The default `__getstate__`: the attributes; with members of `__slots__`, a pair of dicts.
fn get_state(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let attrs = attr::instance_items(o);
    let state = if attrs.is_empty() {
        Obj::NONE
    } else {
        let d = dict::new();
        attrs.iter().try_for_each(|(k, v)| d.set(vm, k, v))?;
        d.into_obj()
    };
    if o.ty().member_slots.get() == 0 {
        return Ok(state);
    }
    let copyreg = api::import(vm, "copyreg")?;
    let names = api::call_method_str(vm, &copyreg, "_slotnames", &[o.type_obj()])?;
    let slots = dict::new();
    for n in api::to_vec(vm, &names)? {
        if let Some(v) = api::getattr_opt(vm, o, &n)? {
            slots.set(vm, &n, &v)?;
        }
    }
    Ok(if slots.is_empty() { state } else { tuple::pair(state, slots.into_obj()) })
}

static SPEC: TypeSpec = TypeSpec {
    name: "object",
    doc: "What every class derives from.\n\nobject() is a new object that has nothing but its identity.",
    signature: "()",
    flags: type_flag::BASE,
    slots: Slots {
        new: Some(new),
        init: Some(init),
        repr: Some(default_repr),
        str: Some(api::repr),
        hash: Some(|_, o| {
            let h = (o.value().bits() >> 4) as i64;
            Ok(if h == -1 { -2 } else { h })
        }),
        compare: Some(compare),
        getattro: Some(attr::generic_getattr),
        setattro: Some(attr::generic_setattr),
        ..Slots::NONE
    },
    methods: &[
        method("__dir__", "($self, /)", "The names of the attributes.", dir),
        method(
            "__format__",
            "($self, format_spec, /)",
            "str(self); a format specification is a TypeError.",
            format,
        ),
        method("__sizeof__", "($self, /)", "How many bytes the object takes.", |_, a| {
            Ok(crate::types::int::from_usize(type_::size_of_object(&a[0])))
        }),
        method("__reduce__", "($self, /)", "What pickle and copy store.", |vm, a| {
            reduce(vm, &a[0], &crate::types::int::from_i64(0))
        }),
        method("__reduce_ex__", "($self, protocol, /)", "What pickle and copy store.", reduce_ex),
        method("__getstate__", "($self, /)", "What pickle and copy store.", |vm, a| get_state(vm, &a[0])),
        class_method(
            "__init_subclass__",
            "($type, /)",
            "Called with each new class that derives from this one. Does nothing unless a\nclass defines it.",
            |_, _| Ok(Obj::NONE),
        ),
        class_method(
            "__subclasshook__",
            "($type, object, /)",
            "Asked by issubclass() of an abstract class; NotImplemented leaves the answer to\nthe usual rules.",
            |_, _| Ok(Obj::NOT_IMPLEMENTED),
        ),
    ],
    getters: &[property("__class__", "the class", |_, o| Ok(o.type_obj()), set_class)],
    ..TypeSpec::BASE
};

/// `object`
pub static OBJECT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Plain>(false));
