//! What stands around the root: the XML declaration, the document type with its entities, comments and instructions.

use super::{Parsed, Parser};
use crate::text::is_blank;
use std::rc::Rc;

impl Parser<'_> {
    pub(super) fn document(&mut self) -> Parsed<()> {
        if self.source.is_empty() {
            return Err(self.fault(4, "Document is empty"));
        }
        if self.looking_at("<?xml") && self.rest()[5..].starts_with(is_blank) {
            self.declaration()?;
        }
        self.miscellaneous()?;
        if self.looking_at("<!DOCTYPE") {
            self.doctype()?;
            self.miscellaneous()?;
        }
        if !self.looking_at("<") {
            return Err(self.fault(4, "Start tag expected, '<' not found"));
        }
        self.content(true)?;
        self.miscellaneous()?;
        if !self.rest().is_empty() {
            self.tolerate(5, "Extra content at the end of the document")?;
        }
        Ok(())
    }

    /// Comments, instructions and blanks outside the root.
    fn miscellaneous(&mut self) -> Parsed<()> {
        loop {
            self.skip_blanks();
            if self.take("<!--") {
                self.comment()?;
            } else if self.take("<?") {
                self.instruction()?;
            } else {
                return Ok(());
            }
        }
    }

    fn declaration(&mut self) -> Parsed<()> {
        self.at += 5;
        let mut info = (*self.forest.info(self.top)).clone();
        let mut previous = 0;
        loop {
            let blank = self.skip_blanks();
            if self.take("?>") {
                break;
            }
            let start = self.at;
            let name = self.name();
            let rank =
                ["version", "encoding", "standalone"].iter().position(|n| *n == name).map_or(0, |i| i + 1);
            if rank <= previous || !blank {
                self.at = start;
                return self.tolerate(57, "parsing XML declaration: '?>' expected").map(|()| {
                    self.at = self.source[start..].find("?>").map_or(self.source.len(), |i| start + i + 2);
                });
            }
            previous = rank;
            self.skip_blanks();
            if !self.take("=") {
                return Err(self.fault(75, "expected '='"));
            }
            self.skip_blanks();
            let Some(quote @ ('"' | '\'')) = self.peek() else {
                return Err(self.fault(33, "String not started expecting ' or \""));
            };
            let Some(n) = self.rest()[1..].find(quote) else {
                return Err(self.fault(34, "String not closed expecting \" or '"));
            };
            let value = self.rest()[1..=n].to_string();
            self.at += n + 1;
            match rank {
                1 if !value.starts_with("1.") => {
                    self.at += 1;
                    self.tolerate(108, format!("Unsupported version '{value}'"))?;
                    self.at -= 1;
                    info.version = Some(value);
                }
                1 => info.version = Some(value),
                2 => info.encoding = Some(value),
                _ => match value.as_str() {
                    "yes" => info.standalone = Some(true),
                    "no" => info.standalone = Some(false),
                    _ => {
                        self.at -= value.len();
                        self.tolerate(78, "standalone accepts only 'yes' or 'no'")?;
                        self.at += value.len();
                    }
                },
            }
            self.at += 1;
        }
        self.forest.set_info(self.top, Rc::new(info));
        Ok(())
    }

    fn doctype(&mut self) -> Parsed<()> {
        self.at += "<!DOCTYPE".len();
        if !self.skip_blanks() {
            return Err(self.fault(65, "Space required after 'DOCTYPE'"));
        }
        let name = self.name();
        if name.is_empty() {
            return Err(self.fault(68, "xmlParseDocTypeDecl : no DOCTYPE name !"));
        }
        let mut info = (*self.forest.info(self.top)).clone();
        info.doctype = Some(name);
        self.skip_blanks();
        let public = self.take("PUBLIC");
        if public || self.take("SYSTEM") {
            if !self.skip_blanks() {
                return Err(self.fault(
                    65,
                    format!("Space required after '{}'", if public { "PUBLIC" } else { "SYSTEM" }),
                ));
            }
            if public {
                info.public_id = Some(self.literal()?);
                self.skip_blanks();
            }
            info.system_id = Some(self.literal()?);
        }
        self.skip_blanks();
        if self.take("[") {
            let start = self.at;
            self.subset()?;
            info.subset = Some(self.source[start..self.at - 1].trim().to_string());
            self.skip_blanks();
        }
        if !self.take(">") {
            return Err(self.fault(61, "DOCTYPE improperly terminated"));
        }
        self.forest.set_info(self.top, Rc::new(info));
        Ok(())
    }

    /// A quoted text of a declaration.
    fn literal(&mut self) -> Parsed<String> {
        let Some(quote @ ('"' | '\'')) = self.peek() else {
            return Err(self.fault(44, "SystemLiteral \" or ' expected"));
        };
        let Some(n) = self.rest()[1..].find(quote) else {
            return Err(self.fault(44, "Unfinished System or Public ID \" or ' expected"));
        };
        let text = self.rest()[1..=n].to_string();
        self.at += n + 2;
        Ok(text)
    }

    /// The part of a document type between brackets.
    fn subset(&mut self) -> Parsed<()> {
        loop {
            self.skip_blanks();
            if self.take("]") {
                return Ok(());
            }
            if self.take("<!--") {
                let Some(n) = self.rest().find("-->") else {
                    return Err(self.fault(45, "Comment not terminated"));
                };
                self.at += n + 3;
            } else if self.take("<?") {
                let Some(n) = self.rest().find("?>") else {
                    return Err(self.fault(47, "ParsePI: PI never end ..."));
                };
                self.at += n + 2;
            } else if self.take("<!ENTITY") {
                self.entity_declaration()?;
            } else if self.looking_at("<!") {
                while let Some(c) = self.peek() {
                    match c {
                        '"' | '\'' => drop(self.literal()?),
                        _ => self.at += c.len_utf8(),
                    }
                    if c == '>' {
                        break;
                    }
                }
            } else if self.take("%") {
                let Some(n) = self.rest().find(';') else {
                    return Err(self.fault(23, "PEReference: expecting ';'"));
                };
                self.at += n + 1;
            } else {
                return Err(self.fault(118, "Content error in the internal subset"));
            }
        }
    }

    fn entity_declaration(&mut self) -> Parsed<()> {
        if !self.skip_blanks() {
            return Err(self.fault(65, "Space required after '<!ENTITY'"));
        }
        let parameter = self.take("%");
        self.skip_blanks();
        let name = self.name();
        if name.is_empty() {
            return Err(self.fault(68, "xmlParseEntityDecl: no name"));
        }
        if !self.skip_blanks() {
            return Err(self.fault(65, "Space required after the entity name"));
        }
        let value = if self.looking_at("\"") || self.looking_at("'") {
            let raw = self.literal()?;
            Some(Rc::from(self.with_characters(&raw)?))
        } else {
            while matches!(self.peek(), Some(c) if c != '>') {
                if matches!(self.peek(), Some('"' | '\'')) {
                    self.literal()?;
                } else {
                    self.at += self.peek().map_or(0, char::len_utf8);
                }
            }
            None
        };
        self.skip_blanks();
        if !self.take(">") {
            return Err(self.fault(37, format!("xmlParseEntityDecl: entity {name} not terminated")));
        }
        if !parameter {
            self.entities.entry(name).or_insert(value);
        }
        Ok(())
    }

    /// A text with its character references replaced.
    fn with_characters(&mut self, raw: &str) -> Parsed<String> {
        let (source, at) = (std::mem::replace(&mut self.source, raw.into()), std::mem::take(&mut self.at));
        let mut out = String::new();
        let mut failed = None;
        while let Some(c) = self.peek() {
            if self.looking_at("&#") {
                match self.character() {
                    Ok(c) => out.extend(c),
                    Err(e) => {
                        failed = Some(e);
                        break;
                    }
                }
            } else {
                out.push(c);
                self.at += c.len_utf8();
            }
        }
        (self.source, self.at) = (source, at);
        failed.map_or(Ok(out), Err)
    }
}
