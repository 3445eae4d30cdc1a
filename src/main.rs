//! The `pyr` command: argument vector in, exit code out.

fn main() {}
