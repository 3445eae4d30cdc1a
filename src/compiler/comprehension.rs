//! Comprehensions, inlined into the unit around them (PEP 709), and generator expressions.

use super::emit::{Code, Label, UnitKind};
use super::expr::is_starred;
use super::scope::{Comp, Place, ScopeId, uses};
use super::{Compiler, R};
use crate::bytecode::code::Loc;
use crate::bytecode::op::Op;
use crate::source::Span;
use crate::syntax::ast::*;

/// What a comprehension makes, and of what.
struct Shape<'e> {
    kind: Comp,
    elt: &'e Expr,
    /// The value of a dict comprehension, whose `elt` is the key.
    value: Option<&'e Expr>,
    parts: &'e [Comprehension],
    loc: Loc,
    /// Where the element is.
    elt_loc: Loc,
}

/// Outer locals put aside while an inlined comprehension uses their slots.
struct Saved {
    slots: Vec<u32>,
    cleanup: Label,
    end: Label,
}

impl Compiler<'_> {
    pub fn comprehension(&mut self, e: &Expr) -> R<()> {
        let (kind, elt, value, parts) = match &e.kind {
            ExprKind::ListComp { elt, generators } => (Comp::List, &**elt, None, generators),
            ExprKind::SetComp { elt, generators } => (Comp::Set, &**elt, None, generators),
            ExprKind::DictComp { key, value, generators } => (Comp::Dict, &**key, Some(&**value), generators),
            ExprKind::GeneratorExp { elt, generators } => (Comp::Generator, &**elt, None, generators),
            _ => return Ok(()),
        };
        let scope = self.scopes.of(parts.as_ptr().addr());
        let (inlined, is_async) = (self.scopes[scope].inlined, self.scopes[scope].coroutine);
        if is_async
            && kind != Comp::Generator
            && !self.may_await()
            && self.unit.kind != UnitKind::Comprehension
        {
            return self.error(e.span, "asynchronous comprehension outside of an asynchronous function");
        }
        let loc = self.loc(e.span);
        let elt_span = Span { start: elt.span.start, end: value.unwrap_or(elt).span.end };
        let elt_loc = self.loc(elt_span);
        let shape = Shape { kind, elt, value, parts, loc, elt_loc };
        if inlined {
            self.first_iterator(&shape)?;
            let saved = self.save_locals(scope, loc);
            self.empty_result(kind, loc);
            self.emit(Op::Swap, 2, loc);
            self.part(&shape, 0, 0)?;
            self.restore_locals(saved, loc);
            return Ok(());
        }
        let name = self.scopes[scope].name.clone();
        self.enter_unit(UnitKind::Comprehension, name, scope, loc.line);
        self.unit.argcount = 1;
        self.unit.flags = self.function_flags(scope);
        if kind != Comp::Generator {
            self.empty_result(kind, loc);
        }
        self.part(&shape, 0, 0)?;
        if kind != Comp::Generator {
            self.emit(Op::Return, 0, elt_loc);
        }
        let code = self.leave_unit(kind == Comp::Generator);
        self.make_function(code, 0, loc);
        self.first_iterator(&shape)?;
        self.emit(Op::Call, 0, loc);
        if is_async && kind != Comp::Generator {
            self.await_top(0, loc);
        }
        Ok(())
    }

    /// The outermost iterator, which is made outside the comprehension's scope.
    fn first_iterator(&mut self, shape: &Shape<'_>) -> R<()> {
        let first = &shape.parts[0];
        self.iterable(&first.iter)?;
        let loc = self.loc(first.iter.span);
        self.emit(if first.is_async { Op::GetAiter } else { Op::GetIter }, 0, loc);
        Ok(())
    }

    fn empty_result(&mut self, kind: Comp, loc: Loc) {
        let build = match kind {
            Comp::Set => Op::BuildSet,
            Comp::Dict => Op::BuildMap,
            _ => Op::BuildList,
        };
        self.emit(build, 0, loc);
    }

    /// One `for` with its `if`s, and all that is inside. `depth` counts the iterators on the stack.
    fn part(&mut self, shape: &Shape<'_>, index: usize, depth: u32) -> R<()> {
        let part = &shape.parts[index];
        let loc = if part.is_async { shape.loc } else { self.loc(part.iter.span) };
        let (start, end, skip) = (self.label(), self.label(), self.label());
        let mut depth = depth + 1;
        let mut loops = true;
        if index == 0 {
            if self.unit.inlined.is_empty() || !self.inlines(shape) {
                self.emit(Op::LoadFast, 0, shape.loc);
            }
        } else if let (false, Some(only)) = (part.is_async, single(&part.iter)) {
            // `for y in [f(x)]` is an assignment.
            self.expr(only)?;
            loops = false;
            depth -= 1;
        } else {
            self.iterable(&part.iter)?;
            let loc = self.loc(part.iter.span);
            self.emit(if part.is_async { Op::GetAiter } else { Op::GetIter }, 0, loc);
        }
        self.place(start);
        if part.is_async {
            self.mark(Code::SetupFinally, end, loc);
            self.emit(Op::GetAnext, 0, loc);
            self.load_none(loc);
            self.yield_from(loc);
            self.mark(Code::PopBlock, 0, loc);
        } else if loops {
            self.emit(Op::ForIter, end, loc);
        }
        self.expr(&part.target)?;
        for test in &part.ifs {
            self.jump_if(test, skip, false)?;
        }
        if index + 1 < shape.parts.len() {
            self.part(shape, index + 1, depth)?;
        } else {
            self.element(shape, depth)?;
        }
        self.place(skip);
        if loops {
            self.jump(start, shape.elt_loc);
            self.place(end);
            if part.is_async {
                self.emit(Op::EndAsyncFor, 0, loc);
            }
        }
        Ok(())
    }

    fn inlines(&self, shape: &Shape<'_>) -> bool {
        self.unit.inlined.last() == Some(&self.scopes.of(shape.parts.as_ptr().addr()))
    }

    fn element(&mut self, shape: &Shape<'_>, depth: u32) -> R<()> {
        self.expr(shape.elt)?;
        let loc = shape.elt_loc;
        match shape.kind {
            Comp::Generator => {
                self.yield_top(loc);
                self.emit(Op::PopTop, 0, loc);
            }
            Comp::List => self.emit(Op::ListAppend, depth + 1, loc),
            Comp::Set => self.emit(Op::SetAdd, depth + 1, loc),
            Comp::Dict => {
                self.expr(shape.value.unwrap_or(shape.elt))?;
                self.emit(Op::MapAdd, depth + 1, loc);
            }
        }
        Ok(())
    }

    /// Puts the outer values of the comprehension's own names on the stack, below the iterator.
    fn save_locals(&mut self, scope: ScopeId, loc: Loc) -> Saved {
        let own: Vec<(Name, Place)> = self.scopes[scope]
            .symbols
            .iter()
            .filter(|(_, s)| {
                s.uses & uses::LOCAL != 0 && s.uses & (uses::NONLOCAL | uses::GLOBAL | uses::PARAM) == 0
            })
            .map(|(name, s)| (name.clone(), s.place))
            .collect();
        let in_namespace = !self.unit.is_function();
        let mut slots = Vec::with_capacity(own.len());
        for (name, place) in own {
            // A cell gets the slot of the cell; it may be shared with a local of that name.
            let slot = if place == Place::Cell && self.unit.freevars.contains(&name) {
                self.deref_slot(&name)
            } else {
                if in_namespace {
                    self.unit.hidden.insert(name.clone());
                }
                self.fast_slot(&name)
            };
            self.emit(Op::LoadFastAndClear, slot, loc);
            if place == Place::Cell {
                let cell = self.deref_slot(&name);
                self.emit(Op::MakeCell, cell, loc);
            }
            slots.push(slot);
        }
        let (cleanup, end) = (self.label(), self.label());
        if !slots.is_empty() {
            self.emit(Op::Swap, slots.len() as u32 + 1, loc);
            self.mark(Code::SetupFinally, cleanup, loc);
        }
        self.unit.inlined.push(scope);
        Saved { slots, cleanup, end }
    }

    fn restore_locals(&mut self, saved: Saved, loc: Loc) {
        self.unit.inlined.pop();
        let Saved { slots, cleanup, end } = saved;
        if slots.is_empty() {
            return;
        }
        let restore = |c: &mut Self| {
            c.emit(Op::Swap, slots.len() as u32 + 1, loc);
            for &slot in slots.iter().rev() {
                c.mark(Code::StoreMaybeNull, slot, loc);
            }
        };
        self.pop_block();
        self.jump(end, Loc::NONE);
        // After an exception the unfinished result goes first.
        self.place(cleanup);
        self.emit(Op::Swap, 2, Loc::NONE);
        self.emit(Op::PopTop, 0, Loc::NONE);
        restore(self);
        self.emit(Op::Reraise, 0, loc);
        self.place(end);
        restore(self);
    }
}

/// The only element of a display.
fn single(e: &Expr) -> Option<&Expr> {
    match &e.kind {
        ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => match elts.as_slice() {
            [only] if !is_starred(only) => Some(only),
            _ => None,
        },
        _ => None,
    }
}
