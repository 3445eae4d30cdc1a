//! Expressions back to text, for annotations that are kept as strings (`from __future__ import annotations`).

use crate::source::Source;
use crate::syntax::ast::*;

/// How tightly an expression binds; an operand that binds less gets parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arith,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

const LEVELS: [Level; 16] = {
    use Level::*;
    [
        Tuple, Test, Or, And, Not, Compare, BitOr, BitXor, BitAnd, Shift, Arith, Term, Factor, Power, Await,
        Atom,
    ]
};

impl Level {
    fn tighter(self) -> Level {
        LEVELS[(self as usize + 1).min(LEVELS.len() - 1)]
    }
}

/// The text of an expression, as WTF-8.
pub fn unparse(e: &Expr, _source: &Source) -> Vec<u8> {
    let mut out = Writer(Vec::new());
    out.expr(e, Level::Test);
    out.0
}

struct Writer(Vec<u8>);

impl Writer {
    fn text(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    fn wrapped(&mut self, parens: bool, write: impl FnOnce(&mut Self)) {
        if parens {
            self.text("(");
        }
        write(self);
        if parens {
            self.text(")");
        }
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.text(", ");
            }
            write(self, item);
        }
    }

    fn expr(&mut self, e: &Expr, level: Level) {
        match &e.kind {
            ExprKind::BoolOp { op, values } => {
                let (own, word) = match op {
                    BoolOp::And => (Level::And, " and "),
                    BoolOp::Or => (Level::Or, " or "),
                };
                self.wrapped(level > own, |w| {
                    for (i, value) in values.iter().enumerate() {
                        if i > 0 {
                            w.text(word);
                        }
                        w.expr(value, own.tighter());
                    }
                });
            }
            ExprKind::NamedExpr { target, value } => self.wrapped(level > Level::Tuple, |w| {
                w.expr(target, Level::Atom);
                w.text(" := ");
                w.expr(value, Level::Atom);
            }),
            ExprKind::BinOp { left, op, right } => {
                let own = match op {
                    Operator::Add | Operator::Sub => Level::Arith,
                    Operator::LShift | Operator::RShift => Level::Shift,
                    Operator::BitOr => Level::BitOr,
                    Operator::BitXor => Level::BitXor,
                    Operator::BitAnd => Level::BitAnd,
                    Operator::Pow => Level::Power,
                    _ => Level::Term,
                };
                let power = *op == Operator::Pow;
                self.wrapped(level > own, |w| {
                    w.expr(left, if power { own.tighter() } else { own });
                    w.text(&format!(" {} ", op.name_and_sign().1));
                    w.expr(right, if power { own } else { own.tighter() });
                });
            }
            ExprKind::UnaryOp { op, operand } => {
                let (own, sign) = match op {
                    UnaryOp::Not => (Level::Not, "not "),
                    UnaryOp::Invert => (Level::Factor, "~"),
                    UnaryOp::UAdd => (Level::Factor, "+"),
                    UnaryOp::USub => (Level::Factor, "-"),
                };
                self.wrapped(level > own, |w| {
                    w.text(sign);
                    w.expr(operand, own);
                });
            }
            ExprKind::Lambda { args, body } => self.wrapped(level > Level::Test, |w| {
                let positional = args.posonlyargs.len() + args.args.len();
                w.text(if positional > 0 { "lambda " } else { "lambda" });
                w.args(args);
                w.text(": ");
                w.expr(body, Level::Test);
            }),
            ExprKind::IfExp { test, body, orelse } => self.wrapped(level > Level::Test, |w| {
                w.expr(body, Level::Or);
                w.text(" if ");
                w.expr(test, Level::Or);
                w.text(" else ");
                w.expr(orelse, Level::Test);
            }),
            ExprKind::Dict { keys, values } => {
                self.text("{");
                let pairs: Vec<_> = keys.iter().zip(values).collect();
                self.list(&pairs, |w, (key, value)| match key {
                    Some(key) => {
                        w.expr(key, Level::Test);
                        w.text(": ");
                        w.expr(value, Level::Test);
                    }
                    None => {
                        w.text("**");
                        w.expr(value, Level::BitOr);
                    }
                });
                self.text("}");
            }
            ExprKind::Set { elts } => {
                self.text("{");
                self.list(elts, |w, e| w.expr(e, Level::Test));
                self.text("}");
            }
            ExprKind::ListComp { elt, generators } => self.comprehension("[", elt, None, generators, "]"),
            ExprKind::SetComp { elt, generators } => self.comprehension("{", elt, None, generators, "}"),
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension("{", key, Some(value), generators, "}");
            }
            ExprKind::GeneratorExp { elt, generators } => self.comprehension("(", elt, None, generators, ")"),
            ExprKind::Await { value } => self.wrapped(level > Level::Await, |w| {
                w.text("await ");
                w.expr(value, Level::Atom);
            }),
            ExprKind::Yield { value: None } => self.text("(yield)"),
            ExprKind::Yield { value: Some(value) } => {
                self.text("(yield ");
                self.expr(value, Level::Test);
                self.text(")");
            }
            ExprKind::YieldFrom { value } => {
                self.text("(yield from ");
                self.expr(value, Level::Test);
                self.text(")");
            }
            ExprKind::Compare { left, ops, comparators } => self.wrapped(level > Level::Compare, |w| {
                w.expr(left, Level::Compare.tighter());
                for (op, right) in ops.iter().zip(comparators) {
                    w.text(match op {
                        CmpOp::Eq => " == ",
                        CmpOp::NotEq => " != ",
                        CmpOp::Lt => " < ",
                        CmpOp::LtE => " <= ",
                        CmpOp::Gt => " > ",
                        CmpOp::GtE => " >= ",
                        CmpOp::Is => " is ",
                        CmpOp::IsNot => " is not ",
                        CmpOp::In => " in ",
                        CmpOp::NotIn => " not in ",
                    });
                    w.expr(right, Level::Compare.tighter());
                }
            }),
            ExprKind::Call { func, args, keywords } => {
                self.expr(func, Level::Atom);
                if let ([Expr { kind: ExprKind::GeneratorExp { .. }, .. }], []) =
                    (args.as_slice(), &keywords[..])
                {
                    self.expr(&args[0], Level::Test);
                    return;
                }
                self.text("(");
                self.list(args, |w, e| w.expr(e, Level::Test));
                if !args.is_empty() && !keywords.is_empty() {
                    self.text(", ");
                }
                self.list(keywords, |w, k| {
                    match &k.arg {
                        Some(name) => w.text(&format!("{name}=")),
                        None => w.text("**"),
                    }
                    w.expr(&k.value, Level::Test);
                });
                self.text(")");
            }
            ExprKind::FormattedValue { .. } => self.joined(std::slice::from_ref(e)),
            ExprKind::JoinedStr { values } => self.joined(values),
            ExprKind::Constant { value, unicode_prefix } => {
                if *unicode_prefix {
                    self.text("u");
                }
                self.constant(value);
            }
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value, Level::Atom);
                // 1 .real: the dot must not end the number.
                let int = matches!(
                    &value.kind,
                    ExprKind::Constant { value: Constant::Int(_) | Constant::BigInt(_), .. }
                );
                self.text(if int { " ." } else { "." });
                self.text(attr);
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value, Level::Atom);
                self.text("[");
                self.expr(slice, Level::Tuple);
                self.text("]");
            }
            ExprKind::Starred { value, .. } => {
                self.text("*");
                self.expr(value, Level::BitOr);
            }
            ExprKind::Name { id, .. } => self.text(id),
            ExprKind::List { elts, .. } => {
                self.text("[");
                self.list(elts, |w, e| w.expr(e, Level::Test));
                self.text("]");
            }
            ExprKind::Tuple { elts, .. } => {
                if elts.is_empty() {
                    return self.text("()");
                }
                self.wrapped(level > Level::Tuple, |w| {
                    w.list(elts, |w, e| w.expr(e, Level::Test));
                    if elts.len() == 1 {
                        w.text(",");
                    }
                });
            }
            ExprKind::Slice { lower, upper, step } => {
                if let Some(lower) = lower {
                    self.expr(lower, Level::Test);
                }
                self.text(":");
                if let Some(upper) = upper {
                    self.expr(upper, Level::Test);
                }
                if let Some(step) = step {
                    self.text(":");
                    self.expr(step, Level::Test);
                }
            }
        }
    }

    fn comprehension(
        &mut self,
        open: &str,
        elt: &Expr,
        value: Option<&Expr>,
        parts: &[Comprehension],
        close: &str,
    ) {
        self.text(open);
        self.expr(elt, Level::Test);
        if let Some(value) = value {
            self.text(": ");
            self.expr(value, Level::Test);
        }
        for part in parts {
            self.text(if part.is_async { " async for " } else { " for " });
            self.expr(&part.target, Level::Tuple);
            self.text(" in ");
            self.expr(&part.iter, Level::Or);
            for test in &part.ifs {
                self.text(" if ");
                self.expr(test, Level::Or);
            }
        }
        self.text(close);
    }

    fn args(&mut self, args: &Arguments) {
        let mut first = true;
        let comma = |w: &mut Self, first: &mut bool| {
            if !std::mem::replace(first, false) {
                w.text(", ");
            }
        };
        let positional = args.posonlyargs.len() + args.args.len();
        for (i, arg) in args.posonlyargs.iter().chain(&args.args).enumerate() {
            comma(self, &mut first);
            self.text(&arg.arg);
            if let Some(default) = (i + args.defaults.len()).checked_sub(positional) {
                self.text("=");
                self.expr(&args.defaults[default], Level::Test);
            }
            if i + 1 == args.posonlyargs.len() {
                self.text(", /");
            }
        }
        if args.vararg.is_some() || !args.kwonlyargs.is_empty() {
            comma(self, &mut first);
            self.text("*");
            if let Some(arg) = &args.vararg {
                self.text(&arg.arg);
            }
        }
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            comma(self, &mut first);
            self.text(&arg.arg);
            if let Some(default) = default {
                self.text("=");
                self.expr(default, Level::Test);
            }
        }
        if let Some(arg) = &args.kwarg {
            comma(self, &mut first);
            self.text("**");
            self.text(&arg.arg);
        }
    }

    fn constant(&mut self, value: &Constant) {
        let text = match value {
            // There is no literal for infinity.
            Constant::Float(x) if x.is_infinite() => "1e309".into(),
            Constant::Complex(_, im) if im.is_infinite() => "1e309j".into(),
            Constant::Complex(_, im) => float_short(*im) + "j",
            value => super::fold::repr(&super::constant(value)),
        };
        self.text(&text);
    }

    /// An f-string: its parts as one literal.
    fn joined(&mut self, values: &[Expr]) {
        let mut inner = Writer(Vec::new());
        inner.parts(values);
        let quoted = quoted(&inner.0, false);
        self.text("f");
        self.text(&quoted);
    }

    fn parts(&mut self, values: &[Expr]) {
        for value in values {
            match &value.kind {
                ExprKind::Constant { value: Constant::Str(text), .. } => {
                    for &b in &**text {
                        if matches!(b, b'{' | b'}') {
                            self.0.push(b);
                        }
                        self.0.push(b);
                    }
                }
                ExprKind::JoinedStr { values } => self.parts(values),
                ExprKind::FormattedValue { value, conversion, format_spec } => {
                    let mut inner = Writer(Vec::new());
                    inner.expr(value, Level::Test.tighter());
                    // A brace must not double the one before it.
                    self.text(if inner.0.starts_with(b"{") { "{ " } else { "{" });
                    self.0.extend(inner.0);
                    if *conversion > 0 {
                        self.text("!");
                        self.0.push(*conversion as u8);
                    }
                    if let Some(spec) = format_spec {
                        self.text(":");
                        self.parts(std::slice::from_ref(spec));
                    }
                    self.text("}");
                }
                _ => self.expr(value, Level::Test),
            }
        }
    }
}

/// The repr of a float.
pub fn float(x: f64) -> String {
    let text = float_short(x);
    if text.contains(['.', 'e', 'n', 'i']) { text } else { text + ".0" }
}

/// The repr of a float without the `.0`.
fn float_short(x: f64) -> String {
    let size = x.abs();
    if x != 0.0 && x.is_finite() && !(1e-4..1e16).contains(&size) {
        let text = format!("{x:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, exponent) = match exponent.strip_prefix('-') {
            Some(exponent) => ('-', exponent),
            None => ('+', exponent),
        };
        return format!("{digits}e{sign}{exponent:0>2}");
    }
    x.to_string()
}

/// The repr of a str (WTF-8) or bytes object.
pub fn quoted(text: &[u8], bytes: bool) -> String {
    let quote = if text.contains(&b'\'') && !text.contains(&b'"') { '"' } else { '\'' };
    let mut out = String::with_capacity(text.len() + 3);
    if bytes {
        out.push('b');
    }
    out.push(quote);
    let mut put = |c: char, byte: bool| match c {
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if c == quote => {
            out.push('\\');
            out.push(c);
        }
        c if (c as u32) < 32 || c as u32 == 127 || (byte && c as u32 > 126) => {
            out.push_str(&format!("\\x{:02x}", c as u32));
        }
        c => out.push(c),
    };
    if bytes {
        text.iter().for_each(|&b| put(b as char, true));
    } else {
        String::from_utf8_lossy(text).chars().for_each(|c| put(c, false));
    }
    out.push(quote);
    out
}
