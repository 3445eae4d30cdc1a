//! `pyexpat`: a parser of XML that calls a handler for each piece, with the interface and the errors of expat. The parser
//! itself is in `engine.rs`, `dtd.rs` and `scan.rs`; here is what Python programs see of it.
//!
//! No crate gives what this module has to show: text in any pieces, positions inside of handlers, the internal subset with
//! its declarations, and expat's texts and numbers for what is wrong.

pub mod dtd;
pub mod engine;
mod names;
pub mod place;
mod scan;

use crate::object::args::Args;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::Trace;
use crate::object::spec::{
    GetterDef, ModuleSpec, TypeSpec, function, getter, member, method, property, type_flag,
};
use crate::object::type_object::StaticType;
use crate::types::dict::{self, Dict};
use crate::types::exception::{BaseException, EXCEPTION};
use crate::types::{buffer, bytes, codec, int, list, module, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use engine::{Arg, Attributes, Code, ERRORS, Engine, Event, HANDLERS, Settings, Sink, Stop};
use place::{Decoder, Place};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// From how many bytes on entities may not make a document this many times as large as it is.
pub const THRESHOLD: u64 = 8 << 20;
/// How many times.
pub const AMPLIFICATION: u64 = 100;
const VERSION: (i64, i64, i64) = (2, 6, 3);

static ERROR_SPEC: TypeSpec = TypeSpec {
    name: "ExpatError",
    module: "xml.parsers.expat",
    doc: "The text is not well-formed XML; `code`, `lineno` and `offset` say how and where.",
    base: Some(&EXCEPTION),
    flags: type_flag::BASE | type_flag::WEAKREF | type_flag::SAME_BODY | type_flag::MUTABLE,
    ..TypeSpec::BASE
};
static ERROR: StaticType = StaticType::new(&ERROR_SPEC, LayoutOps::of::<BaseException>(false));

/// The version as programs see it: `expat_2.6.3` without its name.
pub fn version() -> String {
    format!("{}.{}.{}", VERSION.0, VERSION.1, VERSION.2)
}

/// An encoding that only Python's codecs know.
pub fn unknown_encoding(vm: &Vm, name: &str) -> PyResult<Decoder> {
    if name.contains('\0') {
        return Err(vm.value_error("embedded null character"));
    }
    let all: Vec<u8> = (0..=255).collect();
    let text = codec::decode(vm, &bytes::from_slice(&all), Some(name), Some("replace"))?;
    let text = str_::display(&text);
    let mut table = Box::new([0xfffd; 256]);
    let mut n = 0;
    for c in text.chars() {
        if let Some(place) = table.get_mut(n) {
            *place = u32::from(c);
        }
        n += 1;
    }
    if n != 256 {
        return Err(vm.value_error("multi-byte encodings are not supported"));
    }
    Ok(Decoder::Table(table))
}

/// What a parser is fed: text in UTF-8, and whether it is a str.
pub fn input(vm: &Vm, data: &Obj) -> PyResult<(Vec<u8>, bool)> {
    if !str_::is_str(data) {
        return Ok((buffer::to_bytes_vec(vm, data)?, false));
    }
    let data = codec::encode(vm, data, None, None)?;
    Ok((buffer::to_bytes_vec(vm, &data)?, true))
}

/// The native state of a parser.
pub struct Parser {
    handlers: [Field; HANDLERS.len()],
    names: Ref<Dict>,
    /// Away while it parses.
    engine: RefCell<Option<Box<Engine>>>,
    place: Rc<Place>,
    settings: Rc<Settings>,
    dtd: RefCell<Rc<dtd::Dtd>>,
    separator: Option<Vec<u8>>,
    buffer_text: Cell<bool>,
    buffer_size: Cell<usize>,
    buffered: RefCell<Vec<u8>>,
    ordered: Cell<bool>,
    specified: Cell<bool>,
    error: Cell<i64>,
    /// What parsing more says.
    over: Cell<Option<Code>>,
}

#[allow(unsafe_code)]
// SAFETY: handlers and names are all the references there are.
unsafe impl Payload for Parser {
    fn static_type() -> &'static StaticType {
        &PARSER
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.handlers.iter().for_each(|f| f.trace(visit));
        self.names.trace(visit);
    }
    fn clear(&self) {
        self.handlers.iter().for_each(|f| f.set(None));
    }
}

fn of(o: &Obj) -> &Parser {
    o.downcast().expect("the receiver is a parser")
}

fn make(engine: Engine, names: Ref<Dict>) -> Parser {
    Parser {
        handlers: std::array::from_fn(|_| Field::default()),
        names,
        place: engine.place.clone(),
        settings: engine.settings.clone(),
        dtd: RefCell::new(engine.dtd.clone()),
        separator: engine.separator.clone(),
        engine: RefCell::new(Some(Box::new(engine))),
        buffer_text: Cell::new(false),
        buffer_size: Cell::new(8192),
        buffered: RefCell::default(),
        ordered: Cell::new(false),
        specified: Cell::new(false),
        error: Cell::new(0),
        over: Cell::new(None),
    }
}

impl Parser {
    fn handler(&self, event: Event) -> Option<Obj> {
        self.handlers[event as usize].get()
    }

    /// A text that comes often, as one object.
    fn name(&self, text: &[u8]) -> Obj {
        let made = str_::from_wtf8(text);
        if let Some(known) = self.names.get_str(&made) {
            return known;
        }
        self.names.insert_str(made.clone(), made.clone());
        made
    }

    /// Tells of the text that waits.
    fn flush(&self, vm: &Vm) -> PyResult<()> {
        let waits = self.buffered.take();
        if !waits.is_empty()
            && let Some(f) = self.handler(Event::CharacterData)
        {
            api::call(vm, &f, &[str_::make(vm, &waits)?])?;
        }
        Ok(())
    }

    fn object(&self, arg: &Arg) -> Obj {
        match arg {
            Arg::None => Obj::NONE,
            Arg::Text(text) => str_::from_wtf8(text),
            Arg::Name(text) => self.name(text),
            Arg::Number(n) => int::from_i64(*n),
            Arg::Model(nodes) => {
                // From the end on: the parts of a node are made before it.
                let mut done: Vec<Obj> = Vec::new();
                for node in nodes.iter().rev() {
                    let parts: Vec<Obj> = (0..node.parts).filter_map(|_| done.pop()).collect();
                    let name = node.name.as_ref().map_or(Obj::NONE, |name| self.name(name));
                    let numbers = [node.kind, node.count].map(|n| int::from_i64(i64::from(n)));
                    let [kind, count] = numbers;
                    done.push(tuple::from_vec(vec![kind, count, name, tuple::from_vec(parts)]));
                }
                done.pop().unwrap_or(Obj::NONE)
            }
        }
    }

    fn exception(&self, vm: &Vm, code: Code) -> Raised {
        let text = ERRORS[code as usize].1;
        raise(vm, &self.place, &ERROR, code, |line, column| format!("{text}: line {line}, column {column}"))
    }

    fn parse(&self, vm: &Vm, data: &[u8], text: bool, last: bool) -> PyResult<Obj> {
        if let Some(code) = self.over.get() {
            self.error.set(code.number());
            return Err(self.exception(vm, code));
        }
        let Some(mut engine) = self.engine.take() else {
            return Err(vm.runtime_error("a parser cannot be fed by its own handlers"));
        };
        if text && !self.place.started.get() {
            engine.encoding = Some("utf-8".to_owned());
        }
        self.place.running.set(true);
        let done = engine.feed(vm, self, data, last);
        self.place.running.set(false);
        *self.engine.borrow_mut() = Some(engine);
        match done {
            Ok(()) => {
                if last {
                    self.over.set(Some(Code::Finished));
                }
                self.flush(vm)?;
                Ok(int::from_i64(1))
            }
            Err(Stop::Wrong(code, at)) => {
                self.place.at.set(at);
                self.over.set(Some(code));
                self.error.set(code.number());
                Err(self.exception(vm, code))
            }
            Err(Stop::Raised(raised, code)) => {
                self.over.set(Some(Code::Finished));
                self.error.set(code.number());
                self.handlers.iter().for_each(|f| f.set(None));
                Err(raised)
            }
        }
    }
}

/// Raises an error of a class with `code`, and the place where the parser is.
pub fn raise(
    vm: &Vm,
    place: &Place,
    class: &'static StaticType,
    code: Code,
    message: impl FnOnce(u64, u64) -> String,
) -> Raised {
    let mark = place.count();
    let raised = vm.error(class, message(mark.line, mark.column));
    let exc = vm.take_raised(raised);
    let fields = [("code", code.number()), ("offset", mark.column as i64), ("lineno", mark.line as i64)];
    for (name, value) in fields {
        if let Err(raised) = api::setattr(vm, &exc, &intern(name), &int::from_i64(value)) {
            return raised;
        }
    }
    vm.raise(exc)
}

impl Sink for Parser {
    fn has(&self, event: Event) -> bool {
        self.handlers[event as usize].is_set()
    }

    fn start(&self, vm: &Vm, name: &[u8], attributes: &Attributes) -> PyResult<()> {
        self.flush(vm)?;
        let Some(f) = self.handler(Event::StartElement) else { return Ok(()) };
        let n = if self.specified.get() { attributes.specified } else { attributes.count() };
        let given = if self.ordered.get() {
            let mut items = Vec::with_capacity(2 * n);
            for i in 0..n {
                let (name, value) = attributes.get(i);
                items.push(self.name(name));
                items.push(str_::make(vm, value)?);
            }
            list::from_vec(items)
        } else {
            let d = dict::new();
            for i in 0..n {
                let (name, value) = attributes.get(i);
                d.insert_str(self.name(name), str_::make(vm, value)?);
            }
            d.into_obj()
        };
        api::call(vm, &f, &[self.name(name), given])?;
        Ok(())
    }

    fn end(&self, vm: &Vm, name: &[u8]) -> PyResult<()> {
        self.flush(vm)?;
        if let Some(f) = self.handler(Event::EndElement) {
            api::call(vm, &f, &[self.name(name)])?;
        }
        Ok(())
    }

    fn data(&self, vm: &Vm, text: &[u8]) -> PyResult<()> {
        if self.buffer_text.get() {
            let size = self.buffer_size.get();
            if self.buffered.borrow().len() + text.len() > size {
                self.flush(vm)?;
            }
            if text.len() <= size {
                self.buffered.borrow_mut().extend_from_slice(text);
                return Ok(());
            }
        }
        if let Some(f) = self.handler(Event::CharacterData) {
            api::call(vm, &f, &[str_::make(vm, text)?])?;
        }
        Ok(())
    }

    fn default(&self, vm: &Vm, text: &[u8]) -> PyResult<()> {
        self.flush(vm)?;
        if let Some(f) = self.handler(Event::DefaultExpand).or_else(|| self.handler(Event::Default)) {
            api::call(vm, &f, &[str_::make(vm, text)?])?;
        }
        Ok(())
    }

    fn tell(&self, vm: &Vm, event: Event, args: &[Arg]) -> PyResult<bool> {
        self.flush(vm)?;
        let Some(f) = self.handler(event) else { return Ok(true) };
        let args: Vec<Obj> = args.iter().map(|arg| self.object(arg)).collect();
        let answer = api::call(vm, &f, &args)?;
        match event {
            Event::NotStandalone | Event::ExternalEntityRef => Ok(api::to_i64(vm, &answer)? != 0),
            _ => Ok(true),
        }
    }
}

// --- attributes

fn set_handler(vm: &Vm, o: &Obj, event: Event, value: Option<&Obj>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.runtime_error("Cannot delete attribute")) };
    let p = of(o);
    if event == Event::CharacterData {
        p.flush(vm)?;
    }
    p.handlers[event as usize].set(Some(value.clone()).filter(|v| !v.is_none()));
    Ok(())
}

macro_rules! handlers {
    ($($id:ident)*) => { [$(handlers!(@one $id)),*] };
    (@one $id:ident) => {
        property(
            HANDLERS[Event::$id as usize],
            "What is called for it.",
            |_, o| Ok(of(o).handlers[Event::$id as usize].get_or_none()),
            |vm, o, value| set_handler(vm, o, Event::$id, value),
        )
    };
}

macro_rules! switch {
    ($name:literal, $doc:literal, $get:expr, $set:expr) => {
        property(
            $name,
            $doc,
            |_, o| Ok(Obj::from_bool($get(of(o)))),
            |vm, o, value| match value {
                None => Err(vm.runtime_error("Cannot delete attribute")),
                Some(value) => {
                    let set: fn(&Vm, &Parser, bool) -> PyResult<()> = $set;
                    set(vm, of(o), api::is_true(vm, value)?)
                }
            },
        )
    };
}

fn set_buffer_size(vm: &Vm, o: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let Some(value) = value else { return Err(vm.runtime_error("Cannot delete attribute")) };
    if !int::is_int(value) {
        return Err(vm.type_error("buffer_size must be an integer"));
    }
    let n = api::to_i64(vm, value)?;
    if n <= 0 {
        return Err(vm.value_error("buffer_size must be greater than zero"));
    }
    if n > i64::from(i32::MAX) {
        return Err(vm.value_error(format!("buffer_size must not be greater than {}", i32::MAX)));
    }
    let p = of(o);
    if p.buffer_size.get() != n as usize {
        p.flush(vm)?;
    }
    p.buffer_size.set(n as usize);
    Ok(())
}

const ATTRIBUTES: [GetterDef; 14] = [
    member("intern", "The names that were met.", |_, o| Ok(of(o).names.obj().clone())),
    getter("ErrorCode", "The number of the error, 0 without one.", |_, o| {
        Ok(int::from_i64(of(o).error.get()))
    }),
    getter("ErrorLineNumber", "The line of the error.", line),
    getter("ErrorColumnNumber", "The column of the error.", column),
    getter("ErrorByteIndex", "The byte of the error.", byte),
    getter("CurrentLineNumber", "The line of the event.", line),
    getter("CurrentColumnNumber", "The column of the event.", column),
    getter("CurrentByteIndex", "The byte of the event.", byte),
    property(
        "buffer_size",
        "How large pieces of text may get.",
        |_, o| Ok(int::from_usize(of(o).buffer_size.get())),
        set_buffer_size,
    ),
    switch!(
        "buffer_text",
        "Whether text comes in pieces as large as possible.",
        |p: &Parser| p.buffer_text.get(),
        |vm, p: &Parser, on| {
            if !on {
                p.flush(vm)?;
            }
            p.buffer_text.set(on);
            Ok(())
        }
    ),
    getter("buffer_used", "How much text waits.", |_, o| Ok(int::from_usize(of(o).buffered.borrow().len()))),
    switch!(
        "namespace_prefixes",
        "Whether names have their prefixes behind them.",
        |p: &Parser| p.settings.prefixes.get(),
        |_, p: &Parser, on| {
            p.settings.prefixes.set(on);
            Ok(())
        }
    ),
    switch!(
        "ordered_attributes",
        "Whether attributes come as a list of names and values.",
        |p: &Parser| p.ordered.get(),
        |_, p: &Parser, on| {
            p.ordered.set(on);
            Ok(())
        }
    ),
    switch!(
        "specified_attributes",
        "Whether attributes that the document only declares are left out.",
        |p: &Parser| p.specified.get(),
        |_, p: &Parser, on| {
            p.specified.set(on);
            Ok(())
        }
    ),
];

fn line(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(int::from_u64(of(o).place.count().line))
}

fn column(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(int::from_u64(of(o).place.count().column))
}

fn byte(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let p = of(o);
    if p.place.started.get() { Ok(int::from_u64(p.place.count().byte)) } else { Ok(int::from_i64(-1)) }
}

static GETTERS: [GetterDef; ATTRIBUTES.len() + HANDLERS.len()] = {
    let handlers: [GetterDef; HANDLERS.len()] = handlers![
        StartElement EndElement ProcessingInstruction CharacterData UnparsedEntityDecl NotationDecl
        StartNamespaceDecl EndNamespaceDecl Comment StartCdataSection EndCdataSection Default DefaultExpand
        NotStandalone ExternalEntityRef StartDoctypeDecl EndDoctypeDecl EntityDecl XmlDecl ElementDecl AttlistDecl
        SkippedEntity
    ];
    let mut all = [const { getter("", "", line) }; ATTRIBUTES.len() + HANDLERS.len()];
    let mut i = 0;
    while i < all.len() {
        let from = if i < ATTRIBUTES.len() { &ATTRIBUTES[i] } else { &handlers[i - ATTRIBUTES.len()] };
        all[i] =
            GetterDef { name: from.name, doc: from.doc, get: from.get, set: from.set, member: from.member };
        i += 1;
    }
    all
};

// --- methods

fn parse_file(vm: &Vm, a: Args) -> PyResult<Obj> {
    let p = of(&a[0]);
    let read = match api::getattr_opt(vm, &a[1], &intern("read"))? {
        Some(read) => read,
        None => return Err(vm.type_error("argument must have 'read' attribute")),
    };
    loop {
        let data = api::call(vm, &read, &[int::from_i64(2048)])?;
        if !bytes::is_bytes(&data) && crate::types::bytearray::contents(&data).is_none() {
            let message = format!("read() did not return a bytes object (type={})", data.ty().name());
            return Err(vm.type_error(message));
        }
        let data = buffer::to_bytes_vec(vm, &data)?;
        if data.len() > 2048 {
            let message =
                format!("read() returned too much data: 2048 bytes requested, {} returned", data.len());
            return Err(vm.value_error(message));
        }
        let result = p.parse(vm, &data, false, data.is_empty())?;
        if data.is_empty() {
            return Ok(result);
        }
    }
}

fn text_or_none(vm: &Vm, o: Option<&Obj>, function: &str, what: &str) -> PyResult<Option<String>> {
    let Some(o) = o.filter(|o| !o.is_none()) else { return Ok(None) };
    if !str_::is_str(o) {
        let t = o.ty().name();
        return Err(vm.type_error(format!("{function}() {what} must be str or None, not {t}")));
    }
    let text = api::expect_str(vm, o, what)?.into_owned();
    if text.contains('\0') {
        return Err(vm.value_error("embedded null character"));
    }
    Ok(Some(text))
}

fn external(vm: &Vm, a: Args) -> PyResult<Obj> {
    let name = "ExternalEntityParserCreate";
    let context = text_or_none(vm, a.opt(1), name, "argument 1")?;
    let encoding = match a.opt(2) {
        None => None,
        Some(o) if !str_::is_str(o) => {
            let t = api::given(o);
            return Err(vm.type_error(format!("{name}() argument 2 must be str, not {t}")));
        }
        o => text_or_none(vm, o, name, "argument 2")?,
    };
    let p = of(&a[0]);
    let dtd = p.dtd.borrow().clone();
    if context.is_none() {
        dtd.read.set(true);
    }
    let context = context.as_ref().map(|c| c.as_bytes());
    let engine = Engine::external(&dtd, &p.settings, p.separator.clone(), context, encoding);
    let made = make(engine, p.names.clone());
    made.buffer_text.set(p.buffer_text.get());
    made.buffer_size.set(p.buffer_size.get());
    made.ordered.set(p.ordered.get());
    made.specified.set(p.specified.get());
    for (new, old) in made.handlers.iter().zip(&p.handlers) {
        new.set(old.get());
    }
    Ok(Ref::new(made).into_obj())
}

static SPEC: TypeSpec = TypeSpec {
    name: "xmlparser",
    module: "pyexpat",
    doc: "XML parser",
    flags: type_flag::NO_NEW,
    methods: &[
        method(
            "Parse",
            "($self, data, isfinal=False, /)",
            "Parses more; isfinal says that it is the last.",
            |vm, a| {
                let last = a.opt(2).map_or(Ok(false), |o| api::is_true(vm, o))?;
                let (data, text) = input(vm, &a[1])?;
                of(&a[0]).parse(vm, &data, text, last)
            },
        ),
        method("ParseFile", "($self, file, /)", "Parses what a binary file holds.", parse_file),
        method("SetBase", "($self, base, /)", "Sets what system identifiers are relative to.", |vm, a| {
            if !str_::is_str(&a[1]) {
                let t = api::given(&a[1]);
                return Err(vm.type_error(format!("SetBase() argument must be str, not {t}")));
            }
            let base = text_or_none(vm, Some(&a[1]), "SetBase", "argument")?;
            *of(&a[0]).settings.base.borrow_mut() = base.map(String::into_bytes);
            Ok(Obj::NONE)
        }),
        method("GetBase", "($self, /)", "What system identifiers are relative to.", |_, a| {
            Ok(of(&a[0]).settings.base.borrow().as_ref().map_or(Obj::NONE, |base| str_::from_wtf8(base)))
        }),
        method(
            "GetInputContext",
            "($self, /)",
            "The input from the event on; None outside of handlers.",
            |_, a| {
                let place = &of(&a[0]).place;
                Ok(if place.running.get() { bytes::from_slice(&place.context()) } else { Obj::NONE })
            },
        ),
        method(
            "ExternalEntityParserCreate",
            "($self, context, encoding=<unrepresentable>,\n                           /)",
            "A parser for an external entity, with the handlers of this one.",
            external,
        ),
        method(
            "SetParamEntityParsing",
            "($self, flag, /)",
            "Says when external parameter entities are read; whether that is possible.",
            |vm, a| {
                let flag = api::to_i64(vm, &a[1])?;
                let p = of(&a[0]);
                let working = p.place.started.get() && p.over.get().is_none();
                let possible = !working && (0..=2).contains(&flag);
                if possible {
                    p.settings.parameters.set(flag as u8);
                }
                Ok(int::from_i64(i64::from(possible)))
            },
        ),
        method(
            "UseForeignDTD",
            "($self, flag=True, /)",
            "Says that the document type is elsewhere.",
            |vm, a| {
                let on = a.opt(1).map_or(Ok(true), |o| api::is_true(vm, o))?;
                let p = of(&a[0]);
                if p.place.started.get() {
                    return Err(p.exception(vm, Code::CantChangeFeature));
                }
                p.settings.foreign.set(on);
                Ok(Obj::NONE)
            },
        ),
        method(
            "SetReparseDeferralEnabled",
            "($self, enabled, /)",
            "Says whether a token that is not finished is looked at again only when there is much more of it.",
            |vm, a| {
                of(&a[0]).settings.deferral.set(api::is_true(vm, &a[1])?);
                Ok(Obj::NONE)
            },
        ),
        method("GetReparseDeferralEnabled", "($self, /)", "What was said so.", |_, a| {
            Ok(Obj::from_bool(of(&a[0]).settings.deferral.get()))
        }),
    ],
    getters: &GETTERS,
    ..TypeSpec::FINAL
};
/// `pyexpat.XMLParserType`
pub static PARSER: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Parser>(false));

fn create(vm: &Vm, a: Args) -> PyResult<Obj> {
    let encoding = text_or_none(vm, a.opt(0), "ParserCreate", "argument 'encoding'")?;
    let separator = text_or_none(vm, a.opt(1), "ParserCreate", "argument 'namespace_separator'")?;
    if separator.as_ref().is_some_and(|s| s.len() > 1) {
        let message = "namespace_separator must be at most one character, omitted, or None";
        return Err(vm.value_error(message));
    }
    let names = match a.opt_not_none(2) {
        None => dict::new(),
        Some(o) => match o.as_ref::<Dict>() {
            Some(d) => d,
            None => return Err(vm.type_error("intern must be a dictionary")),
        },
    };
    let engine = Engine::new(encoding, separator.map(String::into_bytes));
    Ok(Ref::new(make(engine, names)).into_obj())
}

/// Makes a module of names inside of this one.
fn part(vm: &Vm, outer: &Dict, name: &str, doc: &str) -> PyResult<Ref<Dict>> {
    let full = format!("pyexpat.{name}");
    let m = module::new(&full).into_obj();
    let d = module::dict_of(&m).ok_or_else(|| vm.runtime_error("a module has a namespace"))?;
    d.insert_str(intern("__doc__"), str_::from_str(doc));
    crate::vm::interp::interp().modules().set(vm, &intern(&full), &m)?;
    outer.insert_str(intern(name), m);
    Ok(d)
}

fn fill(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).ok_or_else(|| vm.runtime_error("a module has a namespace"))?;
    let text = str_::from_str;
    let number = int::from_i64;
    d.insert_str(intern("error"), ERROR.obj());
    d.insert_str(intern("XMLParserType"), PARSER.obj());
    d.insert_str(intern("EXPAT_VERSION"), text(&format!("expat_{}", version())));
    d.insert_str(
        intern("version_info"),
        tuple::from_vec([VERSION.0, VERSION.1, VERSION.2].map(number).to_vec()),
    );
    d.insert_str(intern("native_encoding"), text("UTF-8"));
    let features = [
        ("sizeof(XML_Char)", 1),
        ("sizeof(XML_LChar)", 1),
        ("XML_DTD", 0),
        ("XML_CONTEXT_BYTES", 1024),
        ("XML_NS", 0),
        ("XML_BLAP_MAX_AMP", AMPLIFICATION as i64),
        ("XML_BLAP_ACT_THRES", THRESHOLD as i64),
        ("XML_GE", 0),
    ];
    let features = features.map(|(name, value)| tuple::pair(text(name), number(value)));
    d.insert_str(intern("features"), list::from_vec(features.to_vec()));
    for (i, when) in ["NEVER", "UNLESS_STANDALONE", "ALWAYS"].iter().enumerate() {
        d.insert_str(intern(&format!("XML_PARAM_ENTITY_PARSING_{when}")), int::from_usize(i));
    }
    let errors = part(vm, &d, "errors", "Constants used to describe error conditions.")?;
    let (codes, messages) = (dict::new(), dict::new());
    for (i, (name, message)) in ERRORS.iter().enumerate() {
        errors.insert_str(intern(&format!("XML_ERROR_{name}")), text(message));
        codes.insert_str(intern(message), int::from_usize(i + 1));
        messages.set(vm, &int::from_usize(i + 1), &text(message))?;
    }
    errors.insert_str(intern("codes"), codes.into_obj());
    errors.insert_str(intern("messages"), messages.into_obj());
    let model = part(vm, &d, "model", "Constants used to interpret content model information.")?;
    for (i, name) in ["EMPTY", "ANY", "MIXED", "NAME", "CHOICE", "SEQ"].iter().enumerate() {
        model.insert_str(intern(&format!("XML_CTYPE_{name}")), int::from_usize(i + 1));
    }
    for (i, name) in ["NONE", "OPT", "REP", "PLUS"].iter().enumerate() {
        model.insert_str(intern(&format!("XML_CQUANT_{name}")), int::from_usize(i));
    }
    Ok(())
}

/// `pyexpat`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "pyexpat",
    doc: "A parser of XML that calls a handler for each piece, with the interface of expat.",
    functions: &[
        function(
            "ParserCreate",
            "(encoding=None, namespace_separator=None, intern=<unrepresentable>)",
            "A parser; with a separator, names are given with their namespaces.",
            create,
        ),
        function("ErrorString", "(code, /)", "The text of an error's number.", |vm, a| {
            let n = api::to_i64(vm, &a[0])?;
            let found = usize::try_from(n - 1).ok().and_then(|i| ERRORS.get(i));
            Ok(found.map_or(Obj::NONE, |(_, text)| str_::from_str(text)))
        }),
    ],
    types: &[&ERROR],
    hidden_types: &[&PARSER],
    init: Some(fill),
};
