//! `_codecs`: Python's view of the codec registry and of the built-in codecs. The machinery is in `types/codec.rs`,
//! codecs of mappings are in `_codecs/charmap.rs`.

mod charmap;

use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, ModuleSpec, function};
use crate::text::codecs::{Codec, Order, aliases};
use crate::text::repr::repr_bytes;
use crate::types::{buffer, bytes, codec, int, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::borrow::Cow;

/// The errors argument: a name, or None.
fn errors_arg<'a>(vm: &Vm, o: Option<&'a Obj>, function: &str) -> PyResult<Option<Cow<'a, str>>> {
    match o.filter(|o| !o.is_none()) {
        None => Ok(None),
        Some(o) if str_::is_str(o) => codec::name_argument(vm, o, function, "errors").map(Some),
        Some(o) => {
            Err(vm.type_error(format!("{function}() argument 2 must be str or None, not {}", api::given(o))))
        }
    }
}

fn pair(first: Obj, n: usize) -> Obj {
    tuple::from_vec(vec![first, int::from_usize(n)])
}

fn str_arg(vm: &Vm, o: &Obj, function: &str) -> PyResult<()> {
    if str_::is_str(o) {
        Ok(())
    } else {
        Err(vm.type_error(format!("{function}() argument 1 must be str, not {}", api::given(o))))
    }
}

fn encode_fn(vm: &Vm, a: Args, codec: Codec, function: &str) -> PyResult<Obj> {
    str_arg(vm, &a[0], function)?;
    let errors = errors_arg(vm, a.opt(1), function)?;
    let data = codec::encode_with(vm, codec, &a[0], errors.as_deref())?;
    Ok(pair(bytes::try_from_slice(&data).map_err(|_| vm.memory_error())?, str_::char_len(&a[0])))
}

fn decode_fn(vm: &Vm, a: Args, codec: Codec, function: &str, last: bool) -> PyResult<Obj> {
    // The escape codecs read text as well.
    let data = match codec {
        Codec::UnicodeEscape | Codec::RawUnicodeEscape if str_::is_str(&a[0]) => {
            Cow::Borrowed(str_::bytes_of(&a[0]))
        }
        _ => buffer::bytes_arg(vm, &a[0])?,
    };
    let errors = errors_arg(vm, a.opt(1), function)?;
    let (text, used) = codec::decode_with(vm, codec, &data, errors.as_deref(), last)?;
    Ok(pair(str_::make(vm, &text)?, used))
}

/// The byte order argument: negative little, positive big, zero told by a mark.
fn order(vm: &Vm, o: Option<&Obj>) -> PyResult<Order> {
    Ok(match o.map_or(Ok(0), |o| str_::c_int(vm, o))? {
        0 => Order::Mark,
        n if n < 0 => Order::Little,
        _ => Order::Big,
    })
}

fn encode_ordered(vm: &Vm, a: Args, codec: fn(Order) -> Codec, function: &str) -> PyResult<Obj> {
    let order = order(vm, a.opt(2))?;
    encode_fn(vm, a, codec(order), function)
}

/// Decodes and tells the byte order: (text, bytes used, order).
fn decode_ex(
    vm: &Vm,
    a: Args,
    codec: fn(Order) -> Codec,
    little_mark: &[u8],
    function: &str,
) -> PyResult<Obj> {
    let mut order = order(vm, a.opt(2))?;
    let last = flag(vm, a.opt(3), false)?;
    let data = buffer::bytes_arg(vm, &a[0])?;
    let errors = errors_arg(vm, a.opt(1), function)?;
    let (text, used) = codec::decode_with(vm, codec(order), &data, errors.as_deref(), last)?;
    if order == Order::Mark && used > 0 {
        let big_mark: Vec<u8> = little_mark.iter().rev().copied().collect();
        if data.starts_with(little_mark) {
            order = Order::Little;
        } else if data.starts_with(&big_mark) {
            order = Order::Big;
        }
    }
    let shown = match order {
        Order::Mark => 0,
        Order::Little => -1,
        Order::Big => 1,
    };
    Ok(tuple::from_vec(vec![str_::make(vm, &text)?, int::from_usize(used), int::from_i64(shown)]))
}

fn flag(vm: &Vm, o: Option<&Obj>, default: bool) -> PyResult<bool> {
    o.map_or(Ok(default), |o| api::is_true(vm, o))
}

/// An encoder and its decoder; decoders of codecs whose sequences can be cut take `final`.
macro_rules! codecs {
    (@decode $name:literal $codec:expr, whole) => {
        function($name, "(data, errors=None, /)", "", |vm, a| decode_fn(vm, a, $codec, $name, true))
    };
    (@decode $name:literal $codec:expr, $last:literal) => {
        function($name, if $last { "(data, errors=None, final=True, /)" } else { "(data, errors=None, final=False, /)" }, "", |vm, a| {
            let last = flag(vm, a.opt(2), $last)?;
            decode_fn(vm, a, $codec, $name, last)
        })
    };
    ($($encode:literal $decode:literal $codec:expr, $last:tt;)* others $($other:expr,)*) => {
        static FUNCTIONS: &[MethodDef] = &[
            $(
                function($encode, "(str, errors=None, /)", "", |vm, a| encode_fn(vm, a, $codec, $encode)),
                codecs!(@decode $decode $codec, $last),
            )*
            $($other,)*
        ];
    };
}

codecs! {
    "utf_8_encode" "utf_8_decode" Codec::Utf8, false;
    "utf_7_encode" "utf_7_decode" Codec::Utf7, false;
    "utf_16_le_encode" "utf_16_le_decode" Codec::Utf16(Order::Little), false;
    "utf_16_be_encode" "utf_16_be_decode" Codec::Utf16(Order::Big), false;
    "utf_32_le_encode" "utf_32_le_decode" Codec::Utf32(Order::Little), false;
    "utf_32_be_encode" "utf_32_be_decode" Codec::Utf32(Order::Big), false;
    "latin_1_encode" "latin_1_decode" Codec::Latin1, whole;
    "ascii_encode" "ascii_decode" Codec::Ascii, whole;
    "unicode_escape_encode" "unicode_escape_decode" Codec::UnicodeEscape, true;
    "raw_unicode_escape_encode" "raw_unicode_escape_decode" Codec::RawUnicodeEscape, true;
    others
    function("utf_16_encode", "(str, errors=None, byteorder=0, /)", "", |vm, a| encode_ordered(vm, a, Codec::Utf16, "utf_16_encode")),
    function("utf_16_decode", "(data, errors=None, final=False, /)", "", |vm, a| {
        let last = flag(vm, a.opt(2), false)?;
        decode_fn(vm, a, Codec::Utf16(Order::Mark), "utf_16_decode", last)
    }),
    function("utf_16_ex_decode", "(data, errors=None, byteorder=0, final=False, /)", "", |vm, a| {
        decode_ex(vm, a, Codec::Utf16, b"\xff\xfe", "utf_16_ex_decode")
    }),
    function("utf_32_encode", "(str, errors=None, byteorder=0, /)", "", |vm, a| encode_ordered(vm, a, Codec::Utf32, "utf_32_encode")),
    function("utf_32_decode", "(data, errors=None, final=False, /)", "", |vm, a| {
        let last = flag(vm, a.opt(2), false)?;
        decode_fn(vm, a, Codec::Utf32(Order::Mark), "utf_32_decode", last)
    }),
    function("utf_32_ex_decode", "(data, errors=None, byteorder=0, final=False, /)", "", |vm, a| {
        decode_ex(vm, a, Codec::Utf32, b"\xff\xfe\0\0", "utf_32_ex_decode")
    }),
    function("register", "(search_function, /)", "Adds a function that finds codecs by normalized name.", |vm, a| {
        codec::register(vm, &a[0]).map(|()| Obj::NONE)
    }),
    function("unregister", "(search_function, /)", "Removes a search function and forgets what was found.", |_, a| {
        codec::unregister(&a[0]);
        Ok(Obj::NONE)
    }),
    function("lookup", "(encoding, /)", "The codec of an encoding, as the search functions know it.", |vm, a| {
        codec::lookup(vm, &plain_name(vm, &a[0], "lookup")?)
    }),
    function("encode", "(obj, encoding='utf-8', errors='strict')", "Encodes an object with any registered codec.", |vm, a| code(vm, a, 0, "encode")),
    function("decode", "(obj, encoding='utf-8', errors='strict')", "Decodes an object with any registered codec.", |vm, a| code(vm, a, 1, "decode")),
    function("register_error", "(errors, handler, /)", "Registers an error handler under a name.", |vm, a| {
        if !str_::is_str(&a[0]) {
            return Err(vm.type_error(format!("register_error() argument 1 must be str, not {}", api::given(&a[0]))));
        }
        codec::register_error(vm, &str_::display(&a[0]), &a[1]).map(|()| Obj::NONE)
    }),
    function("lookup_error", "(name, /)", "The error handler of a name; LookupError if there is none.", |vm, a| {
        codec::lookup_error(vm, &plain_name(vm, &a[0], "lookup_error")?)
    }),
    function("escape_encode", "(data, errors=None, /)", "", escape_encode),
    function("escape_decode", "(data, errors=None, /)", "", escape_decode),
    function("readbuffer_encode", "(data, errors=None, /)", "", |vm, a| {
        let data = if str_::is_str(&a[0]) { codec::encode(vm, &a[0], None, None)? } else { bytes::from_slice(&buffer::bytes_arg(vm, &a[0])?) };
        let n = bytes::bytes_of(&data).len();
        Ok(pair(data, n))
    }),
    function("charmap_build", "(map, /)", "", charmap::build),
    function("charmap_encode", "(str, errors=None, mapping=None, /)", "", charmap::encode),
    function("charmap_decode", "(data, errors=None, mapping=None, /)", "", charmap::decode),
    function("_aliases", "()", "Other names of encodings: pairs of alias and module name.", |_, _| {
        let pair = |(alias, module): &(&str, &str)| tuple::from_vec(vec![str_::from_str(alias), str_::from_str(module)]);
        Ok(crate::types::list::from_vec(aliases().iter().map(pair).collect()))
    }),
    function("_native_codec", "(name, /)", "Name, encoder and decoder of a built-in codec of any kind, or None.", native_codec),
}

fn plain_name<'a>(vm: &Vm, o: &'a Obj, function: &str) -> PyResult<Cow<'a, str>> {
    if !str_::is_str(o) {
        return Err(vm.type_error(format!("{function}() argument must be str, not {}", api::given(o))));
    }
    codec::name_argument(vm, o, function, "encoding")
}

/// `encode` and `decode`: any object, any codec.
fn code(vm: &Vm, a: Args, which: usize, function: &str) -> PyResult<Obj> {
    let encoding = a.opt(1).map(|e| codec::name_argument(vm, e, function, "encoding")).transpose()?;
    let errors = a.opt(2).map(|e| codec::name_argument(vm, e, function, "errors")).transpose()?;
    let encoding = encoding.as_deref().unwrap_or("utf-8");
    let info = codec::lookup(vm, encoding)?;
    codec::call_codec(vm, encoding, &info, which, &a[0], errors.as_deref())
}

fn escape_encode(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !bytes::is_bytes(&a[0]) {
        return Err(
            vm.type_error(format!("escape_encode() argument 1 must be bytes, not {}", api::given(&a[0])))
        );
    }
    let data = bytes::bytes_of(&a[0]);
    let mut out = Vec::new();
    for &b in data {
        // A single byte shows without quotes around it as it does inside a literal in single quotes.
        match b {
            b'\'' => out.extend_from_slice(b"\\'"),
            _ => {
                let shown = repr_bytes(&[b]);
                out.extend_from_slice(&shown[2..shown.len() - 1]);
            }
        }
    }
    Ok(pair(bytes::from_slice(&out), data.len()))
}

fn escape_decode(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = if str_::is_str(&a[0]) {
        Cow::Borrowed(str_::bytes_of(&a[0]))
    } else {
        buffer::bytes_arg(vm, &a[0])?
    };
    let errors = errors_arg(vm, a.opt(1), "escape_decode")?;
    let mut out = Vec::with_capacity(s.len());
    let mut i = 0;
    while i < s.len() {
        if s[i] != b'\\' {
            out.push(s[i]);
            i += 1;
            continue;
        }
        let Some(&letter) = s.get(i + 1) else { return Err(vm.value_error("Trailing \\ in string")) };
        let start = i;
        i += 2;
        match letter {
            b'\n' => {}
            b'\\' | b'\'' | b'"' => out.push(letter),
            b'a' => out.push(7),
            b'b' => out.push(8),
            b't' => out.push(9),
            b'n' => out.push(10),
            b'v' => out.push(11),
            b'f' => out.push(12),
            b'r' => out.push(13),
            b'0'..=b'7' => {
                let run = s[i - 1..].iter().take(3).take_while(|b| (b'0'..=b'7').contains(*b));
                let (value, n) = run.fold((0u32, 0), |(v, n), b| (v * 8 + u32::from(b - b'0'), n + 1));
                out.push(value as u8);
                i += n - 1;
            }
            b'x' => {
                let digit = |k: usize| s.get(k).and_then(|b| char::from(*b).to_digit(16));
                match (digit(i), digit(i + 1)) {
                    (Some(high), Some(low)) => {
                        out.push((high * 16 + low) as u8);
                        i += 2;
                    }
                    (first, _) => {
                        match errors.as_deref().unwrap_or("strict") {
                            "strict" => {
                                return Err(vm.value_error(format!("invalid \\x escape at position {start}")));
                            }
                            "replace" => out.push(b'?'),
                            "ignore" => {}
                            other => {
                                return Err(vm.value_error(format!(
                                    "decoding error; unknown error handling code: {other}"
                                )));
                            }
                        }
                        i += usize::from(first.is_some());
                    }
                }
            }
            _ => out.extend_from_slice(&[b'\\', letter]),
        }
    }
    Ok(pair(bytes::from_slice(&out), s.len()))
}

/// For the `encodings` package: what `encodings.cp1252` and its like are made of.
fn native_codec(vm: &Vm, a: Args) -> PyResult<Obj> {
    let name = plain_name(vm, &a[0], "_native_codec")?;
    let Some(c) = Codec::find(&name) else { return Ok(Obj::NONE) };
    let encode = crate::types::native::closure("encode", move |vm, args| {
        let a = args.exactly(vm, "encode", 1, 2)?;
        str_arg(vm, &a[0], "encode")?;
        let errors = errors_arg(vm, a.get(1), "encode")?;
        let data = codec::encode_with(vm, c, &a[0], errors.as_deref())?;
        Ok(pair(bytes::try_from_slice(&data).map_err(|_| vm.memory_error())?, str_::char_len(&a[0])))
    });
    let decode = crate::types::native::closure("decode", move |vm, args| {
        let a = args.exactly(vm, "decode", 1, 3)?;
        let data = buffer::bytes_arg(vm, &a[0])?;
        let errors = errors_arg(vm, a.get(1), "decode")?;
        let last = flag(vm, a.get(2), true)?;
        let (text, used) = codec::decode_with(vm, c, &data, errors.as_deref(), last)?;
        Ok(pair(str_::make(vm, &text)?, used))
    });
    Ok(tuple::from_vec(vec![str_::from_str(c.name()), encode, decode]))
}

/// `_codecs`
pub static MODULE: ModuleSpec = ModuleSpec { name: "_codecs", functions: FUNCTIONS, ..ModuleSpec::EMPTY };
