//! `types.GenericAlias` (`list[int]`) and the substitution of type parameters, which `union.rs` shares.

use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, CmpOp, Slots};
use crate::object::spec::{TypeSpec, getter, iter_self, member, method, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::types::str_::StrBuilder;
use crate::types::tuple::{self, Tuple};
use crate::types::{exception, list, str_, union};
use crate::vm::{PyResult, Vm, api};
use std::cell::RefCell;

/// The native state of a generic alias.
pub struct GenericAlias {
    /// `__origin__`
    pub origin: Obj,
    /// `__args__`
    pub args: Obj,
    /// `*list[int]`
    starred: bool,
    parameters: RefCell<Option<Obj>>,
}

#[allow(unsafe_code)]
// SAFETY: all references are visited.
unsafe impl Payload for GenericAlias {
    fn static_type() -> &'static StaticType {
        &GENERIC_ALIAS
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        visit(self.origin.value());
        visit(self.args.value());
        if let Some(p) = &*self.parameters.borrow() {
            visit(p.value());
        }
    }
}

fn body(origin: &Obj, args: &Obj, starred: bool) -> GenericAlias {
    let args = if args.is_instance::<Tuple>() { args.clone() } else { tuple::from_vec(vec![args.clone()]) };
    GenericAlias { origin: origin.clone(), args, starred, parameters: RefCell::new(None) }
}

/// `origin[args]`
pub fn new(_: &Vm, origin: &Obj, args: &Obj) -> PyResult<Obj> {
    Ok(Ref::new(body(origin, args, false)).into_obj())
}

/// The code of `__class_getitem__` of types that are generic for annotations only.
pub fn class_getitem(vm: &Vm, a: Args) -> PyResult<Obj> {
    new(vm, &a[0], &a[1])
}

/// `__class_getitem__` as a method of such types.
pub const CLASS_GETITEM: crate::object::spec::MethodDef = crate::object::spec::class_method(
    "__class_getitem__",
    "($type, object, /)",
    "See PEP 585",
    class_getitem,
);

fn of(o: &Obj) -> &GenericAlias {
    o.downcast::<GenericAlias>().expect("the receiver is a generic alias")
}

// --- type parameters

/// The type parameters in the arguments of a generic, each once, as a tuple.
pub fn parameters_of(vm: &Vm, args: &[Obj]) -> PyResult<Obj> {
    let mut found: Vec<Obj> = Vec::new();
    let mut add = |p: &Obj| {
        if !found.contains(p) {
            found.push(p.clone());
        }
    };
    for a in args {
        // The `__parameters__` of a bare class are not parameters of its uses.
        if a.is_instance::<Type>() {
            continue;
        }
        if api::getattr_opt(vm, a, name!(__typing_subst__))?.is_some() {
            add(a);
        } else if let Some(inner) = api::getattr_opt(vm, a, name!(__parameters__))? {
            tuple::items(&inner).iter().for_each(&mut add);
        }
    }
    Ok(tuple::from_vec(found))
}

/// The items of a subscript, with `*tuple[int, str]` unpacked.
fn unpacked(vm: &Vm, item: &Obj) -> PyResult<Vec<Obj>> {
    let items = if item.is_instance::<Tuple>() { tuple::items(item) } else { std::slice::from_ref(item) };
    let mut out = Vec::with_capacity(items.len());
    for i in items {
        if !i.is_instance::<Type>()
            && let Some(inner) = api::getattr_opt(vm, i, name!(__typing_unpacked_tuple_args__))?
            && inner.is_instance::<Tuple>()
            && !tuple::items(&inner).last().is_some_and(|l| l.is(&Obj::ELLIPSIS))
        {
            out.extend_from_slice(tuple::items(&inner));
        } else {
            out.push(i.clone());
        }
    }
    Ok(out)
}

/// The arguments of `alias` with its parameters replaced by what `item` gives.
pub fn substitute(vm: &Vm, alias: &Obj, args: &[Obj], params: &[Obj], item: &Obj) -> PyResult<Vec<Obj>> {
    if params.is_empty() {
        return Err(vm.type_error(format!("{} is not a generic class", api::repr_string(vm, alias)?)));
    }
    let mut item = tuple::from_vec(unpacked(vm, item)?);
    for p in params {
        if let Some(prepare) = api::getattr_opt(vm, p, name!(__typing_prepare_subst__))?
            && !prepare.is_none()
        {
            let given = if item.is_instance::<Tuple>() { item } else { tuple::from_vec(vec![item]) };
            item = api::call(vm, &prepare, &[alias.clone(), given])?;
        }
    }
    let given = if item.is_instance::<Tuple>() { tuple::items(&item) } else { std::slice::from_ref(&item) };
    if given.len() != params.len() {
        let which = if given.len() > params.len() { "many" } else { "few" };
        let shown = api::repr_string(vm, alias)?;
        return Err(vm.type_error(format!(
            "Too {which} arguments for {shown}; actual {}, expected {}",
            given.len(),
            params.len()
        )));
    }
    let mut out = Vec::with_capacity(args.len());
    for a in args {
        if a.is_instance::<Type>() {
            out.push(a.clone());
            continue;
        }
        let unpack = match api::getattr_opt(vm, a, &intern("__typing_is_unpacked_typevartuple__"))? {
            Some(u) => api::is_true(vm, &u)?,
            None => false,
        };
        let new = match api::getattr_opt(vm, a, name!(__typing_subst__))? {
            Some(subst) => {
                let i = params
                    .iter()
                    .position(|p| p.is(a))
                    .ok_or_else(|| vm.system_error("a type parameter is missing"))?;
                api::call(vm, &subst, std::slice::from_ref(&given[i]))?
            }
            None => substitute_inner(vm, a, params, given)?,
        };
        if unpack && new.is_instance::<Tuple>() {
            out.extend_from_slice(tuple::items(&new));
        } else {
            out.push(new);
        }
    }
    Ok(out)
}

/// An argument that is itself generic, subscripted with what its own parameters become.
fn substitute_inner(vm: &Vm, a: &Obj, params: &[Obj], given: &[Obj]) -> PyResult<Obj> {
    let Some(inner) = api::getattr_opt(vm, a, name!(__parameters__))? else { return Ok(a.clone()) };
    if tuple::items(&inner).is_empty() {
        return Ok(a.clone());
    }
    let mut items = Vec::new();
    for p in tuple::items(&inner) {
        match params.iter().position(|q| q.is(p)) {
            // A TypeVarTuple stands for any number of arguments.
            Some(i) if params[i].ty().slots().iter.is_some() && given[i].is_instance::<Tuple>() => {
                items.extend_from_slice(tuple::items(&given[i]));
            }
            Some(i) => items.push(given[i].clone()),
            None => items.push(p.clone()),
        }
    }
    api::getitem(vm, a, &tuple::from_vec(items))
}

// --- repr

/// An argument as the alias shows it: classes by their qualified names.
pub fn push_argument(vm: &Vm, out: &mut StrBuilder, a: &Obj) -> PyResult<()> {
    if a.is(&Obj::ELLIPSIS) {
        out.push_str("...");
        return Ok(());
    }
    let is_alias = api::getattr_opt(vm, a, name!(__origin__))?.is_some()
        && api::getattr_opt(vm, a, name!(__args__))?.is_some();
    if !is_alias
        && let Some(qualname) = api::getattr_opt(vm, a, name!(__qualname__))?
        && let Some(module) = api::getattr_opt(vm, a, name!(__module__))?
        && !module.is_none()
    {
        if str_::bytes_of(&api::str(vm, &module)?) != b"builtins" {
            out.push_obj(&api::str(vm, &module)?);
            out.push_str(".");
        }
        out.push_obj(&api::str(vm, &qualname)?);
        return Ok(());
    }
    out.push_obj(&api::repr(vm, a)?);
    Ok(())
}

fn push_separated(vm: &Vm, out: &mut StrBuilder, items: &[Obj]) -> PyResult<()> {
    for (i, a) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        match a.downcast::<list::List>() {
            // The parameter list of a callable.
            Some(l) => {
                out.push_str("[");
                push_separated(vm, out, &l.to_vec())?;
                out.push_str("]");
            }
            None => push_argument(vm, out, a)?,
        }
    }
    Ok(())
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    vm.check_native_stack(" while getting the repr of an object")?;
    let g = of(o);
    let mut out = StrBuilder::new();
    if g.starred {
        out.push_str("*");
    }
    push_argument(vm, &mut out, &g.origin)?;
    out.push_str("[");
    if tuple::items(&g.args).is_empty() {
        out.push_str("()");
    }
    push_separated(vm, &mut out, tuple::items(&g.args))?;
    out.push_str("]");
    Ok(out.finish())
}

// --- the type

fn construct(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let a = args.exactly(vm, "GenericAlias", 2, 2)?;
    attr::new_instance(vm, cls, body(&a[0], &a[1], false))
}

fn call(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let made = api::call_args(vm, &of(o).origin, args)?;
    if let Err(r) = api::setattr(vm, &made, name!(__orig_class__), o) {
        if vm.raised_matches(&exception::TYPE_ERROR) {
            drop(vm.take_raised(r));
        } else {
            vm.clear_if(r, &exception::ATTRIBUTE_ERROR)?;
        }
    }
    Ok(made)
}

/// Attributes that the alias answers itself.
const OWN: [&str; 11] = [
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__copy__",
    "__deepcopy__",
];

fn getattro(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let text = str_::bytes_of(key);
    let own = !str_::is_str(key) || text == b"__bases__" || OWN.iter().any(|n| n.as_bytes() == text);
    if own { attr::generic_getattr(vm, o, key) } else { api::getattr(vm, &of(o).origin, key) }
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(x), Some(y)) = (a.downcast::<GenericAlias>(), b.downcast::<GenericAlias>()) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let same = x.starred == y.starred && api::eq(vm, &x.origin, &y.origin)? && api::eq(vm, &x.args, &y.args)?;
    Ok(Obj::from_bool(same == (op == CmpOp::Eq)))
}

fn parameters(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let known = of(o).parameters.borrow().clone();
    if let Some(p) = known {
        return Ok(p);
    }
    let p = parameters_of(vm, tuple::items(&of(o).args))?;
    drop(of(o).parameters.replace(Some(p.clone())));
    Ok(p)
}

fn getitem(vm: &Vm, o: &Obj, item: &Obj) -> PyResult<Obj> {
    let params = parameters(vm, o)?;
    let args = substitute(vm, o, tuple::items(&of(o).args), tuple::items(&params), item)?;
    Ok(Ref::new(body(&of(o).origin, &tuple::from_vec(args), of(o).starred)).into_obj())
}

fn reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    let g = of(&a[0]);
    if g.starred {
        let plain = Ref::new(body(&g.origin, &g.args, false)).into_obj();
        let it = api::iter(vm, &plain)?;
        return Ok(tuple::from_vec(vec![api::builtin(vm, "next")?, tuple::from_vec(vec![it])]));
    }
    Ok(tuple::from_vec(vec![a[0].type_obj(), tuple::from_vec(vec![g.origin.clone(), g.args.clone()])]))
}

fn dir(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut names = api::to_vec(vm, &api::call(vm, &api::builtin(vm, "dir")?, &[of(&a[0]).origin.clone()])?)?;
    for own in OWN {
        if !names.iter().any(|n| str_::is_str(n) && str_::bytes_of(n) == own.as_bytes()) {
            names.push(intern(own));
        }
    }
    Ok(list::from_vec(names))
}

fn refuse_check(vm: &Vm, what: &str) -> PyResult<Obj> {
    Err(vm.type_error(format!("{what}() argument 2 cannot be a parameterized generic")))
}

static SPEC: TypeSpec = TypeSpec {
    name: "GenericAlias",
    module: "types",
    doc: "A generic class with its type arguments, such as list[int].",
    signature: "(origin, args, /)",
    flags: type_flag::BASE | type_flag::WEAKREF,
    slots: Slots {
        new: Some(construct),
        call: Some(call),
        repr: Some(repr),
        hash: Some(|vm, o| {
            let h = api::hash(vm, &of(o).origin)? ^ api::hash(vm, &of(o).args)?;
            Ok(if h == -1 { -2 } else { h })
        }),
        compare: Some(compare),
        getattro: Some(getattro),
        getitem: Some(getitem),
        iter: Some(|_, o| Ok(Ref::new(AliasIter { alias: RefCell::new(Some(o.clone())) }).into_obj())),
        binary: Slots::binary_table([(BinOp::Or, union::or)]),
        rbinary: Slots::binary_table([(BinOp::Or, |vm, a, b| union::or(vm, b, a))]),
        ..Slots::NONE
    },
    methods: &[
        method("__mro_entries__", "($self, object, /)", "", |_, a| {
            Ok(tuple::from_vec(vec![of(&a[0]).origin.clone()]))
        }),
        method("__instancecheck__", "($self, object, /)", "", |vm, _| refuse_check(vm, "isinstance")),
        method("__subclasscheck__", "($self, object, /)", "", |vm, _| refuse_check(vm, "issubclass")),
        method("__reduce__", "($self, /)", "", reduce),
        method("__dir__", "($self, /)", "", dir),
    ],
    getters: &[
        member("__origin__", "", |_, o| Ok(of(o).origin.clone())),
        member("__args__", "", |_, o| Ok(of(o).args.clone())),
        member("__unpacked__", "", |_, o| Ok(Obj::from_bool(of(o).starred))),
        getter("__parameters__", "the type variables that brackets may still fill in", parameters),
        getter("__typing_unpacked_tuple_args__", "", |_, o| {
            let g = of(o);
            Ok(if g.starred && g.origin.is(&tuple::TUPLE.obj()) { g.args.clone() } else { Obj::NONE })
        }),
    ],
    ..TypeSpec::BASE
};

/// `types.GenericAlias`
pub static GENERIC_ALIAS: StaticType = StaticType::new(&SPEC, LayoutOps::of::<GenericAlias>(false));

/// The iterator that gives `*list[int]` once.
struct AliasIter {
    alias: RefCell<Option<Obj>>,
}

#[allow(unsafe_code)]
// SAFETY: the alias is visited.
unsafe impl Payload for AliasIter {
    fn static_type() -> &'static StaticType {
        &ALIAS_ITERATOR
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        if let Some(a) = &*self.alias.borrow() {
            visit(a.value());
        }
    }
    fn clear(&self) {
        drop(self.alias.take());
    }
}

fn iter_of(o: &Obj) -> &AliasIter {
    o.downcast::<AliasIter>().expect("the receiver is an alias iterator")
}

static ITER_SPEC: TypeSpec = TypeSpec {
    name: "generic_alias_iterator",
    flags: type_flag::NO_NEW,
    slots: Slots {
        iter: Some(iter_self),
        next: Some(|_, o| {
            let alias = iter_of(o).alias.take();
            Ok(alias.map(|a| Ref::new(body(&of(&a).origin, &of(&a).args, true)).into_obj()))
        }),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", "", |vm, a| {
        let alias = iter_of(&a[0]).alias.borrow().clone().unwrap_or_else(tuple::empty);
        Ok(tuple::from_vec(vec![api::builtin(vm, "iter")?, tuple::from_vec(vec![alias])]))
    })],
    ..TypeSpec::FINAL
};

static ALIAS_ITERATOR: StaticType = StaticType::new(&ITER_SPEC, LayoutOps::of::<AliasIter>(false));

/// The types of this file.
pub static TYPES: &[&StaticType] = &[&GENERIC_ALIAS, &ALIAS_ITERATOR];
