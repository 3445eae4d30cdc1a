//! Statements and patterns, and the mistakes people make in them.

use super::expression::Targets;
use super::{Explainer, Match, Node, Place, Rule, check, want};
use crate::syntax::token::Tok;

const AUGMENTED: [Tok; 13] = [
    Tok::PlusEqual,
    Tok::MinEqual,
    Tok::StarEqual,
    Tok::SlashEqual,
    Tok::DoubleSlashEqual,
    Tok::PercentEqual,
    Tok::AtEqual,
    Tok::VBarEqual,
    Tok::AmperEqual,
    Tok::CircumflexEqual,
    Tok::LeftShiftEqual,
    Tok::RightShiftEqual,
    Tok::DoubleStarEqual,
];

impl Explainer<'_> {
    /// Statements, as many as there are.
    pub(super) fn statements(&mut self) -> Match<()> {
        let mut any = false;
        while self.statement()?.is_some() {
            any = true;
        }
        Ok(any.then_some(()))
    }

    fn statement(&mut self) -> Match<Node> {
        self.memo(Rule::Statement, |s| {
            let start = s.pos;
            if s.alt(Self::compound)?.is_none() {
                want!(s.simple_line());
            }
            Ok(Some(s.node("", start)))
        })
    }

    fn compound(&mut self) -> Match<()> {
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
    fn colon(&mut self) -> Match<usize> {
        let found = self.eat(Tok::Colon)?;
        if found.is_none() && self.next_is(Tok::Newline)? {
            return self.raise_here("expected ':'");
        }
        Ok(found)
    }

    /// What a colon is followed by. `after` names the statement that `token` began.
    fn suite(&mut self, after: &str, token: usize) -> Match<()> {
        if self.next_is(Tok::Newline)? && self.peek_at(1)? != Tok::Indent {
            return self.raise_indent_after(after, token);
        }
        self.block()
    }

    fn block(&mut self) -> Match<()> {
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

    fn if_(&mut self, keyword: Tok, after: &str) -> Match<()> {
        let start = want!(self.eat(keyword));
        want!(self.named_expression());
        want!(self.colon());
        want!(self.suite(after, start));
        if self.next_is(Tok::Elif)? {
            return self.nested_elif();
        }
        self.else_()
    }

    fn nested_elif(&mut self) -> Match<()> {
        while self.next_is(Tok::Elif)? {
            let start = self.pos;
            self.pos += 1;
            want!(self.named_expression());
            want!(self.colon());
            want!(self.suite("'elif' statement", start));
        }
        self.else_()
    }

    fn else_(&mut self) -> Match<()> {
        if let Some(start) = self.eat(Tok::Else)? {
            want!(self.expect(Tok::Colon, ":"));
            want!(self.suite("'else' statement", start));
        }
        Ok(Some(()))
    }

    fn function(&mut self) -> Match<()> {
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
        self.suite("function definition", start)
    }

    fn class(&mut self) -> Match<()> {
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

    fn type_params(&mut self) -> Match<()> {
        want!(self.eat(Tok::LSqb));
        if self.next_is(Tok::RSqb)? {
            return self
                .raise_anyway("Type parameter list cannot be empty", Place::From(self.pos, self.read));
        }
        want!(self.list(Tok::Comma, Self::type_param));
        self.eat(Tok::Comma)?;
        want!(self.eat(Tok::RSqb));
        Ok(Some(()))
    }

    fn type_param(&mut self) -> Match<Node> {
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

    fn with(&mut self) -> Match<()> {
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
        self.suite("'with' statement", start)
    }

    fn with_without_colon(&mut self) -> Match<()> {
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

    fn with_item(&mut self) -> Match<Node> {
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

    fn for_(&mut self) -> Match<()> {
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
        want!(self.suite("'for' statement", start));
        self.else_()
    }

    fn try_(&mut self) -> Match<()> {
        let start = want!(self.eat(Tok::Try));
        want!(self.expect(Tok::Colon, ":"));
        want!(self.suite("'try' statement", start));
        if !self.next_in(&[Tok::Except, Tok::Finally])? {
            return self.raise_here("expected 'except' or 'finally' block");
        }
        let mut starred = None;
        while let Some(start) = self.eat(Tok::Except)? {
            let star = self.eat(Tok::Star)?;
            if *starred.get_or_insert(star.is_some()) != star.is_some() {
                let msg = "cannot have both 'except' and 'except*' on the same 'try'";
                return self.raise(msg, Place::Range(start, star.unwrap_or(start)));
            }
            want!(self.except(start, star));
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

    fn except(&mut self, start: usize, star: Option<usize>) -> Match<()> {
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
        want!(self.colon());
        self.suite(if star.is_some() { "'except*' statement" } else { "'except' statement" }, start)
    }

    fn match_(&mut self) -> Match<()> {
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

    fn case(&mut self) -> Match<()> {
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

    fn star_pattern(&mut self) -> Match<Node> {
        let start = self.pos;
        if self.eat(Tok::Star)?.is_some() {
            want!(self.eat_name());
            return Ok(Some(self.node("", start)));
        }
        self.pattern()
    }

    fn pattern(&mut self) -> Match<Node> {
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

    fn closed_pattern(&mut self) -> Match<Node> {
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

    fn class_arguments(&mut self) -> Match<()> {
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

    // ---- simple statements

    fn simple_line(&mut self) -> Match<()> {
        loop {
            want!(self.alt(Self::simple));
            if self.eat(Tok::Newline)?.is_some() {
                return Ok(Some(()));
            }
            want!(self.eat(Tok::Semi));
            if self.eat(Tok::Newline)?.is_some() {
                return Ok(Some(()));
            }
        }
    }

    fn simple(&mut self) -> Match<()> {
        if self.alt(Self::assignment)?.is_some() {
            return Ok(Some(()));
        }
        if self.peek()? != Tok::Type && self.alt(Self::star_expressions)?.is_some() {
            return Ok(Some(()));
        }
        match self.peek()? {
            Tok::Return => {
                self.pos += 1;
                self.star_expressions()?;
            }
            Tok::Import => return self.import(),
            Tok::From => return self.import_from(),
            Tok::Raise => {
                self.pos += 1;
                if self.expression()?.is_some() && self.eat(Tok::From)?.is_some() {
                    want!(self.expression());
                }
            }
            Tok::Pass | Tok::Break | Tok::Continue => self.pos += 1,
            Tok::Del => return self.del(),
            Tok::Yield => {
                want!(self.yield_());
            }
            Tok::Assert => {
                self.pos += 1;
                want!(self.expression());
                if self.eat(Tok::Comma)?.is_some() {
                    want!(self.expression());
                }
            }
            Tok::Global | Tok::Nonlocal => {
                self.pos += 1;
                let name = |s: &mut Self| {
                    let start = want!(s.eat_name());
                    Ok(Some(s.node("name", start)))
                };
                want!(self.list(Tok::Comma, name));
            }
            Tok::Type => {
                self.pos += 1;
                want!(self.eat_name());
                self.alt(Self::type_params)?;
                want!(self.eat(Tok::Equal));
                want!(self.expression());
            }
            _ => return Ok(None),
        }
        Ok(Some(()))
    }

    fn assignment(&mut self) -> Match<()> {
        let annotated = self.alt(|s| {
            let target = want!(s.primary());
            check!(matches!(target.what, "name" | "attribute" | "subscript"));
            want!(s.eat(Tok::Colon));
            want!(s.expression());
            s.alt(|s| {
                want!(s.eat(Tok::Equal));
                s.value()
            })?;
            Ok(Some(()))
        })?;
        if annotated.is_some() {
            return Ok(annotated);
        }
        let plain = self.alt(|s| {
            want!(s.targets_before_equal());
            want!(s.value());
            check!(!s.next_is(Tok::Equal)?);
            Ok(Some(()))
        })?;
        if plain.is_some() {
            return Ok(plain);
        }
        let augmented = self.alt(|s| {
            let target = want!(s.primary());
            check!(matches!(target.what, "name" | "attribute" | "subscript") && s.next_in(&AUGMENTED)?);
            s.pos += 1;
            Ok(Some(()))
        })?;
        if augmented.is_some() {
            return Ok(self.value()?.map(drop));
        }
        self.mistake(Self::invalid_assignment)?;
        Ok(None)
    }

    /// One or more `target =`.
    fn targets_before_equal(&mut self) -> Match<()> {
        let mut any = None;
        let one = |s: &mut Self| {
            want!(s.star_targets());
            s.eat(Tok::Equal)
        };
        while self.alt(one)?.is_some() {
            any = Some(());
        }
        Ok(any)
    }

    fn invalid_assignment(&mut self) -> Match<()> {
        self.mistake(|s| {
            let target = want!(s.atom());
            check!(matches!(target.what, "list" | "tuple"));
            want!(s.eat(Tok::Colon));
            want!(s.expression());
            s.raise_at(format!("only single target (not {}) can be annotated", target.what), &target)
        })?;
        self.mistake(|s| {
            let first = want!(s.star_named_expression());
            want!(s.eat(Tok::Comma));
            while s.list(Tok::Comma, Self::star_named_expression)?.is_some() {
                s.eat(Tok::Comma)?;
            }
            want!(s.eat(Tok::Colon));
            want!(s.expression());
            s.raise_at("only single target (not tuple) can be annotated", &first)
        })?;
        self.mistake(|s| {
            let target = want!(s.expression());
            want!(s.eat(Tok::Colon));
            want!(s.expression());
            s.raise_at("illegal target for annotation", &target)
        })?;
        self.mistake(|s| {
            s.targets_before_equal()?;
            let target = want!(s.star_expressions());
            want!(s.eat(Tok::Equal));
            s.raise_invalid_target(&target, Targets::Star)
        })?;
        self.mistake(|s| {
            s.targets_before_equal()?;
            let target = want!(s.yield_());
            want!(s.eat(Tok::Equal));
            s.raise_at("assignment to yield expression not possible", &target)
        })?;
        let target = want!(self.star_expressions());
        check!(self.next_in(&AUGMENTED)?);
        self.pos += 1;
        want!(self.value());
        self.raise_at(format!("'{}' is an illegal expression for augmented assignment", target.what), &target)
    }

    fn del(&mut self) -> Match<()> {
        let start = self.pos;
        let found = self.alt(|s| {
            want!(s.eat(Tok::Del));
            want!(s.list(Tok::Comma, |s| s.star_target(false)));
            s.eat(Tok::Comma)?;
            check!(s.next_in(&[Tok::Semi, Tok::Newline])?);
            Ok(Some(()))
        })?;
        if found.is_none() {
            self.pos = start + 1;
            let target = want!(self.star_expressions());
            return self.raise_invalid_target(&target, Targets::Del);
        }
        Ok(found)
    }

    fn dotted_name(&mut self) -> Match<Node> {
        let start = self.pos;
        want!(self.eat_name());
        while self.next_is(Tok::Dot)? && self.peek_at(1)?.is_name() {
            self.pos += 2;
        }
        Ok(Some(self.node("name", start)))
    }

    fn import(&mut self) -> Match<()> {
        let start = want!(self.eat(Tok::Import));
        self.mistake(|s| {
            want!(s.list(Tok::Comma, Self::dotted_name));
            want!(s.eat(Tok::From));
            want!(s.dotted_name());
            s.raise_from("Did you mean to use 'from ... import ...' instead?", start)
        })?;
        if self.next_is(Tok::Newline)? {
            return self.raise_from("Expected one or more names after 'import'", self.pos);
        }
        let alias = |s: &mut Self| {
            let node = want!(s.dotted_name());
            if s.eat(Tok::As)?.is_some() {
                want!(s.eat_name());
            }
            Ok(Some(node))
        };
        Ok(self.list(Tok::Comma, alias)?.map(drop))
    }

    fn import_from(&mut self) -> Match<()> {
        want!(self.eat(Tok::From));
        let start = self.pos;
        while self.next_in(&[Tok::Dot, Tok::Ellipsis])? {
            self.pos += 1;
        }
        check!(self.dotted_name()?.is_some() || self.pos > start);
        want!(self.eat(Tok::Import));
        if self.eat(Tok::Star)?.is_some() {
            return Ok(Some(()));
        }
        let alias = |s: &mut Self| {
            let start = want!(s.eat_name());
            if s.eat(Tok::As)?.is_some() {
                want!(s.eat_name());
            }
            Ok(Some(s.node("name", start)))
        };
        if self.eat(Tok::LPar)?.is_some() {
            want!(self.list(Tok::Comma, alias));
            self.eat(Tok::Comma)?;
            return Ok(self.eat(Tok::RPar)?.map(drop));
        }
        if self.next_is(Tok::Newline)? {
            return self.raise_from("Expected one or more names after 'import'", self.pos);
        }
        want!(self.list(Tok::Comma, alias));
        if self.eat(Tok::Comma)?.is_some() && self.next_is(Tok::Newline)? {
            return self.raise_here("trailing comma not allowed without surrounding parentheses");
        }
        Ok(Some(()))
    }
}
