//! `_posixshmem`: names of memory that processes share.

use crate::host::shared;
use crate::modules::os_support::{blocking, c_int, c_string, fs_encode, os_error_names};
use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{int, str_};
use crate::vm::{PyResult, Vm};
use std::ffi::CString;

fn name_arg(vm: &Vm, function: &str, o: &Obj) -> PyResult<CString> {
    if !str_::is_str(o) {
        return Err(
            vm.type_error(format!("{function}() argument 1 must be str, not {}", crate::vm::api::given(o)))
        );
    }
    c_string(vm, fs_encode(vm, o)?, "embedded null character")
}

fn shm_open(vm: &Vm, a: Args) -> PyResult<Obj> {
    let name = name_arg(vm, "shm_open", &a[0])?;
    let flags = c_int(vm, &a[1])?;
    let mode = a.opt(2).map_or(Ok(0o777), |m| c_int(vm, m))?;
    match blocking(vm, || shared::memory_open(&name, flags, mode as u32))? {
        Ok(fd) => Ok(int::from_i64(fd.into())),
        Err(e) => Err(os_error_names(vm, e, &[a[0].clone()])),
    }
}

fn shm_unlink(vm: &Vm, a: Args) -> PyResult<Obj> {
    let name = name_arg(vm, "shm_unlink", &a[0])?;
    match blocking(vm, || shared::memory_unlink(&name))? {
        Ok(()) => Ok(Obj::NONE),
        Err(e) => Err(os_error_names(vm, e, &[a[0].clone()])),
    }
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_posixshmem",
    doc: "Names of memory that processes share.",
    functions: &[
        function(
            "shm_open",
            "(path, flags, mode=511)",
            "Open (or make) memory with a name: its descriptor.",
            shm_open,
        ),
        function(
            "shm_unlink",
            "(path)",
            "Remove a name. The memory goes when nobody has it mapped any more.",
            shm_unlink,
        ),
    ],
    ..ModuleSpec::EMPTY
};
