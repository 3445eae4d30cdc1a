//! Newlines: universal newline translation, where a line ends, and `IncrementalNewlineDecoder`.

use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, TypeSpec, getter, method};
use crate::object::type_object::StaticType;
use crate::types::{bytes, int, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use memchr::{memchr, memchr2, memmem};
use std::cell::{Cell, RefCell};

const CR: u8 = 1;
const LF: u8 = 2;
const CRLF: u8 = 4;

/// Recognises newlines in text that comes in pieces.
#[derive(Clone, Default)]
pub struct Newlines {
    /// Writes every kind as `\n`.
    pub translate: bool,
    /// The last piece ended with `\r`, which was kept back.
    pub pending: bool,
    seen: u8,
}

impl Newlines {
    /// The state before any text.
    pub fn new(translate: bool) -> Newlines {
        Newlines { translate, ..Newlines::default() }
    }

    /// Takes a piece; `last`: nothing follows.
    pub fn feed(&mut self, mut text: Vec<u8>, last: bool) -> Vec<u8> {
        if self.pending && (!text.is_empty() || last) {
            text.insert(0, b'\r');
            self.pending = false;
        }
        if !last && text.last() == Some(&b'\r') {
            text.pop();
            self.pending = true;
        }
        if text.is_empty() {
            return text;
        }
        let Some(first) = memchr(b'\r', &text) else {
            if self.seen & LF == 0 && memchr(b'\n', &text).is_some() {
                self.seen |= LF;
            }
            return text;
        };
        if self.seen & LF == 0 && memchr(b'\n', &text[..first]).is_some() {
            self.seen |= LF;
        }
        let mut out = Vec::with_capacity(if self.translate { text.len() } else { 0 });
        out.extend_from_slice(if self.translate { &text[..first] } else { &[] });
        let mut at = first;
        while let Some(i) = memchr2(b'\r', b'\n', &text[at..]) {
            let (end, kind) = match (text[at + i], text.get(at + i + 1)) {
                (b'\r', Some(b'\n')) => (at + i + 2, CRLF),
                (b'\r', _) => (at + i + 1, CR),
                _ => (at + i + 1, LF),
            };
            self.seen |= kind;
            if self.translate {
                out.extend_from_slice(&text[at..at + i]);
                out.push(b'\n');
            }
            at = end;
        }
        if !self.translate {
            return text;
        }
        out.extend_from_slice(&text[at..]);
        out
    }

    /// The `newlines` attribute: the kinds seen so far.
    pub fn seen(&self) -> Obj {
        let kinds: Vec<Obj> = [(CR, "\r"), (LF, "\n"), (CRLF, "\r\n")]
            .iter()
            .filter(|(bit, _)| self.seen & bit != 0)
            .map(|(_, t)| str_::from_str(t))
            .collect();
        match kinds.as_slice() {
            [] => Obj::NONE,
            [one] => one.clone(),
            _ => tuple::from_vec(kinds),
        }
    }
}

/// What ends a line of a stream.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LineEnd {
    /// `\n`, also when others were translated to it.
    #[default]
    Lf,
    /// Any of the three kinds.
    Any,
    /// `\r`
    Cr,
    /// `\r\n`
    CrLf,
}

impl LineEnd {
    /// Where the first line of a text ends, after its line end.
    pub fn find(self, text: &[u8]) -> Option<usize> {
        match self {
            LineEnd::Lf => memchr(b'\n', text).map(|i| i + 1),
            LineEnd::Cr => memchr(b'\r', text).map(|i| i + 1),
            LineEnd::CrLf => memmem::find(text, b"\r\n").map(|i| i + 2),
            LineEnd::Any => memchr2(b'\r', b'\n', text)
                .map(|i| if text[i..].starts_with(b"\r\n") { i + 2 } else { i + 1 }),
        }
    }
}

/// What the `newline` parameter of text streams means.
#[derive(Clone, Copy, Debug, Default)]
pub struct NewlineMode {
    /// Any kind ends a line.
    pub universal: bool,
    /// Lines are read with `\n`.
    pub translate_read: bool,
    /// What `\n` is written as; `None`: as it is.
    pub write: Option<&'static str>,
    /// Where lines end when read.
    pub end: LineEnd,
}

impl NewlineMode {
    /// Reads the parameter; `None` for a value that it cannot have.
    pub fn parse(newline: Option<&[u8]>) -> Option<NewlineMode> {
        let plain = NewlineMode::default();
        Some(match newline {
            None => NewlineMode { universal: true, translate_read: true, ..plain },
            Some(b"") => NewlineMode { universal: true, end: LineEnd::Any, ..plain },
            Some(b"\n") => plain,
            Some(b"\r") => NewlineMode { write: Some("\r"), end: LineEnd::Cr, ..plain },
            Some(b"\r\n") => NewlineMode { write: Some("\r\n"), end: LineEnd::CrLf, ..plain },
            Some(_) => return None,
        })
    }

    /// The text as it is written.
    pub fn translate(&self, text: &[u8]) -> Option<Vec<u8>> {
        let to = self.write.filter(|_| memchr(b'\n', text).is_some())?;
        let mut out = Vec::with_capacity(text.len() + 16);
        for (i, piece) in text.split(|b| *b == b'\n').enumerate() {
            if i > 0 {
                out.extend_from_slice(to.as_bytes());
            }
            out.extend_from_slice(piece);
        }
        Some(out)
    }
}

/// The native state of an IncrementalNewlineDecoder.
#[derive(Default)]
pub struct Decoder {
    inner: Field,
    errors: Field,
    newlines: RefCell<Newlines>,
    ready: Cell<bool>,
}

#[allow(unsafe_code)]
// SAFETY: both references are visited.
unsafe impl Payload for Decoder {
    fn static_type() -> &'static StaticType {
        &INCREMENTAL_NEWLINE_DECODER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.inner.visit(visit);
        self.errors.visit(visit);
    }
}

fn of<'a>(vm: &Vm, o: &'a Obj) -> PyResult<&'a Decoder> {
    let d = o.downcast::<Decoder>().expect("the receiver is a decoder");
    if d.ready.get() { Ok(d) } else { Err(vm.value_error("IncrementalNewlineDecoder.__init__() not called")) }
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let [inner, translate, errors] =
        args.bind(vm, "IncrementalNewlineDecoder", ["decoder", "translate", "errors"])?;
    let missing = |what: &str, n: usize| {
        vm.type_error(format!("IncrementalNewlineDecoder() missing required argument '{what}' (pos {n})"))
    };
    let Some(inner) = inner else { return Err(missing("decoder", 1)) };
    let Some(translate) = translate else { return Err(missing("translate", 2)) };
    let translate = api::is_true(vm, translate)?;
    let d = o.downcast::<Decoder>().expect("the receiver is a decoder");
    d.inner.set(Some(inner.clone()).filter(|i| !i.is_none()));
    d.errors.set(Some(errors.cloned().unwrap_or_else(|| str_::from_str("strict"))));
    *d.newlines.borrow_mut() = Newlines::new(translate);
    d.ready.set(true);
    Ok(())
}

/// An IncrementalNewlineDecoder around a decoder.
pub fn wrap(vm: &Vm, inner: &Obj, translate: bool) -> PyResult<Obj> {
    let d = Decoder { ready: Cell::new(true), ..Decoder::default() };
    d.inner.set(Some(inner.clone()));
    *d.newlines.borrow_mut() = Newlines::new(translate);
    attr::new_instance(vm, &INCREMENTAL_NEWLINE_DECODER.obj(), d)
}

fn decode(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = of(vm, &a[0])?;
    let last = a.opt(2).map_or(Ok(false), |f| api::is_true(vm, f))?;
    let text = match d.inner.get() {
        Some(inner) => api::call_method(vm, &inner, name!(decode), &[a[1].clone(), Obj::from_bool(last)])?,
        None => a[1].clone(),
    };
    if !str_::is_str(&text) {
        let message = format!("decoder should return a string result, not '{}'", text.ty().name());
        return Err(vm.type_error(message));
    }
    let out = d.newlines.borrow_mut().feed(str_::bytes_of(&text).to_vec(), last);
    str_::make(vm, &out)
}

fn getstate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = of(vm, &a[0])?;
    let (held, flag) = match d.inner.get() {
        Some(inner) => {
            let state = api::call_method_str(vm, &inner, "getstate", &[])?;
            match tuple::items(&state) {
                [held, flag] => (held.clone(), api::to_i64(vm, flag)?),
                _ => return Err(vm.type_error("illegal decoder state")),
            }
        }
        None => (bytes::from_slice(b""), 0),
    };
    let flag = flag << 1 | i64::from(d.newlines.borrow().pending);
    Ok(tuple::pair(held, int::from_i64(flag)))
}

fn setstate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let d = of(vm, &a[0])?;
    if !a[1].is_instance::<tuple::Tuple>() {
        return Err(vm.type_error("state argument must be a tuple"));
    }
    let [held, flag] = tuple::items(&a[1]) else {
        return Err(vm.type_error("setstate(): illegal state argument"));
    };
    let flag = api::to_i64(vm, flag)?;
    d.newlines.borrow_mut().pending = flag & 1 != 0;
    if let Some(inner) = d.inner.get() {
        api::call_method_str(vm, &inner, "setstate", &[tuple::pair(held.clone(), int::from_i64(flag >> 1))])?;
    }
    Ok(Obj::NONE)
}

static METHODS: [MethodDef; 4] = [
    method(
        "decode",
        "($self, /, input, final=False)",
        "Decodes a piece and recognises its newlines.",
        decode,
    ),
    method("getstate", "($self, /)", "The state: bytes held back, and a number.", getstate),
    method("setstate", "($self, state, /)", "Sets a state that getstate() gave.", setstate),
    method("reset", "($self, /)", "Forgets everything.", |vm, a| {
        let d = of(vm, &a[0])?;
        let translate = d.newlines.borrow().translate;
        *d.newlines.borrow_mut() = Newlines::new(translate);
        match d.inner.get() {
            Some(inner) => api::call_method_str(vm, &inner, "reset", &[]),
            None => Ok(Obj::NONE),
        }
    }),
];

static SPEC: TypeSpec = TypeSpec {
    name: "IncrementalNewlineDecoder",
    module: "_io",
    doc: "IncrementalNewlineDecoder(decoder, translate, errors='strict'): a decoder that also recognises newlines.",
    signature: "(decoder, translate, errors='strict')",
    slots: Slots {
        new: Some(|vm, cls, _| attr::new_instance(vm, cls, Decoder::default())),
        init: Some(init),
        ..Slots::NONE
    },
    methods: &METHODS,
    getters: &[getter("newlines", "", |vm, o| Ok(of(vm, o)?.newlines.borrow().seen()))],
    ..TypeSpec::BASE
};

/// `_io.IncrementalNewlineDecoder`
pub static INCREMENTAL_NEWLINE_DECODER: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Decoder>(false));
