//! Nodes from their parts: what the actions of the grammar call.
//!
//! Here are also the rules that LR(1) cannot say but that decide which node is built: targets,
//! the order of arguments and parameters. The values of literals are read in `literal.rs`.

use super::ast::*;
use super::error::ErrorKind;
use super::literal;
use super::token::Tok;
use crate::source::{Source, Span};
use lalrpop_util::ParseError;
use std::collections::HashMap;

/// Why lexing or parsing cannot go on.
#[derive(Debug)]
pub struct Failure {
    pub kind: ErrorKind,
    pub msg: String,
    /// What the caret marks. An empty span is one point, or the token behind it; none is the next token.
    pub span: Option<Span>,
    /// Where CPython gives the end in its own way.
    pub end_offset: Option<i32>,
    /// The text ended too early.
    pub at_end: bool,
    /// There are no better words for this.
    pub certain: bool,
    /// Without a span: the token read last is meant, not the one behind it.
    pub last: bool,
}

impl Failure {
    /// A SyntaxError.
    pub fn new(msg: impl Into<String>, span: Option<Span>) -> Failure {
        let kind = ErrorKind::SyntaxError;
        Failure { kind, msg: msg.into(), span, end_offset: None, at_end: false, certain: false, last: false }
    }
}

/// A node, or the end of the parse.
pub type Built<T> = Result<T, ParseError<u32, Tok, Failure>>;

/// Longest chain of `elif`s: each is nested in the one before.
const MAX_ELIFS: usize = MAX_DEPTH as usize;

/// The state of one parse.
pub struct Builder<'s> {
    pub(super) source: &'s Source,
    pub(super) src: &'s str,
    pub(super) names: Vec<Name>,
    /// Messages with the offsets they are about.
    pub(super) warnings: Vec<(String, Span)>,
    /// Where the suite ended that was built last.
    pub(super) end: u32,
    /// Some expression went deeper than [`MAX_DEPTH`]: the exception for it; the tree is not to be used.
    pub(super) too_deep: Option<ErrorKind>,
    /// Type comments by the start of the node they belong to: there are no two that could have one.
    pub(super) comments: HashMap<u32, Span>,
    /// The text may use what this version of Python 3 has.
    pub(super) minor: u8,
}

/// Where what is too new is reported.
pub enum At {
    /// The token behind.
    Next,
    /// The last token.
    Last,
    Span(Span),
}

/// Statements of a suite, and where the last of them ends (behind its `;`, if it has one).
#[derive(Default)]
pub struct Block {
    pub body: Vec<Stmt>,
    pub end: u32,
    /// Where the first line ends, and the second begins.
    first_end: u32,
    second: Option<u32>,
}

/// A parameter as written.
pub enum Parameter {
    Plain(Arg, Option<Expr>),
    Slash(u32),
    Star(u32, Option<Box<Arg>>),
    DoubleStar(u32, Box<Arg>),
}

/// An argument as written; starred ones are positional.
pub enum Argument {
    Positional(Expr),
    Keyword(Keyword),
}

/// An `except` clause, and whether it is `except*`.
pub struct Handler {
    star: bool,
    handler: ExceptHandler,
}

/// A part of a mapping pattern.
pub enum MappingItem {
    Pair(Expr, Pattern),
    Rest(u32, Name),
}

/// A part of a class pattern.
pub enum ClassItem {
    Positional(Pattern),
    Keyword(Name, Pattern),
}

/// One of several adjacent string literals.
pub enum StringPart {
    Plain(Span),
    Format(Span, Vec<FPart>),
}

/// A part of an f-string: text as written, or a field (with the text that `=` asks for).
pub enum FPart {
    Text(Span),
    Field(Option<Span>, Expr),
}

/// The span from `l` to `r`.
pub fn span(l: u32, r: u32) -> Span {
    Span::new(l, r)
}

/// A statement.
pub fn stmt(kind: StmtKind, l: u32, r: u32) -> Stmt {
    Stmt { kind, span: Span::new(l, r) }
}

/// A pattern.
pub fn pattern(kind: PatternKind, l: u32, r: u32) -> Pattern {
    Pattern { kind, span: Span::new(l, r) }
}

/// What a name in a pattern binds: `_` nothing.
pub fn capture(name: Name) -> Option<Name> {
    (&*name != "_").then_some(name)
}

/// `first` before `rest`.
pub fn prepend<T>(first: T, mut rest: Vec<T>) -> Vec<T> {
    rest.insert(0, first);
    rest
}

/// One list after the other.
pub fn join<T>(mut first: Vec<T>, mut rest: Vec<T>) -> Vec<T> {
    first.append(&mut rest);
    first
}

/// A list that may be missing.
pub fn listed<T>(list: Option<Vec<T>>) -> Vec<T> {
    list.unwrap_or_default()
}

fn fail<T>(msg: impl Into<String>, span: Span) -> Built<T> {
    Err(ParseError::User { error: Failure::new(msg, Some(span)) })
}

/// As [`fail`], where no better words are to be looked for.
fn fail_certainly<T>(msg: impl Into<String>, span: Option<Span>) -> Built<T> {
    Err(ParseError::User { error: Failure { certain: true, ..Failure::new(msg, span) } })
}

impl Block {
    /// The statements of one line.
    pub fn line(first: Stmt, rest: Vec<Stmt>, end: u32) -> Block {
        let body = if rest.is_empty() { vec![first] } else { prepend(first, rest) };
        Block { body, end, first_end: end, second: None }
    }

    /// These statements, then those of a line.
    pub fn then(mut self, mut line: Block) -> Block {
        if self.body.is_empty() {
            return line;
        }
        self.second = self.second.or(line.body.first().map(|stmt| stmt.span.start));
        self.body.append(&mut line.body);
        Block { end: line.end, ..self }
    }

    /// These statements, then a compound one.
    pub fn then_one(self, stmt: Stmt) -> Block {
        let end = stmt.span.end;
        self.then(Block::line(stmt, Vec::new(), end))
    }
}

impl StmtKind {
    /// A function with the decorators before it.
    pub fn decorated(mut self, decorators: Vec<Expr>) -> StmtKind {
        if let StmtKind::FunctionDef(f) | StmtKind::AsyncFunctionDef(f) = &mut self {
            f.decorator_list = decorators;
        }
        self
    }
}

impl ClassDef {
    /// With the decorators before it.
    pub fn decorated(mut self: Box<Self>, decorators: Vec<Expr>) -> Box<Self> {
        self.decorator_list = decorators;
        self
    }
}

impl<'s> Builder<'s> {
    /// The digits of a number; underscores in them are not for old versions.
    fn digits(&self, l: u32, r: u32) -> Built<&'s str> {
        let text = &self.src[l as usize..r as usize];
        if text.contains('_') {
            self.since(6, "Underscores in numeric literals are", At::Span(Span::new(l, r)))?;
        }
        Ok(text)
    }

    /// The name with a number.
    pub fn name(&self, number: u32) -> Name {
        self.names[number as usize].clone()
    }

    /// Refuses what is there since a newer version of Python 3 than the text is to be read with.
    pub fn since(&self, minor: u8, what: &str, at: At) -> Built<()> {
        if self.minor >= minor {
            return Ok(());
        }
        let msg = format!("{what} only supported in Python 3.{minor} and greater");
        let (span, last) = match at {
            At::Next => (None, false),
            At::Last => (None, true),
            At::Span(span) => (Some(span), false),
        };
        Err(ParseError::User { error: Failure { certain: true, last, ..Failure::new(msg, span) } })
    }

    /// Notes the type comment of the node that starts at an offset.
    pub fn comment(&mut self, start: u32, comment: Option<Span>) {
        self.comments.extend(comment.map(|comment| (start, comment)));
    }

    /// A function has a type comment behind its colon and one below; at `l` its block begins.
    pub fn second_comment<T>(&mut self, l: u32) -> Built<T> {
        fail_certainly("Cannot have two type comments on def", Some(Span::new(l, l)))
    }

    /// Parameters in their order, each with the type comment behind it.
    pub fn parameters(
        &mut self,
        first: Parameter,
        rest: Vec<(Option<Span>, Parameter)>,
        end: Option<Span>,
    ) -> Built<Vec<Parameter>> {
        let mut params = vec![first];
        let mut comments = Vec::new();
        for (comment, param) in rest {
            comments.push(comment);
            params.push(param);
        }
        comments.push(end);
        for (param, comment) in params.iter().zip(comments) {
            match (param, comment) {
                (_, None) => {}
                (Parameter::Star(_, None), Some(span)) => {
                    return fail_certainly("bare * has associated type comment", Some(span));
                }
                (Parameter::Slash(_), Some(span)) => return fail_certainly("invalid syntax", Some(span)),
                (Parameter::Plain(arg, _), _) => self.comment(arg.span.start, comment),
                (Parameter::Star(_, Some(arg)) | Parameter::DoubleStar(_, arg), _) => {
                    self.comment(arg.span.start, comment);
                }
            }
        }
        if params.iter().any(|param| matches!(param, Parameter::Slash(_))) {
            self.since(8, "Positional-only parameters are", At::Next)?;
        }
        Ok(params)
    }

    /// An expression; one that is too deep is replaced, and the parse will fail.
    pub fn expr(&mut self, kind: ExprKind, l: u32, r: u32) -> Expr {
        let expr = Expr::new(kind, Span::new(l, r));
        if expr.depth() <= MAX_DEPTH {
            return expr;
        }
        // CPython's parser gives up on what nests to the right, its compiler on what nests to the left.
        let to_the_left = match &expr.kind {
            ExprKind::BinOp { left, right, .. } => left.depth() > right.depth(),
            ExprKind::Attribute { .. } | ExprKind::Call { .. } | ExprKind::Subscript { .. } => true,
            _ => false,
        };
        let kind = if to_the_left { ErrorKind::RecursionError } else { ErrorKind::MemoryError };
        self.too_deep.get_or_insert(kind);
        self.constant(Constant::None, l, r)
    }

    pub fn constant(&mut self, value: Constant, l: u32, r: u32) -> Expr {
        Expr::new(ExprKind::Constant { value, unicode_prefix: false }, Span::new(l, r))
    }

    pub fn unary(&mut self, op: UnaryOp, operand: Expr, l: u32, r: u32) -> Expr {
        self.expr(ExprKind::UnaryOp { op, operand: Box::new(operand) }, l, r)
    }

    pub fn binop(&mut self, left: Expr, op: Operator, right: Expr, l: u32, r: u32) -> Expr {
        self.expr(ExprKind::BinOp { left: Box::new(left), op, right: Box::new(right) }, l, r)
    }

    pub fn compare(&mut self, left: Expr, rest: Vec<(CmpOp, Expr)>, l: u32, r: u32) -> Expr {
        let (ops, comparators) = rest.into_iter().unzip();
        self.expr(ExprKind::Compare { left: Box::new(left), ops, comparators }, l, r)
    }

    /// A tuple of `first` and what follows its comma.
    pub fn tuple_of(&mut self, first: Expr, rest: Option<Vec<Expr>>, l: u32, r: u32) -> Expr {
        let elts = prepend(first, rest.unwrap_or_default());
        self.expr(ExprKind::Tuple { elts, ctx: ExprContext::Load }, l, r)
    }

    pub fn dict(&mut self, items: Vec<(Option<Expr>, Expr)>, l: u32, r: u32) -> Expr {
        let (keys, values) = items.into_iter().unzip();
        self.expr(ExprKind::Dict { keys, values }, l, r)
    }

    pub fn int(&mut self, l: u32, r: u32) -> Built<Expr> {
        match literal::int(self.digits(l, r)?) {
            Ok(value) => Ok(self.constant(value, l, r)),
            Err(msg) => fail_certainly(msg, Some(Span::new(l, r))),
        }
    }

    pub fn float(&mut self, l: u32, r: u32) -> Built<Expr> {
        let value = literal::float(self.digits(l, r)?);
        Ok(self.constant(Constant::Float(value), l, r))
    }

    pub fn imaginary(&mut self, l: u32, r: u32) -> Built<Expr> {
        let text = self.digits(l, r)?;
        let value = literal::float(&text[..text.len() - 1]);
        Ok(self.constant(Constant::Complex(0.0, value), l, r))
    }

    pub fn lambda(&mut self, params: Vec<Parameter>, body: Box<Expr>, l: u32, r: u32) -> Built<Expr> {
        let args = self.arguments(params)?;
        if let Some(comment) = args.all().find_map(|arg| self.comments.get(&arg.span.start)) {
            return fail_certainly("invalid syntax", Some(*comment));
        }
        Ok(self.expr(ExprKind::Lambda { args, body }, l, r))
    }

    pub fn call(&mut self, func: Box<Expr>, args: Vec<Argument>, l: u32, r: u32) -> Built<Expr> {
        let (args, keywords) = self.split_args(args)?;
        Ok(self.expr(ExprKind::Call { func, args, keywords }, l, r))
    }

    /// Positional and keyword arguments; a starred one cannot follow `**`.
    pub fn split_args(&mut self, args: Vec<Argument>) -> Built<(Vec<Expr>, Vec<Keyword>)> {
        let mut positional = Vec::with_capacity(args.len());
        let mut keywords: Vec<Keyword> = Vec::new();
        let mut unpacked = false;
        for arg in args {
            match arg {
                Argument::Keyword(keyword) => {
                    unpacked |= keyword.arg.is_none();
                    keywords.push(keyword);
                }
                Argument::Positional(expr) if unpacked => return fail("invalid syntax", expr.span),
                Argument::Positional(expr) => positional.push(expr),
            }
        }
        Ok((positional, keywords))
    }

    /// Parameters, checked for their order.
    pub fn arguments(&mut self, params: Vec<Parameter>) -> Built<Box<Arguments>> {
        let mut out = Box::<Arguments>::default();
        let mut star = None;
        let mut slash = false;
        for param in params {
            let at = match &param {
                Parameter::Plain(arg, _) => arg.span.start,
                Parameter::Slash(at) | Parameter::Star(at, _) | Parameter::DoubleStar(at, _) => *at,
            };
            let here = Span::new(at, at + 1);
            if out.kwarg.is_some() {
                return fail("arguments cannot follow var-keyword argument", here);
            }
            match param {
                Parameter::Plain(arg, default) if star.is_some() => {
                    out.kwonlyargs.push(arg);
                    out.kw_defaults.push(default);
                }
                Parameter::Plain(arg, default) => {
                    if default.is_none() && !out.defaults.is_empty() {
                        return fail(
                            "parameter without a default follows parameter with a default",
                            arg.span,
                        );
                    }
                    out.args.push(arg);
                    out.defaults.extend(default);
                }
                Parameter::Slash(_) if slash => return fail("/ may appear only once", here),
                Parameter::Slash(_) if star.is_some() => return fail("/ must be ahead of *", here),
                Parameter::Slash(_) if out.args.is_empty() => {
                    return fail("at least one argument must precede /", here);
                }
                Parameter::Slash(_) => {
                    slash = true;
                    out.posonlyargs = std::mem::take(&mut out.args);
                }
                Parameter::Star(..) if star.is_some() => {
                    return fail("* argument may appear only once", here);
                }
                Parameter::Star(at, arg) => {
                    star = Some(at);
                    out.vararg = arg;
                }
                Parameter::DoubleStar(_, arg) => out.kwarg = Some(arg),
            }
        }
        match star {
            Some(at) if out.vararg.is_none() && out.kwonlyargs.is_empty() => {
                fail("named arguments must follow bare *", Span::new(at, at + 1))
            }
            _ => Ok(out),
        }
    }

    /// Turns an expression into a target.
    pub fn target(&mut self, mut expr: Expr, ctx: ExprContext) -> Built<Expr> {
        match set_context(&mut expr, ctx) {
            Ok(()) => Ok(expr),
            Err(span) => fail("invalid syntax", Span::new(span.end, span.end)),
        }
    }

    pub fn targets(&mut self, exprs: Vec<Expr>, ctx: ExprContext) -> Built<Vec<Expr>> {
        exprs.into_iter().map(|e| self.target(e, ctx)).collect()
    }

    /// `first = … = value`.
    pub fn assign(&mut self, first: Expr, mut rest: Vec<Expr>) -> Built<StmtKind> {
        let value = Box::new(rest.pop().expect("the grammar gives one or more"));
        let targets = self.targets(prepend(first, rest), ExprContext::Store)?;
        Ok(StmtKind::Assign { targets, value })
    }

    /// `l` is where the statement starts: a name in parentheses is not a simple target.
    pub fn ann_assign(
        &mut self,
        l: u32,
        target: Box<Expr>,
        annotation: Expr,
        value: Option<Box<Expr>>,
    ) -> Built<StmtKind> {
        let simple = matches!(target.kind, ExprKind::Name { .. }) && target.span.start == l;
        let what = if simple { "Variable annotation syntax is" } else { "Variable annotations syntax is" };
        self.since(6, what, At::Next)?;
        Ok(StmtKind::AnnAssign { target, annotation: Box::new(annotation), value, simple })
    }

    /// The target of an annotation or augmented assignment.
    pub fn single_target(&mut self, target: Expr) -> Built<Box<Expr>> {
        use ExprKind::*;
        match target.kind {
            Name { .. } | Attribute { .. } | Subscript { .. } => {
                Ok(Box::new(self.target(target, ExprContext::Store)?))
            }
            _ => fail("invalid syntax", Span::new(target.span.end, target.span.end)),
        }
    }

    /// The statements of an `else`, and where the whole statement ends.
    pub fn orelse(&mut self, orelse: Option<Block>, end: u32) -> (Vec<Stmt>, u32) {
        orelse.map_or((Vec::new(), end), |block| (block.body, block.end))
    }

    /// `if` with its `elif`s, each nested in the `else` of the one before.
    pub fn if_(
        &mut self,
        test: Expr,
        suite: Block,
        elifs: Vec<(u32, Expr, Block)>,
        orelse: Option<Block>,
    ) -> (StmtKind, u32, Option<u32>) {
        if elifs.len() > MAX_ELIFS {
            self.too_deep.get_or_insert(ErrorKind::MemoryError);
        }
        let last = elifs.last().map_or(suite.end, |(_, _, block)| block.end);
        let (mut orelse, end) = self.orelse(orelse, last);
        if self.too_deep.is_none() {
            for (l, test, suite) in elifs.into_iter().rev() {
                let kind = StmtKind::If { test: Box::new(test), body: suite.body, orelse };
                orelse = vec![stmt(kind, l, end)];
            }
        }
        (StmtKind::If { test: Box::new(test), body: suite.body, orelse }, end, None)
    }

    pub fn handler(
        &mut self,
        l: u32,
        star: bool,
        type_: Option<Box<Expr>>,
        name: Option<Name>,
        suite: Block,
    ) -> Handler {
        self.end = suite.end;
        Handler {
            star,
            handler: ExceptHandler { type_, name, body: suite.body, span: Span::new(l, suite.end) },
        }
    }

    pub fn try_(
        &mut self,
        suite: Block,
        handlers: Vec<Handler>,
        orelse: Option<Block>,
        finalbody: Option<Block>,
    ) -> Built<(StmtKind, u32, Option<u32>)> {
        let star = handlers.first().is_some_and(|h| h.star);
        if let Some(other) = handlers.iter().find(|h| h.star != star) {
            let at = other.handler.span.start;
            return fail("cannot have both 'except' and 'except*' on the same 'try'", Span::new(at, at + 6));
        }
        if star {
            self.since(11, "Exception groups are", At::Next)?;
        }
        let end = handlers.last().map_or(suite.end, |h| h.handler.span.end);
        let handlers: Vec<_> = handlers.into_iter().map(|h| h.handler).collect();
        let (orelse, end) = self.orelse(orelse, end);
        let (finalbody, end) = self.orelse(finalbody, end);
        let try_ = Box::new(Try { body: suite.body, handlers, orelse, finalbody });
        Ok((if star { StmtKind::TryStar(try_) } else { StmtKind::Try(try_) }, end, None))
    }

    /// The one statement that an interactive text may hold.
    pub fn interactive(&mut self, block: Block) -> Built<Mod> {
        match (block.body.first(), block.second) {
            (None, _) => fail("invalid syntax", Span::new(self.src.len() as u32, self.src.len() as u32)),
            (_, None) => Ok(Mod::Interactive { body: block.body }),
            (Some(first), Some(second)) if first.kind.is_compound() => {
                fail_certainly("invalid syntax", Some(Span::new(second, second)))
            }
            _ => {
                let msg = "multiple statements found while compiling a single statement";
                fail_certainly(msg, Some(Span::new(block.first_end, block.first_end)))
            }
        }
    }

    // ---- patterns

    pub fn as_pattern(&mut self, inner: Pattern, name: Name, l: u32, r: u32) -> Built<Pattern> {
        if &*name == "_" {
            return fail("cannot use '_' as a target", Span::new(r - 1, r));
        }
        let kind = PatternKind::MatchAs { pattern: Some(Box::new(inner)), name: Some(name) };
        Ok(pattern(kind, l, r))
    }

    pub fn complex_pattern(&mut self, re: Expr, op: Operator, im: Expr, l: u32, r: u32) -> Built<Expr> {
        fn is_complex(e: &Expr) -> bool {
            match &e.kind {
                ExprKind::UnaryOp { operand, .. } => is_complex(operand),
                ExprKind::Constant { value, .. } => matches!(value, Constant::Complex(..)),
                _ => false,
            }
        }
        if is_complex(&re) {
            return fail_certainly("real number required in complex literal", Some(re.span));
        }
        if !is_complex(&im) {
            return fail_certainly("imaginary number required in complex literal", Some(im.span));
        }
        Ok(self.binop(re, op, im, l, r))
    }

    pub fn mapping_pattern(&mut self, items: Vec<MappingItem>, l: u32, r: u32) -> Built<Pattern> {
        let (mut keys, mut patterns, mut rest) = (Vec::new(), Vec::new(), None);
        for item in items {
            match item {
                MappingItem::Pair(key, _) if rest.is_some() => return fail("invalid syntax", key.span),
                MappingItem::Rest(at, _) if rest.is_some() => {
                    return fail("invalid syntax", Span::new(at, at + 2));
                }
                MappingItem::Rest(at, name) if &*name == "_" => {
                    return fail("invalid syntax", Span::new(at + 2, at + 3));
                }
                MappingItem::Rest(_, name) => rest = Some(name),
                MappingItem::Pair(key, pattern) => {
                    keys.push(key);
                    patterns.push(pattern);
                }
            }
        }
        Ok(pattern(PatternKind::MatchMapping { keys, patterns, rest }, l, r))
    }

    pub fn class_pattern(&mut self, cls: Expr, items: Vec<ClassItem>, l: u32, r: u32) -> Built<Pattern> {
        let (mut patterns, mut kwd_attrs, mut kwd_patterns) = (Vec::new(), Vec::new(), Vec::new());
        for item in items {
            match item {
                ClassItem::Positional(p) if !kwd_attrs.is_empty() => {
                    return fail("positional patterns follow keyword patterns", p.span);
                }
                ClassItem::Positional(p) => patterns.push(p),
                ClassItem::Keyword(name, p) => {
                    kwd_attrs.push(name);
                    kwd_patterns.push(p);
                }
            }
        }
        let cls = Box::new(cls);
        Ok(pattern(PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns }, l, r))
    }

    // ---- strings

    /// A replacement field. `debug`: it has an `=`, so the text up to what follows that is shown too.
    pub fn field(
        &mut self,
        value: Expr,
        debug: bool,
        conversion: Option<(Name, Span)>,
        spec: Option<(Vec<FPart>, Span)>,
        at: Span,
    ) -> Built<FPart> {
        let behind = conversion.as_ref().map(|(_, span)| span).or(spec.as_ref().map(|(_, span)| span));
        let debug = debug.then(|| Span::new(at.start + 1, behind.map_or(at.end - 1, |span| span.start)));
        let conversion = match conversion {
            None if debug.is_some() && spec.is_none() => b'r' as i8,
            None => -1,
            Some((name, span)) if span.end - span.start != name.len() as u32 + 1 => {
                return fail("f-string: conversion type must come right after the exclamation mark", span);
            }
            Some((name, span)) => match &*name {
                "s" | "r" | "a" => name.as_bytes()[0] as i8,
                _ => {
                    let msg =
                        format!("f-string: invalid conversion character '{name}': expected 's', 'r', or 'a'");
                    return fail(msg, Span::new(span.start + 1, span.end));
                }
            },
        };
        let format_spec = match spec {
            None => None,
            Some((parts, span)) => {
                let mut joined = Joined::default();
                self.join(parts, false, Span::new(span.end, span.end + 1), &mut joined)?;
                Some(Box::new(self.expr(
                    ExprKind::JoinedStr { values: joined.finish() },
                    span.start,
                    span.end,
                )))
            }
        };
        let kind = ExprKind::FormattedValue { value: Box::new(value), conversion, format_spec };
        Ok(FPart::Field(debug, self.expr(kind, at.start, at.end)))
    }

    /// Adjacent string literals as one expression.
    pub fn strings(&mut self, parts: Vec<StringPart>, l: u32, r: u32) -> Built<Expr> {
        let span = Span::new(l, r);
        let mut joined = Joined::default();
        let mut format = false;
        let mut bytes = None;
        let mut mixed = false;
        for part in parts {
            let at = match &part {
                StringPart::Plain(at) | StringPart::Format(at, _) => *at,
            };
            let prefix = literal::Prefix::of(&self.src[at.start as usize..]);
            mixed |= *bytes.get_or_insert(prefix.bytes) != prefix.bytes;
            match part {
                StringPart::Plain(at) => {
                    let body = prefix.body(at);
                    let text = self.text(body, at, prefix.raw, prefix.bytes, false)?;
                    joined.text(text, at, prefix.unicode);
                }
                StringPart::Format(at, inner) => {
                    format = true;
                    let end = Span::new(at.end - prefix.close, at.end);
                    self.join(inner, prefix.raw, end, &mut joined)?;
                }
            }
        }
        if mixed {
            return fail_certainly("cannot mix bytes and nonbytes literals", None);
        }
        if format {
            let kind = ExprKind::JoinedStr { values: joined.finish() };
            return Ok(self.expr(kind, l, r));
        }
        let value = joined.pending.into_boxed_slice();
        let value = if bytes == Some(true) { Constant::Bytes(value) } else { Constant::Str(value) };
        Ok(Expr::new(ExprKind::Constant { value, unicode_prefix: joined.unicode }, span))
    }

    /// Collects the parts of an f-string or of a format spec that ends with `end`.
    fn join(&mut self, parts: Vec<FPart>, raw: bool, end: Span, joined: &mut Joined) -> Built<()> {
        for part in parts {
            match part {
                FPart::Text(at) => {
                    let text = self.text(at, end, raw, false, true)?;
                    joined.text(text, at, false);
                }
                FPart::Field(debug, value) => {
                    if let Some(at) = debug {
                        let text = literal::debug_text(&self.src[at.start as usize..at.end as usize]);
                        joined.text(text.into_bytes(), at, false);
                    }
                    joined.value(value);
                }
            }
        }
        Ok(())
    }

    /// The value of literal text. `token` is the literal it belongs to.
    fn text(&mut self, at: Span, token: Span, raw: bool, bytes: bool, format: bool) -> Built<Vec<u8>> {
        if !bytes && let Some(msg) = self.source.undecodable(at) {
            return fail_certainly(msg, Some(token));
        }
        let source = &self.src[at.start as usize..at.end as usize];
        let behind = format.then(|| self.src.as_bytes()[at.end as usize]);
        match literal::text(source, raw, bytes, behind) {
            Ok((value, None)) => Ok(value),
            Ok((value, Some(warning))) => {
                self.warnings.push((warning, Span::new(token.start, token.end)));
                Ok(value)
            }
            Err(msg) => fail_certainly(msg, Some(token)),
        }
    }
}

/// The values of a `JoinedStr`: adjacent texts become one constant, empty ones none.
#[derive(Default)]
struct Joined {
    values: Vec<Expr>,
    pending: Vec<u8>,
    span: Option<Span>,
    unicode: bool,
}

impl Joined {
    fn text(&mut self, mut text: Vec<u8>, at: Span, unicode: bool) {
        match self.span {
            None => {
                self.span = Some(at);
                self.unicode = unicode;
            }
            Some(before) => self.span = Some(before.to(at)),
        }
        if self.pending.is_empty() {
            self.pending = text;
        } else {
            self.pending.append(&mut text);
        }
    }

    fn value(&mut self, value: Expr) {
        self.flush();
        self.values.push(value);
    }

    fn flush(&mut self) {
        if let Some(span) = self.span.take()
            && !self.pending.is_empty()
        {
            let value = Constant::Str(std::mem::take(&mut self.pending).into_boxed_slice());
            self.values.push(Expr::new(ExprKind::Constant { value, unicode_prefix: self.unicode }, span));
        }
    }

    fn finish(mut self) -> Vec<Expr> {
        self.flush();
        self.values
    }
}

/// Makes a target of an expression; the span of what cannot be one, if it fails.
fn set_context(expr: &mut Expr, to: ExprContext) -> Result<(), Span> {
    match &mut expr.kind {
        ExprKind::Name { ctx, .. } | ExprKind::Attribute { ctx, .. } | ExprKind::Subscript { ctx, .. } => {
            *ctx = to
        }
        ExprKind::Starred { value, ctx } if to == ExprContext::Store => {
            *ctx = to;
            set_context(value, to)?;
        }
        ExprKind::List { elts, ctx } | ExprKind::Tuple { elts, ctx } => {
            *ctx = to;
            for elt in elts {
                set_context(elt, to)?;
            }
        }
        _ => return Err(expr.span),
    }
    Ok(())
}
