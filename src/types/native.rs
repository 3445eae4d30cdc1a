//! Functions written in Rust as Python sees them: `builtin_function_or_method`.

use crate::object::args::{CallArgs, Direct, FnName, Signature, shown};
use crate::object::heap::{GilCell, LayoutOps, Payload, Visit};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{FnKind, MethodDef, TypeSpec, getter, member, method, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::types::{exception, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The native state of a builtin function.
pub struct NativeFunction {
    /// What calls that need no binding run, from the second call on.
    direct: Direct,
    what: What,
    signature: OnceCell<&'static Signature>,
    /// The receiver of a method, the class of a class method.
    receiver: Option<Obj>,
    /// `__module__`
    module: Option<Obj>,
}

enum What {
    Def(&'static MethodDef),
    /// `T.__new__`
    New(Obj),
    /// A closure over Rust state, for natives that hand out callables.
    Closure(&'static str, Box<dyn Fn(&Vm, CallArgs) -> PyResult<Obj>>),
}

#[allow(unsafe_code)]
// SAFETY: all references are visited (closures capture none that can form cycles).
unsafe impl Payload for NativeFunction {
    fn static_type() -> &'static StaticType {
        &NATIVE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        if let What::New(t) = &self.what {
            visit(t.value());
        }
        for o in [&self.receiver, &self.module].into_iter().flatten() {
            visit(o.value());
        }
    }
}

/// Signatures by the address of their declaration.
type Parsed = HashMap<usize, &'static Signature, BuildHasherDefault<AddressHasher>>;
static PARSED: GilCell<Option<Parsed>> = GilCell::new(None);

/// Spreads addresses of declarations, which lie in rows.
#[derive(Default)]
pub struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.write_usize((*b).into()));
    }
    fn write_usize(&mut self, n: usize) {
        self.0 = (self.0 ^ n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }
}

/// The signature of a declaration, parsed once: every access to a class method makes a function object of its own.
#[allow(unsafe_code)]
fn signature_of(def: &'static MethodDef) -> &'static Signature {
    // SAFETY: GIL held; parsing runs no Python code.
    let parsed = unsafe { &mut *PARSED.get() }.get_or_insert_with(Parsed::default);
    parsed
        .entry(std::ptr::from_ref(def) as usize)
        .or_insert_with(|| Box::leak(Box::new(Signature::parse(def.signature))))
}

fn new(what: What, receiver: Option<Obj>, module: Option<Obj>) -> Obj {
    let direct = Direct::none();
    Ref::new(NativeFunction { direct, what, signature: OnceCell::new(), receiver, module }).into_obj()
}

/// A function object of a declaration; `receiver` is put in front of the arguments.
pub fn function(def: &'static MethodDef, receiver: Option<Obj>, module: Option<Obj>) -> Obj {
    new(What::Def(def), receiver, module)
}

/// A callable around a Rust closure; `name` is what it is called in messages.
pub fn closure(name: &'static str, f: impl Fn(&Vm, CallArgs) -> PyResult<Obj> + 'static) -> Obj {
    new(What::Closure(name, Box::new(f)), None, None)
}

/// `T.__new__` of a builtin type.
pub fn new_wrapper(ty: &Obj) -> Obj {
    new(What::New(ty.clone()), Some(ty.clone()), None)
}

/// The type whose native `__new__` this function is.
pub fn new_wrapper_type(f: &Obj) -> Option<Ref<Type>> {
    match &f.downcast_exact::<NativeFunction>()?.what {
        What::New(t) => t.as_ref::<Type>(),
        _ => None,
    }
}

fn of(o: &Obj) -> &NativeFunction {
    o.downcast::<NativeFunction>().expect("the receiver is a builtin function")
}

impl NativeFunction {
    /// What calls that need no binding run.
    #[inline(always)]
    pub fn direct(&self) -> &Direct {
        &self.direct
    }

    /// What is put in front of the arguments.
    #[inline(always)]
    pub fn first(&self) -> Option<&Obj> {
        match &self.what {
            What::Def(def) if !matches!(def.kind, FnKind::Function | FnKind::Static) => {
                self.receiver.as_ref()
            }
            _ => None,
        }
    }

    fn name(&self) -> &'static str {
        match &self.what {
            What::Def(d) => d.name,
            What::New(_) => "__new__",
            What::Closure(n, _) => n,
        }
    }

    fn text_signature(&self) -> Option<Cow<'static, str>> {
        match &self.what {
            What::Def(d) if d.kind == FnKind::Function => {
                // The module counts as a positional-only parameter.
                let rest = shown(d.signature)?;
                if rest.starts_with("($") {
                    return Some(Cow::Borrowed(rest));
                }
                let rest = rest.trim_start_matches('(');
                let end = if rest.contains("/") { "" } else { "/" };
                let comma = if rest == ")" || end.is_empty() { "" } else { ", " };
                Some(Cow::Owned(format!("($module, {end}{comma}{rest}")))
            }
            What::Def(d) => shown(d.signature).map(Cow::Borrowed),
            What::New(_) => Some(Cow::Borrowed("($type, *args, **kwargs)")),
            What::Closure(..) => None,
        }
    }
}

/// The builtin type that a class is or derives from.
fn native_name(t: &Type) -> &'static str {
    t.spec.unwrap_or_else(|| t.solid.spec()).name
}

/// Calls a builtin function.
#[inline]
pub fn call(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let f = of(o);
    if args.names().is_none() && f.first().is_none() && f.direct.takes(args.all().len()) {
        return f.direct.run(vm, args.all());
    }
    match &f.what {
        What::Def(def) => {
            let signature = f.signature.get_or_init(|| {
                let signature = signature_of(def);
                f.direct.set(def.f, signature);
                signature
            });
            let receiver = match (&f.receiver, def.kind) {
                (Some(r), FnKind::Method) => Some(r.downcast::<Type>().unwrap_or_else(|| r.ty())),
                (Some(r), FnKind::Class | FnKind::Static) => r.downcast::<Type>(),
                _ => None,
            };
            let class = match (receiver, def.kind) {
                (Some(t), _) => Some(native_name(t)),
                (_, FnKind::Function) => f.module.as_ref().and_then(str_::utf8).filter(|m| *m != "builtins"),
                _ => None,
            };
            let first = f.first();
            let name = FnName { class, receiver, name: def.name, has_self: first.is_some() };
            match first {
                Some(r) => args.prepended(r, |all| signature.call(vm, def.f, name, all)),
                None => signature.call(vm, def.f, name, args),
            }
        }
        What::New(ty) => call_new(vm, ty, args),
        What::Closure(_, code) => code(vm, args),
    }
}

fn call_new(vm: &Vm, ty: &Obj, args: CallArgs) -> PyResult<Obj> {
    let t = ty.downcast::<Type>().expect("a type");
    let Some(first) = args.pos().first() else {
        return Err(vm.type_error(format!("{}.__new__(): not enough arguments", t.name())));
    };
    let Some(sub) = first.downcast::<Type>() else {
        let (name, given) = (t.name(), first.ty().name());
        return Err(vm.type_error(format!("{name}.__new__(X): X is not a type object ({given})")));
    };
    if !sub.is_subtype(ty.value().ptr().cast()) {
        let (name, sub_name) = (t.name(), sub.name());
        return Err(
            vm.type_error(format!("{name}.__new__({sub_name}): {sub_name} is not a subtype of {name}"))
        );
    }
    // Most exceptions share one `__new__`, whatever else their instances hold.
    if !std::ptr::eq(sub.solid, t.solid) && exception::shares_new(t, sub) {
        let new = sub.solid.get().slots().new.expect("exceptions can be made");
        return new(vm, first, args.skip_first());
    }
    if !std::ptr::eq(sub.solid, t.solid) && sub.solid.spec().flags & type_flag::HIDDEN_NEW == 0 {
        let (name, sub_name) = (t.name(), sub.name());
        let spec = sub.solid.spec();
        let module = if spec.module == "builtins" { String::new() } else { format!("{}.", spec.module) };
        let safe = format!("{module}{}", spec.name);
        return Err(vm.type_error(format!("{name}.__new__({sub_name}) is not safe, use {safe}.__new__()")));
    }
    let new = t.native_new(sub).expect("the wrapper exists for a filled slot");
    new(vm, first, args.skip_first())
}

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let f = of(o);
    Ok(str_::from_string(match (&f.what, &f.receiver) {
        (What::Def(d), Some(r)) if d.kind != FnKind::Function => {
            format!("<built-in method {} of {} object at {:#x}>", d.name, r.ty().name(), api::id(r))
        }
        (What::New(_), Some(r)) => format!("<built-in method __new__ of type object at {:#x}>", api::id(r)),
        _ => format!("<built-in function {}>", f.name()),
    }))
}

fn qualname(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let f = of(o);
    Ok(match (&f.what, &f.receiver) {
        (What::Def(d), Some(r)) if d.kind == FnKind::Method => {
            str_::from_string(format!("{}.{}", r.ty().bare_name(), d.name))
        }
        (What::Def(d), Some(r)) if matches!(d.kind, FnKind::Class | FnKind::Static) => str_::from_string(
            format!("{}.{}", r.downcast::<Type>().map_or_else(String::new, Type::bare_name), d.name),
        ),
        (What::New(t), _) => str_::from_string(format!(
            "{}.__new__",
            t.downcast::<Type>().map_or_else(String::new, Type::bare_name)
        )),
        _ => intern(f.name()),
    })
}

fn compare(_: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(x), Some(y)) = (a.downcast::<NativeFunction>(), b.downcast::<NativeFunction>()) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    let same = a.is(b)
        || matches!((&x.what, &y.what), (What::Def(p), What::Def(q)) if std::ptr::eq(*p, *q))
            && x.receiver.as_ref().map(Obj::value) == y.receiver.as_ref().map(Obj::value);
    match op {
        CmpOp::Eq => Ok(Obj::from_bool(same)),
        CmpOp::Ne => Ok(Obj::from_bool(!same)),
        _ => Ok(Obj::NOT_IMPLEMENTED),
    }
}

static SPEC: TypeSpec = TypeSpec {
    name: "builtin_function_or_method",
    flags: type_flag::WEAKREF,
    slots: Slots {
        call: Some(call),
        repr: Some(repr),
        compare: Some(compare),
        hash: Some(|_, o| {
            let f = of(o);
            let code = match &f.what {
                What::Def(d) => std::ptr::from_ref(*d) as i64,
                _ => o.value().bits() as i64,
            };
            Ok(code >> 4 ^ f.receiver.as_ref().map_or(0, |r| r.value().bits() as i64 >> 4))
        }),
        ..Slots::NONE
    },
    methods: &[method("__reduce__", "($self, /)", "What pickle and copy store.", |vm, a| {
        let f = of(&a[0]);
        match (&f.receiver, &f.module) {
            (Some(r), None) => {
                let getattr = api::builtin(vm, "getattr")?;
                Ok(tuple::from_vec(vec![getattr, tuple::from_vec(vec![r.clone(), intern(f.name())])]))
            }
            _ => Ok(intern(f.name())),
        }
    })],
    getters: &[
        member("__module__", "", |_, o| Ok(of(o).module.clone().unwrap_or(Obj::NONE))),
        getter("__doc__", "", |_, o| {
            Ok(match &of(o).what {
                What::Def(d) if !d.doc.is_empty() => str_::from_str(d.doc),
                What::New(_) => str_::from_str("Makes a new object of the class that is its first argument."),
                _ => Obj::NONE,
            })
        }),
        getter("__name__", "", |_, o| Ok(intern(of(o).name()))),
        getter("__qualname__", "", qualname),
        getter("__self__", "", |_, o| {
            // Of a module's function it is the module, which the function need not keep alive.
            let f = of(o);
            let found = match (&f.receiver, &f.module) {
                (None, Some(name)) => crate::vm::interp().modules().get_str(name),
                _ if matches!(f.what, What::Def(d) if d.kind == FnKind::Static) => None,
                (receiver, _) => receiver.clone(),
            };
            Ok(found.unwrap_or(Obj::NONE))
        }),
        getter("__text_signature__", "", |_, o| {
            Ok(of(o).text_signature().map_or(Obj::NONE, |s| str_::from_str(&s)))
        }),
    ],
    ..TypeSpec::FINAL
};

/// `types.BuiltinFunctionType`
pub static NATIVE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<NativeFunction>(false));

/// Whether a function is the builtin of that name.
pub fn is_named(f: &Obj, name: &str) -> bool {
    f.downcast_exact::<NativeFunction>().is_some_and(|n| matches!(&n.what, What::Def(d) if d.name == name))
}
