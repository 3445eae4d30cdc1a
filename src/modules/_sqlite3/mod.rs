//! `_sqlite3`: SQLite's library for the sqlite3 package: errors and numbers here, databases, statements, cursors, rows and
//! blobs in files of their names, functions in Python in `callback.rs`. Transactions, adapters and the rest of what
//! programs see of connections is in `stdlib/sqlite3`.
#![allow(unsafe_code)]

mod blob;
mod callback;
mod cursor;
mod database;
mod row;
mod statement;

use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, function};
use crate::types::{bytes, exception, float, int, module, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use libsqlite3_sys as ffi;
use std::ffi::{CStr, CString};

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
        let noted = if db.is_null() { ffi::SQLITE_OK } else { ffi::sqlite3_extended_errcode(db) };
        let extended = if noted == ffi::SQLITE_OK { code } else { noted };
        // Misuse is not always noted at the database.
        let known = !db.is_null() && ffi::sqlite3_errcode(db) != ffi::SQLITE_OK;
        let text = if known { ffi::sqlite3_errmsg(db) } else { ffi::sqlite3_errstr(code) };
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

fn int_arg(vm: &Vm, o: &Obj) -> PyResult<i32> {
    crate::modules::os_support::c_int(vm, o)
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
    if let Ok(text) = std::str::from_utf8(data) {
        return Ok(str_::from_str(text));
    }
    crate::types::codec::decode(vm, &bytes::from_slice(data), Some("utf-8"), None)
}

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
        function("adapt_all", "()", "From now on, ask adapters for all values.", |_, _| {
            statement::adapt_all();
            Ok(Obj::NONE)
        }),
    ],
    types: &[&database::DATABASE, &cursor::CORE, &cursor::CURSOR, &row::ROW],
    hidden_types: &[&statement::STATEMENT, &blob::BLOB],
    init: Some(init),
};
