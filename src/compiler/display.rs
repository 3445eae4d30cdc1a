//! Displays of lists, sets, tuples and dicts, f-strings, and the unpacking of targets.

use super::expr::is_starred;
use super::{Compiler, R};
use crate::bytecode::code::{Const, Loc};
use crate::bytecode::op::Op;
use crate::source::Span;
use crate::syntax::ast::*;

/// Displays and calls longer than this are built piecewise, so that the stack stays small.
pub const STACK_USE: usize = 30;

/// What a display builds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Display {
    List,
    Set,
    Tuple,
}

impl Compiler<'_> {
    /// A value that is only iterated: list displays become tuples, constant sets frozensets.
    pub fn iterable(&mut self, e: &Expr) -> R<()> {
        let loc = self.loc(e.span);
        match &e.kind {
            ExprKind::List { elts, .. } if !elts.iter().any(is_starred) => {
                match self.fold_all(elts) {
                    Some(items) => self.load_const(Const::Tuple(items), loc),
                    None => self.display(elts, loc, Display::Tuple)?,
                }
                Ok(())
            }
            ExprKind::Set { elts } => match self.fold_all(elts) {
                Some(items) => {
                    self.load_const(Const::FrozenSet(items), loc);
                    Ok(())
                }
                None => self.expr(e),
            },
            _ => self.expr(e),
        }
    }
    pub fn display(&mut self, elts: &[Expr], loc: Loc, kind: Display) -> R<()> {
        self.starred_display(elts, 0, loc, kind)
    }

    /// `pushed` values of the display are on the stack already.
    pub fn starred_display(&mut self, elts: &[Expr], pushed: u32, loc: Loc, kind: Display) -> R<()> {
        let (build, add, extend) = match kind {
            Display::Set => (Op::BuildSet, Op::SetAdd, Op::SetUpdate),
            _ => (Op::BuildList, Op::ListAppend, Op::ListExtend),
        };
        if (elts.len() > 2 || (elts.is_empty() && pushed == 0 && kind == Display::Tuple))
            && let Some(items) = self.fold_all(elts)
        {
            if kind == Display::Tuple && pushed == 0 {
                self.load_const(Const::Tuple(items), loc);
                return Ok(());
            }
            self.emit(build, pushed, loc);
            let items = if kind == Display::Set { Const::FrozenSet(items) } else { Const::Tuple(items) };
            self.load_const(items, loc);
            self.emit(extend, 1, loc);
            if kind == Display::Tuple {
                self.emit(Op::ListToTuple, 0, loc);
            }
            return Ok(());
        }
        let big = elts.len() + pushed as usize > STACK_USE;
        if !big && !elts.iter().any(is_starred) {
            self.exprs(elts)?;
            let build = if kind == Display::Tuple { Op::BuildTuple } else { build };
            self.emit(build, elts.len() as u32 + pushed, loc);
            return Ok(());
        }
        let mut built = false;
        if big {
            self.emit(build, pushed, loc);
            built = true;
        }
        for (i, e) in elts.iter().enumerate() {
            if let ExprKind::Starred { value, .. } = &e.kind {
                if !built {
                    self.emit(build, i as u32 + pushed, loc);
                    built = true;
                }
                self.expr(value)?;
                self.emit(extend, 1, loc);
            } else {
                self.expr(e)?;
                if built {
                    self.emit(add, 1, loc);
                }
            }
        }
        if kind == Display::Tuple {
            self.emit(Op::ListToTuple, 0, loc);
        }
        Ok(())
    }

    pub fn dict(&mut self, keys: &[Option<Expr>], values: &[Expr], loc: Loc) -> R<()> {
        let mut have = false;
        let mut pending = 0; // pairs before `i` not yet built
        let flush = |c: &mut Self, begin: usize, end: usize, have: &mut bool| -> R<()> {
            c.sub_dict(&keys[begin..end], &values[begin..end], loc)?;
            if *have {
                c.emit(Op::DictUpdate, 1, loc);
            }
            *have = true;
            Ok(())
        };
        for (i, key) in keys.iter().enumerate() {
            if key.is_none() {
                if pending > 0 {
                    flush(self, i - pending, i, &mut have)?;
                    pending = 0;
                }
                if !have {
                    self.emit(Op::BuildMap, 0, loc);
                    have = true;
                }
                self.expr(&values[i])?;
                self.emit(Op::DictUpdate, 1, loc);
            } else if pending * 2 > STACK_USE {
                flush(self, i - pending, i + 1, &mut have)?;
                pending = 0;
            } else {
                pending += 1;
            }
        }
        if pending > 0 {
            flush(self, keys.len() - pending, keys.len(), &mut have)?;
        }
        if !have {
            self.emit(Op::BuildMap, 0, loc);
        }
        Ok(())
    }

    pub fn sub_dict(&mut self, keys: &[Option<Expr>], values: &[Expr], loc: Loc) -> R<()> {
        let n = keys.len();
        let big = n * 2 > STACK_USE;
        if n > 1 && !big {
            let folded: Option<Vec<Const>> = keys.iter().flatten().map(|k| self.fold_leaf(k)).collect();
            if let Some(folded) = folded {
                self.exprs(values)?;
                self.load_const(Const::Tuple(folded), loc);
                self.emit(Op::BuildConstKeyMap, n as u32, loc);
                return Ok(());
            }
        }
        if big {
            self.emit(Op::BuildMap, 0, loc);
        }
        for (key, value) in keys.iter().flatten().zip(values) {
            self.expr(key)?;
            self.expr(value)?;
            if big {
                self.emit(Op::MapAdd, 1, loc);
            }
        }
        if !big {
            self.emit(Op::BuildMap, n as u32, loc);
        }
        Ok(())
    }

    pub fn unpack(&mut self, elts: &[Expr], span: Span, loc: Loc) -> R<()> {
        let star = elts.iter().position(is_starred);
        match star {
            None => self.emit(Op::UnpackSequence, elts.len() as u32, loc),
            Some(before) => {
                let after = elts.len() - before - 1;
                if elts[before + 1..].iter().any(is_starred) {
                    return self.error(span, "multiple starred expressions in assignment");
                }
                self.unpack_ex(before, after, span, loc)?;
            }
        }
        for e in elts {
            match &e.kind {
                ExprKind::Starred { value, .. } => self.expr(value)?,
                _ => self.expr(e)?,
            }
        }
        Ok(())
    }

    /// `UNPACK_EX`, if the counts fit into it.
    pub fn unpack_ex(&mut self, before: usize, after: usize, span: Span, loc: Loc) -> R<()> {
        let (Ok(before), Ok(after)) = (u8::try_from(before), u16::try_from(after)) else {
            return self.error(span, "too many expressions in star-unpacking assignment");
        };
        self.emit(Op::UnpackEx, u32::from(before) | u32::from(after) << 8, loc);
        Ok(())
    }

    pub fn joined_str(&mut self, values: &[Expr], loc: Loc) -> R<()> {
        if values.is_empty() {
            self.load_str("", loc);
            return Ok(());
        }
        if values.len() > STACK_USE {
            self.load_str("", loc);
            self.emit_plain_name(Op::LoadMethod, "join", loc);
            self.emit(Op::BuildList, 0, loc);
            for value in values {
                self.expr(value)?;
                self.emit(Op::ListAppend, 1, loc);
            }
            self.emit(Op::Call, 1, loc);
            return Ok(());
        }
        self.exprs(values)?;
        if values.len() != 1 {
            self.emit(Op::BuildString, values.len() as u32, loc);
        }
        Ok(())
    }
}
