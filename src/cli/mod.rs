//! The command line: from the argument vector to the exit code. Options are read in `options.rs`, what they ask for is
//! run in `run.rs`, and `exit.rs` ends the interpreter. Interactive sessions are in the repl room.

mod exit;
mod help;
mod options;
mod run;
mod site;

pub use options::{Options, Program, Stop};

use crate::host;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::types::{dict, hash, list};
use crate::vm::{PyResult, Vm, api, gil, interp};
use std::io::Write;

/// Bytes of native stack for the main thread of Python.
const STACK: usize = 512 << 20;

/// Runs pyr with an argument vector (the program name first); the exit code.
pub fn main(args: &[Vec<u8>]) -> i32 {
    let options = match options::parse(args, &crate::modules::sys::full_version()) {
        Ok(o) => o,
        Err(Stop { text, code }) => {
            // Nobody is left to tell if it cannot be written.
            let _ = match code {
                0 => std::io::stdout().write_all(text.as_bytes()),
                _ => std::io::stderr().write_all(text.as_bytes()),
            };
            return code;
        }
    };
    host::process::tune_allocator();
    crate::modules::faulthandler::watch_faults();
    // The interpreter runs on a thread whose stack is large enough for deep native recursion.
    let worker = std::thread::Builder::new().name("pyr".into()).stack_size(STACK).spawn(move || {
        let vm: &'static Vm = Box::leak(initialise(&options));
        let code = match configure(vm, &options) {
            Ok(()) => {
                crate::object::gc::started();
                run::run(vm, &options)
            }
            Err(r) => exit::report(vm, r),
        };
        // In a forked child no main thread waits for the code.
        std::process::exit(exit::finish(vm, code))
    });
    // Signals go to the threads of Python.
    host::signal::block_all();
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(())) => 0,
        _ => 70,
    }
}

/// Makes the interpreter: types and builtins.
fn initialise(options: &Options) -> Box<Vm> {
    crate::vm::interp::init();
    interp().optimize.set(options.flag("optimize").clamp(0, 2) as u8);
    interp().no_debug_ranges.set(options.flag("no_debug_ranges") > 0);
    interp().bytes_warning.set(options.flag("bytes_warning").clamp(0, 2) as u8);
    hash::set_key(match options.hash_seed {
        Some(seed) => crate::text::hash::Key::from_seed(seed),
        None => {
            let mut bytes = [0; 16];
            // Without randomness the hashes are the same in every run.
            let _ = host::random::fill(&mut bytes);
            crate::text::hash::Key::from_bytes(bytes)
        }
    });
    let vm = Vm::new(STACK - (1 << 20));
    gil::acquire(&vm);
    crate::vm::signals::set_main(&vm);
    vm.ident.set(host::thread::ident());
    crate::vm::threads::register(&vm);
    crate::object::gc::init();
    for group in crate::types::ALL.iter().copied() {
        for t in group {
            t.allocate();
        }
    }
    crate::types::str_::STR.allocate();
    crate::object::intern::init();
    for t in crate::types::ALL.iter().copied().flatten() {
        t.make_ready();
    }
    for t in crate::types::ALL.iter().copied().flatten() {
        t.complete();
    }
    crate::builtins::fill(&vm);
    vm
}

/// Makes `sys` say what the options say, and opens the standard streams.
fn configure(vm: &Vm, o: &Options) -> PyResult<()> {
    if let Some(n) = o.flags.get("int_max_str_digits") {
        interp().int_max_str_digits.set(*n as usize);
    }
    let sys = crate::vm::import::load_native(vm, &crate::modules::sys::MODULE)?;
    let d = crate::types::module::dict_of(&sys).expect("sys is a module");
    interp().set_sys(d.clone());
    let builtins = crate::types::module::over(interp().builtins(), "builtins", crate::builtins::DOC);
    crate::vm::import::set_spec(vm, builtins.obj(), "builtins", "built-in", None, false)?;
    interp().modules().insert_str(intern("builtins"), builtins.into_obj());
    let text = |t: &[u8]| crate::modules::os_support::fs_decode(vm, t);
    let texts = |l: &[Vec<u8>]| Ok(list::from_vec(l.iter().map(|t| text(t)).collect::<PyResult<_>>()?));
    d.insert_str(intern("argv"), texts(&o.argv)?);
    d.insert_str(intern("warnoptions"), texts(&o.warnings)?);
    d.insert_str(intern("dont_write_bytecode"), Obj::from_bool(o.flag("dont_write_bytecode") > 0));
    if let Some(n) = o.flags.get("hash_pycs") {
        crate::vm::import_cache::set_hash_check(*n as u8);
    }
    let folder = match o.x("pycache_prefix") {
        Some(v) => v.map(<[u8]>::to_vec),
        None => host::env::python("PYTHONPYCACHEPREFIX"),
    };
    if let Some(f) = folder.filter(|f| !f.is_empty()) {
        d.insert_str(intern("pycache_prefix"), text(&f)?);
    }
    let x = dict::new();
    for (name, value) in &o.xoptions {
        let value = value.as_ref().map_or(Ok(Obj::TRUE), |v| text(v))?;
        x.set(vm, &text(name)?, &value)?;
    }
    d.insert_str(intern("_xoptions"), x.into_obj());
    let given: Vec<(&str, i64)> = o.flags.iter().map(|(k, n)| (*k, *n)).collect();
    d.insert_str(intern("flags"), crate::modules::sys::flags(vm, &given)?);
    d.insert_str(intern("path"), list::from_vec(run::module_path(vm)?));
    if o.flag("tracemalloc") > 0 {
        crate::modules::_tracemalloc::start(vm, o.flag("tracemalloc"))?;
    }
    crate::modules::startup(vm, o.flag("unbuffered") > 0)?;
    crate::vm::import::trace(o.flag("verbose") > 0, o.flag("import_time") > 0);
    if o.flag("no_site") == 0 {
        site::startup(vm, o)?;
    }
    if !o.warnings.is_empty() {
        api::import(vm, "warnings")?;
    }
    if o.x("stacks").is_some() || host::env::python("PYR_STACKS").is_some_and(|v| !v.is_empty()) {
        crate::modules::faulthandler::show_at_usr1(vm);
    }
    if o.flag("faulthandler") > 0 {
        let m = api::import(vm, "faulthandler")?;
        api::call_method_str(vm, &m, "enable", &[])?;
    }
    Ok(())
}
