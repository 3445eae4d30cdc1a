//! Trees as plain data: every node with its class name, fields in the order of `ast`, and place.
//!
//! What prints trees (`dump.rs`) and what makes Python objects of them sees only this.

use super::ast::*;
use crate::source::Span;

/// A node, or what stands in a field of one. Fields come in the order of `nodes.rs`; `type_comment` is left out.
#[derive(Clone)]
pub enum Value {
    Node {
        class: &'static str,
        fields: Vec<(&'static str, Value)>,
        span: Option<Span>,
    },
    List(Vec<Value>),
    /// An absent optional field; those whose default is `None` are not shown by `ast.dump`.
    Absent,
    /// `None` in a list.
    None,
    Name(Name),
    Int(i64),
    Constant(Constant),
}

type Fields = Vec<(&'static str, Value)>;

/// What can be seen as data.
pub trait Reflect {
    /// This as data.
    fn reflect(&self) -> Value;
}

impl<T: Reflect> Reflect for Vec<T> {
    fn reflect(&self) -> Value {
        Value::List(self.iter().map(T::reflect).collect())
    }
}

impl<T: Reflect> Reflect for Option<T> {
    fn reflect(&self) -> Value {
        self.as_ref().map_or(Value::Absent, T::reflect)
    }
}

impl<T: Reflect> Reflect for Box<T> {
    fn reflect(&self) -> Value {
        (**self).reflect()
    }
}

impl Reflect for Name {
    fn reflect(&self) -> Value {
        Value::Name(self.clone())
    }
}

impl Reflect for Constant {
    fn reflect(&self) -> Value {
        Value::Constant(self.clone())
    }
}

fn node(class: &'static str, fields: Fields) -> Value {
    Value::Node { class, fields, span: None }
}

fn placed(class: &'static str, fields: Fields, span: Span) -> Value {
    Value::Node { class, fields, span: Some(span) }
}

/// `vec![("field", node.field.reflect()), …]`
macro_rules! fields {
    ($($of:ident . $field:ident),* $(,)?) => { vec![$((stringify!($field), $of.$field.reflect())),*] };
}

/// The same from variables; `name: value` where the names differ.
macro_rules! vars {
    ($($field:ident),* $(,)?) => { vec![$((stringify!($field), $field.reflect())),*] };
}

/// Optional elements of a list are `None`, not absent.
fn with_holes(list: &[Option<Expr>]) -> Value {
    Value::List(list.iter().map(|e| e.as_ref().map_or(Value::None, Expr::reflect)).collect())
}

impl Reflect for Mod {
    fn reflect(&self) -> Value {
        match self {
            Mod::Module { body } => {
                node("Module", vec![("body", body.reflect()), ("type_ignores", Value::List(Vec::new()))])
            }
            Mod::Interactive { body } => node("Interactive", vars![body]),
            Mod::Expression { body } => node("Expression", vars![body]),
            Mod::FunctionType { argtypes, returns } => node("FunctionType", vars![argtypes, returns]),
        }
    }
}

impl Reflect for Stmt {
    fn reflect(&self) -> Value {
        use StmtKind::*;
        let (class, fields) = match &self.kind {
            FunctionDef(f) => ("FunctionDef", f.fields()),
            AsyncFunctionDef(f) => ("AsyncFunctionDef", f.fields()),
            ClassDef(c) => {
                ("ClassDef", fields![c.name, c.bases, c.keywords, c.body, c.decorator_list, c.type_params])
            }
            Return { value } => ("Return", vars![value]),
            Delete { targets } => ("Delete", vars![targets]),
            Assign { targets, value } => ("Assign", vars![targets, value]),
            TypeAlias { name, type_params, value } => ("TypeAlias", vars![name, type_params, value]),
            AugAssign { target, op, value } => ("AugAssign", vars![target, op, value]),
            AnnAssign { target, annotation, value, simple } => {
                let mut fields = vars![target, annotation, value];
                fields.push(("simple", Value::Int(i64::from(*simple))));
                ("AnnAssign", fields)
            }
            For(f) => ("For", f.fields()),
            AsyncFor(f) => ("AsyncFor", f.fields()),
            While { test, body, orelse } => ("While", vars![test, body, orelse]),
            If { test, body, orelse } => ("If", vars![test, body, orelse]),
            With { items, body } => ("With", vars![items, body]),
            AsyncWith { items, body } => ("AsyncWith", vars![items, body]),
            Match { subject, cases } => ("Match", vars![subject, cases]),
            Raise { exc, cause } => ("Raise", vars![exc, cause]),
            Try(t) => ("Try", t.fields()),
            TryStar(t) => ("TryStar", t.fields()),
            Assert { test, msg } => ("Assert", vars![test, msg]),
            Import { names } => ("Import", vars![names]),
            ImportFrom { module, names, level } => {
                let mut fields = vars![module, names];
                fields.push(("level", Value::Int(i64::from(*level))));
                ("ImportFrom", fields)
            }
            Global { names } => ("Global", vars![names]),
            Nonlocal { names } => ("Nonlocal", vars![names]),
            Expr { value } => ("Expr", vars![value]),
            Pass => ("Pass", vec![]),
            Break => ("Break", vec![]),
            Continue => ("Continue", vec![]),
        };
        placed(class, fields, self.span)
    }
}

impl FunctionDef {
    fn fields(&self) -> Fields {
        fields![self.name, self.args, self.body, self.decorator_list, self.returns, self.type_params]
    }
}

impl For {
    fn fields(&self) -> Fields {
        fields![self.target, self.iter, self.body, self.orelse]
    }
}

impl Try {
    fn fields(&self) -> Fields {
        fields![self.body, self.handlers, self.orelse, self.finalbody]
    }
}

impl Reflect for Expr {
    fn reflect(&self) -> Value {
        use ExprKind::*;
        let (class, fields) = match &self.kind {
            BoolOp { op, values } => ("BoolOp", vars![op, values]),
            NamedExpr { target, value } => ("NamedExpr", vars![target, value]),
            BinOp { left, op, right } => ("BinOp", vars![left, op, right]),
            UnaryOp { op, operand } => ("UnaryOp", vars![op, operand]),
            Lambda { args, body } => ("Lambda", vars![args, body]),
            IfExp { test, body, orelse } => ("IfExp", vars![test, body, orelse]),
            Dict { keys, values } => ("Dict", vec![("keys", with_holes(keys)), ("values", values.reflect())]),
            Set { elts } => ("Set", vars![elts]),
            ListComp { elt, generators } => ("ListComp", vars![elt, generators]),
            SetComp { elt, generators } => ("SetComp", vars![elt, generators]),
            DictComp { key, value, generators } => ("DictComp", vars![key, value, generators]),
            GeneratorExp { elt, generators } => ("GeneratorExp", vars![elt, generators]),
            Await { value } => ("Await", vars![value]),
            Yield { value } => ("Yield", vars![value]),
            YieldFrom { value } => ("YieldFrom", vars![value]),
            Compare { left, ops, comparators } => ("Compare", vars![left, ops, comparators]),
            Call { func, args, keywords } => ("Call", vars![func, args, keywords]),
            FormattedValue { value, conversion, format_spec } => {
                let conversion = Value::Int(i64::from(*conversion));
                let fields = vec![
                    ("value", value.reflect()),
                    ("conversion", conversion),
                    ("format_spec", format_spec.reflect()),
                ];
                ("FormattedValue", fields)
            }
            JoinedStr { values } => ("JoinedStr", vars![values]),
            Constant { value, unicode_prefix } => {
                let kind = if *unicode_prefix { Value::Name("u".into()) } else { Value::Absent };
                ("Constant", vec![("value", value.reflect()), ("kind", kind)])
            }
            Attribute { value, attr, ctx } => ("Attribute", vars![value, attr, ctx]),
            Subscript { value, slice, ctx } => ("Subscript", vars![value, slice, ctx]),
            Starred { value, ctx } => ("Starred", vars![value, ctx]),
            Name { id, ctx } => ("Name", vars![id, ctx]),
            List { elts, ctx } => ("List", vars![elts, ctx]),
            Tuple { elts, ctx } => ("Tuple", vars![elts, ctx]),
            Slice { lower, upper, step } => ("Slice", vars![lower, upper, step]),
        };
        placed(class, fields, self.span)
    }
}

impl Reflect for Pattern {
    fn reflect(&self) -> Value {
        use PatternKind::*;
        let (class, fields) = match &self.kind {
            MatchValue { value } => ("MatchValue", vars![value]),
            MatchSingleton { value } => ("MatchSingleton", vars![value]),
            MatchSequence { patterns } => ("MatchSequence", vars![patterns]),
            MatchMapping { keys, patterns, rest } => ("MatchMapping", vars![keys, patterns, rest]),
            MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                ("MatchClass", vars![cls, patterns, kwd_attrs, kwd_patterns])
            }
            MatchStar { name } => ("MatchStar", vars![name]),
            MatchAs { pattern, name } => ("MatchAs", vars![pattern, name]),
            MatchOr { patterns } => ("MatchOr", vars![patterns]),
        };
        placed(class, fields, self.span)
    }
}

impl Reflect for Comprehension {
    fn reflect(&self) -> Value {
        let mut fields = fields![self.target, self.iter, self.ifs];
        fields.push(("is_async", Value::Int(i64::from(self.is_async))));
        node("comprehension", fields)
    }
}

impl Reflect for ExceptHandler {
    fn reflect(&self) -> Value {
        let fields = vec![
            ("type", self.type_.reflect()),
            ("name", self.name.reflect()),
            ("body", self.body.reflect()),
        ];
        placed("ExceptHandler", fields, self.span)
    }
}

impl Reflect for Arguments {
    fn reflect(&self) -> Value {
        let mut fields = fields![self.posonlyargs, self.args, self.vararg, self.kwonlyargs];
        fields.push(("kw_defaults", with_holes(&self.kw_defaults)));
        fields.extend(fields![self.kwarg, self.defaults]);
        node("arguments", fields)
    }
}

impl Reflect for Arg {
    fn reflect(&self) -> Value {
        placed("arg", fields![self.arg, self.annotation], self.span)
    }
}

impl Reflect for Keyword {
    fn reflect(&self) -> Value {
        placed("keyword", fields![self.arg, self.value], self.span)
    }
}

impl Reflect for Alias {
    fn reflect(&self) -> Value {
        placed("alias", fields![self.name, self.asname], self.span)
    }
}

impl Reflect for WithItem {
    fn reflect(&self) -> Value {
        node("withitem", fields![self.context_expr, self.optional_vars])
    }
}

impl Reflect for MatchCase {
    fn reflect(&self) -> Value {
        node("match_case", fields![self.pattern, self.guard, self.body])
    }
}

impl Reflect for TypeParam {
    fn reflect(&self) -> Value {
        let mut fields = fields![self.name];
        let class = match &self.kind {
            TypeParamKind::TypeVar { bound } => {
                fields.push(("bound", bound.reflect()));
                "TypeVar"
            }
            TypeParamKind::ParamSpec => "ParamSpec",
            TypeParamKind::TypeVarTuple => "TypeVarTuple",
        };
        fields.push(("default_value", self.default_value.reflect()));
        placed(class, fields, self.span)
    }
}

/// Enumerations whose members are nodes without fields.
macro_rules! plain {
    ($($type:ty),*) => { $(impl Reflect for $type {
        fn reflect(&self) -> Value {
            node(self.class(), Vec::new())
        }
    })* };
}

plain!(ExprContext, BoolOp, Operator, UnaryOp, CmpOp);

impl ExprContext {
    /// Its name in `ast`.
    pub fn class(self) -> &'static str {
        match self {
            ExprContext::Load => "Load",
            ExprContext::Store => "Store",
            ExprContext::Del => "Del",
        }
    }
}

impl BoolOp {
    /// Its name in `ast`.
    pub fn class(self) -> &'static str {
        match self {
            BoolOp::And => "And",
            BoolOp::Or => "Or",
        }
    }
}

impl Operator {
    /// Its name in `ast`.
    pub fn class(self) -> &'static str {
        self.name_and_sign().0
    }
}

impl UnaryOp {
    /// Its name in `ast`.
    pub fn class(self) -> &'static str {
        match self {
            UnaryOp::Invert => "Invert",
            UnaryOp::Not => "Not",
            UnaryOp::UAdd => "UAdd",
            UnaryOp::USub => "USub",
        }
    }
}

impl CmpOp {
    /// Its name in `ast`.
    pub fn class(self) -> &'static str {
        match self {
            CmpOp::Eq => "Eq",
            CmpOp::NotEq => "NotEq",
            CmpOp::Lt => "Lt",
            CmpOp::LtE => "LtE",
            CmpOp::Gt => "Gt",
            CmpOp::GtE => "GtE",
            CmpOp::Is => "Is",
            CmpOp::IsNot => "IsNot",
            CmpOp::In => "In",
            CmpOp::NotIn => "NotIn",
        }
    }
}
