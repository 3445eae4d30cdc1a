//! The base classes `_IOBase`, `_RawIOBase`, `_BufferedIOBase`, `_TextIOBase`: what every stream can do by means of a
//! few methods that it defines itself.

use super::{signed_size, unsupported};
use crate::object::args::Args;
use crate::object::heap::LayoutOps;
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, TypeSpec, getter, method, return_self, type_flag};
use crate::object::type_object::StaticType;
use crate::types::object::{DICT_GETTER, Plain};
use crate::types::{buffer, bytes, int, list, str_};
use crate::vm::{PyResult, Vm, api};

/// `o.closed`
pub fn is_closed(vm: &Vm, o: &Obj) -> PyResult<bool> {
    if let Some(f) = o.downcast_exact::<super::fileio::FileIo>() {
        return Ok(f.is_closed());
    }
    let r = api::getattr_str(vm, o, "closed")?;
    api::is_true(vm, &r)
}

/// ValueError if the stream is closed.
pub fn check_closed(vm: &Vm, o: &Obj) -> PyResult<()> {
    if is_closed(vm, o)? { Err(vm.value_error("I/O operation on closed file.")) } else { Ok(()) }
}

const CLOSED_MARK: &str = "__IOBase_closed";

fn has_mark(vm: &Vm, o: &Obj) -> PyResult<bool> {
    Ok(api::getattr_opt(vm, o, &intern(CLOSED_MARK))?.is_some())
}

/// `_IOBase.close`
pub fn close(vm: &Vm, o: &Obj) -> PyResult<()> {
    if has_mark(vm, o)? {
        return Ok(());
    }
    let flushed = api::call_method(vm, o, name!(flush), &[]).map(drop);
    super::both(vm, flushed, || api::setattr(vm, o, &intern(CLOSED_MARK), &Obj::TRUE))
}

/// Closes a stream that nobody uses any more. What goes wrong is reported as unraisable.
fn finalize(vm: &Vm, o: &Obj) {
    let saved = vm.save_raised();
    let closed = match is_closed(vm, o) {
        Ok(c) => c,
        Err(r) => {
            // A stream that was never set up has nothing to close.
            drop(vm.take_raised(r));
            !o.ty().is_heap()
        }
    };
    if !closed {
        if let Err(r) = api::setattr(vm, o, &intern("_finalizing"), &Obj::TRUE) {
            drop(vm.take_raised(r));
        }
        if api::call_method(vm, o, name!(close), &[]).is_err() {
            vm.write_unraisable("", Some(o));
        }
    }
    vm.restore_raised(saved);
}

fn check(vm: &Vm, o: &Obj, method: &str, message: &str) -> PyResult<()> {
    let r = api::call_method_str(vm, o, method, &[])?;
    if r == Obj::TRUE { Ok(()) } else { Err(unsupported(vm, message)) }
}

/// UnsupportedOperation unless the stream can be read.
pub fn check_readable(vm: &Vm, o: &Obj) -> PyResult<()> {
    check(vm, o, "readable", "File or stream is not readable.")
}

/// UnsupportedOperation unless the stream can be written.
pub fn check_writable(vm: &Vm, o: &Obj) -> PyResult<()> {
    check(vm, o, "writable", "File or stream is not writable.")
}

/// UnsupportedOperation unless the stream has a position.
pub fn check_seekable(vm: &Vm, o: &Obj) -> PyResult<()> {
    check(vm, o, "seekable", "File or stream is not seekable.")
}

fn readline(vm: &Vm, a: Args) -> PyResult<Obj> {
    let o = &a[0];
    let limit = signed_size(vm, a.opt(1))?.unwrap_or(-1);
    let peek = api::getattr_opt(vm, o, &intern("peek"))?;
    let mut line: Vec<u8> = Vec::new();
    while limit < 0 || (line.len() as isize) < limit {
        let mut want = 1;
        if let Some(peek) = &peek {
            let ahead = api::call(vm, peek, &[int::from_i64(1)])?;
            if !bytes::is_bytes(&ahead) {
                return Err(wrong_bytes(vm, "peek", &ahead));
            }
            let ahead = bytes::bytes_of(&ahead);
            if !ahead.is_empty() {
                let room = if limit < 0 { ahead.len() } else { ahead.len().min(limit as usize - line.len()) };
                want = memchr::memchr(b'\n', &ahead[..room]).map_or(room, |i| i + 1);
            }
        }
        let piece = api::call_method(vm, o, name!(read), &[int::from_usize(want)])?;
        if !bytes::is_bytes(&piece) {
            return Err(wrong_bytes(vm, "read", &piece));
        }
        let piece = bytes::bytes_of(&piece);
        if piece.is_empty() {
            break;
        }
        line.extend_from_slice(piece);
        if line.ends_with(b"\n") {
            break;
        }
    }
    Ok(bytes::from_slice(&line))
}

fn wrong_bytes(vm: &Vm, what: &str, got: &Obj) -> crate::vm::Raised {
    vm.error(
        &crate::types::exception::OS_ERROR,
        format!("{what}() should have returned a bytes object, not '{}'", got.ty().name()),
    )
}

fn readlines(vm: &Vm, a: Args) -> PyResult<Obj> {
    let hint = signed_size(vm, a.opt(1))?.unwrap_or(-1);
    if hint <= 0 {
        return Ok(list::from_vec(api::to_vec(vm, &a[0])?));
    }
    let (mut lines, mut total) = (Vec::new(), 0);
    let it = api::iter(vm, &a[0])?;
    while let Some(line) = api::next(vm, &it)? {
        let n = api::len(vm, &line)? as isize;
        lines.push(line);
        if n > hint - total {
            break;
        }
        total += n;
    }
    Ok(list::from_vec(lines))
}

fn writelines(vm: &Vm, a: Args) -> PyResult<Obj> {
    check_closed(vm, &a[0])?;
    let it = api::iter(vm, &a[1])?;
    while let Some(line) = api::next(vm, &it)? {
        api::call_method(vm, &a[0], name!(write), &[line])?;
    }
    Ok(Obj::NONE)
}

/// `next(stream)`: a line that is not empty.
fn next_line(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let line = api::call_method(vm, o, name!(readline), &[])?;
    Ok((api::len(vm, &line)? > 0).then_some(line))
}

static IO_METHODS: [MethodDef; 19] = [
    method(
        "seek",
        "($self, offset, whence=os.SEEK_SET, /)",
        "Moves the position of the stream and returns it.",
        |vm, _| Err(unsupported(vm, "seek")),
    ),
    method("tell", "($self, /)", "The position of the stream.", |vm, a| {
        api::call_method_str(vm, &a[0], "seek", &[int::from_i64(0), int::from_i64(1)])
    }),
    method("truncate", "($self, size=None, /)", "Cuts the file off at a size.", |vm, _| {
        Err(unsupported(vm, "truncate"))
    }),
    method("flush", "($self, /)", "Writes what is buffered.", |vm, a| {
        let file_closed =
            a[0].downcast::<super::fileio::FileIo>().is_some_and(super::fileio::FileIo::is_closed);
        if file_closed || has_mark(vm, &a[0])? {
            Err(vm.value_error("I/O operation on closed file."))
        } else {
            Ok(Obj::NONE)
        }
    }),
    method("close", "($self, /)", "Flushes and closes the stream.", |vm, a| {
        close(vm, &a[0]).map(|()| Obj::NONE)
    }),
    method("seekable", "($self, /)", "Whether the stream has a position.", |_, _| Ok(Obj::FALSE)),
    method("readable", "($self, /)", "Whether the stream can be read.", |_, _| Ok(Obj::FALSE)),
    method("writable", "($self, /)", "Whether the stream can be written.", |_, _| Ok(Obj::FALSE)),
    method("_checkClosed", "($self, /)", "", |vm, a| check_closed(vm, &a[0]).map(|()| Obj::NONE)),
    method("_checkSeekable", "($self, /)", "", |vm, a| check_seekable(vm, &a[0]).map(|()| Obj::TRUE)),
    method("_checkReadable", "($self, /)", "", |vm, a| check_readable(vm, &a[0]).map(|()| Obj::TRUE)),
    method("_checkWritable", "($self, /)", "", |vm, a| check_writable(vm, &a[0]).map(|()| Obj::TRUE)),
    method("fileno", "($self, /)", "The descriptor under the stream.", |vm, _| {
        Err(unsupported(vm, "fileno"))
    }),
    method("isatty", "($self, /)", "Whether the stream is a terminal.", |vm, a| {
        check_closed(vm, &a[0]).map(|()| Obj::FALSE)
    }),
    method("__enter__", "($self, /)", "", |vm, a| {
        check_closed(vm, &a[0])?;
        return_self(vm, a)
    }),
    method("__exit__", "~($self, /, *args)", "", |vm, a| api::call_method(vm, &a[0], name!(close), &[])),
    method(
        "readline",
        "($self, size=-1, /)",
        "Reads a line, or a part of it of at most that size.",
        readline,
    ),
    method(
        "readlines",
        "($self, hint=-1, /)",
        "The lines of the stream, as many as make up the hinted size.",
        readlines,
    ),
    method("writelines", "($self, lines, /)", "Writes lines; they bring their line ends along.", writelines),
];

static IO_SPEC: TypeSpec = TypeSpec {
    name: "_IOBase",
    module: "_io",
    doc: "The base of all streams: context manager, iterator over lines, and methods that raise UnsupportedOperation.",
    flags: type_flag::BASE | type_flag::DICT | type_flag::WEAKREF | type_flag::SAME_BODY,
    slots: Slots {
        iter: Some(|vm, o| check_closed(vm, o).map(|()| o.clone())),
        next: Some(next_line),
        del: Some(finalize),
        ..Slots::NONE
    },
    methods: &IO_METHODS,
    getters: &[DICT_GETTER, getter("closed", "", |vm, o| has_mark(vm, o).map(Obj::from_bool))],
    ..TypeSpec::BASE
};

/// `_io._IOBase`
pub static IO_BASE: StaticType = StaticType::new(&IO_SPEC, LayoutOps::of::<Plain>(false));

fn raw_read(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = match a.opt(1) {
        None => -1,
        Some(n) => api::index_isize(vm, n)?,
    };
    if n < 0 {
        return api::call_method_str(vm, &a[0], "readall", &[]);
    }
    let b = api::call(vm, &api::builtin(vm, "bytearray")?, &[int::from_i64(n as i64)])?;
    let got = api::call_method_str(vm, &a[0], "readinto", &[b.clone()])?;
    if got.is_none() {
        return Ok(got);
    }
    let k = api::index_isize(vm, &got)?;
    if k < 0 || k > n {
        return Err(vm.value_error(format!("readinto returned {k} outside buffer size {n}")));
    }
    buffer::with_bytes(vm, &b, |b| bytes::from_slice(&b[..(k as usize).min(b.len())]))
}

fn raw_readall(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut all: Vec<u8> = Vec::new();
    let mut any = false;
    loop {
        let piece = api::call_method(vm, &a[0], name!(read), &[int::from_usize(super::DEFAULT_BUFFER_SIZE)])?;
        if piece.is_none() {
            return Ok(if any { bytes::from_slice(&all) } else { piece });
        }
        if !bytes::is_bytes(&piece) {
            return Err(vm.type_error("read() should return bytes"));
        }
        any = true;
        let piece = bytes::bytes_of(&piece);
        if piece.is_empty() {
            return Ok(bytes::from_slice(&all));
        }
        all.extend_from_slice(piece);
    }
}

static RAW_SPEC: TypeSpec = TypeSpec {
    name: "_RawIOBase",
    module: "_io",
    doc: "The base of unbuffered binary streams.",
    base: Some(&IO_BASE),
    flags: type_flag::BASE | type_flag::SAME_BODY,
    methods: &[
        method("read", "($self, size=-1, /)", "Reads up to that many bytes.", raw_read),
        method("readall", "($self, /)", "Reads until the end of the stream.", raw_readall),
        method("readinto", "~($self, buffer, /)", "", |vm, _| {
            Err(vm.error_args(&crate::types::exception::NOT_IMPLEMENTED_ERROR, vec![]))
        }),
        method("write", "~($self, b, /)", "", |vm, _| {
            Err(vm.error_args(&crate::types::exception::NOT_IMPLEMENTED_ERROR, vec![]))
        }),
    ],
    ..TypeSpec::BASE
};

/// `_io._RawIOBase`
pub static RAW_IO_BASE: StaticType = StaticType::new(&RAW_SPEC, LayoutOps::of::<Plain>(false));

fn read_into(vm: &Vm, a: Args, how: &str) -> PyResult<Obj> {
    let mut b = buffer::get_writable(
        vm,
        &a[1],
        if how == "read" { "readinto() argument" } else { "readinto1() argument" },
    )?;
    let data = api::call_method_str(vm, &a[0], how, &[int::from_usize(b.len)])?;
    if !bytes::is_bytes(&data) {
        return Err(vm.type_error(format!("{how}() should return bytes")));
    }
    let data = bytes::bytes_of(&data);
    if data.len() > b.len {
        return Err(vm.value_error(format!(
            "{how}() returned too much data: {} bytes requested, {} returned",
            b.len,
            data.len()
        )));
    }
    if let Some(to) = b.as_mut_slice() {
        to[..data.len()].copy_from_slice(data);
    }
    Ok(int::from_usize(data.len()))
}

static BUFFERED_SPEC: TypeSpec = TypeSpec {
    name: "_BufferedIOBase",
    module: "_io",
    doc: "The base of buffered binary streams.",
    base: Some(&IO_BASE),
    flags: type_flag::BASE | type_flag::SAME_BODY,
    methods: &[
        method("detach", "($self, /)", "Takes the raw stream out.", |vm, _| Err(unsupported(vm, "detach"))),
        method("read", "($self, size=-1, /)", "Reads up to that many bytes.", |vm, _| {
            Err(unsupported(vm, "read"))
        }),
        method("read1", "($self, size=-1, /)", "Reads with at most one call of the raw stream.", |vm, _| {
            Err(unsupported(vm, "read1"))
        }),
        method("readinto", "($self, buffer, /)", "Reads into a buffer.", |vm, a| read_into(vm, a, "read")),
        method("readinto1", "($self, buffer, /)", "Reads into a buffer with at most one call.", |vm, a| {
            read_into(vm, a, "read1")
        }),
        method("write", "($self, b, /)", "Writes bytes; returns how many.", |vm, _| {
            Err(unsupported(vm, "write"))
        }),
    ],
    ..TypeSpec::BASE
};

/// `_io._BufferedIOBase`
pub static BUFFERED_IO_BASE: StaticType = StaticType::new(&BUFFERED_SPEC, LayoutOps::of::<Plain>(false));

static TEXT_SPEC: TypeSpec = TypeSpec {
    name: "_TextIOBase",
    module: "_io",
    doc: "The base of text streams.",
    base: Some(&IO_BASE),
    flags: type_flag::BASE | type_flag::SAME_BODY,
    methods: &[
        method("detach", "($self, /)", "Takes the binary stream out.", |vm, _| {
            Err(unsupported(vm, "detach"))
        }),
        method("read", "($self, size=-1, /)", "Reads up to that many characters.", |vm, _| {
            Err(unsupported(vm, "read"))
        }),
        method("readline", "($self, size=-1, /)", "Reads a line.", |vm, _| Err(unsupported(vm, "readline"))),
        method("write", "($self, s, /)", "Writes text; returns the number of characters.", |vm, a| {
            if !str_::is_str(&a[1]) {
                return Err(
                    vm.type_error(format!("write() argument 1 must be str, not {}", api::given(&a[1])))
                );
            }
            Err(unsupported(vm, "write"))
        }),
    ],
    getters: &[
        getter("encoding", "Encoding of the text stream.", |_, _| Ok(Obj::NONE)),
        getter("newlines", "Line endings translated so far.", |_, _| Ok(Obj::NONE)),
        getter("errors", "How what cannot be encoded or decoded is treated.", |_, _| Ok(Obj::NONE)),
    ],
    ..TypeSpec::BASE
};

/// `_io._TextIOBase`
pub static TEXT_IO_BASE: StaticType = StaticType::new(&TEXT_SPEC, LayoutOps::of::<Plain>(false));
