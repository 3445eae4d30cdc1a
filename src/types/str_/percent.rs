//! `template % values` for str, bytes and bytearray: takes the values and turns them into numbers and text. Templates
//! are parsed, and numbers laid out, in the text room.

use super::format::{ascii, raise};
use super::storage::{bytes_of, is_str};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::slots::UnOp;
use crate::text::int_fmt;
use crate::text::percent::{self, Conversion, Part, Size};
use crate::text::strops::{self, Alphabet};
use crate::types::int::{self, IntRef};
use crate::types::tuple::{self, Tuple};
use crate::types::{buffer, bytes, float, str_};
use crate::vm::{PyResult, Vm, api};

/// `template % values` of str.
pub fn format(vm: &Vm, template: &Obj, values: &Obj) -> PyResult<Obj> {
    let text = run::<strops::Str>(vm, bytes_of(template), values, false)?;
    str_::make(vm, &text)
}

/// `template % values` of bytes: the text of the result.
pub fn format_bytes(vm: &Vm, template: &[u8], values: &Obj) -> PyResult<Vec<u8>> {
    run::<strops::Bytes>(vm, template, values, true)
}

/// The values still to be used.
struct Values {
    /// A tuple, or the only value.
    source: Obj,
    /// Where named values come from.
    mapping: Option<Obj>,
    next: usize,
    count: usize,
}

impl Values {
    fn new(values: &Obj, in_bytes: bool) -> Values {
        let count = values.downcast::<Tuple>().map(Tuple::len);
        let text = is_str(values)
            || in_bytes && (bytes::is_bytes(values) || crate::types::bytearray::is_bytearray(values));
        let mapping =
            (count.is_none() && !text && values.ty().slots().getitem.is_some()).then(|| values.clone());
        Values { source: values.clone(), mapping, next: 0, count: count.unwrap_or(1) }
    }

    fn take(&mut self, vm: &Vm) -> PyResult<Obj> {
        if self.next >= self.count {
            return Err(vm.type_error(percent::NOT_ENOUGH));
        }
        self.next += 1;
        Ok(match self.source.downcast::<Tuple>() {
            Some(t) => t.as_slice()[self.next - 1].clone(),
            None => self.source.clone(),
        })
    }

    /// Makes a named value the next one, and the only one.
    fn select(&mut self, vm: &Vm, key: &[u8], in_bytes: bool) -> PyResult<()> {
        let Some(mapping) = &self.mapping else { return Err(vm.type_error(percent::NO_MAPPING)) };
        let key = if in_bytes { bytes::from_slice(key) } else { str_::make(vm, key)? };
        let found = api::getitem(vm, mapping, &key)?;
        // Wrapped, so that a tuple counts as one value.
        *self =
            Values { source: tuple::from_vec(vec![found]), mapping: self.mapping.take(), next: 0, count: 1 };
        Ok(())
    }

    fn size(&mut self, vm: &Vm, largest: i64, c_type: &str) -> PyResult<isize> {
        let v = self.take(vm)?;
        if !int::is_int(&v) {
            return Err(vm.type_error(percent::STAR_INT));
        }
        match int::to_i64(&v).filter(|n| (-largest - 1..=largest).contains(n)) {
            Some(n) => Ok(n as isize),
            None => Err(vm.overflow_error(format!("Python int too large to convert to C {c_type}"))),
        }
    }
}

fn run<A: Alphabet>(vm: &Vm, template: &[u8], source: &Obj, in_bytes: bool) -> PyResult<Vec<u8>> {
    let mut values = Values::new(source, in_bytes);
    // The template may belong to a bytearray, and conversions run Python code.
    let template = if in_bytes {
        std::borrow::Cow::Owned(template.to_vec())
    } else {
        std::borrow::Cow::Borrowed(template)
    };
    let mut out = Vec::with_capacity(template.len() + 16);
    for part in percent::parts::<A>(&template) {
        let mut c = match part.map_err(|e| raise(vm, e))? {
            Part::Literal(text) => {
                out.extend_from_slice(text);
                continue;
            }
            Part::Conversion(c) => c,
        };
        if let Some(key) = c.key {
            values.select(vm, key, in_bytes)?;
        }
        if c.width == Size::Star {
            c.set_width(values.size(vm, isize::MAX as i64, "ssize_t")?).map_err(|e| raise(vm, e))?;
        }
        if c.precision == Size::Star {
            c.set_precision(values.size(vm, i64::from(i32::MAX), "int")?);
        }
        if c.code == percent::END {
            return Err(raise(vm, c.unsupported::<A>()));
        }
        let v = values.take(vm)?;
        one::<A>(vm, &c, &v, in_bytes, &mut out)?;
    }
    if values.next < values.count && values.mapping.is_none() {
        return Err(vm.type_error(if in_bytes { percent::NOT_ALL_BYTES } else { percent::NOT_ALL }));
    }
    Ok(out)
}

fn one<A: Alphabet>(vm: &Vm, c: &Conversion, v: &Obj, in_bytes: bool, out: &mut Vec<u8>) -> PyResult<()> {
    let plain = c.width == Size::None && c.precision == Size::None;
    let code = u8::try_from(c.code).unwrap_or(0);
    match code {
        b'd' if v.value().is_int() && c.is_bare() => int_fmt::push_decimal(out, v.value().int()),
        b's' | b'b' | b'r' | b'a' if in_bytes => {
            let text = if matches!(code, b's' | b'b') {
                bytes_value(vm, v)?
            } else {
                bytes_of(&ascii(vm, v)?).to_vec()
            };
            c.push_text::<A>(out, &text);
        }
        b's' | b'r' | b'a' => {
            let text = match code {
                b's' => api::str(vm, v)?,
                b'r' => api::repr(vm, v)?,
                _ => ascii(vm, v)?,
            };
            if plain {
                out.extend_from_slice(bytes_of(&text));
            } else {
                c.push_text::<A>(out, bytes_of(&text));
            }
        }
        b'c' if in_bytes => {
            Conversion { precision: Size::None, ..c.clone() }.push_text::<A>(out, &[byte_value(vm, v)?])
        }
        b'c' => c.push_character(out, char_value(vm, v)?),
        b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => {
            let n = int_value(vm, v, code, in_bytes)?;
            let n = int::as_int(&n).expect("int_value gives an int");
            if !matches!(code, b'o' | b'x' | b'X') {
                check_digit_limit(vm, n)?;
            }
            let n = match n {
                IntRef::Small(n) => int_fmt::Int::Small(n),
                IntRef::Big(n) => int_fmt::Int::Big(n),
            };
            c.push_int(out, n).map_err(|e| raise(vm, e))?;
        }
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
            let x = if in_bytes && float::as_float(v).is_none() {
                api::to_f64(vm, v)
                    .map_err(|r| reworded(vm, r, format!("float argument required, not {}", v.ty().name())))?
            } else {
                api::to_f64(vm, v)?
            };
            c.push_float(out, x);
        }
        _ => return Err(raise(vm, c.unsupported::<A>())),
    }
    Ok(())
}

fn check_digit_limit(vm: &Vm, n: IntRef) -> PyResult<()> {
    let limit = crate::vm::interp().int_max_str_digits.get();
    match n {
        IntRef::Big(n) if int_fmt::exceeds_limit(n, limit) => {
            Err(vm.value_error(int_fmt::limit_message_str(limit)))
        }
        _ => Ok(()),
    }
}

/// A TypeError with another message.
fn reworded(vm: &Vm, r: crate::vm::Raised, message: String) -> crate::vm::Raised {
    match vm.clear_if(r, &crate::types::exception::TYPE_ERROR) {
        Ok(()) => vm.type_error(message),
        Err(r) => r,
    }
}

/// What `%d`, `%x` and their kin take: an int, or something that becomes one.
fn int_value(vm: &Vm, v: &Obj, code: u8, in_bytes: bool) -> PyResult<Obj> {
    if int::is_int(v) {
        return Ok(v.clone());
    }
    let slots = v.ty().slots();
    let hex = matches!(code, b'o' | b'x' | b'X');
    let convert = match (hex, slots.unary[UnOp::Int as usize], slots.unary[UnOp::Index as usize]) {
        (false, Some(f), _) | (_, _, Some(f)) => f,
        _ => {
            let code = if in_bytes && !hex { 'd' } else { char::from(code) };
            let wanted = if hex { "an integer" } else { "a real number" };
            return Err(vm.type_error(format!("%{code} format: {wanted} is required, not {}", v.ty().name())));
        }
    };
    let n = convert(vm, v)?;
    if int::is_int(&n) {
        Ok(n)
    } else {
        Err(vm.type_error(format!("__int__ returned non-int (type {})", n.ty().name())))
    }
}

fn char_value(vm: &Vm, v: &Obj) -> PyResult<u32> {
    if is_str(v) {
        if str_::char_len(v) == 1 {
            return Ok(str_::decode_at(bytes_of(v), 0));
        }
    } else if v.ty().slots().unary[UnOp::Index as usize].is_some() {
        let n = api::index(vm, v)?;
        return match int::to_i64(&n).and_then(|n| u32::try_from(n).ok()).filter(|c| *c < 0x11_0000) {
            Some(c) => Ok(c),
            None => Err(vm.overflow_error("%c arg not in range(0x110000)")),
        };
    }
    Err(vm.type_error("%c requires int or char"))
}

fn byte_value(vm: &Vm, v: &Obj) -> PyResult<u8> {
    if bytes::is_bytes(v) || crate::types::bytearray::is_bytearray(v) {
        if let [b] = *buffer::to_bytes_vec(vm, v)? {
            return Ok(b);
        }
    } else if v.ty().slots().unary[UnOp::Index as usize].is_some() {
        let n = api::index(vm, v)?;
        return match int::to_i64(&n).and_then(|n| u8::try_from(n).ok()) {
            Some(b) => Ok(b),
            None => Err(vm.overflow_error("%c arg not in range(256)")),
        };
    }
    Err(vm.type_error("%c requires an integer in range(256) or a single byte"))
}

/// What `%b` of bytes takes.
fn bytes_value(vm: &Vm, v: &Obj) -> PyResult<Vec<u8>> {
    if !bytes::is_bytes(v)
        && let Some(b) = api::call_special_opt(vm, v, name!(__bytes__), &[])?
    {
        if bytes::is_bytes(&b) {
            return Ok(bytes::bytes_of(&b).to_vec());
        }
        return Err(vm.type_error(format!("__bytes__ returned non-bytes (type {})", b.ty().name())));
    }
    if !buffer::is_bytes_like(v) {
        return Err(vm.type_error(format!(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
            v.ty().name()
        )));
    }
    buffer::to_bytes_vec(vm, v)
}
