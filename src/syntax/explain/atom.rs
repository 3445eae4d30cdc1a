//! Names, literals, displays, comprehensions and f-strings, and the mistakes people make in them.

use super::expression::Targets;
use super::{Explainer, Match, Node, Place, Raised, Rule, check, want};
use crate::source::Span;
use crate::syntax::literal::{self, Prefix};
use crate::syntax::token::Tok;

impl Explainer<'_> {
    // ---- atoms

    pub(super) fn atom(&mut self) -> Match<Node> {
        self.memo(Rule::Atom, |s| {
            let start = s.pos;
            let what = match s.peek()? {
                tok if tok.is_name() => "name",
                Tok::True => "True",
                Tok::False => "False",
                Tok::None => "None",
                Tok::Ellipsis => "ellipsis",
                Tok::Int | Tok::Float | Tok::Imaginary => "literal",
                Tok::String | Tok::FStringStart => return s.strings(),
                Tok::LPar => return s.parenthesised(),
                Tok::LSqb => return s.list_display(),
                Tok::LBrace => return s.brace_display(),
                _ => return Ok(None),
            };
            s.pos += 1;
            Ok(Some(s.node(what, start)))
        })
    }

    pub(super) fn parenthesised(&mut self) -> Match<Node> {
        let start = self.pos;
        let tuple = self.alt(|s| {
            want!(s.eat(Tok::LPar));
            let mut parts = Vec::new();
            if let Some(first) = s.star_named_expression()? {
                want!(s.eat(Tok::Comma));
                parts.push(first);
                if let Some(rest) = s.list(Tok::Comma, Self::star_named_expression)? {
                    parts.extend(rest);
                    s.eat(Tok::Comma)?;
                }
            }
            want!(s.eat(Tok::RPar));
            Ok(Some(s.node_of("tuple", start, parts)))
        })?;
        if tuple.is_some() {
            return Ok(tuple);
        }
        let group = self.alt(|s| {
            want!(s.eat(Tok::LPar));
            let node = match s.yield_()? {
                Some(node) => node,
                None => want!(s.named_expression()),
            };
            want!(s.eat(Tok::RPar));
            Ok(Some(node))
        })?;
        if group.is_some() {
            return Ok(group);
        }
        self.mistake(|s| {
            want!(s.eat(Tok::LPar));
            let node = want!(s.starred_expression());
            want!(s.eat(Tok::RPar));
            s.raise_at("cannot use starred expression here", &node)
        })?;
        self.mistake(|s| {
            want!(s.eat(Tok::LPar));
            let star = want!(s.eat(Tok::DoubleStar));
            want!(s.expression());
            want!(s.eat(Tok::RPar));
            s.raise_token("cannot use double starred expression here", star)
        })?;
        self.generator()
    }

    pub(super) fn generator(&mut self) -> Match<Node> {
        let start = self.pos;
        let found = self.alt(|s| {
            want!(s.eat(Tok::LPar));
            want!(s.argument_value());
            want!(s.for_if_clauses());
            want!(s.eat(Tok::RPar));
            Ok(Some(s.node("generator expression", start)))
        })?;
        if found.is_none() {
            self.mistake(Self::invalid_comprehension)?;
        }
        Ok(found)
    }

    pub(super) fn list_display(&mut self) -> Match<Node> {
        let start = self.pos;
        let list = self.alt(|s| {
            want!(s.eat(Tok::LSqb));
            let parts = s.list(Tok::Comma, Self::star_named_expression)?;
            if parts.is_some() {
                s.eat(Tok::Comma)?;
            }
            want!(s.eat(Tok::RSqb));
            Ok(Some(s.node_of("list", start, parts.unwrap_or_default())))
        })?;
        if list.is_some() {
            return Ok(list);
        }
        self.comprehension(Tok::LSqb, Tok::RSqb, "list comprehension")
    }

    pub(super) fn comprehension(&mut self, open: Tok, close: Tok, what: &'static str) -> Match<Node> {
        let start = self.pos;
        let found = self.alt(|s| {
            want!(s.eat(open));
            want!(s.named_expression());
            want!(s.for_if_clauses());
            want!(s.eat(close));
            Ok(Some(s.node(what, start)))
        })?;
        if found.is_none() {
            self.mistake(Self::invalid_comprehension)?;
        }
        Ok(found)
    }

    pub(super) fn invalid_comprehension(&mut self) -> Match<()> {
        let open = self.peek()?;
        self.pos += 1;
        let body = self.pos;
        if let Some(star) = self.alt(Self::starred_expression)?
            && self.for_if_clauses()?.is_some()
        {
            return self.raise_at("iterable unpacking cannot be used in comprehension", &star);
        }
        self.pos = body;
        check!(open != Tok::LPar);
        let first = want!(self.star_named_expression());
        let comma = want!(self.eat(Tok::Comma));
        let more = self.list(Tok::Comma, Self::star_named_expression)?;
        let last = more.and_then(|nodes| nodes.last().map(|node| node.end)).unwrap_or(comma);
        if last != comma {
            self.eat(Tok::Comma)?;
        }
        want!(self.for_if_clauses());
        let msg = "did you forget parentheses around the comprehension target?";
        self.raise(msg, Place::Range(first.start, last))
    }

    /// The clauses of a comprehension; the node is the last of them.
    pub(super) fn for_if_clauses(&mut self) -> Match<Node> {
        let mut last = None;
        while let Some(clause) = self.alt(Self::for_if_clause)? {
            last = Some(clause);
        }
        Ok(last)
    }

    pub(super) fn for_if_clause(&mut self) -> Match<Node> {
        let start = self.pos;
        let found = self.alt(|s| {
            s.eat(Tok::Async)?;
            want!(s.eat(Tok::For));
            want!(s.star_targets());
            want!(s.eat(Tok::In));
            Ok(Some(()))
        })?;
        if found.is_some() {
            want!(self.disjunction());
            while self.eat(Tok::If)?.is_some() {
                want!(self.disjunction());
            }
            return Ok(Some(self.node("", start)));
        }
        self.alt(|s| {
            s.eat(Tok::Async)?;
            want!(s.eat(Tok::For));
            want!(s.list(Tok::Comma, Self::bit_or));
            s.eat(Tok::Comma)?;
            check!(!s.next_is(Tok::In)?);
            s.raise_anyway::<()>("'in' expected after for-loop variables", Place::Token(s.read))
        })?;
        self.mistake(Self::invalid_for_target)?;
        Ok(None)
    }

    pub(super) fn invalid_for_target(&mut self) -> Match<()> {
        self.eat(Tok::Async)?;
        want!(self.eat(Tok::For));
        let target = want!(self.star_expressions());
        self.raise_invalid_target(&target, Targets::For)
    }

    pub(super) fn brace_display(&mut self) -> Match<Node> {
        let start = self.pos;
        self.mistake(Self::key_without_value)?;
        let dict = self.alt(|s| {
            want!(s.eat(Tok::LBrace));
            if s.list(Tok::Comma, Self::key_value)?.is_some() {
                s.eat(Tok::Comma)?;
            }
            want!(s.eat(Tok::RBrace));
            Ok(Some(s.node("dict literal", start)))
        })?;
        if dict.is_some() {
            return Ok(dict);
        }
        self.mistake(|s| {
            want!(s.eat(Tok::LBrace));
            s.invalid_key_values()
        })?;
        let set = self.alt(|s| {
            want!(s.eat(Tok::LBrace));
            want!(s.list(Tok::Comma, Self::star_named_expression));
            s.eat(Tok::Comma)?;
            want!(s.eat(Tok::RBrace));
            Ok(Some(s.node("set display", start)))
        })?;
        if set.is_some() {
            return Ok(set);
        }
        let found = self.alt(|s| {
            want!(s.eat(Tok::LBrace));
            want!(s.expression());
            want!(s.eat(Tok::Colon));
            want!(s.expression());
            want!(s.for_if_clauses());
            want!(s.eat(Tok::RBrace));
            Ok(Some(s.node("dict comprehension", start)))
        })?;
        if found.is_some() {
            return Ok(found);
        }
        self.mistake(|s| {
            want!(s.eat(Tok::LBrace));
            let star = want!(s.eat(Tok::DoubleStar));
            want!(s.bit_or());
            want!(s.for_if_clauses());
            want!(s.eat(Tok::RBrace));
            s.raise_token("dict unpacking cannot be used in dict comprehension", star)
        })?;
        self.comprehension(Tok::LBrace, Tok::RBrace, "set comprehension")
    }

    pub(super) fn key_value(&mut self) -> Match<Node> {
        let start = self.pos;
        if self.eat(Tok::DoubleStar)?.is_some() {
            want!(self.bit_or());
        } else {
            want!(self.expression());
            want!(self.eat(Tok::Colon));
            want!(self.expression());
        }
        Ok(Some(self.node("", start)))
    }

    /// A key behind other pairs, and no colon behind it: said before anything about the key itself.
    pub(super) fn key_without_value(&mut self) -> Match<()> {
        (self.mistakes, self.first) = (false, true);
        let key = self.alt(|s| {
            want!(s.eat(Tok::LBrace));
            want!(s.list(Tok::Comma, Self::key_value));
            want!(s.eat(Tok::Comma));
            let key = want!(s.expression());
            check!(!s.next_is(Tok::Colon)?);
            Ok(Some(key))
        });
        (self.mistakes, self.first) = (true, false);
        let key = want!(key);
        self.raise("':' expected after dictionary key", Place::LastOf(key.start, key.end))
    }

    pub(super) fn invalid_key_values(&mut self) -> Match<()> {
        let body = self.pos;
        if self.list(Tok::Comma, Self::key_value)?.is_some() && self.eat(Tok::Comma)?.is_some() {
            self.invalid_key_value()?;
        }
        self.pos = body;
        self.invalid_key_value()
    }

    pub(super) fn invalid_key_value(&mut self) -> Match<()> {
        want!(self.expression());
        let colon = want!(self.eat(Tok::Colon));
        let starred = self.alt(|s| {
            let star = want!(s.eat(Tok::Star));
            want!(s.bit_or());
            Ok(Some(star))
        })?;
        if let Some(star) = starred {
            return self.raise_from("cannot use a starred expression in a dictionary value", star);
        }
        check!(self.next_in(&[Tok::RBrace, Tok::Comma])?);
        self.raise_token("expression expected after dictionary key and ':'", colon)
    }

    // ---- strings

    pub(super) fn strings(&mut self) -> Match<Node> {
        let start = self.pos;
        let mut what = "literal";
        loop {
            match self.peek()? {
                Tok::String => self.pos += 1,
                Tok::FStringStart => {
                    what = "f-string expression";
                    self.pos += 1;
                    self.fstring_parts()?;
                    want!(self.eat(Tok::FStringEnd));
                }
                _ => break,
            }
        }
        self.check_literals(start)?;
        Ok(Some(self.node(what, start)))
    }

    /// What is wrong with the texts of adjacent literals is said before what is wrong around them.
    fn check_literals(&self, start: usize) -> Match<()> {
        let literals = (start..self.pos).filter(|&at| matches!(self.tokens[at].tok, Tok::String));
        for at in literals.clone() {
            let (text, prefix) = (self.text(at), Prefix::of(self.text(at)));
            let body = prefix.body(Span::new(0, text.len() as u32));
            let body = &text[body.start as usize..body.end as usize];
            if let Err(msg) = literal::text(body, prefix.raw, prefix.bytes, None) {
                return self.raise_anyway(msg, Place::Range(at, at));
            }
        }
        let bytes = literals.filter(|&at| Prefix::of(self.text(at)).bytes).count();
        // An f-string has more tokens.
        if bytes > 0 && bytes < self.pos - start {
            return self.raise_anyway("cannot mix bytes and nonbytes literals", Place::Token(self.pos));
        }
        Ok(Some(()))
    }

    pub(super) fn fstring_parts(&mut self) -> Result<(), Box<Raised>> {
        loop {
            match self.peek()? {
                Tok::FStringMiddle => self.pos += 1,
                Tok::LBrace => {
                    if self.alt(Self::field)?.is_none() {
                        self.mistake(Self::invalid_field)?;
                        return Ok(());
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    pub(super) fn field(&mut self) -> Match<()> {
        want!(self.eat(Tok::LBrace));
        want!(self.value());
        self.eat(Tok::Equal)?;
        let conversion = self.alt(|s| {
            let sign = want!(s.eat(Tok::Exclamation));
            Ok(Some((sign, want!(s.eat_name()))))
        })?;
        if let Some((sign, name)) = conversion
            && self.tokens[sign].end != self.tokens[name].start
        {
            // The spelling is CPython's.
            let msg = "f-string: conversion type must come right after the exclamanation mark";
            return self.raise_anyway(msg, Place::Range(sign, name));
        }
        if self.eat(Tok::Colon)?.is_some() {
            self.fstring_parts()?;
        }
        want!(self.eat(Tok::RBrace));
        if let Some((_, name)) = conversion {
            let word = self.text(name);
            if !matches!(word, "s" | "r" | "a") {
                let msg =
                    format!("f-string: invalid conversion character '{word}': expected 's', 'r', or 'a'");
                return self.raise_anyway(msg, Place::Token(name));
            }
        }
        Ok(Some(()))
    }

    pub(super) fn invalid_field(&mut self) -> Match<()> {
        want!(self.eat(Tok::LBrace));
        for (tok, sign) in [(Tok::Equal, "="), (Tok::Exclamation, "!"), (Tok::Colon, ":"), (Tok::RBrace, "}")]
        {
            if self.next_is(tok)? {
                return self
                    .raise_token(format!("f-string: valid expression required before '{sign}'"), self.pos);
            }
        }
        let next = |s: &mut Self, msg: &str| {
            s.peek()?;
            s.raise_token(format!("f-string: {msg}"), s.pos)
        };
        if self.value()?.is_none() {
            return next(self, "expecting a valid expression after '{'");
        }
        let debug = self.eat(Tok::Equal)?.is_some();
        if !self.next_in(&[Tok::Exclamation, Tok::Colon, Tok::RBrace])? {
            let choice = if debug { "'!', or ':', or '}'" } else { "'=', or '!', or ':', or '}'" };
            return next(self, &format!("expecting {choice}"));
        }
        if self.eat(Tok::Exclamation)?.is_some() {
            if self.next_in(&[Tok::Colon, Tok::RBrace])? {
                return next(self, "missing conversion character");
            }
            if self.eat_name()?.is_none() {
                return next(self, "invalid conversion character");
            }
        }
        if !self.next_in(&[Tok::Colon, Tok::RBrace])? {
            return next(self, "expecting ':' or '}'");
        }
        if self.eat(Tok::Colon)?.is_some() {
            self.fstring_parts()?;
            if !self.next_is(Tok::RBrace)? {
                return next(self, "expecting '}', or format specs");
            }
        }
        Ok(None)
    }
}
