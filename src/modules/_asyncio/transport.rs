//! The hot part of a stream transport: reading what has come and writing at once what can be written. The base of
//! all transports holds its state; the rest of a transport is Python (`asyncio/selector_events.py`), which takes what
//! is here under its own names.

use super::{names, stream};
use crate::host;
use crate::modules::_socket;
use crate::modules::os_support::os_error;
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::payload::Trace;
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::bytearray::ByteArray;
use crate::types::memoryview::MemoryView;
use crate::types::{buffer, bytes, exception, int, str_};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::Cell;

/// The most that one receive takes.
const MAX_SIZE: usize = 256 * 1024;

/// The native state of a transport.
pub struct Transport {
    /// The descriptor, if the socket is one of the library's; else -1.
    fd: Cell<i32>,
    sock: Field,
    owner: Field,
    protocol: Field,
    buffer: Field,
    empty_waiter: Field,
    conn_lost: Cell<i64>,
    eof: Cell<bool>,
    /// The protocol gives the memory to read into.
    buffered: Cell<bool>,
}

impl Default for Transport {
    fn default() -> Transport {
        Transport {
            fd: Cell::new(-1),
            sock: Field::default(),
            owner: Field::default(),
            protocol: Field::default(),
            buffer: Field::default(),
            empty_waiter: Field::default(),
            conn_lost: Cell::new(0),
            eof: Cell::new(false),
            buffered: Cell::new(false),
        }
    }
}

impl Transport {
    fn fields(&self) -> [&Field; 5] {
        [&self.sock, &self.owner, &self.protocol, &self.buffer, &self.empty_waiter]
    }
}

#[allow(unsafe_code)]
// SAFETY: all references are visited.
unsafe impl Payload for Transport {
    fn static_type() -> &'static StaticType {
        &TRANSPORT
    }
    const GC: bool = true;
    fn traverse(&self, visit: &mut Visit) {
        self.fields().iter().for_each(|f| f.trace(visit));
    }
    fn clear(&self) {
        self.fields().iter().for_each(|f| drop(f.take()));
    }
}

fn of(o: &Obj) -> &Transport {
    o.downcast::<Transport>().expect("the receiver is a transport")
}

/// What a socket call has come to.
enum Done<T> {
    Now(T),
    /// Nothing can be done at present.
    Again,
    /// The transport was told about an error.
    Failed,
}

/// Has the transport end by an error, unless the error must leave the loop.
fn fatal(vm: &Vm, o: &Obj, r: Raised, what: &str) -> PyResult<()> {
    let e = vm.take_raised(r);
    if names::must_escape(&e) {
        return Err(vm.raise_again(e));
    }
    api::call_method_str(vm, o, "_fatal_error", &[e, str_::from_str(what)]).map(drop)
}

/// Sorts out the result of a call on the socket.
fn settled<T>(vm: &Vm, o: &Obj, r: PyResult<T>, what: &str) -> PyResult<Done<T>> {
    match r {
        Ok(v) => Ok(Done::Now(v)),
        Err(r) => {
            let again = vm.raised_matches(&exception::BLOCKING_IO_ERROR)
                || vm.raised_matches(&exception::INTERRUPTED_ERROR);
            if again {
                drop(vm.take_raised(r));
                return Ok(Done::Again);
            }
            fatal(vm, o, r, what)?;
            Ok(Done::Failed)
        }
    }
}

fn is_again(e: host::Errno) -> bool {
    e.0 == libc::EAGAIN || e.0 == libc::EWOULDBLOCK || e.0 == libc::EINTR
}

fn receive(vm: &Vm, o: &Obj) -> PyResult<Done<Obj>> {
    let t = of(o);
    let r = if t.fd.get() >= 0 {
        match _socket::receive_now(t.fd.get(), MAX_SIZE) {
            Err(e) if is_again(e) => return Ok(Done::Again),
            r => r.map_err(|e| os_error(vm, e)),
        }
    } else {
        api::call_method_str(vm, &t.sock.get_or_none(), "recv", &[int::from_usize(MAX_SIZE)])
    };
    settled(vm, o, r, "Fatal read error on socket transport")
}

fn read_ready(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, t) = (&a[0], of(&a[0]));
    if t.conn_lost.get() != 0 {
        return Ok(Obj::NONE);
    }
    if t.buffered.get() {
        return api::call_method_str(vm, o, "_read_ready__get_buffer", &[]);
    }
    let Done::Now(data) = receive(vm, o)? else { return Ok(Obj::NONE) };
    if api::len(vm, &data)? == 0 {
        return api::call_method_str(vm, o, "_read_ready__on_eof", &[]);
    }
    let protocol = t.protocol.get_or_none();
    let given = match stream::feed_protocol(vm, &protocol, &data) {
        Ok(false) => api::call_method(vm, &protocol, name!(data_received), &[data]).map(drop),
        r => r.map(drop),
    };
    if let Err(r) = given {
        fatal(vm, o, r, "Fatal error: protocol.data_received() call failed.")?;
    }
    Ok(Obj::NONE)
}

fn send(vm: &Vm, o: &Obj, data: &Obj) -> PyResult<Done<usize>> {
    let t = of(o);
    let r = if t.fd.get() >= 0 {
        match buffer::with_bytes(vm, data, |b| host::socket::send(t.fd.get(), b, 0, None))? {
            Err(e) if is_again(e) => return Ok(Done::Again),
            r => r.map_err(|e| os_error(vm, e)),
        }
    } else {
        api::call_method_str(vm, &t.sock.get_or_none(), "send", std::slice::from_ref(data))
            .and_then(|n| api::to_i64(vm, &n))
            .map(|n| n as usize)
    };
    settled(vm, o, r, "Fatal write error on socket transport")
}

fn write(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, t, data) = (&a[0], of(&a[0]), &a[1]);
    if !bytes::is_bytes(data) && !data.is_instance::<ByteArray>() && !data.is_instance::<MemoryView>() {
        let given = data.ty().bare_name();
        return Err(vm.type_error(format!("data argument must be a bytes-like object, not '{given}'")));
    }
    if t.eof.get() {
        return Err(vm.runtime_error("Cannot call write() after write_eof()"));
    }
    if t.empty_waiter.get().is_some_and(|w| !w.is_none()) {
        return Err(vm.runtime_error("unable to write; sendfile is in progress"));
    }
    if !api::is_true(vm, data)? {
        return Ok(Obj::NONE);
    }
    if t.conn_lost.get() != 0 {
        return api::call_method_str(
            vm,
            o,
            "_note_lost_write",
            &[str_::from_str("socket.send() raised exception.")],
        )
        .map(|_| Obj::NONE);
    }
    let mut sent = 0;
    if api::len(vm, &t.buffer.get_or_none())? == 0 {
        // Most often it all goes out here.
        match send(vm, o, data)? {
            Done::Now(n) if n == buffer::with_bytes(vm, data, <[u8]>::len)? => return Ok(Obj::NONE),
            Done::Now(n) => sent = n,
            Done::Again => {}
            Done::Failed => return Ok(Obj::NONE),
        }
        api::call_method_str(vm, o, "_await_writable", &[])?;
    }
    api::call_method_str(vm, o, "_keep", &[data.clone(), int::from_usize(sent)])
}

const METHODS: &[MethodDef] = &[
    method("_core_read_ready", "($self, /)", "Give the protocol what has come.", read_ready),
    method("_core_write", "($self, data, /)", "Write data, at once if possible.", write),
];

macro_rules! field {
    ($name:literal, $field:ident) => {
        property(
            $name,
            "",
            |vm, o| of(o).$field.get().ok_or_else(|| vm.attribute_error($name)),
            |_, o, v| {
                of(o).$field.set(v.cloned());
                Ok(())
            },
        )
    };
}

fn set_sock(vm: &Vm, o: &Obj, sock: Option<&Obj>) -> PyResult<()> {
    let t = of(o);
    let mut fd = -1;
    if let Some(s) = sock.filter(|s| !s.is_none()) {
        let class = names::get(vm, "socket", "socket")?;
        if s.type_obj().is(&class) {
            fd = _socket::descriptor(s);
        }
    }
    t.fd.set(fd);
    t.sock.set(sock.cloned());
    Ok(())
}

const GETTERS: &[GetterDef] = &[
    property("_core_sock", "", |_, o| Ok(of(o).sock.get_or_none()), set_sock),
    field!("_core_loop", owner),
    field!("_core_protocol", protocol),
    field!("_core_buffer", buffer),
    field!("_core_empty_waiter", empty_waiter),
    flag!("_core_eof", eof),
    flag!("_core_buffered", buffered),
    property(
        "_core_conn_lost",
        "",
        |_, o| Ok(int::from_i64(of(o).conn_lost.get())),
        |vm, o, v| {
            of(o).conn_lost.set(v.map_or(Ok(0), |v| api::to_i64(vm, v))?);
            Ok(())
        },
    ),
];

static SPEC: TypeSpec = TypeSpec {
    name: "TransportCore",
    module: "_asyncio",
    doc: "What transports are made on.",
    flags: type_flag::BASE,
    slots: Slots { new: Some(|vm, cls, _| new_instance(vm, cls, Transport::default())), ..Slots::NONE },
    methods: METHODS,
    getters: GETTERS,
    ..TypeSpec::BASE
};
/// The native base of transports.
pub static TRANSPORT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Transport>(false));
