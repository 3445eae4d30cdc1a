//! Statements to instructions, except definitions (`function.rs`, `class.rs`), `try` and `with`
//! (`try_with.rs`) and `match` (`pattern.rs`).

use super::emit::{Block, Code, UnitKind};
use super::expr::binary_op;
use super::scope::Place;
use super::{Compiler, R, fold, str_const};
use crate::bytecode::code::{Const, Loc};
use crate::bytecode::op::Op;
use crate::source::Span;
use crate::syntax::ast::*;

/// Blocks of a function may be nested this deep.
const MAX_BLOCKS: usize = 21;

/// Whether a statement holds an annotated name of the same scope.
pub fn has_annotation(stmt: &Stmt) -> bool {
    let any = |body: &[Stmt]| body.iter().any(has_annotation);
    match &stmt.kind {
        StmtKind::AnnAssign { .. } => true,
        StmtKind::For(f) | StmtKind::AsyncFor(f) => any(&f.body) || any(&f.orelse),
        StmtKind::While { body, orelse, .. } => any(body) || any(orelse),
        StmtKind::If { .. } => {
            // However many `elif`s.
            let mut stmt = stmt;
            while let StmtKind::If { body, orelse, .. } = &stmt.kind {
                if any(body) {
                    return true;
                }
                match orelse.as_slice() {
                    [only] => stmt = only,
                    _ => return any(orelse),
                }
            }
            has_annotation(stmt)
        }
        StmtKind::With { body, .. } | StmtKind::AsyncWith { body, .. } => any(body),
        StmtKind::Match { cases, .. } => cases.iter().any(|c| any(&c.body)),
        StmtKind::Try(t) | StmtKind::TryStar(t) => {
            any(&t.body) || t.handlers.iter().any(|h| any(&h.body)) || any(&t.orelse) || any(&t.finalbody)
        }
        _ => false,
    }
}

/// The docstring that a body begins with.
pub fn docstring(body: &[Stmt]) -> Option<(&[u8], Span)> {
    match &body.first()?.kind {
        StmtKind::Expr { value } => match &value.kind {
            ExprKind::Constant { value: Constant::Str(text), .. } => Some((text, value.span)),
            _ => None,
        },
        _ => None,
    }
}

impl<'a> Compiler<'a> {
    /// The body of a module or class: annotations, docstring, statements.
    pub fn body(&mut self, body: &'a [Stmt]) -> R<()> {
        if body.iter().any(has_annotation) {
            let loc = match self.unit.kind {
                UnitKind::Module => self.loc(body[0].span),
                _ => self.first_line_loc(),
            };
            self.emit(Op::SetupAnnotations, 0, loc);
        }
        let mut rest = body;
        if let Some((text, span)) = docstring(body) {
            if self.options.optimize < 2 {
                let loc = self.loc(span);
                self.load_const(Const::Str(fold::clean_doc(text).into()), loc);
                self.emit_plain_name(Op::StoreName, "__doc__", loc);
            }
            rest = &body[1..];
        }
        self.stmts(rest)
    }

    /// The beginning of the line where the unit begins.
    pub fn first_line_loc(&self) -> Loc {
        let line = self.unit.first_line;
        Loc { line, end_line: line, col: 0, end_col: 0 }
    }

    pub fn stmts(&mut self, body: &'a [Stmt]) -> R<()> {
        body.iter().try_for_each(|s| self.stmt(s))
    }

    fn stmt(&mut self, stmt: &'a Stmt) -> R<()> {
        let loc = self.loc(stmt.span);
        match &stmt.kind {
            StmtKind::FunctionDef(def) => self.function_def(stmt, def, false),
            StmtKind::AsyncFunctionDef(def) => self.function_def(stmt, def, true),
            StmtKind::ClassDef(def) => self.class_def(stmt, def),
            StmtKind::Return { value } => self.return_stmt(stmt, value.as_deref(), loc),
            StmtKind::Delete { targets } => targets.iter().try_for_each(|t| self.expr(t)),
            StmtKind::Assign { targets, value } => {
                self.expr(value)?;
                let (last, init) = targets.split_last().expect("an assignment has a target");
                for target in init {
                    self.emit(Op::Copy, 1, loc);
                    self.expr(target)?;
                }
                self.expr(last)
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                self.type_alias(stmt, name, type_params, value)
            }
            StmtKind::AugAssign { target, op, value } => self.aug_assign(target, *op, value, loc),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.ann_assign(stmt.span, target, annotation, value.as_deref(), *simple)
            }
            StmtKind::For(f) => self.for_loop(stmt, f),
            StmtKind::AsyncFor(f) => self.async_for(stmt, f),
            StmtKind::While { test, body, orelse } => self.while_loop(stmt.span, test, body, orelse),
            StmtKind::If { .. } => self.if_chain(stmt),
            StmtKind::With { items, body } => self.with(items, body, false),
            StmtKind::AsyncWith { items, body } => {
                if !self.may_await() {
                    return self.error(stmt.span, "'async with' outside async function");
                }
                self.with(items, body, true)
            }
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases),
            StmtKind::Raise { exc, cause } => {
                let mut n = 0;
                for part in [exc, cause].into_iter().flatten() {
                    self.expr(part)?;
                    n += 1;
                }
                self.emit(Op::Raise, n, loc);
                Ok(())
            }
            StmtKind::Try(t) => self.try_stmt(stmt, t, false),
            StmtKind::TryStar(t) => self.try_stmt(stmt, t, true),
            StmtKind::Assert { test, msg } => self.assert(stmt, test, msg.as_deref()),
            StmtKind::Import { names } => self.import(stmt, names, loc),
            StmtKind::ImportFrom { module, names, level } => {
                self.import_from(stmt, module.as_ref(), names, *level, loc)
            }
            StmtKind::Global { .. } | StmtKind::Nonlocal { .. } => Ok(()),
            StmtKind::Expr { value } => self.expr_stmt(value, loc),
            StmtKind::Pass => {
                self.emit(Op::Nop, 0, loc);
                Ok(())
            }
            StmtKind::Break => self.break_or_continue(stmt.span, true),
            StmtKind::Continue => self.break_or_continue(stmt.span, false),
        }
    }

    fn expr_stmt(&mut self, value: &Expr, loc: Loc) -> R<()> {
        if self.interactive && self.outer.is_empty() {
            self.expr(value)?;
            self.emit(Op::PrintExpr, 0, loc);
            return Ok(());
        }
        if self.fold_leaf(value).is_some() || self.fold(value).is_some() {
            // Nothing to run, but the line counts.
            self.emit(Op::Nop, 0, loc);
            return Ok(());
        }
        self.expr(value)?;
        self.emit(Op::PopTop, 0, Loc::NONE);
        Ok(())
    }

    /// Whether `await` and its like may stand here.
    pub fn may_await(&self) -> bool {
        self.unit.kind == UnitKind::AsyncFunction || (self.options.top_level_await && self.outer.is_empty())
    }

    // --- blocks

    pub fn push_block(&mut self, block: Block<'a>, span: Span) -> R<()> {
        if self.unit.blocks.len() >= MAX_BLOCKS {
            return self.error(span, "too many statically nested blocks");
        }
        self.unit.blocks.push(block);
        Ok(())
    }

    /// Leaves the innermost blocks down to a loop (or all of them), as `break` and `return` do. The result
    /// says where the jump or return that follows is; `keep` saves the value on the stack.
    fn unwind(&mut self, to_loop: bool, keep: bool, mut loc: Loc, span: Span) -> R<Loc> {
        let saved = self.unit.blocks.clone();
        while let Some(block) = self.unit.blocks.last().cloned() {
            if to_loop && matches!(block, Block::While { .. } | Block::For { .. }) {
                break;
            }
            if matches!(block, Block::StarHandlers) {
                let msg = "'break', 'continue' and 'return' cannot appear in an except* block";
                return self.error(span, msg);
            }
            self.unit.blocks.pop();
            loc = self.unwind_block(&block, keep, loc)?;
        }
        self.unit.blocks = saved;
        Ok(loc)
    }

    fn unwind_block(&mut self, block: &Block<'a>, keep: bool, loc: Loc) -> R<Loc> {
        let swap = |c: &mut Self, loc: Loc| {
            if keep {
                c.emit(Op::Swap, 2, loc);
            }
        };
        match block {
            Block::While { .. } | Block::StarHandlers => {}
            Block::For { .. } => {
                swap(self, loc);
                self.emit(Op::PopTop, 0, loc);
            }
            Block::Try => self.mark(Code::PopBlock, 0, loc),
            Block::FinallyTry(body) => {
                self.mark(Code::PopBlock, 0, loc);
                if keep {
                    self.unit.blocks.push(Block::Value);
                }
                self.stmts(body)?;
                if keep {
                    self.unit.blocks.pop();
                }
                // The statement that leaves is traced before the `finally` body, not again after it.
                return Ok(Loc::NONE);
            }
            Block::FinallyEnd => {
                swap(self, loc);
                self.emit(Op::PopTop, 0, loc);
                swap(self, loc);
                self.mark(Code::PopBlock, 0, loc);
                self.emit(Op::PopExcept, 0, loc);
            }
            Block::With { is_async, loc } => {
                self.mark(Code::PopBlock, 0, *loc);
                swap(self, *loc);
                self.call_exit_with_nones(*loc);
                if *is_async {
                    self.await_top(2, *loc);
                }
                self.emit(Op::PopTop, 0, *loc);
                return Ok(Loc::NONE);
            }
            Block::Handler(name) => {
                if name.is_some() {
                    self.mark(Code::PopBlock, 0, loc);
                }
                swap(self, loc);
                self.mark(Code::PopBlock, 0, loc);
                self.emit(Op::PopExcept, 0, loc);
                if let Some(name) = name {
                    self.unbind(name, loc);
                }
            }
            Block::Value => {
                swap(self, loc);
                self.emit(Op::PopTop, 0, loc);
            }
        }
        Ok(loc)
    }

    /// `name = None; del name`: the end of an `except ... as name`.
    pub fn unbind(&mut self, name: &Name, loc: Loc) {
        self.load_none(loc);
        self.name_at(name, ExprContext::Store, loc);
        self.name_at(name, ExprContext::Del, loc);
    }

    fn return_stmt(&mut self, stmt: &'a Stmt, value: Option<&Expr>, loc: Loc) -> R<()> {
        if !self.unit.is_function() {
            return self.error(stmt.span, "'return' outside function");
        }
        let scope = &self.scopes[self.unit.scope];
        if value.is_some() && scope.generator && scope.coroutine {
            return self.error(stmt.span, "'return' with value in async generator");
        }
        let folded = value.and_then(|v| self.fold(v));
        let keep = value.is_some() && folded.is_none();
        let mut at = loc;
        if let Some(value) = value {
            let value_loc = self.loc(value.span);
            if keep {
                self.expr(value)?;
            } else {
                at = value_loc;
                self.emit(Op::Nop, 0, at);
            }
            if value_loc.line != loc.line {
                at = loc;
                self.emit(Op::Nop, 0, at);
            } else if keep {
                at = loc;
            }
        } else {
            self.emit(Op::Nop, 0, loc);
        }
        let span = value.filter(|_| !keep).map_or(stmt.span, |v| v.span);
        let at = self.unwind(false, keep, at, span)?;
        if !keep {
            self.load_const(folded.unwrap_or(Const::None), at);
        }
        self.emit(Op::Return, 0, at);
        Ok(())
    }

    fn break_or_continue(&mut self, span: Span, breaks: bool) -> R<()> {
        let loc = self.loc(span);
        self.emit(Op::Nop, 0, loc);
        let at = self.unwind(true, false, loc, span)?;
        let innermost = self.unit.blocks.iter().rev().find_map(|b| match b {
            Block::While { start, end } => Some((*start, *end, false)),
            Block::For { start, end } => Some((*start, *end, true)),
            _ => None,
        });
        let Some((start, end, is_for)) = innermost else {
            let msg = if breaks { "'break' outside loop" } else { "'continue' not properly in loop" };
            return self.error(span, msg);
        };
        if breaks {
            if is_for {
                self.emit(Op::PopTop, 0, at);
            }
            self.jump(end, at);
        } else {
            self.jump(start, at);
        }
        Ok(())
    }

    // --- branches and loops

    /// `if` with all its `elif`s, however many.
    fn if_chain(&mut self, mut stmt: &'a Stmt) -> R<()> {
        let end = self.label();
        while let StmtKind::If { test, body, orelse } = &stmt.kind {
            let next = if orelse.is_empty() { end } else { self.label() };
            self.jump_if(test, next, false)?;
            self.stmts(body)?;
            if orelse.is_empty() {
                break;
            }
            self.jump(end, Loc::NONE);
            self.place(next);
            match orelse.as_slice() {
                [only] if matches!(only.kind, StmtKind::If { .. }) => stmt = only,
                _ => {
                    self.stmts(orelse)?;
                    break;
                }
            }
        }
        self.place(end);
        Ok(())
    }

    fn while_loop(&mut self, span: Span, test: &Expr, body: &'a [Stmt], orelse: &'a [Stmt]) -> R<()> {
        let (start, inner, anchor, end) = (self.label(), self.label(), self.label(), self.label());
        self.place(start);
        self.push_block(Block::While { start, end }, span)?;
        self.jump_if(test, anchor, false)?;
        self.place(inner);
        self.stmts(body)?;
        // The test stands a second time at the end, so that a round has one jump.
        self.jump_if(test, inner, true)?;
        self.unit.blocks.pop();
        self.place(anchor);
        self.stmts(orelse)?;
        self.place(end);
        Ok(())
    }

    fn for_loop(&mut self, stmt: &'a Stmt, f: &'a For) -> R<()> {
        let (start, cleanup, end) = (self.label(), self.label(), self.label());
        self.push_block(Block::For { start, end }, stmt.span)?;
        self.iterable(&f.iter)?;
        let loc = self.loc(f.iter.span);
        self.emit(Op::GetIter, 0, loc);
        self.place(start);
        self.emit(Op::ForIter, cleanup, loc);
        self.expr(&f.target)?;
        self.stmts(&f.body)?;
        self.jump(start, Loc::NONE);
        self.place(cleanup);
        self.unit.blocks.pop();
        self.stmts(&f.orelse)?;
        self.place(end);
        Ok(())
    }

    fn async_for(&mut self, stmt: &'a Stmt, f: &'a For) -> R<()> {
        if !self.may_await() {
            return self.error(stmt.span, "'async for' outside async function");
        }
        let (start, except, end) = (self.label(), self.label(), self.label());
        self.expr(&f.iter)?;
        let loc = self.loc(f.iter.span);
        self.emit(Op::GetAiter, 0, loc);
        self.place(start);
        self.push_block(Block::For { start, end }, stmt.span)?;
        let whole = self.loc(stmt.span);
        self.mark(Code::SetupFinally, except, whole);
        self.emit(Op::GetAnext, 0, whole);
        self.load_none(whole);
        self.yield_from(whole);
        self.mark(Code::PopBlock, 0, whole);
        self.expr(&f.target)?;
        self.stmts(&f.body)?;
        self.jump(start, Loc::NONE);
        self.unit.blocks.pop();
        self.place(except);
        self.emit(Op::EndAsyncFor, 0, loc);
        self.stmts(&f.orelse)?;
        self.place(end);
        Ok(())
    }

    // --- assignments

    fn aug_assign(&mut self, target: &Expr, op: Operator, value: &Expr, loc: Loc) -> R<()> {
        let target_loc = self.loc(target.span);
        let op = binary_op(op);
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.forbidden(id, ExprContext::Store, target.span)?;
                self.name_at(id, ExprContext::Load, target_loc);
                self.expr(value)?;
                self.emit(op, 1, loc);
                self.name_at(id, ExprContext::Store, target_loc);
            }
            ExprKind::Attribute { value: object, attr, .. } => {
                self.forbidden(attr, ExprContext::Store, target.span)?;
                let attr_loc = self.attr_loc(target_loc, target);
                self.expr(object)?;
                // A local is loaded again instead of kept: `LOAD_ATTR` and `STORE_ATTR` take it where it is.
                let again = self.is_fast(object) && binds_nothing(value);
                if !again {
                    self.emit(Op::Copy, 1, target_loc);
                }
                self.emit_name(Op::LoadAttr, attr, attr_loc);
                self.expr(value)?;
                self.emit(op, 1, loc);
                if again {
                    self.expr(object)?;
                } else {
                    self.emit(Op::Swap, 2, attr_loc);
                }
                self.emit_name(Op::StoreAttr, attr, attr_loc);
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                self.expr(object)?;
                if matches!(&slice.kind, ExprKind::Slice { step: None, .. }) {
                    self.slice_parts(slice)?;
                    (0..3).for_each(|_| self.emit(Op::Copy, 3, target_loc));
                    self.emit(Op::BinarySlice, 0, target_loc);
                    self.expr(value)?;
                    self.emit(op, 1, loc);
                    (2..=4).rev().for_each(|n| self.emit(Op::Swap, n, target_loc));
                    self.emit(Op::StoreSlice, 0, target_loc);
                } else if self.is_fast(object)
                    && (self.is_fast(slice) || matches!(slice.kind, ExprKind::Constant { .. }))
                    && binds_nothing(value)
                {
                    self.expr(slice)?;
                    self.emit(Op::BinarySubscr, 0, target_loc);
                    self.expr(value)?;
                    self.emit(op, 1, loc);
                    self.expr(object)?;
                    self.expr(slice)?;
                    self.emit(Op::StoreSubscr, 0, target_loc);
                } else {
                    self.expr(slice)?;
                    (0..2).for_each(|_| self.emit(Op::Copy, 2, target_loc));
                    self.emit(Op::BinarySubscr, 0, target_loc);
                    self.expr(value)?;
                    self.emit(op, 1, loc);
                    (2..=3).rev().for_each(|n| self.emit(Op::Swap, n, target_loc));
                    self.emit(Op::StoreSubscr, 0, target_loc);
                }
            }
            _ => return self.error(target.span, "illegal expression for augmented assignment"),
        }
        Ok(())
    }

    /// Whether an expression is a variable of this function that no other code object shares.
    fn is_fast(&mut self, e: &Expr) -> bool {
        let ExprKind::Name { id, .. } = &e.kind else { return false };
        let (place, by_comprehension) = self.find(&self.mangled(id));
        matches!(place, Place::Local) && (self.scopes[self.unit.scope].function_like() || by_comprehension)
    }

    fn ann_assign(
        &mut self,
        span: Span,
        target: &Expr,
        annotation: &Expr,
        value: Option<&Expr>,
        simple: bool,
    ) -> R<()> {
        let loc = self.loc(span);
        if let Some(value) = value {
            self.expr(value)?;
            self.expr(target)?;
        }
        let in_namespace = !self.unit.is_function();
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.forbidden(id, ExprContext::Store, span)?;
                if simple && in_namespace {
                    self.annotation(annotation)?;
                    self.emit_plain_name(Op::LoadName, "__annotations__", loc);
                    let name = self.mangled(id);
                    self.load_str(&name, loc);
                    self.emit(Op::StoreSubscr, 0, loc);
                }
            }
            ExprKind::Attribute { value: object, attr, .. } => {
                self.forbidden(attr, ExprContext::Store, target.span)?;
                if value.is_none() {
                    self.evaluate(object)?;
                }
            }
            ExprKind::Subscript { value: object, slice, .. } if value.is_none() => {
                self.evaluate(object)?;
                self.evaluate_index(slice)?;
            }
            _ => {}
        }
        if !simple && in_namespace && !self.annotations_are_strings() {
            self.evaluate_index(annotation)?;
        }
        Ok(())
    }

    /// Runs an expression for its effects.
    fn evaluate(&mut self, e: &Expr) -> R<()> {
        self.expr(e)?;
        let loc = self.loc(e.span);
        self.emit(Op::PopTop, 0, loc);
        Ok(())
    }

    fn evaluate_index(&mut self, e: &Expr) -> R<()> {
        match &e.kind {
            ExprKind::Tuple { elts, .. } => elts.iter().try_for_each(|e| self.evaluate_index(e)),
            ExprKind::Slice { lower, upper, step } => {
                [lower, upper, step].into_iter().flatten().try_for_each(|e| self.evaluate(e))
            }
            _ => self.evaluate(e),
        }
    }

    /// The value of an annotation: its text if annotations are not evaluated.
    pub fn annotation(&mut self, annotation: &Expr) -> R<()> {
        if self.annotations_are_strings() {
            let text = super::unparse::unparse(annotation, self.source);
            let loc = self.loc(annotation.span);
            self.load_const(Const::Str(text.into()), loc);
            return Ok(());
        }
        self.expr(annotation)
    }

    fn assert(&mut self, stmt: &Stmt, test: &Expr, msg: Option<&Expr>) -> R<()> {
        let loc = self.loc(stmt.span);
        if matches!(&test.kind, ExprKind::Tuple { elts, .. } if !elts.is_empty()) {
            self.warn(stmt.span, "assertion is always true, perhaps remove parentheses?");
        }
        if self.options.optimize > 0 {
            return Ok(());
        }
        let end = self.label();
        self.jump_if(test, end, true)?;
        self.emit(Op::LoadAssertionError, 0, loc);
        if let Some(msg) = msg {
            self.expr(msg)?;
            self.emit(Op::Call, 0, loc);
        }
        let test_loc = self.loc(test.span);
        self.emit(Op::Raise, 1, test_loc);
        self.place(end);
        Ok(())
    }

    // --- imports

    fn import(&mut self, stmt: &Stmt, names: &[Alias], loc: Loc) -> R<()> {
        for alias in names {
            self.load_const(Const::Int(0), loc);
            self.load_none(loc);
            let module = self.mangled(&alias.name);
            self.emit_plain_name(Op::ImportName, &module, loc);
            let mut parts = alias.name.split('.');
            let first = parts.next().unwrap_or_default();
            let Some(asname) = &alias.asname else {
                self.forbidden(first, ExprContext::Store, stmt.span)?;
                self.name_at(&first.into(), ExprContext::Store, loc);
                continue;
            };
            self.forbidden(asname, ExprContext::Store, stmt.span)?;
            let mut deep = false;
            for part in parts {
                if deep {
                    self.emit(Op::Swap, 2, loc);
                    self.emit(Op::PopTop, 0, loc);
                }
                self.emit_plain_name(Op::ImportFrom, part, loc);
                deep = true;
            }
            self.name_at(asname, ExprContext::Store, loc);
            if deep {
                self.emit(Op::PopTop, 0, loc);
            }
        }
        Ok(())
    }

    fn import_from(
        &mut self,
        stmt: &Stmt,
        module: Option<&Name>,
        names: &[Alias],
        level: u32,
        loc: Loc,
    ) -> R<()> {
        if level == 0
            && module.is_some_and(|m| &**m == "__future__")
            && self.future_end.is_none_or(|end| super::future::place(stmt, self.source) > end)
        {
            return self.error(stmt.span, "from __future__ imports must occur at the beginning of the file");
        }
        self.load_const(Const::Int(level.into()), loc);
        self.load_const(Const::Tuple(names.iter().map(|a| str_const(&a.name)).collect()), loc);
        let module = module.map_or_else(|| "".into(), |m| self.mangled(m));
        self.emit_plain_name(Op::ImportName, &module, loc);
        for alias in names {
            if &*alias.name == "*" {
                self.emit(Op::ImportStar, 0, loc);
                return Ok(());
            }
            let mangled = self.mangled(&alias.name);
            self.emit_plain_name(Op::ImportFrom, &mangled, loc);
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            self.forbidden(name, ExprContext::Store, stmt.span)?;
            self.name_at(name, ExprContext::Store, loc);
        }
        self.emit(Op::PopTop, 0, loc);
        Ok(())
    }
}

/// Whether no variable can change while the expression is evaluated: it has no assignment expression, and nothing
/// that may contain one unseen. Looks at small expressions only.
fn binds_nothing(e: &Expr) -> bool {
    fn within(e: &Expr, depth: u32) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let all = |es: &[Expr]| es.iter().all(|e| within(e, depth));
        match &e.kind {
            ExprKind::Name { .. } | ExprKind::Constant { .. } => true,
            ExprKind::BinOp { left, right, .. } => within(left, depth) && within(right, depth),
            ExprKind::UnaryOp { operand, .. } => within(operand, depth),
            ExprKind::Attribute { value, .. } => within(value, depth),
            ExprKind::Subscript { value, slice, .. } => within(value, depth) && within(slice, depth),
            ExprKind::Call { func, args, keywords } => {
                within(func, depth) && all(args) && keywords.iter().all(|k| within(&k.value, depth))
            }
            _ => false,
        }
    }
    within(e, 8)
}
