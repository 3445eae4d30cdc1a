//! Text to tree: one door, [`parse`].
//!
//! What a tree means (scopes, code) is in `compiler`.

pub mod ast;
mod build;
pub mod dump;
mod error;
mod explain;
mod layout;
mod lexer;
mod literal;
pub mod nodes;
pub mod outline;
pub mod rebuild;
pub mod reflect;
mod token;

pub use error::{ErrorKind, SyntaxError, SyntaxWarning};

use crate::source::{Source, Span};
use build::Builder;
use std::collections::HashMap;

#[expect(clippy::all, clippy::pedantic, reason = "written by LALRPOP")]
mod grammar {
    include!(concat!(env!("OUT_DIR"), "/python.rs"));
}

/// What the text is, as in the third argument of `compile()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Exec,
    Eval,
    Single,
    FuncType,
}

/// What else is asked of a parse.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Comments that say types belong to the tree.
    pub type_comments: bool,
    /// What is newer than this version of Python 3 is an error.
    pub minor: u8,
}

impl Default for Asked {
    fn default() -> Asked {
        Asked { type_comments: false, minor: u8::MAX }
    }
}

/// The comments of a text that say types.
#[derive(Debug, Default)]
pub struct TypeComments {
    of: HashMap<u32, Span>,
    /// Where they say `type: ignore`, and what stands behind that.
    pub ignores: Vec<(u32, Box<str>)>,
}

impl TypeComments {
    /// That of the statement or parameter at a place.
    pub fn of(&self, node: Span) -> Option<Span> {
        self.of.get(&node.start).copied()
    }
}

/// A tree, and what there was to complain about on the way.
#[derive(Debug)]
pub struct Parsed {
    pub tree: ast::Mod,
    pub comments: TypeComments,
    pub warnings: Vec<SyntaxWarning>,
    /// An interactive text that is one compound statement, the empty line behind it still missing.
    pub unfinished: bool,
    /// And its last block stands in one line: no end of a block stands for the empty line.
    pub in_line: bool,
}

/// Parses a text.
pub fn parse(source: &Source, mode: Mode) -> Result<Parsed, Box<SyntaxError>> {
    parse_as(source, mode, Asked::default())
}

/// Parses a text of which something else is asked.
pub fn parse_as(source: &Source, mode: Mode, asked: Asked) -> Result<Parsed, Box<SyntaxError>> {
    let src = source.text();
    if src.len() >= u32::MAX as usize {
        return Err(Box::new(SyntaxError::new(ErrorKind::MemoryError, "source is too large", 0, 0)));
    }
    if src.contains('\0') {
        let msg = "source code string cannot contain null bytes";
        return Err(Box::new(SyntaxError::new(ErrorKind::SyntaxError, msg, 0, 0)));
    }
    let mut lexed = layout::lex(source, mode, asked.type_comments);
    let mut builder = Builder {
        source,
        src,
        names: std::mem::take(&mut lexed.names),
        warnings: std::mem::take(&mut lexed.warnings),
        end: 0,
        too_deep: None,
        comments: HashMap::new(),
        minor: asked.minor,
    };
    let mut taken = 0;
    let tokens = lexed.tokens.iter().map(|t| {
        taken += 1;
        Ok((t.start, t.tok, t.end))
    });
    let done = grammar::TopParser::new().parse(&mut builder, tokens);
    if let Some(kind) = builder.too_deep {
        return Err(Box::new(SyntaxError::too_complex(kind)));
    }
    let warning = |(msg, span): (String, Span)| SyntaxWarning::new(msg, source, span);
    match done {
        Ok(tree) => {
            let compound = matches!(&tree, ast::Mod::Interactive { body } if body[0].kind.is_compound());
            let unfinished = compound && !src.ends_with('\n');
            let before_end = lexed.tokens.len().checked_sub(2).map(|at| lexed.tokens[at].tok);
            let in_line = unfinished && before_end != Some(token::Tok::Dedent);
            let comments = TypeComments { of: builder.comments, ignores: lexed.ignores };
            Ok(Parsed {
                tree,
                comments,
                unfinished,
                in_line,
                warnings: builder.warnings.into_iter().map(warning).collect(),
            })
        }
        Err(error) => {
            let stop = lexed.tokens[taken - 1].start;
            let seen = builder.warnings.into_iter().filter(|(_, span)| span.start <= stop);
            let warnings = seen.map(warning).collect();
            Err(Box::new(SyntaxError { warnings, ..error::report(source, &lexed, taken - 1, error) }))
        }
    }
}
