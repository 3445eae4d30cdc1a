//! Calls: plain ones, methods, keywords and stars, and `super()` used at once.

use super::display::{Display, STACK_USE};
use super::emit::UnitKind;
use super::expr::is_starred;
use super::scope::{Place, uses};
use super::{Compiler, Problem, R, str_const};
use crate::bytecode::code::{Const, Loc};
use crate::bytecode::op::Op;
use crate::syntax::ast::*;

impl Compiler<'_> {
    pub fn call(&mut self, e: &Expr, func: &Expr, args: &[Expr], keywords: &[Keyword]) -> R<()> {
        self.check_keywords(keywords)?;
        let loc = self.loc(e.span);
        if let ExprKind::Attribute { value, attr, ctx: ExprContext::Load } = &func.kind
            && !args.iter().any(is_starred)
            && keywords.iter().all(|k| k.arg.is_some())
            && args.len() + keywords.len() + usize::from(!keywords.is_empty()) < STACK_USE
        {
            let attr_loc = self.loc(func.span);
            let attr_loc = self.attr_loc(attr_loc, func);
            if self.is_super(value) {
                self.super_arguments(value)?;
                self.emit_name(Op::LoadSuperMethod, attr, attr_loc);
            } else {
                self.expr(value)?;
                self.emit_name(Op::LoadMethod, attr, attr_loc);
            }
            let loc = self.attr_loc(loc, func);
            return self.plain_call(Op::Call, 0, args, keywords, loc);
        }
        self.check_caller(func);
        self.expr(func)?;
        let func_loc = self.loc(func.span);
        self.emit(Op::PushNull, 0, func_loc);
        self.call_with(0, args, keywords, loc)
    }

    pub fn check_keywords(&self, keywords: &[Keyword]) -> R<()> {
        for (i, keyword) in keywords.iter().enumerate() {
            let Some(name) = &keyword.arg else { continue };
            self.forbidden(name, ExprContext::Store, keyword.span)?;
            // Long calls are rare, so a scan costs less than a set.
            if keywords[..i].iter().any(|k| k.arg.as_ref() == Some(name)) {
                return Err(Problem::new(keyword.span, format!("keyword argument repeated: {name}")));
            }
        }
        Ok(())
    }

    fn plain_call(&mut self, op: Op, pushed: u32, args: &[Expr], keywords: &[Keyword], loc: Loc) -> R<()> {
        self.exprs(args)?;
        let count = pushed + (args.len() + keywords.len()) as u32;
        if keywords.is_empty() {
            self.emit(op, count, loc);
            return Ok(());
        }
        keywords.iter().try_for_each(|k| self.expr(&k.value))?;
        self.keyword_names(keywords, loc);
        self.emit(Op::CallKw, count, loc);
        Ok(())
    }

    fn keyword_names(&mut self, keywords: &[Keyword], loc: Loc) {
        let names = keywords.iter().flat_map(|k| &k.arg).map(|name| str_const(name)).collect();
        self.load_const(Const::Tuple(names), loc);
    }

    /// A call of what is on the stack (with its null, and `pushed` arguments).
    pub fn call_with(&mut self, pushed: u32, args: &[Expr], keywords: &[Keyword], loc: Loc) -> R<()> {
        self.check_keywords(keywords)?;
        let stars = args.iter().any(is_starred) || keywords.iter().any(|k| k.arg.is_none());
        if !stars && args.len() + keywords.len() * 2 <= STACK_USE {
            return self.plain_call(Op::CallPlain, pushed, args, keywords, loc);
        }
        match args {
            [Expr { kind: ExprKind::Starred { value, .. }, .. }] if pushed == 0 => self.expr(value)?,
            _ => self.starred_display(args, pushed, loc, Display::Tuple)?,
        }
        self.call_ex_keywords(keywords, loc)
    }

    /// `CALL_EX` of the argument tuple on the stack with these keywords.
    pub fn call_ex_keywords(&mut self, keywords: &[Keyword], loc: Loc) -> R<()> {
        if keywords.is_empty() {
            self.emit(Op::CallEx, 0, loc);
            return Ok(());
        }
        if let [Keyword { arg: None, value, .. }] = keywords {
            // Unpacked by the call itself.
            self.expr(value)?;
            self.emit(Op::CallEx, 1, loc);
            return Ok(());
        }
        let mut have = false;
        let mut rest = keywords;
        while !rest.is_empty() {
            let named = rest.iter().take_while(|k| k.arg.is_some()).count();
            let (group, tail) = rest.split_at(named);
            rest = tail;
            if !group.is_empty() {
                self.keyword_dict(group, loc)?;
                if have {
                    self.emit(Op::DictMerge, 1, loc);
                }
                have = true;
            }
            if let Some((first, tail)) = rest.split_first() {
                if !have {
                    self.emit(Op::BuildMap, 0, loc);
                    have = true;
                }
                self.expr(&first.value)?;
                self.emit(Op::DictMerge, 1, loc);
                rest = tail;
            }
        }
        self.emit(Op::CallEx, 1, loc);
        Ok(())
    }

    fn keyword_dict(&mut self, keywords: &[Keyword], loc: Loc) -> R<()> {
        let n = keywords.len();
        let big = n * 2 > STACK_USE;
        if n > 1 && !big {
            keywords.iter().try_for_each(|k| self.expr(&k.value))?;
            self.keyword_names(keywords, loc);
            self.emit(Op::BuildConstKeyMap, n as u32, loc);
            return Ok(());
        }
        if big {
            self.emit(Op::BuildMap, 0, loc);
        }
        for keyword in keywords {
            let name = keyword.arg.clone().unwrap_or_default();
            self.load_str(&name, loc);
            self.expr(&keyword.value)?;
            if big {
                let loc = self.loc(keyword.value.span);
                self.emit(Op::MapAdd, 1, loc);
            }
        }
        if !big {
            self.emit(Op::BuildMap, n as u32, loc);
        }
        Ok(())
    }

    // --- super

    /// Whether a call is a `super()` whose result is used at once, in the forms with their own instruction.
    pub fn is_super(&self, call: &Expr) -> bool {
        let ExprKind::Call { func, args, keywords } = &call.kind else { return false };
        let ExprKind::Name { id, .. } = &func.kind else { return false };
        if &**id != "super" || !keywords.is_empty() || !self.unit.is_function() {
            return false;
        }
        if self.find("super").0 != Place::GlobalImplicit {
            return false;
        }
        if self.scopes[0].symbols.get("super").is_some_and(|s| s.uses & (uses::BOUND | uses::GLOBAL) != 0) {
            return false;
        }
        match args.as_slice() {
            [a, b] => !is_starred(a) && !is_starred(b),
            [] => {
                self.unit.argcount > 0
                    && matches!(
                        self.unit.kind,
                        UnitKind::Function | UnitKind::AsyncFunction | UnitKind::Lambda
                    )
                    && self.unit.freevars.contains("__class__")
            }
            _ => false,
        }
    }

    pub fn super_arguments(&mut self, call: &Expr) -> R<()> {
        let ExprKind::Call { func, args, .. } = &call.kind else { return Ok(()) };
        self.expr(func)?;
        if !args.is_empty() {
            return self.exprs(args);
        }
        let loc = self.loc(call.span);
        let slot = self.deref_slot("__class__");
        self.emit(Op::LoadDeref, slot, loc);
        let first = self.unit.varnames[0].clone();
        // The parameter may be captured, and is not mangled a second time.
        match self.unit.cellvars.contains(&first) {
            true => {
                let slot = self.deref_slot(&first);
                self.emit(Op::LoadDeref, slot, loc);
            }
            false => self.emit(Op::LoadFast, 0, loc),
        }
        Ok(())
    }
}
