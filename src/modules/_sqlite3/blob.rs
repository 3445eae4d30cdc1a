//! Open blobs; `sqlite3.Blob` is a file over one.
#![allow(unsafe_code)]

use super::database::{checked, db};
use super::{c_text, fail_code, ffi, int_arg};
use crate::object::args::Args;
use crate::object::heap::LayoutOps;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::spec::{MethodDef, TypeSpec, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{buffer, bytes, int};
use crate::vm::{PyResult, Vm, api};
use std::cell::Cell;
use std::ptr::null_mut;

/// The native state of a blob: open until `close`.
pub(super) struct Blob {
    p: Cell<*mut ffi::sqlite3_blob>,
    database: Obj,
}
payload!(Blob, BLOB, [database]);

impl Drop for Blob {
    fn drop(&mut self) {
        self.close();
    }
}

impl Blob {
    fn close(&self) {
        // SAFETY: open or null; closed once. A database that is closed waits for its blobs.
        unsafe { ffi::sqlite3_blob_close(self.p.replace(null_mut())) };
    }
}

fn of(o: &Obj) -> &Blob {
    o.downcast().expect("the receiver is a blob")
}

/// `Database.blob(name, table, column, row, readonly)`
pub(super) fn blob_open(vm: &Vm, a: Args) -> PyResult<Obj> {
    let open = db(vm, &a[0])?;
    let (name, table, column) = (c_text(vm, &a[1])?, c_text(vm, &a[2])?, c_text(vm, &a[3])?);
    let Some(row) = int::to_i64(&a[4]) else {
        return Err(vm.overflow_error("Python int too large to convert to SQLite INTEGER"));
    };
    let write = i32::from(!api::is_true(vm, &a[5])?);
    let mut p = null_mut();
    // SAFETY: the database is open; names are terminated.
    let code = unsafe {
        let (name, table, column) = (name.as_ptr(), table.as_ptr(), column.as_ptr());
        ffi::sqlite3_blob_open(open.handle, name, table, column, row, write, &raw mut p)
    };
    checked(vm, open.handle, code)?;
    Ok(Ref::new(Blob { p: Cell::new(p), database: a[0].clone() }).into_obj())
}

fn read(vm: &Vm, a: Args) -> PyResult<Obj> {
    let blob = of(&a[0]);
    let open = db(vm, &blob.database)?;
    let (offset, n) = (int_arg(vm, &a[1])?, int_arg(vm, &a[2])?);
    // SAFETY: open or null (then there is nothing to read); what goes beyond the end is an error before anything is read.
    unsafe {
        let size = if blob.p.get().is_null() { 0 } else { ffi::sqlite3_blob_bytes(blob.p.get()) };
        let mut out = vec![0u8; n.clamp(0, size.max(1)) as usize];
        let code = ffi::sqlite3_blob_read(blob.p.get(), out.as_mut_ptr().cast(), n, offset);
        if code == ffi::SQLITE_OK {
            Ok(bytes::from_slice(&out))
        } else {
            Err(fail_code(vm, open.handle, code))
        }
    }
}

fn write(vm: &Vm, a: Args) -> PyResult<Obj> {
    let blob = of(&a[0]);
    let open = db(vm, &blob.database)?;
    let (offset, data) = (int_arg(vm, &a[1])?, buffer::bytes_arg(vm, &a[2])?);
    // SAFETY: open or null; the length is that of the data, which the caller has compared with the size.
    let code =
        unsafe { ffi::sqlite3_blob_write(blob.p.get(), data.as_ptr().cast(), data.len() as i32, offset) };
    checked(vm, open.handle, code)
}

static METHODS: [MethodDef; 4] = [
    method("read", "($self, offset, n, /)", "", read),
    method("write", "($self, offset, data, /)", "", write),
    method("size", "($self, /)", "", |_, a| {
        let p = of(&a[0]).p.get();
        // SAFETY: open.
        Ok(int::from_i64(if p.is_null() { 0 } else { unsafe { ffi::sqlite3_blob_bytes(p) }.into() }))
    }),
    method("close", "($self, /)", "", |_, a| {
        of(&a[0]).close();
        Ok(Obj::NONE)
    }),
];
static SPEC: TypeSpec = TypeSpec {
    name: "OpenBlob",
    module: "_sqlite3",
    flags: type_flag::NO_NEW,
    methods: &METHODS,
    ..TypeSpec::FINAL
};
/// `_sqlite3.OpenBlob`
pub(super) static BLOB: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Blob>(false));
