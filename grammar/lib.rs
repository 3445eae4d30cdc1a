//! The front end of pyr as a crate of its own: text in, code data out.
//!
//! The rooms live in `src/` beside the others; they are a separate crate only so that the parse
//! tables are compiled once and so that the main package's build script can compile `stdlib/`.
//! What runs the code is in the main package.

#[path = "../src/bytecode/mod.rs"]
pub mod bytecode;
#[path = "../src/compiler/mod.rs"]
pub mod compiler;
#[path = "../src/source/mod.rs"]
pub mod source;
#[path = "../src/syntax/mod.rs"]
pub mod syntax;
#[path = "../src/text/mod.rs"]
pub mod text;
