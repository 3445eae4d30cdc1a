//! `try` in all its forms, and `with`.

use super::emit::{Block, Code, Label};
use super::{Compiler, R};
use crate::bytecode::code::Loc;
use crate::bytecode::op::Op;
use crate::source::Span;
use crate::syntax::ast::*;

impl<'a> Compiler<'a> {
    pub fn try_stmt(&mut self, stmt: &'a Stmt, t: &'a Try, star: bool) -> R<()> {
        if t.finalbody.is_empty() {
            return self.try_except(stmt, t, star);
        }
        let loc = self.loc(stmt.span);
        let (end, exit, cleanup) = (self.label(), self.label(), self.label());
        self.mark(Code::SetupFinally, end, loc);
        self.push_block(Block::FinallyTry(&t.finalbody), stmt.span)?;
        if t.handlers.is_empty() {
            self.stmts(&t.body)?;
        } else {
            self.try_except(stmt, t, star)?;
        }
        self.pop_block();
        self.unit.blocks.pop();
        self.stmts(&t.finalbody)?;
        self.jump(exit, Loc::NONE);
        // The same statements once more, for exceptions.
        self.place(end);
        self.push_block(Block::FinallyEnd, stmt.span)?;
        self.mark(Code::SetupCleanup, cleanup, Loc::NONE);
        self.emit(Op::PushExcInfo, 0, Loc::NONE);
        self.stmts(&t.finalbody)?;
        self.unit.blocks.pop();
        self.emit(Op::Reraise, 0, Loc::NONE);
        self.cleanup(cleanup);
        self.place(exit);
        Ok(())
    }

    /// What an exception raised while another is handled runs: restore the outer one, raise again.
    fn cleanup(&mut self, label: Label) {
        self.place(label);
        self.emit(Op::Copy, 3, Loc::NONE);
        self.emit(Op::PopExcept, 0, Loc::NONE);
        self.emit(Op::Reraise, 1, Loc::NONE);
    }

    fn try_except(&mut self, stmt: &'a Stmt, t: &'a Try, star: bool) -> R<()> {
        let loc = self.loc(stmt.span);
        let (except, cleanup, end) = (self.label(), self.label(), self.label());
        let orelse = self.label();
        self.mark(Code::SetupFinally, except, loc);
        self.push_block(Block::Try, stmt.span)?;
        self.stmts(&t.body)?;
        self.unit.blocks.pop();
        self.pop_block();
        if star {
            self.jump(orelse, Loc::NONE);
        } else {
            self.stmts(&t.orelse)?;
            self.jump(end, Loc::NONE);
        }
        self.place(except);
        self.mark(Code::SetupCleanup, cleanup, Loc::NONE);
        self.emit(Op::PushExcInfo, 0, Loc::NONE);
        if star {
            self.star_handlers(stmt.span, &t.handlers, end)?;
            self.cleanup(cleanup);
            self.place(orelse);
            self.stmts(&t.orelse)?;
        } else {
            self.handlers(&t.handlers, end)?;
            self.cleanup(cleanup);
        }
        self.place(end);
        Ok(())
    }

    fn handlers(&mut self, handlers: &'a [ExceptHandler], end: Label) -> R<()> {
        for (i, handler) in handlers.iter().enumerate() {
            let loc = self.loc(handler.span);
            let next = self.label();
            match &handler.type_ {
                Some(class) => {
                    self.expr(class)?;
                    self.emit(Op::CheckExcMatch, 0, loc);
                    self.emit(Op::PopJumpIfFalse, next, loc);
                }
                None if i + 1 < handlers.len() => {
                    return self.error(handler.span, "default 'except:' must be last");
                }
                None => {}
            }
            let block = Block::Handler(handler.name.clone());
            match &handler.name {
                Some(name) => {
                    let failed = self.label();
                    self.forbidden(name, ExprContext::Store, handler.span)?;
                    self.name_at(name, ExprContext::Store, loc);
                    self.mark(Code::SetupCleanup, failed, loc);
                    self.push_block(block, handler.span)?;
                    self.stmts(&handler.body)?;
                    self.unit.blocks.pop();
                    self.pop_block();
                    self.pop_block();
                    self.emit(Op::PopExcept, 0, Loc::NONE);
                    self.unbind(name, Loc::NONE);
                    self.jump(end, Loc::NONE);
                    self.place(failed);
                    self.unbind(name, Loc::NONE);
                    self.emit(Op::Reraise, 1, Loc::NONE);
                }
                None => {
                    self.emit(Op::PopTop, 0, loc);
                    self.push_block(block, handler.span)?;
                    self.stmts(&handler.body)?;
                    self.unit.blocks.pop();
                    self.pop_block();
                    self.emit(Op::PopExcept, 0, Loc::NONE);
                    self.jump(end, Loc::NONE);
                }
            }
            self.place(next);
        }
        self.emit(Op::Reraise, 0, Loc::NONE);
        Ok(())
    }

    /// The stack in here: previous exception, original, list of what was raised, rest to match.
    fn star_handlers(&mut self, span: Span, handlers: &'a [ExceptHandler], end: Label) -> R<()> {
        let reraise_star = self.label();
        self.push_block(Block::StarHandlers, span)?;
        for (i, handler) in handlers.iter().enumerate() {
            let loc = self.loc(handler.span);
            let (next, no_match, failed) = (self.label(), self.label(), self.label());
            if i == 0 {
                self.emit(Op::BuildList, 0, loc);
                self.emit(Op::Copy, 2, loc);
            }
            if let Some(class) = &handler.type_ {
                self.expr(class)?;
            }
            self.emit(Op::CheckEgMatch, 0, loc);
            self.emit(Op::Copy, 1, loc);
            self.emit(Op::PopJumpIfNone, no_match, loc);
            match &handler.name {
                Some(name) => {
                    self.forbidden(name, ExprContext::Store, handler.span)?;
                    self.name_at(name, ExprContext::Store, loc);
                }
                None => self.emit(Op::PopTop, 0, loc),
            }
            self.mark(Code::SetupCleanup, failed, loc);
            self.push_block(Block::Handler(handler.name.clone()), handler.span)?;
            self.stmts(&handler.body)?;
            self.unit.blocks.pop();
            self.pop_block();
            if let Some(name) = &handler.name {
                self.unbind(name, Loc::NONE);
            }
            self.jump(next, Loc::NONE);
            self.place(failed);
            if let Some(name) = &handler.name {
                self.unbind(name, Loc::NONE);
            }
            self.emit(Op::ListAppend, 3, Loc::NONE);
            self.emit(Op::PopTop, 0, Loc::NONE);
            self.jump(next, Loc::NONE);
            self.place(no_match);
            self.emit(Op::PopTop, 0, loc);
            self.place(next);
            if i + 1 == handlers.len() {
                self.emit(Op::ListAppend, 1, Loc::NONE);
                self.jump(reraise_star, Loc::NONE);
            }
        }
        self.unit.blocks.pop();
        let reraise = self.label();
        self.place(reraise_star);
        self.emit(Op::PrepReraiseStar, 0, Loc::NONE);
        self.emit(Op::Copy, 1, Loc::NONE);
        self.emit(Op::PopJumpIfNotNone, reraise, Loc::NONE);
        self.emit(Op::PopTop, 0, Loc::NONE);
        self.pop_block();
        self.emit(Op::PopExcept, 0, Loc::NONE);
        self.jump(end, Loc::NONE);
        self.place(reraise);
        self.pop_block();
        self.emit(Op::Swap, 2, Loc::NONE);
        self.emit(Op::PopExcept, 0, Loc::NONE);
        self.emit(Op::Reraise, 0, Loc::NONE);
        Ok(())
    }

    // --- with

    pub fn call_exit_with_nones(&mut self, loc: Loc) {
        (0..3).for_each(|_| self.load_none(loc));
        self.emit(Op::Call, 2, loc);
    }

    pub fn with(&mut self, items: &'a [WithItem], body: &'a [Stmt], is_async: bool) -> R<()> {
        let Some((item, rest)) = items.split_first() else { return self.stmts(body) };
        let (failed, cleanup, suppress, exit) = (self.label(), self.label(), self.label(), self.label());
        self.expr(&item.context_expr)?;
        let loc = self.loc(item.context_expr.span);
        if is_async {
            self.emit(Op::BeforeAsyncWith, 0, loc);
            self.await_top(1, loc);
        } else {
            self.emit(Op::BeforeWith, 0, loc);
        }
        self.mark(Code::SetupWith, failed, loc);
        self.push_block(Block::With { is_async, loc }, item.context_expr.span)?;
        match &item.optional_vars {
            Some(target) => self.expr(target)?,
            None => self.emit(Op::PopTop, 0, loc),
        }
        self.with(rest, body, is_async)?;
        self.pop_block();
        self.unit.blocks.pop();
        self.call_exit_with_nones(loc);
        if is_async {
            self.await_top(2, loc);
        }
        self.emit(Op::PopTop, 0, loc);
        self.jump(exit, loc);
        // The body raised: the exit method may suppress it.
        self.place(failed);
        self.mark(Code::SetupCleanup, cleanup, loc);
        self.emit(Op::PushExcInfo, 0, loc);
        self.emit(Op::WithExceptStart, 0, loc);
        if is_async {
            self.await_top(2, loc);
        }
        self.emit(Op::PopJumpIfTrue, suppress, Loc::NONE);
        self.emit(Op::Reraise, 2, Loc::NONE);
        self.place(suppress);
        self.emit(Op::PopTop, 0, Loc::NONE);
        self.pop_block();
        self.emit(Op::PopExcept, 0, Loc::NONE);
        self.emit(Op::PopTop, 0, Loc::NONE);
        self.emit(Op::PopTop, 0, Loc::NONE);
        self.jump(exit, Loc::NONE);
        self.cleanup(cleanup);
        self.place(exit);
        Ok(())
    }
}
