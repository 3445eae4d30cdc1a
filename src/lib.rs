//! pyr, a Python interpreter: the front door; rooms in reading order.

pub use pyr_front::{bytecode, compiler, source, syntax, text};

#[allow(unsafe_code)]
pub mod object;
pub mod regex;
#[allow(unsafe_code)]
pub mod types;
#[allow(unsafe_code)]
pub mod vm;

pub mod builtins;
pub mod cli;
#[allow(unsafe_code)]
pub mod host;
pub mod modules;
pub mod repl;
