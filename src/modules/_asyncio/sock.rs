//! Sockets without a transport: `sock_recv`, at once if there is something, else when there is; accepting connections.

use super::future::{self, Callback, Future};
use super::io::Told;
use super::transport::{is_again, only_again};
use super::{handle, io, names, queue};
use crate::modules::_contextvars;
use crate::modules::_socket;
use crate::modules::os_support::os_error;
use crate::object::args::Args;
use crate::object::heap::LayoutOps;
use crate::object::intern::name;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, TypeSpec, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{dict, exception, int, native, str_, tuple};
use crate::vm::{PyResult, Vm, api};

/// Who asks for more is served by the socket's own method.
const MOST: usize = 1 << 20;

/// The native state of a receive that waits.
pub struct Receive {
    owner: Obj,
    /// Kept alive: the descriptor is its.
    sock: Obj,
    future: Obj,
    handle: crate::object::field::Field,
    fd: i32,
    size: usize,
}
payload!(Receive, RECEIVE, [owner, sock, future, handle]);

fn of(o: &Obj) -> &Receive {
    o.downcast::<Receive>().expect("the receiver is a receive")
}

static RETRY: MethodDef = method("_sock_recv", "($self, /)", "", |vm, a| {
    let r = of(&a[0]);
    if !future::of(&r.future).is_pending() {
        return Ok(Obj::NONE);
    }
    // Whoever closed the socket meanwhile gets the error of that.
    let fd = _socket::descriptor(&r.sock);
    let got = _socket::receive_now(fd, r.size);
    match got {
        Ok(data) => future::set_result(vm, &r.future, data)?,
        Err(e) if is_again(e) => {}
        Err(e) => {
            let raised = os_error(vm, e);
            let e = vm.take_raised(raised);
            future::set_exception(vm, &r.future, &e)?;
        }
    }
    Ok(Obj::NONE)
});

static OVER: MethodDef = method("_sock_read_done", "($self, future, /)", "", |vm, a| {
    let r = of(&a[0]);
    if let Some(h) = r.handle.take()
        && !handle::is_cancelled(vm, &h)?
    {
        let fd = int::from_i64(r.fd.into());
        if queue::watches(&r.owner).is_some() {
            queue::unwatch(vm, &r.owner, &fd, io::READ)?;
        } else {
            api::call_method_str(vm, &r.owner, "_remove_reader", &[fd])?;
        }
    }
    Ok(Obj::NONE)
});

/// `_receive(loop, sock, n)`: bytes, or something to await.
pub fn receive(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (owner, sock, n) = (&a[0], &a[1], &a[2]);
    let size = int::to_i64(n).and_then(|n| usize::try_from(n).ok()).filter(|n| *n <= MOST);
    let (Some(size), true, Some(c)) =
        (size, names::is_as_it_came(sock, names::Own::Socket), queue::watches(owner))
    else {
        let recv = api::getattr_str(vm, sock, "recv")?;
        return api::call_method_str(vm, owner, "_sock_reading", &[sock.clone(), recv, n.clone()]);
    };
    let fd = _socket::descriptor(sock);
    match _socket::receive_now(fd, size) {
        Err(e) if is_again(e) => {}
        r => return r.map_err(|e| os_error(vm, e)),
    }
    c.check_open(vm)?;
    let number = int::from_i64(fd.into());
    api::call_method_str(vm, owner, "_ensure_fd_no_transport", std::slice::from_ref(&number))?;
    let waiter = future::create(vm, owner, c.debug.get())?;
    let r = Ref::new(Receive {
        owner: owner.clone(),
        sock: sock.clone(),
        future: waiter.clone(),
        handle: Default::default(),
        fd,
        size,
    })
    .into_obj();
    let retry = native::function(&RETRY, Some(r.clone()), None);
    let h = handle::create(vm, retry, tuple::from_vec(vec![]), owner, None)?;
    let told = _socket::watched_as(sock).map_or(Told::State, Told::Change);
    queue::watch(vm, owner, &number, io::READ, h.clone(), told)?;
    of(&r).handle.set(Some(h));
    let over = native::function(&OVER, Some(r), None);
    let f: &Future = future::of(&waiter);
    f.push(Callback::Call(over, _contextvars::copy_current(vm)));
    Ok(waiter)
}

/// A connection of a listening socket, with the peer's address; none if there is none at present.
fn accept(vm: &Vm, sock: &Obj) -> PyResult<Option<(Obj, Obj)>> {
    if names::is_as_it_came(sock, names::Own::Socket) && _socket::waits(sock) == 0 {
        return _socket::accept_now(vm, sock);
    }
    let accepted = api::call_method_str(vm, sock, "accept", &[]).and_then(|pair| {
        let part = |i| api::getitem(vm, &pair, &int::from_i64(i));
        let (connection, address) = (part(0)?, part(1)?);
        api::call_method_str(vm, &connection, "setblocking", &[Obj::FALSE])?;
        Ok(Some((connection, address)))
    });
    accepted.or_else(|r| only_again(vm, r).map(|()| None))
}

/// Errors of accepting that go away when others let go of something.
const NO_RESOURCES: [i32; 4] = [libc::EMFILE, libc::ENFILE, libc::ENOBUFS, libc::ENOMEM];

/// `_accept_connection(protocol_factory, sock, sslcontext, server, backlog, handshake_timeout, shutdown_timeout)`
pub fn accept_all(vm: &Vm, a: Args) -> PyResult<Obj> {
    let given = |i: usize| a.opt(i).cloned().unwrap_or(Obj::NONE);
    let (o, factory, sock) = (&a[0], &a[1], &a[2]);
    let (tls, server) = (given(3), given(4));
    let backlog = a.opt(5).map_or(Ok(100), |n| api::to_i64(vm, n))?;
    for _ in 0..backlog {
        let (connection, address) = match accept(vm, sock) {
            Ok(Some(accepted)) => accepted,
            Ok(None) => break,
            Err(r) if vm.raised_matches(&exception::CONNECTION_ABORTED_ERROR) => {
                drop(vm.take_raised(r));
                continue;
            }
            Err(r) if vm.raised_matches(&exception::OS_ERROR) => {
                let e = vm.take_raised(r);
                let number = int::to_i64(&api::getattr_str(vm, &e, "errno")?).unwrap_or(0);
                if !NO_RESOURCES.iter().any(|n| i64::from(*n) == number) {
                    return Err(vm.raise_again(e));
                }
                let backlog = int::from_i64(backlog);
                let args = [e, factory.clone(), sock.clone(), tls, server, backlog, given(6), given(7)];
                return api::call_method_str(vm, o, "_rest_from_accepting", &args);
            }
            Err(r) => return Err(r),
        };
        if queue::debug(vm, o)? {
            let text = str_::from_str("%r got a new connection from %r: %r");
            let args = [text, server.clone(), address.clone(), connection.clone()];
            names::call(vm, "asyncio.selector_events", "_log_debug", &args)?;
        }
        let extra = dict::new();
        extra.insert_str(name!(peername).clone(), address);
        let args =
            [factory.clone(), connection, extra.into_obj(), tls.clone(), server.clone(), given(6), given(7)];
        let coroutine = api::call_method(vm, o, name!(_accept_connection2), &args)?;
        api::call_method(vm, o, name!(create_task), &[coroutine])?;
    }
    Ok(Obj::NONE)
}

static SPEC: TypeSpec = TypeSpec {
    name: "SockReceive",
    module: "_asyncio",
    flags: type_flag::NO_NEW,
    slots: Slots::NONE,
    ..TypeSpec::FINAL
};
/// The type of receives that wait.
pub static RECEIVE: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Receive>(false));
