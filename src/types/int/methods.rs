//! Methods and attributes of ints.

use super::convert::check_digits;
use super::{IBig, IntRef, arith, exact, from_big, from_i64, from_usize, of};
use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{GetterDef, MethodDef, class_method, getter, method};
use crate::text::format_spec::{self, FormatError};
use crate::text::int_fmt;
use crate::types::{buffer, bytes, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use dashu_int::UBig;
use std::borrow::Cow;
use std::collections::TryReserveError;

/// The exception for a format spec that does not fit the object.
pub(crate) fn format_error(vm: &Vm, e: FormatError) -> Raised {
    match e {
        FormatError::Value(m) => vm.value_error(String::from_utf8_lossy(&m)),
        FormatError::Overflow(m) => vm.overflow_error(String::from_utf8_lossy(&m)),
        FormatError::Memory => vm.memory_error(),
    }
}

/// The text of a `__format__` argument; `None`: empty, so that `str()` decides.
pub(crate) fn format_spec_arg<'a>(vm: &Vm, spec: &'a Obj) -> PyResult<Option<&'a [u8]>> {
    if !str_::is_str(spec) {
        return Err(vm.type_error(format!("__format__() argument must be str, not {}", api::given(spec))));
    }
    Ok(Some(str_::bytes_of(spec)).filter(|s| !s.is_empty()))
}

/// The name of an object's type, for messages; costs nothing for builtin types.
pub(crate) fn type_name(o: &Obj) -> Cow<'static, str> {
    match o.ty().spec {
        Some(s) if s.module == "builtins" => Cow::Borrowed(s.name),
        _ => Cow::Owned(o.ty().name()),
    }
}

/// `int.__format__`
pub fn format(vm: &Vm, o: &Obj, spec: &Obj) -> PyResult<Obj> {
    let Some(spec) = format_spec_arg(vm, spec)? else { return api::str(vm, o) };
    let n = of(o);
    if let IntRef::Small(n) = n {
        let mut buf = [0; 100];
        if let Some(at) = format_spec::format_quick_int(n, spec, &mut buf) {
            return str_::make(vm, &buf[at..]);
        }
    }
    if !spec.ends_with(b"x") && !spec.last().is_some_and(|c| b"XobceEfFgG%".contains(c)) {
        check_digits(vm, n)?;
    }
    let text = format_spec::format_int(n.to_text(), spec, &type_name(o)).map_err(|e| format_error(vm, e))?;
    str_::make(vm, &text)
}

fn byte_order(vm: &Vm, function: &str, o: Option<&Obj>) -> PyResult<bool> {
    let Some(o) = o else { return Ok(false) };
    if !str_::is_str(o) {
        return Err(
            vm.type_error(format!("{function}() argument 'byteorder' must be str, not {}", api::given(o)))
        );
    }
    match str_::bytes_of(o) {
        b"little" => Ok(true),
        b"big" => Ok(false),
        _ => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
    }
}

/// The two's complement of a number in little-endian bytes.
fn complement(bytes: &mut [u8]) {
    let mut carry = true;
    for b in bytes {
        (*b, carry) = (!*b).overflowing_add(u8::from(carry));
    }
}

/// Bits that a number takes; two's complement reaches one further below zero than above it.
fn bits(n: IntRef, signed: bool) -> usize {
    match n {
        IntRef::Small(0) => 0,
        IntRef::Small(n) if signed => 65 - (n ^ n >> 63).leading_zeros() as usize,
        IntRef::Big(b) if n.is_negative() => IntRef::Big(&(b + IBig::ONE)).bit_length() + 1,
        _ => n.bit_length() + usize::from(signed),
    }
}

/// The lowest `len` bytes of a number in two's complement.
fn little_endian(n: IntRef, len: usize) -> Result<Vec<u8>, TryReserveError> {
    let mut out = Vec::new();
    out.try_reserve_exact(len)?;
    match n {
        IntRef::Small(n) => out.extend(n.to_le_bytes().into_iter().take(len)),
        IntRef::Big(b) => {
            out.extend(b.as_sign_words().1.iter().flat_map(|w| w.to_le_bytes()).take(len));
            if n.is_negative() {
                complement(&mut out);
            }
        }
    }
    out.resize(len, if n.is_negative() { 0xff } else { 0 });
    Ok(out)
}

/// A number as the fewest bytes of two's complement, little end first; nothing for zero.
pub fn shortest_le(n: IntRef) -> Result<Vec<u8>, TryReserveError> {
    little_endian(n, bits(n, true).div_ceil(8))
}

/// The number of little-endian bytes.
pub fn from_le(data: &[u8], signed: bool) -> Obj {
    let negative = signed && data.last().is_some_and(|top| top & 0x80 != 0);
    if data.len() <= 8 {
        let mut word = [if negative { 0xff } else { 0 }; 8];
        word[..data.len()].copy_from_slice(data);
        return match u64::from_le_bytes(word) {
            n if signed => from_i64(n as i64),
            n => super::from_u64(n),
        };
    }
    if !negative {
        return from_big(IBig::from(UBig::from_le_bytes(data)));
    }
    let mut data = data.to_vec();
    complement(&mut data);
    from_big(-IBig::from(UBig::from_le_bytes(&data)))
}

fn to_bytes(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = of(&a[0]);
    let len = match a.opt(1) {
        Some(o) => api::ssize(vm, o)? as i64,
        None => 1,
    };
    let little = byte_order(vm, "to_bytes", a.opt(2))?;
    let signed = a.opt(3).map_or(Ok(false), |o| api::is_true(vm, o))?;
    if len < 0 {
        return Err(vm.value_error("length argument must be non-negative"));
    }
    let negative = n.is_negative();
    if negative && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    let bits = bits(n, signed);
    let len = len as usize;
    if bits.div_ceil(8) > len {
        return Err(vm.overflow_error("int too big to convert"));
    }
    if let (IntRef::Small(n), 0..=8) = (n, len) {
        let mut word = if little { n.to_le_bytes() } else { n.to_be_bytes() };
        if !little {
            word.rotate_left(8 - len);
        }
        return Ok(bytes::from_slice(&word[..len]));
    }
    let mut out = little_endian(n, len).map_err(|_| vm.memory_error())?;
    if !little {
        out.reverse();
    }
    bytes::try_from_slice(&out).map_err(|_| vm.memory_error())
}

fn from_bytes(vm: &Vm, a: Args) -> PyResult<Obj> {
    let little = byte_order(vm, "from_bytes", a.opt(2))?;
    let signed = a.opt(3).map_or(Ok(false), |o| api::is_true(vm, o))?;
    let source = &a[1];
    let mut data = if bytes::is_bytes(source) {
        bytes::bytes_of(source).to_vec()
    } else if let Some(b) = api::call_special_opt(vm, source, crate::object::intern::name!(__bytes__), &[])? {
        if !bytes::is_bytes(&b) {
            return Err(vm.type_error(format!("__bytes__ returned non-bytes (type {})", b.ty().name())));
        }
        bytes::bytes_of(&b).to_vec()
    } else if buffer::is_bytes_like(source) {
        buffer::to_bytes_vec(vm, source)?
    } else if str_::is_str(source) || source.ty().slots().iter.is_none() && !api::is_sequence(source) {
        return Err(vm.type_error(format!("cannot convert '{}' object to bytes", source.ty().name())));
    } else {
        bytes::methods::from_iterable(vm, source, "bytes")?
    };
    if !little {
        data.reverse();
    }
    let number = from_le(&data, signed);
    if a[0].is(&super::INT.obj()) { Ok(number) } else { api::call(vm, &a[0], &[number]) }
}

/// `round(n, digits)`: to a multiple of ten, ties to even.
fn round(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(digits) = a.opt(1) else { return Ok(exact(&a[0])) };
    let digits = api::index(vm, digits)?;
    let n = of(&a[0]);
    match super::to_i64_clamped(&digits) {
        Some(places) if places < 0 => {
            let places = places.unsigned_abs() as usize;
            // Ten has more than three bits.
            if places > n.bit_length() / 3 + 1 {
                return Ok(from_i64(0));
            }
            let (unit, n) = (IBig::from(10).pow(places), n.to_big());
            let (quotient, rest) = arith::floor_big(&n, &unit);
            let odd = quotient.trailing_zeros() == Some(0);
            let up = match (rest * IBig::from(2)).cmp(&unit) {
                std::cmp::Ordering::Equal => odd,
                o => o.is_gt(),
            };
            Ok(from_big((if up { quotient + IBig::ONE } else { quotient }) * unit))
        }
        _ => Ok(exact(&a[0])),
    }
}

fn bit_count(n: IntRef) -> usize {
    match n {
        IntRef::Small(n) => n.unsigned_abs().count_ones() as usize,
        IntRef::Big(b) => b.as_sign_words().1.iter().map(|w| w.count_ones() as usize).sum(),
    }
}

/// `bin`, `oct`, `hex`: digits with a prefix.
pub(crate) fn with_prefix(vm: &Vm, o: &Obj, base: u32) -> PyResult<Obj> {
    let i = api::index(vm, o)?;
    Ok(str_::from_wtf8(&int_fmt::with_prefix(of(&i).to_text(), base)))
}

const SAME: crate::object::args::NativeFn = |_, a| Ok(exact(&a[0]));

pub(super) static METHODS: &[MethodDef] = &[
    method("conjugate", "($self, /)", "The number itself.", SAME),
    method("bit_length", "($self, /)", "How many binary digits the absolute value has.", |_, a| {
        Ok(from_usize(of(&a[0]).bit_length()))
    }),
    method(
        "bit_count",
        "($self, /)",
        "How many ones the binary digits of the absolute value have.",
        |_, a| Ok(from_usize(bit_count(of(&a[0])))),
    ),
    method(
        "to_bytes",
        "($self, /, length=1, byteorder='big', *, signed=False)",
        "The number in so many bytes; OverflowError if they are too few. byteorder is 'big' or 'little'; with signed,\nnegative numbers are written in two's complement.",
        to_bytes,
    ),
    class_method(
        "from_bytes",
        "($type, /, bytes, byteorder='big', *, signed=False)",
        "The number that bytes (or an iterable of small ints) write. byteorder is 'big' or 'little'; with signed,\nthey are two's complement.",
        from_bytes,
    ),
    method("as_integer_ratio", "($self, /)", "The number and 1.", |_, a| {
        Ok(tuple::pair(exact(&a[0]), from_i64(1)))
    }),
    method("is_integer", "($self, /)", "True.", |_, _| Ok(Obj::TRUE)),
    method("__trunc__", "($self, /)", "The number itself.", SAME),
    method("__floor__", "($self, /)", "The number itself.", SAME),
    method("__ceil__", "($self, /)", "The number itself.", SAME),
    method(
        "__round__",
        "($self, ndigits=<unrepresentable>, /)",
        "The number itself; with negative ndigits the nearest multiple of a power of ten, ties to even.",
        round,
    ),
    method("__getnewargs__", "($self, /)", "", |_, a| Ok(tuple::from_vec(vec![exact(&a[0])]))),
    method(
        "__format__",
        "($self, format_spec, /)",
        "The number as text in the form that format_spec asks for.",
        |vm, a| format(vm, &a[0], &a[1]),
    ),
    method("__sizeof__", "($self, /)", "Bytes of memory that the number takes.", |_, a| {
        // As in CPython: a header, and four bytes for each 30 bits.
        Ok(from_usize(24 + 4 * of(&a[0]).bit_length().div_ceil(30).max(1)))
    }),
];

pub(super) static GETTERS: &[GetterDef] = &[
    getter("real", "the number itself", |_, o| Ok(exact(o))),
    getter("imag", "0: an int has no imaginary part", |_, _| Ok(from_i64(0))),
    getter("numerator", "the number itself, as a fraction would have it", |_, o| Ok(exact(o))),
    getter("denominator", "1, as a fraction would have it", |_, _| Ok(from_i64(1))),
];
