//! Sockets without a transport: `sock_recv`, at once if there is something, else when there is; accepting connections.

use super::future::{self, Callback, Future};
use super::transport::{is_again, only_again};
use super::{handle, io, names, queue};
use crate::modules::_contextvars;
use crate::modules::_socket;
use crate::modules::os_support::os_error;
use crate::object::args::Args;
use crate::object::heap::LayoutOps;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::payload;
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, TypeSpec, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{bytes, int, native, tuple};
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
    let exhausted = || {
        if let Some(c) = queue::watches(&r.owner) {
            c.io.exhausted(r.fd, io::READ);
        }
    };
    match got {
        Ok(data) => {
            if bytes::bytes_of(&data).len() < r.size {
                exhausted();
            }
            future::set_result(vm, &r.future, data)?;
        }
        Err(e) if is_again(e) => exhausted(),
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
    queue::watch(vm, owner, &number, io::READ, h.clone(), true, true)?;
    of(&r).handle.set(Some(h));
    let over = native::function(&OVER, Some(r), None);
    let f: &Future = future::of(&waiter);
    f.push(Callback::Call(over, _contextvars::copy_current(vm)));
    Ok(waiter)
}

/// `_accept(sock)`
pub fn accept(vm: &Vm, a: Args) -> PyResult<Obj> {
    let sock = &a[0];
    if names::is_as_it_came(sock, names::Own::Socket) && _socket::waits(sock) == 0 {
        return Ok(match _socket::accept_now(vm, sock)? {
            Some((connection, address)) => tuple::pair(connection, address),
            None => Obj::NONE,
        });
    }
    let accepted = api::call_method_str(vm, sock, "accept", &[]).and_then(|pair| {
        let connection = api::getitem(vm, &pair, &int::from_i64(0))?;
        api::call_method_str(vm, &connection, "setblocking", &[Obj::FALSE])?;
        Ok(pair)
    });
    accepted.or_else(|r| only_again(vm, r).map(|()| Obj::NONE))
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
