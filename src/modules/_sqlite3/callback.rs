//! Functions in Python that the library calls: how it finds them, and with which lock.
#![allow(unsafe_code)]

use super::database::{checked, db};
use super::{c_text, fail, ffi, from_value, int_arg, raw, utf8, with_text};
use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::types::{buffer, exception, float, int, str_};
use crate::vm::{PyResult, Raised, Vm, api, current, gil};
use std::cell::Cell;
use std::ffi::{CStr, c_char, c_int as Int, c_uint, c_void};
use std::ptr::{null, null_mut};
use std::sync::atomic::{AtomicBool, Ordering};

thread_local! {
    /// The thread's state while it runs the library without the GIL.
    static RELEASED: Cell<*const Vm> = const { Cell::new(null()) };
    /// The exception of a collation, which the library knows nothing of.
    static FAILURE: Cell<Option<Obj>> = const { Cell::new(None) };
}

static REPORT: AtomicBool = AtomicBool::new(false);

/// Says whether errors in functions are reported.
pub fn report(on: bool) {
    REPORT.store(on, Ordering::Relaxed);
}

/// The exception that a function in Python has left behind for whoever called the library.
pub fn take_failure() -> Option<Obj> {
    FAILURE.take()
}

/// Reports or drops the error of a function in Python.
fn function_error(vm: &Vm, f: &Obj) {
    if REPORT.load(Ordering::Relaxed) {
        vm.write_unraisable("", Some(f));
    } else {
        drop(vm.save_raised());
    }
}

/// Tells the library that a function in Python has failed.
unsafe fn failed(vm: &Vm, context: *mut ffi::sqlite3_context, f: &Obj, message: &str) {
    // SAFETY: by contract the context is live; the library copies the text.
    unsafe {
        if vm.raised_matches(&exception::MEMORY_ERROR) {
            ffi::sqlite3_result_error_nomem(context);
        } else if vm.raised_matches(&exception::OVERFLOW_ERROR) {
            ffi::sqlite3_result_error_toobig(context);
        } else {
            ffi::sqlite3_result_error(context, message.as_ptr().cast(), message.len() as Int);
        }
    }
    function_error(vm, f);
}

/// Gives the library the result of a function in Python.
unsafe fn set_result(vm: &Vm, context: *mut ffi::sqlite3_context, v: &Obj) -> PyResult<()> {
    // SAFETY: by contract the context is live; the library copies text and blobs.
    unsafe {
        if v.is_none() {
            ffi::sqlite3_result_null(context);
        } else if int::is_int(v) {
            match int::to_i64(v) {
                Some(n) => ffi::sqlite3_result_int64(context, n),
                None => return Err(vm.overflow_error("Python int too large to convert to SQLite INTEGER")),
            }
        } else if let Some(x) = float::as_float(v) {
            ffi::sqlite3_result_double(context, x);
        } else if str_::is_str(v) {
            let t = utf8(vm, v)?;
            let (p, n, kind) = (t.as_ptr().cast(), t.len() as u64, ffi::SQLITE_UTF8 as u8);
            ffi::sqlite3_result_text64(context, p, n, ffi::SQLITE_TRANSIENT(), kind);
        } else if buffer::is_bytes_like(v) {
            let data = buffer::bytes_arg(vm, v)?;
            let p = if data.is_empty() { c"".as_ptr().cast() } else { data.as_ptr().cast() };
            ffi::sqlite3_result_blob64(context, p, data.len() as u64, ffi::SQLITE_TRANSIENT());
        } else {
            let given = v.ty().name();
            let message = format!("User-defined functions cannot return '{given}' values to SQLite");
            return Err(fail(vm, "ProgrammingError", message));
        }
        Ok(())
    }
}

/// Runs the library without the GIL; functions in Python take it back for their time.
pub fn released<R>(vm: &Vm, f: impl FnOnce() -> R) -> R {
    gil::allow_threads(vm, || {
        let before = RELEASED.replace(vm);
        let r = f();
        RELEASED.set(before);
        r
    })
}

/// Runs a function of the library's with the GIL.
pub fn with_gil<R>(f: impl FnOnce(&Vm) -> R) -> R {
    let vm = RELEASED.replace(null());
    if vm.is_null() {
        return f(current());
    }
    // SAFETY: set by `released` on this thread, which is still in it.
    let vm = unsafe { &*vm };
    gil::acquire(vm);
    let r = f(vm);
    gil::release();
    RELEASED.set(vm);
    r
}

/// What the library keeps of a function: the object, in a box of its own.
fn keep(f: &Obj) -> *mut c_void {
    Box::into_raw(Box::new(f.clone())).cast()
}

unsafe fn kept<'a>(p: *mut c_void) -> &'a Obj {
    // SAFETY: by contract from `keep`.
    unsafe { &*p.cast::<Obj>() }
}

unsafe extern "C" fn forget(p: *mut c_void) {
    // SAFETY: from `keep`, given back once.
    with_gil(|_| drop(unsafe { Box::from_raw(p.cast::<Obj>()) }));
}

unsafe fn arguments(vm: &Vm, n: Int, values: *mut *mut ffi::sqlite3_value) -> PyResult<Vec<Obj>> {
    // SAFETY: by contract `n` live values.
    (0..n as usize).map(|i| unsafe { from_value(vm, *values.add(i)) }).collect()
}

unsafe extern "C" fn scalar(c: *mut ffi::sqlite3_context, n: Int, values: *mut *mut ffi::sqlite3_value) {
    with_gil(|vm| {
        // SAFETY: the library's context and values live during the call.
        unsafe {
            let f = kept(ffi::sqlite3_user_data(c)).clone();
            let done = arguments(vm, n, values).and_then(|a| api::call(vm, &f, &a));
            if done.and_then(|v| set_result(vm, c, &v)).is_err() {
                failed(vm, c, &f, "user-defined function raised exception");
            }
        }
    });
}

/// `create_function(name, n, flags, f)`
pub fn create_function(vm: &Vm, a: Args) -> PyResult<Obj> {
    let name = c_text(vm, &a[1])?;
    let (n, flags) = (int_arg(vm, &a[2])?, int_arg(vm, &a[3])?);
    let open = db(vm, &a[0])?;
    let d = open.handle;
    // SAFETY: the name is terminated; the library gives the object back through `forget`.
    let code = unsafe {
        if a[4].is_none() {
            ffi::sqlite3_create_function_v2(
                d,
                name.as_ptr(),
                n,
                ffi::SQLITE_UTF8 | flags,
                null_mut(),
                None,
                None,
                None,
                None,
            )
        } else {
            let kept = keep(&a[4]);
            let utf8 = ffi::SQLITE_UTF8 | flags;
            ffi::sqlite3_create_function_v2(
                d,
                name.as_ptr(),
                n,
                utf8,
                kept,
                Some(scalar),
                None,
                None,
                Some(forget),
            )
        }
    };
    if code != ffi::SQLITE_OK {
        return Err(fail(vm, "OperationalError", "Error creating function"));
    }
    Ok(Obj::NONE)
}

// --- aggregates

/// Calls a method of the aggregate's instance, which is made at the first call; None if that fails.
unsafe fn on_instance(
    c: *mut ffi::sqlite3_context,
    method: &str,
    arguments: impl FnOnce(&Vm) -> PyResult<Vec<Obj>>,
    give: bool,
) {
    with_gil(|vm| {
        // SAFETY: the library's context lives during the call; its memory for the aggregate starts as zeros.
        unsafe {
            // Whoever gives a result without having seen a row has no instance, and gives NULL.
            let slot = ffi::sqlite3_aggregate_context(c, if give { 0 } else { 8 }).cast::<*mut Obj>();
            if slot.is_null() || give && (*slot).is_null() {
                return;
            }
            let class = kept(ffi::sqlite3_user_data(c)).clone();
            if (*slot).is_null() {
                match api::call(vm, &class, &[]) {
                    Ok(o) => *slot = Box::into_raw(Box::new(o)),
                    Err(_) => {
                        return failed(
                            vm,
                            c,
                            &class,
                            "user-defined aggregate's '__init__' method raised error",
                        );
                    }
                }
            }
            let o = (**slot).clone();
            let mut missing = false;
            let done = api::getattr_str(vm, &o, method).inspect_err(|_| {
                missing = vm.raised_matches(&exception::ATTRIBUTE_ERROR);
            });
            let done = done.and_then(|f| api::call(vm, &f, &arguments(vm)?));
            let done = done.and_then(|v| if give { set_result(vm, c, &v) } else { Ok(()) });
            if method == "finalize" {
                drop(Box::from_raw(std::mem::replace(&mut *slot, null_mut())));
            }
            if done.is_err() {
                let what = if missing { "method not defined" } else { "method raised error" };
                failed(vm, c, &class, &format!("user-defined aggregate's '{method}' {what}"));
            }
        }
    });
}

unsafe extern "C" fn aggregate_step(c: *mut ffi::sqlite3_context, n: Int, v: *mut *mut ffi::sqlite3_value) {
    // SAFETY: as the library calls it.
    unsafe { on_instance(c, "step", |vm| arguments(vm, n, v), false) }
}

unsafe extern "C" fn aggregate_inverse(
    c: *mut ffi::sqlite3_context,
    n: Int,
    v: *mut *mut ffi::sqlite3_value,
) {
    // SAFETY: as the library calls it.
    unsafe { on_instance(c, "inverse", |vm| arguments(vm, n, v), false) }
}

unsafe extern "C" fn aggregate_final(c: *mut ffi::sqlite3_context) {
    // SAFETY: as the library calls it.
    unsafe { on_instance(c, "finalize", |_| Ok(Vec::new()), true) }
}

unsafe extern "C" fn aggregate_value(c: *mut ffi::sqlite3_context) {
    // SAFETY: as the library calls it.
    unsafe { on_instance(c, "value", |_| Ok(Vec::new()), true) }
}

/// `create_aggregate(name, n, class)`
pub fn create_aggregate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (name, n) = (c_text(vm, &a[1])?, int_arg(vm, &a[2])?);
    let open = db(vm, &a[0])?;
    let d = open.handle;
    let on = !a[3].is_none();
    // SAFETY: as in `create_function`.
    let code = unsafe {
        ffi::sqlite3_create_function_v2(
            d,
            name.as_ptr(),
            n,
            ffi::SQLITE_UTF8,
            if on { keep(&a[3]) } else { null_mut() },
            None,
            on.then_some(aggregate_step as _),
            on.then_some(aggregate_final as _),
            on.then_some(forget as _),
        )
    };
    if code != ffi::SQLITE_OK {
        return Err(fail(vm, "OperationalError", "Error creating aggregate"));
    }
    Ok(Obj::NONE)
}

/// What the library does not take is the program's mistake.
fn refused(vm: &Vm, code: Int) -> Raised {
    // SAFETY: a terminated text of the library.
    let text = unsafe { CStr::from_ptr(ffi::sqlite3_errstr(code)) };
    fail(vm, "ProgrammingError", text.to_string_lossy())
}

/// `create_window_function(name, n, class)`
pub fn create_window(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (name, n) = (c_text(vm, &a[1])?, int_arg(vm, &a[2])?);
    let open = db(vm, &a[0])?;
    let d = open.handle;
    let on = !a[3].is_none();
    // SAFETY: as in `create_function`.
    let code = unsafe {
        ffi::sqlite3_create_window_function(
            d,
            name.as_ptr(),
            n,
            ffi::SQLITE_UTF8,
            if on { keep(&a[3]) } else { null_mut() },
            on.then_some(aggregate_step as _),
            on.then_some(aggregate_final as _),
            on.then_some(aggregate_value as _),
            on.then_some(aggregate_inverse as _),
            on.then_some(forget as _),
        )
    };
    if code != ffi::SQLITE_OK {
        return Err(refused(vm, code));
    }
    Ok(Obj::NONE)
}

// --- collations and hooks

unsafe extern "C" fn collate(p: *mut c_void, n: Int, x: *const c_void, m: Int, y: *const c_void) -> Int {
    with_gil(|vm| {
        let before = FAILURE.take();
        if before.is_some() {
            FAILURE.set(before);
            return 0;
        }
        // SAFETY: texts of these lengths.
        let (f, x, y) = unsafe { (kept(p).clone(), raw(x.cast(), n), raw(y.cast(), m)) };
        let order = with_text(vm, x)
            .and_then(|x| Ok([x, with_text(vm, y)?]))
            .and_then(|both| api::call(vm, &f, &both))
            .map(|r| int::to_i64_clamped(&r).unwrap_or(0).signum() as Int);
        order.unwrap_or_else(|r| {
            FAILURE.set(Some(vm.take_raised(r)));
            0
        })
    })
}

/// `create_collation(name, f)`
pub fn create_collation(vm: &Vm, a: Args) -> PyResult<Obj> {
    let name = c_text(vm, &a[1])?;
    let open = db(vm, &a[0])?;
    let d = open.handle;
    let on = !a[2].is_none();
    // SAFETY: as in `create_function`.
    let code = unsafe {
        ffi::sqlite3_create_collation_v2(
            d,
            name.as_ptr(),
            ffi::SQLITE_UTF8,
            if on { keep(&a[2]) } else { null_mut() },
            on.then_some(collate as _),
            on.then_some(forget as _),
        )
    };
    checked(vm, d, code)
}

fn text_or_none(p: *const c_char) -> Obj {
    // SAFETY: null or a terminated text of the library.
    if p.is_null() { Obj::NONE } else { str_::from_str(&unsafe { CStr::from_ptr(p) }.to_string_lossy()) }
}

unsafe extern "C" fn authorize(
    p: *mut c_void,
    action: Int,
    a: *const c_char,
    b: *const c_char,
    c: *const c_char,
    d: *const c_char,
) -> Int {
    with_gil(|vm| {
        // SAFETY: from `keep`.
        let f = unsafe { kept(p).clone() };
        let args = [
            int::from_i64(action.into()),
            text_or_none(a),
            text_or_none(b),
            text_or_none(c),
            text_or_none(d),
        ];
        match api::call(vm, &f, &args)
            .map(|r| if int::is_int(&r) { int_arg(vm, &r).map(Some) } else { Ok(None) })
        {
            Ok(Ok(Some(n))) => n,
            Ok(Ok(None)) => ffi::SQLITE_DENY,
            Ok(Err(_)) | Err(_) => {
                function_error(vm, &f);
                ffi::SQLITE_DENY
            }
        }
    })
}

unsafe extern "C" fn progress(p: *mut c_void) -> Int {
    with_gil(|vm| {
        // SAFETY: from `keep`.
        let f = unsafe { kept(p).clone() };
        match api::call(vm, &f, &[]).and_then(|r| api::is_true(vm, &r)) {
            Ok(stop) => Int::from(stop),
            Err(_) => {
                function_error(vm, &f);
                1
            }
        }
    })
}

unsafe extern "C" fn trace(_: c_uint, p: *mut c_void, statement: *mut c_void, sql: *mut c_void) -> Int {
    with_gil(|vm| {
        // SAFETY: from `keep`; a live statement; the library's text, freed below.
        unsafe {
            let f = kept(p).clone();
            let expanded = ffi::sqlite3_expanded_sql(statement.cast());
            let text = if expanded.is_null() {
                // Too long with its values: told, and shown without them.
                let _raised = fail(vm, "DataError", "Expanded SQL string exceeds the maximum string length");
                function_error(vm, &f);
                text_or_none(sql.cast())
            } else {
                text_or_none(expanded)
            };
            ffi::sqlite3_free(expanded.cast());
            if api::call(vm, &f, &[text]).is_err() {
                function_error(vm, &f);
            }
        }
    });
    0
}

// The library has no destructors for these three: the boxes live as long as the process. A program sets few.

/// `set_authorizer(f)`
pub fn set_authorizer(vm: &Vm, a: Args) -> PyResult<Obj> {
    let open = db(vm, &a[0])?;
    let d = open.handle;
    let on = !a[1].is_none();
    // SAFETY: the kept object is never freed.
    let code = unsafe {
        let p = if on { keep(&a[1]) } else { null_mut() };
        ffi::sqlite3_set_authorizer(d, on.then_some(authorize as _), p)
    };
    checked(vm, d, code)
}

/// `set_progress(f, n)`
pub fn set_progress(vm: &Vm, a: Args) -> PyResult<Obj> {
    let n = int_arg(vm, &a[2])?;
    let open = db(vm, &a[0])?;
    let d = open.handle;
    let on = !a[1].is_none();
    // SAFETY: the kept object is never freed.
    unsafe {
        let p = if on { keep(&a[1]) } else { null_mut() };
        ffi::sqlite3_progress_handler(d, n, on.then_some(progress as _), p);
    }
    Ok(Obj::NONE)
}

/// `set_trace(f)`
pub fn set_trace(vm: &Vm, a: Args) -> PyResult<Obj> {
    let open = db(vm, &a[0])?;
    let d = open.handle;
    let on = !a[1].is_none();
    // SAFETY: the kept object is never freed.
    let code = unsafe {
        let p = if on { keep(&a[1]) } else { null_mut() };
        let mask = if on { ffi::SQLITE_TRACE_STMT as c_uint } else { 0 };
        ffi::sqlite3_trace_v2(d, mask, on.then_some(trace as _), p)
    };
    checked(vm, d, code)
}
