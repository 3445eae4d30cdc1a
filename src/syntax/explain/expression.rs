//! Expressions, targets, arguments and parameters, and the mistakes people make in them.

use super::{Explainer, Match, Node, Place, Raised, Rule, check, want};
use crate::syntax::token::Tok;

/// Which targets are meant by "cannot assign to" or "cannot delete".
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Targets {
    Star,
    For,
    Del,
}

const COMPARISONS: [Tok; 6] =
    [Tok::EqEqual, Tok::NotEqual, Tok::Less, Tok::LessEqual, Tok::Greater, Tok::GreaterEqual];

/// Binary operators from the loosest to the tightest.
const TIERS: [&[Tok]; 6] = [
    &[Tok::VBar],
    &[Tok::Circumflex],
    &[Tok::Amper],
    &[Tok::LeftShift, Tok::RightShift],
    &[Tok::Plus, Tok::Minus],
    &[Tok::Star, Tok::Slash, Tok::DoubleSlash, Tok::Percent, Tok::At],
];

impl Explainer<'_> {
    // ---- whole expressions

    /// One expression or several with commas; starred ones too.
    pub(super) fn star_expressions(&mut self) -> Match<Node> {
        self.memo(Rule::StarExpressions, |s| s.sequence(Self::star_expression))
    }

    /// One, or a tuple of several.
    fn sequence(&mut self, item: fn(&mut Self) -> Match<Node>) -> Match<Node> {
        let start = self.pos;
        let mut nodes = want!(self.list(Tok::Comma, item));
        let comma = self.eat(Tok::Comma)?.is_some();
        if nodes.len() == 1 && !comma {
            return Ok(nodes.pop());
        }
        Ok(Some(self.node_of("tuple", start, nodes)))
    }

    pub(super) fn star_expression(&mut self) -> Match<Node> {
        if let Some(node) = self.starred_bitor()? {
            return Ok(Some(node));
        }
        self.expression()
    }

    fn starred_bitor(&mut self) -> Match<Node> {
        self.alt(|s| {
            let start = want!(s.eat(Tok::Star));
            let node = want!(s.bit_or());
            Ok(Some(s.node_of("starred", start, vec![node])))
        })
    }

    pub(super) fn star_named_expression(&mut self) -> Match<Node> {
        if let Some(node) = self.starred_bitor()? {
            return Ok(Some(node));
        }
        self.named_expression()
    }

    /// What may stand to the right of `=`.
    pub(super) fn value(&mut self) -> Match<Node> {
        if let Some(node) = self.yield_()? {
            return Ok(Some(node));
        }
        self.star_expressions()
    }

    pub(super) fn yield_(&mut self) -> Match<Node> {
        self.alt(|s| {
            let start = want!(s.eat(Tok::Yield));
            let from = s.alt(|s| {
                want!(s.eat(Tok::From));
                s.expression()
            })?;
            if from.is_none() {
                s.star_expressions()?;
            }
            Ok(Some(s.node("yield expression", start)))
        })
    }

    pub(super) fn assignment_expression(&mut self) -> Match<Node> {
        self.alt(|s| {
            let start = want!(s.eat_name());
            want!(s.eat(Tok::ColonEqual));
            want!(s.expression());
            Ok(Some(s.node("named expression", start)))
        })
    }

    pub(super) fn named_expression(&mut self) -> Match<Node> {
        self.memo(Rule::NamedExpression, |s| {
            if let Some(node) = s.assignment_expression()? {
                return Ok(Some(node));
            }
            s.mistake(|s| {
                let target = want!(s.expression());
                want!(s.eat(Tok::ColonEqual));
                want!(s.expression());
                s.raise_at(format!("cannot use assignment expressions with {}", target.what), &target)
            })?;
            s.mistake(|s| {
                let name = want!(s.eat_name());
                want!(s.eat(Tok::Equal));
                let value = want!(s.bit_or());
                check!(!s.next_in(&[Tok::Equal, Tok::ColonEqual])?);
                let msg = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                s.raise(msg, Place::Range(name, value.end))
            })?;
            s.mistake(|s| {
                let display = s.ahead(|s| {
                    let node = want!(s.atom());
                    Ok(matches!(node.what, "list" | "tuple" | "generator expression").then_some(()))
                })?;
                check!(!display && !s.next_in(&[Tok::True, Tok::None, Tok::False])?);
                let target = want!(s.bit_or());
                want!(s.eat(Tok::Equal));
                want!(s.bit_or());
                check!(!s.next_in(&[Tok::Equal, Tok::ColonEqual])?);
                let msg =
                    format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", target.what);
                s.raise_at(msg, &target)
            })?;
            let node = want!(s.expression());
            check!(!s.next_is(Tok::ColonEqual)?);
            Ok(Some(node))
        })
    }

    pub(super) fn expression(&mut self) -> Match<Node> {
        self.memo(Rule::Expression, |s| {
            s.mistake(Self::forgotten_comma)?;
            s.mistake(|s| {
                let body = want!(s.disjunction());
                want!(s.eat(Tok::If));
                let test = want!(s.disjunction());
                check!(!s.next_in(&[Tok::Else, Tok::Colon])?);
                s.raise("expected 'else' after 'if' expression", Place::Range(body.start, test.end))
            })?;
            s.mistake(|s| {
                let start = want!(s.eat(Tok::Lambda));
                s.alt(|s| s.parameters(true))?;
                let colon = want!(s.eat(Tok::Colon));
                check!(s.next_is(Tok::FStringMiddle)?);
                let msg = "f-string: lambda expressions are not allowed without parentheses";
                s.raise(msg, Place::Range(start, colon))
            })?;
            s.mistake(|s| {
                let name = want!(s.eat_name());
                let word = s.text(name);
                check!(!s.next_is(Tok::LPar)?);
                let args = want!(s.star_expressions());
                check!(matches!(word, "print" | "exec"));
                let msg = format!("Missing parentheses in call to '{word}'. Did you mean {word}(...)?");
                s.raise(msg, Place::Range(name, args.end))
            })?;
            s.plain_expression()
        })
    }

    fn plain_expression(&mut self) -> Match<Node> {
        self.alt(|s| {
            if let Some(start) = s.eat(Tok::Lambda)? {
                s.alt(|s| s.parameters(true))?;
                want!(s.eat(Tok::Colon));
                want!(s.expression());
                return Ok(Some(s.node("lambda", start)));
            }
            let body = want!(s.disjunction());
            let ternary = s.alt(|s| {
                want!(s.eat(Tok::If));
                want!(s.disjunction());
                want!(s.eat(Tok::Else));
                want!(s.expression());
                Ok(Some(s.node("conditional expression", body.start)))
            })?;
            Ok(Some(ternary.unwrap_or(body)))
        })
    }

    fn forgotten_comma(&mut self) -> Match<()> {
        if self.peek()?.is_name() {
            // CPython takes any beginning of a soft keyword for one.
            let name = self.text(self.pos);
            let soft = ["_", "case", "match", "type"].iter().any(|word| word.starts_with(name));
            check!(!soft && self.peek_at(1)? != Tok::String);
        }
        let left = want!(self.disjunction());
        self.mistakes = false;
        let right = self.plain_expression();
        self.mistakes = true;
        let right = want!(right);
        let legacy = left.what == "name" && matches!(self.text(left.start), "print" | "exec");
        check!(!legacy && self.levels[self.pos - 1] > 0);
        self.raise("invalid syntax. Perhaps you forgot a comma?", Place::Range(left.start, right.end))
    }

    pub(super) fn disjunction(&mut self) -> Match<Node> {
        self.memo(Rule::Disjunction, |s| s.logical(Tok::Or, |s| s.logical(Tok::And, Self::inversion)))
    }

    fn logical(&mut self, op: Tok, item: impl Fn(&mut Self) -> Match<Node>) -> Match<Node> {
        let mut nodes = want!(self.list(op, item));
        if nodes.len() == 1 {
            return Ok(nodes.pop());
        }
        Ok(Some(self.node("expression", nodes[0].start)))
    }

    fn inversion(&mut self) -> Match<Node> {
        let start = self.pos;
        while self.eat(Tok::Not)?.is_some() {}
        let negated = self.pos > start;
        let node = want!(self.comparison());
        Ok(Some(if negated { self.node("expression", start) } else { node }))
    }

    fn comparison(&mut self) -> Match<Node> {
        let left = want!(self.bit_or());
        let mut first = None;
        loop {
            let pos = self.pos;
            let op = self.peek()?;
            self.pos += match op {
                Tok::Not if self.peek_at(1)? == Tok::In => 2,
                Tok::Is if self.peek_at(1)? == Tok::Not => 2,
                Tok::In | Tok::Is => 1,
                _ if COMPARISONS.contains(&op) => 1,
                _ => 0,
            };
            if self.pos == pos || self.bit_or()?.is_none() {
                self.pos = pos;
                break;
            }
            first = first.or(Some(op));
        }
        let Some(op) = first else { return Ok(Some(left)) };
        let start = left.start;
        // Only what stands to the left of `in` may be a wrong target of `for`.
        let parts = if op == Tok::In { vec![left] } else { Vec::new() };
        Ok(Some(self.node_of("comparison", start, parts)))
    }

    pub(super) fn bit_or(&mut self) -> Match<Node> {
        self.memo(Rule::BitOr, |s| s.tier(0))
    }

    fn tier(&mut self, tier: usize) -> Match<Node> {
        let start = self.pos;
        let mut node = want!(if tier + 1 < TIERS.len() { self.tier(tier + 1) } else { self.factor() });
        loop {
            let pos = self.pos;
            if !self.next_in(TIERS[tier])? {
                return Ok(Some(node));
            }
            self.pos += 1;
            let right = if tier + 1 < TIERS.len() { self.tier(tier + 1) } else { self.factor() };
            if right?.is_none() {
                if tier >= 4 {
                    self.mistake(|s| s.unparenthesised_not(Self::inversion))?;
                }
                self.pos = pos;
                return Ok(Some(node));
            }
            node = self.node("expression", start);
        }
    }

    fn factor(&mut self) -> Match<Node> {
        let start = self.pos;
        while self.next_in(&[Tok::Plus, Tok::Minus, Tok::Tilde])? {
            self.pos += 1;
        }
        let signed = self.pos > start;
        if self.pos == start + 1 {
            self.mistake(|s| s.unparenthesised_not(Self::factor))?;
        }
        let node = want!(self.power());
        Ok(Some(if signed { self.node("expression", start) } else { node }))
    }

    fn unparenthesised_not(&mut self, operand: fn(&mut Self) -> Match<Node>) -> Match<()> {
        let start = want!(self.eat(Tok::Not));
        let operand = want!(operand(self));
        self.raise("'not' after an operator must be parenthesized", Place::Range(start, operand.end))
    }

    fn power(&mut self) -> Match<Node> {
        let start = self.pos;
        let awaited = self.eat(Tok::Await)?.is_some();
        let mut node = want!(self.primary());
        if awaited {
            node = self.node("await expression", start);
        }
        let power = self.alt(|s| {
            want!(s.eat(Tok::DoubleStar));
            s.nested(Self::factor)
        })?;
        Ok(Some(if power.is_some() { self.node("expression", start) } else { node }))
    }

    /// A rule that nests without passing a remembered one.
    fn nested(&mut self, rule: fn(&mut Self) -> Match<Node>) -> Match<Node> {
        check!(self.nesting < super::MAX_NESTING);
        self.nesting += 1;
        let found = rule(self);
        self.nesting -= 1;
        found
    }

    pub(super) fn primary(&mut self) -> Match<Node> {
        self.memo(Rule::Primary, |s| {
            let start = s.pos;
            let mut node = want!(s.atom());
            loop {
                let more = s.alt(|s| match s.peek()? {
                    Tok::Dot => {
                        s.pos += 1;
                        want!(s.eat_name());
                        Ok(Some("attribute"))
                    }
                    Tok::LPar => {
                        if s.alt(Self::generator)?.is_none() {
                            s.pos += 1;
                            s.arguments()?;
                            want!(s.eat(Tok::RPar));
                        }
                        Ok(Some("function call"))
                    }
                    Tok::LSqb => {
                        s.pos += 1;
                        want!(s.slices());
                        want!(s.eat(Tok::RSqb));
                        Ok(Some("subscript"))
                    }
                    _ => Ok(None),
                })?;
                match more {
                    Some(what) => node = s.node(what, start),
                    None => return Ok(Some(node)),
                }
            }
        })
    }

    fn slices(&mut self) -> Match<Node> {
        let start = self.pos;
        let item = |s: &mut Self| {
            if let Some(node) = s.slice()? {
                return Ok(Some(node));
            }
            s.starred_expression()
        };
        want!(self.list(Tok::Comma, item));
        self.eat(Tok::Comma)?;
        Ok(Some(self.node("tuple", start)))
    }

    fn slice(&mut self) -> Match<Node> {
        let start = self.pos;
        let ranged = self.alt(|s| {
            s.expression()?;
            want!(s.eat(Tok::Colon));
            s.expression()?;
            if s.eat(Tok::Colon)?.is_some() {
                s.expression()?;
            }
            Ok(Some(s.node("slice", start)))
        })?;
        if ranged.is_some() {
            return Ok(ranged);
        }
        self.named_expression()
    }

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

    fn parenthesised(&mut self) -> Match<Node> {
        let start = self.pos;
        let tuple = self.alt(|s| {
            want!(s.eat(Tok::LPar));
            let mut parts = Vec::new();
            if let Some(first) = s.star_named_expression()? {
                want!(s.eat(Tok::Comma));
                parts.push(first);
                parts.extend(s.list(Tok::Comma, Self::star_named_expression)?.unwrap_or_default());
                s.eat(Tok::Comma)?;
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

    fn generator(&mut self) -> Match<Node> {
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

    fn list_display(&mut self) -> Match<Node> {
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

    fn comprehension(&mut self, open: Tok, close: Tok, what: &'static str) -> Match<Node> {
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

    fn invalid_comprehension(&mut self) -> Match<()> {
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

    fn for_if_clause(&mut self) -> Match<Node> {
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
        self.mistake(|s| {
            s.eat(Tok::Async)?;
            want!(s.eat(Tok::For));
            want!(s.list(Tok::Comma, Self::bit_or));
            s.eat(Tok::Comma)?;
            check!(!s.next_is(Tok::In)?);
            s.raise_here("'in' expected after for-loop variables")
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

    fn brace_display(&mut self) -> Match<Node> {
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

    fn key_value(&mut self) -> Match<Node> {
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
    fn key_without_value(&mut self) -> Match<()> {
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
        self.raise("':' expected after dictionary key", Place::LastOf(key.end))
    }

    fn invalid_key_values(&mut self) -> Match<()> {
        let body = self.pos;
        if self.list(Tok::Comma, Self::key_value)?.is_some() && self.eat(Tok::Comma)?.is_some() {
            self.invalid_key_value()?;
        }
        self.pos = body;
        self.invalid_key_value()
    }

    fn invalid_key_value(&mut self) -> Match<()> {
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

    fn strings(&mut self) -> Match<Node> {
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
                _ => return Ok(Some(self.node(what, start))),
            }
        }
    }

    fn fstring_parts(&mut self) -> Result<(), Box<Raised>> {
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

    fn field(&mut self) -> Match<()> {
        want!(self.eat(Tok::LBrace));
        want!(self.value());
        self.eat(Tok::Equal)?;
        let conversion = self.alt(|s| {
            let sign = want!(s.eat(Tok::Exclamation));
            Ok(Some((sign, want!(s.eat_name()))))
        })?;
        if let Some((sign, name)) = conversion {
            if self.tokens[sign].end != self.tokens[name].start {
                // The spelling is CPython's.
                let msg = "f-string: conversion type must come right after the exclamanation mark";
                return self.raise_anyway(msg, Place::Range(sign, name));
            }
            let word = self.text(name);
            if !matches!(word, "s" | "r" | "a") {
                let msg =
                    format!("f-string: invalid conversion character '{word}': expected 's', 'r', or 'a'");
                return self.raise_token(msg, name);
            }
        }
        if self.eat(Tok::Colon)?.is_some() {
            self.fstring_parts()?;
        }
        want!(self.eat(Tok::RBrace));
        Ok(Some(()))
    }

    fn invalid_field(&mut self) -> Match<()> {
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

    // ---- targets

    pub(super) fn star_targets(&mut self) -> Match<Node> {
        self.sequence_of_targets(true)
    }

    fn sequence_of_targets(&mut self, star: bool) -> Match<Node> {
        let start = self.pos;
        let item = |s: &mut Self| s.star_target(star);
        let mut nodes = want!(self.list(Tok::Comma, item));
        let comma = self.eat(Tok::Comma)?.is_some();
        if nodes.len() == 1 && !comma {
            return Ok(nodes.pop());
        }
        Ok(Some(self.node_of("tuple", start, nodes)))
    }

    pub(super) fn star_target(&mut self, star: bool) -> Match<Node> {
        let start = self.pos;
        let starred = star && self.eat(Tok::Star)?.is_some();
        let node = want!(self.primary());
        check!(is_target(&node));
        Ok(Some(if starred { self.node_of("starred", start, vec![node]) } else { node }))
    }

    /// Names the first part that cannot be a target, if there is one.
    pub(super) fn raise_invalid_target(&self, node: &Node, targets: Targets) -> Match<()> {
        let Some(bad) = invalid_target(node, targets) else { return Ok(None) };
        let verb = if targets == Targets::Del { "delete" } else { "assign to" };
        self.raise_at(format!("cannot {verb} {}", bad.what), bad)
    }

    // ---- arguments

    /// `f(…)` between the parentheses.
    pub(super) fn arguments(&mut self) -> Match<Node> {
        let found = self.alt(|s| {
            let node = want!(s.args());
            s.eat(Tok::Comma)?;
            check!(s.next_is(Tok::RPar)?);
            Ok(Some(node))
        })?;
        if found.is_none() {
            self.mistake(Self::invalid_arguments)?;
        }
        Ok(found)
    }

    /// An argument's value: an expression that is not followed by `:=`.
    fn argument_value(&mut self) -> Match<Node> {
        if let Some(node) = self.assignment_expression()? {
            return Ok(Some(node));
        }
        self.alt(|s| {
            let node = want!(s.expression());
            check!(!s.next_is(Tok::ColonEqual)?);
            Ok(Some(node))
        })
    }

    pub(super) fn starred_expression(&mut self) -> Match<Node> {
        self.alt(|s| {
            let start = want!(s.eat(Tok::Star));
            s.mistake(|s| {
                want!(s.expression());
                want!(s.eat(Tok::Equal));
                let value = want!(s.expression());
                s.raise("cannot assign to iterable argument unpacking", Place::Range(start, value.end))
            })?;
            match s.expression()? {
                Some(node) => Ok(Some(s.node_of("starred", start, vec![node]))),
                None => s.raise_anyway("Invalid star expression", Place::Token(s.read)),
            }
        })
    }

    fn positional(&mut self) -> Match<Node> {
        if let Some(node) = self.starred_expression()? {
            return Ok(Some(node));
        }
        let node = want!(self.argument_value());
        check!(!self.next_is(Tok::Equal)?);
        Ok(Some(node))
    }

    /// Arguments in their order; the parts are the positional ones, then one per keyword.
    fn args(&mut self) -> Match<Node> {
        self.memo(Rule::Args, |s| {
            let start = s.pos;
            let mut parts = s.list(Tok::Comma, Self::positional)?.unwrap_or_default();
            let keywords = s.alt(|s| {
                if !parts.is_empty() {
                    want!(s.eat(Tok::Comma));
                }
                s.kwargs()
            })?;
            check!(!parts.is_empty() || keywords.is_some());
            parts.extend(keywords.unwrap_or_default());
            Ok(Some(s.node_of("args", start, parts)))
        })
    }

    fn kwargs(&mut self) -> Match<Vec<Node>> {
        let first = self.list(Tok::Comma, |s| s.keyword(Tok::Star))?;
        let rest = self.alt(|s| {
            if first.is_some() {
                want!(s.eat(Tok::Comma));
            }
            s.list(Tok::Comma, |s| s.keyword(Tok::DoubleStar))
        })?;
        Ok(match (first, rest) {
            (None, None) => None,
            (first, rest) => Some([first.unwrap_or_default(), rest.unwrap_or_default()].concat()),
        })
    }

    fn keyword(&mut self, star: Tok) -> Match<Node> {
        let start = self.pos;
        self.mistake(Self::invalid_keyword)?;
        let named = self.alt(|s| {
            want!(s.eat_name());
            want!(s.eat(Tok::Equal));
            want!(s.expression());
            Ok(Some(s.node("keyword", start)))
        })?;
        if named.is_some() {
            return Ok(named);
        }
        if star == Tok::Star {
            return self.starred_expression();
        }
        want!(self.eat(Tok::DoubleStar));
        want!(self.expression());
        Ok(Some(self.node("unpacking", start)))
    }

    fn invalid_keyword(&mut self) -> Match<()> {
        let start = self.pos;
        if self.next_in(&[Tok::True, Tok::False, Tok::None])? && self.peek_at(1)? == Tok::Equal {
            let msg = format!("cannot assign to {}", self.text(start));
            return self.raise(msg, Place::Range(start, start + 1));
        }
        let named = self.peek()?.is_name() && self.peek_at(1)? == Tok::Equal;
        if named {
            self.pos += 2;
            want!(self.expression());
            want!(self.for_if_clauses());
            let msg = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            return self.raise(msg, Place::Range(start, start + 1));
        }
        if self.eat(Tok::DoubleStar)?.is_some() {
            want!(self.expression());
            want!(self.eat(Tok::Equal));
            let value = want!(self.expression());
            return self.raise("cannot assign to keyword argument unpacking", Place::Range(start, value.end));
        }
        let target = want!(self.expression());
        let equal = want!(self.eat(Tok::Equal));
        let msg = "expression cannot contain assignment, perhaps you meant \"==\"?";
        self.raise(msg, Place::Range(target.start, equal))
    }

    fn invalid_arguments(&mut self) -> Match<()> {
        const GENERATOR: &str = "Generator expression must be parenthesized";
        // `**k, *a`
        self.mistake(|s| {
            let args = want!(s.args());
            let comma = want!(s.eat(Tok::Comma));
            want!(s.eat(Tok::Star));
            check!(args.parts.last().is_some_and(|part| matches!(part.what, "unpacking" | "keyword")));
            let value = want!(s.expression());
            let msg = "iterable argument unpacking follows keyword argument unpacking";
            s.raise(msg, Place::Range(comma, value.end))
        })?;
        self.mistake(|s| {
            let value = want!(s.expression());
            let clauses = want!(s.for_if_clauses());
            want!(s.eat(Tok::Comma));
            s.alt(|s| {
                want!(s.args());
                Ok(Some(()))
            })?;
            s.raise(GENERATOR, Place::Range(value.start, clauses.end))
        })?;
        self.mistake(|s| {
            let name = want!(s.eat_name());
            let equal = want!(s.eat(Tok::Equal));
            want!(s.expression());
            want!(s.for_if_clauses());
            let msg = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            s.raise(msg, Place::Range(name, equal))
        })?;
        self.mistake(|s| {
            s.alt(|s| {
                want!(s.args());
                s.eat(Tok::Comma)
            })?;
            let name = want!(s.eat_name());
            let equal = want!(s.eat(Tok::Equal));
            check!(s.next_in(&[Tok::Comma, Tok::RPar])?);
            s.raise("expected argument value expression", Place::Range(name, equal))
        })?;
        let args = want!(self.args());
        let behind = self.pos;
        if let Some(clauses) = self.for_if_clauses()?
            && let Some(last) = args.parts.last()
            && last.what != "keyword"
            && last.what != "unpacking"
            && args.parts.len() > 1
        {
            return self.raise(GENERATOR, Place::Range(last.start, clauses.end));
        }
        self.pos = behind;
        want!(self.eat(Tok::Comma));
        let more = self.pos;
        if let Some(value) = self.expression()?
            && let Some(clauses) = self.for_if_clauses()?
        {
            return self.raise(GENERATOR, Place::Range(value.start, clauses.end));
        }
        self.pos = more;
        want!(self.args());
        let unpacked = args.parts.iter().any(|part| part.what == "unpacking");
        self.raise_here(if unpacked {
            "positional argument follows keyword argument unpacking"
        } else {
            "positional argument follows keyword argument"
        })
    }

    // ---- parameters

    /// The parameters of a function or lambda, up to the token behind them.
    pub(super) fn parameters(&mut self, lambda: bool) -> Match<()> {
        let close = if lambda { Tok::Colon } else { Tok::RPar };
        let (mut defaults, mut slash, mut named) = (false, false, 0);
        let mut star = false;
        loop {
            let at = self.pos;
            match self.peek()? {
                tok if tok.is_name() => {
                    want!(self.parameter(lambda, false));
                    let default = want!(self.default());
                    if !default && defaults && !star && self.next_in(&[Tok::Comma, close])? {
                        let msg = "parameter without a default follows parameter with a default";
                        return self.raise_token(msg, at);
                    }
                    defaults |= default;
                    named += 1;
                }
                Tok::LPar if self.mistakes && !star && !defaults => {
                    self.pos += 1;
                    let list = |s: &mut Self| {
                        let node = want!(s.parameter(lambda, false));
                        Ok(Some(node))
                    };
                    want!(self.list(Tok::Comma, list));
                    self.eat(Tok::Comma)?;
                    let end = want!(self.eat(Tok::RPar));
                    let kind = if lambda { "Lambda expression" } else { "Function" };
                    return self
                        .raise(format!("{kind} parameters cannot be parenthesized"), Place::Range(at, end));
                }
                Tok::Slash => {
                    self.pos += 1;
                    let comma = self.next_is(Tok::Comma)?;
                    if star {
                        return self.raise_token("/ must be ahead of *", at);
                    }
                    if slash {
                        return self.raise_token("/ may appear only once", at);
                    }
                    if named == 0 {
                        check!(comma);
                        return self.raise_token("at least one argument must precede /", at);
                    }
                    if self.next_is(Tok::Star)? {
                        return self.raise_token("expected comma between / and *", self.pos);
                    }
                    slash = true;
                }
                Tok::Star => {
                    self.pos += 1;
                    let bare = self.parameter(lambda, true)?.is_none();
                    if star {
                        check!(!bare || self.next_is(Tok::Comma)?);
                        return self.raise_token("* argument may appear only once", at);
                    }
                    star = true;
                    if !bare && self.next_is(Tok::Equal)? {
                        return self
                            .raise_token("var-positional argument cannot have default value", self.pos);
                    }
                    if bare {
                        let end = self.next_is(close)?
                            || (self.next_is(Tok::Comma)? && {
                                let next = self.peek_at(1)?;
                                next == close || next == Tok::DoubleStar
                            });
                        if end {
                            let msg = "named arguments must follow bare *";
                            return if lambda { self.raise_here(msg) } else { self.raise_token(msg, at) };
                        }
                        check!(self.next_is(Tok::Comma)?);
                    }
                }
                Tok::DoubleStar => {
                    self.pos += 1;
                    want!(self.parameter(lambda, false));
                    if self.next_is(Tok::Equal)? {
                        return self.raise_token("var-keyword argument cannot have default value", self.pos);
                    }
                    if self.next_is(Tok::Comma)? {
                        let next = self.peek_at(1)?;
                        if next.is_name() || matches!(next, Tok::Star | Tok::DoubleStar | Tok::Slash) {
                            self.pos += 1;
                            let at = self.pos;
                            if next.is_name() {
                                want!(self.parameter(lambda, false));
                            }
                            let msg = "arguments cannot follow var-keyword argument";
                            return self.raise(
                                msg,
                                Place::Range(at, if next.is_name() { self.pos - 1 } else { at }),
                            );
                        }
                    }
                }
                _ => break,
            }
            if self.eat(Tok::Comma)?.is_none() {
                break;
            }
        }
        Ok(Some(()))
    }

    fn parameter(&mut self, lambda: bool, star: bool) -> Match<Node> {
        let start = self.pos;
        want!(self.eat_name());
        if !lambda && self.eat(Tok::Colon)?.is_some() {
            want!(if star { self.star_expression() } else { self.expression() });
        }
        Ok(Some(self.node("parameter", start)))
    }

    /// Whether there is a default value; no match where only its sign is.
    fn default(&mut self) -> Match<bool> {
        let Some(equal) = self.eat(Tok::Equal)? else { return Ok(Some(false)) };
        if self.mistakes && self.next_in(&[Tok::RPar, Tok::Comma])? {
            return self.raise_token("expected default value expression", equal);
        }
        Ok(self.expression()?.map(|_| true))
    }
}

/// Whether all of this can be assigned to.
fn is_target(node: &Node) -> bool {
    match node.what {
        "name" | "attribute" | "subscript" => true,
        "list" | "tuple" | "starred" => node.parts.iter().all(is_target),
        _ => false,
    }
}

/// The first part that cannot be a target.
fn invalid_target(node: &Node, targets: Targets) -> Option<&Node> {
    match node.what {
        "name" | "attribute" | "subscript" => None,
        "starred" if targets == Targets::Del => Some(node),
        "list" | "tuple" | "starred" => node.parts.iter().find_map(|part| invalid_target(part, targets)),
        "comparison" if targets == Targets::For => {
            node.parts.iter().find_map(|part: &Node| invalid_target(part, targets))
        }
        _ => Some(node),
    }
}
