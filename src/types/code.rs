//! `code`: a loaded code object. Making one from data is in `vm/load.rs`; the data is in the bytecode room.

use crate::bytecode::code::{CodeData, Loc, flags, local_kind};
use crate::bytecode::op::Op;
use crate::bytecode::serial::{self, Stored};
use crate::bytecode::verify::{constant_on_top, free_count, trusts_constant, verify};
use crate::object::args::CallArgs;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{GetterDef, TypeSpec, member, method, type_flag};
use crate::object::type_object::StaticType;
use crate::object::value::Value;
use crate::types::{exception, int, str_, tuple};
use crate::vm::load::load;
use crate::vm::{PyResult, Vm, api};
use std::cell::{Cell, OnceCell, RefCell};
use std::cmp::Ordering;
use std::rc::Rc;

/// An inline cache: what the last lookup at one place of the code found, and under which versions it holds.
#[derive(Clone)]
#[repr(C)]
pub struct Cache {
    /// Version that must still hold (of a type or of a dict's keys); zero: empty.
    pub version: Cell<u32>,
    /// Kind and index (`vm/ops/attr.rs`).
    pub aux: Cell<u32>,
    /// Second guard: a shape's address, or another version.
    pub guard: Cell<u64>,
    /// The value found, borrowed from what the guards keep alive.
    pub value: Cell<Option<Value>>,
    /// The interned name looked up.
    pub name: Value,
}

/// The native state of a code object.
pub struct Code {
    /// Instruction words.
    pub instrs: Box<[u32]>,
    /// Constants.
    pub consts: Box<[Obj]>,
    /// Interned names.
    pub names: Box<[Obj]>,
    /// Inline caches.
    pub caches: Box<[Cache]>,
    /// Slots before the operand stack.
    pub nlocals: usize,
    /// Bytes of a frame, header included.
    pub frame_size: usize,
    /// Positional parameters.
    pub argcount: usize,
    /// `co_flags`
    pub flags: u32,
    /// With how many positional arguments, and no others, a call can move them straight into the frame; `usize::MAX`
    /// if there is more to do.
    pub plain_args: usize,
    /// What it was made from.
    pub data: Rc<CodeData>,
    /// `co_name` and `co_qualname`
    pub name: Obj,
    /// See `name`.
    pub qualname: Obj,
    /// `co_filename`
    pub filename: Obj,
    /// Names of the frame's slots.
    pub localsplus: Box<[Obj]>,
    /// For a function of the embedded library: what stands for its code until it is called or looked at. The other
    /// fields say no more then than making the function asks for.
    pub unread: Option<Box<Unread>>,
    /// What tools of `sys.monitoring` want of this code only.
    pub monitor: RefCell<Option<Box<crate::vm::monitor::OfCode>>>,
}

/// Code that is read on demand.
pub struct Unread {
    /// Where it stands.
    pub stored: Rc<Stored>,
    /// The code object, once it has been asked for.
    pub read: OnceCell<Ref<Code>>,
}

#[allow(unsafe_code)]
// SAFETY: constants are visited; names are immortal.
unsafe impl Payload for Code {
    fn static_type() -> &'static StaticType {
        &CODE
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        for c in &self.consts {
            visit(c.value());
        }
        visit(self.filename.value());
        if let Some(code) = self.unread.as_ref().and_then(|u| u.read.get()) {
            visit(code.value());
        }
    }
}

impl Code {
    /// The code object itself, if this one only stands for it: read now at the latest.
    #[cold]
    pub fn read(&self) -> Option<&Ref<Code>> {
        let unread = self.unread.as_ref()?;
        if unread.read.get().is_none() {
            let data = unread.stored.read().expect("what the build wrote can be read");
            let code =
                load(crate::vm::current(), &Rc::new(data)).into_ref::<Code>().expect("load gives code");
            // Loading may have run finalizers that called the function: the first one stays.
            let _ = unread.read.set(code);
        }
        unread.read.get()
    }

    /// The docstring or None.
    pub fn doc(&self) -> Obj {
        match &self.unread {
            Some(unread) => unread.stored.doc().map_or(Obj::NONE, |text| str_::from_wtf8(&text)),
            None if self.flags & flags::HAS_DOCSTRING != 0 => {
                self.consts.first().cloned().unwrap_or(Obj::NONE)
            }
            None => Obj::NONE,
        }
    }

    /// Index of the first slot of the closure's cells.
    pub fn first_free(&self) -> usize {
        self.data.local_kinds.iter().position(|k| k & local_kind::FREE != 0).unwrap_or(self.nlocals)
    }

    /// Number of keyword-only parameters.
    pub fn kwonly(&self) -> usize {
        self.data.kwonly as usize
    }

    /// Number of positional-only parameters.
    pub fn posonly(&self) -> usize {
        self.data.posonly as usize
    }

    /// Slots filled by a call: all parameters.
    pub fn params(&self) -> usize {
        self.argcount
            + self.kwonly()
            + usize::from(self.flags & flags::VARARGS != 0)
            + usize::from(self.flags & flags::VARKEYWORDS != 0)
    }

    /// The line of an instruction.
    pub fn line(&self, index: i32) -> u32 {
        if index < 0 { self.data.first_line } else { self.data.location(index as u32).line }
    }

    fn names_of(&self, kind: u8) -> Obj {
        tuple::from_vec(
            self.localsplus
                .iter()
                .zip(&self.data.local_kinds)
                .filter(|(_, k)| *k & kind != 0)
                .map(|(n, _)| n.clone())
                .collect(),
        )
    }
}

/// The state of a code object; it is read if it has not been.
pub fn of(o: &Obj) -> &Code {
    let code = o.downcast::<Code>().expect("a code object");
    code.read().map_or(code, |read| read)
}

/// What users see of a constant.
fn shown(constant: &Obj) -> Obj {
    match constant.downcast::<Code>().and_then(Code::read) {
        Some(code) => code.obj().clone(),
        None => constant.clone(),
    }
}

/// `co_name`
pub fn name(o: &Obj) -> Obj {
    of(o).name.clone()
}

/// `co_qualname`
pub fn qualname(o: &Obj) -> Obj {
    of(o).qualname.clone()
}

/// `co_filename`
pub fn filename(o: &Obj) -> Obj {
    of(o).filename.clone()
}

/// Source position of an instruction (-1: before the first).
pub fn location(o: &Obj, index: i32) -> Loc {
    let c = of(o);
    if index < 0 {
        return Loc { line: c.data.first_line, end_line: c.data.first_line, col: -1, end_col: -1 };
    }
    let at = c.data.location(index as u32);
    if crate::vm::interp().no_debug_ranges.get() { Loc { col: -1, end_col: -1, ..at } } else { at }
}

/// How many instructions that make and fetch cells come before the entry of the code.
pub fn entry(o: &Obj) -> i32 {
    let makes_cells = |w: &&u32| matches!(Op::of(**w), Some(Op::MakeCell | Op::CopyFreeVars));
    of(o).instrs.iter().take_while(makes_cells).count() as i32
}

/// What Python counts as the place of an instruction (`f_lasti`, `tb_lasti`, `co_lines()`): two a word, and two for the
/// entry of the code, which stands before the body and has the line of the head. Index -1 is the entry.
pub fn offset(o: &Obj, index: i32) -> i64 {
    let entry = entry(o);
    2 * i64::from(match index {
        -1 => entry,
        i if i < entry => i,
        i => i + 1,
    })
}

/// The instruction that an offset means; below 0: before the first.
pub fn index_at(o: &Obj, offset: i32) -> i32 {
    let (entry, at) = (entry(o), offset / 2);
    match at.cmp(&entry) {
        _ if offset < 0 => offset,
        Ordering::Less => at,
        Ordering::Equal => -1,
        Ordering::Greater => at - 1,
    }
}

/// The line of the entry: that of the head, none (0) in a module.
pub fn entry_line(o: &Obj) -> u32 {
    let c = of(o);
    if &*c.data.name == "<module>" { 0 } else { c.data.first_line }
}

fn opt_int(n: i64, none: bool) -> Obj {
    if none { Obj::NONE } else { int::from_i64(n) }
}

/// `co_positions()`: one tuple an instruction.
fn positions(_: &Vm, a: crate::object::args::Args) -> PyResult<Obj> {
    let c = of(&a[0]);
    let line = i64::from(entry_line(&a[0]));
    let mut items: Vec<Obj> = (0..c.instrs.len())
        .map(|i| {
            let l = location(&a[0], i as i32);
            tuple::from_vec(vec![
                opt_int(i64::from(l.line), l.line == 0),
                opt_int(i64::from(l.end_line), l.line == 0),
                opt_int(i64::from(l.col), l.col < 0),
                opt_int(i64::from(l.end_col), l.end_col < 0),
            ])
        })
        .collect();
    let at_entry = [line, line.max(1), 0, 0].map(int::from_i64);
    items.insert(entry(&a[0]) as usize, tuple::from_vec(at_entry.to_vec()));
    api::iter(crate::vm::current(), &tuple::from_vec(items))
}

/// `co_lines()`: (start, end, line) in byte offsets of two a word, as CPython counts code units.
fn lines(_: &Vm, a: crate::object::args::Args) -> PyResult<Obj> {
    let c = of(&a[0]);
    let mut of_places: Vec<Option<u32>> =
        (0..c.instrs.len()).map(|i| Some(c.data.location(i as u32).line).filter(|l| *l != 0)).collect();
    of_places.insert(entry(&a[0]) as usize, Some(entry_line(&a[0])));
    let mut out: Vec<(usize, usize, Option<u32>)> = Vec::new();
    for (i, l) in of_places.into_iter().enumerate() {
        match out.last_mut() {
            Some(last) if last.2 == l => last.1 = i + 1,
            _ => out.push((i, i + 1, l)),
        }
    }
    let items = out
        .into_iter()
        .map(|(s, e, l)| {
            tuple::from_vec(vec![
                int::from_usize(s * 2),
                int::from_usize(e * 2),
                l.map_or(Obj::NONE, |l| int::from_i64(l.into())),
            ])
        })
        .collect();
    api::iter(crate::vm::current(), &tuple::from_vec(items))
}

/// `co_lnotab`: how far offset and line go from one line to the next, in bytes (the format of old).
fn line_table(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let message = "co_lnotab is deprecated, use co_lines instead.";
    api::warn(vm, &exception::DEPRECATION_WARNING, message, 1)?;
    let c = of(o);
    let mut table: Vec<u8> = Vec::new();
    let (mut at, mut line) = (0, i64::from(c.data.first_line));
    for i in 0..c.instrs.len() as i32 {
        let next = i64::from(c.line(i));
        if next == 0 || next == line {
            continue;
        }
        let (mut forward, mut down) = (offset(o, i) - at, next - line);
        while forward > 255 {
            table.extend([255, 0]);
            forward -= 255;
        }
        // Lines go in steps that fit a signed byte.
        loop {
            let step = down.clamp(-128, 127);
            table.extend([forward as u8, step as i8 as u8]);
            (forward, down) = (0, down - step);
            if down == 0 {
                break;
            }
        }
        (at, line) = (offset(o, i), next);
    }
    Ok(crate::types::bytes::from_slice(&table))
}

/// The attributes that the constructor takes, in its order; the last two may be left out.
const PARTS: [&str; 18] = [
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_nlocals",
    "co_stacksize",
    "co_flags",
    "co_code",
    "co_consts",
    "co_names",
    "co_varnames",
    "co_filename",
    "co_name",
    "co_qualname",
    "co_firstlineno",
    "co_linetable",
    "co_exceptiontable",
    "co_freevars",
    "co_cellvars",
];

/// `code(...)` with the attributes of another code, as tools that pickle functions call it. What is not told by them (depths,
/// caches, columns) is in `co_linetable`, which is the whole code as it is stored; the rest must fit to that.
fn rebuild(vm: &Vm, args: CallArgs) -> PyResult<Obj> {
    let parts = args.exactly(vm, "code", 16, PARTS.len())?;
    let is_bytes = crate::types::bytes::is_bytes as fn(&Obj) -> bool;
    for (places, fits, what) in [(&[6, 14, 15], is_bytes, "bytes"), (&[10, 11, 12], str_::is_str, "str")] {
        if let Some(&i) = places.iter().find(|&&i| !fits(&parts[i])) {
            let found = if parts[i].is_none() { "None".to_owned() } else { parts[i].ty().name() };
            return Err(vm.type_error(format!("code() argument {} must be {what}, not {found}", i + 1)));
        }
    }
    let stored =
        serial::read(crate::types::bytes::bytes_of(&parts[14])).ok().filter(|data| verify(data).is_ok());
    let Some(data) = stored else {
        return Err(vm.value_error("code: linetable is not that of a code object of this interpreter"));
    };
    let changes = crate::types::dict::new();
    for (key, part) in PARTS.iter().zip(parts) {
        changes.insert_str(crate::object::intern::intern(key), part.clone());
    }
    replace_with(vm, &load(vm, &Rc::new(data)), &[], changes.obj())
}

fn replace_with(vm: &Vm, code: &Obj, args: &[Obj], changes: &Obj) -> PyResult<Obj> {
    if !args.is_empty() {
        return Err(vm.type_error("replace() takes no positional arguments"));
    }
    let c = of(code);
    let mut data = (*c.data).clone();
    let kw = changes.downcast::<crate::types::dict::Dict>().expect("**kwargs is a dict").items();
    let mut consts: Option<Vec<Obj>> = None;
    for (k, v) in kw {
        let key = str_::display(&k).into_owned();
        let text = |v: &Obj| -> PyResult<Rc<str>> {
            Ok(Rc::from(api::expect_str(vm, v, &format!("replace() argument '{key}'"))?.as_ref()))
        };
        let count = || -> PyResult<u32> {
            let n = crate::types::int::to_i64(&api::index(vm, &v)?).and_then(|n| i32::try_from(n).ok());
            let n = n.ok_or_else(|| vm.overflow_error("Python int too large to convert to C int"))?;
            u32::try_from(n).map_err(|_| vm.value_error(format!("{key} must be a positive integer")))
        };
        let items = |v: &Obj| match v.downcast::<tuple::Tuple>() {
            Some(t) => Ok(t.as_slice().to_vec()),
            None => {
                Err(vm.type_error(format!("replace() argument '{key}' must be tuple, not {}", v.ty().name())))
            }
        };
        match key.as_str() {
            "co_name" => data.name = text(&v)?,
            "co_qualname" => data.qualname = text(&v)?,
            "co_filename" => data.filename = text(&v)?,
            "co_firstlineno" => {
                let line = count()?;
                let delta = i64::from(line) - i64::from(data.first_line);
                data.first_line = line;
                for (_, l) in data.locations.iter_mut() {
                    if l.line > 0 {
                        l.line = (i64::from(l.line) + delta).clamp(1, i64::from(u32::MAX)) as u32;
                        l.end_line = (i64::from(l.end_line) + delta).clamp(1, i64::from(u32::MAX)) as u32;
                    }
                }
            }
            "co_flags" => data.flags = count()? | (data.flags & flags::HAS_DOCSTRING),
            "co_argcount" => data.argcount = count()?,
            "co_posonlyargcount" => data.posonly = count()?,
            "co_kwonlyargcount" => data.kwonly = count()?,
            "co_consts" => consts = Some(items(&v)?),
            "co_names" => {
                let names = items(&v)?;
                if !names.iter().all(str_::is_str) {
                    return Err(vm.error(&exception::SYSTEM_ERROR, "non-string found in code slot"));
                }
                if names.len() != data.names.len() {
                    return Err(vm.value_error("code: co_names must keep its length"));
                }
                data.names = names.iter().map(|n| Rc::from(str_::display(n).as_ref())).collect();
            }
            "co_stacksize" | "co_code" | "co_linetable" | "co_exceptiontable" | "co_nlocals"
            | "co_varnames" | "co_freevars" | "co_cellvars" => {
                let now = api::getattr(vm, code, &k)?;
                if !api::eq(vm, &now, &v)? {
                    return Err(vm.value_error(format!("code.replace() cannot change {key}")));
                }
            }
            _ => return Err(vm.type_error(format!("replace() got an unexpected keyword argument '{key}'"))),
        }
    }
    let same_count = consts.as_ref().is_none_or(|v| v.len() == c.consts.len());
    if !same_count {
        return Err(vm.value_error("code: co_consts must keep its length"));
    }
    if let Some(new) = &consts {
        let trusted = c.instrs.windows(2).filter(|pair| Op::of(pair[1]).is_some_and(trusts_constant));
        for i in trusted.filter_map(|pair| constant_on_top(pair[0])) {
            let same = match (new[i].is_instance::<Code>(), c.consts[i].is_instance::<Code>()) {
                (true, true) => free_count(&of(&new[i]).data) == free_count(&of(&c.consts[i]).data),
                _ => new[i].is_exact::<tuple::Tuple>() && api::eq(vm, &new[i], &c.consts[i])?,
            };
            if !same {
                return Err(vm.value_error("code: co_consts must keep what instructions rely on"));
            }
        }
    }
    let starred = (data.flags & (flags::VARARGS | flags::VARKEYWORDS)).count_ones();
    let parameters = u64::from(data.argcount) + u64::from(data.kwonly) + u64::from(starred);
    if parameters > data.local_kinds.iter().filter(|k| *k & local_kind::LOCAL != 0).count() as u64 {
        return Err(vm.value_error("code: co_varnames is too small"));
    }
    verify(&data).map_err(|what| vm.value_error(what))?;
    Ok(crate::vm::load::load_with(vm, &Rc::new(data), Some(consts.unwrap_or_else(|| c.consts.to_vec()))))
}

fn repr(_: &Vm, o: &Obj) -> PyResult<Obj> {
    let c = of(o);
    Ok(str_::from_string(format!(
        "<code object {} at {:#x}, file \"{}\", line {}>",
        str_::display(&c.name),
        api::id(o),
        str_::display(&c.filename),
        c.data.first_line
    )))
}

fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    if !a.is_instance::<Code>() || !b.is_instance::<Code>() {
        return Ok(Obj::NOT_IMPLEMENTED);
    }
    let (x, y) = (of(a), of(b));
    let same = a.is(b)
        || x.data.name == y.data.name
            && x.data.argcount == y.data.argcount
            && x.data.posonly == y.data.posonly
            && x.data.kwonly == y.data.kwonly
            && x.flags == y.flags
            && x.data.first_line == y.data.first_line
            && x.instrs == y.instrs
            && x.data.localsplus == y.data.localsplus
            && x.data.names == y.data.names
            && x.data.locations == y.data.locations
            && api::eq(vm, &tuple::from_slice(&x.consts), &tuple::from_slice(&y.consts))?;
    match op {
        CmpOp::Eq => Ok(Obj::from_bool(same)),
        CmpOp::Ne => Ok(Obj::from_bool(!same)),
        _ => Ok(Obj::NOT_IMPLEMENTED),
    }
}

fn code_bytes(o: &Obj) -> Vec<u8> {
    of(o).data.instrs.iter().flat_map(|w| w.to_le_bytes()).collect()
}

const GETTERS: &[GetterDef] = &[
    member("co_argcount", "", |_, o| Ok(int::from_usize(of(o).argcount))),
    member("co_posonlyargcount", "", |_, o| Ok(int::from_usize(of(o).posonly()))),
    member("co_kwonlyargcount", "", |_, o| Ok(int::from_usize(of(o).kwonly()))),
    member("co_stacksize", "", |_, o| Ok(int::from_i64(i64::from(of(o).data.stacksize)))),
    member("co_flags", "", |_, o| Ok(int::from_i64(i64::from(of(o).flags & !flags::HAS_DOCSTRING)))),
    member("co_names", "", |_, o| Ok(tuple::from_slice(&of(o).names))),
    member("co_filename", "", |_, o| Ok(filename(o))),
    member("co_name", "", |_, o| Ok(name(o))),
    member("co_qualname", "", |_, o| Ok(qualname(o))),
    member("co_firstlineno", "", |_, o| Ok(int::from_i64(i64::from(of(o).data.first_line)))),
    member("co_consts", "", |_, o| Ok(tuple::from_vec(of(o).consts.iter().map(shown).collect()))),
    crate::object::spec::getter("co_varnames", "", |_, o| Ok(of(o).names_of(local_kind::LOCAL))),
    crate::object::spec::getter("co_cellvars", "", |_, o| Ok(of(o).names_of(local_kind::CELL))),
    crate::object::spec::getter("co_freevars", "", |_, o| Ok(of(o).names_of(local_kind::FREE))),
    member("co_nlocals", "", |_, o| {
        Ok(int::from_usize(tuple::items(&of(o).names_of(local_kind::LOCAL)).len()))
    }),
    crate::object::spec::getter("co_code", "", |_, o| Ok(crate::types::bytes::from_slice(&code_bytes(o)))),
    crate::object::spec::getter("_co_code_adaptive", "", |_, o| {
        Ok(crate::types::bytes::from_slice(&code_bytes(o)))
    }),
    crate::object::spec::getter("co_lnotab", "", line_table),
    member("co_linetable", "", |_, o| Ok(crate::types::bytes::from_slice(&serial::write(&of(o).data)))),
    member("co_exceptiontable", "", |_, o| {
        Ok(crate::types::bytes::from_slice(
            &of(o)
                .data
                .exceptions
                .iter()
                .flat_map(|e| [e.start, e.end, e.target])
                .flat_map(u32::to_le_bytes)
                .collect::<Vec<_>>(),
        ))
    }),
];

static SPEC: TypeSpec = TypeSpec {
    name: "code",
    signature: "(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,\n     flags, codestring, constants, names, varnames, filename, name,\n     qualname, firstlineno, linetable, exceptiontable, freevars=(),\n     cellvars=(), /)",
    doc: "What compile() makes of a program, a function or the body of a class.",
    flags: type_flag::WEAKREF,
    slots: Slots {
        new: Some(|vm, _, args| rebuild(vm, args)),
        repr: Some(repr),
        compare: Some(compare),
        hash: Some(|_, o| {
            Ok(str_::hash(&of(o).name) as i64 ^ i64::from(of(o).data.first_line) ^ of(o).instrs.len() as i64)
        }),
        ..Slots::NONE
    },
    methods: &[
        method("co_lines", "($self, /)", "", lines),
        method("co_positions", "($self, /)", "", positions),
        method(
            "replace",
            "($self, /, **changes)",
            "The same code with some of its attributes replaced.",
            |vm, a| replace_with(vm, &a[0], &[], &a[1]),
        ),
        method(
            "__replace__",
            "($self, /, **changes)~($self, /, *args, **changes)",
            "What copy.replace() calls: see replace().",
            |vm, a| replace_with(vm, &a[0], a.rest(1), &a[2]),
        ),
        method("__sizeof__", "($self, /)", "", |_, a| {
            Ok(int::from_usize(size_of::<Code>() + of(&a[0]).instrs.len() * 4))
        }),
    ],
    getters: GETTERS,
    ..TypeSpec::FINAL
};

/// `types.CodeType`
pub static CODE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Code>(false));

/// Types of this file.
pub static TYPES: &[&StaticType] = &[&CODE];
