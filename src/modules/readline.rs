//! `readline`: what programs set for the editor that `input()` uses on a terminal (`repl/editor.rs`), and the history
//! (`repl/history.rs`). Of key bindings Tab's counts and the editing mode; others are read and forgotten.

use crate::host::{self, fs};
use crate::modules::os_support;
use crate::object::args::Args;
use crate::object::heap::GilCell;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, ModuleSpec, function};
use crate::repl::editor::{self, Answer, Asker};
use crate::repl::history;
use crate::types::{bytes, int, list, module, str_};
use crate::vm::{PyResult, Vm, api, gil, signals};
use std::io::Error;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU8, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

const DELIMITERS: &str = " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?";
/// More words are not asked for.
const MOST_WORDS: usize = 10_000;

/// Whether `input()` edits: the module was imported, or there is a session.
static ACTIVE: AtomicBool = AtomicBool::new(false);
/// Whether a session reads the other lines, with a history of its own.
static IN_SESSION: AtomicBool = AtomicBool::new(false);
static TAB_COMPLETES: AtomicBool = AtomicBool::new(false);
static AUTO_HISTORY: AtomicBool = AtomicBool::new(true);
/// 0: as the environment says; 1: emacs; 2: vi.
static MODE: AtomicU8 = AtomicU8::new(0);
/// Most lines of a history file; negative: all.
static LENGTH: AtomicI32 = AtomicI32::new(-1);

/// What is known about the line.
struct State {
    line: String,
    /// The word that is completed: its begin and end in characters.
    word: (usize, usize),
    /// What brought completion about: 9 for Tab.
    kind: i64,
    /// What a completer inserts.
    inserted: String,
    delimiters: String,
}

static STATE: Mutex<State> = Mutex::new(State {
    line: String::new(),
    word: (0, 0),
    kind: 0,
    inserted: String::new(),
    delimiters: String::new(),
});

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Functions of the program.
#[derive(Clone, Copy)]
enum Hook {
    Completer,
    Startup,
    PreInput,
    DisplayMatches,
}

static HOOKS: GilCell<[Obj; 4]> = GilCell::new([const { Obj::NONE }; 4]);

fn hook(which: Hook) -> Obj {
    // SAFETY: GIL held; the handle is copied.
    #[allow(unsafe_code)]
    unsafe {
        (&(*HOOKS.get()))[which as usize].clone()
    }
}

fn set_hook(vm: &Vm, a: &Args, which: Hook, name: &str) -> PyResult<Obj> {
    let new = a.opt_not_none(0).cloned().unwrap_or(Obj::NONE);
    if !new.is_none() && !api::is_callable(&new) {
        return Err(vm.type_error(format!("{name}(func): argument not callable")));
    }
    // SAFETY: GIL held; the old one is dropped outside.
    #[allow(unsafe_code)]
    let old = unsafe { std::mem::replace(&mut (&mut (*HOOKS.get()))[which as usize], new) };
    drop(old);
    Ok(Obj::NONE)
}

/// Calls a function of the program; what it raises is dropped.
fn call_hook(vm: &Vm, which: Hook, args: &[Obj]) -> Option<Obj> {
    let f = hook(which);
    if f.is_none() {
        return None;
    }
    api::call(vm, &f, args).map_err(|r| drop(vm.take_raised(r))).ok()
}

/// From now on `input()` edits, and the history is a session's.
pub fn start_session() {
    ACTIVE.store(true, Ordering::Relaxed);
    IN_SESSION.store(true, Ordering::Relaxed);
}

/// Whether `input()` edits lines on a terminal.
pub fn is_active() -> bool {
    ACTIVE.load(Ordering::Relaxed)
}

/// Whether Tab completes rather than inserts a tab.
pub fn tab_completes() -> bool {
    TAB_COMPLETES.load(Ordering::Relaxed)
}

/// Whether the program wants vi's keys, if it said anything about it.
pub fn editing_mode() -> Option<bool> {
    match MODE.load(Ordering::Relaxed) {
        0 => None,
        n => Some(n == 2),
    }
}

/// What the program's completer says about the word before a place of a line: where it begins, and what could stand
/// there.
pub fn complete(vm: &Vm, line: &str, pos: usize) -> PyResult<(usize, Vec<String>)> {
    let mut s = state();
    let delimiters = s.delimiters.clone();
    let start = line[..pos]
        .char_indices()
        .rev()
        .find(|(_, c)| delimiters.contains(*c))
        .map_or(0, |(i, c)| i + c.len_utf8());
    s.line = line.to_owned();
    s.word = (line[..start].chars().count(), line[..pos].chars().count());
    s.kind = 9;
    s.inserted.clear();
    drop(s);
    let word = str_::from_str(&line[start..pos]);
    let mut found = Vec::new();
    while found.len() < MOST_WORDS {
        match call_hook(vm, Hook::Completer, &[word.clone(), int::from_usize(found.len())]) {
            Some(o) if str_::is_str(&o) => found.push(str_::display(&o).into_owned()),
            _ => break,
        }
    }
    let mut s = state();
    s.kind = 0;
    let inserted = std::mem::take(&mut s.inserted);
    drop(s);
    if !inserted.is_empty() {
        return Ok((pos, vec![inserted]));
    }
    if found.len() > 1 && !hook(Hook::DisplayMatches).is_none() {
        let common = common_prefix(&found).to_owned();
        let longest = found.iter().map(|w| w.chars().count()).max().unwrap_or(0);
        let words = list::from_vec(found.iter().map(|w| str_::from_str(w)).collect());
        call_hook(vm, Hook::DisplayMatches, &[str_::from_str(&common), words, int::from_usize(longest)]);
        found = if common.len() > pos - start { vec![common] } else { vec![] };
    }
    Ok((start, found))
}

fn common_prefix(words: &[String]) -> &str {
    let Some((first, rest)) = words.split_first() else { return "" };
    let same = |w: &String| {
        first
            .char_indices()
            .zip(w.chars())
            .take_while(|((_, a), b)| a == b)
            .map(|((i, a), _)| i + a.len_utf8())
            .last()
            .unwrap_or(0)
    };
    &first[..rest.iter().map(same).min().unwrap_or(first.len())]
}

/// Reads a line for `input()`; nothing if there is no editor to be had.
pub fn read_line(vm: &Vm, prompt: &str) -> PyResult<Option<String>> {
    loop {
        state().line.clear();
        call_hook(vm, Hook::Startup, &[]);
        call_hook(vm, Hook::PreInput, &[]);
        let initial = state().line.clone();
        let in_session = IN_SESSION.load(Ordering::Relaxed);
        let swap = || {
            if in_session {
                history::swap()
            }
        };
        swap();
        let answer = editor::read(vm, Asker::Program, prompt, &initial);
        if let Some(Answer::Text(text)) = &answer
            && AUTO_HISTORY.load(Ordering::Relaxed)
        {
            history::add(text, false);
        }
        swap();
        let Some(answer) = answer else { return Ok(None) };
        match answer {
            Answer::Text(text) => {
                state().line = text.clone();
                return Ok(Some(text));
            }
            Answer::End => return Err(vm.eof_error("EOF when reading a line")),
            Answer::NoText => {}
            // What Ctrl-C does elsewhere.
            Answer::Interrupt => {
                let _ = host::signal::raise(libc::SIGINT);
                signals::run_handlers(vm)?;
            }
        }
    }
}

// --- the functions

fn text(vm: &Vm, o: &Obj) -> PyResult<String> {
    if !str_::is_str(o) {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let text = str_::display(o).into_owned();
    if text.contains('\0') { Err(vm.value_error("embedded null character")) } else { Ok(text) }
}

fn set_delimiters(vm: &Vm, a: Args) -> PyResult<Obj> {
    state().delimiters = text(vm, &a[0])?;
    Ok(Obj::NONE)
}

fn insert_text(vm: &Vm, a: Args) -> PyResult<Obj> {
    let text = text(vm, &a[0])?;
    let mut s = state();
    if s.kind == 0 {
        s.line.push_str(&text)
    } else {
        s.inserted.push_str(&text)
    }
    drop(s);
    Ok(Obj::NONE)
}

fn bind(line: &str) {
    let line = line.trim();
    if line.starts_with('#') {
        return;
    }
    let mut words = line.split_whitespace();
    if words.next() == Some("set") {
        if let (Some("editing-mode"), Some(mode)) = (words.next(), words.next()) {
            MODE.store(1 + u8::from(mode.eq_ignore_ascii_case("vi")), Ordering::Relaxed);
        }
        return;
    }
    let Some((key, does)) = line.rsplit_once(':') else { return };
    if matches!(
        key.trim().to_ascii_lowercase().as_str(),
        "tab" | "control-i" | "c-i" | r#""\t""# | r#""\c-i""#
    ) {
        let completes = does.trim().contains("complete");
        TAB_COMPLETES.store(completes, Ordering::Relaxed);
    }
}

fn parse_and_bind(vm: &Vm, a: Args) -> PyResult<Obj> {
    bind(&text(vm, &a[0])?);
    Ok(Obj::NONE)
}

fn file_error(vm: &Vm, e: Error) -> crate::vm::Raised {
    os_support::os_error(vm, host::Errno(e.raw_os_error().unwrap_or(libc::EIO)))
}

/// The file of an argument, else one in the home directory.
fn file(vm: &Vm, o: Option<&Obj>, usual: &str) -> PyResult<PathBuf> {
    let path = |name: Vec<u8>| PathBuf::from(std::ffi::OsString::from_vec(name));
    let Some(o) = o else { return Ok(path(host::env::get("HOME").unwrap_or_default()).join(usual)) };
    let name = os_support::fspath(vm, o)?;
    Ok(path(if bytes::is_bytes(&name) {
        bytes::bytes_of(&name).to_vec()
    } else {
        os_support::fs_encode(vm, &name)?
    }))
}

fn read_init(vm: &Vm, a: Args) -> PyResult<Obj> {
    let path = file(vm, a.opt_not_none(0), ".inputrc")?;
    match gil::allow_threads(vm, || fs::read(&path)) {
        Ok(data) => String::from_utf8_lossy(&data).lines().for_each(bind),
        Err(_) if a.opt_not_none(0).is_none() => {}
        Err(e) => return Err(file_error(vm, e)),
    }
    Ok(Obj::NONE)
}

fn read_history(vm: &Vm, a: Args) -> PyResult<Obj> {
    let path = file(vm, a.opt_not_none(0), ".history")?;
    let data = gil::allow_threads(vm, || fs::read(&path)).map_err(|e| file_error(vm, e))?;
    let text = String::from_utf8_lossy(&data);
    let lines = text.lines().filter(|l| !l.is_empty()).map(str::to_owned);
    history::with(|list| list.extend(lines));
    Ok(Obj::NONE)
}

/// Writes entries to a file and cuts it to the length that was set.
fn write_entries(path: &Path, entries: &[String], append: bool) -> std::io::Result<()> {
    let text: String = entries.iter().map(|e| format!("{e}\n")).collect();
    let begin = if append { fs::Begin::AtEndOfExisting } else { fs::Begin::Fresh };
    fs::write_own(path, begin, text.as_bytes())?;
    if let Ok(most) = usize::try_from(LENGTH.load(Ordering::Relaxed)) {
        let data = fs::read(path)?;
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', &data).collect();
        if ends.len() > most {
            let start = ends.len().checked_sub(most + 1).map_or(0, |i| ends[i] + 1);
            fs::write_own(path, fs::Begin::Fresh, &data[start..])?;
        }
    }
    Ok(())
}

fn write_history(vm: &Vm, a: Args) -> PyResult<Obj> {
    let path = file(vm, a.opt_not_none(0), ".history")?;
    let entries = history::with(|list| list.clone());
    gil::allow_threads(vm, || write_entries(&path, &entries, false)).map_err(|e| file_error(vm, e))?;
    Ok(Obj::NONE)
}

fn append_history(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = os_support::c_int(vm, &a[0])?;
    let path = file(vm, a.opt_not_none(1), ".history")?;
    let entries = history::with(|list| list[list.len() - list.len().min(n.max(0) as usize)..].to_vec());
    gil::allow_threads(vm, || write_entries(&path, &entries, true)).map_err(|e| file_error(vm, e))?;
    Ok(Obj::NONE)
}

fn add_history(vm: &Vm, a: Args) -> PyResult<Obj> {
    let entry = text(vm, &a[0])?;
    history::with(|list| list.push(entry));
    Ok(Obj::NONE)
}

fn history_item(vm: &Vm, a: Args) -> PyResult<Obj> {
    let at = os_support::c_int(vm, &a[0])?;
    let found = history::with(|list| list.get(usize::try_from(at - 1).ok()?).cloned());
    Ok(found.map_or(Obj::NONE, |entry| str_::from_str(&entry)))
}

/// The place of an entry that is to be changed.
fn place(vm: &Vm, o: &Obj) -> PyResult<usize> {
    let at = os_support::c_int(vm, o)?;
    let known = history::with(|list| list.len());
    match usize::try_from(at) {
        Err(_) => Err(vm.value_error("History index cannot be negative")),
        Ok(at) if at >= known => Err(vm.value_error(format!("No history item at position {at}"))),
        Ok(at) => Ok(at),
    }
}

fn remove_item(vm: &Vm, a: Args) -> PyResult<Obj> {
    let at = place(vm, &a[0])?;
    history::with(|list| list.remove(at));
    Ok(Obj::NONE)
}

fn replace_item(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[1]) {
        let found = a[1].ty().name();
        return Err(vm.type_error(format!("replace_history_item() argument 2 must be str, not {found}")));
    }
    let entry = text(vm, &a[1])?;
    let at = place(vm, &a[0])?;
    history::with(|list| list[at] = entry);
    Ok(Obj::NONE)
}

fn number(n: usize) -> PyResult<Obj> {
    Ok(int::from_usize(n))
}

const FUNCTIONS: &[MethodDef] = &[
    function("parse_and_bind", "(string, /)", "Takes a line as it stands in .inputrc.", parse_and_bind),
    function("read_init_file", "(filename=None, /)", "Takes the lines of a file as .inputrc.", read_init),
    function("get_line_buffer", "()", "What the line is so far.", |_, _| Ok(str_::from_str(&state().line))),
    function("insert_text", "(string, /)", "Inserts a text into the line.", insert_text),
    function("redisplay", "()", "Shows the line as it is; the editor does that itself.", |_, _| {
        Ok(Obj::NONE)
    }),
    function(
        "read_history_file",
        "(filename=None, /)",
        "Adds the lines of a file to the history.",
        read_history,
    ),
    function("write_history_file", "(filename=None, /)", "Writes the history to a file.", write_history),
    function(
        "append_history_file",
        "(nelements, filename=None, /)",
        "Adds the last entries of the history to a file.",
        append_history,
    ),
    function("get_history_length", "()", "Most lines of history files; negative: all.", |_, _| {
        Ok(int::from_i64(LENGTH.load(Ordering::Relaxed).into()))
    }),
    function("set_history_length", "(length, /)", "Sets most lines of history files.", |vm, a| {
        LENGTH.store(os_support::c_int(vm, &a[0])?, Ordering::Relaxed);
        Ok(Obj::NONE)
    }),
    function("get_current_history_length", "()", "Entries of the history.", |_, _| {
        number(history::with(|list| list.len()))
    }),
    function("get_history_item", "(index, /)", "The entry at a place; the first is 1.", history_item),
    function("remove_history_item", "(pos, /)", "Forgets the entry at a place; the first is 0.", remove_item),
    function(
        "replace_history_item",
        "(pos, line, /)",
        "Replaces the entry at a place; the first is 0.",
        replace_item,
    ),
    function("add_history", "(string, /)", "Adds an entry to the history.", add_history),
    function(
        "set_auto_history",
        "(enabled, /)",
        "Whether input() adds its lines to the history.",
        |vm, a| {
            AUTO_HISTORY.store(api::is_true(vm, &a[0])?, Ordering::Relaxed);
            Ok(Obj::NONE)
        },
    ),
    function("clear_history", "()", "Forgets all entries.", |_, _| {
        history::with(Vec::clear);
        Ok(Obj::NONE)
    }),
    function("set_startup_hook", "(function=None, /)", "Called before the prompt of each line.", |vm, a| {
        set_hook(vm, &a, Hook::Startup, "set_startup_hook")
    }),
    function("set_pre_input_hook", "(function=None, /)", "Called before each line is edited.", |vm, a| {
        set_hook(vm, &a, Hook::PreInput, "set_pre_input_hook")
    }),
    function(
        "set_completer",
        "(function=None, /)",
        "Who completes words: function(text, state).",
        |vm, a| set_hook(vm, &a, Hook::Completer, "set_completer"),
    ),
    function("get_completer", "()", "Who completes words.", |_, _| Ok(hook(Hook::Completer))),
    function("get_completion_type", "()", "How completion was asked for.", |_, _| {
        Ok(int::from_i64(state().kind))
    }),
    function("get_begidx", "()", "Where the word begins that is completed.", |_, _| number(state().word.0)),
    function("get_endidx", "()", "Where the word ends that is completed.", |_, _| number(state().word.1)),
    function("set_completer_delims", "(string, /)", "Sets the characters between words.", set_delimiters),
    function("get_completer_delims", "()", "The characters between words.", |_, _| {
        Ok(str_::from_str(&state().delimiters))
    }),
    function(
        "set_completion_display_matches_hook",
        "(function=None, /)",
        "Who shows completions: function(substitution, matches, longest_match_length).",
        |vm, a| set_hook(vm, &a, Hook::DisplayMatches, "set_completion_display_matches_hook"),
    ),
];

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    ACTIVE.store(true, Ordering::Relaxed);
    state().delimiters = DELIMITERS.to_owned();
    let d = module::dict_of(m).expect("a module");
    // What programs may rely on is that of this version.
    d.insert_str(intern("backend"), intern("readline"));
    d.insert_str(intern("_READLINE_VERSION"), int::from_i64(0x802));
    d.insert_str(intern("_READLINE_RUNTIME_VERSION"), int::from_i64(0x802));
    d.insert_str(intern("_READLINE_LIBRARY_VERSION"), intern("8.2"));
    Ok(())
}

/// `readline`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "readline",
    doc: "Line editing and history of input() on a terminal, for the program to set.",
    functions: FUNCTIONS,
    init: Some(init),
    ..ModuleSpec::EMPTY
};
