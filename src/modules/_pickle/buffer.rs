//! `PickleBuffer`: memory that a pickle may leave out.

use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::buffer::{self, Buffer};
use crate::object::field::Field;
use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::payload::payload;
use crate::object::slots::Slots;
use crate::object::spec::{TypeSpec, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::memoryview;
use crate::vm::{PyResult, Vm};
use std::cell::RefCell;

/// The native state: an export that is held until `release()`.
pub struct PickleBuffer {
    source: Field,
    held: RefCell<Option<Buffer>>,
}
payload!(PickleBuffer, PICKLE_BUFFER, [source]);

/// The memory at one moment.
pub struct View {
    buffer: Buffer,
    pub readonly: bool,
}

impl View {
    /// All bytes, in the order they lie in memory.
    pub fn raw(&self) -> &[u8] {
        self.buffer.as_slice().unwrap_or_default()
    }
}

impl PickleBuffer {
    fn export(&self, vm: &Vm, writable: bool) -> PyResult<Buffer> {
        let Some(source) = self.source.get() else {
            return Err(vm.value_error("operation forbidden on released PickleBuffer object"));
        };
        match buffer::export(vm, &source, writable)? {
            Some(b) => Ok(b),
            None => Err(crate::types::buffer::required(vm, &source)),
        }
    }

    /// Whether the items lie side by side, in one order or the other.
    pub fn is_contiguous(&self, vm: &Vm) -> PyResult<bool> {
        let b = self.export(vm, false)?;
        Ok(b.layout.as_ref().is_none_or(|l| l.is_c_contiguous(b.itemsize) || l.is_f_contiguous(b.itemsize)))
    }

    /// The memory as one row of bytes (nonsense unless it is contiguous).
    pub fn view(&self, vm: &Vm) -> PyResult<View> {
        let mut b = self.export(vm, false)?;
        (b.format, b.itemsize, b.layout) = ("B", 1, None);
        Ok(View { readonly: b.readonly, buffer: b })
    }
}

fn of(o: &Obj) -> &PickleBuffer {
    o.downcast().expect("the receiver is a PickleBuffer")
}

fn new(vm: &Vm, class: &Obj, args: CallArgs) -> PyResult<Obj> {
    args.no_keywords(vm, "PickleBuffer")?;
    let [source] = args.pos() else {
        let n = args.pos().len();
        return Err(vm.type_error(format!("PickleBuffer() takes exactly 1 positional argument ({n} given)")));
    };
    let Some(held) = buffer::export(vm, source, false)? else {
        return Err(crate::types::buffer::required(vm, source));
    };
    let body = PickleBuffer { source: Field::new(Some(source.clone())), held: RefCell::new(Some(held)) };
    new_instance(vm, class, body)
}

fn raw(vm: &Vm, a: Args) -> PyResult<Obj> {
    let b = of(&a[0]);
    if !b.is_contiguous(vm)? {
        return Err(vm.buffer_error("cannot extract raw buffer from non-contiguous buffer"));
    }
    Ok(memoryview::from_buffer(b.view(vm)?.buffer))
}

fn release(_: &Vm, a: Args) -> PyResult<Obj> {
    let b = of(&a[0]);
    drop(b.source.take());
    let held = b.held.take();
    drop(held);
    Ok(Obj::NONE)
}

static SPEC: TypeSpec = TypeSpec {
    name: "PickleBuffer",
    module: "pickle",
    doc: "Memory that protocol 5 may leave out of a pickle.",
    flags: type_flag::WEAKREF,
    slots: Slots {
        new: Some(new),
        buffer: Some(|vm, o, writable| of(o).export(vm, writable)),
        release_buffer: Some(|vm, _, view| memoryview::release_argument(vm, view)),
        ..Slots::NONE
    },
    methods: &[
        method("raw", "($self, /)", "A memoryview of the bytes in one row.", raw),
        method("release", "($self, /)", "Lets the memory go; nothing else works from then on.", release),
    ],
    ..TypeSpec::FINAL
};
/// `pickle.PickleBuffer`
pub static PICKLE_BUFFER: StaticType = StaticType::new(&SPEC, LayoutOps::of::<PickleBuffer>(false));
