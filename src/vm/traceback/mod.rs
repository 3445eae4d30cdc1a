//! How an exception that nobody caught is printed: chains, groups, notes, syntax errors. Source lines are in
//! `source.rs`, the `^^^` under them in `markers.rs`, "Did you mean" in `suggest.rs`. The traceback object is in
//! `types/traceback.rs`.

mod markers;
mod source;
mod suggest;

pub use source::{register_source, registered_source};
pub use suggest::closest_name;

use crate::bytecode::code::Loc;
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::types::exception::{self, Fields, SyntaxError};
use crate::types::traceback::Traceback;
use crate::types::{code, frame, int, str_};
use crate::vm::{PyResult, Vm, api};
pub use source::Sources;
use std::collections::HashSet;
use std::io::Write;

/// Members of a group that are shown.
const GROUP_WIDTH: usize = 15;
/// Groups in groups that are shown.
const GROUP_DEPTH: usize = 10;
/// Equal entries that are shown one after the other.
const REPEATS: usize = 3;

/// Carets under a line that is not there: the attributes of a SyntaxError can be anything.
const MAX_CARETS: usize = 1 << 16;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// Colours of a terminal, or nothing.
#[derive(Clone, Copy)]
struct Colours {
    name: &'static str,
    kind: &'static str,
    mark: &'static str,
    range: &'static str,
    reset: &'static str,
}

impl Colours {
    const NONE: Colours = Colours { name: "", kind: "", mark: "", range: "", reset: "" };
    const ANSI: Colours = Colours {
        name: "\x1b[35m",
        kind: "\x1b[1;35m",
        mark: "\x1b[1;31m",
        range: "\x1b[31m",
        reset: "\x1b[0m",
    };
}

/// What `traceback.format_exception(exc)` gives, as one WTF-8 text.
pub fn format_exception(vm: &Vm, exc: &Obj, limit: Option<i64>, colour: bool) -> PyResult<Vec<u8>> {
    let colours = if colour { Colours::ANSI } else { Colours::NONE };
    let mut p = Printer {
        vm,
        sources: Sources::new(),
        limit,
        colours,
        out: Vec::new(),
        seen: HashSet::new(),
        depth: 0,
    };
    p.chain(exc)?;
    Ok(p.out)
}

/// Prints an exception to `sys.stderr`, as `sys.excepthook` does.
pub fn print_exception(vm: &Vm, exc: &Obj) {
    let limit = api::sys_attr("tracebacklimit").and_then(|n| int::to_i64(&n)).map(|n| n.max(0));
    match format_exception(vm, exc, limit, false) {
        Ok(text) => write_stderr(vm, &text),
        Err(r) => drop(vm.take_raised(r)),
    }
}

/// Writes to `sys.stderr`, or to the process's own if that does not work.
pub fn write_stderr(vm: &Vm, text: &[u8]) {
    if let Some(f) = api::sys_attr("stderr").filter(|f| !f.is_none()) {
        let done = api::call_method(vm, &f, name!(write), &[str_::from_wtf8(text)])
            .and_then(|_| api::call_method(vm, &f, name!(flush), &[]));
        match done {
            Ok(_) => return,
            Err(r) => drop(vm.take_raised(r)),
        }
    }
    // Nothing is left to report a failure to.
    let _ = std::io::stderr().write_all(text);
}

/// What the default `sys.unraisablehook` prints of an exception: no chain, no markers.
pub fn append_plain(vm: &Vm, exc: &Obj, out: &mut Vec<u8>) {
    let mut sources = Sources::new();
    if let Some(tb) = exception::traceback(exc) {
        out.extend_from_slice(b"Traceback (most recent call last):\n");
        for e in entries(&tb, None) {
            e.header(Colours::NONE, out);
            if let Some(line) = e.line.and_then(|n| sources.line(vm, &e.filename, n)) {
                let line = line.trim();
                if !line.is_empty() {
                    out.extend_from_slice(format!("    {line}\n").as_bytes());
                }
            }
        }
    }
    out.extend_from_slice(&class_name(vm, exc));
    out.extend_from_slice(b": ");
    out.extend_from_slice(&text_of(vm, exc, "<exception str() failed>"));
    out.push(b'\n');
}

/// One entry of a traceback.
struct Entry {
    filename: Obj,
    name: Obj,
    line: Option<u32>,
    at: Loc,
}

fn entries(tb: &Obj, limit: Option<i64>) -> Vec<Entry> {
    let mut out = Vec::new();
    let mut next = Some(tb.clone());
    while let Some(o) = next {
        let Some(t) = o.downcast::<Traceback>() else { break };
        let c = frame::code_of(&t.frame());
        let (line, at) = (t.lineno(), code::location(&c, t.lasti));
        let at = if Some(at.line) == line { at } else { Loc::NONE };
        out.push(Entry { filename: code::filename(&c), name: code::name(&c), line, at });
        next = t.next();
    }
    match limit {
        Some(n) if n >= 0 => out.truncate(usize::try_from(n).unwrap_or(usize::MAX)),
        Some(n) => drop(out.drain(..out.len().saturating_sub(n.unsigned_abs() as usize))),
        None => {}
    }
    out
}

impl Entry {
    fn same_place(&self, other: &Entry) -> bool {
        self.line == other.line
            && str_::bytes_of(&self.filename) == str_::bytes_of(&other.filename)
            && str_::bytes_of(&self.name) == str_::bytes_of(&other.name)
    }

    fn header(&self, c: Colours, out: &mut Vec<u8>) {
        let line = self.line.map_or_else(|| "None".to_owned(), |n| n.to_string());
        let (on, off) = (c.name, c.reset);
        out.extend_from_slice(format!("  File {on}\"").as_bytes());
        let name = str_::bytes_of(&self.filename);
        // Inputs of a session have names of their own, so that each keeps its text.
        out.extend_from_slice(if name.starts_with(b"<stdin>-") { b"<stdin>" } else { name });
        out.extend_from_slice(format!("\"{off}, line {on}{line}{off}, in {on}").as_bytes());
        out.extend_from_slice(str_::bytes_of(&self.name));
        out.extend_from_slice(format!("{off}\n").as_bytes());
    }
}

/// The result, or nothing if there was an exception.
fn quiet<T>(vm: &Vm, r: PyResult<T>) -> Option<T> {
    match r {
        Ok(v) => Some(v),
        Err(r) => {
            drop(vm.take_raised(r));
            None
        }
    }
}

/// `str(o)`, or a text that says it failed.
fn text_of(vm: &Vm, o: &Obj, failed: &str) -> Vec<u8> {
    quiet(vm, api::str(vm, o)).map_or_else(|| failed.as_bytes().to_vec(), |s| str_::bytes_of(&s).to_vec())
}

/// The name of the exception's class, with its module unless everybody knows it.
fn class_name(vm: &Vm, exc: &Obj) -> Vec<u8> {
    let class = exc.type_obj();
    let module = quiet(vm, api::getattr_opt(vm, &class, name!(__module__))).flatten();
    let qualname = exc.ty().qualname.borrow().clone();
    let mut out = Vec::new();
    match module.filter(str_::is_str) {
        Some(m) if matches!(str_::bytes_of(&m), b"__main__" | b"builtins") => {}
        Some(m) => {
            out.extend_from_slice(str_::bytes_of(&m));
            out.push(b'.');
        }
        None => out.extend_from_slice(b"<unknown>."),
    }
    out.extend_from_slice(str_::bytes_of(&qualname));
    out
}

struct Printer<'a> {
    vm: &'a Vm,
    sources: Sources,
    limit: Option<i64>,
    colours: Colours,
    out: Vec<u8>,
    seen: HashSet<u64>,
    /// How deep in groups.
    depth: usize,
}

impl Printer<'_> {
    /// Appends lines, behind the margin of the group they are in.
    fn emit(&mut self, text: &[u8], margin: char) {
        if self.depth == 0 {
            self.out.extend_from_slice(text);
            return;
        }
        let prefix = format!("{}{margin} ", self.indent());
        for line in text.split_inclusive(|&b| b == b'\n') {
            self.out.extend_from_slice(prefix.as_bytes());
            self.out.extend_from_slice(line);
        }
    }

    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    /// An exception with those it came from, oldest first.
    fn chain(&mut self, exc: &Obj) -> PyResult<()> {
        let mut links: Vec<(Obj, &str)> = Vec::new();
        let mut current = exc.clone();
        self.seen.insert(api::id(exc));
        loop {
            let next = match exception::cause(&current) {
                Some(c) if self.seen.insert(api::id(&c)) => Some((c, CAUSE)),
                Some(_) => None,
                None if exception::suppress_context(&current) => None,
                None => exception::context(&current)
                    .filter(|c| self.seen.insert(api::id(c)))
                    .map(|c| (c, CONTEXT)),
            };
            let Some((older, sentence)) = next else {
                links.push((current, ""));
                break;
            };
            links.push((std::mem::replace(&mut current, older), sentence));
        }
        for (e, sentence) in links.iter().rev() {
            self.emit(sentence.as_bytes(), '|');
            self.one(e)?;
        }
        Ok(())
    }

    /// One exception without its chain.
    fn one(&mut self, exc: &Obj) -> PyResult<()> {
        let Some(members) = exception::group_items(exc) else {
            self.head(exc, "Traceback (most recent call last):\n", '|');
            return Ok(());
        };
        if self.depth > GROUP_DEPTH {
            self.emit(format!("... (max_group_depth is {GROUP_DEPTH})\n").as_bytes(), '|');
            return Ok(());
        }
        self.vm.check_native_stack(" while printing an exception group")?;
        let outermost = self.depth == 0;
        if outermost {
            self.depth = 1;
        }
        self.head(
            exc,
            "Exception Group Traceback (most recent call last):\n",
            if outermost { '+' } else { '|' },
        );
        for (i, m) in members.iter().take(GROUP_WIDTH + 1).enumerate() {
            let cut = i == GROUP_WIDTH;
            let title = if cut { "...".to_owned() } else { (i + 1).to_string() };
            let corner = if i == 0 { "+-" } else { "  " };
            let ruler = format!("{}{corner}+---------------- {title} ----------------\n", self.indent());
            self.out.extend_from_slice(ruler.as_bytes());
            self.depth += 1;
            if cut {
                let n = members.len() - GROUP_WIDTH;
                self.emit(
                    format!("and {n} more exception{}\n", if n > 1 { "s" } else { "" }).as_bytes(),
                    '|',
                );
            } else {
                self.chain(m)?;
            }
            if i + 1 == members.len().min(GROUP_WIDTH + 1) {
                let end = format!("{}+------------------------------------\n", self.indent());
                self.out.extend_from_slice(end.as_bytes());
            }
            self.depth -= 1;
        }
        if outermost {
            self.depth = 0;
        }
        Ok(())
    }

    /// Traceback, class, message and notes.
    fn head(&mut self, exc: &Obj, title: &str, margin: char) {
        let tb = exception::traceback(exc);
        let mut text = Vec::new();
        if let Some(tb) = &tb
            && self.limit != Some(0)
        {
            self.emit(title.as_bytes(), margin);
            let list = entries(tb, self.limit);
            self.stack(&list, &mut text);
        }
        self.message(exc, tb.as_ref(), &mut text);
        self.notes(exc, &mut text);
        self.emit(&text, '|');
    }

    fn stack(&mut self, list: &[Entry], out: &mut Vec<u8>) {
        let mut run = 0;
        let repeated = |run: usize, out: &mut Vec<u8>| {
            if run > REPEATS {
                let n = run - REPEATS;
                let s = if n > 1 { "s" } else { "" };
                out.extend_from_slice(format!("  [Previous line repeated {n} more time{s}]\n").as_bytes());
            }
        };
        for (i, e) in list.iter().enumerate() {
            if i == 0 || !e.same_place(&list[i - 1]) {
                repeated(run, out);
                run = 0;
            }
            run += 1;
            if run > REPEATS {
                continue;
            }
            e.header(self.colours, out);
            let Some(line) = e.line else { continue };
            let last = if e.at.end_line > line && e.at.col >= 0 { e.at.end_line } else { line };
            let lines = self.sources.lines(self.vm, &e.filename, line, last);
            out.extend_from_slice(markers::show(&lines, e.at, self.colours).as_bytes());
        }
        repeated(run, out);
    }

    /// `Class: message`
    fn message(&self, exc: &Obj, tb: Option<&Obj>, out: &mut Vec<u8>) {
        if exc.is_instance::<SyntaxError>() && self.syntax_error(exc, out) {
            return;
        }
        let c = self.colours;
        let text = text_of(self.vm, exc, "<exception str() failed>");
        let hint = quiet(self.vm, suggest::hint(self.vm, exc, tb)).unwrap_or_default();
        out.extend_from_slice(c.kind.as_bytes());
        out.extend_from_slice(&class_name(self.vm, exc));
        out.extend_from_slice(c.reset.as_bytes());
        if !text.is_empty() || !hint.is_empty() {
            out.extend_from_slice(b": ");
            out.extend_from_slice(c.name.as_bytes());
            out.extend_from_slice(&text);
            out.extend_from_slice(hint.as_bytes());
            out.extend_from_slice(c.reset.as_bytes());
        }
        out.push(b'\n');
    }

    /// File, line and caret of a SyntaxError. False: its attributes make no sense.
    fn syntax_error(&self, exc: &Obj, out: &mut Vec<u8>) -> bool {
        let Some(f) = exc.downcast::<SyntaxError>() else { return false };
        let c = self.colours;
        let field = |i: usize| f.field(i).get().filter(|o| !o.is_none());
        let number = |i: usize| field(i).and_then(|n| int::to_i64(&n));
        let shown = |o: &Obj| text_of(self.vm, o, "<str() failed>");
        let (filename, line, end_line) = (field(1), field(2), field(5));
        let mut suffix = Vec::new();
        if let Some(line) = &line {
            out.extend_from_slice(format!("  File {}\"", c.name).as_bytes());
            out.extend_from_slice(&filename.as_ref().map_or_else(|| b"<string>".to_vec(), shown));
            out.extend_from_slice(format!("\"{}, line {}", c.reset, c.name).as_bytes());
            out.extend_from_slice(&shown(line));
            out.extend_from_slice(format!("{}\n", c.reset).as_bytes());
        } else if let Some(name) = &filename {
            suffix = [b" (", shown(name).as_slice(), b")"].concat();
        }
        if let (Some(text), Some(_)) = (field(4).filter(str_::is_str), &line) {
            let text = str_::display(&text).into_owned();
            let same_line = number(2) == end_line.as_ref().and_then(int::to_i64);
            out.extend_from_slice(caret_lines(&text, number(3), number(6), same_line, c).as_bytes());
        }
        out.extend_from_slice(c.kind.as_bytes());
        out.extend_from_slice(&class_name(self.vm, exc));
        out.extend_from_slice(format!("{}: {}", c.reset, c.name).as_bytes());
        match field(0).map(|m| shown(&m)) {
            Some(m) if !m.is_empty() => out.extend_from_slice(&m),
            _ => out.extend_from_slice(b"<no detail available>"),
        }
        out.extend_from_slice(c.reset.as_bytes());
        out.extend_from_slice(&suffix);
        out.push(b'\n');
        true
    }

    /// `__notes__`, whatever they are.
    fn notes(&self, exc: &Obj, out: &mut Vec<u8>) {
        let vm = self.vm;
        let notes = match api::getattr_opt(vm, exc, name!(__notes__)) {
            Ok(Some(n)) if !n.is_none() => n,
            Ok(_) => return,
            Err(r) => {
                let e = vm.take_raised(r);
                out.extend_from_slice(b"Ignored error getting __notes__: ");
                match quiet(vm, api::repr(vm, &e)) {
                    Some(s) => out.extend_from_slice(str_::bytes_of(&s)),
                    None => out.extend_from_slice(b"<__notes__ repr() failed>"),
                }
                out.push(b'\n');
                return;
            }
        };
        let list = if str_::is_str(&notes) || !api::is_sequence(&notes) || notes.ty().slots().buffer.is_some()
        {
            None
        } else {
            quiet(vm, api::to_vec(vm, &notes))
        };
        match list {
            Some(list) => {
                for n in list {
                    out.extend_from_slice(&text_of(vm, &n, "<note str() failed>"));
                    out.push(b'\n');
                }
            }
            None => {
                match quiet(vm, api::repr(vm, &notes)) {
                    Some(s) => out.extend_from_slice(str_::bytes_of(&s)),
                    None => out.extend_from_slice(b"<__notes__ repr() failed>"),
                }
                out.push(b'\n');
            }
        }
    }
}

/// The line of a SyntaxError and the carets under it. Offsets count characters from 1.
fn caret_lines(text: &str, offset: Option<i64>, end: Option<i64>, same_line: bool, c: Colours) -> String {
    let line: Vec<char> = text.trim_end_matches('\n').chars().collect();
    let indent = line.iter().take_while(|c| matches!(c, ' ' | '\n' | '\x0c')).count();
    let code = &line[indent..];
    let shown: String = code.iter().collect();
    let Some(mut start) = offset else { return format!("    {shown}\n") };
    let mut end = match end {
        Some(e) if same_line && e != 0 => e,
        _ if same_line => start,
        _ => line.len() as i64 + 1,
    };
    if !text.is_empty() {
        let (length, most) = (text.chars().count() as i64, line.len() as i64 + 1);
        let bounded = |n: i64| if n > length { most } else { n };
        (start, end) = (bounded(start), bounded(end));
    }
    if end <= start {
        end = start.saturating_add(1);
    }
    let before = 1 + indent as i64;
    let (first, last) = (start.saturating_sub(before), end.saturating_sub(before));
    let Ok(first) = usize::try_from(first) else { return format!("    {shown}\n") };
    let last = usize::try_from(last).unwrap_or(0).min(first.saturating_add(MAX_CARETS));
    let space: String = code.iter().take(first).map(|x| if x.is_whitespace() { *x } else { ' ' }).collect();
    let carets = "^".repeat(last.saturating_sub(first));
    if c.mark.is_empty() || first >= code.len() {
        return format!("    {shown}\n    {space}{}{carets}{}\n", c.mark, c.reset);
    }
    let part = |a: usize, b: usize| code[a.min(code.len())..b.min(code.len())].iter().collect::<String>();
    format!(
        "    {}{}{}{}{}\n    {space}{}{carets}{}\n",
        part(0, first),
        c.mark,
        part(first, last),
        c.reset,
        part(last.max(first), code.len()),
        c.mark,
        c.reset
    )
}
