//! `Element`, and `SubElement()`.

use super::walk;
use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::Trace;
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{TypeSpec, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::{self, Dict};
use crate::types::exception::{DEPRECATION_WARNING, INDEX_ERROR};
use crate::types::list::List;
use crate::types::sequence::{is_index, item_index, resolve, size_arg};
use crate::types::str_::StrBuilder;
use crate::types::{int, list, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::RefCell;

/// The native state of an element.
#[derive(Default)]
pub struct Element {
    /// Its name, or the function that makes comments or processing instructions.
    pub tag: Field,
    /// The text before the first child.
    pub text: Field,
    /// The text after the element.
    pub tail: Field,
    /// A dict, made when it is needed.
    pub attrib: Field,
    /// The children; never borrowed while Python code runs.
    pub children: RefCell<Vec<Obj>>,
}

#[allow(unsafe_code)]
// SAFETY: every field that holds references is visited.
unsafe impl Payload for Element {
    fn static_type() -> &'static StaticType {
        &ELEMENT
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        [&self.tag, &self.text, &self.tail, &self.attrib].into_iter().for_each(|f| f.trace(visit));
        self.children.trace(visit);
    }
    fn clear(&self) {
        [&self.tag, &self.text, &self.tail, &self.attrib].into_iter().for_each(|f| f.set(None));
        drop(self.children.take());
    }
}

/// The state of what is known to be an element.
#[inline(always)]
pub fn of(o: &Obj) -> &Element {
    o.downcast().expect("it was checked to be an element")
}

/// A new element without children; the attributes are a dict or nothing.
pub fn make(tag: Obj, attrib: Option<Obj>) -> Obj {
    let e = Element {
        tag: Field::new(Some(tag)),
        text: Field::new(Some(Obj::NONE)),
        tail: Field::new(Some(Obj::NONE)),
        attrib: Field::new(attrib),
        children: RefCell::default(),
    };
    Ref::new(e).into_obj()
}

fn attrib(e: &Element) -> Obj {
    if let Some(d) = e.attrib.get() {
        return d;
    }
    let d = dict::new().into_obj();
    e.attrib.set(Some(d.clone()));
    d
}

fn attrib_dict(e: &Element) -> Option<Ref<Dict>> {
    e.attrib.get().and_then(|d| d.into_ref::<Dict>().ok())
}

/// The child at a place.
#[inline(always)]
pub fn child(e: &Element, i: usize) -> Option<Obj> {
    e.children.borrow().get(i).cloned()
}

fn children(e: &Element) -> Vec<Obj> {
    e.children.borrow().clone()
}

/// Adds a child.
pub fn add(e: &Element, child: Obj) {
    e.children.borrow_mut().push(child);
}

/// TypeError unless it is an element.
fn check(vm: &Vm, o: &Obj, what: &str) -> PyResult<()> {
    if o.is_instance::<Element>() {
        return Ok(());
    }
    Err(vm.type_error(format!("{what} must be xml.etree.ElementTree.Element, not {}", api::given(o))))
}

fn check_child(vm: &Vm, o: &Obj) -> PyResult<()> {
    if o.is_instance::<Element>() {
        return Ok(());
    }
    Err(vm.type_error(format!("expected an Element, not \"{}\"", o.ty().name())))
}

fn check_dict(vm: &Vm, o: &Obj, what: &str) -> PyResult<()> {
    if o.is_instance::<Dict>() {
        return Ok(());
    }
    Err(vm.type_error(format!("{what} must be dict, not {}", api::given(o))))
}

/// A dict of an element's own of the attributes it is made with: positional, and keywords, of which `attrib` may be one.
fn merged(vm: &Vm, given: Option<&Obj>, what: &str, args: &CallArgs) -> PyResult<Option<Obj>> {
    if given.is_none() && args.kw_len() == 0 {
        return Ok(None);
    }
    let out = dict::new();
    let mut from = given.cloned();
    if let Some(d) = &from {
        check_dict(vm, d, what)?;
    } else if let Some((_, d)) = args.keywords().find(|(key, _)| str_::bytes_of(key) == b"attrib") {
        check_dict(vm, d, "attrib")?;
        from = Some(d.clone());
    }
    if let Some(d) = from.and_then(|d| d.into_ref::<Dict>().ok()) {
        for (key, value) in d.items() {
            out.set(vm, &key, &value)?;
        }
    }
    for (key, value) in args.keywords() {
        if given.is_some() || str_::bytes_of(key) != b"attrib" {
            out.set(vm, key, value)?;
        }
    }
    Ok(if out.is_empty() { None } else { Some(out.into_obj()) })
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let pos = args.pos();
    let (tag, given) = match pos {
        [] => return Err(vm.type_error("Element() takes at least 1 argument (0 given)")),
        [tag] => (tag, None),
        [tag, given] => (tag, Some(given)),
        more => {
            return Err(vm.type_error(format!("Element() takes at most 2 arguments ({} given)", more.len())));
        }
    };
    let attributes = merged(vm, given, "Element() argument 2", &args)?;
    let e = of(o);
    e.tag.set(Some(tag.clone()));
    e.text.set(Some(Obj::NONE));
    e.tail.set(Some(Obj::NONE));
    e.attrib.set(attributes);
    Ok(())
}

/// `SubElement(parent, tag, attrib={}, **extra)`
pub fn sub_element(vm: &Vm, a: Args) -> PyResult<Obj> {
    let pos = a.rest(0);
    let (parent, tag, given) = match pos {
        [parent, tag] => (parent, tag, None),
        [parent, tag, given] => (parent, tag, Some(given)),
        few if few.len() < 2 => {
            return Err(
                vm.type_error(format!("SubElement() takes at least 2 arguments ({} given)", few.len()))
            );
        }
        more => {
            return Err(
                vm.type_error(format!("SubElement() takes at most 3 arguments ({} given)", more.len()))
            );
        }
    };
    check(vm, parent, "SubElement() argument 1")?;
    let extra = a[1].as_ref::<Dict>().ok_or_else(|| vm.type_error("keywords are a dict"))?;
    let mut attributes = None;
    if let Some(d) = given {
        check_dict(vm, d, "SubElement() argument 3")?;
        attributes = Some(d.clone());
    } else if let Some(d) = extra.remove_str(&intern("attrib")) {
        check_dict(vm, &d, "attrib")?;
        attributes = Some(d);
    }
    let own = match attributes.and_then(|d| d.into_ref::<Dict>().ok()) {
        None => extra,
        Some(d) => {
            let own = d.copy(vm)?;
            for (key, value) in extra.items() {
                own.set(vm, &key, &value)?;
            }
            own
        }
    };
    let made = make(tag.clone(), if own.is_empty() { None } else { Some(own.into_obj()) });
    add(of(parent), made.clone());
    Ok(made)
}

// --- a sequence of children

fn bad_index(vm: &Vm) -> Raised {
    vm.type_error("element indices must be integers")
}

fn is_slice(key: &Obj) -> bool {
    key.is_instance::<crate::types::slice::Slice>()
}

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let e = of(o);
    if is_index(key) {
        let i = item_index(vm, key)?;
        let found = resolve(i, e.children.borrow().len()).and_then(|i| child(e, i));
        return found.ok_or_else(|| vm.error(&INDEX_ERROR, "child index out of range"));
    }
    if !is_slice(key) {
        return Err(bad_index(vm));
    }
    api::getitem(vm, &list::from_vec(children(e)), key)
}

fn setitem(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    let e = of(o);
    if is_index(key) {
        let i = item_index(vm, key)?;
        let Some(i) = resolve(i, e.children.borrow().len()) else {
            return Err(vm.error(&INDEX_ERROR, "child assignment index out of range"));
        };
        let old = match value {
            Some(v) => {
                check_child(vm, v)?;
                e.children.borrow_mut().get_mut(i).map(|place| std::mem::replace(place, v.clone()))
            }
            None => Some(e.children.borrow_mut().remove(i)),
        };
        drop(old);
        return Ok(());
    }
    if !is_slice(key) {
        return Err(bad_index(vm));
    }
    let new = match value {
        None => None,
        Some(v) => {
            let items = match api::iter(vm, v) {
                Ok(it) => api::to_vec(vm, &it)?,
                Err(raised) => {
                    vm.clear_if(raised, &crate::types::exception::TYPE_ERROR)?;
                    return Err(vm.type_error("assignment expects an iterable"));
                }
            };
            items.iter().try_for_each(|x| check_child(vm, x))?;
            Some(list::from_vec(items))
        }
    };
    // The list does what lists do with slices.
    let all = list::from_vec(children(e));
    match &new {
        Some(new) => api::setitem(vm, &all, key, new)?,
        None => api::delitem(vm, &all, key)?,
    }
    let now = all.downcast::<List>().map_or_else(Vec::new, List::to_vec);
    let old = e.children.replace(now);
    drop(old);
    Ok(())
}

fn extend(vm: &Vm, a: Args) -> PyResult<Obj> {
    let it = match api::iter(vm, &a[1]) {
        Ok(it) => it,
        Err(raised) => {
            vm.clear_if(raised, &crate::types::exception::TYPE_ERROR)?;
            return Err(vm.type_error("'elements' must be an iterable"));
        }
    };
    for x in api::to_vec(vm, &it)? {
        check_child(vm, &x)?;
        add(of(&a[0]), x);
    }
    Ok(Obj::NONE)
}

fn insert(vm: &Vm, a: Args) -> PyResult<Obj> {
    let i = size_arg(vm, &a[1])?;
    check(vm, &a[2], "insert() argument 2")?;
    let mut children = of(&a[0]).children.borrow_mut();
    let n = children.len();
    let at = if i < 0 { n.saturating_sub(i.unsigned_abs()) } else { (i as usize).min(n) };
    children.insert(at, a[2].clone());
    Ok(Obj::NONE)
}

fn remove(vm: &Vm, a: Args) -> PyResult<Obj> {
    check(vm, &a[1], "remove() argument")?;
    let e = of(&a[0]);
    let same = e.children.borrow().iter().position(|c| c.is(&a[1]));
    let mut at = same;
    if at.is_none() {
        let mut i = 0;
        while let Some(c) = child(e, i) {
            if api::eq(vm, &c, &a[1])? {
                at = Some(i);
                break;
            }
            i += 1;
        }
    }
    let old = at.and_then(|i| {
        let mut children = e.children.borrow_mut();
        if i < children.len() { Some(children.remove(i)) } else { None }
    });
    old.map(|_| Obj::NONE).ok_or_else(|| vm.value_error("list.remove(x): x not in list"))
}

// --- copies

fn copy(_: &Vm, a: Args) -> PyResult<Obj> {
    let e = of(&a[0]);
    let made = make(e.tag.get_or_none(), Some(attrib(e)));
    let m = of(&made);
    m.text.set(Some(e.text.get_or_none()));
    m.tail.set(Some(e.tail.get_or_none()));
    *m.children.borrow_mut() = children(e);
    Ok(made)
}

fn deep(vm: &Vm, value: &Obj, memo: &Obj) -> PyResult<Obj> {
    if value.is_none() || value.is_exact::<str_::Str>() {
        return Ok(value.clone());
    }
    if value.is_exact::<Element>() {
        return deepcopy(vm, value, memo);
    }
    let f = api::getattr_str(vm, &api::import(vm, "copy")?, "deepcopy")?;
    api::call(vm, &f, &[value.clone(), memo.clone()])
}

fn deepcopy(vm: &Vm, o: &Obj, memo: &Obj) -> PyResult<Obj> {
    vm.check_native_stack(" while deep-copying an element")?;
    let e = of(o);
    let made = make(deep(vm, &e.tag.get_or_none(), memo)?, None);
    let m = of(&made);
    if let Some(d) = attrib_dict(e).filter(|d| !d.is_empty()) {
        let own = dict::new();
        for (key, value) in d.items() {
            own.set(vm, &deep(vm, &key, memo)?, &deep(vm, &value, memo)?)?;
        }
        m.attrib.set(Some(own.into_obj()));
    }
    m.text.set(Some(deep(vm, &e.text.get_or_none(), memo)?));
    m.tail.set(Some(deep(vm, &e.tail.get_or_none(), memo)?));
    let mut i = 0;
    while let Some(c) = child(e, i) {
        let copied = deep(vm, &c, memo)?;
        check_child(vm, &copied)?;
        add(m, copied);
        i += 1;
    }
    api::setitem(vm, memo, &int::from_u64(api::id(o)), &made)?;
    Ok(made)
}

fn getstate(_: &Vm, a: Args) -> PyResult<Obj> {
    let e = of(&a[0]);
    let d = dict::new();
    d.insert_str(intern("tag"), e.tag.get_or_none());
    d.insert_str(intern("_children"), list::from_vec(children(e)));
    d.insert_str(intern("attrib"), attrib(e));
    d.insert_str(intern("text"), e.text.get_or_none());
    d.insert_str(intern("tail"), e.tail.get_or_none());
    Ok(d.into_obj())
}

fn setstate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(state) = a[1].as_ref::<Dict>() else {
        let shown = api::repr_string(vm, &a[1])?;
        return Err(vm.type_error(format!("Don't know how to unpickle \"{shown}\" as an Element")));
    };
    let get = |name: &str| state.get(vm, &intern(name));
    let tag = get("tag")?.ok_or_else(|| vm.type_error("tag may not be NULL"))?;
    let new = match get("_children")? {
        None => Vec::new(),
        Some(c) => match c.downcast::<List>() {
            Some(items) => items.to_vec(),
            None => return Err(vm.type_error("'_children' is not a list")),
        },
    };
    new.iter().try_for_each(|x| check_child(vm, x))?;
    let given = get("attrib")?;
    if let Some(d) = given.as_ref().filter(|d| !d.is_none()) {
        check_dict(vm, d, "attrib")?;
    }
    let (text, tail) = (get("text")?, get("tail")?);
    let e = of(&a[0]);
    e.tag.set(Some(tag));
    e.text.set(Some(text.unwrap_or(Obj::NONE)));
    e.tail.set(Some(tail.unwrap_or(Obj::NONE)));
    e.attrib.set(given.filter(|d| !d.is_none()));
    let old = e.children.replace(new);
    drop(old);
    Ok(Obj::NONE)
}

// --- searching

/// Whether a path is more than a name.
fn is_special(path: &[u8]) -> bool {
    if path.starts_with(b"{*") || path.starts_with(b"{}") {
        return true;
    }
    let mut inside = false;
    for b in path {
        match b {
            b'{' if !inside => inside = true,
            b'}' if inside => inside = false,
            b'/' | b'*' | b'[' | b'@' | b'.' if !inside => return true,
            _ => {}
        }
    }
    false
}

fn by_path(vm: &Vm, function: &str, args: &[Obj]) -> PyResult<Obj> {
    let m = api::import(vm, "xml.etree.ElementPath")?;
    api::call(vm, &api::getattr_str(vm, &m, function)?, args)
}

fn is_plain(a: &Args) -> bool {
    a.opt_not_none(2).is_none() && str_::is_str(&a[1]) && !is_special(str_::bytes_of(&a[1]))
}

/// Whether an element's tag is that.
pub fn has_tag(vm: &Vm, e: &Element, tag: &Obj) -> PyResult<bool> {
    let own = e.tag.get_or_none();
    if own.is(tag) {
        return Ok(true);
    }
    if own.is_exact::<str_::Str>() && tag.is_exact::<str_::Str>() {
        return Ok(str_::bytes_of(&own) == str_::bytes_of(tag));
    }
    api::compare_bool(vm, &own, tag, CmpOp::Eq)
}

fn first(vm: &Vm, o: &Obj, path: &Obj) -> PyResult<Option<Obj>> {
    let e = of(o);
    let mut i = 0;
    while let Some(c) = child(e, i) {
        if has_tag(vm, of(&c), path)? {
            return Ok(Some(c));
        }
        i += 1;
    }
    Ok(None)
}

fn find(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !is_plain(&a) {
        let namespaces = a.opt(2).cloned().unwrap_or(Obj::NONE);
        return by_path(vm, "find", &[a[0].clone(), a[1].clone(), namespaces]);
    }
    Ok(first(vm, &a[0], &a[1])?.unwrap_or(Obj::NONE))
}

fn findtext(vm: &Vm, a: Args) -> PyResult<Obj> {
    let default = a.opt(2).cloned().unwrap_or(Obj::NONE);
    let plain = a.opt_not_none(3).is_none() && str_::is_str(&a[1]) && !is_special(str_::bytes_of(&a[1]));
    if !plain {
        let namespaces = a.opt(3).cloned().unwrap_or(Obj::NONE);
        return by_path(vm, "findtext", &[a[0].clone(), a[1].clone(), default, namespaces]);
    }
    Ok(match first(vm, &a[0], &a[1])? {
        None => default,
        Some(found) => match of(&found).text.get_or_none() {
            text if text.is_none() => str_::from_str(""),
            text => text,
        },
    })
}

fn findall(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !is_plain(&a) {
        let namespaces = a.opt(2).cloned().unwrap_or(Obj::NONE);
        return by_path(vm, "findall", &[a[0].clone(), a[1].clone(), namespaces]);
    }
    let e = of(&a[0]);
    let (mut out, mut i) = (Vec::new(), 0);
    while let Some(c) = child(e, i) {
        if has_tag(vm, of(&c), &a[1])? {
            out.push(c);
        }
        i += 1;
    }
    Ok(list::from_vec(out))
}

// --- the type

macro_rules! field {
    ($name:literal, $id:ident, $doc:literal) => {
        property(
            $name,
            $doc,
            |_, o| Ok(of(o).$id.get_or_none()),
            |vm, o, value| {
                let Some(value) = value else {
                    return Err(vm.attribute_error("can't delete element attribute"));
                };
                of(o).$id.set(Some(value.clone()));
                Ok(())
            },
        )
    };
}

static SPEC: TypeSpec = TypeSpec {
    name: "Element",
    module: "xml.etree.ElementTree",
    flags: type_flag::BASE | type_flag::WEAKREF,
    slots: Slots {
        new: Some(|vm, cls, _| {
            let none = || Field::new(Some(Obj::NONE));
            let e = Element { tag: none(), text: none(), tail: none(), ..Element::default() };
            new_instance(vm, cls, e)
        }),
        init: Some(init),
        getattro: Some(crate::object::attr::generic_getattr),
        repr: Some(|vm, o| {
            vm.check_native_stack(" while getting the repr of an object")?;
            let mut out = StrBuilder::new();
            out.push_str("<Element ");
            out.push_obj(&api::repr(vm, &of(o).tag.get_or_none())?);
            out.push_str(&format!(" at {:#x}>", api::id(o)));
            Ok(out.finish())
        }),
        bool_: Some(|vm, o| {
            let message = "Testing an element's truth value will always return True in future versions.  Use specific 'len(elem)' or 'elem is not None' test instead.";
            api::warn(vm, &DEPRECATION_WARNING, message, 1)?;
            Ok(!of(o).children.borrow().is_empty())
        }),
        len: Some(|_, o| Ok(of(o).children.borrow().len())),
        getitem: Some(getitem),
        setitem: Some(setitem),
        ..Slots::NONE
    },
    methods: &[
        method("clear", "($self, /)", "Forgets children, attributes and texts.", |_, a| {
            let e = of(&a[0]);
            e.attrib.set(None);
            e.text.set(Some(Obj::NONE));
            e.tail.set(Some(Obj::NONE));
            drop(e.children.take());
            Ok(Obj::NONE)
        }),
        method("get", "($self, /, key, default=None)", "An attribute.", |vm, a| {
            let found = match attrib_dict(of(&a[0])) {
                Some(d) => d.get(vm, &a[1])?,
                None => None,
            };
            Ok(found.unwrap_or_else(|| a.opt(2).cloned().unwrap_or(Obj::NONE)))
        }),
        method("set", "($self, key, value, /)", "Sets an attribute.", |vm, a| {
            api::setitem(vm, &attrib(of(&a[0])), &a[1], &a[2])?;
            Ok(Obj::NONE)
        }),
        method(
            "find",
            "($self, /, path, namespaces=None)",
            "The first element that a path leads to, or None.",
            find,
        ),
        method(
            "findtext",
            "($self, /, path, default=None, namespaces=None)",
            "The text of the first element that a path leads to.",
            findtext,
        ),
        method("findall", "($self, /, path, namespaces=None)", "The elements that a path leads to.", findall),
        method("append", "($self, subelement, /)", "Adds a child at the end.", |vm, a| {
            check(vm, &a[1], "append() argument 1")?;
            add(of(&a[0]), a[1].clone());
            Ok(Obj::NONE)
        }),
        method("extend", "($self, elements, /)", "Adds children at the end.", extend),
        method("insert", "($self, index, subelement, /)", "Adds a child before another.", insert),
        method(
            "remove",
            "($self, subelement, /)",
            "Removes a child, which is found by identity first.",
            remove,
        ),
        method(
            "iter",
            "($self, /, tag=None)",
            "This element and those below of a tag, in document order.",
            |_, a| {
                let all = a.opt_not_none(1).filter(|tag| !(str_::is_str(tag) && str_::bytes_of(tag) == b"*"));
                Ok(walk::elements(&a[0], all.cloned()))
            },
        ),
        method(
            "itertext",
            "($self, /)",
            "The texts of this element and those below, in document order.",
            |_, a| Ok(walk::texts(&a[0])),
        ),
        method(
            "iterfind",
            "($self, /, path, namespaces=None)",
            "The elements that a path leads to, one by one.",
            |vm, a| {
                let namespaces = a.opt(2).cloned().unwrap_or(Obj::NONE);
                by_path(vm, "iterfind", &[a[0].clone(), a[1].clone(), namespaces])
            },
        ),
        method("items", "($self, /)", "The attributes as pairs.", |_, a| {
            let items = attrib_dict(of(&a[0])).map_or_else(Vec::new, |d| d.items());
            let pairs = items.into_iter().map(|(key, value)| crate::types::tuple::pair(key, value));
            Ok(list::from_vec(pairs.collect()))
        }),
        method("keys", "($self, /)", "The names of the attributes.", |_, a| {
            Ok(list::from_vec(attrib_dict(of(&a[0])).map_or_else(Vec::new, |d| d.keys())))
        }),
        method("makeelement", "($self, tag, attrib, /)", "A new element of the same kind.", |vm, a| {
            check_dict(vm, &a[2], "makeelement() argument 2")?;
            let own = match a[2].as_ref::<Dict>() {
                Some(d) => d.copy(vm)?,
                None => dict::new(),
            };
            Ok(make(a[1].clone(), Some(own.into_obj())))
        }),
        method("__copy__", "($self, /)", "A copy with the same children.", copy),
        method("__deepcopy__", "($self, memo, /)", "A copy with copies of the children.", |vm, a| {
            check_dict(vm, &a[1], "__deepcopy__() argument")?;
            deepcopy(vm, &a[0], &a[1])
        }),
        method("__sizeof__", "($self, /)", "Memory of the element itself, in bytes.", |_, a| {
            let n = of(&a[0]).children.borrow().capacity();
            Ok(int::from_usize(size_of::<Element>() + 16 + 8 * n))
        }),
        method("__getstate__", "($self, /)", "What pickle keeps of it.", getstate),
        method("__setstate__", "($self, state, /)", "Takes over what pickle kept.", setstate),
    ],
    getters: &[
        field!("tag", tag, "A string identifying what kind of data this element represents"),
        field!("text", text, "A string of text directly after the start tag, or None"),
        field!("tail", tail, "A string of text directly after the end tag, or None"),
        property(
            "attrib",
            "A dictionary containing the element's attributes",
            |_, o| Ok(attrib(of(o))),
            |vm, o, value| {
                let Some(value) = value else {
                    return Err(vm.attribute_error("can't delete element attribute"));
                };
                check_dict(vm, value, "attrib")?;
                of(o).attrib.set(Some(value.clone()));
                Ok(())
            },
        ),
    ],
    ..TypeSpec::BASE
};
/// `xml.etree.ElementTree.Element`
pub static ELEMENT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Element>(false));
