//! Compiles the Python files under `stdlib/` into code that the binary embeds: one blob, and the index
//! `stdlib.rs` that the import system includes.

use pyr_front::bytecode::{serial, verify::verify};
use pyr_front::compiler::{Options, compile};
use pyr_front::source::Source;
use pyr_front::syntax::{Mode, parse};
use std::fmt::Write;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

/// The library of a build without the feature `library`: modules and packages, by their top-level names.
const CORE: &str = "__future__ _argparse_actions _argparse_help _collections_abc _colorize _inspect_kinds \
    _inspect_signatures _inspect_sources _repl _strptime _token_scanner _typing_forms _weakrefset abc argparse ast asyncio \
    base64 bisect calendar code codecs codeop collections contextlib contextvars copy copyreg dataclasses datetime dis \
    encodings enum fnmatch fractions functools genericpath getopt gettext glob graphlib hashlib heapq hmac importlib \
    inspect io json keyword linecache locale logging ntpath numbers opcode operator os pathlib pkgutil posixpath pprint \
    queue random re reprlib rlcompleter runpy secrets selectors shlex shutil signal site socket stat statistics string \
    struct subprocess sysconfig tempfile textwrap threading timeit token tokenize traceback types typing warnings weakref";
/// What is left out of those.
const NOT_CORE: &str = "asyncio.sslproto encodings._cjk encodings._hkscs encodings._jisx0213 encodings.bz2_codec encodings.zlib_codec \
    importlib.metadata importlib.resources logging.config logging.handlers";

/// Whether a module is part of this build.
fn is_wanted(name: &str) -> bool {
    let listed = |list: &str, name: &str| list.split_ascii_whitespace().any(|entry| entry == name);
    let top = name.split('.').next().unwrap_or(name);
    let parents = name.match_indices('.').map(|(i, _)| &name[..i]).chain([name]);
    env::var_os("CARGO_FEATURE_LIBRARY").is_some()
        || listed(CORE, top) && parents.into_iter().all(|parent| !listed(NOT_CORE, parent))
}

/// A module found under `stdlib/`.
struct Module {
    name: String,
    is_package: bool,
    path: PathBuf,
}

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=startup.ld");
    println!("cargo::rerun-if-changed=stdlib");
    println!("cargo::rerun-if-changed=build.rs");
    // A program that can lie anywhere has tens of thousands of addresses in its tables corrected at each start, and the
    // pages they lie in copied: a fifth of the start-up time.
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo::rustc-link-arg-bin=pyr=-no-pie");
        if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
            // What runs at every start is on pages of its own (benches/startup_order.py).
            println!("cargo::rustc-link-arg-bin=pyr=-Wl,-T,{}/startup.ld", env!("CARGO_MANIFEST_DIR"));
        }
    }
    // Deep trees need more stack than a main thread has everywhere.
    let worker = std::thread::Builder::new().stack_size(256 << 20).spawn(build);
    match worker.map(|thread| thread.join()) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        Ok(Ok(Err(errors))) => {
            errors.iter().for_each(|error| println!("cargo::error={error}"));
            ExitCode::FAILURE
        }
        _ => ExitCode::FAILURE,
    }
}

fn build() -> Result<(), Vec<String>> {
    let root = Path::new("stdlib");
    let mut modules = Vec::new();
    find(root, "", &mut modules);
    modules.retain(|module| is_wanted(&module.name));
    modules.sort_by(|a, b| a.name.cmp(&b.name));
    let mut blob = Vec::new();
    let mut index = String::from("/// Modules by name: (name, is a package, start and end in `CODE`).\n");
    index.push_str("pub static MODULES: &[(&str, bool, usize, usize)] = &[\n");
    let mut errors = Vec::new();
    for module in &modules {
        match compiled(module) {
            Ok(bytes) => {
                let (start, end) = (blob.len(), blob.len() + bytes.len());
                blob.extend(bytes);
                let _ = writeln!(index, "    ({:?}, {}, {start}, {end}),", module.name, module.is_package);
            }
            Err(error) => errors.push(error),
        }
    }
    index.push_str("];\n/// The serial form of all modules' code.\n");
    index.push_str("pub static CODE: &[u8] = include_bytes!(concat!(env!(\"OUT_DIR\"), \"/stdlib.bin\"));\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let magic = format!("{:?}", magic(&blob));
    let files =
        [("stdlib.bin", blob.as_slice()), ("stdlib.rs", index.as_bytes()), ("magic.rs", magic.as_bytes())];
    for (name, bytes) in files {
        if let Err(error) = fs::write(out.join(name), bytes) {
            errors.push(format!("{name}: {error}"));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// What files of compiled code begin with: a hash of the front end's sources and of what it makes of the library, so
/// that code of another build is never run.
fn magic(blob: &[u8]) -> [u8; 4] {
    let mut hasher = DefaultHasher::new();
    hasher.write(blob);
    for room in ["src/bytecode", "src/compiler", "src/syntax", "src/source", "grammar"] {
        println!("cargo::rerun-if-changed={room}");
        hash_files(Path::new(room), &mut hasher);
    }
    let [a, b, c, ..] = hasher.finish().to_le_bytes();
    [a, b, c, b'\n']
}

fn hash_files(folder: &Path, hasher: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            hash_files(&path, hasher);
        } else if let Ok(bytes) = fs::read(&path) {
            hasher.write(&bytes);
        }
    }
}

/// Collects `name.py` and packages (folders; `__init__.py` may be missing) below a folder.
fn find(folder: &Path, prefix: &str, modules: &mut Vec<Module>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let Some(stem) = path.file_stem().and_then(|s| s.to_str()).map(str::to_string) else { continue };
        if path.is_dir() {
            if stem != "__pycache__" && !stem.starts_with('.') {
                find(&path, &format!("{prefix}{stem}."), modules);
            }
        } else if path.extension().is_some_and(|e| e == "py") {
            let is_package = stem == "__init__";
            let name = match is_package {
                true => prefix.trim_end_matches('.').to_string(),
                false => format!("{prefix}{stem}"),
            };
            modules.push(Module { name, is_package, path });
        }
    }
}

fn compiled(module: &Module) -> Result<Vec<u8>, String> {
    let shown = module.path.display();
    let text = fs::read_to_string(&module.path).map_err(|error| format!("{shown}: {error}"))?;
    let source = Source::new(text);
    let wrong =
        |e: Box<pyr_front::syntax::SyntaxError>| format!("{shown}:{}:{}: {}", e.lineno, e.offset, e.msg);
    let parsed = parse(&source, Mode::Exec).map_err(wrong)?;
    let filename = format!("<frozen {}>", module.name);
    let compiled = compile(&parsed.tree, &source, &filename, Options::default());
    let code = compiled.map_err(wrong)?.code;
    verify(&code).map_err(|what| format!("{shown}: {what}"))?;
    Ok(serial::write(&code))
}
