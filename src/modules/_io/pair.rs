//! `BufferedRWPair`: a reader and a writer that act as one stream (for sockets and the like, which have no position).

use super::base::BUFFERED_IO_BASE;
use super::buffered::{self, BUFFERED_READER, BUFFERED_WRITER};
use super::{base, both};
use crate::object::args::{Args, CallArgs};
use crate::object::attr;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, TypeSpec, getter, method};
use crate::object::type_object::StaticType;
use crate::vm::{PyResult, Vm, api};

/// The native state of a pair.
#[derive(Default)]
pub struct Pair {
    reader: Field,
    writer: Field,
}

#[allow(unsafe_code)]
// SAFETY: both references are visited.
unsafe impl Payload for Pair {
    fn static_type() -> &'static StaticType {
        &BUFFERED_RW_PAIR
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.reader.visit(visit);
        self.writer.visit(visit);
    }
}

fn side(vm: &Vm, o: &Obj, writer: bool) -> PyResult<Obj> {
    let p = o.downcast::<Pair>().expect("the receiver is a pair");
    let side = if writer { p.writer.get() } else { p.reader.get() };
    side.ok_or_else(|| vm.value_error("I/O operation on uninitialized object"))
}

fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let a = args.exactly(vm, "BufferedRWPair", 2, 3)?;
    let size = a.get(2).map_or(Ok(super::DEFAULT_BUFFER_SIZE as isize), |s| api::index_isize(vm, s))?;
    base::check_readable(vm, &a[0])?;
    base::check_writable(vm, &a[1])?;
    if size <= 0 {
        return Err(vm.value_error("buffer size must be strictly positive"));
    }
    let p = o.downcast::<Pair>().expect("the receiver is a pair");
    p.reader.set(Some(buffered::new_object(vm, &BUFFERED_READER, &a[0], size as usize)?));
    p.writer.set(Some(buffered::new_object(vm, &BUFFERED_WRITER, &a[1], size as usize)?));
    Ok(())
}

/// The method of the same name of one of the two streams, with the same arguments.
fn forward(vm: &Vm, a: Args, writer: bool, what: &str) -> PyResult<Obj> {
    let side = side(vm, &a[0], writer)?;
    let rest: Vec<Obj> = (1..a.len()).map_while(|i| a.opt(i).cloned()).collect();
    api::call_method_str(vm, &side, what, &rest)
}

fn close(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (reader, writer) = (side(vm, &a[0], false)?, side(vm, &a[0], true)?);
    let first = api::call_method(vm, &writer, name!(close), &[]).map(drop);
    both(vm, first, || api::call_method(vm, &reader, name!(close), &[]))
}

static METHODS: [MethodDef; 12] = [
    method("read", "~($self, size=-1, /)", "", |vm, a| forward(vm, a, false, "read")),
    method("peek", "~($self, size=0, /)", "", |vm, a| forward(vm, a, false, "peek")),
    method("read1", "~($self, size=-1, /)", "", |vm, a| forward(vm, a, false, "read1")),
    method("readinto", "~($self, buffer, /)", "", |vm, a| forward(vm, a, false, "readinto")),
    method("readinto1", "~($self, buffer, /)", "", |vm, a| forward(vm, a, false, "readinto1")),
    method("readable", "($self, /)", "", |vm, a| forward(vm, a, false, "readable")),
    method("write", "~($self, buffer, /)", "", |vm, a| forward(vm, a, true, "write")),
    method("flush", "($self, /)", "", |vm, a| forward(vm, a, true, "flush")),
    method("writable", "($self, /)", "", |vm, a| forward(vm, a, true, "writable")),
    method("isatty", "($self, /)", "", |vm, a| {
        let first = forward(vm, a, true, "isatty")?;
        if first == Obj::FALSE { forward(vm, a, false, "isatty") } else { Ok(first) }
    }),
    method("readline", "($self, size=-1, /)", "", |vm, a| forward(vm, a, false, "readline")),
    method("close", "($self, /)", "Closes the writer, then the reader.", close),
];

static SPEC: TypeSpec = TypeSpec {
    name: "BufferedRWPair",
    module: "_io",
    doc: "BufferedRWPair(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE): a reader and a writer as one stream.",
    signature: "(reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /)",
    base: Some(&BUFFERED_IO_BASE),
    slots: Slots {
        new: Some(|vm, cls, _| attr::new_instance(vm, cls, Pair::default())),
        init: Some(init),
        ..Slots::NONE
    },
    methods: &METHODS,
    getters: &[getter("closed", "", |vm, o| api::getattr_str(vm, &side(vm, o, true)?, "closed"))],
    ..TypeSpec::BASE
};

/// `_io.BufferedRWPair`
pub static BUFFERED_RW_PAIR: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Pair>(false));
