//! pyr, a Python interpreter: the front door; rooms in reading order.

pub use pyr_front::{bytecode, compiler, source, syntax, text};

pub mod object;
pub mod regex;
pub mod types;
pub mod vm;

pub mod builtins;
pub mod cli;
pub mod host;
pub mod modules;
