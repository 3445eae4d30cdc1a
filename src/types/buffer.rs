//! Bytes-like arguments: the bytes of any object that exports a buffer. The protocol itself is in the object room.

use crate::object::buffer::{Buffer, export};
use crate::object::obj::Obj;
use crate::types::bytes;
use crate::vm::{PyResult, Raised, Vm};

/// Whether an object exports a buffer.
pub fn is_bytes_like(o: &Obj) -> bool {
    o.ty().slots().buffer.is_some()
}

/// TypeError "a bytes-like object is required, not 'T'".
#[cold]
pub fn required(vm: &Vm, o: &Obj) -> Raised {
    vm.type_error(format!("a bytes-like object is required, not '{}'", o.ty().name()))
}

/// A view of an object's memory.
pub fn get(vm: &Vm, o: &Obj) -> PyResult<Buffer> {
    export(vm, o, false)?.ok_or_else(|| required(vm, o))
}

/// A contiguous view of an object's memory.
pub fn get_contiguous(vm: &Vm, o: &Obj) -> PyResult<Buffer> {
    let b = get(vm, o)?;
    if b.is_contiguous() { Ok(b) } else { Err(scattered(vm, o)) }
}

fn scattered(vm: &Vm, o: &Obj) -> Raised {
    vm.buffer_error(format!("{}: underlying buffer is not C-contiguous", o.ty().name()))
}

/// A contiguous view for writing; `what` names the argument ("readinto() argument").
pub fn get_writable(vm: &Vm, o: &Obj, what: &str) -> PyResult<Buffer> {
    let refused = |vm: &Vm| {
        vm.type_error(format!("{what} must be read-write bytes-like object, not {}", o.ty().name()))
    };
    let found = match export(vm, o, true) {
        Err(r) => {
            vm.clear_if(r, &crate::types::exception::BUFFER_ERROR)?;
            None
        }
        Ok(b) => b,
    };
    match found {
        Some(b) if b.readonly => Err(refused(vm)),
        Some(b) if !b.is_contiguous() => Err(scattered(vm, o)),
        Some(b) => Ok(b),
        None => Err(refused(vm)),
    }
}

/// Runs `f` on the bytes of a bytes-like object. `f` runs no Python code.
pub fn with_bytes<R>(vm: &Vm, o: &Obj, f: impl FnOnce(&[u8]) -> R) -> PyResult<R> {
    if bytes::is_bytes(o) {
        return Ok(f(bytes::bytes_of(o)));
    }
    let b = get_contiguous(vm, o)?;
    Ok(f(b.as_slice().unwrap_or_default()))
}

/// A copy of the bytes of a bytes-like object, which may lie scattered.
pub fn to_bytes_vec(vm: &Vm, o: &Obj) -> PyResult<Vec<u8>> {
    if bytes::is_bytes(o) {
        return Ok(bytes::bytes_of(o).to_vec());
    }
    Ok(get(vm, o)?.to_vec())
}

/// The bytes of an argument for as long as it is looked at: borrowed from a bytes object, copied from anything else
/// (which may change while Python code runs). BufferError if they do not lie side by side.
pub fn bytes_arg<'a>(vm: &Vm, o: &'a Obj) -> PyResult<std::borrow::Cow<'a, [u8]>> {
    if bytes::is_bytes(o) {
        return Ok(std::borrow::Cow::Borrowed(bytes::bytes_of(o)));
    }
    Ok(std::borrow::Cow::Owned(get_contiguous(vm, o)?.to_vec()))
}
