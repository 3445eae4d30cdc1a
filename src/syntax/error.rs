//! Syntax errors and warnings as CPython words and places them; the one function that makes them.
//!
//! What better words there are for a failed statement is found in `explain`.

use super::build::Failure;
use super::explain::{Explainer, Place};
use super::lexer::Lexed;
use super::token::{Tok, Token};
use crate::source::{Source, Span};
use lalrpop_util::ParseError;

/// The exception class to raise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    SyntaxError,
    IndentationError,
    TabError,
    /// For what nests too deep to the right; without position.
    MemoryError,
    /// For what nests too deep to the left; without position.
    RecursionError,
}

/// Why a text is not Python: the attributes of the exception, except `filename`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub kind: ErrorKind,
    pub msg: String,
    /// Line, from 1. Without a line of text, 0 stands for `None`, as do the other places then; with one
    /// it is the line of an empty text.
    pub lineno: u32,
    /// Column in characters, from 1; 0 if none.
    pub offset: u32,
    pub end_lineno: u32,
    /// As CPython gives it: 0 or -1 where it has no end to show.
    pub end_offset: i32,
    /// The text of the line, with its `\n` where CPython shows one; `None` where CPython says `None`.
    pub text: Option<String>,
    /// More lines could make the text valid: the REPL asks for them.
    pub incomplete: bool,
    /// The text ends inside of a bracket, a string or a joined line: even an empty line goes on with it.
    pub unclosed: bool,
    /// What there was to complain about before.
    pub warnings: Vec<SyntaxWarning>,
    /// The compiler found it: the text of the line is that of the file, if there is one.
    pub text_from_file: bool,
    /// Names are decided after parsing: `args` of the exception then has the message alone.
    pub about_names: bool,
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
            end_offset: offset as i32,
            text: None,
            incomplete: false,
            unclosed: false,
            warnings: Vec::new(),
            text_from_file: false,
            about_names: false,
        }
    }

    /// The MemoryError or RecursionError for what is nested too deep.
    pub fn too_complex(kind: ErrorKind) -> SyntaxError {
        let msg = match kind {
            ErrorKind::RecursionError => "maximum recursion depth exceeded during compilation",
            _ => "Parser stack overflowed - Python source too complex to parse",
        };
        SyntaxError::new(kind, msg, 0, 0)
    }
}

/// A `SyntaxWarning` (or `DeprecationWarning`) for the `warnings` machinery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxWarning {
    pub msg: String,
    pub lineno: u32,
    /// What it becomes where a filter makes errors of warnings.
    pub error: Box<SyntaxError>,
}

impl SyntaxWarning {
    /// A doubt about a part of the text; about a point: that of the lexer.
    pub(super) fn new(msg: String, source: &Source, span: Span) -> SyntaxWarning {
        let (start, end) = (source.locate(span.start), source.locate(span.end));
        let column = |line: u32, col: u32| {
            let text = source.line(line);
            text.char_indices().take_while(|(i, _)| *i < col as usize).count() as u32 + 1
        };
        let offset = column(start.line, start.col);
        let mut error = SyntaxError::new(ErrorKind::SyntaxError, msg.clone(), start.line, offset);
        error.end_lineno = end.line;
        // CPython measures the end in the first line.
        error.end_offset = column(start.line, end.col) as i32;
        let whole = span.start < span.end && start.line == end.line;
        error.text = Some(format!("{}{}", source.line(start.line), if whole { "\n" } else { "" }));
        SyntaxWarning { msg, lineno: start.line, error: Box::new(error) }
    }
}

/// Line, column, end line, end column, as in the exception.
type Position = (u32, u32, u32, i32);

/// The exception for a text that did not parse. `failed` is the token at which parsing stopped.
pub fn report(
    source: &Source,
    lexed: &Lexed,
    failed: usize,
    error: ParseError<u32, Tok, Failure>,
) -> SyntaxError {
    let tokens = &lexed.tokens;
    let failed = failed.min(tokens.len() - 1);
    let reporter = Reporter { source, lexed, failed };
    let stopped =
        tokens[failed].tok == Tok::Error || (tokens[failed].tok == Tok::EndMarker && !lexed.open.is_empty());
    let after = |span: Span| {
        let mut at = tokens.partition_point(|t| t.start < span.end || t.start == 0).min(tokens.len() - 1);
        while matches!(tokens[at].tok, Tok::Indent | Tok::Dedent) {
            at += 1;
        }
        at
    };
    let failure = match error {
        ParseError::User { error } => Some(error),
        _ => None,
    };
    if let Some(failure) = failure.as_ref().filter(|failure| failure.certain) {
        if lexed.error.as_ref().is_some_and(|stop| stop.end_offset.is_none() && !lexed.in_field) {
            return reporter.lexer_error(failed);
        }
        let (at, read) = match failure.span {
            Some(span) if span.start == span.end => (reporter.token(after(span)), after(span)),
            Some(span) => (reporter.span(span), tokens[1..failed].partition_point(|t| t.start <= span.start)),
            None if failure.last => (reporter.token(failed - 1), failed - 1),
            None => (reporter.token(failed), failed),
        };
        let error = reporter.error(failure.kind, failure.msg.clone(), at, read);
        return SyntaxError { incomplete: false, ..error };
    }
    // Wrong nodes are noticed when they are complete, one token late.
    let behind = failure.as_ref().and_then(|failure| failure.span);
    let failed = behind.map_or(failed, after);
    if stopped && behind.is_none() {
        return reporter.lexer_error(failed);
    }
    let mut explainer = Explainer::new(source, lexed, failed);
    let raised = explainer.explain();
    let read = explainer.read;
    if raised.is_none() && matches!(tokens[failed].tok, Tok::Indent | Tok::Dedent) {
        return reporter.unexplained(failed, read, failure);
    }
    // What stops the lexer further on goes before what is wrong here, except for wrong indentation
    // and for what is inside of an f-string.
    let below = |at: u32| source.locate(tokens[read].start).line > source.locate(at).line;
    let about_numbers =
        |failure: &Failure| failure.msg.contains("literal") && !failure.msg.contains("string");
    let stop = lexed.error.as_ref().filter(|failure| failure.end_offset.is_none());
    if stop.is_some_and(|failure| !lexed.in_field || about_numbers(failure))
        || (!lexed.in_field && lexed.open.last().is_some_and(|&(_, at)| below(at)))
    {
        return reporter.lexer_error(read);
    }
    match raised {
        Some(raised) => match raised.place {
            Place::Lexer => reporter.lexer_error(read),
            place => reporter.error(raised.kind, raised.msg, reporter.place(place), read),
        },
        None => {
            // What follows a `match` that is no keyword has been read as the subject.
            let word = tokens[failed - 1];
            let subject = &source.text()[word.start as usize..word.end as usize] == "match"
                && failed > 1
                && matches!(
                    tokens[failed - 2].tok,
                    Tok::Newline | Tok::Indent | Tok::Dedent | Tok::StartExec
                );
            // `with (a as b` is read to its end before the parenthesis is found to be another one.
            let line = tokens[..failed].iter().rposition(|t| t.tok == Tok::Newline).map_or(1, |i| i + 1);
            let bracket = |at: usize| matches!(tokens[at].tok, Tok::LPar | Tok::WithLPar);
            let items = tokens[line..failed].iter().position(|t| t.tok == Tok::With);
            let in_items = items.is_some_and(|at| at < 2 && bracket(line + at + 1));
            reporter.unexplained(if subject || in_items { read } else { failed }, read, failure)
        }
    }
}

struct Reporter<'a> {
    source: &'a Source,
    lexed: &'a Lexed,
    /// Where parsing stopped.
    failed: usize,
}

impl Reporter<'_> {
    /// `read` is the token that was read last: only its line is shown with its end.
    fn error(&self, kind: ErrorKind, msg: String, at: Position, read: usize) -> SyntaxError {
        let (lineno, offset, end_lineno, mut end_offset) = at;
        let token = self.lexed.tokens[read];
        let at_end = token.start as usize >= self.source.text().len();
        let mut text = self.source.line(lineno).to_owned();
        let mut before = String::new();
        let spans_lines = matches!(token.tok, Tok::String | Tok::FStringMiddle)
            && self.source.locate(token.end).line > lineno;
        if self.line_of(token) == lineno && !spans_lines || at_end && self.last_line().0 == lineno {
            if !self.source.is_file() {
                before = self.joined_to(lineno, read);
            }
            let ended = self.line_end_counts() || lineno < self.last_line().0;
            text.push_str(if ended { "\n" } else { "" });
        }
        if end_lineno > lineno && end_offset > 0 {
            // CPython counts the characters of the end column in the first line.
            let end_line = self.source.line(end_lineno);
            let column =
                end_line.char_indices().nth(end_offset as usize - 1).map_or(end_line.len(), |(i, _)| i);
            end_offset = chars_to(&text, column + 1) as i32;
        }
        let stop = self.lexed.tokens[self.failed];
        let incomplete = stop.start as usize >= self.source.text().len()
            && matches!(stop.tok, Tok::Dedent | Tok::EndMarker);
        SyntaxError {
            kind,
            msg,
            lineno,
            offset,
            end_lineno,
            end_offset,
            text: Some(before + &text),
            incomplete,
            unclosed: false,
            warnings: Vec::new(),
            text_from_file: false,
            about_names: false,
        }
    }

    fn unexplained(&self, failed: usize, read: usize, failure: Option<Failure>) -> SyntaxError {
        let token = self.lexed.tokens[failed];
        if let Some(span) = failure.and_then(|failure| failure.span).filter(|span| span.start < span.end) {
            return self.error(ErrorKind::SyntaxError, "invalid syntax".to_owned(), self.span(span), read);
        }
        let unexpected = |what: &str| {
            let msg = format!("unexpected {what}");
            self.error(ErrorKind::IndentationError, msg, self.token(failed), read)
        };
        match token.tok {
            Tok::Indent => unexpected("indent"),
            Tok::Dedent => unexpected("unindent"),
            _ => self.error(ErrorKind::SyntaxError, "invalid syntax".to_owned(), self.known(failed), read),
        }
    }

    /// What stopped the lexer: its own error, or the end inside of a bracket.
    fn lexer_error(&self, read: usize) -> SyntaxError {
        if let Some(failure) = &self.lexed.error {
            let mut at = failure.span.map_or((1, 0, 1, 0), |span| self.span(span));
            at.3 = failure.end_offset.unwrap_or(at.3);
            let mut error = self.error(failure.kind, failure.msg.clone(), at, self.lexed.tokens.len() - 1);
            if failure.end_offset.is_none() {
                error.text = Some(self.source.line(at.0).to_owned());
            }
            error.incomplete = failure.at_end && self.lexed.tokens[self.failed].tok == Tok::Error;
            error.unclosed = error.incomplete;
            return error;
        }
        let &(bracket, at) =
            self.lexed.open.last().expect("the lexer stopped at an error or inside of a bracket");
        let (line, offset, ..) = self.span(Span::new(at, at));
        let msg = format!("'{}' was never closed", bracket as char);
        let error = self.error(ErrorKind::SyntaxError, msg, (line, offset, line, 0), read);
        SyntaxError { unclosed: error.incomplete, ..error }
    }

    fn place(&self, place: Place) -> Position {
        match place {
            Place::Token(token) => self.token(token),
            Place::Range(first, last) => {
                let (line, offset, ..) = self.known(first);
                let (_, _, end_line, end) = self.known(last);
                (line, offset, end_line, end)
            }
            Place::From(first, read) => {
                let (line, offset, ..) = self.known(first);
                let (_, _, end_line, end) = self.token(read);
                (line, offset, end_line, end - 1)
            }
            Place::LastOf(first, last) => {
                let line = self.line_of(self.lexed.tokens[first]);
                let end = self.source.locate(self.lexed.tokens[last].end);
                (line, chars_to(self.source.line(line), end.col as usize), end.line, 0)
            }
            Place::Lexer => (1, 0, 1, 0),
        }
    }

    /// A token where CPython gives its columns; 0 for those without.
    fn known(&self, token: usize) -> Position {
        let place = self.token(token);
        if self.is_unplaced(self.lexed.tokens[token]) { (place.0, 0, place.0, 0) } else { place }
    }

    /// A token where CPython looks for a column.
    fn token(&self, token: usize) -> Position {
        let token = self.lexed.tokens[token];
        if self.is_unplaced(token) {
            // CPython takes what it has read of the line.
            let (line, offset) = if token.start as usize >= self.source.text().len() {
                self.last_line()
            } else {
                let at = self.source.locate_char(token.start);
                (at.line, at.col)
            };
            return (line, offset, line, -1);
        }
        let (line, offset, end_line, end) = self.span(Span::new(token.start, token.end));
        if token.tok == Tok::Newline {
            return (line, offset, line, self.source.line(line).chars().count() as i32 + 2);
        }
        (line, offset, end_line, end)
    }

    /// Tokens without a column.
    fn is_unplaced(&self, token: Token) -> bool {
        match token.tok {
            Tok::Indent | Tok::Dedent | Tok::EndMarker => true,
            Tok::Newline => token.start as usize == self.source.text().len() && !self.line_end_counts(),
            _ => false,
        }
    }

    /// Whether the last line has a line end: a module's always has.
    fn line_end_counts(&self) -> bool {
        self.lexed.tokens[0].tok == Tok::StartExec || self.source.text().ends_with(['\n', '\r'])
    }

    fn span(&self, span: Span) -> Position {
        let (start, end) = (self.source.locate_char(span.start), self.source.locate_char(span.end));
        (start.line, start.col + 1, end.line, end.col as i32 + 1)
    }

    fn line_of(&self, token: Token) -> u32 {
        if matches!(token.tok, Tok::Dedent | Tok::EndMarker)
            && token.start as usize >= self.source.text().len()
        {
            return self.last_line().0;
        }
        self.source.locate(token.start).line
    }

    /// The lines that go on, over strings and joined lines, to a line: of a text that is no file CPython shows them.
    fn joined_to(&self, shown: u32, read: usize) -> String {
        let mut line = shown;
        for token in self.lexed.tokens[1..=read].iter().rev() {
            let (start, end) = (self.source.locate(token.start).line, self.source.locate(token.end).line);
            let gap = || self.source.slice(Span::new(token.end, self.source.lines().start_of(line)));
            let is_joined = match token.tok {
                Tok::Newline | Tok::Indent | Tok::Dedent | Tok::EndMarker | Tok::Error => false,
                _ if end == line => start < line,
                _ if end < line => gap().trim_start().starts_with('\\'),
                _ => false,
            };
            if is_joined {
                line = start;
            } else if end < line {
                break;
            }
        }
        let lines = (line..shown).map(|line| format!("{}\n", self.source.line(line)));
        lines.collect()
    }

    /// The last line with a character in it, and its length with its line end.
    fn last_line(&self) -> (u32, u32) {
        let text = self.source.text();
        let count = self.source.lines().count();
        let line = if text.is_empty() || text.ends_with(['\n', '\r']) { count - 1 } else { count };
        (line, self.source.line(line).chars().count() as u32 + self.line_end_counts() as u32)
    }
}

/// The characters before a byte column of a line; behind the line is one more.
fn chars_to(line: &str, column: usize) -> u32 {
    line.char_indices().filter(|&(i, _)| i < column).count() as u32 + (column > line.len()) as u32
}
