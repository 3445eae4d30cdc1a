//! Text to tree: one door, [`parse`].
//!
//! What a tree means (scopes, code) is in `compiler`.

pub mod ast;
mod build;
pub mod dump;
mod error;
mod layout;
mod lexer;
pub mod literal;
pub mod reflect;
mod token;

pub use error::{ErrorKind, SyntaxError, SyntaxWarning};

use crate::source::Source;
use build::Builder;
use lalrpop_util::ParseError;
use token::Tok;

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

/// A tree, and what there was to complain about on the way.
#[derive(Debug)]
pub struct Parsed {
    pub tree: ast::Mod,
    pub warnings: Vec<SyntaxWarning>,
}

/// Parses a text.
pub fn parse(source: &Source, mode: Mode) -> Result<Parsed, Box<SyntaxError>> {
    let src = source.text();
    if src.len() >= u32::MAX as usize {
        return Err(Box::new(SyntaxError::new(ErrorKind::MemoryError, "source is too large", 0, 0)));
    }
    if src.contains('\0') {
        let msg = "source code string cannot contain null bytes";
        return Err(Box::new(SyntaxError::new(ErrorKind::SyntaxError, msg, 0, 0)));
    }
    let mut lexed = layout::lex(src, mode);
    let mut builder = Builder {
        src,
        names: std::mem::take(&mut lexed.names),
        warnings: std::mem::take(&mut lexed.warnings),
        end: 0,
        too_deep: false,
    };
    let tokens = lexed.tokens.iter().map(|t| Ok((t.start, t.tok, t.end)));
    let done = grammar::TopParser::new().parse(&mut builder, tokens);
    if builder.too_deep {
        let msg = "Parser stack overflowed - Python source too complex to parse";
        return Err(Box::new(SyntaxError::new(ErrorKind::MemoryError, msg, 0, 0)));
    }
    match done {
        Ok(tree) => {
            let warning = |(msg, at): (String, u32)| SyntaxWarning { msg, lineno: source.locate(at).line };
            Ok(Parsed { tree, warnings: builder.warnings.into_iter().map(warning).collect() })
        }
        Err(error) => Err(Box::new(explain(source, &lexed, error))),
    }
}

fn explain(source: &Source, lexed: &lexer::Lexed, error: ParseError<u32, Tok, build::Failure>) -> SyntaxError {
    let (msg, span, kind) = match error {
        ParseError::User { error } => (error.msg, error.span, error.kind),
        ParseError::UnrecognizedToken { token: (l, _, r), .. } | ParseError::ExtraToken { token: (l, _, r) } => {
            ("invalid syntax".to_owned(), crate::source::Span::new(l, r), ErrorKind::SyntaxError)
        }
        ParseError::UnrecognizedEof { location, .. } | ParseError::InvalidToken { location } => {
            ("invalid syntax".to_owned(), crate::source::Span::new(location, location), ErrorKind::SyntaxError)
        }
    };
    let (msg, span, kind) = match &lexed.error {
        Some(e) => (e.msg.clone(), e.span, e.kind),
        None => (msg, span, kind),
    };
    let start = source.locate_char(span.start);
    let end = source.locate_char(span.end);
    SyntaxError {
        kind,
        msg,
        lineno: start.line,
        offset: start.col + 1,
        end_lineno: end.line,
        end_offset: end.col + 1,
        text: Some(source.line(start.line).to_owned()),
        incomplete: false,
    }
}
