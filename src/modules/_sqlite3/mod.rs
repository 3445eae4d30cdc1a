//! `_sqlite3`: databases and prepared statements. What programs see (connections, cursors, transactions, adapters) is in
//! `stdlib/sqlite3`; functions in Python are in `callback.rs`.
#![allow(unsafe_code)]

mod callback;

use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::heap::LayoutOps;
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{constructor, payload};
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, ModuleSpec, TypeSpec, function, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::Dict;
use crate::types::tuple::Tuple;
use crate::types::{buffer, bytes, exception, float, int, list, module, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use callback::released;
use libsqlite3_sys as ffi;
use std::cell::Cell;
use std::ffi::{CStr, CString};
use std::ptr::null_mut;

unsafe extern "C" {
    // The binding leaves it out: closes, or waits for the statements that are left.
    fn sqlite3_close_v2(db: *mut ffi::sqlite3) -> std::ffi::c_int;
}

/// Raises an exception of the module.
#[cold]
fn fail(vm: &Vm, class: &str, message: impl AsRef<str>) -> Raised {
    let class = api::import(vm, "_sqlite3").and_then(|m| api::getattr_str(vm, &m, class));
    match class.and_then(|c| api::call(vm, &c, &[str_::from_str(message.as_ref())])) {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

/// Raises the exception of the library's last error.
#[cold]
fn fail_code(vm: &Vm, db: *mut ffi::sqlite3, code: i32) -> Raised {
    if code & 0xff == ffi::SQLITE_NOMEM {
        return vm.memory_error();
    }
    // SAFETY: the database is open or null; texts are terminated.
    let (extended, message) = unsafe {
        let extended = if db.is_null() { code } else { ffi::sqlite3_extended_errcode(db) };
        let text = if db.is_null() { ffi::sqlite3_errstr(code) } else { ffi::sqlite3_errmsg(db) };
        (extended, CStr::from_ptr(text).to_string_lossy().into_owned())
    };
    let class = match extended & 0xff {
        ffi::SQLITE_INTERNAL | ffi::SQLITE_NOTFOUND => "InternalError",
        ffi::SQLITE_ERROR
        | ffi::SQLITE_PERM
        | ffi::SQLITE_ABORT
        | ffi::SQLITE_BUSY
        | ffi::SQLITE_LOCKED
        | ffi::SQLITE_READONLY
        | ffi::SQLITE_INTERRUPT
        | ffi::SQLITE_IOERR
        | ffi::SQLITE_FULL
        | ffi::SQLITE_CANTOPEN
        | ffi::SQLITE_PROTOCOL
        | ffi::SQLITE_EMPTY
        | ffi::SQLITE_SCHEMA => "OperationalError",
        ffi::SQLITE_TOOBIG => "DataError",
        ffi::SQLITE_CONSTRAINT | ffi::SQLITE_MISMATCH => "IntegrityError",
        ffi::SQLITE_MISUSE | ffi::SQLITE_RANGE => "InterfaceError",
        _ => "DatabaseError",
    };
    let r = fail(vm, class, message);
    if let Some(e) = vm.peek_raised() {
        let name = CODES.iter().find(|(_, n)| *n == i64::from(extended)).map_or("unknown", |(name, _)| name);
        let number = int::from_i64(extended.into());
        for (key, value) in [("sqlite_errorcode", number), ("sqlite_errorname", str_::from_str(name))] {
            if let Err(r) = api::setattr(vm, &e, &intern(key), &value) {
                return r;
            }
        }
    }
    r
}

/// A str as UTF-8; UnicodeEncodeError if it has surrogates.
fn utf8<'a>(vm: &Vm, o: &'a Obj) -> PyResult<&'a str> {
    if !str_::is_str(o) {
        return Err(vm.type_error(format!("argument must be str, not {}", o.ty().name())));
    }
    match str_::utf8(o) {
        Some(s) => Ok(s),
        None => Err(crate::types::codec::encode(vm, o, Some("utf-8"), None)
            .err()
            .unwrap_or_else(|| vm.value_error("surrogates not allowed"))),
    }
}

fn c_text(vm: &Vm, o: &Obj) -> PyResult<CString> {
    CString::new(utf8(vm, o)?).map_err(|_| vm.value_error("embedded null character"))
}

// --- values

/// Something of the library as a Python value.
unsafe fn from_value(vm: &Vm, v: *mut ffi::sqlite3_value) -> PyResult<Obj> {
    // SAFETY: by contract `v` is a live value; text and blobs have the length that is told.
    unsafe {
        Ok(match ffi::sqlite3_value_type(v) {
            ffi::SQLITE_INTEGER => int::from_i64(ffi::sqlite3_value_int64(v)),
            ffi::SQLITE_FLOAT => float::from_f64(ffi::sqlite3_value_double(v)),
            ffi::SQLITE_TEXT => {
                let p = ffi::sqlite3_value_text(v);
                with_text(vm, raw(p, ffi::sqlite3_value_bytes(v)))?
            }
            ffi::SQLITE_BLOB => {
                let p = ffi::sqlite3_value_blob(v);
                bytes::from_slice(raw(p.cast(), ffi::sqlite3_value_bytes(v)))
            }
            _ => Obj::NONE,
        })
    }
}

/// A slice of the library's memory.
unsafe fn raw<'a>(p: *const u8, len: i32) -> &'a [u8] {
    // SAFETY: by contract.
    if p.is_null() || len <= 0 { &[] } else { unsafe { std::slice::from_raw_parts(p, len as usize) } }
}

/// Text of the library: UTF-8, or a UnicodeDecodeError.
fn with_text(vm: &Vm, data: &[u8]) -> PyResult<Obj> {
    if std::str::from_utf8(data).is_ok() {
        return str_::make(vm, data);
    }
    crate::types::codec::decode(vm, &bytes::from_slice(data), Some("utf-8"), None)
}

// --- databases

/// The native state of a database: open until `close`.
struct Database {
    handle: Cell<*mut ffi::sqlite3>,
    /// How many calls are at work on it: callbacks and other threads may want to close it meanwhile.
    users: Cell<u32>,
    /// To be closed by the last of them.
    closing: Cell<*mut ffi::sqlite3>,
}
// Functions in Python live in the library, not here.
payload!(Database, DATABASE, []);

impl Drop for Database {
    fn drop(&mut self) {
        self.close();
    }
}

impl Database {
    fn close(&self) {
        let handle = self.handle.replace(null_mut());
        if self.users.get() > 0 && !handle.is_null() {
            self.closing.set(handle);
        } else {
            // SAFETY: open or null; statements that are left keep the library's part alive.
            unsafe { sqlite3_close_v2(handle) };
        }
    }
}

/// An open database that stays open as long as this lives.
struct Open<'a> {
    handle: *mut ffi::sqlite3,
    database: &'a Database,
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        let left = self.database.users.get() - 1;
        self.database.users.set(left);
        if left == 0 {
            // SAFETY: open or null, and nobody uses it any more.
            unsafe { sqlite3_close_v2(self.database.closing.replace(null_mut())) };
        }
    }
}

/// The open database behind an object.
fn db<'a>(vm: &Vm, o: &'a Obj) -> PyResult<Open<'a>> {
    match o.downcast::<Database>() {
        Some(database) if !database.handle.get().is_null() => {
            database.users.set(database.users.get() + 1);
            Ok(Open { handle: database.handle.get(), database })
        }
        _ => Err(fail(vm, "ProgrammingError", "Cannot operate on a closed database.")),
    }
}

/// Gives an error of the library for a code that is not SQLITE_OK.
fn checked(vm: &Vm, db: *mut ffi::sqlite3, code: i32) -> PyResult<Obj> {
    if code == ffi::SQLITE_OK { Ok(Obj::NONE) } else { Err(fail_code(vm, db, code)) }
}

constructor!(new_database, "Database", "($type, path, uri, timeout)", |vm, a| {
    let Some(path) = a[1].downcast::<bytes::Bytes>().map(|_| bytes::bytes_of(&a[1])) else {
        return Err(vm.type_error("a path is bytes"));
    };
    let path = CString::new(path).map_err(|_| vm.value_error("embedded null byte"))?;
    let uri = api::is_true(vm, &a[2])?;
    let ms = (api::to_f64(vm, &a[3])? * 1000.0).clamp(0.0, f64::from(i32::MAX)) as i32;
    let flags = ffi::SQLITE_OPEN_READWRITE
        | ffi::SQLITE_OPEN_CREATE
        | ffi::SQLITE_OPEN_FULLMUTEX
        | if uri { ffi::SQLITE_OPEN_URI } else { 0 };
    let mut p = null_mut();
    // SAFETY: `path` is terminated; `p` is filled even when opening fails.
    let code =
        released(vm, || unsafe { ffi::sqlite3_open_v2(path.as_ptr(), &raw mut p, flags, std::ptr::null()) });
    let body = Database { handle: Cell::new(p), users: Cell::new(0), closing: Cell::new(null_mut()) };
    if code != ffi::SQLITE_OK {
        return Err(fail_code(vm, p, code));
    }
    // SAFETY: open.
    unsafe {
        ffi::sqlite3_extended_result_codes(p, 0);
        ffi::sqlite3_busy_timeout(p, ms);
        // The build has foreign keys on; a program turns them on itself.
        ffi::sqlite3_db_config(p, ffi::SQLITE_DBCONFIG_ENABLE_FKEY, 0, null_mut::<i32>());
    }
    new_instance(vm, &a[0], body)
});

fn close(_: &Vm, a: Args) -> PyResult<Obj> {
    if let Some(d) = a[0].downcast::<Database>() {
        d.close();
    }
    Ok(Obj::NONE)
}

fn prepare(vm: &Vm, a: Args) -> PyResult<Obj> {
    let open = db(vm, &a[0])?;
    let d = open.handle;
    let sql = utf8(vm, &a[1])?;
    // SAFETY: open.
    let most = unsafe { ffi::sqlite3_limit(d, ffi::SQLITE_LIMIT_SQL_LENGTH, -1) };
    if sql.len() > most.max(0) as usize {
        return Err(fail(vm, "DataError", "query string is too large"));
    }
    let Ok(text) = CString::new(sql) else {
        return Err(fail(vm, "ProgrammingError", "the query contains a null character"));
    };
    let (mut p, mut tail) = (null_mut(), std::ptr::null());
    // SAFETY: the text is terminated; results go to locals.
    let code = released(vm, || unsafe {
        ffi::sqlite3_prepare_v2(d, text.as_ptr(), sql.len() as i32 + 1, &raw mut p, &raw mut tail)
    });
    let s = Statement { p, db: a[0].clone(), busy: Cell::new(false) };
    if code != ffi::SQLITE_OK {
        return Err(fail_code(vm, d, code));
    }
    let rest = (tail as usize).wrapping_sub(text.as_ptr() as usize).min(sql.len());
    Ok(tuple::pair(Ref::new(s).into_obj(), int::from_usize(rest)))
}

/// A number about a database.
fn number(vm: &Vm, a: Args) -> PyResult<Obj> {
    let open = db(vm, &a[0])?;
    let d = open.handle;
    // SAFETY: open.
    Ok(int::from_i64(unsafe {
        match utf8(vm, &a[1])?.as_bytes() {
            b"changes" => ffi::sqlite3_changes(d).into(),
            b"total_changes" => ffi::sqlite3_total_changes(d).into(),
            b"last_insert_rowid" => ffi::sqlite3_last_insert_rowid(d),
            b"in_transaction" => i64::from(ffi::sqlite3_get_autocommit(d) == 0),
            _ => return Err(vm.value_error("unknown number")),
        }
    }))
}

fn c_int(vm: &Vm, o: &Obj) -> PyResult<i32> {
    crate::modules::os_support::c_int(vm, o)
}

fn limit(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (category, n) = (c_int(vm, &a[1])?, c_int(vm, &a[2])?);
    let open = db(vm, &a[0])?;
    let d = open.handle;
    // SAFETY: open.
    let old = unsafe { ffi::sqlite3_limit(d, category, n) };
    if old < 0 {
        return Err(fail(vm, "ProgrammingError", "'category' is out of bounds"));
    }
    Ok(int::from_i64(old.into()))
}

fn config(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (op, on) = (c_int(vm, &a[1])?, c_int(vm, &a[2])?);
    let open = db(vm, &a[0])?;
    let d = open.handle;
    if !CODES.iter().any(|(name, n)| name.starts_with("SQLITE_DBCONFIG") && *n == i64::from(op)) {
        return Err(vm.value_error(format!("unknown config 'op': {op}")));
    }
    let mut now = 0;
    // SAFETY: these operations take an int and the address of one.
    let code = unsafe { ffi::sqlite3_db_config(d, op, on, &raw mut now) };
    if code != ffi::SQLITE_OK {
        return Err(fail_code(vm, d, code));
    }
    Ok(Obj::from_bool(now != 0))
}

fn serialize(vm: &Vm, a: Args) -> PyResult<Obj> {
    let name = c_text(vm, &a[1])?;
    let open = db(vm, &a[0])?;
    let d = open.handle;
    let mut size = 0;
    // SAFETY: `name` is terminated; the result is the library's memory of that size.
    unsafe {
        let p = ffi::sqlite3_serialize(d, name.as_ptr(), &raw mut size, 0);
        if p.is_null() {
            let shown = str_::display(&a[1]);
            return Err(fail(vm, "OperationalError", format!("unable to serialize '{shown}'")));
        }
        let made = bytes::try_from_slice(std::slice::from_raw_parts(p, size as usize));
        ffi::sqlite3_free(p.cast());
        made.map_err(|_| vm.memory_error())
    }
}

fn deserialize(vm: &Vm, a: Args) -> PyResult<Obj> {
    let data = buffer::bytes_arg(vm, &a[1])?;
    let name = c_text(vm, &a[2])?;
    let open = db(vm, &a[0])?;
    let d = open.handle;
    // SAFETY: the library owns the copy from now on.
    let code = unsafe {
        let p = ffi::sqlite3_malloc64(data.len().max(1) as u64).cast::<u8>();
        if p.is_null() {
            return Err(vm.memory_error());
        }
        std::ptr::copy_nonoverlapping(data.as_ptr(), p, data.len());
        let flags = ffi::SQLITE_DESERIALIZE_FREEONCLOSE | ffi::SQLITE_DESERIALIZE_RESIZEABLE;
        ffi::sqlite3_deserialize(d, name.as_ptr(), p, data.len() as i64, data.len() as i64, flags)
    };
    checked(vm, d, code)
}

/// `backup(target, pages, progress, name, sleep)`
fn backup(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (source, target) = (db(vm, &a[0])?, db(vm, &a[1])?);
    let (from, to) = (source.handle, target.handle);
    let pages = c_int(vm, &a[2])?;
    let name = c_text(vm, &a[4])?;
    let ms = (api::to_f64(vm, &a[5])? * 1000.0).clamp(0.0, f64::from(i32::MAX)) as i32;
    // SAFETY: both are open.
    unsafe {
        let b = ffi::sqlite3_backup_init(to, c"main".as_ptr(), from, name.as_ptr());
        if b.is_null() {
            return Err(fail_code(vm, to, ffi::sqlite3_errcode(to)));
        }
        let mut told = Ok(());
        let code = loop {
            let code = released(vm, || ffi::sqlite3_backup_step(b, if pages == 0 { -1 } else { pages }));
            if !a[3].is_none() {
                let left = [code, ffi::sqlite3_backup_remaining(b), ffi::sqlite3_backup_pagecount(b)];
                let left = left.map(|n| int::from_i64(n.into()));
                if let Err(r) = api::call(vm, &a[3], &left) {
                    told = Err(r);
                    break code;
                }
            }
            match code {
                ffi::SQLITE_OK => {}
                ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => released(vm, || {
                    ffi::sqlite3_sleep(ms);
                }),
                _ => break code,
            }
        };
        let end = ffi::sqlite3_backup_finish(b);
        told?;
        if code != ffi::SQLITE_DONE && end != ffi::SQLITE_OK {
            return Err(fail_code(vm, to, end));
        }
    }
    Ok(Obj::NONE)
}

static DATABASE_METHODS: [MethodDef; 18] = [
    method("close", "($self, /)", "", close),
    method("prepare", "($self, sql, /)", "A statement, and where the text after it begins.", prepare),
    method("number", "($self, name, /)", "", number),
    method("limit", "($self, category, n, /)", "", limit),
    method("config", "($self, op, on, /)", "", config),
    method("serialize", "($self, name, /)", "", serialize),
    method("deserialize", "($self, data, name, /)", "", deserialize),
    method("backup", "($self, target, pages, progress, name, sleep, /)", "", backup),
    method("interrupt", "($self, /)", "", |vm, a| {
        // SAFETY: open.
        unsafe { ffi::sqlite3_interrupt(db(vm, &a[0])?.handle) };
        Ok(Obj::NONE)
    }),
    method("create_function", "($self, name, n, flags, f, /)", "", callback::create_function),
    method("create_aggregate", "($self, name, n, f, /)", "", callback::create_aggregate),
    method("create_window_function", "($self, name, n, f, /)", "", callback::create_window),
    method("create_collation", "($self, name, f, /)", "", callback::create_collation),
    method("set_authorizer", "($self, f, /)", "", callback::set_authorizer),
    method("set_progress", "($self, f, n, /)", "", callback::set_progress),
    method("set_trace", "($self, f, /)", "", callback::set_trace),
    method(
        "blob_io",
        "($self, place, offset, data, n, /)",
        "Reads n bytes of a blob, or writes data.",
        blob_io,
    ),
    method("is_open", "($self, /)", "", |_, a| {
        Ok(Obj::from_bool(a[0].downcast::<Database>().is_some_and(|d| !d.handle.get().is_null())))
    }),
];
static DATABASE_SPEC: TypeSpec = TypeSpec {
    name: "Database",
    module: "_sqlite3",
    slots: Slots { new: Some(new_database), ..Slots::NONE },
    methods: &DATABASE_METHODS,
    ..TypeSpec::FINAL
};
static DATABASE: StaticType = StaticType::new(&DATABASE_SPEC, LayoutOps::of::<Database>(false));

/// Opens the blob at (database name, table, column, row, readonly), does one thing with it: its size for neither data nor
/// count, else the bytes read, or None.
fn blob_io(vm: &Vm, a: Args) -> PyResult<Obj> {
    let open = db(vm, &a[0])?;
    let d = open.handle;
    let place = tuple::items(&a[1]);
    let [name, table, column, row, readonly] = place else {
        return Err(vm.type_error("a place has five parts"));
    };
    let (name, table, column) = (c_text(vm, name)?, c_text(vm, table)?, c_text(vm, column)?);
    let (row, readonly) = (api::to_i64(vm, row)?, api::is_true(vm, readonly)?);
    let offset = c_int(vm, &a[2])?;
    let data = if a[3].is_none() { None } else { Some(buffer::bytes_arg(vm, &a[3])?) };
    let n = c_int(vm, &a[4])?;
    let mut b = null_mut();
    // SAFETY: names are terminated; buffers have the lengths that are told; the handle is closed.
    unsafe {
        let code = ffi::sqlite3_blob_open(
            d,
            name.as_ptr(),
            table.as_ptr(),
            column.as_ptr(),
            row,
            i32::from(!readonly),
            &raw mut b,
        );
        if code != ffi::SQLITE_OK {
            return Err(fail_code(vm, d, code));
        }
        let mut out = Vec::new();
        let code = match (&data, n) {
            (Some(data), _) => ffi::sqlite3_blob_write(b, data.as_ptr().cast(), data.len() as i32, offset),
            (None, 0) => ffi::SQLITE_OK,
            _ => {
                // What goes beyond the end is an error before anything is read.
                out.resize(n.clamp(0, ffi::sqlite3_blob_bytes(b)) as usize, 0u8);
                ffi::sqlite3_blob_read(b, out.as_mut_ptr().cast(), n, offset)
            }
        };
        let size = ffi::sqlite3_blob_bytes(b);
        let failed = (code != ffi::SQLITE_OK).then(|| fail_code(vm, d, code));
        ffi::sqlite3_blob_close(b);
        match failed {
            Some(r) => Err(r),
            None if data.is_none() && n == 0 => Ok(int::from_i64(size.into())),
            None => Ok(bytes::from_slice(&out)),
        }
    }
}

// --- statements

/// The native state of a statement; a null pointer is the statement of a text without any.
struct Statement {
    p: *mut ffi::sqlite3_stmt,
    db: Obj,
    /// It is being stepped: it must not be changed by what runs meanwhile.
    busy: Cell<bool>,
}
payload!(Statement, STATEMENT, [db]);

impl Drop for Statement {
    fn drop(&mut self) {
        // SAFETY: made by the library, finalized once.
        unsafe { ffi::sqlite3_finalize(self.p) };
    }
}

fn statement<'a>(vm: &Vm, o: &'a Obj) -> PyResult<&'a Statement> {
    let s: &Statement = o.downcast().expect("the receiver is a statement");
    if s.busy.get() {
        return Err(fail(vm, "ProgrammingError", "Recursive use of cursors not allowed."));
    }
    Ok(s)
}

impl Statement {
    fn handle(&self) -> *mut ffi::sqlite3 {
        // SAFETY: a statement's database stays in the library as long as the statement.
        if self.p.is_null() { null_mut() } else { unsafe { ffi::sqlite3_db_handle(self.p) } }
    }
}

/// Binds one value.
fn bind_one(vm: &Vm, s: &Statement, i: i32, shown: &str, v: &Obj) -> PyResult<()> {
    // SAFETY: the library copies text and blobs before it returns.
    let code = unsafe {
        if v.is_none() {
            ffi::sqlite3_bind_null(s.p, i)
        } else if int::is_int(v) {
            let Some(n) = int::to_i64(v) else {
                return Err(vm.overflow_error("Python int too large to convert to SQLite INTEGER"));
            };
            ffi::sqlite3_bind_int64(s.p, i, n)
        } else if let Some(x) = float::as_float(v) {
            ffi::sqlite3_bind_double(s.p, i, x)
        } else if str_::is_str(v) {
            let t = utf8(vm, v)?;
            ffi::sqlite3_bind_text64(
                s.p,
                i,
                t.as_ptr().cast(),
                t.len() as u64,
                ffi::SQLITE_TRANSIENT(),
                ffi::SQLITE_UTF8 as u8,
            )
        } else if buffer::is_bytes_like(v) {
            let view = buffer::get_contiguous(vm, v)?;
            let data = view.as_slice().unwrap_or_default();
            let p = if data.is_empty() { c"".as_ptr().cast() } else { data.as_ptr().cast() };
            ffi::sqlite3_bind_blob64(s.p, i, p, data.len() as u64, ffi::SQLITE_TRANSIENT())
        } else {
            return Err(fail(
                vm,
                "ProgrammingError",
                format!("Error binding parameter {shown}: type '{}' is not supported", v.ty().name()),
            ));
        }
    };
    if code == ffi::SQLITE_OK { Ok(()) } else { Err(fail_code(vm, s.handle(), code)) }
}

/// Whether a value is bound as it is, without asking adapters.
fn is_plain(v: &Obj) -> bool {
    v.is_none()
        || v.is_exact_type(&int::INT)
        || v.is_exact_type(&float::FLOAT)
        || v.is_exact_type(&str_::STR)
        || v.is_exact_type(&crate::types::bytearray::BYTEARRAY)
}

/// `bind(parameters, adapt)`
fn bind(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = statement(vm, &a[0])?;
    // SAFETY: the statement is null or live.
    let count = unsafe {
        ffi::sqlite3_reset(s.p);
        ffi::sqlite3_clear_bindings(s.p);
        if s.p.is_null() { 0 } else { ffi::sqlite3_bind_parameter_count(s.p) }
    };
    let name = |i: i32| {
        // SAFETY: a terminated text of the statement, or null.
        unsafe {
            let p = ffi::sqlite3_bind_parameter_name(s.p, i);
            (!p.is_null()).then(|| CStr::from_ptr(p).to_string_lossy().into_owned())
        }
    };
    let adapted = |v: Obj| if is_plain(&v) { Ok(v) } else { api::call(vm, &a[2], &[v]) };
    let given = &a[1];
    let is_row = given.is_instance::<Tuple>() || given.is_instance::<list::List>();
    if is_row || (!given.is_instance::<Dict>() && api::is_sequence(given) && given.ty().slots().len.is_some())
    {
        let n = api::len(vm, given)?;
        if n != count as usize {
            return Err(fail(
                vm,
                "ProgrammingError",
                format!(
                    "Incorrect number of bindings supplied. The current statement uses {count}, and there are {n} supplied."
                ),
            ));
        }
        for i in 1..=count {
            if let Some(name) = name(i).filter(|n| !n.starts_with('?')) {
                let message = format!(
                    "Binding {i} ('{name}') is a named parameter, but you supplied a sequence which requires nominal (qmark) placeholders. Starting with Python 3.14 an sqlite3.ProgrammingError will be raised."
                );
                api::warn(vm, &exception::DEPRECATION_WARNING, &message, 1)?;
            }
            let v = api::getitem(vm, given, &int::from_i64(i64::from(i) - 1))?;
            bind_one(vm, s, i, &i.to_string(), &adapted(v)?)?;
        }
        return Ok(Obj::NONE);
    }
    if !given.is_instance::<Dict>() && given.ty().slots().getitem.is_none() {
        return Err(fail(vm, "ProgrammingError", "parameters are of unsupported type"));
    }
    for i in 1..=count {
        let Some(name) = name(i) else {
            return Err(fail(
                vm,
                "ProgrammingError",
                format!("Binding {i} has no name, but you supplied a dictionary (which has only names)."),
            ));
        };
        let v = match api::getitem(vm, given, &str_::from_str(&name[1..])) {
            Ok(v) => v,
            Err(r) => {
                vm.clear_if(r, &exception::LOOKUP_ERROR)?;
                return Err(fail(
                    vm,
                    "ProgrammingError",
                    format!("You did not supply a value for binding parameter :{}.", &name[1..]),
                ));
            }
        };
        bind_one(vm, s, i, &format!("':{}'", &name[1..]), &adapted(v)?)?;
    }
    Ok(Obj::NONE)
}

/// `step(text_factory, converters)`: the next row, or None.
fn step(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = statement(vm, &a[0])?;
    if s.p.is_null() {
        return Ok(Obj::NONE);
    }
    s.busy.set(true);
    // SAFETY: live; `busy` keeps others from it.
    let code = released(vm, || unsafe { ffi::sqlite3_step(s.p) });
    s.busy.set(false);
    match code {
        ffi::SQLITE_ROW => {}
        ffi::SQLITE_DONE => {
            // SAFETY: live.
            unsafe { ffi::sqlite3_reset(s.p) };
            return Ok(Obj::NONE);
        }
        _ => {
            // The exception of a callback that asked for it goes first.
            let r = fail_code(vm, s.handle(), code);
            // SAFETY: live.
            unsafe { ffi::sqlite3_reset(s.p) };
            return Err(r);
        }
    }
    let plain_text = a[1].is(&str_::STR.obj());
    // SAFETY: the row is there until the next step, and `busy` keeps others from it; text and blobs have the length told.
    unsafe {
        let n = ffi::sqlite3_data_count(s.p);
        s.busy.set(true);
        let row: PyResult<Vec<Obj>> = (0..n)
            .map(|i| {
                let kind = ffi::sqlite3_column_type(s.p, i);
                let converter = if a[2].is_none() {
                    None
                } else {
                    tuple::items(&a[2]).get(i as usize).filter(|c| !c.is_none())
                };
                if let Some(c) = converter {
                    if kind == ffi::SQLITE_NULL {
                        return Ok(Obj::NONE);
                    }
                    let p = ffi::sqlite3_column_blob(s.p, i);
                    let data = bytes::from_slice(raw(p.cast(), ffi::sqlite3_column_bytes(s.p, i)));
                    return api::call(vm, c, &[data]);
                }
                Ok(match kind {
                    ffi::SQLITE_INTEGER => int::from_i64(ffi::sqlite3_column_int64(s.p, i)),
                    ffi::SQLITE_FLOAT => float::from_f64(ffi::sqlite3_column_double(s.p, i)),
                    ffi::SQLITE_TEXT => {
                        let p = ffi::sqlite3_column_text(s.p, i);
                        let data = raw(p, ffi::sqlite3_column_bytes(s.p, i));
                        if plain_text {
                            if std::str::from_utf8(data).is_err() {
                                let column =
                                    CStr::from_ptr(ffi::sqlite3_column_name(s.p, i)).to_string_lossy();
                                let shown = String::from_utf8_lossy(data);
                                return Err(fail(
                                    vm,
                                    "OperationalError",
                                    format!(
                                        "Could not decode to UTF-8 column '{column}' with text '{shown}'"
                                    ),
                                ));
                            }
                            str_::make(vm, data)?
                        } else {
                            api::call(vm, &a[1], &[bytes::from_slice(data)])?
                        }
                    }
                    ffi::SQLITE_BLOB => {
                        let p = ffi::sqlite3_column_blob(s.p, i);
                        bytes::from_slice(raw(p.cast(), ffi::sqlite3_column_bytes(s.p, i)))
                    }
                    _ => Obj::NONE,
                })
            })
            .collect();
        s.busy.set(false);
        Ok(tuple::from_vec(row?))
    }
}

/// Names and declared types of the columns.
fn columns(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = statement(vm, &a[0])?;
    let text = |p: *const std::ffi::c_char| {
        // SAFETY: a terminated text of the statement, or null.
        if p.is_null() { Obj::NONE } else { str_::from_str(&unsafe { CStr::from_ptr(p) }.to_string_lossy()) }
    };
    // SAFETY: null or live.
    unsafe {
        let n = if s.p.is_null() { 0 } else { ffi::sqlite3_column_count(s.p) };
        let all = (0..n).map(|i| {
            tuple::pair(text(ffi::sqlite3_column_name(s.p, i)), text(ffi::sqlite3_column_decltype(s.p, i)))
        });
        Ok(tuple::from_vec(all.collect()))
    }
}

static STATEMENT_METHODS: [MethodDef; 5] = [
    method("bind", "($self, parameters, adapt, /)", "", bind),
    method("step", "($self, text_factory, converters, /)", "", step),
    method("columns", "($self, /)", "", columns),
    method("reset", "($self, /)", "", |vm, a| {
        let s = statement(vm, &a[0])?;
        // SAFETY: null or live.
        unsafe { ffi::sqlite3_reset(s.p) };
        Ok(Obj::NONE)
    }),
    method("readonly", "($self, /)", "", |vm, a| {
        let s = statement(vm, &a[0])?;
        // SAFETY: null or live.
        Ok(Obj::from_bool(s.p.is_null() || unsafe { ffi::sqlite3_stmt_readonly(s.p) } != 0))
    }),
];
static STATEMENT_SPEC: TypeSpec = TypeSpec {
    name: "Statement",
    module: "sqlite3",
    flags: type_flag::NO_NEW,
    methods: &STATEMENT_METHODS,
    ..TypeSpec::FINAL
};
static STATEMENT: StaticType = StaticType::new(&STATEMENT_SPEC, LayoutOps::of::<Statement>(false));

macro_rules! codes {
    ($($name:ident)*) => {
        &[$((stringify!($name), ffi::$name as i64)),*]
    };
}

/// Numbers by name; the codes of errors first, so that they name a number.
static CODES: &[(&str, i64)] = codes! {
    SQLITE_OK SQLITE_ERROR SQLITE_INTERNAL SQLITE_PERM SQLITE_ABORT SQLITE_BUSY SQLITE_LOCKED SQLITE_NOMEM
    SQLITE_READONLY SQLITE_INTERRUPT SQLITE_IOERR SQLITE_CORRUPT SQLITE_NOTFOUND SQLITE_FULL SQLITE_CANTOPEN
    SQLITE_PROTOCOL SQLITE_EMPTY SQLITE_SCHEMA SQLITE_TOOBIG SQLITE_CONSTRAINT SQLITE_MISMATCH SQLITE_MISUSE
    SQLITE_NOLFS SQLITE_AUTH SQLITE_FORMAT SQLITE_RANGE SQLITE_NOTADB SQLITE_NOTICE SQLITE_WARNING SQLITE_ROW
    SQLITE_DONE SQLITE_ABORT_ROLLBACK SQLITE_AUTH_USER SQLITE_BUSY_RECOVERY SQLITE_BUSY_SNAPSHOT
    SQLITE_BUSY_TIMEOUT SQLITE_CANTOPEN_CONVPATH SQLITE_CANTOPEN_DIRTYWAL SQLITE_CANTOPEN_FULLPATH
    SQLITE_CANTOPEN_ISDIR SQLITE_CANTOPEN_NOTEMPDIR SQLITE_CANTOPEN_SYMLINK SQLITE_CONSTRAINT_CHECK
    SQLITE_CONSTRAINT_COMMITHOOK SQLITE_CONSTRAINT_FOREIGNKEY SQLITE_CONSTRAINT_FUNCTION
    SQLITE_CONSTRAINT_NOTNULL SQLITE_CONSTRAINT_PINNED SQLITE_CONSTRAINT_PRIMARYKEY SQLITE_CONSTRAINT_ROWID
    SQLITE_CONSTRAINT_TRIGGER SQLITE_CONSTRAINT_UNIQUE SQLITE_CONSTRAINT_VTAB SQLITE_CORRUPT_INDEX
    SQLITE_CORRUPT_SEQUENCE SQLITE_CORRUPT_VTAB SQLITE_ERROR_MISSING_COLLSEQ SQLITE_ERROR_RETRY
    SQLITE_ERROR_SNAPSHOT SQLITE_IOERR_ACCESS SQLITE_IOERR_AUTH SQLITE_IOERR_BEGIN_ATOMIC SQLITE_IOERR_BLOCKED
    SQLITE_IOERR_CHECKRESERVEDLOCK SQLITE_IOERR_CLOSE SQLITE_IOERR_COMMIT_ATOMIC SQLITE_IOERR_CONVPATH
    SQLITE_IOERR_CORRUPTFS SQLITE_IOERR_DATA SQLITE_IOERR_DELETE SQLITE_IOERR_DELETE_NOENT
    SQLITE_IOERR_DIR_CLOSE SQLITE_IOERR_DIR_FSYNC SQLITE_IOERR_FSTAT SQLITE_IOERR_FSYNC
    SQLITE_IOERR_GETTEMPPATH SQLITE_IOERR_LOCK SQLITE_IOERR_MMAP SQLITE_IOERR_NOMEM SQLITE_IOERR_RDLOCK
    SQLITE_IOERR_READ SQLITE_IOERR_ROLLBACK_ATOMIC SQLITE_IOERR_SEEK SQLITE_IOERR_SHMLOCK SQLITE_IOERR_SHMMAP
    SQLITE_IOERR_SHMOPEN SQLITE_IOERR_SHMSIZE SQLITE_IOERR_SHORT_READ SQLITE_IOERR_TRUNCATE
    SQLITE_IOERR_UNLOCK SQLITE_IOERR_VNODE SQLITE_IOERR_WRITE SQLITE_LOCKED_SHAREDCACHE SQLITE_LOCKED_VTAB
    SQLITE_NOTICE_RECOVER_ROLLBACK SQLITE_NOTICE_RECOVER_WAL SQLITE_OK_LOAD_PERMANENTLY SQLITE_OK_SYMLINK
    SQLITE_READONLY_CANTINIT SQLITE_READONLY_CANTLOCK SQLITE_READONLY_DBMOVED SQLITE_READONLY_DIRECTORY
    SQLITE_READONLY_RECOVERY SQLITE_READONLY_ROLLBACK SQLITE_WARNING_AUTOINDEX SQLITE_ALTER_TABLE
    SQLITE_ANALYZE SQLITE_ATTACH SQLITE_CREATE_INDEX SQLITE_CREATE_TABLE SQLITE_CREATE_TEMP_INDEX
    SQLITE_CREATE_TEMP_TABLE SQLITE_CREATE_TEMP_TRIGGER SQLITE_CREATE_TEMP_VIEW SQLITE_CREATE_TRIGGER
    SQLITE_CREATE_VIEW SQLITE_CREATE_VTABLE SQLITE_DBCONFIG_DEFENSIVE SQLITE_DBCONFIG_DQS_DDL
    SQLITE_DBCONFIG_DQS_DML SQLITE_DBCONFIG_ENABLE_FKEY SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER
    SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION SQLITE_DBCONFIG_ENABLE_QPSG SQLITE_DBCONFIG_ENABLE_TRIGGER
    SQLITE_DBCONFIG_ENABLE_VIEW SQLITE_DBCONFIG_LEGACY_ALTER_TABLE SQLITE_DBCONFIG_LEGACY_FILE_FORMAT
    SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE SQLITE_DBCONFIG_RESET_DATABASE SQLITE_DBCONFIG_TRIGGER_EQP
    SQLITE_DBCONFIG_TRUSTED_SCHEMA SQLITE_DBCONFIG_WRITABLE_SCHEMA SQLITE_DELETE SQLITE_DENY SQLITE_DETACH
    SQLITE_DROP_INDEX SQLITE_DROP_TABLE SQLITE_DROP_TEMP_INDEX SQLITE_DROP_TEMP_TABLE SQLITE_DROP_TEMP_TRIGGER
    SQLITE_DROP_TEMP_VIEW SQLITE_DROP_TRIGGER SQLITE_DROP_VIEW SQLITE_DROP_VTABLE SQLITE_FUNCTION
    SQLITE_IGNORE SQLITE_INSERT SQLITE_LIMIT_ATTACHED SQLITE_LIMIT_COLUMN SQLITE_LIMIT_COMPOUND_SELECT
    SQLITE_LIMIT_EXPR_DEPTH SQLITE_LIMIT_FUNCTION_ARG SQLITE_LIMIT_LENGTH SQLITE_LIMIT_LIKE_PATTERN_LENGTH
    SQLITE_LIMIT_SQL_LENGTH SQLITE_LIMIT_TRIGGER_DEPTH SQLITE_LIMIT_VARIABLE_NUMBER SQLITE_LIMIT_VDBE_OP
    SQLITE_LIMIT_WORKER_THREADS SQLITE_PRAGMA SQLITE_READ SQLITE_RECURSIVE SQLITE_REINDEX SQLITE_SAVEPOINT
    SQLITE_SELECT SQLITE_TRANSACTION SQLITE_UPDATE
};

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (name, n) in CODES {
        d.insert_str(intern(name), int::from_i64(*n));
    }
    let class = |name: &str, base: &Obj| -> PyResult<Obj> {
        let c = api::new_class(vm, "sqlite3", name, std::slice::from_ref(base))?;
        d.insert_str(intern(name), c.clone());
        Ok(c)
    };
    class("Warning", &exception::EXCEPTION.obj())?;
    let error = class("Error", &exception::EXCEPTION.obj())?;
    class("InterfaceError", &error)?;
    let database = class("DatabaseError", &error)?;
    for name in [
        "InternalError",
        "OperationalError",
        "ProgrammingError",
        "IntegrityError",
        "DataError",
        "NotSupportedError",
    ] {
        class(name, &database)?;
    }
    // SAFETY: a terminated text of the library.
    let version = unsafe { CStr::from_ptr(ffi::sqlite3_libversion()) }.to_string_lossy();
    d.insert_str(intern("sqlite_version"), str_::from_str(&version));
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_sqlite3",
    doc: "Databases and prepared statements, for the sqlite3 package.",
    functions: &[
        function(
            "complete_statement",
            "(statement)",
            "Whether a text ends with a whole statement.",
            |vm, a| {
                if !str_::is_str(&a[0]) {
                    let given = api::shown_type(&a[0]);
                    return Err(vm.type_error(format!(
                        "complete_statement() argument 'statement' must be str, not {given}"
                    )));
                }
                let sql = c_text(vm, &a[0])?;
                // SAFETY: terminated.
                Ok(Obj::from_bool(unsafe { ffi::sqlite3_complete(sql.as_ptr()) } != 0))
            },
        ),
        function(
            "enable_callback_tracebacks",
            "(enable, /)",
            "Say whether errors in functions in Python are reported.",
            |vm, a| {
                callback::report(api::is_true(vm, &a[0])?);
                Ok(Obj::NONE)
            },
        ),
    ],
    types: &[&DATABASE],
    hidden_types: &[&STATEMENT],
    init: Some(init),
};

/// Reports or drops the error of a function in Python.
fn function_error(vm: &Vm, what: &str) {
    if callback::reports() {
        vm.write_unraisable(what, None);
    } else {
        drop(vm.save_raised());
    }
}

/// The result of a function in Python.
unsafe fn set_result(vm: &Vm, context: *mut ffi::sqlite3_context, v: &Obj) -> bool {
    // SAFETY: by contract the context is live; the library copies text and blobs.
    unsafe {
        if v.is_none() {
            ffi::sqlite3_result_null(context);
        } else if int::is_int(v) {
            match int::to_i64(v) {
                Some(n) => ffi::sqlite3_result_int64(context, n),
                None => return false,
            }
        } else if let Some(x) = float::as_float(v) {
            ffi::sqlite3_result_double(context, x);
        } else if str_::is_str(v) {
            let Some(t) = str_::utf8(v) else { return false };
            let utf8 = ffi::SQLITE_UTF8 as u8;
            ffi::sqlite3_result_text64(
                context,
                t.as_ptr().cast(),
                t.len() as u64,
                ffi::SQLITE_TRANSIENT(),
                utf8,
            );
        } else if buffer::is_bytes_like(v) {
            let Ok(data) = buffer::bytes_arg(vm, v) else { return false };
            let p = if data.is_empty() { c"".as_ptr().cast() } else { data.as_ptr().cast() };
            ffi::sqlite3_result_blob64(context, p, data.len() as u64, ffi::SQLITE_TRANSIENT());
        } else {
            return false;
        }
        true
    }
}
