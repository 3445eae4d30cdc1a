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
    doc: "Functions to be called when the interpreter ends.",
    functions: &[
        function(
            "register",
            "(func, /, *args, **kwargs)~(*args, **kwargs)",
            "Have a function called with these arguments at the end; the last one registered\nis called first.\n\nGives the function back, which makes it a decorator.",
            register,
        ),
        function("unregister", "(func, /)", "Forget a function, as often as it was registered.", unregister),
        function("_clear", "()", "Forget all functions.", |_, _| {
            let old = interp().exit_calls.take();
            drop(old);
            Ok(Obj::NONE)
        }),
        function("_run_exitfuncs", "()", "Call all functions now, and forget them.", |vm, _| {
            run(vm);
            Ok(Obj::NONE)
        }),
        function("_ncallbacks", "()", "How many calls are waiting for the end.", |_, _| {
            Ok(int::from_usize(interp().exit_calls.borrow().len()))
        }),
    ],
    ..ModuleSpec::EMPTY
};
