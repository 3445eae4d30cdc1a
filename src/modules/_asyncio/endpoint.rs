//! How the transports of sockets and pipes begin and end: opening one, what its loop is to do first, closing, and the
//! one moment at which its protocol hears of the end. What they do in between is in `transport.rs`.
#![allow(unsafe_code)]

use super::queue::{self, Entry};
use super::transport::{self, Transport, of};
use super::{future::Future, io, names};
use crate::modules::_contextvars;
use crate::modules::_socket;
use crate::object::args::Args;
use crate::object::attr;
use crate::object::heap::{GilCell, LayoutOps, Visit};
use crate::object::intern::{intern, name};

use crate::object::obj::{Obj, Ref};
use crate::object::payload::{Trace, payload};
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, TypeSpec, method};
use crate::object::type_object::StaticType;
use crate::types::native::AddressHasher;
use crate::types::{dict, exception, int, list, weakref};
use crate::vm::{PyResult, Vm, api};
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// Bytes above which a protocol is told to pause, and below which it may go on.
const WATER_MARKS: [i64; 2] = [64 * 1024, 16 * 1024];

/// The native state of a loop that queues calls without anybody seeing their handles.
fn queues(owner: &Obj) -> Option<&queue::Core> {
    queue::native(owner).filter(|c| !c.debug.get() && c.owns(owner, queue::CALL_SOON))
}

/// `loop.call_soon(f, x)`
fn soon(vm: &Vm, owner: &Obj, f: Obj, x: &Obj) -> PyResult<()> {
    if let Some(c) = queues(owner) {
        c.check_open(vm)?;
        c.push(Entry::Done(f, x.clone(), _contextvars::copy_current(vm)));
        return Ok(());
    }
    api::call_method(vm, owner, name!(call_soon), &[f, x.clone()]).map(drop)
}

// --- the beginning

/// `__init__(loop, sock, protocol, extra, server)` of every transport of a socket.
fn open_socket(vm: &Vm, o: &Obj, [owner, sock, protocol, extra, server]: [&Obj; 5]) -> PyResult<()> {
    let t = of(o);
    if owner.is_none() {
        return Err(vm.error_args(&exception::ASSERTION_ERROR, vec![]));
    }
    t.owner.set(Some(owner.clone()));
    t.extra.set(Some(if api::is_true(vm, extra)? { extra.clone() } else { dict::new().into_obj() }));
    t.protocol_paused.set(false);
    if transport::is_own_class(o) {
        t.high.set(Some(int::from_i64(WATER_MARKS[0])));
        t.low.set(Some(int::from_i64(WATER_MARKS[1])));
    } else {
        api::call_method_str(vm, o, "_set_write_buffer_limits", &[])?;
    }
    let extra = t.extra.get_or_none();
    let plain = names::is_as_it_came(sock, names::Own::Socket);
    let is_known = plain && transport::is_own_class(o) && _socket::inherited_name(sock).is_some();
    let all_said = !is_known || !api::contains(vm, &extra, name!(peername))?;
    t.unsaid.set((!all_said).then(|| sock.clone()));
    if all_said {
        show_socket(vm, &extra, sock)?;
    }
    for (key, ask, peer) in [(name!(sockname), "getsockname", false), (name!(peername), "getpeername", true)]
    {
        if !all_said || peer && api::contains(vm, &extra, key)? {
            continue;
        }
        let found = if plain {
            _socket::name_of(vm, _socket::descriptor(sock), peer)
        } else {
            api::call_method_str(vm, sock, ask, &[])
        };
        let found = found.or_else(|r| vm.clear_if(r, &exception::OS_ERROR).map(|()| Obj::NONE))?;
        api::setitem(vm, &extra, key, &found)?;
    }
    transport::set_sock(o, Some(sock));
    let fd = if plain {
        i64::from(t.fd.get())
    } else {
        let fd = api::call_method_str(vm, sock, "fileno", &[])?;
        api::to_i64(vm, &fd)?
    };
    t.number.set(fd as i32);
    if transport::is_own_class(o) {
        set_protocol(vm, o, protocol)?;
    } else {
        api::call_method_str(vm, o, "set_protocol", std::slice::from_ref(protocol))?;
    }
    if !server.is_none() {
        t.server.set(Some(server.clone()));
        attach(vm, server, o)?;
    }
    match queue::native(owner) {
        Some(c) => c.transports.set(vm, fd as i32, Some(o)),
        None => {
            let all = api::getattr_str(vm, owner, "_transports")?;
            api::setitem(vm, &all, &int::from_i64(fd), o)
        }
    }
}

fn show_socket(vm: &Vm, extra: &Obj, sock: &Obj) -> PyResult<()> {
    let class = names::get(vm, "asyncio.trsock", "TransportSocket")?;
    let shown = api::call(vm, &class, std::slice::from_ref(sock))?;
    api::setitem(vm, extra, name!(socket), &shown)
}

/// Somebody looks at what is known about the connection.
pub fn complete(vm: &Vm, t: &Transport) -> PyResult<()> {
    let Some(sock) = t.unsaid.take() else { return Ok(()) };
    let extra = t.extra.get_or_none();
    show_socket(vm, &extra, &sock)?;
    api::setitem(vm, &extra, name!(sockname), &_socket::inherited_name(&sock).unwrap_or(Obj::NONE))
}

/// The group of a server's transports, if the server is one of the library's; and whether it is closed.
fn clients(vm: &Vm, server: &Obj) -> PyResult<Option<(Obj, bool)>> {
    if !names::is_as_it_came(server, names::Own::Server) {
        return Ok(None);
    }
    let all = attr::instance_get(vm, server, name!(_clients))?;
    let closed = attr::instance_get(vm, server, name!(_sockets))?.is_none_or(|s| s.is_none());
    Ok(all.filter(Obj::is_exact::<Group>).map(|all| (all, closed)))
}

fn attach(vm: &Vm, server: &Obj, o: &Obj) -> PyResult<()> {
    match clients(vm, server)? {
        Some((all, false)) => group(&all).add(vm, o),
        _ => api::call_method(vm, server, name!(_attach), std::slice::from_ref(o)).map(drop),
    }
}

fn detach(vm: &Vm, server: &Obj, o: &Obj) -> PyResult<()> {
    match clients(vm, server)? {
        Some((all, false)) => {
            group(&all).discard(o);
            Ok(())
        }
        _ => api::call_method(vm, server, name!(_detach), std::slice::from_ref(o)).map(drop),
    }
}

fn set_protocol(vm: &Vm, o: &Obj, protocol: &Obj) -> PyResult<()> {
    let t = of(o);
    t.protocol.set(Some(protocol.clone()));
    t.connected.set(true);
    // Most often it is the class that was asked about last.
    static LAST: GilCell<(usize, u32, bool)> = GilCell::new((0, 0, false));
    let key = (protocol.type_ptr() as usize, protocol.ty().version());
    // SAFETY: GIL held; plain numbers.
    let (class, version, known) = unsafe { *LAST.get() };
    if version == 0 || key != (class, version) {
        let buffered = names::get(vm, "asyncio.protocols", "BufferedProtocol")?;
        t.buffered.set(api::isinstance(vm, protocol, &buffered)?);
        // SAFETY: as above.
        unsafe { *LAST.get() = (key.0, key.1, t.buffered.get()) };
    } else {
        t.buffered.set(known);
    }
    Ok(())
}

/// RuntimeError if the descriptor of a file belongs to a transport.
pub fn check_free(vm: &Vm, owner: &Obj, file: &Obj) -> PyResult<()> {
    let fd = if names::is_as_it_came(file, names::Own::Socket) {
        i64::from(_socket::descriptor(file))
    } else if let Some(fd) = int::to_i64(file) {
        fd
    } else {
        let fd = names::call(vm, "asyncio.selector_events", "_number_of", std::slice::from_ref(file))?;
        api::to_i64(vm, &fd)?
    };
    let Some(c) = queue::native(owner) else { return Ok(()) };
    let Some(found) = i32::try_from(fd).ok().and_then(|fd| c.transports.get(fd)) else { return Ok(()) };
    let closing = if transport::is_own_class(&found) {
        of(&found).closing.get()
    } else {
        let closing = api::call_method_str(vm, &found, "is_closing", &[])?;
        api::is_true(vm, &closing)?
    };
    if closing {
        return Ok(());
    }
    let (file, found) = (api::repr_string(vm, file)?, api::repr_string(vm, &found)?);
    Err(vm.runtime_error(format!("File descriptor {file} is used by transport {found}")))
}

/// Tells the protocol, then reads, then tells who made this: one after the other, next turn.
fn begin(vm: &Vm, o: &Obj, reader: &Obj, waiter: &Obj) -> PyResult<()> {
    let t = of(o);
    t.connected.set(true);
    let (owner, protocol) = (t.owner.get_or_none(), t.protocol.get_or_none());
    let made = api::getattr(vm, &protocol, name!(connection_made))?;
    soon(vm, &owner, made, o)?;
    let core = queues(&owner);
    if let Some(c) = core.filter(|_| transport::is_own_class(o)) {
        c.push(Entry::Begin(o.clone(), _contextvars::copy_current(vm)));
    } else if !reader.is_none() {
        let add = api::getattr(vm, o, name!(_add_reader))?;
        api::call_method(vm, &owner, name!(call_soon), &[add, transport::number(o), reader.clone()])?;
    }
    if waiter.is_none() {
        return Ok(());
    }
    if let Some(c) = core.filter(|_| waiter.is_exact::<Future>()) {
        c.push(Entry::Finish(waiter.clone(), _contextvars::current(vm)));
        return Ok(());
    }
    let finish = names::get(vm, "asyncio.futures", "_set_result_unless_cancelled")?;
    api::call_method(vm, &owner, name!(call_soon), &[finish, waiter.clone(), Obj::NONE]).map(drop)
}

fn open_stream(vm: &Vm, a: Args) -> PyResult<Obj> {
    let o = &a[0];
    let given = |i: usize| a.opt_not_none(i).cloned().unwrap_or(Obj::NONE);
    open_socket(vm, o, [&a[1], &a[2], &a[3], &given(5), &given(6)])?;
    of(o).empty_waiter.set(Some(Obj::NONE));
    // Small pieces are written one by one: they shall not wait for each other.
    if of(o).fd.get() >= 0 {
        _socket::send_at_once(vm, &a[2])?;
    } else {
        names::call(vm, "asyncio._network", "_set_nodelay", std::slice::from_ref(&a[2]))?;
    }
    let native = transport::is_own_class(o) && queues(&a[1]).is_some();
    let reader = if native { Obj::NONE } else { api::getattr(vm, o, name!(_read_ready))? };
    begin(vm, o, &reader, &given(4))?;
    Ok(Obj::NONE)
}

// --- the end

/// From here on nothing is written; in the next turn the protocol hears of it.
fn end_soon(vm: &Vm, o: &Obj, exc: &Obj) -> PyResult<()> {
    let t = of(o);
    t.conn_lost.set(t.conn_lost.get() + 1);
    transport::unwatch(vm, o, io::WRITE)?;
    let owner = t.owner.get_or_none();
    if let Some(c) = queues(&owner)
        && transport::has_own(vm, o, name!(_call_connection_lost))?
    {
        c.check_open(vm)?;
        c.push(Entry::Lost(o.clone(), exc.clone(), _contextvars::copy_current(vm)));
        return Ok(());
    }
    let lost = api::getattr(vm, o, name!(_call_connection_lost))?;
    soon(vm, &owner, lost, exc)
}

fn close(vm: &Vm, o: &Obj) -> PyResult<()> {
    let t = of(o);
    if !t.closing.replace(true) {
        transport::unwatch(vm, o, io::READ)?;
        let waits = if transport::is_own_class(o) {
            !t.is_empty()
        } else {
            let waits = api::call_method_str(vm, o, "_waits_to_write", &[])?;
            api::is_true(vm, &waits)?
        };
        if !waits {
            end_soon(vm, o, &Obj::NONE)?;
        }
    }
    Ok(())
}

fn force_close(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (o, t) = (&a[0], of(&a[0]));
    if t.conn_lost.get() == 0 {
        api::call_method(vm, o, name!(_drop_buffer), &[])?;
        t.closing.set(true);
        transport::unwatch(vm, o, io::READ)?;
        end_soon(vm, o, &a[1])?;
    }
    Ok(Obj::NONE)
}

/// Closes the file, and lets go of everything.
fn let_go(vm: &Vm, o: &Obj, t: &Transport) -> PyResult<()> {
    let file = t.sock.get_or_none();
    let plain = t.fd.get() >= 0 && _socket::close_plain(vm, &file)?;
    if !plain {
        api::call_method(vm, &file, name!(close), &[])?;
    }
    t.fd.set(-1);
    let server = t.server.take().filter(|s| !s.is_none());
    for field in [&t.sock, &t.protocol, &t.owner] {
        field.set(Some(Obj::NONE));
    }
    match server {
        Some(s) => detach(vm, &s, o),
        None => Ok(()),
    }
}

/// Tells the protocol of the end.
pub fn lost(vm: &Vm, o: &Obj, exc: &Obj) -> PyResult<()> {
    let t = of(o);
    let told = if t.connected.get() {
        let exc = std::slice::from_ref(exc);
        api::call_method(vm, &t.protocol.get_or_none(), name!(connection_lost), exc).map(drop)
    } else {
        Ok(())
    };
    let told = told.map_err(|r| vm.take_raised(r));
    let_go(vm, o, t)?;
    told.map_err(|e| vm.raise_again(e))?;
    if let Some(w) = transport::empty_waiter(t) {
        let e = vm.error(&exception::CONNECTION_ERROR, "Connection is closed by peer");
        let e = vm.take_raised(e);
        api::call_method_str(vm, &w, "set_exception", &[e])?;
    }
    Ok(())
}

/// The other side sends no more.
pub fn read_eof(vm: &Vm, o: &Obj) -> PyResult<()> {
    let t = of(o);
    transport::log(vm, o, "%r received EOF")?;
    let stays = match api::call_method(vm, &t.protocol.get_or_none(), name!(eof_received), &[]) {
        Ok(stays) => stays,
        Err(r) => {
            return transport::fatal(vm, o, r, "Fatal error: protocol.eof_received() call failed.").map(drop);
        }
    };
    if api::is_true(vm, &stays)? {
        // Only for writing: it would be ready to be read for ever.
        return transport::unwatch(vm, o, io::READ);
    }
    if transport::has_own(vm, o, name!(close))? {
        close(vm, o)
    } else {
        api::call_method(vm, o, name!(close), &[]).map(drop)
    }
}

/// A transport that nobody has closed goes away.
pub fn dropped(vm: &Vm, o: &Obj) {
    if of(o).sock.get().is_none_or(|s| s.is_none()) {
        return;
    }
    let pending = vm.save_raised();
    if api::call_method_str(vm, o, "_left_open", &[]).is_err() {
        vm.write_unraisable("Exception ignored in", o.ty().lookup(&intern("_left_open")).as_ref());
    }
    vm.restore_raised(pending);
}

/// What Python classes take under their own names.
pub const METHODS: &[MethodDef] = &[
    method(
        "_core_open_socket",
        "($self, loop, sock, protocol, extra=None, server=None)",
        "Take a socket.",
        |vm, a| {
            let given = |i: usize| a.opt_not_none(i).cloned().unwrap_or(Obj::NONE);
            open_socket(vm, &a[0], [&a[1], &a[2], &a[3], &given(4), &given(5)])?;
            Ok(Obj::NONE)
        },
    ),
    method(
        "_core_open_stream",
        "($self, loop, sock, protocol, waiter=None, extra=None, server=None)",
        "Take a socket and begin to read.",
        open_stream,
    ),
    method("_core_set_protocol", "($self, protocol, /)", "Tell another protocol from now on.", |vm, a| {
        set_protocol(vm, &a[0], &a[1])?;
        Ok(Obj::NONE)
    }),
    method("_begin", "($self, reader, waiter, /)", "Tell the protocol, then read.", |vm, a| {
        begin(vm, &a[0], &a[1], &a[2])?;
        Ok(Obj::NONE)
    }),
    method("_core_close", "($self, /)", "Send what is buffered, then close.", |vm, a| {
        close(vm, &a[0])?;
        Ok(Obj::NONE)
    }),
    method("_force_close", "($self, exc, /)", "Close, whatever is buffered.", force_close),
    method("_call_connection_lost", "($self, exc, /)", "Tell the protocol of the end.", |vm, a| {
        lost(vm, &a[0], &a[1])?;
        Ok(Obj::NONE)
    }),
    method("_read_ready__on_eof", "($self, /)", "The other side sends no more.", |vm, a| {
        read_eof(vm, &a[0])?;
        Ok(Obj::NONE)
    }),
];

// --- which descriptors belong to transports

/// Weak references to the transports of a loop, by descriptor.
#[derive(Default)]
pub struct Table(RefCell<Vec<Option<Obj>>>);

impl Trace for Table {
    fn trace(&self, visit: &mut Visit) {
        if let Ok(all) = self.0.try_borrow() {
            all.iter().flatten().for_each(|w| visit(w.value()));
        }
    }
}

impl Table {
    /// The transport of a descriptor.
    pub fn get(&self, fd: i32) -> Option<Obj> {
        let weak = self.0.borrow().get(usize::try_from(fd).ok()?)?.clone()?;
        weakref::state(&weak)?.target()
    }

    /// Gives a descriptor to a transport, or to nobody.
    pub fn set(&self, vm: &Vm, fd: i32, o: Option<&Obj>) -> PyResult<()> {
        let Ok(at) = usize::try_from(fd) else { return Ok(()) };
        let weak = o.map(|o| weakref::new_ref(vm, o, None)).transpose()?;
        let mut all = self.0.borrow_mut();
        if at >= all.len() {
            if weak.is_none() {
                return Ok(());
            }
            all.resize(at + 1, None);
        }
        let old = std::mem::replace(&mut all[at], weak);
        drop(all);
        drop(old);
        Ok(())
    }

    /// Those that are alive, by descriptor.
    pub fn all(&self, vm: &Vm) -> PyResult<Obj> {
        let n = self.0.borrow().len() as i32;
        let found = dict::new();
        for fd in 0..n {
            if let Some(o) = self.get(fd) {
                found.set(vm, &int::from_i64(fd.into()), &o)?;
            }
        }
        Ok(found.into_obj())
    }
}

/// The native state of a group that keeps none of its members alive: weak references, by address.
pub struct Group {
    members: RefCell<HashMap<usize, Obj, BuildHasherDefault<AddressHasher>>>,
}
payload!(Group, GROUP, [members]);

impl<H> Trace for RefCell<HashMap<usize, Obj, H>> {
    fn trace(&self, visit: &mut Visit) {
        if let Ok(all) = self.try_borrow() {
            all.values().for_each(|w| visit(w.value()));
        }
    }
}

fn group(o: &Obj) -> &Group {
    o.downcast::<Group>().expect("the receiver is a group")
}

impl Group {
    fn add(&self, vm: &Vm, o: &Obj) -> PyResult<()> {
        let weak = weakref::new_ref(vm, o, None)?;
        let old = self.members.borrow_mut().insert(o.value().bits() as usize, weak);
        drop(old);
        Ok(())
    }

    fn discard(&self, o: &Obj) {
        let old = self.members.borrow_mut().remove(&(o.value().bits() as usize));
        drop(old);
    }
}

fn alive(o: &Obj) -> Vec<Obj> {
    let all: Vec<Obj> = group(o).members.borrow().values().cloned().collect();
    all.iter().filter_map(|w| weakref::state(w)?.target()).collect()
}

static GROUP_SPEC: TypeSpec = TypeSpec {
    name: "WeakGroup",
    module: "_asyncio",
    doc: "Objects, each once, that are not kept alive.",
    slots: Slots {
        new: Some(|_, _, _| Ok(Ref::new(Group { members: RefCell::default() }).into_obj())),
        len: Some(|_, o| Ok(alive(o).len())),
        iter: Some(|vm, o| api::iter(vm, &list::from_vec(alive(o)))),
        ..Slots::NONE
    },
    methods: &[
        method("add", "($self, member, /)", "Take a member in.", |vm, a| {
            group(&a[0]).add(vm, &a[1])?;
            Ok(Obj::NONE)
        }),
        method("discard", "($self, member, /)", "Let a member go.", |_, a| {
            group(&a[0]).discard(&a[1]);
            Ok(Obj::NONE)
        }),
    ],
    ..TypeSpec::FINAL
};
/// The type of groups.
pub static GROUP: StaticType = StaticType::new(&GROUP_SPEC, LayoutOps::of::<Group>(false));
