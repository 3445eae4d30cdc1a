//! A session: takes typed lines, says whether more are needed, runs what is complete. It knows no terminal: prompts are
//! shown and lines are read by its callers. Whether a text is complete is asked of the parser.

use crate::builtins::code::{self, How};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::source::Source;
use crate::syntax::{Mode, parse};
use crate::types::dict::Dict;
use crate::types::{exception, int, str_};
use crate::vm::traceback::register_source;
use crate::vm::{PyResult, Raised, Vm, api, call};

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
}

/// Whether a text is a whole input, which may also be none that Python understands.
pub fn is_complete(text: &str) -> bool {
    match parse(&Source::new(text), Mode::Single) {
        Ok(parsed) => !parsed.unfinished,
        // An empty line ends what it is not inside of.
        Err(e) => !e.incomplete || (text.ends_with('\n') && !e.unclosed),
    }
}

impl<'a> Session<'a> {
    /// A session in a namespace.
    pub fn new(vm: &'a Vm, main: &Ref<Dict>, style: Style) -> Session<'a> {
        Session { vm, main: main.clone(), style, pending: String::new(), future: 0, count: 0 }
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

    /// Compiles and runs one input.
    fn execute(&mut self, text: &str) -> PyResult<()> {
        let filename = match self.style {
            Style::Stdin => format!("<stdin>-{}", self.count),
            Style::Terminal => format!("<python-input-{}>", self.count),
        };
        if let Err(e) = parse(&Source::new(text), Mode::Single) {
            let shown = if self.style == Style::Stdin { "<stdin>" } else { &filename };
            return Err(code::raise_syntax_error(self.vm, &e, shown));
        }
        self.count += 1;
        register_source(&filename, text);
        let how = How { future: self.future, ..How::default() };
        let code = code::compile_text(self.vm, text, &filename, Mode::Single, how);
        let code = code.map_err(|r| self.with_line(r, text))?;
        self.future |= code.flags & FUTURES;
        call::run_code(self.vm, &code, &self.main, None, None).map(drop)
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
