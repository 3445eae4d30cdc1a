//! `_lxml`: nodes of the forest as Python objects, for the modules of `stdlib/lxml`. Here are the objects and which class
//! they have; what elements can do is in `element.rs`, walks in `walk.rs`, parsing and writing in `document.rs`, XPath in
//! `query.rs`. Trees, parsers and evaluator are the member crate `lxml/`.
#![allow(unsafe_code)]

mod document;
mod element;
mod query;
mod walk;

use crate::object::attr::new_instance;
use crate::object::heap::{GilCell, IMMORTAL_COUNT, Payload, flag, object_of};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::object::type_object::{StaticType, Type};
use crate::types::{list, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use pyr_lxml::{Atom, Forest, Id, Kind};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

static FOREST: GilCell<Option<RefCell<Forest>>> = GilCell::new(None);

/// The one forest. It is borrowed for single operations, never while Python code can run.
fn forest() -> &'static RefCell<Forest> {
    // SAFETY: GIL held; once made, the forest stays where it is.
    unsafe { (*FOREST.get()).get_or_insert_with(|| RefCell::new(Forest::new())) }
}

/// Looks into the forest.
fn look<R>(f: impl FnOnce(&Forest) -> R) -> R {
    f(&forest().borrow())
}

/// Changes the forest.
fn change<R>(f: impl FnOnce(&mut Forest) -> R) -> R {
    f(&mut forest().borrow_mut())
}

/// The native state of an element, a comment and the like: it holds a node, and so its tree.
struct Node {
    id: Cell<Id>,
}

// SAFETY: holds no references.
unsafe impl Payload for Node {
    fn static_type() -> &'static StaticType {
        &element::ELEMENT
    }
}

impl Node {
    fn address(&self) -> usize {
        std::ptr::from_ref(self) as usize
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let (id, own) = (self.id.get(), self.address());
        change(|f| {
            // Another object may have taken its place while it was dying.
            if f.holder(id) == own {
                f.release(id);
            }
        });
    }
}

/// What the Python side has told of itself.
struct Known {
    /// The classes of elements, comments, instructions and entities.
    classes: [Obj; 4],
    /// The functions that stand for kinds of nodes: Element, Comment, ProcessingInstruction, Entity.
    kinds: [Obj; 4],
    qname: Obj,
    cdata: Obj,
    /// Makes results of XPath that are texts.
    text: Obj,
    /// Functions that give classes to nodes, and whether their answer depends on kind and name only.
    lookups: Vec<(Obj, bool)>,
    /// Their answers, and whether the class has `_init`.
    answers: HashMap<(u32, u8, Atom, Atom), (Obj, bool)>,
}

static KNOWN: GilCell<Option<Known>> = GilCell::new(None);

/// What the Python side has told; `setup` was called when `lxml.etree` was imported.
fn known(vm: &Vm) -> PyResult<&'static mut Known> {
    // SAFETY: GIL held; users take out copies before Python code runs.
    unsafe { (*KNOWN.get()).as_mut() }.ok_or_else(|| vm.runtime_error("lxml.etree is not imported"))
}

/// The number of a kind among the tables of `Known`.
fn kind_index(kind: Kind) -> usize {
    match kind {
        Kind::Comment => 1,
        Kind::Instruction => 2,
        Kind::Entity => 3,
        _ => 0,
    }
}

/// The object of a node: the one there is, or a new one.
fn object(vm: &Vm, id: Id) -> PyResult<Obj> {
    let (holder, key, lookup) = look(|f| {
        let n = f.node(id);
        (f.holder(id), (kind_index(n.kind), n.name), f.info(id).lookup)
    });
    if holder != 0 {
        // SAFETY: an object that holds a node takes its name off when it dies.
        let found = unsafe { object_of(holder as *const Node) };
        let dying = found.refcount() >= IMMORTAL_COUNT && found.flags() & flag::IMMORTAL == 0;
        if !dying {
            return Ok(found);
        }
    }
    let known = known(vm)?;
    let (kind, name) = key;
    let (class, has_init) = if lookup == 0 {
        (known.classes[kind].clone(), false)
    } else {
        match known.answers.get(&(lookup, kind as u8, name.ns, name.local)) {
            Some(answer) => answer.clone(),
            None => ask_class(vm, id, lookup, kind, name)?,
        }
    };
    let o = new_instance(vm, &class, Node { id: Cell::new(id) })?;
    if let Some(n) = o.downcast::<Node>() {
        change(|f| f.hold(id, n.address()));
    }
    if has_init {
        api::call_method_str(vm, &o, "_init", &[])?;
    }
    Ok(o)
}

/// Asks a lookup for the class of a node.
#[cold]
fn ask_class(vm: &Vm, id: Id, lookup: u32, kind: usize, name: pyr_lxml::Name) -> PyResult<(Obj, bool)> {
    let Some((f, lasting)) = known(vm)?.lookups.get(lookup as usize - 1).cloned() else {
        return Ok((known(vm)?.classes[kind].clone(), false));
    };
    let kind_name = ["element", "comment", "PI", "entity"][kind];
    let (ns, local) = look(|f| (f.name_text(name.ns).to_string(), f.name_text(name.local).to_string()));
    let (ns, local) =
        (if ns.is_empty() { Obj::NONE } else { str_::from_string(ns) }, str_::from_string(local));
    // Lookups that look at the node get an object of the plain class.
    let node = if lasting {
        Obj::NONE
    } else {
        let class = known(vm)?.classes[kind].clone();
        new_instance(vm, &class, Node { id: Cell::new(id) })?
    };
    let args = [str_::from_str(kind_name), ns, local, node];
    let class = api::call(vm, &f, &args)?;
    let class = if class.is_none() { known(vm)?.classes[kind].clone() } else { class };
    if !class.downcast::<Type>().is_some_and(|t| t.is_subtype(element::ELEMENT.ptr())) {
        return Err(vm.type_error("result of class lookup must be subclass of _Element"));
    }
    let has_init = api::getattr_opt(vm, &class, &intern("_init"))?.is_some();
    if lasting {
        let key = (lookup, kind as u8, name.ns, name.local);
        let old = known(vm)?.answers.insert(key, (class.clone(), has_init));
        drop(old);
    }
    Ok((class, has_init))
}

/// The object of a node, or None for no node.
fn object_or_none(vm: &Vm, id: Id) -> PyResult<Obj> {
    match id.get() {
        Some(id) => object(vm, id),
        None => Ok(Obj::NONE),
    }
}

/// The node of an object.
fn node(vm: &Vm, o: &Obj) -> PyResult<Id> {
    node_named(vm, o, "element")
}

fn node_named(vm: &Vm, o: &Obj, what: &str) -> PyResult<Id> {
    match o.downcast::<Node>() {
        Some(n) => Ok(n.id.get()),
        None => {
            let given = o.ty().name();
            Err(vm.type_error(format!(
                "Argument '{what}' has incorrect type (expected lxml.etree._Element, got {given})"
            )))
        }
    }
}

/// A str or bytes that XML can have.
fn text_arg(vm: &Vm, o: &Obj) -> PyResult<String> {
    let text = if str_::is_str(o) {
        str_::utf8(o).map(str::to_string)
    } else if crate::types::buffer::is_bytes_like(o) {
        let data = crate::types::buffer::bytes_arg(vm, o)?;
        std::str::from_utf8(&data).ok().filter(|s| s.is_ascii()).map(str::to_string)
    } else {
        let given = o.ty().name();
        return Err(vm.type_error(format!("Argument must be bytes or unicode, got '{given}'")));
    };
    match text {
        Some(s) if s.chars().all(pyr_lxml::text::is_xml_char) => Ok(s),
        _ => Err(vm.value_error(
            "All strings must be XML compatible: Unicode or ASCII, no NULL bytes or control characters",
        )),
    }
}

/// `{namespace}name`, or a QName, in its parts.
fn split_name(vm: &Vm, o: &Obj) -> PyResult<(String, String)> {
    let known_qname = known(vm)?.qname.clone();
    let text = if api::isinstance(vm, o, &known_qname)? {
        text_arg(vm, &api::getattr_str(vm, o, "text")?)?
    } else {
        text_arg(vm, o)?
    };
    match text.strip_prefix('{') {
        None => Ok((String::new(), text)),
        Some(rest) => match rest.rsplit_once('}') {
            None => Err(vm.value_error("Invalid tag name")),
            Some((_, "")) => Err(vm.value_error("Empty tag name")),
            Some((ns, local)) => Ok((ns.to_string(), local.to_string())),
        },
    }
}

/// A name that can be written; `what`: tag or attribute. HTML is not strict.
fn checked_name(vm: &Vm, o: &Obj, what: &str, html: bool) -> PyResult<(String, String)> {
    let (ns, local) = split_name(vm, o)?;
    if local.is_empty() {
        return Err(vm.value_error("Empty tag name"));
    }
    let fine = if html {
        !local.contains(['<', '>', '&', '/', '"', '\'', ' ', '\t', '\n', '\r', '\u{c}'])
    } else {
        pyr_lxml::text::is_ncname(&local)
    };
    if !fine {
        return Err(
            vm.value_error(format!("Invalid {what} name {}", api::repr_string(vm, &str_::from_str(&local))?))
        );
    }
    Ok((ns, local))
}

/// A truth value that has a default.
fn said(vm: &Vm, o: Option<&Obj>, default: bool) -> PyResult<bool> {
    o.map_or(Ok(default), |o| api::is_true(vm, o))
}

fn optional_text(text: Option<&str>) -> Obj {
    text.map_or(Obj::NONE, str_::from_str)
}

/// A list of the nodes' objects.
fn objects(vm: &Vm, ids: impl IntoIterator<Item = Id>) -> PyResult<Obj> {
    let all: PyResult<Vec<Obj>> = ids.into_iter().map(|id| object(vm, id)).collect();
    Ok(list::from_vec(all?))
}

/// `_lxml`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_lxml",
    doc: "Trees of XML and HTML.",
    types: &[&element::ELEMENT, &query::XPATH],
    hidden_types: &[&walk::WALK],
    functions: &[
        function(
            "setup",
            "(classes, kinds, qname, cdata, text, /)",
            "Tells the classes of the Python side.",
            |vm, a| {
                let four = |o: &Obj| -> PyResult<[Obj; 4]> {
                    let all = tuple::items(o).to_vec();
                    all.try_into().map_err(|_| vm.value_error("four are expected"))
                };
                let (classes, kinds) = (four(&a[0])?, four(&a[1])?);
                for class in &classes {
                    if !class.downcast::<Type>().is_some_and(|t| t.is_subtype(element::ELEMENT.ptr())) {
                        return Err(vm.type_error("classes of nodes are derived from _Element"));
                    }
                }
                let known = Known {
                    classes,
                    kinds,
                    qname: a[2].clone(),
                    cdata: a[3].clone(),
                    text: a[4].clone(),
                    lookups: Vec::new(),
                    answers: HashMap::new(),
                };
                // SAFETY: GIL held.
                let old = unsafe { (*KNOWN.get()).replace(known) };
                drop(old);
                Ok(Obj::NONE)
            },
        ),
        function(
            "register",
            "(lookup, lasting, /)",
            "A number for a function that gives classes to nodes.",
            |vm, a| {
                let lasting = api::is_true(vm, &a[1])?;
                let lookups = &mut known(vm)?.lookups;
                let found = lookups.iter().position(|l| l.0.is(&a[0]));
                let n = found.unwrap_or_else(|| {
                    lookups.push((a[0].clone(), lasting));
                    lookups.len() - 1
                });
                Ok(crate::types::int::from_usize(n + 1))
            },
        ),
        function("forget", "()", "The answers of lookups may have changed.", |vm, _| {
            let old = std::mem::take(&mut known(vm)?.answers);
            drop(old);
            Ok(Obj::NONE)
        }),
        function("nodes", "()", "How many nodes there are.", |_, _| {
            Ok(crate::types::int::from_usize(look(Forest::len)))
        }),
        function(
            "make",
            "(kind, name, text, lookup, html, /)",
            "A node in a tree of its own.",
            element::make,
        ),
        function("parse_xml", "(text, flags, lookup, encoding, url, /)", "The root.", document::parse_xml),
        function("parse_html", "(text, flags, lookup, encoding, url, /)", "The root.", document::parse_html),
        function("write", "(element, html, pretty, with_tail, /)", "A node as text.", document::write),
        function("write_around", "(element, /)", "", document::write_around),
        function("doctype", "(element, /)", "The document type declaration.", document::doctype),
        function("info", "(element, /)", "What is known of the document.", document::info),
        function("set_info", "(element, info, /)", "Changes it.", document::set_info),
        function("copy", "(element, whole, /)", "A copy of a node, or of its document.", document::copy),
        function("strip", "(element, names, mode, with_tail, /)", "", document::strip),
        function("clean_namespaces", "(element, keep, /)", "", document::clean_namespaces),
    ],
    ..ModuleSpec::EMPTY
};
