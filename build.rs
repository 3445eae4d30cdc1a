//! Compiles the Python files under `stdlib/` into code that the binary embeds.

fn main() {}
