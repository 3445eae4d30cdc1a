//! The lines below a stack: the place of a syntax error, the class with its message, the notes.

use super::{Colours, quiet, suggest};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::types::exception::{Fields, SyntaxError};
use crate::types::{int, str_};
use crate::vm::{Vm, api};
use std::ops::Range;

/// Carets below a line that is not there: the attributes of a SyntaxError can be anything.
const MAX_CARETS: usize = 1 << 16;

/// `str(o)`, or another text if that raises.
pub(super) fn str_or(vm: &Vm, o: &Obj, otherwise: &str) -> Vec<u8> {
    quiet(vm, api::str(vm, o)).map_or_else(|| otherwise.into(), |s| str_::bytes_of(&s).to_vec())
}

fn repr_or(vm: &Vm, o: &Obj, otherwise: &str) -> Vec<u8> {
    quiet(vm, api::repr(vm, o)).map_or_else(|| otherwise.into(), |s| str_::bytes_of(&s).to_vec())
}

/// The name of an exception's class, with its module unless everybody knows it.
pub(super) fn class_name(vm: &Vm, exc: &Obj) -> Vec<u8> {
    let module = quiet(vm, api::getattr_opt(vm, &exc.type_obj(), name!(__module__))).flatten();
    let prefix: Vec<u8> = match module.as_ref().filter(|m| str_::is_str(m)).map(str_::bytes_of) {
        Some(b"__main__" | b"builtins") => Vec::new(),
        Some(m) => [m, b"."].concat(),
        None => b"<unknown>.".to_vec(),
    };
    let qualname = exc.ty().qualname.borrow().clone();
    [prefix.as_slice(), str_::bytes_of(&qualname)].concat()
}

/// `  File "name", line 5`
pub(super) fn append_place(file: &[u8], line: &[u8], out: &mut Vec<u8>) {
    for piece in [b"  File \"", file, b"\", line ", line] {
        out.extend_from_slice(piece);
    }
}

/// Everything that is said of an exception besides its stack.
pub(super) fn append(vm: &Vm, exc: &Obj, tb: Option<&Obj>, out: &mut Vec<u8>) {
    let message = match exc.downcast::<SyntaxError>() {
        Some(f) => syntax_error(vm, exc, f, out),
        None => {
            let mut text = str_or(vm, exc, "<exception str() failed>");
            text.extend(quiet(vm, suggest::hint(vm, exc, tb)).unwrap_or_default().bytes());
            text
        }
    };
    out.extend_from_slice(&class_name(vm, exc));
    if !message.is_empty() {
        out.extend_from_slice(b": ");
        out.extend_from_slice(&message);
    }
    out.push(b'\n');
    append_notes(vm, exc, out);
}

/// Writes the place of a syntax error, and gives its message.
fn syntax_error(vm: &Vm, exc: &Obj, f: &SyntaxError, out: &mut Vec<u8>) -> Vec<u8> {
    let field = |i: usize| f.field(i).get().filter(|o| !o.is_none());
    let (file, line, end_line) = (field(1), field(2), field(5));
    let (offset, text, end_offset) = (field(3), field(4), field(6));
    let file = |missing: &str| file.as_ref().map_or_else(|| missing.into(), |o| str_or(vm, o, missing));
    let place_line = |line: &[u8], out: &mut Vec<u8>| {
        append_place(&file("<string>"), line, out);
        out.push(b'\n');
    };
    let sound = [&offset, &end_offset].into_iter().flatten().all(int::is_int)
        && text.as_ref().is_none_or(str_::is_str);
    if !sound {
        place_line(b"0", out);
        return str_or(vm, exc, "<exception str() failed>");
    }
    if let Some(line) = &line {
        place_line(&str_or(vm, line, "<line str() failed>"), out);
    }
    if let Some(text) = &text {
        let one_line = match (&line, &end_line) {
            (None, None) => true,
            (Some(a), Some(b)) => quiet(vm, api::eq(vm, a, b)).unwrap_or(false),
            _ => false,
        };
        let number = |o: &Option<Obj>| o.as_ref().and_then(int::to_i64);
        let text = str_::display(text);
        let shown = place(&text, number(&offset), number(&end_offset), one_line, Colours::NONE);
        out.extend_from_slice(shown.as_bytes());
    }
    let mut message = field(0).map(|m| str_or(vm, &m, "")).unwrap_or_default();
    if message.is_empty() {
        message = b"<no detail available>".to_vec();
    }
    if line.is_none() && f.field(1).get().is_some_and(|o| !o.is_none()) {
        message.extend_from_slice(&[b" (", file("").as_slice(), b")"].concat());
    }
    message
}

/// The text of a syntax error, without its indentation, and carets below the characters from `offset` up to `end`
/// (numbers from 1). An error that ends in another line is marked up to the end of this one.
pub(super) fn place(text: &str, offset: Option<i64>, end: Option<i64>, one_line: bool, c: Colours) -> String {
    let line = text.trim_end_matches('\n');
    let code: Vec<char> = line.trim_start_matches([' ', '\n', '\x0c']).chars().collect();
    let Some(carets) = offset.and_then(|from| caret_range(text, &code, from, end, one_line)) else {
        return format!("    {}\n", code.iter().collect::<String>());
    };
    let cut = |r: Range<usize>| -> String { code.iter().take(r.end).skip(r.start).collect() };
    // White space is repeated, so that tabs move the carets as they move the text.
    let blank: String = code[..carets.start.min(code.len())]
        .iter()
        .map(|x| if x.is_whitespace() { *x } else { ' ' })
        .collect();
    let marks = "^".repeat(carets.len());
    let (before, marked, after) = (cut(0..carets.start), cut(carets.clone()), cut(carets.end..usize::MAX));
    let (on, off) = (c.mark, c.reset);
    format!("    {before}{on}{marked}{off}{after}\n    {blank}{on}{marks}{off}\n")
}

/// Which characters of `code`, the text without its indentation, have carets; None if they lie before it.
fn caret_range(
    text: &str,
    code: &[char],
    from: i64,
    end: Option<i64>,
    one_line: bool,
) -> Option<Range<usize>> {
    let line = text.trim_end_matches('\n').chars().count();
    let (length, behind) = (text.chars().count(), line as i64 + 1);
    let until = match end {
        _ if !one_line => behind,
        Some(end) if end != 0 => end,
        _ => from,
    };
    // A number behind the text means the place just after its last character.
    let held = |n: i64| if length > 0 && n > length as i64 { behind } else { n };
    let indent = (line - code.len()) as i64;
    let start = usize::try_from(held(from).saturating_sub(1 + indent)).ok()?;
    let stop = usize::try_from(held(until).saturating_sub(1 + indent)).unwrap_or(0);
    Some(start..stop.clamp(start.saturating_add(1), start.saturating_add(MAX_CARETS)))
}

/// `__notes__`, whatever they are.
fn append_notes(vm: &Vm, exc: &Obj, out: &mut Vec<u8>) {
    let mut line = |text: &[u8]| {
        out.extend_from_slice(text);
        out.push(b'\n');
    };
    let notes = match api::getattr_opt(vm, exc, name!(__notes__)) {
        Ok(Some(n)) if !n.is_none() => n,
        Ok(_) => return,
        Err(r) => {
            let e = vm.take_raised(r);
            let shown = repr_or(vm, &e, "<__notes__ repr() failed>");
            return line(&[b"Ignored error getting __notes__: ", shown.as_slice()].concat());
        }
    };
    let a_list = api::is_sequence(&notes) && !str_::is_str(&notes) && !crate::types::bytes::is_bytes(&notes);
    match a_list.then(|| quiet(vm, api::to_vec(vm, &notes))).flatten() {
        Some(list) => list.iter().for_each(|n| line(&str_or(vm, n, "<note str() failed>"))),
        None => line(&repr_or(vm, &notes, "<__notes__ repr() failed>")),
    }
}
