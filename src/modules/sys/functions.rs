//! The functions of `sys` that ask and set: limits, frames, tracing, sizes, names.

use crate::object::args::Args;
use crate::object::heap::flag;
use crate::object::intern::{self, intern, name};
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::dict::Dict;
use crate::types::{dict, exception, float, frame, int, str_, tuple};
use crate::vm::trace::{self, Which};
use crate::vm::{PyResult, Vm, api, frame as frames, gil, interp, threads};

fn exc_info(vm: &Vm) -> Obj {
    match vm.handled_exception() {
        None => tuple::from_vec(vec![Obj::NONE, Obj::NONE, Obj::NONE]),
        Some(e) => {
            let tb = exception::traceback(&e).unwrap_or(Obj::NONE);
            tuple::from_vec(vec![e.type_obj(), e, tb])
        }
    }
}

fn c_int(vm: &Vm, o: &Obj) -> PyResult<i32> {
    crate::modules::os_support::c_int(vm, o)
}

fn set_recursion_limit(vm: &Vm, a: Args) -> PyResult<Obj> {
    let new = c_int(vm, &a[0])?;
    if new < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    let used = interp().recursion_limit.get() - vm.recursion_left.get();
    if used >= new {
        return Err(vm.recursion_error(format!(
            "cannot set the recursion limit to {new} at the recursion depth {used}: the limit is too low"
        )));
    }
    interp().recursion_limit.set(new);
    vm.recursion_left.set(new - used);
    Ok(Obj::NONE)
}

fn depth(vm: &Vm, o: Option<&Obj>) -> PyResult<usize> {
    Ok(o.map_or(Ok(0), |d| c_int(vm, d))?.max(0) as usize)
}

fn get_frame(vm: &Vm, a: Args) -> PyResult<Obj> {
    match frames::nth(vm, depth(vm, a.opt(0))?) {
        Some(f) => Ok(frame::object_for(f)),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

fn get_frame_module_name(vm: &Vm, a: Args) -> PyResult<Obj> {
    let f = frames::nth(vm, depth(vm, a.opt(0))?);
    Ok(f.and_then(|f| frames::Frame::globals_ref(f).get_str(name!(__name__))).unwrap_or(Obj::NONE))
}

/// A dict from the threads' identifiers to something of them.
fn by_thread(vm: &Vm, of: impl Fn(&Vm) -> Option<Obj>) -> PyResult<Obj> {
    let mut found = Vec::new();
    threads::for_each(|thread| {
        if let Some(o) = of(thread) {
            found.push((int::from_u64(thread.ident.get()), o));
        }
    });
    let d = dict::new();
    for (ident, o) in found {
        d.set(vm, &ident, &o)?;
    }
    Ok(d.into_obj())
}

fn py_intern(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[0]) {
        return Err(vm.type_error(format!("intern() argument must be str, not {}", api::given(&a[0]))));
    }
    if !a[0].is_exact::<str_::Str>() {
        return Err(vm.type_error(format!("can't intern {}", a[0].ty().name())));
    }
    Ok(intern::intern_obj(&a[0]))
}

fn get_size_of(vm: &Vm, a: Args) -> PyResult<Obj> {
    let size = || -> PyResult<i64> {
        let Some(n) = api::call_special_opt(vm, &a[0], name!(__sizeof__), &[])? else {
            return Err(vm.type_error(format!("Type {} doesn't define __sizeof__", a[0].ty().name())));
        };
        if !int::is_int(&n) {
            return Err(vm.type_error("an integer is required"));
        }
        match api::to_i64(vm, &n)? {
            n if n < 0 => Err(vm.value_error("__sizeof__() should return >= 0")),
            n => Ok(n),
        }
    };
    match (size(), a.opt(1)) {
        (Ok(n), _) => {
            let link = if a[0].flags() & flag::GC != 0 { crate::object::gc::PREFIX as i64 } else { 0 };
            Ok(int::from_i64(n + link))
        }
        (Err(r), Some(default)) => {
            vm.clear_if(r, &exception::TYPE_ERROR)?;
            Ok(default.clone())
        }
        (Err(r), None) => Err(r),
    }
}

fn set_int_max_str_digits(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = c_int(vm, &a[0])?;
    if n != 0 && n < 640 {
        return Err(vm.value_error("maxdigits must be 0 or larger than 640"));
    }
    interp().int_max_str_digits.set(n as usize);
    Ok(Obj::NONE)
}

fn set_switch_interval(vm: &Vm, a: Args) -> PyResult<Obj> {
    let seconds = api::to_f64(vm, &a[0])?;
    if seconds <= 0.0 {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    gil::set_switch_interval(seconds);
    Ok(Obj::NONE)
}

fn set_origin_depth(vm: &Vm, a: Args) -> PyResult<Obj> {
    match u32::try_from(c_int(vm, &a[0])?) {
        Ok(n) => vm.origin_depth.set(n),
        Err(_) => return Err(vm.value_error("depth must be >= 0")),
    }
    Ok(Obj::NONE)
}

fn call_tracing(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !a[1].is_instance::<tuple::Tuple>() {
        return Err(
            vm.type_error(format!("call_tracing() argument 2 must be tuple, not {}", api::given(&a[1])))
        );
    }
    trace::call_tracing(vm, &a[0], tuple::items(&a[1]))
}

fn some(o: &Obj) -> Option<Obj> {
    Some(o.clone()).filter(|o| !o.is_none())
}

fn traces(which: Which) -> impl Fn(&Vm) -> Obj {
    move |vm| vm.tracing.get(which).unwrap_or(Obj::NONE)
}

macro_rules! asks {
    ($name:literal, $doc:literal, |$vm:pat_param| $value:expr) => {
        function($name, "()", $doc, |$vm, _| Ok($value))
    };
}

/// This family.
pub static FUNCTIONS: [MethodDef; 37] = [
    asks!(
        "exc_info",
        "The exception that is being handled as a triple (class, instance, traceback), or\nthree times None.",
        |vm| exc_info(vm)
    ),
    asks!("exception", "The exception that is being handled, or None.", |vm| vm
        .handled_exception()
        .unwrap_or(Obj::NONE)),
    function(
        "exit",
        "(status=None, /)",
        "End the program by raising SystemExit.\n\nThe argument is the exit code; None means 0, and any other object is printed\nand means 1.",
        |vm, a| {
            // A tuple is the arguments of SystemExit.
            let args = a.opt(0).map_or(vec![], |s| match s.is_exact::<tuple::Tuple>() {
                true => tuple::items(s).to_vec(),
                false => vec![s.clone()],
            });
            Err(vm.error_args(&exception::SYSTEM_EXIT, args))
        },
    ),
    function("intern", "(string, /)", "``Intern'' the given string.", py_intern),
    function("_is_interned", "(string, /)", "Whether a string is the shared one of intern().", |vm, a| {
        if !str_::is_str(&a[0]) {
            return Err(
                vm.type_error(format!("_is_interned() argument must be str, not {}", api::given(&a[0])))
            );
        }
        Ok(Obj::from_bool(intern::is_interned(&a[0])))
    }),
    asks!("getrecursionlimit", "How deep calls may nest.", |_| {
        int::from_i64(i64::from(interp().recursion_limit.get()))
    }),
    function(
        "setrecursionlimit",
        "(limit, /)",
        "Set how deep calls may nest before RecursionError is raised.",
        set_recursion_limit,
    ),
    function(
        "_getframe",
        "(depth=0, /)",
        "The frame of the caller, or of its caller and so on: `depth` steps up.",
        get_frame,
    ),
    function(
        "_getframemodulename",
        "(depth=0)",
        "The module of the function `depth` steps up the stack, or None.",
        get_frame_module_name,
    ),
    function("_current_frames", "()", "For each thread, by its number, the frame it is in.", |vm, _| {
        by_thread(vm, |thread| frames::nth(thread, 0).map(frame::object_for))
    }),
    function(
        "_current_exceptions",
        "()",
        "For each thread, by its number, the exception it is handling, or None.",
        |vm, _| by_thread(vm, |thread| Some(thread.handled_exception().unwrap_or(Obj::NONE))),
    ),
    function(
        "getrefcount",
        "(object, /)",
        "How many references an object has, the argument itself among them.",
        |_, a| Ok(int::from_i64(i64::from(a[0].refcount()) + 1)),
    ),
    function(
        "getsizeof",
        "~(object, default=NULL)",
        "How many bytes an object takes, without what it refers to.\n\nThe default is given back if an object cannot tell.",
        get_size_of,
    ),
    asks!("getallocatedblocks", "How many pieces of memory objects take up now.", |_| {
        int::from_usize(crate::object::gc::objects(None).len())
    }),
    asks!("getdefaultencoding", "The encoding of str.encode() and bytes.decode(): 'utf-8'.", |_| intern(
        "utf-8"
    )),
    asks!("getfilesystemencoding", "The encoding of file names.", |_| intern("utf-8")),
    asks!("getfilesystemencodeerrors", "How bytes of file names that are no text are treated.", |_| intern(
        "surrogateescape"
    )),
    asks!(
        "get_int_max_str_digits",
        "How many decimal digits an int may have in int(text) and str(int).",
        |_| int::from_usize(interp().int_max_str_digits.get())
    ),
    function(
        "set_int_max_str_digits",
        "(maxdigits)",
        "Set how many decimal digits an int may have in int(text) and str(int); 0 for no\nlimit.",
        set_int_max_str_digits,
    ),
    asks!("getswitchinterval", "After how many seconds a thread lets others run.", |_| float::from_f64(
        gil::switch_interval()
    )),
    function(
        "setswitchinterval",
        "(interval, /)",
        "Set after how many seconds a thread lets others run.",
        set_switch_interval,
    ),
    asks!(
        "get_coroutine_origin_tracking_depth",
        "How many frames coroutines remember of where they were made.",
        |vm| int::from_i64(vm.origin_depth.get().into())
    ),
    function(
        "set_coroutine_origin_tracking_depth",
        "(depth)",
        "Set how many frames coroutines remember of where they were made; 0 for none.",
        set_origin_depth,
    ),
    asks!("gettrace", "The function that settrace() set, or None.", |vm| traces(Which::Trace)(vm)),
    function(
        "settrace",
        "(function, /)",
        "Have a function told of every call, line, return and exception of this thread.",
        |vm, a| {
            trace::set(vm, Which::Trace, some(&a[0]));
            Ok(Obj::NONE)
        },
    ),
    function(
        "_settraceallthreads",
        "(function, /)",
        "Have a function told of every call, line, return and exception of all threads.",
        |_, a| {
            trace::set_everywhere(Which::Trace, some(&a[0]).as_ref());
            Ok(Obj::NONE)
        },
    ),
    asks!("getprofile", "The function that setprofile() set, or None.", |vm| traces(Which::Profile)(vm)),
    function(
        "setprofile",
        "(function, /)",
        "Have a function told of calls and returns of this thread.",
        |vm, a| {
            trace::set(vm, Which::Profile, some(&a[0]));
            Ok(Obj::NONE)
        },
    ),
    function(
        "_setprofileallthreads",
        "(function, /)",
        "Have a function told of calls and returns of all threads.",
        |_, a| {
            trace::set_everywhere(Which::Profile, some(&a[0]).as_ref());
            Ok(Obj::NONE)
        },
    ),
    function(
        "call_tracing",
        "(func, args, /)",
        "Call a function; the tracing function is told of what it does.",
        call_tracing,
    ),
    asks!("is_finalizing", "Whether the interpreter is on its way out.", |_| Obj::from_bool(
        interp().finalizing.get()
    )),
    asks!("_is_gil_enabled", "Whether one thread at a time runs Python code: here always.", |_| {
        Obj::TRUE
    }),
    asks!("_clear_internal_caches", "Empty what the interpreter keeps only to be faster.", |_| Obj::NONE),
    asks!("_clear_type_cache", "Empty the cache of attributes of types.", |_| Obj::NONE),
    asks!("_get_cpu_count_config", "How many processors to report, or -1 for as many as there are.", |_| {
        int::from_i64(cpu_count())
    }),
    asks!("getdlopenflags", "The flags with which extension modules are loaded.", |_| {
        int::from_i64(interp().dlopen_flags.get().into())
    }),
    function(
        "setdlopenflags",
        "(flags, /)",
        "Set the flags with which extension modules are loaded.",
        |vm, a| {
            interp().dlopen_flags.set(c_int(vm, &a[0])?);
            Ok(Obj::NONE)
        },
    ),
];

/// The number of processors that `-X cpu_count` or `PYTHON_CPU_COUNT` says; -1: none.
pub fn cpu_count() -> i64 {
    let option = api::sys_attr("_xoptions")
        .and_then(|o| o.downcast::<Dict>().and_then(|d| d.get_str(&intern("cpu_count"))))
        .filter(str_::is_str)
        .map(|v| str_::display(&v).into_owned());
    let said = option.or_else(|| String::from_utf8(crate::host::env::python("PYTHON_CPU_COUNT")?).ok());
    said.and_then(|n| n.parse().ok()).filter(|n| *n > 0).unwrap_or(-1)
}
