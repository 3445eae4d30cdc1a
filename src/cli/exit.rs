//! The end of a run: the exception that was left, threads, `atexit`, the last flush, the exit code.

use crate::host;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::types::{exception, int};
use crate::vm::traceback::{print_exception, write_stderr};
use crate::vm::{Raised, Vm, api, interp};

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// With an exit code.
    Code(i32),
    /// By a KeyboardInterrupt: the process ends as SIGINT would end it.
    Interrupt,
}

/// Reports the exception that ended the program, unless it is a SystemExit.
pub fn report(vm: &Vm, r: Raised) -> End {
    let e = vm.take_raised(r);
    if api::is_a(&e, &exception::SYSTEM_EXIT) {
        return End::Code(exit_code(vm, &e));
    }
    let interrupt = api::is_a(&e, &exception::KEYBOARD_INTERRUPT);
    match crate::modules::sys::report_uncaught(vm, &e) {
        Some(exit) => End::Code(exit_code(vm, &exit)),
        None if interrupt => End::Interrupt,
        None => End::Code(1),
    }
}

/// Ends the interpreter; the exit code of the process.
pub fn finish(vm: &Vm, end: End) -> i32 {
    end_threads(vm);
    crate::modules::atexit::run(vm);
    crate::vm::gil::finalize(vm);
    let first = flush_streams(vm);
    crate::vm::shutdown::clear_modules(vm);
    let second = flush_streams(vm);
    match end {
        End::Interrupt => {
            let _ = host::signal::set(libc::SIGINT, host::signal::Action::Default);
            let _ = host::signal::raise(libc::SIGINT);
            // Only if the signal is blocked.
            128 + libc::SIGINT
        }
        End::Code(_) if !(first && second) => 120,
        End::Code(code) => code,
    }
}

/// Writes out what the streams hold. False: that of `sys.stdout` got lost.
fn flush_streams(vm: &Vm) -> bool {
    let mut all = true;
    for key in ["stdout", "stderr"] {
        let Some(f) = api::sys_attr(key).filter(|f| !f.is_none()) else { continue };
        // A stream that the program has closed has nothing to flush.
        let closed = api::getattr_str(vm, &f, "closed").and_then(|c| api::is_true(vm, &c));
        if let Err(r) = closed {
            drop(vm.take_raised(r));
        } else if closed == Ok(true) {
            continue;
        }
        if let Err(r) = api::call_method_str(vm, &f, "flush", &[]) {
            let e = vm.take_raised(r);
            if key == "stdout" {
                all = false;
                exception::report_unraisable(vm, &e, "Exception ignored on flushing sys.stdout", None);
                // Once is enough: what our own stream holds is not tried again when it dies.
                if interp().sys_dict().get_str(&intern("__stdout__")).is_some_and(|own| own.is(&f)) {
                    std::mem::forget(f.clone());
                }
                interp().sys_dict().insert_str(intern(key), Obj::NONE);
                interp().sys_dict().insert_str(intern("__stdout__"), Obj::NONE);
            }
        }
    }
    all
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

/// The exit code that a SystemExit asks for; a text is printed.
pub fn exit_code(vm: &Vm, e: &Obj) -> i32 {
    let code = match api::getattr_str(vm, e, "code") {
        Ok(code) => code,
        Err(r) => {
            drop(vm.take_raised(r));
            return 1;
        }
    };
    if code.is_none() {
        return 0;
    }
    if int::is_int(&code) {
        return int::to_i64(&code).map_or(-1, |n| n as i32);
    }
    if let Some(out) = api::sys_attr("stdout").filter(|f| !f.is_none())
        && let Err(r) = api::call_method_str(vm, &out, "flush", &[])
    {
        drop(vm.take_raised(r));
    }
    match api::str(vm, &code) {
        Ok(text) => write_stderr(vm, &[crate::types::str_::bytes_of(&text), b"\n"].concat()),
        Err(r) => {
            let e = vm.take_raised(r);
            print_exception(vm, &e);
        }
    }
    1
}
