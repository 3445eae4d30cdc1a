//! `_fuel`: a budget of steps for programs that nobody has read, such as the ones that the fuzzers make
//! (docs/internals/fuzzing.md). The evaluation breaker asks `spend` at every call and backward jump.

use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::exception;
use crate::vm::thread::breaker;
use crate::vm::{PyResult, Vm, api, interp};

/// Uses up one step. Without any left it raises, here and at every later step, so that no handler carries on.
pub fn spend(vm: &Vm) -> PyResult<()> {
    let fuel = &interp().fuel;
    match fuel.get() {
        None => Ok(()),
        Some(0) => Err(vm.error(&exception::KEYBOARD_INTERRUPT, "out of fuel")),
        Some(n) => {
            fuel.set(Some(n - 1));
            Ok(())
        }
    }
}

fn limit(vm: &Vm, a: Args) -> PyResult<Obj> {
    let steps = api::to_i64(vm, &a[0])?.max(0);
    interp().fuel.set(Some(steps as u64));
    // Threads started from now on set the bit themselves.
    vm.breaker_set(breaker::STOP);
    Ok(Obj::NONE)
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_fuel",
    doc: "A budget of steps for programs that nobody has read.",
    functions: &[function(
        "limit",
        "(steps, /)",
        "Let this thread and those it starts make so many calls and loop turns together;\nthen KeyboardInterrupt is raised at each.",
        limit,
    )],
    ..ModuleSpec::EMPTY
};
