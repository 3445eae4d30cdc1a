//! `complex`: always boxed. Arithmetic is on pairs (real, imaginary); functions of complex numbers are in
//! `modules/cmath.rs`.

use crate::object::args::{Args, CallArgs};
use crate::object::attr::{generic_getattr, new_instance};
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, CmpOp, Slots, UnOp};
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, member, method, type_flag};
use crate::object::type_object::StaticType;
use crate::text::{float_fmt, format_spec, hash, int_fmt, strops};
use crate::types::{exception, float, int, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};

/// Real and imaginary part.
pub type Pair = (f64, f64);

/// The native state of a complex number.
pub struct Complex {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Complex {
    fn static_type() -> &'static StaticType {
        &COMPLEX
    }
}

/// A complex number.
pub fn from_parts(re: f64, im: f64) -> Obj {
    Ref::new(Complex { re, im }).into_obj()
}

fn from_pair((re, im): Pair) -> Obj {
    from_parts(re, im)
}

/// The parts of a complex object (or instance of a subclass).
pub fn as_complex(o: &Obj) -> Option<Pair> {
    o.downcast::<Complex>().map(|c| (c.re, c.im))
}

fn of(o: &Obj) -> Pair {
    as_complex(o).expect("the receiver is a complex number")
}

fn exact(o: &Obj) -> Obj {
    if o.is_exact::<Complex>() { o.clone() } else { from_pair(of(o)) }
}

// --- from other things

/// What `__complex__` gives; `None`: the type has none.
fn special(vm: &Vm, o: &Obj) -> PyResult<Option<Pair>> {
    let Some(r) = api::call_special_opt(vm, o, name!(__complex__), &[])? else { return Ok(None) };
    let message = || format!("__complex__ returned non-complex (type {})", r.ty().name());
    let Some(pair) = as_complex(&r) else { return Err(vm.type_error(message())) };
    if !r.is_exact::<Complex>() {
        let message = format!(
            "{}.  The ability to return an instance of a strict subclass of complex is deprecated, \
             and may be removed in a future version of Python.",
            message()
        );
        api::warn(vm, &exception::DEPRECATION_WARNING, &message, 1)?;
    }
    Ok(Some(pair))
}

/// A complex argument: a complex number, something with `__complex__`, or a real number.
pub fn argument(vm: &Vm, o: &Obj) -> PyResult<Pair> {
    if let Some(pair) = as_complex(o) {
        return Ok(pair);
    }
    if !o.value().is_float()
        && !o.value().is_int()
        && let Some(pair) = special(vm, o)?
    {
        return Ok(pair);
    }
    Ok((float::from_number(vm, o)?, 0.0))
}

fn is_real(o: &Obj) -> bool {
    let unary = o.ty().slots().unary;
    unary[UnOp::Float as usize].is_some() || unary[UnOp::Index as usize].is_some()
}

fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let plain = cls.is(&COMPLEX.obj());
    let [real, imag] = args.bind(vm, "complex", ["real", "imag"])?;
    if let (Some(r), None) = (real, imag)
        && plain
        && r.is_exact::<Complex>()
    {
        return Ok(r.clone());
    }
    let (re, im) = parts(vm, real, imag)?;
    if plain { Ok(from_parts(re, im)) } else { new_instance(vm, cls, Complex { re, im }) }
}

/// The error about a text that is no number; one with underscores is shown.
fn malformed(vm: &Vm, text: &Obj) -> Raised {
    if !str_::bytes_of(text).contains(&b'_') {
        return vm.value_error("complex() arg is a malformed string");
    }
    match api::repr_string(vm, text) {
        Ok(shown) => vm.value_error(format!("could not convert string to complex: {shown}")),
        Err(r) => r,
    }
}

fn parts(vm: &Vm, real: Option<&Obj>, imag: Option<&Obj>) -> PyResult<Pair> {
    if let Some(text) = real.filter(|r| str_::is_str(r)) {
        if imag.is_some() {
            return Err(vm.type_error("complex() can't take second arg if first is a string"));
        }
        return parse(str_::bytes_of(text)).map_or_else(|| Err(malformed(vm, text)), Ok);
    }
    if imag.is_some_and(str_::is_str) {
        return Err(vm.type_error("complex() second arg can't be a string"));
    }
    // A complex argument contributes to both parts.
    let mut first = match real {
        None => Some((0.0, 0.0)),
        Some(r) => match as_complex(r) {
            Some(pair) if r.is_exact::<Complex>() => Some(pair),
            None if r.value().is_float() || r.value().is_int() => None,
            _ => special(vm, r)?,
        },
    };
    if let (None, Some(r)) = (first, real)
        && !is_real(r)
    {
        return Err(vm.type_error(format!(
            "complex() first argument must be a string or a number, not '{}'",
            r.ty().name()
        )));
    }
    if let Some(i) = imag
        && as_complex(i).is_none()
        && !is_real(i)
    {
        return Err(
            vm.type_error(format!("complex() second argument must be a number, not '{}'", i.ty().name()))
        );
    }
    if let (None, Some(r)) = (first, real) {
        first = Some((float::converted(vm, r)?, 0.0));
    }
    let (re, im) = first.unwrap_or_default();
    let Some(i) = imag else { return Ok((re, im)) };
    let real_is_complex = real.is_some_and(|r| !float_like(r));
    Ok(match as_complex(i) {
        Some((a, b)) => (re - b, if real_is_complex { a + im } else { a }),
        None => {
            let i = float::converted(vm, i)?;
            (re, if real_is_complex { i + im } else { i })
        }
    })
}

/// Whether the object counts as real for the constructor: adding its imaginary zero could change a sign.
fn float_like(o: &Obj) -> bool {
    as_complex(o).is_none() && o.ty().lookup(name!(__complex__)).is_none()
}

/// `complex(text)`; `None`: malformed.
fn parse(text: &[u8]) -> Option<Pair> {
    let trimmed = strops::strip::<strops::Str>(text, None, strops::Side::Both);
    let inner = match trimmed {
        [b'(', inner @ .., b')'] => inner,
        all => all,
    };
    let text = int_fmt::ascii_number(inner)?;
    let s: &[u8] = &text;
    let Some((first, rest)) = number(s) else {
        return unit(s).filter(|(_, rest)| rest.is_empty()).map(|(im, _)| (0.0, im));
    };
    match rest {
        [] => Some((first, 0.0)),
        [b'j' | b'J'] => Some((0.0, first)),
        [b'+' | b'-', ..] => {
            let im = match number(rest) {
                Some((im, [b'j' | b'J'])) => im,
                Some(_) => return None,
                None => unit(rest).filter(|(_, rest)| rest.is_empty())?.0,
            };
            Some((first, im))
        }
        _ => None,
    }
}

/// `j` with at most a sign.
fn unit(s: &[u8]) -> Option<(f64, &[u8])> {
    match s {
        [b'j' | b'J', rest @ ..] | [b'+', b'j' | b'J', rest @ ..] => Some((1.0, rest)),
        [b'-', b'j' | b'J', rest @ ..] => Some((-1.0, rest)),
        _ => None,
    }
}

/// The float at the start of a text.
fn number(s: &[u8]) -> Option<(f64, &[u8])> {
    let sign = usize::from(matches!(s, [b'+' | b'-', ..]));
    let body = s[sign..].to_ascii_lowercase();
    let words: [&[u8]; 3] = [b"infinity", b"inf", b"nan"];
    let len = match words.iter().find(|w| body.starts_with(w)) {
        Some(w) => w.len(),
        None => {
            let digits =
                |at: usize| at + body[at..].iter().take_while(|b| b.is_ascii_digit() || **b == b'_').count();
            let mut at = digits(0);
            if body.get(at) == Some(&b'.') {
                at = digits(at + 1);
            }
            if body.get(at) == Some(&b'e') {
                let start = at + 1 + usize::from(matches!(body.get(at + 1), Some(b'+' | b'-')));
                let end = digits(start.min(body.len()));
                if end > start {
                    at = end;
                }
            }
            at
        }
    };
    let (text, rest) = s.split_at(sign + len);
    Some((float_fmt::parse(text).filter(|_| len > 0)?, rest))
}

// --- arithmetic

/// `a * b`
pub(crate) fn times(a: Pair, b: Pair) -> Pair {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

/// `a / b`; `None`: `b` is zero. The larger part of `b` scales the other, so that nothing overflows on the way.
pub(crate) fn quotient(a: Pair, b: Pair) -> Option<Pair> {
    if b.0.abs() >= b.1.abs() {
        if b.0 == 0.0 {
            return None;
        }
        let ratio = b.1 / b.0;
        let scale = b.0 + b.1 * ratio;
        Some(((a.0 + a.1 * ratio) / scale, (a.1 - a.0 * ratio) / scale))
    } else if b.1.abs() >= b.0.abs() {
        let ratio = b.0 / b.1;
        let scale = b.0 * ratio + b.1;
        Some(((a.0 * ratio + a.1) / scale, (a.1 * ratio - a.0) / scale))
    } else {
        Some((f64::NAN, f64::NAN))
    }
}

/// `a ** b`
pub(crate) fn power(vm: &Vm, a: Pair, b: Pair) -> PyResult<Obj> {
    let r = if b.1 == 0.0 && b.0 == b.0.floor() && b.0.abs() <= 100.0 {
        let n = b.0 as i32;
        let p = whole_power(a, n.unsigned_abs());
        if n > 0 { Some(p) } else { quotient((1.0, 0.0), p) }
    } else {
        general_power(a, b)
    };
    match r {
        None => Err(vm.zero_division_error("0.0 to a negative or complex power")),
        Some((re, im)) if re.is_infinite() || im.is_infinite() => {
            Err(vm.overflow_error("complex exponentiation"))
        }
        Some(r) => Ok(from_pair(r)),
    }
}

fn whole_power(mut base: Pair, mut n: u32) -> Pair {
    let mut r = (1.0, 0.0);
    while n > 0 {
        if n & 1 == 1 {
            r = times(r, base);
        }
        n >>= 1;
        base = times(base, base);
    }
    r
}

fn general_power(a: Pair, b: Pair) -> Option<Pair> {
    if b == (0.0, 0.0) {
        return Some((1.0, 0.0));
    }
    if a == (0.0, 0.0) {
        return (b.1 == 0.0 && b.0 >= 0.0).then_some((0.0, 0.0));
    }
    let (size, angle) = (a.0.hypot(a.1), a.1.atan2(a.0));
    let (mut len, mut phase) = (size.powf(b.0), angle * b.0);
    if b.1 != 0.0 {
        len /= (angle * b.1).exp();
        phase += b.1 * size.ln();
    }
    // An angle without end counts as a power of zero does.
    (!phase.is_infinite()).then(|| (len * phase.cos(), len * phase.sin()))
}

/// An operand of complex arithmetic; `None` if it is no number of this kind.
fn operand(vm: &Vm, o: &Obj) -> PyResult<Option<Pair>> {
    if let Some(pair) = as_complex(o) {
        return Ok(Some(pair));
    }
    if let Some(x) = float::as_float(o) {
        return Ok(Some((x, 0.0)));
    }
    int::as_int(o).map(|i| int::to_f64(vm, i).map(|x| (x, 0.0))).transpose()
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
}

binary!(add, |_vm, x, y| Ok(from_parts(x.0 + y.0, x.1 + y.1)));
binary!(sub, |_vm, x, y| Ok(from_parts(x.0 - y.0, x.1 - y.1)));
binary!(mul, |_vm, x, y| Ok(from_pair(times(x, y))));
binary!(truediv, |vm, x, y| quotient(x, y)
    .map(from_pair)
    .ok_or_else(|| vm.zero_division_error("complex division by zero")));
binary!(pow, |vm, x, y| power(vm, x, y));

fn compare(_: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let (re, im) = of(a);
    let equal = if let Some(y) = as_complex(b) {
        (re, im) == y
    } else if let Some(y) = float::as_float(b) {
        im == 0.0 && re == y
    } else if let Some(i) = int::as_int(b) {
        im == 0.0 && float::cmp_int(re, i).is_some_and(|o| o.is_eq())
    } else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    Ok(Obj::from_bool(equal == (op == CmpOp::Eq)))
}

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let (re, im) = of(o);
    let text = |x: f64| float_fmt::format(x, b'r', 0, false, false);
    let i = text(im);
    if re == 0.0 && re.is_sign_positive() {
        return Ok(str_::from_string(format!("{i}j")));
    }
    let plus = if i.starts_with('-') { "" } else { "+" };
    Ok(str_::from_string(format!("({}{plus}{i}j)", text(re))))
}

fn abs(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let (re, im) = of(o);
    let size = re.hypot(im);
    if size.is_infinite() && re.is_finite() && im.is_finite() {
        return Err(vm.overflow_error("absolute value too large"));
    }
    Ok(float::from_f64(size))
}

fn format(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(spec) = int::format_spec_arg(vm, &a[1])? else { return api::str(vm, &a[0]) };
    let (re, im) = of(&a[0]);
    let text =
        format_spec::format_complex(re, im, spec, &a[0].ty().name()).map_err(|e| int::format_error(vm, e))?;
    str_::make(vm, &text)
}

static METHODS: &[MethodDef] = &[
    method("conjugate", "($self, /)", "The number with the opposite imaginary part.", |_, a| {
        let (re, im) = of(&a[0]);
        Ok(from_parts(re, -im))
    }),
    method("__complex__", "($self, /)", "The number itself, as exactly a complex.", |_, a| Ok(exact(&a[0]))),
    method("__getnewargs__", "($self, /)", "", |_, a| {
        let (re, im) = of(&a[0]);
        Ok(tuple::pair(float::from_f64(re), float::from_f64(im)))
    }),
    method(
        "__format__",
        "($self, format_spec, /)",
        "The number as text in the form that format_spec asks for.",
        format,
    ),
];

static GETTERS: &[GetterDef] = &[
    member("real", "the part without i", |_, o| Ok(float::from_f64(of(o).0))),
    member("imag", "the factor of i", |_, o| Ok(float::from_f64(of(o).1))),
];

static SPEC: TypeSpec = TypeSpec {
    name: "complex",
    doc: "complex(real=0, imag=0): a complex number from its parts, or from a text.",
    signature: "(real=0, imag=0)",
    flags: type_flag::BASE,
    slots: Slots {
        new: Some(new),
        repr: Some(repr),
        hash: Some(|_, o| {
            let (re, im) = of(o);
            Ok(hash::hash_complex(float::hash_part(re, o), float::hash_part(im, o)))
        }),
        compare: Some(compare),
        getattro: Some(generic_getattr),
        bool_: Some(|_, o| Ok(of(o) != (0.0, 0.0))),
        binary: Slots::binary_table([
            (BinOp::Add, add),
            (BinOp::Sub, sub),
            (BinOp::Mul, mul),
            (BinOp::TrueDiv, truediv),
            (BinOp::Pow, pow),
        ]),
        rbinary: Slots::binary_table([
            (BinOp::Add, |vm, a, b| add(vm, b, a)),
            (BinOp::Sub, |vm, a, b| sub(vm, b, a)),
            (BinOp::Mul, |vm, a, b| mul(vm, b, a)),
            (BinOp::TrueDiv, |vm, a, b| truediv(vm, b, a)),
            (BinOp::Pow, |vm, a, b| pow(vm, b, a)),
        ]),
        pow3: Some(|vm, a, b, _| {
            if operand(vm, a)?.is_none() || operand(vm, b)?.is_none() {
                return Ok(Obj::NOT_IMPLEMENTED);
            }
            Err(vm.value_error("complex modulo"))
        }),
        unary: Slots::unary_table([
            (UnOp::Neg, |_, o| {
                let (re, im) = of(o);
                Ok(from_parts(-re, -im))
            }),
            (UnOp::Pos, |_, o| Ok(exact(o))),
            (UnOp::Abs, abs),
        ]),
        ..Slots::NONE
    },
    methods: METHODS,
    getters: GETTERS,
    ..TypeSpec::BASE
};

/// `complex`
pub static COMPLEX: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Complex>(false));
