//! The `pyr` command: argument vector in, exit code out.

use std::os::unix::ffi::OsStringExt;

fn main() {
    let args: Vec<Vec<u8>> = std::env::args_os().map(OsStringExt::into_vec).collect();
    std::process::exit(pyr::cli::main(&args));
}
