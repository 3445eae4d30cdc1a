//! Compound statements and patterns, and the mistakes people make in them.
//!
//! Simple statements are in `simple.rs`.

use super::expression::Targets;
use super::{Explainer, Match, Node, Place, Rule, check, want};
use crate::syntax::token::Tok;

impl Explainer<'_> {
    /// Statements, as many as there are.
    pub(super) fn statements(&mut self) -> Match<()> {
        let mut any = false;
        while self.statement()?.is_some() {
            any = true;
        }
        Ok(any.then_some(()))
    }

    pub(super) fn statement(&mut self) -> Match<Node> {
        self.memo(Rule::Statement, |s| {
            let start = s.pos;
            if s.alt(Self::compound)?.is_none() {
                want!(s.simple_line());
            }
            Ok(Some(s.node("", start)))
        })
    }

    pub(super) fn compound(&mut self) -> Match<()> {
        match self.peek()? {
            Tok::Def => self.function(),
            Tok::At => {
                while self.eat(Tok::At)?.is_some() {
                    want!(self.named_expression());
                    want!(self.eat(Tok::Newline));
                }
                match self.peek()? {
                    Tok::Def | Tok::Async => self.function(),
                    Tok::Class => self.class(),
                    _ => Ok(None),
                }
            }
            Tok::Async => match self.peek_at(1)? {
                Tok::Def => self.function(),
                Tok::With => self.with(),
                Tok::For => self.for_(),
                _ => Ok(None),
            },
            Tok::If => self.if_(Tok::If, "'if' statement"),
            Tok::Class => self.class(),
            Tok::With => self.with(),
            Tok::For => self.for_(),
            Tok::Try => self.try_(),
            Tok::While => {
                let start = self.pos;
                self.pos += 1;
                want!(self.named_expression());
                want!(self.colon());
                want!(self.suite("'while' statement", start));
                self.else_()
            }
            Tok::Name(_) | Tok::Match => self.match_(),
            _ => Ok(None),
        }
    }

    /// The colon of a compound statement; its absence is named only at the end of the line.
    pub(super) fn colon(&mut self) -> Match<usize> {
        let found = self.eat(Tok::Colon)?;
        if found.is_none() && self.next_is(Tok::Newline)? {
            return self.raise_here("expected ':'");
        }
        Ok(found)
    }

    /// What a colon is followed by. `after` names the statement that `token` began.
    pub(super) fn suite(&mut self, after: &str, token: usize) -> Match<()> {
        if self.next_is(Tok::Newline)? && self.peek_at(1)? != Tok::Indent {
            return self.raise_indent_after(after, token);
        }
        self.block()
    }

    /// The same where a type comment may stand before it; with one it is not named after what stands there.
    pub(super) fn commented_suite(&mut self, after: &str, token: usize) -> Match<()> {
        if self.eat(Tok::TypeComment)?.is_some() { self.block() } else { self.suite(after, token) }
    }

    pub(super) fn block(&mut self) -> Match<()> {
        let found = self.memo(Rule::Block, |s| {
            let start = s.pos;
            if s.eat(Tok::Newline)?.is_none() {
                want!(s.simple_line());
            } else if s.eat(Tok::Indent)?.is_some() {
                want!(s.statements());
                want!(s.eat(Tok::Dedent));
            } else {
                return s.raise_indent("");
            }
            Ok(Some(s.node("", start)))
        })?;
        Ok(found.map(drop))
    }

    // ---- compound statements

    pub(super) fn if_(&mut self, keyword: Tok, after: &str) -> Match<()> {
        let start = want!(self.eat(keyword));
        want!(self.named_expression());
        want!(self.colon());
        want!(self.suite(after, start));
        if self.next_is(Tok::Elif)? {
            return self.nested_elif();
        }
        self.else_()
    }

    pub(super) fn nested_elif(&mut self) -> Match<()> {
        while self.next_is(Tok::Elif)? {
            let start = self.pos;
            self.pos += 1;
            want!(self.named_expression());
            want!(self.colon());
            want!(self.suite("'elif' statement", start));
        }
        self.else_()
    }

    pub(super) fn else_(&mut self) -> Match<()> {
        if let Some(start) = self.eat(Tok::Else)? {
            want!(self.expect(Tok::Colon, ":"));
            want!(self.suite("'else' statement", start));
        }
        Ok(Some(()))
    }

    pub(super) fn function(&mut self) -> Match<()> {
        self.eat(Tok::Async)?;
        let start = want!(self.eat(Tok::Def));
        want!(self.eat_name());
        self.alt(Self::type_params)?;
        want!(self.expect(Tok::LPar, "("));
        want!(self.parameters(false));
        want!(self.eat(Tok::RPar));
        self.alt(|s| {
            want!(s.eat(Tok::Arrow));
            s.expression()
        })?;
        want!(self.expect(Tok::Colon, ":"));
        self.alt(|s| {
            want!(s.eat(Tok::Newline));
            want!(s.eat(Tok::TypeComment));
            check!(s.next_is(Tok::Newline)? && s.peek_at(1)? == Tok::Indent);
            Ok(Some(()))
        })?;
        self.commented_suite("function definition", start)
    }

    pub(super) fn class(&mut self) -> Match<()> {
        let start = want!(self.eat(Tok::Class));
        want!(self.eat_name());
        self.alt(Self::type_params)?;
        if self.eat(Tok::LPar)?.is_some() {
            self.arguments()?;
            want!(self.eat(Tok::RPar));
        }
        want!(self.colon());
        self.suite("class definition", start)
    }

    pub(super) fn type_params(&mut self) -> Match<()> {
        want!(self.eat(Tok::LSqb));
        if self.next_is(Tok::RSqb)? {
            if self.pos > 2 && self.tokens[self.pos - 3].tok == Tok::Type {
                // `A []` has been looked at as two expressions.
                self.peek_at(1)?;
            }
            return self
                .raise_anyway("Type parameter list cannot be empty", Place::From(self.pos, self.read));
        }
        want!(self.list(Tok::Comma, Self::type_param));
        self.eat(Tok::Comma)?;
        want!(self.eat(Tok::RSqb));
        Ok(Some(()))
    }

    pub(super) fn type_param(&mut self) -> Match<Node> {
        let start = self.pos;
        let kind = match self.peek()? {
            Tok::Star => "TypeVarTuple",
            Tok::DoubleStar => "ParamSpec",
            _ => "",
        };
        self.pos += !kind.is_empty() as usize;
        want!(self.eat_name());
        if let Some(colon) = self.eat(Tok::Colon)? {
            let bound = want!(self.expression());
            if !kind.is_empty() {
                let what = if bound.what == "tuple" { "constraints" } else { "bound" };
                return self
                    .raise_anyway(format!("cannot use {what} with {kind}"), Place::From(colon, self.read));
            }
        }
        if self.eat(Tok::Equal)?.is_some() {
            want!(if kind == "TypeVarTuple" { self.star_expression() } else { self.expression() });
        }
        Ok(Some(self.node("", start)))
    }

    pub(super) fn with(&mut self) -> Match<()> {
        self.eat(Tok::Async)?;
        let start = want!(self.eat(Tok::With));
        self.mistake(Self::with_without_colon)?;
        let parenthesised = self.alt(|s| {
            want!(s.eat(Tok::LPar));
            want!(s.list(Tok::Comma, Self::with_item));
            s.eat(Tok::Comma)?;
            want!(s.eat(Tok::RPar));
            check!(s.next_is(Tok::Colon)?);
            Ok(Some(()))
        })?;
        if parenthesised.is_none() {
            want!(self.list(Tok::Comma, Self::with_item));
        }
        want!(self.eat(Tok::Colon));
        self.commented_suite("'with' statement", start)
    }

    pub(super) fn with_without_colon(&mut self) -> Match<()> {
        let item = |s: &mut Self| {
            let node = want!(s.expression());
            if s.eat(Tok::As)?.is_some() {
                want!(s.star_target(true));
            }
            Ok(Some(node))
        };
        let parenthesised = self.alt(|s| {
            want!(s.eat(Tok::LPar));
            want!(s.list(Tok::Comma, item));
            s.eat(Tok::Comma)?;
            want!(s.eat(Tok::RPar));
            check!(s.next_is(Tok::Newline)?);
            Ok(Some(()))
        })?;
        if parenthesised.is_none() {
            want!(self.list(Tok::Comma, item));
        }
        check!(self.next_is(Tok::Newline)?);
        self.raise_here("expected ':'")
    }

    pub(super) fn with_item(&mut self) -> Match<Node> {
        let start = self.pos;
        let bound = self.alt(|s| {
            want!(s.expression());
            want!(s.eat(Tok::As));
            want!(s.star_target(true));
            check!(s.next_in(&[Tok::Comma, Tok::RPar, Tok::Colon])?);
            Ok(Some(s.node("", start)))
        })?;
        if bound.is_some() {
            return Ok(bound);
        }
        self.mistake(|s| {
            want!(s.expression());
            want!(s.eat(Tok::As));
            let target = want!(s.expression());
            check!(s.next_in(&[Tok::Comma, Tok::RPar, Tok::Colon])?);
            s.raise_invalid_target(&target, Targets::Star)
        })?;
        self.expression()
    }

    pub(super) fn for_(&mut self) -> Match<()> {
        let begin = self.pos;
        self.eat(Tok::Async)?;
        let start = want!(self.eat(Tok::For));
        let header = self.alt(|s| {
            want!(s.star_targets());
            s.eat(Tok::In)
        })?;
        if header.is_none() {
            self.pos = begin;
            return self.invalid_for_target();
        }
        want!(self.star_expressions());
        want!(self.colon());
        want!(self.commented_suite("'for' statement", start));
        self.else_()
    }

    pub(super) fn try_(&mut self) -> Match<()> {
        let start = want!(self.eat(Tok::Try));
        want!(self.expect(Tok::Colon, ":"));
        want!(self.suite("'try' statement", start));
        if !self.next_in(&[Tok::Except, Tok::Finally])? {
            return self.raise_here("expected 'except' or 'finally' block");
        }
        let mut starred = None;
        while let Some(start) = self.eat(Tok::Except)? {
            let star = self.eat(Tok::Star)?;
            want!(self.except(star));
            if *starred.get_or_insert(star.is_some()) != star.is_some() {
                let msg = "cannot have both 'except' and 'except*' on the same 'try'";
                return self.raise(msg, Place::Range(start, star.unwrap_or(start)));
            }
            want!(
                self.suite(if star.is_some() { "'except*' statement" } else { "'except' statement" }, start)
            );
        }
        if self.next_is(Tok::Else)? {
            want!(self.else_());
        }
        if let Some(start) = self.eat(Tok::Finally)? {
            want!(self.expect(Tok::Colon, ":"));
            want!(self.suite("'finally' statement", start));
        }
        Ok(Some(()))
    }

    /// What stands between `except` and its block.
    pub(super) fn except(&mut self, star: Option<usize>) -> Match<usize> {
        if star.is_some() && self.next_in(&[Tok::Newline, Tok::Colon])? {
            return self.raise_here("expected one or more exception types");
        }
        if let Some(first) = self.expression()? {
            let as_name = |s: &mut Self| {
                want!(s.eat(Tok::As));
                s.eat_name()
            };
            self.mistake(|s| {
                want!(s.eat(Tok::Comma));
                want!(s.list(Tok::Comma, Self::expression));
                s.eat(Tok::Comma)?;
                s.alt(as_name)?;
                want!(s.eat(Tok::Colon));
                s.raise_from("multiple exception types must be parenthesized", first.start)
            })?;
            self.alt(as_name)?;
        }
        self.colon()
    }

    pub(super) fn match_(&mut self) -> Match<()> {
        let start = want!(self.eat_word("match"));
        let tuple = self.alt(|s| {
            want!(s.star_named_expression());
            want!(s.eat(Tok::Comma));
            if s.list(Tok::Comma, Self::star_named_expression)?.is_some() {
                s.eat(Tok::Comma)?;
            }
            Ok(Some(()))
        })?;
        if tuple.is_none() {
            want!(self.named_expression());
        }
        want!(self.colon());
        want!(self.next_is(Tok::Newline).map(|next| next.then_some(())));
        if self.peek_at(1)? != Tok::Indent {
            return self.raise_indent_after("'match' statement", start);
        }
        self.pos += 2;
        while !self.next_is(Tok::Dedent)? {
            want!(self.case());
        }
        self.pos += 1;
        Ok(Some(()))
    }

    pub(super) fn case(&mut self) -> Match<()> {
        let start = want!(self.eat_word("case"));
        want!(self.list(Tok::Comma, Self::star_pattern));
        self.eat(Tok::Comma)?;
        if self.eat(Tok::If)?.is_some() {
            want!(self.named_expression());
        }
        want!(self.colon());
        self.suite("'case' statement", start)
    }

    // ---- patterns

    pub(super) fn star_pattern(&mut self) -> Match<Node> {
        let start = self.pos;
        if self.eat(Tok::Star)?.is_some() {
            want!(self.eat_name());
            return Ok(Some(self.node("", start)));
        }
        self.pattern()
    }

    pub(super) fn pattern(&mut self) -> Match<Node> {
        let start = self.pos;
        check!(self.nesting < super::MAX_NESTING);
        self.nesting += 1;
        let found = self.list(Tok::VBar, Self::closed_pattern);
        self.nesting -= 1;
        want!(found);
        if self.eat(Tok::As)?.is_some() {
            let name = self.pos;
            let named = self.eat_name()?.is_some();
            if named && self.text(name) == "_" {
                return self.raise_token("cannot use '_' as a target", name);
            }
            if !named {
                let target = want!(self.expression());
                return self.raise_at("invalid pattern target", &target);
            }
        }
        Ok(Some(self.node("", start)))
    }

    pub(super) fn closed_pattern(&mut self) -> Match<Node> {
        let start = self.pos;
        match self.peek()? {
            Tok::LPar | Tok::LSqb => {
                let close = if self.next_is(Tok::LPar)? { Tok::RPar } else { Tok::RSqb };
                self.pos += 1;
                if self.list(Tok::Comma, Self::star_pattern)?.is_some() {
                    self.eat(Tok::Comma)?;
                }
                want!(self.eat(close));
            }
            Tok::LBrace => {
                self.pos += 1;
                let item = |s: &mut Self| {
                    if s.eat(Tok::DoubleStar)?.is_some() {
                        want!(s.eat_name());
                        return Ok(Some(s.node("", start)));
                    }
                    want!(s.closed_pattern());
                    want!(s.eat(Tok::Colon));
                    s.pattern()
                };
                if self.list(Tok::Comma, item)?.is_some() {
                    self.eat(Tok::Comma)?;
                }
                want!(self.eat(Tok::RBrace));
            }
            tok if tok.is_name() => {
                self.pos += 1;
                while self.eat(Tok::Dot)?.is_some() {
                    want!(self.eat_name());
                }
                if self.eat(Tok::LPar)?.is_some() {
                    want!(self.class_arguments());
                    want!(self.eat(Tok::RPar));
                }
            }
            Tok::True | Tok::False | Tok::None => self.pos += 1,
            // Literals, `1 + 2j` included.
            _ => {
                want!(self.bit_or());
            }
        }
        Ok(Some(self.node("", start)))
    }

    pub(super) fn class_arguments(&mut self) -> Match<()> {
        let mut keyword = false;
        while !self.next_is(Tok::RPar)? {
            let named = self.peek()?.is_name() && self.peek_at(1)? == Tok::Equal;
            if named {
                self.pos += 2;
                keyword = true;
            }
            let pattern = want!(self.pattern());
            if keyword && !named {
                let mut last = pattern.end;
                while self.eat(Tok::Comma)?.is_some() {
                    let Some(pattern) = self.alt(Self::pattern)? else { break };
                    if self.next_is(Tok::Equal)? {
                        break;
                    }
                    last = pattern.end;
                }
                let msg = "positional patterns follow keyword patterns";
                return self.raise(msg, Place::Range(pattern.start, last));
            }
            if self.eat(Tok::Comma)?.is_none() {
                break;
            }
        }
        Ok(Some(()))
    }
}
