//! A pattern as it was written: what `parse.rs` makes and `lower.rs` consumes. Flags are not applied yet
//! (a group carries those it switches), literals are not joined.

/// One item after another.
pub(super) type Seq = Vec<Node>;

/// "No upper bound" in a repetition.
pub(super) const MANY: u32 = u32::MAX;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Char(u32),
    NotChar(u32),
    Any,
    Class(Class),
    At(At),
    Group(Group),
    Atomic(Seq),
    Look(Look),
    /// Matches nowhere: `(?!)`.
    Fail,
    Backref(u32),
    Conditional {
        group: u32,
        yes: Seq,
        no: Seq,
    },
    Branch(Vec<Seq>),
    Repeat {
        min: u32,
        max: u32,
        mode: Mode,
        body: Seq,
    },
}

/// `(...)`, `(?P<n>...)`, `(?:...)`, `(?i-s:...)`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) index: Option<u32>,
    pub(super) on: u32,
    pub(super) off: u32,
    pub(super) body: Seq,
}

impl Group {
    /// Grouping and nothing else.
    pub(super) fn is_plain(&self) -> bool {
        self.index.is_none() && self.on == 0 && self.off == 0
    }
}

/// `(?=...)`, `(?!...)`, `(?<=...)`, `(?<!...)`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Look {
    pub(super) behind: bool,
    pub(super) negate: bool,
    pub(super) body: Seq,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Greedy,
    Lazy,
    Possessive,
}

/// Places between characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// `^`
    Start,
    /// `$`
    End,
    /// `\A`
    TextStart,
    /// `\Z`
    TextEnd,
    /// `\b`
    Boundary,
    /// `\B`
    NotBoundary,
}

/// `[...]`, or a category alone.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Class {
    pub(super) negate: bool,
    pub(super) items: Vec<Item>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Item {
    Char(u32),
    Range(u32, u32),
    Category(Category),
}

/// `\d`, `\s`, `\w` and, negated, their capitals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Category {
    pub(super) kind: Kind,
    pub(super) negate: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Digit,
    Space,
    Word,
}

/// How many characters a match of something spans: least and most.
pub(super) type Width = (u64, u64);

/// The width of a sequence; `groups` holds those of the closed groups, by number.
pub(super) fn width(seq: &[Node], groups: &[Option<Width>]) -> Width {
    seq.iter().fold((0, 0), |(lo, hi), node| {
        let (l, h) = node_width(node, groups);
        (lo.saturating_add(l), hi.saturating_add(h))
    })
}

fn node_width(node: &Node, groups: &[Option<Width>]) -> Width {
    match node {
        Node::Char(_) | Node::NotChar(_) | Node::Any | Node::Class(_) => (1, 1),
        Node::At(_) | Node::Look(_) | Node::Fail => (0, 0),
        Node::Group(group) => width(&group.body, groups),
        Node::Atomic(body) => width(body, groups),
        Node::Backref(group) => groups.get(*group as usize).copied().flatten().unwrap_or((0, u64::MAX)),
        Node::Conditional { yes, no, .. } => either(width(yes, groups), width(no, groups)),
        Node::Branch(arms) => arms.iter().map(|arm| width(arm, groups)).reduce(either).unwrap_or((0, 0)),
        Node::Repeat { min, max, body, .. } => {
            let (lo, hi) = width(body, groups);
            let most = if *max == MANY { u64::MAX } else { u64::from(*max) };
            (lo.saturating_mul(u64::from(*min)), if hi == 0 { 0 } else { hi.saturating_mul(most) })
        }
    }
}

fn either(a: Width, b: Width) -> Width {
    (a.0.min(b.0), a.1.max(b.1))
}
