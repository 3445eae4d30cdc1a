//! Runs what the command line names: a text, a module, a file, a directory, standard input; then, with `-i`, a session.

use super::exit::{self, End};
use super::options::{Options, Program};
use crate::builtins::code;
use crate::host;
use crate::modules::os_support::fs_decode;
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::repl;
use crate::source::Source;
use crate::syntax::Mode;
use crate::types::dict::{self, Dict};
use crate::types::{list, module, module_spec, str_};
use crate::vm::traceback::{register_source, write_stderr};
use crate::vm::{PyResult, Vm, api, call, import, interp};

/// `sys.path` before the program's own directory is put in front.
pub fn module_path(vm: &Vm) -> PyResult<Vec<Obj>> {
    let mut path: Vec<Obj> = Vec::new();
    if let Some(text) = host::env::python("PYTHONPATH") {
        for part in text.split(|c| *c == b':') {
            let name = host::fs::absolute(&String::from_utf8_lossy(part));
            path.push(match part {
                b"" => str_::from_string(host::fs::current_dir().unwrap_or_default()),
                p if p.is_ascii() => str_::from_string(name),
                p => fs_decode(vm, p)?,
            });
        }
    }
    path.push(str_::from_str(import::EMBEDDED_PATH));
    Ok(path)
}

/// Runs the program.
pub fn run(vm: &Vm, o: &Options) -> End {
    let main = main_module();
    let interactive = o.flag("interactive") > 0 || (o.program == Program::Stdin && host::tty::is_terminal(0));
    if o.program == Program::Stdin && interactive {
        let ready = prepend_path(vm, o, "");
        let end = ready.and_then(|()| repl::startup(vm, &main));
        if let Err(r) = end
            && let End::Code(code) = exit::report(vm, r)
        {
            return End::Code(code);
        }
        return session(vm, &main, o.flag("quiet") == 0);
    }
    let done = match &o.program {
        Program::Command(text) => command(vm, o, &main, text),
        Program::Module(name) => as_module(vm, o, &String::from_utf8_lossy(name), true),
        Program::Stdin => standard_input(vm, o, &main),
        Program::File(name) => match file(vm, o, &main, name) {
            Ok(Some(code)) => return End::Code(code),
            Ok(None) => Ok(()),
            Err(r) => Err(r),
        },
    };
    // The program may have asked for it by now.
    let stay = o.flag("inspect") > 0 || host::env::python("PYTHONINSPECT").is_some();
    if !stay || !(interactive || host::tty::is_terminal(0)) {
        return done.map_or_else(|r| exit::report(vm, r), |()| End::Code(0));
    }
    if let Err(r) = done {
        report_and_stay(vm, r);
    }
    session(vm, &main, false)
}

/// Before a session even a SystemExit is only shown.
fn report_and_stay(vm: &Vm, r: crate::vm::Raised) {
    let e = vm.take_raised(r);
    let _ = crate::modules::sys::report_uncaught(vm, &e);
}

fn session(vm: &Vm, main: &Ref<Dict>, banner: bool) -> End {
    match repl::run(vm, main, banner) {
        Ok(()) => End::Code(0),
        Err(r) => exit::report(vm, r),
    }
}

/// Makes `__main__`; its namespace.
fn main_module() -> Ref<Dict> {
    let m = module::new("__main__");
    m.dict.insert_str(
        intern("__loader__"),
        module_spec::loader_of(&module_spec::new("__main__", "", None, false)),
    );
    m.dict.insert_str(intern("__annotations__"), dict::new().into_obj());
    if let Some(builtins) = interp().modules().get_str(&intern("builtins")) {
        m.dict.insert_str(intern("__builtins__"), builtins);
    }
    interp().modules().insert_str(intern("__main__"), m.obj().clone());
    m.dict.clone()
}

/// Puts the program's place in front of `sys.path`, unless it shall be safe.
fn prepend_path(vm: &Vm, o: &Options, place: &str) -> PyResult<()> {
    if o.flag("safe_path") == 0 {
        put_first(vm, place)?;
    }
    Ok(())
}

fn put_first(vm: &Vm, place: &str) -> PyResult<()> {
    *crate::vm::interp().program_place.borrow_mut() = Some(place.to_owned());
    match api::sys_attr("path")
        .as_ref()
        .and_then(|p| p.downcast::<list::List>().map(|l| l.insert(0, str_::from_str(place))))
    {
        Some(()) => Ok(()),
        None => Err(vm.runtime_error("unable to get sys.path")),
    }
}

fn run_text(vm: &Vm, main: &Ref<Dict>, source: &Source, filename: &str) -> PyResult<()> {
    let code = code::compile_text(vm, source, filename, Mode::Exec, code::How::default())?;
    call::run_code(vm, &code, main, None, None).map(drop)
}

fn command(vm: &Vm, o: &Options, main: &Ref<Dict>, text: &[u8]) -> PyResult<()> {
    prepend_path(vm, o, "")?;
    let Ok(text) = std::str::from_utf8(text) else {
        write_stderr(vm, b"Unable to decode the command from the command line:\n");
        let text = fs_decode(vm, text)?;
        let e = api::call_method_str(vm, &text, "encode", &[intern("utf-8")]);
        return e.map(drop);
    };
    let text = format!("{text}\n");
    register_source("<string>", &text);
    run_text(vm, main, &Source::new(text), "<string>")
}

fn standard_input(vm: &Vm, o: &Options, main: &Ref<Dict>) -> PyResult<()> {
    prepend_path(vm, o, "")?;
    let mut data = Vec::new();
    loop {
        let mut chunk = vec![0; 1 << 16];
        match crate::modules::os_support::call(vm, || host::file::read(0, &mut chunk))? {
            0 => break,
            n => data.extend_from_slice(&chunk[..n]),
        }
    }
    main.insert_str(intern("__file__"), intern("<stdin>"));
    main.insert_str(intern("__cached__"), Obj::NONE);
    let source = code::decode_script(vm, lines_to_run(o, &data), "<stdin>")?;
    let r = run_text(vm, main, &source, "<stdin>");
    forget_file(main);
    r
}

/// When the program has ended, a session in its namespace has no file.
fn forget_file(main: &Ref<Dict>) {
    for key in ["__file__", "__cached__"] {
        drop(main.remove_str(&intern(key)));
    }
}

/// The whole text, or (`-x`) all behind the first line, whose end stays: so do the numbers of the others.
fn lines_to_run<'d>(o: &Options, data: &'d [u8]) -> &'d [u8] {
    if o.flag("skip_first_line") == 0 {
        return data;
    }
    data.iter().position(|&b| b == b'\n').map_or(&[], |end| &data[end..])
}

/// A complaint in the program's name, and the exit code for it.
fn complain(vm: &Vm, code: i32, what: &str) -> i32 {
    let program =
        host::env::arguments().first().map_or("pyr".into(), |a| String::from_utf8_lossy(a).into_owned());
    write_stderr(vm, format!("{program}: {what}\n").as_bytes());
    code
}

/// Runs a script, or the `__main__.py` of a directory or an archive. An exit code: there was nothing to run.
fn file(vm: &Vm, o: &Options, main: &Ref<Dict>, name: &[u8]) -> PyResult<Option<i32>> {
    use std::os::unix::ffi::OsStrExt;
    let raw = std::path::Path::new(std::ffi::OsStr::from_bytes(name));
    let absolute = if name.is_empty() {
        crate::host::fs::working_dir().unwrap_or_default()
    } else {
        std::path::absolute(raw).unwrap_or_else(|_| raw.to_owned())
    };
    let path = str_::display(&fs_decode(vm, absolute.as_os_str().as_bytes())?).into_owned();
    let data = if absolute.is_dir() { Ok(vec![]) } else { crate::host::fs::read(&absolute) };
    let data = match data {
        Ok(data) if absolute.is_dir() || is_archive(&data) => {
            put_first(vm, &path)?;
            if import::is_found(vm, "__main__", Some(&path))? {
                return as_module(vm, o, "__main__", false).map(|()| None);
            }
            return Ok(Some(complain(vm, 1, &format!("can't find '__main__' module in '{path}'"))));
        }
        Ok(data) => data,
        Err(e) => {
            let errno = e.raw_os_error().unwrap_or(0);
            let why = host::strerror(errno);
            return Ok(Some(complain(vm, 2, &format!("can't open file '{path}': [Errno {errno}] {why}"))));
        }
    };
    let real = absolute.canonicalize().unwrap_or_else(|_| absolute.clone());
    let folder = real.parent().map_or(String::new(), |d| d.to_string_lossy().into_owned());
    prepend_path(vm, o, &folder)?;
    main.insert_str(intern("__file__"), str_::from_str(&path));
    main.insert_str(intern("__cached__"), Obj::NONE);
    main.insert_str(
        intern("__loader__"),
        module_spec::loader_of(&module_spec::new("__main__", &path, None, true)),
    );
    let r = match crate::vm::import_cache::compiled(vm, &data) {
        Some(code) => code.and_then(|code| call::run_code(vm, &code, main, None, None).map(drop)),
        None => {
            let source = code::decode_script(vm, lines_to_run(o, &data), &path)?;
            run_text(vm, main, &source, &path)
        }
    };
    if o.flag("inspect") > 0 {
        forget_file(main);
    }
    r.map(|()| None)
}

/// Whether a file ends as a zip archive does; scripts hold no zero bytes.
fn is_archive(data: &[u8]) -> bool {
    data.contains(&0) && data.windows(4).rev().take(1 << 16).any(|w| w == b"PK\x05\x06")
}

/// `-m`, and what is found in a directory or an archive: `runpy` does it.
fn as_module(vm: &Vm, o: &Options, name: &str, is_option: bool) -> PyResult<()> {
    if is_option {
        prepend_path(vm, o, &host::fs::current_dir().unwrap_or_default())?;
    }
    let runpy = api::import(vm, "runpy")?;
    let f = api::getattr_str(vm, &runpy, "_run_module_as_main")?;
    drop(runpy);
    api::call(vm, &f, &[str_::from_str(name), Obj::from_bool(is_option)]).map(drop)
}
