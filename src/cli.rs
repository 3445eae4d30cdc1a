//! The command line: options, what to run, how to fail.

use crate::host;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::syntax::Mode;
use crate::types::{exception, int, list, str_};
use crate::vm::{PyResult, Vm, api, call, gil, interp, thread};

/// Bytes of native stack for the main thread of Python.
const STACK: usize = 512 << 20;

/// Runs pyr with an argument vector (the program name first); the exit code.
pub fn main(args: Vec<String>) -> i32 {
    // The interpreter runs on a thread whose stack is large enough for deep native recursion.
    let worker = std::thread::Builder::new().name("pyr".into()).stack_size(STACK).spawn(move || run(&args));
    // Signals go to the threads of Python.
    host::signal::block_all();
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        _ => 70,
    }
}

/// Makes the interpreter: types, builtins, sys.
pub fn initialise() -> Box<Vm> {
    crate::vm::interp::init();
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
    // Namespaces hold objects of other types: all types come first.
    for t in crate::types::ALL.iter().copied().flatten() {
        t.prepare(&vm);
    }
    for t in crate::types::ALL.iter().copied().flatten() {
        t.fill_namespace(&vm);
    }
    crate::builtins::fill(&vm);
    vm
}

fn run(args: &[String]) -> i32 {
    let vm = initialise();
    let vm: &'static Vm = Box::leak(vm);
    let r = start(vm, args);
    // In a forked child no main thread waits for the code.
    std::process::exit(finish(vm, r))
}

fn start(vm: &Vm, args: &[String]) -> PyResult<()> {
    let sys = crate::vm::import::load_native(vm, &crate::modules::sys::MODULE)?;
    let d = crate::types::module::dict_of(&sys).expect("sys is a module");
    interp().set_sys(d.clone());
    let builtins = crate::types::module::over(interp().builtins(), "builtins", crate::builtins::DOC);
    interp().modules().insert_str(intern("builtins"), builtins.into_obj());
    crate::modules::startup(vm)?;
    let Some(script) = args.get(1) else { return Ok(()) };
    let (text, filename, argv): (Vec<u8>, String, Vec<Obj>) = if script == "-c" {
        let code = args.get(2).cloned().unwrap_or_default();
        (
            code.into_bytes(),
            "<string>".into(),
            std::iter::once("-c".to_owned())
                .chain(args.iter().skip(3).cloned())
                .map(str_::from_string)
                .collect(),
        )
    } else {
        let data = host::fs::read(script).map_err(|e| crate::vm::import::os_error(vm, &e, script))?;
        (data, host::fs::absolute(script), args.iter().skip(1).cloned().map(str_::from_string).collect())
    };
    d.insert_str(intern("argv"), list::from_vec(argv));
    if let Some(path) = d.get_str(&intern("path"))
        && let Some(l) = path.downcast::<list::List>()
    {
        let dir = if script == "-c" {
            String::new()
        } else {
            filename.rsplit_once('/').map_or(String::new(), |(d, _)| d.to_owned())
        };
        l.insert(0, str_::from_string(dir));
    }
    let m = crate::types::module::new("__main__");
    m.dict.insert_str(intern("__builtins__"), interp().builtins().into_obj());
    if script != "-c" {
        m.dict.insert_str(intern("__file__"), str_::from_str(&filename));
    }
    interp().modules().insert_str(intern("__main__"), m.obj().clone());
    let text = crate::builtins::code::decode_source(vm, &text, &filename)?;
    crate::vm::traceback::register_source(&filename, &text);
    let code = crate::builtins::code::compile_text(vm, &text, &filename, Mode::Exec, Default::default())?;
    call::run_code(vm, &code, &m.dict, None, None).map(drop)
}

/// Ends the run: reports the exception that was left, flushes, gives the exit code.
fn finish(vm: &Vm, r: PyResult<()>) -> i32 {
    let mut code = 0;
    if let Err(r) = r {
        let e = vm.take_raised(r);
        code = if api::is_a(&e, &exception::SYSTEM_EXIT) {
            exit_code(vm, &e)
        } else {
            crate::modules::sys::report_uncaught(vm, &e).map_or(1, |exit| exit_code(vm, &exit))
        };
    }
    end_threads(vm);
    crate::modules::atexit::run(vm);
    flush_streams(vm);
    crate::vm::shutdown::clear_modules(vm);
    flush_streams(vm);
    let _ = thread::current();
    code
}

fn flush_streams(vm: &Vm) {
    for key in ["stdout", "stderr"] {
        if let Some(f) = api::sys_attr(key)
            && !f.is_none()
            && api::call_method_str(vm, &f, "flush", &[]).is_err()
        {
            let _ = vm.save_raised();
        }
    }
}

/// Waits for the threads that are no daemons.
fn end_threads(vm: &Vm) {
    if let Some(m) = interp().modules().get_str(&intern("threading"))
        && let Err(r) = api::call_method_str(vm, &m, "_shutdown", &[])
    {
        let _ = r;
        vm.write_unraisable("Exception ignored on threading shutdown", Some(&m));
    }
}

fn exit_code(vm: &Vm, e: &Obj) -> i32 {
    let Ok(code) = api::getattr_str(vm, e, "code") else { return 1 };
    if code.is_none() {
        return 0;
    }
    if let Some(n) = int::to_i64(&code) {
        return n as i32;
    }
    if let Ok(text) = api::str(vm, &code)
        && let Some(err) = api::sys_attr("stderr")
    {
        let _ = api::call_method_str(vm, &err, "write", &[text]);
        let _ = api::call_method_str(vm, &err, "write", &[intern("\n")]);
    }
    1
}
