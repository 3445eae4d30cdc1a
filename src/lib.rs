//! pyr, a Python interpreter: the front door; rooms in reading order.

pub use pyr_front::{bytecode, compiler, source, syntax, text};

pub mod regex;
