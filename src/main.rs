//! The `pyr` command: argument vector in, exit code out.

use std::os::unix::ffi::OsStringExt;

#[cfg(not(pyr_plain_heap))]
#[global_allocator]
static ALLOCATOR: pyr::host::pools::Pools = pyr::host::pools::Pools;

/// Runs before `main`, and so before Rust's runtime opens what is closed.
#[used]
#[allow(unsafe_code)]
// SAFETY: the section holds functions without arguments that the loader calls; this one only asks the system.
#[cfg_attr(target_os = "linux", unsafe(link_section = ".init_array"))]
#[cfg_attr(target_os = "macos", unsafe(link_section = "__DATA,__mod_init_func"))]
static LOOK: extern "C" fn() = pyr::host::startup::look;

fn main() {
    let args: Vec<Vec<u8>> = std::env::args_os().map(OsStringExt::into_vec).collect();
    std::process::exit(pyr::cli::main(&args));
}
