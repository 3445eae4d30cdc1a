//! `_socket`: the socket type and what belongs to it; name look-ups are in `_socket/names.rs`.

mod names;

use crate::host::clock::monotonic;
use crate::host::socket::{self as host, Address, Parts};
use crate::host::{Errno, Sys, file};
use crate::modules::os_support::{c_int, fs_decode, fs_encode, os_error};
use crate::modules::time::duration;
use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::buffer::Buffer;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, MethodDef, ModuleSpec, TypeSpec, getter, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::tuple::Tuple;
use crate::types::{buffer, bytes, exception, float, int, list, module, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api, gil, signals};
use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicI64, Ordering};

/// The timeout that says "wait for ever".
const FOREVER: i64 = -1;
static DEFAULT_TIMEOUT: AtomicI64 = AtomicI64::new(FOREVER);

/// The native state of a socket; the descriptor is -1 when closed.
struct Socket {
    fd: Cell<i32>,
    family: Cell<i32>,
    kind: Cell<i32>,
    proto: Cell<i32>,
    /// Nanoseconds; 0: never wait.
    timeout: Cell<i64>,
    /// Where a loop watches it, if it does so still: see `_asyncio::io::Told`.
    watched: Cell<u64>,
    /// Of a listening socket: the name that connections have from it, once that is known; of a connection: its name.
    name: Field,
    /// Whether it was asked for a name that connections can have.
    asked: Cell<bool>,
}

impl Drop for Socket {
    fn drop(&mut self) {
        if self.fd.get() >= 0 {
            let _ = file::close(self.fd.get());
        }
    }
}

#[allow(unsafe_code)]
// SAFETY: holds nothing but the name, which refers to nobody.
unsafe impl Payload for Socket {
    fn static_type() -> &'static StaticType {
        &SOCKET
    }
    const GC: bool = true;
}

fn of(o: &Obj) -> &Socket {
    o.downcast().expect("the receiver is a socket")
}

fn timed_out(vm: &Vm) -> Raised {
    vm.error(&exception::TIMEOUT_ERROR, "timed out")
}

fn n(value: i32) -> Obj {
    int::from_i64(value.into())
}

/// Waits until a socket is ready, without the GIL; false if the time was over first.
fn ready(vm: &Vm, fd: i32, events: i16, deadline: i64) -> PyResult<bool> {
    loop {
        let left = (deadline - monotonic()).max(0);
        let ms = ((left + 999_999) / 1_000_000).min(i32::MAX.into()) as i32;
        match gil::allow_threads(vm, || host::poll(&mut [(fd, events, 0)], ms)) {
            Ok(0) if monotonic() >= deadline => return Ok(false),
            Ok(0) => {}
            Ok(_) => return Ok(true),
            Err(Errno(libc::EINTR)) => signals::run_handlers(vm)?,
            Err(e) => return Err(os_error(vm, e)),
        }
    }
}

impl Socket {
    fn deadline(&self) -> Option<i64> {
        let t = self.timeout.get();
        (t > 0).then(|| monotonic().saturating_add(t))
    }

    /// A call that may wait: it is repeated after signals, and until the time is over.
    fn wait<T>(
        &self,
        vm: &Vm,
        events: i16,
        deadline: Option<i64>,
        mut f: impl FnMut(i32) -> Sys<T>,
    ) -> PyResult<T> {
        let fd = self.fd.get();
        loop {
            if let Some(d) = deadline
                && fd >= 0
                && !ready(vm, fd, events, d)?
            {
                return Err(timed_out(vm));
            }
            // A socket that never waits needs no other thread to run meanwhile.
            let r = if self.timeout.get() == 0 { f(fd) } else { gil::allow_threads(vm, || f(fd)) };
            match r {
                Ok(v) => return Ok(v),
                Err(Errno(libc::EINTR)) => signals::run_handlers(vm)?,
                Err(Errno(libc::EAGAIN)) if deadline.is_some() => {}
                Err(e) => return Err(os_error(vm, e)),
            }
        }
    }

    fn read<T>(&self, vm: &Vm, f: impl FnMut(i32) -> Sys<T>) -> PyResult<T> {
        self.wait(vm, libc::POLLIN, self.deadline(), f)
    }

    fn write<T>(&self, vm: &Vm, f: impl FnMut(i32) -> Sys<T>) -> PyResult<T> {
        self.wait(vm, libc::POLLOUT, self.deadline(), f)
    }

    fn set_timeout(&self, vm: &Vm, ns: i64) -> PyResult<()> {
        self.timeout.set(ns);
        file::set_blocking(self.fd.get(), ns < 0).map_err(|e| os_error(vm, e))
    }
}

/// Seconds, or None, as nanoseconds or `FOREVER`.
fn timeout_of(vm: &Vm, o: &Obj) -> PyResult<i64> {
    if o.is_none() {
        return Ok(FOREVER);
    }
    match duration(vm, o)? {
        ns if ns < 0 => Err(vm.value_error("Timeout value out of range")),
        ns => Ok(ns),
    }
}

fn timeout_object(ns: i64) -> Obj {
    if ns < 0 { Obj::NONE } else { float::from_f64(ns as f64 / 1e9) }
}

// --- addresses

/// Four bytes as decimal numbers with dots between them (the formatting of the standard library was a third of what it
/// costs to accept a connection natively).
fn dotted(octets: [u8; 4]) -> Obj {
    let mut text = [0; 15];
    let mut len = 0;
    for (i, b) in octets.into_iter().enumerate() {
        if i > 0 {
            text[len] = b'.';
            len += 1;
        }
        for power in [100, 10, 1] {
            if b >= power || power == 1 {
                text[len] = b'0' + b / power % 10;
                len += 1;
            }
        }
    }
    str_::from_str(std::str::from_utf8(&text[..len]).expect("digits and dots"))
}

/// An address as Python has it.
fn address_object(vm: &Vm, a: &Address) -> PyResult<Obj> {
    Ok(match a.parts() {
        Parts::V4(ip, port) => tuple::pair(dotted(ip.octets()), n(port.into())),
        Parts::V6(ip, port, flow, scope) => tuple::from_vec(vec![
            str_::from_string(ip.to_string()),
            n(port.into()),
            int::from_u64(flow.into()),
            int::from_u64(scope.into()),
        ]),
        Parts::Unix(path) if path.first() == Some(&0) => bytes::from_slice(&path),
        Parts::Unix(path) => fs_decode(vm, &path)?,
        Parts::Nothing => Obj::NONE,
        Parts::Other(family, raw) => tuple::from_vec(vec![n(family), bytes::from_slice(&raw)]),
    })
}

/// Reads an address for a family; `function` is for messages.
fn address_of(vm: &Vm, family: i32, o: &Obj, function: &str) -> PyResult<Address> {
    match family {
        libc::AF_UNIX => {
            // A name that begins with a zero byte is not of the file system.
            let path = if str_::is_str(o) { fs_encode(vm, o)? } else { buffer::to_bytes_vec(vm, o)? };
            Address::unix(&path).ok_or_else(|| vm.error(&exception::OS_ERROR, "AF_UNIX path too long"))
        }
        libc::AF_INET | libc::AF_INET6 => {
            let name = if family == libc::AF_INET { "AF_INET" } else { "AF_INET6" };
            let Some(items) = o.downcast::<Tuple>().map(Tuple::as_slice) else {
                return Err(vm.type_error(format!(
                    "{function}(): {name} address must be tuple, not {}",
                    o.ty().name()
                )));
            };
            let most = if family == libc::AF_INET { 2 } else { 4 };
            if items.len() < 2 || items.len() > most {
                let what = if most == 2 {
                    "a pair (host, port)"
                } else {
                    "a tuple (host, port[, flowinfo[, scopeid]])"
                };
                return Err(vm.type_error(format!("{function}(): {name} address must be {what}")));
            }
            let port = match u16::try_from(api::to_i64(vm, &items[1])?) {
                Ok(p) => p,
                Err(_) => return Err(vm.overflow_error(format!("{function}(): port must be 0-65535."))),
            };
            let part = |i: usize| items.get(i).map_or(Ok(0), |o| api::to_i64(vm, o).map(|n| n as u32));
            let (flow, scope) = (part(2)?, part(3)?);
            if flow > 0xfffff {
                return Err(vm.overflow_error(format!("{function}(): flowinfo must be 0-1048575.")));
            }
            let a = names::host_address(vm, &items[0], family)?;
            Ok(match a.parts() {
                Parts::V4(ip, _) => Address::v4(ip, port),
                Parts::V6(ip, _, _, found) => {
                    Address::v6(ip, port, flow, if scope == 0 { found } else { scope })
                }
                _ => a,
            })
        }
        _ => Err(vm.error(&exception::OS_ERROR, format!("{function}(): bad family"))),
    }
}

// --- methods

fn new(vm: &Vm, cls: &Obj, _: CallArgs) -> PyResult<Obj> {
    let empty = || Cell::new(-1);
    let s = Socket {
        fd: empty(),
        family: empty(),
        kind: empty(),
        proto: empty(),
        timeout: Cell::new(DEFAULT_TIMEOUT.load(Ordering::Relaxed)),
        watched: Cell::new(0),
        name: Field::default(),
        asked: Cell::new(false),
    };
    new_instance(vm, cls, s)
}

fn init_socket(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
    let [family, kind, proto, fileno] = args.bind(vm, "socket", ["family", "type", "proto", "fileno"])?;
    let number = |o: Option<&Obj>| o.map_or(Ok(-1), |o| c_int(vm, o));
    let (mut family, mut kind, mut proto) = (number(family)?, number(kind)?, number(proto)?);
    let fail = |e| os_error(vm, e);
    let fd = match fileno.filter(|f| !f.is_none()) {
        Some(f) => {
            if float::as_float(f).is_some() {
                return Err(vm.type_error("integer argument expected, got float"));
            }
            let fd = c_int(vm, f)?;
            if fd < 0 {
                return Err(vm.value_error("negative file descriptor"));
            }
            let found = host::int_option(fd, libc::SOL_SOCKET, libc::SO_DOMAIN).map_err(fail)?;
            family = if family == -1 { found } else { family };
            if kind == -1 {
                kind = host::int_option(fd, libc::SOL_SOCKET, libc::SO_TYPE).map_err(fail)?;
            }
            if proto == -1 {
                proto = host::int_option(fd, libc::SOL_SOCKET, libc::SO_PROTOCOL).map_err(fail)?;
            }
            fd
        }
        None => {
            family = if family == -1 { libc::AF_INET } else { family };
            kind = if kind == -1 { libc::SOCK_STREAM } else { kind };
            proto = proto.max(0);
            host::socket(family, kind, proto).map_err(fail)?
        }
    };
    let s = of(o);
    let old = s.fd.replace(fd);
    s.watched.set(0);
    s.name.set(None);
    s.asked.set(false);
    if old >= 0 && old != fd {
        let _ = file::close(old);
    }
    s.family.set(family);
    s.kind.set(kind & !(libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC));
    s.proto.set(proto);
    let default = DEFAULT_TIMEOUT.load(Ordering::Relaxed);
    if kind & libc::SOCK_NONBLOCK != 0 {
        s.timeout.set(0);
    } else {
        s.timeout.set(default);
        if default >= 0 {
            s.set_timeout(vm, default)?;
        }
    }
    Ok(())
}

/// `connect`: the error number that is left.
fn connect(vm: &Vm, a: Args, function: &str) -> PyResult<Sys<()>> {
    let s = of(&a[0]);
    let to = address_of(vm, s.family.get(), &a[1], function)?;
    let fd = s.fd.get();
    let deadline = s.deadline();
    let r = gil::allow_threads(vm, || host::connect(fd, &to));
    let must_wait = match r {
        Err(Errno(libc::EINTR)) => {
            signals::run_handlers(vm)?;
            s.timeout.get() != 0
        }
        Err(Errno(libc::EINPROGRESS | libc::EAGAIN)) => deadline.is_some(),
        _ => false,
    };
    if !must_wait {
        return Ok(r);
    }
    if !ready(vm, fd, libc::POLLOUT, deadline.unwrap_or(i64::MAX))? {
        return Err(timed_out(vm));
    }
    Ok(match host::int_option(fd, libc::SOL_SOCKET, libc::SO_ERROR) {
        Ok(0) => Ok(()),
        Ok(e) => Err(Errno(e)),
        Err(e) => Err(e),
    })
}

fn flags(vm: &Vm, o: Option<&Obj>) -> PyResult<i32> {
    o.map_or(Ok(0), |f| c_int(vm, f))
}

fn size(vm: &Vm, o: &Obj, function: &str) -> PyResult<usize> {
    let n = api::index_isize(vm, o)?;
    usize::try_from(n).map_err(|_| vm.value_error(format!("negative buffersize in {function}")))
}

fn room(vm: &Vm, n: usize) -> PyResult<Vec<u8>> {
    let mut v = Vec::new();
    v.try_reserve_exact(n).map_err(|_| vm.memory_error())?;
    v.resize(n, 0);
    Ok(v)
}

thread_local! {
    /// Room to receive into: much is asked for, and little comes.
    static SCRATCH: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Runs `f` on room for `size` bytes, which keeps its memory for the next one if that is not much.
fn with_room<R>(vm: &Vm, size: usize, f: impl FnOnce(&mut [u8]) -> PyResult<R>) -> PyResult<R> {
    const MUCH: usize = 1 << 20;
    let mut buf = SCRATCH.take();
    if buf.len() < size {
        buf = room(vm, size)?;
    }
    let r = f(&mut buf[..size]);
    if buf.len() <= MUCH {
        SCRATCH.set(buf);
    }
    r
}

/// Receives from a descriptor that does not wait.
pub fn receive_now(fd: i32, size: usize) -> Sys<Obj> {
    let mut buf = SCRATCH.take();
    if buf.len() < size {
        buf.resize(size, 0);
    }
    let r = host::recv_plain(fd, &mut buf[..size]).map(|n| bytes::from_slice(&buf[..n]));
    SCRATCH.set(buf);
    r
}

/// A connection from a listening socket, of the same class and not waiting either, with the peer's address; none if
/// there is none at present.
pub fn accept_now(vm: &Vm, o: &Obj) -> PyResult<Option<(Obj, Obj)>> {
    let s = of(o);
    let (fd, from) = match host::accept(s.fd.get(), libc::SOCK_NONBLOCK) {
        Ok(found) => found,
        Err(Errno(libc::EAGAIN | libc::EINTR)) => return Ok(None),
        Err(e) => return Err(os_error(vm, e)),
    };
    if !s.asked.replace(true) {
        s.name.set(name_of_connections(vm, s)?);
    }
    let new = Socket {
        fd: Cell::new(fd),
        family: s.family.clone(),
        kind: s.kind.clone(),
        proto: s.proto.clone(),
        timeout: Cell::new(0),
        watched: Cell::new(0),
        name: Field::new(s.name.get()),
        asked: Cell::new(true),
    };
    let connection = new_instance(vm, &o.type_obj(), new)?;
    api::setattr(vm, &connection, name!(_closed), &Obj::FALSE)?;
    api::setattr(vm, &connection, name!(_io_refs), &n(0))?;
    Ok(Some((connection, address_object(vm, &from)?)))
}

/// The name that every connection of a listening socket has: its own, unless that stands for several.
fn name_of_connections(vm: &Vm, s: &Socket) -> PyResult<Option<Obj>> {
    let Ok(a) = host::own_name(s.fd.get()) else { return Ok(None) };
    let level = match a.parts() {
        Parts::V4(ip, _) if !ip.is_unspecified() => libc::IPPROTO_IP,
        Parts::V6(ip, ..) if !ip.is_unspecified() => libc::IPPROTO_IPV6,
        _ => return Ok(None),
    };
    // It may take connections for other addresses.
    let option = if level == libc::IPPROTO_IP { libc::IP_TRANSPARENT } else { libc::IPV6_TRANSPARENT };
    let transparent = host::option(s.fd.get(), level, option, 4).is_ok_and(|v| v.iter().any(|b| *b != 0));
    if transparent { Ok(None) } else { address_object(vm, &a).map(Some) }
}

/// The own name of an accepted connection, open or not, if that is known without asking.
pub fn inherited_name(o: &Obj) -> Option<Obj> {
    o.downcast::<Socket>().and_then(|s| s.name.get())
}

/// The own or the peer's address of a descriptor.
pub fn name_of(vm: &Vm, fd: i32, peer: bool) -> PyResult<Obj> {
    let found = if peer { host::peer_name(fd) } else { host::own_name(fd) };
    found.map_err(|e| os_error(vm, e)).and_then(|a| address_object(vm, &a))
}

/// Has a TCP socket send small pieces at once.
pub fn send_at_once(vm: &Vm, o: &Obj) -> PyResult<()> {
    let s = of(o);
    let tcp = s.kind.get() == libc::SOCK_STREAM && s.proto.get() == libc::IPPROTO_TCP;
    if tcp && [libc::AF_INET, libc::AF_INET6].contains(&s.family.get()) {
        let on = 1_i32.to_ne_bytes();
        host::set_option(s.fd.get(), libc::IPPROTO_TCP, libc::TCP_NODELAY, &on)
            .map_err(|e| os_error(vm, e))?;
    }
    Ok(())
}

/// `close()` of a `socket.socket`, unless there are files on it that are open.
pub fn close_plain(vm: &Vm, o: &Obj) -> PyResult<bool> {
    let files = api::getattr(vm, o, name!(_io_refs))?;
    if int::to_i64(&files).is_none_or(|n| n > 0) {
        return Ok(false);
    }
    api::setattr(vm, o, name!(_closed), &Obj::TRUE)?;
    close(vm, o).map(|()| true)
}

fn close(vm: &Vm, o: &Obj) -> PyResult<()> {
    match of(o).fd.replace(-1) {
        -1 => Ok(()),
        fd => match gil::allow_threads(vm, || file::close(fd)) {
            Ok(()) | Err(Errno(libc::ECONNRESET)) => Ok(()),
            Err(e) => Err(os_error(vm, e)),
        },
    }
}

/// The descriptor of a socket.
pub fn descriptor(o: &Obj) -> i32 {
    o.downcast::<Socket>().map_or(-1, |s| s.fd.get())
}

/// What a socket remembers for the loop that watches it.
pub fn watched_as(o: &Obj) -> Option<&Cell<u64>> {
    o.downcast::<Socket>().map(|s| &s.watched)
}

/// How long the calls of a socket wait, in nanoseconds; negative: for ever.
pub fn waits(o: &Obj) -> i64 {
    o.downcast::<Socket>().map_or(FOREVER, |s| s.timeout.get())
}

fn recv(vm: &Vm, a: Args, function: &str) -> PyResult<(Obj, Address)> {
    let f = flags(vm, a.opt(2))?;
    with_room(vm, size(vm, &a[1], function)?, |buf| {
        let (n, from) = of(&a[0]).read(vm, |fd| host::recv(fd, buf, f))?;
        Ok((bytes::from_slice(&buf[..n]), from))
    })
}

fn recv_into(vm: &Vm, a: Args, function: &str) -> PyResult<(Obj, Address)> {
    let mut b: Buffer = buffer::get_writable(vm, &a[1], &format!("{function}() argument 1"))?;
    let want = a.opt(2).map_or(Ok(0), |n| size(vm, n, function))?;
    let f = flags(vm, a.opt(3))?;
    let target = b.as_mut_slice().unwrap_or_default();
    if want > target.len() {
        return Err(vm.value_error("buffer too small for requested bytes"));
    }
    let want = if want == 0 { target.len() } else { want };
    let target = &mut target[..want];
    let (n, from) = of(&a[0]).read(vm, |fd| host::recv(fd, target, f))?;
    Ok((int::from_usize(n), from))
}

fn with_sender(vm: &Vm, (o, from): (Obj, Address)) -> PyResult<Obj> {
    Ok(tuple::from_vec(vec![o, address_object(vm, &from)?]))
}

fn send(vm: &Vm, a: Args) -> PyResult<Obj> {
    let data = buffer::get_contiguous(vm, &a[1])?;
    let f = flags(vm, a.opt(2))?;
    let data = data.as_slice().unwrap_or_default();
    of(&a[0]).write(vm, |fd| host::send(fd, data, f, None)).map(int::from_usize)
}

fn sendall(vm: &Vm, a: Args) -> PyResult<Obj> {
    let data = buffer::get_contiguous(vm, &a[1])?;
    let f = flags(vm, a.opt(2))?;
    let mut data = data.as_slice().unwrap_or_default();
    let s = of(&a[0]);
    let deadline = s.deadline();
    while !data.is_empty() {
        let n = s.wait(vm, libc::POLLOUT, deadline, |fd| host::send(fd, data, f, None))?;
        data = &data[n..];
        if signals::is_pending() {
            signals::run_handlers(vm)?;
        }
    }
    Ok(Obj::NONE)
}

fn sendto(vm: &Vm, a: Args) -> PyResult<Obj> {
    let data = buffer::get_contiguous(vm, &a[1])?;
    let (f, address) = match a.rest(2) {
        [address] => (0, address),
        [f, address] => (c_int(vm, f)?, address),
        more => {
            return Err(vm.type_error(format!("sendto() takes 2 or 3 arguments ({} given)", more.len() + 1)));
        }
    };
    let s = of(&a[0]);
    let to = address_of(vm, s.family.get(), address, "sendto")?;
    let data = data.as_slice().unwrap_or_default();
    s.write(vm, |fd| host::send(fd, data, f, Some(&to))).map(int::from_usize)
}

fn sendmsg(vm: &Vm, a: Args) -> PyResult<Obj> {
    let buffers = api::to_vec(vm, &a[1])?;
    let buffers = buffers.iter().map(|b| buffer::get_contiguous(vm, b)).collect::<PyResult<Vec<_>>>()?;
    let data: Vec<&[u8]> = buffers.iter().map(|b| b.as_slice().unwrap_or_default()).collect();
    let mut extra = Vec::new();
    if let Some(list) = a.opt_not_none(2) {
        for item in api::to_vec(vm, list)? {
            let [level, kind, bytes] = &api::to_vec(vm, &item)?[..] else {
                return Err(vm.type_error("sendmsg() argument 2 must be an iterable of 3-tuples"));
            };
            extra.push((c_int(vm, level)?, c_int(vm, kind)?, buffer::to_bytes_vec(vm, bytes)?));
        }
    }
    let f = flags(vm, a.opt(3))?;
    let s = of(&a[0]);
    let to = match a.opt_not_none(4) {
        Some(o) => Some(address_of(vm, s.family.get(), o, "sendmsg")?),
        None => None,
    };
    s.write(vm, |fd| host::send_message(fd, &data, &extra, f, to.as_ref())).map(int::from_usize)
}

fn extra_list(extra: Vec<host::Extra>) -> Obj {
    let row = |(level, kind, b): host::Extra| tuple::from_vec(vec![n(level), n(kind), bytes::from_slice(&b)]);
    list::from_vec(extra.into_iter().map(row).collect())
}

fn recvmsg(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut buf = room(vm, size(vm, &a[1], "recvmsg()")?)?;
    let extra_room = a.opt(2).map_or(Ok(0), |n| size(vm, n, "recvmsg()"))?;
    let f = flags(vm, a.opt(3))?;
    let (got, extra, f, from) =
        of(&a[0]).read(vm, |fd| host::recv_message(fd, &mut [&mut buf[..]], extra_room, f))?;
    let data = bytes::from_slice(&buf[..got]);
    Ok(tuple::from_vec(vec![data, extra_list(extra), n(f), address_object(vm, &from)?]))
}

fn recvmsg_into(vm: &Vm, a: Args) -> PyResult<Obj> {
    let targets = api::to_vec(vm, &a[1])?;
    let mut targets = targets
        .iter()
        .map(|b| buffer::get_writable(vm, b, "recvmsg_into() argument"))
        .collect::<PyResult<Vec<_>>>()?;
    let extra_room = a.opt(2).map_or(Ok(0), |n| size(vm, n, "recvmsg_into()"))?;
    let f = flags(vm, a.opt(3))?;
    let mut data: Vec<&mut [u8]> = targets.iter_mut().map(|b| b.as_mut_slice().unwrap_or_default()).collect();
    let (got, extra, f, from) = of(&a[0]).read(vm, |fd| host::recv_message(fd, &mut data, extra_room, f))?;
    Ok(tuple::from_vec(vec![int::from_usize(got), extra_list(extra), n(f), address_object(vm, &from)?]))
}

fn getsockopt(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (fd, level, name) = (of(&a[0]).fd.get(), c_int(vm, &a[1])?, c_int(vm, &a[2])?);
    let fail = |e| os_error(vm, e);
    match a.opt(3).map_or(Ok(0), |n| c_int(vm, n))? {
        0 => host::int_option(fd, level, name).map(n).map_err(fail),
        len @ 1..=1024 => {
            host::option(fd, level, name, len as usize).map(|b| bytes::from_slice(&b)).map_err(fail)
        }
        _ => Err(vm.error(&exception::OS_ERROR, "getsockopt buflen out of range")),
    }
}

fn setsockopt(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (fd, level, name) = (of(&a[0]).fd.get(), c_int(vm, &a[1])?, c_int(vm, &a[2])?);
    let value = &a[3];
    let r = if int::is_int(value) {
        host::set_option(fd, level, name, &c_int(vm, value)?.to_ne_bytes())
    } else if value.is_none() {
        let len = a.opt(4).map_or(Ok(0), |n| c_int(vm, n))?;
        host::set_option_len(fd, level, name, len as u32)
    } else {
        host::set_option(fd, level, name, &buffer::to_bytes_vec(vm, value)?)
    };
    r.map(|()| Obj::NONE).map_err(|e| os_error(vm, e))
}

fn none(vm: &Vm, r: Sys<()>) -> PyResult<Obj> {
    r.map(|()| Obj::NONE).map_err(|e| os_error(vm, e))
}

static METHODS: [MethodDef; 28] = [
    method("_accept", "($self, /)", "A new connection: (descriptor, address).", |vm, a| {
        let (fd, from) = of(&a[0]).read(vm, |fd| host::accept(fd, 0))?;
        Ok(tuple::from_vec(vec![n(fd), address_object(vm, &from)?]))
    }),
    method("bind", "($self, address, /)", "Take an address.", |vm, a| {
        let s = of(&a[0]);
        let address = address_of(vm, s.family.get(), &a[1], "bind")?;
        none(vm, host::bind(s.fd.get(), &address))
    }),
    method("close", "($self, /)", "Close the socket.", |vm, a| close(vm, &a[0]).map(|()| Obj::NONE)),
    method("connect", "($self, address, /)", "Connect to an address.", |vm, a| {
        let r = connect(vm, a, "connect")?;
        none(vm, r)
    }),
    method("connect_ex", "($self, address, /)", "Connect to an address; the error number.", |vm, a| {
        match connect(vm, a, "connect_ex") {
            Ok(r) => Ok(n(r.err().map_or(0, |e| e.0))),
            Err(r) => vm.clear_if(r, &exception::TIMEOUT_ERROR).map(|()| n(libc::EAGAIN)),
        }
    }),
    method("detach", "($self, /)", "Give the descriptor away.", |_, a| Ok(n(of(&a[0]).fd.replace(-1)))),
    method("fileno", "($self, /)", "The descriptor.", |_, a| Ok(n(of(&a[0]).fd.get()))),
    method("getpeername", "($self, /)", "The other side's address.", |vm, a| {
        let r = host::peer_name(of(&a[0]).fd.get()).map_err(|e| os_error(vm, e))?;
        address_object(vm, &r)
    }),
    method("getsockname", "($self, /)", "The own address.", |vm, a| {
        let r = host::own_name(of(&a[0]).fd.get()).map_err(|e| os_error(vm, e))?;
        address_object(vm, &r)
    }),
    method("getsockopt", "($self, level, option, buflen=0, /)", "An option.", getsockopt),
    method("setsockopt", "($self, level, option, value, optlen=0, /)", "Set an option.", setsockopt),
    method("listen", "($self, backlog=128, /)", "Wait for connections.", |vm, a| {
        let backlog = a.opt(1).map_or(Ok(128), |n| c_int(vm, n))?.max(0);
        none(vm, host::listen(of(&a[0]).fd.get(), backlog))
    }),
    method("recv", "($self, bufsize, flags=0, /)", "Receive bytes.", |vm, a| {
        recv(vm, a, "recv").map(|(b, _)| b)
    }),
    method("recvfrom", "($self, bufsize, flags=0, /)", "Receive bytes: (bytes, sender).", |vm, a| {
        let r = recv(vm, a, "recvfrom")?;
        with_sender(vm, r)
    }),
    method("recv_into", "($self, /, buffer, nbytes=0, flags=0)", "Receive into a buffer.", |vm, a| {
        recv_into(vm, a, "recv_into").map(|(n, _)| n)
    }),
    method(
        "recvfrom_into",
        "($self, /, buffer, nbytes=0, flags=0)",
        "Receive into a buffer: (bytes, sender).",
        |vm, a| {
            let r = recv_into(vm, a, "recvfrom_into")?;
            with_sender(vm, r)
        },
    ),
    method("recvmsg", "($self, bufsize, ancbufsize=0, flags=0, /)", "Receive a message.", recvmsg),
    method(
        "recvmsg_into",
        "($self, buffers, ancbufsize=0, flags=0, /)",
        "Receive a message into buffers.",
        recvmsg_into,
    ),
    method("send", "($self, data, flags=0, /)", "Send bytes; how many were sent.", send),
    method("sendall", "($self, data, flags=0, /)", "Send all bytes.", sendall),
    method("sendto", "($self, data, /, *flags_and_address)", "Send bytes to an address.", sendto),
    method("sendmsg", "($self, buffers, ancdata=(), flags=0, address=None, /)", "Send a message.", sendmsg),
    method("setblocking", "($self, flag, /)", "Whether calls wait.", |vm, a| {
        let on = api::is_true(vm, &a[1])?;
        of(&a[0]).set_timeout(vm, if on { FOREVER } else { 0 }).map(|()| Obj::NONE)
    }),
    method("getblocking", "($self, /)", "Whether calls wait.", |_, a| {
        Ok(Obj::from_bool(of(&a[0]).timeout.get() != 0))
    }),
    method("settimeout", "($self, timeout, /)", "How long calls wait.", |vm, a| {
        let ns = timeout_of(vm, &a[1])?;
        of(&a[0]).set_timeout(vm, ns).map(|()| Obj::NONE)
    }),
    method("gettimeout", "($self, /)", "How long calls wait.", |_, a| {
        Ok(timeout_object(of(&a[0]).timeout.get()))
    }),
    method("shutdown", "($self, how, /)", "End sending, receiving, or both.", |vm, a| {
        let how = c_int(vm, &a[1])?;
        none(vm, host::shutdown(of(&a[0]).fd.get(), how))
    }),
    method("__sizeof__", "($self, /)", "", |_, _| Ok(int::from_usize(size_of::<Socket>() + 16))),
];

static GETTERS: [GetterDef; 4] = [
    getter("family", "family of its addresses", |_, o| Ok(n(of(o).family.get()))),
    getter("type", "stream, datagram or other", |_, o| Ok(n(of(o).kind.get()))),
    getter("proto", "number of the protocol", |_, o| Ok(n(of(o).proto.get()))),
    getter("timeout", "seconds that calls wait, or None", |_, o| Ok(timeout_object(of(o).timeout.get()))),
];

static SPEC: TypeSpec = TypeSpec {
    name: "socket",
    module: "_socket",
    doc: "An end of a connection.",
    signature: "(family=-1, type=-1, proto=-1, fileno=None)",
    flags: type_flag::BASE,
    slots: Slots {
        new: Some(new),
        init: Some(init_socket),
        repr: Some(|_, o| {
            let s = of(o);
            Ok(str_::from_string(format!(
                "<socket object, fd={}, family={}, type={}, proto={}>",
                s.fd.get(),
                s.family.get(),
                s.kind.get(),
                s.proto.get()
            )))
        }),
        del: Some(|vm, o| {
            if of(o).fd.get() >= 0 {
                api::warn_unclosed(vm, "", o);
            }
        }),
        ..Slots::NONE
    },
    methods: &METHODS,
    getters: &GETTERS,
    ..TypeSpec::BASE
};
/// `_socket.socket`
static SOCKET: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Socket>(false));

macro_rules! table {
    ($($name:ident)*) => {
        &[$((stringify!($name), libc::$name as i64)),*]
    };
}

static NUMBERS: &[(&str, i64)] = table! {
    AF_UNSPEC AF_UNIX AF_INET AF_INET6 AF_NETLINK AF_PACKET AF_CAN AF_BLUETOOTH AF_VSOCK AF_ALG AF_TIPC
    SOCK_STREAM SOCK_DGRAM SOCK_RAW SOCK_RDM SOCK_SEQPACKET SOCK_NONBLOCK SOCK_CLOEXEC SOL_SOCKET
    SO_DEBUG SO_REUSEADDR SO_REUSEPORT SO_KEEPALIVE SO_DONTROUTE SO_BROADCAST SO_LINGER SO_OOBINLINE SO_SNDBUF SO_RCVBUF
    SO_SNDLOWAT SO_RCVLOWAT SO_SNDTIMEO SO_RCVTIMEO SO_ERROR SO_TYPE SO_DOMAIN SO_PROTOCOL SO_ACCEPTCONN SO_PASSCRED
    SO_PEERCRED SO_BINDTODEVICE SO_PRIORITY SO_MARK SO_INCOMING_CPU SOMAXCONN SCM_RIGHTS SCM_CREDENTIALS
    MSG_OOB MSG_PEEK MSG_DONTROUTE MSG_DONTWAIT MSG_EOR MSG_TRUNC MSG_CTRUNC MSG_WAITALL MSG_NOSIGNAL MSG_CONFIRM
    MSG_ERRQUEUE MSG_MORE MSG_CMSG_CLOEXEC MSG_FASTOPEN
    IPPROTO_IP IPPROTO_ICMP IPPROTO_IGMP IPPROTO_TCP IPPROTO_UDP IPPROTO_IPV6 IPPROTO_RAW IPPROTO_ICMPV6 IPPROTO_NONE
    IPPROTO_EGP IPPROTO_PUP IPPROTO_IDP IPPROTO_TP IPPROTO_GRE IPPROTO_ESP IPPROTO_AH IPPROTO_FRAGMENT IPPROTO_ROUTING
    IPPROTO_HOPOPTS IPPROTO_DSTOPTS IPPROTO_IPIP IPPROTO_PIM IPPROTO_RSVP IPPROTO_SCTP IPPROTO_UDPLITE IPPROTO_MPTCP
    IP_OPTIONS IP_HDRINCL IP_TOS IP_TTL IP_MULTICAST_IF IP_MULTICAST_TTL IP_MULTICAST_LOOP IP_ADD_MEMBERSHIP
    IP_DROP_MEMBERSHIP IP_RECVTOS IP_TRANSPARENT IP_BIND_ADDRESS_NO_PORT
    IPV6_MULTICAST_HOPS IPV6_MULTICAST_IF IPV6_MULTICAST_LOOP IPV6_UNICAST_HOPS
    IPV6_V6ONLY IPV6_CHECKSUM IPV6_RECVPKTINFO IPV6_PKTINFO IPV6_TCLASS IPV6_RECVTCLASS
    TCP_NODELAY TCP_MAXSEG TCP_CORK TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT TCP_SYNCNT TCP_LINGER2 TCP_DEFER_ACCEPT
    TCP_WINDOW_CLAMP TCP_INFO TCP_QUICKACK TCP_FASTOPEN TCP_CONGESTION TCP_USER_TIMEOUT
    AI_PASSIVE AI_CANONNAME AI_NUMERICHOST AI_NUMERICSERV AI_V4MAPPED AI_ALL AI_ADDRCONFIG
    NI_NUMERICHOST NI_NUMERICSERV NI_NOFQDN NI_NAMEREQD NI_DGRAM
    EAI_AGAIN EAI_BADFLAGS EAI_FAIL EAI_FAMILY EAI_MEMORY EAI_NONAME EAI_SERVICE EAI_SOCKTYPE EAI_SYSTEM EAI_OVERFLOW
    SHUT_RD SHUT_WR SHUT_RDWR
    AF_APPLETALK AF_ASH AF_ATMPVC AF_ATMSVC AF_AX25 AF_BRIDGE AF_DECnet AF_ECONET AF_IPX AF_IRDA AF_KEY AF_LLC
    AF_NETBEUI AF_NETROM AF_PPPOX AF_RDS AF_ROSE AF_ROUTE AF_SECURITY AF_SNA AF_WANPIPE AF_X25 ALG_OP_DECRYPT
    ALG_OP_ENCRYPT ALG_SET_AEAD_ASSOCLEN ALG_SET_AEAD_AUTHSIZE ALG_SET_IV ALG_SET_KEY ALG_SET_OP CAN_BCM CAN_EFF_FLAG
    CAN_EFF_MASK CAN_ERR_FLAG CAN_ERR_MASK CAN_ISOTP CAN_J1939 CAN_RAW CAN_RAW_FD_FRAMES CAN_RAW_FILTER
    CAN_RAW_JOIN_FILTERS CAN_RAW_LOOPBACK CAN_RAW_RECV_OWN_MSGS CAN_RTR_FLAG CAN_SFF_MASK ETH_P_ALL IPV6_DONTFRAG
    IPV6_DSTOPTS IPV6_HOPLIMIT IPV6_HOPOPTS IPV6_NEXTHOP IPV6_PATHMTU IPV6_RECVDSTOPTS IPV6_RECVHOPLIMIT
    IPV6_RECVHOPOPTS IPV6_RECVPATHMTU IPV6_RECVRTHDR IPV6_RTHDR IPV6_RTHDRDSTOPTS IP_ADD_SOURCE_MEMBERSHIP
    IP_BLOCK_SOURCE IP_DROP_SOURCE_MEMBERSHIP IP_PKTINFO IP_RECVOPTS IP_RETOPTS IP_UNBLOCK_SOURCE J1939_EE_INFO_NONE
    J1939_EE_INFO_TX_ABORT J1939_FILTER_MAX J1939_IDLE_ADDR J1939_MAX_UNICAST_ADDR J1939_NLA_BYTES_ACKED J1939_NLA_PAD
    J1939_NO_ADDR J1939_NO_NAME J1939_NO_PGN J1939_PGN_ADDRESS_CLAIMED J1939_PGN_ADDRESS_COMMANDED J1939_PGN_MAX
    J1939_PGN_PDU1_MAX J1939_PGN_REQUEST NETLINK_CRYPTO NETLINK_DNRTMSG NETLINK_FIREWALL NETLINK_IP6_FW NETLINK_NFLOG
    NETLINK_ROUTE NETLINK_USERSOCK NETLINK_XFRM PACKET_BROADCAST PACKET_HOST PACKET_LOOPBACK PACKET_MULTICAST
    PACKET_OTHERHOST PACKET_OUTGOING PF_CAN PF_PACKET PF_RDS SCM_J1939_DEST_ADDR SCM_J1939_DEST_NAME SCM_J1939_ERRQUEUE
    SCM_J1939_PRIO SOL_ALG SOL_CAN_BASE SOL_CAN_RAW SOL_RDS SOL_TIPC SO_BINDTOIFINDEX SO_J1939_ERRQUEUE SO_J1939_FILTER
    SO_J1939_PROMISC SO_J1939_SEND_PRIO SO_PASSSEC SO_PEERSEC TCP_CC_INFO TCP_FASTOPEN_CONNECT TCP_FASTOPEN_KEY
    TCP_FASTOPEN_NO_COOKIE TCP_INQ TCP_MD5SIG TCP_MD5SIG_EXT TCP_NOTSENT_LOWAT TCP_QUEUE_SEQ TCP_REPAIR
    TCP_REPAIR_OPTIONS TCP_REPAIR_QUEUE TCP_REPAIR_WINDOW TCP_SAVED_SYN TCP_SAVE_SYN TCP_THIN_DUPACK
    TCP_THIN_LINEAR_TIMEOUTS TCP_TIMESTAMP TCP_ULP TCP_ZEROCOPY_RECEIVE VMADDR_CID_ANY VMADDR_CID_HOST
    VMADDR_PORT_ANY
};

/// Numbers that have no name in the system's headers here.
static MORE: &[(&str, i64)] = &[
    ("TCP_TX_DELAY", 37),
    ("AF_QIPCRTR", 42),
    ("ALG_OP_SIGN", 2),
    ("ALG_OP_VERIFY", 3),
    ("ALG_SET_PUBKEY", 6),
    ("CAN_BCM_CAN_FD_FRAME", 2048),
    ("CAN_BCM_RX_ANNOUNCE_RESUME", 256),
    ("CAN_BCM_RX_CHANGED", 12),
    ("CAN_BCM_RX_CHECK_DLC", 64),
    ("CAN_BCM_RX_DELETE", 6),
    ("CAN_BCM_RX_FILTER_ID", 32),
    ("CAN_BCM_RX_NO_AUTOTIMER", 128),
    ("CAN_BCM_RX_READ", 7),
    ("CAN_BCM_RX_RTR_FRAME", 1024),
    ("CAN_BCM_RX_SETUP", 5),
    ("CAN_BCM_RX_STATUS", 10),
    ("CAN_BCM_RX_TIMEOUT", 11),
    ("CAN_BCM_SETTIMER", 1),
    ("CAN_BCM_STARTTIMER", 2),
    ("CAN_BCM_TX_ANNOUNCE", 8),
    ("CAN_BCM_TX_COUNTEVT", 4),
    ("CAN_BCM_TX_CP_CAN_ID", 16),
    ("CAN_BCM_TX_DELETE", 2),
    ("CAN_BCM_TX_EXPIRED", 9),
    ("CAN_BCM_TX_READ", 3),
    ("CAN_BCM_TX_RESET_MULTI_IDX", 512),
    ("CAN_BCM_TX_SEND", 4),
    ("CAN_BCM_TX_SETUP", 1),
    ("CAN_BCM_TX_STATUS", 8),
    ("ETHERTYPE_ARP", 2054),
    ("ETHERTYPE_IP", 2048),
    ("ETHERTYPE_IPV6", 34525),
    ("ETHERTYPE_VLAN", 33024),
    ("IOCTL_VM_SOCKETS_GET_LOCAL_CID", 1977),
    ("IPV6_RTHDR_TYPE_0", 0),
    ("IP_RECVRETOPTS", 7),
    ("PACKET_FASTROUTE", 6),
    ("SO_VM_SOCKETS_BUFFER_MAX_SIZE", 2),
    ("SO_VM_SOCKETS_BUFFER_MIN_SIZE", 1),
    ("SO_VM_SOCKETS_BUFFER_SIZE", 0),
    ("TIPC_ADDR_ID", 3),
    ("TIPC_ADDR_NAME", 2),
    ("TIPC_ADDR_NAMESEQ", 1),
    ("TIPC_CFG_SRV", 0),
    ("TIPC_CLUSTER_SCOPE", 2),
    ("TIPC_CONN_TIMEOUT", 130),
    ("TIPC_CRITICAL_IMPORTANCE", 3),
    ("TIPC_DEST_DROPPABLE", 129),
    ("TIPC_HIGH_IMPORTANCE", 2),
    ("TIPC_IMPORTANCE", 127),
    ("TIPC_LOW_IMPORTANCE", 0),
    ("TIPC_MEDIUM_IMPORTANCE", 1),
    ("TIPC_NODE_SCOPE", 3),
    ("TIPC_PUBLISHED", 1),
    ("TIPC_SRC_DROPPABLE", 128),
    ("TIPC_SUBSCR_TIMEOUT", 3),
    ("TIPC_SUB_CANCEL", 4),
    ("TIPC_SUB_PORTS", 1),
    ("TIPC_SUB_SERVICE", 2),
    ("TIPC_TOP_SRV", 1),
    ("TIPC_WAIT_FOREVER", -1),
    ("TIPC_WITHDRAWN", 2),
    ("TIPC_ZONE_SCOPE", 1),
    ("UDPLITE_RECV_CSCOV", 11),
    ("UDPLITE_SEND_CSCOV", 10),
    ("VM_SOCKETS_INVALID_VERSION", 4294967295),
    ("SOL_IP", 0),
    ("SOL_TCP", 6),
    ("SOL_UDP", 17),
    ("IPV6_JOIN_GROUP", 20),
    ("IPV6_LEAVE_GROUP", 21),
    ("NI_MAXHOST", 1025),
    ("NI_MAXSERV", 32),
    ("NI_IDN", 32),
    ("EAI_NODATA", -5),
    ("EAI_ADDRFAMILY", -9),
    ("IP_DEFAULT_MULTICAST_TTL", 1),
    ("IP_DEFAULT_MULTICAST_LOOP", 1),
    ("IP_MAX_MEMBERSHIPS", 20),
    ("IPPORT_RESERVED", 1024),
    ("IPPORT_USERRESERVED", 5000),
    ("INADDR_ANY", 0),
    ("INADDR_BROADCAST", 0xffff_ffff),
    ("INADDR_LOOPBACK", 0x7f00_0001),
    ("INADDR_UNSPEC_GROUP", 0xe000_0000),
    ("INADDR_ALLHOSTS_GROUP", 0xe000_0001),
    ("INADDR_MAX_LOCAL_GROUP", 0xe000_00ff),
    ("INADDR_NONE", 0xffff_ffff),
];

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    for (key, n) in NUMBERS.iter().chain(MORE) {
        d.insert_str(intern(key), int::from_i64(*n));
    }
    d.insert_str(intern("has_ipv6"), Obj::TRUE);
    d.insert_str(intern("SocketType"), SOCKET.obj());
    d.insert_str(intern("error"), exception::OS_ERROR.obj());
    d.insert_str(intern("timeout"), exception::TIMEOUT_ERROR.obj());
    for key in ["herror", "gaierror"] {
        d.insert_str(intern(key), api::new_class(vm, "socket", key, &[exception::OS_ERROR.obj()])?);
    }
    Ok(())
}

/// `_socket`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_socket",
    doc: "Sockets as the system has them. Programs use the module socket.",
    functions: &names::FUNCTIONS,
    types: &[&SOCKET],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
