//! What bytes and bytearray share: methods over their content, hexadecimal text, building from an iterable. The
//! receiver decides the type of the result.

use super::BYTES;
use super::storage::{Bytes, build, bytes_of, from_slice, is_bytes, try_from_slice};
use crate::object::args::Args;
use crate::object::heap::check_size;
use crate::object::obj::Obj;
use crate::object::slots::UnOp;
use crate::text::strops::{self, Pad, Side};
use crate::types::buffer::bytes_arg;
use crate::types::bytearray::{self, ByteArray};
use crate::types::list::{self, List};
use crate::types::sequence::{Items, is_index, size_arg};
use crate::types::str_::index::span;
use crate::types::tuple::{self, Tuple};
use crate::types::{buffer, codec, int, str_};
use crate::vm::{PyResult, Vm, api};
use std::borrow::Cow;

/// The content of a bytes or bytearray object. Hold it only while no Python code runs.
#[inline]
pub fn view(o: &Obj) -> &[u8] {
    if let Some(b) = o.downcast_exact::<Bytes>() {
        return b.as_slice();
    }
    match o.downcast::<ByteArray>() {
        Some(b) => b.as_slice(),
        None => bytes_of(o),
    }
}

/// An object of the receiver's kind (bytes or bytearray, not of a subclass).
pub fn like(vm: &Vm, receiver: &Obj, data: &[u8]) -> PyResult<Obj> {
    let exact = receiver.is_exact::<Bytes>();
    if !exact && receiver.is_instance::<ByteArray>() {
        return Ok(bytearray::from_vec(data.to_vec()));
    }
    if exact && data.len() == bytes_of(receiver).len() && data.as_ptr() == bytes_of(receiver).as_ptr() {
        return Ok(receiver.clone());
    }
    try_from_slice(data).map_err(|_| vm.memory_error())
}

/// `like`, where `None` stands for the receiver's content.
fn changed(vm: &Vm, receiver: &Obj, new: Option<Vec<u8>>) -> PyResult<Obj> {
    match new {
        Some(data) => like(vm, receiver, &data),
        None => like(vm, receiver, view(receiver)),
    }
}

fn pieces(vm: &Vm, receiver: &Obj, parts: Vec<&[u8]>) -> PyResult<Obj> {
    let mut out = Vec::with_capacity(parts.len());
    for p in parts {
        out.push(like(vm, receiver, p)?);
    }
    Ok(list::from_vec(out))
}

/// A byte from an int argument.
pub fn byte_arg(vm: &Vm, o: &Obj) -> PyResult<u8> {
    let i = api::index(vm, o)?;
    int::to_i64(&i)
        .and_then(|n| u8::try_from(n).ok())
        .ok_or_else(|| vm.value_error("byte must be in range(0, 256)"))
}

/// What to search for: bytes, or one byte given as an int.
fn sub_arg<'a>(vm: &Vm, o: &'a Obj) -> PyResult<Cow<'a, [u8]>> {
    if is_index(o) {
        return Ok(Cow::Owned(vec![byte_arg(vm, o)?]));
    }
    if !buffer::is_bytes_like(o) {
        return Err(vm.type_error(format!(
            "argument should be integer or bytes-like object, not '{}'",
            o.ty().name()
        )));
    }
    bytes_arg(vm, o)
}

/// The part that `start, end` arguments select and where it begins.
fn selected<'a>(
    vm: &Vm,
    o: &'a Obj,
    start: Option<&Obj>,
    end: Option<&Obj>,
) -> PyResult<Option<(&'a [u8], usize)>> {
    let (from, to) = span(vm, start, end, view(o).len())?;
    // The arguments' code may have changed the length.
    Ok(view(o).get(from..to).map(|part| (part, from)))
}

/// Signature of the searching methods.
pub const SPAN: &str = "($self, sub[, start[, end]], /)";

/// A search within `start, end`; `missing` raises or gives -1.
pub fn search(vm: &Vm, a: Args, f: fn(&[u8], &[u8]) -> Option<usize>, must: bool) -> PyResult<Obj> {
    let sub = sub_arg(vm, &a[1])?;
    let found = selected(vm, &a[0], a.opt(2), a.opt(3))?.and_then(|(part, at)| f(part, &sub).map(|i| i + at));
    match found {
        Some(i) => Ok(int::from_usize(i)),
        None if must => Err(vm.value_error("subsection not found")),
        None => Ok(int::from_i64(-1)),
    }
}

/// `count(sub, start, end)`
pub fn count(vm: &Vm, a: Args) -> PyResult<Obj> {
    let sub = sub_arg(vm, &a[1])?;
    let part = selected(vm, &a[0], a.opt(2), a.opt(3))?;
    Ok(int::from_usize(part.map_or(0, |(part, _)| strops::count::<strops::Bytes>(part, &sub))))
}

/// `startswith` and `endswith`.
pub fn affix(vm: &Vm, a: Args, name: &str, test: fn(&[u8], &[u8]) -> bool) -> PyResult<Obj> {
    let holds = |x: &Obj| -> PyResult<bool> {
        let x = bytes_arg(vm, x)?;
        Ok(selected(vm, &a[0], a.opt(2), a.opt(3))?.is_some_and(|(part, _)| test(part, &x)))
    };
    if let Some(options) = a[1].downcast::<Tuple>() {
        for o in options.as_slice() {
            if holds(o)? {
                return Ok(Obj::TRUE);
            }
        }
        return Ok(Obj::FALSE);
    }
    if !buffer::is_bytes_like(&a[1]) {
        return Err(vm.type_error(format!(
            "{name} first arg must be bytes or a tuple of bytes, not {}",
            a[1].ty().name()
        )));
    }
    holds(&a[1]).map(Obj::from_bool)
}

/// `removeprefix` and `removesuffix`.
pub fn remove_affix(vm: &Vm, a: Args, cut: for<'a> fn(&'a [u8], &[u8]) -> Option<&'a [u8]>) -> PyResult<Obj> {
    let affix = bytes_arg(vm, &a[1])?;
    let data = view(&a[0]);
    like(vm, &a[0], cut(data, &affix).unwrap_or(data))
}

/// `split` and `rsplit`.
pub fn split(vm: &Vm, a: Args, right: bool) -> PyResult<Obj> {
    let max = str_::limit(vm, a.opt(2))?;
    let sep = a.opt_not_none(1).map(|sep| bytes_arg(vm, sep)).transpose()?;
    if sep.as_ref().is_some_and(|s| s.is_empty()) {
        return Err(vm.value_error("empty separator"));
    }
    let data = view(&a[0]);
    let mut out = Vec::with_capacity(4);
    let mut each = |p: &[u8]| {
        out.push(like(vm, &a[0], p)?);
        Ok(())
    };
    match sep {
        Some(sep) if right => return pieces(vm, &a[0], strops::rsplit(data, &sep, max)),
        None if right => return pieces(vm, &a[0], strops::rsplit_whitespace::<strops::Bytes>(data, max)),
        Some(sep) => strops::split(data, &sep, max, each)?,
        None => strops::split_whitespace::<strops::Bytes, _>(data, max, &mut each)?,
    }
    Ok(list::from_vec(out))
}

/// `partition` and `rpartition`.
pub fn partition(vm: &Vm, a: Args, right: bool) -> PyResult<Obj> {
    let sep = bytes_arg(vm, &a[1])?;
    if sep.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let data = view(&a[0]);
    let found = if right { strops::rpartition(data, &sep) } else { strops::partition(data, &sep) };
    let make = |d: &[u8]| like(vm, &a[0], d);
    Ok(tuple::from_vec(match found {
        Some((head, tail)) if is_bytes(&a[0]) => vec![make(head)?, a[1].clone(), make(tail)?],
        Some((head, tail)) => vec![make(head)?, make(&sep)?, make(tail)?],
        None if right => vec![make(b"")?, make(b"")?, make(data)?],
        None => vec![make(data)?, make(b"")?, make(b"")?],
    }))
}

/// `sep.join(iterable_of_bytes)`
pub fn join(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !a[1].is_exact::<List>() && a[1].ty().slots().iter.is_none() && !api::is_sequence(&a[1]) {
        return Err(vm.type_error("can only join an iterable"));
    }
    let now = match a[1].downcast_exact::<List>() {
        Some(l) => l.now(),
        None => a[1].downcast_exact::<Tuple>().map_or(&[][..], Tuple::as_slice),
    };
    if a[0].is_exact::<Bytes>() && now.len() > 1 && now.iter().all(Obj::is_exact::<Bytes>) {
        return join_exact(vm, &a[0], now);
    }
    // The separator keeps its size meanwhile.
    let _lock = crate::object::buffer::export(vm, &a[0], false)?;
    let items = api::to_vec(vm, &a[1])?;
    if let [one] = items.as_slice()
        && one.is_exact::<Bytes>()
        && is_bytes(&a[0])
    {
        return Ok(one.clone());
    }
    let mut parts = Vec::with_capacity(items.len());
    for (i, o) in items.iter().enumerate() {
        let part = bytes_arg(vm, o).map_err(|r| {
            drop(vm.take_raised(r));
            vm.type_error(format!("sequence item {i}: expected a bytes-like object, {} found", o.ty().name()))
        })?;
        parts.push(part);
    }
    let separator = view(&a[0]);
    let between = separator.len().checked_mul(parts.len().saturating_sub(1));
    let length = parts.iter().try_fold(between, |n, p| Some(n?.checked_add(p.len()))).flatten();
    let mut joined = Vec::new();
    if length.is_none_or(|n| check_size(n).is_err() || joined.try_reserve_exact(n).is_err()) {
        return Err(vm.memory_error());
    }
    for (i, part) in parts.iter().enumerate() {
        joined.extend_from_slice(if i > 0 { separator } else { b"" });
        joined.extend_from_slice(part);
    }
    like(vm, &a[0], &joined)
}

/// Bytes joined; this runs no Python code.
fn join_exact(vm: &Vm, separator: &Obj, items: &[Obj]) -> PyResult<Obj> {
    let glue = bytes_of(separator);
    let between = glue.len().checked_mul(items.len() - 1);
    let length = items.iter().try_fold(between, |n, o| Some(n?.checked_add(bytes_of(o).len()))).flatten();
    let length = length.filter(|n| check_size(*n).is_ok()).ok_or_else(|| vm.memory_error())?;
    build(BYTES.ptr(), length, |out| {
        let mut at = 0;
        let mut put = |b: &[u8]| {
            out[at..at + b.len()].copy_from_slice(b);
            at += b.len();
        };
        for (i, o) in items.iter().enumerate() {
            if i > 0 {
                put(glue);
            }
            put(bytes_of(o));
        }
    })
    .map_err(|_| vm.memory_error())
}

/// `ljust`, `rjust`, `center`.
pub fn pad(vm: &Vm, a: Args, name: &str, side: Pad) -> PyResult<Obj> {
    let width = size_arg(vm, &a[1])?.max(0) as usize;
    let fill = match a.opt(2) {
        None => b' ',
        Some(f) => match view(f) {
            [b] => *b,
            _ => {
                return Err(vm.type_error(format!(
                    "{name}() argument 2 must be a byte string of length 1, not {}",
                    api::given(f)
                )));
            }
        },
    };
    str_::format::check_room(vm, width)?;
    changed(vm, &a[0], strops::pad::<strops::Bytes>(view(&a[0]), width, &[fill], side))
}

/// `strip` and its kin.
pub fn strip(vm: &Vm, a: Args, side: Side) -> PyResult<Obj> {
    let chars = a.opt_not_none(1).map(|c| bytes_arg(vm, c)).transpose()?;
    like(vm, &a[0], strops::strip::<strops::Bytes>(view(&a[0]), chars.as_deref(), side))
}

/// `replace(old, new, count)`
pub fn replace(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (old, new) = (bytes_arg(vm, &a[1])?, bytes_arg(vm, &a[2])?);
    let max = str_::limit(vm, a.opt(3))?;
    let data = view(&a[0]);
    if new.len() > old.len() && data.len() > 1 << 16 {
        let times = strops::count::<strops::Bytes>(data, &old).min(max);
        let room = times.checked_mul(new.len()).and_then(|n| n.checked_add(data.len()));
        str_::format::check_room(vm, room.ok_or_else(|| vm.overflow_error("replace bytes is too long"))?)?;
    }
    changed(vm, &a[0], strops::replace::<strops::Bytes>(data, &old, &new, max))
}

/// `translate(table, delete)`
pub fn translate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let table = a.opt_not_none(1).map(|t| bytes_arg(vm, t)).transpose()?;
    if table.as_ref().is_some_and(|t| t.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let delete = a.opt(2).map(|d| bytes_arg(vm, d)).transpose()?.unwrap_or_default();
    let data = strops::translate_bytes(view(&a[0]), table.as_deref(), &delete);
    changed(vm, &a[0], (data != view(&a[0])).then_some(data))
}

/// `maketrans(frm, to)`
pub fn maketrans(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (from, to) = (bytes_arg(vm, &a[0])?, bytes_arg(vm, &a[1])?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (x, y) in from.iter().zip(to.iter()) {
        table[*x as usize] = *y;
    }
    Ok(from_slice(&table))
}

/// `expandtabs(tabsize)`
pub fn expandtabs(vm: &Vm, a: Args) -> PyResult<Obj> {
    let tab = a.opt(1).map_or(Ok(8), |n| str_::c_int(vm, n))?.max(0) as usize;
    let data = view(&a[0]);
    let Some(most) = str_::expanded_length(data, tab) else {
        return Err(vm.overflow_error("result too long"));
    };
    str_::format::check_room(vm, most)?;
    like(vm, &a[0], &strops::expand_tabs::<strops::Bytes>(data, tab))
}

/// `splitlines(keepends)`
pub fn splitlines(vm: &Vm, a: Args) -> PyResult<Obj> {
    let keep = a.opt(1).map_or(Ok(false), |k| api::is_true(vm, k))?;
    pieces(vm, &a[0], strops::split_lines::<strops::Bytes>(view(&a[0]), keep))
}

/// `zfill(width)`
pub fn zfill(vm: &Vm, a: Args) -> PyResult<Obj> {
    let width = size_arg(vm, &a[1])?.max(0) as usize;
    str_::format::check_room(vm, width)?;
    changed(vm, &a[0], strops::zfill::<strops::Bytes>(view(&a[0]), width))
}

/// `decode(encoding, errors)`
pub fn decode(vm: &Vm, a: Args) -> PyResult<Obj> {
    let encoding = a.opt(1).map(|e| codec::name_argument(vm, e, "decode", "encoding")).transpose()?;
    let errors = a.opt(2).map(|e| codec::name_argument(vm, e, "decode", "errors")).transpose()?;
    codec::decode(vm, &a[0], encoding.as_deref(), errors.as_deref())
}

/// `hex(sep, bytes_per_sep)` of any content.
pub fn hex(vm: &Vm, data: &[u8], sep: Option<&Obj>, group: Option<&Obj>) -> PyResult<Obj> {
    str_::make(vm, &hex_text(vm, data, sep, group)?)
}

/// The same as ASCII bytes.
pub fn hex_text(vm: &Vm, data: &[u8], sep: Option<&Obj>, group: Option<&Obj>) -> PyResult<Vec<u8>> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let group = group.map_or(Ok(1), |n| str_::c_int(vm, n))?;
    let sep = match sep {
        None => None,
        Some(s) => {
            if api::len(vm, s)? != 1 {
                return Err(vm.value_error("sep must be length 1."));
            }
            let b = if str_::is_str(s) {
                str_::bytes_of(s)[0]
            } else if is_bytes(s) {
                bytes_of(s)[0]
            } else {
                return Err(vm.type_error("sep must be str or bytes."));
            };
            if b >= 0x80 {
                return Err(vm.value_error("sep must be ASCII."));
            }
            Some(b)
        }
    };
    let (size, n) = (group.unsigned_abs() as usize, data.len());
    let mut out = Vec::new();
    out.try_reserve_exact(n * if sep.is_some() { 3 } else { 2 }).map_err(|_| vm.memory_error())?;
    if sep.is_none() {
        out.resize(n * 2, 0);
        for (pair, b) in out.chunks_exact_mut(2).zip(data) {
            pair[0] = DIGITS[usize::from(b >> 4)];
            pair[1] = DIGITS[usize::from(b & 15)];
        }
        return Ok(out);
    }
    for (i, b) in data.iter().enumerate() {
        let place = if group > 0 { n - i } else { i };
        if let Some(sep) = sep
            && i > 0
            && size > 0
            && place % size == 0
        {
            out.push(sep);
        }
        out.extend([b >> 4, b & 15].map(|d| DIGITS[d as usize]));
    }
    Ok(out)
}

/// The bytes that `fromhex` reads.
pub fn from_hex(vm: &Vm, text: &Obj) -> PyResult<Vec<u8>> {
    if !str_::is_str(text) {
        return Err(vm.type_error(format!("fromhex() argument must be str, not {}", api::given(text))));
    }
    let s = str_::bytes_of(text);
    let digit = |i: usize| s.get(i).and_then(|b| char::from(*b).to_digit(16)).map(|d| d as u8);
    let mut out = Vec::with_capacity(s.len() / 2);
    let mut i = 0;
    while i < s.len() {
        if matches!(s[i], 9..=13 | 32) {
            i += 1;
            continue;
        }
        match (digit(i), digit(i + 1)) {
            (Some(high), Some(low)) => out.push(high << 4 | low),
            (high, _) => {
                let at = str_::char_index(text, i + usize::from(high.is_some()));
                return Err(
                    vm.value_error(format!("non-hexadecimal number found in fromhex() arg at position {at}"))
                );
            }
        }
        i += 2;
    }
    Ok(out)
}

/// The arguments of `bytes()` and `bytearray()`.
pub enum Source<'a> {
    /// What the constructor begins with.
    Data(Vec<u8>),
    /// An object that is still to be read.
    From(&'a Obj),
}

/// Reads the arguments that both constructors treat alike; `kind` is the type's name.
pub fn source<'a>(vm: &Vm, kind: &str, args: crate::object::args::CallArgs<'a>) -> PyResult<Source<'a>> {
    let [object, encoding, errors] = args.bind(vm, kind, ["source", "encoding", "errors"])?;
    let encoding_name = encoding.map(|e| codec::name_argument(vm, e, kind, "encoding")).transpose()?;
    let errors_name = errors.map(|e| codec::name_argument(vm, e, kind, "errors")).transpose()?;
    match object {
        Some(s) if str_::is_str(s) => {
            if encoding.is_none() {
                return Err(vm.type_error("string argument without an encoding"));
            }
            let b = codec::encode(vm, s, encoding_name.as_deref(), errors_name.as_deref())?;
            Ok(Source::Data(bytes_of(&b).to_vec()))
        }
        _ if encoding.is_some() => Err(vm.type_error("encoding without a string argument")),
        _ if errors.is_some() => Err(vm.type_error("errors without a string argument")),
        None => Ok(Source::Data(Vec::new())),
        Some(o) => Ok(Source::From(o)),
    }
}

/// The content for a count, a buffer or an iterable of ints.
pub fn content(vm: &Vm, kind: &str, o: &Obj) -> PyResult<Vec<u8>> {
    if is_index(o) {
        match api::index_isize(vm, o) {
            Ok(n) if n < 0 => return Err(vm.value_error("negative count")),
            Ok(n) => {
                str_::format::check_room(vm, n as usize)?;
                return Ok(vec![0; n as usize]);
            }
            Err(r) => vm.clear_if(r, &crate::types::exception::TYPE_ERROR)?,
        }
    }
    if buffer::is_bytes_like(o) {
        return buffer::to_bytes_vec(vm, o);
    }
    if str_::is_str(o) || o.ty().slots().iter.is_none() && !api::is_sequence(o) {
        return Err(vm.type_error(format!("cannot convert '{}' object to {kind}", o.ty().name())));
    }
    from_iterable(vm, o, if kind == "bytes" { "bytes" } else { "byte" })
}

/// Bytes from an iterable of ints; `noun` is the first word of the message for numbers out of range.
pub fn from_iterable(vm: &Vm, o: &Obj, noun: &str) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    api::for_each(vm, o, |item| {
        let n = item.value();
        let b = if n.is_int() {
            u8::try_from(n.int()).ok()
        } else {
            int::to_i64(&api::index(vm, &item)?).and_then(|n| u8::try_from(n).ok())
        };
        match b {
            Some(b) => out.push(b),
            None => return Err(vm.value_error(format!("{noun} must be in range(0, 256)"))),
        }
        Ok(true)
    })?;
    Ok(out)
}

/// `x in data`
pub fn contains(vm: &Vm, o: &Obj, x: &Obj) -> PyResult<bool> {
    if x.ty().slots().unary[UnOp::Index as usize].is_some() {
        let b = byte_arg(vm, x)?;
        return Ok(view(o).contains(&b));
    }
    let sub = bytes_arg(vm, x)?;
    Ok(strops::find(view(o), &sub).is_some())
}

/// The methods that both types have, followed by a type's own.
macro_rules! methods {
    ($($own:expr),* $(,)?) => {{
        use crate::object::spec::{class_method, method, static_method};
        use crate::text::strops::{self, Pad, Side};
        use crate::text::case;
        use crate::types::bytes::methods as m;
        use crate::object::obj::Obj;
        const FILL: &str = "($self, width, fillchar=b' ', /)";
        const AFFIX: &str = "($self, prefix[, start[, end]], /)";
        macro_rules! mapped {
            ($name:literal, $doc:literal, $f:expr) => {
                method($name, "($self, /)", $doc, |vm, a| { let f: fn(&[u8]) -> Vec<u8> = $f; m::like(vm, &a[0], &f(m::view(&a[0]))) })
            };
        }
        macro_rules! asks {
            ($name:literal, $doc:literal, $f:expr) => {
                method($name, "($self, /)", $doc, |_, a| { let f: fn(&[u8]) -> bool = $f; Ok(Obj::from_bool(f(m::view(&a[0])))) })
            };
        }
        &[
            mapped!("capitalize", "A copy with its first byte in upper and the rest in lower case.", case::capitalize_bytes),
            method("center", FILL, "A copy padded on both sides to a width.", |vm, a| m::pad(vm, a, "center", Pad::Both)),
            method("count", m::SPAN, "Number of occurrences of sub in [start:end] that do not overlap.", m::count),
            method("decode", "($self, /, encoding='utf-8', errors='strict')", "The text that the bytes stand for in an encoding.", m::decode),
            method("endswith", "($self, suffix[, start[, end]], /)", "Whether [start:end] ends with a suffix, or with one of a tuple.", |vm, a| m::affix(vm, a, "endswith", |s, x| s.ends_with(x))),
            method("expandtabs", "($self, /, tabsize=8)", "A copy with tabs replaced by spaces.", m::expandtabs),
            method("find", m::SPAN, "First position of sub in [start:end], or -1.", |vm, a| m::search(vm, a, strops::find, false)),
            method("hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", "The bytes as hexadecimal digits.", |vm, a| m::hex(vm, &m::view(&a[0]).to_vec(), a.opt(1), a.opt(2))),
            method("index", m::SPAN, "First position of sub in [start:end]; ValueError if there is none.", |vm, a| m::search(vm, a, strops::find, true)),
            asks!("isalnum", "Whether all bytes are ASCII letters or digits and there is one.", |s| !s.is_empty() && s.iter().all(u8::is_ascii_alphanumeric)),
            asks!("isalpha", "Whether all bytes are ASCII letters and there is one.", |s| !s.is_empty() && s.iter().all(u8::is_ascii_alphabetic)),
            asks!("isascii", "Whether all bytes are ASCII.", <[u8]>::is_ascii),
            asks!("isdigit", "Whether all bytes are ASCII digits and there is one.", |s| !s.is_empty() && s.iter().all(u8::is_ascii_digit)),
            asks!("islower", "Whether there are ASCII letters and all of them are lower case.", |s| s.iter().any(u8::is_ascii_lowercase) && !s.iter().any(u8::is_ascii_uppercase)),
            asks!("isspace", "Whether all bytes are ASCII whitespace and there is one.", |s| !s.is_empty() && s.iter().all(|b| matches!(b, 9..=13 | 32))),
            asks!("istitle", "Whether the bytes are in title case.", |s| s.iter().any(u8::is_ascii_alphabetic) && case::title_bytes(s) == s),
            asks!("isupper", "Whether there are ASCII letters and all of them are upper case.", |s| s.iter().any(u8::is_ascii_uppercase) && !s.iter().any(u8::is_ascii_lowercase)),
            method("join", "($self, iterable_of_bytes, /)", "The bytes-like objects of the iterable with these bytes between them.", m::join),
            method("ljust", FILL, "A copy padded on the right to a width.", |vm, a| m::pad(vm, a, "ljust", Pad::Right)),
            mapped!("lower", "A copy with ASCII letters in lower case.", <[u8]>::to_ascii_lowercase),
            method("lstrip", "($self, bytes=None, /)", "A copy without leading whitespace, or without leading bytes of the argument.", |vm, a| m::strip(vm, a, Side::Left)),
            method("partition", "($self, sep, /)", "Head, separator and tail around the first occurrence.", |vm, a| m::partition(vm, a, false)),
            method("removeprefix", "($self, prefix, /)", "A copy without the prefix, if it is there.", |vm, a| m::remove_affix(vm, a, |s, x| s.strip_prefix(x))),
            method("removesuffix", "($self, suffix, /)", "A copy without the suffix, if it is there.", |vm, a| m::remove_affix(vm, a, |s, x| s.strip_suffix(x))),
            method("replace", "($self, old, new, count=-1, /)", "A copy with occurrences of old replaced by new, at most count of them.", m::replace),
            method("rfind", m::SPAN, "Last position of sub in [start:end], or -1.", |vm, a| m::search(vm, a, strops::rfind, false)),
            method("rindex", m::SPAN, "Last position of sub in [start:end]; ValueError if there is none.", |vm, a| m::search(vm, a, strops::rfind, true)),
            method("rjust", FILL, "A copy padded on the left to a width.", |vm, a| m::pad(vm, a, "rjust", Pad::Left)),
            method("rpartition", "($self, sep, /)", "Head, separator and tail around the last occurrence.", |vm, a| m::partition(vm, a, true)),
            method("rsplit", "($self, /, sep=None, maxsplit=-1)", "The parts between separators, counted from the right.", |vm, a| m::split(vm, a, true)),
            method("rstrip", "($self, bytes=None, /)", "A copy without trailing whitespace, or without trailing bytes of the argument.", |vm, a| m::strip(vm, a, Side::Right)),
            method("split", "($self, /, sep=None, maxsplit=-1)", "The parts between separators; without sep between runs of ASCII whitespace.", |vm, a| m::split(vm, a, false)),
            method("splitlines", "($self, /, keepends=False)", "The lines.", m::splitlines),
            method("startswith", AFFIX, "Whether [start:end] begins with a prefix, or with one of a tuple.", |vm, a| m::affix(vm, a, "startswith", |s, x| s.starts_with(x))),
            method("strip", "($self, bytes=None, /)", "A copy without whitespace, or bytes of the argument, at both ends.", |vm, a| m::strip(vm, a, Side::Both)),
            mapped!("swapcase", "A copy with upper and lower case ASCII letters exchanged.", case::swapcase_bytes),
            mapped!("title", "A copy where every word begins with an upper case ASCII letter.", case::title_bytes),
            method("translate", "($self, table, /, delete=b'')", "A copy without the bytes of delete, the others mapped by a table of 256.", m::translate),
            mapped!("upper", "A copy with ASCII letters in upper case.", <[u8]>::to_ascii_uppercase),
            method("zfill", "($self, width, /)", "A copy with zeros in front, after a sign, to a width.", m::zfill),
            static_method("maketrans", "(frm, to, /)", "A translation table of 256 bytes.", m::maketrans),
            class_method("fromhex", "($type, string, /)", "An object from hexadecimal digits; spaces between bytes are skipped.", |vm, a| {
                let data = m::from_hex(vm, &a[1])?;
                m::of_class(vm, &a[0], data)
            }),
            $($own,)*
        ]
    }};
}
pub(crate) use methods;

/// An object of a class derived from (or being) bytes or bytearray: subclasses are called with bytes.
pub fn of_class(vm: &Vm, class: &Obj, data: Vec<u8>) -> PyResult<Obj> {
    let ptr = class.value().ptr().cast_const().cast();
    if std::ptr::eq(ptr, bytearray::BYTEARRAY.ptr()) {
        return Ok(bytearray::from_vec(data));
    }
    let b = try_from_slice(&data).map_err(|_| vm.memory_error())?;
    if std::ptr::eq(ptr, super::BYTES.ptr()) { Ok(b) } else { api::call(vm, class, &[b]) }
}
