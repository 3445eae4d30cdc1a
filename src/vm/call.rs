//! Calls of Python functions: making the frame, binding arguments to parameters, and calling from native code.
//! The fast path for plain calls is in `dispatch.rs`.
#![allow(unsafe_code)]

use crate::bytecode::code::flags;
use crate::object::args::CallArgs;
use crate::object::heap::incref;
use crate::object::obj::{Obj, Ref};
use crate::object::value::Value;
use crate::types::code::Code;
use crate::types::dict::{self, Dict};
use crate::types::function::{self, Function};
use crate::types::str_;
use crate::types::tuple::{self, Tuple};
use crate::vm::frame::{self, Frame, Kind};
use crate::vm::{PyResult, Raised, Vm, dispatch};

/// The `call` slot of functions: native code calls Python.
pub fn call_function(vm: &Vm, f: &Obj, args: CallArgs) -> PyResult<Obj> {
    let frame = make_frame(vm, f, args, Kind::Entry)?;
    dispatch::run(vm, frame, false)
}

/// Pushes a frame for a function and binds the arguments; the frame is not yet linked.
pub fn make_frame(vm: &Vm, f: &Obj, args: CallArgs, kind: Kind) -> PyResult<*mut Frame> {
    let function = function::of(f);
    // SAFETY: the function keeps its code alive, and the frame the function.
    let mut code: &Code = unsafe { &*function.code.as_ptr() };
    if code.unread.is_some() {
        function.read_code();
        // SAFETY: as above.
        code = unsafe { &*function.code.as_ptr() };
    }
    if args.names().is_none()
        && let Some(left_out) = function.plain_args.get().checked_sub(args.all().len())
    {
        let defaults = function.defaults.borrow();
        if let Some(more) = last(defaults.as_deref(), left_out) {
            let frame = push(vm, f, code, kind, function.plain_args.get())?;
            let mut slot = Frame::slots(frame);
            for values in [args.all(), more] {
                for v in values {
                    // SAFETY: a fresh frame with a slot per parameter.
                    unsafe {
                        incref(v.value());
                        slot.write(Some(v.value()));
                        slot = slot.add(1);
                    }
                }
            }
            return Ok(frame);
        }
    }
    let frame = push(vm, f, code, kind, 0)?;
    // SAFETY: a fresh frame with room for its slots.
    unsafe {
        if let Err(r) = bind(vm, function, code, args, Frame::slots(frame)) {
            abandon(vm, frame);
            return Err(r);
        }
        if code.flags & flags::OPTIMIZED == 0 {
            Frame::set_namespace(frame, Frame::globals_ref(frame).into_obj().into_value());
        }
    }
    Ok(frame)
}

/// The last `n` of a function's defaults.
#[inline]
fn last(defaults: Option<&Tuple>, n: usize) -> Option<&[Obj]> {
    if n == 0 {
        return Some(&[]);
    }
    let all = defaults?.as_slice();
    all.len().checked_sub(n).map(|start| &all[start..])
}

/// Pushes a frame whose slots from `bound` on are unbound, those before are the caller's to fill; RecursionError if the
/// limit is reached.
#[inline]
pub fn push(vm: &Vm, f: &Obj, code: &Code, kind: Kind, bound: usize) -> PyResult<*mut Frame> {
    let left = vm.recursion_left.get();
    if left <= 0 {
        return Err(recursion_limit(vm));
    }
    vm.recursion_left.set(left - 1);
    let frame = vm.stack.push(code.frame_size);
    // SAFETY: fresh memory of that size; the references are given to the frame.
    unsafe {
        (*frame).prev = std::ptr::null_mut();
        ((*frame).pc, (*frame).sp) = frame::init(frame, f.clone().into_value(), code, kind, bound);
    }
    Ok(frame)
}

/// RecursionError, with some room for what handles it.
#[cold]
pub fn recursion_limit(vm: &Vm) -> Raised {
    vm.recursion_left.set(vm.recursion_left.get() + 50);
    let r = vm.recursion_error("maximum recursion depth exceeded");
    vm.recursion_left.set(vm.recursion_left.get() - 50);
    r
}

/// Takes back a frame that never ran.
///
/// # Safety
/// It is the top frame of the stack.
pub unsafe fn abandon(vm: &Vm, frame: *mut Frame) {
    // SAFETY: by contract.
    unsafe { frame::clear(frame) };
    vm.stack.pop(frame);
    vm.recursion_left.set(vm.recursion_left.get() + 1);
}

/// Binds arguments to parameters. Errors are CPython's, with the function's qualified name.
unsafe fn bind(
    vm: &Vm,
    f: &Function,
    code: &Code,
    args: CallArgs,
    slots: *mut Option<Value>,
) -> PyResult<()> {
    // SAFETY: the frame has a slot for every parameter.
    let put = |i: usize, o: Obj| unsafe { slots.add(i).write(Some(o.into_value())) };
    let has = |i: usize| unsafe { (*slots.add(i)).is_some() };
    let (argcount, kwonly, posonly) = (code.argcount, code.kwonly(), code.posonly());
    let named = argcount + kwonly;
    let pos = args.pos();
    let mut next = named;
    for (i, a) in pos.iter().take(argcount).enumerate() {
        put(i, a.clone());
    }
    if code.flags & flags::VARARGS != 0 {
        put(next, tuple::from_slice(&pos[pos.len().min(argcount)..]));
        next += 1;
    }
    let kwargs: Option<Ref<Dict>> = (code.flags & flags::VARKEYWORDS != 0).then(dict::new);
    if let Some(d) = &kwargs {
        put(next, d.obj().clone());
    }
    let qualname = || str_::display(&f.qualname.borrow()).into_owned();
    for (key, value) in args.keywords() {
        if !str_::is_str(key) {
            return Err(vm.type_error(format!("{}() keywords must be strings", qualname())));
        }
        let param = |i: &usize| &code.localsplus[*i];
        let found = (posonly..named)
            .find(|i| param(i).is(key))
            .or_else(|| (posonly..named).find(|i| str_::bytes_of(param(i)) == str_::bytes_of(key)));
        match (found, &kwargs) {
            (Some(i), _) if has(i) => {
                return Err(vm.type_error(format!(
                    "{}() got multiple values for argument '{}'",
                    qualname(),
                    str_::display(key)
                )));
            }
            (Some(i), _) => put(i, value.clone()),
            (None, Some(d)) => d.insert_str(key.clone(), value.clone()),
            (None, None) => {
                let by_name: Vec<_> = (code.localsplus[..posonly].iter().map(str_::display))
                    .filter(|p| {
                        args.names().is_some_and(|n| n.as_slice().iter().any(|k| str_::display(k) == *p))
                    })
                    .collect();
                return Err(if by_name.is_empty() {
                    unexpected_keyword(vm, code, &qualname(), key, posonly..named)
                } else {
                    vm.type_error(format!(
                        "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                        qualname(),
                        by_name.join(", ")
                    ))
                });
            }
        }
    }
    if pos.len() > argcount && code.flags & flags::VARARGS == 0 {
        return Err(too_many_positional(
            vm,
            f,
            code,
            pos.len(),
            (argcount..named).filter(|&i| has(i)).count(),
        ));
    }
    if pos.len() < argcount {
        let defaults = f.defaults.borrow().clone();
        let count = defaults.as_ref().map_or(0, |d| d.len());
        let first_default = argcount.saturating_sub(count);
        let missing: Vec<&Obj> =
            (pos.len()..first_default).filter(|&i| !has(i)).map(|i| &code.localsplus[i]).collect();
        if !missing.is_empty() {
            return Err(missing_arguments(vm, &qualname(), &missing, "positional"));
        }
        if let Some(d) = defaults {
            let skip = count.saturating_sub(argcount);
            for i in pos.len().max(first_default)..argcount {
                if !has(i) {
                    put(i, d.as_slice()[skip + i - first_default].clone());
                }
            }
        }
    }
    if kwonly > 0 {
        let defaults = f.kwdefaults.borrow().clone();
        let mut missing: Vec<&Obj> = Vec::new();
        for i in argcount..named {
            if has(i) {
                continue;
            }
            let p = &code.localsplus[i];
            match &defaults {
                Some(d) => match d.get(vm, p)? {
                    Some(v) => put(i, v),
                    None => missing.push(p),
                },
                None => missing.push(p),
            }
        }
        if !missing.is_empty() {
            return Err(missing_arguments(vm, &qualname(), &missing, "keyword-only"));
        }
    }
    Ok(())
}

#[cold]
fn unexpected_keyword(
    vm: &Vm,
    code: &Code,
    qualname: &str,
    key: &Obj,
    params: std::ops::Range<usize>,
) -> Raised {
    let text = str_::display(key).into_owned();
    let names: Vec<String> = params.map(|i| str_::display(&code.localsplus[i]).into_owned()).collect();
    let hint = match crate::vm::traceback::closest_name(&text, &names) {
        Some(n) => format!(". Did you mean '{n}'?"),
        None => String::new(),
    };
    vm.type_error(format!("{qualname}() got an unexpected keyword argument '{text}'{hint}"))
}

#[cold]
fn missing_arguments(vm: &Vm, qualname: &str, missing: &[&Obj], kind: &str) -> Raised {
    let names: Vec<String> = missing.iter().map(|n| format!("'{}'", str_::display(n))).collect();
    let text = match names.as_slice() {
        [a] => a.clone(),
        [a, b] => format!("{a} and {b}"),
        [init @ .., last] => format!("{}, and {last}", init.join(", ")),
        [] => String::new(),
    };
    let s = if names.len() == 1 { "" } else { "s" };
    vm.type_error(format!("{qualname}() missing {} required {kind} argument{s}: {text}", names.len()))
}

#[cold]
fn too_many_positional(vm: &Vm, f: &Function, code: &Code, given: usize, kwonly_given: usize) -> Raised {
    let argcount = code.argcount;
    let defaults = f.defaults.borrow().as_ref().map_or(0, |d| d.len());
    let (takes, plural) = if defaults > 0 {
        (format!("from {} to {argcount}", argcount - defaults.min(argcount)), true)
    } else {
        (argcount.to_string(), argcount != 1)
    };
    let kw = if kwonly_given > 0 {
        format!(
            " positional argument{} (and {kwonly_given} keyword-only argument{})",
            if given == 1 { "" } else { "s" },
            if kwonly_given == 1 { "" } else { "s" }
        )
    } else {
        String::new()
    };
    let qualname = str_::display(&f.qualname.borrow()).into_owned();
    let was = if given == 1 && kwonly_given == 0 { "was" } else { "were" };
    vm.type_error(format!(
        "{qualname}() takes {takes} positional argument{} but {given}{kw} {was} given",
        if plural { "s" } else { "" }
    ))
}

/// Runs a code object as a module, class body or `exec` would: with a namespace for locals.
pub fn run_code(
    vm: &Vm,
    code: &Ref<Code>,
    globals: &Ref<Dict>,
    locals: Option<&Obj>,
    closure: Option<Ref<Tuple>>,
) -> PyResult<Obj> {
    let builtins = frame::builtins_for(vm, globals);
    let f = function::new(code.clone(), globals.clone(), builtins, closure);
    run_function_with_locals(vm, f.obj(), locals)
}

/// Calls a function without parameters, with a namespace for its locals.
pub fn run_function_with_locals(vm: &Vm, f: &Obj, locals: Option<&Obj>) -> PyResult<Obj> {
    vm.check_native_stack("")?;
    let frame = make_frame(vm, f, CallArgs::EMPTY, Kind::Entry)?;
    if let Some(l) = locals {
        Frame::replace_namespace(frame, l.clone());
    }
    dispatch::run(vm, frame, false)
}
