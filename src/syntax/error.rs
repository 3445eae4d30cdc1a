//! Syntax errors and warnings as CPython words them.

/// The exception class to raise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    SyntaxError,
    IndentationError,
    TabError,
    /// "Parser stack overflowed - Python source too complex to parse": a MemoryError without position.
    MemoryError,
    /// "maximum recursion depth exceeded during compilation", without position.
    RecursionError,
}

/// Why a text is not Python: the attributes of the exception, except `filename`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub kind: ErrorKind,
    pub msg: String,
    /// Line, from 1.
    pub lineno: u32,
    /// Column in characters, from 1; 0 if none.
    pub offset: u32,
    pub end_lineno: u32,
    pub end_offset: u32,
    /// The text of the line, with its `\n` where CPython shows one; `None` where CPython says `None`.
    pub text: Option<String>,
    /// More lines could make the text valid: the REPL asks for them.
    pub incomplete: bool,
}

impl SyntaxError {
    /// An error at a point, without a line of text.
    pub fn new(kind: ErrorKind, msg: impl Into<String>, lineno: u32, offset: u32) -> SyntaxError {
        SyntaxError {
            kind,
            msg: msg.into(),
            lineno,
            offset,
            end_lineno: lineno,
            end_offset: offset,
            text: None,
            incomplete: false,
        }
    }
}

/// A `SyntaxWarning` (or `DeprecationWarning`) for the `warnings` machinery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxWarning {
    pub msg: String,
    pub lineno: u32,
}
