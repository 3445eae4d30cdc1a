//! `open` and what else the module offers as functions; the standard streams.

use super::buffered::{self, BUFFERED_RANDOM, BUFFERED_READER, BUFFERED_WRITER};
use super::{fileio, textio};
use crate::host::tty;
use crate::modules::os_support::c_int;
use crate::object::args::Args;
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::{exception, int, str_};
use crate::vm::{PyResult, Raised, Vm, api};

/// A mode, taken apart.
struct Mode {
    kind: char,
    plus: bool,
    binary: bool,
    text: bool,
    /// More than one kind was given.
    many: bool,
}

fn parse_mode(mode: &str) -> Option<Mode> {
    let mut m = Mode { kind: ' ', plus: false, binary: false, text: false, many: false };
    for (i, c) in mode.char_indices() {
        if mode[..i].contains(c) {
            return None;
        }
        match c {
            'x' | 'r' | 'w' | 'a' => {
                m.many |= m.kind != ' ';
                m.kind = c;
            }
            '+' => m.plus = true,
            'b' => m.binary = true,
            't' => m.text = true,
            _ => return None,
        }
    }
    Some(m)
}

/// Closes what was opened so far and hands the error on.
fn abandon(vm: &Vm, stream: &Obj, r: Raised) -> Raised {
    let exc = vm.take_raised(r);
    if let Err(r) = api::call_method(vm, stream, name!(close), &[]) {
        let later = vm.take_raised(r);
        if let Some(s) = exception::state(&later) {
            s.set_context(Some(exc));
        }
        return vm.raise_again(later);
    }
    vm.raise_again(exc)
}

struct Request<'a> {
    target: &'a Obj,
    mode: &'a str,
    buffering: i32,
    encoding: Option<&'a Obj>,
    errors: Option<&'a Obj>,
    newline: Option<&'a Obj>,
    closefd: bool,
    opener: Option<&'a Obj>,
}

fn open_request(vm: &Vm, r: &Request) -> PyResult<Obj> {
    let target = if int::is_int(r.target) {
        r.target.clone()
    } else {
        crate::modules::os_support::fspath(vm, r.target)?
    };
    let Some(m) = parse_mode(r.mode) else {
        return Err(vm.value_error(format!("invalid mode: '{}'", r.mode)));
    };
    if m.text && m.binary {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    if m.many {
        return Err(vm.value_error("must have exactly one of create/read/write/append mode"));
    }
    if m.binary {
        for (given, what) in [(r.encoding, "an encoding"), (r.errors, "an errors"), (r.newline, "a newline")]
        {
            if given.is_some() {
                return Err(vm.value_error(format!("binary mode doesn't take {what} argument")));
            }
        }
        if r.buffering == 1 {
            let message = "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used";
            api::warn(vm, &exception::RUNTIME_WARNING, message, 1)?;
        }
    }
    let mut raw_mode = String::from(m.kind).trim().to_owned();
    if m.plus {
        raw_mode.push('+');
    }
    let raw = fileio::new_object(vm)?;
    fileio::open_into(vm, &raw, &target, &raw_mode, r.closefd, r.opener)?;
    let mut outer = raw.clone();
    build(vm, r, &m, &raw, &mut outer).map_err(|e| abandon(vm, &outer, e))
}

/// Puts buffer and text layer over the raw file; `outer` is always the outermost layer so far.
fn build(vm: &Vm, r: &Request, m: &Mode, raw: &Obj, outer: &mut Obj) -> PyResult<Obj> {
    let fd = raw.downcast::<fileio::FileIo>().expect("just opened").fd(vm)?;
    let line_buffering = (r.buffering == 1 && !m.binary) || (r.buffering < 0 && tty::is_terminal(fd));
    let size = match r.buffering {
        0 if m.binary => return Ok(raw.clone()),
        0 => return Err(vm.value_error("can't have unbuffered text I/O")),
        n if n > 1 => n as usize,
        _ => fileio::block_size(raw),
    };
    let class = match (m.plus, m.kind) {
        (true, _) => &BUFFERED_RANDOM,
        (_, 'r') => &BUFFERED_READER,
        _ => &BUFFERED_WRITER,
    };
    let buffer = buffered::new_object(vm, class, raw, size)?;
    *outer = buffer.clone();
    if m.binary {
        return Ok(buffer);
    }
    let text = textio::wrap(vm, &buffer, r.encoding, r.errors, r.newline, line_buffering)?;
    *outer = text.clone();
    api::setattr(vm, &text, &intern("mode"), &str_::from_str(r.mode))?;
    Ok(text)
}

fn text_arg<'a>(vm: &Vm, a: Args<'a>, i: usize, what: &str) -> PyResult<Option<&'a Obj>> {
    match a.opt_not_none(i) {
        Some(o) if !str_::is_str(o) => {
            Err(vm.type_error(format!("open() argument '{what}' must be str or None, not {}", api::given(o))))
        }
        Some(o) => no_null(vm, o).map(|()| Some(o)),
        None => Ok(None),
    }
}

fn no_null(vm: &Vm, text: &Obj) -> PyResult<()> {
    if str_::bytes_of(text).contains(&0) {
        return Err(vm.value_error("embedded null character"));
    }
    Ok(())
}

fn open(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mode = match a.opt(1) {
        None => "r".into(),
        Some(m) if str_::is_str(m) => {
            no_null(vm, m)?;
            str_::display(m)
        }
        Some(m) => {
            return Err(vm.type_error(format!("open() argument 'mode' must be str, not {}", api::given(m))));
        }
    };
    open_request(
        vm,
        &Request {
            target: &a[0],
            mode: &mode,
            buffering: a.opt(2).map_or(Ok(-1), |b| c_int(vm, b))?,
            encoding: text_arg(vm, a, 3, "encoding")?,
            errors: text_arg(vm, a, 4, "errors")?,
            newline: text_arg(vm, a, 5, "newline")?,
            closefd: a.opt(6).map_or(Ok(true), |c| api::is_true(vm, c))?,
            opener: a.opt_not_none(7),
        },
    )
}

/// `open(target, mode)` with the default settings.
pub fn open_file(vm: &Vm, target: &Obj, mode: &str) -> PyResult<Obj> {
    let r = Request {
        target,
        mode,
        buffering: -1,
        encoding: None,
        errors: None,
        newline: None,
        closefd: true,
        opener: None,
    };
    open_request(vm, &r)
}

/// A standard stream (descriptor 0, 1 or 2); None if the descriptor is not open. `encoding` and `errors`: what
/// `PYTHONIOENCODING` asks for.
pub fn std_stream(
    vm: &Vm,
    fd: i32,
    unbuffered: bool,
    encoding: Option<&str>,
    errors: Option<&str>,
) -> PyResult<Obj> {
    if crate::host::startup::was_closed(fd) || crate::host::file::fstat(fd).is_err() {
        return Ok(Obj::NONE);
    }
    let (mode, name) = [("r", "<stdin>"), ("w", "<stdout>"), ("w", "<stderr>")][fd.clamp(0, 2) as usize];
    let raw = fileio::new_object(vm)?;
    fileio::open_into(vm, &raw, &int::from_i64(fd.into()), mode, false, None)?;
    api::setattr(vm, &raw, name!(name), &str_::from_str(name))?;
    let class = if fd == 0 { &BUFFERED_READER } else { &BUFFERED_WRITER };
    let buffer = if unbuffered && fd != 0 {
        raw
    } else {
        buffered::new_object(vm, class, &raw, super::DEFAULT_BUFFER_SIZE)?
    };
    let errors = match (fd, errors) {
        (2, _) => "backslashreplace",
        (_, Some(e)) => e,
        _ if crate::host::env::is_c_locale() => "surrogateescape",
        _ => "strict",
    };
    let (encoding, errors) = (str_::from_str(encoding.unwrap_or("utf-8")), str_::from_str(errors));
    let line_buffering = !unbuffered && (fd == 2 || tty::is_terminal(fd));
    // Only input is translated: output writes the newlines that it gets.
    let newline = if fd == 0 { None } else { Some(str_::from_str("\n")) };
    let text = textio::wrap(vm, &buffer, Some(&encoding), Some(&errors), newline.as_ref(), line_buffering)?;
    if unbuffered && fd != 0 {
        textio::set_write_through(&text);
    }
    api::setattr(vm, &text, &intern("mode"), &str_::from_str(mode))?;
    Ok(text)
}

pub(super) static FUNCTIONS: [MethodDef; 3] = [
    function(
        "open",
        "(file, mode='r', buffering=-1, encoding=None,\n     errors=None, newline=None, closefd=True, opener=None)",
        "Opens a file and returns a stream.\n\nmode: 'r' read, 'w' write anew, 'x' create, 'a' append; '+' both ways; 'b' bytes, 't' text.",
        open,
    ),
    function("open_code", "(path)", "Opens a file that holds code.", |vm, a| {
        if !str_::is_str(&a[0]) {
            return Err(
                vm.type_error(format!("open_code() argument 'path' must be str, not {}", api::given(&a[0])))
            );
        }
        open_file(vm, &a[0], "rb")
    }),
    function(
        "text_encoding",
        "(encoding, stacklevel=2, /)",
        "The encoding to use where None was given.",
        |_, a| Ok(if a[0].is_none() { intern("locale") } else { a[0].clone() }),
    ),
];
