//! What the VM does with exceptions: implicit context, `raise X from Y`, `except` matching, unraisable exceptions.

use super::base;
use super::{AttributeError, BASE_EXCEPTION, Fields, NameError};
use crate::object::obj::Obj;
use crate::object::type_object::{StaticType, Type};
use crate::types::{str_, tuple};
use crate::vm::{PyResult, Vm, api};

/// Whether an object is an exception instance.
pub fn is_exception(o: &Obj) -> bool {
    o.is_instance::<super::BaseException>()
}

/// Whether an object is an exception class.
pub fn is_exception_class(o: &Obj) -> bool {
    o.downcast::<Type>().is_some_and(|t| t.is_subtype(BASE_EXCEPTION.ptr()))
}

/// `__cause__`
pub fn cause(exc: &Obj) -> Option<Obj> {
    super::state(exc)?.cause()
}

/// `__context__`
pub fn context(exc: &Obj) -> Option<Obj> {
    super::state(exc)?.context()
}

/// `__traceback__`
pub fn traceback(exc: &Obj) -> Option<Obj> {
    super::state(exc)?.traceback()
}

/// `__suppress_context__`
pub fn suppress_context(exc: &Obj) -> bool {
    super::state(exc).is_some_and(|s| s.suppress_context())
}

/// Sets `__traceback__`.
pub fn set_traceback(exc: &Obj, traceback: Option<Obj>) {
    if let Some(s) = super::state(exc) {
        s.set_traceback(traceback);
    }
}

/// Makes the exception being handled the `__context__` of one that is raised; a cycle that this would close is cut.
pub fn set_context_on_raise(vm: &Vm, exc: &Obj) {
    let Some(handled) = vm.handled_exception() else { return };
    let Some(s) = super::state(exc) else { return };
    if handled.is(exc) {
        return;
    }
    let (mut o, mut slow, mut step) = (handled.clone(), handled.clone(), false);
    while let Some(next) = context(&o) {
        if next.is(exc) {
            if let Some(s) = super::state(&o) {
                s.set_context(None);
            }
            break;
        }
        o = next;
        // A cycle that is there already ends the walk.
        if o.is(&slow) {
            break;
        }
        if step {
            slow = context(&slow).unwrap_or(slow);
        }
        step = !step;
    }
    s.set_context(Some(handled));
}

/// Tells a NameError or AttributeError which name (and object) it is about.
pub fn set_name_and_obj(_: &Vm, exc: &Obj, name: &Obj, obj: Option<&Obj>) {
    if let Some(f) = exc.downcast::<AttributeError>() {
        f.field(0).set(Some(name.clone()));
        f.field(1).set(obj.cloned());
    } else if let Some(f) = exc.downcast::<NameError>() {
        f.field(0).set(Some(name.clone()));
    }
}

/// An AttributeError in flight that says neither name nor object gets both (for suggestions).
#[cold]
pub fn complete_attribute_error(vm: &Vm, o: &Obj, key: &Obj) {
    if let Some(e) = vm.peek_raised()
        && let Some(f) = e.downcast::<AttributeError>()
        && (0..2).all(|i| f.field(i).get().is_none())
    {
        f.field(0).set(Some(key.clone()));
        f.field(1).set(Some(o.clone()));
    }
}

/// `exc.add_note(note)`
pub fn add_note(vm: &Vm, exc: &Obj, note: &str) -> PyResult<()> {
    base::add_note(vm, exc, &str_::from_str(note))
}

fn instantiate(vm: &Vm, class: &Obj) -> PyResult<Obj> {
    let e = api::call(vm, class, &[])?;
    if is_exception(&e) {
        return Ok(e);
    }
    let (class, got) = (api::repr_string(vm, class)?, api::repr_string(vm, &e.type_obj())?);
    Err(vm
        .type_error(format!("calling {class} should have returned an instance of BaseException, not {got}")))
}

/// The exception that `raise X` raises.
pub fn normalize(vm: &Vm, x: &Obj) -> PyResult<Obj> {
    if is_exception_class(x) {
        instantiate(vm, x)
    } else if is_exception(x) {
        Ok(x.clone())
    } else {
        Err(vm.type_error("exceptions must derive from BaseException"))
    }
}

/// `raise exc from cause`
pub fn set_cause(vm: &Vm, exc: &Obj, cause: &Obj) -> PyResult<()> {
    let cause = if is_exception_class(cause) {
        Some(instantiate(vm, cause)?)
    } else if is_exception(cause) {
        Some(cause.clone())
    } else if cause.is_none() {
        None
    } else {
        return Err(vm.type_error("exception causes must derive from BaseException"));
    };
    if let Some(s) = super::state(exc) {
        s.set_cause(cause);
    }
    Ok(())
}

/// TypeError unless it is an exception class or a tuple of them.
pub fn check_classes(vm: &Vm, class: &Obj) -> PyResult<()> {
    let ok = if class.is_instance::<tuple::Tuple>() {
        tuple::items(class).iter().all(is_exception_class)
    } else {
        is_exception_class(class)
    };
    if ok {
        Ok(())
    } else {
        Err(vm.type_error("catching classes that do not inherit from BaseException is not allowed"))
    }
}

/// Whether an exception is an instance of a class or of one of a tuple; the classes are checked already.
pub fn is_one_of(exc: &Obj, class: &Obj) -> bool {
    if class.is_instance::<tuple::Tuple>() {
        tuple::items(class).iter().any(|c| is_one_of(exc, c))
    } else {
        class.is_instance::<Type>() && exc.ty().is_subtype(class.value().ptr().cast())
    }
}

/// Whether `except class` takes the exception.
pub fn matches(vm: &Vm, exc: &Obj, class: &Obj) -> PyResult<bool> {
    check_classes(vm, class)?;
    Ok(is_one_of(exc, class))
}

/// Whether the `__new__` of one class of exceptions also makes instances of another.
pub fn shares_new(class: &Type, sub: &Type) -> bool {
    let of = |t: &Type, base: &'static StaticType| t.is_subtype(base.ptr());
    of(class, &BASE_EXCEPTION) && !of(sub, &super::OS_ERROR) && !of(sub, &super::BASE_EXCEPTION_GROUP)
}

/// Hands an exception that nobody can handle to `sys.unraisablehook`; the native hook prints it to stderr.
/// `what`: the message, empty for "Exception ignored in".
pub fn report_unraisable(vm: &Vm, exc: &Obj, what: &str, object: Option<&Obj>) {
    if traceback(exc).is_none()
        && let Some(f) = crate::vm::frame::nth(vm, 0)
    {
        set_traceback(exc, Some(crate::vm::ops::with::traceback_entry(None, f)));
    }
    let hook = api::sys_attr("unraisablehook");
    let native = api::sys_attr("__unraisablehook__");
    if let (Some(hook), Some(make)) = (&hook, api::sys_attr("_UnraisableHookArgs"))
        && hook != native.as_ref().unwrap_or(&Obj::NONE)
        && !hook.is_none()
    {
        let message =
            if matches!(what, "" | "Exception ignored in") { Obj::NONE } else { str_::from_str(what) };
        let tb = traceback(exc).unwrap_or(Obj::NONE);
        let fields = tuple::from_vec(vec![
            exc.type_obj(),
            exc.clone(),
            tb,
            message,
            object.cloned().unwrap_or(Obj::NONE),
        ]);
        let done = api::call(vm, &make, &[fields]).and_then(|a| api::call(vm, hook, &[a]));
        if let Err(r) = done {
            let e = vm.take_raised(r);
            print_unraisable(vm, &e, "Exception ignored in sys.unraisablehook", Some(hook));
        }
        return;
    }
    print_unraisable(vm, exc, what, object);
}

/// What the default `sys.unraisablehook` prints.
pub fn print_unraisable(vm: &Vm, exc: &Obj, what: &str, object: Option<&Obj>) {
    let mut out: Vec<u8> = Vec::new();
    if let Some(o) = object.filter(|o| !o.is_none()) {
        out.extend_from_slice(if what.is_empty() { "Exception ignored in" } else { what }.as_bytes());
        out.extend_from_slice(b": ");
        match api::repr(vm, o) {
            Ok(r) => out.extend_from_slice(str_::bytes_of(&r)),
            Err(r) => {
                drop(vm.take_raised(r));
                out.extend_from_slice(b"<object repr() failed>");
            }
        }
        out.push(b'\n');
    } else if !matches!(what, "" | "Exception ignored in") {
        out.extend_from_slice(what.as_bytes());
        out.extend_from_slice(b":\n");
    }
    crate::vm::traceback::append_plain(vm, exc, &mut out);
    crate::vm::traceback::write_stderr(vm, &out);
}

/// Makes an exception both the explicit cause and the context of another (`raise new from original` while handling it).
pub fn set_cause_and_context(exc: &Obj, original: Obj) {
    if let Some(s) = super::state(exc) {
        s.set_cause(Some(original.clone()));
        s.set_context(Some(original));
    }
}

/// The value that a StopIteration carries.
pub fn stop_iteration_value(exc: &Obj) -> Obj {
    match exc.downcast::<super::StopIteration>() {
        Some(_) => super::base::field::<super::StopIteration>(exc, 0).get_or_none(),
        None => Obj::NONE,
    }
}
