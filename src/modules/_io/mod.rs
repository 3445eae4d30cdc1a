//! `_io`: files, buffers and text streams. The base classes are in `base.rs`, descriptors in `fileio.rs`, buffering in
//! `buffered.rs` and `pair.rs`, streams in memory in `bytesio.rs` and `stringio.rs`, text in `textio.rs` and
//! `decode.rs` (positions in `cookie.rs`), newlines in `newline.rs`, `open` in `open.rs`.

mod base;
mod buffered;
mod bytesio;
mod cookie;
mod decode;
mod fileio;
mod newline;
mod open;
mod pair;
mod stringio;
mod textio;

pub use open::{open_file, std_stream};
pub use textio::{flush_text, is_plain_text, write_str};

use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::ModuleSpec;
use crate::types::{dict, exception, int, module, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};

/// Buffer size when nothing better is known.
pub const DEFAULT_BUFFER_SIZE: usize = 8192;

/// Raises `io.UnsupportedOperation`.
#[cold]
fn unsupported(vm: &Vm, message: &str) -> Raised {
    let class = api::import(vm, "_io").and_then(|m| api::getattr_str(vm, &m, "UnsupportedOperation"));
    match class.and_then(|c| api::call(vm, &c, &[str_::from_str(message)])) {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

/// A size argument: absent, None and negative numbers mean "all".
fn size_arg(vm: &Vm, o: Option<&Obj>) -> PyResult<Option<usize>> {
    Ok(signed_size(vm, o)?.and_then(|n| usize::try_from(n).ok()))
}

/// A size argument that may be absent or None.
fn signed_size(vm: &Vm, o: Option<&Obj>) -> PyResult<Option<isize>> {
    match o {
        None => Ok(None),
        Some(o) if o.is_none() => Ok(None),
        Some(o) if o.ty().slots().unary[crate::object::slots::UnOp::Index as usize].is_none() => {
            Err(vm.type_error(format!("argument should be integer or None, not '{}'", o.ty().name())))
        }
        Some(o) => api::index_isize(vm, o).map(Some),
    }
}

/// A truth value that a method of another object returns.
fn ask(vm: &Vm, o: &Obj, method: &str) -> PyResult<bool> {
    let r = api::call_method_str(vm, o, method, &[])?;
    api::is_true(vm, &r)
}

/// Runs `second` whatever `first` gave; both failing, the first error becomes the context of the second.
fn both<T>(vm: &Vm, first: PyResult<()>, second: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    let Err(r) = first else { return second() };
    let exc = vm.take_raised(r);
    match second() {
        Ok(_) => Err(vm.raise_again(exc)),
        Err(r) => {
            let later = vm.take_raised(r);
            if !later.is(&exc)
                && let Some(s) = exception::state(&later)
                && s.context().is_none()
            {
                s.set_context(Some(exc));
            }
            Err(vm.raise_again(later))
        }
    }
}

/// `<_io.X name=...>`: the name if the object has one.
fn name_of(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
    match api::getattr_opt(vm, o, crate::object::intern::name!(name)) {
        Err(r) => vm.clear_if(r, &exception::VALUE_ERROR).map(|()| None),
        found => found,
    }
}

/// Runs a repr that shows other objects; RuntimeError if it comes back to the same object.
fn guarded_repr(vm: &Vm, o: &Obj, f: impl FnOnce() -> PyResult<Obj>) -> PyResult<Obj> {
    let id = api::id(o);
    if vm.repr_stack.borrow().contains(&id) {
        return Err(vm.runtime_error(format!("reentrant call inside {}.__repr__", o.ty().name())));
    }
    vm.repr_stack.borrow_mut().push(id);
    let r = f();
    vm.repr_stack.borrow_mut().retain(|x| *x != id);
    r
}

/// `__reduce__` and friends: TypeError "cannot pickle ...".
fn no_pickle(vm: &Vm, args: crate::object::args::Args) -> PyResult<Obj> {
    Err(vm.type_error(format!("cannot pickle '{}' instances", args[0].ty().bare_name())))
}

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    let put = |key: &str, v: Obj| d.insert_str(intern(key), v);
    put("DEFAULT_BUFFER_SIZE", int::from_usize(DEFAULT_BUFFER_SIZE));
    put("BlockingIOError", exception::BLOCKING_IO_ERROR.obj());
    if let Some(open) = d.get_str(&intern("open")) {
        crate::vm::interp().builtins().insert_str(intern("open"), open);
    }
    let ns = dict::new();
    ns.insert_str(intern("__module__"), str_::from_str("io"));
    let bases = tuple::from_vec(vec![exception::OS_ERROR.obj(), exception::VALUE_ERROR.obj()]);
    let class = api::call(
        vm,
        &crate::types::type_::TYPE.obj(),
        &[str_::from_str("UnsupportedOperation"), bases, ns.into_obj()],
    )?;
    put("UnsupportedOperation", class);
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_io",
    doc: "Files, buffers and text streams: what the io module is made of.",
    functions: &open::FUNCTIONS,
    types: &[
        &base::IO_BASE,
        &base::RAW_IO_BASE,
        &base::BUFFERED_IO_BASE,
        &base::TEXT_IO_BASE,
        &fileio::FILE_IO,
        &bytesio::BYTES_IO,
        &bytesio::BYTES_IO_BUFFER,
        &buffered::BUFFERED_READER,
        &buffered::BUFFERED_WRITER,
        &buffered::BUFFERED_RANDOM,
        &pair::BUFFERED_RW_PAIR,
        &newline::INCREMENTAL_NEWLINE_DECODER,
        &stringio::STRING_IO,
        &textio::TEXT_IO_WRAPPER,
    ],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
