//! `float`: immediate for common magnitudes, boxed for the rest and for subclasses. Texts of floats are made and read in
//! the text room.

use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, CmpOp, Slots, UnOp};
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, class_method, getter, method, type_flag};
use crate::object::type_object::{StaticType, Type};
use crate::object::value::Value;
pub(crate) use crate::text::float_fmt::floor_parts;
use crate::text::{float_fmt, format_spec, hash};
use crate::types::int::{self, IBig, IntRef};
use crate::types::{complex, exception, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cmp::Ordering;

/// The native state of a boxed float.
pub struct Float {
    /// The number.
    pub value: f64,
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Float {
    fn static_type() -> &'static StaticType {
        &FLOAT
    }
}

/// The number of a float object (or instance of a subclass).
#[inline(always)]
pub fn as_float(o: &Obj) -> Option<f64> {
    if o.value().is_float() { Some(o.value().float()) } else { o.downcast::<Float>().map(|f| f.value) }
}

/// Whether the object's type is `float` itself.
#[inline]
pub fn is_exact(o: &Obj) -> bool {
    o.value().is_float() || o.is_exact::<Float>()
}

/// A float.
#[inline(always)]
pub fn from_f64(x: f64) -> Obj {
    match Value::from_float(x) {
        Some(v) => Obj::from_borrowed(v),
        None => box_float(x),
    }
}

#[cold]
fn box_float(value: f64) -> Obj {
    Ref::new(Float { value }).into_obj()
}

fn of(o: &Obj) -> f64 {
    as_float(o).expect("the receiver is a float")
}

/// A float of the type `float` itself with the number of `o`, which is a float.
fn exact(o: &Obj) -> Obj {
    if is_exact(o) { o.clone() } else { from_f64(of(o)) }
}

/// Whether a subclass takes the keywords of its constructor itself.
pub(crate) fn has_own_init(cls: &Obj) -> bool {
    cls.downcast::<Type>().is_some_and(|t| t.overrides(name!(__init__)))
}

fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let plain = cls.is(&FLOAT.obj());
    if plain || !has_own_init(cls) {
        args.no_keywords(vm, "float")?;
    }
    let number = match CallArgs::positional(args.pos()).exactly(vm, "float", 0, 1)? {
        [x] if plain => return from_object(vm, x),
        [x] => parse(vm, x)?,
        _ => 0.0,
    };
    if plain { Ok(from_f64(number)) } else { new_instance(vm, cls, Float { value: number }) }
}

/// `float(x)`
fn from_object(vm: &Vm, x: &Obj) -> PyResult<Obj> {
    if is_exact(x) { Ok(x.clone()) } else { parse(vm, x).map(from_f64) }
}

/// The value of `float(x)`
fn parse(vm: &Vm, x: &Obj) -> PyResult<f64> {
    if let Some(n) = x.value().is_int().then(|| x.value().int()) {
        return Ok(n as f64);
    }
    let slots = x.ty().slots();
    if slots.unary[UnOp::Float as usize].is_some() || slots.unary[UnOp::Index as usize].is_some() {
        return converted(vm, x);
    }
    let parsed = if str_::is_str(x) {
        float_fmt::parse(str_::bytes_of(x))
    } else if crate::types::buffer::is_bytes_like(x) {
        let data = crate::types::buffer::bytes_arg(vm, x)?;
        if data.is_ascii() { float_fmt::parse(&data) } else { None }
    } else {
        return Err(vm.type_error(format!(
            "float() argument must be a string or a real number, not '{}'",
            x.ty().name()
        )));
    };
    match parsed {
        Some(f) => Ok(f),
        None => {
            Err(vm.value_error(format!("could not convert string to float: {}", api::repr_string(vm, x)?)))
        }
    }
}

/// The number of an object with `__float__` or `__index__`; warns of results whose type is not `float` itself.
pub(crate) fn from_number(vm: &Vm, x: &Obj) -> PyResult<f64> {
    match as_float(x) {
        Some(f) => Ok(f),
        None => converted(vm, x),
    }
}

/// The same for `float(x)`, which asks a subclass of float for its own `__float__`.
pub(crate) fn converted(vm: &Vm, x: &Obj) -> PyResult<f64> {
    if is_exact(x) {
        return Ok(of(x));
    }
    if let Some(i) = int::as_int(x).filter(|_| int::is_exact(x)) {
        return int::to_f64(vm, i);
    }
    let Some(f) = x.ty().slots().unary[UnOp::Float as usize] else { return api::to_f64(vm, x) };
    let r = f(vm, x)?;
    let message = || format!("{}.__float__ returned non-float (type {})", x.ty().name(), r.ty().name());
    let Some(number) = as_float(&r) else { return Err(vm.type_error(message())) };
    if !is_exact(&r) {
        let message = format!(
            "{}.  The ability to return an instance of a strict subclass of float is deprecated, \
             and may be removed in a future version of Python.",
            message()
        );
        api::warn(vm, &exception::DEPRECATION_WARNING, &message, 1)?;
    }
    Ok(number)
}

/// An operand of float arithmetic; `None` if it is no number of this kind.
#[inline]
fn operand(vm: &Vm, o: &Obj) -> PyResult<Option<f64>> {
    if let Some(f) = as_float(o) {
        return Ok(Some(f));
    }
    int::as_int(o).map(|i| int::to_f64(vm, i)).transpose()
}

macro_rules! binary {
    ($name:ident, |$vm:ident, $x:ident, $y:ident| $body:expr) => {
        fn $name($vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
            let (Some($x), Some($y)) = (operand($vm, a)?, operand($vm, b)?) else {
                return Ok(Obj::NOT_IMPLEMENTED);
            };
            $body
        }
    };
    ($name:ident, $message:literal, |$x:ident, $y:ident| $body:expr) => {
        binary!($name, |vm, $x, $y| if $y == 0.0 {
            Err(vm.zero_division_error($message))
        } else {
            Ok($body)
        });
    };
}

binary!(add, |_vm, x, y| Ok(from_f64(x + y)));
binary!(sub, |_vm, x, y| Ok(from_f64(x - y)));
binary!(mul, |_vm, x, y| Ok(from_f64(x * y)));
binary!(truediv, "float division by zero", |x, y| from_f64(x / y));
binary!(floordiv, "float floor division by zero", |x, y| from_f64(floor_parts(x, y).0));
binary!(modulo, "float modulo by zero", |x, y| from_f64(floor_parts(x, y).1));
binary!(divmod, "float divmod()", |x, y| {
    let (q, r) = floor_parts(x, y);
    tuple::pair(from_f64(q), from_f64(r))
});
binary!(pow, |vm, x, y| power(vm, x, y));

/// `x ** y`: complex for a negative base and a fractional exponent.
pub(crate) fn power(vm: &Vm, x: f64, y: f64) -> PyResult<Obj> {
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(vm.zero_division_error("0.0 cannot be raised to a negative power"));
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        return complex::power(vm, (x, 0.0), (y, 0.0));
    }
    let r = x.powf(y);
    if r.is_infinite() && x.is_finite() && y.is_finite() {
        let text = str_::from_str("Numerical result out of range");
        return Err(vm.error_args(&exception::OVERFLOW_ERROR, vec![int::from_i64(34), text]));
    }
    Ok(from_f64(r))
}

/// How a float compares with an int, exactly; `None` for nan.
pub(crate) fn cmp_int(x: f64, i: IntRef) -> Option<Ordering> {
    const TOP: f64 = 9_223_372_036_854_775_808.0;
    if x.is_nan() {
        return None;
    }
    Some(match i {
        IntRef::Small(n) if (-TOP..TOP).contains(&x) => {
            // Between equal whole parts the fraction decides; it has the sign of x.
            (x as i64).cmp(&n).then(x.fract().partial_cmp(&0.0)?)
        }
        IntRef::Big(b) if x.is_finite() && x.abs() >= TOP => float_fmt::to_int(x).cmp(b),
        // One of the two is beyond 64 bits.
        IntRef::Small(_) => {
            if x > 0.0 {
                Ordering::Greater
            } else {
                Ordering::Less
            }
        }
        _ if x.is_infinite() => {
            if x > 0.0 {
                Ordering::Greater
            } else {
                Ordering::Less
            }
        }
        _ => {
            if i.is_negative() {
                Ordering::Greater
            } else {
                Ordering::Less
            }
        }
    })
}

fn compare(_: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let x = of(a);
    let order = match (as_float(b), int::as_int(b)) {
        (Some(y), _) => x.partial_cmp(&y),
        (_, Some(i)) => cmp_int(x, i),
        _ => return Ok(Obj::NOT_IMPLEMENTED),
    };
    Ok(Obj::from_bool(order.map_or(op == CmpOp::Ne, |o| op.holds(o))))
}

/// The hash of a part of `o`: of the number, or for nan of the identity of `o`.
pub(crate) fn hash_part(x: f64, o: &Obj) -> i64 {
    hash::hash_f64(x).unwrap_or_else(|| hash::hash_address(api::id(o) as usize))
}

/// A whole number as an int.
pub(crate) fn whole(vm: &Vm, x: f64) -> PyResult<Obj> {
    if x.abs() < 9e18 {
        return Ok(int::from_i64(x as i64));
    }
    finite(vm, x, "cannot convert float NaN to integer", "cannot convert float infinity to integer")?;
    Ok(int::from_big(float_fmt::to_int(x)))
}

fn finite(vm: &Vm, x: f64, nan: &str, infinity: &str) -> PyResult<()> {
    if x.is_nan() {
        return Err(vm.value_error(nan));
    }
    if x.is_infinite() { Err(vm.overflow_error(infinity)) } else { Ok(()) }
}

fn round(vm: &Vm, a: Args) -> PyResult<Obj> {
    let x = of(&a[0]);
    let Some(digits) = a.opt_not_none(1) else { return whole(vm, x.round_ties_even()) };
    let digits = api::index(vm, digits)?;
    let digits = int::to_i64_clamped(&digits).unwrap_or(0);
    match float_fmt::round_digits(x, digits) {
        Some(r) => Ok(from_f64(r)),
        None => Err(vm.overflow_error("rounded value too large to represent")),
    }
}

fn as_integer_ratio(vm: &Vm, a: Args) -> PyResult<Obj> {
    let x = of(&a[0]);
    finite(vm, x, "cannot convert NaN to integer ratio", "cannot convert Infinity to integer ratio")?;
    let (n, d): (IBig, IBig) = float_fmt::integer_ratio(x);
    Ok(tuple::pair(int::from_big(n), int::from_big(d)))
}

fn from_hex(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let number = match float_fmt::from_hex(str_::bytes_of(&a[1])) {
        Ok(x) => from_f64(x),
        Err(float_fmt::HexError::Syntax) => {
            return Err(vm.value_error("invalid hexadecimal floating-point string"));
        }
        Err(float_fmt::HexError::TooLarge) => {
            return Err(vm.overflow_error("hexadecimal value too large to represent as a float"));
        }
    };
    if a[0].is(&FLOAT.obj()) { Ok(number) } else { api::call(vm, &a[0], &[number]) }
}

/// `float.__format__`
pub fn format(vm: &Vm, o: &Obj, spec: &Obj) -> PyResult<Obj> {
    let Some(spec) = int::format_spec_arg(vm, spec)? else { return api::str(vm, o) };
    let text =
        format_spec::format_float(of(o), spec, &int::type_name(o)).map_err(|e| int::format_error(vm, e))?;
    str_::make(vm, &text)
}

fn get_format(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error(format!("__getformat__() argument must be str, not {}", api::given(&a[1]))));
    }
    match str_::bytes_of(&a[1]) {
        b"double" | b"float" => Ok(str_::from_str(if cfg!(target_endian = "little") {
            "IEEE, little-endian"
        } else {
            "IEEE, big-endian"
        })),
        _ => Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
    }
}

static METHODS: &[MethodDef] = &[
    method("conjugate", "($self, /)", "The number itself.", |_, a| Ok(exact(&a[0]))),
    method("__trunc__", "($self, /)", "The number without its fraction, as an int.", |vm, a| {
        whole(vm, of(&a[0]).trunc())
    }),
    method("__floor__", "($self, /)", "The greatest int that is not above the number.", |vm, a| {
        whole(vm, of(&a[0]).floor())
    }),
    method("__ceil__", "($self, /)", "The least int that is not below the number.", |vm, a| {
        whole(vm, of(&a[0]).ceil())
    }),
    method(
        "__round__",
        "($self, ndigits=None, /)",
        "The nearest int, or with ndigits the nearest float of so many decimal places; ties to even.",
        round,
    ),
    method(
        "as_integer_ratio",
        "($self, /)",
        "Two ints in lowest terms, the second positive, whose quotient is exactly the number.",
        as_integer_ratio,
    ),
    class_method(
        "fromhex",
        "($type, string, /)",
        "The float that a text like '0x1.8p3' writes in hexadecimal.",
        from_hex,
    ),
    method("hex", "($self, /)", "The number in hexadecimal, exactly.", |_, a| {
        Ok(str_::from_string(float_fmt::hex(of(&a[0]))))
    }),
    method("is_integer", "($self, /)", "Whether the number is whole.", |_, a| {
        let x = of(&a[0]);
        Ok(Obj::from_bool(x.is_finite() && x == x.trunc()))
    }),
    method("__getnewargs__", "($self, /)", "", |_, a| Ok(tuple::from_vec(vec![exact(&a[0])]))),
    class_method(
        "__getformat__",
        "($type, typestr, /)",
        "How the platform stores a 'double' or a 'float'.",
        get_format,
    ),
    method(
        "__format__",
        "($self, format_spec, /)",
        "The number as text in the form that format_spec asks for.",
        |vm, a| format(vm, &a[0], &a[1]),
    ),
];

static GETTERS: &[GetterDef] = &[
    getter("real", "the number itself", |_, o| Ok(exact(o))),
    getter("imag", "0.0: a float has no imaginary part", |_, _| Ok(from_f64(0.0))),
];

static SPEC: TypeSpec = TypeSpec {
    name: "float",
    doc: "float(x=0.0): x, a number or a text, as a floating-point number.",
    signature: "(x=0, /)",
    flags: type_flag::BASE | type_flag::MATCH_SELF,
    convert: Some(from_object),
    slots: Slots {
        new: Some(new),
        repr: Some(|_, o| Ok(str_::from_string(float_fmt::repr(of(o))))),
        hash: Some(|_, o| Ok(hash_part(of(o), o))),
        compare: Some(compare),
        bool_: Some(|_, o| Ok(of(o) != 0.0)),
        binary: Slots::binary_table([
            (BinOp::Add, add),
            (BinOp::Sub, sub),
            (BinOp::Mul, mul),
            (BinOp::TrueDiv, truediv),
            (BinOp::FloorDiv, floordiv),
            (BinOp::Mod, modulo),
            (BinOp::DivMod, divmod),
            (BinOp::Pow, pow),
        ]),
        rbinary: Slots::binary_table([
            (BinOp::Add, |vm, a, b| add(vm, b, a)),
            (BinOp::Sub, |vm, a, b| sub(vm, b, a)),
            (BinOp::Mul, |vm, a, b| mul(vm, b, a)),
            (BinOp::TrueDiv, |vm, a, b| truediv(vm, b, a)),
            (BinOp::FloorDiv, |vm, a, b| floordiv(vm, b, a)),
            (BinOp::Mod, |vm, a, b| modulo(vm, b, a)),
            (BinOp::DivMod, |vm, a, b| divmod(vm, b, a)),
            (BinOp::Pow, |vm, a, b| pow(vm, b, a)),
        ]),
        pow3: Some(|vm, _, _, _| {
            Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"))
        }),
        unary: Slots::unary_table([
            (UnOp::Neg, |_, o| Ok(from_f64(-of(o)))),
            (UnOp::Pos, |_, o| Ok(exact(o))),
            (UnOp::Abs, |_, o| Ok(from_f64(of(o).abs()))),
            (UnOp::Int, |vm, o| whole(vm, of(o).trunc())),
            (UnOp::Float, |_, o| Ok(exact(o))),
        ]),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: GETTERS,
    ..TypeSpec::BASE
};

/// `float`
pub static FLOAT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Float>(false));
