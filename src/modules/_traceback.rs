//! What `stdlib/traceback.py` shares with the interpreter's own messages: marks below source lines, the place of a
//! syntax error, "Did you mean".

use crate::bytecode::code::Loc;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{int, str_};
use crate::vm::{PyResult, Vm, api, traceback};

/// An int as a line or column; what is none or makes no sense is nowhere.
fn number(o: &Obj) -> Option<i64> {
    int::to_i64(o)
}

fn marked(vm: &Vm, lines: &Obj, place: [&Obj; 4], colour: bool) -> PyResult<Obj> {
    let lines: Vec<String> = api::to_vec(vm, lines)?.iter().map(|l| str_::display(l).into_owned()).collect();
    let at = |i: usize| number(place[i]).and_then(|n| i32::try_from(n).ok()).unwrap_or(-1);
    let line = |i: usize| number(place[i]).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    let loc = Loc { line: line(0), end_line: line(1), col: at(2), end_col: at(3) };
    Ok(str_::from_str(&traceback::marked_lines(&lines, loc, colour)))
}

/// `_traceback`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_traceback",
    doc: "What the module traceback shares with the interpreter.",
    functions: &[
        function(
            "marked",
            "(lines, lineno, end_lineno, colno, end_colno, colorize, /)",
            "The lines of a statement, indented, with marks below a part of it. Columns count bytes.",
            |vm, a| marked(vm, &a[0], [&a[1], &a[2], &a[3], &a[4]], api::is_true(vm, &a[5])?),
        ),
        function(
            "placed",
            "(text, offset, end_offset, one_line, colorize, /)",
            "The text of a syntax error, indented, with carets. Offsets count characters from 1.",
            |vm, a| {
                let text = str_::display(&a[0]).into_owned();
                let (one_line, colour) = (api::is_true(vm, &a[3])?, api::is_true(vm, &a[4])?);
                let shown = traceback::syntax_lines(&text, number(&a[1]), number(&a[2]), one_line, colour);
                Ok(str_::from_str(&shown))
            },
        ),
        function(
            "hint",
            "(exc, tb, /)",
            "What is added to a message: empty, or `. Did you mean: 'name'?`.",
            |vm, a| {
                let tb = Some(&a[1]).filter(|t| !t.is_none());
                traceback::hint(vm, &a[0], tb).map(|h| str_::from_str(&h))
            },
        ),
    ],
    ..ModuleSpec::EMPTY
};
