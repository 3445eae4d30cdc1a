//! Backslash escapes of patterns, outside and inside classes. Those of templates are in `template.rs`.

use super::ast::{At, Category, Class, Item, Kind, Node};
use super::error::Error;
use super::parse::{Parser, Result, Token, quote};
use super::unicode;
use crate::text::wtf8;

impl Parser<'_> {
    /// An escape outside a class.
    pub(super) fn escape(&mut self, token: Token) -> Result<Node> {
        let Some(c) = char::from_u32(token.c) else { return Ok(Node::Char(token.c)) };
        let at = match c {
            'A' => At::TextStart,
            'Z' => At::TextEnd,
            'b' => At::Boundary,
            'B' => At::NotBoundary,
            '0' => {
                let digits = self.tokens.take(2, is_octal)?;
                return Ok(Node::Char(u32::from_str_radix(&digits, 8).unwrap_or(0)));
            }
            '1'..='9' => return self.back_reference(c),
            _ => {
                return Ok(match self.common_escape(c)? {
                    Item::Category(category) => {
                        Node::Class(Class { negate: false, items: vec![Item::Category(category)] })
                    }
                    Item::Char(c) | Item::Range(c, _) => Node::Char(c),
                });
            }
        };
        Ok(Node::At(at))
    }

    /// An escape inside a class.
    pub(super) fn class_escape(&mut self, token: Token) -> Result<Item> {
        let Some(c) = char::from_u32(token.c) else { return Ok(Item::Char(token.c)) };
        match c {
            'b' => Ok(Item::Char(8)),
            '0'..='7' => {
                let text = format!("{c}{}", self.tokens.take(2, is_octal)?);
                self.octal(&text).map(Item::Char)
            }
            _ => self.common_escape(c),
        }
    }

    fn octal(&self, digits: &str) -> Result<u32> {
        let value = u32::from_str_radix(digits, 8).unwrap_or(0);
        if value > 0o377 {
            let msg = format!("octal escape value \\{digits} outside of range 0-0o377");
            return Err(self.tokens.error(&msg, digits.len() + 1));
        }
        Ok(value)
    }

    /// `\1` to `\99`, or three octal digits.
    fn back_reference(&mut self, first: char) -> Result<Node> {
        let mut digits = String::from(first);
        digits += &self.tokens.take(1, char::is_ascii_digit)?;
        if digits.len() == 2 && digits.chars().all(|c| is_octal(&c)) {
            digits += &self.tokens.take(1, is_octal)?;
            if digits.len() == 3 {
                return self.octal(&digits).map(Node::Char);
            }
        }
        let group: u32 = digits.parse().unwrap_or(u32::MAX);
        if (group as usize) < self.widths.len() {
            if self.is_open(group) {
                return Err(self.tokens.error("cannot refer to an open group", digits.len() + 1));
            }
            self.check_behind(group)?;
            return Ok(Node::Backref(group));
        }
        Err(self.tokens.error(&format!("invalid group reference {group}"), digits.len()))
    }

    /// What means the same in and out of a class.
    fn common_escape(&mut self, c: char) -> Result<Item> {
        let category = |kind, negate| Ok(Item::Category(Category { kind, negate }));
        let code = match c {
            'd' | 'D' => return category(Kind::Digit, c == 'D'),
            's' | 'S' => return category(Kind::Space, c == 'S'),
            'w' | 'W' => return category(Kind::Word, c == 'W'),
            'x' => self.hex(c, 2)?,
            'u' if self.tokens.is_text => self.hex(c, 4)?,
            'U' if self.tokens.is_text => self.hex(c, 8)?,
            'N' if self.tokens.is_text => self.named_character()?,
            _ => match simple_escape(c) {
                Some(code) => code,
                None if c.is_ascii_alphanumeric() => return Err(self.bad(&format!("\\{c}"))),
                None => u32::from(c),
            },
        };
        Ok(Item::Char(code))
    }

    fn bad(&self, text: &str) -> Error {
        self.tokens.error(&format!("bad escape {text}"), text.len())
    }

    fn hex(&mut self, c: char, digits: usize) -> Result<u32> {
        let text = self.tokens.take(digits, char::is_ascii_hexdigit)?;
        let whole = format!("\\{c}{text}");
        if text.len() != digits {
            return Err(self.tokens.error(&format!("incomplete escape {whole}"), whole.len()));
        }
        match u32::from_str_radix(&text, 16) {
            Ok(code) if code <= 0x10_ffff => Ok(code),
            _ => Err(self.bad(&whole)),
        }
    }

    fn named_character(&mut self) -> Result<u32> {
        if !self.tokens.eat('{')? {
            return Err(self.tokens.error("missing {", 0));
        }
        let name = self.tokens.until('}', "character name")?;
        let found = unicode::named(&wtf8::from_chars(name.iter().copied()));
        found.ok_or_else(|| {
            self.tokens.error(&format!("undefined character name {}", quote(&name)), name.len() + 4)
        })
    }
}

pub(super) fn is_octal(c: &char) -> bool {
    ('0'..='7').contains(c)
}

/// `\a \f \n \r \t \v \\`.
pub(super) fn simple_escape(c: char) -> Option<u32> {
    Some(match c {
        'a' => 7,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '\\' => 92,
        _ => return None,
    })
}
