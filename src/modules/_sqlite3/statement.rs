//! Prepared statements: preparing, binding, stepping, and the values of a row.
#![allow(unsafe_code)]

use super::callback::{self, released};
use super::database::db;
use super::{fail, fail_code, ffi, raw, utf8};
use crate::object::heap::LayoutOps;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::Dict;
use crate::types::tuple::Tuple;
use crate::types::{buffer, bytearray, bytes, exception, float, int, list, str_, tuple};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;
use std::ffi::{CStr, CString, c_char};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, Ordering};

/// The native state of a statement; a null pointer is the statement of a text without any.
pub(super) struct Statement {
    p: *mut ffi::sqlite3_stmt,
    database: Obj,
    /// Changes rows: begins a transaction, and has a count.
    pub(super) is_dml: bool,
    /// A cursor has it.
    pub(super) in_use: Cell<bool>,
}
payload!(Statement, STATEMENT, [database]);

impl Drop for Statement {
    fn drop(&mut self) {
        // SAFETY: made by the library, finalized once.
        unsafe { ffi::sqlite3_finalize(self.p) };
    }
}

static SPEC: TypeSpec =
    TypeSpec { name: "Statement", module: "sqlite3", flags: type_flag::NO_NEW, ..TypeSpec::FINAL };
/// `sqlite3.Statement`
pub(super) static STATEMENT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Statement>(false));

/// Where the text of a statement begins, behind spaces and comments; nothing if there is none.
fn without_comments(mut s: &[u8]) -> &[u8] {
    let behind = |s: &[u8], end: &[u8]| s.windows(end.len()).position(|w| w == end).map(|i| i + end.len());
    loop {
        s = s.trim_ascii_start();
        let end = match s {
            [b'-', b'-', ..] => behind(s, b"\n"),
            [b'/', b'*', rest @ ..] => behind(rest, b"*/").map(|i| i + 2),
            _ => return s,
        };
        match end {
            Some(i) => s = &s[i..],
            None => return &[],
        }
    }
}

/// Prepares the first statement of a text; also where the rest begins.
pub(super) fn prepare_first(vm: &Vm, database: &Obj, sql: &str) -> PyResult<(Ref<Statement>, usize)> {
    let open = db(vm, database)?;
    let handle = open.handle;
    // SAFETY: open.
    let most = unsafe { ffi::sqlite3_limit(handle, ffi::SQLITE_LIMIT_SQL_LENGTH, -1) };
    if sql.len() > most.max(0) as usize {
        return Err(fail(vm, "DataError", "query string is too large"));
    }
    let Ok(text) = CString::new(sql) else {
        return Err(fail(vm, "ProgrammingError", "the query contains a null character"));
    };
    let (mut p, mut tail) = (null_mut(), std::ptr::null());
    // SAFETY: the text is terminated; results go to locals.
    let code = released(vm, || unsafe {
        ffi::sqlite3_prepare_v2(handle, text.as_ptr(), sql.len() as i32 + 1, &raw mut p, &raw mut tail)
    });
    let word = without_comments(sql.as_bytes());
    let word = &word[..word.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(word.len())];
    let is_dml =
        [&b"INSERT"[..], b"UPDATE", b"DELETE", b"REPLACE"].iter().any(|w| word.eq_ignore_ascii_case(w));
    let s = Ref::new(Statement { p, database: database.clone(), is_dml, in_use: Cell::new(false) });
    if code != ffi::SQLITE_OK {
        return Err(fail_code(vm, handle, code));
    }
    Ok((s, (tail as usize).wrapping_sub(text.as_ptr() as usize).min(sql.len())))
}

/// Prepares a text that is one statement.
pub(super) fn prepare(vm: &Vm, database: &Obj, sql: &Obj) -> PyResult<Ref<Statement>> {
    let text = utf8(vm, sql)?;
    let (s, rest) = prepare_first(vm, database, text)?;
    if without_comments(&text.as_bytes()[rest..]).is_empty() {
        Ok(s)
    } else {
        Err(fail(vm, "ProgrammingError", "You can only execute one statement at a time."))
    }
}

static ADAPTS_ALL: AtomicBool = AtomicBool::new(false);

/// From now on adapters are asked for all values, also those that the library knows.
pub(super) fn adapt_all() {
    ADAPTS_ALL.store(true, Ordering::Relaxed);
}

/// Whether a value is bound as it is, without asking adapters.
fn is_plain(v: &Obj) -> bool {
    (v.is_exact_type(&int::INT)
        || v.is_exact_type(&str_::STR)
        || v.is_exact_type(&float::FLOAT)
        || v.is_none()
        || v.is_exact_type(&bytearray::BYTEARRAY))
        && !ADAPTS_ALL.load(Ordering::Relaxed)
}

/// Text of a statement, which may be missing.
fn text_or_none(p: *const c_char) -> Obj {
    // SAFETY: null or a terminated text of the library.
    if p.is_null() { Obj::NONE } else { str_::from_str(&unsafe { CStr::from_ptr(p) }.to_string_lossy()) }
}

impl Statement {
    fn handle(&self) -> *mut ffi::sqlite3 {
        // SAFETY: a statement's database stays in the library as long as the statement.
        if self.p.is_null() { null_mut() } else { unsafe { ffi::sqlite3_db_handle(self.p) } }
    }

    /// Ends the walk over the rows.
    pub(super) fn reset(&self) {
        // SAFETY: null or live.
        unsafe { ffi::sqlite3_reset(self.p) };
    }

    /// Rows that the last statement of the database changed.
    pub(super) fn changes(&self) -> i64 {
        // SAFETY: null or live.
        if self.p.is_null() { 0 } else { i64::from(unsafe { ffi::sqlite3_changes(self.handle()) }) }
    }

    /// The number of the row that was inserted last into the database.
    pub(super) fn last_insert_rowid(&self) -> i64 {
        // SAFETY: null or live.
        if self.p.is_null() { 0 } else { unsafe { ffi::sqlite3_last_insert_rowid(self.handle()) } }
    }

    /// Binds one value.
    fn bind_one(&self, vm: &Vm, i: i32, shown: &dyn Fn() -> String, v: &Obj) -> PyResult<()> {
        // SAFETY: the library copies text and blobs before it returns.
        let code = unsafe {
            if v.is_none() {
                ffi::sqlite3_bind_null(self.p, i)
            } else if int::is_int(v) {
                let Some(n) = int::to_i64(v) else {
                    return Err(vm.overflow_error("Python int too large to convert to SQLite INTEGER"));
                };
                ffi::sqlite3_bind_int64(self.p, i, n)
            } else if let Some(x) = float::as_float(v) {
                ffi::sqlite3_bind_double(self.p, i, x)
            } else if str_::is_str(v) {
                let t = utf8(vm, v)?;
                let (p, n, kind) = (t.as_ptr().cast(), t.len() as u64, ffi::SQLITE_UTF8 as u8);
                ffi::sqlite3_bind_text64(self.p, i, p, n, ffi::SQLITE_TRANSIENT(), kind)
            } else if buffer::is_bytes_like(v) {
                let view = buffer::get_contiguous(vm, v)?;
                let data = view.as_slice().unwrap_or_default();
                let p = if data.is_empty() { c"".as_ptr().cast() } else { data.as_ptr().cast() };
                ffi::sqlite3_bind_blob64(self.p, i, p, data.len() as u64, ffi::SQLITE_TRANSIENT())
            } else {
                let (shown, given) = (shown(), v.ty().name());
                let message = format!("Error binding parameter {shown}: type '{given}' is not supported");
                return Err(fail(vm, "ProgrammingError", message));
            }
        };
        if code == ffi::SQLITE_OK { Ok(()) } else { Err(fail_code(vm, self.handle(), code)) }
    }

    /// The name of a parameter with its mark; a question mark is none.
    fn parameter_name(&self, i: i32) -> Option<String> {
        // SAFETY: a terminated text of the statement, or null.
        unsafe {
            let p = ffi::sqlite3_bind_parameter_name(self.p, i);
            (!p.is_null()).then(|| CStr::from_ptr(p).to_string_lossy().into_owned())
        }
    }

    /// Binds parameters; `adapt` is asked for values that the library does not know.
    pub(super) fn bind(&self, vm: &Vm, given: &Obj, adapt: &dyn Fn(Obj) -> PyResult<Obj>) -> PyResult<()> {
        // SAFETY: the statement is null or live.
        let count = unsafe {
            ffi::sqlite3_reset(self.p);
            if self.p.is_null() { 0 } else { ffi::sqlite3_bind_parameter_count(self.p) }
        };
        let adapted = |v: Obj| if is_plain(&v) { Ok(v) } else { adapt(v) };
        let known = given.is_instance::<Tuple>() || given.is_instance::<list::List>();
        let is_dict = given.is_instance::<Dict>();
        if known || (!is_dict && api::is_sequence(given) && given.ty().slots().len.is_some()) {
            let n = api::len(vm, given)?;
            if n != count as usize {
                let message = format!(
                    "Incorrect number of bindings supplied. The current statement uses {count}, and there are {n} supplied."
                );
                return Err(fail(vm, "ProgrammingError", message));
            }
            for i in 1..=count {
                if let Some(name) = self.parameter_name(i).filter(|n| !n.starts_with('?')) {
                    let message = format!(
                        "Binding {i} ('{name}') is a named parameter, but you supplied a sequence which requires nameless (qmark) placeholders. Starting with Python 3.14 an sqlite3.ProgrammingError will be raised."
                    );
                    api::warn(vm, &exception::DEPRECATION_WARNING, &message, 1)?;
                }
                let v = match given.downcast_exact::<Tuple>().and_then(|t| t.as_slice().get(i as usize - 1)) {
                    Some(v) => v.clone(),
                    None => api::getitem(vm, given, &int::from_i64(i64::from(i) - 1))?,
                };
                self.bind_one(vm, i, &|| i.to_string(), &adapted(v)?)?;
            }
            return Ok(());
        }
        if !is_dict && given.ty().slots().getitem.is_none() {
            return Err(fail(vm, "ProgrammingError", "parameters are of unsupported type"));
        }
        for i in 1..=count {
            let Some(name) = self.parameter_name(i) else {
                let message =
                    format!("Binding {i} has no name, but you supplied a dictionary (which has only names).");
                return Err(fail(vm, "ProgrammingError", message));
            };
            let name = &name[1..];
            let v = match api::getitem(vm, given, &str_::from_str(name)) {
                Ok(v) => v,
                Err(r) => {
                    vm.clear_if(r, &exception::LOOKUP_ERROR)?;
                    let message = format!("You did not supply a value for binding parameter :{name}.");
                    return Err(fail(vm, "ProgrammingError", message));
                }
            };
            self.bind_one(vm, i, &|| format!("':{name}'"), &adapted(v)?)?;
        }
        Ok(())
    }

    /// Goes to the next row; false: there is none, and the statement is reset.
    pub(super) fn step(&self, vm: &Vm) -> PyResult<bool> {
        if self.p.is_null() {
            return Ok(false);
        }
        // SAFETY: live; whoever steps has it in use, and is locked.
        let code = released(vm, || unsafe { ffi::sqlite3_step(self.p) });
        let failure = callback::take_failure();
        match code {
            _ if failure.is_some() => {
                self.reset();
                Err(vm.raise(failure.expect("asked just now")))
            }
            ffi::SQLITE_ROW => Ok(true),
            ffi::SQLITE_DONE => {
                self.reset();
                Ok(false)
            }
            _ => {
                let r = fail_code(vm, self.handle(), code);
                self.reset();
                Err(r)
            }
        }
    }

    /// A column's value as bytes.
    ///
    /// # Safety
    /// The statement is at a row, and the bytes are not used after the next call with the statement.
    unsafe fn blob(&self, i: i32) -> &[u8] {
        // SAFETY: by contract; the pointer is asked for before the length.
        unsafe {
            let p = ffi::sqlite3_column_blob(self.p, i);
            raw(p.cast(), ffi::sqlite3_column_bytes(self.p, i))
        }
    }

    /// The value of a column of the row that the statement is at.
    fn column(&self, vm: &Vm, i: i32, text_factory: &Obj, converter: Option<&Obj>) -> PyResult<Obj> {
        // SAFETY: the row is there until the next step, and the cursor is locked; bytes are copied at once.
        unsafe {
            let kind = ffi::sqlite3_column_type(self.p, i);
            if let Some(c) = converter
                && kind != ffi::SQLITE_NULL
            {
                let data = self.blob(i);
                // An empty value has no place in memory.
                return if data.is_empty() {
                    Ok(Obj::NONE)
                } else {
                    api::call(vm, c, &[bytes::from_slice(data)])
                };
            }
            Ok(match kind {
                ffi::SQLITE_INTEGER => int::from_i64(ffi::sqlite3_column_int64(self.p, i)),
                ffi::SQLITE_FLOAT => float::from_f64(ffi::sqlite3_column_double(self.p, i)),
                ffi::SQLITE_TEXT => {
                    let p = ffi::sqlite3_column_text(self.p, i);
                    let data = raw(p, ffi::sqlite3_column_bytes(self.p, i));
                    if !text_factory.is(&str_::STR.obj()) {
                        return api::call(vm, text_factory, &[bytes::from_slice(data)]);
                    }
                    match std::str::from_utf8(data) {
                        Ok(text) => str_::from_str(text),
                        Err(_) => {
                            let name = CStr::from_ptr(ffi::sqlite3_column_name(self.p, i)).to_string_lossy();
                            let text = String::from_utf8_lossy(data);
                            let message =
                                format!("Could not decode to UTF-8 column '{name}' with text '{text}'");
                            return Err(fail(vm, "OperationalError", message));
                        }
                    }
                }
                ffi::SQLITE_BLOB => bytes::from_slice(self.blob(i)),
                _ => Obj::NONE,
            })
        }
    }

    /// The row that the statement is at; converters by column, if there are any.
    pub(super) fn row(&self, vm: &Vm, text_factory: &Obj, converters: &Obj) -> PyResult<Obj> {
        // SAFETY: null or live.
        let n = unsafe { ffi::sqlite3_data_count(self.p) };
        let converters = tuple::items(converters);
        let mut row = Vec::with_capacity(n.max(0) as usize);
        for i in 0..n {
            let converter = converters.get(i as usize).filter(|c| !c.is_none());
            row.push(self.column(vm, i, text_factory, converter)?);
        }
        Ok(tuple::from_vec(row))
    }

    /// Number of columns.
    pub(super) fn column_count(&self) -> i32 {
        // SAFETY: null or live.
        if self.p.is_null() { 0 } else { unsafe { ffi::sqlite3_column_count(self.p) } }
    }

    /// The name of a column, and the type it is declared with (or None).
    pub(super) fn column_name(&self, i: i32) -> (Obj, Obj) {
        // SAFETY: live, as it has columns.
        unsafe {
            let name = text_or_none(ffi::sqlite3_column_name(self.p, i));
            (name, text_or_none(ffi::sqlite3_column_decltype(self.p, i)))
        }
    }
}
