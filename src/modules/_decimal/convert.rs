//! Python objects as decimal numbers.

use super::context::{self, Context};
use super::core::{Ctx, Dec, Kind, MAX, flag};
use super::number;
use crate::object::obj::Obj;
use crate::text::float_fmt;
use crate::types::int::IntRef;
use crate::types::list::List;
use crate::types::tuple::Tuple;
use crate::types::{float, int, str_};
use crate::vm::{PyResult, Raised, Vm};
use dashu_int::{Sign, UBig};
use std::borrow::Cow;

/// An int as a number.
pub fn from_int(n: IntRef) -> Dec {
    match n {
        IntRef::Small(n) => Dec::new(n < 0, n.unsigned_abs(), 0),
        IntRef::Big(b) => {
            let (sign, size) = b.clone().into_parts();
            Dec::new(sign == Sign::Negative, size, 0)
        }
    }
}

/// A float as a number, exactly.
pub fn from_float(x: f64) -> Dec {
    if x.is_nan() {
        return Dec::nan().with_sign(x.is_sign_negative());
    }
    if x.is_infinite() {
        return Dec::infinity(x < 0.0);
    }
    let (n, d) = float_fmt::integer_ratio(x);
    let twos = d.into_parts().1.trailing_zeros().unwrap_or(0);
    let coef = n.into_parts().1 * UBig::from(5u8).pow(twos);
    Dec::new(x.is_sign_negative(), coef, -(twos as i64))
}

/// An operand: a Decimal or an int; `None` for anything else.
pub fn operand(o: &Obj) -> Option<Cow<'_, Dec>> {
    match o.downcast::<number::Decimal>() {
        Some(d) => Some(Cow::Borrowed(&d.0)),
        None => int::as_int(o).map(|n| Cow::Owned(from_int(n))),
    }
}

fn unsupported(vm: &Vm, o: &Obj) -> Raised {
    vm.type_error(format!("conversion from {} to Decimal is not supported", o.ty().name()))
}

/// An operand; TypeError for anything else.
pub fn expect<'a>(vm: &Vm, o: &'a Obj) -> PyResult<Cow<'a, Dec>> {
    operand(o).ok_or_else(|| unsupported(vm, o))
}

/// Checks that a number fits the widest bounds.
fn exact(d: Dec, status: &mut u32) -> Dec {
    let fits = d.exp >= Ctx::WIDEST.etiny() && d.adjusted() <= MAX;
    if d.is_finite() && !fits { Dec::invalid(status, flag::INVALID) } else { d }
}

fn from_text(o: &Obj, lenient: bool, status: &mut u32) -> Dec {
    if let Some(d) = Dec::parse_short(str_::bytes_of(o)) {
        return d;
    }
    let ascii = crate::text::int_fmt::ascii_number(str_::bytes_of(o));
    let text = ascii.as_deref().and_then(|t| std::str::from_utf8(t).ok());
    let parsed = match text {
        Some(t) if lenient => Dec::parse(&t.trim().replace('_', "")),
        // The conversion may have cut white space.
        Some(t) if t.len() == str_::bytes_of(o).len() || !str_::is_ascii(o) => Dec::parse(t),
        _ => None,
    };
    parsed.unwrap_or_else(|| Dec::invalid(status, flag::SYNTAX))
}

fn from_parts(vm: &Vm, parts: &[Obj], status: &mut u32) -> PyResult<Dec> {
    let [sign, all_digits, exponent] = parts else {
        return Err(vm.value_error("argument must be a sequence of length 3"));
    };
    let neg = match int::to_i64(sign) {
        Some(n @ (0 | 1)) => n == 1,
        _ => return Err(vm.value_error("sign must be an integer with the value 0 or 1")),
    };
    let mut kind = Kind::Finite;
    let mut exp = 0;
    if str_::is_str(exponent) {
        kind = match str_::bytes_of(exponent) {
            b"F" => return Ok(Dec::infinity(neg)),
            b"n" => Kind::Quiet,
            b"N" => Kind::Signaling,
            _ => {
                return Err(vm.value_error("string argument in the third position must be 'F', 'n' or 'N'"));
            }
        };
    } else {
        if !int::is_int(exponent) {
            return Err(vm.value_error("exponent must be an integer"));
        }
        let Some(n) = int::to_i64(exponent) else {
            return Err(vm.overflow_error("Python int too large to convert to C ssize_t"));
        };
        exp = n.clamp(-4 * MAX, 4 * MAX);
    }
    let list;
    let given: &[Obj] = if let Some(t) = all_digits.downcast::<Tuple>() {
        t.as_slice()
    } else if let Some(l) = all_digits.downcast::<List>() {
        list = l.to_vec();
        &list
    } else {
        return Err(vm.value_error("coefficient must be a tuple of digits"));
    };
    let mut text = String::from("0");
    for digit in given {
        match int::to_i64(digit) {
            Some(n @ 0..=9) => text.push(char::from(b'0' + n as u8)),
            _ => return Err(vm.value_error("coefficient must be a tuple of digits")),
        }
    }
    let coef = UBig::from_str_radix(&text, 10).unwrap_or(UBig::ZERO);
    Ok(exact(Dec { neg, kind, coef, exp }, status))
}

/// What a constructor makes of an object: exactly, or as the context rounds it.
pub fn construct(vm: &Vm, o: &Obj, context: &Obj, rounded: bool) -> PyResult<Dec> {
    let c: &Context = context::of(context);
    let mut status = 0;
    let d = if let Some(d) = operand(o) {
        d.into_owned()
    } else if str_::is_str(o) {
        exact(from_text(o, !rounded, &mut status), &mut status)
    } else if let Some(t) = o.downcast::<Tuple>() {
        from_parts(vm, t.as_slice(), &mut status)?
    } else if let Some(l) = o.downcast::<List>() {
        from_parts(vm, &l.to_vec(), &mut status)?
    } else if let Some(x) = float::as_float(o) {
        c.signal(vm, flag::FLOAT)?;
        from_float(x)
    } else {
        return Err(unsupported(vm, o));
    };
    let ctx = c.ctx();
    let d = if rounded && status == 0 {
        if d.is_nan() && super::core::digits(&d.coef) > ctx.prec - i64::from(ctx.clamp) {
            Dec::invalid(&mut status, flag::SYNTAX)
        } else {
            d.finish(&ctx, &mut status)
        }
    } else {
        d
    };
    c.signal(vm, status)?;
    Ok(d)
}
