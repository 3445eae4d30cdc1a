//! The parser itself: text in, events out. It knows expat's order of events, its errors and where they are, and nothing of
//! Python's classes: whoever listens is a `Sink`. Declarations are in `dtd.rs`.

use super::dtd::{Dtd, Entity, Machine, Node, State};
use super::place::{Decoder, Place, Tail};
use super::scan::{self, Attribute, Fail, Scan, Token};
use crate::vm::{PyResult, Raised, Vm};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

macro_rules! errors {
    ($($id:ident $name:literal $text:literal,)*) => {
        /// What can be wrong with a document, numbered as in expat.
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[repr(u8)]
        #[expect(missing_docs, reason = "their texts say what they are")]
        pub enum Code { $($id),* }
        /// Their names and texts, by number from 1.
        pub static ERRORS: &[(&str, &str)] = &[$(($name, $text)),*];
    };
}
errors! {
    NoMemory "NO_MEMORY" "out of memory",
    Syntax "SYNTAX" "syntax error",
    NoElements "NO_ELEMENTS" "no element found",
    InvalidToken "INVALID_TOKEN" "not well-formed (invalid token)",
    UnclosedToken "UNCLOSED_TOKEN" "unclosed token",
    PartialChar "PARTIAL_CHAR" "partial character",
    TagMismatch "TAG_MISMATCH" "mismatched tag",
    DuplicateAttribute "DUPLICATE_ATTRIBUTE" "duplicate attribute",
    JunkAfterDocElement "JUNK_AFTER_DOC_ELEMENT" "junk after document element",
    ParamEntityRef "PARAM_ENTITY_REF" "illegal parameter entity reference",
    UndefinedEntity "UNDEFINED_ENTITY" "undefined entity",
    RecursiveEntityRef "RECURSIVE_ENTITY_REF" "recursive entity reference",
    AsyncEntity "ASYNC_ENTITY" "asynchronous entity",
    BadCharRef "BAD_CHAR_REF" "reference to invalid character number",
    BinaryEntityRef "BINARY_ENTITY_REF" "reference to binary entity",
    AttributeExternalEntityRef "ATTRIBUTE_EXTERNAL_ENTITY_REF" "reference to external entity in attribute",
    MisplacedXmlPi "MISPLACED_XML_PI" "XML or text declaration not at start of entity",
    UnknownEncoding "UNKNOWN_ENCODING" "unknown encoding",
    IncorrectEncoding "INCORRECT_ENCODING" "encoding specified in XML declaration is incorrect",
    UnclosedCdataSection "UNCLOSED_CDATA_SECTION" "unclosed CDATA section",
    ExternalEntityHandling "EXTERNAL_ENTITY_HANDLING" "error in processing external entity reference",
    NotStandalone "NOT_STANDALONE" "document is not standalone",
    UnexpectedState "UNEXPECTED_STATE" "unexpected parser state - please send a bug report",
    EntityDeclaredInPe "ENTITY_DECLARED_IN_PE" "entity declared in parameter entity",
    FeatureRequiresXmlDtd "FEATURE_REQUIRES_XML_DTD" "requested feature requires XML_DTD support in Expat",
    CantChangeFeature "CANT_CHANGE_FEATURE_ONCE_PARSING" "cannot change setting once parsing has begun",
    UnboundPrefix "UNBOUND_PREFIX" "unbound prefix",
    UndeclaringPrefix "UNDECLARING_PREFIX" "must not undeclare prefix",
    IncompletePe "INCOMPLETE_PE" "incomplete markup in parameter entity",
    XmlDecl "XML_DECL" "XML declaration not well-formed",
    TextDecl "TEXT_DECL" "text declaration not well-formed",
    Publicid "PUBLICID" "illegal character(s) in public id",
    Suspended "SUSPENDED" "parser suspended",
    NotSuspended "NOT_SUSPENDED" "parser not suspended",
    Aborted "ABORTED" "parsing aborted",
    Finished "FINISHED" "parsing finished",
    SuspendPe "SUSPEND_PE" "cannot suspend in external parameter entity",
    ReservedPrefixXml "RESERVED_PREFIX_XML" "reserved prefix (xml) must not be undeclared or bound to another namespace name",
    ReservedPrefixXmlns "RESERVED_PREFIX_XMLNS" "reserved prefix (xmlns) must not be declared or undeclared",
    ReservedNamespaceUri "RESERVED_NAMESPACE_URI" "prefix must not be bound to one of the reserved namespace names",
    InvalidArgument "INVALID_ARGUMENT" "invalid argument",
    NoBuffer "NO_BUFFER" "a successful prior call to function XML_GetBuffer is required",
    AmplificationLimitBreach "AMPLIFICATION_LIMIT_BREACH" "limit on input amplification factor (from DTD and entities) breached",
}

impl Code {
    /// Its number.
    pub fn number(self) -> i64 {
        self as i64 + 1
    }
}

macro_rules! events {
    ($($id:ident $name:literal,)*) => {
        /// What a sink can hear of.
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[repr(u8)]
        #[expect(missing_docs, reason = "they are named as the attributes of a parser")]
        pub enum Event { $($id),* }
        /// The attributes of a parser, in the order of the events.
        pub const HANDLERS: &[&str] = &[$($name),*];
    };
}
events! {
    StartElement "StartElementHandler",
    EndElement "EndElementHandler",
    ProcessingInstruction "ProcessingInstructionHandler",
    CharacterData "CharacterDataHandler",
    UnparsedEntityDecl "UnparsedEntityDeclHandler",
    NotationDecl "NotationDeclHandler",
    StartNamespaceDecl "StartNamespaceDeclHandler",
    EndNamespaceDecl "EndNamespaceDeclHandler",
    Comment "CommentHandler",
    StartCdataSection "StartCdataSectionHandler",
    EndCdataSection "EndCdataSectionHandler",
    Default "DefaultHandler",
    DefaultExpand "DefaultHandlerExpand",
    NotStandalone "NotStandaloneHandler",
    ExternalEntityRef "ExternalEntityRefHandler",
    StartDoctypeDecl "StartDoctypeDeclHandler",
    EndDoctypeDecl "EndDoctypeDeclHandler",
    EntityDecl "EntityDeclHandler",
    XmlDecl "XmlDeclHandler",
    ElementDecl "ElementDeclHandler",
    AttlistDecl "AttlistDeclHandler",
    SkippedEntity "SkippedEntityHandler",
}

/// An argument of an event.
#[derive(Clone, Copy)]
pub enum Arg<'a> {
    /// Nothing.
    None,
    /// A text.
    Text(&'a [u8]),
    /// A text that comes often.
    Name(&'a [u8]),
    /// A number.
    Number(i64),
    /// The content of an element.
    Model(&'a [Node]),
}

impl<'a> Arg<'a> {
    /// A name, or nothing.
    pub fn maybe(text: &'a Option<Vec<u8>>) -> Arg<'a> {
        text.as_ref().map_or(Arg::None, |text| Arg::Name(text))
    }
}

/// The attributes of an element.
#[derive(Default)]
pub struct Attributes {
    text: Vec<u8>,
    /// Ends of names and values, one behind the other.
    ends: Vec<(usize, usize)>,
    /// How many are in the tag; the others are defaults.
    pub specified: usize,
}

impl Attributes {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// Name and value of one.
    pub fn get(&self, i: usize) -> (&[u8], &[u8]) {
        let start = if i == 0 { 0 } else { self.ends[i - 1].1 };
        let (name, value) = self.ends[i];
        (&self.text[start..name], &self.text[name..value])
    }
}

/// Who is told of events.
pub trait Sink {
    /// Whether it wants to hear of an event; those of others go to the default.
    fn has(&self, event: Event) -> bool;
    /// An element begins.
    fn start(&self, vm: &Vm, name: &[u8], attributes: &Attributes) -> PyResult<()>;
    /// An element ends.
    fn end(&self, vm: &Vm, name: &[u8]) -> PyResult<()>;
    /// Text.
    fn data(&self, vm: &Vm, text: &[u8]) -> PyResult<()>;
    /// What nobody wants to hear of.
    fn default(&self, vm: &Vm, text: &[u8]) -> PyResult<()>;
    /// Any other event; whether the answer is a yes.
    fn tell(&self, vm: &Vm, event: Event, args: &[Arg]) -> PyResult<bool>;
}

/// Why parsing stops.
#[derive(Debug)]
pub enum Stop {
    /// Python code raised, and what programs see of it as an error.
    Raised(Raised, Code),
    /// The document is wrong, and where.
    Wrong(Code, usize),
}

impl From<Raised> for Stop {
    fn from(r: Raised) -> Stop {
        Stop::Raised(r, Code::Aborted)
    }
}

/// A step of the parser.
pub type Step<T = ()> = Result<T, Stop>;

/// What programs set; shared with who sets it.
#[derive(Default)]
pub struct Settings {
    /// What system identifiers are relative to.
    pub base: RefCell<Option<Vec<u8>>>,
    /// When parameter entities are read: never, unless standalone, always.
    pub parameters: Cell<u8>,
    /// There is a document type elsewhere.
    pub foreign: Cell<bool>,
    /// Names have their prefixes behind them.
    pub prefixes: Cell<bool>,
    /// What is not finished is looked at again only when there is much more of it.
    pub deferral: Cell<bool>,
}

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A document.
    Document,
    /// The text of an entity.
    Entity,
    /// A part of a document type.
    Subset,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    Start,
    Prolog,
    Content,
    Epilog,
}

/// An element that is open: where its names are among the names.
struct Open {
    start: usize,
    raw_end: usize,
    end: usize,
    bound: usize,
}

struct Binding {
    prefix: Vec<u8>,
    uri: Vec<u8>,
}

/// The namespace of the prefix `xml`.
pub const XML_NAMESPACE: &[u8] = b"http://www.w3.org/XML/1998/namespace";
const XMLNS_NAMESPACE: &[u8] = b"http://www.w3.org/2000/xmlns/";

/// The state of a parser.
pub struct Engine {
    /// Text and position.
    pub place: Rc<Place>,
    /// Declarations.
    pub dtd: Rc<Dtd>,
    /// What programs set.
    pub settings: Rc<Settings>,
    /// What stands between the parts of names with namespaces, if there are such.
    pub separator: Option<Vec<u8>>,
    /// The machine for declarations.
    pub machine: Machine,
    /// How deep in the text of entities.
    pub inside: usize,
    kind: Kind,
    phase: Phase,
    pos: usize,
    raw: Vec<u8>,
    /// The encoding, if the program says so.
    pub encoding: Option<String>,
    decided: bool,
    tail: Tail,
    waited: usize,
    cdata: bool,
    open: Vec<Open>,
    names: Vec<u8>,
    bindings: Vec<Binding>,
    found: Vec<Attribute>,
    attributes: Attributes,
}

/// The character that `&#...;` stands for, if it may be in a document.
pub fn reference_number(raw: &[u8]) -> Option<char> {
    let digits = &raw[2..raw.len() - 1];
    let (digits, radix) = match digits.strip_prefix(b"x") {
        Some(hex) => (hex, 16),
        None => (digits, 10),
    };
    let mut number: u32 = 0;
    for d in digits {
        number = number.checked_mul(radix)?.checked_add(char::from(*d).to_digit(radix)?)?;
    }
    let c = char::from_u32(number)?;
    (!matches!(c, '\0'..'\t' | '\u{b}' | '\u{c}' | '\u{e}'..' ' | '\u{fffe}' | '\u{ffff}')).then_some(c)
}

/// The character of an entity that needs no declaration.
pub fn predefined(name: &[u8]) -> Option<&'static [u8]> {
    Some(match name {
        b"lt" => b"<",
        b"gt" => b">",
        b"amp" => b"&",
        b"quot" => b"\"",
        b"apos" => b"'",
        _ => return None,
    })
}

/// A text with its line ends as "\n".
pub fn lines(text: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    if !text.contains(&b'\r') {
        return text.into();
    }
    let mut out = Vec::with_capacity(text.len());
    for (i, b) in text.iter().enumerate() {
        match b {
            b'\r' => out.push(b'\n'),
            b'\n' if i > 0 && text[i - 1] == b'\r' => {}
            b => out.push(*b),
        }
    }
    out.into()
}

impl Engine {
    /// A parser of a document.
    pub fn new(encoding: Option<String>, separator: Option<Vec<u8>>) -> Engine {
        Engine {
            place: Rc::default(),
            dtd: Rc::default(),
            settings: Rc::new(Settings { deferral: Cell::new(true), ..Settings::default() }),
            separator,
            machine: Machine::new(State::Before),
            inside: 0,
            kind: Kind::Document,
            phase: Phase::Start,
            pos: 0,
            raw: Vec::new(),
            encoding,
            decided: false,
            tail: Tail::Whole,
            waited: 0,
            cdata: false,
            open: Vec::new(),
            names: Vec::new(),
            bindings: vec![Binding { prefix: b"xml".to_vec(), uri: XML_NAMESPACE.to_vec() }],
            found: Vec::new(),
            attributes: Attributes::default(),
        }
    }

    /// A parser of an external entity; the context says which entities are open and what prefixes mean, without one it is
    /// a part of the document type.
    pub fn external(
        dtd: &Rc<Dtd>,
        settings: &Settings,
        separator: Option<Vec<u8>>,
        context: Option<&[u8]>,
        encoding: Option<String>,
    ) -> Engine {
        let mut engine = Engine::new(encoding, separator);
        engine.settings.parameters.set(settings.parameters.get());
        engine.settings.prefixes.set(settings.prefixes.get());
        engine.settings.deferral.set(settings.deferral.get());
        match context {
            None => {
                engine.kind = Kind::Subset;
                engine.machine = Machine::new(State::Outer);
                engine.dtd = dtd.clone();
            }
            Some(context) => {
                engine.kind = Kind::Entity;
                let mut open = Vec::new();
                for part in context.split(|b| *b == 12).filter(|part| !part.is_empty()) {
                    match part.iter().position(|b| *b == b'=') {
                        Some(i) => engine
                            .bindings
                            .push(Binding { prefix: part[..i].to_vec(), uri: part[i + 1..].to_vec() }),
                        None => open.push(part),
                    }
                }
                engine.dtd = Rc::new(dtd.reading(&open));
            }
        }
        engine
    }

    /// Whether declarations are read outside the document.
    pub fn is_outer(&self) -> bool {
        self.kind == Kind::Subset
    }

    // --- errors

    /// An error at a place of the text; in the text of an entity, the place is that of the reference.
    pub fn wrong(&self, code: Code, at: usize) -> Stop {
        Stop::Wrong(code, if self.inside > 0 { self.place.at.get() } else { at })
    }

    /// An error where the present event is.
    pub fn wrong_here(&self, code: Code) -> Stop {
        Stop::Wrong(code, self.place.at.get())
    }

    /// An error in a token.
    pub fn wrong_token(&self, fail: Fail, _inside: bool) -> Stop {
        match fail {
            Fail::More => self.wrong_here(Code::UnclosedToken),
            Fail::Invalid(at) => self.wrong(Code::InvalidToken, at),
            Fail::Misplaced(at) => self.wrong(Code::MisplacedXmlPi, at),
        }
    }

    /// The text ends in a token.
    pub fn unfinished(&self, at: usize) -> Stop {
        let partial = self.inside == 0 && self.tail == Tail::Partial;
        self.wrong(if partial { Code::PartialChar } else { Code::UnclosedToken }, at)
    }

    // --- input

    /// Parses more; the place is where parsing stopped.
    pub fn feed(&mut self, vm: &Vm, sink: &dyn Sink, data: &[u8], last: bool) -> Step {
        if self.inside == 0 && self.kind == Kind::Document {
            self.dtd.fed.set(self.dtd.fed.get() + data.len() as u64);
        }
        self.raw.extend_from_slice(data);
        self.place.started.set(true);
        if !self.decided && !self.decide(vm, last)? {
            return Ok(());
        }
        self.read();
        let waiting = self.place.text().len() - self.pos;
        if self.settings.deferral.get() && !last && self.tail == Tail::Whole && waiting < 2 * self.waited {
            return Ok(());
        }
        let before = self.pos;
        self.run(vm, sink, last)?;
        self.waited = if self.pos == before { waiting } else { 0 };
        self.pos -= self.place.forget();
        Ok(())
    }

    fn read(&mut self) {
        let decoder = self.place.decoder.borrow().clone();
        let raw = &mut self.raw;
        self.tail = self.place.change(|text| {
            let tail = decoder.read(raw, text);
            if tail == Tail::Invalid {
                // What is no character is for the scanner one that may be nowhere.
                text.push(0);
            }
            tail
        });
    }

    /// Finds out the encoding; false if there is too little text.
    fn decide(&mut self, vm: &Vm, last: bool) -> PyResult<bool> {
        let Some(mut decoder) = Decoder::guessed(&self.raw, last) else { return Ok(false) };
        if let Some(name) = &self.encoding {
            let marked = matches!(self.raw[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
            decoder = match Decoder::named(name) {
                Some(Decoder::Utf16(_)) if marked => decoder,
                Some(known) => known,
                None => super::unknown_encoding(vm, name)?,
            };
        }
        *self.place.decoder.borrow_mut() = decoder;
        self.decided = true;
        Ok(true)
    }

    fn run(&mut self, vm: &Vm, sink: &dyn Sink, last: bool) -> Step {
        if self.phase == Phase::Start && !self.declaration(vm, sink, last)? {
            return Ok(());
        }
        let text = self.place.text();
        loop {
            let before = self.phase;
            self.pos = match self.phase {
                Phase::Content => self.content(vm, sink, &text, self.pos, last, 0)?,
                Phase::Epilog => self.epilog(vm, sink, &text, self.pos, last)?,
                _ => self.prolog(vm, sink, &text, self.pos, last)?,
            };
            if self.phase == before || self.pos == text.len() {
                break;
            }
        }
        if self.pos == text.len() {
            self.place.at.set(self.pos);
        }
        if !last {
            return Ok(());
        }
        if self.tail == Tail::Partial {
            return Err(self.wrong(Code::PartialChar, text.len()));
        }
        self.place.at.set(text.len());
        if self.cdata {
            return Err(self.wrong(Code::UnclosedCdataSection, text.len()));
        }
        match (self.kind, self.phase) {
            (Kind::Document, Phase::Epilog) => Ok(()),
            (Kind::Document, _) => Err(self.wrong(Code::NoElements, text.len())),
            (Kind::Entity, _) if !self.open.is_empty() => Err(self.wrong(Code::AsyncEntity, text.len())),
            (Kind::Subset, _) if self.machine.state != State::Outer => {
                Err(self.wrong(Code::IncompletePe, text.len()))
            }
            _ => Ok(()),
        }
    }

    fn prolog(&mut self, vm: &Vm, sink: &dyn Sink, text: &[u8], at: usize, last: bool) -> Step<usize> {
        let at = self.declarations(vm, sink, text, at, last, false)?;
        let root = text.get(at) == Some(&b'<') && matches!(self.machine.state, State::Before | State::After);
        if self.kind == Kind::Document && root && text.get(at + 1).is_some_and(|b| !matches!(b, b'!' | b'?'))
        {
            self.phase = Phase::Content;
        }
        Ok(at)
    }

    /// Behind the root element.
    fn epilog(&mut self, vm: &Vm, sink: &dyn Sink, text: &[u8], mut at: usize, last: bool) -> Step<usize> {
        let scan = Scan { text, namespaces: self.separator.is_some() };
        while at < text.len() {
            self.place.at.set(at);
            let (piece, end) = match scan.prolog(at) {
                Ok((_, _, true)) if !last => return Ok(at),
                Ok((piece, end, _)) => (piece, end),
                Err(Fail::More) if !last => return Ok(at),
                Err(Fail::More) => return Err(self.unfinished(at)),
                Err(Fail::Misplaced(at)) => return Err(self.wrong(Code::JunkAfterDocElement, at)),
                Err(fail) => return Err(self.wrong_token(fail, false)),
            };
            let raw = &text[at..end];
            match piece {
                scan::Piece::Space => self.default(vm, sink, raw)?,
                scan::Piece::Instruction(target) => {
                    if !self.instruction(vm, sink, raw, target - at)? {
                        self.default(vm, sink, raw)?;
                    }
                }
                scan::Piece::Comment => {
                    if !self.comment(vm, sink, raw)? {
                        self.default(vm, sink, raw)?;
                    }
                }
                _ => return Err(self.wrong(Code::JunkAfterDocElement, at)),
            }
            at = end;
        }
        Ok(at)
    }

    /// The declaration at the start, if there is one; false: more text is needed.
    fn declaration(&mut self, vm: &Vm, sink: &dyn Sink, last: bool) -> Step<bool> {
        let text = self.place.text();
        let start = if text.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
        self.pos = start;
        self.place.at.set(start);
        let rest = &text[start..];
        let begins =
            rest.starts_with(b"<?xml") && rest.get(5).is_none_or(|b| scan::is_space(*b) || *b == b'?');
        let waits = !last;
        if begins || waits && !rest.is_empty() && b"<?xml".starts_with(&rest[..rest.len().min(5)]) {
            let Some(end) = rest.windows(2).position(|w| w == b"?>") else {
                if waits {
                    return Ok(false);
                }
                return Err(self.unfinished(start));
            };
            if begins {
                self.declared(vm, sink, &text, start, start + end + 2)?;
            }
        } else if rest.is_empty() && !last {
            return Ok(false);
        }
        self.phase = if self.kind == Kind::Entity { Phase::Content } else { Phase::Prolog };
        Ok(true)
    }

    fn declared(&mut self, vm: &Vm, sink: &dyn Sink, text: &Rc<Vec<u8>>, start: usize, end: usize) -> Step {
        let entity = self.kind != Kind::Document;
        let found = match scan::declaration(text, start, end, entity) {
            Ok(found) => found,
            Err(at) => return Err(self.wrong(if entity { Code::TextDecl } else { Code::XmlDecl }, at)),
        };
        if found.standalone == Some(true) {
            self.dtd.standalone.set(true);
            if self.settings.parameters.get() == 1 {
                self.settings.parameters.set(0);
            }
        }
        if sink.has(Event::XmlDecl) {
            let text = |t: Option<&'_ [u8]>| t.map(<[u8]>::to_vec);
            let (version, encoding) = (text(found.version), text(found.encoding));
            let standalone = Arg::Number(found.standalone.map_or(-1, i64::from));
            sink.tell(vm, Event::XmlDecl, &[Arg::maybe(&version), Arg::maybe(&encoding), standalone])?;
        } else {
            self.default(vm, sink, &text[start..end])?;
        }
        self.pos = end;
        let Some(name) = found.encoding.filter(|_| self.encoding.is_none()) else { return Ok(()) };
        let name = String::from_utf8_lossy(name).into_owned();
        let known = Decoder::named(&name);
        let wide = matches!(*self.place.decoder.borrow(), Decoder::Utf16(_));
        let decoder = match known {
            Some(Decoder::Utf16(_)) if wide => return Ok(()),
            Some(d) if wide != matches!(d, Decoder::Utf16(_)) => {
                return Err(self.wrong(Code::IncorrectEncoding, found.encoding_at));
            }
            Some(d) => d,
            None => match super::unknown_encoding(vm, &name) {
                Ok(d) => d,
                Err(raised) => {
                    self.place.at.set(found.encoding_at);
                    return Err(Stop::Raised(raised, Code::UnknownEncoding));
                }
            },
        };
        // What follows was read in another way; it is read again.
        self.place.count();
        let mut rest = self.place.change(|text| text.split_off(end));
        if self.tail == Tail::Invalid {
            rest.pop();
        }
        let rest = self.place.decoder.replace(decoder).bytes(&rest);
        self.raw.splice(..0, rest);
        self.read();
        Ok(())
    }

    // --- content

    /// Runs through the content of elements; how far it came. `depth` elements were open at the start of this text.
    fn content(
        &mut self,
        vm: &Vm,
        sink: &dyn Sink,
        text: &[u8],
        mut at: usize,
        last: bool,
        depth: usize,
    ) -> Step<usize> {
        let scan = Scan { text, namespaces: self.separator.is_some() };
        let mut found = std::mem::take(&mut self.found);
        while at < text.len() {
            if self.inside == 0 {
                self.place.at.set(at);
            }
            found.clear();
            let token = if self.cdata { scan.cdata(at, last) } else { scan.content(at, last, &mut found) };
            let (token, end) = match token {
                Ok(token) => token,
                Err(Fail::More) if !last => break,
                Err(Fail::More) if self.cdata => return Err(self.wrong_here(Code::UnclosedCdataSection)),
                Err(Fail::More) => return Err(self.unfinished(at)),
                Err(fail) => return Err(self.wrong_token(fail, self.inside > 0)),
            };
            // A carriage return at the very end is where an element is missed.
            let ends_so = last && token == Token::Newline && text[at] == b'\r' && at + 1 == text.len();
            let done = self.take(vm, sink, text, (token, at, end), &mut found, depth);
            self.done(done, end)?;
            if ends_so && self.kind == Kind::Document && self.inside == 0 {
                return Err(self.wrong(Code::NoElements, at));
            }
            at = end;
            if self.open.is_empty() && self.kind == Kind::Document {
                self.phase = Phase::Epilog;
                break;
            }
        }
        self.found = found;
        Ok(at)
    }

    /// When a handler has raised, the place is behind the token.
    pub fn done(&self, done: Step, end: usize) -> Step {
        if matches!(done, Err(Stop::Raised(..))) && self.inside == 0 {
            self.place.at.set(end);
        }
        done
    }

    /// Tells of a token.
    #[inline]
    fn take(
        &mut self,
        vm: &Vm,
        sink: &dyn Sink,
        text: &[u8],
        (token, at, end): (Token, usize, usize),
        found: &mut Vec<Attribute>,
        depth: usize,
    ) -> Step {
        let raw = &text[at..end];
        match token {
            Token::Text => {
                if sink.has(Event::CharacterData) {
                    self.data(vm, sink, raw)?;
                } else {
                    self.default(vm, sink, raw)?;
                }
            }
            Token::Newline => {
                if sink.has(Event::CharacterData) {
                    sink.data(vm, b"\n")?;
                } else {
                    self.default(vm, sink, raw)?;
                }
            }
            Token::Start(name_end, empty) => {
                self.start(vm, sink, text, found, (at, name_end, end), empty)?;
            }
            Token::End(name_end) => {
                if self.open.len() <= depth {
                    return Err(self.wrong_here(Code::AsyncEntity));
                }
                let name = &raw[2..name_end - at];
                let top = self.open.last().expect("more elements are open than outside");
                if self.names[top.start..top.raw_end] != *name {
                    return Err(self.wrong(Code::TagMismatch, at + 2));
                }
                self.end(vm, sink, Some(raw))?;
            }
            Token::Reference => {
                // The list is used by what the entity holds.
                self.found = std::mem::take(found);
                self.entity(vm, sink, raw)?;
                *found = std::mem::take(&mut self.found);
            }
            Token::Character => {
                let Some(c) = reference_number(raw) else {
                    return Err(self.wrong(Code::BadCharRef, at));
                };
                if sink.has(Event::CharacterData) {
                    sink.data(vm, c.encode_utf8(&mut [0; 4]).as_bytes())?;
                } else {
                    self.default(vm, sink, raw)?;
                }
            }
            Token::Instruction(target) => {
                if !self.instruction(vm, sink, raw, target - at)? {
                    self.default(vm, sink, raw)?;
                }
            }
            Token::Comment => {
                if !self.comment(vm, sink, raw)? {
                    self.default(vm, sink, raw)?;
                }
            }
            Token::Cdata | Token::CdataEnd => {
                self.cdata = token == Token::Cdata;
                let event = if self.cdata { Event::StartCdataSection } else { Event::EndCdataSection };
                if sink.has(event) {
                    sink.tell(vm, event, &[])?;
                } else {
                    self.default(vm, sink, raw)?;
                }
            }
        }
        Ok(())
    }

    /// Text; that of other encodings than UTF-8 comes in pieces of a kilobyte.
    fn data(&self, vm: &Vm, sink: &dyn Sink, mut text: &[u8]) -> Step {
        if self.inside == 0 && text.len() > 1024 && !matches!(*self.place.decoder.borrow(), Decoder::Utf8) {
            while text.len() > 1024 {
                let n = (1021..=1024).rev().find(|n| text[*n] & 0xc0 != 0x80).unwrap_or(1024);
                sink.data(vm, &text[..n])?;
                text = &text[n..];
            }
        }
        Ok(sink.data(vm, text)?)
    }

    /// Tells the default.
    pub fn default(&self, vm: &Vm, sink: &dyn Sink, raw: &[u8]) -> Step {
        if !raw.is_empty() && (sink.has(Event::Default) || sink.has(Event::DefaultExpand)) {
            sink.default(vm, raw)?;
        }
        Ok(())
    }

    /// A processing instruction; whether somebody heard of it.
    pub fn instruction(&self, vm: &Vm, sink: &dyn Sink, raw: &[u8], target: usize) -> Step<bool> {
        if !sink.has(Event::ProcessingInstruction) {
            return Ok(false);
        }
        let data = raw[target..raw.len() - 2].trim_ascii_start();
        let args = [Arg::Name(&raw[2..target]), Arg::Text(&lines(data))];
        sink.tell(vm, Event::ProcessingInstruction, &args)?;
        Ok(true)
    }

    /// A comment; whether somebody heard of it.
    pub fn comment(&self, vm: &Vm, sink: &dyn Sink, raw: &[u8]) -> Step<bool> {
        if !sink.has(Event::Comment) {
            return Ok(false);
        }
        sink.tell(vm, Event::Comment, &[Arg::Text(&lines(&raw[4..raw.len() - 3]))])?;
        Ok(true)
    }

    fn entity(&mut self, vm: &Vm, sink: &dyn Sink, raw: &[u8]) -> Step {
        let name = &raw[1..raw.len() - 1];
        if let Some(character) = predefined(name) {
            return if sink.has(Event::CharacterData) {
                Ok(sink.data(vm, character)?)
            } else {
                self.default(vm, sink, raw)
            };
        }
        let skip = |engine: &Engine| -> Step {
            if sink.has(Event::SkippedEntity) {
                sink.tell(vm, Event::SkippedEntity, &[Arg::Name(name), Arg::Number(0)])?;
                Ok(())
            } else {
                engine.default(vm, sink, raw)
            }
        };
        let Some(entity) = self.known(name)? else { return skip(self) };
        if entity.open.get() {
            return Err(self.wrong_here(Code::RecursiveEntityRef));
        }
        if entity.notation.is_some() {
            return Err(self.wrong_here(Code::BinaryEntityRef));
        }
        let Some(value) = entity.value.clone() else {
            if !sink.has(Event::ExternalEntityRef) {
                return self.default(vm, sink, raw);
            }
            let context = self.context(name);
            let args = [
                Arg::Text(&context),
                Arg::maybe(&entity.base),
                Arg::maybe(&entity.system),
                Arg::maybe(&entity.public),
            ];
            if !sink.tell(vm, Event::ExternalEntityRef, &args)? {
                return Err(self.wrong_here(Code::ExternalEntityHandling));
            }
            return Ok(());
        };
        if sink.has(Event::Default) && !sink.has(Event::DefaultExpand) {
            // A plain default handler wants the reference, not what it means.
            return skip(self);
        }
        vm.check_native_stack(" in an XML entity")?;
        if !self.dtd.spend(value.len()) {
            return Err(self.wrong_here(Code::AmplificationLimitBreach));
        }
        entity.open.set(true);
        self.inside += 1;
        let depth = self.open.len();
        let done = self.content(vm, sink, &value, 0, true, depth);
        self.inside -= 1;
        entity.open.set(false);
        done?;
        if self.cdata {
            return Err(self.wrong_here(Code::UnclosedCdataSection));
        }
        if self.open.len() != depth {
            return Err(self.wrong_here(Code::AsyncEntity));
        }
        Ok(())
    }

    /// The entity of a name; `None` if it may be declared where nobody looked.
    fn known(&self, name: &[u8]) -> Step<Option<Rc<Entity>>> {
        let entity = self.dtd.entity(name);
        if !self.dtd.incomplete.get() || self.dtd.standalone.get() {
            match &entity {
                None => return Err(self.wrong_here(Code::UndefinedEntity)),
                Some(e) if !e.own && self.kind == Kind::Document => {
                    return Err(self.wrong_here(Code::EntityDeclaredInPe));
                }
                _ => {}
            }
        }
        Ok(entity)
    }

    /// What a parser of an external entity has to know.
    fn context(&self, name: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut part = |text: &[u8]| {
            if !out.is_empty() {
                out.push(12);
            }
            out.extend_from_slice(text);
        };
        if self.separator.is_some() {
            let mut seen: Vec<&[u8]> = Vec::new();
            let mut shown = Vec::new();
            for b in self.bindings.iter().rev() {
                if !seen.contains(&&b.prefix[..]) {
                    seen.push(&b.prefix);
                    if !b.uri.is_empty() {
                        shown.push([&b.prefix[..], b"=", &b.uri].concat());
                    }
                }
            }
            shown.iter().rev().for_each(|text| part(text));
        }
        for e in self.dtd.entities.borrow().values().filter(|e| e.open.get()) {
            part(&e.name);
        }
        part(name);
        out
    }

    // --- elements

    /// The value of an attribute as programs see it. `base` is where the text is, unless it is an entity's.
    pub fn normalize(
        &mut self,
        vm: &Vm,
        out: &mut Vec<u8>,
        raw: &[u8],
        base: Option<usize>,
        cdata: bool,
    ) -> Step {
        let start = out.len();
        self.value(vm, out, raw, base, cdata, start)?;
        if !cdata && out.len() > start && out.last() == Some(&b' ') {
            out.pop();
        }
        Ok(())
    }

    fn value(
        &mut self,
        vm: &Vm,
        out: &mut Vec<u8>,
        raw: &[u8],
        base: Option<usize>,
        cdata: bool,
        start: usize,
    ) -> Step {
        let scan = Scan { text: raw, namespaces: self.separator.is_some() };
        let mut i = 0;
        // A space may be added: it counts, or it is the first of several.
        let wanted = |out: &Vec<u8>| cdata || out.len() > start && out.last() != Some(&b' ');
        let place = |engine: &Engine, i: usize| base.map_or(engine.place.at.get(), |base| base + i);
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
                    let name = &raw[i + 1..end - 1];
                    if token == Token::Character {
                        match reference_number(&raw[i..end]) {
                            None => return Err(self.wrong(Code::BadCharRef, place(self, i))),
                            Some(' ') if !wanted(out) => {}
                            Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                        }
                    } else if let Some(character) = predefined(name) {
                        out.extend_from_slice(character);
                    } else if let Some(entity) = self.known(name)? {
                        if entity.open.get() {
                            return Err(self.wrong_here(Code::RecursiveEntityRef));
                        }
                        if entity.notation.is_some() {
                            return Err(self.wrong(Code::BinaryEntityRef, place(self, i)));
                        }
                        let Some(value) = entity.value.clone() else {
                            return Err(self.wrong(Code::AttributeExternalEntityRef, place(self, i)));
                        };
                        vm.check_native_stack(" in an XML entity")?;
                        if !self.dtd.spend(value.len()) {
                            return Err(self.wrong_here(Code::AmplificationLimitBreach));
                        }
                        entity.open.set(true);
                        let done = self.value(vm, out, &value, None, cdata, start);
                        entity.open.set(false);
                        done?;
                    }
                    i = end;
                }
                b'<' => return Err(self.wrong(Code::InvalidToken, place(self, i))),
                b if scan::is_space(b) => {
                    if wanted(out) {
                        out.push(b' ');
                    }
                    // Outside entities a line end of two characters is one.
                    i += 1 + usize::from(b == b'\r' && raw.get(i + 1) == Some(&b'\n'));
                }
                b => {
                    out.push(b);
                    i += 1;
                }
            }
        }
        Ok(())
    }

    fn start(
        &mut self,
        vm: &Vm,
        sink: &dyn Sink,
        text: &[u8],
        found: &[Attribute],
        (at, name_end, end): (usize, usize, usize),
        empty: bool,
    ) -> Step {
        let raw_name = &text[at + 1..name_end];
        let start = self.names.len();
        self.names.extend_from_slice(raw_name);
        let bound = self.bindings.len();
        self.open.push(Open { start, raw_end: self.names.len(), end: self.names.len(), bound });
        let mut attributes = std::mem::take(&mut self.attributes);
        attributes.text.clear();
        attributes.ends.clear();
        let mut done = self.collect(vm, sink, text, found, raw_name, &mut attributes);
        if done.is_ok() && self.separator.is_some() {
            done = self.qualify(raw_name, &mut attributes);
        }
        if let Err(stop) = done {
            if empty {
                self.unbind(vm, sink, bound)?;
            }
            return Err(stop);
        }
        let top = self.open.last().expect("one was pushed");
        let starts = sink.has(Event::StartElement);
        let raw = &text[at..end];
        if starts {
            // The name is copied, because the handler may come back to this parser.
            let name = if top.end > top.raw_end { &self.names[top.raw_end..top.end] } else { raw_name };
            sink.start(vm, name, &attributes)?;
        }
        self.attributes = attributes;
        if !empty {
            return if starts { Ok(()) } else { self.default(vm, sink, raw) };
        }
        if sink.has(Event::EndElement) {
            if starts && self.inside == 0 {
                self.place.at.set(end);
            }
            self.end(vm, sink, None)
        } else {
            if !starts {
                self.default(vm, sink, raw)?;
            }
            self.end(vm, sink, None)
        }
    }

    /// The attributes of a tag and the defaults of its element; those that bind prefixes are left out.
    fn collect(
        &mut self,
        vm: &Vm,
        sink: &dyn Sink,
        text: &[u8],
        found: &[Attribute],
        element: &[u8],
        out: &mut Attributes,
    ) -> Step {
        let declared = if self.dtd.attributes.borrow().is_empty() {
            Vec::new()
        } else {
            self.dtd.attributes.borrow().get(element).cloned().unwrap_or_default()
        };
        let mut names = NameSet::default();
        let mut given = 0;
        for a in found {
            let name = &text[a.name.0..a.name.1];
            if !names.add(found.len(), name, |i| &text[found[i].name.0..found[i].name.1]) {
                return Err(self.wrong(Code::DuplicateAttribute, a.name.0));
            }
            let raw = &text[a.value.0..a.value.1];
            let cdata = declared.iter().find(|d| d.name == name).is_none_or(|d| d.cdata);
            let before = out.text.len();
            out.text.extend_from_slice(name);
            let name_end = out.text.len();
            if a.special || !cdata {
                let base = if self.inside == 0 { Some(a.value.0) } else { None };
                self.normalize(vm, &mut out.text, raw, base, cdata)?;
            } else {
                out.text.extend_from_slice(raw);
            }
            if !self.binds(vm, sink, out, before, name_end)? {
                out.ends.push((name_end, out.text.len()));
                given += 1;
            }
        }
        out.specified = given;
        for d in &declared {
            let Some(default) = &d.default else { continue };
            if found.iter().any(|a| text[a.name.0..a.name.1] == d.name) {
                continue;
            }
            let before = out.text.len();
            out.text.extend_from_slice(&d.name);
            let name_end = out.text.len();
            out.text.extend_from_slice(default);
            if !self.binds(vm, sink, out, before, name_end)? {
                out.ends.push((name_end, out.text.len()));
            }
        }
        Ok(())
    }

    /// Binds a prefix, if the attribute at the end of the text says so; then it is taken away.
    fn binds(
        &mut self,
        vm: &Vm,
        sink: &dyn Sink,
        out: &mut Attributes,
        before: usize,
        name_end: usize,
    ) -> Step<bool> {
        let Some(separator) = &self.separator else { return Ok(false) };
        let name = &out.text[before..name_end];
        let prefix: &[u8] = match name.strip_prefix(b"xmlns") {
            Some(b"") => b"",
            Some(rest) if rest[0] == b':' => &rest[1..],
            _ => return Ok(false),
        };
        let uri = &out.text[name_end..];
        let code = match (prefix, uri) {
            (b"xmlns", _) => Some(Code::ReservedPrefixXmlns),
            (b"xml", uri) if uri != XML_NAMESPACE => Some(Code::ReservedPrefixXml),
            (prefix, XML_NAMESPACE) if prefix != b"xml" => Some(Code::ReservedNamespaceUri),
            (_, XMLNS_NAMESPACE) => Some(Code::ReservedNamespaceUri),
            (prefix, b"") if !prefix.is_empty() => Some(Code::UndeclaringPrefix),
            _ => None,
        };
        let fine = |b: &u8| b.is_ascii_alphanumeric() || b"%-._~:/?#[]@!$&'()*+,;=".contains(b);
        if let Some(code) = code {
            return Err(self.wrong_here(code));
        }
        if let [sign] = separator[..]
            && !fine(&sign)
            && uri.contains(&sign)
        {
            return Err(self.wrong_here(Code::Syntax));
        }
        let binding = Binding { prefix: prefix.to_vec(), uri: uri.to_vec() };
        out.text.truncate(before);
        if sink.has(Event::StartNamespaceDecl) {
            let part = |text: &'_ [u8]| if text.is_empty() { None } else { Some(text.to_vec()) };
            let (prefix, uri) = (part(&binding.prefix), part(&binding.uri));
            self.bindings.push(binding);
            sink.tell(vm, Event::StartNamespaceDecl, &[Arg::maybe(&prefix), Arg::maybe(&uri)])?;
        } else {
            self.bindings.push(binding);
        }
        Ok(true)
    }

    fn bound(&self, prefix: &[u8]) -> Option<&[u8]> {
        self.bindings.iter().rev().find(|b| b.prefix == prefix).map(|b| &b.uri[..])
    }

    /// Gives the names of an element and its attributes their namespaces.
    fn qualify(&mut self, element: &[u8], attributes: &mut Attributes) -> Step {
        let colon = |name: &[u8]| name.iter().position(|b| *b == b':');
        if (0..attributes.count()).any(|i| colon(attributes.get(i).0).is_some()) {
            let mut out = Attributes { specified: attributes.specified, ..Attributes::default() };
            // Where names end without their prefixes.
            let mut bare = Vec::with_capacity(attributes.count());
            for i in 0..attributes.count() {
                let (name, value) = attributes.get(i);
                match colon(name) {
                    None => {
                        out.text.extend_from_slice(name);
                        bare.push(name.len());
                    }
                    Some(c) => {
                        bare.push(self.write_name(&mut out.text, &name[..c], &name[c + 1..])?);
                    }
                }
                let name_end = out.text.len();
                out.text.extend_from_slice(value);
                out.ends.push((name_end, out.text.len()));
            }
            let mut names = NameSet::default();
            let name = |i: usize| &out.get(i).0[..bare[i]];
            for i in 0..out.count() {
                if !names.add(out.count(), name(i), name) {
                    return Err(self.wrong_here(Code::DuplicateAttribute));
                }
            }
            *attributes = out;
        }
        let (prefix, local) =
            colon(element).map_or((&b""[..], element), |c| (&element[..c], &element[c + 1..]));
        if prefix.is_empty() && self.bound(b"").is_none_or(<[u8]>::is_empty) {
            return Ok(());
        }
        let mut names = std::mem::take(&mut self.names);
        let done = self.write_name(&mut names, prefix, local);
        self.names = names;
        if let Some(top) = self.open.last_mut() {
            top.end = self.names.len();
        }
        done.map(drop)
    }

    /// Writes a name with its namespace; how long it is without its prefix.
    fn write_name(&self, out: &mut Vec<u8>, prefix: &[u8], local: &[u8]) -> Step<usize> {
        let (Some(uri), Some(separator)) = (self.bound(prefix), &self.separator) else {
            return Err(self.wrong_here(Code::UnboundPrefix));
        };
        out.extend_from_slice(uri);
        out.extend_from_slice(separator);
        out.extend_from_slice(local);
        if self.settings.prefixes.get() && !prefix.is_empty() && !separator.is_empty() {
            out.extend_from_slice(separator);
            out.extend_from_slice(prefix);
        }
        Ok(uri.len() + separator.len() + local.len())
    }

    /// The innermost element ends; `raw` is its end tag.
    fn end(&mut self, vm: &Vm, sink: &dyn Sink, raw: Option<&[u8]>) -> Step {
        let Some(top) = self.open.pop() else { return Ok(()) };
        if sink.has(Event::EndElement) {
            let name = if top.end > top.raw_end { top.raw_end..top.end } else { top.start..top.raw_end };
            sink.end(vm, &self.names[name])?;
        } else if let Some(raw) = raw {
            self.default(vm, sink, raw)?;
        }
        self.names.truncate(top.start);
        self.unbind(vm, sink, top.bound)
    }

    fn unbind(&mut self, vm: &Vm, sink: &dyn Sink, bound: usize) -> Step {
        while self.bindings.len() > bound {
            let Some(b) = self.bindings.pop() else { break };
            if sink.has(Event::EndNamespaceDecl) {
                let prefix = if b.prefix.is_empty() { None } else { Some(b.prefix) };
                sink.tell(vm, Event::EndNamespaceDecl, &[Arg::maybe(&prefix)])?;
            }
        }
        Ok(())
    }
}

/// Names that are there already: few are compared, many are hashed.
#[derive(Default)]
struct NameSet<'a> {
    seen: usize,
    many: std::collections::HashSet<&'a [u8]>,
}

impl<'a> NameSet<'a> {
    /// Adds a name, of so many in all; false if it was there. `get` gives those before.
    fn add(&mut self, all: usize, name: &'a [u8], get: impl Fn(usize) -> &'a [u8]) -> bool {
        let seen = self.seen;
        self.seen += 1;
        if all <= 8 { (0..seen).all(|i| get(i) != name) } else { self.many.insert(name) }
    }
}
