//! The nodes of XPath's data model over the forest's: texts, attributes and namespaces are parts of nodes there.

use crate::forest::{Forest, Id, Kind};
use crate::names::Atom;

/// Which part of a node of the forest is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The node itself.
    Node,
    /// The namespace of a prefix there.
    Namespace(Atom),
    /// An attribute, by its place.
    Attribute(u32),
    /// The text at the beginning of an element.
    Text,
    /// The text behind the node.
    Tail,
}

/// A node of XPath.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct XNode {
    /// The node of the forest.
    pub id: Id,
    /// What of it.
    pub part: Part,
}

fn has(text: &crate::forest::Text) -> bool {
    text.as_deref().is_some_and(|t| !t.is_empty())
}

impl XNode {
    /// A whole node.
    pub fn of(id: Id) -> XNode {
        XNode { id, part: Part::Node }
    }

    fn with(id: Id, part: Part) -> XNode {
        XNode { id, part }
    }

    /// The string value.
    pub fn text(self, f: &Forest) -> String {
        let n = f.node(self.id);
        match self.part {
            Part::Node => f.string_value(self.id),
            Part::Text => n.text.as_deref().unwrap_or("").into(),
            Part::Tail => n.tail.as_deref().unwrap_or("").into(),
            Part::Attribute(i) => n.attrs.get(i as usize).map_or_else(String::new, |a| a.value.to_string()),
            Part::Namespace(prefix) => f.name_text(f.namespace(self.id, prefix).unwrap_or_default()).into(),
        }
    }

    /// Whether it is text.
    pub fn is_text(self) -> bool {
        matches!(self.part, Part::Text | Part::Tail)
    }

    /// The node around.
    pub fn parent(self, f: &Forest) -> Option<XNode> {
        match self.part {
            Part::Node | Part::Tail => f.node(self.id).parent.get().map(XNode::of),
            _ => Some(XNode::of(self.id)),
        }
    }

    /// A node's text, or else the first node in it.
    pub fn first_child(self, f: &Forest) -> Option<XNode> {
        if self.part != Part::Node {
            return None;
        }
        let n = f.node(self.id);
        if n.kind == Kind::Element && has(&n.text) {
            return Some(XNode::with(self.id, Part::Text));
        }
        n.first.get().map(XNode::of)
    }

    fn last_child(self, f: &Forest) -> Option<XNode> {
        if self.part != Part::Node {
            return None;
        }
        let n = f.node(self.id);
        match n.last.get() {
            Some(last) => Some(XNode::of(last).with_tail(f)),
            None if n.kind == Kind::Element && has(&n.text) => Some(XNode::with(self.id, Part::Text)),
            None => None,
        }
    }

    /// The text behind a node, or else the node.
    fn with_tail(self, f: &Forest) -> XNode {
        let n = f.node(self.id);
        if has(&n.tail) && f.node(n.parent).kind == Kind::Element {
            XNode::with(self.id, Part::Tail)
        } else {
            self
        }
    }

    /// The sibling behind.
    pub fn next(self, f: &Forest) -> Option<XNode> {
        match self.part {
            Part::Text => f.node(self.id).first.get().map(XNode::of),
            Part::Node => match self.with_tail(f) {
                tail if tail != self => Some(tail),
                _ => f.node(self.id).next.get().map(XNode::of),
            },
            Part::Tail => f.node(self.id).next.get().map(XNode::of),
            _ => None,
        }
    }

    /// The sibling before.
    pub fn prev(self, f: &Forest) -> Option<XNode> {
        match self.part {
            Part::Tail => Some(XNode::of(self.id)),
            Part::Node => {
                let n = f.node(self.id);
                match n.prev.get() {
                    Some(p) => Some(XNode::of(p).with_tail(f)),
                    None => {
                        let parent = f.node(n.parent);
                        let text = parent.kind == Kind::Element && has(&parent.text);
                        text.then_some(XNode::with(n.parent, Part::Text))
                    }
                }
            }
            _ => None,
        }
    }

    /// The next node in document order below `within`.
    pub fn after_within(self, f: &Forest, within: XNode) -> Option<XNode> {
        if let Some(child) = self.first_child(f) {
            return Some(child);
        }
        self.after_outside(f, Some(within))
    }

    /// The next node in document order that is not inside; `within` bounds the way.
    pub fn after_outside(self, f: &Forest, within: Option<XNode>) -> Option<XNode> {
        let mut at = self;
        loop {
            if Some(at) == within {
                return None;
            }
            if let Some(next) = at.next(f) {
                return Some(next);
            }
            at = at.parent(f)?;
        }
    }

    /// The node before in document order, ancestors included.
    pub fn before(self, f: &Forest) -> Option<XNode> {
        let Some(mut at) = self.prev(f) else { return self.parent(f) };
        while let Some(last) = at.last_child(f) {
            at = last;
        }
        Some(at)
    }

    /// A number that grows in document order; the tree is numbered.
    pub fn key(self, f: &Forest) -> (u32, u32) {
        let (start, end) = f.order(self.id);
        match self.part {
            Part::Node => (start, 0),
            Part::Namespace(prefix) => (start, 1 + prefix.0.min(1 << 30)),
            Part::Attribute(i) => (start, (1 << 31) + i),
            Part::Text => (start, u32::MAX),
            Part::Tail => (end, 0),
        }
    }
}
