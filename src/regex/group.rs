//! What may follow an opening parenthesis: captures, names, flags, look-around, conditionals, comments.

use super::ast::{Group, Look, Node};
use super::error::{Error, flag};
use super::parse::{Parser, Result, Token, quote};
use super::unicode;

/// Group numbers end here.
pub(super) const MAX_GROUPS: u32 = 1_073_741_823;

impl Parser<'_> {
    /// The item a parenthesis makes; comments and global flags make none.
    pub(super) fn group(&mut self, verbose: &mut bool, first: bool) -> Result<Option<Node>> {
        let start = self.tokens.tell() - 1;
        if !self.tokens.eat('?')? {
            return self.capture(start, None, *verbose).map(Some);
        }
        let token = self.token()?;
        Ok(Some(match token.plain() {
            Some('P') => return self.named(start, *verbose).map(Some),
            Some(':') => self.scope(start, *verbose, 0, 0)?,
            Some('>') => match self.scope(start, *verbose, 0, 0)? {
                Node::Group(group) => Node::Atomic(group.body),
                other => other,
            },
            Some('#') => return self.comment(start).map(|()| None),
            Some('=') => self.look(start, *verbose, false, false)?,
            Some('!') => self.look(start, *verbose, false, true)?,
            Some('<') => {
                let token = self.token()?;
                match token.plain() {
                    Some('=') => self.look(start, *verbose, true, false)?,
                    Some('!') => self.look(start, *verbose, true, true)?,
                    _ => return Err(self.unknown("?<", token)),
                }
            }
            Some('(') => self.conditional(start, *verbose)?,
            Some('-') => return self.flags(token, start, verbose, first),
            Some(c) if flag_of(c).is_some() => return self.flags(token, start, verbose, first),
            _ => return Err(self.unknown("?", token)),
        }))
    }

    fn token(&mut self) -> Result<Token> {
        match self.tokens.get()? {
            Some(token) => Ok(token),
            None => Err(self.tokens.error("unexpected end of pattern", 0)),
        }
    }

    fn unknown(&self, lead: &str, token: Token) -> Error {
        self.tokens.error(&format!("unknown extension {lead}{}", token.text()), token.len() + lead.len())
    }

    fn close(&mut self, start: usize) -> Result<()> {
        if self.tokens.eat(')')? {
            return Ok(());
        }
        Err(self.tokens.error("missing ), unterminated subpattern", self.tokens.tell() - start))
    }

    fn comment(&mut self, start: usize) -> Result<()> {
        loop {
            match self.tokens.get()? {
                Some(token) if token.is(')') => return Ok(()),
                Some(_) => {}
                None => {
                    let since = self.tokens.tell() - start;
                    return Err(self.tokens.error("missing ), unterminated comment", since));
                }
            }
        }
    }

    fn capture(&mut self, start: usize, name: Option<Vec<u32>>, verbose: bool) -> Result<Node> {
        let number = self.open_group(name)?;
        let body = self.alternatives(verbose)?;
        self.close(start)?;
        self.close_group(number, &body);
        Ok(Node::Group(Group { index: Some(number), on: 0, off: 0, body }))
    }

    fn scope(&mut self, start: usize, verbose: bool, on: u32, off: u32) -> Result<Node> {
        let verbose = (verbose || on & flag::VERBOSE != 0) && off & flag::VERBOSE == 0;
        let body = self.alternatives(verbose)?;
        self.close(start)?;
        Ok(Node::Group(Group { index: None, on, off, body }))
    }

    /// `(?P<name>...)` and `(?P=name)`.
    fn named(&mut self, start: usize, verbose: bool) -> Result<Node> {
        if self.tokens.eat('<')? {
            let name = self.tokens.until('>', "group name")?;
            self.tokens.check_name(&name, 1)?;
            return self.capture(start, Some(name), verbose);
        }
        if !self.tokens.eat('=')? {
            let token = self.token()?;
            return Err(self.unknown("?P", token));
        }
        let name = self.tokens.until(')', "group name")?;
        self.tokens.check_name(&name, 1)?;
        let group = self.known(&name)?;
        if self.is_open(group) {
            return Err(self.tokens.error("cannot refer to an open group", name.len() + 1));
        }
        self.check_behind(group)?;
        Ok(Node::Backref(group))
    }

    fn known(&self, name: &[u32]) -> Result<u32> {
        match self.names.iter().find(|(known, _)| known == name) {
            Some(&(_, number)) => Ok(number),
            None => Err(self.tokens.error(&format!("unknown group name {}", quote(name)), name.len() + 1)),
        }
    }

    fn look(&mut self, start: usize, verbose: bool, behind: bool, negate: bool) -> Result<Node> {
        let outer = self.behind;
        if behind && outer.is_none() {
            self.behind = Some(self.widths.len());
        }
        let body = self.alternatives(verbose)?;
        if behind {
            self.behind = outer;
        }
        self.close(start)?;
        Ok(if negate && body.is_empty() { Node::Fail } else { Node::Look(Look { behind, negate, body }) })
    }

    /// `(?(name)yes|no)`
    fn conditional(&mut self, start: usize, verbose: bool) -> Result<Node> {
        let name = self.tokens.until(')', "group name")?;
        let group = if name.iter().all(|c| (0x30..=0x39).contains(c)) {
            let error = |msg: &str| Err(self.tokens.error(msg, name.len() + 1));
            let number = number_of(&name);
            match number {
                Some(0) => return error("bad group number"),
                Some(n) if n < MAX_GROUPS => n,
                _ => return error(&format!("invalid group reference {}", plain_number(&name))),
            }
        } else {
            self.tokens.check_name(&name, 1)?;
            self.known(&name)?
        };
        if !self.conditions.iter().any(|&(known, _)| known == group) {
            self.conditions.push((group, self.tokens.tell() - name.len() - 1));
        }
        self.check_behind(group)?;
        self.depth += 1;
        let yes = self.sequence(verbose, false)?;
        let mut no = Vec::new();
        if self.tokens.eat('|')? {
            no = self.sequence(verbose, false)?;
            if self.tokens.next.is_some_and(|t| t.is('|')) {
                return Err(self.tokens.error("conditional backref with more than two branches", 0));
            }
        }
        self.depth -= 1;
        self.close(start)?;
        Ok(Node::Conditional { group, yes, no })
    }

    /// `(?i)`, `(?i:...)`, `(?i-s:...)`, with the first letter or dash already taken.
    fn flags(&mut self, first: Token, start: usize, verbose: &mut bool, may: bool) -> Result<Option<Node>> {
        let mut token = first;
        let (mut on, mut off) = (0, 0);
        while let Some(bit) = token.plain().and_then(flag_of) {
            if self.tokens.is_text && bit == flag::LOCALE {
                return Err(self.tokens.error("bad inline flags: cannot use 'L' flag with a str pattern", 0));
            }
            if !self.tokens.is_text && bit == flag::UNICODE {
                return Err(self
                    .tokens
                    .error("bad inline flags: cannot use 'u' flag with a bytes pattern", 0));
            }
            on |= bit;
            if bit & flag::ALPHABETS != 0 && on & flag::ALPHABETS != bit {
                let msg = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                return Err(self.tokens.error(msg, 0));
            }
            token = self.flag_token("missing -, : or )", |c| matches!(c, ')' | '-' | ':'))?;
        }
        if token.is(')') {
            self.flags |= on;
            if !may {
                let since = self.tokens.tell() - start;
                let msg = "global flags not at the start of the expression";
                return Err(self.tokens.error(msg, since));
            }
            *verbose = self.flags & flag::VERBOSE != 0;
            return Ok(None);
        }
        if token.is('-') {
            token = self.flag_token("missing flag", |_| false)?;
            while let Some(bit) = token.plain().and_then(flag_of) {
                if bit & flag::ALPHABETS != 0 {
                    let msg = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                    return Err(self.tokens.error(msg, 0));
                }
                off |= bit;
                token = self.flag_token("missing :", |c| c == ':')?;
            }
        }
        if on & off != 0 {
            return Err(self.tokens.error("bad inline flags: flag turned on and off", 1));
        }
        self.scope(start, *verbose, on, off).map(Some)
    }

    /// The next token among flags: a flag letter, or one that may end them.
    fn flag_token(&mut self, missing: &str, ends: fn(char) -> bool) -> Result<Token> {
        let Some(token) = self.tokens.get()? else { return Err(self.tokens.error(missing, 0)) };
        if token.plain().is_some_and(|c| ends(c) || flag_of(c).is_some()) {
            return Ok(token);
        }
        let msg = if !token.escaped && unicode::is_alpha(token.c) { "unknown flag" } else { missing };
        Err(self.tokens.error(msg, token.len()))
    }
}

fn flag_of(c: char) -> Option<u32> {
    Some(match c {
        'i' => flag::IGNORECASE,
        'L' => flag::LOCALE,
        'm' => flag::MULTILINE,
        's' => flag::DOTALL,
        'x' => flag::VERBOSE,
        'a' => flag::ASCII,
        'u' => flag::UNICODE,
        _ => return None,
    })
}

/// The value of ASCII digits, `None` if it is past any group.
pub(super) fn number_of(digits: &[u32]) -> Option<u32> {
    digits.iter().try_fold(0u32, |n, &c| n.checked_mul(10)?.checked_add(c.wrapping_sub(0x30)))
}

/// Digits as `%d` of their value writes them.
pub(super) fn plain_number(digits: &[u32]) -> String {
    let text: String = digits.iter().filter_map(|&c| char::from_u32(c)).collect();
    let trimmed = text.trim_start_matches('0');
    if trimmed.is_empty() { "0".to_owned() } else { trimmed.to_owned() }
}
