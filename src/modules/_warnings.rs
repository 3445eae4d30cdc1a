//! `_warnings`: issuing warnings and the filters that decide about them. What a program can replace (showing and
//! formatting) is in the library's `warnings`, which is asked only if it has been imported.
#![allow(unsafe_code)]

use crate::object::args::Args;
use crate::object::heap::GilCell;
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::spec::{ModuleSpec, function};
use crate::object::type_object::{StaticType, Type};
use crate::types::dict::{self, Dict};
use crate::types::list::List;
use crate::types::{exception, frame, int, list, module, str_, tuple};
use crate::vm::{PyResult, Vm, api, frame as frames, interp};
use std::sync::atomic::{AtomicI64, Ordering};

/// Changes whenever the filters do: registries of older versions are void.
static FILTERS_VERSION: AtomicI64 = AtomicI64::new(0);

/// This module's own settings, which outlive the modules when the program ends.
fn own_settings() -> Ref<Dict> {
    static OWN: GilCell<Option<Ref<Dict>>> = GilCell::new(None);
    // SAFETY: GIL held; the handle is copied, `defaults` does not come back here.
    unsafe { (*OWN.get()).get_or_insert_with(defaults).clone() }
}

fn defaults() -> Ref<Dict> {
    let filter = |action: &str, class: &'static StaticType, module: Obj| {
        tuple::from_vec(vec![intern(action), Obj::NONE, class.obj(), module, int::from_i64(0)])
    };
    let filters = vec![
        filter("default", &exception::DEPRECATION_WARNING, intern("__main__")),
        filter("ignore", &exception::DEPRECATION_WARNING, Obj::NONE),
        filter("ignore", &exception::PENDING_DEPRECATION_WARNING, Obj::NONE),
        filter("ignore", &exception::IMPORT_WARNING, Obj::NONE),
        filter("ignore", &exception::RESOURCE_WARNING, Obj::NONE),
    ];
    let d = dict::new();
    d.insert_str(intern("filters"), list::from_vec(filters));
    d.insert_str(intern("_onceregistry"), dict::new().into_obj());
    d.insert_str(intern("_defaultaction"), intern("default"));
    d
}

/// A setting: as the `warnings` module has it, or else as this module has it. A module that was taken apart has None.
fn setting(vm: &Vm, public: &str, own: &str) -> PyResult<Option<Obj>> {
    let intact = |v: &Obj| !(v.is_none() && interp().finalizing.get());
    if let Some(m) = interp().modules().get_str(name!(warnings))
        && let Some(v) = api::getattr_opt(vm, &m, &intern(public))?.filter(intact)
    {
        return Ok(Some(v));
    }
    let m = interp().modules().get_str(&intern("_warnings"));
    let here = m.and_then(|m| module::dict_of(&m)?.get_str(&intern(own))).filter(intact);
    let last = || own_settings().get_str(&intern(own));
    Ok(here.or_else(|| interp().finalizing.get().then(last).flatten()))
}

/// Whether a filter's pattern lets a text pass: None does, a str that is equal, a regular expression that matches.
fn passes(vm: &Vm, pattern: &Obj, text: &Obj) -> PyResult<bool> {
    if pattern.is_none() {
        return Ok(true);
    }
    if pattern.is_exact::<str_::Str>() {
        return api::eq(vm, pattern, text);
    }
    let found = api::call_method_str(vm, pattern, "match", std::slice::from_ref(text))?;
    api::is_true(vm, &found)
}

/// The action for a warning, and the filter that says so.
fn action_for(vm: &Vm, category: &Obj, text: &Obj, lineno: i64, module: &Obj) -> PyResult<(Obj, Obj)> {
    let filters = setting(vm, "filters", "filters")?;
    let Some(filters) = filters.as_ref().and_then(|f| f.downcast::<List>()) else {
        return Err(vm.value_error("_warnings.filters must be a list"));
    };
    let mut i = 0;
    while let Some(item) = filters.get(i) {
        let Some([action, message, class, place, line]) =
            item.downcast_exact::<tuple::Tuple>().and_then(|t| <&[Obj; 5]>::try_from(t.as_slice()).ok())
        else {
            return Err(vm.value_error(format!("_warnings.filters item {i} isn't a 5-tuple")));
        };
        if !str_::is_str(action) {
            let got = action.ty().name();
            return Err(vm.type_error(format!("action must be a string, not '{got}'")));
        }
        let wanted = api::to_i64(vm, line)?;
        if passes(vm, message, text)?
            && api::issubclass(vm, category, class)?
            && passes(vm, place, module)?
            && (wanted == 0 || wanted == lineno)
        {
            return Ok((action.clone(), item));
        }
        i += 1;
    }
    match setting(vm, "defaultaction", "_defaultaction")? {
        Some(a) if str_::is_str(&a) => Ok((a, Obj::NONE)),
        Some(a) => {
            let got = a.ty().name();
            Err(vm.type_error(format!("_warnings.defaultaction must be a string, not '{got}'")))
        }
        None => Err(vm.value_error("_warnings.defaultaction not found")),
    }
}

/// Whether a registry says that the warning was shown; `note`: it says so from now on.
fn already_warned(vm: &Vm, registry: &Dict, key: &Obj, note: bool) -> PyResult<bool> {
    let current = FILTERS_VERSION.load(Ordering::Relaxed);
    let version = intern("version");
    if registry.get_str(&version).and_then(|v| int::to_i64(&v)) != Some(current) {
        registry.clear_all();
        registry.insert_str(version, int::from_i64(current));
    } else if let Some(seen) = registry.get(vm, key)?
        && api::is_true(vm, &seen)?
    {
        return Ok(true);
    }
    if note {
        registry.set(vm, key, &Obj::TRUE)?;
    }
    Ok(false)
}

/// `lib/mod.py` gives `lib/mod`.
fn module_of_file(filename: &Obj) -> Obj {
    let text = str_::bytes_of(filename);
    match text.strip_suffix(b".py") {
        _ if text.is_empty() => intern("<unknown>"),
        Some(stem) => str_::from_wtf8(stem),
        None => filename.clone(),
    }
}

/// A warning on its way.
struct Warning<'a> {
    category: Obj,
    message: &'a Obj,
    filename: &'a Obj,
    lineno: i64,
    module: Obj,
    registry: Option<Ref<Dict>>,
    line: Option<&'a Obj>,
    source: Option<&'a Obj>,
}

fn print(vm: &Vm, w: &Warning, text: &Obj) -> PyResult<()> {
    let class = api::getattr(vm, &w.category, name!(__name__))?;
    let shown = format!(
        "{}:{}: {}: {}\n",
        str_::display(w.filename),
        w.lineno,
        str_::display(&class),
        str_::display(&api::str(vm, text)?)
    );
    let line = match w.line {
        Some(l) => Some(str_::display(l).into_owned()),
        None => u32::try_from(w.lineno)
            .ok()
            .and_then(|n| crate::vm::traceback::Sources::default().line(vm, w.filename, n)),
    };
    let line = line.map(|l| l.trim().to_owned()).filter(|l| !l.is_empty());
    let line = line.map_or(String::new(), |l| format!("  {l}\n"));
    if api::sys_attr("stderr").is_some_and(|f| !f.is_none()) {
        crate::vm::traceback::write_stderr(vm, format!("{shown}{line}").as_bytes());
    }
    Ok(())
}

fn show(vm: &Vm, w: &Warning, text: &Obj, message: &Obj) -> PyResult<()> {
    let mut library = interp().modules().get_str(name!(warnings));
    if library.is_none() && w.source.is_some() && !interp().finalizing.get() {
        library = Some(api::import(vm, "warnings")?);
    }
    let Some(library) = library else { return print(vm, w, text) };
    let Some(f) = api::getattr_opt(vm, &library, &intern("_showwarnmsg"))? else { return print(vm, w, text) };
    if !api::is_callable(&f) {
        return Err(vm.type_error("warnings._showwarnmsg() must be set to a callable"));
    }
    let Some(make) = api::getattr_opt(vm, &library, &intern("WarningMessage"))? else {
        return Err(vm.runtime_error("unable to get warnings.WarningMessage"));
    };
    let args = [
        message.clone(),
        w.category.clone(),
        w.filename.clone(),
        int::from_i64(w.lineno),
        Obj::NONE,
        Obj::NONE,
        w.source.cloned().unwrap_or(Obj::NONE),
    ];
    let record = api::call(vm, &make, &args)?;
    api::call(vm, &f, &[record]).map(drop)
}

fn issue(vm: &Vm, mut w: Warning) -> PyResult<()> {
    let module = if w.module.is_none() { module_of_file(w.filename) } else { w.module.clone() };
    let (text, message) = if api::isinstance(vm, w.message, &exception::WARNING.obj())? {
        w.category = w.message.type_obj();
        (api::str(vm, w.message)?, w.message.clone())
    } else {
        (w.message.clone(), api::call(vm, &w.category, std::slice::from_ref(w.message))?)
    };
    let key = |line: i64| tuple::from_vec(vec![text.clone(), w.category.clone(), int::from_i64(line)]);
    if let Some(r) = &w.registry
        && already_warned(vm, r, &key(w.lineno), false)?
    {
        return Ok(());
    }
    let (action, filter) = action_for(vm, &w.category, &text, w.lineno, &module)?;
    let action = str_::display(&action);
    match &*action {
        "error" => return Err(vm.raise(message)),
        "ignore" => return Ok(()),
        "always" => return show(vm, &w, &text, &message),
        _ => {}
    }
    if let Some(r) = &w.registry {
        r.set(vm, &key(w.lineno), &Obj::TRUE)?;
    }
    let seen = match (&*action, &w.registry) {
        ("once", None) => {
            match setting(vm, "onceregistry", "_onceregistry")?.and_then(|o| o.as_ref::<Dict>()) {
                Some(r) => already_warned(vm, &r, &tuple::pair(text.clone(), w.category.clone()), true)?,
                None => return Err(vm.type_error("_warnings.onceregistry must be a dict")),
            }
        }
        ("once" | "module", Some(r)) => {
            already_warned(vm, r, &tuple::pair(text.clone(), w.category.clone()), true)?
        }
        ("default", _) | ("module", None) => false,
        _ => {
            return Err(vm.runtime_error(format!(
                "Unrecognized action ('{action}') in warnings.filters:\n {}",
                api::repr_string(vm, &filter)?
            )));
        }
    };
    if seen { Ok(()) } else { show(vm, &w, &text, &message) }
}

/// The class of a warning: that of a message that is a warning already, or what was given, UserWarning by default.
fn category_of(vm: &Vm, message: &Obj, given: Option<&Obj>) -> PyResult<Obj> {
    let warning = exception::WARNING.obj();
    if api::isinstance(vm, message, &warning)? {
        return Ok(message.type_obj());
    }
    let Some(class) = given.filter(|c| !c.is_none()) else { return Ok(exception::USER_WARNING.obj()) };
    if class.is_instance::<Type>() && api::issubclass(vm, class, &warning)? {
        return Ok(class.clone());
    }
    let got = class.ty().name();
    Err(vm.type_error(format!("category must be a Warning subclass, not '{got}'")))
}

/// Frames that a stack level does not count: those of the import system, and of files with the given prefixes.
fn is_skipped(f: *mut frames::Frame, prefixes: &[Obj]) -> bool {
    let filename = file_of(f);
    let text = str_::display(&filename);
    (text.contains("importlib") && text.contains("_bootstrap"))
        || prefixes.iter().any(|p| str_::bytes_of(&filename).starts_with(str_::bytes_of(p)))
}

fn file_of(f: *mut frames::Frame) -> Obj {
    crate::types::code::filename(&frame::code_of(&frame::object_for(f)))
}

/// The frame that a warning is about.
fn frame_at(vm: &Vm, stacklevel: i64, prefixes: &[Obj]) -> Option<*mut frames::Frame> {
    let mut depth = 0;
    let mut f = frames::nth(vm, depth)?;
    let count_all = stacklevel <= 0 || prefixes.is_empty() && is_skipped(f, prefixes);
    for _ in 1..stacklevel.max(1) {
        loop {
            depth += 1;
            f = frames::nth(vm, depth)?;
            if count_all || !is_skipped(f, prefixes) {
                break;
            }
        }
    }
    Some(f)
}

fn issue_here(
    vm: &Vm,
    message: &Obj,
    category: Obj,
    stacklevel: i64,
    source: Option<&Obj>,
    prefixes: &[Obj],
) -> PyResult<()> {
    let (globals, filename, lineno) = match frame_at(vm, stacklevel, prefixes) {
        Some(f) => {
            let line = frame::line_of(&frame::object_for(f));
            (frames::Frame::globals_ref(f), file_of(f), line.into())
        }
        None => (interp().sys_dict(), intern("<sys>"), 0),
    };
    let key = intern("__warningregistry__");
    let registry = match globals.get_str(&key) {
        Some(r) if r.is_none() => None,
        Some(r) => match r.into_ref::<Dict>() {
            Ok(d) => Some(d),
            Err(_) => return Err(vm.type_error("'registry' must be a dict or None")),
        },
        None => {
            let d = dict::new();
            globals.insert_str(key, d.obj().clone());
            Some(d)
        }
    };
    let module = match globals.get_str(name!(__name__)) {
        Some(m) if m.is_none() || str_::is_str(&m) => m,
        _ => intern("<string>"),
    };
    issue(
        vm,
        Warning { category, message, filename: &filename, lineno, module, registry, line: None, source },
    )
}

/// Issues a warning from native code.
pub fn warn_native(vm: &Vm, class: &'static StaticType, message: &str, stacklevel: usize) -> PyResult<()> {
    if !interp().finalizing.get() {
        api::import(vm, "_warnings")?;
    }
    issue_here(vm, &str_::from_str(message), class.obj(), stacklevel as i64, None, &[])
}

/// `warn_native` about an object, the `source` of the warning.
pub fn warn_about(vm: &Vm, class: &'static StaticType, message: &str, source: &Obj) -> PyResult<()> {
    if !interp().finalizing.get() {
        api::import(vm, "_warnings")?;
    }
    issue_here(vm, &str_::from_str(message), class.obj(), 1, Some(source), &[])
}

/// Issues a warning about a place in a source text (from the compiler).
pub fn warn_at(
    vm: &Vm,
    class: &'static StaticType,
    message: &Obj,
    filename: &Obj,
    lineno: i64,
) -> PyResult<()> {
    api::import(vm, "_warnings")?;
    let w = Warning {
        category: class.obj(),
        message,
        filename,
        lineno,
        module: Obj::NONE,
        registry: None,
        line: None,
        source: None,
    };
    issue(vm, w)
}

fn warn(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut stacklevel = a.opt(2).map_or(Ok(1), |n| api::to_i64(vm, n))?;
    let prefixes = match a.opt(4) {
        None => &[],
        Some(p) if p.is_instance::<tuple::Tuple>() => tuple::items(p),
        Some(p) => {
            let got = p.ty().name();
            return Err(
                vm.type_error(format!("warn() argument 'skip_file_prefixes' must be tuple, not {got}"))
            );
        }
    };
    if let Some(wrong) = prefixes.iter().find(|p| !str_::is_str(p)) {
        let got = wrong.ty().name();
        return Err(vm.type_error(format!("Found non-str '{got}' in skip_file_prefixes.")));
    }
    if !prefixes.is_empty() {
        stacklevel = stacklevel.max(2);
    }
    let category = category_of(vm, &a[0], a.opt(1))?;
    issue_here(vm, &a[0], category, stacklevel, a.opt_not_none(3), prefixes)?;
    Ok(Obj::NONE)
}

/// The source line that a module's loader has for its file.
fn line_from_globals(vm: &Vm, globals: &Obj, lineno: i64) -> PyResult<Option<Obj>> {
    let Some(g) = globals.downcast::<Dict>() else {
        let got = globals.ty().name();
        return Err(vm.type_error(format!("module_globals must be a dict, not '{got}'")));
    };
    let spec = g.get_str(name!(__spec__)).filter(|s| !s.is_none());
    let by_spec = match &spec {
        Some(spec) => api::getattr_opt(vm, spec, &intern("loader"))?.filter(|l| !l.is_none()),
        None => None,
    };
    let loader = match (by_spec, g.get_str(name!(__loader__)).filter(|l| !l.is_none())) {
        (Some(by_spec), Some(loader)) if !api::eq(vm, &by_spec, &loader)? => {
            let message = "Module globals; __loader__ != __spec__.loader";
            api::warn(vm, &exception::DEPRECATION_WARNING, message, 1)?;
            loader
        }
        (Some(loader), _) => loader,
        (None, Some(loader)) => {
            let message = "Module globals is missing a __spec__.loader";
            api::warn(vm, &exception::DEPRECATION_WARNING, message, 1)?;
            loader
        }
        (None, None) => return Ok(None),
    };
    let Some(module) = g.get_str(name!(__name__)) else { return Ok(None) };
    let Some(get) = api::getattr_opt(vm, &loader, &intern("get_source"))? else { return Ok(None) };
    let text = api::call(vm, &get, &[module])?;
    if text.is_none() {
        return Ok(None);
    }
    if !str_::is_str(&text) {
        return Err(vm.type_error(format!("must be str, not {}", text.ty().name())));
    }
    let lines = api::to_vec(vm, &api::call_method_str(vm, &text, "splitlines", &[])?)?;
    match usize::try_from(lineno - 1).ok().and_then(|i| lines.get(i).cloned()) {
        None => Err(vm.error(&exception::INDEX_ERROR, "list index out of range")),
        line => Ok(line),
    }
}

fn warn_explicit(vm: &Vm, a: Args) -> PyResult<Obj> {
    let registry = match a.opt_not_none(5) {
        None => None,
        Some(r) => match r.as_ref::<Dict>() {
            Some(d) => Some(d),
            None => return Err(vm.type_error("'registry' must be a dict or None")),
        },
    };
    if !str_::is_str(&a[2]) {
        let got = a[2].ty().name();
        return Err(vm.type_error(format!("warn_explicit() argument 'filename' must be str, not {got}")));
    }
    let lineno = api::to_i64(vm, &a[3])?;
    let line = match a.opt_not_none(6) {
        Some(g) => line_from_globals(vm, g, lineno)?,
        None => None,
    };
    let category = category_of(vm, &a[0], a.opt(1))?;
    let w = Warning {
        category,
        message: &a[0],
        filename: &a[2],
        lineno,
        module: a.opt(4).cloned().unwrap_or(Obj::NONE),
        registry,
        line: line.as_ref(),
        source: a.opt_not_none(7),
    };
    issue(vm, w)?;
    Ok(Obj::NONE)
}

fn init(_: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (key, value) in own_settings().items() {
        d.insert_str(key, value);
    }
    Ok(())
}

/// `_warnings`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_warnings",
    doc: "The core of the module warnings: filters, and what is done with a warning.",
    functions: &[
        function(
            "warn",
            "(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())",
            "Tells of something doubtful; filters decide whether it is printed, left out or\nraised.",
            warn,
        ),
        function(
            "warn_explicit",
            "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
            "Like warn(), with the place given in the arguments.",
            warn_explicit,
        ),
        function("_filters_mutated", "()", "", |_, _| {
            FILTERS_VERSION.fetch_add(1, Ordering::Relaxed);
            Ok(Obj::NONE)
        }),
    ],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
