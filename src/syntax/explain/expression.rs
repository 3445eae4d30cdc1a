//! Expressions and targets, and the mistakes people make in them.
//!
//! Atoms are in `atom.rs`, arguments and parameters in `call.rs`.

use super::{Explainer, Match, Node, Place, Rule, check, want};
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
    pub(super) fn sequence(&mut self, item: fn(&mut Self) -> Match<Node>) -> Match<Node> {
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

    pub(super) fn starred_bitor(&mut self) -> Match<Node> {
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
                check!(s.is_field_colon(start));
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

    pub(super) fn plain_expression(&mut self) -> Match<Node> {
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

    /// Whether what begins at a token stands in no bracket but that of a replacement field: a colon behind it is not
    /// its own.
    fn is_field_colon(&self, start: usize) -> bool {
        let mut depth = 0;
        let open = (1..start).rev().find(|&at| match self.tokens[at].tok {
            Tok::RPar | Tok::RSqb | Tok::RBrace => {
                depth += 1;
                false
            }
            Tok::LPar | Tok::WithLPar | Tok::LSqb | Tok::LBrace => {
                depth -= 1;
                depth < 0
            }
            _ => false,
        });
        open.is_some_and(|at| {
            self.tokens[at].tok == Tok::LBrace
                && matches!(self.tokens[at - 1].tok, Tok::FStringStart | Tok::FStringMiddle | Tok::RBrace)
        })
    }

    pub(super) fn forgotten_comma(&mut self) -> Match<()> {
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

    pub(super) fn logical(&mut self, op: Tok, item: impl Fn(&mut Self) -> Match<Node>) -> Match<Node> {
        let start = self.pos;
        let mut nodes = want!(self.list(op, item));
        if nodes.len() == 1 {
            return Ok(nodes.pop());
        }
        Ok(Some(self.node("expression", start)))
    }

    pub(super) fn inversion(&mut self) -> Match<Node> {
        let start = self.pos;
        while self.eat(Tok::Not)?.is_some() {}
        let negated = self.pos > start;
        let node = want!(self.comparison());
        Ok(Some(if negated { self.node("expression", start) } else { node }))
    }

    pub(super) fn comparison(&mut self) -> Match<Node> {
        let start = self.pos;
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
        // Only what stands to the left of `in` may be a wrong target of `for`.
        let parts = if op == Tok::In { vec![left] } else { Vec::new() };
        Ok(Some(self.node_of("comparison", start, parts)))
    }

    pub(super) fn bit_or(&mut self) -> Match<Node> {
        self.memo(Rule::BitOr, |s| s.tier(0))
    }

    pub(super) fn tier(&mut self, tier: usize) -> Match<Node> {
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

    pub(super) fn factor(&mut self) -> Match<Node> {
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

    pub(super) fn unparenthesised_not(&mut self, operand: fn(&mut Self) -> Match<Node>) -> Match<()> {
        let start = want!(self.eat(Tok::Not));
        let operand = want!(operand(self));
        self.raise("'not' after an operator must be parenthesized", Place::Range(start, operand.end))
    }

    pub(super) fn power(&mut self) -> Match<Node> {
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
    pub(super) fn nested(&mut self, rule: fn(&mut Self) -> Match<Node>) -> Match<Node> {
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

    pub(super) fn slices(&mut self) -> Match<Node> {
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

    pub(super) fn slice(&mut self) -> Match<Node> {
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

    // ---- targets

    pub(super) fn star_targets(&mut self) -> Match<Node> {
        self.sequence_of_targets(true)
    }

    pub(super) fn sequence_of_targets(&mut self, star: bool) -> Match<Node> {
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
pub(super) fn invalid_target(node: &Node, targets: Targets) -> Option<&Node> {
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
