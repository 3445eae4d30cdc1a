//! Native modules of the standard library: one file each. `ALL` is the only list of them.

pub mod _codecs;
pub mod _string;
pub mod binascii;
pub mod sys;
pub mod unicodedata;

use crate::object::spec::ModuleSpec;

/// Every native module.
pub static ALL: &[&ModuleSpec] = &[&_codecs::MODULE, &_string::MODULE, &binascii::MODULE, &sys::MODULE, &unicodedata::MODULE];

/// The native module of that name.
pub fn find(name: &str) -> Option<&'static ModuleSpec> {
    ALL.iter().copied().find(|m| m.name == name)
}

/// Opens the standard streams.
pub fn startup(vm: &crate::vm::Vm) -> crate::vm::PyResult<()> {
    sys::open_streams(vm)
}
