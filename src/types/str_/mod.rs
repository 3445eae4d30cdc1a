//! `str`: Python's methods. Storage is in `storage.rs`; algorithms over text without objects are in the text room.

pub mod storage;

pub use storage::{Str, StrBuilder, bytes_of, display, from_char, from_str, from_string, from_wtf8, hash, is_ascii, is_str, try_append_in_place};

use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::StaticType;
use crate::vm::{PyResult, Vm};

fn compare(_: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    if !is_str(b) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    // WTF-8 byte order is code point order.
    Ok(Obj::from_bool(op.holds(bytes_of(a).cmp(bytes_of(b)))))
}

fn str_hash(_: &Vm, a: &Obj) -> PyResult<i64> {
    Ok(hash(a) as i64)
}

fn str_str(_: &Vm, a: &Obj) -> PyResult<Obj> {
    Ok(if a.is_exact::<Str>() { a.clone() } else { from_wtf8(bytes_of(a)) })
}

fn concat(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    if !is_str(b) {
        return Err(vm.type_error(format!("can only concatenate str (not \"{}\") to str", b.ty().name())));
    }
    let (x, y) = (bytes_of(a), bytes_of(b));
    if y.is_empty() && a.is_exact::<Str>() {
        return Ok(a.clone());
    }
    if x.is_empty() && b.is_exact::<Str>() {
        return Ok(b.clone());
    }
    storage::concat(x, y).map_err(|_| vm.memory_error())
}

static SPEC: TypeSpec = TypeSpec {
    name: "str",
    doc: "str(object=''): the text of an object.\n\nstr(bytes, encoding, errors): bytes decoded.",
    flags: type_flag::BASE | type_flag::MATCH_SELF,
    slots: Slots { compare: Some(compare), hash: Some(str_hash), str: Some(str_str), concat: Some(concat), ..Slots::NONE },
    ..TypeSpec::BASE
};

/// `str`
pub static STR: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Str>(true));
