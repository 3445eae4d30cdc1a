//! `_bz2`: compressors and decompressors for the `bz2` module.

use crate::modules::compression::{Decoder, Decompressor, Step};
use crate::modules::os_support::c_int;
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::Obj;
use crate::object::payload::constructor;
use crate::object::slots::Slots;
use crate::object::spec::{ModuleSpec, TypeSpec, member, method};
use crate::object::type_object::StaticType;
use crate::types::exception::OS_ERROR;
use crate::types::{buffer, bytes};
use crate::vm::{PyResult, Vm, gil};
use bzip2::{Action, Compress, Compression, Decompress, Error, Status};
use std::sync::Mutex;

/// Bytes of room that output begins with.
const ROOM: usize = 8 * 1024;

/// The native state of a compressor; empty after `flush`.
struct Compressor(Mutex<Option<Compress>>);

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Compressor {
    fn static_type() -> &'static StaticType {
        &COMPRESSOR
    }
}

/// Feeds a compressor, or ends it.
fn feed(vm: &Vm, o: &Obj, data: &[u8], action: Action) -> PyResult<Obj> {
    let c: &Compressor = o.downcast().expect("the receiver is a compressor");
    let mut guard = gil::lock(vm, &c.0);
    let Some(state) = guard.as_mut() else {
        drop(guard);
        return Err(vm.value_error(match action {
            Action::Finish => "Repeated call to flush()",
            _ => "Compressor has been flushed",
        }));
    };
    let finish = matches!(action, Action::Finish);
    let (out, ok) = gil::allow_threads(vm, || {
        let (mut out, mut taken) = (Vec::new(), 0);
        loop {
            if !finish && taken == data.len() {
                return (out, true);
            }
            let room = out.len().max(ROOM);
            if out.try_reserve(room).is_err() {
                return (out, false);
            }
            let before = state.total_in();
            let action = if finish { Action::Finish } else { Action::Run };
            match state.compress_vec(&data[taken..], &mut out, action) {
                Ok(Status::StreamEnd) => return (out, true),
                Ok(Status::MemNeeded) | Err(_) => return (out, false),
                Ok(_) => taken += (state.total_in() - before) as usize,
            }
        }
    });
    if finish {
        *guard = None;
    }
    drop(guard);
    if !ok {
        return Err(vm.memory_error());
    }
    bytes::try_from_slice(&out).map_err(|_| vm.memory_error())
}

constructor!(new_compressor, "BZ2Compressor", "($type, compresslevel=9, /)", |vm, a| {
    let level = a.opt(1).map_or(Ok(9), |n| c_int(vm, n))?;
    if !(1..=9).contains(&level) {
        return Err(vm.value_error("compresslevel must be between 1 and 9"));
    }
    let state = Compress::new(Compression::new(level as u32), 0);
    new_instance(vm, &a[0], Compressor(Mutex::new(Some(state))))
});

static COMPRESSOR_SPEC: TypeSpec = TypeSpec {
    name: "BZ2Compressor",
    module: "_bz2",
    doc: "Compresses data bit by bit.",
    signature: "(compresslevel=9, /)",
    slots: Slots { new: Some(new_compressor), ..Slots::NONE },
    methods: &[
        method("compress", "($self, data, /)", "Takes data: what is compressed of it by now.", |vm, a| {
            let view = buffer::get_contiguous(vm, &a[1])?;
            feed(vm, &a[0], view.as_slice().unwrap_or_default(), Action::Run)
        }),
        method("flush", "($self, /)", "The rest of the compressed data.", |vm, a| {
            feed(vm, &a[0], b"", Action::Finish)
        }),
    ],
    ..TypeSpec::BASE
};
static COMPRESSOR: StaticType = StaticType::new(&COMPRESSOR_SPEC, LayoutOps::of::<Compressor>(false));

struct Reader(Decompress);

/// Why data cannot be decompressed.
enum Fault {
    Data,
    Memory,
}

impl Decoder for Reader {
    type Fault = Fault;
    fn step(&mut self, input: &[u8], out: &mut Vec<u8>, limit: usize) -> Result<Step, Fault> {
        let mut consumed = 0;
        let mut part = Vec::new();
        while out.len() < limit {
            // The library fills whatever room there is, so it gets no more than is wanted.
            let room = out.len().max(ROOM).min(limit - out.len());
            part.clear();
            part.try_reserve_exact(room).map_err(|_| Fault::Memory)?;
            part.resize(room, 0);
            let (taken, made) = (self.0.total_in(), self.0.total_out());
            let status = self.0.decompress(&input[consumed..], &mut part);
            part.truncate((self.0.total_out() - made) as usize);
            consumed += (self.0.total_in() - taken) as usize;
            out.try_reserve(part.len()).map_err(|_| Fault::Memory)?;
            out.extend_from_slice(&part);
            match status {
                Ok(Status::StreamEnd) => return Ok(Step { consumed, end: true }),
                Ok(Status::MemNeeded) => return Err(Fault::Memory),
                Ok(_) if consumed == input.len() && part.len() < room => break,
                Ok(_) => {}
                Err(Error::Data | Error::DataMagic | Error::Param | Error::Sequence) => {
                    return Err(Fault::Data);
                }
            }
        }
        Ok(Step { consumed, end: false })
    }
}

/// The native state of a decompressor.
struct Whole(Decompressor<Reader>);

#[allow(unsafe_code)]
// SAFETY: the only reference is to bytes.
unsafe impl Payload for Whole {
    fn static_type() -> &'static StaticType {
        &DECOMPRESSOR
    }
}

fn whole(o: &Obj) -> &Decompressor<Reader> {
    &o.downcast::<Whole>().expect("the receiver is a decompressor").0
}

constructor!(new_decompressor, "BZ2Decompressor", "($type)", |vm, a| {
    new_instance(vm, &a[0], Whole(Decompressor::new(Reader(Decompress::new(false)))))
});

static DECOMPRESSOR_SPEC: TypeSpec = TypeSpec {
    name: "BZ2Decompressor",
    module: "_bz2",
    doc: "Decompresses data bit by bit.",
    signature: "()",
    slots: Slots { new: Some(new_decompressor), ..Slots::NONE },
    methods: &[method(
        "decompress",
        "($self, /, data, max_length=-1)",
        "Takes data: what it stands for, at most max_length bytes.",
        |vm, a| {
            whole(&a[0]).decompress(vm, &a[1], a.opt(2), |f| match f {
                Fault::Data => vm.error(&OS_ERROR, "Invalid data stream"),
                Fault::Memory => vm.memory_error(),
            })
        },
    )],
    getters: &[
        member("eof", "", |_, o| Ok(Obj::from_bool(whole(o).eof.get()))),
        member("needs_input", "", |_, o| Ok(Obj::from_bool(whole(o).needs_input.get()))),
        member("unused_data", "", |_, o| Ok(whole(o).unused.get_or_none())),
    ],
    ..TypeSpec::BASE
};
static DECOMPRESSOR: StaticType = StaticType::new(&DECOMPRESSOR_SPEC, LayoutOps::of::<Whole>(false));

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_bz2",
    doc: "Compressors and decompressors for bz2.",
    types: &[&COMPRESSOR, &DECOMPRESSOR],
    ..ModuleSpec::EMPTY
};
