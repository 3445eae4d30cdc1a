//! `match`: subjects taken apart on the stack, names bound only when a whole pattern has matched.

use super::emit::Label;
use super::{Compiler, R, constant, str_const};
use crate::bytecode::code::{Const, Loc};
use crate::bytecode::op::Op;
use crate::source::Span;
use crate::syntax::ast::*;

/// The state of one pattern.
#[derive(Default)]
struct Context {
    /// Names captured so far; their values lie on the stack in this order.
    stores: Vec<Name>,
    /// A pattern that always matches is allowed here.
    irrefutable: bool,
    /// `fails[n]` is where a failure with n values above the captured start jumps to.
    fails: Vec<Label>,
    /// Values of ours on the stack above the captured names.
    on_top: usize,
}

impl<'a> Compiler<'a> {
    pub fn match_stmt(&mut self, subject: &Expr, cases: &'a [MatchCase]) -> R<()> {
        self.expr(subject)?;
        let end = self.label();
        let has_default = cases.len() > 1 && cases.last().is_some_and(|c| is_wildcard(&c.pattern));
        let tried = cases.len() - usize::from(has_default);
        for (i, case) in cases[..tried].iter().enumerate() {
            let loc = self.loc(case.pattern.span);
            let last = i + 1 == tried;
            // Nobody needs the subject after the last real case.
            let keeps = !last;
            if keeps {
                self.emit(Op::Copy, 1, loc);
            }
            let mut pc =
                Context { irrefutable: case.guard.is_some() || i + 1 == cases.len(), ..Context::default() };
            self.pattern(&case.pattern, &mut pc)?;
            let names = std::mem::take(&mut pc.stores);
            for name in &names {
                self.name(name, ExprContext::Store, case.pattern.span)?;
            }
            if let Some(guard) = &case.guard {
                self.ensure_fail(&mut pc, 0);
                self.jump_if(guard, pc.fails[0], false)?;
            }
            if keeps {
                self.emit(Op::PopTop, 0, loc);
            }
            self.stmts(&case.body)?;
            self.jump(end, Loc::NONE);
            self.land_fails(&mut pc, loc);
        }
        if has_default {
            let case = cases.last().expect("there is a default");
            let loc = self.loc(case.pattern.span);
            self.emit(Op::Nop, 0, loc);
            if let Some(guard) = &case.guard {
                self.jump_if(guard, end, false)?;
            }
            self.stmts(&case.body)?;
        }
        self.place(end);
        Ok(())
    }

    // --- failing

    fn ensure_fail(&mut self, pc: &mut Context, n: usize) {
        while pc.fails.len() <= n {
            let label = self.label();
            pc.fails.push(label);
        }
    }

    /// Jumps away with `op` when a pattern fails here; all our values are dropped on the way.
    fn fail(&mut self, pc: &mut Context, op: Op, loc: Loc) {
        let pops = pc.on_top + pc.stores.len();
        self.ensure_fail(pc, pops);
        self.emit(op, pc.fails[pops], loc);
    }

    /// Lays down the places that failures jump to: each drops one value and goes on to the next.
    fn land_fails(&mut self, pc: &mut Context, loc: Loc) {
        while let Some(label) = pc.fails.pop() {
            self.place(label);
            if !pc.fails.is_empty() {
                self.emit(Op::PopTop, 0, loc);
            }
        }
    }

    // --- patterns; each consumes the subject on the stack

    fn pattern(&mut self, p: &Pattern, pc: &mut Context) -> R<()> {
        let loc = self.loc(p.span);
        match &p.kind {
            PatternKind::MatchValue { value } => {
                if !matches!(value.kind, ExprKind::Attribute { .. }) && self.fold(value).is_none() {
                    return self.error(p.span, "patterns may only match literals and attribute lookups");
                }
                self.expr(value)?;
                self.emit(Op::Eq, 0, loc);
                self.fail(pc, Op::PopJumpIfFalse, loc);
            }
            PatternKind::MatchSingleton { value } => {
                self.load_const(constant(value), loc);
                self.emit(Op::Is, 0, loc);
                self.fail(pc, Op::PopJumpIfFalse, loc);
            }
            PatternKind::MatchSequence { patterns } => self.sequence(p, patterns, pc)?,
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.mapping(p.span, keys, patterns, rest.as_ref(), pc)?;
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.class_pattern(p.span, cls, patterns, kwd_attrs, kwd_patterns, pc)?;
            }
            PatternKind::MatchStar { name } => self.capture(name.as_ref(), p.span, pc)?,
            PatternKind::MatchAs { pattern: None, name } => {
                if !pc.irrefutable {
                    return match name {
                        Some(name) => {
                            let msg = format!("name capture '{name}' makes remaining patterns unreachable");
                            self.error(p.span, msg)
                        }
                        None => self.error(p.span, "wildcard makes remaining patterns unreachable"),
                    };
                }
                self.capture(name.as_ref(), p.span, pc)?;
            }
            PatternKind::MatchAs { pattern: Some(inner), name } => {
                // One copy for the name, one to take apart.
                pc.on_top += 1;
                self.emit(Op::Copy, 1, loc);
                self.pattern(inner, pc)?;
                pc.on_top -= 1;
                self.capture(name.as_ref(), p.span, pc)?;
            }
            PatternKind::MatchOr { patterns } => self.alternatives(p.span, patterns, pc)?,
        }
        Ok(())
    }

    fn sub_pattern(&mut self, p: &Pattern, pc: &mut Context) -> R<()> {
        let outer = std::mem::replace(&mut pc.irrefutable, true);
        self.pattern(p, pc)?;
        pc.irrefutable = outer;
        Ok(())
    }

    /// Keeps the value on the stack for a name, below what is still to be matched.
    fn capture(&mut self, name: Option<&Name>, span: Span, pc: &mut Context) -> R<()> {
        let loc = self.loc(span);
        let Some(name) = name else {
            self.emit(Op::PopTop, 0, loc);
            return Ok(());
        };
        self.forbidden(name, ExprContext::Store, span)?;
        if pc.stores.contains(name) {
            return self.error(span, format!("multiple assignments to name '{name}' in pattern"));
        }
        self.rotate(pc.on_top + pc.stores.len() + 1, loc);
        // Names are stored when all has matched; the last captured lies deepest.
        pc.stores.push(name.clone());
        Ok(())
    }

    /// Moves the top below n - 1 values.
    fn rotate(&mut self, n: usize, loc: Loc) {
        for n in (2..=n).rev() {
            self.emit(Op::Swap, n as u32, loc);
        }
    }

    fn sequence(&mut self, p: &Pattern, patterns: &[Pattern], pc: &mut Context) -> R<()> {
        let loc = self.loc(p.span);
        let mut star = None;
        let mut only_wildcards = true;
        let mut star_wildcard = false;
        for (i, sub) in patterns.iter().enumerate() {
            if let PatternKind::MatchStar { name } = &sub.kind {
                if star.is_some() {
                    return self.error(p.span, "multiple starred names in sequence pattern");
                }
                star = Some(i);
                star_wildcard = name.is_none();
                only_wildcards &= star_wildcard;
            } else {
                only_wildcards &= is_wildcard(sub);
            }
        }
        let count = patterns.len();
        // The subject stays on the stack while its type and length are looked at.
        pc.on_top += 1;
        self.emit(Op::MatchSequence, 0, loc);
        self.fail(pc, Op::PopJumpIfFalse, loc);
        let compare = match star {
            None => Some((count, Op::Eq)),
            Some(_) if count > 1 => Some((count - 1, Op::Ge)),
            Some(_) => None,
        };
        if let Some((n, op)) = compare {
            self.emit(Op::GetLen, 0, loc);
            self.load_const(Const::Int(n as i64), loc);
            self.emit(op, 0, loc);
            self.fail(pc, Op::PopJumpIfFalse, loc);
        }
        pc.on_top -= 1;
        if only_wildcards {
            self.emit(Op::PopTop, 0, loc);
        } else if star_wildcard {
            self.sequence_by_index(patterns, star.unwrap_or(count), loc, pc)?;
        } else {
            match star {
                None => self.emit(Op::UnpackSequence, count as u32, loc),
                Some(at) => self.unpack_ex(at, count - at - 1, p.span, loc)?,
            }
            pc.on_top += count;
            for sub in patterns {
                pc.on_top -= 1;
                self.sub_pattern(sub, pc)?;
            }
        }
        Ok(())
    }

    /// Looks only at the elements that matter, when the starred rest is not wanted.
    fn sequence_by_index(&mut self, patterns: &[Pattern], star: usize, loc: Loc, pc: &mut Context) -> R<()> {
        pc.on_top += 1;
        for (i, sub) in patterns.iter().enumerate() {
            if i == star || is_wildcard(sub) {
                continue;
            }
            self.emit(Op::Copy, 1, loc);
            if i < star {
                self.load_const(Const::Int(i as i64), loc);
            } else {
                // Counted from the end.
                self.emit(Op::GetLen, 0, loc);
                self.load_const(Const::Int((patterns.len() - i) as i64), loc);
                self.emit(Op::Sub, 0, loc);
            }
            self.emit(Op::BinarySubscr, 0, loc);
            self.sub_pattern(sub, pc)?;
        }
        pc.on_top -= 1;
        self.emit(Op::PopTop, 0, loc);
        Ok(())
    }

    fn mapping(
        &mut self,
        span: Span,
        keys: &[Expr],
        patterns: &[Pattern],
        rest: Option<&Name>,
        pc: &mut Context,
    ) -> R<()> {
        let loc = self.loc(span);
        pc.on_top += 1;
        self.emit(Op::MatchMapping, 0, loc);
        self.fail(pc, Op::PopJumpIfFalse, loc);
        if keys.is_empty() && rest.is_none() {
            pc.on_top -= 1;
            self.emit(Op::PopTop, 0, loc);
            return Ok(());
        }
        let n = keys.len();
        if n > 0 {
            self.emit(Op::GetLen, 0, loc);
            self.load_const(Const::Int(n as i64), loc);
            self.emit(Op::Ge, 0, loc);
            self.fail(pc, Op::PopJumpIfFalse, loc);
        }
        let mut seen: Vec<Const> = Vec::new();
        for key in keys {
            if let Some(value) = self.fold(key) {
                if seen.iter().any(|s| same_key(s, &value)) {
                    let text = super::fold::repr(&value);
                    return self.error(span, format!("mapping pattern checks duplicate key ({text})"));
                }
                seen.push(value);
            } else if !matches!(key.kind, ExprKind::Attribute { .. }) {
                return self
                    .error(span, "mapping pattern keys may only match literals and attribute lookups");
            }
            self.expr(key)?;
        }
        self.emit(Op::BuildTuple, n as u32, loc);
        self.emit(Op::MatchKeys, 0, loc);
        // subject keys values-or-None
        pc.on_top += 2;
        self.emit(Op::Copy, 1, loc);
        self.load_none(loc);
        self.emit(Op::Is, 1, loc);
        self.fail(pc, Op::PopJumpIfFalse, loc);
        self.emit(Op::UnpackSequence, n as u32, loc);
        pc.on_top += n;
        pc.on_top -= 1;
        for sub in patterns {
            pc.on_top -= 1;
            self.sub_pattern(sub, pc)?;
        }
        // subject keys
        pc.on_top -= 2;
        if let Some(rest) = rest {
            // rest = dict(subject); for key in keys: del rest[key]
            self.emit(Op::BuildMap, 0, loc);
            self.emit(Op::Swap, 3, loc);
            self.emit(Op::DictUpdate, 2, loc);
            self.emit(Op::UnpackSequence, n as u32, loc);
            for left in (1..=n as u32).rev() {
                self.emit(Op::Copy, left + 1, loc);
                self.emit(Op::Swap, 2, loc);
                self.emit(Op::DeleteSubscr, 0, loc);
            }
            self.capture(Some(rest), span, pc)?;
        } else {
            self.emit(Op::PopTop, 0, loc);
            self.emit(Op::PopTop, 0, loc);
        }
        Ok(())
    }

    fn class_pattern(
        &mut self,
        span: Span,
        cls: &Expr,
        patterns: &[Pattern],
        attrs: &[Name],
        attr_patterns: &[Pattern],
        pc: &mut Context,
    ) -> R<()> {
        let loc = self.loc(span);
        for (i, attr) in attrs.iter().enumerate() {
            self.forbidden(attr, ExprContext::Store, attr_patterns[i].span)?;
            if attrs[..i].contains(attr) {
                let msg = format!("attribute name repeated in class pattern: {attr}");
                return self.error(attr_patterns[i].span, msg);
            }
        }
        self.expr(cls)?;
        self.load_const(Const::Tuple(attrs.iter().map(|name| str_const(name)).collect()), loc);
        self.emit(Op::MatchClass, patterns.len() as u32, loc);
        self.emit(Op::Copy, 1, loc);
        self.load_none(loc);
        self.emit(Op::Is, 1, loc);
        pc.on_top += 1;
        self.fail(pc, Op::PopJumpIfFalse, loc);
        let count = patterns.len() + attrs.len();
        self.emit(Op::UnpackSequence, count as u32, loc);
        pc.on_top += count;
        pc.on_top -= 1;
        for sub in patterns.iter().chain(attr_patterns) {
            pc.on_top -= 1;
            if is_wildcard(sub) {
                self.emit(Op::PopTop, 0, loc);
                continue;
            }
            self.sub_pattern(sub, pc)?;
        }
        Ok(())
    }

    fn alternatives(&mut self, span: Span, patterns: &[Pattern], pc: &mut Context) -> R<()> {
        let loc = self.loc(span);
        let end = self.label();
        let mut control: Option<Vec<Name>> = None;
        let before = pc.stores.len();
        for (i, alternative) in patterns.iter().enumerate() {
            let alt_loc = self.loc(alternative.span);
            let last = i + 1 == patterns.len();
            let mut inner = Context { irrefutable: pc.irrefutable && last, ..Context::default() };
            self.emit(Op::Copy, 1, alt_loc);
            self.pattern(alternative, &mut inner)?;
            match &control {
                None => control = Some(std::mem::take(&mut inner.stores)),
                Some(order) => {
                    let names = std::mem::take(&mut inner.stores);
                    if names.len() != order.len() || !order.iter().all(|n| names.contains(n)) {
                        return self.error(span, "alternative patterns bind different names");
                    }
                    self.reorder(order, names, alt_loc);
                }
            }
            self.jump(end, alt_loc);
            self.land_fails(&mut inner, alt_loc);
        }
        // All failed: the subject goes, then everything else.
        self.emit(Op::PopTop, 0, loc);
        self.fail(pc, Op::Jump, loc);
        self.place(end);
        let names = control.unwrap_or_default();
        // Below the new captures lies the subject; they move below it and below our other values.
        let count = names.len();
        let moves = count + 1 + pc.on_top + before;
        for name in &names {
            self.rotate(moves, loc);
            if pc.stores.contains(name) {
                return self.error(span, format!("multiple assignments to name '{name}' in pattern"));
            }
        }
        pc.stores.extend(names);
        self.emit(Op::PopTop, 0, loc);
        Ok(())
    }

    /// Brings captured values from the order of `names` to that of `order`.
    fn reorder(&mut self, order: &[Name], mut names: Vec<Name>, loc: Loc) {
        let n = names.len();
        // Position 0 was captured first and lies on top.
        for i in 0..n {
            let at = names.iter().position(|name| *name == order[i]).expect("both bind the same names");
            if at == i {
                continue;
            }
            // Exchange places i and at through the top.
            for place in [i, at, i] {
                if place > 0 {
                    self.emit(Op::Swap, place as u32 + 1, loc);
                }
            }
            names.swap(i, at);
        }
    }
}

/// `_`: looks at nothing and binds nothing.
fn is_wildcard(p: &Pattern) -> bool {
    matches!(p.kind, PatternKind::MatchAs { pattern: None, name: None })
}

/// Whether two constant keys are one key of a dict.
fn same_key(a: &Const, b: &Const) -> bool {
    let number = |c: &Const| match c {
        Const::Bool(b) => Some((f64::from(u8::from(*b)), 0.0)),
        Const::Int(n) => Some((*n as f64, 0.0)),
        Const::Float(x) => Some((*x, 0.0)),
        Const::Complex(x, y) => Some((*x, *y)),
        _ => None,
    };
    match (number(a), number(b)) {
        (Some(x), Some(y)) => x == y,
        _ => a == b,
    }
}
