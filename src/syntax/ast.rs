//! The abstract syntax tree of Python 3.13: node names and fields are those of the `ast` module.
//!
//! How nodes are put together is in `build.rs`, how they are printed in `dump.rs`.

use crate::source::Span;
use std::rc::Rc;

/// An identifier, NFKC-normalised and shared by all its uses in one text.
pub type Name = Rc<str>;

/// Deepest expression the parser hands out, counted in nodes from an expression's root to its
/// furthest leaf. Recursive walks over a tree may rely on it: nothing deeper is ever built.
pub const MAX_DEPTH: u16 = 2000;

/// A whole text.
#[derive(Debug)]
pub enum Mod {
    Module { body: Vec<Stmt> },
    Interactive { body: Vec<Stmt> },
    Expression { body: Box<Expr> },
    FunctionType { argtypes: Vec<Expr>, returns: Box<Expr> },
}

/// A statement and where it stands.
#[derive(Debug)]
pub struct Stmt {
    pub kind: StmtKind,
    pub span: Span,
}

/// What a statement is.
#[derive(Debug)]
pub enum StmtKind {
    FunctionDef(Box<FunctionDef>),
    AsyncFunctionDef(Box<FunctionDef>),
    ClassDef(Box<ClassDef>),
    Return { value: Option<Box<Expr>> },
    Delete { targets: Vec<Expr> },
    Assign { targets: Vec<Expr>, value: Box<Expr> },
    TypeAlias { name: Box<Expr>, type_params: Vec<TypeParam>, value: Box<Expr> },
    AugAssign { target: Box<Expr>, op: Operator, value: Box<Expr> },
    AnnAssign { target: Box<Expr>, annotation: Box<Expr>, value: Option<Box<Expr>>, simple: bool },
    For(Box<For>),
    AsyncFor(Box<For>),
    While { test: Box<Expr>, body: Vec<Stmt>, orelse: Vec<Stmt> },
    If { test: Box<Expr>, body: Vec<Stmt>, orelse: Vec<Stmt> },
    With { items: Vec<WithItem>, body: Vec<Stmt> },
    AsyncWith { items: Vec<WithItem>, body: Vec<Stmt> },
    Match { subject: Box<Expr>, cases: Vec<MatchCase> },
    Raise { exc: Option<Box<Expr>>, cause: Option<Box<Expr>> },
    Try(Box<Try>),
    TryStar(Box<Try>),
    Assert { test: Box<Expr>, msg: Option<Box<Expr>> },
    Import { names: Vec<Alias> },
    ImportFrom { module: Option<Name>, names: Vec<Alias>, level: u32 },
    Global { names: Vec<Name> },
    Nonlocal { names: Vec<Name> },
    Expr { value: Box<Expr> },
    Pass,
    Break,
    Continue,
}

/// `def` and `async def`. The statement's span starts at `def` (or `async`), not at a decorator.
#[derive(Debug)]
pub struct FunctionDef {
    pub name: Name,
    pub args: Box<Arguments>,
    pub body: Vec<Stmt>,
    pub decorator_list: Vec<Expr>,
    pub returns: Option<Box<Expr>>,
    pub type_params: Vec<TypeParam>,
}

/// `class`.
#[derive(Debug)]
pub struct ClassDef {
    pub name: Name,
    pub bases: Vec<Expr>,
    pub keywords: Vec<Keyword>,
    pub body: Vec<Stmt>,
    pub decorator_list: Vec<Expr>,
    pub type_params: Vec<TypeParam>,
}

/// `for` and `async for`.
#[derive(Debug)]
pub struct For {
    pub target: Expr,
    pub iter: Expr,
    pub body: Vec<Stmt>,
    pub orelse: Vec<Stmt>,
}

/// `try` with `except` or `except*`.
#[derive(Debug)]
pub struct Try {
    pub body: Vec<Stmt>,
    pub handlers: Vec<ExceptHandler>,
    pub orelse: Vec<Stmt>,
    pub finalbody: Vec<Stmt>,
}

/// An expression and where it stands. Made with [`Expr::new`], which counts its depth.
#[derive(Debug)]
pub struct Expr {
    pub kind: ExprKind,
    pub span: Span,
    depth: u16,
}

/// What an expression is.
#[derive(Debug)]
pub enum ExprKind {
    BoolOp {
        op: BoolOp,
        values: Vec<Expr>,
    },
    NamedExpr {
        target: Box<Expr>,
        value: Box<Expr>,
    },
    BinOp {
        left: Box<Expr>,
        op: Operator,
        right: Box<Expr>,
    },
    UnaryOp {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Lambda {
        args: Box<Arguments>,
        body: Box<Expr>,
    },
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// A `None` key is `**value`.
    Dict {
        keys: Vec<Option<Expr>>,
        values: Vec<Expr>,
    },
    Set {
        elts: Vec<Expr>,
    },
    ListComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    SetComp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    DictComp {
        key: Box<Expr>,
        value: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    GeneratorExp {
        elt: Box<Expr>,
        generators: Vec<Comprehension>,
    },
    Await {
        value: Box<Expr>,
    },
    Yield {
        value: Option<Box<Expr>>,
    },
    YieldFrom {
        value: Box<Expr>,
    },
    Compare {
        left: Box<Expr>,
        ops: Vec<CmpOp>,
        comparators: Vec<Expr>,
    },
    Call {
        func: Box<Expr>,
        args: Vec<Expr>,
        keywords: Vec<Keyword>,
    },
    /// `conversion` is `-1`, or the code of `s`, `r` or `a`.
    FormattedValue {
        value: Box<Expr>,
        conversion: i8,
        format_spec: Option<Box<Expr>>,
    },
    JoinedStr {
        values: Vec<Expr>,
    },
    /// `unicode_prefix`: the literal was written `u'...'` (`kind='u'` in `ast`).
    Constant {
        value: Constant,
        unicode_prefix: bool,
    },
    Attribute {
        value: Box<Expr>,
        attr: Name,
        ctx: ExprContext,
    },
    Subscript {
        value: Box<Expr>,
        slice: Box<Expr>,
        ctx: ExprContext,
    },
    Starred {
        value: Box<Expr>,
        ctx: ExprContext,
    },
    Name {
        id: Name,
        ctx: ExprContext,
    },
    List {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    Tuple {
        elts: Vec<Expr>,
        ctx: ExprContext,
    },
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
}

/// The value of a literal.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    /// An integer beyond `i64`: its lower-case hexadecimal digits, no prefix, no leading zero; a sign only in
    /// user-made trees.
    BigInt(Box<str>),
    Float(f64),
    /// An imaginary literal (its real part is zero but in user-made trees).
    Complex(f64, f64),
    /// WTF-8: UTF-8, in which `\ud800`-like escapes may stand as three-byte lone surrogates.
    Str(Box<[u8]>),
    Bytes(Box<[u8]>),
    /// Only in user-made trees.
    Tuple(Vec<Constant>),
    /// Only in user-made trees.
    FrozenSet(Vec<Constant>),
}

/// What is done with a name, attribute, item or sequence of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExprContext {
    Load,
    Store,
    Del,
}

/// `and`, `or`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoolOp {
    And,
    Or,
}

/// Operators with two operands and an augmented assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

/// Operators with one operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOp {
    Invert,
    Not,
    UAdd,
    USub,
}

/// Comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

/// One `for` part of a comprehension.
#[derive(Debug)]
pub struct Comprehension {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
    pub is_async: bool,
}

/// `except` and `except*` (`ast` knows one node for both).
#[derive(Debug)]
pub struct ExceptHandler {
    pub type_: Option<Box<Expr>>,
    pub name: Option<Name>,
    pub body: Vec<Stmt>,
    pub span: Span,
}

/// All parameters of a function. `defaults` belong to the last of `posonlyargs + args`;
/// `kw_defaults` has one entry per `kwonlyargs`.
#[derive(Debug, Default)]
pub struct Arguments {
    pub posonlyargs: Vec<Arg>,
    pub args: Vec<Arg>,
    pub vararg: Option<Box<Arg>>,
    pub kwonlyargs: Vec<Arg>,
    pub kw_defaults: Vec<Option<Expr>>,
    pub kwarg: Option<Box<Arg>>,
    pub defaults: Vec<Expr>,
}

/// One parameter.
#[derive(Debug)]
pub struct Arg {
    pub arg: Name,
    pub annotation: Option<Box<Expr>>,
    pub span: Span,
}

/// A keyword argument; without a name it is `**value`.
#[derive(Debug)]
pub struct Keyword {
    pub arg: Option<Name>,
    pub value: Expr,
    pub span: Span,
}

/// `name as asname` in an import.
#[derive(Debug)]
pub struct Alias {
    pub name: Name,
    pub asname: Option<Name>,
    pub span: Span,
}

/// `context_expr as optional_vars` in a `with`.
#[derive(Debug)]
pub struct WithItem {
    pub context_expr: Expr,
    pub optional_vars: Option<Box<Expr>>,
}

/// One `case` of a `match`.
#[derive(Debug)]
pub struct MatchCase {
    pub pattern: Pattern,
    pub guard: Option<Box<Expr>>,
    pub body: Vec<Stmt>,
}

/// A pattern and where it stands.
#[derive(Debug)]
pub struct Pattern {
    pub kind: PatternKind,
    pub span: Span,
}

/// What a pattern is.
#[derive(Debug)]
pub enum PatternKind {
    MatchValue {
        value: Box<Expr>,
    },
    /// `None`, `True` or `False`.
    MatchSingleton {
        value: Constant,
    },
    MatchSequence {
        patterns: Vec<Pattern>,
    },
    MatchMapping {
        keys: Vec<Expr>,
        patterns: Vec<Pattern>,
        rest: Option<Name>,
    },
    MatchClass {
        cls: Box<Expr>,
        patterns: Vec<Pattern>,
        kwd_attrs: Vec<Name>,
        kwd_patterns: Vec<Pattern>,
    },
    MatchStar {
        name: Option<Name>,
    },
    /// Both empty: the wildcard `_`.
    MatchAs {
        pattern: Option<Box<Pattern>>,
        name: Option<Name>,
    },
    MatchOr {
        patterns: Vec<Pattern>,
    },
}

/// A type parameter of PEP 695, with its PEP 696 default.
#[derive(Debug)]
pub struct TypeParam {
    pub kind: TypeParamKind,
    pub name: Name,
    pub default_value: Option<Box<Expr>>,
    pub span: Span,
}

/// What a type parameter stands for.
#[derive(Debug)]
pub enum TypeParamKind {
    TypeVar { bound: Option<Box<Expr>> },
    ParamSpec,
    TypeVarTuple,
}

impl StmtKind {
    /// Whether the statement may hold others.
    pub fn is_compound(&self) -> bool {
        use StmtKind::*;
        matches!(
            self,
            FunctionDef(_)
                | AsyncFunctionDef(_)
                | ClassDef(_)
                | For(_)
                | AsyncFor(_)
                | While { .. }
                | If { .. }
                | With { .. }
                | AsyncWith { .. }
                | Match { .. }
                | Try(_)
                | TryStar(_)
        )
    }
}

impl Expr {
    /// An expression one deeper than its deepest child (saturating at `u16::MAX`).
    pub fn new(kind: ExprKind, span: Span) -> Expr {
        let depth = kind.children_depth().saturating_add(1);
        Expr { kind, span, depth }
    }

    /// Number of nodes on the longest way down.
    pub fn depth(&self) -> u16 {
        self.depth
    }
}

impl ExprKind {
    /// The greatest depth among the direct children.
    fn children_depth(&self) -> u16 {
        fn many(exprs: &[Expr]) -> u16 {
            exprs.iter().map(|e| e.depth).max().unwrap_or(0)
        }
        fn opt(expr: &Option<Box<Expr>>) -> u16 {
            expr.as_ref().map_or(0, |e| e.depth)
        }
        fn generators(parts: &[Comprehension]) -> u16 {
            parts.iter().map(|c| c.target.depth.max(c.iter.depth).max(many(&c.ifs))).max().unwrap_or(0)
        }
        use ExprKind::*;
        match self {
            Constant { .. } | Name { .. } => 0,
            Attribute { value, .. }
            | Starred { value, .. }
            | Await { value }
            | YieldFrom { value }
            | UnaryOp { operand: value, .. } => value.depth,
            BinOp { left: a, right: b, .. }
            | NamedExpr { target: a, value: b }
            | Subscript { value: a, slice: b, .. } => a.depth.max(b.depth),
            IfExp { test, body, orelse } => test.depth.max(body.depth).max(orelse.depth),
            BoolOp { values: elts, .. }
            | Set { elts }
            | JoinedStr { values: elts }
            | List { elts, .. }
            | Tuple { elts, .. } => many(elts),
            Lambda { args, body } => body.depth.max(args.depth()),
            Dict { keys, values } => {
                keys.iter().flatten().map(|k| k.depth).max().unwrap_or(0).max(many(values))
            }
            ListComp { elt, generators: g }
            | SetComp { elt, generators: g }
            | GeneratorExp { elt, generators: g } => elt.depth.max(generators(g)),
            DictComp { key, value, generators: g } => key.depth.max(value.depth).max(generators(g)),
            Yield { value } => opt(value),
            Compare { left, comparators, .. } => left.depth.max(many(comparators)),
            Call { func, args, keywords } => {
                func.depth.max(many(args)).max(keywords.iter().map(|k| k.value.depth).max().unwrap_or(0))
            }
            FormattedValue { value, format_spec, .. } => value.depth.max(opt(format_spec)),
            Slice { lower, upper, step } => opt(lower).max(opt(upper)).max(opt(step)),
        }
    }
}

impl Arguments {
    /// Every parameter in the order CPython numbers them: positional, keyword-only, `*`, `**`.
    pub fn all(&self) -> impl Iterator<Item = &Arg> {
        let stars = self.vararg.iter().chain(&self.kwarg).map(|arg| &**arg);
        self.posonlyargs.iter().chain(&self.args).chain(&self.kwonlyargs).chain(stars)
    }

    /// The greatest depth among defaults and annotations.
    fn depth(&self) -> u16 {
        let annotations = self.all().filter_map(|a| a.annotation.as_deref());
        let defaults = self.defaults.iter().chain(self.kw_defaults.iter().flatten());
        annotations.chain(defaults).map(|e| e.depth).max().unwrap_or(0)
    }
}

impl Operator {
    /// The operator's name in `ast` and its sign.
    pub fn name_and_sign(self) -> (&'static str, &'static str) {
        use Operator::*;
        match self {
            Add => ("Add", "+"),
            Sub => ("Sub", "-"),
            Mult => ("Mult", "*"),
            MatMult => ("MatMult", "@"),
            Div => ("Div", "/"),
            Mod => ("Mod", "%"),
            Pow => ("Pow", "**"),
            LShift => ("LShift", "<<"),
            RShift => ("RShift", ">>"),
            BitOr => ("BitOr", "|"),
            BitXor => ("BitXor", "^"),
            BitAnd => ("BitAnd", "&"),
            FloorDiv => ("FloorDiv", "//"),
        }
    }
}
