//! `Context`, its dictionaries of signals, and which context the running code has.

use super::convert::{self, expect};
use super::core::{Ctx, Dec, MAX, Round, flag};
use super::number::{self, make};
use super::{CONDITIONS, SIGNALS, arith, attribute, digits, functions};
use crate::modules::_contextvars;
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{GilCell, LayoutOps, Payload};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{constructor, payload};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{MethodDef, TypeSpec, method, property};
use crate::object::type_object::StaticType;
use crate::types::dict::Dict;
use crate::types::list::{self, List};
use crate::types::{dict, exception, int, iterators, module, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::Cell;

/// Names of the ways to round.
pub const ROUNDINGS: [(&str, Round); 8] = [
    ("ROUND_UP", Round::Up),
    ("ROUND_DOWN", Round::Down),
    ("ROUND_CEILING", Round::Ceiling),
    ("ROUND_FLOOR", Round::Floor),
    ("ROUND_HALF_UP", Round::HalfUp),
    ("ROUND_HALF_DOWN", Round::HalfDown),
    ("ROUND_HALF_EVEN", Round::HalfEven),
    ("ROUND_05UP", Round::ZeroFiveUp),
];

/// The native state of a context.
#[derive(Clone)]
pub struct Context {
    ctx: Cell<Ctx>,
    flags: Cell<u32>,
    traps: Cell<u32>,
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Context {
    fn static_type() -> &'static StaticType {
        &CONTEXT
    }
}

impl Context {
    fn new(prec: i64, round: Round, traps: u32) -> Context {
        let ctx = Ctx { prec, round, emin: -999_999, emax: 999_999, clamp: false, capitals: true };
        Context { ctx: Cell::new(ctx), flags: Cell::new(0), traps: Cell::new(traps) }
    }

    /// Precision, bounds and rounding.
    pub fn ctx(&self) -> Ctx {
        self.ctx.get()
    }

    /// Notes a condition that is not to raise here.
    pub fn note(&self, status: u32) {
        self.flags.set(self.flags.get() | status);
    }

    /// Notes what an operation reported; raises if it is trapped.
    #[inline]
    pub fn signal(&self, vm: &Vm, status: u32) -> PyResult<()> {
        if status == 0 {
            return Ok(());
        }
        if status & flag::MEMORY != 0 {
            return Err(vm.memory_error());
        }
        self.flags.set(self.flags.get() | status);
        let trapped = status & self.traps.get();
        if trapped == 0 { Ok(()) } else { Err(raise(vm, trapped)) }
    }
}

/// Raises the exception of trapped conditions, with the list of their classes.
#[cold]
fn raise(vm: &Vm, trapped: u32) -> Raised {
    let find = || -> PyResult<Obj> {
        let name = SIGNALS.iter().find(|(_, mask)| trapped & mask != 0).map_or("InvalidOperation", |s| s.0);
        let classes: PyResult<Vec<Obj>> = CONDITIONS
            .iter()
            .chain(&SIGNALS[1..])
            .filter(|(_, mask)| trapped & mask != 0)
            .map(|(name, _)| attribute(vm, name))
            .collect();
        api::call(vm, &attribute(vm, name)?, &[list::from_vec(classes?)])
    };
    match find() {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

/// The context of an object that is one.
pub fn of(o: &Obj) -> &Context {
    o.downcast::<Context>().expect("a context")
}

// --- the current context

static VARIABLE: GilCell<Option<Obj>> = GilCell::new(None);

#[allow(unsafe_code)]
fn variable() -> Obj {
    // SAFETY: GIL held; set once when the module is made.
    unsafe { &*VARIABLE.get() }.clone().expect("made with the module")
}

/// The context of the running code, a copy of the default one at first.
pub fn current(vm: &Vm) -> PyResult<Obj> {
    let var = variable();
    if let Some(c) = _contextvars::value_of(vm, &var).filter(|c| c.is_instance::<Context>()) {
        return Ok(c);
    }
    let new = copy(&attribute(vm, "DefaultContext")?);
    of(&new).flags.set(0);
    api::call_method_str(vm, &var, "set", &[new.clone()])?;
    Ok(new)
}

fn copy(o: &Obj) -> Obj {
    Ref::new(of(o).clone()).into_obj()
}

fn set(vm: &Vm, o: &Obj) -> PyResult<()> {
    // The templates of the module are not changed by using them.
    let is_template = ["DefaultContext", "BasicContext", "ExtendedContext"]
        .iter()
        .any(|name| attribute(vm, name).is_ok_and(|t| t.is(o)));
    let new = if is_template { copy(o) } else { o.clone() };
    api::call_method_str(vm, &variable(), "set", &[new]).map(drop)
}

/// `setcontext(c)`
pub fn set_current(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !a[0].is_instance::<Context>() {
        return Err(vm.type_error("argument must be a context"));
    }
    set(vm, &a[0])?;
    Ok(Obj::NONE)
}

/// A context argument that may be absent.
pub fn argument(vm: &Vm, o: Option<&Obj>) -> PyResult<Obj> {
    match o {
        None => current(vm),
        Some(o) if o.is_none() => current(vm),
        Some(o) if o.is_instance::<Context>() => Ok(o.clone()),
        Some(_) => Err(vm.type_error("optional argument must be a context")),
    }
}

/// The native state of what `localcontext` gives.
struct Manager {
    local: Field,
    outer: Field,
}
payload!(Manager, MANAGER, [local, outer]);

/// `localcontext(ctx=None, **changes)`
pub fn local(vm: &Vm, a: Args) -> PyResult<Obj> {
    let outer = current(vm)?;
    let new = copy(&argument(vm, a.opt(0))?);
    if let Some(changes) = a.opt(1).and_then(|k| k.downcast::<Dict>()) {
        for (key, value) in changes.items() {
            if !ATTRIBUTES.contains(&&*str_::display(&key)) {
                return Err(vm.type_error(format!(
                    "this function got an unexpected keyword argument '{}'",
                    str_::display(&key)
                )));
            }
            api::setattr(vm, &new, &key, &value)?;
        }
    }
    Ok(Ref::new(Manager { local: Field::new(Some(new)), outer: Field::new(Some(outer)) }).into_obj())
}

static MANAGER_SPEC: TypeSpec = TypeSpec {
    name: "ContextManager",
    module: "decimal",
    flags: crate::object::spec::type_flag::NO_NEW,
    methods: &[
        method("__enter__", "($self, /)", "Sets the local context.", |vm, a| {
            let m: &Manager = a[0].downcast().expect("the receiver is a context manager");
            let local = m.local.get_or_none();
            set(vm, &local)?;
            Ok(local)
        }),
        method("__exit__", "($self, /, *args)", "Sets the context from before.", |vm, a| {
            let m: &Manager = a[0].downcast().expect("the receiver is a context manager");
            set(vm, &m.outer.get_or_none())?;
            Ok(Obj::FALSE)
        }),
    ],
    ..TypeSpec::FINAL
};
/// `decimal.ContextManager`
pub static MANAGER: StaticType = StaticType::new(&MANAGER_SPEC, LayoutOps::of::<Manager>(false));

// --- signals

const NO_SIGNAL: &str = "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]";

/// The conditions of a signal's class.
fn mask_of(vm: &Vm, class: &Obj) -> PyResult<u32> {
    for (name, mask) in SIGNALS {
        if attribute(vm, name)?.is(class) {
            return Ok(mask);
        }
    }
    Err(vm.key_error(&str_::from_str(NO_SIGNAL)))
}

/// The conditions that a list of signals or a dictionary of all signals stands for.
fn signals(vm: &Vm, o: &Obj, allow_list: bool) -> PyResult<u32> {
    if let Some(s) = o.downcast::<SignalDict>() {
        return Ok(s.bits().get());
    }
    if let Some(l) = o.downcast::<List>().filter(|_| allow_list) {
        return l.to_vec().iter().try_fold(0, |all, class| Ok(all | mask_of(vm, class)?));
    }
    let Some(d) = o.downcast::<Dict>() else { return Err(vm.type_error("argument must be a signal dict")) };
    let mut all = 0;
    for (name, mask) in SIGNALS {
        match d.get(vm, &attribute(vm, name)?)? {
            Some(v) if d.items().len() == SIGNALS.len() => {
                all |= if api::is_true(vm, &v)? { mask } else { 0 }
            }
            _ => return Err(vm.key_error(&str_::from_str("invalid signal dict"))),
        }
    }
    Ok(all)
}

/// The native state of the `flags` or `traps` of a context.
pub struct SignalDict {
    context: Obj,
    traps: bool,
}
payload!(SignalDict, SIGNAL_DICT, [context]);

impl SignalDict {
    fn bits(&self) -> &Cell<u32> {
        let c = of(&self.context);
        if self.traps { &c.traps } else { &c.flags }
    }
}

fn signals_of(o: &Obj) -> &SignalDict {
    o.downcast::<SignalDict>().expect("the receiver is a signal dict")
}

fn signal_dict(vm: &Vm, context: &Obj, traps: bool) -> PyResult<Obj> {
    let class = attribute(vm, "_SignalDict")?;
    new_instance(vm, &class, SignalDict { context: context.clone(), traps })
}

fn plain(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let (d, bits) = (dict::new(), signals_of(o).bits().get());
    for (name, mask) in SIGNALS {
        d.set(vm, &attribute(vm, name)?, &Obj::from_bool(bits & mask != 0))?;
    }
    Ok(d.into_obj())
}

static SIGNAL_SPEC: TypeSpec = TypeSpec {
    name: "SignalDictMixin",
    module: "decimal",
    slots: Slots {
        repr: Some(|vm, o| {
            let mut shown = Vec::new();
            for (name, mask) in SIGNALS {
                let class = api::repr_string(vm, &attribute(vm, name)?)?;
                let on = signals_of(o).bits().get() & mask != 0;
                shown.push(format!("{class}:{}", if on { "True" } else { "False" }));
            }
            Ok(str_::from_string(format!("{{{}}}", shown.join(", "))))
        }),
        compare: Some(|vm, a, b, op| {
            if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
                return Ok(Obj::NOT_IMPLEMENTED);
            }
            let other = match b.downcast::<SignalDict>() {
                Some(s) => s.bits().get(),
                None => match signals(vm, b, false) {
                    Ok(n) => n,
                    Err(r) if vm.raised_matches(&exception::KEY_ERROR) => {
                        vm.clear_if(r, &exception::KEY_ERROR)?;
                        return Ok(Obj::NOT_IMPLEMENTED);
                    }
                    Err(r) => {
                        vm.clear_if(r, &exception::TYPE_ERROR)?;
                        return Ok(Obj::NOT_IMPLEMENTED);
                    }
                },
            };
            let shown = |bits: u32| SIGNALS.map(|(_, mask)| bits & mask != 0);
            let equal = shown(signals_of(a).bits().get()) == shown(other);
            Ok(Obj::from_bool(equal == (op == CmpOp::Eq)))
        }),
        len: Some(|_, _| Ok(SIGNALS.len())),
        getitem: Some(|vm, o, key| Ok(Obj::from_bool(signals_of(o).bits().get() & mask_of(vm, key)? != 0))),
        setitem: Some(|vm, o, key, value| {
            let mask = mask_of(vm, key)?;
            let Some(v) = value else { return Err(vm.value_error("signal keys cannot be deleted")) };
            let (on, bits) = (api::is_true(vm, v)?, signals_of(o).bits());
            bits.set(if on { bits.get() | mask } else { bits.get() & !mask });
            Ok(())
        }),
        iter: Some(|vm, _| {
            let classes: PyResult<Vec<Obj>> = SIGNALS.iter().map(|(n, _)| attribute(vm, n)).collect();
            Ok(iterators::sequence_iterator(&tuple::from_vec(classes?)))
        }),
        ..Slots::NONE
    },
    methods: &[method("copy", "($self, /)", "The signals as a dict.", |vm, a| plain(vm, &a[0]))],
    ..TypeSpec::BASE
};
/// `decimal.SignalDictMixin`
pub static SIGNAL_DICT: StaticType = StaticType::new(&SIGNAL_SPEC, LayoutOps::of::<SignalDict>(false));

// --- attributes

const ATTRIBUTES: [&str; 8] = ["prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"];

/// A rounding mode by its name.
pub fn rounding(vm: &Vm, o: &Obj) -> PyResult<Round> {
    let found = ROUNDINGS.iter().find(|(name, _)| str_::is_str(o) && str_::bytes_of(o) == name.as_bytes());
    found.map(|(_, r)| *r).ok_or_else(|| {
        vm.type_error("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
    })
}

fn whole(vm: &Vm, o: &Obj) -> PyResult<i64> {
    if !int::is_int(o) {
        return Err(vm.type_error("an integer is required"));
    }
    api::int_ssize(vm, o)
}

/// Sets the attribute with a number in `ATTRIBUTES`.
fn set_attribute(vm: &Vm, o: &Obj, which: usize, value: Option<&Obj>) -> PyResult<()> {
    let Some(v) = value else { return Err(vm.attribute_error("context attributes cannot be deleted")) };
    let c = of(o);
    let mut ctx = c.ctx.get();
    let within = |low: i64, high: i64, shown: &str| match whole(vm, v)? {
        n if n >= low && n <= high => Ok(n),
        _ => Err(vm.value_error(format!("valid {shown}"))),
    };
    match which {
        0 => ctx.prec = within(1, MAX, "range for prec is [1, MAX_PREC]")?,
        1 => ctx.round = rounding(vm, v)?,
        2 => ctx.emin = within(-MAX, 0, "range for Emin is [MIN_EMIN, 0]")?,
        3 => ctx.emax = within(0, MAX, "range for Emax is [0, MAX_EMAX]")?,
        4 => ctx.capitals = within(0, 1, "values for capitals are 0 or 1")? == 1,
        5 => ctx.clamp = within(0, 1, "values for clamp are 0 or 1")? == 1,
        6 => c.flags.set(signals(vm, v, false)?),
        _ => c.traps.set(signals(vm, v, false)?),
    }
    c.ctx.set(ctx);
    Ok(())
}

fn get_attribute(vm: &Vm, o: &Obj, which: usize) -> PyResult<Obj> {
    let c = of(o).ctx();
    Ok(match which {
        0 => int::from_i64(c.prec),
        1 => str_::from_str(rounding_name(c.round)),
        2 => int::from_i64(c.emin),
        3 => int::from_i64(c.emax),
        4 => int::from_i64(c.capitals.into()),
        5 => int::from_i64(c.clamp.into()),
        n => return signal_dict(vm, o, n == 7),
    })
}

fn rounding_name(round: Round) -> &'static str {
    ROUNDINGS.iter().find(|(_, r)| *r == round).map_or("", |(name, _)| name)
}

constructor!(
    new,
    "Context",
    "($type, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
    |vm, a| {
        let default = attribute(vm, "DefaultContext");
        let template = match &default {
            Ok(d) => of(d).clone(),
            Err(_) => Context::new(28, Round::HalfEven, 0),
        };
        template.flags.set(0);
        let o = new_instance(vm, &a[0], template)?;
        for which in 0..8 {
            match a.opt_not_none(which + 1) {
                None => {}
                Some(v) if which == 6 => of(&o).flags.set(signals(vm, v, true)?),
                Some(v) if which == 7 => of(&o).traps.set(signals(vm, v, true)?),
                Some(v) => set_attribute(vm, &o, which, Some(v))?,
            }
        }
        Ok(o)
    }
);

/// The names of the signals in the order of the conditions that raised them.
fn shown_signals(bits: u32) -> String {
    let mut names: Vec<&str> = Vec::new();
    for condition in (0..32).map(|i| bits & 1 << i).filter(|bit| *bit != 0) {
        let signal = SIGNALS.iter().find(|(_, mask)| condition & mask != 0).map(|s| s.0);
        names.extend(signal.filter(|name| !names.contains(name)));
    }
    format!("[{}]", names.join(", "))
}

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let (c, x) = (of(o).ctx(), of(o));
    Ok(str_::from_string(format!(
        "Context(prec={}, rounding={}, Emin={}, Emax={}, capitals={}, clamp={}, flags={}, traps={})",
        c.prec,
        rounding_name(c.round),
        c.emin,
        c.emax,
        u8::from(c.capitals),
        u8::from(c.clamp),
        shown_signals(x.flags.get()),
        shown_signals(x.traps.get())
    )))
}

fn reduce(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut args = Vec::new();
    for which in 0..6 {
        args.push(get_attribute(vm, &a[0], which)?);
    }
    for bits in [of(&a[0]).flags.get(), of(&a[0]).traps.get()] {
        let on = SIGNALS.iter().filter(|(_, mask)| bits & mask != 0);
        let classes: PyResult<Vec<Obj>> = on.map(|(name, _)| attribute(vm, name)).collect();
        args.push(list::from_vec(classes?));
    }
    Ok(tuple::pair(a[0].type_obj(), tuple::from_vec(args)))
}

// --- operations

/// Runs an operation in a context.
pub fn run(vm: &Vm, context: &Obj, f: impl FnOnce(&Ctx, &mut u32) -> Dec) -> PyResult<Obj> {
    let (c, mut status) = (of(context), 0);
    let found = f(&c.ctx(), &mut status);
    c.signal(vm, status)?;
    Ok(make(found))
}

fn unary(vm: &Vm, a: Args, f: fn(&Dec, &Ctx, &mut u32) -> Dec) -> PyResult<Obj> {
    let x = expect(vm, &a[1])?;
    run(vm, &a[0], |c, s| f(&x, c, s))
}

fn binary(vm: &Vm, a: Args, f: fn(&Dec, &Dec, &Ctx, &mut u32) -> Dec) -> PyResult<Obj> {
    let (x, y) = (expect(vm, &a[1])?, expect(vm, &a[2])?);
    run(vm, &a[0], |c, s| f(&x, &y, c, s))
}

fn test(vm: &Vm, a: Args, f: fn(&Dec, &Ctx) -> bool) -> PyResult<Obj> {
    let x = expect(vm, &a[1])?;
    Ok(Obj::from_bool(f(&x, &of(&a[0]).ctx())))
}

macro_rules! operations {
    (unary: $($u:literal $uf:path;)* binary: $($b:literal $bf:path;)* test: $($t:literal $tf:expr;)* more: $($more:expr,)*) => {
        &[
            $(method($u, "($self, x, /)", concat!("Decimal.", $u, " in this context."), |vm, a| unary(vm, a, $uf)),)*
            $(method($b, "($self, x, y, /)", concat!("Decimal.", $b, " in this context."), |vm, a| binary(vm, a, $bf)),)*
            $(method($t, "($self, x, /)", concat!("Decimal.", $t, " in this context."), |vm, a| test(vm, a, $tf)),)*
            $($more,)*
        ]
    };
}

fn copy_of(d: &Dec, _: &Ctx, _: &mut u32) -> Dec {
    d.clone()
}

fn copy_abs(d: &Dec, _: &Ctx, _: &mut u32) -> Dec {
    d.with_sign(false)
}

fn copy_negate(d: &Dec, _: &Ctx, _: &mut u32) -> Dec {
    d.with_sign(!d.neg)
}

fn applied(a: &Dec, c: &Ctx, status: &mut u32) -> Dec {
    a.clone().finish(c, status)
}

/// All numbers are canonical, but nothing else is.
fn canonical<'a>(vm: &Vm, x: &'a Obj) -> PyResult<&'a Obj> {
    if x.is_instance::<super::number::Decimal>() {
        Ok(x)
    } else {
        Err(vm.type_error("argument must be a Decimal"))
    }
}

fn copy_sign(a: &Dec, b: &Dec, _: &Ctx, _: &mut u32) -> Dec {
    a.with_sign(b.neg)
}

fn integral_value(d: &Dec, c: &Ctx, s: &mut u32) -> Dec {
    arith::to_integral(d, c, s, false)
}

fn integral_exact(d: &Dec, c: &Ctx, s: &mut u32) -> Dec {
    arith::to_integral(d, c, s, true)
}

fn shown(vm: &Vm, a: Args, engineering: bool) -> PyResult<Obj> {
    Ok(str_::from_string(expect(vm, &a[1])?.text(engineering, of(&a[0]).ctx().capitals)))
}

static METHODS: &[MethodDef] = operations! {
    unary:
        "abs" arith::abs;
        "minus" arith::minus;
        "plus" arith::plus;
        "_apply" applied;
        "exp" functions::exp;
        "ln" functions::ln;
        "log10" functions::log10;
        "logb" digits::logb;
        "logical_invert" digits::logical_invert;
        "next_minus" digits::next_minus;
        "next_plus" digits::next_plus;
        "normalize" arith::normalize;
        "sqrt" arith::sqrt;
        "to_integral" integral_value;
        "to_integral_exact" integral_exact;
        "to_integral_value" integral_value;
        "copy_decimal" copy_of;
        "copy_abs" copy_abs;
        "copy_negate" copy_negate;
    binary:
        "add" arith::add;
        "subtract" arith::sub;
        "multiply" arith::mul;
        "divide" arith::div;
        "divide_int" arith::div_int;
        "remainder" arith::rem;
        "remainder_near" arith::rem_near;
        "compare" arith::compare;
        "compare_signal" arith::compare_signal;
        "compare_total" arith::compare_total;
        "compare_total_mag" arith::compare_total_mag;
        "copy_sign" copy_sign;
        "logical_and" digits::logical_and;
        "logical_or" digits::logical_or;
        "logical_xor" digits::logical_xor;
        "max" arith::max;
        "max_mag" arith::max_mag;
        "min" arith::min;
        "min_mag" arith::min_mag;
        "next_toward" digits::next_toward;
        "quantize" arith::quantize;
        "rotate" digits::rotate;
        "scaleb" digits::scaleb;
        "shift" digits::shift;
    test:
        "is_finite" |d, _| d.is_finite();
        "is_infinite" |d, _| d.is_infinite();
        "is_nan" |d, _| d.is_nan();
        "is_normal" |d, c| d.is_finite() && !d.is_zero() && !digits::is_subnormal(d, c);
        "is_qnan" |d, _| d.kind == super::core::Kind::Quiet;
        "is_signed" |d, _| d.neg;
        "is_snan" |d, _| d.kind == super::core::Kind::Signaling;
        "is_subnormal" digits::is_subnormal;
        "is_zero" |d, _| d.is_zero();
    more:
        method("divmod", "($self, x, y, /)", "Quotient and remainder in this context.", |vm, a| {
            let (x, y, mut status) = (expect(vm, &a[1])?, expect(vm, &a[2])?, 0);
            let (q, r) = arith::div_mod(&x, &y, &of(&a[0]).ctx(), &mut status);
            of(&a[0]).signal(vm, status)?;
            Ok(tuple::pair(make(q), make(r)))
        }),
        method("fma", "($self, x, y, z, /)", "x * y + z with one rounding.", |vm, a| {
            let (x, y, z) = (expect(vm, &a[1])?, expect(vm, &a[2])?, expect(vm, &a[3])?);
            run(vm, &a[0], |c, s| arith::fma(&x, &y, &z, c, s))
        }),
        method("power", "($self, /, a, b, modulo=None)", "a ** b, or a ** b % modulo.", |vm, a| {
            let (x, y) = (expect(vm, &a[1])?, expect(vm, &a[2])?);
            match a.opt_not_none(3) {
                Some(m) => {
                    let m = expect(vm, m)?;
                    run(vm, &a[0], |c, s| functions::power_mod(&x, &y, &m, c, s))
                }
                None => run(vm, &a[0], |c, s| functions::power(&x, &y, c, s)),
            }
        }),
        method("canonical", "($self, x, /)", "The number itself.", |vm, a| canonical(vm, &a[1]).cloned()),
        method("is_canonical", "($self, x, /)", "Whether a number is canonical: always.", |vm, a| {
            canonical(vm, &a[1]).map(|_| Obj::from_bool(true))
        }),
        method("same_quantum", "($self, x, y, /)", "Whether exponents are equal.", |vm, a| {
            Ok(Obj::from_bool(digits::same_quantum(&*expect(vm, &a[1])?, &*expect(vm, &a[2])?)))
        }),
        method("number_class", "($self, x, /)", "The name of the class of a number.", |vm, a| {
            Ok(str_::from_str(digits::class(&*expect(vm, &a[1])?, &of(&a[0]).ctx())))
        }),
        method("to_sci_string", "($self, x, /)", "A number as text.", |vm, a| shown(vm, a, false)),
        method("to_eng_string", "($self, x, /)", "A number as text with exponents of three.", |vm, a| shown(vm, a, true)),
        method("radix", "($self, /)", "10", |_, _| Ok(make(Dec::new(false, 10u8, 0)))),
        method("Etiny", "($self, /)", "The exponent of the least number.", |_, a| Ok(int::from_i64(of(&a[0]).ctx().etiny()))),
        method("Etop", "($self, /)", "The exponent of the last digit of the greatest number.", |_, a| {
            Ok(int::from_i64(of(&a[0]).ctx().etop()))
        }),
        method("create_decimal", "($self, num='0', /)", "A Decimal, rounded.", |vm, a| {
            let zero = str_::from_str("0");
            Ok(make(convert::construct(vm, a.opt(1).unwrap_or(&zero), &a[0], true)?))
        }),
        method("create_decimal_from_float", "($self, f, /)", "A Decimal from a float, rounded.", |vm, a| {
            let d = number::from_float_or_int(vm, &a[1])?;
            run(vm, &a[0], |c, s| d.finish(c, s))
        }),
        method("clear_flags", "($self, /)", "Forgets all flags.", |_, a| {
            of(&a[0]).flags.set(0);
            Ok(Obj::NONE)
        }),
        method("clear_traps", "($self, /)", "Switches all traps off.", |_, a| {
            of(&a[0]).traps.set(0);
            Ok(Obj::NONE)
        }),
        method("copy", "($self, /)", "A copy.", |_, a| Ok(copy(&a[0]))),
        method("__copy__", "($self, /)", "A copy.", |_, a| Ok(copy(&a[0]))),
        method("__reduce__", "($self, /)", "What pickle and copy store.", reduce),
};

macro_rules! attributes {
    ($($which:literal $name:literal $doc:literal;)*) => {
        &[$(property($name, $doc, |vm, o| get_attribute(vm, o, $which), |vm, o, v| set_attribute(vm, o, $which, v)),)*]
    };
}

static SPEC: TypeSpec = TypeSpec {
    name: "Context",
    module: "decimal",
    doc: "Precision, rounding, bounds and signals of operations.",
    signature: "(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
    slots: Slots { new: Some(new), repr: Some(repr), ..Slots::NONE },
    methods: METHODS,
    getters: attributes! {
        0 "prec" "Digits of results.";
        1 "rounding" "How results are rounded.";
        2 "Emin" "The least exponent.";
        3 "Emax" "The greatest exponent.";
        4 "capitals" "1 for E in exponents, 0 for e.";
        5 "clamp" "1 if exponents are kept low enough for all digits.";
        6 "flags" "Signals that operations have given.";
        7 "traps" "Signals that raise.";
    },
    ..TypeSpec::BASE
};

/// `decimal.Context`
pub static CONTEXT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Context>(false));

/// Makes the contexts of the module and the variable that holds the current one.
#[allow(unsafe_code)]
pub fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    let usual = flag::ANY_INVALID | flag::BY_ZERO | flag::OVERFLOW;
    for (name, context) in [
        ("DefaultContext", Context::new(28, Round::HalfEven, usual)),
        ("BasicContext", Context::new(9, Round::HalfUp, usual | flag::CLAMPED | flag::UNDERFLOW)),
        ("ExtendedContext", Context::new(9, Round::HalfEven, 0)),
    ] {
        d.insert_str(intern(name), Ref::new(context).into_obj());
    }
    let mapping = api::getattr_str(vm, &api::import(vm, "_collections_abc")?, "MutableMapping")?;
    d.insert_str(
        intern("_SignalDict"),
        api::new_class(vm, "abc", "SignalDict", &[SIGNAL_DICT.obj(), mapping])?,
    );
    let class = api::getattr_str(vm, &api::import(vm, "_contextvars")?, "ContextVar")?;
    let var = api::call(vm, &class, &[str_::from_str("decimal_context")])?;
    // SAFETY: GIL held; nobody looks at the variable before the module is made.
    let old = unsafe { (*VARIABLE.get()).replace(var) };
    drop(old);
    Ok(())
}
