//! Arguments of system calls: paths, descriptors, ids.

use crate::host::Errno;
use crate::host::path::At;
use crate::modules::os_support::{fs_decode, fs_encode, os_error_names};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::slots::UnOp;
use crate::types::{bytes, exception, int, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use std::ffi::{CStr, CString};

/// What a path argument may be beside str, bytes and PathLike.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Also {
    /// Nothing else.
    Nothing,
    /// A descriptor.
    Fd,
    /// A descriptor or None (the working directory).
    FdOrNone,
}

/// A path, or a descriptor in place of one.
pub struct Path {
    name: CString,
    /// The descriptor, if one was given.
    pub fd: Option<i32>,
    /// The argument after `__fspath__`, for messages.
    pub object: Obj,
    /// Names that come back are bytes.
    pub bytes: bool,
}

impl Path {
    /// The name.
    pub fn name(&self) -> &CStr {
        &self.name
    }

    /// The OSError about this path.
    pub fn error(&self, vm: &Vm, e: Errno) -> Raised {
        let about = if self.object.is_none() { &[][..] } else { std::slice::from_ref(&self.object) };
        os_error_names(vm, e, about)
    }

    /// The OSError about this path if it was a name.
    pub fn error_by_name(&self, vm: &Vm, e: Errno) -> Raised {
        if self.fd.is_some() { os_error_names(vm, e, &[]) } else { self.error(vm, e) }
    }

    /// A name that belongs to this path, in the same form.
    pub fn result(&self, vm: &Vm, name: &[u8]) -> PyResult<Obj> {
        if self.bytes { Ok(bytes::from_slice(name)) } else { fs_decode(vm, name) }
    }
}

fn is_index(o: &Obj) -> bool {
    o.ty().slots().unary[UnOp::Index as usize].is_some()
}

/// An int that must fit a C int; `what` is named when it does not.
pub fn descriptor(vm: &Vm, o: &Obj) -> PyResult<i32> {
    let i = api::index(vm, o)?;
    match int::to_i64(&i).map(i32::try_from) {
        Some(Ok(n)) => Ok(n),
        _ if int::is_negative(&i) => Err(vm.overflow_error("fd is less than minimum")),
        _ => Err(vm.overflow_error("fd is greater than maximum")),
    }
}

/// Reads a path argument of `function`; `argument` is its name.
pub fn path_as(vm: &Vm, o: &Obj, function: &str, argument: &str, also: Also) -> PyResult<Path> {
    let mut object = o.clone();
    if o.is_none() && also == Also::FdOrNone {
        return Ok(Path { name: c".".to_owned(), fd: None, object, bytes: false });
    }
    if also != Also::Nothing && is_index(o) {
        if o.value().is_bool() {
            api::warn(vm, &exception::RUNTIME_WARNING, "bool is used as a file descriptor", 1)?;
        }
        return Ok(Path { name: CString::default(), fd: Some(descriptor(vm, o)?), object, bytes: false });
    }
    if !str_::is_str(o) && !bytes::is_bytes(o) {
        if o.ty().lookup(&intern("__fspath__")).is_none() {
            let wanted = match also {
                Also::Nothing => "string, bytes or os.PathLike",
                Also::Fd => "string, bytes, os.PathLike or integer",
                Also::FdOrNone => "string, bytes, os.PathLike, integer or None",
            };
            return Err(
                vm.type_error(format!("{function}: {argument} should be {wanted}, not {}", o.ty().name()))
            );
        }
        object = crate::modules::os_support::fspath(vm, o)?;
    }
    let is_bytes = bytes::is_bytes(&object);
    let raw = if is_bytes { bytes::bytes_of(&object).to_vec() } else { fs_encode(vm, &object)? };
    let name = CString::new(raw)
        .map_err(|_| vm.value_error(format!("{function}: embedded null character in {argument}")))?;
    Ok(Path { name, fd: None, object, bytes: is_bytes })
}

/// Reads the `path` argument of a function.
pub fn path(vm: &Vm, o: &Obj, function: &str, also: Also) -> PyResult<Path> {
    path_as(vm, o, function, "path", also)
}

/// Reads a `dir_fd` argument.
pub fn dir_fd(vm: &Vm, o: Option<&Obj>) -> PyResult<At> {
    match o {
        None => Ok(At(None)),
        Some(o) if o.is_none() => Ok(At(None)),
        Some(o) if is_index(o) => Ok(At(Some(descriptor(vm, o)?))),
        Some(o) => Err(vm.type_error(format!("argument should be integer or None, not {}", o.ty().name()))),
    }
}

/// A flag with a default.
pub fn flag(vm: &Vm, o: Option<&Obj>, default: bool) -> PyResult<bool> {
    o.map_or(Ok(default), |o| api::is_true(vm, o))
}

/// ValueError if a descriptor was given together with what only goes with names.
pub fn check_fd_use(vm: &Vm, p: &Path, function: &str, at: At, follow: bool) -> PyResult<()> {
    if p.fd.is_some() && at.0.is_some() {
        return Err(vm.value_error(format!("{function}: can't specify dir_fd without matching path")));
    }
    if p.fd.is_some() && !follow {
        return Err(vm.value_error(format!("{function}: cannot use fd and follow_symlinks together")));
    }
    Ok(())
}

/// A user or group id; -1 stays "no change".
pub fn id(vm: &Vm, o: &Obj, what: &str) -> PyResult<u32> {
    if !is_index(o) {
        return Err(vm.type_error(format!("{what} should be integer, not {}", o.ty().name())));
    }
    let i = api::index(vm, o)?;
    match int::to_i64(&i) {
        Some(-1) => Ok(u32::MAX),
        Some(n) if n >= 0 && n < i64::from(u32::MAX) => Ok(n as u32),
        // Whoever does not fit the id, but a long, is said to be too small.
        Some(_) => Err(vm.overflow_error(format!("{what} is less than minimum"))),
        None if int::is_negative(&i) => Err(vm.overflow_error(format!("{what} is less than minimum"))),
        _ => Err(vm.overflow_error(format!("{what} is greater than maximum"))),
    }
}
