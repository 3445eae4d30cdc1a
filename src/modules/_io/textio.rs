//! `TextIOWrapper`: text over a buffered binary stream. Coding is in `decode.rs`, `tell` and `seek` in `cookie.rs`.

use super::base::{self, TEXT_IO_BASE};
use super::buffered;
use super::decode::{Decoder, Encoder};
use super::newline::{LineEnd, NewlineMode};
use super::{ask, both, guarded_repr, name_of, no_pickle, size_arg, unsupported};
use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, getter, member, method, property};
use crate::object::type_object::StaticType;
use crate::text::codecs::Codec;
use crate::text::wtf8;
use crate::types::{buffer as bytes_like, bytes, codec, int, str_};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};

/// The native state of a TextIOWrapper.
#[derive(Default)]
pub struct TextIo {
    pub(super) buffer: Field,
    state: Cell<State>,
    encoding: Field,
    errors: Field,
    pub(super) errors_name: RefCell<String>,
    newline: Cell<NewlineMode>,
    line_buffering: Cell<bool>,
    write_through: Cell<bool>,
    pub(super) seekable: Cell<bool>,
    /// `tell` works: no iteration is under way.
    pub(super) telling: Cell<bool>,
    has_read1: Cell<bool>,
    finalizing: Cell<bool>,
    chunk_size: Cell<usize>,
    /// Taken out while it is in use.
    pub(super) decoder: Cell<Option<Box<Decoder>>>,
    encoder: RefCell<Option<Encoder>>,
    /// Bytes for the buffer.
    pending: RefCell<Vec<u8>>,
    /// Text that was decoded, and how many bytes of it were taken.
    pub(super) decoded: RefCell<Vec<u8>>,
    pub(super) used: Cell<usize>,
    /// The decoder's flags before the last piece, and the bytes of that piece.
    pub(super) snapshot: RefCell<Option<(i64, Vec<u8>)>>,
    /// Bytes per character of the last piece.
    pub(super) ratio: Cell<f64>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Uninitialized,
    Ready,
    Detached,
}

#[allow(unsafe_code)]
// SAFETY: the references that can be part of cycles are visited; coder objects refer to nothing of ours.
unsafe impl Payload for TextIo {
    fn static_type() -> &'static StaticType {
        &TEXT_IO_WRAPPER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.buffer.visit(visit);
        self.encoding.visit(visit);
        self.errors.visit(visit);
    }
}

pub(super) fn of(o: &Obj) -> &TextIo {
    o.downcast::<TextIo>().expect("the receiver is a TextIOWrapper")
}

impl TextIo {
    /// The stream below; ValueError if there is none.
    pub(super) fn buffer(&self, vm: &Vm) -> PyResult<Obj> {
        match self.state.get() {
            State::Ready => Ok(self.buffer.get_or_none()),
            State::Detached => Err(vm.value_error("underlying buffer has been detached")),
            State::Uninitialized => Err(vm.value_error("I/O operation on uninitialized object")),
        }
    }

    /// Runs `f` with the decoder; UnsupportedOperation if the stream cannot be read.
    pub(super) fn with_decoder<R>(
        &self,
        vm: &Vm,
        f: impl FnOnce(&mut Decoder) -> PyResult<R>,
    ) -> PyResult<R> {
        let Some(mut d) = self.decoder.take() else { return Err(unsupported(vm, "not readable")) };
        let r = f(&mut d);
        self.decoder.set(Some(d));
        r
    }

    pub(super) fn has_decoder(&self) -> bool {
        let d = self.decoder.take();
        let has = d.is_some();
        self.decoder.set(d);
        has
    }

    pub(super) fn set_decoded(&self, text: Vec<u8>) {
        *self.decoded.borrow_mut() = text;
        self.used.set(0);
    }

    pub(super) fn forget_decoded(&self) {
        if !self.decoded.borrow().is_empty() {
            self.set_decoded(Vec::new());
        }
        if self.snapshot.borrow().is_some() {
            *self.snapshot.borrow_mut() = None;
        }
    }

    pub(super) fn set_encoder_start(&self, vm: &Vm, start: bool) -> PyResult<()> {
        let e = self.encoder.borrow().clone();
        if let Some(mut e) = e {
            e.set_start(vm, start)?;
            *self.encoder.borrow_mut() = Some(e);
        }
        Ok(())
    }
}

/// ValueError if the stream is closed.
pub(super) fn check_closed(vm: &Vm, o: &Obj, t: &TextIo) -> PyResult<()> {
    let buffer = t.buffer(vm)?;
    let closed = if o.ty().is_heap() {
        base::is_closed(vm, o)?
    } else if let Some(f) = buffered::file_under(&buffer) {
        base::is_closed(vm, &f)?
    } else {
        base::is_closed(vm, &buffer)?
    };
    if closed { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(()) }
}

// --- set-up

struct Options<'a> {
    encoding: Option<Obj>,
    errors: Option<Obj>,
    newline: Option<&'a Obj>,
    line_buffering: bool,
    write_through: bool,
}

fn text_or_none(vm: &Vm, o: Option<&Obj>, function: &str, parameter: &str) -> PyResult<Option<Obj>> {
    match o {
        None => Ok(None),
        Some(o) if o.is_none() => Ok(None),
        Some(o) if str_::is_str(o) => {
            if str_::bytes_of(o).contains(&0) {
                return Err(vm.value_error("embedded null character"));
            }
            Ok(Some(o.clone()))
        }
        Some(o) => Err(vm.type_error(format!(
            "{function}() argument '{parameter}' must be str or None, not {}",
            api::given(o)
        ))),
    }
}

fn newline_mode(vm: &Vm, o: Option<&Obj>) -> PyResult<NewlineMode> {
    NewlineMode::parse(o.map(str_::bytes_of)).ok_or_else(|| {
        vm.value_error(format!("illegal newline value: {}", o.map_or("".into(), str_::display)))
    })
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let names = ["buffer", "encoding", "errors", "newline", "line_buffering", "write_through"];
    let [buffer, encoding, errors, newline, line_buffering, write_through] =
        args.bind(vm, "TextIOWrapper", names)?;
    let Some(buffer) = buffer else {
        return Err(vm.type_error("TextIOWrapper() missing required argument 'buffer' (pos 1)"));
    };
    let encoding = text_or_none(vm, encoding, "TextIOWrapper", "encoding")?;
    let newline_text = text_or_none(vm, newline, "TextIOWrapper", "newline")?;
    let flag = |o: Option<&Obj>| o.map_or(Ok(false), |o| api::is_true(vm, o));
    let options = Options {
        encoding,
        errors: text_or_none(vm, errors, "TextIOWrapper", "errors")?,
        newline: newline_text.as_ref(),
        line_buffering: flag(line_buffering)?,
        write_through: flag(write_through)?,
    };
    set_up(vm, o, buffer, options)
}

fn set_up(vm: &Vm, o: &Obj, buffer: &Obj, options: Options) -> PyResult<()> {
    let t = of(o);
    t.state.set(State::Uninitialized);
    let newline = newline_mode(vm, options.newline)?;
    let encoding = match options.encoding {
        Some(e) if str_::bytes_of(&e) != b"locale" => e,
        _ => str_::from_str("UTF-8"),
    };
    let info = find_codec(vm, &encoding)?;
    t.newline.set(newline);
    set_errors(t, options.errors);
    t.encoding.set(Some(encoding));
    t.line_buffering.set(options.line_buffering);
    t.write_through.set(options.write_through);
    t.chunk_size.set(super::DEFAULT_BUFFER_SIZE);
    t.forget_decoded();
    t.pending.borrow_mut().clear();
    t.buffer.set(Some(buffer.clone()));
    make_coders(vm, t, buffer, &info)?;
    let seekable = ask(vm, buffer, "seekable")?;
    t.seekable.set(seekable);
    t.telling.set(seekable);
    t.has_read1.set(api::getattr_opt(vm, buffer, &intern("read1"))?.is_some());
    fix_start(vm, t, buffer)?;
    t.state.set(State::Ready);
    Ok(())
}

/// A codec of ours, or the registry's entry.
enum CodecInfo {
    Ours(Codec),
    Registered(Obj),
}

fn find_codec(vm: &Vm, encoding: &Obj) -> PyResult<CodecInfo> {
    let encoding_name = str_::display(encoding);
    // A codec with a state between pieces beyond held bytes is left to its own objects.
    if let Some(c) = Codec::find(&encoding_name)
        && !matches!(c, Codec::Utf7 | Codec::Multibyte(_))
    {
        return Ok(CodecInfo::Ours(c));
    }
    let info = codec::lookup(vm, &encoding_name)?;
    if let Some(text) = api::getattr_opt(vm, &info, &intern("_is_text_encoding"))?
        && !api::is_true(vm, &text)?
    {
        return Err(vm.lookup_error(format!(
            "'{encoding_name}' is not a text encoding; use codecs.open() to handle arbitrary codecs"
        )));
    }
    Ok(CodecInfo::Registered(info))
}

fn set_errors(t: &TextIo, errors: Option<Obj>) {
    let errors = errors.unwrap_or_else(|| str_::from_str("strict"));
    *t.errors_name.borrow_mut() = str_::display(&errors).into_owned();
    t.errors.set(Some(errors));
}

fn make_coders(vm: &Vm, t: &TextIo, buffer: &Obj, info: &CodecInfo) -> PyResult<()> {
    let newline = t.newline.get();
    let translate = newline.universal.then_some(newline.translate_read);
    let errors = t.errors.get_or_none();
    let decoder = match info {
        _ if !ask(vm, buffer, "readable")? => None,
        CodecInfo::Ours(c) => Some(Decoder::native(*c, translate)),
        CodecInfo::Registered(i) => Some(Decoder::object(vm, i, &errors, translate)?),
    };
    drop(t.decoder.replace(decoder.map(Box::new)));
    let encoder = match info {
        _ if !ask(vm, buffer, "writable")? => None,
        CodecInfo::Ours(c) => Some(Encoder::Native(*c, true)),
        CodecInfo::Registered(i) => Some(Encoder::object(vm, i, &errors)?),
    };
    let old = t.encoder.replace(encoder);
    drop(old);
    Ok(())
}

/// A byte order mark is written at the start of a file only.
fn fix_start(vm: &Vm, t: &TextIo, buffer: &Obj) -> PyResult<()> {
    let marks = match &*t.encoder.borrow() {
        None => false,
        Some(Encoder::Native(c, _)) => matches!(c, Codec::Utf8Sig | Codec::Utf16(_) | Codec::Utf32(_)),
        Some(Encoder::Object(_)) => true,
    };
    // Where no position can be asked for, these two have no mark.
    let wide = matches!(&*t.encoder.borrow(), Some(Encoder::Native(Codec::Utf16(_) | Codec::Utf32(_), _)));
    if wide && !t.seekable.get() {
        t.set_encoder_start(vm, false)?;
    }
    if marks && t.seekable.get() {
        let at = api::call_method_str(vm, buffer, "tell", &[])?;
        if int::to_i64(&at) != Some(0) {
            t.set_encoder_start(vm, false)?;
        }
    }
    Ok(())
}

/// A TextIOWrapper around a buffered stream, as `open` makes it.
pub fn wrap(
    vm: &Vm,
    buffer: &Obj,
    encoding: Option<&Obj>,
    errors: Option<&Obj>,
    newline: Option<&Obj>,
    line_buffering: bool,
) -> PyResult<Obj> {
    let o = attr::new_instance(vm, &TEXT_IO_WRAPPER.obj(), TextIo::default())?;
    let options = Options {
        encoding: encoding.cloned(),
        errors: errors.cloned(),
        newline,
        line_buffering,
        write_through: false,
    };
    set_up(vm, &o, buffer, options)?;
    Ok(o)
}

/// Writes go to the buffer at once.
pub fn set_write_through(o: &Obj) {
    of(o).write_through.set(true);
}

fn reconfigure(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, t) = (&a[0], of(&a[0]));
    let buffer = t.buffer(vm)?;
    let encoding = text_or_none(vm, a.opt(1), "reconfigure", "encoding")?;
    let errors = text_or_none(vm, a.opt(2), "reconfigure", "errors")?;
    let newline = match a.opt(3) {
        Some(o) if !o.value().is_none() && !str_::is_str(o) && *o != Obj::ELLIPSIS => {
            return Err(vm.type_error(format!(
                "reconfigure() argument 'newline' must be str or None, not {}",
                api::given(o)
            )));
        }
        n => n.filter(|n| **n != Obj::ELLIPSIS),
    };
    if t.has_decoder()
        && t.snapshot.borrow().is_some()
        && (encoding.is_some() || errors.is_some() || newline.is_some())
    {
        return Err(unsupported(
            vm,
            "It is not possible to set the encoding or newline of stream after the first read",
        ));
    }
    let mode = newline.map(|n| newline_mode(vm, Some(n).filter(|n| !n.is_none()))).transpose()?;
    let flag = |i: usize, old: bool| a.opt_not_none(i).map_or(Ok(old), |o| api::is_true(vm, o));
    let (line_buffering, write_through) = (flag(4, t.line_buffering.get())?, flag(5, t.write_through.get())?);
    api::call_method(vm, o, name!(flush), &[])?;
    if encoding.is_some() || errors.is_some() || newline.is_some() {
        let errors = match (&encoding, errors) {
            (Some(_), None) => None,
            (None, None) => t.errors.get(),
            (_, given) => given,
        };
        let encoding = match encoding {
            Some(e) if str_::bytes_of(&e) == b"locale" => str_::from_str("UTF-8"),
            Some(e) => e,
            None => t.encoding.get_or_none(),
        };
        let info = find_codec(vm, &encoding)?;
        t.encoding.set(Some(encoding));
        set_errors(t, errors);
        if let Some(m) = mode {
            t.newline.set(m);
        }
        make_coders(vm, t, &buffer, &info)?;
        fix_start(vm, t, &buffer)?;
    }
    t.line_buffering.set(line_buffering);
    t.write_through.set(write_through);
    Ok(Obj::NONE)
}

// --- writing

/// Hands what waits to the buffer.
pub(super) fn write_pending(vm: &Vm, t: &TextIo) -> PyResult<()> {
    if t.pending.borrow().is_empty() {
        return Ok(());
    }
    let mut data = t.pending.take();
    let buffer = t.buffer(vm)?;
    match buffered::try_write(vm, &buffer, &data) {
        Some(r) => {
            // Keep the allocation.
            data.clear();
            if t.pending.borrow().is_empty() {
                *t.pending.borrow_mut() = data;
            }
            r
        }
        None => api::call_method(vm, &buffer, name!(write), &[bytes::from_slice(&data)]).map(drop),
    }
}

/// `write` of a TextIOWrapper: the number of characters.
fn write_text(vm: &Vm, o: &Obj, s: &Obj) -> PyResult<usize> {
    let t = of(o);
    check_closed(vm, o, t)?;
    let text = str_::bytes_of(s);
    let newline = t.newline.get();
    let translated = newline.translate(text);
    let body = translated.as_deref().unwrap_or(text);
    let flush_now = t.line_buffering.get() && memchr::memchr2(b'\n', b'\r', text).is_some();
    let chunk = t.chunk_size.get();
    let encoder = t.encoder.borrow().clone();
    let Some(mut encoder) = encoder else { return Err(unsupported(vm, "not writable")) };
    let quick = match &encoder {
        Encoder::Native(Codec::Utf8, _) => str_::is_ascii(s) || !wtf8::has_surrogate(text),
        Encoder::Native(c, _) => c.keeps_ascii() && str_::is_ascii(s),
        Encoder::Object(_) => false,
    };
    if quick {
        let waiting = t.pending.borrow().len();
        if waiting > 0 && waiting + body.len() > chunk {
            write_pending(vm, t)?;
        }
        t.pending.borrow_mut().extend_from_slice(body);
    } else {
        let errors = t.errors_name.borrow().clone();
        let mut out = Vec::new();
        encoder.encode(vm, body, Some(s).filter(|_| translated.is_none()), &errors, &mut out)?;
        if let Encoder::Native(..) = encoder {
            *t.encoder.borrow_mut() = Some(encoder);
        }
        let waiting = t.pending.borrow().len();
        if waiting > 0 && waiting + out.len() > chunk {
            write_pending(vm, t)?;
        }
        t.pending.borrow_mut().extend_from_slice(&out);
    }
    if flush_now || t.write_through.get() || t.pending.borrow().len() >= chunk {
        write_pending(vm, t)?;
    }
    if flush_now {
        flush_buffer(vm, &t.buffer(vm)?)?;
    }
    if t.snapshot.borrow().is_some() || !t.decoded.borrow().is_empty() {
        t.forget_decoded();
        t.with_decoder(vm, |d| d.reset(vm))?;
    }
    Ok(str_::char_len(s))
}

fn flush_buffer(vm: &Vm, buffer: &Obj) -> PyResult<()> {
    match buffered::try_flush(vm, buffer) {
        Some(r) => r,
        None => api::call_method(vm, buffer, name!(flush), &[]).map(drop),
    }
}

/// Whether `write_str` does what a call of the stream's `write` would do.
pub fn is_plain_text(vm: &Vm, stream: &Obj) -> PyResult<bool> {
    Ok(stream.is_exact::<TextIo>() && attr::instance_get(vm, stream, name!(write))?.is_none())
}

/// `stream.write(s)` for any stream; plain text streams without the detour over Python's calls.
pub fn write_str(vm: &Vm, stream: &Obj, s: &Obj) -> PyResult<()> {
    if stream.is_exact::<TextIo>() {
        write_text(vm, stream, s).map(drop)
    } else {
        api::call_method(vm, stream, name!(write), std::slice::from_ref(s)).map(drop)
    }
}

fn flush(vm: &Vm, o: &Obj) -> PyResult<()> {
    let t = of(o);
    check_closed(vm, o, t)?;
    t.telling.set(t.seekable.get());
    write_pending(vm, t)?;
    flush_buffer(vm, &t.buffer(vm)?)
}

/// `stream.flush()` for any stream.
pub fn flush_text(vm: &Vm, stream: &Obj) -> PyResult<()> {
    if stream.is_exact::<TextIo>() {
        flush(vm, stream)
    } else {
        api::call_method(vm, stream, name!(flush), &[]).map(drop)
    }
}

fn write(vm: &Vm, a: Args) -> PyResult<Obj> {
    of(&a[0]).buffer(vm)?;
    if !str_::is_str(&a[1]) {
        return Err(vm.type_error(format!("write() argument must be str, not {}", api::given(&a[1]))));
    }
    write_text(vm, &a[0], &a[1]).map(int::from_usize)
}

// --- reading

/// Decodes the next piece. False at the end. `hint`: characters that are wanted.
fn read_piece(vm: &Vm, t: &TextIo, hint: usize) -> PyResult<bool> {
    let buffer = t.buffer(vm)?;
    if !t.has_decoder() {
        return Err(unsupported(vm, "not readable"));
    }
    let before = if t.telling.get() { Some(t.with_decoder(vm, |d| d.state(vm))?) } else { None };
    let wanted = if hint > 0 { (t.ratio.get().max(1.0) * hint as f64) as usize } else { 0 };
    let n = t.chunk_size.get().max(wanted);
    let data = match buffered::try_read1(vm, &buffer, n).filter(|_| t.has_read1.get()) {
        Some(r) => r?,
        None => {
            let method = if t.has_read1.get() { "read1" } else { "read" };
            let b = api::call_method_str(vm, &buffer, method, &[int::from_usize(n)])?;
            if !bytes_like::is_bytes_like(&b) {
                let message = format!(
                    "underlying {method}() should have returned a bytes-like object, not '{}'",
                    b.ty().name()
                );
                return Err(vm.type_error(message));
            }
            bytes_like::to_bytes_vec(vm, &b)?
        }
    };
    let end = data.is_empty();
    let errors = t.errors_name.borrow().clone();
    let text = t.with_decoder(vm, |d| d.decode(vm, &data, &errors, end))?;
    let ascii = text.len() == data.len();
    t.ratio.set(if text.is_empty() {
        0.0
    } else if ascii {
        1.0
    } else {
        data.len() as f64 / wtf8::char_count(&text) as f64
    });
    let more = !end || !text.is_empty();
    t.set_decoded(text);
    if let Some((held, flags)) = before {
        let mut piece = held;
        piece.extend_from_slice(&data);
        *t.snapshot.borrow_mut() = Some((flags, piece));
    }
    Ok(more)
}

fn read(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, t) = (&a[0], of(&a[0]));
    let n = size_arg(vm, a.opt(1))?;
    t.buffer(vm)?;
    check_closed(vm, o, t)?;
    if !t.has_decoder() {
        return Err(unsupported(vm, "not readable"));
    }
    write_pending(vm, t)?;
    let Some(n) = n else { return read_rest(vm, t) };
    let (mut out, mut missing) = (Vec::new(), n);
    loop {
        missing -= take_chars(t, missing, &mut out);
        if missing == 0 || !read_piece(vm, t, missing)? {
            break;
        }
    }
    str_::make(vm, &out)
}

fn read_rest(vm: &Vm, t: &TextIo) -> PyResult<Obj> {
    let data = api::call_method(vm, &t.buffer(vm)?, name!(read), &[])?;
    if !bytes_like::is_bytes_like(&data) {
        return Err(vm.type_error(format!(
            "underlying read() should have returned a bytes-like object, not '{}'",
            data.ty().name()
        )));
    }
    let input = bytes_like::bytes_arg(vm, &data)?;
    let errors = t.errors_name.borrow().clone();
    let text = t.with_decoder(vm, |d| d.decode(vm, &input, &errors, true))?;
    let mut out = t.decoded.take();
    out.drain(..t.used.get());
    t.used.set(0);
    *t.snapshot.borrow_mut() = None;
    if out.is_empty() {
        return str_::make(vm, &text);
    }
    out.extend_from_slice(&text);
    str_::make(vm, &out)
}

/// Takes up to `n` characters of the decoded text.
fn take_chars(t: &TextIo, n: usize, out: &mut Vec<u8>) -> usize {
    let (decoded, used) = (t.decoded.borrow(), t.used.get());
    let rest = &decoded[used..];
    let (k, chars) = match rest.len() {
        len if len <= n => (len, if rest.is_ascii() { len } else { wtf8::char_count(rest) }),
        _ => {
            let k = wtf8::byte_offset(rest, n).min(rest.len());
            (k, if k == rest.len() { wtf8::char_count(rest) } else { n })
        }
    };
    out.extend_from_slice(&rest[..k]);
    t.used.set(used + k);
    chars
}

/// Where a line that begins a text stops: at a line end that is found from `from` on, or after `limit` characters.
fn line_stop(text: &[u8], from: usize, end: LineEnd, limit: Option<usize>) -> Option<usize> {
    let found = end.find(&text[from..]).map(|f| from + f);
    let cut =
        limit.filter(|n| *n < text.len()).map(|n| wtf8::byte_offset(text, n)).filter(|c| *c < text.len());
    match (found, cut) {
        (Some(f), Some(c)) => Some(f.min(c)),
        (f, c) => f.or(c),
    }
}

/// A line, at most `limit` characters of it.
fn read_line(vm: &Vm, o: &Obj, limit: Option<usize>) -> PyResult<Obj> {
    let t = of(o);
    check_closed(vm, o, t)?;
    write_pending(vm, t)?;
    let end = t.newline.get().end;
    let mut line: Vec<u8> = Vec::new();
    loop {
        if line.is_empty() {
            let (decoded, used) = (t.decoded.borrow(), t.used.get());
            if let Some(k) = line_stop(&decoded[used..], 0, end, limit) {
                t.used.set(used + k);
                return str_::make(vm, &decoded[used..used + k]);
            }
        }
        // The line goes on in the next piece; a `\r\n` may be split between the two.
        let (piece, used, had) = (t.decoded.take(), t.used.replace(0), line.len());
        line.extend_from_slice(&piece[used..]);
        if had > 0
            && let Some(k) = line_stop(&line, had - usize::from(line[..had].ends_with(b"\r")), end, limit)
        {
            t.used.set(used + k.saturating_sub(had));
            *t.decoded.borrow_mut() = piece;
            line.truncate(k);
            return str_::make(vm, &line);
        }
        if used < piece.len() && limit.is_some_and(|n| wtf8::char_count(&line) >= n) {
            t.used.set(piece.len());
            *t.decoded.borrow_mut() = piece;
            break;
        }
        if !read_piece(vm, t, 0)? {
            t.set_decoded(Vec::new());
            *t.snapshot.borrow_mut() = None;
            break;
        }
    }
    str_::make(vm, &line)
}

fn next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let t = of(o);
    t.buffer(vm)?;
    t.telling.set(false);
    let line = if o.ty().is_heap() {
        let line = api::call_method(vm, o, name!(readline), &[])?;
        if !str_::is_str(&line) {
            let message = format!("readline() should have returned a str object, not '{}'", line.ty().name());
            return Err(vm.error(&crate::types::exception::OS_ERROR, message));
        }
        line
    } else {
        read_line(vm, o, None)?
    };
    if str_::bytes_of(&line).is_empty() {
        *t.snapshot.borrow_mut() = None;
        t.telling.set(t.seekable.get());
        return Ok(None);
    }
    Ok(Some(line))
}

// --- life

fn close(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, t) = (&a[0], of(&a[0]));
    let buffer = t.buffer(vm)?;
    if base::is_closed(vm, o)? {
        return Ok(Obj::NONE);
    }
    if t.finalizing.get()
        && let Err(r) = api::call_method_str(vm, &buffer, "_dealloc_warn", &[o.clone()])
    {
        drop(vm.take_raised(r));
    }
    let flushed = api::call_method(vm, o, name!(flush), &[]).map(drop);
    both(vm, flushed, || api::call_method(vm, &buffer, name!(close), &[]))
}

fn detach(vm: &Vm, a: Args) -> PyResult<Obj> {
    let t = of(&a[0]);
    t.buffer(vm)?;
    api::call_method(vm, &a[0], name!(flush), &[])?;
    let buffer = t.buffer(vm)?;
    t.state.set(State::Detached);
    t.buffer.set(None);
    Ok(buffer)
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let t = of(o);
    if t.state.get() == State::Uninitialized {
        return Err(vm.value_error("I/O operation on uninitialized object"));
    }
    guarded_repr(vm, o, || {
        let mut out = format!("<{}", o.ty().name());
        if let Some(n) = name_of(vm, o)? {
            out += &format!(" name={}", api::repr_string(vm, &n)?);
        }
        if let Some(m) = api::getattr_opt(vm, o, &intern("mode"))? {
            out += &format!(" mode={}", api::repr_string(vm, &m)?);
        }
        let encoding = api::repr_string(vm, &t.encoding.get_or_none())?;
        Ok(str_::from_string(format!("{out} encoding={encoding}>")))
    })
}

fn ask_buffer(vm: &Vm, a: Args, what: &str) -> PyResult<Obj> {
    let buffer = of(&a[0]).buffer(vm)?;
    api::call_method_str(vm, &buffer, what, &[])
}

static METHODS: [MethodDef; 18] = [
    method("detach", "($self, /)", "Takes the binary stream out.", detach),
    method(
        "reconfigure",
        "($self, /, *, encoding=None, errors=None, newline=Ellipsis, line_buffering=None, write_through=None)",
        "Changes settings of the stream.",
        reconfigure,
    ),
    method("write", "($self, text, /)", "Writes text; returns the number of characters.", write),
    method("read", "($self, size=-1, /)", "Reads that many characters, or all.", read),
    method(
        "readline",
        "($self, size=-1, /)",
        "Reads a line, or a part of it of at most that size.",
        |vm, a| {
            of(&a[0]).buffer(vm)?;
            let limit = a.opt(1).map(|n| api::ssize(vm, n)).transpose()?;
            read_line(vm, &a[0], limit.and_then(|n| usize::try_from(n).ok()))
        },
    ),
    method("fileno", "($self, /)", "The descriptor of the stream.", |vm, a| ask_buffer(vm, a, "fileno")),
    method("isatty", "($self, /)", "Whether the stream is a terminal.", |vm, a| ask_buffer(vm, a, "isatty")),
    method("readable", "($self, /)", "Whether the stream can be read.", |vm, a| {
        ask_buffer(vm, a, "readable")
    }),
    method("writable", "($self, /)", "Whether the stream can be written.", |vm, a| {
        ask_buffer(vm, a, "writable")
    }),
    method("seekable", "($self, /)", "Whether the stream has a position.", |vm, a| {
        ask_buffer(vm, a, "seekable")
    }),
    method("flush", "($self, /)", "Writes what waits.", |vm, a| flush(vm, &a[0]).map(|()| Obj::NONE)),
    method("close", "($self, /)", "Flushes and closes the stream.", close),
    method(
        "seek",
        "($self, cookie, whence=os.SEEK_SET, /)",
        "Goes to a position that tell() gave.",
        super::cookie::seek,
    ),
    method(
        "tell",
        "($self, /)",
        "The position as a number that only seek() understands.",
        super::cookie::tell,
    ),
    method("truncate", "($self, pos=None, /)", "Cuts the file off at a size.", |vm, a| {
        let t = of(&a[0]);
        t.buffer(vm)?;
        flush(vm, &a[0])?;
        api::call_method_str(vm, &t.buffer(vm)?, "truncate", &[a.opt(1).cloned().unwrap_or(Obj::NONE)])
    }),
    method("_dealloc_warn", "($self, source, /)", "", ask_dealloc),
    method("__reduce__", "($self, /)", "", no_pickle),
    method("__reduce_ex__", "($self, object, /)", "", no_pickle),
];

fn ask_dealloc(vm: &Vm, a: Args) -> PyResult<Obj> {
    let buffer = of(&a[0]).buffer(vm)?;
    api::call_method_str(vm, &buffer, "_dealloc_warn", &[a[1].clone()])
}

static GETTERS: [GetterDef; 10] = [
    member("buffer", "", |_, o| Ok(of(o).buffer.get_or_none())),
    member("encoding", "", |_, o| Ok(of(o).encoding.get_or_none())),
    getter("errors", "", |vm, o| of(o).buffer(vm).map(|_| of(o).errors.get_or_none())),
    member("line_buffering", "", |_, o| Ok(Obj::from_bool(of(o).line_buffering.get()))),
    member("write_through", "", |_, o| Ok(Obj::from_bool(of(o).write_through.get()))),
    getter("name", "", |vm, o| api::getattr_str(vm, &of(o).buffer(vm)?, "name")),
    getter("closed", "", |vm, o| api::getattr_str(vm, &of(o).buffer(vm)?, "closed")),
    getter("newlines", "", |vm, o| {
        let t = of(o);
        t.buffer(vm)?;
        if t.has_decoder() { t.with_decoder(vm, |d| d.newlines(vm)) } else { Ok(Obj::NONE) }
    }),
    property(
        "_CHUNK_SIZE",
        "",
        |_, o| Ok(int::from_usize(of(o).chunk_size.get())),
        |vm, o, v| {
            let n = match v {
                Some(v) => api::index_isize(vm, v)?,
                None => return Err(vm.attribute_error("cannot delete attribute")),
            };
            if n <= 0 {
                return Err(vm.value_error("a strictly positive integer is required"));
            }
            of(o).chunk_size.set(n as usize);
            Ok(())
        },
    ),
    property(
        "_finalizing",
        "",
        |_, o| Ok(Obj::from_bool(of(o).finalizing.get())),
        |vm, o, v| {
            of(o).finalizing.set(v.map_or(Ok(false), |v| api::is_true(vm, v))?);
            Ok(())
        },
    ),
];

static SPEC: TypeSpec = TypeSpec {
    name: "TextIOWrapper",
    module: "_io",
    doc: "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False): text over a buffered binary stream.",
    signature: "(buffer, encoding=None, errors=None, newline=None,\n              line_buffering=False, write_through=False)",
    base: Some(&TEXT_IO_BASE),
    slots: Slots {
        new: Some(|vm, cls, _| attr::new_instance(vm, cls, TextIo::default())),
        init: Some(init),
        repr: Some(repr),
        next: Some(next),
        ..Slots::NONE
    },
    methods: &METHODS,
    getters: &GETTERS,
    ..TypeSpec::BASE
};

/// `_io.TextIOWrapper`
pub static TEXT_IO_WRAPPER: StaticType = StaticType::new(&SPEC, LayoutOps::of::<TextIo>(false));
