//! What the modules that ask the operating system share: OSError from error numbers, calls that are repeated after a
//! signal, file names and descriptors as arguments.

use crate::host::{Errno, Sys, strerror};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::types::{bytes, codec, exception, int, str_};
use crate::vm::{PyResult, Raised, Vm, api, gil, signals};
use std::ffi::CString;

/// Raises the OSError of an error number.
#[cold]
pub fn os_error(vm: &Vm, e: Errno) -> Raised {
    os_error_names(vm, e, &[])
}

/// Raises the OSError of an error number about a file (or two).
#[cold]
pub fn os_error_names(vm: &Vm, e: Errno, names: &[Obj]) -> Raised {
    match exception::make_os_error(vm, e.0, &strerror(e.0), names) {
        Ok(exc) => vm.raise(exc),
        Err(r) => r,
    }
}

/// Runs a call that may wait, without the GIL. After an interruption the Python signal handlers run; then the call is
/// repeated.
pub fn blocking<T>(vm: &Vm, mut f: impl FnMut() -> Sys<T>) -> PyResult<Sys<T>> {
    loop {
        match gil::allow_threads(vm, &mut f) {
            Err(Errno(libc::EINTR)) => signals::run_handlers(vm)?,
            r => return Ok(r),
        }
    }
}

/// `blocking`, with OSError for a failure.
pub fn call<T>(vm: &Vm, f: impl FnMut() -> Sys<T>) -> PyResult<T> {
    blocking(vm, f)?.map_err(|e| os_error(vm, e))
}

/// The text of a file name.
pub fn fs_decode(vm: &Vm, name: &[u8]) -> PyResult<Obj> {
    if name.is_ascii() {
        return str_::make(vm, name);
    }
    codec::decode(vm, &bytes::from_slice(name), None, Some("surrogateescape"))
}

/// The bytes of a file name given as str.
pub fn fs_encode(vm: &Vm, name: &Obj) -> PyResult<Vec<u8>> {
    if str_::is_ascii(name) {
        return Ok(str_::bytes_of(name).to_vec());
    }
    Ok(bytes::bytes_of(&codec::encode(vm, name, None, Some("surrogateescape"))?).to_vec())
}

/// `os.fspath(path)`
pub fn fspath(vm: &Vm, path: &Obj) -> PyResult<Obj> {
    if str_::is_str(path) || bytes::is_bytes(path) {
        return Ok(path.clone());
    }
    let Some(f) = path.ty().lookup(&intern("__fspath__")).filter(|f| !f.is_none()) else {
        return Err(
            vm.type_error(format!("expected str, bytes or os.PathLike object, not {}", path.ty().name()))
        );
    };
    let r = api::call_found_special(vm, path, &f, &[])?;
    if str_::is_str(&r) || bytes::is_bytes(&r) {
        return Ok(r);
    }
    Err(vm.type_error(format!(
        "expected {}.__fspath__() to return str or bytes, not {}",
        path.ty().name(),
        r.ty().name()
    )))
}

/// A terminated name; ValueError if it has a null byte inside.
pub fn c_string(vm: &Vm, name: Vec<u8>, message: &str) -> PyResult<CString> {
    CString::new(name).map_err(|_| vm.value_error(message))
}

/// A str or bytes as a terminated name.
pub fn fs_c_string(vm: &Vm, name: &Obj) -> PyResult<CString> {
    let raw = if str_::is_str(name) { fs_encode(vm, name)? } else { bytes::bytes_of(name).to_vec() };
    c_string(vm, raw, "embedded null byte")
}

/// A descriptor: an int, or an object with `fileno()`.
pub fn file_descriptor(vm: &Vm, o: &Obj) -> PyResult<i32> {
    let n = if int::is_int(o) {
        o.clone()
    } else {
        match api::getattr_opt(vm, o, &intern("fileno"))? {
            Some(f) => {
                let n = api::call(vm, &f, &[])?;
                if !int::is_int(&n) {
                    return Err(vm.type_error("fileno() returned a non-integer"));
                }
                n
            }
            None => return Err(vm.type_error("argument must be an int, or have a fileno() method.")),
        }
    };
    if n.value().is_bool() {
        api::warn(vm, &exception::RUNTIME_WARNING, "bool is used as a file descriptor", 1)?;
    }
    match int::to_i64(&n) {
        Some(n) if n < 0 => {
            Err(vm.value_error(format!("file descriptor cannot be a negative integer ({n})")))
        }
        Some(n) if n <= i64::from(i32::MAX) => Ok(n as i32),
        _ => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}

/// A number that must fit a C int, where CPython reads it with a format ("i").
pub fn parsed_int(vm: &Vm, o: &Obj) -> PyResult<i32> {
    let i = api::index(vm, o)?;
    match int::to_i64(&i).map(i32::try_from) {
        Some(Ok(n)) => Ok(n),
        Some(Err(_)) if int::is_negative(&i) => Err(vm.overflow_error("signed integer is less than minimum")),
        Some(Err(_)) => Err(vm.overflow_error("signed integer is greater than maximum")),
        None => Err(vm.overflow_error("Python int too large to convert to C long")),
    }
}

/// The number of a process or a group of them.
pub fn process_id(vm: &Vm, o: &Obj) -> PyResult<i32> {
    let i = api::index(vm, o)?;
    parsed_int(vm, &i)
}

/// A number of bytes.
pub fn byte_count(vm: &Vm, o: &Obj) -> PyResult<isize> {
    let n = int::to_i64(&api::index(vm, o)?).and_then(|n| isize::try_from(n).ok());
    n.ok_or_else(|| vm.overflow_error("Python int too large to convert to C ssize_t"))
}

/// An int argument that must fit a C int.
pub fn c_int(vm: &Vm, o: &Obj) -> PyResult<i32> {
    let i = api::index(vm, o)?;
    match int::to_i64(&i).map(i32::try_from) {
        Some(Ok(n)) => Ok(n),
        _ => Err(vm.overflow_error("Python int too large to convert to C int")),
    }
}
