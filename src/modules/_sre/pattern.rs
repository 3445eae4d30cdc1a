//! `re.Pattern`, and the objects that go from match to match.

use super::substitute::substitute;
use super::{Text, exec, matches, next};
use crate::object::args::Args;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{
    GetterDef, MethodDef, TypeSpec, class_method, iter_self, member, method, return_self, type_flag,
};
use crate::object::type_object::StaticType;
use crate::regex::{How, Piece, Program, Scanner, Scratch, flag};
use crate::types::list::List;
use crate::types::{dict, generic_alias, int, list, mapping_proxy, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The native state of a pattern.
pub struct Pattern {
    source: Obj,
    /// The compiled form.
    pub program: Program,
    groupindex: Obj,
    /// Memory for the next match.
    scratch: Cell<Option<Box<Scratch>>>,
    /// The template that was used last.
    pub template: RefCell<Option<(Obj, Rc<[Piece]>)>>,
}

#[allow(unsafe_code)]
// SAFETY: the source is visited; the rest holds only text and numbers.
unsafe impl Payload for Pattern {
    const GC: bool = true;
    fn static_type() -> &'static StaticType {
        &PATTERN
    }
    fn traverse(&self, visit: &mut Visit) {
        visit(self.source.value());
        visit(self.groupindex.value());
    }
}

impl Pattern {
    /// Memory for a match; `keep` gives it back.
    pub fn scratch(&self) -> Box<Scratch> {
        self.scratch.take().unwrap_or_default()
    }

    /// Keeps memory for the next match.
    pub fn keep(&self, scratch: Box<Scratch>) {
        self.scratch.set(Some(scratch));
    }

    /// The number of a named group.
    pub fn group_number(&self, vm: &Vm, name: &Obj) -> PyResult<Option<i64>> {
        let names = self.program.group_index();
        if !str_::is_str(name) {
            // What is looked up must have a hash, where there are names.
            return if names.is_empty() { Ok(None) } else { api::hash(vm, name).map(|_| None) };
        }
        let text = str_::bytes_of(name);
        Ok(names.iter().find(|(n, _)| n == text).map(|(_, g)| i64::from(*g)))
    }
}

/// A pattern object.
pub fn make(vm: &Vm, source: &Obj, program: Program) -> PyResult<Obj> {
    let names = dict::new();
    for (name, g) in program.group_index() {
        names.set(vm, &str_::from_wtf8(name), &int::from_i64((*g).into()))?;
    }
    Ok(Ref::new(Pattern {
        source: source.clone(),
        program,
        groupindex: mapping_proxy::new(&names.into_obj()),
        scratch: Cell::new(None),
        template: RefCell::new(None),
    })
    .into_obj())
}

fn of(o: &Obj) -> &Pattern {
    o.downcast().expect("the receiver is a pattern")
}

fn strong(o: &Obj) -> Ref<Pattern> {
    o.as_ref::<Pattern>().expect("the receiver is a pattern")
}

fn match_once(vm: &Vm, a: Args, how: How) -> PyResult<Obj> {
    let p = of(&a[0]);
    let text = Text::new(vm, p.program.is_text(), &a[1])?;
    let window = text.window(vm, a.opt(2), a.opt(3))?;
    let (pos, end) = if a.opt(2).is_none() && a.opt(3).is_none() {
        (0, text.bytes().len())
    } else {
        (text.byte_offset(window.0), text.byte_offset(window.1))
    };
    let mut scratch = p.scratch();
    let found = exec(vm, &p.program, how, text.subject(end), pos, &mut scratch)?;
    let r = found.map_or(Obj::NONE, |span| matches::make(&strong(&a[0]), &text, span, &scratch, window));
    p.keep(scratch);
    Ok(r)
}

fn findall(vm: &Vm, a: Args) -> PyResult<Obj> {
    let p = of(&a[0]);
    let text = Text::new(vm, p.program.is_text(), &a[1])?;
    let window = text.window(vm, a.opt(2), a.opt(3))?;
    let mut scanner = Scanner::new(text.byte_offset(window.0));
    let subject = text.subject(text.byte_offset(window.1));
    let mut scratch = p.scratch();
    let mut out = Vec::new();
    while let Some((s, e)) = next(vm, &mut scanner, &p.program, How::Search, subject, &mut scratch)? {
        let group = |g: u32| {
            let (s, e) = scratch.span(g).unwrap_or((0, 0));
            text.piece(vm, s, e)
        };
        out.push(match p.program.groups() {
            0 => text.piece(vm, s, e)?,
            1 => group(1)?,
            n => tuple::from_vec((1..=n).map(group).collect::<PyResult<_>>()?),
        });
    }
    p.keep(scratch);
    Ok(list::from_vec(out))
}

fn split(vm: &Vm, a: Args) -> PyResult<Obj> {
    let p = of(&a[0]);
    let text = Text::new(vm, p.program.is_text(), &a[1])?;
    let most = a.opt(2).map_or(Ok(0), |n| api::index_isize(vm, n))?;
    let end = text.bytes().len();
    let subject = text.subject(end);
    let mut scanner = Scanner::new(0);
    let mut scratch = p.scratch();
    let out: Ref<List> = list::new_ref(vec![]);
    let (mut n, mut last) = (0, 0);
    while most == 0 || n < most {
        let Some((s, e)) = next(vm, &mut scanner, &p.program, How::Search, subject, &mut scratch)? else {
            break;
        };
        out.push(text.piece(vm, last, s)?);
        for g in 1..=p.program.groups() {
            out.push(match scratch.span(g) {
                Some((s, e)) => text.piece(vm, s, e)?,
                None => Obj::NONE,
            });
        }
        last = e;
        n += 1;
    }
    p.keep(scratch);
    out.push(text.piece(vm, last, end)?);
    Ok(out.into_obj())
}

fn sub(vm: &Vm, a: Args) -> PyResult<(Obj, usize)> {
    let count = a.opt(3).map_or(Ok(0), |n| api::index_isize(vm, n))?;
    substitute(vm, &strong(&a[0]), &a[1], &a[2], count as i64)
}

// --- scanners

/// Where a scanner is: the native state of `SRE_Scanner` and of what `finditer` gives.
pub struct Scan {
    pattern: Ref<Pattern>,
    text: Text,
    window: (usize, usize),
    end: usize,
    scanner: Cell<Scanner>,
}

/// The native state of what `finditer` gives.
pub struct Matches(Scan);

macro_rules! payload {
    ($body:ident $ty:ident $($field:tt)?) => {
        #[allow(unsafe_code)]
        // SAFETY: the strings are visited; the pattern too.
        unsafe impl Payload for $body {
            const GC: bool = true;
            fn static_type() -> &'static StaticType {
                &$ty
            }
            fn traverse(&self, visit: &mut Visit) {
                let scan = &self$(.$field)?;
                visit(scan.pattern.obj().value());
                visit(scan.text.string.value());
                visit(scan.text.data.value());
            }
        }
    };
}
payload!(Scan SCANNER);
payload!(Matches MATCHES 0);

impl Scan {
    fn new(vm: &Vm, a: Args) -> PyResult<Scan> {
        let pattern = strong(&a[0]);
        let text = Text::new(vm, pattern.program.is_text(), &a[1])?;
        let window = text.window(vm, a.opt(2), a.opt(3))?;
        let (pos, end) = (text.byte_offset(window.0), text.byte_offset(window.1));
        Ok(Scan { pattern, text, window, end, scanner: Cell::new(Scanner::new(pos)) })
    }

    fn next(&self, vm: &Vm, how: How) -> PyResult<Option<Obj>> {
        let p = &self.pattern;
        let mut scratch = p.scratch();
        let mut scanner = self.scanner.get();
        let found = next(vm, &mut scanner, &p.program, how, self.text.subject(self.end), &mut scratch)?;
        self.scanner.set(scanner);
        let r = found.map(|span| matches::make(p, &self.text, span, &scratch, self.window));
        p.keep(scratch);
        Ok(r)
    }
}

fn scan(vm: &Vm, a: Args, how: How) -> PyResult<Obj> {
    let s: &Scan = a[0].downcast().expect("the receiver is a scanner");
    Ok(s.next(vm, how)?.unwrap_or(Obj::NONE))
}

static SCANNER_SPEC: TypeSpec = TypeSpec {
    name: "SRE_Scanner",
    module: "_sre",
    flags: type_flag::NO_NEW,
    methods: &[
        method("match", "($self, /)", "The match at the position.", |vm, a| scan(vm, a, How::Match)),
        method("search", "($self, /)", "The next match.", |vm, a| scan(vm, a, How::Search)),
    ],
    getters: &[member("pattern", "The pattern.", |_, o| {
        Ok(o.downcast::<Scan>().expect("the receiver is a scanner").pattern.obj().clone())
    })],
    ..TypeSpec::FINAL
};
/// `_sre.SRE_Scanner`
pub static SCANNER: StaticType = StaticType::new(&SCANNER_SPEC, LayoutOps::of::<Scan>(false));

static MATCHES_SPEC: TypeSpec = TypeSpec {
    name: "callable_iterator",
    flags: type_flag::NO_NEW,
    slots: Slots {
        iter: Some(iter_self),
        next: Some(|vm, o| {
            o.downcast::<Matches>().expect("the receiver is an iterator").0.next(vm, How::Search)
        }),
        ..Slots::NONE
    },
    ..TypeSpec::FINAL
};
/// What `finditer` gives.
pub static MATCHES: StaticType = StaticType::new(&MATCHES_SPEC, LayoutOps::of::<Matches>(false));

// --- the type

const WINDOW: &str = "($self, /, string, pos=0, endpos=9223372036854775807)";

static METHODS: [MethodDef; 12] = [
    method("match", WINDOW, "A match at the beginning, or None.", |vm, a| match_once(vm, a, How::Match)),
    method("fullmatch", WINDOW, "A match of the whole string, or None.", |vm, a| {
        match_once(vm, a, How::FullMatch)
    }),
    method("search", WINDOW, "The first match anywhere, or None.", |vm, a| match_once(vm, a, How::Search)),
    method("sub", "($self, /, repl, string, count=0)", "The string with matches replaced.", |vm, a| {
        sub(vm, a).map(|(s, _)| s)
    }),
    method(
        "subn",
        "($self, /, repl, string, count=0)",
        "The string with matches replaced, and how many there were.",
        |vm, a| sub(vm, a).map(|(s, n)| tuple::from_vec(vec![s, int::from_usize(n)])),
    ),
    method("findall", WINDOW, "All matches as strings, or what their groups matched.", findall),
    method("split", "($self, /, string, maxsplit=0)", "The string cut at the matches.", split),
    method("finditer", WINDOW, "An iterator over all matches.", |vm, a| {
        Ok(Ref::new(Matches(Scan::new(vm, a)?)).into_obj())
    }),
    method("scanner", WINDOW, "An object that goes from match to match.", |vm, a| {
        Ok(Ref::new(Scan::new(vm, a)?).into_obj())
    }),
    method("__copy__", "($self, /)", "", return_self),
    method("__deepcopy__", "($self, memo, /)", "", return_self),
    class_method("__class_getitem__", "($type, item, /)", "See PEP 585", generic_alias::class_getitem),
];

static GETTERS: [GetterDef; 4] = [
    member("pattern", "The pattern as it was given.", |_, o| Ok(of(o).source.clone())),
    member("flags", "The flags in force.", |_, o| Ok(int::from_i64(of(o).program.flags().into()))),
    member("groups", "How many groups there are.", |_, o| Ok(int::from_i64(of(o).program.groups().into()))),
    member("groupindex", "The numbers of the named groups.", |_, o| Ok(of(o).groupindex.clone())),
];

/// Flags as `repr` shows them, in its order.
static FLAG_NAMES: [(u32, &str); 8] = [
    (flag::IGNORECASE, "re.IGNORECASE"),
    (flag::LOCALE, "re.LOCALE"),
    (flag::MULTILINE, "re.MULTILINE"),
    (flag::DOTALL, "re.DOTALL"),
    (flag::UNICODE, "re.UNICODE"),
    (flag::VERBOSE, "re.VERBOSE"),
    (flag::DEBUG, "re.DEBUG"),
    (flag::ASCII, "re.ASCII"),
];

fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let p = of(o);
    let mut flags = p.program.flags();
    if p.program.is_text() && flags & flag::ALPHABETS == flag::UNICODE {
        flags &= !flag::UNICODE;
    }
    let mut names = Vec::new();
    for (bit, name) in FLAG_NAMES {
        if flags & bit != 0 {
            names.push(name.to_owned());
            flags &= !bit;
        }
    }
    if flags != 0 {
        names.push(format!("{flags:#x}"));
    }
    let shown = api::repr(vm, &p.source)?;
    let mut out = b"re.compile(".to_vec();
    out.extend_from_slice(str_::bytes_of(&str_::index::substring(
        vm,
        &shown,
        0,
        str_::char_len(&shown).min(200),
    )?));
    if !names.is_empty() {
        out.extend_from_slice(format!(", {}", names.join("|")).as_bytes());
    }
    out.push(b')');
    str_::make(vm, &out)
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(p), Some(q), CmpOp::Eq | CmpOp::Ne) = (a.downcast::<Pattern>(), b.downcast::<Pattern>(), op)
    else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    let same = p.program.flags() == q.program.flags()
        && p.program.is_text() == q.program.is_text()
        && api::eq(vm, &p.source, &q.source)?;
    Ok(Obj::from_bool(same == (op == CmpOp::Eq)))
}

static SPEC: TypeSpec = TypeSpec {
    name: "Pattern",
    module: "re",
    doc: "A pattern, ready for searching; re.compile() makes it.",
    flags: type_flag::NO_NEW | type_flag::WEAKREF,
    slots: Slots {
        repr: Some(repr),
        compare: Some(compare),
        hash: Some(|vm, o| {
            let p = of(o);
            Ok(api::hash(vm, &p.source)? ^ i64::from(p.program.flags()))
        }),
        ..Slots::NONE
    },
    methods: &METHODS,
    getters: &GETTERS,
    ..TypeSpec::FINAL
};
/// `re.Pattern`
pub static PATTERN: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Pattern>(false));
