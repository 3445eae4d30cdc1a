//! A session at a terminal: history, results, words that are none of Python. Lines come from `editor.rs`; the
//! `%commands` are in `stdlib/_repl.py`.

use super::editor::{self, Answer, Asker};
use super::history;
use super::keys;
use super::session::{Session, Style};
use crate::host;
use crate::object::intern::intern;
use crate::object::obj::Ref;
use crate::types::dict::Dict;
use crate::types::{list, str_};
use crate::vm::traceback::write_stderr;
use crate::vm::{PyResult, Vm, api, interp, signals};
use std::io::Write;

/// Entries of the history file.
const HISTORY: usize = 10_000;
/// Inputs longer than this are not put into the history: nobody pastes them twice from there.
const LONGEST: usize = 1 << 20;

/// The history file: `PYTHON_HISTORY`, or one in the home directory.
fn history_file() -> Option<std::path::PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    let path = |v: Vec<u8>| std::path::PathBuf::from(std::ffi::OsString::from_vec(v));
    match host::env::python("PYTHON_HISTORY") {
        Some(name) => Some(path(name)),
        None => {
            let home = host::env::get("HOME").filter(|home| !home.is_empty())?;
            Some(path(home).join(".pyr_history"))
        }
    }
}

/// Runs the session until Ctrl-D or a SystemExit.
pub fn run(vm: &Vm, main: &Ref<Dict>) -> PyResult<()> {
    let colour = host::tty::wants_colour(1);
    let file = history_file();
    if let Some(f) = &file {
        // A history that cannot be read is as good as none.
        let _ = history::load(f, HISTORY);
    }
    interp().shortens.set(true);
    crate::modules::readline::start_session();
    crate::modules::faulthandler::show_at_usr1(vm);
    let mut session = Session::new(vm, main, Style::Terminal);
    loop {
        let prompt = session.prompt();
        let styled = if colour { format!("\x1b[1;35m{prompt}\x1b[0m") } else { prompt };
        session.go_on(true)?;
        let read = editor::read(vm, Asker::Session, &styled, "");
        session.go_on(false)?;
        let text = match read {
            Some(Answer::Text(text)) => text,
            Some(Answer::Interrupt) => {
                write_stderr(vm, b"\nKeyboardInterrupt\n");
                continue;
            }
            Some(Answer::NoText) => {
                write_stderr(vm, b"\nThat was no text in UTF-8.\n");
                continue;
            }
            Some(Answer::End) => {
                let _ = writeln!(std::io::stdout());
                return Ok(());
            }
            // A terminal without an editor.
            None => return super::piped::run(vm, main),
        };
        if text.trim().is_empty() {
            continue;
        }
        let entry = text.trim_end();
        if entry.len() < LONGEST
            && history::add(entry, true)
            && let Some(f) = &file
        {
            // In a home that cannot be written the history lives as long as the session.
            let _ = history::append(f, entry);
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
    let text = &*keys::without_prompts(text);
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
