//! Items of a memoryview as Python objects and back: the native formats of the struct module.

use crate::object::obj::Obj;
use crate::types::{bytes, float, int};
use crate::vm::{PyResult, Vm, api};

/// The type code of a native single-character format, with or without `@`.
pub fn native_code(format: &str) -> Option<u8> {
    let code = match format.as_bytes() {
        [b'@', c] | [c] => *c,
        _ => return None,
    };
    size(code).map(|_| code)
}

/// Bytes of an item of a native format.
pub fn size(code: u8) -> Option<usize> {
    Some(match code {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => 8,
        _ => return None,
    })
}

/// All formats that `cast` knows, as static texts.
pub fn static_format(format: &str) -> Option<&'static str> {
    const ALL: [&str; 34] = [
        "c", "b", "B", "?", "h", "H", "e", "i", "I", "f", "l", "L", "q", "Q", "n", "N", "d", "@c", "@b",
        "@B", "@?", "@h", "@H", "@e", "@i", "@I", "@f", "@l", "@L", "@q", "@Q", "@n", "@N", "@d",
    ];
    match format {
        "P" => Some("P"),
        "@P" => Some("@P"),
        _ => ALL.into_iter().find(|f| *f == format),
    }
}

fn word(data: &[u8], signed: bool) -> i128 {
    let mut raw = [0; 8];
    raw[..data.len()].copy_from_slice(data);
    let n = u64::from_le_bytes(raw);
    let shift = 64 - 8 * data.len() as u32;
    if signed { i128::from(((n << shift) as i64) >> shift) } else { i128::from(n) }
}

/// A half-precision float.
pub fn half_to_f64(bits: u16) -> f64 {
    let (sign, exponent, fraction) = (bits >> 15, i32::from(bits >> 10 & 31), f64::from(bits & 0x3ff));
    let x = match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        e => (1.0 + fraction / 1024.0) * 2f64.powi(e - 15),
    };
    if sign == 1 { -x } else { x }
}

/// The nearest half-precision float, ties to even; `None` if it is too large.
pub fn half_from_f64(x: f64) -> Option<u16> {
    let sign = u16::from(x.is_sign_negative()) << 15;
    let a = x.abs();
    if x.is_nan() {
        return Some(sign | 0x7e00);
    }
    if a.is_infinite() {
        return Some(sign | 0x7c00);
    }
    if a < 2f64.powi(-14) {
        return Some(sign | (a * 2f64.powi(24)).round_ties_even() as u16);
    }
    let exponent = (a.to_bits() >> 52) as i32 - 1023;
    let fraction = (a / 2f64.powi(exponent.min(1000)) * 1024.0).round_ties_even() as u32;
    // A fraction rounded up to 2.0 carries into the exponent.
    let bits = ((exponent + 15) as u32).checked_mul(1024)?.checked_add(fraction - 1024)?;
    (exponent < 16 && bits < 0x7c00).then_some(sign | bits as u16)
}

/// The object of an item.
pub fn unpack(vm: &Vm, format: &str, data: &[u8]) -> PyResult<Obj> {
    let code = native_code(format).filter(|c| size(*c) == Some(data.len()));
    let Some(code) = code else {
        return Err(vm.not_implemented_error(format!("memoryview: format {format} not supported")));
    };
    let int_of = |signed| match i64::try_from(word(data, signed)) {
        Ok(n) => int::from_i64(n),
        Err(_) => int::from_u64(word(data, signed) as u64),
    };
    Ok(match code {
        b'c' => bytes::from_slice(data),
        b'?' => Obj::from_bool(data[0] != 0),
        b'e' => float::from_f64(half_to_f64(word(data, false) as u16)),
        b'f' => float::from_f64(f64::from(f32::from_bits(word(data, false) as u32))),
        b'd' => float::from_f64(f64::from_bits(word(data, false) as u64)),
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => int_of(true),
        _ => int_of(false),
    })
}

/// The bytes of an object as an item: the buffer and how much of it counts.
pub fn pack(vm: &Vm, format: &str, value: &Obj) -> PyResult<([u8; 8], usize)> {
    let Some((code, n)) = native_code(format).and_then(|c| Some((c, size(c)?))) else {
        return Err(vm.not_implemented_error(format!("memoryview: format {format} not supported")));
    };
    let bad_value = || vm.value_error(format!("memoryview: invalid value for format '{format}'"));
    let bad_type = || vm.type_error(format!("memoryview: invalid type for format '{format}'"));
    let retyped = |r| match vm.clear_if(r, &crate::types::exception::TYPE_ERROR) {
        Ok(()) => bad_type(),
        Err(r) => r,
    };
    let word = match code {
        b'c' => match bytes::bytes_of(value) {
            [b] => u64::from(*b),
            _ if bytes::is_bytes(value) => return Err(bad_value()),
            _ => return Err(bad_type()),
        },
        b'?' => u64::from(api::is_true(vm, value)?),
        b'e' | b'f' | b'd' => {
            let x = api::to_f64(vm, value).map_err(retyped).map_err(|r| {
                vm.clear_if(r, &crate::types::exception::OVERFLOW_ERROR).map_or_else(|r| r, |()| bad_value())
            })?;
            match code {
                b'e' => u64::from(half_from_f64(x).ok_or_else(bad_value)?),
                b'f' => u64::from((x as f32).to_bits()),
                _ => x.to_bits(),
            }
        }
        _ => {
            let i = api::index(vm, value).map_err(retyped)?;
            let signed = matches!(code, b'b' | b'h' | b'i' | b'l' | b'q' | b'n');
            let number = match int::as_int(&i) {
                Some(int::IntRef::Small(n)) => i128::from(n),
                Some(int::IntRef::Big(b)) => i128::try_from(b).map_err(|_| bad_value())?,
                None => return Err(bad_type()),
            };
            let bits = 8 * n as u32;
            let (low, high) = if signed {
                (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1)
            } else {
                (0, (1i128 << bits) - 1)
            };
            if number < low || number > high {
                return Err(bad_value());
            }
            number as u64
        }
    };
    Ok((word.to_le_bytes(), n))
}
