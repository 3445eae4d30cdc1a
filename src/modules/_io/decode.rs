//! How a text stream turns its bytes into text and back: built-in codecs without Python objects, all others through
//! the codec registry.

use super::newline::{self, Newlines};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::text::codecs::{Codec, Fault, Order};
use crate::text::wtf8;
use crate::types::{bytes, codec, int, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::borrow::Cow;

/// Decodes the bytes of a stream piece by piece.
pub enum Decoder {
    /// A codec of ours.
    Native(Native),
    /// An incremental decoder object.
    Object(Obj),
}

/// The state of a built-in decoder.
pub struct Native {
    codec: Codec,
    /// The codec in use: a byte order mark has decided.
    current: Codec,
    held: Vec<u8>,
    newlines: Option<Newlines>,
}

const DECIDED: i64 = 0;

impl Decoder {
    /// A decoder; `translate`: newlines are universal (and are translated, if true).
    pub fn native(codec: Codec, translate: Option<bool>) -> Decoder {
        Decoder::Native(Native {
            codec,
            current: codec,
            held: Vec::new(),
            newlines: translate.map(Newlines::new),
        })
    }

    /// A decoder of a registered codec.
    pub fn object(vm: &Vm, info: &Obj, errors: &Obj, translate: Option<bool>) -> PyResult<Decoder> {
        let d = api::call_method_str(vm, info, "incrementaldecoder", std::slice::from_ref(errors))?;
        Ok(Decoder::Object(match translate {
            Some(t) => newline::wrap(vm, &d, t)?,
            None => d,
        }))
    }

    /// Decodes a piece; `last`: nothing follows.
    pub fn decode(&mut self, vm: &Vm, input: &[u8], errors: &str, last: bool) -> PyResult<Vec<u8>> {
        match self {
            Decoder::Native(n) => n.decode(vm, input, errors, last),
            Decoder::Object(d) => {
                let text = api::call_method(
                    vm,
                    d,
                    name!(decode),
                    &[bytes::from_slice(input), Obj::from_bool(last)],
                )?;
                if !str_::is_str(&text) {
                    return Err(vm.type_error(format!(
                        "decoder should return a string result, not '{}'",
                        text.ty().name()
                    )));
                }
                Ok(str_::bytes_of(&text).to_vec())
            }
        }
    }

    /// Bytes that wait for more, and a number for the rest of the state.
    pub fn state(&self, vm: &Vm) -> PyResult<(Vec<u8>, i64)> {
        match self {
            Decoder::Native(n) => Ok((n.held.clone(), n.flags())),
            Decoder::Object(d) => {
                let state = api::call_method_str(vm, d, "getstate", &[])?;
                match tuple::items(&state) {
                    [held, flags] if bytes::is_bytes(held) => {
                        Ok((bytes::bytes_of(held).to_vec(), api::to_i64(vm, flags)?))
                    }
                    [held, _] => Err(vm.type_error(format!(
                        "illegal decoder state: the first item should be a bytes object, not '{}'",
                        held.ty().name()
                    ))),
                    _ => Err(vm.type_error("illegal decoder state")),
                }
            }
        }
    }

    /// Sets a state.
    pub fn set_state(&mut self, vm: &Vm, held: &[u8], flags: i64) -> PyResult<()> {
        match self {
            Decoder::Native(n) => {
                n.set_flags(flags);
                n.held = held.to_vec();
                Ok(())
            }
            Decoder::Object(d) => {
                let state = tuple::pair(bytes::from_slice(held), int::from_i64(flags));
                api::call_method_str(vm, d, "setstate", &[state]).map(drop)
            }
        }
    }

    /// Forgets everything.
    pub fn reset(&mut self, vm: &Vm) -> PyResult<()> {
        match self {
            Decoder::Native(n) => {
                n.held.clear();
                n.current = n.codec;
                if let Some(l) = &mut n.newlines {
                    *l = Newlines::new(l.translate);
                }
                Ok(())
            }
            Decoder::Object(d) => api::call_method_str(vm, d, "reset", &[]).map(drop),
        }
    }

    /// The kinds of newline seen.
    pub fn newlines(&self, vm: &Vm) -> PyResult<Obj> {
        match self {
            Decoder::Native(n) => Ok(n.newlines.as_ref().map_or(Obj::NONE, Newlines::seen)),
            Decoder::Object(d) => {
                Ok(api::getattr_opt(vm, d, &crate::object::intern::intern("newlines"))?.unwrap_or(Obj::NONE))
            }
        }
    }
}

/// What marks that a codec of either byte order has not seen its mark: `None` for codecs without marks.
fn undecided(codec: Codec) -> Option<i64> {
    match codec {
        Codec::Utf16(Order::Mark) | Codec::Utf32(Order::Mark) => Some(2),
        Codec::Utf8Sig => Some(1),
        _ => None,
    }
}

impl Native {
    fn decode(&mut self, vm: &Vm, input: &[u8], errors: &str, last: bool) -> PyResult<Vec<u8>> {
        let before = self.held.len();
        let joined: Cow<[u8]> = if self.held.is_empty() {
            Cow::Borrowed(input)
        } else {
            let mut v = std::mem::take(&mut self.held);
            v.extend_from_slice(input);
            Cow::Owned(v)
        };
        let plain = (self.current == Codec::Utf8 || self.current.keeps_ascii()) && joined.is_ascii();
        let text = if plain {
            joined.into_owned()
        } else {
            let (text, used) = match codec::decode_with(vm, self.current, &joined, Some(errors), last) {
                Ok(done) => done,
                Err(r) => {
                    // The piece is gone; what waited before it goes on waiting.
                    self.held = joined[..before].to_vec();
                    return Err(r);
                }
            };
            if used > 0 {
                self.decide(vm, &joined)?;
            }
            self.held = joined[used..].to_vec();
            text
        };
        Ok(match &mut self.newlines {
            Some(n) => n.feed(text, last),
            None => text,
        })
    }

    /// After the first characters the byte order is known.
    fn decide(&mut self, vm: &Vm, input: &[u8]) -> PyResult<()> {
        let missing = |encoding, end| {
            let reason = "Stream does not start with BOM";
            codec::decode_error(vm, input, &Fault { encoding, start: 0, end, reason })
        };
        self.current = match self.current {
            Codec::Utf8Sig => Codec::Utf8,
            Codec::Utf16(Order::Mark) => match input {
                [0xff, 0xfe, ..] => Codec::Utf16(Order::Little),
                [0xfe, 0xff, ..] => Codec::Utf16(Order::Big),
                _ => return Err(missing("utf-16", 2)),
            },
            Codec::Utf32(Order::Mark) => match input {
                [0xff, 0xfe, 0, 0, ..] => Codec::Utf32(Order::Little),
                [0, 0, 0xfe, 0xff, ..] => Codec::Utf32(Order::Big),
                _ => return Err(missing("utf-32", 4)),
            },
            same => same,
        };
        Ok(())
    }

    fn flags(&self) -> i64 {
        let order = match self.current {
            c if c == self.codec => undecided(c).unwrap_or(DECIDED),
            Codec::Utf16(Order::Big) | Codec::Utf32(Order::Big) => 1,
            _ => DECIDED,
        };
        match &self.newlines {
            Some(n) => order << 1 | i64::from(n.pending),
            None => order,
        }
    }

    fn set_flags(&mut self, flags: i64) {
        let order = match &mut self.newlines {
            Some(n) => {
                n.pending = flags & 1 != 0;
                flags >> 1
            }
            None => flags,
        };
        self.current = match self.codec {
            c if undecided(c) == Some(order) => c,
            c => decided(c, order == 1),
        };
    }
}

/// The codec once its mark was read or written.
fn decided(codec: Codec, big: bool) -> Codec {
    let order = if big { Order::Big } else { Order::Little };
    match codec {
        Codec::Utf8Sig => Codec::Utf8,
        Codec::Utf16(Order::Mark) => Codec::Utf16(order),
        Codec::Utf32(Order::Mark) => Codec::Utf32(order),
        same => same,
    }
}

/// Encodes the text of a stream.
#[derive(Clone)]
pub enum Encoder {
    /// A codec of ours; true: at the start, where a byte order mark belongs.
    Native(Codec, bool),
    /// An incremental encoder object.
    Object(Obj),
}

impl Encoder {
    /// An encoder of a registered codec.
    pub fn object(vm: &Vm, info: &Obj, errors: &Obj) -> PyResult<Encoder> {
        api::call_method_str(vm, info, "incrementalencoder", std::slice::from_ref(errors))
            .map(Encoder::Object)
    }

    /// Appends the bytes of a text. `text` is what to write, `s` a str of it if there is one already.
    pub fn encode(
        &mut self,
        vm: &Vm,
        text: &[u8],
        s: Option<&Obj>,
        errors: &str,
        out: &mut Vec<u8>,
    ) -> PyResult<()> {
        let object = || s.map_or_else(|| str_::make(vm, text), |s| Ok(s.clone()));
        match self {
            Encoder::Native(c, start) => {
                let c = if *start { *c } else { decided(*c, false) };
                if c == Codec::Utf8 && !wtf8::has_surrogate(text) || c.keeps_ascii() && text.is_ascii() {
                    out.extend_from_slice(text);
                } else {
                    out.extend_from_slice(&codec::encode_with(vm, c, &object()?, Some(errors))?);
                }
                *start = false;
            }
            Encoder::Object(e) => {
                let b = api::call_method(vm, e, name!(encode), &[object()?])?;
                if !bytes::is_bytes(&b) {
                    return Err(vm.type_error(format!(
                        "encoder should return a bytes object, not '{}'",
                        b.ty().name()
                    )));
                }
                out.extend_from_slice(bytes::bytes_of(&b));
            }
        }
        Ok(())
    }

    /// Says whether the stream is at its start.
    pub fn set_start(&mut self, vm: &Vm, start: bool) -> PyResult<()> {
        match self {
            Encoder::Native(_, at) => {
                *at = start;
                Ok(())
            }
            Encoder::Object(e) if start => api::call_method_str(vm, e, "reset", &[]).map(drop),
            Encoder::Object(e) => api::call_method_str(vm, e, "setstate", &[int::from_i64(0)]).map(drop),
        }
    }
}
