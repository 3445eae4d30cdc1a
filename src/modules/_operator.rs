//! `_operator`: the operators as functions, and `attrgetter`, `itemgetter`, `methodcaller`.

use crate::object::args::{Args, CallArgs};
use crate::object::attr::generic_getattr;
use crate::object::attr::new_instance;
use crate::object::heap::LayoutOps;
use crate::object::intern::intern_bytes;
use crate::object::obj::Obj;
use crate::object::payload::payload;
use crate::object::slots::{BinOp, CmpOp, Slots, UnOp};
use crate::object::spec::{GetterDef, MethodDef, ModuleSpec, TypeSpec, function, member, method};
use crate::object::type_object::StaticType;
use crate::types::dict::Dict;
use crate::types::sequence::{guard_repr, size_arg};
use crate::types::str_::{self, StrBuilder};
use crate::types::{buffer, dict, int, tuple};
use crate::vm::{PyResult, Vm, api};

macro_rules! binary {
    ($name:literal, $op:ident, $doc:literal) => {
        function($name, "(a, b, /)", $doc, |vm, a| api::binary(vm, BinOp::$op, &a[0], &a[1]))
    };
}

macro_rules! inplace {
    ($name:literal, $op:ident, $doc:literal) => {
        function($name, "(a, b, /)", $doc, |vm, a| api::inplace(vm, BinOp::$op, &a[0], &a[1]))
    };
}

macro_rules! compare {
    ($name:literal, $op:ident, $doc:literal) => {
        function($name, "(a, b, /)", $doc, |vm, a| api::compare(vm, &a[0], &a[1], CmpOp::$op))
    };
}

macro_rules! unary {
    ($name:literal, $op:ident, $doc:literal) => {
        function($name, "(a, /)", $doc, |vm, a| api::unary(vm, UnOp::$op, &a[0]))
    };
}

fn concat(vm: &Vm, a: Args, inplace: bool) -> PyResult<Obj> {
    if !api::is_sequence(&a[0]) {
        return Err(vm.type_error(format!("'{}' object can't be concatenated", a[0].ty().name())));
    }
    let s = a[0].ty().slots();
    match (if inplace { s.iconcat } else { None }).or(s.concat) {
        Some(f) => f(vm, &a[0], &a[1]),
        None if inplace => api::inplace(vm, BinOp::Add, &a[0], &a[1]),
        None => api::binary(vm, BinOp::Add, &a[0], &a[1]),
    }
}

/// An iterator for `countOf` and `indexOf`, whose complaint is that of `in`.
fn walk(vm: &Vm, o: &Obj, mut f: impl FnMut(&Obj) -> PyResult<bool>) -> PyResult<()> {
    if o.ty().slots().iter.is_none() && !api::is_sequence(o) {
        return Err(vm.type_error(format!("argument of type '{}' is not iterable", o.ty().name())));
    }
    api::for_each(vm, o, |x| f(&x))
}

fn count_of(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut n = 0usize;
    walk(vm, &a[0], |x| {
        n += usize::from(api::eq(vm, x, &a[1])?);
        Ok(true)
    })?;
    Ok(int::from_usize(n))
}

fn index_of(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (mut i, mut found) = (0usize, false);
    walk(vm, &a[0], |x| {
        found = api::eq(vm, x, &a[1])?;
        i += usize::from(!found);
        Ok(!found)
    })?;
    if found { Ok(int::from_usize(i)) } else { Err(vm.value_error("sequence.index(x): x not in sequence")) }
}

fn length_hint(vm: &Vm, a: Args) -> PyResult<Obj> {
    let default = match a.opt(1) {
        Some(d) if !int::is_int(d) => {
            return Err(
                vm.type_error(format!("'{}' object cannot be interpreted as an integer", d.ty().name()))
            );
        }
        Some(d) => size_arg(vm, d)?,
        None => 0,
    };
    // A hint as big as this does not exist: it stands for the default.
    let hint = api::length_hint(vm, &a[0], usize::MAX)?;
    Ok(if hint == usize::MAX { int::from_i64(default as i64) } else { int::from_usize(hint) })
}

fn call(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some((f, args)) = a.rest(0).split_first() else {
        return Err(vm.type_error("call expected at least 1 argument, got 0"));
    };
    let keywords = a[1].downcast::<Dict>().expect("**kwargs is a dict").items();
    let mut all = args.to_vec();
    all.extend(keywords.iter().map(|(_, v)| v.clone()));
    let names = tuple::new_ref(keywords.into_iter().map(|(k, _)| k).collect());
    api::call_args(vm, f, CallArgs::new(&all, Some(&names)))
}

/// `compare_digest(a, b)`: equality of texts or bytes in a time that does not tell where they differ.
pub fn compare_digest(vm: &Vm, a: Args) -> PyResult<Obj> {
    let text = |o: &Obj| str_::is_str(o).then(|| str_::bytes_of(o).to_vec());
    let (x, y) = match (text(&a[0]), text(&a[1])) {
        (Some(x), Some(y)) => {
            if !x.is_ascii() || !y.is_ascii() {
                return Err(vm.type_error("comparing strings with non-ASCII characters is not supported"));
            }
            (x, y)
        }
        _ if buffer::is_bytes_like(&a[0]) || buffer::is_bytes_like(&a[1]) => {
            (buffer::to_bytes_vec(vm, &a[0])?, buffer::to_bytes_vec(vm, &a[1])?)
        }
        _ => {
            return Err(vm.type_error(format!(
                "unsupported operand types(s) or combination of types: '{}' and '{}'",
                a[0].ty().name(),
                a[1].ty().name()
            )));
        }
    };
    // Every byte is looked at, wherever the first difference is.
    let differences = x.iter().zip(&y).fold(u8::from(x.len() != y.len()), |acc, (p, q)| acc | (p ^ q));
    Ok(Obj::from_bool(differences == 0))
}

// --- attrgetter, itemgetter, methodcaller

/// The native state of an `attrgetter`.
pub struct AttrGetter {
    /// Each attribute as the path of its dotted name.
    paths: Vec<Vec<Obj>>,
    names: Vec<Obj>,
}
payload!(AttrGetter, ATTRGETTER, [paths, names]);

/// The native state of an `itemgetter`.
pub struct ItemGetter {
    keys: Vec<Obj>,
}
payload!(ItemGetter, ITEMGETTER, [keys]);

/// The native state of a `methodcaller`.
pub struct MethodCaller {
    name: Obj,
    args: Vec<Obj>,
    /// Names and values of the keyword arguments.
    keywords: Vec<(Obj, Obj)>,
    kwargs: Obj,
}
payload!(MethodCaller, METHODCALLER, [name, args, kwargs]);

/// TypeError if a constructor got keywords or no arguments.
fn at_least_one<'a>(vm: &Vm, name: &str, args: CallArgs<'a>) -> PyResult<&'a [Obj]> {
    args.no_keywords(vm, name)?;
    if args.pos().is_empty() {
        Err(vm.type_error(format!("{name} expected 1 argument, got 0")))
    } else {
        Ok(args.pos())
    }
}

fn new_attrgetter(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let names = at_least_one(vm, "attrgetter", args)?;
    if !names.iter().all(str_::is_str) {
        return Err(vm.type_error("attribute name must be a string"));
    }
    let path = |n: &Obj| str_::bytes_of(n).split(|c| *c == b'.').map(intern_bytes).collect();
    new_instance(vm, cls, AttrGetter { paths: names.iter().map(path).collect(), names: names.to_vec() })
}

fn call_attrgetter(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let target = &args.exactly(vm, "attrgetter", 1, 1)?[0];
    let g = attrgetter(o);
    let read = |path: &Vec<Obj>| path.iter().try_fold(target.clone(), |x, n| api::getattr(vm, &x, n));
    match g.paths.as_slice() {
        [one] => read(one),
        many => Ok(tuple::from_vec(many.iter().map(read).collect::<PyResult<Vec<_>>>()?)),
    }
}

fn attrgetter(o: &Obj) -> &AttrGetter {
    o.downcast::<AttrGetter>().expect("the receiver is an attrgetter")
}

fn new_itemgetter(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let keys = at_least_one(vm, "itemgetter", args)?.to_vec();
    new_instance(vm, cls, ItemGetter { keys })
}

fn call_itemgetter(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let target = &args.exactly(vm, "itemgetter", 1, 1)?[0];
    match itemgetter(o).keys.as_slice() {
        [one] => api::getitem(vm, target, one),
        many => Ok(tuple::from_vec(
            many.iter().map(|k| api::getitem(vm, target, k)).collect::<PyResult<Vec<_>>>()?,
        )),
    }
}

fn itemgetter(o: &Obj) -> &ItemGetter {
    o.downcast::<ItemGetter>().expect("the receiver is an itemgetter")
}

fn new_methodcaller(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let Some((name, rest)) = args.pos().split_first() else {
        return Err(vm.type_error("methodcaller needs at least one argument, the method name"));
    };
    if !str_::is_str(name) {
        return Err(vm.type_error("method name must be a string"));
    }
    let kwargs = dict::new();
    let keywords: Vec<(Obj, Obj)> = args.keywords().map(|(k, v)| (k.clone(), v.clone())).collect();
    keywords.iter().try_for_each(|(k, v)| kwargs.set(vm, k, v))?;
    let name = intern_bytes(str_::bytes_of(name));
    new_instance(vm, cls, MethodCaller { name, args: rest.to_vec(), keywords, kwargs: kwargs.into_obj() })
}

fn call_methodcaller(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let target = &args.exactly(vm, "methodcaller", 1, 1)?[0];
    let m = methodcaller(o);
    if m.keywords.is_empty() {
        return api::call_method(vm, target, &m.name, &m.args);
    }
    let f = api::getattr(vm, target, &m.name)?;
    let mut all = m.args.clone();
    all.extend(m.keywords.iter().map(|(_, v)| v.clone()));
    let names = tuple::new_ref(m.keywords.iter().map(|(k, _)| k.clone()).collect());
    api::call_args(vm, &f, CallArgs::new(&all, Some(&names)))
}

fn methodcaller(o: &Obj) -> &MethodCaller {
    o.downcast::<MethodCaller>().expect("the receiver is a methodcaller")
}

fn reduce_methodcaller(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = methodcaller(&a[0]);
    let class = a[0].type_obj();
    if m.keywords.is_empty() {
        let args = std::iter::once(&m.name).chain(&m.args).cloned().collect();
        return Ok(tuple::pair(class, tuple::from_vec(args)));
    }
    let partial = api::getattr_str(vm, &api::import(vm, "functools")?, "partial")?;
    let mut all = vec![class, m.name.clone()];
    all.extend(m.keywords.iter().map(|(_, v)| v.clone()));
    let names = tuple::new_ref(m.keywords.iter().map(|(k, _)| k.clone()).collect());
    let make = api::call_args(vm, &partial, CallArgs::new(&all, Some(&names)))?;
    Ok(tuple::pair(make, tuple::from_slice(&m.args)))
}

/// `operator.name(a, b, k=v)`
fn repr(vm: &Vm, o: &Obj, items: &[Obj], keywords: &[(Obj, Obj)]) -> PyResult<Obj> {
    let t = o.ty();
    let name = t.name();
    guard_repr(vm, o, &format!("{name}(...)"), || {
        let mut out = StrBuilder::new();
        out.push_str(&name);
        let mut separator = "(";
        for x in items {
            out.push_str(separator);
            out.push_obj(&api::repr(vm, x)?);
            separator = ", ";
        }
        for (k, v) in keywords {
            out.push_str(separator);
            out.push_obj(k);
            out.push_str("=");
            out.push_obj(&api::repr(vm, v)?);
            separator = ", ";
        }
        out.push_str(")");
        Ok(out.finish())
    })
}

const fn reduce(f: crate::object::args::NativeFn) -> MethodDef {
    method("__reduce__", "($self, /)", "What pickle needs to make an equal object.", f)
}

/// The signature of the functions that the three types make.
const SIGNATURE: &[GetterDef] = &[member("__text_signature__", "", |_, _| Ok(str_::from_str("(obj, /)")))];

static ATTRGETTER_SPEC: TypeSpec = TypeSpec {
    name: "attrgetter",
    module: "operator",
    doc: "attrgetter(name, ...): a function that returns the named attributes of its argument; names may be dotted.",
    signature: "(attr, /, *attrs)",
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(new_attrgetter),
        call: Some(call_attrgetter),
        repr: Some(|vm, o| repr(vm, o, &attrgetter(o).names, &[])),
        ..Slots::NONE
    },
    methods: &[reduce(|_, a| Ok(tuple::pair(a[0].type_obj(), tuple::from_slice(&attrgetter(&a[0]).names))))],
    getters: SIGNATURE,
    ..TypeSpec::FINAL
};
/// `operator.attrgetter`
pub static ATTRGETTER: StaticType = StaticType::new(&ATTRGETTER_SPEC, LayoutOps::of::<AttrGetter>(false));

static ITEMGETTER_SPEC: TypeSpec = TypeSpec {
    name: "itemgetter",
    module: "operator",
    doc: "itemgetter(key, ...): a function that returns the items of its argument under the keys.",
    signature: "(item, /, *items)",
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(new_itemgetter),
        call: Some(call_itemgetter),
        repr: Some(|vm, o| repr(vm, o, &itemgetter(o).keys, &[])),
        ..Slots::NONE
    },
    methods: &[reduce(|_, a| Ok(tuple::pair(a[0].type_obj(), tuple::from_slice(&itemgetter(&a[0]).keys))))],
    getters: SIGNATURE,
    ..TypeSpec::FINAL
};
/// `operator.itemgetter`
pub static ITEMGETTER: StaticType = StaticType::new(&ITEMGETTER_SPEC, LayoutOps::of::<ItemGetter>(false));

static METHODCALLER_SPEC: TypeSpec = TypeSpec {
    name: "methodcaller",
    module: "operator",
    doc: "methodcaller(name, ...): a function that calls the named method of its argument with the other arguments.",
    signature: "(name, /, *args, **kwargs)",
    slots: Slots {
        getattro: Some(generic_getattr),
        new: Some(new_methodcaller),
        call: Some(call_methodcaller),
        repr: Some(|vm, o| {
            let m = methodcaller(o);
            let items: Vec<Obj> = std::iter::once(&m.name).chain(&m.args).cloned().collect();
            repr(vm, o, &items, &m.keywords)
        }),
        ..Slots::NONE
    },
    methods: &[reduce(reduce_methodcaller)],
    getters: SIGNATURE,
    ..TypeSpec::FINAL
};
/// `operator.methodcaller`
pub static METHODCALLER: StaticType =
    StaticType::new(&METHODCALLER_SPEC, LayoutOps::of::<MethodCaller>(false));

/// `_operator`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_operator",
    doc: "The operators as functions.",
    functions: &[
        function("truth", "(a, /)", "Whether a is true.", |vm, a| {
            api::is_true(vm, &a[0]).map(Obj::from_bool)
        }),
        function("not_", "(a, /)", "not a", |vm, a| api::is_true(vm, &a[0]).map(|t| Obj::from_bool(!t))),
        function("is_", "(a, b, /)", "a is b", |_, a| Ok(Obj::from_bool(a[0].is(&a[1])))),
        function("is_not", "(a, b, /)", "a is not b", |_, a| Ok(Obj::from_bool(!a[0].is(&a[1])))),
        function("contains", "(a, b, /)", "b in a (note the order)", |vm, a| {
            api::contains(vm, &a[0], &a[1]).map(Obj::from_bool)
        }),
        function("countOf", "(a, b, /)", "How many items of a equal b.", count_of),
        function("indexOf", "(a, b, /)", "Position of the first item of a that equals b.", index_of),
        function("length_hint", "(obj, default=0, /)", "A guess at len(obj), for making room.", length_hint),
        function("call", "(obj, /, *args, **kwargs)~(*args, **kwargs)", "obj(*args, **kwargs)", call),
        function(
            "_compare_digest",
            "(a, b, /)",
            "a == b in a time that does not tell where they differ.",
            compare_digest,
        ),
        function("index", "(a, /)", "a as an int by a.__index__().", |vm, a| {
            Ok(int::exact(&api::index(vm, &a[0])?))
        }),
        function("getitem", "(a, b, /)", "a[b]", |vm, a| api::getitem(vm, &a[0], &a[1])),
        function("setitem", "(a, b, c, /)", "a[b] = c", |vm, a| {
            api::setitem(vm, &a[0], &a[1], &a[2]).map(|()| Obj::NONE)
        }),
        function("delitem", "(a, b, /)", "del a[b]", |vm, a| {
            api::delitem(vm, &a[0], &a[1]).map(|()| Obj::NONE)
        }),
        function("concat", "(a, b, /)", "a + b for sequences", |vm, a| concat(vm, a, false)),
        function("iconcat", "(a, b, /)", "a += b for sequences", |vm, a| concat(vm, a, true)),
        function("pow", "(a, b, /)", "a ** b", |vm, a| api::binary(vm, BinOp::Pow, &a[0], &a[1])),
        function("ipow", "(a, b, /)", "a **= b", |vm, a| api::inplace(vm, BinOp::Pow, &a[0], &a[1])),
        binary!("add", Add, "a + b"),
        binary!("sub", Sub, "a - b"),
        binary!("mul", Mul, "a * b"),
        binary!("matmul", MatMul, "a @ b"),
        binary!("truediv", TrueDiv, "a / b"),
        binary!("floordiv", FloorDiv, "a // b"),
        binary!("mod", Mod, "a % b"),
        binary!("lshift", LShift, "a << b"),
        binary!("rshift", RShift, "a >> b"),
        binary!("and_", And, "a & b"),
        binary!("or_", Or, "a | b"),
        binary!("xor", Xor, "a ^ b"),
        inplace!("iadd", Add, "a += b"),
        inplace!("isub", Sub, "a -= b"),
        inplace!("imul", Mul, "a *= b"),
        inplace!("imatmul", MatMul, "a @= b"),
        inplace!("itruediv", TrueDiv, "a /= b"),
        inplace!("ifloordiv", FloorDiv, "a //= b"),
        inplace!("imod", Mod, "a %= b"),
        inplace!("ilshift", LShift, "a <<= b"),
        inplace!("irshift", RShift, "a >>= b"),
        inplace!("iand", And, "a &= b"),
        inplace!("ior", Or, "a |= b"),
        inplace!("ixor", Xor, "a ^= b"),
        compare!("lt", Lt, "a < b"),
        compare!("le", Le, "a <= b"),
        compare!("eq", Eq, "a == b"),
        compare!("ne", Ne, "a != b"),
        compare!("ge", Ge, "a >= b"),
        compare!("gt", Gt, "a > b"),
        unary!("neg", Neg, "-a"),
        unary!("pos", Pos, "+a"),
        unary!("abs", Abs, "abs(a)"),
        unary!("invert", Invert, "~a"),
        unary!("inv", Invert, "~a"),
    ],
    types: &[&ATTRGETTER, &ITEMGETTER, &METHODCALLER],
    ..ModuleSpec::EMPTY
};
