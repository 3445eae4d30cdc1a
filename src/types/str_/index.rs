//! Positions in str objects: `s[i]`, slices, `start, end` arguments, `in`, and the iterators. Characters are counted;
//! ASCII text is indexed directly, other text through the marks that `storage.rs` keeps.

use super::storage::{self, bytes_of, char_index, char_len, from_char, from_wtf8, is_ascii, is_str};
use crate::object::args::Args;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{NextFn, Slots};
use crate::object::spec::{MethodDef, TypeSpec, iter_self, method};
use crate::object::type_object::StaticType;
use crate::types::sequence::{is_index, item_index, resolve};
use crate::types::slice::{self, Slice};
use crate::types::{int, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

/// Substring of characters `start..stop`; the object itself if that is all of it.
pub fn substring(vm: &Vm, s: &Obj, start: usize, stop: usize) -> PyResult<Obj> {
    let (from, to) = storage::byte_offsets(s, start, stop.max(start));
    let text = bytes_of(s);
    if from == 0 && to == text.len() && s.is_exact::<storage::Str>() {
        return Ok(s.clone());
    }
    super::make(vm, &text[from..to])
}

/// The character at a position in range.
fn char_object(s: &Obj, i: usize) -> Obj {
    let b = bytes_of(s);
    if is_ascii(s) {
        from_char(u32::from(b[i]))
    } else {
        from_char(storage::decode_at(b, storage::byte_offset(s, i)))
    }
}

/// `s[key]`
pub fn getitem(vm: &Vm, s: &Obj, key: &Obj) -> PyResult<Obj> {
    if key.is_exact::<Slice>() {
        return getslice(vm, s, key);
    }
    if !is_index(key) {
        return Err(vm.type_error(format!("string indices must be integers, not '{}'", key.ty().name())));
    }
    match resolve(item_index(vm, key)?, char_len(s)) {
        Some(i) => Ok(char_object(s, i)),
        None => Err(vm.index_error("string index out of range")),
    }
}

fn getslice(vm: &Vm, s: &Obj, key: &Obj) -> PyResult<Obj> {
    let (start, _, step, n) = slice::indices(vm, key, char_len(s))?;
    if step == 1 {
        return substring(vm, s, start as usize, start as usize + n);
    }
    let text = bytes_of(s);
    if !is_ascii(s) && step == -1 {
        let (from, to) = storage::byte_offsets(s, (start + 1) as usize - n, (start + 1) as usize);
        let part = &text[from..to];
        return storage::build_with(part.len(), part.is_ascii(), |out| crate::text::wtf8::reverse(part, out))
            .map_err(|_| vm.memory_error());
    }
    if !is_ascii(s) {
        return super::make(vm, &crate::text::wtf8::slice_step(text, start.max(0) as usize, step, n));
    }
    super::make(vm, &crate::types::bytes::strided(text, start, step, n))
}

/// `start, end` arguments of searching methods, for a length: the end is clipped, a start behind the end is kept.
pub fn span(vm: &Vm, start: Option<&Obj>, end: Option<&Obj>, len: usize) -> PyResult<(usize, usize)> {
    let one = |o: Option<&Obj>, default: usize| -> PyResult<usize> {
        let Some(o) = o.filter(|o| !o.is_none()) else { return Ok(default) };
        if !is_index(o) {
            return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
        }
        let i = api::index(vm, o)?;
        Ok(match int::to_i64(&i) {
            Some(i) if i < 0 => i.saturating_add(len as i64).max(0) as usize,
            Some(i) => i as usize,
            None if int::is_negative(&i) => 0,
            None => usize::MAX >> 1,
        })
    };
    let (start, end) = (one(start, 0)?, one(end, len)?);
    Ok((start, end.min(len)))
}

/// `x in s`
pub fn contains(vm: &Vm, s: &Obj, x: &Obj) -> PyResult<bool> {
    if !is_str(x) {
        return Err(
            vm.type_error(format!("'in <string>' requires string as left operand, not {}", x.ty().name()))
        );
    }
    Ok(crate::text::strops::find(bytes_of(s), bytes_of(x)).is_some())
}

/// The part of a str that `start, end` arguments select, as bytes with their offset; `None` if they exclude even the
/// empty text.
pub fn selected<'a>(
    vm: &Vm,
    s: &'a Obj,
    start: Option<&Obj>,
    end: Option<&Obj>,
) -> PyResult<Option<(&'a [u8], usize)>> {
    let text = bytes_of(s);
    if start.is_none() && end.is_none() {
        return Ok(Some((text, 0)));
    }
    let (start, end) = span(vm, start, end, char_len(s))?;
    if start > end {
        return Ok(None);
    }
    let (from, to) = storage::byte_offsets(s, start, end);
    Ok(Some((&text[from..to], from)))
}

/// Character position of a byte offset as an int.
pub fn position_object(s: &Obj, byte: usize) -> Obj {
    int::from_usize(char_index(s, byte))
}

// --- iterators

/// The native state of both str iterators.
pub struct StrIterator {
    /// Absent when exhausted.
    text: RefCell<Option<Obj>>,
    /// Byte offset of the next character.
    at: Cell<usize>,
}

#[allow(unsafe_code)]
// SAFETY: a str cannot be part of a cycle, except through attributes of subclasses, and those iterators keep a copy.
unsafe impl Payload for StrIterator {
    fn static_type() -> &'static StaticType {
        &STR_ITERATOR
    }
}

/// The native state of the iterator over ASCII text.
pub struct AsciiIterator(StrIterator);

#[allow(unsafe_code)]
// SAFETY: as for `StrIterator`.
unsafe impl Payload for AsciiIterator {
    fn static_type() -> &'static StaticType {
        &STR_ASCII_ITERATOR
    }
}

/// `iter(s)`
pub fn iter(_: &Vm, s: &Obj) -> PyResult<Obj> {
    let text = if s.is_exact::<storage::Str>() { s.clone() } else { from_wtf8(bytes_of(s)) };
    let body = StrIterator { text: RefCell::new(Some(text)), at: Cell::new(0) };
    Ok(if is_ascii(s) { Ref::new(AsciiIterator(body)).into_obj() } else { Ref::new(body).into_obj() })
}

/// One step of an iterator whose state this is: the character that `read` gives for text and offset, with its length.
#[inline(always)]
fn advance(it: &StrIterator, read: impl FnOnce(&[u8], usize) -> (u32, usize)) -> PyResult<Option<Obj>> {
    let mut text = it.text.borrow_mut();
    let Some(s) = &*text else { return Ok(None) };
    let (b, at) = (bytes_of(s), it.at.get());
    if at >= b.len() {
        drop(text.take());
        return Ok(None);
    }
    let (c, len) = read(b, at);
    it.at.set(at + len);
    Ok(Some(from_char(c)))
}

fn state(o: &Obj) -> &StrIterator {
    match o.downcast_exact::<AsciiIterator>() {
        Some(a) => &a.0,
        None => o.downcast::<StrIterator>().expect("the receiver is a str iterator"),
    }
}

#[allow(unsafe_code)]
fn next_ascii(_: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    // SAFETY: this is a slot of that type only, which has no subclasses.
    let it = unsafe { o.downcast_unchecked::<AsciiIterator>() };
    advance(&it.0, |b, at| (u32::from(b[at]), 1))
}

#[allow(unsafe_code)]
fn next(_: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    // SAFETY: as in `next_ascii`.
    advance(unsafe { o.downcast_unchecked::<StrIterator>() }, crate::text::wtf8::decode_at)
}

static ITERATOR_METHODS: [MethodDef; 3] = [
    method("__length_hint__", "($self, /)", "Number of characters left.", |_, a| {
        let it = state(&a[0]);
        let text = it.text.borrow();
        Ok(int::from_usize(text.as_ref().map_or(0, |s| char_len(s) - char_index(s, it.at.get()))))
    }),
    method("__reduce__", "($self, /)", "What pickle and copy store.", |vm, a| {
        let f = api::builtin(vm, "iter")?;
        let it = state(&a[0]);
        let text = it.text.borrow().clone();
        Ok(tuple::from_vec(match text {
            Some(s) => {
                let at = position_object(&s, it.at.get());
                vec![f, tuple::from_vec(vec![s]), at]
            }
            None => vec![f, tuple::from_vec(vec![from_wtf8(b"")])],
        }))
    }),
    method("__setstate__", "($self, object, /)", "What pickle and copy store.", set_state),
];

fn set_state(vm: &Vm, a: Args) -> PyResult<Obj> {
    let i = crate::types::sequence::state_arg(vm, &a[1])?;
    let it = state(&a[0]);
    if let Some(s) = &*it.text.borrow() {
        it.at.set(storage::byte_offset(s, (i.max(0) as usize).min(char_len(s))));
    }
    Ok(Obj::NONE)
}

const fn iterator_spec(name: &'static str, next: NextFn) -> TypeSpec {
    TypeSpec {
        name,
        slots: Slots { iter: Some(iter_self), next: Some(next), ..Slots::NONE },
        methods: &ITERATOR_METHODS,
        ..TypeSpec::FINAL
    }
}

static STR_ITERATOR_SPEC: TypeSpec = iterator_spec("str_iterator", next);
static STR_ASCII_ITERATOR_SPEC: TypeSpec = iterator_spec("str_ascii_iterator", next_ascii);

/// `type(iter('é'))`
pub static STR_ITERATOR: StaticType =
    StaticType::new(&STR_ITERATOR_SPEC, LayoutOps::of::<StrIterator>(false));
/// `type(iter('e'))`
pub static STR_ASCII_ITERATOR: StaticType =
    StaticType::new(&STR_ASCII_ITERATOR_SPEC, LayoutOps::of::<AsciiIterator>(false));
