//! Ints from other things and back: `int()`, the text of an int, floats.

use super::{INT, Int, IntRef, as_int, exact, from_big, from_i64, is_exact, is_int, of};
use crate::object::args::CallArgs;
use crate::object::attr::new_instance;
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::slots::UnOp;
use crate::text::int_fmt::{self, Parsed};
use crate::types::{bytes, exception, str_};
use crate::vm::{PyResult, Raised, Vm, api, interp};

/// `int.__new__`
/// `int(x)`
pub(super) fn from_object(vm: &Vm, x: &Obj) -> PyResult<Obj> {
    int_of(vm, x).map(|number| exact(&number))
}

pub(super) fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let number = match (args.all(), args.kw_len()) {
        ([x], 0) => int_of(vm, x)?,
        _ => {
            if args.kw_len() == 0 {
                args.exactly(vm, "int", 0, 2)?;
            }
            let [x, base] = args.bind(vm, "int", ["", "base"])?;
            match (x, base) {
                (None, None) => from_i64(0),
                (None, Some(_)) => return Err(vm.type_error("int() missing string argument")),
                (Some(x), None) => int_of(vm, x)?,
                (Some(x), Some(base)) => with_base(vm, x, base)?,
            }
        }
    };
    if cls.is(&INT.obj()) {
        return Ok(exact(&number));
    }
    new_instance(vm, cls, Int { big: of(&number).to_big().into_owned() })
}

/// `int(x)`; may be of a subclass if a method returned that.
fn int_of(vm: &Vm, x: &Obj) -> PyResult<Obj> {
    if is_exact(x) {
        return Ok(x.clone());
    }
    let slots = x.ty().slots();
    if let Some(f) = slots.unary[UnOp::Int as usize] {
        return checked(vm, f(vm, x)?, "__int__ returned non-int");
    }
    if let Some(f) = slots.unary[UnOp::Index as usize] {
        return checked(vm, f(vm, x)?, "__index__ returned non-int");
    }
    if let Some(r) = api::call_special_opt(vm, x, name!(__trunc__), &[])? {
        api::warn(
            vm,
            &exception::DEPRECATION_WARNING,
            "The delegation of int() to __trunc__ is deprecated.",
            1,
        )?;
        return if is_int(&r) || r.ty().slots().unary[UnOp::Index as usize].is_some() {
            api::index(vm, &r)
        } else {
            Err(vm.type_error(format!("__trunc__ returned non-Integral (type {})", r.ty().name())))
        };
    }
    match text_int(vm, x, 10)? {
        Some(n) => Ok(n),
        None => Err(vm.type_error(format!(
            "int() argument must be a string, a bytes-like object or a real number, not '{}'",
            x.ty().name()
        ))),
    }
}

/// What a method returned in place of an int: an int, with a warning if it is of a subclass.
pub(crate) fn checked(vm: &Vm, r: Obj, complaint: &str) -> PyResult<Obj> {
    if is_exact(&r) {
        return Ok(r);
    }
    let message = format!("{complaint} (type {})", r.ty().name());
    if !is_int(&r) {
        return Err(vm.type_error(message));
    }
    let message = format!(
        "{message}.  The ability to return an instance of a strict subclass of int is deprecated, \
         and may be removed in a future version of Python."
    );
    api::warn(vm, &exception::DEPRECATION_WARNING, &message, 1)?;
    Ok(r)
}

fn with_base(vm: &Vm, x: &Obj, base: &Obj) -> PyResult<Obj> {
    let base = api::index(vm, base)?;
    // What does not fit is no base either.
    let base = super::to_i64(&base).and_then(|b| u32::try_from(b).ok()).unwrap_or(1);
    match if str_::is_str(x) || is_literal_bytes(x) { text_int(vm, x, base)? } else { None } {
        Some(n) => Ok(n),
        None => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

fn is_literal_bytes(x: &Obj) -> bool {
    bytes::is_bytes(x) || api::is_a(x, &crate::types::bytearray::BYTEARRAY)
}

/// The number that a text (str or bytes-like) writes in a base; `None` if the object is no text.
pub fn text_int(vm: &Vm, x: &Obj, base: u32) -> PyResult<Option<Obj>> {
    let limit = interp().int_max_str_digits.get();
    let (parsed, data) = if str_::is_str(x) {
        (int_fmt::parse(str_::bytes_of(x), base, limit), None)
    } else if crate::types::buffer::is_bytes_like(x) {
        let data = crate::types::buffer::to_bytes_vec(vm, x)?;
        let parsed = if data.is_ascii() {
            int_fmt::parse(&data, base, limit)
        } else {
            Err(int_fmt::IntError::Literal)
        };
        (parsed, Some(data))
    } else {
        return Ok(None);
    };
    match parsed {
        Ok(Parsed::Small(n)) => Ok(Some(from_i64(n))),
        Ok(Parsed::Big(n)) => Ok(Some(from_big(n))),
        Err(e) => {
            let shown = match data {
                Some(d) => api::repr(vm, &bytes::from_slice(&d[..d.len().min(200)]))?,
                None => api::repr(vm, x)?,
            };
            let message = e.message(base, str_::bytes_of(&shown));
            Err(vm.error_args(&exception::VALUE_ERROR, vec![str_::from_wtf8(&message)]))
        }
    }
}

/// The nearest float, ties to even; OverflowError if there is none.
pub fn to_f64(vm: &Vm, i: IntRef) -> PyResult<f64> {
    match i {
        IntRef::Small(n) => Ok(n as f64),
        IntRef::Big(_) => {
            i.to_text().to_f64().ok_or_else(|| vm.overflow_error("int too large to convert to float"))
        }
    }
}

/// ValueError for a number with more decimal digits than may be printed.
fn too_long(vm: &Vm) -> Raised {
    vm.value_error(int_fmt::limit_message_str(interp().int_max_str_digits.get()))
}

/// Checks the limit of decimal digits.
pub(super) fn check_digits(vm: &Vm, i: IntRef) -> PyResult<()> {
    match i {
        IntRef::Big(b) if int_fmt::exceeds_limit(b, interp().int_max_str_digits.get()) => Err(too_long(vm)),
        _ => Ok(()),
    }
}

/// `repr(int)`
pub(super) fn repr(vm: &Vm, a: &Obj) -> PyResult<Obj> {
    let i = of(a);
    match i {
        IntRef::Small(n) => Ok(small_text(n)),
        IntRef::Big(_) => {
            check_digits(vm, i)?;
            Ok(str_::from_string(int_fmt::to_decimal(i.to_text())))
        }
    }
}

/// The decimal digits of a number, without a detour through a string of its own.
fn small_text(n: i64) -> Obj {
    let mut buf = [0u8; 20];
    let mut at = int_fmt::small_decimal(n.unsigned_abs(), &mut buf);
    if n < 0 {
        at -= 1;
        buf[at] = b'-';
    }
    str_::from_wtf8(&buf[at..])
}

/// An int argument: `__index__` called, the type `int` or a subclass.
pub(crate) fn index_ref<'a>(vm: &Vm, o: &'a Obj, keep: &'a mut Option<Obj>) -> PyResult<IntRef<'a>> {
    if as_int(o).is_some() {
        return Ok(of(o));
    }
    Ok(of(keep.insert(api::index(vm, o)?)))
}
