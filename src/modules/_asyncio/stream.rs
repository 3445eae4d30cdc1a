//! What a `StreamReader` does for each piece of data: keep it, wake the reader, hold the transport back. The reads
//! themselves are Python (`asyncio/streams.py`).
#![allow(unsafe_code)]

use super::future::{self, Future};
use super::{names, queue};
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{GilCell, LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::payload::Trace;
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::bytearray::{self, ByteArray};
use crate::types::{buffer, exception, int, weakref};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::Cell;

/// The native state of a reader.
#[derive(Default)]
pub struct Stream {
    buffer: Field,
    /// The future of the one read under way.
    waiter: Field,
    transport: Field,
    owner: Field,
    limit: Cell<i64>,
    eof: Cell<bool>,
    paused: Cell<bool>,
}

impl Stream {
    fn fields(&self) -> [&Field; 4] {
        [&self.buffer, &self.waiter, &self.transport, &self.owner]
    }
}

// SAFETY: all references are visited.
unsafe impl Payload for Stream {
    fn static_type() -> &'static StaticType {
        &STREAM
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.fields().iter().for_each(|f| f.trace(visit));
    }
    fn clear(&self) {
        self.fields().iter().for_each(|f| drop(f.take()));
    }
}

fn of(o: &Obj) -> &Stream {
    o.downcast::<Stream>().expect("the receiver is a stream reader")
}

fn held(vm: &Vm, s: &Stream) -> PyResult<Obj> {
    let b = s.buffer.get_or_none();
    if b.is_instance::<ByteArray>() { Ok(b) } else { Err(vm.type_error("_buffer must be a bytearray")) }
}

fn len(b: &Obj) -> usize {
    b.downcast::<ByteArray>().map_or(0, |b| b.as_slice().len())
}

fn failed_assertion(vm: &Vm, what: &str) -> Raised {
    vm.error(&exception::ASSERTION_ERROR, what)
}

fn wake(vm: &Vm, s: &Stream) -> PyResult<()> {
    let Some(w) = s.waiter.take().filter(|w| !w.is_none()) else { return Ok(()) };
    if w.is_exact::<Future>() {
        if future::of(&w).state.get() == future::State::Cancelled {
            return Ok(());
        }
        return future::set_result(vm, &w, Obj::NONE);
    }
    let cancelled = api::call_method_str(vm, &w, "cancelled", &[])?;
    if !api::is_true(vm, &cancelled)? {
        api::call_method_str(vm, &w, "set_result", &[Obj::NONE])?;
    }
    Ok(())
}

fn feed(vm: &Vm, o: &Obj, data: &Obj) -> PyResult<()> {
    let s = of(o);
    if s.eof.get() {
        return Err(failed_assertion(vm, "feed_data after feed_eof"));
    }
    if !api::is_true(vm, data)? {
        return Ok(());
    }
    let held = held(vm, s)?;
    let data = buffer::bytes_arg(vm, data)?;
    bytearray::append(vm, &held, &data)?;
    wake(vm, s)?;
    let Some(transport) = s.transport.get().filter(|t| !t.is_none()) else { return Ok(()) };
    if s.paused.get() || len(&held) as i64 <= s.limit.get().saturating_mul(2) {
        return Ok(());
    }
    match api::call_method_str(vm, &transport, "pause_reading", &[]) {
        Ok(_) => s.paused.set(true),
        Err(r) => {
            // It cannot: then the buffer has to hold it all.
            vm.clear_if(r, &exception::NOT_IMPLEMENTED_ERROR)?;
            s.transport.set(Some(Obj::NONE));
        }
    }
    Ok(())
}

/// Whether instances of a protocol's class do with data just what is done here.
fn is_plain(vm: &Vm, protocol: &Obj) -> PyResult<bool> {
    // Most often it is the class that was asked about last.
    static LAST: GilCell<(usize, u32, bool)> = GilCell::new((0, 0, false));
    let key = (protocol.type_ptr() as usize, protocol.ty().version());
    // SAFETY: GIL held; plain numbers.
    let (class, version, known) = unsafe { *LAST.get() };
    if key.1 != 0 && key == (class, version) {
        return Ok(known);
    }
    let plain = names::get(vm, "asyncio.streams", "_data_received")?;
    let found = protocol.ty().lookup(name!(data_received)).is_some_and(|f| f.is(&plain));
    // SAFETY: as above.
    unsafe { *LAST.get() = (key.0, key.1, found) };
    Ok(found)
}

/// Gives what has come to a protocol, if it is one of streams that does just what is done here; else false.
pub fn feed_protocol(vm: &Vm, protocol: &Obj, data: &Obj) -> PyResult<bool> {
    if !is_plain(vm, protocol)? {
        return Ok(false);
    }
    let weak = api::getattr(vm, protocol, name!(_stream_reader_wr))?;
    let Some(reader) = weakref::state(&weak).and_then(weakref::WeakRef::target) else { return Ok(true) };
    let native = STREAM.get().dict().get_str(name!(feed_data));
    if !reader.ty().lookup(name!(feed_data)).is_some_and(|f| native.is_some_and(|n| n.is(&f))) {
        return Ok(false);
    }
    feed(vm, &reader, data).map(|()| true)
}

fn resume(vm: &Vm, s: &Stream) -> PyResult<()> {
    s.paused.set(false);
    api::call_method_str(vm, &s.transport.get_or_none(), "resume_reading", &[]).map(drop)
}

fn maybe_resume(vm: &Vm, s: &Stream) -> PyResult<()> {
    if s.paused.get() && len(&held(vm, s)?) as i64 <= s.limit.get() { resume(vm, s) } else { Ok(()) }
}

fn take(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = of(&a[0]);
    let n = api::to_i64(vm, &a[1])?.max(0) as usize;
    let data = bytearray::take_front(vm, &held(vm, s)?, n)?;
    maybe_resume(vm, s)?;
    Ok(data)
}

fn wait_for_data(vm: &Vm, a: Args) -> PyResult<Obj> {
    let s = of(&a[0]);
    if let Some(w) = s.waiter.get().filter(|w| !w.is_none()) {
        // One that was cancelled waits no more.
        let done = api::call_method_str(vm, &w, "done", &[])?;
        if !api::is_true(vm, &done)? {
            let name = api::str_string(vm, &a[1])?;
            return Err(vm.runtime_error(format!(
                "{name}() called while another coroutine is already waiting for incoming data"
            )));
        }
    }
    if s.eof.get() {
        return Err(failed_assertion(vm, "_wait_for_data after EOF"));
    }
    // A paused transport would never bring any.
    if s.paused.get() {
        resume(vm, s)?;
    }
    let owner = s.owner.get_or_none();
    let w = match queue::native(&owner) {
        Some(c) => future::create(vm, &owner, c.debug.get())?,
        None => api::call_method_str(vm, &owner, "create_future", &[])?,
    };
    s.waiter.set(Some(w.clone()));
    Ok(w)
}

const METHODS: &[MethodDef] = &[
    method("feed_data", "($self, data, /)", "These bytes have come.", |vm, a| {
        feed(vm, &a[0], &a[1])?;
        Ok(Obj::NONE)
    }),
    method("feed_eof", "($self, /)", "Nothing more will come.", |vm, a| {
        of(&a[0]).eof.set(true);
        wake(vm, of(&a[0]))?;
        Ok(Obj::NONE)
    }),
    method("at_eof", "($self, /)", "True if nothing is left and nothing will come.", |vm, a| {
        let s = of(&a[0]);
        Ok(Obj::from_bool(s.eof.get() && len(&held(vm, s)?) == 0))
    }),
    method("_wakeup_waiter", "($self, /)", "Let the read under way go on.", |vm, a| {
        wake(vm, of(&a[0]))?;
        Ok(Obj::NONE)
    }),
    method("_maybe_resume_transport", "($self, /)", "Read on if there is room again.", |vm, a| {
        maybe_resume(vm, of(&a[0]))?;
        Ok(Obj::NONE)
    }),
    method("_take", "($self, n, /)", "The first bytes, at most n.", take),
    method("_wait_for_data", "($self, func_name, /)", "What to await until something comes.", wait_for_data),
];

macro_rules! field {
    ($name:literal, $field:ident) => {
        property(
            $name,
            "",
            |_, o| Ok(of(o).$field.get_or_none()),
            |_, o, v| {
                of(o).$field.set(v.cloned());
                Ok(())
            },
        )
    };
}

const GETTERS: &[GetterDef] = &[
    field!("_buffer", buffer),
    field!("_waiter", waiter),
    field!("_transport", transport),
    field!("_loop", owner),
    flag!("_eof", eof),
    flag!("_paused", paused),
    property(
        "_limit",
        "",
        |_, o| Ok(int::from_i64(of(o).limit.get())),
        |vm, o, v| {
            of(o).limit.set(v.map_or(Ok(0), |v| api::to_i64(vm, v))?);
            Ok(())
        },
    ),
];

static SPEC: TypeSpec = TypeSpec {
    name: "StreamCore",
    module: "_asyncio",
    doc: "What a StreamReader is made on.",
    flags: type_flag::BASE,
    slots: Slots { new: Some(|vm, cls, _| new_instance(vm, cls, Stream::default())), ..Slots::NONE },
    methods: METHODS,
    getters: GETTERS,
    ..TypeSpec::BASE
};
/// The native base of stream readers.
pub static STREAM: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Stream>(false));
