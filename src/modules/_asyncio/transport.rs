//! Stream transports: reading, writing, the buffer of what could not be written, water marks. The base of all stream
//! transports holds their state; how they begin and end is in `endpoint.rs`. Python (`asyncio/selector_events.py`,
//! `_endpoint.py`) takes what is here under its own names.

use super::io::Told;
use super::{endpoint, handle, io, names, queue, stream};
use crate::host;
use crate::modules::_socket;
use crate::modules::os_support::os_error;
use crate::object::args::Args;
use crate::object::attr::{self, new_instance};
use crate::object::buffer::Buffer;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload, Visit};
use crate::object::intern::name;
use crate::object::obj::Obj;
use crate::object::payload::Trace;
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, MethodDef, TypeSpec, getter, method, property, type_flag};
use crate::object::type_object::StaticType;
use crate::types::bytearray::ByteArray;
use crate::types::memoryview::{self, MemoryView};
use crate::types::{buffer, bytes, exception, int, list, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

/// The most that one receive takes.
const MAX_SIZE: usize = 256 * 1024;
/// The most pieces that one send takes.
const MAX_PIECES: usize = 1024;

/// What could not be written yet: a bytes-like object, and how much of it (if it is of bytes) is written.
#[derive(Clone)]
struct Piece(Obj, usize);

impl Trace for Piece {
    fn trace(&self, visit: &mut Visit) {
        visit(self.0.value());
    }
}

/// The native state of a transport.
pub struct Transport {
    /// The descriptor, if the socket is one of the library's; else -1.
    pub(super) fd: Cell<i32>,
    /// The number of the descriptor, whatever the file is.
    pub(super) number: Cell<i32>,
    pub(super) sock: Field,
    pub(super) owner: Field,
    pub(super) protocol: Field,
    pub(super) extra: Field,
    /// The socket, which is put into `extra` with its name when somebody looks there.
    pub(super) unsaid: Field,
    pub(super) server: Field,
    pieces: RefCell<VecDeque<Piece>>,
    /// How many bytes are left in pieces of bytes.
    size: Cell<usize>,
    /// How many pieces are of anything else: their size may change.
    others: Cell<usize>,
    pub(super) empty_waiter: Field,
    pub(super) conn_lost: Cell<i64>,
    eof: Cell<bool>,
    pub(super) closing: Cell<bool>,
    /// The program does not want to read at present.
    paused: Cell<bool>,
    /// The protocol was told not to write.
    pub(super) protocol_paused: Cell<bool>,
    pub(super) high: Field,
    pub(super) low: Field,
    /// The protocol gives the memory to read into.
    pub(super) buffered: Cell<bool>,
    /// There is a protocol to be told of the end.
    pub(super) connected: Cell<bool>,
}

impl Default for Transport {
    fn default() -> Transport {
        Transport {
            fd: Cell::new(-1),
            number: Cell::new(-1),
            sock: Field::default(),
            owner: Field::default(),
            protocol: Field::default(),
            extra: Field::default(),
            unsaid: Field::default(),
            server: Field::default(),
            pieces: RefCell::default(),
            size: Cell::new(0),
            others: Cell::new(0),
            empty_waiter: Field::default(),
            conn_lost: Cell::new(0),
            eof: Cell::new(false),
            closing: Cell::new(false),
            paused: Cell::new(false),
            protocol_paused: Cell::new(false),
            high: Field::default(),
            low: Field::default(),
            buffered: Cell::new(false),
            connected: Cell::new(false),
        }
    }
}

impl Transport {
    fn fields(&self) -> [&Field; 9] {
        [
            &self.sock,
            &self.owner,
            &self.protocol,
            &self.extra,
            &self.unsaid,
            &self.server,
            &self.empty_waiter,
            &self.high,
            &self.low,
        ]
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
        self.pieces.trace(visit);
    }
    fn clear(&self) {
        self.fields().iter().for_each(|f| drop(f.take()));
        drop(self.pieces.take());
    }
}

/// The state of the receiver.
pub fn of(o: &Obj) -> &Transport {
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

/// Has the transport end by an error, unless the error must leave the loop. The error comes back.
pub fn fatal(vm: &Vm, o: &Obj, r: Raised, what: &str) -> PyResult<Obj> {
    let e = vm.take_raised(r);
    if names::must_escape(&e) {
        return Err(vm.raise_again(e));
    }
    api::call_method_str(vm, o, "_fatal_error", &[e.clone(), str_::from_str(what)])?;
    Ok(e)
}

/// Whether an error says that nothing can be done at present; then it is dropped.
pub fn only_again(vm: &Vm, r: Raised) -> PyResult<()> {
    let again =
        vm.raised_matches(&exception::BLOCKING_IO_ERROR) || vm.raised_matches(&exception::INTERRUPTED_ERROR);
    if !again {
        return Err(r);
    }
    drop(vm.take_raised(r));
    Ok(())
}

/// Sorts out the result of a call on the socket.
fn settled<T>(vm: &Vm, o: &Obj, r: PyResult<T>, what: &str) -> PyResult<Done<T>> {
    match r {
        Ok(v) => Ok(Done::Now(v)),
        Err(r) => match only_again(vm, r) {
            Ok(()) => Ok(Done::Again),
            Err(r) => fatal(vm, o, r, what).map(|_| Done::Failed),
        },
    }
}

/// Whether an error number says that nothing can be done at present.
pub fn is_again(e: host::Errno) -> bool {
    e.0 == libc::EAGAIN || e.0 == libc::EWOULDBLOCK || e.0 == libc::EINTR
}

// --- readers and writers

/// Whether the class of a transport is the library's own, as it came: its methods are those here.
pub fn is_own_class(o: &Obj) -> bool {
    names::is_as_it_came(o, names::Own::Transport)
}

/// The number of a transport's descriptor.
pub fn number(o: &Obj) -> Obj {
    int::from_i64(of(o).number.get().into())
}

/// Has a callback called when there is input or room.
fn watch(vm: &Vm, o: &Obj, bit: u32, callback: Obj, context: Option<Obj>) -> PyResult<()> {
    let t = of(o);
    let owner = t.owner.get_or_none();
    let fd = number(o);
    if queue::watches(&owner).is_none() {
        let add = if bit == io::READ { "_add_reader" } else { "_add_writer" };
        return api::call_method_str(vm, &owner, add, &[fd, callback]).map(drop);
    }
    queue::of(&owner).check_open(vm)?;
    let h = handle::create(vm, callback, tuple::from_vec(vec![]), &owner, context)?;
    queue::watch(vm, &owner, &fd, bit, h, Told::State)
}

/// Whether a method of a transport is the one here: nobody has put another in its place.
pub fn has_own(vm: &Vm, o: &Obj, method: &Obj) -> PyResult<bool> {
    Ok(is_own_class(o) && attr::instance_get(vm, o, method)?.is_none())
}

/// Has the transport read when there is input.
fn watch_input(vm: &Vm, o: &Obj, context: Option<Obj>) -> PyResult<()> {
    let t = of(o);
    let owner = t.owner.get_or_none();
    if queue::watches(&owner).is_none() || !has_own(vm, o, name!(_read_ready))? {
        let callback = api::getattr(vm, o, name!(_read_ready))?;
        return watch(vm, o, io::READ, callback, context);
    }
    queue::of(&owner).check_open(vm)?;
    let h = handle::create_reader(vm, o, &owner, context)?;
    queue::watch(vm, &owner, &number(o), io::READ, h, Told::State)
}

/// Has no callback called any more.
pub fn unwatch(vm: &Vm, o: &Obj, bit: u32) -> PyResult<()> {
    let t = of(o);
    let owner = t.owner.get_or_none();
    let fd = number(o);
    if queue::watches(&owner).is_some() {
        return queue::unwatch(vm, &owner, &fd, bit).map(drop);
    }
    let remove = if bit == io::READ { "_remove_reader" } else { "_remove_writer" };
    api::call_method_str(vm, &owner, remove, &[fd]).map(drop)
}

/// In debug mode says what the transport does.
pub fn log(vm: &Vm, o: &Obj, what: &str) -> PyResult<()> {
    let owner = of(o).owner.get_or_none();
    if queue::debug(vm, &owner)? {
        names::call(vm, "asyncio.selector_events", "_log_debug", &[str_::from_str(what), o.clone()])?;
    }
    Ok(())
}

fn is_reading(t: &Transport) -> bool {
    !t.closing.get() && !t.paused.get()
}

fn pause_reading(vm: &Vm, a: Args) -> PyResult<Obj> {
    let t = of(&a[0]);
    if is_reading(t) {
        t.paused.set(true);
        unwatch(vm, &a[0], io::READ)?;
        log(vm, &a[0], "%r pauses reading")?;
    }
    Ok(Obj::NONE)
}

fn resume_reading(vm: &Vm, a: Args) -> PyResult<Obj> {
    let t = of(&a[0]);
    if !t.closing.get() && t.paused.replace(false) {
        watch_input(vm, &a[0], None)?;
        log(vm, &a[0], "%r resumes reading")?;
    }
    Ok(Obj::NONE)
}

fn add_reader(vm: &Vm, a: Args) -> PyResult<Obj> {
    if is_reading(of(&a[0])) {
        watch(vm, &a[0], io::READ, a[2].clone(), None)?;
    }
    Ok(Obj::NONE)
}

/// Begins to read, unless that is paused.
pub fn begin(vm: &Vm, o: &Obj, context: Option<Obj>) -> PyResult<()> {
    if !is_reading(of(o)) {
        return Ok(());
    }
    watch_input(vm, o, context)
}

// --- reading

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

/// Gives the protocol what has come.
pub fn read(vm: &Vm, o: &Obj) -> PyResult<()> {
    let t = of(o);
    if t.conn_lost.get() != 0 {
        return Ok(());
    }
    if t.buffered.get() {
        return read_into_buffer(vm, o);
    }
    let Done::Now(data) = receive(vm, o)? else { return Ok(()) };
    if api::len(vm, &data)? == 0 {
        return if has_own(vm, o, name!(_read_ready__on_eof))? {
            endpoint::read_eof(vm, o)
        } else {
            api::call_method(vm, o, name!(_read_ready__on_eof), &[]).map(drop)
        };
    }
    let protocol = t.protocol.get_or_none();
    let given = match stream::feed_protocol(vm, &protocol, &data) {
        Ok(false) => api::call_method(vm, &protocol, name!(data_received), &[data]).map(drop),
        r => r.map(drop),
    };
    if let Err(r) = given {
        fatal(vm, o, r, "Fatal error: protocol.data_received() call failed.")?;
    }
    Ok(())
}

/// Receives into memory: how much came.
fn receive_into(vm: &Vm, t: &Transport, memory: &Obj) -> PyResult<usize> {
    if t.fd.get() < 0 {
        let n = api::call_method_str(vm, &t.sock.get_or_none(), "recv_into", std::slice::from_ref(memory))?;
        return api::to_i64(vm, &n).map(|n| n as usize);
    }
    let mut b = buffer::get_writable(vm, memory, "recv_into() argument 1")?;
    let room = b.as_mut_slice().unwrap_or_default();
    host::socket::recv_plain(t.fd.get(), room).map_err(|e| os_error(vm, e))
}

fn read_into_buffer(vm: &Vm, o: &Obj) -> PyResult<()> {
    let t = of(o);
    let protocol = t.protocol.get_or_none();
    let given = api::call_method_str(vm, &protocol, "get_buffer", &[int::from_i64(-1)]).and_then(|b| {
        if api::len(vm, &b)? == 0 {
            return Err(vm.runtime_error("get_buffer() returned an empty buffer"));
        }
        Ok(b)
    });
    let memory = match given {
        Ok(b) => b,
        Err(r) => return fatal(vm, o, r, "Fatal error: protocol.get_buffer() call failed.").map(drop),
    };
    let r = receive_into(vm, t, &memory);
    let n = match settled(vm, o, r, "Fatal read error on socket transport")? {
        Done::Now(n) => n,
        Done::Again | Done::Failed => return Ok(()),
    };
    if n == 0 {
        return api::call_method_str(vm, o, "_read_ready__on_eof", &[]).map(drop);
    }
    match api::call_method_str(vm, &protocol, "buffer_updated", &[int::from_usize(n)]) {
        Ok(_) => Ok(()),
        Err(r) => fatal(vm, o, r, "Fatal error: protocol.buffer_updated() call failed.").map(drop),
    }
}

// --- writing

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

/// What is left of an object of which the first bytes are written.
fn rest(vm: &Vm, data: &Obj, sent: usize) -> PyResult<Piece> {
    if bytes::is_bytes(data) || sent == 0 {
        return Ok(Piece(data.clone(), sent));
    }
    let view = memoryview::from_object(vm, data)?;
    let from = crate::types::slice::new(int::from_usize(sent), Obj::NONE, Obj::NONE);
    api::getitem(vm, &view, &from).map(|v| Piece(v, 0))
}

impl Transport {
    fn keep(&self, p: Piece, first: bool) {
        if bytes::is_bytes(&p.0) {
            self.size.set(self.size.get() + bytes::bytes_of(&p.0).len() - p.1);
        } else {
            self.others.set(self.others.get() + 1);
        }
        let mut pieces = self.pieces.borrow_mut();
        if first { pieces.push_front(p) } else { pieces.push_back(p) }
    }

    fn take_first(&self) -> Option<Piece> {
        let p = self.pieces.borrow_mut().pop_front()?;
        if bytes::is_bytes(&p.0) {
            self.size.set(self.size.get() - (bytes::bytes_of(&p.0).len() - p.1));
        } else {
            self.others.set(self.others.get() - 1);
        }
        Some(p)
    }

    fn forget_pieces(&self) {
        self.size.set(0);
        self.others.set(0);
        let all = self.pieces.take();
        drop(all);
    }

    /// Whether nothing waits to be written.
    pub fn is_empty(&self) -> bool {
        self.pieces.borrow().is_empty()
    }

    /// How much is to be written.
    fn buffered_size(&self, vm: &Vm) -> PyResult<usize> {
        let mut n = self.size.get();
        if self.others.get() > 0 {
            let others: Vec<Obj> =
                self.pieces.borrow().iter().filter(|p| !bytes::is_bytes(&p.0)).map(|p| p.0.clone()).collect();
            for o in others {
                n += api::len(vm, &o)?;
            }
        }
        Ok(n)
    }
}

fn above(vm: &Vm, size: usize, limit: &Field) -> PyResult<bool> {
    let limit = limit.get_or_none();
    if let Some(n) = int::to_i64(&limit) {
        return Ok(size as i64 > n);
    }
    api::compare_bool(vm, &int::from_usize(size), &limit, crate::object::slots::CmpOp::Gt)
}

/// Tells the protocol not to write, if there is too much already.
fn maybe_pause(vm: &Vm, o: &Obj) -> PyResult<()> {
    let t = of(o);
    if above(vm, t.buffered_size(vm)?, &t.high)? && !t.protocol_paused.replace(true) {
        api::call_method_str(vm, o, "_tell_protocol", &[str_::from_str("pause_writing")])?;
    }
    Ok(())
}

/// Tells the protocol that it may write again.
fn maybe_resume(vm: &Vm, o: &Obj) -> PyResult<()> {
    let t = of(o);
    if t.protocol_paused.get() && !above(vm, t.buffered_size(vm)?, &t.low)? {
        t.protocol_paused.set(false);
        api::call_method_str(vm, o, "_tell_protocol", &[str_::from_str("resume_writing")])?;
    }
    Ok(())
}

/// The waiter of somebody who sends a file meanwhile.
pub fn empty_waiter(t: &Transport) -> Option<Obj> {
    t.empty_waiter.get().filter(|w| !w.is_none())
}

/// Whether the connection is gone, so that what is written is lost.
fn is_lost(vm: &Vm, o: &Obj) -> PyResult<bool> {
    if of(o).conn_lost.get() == 0 {
        return Ok(false);
    }
    let text = str_::from_str("socket.send() raised exception.");
    api::call_method_str(vm, o, "_note_lost_write", &[text]).map(|_| true)
}

fn await_writable(vm: &Vm, o: &Obj) -> PyResult<()> {
    let callback = api::getattr_str(vm, o, "_write_ready")?;
    watch(vm, o, io::WRITE, callback, None)
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
    if empty_waiter(t).is_some() {
        return Err(vm.runtime_error("unable to write; sendfile is in progress"));
    }
    if !api::is_true(vm, data)? || is_lost(vm, o)? {
        return Ok(Obj::NONE);
    }
    let mut sent = 0;
    if t.is_empty() {
        // Most often it all goes out here.
        match send(vm, o, data)? {
            Done::Now(n) if n == buffer::with_bytes(vm, data, <[u8]>::len)? => return Ok(Obj::NONE),
            Done::Now(n) => sent = n,
            Done::Again => {}
            Done::Failed => return Ok(Obj::NONE),
        }
        await_writable(vm, o)?;
    }
    t.keep(rest(vm, data, sent)?, false);
    maybe_pause(vm, o)?;
    Ok(Obj::NONE)
}

fn writelines(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, t) = (&a[0], of(&a[0]));
    if t.eof.get() {
        return Err(vm.runtime_error("Cannot call writelines() after write_eof()"));
    }
    if empty_waiter(t).is_some() {
        return Err(vm.runtime_error("unable to writelines; sendfile is in progress"));
    }
    if !api::is_true(vm, &a[1])? || is_lost(vm, o)? {
        return Ok(Obj::NONE);
    }
    let mut all = Vec::new();
    api::for_each(vm, &a[1], |data| {
        let piece = if bytes::is_bytes(&data) { data } else { memoryview::from_object(vm, &data)? };
        if api::len(vm, &piece)? > 0 {
            all.push(piece);
        }
        Ok(true)
    })?;
    all.into_iter().for_each(|p| t.keep(Piece(p, 0), false));
    if t.is_empty() {
        return Ok(Obj::NONE);
    }
    flush(vm, o)?;
    if !t.is_empty() {
        await_writable(vm, o)?;
        maybe_pause(vm, o)?;
    }
    Ok(Obj::NONE)
}

/// Sends from the front of the buffer once; how much went out.
fn send_pieces(vm: &Vm, t: &Transport) -> PyResult<usize> {
    let pieces: Vec<Piece> = t.pieces.borrow().iter().take(MAX_PIECES).cloned().collect();
    if t.fd.get() < 0 {
        let Some(Piece(data, start)) = pieces.first() else { return Ok(0) };
        let Piece(data, _) = if *start > 0 {
            rest(vm, &memoryview::from_object(vm, data)?, *start)?
        } else {
            Piece(data.clone(), 0)
        };
        let n = api::call_method_str(vm, &t.sock.get_or_none(), "send", &[data])?;
        return api::to_i64(vm, &n).map(|n| n as usize);
    }
    let views = pieces.iter().map(|p| buffer::get_contiguous(vm, &p.0)).collect::<PyResult<Vec<Buffer>>>()?;
    let parts: Vec<&[u8]> = views
        .iter()
        .zip(&pieces)
        .map(|(v, p)| v.as_slice().unwrap_or_default().get(p.1..).unwrap_or_default())
        .collect();
    let sent = match parts[..] {
        [one] => host::socket::send(t.fd.get(), one, 0, None),
        _ => host::socket::send_message(t.fd.get(), &parts, &[], 0, None),
    };
    sent.map_err(|e| os_error(vm, e))
}

/// Drops what was sent from the front of the buffer.
fn drop_sent(vm: &Vm, t: &Transport, mut n: usize) -> PyResult<()> {
    while n > 0 {
        let Some(Piece(data, start)) = t.take_first() else { break };
        let len =
            if bytes::is_bytes(&data) { bytes::bytes_of(&data).len() - start } else { api::len(vm, &data)? };
        if len > n {
            t.keep(rest(vm, &data, start + n)?, true);
            break;
        }
        n -= len;
    }
    Ok(())
}

fn shut_down(vm: &Vm, t: &Transport) -> PyResult<()> {
    let how = int::from_i64(libc::SHUT_WR.into());
    api::call_method_str(vm, &t.sock.get_or_none(), "shutdown", &[how]).map(drop)
}

/// The socket has room: writes what is in the buffer.
fn flush(vm: &Vm, o: &Obj) -> PyResult<()> {
    let t = of(o);
    if t.is_empty() {
        return Err(vm.error(&exception::ASSERTION_ERROR, "Data should not be empty"));
    }
    if t.conn_lost.get() != 0 {
        return Ok(());
    }
    match send_pieces(vm, t).and_then(|n| drop_sent(vm, t, n)) {
        Ok(()) => {}
        Err(r) => {
            let Err(r) = only_again(vm, r) else { return Ok(()) };
            let e = vm.take_raised(r);
            if names::must_escape(&e) {
                return Err(vm.raise_again(e));
            }
            unwatch(vm, o, io::WRITE)?;
            t.forget_pieces();
            let r = vm.raise_again(e);
            let e = fatal(vm, o, r, "Fatal write error on socket transport")?;
            if let Some(w) = empty_waiter(t) {
                api::call_method_str(vm, &w, "set_exception", &[e])?;
            }
            return Ok(());
        }
    }
    // May add to the buffer.
    maybe_resume(vm, o)?;
    if !t.is_empty() {
        return Ok(());
    }
    unwatch(vm, o, io::WRITE)?;
    if let Some(w) = empty_waiter(t) {
        api::call_method_str(vm, &w, "set_result", &[Obj::NONE])?;
    }
    if t.closing.get() {
        api::call_method_str(vm, o, "_call_connection_lost", &[Obj::NONE])?;
    } else if t.eof.get() {
        shut_down(vm, t)?;
    }
    Ok(())
}

const METHODS: &[MethodDef] = &[
    method("_read_ready", "($self, /)", "Give the protocol what has come.", |vm, a| {
        read(vm, &a[0])?;
        Ok(Obj::NONE)
    }),
    method("_write_ready", "($self, /)", "Write what is in the buffer.", |vm, a| {
        flush(vm, &a[0])?;
        Ok(Obj::NONE)
    }),
    method("_core_write", "($self, data, /)", "Write data, at once if possible.", write),
    method("_core_writelines", "($self, list_of_data, /)", "Write several pieces of data.", writelines),
    method("_core_write_eof", "($self, /)", "End the outgoing half once all is written.", |vm, a| {
        let t = of(&a[0]);
        if !t.closing.get() && !t.eof.replace(true) && t.is_empty() {
            shut_down(vm, t)?;
        }
        Ok(Obj::NONE)
    }),
    method("_add_reader", "($self, fd, callback, /)", "Begin to read, unless that is paused.", add_reader),
    method("_core_pause_reading", "($self, /)", "Read nothing for the time being.", pause_reading),
    method("_core_resume_reading", "($self, /)", "Read on.", resume_reading),
    method("_core_is_reading", "($self, /)", "True unless closing or paused.", |_, a| {
        Ok(Obj::from_bool(is_reading(of(&a[0]))))
    }),
    method("_core_is_closing", "($self, /)", "True once it was closed.", |_, a| {
        Ok(Obj::from_bool(of(&a[0]).closing.get()))
    }),
    method("_core_get_write_buffer_size", "($self, /)", "How many bytes wait to be written.", |vm, a| {
        of(&a[0]).buffered_size(vm).map(int::from_usize)
    }),
    method("_drop_buffer", "($self, /)", "Forget what waits to be written.", |_, a| {
        of(&a[0]).forget_pieces();
        Ok(Obj::NONE)
    }),
    method("_maybe_pause_protocol", "($self, /)", "Hold the protocol back if too much waits.", |vm, a| {
        maybe_pause(vm, &a[0])?;
        Ok(Obj::NONE)
    }),
    method("_maybe_resume_protocol", "($self, /)", "Let the protocol write again.", |vm, a| {
        maybe_resume(vm, &a[0])?;
        Ok(Obj::NONE)
    }),
];

static ALL_METHODS: [MethodDef; METHODS.len() + endpoint::METHODS.len()] = {
    let mut all = [METHODS[0]; METHODS.len() + endpoint::METHODS.len()];
    let mut i = 0;
    while i < all.len() {
        all[i] = if i < METHODS.len() { METHODS[i] } else { endpoint::METHODS[i - METHODS.len()] };
        i += 1;
    }
    all
};

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

/// Gives a transport its file, or none any more.
pub fn set_sock(o: &Obj, sock: Option<&Obj>) {
    let t = of(o);
    let plain = sock.filter(|s| names::is_as_it_came(s, names::Own::Socket));
    t.fd.set(plain.map_or(-1, _socket::descriptor));
    t.sock.set(sock.cloned());
}

const GETTERS: &[GetterDef] = &[
    property(
        "_core_sock",
        "",
        |_, o| Ok(of(o).sock.get_or_none()),
        |_, o, v| {
            set_sock(o, v);
            Ok(())
        },
    ),
    property(
        "_core_fd",
        "",
        |_, o| Ok(int::from_i64(of(o).number.get().into())),
        |vm, o, v| {
            of(o).number.set(v.map_or(Ok(-1), |v| api::to_i64(vm, v))? as i32);
            Ok(())
        },
    ),
    property(
        "_core_server",
        "",
        |_, o| Ok(of(o).server.get_or_none()),
        |_, o, v| {
            of(o).server.set(v.cloned());
            Ok(())
        },
    ),
    property(
        "_extra",
        "",
        |vm, o| {
            endpoint::complete(vm, of(o))?;
            of(o).extra.get().ok_or_else(|| vm.attribute_error("_extra"))
        },
        |_, o, v| {
            of(o).unsaid.set(None);
            of(o).extra.set(v.cloned());
            Ok(())
        },
    ),
    field!("_core_loop", owner),
    field!("_core_protocol", protocol),
    field!("_core_empty_waiter", empty_waiter),
    field!("_core_high_water", high),
    field!("_core_low_water", low),
    flag!("_core_eof", eof),
    flag!("_core_closing", closing),
    flag!("_core_paused", paused),
    flag!("_core_protocol_paused", protocol_paused),
    flag!("_core_buffered", buffered),
    flag!("_core_connected", connected),
    getter("_core_buffer", "What waits to be written.", |vm, o| {
        let pieces: Vec<Piece> = of(o).pieces.borrow().iter().cloned().collect();
        let view = |p: Piece| match p.1 {
            0 => Ok(p.0),
            n => rest(vm, &memoryview::from_object(vm, &p.0)?, n).map(|p| p.0),
        };
        pieces.into_iter().map(view).collect::<PyResult<Vec<Obj>>>().map(list::from_vec)
    }),
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
    slots: Slots {
        new: Some(|vm, cls, _| new_instance(vm, cls, Transport::default())),
        del: Some(endpoint::dropped),
        ..Slots::NONE
    },
    methods: &ALL_METHODS,
    getters: GETTERS,
    ..TypeSpec::BASE
};
/// The native base of transports.
pub static TRANSPORT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Transport>(false));
