//! `_Element`: what a node is and what can be done with it. Methods that need no speed are put on the type by the Python
//! half, `stdlib/lxml/_nodes.py` and the files beside it.

use super::{
    Node, change, checked_name, known, look, node, node_named, object, object_or_none, objects, optional_text,
};
use super::{kind_index, said, split_name, text_arg, walk};
use crate::object::args::{Args, CallArgs};
use crate::object::heap::LayoutOps;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, getter, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{dict, int, list, slice, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use pyr_lxml::forest::Misplaced;
use pyr_lxml::{Forest, Id, Info, Kind, Name};
use std::cell::Cell;
use std::rc::Rc;

/// The node behind a receiver.
fn own(o: &Obj) -> Id {
    o.downcast::<Node>().map_or(Id::NIL, |n| n.id.get())
}

fn is_html(id: Id) -> bool {
    look(|f| f.info(id).html)
}

/// `make(kind, name, text, lookup, html)`; for elements the namespaces to be declared are in the text's place.
pub fn make(vm: &Vm, a: Args) -> PyResult<Obj> {
    let kind = [Kind::Element, Kind::Comment, Kind::Instruction, Kind::Entity]
        .get(api::to_i64(vm, &a[0])? as usize)
        .copied()
        .unwrap_or(Kind::Element);
    let html = api::is_true(vm, &a[4])?;
    let (ns, local) = match kind {
        Kind::Comment => (String::new(), String::new()),
        Kind::Element => checked_name(vm, &a[1], "tag", html)?,
        _ => split_name(vm, &a[1])?,
    };
    let text = if a[2].is_none() || kind == Kind::Element { None } else { Some(text_arg(vm, &a[2])?) };
    let lookup = api::to_i64(vm, &a[3])? as u32;
    let id = change(|f| {
        let top = f.new_tree(Rc::new(Info { html, lookup, ..Info::default() }));
        let name = Name { local: f.intern(&local), ..Name::default() };
        let id = f.new_node(kind, name, top);
        f.node_mut(id).text = text.map(Into::into);
        id
    });
    let o = object(vm, id)?;
    if kind == Kind::Element {
        declare(vm, &o, &a[2])?;
    }
    if !ns.is_empty() {
        change(|f| set_namespace(f, id, &ns));
    }
    Ok(o)
}

/// Gives an element its namespace; the prefix is found when the declarations are there.
fn set_namespace(f: &mut Forest, id: Id, ns: &str) {
    let ns = f.intern(ns);
    let name = f.node(id).name;
    f.node_mut(id).name = Name { ns, ..name };
    let prefix = f.prefix_for(id, ns, false);
    f.node_mut(id).name.prefix = prefix;
}

/// `_sub(tag, nsmap)`: a new last element inside.
fn sub(vm: &Vm, a: Args) -> PyResult<Obj> {
    let parent = own(&a[0]);
    if look(|f| f.node(parent).kind) != Kind::Element {
        return Err(vm.type_error("this node has no children"));
    }
    let (ns, local) = checked_name(vm, &a[1], "tag", is_html(parent))?;
    let id = change(|f| {
        let name = Name { local: f.intern(&local), ..Name::default() };
        f.new_node(Kind::Element, name, parent)
    });
    let o = object(vm, id)?;
    declare(vm, &o, &a[2])?;
    if !ns.is_empty() {
        change(|f| set_namespace(f, id, &ns));
    }
    Ok(o)
}

/// Declares the namespaces of a dict or None: prefix (or None) and namespace.
fn declare(vm: &Vm, o: &Obj, nsmap: &Obj) -> PyResult<()> {
    if nsmap.is_none() {
        return Ok(());
    }
    let id = own(o);
    let items = api::call_method_str(vm, nsmap, "items", &[])?;
    let mut decls = Vec::new();
    for item in api::to_vec(vm, &items)? {
        let [prefix, ns] = tuple::items(&item) else { return Err(vm.type_error("a mapping is expected")) };
        let prefix = if prefix.is_none() { String::new() } else { text_arg(vm, prefix)? };
        if !prefix.is_empty() && !pyr_lxml::text::is_ncname(&prefix) {
            return Err(vm.value_error(format!("Invalid namespace prefix '{prefix}'")));
        }
        decls.push((prefix, text_arg(vm, ns)?));
    }
    // The default namespace comes first, as the library writes them sorted.
    decls.sort_by(|a, b| a.0.cmp(&b.0));
    change(|f| {
        for (prefix, ns) in decls {
            let d = (f.intern(&prefix), f.intern(&ns));
            let parent = f.node(id).parent;
            if f.namespace(parent, d.0) != Some(d.1) {
                f.node_mut(id).decls.push(d);
            }
        }
    });
    Ok(())
}

fn declare_method(vm: &Vm, a: Args) -> PyResult<Obj> {
    declare(vm, &a[0], &a[1])?;
    // A prefix that was made up before gives way to a declared one.
    change(|f| {
        let id = own(&a[0]);
        let name = f.node(id).name;
        if !name.ns.is_none() {
            let declared = f.node(id).decls.iter().rev().find(|d| d.1 == name.ns).copied();
            if let Some(d) = declared.filter(|d| d.0 != name.prefix) {
                let used = name.prefix;
                f.node_mut(id).name.prefix = d.0;
                if !f.node(id).attrs.iter().any(|a| a.name.prefix == used) {
                    f.node_mut(id).decls.retain(|d| d.0 != used || d.1 != name.ns);
                }
            }
        }
    });
    Ok(Obj::NONE)
}

// --- attributes of the object

fn get_tag(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let id = own(o);
    let kind = look(|f| f.node(id).kind);
    if kind != Kind::Element {
        return Ok(known(vm)?.kinds[kind_index(kind)].clone());
    }
    Ok(look(|f| {
        let name = f.node(id).name;
        if name.ns.is_none() { intern(f.name_text(name.local)) } else { str_::from_string(f.expanded(name)) }
    }))
}

fn set_tag(vm: &Vm, o: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let id = own(o);
    let Some(value) = value else { return Err(vm.attribute_error("the tag cannot be deleted")) };
    if look(|f| f.node(id).kind) != Kind::Element {
        return Err(vm.attribute_error("this node's tag is fixed"));
    }
    let (ns, local) = checked_name(vm, value, "tag", is_html(id))?;
    change(|f| {
        let local = f.intern(&local);
        f.node_mut(id).name = Name { local, ..Name::default() };
        if !ns.is_empty() {
            set_namespace(f, id, &ns);
        }
    });
    Ok(())
}

fn get_text(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(look(|f| {
        let n = f.node(own(o));
        match n.kind {
            Kind::Entity => str_::from_string(format!("&{};", f.name_text(n.name.local))),
            Kind::Comment => str_::from_str(n.text.as_deref().unwrap_or("")),
            _ => optional_text(n.text.as_deref()),
        }
    }))
}

/// A text to be set: str, bytes, CDATA or None.
fn new_text(vm: &Vm, value: Option<&Obj>) -> PyResult<(Option<String>, bool)> {
    let Some(value) = value.filter(|v| !v.is_none()) else { return Ok((None, false)) };
    let cdata = known(vm)?.cdata.clone();
    if api::isinstance(vm, value, &cdata)? {
        return Ok((Some(text_arg(vm, &api::getattr_str(vm, value, "_text")?)?), true));
    }
    Ok((Some(text_arg(vm, value)?), false))
}

fn set_text(vm: &Vm, o: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let (text, cdata) = new_text(vm, value)?;
    change(|f| {
        let n = f.node_mut(own(o));
        (n.text, n.cdata) = (text.map(Into::into), cdata);
    });
    Ok(())
}

fn get_tail(_: &Vm, o: &Obj) -> PyResult<Obj> {
    Ok(look(|f| optional_text(f.node(own(o)).tail.as_deref())))
}

fn set_tail(vm: &Vm, o: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let (text, _) = new_text(vm, value)?;
    change(|f| f.node_mut(own(o)).tail = text.map(Into::into));
    Ok(())
}

static GETTERS: &[GetterDef] = &[
    property(
        "tag",
        "The name, with its namespace in braces; for other nodes the function that makes them.",
        get_tag,
        set_tag,
    ),
    property("text", "The text before the first node inside.", get_text, set_text),
    property("tail", "The text behind the node.", get_tail, set_tail),
    getter("prefix", "The prefix of the name.", |_, o| {
        Ok(look(|f| {
            let name = f.node(own(o)).name;
            if name.prefix.is_none() { Obj::NONE } else { str_::from_str(f.name_text(name.prefix)) }
        }))
    }),
    getter("nsmap", "Prefixes and namespaces that hold here.", |vm, o| {
        let map = dict::new();
        let pairs = look(|f| {
            let all = f.nsmap(own(o));
            let text = |a| f.name_text(a).to_string();
            all.into_iter().filter(|d| !d.1.is_none()).map(|d| (text(d.0), text(d.1))).collect::<Vec<_>>()
        });
        for (prefix, ns) in pairs {
            let key = if prefix.is_empty() { Obj::NONE } else { str_::from_string(prefix) };
            map.set(vm, &key, &str_::from_string(ns))?;
        }
        Ok(map.into_obj())
    }),
    property(
        "sourceline",
        "The line in the source.",
        |_, o| {
            let line = look(|f| f.node(own(o)).line);
            Ok(if line == 0 { Obj::NONE } else { int::from_i64(line.into()) })
        },
        |vm, o, value| {
            let line = value.map_or(Ok(0), |v| api::to_i64(vm, v))?;
            change(|f| f.node_mut(own(o)).line = line.clamp(0, u32::MAX.into()) as u32);
            Ok(())
        },
    ),
];

// --- attributes of the element

fn attribute_key(vm: &Vm, o: &Obj) -> PyResult<Option<(pyr_lxml::Atom, pyr_lxml::Atom)>> {
    if str_::is_str(o)
        && let Some(s) = str_::utf8(o)
        && !s.starts_with('{')
    {
        return Ok(look(|f| f.known(s)).map(|local| (pyr_lxml::Atom::NONE, local)));
    }
    let (ns, local) = split_name(vm, o)?;
    Ok(look(|f| f.known(&ns).zip(f.known(&local))))
}

fn get(vm: &Vm, a: Args) -> PyResult<Obj> {
    let found = match attribute_key(vm, &a[1])? {
        Some((ns, local)) => look(|f| f.attr(own(&a[0]), ns, local).map(str_::from_str)),
        None => None,
    };
    Ok(found.or_else(|| a.opt(2).cloned()).unwrap_or(Obj::NONE))
}

fn set(vm: &Vm, a: Args) -> PyResult<Obj> {
    let id = own(&a[0]);
    let html = is_html(id);
    let (ns, local) = checked_name(vm, &a[1], "attribute", html)?;
    let value = match a.opt_not_none(2) {
        Some(v) => {
            let qname = known(vm)?.qname.clone();
            let v =
                if api::isinstance(vm, v, &qname)? { api::getattr_str(vm, v, "text")? } else { v.clone() };
            Some(text_arg(vm, &v)?)
        }
        None if html => None,
        None => return Err(vm.type_error("Argument must be bytes or unicode, got 'NoneType'")),
    };
    change(|f| {
        let (ns, local) = (f.intern(&ns), f.intern(&local));
        f.set_attr(id, ns, local, value.as_deref());
    });
    Ok(Obj::NONE)
}

/// Removes an attribute; its value, or None if there was none.
fn unset(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some((ns, local)) = attribute_key(vm, &a[1])? else { return Ok(Obj::NONE) };
    Ok(optional_text(change(|f| f.remove_attr(own(&a[0]), ns, local)).as_deref()))
}

fn keys(_: &Vm, a: Args) -> PyResult<Obj> {
    Ok(look(|f| {
        let all = f.node(own(&a[0])).attrs.iter().map(|a| str_::from_string(f.expanded(a.name)));
        list::from_vec(all.collect())
    }))
}

fn values(_: &Vm, a: Args) -> PyResult<Obj> {
    Ok(look(|f| list::from_vec(f.node(own(&a[0])).attrs.iter().map(|a| str_::from_str(&a.value)).collect())))
}

fn items(_: &Vm, a: Args) -> PyResult<Obj> {
    Ok(look(|f| {
        let pair =
            |a: &pyr_lxml::Attr| tuple::pair(str_::from_string(f.expanded(a.name)), str_::from_str(&a.value));
        list::from_vec(f.node(own(&a[0])).attrs.iter().map(pair).collect())
    }))
}

// --- children

/// The child at an index.
fn child_at(f: &Forest, id: Id, index: isize) -> Option<Id> {
    if index >= 0 {
        return f.children(id).nth(index as usize);
    }
    let mut at = f.node(id).last;
    for _ in 1..index.unsigned_abs() {
        at = f.node(at).prev;
    }
    at.get()
}

fn len(_: &Vm, o: &Obj) -> PyResult<usize> {
    Ok(look(|f| f.children(own(o)).count()))
}

/// The children that a slice selects.
fn sliced(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Vec<Id>> {
    let all: Vec<Id> = look(|f| f.children(own(o)).collect());
    let (start, _, step, n) = slice::indices(vm, key, all.len())?;
    Ok((0..n as isize).map(|i| all[(start + i * step) as usize]).collect())
}

fn is_slice(o: &Obj) -> bool {
    o.is_instance::<slice::Slice>()
}

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    if is_slice(key) {
        return objects(vm, sliced(vm, o, key)?);
    }
    let i = api::index_isize(vm, key)?;
    match look(|f| child_at(f, own(o), i)) {
        Some(id) => object(vm, id),
        None => Err(vm.index_error("list index out of range")),
    }
}

fn setitem(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let id = own(o);
    if is_slice(key) {
        let gone = sliced(vm, o, key)?;
        let Some(value) = value else {
            change(|f| gone.into_iter().for_each(|c| f.detach(c)));
            return Ok(());
        };
        let new = api::to_vec(vm, value)?;
        let ids: PyResult<Vec<Id>> = new.iter().map(|e| node(vm, e)).collect();
        let ids = ids?;
        let len = look(|f| f.children(id).count());
        let (start, _, step, n) = slice::indices(vm, key, len)?;
        if step != 1 && ids.len() != n {
            let given = ids.len();
            return Err(vm.value_error(format!(
                "attempt to assign sequence of size {given} to extended slice of size {n}"
            )));
        }
        if step != 1 {
            for (old, new) in gone.into_iter().zip(ids) {
                put_instead(vm, old, new)?;
            }
            return Ok(());
        }
        // Held, so that the place is not forgotten when the nodes before it go.
        let before =
            look(|f| child_at(f, id, start).filter(|_| n == 0).or_else(|| f.node(*gone.last()?).next.get()));
        let place = before.unwrap_or(Id::NIL);
        let _held = object_or_none(vm, place)?;
        change(|f| gone.into_iter().filter(|c| !ids.contains(c)).for_each(|c| f.detach(c)));
        for new in ids {
            placed(vm, change(|f| f.place(new, id, place)))?;
        }
        return Ok(());
    }
    let i = api::index_isize(vm, key)?;
    let Some(child) = look(|f| child_at(f, id, i)) else {
        return Err(match value {
            Some(_) => vm.index_error("list index out of range"),
            None => vm.index_error(format!("index out of range: {i}")),
        });
    };
    match value {
        Some(value) => {
            let new = node(vm, value)?;
            put_instead(vm, child, new)
        }
        None => {
            change(|f| f.detach(child));
            Ok(())
        }
    }
}

/// Puts a node where another one was.
fn put_instead(vm: &Vm, old: Id, new: Id) -> PyResult<()> {
    if old == new {
        return Ok(());
    }
    let parent = look(|f| f.node(old).parent);
    placed(vm, change(|f| f.place(new, parent, old)))?;
    change(|f| f.detach(old));
    Ok(())
}

fn placed(vm: &Vm, done: Result<(), Misplaced>) -> PyResult<()> {
    done.map_err(|why| match why {
        Misplaced::Cycle => vm.value_error("cannot append parent to itself"),
        Misplaced::BesideRoot => {
            vm.type_error("Only processing instructions and comments can be siblings of the root element")
        }
    })
}

fn append(vm: &Vm, a: Args) -> PyResult<Obj> {
    let new = node(vm, &a[1])?;
    container(vm, &a[0])?;
    placed(vm, change(|f| f.place(new, own(&a[0]), Id::NIL)))?;
    Ok(Obj::NONE)
}

/// Comments and the like have nothing inside.
fn container(vm: &Vm, o: &Obj) -> PyResult<()> {
    match look(|f| f.node(own(o)).kind) {
        Kind::Element => Ok(()),
        _ => Err(vm.type_error("this element does not have children or attributes")),
    }
}

fn insert(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !int::is_int(&a[1]) {
        let given = a[1].ty().name();
        return Err(vm.type_error(format!("Argument 'index' has incorrect type (expected int, got {given})")));
    }
    let (i, new) = (api::index_isize(vm, &a[1])?, node(vm, &a[2])?);
    container(vm, &a[0])?;
    let id = own(&a[0]);
    let before = look(|f| child_at(f, id, i).unwrap_or(Id::NIL));
    placed(vm, change(|f| f.place(new, id, before)))?;
    Ok(Obj::NONE)
}

fn extend(vm: &Vm, a: Args) -> PyResult<Obj> {
    container(vm, &a[0])?;
    for e in api::to_vec(vm, &a[1])? {
        let new = node(vm, &e)?;
        placed(vm, change(|f| f.place(new, own(&a[0]), Id::NIL)))?;
    }
    Ok(Obj::NONE)
}

/// Checks that the second is inside the first.
fn child_of(vm: &Vm, parent: &Obj, child: Id) -> PyResult<()> {
    if look(|f| f.node(child).parent) == own(parent) {
        Ok(())
    } else {
        Err(vm.value_error("Element is not a child of this node."))
    }
}

fn remove(vm: &Vm, a: Args) -> PyResult<Obj> {
    let child = node(vm, &a[1])?;
    child_of(vm, &a[0], child)?;
    change(|f| f.detach(child));
    Ok(Obj::NONE)
}

fn replace(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (old, new) = (node_named(vm, &a[1], "old_element")?, node_named(vm, &a[2], "new_element")?);
    child_of(vm, &a[0], old)?;
    put_instead(vm, old, new)?;
    Ok(Obj::NONE)
}

fn beside(vm: &Vm, a: &Args, behind: bool) -> PyResult<Obj> {
    let (at, new) = (own(&a[0]), node(vm, &a[1])?);
    let (parent, next, outside, is_element) = look(|f| {
        let n = f.node(at);
        (n.parent, n.next, f.node(n.parent).kind == Kind::Document, f.node(new).kind == Kind::Element)
    });
    if outside && is_element {
        return placed(vm, Err(Misplaced::BesideRoot)).map(|()| Obj::NONE);
    }
    if at == new {
        return Ok(Obj::NONE);
    }
    let cycle = "cannot add ancestor as sibling, please break cycle first";
    let done = change(|f| f.place(new, parent, if behind { next } else { at }));
    done.map_err(|_| vm.value_error(cycle))?;
    if outside {
        change(|f| f.node_mut(new).tail = None);
    }
    Ok(Obj::NONE)
}

fn clear(vm: &Vm, a: Args) -> PyResult<Obj> {
    let keep_tail = said(vm, a.opt(1), false)?;
    let id = own(&a[0]);
    change(|f| {
        let n = f.node_mut(id);
        if n.kind == Kind::Element {
            n.text = None;
        }
        n.attrs.clear();
        if !keep_tail {
            n.tail = None;
        }
        let all: Vec<Id> = f.children(id).collect();
        all.into_iter().for_each(|c| f.detach(c));
    });
    Ok(Obj::NONE)
}

fn index(vm: &Vm, a: Args) -> PyResult<Obj> {
    let child = node_named(vm, &a[1], "child")?;
    child_of(vm, &a[0], child)?;
    let (i, n) = look(|f| {
        let all: Vec<Id> = f.children(own(&a[0])).collect();
        (all.iter().position(|c| *c == child).unwrap_or(0) as isize, all.len() as isize)
    });
    let bound = |i: usize, default: isize| -> PyResult<isize> {
        let b = a.opt_not_none(i).map_or(Ok(default), |v| api::index_isize(vm, v))?;
        Ok(if b < 0 { b + n } else { b })
    };
    let (start, stop) = (bound(2, 0)?, bound(3, n)?);
    if i < start || i >= stop {
        return Err(vm.value_error("list.index(x): x not in slice"));
    }
    Ok(int::from_i64(i as i64))
}

/// The next sibling, forward or backward.
fn sibling(vm: &Vm, a: &Args, forward: bool) -> PyResult<Obj> {
    let id = look(|f| {
        let n = f.node(own(&a[0]));
        if forward { n.next } else { n.prev }
    });
    object_or_none(vm, id)
}

static METHODS: [MethodDef; 33] = [
    method("_sub", "($self, tag, nsmap, /)", "", sub),
    method("_declare", "($self, nsmap, /)", "", declare_method),
    method("_unset", "($self, key, /)", "", unset),
    method("_root", "($self, /)", "The element at the top.", |vm, a| {
        let id = look(|f| f.root(own(&a[0])));
        object_or_none(vm, id)
    }),
    method("_content", "($self, /)", "All text inside.", |_, a| {
        Ok(str_::from_string(look(|f| f.string_value(own(&a[0])))))
    }),
    method("_name", "($self, /)", "The name without namespace.", |_, a| {
        Ok(look(|f| str_::from_str(f.name_text(f.node(own(&a[0])).name.local))))
    }),
    method("get", "($self, key, default=None)", "An attribute's value.", get),
    method("set", "($self, key, value=None)", "Sets an attribute.", set),
    method("keys", "($self)", "The names of the attributes.", keys),
    method("values", "($self)", "The values of the attributes.", values),
    method("items", "($self)", "Names and values of the attributes.", items),
    method("append", "($self, element)", "Puts an element at the end.", append),
    method("insert", "($self, index, element)", "Puts an element at a place.", insert),
    method("extend", "($self, elements)", "Puts elements at the end.", extend),
    method("remove", "($self, element)", "Takes an element out.", remove),
    method("replace", "($self, old_element, new_element)", "Puts an element where another one was.", replace),
    method("addnext", "($self, element)", "Puts an element behind this one.", |vm, a| beside(vm, &a, true)),
    method("addprevious", "($self, element)", "Puts an element before this one.", |vm, a| {
        beside(vm, &a, false)
    }),
    method("clear", "($self, keep_tail=False)", "Takes out attributes, text and children.", clear),
    method("index", "($self, child, start=None, stop=None)", "The place of a child.", index),
    method("getparent", "($self)", "The element around.", |vm, a| {
        let id = look(|f| f.parent_element(own(&a[0])));
        object_or_none(vm, id)
    }),
    method("getnext", "($self)", "The next sibling.", |vm, a| sibling(vm, &a, true)),
    method("getprevious", "($self)", "The sibling before.", |vm, a| sibling(vm, &a, false)),
    method("getchildren", "($self)", "The children.", |vm, a| {
        let all: Vec<Id> = look(|f| f.children(own(&a[0])).collect());
        objects(vm, all)
    }),
    method("iter", "($self, tag=None, *tags)", "This element and all inside.", |vm, a| {
        walk::new(vm, &a, walk::Way::Own, a.opt(1), a.opt(2))
    }),
    method("iterdescendants", "($self, tag=None, *tags)", "All inside.", |vm, a| {
        walk::new(vm, &a, walk::Way::Below, a.opt(1), a.opt(2))
    }),
    method("iterancestors", "($self, tag=None, *tags)", "The elements around.", |vm, a| {
        walk::new(vm, &a, walk::Way::Around, a.opt(1), a.opt(2))
    }),
    method("iterchildren", "($self, tag=None, *tags, reversed=False)", "The children.", |vm, a| {
        let way = if said(vm, a.opt(3), false)? { walk::Way::ChildrenBack } else { walk::Way::Children };
        walk::new(vm, &a, way, a.opt(1), a.opt(2))
    }),
    method("itersiblings", "($self, tag=None, *tags, preceding=False)", "The siblings.", |vm, a| {
        let way = if said(vm, a.opt(3), false)? { walk::Way::Before } else { walk::Way::Behind };
        walk::new(vm, &a, way, a.opt(1), a.opt(2))
    }),
    method("itertext", "($self, tag=None, *tags, with_tail=True)", "All text inside.", walk::texts),
    method("__reversed__", "($self, /)", "", |vm, a| walk::new(vm, &a, walk::Way::ChildrenBack, None, None)),
    method("__len__", "($self, /)", "", |vm, a| Ok(int::from_usize(len(vm, &a[0])?))),
    method("_is_detached", "($self, /)", "", |_, a| {
        Ok(Obj::from_bool(look(|f| f.parent_element(own(&a[0])).is_nil())))
    }),
];

fn contains(_: &Vm, o: &Obj, x: &Obj) -> PyResult<bool> {
    Ok(x.downcast::<Node>().is_some_and(|n| look(|f| f.node(n.id.get()).parent) == own(o)))
}

/// Instances of derived classes that programs make: an element with the class' name, or its `TAG`.
fn new(vm: &Vm, class: &Obj, _: CallArgs) -> PyResult<Obj> {
    let ns = api::getattr_opt(vm, class, &intern("NAMESPACE"))?.filter(|o| !o.is_none());
    let tag = match api::getattr_opt(vm, class, &intern("TAG"))?.filter(|o| !o.is_none()) {
        Some(tag) => tag,
        None => api::getattr_str(vm, class, "__name__")?,
    };
    let html = api::getattr_opt(vm, class, &intern("HTML"))?.is_some_and(|o| o.is(&Obj::TRUE));
    let (own_ns, local) = split_name(vm, &tag)?;
    let ns = match ns {
        Some(ns) => text_arg(vm, &ns)?,
        None => own_ns,
    };
    let id = change(|f| {
        let top = f.new_tree(Rc::new(Info { html, ..Info::default() }));
        let name = Name { local: f.intern(&local), ..Name::default() };
        let id = f.new_node(Kind::Element, name, top);
        if !ns.is_empty() {
            set_namespace(f, id, &ns);
        }
        id
    });
    let o = crate::object::attr::new_instance(vm, class, Node { id: Cell::new(id) })?;
    if let Some(n) = o.downcast::<Node>() {
        change(|f| f.hold(id, n.address()));
    }
    Ok(o)
}

static SPEC: TypeSpec = TypeSpec {
    name: "_Element",
    module: "lxml.etree",
    doc: "A node of a tree.",
    flags: type_flag::BASE | type_flag::WEAKREF | type_flag::MUTABLE,
    slots: Slots {
        new: Some(new),
        repr: Some(|vm, o| {
            let tag = api::str_string(vm, &api::getattr_str(vm, o, "tag")?)?;
            Ok(str_::from_string(format!("<Element {tag} at {:#x}>", api::id(o))))
        }),
        init: Some(|_, _, _| Ok(())),
        len: Some(len),
        getitem: Some(getitem),
        setitem: Some(setitem),
        contains: Some(contains),
        bool_: Some(|_, o| Ok(look(|f| !f.node(own(o)).first.is_nil()))),
        iter: Some(walk::children),
        ..Slots::NONE
    },
    methods: &METHODS,
    getters: GETTERS,
    ..TypeSpec::BASE
};

/// `_Element`
pub static ELEMENT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Node>(false));
