//! Evaluation. The forest is borrowed for single operations only, because functions of the host may change it.

use super::functions::Call;
use super::node::{Part, XNode};
use super::parse::{Arithmetic, Axis, Compare, Expr, Expression, Start, Step, Test, asks_position};
use super::{Error, Host, Value};
use crate::forest::{Forest, Id, Kind};
use crate::names::Atom;
use std::cell::{Ref, RefCell};

/// What names mean in an evaluation.
pub struct Scope<'a> {
    /// Prefixes and their namespaces.
    pub namespaces: &'a [(Atom, Atom)],
    /// Functions and variables.
    pub host: &'a dyn Host,
}

/// The value of an expression at a node.
pub fn evaluate(forest: &RefCell<Forest>, e: &Expression, at: Id, scope: &Scope) -> Result<Value, Error> {
    Evaluation { forest, scope }.value(&e.0, Place { node: XNode::of(at), position: 0, size: 0 })
}

#[derive(Clone, Copy)]
pub(super) struct Place {
    pub node: XNode,
    /// From 1; zero outside of predicates.
    pub position: usize,
    pub size: usize,
}

pub(super) struct Evaluation<'a> {
    forest: &'a RefCell<Forest>,
    scope: &'a Scope<'a>,
}

/// A node test with its names looked up.
enum Wanted {
    Any,
    Text,
    Comment,
    Instruction(Option<Atom>),
    Principal,
    Namespace(Atom),
    Name(Atom, Atom),
}

impl Evaluation<'_> {
    pub fn forest(&self) -> Ref<'_, Forest> {
        self.forest.borrow()
    }

    fn namespace(&self, prefix: Atom) -> Result<Atom, Error> {
        if prefix.is_none() {
            return Ok(Atom::NONE);
        }
        if prefix == Atom::XML {
            return Ok(Atom::XML_NS);
        }
        let found = self.scope.namespaces.iter().find(|n| n.0 == prefix);
        found.map(|n| n.1).ok_or(Error::Wrong("Undefined namespace prefix"))
    }

    /// The value of an expression.
    pub fn value(&self, e: &Expr, at: Place) -> Result<Value, Error> {
        Ok(match e {
            Expr::Number(n) => Value::Number(*n),
            Expr::Text(s) => Value::Text(s.clone()),
            Expr::Variable(prefix, name) => {
                let ns = self.namespace(*prefix)?;
                let (ns, name) = self.texts(ns, *name);
                return self
                    .scope
                    .host
                    .variable(&ns, &name)
                    .unwrap_or(Err(Error::Wrong("Undefined variable")));
            }
            Expr::Or(_) | Expr::And(_) | Expr::Compare(..) => Value::Bool(self.truth(e, at)?),
            Expr::Union(all) => {
                let mut nodes = Vec::new();
                for e in all {
                    nodes.extend(self.nodes(e, at)?);
                }
                self.sort(&mut nodes);
                Value::Nodes(nodes)
            }
            Expr::Arithmetic(first, more) => {
                let mut n = self.number(first, at)?;
                for (op, e) in more {
                    let m = self.number(e, at)?;
                    n = match op {
                        Arithmetic::Add => n + m,
                        Arithmetic::Sub => n - m,
                        Arithmetic::Mul => n * m,
                        Arithmetic::Div => n / m,
                        Arithmetic::Mod => n % m,
                    };
                }
                Value::Number(n)
            }
            Expr::Negate(e) => Value::Number(-self.number(e, at)?),
            Expr::Call(f, args) => {
                if args.len() < f.least || args.len() > f.most {
                    return Err(Error::Wrong("Invalid number of arguments"));
                }
                (f.run)(&Call { evaluation: self, args, at })?
            }
            Expr::Foreign(prefix, name, args) => {
                let ns = self.namespace(*prefix)?;
                let mut values = Vec::with_capacity(args.len());
                for e in args {
                    values.push(self.value(e, at)?);
                }
                let (ns, name) = self.texts(ns, *name);
                let found = self.scope.host.call(&ns, &name, values, at.node);
                return found.unwrap_or(Err(Error::Wrong("Unregistered function")));
            }
            Expr::Path(start, steps) => Value::Nodes(self.path(start, steps, at)?),
        })
    }

    fn texts(&self, ns: Atom, name: Atom) -> (String, String) {
        let f = self.forest();
        (f.name_text(ns).to_string(), f.name_text(name).to_string())
    }

    /// An expression that must give nodes.
    pub fn nodes(&self, e: &Expr, at: Place) -> Result<Vec<XNode>, Error> {
        match self.value(e, at)? {
            Value::Nodes(nodes) => Ok(nodes),
            _ => Err(Error::Wrong("Invalid type")),
        }
    }

    /// `@name` of the context node, the commonest operand.
    fn attribute(&self, e: &Expr, at: Place) -> Result<Option<Option<XNode>>, Error> {
        let Expr::Path(Start::Context, steps) = e else { return Ok(None) };
        let [Step { axis: Axis::Attribute, test: Test::Name(prefix, local), predicates }] = steps.as_slice()
        else {
            return Ok(None);
        };
        if !predicates.is_empty() || at.node.part != Part::Node {
            return Ok(None);
        }
        let ns = self.namespace(*prefix)?;
        let f = self.forest();
        let i = f.node(at.node.id).attrs.iter().position(|a| a.name.ns == ns && a.name.local == *local);
        Ok(Some(i.map(|i| XNode { id: at.node.id, part: Part::Attribute(i as u32) })))
    }

    /// An expression as text.
    pub fn text(&self, e: &Expr, at: Place) -> Result<String, Error> {
        if let Some(found) = self.attribute(e, at)? {
            return Ok(found.map_or_else(String::new, |n| n.text(&self.forest())));
        }
        let value = self.value(e, at)?;
        Ok(match value {
            Value::Text(s) => s,
            v => v.text(&self.forest()),
        })
    }

    /// An expression as number.
    pub fn number(&self, e: &Expr, at: Place) -> Result<f64, Error> {
        let value = self.value(e, at)?;
        Ok(value.number(&self.forest()))
    }

    /// An expression as truth value.
    pub fn truth(&self, e: &Expr, at: Place) -> Result<bool, Error> {
        match e {
            Expr::Or(all) => {
                for e in all {
                    if self.truth(e, at)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Expr::And(all) => {
                for e in all {
                    if !self.truth(e, at)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Expr::Compare(first, more) => {
                if let [(op @ (Compare::Eq | Compare::Ne), Expr::Text(s))] = more.as_slice()
                    && let Some(found) = self.attribute(first, at)?
                {
                    let Some(n) = found else { return Ok(false) };
                    return Ok((n.text(&self.forest()) == *s) == (*op == Compare::Eq));
                }
                let mut left = self.value(first, at)?;
                for (op, e) in more {
                    let right = self.value(e, at)?;
                    left = Value::Bool(compare(&self.forest(), *op, &left, &right));
                }
                Ok(left.truth())
            }
            _ => match self.attribute(e, at)? {
                Some(found) => Ok(found.is_some()),
                None => Ok(self.value(e, at)?.truth()),
            },
        }
    }

    fn path(&self, start: &Start, steps: &[Step], at: Place) -> Result<Vec<XNode>, Error> {
        let mut nodes = match start {
            Start::Root => vec![XNode::of(self.forest().top(at.node.id))],
            Start::Context => vec![at.node],
            Start::Filter(e, predicates) => {
                let mut nodes = self.nodes(e, at)?;
                for p in predicates {
                    nodes = self.selected(nodes, p)?;
                }
                nodes
            }
        };
        for step in steps {
            nodes = self.step(step, nodes)?;
        }
        Ok(nodes)
    }

    fn step(&self, step: &Step, from: Vec<XNode>) -> Result<Vec<XNode>, Error> {
        let wanted = match &step.test {
            Test::Any => Wanted::Any,
            Test::Text => Wanted::Text,
            Test::Comment => Wanted::Comment,
            Test::Instruction(target) => Wanted::Instruction(*target),
            Test::Principal => Wanted::Principal,
            Test::Namespace(prefix) => Wanted::Namespace(self.namespace(*prefix)?),
            Test::Name(prefix, local) => Wanted::Name(self.namespace(*prefix)?, *local),
        };
        let reverse = matches!(
            step.axis,
            Axis::Ancestor | Axis::AncestorOrSelf | Axis::Preceding | Axis::PrecedingSibling
        );
        let several = from.len() > 1;
        let mut out = Vec::new();
        for node in from {
            let mut found = Vec::new();
            // `[1]` at the beginning needs one node only.
            let most = match step.predicates.first() {
                Some(Expr::Number(n)) if *n >= 1.0 && *n < 1e9 => *n as usize,
                _ => usize::MAX,
            };
            axis_nodes(&self.forest(), step.axis, &wanted, node, most, &mut found);
            for p in &step.predicates {
                found = self.selected(found, p)?;
            }
            if reverse {
                found.reverse();
            }
            if out.is_empty() {
                out = found;
            } else {
                out.append(&mut found);
            }
        }
        if several && !matches!(step.axis, Axis::Own | Axis::Attribute) {
            self.sort(&mut out);
        }
        Ok(out)
    }

    /// The nodes for which a predicate holds; their order is that of the axis.
    fn selected(&self, nodes: Vec<XNode>, predicate: &Expr) -> Result<Vec<XNode>, Error> {
        if let Expr::Number(n) = predicate {
            let i = *n as usize;
            return Ok(if i as f64 == *n && i > 0 {
                nodes.get(i - 1).copied().into_iter().collect()
            } else {
                vec![]
            });
        }
        let counted = asks_position(predicate);
        let size = nodes.len();
        let mut out = Vec::new();
        for (i, node) in nodes.into_iter().enumerate() {
            let at = Place { node, position: i + 1, size };
            let keep = if counted {
                match self.value(predicate, at)? {
                    Value::Number(n) => n == at.position as f64,
                    v => v.truth(),
                }
            } else {
                self.truth(predicate, at)?
            };
            if keep {
                out.push(node);
            }
        }
        Ok(out)
    }

    /// Puts nodes in document order, each once.
    fn sort(&self, nodes: &mut Vec<XNode>) {
        let Some(first) = nodes.first() else { return };
        self.forest.borrow_mut().number(first.id);
        let f = self.forest();
        let sorted = nodes.windows(2).all(|w| w[0].key(&f) < w[1].key(&f));
        if !sorted {
            nodes.sort_by_key(|n| n.key(&f));
            nodes.dedup();
        }
    }
}

/// The nodes of an axis that pass the test, in the axis' order; no more than `most`.
fn axis_nodes(f: &Forest, axis: Axis, wanted: &Wanted, node: XNode, most: usize, out: &mut Vec<XNode>) {
    let principal = match axis {
        Axis::Attribute => 1,
        Axis::Namespace => 2,
        _ => 0,
    };
    let mut take = |n: XNode| {
        if passes(f, wanted, n, principal) {
            out.push(n);
        }
        out.len() >= most
    };
    let mut each = |mut at: Option<XNode>, next: &dyn Fn(XNode) -> Option<XNode>| {
        while let Some(n) = at {
            if take(n) {
                break;
            }
            at = next(n);
        }
    };
    match axis {
        Axis::Own => each(Some(node), &|_| None),
        Axis::Parent => each(node.parent(f), &|_| None),
        Axis::Ancestor => each(node.parent(f), &|n| n.parent(f)),
        Axis::AncestorOrSelf => each(Some(node), &|n| n.parent(f)),
        Axis::Child => each(node.first_child(f), &|n| n.next(f)),
        Axis::Descendant => each(node.first_child(f), &|n| n.after_within(f, node)),
        Axis::DescendantOrSelf => each(Some(node), &|n| n.after_within(f, node)),
        Axis::FollowingSibling => each(node.next(f), &|n| n.next(f)),
        Axis::PrecedingSibling => each(node.prev(f), &|n| n.prev(f)),
        Axis::Following => {
            // What is behind an attribute is what is in its element, and behind that.
            let first = match node.part {
                Part::Attribute(_) | Part::Namespace(_) => XNode::of(node.id).first_child(f),
                _ => None,
            };
            let first = first.or_else(|| {
                let from = if node.is_text() || node.part == Part::Node { node } else { XNode::of(node.id) };
                from.after_outside(f, None)
            });
            each(first, &|n| n.first_child(f).or_else(|| n.after_outside(f, None)));
        }
        Axis::Preceding => {
            let from = match node.part {
                Part::Attribute(_) | Part::Namespace(_) => XNode::of(node.id),
                _ => node,
            };
            // Ancestors are met on the way and are not on this axis.
            let mut around = from.parent(f);
            let mut at = from.before(f);
            while let Some(n) = at {
                if Some(n) == around {
                    around = n.parent(f);
                } else if take(n) {
                    break;
                }
                at = n.before(f);
            }
        }
        Axis::Attribute => {
            if node.part == Part::Node {
                for i in 0..f.node(node.id).attrs.len() {
                    if take(XNode { id: node.id, part: Part::Attribute(i as u32) }) {
                        break;
                    }
                }
            }
        }
        Axis::Namespace => {
            if node.part == Part::Node && f.node(node.id).kind == Kind::Element {
                let scope = f.scope(node.id);
                let declared = scope.iter().filter(|d| !d.1.is_none()).map(|d| d.0);
                for prefix in [Atom::XML].into_iter().chain(declared) {
                    if take(XNode { id: node.id, part: Part::Namespace(prefix) }) {
                        break;
                    }
                }
            }
        }
    }
}

/// Whether a node passes a test; `principal`: the axis' own kind, 0 elements, 1 attributes, 2 namespaces.
fn passes(f: &Forest, wanted: &Wanted, n: XNode, principal: u8) -> bool {
    let kind = || f.node(n.id).kind;
    let whole = n.part == Part::Node;
    let name = || match (n.part, principal) {
        (Part::Node, 0) if kind() == Kind::Element => Some(f.node(n.id).name),
        (Part::Attribute(i), 1) => f.node(n.id).attrs.get(i as usize).map(|a| a.name),
        (Part::Namespace(prefix), 2) => Some(crate::forest::Name { local: prefix, ..Default::default() }),
        _ => None,
    };
    match wanted {
        Wanted::Any => true,
        Wanted::Text => n.is_text(),
        Wanted::Comment => whole && kind() == Kind::Comment,
        Wanted::Instruction(target) => {
            whole && kind() == Kind::Instruction && target.is_none_or(|t| f.node(n.id).name.local == t)
        }
        Wanted::Principal => name().is_some(),
        Wanted::Namespace(ns) => name().is_some_and(|own| own.ns == *ns),
        Wanted::Name(ns, local) => name().is_some_and(|own| own.local == *local && own.ns == *ns),
    }
}

fn holds(op: Compare, a: f64, b: f64) -> bool {
    match op {
        Compare::Eq => a == b,
        Compare::Ne => a != b,
        Compare::Lt => a < b,
        Compare::Le => a <= b,
        Compare::Gt => a > b,
        Compare::Ge => a >= b,
    }
}

fn compare(f: &Forest, op: Compare, a: &Value, b: &Value) -> bool {
    let equality = matches!(op, Compare::Eq | Compare::Ne);
    match (a, b) {
        (Value::Bool(_), _) | (_, Value::Bool(_)) if equality => {
            (a.truth() == b.truth()) == (op == Compare::Eq)
        }
        (Value::Bool(_), Value::Nodes(_)) | (Value::Nodes(_), Value::Bool(_)) => {
            holds(op, f64::from(u8::from(a.truth())), f64::from(u8::from(b.truth())))
        }
        (Value::Nodes(nodes), _) => nodes.iter().any(|n| compare(f, op, &Value::Text(n.text(f)), b)),
        (_, Value::Nodes(nodes)) => nodes.iter().any(|n| compare(f, op, a, &Value::Text(n.text(f)))),
        (Value::Text(x), Value::Text(y)) if equality => (x == y) == (op == Compare::Eq),
        _ => holds(op, a.number(f), b.number(f)),
    }
}
