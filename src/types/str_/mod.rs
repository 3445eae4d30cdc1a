//! `str`: the type, its constructor and operators. Storage is in `storage.rs`, methods in `methods.rs`, positions and
//! iteration in `index.rs`, `format` in `format.rs`, `%` in `percent.rs`; algorithms over text without objects are in
//! the text room.

pub mod format;
pub mod index;
mod methods;
pub mod percent;
pub mod storage;

pub use methods::{c_int, expanded_length, join_slice, limit};
pub use storage::{
    Str, StrBuilder, byte_offset, bytes_of, char_index, char_len, decode_at, display, from_char, from_str,
    from_string, from_wtf8, hash, is_ascii, is_str, join_all, try_append_in_place, try_from_wtf8, utf8,
};

use crate::object::args::CallArgs;
use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::slots::{BinOp, CmpOp, Slots};
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{buffer, codec};
use crate::vm::{PyResult, Vm, api};

/// A str from WTF-8 whose length user code controls; MemoryError if it is too long.
pub fn make(vm: &Vm, text: &[u8]) -> PyResult<Obj> {
    try_from_wtf8(text).map_err(|_| vm.memory_error())
}

/// The object as an exact str.
pub fn exact(s: &Obj) -> Obj {
    if s.is_exact::<Str>() { s.clone() } else { from_wtf8(bytes_of(s)) }
}

fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    if args.kw_len() == 0 {
        args.exactly(vm, "str", 0, 3)?;
    }
    let [object, encoding, errors] = args.bind(vm, "str", ["object", "encoding", "errors"])?;
    let text = match object {
        None => from_wtf8(b""),
        Some(o) if encoding.is_none() && errors.is_none() => api::str(vm, o)?,
        Some(o) => {
            let name = |e: Option<&'_ Obj>, what: &str| match e {
                Some(e) if e.is_none() => {
                    Err(vm.type_error(format!("str() argument '{what}' must be str, not NoneType")))
                }
                e => e
                    .map(|e| codec::name_argument(vm, e, "str", what).map(std::borrow::Cow::into_owned))
                    .transpose(),
            };
            let (encoding, errors) = (name(encoding, "encoding")?, name(errors, "errors")?);
            if is_str(o) {
                return Err(vm.type_error("decoding str is not supported"));
            }
            if !buffer::is_bytes_like(o) {
                return Err(vm.type_error(format!(
                    "decoding to str: need a bytes-like object, {} found",
                    o.ty().name()
                )));
            }
            codec::decode(vm, o, encoding.as_deref(), errors.as_deref())?
        }
    };
    let ty = cls.value().ptr().cast();
    if std::ptr::eq(ty, STR.ptr()) {
        // What `__str__` returned may be of a subclass.
        return Ok(text);
    }
    storage::with_type(ty, bytes_of(&text)).map_err(|_| vm.memory_error())
}

fn repr(vm: &Vm, s: &Obj) -> PyResult<Obj> {
    make(vm, &crate::text::repr::repr_str(bytes_of(s)))
}

fn compare(_: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    if !is_str(b) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let (x, y) = (bytes_of(a), bytes_of(b));
    Ok(Obj::from_bool(match op {
        CmpOp::Eq => x == y,
        CmpOp::Ne => x != y,
        // WTF-8 byte order is code point order.
        _ => op.holds(x.cmp(y)),
    }))
}

/// `a + b` for a str `a`.
pub fn concat(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    if !is_str(b) {
        return Err(vm.type_error(format!("can only concatenate str (not \"{}\") to str", b.ty().name())));
    }
    let (x, y) = (bytes_of(a), bytes_of(b));
    if y.is_empty() {
        return Ok(exact(a));
    }
    if x.is_empty() {
        return Ok(exact(b));
    }
    storage::concat(a, b).map_err(|_| vm.memory_error())
}

fn repeat(vm: &Vm, s: &Obj, n: isize) -> PyResult<Obj> {
    let text = bytes_of(s);
    if n <= 0 || text.is_empty() {
        return Ok(from_wtf8(b""));
    }
    if n == 1 {
        return Ok(exact(s));
    }
    if char_len(s).checked_mul(n as usize).is_none_or(|chars| chars > isize::MAX as usize) {
        return Err(vm.overflow_error("repeated string is too long"));
    }
    let Some(len) = text.len().checked_mul(n as usize) else { return Err(vm.memory_error()) };
    storage::build_with(len, is_ascii(s), |out| fill_repeated(out, text)).map_err(|_| vm.memory_error())
}

/// Fills `out` with copies of `unit`; the last one may be cut.
pub fn fill_repeated(out: &mut [u8], unit: &[u8]) {
    if let [b] = unit {
        out.fill(*b);
        return;
    }
    let mut done = unit.len().min(out.len());
    out[..done].copy_from_slice(&unit[..done]);
    while done > 0 && done < out.len() {
        let n = done.min(out.len() - done);
        out.copy_within(..n, done);
        done += n;
    }
}

fn modulo(vm: &Vm, template: &Obj, values: &Obj) -> PyResult<Obj> {
    if is_str(template) { percent::format(vm, template, values) } else { Ok(Obj::NOT_IMPLEMENTED) }
}

static SPEC: TypeSpec = TypeSpec {
    name: "str",
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nThe text of an object, or bytes decoded.",
    flags: type_flag::BASE | type_flag::MATCH_SELF,
    convert: Some(api::str),
    slots: Slots {
        new: Some(new),
        repr: Some(repr),
        str: Some(|_, s| Ok(exact(s))),
        hash: Some(|_, s| Ok(hash(s) as i64)),
        compare: Some(compare),
        iter: Some(index::iter),
        len: Some(|_, s| Ok(char_len(s))),
        getitem: Some(index::getitem),
        contains: Some(index::contains),
        concat: Some(concat),
        repeat: Some(repeat),
        binary: Slots::binary_table([(BinOp::Mod, modulo)]),
        rbinary: Slots::binary_table([(BinOp::Mod, |vm, values, template| modulo(vm, template, values))]),
        ..Slots::NONE
    },
    methods: &methods::METHODS,
    ..TypeSpec::BASE
};

/// `str`
pub static STR: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Str>(true));
/// The types of this file and its parts beside `str`.
pub static TYPES: &[&StaticType] = &[&index::STR_ITERATOR, &index::STR_ASCII_ITERATOR];
