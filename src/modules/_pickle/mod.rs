//! `_pickle`: objects as bytes and back, with the bytes CPython writes. Writing is in `save.rs`, what is written by name
//! in `names.rs`, reading in `load.rs`, the Python objects around both in `objects.rs`, `PickleBuffer` in `buffer.rs`.

mod buffer;
mod load;
mod names;
mod objects;
mod op;
mod save;
mod source;

use crate::object::args::Args;
use crate::object::heap::LayoutOps;
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::spec::{ModuleSpec, TypeSpec, function, type_flag};
use crate::object::type_object::StaticType;
use crate::types::dict::Dict;
use crate::types::exception::{BaseException, EXCEPTION};
use crate::vm::{PyResult, Vm, api};

/// The newest protocol.
const HIGHEST: i64 = 5;
/// The protocol unless another is asked for.
const DEFAULT: i64 = 4;

const ERROR: TypeSpec = TypeSpec {
    module: "_pickle",
    flags: type_flag::BASE | type_flag::WEAKREF | type_flag::SAME_BODY,
    ..TypeSpec::BASE
};
static PICKLE_ERROR_SPEC: TypeSpec =
    TypeSpec { name: "PickleError", doc: "Base of the errors of pickling.", base: Some(&EXCEPTION), ..ERROR };
static PICKLE_ERROR: StaticType = StaticType::new(&PICKLE_ERROR_SPEC, LayoutOps::of::<BaseException>(false));
static PICKLING_ERROR_SPEC: TypeSpec = TypeSpec {
    name: "PicklingError",
    doc: "The object cannot be pickled.",
    base: Some(&PICKLE_ERROR),
    ..ERROR
};
static PICKLING_ERROR: StaticType =
    StaticType::new(&PICKLING_ERROR_SPEC, LayoutOps::of::<BaseException>(false));
static UNPICKLING_ERROR_SPEC: TypeSpec = TypeSpec {
    name: "UnpicklingError",
    doc: "The bytes are no pickle, or a broken one.",
    base: Some(&PICKLE_ERROR),
    ..ERROR
};
static UNPICKLING_ERROR: StaticType =
    StaticType::new(&UNPICKLING_ERROR_SPEC, LayoutOps::of::<BaseException>(false));

fn dump(vm: &Vm, a: Args) -> PyResult<Obj> {
    let p = objects::Pickler::default();
    p.set_up(vm, a.opt(2), a.opt(3), a.opt(4))?;
    p.set_file(vm, &a[1])?;
    p.dump(vm, None, &a[0])?;
    Ok(Obj::NONE)
}

fn dumps(vm: &Vm, a: Args) -> PyResult<Obj> {
    let p = objects::Pickler::default();
    p.set_up(vm, a.opt(1), a.opt(2), a.opt(3))?;
    p.dumps(vm, &a[0])
}

fn load_file(vm: &Vm, a: Args) -> PyResult<Obj> {
    let u = objects::Unpickler::default();
    u.set_up(vm, a.opt(1), a.opt(2), a.opt(3), a.opt(4))?;
    u.set_file(vm, &a[0])?;
    u.load(vm, None)
}

fn loads(vm: &Vm, a: Args) -> PyResult<Obj> {
    let u = objects::Unpickler::default();
    u.set_up(vm, a.opt(1), a.opt(2), a.opt(3), a.opt(4))?;
    u.loads(vm, &a[0])
}

/// What `copy` and `pickle` do with a state.
fn set_attributes(vm: &Vm, a: Args) -> PyResult<Obj> {
    match a[1].downcast_exact::<Dict>() {
        Some(state) => load::set_attributes(vm, &a[0], state)?,
        None => {
            let d = api::getattr(vm, &a[0], name!(__dict__))?;
            api::call_method_str(vm, &d, "update", std::slice::from_ref(&a[1]))?;
        }
    }
    Ok(Obj::NONE)
}

/// `_pickle`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_pickle",
    doc: "What makes the pickle module fast.",
    functions: &[
        function(
            "dump",
            "(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)",
            "Writes a pickle of obj to a file.",
            dump,
        ),
        function(
            "dumps",
            "(obj, protocol=None, *, fix_imports=True, buffer_callback=None)",
            "A pickle of obj as bytes.",
            dumps,
        ),
        function(
            "load",
            "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
            "Reads a pickle from a file; the object.",
            load_file,
        ),
        function(
            "loads",
            "(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
            "The object of a pickle in bytes.",
            loads,
        ),
        function("_set_attributes", "(obj, state, /)", "obj.__dict__.update(state)", set_attributes),
    ],
    types: &[
        &PICKLE_ERROR,
        &PICKLING_ERROR,
        &UNPICKLING_ERROR,
        &objects::PICKLER,
        &objects::UNPICKLER,
        &buffer::PICKLE_BUFFER,
    ],
    hidden_types: &[&objects::PICKLER_MEMO, &objects::UNPICKLER_MEMO],
    ..ModuleSpec::EMPTY
};
