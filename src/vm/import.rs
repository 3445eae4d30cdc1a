//! The import system: `sys.modules`, native modules, the embedded standard library, `sys.path`, and finders that
//! programs put on `sys.meta_path`. Semantics: language reference, "The import system".

use crate::bytecode::serial;
use crate::host::fs::{self, Kind};
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::spec::ModuleSpec;
use crate::types::code::Code;
use crate::types::dict::Dict;
use crate::types::traceback::Traceback;
use crate::types::{exception, frame, list, module, native, str_, tuple};
use crate::vm::frame::Frame;
use crate::vm::{PyResult, Raised, Vm, api, call, import_cache, import_lock, interp, load};
use std::rc::Rc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, PoisonError};

/// The standard library, compiled at build time.
mod embedded {
    include!(concat!(env!("OUT_DIR"), "/stdlib.rs"));
}

/// Names of the modules compiled into the binary from Python, with whether they are packages.
pub fn embedded_modules() -> impl Iterator<Item = (&'static str, bool)> {
    embedded::MODULES.iter().map(|(n, p, _, _)| (*n, *p))
}

fn loaded(key: &Obj) -> Option<Obj> {
    interp().modules().get_str(key)
}

#[cold]
fn not_found(vm: &Vm, full: &str, message: Option<String>) -> Raised {
    let shown = || String::from_utf8_lossy(&crate::text::repr::repr_str(full.as_bytes())).into_owned();
    let text = message.unwrap_or_else(|| format!("No module named {}", shown()));
    let class = exception::MODULE_NOT_FOUND_ERROR.obj();
    match api::call_kw(vm, &class, &[str_::from_string(text)], &[("name", str_::from_str(full))]) {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

/// Imports a module by its absolute name and gives it (not its top package).
pub fn import_module(vm: &Vm, full: &str) -> PyResult<Obj> {
    let key = intern(full);
    // Another thread may be running it: its end is waited for, however it ends.
    let seen = loaded(&key);
    import_lock::wait(vm, full);
    if let Some(m) = seen.or_else(|| loaded(&key)) {
        if m.is_none() {
            return Err(not_found(vm, full, Some(format!("import of {full} halted; None in sys.modules"))));
        }
        return Ok(m);
    }
    vm.check_native_stack(" while importing")?;
    let mut path = Obj::NONE;
    let mut parent_module = None;
    if let Some((parent, _)) = full.rsplit_once('.').filter(|(parent, _)| !parent.is_empty()) {
        let p = import_module(vm, parent)?;
        // The parent may have imported us.
        if let Some(m) = loaded(&key) {
            return Ok(m);
        }
        match api::getattr_opt(vm, &p, name!(__path__))? {
            Some(x) => path = x,
            None => {
                return Err(not_found(
                    vm,
                    full,
                    Some(format!("No module named '{full}'; '{parent}' is not a package")),
                ));
            }
        }
        parent_module = Some(p);
    }
    let lock = import_lock::enter(vm, full);
    if let Some(m) = loaded(&key) {
        return Ok(m);
    }
    let m = match TRACE.load(Ordering::Relaxed) {
        0 => find_and_load(vm, full, &key, &path)?,
        what => traced(vm, full, &key, &path, what)?,
    };
    drop(lock);
    if let Some(p) = parent_module {
        let child = full.rsplit('.').next().unwrap_or(full);
        api::setattr(vm, &p, &intern(child), &m)?;
    }
    Ok(m)
}

/// `-v` (1) and `-X importtime` (2).
static TRACE: AtomicU8 = AtomicU8::new(0);
/// How deep imports are nested, and the microseconds that those below the current one have taken.
static NESTING: Mutex<(usize, i64)> = Mutex::new((0, 0));

/// Says on standard error what is imported, how long it takes, or both.
pub fn trace(names: bool, times: bool) {
    if times {
        eprintln!("import time: self [us] | cumulative | imported package");
    }
    TRACE.store(u8::from(names) | u8::from(times) << 1, Ordering::Relaxed);
}

fn traced(vm: &Vm, full: &str, key: &Obj, path: &Obj, what: u8) -> PyResult<Obj> {
    let nesting = || NESTING.lock().unwrap_or_else(PoisonError::into_inner);
    let (depth, outer) = {
        let mut n = nesting();
        n.0 += 1;
        (n.0 - 1, std::mem::take(&mut n.1))
    };
    let start = crate::host::clock::monotonic();
    let r = find_and_load(vm, full, key, path);
    let total = (crate::host::clock::monotonic() - start) / 1000;
    let below = {
        let mut n = nesting();
        n.0 = depth;
        std::mem::replace(&mut n.1, outer + total)
    };
    if let Ok(m) = &r {
        if what & 2 != 0 {
            let own = total - below;
            eprintln!("import time: {own:9} | {total:10} | {:width$}{full}", "", width = 2 * depth);
        }
        if what & 1 != 0 {
            let loader = api::getattr_opt(vm, m, name!(__loader__))?;
            let shown = loader.map_or(Ok(String::new()), |l| api::repr_string(vm, &l))?;
            eprintln!("import '{full}' # {shown}");
        }
    }
    r
}

fn find_and_load(vm: &Vm, full: &str, key: &Obj, path: &Obj) -> PyResult<Obj> {
    for finder in finders(vm)? {
        let found = match finder {
            Finder::Native => match crate::modules::find(full) {
                Some(spec) => Some(load_native(vm, spec)?),
                None => None,
            },
            Finder::Embedded if (path.is_none() && FIRST.contains(&full)) || is_embedded_path(path) => {
                load_embedded(vm, full, key)?
            }
            Finder::Embedded => None,
            Finder::Path => load_from_path(vm, full, key, &search_path(path))?,
            Finder::Other(finder) => match ask_finder(vm, &finder, key, path)? {
                Some(spec) => Some(load_spec(vm, spec)?),
                None => None,
            },
        };
        if let Some(m) = found {
            return Ok(m);
        }
    }
    // Whatever a program makes of `sys.path` and `sys.meta_path`, the library stays.
    if let Some(spec) = crate::modules::find(full) {
        return load_native(vm, spec);
    }
    let found = if path.is_none() || is_embedded_path(path) { load_embedded(vm, full, key)? } else { None };
    found.ok_or_else(|| not_found(vm, full, None))
}

/// Where modules are looked for: the path of a package, or `sys.path`.
fn search_path(path: &Obj) -> Obj {
    if !path.is_none() {
        return path.clone();
    }
    api::sys_attr("path").unwrap_or_else(|| list::from_vec(vec![]))
}

/// An entry of `sys.meta_path`.
enum Finder {
    /// `BuiltinImporter`
    Native,
    /// `FrozenImporter`
    Embedded,
    /// `PathFinder`
    Path,
    /// One that a program made.
    Other(Obj),
}

/// `sys.meta_path`, which is not even made as long as nobody asks for it.
fn finders(vm: &Vm) -> PyResult<Vec<Finder>> {
    let Some(all) = api::sys_attr("meta_path") else {
        return Ok(vec![Finder::Native, Finder::Embedded, Finder::Path]);
    };
    if all.is_none() {
        return Err(vm.import_error("sys.meta_path is None, Python is likely shutting down"));
    }
    let ours = interp().finders.get();
    let place = |f: &Obj| ours.as_ref().and_then(|t| tuple::items(t).iter().position(|own| own.is(f)));
    let kind = |f: Obj| match place(&f) {
        Some(0) => Finder::Native,
        Some(1) => Finder::Embedded,
        Some(_) => Finder::Path,
        None => Finder::Other(f),
    };
    Ok(api::to_vec(vm, &all)?.into_iter().map(kind).collect())
}

fn ask_finder(vm: &Vm, finder: &Obj, key: &Obj, path: &Obj) -> PyResult<Option<Obj>> {
    let Some(find) = api::getattr_opt(vm, finder, &intern("find_spec"))? else { return Ok(None) };
    let spec = api::call(vm, &find, &[key.clone(), path.clone(), Obj::NONE])?;
    Ok(Some(spec).filter(|s| !s.is_none()))
}

/// What `sys` has only when somebody asks for it: `meta_path` and `path_hooks` with their first entries.
pub const LATE: [&str; 2] = ["meta_path", "path_hooks"];

/// An attribute of `sys` that is made now; `None`: it has no such attribute.
pub fn late_sys_attribute(vm: &Vm, key: &str) -> PyResult<Option<Obj>> {
    let found = match key {
        "meta_path" => {
            let frozen = import_module(vm, "importlib._bootstrap")?;
            let external = import_module(vm, "importlib._bootstrap_external")?;
            // Now, as a finder of the program may ask for them at each import, that of what makes them too.
            if api::sys_attr("path_hooks").is_none() {
                late_sys_attribute(vm, "path_hooks")?;
            }
            let own = vec![
                api::getattr_str(vm, &frozen, "BuiltinImporter")?,
                api::getattr_str(vm, &frozen, "FrozenImporter")?,
                api::getattr_str(vm, &external, "PathFinder")?,
            ];
            interp().finders.set(Some(tuple::from_vec(own.clone())));
            list::from_vec(own)
        }
        "path_hooks" => {
            let external = import_module(vm, "importlib._bootstrap_external")?;
            let own = api::to_vec(vm, &api::call_method_str(vm, &external, "_first_path_hooks", &[])?)?;
            interp().path_hooks.set(Some(tuple::from_vec(own.clone())));
            list::from_vec(own)
        }
        _ => return Ok(None),
    };
    interp().sys_dict().insert_str(intern(key), found.clone());
    Ok(Some(found))
}

/// Whether `sys.path_hooks` has an entry of the program.
fn has_own_hooks() -> bool {
    let Some(hooks) = api::sys_attr("path_hooks") else { return false };
    let ours = interp().path_hooks.get();
    let first = ours.as_ref().map_or(&[][..], |t| tuple::items(t));
    hooks
        .downcast::<list::List>()
        .is_some_and(|l| l.to_vec().iter().any(|h| !first.iter().any(|own| own.is(h))))
}

/// The module of a spec that Python code has found.
fn load_spec(vm: &Vm, spec: Obj) -> PyResult<Obj> {
    let bootstrap = import_module(vm, "importlib._bootstrap")?;
    api::call_method_str(vm, &bootstrap, "_load", &[spec]).map_err(|r| {
        let e = vm.take_raised(r);
        hide_machinery(&e);
        vm.raise_again(e)
    })
}

/// Takes the frames of the import system itself from a traceback, unless the fault is in them.
fn hide_machinery(e: &Obj) {
    let mut inner = exception::traceback(e);
    while let Some(o) = &inner
        && let Some(t) = o.downcast::<Traceback>()
        && let Some(code) = frame::code_of(&t.frame()).downcast::<Code>()
        && str_::bytes_of(&code.filename).starts_with(b"<frozen importlib._bootstrap")
    {
        inner = t.next();
    }
    if inner.is_some() {
        exception::set_traceback(e, inner);
    }
}

/// Makes a native module from its declaration.
pub fn load_native(vm: &Vm, spec: &'static ModuleSpec) -> PyResult<Obj> {
    let m = module::new(spec.name);
    let d = m.dict.clone();
    if !spec.doc.is_empty() {
        d.insert_str(name!(__doc__).clone(), str_::from_str(spec.doc));
    }
    d.insert_str(name!(__package__).clone(), intern(spec.name.rsplit_once('.').map_or("", |(p, _)| p)));
    // As in pickles of CPython: where `sys` is made before names are shared, its functions have a str of their own.
    let module_name = if spec.name == "sys" { str_::from_str(spec.name) } else { intern(spec.name) };
    for def in spec.functions {
        d.insert_str(intern(def.name), native::function(def, None, Some(module_name.clone())));
    }
    for t in spec.types.iter().chain(spec.hidden_types) {
        t.make_ready();
        t.complete();
    }
    for t in spec.types {
        d.insert_str(intern(t.spec().name), t.obj());
    }
    let key = intern(spec.name);
    interp().modules().insert_str(key.clone(), m.obj().clone());
    set_spec(vm, m.obj(), spec.name, "built-in", None, false)?;
    if let Some(init) = spec.init
        && let Err(r) = init(vm, m.obj())
    {
        interp().modules().remove_str(&key);
        return Err(r);
    }
    Ok(loaded(&key).unwrap_or_else(|| m.into_obj()))
}

/// Gives a module its `__spec__` and `__loader__`, once `importlib.machinery` can be had.
/// Gives a module the spec of what it was made from.
pub fn set_spec(
    _: &Vm,
    m: &Obj,
    full: &str,
    origin: &str,
    locations: Option<Obj>,
    has_location: bool,
) -> PyResult<()> {
    let spec = crate::types::module_spec::new(full, origin, locations, has_location);
    if let Some(d) = module::dict_of(m) {
        d.insert_str(name!(__loader__).clone(), crate::types::module_spec::loader_of(&spec));
        d.insert_str(name!(__spec__).clone(), spec);
    }
    Ok(())
}

/// `__path__` of embedded packages, and the place of the standard library in `sys.path`: no directory. Files in it would be
/// compiled ones: no tool shall look for sources.
pub const EMBEDDED_PATH: &str = "<stdlib>";

/// Modules that no file in front of the standard library can hide (CPython has them frozen).
const FIRST: &[&str] = &[
    "__future__",
    "_collections_abc",
    "abc",
    "codecs",
    "genericpath",
    "io",
    "ntpath",
    "os",
    "posixpath",
    "runpy",
    "stat",
    "zipimport",
];

fn is_embedded_path(path: &Obj) -> bool {
    let first = path.downcast::<list::List>().and_then(|l| l.get(0));
    first.is_some_and(|p| str_::is_str(&p) && str_::bytes_of(&p).starts_with(EMBEDDED_PATH.as_bytes()))
}

/// The code of an embedded module, and whether it is a package.
pub fn embedded_code(vm: &Vm, full: &str) -> PyResult<Option<(Ref<Code>, bool)>> {
    let Ok(i) = embedded::MODULES.binary_search_by(|m| m.0.cmp(full)) else { return Ok(None) };
    let (_, is_package, start, end) = embedded::MODULES[i];
    match serial::read_lazily(&embedded::CODE[start..end]) {
        Ok(data) => {
            let code = load::load(vm, &Rc::new(data)).into_ref::<Code>().expect("load gives code");
            Ok(Some((code, is_package)))
        }
        Err(e) => Err(vm.import_error(format!("embedded module {full} is malformed: {}", e.0))),
    }
}

fn load_embedded(vm: &Vm, full: &str, key: &Obj) -> PyResult<Option<Obj>> {
    if let Some(root) = crate::host::env::get("PYR_STDLIB").and_then(|v| String::from_utf8(v).ok()) {
        // A source tree in development takes the place of the embedded one.
        let search = list::from_vec(vec![str_::from_string(match full.rsplit_once('.') {
            Some((parent, _)) => format!("{root}/{}", parent.replace('.', "/")),
            None => root,
        })]);
        return load_from_path(vm, full, key, &search);
    }
    let Some((code, is_package)) = embedded_code(vm, full)? else { return Ok(None) };
    let m = module::new(full);
    let package = if is_package { full } else { full.rsplit_once('.').map_or("", |(p, _)| p) };
    m.dict.insert_str(name!(__package__).clone(), intern(package));
    let file = format!(
        "{EMBEDDED_PATH}/{}{}.pyc",
        full.replace('.', "/"),
        if is_package { "/__init__" } else { "" }
    );
    m.dict.insert_str(name!(__file__).clone(), str_::from_string(file));
    let locations = is_package.then(|| embedded_locations(full));
    if let Some(l) = &locations {
        m.dict.insert_str(name!(__path__).clone(), l.clone());
    }
    set_spec(vm, m.obj(), full, "frozen", locations, false)?;
    execute(vm, &m, key, &code)
}

fn embedded_locations(full: &str) -> Obj {
    list::from_vec(vec![str_::from_string(format!("{EMBEDDED_PATH}/{}", full.replace('.', "/")))])
}

/// Runs a module's code with the module in `sys.modules`, from which it is taken if the code fails.
fn execute(vm: &Vm, m: &Ref<module::Module>, key: &Obj, code: &Ref<Code>) -> PyResult<Option<Obj>> {
    interp().modules().insert_str(key.clone(), m.obj().clone());
    m.dict.insert_str(name!(__builtins__).clone(), interp().builtins().into_obj());
    set_initializing(m, true);
    let r = call::run_code(vm, code, &m.dict, None, None);
    set_initializing(m, false);
    if let Err(r) = r {
        interp().modules().remove_str(key);
        return Err(r);
    }
    // The module may have replaced itself.
    match loaded(key) {
        Some(m) => Ok(Some(m)),
        None => Err(vm.key_error(key)),
    }
}

fn set_initializing(m: &Ref<module::Module>, on: bool) {
    if let Some(spec) = m.dict.get_str(name!(__spec__)) {
        crate::types::module_spec::set_initializing(&spec, on);
    }
}

/// Where a module is.
enum Found {
    /// In the binary.
    Embedded,
    /// A source file; of a package: with its folder.
    Source(String, Option<String>),
    /// Folders that make a package without `__init__.py` (PEP 420).
    Namespace(Vec<Obj>),
    /// What Python code has found: in an archive, by a path hook, a file that is not a source.
    Spec(Obj),
}

/// Endings of files that other interpreters would load in the place of a source.
const COMPILED: [&str; 4] = [".pyc", ".cpython-313-x86_64-linux-gnu.so", ".abi3.so", ".so"];

/// Asks the finders that Python code knows. The modules that they are made of are found without them: None then.
fn ask(vm: &Vm, function: &str, args: &[Obj]) -> PyResult<Obj> {
    if vm.loads_finders.replace(true) {
        return Ok(Obj::NONE);
    }
    let external =
        import_module(vm, "zipimport").and_then(|_| import_module(vm, "importlib._bootstrap_external"));
    vm.loads_finders.set(false);
    api::call_method_str(vm, &external?, function, args)
}

/// Whether a module is to be found along `sys.path`, or in one place.
pub fn is_found(vm: &Vm, full: &str, place: Option<&str>) -> PyResult<bool> {
    let search = match place {
        Some(p) => list::from_vec(vec![str_::from_str(p)]),
        None => api::sys_attr("path").unwrap_or_else(|| list::from_vec(vec![])),
    };
    locate(vm, full, &search).map(|f| f.is_some())
}

/// Looks a module up in the folders of a search path.
fn locate(vm: &Vm, full: &str, search: &Obj) -> PyResult<Option<Found>> {
    let tail = full.rsplit('.').next().unwrap_or(full);
    if tail.is_empty() || tail.contains('/') {
        return Ok(None);
    }
    let mut portions = Vec::new();
    let hooked = has_own_hooks();
    for entry in api::to_vec(vm, search)? {
        if !str_::is_str(&entry) {
            continue;
        }
        let dir = str_::display(&entry).into_owned();
        if dir.starts_with(EMBEDDED_PATH) {
            if embedded::MODULES.binary_search_by(|m| m.0.cmp(full)).is_ok() {
                return Ok(Some(Found::Embedded));
            }
            continue;
        }
        let base =
            if dir.is_empty() { tail.to_owned() } else { format!("{}/{tail}", dir.trim_end_matches('/')) };
        let base = fs::absolute(&base);
        let kind = fs::kind(&base);
        if hooked || kind == Kind::InFile {
            let answer = ask(vm, "_find_in_entry", &[entry, str_::from_str(full)])?;
            let answer = if answer.is_none() { vec![] } else { api::to_vec(vm, &answer)? };
            let (known, spec) = match answer.as_slice() {
                [known, spec] => (api::is_true(vm, known)?, spec.clone()),
                _ => (false, Obj::NONE),
            };
            if !spec.is_none() {
                if !api::getattr_str(vm, &spec, "loader")?.is_none() {
                    return Ok(Some(Found::Spec(spec)));
                }
                let more = api::getattr_str(vm, &spec, "submodule_search_locations")?;
                portions.extend(api::to_vec(vm, &more)?);
            }
            if known {
                continue;
            }
        }
        let file = format!("{base}.py");
        let mut is_portion = false;
        if kind == Kind::Dir {
            let init = format!("{base}/__init__.py");
            if fs::is_file(&init) {
                return Ok(Some(Found::Source(init, Some(base))));
            }
            is_portion = true;
        }
        if fs::is_file(&file) {
            return Ok(Some(Found::Source(file, None)));
        }
        let stems = [is_portion.then(|| format!("{base}/__init__")), Some(base.clone())];
        for stem in stems.iter().flatten() {
            for suffix in COMPILED {
                let file = format!("{stem}{suffix}");
                if fs::is_file(&file) {
                    let args = [str_::from_str(full), str_::from_string(file)];
                    return ask(vm, "_compiled_spec", &args).map(|s| Some(Found::Spec(s)));
                }
            }
        }
        if is_portion {
            portions.push(str_::from_string(base));
        }
    }
    Ok(if portions.is_empty() { None } else { Some(Found::Namespace(portions)) })
}

fn load_from_path(vm: &Vm, full: &str, key: &Obj, search: &Obj) -> PyResult<Option<Obj>> {
    let portions = match locate(vm, full, search)? {
        None => return Ok(None),
        Some(Found::Embedded) => return load_embedded(vm, full, key),
        Some(Found::Source(file, package)) => {
            return load_source(vm, full, key, &file, package.as_deref()).map(Some);
        }
        Some(Found::Spec(spec)) => return load_spec(vm, spec).map(Some),
        Some(Found::Namespace(portions)) => portions,
    };
    let spec = namespace_spec(vm, full, portions)?;
    load_spec(vm, spec).map(Some)
}

/// The spec of a package without `__init__`, whose path follows that of its parent.
fn namespace_spec(vm: &Vm, full: &str, portions: Vec<Obj>) -> PyResult<Obj> {
    let external = import_module(vm, "importlib._bootstrap_external")?;
    api::call_method_str(vm, &external, "_namespace_spec", &[str_::from_str(full), list::from_vec(portions)])
}

/// The spec of a module that is not imported; None if there is no such module. `path`: that of its package, or None.
pub fn find_spec(vm: &Vm, full: &str, path: &Obj) -> PyResult<Obj> {
    for finder in finders(vm)? {
        let spec = match finder {
            Finder::Native if crate::modules::find(full).is_some() => {
                crate::types::module_spec::new(full, "built-in", None, false)
            }
            Finder::Native | Finder::Embedded => continue,
            Finder::Path => find_on_path(vm, full, path)?,
            Finder::Other(finder) => {
                ask_finder(vm, &finder, &str_::from_str(full), path)?.unwrap_or(Obj::NONE)
            }
        };
        if !spec.is_none() {
            return Ok(spec);
        }
    }
    Ok(Obj::NONE)
}

fn find_on_path(vm: &Vm, full: &str, path: &Obj) -> PyResult<Obj> {
    let new = crate::types::module_spec::new;
    let found = match locate(vm, full, &search_path(path))? {
        None if path.is_none() && embedded_code(vm, full)?.is_some() => Some(Found::Embedded),
        found => found,
    };
    Ok(match found {
        None => Obj::NONE,
        Some(Found::Embedded) => {
            let is_package = embedded_code(vm, full)?.is_some_and(|(_, p)| p);
            new(full, "frozen", is_package.then(|| embedded_locations(full)), false)
        }
        Some(Found::Source(file, package)) => {
            new(full, &file, package.map(|d| list::from_vec(vec![str_::from_string(d)])), true)
        }
        Some(Found::Spec(spec)) => spec,
        Some(Found::Namespace(portions)) => namespace_spec(vm, full, portions)?,
    })
}

/// The code of a module that a loader of ours stands for: `path` is its file, None if it is in the binary.
pub fn code_of(vm: &Vm, full: &str, path: &Obj) -> PyResult<Obj> {
    if path.is_none() {
        return Ok(embedded_code(vm, full)?.map_or(Obj::NONE, |(code, _)| code.into_obj()));
    }
    Ok(import_cache::code(vm, &str_::display(path))?.into_obj())
}

/// OSError for a file that could not be read.
pub fn os_error(vm: &Vm, e: &std::io::Error, file: &str) -> Raised {
    let errno = e.raw_os_error().unwrap_or(0);
    match exception::make_os_error(vm, errno, &crate::host::strerror(errno), &[str_::from_str(file)]) {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

/// Reads, compiles and runs a source file as a module.
fn load_source(vm: &Vm, full: &str, key: &Obj, file: &str, package_dir: Option<&str>) -> PyResult<Obj> {
    let code = import_cache::code(vm, file)?;
    let m = module::new(full);
    let package = if package_dir.is_some() { full } else { full.rsplit_once('.').map_or("", |(p, _)| p) };
    m.dict.insert_str(name!(__package__).clone(), intern(package));
    m.dict.insert_str(name!(__file__).clone(), str_::from_str(file));
    let cached = import_cache::place(file).map_or(Obj::NONE, str_::from_string);
    m.dict.insert_str(name!(__cached__).clone(), cached);
    let locations = package_dir.map(|d| list::from_vec(vec![str_::from_str(d)]));
    if let Some(l) = &locations {
        m.dict.insert_str(name!(__path__).clone(), l.clone());
    }
    set_spec(vm, m.obj(), full, file, locations, true)?;
    let loaded = execute(vm, &m, key, &code)?;
    Ok(loaded.unwrap_or_else(|| m.into_obj()))
}

// --- the import statement

/// IMPORT_NAME: through `builtins.__import__` if the program replaced it.
pub fn import_name(vm: &Vm, f: *mut Frame, key: &Obj, level: &Obj, fromlist: &Obj) -> PyResult<Obj> {
    // `level` and `fromlist` come in stack order.
    let builtins = super::frame::builtins_of_frame(f);
    let globals = Frame::globals_ref(f);
    match super::frame::builtin(vm, &builtins, name!(__import__))? {
        Some(i) if !native::is_named(&i, "__import__") => {
            let locals = Frame::namespace(f).map_or(Obj::NONE, Obj::from_borrowed);
            api::call(vm, &i, &[key.clone(), globals.obj().clone(), locals, fromlist.clone(), level.clone()])
        }
        Some(_) => {
            let level = api::to_i64(vm, level)?;
            import_from_globals(vm, key, Some(globals.obj()), fromlist, level)
        }
        None => Err(vm.import_error("__import__ not found")),
    }
}

/// `__import__(name, globals, None, fromlist, level)`
pub fn import_from_globals(
    vm: &Vm,
    key: &Obj,
    globals: Option<&Obj>,
    fromlist: &Obj,
    level: i64,
) -> PyResult<Obj> {
    if !str_::is_str(key) {
        return Err(vm.type_error("module name must be a string"));
    }
    let text = str_::display(key).into_owned();
    if level < 0 {
        return Err(vm.value_error("level must be >= 0"));
    }
    let full = if level > 0 { resolve(vm, &text, globals, level)? } else { text.clone() };
    if full.is_empty() {
        return Err(vm.value_error("Empty module name"));
    }
    let m = import_module(vm, &full)?;
    if !fromlist.is_none() && api::is_true(vm, fromlist)? {
        if api::getattr_opt(vm, &m, name!(__path__))?.is_some() {
            import_submodules(vm, &m, &full, fromlist, true)?;
        }
        return Ok(m);
    }
    // `import a.b.c` binds `a`.
    if level == 0 {
        let top = full.split('.').next().unwrap_or(&full);
        return if top == full { Ok(m) } else { import_module(vm, top) };
    }
    if text.is_empty() {
        return Ok(m);
    }
    let cut = text.len() - text.split('.').next().map_or(0, str::len);
    import_module(vm, &full[..full.len() - cut])
}

fn import_submodules(vm: &Vm, m: &Obj, full: &str, fromlist: &Obj, star: bool) -> PyResult<()> {
    for n in api::to_vec(vm, fromlist)? {
        if !str_::is_str(&n) {
            let place = if star { "``from list''" } else { "__all__" };
            return Err(vm.type_error(format!("Item in {place} must be str, not {}", n.ty().name())));
        }
        if str_::bytes_of(&n) == b"*" {
            if star && let Some(all) = api::getattr_opt(vm, m, name!(__all__))? {
                import_submodules(vm, m, full, &all, false)?;
            }
            continue;
        }
        if api::getattr_opt(vm, m, &n)?.is_none() {
            let child = format!("{full}.{}", str_::display(&n));
            if let Err(r) = import_module(vm, &child) {
                // A missing submodule is reported by IMPORT_FROM, one that may not be imported at once.
                let halted = loaded(&intern(&child)).is_some_and(|m| m.is_none());
                let missing = !halted
                    && vm.raised_matches(&exception::MODULE_NOT_FOUND_ERROR)
                    && vm.peek_raised().is_some_and(|e| {
                        api::getattr_str(vm, &e, "name")
                            .is_ok_and(|n| str_::is_str(&n) && str_::bytes_of(&n) == child.as_bytes())
                    });
                if !missing {
                    return Err(r);
                }
                drop(vm.take_raised(r));
            }
        }
    }
    Ok(())
}

/// The absolute name of a relative import.
fn resolve(vm: &Vm, text: &str, globals: Option<&Obj>, level: i64) -> PyResult<String> {
    let none = crate::types::dict::new();
    let g = match globals.filter(|g| !g.is_none()) {
        None => none,
        Some(g) => match g.as_ref::<Dict>() {
            Some(g) => g,
            None => return Err(vm.type_error("globals must be a dict")),
        },
    };
    let given = |key: &Obj| g.get_str(key).filter(|v| !v.is_none());
    let text_of = |v: Obj, what: &str| match str_::is_str(&v) {
        true => Ok(str_::display(&v).into_owned()),
        false => Err(vm.type_error(format!("{what} must be a string"))),
    };
    let package = if let Some(p) = given(name!(__package__)) {
        let package = text_of(p.clone(), "package")?;
        if let Some(spec) = given(name!(__spec__))
            && !api::eq(vm, &p, &api::getattr_str(vm, &spec, "parent")?)?
        {
            api::warn(vm, &exception::DEPRECATION_WARNING, "__package__ != __spec__.parent", 1)?;
        }
        package
    } else if let Some(spec) = given(name!(__spec__)) {
        text_of(api::getattr_str(vm, &spec, "parent")?, "__spec__.parent")?
    } else {
        let message =
            "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__";
        api::warn(vm, &exception::IMPORT_WARNING, message, 1)?;
        let Some(n) = g.get_str(name!(__name__)) else {
            return Err(vm.error(&exception::KEY_ERROR, "'__name__' not in globals"));
        };
        let n = text_of(n, "__name__")?;
        match g.get_str(name!(__path__)) {
            Some(_) => n,
            None => n.rsplit_once('.').map_or(String::new(), |(p, _)| p.to_owned()),
        }
    };
    if package.is_empty() {
        return Err(not_in_package(vm));
    }
    let mut base = package.as_str();
    for _ in 1..level {
        match base.rsplit_once('.') {
            Some((p, _)) => base = p,
            None => return Err(vm.import_error("attempted relative import beyond top-level package")),
        }
    }
    Ok(if text.is_empty() { base.to_owned() } else { format!("{base}.{text}") })
}

fn not_in_package(vm: &Vm) -> Raised {
    vm.import_error("attempted relative import with no known parent package")
}

/// IMPORT_FROM
pub fn import_from(vm: &Vm, m: &Obj, key: &Obj) -> PyResult<Obj> {
    if let Some(v) = api::getattr_opt(vm, m, key)? {
        return Ok(v);
    }
    // A submodule that is being imported (circular import) is in sys.modules already.
    let shown = str_::display(key).into_owned();
    let full = api::getattr_opt(vm, m, name!(__name__))?.filter(str_::is_str);
    if let Some(f) = &full
        && let Some(v) = loaded(&intern(&format!("{}.{shown}", str_::display(f))))
    {
        return Ok(v);
    }
    let module_name =
        full.as_ref().map_or("<unknown module name>".to_owned(), |f| str_::display(f).into_owned());
    let file = api::getattr_opt(vm, m, name!(__file__))?.filter(str_::is_str);
    let spec = api::getattr_opt(vm, m, name!(__spec__))?;
    let circular = spec.as_ref().is_some_and(crate::types::module_spec::is_initializing);
    let place = match &file {
        Some(f) => format!("({})", str_::display(f)),
        None => "(unknown location)".to_owned(),
    };
    let text = if circular {
        format!(
            "cannot import name '{shown}' from partially initialized module '{module_name}' (most likely due to a circular import) {place}"
        )
    } else {
        format!("cannot import name '{shown}' from '{module_name}' {place}")
    };
    let class = exception::IMPORT_ERROR.obj();
    let kw = [
        ("name", full.unwrap_or(Obj::NONE)),
        ("path", file.unwrap_or(Obj::NONE)),
        ("name_from", key.clone()),
    ];
    match api::call_kw(vm, &class, &[str_::from_string(text)], &kw) {
        Ok(e) => Err(vm.raise(e)),
        Err(r) => Err(r),
    }
}

/// IMPORT_STAR
pub fn import_star(vm: &Vm, f: *mut Frame, m: &Obj) -> PyResult<()> {
    let ns = super::ops::name::load_locals(vm, f)?;
    let (names, public_only) = match api::getattr_opt(vm, m, name!(__all__))? {
        Some(all) => (api::to_vec(vm, &all)?, false),
        None => match api::getattr_opt(vm, m, name!(__dict__))? {
            Some(d) => {
                let keys = api::call_method_str(vm, &d, "keys", &[])?;
                (api::to_vec(vm, &keys)?, true)
            }
            None => return Err(vm.import_error("from-import-* object has no __dict__ and no __all__")),
        },
    };
    for n in names {
        if !str_::is_str(&n) {
            let module = api::getattr(vm, m, name!(__name__))?;
            let what = if public_only { ("Key", "__dict__") } else { ("Item", "__all__") };
            return Err(vm.type_error(format!(
                "{} in {}.{} must be str, not {}",
                what.0,
                str_::display(&module),
                what.1,
                n.ty().name()
            )));
        }
        if public_only && str_::bytes_of(&n).starts_with(b"_") {
            continue;
        }
        let v = api::getattr(vm, m, &n)?;
        api::setitem(vm, &ns, &n, &v)?;
    }
    Ok(())
}

/// The names of all modules that are in the binary, native or compiled from Python; without those in packages.
pub fn builtin_module_names() -> Obj {
    let native = crate::modules::ALL.iter().map(|m| m.name);
    let mut names: Vec<&str> = native.chain(embedded_modules().map(|(name, _)| name)).collect();
    names.retain(|name| !name.contains('.'));
    names.sort_unstable();
    names.dedup();
    tuple::from_vec(names.into_iter().map(str_::from_str).collect())
}
