//! Simple statements, and the mistakes people make in them.

use super::expression::{Targets, invalid_target};
use super::{Explainer, Match, Node, check, want};
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
    // ---- simple statements

    pub(super) fn simple_line(&mut self) -> Match<()> {
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

    pub(super) fn simple(&mut self) -> Match<()> {
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

    pub(super) fn assignment(&mut self) -> Match<()> {
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
            s.eat(Tok::TypeComment)?;
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
    pub(super) fn targets_before_equal(&mut self) -> Match<()> {
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

    pub(super) fn invalid_assignment(&mut self) -> Match<()> {
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

    pub(super) fn del(&mut self) -> Match<()> {
        let start = self.pos;
        let found = self.alt(|s| {
            want!(s.eat(Tok::Del));
            let targets = want!(s.list(Tok::Comma, |s| s.star_target(false)));
            check!(targets.iter().all(|t| invalid_target(t, Targets::Del).is_none()));
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

    pub(super) fn dotted_name(&mut self) -> Match<Node> {
        let start = self.pos;
        want!(self.eat_name());
        while self.next_is(Tok::Dot)? && self.peek_at(1)?.is_name() {
            self.pos += 2;
        }
        Ok(Some(self.node("name", start)))
    }

    pub(super) fn import(&mut self) -> Match<()> {
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

    pub(super) fn import_from(&mut self) -> Match<()> {
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
