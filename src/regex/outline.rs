//! What a pattern says, for those who ask for its parts (`re._parser`): trees of named operations with arguments, as
//! CPython's `re` shows them. Only shown; what is matched comes from `hir`.

use super::ast::{At, Category, Class, Item, Kind, MANY, Mode, Node, Seq, Width};
use super::parse::{as_class, parse};
use super::{Error, SHALLOW, decode};
use crate::text::wtf8;

/// A part of the tree.
#[derive(Clone, Debug)]
pub enum Part {
    /// The name of an operation, or of a number that has one.
    Name(&'static str),
    /// A character or a number.
    Number(u64),
    /// Nothing there.
    None,
    /// An operation and its argument, or several arguments.
    Tuple(Vec<Part>),
    /// Alternatives, or members of a class.
    List(Vec<Part>),
    /// One operation after another.
    Sequence(Vec<Part>),
}

/// A whole pattern.
#[derive(Clone, Debug)]
pub struct Outline {
    /// Its operations.
    pub body: Part,
    /// Flags, those within the pattern included.
    pub flags: u32,
    /// How many characters each group spans, least and most; the whole match is number 0 and has none.
    pub widths: Vec<Option<Width>>,
    /// Names of groups.
    pub names: Vec<(Vec<u8>, u32)>,
}

/// The parts of a pattern: WTF-8 if `is_text`, else bytes.
pub fn outline(pattern: &[u8], is_text: bool, flags: u32) -> Result<Outline, Error> {
    let chars = decode(pattern, is_text);
    if chars.iter().filter(|&&c| c == u32::from('(')).count() > SHALLOW {
        return Err(Error::too_deep());
    }
    let parsed = parse(&chars, is_text, flags, &mut Vec::new())?;
    let body = sequence(&parsed.body);
    let names = parsed.names.into_iter().map(|(name, number)| (wtf8::from_chars(name), number)).collect();
    Ok(Outline { body, flags: parsed.flags, widths: parsed.widths, names })
}

fn operation(name: &'static str, argument: Part) -> Part {
    Part::Tuple(vec![Part::Name(name), argument])
}

fn number(n: u32) -> Part {
    Part::Number(u64::from(n))
}

fn place(at: At) -> &'static str {
    match at {
        At::Start => "AT_BEGINNING",
        At::End => "AT_END",
        At::TextStart => "AT_BEGINNING_STRING",
        At::TextEnd => "AT_END_STRING",
        At::Boundary => "AT_BOUNDARY",
        At::NotBoundary => "AT_NON_BOUNDARY",
    }
}

fn category(c: Category) -> &'static str {
    match (c.kind, c.negate) {
        (Kind::Digit, false) => "CATEGORY_DIGIT",
        (Kind::Digit, true) => "CATEGORY_NOT_DIGIT",
        (Kind::Space, false) => "CATEGORY_SPACE",
        (Kind::Space, true) => "CATEGORY_NOT_SPACE",
        (Kind::Word, false) => "CATEGORY_WORD",
        (Kind::Word, true) => "CATEGORY_NOT_WORD",
    }
}

fn class(c: &Class) -> Part {
    let negation = c.negate.then(|| operation("NEGATE", Part::None));
    let items = c.items.iter().map(|item| match *item {
        Item::Char(c) => operation("LITERAL", number(c)),
        Item::Range(a, b) => operation("RANGE", Part::Tuple(vec![number(a), number(b)])),
        Item::Category(c) => operation("CATEGORY", Part::Name(category(c))),
    });
    operation("IN", Part::List(negation.into_iter().chain(items).collect()))
}

fn sequence(seq: &[Node]) -> Part {
    let mut parts = Vec::with_capacity(seq.len());
    for node in seq {
        match node {
            Node::Branch(arms) => branch(arms, &mut parts),
            other => parts.push(operation_of(other)),
        }
    }
    Part::Sequence(parts)
}

/// What all alternatives begin with stands before them.
fn branch(arms: &[Seq], parts: &mut Vec<Part>) {
    let same = |at: usize| arms[0].get(at).is_some_and(|n| arms.iter().all(|arm| arm.get(at) == Some(n)));
    let common = (0..).take_while(|&at| same(at)).count();
    if let Part::Sequence(prefix) = sequence(&arms[0][..common]) {
        parts.extend(prefix);
    }
    let rest: Vec<Seq> = arms.iter().map(|arm| arm[common..].to_vec()).collect();
    parts.push(match as_class(&rest) {
        Some(single) => operation_of(&single),
        None => {
            let arms = Part::List(rest.iter().map(|arm| sequence(arm)).collect());
            operation("BRANCH", Part::Tuple(vec![Part::None, arms]))
        }
    });
}

fn operation_of(node: &Node) -> Part {
    let tuple = |name, parts| operation(name, Part::Tuple(parts));
    match node {
        Node::Char(c) => operation("LITERAL", number(*c)),
        Node::NotChar(c) => operation("NOT_LITERAL", number(*c)),
        Node::Any => operation("ANY", Part::None),
        Node::Class(c) => class(c),
        Node::At(at) => operation("AT", Part::Name(place(*at))),
        Node::Group(g) => {
            let index = g.index.map_or(Part::None, number);
            tuple("SUBPATTERN", vec![index, number(g.on), number(g.off), sequence(&g.body)])
        }
        Node::Atomic(body) => operation("ATOMIC_GROUP", sequence(body)),
        Node::Look(look) => {
            let direction = if look.behind { Part::Name("BEHIND") } else { Part::Number(1) };
            tuple(if look.negate { "ASSERT_NOT" } else { "ASSERT" }, vec![direction, sequence(&look.body)])
        }
        Node::Fail => tuple("FAILURE", Vec::new()),
        Node::Backref(group) => operation("GROUPREF", number(*group)),
        Node::Conditional { group, yes, no } => {
            let no = if no.is_empty() { Part::None } else { sequence(no) };
            tuple("GROUPREF_EXISTS", vec![number(*group), sequence(yes), no])
        }
        Node::Branch(arms) => {
            let mut parts = Vec::new();
            branch(arms, &mut parts);
            Part::List(parts)
        }
        Node::Repeat { min, max, mode, body } => {
            let most = if *max == MANY { Part::Name("MAXREPEAT") } else { number(*max) };
            let name = match mode {
                Mode::Greedy => "MAX_REPEAT",
                Mode::Lazy => "MIN_REPEAT",
                Mode::Possessive => "POSSESSIVE_REPEAT",
            };
            tuple(name, vec![number(*min), most, sequence(body)])
        }
    }
}
