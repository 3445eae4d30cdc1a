//! Text to raw tokens: identifiers, numbers, strings, f-string text, brackets.
//!
//! Lines and indentation are in `layout.rs`, the values of literals in `literal.rs`.

use super::build::Failure;
use super::token::{Tok, Token};
use crate::source::{Source, Span};
use crate::text::normalize::{Form, normalize};
use crate::text::unicode;
use logos::Logos;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

/// Deepest nesting of brackets.
const MAX_BRACKETS: usize = 200;
/// Deepest nesting of f-strings in one another.
const MAX_FSTRINGS: usize = 150;
/// Deepest nesting of replacement fields in one f-string.
const MAX_FIELDS: usize = 3;

/// What lexing gives.
pub struct Lexed {
    pub tokens: Vec<Token>,
    pub names: Vec<Rc<str>>,
    pub warnings: Vec<(String, Span)>,
    /// The last token is then [`Tok::Error`].
    pub error: Option<Failure>,
    /// Brackets that were open at the end, outermost first.
    pub open: Vec<(u8, u32)>,
    /// The text ended in a replacement field.
    pub in_field: bool,
    /// Where comments say `type: ignore`, and what stands behind that.
    pub ignores: Vec<(u32, Box<str>)>,
}

/// An f-string whose end has not been seen.
struct FString {
    start: u32,
    quote: u8,
    triple: bool,
    raw: bool,
    /// Number of open brackets inside each open replacement field.
    fields: Vec<usize>,
    in_spec: bool,
}

pub(super) struct Lexer<'s> {
    source: &'s Source,
    pub(super) src: &'s str,
    pub(super) raw: logos::Lexer<'s, Tok>,
    pub(super) out: Vec<Token>,
    pub(super) brackets: Vec<(u8, u32)>,
    pub(super) indents: Vec<(u32, u32)>,
    pub(super) warnings: Vec<(String, Span)>,
    /// Comments that say types are tokens.
    pub(super) type_comments: bool,
    ignores: Vec<(u32, Box<str>)>,
    fstrings: Vec<FString>,
    names: Interner<'s>,
}

pub(super) type LexResult = Result<(), Failure>;

impl<'s> Lexer<'s> {
    pub(super) fn new(source: &'s Source, type_comments: bool) -> Lexer<'s> {
        let src = source.text();
        Lexer {
            source,
            src,
            raw: Tok::lexer(src),
            out: Vec::with_capacity(src.len() / 4 + 8),
            brackets: Vec::new(),
            indents: vec![(0, 0)],
            warnings: Vec::new(),
            type_comments,
            ignores: Vec::new(),
            fstrings: Vec::new(),
            names: Interner::default(),
        }
    }

    pub(super) fn finish(self, error: Option<Failure>) -> Lexed {
        Lexed {
            tokens: self.out,
            names: self.names.names,
            warnings: self.warnings,
            error,
            in_field: !self.fstrings.is_empty(),
            ignores: self.ignores,
            open: self.brackets,
        }
    }

    pub(super) fn push(&mut self, tok: Tok, start: usize, end: usize) {
        self.out.push(Token { tok, start: start as u32, end: end as u32 });
    }

    /// Looks whether a comment says a type, and makes a token of that. `alone` in its line, `type: ignore` goes on
    /// to the end of the line.
    pub(super) fn type_comment(&mut self, start: usize, end: usize, alone: bool) -> bool {
        let comment = &self.src[start + 1..end];
        let blank = [' ', '\t'];
        let Some(said) = comment.trim_start_matches(blank).strip_prefix("type:") else { return false };
        let said = said.trim_start_matches(blank);
        if let Some(tag) = said.strip_prefix("ignore")
            && !tag.starts_with(|c: char| !c.is_ascii() || c.is_ascii_alphanumeric())
        {
            self.ignores.push((start as u32, format!("{tag}{}", if alone { "\n" } else { "" }).into()));
            return false;
        }
        self.push(Tok::TypeComment, end - said.len(), end);
        true
    }

    /// The byte at an offset; 0 at the end.
    pub(super) fn at(&self, pos: usize) -> u8 {
        self.src.as_bytes().get(pos).copied().unwrap_or(0)
    }

    /// Goes on lexing at an offset.
    pub(super) fn seek(&mut self, pos: usize) {
        let now = self.raw.span().end;
        if pos >= now {
            self.raw.bump(pos - now);
        } else {
            self.raw = Tok::lexer(self.src);
            self.raw.bump(pos);
        }
    }

    /// An error whose caret is under the last character before `pos`.
    pub(super) fn error_before(&self, msg: impl Into<String>, pos: usize) -> Failure {
        let mut start = pos.saturating_sub(1);
        while !self.src.is_char_boundary(start) {
            start -= 1;
        }
        self.error_at(msg, start, start)
    }

    pub(super) fn error_at(&self, msg: impl Into<String>, start: usize, end: usize) -> Failure {
        let span = Span::new(start as u32, end as u32);
        Failure::new(msg, Some(span))
    }

    /// Handles one raw token that is neither white space nor a line end.
    pub(super) fn token(&mut self, tok: Tok, start: usize, end: usize) -> LexResult {
        match tok {
            Tok::Name(_) => {
                let name = self.name(start, end)?;
                self.push(name, start, end);
            }
            // The name of a function of asyncio until 3.6, which old programs call.
            Tok::Async if self.after_asyncio() => {
                let name = self.name(start, end)?;
                self.push(name, start, end);
            }
            Tok::Int | Tok::Float | Tok::Imaginary => {
                self.push(tok, start, end);
                if matches!(self.at(end), b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_') {
                    self.number_tail(tok, start, end)?;
                }
            }
            Tok::String => {
                let end = self.string_end(start, end)?;
                self.seek(end);
                self.push(tok, start, end);
            }
            Tok::FStringStart => self.fstring_start(start, end)?,
            Tok::LPar | Tok::LSqb | Tok::LBrace => self.open(tok, start, end)?,
            Tok::RPar | Tok::RSqb | Tok::RBrace => self.close(tok, start, end)?,
            Tok::Colon | Tok::ColonEqual if self.at_field_level() => {
                self.seek(start + 1);
                self.push(Tok::Colon, start, start + 1);
                self.fstrings.last_mut().expect("a field is open").in_spec = true;
                self.fstring_text(start + 1)?;
            }
            _ => self.push(tok, start, end),
        }
        Ok(())
    }

    /// Names the character that no token starts with.
    pub(super) fn unexpected(&self, start: usize) -> Failure {
        let c = self.src[start..].chars().next().unwrap_or('\0');
        self.error_at(format!("invalid non-printable character U+{:04X}", c as u32), start, start)
    }

    /// Whether the tokens so far end in `asyncio.`
    fn after_asyncio(&self) -> bool {
        let is_asyncio =
            |t: &Token| matches!(t.tok, Tok::Name(n) if &*self.names.names[n as usize] == "asyncio");
        matches!(self.out.as_slice(), [.., name, dot] if dot.tok == Tok::Dot && is_asyncio(name))
    }

    fn name(&mut self, start: usize, end: usize) -> Result<Tok, Failure> {
        let text = &self.src[start..end];
        if text.is_ascii() {
            return Ok(Tok::Name(self.names.intern(text)));
        }
        for (i, c) in text.char_indices() {
            let ok = c == '_'
                || if i == 0 { unicode::is_xid_start(c as u32) } else { unicode::is_xid_continue(c as u32) };
            if !ok {
                let at = start + i;
                if let Some(msg) = self.source.undecodable(Span::new(start as u32, end as u32)) {
                    return Err(Failure { end_offset: Some(-1), ..self.error_at(msg, at, at) });
                }
                let msg = if unicode::is_printable(c as u32) {
                    format!("invalid character '{c}' (U+{:04X})", c as u32)
                } else {
                    format!("invalid non-printable character U+{:04X}", c as u32)
                };
                return Err(self.error_at(msg, at, at));
            }
        }
        Ok(Tok::Name(self.names.intern_normalised(text)))
    }

    fn open(&mut self, tok: Tok, start: usize, end: usize) -> LexResult {
        if self.brackets.len() >= MAX_BRACKETS {
            return Err(self.error_before("too many nested parentheses", end));
        }
        self.brackets.push((self.at(start), start as u32));
        self.push(tok, start, end);
        Ok(())
    }

    fn close(&mut self, tok: Tok, start: usize, end: usize) -> LexResult {
        let c = self.at(start);
        if let Some(f) = self.fstrings.last()
            && f.fields.is_empty()
            && c == b'}'
        {
            return Err(self.error_before("f-string: single '}' is not allowed", end));
        }
        let c = c as char;
        let at_field_level = self.at_field_level();
        let Some(&(open, at)) = self.brackets.last() else {
            return Err(self.error_before(format!("unmatched '{c}'"), end));
        };
        let fits = matches!((open, c), (b'(', ')') | (b'[', ']') | (b'{', '}'));
        if !fits && at_field_level {
            return Err(self.error_before(format!("f-string: unmatched '{c}'"), end));
        }
        if !fits {
            let mut msg =
                format!("closing parenthesis '{c}' does not match opening parenthesis '{}'", open as char);
            if self.src[at as usize..start].contains('\n') {
                msg += &format!(" on line {}", 1 + self.src[..at as usize].matches('\n').count());
            }
            return Err(self.error_before(msg, end));
        }
        self.brackets.pop();
        self.push(tok, start, end);
        if at_field_level {
            let f = self.fstrings.last_mut().expect("a field is open");
            f.fields.pop();
            f.in_spec = !f.fields.is_empty();
            self.fstring_text(end)?;
        }
        Ok(())
    }

    /// Whether the innermost open bracket is that of a replacement field.
    fn at_field_level(&self) -> bool {
        self.fstrings.last().is_some_and(|f| f.fields.last() == Some(&self.brackets.len()))
    }

    fn fstring_start(&mut self, start: usize, end: usize) -> LexResult {
        if self.fstrings.len() >= MAX_FSTRINGS {
            return Err(self.error_before("too many nested f-strings", end));
        }
        let prefix = &self.src.as_bytes()[start..end];
        let quote = prefix[prefix.len() - 1];
        let raw = prefix[..2].iter().any(|b| b.eq_ignore_ascii_case(&b'r'));
        let triple = prefix.len() >= 4;
        let fields = Vec::new();
        self.fstrings.push(FString { start: start as u32, quote, triple, raw, fields, in_spec: false });
        self.push(Tok::FStringStart, start, end);
        self.fstring_text(end)
    }

    /// Lexes f-string text from `start` up to the next replacement field or the end.
    fn fstring_text(&mut self, start: usize) -> LexResult {
        let f = self.fstrings.last().expect("called inside an f-string");
        let (quote, triple, raw, in_spec) = (f.quote, f.triple, f.raw, f.in_spec);
        let bytes = self.src.as_bytes();
        // A line end ends a format spec, but not behind a field in it.
        let may_end = in_spec && bytes[start - 1] != b'}';
        let mut pos = start;
        loop {
            let Some(&b) = bytes.get(pos) else {
                // A module's last line has an end.
                if may_end && !triple && self.out[0].tok == Tok::StartExec {
                    break;
                }
                return Err(self.unterminated_fstring(pos));
            };
            match b {
                _ if b == quote && (!triple || bytes[pos..].starts_with(&[quote; 3])) => {
                    if pos > start {
                        self.push(Tok::FStringMiddle, start, pos);
                    }
                    let end = pos + if triple { 3 } else { 1 };
                    self.push(Tok::FStringEnd, pos, end);
                    self.fstrings.pop();
                    self.seek(end);
                    return Ok(());
                }
                b'\n' | b'\r' if !triple => {
                    if !may_end {
                        return Err(self.unterminated_fstring(pos));
                    }
                    break;
                }
                b'\\' => {
                    pos += 1;
                    match self.at(pos) {
                        b'{' | b'}' => {}
                        b'\r' if self.at(pos + 1) == b'\n' => pos += 2,
                        b'N' if !raw && self.at(pos + 1) == b'{' => {
                            // The braces of a character's name are no field.
                            pos += 2;
                            while !matches!(self.at(pos), b'}' | b'\n' | 0) && self.at(pos) != quote {
                                pos += 1;
                            }
                            pos += (self.at(pos) == b'}') as usize;
                        }
                        _ => pos += 1,
                    }
                }
                b'{' | b'}' if !in_spec && self.at(pos + 1) == b => pos += 2,
                b'{' | b'}' => break,
                _ => pos += 1,
            }
        }
        if pos > start {
            self.push(Tok::FStringMiddle, start, pos);
        }
        self.seek(pos);
        let depth = self.brackets.len() + 1;
        let opens = self.at(pos) == b'{';
        let f = self.fstrings.last_mut().expect("called inside an f-string");
        f.in_spec = false;
        if !opens {
            return Ok(());
        }
        f.fields.push(depth);
        if f.fields.len() > MAX_FIELDS {
            return Err(self.error_before("f-string: expressions nested too deeply", pos));
        }
        self.seek(pos + 1);
        self.open(Tok::LBrace, pos, pos + 1)
    }

    fn unterminated_fstring(&self, pos: usize) -> Failure {
        let f = self.fstrings.last().expect("called inside an f-string");
        let kind = if f.triple { "triple-quoted f-string" } else { "f-string" };
        self.unterminated(kind, f.start as usize, pos, f.triple)
    }

    fn unterminated(&self, what: &str, start: usize, pos: usize, at_end: bool) -> Failure {
        // The line end that CPython appends to a text without one counts as seen.
        // A backslash may have led behind the end.
        let seen = &self.src[..pos.min(self.src.len())];
        let mut line = 1 + seen.bytes().filter(|&b| b == b'\n').count();
        if pos >= self.src.len() && seen.ends_with('\n') {
            line -= 1;
        }
        let mut error =
            self.error_at(format!("unterminated {what} literal (detected at line {line})"), start, start);
        error.at_end = at_end;
        error
    }

    /// Finds the end of a string literal whose prefix and opening quotes are `start..body`.
    fn string_end(&self, start: usize, body: usize) -> Result<usize, Failure> {
        let bytes = self.src.as_bytes();
        let quote = bytes[body - 1];
        let triple = body - start >= 3 && bytes[body - 2] == quote && bytes[body - 3] == quote;
        let mut pos = body;
        while let Some(&b) = bytes.get(pos) {
            match b {
                b'\\' if bytes.get(pos + 1) == Some(&b'\r') && bytes.get(pos + 2) == Some(&b'\n') => pos += 3,
                b'\\' => pos += 2,
                b'\n' | b'\r' if !triple => break,
                _ if b == quote && !triple => return Ok(pos + 1),
                _ if b == quote && bytes[pos..].starts_with(&[quote; 3]) => return Ok(pos + 3),
                _ => pos += 1,
            }
        }
        if let Some(f) = self.fstrings.last()
            && f.quote == quote
            && f.triple == triple
        {
            return Err(self.error_at("f-string: expecting '}'", start, start));
        }
        let what = if triple { "triple-quoted string" } else { "string" };
        // More lines could follow a joined one.
        let at_end = triple || pos >= bytes.len() && self.src[body..].ends_with(['\\', '\n', '\r']);
        let mut error = self.unterminated(what, start, pos.min(bytes.len()), at_end);
        if !triple && self.src[body..pos.min(bytes.len())].contains(&format!("\\{}", quote as char)) {
            error.msg += "; perhaps you escaped the end quote?";
        }
        Err(error)
    }

    /// Judges what follows a number without a gap: a keyword is let through with a warning.
    fn number_tail(&mut self, tok: Tok, start: usize, end: usize) -> LexResult {
        let text = &self.src[start..end];
        let next = self.at(end);
        let zeros = tok == Tok::Int && text.bytes().all(|b| matches!(b, b'0' | b'_'));
        let bare_prefix = text == "0" && matches!(next | 0x20, b'x' | b'o' | b'b');
        let radix = match text.as_bytes().get(1) {
            _ if bare_prefix => next | 0x20,
            Some(b) if tok == Tok::Int && b.is_ascii_alphabetic() => b | 0x20,
            _ => b'd',
        };
        let kind = match radix {
            b'x' => "hexadecimal",
            b'o' => "octal",
            b'b' => "binary",
            _ if tok == Tok::Imaginary => "imaginary",
            _ => "decimal",
        };
        let invalid = format!("invalid {kind} literal");
        if radix != b'd' {
            let mut pos = end + bare_prefix as usize;
            let gap = self.at(pos) == b'_';
            pos += gap as usize;
            let digit = self.at(pos);
            if digit.is_ascii_digit() {
                let msg = format!("invalid digit '{}' in {kind} literal", digit as char);
                return Err(self.error_before(msg, pos + 1));
            }
            if gap || bare_prefix {
                return Err(self.error_before(invalid, pos));
            }
        } else if zeros {
            let pos = end + (next == b'_') as usize;
            if self.at(pos).is_ascii_digit() {
                let msg = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal \
                           integers";
                return Err(self.error_at(msg, start, pos));
            }
        }
        if radix == b'd' {
            // The place CPython has read to: a digit was to follow `_` or the sign of an exponent.
            let read = match (next, self.at(end + 1)) {
                (b'_', _) if !text.ends_with('.') => 1,
                (b'e' | b'E', b'+' | b'-') => 2,
                _ => 0,
            };
            if read > 0 {
                return Err(self.error_before(invalid, end + read));
            }
        }
        // Like CPython, which does not look further than `i` and one letter.
        const KEYWORDS: [&str; 5] = ["and", "else", "for", "not", "or"];
        let rest = &self.src[end..];
        let ends = |c: Option<char>| c.is_none_or(|c| c != '_' && c.is_ascii() && !c.is_ascii_alphanumeric());
        let keyword = |word: &str| rest.strip_prefix(word).is_some_and(|rest| ends(rest.chars().next()));
        if rest.starts_with("if")
            || rest.starts_with("in")
            || rest.starts_with("is")
            || KEYWORDS.into_iter().any(keyword)
        {
            self.warnings.push((invalid, Span::new(end as u32 - 1, end as u32 - 1)));
            return Ok(());
        }
        Err(self.error_before(invalid, end))
    }
}

/// The names of a text, each with a number.
#[derive(Default)]
struct Interner<'s> {
    numbers: HashMap<&'s str, u32, BuildHasherDefault<NameHasher>>,
    normalised: HashMap<Rc<str>, u32>,
    names: Vec<Rc<str>>,
}

impl<'s> Interner<'s> {
    fn intern(&mut self, text: &'s str) -> u32 {
        let names = &mut self.names;
        *self.numbers.entry(text).or_insert_with(|| {
            names.push(Rc::from(text));
            names.len() as u32 - 1
        })
    }

    fn intern_normalised(&mut self, text: &'s str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let name = String::from_utf8(normalize(text.as_bytes(), Form::Nfkc)).expect("no surrogate was in it");
        let number = match self.numbers.get(&*name).or_else(|| self.normalised.get(&*name)) {
            Some(&number) => number,
            None => {
                let name: Rc<str> = Rc::from(name);
                self.names.push(name.clone());
                let number = self.names.len() as u32 - 1;
                self.normalised.insert(name, number);
                number
            }
        };
        self.numbers.insert(text, number);
        number
    }
}

/// A multiplicative hash over eight bytes at a time: names are short, and an enemy could at worst
/// slow down the parsing of his own text.
#[derive(Default)]
struct NameHasher(u64);

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        // hashbrown takes the top bits as a tag and the low bits as the place.
        self.0 ^ (self.0 >> 32)
    }
}
