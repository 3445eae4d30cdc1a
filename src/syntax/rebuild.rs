//! Data to tree, the way back from `reflect.rs`, and the rules a tree must keep that no parser has checked.
//!
//! The data have the classes and fields of `nodes.rs` in its order; who makes them sees to that.

use super::ast::*;
use super::reflect::Value;
use crate::source::Span;

/// Why data are no tree.
#[derive(Debug)]
pub enum Invalid {
    /// A ValueError with this message.
    Value(String),
    /// A TypeError with this message.
    Type(String),
    /// A SystemError with this message.
    System(String),
    /// Nested too deeply.
    Deep,
}

type R<T> = Result<T, Invalid>;

fn bad<T>(msg: impl Into<String>) -> R<T> {
    Err(Invalid::Value(msg.into()))
}

/// A whole tree.
pub fn tree(data: Value) -> R<Mod> {
    let mut n = Node::of(data)?;
    Ok(match n.class {
        "Module" => Mod::Module { body: n.take()? },
        "Interactive" => Mod::Interactive { body: n.take()? },
        "Expression" => Mod::Expression { body: n.take()? },
        _ => Mod::FunctionType { argtypes: n.take()?, returns: n.take()? },
    })
}

/// A node being taken apart.
struct Node {
    class: &'static str,
    fields: std::vec::IntoIter<(&'static str, Value)>,
    span: Span,
}

impl Node {
    fn of(data: Value) -> R<Node> {
        match data {
            Value::Node { class, fields, span } => {
                Ok(Node { class, fields: fields.into_iter(), span: span.unwrap_or_default() })
            }
            _ => bad("None disallowed here"),
        }
    }

    fn next(&mut self) -> (&'static str, Value) {
        self.fields.next().unwrap_or(("", Value::Absent))
    }

    /// The next field. Expressions in it are read, not assigned to.
    fn take<T: Rebuild>(&mut self) -> R<T> {
        match self.next() {
            (field, Value::Absent) => T::absent(field, self.class),
            (_, value) => T::rebuild(value),
        }
    }

    /// The next field is a list with something in it.
    fn some<T: Rebuild>(&mut self) -> R<Vec<T>> {
        let (field, value) = self.next();
        let list = Vec::rebuild(value)?;
        if list.is_empty() {
            return bad(format!("empty {field} on {}", self.class));
        }
        Ok(list)
    }

    /// The next field is assigned to or deleted.
    fn target(&mut self, ctx: ExprContext) -> R<Expr> {
        match self.next() {
            (field, Value::Absent) => Expr::absent(field, self.class),
            (_, value) => in_context(expr(value)?, ctx),
        }
    }

    fn skip(&mut self) {
        self.fields.next();
    }

    fn int(&mut self) -> R<i64> {
        match self.next().1 {
            Value::Int(n) => Ok(n),
            _ => Ok(0),
        }
    }
}

/// What can be made of data.
trait Rebuild: Sized {
    fn rebuild(data: Value) -> R<Self>;
    /// Instead of a field that is absent.
    fn absent(field: &str, class: &str) -> R<Self> {
        bad(format!("field '{field}' is required for {class}"))
    }
    /// Instead of a `None` in a list.
    fn hole() -> R<Self> {
        bad("None disallowed in expression list")
    }
}

impl<T: Rebuild> Rebuild for Vec<T> {
    fn rebuild(data: Value) -> R<Vec<T>> {
        match data {
            Value::List(items) => {
                let item = |v| if matches!(v, Value::None) { T::hole() } else { T::rebuild(v) };
                items.into_iter().map(item).collect()
            }
            _ => Ok(Vec::new()),
        }
    }
    fn absent(_: &str, _: &str) -> R<Vec<T>> {
        Ok(Vec::new())
    }
}

impl<T: Rebuild> Rebuild for Option<T> {
    fn rebuild(data: Value) -> R<Option<T>> {
        T::rebuild(data).map(Some)
    }
    fn absent(_: &str, _: &str) -> R<Option<T>> {
        Ok(None)
    }
    fn hole() -> R<Option<T>> {
        Ok(None)
    }
}

impl<T: Rebuild> Rebuild for Box<T> {
    fn rebuild(data: Value) -> R<Box<T>> {
        T::rebuild(data).map(Box::new)
    }
}

impl Rebuild for Name {
    fn rebuild(data: Value) -> R<Name> {
        match data {
            Value::Name(name) => Ok(name),
            _ => bad("AST identifier must be of type str"),
        }
    }
}

impl Rebuild for Constant {
    fn rebuild(data: Value) -> R<Constant> {
        match data {
            Value::Constant(c) => Ok(c),
            _ => Ok(Constant::None),
        }
    }
}

/// Enumerations whose members are nodes without fields.
macro_rules! plain {
    ($($type:ident: $($member:ident)*;)*) => { $(impl Rebuild for $type {
        fn rebuild(data: Value) -> R<$type> {
            match Node::of(data)?.class {
                $(stringify!($member) => Ok($type::$member),)*
                other => bad(format!("{other} is no {}", stringify!($type))),
            }
        }
    })* };
}

plain! {
    ExprContext: Load Store Del;
    BoolOp: And Or;
    Operator: Add Sub Mult MatMult Div Mod Pow LShift RShift BitOr BitXor BitAnd FloorDiv;
    UnaryOp: Invert Not UAdd USub;
    CmpOp: Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn;
}

/// `build!(n => Kind { field, … })`: the fields in their order.
macro_rules! build {
    ($n:ident => $($kind:ident)::+ { $($field:ident),* $(,)? }) => {{
        $(let $field = $n.take()?;)*
        $($kind)::+ { $($field),* }
    }};
}

impl Rebuild for Stmt {
    fn rebuild(data: Value) -> R<Stmt> {
        use StmtKind::*;
        let mut n = Node::of(data)?;
        let kind = match n.class {
            "FunctionDef" => FunctionDef(Box::new(function(&mut n)?)),
            "AsyncFunctionDef" => AsyncFunctionDef(Box::new(function(&mut n)?)),
            "ClassDef" => ClassDef(Box::new(super::ast::ClassDef {
                name: n.take()?,
                bases: n.take()?,
                keywords: n.take()?,
                body: n.some()?,
                decorator_list: n.take()?,
                type_params: n.take()?,
            })),
            "Return" => build!(n => Return { value }),
            "Delete" => Delete { targets: targets(n.some()?, ExprContext::Del)? },
            "Assign" => Assign { targets: targets(n.some()?, ExprContext::Store)?, value: n.take()? },
            "TypeAlias" => {
                let name = n.target_unchecked()?;
                if !matches!(name.kind, ExprKind::Name { .. }) {
                    return Err(Invalid::Type("TypeAlias with non-Name name".into()));
                }
                let name = Box::new(in_context(name, ExprContext::Store)?);
                TypeAlias { name, type_params: n.take()?, value: n.take()? }
            }
            "AugAssign" => {
                let target = Box::new(n.target(ExprContext::Store)?);
                AugAssign { target, op: n.take()?, value: n.take()? }
            }
            "AnnAssign" => {
                let target = Box::new(n.target(ExprContext::Store)?);
                let (annotation, value) = (n.take()?, n.take()?);
                let simple = n.int()? != 0;
                if simple && !matches!(target.kind, ExprKind::Name { .. }) {
                    return Err(Invalid::Type("AnnAssign with simple non-Name target".into()));
                }
                AnnAssign { target, annotation, value, simple }
            }
            "For" => For(Box::new(loop_(&mut n)?)),
            "AsyncFor" => AsyncFor(Box::new(loop_(&mut n)?)),
            "While" => While { test: n.take()?, body: n.some()?, orelse: n.take()? },
            "If" => If { test: n.take()?, body: n.some()?, orelse: n.take()? },
            "With" => With { items: n.some()?, body: n.some()? },
            "AsyncWith" => AsyncWith { items: n.some()?, body: n.some()? },
            "Match" => Match { subject: n.take()?, cases: n.some()? },
            "Raise" => {
                let (exc, cause): (Option<_>, Option<_>) = (n.take()?, n.take()?);
                if exc.is_none() && cause.is_some() {
                    return bad("Raise with cause but no exception");
                }
                Raise { exc, cause }
            }
            "Try" => Try(Box::new(try_(&mut n)?)),
            "TryStar" => TryStar(Box::new(try_(&mut n)?)),
            "Assert" => build!(n => Assert { test, msg }),
            "Import" => Import { names: n.some()? },
            "ImportFrom" => {
                let (module, names) = (n.take()?, n.some()?);
                match n.int()? {
                    level if level < 0 => return bad("Negative ImportFrom level"),
                    level => ImportFrom { module, names, level: level as u32 },
                }
            }
            "Global" => Global { names: n.some()? },
            "Nonlocal" => Nonlocal { names: n.some()? },
            "Expr" => build!(n => Expr { value }),
            "Pass" => Pass,
            "Break" => Break,
            _ => Continue,
        };
        Ok(Stmt { kind, span: n.span })
    }

    fn hole() -> R<Stmt> {
        bad("None disallowed in statement list")
    }
}

/// Expressions that are assigned to or deleted: their own context is checked by who holds them.
struct Target(Expr);

impl Rebuild for Target {
    fn rebuild(data: Value) -> R<Target> {
        expr(data).map(Target)
    }
}

fn targets(list: Vec<Target>, ctx: ExprContext) -> R<Vec<Expr>> {
    list.into_iter().map(|t| in_context(t.0, ctx)).collect()
}

fn function(n: &mut Node) -> R<FunctionDef> {
    let (name, args, body, decorator_list, returns) = (n.take()?, n.take()?, n.some()?, n.take()?, n.take()?);
    n.skip();
    Ok(FunctionDef { name, args, body, decorator_list, returns, type_params: n.take()? })
}

fn loop_(n: &mut Node) -> R<For> {
    let target = n.target(ExprContext::Store)?;
    Ok(For { target, iter: n.take()?, body: n.some()?, orelse: n.take()? })
}

fn try_(n: &mut Node) -> R<Try> {
    let t = Try { body: n.some()?, handlers: n.take()?, orelse: n.take()?, finalbody: n.take()? };
    if t.handlers.is_empty() && t.finalbody.is_empty() {
        return bad(format!("{} has neither except handlers nor finalbody", n.class));
    }
    if t.handlers.is_empty() && !t.orelse.is_empty() {
        return bad(format!("{} has orelse but no except handlers", n.class));
    }
    Ok(t)
}

impl Rebuild for Expr {
    fn rebuild(data: Value) -> R<Expr> {
        in_context(expr(data)?, ExprContext::Load)
    }
}

/// The expression, if its context is that one.
fn in_context(e: Expr, wanted: ExprContext) -> R<Expr> {
    use ExprKind::*;
    let own = match &e.kind {
        Attribute { ctx, .. }
        | Subscript { ctx, .. }
        | Starred { ctx, .. }
        | Name { ctx, .. }
        | List { ctx, .. }
        | Tuple { ctx, .. } => *ctx,
        _ if wanted == ExprContext::Load => return Ok(e),
        _ => return bad(format!("expression which can't be assigned to in {} context", wanted.class())),
    };
    if own == wanted {
        return Ok(e);
    }
    bad(format!("expression must have {} context but has {} instead", wanted.class(), own.class()))
}

fn generators(n: &mut Node) -> R<Vec<Comprehension>> {
    match n.take::<Vec<_>>()? {
        list if list.is_empty() => bad("comprehension with no generators"),
        list => Ok(list),
    }
}

fn identifier(n: &mut Node) -> R<Name> {
    let name: Name = n.take()?;
    no_constant(&name)?;
    Ok(name)
}

fn no_constant(name: &Name) -> R<()> {
    match &**name {
        "None" | "True" | "False" => bad(format!("identifier field can't represent '{name}' constant")),
        _ => Ok(()),
    }
}

/// An expression whose own context nobody has checked yet.
fn expr(data: Value) -> R<Expr> {
    use ExprKind::*;
    let mut n = Node::of(data)?;
    let kind = match n.class {
        "BoolOp" => {
            let (op, values) = (n.take()?, n.take::<Vec<_>>()?);
            if values.len() < 2 {
                return bad("BoolOp with less than 2 values");
            }
            BoolOp { op, values }
        }
        "NamedExpr" => {
            let target = n.target_unchecked()?;
            if !matches!(target.kind, Name { .. }) {
                return Err(Invalid::Type("NamedExpr target must be a Name".into()));
            }
            NamedExpr { target: Box::new(in_context(target, ExprContext::Store)?), value: n.take()? }
        }
        "BinOp" => build!(n => BinOp { left, op, right }),
        "UnaryOp" => build!(n => UnaryOp { op, operand }),
        "Lambda" => build!(n => Lambda { args, body }),
        "IfExp" => build!(n => IfExp { test, body, orelse }),
        "Dict" => {
            let (keys, values): (Vec<_>, Vec<_>) = (n.take()?, n.take()?);
            if keys.len() != values.len() {
                return bad("Dict doesn't have the same number of keys as values");
            }
            Dict { keys, values }
        }
        "Set" => build!(n => Set { elts }),
        "ListComp" => ListComp { elt: n.take()?, generators: generators(&mut n)? },
        "SetComp" => SetComp { elt: n.take()?, generators: generators(&mut n)? },
        "DictComp" => DictComp { key: n.take()?, value: n.take()?, generators: generators(&mut n)? },
        "GeneratorExp" => GeneratorExp { elt: n.take()?, generators: generators(&mut n)? },
        "Await" => build!(n => Await { value }),
        "Yield" => build!(n => Yield { value }),
        "YieldFrom" => build!(n => YieldFrom { value }),
        "Compare" => {
            let (left, ops, comparators): (_, Vec<_>, Vec<_>) = (n.take()?, n.take()?, n.take()?);
            if comparators.is_empty() {
                return bad("Compare with no comparators");
            }
            if comparators.len() != ops.len() {
                return bad("Compare has a different number of comparators and operands");
            }
            Compare { left, ops, comparators }
        }
        "Call" => build!(n => Call { func, args, keywords }),
        "FormattedValue" => {
            let value = n.take()?;
            let conversion = n.int()?;
            let Some(conversion) =
                [-1, b's' as i8, b'r' as i8, b'a' as i8].into_iter().find(|c| i64::from(*c) == conversion)
            else {
                return Err(Invalid::System(format!("Unrecognized conversion character {conversion}")));
            };
            FormattedValue { value, conversion, format_spec: n.take()? }
        }
        "JoinedStr" => build!(n => JoinedStr { values }),
        "Constant" => {
            let value = n.take()?;
            Constant { value, unicode_prefix: matches!(n.next().1, Value::Name(_)) }
        }
        "Attribute" => build!(n => Attribute { value, attr, ctx }),
        "Subscript" => build!(n => Subscript { value, slice, ctx }),
        "Starred" => {
            let value = n.target_unchecked()?;
            let ctx = n.take()?;
            Starred { value: Box::new(in_context(value, ctx)?), ctx }
        }
        "Name" => Name { id: identifier(&mut n)?, ctx: n.take()? },
        "List" => {
            let (elts, ctx) = sequence(&mut n)?;
            List { elts, ctx }
        }
        "Tuple" => {
            let (elts, ctx) = sequence(&mut n)?;
            Tuple { elts, ctx }
        }
        _ => build!(n => Slice { lower, upper, step }),
    };
    let e = Expr::new(kind, n.span);
    if e.depth() > MAX_DEPTH {
        return Err(Invalid::Deep);
    }
    Ok(e)
}

impl Node {
    fn target_unchecked(&mut self) -> R<Expr> {
        self.take::<Target>().map(|t| t.0)
    }
}

fn sequence(n: &mut Node) -> R<(Vec<Expr>, ExprContext)> {
    let elts: Vec<Target> = n.take()?;
    let ctx = n.take()?;
    Ok((targets(elts, ctx)?, ctx))
}

/// Whether an expression may stand for a value in a pattern: a literal, a number like `-1` or `1+2j`, or a dotted name.
fn is_pattern_value(e: &Expr) -> bool {
    let number = |e: &Expr, complex: bool| match &e.kind {
        ExprKind::Constant { value, .. } => match value {
            Constant::Complex(..) => complex,
            Constant::Int(_) | Constant::BigInt(_) | Constant::Float(_) => !complex,
            _ => false,
        },
        _ => false,
    };
    let signed = |e: &Expr| match &e.kind {
        ExprKind::UnaryOp { op: UnaryOp::USub, operand } => number(operand, false),
        _ => number(e, false),
    };
    match &e.kind {
        ExprKind::Constant { value, .. } => matches!(
            value,
            Constant::Int(_)
                | Constant::BigInt(_)
                | Constant::Float(_)
                | Constant::Complex(..)
                | Constant::Str(_)
                | Constant::Bytes(_)
        ),
        ExprKind::Attribute { .. } | ExprKind::JoinedStr { .. } => true,
        ExprKind::UnaryOp { op: UnaryOp::USub, operand } => number(operand, false) || number(operand, true),
        ExprKind::BinOp { left, op: Operator::Add | Operator::Sub, right } => {
            signed(left) && number(right, true)
        }
        _ => false,
    }
}

fn capture(n: &mut Node) -> R<Option<Name>> {
    match n.next().1 {
        Value::Name(name) if &*name == "_" => bad("can't capture name '_' in patterns"),
        Value::Name(name) if matches!(&*name, "None" | "True" | "False") => {
            bad(format!("identifier field can't represent '{name}' constant"))
        }
        Value::Name(name) => Ok(Some(name)),
        _ => Ok(None),
    }
}

/// A pattern; `star`: where a `*name` may stand.
fn pattern(data: Value, star: bool) -> R<Pattern> {
    use PatternKind::*;
    let mut n = Node::of(data)?;
    let kind = match n.class {
        "MatchValue" => {
            let value: Box<Expr> = n.take()?;
            if let ExprKind::Constant {
                value: Constant::None | Constant::True | Constant::False | Constant::Ellipsis,
                ..
            } = value.kind
            {
                return bad("unexpected constant inside of a literal pattern");
            }
            if !is_pattern_value(&value) {
                return bad("patterns may only match literals and attribute lookups");
            }
            MatchValue { value }
        }
        "MatchSingleton" => match n.take()? {
            value @ (Constant::None | Constant::True | Constant::False) => MatchSingleton { value },
            _ => return bad("MatchSingleton can only contain True, False and None"),
        },
        "MatchSequence" => match n.next().1 {
            Value::List(items) => {
                MatchSequence { patterns: items.into_iter().map(|p| pattern(p, true)).collect::<R<_>>()? }
            }
            _ => MatchSequence { patterns: Vec::new() },
        },
        "MatchMapping" => {
            let (keys, patterns): (Vec<Expr>, Vec<_>) = (n.take()?, n.take()?);
            if keys.len() != patterns.len() {
                return bad("MatchMapping doesn't have the same number of keys as patterns");
            }
            let singleton = |e: &Expr| {
                matches!(
                    &e.kind,
                    ExprKind::Constant { value: Constant::None | Constant::True | Constant::False, .. }
                )
            };
            if !keys.iter().all(|k| singleton(k) || is_pattern_value(k)) {
                return bad("patterns may only match literals and attribute lookups");
            }
            MatchMapping { keys, patterns, rest: capture(&mut n)? }
        }
        "MatchClass" => {
            let (cls, patterns): (Box<Expr>, _) = (n.take()?, n.take()?);
            let (kwd_attrs, kwd_patterns): (Vec<_>, Vec<_>) = (n.take()?, n.take()?);
            if kwd_attrs.len() != kwd_patterns.len() {
                return bad("MatchClass doesn't have the same number of keyword attributes as patterns");
            }
            let mut root = &*cls;
            while let ExprKind::Attribute { value, .. } = &root.kind {
                root = value;
            }
            if !matches!(root.kind, ExprKind::Name { .. }) {
                return bad("MatchClass cls field can only contain Name or Attribute nodes.");
            }
            kwd_attrs.iter().try_for_each(no_constant)?;
            MatchClass { cls, patterns, kwd_attrs, kwd_patterns }
        }
        "MatchStar" if !star => return bad("can't use MatchStar here"),
        "MatchStar" => MatchStar { name: capture(&mut n)? },
        "MatchAs" => {
            let (pattern, name): (Option<_>, _) = (n.take()?, capture(&mut n)?);
            if pattern.is_some() && name.is_none() {
                return bad("MatchAs must specify a target name if a pattern is given");
            }
            MatchAs { pattern, name }
        }
        _ => {
            let patterns: Vec<_> = n.take()?;
            if patterns.len() < 2 {
                return bad("MatchOr requires at least 2 patterns");
            }
            MatchOr { patterns }
        }
    };
    Ok(Pattern { kind, span: n.span })
}

impl Rebuild for Pattern {
    fn rebuild(data: Value) -> R<Pattern> {
        pattern(data, false)
    }
}

impl Rebuild for Comprehension {
    fn rebuild(data: Value) -> R<Comprehension> {
        let mut n = Node::of(data)?;
        let target = n.target(ExprContext::Store)?;
        Ok(Comprehension { target, iter: n.take()?, ifs: n.take()?, is_async: n.int()? != 0 })
    }
}

impl Rebuild for ExceptHandler {
    fn rebuild(data: Value) -> R<ExceptHandler> {
        let mut n = Node::of(data)?;
        Ok(ExceptHandler { type_: n.take()?, name: n.take()?, body: n.some()?, span: n.span })
    }
}

impl Rebuild for Arguments {
    fn rebuild(data: Value) -> R<Arguments> {
        let mut n = Node::of(data)?;
        let a =
            build!(n => Arguments { posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults });
        if a.defaults.len() > a.posonlyargs.len() + a.args.len() {
            return bad("more positional defaults than args on arguments");
        }
        if a.kw_defaults.len() != a.kwonlyargs.len() {
            return bad("length of kwonlyargs is not the same as kw_defaults on arguments");
        }
        Ok(a)
    }
}

impl Rebuild for Arg {
    fn rebuild(data: Value) -> R<Arg> {
        let mut n = Node::of(data)?;
        Ok(Arg { arg: n.take()?, annotation: n.take()?, span: n.span })
    }
}

impl Rebuild for Keyword {
    fn rebuild(data: Value) -> R<Keyword> {
        let mut n = Node::of(data)?;
        Ok(Keyword { arg: n.take()?, value: n.take()?, span: n.span })
    }
}

impl Rebuild for Alias {
    fn rebuild(data: Value) -> R<Alias> {
        let mut n = Node::of(data)?;
        Ok(Alias { name: n.take()?, asname: n.take()?, span: n.span })
    }
}

impl Rebuild for WithItem {
    fn rebuild(data: Value) -> R<WithItem> {
        let mut n = Node::of(data)?;
        let context_expr = n.take()?;
        let optional_vars = match n.next().1 {
            Value::Absent => None,
            value => Some(Box::new(in_context(expr(value)?, ExprContext::Store)?)),
        };
        Ok(WithItem { context_expr, optional_vars })
    }
}

impl Rebuild for MatchCase {
    fn rebuild(data: Value) -> R<MatchCase> {
        let mut n = Node::of(data)?;
        Ok(MatchCase { pattern: n.take()?, guard: n.take()?, body: n.some()? })
    }
}

impl Rebuild for TypeParam {
    fn rebuild(data: Value) -> R<TypeParam> {
        let mut n = Node::of(data)?;
        let name = n.take()?;
        let kind = match n.class {
            "TypeVar" => TypeParamKind::TypeVar { bound: n.take()? },
            "ParamSpec" => TypeParamKind::ParamSpec,
            _ => TypeParamKind::TypeVarTuple,
        };
        Ok(TypeParam { kind, name, default_value: n.take()?, span: n.span })
    }
}
