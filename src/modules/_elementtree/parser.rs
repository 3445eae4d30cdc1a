//! `XMLParser`: the engine of `pyexpat` with a target that builds a tree. A `TreeBuilder` itself is told without calls.

use super::builder::{self, BUILDER, Builder, EVENTS};
use super::parse_error_at;
use crate::modules::pyexpat;
use crate::modules::pyexpat::engine::{Arg, Attributes, Code, ERRORS, Engine, Event, Sink, Stop};
use crate::modules::pyexpat::place::Place;
use crate::object::args::{Args, CallArgs, FnName, Signature};
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::{Fnv, intern};
use crate::object::obj::Obj;
use crate::object::payload::Trace;
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, getter, member, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::{self, Dict};
use crate::types::exception::RUNTIME_WARNING;
use crate::types::{bytes, int, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::Rc;
use std::sync::LazyLock;

/// The methods that a target may have, and what they are told.
static METHODS: [&str; 9] =
    ["start", "end", "data", "comment", "pi", "start_ns", "end_ns", "doctype", "close"];
const START: usize = 0;
const END: usize = 1;
const DATA: usize = 2;
const COMMENT: usize = 3;
const PI: usize = 4;
const START_NS: usize = 5;
const END_NS: usize = 6;
const DOCTYPE: usize = 7;
const CLOSE: usize = 8;

/// The native state of a parser.
#[derive(Default)]
pub struct XmlParser {
    entity: Field,
    target: Field,
    methods: [Field; METHODS.len()],
    /// The target is a builder and no instance of a class derived from it.
    builds: Cell<bool>,
    engine: RefCell<Option<Box<Engine>>>,
    place: RefCell<Rc<Place>>,
    names: RefCell<HashMap<Box<[u8]>, Obj, BuildHasherDefault<Fnv>>>,
    /// What a method of the target raised; until the text ends, nobody is told any more.
    raised: Field,
    over: Cell<Option<Code>>,
}

#[allow(unsafe_code)]
// SAFETY: every field that holds references is visited; the names are strings.
unsafe impl Payload for XmlParser {
    fn static_type() -> &'static StaticType {
        &XML_PARSER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        [&self.entity, &self.target, &self.raised].into_iter().for_each(|f| f.trace(visit));
        self.methods.iter().for_each(|f| f.trace(visit));
    }
    fn clear(&self) {
        [&self.entity, &self.target, &self.raised].into_iter().for_each(|f| f.set(None));
        self.methods.iter().for_each(|f| f.set(None));
    }
}

fn of(o: &Obj) -> &XmlParser {
    o.downcast().expect("the receiver is a parser")
}

/// The parser while it is at work.
struct Work<'a> {
    parser: &'a XmlParser,
    this: &'a Obj,
    target: Obj,
    place: Rc<Place>,
}

impl Work<'_> {
    fn builder(&self) -> Option<&Builder> {
        self.parser.builds.get().then(|| builder::of(&self.target))
    }

    fn has_method(&self, method: usize) -> bool {
        self.parser.methods[method].is_set()
    }

    fn call(&self, vm: &Vm, method: usize, args: &[Obj]) -> PyResult<()> {
        match self.parser.methods[method].get() {
            Some(f) => api::call(vm, &f, args).map(drop),
            None => Ok(()),
        }
    }

    /// A name as elements have it.
    fn name(&self, text: &[u8]) -> Obj {
        if let Some(known) = self.parser.names.borrow().get(text) {
            return known.clone();
        }
        let made = if text.contains(&b'}') {
            str_::from_wtf8(&[b"{", text].concat())
        } else {
            crate::object::intern::intern_bytes(text)
        };
        self.parser.names.borrow_mut().insert(text.into(), made.clone());
        made
    }

    fn attributes(&self, vm: &Vm, given: &Attributes) -> PyResult<Obj> {
        let d = dict::new();
        for i in 0..given.count() {
            let (name, value) = given.get(i);
            d.insert_new_str(self.name(name), str_::make(vm, value)?);
        }
        Ok(d.into_obj())
    }

    /// Keeps what was raised for the end of the text.
    fn keep(&self, vm: &Vm, done: PyResult<()>) -> PyResult<()> {
        if let Err(raised) = done {
            self.parser.raised.set(Some(vm.take_raised(raised)));
        }
        Ok(())
    }

    fn entity(&self, vm: &Vm, text: &[u8]) -> PyResult<()> {
        if text.len() < 2 || text[0] != b'&' {
            return Ok(());
        }
        let name = str_::from_wtf8(&text[1..text.len() - 1]);
        let table = self.parser.entity.get().and_then(|d| d.into_ref::<Dict>().ok());
        let value = match table {
            Some(d) => d.get(vm, &name)?,
            None => None,
        };
        let Some(value) = value else {
            let shown = str_::display(&name).into_owned();
            let mark = self.place.count();
            let message = format!("undefined entity &{shown};: line {}, column {}", mark.line, mark.column);
            return Err(parse_error_at(vm, &message, Code::UndefinedEntity, (mark.line, mark.column)));
        };
        match self.builder() {
            Some(_) => api::call_method_str(vm, &self.target, "data", &[value]).map(drop),
            None => self.call(vm, DATA, &[value]),
        }
    }

    fn told(&self, vm: &Vm, event: Event, args: &[Arg]) -> PyResult<()> {
        let text = |arg: &Arg| match arg {
            Arg::Text(text) | Arg::Name(text) => str_::make(vm, text),
            _ => Ok(str_::from_str("")),
        };
        let maybe = |arg: &Arg| if matches!(arg, Arg::None) { Ok(Obj::NONE) } else { text(arg) };
        match (event, args) {
            (Event::Comment, [data]) => match self.builder() {
                Some(b) => b.comment(vm, text(data)?).map(drop),
                None => self.call(vm, COMMENT, &[text(data)?]),
            },
            (Event::ProcessingInstruction, [target, data]) => match self.builder() {
                Some(b) => b.pi(vm, text(target)?, text(data)?).map(drop),
                None => self.call(vm, PI, &[text(target)?, text(data)?]),
            },
            (Event::StartNamespaceDecl, [prefix, uri]) => match self.builder() {
                Some(b) => b.event(vm, 2, tuple::pair(text(prefix)?, text(uri)?)),
                None => self.call(vm, START_NS, &[text(prefix)?, text(uri)?]),
            },
            (Event::EndNamespaceDecl, [prefix]) => match self.builder() {
                Some(b) => b.event(vm, 3, Obj::NONE),
                None => self.call(vm, END_NS, &[text(prefix)?]),
            },
            (Event::StartDoctypeDecl, [name, system, public, _]) => {
                if self.has_method(DOCTYPE) {
                    return self.call(vm, DOCTYPE, &[text(name)?, maybe(public)?, maybe(system)?]);
                }
                if api::getattr_opt(vm, self.this, &intern("doctype"))?.is_some() {
                    let message = "The doctype() method of XMLParser is ignored.  Define doctype() method on the TreeBuilder target.";
                    return api::warn(vm, &RUNTIME_WARNING, message, 1);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl Sink for Work<'_> {
    fn has(&self, event: Event) -> bool {
        let b = self.builder();
        match event {
            Event::Comment => b.map_or_else(|| self.has_method(COMMENT), |b| b.hears(false)),
            Event::ProcessingInstruction => b.map_or_else(|| self.has_method(PI), |b| b.hears(true)),
            Event::StartNamespaceDecl => b.map_or_else(|| self.has_method(START_NS), |b| b.wants(2)),
            Event::EndNamespaceDecl => b.map_or_else(|| self.has_method(END_NS), |b| b.wants(3)),
            Event::StartElement | Event::EndElement | Event::CharacterData => true,
            Event::StartDoctypeDecl | Event::DefaultExpand => true,
            _ => false,
        }
    }

    fn start(&self, vm: &Vm, name: &[u8], given: &Attributes) -> PyResult<()> {
        if self.parser.raised.is_set() {
            return Ok(());
        }
        let tag = self.name(name);
        let done = match self.builder() {
            Some(b) => {
                let d = if given.count() == 0 { None } else { Some(self.attributes(vm, given)?) };
                b.start(vm, tag, d).map(drop)
            }
            None => self.call(vm, START, &[tag, self.attributes(vm, given)?]),
        };
        self.keep(vm, done)
    }

    fn end(&self, vm: &Vm, name: &[u8]) -> PyResult<()> {
        if self.parser.raised.is_set() {
            return Ok(());
        }
        let done = match self.builder() {
            Some(b) => b.end(vm).map(drop),
            None => self.call(vm, END, &[self.name(name)]),
        };
        self.keep(vm, done)
    }

    fn data(&self, vm: &Vm, text: &[u8]) -> PyResult<()> {
        if self.parser.raised.is_set() {
            return Ok(());
        }
        let done = match self.builder() {
            Some(b) => {
                b.add_text(text);
                Ok(())
            }
            None => self.call(vm, DATA, &[str_::make(vm, text)?]),
        };
        self.keep(vm, done)
    }

    fn default(&self, vm: &Vm, text: &[u8]) -> PyResult<()> {
        if self.parser.raised.is_set() {
            return Ok(());
        }
        let done = self.entity(vm, text);
        self.keep(vm, done)
    }

    fn tell(&self, vm: &Vm, event: Event, args: &[Arg]) -> PyResult<bool> {
        if !self.parser.raised.is_set() {
            let done = self.told(vm, event, args);
            self.keep(vm, done)?;
        }
        Ok(true)
    }
}

fn feed(vm: &Vm, this: &Obj, data: &[u8], text: bool, last: bool) -> PyResult<()> {
    let parser = of(this);
    let place = parser.place.borrow().clone();
    let wrong = |code: Code| -> Raised {
        let mark = place.count();
        let message = format!("{}: line {}, column {}", ERRORS[code as usize].1, mark.line, mark.column);
        parse_error_at(vm, &message, code, (mark.line, mark.column))
    };
    if let Some(code) = parser.over.get() {
        return Err(wrong(code));
    }
    let Some(mut engine) = parser.engine.take() else {
        return Err(vm.runtime_error("a parser cannot be fed by its own target"));
    };
    if text && !place.started.get() {
        engine.encoding = Some("utf-8".to_owned());
    }
    let work = Work { parser, this, target: parser.target.get_or_none(), place: place.clone() };
    let done = engine.feed(vm, &work, data, last);
    *parser.engine.borrow_mut() = Some(engine);
    if last {
        parser.over.set(Some(Code::Finished));
    }
    if let Err(Stop::Wrong(code, at)) = &done {
        place.at.set(*at);
        parser.over.set(Some(*code));
    }
    if let Some(exc) = parser.raised.take() {
        return Err(match done {
            Err(Stop::Raised(raised, _)) => raised,
            _ => vm.raise_again(exc),
        });
    }
    match done {
        Ok(()) => Ok(()),
        Err(Stop::Raised(raised, _)) => Err(raised),
        Err(Stop::Wrong(code, _)) => Err(wrong(code)),
    }
}

fn close(vm: &Vm, this: &Obj) -> PyResult<Obj> {
    feed(vm, this, b"", false, true)?;
    let parser = of(this);
    if parser.builds.get() {
        return Ok(builder::of(&parser.target.get_or_none()).close());
    }
    match parser.methods[CLOSE].get() {
        Some(f) => api::call(vm, &f, &[]),
        None => Ok(Obj::NONE),
    }
}

fn parse_whole(vm: &Vm, a: Args) -> PyResult<Obj> {
    let read = api::getattr_str(vm, &a[1], "read")?;
    loop {
        let piece = api::call(vm, &read, &[int::from_i64(64 * 1024)])?;
        let (data, text) = if str_::is_str(&piece) {
            // Half characters go to the parser, which says where they are.
            (str_::bytes_of(&piece).to_vec(), true)
        } else if bytes::is_bytes(&piece) {
            (bytes_of(vm, &piece)?, false)
        } else {
            break;
        };
        if data.is_empty() {
            break;
        }
        feed(vm, &a[0], &data, text, false)?;
    }
    close(vm, &a[0])
}

fn bytes_of(vm: &Vm, o: &Obj) -> PyResult<Vec<u8>> {
    crate::types::buffer::to_bytes_vec(vm, o)
}

fn set_events(vm: &Vm, a: Args) -> PyResult<Obj> {
    let parser = of(&a[0]);
    let target = parser.target.get_or_none();
    if !parser.builds.get() {
        return Err(vm.type_error("event handling only supported for ElementTree.TreeBuilder targets"));
    }
    let append = api::getattr_str(vm, &a[1], "append")?;
    let mut wanted = 0;
    match a.opt_not_none(2) {
        None => wanted = 1 << END,
        Some(events) => {
            let events = match api::iter(vm, events) {
                Ok(it) => api::to_vec(vm, &it)?,
                Err(raised) => {
                    vm.clear_if(raised, &crate::types::exception::TYPE_ERROR)?;
                    return Err(vm.type_error("events must be a sequence"));
                }
            };
            for event in events {
                let name = if str_::is_str(&event) {
                    str_::display(&event).into_owned()
                } else if bytes::is_bytes(&event) {
                    String::from_utf8_lossy(&bytes_of(vm, &event)?).into_owned()
                } else {
                    return Err(vm.value_error("invalid events sequence"));
                };
                match EVENTS.iter().position(|known| *known == name) {
                    Some(i) => wanted |= 1 << i,
                    None => return Err(vm.value_error(format!("unknown event '{name}'"))),
                }
            }
        }
    }
    builder::of(&target).report(append, wanted);
    Ok(Obj::NONE)
}

fn init(vm: &Vm, a: Args) -> PyResult<Obj> {
    let encoding = match a.opt_not_none(2) {
        None => None,
        Some(o) if str_::is_str(o) => Some(str_::display(o).into_owned()),
        Some(o) => {
            let t = o.ty().name();
            return Err(
                vm.type_error(format!("XMLParser() argument 'encoding' must be str or None, not {t}"))
            );
        }
    };
    let target = match a.opt_not_none(1) {
        Some(target) => target.clone(),
        None => api::call(vm, &BUILDER.obj(), &[])?,
    };
    let parser = of(&a[0]);
    let engine = Engine::new(encoding, Some(b"}".to_vec()));
    *parser.place.borrow_mut() = engine.place.clone();
    *parser.engine.borrow_mut() = Some(Box::new(engine));
    parser.over.set(None);
    parser.builds.set(target.is_exact::<Builder>());
    parser.entity.set(Some(dict::new().into_obj()));
    for (field, name) in parser.methods.iter().zip(METHODS) {
        field.set(api::getattr_opt(vm, &target, &intern(name))?);
    }
    parser.target.set(Some(target));
    Ok(Obj::NONE)
}

fn bind_init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    static SIGNATURE: LazyLock<Signature> =
        LazyLock::new(|| Signature::parse("($self, *, target=None, encoding=None)"));
    let name = FnName { class: None, receiver: None, name: "XMLParser", has_self: true };
    args.prepended(o, |all| SIGNATURE.call(vm, init, name, all)).map(drop)
}

static SPEC: TypeSpec = TypeSpec {
    name: "XMLParser",
    module: "xml.etree.ElementTree",
    flags: type_flag::BASE,
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, XmlParser::default())),
        init: Some(bind_init),
        getattro: Some(crate::object::attr::generic_getattr),
        ..Slots::NONE
    },
    methods: &[
        method("feed", "($self, data, /)", "Parses more.", |vm, a| {
            let (data, text) = pyexpat::input(vm, &a[1])?;
            feed(vm, &a[0], &data, text, false)?;
            Ok(Obj::NONE)
        }),
        method("close", "($self, /)", "Ends parsing; what the target's close() gives.", |vm, a| {
            close(vm, &a[0])
        }),
        method("flush", "($self, /)", "Parses what waits for more.", |vm, a| {
            let settings = match &*of(&a[0]).engine.borrow() {
                Some(engine) => engine.settings.clone(),
                None => return Ok(Obj::NONE),
            };
            let before = settings.deferral.replace(false);
            let done = feed(vm, &a[0], b"", false, false);
            settings.deferral.set(before);
            done.map(|()| Obj::NONE)
        }),
        method(
            "_parse_whole",
            "($self, file, /)",
            "Parses what a file holds; what close() gives.",
            parse_whole,
        ),
        method(
            "_setevents",
            "($self, events_queue, events_to_report=None, /)",
            "Puts events into a queue as well.",
            set_events,
        ),
    ],
    getters: &[
        member("entity", "What entities mean that are not declared.", |_, o| Ok(of(o).entity.get_or_none())),
        member("target", "Who is told of the document.", |_, o| Ok(of(o).target.get_or_none())),
        getter("version", "The parser's version.", |_, _| {
            Ok(str_::from_str(&format!("Expat {}", pyexpat::version())))
        }),
    ],
    ..TypeSpec::BASE
};
/// `xml.etree.ElementTree.XMLParser`
pub static XML_PARSER: StaticType = StaticType::new(&SPEC, LayoutOps::of::<XmlParser>(false));
