//! Interactive sessions. What is typed goes to `session.rs`, which knows no terminal; `piped.rs` feeds it from a pipe or
//! file, `terminal.rs` from the line editor (`editor.rs`), which `input()` uses too.

#[cfg(feature = "editor")]
mod colour;
#[cfg(feature = "editor")]
pub mod editor;
#[cfg(feature = "editor")]
pub mod history;
#[cfg(feature = "editor")]
mod keys;
mod piped;
mod session;
mod shorten;
#[cfg(feature = "editor")]
mod terminal;

pub use session::{Session, Step, Style};
pub use shorten::shorten;

use crate::builtins::code;
use crate::host;
use crate::object::intern::intern;
use crate::object::obj::Ref;
use crate::syntax::Mode;
use crate::types::dict::Dict;
use crate::types::{exception, str_};
use crate::vm::traceback::write_stderr;
use crate::vm::{PyResult, Vm, call, interp};

/// Without an editor nobody edits.
#[cfg(not(feature = "editor"))]
pub mod editor {
    /// Whether a line is being edited.
    pub fn is_reading() -> bool {
        false
    }

    /// Whether the editor takes what is written to a descriptor.
    pub fn takes(_: i32, _: &[u8]) -> bool {
        false
    }
}

/// What a session says first.
fn banner() -> String {
    let version = crate::modules::sys::full_version();
    let python = version.split(' ').next().unwrap_or_default();
    format!("pyr {} (Python {python}). help() explains, %magic lists commands.\n", env!("CARGO_PKG_VERSION"))
}

/// Runs the script that `PYTHONSTARTUP` names. Only a SystemExit comes back.
pub fn startup(vm: &Vm, main: &Ref<Dict>) -> PyResult<()> {
    let Some(name) = host::env::python("PYTHONSTARTUP") else { return Ok(()) };
    let name = String::from_utf8_lossy(&name).into_owned();
    let run = || {
        let data = host::fs::read(&name).map_err(|e| {
            write_stderr(vm, b"Could not open PYTHONSTARTUP\n");
            crate::vm::import::os_error(vm, &e, &name)
        })?;
        let source = code::decode_script(vm, &data, &name)?;
        let code = code::compile_text(vm, &source, &name, Mode::Exec, code::How::default())?;
        call::run_code(vm, &code, main, None, None)
    };
    match run() {
        Ok(_) => Ok(()),
        Err(r) if vm.raised_matches(&exception::SYSTEM_EXIT) => Err(r),
        Err(r) => {
            let e = vm.take_raised(r);
            crate::modules::sys::report_uncaught(vm, &e).map_or(Ok(()), |exit| Err(vm.raise_again(exit)))
        }
    }
}

/// Runs a session until its input ends; a SystemExit comes back as an error.
pub fn run(vm: &Vm, main: &Ref<Dict>, with_banner: bool) -> PyResult<()> {
    let sys = interp().sys_dict();
    for (key, prompt) in [("ps1", ">>> "), ("ps2", "... ")] {
        if sys.get_str(&intern(key)).is_none() {
            sys.insert_str(intern(key), str_::from_str(prompt));
        }
    }
    if with_banner {
        write_stderr(vm, banner().as_bytes());
    }
    #[cfg(feature = "editor")]
    if editor::is_possible() {
        return terminal::run(vm, main);
    }
    piped::run(vm, main)
}
