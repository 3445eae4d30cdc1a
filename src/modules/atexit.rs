//! `atexit`: functions that run when the interpreter ends.

use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{dict, exception, int, tuple};
use crate::vm::{PyResult, Vm, api, interp};

/// One registered call: function, positional arguments, keywords.
pub type ExitCall = (Obj, Obj, Obj);

fn register(vm: &Vm, a: Args) -> PyResult<Obj> {
    let [f, args @ ..] = a.rest(0) else {
        return Err(vm.type_error("register() takes at least 1 argument (0 given)"));
    };
    if !api::is_callable(f) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    interp().exit_calls.borrow_mut().push((f.clone(), tuple::from_slice(args), a[1].clone()));
    Ok(f.clone())
}

fn unregister(vm: &Vm, a: Args) -> PyResult<Obj> {
    let calls = interp().exit_calls.borrow().clone();
    let mut dead = Vec::new();
    for c in calls {
        if api::eq(vm, &c.0, &a[0])? {
            dead.push(c);
        }
    }
    let same = |x: &ExitCall, y: &ExitCall| x.0.is(&y.0) && x.1.is(&y.1) && x.2.is(&y.2);
    interp().exit_calls.borrow_mut().retain(|c| !dead.iter().any(|d| same(c, d)));
    Ok(Obj::NONE)
}

fn call(vm: &Vm, (f, args, keywords): &ExitCall) -> PyResult<Obj> {
    let mut values = tuple::items(args).to_vec();
    let named = keywords.downcast::<dict::Dict>().map_or(vec![], dict::Dict::items);
    let names = tuple::new_ref(named.iter().map(|(k, _)| k.clone()).collect());
    values.extend(named.into_iter().map(|(_, v)| v));
    api::call_args(vm, f, crate::object::args::CallArgs::new(&values, Some(&names)))
}

/// Runs the registered functions, the last one first; what they raise is reported.
pub fn run(vm: &Vm) {
    loop {
        let Some(c) = interp().exit_calls.borrow_mut().pop() else { return };
        if let Err(r) = call(vm, &c) {
            let e = vm.take_raised(r);
            let shown = api::repr_string(vm, &c.0).unwrap_or_else(|r| {
                drop(vm.take_raised(r));
                "<object repr() failed>".into()
            });
            exception::report_unraisable(
                vm,
                &e,
                &format!("Exception ignored in atexit callback {shown}"),
                None,
            );
        }
    }
}

/// `atexit`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "atexit",
    doc: "allow programmer to define multiple exit functions to be executed\nupon normal program termination.\n\nTwo public functions, register and unregister, are defined.\n",
    functions: &[
        function(
            "register",
            "(*args, **kwargs)",
            "register(func, *args, **kwargs) -> func\n\nRegister a function to be executed upon normal program termination\n\n    func - function to be called at exit\n    args - optional arguments to pass to func\n    kwargs - optional keyword arguments to pass to func\n\n    func is returned to facilitate usage as a decorator.",
            register,
        ),
        function(
            "unregister",
            "(func, /)",
            "unregister(func) -> None\n\nUnregister an exit function which was previously registered using\natexit.register",
            unregister,
        ),
        function("_clear", "()", "Clear the list of previously registered exit functions.", |_, _| {
            let old = interp().exit_calls.take();
            drop(old);
            Ok(Obj::NONE)
        }),
        function("_run_exitfuncs", "()", "Run all registered exit functions.", |vm, _| {
            run(vm);
            Ok(Obj::NONE)
        }),
        function("_ncallbacks", "()", "Return the number of registered exit functions.", |_, _| {
            Ok(int::from_usize(interp().exit_calls.borrow().len()))
        }),
    ],
    ..ModuleSpec::EMPTY
};
