//! The source lines that tracebacks show: texts that were registered (REPL input, `-c`), files, and what Python's
//! `linecache` knows.

use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::text::wtf8;
use crate::types::dict::Dict;
use crate::types::str_;
use crate::vm::{Vm, api};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};

static REGISTERED: Mutex<Option<HashMap<String, String>>> = Mutex::new(None);

/// Makes the text of a source that is no file known under its `co_filename`.
pub fn register_source(filename: &str, text: &str) {
    let mut map = REGISTERED.lock().unwrap_or_else(PoisonError::into_inner);
    map.get_or_insert_with(HashMap::new).insert(filename.to_owned(), text.to_owned());
}

/// The text that was registered for a file name.
pub fn registered_source(filename: &str) -> Option<String> {
    REGISTERED.lock().unwrap_or_else(PoisonError::into_inner).as_ref()?.get(filename).cloned()
}

/// The texts read while one exception is printed.
#[derive(Default)]
pub struct Sources {
    texts: HashMap<String, Option<Rc<Vec<String>>>>,
}

impl Sources {
    /// Nothing is read yet.
    pub fn new() -> Sources {
        Sources { texts: HashMap::new() }
    }

    fn text(&mut self, vm: &Vm, filename: &Obj, globals: Option<&Obj>) -> Option<Rc<Vec<String>>> {
        // At the very end there is nothing left to read files with.
        if crate::vm::interp().modules().is_empty() {
            return None;
        }
        let name = wtf8::to_str(str_::bytes_of(filename))?.to_owned();
        if let Some(known) = self.texts.get(&name) {
            return known.clone();
        }
        let lines = registered_source(&name)
            .or_else(|| read(&name))
            .map(|t| split(&t))
            .or_else(|| from_linecache(vm, filename))
            .or_else(|| from_loader(vm, &name, globals?))
            .map(Rc::new);
        self.texts.insert(name, lines.clone());
        lines
    }

    /// A line (from 1).
    pub fn line(&mut self, vm: &Vm, filename: &Obj, number: u32) -> Option<String> {
        self.text(vm, filename, None)?.get((number as usize).checked_sub(1)?).cloned()
    }

    /// Lines from the first to the last one, without trailing white space; empty if there is no source.
    /// `globals` are the variables of the module that runs them, whose loader may know them.
    pub fn lines(
        &mut self,
        vm: &Vm,
        filename: &Obj,
        globals: &Obj,
        (first, last): (u32, u32),
    ) -> Vec<String> {
        let Some(text) = self.text(vm, filename, Some(globals)) else { return Vec::new() };
        let from = (first.max(1) as usize - 1).min(text.len());
        let to = (last as usize).clamp(from, text.len());
        text[from..to].iter().map(|l| l.trim_end().to_owned()).collect()
    }
}

fn split(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split('\n').map(str::to_owned).collect()
}

fn read(name: &str) -> Option<String> {
    if name.starts_with('<') && name.ends_with('>') {
        return None;
    }
    let path = Path::new(name);
    let mut candidates = vec![PathBuf::from(path)];
    if !path.is_absolute() {
        candidates.extend(module_path().into_iter().map(|d| Path::new(&d).join(path)));
    }
    let data = candidates.iter().find_map(|p| crate::host::fs::read(p).ok())?;
    crate::source::decode(&data, name).ok()
}

/// `sys.path`
fn module_path() -> Vec<String> {
    let Some(list) = api::sys_attr("path") else { return Vec::new() };
    match list.downcast::<crate::types::list::List>() {
        Some(l) => {
            l.to_vec().iter().filter(|o| str_::is_str(o)).map(|o| str_::display(o).into_owned()).collect()
        }
        None => Vec::new(),
    }
}

/// What the loader of a module says is its source, for code whose file is not there.
fn from_loader(vm: &Vm, filename: &str, globals: &Obj) -> Option<Vec<String>> {
    if filename.is_empty() || (filename.starts_with('<') && filename.ends_with('>')) {
        return None;
    }
    let globals = globals.downcast::<Dict>()?;
    let loader = globals.get_str(&intern("__loader__")).filter(|l| !l.is_none())?;
    let name = globals.get_str(&intern("__name__")).filter(str_::is_str)?;
    let source = super::quiet(vm, api::call_method_str(vm, &loader, "get_source", &[name]))?;
    Some(source).filter(str_::is_str).map(|s| split(&str_::display(&s)))
}

/// What `linecache.cache` holds for a name, if Python code has imported `linecache`.
fn from_linecache(vm: &Vm, filename: &Obj) -> Option<Vec<String>> {
    let modules = api::sys_attr("modules")?;
    let linecache = modules.downcast::<Dict>()?.get_str(&intern("linecache"))?;
    let lines = api::getattr_str(vm, &linecache, "getlines").and_then(|f| {
        let lines = api::call(vm, &f, std::slice::from_ref(filename))?;
        api::to_vec(vm, &lines)
    });
    match lines {
        Ok(lines) if lines.is_empty() => None,
        Ok(lines) => {
            Some(lines.iter().map(|l| str_::display(l).trim_end_matches(['\n', '\r']).to_owned()).collect())
        }
        Err(r) => {
            drop(vm.take_raised(r));
            None
        }
    }
}
