//! A session that is fed from a pipe or a file, as `pyr -i < file`: prompts go to standard error.

use super::session::{Session, Style};
use crate::host;
use crate::modules::os_support;
use crate::object::obj::Ref;
use crate::types::dict::Dict;
use crate::types::exception;
use crate::vm::{PyResult, Vm};
use std::io::Write;

/// Bytes that are read at once: what a program reads from `sys.stdin` begins behind them.
const CHUNK: usize = 4096;

/// Lines of standard input.
struct Lines {
    data: Vec<u8>,
    start: usize,
}

impl Lines {
    /// The next line with its end; empty at the end of input.
    fn next(&mut self, vm: &Vm) -> PyResult<Vec<u8>> {
        loop {
            let rest = &self.data[self.start..];
            if let Some(n) = memchr::memchr(b'\n', rest) {
                let line = rest[..=n].to_vec();
                self.start += n + 1;
                return Ok(line);
            }
            self.data.drain(..std::mem::take(&mut self.start));
            let old = self.data.len();
            self.data.resize(old + CHUNK, 0);
            let read = os_support::call(vm, || host::file::read(0, &mut self.data[old..]));
            self.data.truncate(old + read.as_ref().copied().unwrap_or(0));
            if read? == 0 {
                return Ok(std::mem::take(&mut self.data));
            }
        }
    }
}

/// Runs the session to the end of input.
pub fn run(vm: &Vm, main: &Ref<Dict>) -> PyResult<()> {
    let mut session = Session::new(vm, main, Style::Stdin);
    let mut lines = Lines { data: Vec::new(), start: 0 };
    let say = |text: &str| {
        // A closed standard error shows no prompts.
        let _ = std::io::stderr().write_all(text.as_bytes());
    };
    loop {
        say(&session.prompt());
        let line = match lines.next(vm) {
            Ok(line) => line,
            Err(r) if vm.raised_matches(&exception::KEYBOARD_INTERRUPT) => {
                drop(vm.take_raised(r));
                say("\nKeyboardInterrupt\n");
                session.reset();
                continue;
            }
            Err(r) => return Err(r),
        };
        if line.is_empty() {
            say("\n");
            if !session.in_statement() {
                return Ok(());
            }
            session.finish()?;
            continue;
        }
        let text = match std::str::from_utf8(&line) {
            Ok(text) => text,
            Err(_) => {
                let e = crate::builtins::code::decode_script(vm, &line, "<stdin>");
                session.reset();
                if let Err(r) = e {
                    session.report(r)?;
                }
                continue;
            }
        };
        match text.strip_suffix('\n') {
            Some(text) => drop(session.feed(text.strip_suffix('\r').unwrap_or(text))?),
            // The last line has no end: it is run when the input ends.
            None => session.hold(text),
        }
    }
}
