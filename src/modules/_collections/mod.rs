//! `_collections`: `deque` (in `deque.rs`), `defaultdict`, `OrderedDict` (in `ordered.rs`), and what `collections`
//! needs for namedtuple and Counter.

pub mod deque;
pub mod ordered;

use crate::object::args::{Args, CallArgs};
use crate::object::attr::generic_getattr;
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::payload::{Trace, payload};
use crate::object::slots::{BinOp, BinaryFn, Slots};
use crate::object::spec::{
    GetterDef, ModuleSpec, TypeSpec, class_method, function, method, property, type_flag,
};
use crate::object::type_object::StaticType;
use crate::types::dict::{self, Dict};
use crate::types::sequence::{guard_repr, size_arg};
use crate::types::str_::{self, StrBuilder};
use crate::types::tuple::Tuple;
use crate::types::{generic_alias, int, tuple};
use crate::vm::{PyResult, Vm, api};

// --- defaultdict

/// The native state of a `defaultdict`; the dict comes first.
#[repr(C)]
#[derive(Default)]
pub struct DefaultDict {
    dict: Dict,
    factory: Field,
}

#[allow(unsafe_code)]
// SAFETY: dict and factory are visited.
unsafe impl Payload for DefaultDict {
    fn static_type() -> &'static StaticType {
        &DEFAULTDICT
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.dict.traverse(visit);
        self.factory.trace(visit);
    }
    fn clear(&self) {
        self.dict.clear();
        self.factory.set(None);
    }
}

fn of(o: &Obj) -> &DefaultDict {
    o.downcast::<DefaultDict>().expect("the receiver is a defaultdict")
}

fn factory(o: &Obj) -> Obj {
    of(o).factory.get().unwrap_or(Obj::NONE)
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let d = of(o);
    let Some((first, _)) = args.pos().split_first() else {
        return dict::update_args(vm, &d.dict, "dict", args);
    };
    if !first.is_none() && !api::is_callable(first) {
        return Err(vm.type_error("first argument must be callable or None"));
    }
    d.factory.set(Some(first.clone()).filter(|f| !f.is_none()));
    dict::update_args(vm, &d.dict, "dict", args.skip_first())
}

fn missing(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(f) = of(&a[0]).factory.get() else { return Err(vm.key_error(&a[1])) };
    let value = api::call(vm, &f, &[])?;
    api::setitem(vm, &a[0], &a[1], &value)?;
    Ok(value)
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let base = (dict::DICT.get().slots().repr.expect("dict has a repr"))(vm, o)?;
    let f = factory(o);
    let shown = guard_repr(vm, &f, "...", || api::repr(vm, &f))?;
    let mut out = StrBuilder::new();
    out.push_str(&o.ty().bare_name());
    out.push_str("(");
    out.push_obj(&shown);
    out.push_str(", ");
    out.push_obj(&base);
    out.push_str(")");
    Ok(out.finish())
}

/// `type(o)(factory, source)`
fn like(vm: &Vm, o: &Obj, source: &Obj) -> PyResult<Obj> {
    api::call(vm, &o.type_obj(), &[factory(o), source.clone()])
}

fn or(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    if !a.is_instance::<Dict>() || !b.is_instance::<Dict>() {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let new = like(vm, if a.is_instance::<DefaultDict>() { a } else { b }, a)?;
    api::call_method(vm, &new, name!(update), std::slice::from_ref(b))?;
    Ok(new)
}

fn reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    let f = factory(&a[0]);
    let args = if f.is_none() { tuple::empty() } else { tuple::from_vec(vec![f]) };
    let items = api::iter(vm, &api::call_method(vm, &a[0], name!(items), &[])?)?;
    Ok(tuple::from_vec(vec![a[0].type_obj(), args, Obj::NONE, Obj::NONE, items]))
}

static DEFAULTDICT_SPEC: TypeSpec = TypeSpec {
    name: "defaultdict",
    module: "collections",
    doc: "defaultdict(default_factory=None, /, ...): a dict in which a missing key gets the value of default_factory().\n\nThe other arguments are those of dict.",
    base: Some(&dict::DICT),
    flags: type_flag::BASE | type_flag::HIDDEN_NEW,
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(|vm, cls, _| new_instance(vm, cls, DefaultDict::default())),
        init: Some(init),
        repr: Some(repr),
        binary: Slots::binary_table([(BinOp::Or, or)]),
        rbinary: Slots::binary_table([(BinOp::Or, (|vm, a, b| or(vm, b, a)) as BinaryFn)]),
        ..Slots::NONE
    },
    methods: &[
        method(
            "__missing__",
            "($self, object, /)",
            "Stores and returns default_factory() for a missing key; KeyError if it is None.",
            missing,
        ),
        method("copy", "($self, /)", "A defaultdict with the same factory and pairs.", |vm, a| {
            like(vm, &a[0], &a[0])
        }),
        method("__copy__", "($self, /)", "A defaultdict with the same factory and pairs.", |vm, a| {
            like(vm, &a[0], &a[0])
        }),
        method("__reduce__", "($self, /)", "What pickle needs to make an equal object.", reduce),
        class_method(
            "__class_getitem__",
            "($type, object, /)",
            "defaultdict[key, value]: for annotations.",
            generic_alias::class_getitem,
        ),
    ],
    getters: &[GetterDef {
        member: true,
        ..property(
            "default_factory",
            "Makes the value of a missing key.",
            |_, o| Ok(factory(o)),
            |_, o, v| {
                of(o).factory.set(v.cloned().filter(|f| !f.is_none()));
                Ok(())
            },
        )
    }],
    ..TypeSpec::BASE
};
/// `collections.defaultdict`
pub static DEFAULTDICT: StaticType = StaticType::new(&DEFAULTDICT_SPEC, LayoutOps::of::<DefaultDict>(false));

// --- _tuplegetter

/// The native state of the descriptor of a namedtuple's field.
pub struct TupleGetter {
    index: isize,
    doc: Field,
}
payload!(TupleGetter, TUPLEGETTER, [doc]);

fn getter(o: &Obj) -> &TupleGetter {
    o.downcast::<TupleGetter>().expect("the receiver is a _tuplegetter")
}

fn new_getter(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let a = args.exactly(vm, "_tuplegetter", 2, 2)?;
    let index = size_arg(vm, &a[0])?;
    new_instance(vm, cls, TupleGetter { index, doc: Field::new(Some(a[1].clone())) })
}

fn get_field(vm: &Vm, o: &Obj, instance: Option<&Obj>, _: Option<&Obj>) -> PyResult<Obj> {
    let Some(x) = instance else { return Ok(o.clone()) };
    let i = getter(o).index;
    let Some(t) = x.downcast::<Tuple>() else {
        return Err(vm.type_error(format!(
            "descriptor for index '{i}' for tuple subclasses doesn't apply to '{}' object",
            x.ty().name()
        )));
    };
    usize::try_from(i)
        .ok()
        .and_then(|i| t.as_slice().get(i).cloned())
        .ok_or_else(|| vm.index_error("tuple index out of range"))
}

fn set_field(vm: &Vm, _: &Obj, _: &Obj, value: Option<&Obj>) -> PyResult<()> {
    Err(vm.attribute_error(if value.is_some() { "can't set attribute" } else { "can't delete attribute" }))
}

fn getter_doc(o: &Obj) -> Obj {
    getter(o).doc.get().unwrap_or(Obj::NONE)
}

static TUPLEGETTER_SPEC: TypeSpec = TypeSpec {
    name: "_tuplegetter",
    module: "collections",
    slots: Slots {
        new: Some(new_getter),
        descr_get: Some(get_field),
        descr_set: Some(set_field),
        repr: Some(|vm, o| {
            let doc = api::repr_string(vm, &getter_doc(o))?;
            Ok(str_::from_string(format!("_tuplegetter({}, {doc})", getter(o).index)))
        }),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", "What pickle needs to make an equal object.", |_, a| {
        let args = tuple::pair(int::from_i64(getter(&a[0]).index as i64), getter_doc(&a[0]));
        Ok(tuple::pair(a[0].type_obj(), args))
    })],
    getters: &[property(
        "__doc__",
        "",
        |_, o| Ok(getter_doc(o)),
        |_, o, v| {
            getter(o).doc.set(v.cloned());
            Ok(())
        },
    )],
    ..TypeSpec::FINAL
};
/// The type of the descriptors of a namedtuple's fields.
pub static TUPLEGETTER: StaticType = StaticType::new(&TUPLEGETTER_SPEC, LayoutOps::of::<TupleGetter>(false));

// --- counting

fn count_elements(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (mapping, one) = (&a[0], int::from_i64(1));
    let own = |key: &Obj| match (mapping.ty().lookup(key), dict::DICT.get().lookup(key)) {
        (Some(x), Some(y)) => x.is(&y),
        _ => false,
    };
    let plain = mapping.downcast::<Dict>().filter(|_| own(name!(get)) && own(name!(__setitem__)));
    let Some(d) = plain else {
        let get = api::getattr(vm, mapping, name!(get))?;
        api::for_each(vm, &a[1], |key| {
            let old = api::call(vm, &get, &[key.clone(), int::from_i64(0)])?;
            let new = api::binary(vm, BinOp::Add, &old, &one)?;
            api::setitem(vm, mapping, &key, &new)?;
            Ok(true)
        })?;
        return Ok(Obj::NONE);
    };
    api::for_each(vm, &a[1], |key| {
        let hash = api::hash(vm, &key)? as u64;
        let found = d.table().find(vm, &key, hash)?;
        let new = match found.and_then(|p| d.table().value_at(p)) {
            None => one.clone(),
            Some(old) if old.value().is_int() => int::from_i64(old.value().int() + 1),
            Some(old) => api::binary(vm, BinOp::Add, &old, &one)?,
        };
        d.set_hashed(vm, &key, hash, &new)?;
        Ok(true)
    })?;
    Ok(Obj::NONE)
}

/// `_collections`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_collections",
    doc: "Containers with fast ends, defaults or an order of their own.",
    functions: &[function(
        "_count_elements",
        "(mapping, iterable, /)",
        "Adds one to mapping[item] for each item.",
        count_elements,
    )],
    types: &[
        &deque::DEQUE,
        &DEFAULTDICT,
        &ordered::ORDERED_DICT,
        &TUPLEGETTER,
        &deque::DEQUE_ITERATOR,
        &deque::DEQUE_REVERSE_ITERATOR,
    ],
    hidden_types: ordered::HIDDEN,
    ..ModuleSpec::EMPTY
};
