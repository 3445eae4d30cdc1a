//! The objects of `typing` that are native: type variables of the three kinds, what `P.args` and `P.kwargs` give, type
//! aliases, `Generic` and `NoDefault`. What substitution means is written in the library's `typing`, which is called.

use crate::object::args::{Args, CallArgs, FnName, Signature};
use crate::object::attr;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, BinaryFn, CmpOp, Slots, UnaryFn};
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, class_method, getter, member, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::Dict;
use crate::types::tuple::Tuple;
use crate::types::{generic_alias, object, singletons, str_, tuple, union};
use crate::vm::{PyResult, Vm, api, frame, interp};
use std::sync::LazyLock;

/// A value that is computed when it is asked for the first time.
#[derive(Default)]
struct Lazy {
    value: Field,
    compute: Field,
}

impl Lazy {
    fn known(o: Option<Obj>) -> Lazy {
        Lazy { value: Field::new(o), compute: Field::default() }
    }

    fn later(f: &Obj) -> Lazy {
        Lazy { value: Field::default(), compute: Field::new(Some(f.clone()).filter(|f| !f.is_none())) }
    }

    fn is_set(&self) -> bool {
        self.value.get().is_some() || self.compute.get().is_some()
    }

    fn get(&self, vm: &Vm) -> PyResult<Option<Obj>> {
        if let Some(v) = self.value.get() {
            return Ok(Some(v));
        }
        let Some(f) = self.compute.get() else { return Ok(None) };
        let v = api::call(vm, &f, &[])?;
        self.value.set(Some(v.clone()));
        self.compute.set(None);
        Ok(Some(v))
    }

    fn visit(&self, visit: &mut Visit) {
        self.value.visit(visit);
        self.compute.visit(visit);
    }
}

/// What the three kinds of type variable have.
#[derive(Default)]
struct Param {
    name: Field,
    bound: Lazy,
    constraints: Lazy,
    default: Lazy,
    covariant: bool,
    contravariant: bool,
    infer_variance: bool,
}

impl Param {
    fn visit(&self, visit: &mut Visit) {
        self.name.visit(visit);
        self.bound.visit(visit);
        self.constraints.visit(visit);
        self.default.visit(visit);
    }
}

/// The native state of a `TypeVar`.
pub struct TypeVar(Param);
/// The native state of a `ParamSpec`.
pub struct ParamSpec(Param);
/// The native state of a `TypeVarTuple`.
pub struct TypeVarTuple(Param);
/// The native state of `P.args`.
pub struct ParamSpecArgs(Obj);
/// The native state of `P.kwargs`.
pub struct ParamSpecKwargs(Obj);
/// The native state of `NoDefault`.
pub struct NoDefault;

/// The native state of a type alias.
pub struct TypeAlias {
    name: Obj,
    params: Obj,
    value: Lazy,
    module: Option<Obj>,
}

macro_rules! payload {
    ($t:ty, $ty:ident, |$s:ident, $visit:ident| $visited:expr) => {
        #[allow(unsafe_code)]
        // SAFETY: every reference is visited.
        unsafe impl Payload for $t {
            fn static_type() -> &'static StaticType {
                &$ty
            }
            const GC: bool = true;
            fn traverse(&self, $visit: &mut Visit) {
                let $s = self;
                $visited
            }
        }
    };
}
payload!(TypeVar, TYPE_VAR, |s, visit| s.0.visit(visit));
payload!(ParamSpec, PARAM_SPEC, |s, visit| s.0.visit(visit));
payload!(TypeVarTuple, TYPE_VAR_TUPLE, |s, visit| s.0.visit(visit));
payload!(ParamSpecArgs, PARAM_SPEC_ARGS, |s, visit| visit(s.0.value()));
payload!(ParamSpecKwargs, PARAM_SPEC_KWARGS, |s, visit| visit(s.0.value()));
payload!(TypeAlias, TYPE_ALIAS, |s, visit| {
    visit(s.name.value());
    visit(s.params.value());
    s.value.visit(visit);
    if let Some(m) = &s.module {
        visit(m.value());
    }
});

#[allow(unsafe_code)]
// SAFETY: nothing is owned.
unsafe impl Payload for NoDefault {
    fn static_type() -> &'static StaticType {
        &NO_DEFAULT
    }
}

fn param(o: &Obj) -> &Param {
    o.downcast::<TypeVar>()
        .map(|t| &t.0)
        .or_else(|| o.downcast::<ParamSpec>().map(|t| &t.0))
        .or_else(|| o.downcast::<TypeVarTuple>().map(|t| &t.0))
        .expect("the receiver is a type variable")
}

fn typing(vm: &Vm, function: &str, args: &[Obj]) -> PyResult<Obj> {
    api::call_method_str(vm, &api::import(vm, "typing")?, function, args)
}

/// `typing.NoDefault`
pub fn no_default() -> Obj {
    if let Some(o) = interp().no_default.get() {
        return o;
    }
    let o = Ref::new(NoDefault).into_obj();
    interp().no_default.set(Some(o.clone()));
    o
}

// --- making them

fn check_name(vm: &Vm, function: &str, o: &Obj) -> PyResult<()> {
    if str_::is_str(o) {
        return Ok(());
    }
    Err(vm.type_error(format!("{function}() argument 'name' must be str, not {}", api::given(o))))
}

/// Makes a variable that remembers the module which made it, as pickling wants.
fn finish<T: Payload>(vm: &Vm, cls: &Obj, body: T) -> PyResult<Obj> {
    let o = attr::new_instance(vm, cls, body)?;
    let module = frame::current_module_name(vm).unwrap_or(Obj::NONE);
    api::setattr(vm, &o, name!(__module__), &module)?;
    Ok(o)
}

fn flag(vm: &Vm, o: Option<&Obj>) -> PyResult<bool> {
    o.map_or(Ok(false), |o| api::is_true(vm, o))
}

fn bound(vm: &Vm, o: Option<&Obj>) -> PyResult<Lazy> {
    let Some(b) = o.filter(|b| !b.is_none()) else { return Ok(Lazy::default()) };
    let b = typing(vm, "_type_check", &[b.clone(), str_::from_str("Bound must be a type.")])?;
    Ok(Lazy::known(Some(b)))
}

fn default(o: Option<&Obj>) -> Lazy {
    Lazy::known(o.filter(|d| !d.is_exact_type(&NO_DEFAULT)).cloned())
}

/// The three variance flags from the arguments at `i`.
fn variance(vm: &Vm, a: Args, i: usize) -> PyResult<[bool; 3]> {
    let [co, contra, infer] = [flag(vm, a.opt(i))?, flag(vm, a.opt(i + 1))?, flag(vm, a.opt(i + 2))?];
    if co && contra {
        return Err(vm.value_error("Bivariant types are not supported."));
    }
    if infer && (co || contra) {
        return Err(vm.value_error("Variance cannot be specified with infer_variance."));
    }
    Ok([co, contra, infer])
}

macro_rules! constructor {
    ($f:ident, $name:literal, $signature:literal, $make:expr) => {
        fn $f(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
            static SIGNATURE: LazyLock<Signature> = LazyLock::new(|| Signature::parse($signature));
            let all = args.with_first(cls);
            let name = FnName { class: None, receiver: None, name: $name, has_self: true };
            SIGNATURE.call(vm, $make, name, CallArgs::new(&all, args.names()))
        }
    };
}

constructor!(
    new_type_var,
    "typevar",
    "($cls, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False)",
    |vm, a| {
        check_name(vm, "typevar", &a[1])?;
        let constraints = a.rest(2);
        let [covariant, contravariant, infer_variance] = variance(vm, a, 5)?;
        let bound = bound(vm, a.opt(3))?;
        if constraints.len() == 1 {
            return Err(vm.type_error("A single constraint is not allowed"));
        }
        if !constraints.is_empty() && bound.is_set() {
            return Err(vm.type_error("Constraints cannot be combined with bound=..."));
        }
        let p = Param {
            name: Field::new(Some(a[1].clone())),
            bound,
            constraints: Lazy::known((!constraints.is_empty()).then(|| a[2].clone())),
            default: default(a.opt(4)),
            covariant,
            contravariant,
            infer_variance,
        };
        finish(vm, &a[0], TypeVar(p))
    }
);

constructor!(
    new_param_spec,
    "paramspec",
    "($cls, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False)",
    |vm, a| {
        check_name(vm, "paramspec", &a[1])?;
        let [covariant, contravariant, infer_variance] = variance(vm, a, 4)?;
        let p = Param {
            name: Field::new(Some(a[1].clone())),
            // A missing bound counts as None, and None as a type is its class.
            bound: match bound(vm, a.opt(2))? {
                b if b.is_set() => b,
                _ => Lazy::known(Some(singletons::NONE_TYPE.obj())),
            },
            constraints: Lazy::default(),
            default: default(a.opt(3)),
            covariant,
            contravariant,
            infer_variance,
        };
        finish(vm, &a[0], ParamSpec(p))
    }
);

constructor!(new_type_var_tuple, "typevartuple", "($cls, name, *, default=NoDefault)", |vm, a| {
    check_name(vm, "typevartuple", &a[1])?;
    let p = Param { name: Field::new(Some(a[1].clone())), default: default(a.opt(2)), ..Param::default() };
    finish(vm, &a[0], TypeVarTuple(p))
});

constructor!(new_args, "paramspecargs", "($cls, origin)", |vm, a| {
    attr::new_instance(vm, &a[0], ParamSpecArgs(a[1].clone()))
});

constructor!(new_kwargs, "paramspeckwargs", "($cls, origin)", |vm, a| {
    attr::new_instance(vm, &a[0], ParamSpecKwargs(a[1].clone()))
});

constructor!(new_alias, "typealias", "($cls, name, value, *, type_params=())", |vm, a| {
    check_name(vm, "typealias", &a[1])?;
    let params = match a.opt(3) {
        None => tuple::empty(),
        Some(p) if p.is_instance::<Tuple>() => p.clone(),
        Some(_) => return Err(vm.type_error("type_params must be a tuple")),
    };
    let alias = TypeAlias {
        name: a[1].clone(),
        params,
        value: Lazy::known(Some(a[2].clone())),
        module: frame::current_module_name(vm),
    };
    attr::new_instance(vm, &a[0], alias)
});

/// A parameter of a `class C[T]`, `def f[T]` or `type A[T]`: kind 0 TypeVar, 1 with bound, 2 with constraints,
/// 3 ParamSpec, 4 TypeVarTuple.
pub fn make_param(vm: &Vm, kind: usize, name: &Obj, lazy: &Obj) -> PyResult<Obj> {
    let p = Param {
        name: Field::new(Some(name.clone())),
        bound: if kind == 1 { Lazy::later(lazy) } else { Lazy::default() },
        constraints: if kind == 2 { Lazy::later(lazy) } else { Lazy::default() },
        infer_variance: true,
        ..Param::default()
    };
    match kind {
        0..=2 => attr::new_instance(vm, &TYPE_VAR.obj(), TypeVar(p)),
        3 => attr::new_instance(vm, &PARAM_SPEC.obj(), ParamSpec(p)),
        _ => attr::new_instance(vm, &TYPE_VAR_TUPLE.obj(), TypeVarTuple(p)),
    }
}

/// Gives a parameter its default, which `lazy` computes.
pub fn set_default(o: &Obj, lazy: &Obj) {
    param(o).default.compute.set(Some(lazy.clone()));
}

/// The alias of a `type` statement.
pub fn make_alias(vm: &Vm, name: &Obj, params: &Obj, lazy: &Obj) -> PyResult<Obj> {
    let module = api::getattr_opt(vm, lazy, name!(__module__))?;
    let alias = TypeAlias { name: name.clone(), params: params.clone(), value: Lazy::later(lazy), module };
    attr::new_instance(vm, &TYPE_ALIAS.obj(), alias)
}

/// `Generic[params]`
pub fn subscript_generic(vm: &Vm, params: &Obj) -> PyResult<Obj> {
    api::getitem(vm, &GENERIC.obj(), &unpacked(vm, params)?)
}

/// `typing.Unpack[Ts]`
fn unpack(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let form = api::getattr_str(vm, &api::import(vm, "typing")?, "Unpack")?;
    api::getitem(vm, &form, o)
}

/// Parameters with each `Ts` as `*Ts`.
fn unpacked(vm: &Vm, params: &Obj) -> PyResult<Obj> {
    let unpack = |p: &Obj| if p.is_instance::<TypeVarTuple>() { unpack(vm, p) } else { Ok(p.clone()) };
    Ok(tuple::from_vec(tuple::items(params).iter().map(unpack).collect::<PyResult<_>>()?))
}

// --- what they answer

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let p = param(o);
    let sign = match (p.infer_variance || o.is_instance::<TypeVarTuple>(), p.covariant, p.contravariant) {
        (true, ..) => "",
        (_, true, _) => "+",
        (_, _, true) => "-",
        _ => "~",
    };
    let mut out = str_::StrBuilder::new();
    out.push_str(sign);
    out.push_obj(&p.name.get_or_none());
    Ok(out.finish())
}

const OR: BinaryFn = |vm, a, b| typing(vm, "_make_union", &[a.clone(), b.clone()]);
const ROR: BinaryFn = |vm, a, b| typing(vm, "_make_union", &[b.clone(), a.clone()]);

fn get_default(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(param(o).default.get(vm)?.unwrap_or_else(no_default))
}

fn name_of(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(param(o).name.get_or_none())
}

fn no_subclass(vm: &Vm, a: Args) -> PyResult<Obj> {
    let kind = a[0].ty().bare_name();
    Err(vm.type_error(format!("Cannot subclass an instance of {kind}")))
}

/// The arguments with this variable's default, if they lack just its own.
fn prepare_type_var(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (alias, given) = (&a[1], api::to_vec(vm, &a[2])?);
    let params = api::to_vec(vm, &api::getattr(vm, alias, name!(__parameters__))?)?;
    let at = params.iter().position(|p| p.is(&a[0])).unwrap_or(params.len());
    if at < given.len() {
        return Ok(a[2].clone());
    }
    if at == given.len() && param(&a[0]).default.is_set() {
        let mut all = given;
        all.push(get_default(vm, &a[0])?);
        return Ok(tuple::from_vec(all));
    }
    Err(vm.type_error(format!(
        "Too few arguments for {}; actual {}, expected at least {}",
        api::str_string(vm, alias)?,
        given.len(),
        at + 1
    )))
}

const SUBSTITUTE: &str = "($self, arg, /)";
const PREPARE: &str = "($self, alias, args, /)";
const MRO_ENTRIES: MethodDef = method("__mro_entries__", "($self, object, /)", "", no_subclass);
const REDUCE: MethodDef = method("__reduce__", "($self, /)", "", |vm, a| name_of(vm, &a[0]));
const HAS_DEFAULT: MethodDef =
    method("has_default", "($self, /)", "", |_, a| Ok(Obj::from_bool(param(&a[0]).default.is_set())));
const NAME: GetterDef = member("__name__", "", name_of);
const DEFAULT: GetterDef = getter("__default__", "", get_default);
const COVARIANT: GetterDef = member("__covariant__", "", |_, o| Ok(Obj::from_bool(param(o).covariant)));
const CONTRAVARIANT: GetterDef =
    member("__contravariant__", "", |_, o| Ok(Obj::from_bool(param(o).contravariant)));
const INFER: GetterDef = member("__infer_variance__", "", |_, o| Ok(Obj::from_bool(param(o).infer_variance)));

const PARAM_FLAGS: u32 = type_flag::DICT | type_flag::WEAKREF;

static TYPE_VAR_SPEC: TypeSpec = TypeSpec {
    name: "TypeVar",
    module: "typing",
    doc: "Type variable.\n\nStands for a type in generic classes, functions and aliases. Usually made by the syntax\n`class C[T]: ...`, or by hand: T = TypeVar('T'), with bound, constraints, default or variance.\n",
    flags: PARAM_FLAGS,
    slots: Slots {
        new: Some(new_type_var),
        repr: Some(repr),
        binary: Slots::binary_table([(BinOp::Or, OR)]),
        rbinary: Slots::binary_table([(BinOp::Or, ROR)]),
        ..Slots::NONE
    },
    methods: &[
        method("__typing_subst__", SUBSTITUTE, "", |vm, a| {
            typing(vm, "_typevar_subst", &[a[0].clone(), a[1].clone()])
        }),
        method("__typing_prepare_subst__", PREPARE, "", prepare_type_var),
        MRO_ENTRIES,
        REDUCE,
        HAS_DEFAULT,
    ],
    getters: &[
        NAME,
        COVARIANT,
        CONTRAVARIANT,
        INFER,
        DEFAULT,
        getter("__bound__", "", |vm, o| Ok(param(o).bound.get(vm)?.unwrap_or(Obj::NONE))),
        getter("__constraints__", "", |vm, o| Ok(param(o).constraints.get(vm)?.unwrap_or_else(tuple::empty))),
    ],
    ..TypeSpec::FINAL
};
/// `typing.TypeVar`
pub static TYPE_VAR: StaticType = StaticType::new(&TYPE_VAR_SPEC, LayoutOps::of::<TypeVar>(false));

static PARAM_SPEC_SPEC: TypeSpec = TypeSpec {
    name: "ParamSpec",
    module: "typing",
    doc: "A variable for parameters.\n\nStands for the parameters of a callable. Usually made by the syntax\n`def f[**P](g: Callable[P, int]): ...`, or by hand: P = ParamSpec('P').\n",
    flags: PARAM_FLAGS,
    slots: PARAM_SPEC_SLOTS,
    methods: &[
        method("__typing_subst__", SUBSTITUTE, "", |vm, a| {
            typing(vm, "_paramspec_subst", &[a[0].clone(), a[1].clone()])
        }),
        method("__typing_prepare_subst__", PREPARE, "", |vm, a| {
            typing(vm, "_paramspec_prepare_subst", &[a[0].clone(), a[1].clone(), a[2].clone()])
        }),
        MRO_ENTRIES,
        REDUCE,
        HAS_DEFAULT,
    ],
    getters: &[
        NAME,
        member("__bound__", "", |vm, o| Ok(param(o).bound.get(vm)?.unwrap_or(Obj::NONE))),
        COVARIANT,
        CONTRAVARIANT,
        INFER,
        DEFAULT,
        getter("args", "what *args is annotated with", |_, o| {
            Ok(Ref::new(ParamSpecArgs(o.clone())).into_obj())
        }),
        getter("kwargs", "what **kwargs is annotated with", |_, o| {
            Ok(Ref::new(ParamSpecKwargs(o.clone())).into_obj())
        }),
    ],
    ..TypeSpec::FINAL
};
const PARAM_SPEC_SLOTS: Slots = Slots {
    new: Some(new_param_spec),
    repr: Some(repr),
    binary: Slots::binary_table([(BinOp::Or, OR)]),
    rbinary: Slots::binary_table([(BinOp::Or, ROR)]),
    ..Slots::NONE
};
/// `typing.ParamSpec`
pub static PARAM_SPEC: StaticType = StaticType::new(&PARAM_SPEC_SPEC, LayoutOps::of::<ParamSpec>(false));

static TYPE_VAR_TUPLE_SPEC: TypeSpec = TypeSpec {
    name: "TypeVarTuple",
    module: "typing",
    doc: "Type variable tuple: stands for any number of types.\n\nUsually made by the syntax `class C[*Ts]: ...`, or by hand: Ts = TypeVarTuple('Ts').\n",
    flags: PARAM_FLAGS,
    slots: Slots {
        new: Some(new_type_var_tuple),
        repr: Some(repr),
        iter: Some(|vm, o| api::iter(vm, &tuple::from_vec(vec![unpack(vm, o)?]))),
        ..Slots::NONE
    },
    methods: &[
        method("__typing_subst__", SUBSTITUTE, "", |vm, _| {
            Err(vm.type_error("Substitution of bare TypeVarTuple is not supported"))
        }),
        method("__typing_prepare_subst__", PREPARE, "", |vm, a| {
            typing(vm, "_typevartuple_prepare_subst", &[a[0].clone(), a[1].clone(), a[2].clone()])
        }),
        MRO_ENTRIES,
        REDUCE,
        HAS_DEFAULT,
    ],
    getters: &[NAME, DEFAULT],
    ..TypeSpec::FINAL
};
/// `typing.TypeVarTuple`
pub static TYPE_VAR_TUPLE: StaticType =
    StaticType::new(&TYPE_VAR_TUPLE_SPEC, LayoutOps::of::<TypeVarTuple>(false));

// --- P.args and P.kwargs

fn origin(o: &Obj) -> &Obj {
    o.downcast::<ParamSpecArgs>()
        .map(|p| &p.0)
        .or_else(|| o.downcast::<ParamSpecKwargs>().map(|p| &p.0))
        .expect("the receiver is made from a ParamSpec")
}

fn repr_part(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let tail = if o.is_instance::<ParamSpecArgs>() { ".args" } else { ".kwargs" };
    let from = origin(o);
    let mut out = str_::StrBuilder::new();
    if from.is_instance::<ParamSpec>() {
        out.push_obj(&name_of(vm, from)?);
    } else {
        out.push_obj(&api::repr(vm, from)?);
    }
    out.push_str(tail);
    Ok(out.finish())
}

fn compare_part(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    if !std::ptr::eq(a.type_ptr(), b.type_ptr()) || !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    api::compare(vm, origin(a), origin(b), op)
}

macro_rules! part {
    ($spec:ident, $ty:ident, $t:ident, $name:literal, $new:ident, $doc:literal) => {
        static $spec: TypeSpec = TypeSpec {
            name: $name,
            module: "typing",
            doc: $doc,
            flags: type_flag::WEAKREF,
            slots: Slots {
                new: Some($new),
                repr: Some(repr_part),
                compare: Some(compare_part),
                ..Slots::NONE
            },
            methods: &[MRO_ENTRIES],
            getters: &[member("__origin__", "", |_, o| Ok(origin(o).clone()))],
            ..TypeSpec::FINAL
        };
        #[doc = concat!("`typing.", $name, "`")]
        pub static $ty: StaticType = StaticType::new(&$spec, LayoutOps::of::<$t>(false));
    };
}
part!(
    ARGS_SPEC,
    PARAM_SPEC_ARGS,
    ParamSpecArgs,
    "ParamSpecArgs",
    new_args,
    "The args for a ParamSpec object.\n\nP.args stands for the positional arguments; P.args.__origin__ is P.\n"
);
part!(
    KWARGS_SPEC,
    PARAM_SPEC_KWARGS,
    ParamSpecKwargs,
    "ParamSpecKwargs",
    new_kwargs,
    "The keyword arguments of a ParamSpec.\n\nP.kwargs stands for the keyword arguments; P.kwargs.__origin__ is P.\n"
);

// --- aliases

fn alias(o: &Obj) -> &TypeAlias {
    o.downcast::<TypeAlias>().expect("the receiver is a type alias")
}

const ALIAS_REPR: UnaryFn = |_, o| Ok(alias(o).name.clone());

static TYPE_ALIAS_SPEC: TypeSpec = TypeSpec {
    name: "TypeAliasType",
    module: "typing",
    doc: "Type alias.\n\nMade by the type statement: type Alias = int. The value is computed when it is asked for.\n",
    slots: Slots {
        new: Some(new_alias),
        repr: Some(ALIAS_REPR),
        getitem: Some(|vm, o, key| {
            if tuple::items(&alias(o).params).is_empty() {
                return Err(vm.type_error("Only generic type aliases are subscriptable"));
            }
            generic_alias::new(vm, o, key)
        }),
        binary: Slots::binary_table([(BinOp::Or, union::or as BinaryFn)]),
        rbinary: Slots::binary_table([(BinOp::Or, (|vm, a, b| union::or(vm, b, a)) as BinaryFn)]),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", "", |_, a| Ok(alias(&a[0]).name.clone()))],
    getters: &[
        member("__name__", "", |_, o| Ok(alias(o).name.clone())),
        getter("__parameters__", "", |vm, o| unpacked(vm, &alias(o).params)),
        getter("__type_params__", "", |_, o| Ok(alias(o).params.clone())),
        getter("__value__", "", |vm, o| Ok(alias(o).value.get(vm)?.unwrap_or(Obj::NONE))),
        getter("__module__", "", |_, o| Ok(alias(o).module.clone().unwrap_or(Obj::NONE))),
    ],
    ..TypeSpec::FINAL
};
/// `typing.TypeAliasType`
pub static TYPE_ALIAS: StaticType = StaticType::new(&TYPE_ALIAS_SPEC, LayoutOps::of::<TypeAlias>(false));

// --- Generic and NoDefault

/// Calls the function of `typing` that does a class method's work.
fn generic(vm: &Vm, function: &str, a: Args) -> PyResult<Obj> {
    let f = api::getattr_str(vm, &api::import(vm, "typing")?, function)?;
    let named = a[2].downcast::<Dict>().map_or(vec![], Dict::items);
    let names = tuple::new_ref(named.iter().map(|(k, _)| k.clone()).collect());
    let mut values = vec![a[0].clone()];
    values.extend_from_slice(a.rest(1));
    values.extend(named.into_iter().map(|(_, v)| v));
    api::call_args(vm, &f, CallArgs::new(&values, Some(&names)))
}

static GENERIC_SPEC: TypeSpec = TypeSpec {
    name: "Generic",
    module: "typing",
    doc: "What a class derives from that has type parameters.\n\nclass C[T]: ... derives from it; with older syntax, class C(Generic[T]): ...\n",
    base: Some(&object::OBJECT),
    flags: type_flag::BASE | type_flag::SAME_BODY,
    methods: &[
        class_method(
            "__class_getitem__",
            "($type, /, *args, **kwargs)",
            "Parameterizes a generic class.",
            |vm, a| generic(vm, "_generic_class_getitem", a),
        ),
        class_method(
            "__init_subclass__",
            "($type, /, *args, **kwargs)",
            "Notes the type parameters of a new class.",
            |vm, a| generic(vm, "_generic_init_subclass", a),
        ),
    ],
    ..TypeSpec::FINAL
};
/// `typing.Generic`
pub static GENERIC: StaticType = StaticType::new(&GENERIC_SPEC, LayoutOps::of::<object::Plain>(false));

static NO_DEFAULT_SPEC: TypeSpec = TypeSpec {
    name: "NoDefaultType",
    doc: "The class of NoDefault, its only instance.",
    slots: Slots {
        new: Some(|vm, _, args| {
            if !args.all().is_empty() {
                return Err(vm.type_error("NoDefaultType takes no arguments"));
            }
            Ok(no_default())
        }),
        repr: Some(|_, _| Ok(intern("typing.NoDefault"))),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", "", |_, _| Ok(intern("NoDefault")))],
    ..TypeSpec::FINAL
};
/// The type of `typing.NoDefault`.
pub static NO_DEFAULT: StaticType = StaticType::new(&NO_DEFAULT_SPEC, LayoutOps::of::<NoDefault>(false));

/// The types of this file.
pub static TYPES: &[&StaticType] = &[
    &TYPE_VAR,
    &PARAM_SPEC,
    &TYPE_VAR_TUPLE,
    &PARAM_SPEC_ARGS,
    &PARAM_SPEC_KWARGS,
    &TYPE_ALIAS,
    &GENERIC,
    &NO_DEFAULT,
];
