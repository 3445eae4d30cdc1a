//! What can go wrong with a pattern, in the words `re` uses, and the flags a pattern may carry.
//! Failures while matching (interruption, memory) are `exec::Stop`.

/// Flag bits, numbered as in `re.RegexFlag`.
pub mod flag {
    /// `re.I`
    pub const IGNORECASE: u32 = 2;
    /// `re.L`
    pub const LOCALE: u32 = 4;
    /// `re.M`
    pub const MULTILINE: u32 = 8;
    /// `re.S`
    pub const DOTALL: u32 = 16;
    /// `re.U`
    pub const UNICODE: u32 = 32;
    /// `re.X`
    pub const VERBOSE: u32 = 64;
    /// `re.DEBUG`
    pub const DEBUG: u32 = 128;
    /// `re.A`
    pub const ASCII: u32 = 256;
    /// The three mutually exclusive alphabets.
    pub const ALPHABETS: u32 = ASCII | LOCALE | UNICODE;
}

/// The Python exception an `Error` becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `re.PatternError(msg, pattern, pos)`
    Pattern,
    /// `ValueError(msg)`
    Value,
    /// `OverflowError(msg)`
    Overflow,
    /// `IndexError(msg)`, from a replacement template
    Index,
    /// `RecursionError(msg)`: groups nested too deeply
    Recursion,
}

/// A pattern or template that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Which exception this is.
    pub kind: ErrorKind,
    /// The message, without the position.
    pub msg: String,
    /// Where, in characters of the pattern; `PatternError` alone has one, and not always.
    pub pos: Option<usize>,
}

impl Error {
    pub(super) fn new(kind: ErrorKind, msg: impl Into<String>) -> Error {
        Error { kind, msg: msg.into(), pos: None }
    }

    pub(super) fn too_deep() -> Error {
        Error::new(ErrorKind::Recursion, "maximum recursion depth exceeded")
    }

    pub(super) fn at(msg: impl Into<String>, pos: usize) -> Error {
        Error { kind: ErrorKind::Pattern, msg: msg.into(), pos: Some(pos) }
    }
}
