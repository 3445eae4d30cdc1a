//! The entries of one stack: file, line and function, with the marked source line.

use super::markers;
use super::source::Sources;
use super::{Colours, summary};
use crate::bytecode::code::Loc;
use crate::object::obj::Obj;
use crate::types::traceback::Traceback;
use crate::types::{code, exception, frame, str_};
use crate::vm::Vm;

/// Equal entries in a row that are shown; the rest is counted.
const SHOWN: usize = 3;

struct Entry {
    file: Obj,
    function: Obj,
    globals: Obj,
    line: Option<u32>,
    at: Loc,
}

impl Entry {
    fn is_like(&self, other: &Entry) -> bool {
        let same = |a: &Obj, b: &Obj| str_::bytes_of(a) == str_::bytes_of(b);
        self.line == other.line && same(&self.file, &other.file) && same(&self.function, &other.function)
    }

    fn append_place(&self, out: &mut Vec<u8>) {
        let line = self.line.map_or_else(|| "None".to_owned(), |n| n.to_string());
        let file = str_::bytes_of(&self.file);
        // Inputs of a session have names of their own, so that each keeps its text.
        let file = if file.starts_with(b"<stdin>-") { b"<stdin>" } else { file };
        summary::append_place(file, line.as_bytes(), out);
        out.extend_from_slice(b", in ");
        out.extend_from_slice(str_::bytes_of(&self.function));
        out.push(b'\n');
    }

    fn append_source(&self, vm: &Vm, sources: &mut Sources, out: &mut Vec<u8>) {
        let Some(first) = self.line else { return };
        let last = if self.at.col >= 0 { self.at.end_line.max(first) } else { first };
        let lines = sources.lines(vm, &self.file, &self.globals, (first, last));
        out.extend_from_slice(markers::show(&lines, self.at, Colours::NONE).as_bytes());
    }
}

/// From the outermost to the innermost.
fn entries(traceback: &Obj) -> Vec<Entry> {
    let step = |o: &Obj| -> Option<(Entry, Option<Obj>)> {
        let t = o.downcast::<Traceback>()?;
        let (frame, line) = (t.frame(), t.lineno());
        let (c, globals) = (frame::code_of(&frame), frame::globals_of(&frame));
        let at = Some(code::location(&c, t.lasti)).filter(|at| Some(at.line) == line).unwrap_or(Loc::NONE);
        Some((Entry { file: code::filename(&c), function: code::name(&c), globals, line, at }, t.next()))
    };
    let mut found = Vec::new();
    let mut next = Some(traceback.clone());
    while let Some((entry, more)) = next.as_ref().and_then(step) {
        found.push(entry);
        next = more;
    }
    found
}

/// The innermost entries of a traceback, at most `limit`, as text.
pub(super) fn append(
    vm: &Vm,
    traceback: &Obj,
    limit: Option<usize>,
    sources: &mut Sources,
    out: &mut Vec<u8>,
) {
    let all = entries(traceback);
    let kept = &all[all.len() - limit.unwrap_or(all.len()).min(all.len())..];
    for run in kept.chunk_by(Entry::is_like) {
        for entry in run.iter().take(SHOWN) {
            entry.append_place(out);
            entry.append_source(vm, sources, out);
        }
        let more = run.len().saturating_sub(SHOWN);
        if more > 0 {
            let s = if more == 1 { "" } else { "s" };
            out.extend_from_slice(format!("  [Previous line repeated {more} more time{s}]\n").as_bytes());
        }
    }
}

/// The whole stack of an exception under its title, each entry with its line and no marks.
pub(super) fn append_plain(vm: &Vm, exc: &Obj, out: &mut Vec<u8>) {
    let Some(traceback) = exception::traceback(exc) else { return };
    let mut sources = Sources::default();
    out.extend_from_slice(b"Traceback (most recent call last):\n");
    for entry in entries(&traceback) {
        entry.append_place(out);
        let line = entry.line.and_then(|n| sources.line(vm, &entry.file, n)).unwrap_or_default();
        if !line.trim().is_empty() {
            out.extend_from_slice(format!("    {}\n", line.trim()).as_bytes());
        }
    }
}
