//! Replacement templates of `sub` and `expand`: literal pieces and group numbers.

use super::error::{Error, ErrorKind};
use super::escape::{is_octal, simple_escape};
use super::group::{MAX_GROUPS, number_of, plain_number};
use super::parse::{Result, Tokens, quote};
use super::{Program, encode};
use crate::text::wtf8;

/// A piece of a replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text as it is.
    Literal(Vec<u8>),
    /// What a group matched; nothing if it did not.
    Group(u32),
}

/// Reads a template; `text` is WTF-8 for a str template, bytes otherwise.
pub(super) fn parse(program: &Program, text: &[u8]) -> Result<Vec<Piece>> {
    let chars = super::decode(text, program.is_text);
    let mut reader = Reader {
        tokens: Tokens::new(&chars, program.is_text)?,
        program,
        pieces: Vec::new(),
        literal: Vec::new(),
    };
    while let Some(token) = reader.tokens.get()? {
        if token.escaped {
            reader.escape(token.c)?;
        } else {
            reader.put(token.c);
        }
    }
    reader.flush();
    Ok(reader.pieces)
}

struct Reader<'t> {
    tokens: Tokens<'t>,
    program: &'t Program,
    pieces: Vec<Piece>,
    literal: Vec<u8>,
}

impl Reader<'_> {
    fn put(&mut self, c: u32) {
        encode(c, self.program.is_text, &mut self.literal);
    }

    fn flush(&mut self) {
        if !self.literal.is_empty() {
            self.pieces.push(Piece::Literal(std::mem::take(&mut self.literal)));
        }
    }

    /// Refers to a group; an error is reported `back` characters back.
    fn refer(&mut self, group: Option<u32>, digits: &str, back: usize) -> Result<()> {
        match group {
            Some(group) if group <= self.program.groups && group < MAX_GROUPS => {
                self.flush();
                self.pieces.push(Piece::Group(group));
                Ok(())
            }
            _ => Err(self.tokens.error(&format!("invalid group reference {digits}"), back)),
        }
    }

    fn escape(&mut self, code: u32) -> Result<()> {
        match char::from_u32(code) {
            Some('g') => self.group(),
            Some('0') => {
                let digits = self.tokens.take(2, is_octal)?;
                self.put(u32::from_str_radix(&digits, 8).unwrap_or(0));
                Ok(())
            }
            Some(c @ '1'..='9') => self.number(c),
            Some('b') => {
                self.put(8);
                Ok(())
            }
            Some(c) => match simple_escape(c) {
                Some(code) => {
                    self.put(code);
                    Ok(())
                }
                None if c.is_ascii_alphabetic() => Err(self.tokens.error(&format!("bad escape \\{c}"), 2)),
                None => {
                    self.put(u32::from('\\'));
                    self.put(code);
                    Ok(())
                }
            },
            None => {
                self.put(u32::from('\\'));
                self.put(code);
                Ok(())
            }
        }
    }

    /// `\g<name>`, `\g<number>`
    fn group(&mut self) -> Result<()> {
        if !self.tokens.eat('<')? {
            return Err(self.tokens.error("missing <", 0));
        }
        let name = self.tokens.until('>', "group name")?;
        let back = name.len() + 1;
        if name.iter().all(|c| (0x30..=0x39).contains(c)) {
            return self.refer(number_of(&name), &plain_number(&name), back);
        }
        self.tokens.check_name(&name, 1)?;
        let encoded = wtf8::from_chars(name.iter().copied());
        match self.program.names.iter().find(|(known, _)| *known == encoded) {
            Some(&(_, number)) => self.refer(Some(number), "", back),
            None => Err(Error::new(ErrorKind::Index, format!("unknown group name {}", quote(&name)))),
        }
    }

    /// `\1` to `\99`, or three octal digits.
    fn number(&mut self, first: char) -> Result<()> {
        let mut digits = String::from(first);
        digits += &self.tokens.take(1, char::is_ascii_digit)?;
        if digits.len() == 2 && digits.chars().all(|c| is_octal(&c)) {
            digits += &self.tokens.take(1, is_octal)?;
            if digits.len() == 3 {
                let value = u32::from_str_radix(&digits, 8).unwrap_or(0);
                if value > 0o377 {
                    let msg = format!("octal escape value \\{digits} outside of range 0-0o377");
                    return Err(self.tokens.error(&msg, 4));
                }
                self.put(value);
                return Ok(());
            }
        }
        let back = digits.len();
        self.refer(digits.parse().ok(), &digits, back)
    }
}
