//! The function library of XPath 1.0, and how numbers and texts become each other.

use super::eval::{Evaluation, Place};
use super::node::{Part, XNode};
use super::parse::Expr;
use super::{Error, Value};
use crate::forest::{Id, Kind, Name};
use crate::names::Atom;

/// A call that is evaluated.
pub(super) struct Call<'a> {
    pub evaluation: &'a Evaluation<'a>,
    pub args: &'a [Expr],
    pub at: Place,
}

/// A function's declaration.
pub(super) struct Function {
    pub name: &'static str,
    pub least: usize,
    pub most: usize,
    pub gives_number: bool,
    pub run: fn(&Call) -> Result<Value, Error>,
}

impl std::fmt::Debug for Function {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Call<'_> {
    fn text(&self, i: usize) -> Result<String, Error> {
        self.evaluation.text(&self.args[i], self.at)
    }

    fn number(&self, i: usize) -> Result<f64, Error> {
        self.evaluation.number(&self.args[i], self.at)
    }

    fn nodes(&self, i: usize) -> Result<Vec<XNode>, Error> {
        self.evaluation.nodes(&self.args[i], self.at)
    }

    /// The argument as text, or that of the context node.
    fn own_text(&self) -> Result<String, Error> {
        if self.args.is_empty() { Ok(self.at.node.text(&self.evaluation.forest())) } else { self.text(0) }
    }

    /// The name of the argument's first node, or of the context node.
    fn name(&self) -> Result<Name, Error> {
        let node = if self.args.is_empty() { Some(self.at.node) } else { self.nodes(0)?.first().copied() };
        let f = self.evaluation.forest();
        Ok(node.map_or_else(Name::default, |n| match n.part {
            Part::Node if matches!(f.node(n.id).kind, Kind::Element | Kind::Instruction) => f.node(n.id).name,
            Part::Attribute(i) => f.node(n.id).attrs.get(i as usize).map_or_else(Name::default, |a| a.name),
            Part::Namespace(prefix) => Name { local: prefix, ..Name::default() },
            _ => Name::default(),
        }))
    }
}

fn text(s: impl Into<String>) -> Result<Value, Error> {
    Ok(Value::Text(s.into()))
}

fn number(n: f64) -> Result<Value, Error> {
    Ok(Value::Number(n))
}

fn truth(b: bool) -> Result<Value, Error> {
    Ok(Value::Bool(b))
}

const fn f(
    name: &'static str,
    least: usize,
    most: usize,
    run: fn(&Call) -> Result<Value, Error>,
) -> Function {
    Function { name, least, most, gives_number: false, run }
}

const fn n(
    name: &'static str,
    least: usize,
    most: usize,
    run: fn(&Call) -> Result<Value, Error>,
) -> Function {
    Function { name, least, most, gives_number: true, run }
}

static FUNCTIONS: [Function; 27] = [
    n("last", 0, 0, |c| match c.at.position {
        0 => Err(Error::Wrong("Invalid context size")),
        _ => number(c.at.size as f64),
    }),
    n("position", 0, 0, |c| match c.at.position {
        0 => Err(Error::Wrong("Invalid context position")),
        n => number(n as f64),
    }),
    n("count", 1, 1, |c| number(c.nodes(0)?.len() as f64)),
    f("id", 1, 1, id),
    f("local-name", 0, 1, |c| {
        let name = c.name()?;
        text(c.evaluation.forest().name_text(name.local))
    }),
    f("namespace-uri", 0, 1, |c| {
        let name = c.name()?;
        text(c.evaluation.forest().name_text(name.ns))
    }),
    f("name", 0, 1, |c| {
        let name = c.name()?;
        text(c.evaluation.forest().qualified(name))
    }),
    f("string", 0, 1, |c| text(c.own_text()?)),
    f("concat", 2, usize::MAX, |c| {
        let mut out = String::new();
        for i in 0..c.args.len() {
            out.push_str(&c.text(i)?);
        }
        text(out)
    }),
    f("starts-with", 2, 2, |c| truth(c.text(0)?.starts_with(&c.text(1)?))),
    f("contains", 2, 2, |c| truth(c.text(0)?.contains(&c.text(1)?))),
    f("substring-before", 2, 2, |c| {
        let s = c.text(0)?;
        text(s.split_once(&c.text(1)?).map_or("", |(before, _)| before))
    }),
    f("substring-after", 2, 2, |c| {
        let s = c.text(0)?;
        text(s.split_once(&c.text(1)?).map_or("", |(_, after)| after))
    }),
    f("substring", 2, 3, substring),
    n("string-length", 0, 1, |c| number(c.own_text()?.chars().count() as f64)),
    f("normalize-space", 0, 1, |c| {
        let s = c.own_text()?;
        let mut out = String::with_capacity(s.len());
        for word in s.split([' ', '\t', '\n', '\r']).filter(|w| !w.is_empty()) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        text(out)
    }),
    f("translate", 3, 3, |c| {
        let (s, from, to) = (c.text(0)?, c.text(1)?, c.text(2)?);
        let change = |ch: char| match from.chars().position(|x| x == ch) {
            Some(i) => to.chars().nth(i),
            None => Some(ch),
        };
        text(s.chars().filter_map(change).collect::<String>())
    }),
    f("boolean", 1, 1, |c| truth(c.evaluation.truth(&c.args[0], c.at)?)),
    f("not", 1, 1, |c| truth(!c.evaluation.truth(&c.args[0], c.at)?)),
    f("true", 0, 0, |_| truth(true)),
    f("false", 0, 0, |_| truth(false)),
    f("lang", 1, 1, lang),
    n("number", 0, 1, |c| match c.args {
        [] => number(text_number(&c.own_text()?)),
        _ => number(c.number(0)?),
    }),
    n("sum", 1, 1, |c| {
        let nodes = c.nodes(0)?;
        let f = c.evaluation.forest();
        number(nodes.iter().map(|n| text_number(&n.text(&f))).fold(0.0, |a, b| a + b))
    }),
    n("floor", 1, 1, |c| number(c.number(0)?.floor())),
    n("ceiling", 1, 1, |c| number(c.number(0)?.ceil())),
    n("round", 1, 1, |c| number(round(c.number(0)?))),
];

/// The function of that name.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|f| f.name == name)
}

fn round(n: f64) -> f64 {
    if n.fract() == 0.0 { n } else { (n + 0.5).floor() }
}

fn substring(c: &Call) -> Result<Value, Error> {
    let s = c.text(0)?;
    let start = round(c.number(1)?);
    let end = if c.args.len() > 2 { start + round(c.number(2)?) } else { f64::INFINITY };
    let chosen = s.chars().zip(1u32..).filter(|(_, i)| f64::from(*i) >= start && f64::from(*i) < end);
    text(chosen.map(|(ch, _)| ch).collect::<String>())
}

fn id(c: &Call) -> Result<Value, Error> {
    let value = c.evaluation.value(&c.args[0], c.at)?;
    let f = c.evaluation.forest();
    let list = match &value {
        Value::Nodes(nodes) => nodes.iter().map(|n| n.text(&f)).collect::<Vec<_>>().join(" "),
        v => v.text(&f),
    };
    let wanted: Vec<&str> = list.split_ascii_whitespace().collect();
    let (top, local) = (f.top(c.at.node.id), f.known("id"));
    let ns = if f.info(top).html { Atom::NONE } else { Atom::XML_NS };
    let (mut found, mut seen) = (Vec::new(), Vec::new());
    let mut at: Id = top;
    while let Some(now) = f.next_in(at, top).get() {
        at = now;
        if let Some(value) = local.and_then(|local| f.attr(at, ns, local))
            && wanted.contains(&value)
            && !seen.contains(&value)
        {
            seen.push(value);
            found.push(XNode::of(at));
        }
    }
    Ok(Value::Nodes(found))
}

fn lang(c: &Call) -> Result<Value, Error> {
    let wanted = c.text(0)?.to_lowercase();
    let f = c.evaluation.forest();
    let Some(local) = f.known("lang") else { return truth(false) };
    let mut around = std::iter::once(c.at.node.id).chain(f.ancestors(c.at.node.id));
    let own = around.find_map(|n| f.attr(n, Atom::XML_NS, local)).unwrap_or("").to_lowercase();
    truth(own.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-')))
}

/// `number(text)`: digits with a sign, a point and an exponent, and blanks around.
pub fn text_number(s: &str) -> f64 {
    let s = s.trim_matches([' ', '\t', '\n', '\r']);
    let digits = s.strip_prefix('-').unwrap_or(s);
    let plain = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    if plain { s.parse().unwrap_or(f64::NAN) } else { f64::NAN }
}

/// `string(number)`: whole numbers without a point, others with at most fifteen digits.
pub fn number_text(n: f64) -> String {
    if n.is_nan() {
        return "NaN".into();
    }
    if n.is_infinite() {
        return if n > 0.0 { "Infinity".into() } else { "-Infinity".into() };
    }
    if n == n.trunc() && n.abs() < f64::from(i32::MAX) {
        return format!("{}", n as i64);
    }
    let exponent =
        format!("{:.14e}", n.abs()).split_once('e').and_then(|(_, e)| e.parse::<i32>().ok()).unwrap_or(0);
    let trimmed = |s: &str| s.trim_end_matches('0').trim_end_matches('.').to_string();
    if n.abs() > 1e9 || n.abs() < 1e-5 {
        let shown = format!("{n:.14e}");
        let (digits, _) = shown.split_once('e').unwrap_or((&shown, ""));
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{}e{sign}{:02}", trimmed(digits), exponent.abs());
    }
    trimmed(&format!("{n:.*}", (14 - exponent).max(0) as usize))
}
