//! Walks through trees that programs iterate over, and which nodes they stop at.

use super::{Node, forest, known, look, node, object, object_or_none, said, split_name};
use crate::object::args::Args;
use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::payload::payload;
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, iter_self};
use crate::object::type_object::StaticType;
use crate::types::{list, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use pyr_lxml::{Atom, Forest, Id, Kind};
use std::cell::RefCell;

/// Where a walk goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The node and all below.
    Own,
    /// All below.
    Below,
    /// The nodes around, from the inside.
    Around,
    /// The children.
    Children,
    /// The children from the end.
    ChildrenBack,
    /// The siblings behind.
    Behind,
    /// The siblings before, from the nearest.
    Before,
}

/// What nodes must be for a walk to stop at them.
enum Pattern {
    Kind(Kind),
    /// Namespace and name; `None`: any.
    Name(Option<Atom>, Option<Atom>),
}

/// A walk: the node that comes next is held, so that the one handed out may be taken out of its tree.
pub struct Walk {
    next: RefCell<Option<Obj>>,
    start: Obj,
    way: Way,
    patterns: Vec<Pattern>,
}
payload!(Walk, WALK, [next, start]);

/// The patterns of `tag, *tags`; an empty list stands for every node.
fn patterns(vm: &Vm, first: Option<&Obj>, more: Option<&Obj>) -> PyResult<Vec<Pattern>> {
    let mut out = Vec::new();
    let mut any = false;
    let rest = more.map_or(&[][..], |t| tuple::items(t));
    for o in first.filter(|o| !o.is_none()).into_iter().chain(rest) {
        any = true;
        pattern(vm, o, &mut out)?;
    }
    if any && out.is_empty() {
        // Names that no tree has.
        out.push(Pattern::Kind(Kind::Free));
    }
    Ok(out)
}

fn pattern(vm: &Vm, o: &Obj, out: &mut Vec<Pattern>) -> PyResult<()> {
    let all = [Kind::Element, Kind::Comment, Kind::Instruction, Kind::Entity];
    let which = known(vm)?.kinds.iter().position(|k| k.is(o));
    if let Some(i) = which {
        out.push(Pattern::Kind(all[i]));
        return Ok(());
    }
    let qname = known(vm)?.qname.clone();
    let is_name =
        str_::is_str(o) || crate::types::buffer::is_bytes_like(o) || api::isinstance(vm, o, &qname)?;
    if !is_name {
        // A list of names.
        for o in api::to_vec(vm, o)? {
            if o.is_none() {
                continue;
            }
            pattern(vm, &o, out)?;
        }
        return Ok(());
    }
    let (ns, local) = split_name(vm, o)?;
    let braces = str_::is_str(o) && str_::bytes_of(o).starts_with(b"{");
    look(|f| {
        let ns = match ns.as_str() {
            "*" => Some(None),
            "" if local == "*" && !braces => Some(None),
            ns => f.known(ns).map(Some),
        };
        let local = if local == "*" { Some(None) } else { f.known(&local).map(Some) };
        if let (Some(ns), Some(local)) = (ns, local) {
            out.push(Pattern::Name(ns, local));
        }
    });
    Ok(())
}

fn fits(f: &Forest, patterns: &[Pattern], id: Id) -> bool {
    let n = f.node(id);
    patterns.is_empty()
        || patterns.iter().any(|p| match p {
            Pattern::Kind(kind) => n.kind == *kind,
            Pattern::Name(ns, local) => {
                n.kind == Kind::Element
                    && ns.is_none_or(|ns| n.name.ns == ns)
                    && local.is_none_or(|local| n.name.local == local)
            }
        })
}

impl Walk {
    /// The first node that fits, from `at` on (`at` itself included).
    fn find(&self, mut at: Id) -> Id {
        let f = forest().borrow();
        let start = self.start.downcast::<Node>().map_or(Id::NIL, |n| n.id.get());
        while !at.is_nil() && !fits(&f, &self.patterns, at) {
            at = self.after(&f, at, start);
        }
        at
    }

    fn after(&self, f: &Forest, at: Id, start: Id) -> Id {
        match self.way {
            Way::Own | Way::Below => f.next_in(at, start),
            Way::Around => f.parent_element(at),
            Way::Children | Way::Behind => f.node(at).next,
            Way::ChildrenBack | Way::Before => f.node(at).prev,
        }
    }
}

/// A walk from the receiver.
pub fn new(vm: &Vm, a: &Args, way: Way, tag: Option<&Obj>, tags: Option<&Obj>) -> PyResult<Obj> {
    begin(vm, &a[0], way, patterns(vm, tag, tags)?)
}

/// The children of an element, one after the other.
pub fn children(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    begin(vm, o, Way::Children, Vec::new())
}

fn begin(vm: &Vm, start: &Obj, way: Way, patterns: Vec<Pattern>) -> PyResult<Obj> {
    let id = node(vm, start)?;
    let walk = Walk { next: RefCell::new(None), start: start.clone(), way, patterns };
    let first = look(|f| match way {
        Way::Own => id,
        Way::Below | Way::Children => f.node(id).first,
        Way::ChildrenBack => f.node(id).last,
        Way::Around => f.parent_element(id),
        Way::Behind => f.node(id).next,
        Way::Before => f.node(id).prev,
    });
    let first = walk.find(first);
    let first = object_or_none(vm, first)?;
    drop(walk.next.replace(Some(first).filter(|o| !o.is_none())));
    Ok(crate::object::obj::Ref::new(walk).into_obj())
}

fn next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    let walk: &Walk = o.downcast().expect("the receiver is a walk");
    let now = walk.next.take();
    let Some(now) = now else { return Ok(None) };
    let (id, start) = (node(vm, &now)?, node(vm, &walk.start)?);
    let after = look(|f| walk.after(f, id, start));
    let following = walk.find(after);
    if let Some(id) = following.get() {
        let following = object(vm, id)?;
        drop(walk.next.replace(Some(following)));
    }
    Ok(Some(now))
}

/// `itertext(tag=None, *tags, with_tail=True)`
pub fn texts(vm: &Vm, a: Args) -> PyResult<Obj> {
    let id = node(vm, &a[0])?;
    let patterns = patterns(vm, a.opt(1), a.opt(2))?;
    let with_tail = said(vm, a.opt(3), true)?;
    let all = look(|f| {
        let mut out = Vec::new();
        let mut add = |t: Option<&str>| out.extend(t.filter(|t| !t.is_empty()).map(str_::from_str));
        // Without patterns comments and instructions say nothing.
        let wanted = |at: Id| match patterns.is_empty() {
            true => f.node(at).kind == Kind::Element,
            false => fits(f, &patterns, at),
        };
        let mut at = id;
        loop {
            if wanted(at) {
                add(f.node(at).text.as_deref());
            }
            if let Some(first) = f.node(at).first.get() {
                at = first;
                continue;
            }
            loop {
                if at == id {
                    return out;
                }
                let n = f.node(at);
                if with_tail && (patterns.is_empty() || wanted(at)) {
                    add(n.tail.as_deref());
                }
                if let Some(next) = n.next.get() {
                    at = next;
                    break;
                }
                at = n.parent;
            }
        }
    });
    api::iter(vm, &list::from_vec(all))
}

static SPEC: TypeSpec = TypeSpec {
    name: "ElementDepthFirstIterator",
    module: "lxml.etree",
    slots: Slots { iter: Some(iter_self), next: Some(next), ..Slots::NONE },
    ..TypeSpec::FINAL
};

/// The type of walks.
pub static WALK: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Walk>(false));
