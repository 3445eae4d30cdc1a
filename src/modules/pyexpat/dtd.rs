//! What a document type declares, and the machine that its declarations run through piece by piece.

use super::engine::{Arg, Code, Engine, Event, Sink, Step, Stop, reference_number};
use super::scan::{Fail, Piece, Scan};
use crate::vm::Vm;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// An entity.
#[derive(Debug, Default)]
pub struct Entity {
    /// Its name.
    pub name: Vec<u8>,
    /// Its text, if that is in the declaration.
    pub value: Option<Rc<[u8]>>,
    /// System identifier.
    pub system: Option<Vec<u8>>,
    /// Public identifier.
    pub public: Option<Vec<u8>>,
    /// What the identifiers are relative to.
    pub base: Option<Vec<u8>>,
    /// The notation of what is no XML.
    pub notation: Option<Vec<u8>>,
    /// Declared in the document itself.
    pub own: bool,
    /// It is being read.
    pub open: Cell<bool>,
}

/// An attribute that a declaration describes.
#[derive(Clone, Debug)]
pub struct Declared {
    /// Its name.
    pub name: Vec<u8>,
    /// White space counts.
    pub cdata: bool,
    /// Its default.
    pub default: Option<Vec<u8>>,
}

type Entities = RefCell<HashMap<Vec<u8>, Rc<Entity>>>;

/// What a document type declares; shared with the parsers of its parts.
#[derive(Debug)]
pub struct Dtd {
    /// General entities.
    pub entities: Entities,
    /// Parameter entities.
    pub parameters: Entities,
    /// Attributes by element.
    pub attributes: RefCell<HashMap<Vec<u8>, Vec<Declared>>>,
    /// Declarations still count.
    pub keep: Cell<bool>,
    /// There are declarations that may not be known.
    pub incomplete: Cell<bool>,
    /// The document says that it needs no other.
    pub standalone: Cell<bool>,
    /// An external part was read.
    pub read: Cell<bool>,
    /// Bytes that came from entities, and bytes that were fed.
    pub spent: Cell<u64>,
    /// Bytes that were fed.
    pub fed: Cell<u64>,
}

impl Default for Dtd {
    fn default() -> Dtd {
        Dtd {
            entities: RefCell::default(),
            parameters: RefCell::default(),
            attributes: RefCell::default(),
            keep: Cell::new(true),
            incomplete: Cell::new(false),
            standalone: Cell::new(false),
            read: Cell::new(false),
            spent: Cell::new(0),
            fed: Cell::new(0),
        }
    }
}

impl Dtd {
    /// A copy in which the named entities are being read.
    pub fn reading(&self, names: &[&[u8]]) -> Dtd {
        let entities = self.entities.borrow();
        let copied = entities.iter().map(|(name, e)| {
            let open = Cell::new(names.contains(&&name[..]));
            let e = Entity {
                name: e.name.clone(),
                value: e.value.clone(),
                system: e.system.clone(),
                public: e.public.clone(),
                base: e.base.clone(),
                notation: e.notation.clone(),
                own: e.own,
                open,
            };
            (name.clone(), Rc::new(e))
        });
        Dtd {
            entities: RefCell::new(copied.collect()),
            parameters: RefCell::default(),
            attributes: self.attributes.clone(),
            keep: self.keep.clone(),
            incomplete: self.incomplete.clone(),
            standalone: self.standalone.clone(),
            read: Cell::new(false),
            spent: self.spent.clone(),
            fed: self.fed.clone(),
        }
    }

    /// Counts text that comes from an entity; false if that is far more than the document itself.
    pub fn spend(&self, bytes: usize) -> bool {
        self.spent.set(self.spent.get().saturating_add(bytes as u64));
        let total = self.spent.get().saturating_add(self.fed.get());
        total < super::THRESHOLD || total / self.fed.get().max(1) < super::AMPLIFICATION
    }

    /// The entity of a name.
    pub fn entity(&self, name: &[u8]) -> Option<Rc<Entity>> {
        self.entities.borrow().get(name).cloned()
    }

    /// The parameter entity of a name.
    pub fn parameter(&self, name: &[u8]) -> Option<Rc<Entity>> {
        self.parameters.borrow().get(name).cloned()
    }
}

/// A part of an element's content model, followed by its parts.
#[derive(Clone, Debug)]
pub struct Node {
    /// `model.XML_CTYPE_...`
    pub kind: u8,
    /// `model.XML_CQUANT_...`
    pub count: u8,
    /// The name of an element.
    pub name: Option<Vec<u8>>,
    /// How many parts it has.
    pub parts: usize,
}

/// What a declaration is of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Of {
    /// The document type.
    Doctype,
    /// An entity.
    Entity,
    /// A notation.
    Notation,
    /// The attributes of an element.
    Attributes,
    /// The content of an element.
    Element,
}

/// What is expected next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum State {
    /// The document type, or the root.
    Before,
    /// The root.
    After,
    /// A declaration, in the document.
    Inner,
    /// A declaration, in a text of its own.
    Outer,
    /// The end of the document type.
    DoctypeEnd,
    /// The word of a conditional section.
    Section,
    /// Its bracket; it is to be read.
    SectionStart(bool),
    /// The end of a declaration.
    End(Of),
    /// The name of what is declared.
    Name(Of),
    /// What follows the name of a document type, entity or notation: a text or identifiers.
    Meaning(Of),
    /// The public identifier.
    Public(Of),
    /// The system identifier.
    System(Of),
    /// What may follow the identifiers.
    Identified(Of),
    /// A notation's name, of an entity.
    NotationName,
    /// An attribute's name, or the end.
    Attribute,
    /// An attribute's type.
    Type,
    /// A word of an enumeration; of notations.
    Word(bool),
    /// What follows a word.
    WordEnd(bool),
    /// The parenthesis of an enumeration of notations.
    Words,
    /// An attribute's default.
    Default,
    /// A default that cannot be changed.
    Fixed,
    /// An element's content.
    Content,
    /// The first part of the outermost group.
    First,
    /// Behind `#PCDATA`.
    Mixed,
    /// A name in a mixed group.
    MixedName,
    /// Behind such a name.
    MixedEnd,
    /// A part of a group.
    Part,
    /// Behind it.
    PartEnd,
}

/// The machine.
#[derive(Debug)]
pub struct Machine {
    /// What is expected next.
    pub state: State,
    /// Conditional sections around.
    sections: usize,
    entity: Entity,
    parameter: bool,
    /// Whether the entity is known already.
    old: bool,
    /// The document type's identifiers.
    pub system: Option<Vec<u8>>,
    public: Option<Vec<u8>>,
    name: Vec<u8>,
    attribute: Vec<u8>,
    kind: Vec<u8>,
    nodes: Vec<Node>,
    /// Groups that are open, and what stands between their parts.
    groups: Vec<(usize, u8)>,
    /// Whether the document type has been told.
    told: bool,
}

impl Machine {
    /// At the start of a document, or of an external part of its type.
    pub fn new(state: State) -> Machine {
        Machine {
            state,
            sections: 0,
            entity: Entity::default(),
            parameter: false,
            old: false,
            system: None,
            public: None,
            name: Vec::new(),
            attribute: Vec::new(),
            kind: Vec::new(),
            nodes: Vec::new(),
            groups: Vec::new(),
            told: false,
        }
    }
}

fn count_of(word: &[u8]) -> u8 {
    match word.last() {
        Some(b'?') => 1,
        Some(b'*') => 2,
        Some(b'+') => 3,
        _ => 0,
    }
}

impl Engine {
    /// Between declarations.
    pub fn between(&self) -> State {
        if self.is_outer() { State::Outer } else { State::Inner }
    }

    /// Runs through declarations; how far it came.
    pub fn declarations(
        &mut self,
        vm: &Vm,
        sink: &dyn Sink,
        text: &[u8],
        mut at: usize,
        last: bool,
        inside: bool,
    ) -> Step<usize> {
        let scan = Scan { text, namespaces: self.separator.is_some() };
        while at < text.len() {
            if !inside {
                self.place.at.set(at);
            }
            let (piece, end) = match scan.prolog(at) {
                Ok((_, _, true)) if !last => return Ok(at),
                Ok((piece, end, _)) => (piece, end),
                Err(Fail::More) if !last => return Ok(at),
                Err(Fail::More) => return Err(self.unfinished(at)),
                Err(fail) => return Err(self.wrong_token(fail, inside)),
            };
            if piece == Piece::Root && matches!(self.machine.state, State::Before | State::After) {
                self.root_begins(vm, sink)?;
                return Ok(at);
            }
            if self.machine.state == State::SectionStart(false) && piece == Piece::Bracket {
                // What is ignored goes to the default in one piece.
                self.default(vm, sink, &text[at..end])?;
                let after = match scan.ignored(end) {
                    Ok(after) => after,
                    Err(Fail::More) if !last => return Ok(at),
                    Err(Fail::More) => return Err(self.wrong(Code::Syntax, at)),
                    Err(fail) => return Err(self.wrong_token(fail, inside)),
                };
                self.default(vm, sink, &text[end..after])?;
                self.machine.state = State::Outer;
                at = after;
                continue;
            }
            let raw = &text[at..end];
            let done = match self.piece(vm, sink, piece, raw, at) {
                Ok(false) => self.default(vm, sink, raw),
                done => done.map(drop),
            };
            self.done(done, end)?;
            at = end;
        }
        Ok(at)
    }

    fn unexpected(&self, piece: Piece, at: usize) -> Stop {
        self.wrong(if piece == Piece::Parameter { Code::ParamEntityRef } else { Code::Syntax }, at)
    }

    /// Whether the sink hears of a declaration.
    fn hears(&self, sink: &dyn Sink, of: Of) -> bool {
        match of {
            Of::Doctype => sink.has(Event::StartDoctypeDecl),
            Of::Entity => self.dtd.keep.get() && sink.has(Event::EntityDecl),
            Of::Notation => sink.has(Event::NotationDecl),
            Of::Attributes => self.dtd.keep.get() && sink.has(Event::AttlistDecl),
            Of::Element => sink.has(Event::ElementDecl),
        }
    }

    /// Takes a piece; whether somebody has heard of it.
    fn piece(&mut self, vm: &Vm, sink: &dyn Sink, piece: Piece, raw: &[u8], at: usize) -> Step<bool> {
        use State::*;
        let state = self.machine.state;
        match piece {
            Piece::Instruction(target) => {
                if !matches!(state, Before | After | Inner | Outer) {
                    return Err(self.unexpected(piece, at));
                }
                return self.instruction(vm, sink, raw, target - at);
            }
            Piece::Comment => {
                if !matches!(state, Before | After | Inner | Outer) {
                    return Err(self.unexpected(piece, at));
                }
                return self.comment(vm, sink, raw);
            }
            Piece::Parameter if !matches!(state, Before | After | DoctypeEnd | Inner) && self.is_outer() => {
                return self.parameter_reference(vm, sink, &raw[1..raw.len() - 1], false, at);
            }
            _ => {}
        }
        if piece == Piece::Space {
            let of = match state {
                Before | After | Inner | Outer | Section | SectionStart(_) => return Ok(false),
                DoctypeEnd => Of::Doctype,
                End(of) | Name(of) | Meaning(of) | Public(of) | System(of) | Identified(of) => of,
                NotationName => Of::Entity,
                Attribute | Type | Word(_) | WordEnd(_) | Words | Default | Fixed => Of::Attributes,
                Content | First | Mixed | MixedName | MixedEnd | Part | PartEnd => Of::Element,
            };
            return Ok(self.hears(sink, of));
        }
        let quoted = |raw: &[u8]| raw[1..raw.len() - 1].to_vec();
        match (state, piece) {
            (Before, Piece::Open) if raw == b"<!DOCTYPE" => self.starts(sink, Of::Doctype),
            (Inner | Outer, Piece::Open) => match raw {
                b"<!ENTITY" => self.starts(sink, Of::Entity),
                b"<!NOTATION" => self.starts(sink, Of::Notation),
                b"<!ATTLIST" => self.starts(sink, Of::Attributes),
                b"<!ELEMENT" => self.starts(sink, Of::Element),
                _ => Err(self.unexpected(piece, at)),
            },
            (Inner | Outer, Piece::Parameter) => {
                self.parameter_reference(vm, sink, &raw[1..raw.len() - 1], true, at)
            }
            (Inner, Piece::BracketEnd) => {
                self.machine.state = DoctypeEnd;
                Ok(self.hears(sink, Of::Doctype))
            }
            (DoctypeEnd, Piece::Close) => self.doctype_ends(vm, sink),
            (Outer, Piece::Section) => {
                self.machine.state = Section;
                Ok(false)
            }
            (Outer, Piece::SectionEnd) if self.machine.sections > 0 => {
                self.machine.sections -= 1;
                Ok(false)
            }
            (Section, Piece::Name(_)) if matches!(raw, b"INCLUDE" | b"IGNORE") => {
                self.machine.state = SectionStart(raw == b"INCLUDE");
                Ok(false)
            }
            (SectionStart(true), Piece::Bracket) => {
                self.machine.sections += 1;
                self.machine.state = Outer;
                Ok(false)
            }
            (End(of), Piece::Close) => {
                self.machine.state = self.between();
                Ok(self.hears(sink, of))
            }

            (Name(Of::Entity), Piece::Percent) if !self.machine.parameter => {
                self.machine.parameter = true;
                Ok(self.hears(sink, Of::Entity))
            }
            (Name(of), Piece::Name(colon))
                if !colon || matches!(of, Of::Doctype | Of::Attributes | Of::Element) =>
            {
                self.named(sink, of, raw)
            }
            (Meaning(of), Piece::Name(_)) if matches!(raw, b"SYSTEM" | b"PUBLIC") => {
                self.machine.state = if raw == b"SYSTEM" { System(of) } else { Public(of) };
                Ok(self.hears(sink, of))
            }
            (Meaning(Of::Entity), Piece::Literal) => self.entity_text(vm, sink, raw, at),
            (Public(of), Piece::Literal) => {
                let id = self.public_identifier(raw, at)?;
                match of {
                    Of::Doctype => self.machine.public = Some(id),
                    _ => self.machine.entity.public = Some(id),
                }
                self.machine.state = if of == Of::Notation { Identified(of) } else { System(of) };
                Ok(self.hears(sink, of) && !(of == Of::Entity && self.machine.old))
            }
            (System(Of::Doctype), Piece::Literal) => {
                self.dtd.incomplete.set(true);
                self.machine.system = Some(quoted(raw));
                self.machine.state = Identified(Of::Doctype);
                if !self.dtd.standalone.get() && self.settings.parameters.get() == 0 {
                    self.not_standalone(vm, sink, at)?;
                }
                Ok(self.hears(sink, Of::Doctype))
            }
            (System(Of::Entity), Piece::Literal) => {
                self.machine.entity.system = Some(quoted(raw));
                self.machine.state = Identified(Of::Entity);
                Ok(self.hears(sink, Of::Entity) && !self.machine.old)
            }
            (System(Of::Notation) | Identified(Of::Notation), Piece::Literal) => {
                self.machine.entity.system = Some(quoted(raw));
                self.machine.state = End(Of::Notation);
                self.notation(vm, sink)
            }
            (Identified(Of::Notation), Piece::Close) => {
                self.machine.state = self.between();
                self.notation(vm, sink)
            }
            (Meaning(Of::Doctype) | Identified(Of::Doctype), Piece::Bracket) => {
                self.machine.state = Inner;
                self.doctype(vm, sink, 1)
            }
            (Meaning(Of::Doctype) | Identified(Of::Doctype), Piece::Close) => {
                let told = self.doctype(vm, sink, 0)?;
                Ok(self.doctype_ends(vm, sink)? || told)
            }
            (Identified(Of::Entity), Piece::Close) => {
                self.machine.state = self.between();
                let told = self.tell_entity(vm, sink)?;
                self.declare_entity();
                Ok(told)
            }
            (Identified(Of::Entity), Piece::Name(_)) if raw == b"NDATA" && !self.machine.parameter => {
                self.machine.state = NotationName;
                Ok(self.hears(sink, Of::Entity))
            }
            (NotationName, Piece::Name(false)) => {
                self.machine.entity.notation = Some(raw.to_vec());
                self.machine.state = End(Of::Entity);
                if self.dtd.keep.get() && !self.machine.old && sink.has(Event::UnparsedEntityDecl) {
                    let e = &self.machine.entity;
                    let args = [
                        Arg::Name(&e.name),
                        Arg::maybe(&e.base),
                        Arg::maybe(&e.system),
                        Arg::maybe(&e.public),
                        Arg::Name(raw),
                    ];
                    sink.tell(vm, Event::UnparsedEntityDecl, &args)?;
                    self.declare_entity();
                    return Ok(true);
                }
                let told = self.tell_entity(vm, sink)?;
                self.declare_entity();
                Ok(told)
            }

            (Attribute, Piece::Close) => {
                self.machine.state = self.between();
                Ok(self.hears(sink, Of::Attributes))
            }
            (Attribute, Piece::Name(_)) => {
                self.machine.attribute = raw.to_vec();
                self.machine.kind.clear();
                self.attribute_goes_on(sink, Type)
            }
            (Type, Piece::Name(false)) if raw == b"NOTATION" => {
                self.machine.kind = b"NOTATION".to_vec();
                self.attribute_goes_on(sink, Words)
            }
            (Type, Piece::Name(false))
                if matches!(
                    raw,
                    b"CDATA"
                        | b"ID"
                        | b"IDREF"
                        | b"IDREFS"
                        | b"ENTITY"
                        | b"ENTITIES"
                        | b"NMTOKEN"
                        | b"NMTOKENS"
                ) =>
            {
                self.machine.kind = raw.to_vec();
                self.attribute_goes_on(sink, Default)
            }
            (Type, Piece::Group) => {
                self.machine.kind.push(b'(');
                self.attribute_goes_on(sink, Word(false))
            }
            (Words, Piece::Group) => {
                self.machine.kind.push(b'(');
                self.attribute_goes_on(sink, Word(true))
            }
            (Word(notation), Piece::Name(colon)) if !notation || !colon => {
                self.machine.kind.extend_from_slice(raw);
                self.attribute_goes_on(sink, WordEnd(notation))
            }
            (Word(false), Piece::Nmtoken) => {
                self.machine.kind.extend_from_slice(raw);
                self.attribute_goes_on(sink, WordEnd(false))
            }
            (WordEnd(notation), Piece::Or) => {
                self.machine.kind.push(b'|');
                self.attribute_goes_on(sink, Word(notation))
            }
            (WordEnd(_), Piece::GroupEnd) if raw == b")" => {
                self.machine.kind.push(b')');
                self.attribute_goes_on(sink, Default)
            }
            (Default, Piece::Pound) if raw == b"#IMPLIED" => self.attribute(vm, sink, None, false),
            (Default, Piece::Pound) if raw == b"#REQUIRED" => self.attribute(vm, sink, None, true),
            (Default, Piece::Pound) if raw == b"#FIXED" => self.attribute_goes_on(sink, Fixed),
            (Default | Fixed, Piece::Literal) => {
                let mut value = Vec::new();
                let cdata = self.machine.kind == b"CDATA";
                self.normalize(vm, &mut value, &raw[1..raw.len() - 1], Some(at + 1), cdata)?;
                self.attribute(vm, sink, Some(value), state == Fixed)
            }

            (Content, Piece::Name(false)) if matches!(raw, b"EMPTY" | b"ANY") => {
                let kind = if raw == b"EMPTY" { 1 } else { 2 };
                self.machine.nodes = vec![Node { kind, count: 0, name: None, parts: 0 }];
                self.element(vm, sink)
            }
            (Content, Piece::Group) => {
                self.machine.nodes.clear();
                self.machine.groups.clear();
                self.group(sink, First)
            }
            (First, Piece::Pound) if raw == b"#PCDATA" => {
                self.machine.nodes[0].kind = 3;
                self.element_goes_on(sink, Mixed)
            }
            (First | Part, Piece::Group) => self.group(sink, Part),
            (First | Part, Piece::Name(_) | Piece::Counted) => self.element_name(sink, raw, PartEnd),
            (Mixed, Piece::GroupEnd) if matches!(raw, b")" | b")*") => {
                self.machine.nodes[0].count = count_of(raw);
                self.element(vm, sink)
            }
            (MixedEnd, Piece::GroupEnd) if raw == b")*" => {
                self.machine.nodes[0].count = 2;
                self.element(vm, sink)
            }
            (Mixed | MixedEnd, Piece::Or) => self.element_goes_on(sink, MixedName),
            (MixedName, Piece::Name(_)) => self.element_name(sink, raw, MixedEnd),
            (PartEnd, Piece::Or | Piece::Comma) => {
                let sign = raw[0];
                let Some((_, between)) = self.machine.groups.last_mut() else {
                    return Err(self.unexpected(piece, at));
                };
                if *between != 0 && *between != sign {
                    return Err(self.unexpected(piece, at));
                }
                *between = sign;
                self.element_goes_on(sink, Part)
            }
            (PartEnd, Piece::GroupEnd) => {
                if let Some((node, between)) = self.machine.groups.pop() {
                    self.machine.nodes[node].count = count_of(raw);
                    self.machine.nodes[node].kind = if between == b'|' { 5 } else { 6 };
                }
                if self.machine.groups.is_empty() {
                    self.element(vm, sink)
                } else {
                    self.element_goes_on(sink, PartEnd)
                }
            }
            _ => Err(self.unexpected(piece, at)),
        }
    }

    /// A declaration begins.
    fn starts(&mut self, sink: &dyn Sink, of: Of) -> Step<bool> {
        self.machine.entity = Entity::default();
        self.machine.parameter = false;
        self.machine.old = false;
        self.machine.state = State::Name(of);
        Ok(self.hears(sink, of))
    }

    /// The name of what is declared.
    fn named(&mut self, sink: &dyn Sink, of: Of, raw: &[u8]) -> Step<bool> {
        let m = &mut self.machine;
        m.state = match of {
            Of::Attributes => State::Attribute,
            Of::Element => State::Content,
            _ => State::Meaning(of),
        };
        match of {
            Of::Entity => {
                let known = if m.parameter { self.dtd.parameter(raw) } else { self.dtd.entity(raw) };
                m.old = known.is_some() || !m.parameter && super::engine::predefined(raw).is_some();
                m.entity.name = raw.to_vec();
                m.entity.base = self.settings.base.borrow().clone();
            }
            Of::Notation => m.entity.name = raw.to_vec(),
            _ => m.name = raw.to_vec(),
        }
        let old = m.old;
        Ok(self.hears(sink, of) && !old)
    }

    fn attribute_goes_on(&mut self, sink: &dyn Sink, state: State) -> Step<bool> {
        self.machine.state = state;
        Ok(self.hears(sink, Of::Attributes))
    }

    fn element_goes_on(&mut self, sink: &dyn Sink, state: State) -> Step<bool> {
        self.machine.state = state;
        Ok(self.hears(sink, Of::Element))
    }

    fn public_identifier(&self, raw: &[u8], at: usize) -> Step<Vec<u8>> {
        let inner = &raw[1..raw.len() - 1];
        let allowed = |b: u8| {
            b.is_ascii_alphanumeric()
                || matches!(b, b' ' | b'\r' | b'\n')
                || b"-'()+,./:=?;!*#@$_%".contains(&b)
        };
        if let Some(i) = inner.iter().position(|b| !allowed(*b)) {
            return Err(self.wrong(Code::Publicid, at + 1 + i));
        }
        let words: Vec<&[u8]> =
            inner.split(|b| super::scan::is_space(*b)).filter(|word| !word.is_empty()).collect();
        Ok(words.join(&b' '))
    }

    // --- the document type

    fn doctype(&mut self, vm: &Vm, sink: &dyn Sink, subset: i64) -> Step<bool> {
        self.machine.told = sink.has(Event::StartDoctypeDecl);
        if self.machine.told {
            let m = &self.machine;
            let args =
                [Arg::Name(&m.name), Arg::maybe(&m.system), Arg::maybe(&m.public), Arg::Number(subset)];
            sink.tell(vm, Event::StartDoctypeDecl, &args)?;
        }
        Ok(self.machine.told)
    }

    fn doctype_ends(&mut self, vm: &Vm, sink: &dyn Sink) -> Step<bool> {
        self.machine.state = State::After;
        if self.machine.system.is_some() || self.settings.foreign.get() {
            let (system, public) = (self.machine.system.clone(), self.machine.public.clone());
            self.outer_part(vm, sink, system, public)?;
        }
        if !sink.has(Event::EndDoctypeDecl) {
            return Ok(false);
        }
        sink.tell(vm, Event::EndDoctypeDecl, &[])?;
        Ok(true)
    }

    /// The root begins; a document type elsewhere is read now, if there was none.
    fn root_begins(&mut self, vm: &Vm, sink: &dyn Sink) -> Step {
        if self.settings.foreign.get() && self.machine.state == State::Before {
            self.outer_part(vm, sink, None, None)?;
        }
        Ok(())
    }

    /// The part of the document type that is elsewhere.
    fn outer_part(
        &mut self,
        vm: &Vm,
        sink: &dyn Sink,
        system: Option<Vec<u8>>,
        public: Option<Vec<u8>>,
    ) -> Step {
        let before = self.dtd.incomplete.replace(true);
        if self.settings.parameters.get() == 0 || !sink.has(Event::ExternalEntityRef) {
            return Ok(());
        }
        self.dtd.read.set(false);
        let base = self.settings.base.borrow().clone();
        let args = [Arg::None, Arg::maybe(&base), Arg::maybe(&system), Arg::maybe(&public)];
        if !sink.tell(vm, Event::ExternalEntityRef, &args)? {
            return Err(self.wrong_here(Code::ExternalEntityHandling));
        }
        if self.dtd.read.get() {
            if !self.dtd.standalone.get() {
                self.not_standalone(vm, sink, self.place.at.get())?;
            }
        } else if system.is_none() {
            self.dtd.incomplete.set(before);
        }
        Ok(())
    }

    fn not_standalone(&self, vm: &Vm, sink: &dyn Sink, at: usize) -> Step {
        if sink.has(Event::NotStandalone) && !sink.tell(vm, Event::NotStandalone, &[])? {
            return Err(self.wrong(Code::NotStandalone, at));
        }
        Ok(())
    }

    // --- entities

    fn parameter_reference(
        &mut self,
        vm: &Vm,
        sink: &dyn Sink,
        name: &[u8],
        between: bool,
        at: usize,
    ) -> Step<bool> {
        self.dtd.incomplete.set(true);
        if self.settings.parameters.get() == 0 {
            self.dtd.keep.set(self.dtd.standalone.get());
        } else {
            let entity = self.dtd.parameter(name);
            let complete = self.dtd.standalone.get();
            let Some(entity) = entity else {
                if complete && between && self.inside == 0 && !self.is_outer() {
                    return Err(self.wrong(Code::UndefinedEntity, at));
                }
                self.dtd.keep.set(complete);
                if between && sink.has(Event::SkippedEntity) {
                    sink.tell(vm, Event::SkippedEntity, &[Arg::Name(name), Arg::Number(1)])?;
                    return Ok(true);
                }
                return Ok(false);
            };
            if entity.open.get() {
                return Err(self.wrong(Code::RecursiveEntityRef, at));
            }
            if let Some(value) = &entity.value {
                self.expand_parameter(vm, sink, &entity, value, between)?;
                return Ok(true);
            }
            if !sink.has(Event::ExternalEntityRef) {
                self.dtd.keep.set(complete);
                return Ok(false);
            }
            self.dtd.read.set(false);
            let args =
                [Arg::None, Arg::maybe(&entity.base), Arg::maybe(&entity.system), Arg::maybe(&entity.public)];
            entity.open.set(true);
            let read = sink.tell(vm, Event::ExternalEntityRef, &args);
            entity.open.set(false);
            if !read? {
                return Err(self.wrong(Code::ExternalEntityHandling, at));
            }
            if !self.dtd.read.get() {
                self.dtd.keep.set(complete);
                return Ok(true);
            }
            if !complete {
                self.not_standalone(vm, sink, at)?;
            }
            return Ok(true);
        }
        if !self.dtd.standalone.get() {
            self.not_standalone(vm, sink, at)?;
        }
        Ok(false)
    }

    fn expand_parameter(
        &mut self,
        vm: &Vm,
        sink: &dyn Sink,
        entity: &Rc<Entity>,
        value: &Rc<[u8]>,
        between: bool,
    ) -> Step {
        vm.check_native_stack(" in an XML entity")?;
        if !self.dtd.spend(value.len()) {
            return Err(self.wrong_here(Code::AmplificationLimitBreach));
        }
        entity.open.set(true);
        self.inside += 1;
        let done = self.declarations(vm, sink, value, 0, true, true);
        self.inside -= 1;
        entity.open.set(false);
        done?;
        if between && !matches!(self.machine.state, State::Inner | State::Outer) {
            return Err(self.wrong_here(Code::IncompletePe));
        }
        Ok(())
    }

    fn entity_text(&mut self, vm: &Vm, sink: &dyn Sink, raw: &[u8], at: usize) -> Step<bool> {
        self.machine.state = State::End(Of::Entity);
        if !self.dtd.keep.get() {
            return Ok(false);
        }
        let mut value = Vec::new();
        let wrong = self.literal(vm, &mut value, &raw[1..raw.len() - 1], Some(at + 1)).err();
        if let Some(Stop::Wrong(_, at)) = &wrong {
            // It is told without a text before the error.
            value.clear();
            self.place.at.set(*at);
        }
        self.machine.entity.value = Some(value.into());
        let told = self.tell_entity(vm, sink)?;
        self.declare_entity();
        wrong.map_or(Ok(told), Err)
    }

    /// An entity's text as it is kept: character references are replaced, others stay.
    fn literal(&mut self, vm: &Vm, out: &mut Vec<u8>, raw: &[u8], base: Option<usize>) -> Step {
        let scan = Scan { text: raw, namespaces: self.separator.is_some() };
        let place = |engine: &Engine, i: usize| match base {
            Some(base) => base + i,
            None => engine.place.at.get(),
        };
        let mut i = 0;
        while i < raw.len() {
            match raw[i] {
                b'&' => {
                    let (token, end) = match scan.reference(i) {
                        Ok(found) => found,
                        Err(Fail::Invalid(at)) => {
                            return Err(self.wrong(Code::InvalidToken, place(self, at)));
                        }
                        Err(_) => return Err(self.wrong(Code::InvalidToken, place(self, raw.len()))),
                    };
                    if token == super::scan::Token::Character {
                        let Some(c) = reference_number(&raw[i..end]) else {
                            return Err(self.wrong(Code::BadCharRef, place(self, i)));
                        };
                        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                    } else {
                        out.extend_from_slice(&raw[i..end]);
                    }
                    i = end;
                }
                b'%' => {
                    if !self.is_outer() && base.is_some() {
                        return Err(self.wrong(Code::ParamEntityRef, place(self, i)));
                    }
                    let end = match scan.prolog(i) {
                        Ok((Piece::Parameter, end, _)) => end,
                        _ => return Err(self.wrong(Code::InvalidToken, place(self, i))),
                    };
                    let known = self.dtd.parameter(&raw[i + 1..end - 1]);
                    match known.as_ref().and_then(|e| e.value.clone().map(|value| (e, value))) {
                        None => self.dtd.keep.set(self.dtd.standalone.get()),
                        Some((e, _)) if e.open.get() => {
                            return Err(self.wrong_here(Code::RecursiveEntityRef));
                        }
                        Some((e, value)) => {
                            vm.check_native_stack(" in an XML entity")?;
                            if !self.dtd.spend(value.len()) {
                                return Err(self.wrong_here(Code::AmplificationLimitBreach));
                            }
                            e.open.set(true);
                            let done = self.literal(vm, out, &value, None);
                            e.open.set(false);
                            done?;
                        }
                    }
                    i = end;
                }
                b'\r' => {
                    out.push(b'\n');
                    i += 1 + usize::from(raw.get(i + 1) == Some(&b'\n'));
                }
                b => {
                    out.push(b);
                    i += 1;
                }
            }
        }
        Ok(())
    }

    fn tell_entity(&mut self, vm: &Vm, sink: &dyn Sink) -> Step<bool> {
        if !self.hears(sink, Of::Entity) || self.machine.old {
            return Ok(false);
        }
        let m = &self.machine;
        let e = &m.entity;
        let value = e.value.as_ref().map_or(Arg::None, |value| Arg::Text(value));
        let args = [
            Arg::Name(&e.name),
            Arg::Number(i64::from(m.parameter)),
            value,
            Arg::maybe(&e.base),
            Arg::maybe(&e.system),
            Arg::maybe(&e.public),
            Arg::maybe(&e.notation),
        ];
        sink.tell(vm, Event::EntityDecl, &args)?;
        Ok(true)
    }

    fn declare_entity(&mut self) {
        let mut entity = std::mem::take(&mut self.machine.entity);
        if self.machine.old || !self.dtd.keep.get() {
            return;
        }
        entity.own = !self.is_outer() && self.inside == 0;
        let table = if self.machine.parameter { &self.dtd.parameters } else { &self.dtd.entities };
        table.borrow_mut().insert(entity.name.clone(), Rc::new(entity));
    }

    fn notation(&mut self, vm: &Vm, sink: &dyn Sink) -> Step<bool> {
        if !sink.has(Event::NotationDecl) {
            return Ok(false);
        }
        let e = &self.machine.entity;
        let base = self.settings.base.borrow().clone();
        let args = [Arg::Name(&e.name), Arg::maybe(&base), Arg::maybe(&e.system), Arg::maybe(&e.public)];
        sink.tell(vm, Event::NotationDecl, &args)?;
        Ok(true)
    }

    // --- attributes

    fn attribute(
        &mut self,
        vm: &Vm,
        sink: &dyn Sink,
        default: Option<Vec<u8>>,
        required: bool,
    ) -> Step<bool> {
        self.machine.state = State::Attribute;
        if !self.dtd.keep.get() {
            return Ok(false);
        }
        let m = &self.machine;
        {
            let mut table = self.dtd.attributes.borrow_mut();
            let known = table.entry(m.name.clone()).or_default();
            if !known.iter().any(|a| a.name == m.attribute) {
                let cdata = m.kind == b"CDATA";
                known.push(Declared { name: m.attribute.clone(), cdata, default: default.clone() });
            }
        }
        if !sink.has(Event::AttlistDecl) {
            return Ok(false);
        }
        let args = [
            Arg::Name(&m.name),
            Arg::Name(&m.attribute),
            Arg::Text(&m.kind),
            Arg::maybe(&default),
            Arg::Number(i64::from(required)),
        ];
        sink.tell(vm, Event::AttlistDecl, &args)?;
        Ok(true)
    }

    // --- elements

    fn group(&mut self, sink: &dyn Sink, state: State) -> Step<bool> {
        let m = &mut self.machine;
        if let Some((outer, _)) = m.groups.last() {
            m.nodes[*outer].parts += 1;
        }
        m.groups.push((m.nodes.len(), 0));
        m.nodes.push(Node { kind: 6, count: 0, name: None, parts: 0 });
        self.element_goes_on(sink, state)
    }

    fn element_name(&mut self, sink: &dyn Sink, raw: &[u8], state: State) -> Step<bool> {
        let m = &mut self.machine;
        if let Some((outer, _)) = m.groups.last() {
            m.nodes[*outer].parts += 1;
        }
        let count = count_of(raw);
        let name = &raw[..raw.len() - usize::from(count > 0)];
        m.nodes.push(Node { kind: 4, count, name: Some(name.to_vec()), parts: 0 });
        self.element_goes_on(sink, state)
    }

    fn element(&mut self, vm: &Vm, sink: &dyn Sink) -> Step<bool> {
        self.machine.state = State::End(Of::Element);
        if !sink.has(Event::ElementDecl) {
            return Ok(false);
        }
        let m = &self.machine;
        sink.tell(vm, Event::ElementDecl, &[Arg::Name(&m.name), Arg::Model(&m.nodes)])?;
        Ok(true)
    }
}
