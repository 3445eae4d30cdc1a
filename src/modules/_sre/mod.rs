//! `_sre`: compiled patterns and matches as objects. The matching itself is in the regex room; here positions in bytes
//! become positions in characters, and failures exceptions. Patterns are in `pattern.rs`, matches in `matches.rs`.

mod matches;
mod pattern;
mod substitute;

use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::regex::{Error, ErrorKind, Found, How, Part, Program, Scanner, Scratch, Stop, Subject};
use crate::types::{buffer, bytes, exception, int, list, module, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use std::borrow::Cow;
use std::sync::atomic::Ordering;

/// What is searched: the argument, and the str or bytes object that holds its characters for the whole time.
pub struct Text {
    /// As given.
    pub string: Obj,
    /// A str, or bytes.
    pub data: Obj,
    /// For str patterns.
    pub is_text: bool,
}

impl Text {
    /// Checks the argument of a matching method.
    pub fn new(vm: &Vm, is_text: bool, string: &Obj) -> PyResult<Text> {
        let given_text = str_::is_str(string);
        if !given_text && !buffer::is_bytes_like(string) {
            return Err(
                vm.type_error(format!("expected string or bytes-like object, got '{}'", string.ty().name()))
            );
        }
        if given_text != is_text {
            return Err(vm.type_error(if is_text {
                "cannot use a string pattern on a bytes-like object"
            } else {
                "cannot use a bytes pattern on a string-like object"
            }));
        }
        let data = if given_text || bytes::is_bytes(string) {
            string.clone()
        } else {
            bytes::from_slice(&buffer::to_bytes_vec(vm, string)?)
        };
        Ok(Text { string: string.clone(), data, is_text })
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        if self.is_text { str_::bytes_of(&self.data) } else { bytes::bytes_of(&self.data) }
    }

    /// Characters.
    #[expect(clippy::len_without_is_empty, reason = "nobody asks")]
    pub fn len(&self) -> usize {
        if self.is_text { str_::char_len(&self.data) } else { bytes::bytes_of(&self.data).len() }
    }

    /// The character at a byte.
    pub fn char_index(&self, byte: usize) -> usize {
        if self.is_text { str_::char_index(&self.data, byte) } else { byte }
    }

    /// The byte where a character begins.
    pub fn byte_offset(&self, index: usize) -> usize {
        if self.is_text { str_::byte_offset(&self.data, index) } else { index }
    }

    /// A piece as an object.
    pub fn piece(&self, vm: &Vm, start: usize, end: usize) -> PyResult<Obj> {
        let all = self.bytes();
        if start == 0
            && end == all.len()
            && (self.data.is_exact::<str_::Str>() || !self.is_text && self.data.is_exact::<bytes::Bytes>())
        {
            return Ok(self.data.clone());
        }
        self.make(vm, &all[start..end])
    }

    /// An object of the same kind.
    pub fn make(&self, vm: &Vm, content: &[u8]) -> PyResult<Obj> {
        if self.is_text {
            str_::make(vm, content)
        } else {
            bytes::try_from_slice(content).map_err(|_| vm.memory_error())
        }
    }

    /// The subject up to an end.
    pub fn subject(&self, end: usize) -> Subject<'_> {
        Subject { text: &self.bytes()[..end], wide: self.is_text && !str_::is_ascii(&self.data) }
    }

    /// `pos` and `endpos` arguments within the text, in characters.
    pub fn window(&self, vm: &Vm, pos: Option<&Obj>, endpos: Option<&Obj>) -> PyResult<(usize, usize)> {
        if pos.is_none() && endpos.is_none() {
            return Ok((0, self.len()));
        }
        let len = self.len();
        let clamp = |o: Option<&Obj>, default: usize| match o {
            None => Ok(default),
            Some(o) => {
                let n = int::to_i64_clamped(&api::index(vm, o)?).unwrap_or(0);
                Ok(n.clamp(0, len as i64) as usize)
            }
        };
        Ok((clamp(pos, 0)?, clamp(endpos, len)?))
    }
}

/// What a long match does now and then.
fn pause(vm: &Vm) -> PyResult<()> {
    if vm.breaker.load(Ordering::Relaxed) == 0 { Ok(()) } else { crate::vm::ops::breaker(vm) }
}

/// Runs a matcher; Python's signal handlers run meanwhile.
fn run(vm: &Vm, f: impl FnOnce(&mut dyn FnMut() -> bool) -> Found) -> PyResult<Option<(usize, usize)>> {
    let mut raised = None;
    let found = f(&mut || match pause(vm) {
        Ok(()) => true,
        Err(r) => {
            raised = Some(r);
            false
        }
    });
    found.map_err(|stop| match (stop, raised) {
        (Stop::Interrupted, Some(r)) => r,
        _ => vm.memory_error(),
    })
}

/// Matches once.
pub fn exec(
    vm: &Vm,
    program: &Program,
    how: How,
    subject: Subject,
    pos: usize,
    scratch: &mut Scratch,
) -> PyResult<Option<(usize, usize)>> {
    run(vm, |poll| program.exec(how, subject, pos, false, scratch, poll))
}

/// The next match of several.
pub fn next(
    vm: &Vm,
    scanner: &mut Scanner,
    program: &Program,
    how: How,
    subject: Subject,
    scratch: &mut Scratch,
) -> PyResult<Option<(usize, usize)>> {
    run(vm, |poll| scanner.next(program, how, subject, scratch, poll))
}

/// The exception of a wrong pattern or template.
#[cold]
pub fn raise(vm: &Vm, e: Error, source: &Obj) -> Raised {
    match e.kind {
        ErrorKind::Pattern => {
            let class = match api::import(vm, "re").and_then(|m| api::getattr_str(vm, &m, "PatternError")) {
                Ok(c) => c,
                Err(r) => return r,
            };
            let pos = e.pos.map_or(Obj::NONE, int::from_usize);
            match api::call(vm, &class, &[str_::from_string(e.msg), source.clone(), pos]) {
                Ok(exc) => vm.raise(exc),
                Err(r) => r,
            }
        }
        ErrorKind::Value => vm.value_error(e.msg),
        ErrorKind::Overflow => vm.overflow_error(e.msg),
        ErrorKind::Index => vm.index_error(e.msg),
        ErrorKind::Recursion => vm.recursion_error(e.msg),
    }
}

/// The bytes of a pattern, and whether it is a str.
fn pattern_text<'o>(vm: &Vm, source: &'o Obj) -> PyResult<(Cow<'o, [u8]>, bool)> {
    if str_::is_str(source) {
        Ok((Cow::Borrowed(str_::bytes_of(source)), true))
    } else if buffer::is_bytes_like(source) {
        Ok((buffer::bytes_arg(vm, source)?, false))
    } else {
        Err(vm.type_error("first argument must be string or compiled pattern"))
    }
}

fn compile(vm: &Vm, a: Args) -> PyResult<Obj> {
    let source = &a[0];
    let flags = api::to_i64(vm, &a[1])? as u32;
    let (text, is_text) = pattern_text(vm, source)?;
    let mut warnings = Vec::new();
    let program = Program::compile(&text, is_text, flags, &mut |w| warnings.push(w.to_owned()))
        .map_err(|e| raise(vm, e, source))?;
    for w in warnings {
        api::warn(vm, &exception::FUTURE_WARNING, &w, 3)?;
    }
    pattern::make(vm, source, program)
}

/// What `re._parser` calls the operations, and how it makes sequences of them.
struct Shown<'a> {
    names: &'a Obj,
    sequence: &'a Obj,
}

impl Shown<'_> {
    fn width(width: (u64, u64)) -> Obj {
        let big = |n: u64| int::from_i128(if n == u64::MAX { 1 << 64 } else { i128::from(n) });
        tuple::from_vec(vec![big(width.0), big(width.1)])
    }

    fn all(&self, vm: &Vm, parts: &[Part]) -> PyResult<Vec<Obj>> {
        parts.iter().map(|part| self.part(vm, part)).collect()
    }

    fn part(&self, vm: &Vm, part: &Part) -> PyResult<Obj> {
        Ok(match part {
            Part::Name("BEHIND") => int::from_i64(-1),
            Part::Name(name) => api::getitem(vm, self.names, &str_::from_str(name))?,
            Part::Number(n) => int::from_u64(*n),
            Part::None => Obj::NONE,
            Part::Tuple(parts) => tuple::from_vec(self.all(vm, parts)?),
            Part::List(parts) => list::from_vec(self.all(vm, parts)?),
            Part::Sequence(parts) => api::call(vm, self.sequence, &[list::from_vec(self.all(vm, parts)?)])?,
        })
    }
}

fn outline(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (text, is_text) = pattern_text(vm, &a[0])?;
    let flags = api::to_i64(vm, &a[1])? as u32;
    let found = crate::regex::outline(&text, is_text, flags).map_err(|e| raise(vm, e, &a[0]))?;
    let body = Shown { names: &a[2], sequence: &a[3] }.part(vm, &found.body)?;
    let widths = found.widths.into_iter().map(|w| w.map_or(Obj::NONE, Shown::width)).collect();
    let names = found.names.into_iter().map(|(name, number)| {
        Ok(tuple::from_vec(vec![str_::make(vm, &name)?, int::from_i64(i64::from(number))]))
    });
    let names = list::from_vec(names.collect::<PyResult<_>>()?);
    Ok(tuple::from_vec(vec![body, int::from_i64(i64::from(found.flags)), list::from_vec(widths), names]))
}

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (key, n) in
        [("MAGIC", 20230502), ("CODESIZE", 4), ("MAXREPEAT", 4294967295), ("MAXGROUPS", 1073741823)]
    {
        d.insert_str(intern(key), int::from_i64(n));
    }
    d.insert_str(intern("Pattern"), pattern::PATTERN.obj());
    d.insert_str(intern("Match"), matches::MATCH.obj());
    Ok(())
}

/// `_sre`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_sre",
    doc: "Compiled regular expressions.",
    functions: &[
        function("compile", "(pattern, flags, /)", "Compile a pattern.", compile),
        function("_outline", "(pattern, flags, names, sequence, /)", "The parts of a pattern.", outline),
    ],
    hidden_types: &[&pattern::PATTERN, &pattern::SCANNER, &pattern::MATCHES, &matches::MATCH],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
