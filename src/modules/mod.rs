//! Native modules of the standard library: one file each. `ALL` is the only list of them.

pub mod _abc;
pub mod _codecs;
pub mod _io;
pub mod _random;
pub mod _stat;
pub mod _string;
pub mod _warnings;
pub mod _weakref;
pub mod atexit;
pub mod binascii;
pub mod cmath;
pub mod errno;
pub mod gc;
pub mod math;
pub mod os_support;
pub mod posix;
pub mod sys;
pub mod time;
pub mod unicodedata;

use crate::object::spec::ModuleSpec;

/// Every native module.
pub static ALL: &[&ModuleSpec] = &[
    &_abc::MODULE,
    &_codecs::MODULE,
    &_io::MODULE,
    &_random::MODULE,
    &_stat::MODULE,
    &_string::MODULE,
    &_warnings::MODULE,
    &_weakref::MODULE,
    &atexit::MODULE,
    &binascii::MODULE,
    &cmath::MODULE,
    &errno::MODULE,
    &gc::MODULE,
    &math::MODULE,
    &posix::MODULE,
    &sys::MODULE,
    &time::MODULE,
    &unicodedata::MODULE,
];

/// The native module of that name.
pub fn find(name: &str) -> Option<&'static ModuleSpec> {
    ALL.iter().copied().find(|m| m.name == name)
}

/// Opens the standard streams.
pub fn startup(vm: &crate::vm::Vm) -> crate::vm::PyResult<()> {
    sys::open_streams(vm)
}

/// What Python code runs at the end: other threads are waited for, then the `atexit` functions are called.
pub fn shutdown(vm: &crate::vm::Vm) {
    use crate::object::intern::intern;
    use crate::vm::{api, interp};
    if let Some(threading) = interp().modules().get_str(&intern("threading"))
        && let Err(r) = api::call_method_str(vm, &threading, "_shutdown", &[])
    {
        let e = vm.take_raised(r);
        crate::types::exception::report_unraisable(vm, &e, "Exception ignored on threading shutdown", Some(&threading));
    }
    atexit::run(vm);
}
