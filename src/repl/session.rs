//! A session: takes typed lines, says whether more are needed, runs what is complete. It knows no terminal: prompts are
//! shown and lines are read by its callers. Whether a text is complete is asked of the parser.

use crate::builtins::code::{self, How};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::source::Source;
#[cfg(feature = "editor")]
use crate::syntax::SyntaxError;
use crate::syntax::ast::Mod;
use crate::syntax::{Mode, Parsed, parse};
use crate::types::dict::Dict;
use crate::types::{dict, exception, int, str_};
use crate::vm::traceback::register_source;
use crate::vm::{PyResult, Raised, Vm, api, call, interp};

/// How inputs are named in tracebacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Read from a pipe: all are `<stdin>`.
    Stdin,
    /// Typed at a terminal: `<python-input-N>`.
    Terminal,
}

/// What a line did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The statement goes on: `sys.ps2`.
    More,
    /// A statement has run, or there was nothing to run: `sys.ps1`.
    Done,
}

/// A session.
pub struct Session<'a> {
    vm: &'a Vm,
    main: Ref<Dict>,
    style: Style,
    /// Lines of the statement that is being typed, each with its line end but the last.
    pending: String,
    /// `from __future__ import` statements stay in force.
    future: u32,
    /// Inputs so far.
    count: usize,
    /// Results that were shown.
    results: usize,
}

/// Whether a text is a whole input, which may also be none that Python understands.
pub fn is_complete(text: &str) -> bool {
    match parse(&Source::new(text), Mode::Single) {
        Ok(parsed) => !parsed.unfinished,
        // An empty line ends what it is not inside of.
        Err(e) => !e.incomplete || (text.ends_with('\n') && !e.unclosed),
    }
}

/// Whether a text that may hold several statements is a whole input: a block at its end needs an empty line.
#[cfg(feature = "editor")]
pub fn is_complete_block(text: &str) -> bool {
    let source = Source::new(text);
    let done = |e: &SyntaxError| !e.incomplete || (text.ends_with('\n') && !e.unclosed);
    match parse(&source, Mode::Single) {
        Ok(parsed) => !parsed.unfinished,
        Err(e) if e.incomplete => done(&e),
        Err(_) => match parse(&source, Mode::Exec) {
            Ok(Parsed { tree: Mod::Module { body }, .. }) => {
                text.ends_with('\n') || !body.last().is_some_and(|s| s.kind.is_compound())
            }
            Ok(_) => true,
            Err(e) => done(&e),
        },
    }
}

impl<'a> Session<'a> {
    /// A session in a namespace.
    pub fn new(vm: &'a Vm, main: &Ref<Dict>, style: Style) -> Session<'a> {
        Session { vm, main: main.clone(), style, pending: String::new(), future: 0, count: 0, results: 0 }
    }

    /// Whether a statement has begun.
    pub fn in_statement(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Forgets the lines of the statement that was begun.
    pub fn reset(&mut self) {
        self.pending.clear();
    }

    /// The prompt: `str()` of `sys.ps1` or `sys.ps2`, nothing if that fails.
    pub fn prompt(&self) -> String {
        let key = if self.in_statement() { "ps2" } else { "ps1" };
        let Some(prompt) = api::sys_attr(key) else { return String::new() };
        match api::str(self.vm, &prompt) {
            Ok(text) => str_::display(&text).into_owned(),
            Err(r) => {
                drop(self.vm.take_raised(r));
                String::new()
            }
        }
    }

    /// Takes a line, without its line end. Exceptions are reported; a SystemExit comes back.
    pub fn feed(&mut self, line: &str) -> PyResult<Step> {
        let blank = line.trim_start_matches([' ', '\t', '\x0c']);
        if self.pending.is_empty() && (blank.is_empty() || blank.starts_with('#')) {
            self.count += 1;
            return Ok(Step::Done);
        }
        self.hold(line);
        if is_complete(&self.pending) { self.finish() } else { Ok(Step::More) }
    }

    /// Adds a line to the statement without a look at it.
    pub fn hold(&mut self, line: &str) {
        if self.in_statement() {
            self.pending.push('\n');
        }
        self.pending.push_str(line);
    }

    /// Runs what was typed, whether it is complete or not.
    pub fn finish(&mut self) -> PyResult<Step> {
        let mut text = std::mem::take(&mut self.pending);
        text.push('\n');
        let done = self.execute(&text);
        let done = match done {
            Err(r) => self.report(r),
            Ok(()) => Ok(()),
        };
        self.flush();
        done.map(|()| Step::Done)
    }

    /// Runs a whole input, which may hold several statements: of the last one the value is shown.
    pub fn run(&mut self, text: &str) -> PyResult<()> {
        self.pending = text.trim_end().to_owned();
        self.finish().map(drop)
    }

    /// Compiles and runs one input.
    fn execute(&mut self, text: &str) -> PyResult<()> {
        let at_terminal = self.style == Style::Terminal;
        let filename = match self.style {
            Style::Stdin => format!("<stdin>-{}", self.count),
            Style::Terminal => format!("<python-input-{}>", self.count),
        };
        let source = Source::new(text);
        if at_terminal {
            // What is said about a wrong input shows its lines too.
            register_source(&filename, text);
        }
        let trees = match parse(&source, Mode::Single) {
            Ok(parsed) => vec![parsed.tree],
            Err(e) => match parse(&source, Mode::Exec) {
                Ok(Parsed { tree: Mod::Module { mut body }, .. }) if at_terminal && body.len() > 1 => {
                    let last = body.pop().map(|s| Mod::Interactive { body: vec![s] });
                    std::iter::once(Mod::Module { body }).chain(last).collect()
                }
                _ => {
                    let shown = if at_terminal { &filename } else { "<stdin>" };
                    return Err(code::raise_syntax_error(self.vm, &e, shown));
                }
            },
        };
        self.count += 1;
        register_source(&filename, text);
        for tree in &trees {
            let how = How { future: self.future, top_level_await: at_terminal, ..How::default() };
            let code = code::compile_tree(self.vm, tree, &source, &filename, how);
            let code = code.map_err(|r| self.with_line(r, text))?;
            self.future |= code.flags & FUTURES;
            let shown = interp().displayed.get();
            let has_loop = at_terminal && interp().modules().get_str(&intern("asyncio")).is_some();
            if has_loop || code.flags & COROUTINE != 0 {
                let repl = api::import(self.vm, "_repl")?;
                let args = [code.into_obj(), self.main.obj().clone()];
                api::call_method_str(self.vm, &repl, "run_on_loop", &args)?;
            } else {
                call::run_code(self.vm, &code, &self.main, None, None)?;
            }
            if at_terminal && interp().displayed.get() != shown {
                self.keep_result()?;
            }
        }
        Ok(())
    }

    /// The session's event loop, if it has one, goes on while a line is read; or stops.
    pub fn go_on(&self, on: bool) -> PyResult<()> {
        let Some(repl) = interp().modules().get_str(&intern("_repl")) else { return Ok(()) };
        match api::call_method_str(self.vm, &repl, "go_on", &[Obj::from_bool(on)]) {
            Ok(_) => Ok(()),
            Err(r) => self.report(r),
        }
    }

    /// Keeps what was shown as `_1`, `_2` and in `Out`.
    fn keep_result(&mut self) -> PyResult<()> {
        let Some(value) = interp().builtins().get_str(&intern("_")) else { return Ok(()) };
        let out = match self.main.get_str(&intern("Out")) {
            Some(out) => out,
            None => {
                let out = dict::new().into_obj();
                self.main.insert_str(intern("Out"), out.clone());
                out
            }
        };
        self.results += 1;
        self.main.insert_str(intern(&format!("_{}", self.results)), value.clone());
        match out.downcast::<Dict>() {
            Some(d) => d.set(self.vm, &int::from_usize(self.results), &value).map(drop),
            None => Ok(()),
        }
    }

    /// Gives a SyntaxError of the compiler its line, which other texts have in their file.
    fn with_line(&self, r: Raised, text: &str) -> Raised {
        let e = self.vm.take_raised(r);
        let line = || {
            let (old, number) =
                (api::getattr_str(self.vm, &e, "text")?, api::getattr_str(self.vm, &e, "lineno")?);
            let number = int::to_i64(&number).and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            match text.lines().nth(number.wrapping_sub(1)) {
                Some(line) if old.is_none() => {
                    api::setattr(self.vm, &e, &intern("text"), &str_::from_str(line))
                }
                _ => Ok(()),
            }
        };
        if api::is_a(&e, &exception::SYNTAX_ERROR)
            && let Err(r) = line()
        {
            return r;
        }
        self.vm.raise_again(e)
    }

    /// Shows an exception through `sys.excepthook`. A SystemExit is handed on.
    pub fn report(&self, r: Raised) -> PyResult<()> {
        if self.vm.raised_matches(&exception::SYSTEM_EXIT) {
            return Err(r);
        }
        let e: Obj = self.vm.take_raised(r);
        match crate::modules::sys::report_uncaught(self.vm, &e) {
            Some(exit) => Err(self.vm.raise_again(exit)),
            None => Ok(()),
        }
    }

    /// What was printed is seen before the next prompt.
    fn flush(&self) {
        for key in ["stderr", "stdout"] {
            if let Some(f) = api::sys_attr(key).filter(|f| !f.is_none())
                && let Err(r) = api::call_method(self.vm, &f, &intern("flush"), &[])
            {
                drop(self.vm.take_raised(r));
            }
        }
    }
}

/// `co_flags` of future statements.
const FUTURES: u32 = 0x1ff_0000;
/// `co_flags` of code that awaits.
const COROUTINE: u32 = 0x80;
