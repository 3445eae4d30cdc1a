//! Storage of str objects: WTF-8 bytes inline behind the header, cached hash, character count and an index for
//! non-ASCII text. Python's methods are in `mod.rs`.
#![allow(unsafe_code)]

use crate::object::heap::{self, GilCell, Header, Object, OutOfMemory, Payload, flag};
use crate::object::obj::Obj;
use crate::object::type_object::{StaticType, Type};
use crate::object::value::Value;
use crate::text::wtf8;
use std::borrow::Cow;
use std::cell::{Cell, UnsafeCell};
use std::num::NonZeroUsize;
use std::ptr;

/// The native state of a str; the bytes follow it.
#[repr(C)]
pub struct Str {
    hash: Cell<u64>,
    len: Cell<usize>,
    /// Inline bytes allocated.
    cap: Cell<usize>,
    extra: UnsafeCell<Option<Box<Index>>>,
}

/// Character positions of a non-ASCII text.
struct Index {
    chars: usize,
    /// Bytes of each character, if all take as many; then there are no marks.
    width: Option<NonZeroUsize>,
    /// Byte offset of every `STRIDE`th character.
    marks: Vec<usize>,
}

/// Characters between two marks.
const STRIDE: usize = 16;

// SAFETY: no references to other objects; `cap` bytes follow the body.
unsafe impl Payload for Str {
    fn static_type() -> &'static StaticType {
        &super::STR
    }
    fn extra(&self) -> usize {
        self.cap.get()
    }
}

/// Whether an object is a str or of a subclass.
#[inline(always)]
pub fn is_str(o: &Obj) -> bool {
    o.is_exact::<Str>() || o.is_instance::<Str>()
}

#[inline(always)]
fn body(o: &Obj) -> &Str {
    // SAFETY: callers pass str objects.
    unsafe { o.downcast_unchecked::<Str>() }
}

/// The WTF-8 bytes of a str object.
#[inline(always)]
pub fn bytes_of(o: &Obj) -> &[u8] {
    let s = body(o);
    // SAFETY: `len` bytes are initialised behind the body.
    unsafe { std::slice::from_raw_parts(ptr::from_ref(s).add(1).cast::<u8>(), s.len.get()) }
}

/// The text for messages: lone surrogates become replacement characters.
pub fn display(o: &Obj) -> Cow<'_, str> {
    if is_str(o) { String::from_utf8_lossy(bytes_of(o)) } else { Cow::Borrowed("?") }
}

/// Whether all characters are ASCII.
#[inline(always)]
pub fn is_ascii(o: &Obj) -> bool {
    o.flags() & flag::ASCII != 0
}

/// The text as UTF-8; `None` if it has lone surrogates.
pub fn utf8(o: &Obj) -> Option<&str> {
    let b = bytes_of(o);
    if is_ascii(o) {
        // SAFETY: ASCII is UTF-8.
        return Some(unsafe { std::str::from_utf8_unchecked(b) });
    }
    std::str::from_utf8(b).ok()
}

#[inline(always)]
fn try_new(len: usize) -> Result<*mut Header, OutOfMemory> {
    if len > isize::MAX as usize - 128 {
        return Err(OutOfMemory);
    }
    let size = size_of::<Object<Str>>();
    let total = heap::usable(size + ((len + 7) & !7));
    let cap = total - size;
    let h = heap::try_allocate_object(super::STR.ptr(), total, false)?;
    // SAFETY: fresh memory.
    unsafe {
        (&raw mut (*h.cast::<Object<Str>>()).body).write(Str {
            hash: Cell::new(0),
            len: Cell::new(len),
            cap: Cell::new(cap),
            extra: UnsafeCell::new(None),
        });
    }
    Ok(h)
}

#[inline(always)]
unsafe fn data(h: *mut Header) -> *mut u8 {
    // SAFETY: the bytes follow the object.
    unsafe { h.cast::<Object<Str>>().add(1).cast() }
}

unsafe fn finish(h: *mut Header, ascii: bool) -> Obj {
    // SAFETY: the bytes are written.
    unsafe {
        if ascii {
            (*h).flags.set((*h).flags.get() | flag::ASCII);
        }
        Obj::from_owned(Value::from_ptr(h))
    }
}

static SINGLE: GilCell<[Option<Obj>; 257]> = GilCell::new([const { None }; 257]);

/// The shared str of one Latin-1 character (256: the empty str).
fn shared(i: usize) -> Obj {
    // SAFETY: GIL held.
    unsafe {
        if let Some(o) = &(*SINGLE.get())[i] {
            return o.clone();
        }
        let o = if i == 256 {
            build(&[])
        } else {
            let mut buf = [0; 4];
            build(char::from(i as u8).encode_utf8(&mut buf).as_bytes())
        };
        let o = o.expect("a few bytes");
        o.make_immortal();
        (*SINGLE.get())[i] = Some(o.clone());
        o
    }
}

fn build(text: &[u8]) -> Result<Obj, OutOfMemory> {
    let h = try_new(text.len())?;
    // SAFETY: room for the bytes.
    unsafe {
        ptr::copy_nonoverlapping(text.as_ptr(), data(h), text.len());
        Ok(finish(h, text.is_ascii()))
    }
}

/// A str of a class (`str` itself or a subclass) from WTF-8 bytes.
pub fn with_type(ty: *const Object<Type>, text: &[u8]) -> Result<Obj, OutOfMemory> {
    if ptr::eq(ty, super::STR.ptr()) {
        return try_from_wtf8(text);
    }
    let cap = text.len().checked_add(7).ok_or(OutOfMemory)? & !7;
    // SAFETY: fresh memory with room for `cap` bytes behind the body.
    unsafe {
        let h = crate::object::attr::allocate_instance(ty, cap)?;
        (&raw mut (*h.cast::<Object<Str>>()).body).write(Str {
            hash: Cell::new(0),
            len: Cell::new(text.len()),
            cap: Cell::new(cap),
            extra: UnsafeCell::new(None),
        });
        ptr::copy_nonoverlapping(text.as_ptr(), data(h), text.len());
        let o = finish(h, text.is_ascii());
        if (*ty).body.is_gc() {
            crate::object::gc::track(h);
        }
        Ok(o)
    }
}

/// A str of `len` bytes of WTF-8 that `fill` writes (all of them).
pub fn build_with(len: usize, ascii: bool, fill: impl FnOnce(&mut [u8])) -> Result<Obj, OutOfMemory> {
    if len < 2 {
        let mut one = [0];
        fill(&mut one[..len]);
        return Ok(from_wtf8(&one[..len]));
    }
    let h = try_new(len)?;
    // SAFETY: room for the bytes, which are zero until `fill` writes them.
    unsafe {
        data(h).write_bytes(0, len);
        fill(std::slice::from_raw_parts_mut(data(h), len));
        Ok(finish(h, ascii))
    }
}

/// A str from WTF-8 bytes.
pub fn from_wtf8(text: &[u8]) -> Obj {
    match text {
        [] => shared(256),
        [c] => shared(*c as usize),
        _ => build(text).unwrap_or_else(|_| std::alloc::handle_alloc_error(std::alloc::Layout::new::<u64>())),
    }
}

/// A str from WTF-8 bytes whose length user code controls.
pub fn try_from_wtf8(text: &[u8]) -> Result<Obj, OutOfMemory> {
    if text.len() < 2 { Ok(from_wtf8(text)) } else { build(text) }
}

/// A str.
pub fn from_str(text: &str) -> Obj {
    from_wtf8(text.as_bytes())
}

/// A str from an owned text.
pub fn from_string(text: String) -> Obj {
    from_wtf8(text.as_bytes())
}

/// A str of one character (code point; surrogates allowed).
#[inline]
pub fn from_char(c: u32) -> Obj {
    if c < 256 { shared(c as usize) } else { recent(c) }
}

/// Characters beyond Latin-1 that were asked for lately: texts of one script use few of them over and over.
struct Recent {
    chars: [u32; RECENT],
    texts: [Option<Obj>; RECENT],
}

/// A power of two.
const RECENT: usize = 1024;
static RECENTLY: GilCell<Recent> =
    GilCell::new(Recent { chars: [0; RECENT], texts: [const { None }; RECENT] });

fn recent(c: u32) -> Obj {
    let place = (c ^ c >> 10) as usize & (RECENT - 1);
    // SAFETY: GIL held; the destruction of a str runs no code.
    unsafe {
        let known = &mut *RECENTLY.get();
        if known.chars[place] == c
            && let Some(o) = &known.texts[place]
        {
            return o.clone();
        }
        let mut buf = [0u8; 4];
        let n = wtf8::encode(c, &mut buf);
        let o = from_wtf8(&buf[..n]);
        known.chars[place] = c;
        known.texts[place] = Some(o.clone());
        o
    }
}

/// Two texts joined. A high and a low surrogate that meet stay two characters in Python; WTF-8 byte forms keep that.
pub fn concat(x: &Obj, y: &Obj) -> Result<Obj, OutOfMemory> {
    let (a, b) = (bytes_of(x), bytes_of(y));
    let h = try_new(a.len().checked_add(b.len()).ok_or(OutOfMemory)?)?;
    // SAFETY: room for both.
    unsafe {
        ptr::copy_nonoverlapping(a.as_ptr(), data(h), a.len());
        ptr::copy_nonoverlapping(b.as_ptr(), data(h).add(a.len()), b.len());
        Ok(finish(h, is_ascii(x) && is_ascii(y)))
    }
}

/// Texts joined.
pub fn join_all(parts: &[Obj]) -> Result<Obj, OutOfMemory> {
    let (mut len, mut ascii) = (0usize, true);
    for p in parts {
        len = len.checked_add(bytes_of(p).len()).ok_or(OutOfMemory)?;
        ascii &= is_ascii(p);
    }
    build_with(len, ascii, |mut to| {
        for p in parts {
            let (here, rest) = to.split_at_mut(bytes_of(p).len());
            here.copy_from_slice(bytes_of(p));
            to = rest;
        }
    })
}

/// `s += t` when nobody else holds `s`: appends in the object, which may move. Gives `s` back unchanged (`Err`) when
/// that is not possible.
pub fn try_append_in_place(s: Obj, t: &Obj) -> Result<Obj, Obj> {
    if s.refcount() != 1
        || !s.is_exact::<Str>()
        || s.flags() & (flag::INTERNED | flag::WEAKREFS) != 0
        || s.is(t)
    {
        return Err(s);
    }
    let (old, add) = (body(&s).len.get(), bytes_of(t));
    let Some(new_len) = old.checked_add(add.len()) else { return Err(s) };
    let ascii = is_ascii(&s) && is_ascii(t);
    // SAFETY: we hold the only reference; `t` is another object.
    unsafe {
        let mut h = s.value().ptr();
        let size = size_of::<Object<Str>>();
        let cap = body(&s).cap.get();
        if new_len > cap {
            // Grow by an eighth, so that repeated appends are linear.
            let new_cap = heap::usable(size + ((new_len + new_len / 8 + 7) & !7)) - size;
            match heap::reallocate(h.cast(), size + cap, size + new_cap) {
                Ok(p) => {
                    std::mem::forget(s);
                    h = p.cast();
                    (*h.cast::<Object<Str>>()).body.cap.set(new_cap);
                }
                Err(OutOfMemory) => return Err(s),
            }
        } else {
            std::mem::forget(s);
        }
        ptr::copy_nonoverlapping(add.as_ptr(), data(h).add(old), add.len());
        let b = &(*h.cast::<Object<Str>>()).body;
        b.len.set(new_len);
        b.hash.set(0);
        *b.extra.get() = None;
        if !ascii {
            (*h).flags.set((*h).flags.get() & !flag::ASCII);
        }
        Ok(Obj::from_owned(Value::from_ptr(h)))
    }
}

/// The hash (cached), as CPython computes it from the UCS form of the text; see `types::hash`.
#[inline]
pub fn hash(o: &Obj) -> u64 {
    let s = body(o);
    let h = s.hash.get();
    if h != 0 {
        return h;
    }
    let h = crate::types::hash::key().hash_str(bytes_of(o)) as u64;
    s.hash.set(h);
    h
}

/// Number of characters.
#[inline]
pub fn char_len(o: &Obj) -> usize {
    if is_ascii(o) {
        return body(o).len.get();
    }
    // SAFETY: GIL held; the number is copied.
    if let Some(ix) = unsafe { &*body(o).extra.get() } {
        return ix.chars;
    }
    // Short texts are counted faster than their index is made.
    match bytes_of(o) {
        short if short.len() <= 512 => short.iter().filter(|b| **b & 0xc0 != 0x80).count(),
        _ => index(o).chars,
    }
}

fn index(o: &Obj) -> &Index {
    // SAFETY: GIL held; the box is not replaced while the text stays the same.
    let slot = unsafe { &mut *body(o).extra.get() };
    slot.get_or_insert_with(|| {
        let text = bytes_of(o);
        let width = wtf8::sequence_len(text.first().copied().unwrap_or_default());
        if text.chunks(width).all(|c| wtf8::sequence_len(c[0]) == width) {
            return Box::new(Index {
                chars: text.len() / width,
                width: NonZeroUsize::new(width),
                marks: Vec::new(),
            });
        }
        let (mut chars, mut marks) = (0, Vec::with_capacity(text.len() / STRIDE));
        for (i, b) in text.iter().enumerate() {
            if b & 0xc0 != 0x80 {
                if chars % STRIDE == 0 {
                    marks.push(i);
                }
                chars += 1;
            }
        }
        Box::new(Index { chars, width: None, marks })
    })
}

/// Byte offset of a character position (at most the length).
pub fn byte_offset(o: &Obj, char_index: usize) -> usize {
    if is_ascii(o) {
        return char_index;
    }
    let ix = index(o);
    let b = bytes_of(o);
    if char_index >= ix.chars {
        return b.len();
    }
    if let Some(width) = ix.width {
        return char_index * width.get();
    }
    let mut p = ix.marks[char_index / STRIDE];
    for _ in 0..char_index % STRIDE {
        p += wtf8::sequence_len(b[p]);
    }
    p
}

/// Byte offsets of two character positions, the second not before the first.
pub fn byte_offsets(o: &Obj, start: usize, stop: usize) -> (usize, usize) {
    if is_ascii(o) {
        return (start, stop);
    }
    let from = byte_offset(o, start);
    let b = bytes_of(o);
    if stop - start > STRIDE || index(o).width.is_some() {
        return (from, byte_offset(o, stop));
    }
    let mut to = from;
    for _ in start..stop {
        to += b.get(to).map_or(0, |lead| wtf8::sequence_len(*lead));
    }
    (from, to)
}

/// Character position of a byte offset that lies on a character boundary.
pub fn char_index(o: &Obj, byte: usize) -> usize {
    if is_ascii(o) {
        return byte;
    }
    let ix = index(o);
    if let Some(width) = ix.width {
        return byte / width;
    }
    let mark = ix.marks.partition_point(|m| *m <= byte).saturating_sub(1);
    let start = ix.marks.get(mark).copied().unwrap_or(0);
    mark * STRIDE + bytes_of(o)[start..byte].iter().filter(|b| **b & 0xc0 != 0x80).count()
}

/// The code point at a byte offset.
#[inline]
pub fn decode_at(b: &[u8], p: usize) -> u32 {
    wtf8::decode_at(b, p).0
}

/// Collects text of unknown length.
#[derive(Default)]
pub struct StrBuilder {
    /// The WTF-8 bytes so far.
    pub bytes: Vec<u8>,
}

impl StrBuilder {
    /// An empty builder.
    pub fn new() -> StrBuilder {
        StrBuilder::default()
    }

    /// Appends UTF-8.
    pub fn push_str(&mut self, s: &str) {
        self.bytes.extend_from_slice(s.as_bytes());
    }

    /// Appends a str object.
    pub fn push_obj(&mut self, o: &Obj) {
        self.bytes.extend_from_slice(bytes_of(o));
    }

    /// The str.
    pub fn finish(self) -> Obj {
        from_wtf8(&self.bytes)
    }
}
