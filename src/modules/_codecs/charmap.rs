//! Codecs of mappings that Python code gives: `charmap_build`, `charmap_encode`, `charmap_decode`.

use super::{errors_arg, pair, str_arg};
use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::text::codecs::{Codec, Fault, Replacement};
use crate::text::wtf8;
use crate::types::exception::LOOKUP_ERROR;
use crate::types::{buffer, bytes, codec, dict, int, str_};
use crate::vm::{PyResult, Vm, api};

const UNDEFINED: &str = "character maps to <undefined>";

/// A dict from characters to bytes for a decoding table.
pub(super) fn build(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[0]) {
        return Err(vm.type_error(format!("charmap_build() argument must be str, not {}", api::given(&a[0]))));
    }
    let d = dict::new();
    for (i, c) in wtf8::chars(str_::bytes_of(&a[0])).take(256).enumerate() {
        if c != 0xfffe {
            d.set(vm, &int::from_i64(i64::from(c)), &int::from_usize(i))?;
        }
    }
    Ok(d.into_obj())
}

/// What a mapping says; `None` for None or nothing.
fn look_up(vm: &Vm, mapping: &Obj, key: u32) -> PyResult<Option<Obj>> {
    match api::getitem(vm, mapping, &int::from_i64(i64::from(key))) {
        Ok(v) => Ok(Some(v).filter(|v| !v.is_none())),
        Err(r) => vm.clear_if(r, &LOOKUP_ERROR).map(|()| None),
    }
}

/// Appends the bytes of a character; false if the mapping has none.
fn put(vm: &Vm, mapping: &Obj, c: u32, out: &mut Vec<u8>) -> PyResult<bool> {
    let Some(v) = look_up(vm, mapping, c)? else { return Ok(false) };
    if bytes::is_bytes(&v) {
        out.extend_from_slice(bytes::bytes_of(&v));
    } else if int::is_int(&v) {
        match int::to_i64(&v).and_then(|n| u8::try_from(n).ok()) {
            Some(b) => out.push(b),
            None => return Err(vm.type_error("character mapping must be in range(256)")),
        }
    } else {
        return Err(vm.type_error(format!(
            "character mapping must return integer, bytes or None, not {}",
            v.ty().name()
        )));
    }
    Ok(true)
}

pub(super) fn encode(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(mapping) = a.opt_not_none(2) else {
        return super::encode_fn(vm, a, Codec::Latin1, "charmap_encode");
    };
    str_arg(vm, &a[0], "charmap_encode")?;
    let errors = errors_arg(vm, a.opt(1), "charmap_encode")?;
    let chars: Vec<u32> = wtf8::chars(str_::bytes_of(&a[0])).collect();
    let mut out = Vec::with_capacity(chars.len());
    let mut i = 0;
    while i < chars.len() {
        if put(vm, mapping, chars[i], &mut out)? {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        let mut scratch = Vec::new();
        while end < chars.len() && !put(vm, mapping, chars[end], &mut scratch)? {
            end += 1;
        }
        let fault = Fault { encoding: "charmap", start: i, end, reason: UNDEFINED };
        let (made, next) = codec::encode_fault(vm, &a[0], &fault, errors.as_deref())?;
        match made {
            Replacement::Bytes(b) => out.extend_from_slice(&b),
            Replacement::Text(t) => {
                for c in wtf8::chars(&t) {
                    if !put(vm, mapping, c, &mut out)? {
                        return Err(codec::encode_error(vm, &a[0], &fault));
                    }
                }
            }
        }
        i = next;
    }
    Ok(pair(bytes::from_slice(&out), chars.len()))
}

/// Appends the text of a byte; false if the mapping has none.
fn put_text(vm: &Vm, mapping: &Obj, table: Option<&[u32]>, b: u8, out: &mut Vec<u8>) -> PyResult<bool> {
    if let Some(t) = table {
        let c = t.get(b as usize).copied().filter(|c| *c != 0xfffe);
        c.into_iter().for_each(|c| wtf8::push(out, c));
        return Ok(c.is_some());
    }
    let Some(v) = look_up(vm, mapping, u32::from(b))? else { return Ok(false) };
    if str_::is_str(&v) {
        if str_::bytes_of(&v) == "\u{fffe}".as_bytes() {
            return Ok(false);
        }
        out.extend_from_slice(str_::bytes_of(&v));
    } else if int::is_int(&v) {
        match int::to_i64(&v).and_then(|n| u32::try_from(n).ok()) {
            Some(0xfffe) => return Ok(false),
            Some(c) if c < 0x11_0000 => wtf8::push(out, c),
            _ => return Err(vm.type_error("character mapping must be in range(0x110000)")),
        }
    } else {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    }
    Ok(true)
}

pub(super) fn decode(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(mapping) = a.opt_not_none(2) else {
        return super::decode_fn(vm, a, Codec::Latin1, "charmap_decode", true);
    };
    let data = buffer::bytes_arg(vm, &a[0])?;
    let errors = errors_arg(vm, a.opt(1), "charmap_decode")?;
    let table: Option<Vec<u32>> =
        str_::is_str(mapping).then(|| wtf8::chars(str_::bytes_of(mapping)).collect());
    let mut out = Vec::with_capacity(data.len());
    let mut i = 0;
    while i < data.len() {
        if put_text(vm, mapping, table.as_deref(), data[i], &mut out)? {
            i += 1;
            continue;
        }
        let fault = Fault { encoding: "charmap", start: i, end: i + 1, reason: UNDEFINED };
        let (text, next) = codec::decode_fault(vm, &data, &fault, errors.as_deref())?;
        out.extend_from_slice(&text);
        i = next;
    }
    Ok(pair(str_::make(vm, &out)?, data.len()))
}
