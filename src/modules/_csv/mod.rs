//! `_csv`: rows as lines of text and back. What a dialect is stands in `dialect.rs`, reading in `reader.rs`, writing in
//! `writer.rs`.

mod dialect;
mod reader;
mod writer;

use crate::object::args::Args;
use crate::object::heap::LayoutOps;
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::spec::{ModuleSpec, TypeSpec, function, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::{self, Dict};
use crate::types::exception::{BaseException, EXCEPTION};
use crate::types::{int, list, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use std::sync::atomic::{AtomicI64, Ordering};

static ERROR_SPEC: TypeSpec = TypeSpec {
    name: "Error",
    module: "_csv",
    doc: "What is wrong with a file, a row or a dialect's name.",
    base: Some(&EXCEPTION),
    flags: type_flag::BASE | type_flag::WEAKREF | type_flag::SAME_BODY,
    ..TypeSpec::BASE
};
static ERROR: StaticType = StaticType::new(&ERROR_SPEC, LayoutOps::of::<BaseException>(false));

/// Raises `csv.Error`.
#[cold]
fn fail(vm: &Vm, message: impl AsRef<str>) -> Raised {
    vm.error(&ERROR, message)
}

/// Characters a field may have.
static FIELD_LIMIT: AtomicI64 = AtomicI64::new(128 * 1024);

fn field_limit() -> i64 {
    FIELD_LIMIT.load(Ordering::Relaxed)
}

/// The dialects by name.
fn registry(vm: &Vm) -> PyResult<Ref<Dict>> {
    let m = api::import(vm, "_csv")?;
    let d = api::getattr_str(vm, &m, "_dialects")?;
    d.into_ref::<Dict>().map_err(|_| vm.runtime_error("_csv._dialects is not a dict"))
}

/// The dialect of a name.
fn named(vm: &Vm, name: &Obj) -> PyResult<Obj> {
    registry(vm)?.get(vm, name)?.ok_or_else(|| fail(vm, "unknown dialect"))
}

/// The positional arguments of a function that takes one or two of them, and keywords that make a dialect.
fn one_or_two(vm: &Vm, a: &Args) -> PyResult<(Obj, Option<Obj>)> {
    match a.rest(0) {
        [one] => Ok((one.clone(), None)),
        [one, two] => Ok((one.clone(), Some(two.clone()))),
        [] => Err(vm.type_error(" expected at least 1 argument, got 0")),
        more => Err(vm.type_error(format!(" expected at most 2 arguments, got {}", more.len()))),
    }
}

fn register_dialect(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (name, from) = one_or_two(vm, &a)?;
    if !str_::is_str(&name) {
        return Err(vm.type_error("dialect name must be a string"));
    }
    let d = dialect::make(vm, from.as_ref(), &a[1])?;
    registry(vm)?.set(vm, &name, d.obj())?;
    Ok(Obj::NONE)
}

fn unregister_dialect(vm: &Vm, a: Args) -> PyResult<Obj> {
    match registry(vm)?.remove(vm, &a[0])? {
        Some(_) => Ok(Obj::NONE),
        None => Err(fail(vm, "unknown dialect")),
    }
}

fn field_size_limit(vm: &Vm, a: Args) -> PyResult<Obj> {
    let old = field_limit();
    if let Some(o) = a.opt(0) {
        if !int::is_exact(o) {
            return Err(vm.type_error("limit must be an integer"));
        }
        FIELD_LIMIT.store(api::to_i64(vm, o)?, Ordering::Relaxed);
    }
    Ok(int::from_i64(old))
}

/// `_csv`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_csv",
    doc: "What makes the csv module fast.",
    functions: &[
        function(
            "reader",
            "(*args, **kwargs)",
            "An iterator over the rows of a file (or other iterable of lines).",
            |vm, a| {
                let (lines, from) = one_or_two(vm, &a)?;
                reader::make(vm, &lines, from.as_ref(), &a[1])
            },
        ),
        function("writer", "(*args, **kwargs)", "An object that writes rows to a file.", |vm, a| {
            let (file, from) = one_or_two(vm, &a)?;
            writer::make(vm, &file, from.as_ref(), &a[1])
        }),
        function("register_dialect", "(*args, **kwargs)", "Gives a dialect a name.", register_dialect),
        function("unregister_dialect", "(name)", "Takes a dialect's name back.", unregister_dialect),
        function("get_dialect", "(name)", "The dialect of that name.", |vm, a| named(vm, &a[0])),
        function("list_dialects", "()", "The names of all dialects.", |vm, _| {
            Ok(list::from_vec(registry(vm)?.keys()))
        }),
        function(
            "field_size_limit",
            "(new_limit=<unrepresentable>)",
            "The largest size of a field; sets it, and returns the old one.",
            field_size_limit,
        ),
    ],
    types: &[&dialect::DIALECT, &ERROR],
    hidden_types: &[&reader::READER, &writer::WRITER],
    init: Some(|_, m| {
        let d = crate::types::module::dict_of(m).expect("a module");
        for (i, name) in dialect::QUOTING.iter().enumerate() {
            d.insert_str(intern(name), int::from_usize(i));
        }
        d.insert_str(intern("_dialects"), dict::new().into_obj());
        d.insert_str(intern("Reader"), reader::READER.obj());
        d.insert_str(intern("Writer"), writer::WRITER.obj());
        Ok(())
    }),
};
