//! Code as data: the instruction table, code objects before they are loaded, the disassembler, the
//! verifier and the serial form that the binary embeds. Nothing here knows a Python object: constants
//! are data until the VM loads the code.

pub mod code;
pub mod dis;
pub mod op;
pub mod serial;
pub mod verify;
