//! Regular expressions as CPython's `re` means them: compiling patterns, matching, replacement templates. Knows
//! nothing of Python objects; the `re` module gives it bytes and turns spans and errors into objects.
//!
//! `parse` (with `group`, `escape`) reads a pattern into `ast`; `hir` applies the flags; `emit` makes a
//! `program`, which `exec` (with `run`) matches; `outline` shows what was read. `charset`, `case`, `unicode` know characters.
//!
//! Text is WTF-8 for str patterns and plain bytes for bytes patterns; every position is a byte offset, on a
//! character boundary.

mod ast;
mod case;
mod charset;
mod emit;
mod error;
mod escape;
mod exec;
mod group;
mod hir;
mod outline;
mod parse;
mod program;
mod run;
mod template;
#[cfg(test)]
mod tests;
mod unicode;

pub use error::{Error, ErrorKind, flag};
pub use exec::{Scratch, Stop};
pub use outline::{Outline, Part, outline};
pub use template::Piece;

use exec::{Demand, Machine};

use crate::text::wtf8;

/// Patterns with no more parentheses than this compile on the caller's stack.
const SHALLOW: usize = 64;
/// Stack for deeper ones; the deepest take half of it, unoptimised.
const DEEP_STACK: usize = 16 << 20;

/// Told of each `FutureWarning` about a pattern.
pub type Warn<'w> = &'w mut dyn FnMut(&str);

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Program {
    code: program::Code,
    /// For str, not for bytes.
    is_text: bool,
    flags: u32,
    groups: u32,
    names: Vec<(Vec<u8>, u32)>,
}

/// What is searched: `wide` if characters take more than a byte, that is a str that is not ASCII.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'t> {
    /// Up to the end of matching (`endpos`); always from the very beginning.
    pub text: &'t [u8],
    /// Is there a character above 127 in a str?
    pub wide: bool,
}

/// The three ways to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Anywhere from the position on.
    Search,
    /// Beginning at the position.
    Match,
    /// From the position to the end.
    FullMatch,
}

/// Asked now and then while matching; `false` stops it.
pub type Poll<'p> = &'p mut dyn FnMut() -> bool;

/// A match's extent, if there is one; its groups are in the `Scratch`.
pub type Found = Result<Option<(usize, usize)>, Stop>;

impl Program {
    /// Compiles a pattern: WTF-8 if `is_text`, else bytes.
    pub fn compile(pattern: &[u8], is_text: bool, flags: u32, warn: Warn<'_>) -> Result<Program, Error> {
        let chars = decode(pattern, is_text);
        let nesting = chars.iter().filter(|&&c| c == u32::from('(')).count();
        let mut warnings = Vec::new();
        let result = if nesting <= SHALLOW {
            Program::compile_here(&chars, is_text, flags, &mut warnings)
        } else {
            let deep = || Program::compile_here(&chars, is_text, flags, &mut warnings);
            std::thread::scope(|scope| {
                let thread = std::thread::Builder::new().stack_size(DEEP_STACK).spawn_scoped(scope, deep);
                let joined = thread.ok().and_then(|thread| thread.join().ok());
                joined.unwrap_or_else(|| Err(Error::too_deep()))
            })
        };
        warnings.iter().for_each(|message| warn(message));
        result
    }

    /// Parsing and what follows recurse as deep as groups nest.
    fn compile_here(
        chars: &[u32],
        is_text: bool,
        flags: u32,
        warnings: &mut Vec<String>,
    ) -> Result<Program, Error> {
        let parsed = parse::parse(chars, is_text, flags, warnings)?;
        let (hir, sets) = hir::Lowering::run(&parsed, is_text)?;
        let code = emit::emit(&hir, sets, is_text);
        let encoded = |(name, number): (Vec<u32>, u32)| (wtf8::from_chars(name), number);
        let names = parsed.names.into_iter().map(encoded).collect();
        Ok(Program { code, is_text, flags: parsed.flags, groups: parsed.widths.len() as u32 - 1, names })
    }

    /// Is it a str pattern?
    pub fn is_text(&self) -> bool {
        self.is_text
    }

    /// The flags in force, those written inside and the default alphabet included.
    pub fn flags(&self) -> u32 {
        self.flags
    }

    /// How many groups capture.
    pub fn groups(&self) -> u32 {
        self.groups
    }

    /// The named groups in the order they open: name in WTF-8, number.
    pub fn group_index(&self) -> &[(Vec<u8>, u32)] {
        &self.names
    }

    /// Matches from `pos`. With `advance`, a match that begins there must not be empty.
    pub fn exec(
        &self,
        how: How,
        subject: Subject<'_>,
        pos: usize,
        advance: bool,
        scratch: &mut Scratch,
        poll: Poll<'_>,
    ) -> Found {
        if pos > subject.text.len() {
            return Ok(None);
        }
        if subject.wide {
            self.exec_as::<true>(how, subject.text, pos, advance, scratch, poll)
        } else {
            self.exec_as::<false>(how, subject.text, pos, advance, scratch, poll)
        }
    }

    fn exec_as<const WIDE: bool>(
        &self,
        how: How,
        text: &[u8],
        pos: usize,
        advance: bool,
        scratch: &mut Scratch,
        poll: Poll<'_>,
    ) -> Found {
        let mut machine = Machine::<WIDE>::new(&self.code, self.groups, text, scratch, poll)?;
        let found = if how == How::Search {
            machine.search(pos, advance)
        } else {
            let demand = Demand { full: how == How::FullMatch, advance };
            machine.attempt(pos, demand).map(|end| end.map(|end| (pos, end)))
        };
        scratch.relax();
        found
    }

    /// Reads a replacement template of the pattern's own kind (str or bytes).
    pub fn template(&self, text: &[u8]) -> Result<Vec<Piece>, Error> {
        template::parse(self, text)
    }
}

/// One match after another, as `finditer`, `sub`, `split` and `scanner` find them: each begins where the last one
/// ended, and an empty match is not found twice.
#[derive(Clone, Copy, Debug)]
pub struct Scanner {
    pos: usize,
    advance: bool,
    done: bool,
}

impl Scanner {
    /// Begins at a position.
    pub fn new(pos: usize) -> Scanner {
        Scanner { pos, advance: false, done: false }
    }

    /// The next match.
    pub fn next(
        &mut self,
        program: &Program,
        how: How,
        subject: Subject<'_>,
        scratch: &mut Scratch,
        poll: Poll<'_>,
    ) -> Found {
        if self.done {
            return Ok(None);
        }
        let found = program.exec(how, subject, self.pos, self.advance, scratch, poll)?;
        match found {
            Some((start, end)) => (self.pos, self.advance) = (end, start == end),
            None => self.done = true,
        }
        Ok(found)
    }
}

/// Code points of WTF-8, or bytes as they are.
fn decode(text: &[u8], is_text: bool) -> Vec<u32> {
    if is_text { wtf8::chars(text).collect() } else { text.iter().map(|&byte| u32::from(byte)).collect() }
}

/// Appends a character as WTF-8, or as a byte.
fn encode(c: u32, is_text: bool, out: &mut Vec<u8>) {
    if is_text { wtf8::push(out, c) } else { out.push(c as u8) }
}
