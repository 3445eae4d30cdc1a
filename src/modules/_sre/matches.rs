//! `re.Match`

use super::Text;
use super::pattern::Pattern;
use super::substitute::{expand, template};
use crate::object::args::Args;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{Slots, UnOp};
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, class_method, member, method, return_self};
use crate::object::type_object::StaticType;
use crate::regex::Scratch;
use crate::types::{dict, generic_alias, int, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};

/// A span in bytes; `None`: the group took no part.
pub type Span = Option<(usize, usize)>;

/// The native state of a match.
pub struct Match {
    pattern: Ref<Pattern>,
    /// What was searched.
    pub text: Text,
    /// Of the match and of its groups.
    spans: Box<[Span]>,
    last: Option<u32>,
    /// The window, in characters.
    window: (usize, usize),
}

#[allow(unsafe_code)]
// SAFETY: the pattern holds only text and numbers; the strings are visited, since their class may be a Python one.
unsafe impl Payload for Match {
    const GC: bool = true;
    fn static_type() -> &'static StaticType {
        &MATCH
    }
    fn traverse(&self, visit: &mut Visit) {
        visit(self.pattern.obj().value());
        visit(self.text.string.value());
        visit(self.text.data.value());
    }
}

/// A match as the matcher left it in `scratch`.
pub fn make(
    pattern: &Ref<Pattern>,
    text: &Text,
    found: (usize, usize),
    scratch: &Scratch,
    window: (usize, usize),
) -> Obj {
    let groups = pattern.program.groups();
    let spans = std::iter::once(Some(found)).chain((1..=groups).map(|g| scratch.span(g))).collect();
    let text = Text { string: text.string.clone(), data: text.data.clone(), is_text: text.is_text };
    Ref::new(Match { pattern: pattern.clone(), text, spans, last: scratch.last_group(), window }).into_obj()
}

fn of(o: &Obj) -> &Match {
    o.downcast().expect("the receiver is a match")
}

fn no_group(vm: &Vm) -> Raised {
    vm.index_error("no such group")
}

impl Match {
    /// What a group matched, as an object.
    fn group(&self, vm: &Vm, g: usize, default: &Obj) -> PyResult<Obj> {
        match self.spans[g] {
            Some((s, e)) => self.text.piece(vm, s, e),
            None => Ok(default.clone()),
        }
    }

    /// The number of a group given by number or name.
    fn find(&self, vm: &Vm, key: &Obj) -> PyResult<usize> {
        let n = if int::is_int(key) || key.ty().slots().unary[UnOp::Index as usize].is_some() {
            int::to_i64(&api::index(vm, key)?)
        } else {
            self.pattern.group_number(vm, key)?
        };
        n.and_then(|n| usize::try_from(n).ok()).filter(|n| *n < self.spans.len()).ok_or_else(|| no_group(vm))
    }

    fn bounds(&self, g: usize) -> [Obj; 2] {
        match self.spans[g] {
            Some((s, e)) => [s, e].map(|b| int::from_usize(self.text.char_index(b))),
            None => [int::from_i64(-1), int::from_i64(-1)],
        }
    }

    fn bytes_of(&self, g: usize) -> &[u8] {
        self.spans[g].map_or(&[], |(s, e)| &self.text.bytes()[s..e])
    }
}

fn bounds_of(vm: &Vm, a: Args) -> PyResult<[Obj; 2]> {
    let m = of(&a[0]);
    Ok(m.bounds(a.opt(1).map_or(Ok(0), |g| m.find(vm, g))?))
}

fn group(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = of(&a[0]);
    match a.rest(1) {
        [] => m.group(vm, 0, &Obj::NONE),
        [g] => m.group(vm, m.find(vm, g)?, &Obj::NONE),
        many => {
            let items = many.iter().map(|g| m.group(vm, m.find(vm, g)?, &Obj::NONE));
            Ok(tuple::from_vec(items.collect::<PyResult<_>>()?))
        }
    }
}

fn groups(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = of(&a[0]);
    let default = a.opt(1).cloned().unwrap_or(Obj::NONE);
    let items = (1..m.spans.len()).map(|g| m.group(vm, g, &default));
    Ok(tuple::from_vec(items.collect::<PyResult<_>>()?))
}

fn groupdict(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = of(&a[0]);
    let default = a.opt(1).cloned().unwrap_or(Obj::NONE);
    let d = dict::new();
    for (name, g) in m.pattern.program.group_index() {
        d.set(vm, &str_::from_wtf8(name), &m.group(vm, *g as usize, &default)?)?;
    }
    Ok(d.into_obj())
}

fn expand_template(vm: &Vm, a: Args) -> PyResult<Obj> {
    let m = of(&a[0]);
    let pieces = template(vm, &m.pattern, &a[1])?;
    let mut out = Vec::new();
    expand(&pieces, |g| m.bytes_of(g as usize), &mut out);
    m.text.make(vm, &out)
}

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let m = of(o);
    let [s, e] = m.bounds(0);
    let (s, e) = (api::repr_string(vm, &s)?, api::repr_string(vm, &e)?);
    let mut out = format!("<re.Match object; span=({s}, {e}), match=").into_bytes();
    let shown = api::repr(vm, &m.group(vm, 0, &Obj::NONE)?)?;
    out.extend_from_slice(str_::bytes_of(&str_::index::substring(
        vm,
        &shown,
        0,
        str_::char_len(&shown).min(50),
    )?));
    out.push(b'>');
    str_::make(vm, &out)
}

static METHODS: [MethodDef; 11] = [
    method(
        "group",
        "($self, *groups)",
        "What the groups matched (number or name; 0: the whole match).",
        group,
    ),
    method("groups", "($self, /, default=None)", "What all groups matched, as a tuple.", groups),
    method("groupdict", "($self, /, default=None)", "What the named groups matched, by name.", groupdict),
    method("start", "($self, group=0, /)", "Where a group begins.", |vm, a| bounds_of(vm, a).map(|[s, _]| s)),
    method("end", "($self, group=0, /)", "Where a group ends.", |vm, a| bounds_of(vm, a).map(|[_, e]| e)),
    method("span", "($self, group=0, /)", "Where a group begins and ends.", |vm, a| {
        bounds_of(vm, a).map(|b| tuple::from_vec(b.into()))
    }),
    method("expand", "($self, /, template)", "A template with the groups put in.", expand_template),
    method("__getitem__", "($self, key, /)", "Return self[key].", |vm, a| getitem(vm, &a[0], &a[1])),
    method("__copy__", "($self, /)", "", return_self),
    method("__deepcopy__", "($self, memo, /)", "", return_self),
    class_method("__class_getitem__", "($type, item, /)", "See PEP 585", generic_alias::class_getitem),
];

fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let m = of(o);
    m.group(vm, m.find(vm, key)?, &Obj::NONE)
}

static GETTERS: [GetterDef; 7] = [
    member("string", "What was searched.", |_, o| Ok(of(o).text.string.clone())),
    member("re", "The pattern.", |_, o| Ok(of(o).pattern.obj().clone())),
    member("pos", "Where the search began.", |_, o| Ok(int::from_usize(of(o).window.0))),
    member("endpos", "Where the search would have ended.", |_, o| Ok(int::from_usize(of(o).window.1))),
    member("lastindex", "The group that ended last.", |_, o| {
        Ok(of(o).last.map_or(Obj::NONE, |g| int::from_i64(g.into())))
    }),
    member("lastgroup", "The name of the group that ended last.", |_, o| {
        let m = of(o);
        let named = m.pattern.program.group_index().iter().find(|(_, g)| Some(*g) == m.last);
        Ok(named.map_or(Obj::NONE, |(name, _)| str_::from_wtf8(name)))
    }),
    member("regs", "Where all groups begin and end.", |_, o| {
        let m = of(o);
        Ok(tuple::from_vec((0..m.spans.len()).map(|g| tuple::from_vec(m.bounds(g).into())).collect()))
    }),
];

static SPEC: TypeSpec = TypeSpec {
    name: "Match",
    module: "re",
    doc: "A place where a pattern was found. It always counts as true, so `if m:` asks\nwhether there was one.",
    flags: crate::object::spec::type_flag::NO_NEW,
    slots: Slots { repr: Some(repr), getitem: Some(getitem), ..Slots::NONE },
    methods: &METHODS,
    getters: &GETTERS,
    ..TypeSpec::FINAL
};
/// `re.Match`
pub static MATCH: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Match>(false));
