//! UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError. All three keep encoding, object, start, end, reason.

use super::base::{self, Fields, field, object_field, set_args};
use super::{Special, UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError};
use crate::object::args::CallArgs;
use crate::object::obj::Obj;
use crate::object::spec::GetterDef;
use crate::text::wtf8;
use crate::types::{int, str_};
use crate::vm::{PyResult, Vm, api};

const OBJECT: usize = 1;
const START: usize = 2;
const END: usize = 3;
const REASON: usize = 4;

/// `kinds`: `U` a str, `n` an index, `O` anything, one per argument. The arguments fill the last fields.
fn init<T: Fields>(vm: &Vm, o: &Obj, args: CallArgs, kinds: &str) -> PyResult<()> {
    base::init(vm, o, args)?;
    let pos = args.pos();
    if pos.len() != kinds.len() {
        return Err(vm.type_error(format!(
            "function takes exactly {} arguments ({} given)",
            kinds.len(),
            pos.len()
        )));
    }
    let f = o.downcast::<T>().expect("the receiver has this body");
    let first = 5 - kinds.len();
    for (i, (kind, v)) in kinds.chars().zip(pos).enumerate() {
        let v = match kind {
            'U' if !str_::is_str(v) => {
                return Err(vm.type_error(format!("argument {} must be str, not {}", i + 1, api::given(v))));
            }
            'n' => int::from_i64(api::index_isize(vm, v)? as i64),
            _ => v.clone(),
        };
        f.field(first + i).set(Some(v));
    }
    set_args(o, pos);
    Ok(())
}

pub(super) fn init_encode(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    init::<UnicodeEncodeError>(vm, o, args, "UUnnU")
}

pub(super) fn init_translate(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    init::<UnicodeTranslateError>(vm, o, args, "UnnU")
}

pub(super) fn init_decode(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    init::<UnicodeDecodeError>(vm, o, args, "UOnnU")?;
    let slot = field::<UnicodeDecodeError>(o, OBJECT);
    let data = slot.get_or_none();
    let bytes = api::builtin(vm, "bytes")?;
    if api::isinstance(vm, &data, &bytes)? {
        return Ok(());
    }
    if data.ty().slots().buffer.is_none() {
        slot.set(None);
        return Err(vm.type_error(format!("a bytes-like object is required, not '{}'", data.ty().name())));
    }
    let copy = api::call(vm, &bytes, &[data])?;
    slot.set(Some(copy));
    Ok(())
}

/// The range of a bad part, or `None` if `__init__` has not run.
fn range<T: Fields>(o: &Obj) -> Option<(Obj, i64, i64)> {
    let number = |i| field::<T>(o, i).get().and_then(|n| int::to_i64(&n)).unwrap_or(0);
    Some((field::<T>(o, OBJECT).get()?, number(START), number(END)))
}

fn finish<T: Fields>(vm: &Vm, o: &Obj, lead: &str, what: &str) -> PyResult<Obj> {
    let mut out = str_::StrBuilder::new();
    if !lead.is_empty() {
        out.push_str("'");
        out.push_obj(&api::str(vm, &field::<T>(o, 0).get_or_none())?);
        out.push_str("' codec ");
    }
    out.push_str(lead);
    out.push_str(what);
    out.push_str(": ");
    out.push_obj(&api::str(vm, &field::<T>(o, REASON).get_or_none())?);
    Ok(out.finish())
}

/// `character '\x..' in position 1`, or a range of positions.
fn characters(object: &Obj, start: i64, end: i64) -> String {
    let one = usize::try_from(start).ok().filter(|_| str_::is_str(object) && end == start + 1);
    let Some(one) = one.and_then(|i| wtf8::char_at(str_::bytes_of(object), i)) else {
        return format!("characters in position {start}-{}", end - 1);
    };
    let (c, _) = wtf8::decode_at(one, 0);
    let shown = match c {
        0..=0xff => format!("\\x{c:02x}"),
        0x100..=0xffff => format!("\\u{c:04x}"),
        _ => format!("\\U{c:08x}"),
    };
    format!("character '{shown}' in position {start}")
}

fn str_encode(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    match range::<UnicodeEncodeError>(o) {
        None => Ok(str_::from_str("")),
        Some((object, start, end)) => {
            finish::<UnicodeEncodeError>(vm, o, "can't encode ", &characters(&object, start, end))
        }
    }
}

fn str_translate(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    match range::<UnicodeTranslateError>(o) {
        None => Ok(str_::from_str("")),
        Some((object, start, end)) => {
            let what = format!("can't translate {}", characters(&object, start, end));
            finish::<UnicodeTranslateError>(vm, o, "", &what)
        }
    }
}

fn str_decode(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let Some((object, start, end)) = range::<UnicodeDecodeError>(o) else { return Ok(str_::from_str("")) };
    let single = end == start + 1
        && start >= 0
        && (start as usize)
            < api::len(vm, &object).unwrap_or_else(|r| {
                drop(vm.take_raised(r));
                0
            });
    let what = if single {
        let byte = api::getitem(vm, &object, &int::from_i64(start))?;
        format!("byte 0x{:02x} in position {start}", int::to_i64(&byte).unwrap_or(0))
    } else {
        format!("bytes in position {start}-{}", end - 1)
    };
    finish::<UnicodeDecodeError>(vm, o, "can't decode ", &what)
}

const fn index_field<T: Fields, const I: usize>(name: &'static str, doc: &'static str) -> GetterDef {
    fn set<T: Fields, const I: usize>(vm: &Vm, o: &Obj, v: Option<&Obj>) -> PyResult<()> {
        let Some(v) = v else { return Err(vm.type_error("can't delete numeric/char attribute")) };
        if !int::is_int(v) {
            return Err(vm.type_error("an integer is required"));
        }
        field::<T>(o, I).set(Some(v.clone()));
        Ok(())
    }
    fn get<T: Fields, const I: usize>(_: &Vm, o: &Obj) -> PyResult<Obj> {
        Ok(field::<T>(o, I).get().unwrap_or_else(|| int::from_i64(0)))
    }
    GetterDef { name, doc, get: get::<T, I>, set: Some(set::<T, I>), member: true }
}

const fn getters<T: Fields>() -> [GetterDef; 5] {
    [
        object_field::<T, 0>("encoding", "exception encoding"),
        object_field::<T, OBJECT>("object", "exception object"),
        index_field::<T, START>("start", "exception start"),
        index_field::<T, END>("end", "exception end"),
        object_field::<T, REASON>("reason", "exception reason"),
    ]
}

pub(super) const ENCODE: Special = Special {
    own_body: true,
    str: Some(str_encode),
    getters: &getters::<UnicodeEncodeError>(),
    ..Special::NONE
};
pub(super) const DECODE: Special = Special {
    own_body: true,
    str: Some(str_decode),
    getters: &getters::<UnicodeDecodeError>(),
    ..Special::NONE
};
pub(super) const TRANSLATE: Special = Special {
    own_body: true,
    str: Some(str_translate),
    getters: &getters::<UnicodeTranslateError>(),
    ..Special::NONE
};
