//! Functions in Python that the library calls: how it finds them, and with which lock.
#![allow(unsafe_code)]

use super::{c_int, c_text, checked, db, fail, ffi, from_value, function_error, raw, set_result, with_text};
use crate::object::args::Args;
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::types::{int, str_};
use crate::vm::{PyResult, Vm, api, current, gil};
use std::cell::Cell;
use std::ffi::{CStr, c_char, c_int as Int, c_uint, c_void};
use std::ptr::{null, null_mut};
use std::sync::atomic::{AtomicBool, Ordering};

thread_local! {
    /// The thread's state while it runs the library without the GIL.
    static RELEASED: Cell<*const Vm> = const { Cell::new(null()) };
}

static REPORT: AtomicBool = AtomicBool::new(false);

/// Says whether errors in functions are reported.
pub fn report(on: bool) {
    REPORT.store(on, Ordering::Relaxed);
}

/// Whether errors in functions are reported.
pub fn reports() -> bool {
    REPORT.load(Ordering::Relaxed)
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

unsafe fn error(context: *mut ffi::sqlite3_context, message: &str) {
    // SAFETY: live context; the library copies the text.
    unsafe { ffi::sqlite3_result_error(context, message.as_ptr().cast(), message.len() as Int) };
}

unsafe extern "C" fn scalar(c: *mut ffi::sqlite3_context, n: Int, values: *mut *mut ffi::sqlite3_value) {
    with_gil(|vm| {
        // SAFETY: the library's context and values live during the call.
        unsafe {
            let f = kept(ffi::sqlite3_user_data(c)).clone();
            let ok = match arguments(vm, n, values).and_then(|a| api::call(vm, &f, &a)) {
                Ok(v) => set_result(vm, c, &v),
                Err(_) => false,
            };
            if !ok {
                function_error(vm, "Exception ignored in function of sqlite3");
                error(c, "user-defined function raised exception");
            }
        }
    });
}

/// `create_function(name, n, flags, f)`
pub fn create_function(vm: &Vm, a: Args) -> PyResult<Obj> {
    let name = c_text(vm, &a[1])?;
    let (n, flags) = (c_int(vm, &a[2])?, c_int(vm, &a[3])?);
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
            let slot = ffi::sqlite3_aggregate_context(c, 8).cast::<*mut Obj>();
            if slot.is_null() {
                return;
            }
            if (*slot).is_null() {
                let class = kept(ffi::sqlite3_user_data(c)).clone();
                match api::call(vm, &class, &[]) {
                    Ok(o) => *slot = Box::into_raw(Box::new(o)),
                    Err(_) => {
                        function_error(vm, "Exception ignored in aggregate of sqlite3");
                        error(c, "user-defined aggregate's '__init__' method raised error");
                        return;
                    }
                }
            }
            let o = (**slot).clone();
            let done = arguments(vm).and_then(|a| api::call_method(vm, &o, &intern(method), &a));
            let ok = match done {
                Ok(v) => !give || set_result(vm, c, &v),
                Err(_) => false,
            };
            if method == "finalize" {
                drop(Box::from_raw(std::mem::replace(&mut *slot, null_mut())));
            }
            if !ok {
                let missing = vm.raised_matches(&crate::types::exception::ATTRIBUTE_ERROR);
                function_error(vm, "Exception ignored in aggregate of sqlite3");
                let what = if missing { "method not defined" } else { "method raised error" };
                error(c, &format!("user-defined aggregate's '{method}' {what}"));
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
    let (name, n) = (c_text(vm, &a[1])?, c_int(vm, &a[2])?);
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

/// `create_window_function(name, n, class)`
pub fn create_window(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (name, n) = (c_text(vm, &a[1])?, c_int(vm, &a[2])?);
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
    checked(vm, d, code)
}

// --- collations and hooks

unsafe extern "C" fn collate(p: *mut c_void, n: Int, x: *const c_void, m: Int, y: *const c_void) -> Int {
    with_gil(|vm| {
        // SAFETY: texts of these lengths.
        let (f, x, y) = unsafe { (kept(p).clone(), raw(x.cast(), n), raw(y.cast(), m)) };
        let order = with_text(vm, x)
            .and_then(|x| Ok([x, with_text(vm, y)?]))
            .and_then(|both| api::call(vm, &f, &both))
            .map(|r| int::to_i64_clamped(&r).unwrap_or(0).signum() as Int);
        order.unwrap_or_else(|_| {
            function_error(vm, "Exception ignored in collation of sqlite3");
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
        match api::call(vm, &f, &args).map(|r| int::to_i64(&r).and_then(|n| Int::try_from(n).ok())) {
            Ok(Some(n)) => n,
            _ => {
                function_error(vm, "Exception ignored in authorizer of sqlite3");
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
                function_error(vm, "Exception ignored in progress handler of sqlite3");
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
            let _ = sql;
            let expanded = ffi::sqlite3_expanded_sql(statement.cast());
            let text = text_or_none(expanded);
            ffi::sqlite3_free(expanded.cast());
            if api::call(vm, &f, &[text]).is_err() {
                function_error(vm, "Exception ignored in trace callback of sqlite3");
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
    let n = c_int(vm, &a[2])?;
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
