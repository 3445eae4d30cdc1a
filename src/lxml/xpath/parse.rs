//! From the text of an expression to its tree. Chains of one operator are one node, so that only nesting is deep, and
//! nesting has a limit.

use super::Error;
use super::functions::{self, Function};
use crate::forest::Forest;
use crate::names::Atom;
use crate::text::{is_name_char, is_name_start};

/// How deep expressions nest.
const MOST: usize = 200;

/// A compiled expression.
#[derive(Debug)]
pub struct Expression(pub(super) Expr);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Compare {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Arithmetic {
    Add,
    Sub,
    Mul,
    Div,
    Mod,
}

#[derive(Debug)]
pub(super) enum Expr {
    Number(f64),
    Text(String),
    Variable(Atom, Atom),
    Or(Vec<Expr>),
    And(Vec<Expr>),
    Union(Vec<Expr>),
    Compare(Box<Expr>, Vec<(Compare, Expr)>),
    Arithmetic(Box<Expr>, Vec<(Arithmetic, Expr)>),
    Negate(Box<Expr>),
    Call(&'static Function, Vec<Expr>),
    Foreign(Atom, Atom, Vec<Expr>),
    Path(Start, Vec<Step>),
}

#[derive(Debug)]
pub(super) enum Start {
    Root,
    Context,
    Filter(Box<Expr>, Vec<Expr>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Axis {
    Ancestor,
    AncestorOrSelf,
    Attribute,
    Child,
    Descendant,
    DescendantOrSelf,
    Following,
    FollowingSibling,
    Namespace,
    Parent,
    Preceding,
    PrecedingSibling,
    Own,
}

const AXES: [(&str, Axis); 13] = [
    ("ancestor", Axis::Ancestor),
    ("ancestor-or-self", Axis::AncestorOrSelf),
    ("attribute", Axis::Attribute),
    ("child", Axis::Child),
    ("descendant", Axis::Descendant),
    ("descendant-or-self", Axis::DescendantOrSelf),
    ("following", Axis::Following),
    ("following-sibling", Axis::FollowingSibling),
    ("namespace", Axis::Namespace),
    ("parent", Axis::Parent),
    ("preceding", Axis::Preceding),
    ("preceding-sibling", Axis::PrecedingSibling),
    ("self", Axis::Own),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Test {
    Any,
    Text,
    Comment,
    Instruction(Option<Atom>),
    /// `*`
    Principal,
    /// `prefix:*`
    Namespace(Atom),
    /// A name with its prefix.
    Name(Atom, Atom),
}

#[derive(Debug)]
pub(super) struct Step {
    pub axis: Axis,
    pub test: Test,
    pub predicates: Vec<Expr>,
}

#[derive(Clone, PartialEq, Debug)]
enum Token {
    Number(f64),
    Text(String),
    /// A name, possibly `prefix:name` or `prefix:*`.
    Name(Option<String>, String),
    Variable(Option<String>, String),
    /// An operator or punctuation; also `and`, `or`, `div`, `mod` and the multiplying `*`.
    Op(&'static str),
    End,
}

const INVALID: Error = Error::Wrong("Invalid expression");

/// Longer ones first.
const OPS: [&str; 22] = [
    "//", "::", "..", "!=", "<=", ">=", "(", ")", "[", "]", ".", "@", ",", "/", "|", "+", "-", "=", "<", ">",
    "*", ":",
];

fn tokens(source: &str) -> Result<Vec<Token>, Error> {
    let mut out: Vec<Token> = Vec::new();
    let mut rest = source;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        let Some(c) = rest.chars().next() else { break };
        // After an operand, names and `*` are operators.
        let operand = match out.last() {
            None => false,
            Some(Token::Op(op)) => matches!(*op, ")" | "]" | "." | ".." | "name*"),
            Some(_) => true,
        };
        if c == '"' || c == '\'' {
            let Some(end) = rest[1..].find(c) else { return Err(Error::Wrong("Unfinished literal")) };
            out.push(Token::Text(rest[1..=end].to_string()));
            rest = &rest[end + 2..];
        } else if c.is_ascii_digit() || c == '.' && rest[1..].starts_with(|d: char| d.is_ascii_digit()) {
            let bytes = rest.as_bytes();
            let digits = |mut i: usize| {
                while bytes.get(i).is_some_and(u8::is_ascii_digit) {
                    i += 1;
                }
                i
            };
            let mut end = digits(0);
            if bytes.get(end) == Some(&b'.') {
                end = digits(end + 1);
            }
            if matches!(bytes.get(end), Some(b'e' | b'E')) {
                let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
                if bytes.get(end + 1 + sign).is_some_and(u8::is_ascii_digit) {
                    end = digits(end + 1 + sign);
                }
            }
            out.push(Token::Number(rest[..end].parse().map_err(|_| INVALID)?));
            rest = &rest[end..];
        } else if is_name_start(c) && c != ':' {
            let (prefix, name, after) = qname(rest);
            let word = ["and", "or", "div", "mod"].iter().find(|w| prefix.is_none() && **w == name);
            out.push(match word {
                Some(op) if operand => Token::Op(op),
                _ => Token::Name(prefix, name),
            });
            rest = after;
        } else if c == '$' {
            rest = rest[1..].trim_start();
            if !rest.starts_with(is_name_start) {
                return Err(Error::Wrong("Expected $ for variable reference"));
            }
            let (prefix, name, after) = qname(rest);
            out.push(Token::Variable(prefix, name));
            rest = after;
        } else if let Some(op) = OPS.iter().find(|op| rest.starts_with(**op)) {
            out.push(Token::Op(if *op == "*" && !operand { "name*" } else { op }));
            rest = &rest[op.len()..];
        } else {
            return Err(INVALID);
        }
    }
    out.push(Token::End);
    Ok(out)
}

/// `name`, `prefix:name` or `prefix:*` at the beginning, and what follows.
fn qname(source: &str) -> (Option<String>, String, &str) {
    let name = |s: &str| s.find(|c| !is_name_char(c) || c == ':').unwrap_or(s.len());
    let end = name(source);
    let (first, rest) = source.split_at(end);
    if let Some(after) = rest.strip_prefix(':')
        && !after.starts_with(':')
    {
        if let Some(after) = after.strip_prefix('*') {
            return (Some(first.into()), "*".into(), after);
        }
        if after.starts_with(is_name_start) {
            let end = name(after);
            return (Some(first.into()), after[..end].into(), &after[end..]);
        }
    }
    (None, first.into(), rest)
}

/// Compiles an expression; its names become names of the forest.
pub fn compile(forest: &mut Forest, source: &str) -> Result<Expression, Error> {
    let mut p = Parser { tokens: tokens(source)?, at: 0, depth: 0, forest };
    let e = p.or()?;
    if p.peek() != &Token::End {
        return Err(INVALID);
    }
    Ok(Expression(e))
}

struct Parser<'a> {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    forest: &'a mut Forest,
}

impl Parser<'_> {
    fn peek(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn next(&mut self) -> Token {
        let t = self.peek().clone();
        self.at += 1;
        t
    }

    fn is(&self, op: &str) -> bool {
        matches!(self.peek(), Token::Op(o) if *o == op)
    }

    fn take(&mut self, op: &str) -> bool {
        let found = self.is(op);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, op: &str) -> Result<(), Error> {
        if self.take(op) { Ok(()) } else { Err(INVALID) }
    }

    fn atom(&mut self, text: &str) -> Atom {
        self.forest.intern(text)
    }

    /// `operand (op operand)*` as one node.
    fn chain(
        &mut self,
        op: &'static str,
        operand: fn(&mut Self) -> Result<Expr, Error>,
        make: fn(Vec<Expr>) -> Expr,
    ) -> Result<Expr, Error> {
        let first = operand(self)?;
        if !self.is(op) {
            return Ok(first);
        }
        let mut all = vec![first];
        while self.take(op) {
            all.push(operand(self)?);
        }
        Ok(make(all))
    }

    fn or(&mut self) -> Result<Expr, Error> {
        self.depth += 1;
        if self.depth > MOST {
            return Err(Error::Wrong("Expression is too deep"));
        }
        let e = self.chain("or", |p| p.chain("and", Parser::equality, Expr::And), Expr::Or);
        self.depth -= 1;
        e
    }

    /// Operands between operators of one rank; `make` joins them.
    fn ranked<Op: Copy>(
        &mut self,
        ops: &[(&str, Op)],
        operand: fn(&mut Self) -> Result<Expr, Error>,
        make: fn(Box<Expr>, Vec<(Op, Expr)>) -> Expr,
    ) -> Result<Expr, Error> {
        let first = operand(self)?;
        let mut more = Vec::new();
        while let Some((_, op)) = ops.iter().find(|(text, _)| self.is(text)) {
            self.at += 1;
            more.push((*op, operand(self)?));
        }
        Ok(if more.is_empty() { first } else { make(Box::new(first), more) })
    }

    fn equality(&mut self) -> Result<Expr, Error> {
        let relation = |p: &mut Self| {
            let ops = [("<", Compare::Lt), ("<=", Compare::Le), (">", Compare::Gt), (">=", Compare::Ge)];
            p.ranked(&ops, Parser::sum, Expr::Compare)
        };
        self.ranked(&[("=", Compare::Eq), ("!=", Compare::Ne)], relation, Expr::Compare)
    }

    fn sum(&mut self) -> Result<Expr, Error> {
        let product = |p: &mut Self| {
            let ops = [("*", Arithmetic::Mul), ("div", Arithmetic::Div), ("mod", Arithmetic::Mod)];
            p.ranked(&ops, Parser::unary, Expr::Arithmetic)
        };
        self.ranked(&[("+", Arithmetic::Add), ("-", Arithmetic::Sub)], product, Expr::Arithmetic)
    }

    fn unary(&mut self) -> Result<Expr, Error> {
        let (mut minus, mut any) = (false, false);
        while self.take("-") {
            (minus, any) = (!minus, true);
        }
        let e = self.chain("|", Parser::path, Expr::Union)?;
        // Two of them still make it a number.
        Ok(match (any, minus) {
            (false, _) => e,
            (true, true) => Expr::Negate(Box::new(e)),
            (true, false) => Expr::Negate(Box::new(Expr::Negate(Box::new(e)))),
        })
    }

    fn path(&mut self) -> Result<Expr, Error> {
        let mut steps = Vec::new();
        let start = match self.peek().clone() {
            Token::Op("/") => {
                self.at += 1;
                if self.begins_step() {
                    self.steps(&mut steps)?;
                }
                Start::Root
            }
            Token::Op("//") => {
                self.at += 1;
                steps.push(ANYWHERE);
                self.steps(&mut steps)?;
                Start::Root
            }
            _ if self.begins_primary() => {
                let primary = self.primary()?;
                let predicates = self.predicates()?;
                if self.take("//") {
                    steps.push(ANYWHERE);
                    self.steps(&mut steps)?;
                } else if self.take("/") {
                    self.steps(&mut steps)?;
                } else if predicates.is_empty() {
                    return Ok(primary);
                }
                Start::Filter(Box::new(primary), predicates)
            }
            _ => {
                self.steps(&mut steps)?;
                Start::Context
            }
        };
        Ok(Expr::Path(start, shortened(steps)))
    }

    fn begins_step(&self) -> bool {
        matches!(self.peek(), Token::Name(..) | Token::Op("name*" | "." | ".." | "@"))
    }

    fn begins_primary(&self) -> bool {
        match self.peek() {
            Token::Number(_) | Token::Text(_) | Token::Variable(..) | Token::Op("(") => true,
            Token::Name(prefix, name) => {
                matches!(self.tokens.get(self.at + 1), Some(Token::Op("(")))
                    && (prefix.is_some()
                        || !["node", "text", "comment", "processing-instruction"].contains(&name.as_str()))
            }
            _ => false,
        }
    }

    fn primary(&mut self) -> Result<Expr, Error> {
        match self.next() {
            Token::Number(n) => Ok(Expr::Number(n)),
            Token::Text(s) => Ok(Expr::Text(s)),
            Token::Variable(prefix, name) => {
                let prefix = self.atom(&prefix.unwrap_or_default());
                Ok(Expr::Variable(prefix, self.atom(&name)))
            }
            Token::Op("(") => {
                let e = self.or()?;
                self.expect(")")?;
                Ok(e)
            }
            Token::Name(prefix, name) => {
                self.expect("(")?;
                let mut args = Vec::new();
                if !self.take(")") {
                    loop {
                        args.push(self.or()?);
                        if !self.take(",") {
                            break;
                        }
                    }
                    self.expect(")")?;
                }
                if prefix.is_none()
                    && let Some(f) = functions::find(&name)
                {
                    return Ok(Expr::Call(f, args));
                }
                let prefix = self.atom(&prefix.unwrap_or_default());
                Ok(Expr::Foreign(prefix, self.atom(&name), args))
            }
            _ => Err(INVALID),
        }
    }

    fn predicates(&mut self) -> Result<Vec<Expr>, Error> {
        let mut all = Vec::new();
        while self.take("[") {
            all.push(self.or()?);
            if !self.take("]") {
                return Err(Error::Wrong("Invalid predicate"));
            }
        }
        Ok(all)
    }

    fn steps(&mut self, steps: &mut Vec<Step>) -> Result<(), Error> {
        loop {
            let step = self.step()?;
            steps.push(step);
            if self.take("//") {
                steps.push(ANYWHERE);
            } else if !self.take("/") {
                return Ok(());
            }
        }
    }

    fn step(&mut self) -> Result<Step, Error> {
        for (op, axis) in [(".", Axis::Own), ("..", Axis::Parent)] {
            if self.take(op) {
                let predicates = self.predicates()?;
                return Ok(Step { axis, test: Test::Any, predicates });
            }
        }
        let mut axis = Axis::Child;
        if self.take("@") {
            axis = Axis::Attribute;
        } else if let (Token::Name(None, name), Some(Token::Op("::"))) =
            (self.peek(), self.tokens.get(self.at + 1))
        {
            let Some((_, found)) = AXES.iter().find(|(text, _)| text == name) else { return Err(INVALID) };
            axis = *found;
            self.at += 2;
        }
        let test = match self.next() {
            Token::Op("name*") => Test::Principal,
            Token::Name(Some(prefix), name) => {
                let prefix = self.atom(&prefix);
                if name == "*" { Test::Namespace(prefix) } else { Test::Name(prefix, self.atom(&name)) }
            }
            Token::Name(None, name) if self.take("(") => {
                let target = match self.peek().clone() {
                    Token::Text(s) if name == "processing-instruction" => {
                        self.at += 1;
                        Some(self.atom(&s))
                    }
                    _ => None,
                };
                self.expect(")")?;
                match name.as_str() {
                    "node" => Test::Any,
                    "text" => Test::Text,
                    "comment" => Test::Comment,
                    "processing-instruction" => Test::Instruction(target),
                    _ => return Err(INVALID),
                }
            }
            Token::Name(None, name) => Test::Name(Atom::NONE, self.atom(&name)),
            _ => return Err(INVALID),
        };
        let predicates = self.predicates()?;
        Ok(Step { axis, test, predicates })
    }
}

const ANYWHERE: Step = Step { axis: Axis::DescendantOrSelf, test: Test::Any, predicates: Vec::new() };

/// `descendant-or-self::node()/child::x` is `descendant::x` if no predicate asks for a position.
fn shortened(steps: Vec<Step>) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::with_capacity(steps.len());
    for mut step in steps {
        let after_anywhere = out.last().is_some_and(|s| {
            s.axis == Axis::DescendantOrSelf && s.test == Test::Any && s.predicates.is_empty()
        });
        if after_anywhere
            && matches!(step.axis, Axis::Child | Axis::Descendant)
            && !step.predicates.iter().any(asks_position)
        {
            out.pop();
            step.axis = Axis::Descendant;
        }
        out.push(step);
    }
    out
}

/// Whether a predicate's answer may depend on the position.
pub(super) fn asks_position(e: &Expr) -> bool {
    may_be_number(e) || mentions_position(e)
}

fn may_be_number(e: &Expr) -> bool {
    match e {
        Expr::Number(_) | Expr::Variable(..) | Expr::Arithmetic(..) | Expr::Negate(_) | Expr::Foreign(..) => {
            true
        }
        Expr::Call(f, _) => f.gives_number,
        _ => false,
    }
}

fn mentions_position(e: &Expr) -> bool {
    match e {
        Expr::Number(_) | Expr::Text(_) | Expr::Variable(..) => false,
        Expr::Or(all) | Expr::And(all) | Expr::Union(all) | Expr::Foreign(_, _, all) => {
            all.iter().any(mentions_position)
        }
        Expr::Compare(first, more) => {
            mentions_position(first) || more.iter().any(|(_, e)| mentions_position(e))
        }
        Expr::Arithmetic(first, more) => {
            mentions_position(first) || more.iter().any(|(_, e)| mentions_position(e))
        }
        Expr::Negate(e) => mentions_position(e),
        Expr::Call(f, args) => matches!(f.name, "position" | "last") || args.iter().any(mentions_position),
        // Predicates inside have positions of their own.
        Expr::Path(Start::Filter(e, _), _) => mentions_position(e),
        Expr::Path(..) => false,
    }
}
