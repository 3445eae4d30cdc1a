//! What `ast.parse(optimize=1)` shows: a tree, as plain data, in which what is known before the program runs has been
//! worked out.
//!
//! What the values are is decided in `fold.rs`; the compiler itself folds on the way and has no use for this.

use super::fold::{self, Piece};
use super::{constant, future};
use crate::bytecode::code::{Const, flags};
use crate::source::Span;
use crate::syntax::ast::{CmpOp, Constant, Mod, Operator, UnaryOp};
use crate::syntax::reflect::{Reflect, Value};

type Fields = Vec<(&'static str, Value)>;

/// A tree with its constant expressions worked out.
pub fn folded(tree: &Mod, optimize: u8) -> Value {
    let mut data = tree.reflect();
    if let Value::Node { class: "Module" | "Interactive" | "Expression", .. } = &data {
        let annotations = future::scan(tree).is_ok_and(|bits| bits & flags::FUTURE_ANNOTATIONS == 0);
        Folder { debug: optimize == 0, annotations }.fold(&mut data);
    }
    data
}

struct Folder {
    /// What `__debug__` is.
    debug: bool,
    /// Annotations are expressions, not texts.
    annotations: bool,
}

impl Folder {
    fn fold(&self, value: &mut Value) {
        match value {
            Value::List(items) => items.iter_mut().for_each(|item| self.fold(item)),
            Value::Node { class, fields, span } => {
                let documented = starts_with_text(fields);
                for (name, field) in fields.iter_mut() {
                    if self.annotations || !matches!(*name, "annotation" | "returns") {
                        self.fold(field);
                    }
                }
                let new = self.node(class, fields, *span);
                if let Some(new) = new {
                    *value = new;
                } else if matches!(*class, "Module" | "FunctionDef" | "AsyncFunctionDef" | "ClassDef")
                    && !documented
                    && starts_with_text(fields)
                {
                    hide_text(fields);
                }
            }
            _ => {}
        }
    }

    /// What stands instead of a node whose parts are folded.
    fn node(&self, class: &str, fields: &mut Fields, span: Option<Span>) -> Option<Value> {
        let known = match class {
            "Name" if is_loaded(fields) => match field(fields, "id") {
                Value::Name(id) if &**id == "__debug__" => Const::Bool(self.debug),
                _ => return None,
            },
            "Tuple" if is_loaded(fields) => Const::Tuple(known_items(field(fields, "elts"))?),
            "Subscript" if is_loaded(fields) => {
                fold::index(&known(field(fields, "value"))?, &known(field(fields, "slice"))?)?
            }
            "UnaryOp" => {
                let op = named(&UNARY, UnaryOp::class, field(fields, "op"))?;
                match known(field(fields, "operand")) {
                    Some(Const::Bool(b)) if op == UnaryOp::Invert => fold::unary(op, &Const::Int(b.into()))?,
                    Some(operand) => fold::unary(op, &operand)?,
                    None if op == UnaryOp::Not => return negated(field(fields, "operand")),
                    None => return None,
                }
            }
            "BinOp" => {
                let op = named(&BINARY, Operator::class, field(fields, "op"))?;
                let (left, right) = (field(fields, "left"), field(fields, "right"));
                let left = known(left)?;
                match known(right) {
                    Some(right) => fold::binary(&left, op, &right)?,
                    None => return formatted(&left, op, right, span),
                }
            }
            "For" | "comprehension" => {
                iterated(field_mut(fields, "iter"));
                return None;
            }
            "Compare" => {
                let last = |value: &Value| match value {
                    Value::List(ops) => ops.last().map(class_of),
                    _ => None,
                };
                if matches!(last(field(fields, "ops")), Some("In" | "NotIn"))
                    && let Value::List(comparators) = field_mut(fields, "comparators")
                    && let Some(last) = comparators.last_mut()
                {
                    iterated(last);
                }
                return None;
            }
            _ => return None,
        };
        Some(literal(known, span))
    }
}

const UNARY: [UnaryOp; 4] = [UnaryOp::Invert, UnaryOp::Not, UnaryOp::UAdd, UnaryOp::USub];
const BINARY: [Operator; 13] = [
    Operator::Add,
    Operator::Sub,
    Operator::Mult,
    Operator::MatMult,
    Operator::Div,
    Operator::Mod,
    Operator::Pow,
    Operator::LShift,
    Operator::RShift,
    Operator::BitOr,
    Operator::BitXor,
    Operator::BitAnd,
    Operator::FloorDiv,
];

fn named<T: Copy>(all: &[T], name: fn(T) -> &'static str, node: &Value) -> Option<T> {
    all.iter().copied().find(|op| name(*op) == class_of(node))
}

const NOTHING: &Value = &Value::Absent;

fn field<'a>(fields: &'a Fields, name: &str) -> &'a Value {
    fields.iter().find(|(n, _)| *n == name).map_or(NOTHING, |(_, value)| value)
}

fn field_mut<'a>(fields: &'a mut Fields, name: &str) -> &'a mut Value {
    let at = fields.iter().position(|(n, _)| *n == name).expect("nodes have the fields of their class");
    &mut fields[at].1
}

fn class_of(value: &Value) -> &'static str {
    match value {
        Value::Node { class, .. } => class,
        _ => "",
    }
}

fn is_loaded(fields: &Fields) -> bool {
    class_of(field(fields, "ctx")) == "Load"
}

fn node(class: &'static str, fields: Fields, span: Option<Span>) -> Value {
    Value::Node { class, fields, span }
}

fn literal(value: Const, span: Option<Span>) -> Value {
    node("Constant", vec![("value", Value::Constant(back(&value))), ("kind", Value::Absent)], span)
}

/// The value of a literal.
fn known(value: &Value) -> Option<Const> {
    match value {
        Value::Node { class: "Constant", fields, .. } => match field(fields, "value") {
            Value::Constant(c) => Some(constant(c)),
            _ => None,
        },
        _ => None,
    }
}

fn known_items(elts: &Value) -> Option<Vec<Const>> {
    match elts {
        Value::List(items) => items.iter().map(known).collect(),
        _ => None,
    }
}

fn back(value: &Const) -> Constant {
    match value {
        Const::Bool(true) => Constant::True,
        Const::Bool(false) => Constant::False,
        Const::Ellipsis => Constant::Ellipsis,
        Const::Int(n) => Constant::Int(*n),
        Const::BigInt(hex) => Constant::BigInt((&**hex).into()),
        Const::Float(x) => Constant::Float(*x),
        Const::Complex(re, im) => Constant::Complex(*re, *im),
        Const::Str(s) => Constant::Str((&**s).into()),
        Const::Bytes(b) => Constant::Bytes((&**b).into()),
        Const::Tuple(items) => Constant::Tuple(items.iter().map(back).collect()),
        Const::FrozenSet(items) => Constant::FrozenSet(items.iter().map(back).collect()),
        Const::None | Const::Code(_) | Const::Stored(_) => Constant::None,
    }
}

/// `not (a in b)` is `a not in b`.
fn negated(comparison: &Value) -> Option<Value> {
    let Value::Node { class: "Compare", fields, span } = comparison else { return None };
    let op = match field(fields, "ops") {
        Value::List(ops) => match ops.as_slice() {
            [op] => match class_of(op) {
                "In" => CmpOp::NotIn,
                "NotIn" => CmpOp::In,
                "Is" => CmpOp::IsNot,
                "IsNot" => CmpOp::Is,
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    };
    let mut fields = fields.clone();
    *field_mut(&mut fields, "ops") = Value::List(vec![op.reflect()]);
    Some(node("Compare", fields, *span))
}

/// A list or set that is only looked through need not be made anew.
fn iterated(value: &mut Value) {
    let Value::Node { class, fields, span } = value else { return };
    let new = match *class {
        "List" => match known_items(field(fields, "elts")) {
            Some(items) => literal(Const::Tuple(items), *span),
            None if !has_stars(field(fields, "elts")) => node("Tuple", std::mem::take(fields), *span),
            None => return,
        },
        "Set" => match known_items(field(fields, "elts")) {
            Some(items) => literal(Const::FrozenSet(items), *span),
            None => return,
        },
        _ => return,
    };
    *value = new;
}

fn has_stars(elts: &Value) -> bool {
    matches!(elts, Value::List(items) if items.iter().any(|item| class_of(item) == "Starred"))
}

/// `'%s %r' % (a, b)` is an f-string.
fn formatted(format: &Const, op: Operator, values: &Value, span: Option<Span>) -> Option<Value> {
    let (Const::Str(format), Operator::Mod) = (format, op) else { return None };
    let Value::Node { class: "Tuple", fields, .. } = values else { return None };
    let Value::List(elts) = field(fields, "elts") else { return None };
    if has_stars(field(fields, "elts")) {
        return None;
    }
    let mut elts = elts.iter();
    let parts = fold::percent_pieces(format, elts.len())?.into_iter().map(|piece| match piece {
        Piece::Text(text) => literal(Const::Str(text.into()), span),
        Piece::Value { conversion, spec } => {
            let value = elts.next().cloned().unwrap_or(Value::Absent);
            let place = match &value {
                Value::Node { span, .. } => *span,
                _ => None,
            };
            let spec = spec.strip_prefix('<').unwrap_or(&spec);
            let spec = match spec.is_empty() {
                true => Value::Absent,
                false => literal(Const::Str(spec.as_bytes().into()), place),
            };
            let conversion = Value::Int(i64::from(b"-sra"[conversion as usize]));
            node(
                "FormattedValue",
                vec![("value", value), ("conversion", conversion), ("format_spec", spec)],
                place,
            )
        }
    });
    Some(node("JoinedStr", vec![("values", Value::List(parts.collect()))], span))
}

/// Whether a body begins with a text, as a docstring does.
fn starts_with_text(fields: &Fields) -> bool {
    first_value(fields).is_some_and(|value| matches!(known(value), Some(Const::Str(_))))
}

fn first_value(fields: &Fields) -> Option<&Value> {
    match field(fields, "body") {
        Value::List(body) => match body.first() {
            Some(Value::Node { class: "Expr", fields, .. }) => Some(field(fields, "value")),
            _ => None,
        },
        _ => None,
    }
}

/// What became a text only by folding is no docstring.
fn hide_text(fields: &mut Fields) {
    if let Value::List(body) = field_mut(fields, "body")
        && let Some(Value::Node { fields, .. }) = body.first_mut()
    {
        let value = field_mut(fields, "value");
        let text = std::mem::replace(value, Value::Absent);
        let span = match &text {
            Value::Node { span, .. } => *span,
            _ => None,
        };
        *value = node("JoinedStr", vec![("values", Value::List(vec![text]))], span);
    }
}
