//! `bytes`: the type, its constructor and operators. Storage is in `storage.rs`; methods, shared with bytearray, are in
//! `methods.rs`; algorithms over bytes without objects are in the text room.

pub mod iter;
pub mod methods;
mod storage;

pub use storage::{Bytes, build, bytes_of, from_slice, hash, is_bytes, try_from_slice};

use crate::object::args::CallArgs;
use crate::object::attr::generic_getattr;
use crate::object::buffer::Buffer;
use crate::object::heap::LayoutOps;
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::slots::{BinOp, CmpOp, Slots};
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::StaticType;
use crate::text::repr::repr_bytes;
use crate::types::buffer::{bytes_arg, is_bytes_like};
use crate::types::sequence::{is_index, item_index, resolve};
use crate::types::slice::{self, Slice};
use crate::types::{exception, int, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api, interp};
use methods::{Source, content, source};

fn new(vm: &Vm, cls: &Obj, args: CallArgs) -> PyResult<Obj> {
    let ty = cls.value().ptr().cast_const().cast();
    let exact = std::ptr::eq(ty, BYTES.ptr());
    let data = match source(vm, "bytes", args)? {
        Source::Data(d) => d,
        Source::From(o) if exact && o.is_exact::<Bytes>() => return Ok(o.clone()),
        Source::From(o) => match api::call_special_opt(vm, o, name!(__bytes__), &[])? {
            Some(b) if is_bytes(&b) && exact => return Ok(b),
            Some(b) if is_bytes(&b) => bytes_of(&b).to_vec(),
            Some(b) => {
                return Err(vm.type_error(format!("__bytes__ returned non-bytes (type {})", b.ty().name())));
            }
            None => content(vm, "bytes", o)?,
        },
    };
    make_of(vm, ty, &data)
}

fn make_of(
    vm: &Vm,
    ty: *const crate::object::heap::Object<crate::object::type_object::Type>,
    data: &[u8],
) -> PyResult<Obj> {
    if std::ptr::eq(ty, BYTES.ptr()) {
        try_from_slice(data)
    } else {
        build(ty, data.len(), |to| to.copy_from_slice(data))
    }
    .map_err(|_| vm.memory_error())
}

/// `-b`: warns about a comparison of bytes with something that never equals them.
pub fn warn_comparison(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<()> {
    if interp().bytes_warning.get() == 0 || !matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(());
    }
    let other = match b {
        b if str_::is_str(b) => "string",
        b if int::is_int(b) && is_bytes(a) => "int",
        _ => return Ok(()),
    };
    let own = if is_bytes(a) { "bytes" } else { "bytearray" };
    api::warn(vm, &exception::BYTES_WARNING, &format!("Comparison between {own} and {other}"), 1)
}

/// `str(o)` of bytes and bytearrays, which `-b` warns about.
pub fn to_str(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    if interp().bytes_warning.get() > 0 {
        let what = if is_bytes(o) { "bytes" } else { "bytearray" };
        api::warn(vm, &exception::BYTES_WARNING, &format!("str() on a {what} instance"), 1)?;
    }
    api::repr(vm, o)
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    if !is_bytes(b) {
        warn_comparison(vm, a, b, op)?;
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let (x, y) = (bytes_of(a), bytes_of(b));
    Ok(Obj::from_bool(match op {
        CmpOp::Eq => x == y,
        CmpOp::Ne => x != y,
        _ => op.holds(x.cmp(y)),
    }))
}

/// TypeError for `+` with something that has no bytes.
pub fn cannot_concat(vm: &Vm, a: &Obj, b: &Obj) -> Raised {
    vm.type_error(format!("can't concat {} to {}", b.ty().name(), a.ty().name()))
}

fn concat(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
    if !is_bytes_like(b) {
        return Err(cannot_concat(vm, a, b));
    }
    let (x, y) = (bytes_of(a), bytes_arg(vm, b)?);
    if y.is_empty() && a.is_exact::<Bytes>() {
        return Ok(a.clone());
    }
    if x.is_empty() && b.is_exact::<Bytes>() {
        return Ok(b.clone());
    }
    build(BYTES.ptr(), x.len() + y.len(), |to| {
        to[..x.len()].copy_from_slice(x);
        to[x.len()..].copy_from_slice(&y);
    })
    .map_err(|_| vm.memory_error())
}

fn repeat(vm: &Vm, o: &Obj, n: isize) -> PyResult<Obj> {
    let data = bytes_of(o);
    if n == 1 && o.is_exact::<Bytes>() {
        return Ok(o.clone());
    }
    let Some(len) = data.len().checked_mul(n.max(0) as usize).filter(|n| *n <= isize::MAX as usize) else {
        return Err(vm.overflow_error("repeated bytes are too long"));
    };
    if len == 0 {
        return Ok(from_slice(b""));
    }
    build(BYTES.ptr(), len, |to| str_::fill_repeated(to, data)).map_err(|_| vm.memory_error())
}

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let data = bytes_of(o);
    if is_index(key) {
        return match resolve(item_index(vm, key)?, data.len()) {
            Some(i) => Ok(int::from_i64(i64::from(data[i]))),
            None => Err(vm.index_error("index out of range")),
        };
    }
    if !key.is_exact::<Slice>() {
        return Err(
            vm.type_error(format!("byte indices must be integers or slices, not {}", key.ty().name()))
        );
    }
    let (start, _, step, n) = slice::indices(vm, key, data.len())?;
    if step == 1 {
        return methods::like(vm, o, &data[start as usize..start as usize + n]);
    }
    methods::like(vm, o, &strided(data, start, step, n))
}

/// The bytes at `start`, `start + step`, ...
pub fn strided(data: &[u8], start: isize, step: isize, n: usize) -> Vec<u8> {
    let far = start + step * (n as isize - 1).max(0);
    let part = data.get(start.min(far).max(0) as usize..=start.max(far).max(0) as usize).unwrap_or_default();
    let by = step.unsigned_abs();
    match step {
        -1 => part.iter().rev().take(n).copied().collect(),
        _ if step < 0 => part.iter().rev().step_by(by).take(n).copied().collect(),
        _ => part.iter().step_by(by).take(n).copied().collect(),
    }
}

#[allow(unsafe_code)]
fn export(vm: &Vm, o: &Obj, writable: bool) -> PyResult<Buffer> {
    if writable {
        return Err(vm.buffer_error("Object is not writable."));
    }
    let data = bytes_of(o);
    // SAFETY: the bytes of a bytes object never move or change.
    Ok(unsafe { Buffer::bytes(o, data.as_ptr().cast_mut(), data.len(), true, None) })
}

fn modulo(vm: &Vm, template: &Obj, values: &Obj) -> PyResult<Obj> {
    if !is_bytes(template) {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let data = str_::percent::format_bytes(vm, bytes_of(template), values)?;
    try_from_slice(&data).map_err(|_| vm.memory_error())
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    str_::make(vm, &repr_bytes(bytes_of(o)))
}

static SPEC: TypeSpec = TypeSpec {
    name: "bytes",
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy\nbytes(int) -> that many zero bytes\nbytes() -> empty bytes",
    flags: type_flag::BASE | type_flag::MATCH_SELF,
    slots: Slots {
        new: Some(new),
        repr: Some(repr),
        str: Some(to_str),
        getattro: Some(generic_getattr),
        hash: Some(|_, o| Ok(hash(o))),
        compare: Some(compare),
        iter: Some(iter::iter),
        len: Some(|_, o| Ok(bytes_of(o).len())),
        getitem: Some(getitem),
        contains: Some(methods::contains),
        concat: Some(concat),
        repeat: Some(repeat),
        binary: Slots::binary_table([(BinOp::Mod, modulo)]),
        rbinary: Slots::binary_table([(BinOp::Mod, |vm, values, template| modulo(vm, template, values))]),
        buffer: Some(export),
        ..Slots::NONE
    },
    methods: methods::methods![
        method("__getnewargs__", "($self, /)", "What pickle and copy store.", |_, a| Ok(tuple::from_vec(
            vec![from_slice(bytes_of(&a[0]))]
        ))),
        method("__bytes__", "($self, /)", "The object as exact bytes.", |_, a| {
            Ok(if a[0].is_exact::<Bytes>() { a[0].clone() } else { from_slice(bytes_of(&a[0])) })
        }),
    ],
    ..TypeSpec::BASE
};

/// `bytes`
pub static BYTES: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Bytes>(true));
/// The types beside `bytes`.
pub static TYPES: &[&StaticType] = &[&iter::BYTES_ITERATOR, &iter::BYTEARRAY_ITERATOR];
