//! `faulthandler`: shows where the program is. Handlers of fatal signals are not installed: pyr's own code does not
//! raise them.

use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{code, frame, int, str_};
use crate::vm::{PyResult, Vm, api, frame as frames};
use std::sync::atomic::{AtomicBool, Ordering};

static ENABLED: AtomicBool = AtomicBool::new(false);

/// The descriptor to write to: an int, a file, or that of `sys.stderr`.
fn descriptor(vm: &Vm, file: Option<&Obj>) -> PyResult<i32> {
    let file = match file {
        Some(f) => f.clone(),
        None => match api::sys_attr("stderr").filter(|f| !f.is_none()) {
            Some(f) => f,
            None => return Err(vm.runtime_error("unable to get sys.stderr")),
        },
    };
    if int::is_int(&file) {
        return crate::modules::os_support::file_descriptor(vm, &file);
    }
    let fd = api::call_method_str(vm, &file, "fileno", &[])?;
    let fd = crate::modules::os_support::file_descriptor(vm, &fd)?;
    api::call_method_str(vm, &file, "flush", &[])?;
    Ok(fd)
}

fn dump(vm: &Vm, a: Args) -> PyResult<Obj> {
    let fd = descriptor(vm, a.opt_not_none(0))?;
    let mut text = String::from("Stack (most recent call first):\n");
    let mut depth = 0;
    while let Some(f) = frames::nth(vm, depth) {
        let o = frame::object_for(f);
        let c = frame::code_of(&o);
        let (file, name) = (code::filename(&c), code::name(&c));
        text.push_str(&format!(
            "  File \"{}\", line {} in {}\n",
            str_::display(&file),
            frame::line_of(&o),
            str_::display(&name)
        ));
        depth += 1;
        if depth == 100 {
            text.push_str("  ...\n");
            break;
        }
    }
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        match crate::host::file::write(fd, rest) {
            Ok(0) | Err(_) => break,
            Ok(n) => rest = &rest[n..],
        }
    }
    Ok(Obj::NONE)
}

fn enable(vm: &Vm, a: Args) -> PyResult<Obj> {
    descriptor(vm, a.opt_not_none(0))?;
    ENABLED.store(true, Ordering::Relaxed);
    Ok(Obj::NONE)
}

/// `faulthandler`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "faulthandler",
    doc: "faulthandler module.",
    functions: &[
        function(
            "enable",
            "(file=None, all_threads=True)",
            "Print tracebacks when the process crashes.",
            enable,
        ),
        function("disable", "()", "No longer print tracebacks at a crash.", |_, _| {
            Ok(Obj::from_bool(ENABLED.swap(false, Ordering::Relaxed)))
        }),
        function("is_enabled", "()", "Whether crashes print tracebacks.", |_, _| {
            Ok(Obj::from_bool(ENABLED.load(Ordering::Relaxed)))
        }),
        function(
            "dump_traceback",
            "(file=None, all_threads=True)",
            "Dump the traceback of the current thread into file.",
            dump,
        ),
    ],
    ..ModuleSpec::EMPTY
};
