//! Things that are allowed but are hardly meant: the compiler's `SyntaxWarning`s.

use super::Compiler;
use crate::bytecode::code::Const;
use crate::syntax::ast::*;

/// The type of an expression where its form decides it.
fn inferred(e: &Expr) -> Option<&'static str> {
    Some(match &e.kind {
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::List { .. } | ExprKind::ListComp { .. } => "list",
        ExprKind::Dict { .. } | ExprKind::DictComp { .. } => "dict",
        ExprKind::Set { .. } | ExprKind::SetComp { .. } => "set",
        ExprKind::GeneratorExp { .. } => "generator",
        ExprKind::Lambda { .. } => "function",
        ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => "str",
        ExprKind::Constant { value, .. } => match value {
            Constant::None => "NoneType",
            Constant::True | Constant::False => "bool",
            Constant::Ellipsis => "ellipsis",
            Constant::Int(_) | Constant::BigInt(_) => "int",
            Constant::Float(_) => "float",
            Constant::Complex(..) => "complex",
            Constant::Str(_) => "str",
            Constant::Bytes(_) => "bytes",
            Constant::Tuple(_) => "tuple",
            Constant::FrozenSet(_) => "frozenset",
        },
        _ => return None,
    })
}

impl Compiler<'_> {
    /// `x is 1`
    pub fn check_compare(&mut self, e: &Expr, left: &Expr, ops: &[CmpOp], comparators: &[Expr]) {
        let literal = |e: &Expr| {
            let singleton = |c: &Constant| {
                matches!(c, Constant::None | Constant::True | Constant::False | Constant::Ellipsis)
            };
            match &e.kind {
                ExprKind::Constant { value, .. } if !singleton(value) => inferred(e),
                ExprKind::Tuple { elts, .. } if self.fold_all(elts).is_some() => inferred(e),
                // A sign or an operator between numbers has been worked out by then.
                ExprKind::UnaryOp { .. } | ExprKind::BinOp { .. } => match self.fold(e)? {
                    Const::Int(_) | Const::BigInt(_) => Some("int"),
                    Const::Float(_) => Some("float"),
                    Const::Complex(..) => Some("complex"),
                    Const::Str(_) => Some("str"),
                    Const::Bytes(_) => Some("bytes"),
                    Const::Tuple(_) => Some("tuple"),
                    _ => None,
                },
                _ => None,
            }
        };
        let mut found = None;
        let mut left = left;
        for (op, right) in ops.iter().zip(comparators) {
            let words = match op {
                CmpOp::Is => ("is", "=="),
                CmpOp::IsNot => ("is not", "!="),
                _ => {
                    left = right;
                    continue;
                }
            };
            if let Some(kind) = literal(left).or_else(|| literal(right)) {
                // One warning is enough for a chain.
                found = Some(format!("\"{}\" with '{kind}' literal. Did you mean \"{}\"?", words.0, words.1));
                break;
            }
            left = right;
        }
        if let Some(msg) = found {
            self.warn(e.span, msg);
        }
    }

    /// `(1, 2)(3)`
    pub fn check_caller(&mut self, func: &Expr) {
        if matches!(func.kind, ExprKind::Lambda { .. }) {
            return;
        }
        if let Some(kind) = inferred(func) {
            self.warn(func.span, format!("'{kind}' object is not callable; perhaps you missed a comma?"));
        }
    }

    /// `1[0]`
    pub fn check_subscripter(&mut self, _e: &Expr, value: &Expr) {
        let kind = match &value.kind {
            ExprKind::Constant { value: Constant::Str(_) | Constant::Bytes(_), .. } => return,
            ExprKind::Constant { .. }
            | ExprKind::Set { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::GeneratorExp { .. }
            | ExprKind::Lambda { .. } => inferred(value),
            _ => return,
        };
        if let Some(kind) = kind {
            self.warn(
                value.span,
                format!("'{kind}' object is not subscriptable; perhaps you missed a comma?"),
            );
        }
    }

    /// `"abc"["x"]`
    pub fn check_index(&mut self, _e: &Expr, value: &Expr, slice: &Expr) {
        let Some(index) = inferred(slice) else { return };
        if matches!(index, "int" | "bool") {
            return;
        }
        let kind = match &value.kind {
            ExprKind::Constant { value: Constant::Str(_) | Constant::Bytes(_), .. }
            | ExprKind::Tuple { .. }
            | ExprKind::List { .. }
            | ExprKind::ListComp { .. }
            | ExprKind::JoinedStr { .. }
            | ExprKind::FormattedValue { .. } => inferred(value),
            _ => None,
        };
        if let Some(kind) = kind {
            let msg = format!(
                "{kind} indices must be integers or slices, not {index}; perhaps you missed a comma?"
            );
            self.warn(value.span, msg);
        }
    }
}
