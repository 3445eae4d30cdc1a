//! `print`, `input`, `breakpoint`. `open` is that of `_io`, which puts it here.

use crate::object::args::Args;
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::{bytes, str_};
use crate::vm::{PyResult, Vm, api};

fn print(vm: &Vm, a: Args) -> PyResult<Obj> {
    let file = match a.opt_not_none(3) {
        Some(f) => f.clone(),
        None => match api::sys_attr("stdout") {
            Some(f) if f.is_none() => return Ok(Obj::NONE),
            Some(f) => f,
            None => return Err(vm.runtime_error("lost sys.stdout")),
        },
    };
    let text = |i: usize, what: &str, default: &str| -> PyResult<Obj> {
        match a.opt_not_none(i) {
            None => Ok(intern(default)),
            Some(s) if str_::is_str(s) => Ok(s.clone()),
            Some(s) => Err(vm.type_error(format!("{what} must be None or a string, not {}", s.ty().name()))),
        }
    };
    let (sep, end) = (text(1, "sep", " ")?, text(2, "end", "\n")?);
    // The usual stream needs no method object.
    let plain = crate::modules::_io::is_plain_text(vm, &file)?;
    let write = if plain { Obj::NONE } else { api::getattr(vm, &file, name!(write))? };
    let put = |s: &Obj| match plain {
        true => crate::modules::_io::write_str(vm, &file, s),
        false => api::call(vm, &write, std::slice::from_ref(s)).map(drop),
    };
    for (i, x) in a.rest(0).iter().enumerate() {
        if i > 0 {
            put(&sep)?;
        }
        put(&api::str(vm, x)?)?;
    }
    put(&end)?;
    if let Some(f) = a.opt(4)
        && api::is_true(vm, f)?
    {
        api::call_method(vm, &file, name!(flush), &[])?;
    }
    Ok(Obj::NONE)
}

fn stream(vm: &Vm, key: &str) -> PyResult<Obj> {
    match api::sys_attr(key) {
        Some(f) if !f.is_none() => Ok(f),
        _ => Err(vm.runtime_error(format!("input(): lost sys.{key}"))),
    }
}

/// A line that was edited on the terminal; nothing if that is not wanted or not possible.
#[cfg(feature = "editor")]
fn edited(vm: &Vm, prompt: Option<&Obj>, stdin: &Obj, stdout: &Obj) -> PyResult<Option<Obj>> {
    use crate::modules::readline;
    let is_standard = |stream: &Obj, fd: i64| match api::call_method_str(vm, stream, "fileno", &[]) {
        Ok(n) => crate::types::int::to_i64(&n) == Some(fd),
        Err(r) => {
            drop(vm.take_raised(r));
            false
        }
    };
    if !readline::is_active()
        || !crate::repl::editor::is_possible()
        || !is_standard(stdin, 0)
        || !is_standard(stdout, 1)
    {
        return Ok(None);
    }
    let prompt = match prompt {
        Some(prompt) => str_::display(&api::str(vm, prompt)?).into_owned(),
        None => String::new(),
    };
    api::call_method(vm, stdout, name!(flush), &[])?;
    Ok(readline::read_line(vm, &prompt)?.map(|text| str_::from_str(&text)))
}

fn input(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (stdin, stdout, stderr) = (stream(vm, "stdin")?, stream(vm, "stdout")?, stream(vm, "stderr")?);
    if let Err(r) = api::call_method(vm, &stderr, name!(flush), &[]) {
        drop(vm.take_raised(r));
    }
    #[cfg(feature = "editor")]
    if let Some(line) = edited(vm, a.opt(0), &stdin, &stdout)? {
        return Ok(line);
    }
    if let Some(prompt) = a.opt(0) {
        let text = api::str(vm, prompt)?;
        api::call_method(vm, &stdout, name!(write), &[text])?;
    }
    // What is no stream need not be able to do that.
    if let Err(r) = api::call_method(vm, &stdout, name!(flush), &[]) {
        drop(vm.take_raised(r));
    }
    let line = api::call_method(vm, &stdin, name!(readline), &[])?;
    let b = match () {
        _ if str_::is_str(&line) => str_::bytes_of(&line),
        _ if bytes::is_bytes(&line) => bytes::bytes_of(&line),
        _ => return Err(vm.type_error("object.readline() returned non-string")),
    };
    if b.is_empty() {
        return Err(vm.eof_error("EOF when reading a line"));
    }
    let b = b.strip_suffix(b"\n").unwrap_or(b);
    Ok(if str_::is_str(&line) { str_::from_wtf8(b) } else { bytes::from_slice(b) })
}

fn breakpoint(vm: &Vm, a: Args) -> PyResult<Obj> {
    let hook = api::sys_attr("breakpointhook").ok_or_else(|| vm.runtime_error("lost sys.breakpointhook"))?;
    let kw = a[1].downcast::<crate::types::dict::Dict>().map(|d| d.items()).unwrap_or_default();
    let names: Vec<(String, Obj)> =
        kw.into_iter().map(|(k, v)| (str_::display(&k).into_owned(), v)).collect();
    let pairs: Vec<(&str, Obj)> = names.iter().map(|(k, v)| (k.as_str(), v.clone())).collect();
    api::call_kw(vm, &hook, a.rest(0), &pairs)
}

/// This family.
pub const FUNCTIONS: &[MethodDef] = &[
    function(
        "print",
        "(*args, sep=' ', end='\\n', file=None, flush=False)",
        "Write values as text, by default to sys.stdout.\n\nsep is put between the values and end after the last one. file is any object\nthat has a write method. With flush the text is not left in a buffer.",
        print,
    ),
    function(
        "input",
        "(prompt='', /)",
        "Ask for a line: writes the prompt, then reads from standard input.\n\nThe line comes without its line end. EOFError says that there are no more.\nOn a terminal the line can be edited.",
        input,
    ),
    function(
        "breakpoint",
        "(*args, **kws)",
        "Enter the debugger here.\n\nEverything is up to sys.breakpointhook(), which gets the arguments; unless\nsomebody replaced it, it starts what PYTHONBREAKPOINT names, by default pdb.",
        breakpoint,
    ),
];
