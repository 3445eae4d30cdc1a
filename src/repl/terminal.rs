//! A session at a terminal: editing of whole blocks, history, colours, completion and call hints, on rustyline. What the
//! keys mean for Python is in `keys.rs`; completion, hints and the `%commands` are in `stdlib/_repl.py`.

use super::colour::paint;
use super::keys;
use super::session::{Session, Style};
use crate::host;
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::types::dict::Dict;
use crate::types::{list, str_};
use crate::vm::traceback::write_stderr;
use crate::vm::{PyResult, Vm, api, gil, signals};
use rustyline::completion::{Completer, Pair};
use rustyline::config::{BellStyle, ColorMode, CompletionType, Config, EditMode};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::history::FileHistory;
use rustyline::{Context, Editor, Helper};
use std::borrow::Cow;
use std::cell::Cell;
use std::io::Write;

/// Entries of the history file.
const HISTORY: usize = 10_000;
/// Inputs longer than this are not put into the history: nobody pastes them twice from there.
const LONGEST: usize = 1 << 20;

/// What rustyline asks while a line is edited. It runs without the GIL and takes it for each question.
struct Eyes<'a> {
    vm: &'a Vm,
    main: Ref<Dict>,
    colour: bool,
    /// The line is drawn for the last time: nothing stands out at the cursor.
    last: Cell<bool>,
}

/// The rest of a call, shown behind the cursor. It is only looked at, not taken over.
struct CallHint(String);

impl Hint for CallHint {
    fn display(&self) -> &str {
        &self.0
    }
    fn completion(&self) -> Option<&str> {
        None
    }
}

impl Eyes<'_> {
    /// Asks `_repl.NAME(text, namespace)`; nothing if that fails.
    fn ask<R>(&self, name: &str, text: &str, read: impl FnOnce(&Vm, &Obj) -> PyResult<R>) -> Option<R> {
        gil::acquire(self.vm);
        let args = [str_::from_str(text), self.main.obj().clone()];
        let answer = api::import(self.vm, "_repl")
            .and_then(|m| api::call_method_str(self.vm, &m, name, &args))
            .and_then(|o| read(self.vm, &o));
        let answer = answer.map_err(|r| drop(self.vm.take_raised(r))).ok();
        drop(args);
        gil::release();
        answer
    }
}

impl Completer for Eyes<'_> {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let text = &line[..pos];
        let found = self.ask("complete", text, |vm, o| {
            let [start, pairs] = &api::to_vec(vm, o)?[..] else { return Ok((pos, vec![])) };
            let chars = api::to_i64(vm, start)?.max(0) as usize;
            let start = text.char_indices().nth(chars).map_or(text.len(), |(i, _)| i);
            let mut out = Vec::new();
            for pair in api::to_vec(vm, pairs)? {
                if let [replacement, display] = &api::to_vec(vm, &pair)?[..] {
                    out.push(Pair {
                        display: str_::display(display).into_owned(),
                        replacement: str_::display(replacement).into_owned(),
                    });
                }
            }
            Ok((start, out))
        });
        Ok(found.unwrap_or((pos, vec![])))
    }
}

impl Hinter for Eyes<'_> {
    type Hint = CallHint;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<CallHint> {
        if pos < line.len() || !self.colour || !line.ends_with(['(', ' ']) {
            return None;
        }
        let width = host::tty::size(1).map_or(80, |(columns, _)| columns as usize);
        self.ask("hint", line, |_, o| {
            Ok((!o.is_none()).then(|| {
                let room = width.saturating_sub(line.rsplit('\n').next().map_or(0, str::len) + 8).max(8);
                CallHint(str_::display(o).chars().take(room).collect())
            }))
        })?
    }
}

impl Highlighter for Eyes<'_> {
    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        Cow::Owned(paint(line, if self.last.get() { usize::MAX } else { pos }))
    }
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(format!("\x1b[90m{hint}\x1b[0m"))
    }
    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.last.set(kind == CmdKind::ForcedRefresh);
        true
    }
}

impl rustyline::validate::Validator for Eyes<'_> {}
impl Helper for Eyes<'_> {}

/// The history file: `PYTHON_HISTORY`, or one in the home directory.
fn history_file() -> Option<std::path::PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    let path = |v: Vec<u8>| std::path::PathBuf::from(std::ffi::OsString::from_vec(v));
    match host::env::python("PYTHON_HISTORY") {
        Some(name) => Some(path(name)),
        None => host::env::get("HOME").map(|home| path(home).join(".pyr_history")),
    }
}

fn editor<'a>(eyes: Eyes<'a>) -> rustyline::Result<Editor<Eyes<'a>, FileHistory>> {
    let vi = host::env::get("PYR_EDIT_MODE").is_some_and(|v| v == b"vi");
    let config = Config::builder()
        .max_history_size(HISTORY)?
        .history_ignore_dups(true)?
        .auto_add_history(false)
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .bell_style(BellStyle::None)
        .bracketed_paste(true)
        .edit_mode(if vi { EditMode::Vi } else { EditMode::Emacs })
        .color_mode(if eyes.colour { ColorMode::Forced } else { ColorMode::Disabled })
        .tab_stop(8)
        .indent_size(4)
        .build();
    let mut editor = Editor::with_config(config)?;
    editor.set_helper(Some(eyes));
    keys::bind(&mut editor);
    Ok(editor)
}

/// Runs the session until Ctrl-D or a SystemExit.
pub fn run(vm: &Vm, main: &Ref<Dict>) -> PyResult<()> {
    let colour = host::tty::wants_colour(1);
    let eyes = Eyes { vm, main: main.clone(), colour, last: Cell::new(false) };
    let Ok(mut editor) = editor(eyes) else { return super::piped::run(vm, main) };
    let file = history_file();
    if let Some(f) = &file {
        // A history that cannot be read is as good as none.
        let _ = editor.load_history(f);
    }
    let mut session = Session::new(vm, main, Style::Terminal);
    loop {
        let prompt = session.prompt();
        let styled = if colour { format!("\x1b[1;35m{prompt}\x1b[0m") } else { prompt.clone() };
        session.go_on(true)?;
        let read = gil::allow_threads(vm, || editor.readline(&(prompt, styled)));
        session.go_on(false)?;
        let text = match read {
            Ok(text) => text,
            Err(ReadlineError::Interrupted) => {
                write_stderr(vm, b"\nKeyboardInterrupt\n");
                continue;
            }
            // The end of input, or a terminal that is gone.
            Err(_) => {
                let _ = writeln!(std::io::stdout());
                return Ok(());
            }
        };
        if text.trim().is_empty() {
            continue;
        }
        if text.len() < LONGEST
            && editor.add_history_entry(text.trim_end()).unwrap_or(false)
            && let Some(f) = &file
        {
            let _ = editor.append_history(f);
        }
        if signals::is_pending()
            && let Err(r) = signals::run_handlers(vm)
        {
            session.report(r)?;
        }
        one(vm, main, &mut session, &text)?;
    }
}

/// Words that act when they stand alone, as long as the program has not given them another meaning.
fn command(vm: &Vm, main: &Dict, text: &str) -> Option<PyResult<()>> {
    let word = text.trim();
    if !matches!(word, "exit" | "quit" | "help" | "copyright" | "credits" | "license" | "clear")
        || main.get_str(&intern(word)).is_some()
    {
        return None;
    }
    if word == "clear" {
        let _ = std::io::stdout().write_all(b"\x1b[H\x1b[2J\x1b[3J").and_then(|()| std::io::stdout().flush());
        return Some(Ok(()));
    }
    Some(api::builtin(vm, word).and_then(|f| api::call(vm, &f, &[])).map(drop))
}

fn one(vm: &Vm, main: &Ref<Dict>, session: &mut Session, text: &str) -> PyResult<()> {
    let r = match command(vm, main, text) {
        Some(r) => r,
        None if keys::is_special(text) => special(vm, main, text),
        None => {
            remember(main, text);
            return session.run(text);
        }
    };
    match r {
        Err(r) => session.report(r),
        Ok(()) => Ok(()),
    }
}

/// Keeps an input in `In`.
fn remember(main: &Dict, text: &str) {
    let key = intern("In");
    let inputs = main.get_str(&key).filter(|o| o.is_exact::<list::List>()).unwrap_or_else(|| {
        let new = list::from_vec(vec![]);
        main.insert_str(key, new.clone());
        new
    });
    if let Some(l) = inputs.downcast::<list::List>() {
        l.push(str_::from_str(text));
    }
}

/// `%command`, `!command`, `x?`.
fn special(vm: &Vm, main: &Ref<Dict>, text: &str) -> PyResult<()> {
    let m = api::import(vm, "_repl")?;
    let exec = api::getattr_str(vm, &m, "execute")?;
    let args = [str_::from_str(text), main.obj().clone(), exec];
    api::call_method_str(vm, &m, "special", &args).map(drop)
}
