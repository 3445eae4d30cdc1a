//! XPath 1.0: expressions (`parse`), their evaluation over a forest (`eval`), the nodes they see (`node`) and the
//! function library (`functions`). Functions and variables of the host come through `Host`; nothing is borrowed
//! while it runs.

mod eval;
mod functions;
mod node;
mod parse;

pub use eval::{Scope, evaluate};
pub use functions::number_text;
pub use node::{Part, XNode};
pub use parse::{Expression, compile};

use crate::forest::Forest;

/// The value of an expression.
#[derive(Clone, Debug)]
pub enum Value {
    /// A set of nodes, in document order.
    Nodes(Vec<XNode>),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A truth value.
    Bool(bool),
}

/// Why there is no value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Error {
    /// What is wrong with the expression, in the words of lxml's library.
    Wrong(&'static str),
    /// The host has an exception.
    Host,
}

/// What an expression can ask of its host.
pub trait Host {
    /// A function that XPath 1.0 does not have; `None` if the host has none of that name either.
    fn call(&self, ns: &str, name: &str, args: Vec<Value>, at: XNode) -> Option<Result<Value, Error>>;
    /// A variable.
    fn variable(&self, ns: &str, name: &str) -> Option<Result<Value, Error>>;
}

/// A host that has nothing.
pub struct NoHost;

impl Host for NoHost {
    fn call(&self, _: &str, _: &str, _: Vec<Value>, _: XNode) -> Option<Result<Value, Error>> {
        None
    }
    fn variable(&self, _: &str, _: &str) -> Option<Result<Value, Error>> {
        None
    }
}

impl Value {
    /// `string(value)`
    pub fn text(&self, f: &Forest) -> String {
        match self {
            Value::Nodes(nodes) => nodes.first().map_or_else(String::new, |n| n.text(f)),
            Value::Number(n) => number_text(*n),
            Value::Text(s) => s.clone(),
            Value::Bool(b) => b.to_string(),
        }
    }

    /// `number(value)`
    pub fn number(&self, f: &Forest) -> f64 {
        match self {
            Value::Number(n) => *n,
            Value::Bool(b) => f64::from(u8::from(*b)),
            Value::Text(s) => functions::text_number(s),
            Value::Nodes(_) => functions::text_number(&self.text(f)),
        }
    }

    /// `boolean(value)`
    pub fn truth(&self) -> bool {
        match self {
            Value::Nodes(nodes) => !nodes.is_empty(),
            Value::Number(n) => *n != 0.0 && !n.is_nan(),
            Value::Text(s) => !s.is_empty(),
            Value::Bool(b) => *b,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forest::Id;
    use crate::xml;
    use std::cell::RefCell;

    fn shown(source: &str, expression: &str) -> String {
        let mut forest = Forest::new();
        let top = xml::parse(&mut forest, source, &xml::Options::default()).expect("well-formed");
        let e = match compile(&mut forest, expression) {
            Ok(e) => e,
            Err(Error::Wrong(what)) => return what.to_string(),
            Err(Error::Host) => unreachable!("compiling asks no host"),
        };
        let root = forest.root(top);
        let p = (forest.intern("p"), forest.intern("urn:p"));
        let cell = RefCell::new(forest);
        let value = evaluate(&cell, &e, root, &Scope { namespaces: &[p], host: &NoHost });
        let f = cell.borrow();
        match value {
            Err(Error::Wrong(what)) => what.to_string(),
            Err(Error::Host) => "host".into(),
            Ok(Value::Nodes(nodes)) => {
                let each = nodes.iter().map(|n| match n.part {
                    Part::Node if n.id == Id::NIL => "?".into(),
                    Part::Node => format!("<{}>", f.qualified(f.node(n.id).name)),
                    Part::Attribute(_) => format!("@{}", n.text(&f)),
                    _ => format!("{:?}", n.text(&f)),
                });
                each.collect::<Vec<_>>().join(" ")
            }
            Ok(v) => v.text(&f),
        }
    }

    #[test]
    fn axes_and_predicates() {
        let x = "<a i='1'>t<b><c/>u<d k='v'/></b>w<b j='2'/><!--n--></a>";
        for (e, want) in [
            ("b", "<b> <b>"),
            ("//b/*", "<c> <d>"),
            ("text()", "\"t\" \"w\""),
            ("//text()", "\"t\" \"u\" \"w\""),
            ("//d/@k", "@v"),
            ("//@*", "@1 @v @2"),
            ("b[2]/@j", "@2"),
            ("b[last()]/preceding-sibling::node()", "\"t\" <b> \"w\""),
            ("//d/ancestor::*", "<a> <b>"),
            ("//d/ancestor::*[1]", "<b>"),
            ("//c/following::node()", "\"u\" <d> \"w\" <b> <>"),
            ("//d/preceding::node()", "\"t\" <c> \"u\""),
            ("//d/.. | //c | .", "<a> <b> <c>"),
            ("(//b)[2]/@j", "@2"),
            ("//*[@k='v' or @j]", "<d> <b>"),
            ("count(//*[not(@*)])", "2"),
            ("//b[position()=1]/c", "<c>"),
            ("name(//*[@k])", "d"),
            ("comment()", "<>"),
            ("//*[self::c or self::d]", "<c> <d>"),
            ("descendant::b[1]", "<b>"),
            ("//c/following-sibling::*", "<d>"),
        ] {
            assert_eq!(shown(x, e), want, "{e}");
        }
    }

    #[test]
    fn functions_and_numbers() {
        let x = "<a xmlns:q='urn:p'><q:b>3</q:b><q:b>4.5</q:b><c> x  y </c></a>";
        for (e, want) in [
            ("1 + 2 * 3 - 4 div 2", "5"),
            ("7 mod 3", "1"),
            ("-7 mod 3", "-1"),
            ("1 div 0", "Infinity"),
            ("0 div 0", "NaN"),
            ("sum(p:b)", "7.5"),
            ("sum(//p:*) = 7.5", "true"),
            ("normalize-space(c)", "x y"),
            ("concat('a', 1, true())", "a1true"),
            ("substring('12345', 2, 3)", "234"),
            ("substring('12345', 1.5, 2.6)", "234"),
            ("substring('12345', 0 div 0, 3)", ""),
            ("substring('12345', -42, 1 div 0)", "12345"),
            ("translate('bar', 'abc', 'AB')", "BAr"),
            ("string-length('ä€')", "2"),
            ("starts-with('abc', 'ab') and contains('abc', 'bc')", "true"),
            ("substring-before('a-b', '-')", "a"),
            ("substring-after('a-b', '-')", "b"),
            ("round(2.5)", "3"),
            ("round(-2.5)", "-2"),
            ("floor(-1.5)", "-2"),
            ("p:b > 4", "true"),
            ("p:b = p:b", "true"),
            ("p:b != 3", "true"),
            ("not(p:z)", "true"),
            ("local-name(p:b)", "b"),
            ("namespace-uri(p:b)", "urn:p"),
            ("z:b", "Undefined namespace prefix"),
            ("nothing()", "Unregistered function"),
            ("$v", "Undefined variable"),
            ("b[", "Invalid expression"),
            ("count()", "Invalid number of arguments"),
        ] {
            assert_eq!(shown(x, e), want, "{e}");
        }
    }

    #[test]
    fn deep_expressions_are_refused() {
        let deep = "(".repeat(100_000) + "1" + &")".repeat(100_000);
        assert_eq!(shown("<a/>", &deep), "Expression is too deep");
        let long = vec!["@a"; 5_000].join(" or ");
        assert_eq!(shown("<a/>", &long), "false");
        let sum = vec!["1"; 5_000].join(" + ");
        assert_eq!(shown("<a/>", &sum), "5000");
    }
}
