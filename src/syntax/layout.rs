//! Lines to blocks: NEWLINE, INDENT and DEDENT tokens, and which soft keywords are keywords.
//!
//! What stands inside a line is lexed in `lexer.rs`.

use super::Mode;
use super::build::Failure;
use super::error::ErrorKind;
use super::lexer::{LexResult, Lexed, Lexer};
use super::token::{Tok, Token};
use crate::source::Source;
use std::rc::Rc;

/// Most levels of indentation, the outermost included.
const MAX_INDENTS: usize = 100;

/// Lexes a whole text. The first token says the mode, the last one is [`Tok::EndMarker`], or
/// [`Tok::Error`] where lexing failed.
pub fn lex(source: &Source, mode: Mode, type_comments: bool) -> Lexed {
    let src = source.text();
    let mut lexer = Lexer::new(source, type_comments);
    let marker = match mode {
        Mode::Exec => Tok::StartExec,
        Mode::Eval => Tok::StartEval,
        Mode::Single => Tok::StartSingle,
        Mode::FuncType => Tok::StartFuncType,
    };
    lexer.push(marker, 0, 0);
    let error = lexer.lines().err();
    if let Some(error) = &error {
        let at = error.span.map_or(src.len(), |span| span.start as usize);
        lexer.push(Tok::Error, at, at);
    }
    let mut lexed = lexer.finish(error);
    SoftKeywords::of(&lexed.names).mark(&mut lexed.tokens);
    lexed
}

impl Lexer<'_> {
    fn lines(&mut self) -> LexResult {
        self.indentation(0)?;
        // A comment belongs to the line end behind it.
        let mut comment = None;
        while let Some(tok) = self.raw.next() {
            let span = self.raw.span();
            match tok {
                Ok(Tok::LineEnd) if self.brackets.is_empty() => {
                    self.push(Tok::Newline, comment.take().unwrap_or(span.start), span.end);
                    self.indentation(span.end)?;
                }
                Ok(Tok::LineEnd) => comment = None,
                Ok(Tok::Comment) => {
                    let said = self.type_comments && self.type_comment(span.start, span.end, false);
                    comment = Some(if said { span.end } else { span.start });
                }
                Ok(Tok::Continuation) => self.continuation(span.end)?,
                Ok(Tok::Backslash) if span.end == self.src.len() && !self.brackets.is_empty() => {}
                Ok(Tok::Backslash) => return Err(self.stray_backslash(span.end)),
                Ok(tok) => self.token(tok, span.start, span.end)?,
                Err(()) => return Err(self.unexpected(span.start)),
            }
        }
        self.end(comment)
    }

    /// The end of the text: the last line is ended, all blocks are left.
    fn end(&mut self, comment: Option<usize>) -> LexResult {
        let end = self.src.len();
        if self.brackets.is_empty() {
            let empty = self.out.len() == 1;
            if !empty && !matches!(self.out.last(), Some(Token { tok: Tok::Newline, .. })) {
                self.push(Tok::Newline, comment.unwrap_or(end), end);
            }
            for _ in 1..self.indents.len() {
                self.push(Tok::Dedent, end, end);
            }
        }
        self.push(Tok::EndMarker, end, end);
        Ok(())
    }

    fn continuation(&self, end: usize) -> LexResult {
        // The end inside of a bracket is worse.
        if end < self.src.len() || !self.brackets.is_empty() {
            return Ok(());
        }
        Err(self.cut_off(end))
    }

    fn stray_backslash(&self, end: usize) -> Failure {
        let msg = "unexpected character after line continuation character";
        let Some(next) = self.src[end..].chars().next() else {
            // Only a module gets a line end that is not there.
            return match self.out[0].tok {
                Tok::StartExec => self.cut_off(end),
                _ => Failure { end_offset: Some(0), at_end: true, ..self.error_before(msg, end) },
            };
        };
        Failure { end_offset: Some(0), ..self.error_before(msg, end + next.len_utf8()) }
    }

    fn cut_off(&self, end: usize) -> Failure {
        let end = self.src[..end].trim_end_matches(['\n', '\r']).len();
        Failure {
            end_offset: Some(-1),
            at_end: true,
            ..self.error_at("unexpected EOF while parsing", end, end)
        }
    }

    /// Reads blank lines and the indentation of the next line with content, from its start.
    fn indentation(&mut self, mut pos: usize) -> LexResult {
        loop {
            let (mut col, mut alt) = (0, 0);
            let mut continued = None;
            loop {
                match self.at(pos) {
                    b' ' => (col, alt) = (col + 1, alt + 1),
                    b'\t' => (col, alt) = ((col / 8 + 1) * 8, alt + 1),
                    b'\x0c' => (col, alt) = (0, 0),
                    b'\\' if matches!(self.at(pos + 1), b'\n' | b'\r') => {
                        // Only the first of several joined lines decides.
                        continued = continued.or(Some((col, alt)));
                        pos += 1 + (self.at(pos + 1) == b'\r' && self.at(pos + 2) == b'\n') as usize;
                        self.continuation(pos + 1)?;
                    }
                    b'\\' => return Err(self.stray_backslash(pos + 1)),
                    _ => break,
                }
                pos += 1;
            }
            match self.at(pos) {
                b'#' => {
                    let rest = &self.src.as_bytes()[pos..];
                    let end =
                        pos + rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
                    if self.type_comments && self.type_comment(pos, end, true) {
                        self.push(Tok::Newline, end, (end + 1).min(self.src.len()));
                    }
                    pos = end;
                }
                b'\n' | b'\r' => pos += 1,
                0 if pos == self.src.len() => {
                    self.seek(pos);
                    return Ok(());
                }
                _ => {
                    self.seek(pos);
                    let (col, alt) = continued.unwrap_or((col, alt));
                    return self.indent_to(col, alt, pos);
                }
            }
        }
    }

    fn indent_to(&mut self, col: u32, alt: u32, pos: usize) -> LexResult {
        let (top, top_alt) = *self.indents.last().expect("the outermost level stays");
        if col > top {
            if self.indents.len() >= MAX_INDENTS {
                let error = self.bad_line("too many levels of indentation", pos);
                return Err(Failure { kind: ErrorKind::IndentationError, ..error });
            }
            if alt <= top_alt {
                return Err(self.bad_tab(pos));
            }
            self.indents.push((col, alt));
            self.push(Tok::Indent, pos, pos);
            return Ok(());
        }
        let keep = self.indents.partition_point(|&(level, _)| level <= col);
        let (top, top_alt) = self.indents[keep - 1];
        if col != top {
            let msg = "unindent does not match any outer indentation level";
            let rest = &self.src[pos..];
            let end = pos + rest.find(['\n', '\r']).unwrap_or(rest.len());
            let error = self.error_at(msg, end, end);
            return Err(Failure { kind: ErrorKind::IndentationError, end_offset: Some(-1), ..error });
        }
        if alt != top_alt {
            return Err(self.bad_tab(pos));
        }
        for _ in keep..self.indents.len() {
            self.push(Tok::Dedent, pos, pos);
        }
        self.indents.truncate(keep);
        Ok(())
    }

    fn bad_tab(&self, pos: usize) -> Failure {
        let error = self.bad_line("inconsistent use of tabs and spaces in indentation", pos);
        Failure { kind: ErrorKind::TabError, ..error }
    }

    /// An error about a whole line.
    fn bad_line(&self, msg: &str, pos: usize) -> Failure {
        let start = self.src[..pos].rfind(['\n', '\r']).map_or(0, |i| i + 1);
        Failure { end_offset: Some(0), ..self.error_at(msg, start, start) }
    }
}

/// The numbers of the names that can be keywords.
struct SoftKeywords {
    match_: u32,
    case: u32,
    type_: u32,
}

impl SoftKeywords {
    fn of(names: &[Rc<str>]) -> SoftKeywords {
        let number = |word: &str| names.iter().position(|n| &**n == word).map_or(u32::MAX, |i| i as u32);
        SoftKeywords { match_: number("match"), case: number("case"), type_: number("type") }
    }

    /// Replaces names by keywords: `type X`, `match …:` as a whole line, the `case`s of its block; and marks the parenthesis around the items of a `with`.
    fn mark(&self, tokens: &mut [Token]) {
        let is = |tok: Tok, name: u32| name != u32::MAX && tok == Tok::Name(name);
        // One entry per open block: whether it is the block of a `match`.
        let mut blocks: Vec<bool> = Vec::new();
        let mut match_ahead = false;
        for i in 0..tokens.len() {
            let tok = tokens[i].tok;
            let line_starts = i > 0
                && matches!(
                    tokens[i - 1].tok,
                    Tok::Newline | Tok::Indent | Tok::Dedent | Tok::StartExec | Tok::StartSingle
                );
            match tok {
                Tok::Indent => {
                    blocks.push(match_ahead);
                    match_ahead = false;
                }
                Tok::Dedent => {
                    blocks.pop();
                }
                Tok::With
                    if tokens.get(i + 1).is_some_and(|t| t.tok == Tok::LPar)
                        && encloses_items(&tokens[i + 1..]) =>
                {
                    tokens[i + 1].tok = Tok::WithLPar;
                }
                _ if is(tok, self.type_)
                    && (line_starts || matches!(tokens[i - 1].tok, Tok::Semi | Tok::Colon)) =>
                {
                    if matches!(tokens.get(i + 1), Some(Token { tok: Tok::Name(_), .. })) {
                        tokens[i].tok = Tok::Type;
                    }
                }
                _ if line_starts && is(tok, self.match_) => {
                    if let Some(end) = self.starts_match(&tokens[i + 1..]) {
                        tokens[i].tok = Tok::Match;
                        match_ahead = tokens.get(i + 2 + end).is_some_and(|t| t.tok == Tok::Indent);
                    }
                }
                _ if line_starts && is(tok, self.case) && blocks.last() == Some(&true) => {
                    tokens[i].tok = Tok::Case
                }
                _ => {}
            }
        }
    }

    /// Whether the line that goes on with these tokens ends in a colon: nothing else would be valid.
    fn starts_match(&self, rest: &[Token]) -> Option<usize> {
        let end = rest.iter().position(|t| t.tok == Tok::Newline)?;
        (end >= 2 && rest[end - 1].tok == Tok::Colon).then_some(end)
    }
}

/// Whether the parenthesis at the start of `tokens` encloses the items of a `with`: it is followed
/// by a colon and holds nothing that only an expression in parentheses may hold.
fn encloses_items(tokens: &[Token]) -> bool {
    let mut depth = 0usize;
    let mut lambdas = 0usize;
    for (i, token) in tokens.iter().enumerate() {
        let inner = depth == 1;
        match token.tok {
            Tok::LPar | Tok::LSqb | Tok::LBrace => depth += 1,
            Tok::RPar | Tok::RSqb | Tok::RBrace => {
                depth -= 1;
                if depth == 0 {
                    let follows = tokens.get(i + 1).is_some_and(|t| t.tok == Tok::Colon);
                    return follows && i > 1;
                }
            }
            Tok::Lambda if inner => lambdas += 1,
            Tok::Colon if inner => lambdas = lambdas.saturating_sub(1),
            Tok::Yield | Tok::ColonEqual | Tok::For | Tok::Async if inner => return false,
            Tok::Star if inner && lambdas == 0 && matches!(tokens[i - 1].tok, Tok::LPar | Tok::Comma) => {
                return false;
            }
            Tok::Newline | Tok::EndMarker | Tok::Error => return false,
            _ => {}
        }
    }
    false
}
