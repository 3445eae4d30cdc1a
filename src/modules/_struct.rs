//! `_struct`: values as packed bytes.

use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::heap::{GilCell, LayoutOps, Payload, Visit};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{Slots, UnOp};
use crate::object::spec::{
    GetterDef, MethodDef, ModuleSpec, TypeSpec, function, getter, iter_self, method, type_flag,
};
use crate::object::type_object::StaticType;
use crate::types::memoryview::item::{half_from_f64, half_to_f64};
use crate::types::{buffer, bytes, exception, float, int, module, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// One item of a format: `count` values of a code (for `s` and `p`: one value of that length; `x`: none).
#[derive(Clone, Copy)]
struct Item {
    code: u8,
    size: usize,
    count: usize,
    offset: usize,
}

/// A format that was read.
struct Format {
    text: Obj,
    items: Vec<Item>,
    size: usize,
    /// Values it takes.
    values: usize,
    little: bool,
    native: bool,
}

/// Raises `struct.error`.
#[cold]
fn fail(vm: &Vm, message: impl AsRef<str>) -> Raised {
    let class = api::import(vm, "_struct").and_then(|m| api::getattr_str(vm, &m, "error"));
    match class.and_then(|c| api::call(vm, &c, &[str_::from_str(message.as_ref())])) {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

fn size_of_code(code: u8, native: bool) -> Option<usize> {
    Some(match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => {
            if native {
                8
            } else {
                4
            }
        }
        b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    })
}

impl Format {
    fn parse(vm: &Vm, o: &Obj) -> PyResult<Format> {
        let raw: Vec<u8> = if str_::is_str(o) {
            if !str_::is_ascii(o) {
                crate::types::codec::encode(vm, o, Some("ascii"), None)?;
            }
            str_::bytes_of(o).to_vec()
        } else if bytes::is_bytes(o) {
            bytes::bytes_of(o).to_vec()
        } else {
            return Err(vm.type_error(format!(
                "Struct() argument 1 must be a str or bytes object, not {}",
                api::given(o)
            )));
        };
        let (mut little, mut native, mut aligned) = (cfg!(target_endian = "little"), false, false);
        let mut rest = &raw[..];
        match rest.first() {
            Some(b'<') => little = true,
            Some(b'>' | b'!') => little = false,
            Some(b'=') => {}
            Some(b'@') => (native, aligned) = (true, true),
            _ => (native, aligned) = (true, true),
        }
        if matches!(rest.first(), Some(b'<' | b'>' | b'!' | b'=' | b'@')) {
            rest = &rest[1..];
        }
        let too_long = || fail(vm, "total struct size too long");
        let (mut items, mut size, mut values) = (Vec::new(), 0usize, 0usize);
        let mut i = 0;
        while i < rest.len() {
            let c = rest[i];
            i += 1;
            if c.is_ascii_whitespace() || c == 0x0b {
                continue;
            }
            let mut count = 1usize;
            let mut code = c;
            if c.is_ascii_digit() {
                count = usize::from(c - b'0');
                while i < rest.len() && rest[i].is_ascii_digit() {
                    count = count
                        .checked_mul(10)
                        .and_then(|n| n.checked_add(usize::from(rest[i] - b'0')))
                        .filter(|n| *n <= isize::MAX as usize)
                        .ok_or_else(|| fail(vm, "total struct size too long"))?;
                    i += 1;
                }
                match rest.get(i) {
                    Some(c) => code = *c,
                    None => return Err(fail(vm, "repeat count given without format specifier")),
                }
                i += 1;
            }
            if code == 0 || rest.contains(&0) {
                return Err(fail(vm, "embedded null character"));
            }
            let Some(unit) = size_of_code(code, native) else {
                return Err(fail(vm, "bad char in struct format"));
            };
            if aligned && unit > 1 {
                size = size.checked_next_multiple_of(unit).ok_or_else(too_long)?;
            }
            items.push(Item { code, size: unit, count, offset: size });
            values += match code {
                b'x' => 0,
                b's' | b'p' => 1,
                _ => count,
            };
            size = unit
                .checked_mul(count)
                .and_then(|n| n.checked_add(size))
                .filter(|n| *n <= isize::MAX as usize)
                .ok_or_else(too_long)?;
        }
        let text = str_::from_wtf8(&raw);
        Ok(Format { text, items, size, values, little, native })
    }

    fn unpack(&self, data: &[u8]) -> Obj {
        let mut items = self.items.iter();
        // What is left of the item that is being read.
        let (mut code, mut size, mut rest): (u8, usize, &[u8]) = (0, 0, &[]);
        tuple::from_fn(self.values, |_| {
            while rest.is_empty() {
                let Some(i) = items.next() else { return Obj::NONE };
                let at = &data[i.offset..];
                match i.code {
                    b'x' => {}
                    b's' => return bytes::from_slice(&at[..i.count]),
                    b'p' => {
                        let n = at.first().map_or(0, |n| usize::from(*n)).min(i.count.saturating_sub(1));
                        return bytes::from_slice(if i.count == 0 { &[] } else { &at[1..1 + n] });
                    }
                    _ => (code, size, rest) = (i.code, i.size, &at[..i.size * i.count]),
                }
            }
            let piece;
            (piece, rest) = rest.split_at(size);
            self.unpack_one(code, piece)
        })
    }

    /// The bytes of a number as a word.
    #[inline]
    fn word(&self, piece: &[u8]) -> u64 {
        let mut word = [0u8; 8];
        match piece.len() {
            1 => return piece[0].into(),
            2 => word[..2].copy_from_slice(piece),
            4 => word[..4].copy_from_slice(piece),
            _ => word.copy_from_slice(piece),
        }
        let n = u64::from_le_bytes(word);
        if self.little { n } else { n.swap_bytes() >> (64 - 8 * piece.len()) }
    }

    /// Writes a word as the bytes of a number.
    #[inline]
    fn put_word(&self, word: u64, piece: &mut [u8]) {
        let n = piece.len();
        let word = if self.little { word } else { word.swap_bytes() >> (64 - 8 * n) }.to_le_bytes();
        match n {
            1 => piece[0] = word[0],
            2 => piece.copy_from_slice(&word[..2]),
            4 => piece.copy_from_slice(&word[..4]),
            _ => piece.copy_from_slice(&word),
        }
    }

    #[inline]
    fn unpack_one(&self, code: u8, piece: &[u8]) -> Obj {
        let n = self.word(piece);
        let shift = 64 - 8 * piece.len() as u32;
        match code {
            b'c' => bytes::from_slice(piece),
            b'?' => Obj::from_bool(n != 0),
            b'e' => float::from_f64(half_to_f64(n as u16)),
            b'f' => float::from_f64(f64::from(f32::from_bits(n as u32))),
            b'd' => float::from_f64(f64::from_bits(n)),
            b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => int::from_i64((n << shift) as i64 >> shift),
            _ => int::from_u64(n),
        }
    }

    fn pack(&self, vm: &Vm, values: &[Obj], out: &mut [u8]) -> PyResult<()> {
        let mut values = values.iter();
        for i in &self.items {
            let at = &mut out[i.offset..i.offset + i.size * i.count];
            match i.code {
                b'x' => {}
                b's' | b'p' => {
                    let Some(v) = values.next() else { continue };
                    let data = if bytes::is_bytes(v) {
                        bytes::bytes_of(v).to_vec()
                    } else if let Some(b) = crate::types::bytearray::contents(v) {
                        b
                    } else {
                        let code = char::from(i.code);
                        return Err(fail(vm, format!("argument for '{code}' must be a bytes object")));
                    };
                    if i.code == b's' {
                        let n = data.len().min(at.len());
                        at[..n].copy_from_slice(&data[..n]);
                    } else if !at.is_empty() {
                        let n = data.len().min(at.len() - 1);
                        at[1..=n].copy_from_slice(&data[..n]);
                        at[0] = n.min(255) as u8;
                    }
                }
                _ => {
                    let mut rest = at;
                    while !rest.is_empty() {
                        let (piece, more) = rest.split_at_mut(i.size);
                        if let Some(v) = values.next() {
                            self.pack_one(vm, i.code, v, piece)?;
                        }
                        rest = more;
                    }
                }
            }
        }
        Ok(())
    }

    #[inline]
    fn pack_one(&self, vm: &Vm, code: u8, v: &Obj, piece: &mut [u8]) -> PyResult<()> {
        let bits = 8 * piece.len() as u32;
        if v.value().is_int()
            && !matches!(code, b'c' | b'?' | b'e' | b'f' | b'd')
            && fits(v.value().int(), code, bits)
        {
            self.put_word(v.value().int() as u64, piece);
            return Ok(());
        }
        let word = self.word_of(vm, code, v, bits)?;
        self.put_word(word, piece);
        Ok(())
    }

    /// What is written for a value.
    fn word_of(&self, vm: &Vm, code: u8, v: &Obj, bits: u32) -> PyResult<u64> {
        let word = match code {
            b'c' => match bytes::is_bytes(v).then(|| bytes::bytes_of(v)) {
                Some([b]) => u64::from(*b),
                _ => return Err(fail(vm, "char format requires a bytes object of length 1")),
            },
            b'?' => u64::from(api::is_true(vm, v)?),
            b'e' | b'f' | b'd' => {
                let x = match float::as_float(v).map_or_else(|| api::to_f64(vm, v), Ok) {
                    Ok(x) => x,
                    Err(r) => {
                        vm.clear_if(r, &exception::EXCEPTION)?;
                        return Err(fail(vm, "required argument is not a float"));
                    }
                };
                match code {
                    b'd' => x.to_bits(),
                    b'f' => {
                        let y = x as f32;
                        if y.is_infinite() && x.is_finite() && !self.native {
                            return Err(vm.overflow_error("float too large to pack with f format"));
                        }
                        u64::from(y.to_bits())
                    }
                    _ => match half_from_f64(x) {
                        Some(b) => u64::from(b),
                        None => return Err(vm.overflow_error("float too large to pack with e format")),
                    },
                }
            }
            _ => {
                if !int::is_int(v) && v.ty().slots().unary[UnOp::Index as usize].is_none() {
                    return Err(fail(vm, "required argument is not an integer"));
                }
                let n = api::index(vm, v)?;
                let value: Option<i128> = match int::to_i64(&n) {
                    Some(n) => Some(n.into()),
                    None => int::as_int(&n).and_then(|i| i128::try_from(i.to_big().as_ref()).ok()),
                };
                let signed = code.is_ascii_lowercase();
                let (low, high): (i128, i128) = if code == b'P' {
                    // An address may be given as a negative number.
                    (-(1 << 63), (1 << 64) - 1)
                } else if signed {
                    (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
                } else {
                    (0, (1 << bits) - 1)
                };
                match value.filter(|n| (low..=high).contains(n)) {
                    Some(n) => n as u64,
                    None if code == b'P' => return Err(fail(vm, "int too large to convert")),
                    None => {
                        let code = char::from(code);
                        return Err(fail(vm, format!("'{code}' format requires {low} <= number <= {high}")));
                    }
                }
            }
        };
        Ok(word)
    }

    /// Checks the number of values.
    fn check_count(&self, vm: &Vm, function: &str, n: usize) -> PyResult<()> {
        if n == self.values {
            Ok(())
        } else {
            Err(fail(vm, format!("{function} expected {} items for packing (got {n})", self.values)))
        }
    }
}

/// Whether a number fits the integer of a code.
#[inline]
fn fits(n: i64, code: u8, bits: u32) -> bool {
    let top =
        if code.is_ascii_lowercase() { n >> (bits - 1) } else { n.checked_shr(bits).unwrap_or(n >> 63) };
    top == 0 || top == -1 && code.is_ascii_lowercase()
}

/// The native state of a Struct; empty until `__init__` has run.
#[derive(Default)]
struct Struct(RefCell<Option<Rc<Format>>>);

#[allow(unsafe_code)]
// SAFETY: holds only a str.
unsafe impl Payload for Struct {
    fn static_type() -> &'static StaticType {
        &STRUCT
    }
}

fn format_of(vm: &Vm, o: &Obj) -> PyResult<Rc<Format>> {
    let s: &Struct = o.downcast().expect("the receiver is a Struct");
    let f = s.0.borrow().clone();
    f.ok_or_else(|| vm.runtime_error("Struct object is not initialized"))
}

/// Formats by their text.
type Known = Vec<(Vec<u8>, Rc<Format>)>;
static KNOWN: GilCell<Known> = GilCell::new(Vec::new());

/// Runs `f` on the formats that were read lately; `f` runs no Python code.
#[allow(unsafe_code)]
fn with_known<R>(f: impl FnOnce(&mut Known) -> R) -> R {
    // SAFETY: GIL held; `f` does not come back here.
    f(unsafe { &mut *KNOWN.get() })
}

/// The format of a module function's argument.
fn cached(vm: &Vm, o: &Obj) -> PyResult<Rc<Format>> {
    if let Some(s) = o.downcast::<Struct>() {
        let f = s.0.borrow().clone();
        return f.ok_or_else(|| vm.runtime_error("Struct object is not initialized"));
    }
    let key = if str_::is_str(o) && str_::is_ascii(o) { str_::bytes_of(o) } else { &[] };
    if !key.is_empty()
        && let Some(f) = with_known(|k| k.iter().find(|(t, _)| t == key).map(|(_, f)| f.clone()))
    {
        return Ok(f);
    }
    let f = Rc::new(Format::parse(vm, o)?);
    if !key.is_empty() {
        with_known(|k| {
            if k.len() >= 64 {
                k.remove(0);
            }
            k.push((key.to_vec(), f.clone()));
        });
    }
    Ok(f)
}

fn pack(vm: &Vm, f: &Format, values: &[Obj]) -> PyResult<Obj> {
    f.check_count(vm, "pack", values.len())?;
    const SMALL: usize = 128;
    if f.size <= SMALL {
        let mut out = [0; SMALL];
        f.pack(vm, values, &mut out[..f.size])?;
        return Ok(bytes::from_slice(&out[..f.size]));
    }
    let mut out = Vec::new();
    out.try_reserve_exact(f.size).map_err(|_| vm.memory_error())?;
    out.resize(f.size, 0);
    f.pack(vm, values, &mut out)?;
    bytes::try_from_slice(&out).map_err(|_| vm.memory_error())
}

/// A position in a buffer of `len` bytes where `f` finds room.
fn place(vm: &Vm, f: &Format, len: usize, offset: &Obj, function: &str, doing: &str) -> PyResult<usize> {
    let given = api::index_isize(vm, offset)?;
    let mut at = given;
    if at < 0 {
        if given + f.size as isize > 0 {
            let word = if doing == "pack" { "pack" } else { "unpack" };
            return Err(fail(
                vm,
                if doing == "pack" {
                    format!("no space to {word} {} bytes at offset {given}", f.size)
                } else {
                    format!("not enough data to {word} {} bytes at offset {given}", f.size)
                },
            ));
        }
        at += len as isize;
        if at < 0 {
            return Err(fail(vm, format!("offset {given} out of range for {len}-byte buffer")));
        }
    }
    let at = at as usize;
    if at.checked_add(f.size).is_none_or(|end| end > len) {
        return Err(fail(
            vm,
            format!(
                "{function} requires a buffer of at least {} bytes for {doing}ing {} bytes at offset {at} (actual buffer size is {len})",
                at.saturating_add(f.size),
                f.size
            ),
        ));
    }
    Ok(at)
}

/// `args`: the buffer, the offset, the values.
fn pack_into(vm: &Vm, f: &Format, args: &[Obj]) -> PyResult<Obj> {
    let [target, offset, values @ ..] = args else {
        let missing = if args.is_empty() { "buffer" } else { "offset" };
        return Err(fail(vm, format!("pack_into expected {missing} argument")));
    };
    f.check_count(vm, "pack_into", values.len())?;
    let mut b = buffer::get_writable(vm, target, "argument")?;
    let at = place(vm, f, b.len, offset, "pack_into", "pack")?;
    let mut out = vec![0; f.size];
    f.pack(vm, values, &mut out)?;
    if let Some(s) = b.as_mut_slice() {
        s[at..at + f.size].copy_from_slice(&out);
    }
    Ok(Obj::NONE)
}

fn unpack(vm: &Vm, f: &Format, data: &Obj) -> PyResult<Obj> {
    let data = buffer::bytes_arg(vm, data)?;
    if data.len() != f.size {
        return Err(fail(vm, format!("unpack requires a buffer of {} bytes", f.size)));
    }
    Ok(f.unpack(&data))
}

fn unpack_from(vm: &Vm, f: &Format, data: &Obj, offset: Option<&Obj>) -> PyResult<Obj> {
    let data = buffer::get_contiguous(vm, data)?;
    let zero = int::from_i64(0);
    let at = place(vm, f, data.len, offset.unwrap_or(&zero), "unpack_from", "unpack")?;
    Ok(f.unpack(&data.as_slice().unwrap_or_default()[at..at + f.size]))
}

fn iter_unpack(vm: &Vm, f: Rc<Format>, data: &Obj) -> PyResult<Obj> {
    if f.size == 0 {
        return Err(fail(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    let data = buffer::to_bytes_vec(vm, data)?;
    if data.len() % f.size != 0 {
        return Err(fail(
            vm,
            format!("iterative unpacking requires a buffer of a multiple of {} bytes", f.size),
        ));
    }
    Ok(Ref::new(Unpacker { format: f, data, at: Cell::new(0) }).into_obj())
}

/// The native state of what `iter_unpack` gives.
struct Unpacker {
    format: Rc<Format>,
    data: Vec<u8>,
    at: Cell<usize>,
}

#[allow(unsafe_code)]
// SAFETY: holds only a str.
unsafe impl Payload for Unpacker {
    fn static_type() -> &'static StaticType {
        &UNPACKER
    }
    fn traverse(&self, _: &mut Visit) {}
}

fn unpacker_next(_: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let u: &Unpacker = o.downcast().expect("the receiver is an iterator");
    let at = u.at.get();
    if at >= u.data.len() {
        return Ok(None);
    }
    u.at.set(at + u.format.size);
    Ok(Some(u.format.unpack(&u.data[at..at + u.format.size])))
}

static UNPACKER_SPEC: TypeSpec = TypeSpec {
    name: "unpack_iterator",
    module: "_struct",
    flags: type_flag::NO_NEW,
    slots: Slots { iter: Some(iter_self), next: Some(unpacker_next), ..Slots::NONE },
    methods: &[method("__length_hint__", "($self, /)", "", |_, a| {
        let u: &Unpacker = a[0].downcast().expect("the receiver is an iterator");
        Ok(int::from_usize((u.data.len() - u.at.get()) / u.format.size))
    })],
    ..TypeSpec::FINAL
};
static UNPACKER: StaticType = StaticType::new(&UNPACKER_SPEC, LayoutOps::of::<Unpacker>(false));

static METHODS: [MethodDef; 6] = [
    method("pack", "($self, /, *values)", "The values as bytes.", |vm, a| {
        pack(vm, &*format_of(vm, &a[0])?, a.rest(1))
    }),
    method("pack_into", "~($self, /, *values)", "Write the values into a buffer.", |vm, a| {
        pack_into(vm, &*format_of(vm, &a[0])?, a.rest(1))
    }),
    method("unpack", "($self, buffer, /)", "The values of bytes.", |vm, a| {
        unpack(vm, &*format_of(vm, &a[0])?, &a[1])
    }),
    method("unpack_from", "($self, /, buffer, offset=0)", "The values at an offset of a buffer.", |vm, a| {
        unpack_from(vm, &*format_of(vm, &a[0])?, &a[1], a.opt(2))
    }),
    method("iter_unpack", "($self, buffer, /)", "An iterator over the values of a buffer.", |vm, a| {
        iter_unpack(vm, format_of(vm, &a[0])?, &a[1])
    }),
    method("__sizeof__", "($self, /)", "", |vm, a| {
        Ok(int::from_usize(56 + 32 * (format_of(vm, &a[0])?.items.len() + 1)))
    }),
];
static GETTERS: [GetterDef; 2] = [
    getter("format", "The format.", |vm, o| Ok(format_of(vm, o)?.text.clone())),
    getter("size", "Bytes it takes.", |vm, o| Ok(int::from_usize(format_of(vm, o)?.size))),
];

fn init_struct(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let [format] = args.bind(vm, "Struct", ["format"])?;
    let Some(format) = format else {
        return Err(vm.type_error("Struct() missing required argument 'format' (pos 1)"));
    };
    let f = Format::parse(vm, format)?;
    let s: &Struct = o.downcast().expect("the receiver is a Struct");
    s.0.replace(Some(Rc::new(f)));
    Ok(())
}

static STRUCT_SPEC: TypeSpec = TypeSpec {
    name: "Struct",
    module: "_struct",
    doc: "A layout of binary data that is worked out once and used often.",
    signature: "(format)",
    flags: type_flag::BASE | type_flag::WEAKREF,
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, Struct::default())),
        init: Some(init_struct),
        repr: Some(|vm, o| {
            let shown = api::repr_string(vm, &format_of(vm, o)?.text)?;
            Ok(str_::from_string(format!("{}({shown})", o.ty().bare_name())))
        }),
        ..Slots::NONE
    },
    methods: &METHODS,
    getters: &GETTERS,
    ..TypeSpec::BASE
};
static STRUCT: StaticType = StaticType::new(&STRUCT_SPEC, LayoutOps::of::<Struct>(false));

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    d.insert_str(intern("error"), api::new_class(vm, "struct", "error", &[exception::EXCEPTION.obj()])?);
    Ok(())
}

/// `_struct`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_struct",
    doc: "Numbers and bytes in binary layouts, as C and file formats have them.",
    functions: &[
        function("calcsize", "(format, /)", "Bytes that a format takes.", |vm, a: Args| {
            Ok(int::from_usize(cached(vm, &a[0])?.size))
        }),
        function("pack", "(format, /, *values)", "The values as bytes.", |vm, a| {
            pack(vm, &*cached(vm, &a[0])?, a.rest(1))
        }),
        function("pack_into", "~(*values)", "Write the values into a buffer.", |vm, a| match a.rest(0) {
            [format, args @ ..] => pack_into(vm, &*cached(vm, format)?, args),
            [] => Err(vm.type_error("missing format argument")),
        }),
        function("unpack", "(format, buffer, /)", "The values of bytes.", |vm, a| {
            unpack(vm, &*cached(vm, &a[0])?, &a[1])
        }),
        function(
            "unpack_from",
            "(format, /, buffer, offset=0)",
            "The values at an offset of a buffer.",
            |vm, a| unpack_from(vm, &*cached(vm, &a[0])?, &a[1], a.opt(2)),
        ),
        function(
            "iter_unpack",
            "(format, buffer, /)",
            "An iterator over the values of a buffer.",
            |vm, a| iter_unpack(vm, cached(vm, &a[0])?, &a[1]),
        ),
        function("_clearcache", "()", "Forget the formats that were read.", |_, _| {
            with_known(Vec::clear);
            Ok(Obj::NONE)
        }),
    ],
    types: &[&STRUCT],
    hidden_types: &[&UNPACKER],
    init: Some(init),
};
