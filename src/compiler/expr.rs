//! Expressions to instructions: names, operators, attributes, items. Displays, calls, comprehensions and
//! lambdas are in `display.rs`, `call.rs`, `comprehension.rs` and `function.rs`.

use super::display::Display;
use super::emit::{Label, UnitKind};
use super::fold::Piece;
use super::scope::{Place, uses};
use super::{Compiler, R, constant, fold};
use crate::bytecode::code::{Const, Loc, flags};
use crate::bytecode::op::Op;
use crate::source::Span;
use crate::syntax::ast::*;

impl Compiler<'_> {
    /// Code that leaves the value of an expression on the stack, or binds or deletes a target.
    pub fn expr(&mut self, e: &Expr) -> R<()> {
        let loc = self.loc(e.span);
        // Chains of operators are folded where they are walked.
        if !matches!(e.kind, ExprKind::BinOp { .. })
            && let Some(value) = self.fold(e)
        {
            self.load_const(value, loc);
            return Ok(());
        }
        match &e.kind {
            ExprKind::Constant { value, .. } => self.load_const(constant(value), loc),
            ExprKind::Name { id, ctx } => self.name(id, *ctx, e.span)?,
            ExprKind::BinOp { .. } => self.bin_op(e)?,
            ExprKind::BoolOp { op, values } => {
                let end = self.label();
                let jump = if *op == BoolOp::And { Op::JumpIfFalseOrPop } else { Op::JumpIfTrueOrPop };
                let (last, init) = values.split_last().expect("a BoolOp has operands");
                for value in init {
                    self.expr(value)?;
                    self.emit(jump, end, loc);
                }
                self.expr(last)?;
                self.place(end);
            }
            ExprKind::NamedExpr { target, value } => {
                self.expr(value)?;
                self.emit(Op::Copy, 1, loc);
                self.expr(target)?;
            }
            ExprKind::UnaryOp { op, operand } => {
                if let (UnaryOp::Not, ExprKind::Compare { left, ops, comparators }) = (op, &operand.kind)
                    && let Some(op) = inverted(ops)
                {
                    self.compare(operand, left, &[op], comparators)?;
                    return Ok(());
                }
                self.expr(operand)?;
                let op = match op {
                    UnaryOp::Invert => Op::Invert,
                    UnaryOp::Not => Op::Not,
                    UnaryOp::UAdd => Op::Positive,
                    UnaryOp::USub => Op::Negative,
                };
                self.emit(op, 0, loc);
            }
            ExprKind::Lambda { args, body } => self.lambda(e, args, body)?,
            ExprKind::IfExp { test, body, orelse } => {
                let (end, next) = (self.label(), self.label());
                self.jump_if(test, next, false)?;
                self.expr(body)?;
                self.jump(end, Loc::NONE);
                self.place(next);
                self.expr(orelse)?;
                self.place(end);
            }
            ExprKind::Dict { keys, values } => self.dict(keys, values, loc)?,
            ExprKind::Set { elts } => self.display(elts, loc, Display::Set)?,
            ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::GeneratorExp { .. } => self.comprehension(e)?,
            ExprKind::Await { value } => {
                if !self.may_await() && self.unit.kind != UnitKind::Comprehension {
                    let place = if self.unit.is_function() { "async function" } else { "function" };
                    return self.error(e.span, format!("'await' outside {place}"));
                }
                self.expr(value)?;
                self.await_top(0, loc);
            }
            ExprKind::Yield { value } => {
                if !self.unit.is_function() {
                    return self.error(e.span, "'yield' outside function");
                }
                match value {
                    Some(value) => self.expr(value)?,
                    None => self.load_none(loc),
                }
                self.yield_top(loc);
            }
            ExprKind::YieldFrom { value } => {
                if !self.unit.is_function() {
                    return self.error(e.span, "'yield from' outside function");
                }
                if self.unit.kind == UnitKind::AsyncFunction {
                    return self.error(e.span, "'yield from' inside async function");
                }
                self.expr(value)?;
                self.emit(Op::GetYieldFromIter, 0, loc);
                self.load_none(loc);
                self.yield_from(loc);
            }
            ExprKind::Compare { left, ops, comparators } => self.compare(e, left, ops, comparators)?,
            ExprKind::Call { func, args, keywords } => self.call(e, func, args, keywords)?,
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.expr(value)?;
                let conversion = match *conversion as u8 {
                    b's' => 1,
                    b'r' => 2,
                    b'a' => 3,
                    _ => 0,
                };
                if conversion > 0 {
                    self.emit(Op::ConvertValue, conversion, loc);
                }
                if let Some(spec) = format_spec {
                    self.expr(spec)?;
                    self.emit(Op::FormatWithSpec, 0, loc);
                } else {
                    self.emit(Op::FormatSimple, 0, loc);
                }
            }
            ExprKind::JoinedStr { values } => self.joined_str(values, loc)?,
            ExprKind::Attribute { value, attr, ctx } => self.attribute(e, value, attr, *ctx)?,
            ExprKind::Subscript { value, slice, ctx } => self.subscript(e, value, slice, *ctx)?,
            ExprKind::Starred { ctx, .. } => {
                let msg = match ctx {
                    ExprContext::Store => "starred assignment target must be in a list or tuple",
                    _ => "can't use starred expression here",
                };
                return self.error(e.span, msg);
            }
            ExprKind::List { elts, ctx } | ExprKind::Tuple { elts, ctx } => match ctx {
                ExprContext::Load => {
                    let tuple = matches!(e.kind, ExprKind::Tuple { .. });
                    self.display(elts, loc, if tuple { Display::Tuple } else { Display::List })?;
                }
                ExprContext::Store => self.unpack(elts, e.span, loc)?,
                ExprContext::Del => elts.iter().try_for_each(|e| self.expr(e))?,
            },
            ExprKind::Slice { .. } => {
                let n = self.slice_parts(e)?;
                self.emit(Op::BuildSlice, n, loc);
            }
        }
        Ok(())
    }

    pub fn exprs(&mut self, exprs: &[Expr]) -> R<()> {
        exprs.iter().try_for_each(|e| self.expr(e))
    }

    // --- names

    pub fn name(&mut self, id: &Name, ctx: ExprContext, span: Span) -> R<()> {
        self.forbidden(id, ctx, span)?;
        let loc = self.loc(span);
        self.name_at(id, ctx, loc);
        Ok(())
    }

    /// `__debug__` is nobody's to bind.
    pub fn forbidden(&self, id: &str, ctx: ExprContext, span: Span) -> R<()> {
        match ctx {
            ExprContext::Store if id == "__debug__" => self.error(span, "cannot assign to __debug__"),
            ExprContext::Del if id == "__debug__" => self.error(span, "cannot delete __debug__"),
            _ => Ok(()),
        }
    }

    /// Where a (mangled) name lives, and whether an inlined comprehension binds it.
    pub fn find(&self, name: &str) -> (Place, bool) {
        let unit = &self.unit;
        let mut innermost = None;
        for (depth, &comp) in unit.inlined.iter().enumerate().rev() {
            let symbol = self.scopes[comp].symbols.get(name);
            if let Some(symbol) = symbol {
                if symbol.uses & uses::BOUND != 0 && symbol.uses & (uses::NONLOCAL | uses::GLOBAL) == 0 {
                    return (symbol.place, true);
                }
                innermost = innermost.or(Some(symbol.place));
            }
            if depth == 0 && unit.kind == UnitKind::Class {
                return (symbol.map(|s| s.place).or(innermost).unwrap_or(Place::GlobalImplicit), false);
            }
        }
        let symbol = self.scopes[unit.scope].symbols.get(name);
        (symbol.map(|s| s.place).or(innermost).unwrap_or(Place::GlobalImplicit), false)
    }

    pub fn name_at(&mut self, id: &Name, ctx: ExprContext, loc: Loc) {
        let name = self.mangled(id);
        let (place, by_comprehension) = self.find(&name);
        let scope = &self.scopes[self.unit.scope];
        let sees_class = scope.sees_class;
        let function = scope.function_like() || by_comprehension;
        let in_class_comprehension = self.unit.kind == UnitKind::Class && !self.unit.inlined.is_empty();
        // The cell that methods get their class from is not a variable of the body.
        let own_cell = self.unit.kind == UnitKind::Class && place == Place::Cell && !in_class_comprehension;
        let place = if own_cell && &*name == "__class__" { Place::GlobalImplicit } else { place };
        let [load, store, delete] = match place {
            Place::Free | Place::Cell => {
                let slot = self.deref_slot(&name);
                let op = match ctx {
                    ExprContext::Store => Op::StoreDeref,
                    ExprContext::Del => Op::DeleteDeref,
                    ExprContext::Load if self.unit.kind == UnitKind::Class && !in_class_comprehension => {
                        self.emit(Op::LoadLocals, 0, loc);
                        Op::LoadFromDictOrDeref
                    }
                    ExprContext::Load if sees_class && &*name != "__classdict__" => {
                        let slot = self.deref_slot("__classdict__");
                        self.emit(Op::LoadDeref, slot, loc);
                        Op::LoadFromDictOrDeref
                    }
                    ExprContext::Load => Op::LoadDeref,
                };
                self.emit(op, slot, loc);
                return;
            }
            Place::Local if function => {
                let slot = self.fast_slot(&name);
                let op = match ctx {
                    ExprContext::Load => Op::LoadFast,
                    ExprContext::Store => Op::StoreFast,
                    ExprContext::Del => Op::DeleteFast,
                };
                self.emit(op, slot, loc);
                return;
            }
            Place::GlobalImplicit if sees_class && ctx == ExprContext::Load => {
                let slot = self.deref_slot("__classdict__");
                self.emit(Op::LoadDeref, slot, loc);
                [Op::LoadFromDictOrGlobals; 3]
            }
            Place::GlobalExplicit => [Op::LoadGlobal, Op::StoreGlobal, Op::DeleteGlobal],
            Place::GlobalImplicit if self.unit.is_function() || in_class_comprehension => {
                [Op::LoadGlobal, Op::StoreGlobal, Op::DeleteGlobal]
            }
            Place::Local | Place::GlobalImplicit => [Op::LoadName, Op::StoreName, Op::DeleteName],
        };
        let op = match ctx {
            ExprContext::Load => load,
            ExprContext::Store => store,
            ExprContext::Del => delete,
        };
        let index = self.name_index(&name);
        self.emit(op, index, loc);
    }

    // --- operators

    /// A chain of operators that leans to the left is walked, not descended.
    fn bin_op(&mut self, e: &Expr) -> R<()> {
        let mut spine = Vec::new();
        let mut left = e;
        while let ExprKind::BinOp { left: l, op, right } = &left.kind {
            spine.push((left, *op, right));
            left = l;
        }
        let mut known = self.fold(left);
        let mut known_span = left.span;
        let mut emitted = false;
        for (node, op, right) in spine.into_iter().rev() {
            let right_value = if emitted { None } else { known.as_ref().and_then(|_| self.fold(right)) };
            if let (Some(a), Some(b)) = (&known, &right_value)
                && let Some(value) = fold::binary(a, op, b)
            {
                known = Some(value);
                known_span = node.span;
                continue;
            }
            if let (Some(Const::Str(format)), Operator::Mod, ExprKind::Tuple { elts, .. }) =
                (&known, op, &right.kind)
                && !elts.iter().any(is_starred)
                && let Some(pieces) = fold::percent_pieces(format, elts.len())
            {
                self.percent(&pieces, elts, known_span, node.span)?;
                known = None;
                emitted = true;
                continue;
            }
            if !emitted {
                match known.take() {
                    Some(value) => {
                        let loc = self.loc(known_span);
                        self.load_const(value, loc);
                    }
                    None => self.expr(left)?,
                }
                emitted = true;
            }
            self.expr(right)?;
            let loc = self.loc(node.span);
            self.emit(binary_op(op), 0, loc);
        }
        if let (false, Some(value)) = (emitted, known) {
            let loc = self.loc(e.span);
            self.load_const(value, loc);
        }
        Ok(())
    }

    /// `"%s: %r" % (a, b)` as an f-string would be.
    fn percent(&mut self, pieces: &[Piece], elts: &[Expr], text: Span, whole: Span) -> R<()> {
        let mut args = elts.iter();
        for piece in pieces {
            match piece {
                Piece::Text(part) => {
                    let loc = self.loc(text);
                    self.load_const(Const::Str(part.as_slice().into()), loc);
                }
                Piece::Value { conversion, spec } => {
                    let arg = args.next().expect("pieces were counted against the values");
                    self.expr(arg)?;
                    let loc = self.loc(arg.span);
                    self.emit(Op::ConvertValue, *conversion, loc);
                    if spec.is_empty() {
                        self.emit(Op::FormatSimple, 0, loc);
                    } else {
                        self.load_str(spec, loc);
                        self.emit(Op::FormatWithSpec, 0, loc);
                    }
                }
            }
        }
        let loc = self.loc(whole);
        if pieces.len() != 1 {
            self.emit(Op::BuildString, pieces.len() as u32, loc);
        }
        Ok(())
    }

    fn compare(&mut self, e: &Expr, left: &Expr, ops: &[CmpOp], comparators: &[Expr]) -> R<()> {
        self.check_compare(e, left, ops, comparators);
        let loc = self.loc(e.span);
        self.expr(left)?;
        let last = ops.len() - 1;
        if last == 0 {
            self.comparator(ops[0], &comparators[0])?;
            self.compare_op(ops[0], loc);
            return Ok(());
        }
        let (cleanup, end) = (self.label(), self.label());
        for i in 0..last {
            self.comparator(ops[i], &comparators[i])?;
            self.emit(Op::Swap, 2, loc);
            self.emit(Op::Copy, 2, loc);
            self.compare_op(ops[i], loc);
            self.emit(Op::JumpIfFalseOrPop, cleanup, loc);
        }
        self.comparator(ops[last], &comparators[last])?;
        self.compare_op(ops[last], loc);
        self.jump(end, Loc::NONE);
        self.place(cleanup);
        self.emit(Op::Swap, 2, loc);
        self.emit(Op::PopTop, 0, loc);
        self.place(end);
        Ok(())
    }

    /// The right side of a comparison; what is only searched need not be a list.
    fn comparator(&mut self, op: CmpOp, e: &Expr) -> R<()> {
        match op {
            CmpOp::In | CmpOp::NotIn => self.iterable(e),
            _ => self.expr(e),
        }
    }

    fn compare_op(&mut self, op: CmpOp, loc: Loc) {
        let (op, arg) = match op {
            CmpOp::Eq => (Op::Eq, 0),
            CmpOp::NotEq => (Op::Ne, 0),
            CmpOp::Lt => (Op::Lt, 0),
            CmpOp::LtE => (Op::Le, 0),
            CmpOp::Gt => (Op::Gt, 0),
            CmpOp::GtE => (Op::Ge, 0),
            CmpOp::Is => (Op::Is, 0),
            CmpOp::IsNot => (Op::Is, 1),
            CmpOp::In => (Op::Contains, 0),
            CmpOp::NotIn => (Op::Contains, 1),
        };
        self.emit(op, arg, loc);
    }

    /// Jumps to `target` if the truth of an expression is `wanted`, without making a bool of it.
    pub fn jump_if(&mut self, e: &Expr, target: Label, wanted: bool) -> R<()> {
        match &e.kind {
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => return self.jump_if(operand, target, !wanted),
            ExprKind::BoolOp { op, values } => {
                let decides = *op == BoolOp::Or;
                let out = if decides == wanted { target } else { self.label() };
                let (last, init) = values.split_last().expect("a BoolOp has operands");
                for value in init {
                    self.jump_if(value, out, decides)?;
                }
                self.jump_if(last, target, wanted)?;
                if out != target {
                    self.place(out);
                }
                return Ok(());
            }
            ExprKind::IfExp { test, body, orelse } => {
                let (end, next) = (self.label(), self.label());
                self.jump_if(test, next, false)?;
                self.jump_if(body, target, wanted)?;
                self.jump(end, Loc::NONE);
                self.place(next);
                self.jump_if(orelse, target, wanted)?;
                self.place(end);
                return Ok(());
            }
            ExprKind::Compare { left, ops, comparators } if ops.len() > 1 => {
                self.check_compare(e, left, ops, comparators);
                let loc = self.loc(e.span);
                let (cleanup, end) = (self.label(), self.label());
                self.expr(left)?;
                let last = ops.len() - 1;
                for i in 0..last {
                    self.comparator(ops[i], &comparators[i])?;
                    self.emit(Op::Swap, 2, loc);
                    self.emit(Op::Copy, 2, loc);
                    self.compare_op(ops[i], loc);
                    self.emit(Op::PopJumpIfFalse, cleanup, loc);
                }
                self.comparator(ops[last], &comparators[last])?;
                self.compare_op(ops[last], loc);
                self.emit(if wanted { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse }, target, loc);
                self.jump(end, Loc::NONE);
                self.place(cleanup);
                self.emit(Op::PopTop, 0, loc);
                if !wanted {
                    self.jump(target, Loc::NONE);
                }
                self.place(end);
                return Ok(());
            }
            _ => {}
        }
        self.expr(e)?;
        let loc = self.loc(e.span);
        self.emit(if wanted { Op::PopJumpIfTrue } else { Op::PopJumpIfFalse }, target, loc);
        Ok(())
    }

    /// Yields the value on the stack.
    pub fn yield_top(&mut self, loc: Loc) {
        if self.unit.flags & flags::ASYNC_GENERATOR != 0 {
            self.emit(Op::AsyncGenWrap, 0, loc);
        }
        self.emit(Op::Yield, 0, loc);
    }

    // --- attributes and items

    /// An attribute over several lines is blamed at its name.
    pub fn attr_loc(&mut self, mut loc: Loc, attribute: &Expr) -> Loc {
        let whole = self.loc(attribute.span);
        let ExprKind::Attribute { attr, .. } = &attribute.kind else { return loc };
        if whole.line != whole.end_line {
            loc.line = whole.end_line;
            let len = attr.chars().count() as i32;
            if len <= whole.end_col {
                loc.col = whole.end_col - len;
                if loc.end_line == whole.end_line && loc.end_col < whole.end_col {
                    loc.end_col = whole.end_col;
                }
            } else {
                (loc.col, loc.end_col) = (-1, -1);
            }
            loc.end_line = loc.end_line.max(loc.line);
        }
        loc
    }

    fn attribute(&mut self, e: &Expr, value: &Expr, attr: &Name, ctx: ExprContext) -> R<()> {
        if ctx == ExprContext::Load && self.is_super(value) {
            self.super_arguments(value)?;
            let loc = self.loc(e.span);
            let loc = self.attr_loc(loc, e);
            self.emit_name(Op::LoadSuperAttr, attr, loc);
            return Ok(());
        }
        if ctx != ExprContext::Del {
            self.forbidden(attr, ctx, e.span)?;
        }
        self.expr(value)?;
        let loc = self.loc(e.span);
        let loc = self.attr_loc(loc, e);
        let op = match ctx {
            ExprContext::Load => Op::LoadAttr,
            ExprContext::Store => {
                self.note_static_attribute(value, attr);
                Op::StoreAttr
            }
            ExprContext::Del => Op::DeleteAttr,
        };
        self.emit_name(op, attr, loc);
        Ok(())
    }

    /// `self.x = ...` in a method: the class lists it in `__static_attributes__`.
    fn note_static_attribute(&mut self, value: &Expr, attr: &Name) {
        if !matches!(&value.kind, ExprKind::Name { id, .. } if &**id == "self") {
            return;
        }
        let units = std::iter::once(&mut self.unit).chain(self.outer.iter_mut().rev());
        if let Some(class) = units.into_iter().find(|u| u.kind == UnitKind::Class) {
            class.static_attributes.insert(attr.clone());
        }
    }

    fn subscript(&mut self, e: &Expr, value: &Expr, slice: &Expr, ctx: ExprContext) -> R<()> {
        if ctx == ExprContext::Load {
            self.check_subscripter(e, value);
            self.check_index(e, value, slice);
        }
        self.expr(value)?;
        let loc = self.loc(e.span);
        let two_parts = matches!(&slice.kind, ExprKind::Slice { step: None, .. });
        if two_parts && ctx != ExprContext::Del {
            self.slice_parts(slice)?;
            self.emit(if ctx == ExprContext::Load { Op::BinarySlice } else { Op::StoreSlice }, 0, loc);
            return Ok(());
        }
        self.expr(slice)?;
        let op = match ctx {
            ExprContext::Load => Op::BinarySubscr,
            ExprContext::Store => Op::StoreSubscr,
            ExprContext::Del => Op::DeleteSubscr,
        };
        self.emit(op, 0, loc);
        Ok(())
    }

    /// Start, stop and perhaps step; says how many.
    pub fn slice_parts(&mut self, slice: &Expr) -> R<u32> {
        let ExprKind::Slice { lower, upper, step } = &slice.kind else { return Ok(0) };
        let loc = self.loc(slice.span);
        for part in [lower, upper] {
            match part {
                Some(part) => self.expr(part)?,
                None => self.load_none(loc),
            }
        }
        let Some(step) = step else { return Ok(2) };
        self.expr(step)?;
        Ok(3)
    }
}

pub fn is_starred(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::Starred { .. })
}

/// `not a in b` is `a not in b`, `not a is b` is `a is not b`.
fn inverted(ops: &[CmpOp]) -> Option<CmpOp> {
    match ops {
        [CmpOp::In] => Some(CmpOp::NotIn),
        [CmpOp::NotIn] => Some(CmpOp::In),
        [CmpOp::Is] => Some(CmpOp::IsNot),
        [CmpOp::IsNot] => Some(CmpOp::Is),
        _ => None,
    }
}

/// The instruction of a binary operator; operand 1 makes it in-place.
pub fn binary_op(op: Operator) -> Op {
    match op {
        Operator::Add => Op::Add,
        Operator::Sub => Op::Sub,
        Operator::Mult => Op::Mul,
        Operator::MatMult => Op::MatMul,
        Operator::Div => Op::TrueDiv,
        Operator::Mod => Op::Mod,
        Operator::Pow => Op::Pow,
        Operator::LShift => Op::LShift,
        Operator::RShift => Op::RShift,
        Operator::BitOr => Op::Or,
        Operator::BitXor => Op::Xor,
        Operator::BitAnd => Op::And,
        Operator::FloorDiv => Op::FloorDiv,
    }
}
