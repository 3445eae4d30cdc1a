//! Encodings as `str.encode` and `bytes.decode` use them: built-in codecs of the text room, the registry of codecs and
//! error handlers that Python code adds, and the Unicode errors. Python's view of it is the `_codecs` module.

use crate::object::args::Args;
use crate::object::heap::GilCell;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::text::codecs::{
    self as engine, Codec, CodecError, DecodeHandler, EncodeHandler, Errors, Fault, Handling, Replacement,
};
use crate::text::wtf8;
use crate::types::exception::{
    LOOKUP_ERROR, UNICODE_DECODE_ERROR, UNICODE_ENCODE_ERROR, UNICODE_TRANSLATE_ERROR,
};
use crate::types::tuple::{self, Tuple};
use crate::types::{buffer, bytes, int, native, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use std::borrow::Cow;
use std::collections::HashMap;

/// An encoding or error handler name: str without null characters.
pub fn name_argument<'a>(vm: &Vm, o: &'a Obj, function: &str, parameter: &str) -> PyResult<Cow<'a, str>> {
    if !str_::is_str(o) {
        return Err(
            vm.type_error(format!("{function}() argument '{parameter}' must be str, not {}", api::given(o)))
        );
    }
    if str_::bytes_of(o).contains(&0) {
        return Err(vm.value_error("embedded null character"));
    }
    Ok(str_::display(o))
}

// --- text and bytes

/// The bytes of a str in an encoding (default UTF-8), as a bytes object.
pub fn encode(vm: &Vm, s: &Obj, encoding: Option<&str>, errors: Option<&str>) -> PyResult<Obj> {
    let encoding = encoding.unwrap_or("utf-8");
    match Codec::find(encoding) {
        Some(Codec::Utf8 | Codec::Latin1 | Codec::Ascii) if str_::is_ascii(s) => {
            bytes::try_from_slice(str_::bytes_of(s)).map_err(|_| vm.memory_error())
        }
        Some(codec) => {
            let data = encode_with(vm, codec, s, errors)?;
            bytes::try_from_slice(&data).map_err(|_| vm.memory_error())
        }
        None => {
            let r = call_text_codec(vm, encoding, 0, "encode", s, errors)?;
            if bytes::is_bytes(&r) {
                return Ok(r);
            }
            if let Some(b) = crate::types::bytearray::contents(&r) {
                let message = format!(
                    "encoder {encoding} returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types"
                );
                api::warn(vm, &crate::types::exception::RUNTIME_WARNING, &message, 1)?;
                return Ok(bytes::from_slice(&b));
            }
            Err(vm.type_error(format!(
                "'{encoding}' encoder returned '{}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types",
                r.ty().name()
            )))
        }
    }
}

/// The text of a bytes-like object in an encoding (default UTF-8), as a str object.
pub fn decode(vm: &Vm, data: &Obj, encoding: Option<&str>, errors: Option<&str>) -> PyResult<Obj> {
    let encoding = encoding.unwrap_or("utf-8");
    match Codec::find(encoding) {
        Some(codec) => {
            let input = buffer::bytes_arg(vm, data)?;
            if (codec.keeps_ascii() || codec == Codec::Utf8) && input.is_ascii() {
                return str_::make(vm, &input);
            }
            let (text, _) = decode_with(vm, codec, &input, errors, true)?;
            str_::make(vm, &text)
        }
        None => {
            let r = call_text_codec(vm, encoding, 1, "decode", data, errors)?;
            if str_::is_str(&r) {
                return Ok(r);
            }
            Err(vm.type_error(format!(
                "'{encoding}' decoder returned '{}' instead of 'str'; use codecs.decode() to decode to arbitrary types",
                r.ty().name()
            )))
        }
    }
}

/// Encodes a str with a built-in codec.
pub fn encode_with(vm: &Vm, codec: Codec, s: &Obj, errors: Option<&str>) -> PyResult<Vec<u8>> {
    let text = str_::bytes_of(s);
    let mut own = |fault: &Fault| encode_fault(vm, s, fault, errors);
    let mut handling: Handling<EncodeHandler<Raised>> = match builtin_errors(errors) {
        Some(e) => Handling::BuiltIn(e),
        None => Handling::Custom(&mut own),
    };
    engine::encode(codec, text, &mut handling).map_err(|e| match e {
        CodecError::Fault(f) => encode_error(vm, s, &f),
        CodecError::NotForDecoding => {
            vm.type_error("don't know how to handle UnicodeEncodeError in error callback")
        }
        CodecError::Handler(r) => r,
    })
}

/// Decodes bytes with a built-in codec: the text and how many bytes it took (all of them if `last`).
pub fn decode_with(
    vm: &Vm,
    codec: Codec,
    input: &[u8],
    errors: Option<&str>,
    last: bool,
) -> PyResult<(Vec<u8>, usize)> {
    let mut own = |fault: &Fault| decode_fault(vm, input, fault, errors);
    let mut handling: Handling<DecodeHandler<Raised>> = match builtin_errors(errors) {
        Some(e) => Handling::BuiltIn(e),
        None => Handling::Custom(&mut own),
    };
    engine::decode(codec, input, last, &mut handling).map_err(|e| match e {
        CodecError::Fault(f) => decode_error(vm, input, &f),
        CodecError::NotForDecoding => {
            vm.type_error("don't know how to handle UnicodeDecodeError in error callback")
        }
        CodecError::Handler(r) => r,
    })
}

/// The built-in handler of a name, unless Python code has registered another one.
fn builtin_errors(errors: Option<&str>) -> Option<Errors> {
    let name = errors.unwrap_or("strict");
    with_registry(|r| r.handlers.contains_key(name))
        .then_some(())
        .map_or_else(|| Errors::from_name(name), |()| None)
}

fn position(n: usize) -> Obj {
    int::from_usize(n)
}

fn error_arguments(fault: &Fault, object: Obj) -> Vec<Obj> {
    vec![
        str_::from_str(fault.encoding),
        object,
        position(fault.start),
        position(fault.end),
        str_::from_str(fault.reason),
    ]
}

/// Raises UnicodeEncodeError.
pub fn encode_error(vm: &Vm, s: &Obj, fault: &Fault) -> Raised {
    vm.error_args(&UNICODE_ENCODE_ERROR, error_arguments(fault, str_::exact(s)))
}

/// Raises UnicodeDecodeError.
pub fn decode_error(vm: &Vm, input: &[u8], fault: &Fault) -> Raised {
    vm.error_args(&UNICODE_DECODE_ERROR, error_arguments(fault, bytes::from_slice(input)))
}

/// Calls a handler of Python code; what it returned and the position where to go on.
fn call_handler(
    vm: &Vm,
    name: &str,
    exc: &Obj,
    len: usize,
    accepts: fn(&Obj) -> bool,
    wanted: &str,
) -> PyResult<(Obj, usize)> {
    let handler = lookup_error(vm, name)?;
    let r = api::call(vm, &handler, std::slice::from_ref(exc))?;
    let pair = r.downcast::<Tuple>().map(Tuple::as_slice);
    let Some([text, at]) = pair.filter(|p| p.len() == 2 && accepts(&p[0])) else {
        return Err(vm.type_error(wanted));
    };
    let at = api::ssize(vm, at)?;
    match if at < 0 { at + len as isize } else { at } {
        p if p >= 0 && p as usize <= len => Ok((text.clone(), p as usize)),
        _ => Err(vm.index_error(format!("position {at} from error handler out of bounds"))),
    }
}

/// What an error handler, built-in or registered, makes of bytes that cannot be decoded: text and where to go on.
pub fn decode_fault(
    vm: &Vm,
    input: &[u8],
    fault: &Fault,
    errors: Option<&str>,
) -> PyResult<(Vec<u8>, usize)> {
    match builtin_errors(errors) {
        Some(Errors::XmlCharRefReplace | Errors::NameReplace) => {
            return Err(vm.type_error("don't know how to handle UnicodeDecodeError in error callback"));
        }
        Some(e) => return e.decode(fault, input).ok_or_else(|| decode_error(vm, input, fault)),
        None => {}
    }
    let errors = errors.unwrap_or("strict");
    // An unknown name is noticed before the exception is made.
    lookup_error(vm, errors)?;
    let exc = api::call(vm, &UNICODE_DECODE_ERROR.obj(), &error_arguments(fault, bytes::from_slice(input)))?;
    let wanted = "decoding error handler must return (str, int) tuple";
    let (text, at) = call_handler(vm, errors, &exc, input.len(), str_::is_str, wanted)?;
    Ok((str_::bytes_of(&text).to_vec(), at))
}

/// What an error handler makes of characters that cannot be encoded.
pub fn encode_fault(vm: &Vm, s: &Obj, fault: &Fault, errors: Option<&str>) -> PyResult<(Replacement, usize)> {
    if let Some(e) = builtin_errors(errors) {
        let bad: Vec<u32> = wtf8::chars(wtf8::slice(str_::bytes_of(s), fault.start, fault.end)).collect();
        let made = e.encode(fault.encoding, &bad).ok_or_else(|| encode_error(vm, s, fault))?;
        return Ok((made.0, fault.start + made.1));
    }
    let errors = errors.unwrap_or("strict");
    lookup_error(vm, errors)?;
    let exc = api::call(vm, &UNICODE_ENCODE_ERROR.obj(), &error_arguments(fault, str_::exact(s)))?;
    let wanted = "encoding error handler must return (str/bytes, int) tuple";
    let accepts: fn(&Obj) -> bool = |o| str_::is_str(o) || bytes::is_bytes(o);
    let (made, at) = call_handler(vm, errors, &exc, str_::char_len(s), accepts, wanted)?;
    let made = if str_::is_str(&made) {
        Replacement::Text(str_::bytes_of(&made).to_vec())
    } else {
        Replacement::Bytes(bytes::bytes_of(&made).to_vec())
    };
    Ok((made, at))
}

// --- the registry

#[derive(Default)]
struct Registry {
    search: Vec<Obj>,
    found: HashMap<String, Obj>,
    handlers: HashMap<String, Obj>,
    started: bool,
}

static REGISTRY: GilCell<Option<Registry>> = GilCell::new(None);

/// Runs `f` on the registry; `f` runs no Python code.
fn with_registry<R>(f: impl FnOnce(&mut Registry) -> R) -> R {
    #[allow(unsafe_code)]
    // SAFETY: GIL held; `f` does not come back here.
    f(unsafe { (*REGISTRY.get()).get_or_insert_with(Registry::default) })
}

/// Adds a search function.
pub fn register(vm: &Vm, search: &Obj) -> PyResult<()> {
    if !api::is_callable(search) {
        return Err(vm.type_error("argument must be callable"));
    }
    start(vm)?;
    with_registry(|r| r.search.push(search.clone()));
    Ok(())
}

/// Removes a search function and forgets what was found.
pub fn unregister(search: &Obj) {
    let gone = with_registry(|r| {
        let at = r.search.iter().position(|s| s.is(search))?;
        Some((r.search.remove(at), std::mem::take(&mut r.found)))
    });
    drop(gone);
}

/// The standard search function comes first; importing it registers it.
fn start(vm: &Vm) -> PyResult<()> {
    if with_registry(|r| std::mem::replace(&mut r.started, true)) {
        return Ok(());
    }
    let done = api::import(vm, "encodings").map(drop);
    if done.is_err() {
        with_registry(|r| r.started = false);
    }
    done
}

/// `codecs.lookup(encoding)`
pub fn lookup(vm: &Vm, encoding: &str) -> PyResult<Obj> {
    let key = engine::normalize_encoding(encoding);
    if let Some(found) = with_registry(|r| r.found.get(&key).cloned()) {
        return Ok(found);
    }
    start(vm)?;
    let mut i = 0;
    while let Some(search) = with_registry(|r| r.search.get(i).cloned()) {
        i += 1;
        let info = api::call(vm, &search, &[str_::from_str(&key)])?;
        if info.is_none() {
            continue;
        }
        if info.downcast::<Tuple>().is_none_or(|t| t.len() != 4) {
            return Err(vm.type_error("codec search functions must return 4-tuples"));
        }
        with_registry(|r| r.found.insert(key, info.clone()));
        return Ok(info);
    }
    Err(vm.lookup_error(format!("unknown encoding: {encoding}")))
}

/// Calls the encoder (0) or decoder (1) of a registered codec.
pub fn call_codec(
    vm: &Vm,
    encoding: &str,
    info: &Obj,
    which: usize,
    object: &Obj,
    errors: Option<&str>,
) -> PyResult<Obj> {
    let f = tuple::items(info)[which].clone();
    let mut args = vec![object.clone()];
    args.extend(errors.map(str_::from_str));
    let r = api::call(vm, &f, &args).map_err(|r| add_note(vm, r, which, encoding))?;
    match r.downcast::<Tuple>().map(Tuple::as_slice) {
        Some([made, _]) => Ok(made.clone()),
        _ => Err(
            vm.type_error(format!("{} must return a tuple (object, integer)", ["encoder", "decoder"][which]))
        ),
    }
}

/// Says in a note which codec failed.
fn add_note(vm: &Vm, r: Raised, which: usize, encoding: &str) -> Raised {
    let exc = vm.take_raised(r);
    let note = format!("{} with '{encoding}' codec failed", ["encoding", "decoding"][which]);
    match api::call_method_str(vm, &exc, "add_note", &[str_::from_string(note)]) {
        Ok(_) => vm.raise_again(exc),
        Err(r) => r,
    }
}

fn call_text_codec(
    vm: &Vm,
    encoding: &str,
    which: usize,
    verb: &str,
    object: &Obj,
    errors: Option<&str>,
) -> PyResult<Obj> {
    let info = lookup(vm, encoding)?;
    if !info.is_exact::<Tuple>()
        && let Some(text) = api::getattr_opt(vm, &info, &crate::object::intern::intern("_is_text_encoding"))?
        && !api::is_true(vm, &text)?
    {
        return Err(vm.lookup_error(format!(
            "'{encoding}' is not a text encoding; use codecs.{verb}() to handle arbitrary codecs"
        )));
    }
    call_codec(vm, encoding, &info, which, object, errors)
}

// --- error handlers

/// `codecs.register_error(name, handler)`
pub fn register_error(vm: &Vm, name: &str, handler: &Obj) -> PyResult<()> {
    if !api::is_callable(handler) {
        return Err(vm.type_error("handler must be callable"));
    }
    let old = with_registry(|r| r.handlers.insert(name.to_owned(), handler.clone()));
    drop(old);
    Ok(())
}

/// `codecs.lookup_error(name)`
pub fn lookup_error(vm: &Vm, name: &str) -> PyResult<Obj> {
    if let Some(h) = with_registry(|r| r.handlers.get(name).cloned()) {
        return Ok(h);
    }
    match HANDLERS.iter().find(|(n, _)| *n == name) {
        Some((_, def)) => {
            let handler = native::function(def, None, None);
            with_registry(|r| r.handlers.insert(name.to_owned(), handler.clone()));
            Ok(handler)
        }
        None => Err(vm.error(&LOOKUP_ERROR, format!("unknown error handler name '{name}'"))),
    }
}

macro_rules! handlers {
    ($($name:literal $function:literal $errors:ident $doc:literal;)*) => {
        static HANDLERS: &[(&str, MethodDef)] = &[
            $(($name, function($function, "(exception, /)", $doc, |vm, a| handle(vm, a, Errors::$errors))),)*
        ];
    };
}

handlers! {
    "strict" "strict_errors" Strict "The 'strict' error handler: raises the exception.";
    "ignore" "ignore_errors" Ignore "The 'ignore' error handler: leaves out what cannot be coded.";
    "replace" "replace_errors" Replace "The 'replace' error handler: writes a replacement mark.";
    "xmlcharrefreplace" "xmlcharrefreplace_errors" XmlCharRefReplace "The 'xmlcharrefreplace' error handler: writes XML character references.";
    "backslashreplace" "backslashreplace_errors" BackslashReplace "The 'backslashreplace' error handler: writes escape sequences.";
    "namereplace" "namereplace_errors" NameReplace "The 'namereplace' error handler: writes \\N{...} escapes.";
    "surrogateescape" "surrogateescape" SurrogateEscape "The 'surrogateescape' error handler: keeps bytes as lone surrogates.";
    "surrogatepass" "surrogatepass" SurrogatePass "The 'surrogatepass' error handler: codes surrogates like other characters.";
}

/// A built-in handler called with an exception.
fn handle(vm: &Vm, a: Args, errors: Errors) -> PyResult<Obj> {
    let exc = &a[0];
    if errors == Errors::Strict {
        return Err(if api::is_a(exc, &crate::types::exception::BASE_EXCEPTION) {
            vm.raise(exc.clone())
        } else {
            vm.type_error("codec must pass exception instance")
        });
    }
    let (encoding, decoding, translating) = (
        api::is_a(exc, &UNICODE_ENCODE_ERROR),
        api::is_a(exc, &UNICODE_DECODE_ERROR),
        api::is_a(exc, &UNICODE_TRANSLATE_ERROR),
    );
    let field = |name: &str| api::getattr_str(vm, exc, name);
    let refuse =
        || Err(vm.type_error(format!("don't know how to handle {} in error callback", exc.ty().name())));
    let wrong_kind = match errors {
        Errors::XmlCharRefReplace | Errors::NameReplace => decoding || translating,
        Errors::SurrogateEscape | Errors::SurrogatePass => translating,
        _ => false,
    };
    if !(encoding || decoding || translating) || wrong_kind {
        return refuse();
    }
    let object = field("object")?;
    let bound = |name: &str, len: usize| -> PyResult<usize> {
        Ok((api::index_isize(vm, &field(name)?)?.max(0) as usize).min(len))
    };
    let again = || Err(vm.raise(exc.clone()));
    if decoding {
        let input = buffer::to_bytes_vec(vm, &object)?;
        let start = bound("start", input.len().saturating_sub(1))?;
        let end = bound("end", input.len())?.max(start);
        let name = if errors == Errors::SurrogatePass {
            standard_name(&api::str_string(vm, &field("encoding")?)?)
        } else {
            ""
        };
        let fault = Fault { encoding: name, start, end, reason: "" };
        return match errors.decode(&fault, &input) {
            Some((text, at)) => Ok(tuple::from_vec(vec![str_::make(vm, &text)?, position(at)])),
            None => again(),
        };
    }
    if !str_::is_str(&object) {
        return Err(vm.type_error(format!("object attribute must be str, not {}", object.ty().name())));
    }
    let len = str_::char_len(&object);
    let start = bound("start", len.saturating_sub(1))?;
    let end = bound("end", len)?.max(start);
    let bad: Vec<u32> = wtf8::chars(wtf8::slice(str_::bytes_of(&object), start, end)).collect();
    if translating && errors == Errors::Replace {
        let text = wtf8::from_chars(bad.iter().map(|_| 0xfffd));
        return Ok(tuple::from_vec(vec![str_::make(vm, &text)?, position(end)]));
    }
    let name = if errors == Errors::SurrogatePass {
        standard_name(&api::str_string(vm, &field("encoding")?)?)
    } else {
        "charmap"
    };
    match errors.encode(name, &bad) {
        Some((Replacement::Text(t), n)) => {
            Ok(tuple::from_vec(vec![str_::make(vm, &t)?, position(start + n)]))
        }
        Some((Replacement::Bytes(b), n)) => {
            Ok(tuple::from_vec(vec![bytes::from_slice(&b), position(start + n)]))
        }
        None => again(),
    }
}

/// The name that faults of an encoding carry, as the 'surrogatepass' handler knows it.
fn standard_name(encoding: &str) -> &'static str {
    match Codec::find(encoding) {
        Some(Codec::Utf16(engine::Order::Mark)) => "utf-16-le",
        Some(Codec::Utf32(engine::Order::Mark)) => "utf-32-le",
        Some(c) => c.error_name(),
        None => "",
    }
}
