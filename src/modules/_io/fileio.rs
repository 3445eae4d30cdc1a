//! `FileIO`: a file descriptor as a raw stream.

use super::base::RAW_IO_BASE;
use super::{guarded_repr, name_of, no_pickle, signed_size, unsupported};
use crate::host::{Errno, file, tty};
use crate::modules::os_support::{blocking, call, fs_c_string, fspath, os_error, os_error_names};
use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, getter, method, property};
use crate::object::type_object::StaticType;
use crate::types::{buffer, bytes, exception, int, str_};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;

/// The native state of a FileIO.
#[derive(Default)]
pub struct FileIo {
    /// The descriptor plus one; zero: closed.
    handle: Cell<i32>,
    created: Cell<bool>,
    appending: Cell<bool>,
    readable: Cell<bool>,
    writable: Cell<bool>,
    keep_open: Cell<bool>,
    seekable: Cell<Option<bool>>,
    finalizing: Cell<bool>,
    block_size: Cell<usize>,
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for FileIo {
    fn static_type() -> &'static StaticType {
        &FILE_IO
    }
    const GC: bool = true;
}

fn of(o: &Obj) -> &FileIo {
    o.downcast::<FileIo>().expect("the receiver is a FileIO")
}

impl FileIo {
    /// Whether there is no descriptor.
    pub fn is_closed(&self) -> bool {
        self.handle.get() == 0
    }

    /// The descriptor.
    pub fn fd(&self, vm: &Vm) -> PyResult<i32> {
        match self.handle.get() {
            0 => Err(vm.value_error("I/O operation on closed file")),
            n => Ok(n - 1),
        }
    }

    /// Reads once; `None`: nothing is there yet.
    pub fn read(&self, vm: &Vm, buf: &mut [u8]) -> PyResult<Option<usize>> {
        let fd = self.fd(vm)?;
        if !self.readable.get() {
            return Err(unsupported(vm, "File not open for reading"));
        }
        would_block(vm, blocking(vm, || file::read(fd, buf))?)
    }

    /// Writes once; `None`: there is no room yet.
    pub fn write(&self, vm: &Vm, data: &[u8]) -> PyResult<Option<usize>> {
        let fd = self.fd(vm)?;
        if !self.writable.get() {
            return Err(unsupported(vm, "File not open for writing"));
        }
        let write = || match crate::repl::editor::takes(fd, data) {
            true => Ok(data.len()),
            false => file::write(fd, data),
        };
        would_block(vm, blocking(vm, write)?)
    }

    /// Reads until the end into `out`. False: nothing is there yet.
    pub fn read_all(&self, vm: &Vm, out: &mut Vec<u8>) -> PyResult<bool> {
        let fd = self.fd(vm)?;
        if !self.readable.get() {
            return Err(unsupported(vm, "File not open for reading"));
        }
        let (size, at) =
            (file::fstat(fd).map_or(0, |s| s.st_size), file::seek(fd, 0, libc::SEEK_CUR).unwrap_or(0));
        let mut room = usize::try_from(size - at).unwrap_or(0) + 1;
        if room == 1 {
            room = super::DEFAULT_BUFFER_SIZE;
        }
        let mut any = false;
        loop {
            let start = out.len();
            out.try_reserve(room).map_err(|_| vm.memory_error())?;
            out.resize(start + room, 0);
            let got = self.read(vm, &mut out[start..]);
            let n = match &got {
                Ok(Some(n)) => *n,
                _ => 0,
            };
            out.truncate(start + n);
            match got? {
                None => return Ok(any),
                Some(0) => return Ok(true),
                Some(_) => any = true,
            }
            room = if n < room { room - n } else { (out.len() / 2).max(super::DEFAULT_BUFFER_SIZE) };
        }
    }

    /// Moves the position.
    pub fn seek(&self, vm: &Vm, offset: i64, whence: i32) -> PyResult<i64> {
        let fd = self.fd(vm)?;
        match blocking(vm, || file::seek(fd, offset, whence))? {
            Ok(n) => {
                self.seekable.set(Some(true));
                Ok(n)
            }
            Err(e) => Err(os_error(vm, e)),
        }
    }

    /// Whether there is a position.
    pub fn is_seekable(&self, vm: &Vm) -> PyResult<bool> {
        let fd = self.fd(vm)?;
        let known = self.seekable.get().unwrap_or_else(|| file::seek(fd, 0, libc::SEEK_CUR).is_ok());
        self.seekable.set(Some(known));
        Ok(known)
    }

    fn mode(&self) -> &'static str {
        match (self.created.get(), self.appending.get(), self.readable.get(), self.writable.get()) {
            (true, _, true, _) => "xb+",
            (true, ..) => "xb",
            (_, true, true, _) => "ab+",
            (_, true, ..) => "ab",
            (_, _, true, true) => "rb+",
            (_, _, true, _) => "rb",
            _ => "wb",
        }
    }

    fn close_descriptor(&self, vm: &Vm) -> PyResult<()> {
        let fd = self.handle.replace(0) - 1;
        if fd < 0 || self.keep_open.get() {
            return Ok(());
        }
        blocking(vm, || file::close(fd))?.map_err(|e| os_error(vm, e))
    }
}

fn would_block(vm: &Vm, r: Result<usize, Errno>) -> PyResult<Option<usize>> {
    match r {
        Ok(n) => Ok(Some(n)),
        Err(Errno(libc::EAGAIN)) => Ok(None),
        Err(e) => Err(os_error(vm, e)),
    }
}

/// Reads a mode: sets what is allowed, gives the flags for `open`.
fn parse_mode(vm: &Vm, f: &FileIo, mode: &str) -> PyResult<i32> {
    let wrong =
        || vm.value_error("Must have exactly one of create/read/write/append mode and at most one plus");
    let (mut kind, mut plus) = (None, false);
    for c in mode.chars() {
        match c {
            'x' | 'r' | 'w' | 'a' if kind.is_none() => kind = Some(c),
            '+' if !plus => plus = true,
            'x' | 'r' | 'w' | 'a' | '+' => return Err(wrong()),
            'b' => {}
            _ => return Err(vm.value_error(format!("invalid mode: {mode}"))),
        }
    }
    let Some(kind) = kind else { return Err(wrong()) };
    f.created.set(kind == 'x');
    f.appending.set(kind == 'a');
    f.readable.set(kind == 'r' || plus);
    f.writable.set(kind != 'r' || plus);
    let access = match (f.readable.get(), f.writable.get()) {
        (true, true) => libc::O_RDWR,
        (true, false) => libc::O_RDONLY,
        _ => libc::O_WRONLY,
    };
    Ok(access
        | match kind {
            'x' => libc::O_EXCL | libc::O_CREAT,
            'w' => libc::O_CREAT | libc::O_TRUNC,
            'a' => libc::O_APPEND | libc::O_CREAT,
            _ => 0,
        })
}

/// Opens a file (a name or a descriptor) as the state of `o`.
pub fn open_into(
    vm: &Vm,
    o: &Obj,
    target: &Obj,
    mode: &str,
    closefd: bool,
    opener: Option<&Obj>,
) -> PyResult<()> {
    let f = of(o);
    if !f.is_closed() {
        f.close_descriptor(vm)?;
    }
    f.seekable.set(None);
    f.block_size.set(super::DEFAULT_BUFFER_SIZE);
    let flags;
    let mut own = false;
    if int::is_int(target) {
        if target.value().is_bool() {
            api::warn(vm, &exception::RUNTIME_WARNING, "bool is used as a file descriptor", 1)?;
        }
        let fd = match int::to_i64(target) {
            Some(n) if n < 0 => return Err(vm.value_error("negative file descriptor")),
            Some(n) if n <= i64::from(i32::MAX) => n as i32,
            _ => return Err(vm.overflow_error("Python int too large to convert to C int")),
        };
        parse_mode(vm, f, mode)?;
        f.keep_open.set(!closefd);
        f.handle.set(fd + 1);
    } else {
        let path = fs_c_string(vm, &fspath(vm, target)?)?;
        flags = parse_mode(vm, f, mode)? | libc::O_CLOEXEC;
        f.keep_open.set(false);
        if !closefd {
            return Err(vm.value_error("Cannot use closefd=False with file name"));
        }
        let fd = match opener {
            None => blocking(vm, || file::open(None, &path, flags, 0o666))?
                .map_err(|e| os_error_names(vm, e, std::slice::from_ref(target)))?,
            Some(opener) => {
                let r = api::call(vm, opener, &[target.clone(), int::from_i64(flags.into())])?;
                if !int::is_int(&r) {
                    return Err(vm.type_error("expected integer from opener"));
                }
                match int::to_i64(&r) {
                    Some(n) if n >= 0 && n < i64::from(i32::MAX) => n as i32,
                    Some(n) => return Err(vm.value_error(format!("opener returned {n}"))),
                    None => return Err(vm.overflow_error("Python int too large to convert to C int")),
                }
            }
        };
        own = true;
        f.handle.set(fd + 1);
        if opener.is_some() {
            file::set_inheritable(fd, false).map_err(|e| os_error(vm, e))?;
        }
    }
    let done = finish_open(vm, o, f, target);
    if done.is_err() {
        let saved = vm.save_raised();
        if own {
            let _ = f.close_descriptor(vm);
        }
        f.handle.set(0);
        vm.restore_raised(saved);
    }
    done
}

fn finish_open(vm: &Vm, o: &Obj, f: &FileIo, target: &Obj) -> PyResult<()> {
    let fd = f.fd(vm)?;
    match file::fstat(fd) {
        Ok(s) if s.st_mode & libc::S_IFMT == libc::S_IFDIR => {
            return Err(os_error_names(vm, Errno(libc::EISDIR), std::slice::from_ref(target)));
        }
        Ok(s) if s.st_blksize > 1 => f.block_size.set(s.st_blksize as usize),
        Err(e @ Errno(libc::EBADF)) => return Err(os_error(vm, e)),
        _ => {}
    }
    api::setattr(vm, o, name!(name), target)?;
    if f.appending.get() {
        match file::seek(fd, 0, libc::SEEK_END) {
            Ok(_) => f.seekable.set(Some(true)),
            Err(Errno(libc::ESPIPE)) => f.seekable.set(Some(false)),
            Err(e) => return Err(os_error(vm, e)),
        }
    }
    Ok(())
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let [target, mode, closefd, opener] = args.bind(vm, "FileIO", ["file", "mode", "closefd", "opener"])?;
    let Some(target) = target else {
        return Err(vm.type_error("FileIO() missing required argument 'file' (pos 1)"));
    };
    let mode = match mode {
        None => "r".into(),
        Some(m) if str_::is_str(m) => str_::display(m),
        Some(m) => {
            return Err(vm.type_error(format!("FileIO() argument 'mode' must be str, not {}", api::given(m))));
        }
    };
    let closefd = closefd.map_or(Ok(true), |c| api::is_true(vm, c))?;
    open_into(vm, o, target, &mode, closefd, opener.filter(|o| !o.is_none()))
}

/// A FileIO of its own type.
pub fn new_object(vm: &Vm) -> PyResult<Obj> {
    attr::new_instance(vm, &FILE_IO.obj(), FileIo::default())
}

/// Bytes that the file system likes to move at once.
pub fn block_size(o: &Obj) -> usize {
    o.downcast::<FileIo>().map_or(super::DEFAULT_BUFFER_SIZE, |f| f.block_size.get())
}

/// `ResourceWarning` about a file that nobody closed.
fn warn_unclosed(vm: &Vm, o: &Obj, source: &Obj) {
    let f = of(o);
    if f.is_closed() || f.keep_open.get() {
        return;
    }
    api::warn_unclosed(vm, "file ", source);
}

fn close(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, f) = (&a[0], of(&a[0]));
    let flushed = if o.is_exact::<FileIo>() { Ok(()) } else { super::base::close(vm, o) };
    if f.finalizing.get() {
        warn_unclosed(vm, o, o);
    }
    super::both(vm, flushed, || f.close_descriptor(vm))?;
    Ok(Obj::NONE)
}

fn read(vm: &Vm, a: Args) -> PyResult<Obj> {
    let f = of(&a[0]);
    let n = signed_size(vm, a.opt(1))?.unwrap_or(-1);
    if n < 0 {
        return readall(vm, a);
    }
    f.fd(vm)?;
    let mut buf = Vec::new();
    buf.try_reserve_exact(n as usize).map_err(|_| vm.memory_error())?;
    buf.resize(n as usize, 0);
    Ok(match f.read(vm, &mut buf)? {
        Some(n) => bytes::from_slice(&buf[..n]),
        None => Obj::NONE,
    })
}

fn readall(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut out = Vec::new();
    let ready = of(&a[0]).read_all(vm, &mut out)?;
    if ready { bytes::try_from_slice(&out).map_err(|_| vm.memory_error()) } else { Ok(Obj::NONE) }
}

fn readinto(vm: &Vm, a: Args) -> PyResult<Obj> {
    let f = of(&a[0]);
    f.fd(vm)?;
    if !f.readable.get() {
        return Err(unsupported(vm, "File not open for reading"));
    }
    let mut b = buffer::get_writable(vm, &a[1], "readinto() argument")?;
    let to = b.as_mut_slice().expect("checked to be writable");
    Ok(f.read(vm, to)?.map_or(Obj::NONE, int::from_usize))
}

fn write(vm: &Vm, a: Args) -> PyResult<Obj> {
    let f = of(&a[0]);
    f.fd(vm)?;
    if !f.writable.get() {
        return Err(unsupported(vm, "File not open for writing"));
    }
    let data = buffer::bytes_arg(vm, &a[1])?;
    Ok(f.write(vm, &data)?.map_or(Obj::NONE, int::from_usize))
}

fn position_arg(vm: &Vm, o: &Obj) -> PyResult<i64> {
    if crate::types::float::as_float(o).is_some() {
        return Err(vm.type_error("an integer is required"));
    }
    api::to_i64(vm, o)
}

fn truncate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let f = of(&a[0]);
    let fd = f.fd(vm)?;
    if !f.writable.get() {
        return Err(unsupported(vm, "File not open for writing"));
    }
    let len = match a.opt_not_none(1) {
        Some(n) => position_arg(vm, n)?,
        None => f.seek(vm, 0, libc::SEEK_CUR)?,
    };
    call(vm, || file::truncate(fd, len))?;
    Ok(int::from_i64(len))
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let f = of(o);
    let (class, mode) = (o.ty().name(), f.mode());
    if f.is_closed() {
        return Ok(str_::from_string(format!("<{class} [closed]>")));
    }
    let closefd = if f.keep_open.get() { "False" } else { "True" };
    guarded_repr(vm, o, || {
        let what = match name_of(vm, o)? {
            Some(n) => format!("name={}", api::repr_string(vm, &n)?),
            None => format!("fd={}", f.fd(vm)?),
        };
        Ok(str_::from_string(format!("<{class} {what} mode='{mode}' closefd={closefd}>")))
    })
}

static METHODS: [MethodDef; 16] = [
    method("read", "($self, size=-1, /)", "Reads at most that many bytes with one system call.", read),
    method("readall", "($self, /)", "Reads until the end of the file.", readall),
    method("readinto", "($self, buffer, /)", "Reads into a buffer; returns how many bytes.", readinto),
    method("write", "($self, b, /)", "Writes bytes with one system call; returns how many.", write),
    method("seek", "($self, pos, whence=0, /)", "Moves the position and returns it.", |vm, a| {
        let whence = a.opt(2).map_or(Ok(0), |w| crate::modules::os_support::c_int(vm, w))?;
        of(&a[0]).fd(vm)?;
        of(&a[0]).seek(vm, position_arg(vm, &a[1])?, whence).map(int::from_i64)
    }),
    method("tell", "($self, /)", "The position.", |vm, a| {
        of(&a[0]).seek(vm, 0, libc::SEEK_CUR).map(int::from_i64)
    }),
    method(
        "truncate",
        "($self, size=None, /)",
        "Cuts the file off at a size, by default at the position.",
        truncate,
    ),
    method("close", "($self, /)", "Closes the descriptor unless closefd was false.", close),
    method("seekable", "($self, /)", "Whether the file has a position.", |vm, a| {
        of(&a[0]).is_seekable(vm).map(Obj::from_bool)
    }),
    method("readable", "($self, /)", "Whether the file was opened for reading.", |vm, a| {
        of(&a[0]).fd(vm).map(|_| Obj::from_bool(of(&a[0]).readable.get()))
    }),
    method("writable", "($self, /)", "Whether the file was opened for writing.", |vm, a| {
        of(&a[0]).fd(vm).map(|_| Obj::from_bool(of(&a[0]).writable.get()))
    }),
    method("fileno", "($self, /)", "The descriptor.", |vm, a| {
        of(&a[0]).fd(vm).map(|n| int::from_i64(n.into()))
    }),
    method("isatty", "($self, /)", "Whether the file is a terminal.", |vm, a| {
        of(&a[0]).fd(vm).map(|fd| Obj::from_bool(tty::is_terminal(fd)))
    }),
    method("_dealloc_warn", "($self, object, /)", "", |vm, a| {
        warn_unclosed(vm, &a[0], &a[1]);
        Ok(Obj::NONE)
    }),
    method("__reduce__", "($self, /)", "", no_pickle),
    method("__reduce_ex__", "($self, object, /)", "", no_pickle),
];

static GETTERS: [GetterDef; 5] = [
    getter("closed", "Whether close() was called.", |_, o| Ok(Obj::from_bool(of(o).is_closed()))),
    getter("closefd", "Whether close() also closes the descriptor.", |_, o| {
        Ok(Obj::from_bool(!of(o).keep_open.get()))
    }),
    getter("mode", "The mode as open() would be given it.", |_, o| Ok(intern(of(o).mode()))),
    property(
        "_blksize",
        "",
        |_, o| Ok(int::from_usize(of(o).block_size.get())),
        |vm, o, v| {
            if let Some(v) = v {
                of(o).block_size.set(api::index_isize(vm, v)?.max(1) as usize);
            }
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
    name: "FileIO",
    module: "_io",
    doc: "FileIO(file, mode='r', closefd=True, opener=None): a file as an unbuffered stream of bytes.",
    signature: "(file, mode='r', closefd=True, opener=None)",
    base: Some(&RAW_IO_BASE),
    slots: Slots {
        new: Some(|vm, cls, _| attr::new_instance(vm, cls, FileIo::default())),
        init: Some(init),
        repr: Some(repr),
        ..Slots::NONE
    },
    methods: &METHODS,
    getters: &GETTERS,
    ..TypeSpec::BASE
};

/// `_io.FileIO`
pub static FILE_IO: StaticType = StaticType::new(&SPEC, LayoutOps::of::<FileIo>(false));
