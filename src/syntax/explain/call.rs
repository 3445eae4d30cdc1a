//! Arguments and parameters, and the mistakes people make in them.

use super::{Explainer, Match, Node, Place, Rule, check, want};
use crate::syntax::token::Tok;

impl Explainer<'_> {
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
    pub(super) fn argument_value(&mut self) -> Match<Node> {
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

    pub(super) fn positional(&mut self) -> Match<Node> {
        if let Some(node) = self.starred_expression()? {
            return Ok(Some(node));
        }
        let node = want!(self.argument_value());
        check!(!self.next_is(Tok::Equal)?);
        Ok(Some(node))
    }

    /// Arguments in their order; the parts are the positional ones, then one per keyword.
    pub(super) fn args(&mut self) -> Match<Node> {
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

    pub(super) fn kwargs(&mut self) -> Match<Vec<Node>> {
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

    pub(super) fn keyword(&mut self, star: Tok) -> Match<Node> {
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

    pub(super) fn invalid_keyword(&mut self) -> Match<()> {
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

    pub(super) fn invalid_arguments(&mut self) -> Match<()> {
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
        let (mut star, mut unpacked_star) = (false, false);
        loop {
            let at = self.pos;
            match self.peek()? {
                tok if tok.is_name() => {
                    let parameter = want!(self.parameter(lambda, false));
                    let default = want!(self.default());
                    if !default && defaults && !star && self.next_in(&[Tok::Comma, close])? {
                        let msg = "parameter without a default follows parameter with a default";
                        return self.raise_at(msg, &parameter);
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
                    // `*args: *Ts` is none of those that are explained.
                    let unpacked = !bare
                        && self.tokens[at + 2].tok == Tok::Colon
                        && self.tokens.get(at + 3).is_some_and(|t| t.tok == Tok::Star);
                    if star {
                        check!(!unpacked_star);
                        check!(!bare || self.next_is(Tok::Comma)?);
                        return self.raise_token("* argument may appear only once", at);
                    }
                    star = true;
                    unpacked_star = unpacked;
                    check!(!unpacked || !self.next_is(Tok::Equal)?);
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
            let comma = self.eat(Tok::Comma)?.is_some();
            if !lambda {
                self.eat(Tok::TypeComment)?;
            }
            if !comma {
                break;
            }
        }
        Ok(Some(()))
    }

    pub(super) fn parameter(&mut self, lambda: bool, star: bool) -> Match<Node> {
        let start = self.pos;
        want!(self.eat_name());
        if !lambda && self.eat(Tok::Colon)?.is_some() {
            want!(if star { self.star_expression() } else { self.expression() });
        }
        Ok(Some(self.node("parameter", start)))
    }

    /// Whether there is a default value; no match where only its sign is.
    pub(super) fn default(&mut self) -> Match<bool> {
        let Some(equal) = self.eat(Tok::Equal)? else { return Ok(Some(false)) };
        if self.mistakes && self.next_in(&[Tok::RPar, Tok::Comma])? {
            return self.raise_token("expected default value expression", equal);
        }
        Ok(self.expression()?.map(|_| true))
    }
}
