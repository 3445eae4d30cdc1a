//! The line editor of the process, on rustyline: for sessions and, once a program has imported `readline`, for `input()`.
//! There is one, so that what was typed ahead is found by whoever reads next. Which words there are to complete is asked
//! of `stdlib/_repl.py` or of the program's completer; what keys mean in a session is in `keys.rs`.
#![allow(unsafe_code)]

use super::colour::paint;
use super::history::Shared;
use super::keys;
use crate::host;
use crate::modules::readline;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::types::str_;
use crate::vm::{PyResult, Vm, api, gil, interp};
use rustyline::completion::{Completer, Pair};
use rustyline::config::{BellStyle, ColorMode, CompletionType, Config, Configurer, EditMode};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::{Context, Editor, ExternalPrinter, Helper};
use std::borrow::Cow;
use std::cell::Cell;
use std::io::ErrorKind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Who asks for a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asker {
    /// A session: blocks of Python.
    Session,
    /// `input()`: a line.
    Program,
}

/// What came.
pub enum Answer {
    /// A text.
    Text(String),
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D, or the terminal has gone.
    End,
    /// Bytes that are no text; what was typed with them is dropped.
    NoText,
}

/// What rustyline asks while a line is edited. It runs without the GIL and takes it for each question.
struct Eyes {
    asker: Cell<Asker>,
    /// The thread that reads.
    vm: Cell<*const Vm>,
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

impl Eyes {
    /// Asks something of Python; nothing if that fails.
    fn ask<R>(&self, question: impl FnOnce(&Vm) -> PyResult<R>) -> Option<R> {
        // SAFETY: the thread waits in `read` for the editor that asks.
        let vm = unsafe { &*self.vm.get() };
        gil::acquire(vm);
        let answer = question(vm).map_err(|r| drop(vm.take_raised(r))).ok();
        gil::release();
        answer
    }

    /// Asks `_repl.NAME(text, namespace)`.
    fn ask_session<R>(
        &self,
        name: &str,
        text: &str,
        read: impl FnOnce(&Vm, &Obj) -> PyResult<R>,
    ) -> Option<R> {
        self.ask(|vm| {
            let main = interp().modules().get_str(&intern("__main__")).unwrap_or(Obj::NONE);
            let args = [str_::from_str(text), api::getattr_str(vm, &main, "__dict__")?];
            let answer = api::call_method_str(vm, &api::import(vm, "_repl")?, name, &args)?;
            read(vm, &answer)
        })
    }
}

fn pair(text: String, display: String) -> Pair {
    Pair { display, replacement: text }
}

impl Completer for Eyes {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        if self.asker.get() == Asker::Program {
            let found = self.ask(|vm| readline::complete(vm, line, pos));
            let (start, words) = found.unwrap_or((pos, vec![]));
            return Ok((start, words.into_iter().map(|w| pair(w.clone(), w)).collect()));
        }
        let text = &line[..pos];
        let found = self.ask_session("complete", text, |vm, o| {
            let [start, pairs] = &api::to_vec(vm, o)?[..] else { return Ok((pos, vec![])) };
            let chars = api::to_i64(vm, start)?.max(0) as usize;
            let start = text.char_indices().nth(chars).map_or(text.len(), |(i, _)| i);
            let mut out = Vec::new();
            for found in api::to_vec(vm, pairs)? {
                if let [replacement, display] = &api::to_vec(vm, &found)?[..] {
                    out.push(pair(
                        str_::display(replacement).into_owned(),
                        str_::display(display).into_owned(),
                    ));
                }
            }
            Ok((start, out))
        });
        Ok(found.unwrap_or((pos, vec![])))
    }
}

impl Hinter for Eyes {
    type Hint = CallHint;

    fn hint(&self, line: &str, pos: usize, _: &Context<'_>) -> Option<CallHint> {
        let session = self.asker.get() == Asker::Session;
        if !session || pos < line.len() || !self.colour || !line.ends_with(['(', ' ']) {
            return None;
        }
        let width = host::tty::size(1).map_or(80, |(columns, _)| columns as usize);
        self.ask_session("hint", line, |_, o| {
            Ok((!o.is_none()).then(|| {
                let room = width.saturating_sub(line.rsplit('\n').next().map_or(0, str::len) + 8).max(8);
                CallHint(str_::display(o).chars().take(room).collect())
            }))
        })?
    }
}

impl Highlighter for Eyes {
    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        if self.asker.get() == Asker::Program {
            return Cow::Borrowed(line);
        }
        Cow::Owned(paint(line, if self.last.get() { usize::MAX } else { pos }))
    }
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(format!("\x1b[90m{hint}\x1b[0m"))
    }
    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.last.set(kind == CmdKind::ForcedRefresh);
        self.asker.get() == Asker::Session
    }
}

impl rustyline::validate::Validator for Eyes {}
impl Helper for Eyes {}

type Lines = Editor<Eyes, Shared>;

/// The editor, while nobody uses it.
struct Idle(Option<Lines>);
// SAFETY: the editor holds descriptors, texts and functions; the thread in `Eyes` is set anew by each reader.
unsafe impl Send for Idle {}

static IDLE: Mutex<Idle> = Mutex::new(Idle(None));

fn idle() -> MutexGuard<'static, Idle> {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether lines are edited at all: standard input and output are a terminal that can move its cursor.
pub fn is_possible() -> bool {
    let terminal = || host::env::get("TERM").unwrap_or_default();
    host::tty::is_terminal(0)
        && host::tty::is_terminal(1)
        && !matches!(terminal().as_slice(), b"" | b"dumb" | b"cons25" | b"emacs")
}

fn editor() -> rustyline::Result<Lines> {
    let colour = host::tty::wants_colour(1);
    let config = Config::builder()
        .auto_add_history(false)
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .bell_style(BellStyle::None)
        .bracketed_paste(true)
        .color_mode(if colour { ColorMode::Forced } else { ColorMode::Disabled })
        .tab_stop(8)
        .indent_size(4)
        .build();
    let mut editor = Editor::with_history(config, Shared)?;
    let nobody = std::ptr::null();
    editor.set_helper(Some(Eyes {
        asker: Cell::new(Asker::Session),
        vm: Cell::new(nobody),
        colour,
        last: Cell::new(false),
    }));
    keys::bind(&mut editor);
    Ok(editor)
}

/// A prompt for the eye and one to be measured. Between `\x01` and `\x02` stands what is not seen, as readline has it,
/// and escape sequences are not seen either.
fn prompts(text: &str) -> (String, String) {
    let (mut raw, mut styled) = (String::new(), String::new());
    let (mut hidden, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '\x01' => hidden = true,
            '\x02' => hidden = false,
            '\x1b' if chars.peek() == Some(&'[') => {
                styled.push(c);
                for c in chars.by_ref() {
                    styled.push(c);
                    if ('\x40'..='\x7e').contains(&c) && c != '[' {
                        break;
                    }
                }
            }
            c => {
                styled.push(c);
                if !hidden {
                    raw.push(c);
                }
            }
        }
    }
    (raw, styled)
}

/// Reads a line or a block, without the GIL; `initial` stands there already. Nothing if there is no editor to be had.
pub fn read(vm: &Vm, asker: Asker, prompt: &str, initial: &str) -> Option<Answer> {
    let mut lines = match idle().0.take() {
        Some(lines) => lines,
        None => editor().ok()?,
    };
    if asker == Asker::Session && crate::vm::threads::count() > 0 && !printer().running {
        above::start(&mut lines);
    }
    let wants_vi = keys::wants_vi();
    lines.set_edit_mode(if wants_vi { EditMode::Vi } else { EditMode::Emacs });
    keys::set_asker(asker);
    let helper = lines.helper()?;
    helper.asker.set(asker);
    helper.vm.set(vm);
    let begun = std::mem::take(&mut *begun());
    let prompt = match asker {
        Asker::Session => prompt.to_owned(),
        Asker::Program => last_row(&begun).to_owned() + prompt,
    };
    let answer = gil::allow_threads(vm, || {
        if asker == Asker::Session {
            fresh_line();
        }
        READING.store(true, Ordering::SeqCst);
        let answer = lines.readline_with_initial(&prompts(&prompt), (initial, ""));
        READING.store(false, Ordering::SeqCst);
        above::rest();
        answer
    });
    idle().0 = Some(lines);
    Some(match answer {
        Ok(text) => Answer::Text(text),
        Err(ReadlineError::Interrupted | ReadlineError::Signal(_)) => Answer::Interrupt,
        Err(ReadlineError::Io(e)) if e.kind() == ErrorKind::InvalidData => {
            gil::allow_threads(vm, host::tty::drop_typed);
            Answer::NoText
        }
        Err(_) => Answer::End,
    })
}

/// What stands of a begun line in the row of the cursor.
fn last_row(begun: &str) -> &str {
    let columns = host::tty::size(1).map_or(80, |(columns, _)| usize::from(columns.max(1)));
    let length = prompts(begun).0.chars().count();
    if length < columns {
        return begun;
    }
    let from = begun.char_indices().nth_back((length % columns).max(1) - 1).map_or(0, |(i, _)| i);
    &begun[from..]
}

/// Begins a new line if the cursor is inside of one: the editor draws from the left edge on. As many spaces as the
/// terminal has columns end up in the next line unless the cursor was at the edge.
fn fresh_line() {
    let columns = host::tty::size(1).map_or(80, |(columns, _)| usize::from(columns.max(1)));
    let text = format!("{:columns$}\r\x1b[K", "");
    let mut rest = text.as_bytes();
    while let Ok(n @ 1..) = host::file::write(1, rest) {
        rest = &rest[n..];
    }
}

/// Longer begins of lines are forgotten.
const LONGEST_BEGUN: usize = 1 << 14;

/// How long the pieces of a line are waited for.
const PIECES: std::time::Duration = std::time::Duration::from_millis(100);

/// Whether a line is being edited.
static READING: AtomicBool = AtomicBool::new(false);

/// Whether a line is being edited.
pub fn is_reading() -> bool {
    READING.load(Ordering::SeqCst)
}

/// What other threads print while a line is edited: it is shown above the line.
#[derive(Default)]
struct Printed {
    text: Vec<u8>,
    running: bool,
}

static PRINTED: Mutex<Printed> = Mutex::new(Printed { text: Vec::new(), running: false });
static MORE: Condvar = Condvar::new();

fn printer() -> MutexGuard<'static, Printed> {
    PRINTED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The begin of a line that a program has written and not ended; it is drawn again with the prompt of `input()`.
static BEGUN: Mutex<String> = Mutex::new(String::new());

fn begun() -> MutexGuard<'static, String> {
    BEGUN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hears of what is written to a descriptor, and takes it while another thread edits a line. False: write it yourself.
pub fn takes(fd: i32, data: &[u8]) -> bool {
    if !(1..=2).contains(&fd) || !readline::is_active() || !host::tty::is_terminal(fd) {
        return false;
    }
    if !READING.load(Ordering::SeqCst) {
        let mut begun = begun();
        let line = memchr::memrchr(b'\n', data).map_or(data, |at| &data[at + 1..]);
        if line.len() < data.len() || begun.len() > LONGEST_BEGUN {
            begun.clear();
        }
        begun.push_str(&String::from_utf8_lossy(line));
        return false;
    }
    let mut printed = printer();
    if !printed.running {
        return false;
    }
    printed.text.extend_from_slice(data);
    MORE.notify_one();
    true
}

/// The thread that hands texts to the editor, so that nobody else waits for it.
mod above {
    use super::*;

    pub fn start(lines: &mut Lines) {
        let Ok(mut out) = lines.create_external_printer() else { return };
        let run = move || {
            host::signal::block_all();
            loop {
                let mut printed = printer();
                while printed.text.is_empty() || !READING.load(Ordering::SeqCst) {
                    printed = MORE.wait(printed).unwrap_or_else(PoisonError::into_inner);
                }
                // A line comes in pieces; one that does not end soon is shown as it is.
                let part = |p: &mut Printed| !p.text.contains(&b'\n');
                let (mut printed, waited) =
                    MORE.wait_timeout_while(printed, PIECES, part).unwrap_or_else(PoisonError::into_inner);
                let whole = match memchr::memrchr(b'\n', &printed.text) {
                    Some(end) if !waited.timed_out() => end + 1,
                    _ => printed.text.len(),
                };
                let text: Vec<u8> = printed.text.drain(..whole).collect();
                drop(printed);
                if out.print(String::from_utf8_lossy(&text).into_owned()).is_err() {
                    return;
                }
            }
        };
        printer().running = std::thread::Builder::new().spawn(run).is_ok();
    }

    /// Writes what nobody has shown while the line was edited.
    pub fn rest() {
        let text = std::mem::take(&mut printer().text);
        let mut rest = text.as_slice();
        while let Ok(n @ 1..) = host::file::write(1, rest) {
            rest = &rest[n..];
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_prompt_hides_is_not_measured() {
        assert_eq!(
            super::prompts("\x01\x1b[1m\x02>>> \x1b[0m"),
            (">>> ".into(), "\x1b[1m>>> \x1b[0m".into())
        );
        assert_eq!(super::prompts("\x1b[35"), ("".into(), "\x1b[35".into()));
    }
}
