//! The forest: all trees there are, in one arena. Text belongs to the node it follows (`text` inside, `tail` behind), as
//! in ElementTree. A tree has a document node at its top and lives as long as somebody holds one of its nodes
//! (`hold`); what is taken out of a tree becomes a tree of its own.

use crate::names::{Atom, Names};
use std::rc::Rc;

/// A node's number. Zero is no node.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Id(pub u32);

impl Id {
    /// No node.
    pub const NIL: Id = Id(0);

    /// Whether it is no node.
    pub fn is_nil(self) -> bool {
        self.0 == 0
    }

    /// `None` for no node.
    pub fn get(self) -> Option<Id> {
        if self.is_nil() { None } else { Some(self) }
    }
}

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Not in use.
    Free,
    /// The top of a tree.
    Document,
    /// An element.
    Element,
    /// `<!-- text -->`
    Comment,
    /// `<?name text?>`
    Instruction,
    /// `&name;`
    Entity,
}

/// An expanded name with the prefix it is written with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Name {
    /// The namespace.
    pub ns: Atom,
    /// The name without prefix; an instruction's target.
    pub local: Atom,
    /// The prefix.
    pub prefix: Atom,
}

/// An attribute.
#[derive(Clone, Debug)]
pub struct Attr {
    /// Its name.
    pub name: Name,
    /// Its value.
    pub value: Box<str>,
    /// Written without a value, as HTML allows.
    pub bare: bool,
}

/// Text in or behind a node.
pub type Text = Option<Box<str>>;

/// A node.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Whether `text` is written as CDATA section.
    pub cdata: bool,
    /// The tree it is in.
    tree: u32,
    /// The node around it.
    pub parent: Id,
    /// The first node inside.
    pub first: Id,
    /// The last node inside.
    pub last: Id,
    /// The node before.
    pub prev: Id,
    /// The node behind.
    pub next: Id,
    /// Name of an element, target of an instruction.
    pub name: Name,
    /// Attributes.
    pub attrs: Vec<Attr>,
    /// Namespaces declared here: prefix, namespace.
    pub decls: Vec<(Atom, Atom)>,
    /// An element's text before the first node inside; what a comment or an instruction says.
    pub text: Text,
    /// Text behind the node.
    pub tail: Text,
    /// Line in the source.
    pub line: u32,
    /// A word of the holder; zero if nobody holds the node.
    holder: usize,
    /// Places in document order, where the node begins and ends; valid if the tree says so.
    order: (u32, u32),
}

impl Node {
    fn new(kind: Kind, tree: u32) -> Node {
        Node {
            kind,
            cdata: false,
            tree,
            parent: Id::NIL,
            first: Id::NIL,
            last: Id::NIL,
            prev: Id::NIL,
            next: Id::NIL,
            name: Name::default(),
            attrs: Vec::new(),
            decls: Vec::new(),
            text: None,
            tail: None,
            line: 0,
            holder: 0,
            order: (0, 0),
        }
    }
}

/// What is known of a document as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    /// Parsed as HTML.
    pub html: bool,
    /// Which classes its nodes have; the holders know.
    pub lookup: u32,
    /// Version in the XML declaration.
    pub version: Option<String>,
    /// Encoding of the source.
    pub encoding: Option<String>,
    /// `standalone` in the XML declaration.
    pub standalone: Option<bool>,
    /// The document type's name.
    pub doctype: Option<String>,
    /// Its public identifier.
    pub public_id: Option<String>,
    /// Its system identifier.
    pub system_id: Option<String>,
    /// The text between its brackets.
    pub subset: Option<String>,
    /// Where the document comes from.
    pub url: Option<String>,
}

struct Tree {
    top: Id,
    /// How many nodes are held.
    held: usize,
    info: Rc<Info>,
    ordered: bool,
    /// How many prefixes have been made up.
    prefixes: u32,
}

/// Why a node cannot go where it shall go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Misplaced {
    /// Into itself.
    Cycle,
    /// Beside the root, where only comments and instructions are.
    BesideRoot,
}

/// The usual prefixes of well-known namespaces.
const PREFIXES: [(&str, &str); 9] = [
    ("html", "http://www.w3.org/1999/xhtml"),
    ("xsl", "http://www.w3.org/1999/XSL/Transform"),
    ("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("xs", "http://www.w3.org/2001/XMLSchema"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("soap-env", "http://schemas.xmlsoap.org/soap/envelope/"),
    ("wsdl", "http://schemas.xmlsoap.org/wsdl/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("py", "http://codespeak.net/lxml/objectify/pytype"),
];

/// All trees.
pub struct Forest {
    nodes: Vec<Node>,
    free: Vec<u32>,
    trees: Vec<Option<Tree>>,
    free_trees: Vec<u32>,
    names: Names,
}

impl Default for Forest {
    fn default() -> Self {
        Forest::new()
    }
}

impl Forest {
    /// A forest without trees.
    pub fn new() -> Forest {
        Forest {
            nodes: vec![Node::new(Kind::Free, 0)],
            free: Vec::new(),
            trees: Vec::new(),
            free_trees: Vec::new(),
            names: Names::new(),
        }
    }

    /// How many nodes are in use.
    pub fn len(&self) -> usize {
        self.nodes.len() - 1 - self.free.len()
    }

    /// Whether no node is in use.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    // --- names

    /// The number of a text.
    pub fn intern(&mut self, text: &str) -> Atom {
        self.names.intern(text)
    }

    /// The number of a text, if any node has ever had it.
    pub fn known(&self, text: &str) -> Option<Atom> {
        self.names.find(text)
    }

    /// The text of a number.
    pub fn name_text(&self, atom: Atom) -> &str {
        self.names.text(atom)
    }

    /// `prefix:local`
    pub fn qualified(&self, name: Name) -> String {
        let local = self.name_text(name.local);
        if name.prefix.is_none() {
            local.to_string()
        } else {
            format!("{}:{local}", self.name_text(name.prefix))
        }
    }

    /// `{namespace}local`
    pub fn expanded(&self, name: Name) -> String {
        let local = self.name_text(name.local);
        if name.ns.is_none() { local.to_string() } else { format!("{{{}}}{local}", self.name_text(name.ns)) }
    }

    // --- nodes

    /// A node; a free one if there is none of that number.
    pub fn node(&self, id: Id) -> &Node {
        self.nodes.get(id.0 as usize).unwrap_or(&self.nodes[0])
    }

    /// A node to be changed. Links, and whether it is held, are changed by the forest only.
    pub fn node_mut(&mut self, id: Id) -> &mut Node {
        let i = if (id.0 as usize) < self.nodes.len() { id.0 as usize } else { 0 };
        &mut self.nodes[i]
    }

    fn add(&mut self, node: Node) -> Id {
        match self.free.pop() {
            Some(i) => {
                self.nodes[i as usize] = node;
                Id(i)
            }
            None => {
                self.nodes.push(node);
                Id((self.nodes.len() - 1) as u32)
            }
        }
    }

    /// A new tree; its document node.
    pub fn new_tree(&mut self, info: Rc<Info>) -> Id {
        let t = self.free_trees.pop().unwrap_or_else(|| {
            self.trees.push(None);
            (self.trees.len() - 1) as u32
        });
        let top = self.add(Node::new(Kind::Document, t));
        self.trees[t as usize] = Some(Tree { top, held: 0, info, ordered: false, prefixes: 0 });
        top
    }

    /// A new node at the end of what is in `parent`.
    pub fn new_node(&mut self, kind: Kind, name: Name, parent: Id) -> Id {
        let mut node = Node::new(kind, self.node(parent).tree);
        node.name = name;
        let id = self.add(node);
        self.link(id, parent, Id::NIL);
        id
    }

    fn tree(&self, id: Id) -> Option<&Tree> {
        self.trees.get(self.node(id).tree as usize)?.as_ref()
    }

    fn tree_mut(&mut self, id: Id) -> Option<&mut Tree> {
        let t = self.node(id).tree as usize;
        self.trees.get_mut(t)?.as_mut()
    }

    /// The document node of a node's tree.
    pub fn top(&self, id: Id) -> Id {
        self.tree(id).map_or(Id::NIL, |t| t.top)
    }

    /// The element at the top of a node's tree.
    pub fn root(&self, id: Id) -> Id {
        self.children(self.top(id)).find(|n| self.node(*n).kind == Kind::Element).unwrap_or(Id::NIL)
    }

    /// What is known of the document.
    pub fn info(&self, id: Id) -> Rc<Info> {
        self.tree(id).map_or_else(Rc::default, |t| t.info.clone())
    }

    /// Changes what is known of the document.
    pub fn set_info(&mut self, id: Id, info: Rc<Info>) {
        if let Some(t) = self.tree_mut(id) {
            t.info = info;
        }
    }

    // --- holders

    /// Who holds the node.
    pub fn holder(&self, id: Id) -> usize {
        self.node(id).holder
    }

    /// Somebody holds the node, and keeps its tree.
    pub fn hold(&mut self, id: Id, holder: usize) {
        let before = std::mem::replace(&mut self.node_mut(id).holder, holder);
        if before == 0
            && let Some(t) = self.tree_mut(id)
        {
            t.held += 1;
        }
    }

    /// The holder is gone; the tree goes with the last one.
    pub fn release(&mut self, id: Id) {
        if std::mem::replace(&mut self.node_mut(id).holder, 0) == 0 {
            return;
        }
        let mut last = false;
        if let Some(t) = self.tree_mut(id) {
            t.held -= 1;
            last = t.held == 0;
        }
        if last {
            self.free_tree(id);
        }
    }

    /// Frees the tree if nobody holds a node of it.
    pub fn free_if_unheld(&mut self, id: Id) {
        if self.tree(id).is_some_and(|t| t.held == 0) {
            self.free_tree(id);
        }
    }

    fn free_tree(&mut self, id: Id) {
        let t = self.node(id).tree;
        let Some(tree) = self.trees.get_mut(t as usize).and_then(Option::take) else { return };
        let mut at = tree.top;
        // Children first, so that nothing has to be remembered.
        while !at.is_nil() {
            if let Some(child) = self.node(at).first.get() {
                at = child;
                continue;
            }
            let (next, parent) = (self.node(at).next, self.node(at).parent);
            if !parent.is_nil() {
                self.node_mut(parent).first = next;
            }
            *self.node_mut(at) = Node::new(Kind::Free, u32::MAX);
            self.free.push(at.0);
            at = if next.is_nil() { parent } else { next };
        }
        self.free_trees.push(t);
    }

    // --- links

    fn link(&mut self, id: Id, parent: Id, before: Id) {
        let prev = if before.is_nil() { self.node(parent).last } else { self.node(before).prev };
        let n = self.node_mut(id);
        (n.parent, n.prev, n.next) = (parent, prev, before);
        match prev.get() {
            Some(p) => self.node_mut(p).next = id,
            None => self.node_mut(parent).first = id,
        }
        match before.get() {
            Some(b) => self.node_mut(b).prev = id,
            None => self.node_mut(parent).last = id,
        }
        if let Some(t) = self.tree_mut(id) {
            t.ordered = false;
        }
    }

    fn unlink(&mut self, id: Id) {
        let n = self.node(id);
        let (parent, prev, next) = (n.parent, n.prev, n.next);
        match prev.get() {
            Some(p) => self.node_mut(p).next = next,
            None => self.node_mut(parent).first = next,
        }
        match next.get() {
            Some(x) => self.node_mut(x).prev = prev,
            None => self.node_mut(parent).last = prev,
        }
        let n = self.node_mut(id);
        (n.parent, n.prev, n.next) = (Id::NIL, Id::NIL, Id::NIL);
        if let Some(t) = self.tree_mut(id) {
            t.ordered = false;
        }
    }

    /// Gives a subtree that is linked nowhere to another tree.
    fn rehome(&mut self, id: Id, tree: u32) {
        let old = self.node(id).tree;
        if old == tree {
            return;
        }
        let (mut held, mut at) = (0, id);
        loop {
            let n = self.node_mut(at);
            n.tree = tree;
            held += usize::from(n.holder != 0);
            match self.next_in(at, id).get() {
                Some(next) => at = next,
                None => break,
            }
        }
        if let Some(Some(t)) = self.trees.get_mut(tree as usize) {
            t.held += held;
            t.ordered = false;
        }
        if let Some(Some(t)) = self.trees.get_mut(old as usize) {
            t.held -= held;
            let (top, empty) = (t.top, t.held == 0);
            if empty {
                self.free_tree(top);
            }
        }
    }

    /// Takes a node, with what is in it and its tail, out of its tree into a tree of its own.
    pub fn detach(&mut self, id: Id) {
        let info = self.info(id);
        self.unlink(id);
        let top = self.new_tree(info);
        self.rehome(id, self.node(top).tree);
        self.link(id, top, Id::NIL);
        if self.tree(id).is_some_and(|t| t.held == 0) {
            self.free_tree(id);
        } else {
            self.settle(id, false);
        }
    }

    /// Moves a node into `parent` before a node there (or to the end), from wherever it is.
    pub fn place(&mut self, id: Id, parent: Id, before: Id) -> Result<(), Misplaced> {
        if id == before {
            return Ok(());
        }
        let mut up = parent;
        while !up.is_nil() {
            if up == id {
                return Err(Misplaced::Cycle);
            }
            up = self.node(up).parent;
        }
        let beside_root = self.node(parent).kind == Kind::Document;
        if beside_root
            && self.node(id).kind == Kind::Element
            && !self.root(parent).is_nil()
            && self.root(parent) != id
        {
            return Err(Misplaced::BesideRoot);
        }
        self.unlink(id);
        let tree = self.node(parent).tree;
        self.rehome(id, tree);
        self.link(id, parent, before);
        self.settle(id, false);
        Ok(())
    }

    /// After a move: what the nodes around declare need not be declared below, and what nobody declares any more is
    /// declared at the subtree's top; a default namespace gets a prefix then, except in copies.
    fn settle(&mut self, id: Id, is_copy: bool) {
        let outer = self.scope(self.node(id).parent);
        let mut at = id;
        while !at.is_nil() {
            let known = |d: &(Atom, Atom)| outer.iter().any(|o| o.1 == d.1);
            self.node_mut(at).decls.retain(|d| !known(d));
            at = self.next_in(at, id);
        }
        let mut at = id;
        while !at.is_nil() {
            let n = self.node(at);
            let mut prefixes = Vec::new();
            if n.kind == Kind::Element {
                let names = std::iter::once(n.name).chain(n.attrs.iter().map(|a| a.name));
                prefixes = names.enumerate().filter(|(_, name)| !name.ns.is_none()).collect();
            }
            for (i, name) in prefixes {
                if self.namespace(at, name.prefix) == Some(name.ns) {
                    continue;
                }
                let scope = self.scope(at);
                let found = scope.iter().find(|d| d.1 == name.ns && (i == 0 || !d.0.is_none()));
                let prefix = match found {
                    Some(d) => d.0,
                    None if name.prefix.is_none() && !is_copy => self.prefix_for(id, name.ns, true),
                    None => {
                        let masked = scope.iter().any(|d| d.0 == name.prefix);
                        self.node_mut(if masked { at } else { id }).decls.push((name.prefix, name.ns));
                        name.prefix
                    }
                };
                let n = self.node_mut(at);
                match i {
                    0 => n.name.prefix = prefix,
                    _ => n.attrs[i - 1].name.prefix = prefix,
                }
            }
            at = self.next_in(at, id);
        }
    }

    // --- walks

    /// The next node in document order below `within`, without `within` itself.
    pub fn next_in(&self, at: Id, within: Id) -> Id {
        let first = self.node(at).first;
        if !first.is_nil() {
            return first;
        }
        self.next_outside(at, within)
    }

    /// The next node in document order that is not below `at`.
    pub fn next_outside(&self, mut at: Id, within: Id) -> Id {
        while at != within && !at.is_nil() {
            let next = self.node(at).next;
            if !next.is_nil() {
                return next;
            }
            at = self.node(at).parent;
        }
        Id::NIL
    }

    /// The nodes in a node.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = self.node(id).first;
        std::iter::from_fn(move || {
            let now = at.get()?;
            at = self.node(now).next;
            Some(now)
        })
    }

    /// The nodes around a node, from the inside.
    pub fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = self.node(id).parent;
        std::iter::from_fn(move || {
            let now = at.get()?;
            at = self.node(now).parent;
            Some(now)
        })
    }

    /// The node around, if it is no document.
    pub fn parent_element(&self, id: Id) -> Id {
        let p = self.node(id).parent;
        if self.node(p).kind == Kind::Document { Id::NIL } else { p }
    }

    /// All text in a node, in document order.
    pub fn string_value(&self, id: Id) -> String {
        let mut out = String::new();
        let n = self.node(id);
        if n.kind != Kind::Document {
            out.push_str(n.text.as_deref().unwrap_or(""));
            if n.kind != Kind::Element {
                return out;
            }
        }
        // Tails come when the node is left.
        let mut at = id;
        loop {
            if let Some(first) = self.node(at).first.get() {
                at = first;
            } else {
                loop {
                    if at == id {
                        return out;
                    }
                    let n = self.node(at);
                    if self.node(n.parent).kind != Kind::Document {
                        out.push_str(n.tail.as_deref().unwrap_or(""));
                    }
                    if let Some(next) = n.next.get() {
                        at = next;
                        break;
                    }
                    at = n.parent;
                }
            }
            let n = self.node(at);
            if n.kind == Kind::Element {
                out.push_str(n.text.as_deref().unwrap_or(""));
            }
        }
    }

    /// Numbers a tree's nodes in document order, unless they are.
    pub fn number(&mut self, id: Id) {
        let Some(t) = self.tree_mut(id) else { return };
        if std::mem::replace(&mut t.ordered, true) {
            return;
        }
        let top = t.top;
        let (mut at, mut n) = (top, 0);
        loop {
            n += 1;
            self.node_mut(at).order = (n, n);
            if let Some(first) = self.node(at).first.get() {
                at = first;
                continue;
            }
            loop {
                n += 1;
                self.node_mut(at).order.1 = n;
                if at == top {
                    return;
                }
                let node = self.node(at);
                if let Some(next) = node.next.get() {
                    at = next;
                    break;
                }
                at = node.parent;
            }
        }
    }

    /// Where a node begins and ends in its numbered tree.
    pub fn order(&self, id: Id) -> (u32, u32) {
        self.node(id).order
    }

    // --- namespaces

    /// The declarations that hold at a node, the innermost of each prefix.
    pub fn scope(&self, id: Id) -> Vec<(Atom, Atom)> {
        let mut found: Vec<(Atom, Atom)> = Vec::new();
        for n in std::iter::once(id).chain(self.ancestors(id)) {
            for d in &self.node(n).decls {
                if !found.iter().any(|f| f.0 == d.0) {
                    found.push(*d);
                }
            }
        }
        found
    }

    /// What a prefix means at a node.
    pub fn namespace(&self, id: Id, prefix: Atom) -> Option<Atom> {
        if prefix == Atom::XML {
            return Some(Atom::XML_NS);
        }
        std::iter::once(id)
            .chain(self.ancestors(id))
            .find_map(|n| self.node(n).decls.iter().find(|d| d.0 == prefix).map(|d| d.1))
    }

    /// A prefix for a namespace at a node: a declared one, or a new one that is declared there. Attributes need one that
    /// is not empty.
    pub fn prefix_for(&mut self, id: Id, ns: Atom, for_attribute: bool) -> Atom {
        if ns.is_none() {
            return Atom::NONE;
        }
        if ns == Atom::XML_NS {
            return Atom::XML;
        }
        let scope = self.scope(id);
        if let Some(d) = scope.iter().find(|d| d.1 == ns && !(for_attribute && d.0.is_none())) {
            return d.0;
        }
        let usual = PREFIXES.iter().find(|p| p.1 == self.names.text(ns)).map(|p| self.names.intern(p.0));
        let prefix = match usual.filter(|p| !scope.iter().any(|d| d.0 == *p)) {
            Some(p) => p,
            None => loop {
                let n = self.tree_mut(id).map_or(0, |t| {
                    t.prefixes += 1;
                    t.prefixes - 1
                });
                let atom = self.intern(&format!("ns{n}"));
                if !scope.iter().any(|d| d.0 == atom) {
                    break atom;
                }
            },
        };
        self.node_mut(id).decls.push((prefix, ns));
        prefix
    }

    // --- attributes

    /// An attribute's value.
    pub fn attr(&self, id: Id, ns: Atom, local: Atom) -> Option<&str> {
        self.node(id).attrs.iter().find(|a| a.name.ns == ns && a.name.local == local).map(|a| &*a.value)
    }

    /// The value of an attribute without namespace.
    pub fn attr_named(&self, id: Id, local: &str) -> Option<&str> {
        self.attr(id, Atom::NONE, self.known(local)?)
    }

    /// Sets an attribute.
    pub fn set_attr(&mut self, id: Id, ns: Atom, local: Atom, value: Option<&str>) {
        let found = self.node_mut(id).attrs.iter_mut().find(|a| a.name.ns == ns && a.name.local == local);
        if let Some(a) = found {
            (a.value, a.bare) = (value.unwrap_or("").into(), value.is_none());
            return;
        }
        let prefix = self.prefix_for(id, ns, true);
        let attr = Attr {
            name: Name { ns, local, prefix },
            value: value.unwrap_or("").into(),
            bare: value.is_none(),
        };
        self.node_mut(id).attrs.push(attr);
    }

    /// Removes an attribute.
    pub fn remove_attr(&mut self, id: Id, ns: Atom, local: Atom) -> Option<Box<str>> {
        let attrs = &mut self.node_mut(id).attrs;
        let i = attrs.iter().position(|a| a.name.ns == ns && a.name.local == local)?;
        Some(attrs.remove(i).value)
    }

    // --- copies

    /// A copy of a node with all in it, in a tree of its own; the tail comes along if it shall.
    pub fn copy(&mut self, id: Id, with_tail: bool) -> Id {
        let info = self.info(id);
        let top = self.new_tree(info);
        let tree = self.node(top).tree;
        let whole = self.node(id).kind == Kind::Document;
        let (mut at, mut parent) = (id, top);
        if whole {
            match self.node(id).first.get() {
                Some(first) => at = first,
                None => return top,
            }
        }
        let mut copied = Id::NIL;
        loop {
            let n = self.node(at);
            let mut new = Node::new(n.kind, tree);
            (new.name, new.attrs, new.decls, new.line) = (n.name, n.attrs.clone(), n.decls.clone(), n.line);
            (new.text, new.cdata) = (n.text.clone(), n.cdata);
            new.tail = if at != id || with_tail { n.tail.clone() } else { None };
            let new = self.add(new);
            self.link(new, parent, Id::NIL);
            if copied.is_nil() {
                copied = new;
            }
            if let Some(first) = self.node(at).first.get() {
                (at, parent) = (first, new);
                continue;
            }
            loop {
                if at == id {
                    self.settle(copied, true);
                    return copied;
                }
                if let Some(next) = self.node(at).next.get() {
                    at = next;
                    break;
                }
                at = self.node(at).parent;
                parent = self.node(parent).parent;
                if whole && at == id {
                    return top;
                }
            }
        }
    }

    /// The prefix and namespace pairs that programs see at a node.
    pub fn nsmap(&self, id: Id) -> Vec<(Atom, Atom)> {
        let mut found = self.scope(id);
        for n in std::iter::once(id).chain(self.ancestors(id)) {
            let name = self.node(n).name;
            if !name.ns.is_none() && name.prefix != Atom::XML && !found.iter().any(|d| d.0 == name.prefix) {
                found.push((name.prefix, name.ns));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(f: &mut Forest, name: &str, parent: Id) -> Id {
        let local = f.intern(name);
        f.new_node(Kind::Element, Name { local, ..Name::default() }, parent)
    }

    #[test]
    fn trees_go_with_their_last_holder() {
        let mut f = Forest::new();
        let top = f.new_tree(Rc::default());
        let a = element(&mut f, "a", top);
        let b = element(&mut f, "b", a);
        f.hold(a, 1);
        f.hold(b, 2);
        f.release(a);
        assert_eq!(f.len(), 3);
        f.detach(b);
        assert_eq!(f.len(), 2, "nobody holds what b was taken out of");
        assert_eq!(f.root(b), b);
        f.release(b);
        assert!(f.is_empty());
    }

    #[test]
    fn nodes_move_between_trees() {
        let mut f = Forest::new();
        let (t, u) = (f.new_tree(Rc::default()), f.new_tree(Rc::default()));
        let (a, b) = (element(&mut f, "a", t), element(&mut f, "b", u));
        let c = element(&mut f, "c", b);
        f.hold(a, 1);
        f.hold(c, 2);
        assert_eq!(f.place(b, a, Id::NIL), Ok(()));
        assert_eq!(f.place(a, c, Id::NIL), Err(Misplaced::Cycle));
        assert_eq!(f.root(c), a);
        assert_eq!(f.len(), 4, "the other document is gone");
        f.release(a);
        assert_eq!(f.node(c).parent, b);
        f.release(c);
        assert!(f.is_empty());
    }

    #[test]
    fn text_is_in_document_order() {
        let mut f = Forest::new();
        let top = f.new_tree(Rc::default());
        let a = element(&mut f, "a", top);
        let b = element(&mut f, "b", a);
        f.node_mut(a).text = Some("1".into());
        f.node_mut(b).text = Some("2".into());
        f.node_mut(b).tail = Some("3".into());
        f.node_mut(a).tail = Some("4".into());
        assert_eq!(f.string_value(a), "123");
        assert_eq!(f.string_value(top), "123");
        f.number(a);
        assert!(f.order(a).0 < f.order(b).0 && f.order(b).1 < f.order(a).1);
        let copy = f.copy(a, false);
        assert_eq!(f.string_value(copy), "123");
        assert_eq!(f.node(copy).tail, None);
    }
}
