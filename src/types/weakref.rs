//! Weak references as Python sees them: `weakref.ref` and the two proxy types. Which references point at an object
//! is kept in `object/weak.rs`; the functions of the `weakref` module are in the library.

use crate::object::args::CallArgs;
use crate::object::attr;
use crate::object::heap::{Header, LayoutOps, Object, Payload, Visit};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BINARY, BinOp, BinaryFn, CmpOp, Slots, UnOp, UnaryFn};
use crate::object::spec::{TypeSpec, class_method, member, method, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::object::value::Value;
use crate::object::weak;
use crate::types::function::Function;
use crate::types::{exception, generic_alias, int, str_};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

/// The native state of a weak reference, and of a proxy.
pub struct WeakRef {
    /// Null once the target is dead.
    target: Cell<*mut Header>,
    callback: RefCell<Option<Obj>>,
    hash: Cell<Option<i64>>,
}

/// The native state of a proxy.
#[repr(transparent)]
pub struct Proxy(WeakRef);

/// The native state of a proxy of a callable.
#[repr(transparent)]
pub struct CallableProxy(WeakRef);

macro_rules! payload {
    ($t:ty, $ty:ident, |$s:ident| $state:expr) => {
        #[allow(unsafe_code)]
        // SAFETY: the callback is visited; the target is not owned.
        unsafe impl Payload for $t {
            fn static_type() -> &'static StaticType {
                &$ty
            }
            const GC: bool = true;
            fn traverse(&self, visit: &mut Visit) {
                let $s = self;
                if let Some(c) = &*$state.callback.borrow() {
                    visit(c.value());
                }
            }
            fn clear(&self) {
                let $s = self;
                drop($state.callback.take());
            }
        }
    };
}
payload!(WeakRef, REF, |s| s);
payload!(Proxy, PROXY, |s| s.0);
payload!(CallableProxy, CALLABLE_PROXY, |s| s.0);

impl WeakRef {
    fn to(target: &Obj, callback: Option<&Obj>) -> WeakRef {
        WeakRef {
            target: Cell::new(target.value().ptr()),
            callback: RefCell::new(callback.cloned()),
            hash: Cell::new(None),
        }
    }

    /// The object, if it is alive.
    pub fn target(&self) -> Option<Obj> {
        let p = self.target.get();
        (!p.is_null() && weak::is_alive(p)).then(|| Obj::from_borrowed(Value::from_ptr(p)))
    }

    /// Whether nothing is called when the target dies.
    fn is_plain(&self) -> bool {
        self.callback.borrow().is_none()
    }

    /// Whether the death of the target is told to code that is not the embedded library's, which only keeps its tables.
    pub fn tells_others(&self) -> bool {
        let Some(f) = &*self.callback.borrow() else { return false };
        let own = f
            .downcast_exact::<Function>()
            .is_some_and(|f| str_::bytes_of(&f.code.borrow().filename).starts_with(b"<frozen "));
        !self.target.get().is_null() && !own
    }

    /// The target has died.
    pub fn clear_target(&self) {
        self.target.set(std::ptr::null_mut());
    }

    /// Calls the callback with the reference itself. Nobody can handle its errors: they are reported.
    pub fn call_back(&self, me: &Obj) {
        let Some(f) = self.callback.take() else { return };
        let vm = crate::vm::current();
        let pending = vm.save_raised();
        if api::call(vm, &f, std::slice::from_ref(me)).is_err() {
            vm.write_unraisable("Exception ignored in", Some(&f));
        }
        vm.restore_raised(pending);
    }
}

impl Drop for WeakRef {
    fn drop(&mut self) {
        let target = self.target.get();
        if !target.is_null() {
            // The body follows the header at a fixed distance.
            let offset = std::mem::offset_of!(Object<WeakRef>, body);
            let me = Value::from_ptr((std::ptr::from_ref(self) as usize - offset) as *const Header);
            weak::unregister(target, me);
        }
    }
}

/// The state of a weak reference or proxy.
pub fn state(o: &Obj) -> Option<&WeakRef> {
    o.downcast::<WeakRef>()
        .or_else(|| o.downcast::<Proxy>().map(|p| &p.0))
        .or_else(|| o.downcast::<CallableProxy>().map(|p| &p.0))
}

fn of(o: &Obj) -> &WeakRef {
    state(o).expect("the receiver is a weak reference")
}

fn check(vm: &Vm, target: &Obj) -> PyResult<()> {
    if target.value().is_ptr() && target.ty().weakrefs.get() {
        return Ok(());
    }
    Err(vm.type_error(format!("cannot create weak reference to '{}' object", target.ty().name())))
}

/// The existing reference to `target` that has exactly this type and no callback.
fn reusable(target: &Obj, ty: &'static StaticType) -> Option<Obj> {
    weak::references(target).into_iter().find(|r| std::ptr::eq(r.type_ptr(), ty.ptr()) && of(r).is_plain())
}

/// The references to an object as `getweakrefs` lists them: those that are shared, then the others, newest first.
pub fn listed(target: &Obj) -> Vec<Obj> {
    let mut all = weak::references(target);
    all.reverse();
    all.sort_by_key(|r| match of(r).is_plain() {
        true if r.is_exact_type(&REF) => 0,
        true if r.is_exact_type(&PROXY) || r.is_exact_type(&CALLABLE_PROXY) => 1,
        _ => 2,
    });
    all
}

/// `weakref.ref(target, callback)`
pub fn new_ref(vm: &Vm, target: &Obj, callback: Option<&Obj>) -> PyResult<Obj> {
    check(vm, target)?;
    let callback = callback.filter(|c| !c.is_none());
    if callback.is_none()
        && let Some(r) = reusable(target, &REF)
    {
        return Ok(r);
    }
    let r = Ref::new(WeakRef::to(target, callback)).into_obj();
    weak::register(target, &r);
    Ok(r)
}

/// `weakref.proxy(target, callback)`
pub fn new_proxy(vm: &Vm, target: &Obj, callback: Option<&Obj>) -> PyResult<Obj> {
    check(vm, target)?;
    let callback = callback.filter(|c| !c.is_none());
    let callable = api::is_callable(target);
    if callback.is_none()
        && let Some(r) = reusable(target, if callable { &CALLABLE_PROXY } else { &PROXY })
    {
        return Ok(r);
    }
    let state = WeakRef::to(target, callback);
    let r =
        if callable { Ref::new(CallableProxy(state)).into_obj() } else { Ref::new(Proxy(state)).into_obj() };
    weak::register(target, &r);
    Ok(r)
}

fn describe(vm: &Vm, o: &Obj, kind: &str, with_name: bool) -> PyResult<Obj> {
    let head = format!("<{kind} at {:#x}; ", api::id(o));
    let Some(target) = of(o).target() else { return Ok(str_::from_string(format!("{head}dead>"))) };
    let shown = if with_name && target.ty().lookup(name!(__name__)).is_some() {
        api::getattr_opt(vm, &target, name!(__name__))?.filter(str_::is_str)
    } else {
        None
    };
    let tail = shown.map_or(String::new(), |n| format!(" ({})", str_::display(&n)));
    Ok(str_::from_string(format!("{head}to '{}' at {:#x}{tail}>", target.ty().name(), api::id(&target))))
}

// --- references

fn ref_new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let a = CallArgs::positional(args.pos()).exactly(vm, "__new__", 1, 2)?;
    let callback = a.get(1).filter(|c| !c.is_none());
    if cls.is(&REF.obj()) {
        return new_ref(vm, &a[0], callback);
    }
    check(vm, &a[0])?;
    let r = attr::new_instance(vm, cls, WeakRef::to(&a[0], callback))?;
    weak::register(&a[0], &r);
    Ok(r)
}

fn ref_init(vm: &Vm, _: &Obj, args: CallArgs) -> PyResult<()> {
    args.no_keywords(vm, "ref")?;
    args.exactly(vm, "__init__", 1, 2).map(drop)
}

fn ref_compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(x), Some(y)) = (a.downcast::<WeakRef>(), b.downcast::<WeakRef>()) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    match (x.target(), y.target()) {
        (Some(p), Some(q)) => api::compare(vm, &p, &q, op),
        _ => Ok(Obj::from_bool(a.is(b) == (op == CmpOp::Eq))),
    }
}

fn ref_hash(vm: &Vm, o: &Obj) -> PyResult<i64> {
    if let Some(h) = of(o).hash.get() {
        return Ok(h);
    }
    let target = of(o).target().ok_or_else(|| vm.type_error("weak object has gone away"))?;
    let h = api::hash(vm, &target)?;
    of(o).hash.set(Some(h));
    Ok(h)
}

static REF_SPEC: TypeSpec = TypeSpec {
    name: "ReferenceType",
    module: "weakref",
    slots: Slots {
        new: Some(ref_new),
        init: Some(ref_init),
        call: Some(|vm, o, args| {
            args.exactly(vm, "weakref", 0, 0)?;
            Ok(of(o).target().unwrap_or(Obj::NONE))
        }),
        compare: Some(ref_compare),
        hash: Some(ref_hash),
        repr: Some(|vm, o| describe(vm, o, "weakref", true)),
        ..Slots::NONE
    },
    methods: &[class_method(
        "__class_getitem__",
        "($type, object, /)",
        "See PEP 585",
        generic_alias::class_getitem,
    )],
    getters: &[member("__callback__", "", |_, o| Ok(of(o).callback.borrow().clone().unwrap_or(Obj::NONE)))],
    ..TypeSpec::BASE
};

/// `weakref.ReferenceType`
pub static REF: StaticType = StaticType::new(&REF_SPEC, LayoutOps::of::<WeakRef>(false));

// --- proxies

/// What stands behind an operand: a proxy's target, anything else itself. ReferenceError if the target is dead.
fn unwrap(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let state = o.downcast::<Proxy>().map(|p| &p.0).or_else(|| o.downcast::<CallableProxy>().map(|p| &p.0));
    match state {
        Some(s) => s.target().ok_or_else(|| {
            vm.error(&exception::REFERENCE_ERROR, "weakly-referenced object no longer exists")
        }),
        None => Ok(o.clone()),
    }
}

fn forward<const OP: usize>(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    api::binary(vm, BinOp::ALL[OP], &unwrap(vm, a)?, &unwrap(vm, b)?)
}

fn reflected<const OP: usize>(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    forward::<OP>(vm, b, a)
}

fn inplace<const OP: usize>(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    api::inplace(vm, BinOp::ALL[OP], &unwrap(vm, a)?, &unwrap(vm, b)?)
}

macro_rules! table {
    ($f:ident, [$($op:literal)*], $last:expr) => {
        [$(Some($f::<$op> as BinaryFn),)* $last]
    };
}
const FORWARD: [Option<BinaryFn>; BINARY] =
    table!(forward, [0 1 2 3 4 5 6 7 8 9 10 11 12], Some(forward::<13>));
const REFLECTED: [Option<BinaryFn>; BINARY] =
    table!(reflected, [0 1 2 3 4 5 6 7 8 9 10 11 12], Some(reflected::<13>));
/// `divmod` has no in-place form.
const INPLACE: [Option<BinaryFn>; BINARY] = table!(inplace, [0 1 2 3 4 5 6 7 8 9 10 11 12], None);

const UNARY: [Option<UnaryFn>; 7] = Slots::unary_table([
    (UnOp::Neg, |vm, o| api::unary(vm, UnOp::Neg, &unwrap(vm, o)?)),
    (UnOp::Pos, |vm, o| api::unary(vm, UnOp::Pos, &unwrap(vm, o)?)),
    (UnOp::Invert, |vm, o| api::unary(vm, UnOp::Invert, &unwrap(vm, o)?)),
    (UnOp::Abs, |vm, o| api::unary(vm, UnOp::Abs, &unwrap(vm, o)?)),
    (UnOp::Int, |vm, o| api::call(vm, &int::INT.obj(), &[unwrap(vm, o)?])),
    (UnOp::Float, |vm, o| api::call(vm, &crate::types::float::FLOAT.obj(), &[unwrap(vm, o)?])),
    (UnOp::Index, |vm, o| api::index(vm, &unwrap(vm, o)?)),
]);

fn set_item(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let (target, key) = (unwrap(vm, o)?, unwrap(vm, key)?);
    match value {
        Some(v) => api::setitem(vm, &target, &key, &unwrap(vm, v)?),
        None => api::delitem(vm, &target, &key),
    }
}

fn proxy_next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let target = unwrap(vm, o)?;
    if target.ty().slots().next.is_none() {
        return Err(
            vm.type_error(format!("Weakref proxy referenced a non-iterator '{}' object", target.ty().name()))
        );
    }
    api::next(vm, &target)
}

const PROXY_SLOTS: Slots = Slots {
    repr: Some(|vm, o| describe(vm, o, "weakproxy", false)),
    str: Some(|vm, o| api::str(vm, &unwrap(vm, o)?)),
    getattro: Some(|vm, o, key| api::getattr(vm, &unwrap(vm, o)?, key)),
    setattro: Some(|vm, o, key, v| api::setattr_or_del(vm, &unwrap(vm, o)?, key, v)),
    compare: Some(|vm, a, b, op| api::compare(vm, &unwrap(vm, a)?, &unwrap(vm, b)?, op)),
    iter: Some(|vm, o| api::iter(vm, &unwrap(vm, o)?)),
    next: Some(proxy_next),
    bool_: Some(|vm, o| api::is_true(vm, &unwrap(vm, o)?)),
    len: Some(|vm, o| api::len(vm, &unwrap(vm, o)?)),
    getitem: Some(|vm, o, key| api::getitem(vm, &unwrap(vm, o)?, &unwrap(vm, key)?)),
    setitem: Some(set_item),
    contains: Some(|vm, o, x| api::contains(vm, &unwrap(vm, o)?, &unwrap(vm, x)?)),
    binary: FORWARD,
    rbinary: REFLECTED,
    ibinary: INPLACE,
    unary: UNARY,
    ..Slots::NONE
};

static PROXY_SPEC: TypeSpec = TypeSpec {
    name: "ProxyType",
    module: "weakref",
    flags: type_flag::NO_NEW,
    slots: PROXY_SLOTS,
    methods: &[
        method("__bytes__", "($self, /)", "", |vm, a| {
            api::call_method(vm, &unwrap(vm, &a[0])?, name!(__bytes__), &[])
        }),
        method("__reversed__", "($self, /)", "", |vm, a| {
            api::call_method(vm, &unwrap(vm, &a[0])?, name!(__reversed__), &[])
        }),
    ],
    ..TypeSpec::FINAL
};

/// `weakref.ProxyType`
pub static PROXY: StaticType = StaticType::new(&PROXY_SPEC, LayoutOps::of::<Proxy>(false));

static CALLABLE_SPEC: TypeSpec = TypeSpec {
    name: "CallableProxyType",
    module: "weakref",
    flags: type_flag::NO_NEW,
    slots: Slots { call: Some(|vm, o, args| api::call_args(vm, &unwrap(vm, o)?, args)), ..PROXY_SLOTS },
    ..TypeSpec::FINAL
};

/// `weakref.CallableProxyType`
pub static CALLABLE_PROXY: StaticType =
    StaticType::new(&CALLABLE_SPEC, LayoutOps::of::<CallableProxy>(false));

/// The types of this file. `ref` answers to `weakref.ReferenceType` and, in that module, to `weakref.ref`.
pub static TYPES: &[&StaticType] = &[&REF, &PROXY, &CALLABLE_PROXY];

/// The attribute names under which a `weakref` module publishes the types.
pub fn published() -> [(Obj, Obj); 4] {
    let t = |s: &'static StaticType| -> Obj { Type::obj(s.get()) };
    [
        (intern("ref"), t(&REF)),
        (intern("ReferenceType"), t(&REF)),
        (intern("ProxyType"), t(&PROXY)),
        (intern("CallableProxyType"), t(&CALLABLE_PROXY)),
    ]
}
