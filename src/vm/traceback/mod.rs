//! How exceptions become text: the doors. The tree of chains and groups is in `tree.rs`, the entries of a stack in
//! `stack.rs`, the lines that name the exception in `summary.rs`, source lines in `source.rs`, the `^^^` under them in
//! `markers.rs`, "Did you mean" in `suggest.rs`. The traceback object is in `types/traceback.rs`.

mod markers;
mod source;
mod stack;
mod suggest;
mod summary;
mod tree;

pub use source::{Sources, register_source, registered_source};
pub use suggest::{closest_name, hint};

use crate::bytecode::code::Loc;
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::types::{int, str_};
use crate::vm::{PyResult, Vm, api};
use std::io::Write;

/// Escape sequences of a terminal, or nothing.
#[derive(Clone, Copy)]
struct Colours {
    mark: &'static str,
    range: &'static str,
    reset: &'static str,
}

impl Colours {
    const NONE: Colours = Colours { mark: "", range: "", reset: "" };
    const TERMINAL: Colours = Colours { mark: "\x1b[1;31m", range: "\x1b[31m", reset: "\x1b[0m" };

    fn of(colour: bool) -> Colours {
        if colour { Colours::TERMINAL } else { Colours::NONE }
    }
}

/// The lines of a statement with marks below the part at `at`; `lines` are those of its range, as written.
pub fn marked_lines(lines: &[String], at: Loc, colour: bool) -> String {
    markers::show(lines, at, Colours::of(colour))
}

/// The text of a syntax error and the carets below it.
pub fn syntax_lines(
    text: &str,
    offset: Option<i64>,
    end: Option<i64>,
    one_line: bool,
    colour: bool,
) -> String {
    summary::place(text, offset, end, one_line, Colours::of(colour))
}

/// Prints an exception to `sys.stderr`, as `sys.excepthook` does: of each stack the innermost `sys.tracebacklimit`
/// entries.
pub fn print_exception(vm: &Vm, exc: &Obj) {
    // Colours are for the process's own standard error.
    let own = api::sys_attr("stderr").zip(api::sys_attr("__stderr__")).is_some_and(|(a, b)| a.is(&b));
    if own
        && crate::host::tty::wants_colour(2)
        && let Some(text) = quiet(vm, coloured(vm, exc))
    {
        return write_stderr(vm, &text);
    }
    let mut text = Vec::new();
    append_exception(vm, exc, &mut text);
    write_stderr(vm, &text);
}

/// The text with the colours of a terminal: the `traceback` module knows them.
fn coloured(vm: &Vm, exc: &Obj) -> PyResult<Vec<u8>> {
    let format = api::getattr_str(vm, &api::import(vm, "traceback")?, "format_exception")?;
    let pieces = api::call_kw(vm, &format, std::slice::from_ref(exc), &[("colorize", Obj::TRUE)])?;
    Ok(api::to_vec(vm, &pieces)?.iter().flat_map(|p| str_::bytes_of(p).to_vec()).collect())
}

/// The text that [`print_exception`] prints.
pub fn append_exception(vm: &Vm, exc: &Obj, out: &mut Vec<u8>) {
    let limit = api::sys_attr("tracebacklimit").filter(int::is_int).map(|n| match int::to_i64(&n) {
        Some(n) => usize::try_from(n).unwrap_or(0),
        None if int::is_negative(&n) => 0,
        None => usize::MAX,
    });
    match tree::text(vm, exc, limit) {
        Ok(text) => out.extend_from_slice(&text),
        Err(r) => drop(vm.take_raised(r)),
    }
}

/// Writes to `sys.stderr`, or to the process's own if that does not work. None is a `sys.stderr` that wants nothing.
pub fn write_stderr(vm: &Vm, text: &[u8]) {
    if let Some(f) = api::sys_attr("stderr") {
        if f.is_none() {
            return;
        }
        let done = api::call_method(vm, &f, name!(write), &[str_::from_wtf8(text)])
            .and_then(|_| api::call_method(vm, &f, name!(flush), &[]));
        match done {
            Ok(_) => return,
            Err(r) => drop(vm.take_raised(r)),
        }
    }
    write_raw(text);
}

/// Writes to the descriptor of standard error, whatever `sys.stderr` is.
pub fn write_raw(text: &[u8]) {
    // Nothing is left to report a failure to.
    let _ = std::io::stderr().write_all(text);
}

/// What the default `sys.unraisablehook` prints of an exception: no chain, no markers.
pub fn append_plain(vm: &Vm, exc: &Obj, out: &mut Vec<u8>) {
    stack::append_plain(vm, exc, out);
    out.extend_from_slice(&summary::class_name(vm, exc));
    out.extend_from_slice(b": ");
    out.extend_from_slice(&summary::str_or(vm, exc, "<exception str() failed>"));
    out.push(b'\n');
}

/// The result, or nothing if there was an exception.
fn quiet<T>(vm: &Vm, r: PyResult<T>) -> Option<T> {
    r.map_err(|r| drop(vm.take_raised(r))).ok()
}
