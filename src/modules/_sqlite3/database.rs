//! `_sqlite3.Database`: an open database and what is asked of it as a whole.
#![allow(unsafe_code)]

use super::blob::blob_open;
use super::callback::{self, released};
use super::{CODES, c_text, fail, fail_code, ffi, int_arg};
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::payload::{constructor, payload};
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, TypeSpec, method};
use crate::object::type_object::StaticType;
use crate::types::{buffer, bytes, int, str_};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;
use std::ffi::CString;
use std::ptr::null_mut;

unsafe extern "C" {
    // The binding leaves it out: closes, or waits for the statements that are left.
    fn sqlite3_close_v2(db: *mut ffi::sqlite3) -> std::ffi::c_int;
}

/// The native state of a database: open until `close`.
pub(super) struct Database {
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
    pub(super) fn close(&self) {
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
pub(super) struct Open<'a> {
    pub(super) handle: *mut ffi::sqlite3,
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
pub(super) fn db<'a>(vm: &Vm, o: &'a Obj) -> PyResult<Open<'a>> {
    match o.downcast::<Database>() {
        Some(database) if !database.handle.get().is_null() => {
            database.users.set(database.users.get() + 1);
            Ok(Open { handle: database.handle.get(), database })
        }
        _ => Err(fail(vm, "ProgrammingError", "Cannot operate on a closed database.")),
    }
}

/// Gives an error of the library for a code that is not SQLITE_OK.
pub(super) fn checked(vm: &Vm, db: *mut ffi::sqlite3, code: i32) -> PyResult<Obj> {
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

/// Whether a transaction is open.
pub(super) fn in_transaction(vm: &Vm, o: &Obj) -> PyResult<bool> {
    let open = db(vm, o)?;
    // SAFETY: open.
    Ok(unsafe { ffi::sqlite3_get_autocommit(open.handle) == 0 })
}

fn limit(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (category, n) = (int_arg(vm, &a[1])?, int_arg(vm, &a[2])?);
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
    let (op, on) = (int_arg(vm, &a[1])?, int_arg(vm, &a[2])?);
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
    let pages = int_arg(vm, &a[2])?;
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

static DATABASE_METHODS: [MethodDef; 16] = [
    method("close", "($self, /)", "", close),
    method("total_changes", "($self, /)", "", |vm, a| {
        // SAFETY: open.
        Ok(int::from_i64(unsafe { ffi::sqlite3_total_changes(db(vm, &a[0])?.handle) }.into()))
    }),
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
    method("blob", "($self, name, table, column, row, readonly, /)", "Opens a blob.", blob_open),
];
static DATABASE_SPEC: TypeSpec = TypeSpec {
    name: "Database",
    module: "_sqlite3",
    slots: Slots { new: Some(new_database), ..Slots::NONE },
    methods: &DATABASE_METHODS,
    ..TypeSpec::FINAL
};
/// `_sqlite3.Database`
pub(super) static DATABASE: StaticType = StaticType::new(&DATABASE_SPEC, LayoutOps::of::<Database>(false));
