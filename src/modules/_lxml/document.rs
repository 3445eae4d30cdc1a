//! Parsing, writing and what concerns documents as a whole.

use super::{change, look, node, object, object_or_none, optional_text, split_name, text_arg};
use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::types::{int, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use pyr_lxml::{Atom, Forest, Id, Info, Kind, html, write as writer, xml};
use std::rc::Rc;

/// Bits of the parsers' flags.
mod flag {
    pub const RECOVER: i64 = 1;
    pub const REMOVE_COMMENTS: i64 = 2;
    pub const REMOVE_PIS: i64 = 4;
    pub const REMOVE_BLANKS: i64 = 8;
    pub const KEEP_CDATA: i64 = 16;
    pub const KEEP_ENTITIES: i64 = 32;
    pub const HUGE: i64 = 64;
    pub const NO_DEFAULT_DOCTYPE: i64 = 128;
}

fn optional(vm: &Vm, o: &Obj) -> PyResult<Option<String>> {
    if o.is_none() { Ok(None) } else { Ok(Some(api::expect_str(vm, o, "argument")?.into_owned())) }
}

struct Asked {
    text: String,
    flags: i64,
    info: Info,
}

fn asked(vm: &Vm, a: &Args) -> PyResult<Asked> {
    let text = String::from_utf8_lossy(str_::bytes_of(&a[0])).into_owned();
    let lookup = api::to_i64(vm, &a[2])? as u32;
    let info = Info { lookup, encoding: optional(vm, &a[3])?, url: optional(vm, &a[4])?, ..Info::default() };
    Ok(Asked { text, flags: api::to_i64(vm, &a[1])?, info })
}

/// The root's object; a tree without root is let go.
fn root_object(vm: &Vm, top: Id) -> PyResult<Obj> {
    let root = look(|f| f.root(top));
    if root.is_nil() {
        change(|f| f.free_if_unheld(top));
        return Ok(Obj::NONE);
    }
    let found = object(vm, root);
    if found.is_err() {
        change(|f| f.free_if_unheld(top));
    }
    found
}

/// The root of an XML document, or a tuple that says what is wrong: number, message, line, column.
pub fn parse_xml(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Asked { text, flags, info } = asked(vm, &a)?;
    let has = |bit| flags & bit != 0;
    let options = xml::Options {
        recover: has(flag::RECOVER),
        remove_comments: has(flag::REMOVE_COMMENTS),
        remove_pis: has(flag::REMOVE_PIS),
        remove_blank_text: has(flag::REMOVE_BLANKS),
        keep_cdata: has(flag::KEEP_CDATA),
        keep_entities: has(flag::KEEP_ENTITIES),
        huge: has(flag::HUGE),
        info,
    };
    match change(|f| xml::parse(f, &text, &options)) {
        Ok(top) => root_object(vm, top),
        Err(e) => {
            let n = |n: u32| int::from_i64(n.into());
            Ok(tuple::from_vec(vec![n(e.code), str_::from_string(e.message), n(e.line), n(e.column)]))
        }
    }
}

/// The root of an HTML document, or None.
pub fn parse_html(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Asked { text, flags, info } = asked(vm, &a)?;
    let has = |bit| flags & bit != 0;
    let options = html::Options {
        remove_comments: has(flag::REMOVE_COMMENTS),
        remove_pis: has(flag::REMOVE_PIS),
        remove_blank_text: has(flag::REMOVE_BLANKS),
        no_default_doctype: has(flag::NO_DEFAULT_DOCTYPE),
        info,
    };
    // Carriage returns are no part of a text.
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    let top = change(|f| html::parse(f, &text, &options));
    root_object(vm, top)
}

/// `write(element, html, pretty, with_tail)`
pub fn write(vm: &Vm, a: Args) -> PyResult<Obj> {
    let id = node(vm, &a[0])?;
    let html = api::is_true(vm, &a[1])?;
    let options = writer::Options { pretty: api::is_true(vm, &a[2])?, with_tail: api::is_true(vm, &a[3])? };
    let text = look(|f| if html { writer::html(f, id, &options) } else { writer::xml(f, id, &options) });
    str_::make(vm, text.as_bytes())
}

/// What is written before and after the root: the siblings of the root, in two lists.
pub fn write_around(vm: &Vm, a: Args) -> PyResult<Obj> {
    let id = node(vm, &a[0])?;
    let around = |forward: bool| {
        let mut all = look(|f| {
            let step = |at: Id| if forward { f.node(at).next } else { f.node(at).prev };
            let mut out = Vec::new();
            let mut at = step(id);
            while !at.is_nil() {
                out.push(at);
                at = step(at);
            }
            out
        });
        if !forward {
            all.reverse();
        }
        super::objects(vm, all)
    };
    Ok(tuple::pair(around(false)?, around(true)?))
}

/// The document type declaration, or an empty text.
pub fn doctype(vm: &Vm, a: Args) -> PyResult<Obj> {
    let id = node(vm, &a[0])?;
    Ok(str_::from_string(look(|f| writer::doctype(&f.info(id)))))
}

/// html, version, encoding, standalone, doctype's name, public id, system id, url, number of the lookup
pub fn info(vm: &Vm, a: Args) -> PyResult<Obj> {
    let id = node(vm, &a[0])?;
    let i = look(|f| f.info(id));
    let text = |s: &Option<String>| optional_text(s.as_deref());
    Ok(tuple::from_vec(vec![
        Obj::from_bool(i.html),
        text(&i.version),
        text(&i.encoding),
        i.standalone.map_or(Obj::NONE, Obj::from_bool),
        text(&i.doctype),
        text(&i.public_id),
        text(&i.system_id),
        text(&i.url),
        int::from_i64(i.lookup.into()),
        text(&i.subset),
    ]))
}

/// Takes the tuple that `info` gives.
pub fn set_info(vm: &Vm, a: Args) -> PyResult<Obj> {
    let id = node(vm, &a[0])?;
    let [html, version, encoding, standalone, doctype, public_id, system_id, url, lookup, subset] =
        tuple::items(&a[1])
    else {
        return Err(vm.value_error("ten values are expected"));
    };
    let info = Info {
        html: api::is_true(vm, html)?,
        lookup: api::to_i64(vm, lookup)? as u32,
        version: optional(vm, version)?,
        encoding: optional(vm, encoding)?,
        standalone: if standalone.is_none() { None } else { Some(api::is_true(vm, standalone)?) },
        doctype: optional(vm, doctype)?,
        public_id: optional(vm, public_id)?,
        system_id: optional(vm, system_id)?,
        subset: optional(vm, subset)?,
        url: optional(vm, url)?,
    };
    change(|f| f.set_info(id, Rc::new(info)));
    Ok(Obj::NONE)
}

/// `copy(element, whole)`: the copy of a node with its tail, or the root of a copy of its document.
pub fn copy(vm: &Vm, a: Args) -> PyResult<Obj> {
    let id = node(vm, &a[0])?;
    if api::is_true(vm, &a[1])? {
        let top = change(|f| {
            let top = f.top(id);
            f.copy(top, true)
        });
        return root_object(vm, top);
    }
    let copy = change(|f| f.copy(id, true));
    let found = object(vm, copy);
    if found.is_err() {
        change(|f| f.free_if_unheld(copy));
    }
    found
}

/// `strip(element, names, mode, with_tail)`: 0 elements with what is in them, 1 tags only, 2 attributes.
pub fn strip(vm: &Vm, a: Args) -> PyResult<Obj> {
    let top = node(vm, &a[0])?;
    let mode = api::to_i64(vm, &a[2])?;
    let with_tail = api::is_true(vm, &a[3])?;
    let mut names = Vec::new();
    let mut kinds = Vec::new();
    for o in tuple::items(&a[1]) {
        let kind = super::known(vm)?.kinds.iter().position(|k| k.is(o));
        match kind {
            Some(i) => kinds.push([Kind::Element, Kind::Comment, Kind::Instruction, Kind::Entity][i]),
            None => names.push(split_name(vm, o)?),
        }
    }
    let fits = |f: &Forest, name: pyr_lxml::Name| {
        names.iter().any(|(ns, local)| {
            (ns == "*" || f.name_text(name.ns) == ns || ns.is_empty() && local == "*")
                && (local == "*" || f.name_text(name.local) == local)
        })
    };
    change(|f| {
        if mode == 2 {
            let mut at = top;
            while !at.is_nil() {
                let gone: Vec<_> = f.node(at).attrs.iter().map(|a| a.name).filter(|n| fits(f, *n)).collect();
                gone.into_iter().for_each(|n| drop(f.remove_attr(at, n.ns, n.local)));
                at = f.next_in(at, top);
            }
            return;
        }
        let mut at = f.next_in(top, top);
        while !at.is_nil() {
            let n = f.node(at);
            let chosen = kinds.contains(&n.kind) || n.kind == Kind::Element && fits(f, n.name);
            if !chosen {
                at = f.next_in(at, top);
                continue;
            }
            if mode == 1 && n.kind == Kind::Element {
                // The first child takes its place; the rest follows.
                let after = f.next_in(at, top);
                unwrap(f, at);
                at = after;
            } else {
                let after = f.next_outside(at, top);
                let tail = f.node_mut(at).tail.take();
                if !with_tail || mode == 1 {
                    give_text(f, at, tail);
                }
                f.detach(at);
                at = after;
            }
        }
    });
    Ok(Obj::NONE)
}

/// Adds a text to what comes before a node.
fn give_text(f: &mut Forest, id: Id, text: Option<Box<str>>) {
    let Some(text) = text else { return };
    let (prev, parent) = (f.node(id).prev, f.node(id).parent);
    let n = f.node_mut(if prev.is_nil() { parent } else { prev });
    let place = if prev.is_nil() { &mut n.text } else { &mut n.tail };
    *place = Some(match place.take() {
        Some(before) => (String::from(before) + &text).into(),
        None => text,
    });
}

/// Puts what is in an element in its place.
fn unwrap(f: &mut Forest, id: Id) {
    let n = f.node_mut(id);
    let (text, tail) = (n.text.take(), n.tail.take());
    give_text(f, id, text);
    let parent = f.node(id).parent;
    let children: Vec<Id> = f.children(id).collect();
    for c in children {
        // Not into itself, and not beside a root: its parent is an element.
        let _ = f.place(c, parent, id);
    }
    give_text(f, id, tail);
    f.detach(id);
}

/// Removes declarations that no name below uses; `keep`: prefixes that stay.
pub fn clean_namespaces(vm: &Vm, a: Args) -> PyResult<Obj> {
    let top = node(vm, &a[0])?;
    let keep: PyResult<Vec<String>> = api::to_vec(vm, &a[1])?.iter().map(|o| text_arg(vm, o)).collect();
    let keep = keep?;
    change(|f| {
        let mut at = top;
        while !at.is_nil() {
            let decls = f.node(at).decls.clone();
            for d in decls {
                if !keep.iter().any(|k| k == f.name_text(d.0)) && !uses(f, at, d) {
                    f.node_mut(at).decls.retain(|own| *own != d);
                }
            }
            at = f.next_in(at, top);
        }
    });
    object_or_none(vm, Id::NIL)
}

/// Whether a name below a node needs a declaration made there.
fn uses(f: &Forest, top: Id, d: (Atom, Atom)) -> bool {
    let mut at = top;
    while !at.is_nil() {
        let n = f.node(at);
        let own = |name: pyr_lxml::Name| name.prefix == d.0 && name.ns == d.1;
        if n.kind == Kind::Element && (own(n.name) || !d.0.is_none() && n.attrs.iter().any(|a| own(a.name))) {
            return true;
        }
        at = f.next_in(at, top);
    }
    false
}
