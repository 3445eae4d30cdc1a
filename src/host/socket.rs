//! Sockets: making, connecting, sending, receiving, options, names and addresses, waiting for many of them.
#![allow(unsafe_code)]

use super::{Errno, Sys, check};
use std::ffi::{CStr, CString};
use std::mem::{size_of, zeroed};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::os::fd::{FromRawFd, OwnedFd};
use std::time::Duration;

/// A socket address.
#[derive(Clone, Copy)]
pub struct Address {
    storage: libc::sockaddr_storage,
    len: libc::socklen_t,
}

/// What an address says.
pub enum Parts {
    /// Address, port.
    V4(Ipv4Addr, u16),
    /// Address, port, flow, scope.
    V6(Ipv6Addr, u16, u32, u32),
    /// Path; an abstract one begins with a null byte.
    Unix(Vec<u8>),
    /// No address.
    Nothing,
    /// Family and bytes.
    Other(i32, Vec<u8>),
}

impl Address {
    fn empty() -> Address {
        // SAFETY: plain data.
        Address { storage: unsafe { zeroed() }, len: size_of::<libc::sockaddr_storage>() as u32 }
    }

    fn of<T>(value: T) -> Address {
        let mut a = Address::empty();
        a.len = size_of::<T>() as u32;
        // SAFETY: every kind of address fits the storage.
        unsafe { (&raw mut a.storage).cast::<T>().write(value) };
        a
    }

    /// An IPv4 address.
    pub fn v4(ip: Ipv4Addr, port: u16) -> Address {
        // SAFETY: plain data.
        let mut a: libc::sockaddr_in = unsafe { zeroed() };
        a.sin_family = libc::AF_INET as u16;
        a.sin_port = port.to_be();
        a.sin_addr.s_addr = u32::from_ne_bytes(ip.octets());
        Address::of(a)
    }

    /// An IPv6 address.
    pub fn v6(ip: Ipv6Addr, port: u16, flow: u32, scope: u32) -> Address {
        // SAFETY: plain data.
        let mut a: libc::sockaddr_in6 = unsafe { zeroed() };
        a.sin6_family = libc::AF_INET6 as u16;
        a.sin6_port = port.to_be();
        a.sin6_flowinfo = flow.to_be();
        a.sin6_scope_id = scope;
        a.sin6_addr.s6_addr = ip.octets();
        Address::of(a)
    }

    /// A path; `None` if it is too long.
    pub fn unix(path: &[u8]) -> Option<Address> {
        // SAFETY: plain data.
        let mut a: libc::sockaddr_un = unsafe { zeroed() };
        a.sun_family = libc::AF_UNIX as u16;
        let is_abstract = path.first().is_none_or(|b| *b == 0);
        if path.len() + usize::from(!is_abstract) > a.sun_path.len() {
            return None;
        }
        for (to, from) in a.sun_path.iter_mut().zip(path) {
            *to = *from as libc::c_char;
        }
        let mut all = Address::of(a);
        all.len = (size_of::<u16>() + path.len() + usize::from(!is_abstract)) as u32;
        Some(all)
    }

    /// What it says.
    pub fn parts(&self) -> Parts {
        if (self.len as usize) < size_of::<u16>() {
            return Parts::Nothing;
        }
        let p = &raw const self.storage;
        // SAFETY: the family says what the storage holds.
        unsafe {
            match i32::from(self.storage.ss_family) {
                libc::AF_INET => {
                    let a = &*p.cast::<libc::sockaddr_in>();
                    Parts::V4(Ipv4Addr::from(a.sin_addr.s_addr.to_ne_bytes()), u16::from_be(a.sin_port))
                }
                libc::AF_INET6 => {
                    let a = &*p.cast::<libc::sockaddr_in6>();
                    let ip = Ipv6Addr::from(a.sin6_addr.s6_addr);
                    Parts::V6(ip, u16::from_be(a.sin6_port), u32::from_be(a.sin6_flowinfo), a.sin6_scope_id)
                }
                libc::AF_UNIX => {
                    let a = &*p.cast::<libc::sockaddr_un>();
                    let n = (self.len as usize - size_of::<u16>()).min(a.sun_path.len());
                    let path: Vec<u8> = a.sun_path[..n].iter().map(|c| *c as u8).collect();
                    match path.first() {
                        Some(0) => Parts::Unix(path),
                        _ => Parts::Unix(path.into_iter().take_while(|b| *b != 0).collect()),
                    }
                }
                family => {
                    let n = (self.len as usize).min(size_of::<libc::sockaddr_storage>());
                    let all = std::slice::from_raw_parts(p.cast::<u8>(), n);
                    Parts::Other(family, all[2.min(n)..].to_vec())
                }
            }
        }
    }

    fn ptr(&self) -> *const libc::sockaddr {
        (&raw const self.storage).cast()
    }
}

/// Runs a call that fills an address.
fn filled<T>(f: impl FnOnce(*mut libc::sockaddr, *mut libc::socklen_t) -> Sys<T>) -> Sys<(T, Address)> {
    let mut a = Address::empty();
    let r = f((&raw mut a.storage).cast(), &raw mut a.len)?;
    Ok((r, a))
}

/// A new socket.
pub fn socket(family: i32, kind: i32, proto: i32) -> Sys<i32> {
    // SAFETY: no memory is passed.
    check(unsafe { libc::socket(family, kind | libc::SOCK_CLOEXEC, proto) })
}

/// Two connected sockets.
pub fn pair(family: i32, kind: i32, proto: i32) -> Sys<[i32; 2]> {
    let mut fds = [0; 2];
    // SAFETY: room for two.
    check(unsafe { libc::socketpair(family, kind | libc::SOCK_CLOEXEC, proto, fds.as_mut_ptr()) })?;
    Ok(fds)
}

/// `bind`
pub fn bind(fd: i32, a: &Address) -> Sys<()> {
    // SAFETY: the address lives.
    check(unsafe { libc::bind(fd, a.ptr(), a.len) }).map(drop)
}

/// `connect`
pub fn connect(fd: i32, a: &Address) -> Sys<()> {
    // SAFETY: the address lives.
    check(unsafe { libc::connect(fd, a.ptr(), a.len) }).map(drop)
}

/// `listen`
pub fn listen(fd: i32, backlog: i32) -> Sys<()> {
    // SAFETY: no memory is passed.
    check(unsafe { libc::listen(fd, backlog) }).map(drop)
}

/// `accept4` with close-on-exec, and these flags.
pub fn accept(fd: i32, flags: i32) -> Sys<(i32, Address)> {
    // SAFETY: the address is filled.
    filled(|p, n| check(unsafe { libc::accept4(fd, p, n, libc::SOCK_CLOEXEC | flags) }))
}

/// `shutdown`
pub fn shutdown(fd: i32, how: i32) -> Sys<()> {
    // SAFETY: no memory is passed.
    check(unsafe { libc::shutdown(fd, how) }).map(drop)
}

/// The own address.
pub fn own_name(fd: i32) -> Sys<Address> {
    // SAFETY: the address is filled.
    filled(|p, n| check(unsafe { libc::getsockname(fd, p, n) })).map(|(_, a)| a)
}

/// The other side's address.
pub fn peer_name(fd: i32) -> Sys<Address> {
    // SAFETY: the address is filled.
    filled(|p, n| check(unsafe { libc::getpeername(fd, p, n) })).map(|(_, a)| a)
}

/// `recvfrom`
pub fn recv(fd: i32, buf: &mut [u8], flags: i32) -> Sys<(usize, Address)> {
    filled(|p, n| {
        // SAFETY: the buffer and the address are filled.
        let r = check(unsafe { libc::recvfrom(fd, buf.as_mut_ptr().cast(), buf.len(), flags, p, n) })?;
        Ok(r as usize)
    })
}

/// `recv`
pub fn recv_plain(fd: i32, buf: &mut [u8]) -> Sys<usize> {
    let nobody = std::ptr::null_mut::<u8>();
    // SAFETY: the buffer is filled. Why so: see `epoll_events`.
    check(unsafe { libc::syscall(libc::SYS_recvfrom, fd, buf.as_mut_ptr(), buf.len(), 0, nobody, nobody) })
        .map(|n| n as usize)
}

/// `sendto`, or `send` without an address.
pub fn send(fd: i32, data: &[u8], flags: i32, to: Option<&Address>) -> Sys<usize> {
    let (p, n) = to.map_or((std::ptr::null(), 0), |a| (a.ptr(), a.len));
    // SAFETY: data and address live. Why so: see `epoll_events`.
    check(unsafe { libc::syscall(libc::SYS_sendto, fd, data.as_ptr(), data.len(), flags, p, n) })
        .map(|n| n as usize)
}

/// Data beside the data: level, type, bytes.
pub type Extra = (i32, i32, Vec<u8>);

/// `CMSG_LEN`
pub fn extra_len(n: usize) -> usize {
    // SAFETY: arithmetic only.
    unsafe { libc::CMSG_LEN(n as u32) as usize }
}

/// `CMSG_SPACE`
pub fn extra_space(n: usize) -> usize {
    // SAFETY: arithmetic only.
    unsafe { libc::CMSG_SPACE(n as u32) as usize }
}

/// `sendmsg`
pub fn send_message(
    fd: i32,
    data: &[&[u8]],
    extra: &[Extra],
    flags: i32,
    to: Option<&Address>,
) -> Sys<usize> {
    let mut rows: Vec<libc::iovec> = data
        .iter()
        .map(|d| libc::iovec { iov_base: d.as_ptr().cast_mut().cast(), iov_len: d.len() })
        .collect();
    let room: usize = extra.iter().map(|e| extra_space(e.2.len())).sum();
    let mut control = vec![0u64; room.div_ceil(8)];
    // SAFETY: all rows live; the control buffer has room for every header by CMSG_SPACE.
    unsafe {
        let mut m: libc::msghdr = zeroed();
        if let Some(a) = to {
            m.msg_name = a.ptr().cast_mut().cast();
            m.msg_namelen = a.len;
        }
        m.msg_iov = rows.as_mut_ptr();
        m.msg_iovlen = rows.len() as _;
        if room > 0 {
            m.msg_control = control.as_mut_ptr().cast();
            m.msg_controllen = room as _;
            let mut c = libc::CMSG_FIRSTHDR(&raw const m);
            for (level, kind, bytes) in extra {
                if c.is_null() {
                    break;
                }
                (*c).cmsg_level = *level;
                (*c).cmsg_type = *kind;
                (*c).cmsg_len = extra_len(bytes.len()) as _;
                std::ptr::copy_nonoverlapping(bytes.as_ptr(), libc::CMSG_DATA(c), bytes.len());
                c = libc::CMSG_NXTHDR(&raw const m, c);
            }
        }
        check(libc::sendmsg(fd, &raw const m, flags)).map(|n| n as usize)
    }
}

/// What `recvmsg` gives: bytes, extra data, flags, sender.
pub type Message = (usize, Vec<Extra>, i32, Address);

/// `recvmsg`
pub fn recv_message(fd: i32, data: &mut [&mut [u8]], room: usize, flags: i32) -> Sys<Message> {
    let mut rows: Vec<libc::iovec> =
        data.iter_mut().map(|d| libc::iovec { iov_base: d.as_mut_ptr().cast(), iov_len: d.len() }).collect();
    let mut control = vec![0u64; room.div_ceil(8)];
    let mut from = Address::empty();
    // SAFETY: all buffers live and are filled by the call; headers are read within msg_controllen.
    unsafe {
        let mut m: libc::msghdr = zeroed();
        m.msg_name = (&raw mut from.storage).cast();
        m.msg_namelen = from.len;
        m.msg_iov = rows.as_mut_ptr();
        m.msg_iovlen = rows.len() as _;
        if room > 0 {
            m.msg_control = control.as_mut_ptr().cast();
            m.msg_controllen = room as _;
        }
        let n = check(libc::recvmsg(fd, &raw mut m, flags | libc::MSG_CMSG_CLOEXEC))? as usize;
        from.len = m.msg_namelen;
        let mut extra = Vec::new();
        let mut c = if room > 0 { libc::CMSG_FIRSTHDR(&raw const m) } else { std::ptr::null_mut() };
        while !c.is_null() {
            let begin = libc::CMSG_DATA(c);
            let left = (m.msg_control as usize + m.msg_controllen as usize).saturating_sub(begin as usize);
            let len = ((*c).cmsg_len as usize).saturating_sub(extra_len(0)).min(left);
            let bytes = std::slice::from_raw_parts(begin, len).to_vec();
            extra.push(((*c).cmsg_level, (*c).cmsg_type, bytes));
            c = libc::CMSG_NXTHDR(&raw const m, c);
        }
        Ok((n, extra, m.msg_flags & !libc::MSG_CMSG_CLOEXEC, from))
    }
}

/// An option that is an int.
pub fn int_option(fd: i32, level: i32, name: i32) -> Sys<i32> {
    let mut value = 0i32;
    let mut n = size_of::<i32>() as u32;
    // SAFETY: the value is filled.
    check(unsafe { libc::getsockopt(fd, level, name, (&raw mut value).cast(), &raw mut n) })?;
    Ok(value)
}

/// The bytes of an option.
pub fn option(fd: i32, level: i32, name: i32, room: usize) -> Sys<Vec<u8>> {
    let mut buf = vec![0u8; room];
    let mut n = room as u32;
    // SAFETY: the buffer is filled.
    check(unsafe { libc::getsockopt(fd, level, name, buf.as_mut_ptr().cast(), &raw mut n) })?;
    buf.truncate(n as usize);
    Ok(buf)
}

/// Sets an option.
pub fn set_option(fd: i32, level: i32, name: i32, value: &[u8]) -> Sys<()> {
    // SAFETY: the value lives.
    check(unsafe { libc::setsockopt(fd, level, name, value.as_ptr().cast(), value.len() as u32) }).map(drop)
}

/// Sets an option that has a length but no value.
pub fn set_option_len(fd: i32, level: i32, name: i32, len: u32) -> Sys<()> {
    // SAFETY: no memory is passed.
    check(unsafe { libc::setsockopt(fd, level, name, std::ptr::null(), len) }).map(drop)
}

/// `poll`: milliseconds to wait, -1 for ever. The events that came are put into the third fields.
pub fn poll(fds: &mut [(i32, i16, i16)], timeout_ms: i32) -> Sys<usize> {
    let mut rows: Vec<libc::pollfd> =
        fds.iter().map(|f| libc::pollfd { fd: f.0, events: f.1, revents: 0 }).collect();
    // SAFETY: the rows live.
    let n = check(unsafe { libc::poll(rows.as_mut_ptr(), rows.len() as _, timeout_ms) })?;
    for (f, r) in fds.iter_mut().zip(&rows) {
        f.2 = r.revents;
    }
    Ok(n as usize)
}

/// `select` over three lists of descriptors; each must be below 1024.
pub fn select(lists: &[Vec<i32>; 3], timeout_us: Option<i64>) -> Sys<[Vec<i32>; 3]> {
    // SAFETY: the sets are initialised, and descriptors are within them (the caller has checked).
    unsafe {
        let mut sets: [libc::fd_set; 3] = zeroed();
        let mut top = 0;
        for (set, list) in sets.iter_mut().zip(lists) {
            libc::FD_ZERO(set);
            for fd in list {
                libc::FD_SET(*fd, set);
                top = top.max(fd + 1);
            }
        }
        let mut t = timeout_us.map(|us| libc::timeval { tv_sec: us / 1_000_000, tv_usec: us % 1_000_000 });
        let [r, w, x] = &mut sets;
        let t = t.as_mut().map_or(std::ptr::null_mut(), std::ptr::from_mut);
        let n = check(libc::select(top, r, w, x, t))?;
        let mut out: [Vec<i32>; 3] = Default::default();
        if n > 0 {
            for ((set, list), out) in sets.iter().zip(lists).zip(&mut out) {
                out.extend(list.iter().copied().filter(|fd| libc::FD_ISSET(*fd, set)));
            }
        }
        Ok(out)
    }
}

/// A new epoll set.
pub fn epoll() -> Sys<i32> {
    // SAFETY: no memory is passed.
    check(unsafe { libc::epoll_create1(libc::EPOLL_CLOEXEC) })
}

/// The same, closed with its owner.
pub fn epoll_set() -> Sys<OwnedFd> {
    // SAFETY: a new descriptor that nobody else has.
    epoll().map(|fd| unsafe { OwnedFd::from_raw_fd(fd) })
}

/// What an epoll set tells about one descriptor.
pub struct Event(libc::epoll_event);

impl Event {
    /// The descriptor.
    pub fn fd(&self) -> i32 {
        self.0.u64 as i32
    }

    /// What has happened to it.
    pub fn events(&self) -> u32 {
        self.0.events
    }
}

/// Waits for as many events as there is room for in the list; without a timeout for ever.
pub fn epoll_events(set: i32, found: &mut Vec<Event>, timeout: Option<Duration>) -> Sys<()> {
    let ms = timeout.map_or(-1, |t| t.as_nanos().div_ceil(1_000_000).min(i32::MAX as u128) as i32);
    let room = found.spare_capacity_mut();
    // SAFETY: the kernel fills as many rows as it says. Asked directly: the C library would make the call one at
    // which a thread can be cancelled, which costs two locked instructions.
    unsafe {
        let none = std::ptr::null::<libc::sigset_t>();
        let n = check(libc::syscall(
            libc::SYS_epoll_pwait,
            set,
            room.as_mut_ptr().cast::<libc::epoll_event>(),
            room.len().clamp(1, i32::MAX as usize / 16) as i32,
            ms,
            none,
            8_usize,
        ))?;
        found.set_len(found.len() + n as usize);
    }
    Ok(())
}

/// Adds, changes or removes a descriptor of an epoll set.
pub fn epoll_control(set: i32, what: i32, fd: i32, events: u32) -> Sys<()> {
    let mut e = libc::epoll_event { events, u64: fd as u64 };
    // SAFETY: the event lives.
    check(unsafe { libc::epoll_ctl(set, what, fd, &raw mut e) }).map(drop)
}

/// Waits for events: descriptor, events.
pub fn epoll_wait(set: i32, most: usize, timeout_ms: i32) -> Sys<Vec<(i32, u32)>> {
    let mut rows = vec![libc::epoll_event { events: 0, u64: 0 }; most];
    // SAFETY: the rows live.
    let n = check(unsafe { libc::epoll_wait(set, rows.as_mut_ptr(), most as i32, timeout_ms) })?;
    Ok(rows[..n as usize].iter().map(|e| (e.u64 as i32, e.events)).collect())
}

/// Why a name could not be looked up: number and words.
pub struct LookupError(pub i32, pub String);

fn lookup_error(code: i32) -> LookupError {
    // SAFETY: a static text.
    let text = unsafe { CStr::from_ptr(libc::gai_strerror(code)).to_string_lossy().into_owned() };
    LookupError(code, text)
}

/// A row of `getaddrinfo`: family, type, protocol, canonical name, address.
pub type Found = (i32, i32, i32, Vec<u8>, Address);

/// `getaddrinfo`
pub fn look_up(host: Option<&CStr>, port: Option<&CStr>, hints: [i32; 4]) -> Result<Vec<Found>, LookupError> {
    let [family, kind, proto, flags] = hints;
    // SAFETY: the list is walked and then freed once.
    unsafe {
        let mut h: libc::addrinfo = zeroed();
        (h.ai_family, h.ai_socktype, h.ai_protocol, h.ai_flags) = (family, kind, proto, flags);
        let mut list = std::ptr::null_mut();
        let text = |t: Option<&CStr>| t.map_or(std::ptr::null(), CStr::as_ptr);
        match libc::getaddrinfo(text(host), text(port), &raw const h, &raw mut list) {
            0 => {}
            code => return Err(lookup_error(code)),
        }
        let mut out = Vec::new();
        let mut p = list;
        while !p.is_null() {
            let i = &*p;
            let mut a = Address::empty();
            let n = (i.ai_addrlen as usize).min(size_of::<libc::sockaddr_storage>());
            std::ptr::copy_nonoverlapping(i.ai_addr.cast::<u8>(), (&raw mut a.storage).cast(), n);
            a.len = n as u32;
            let name = if i.ai_canonname.is_null() {
                vec![]
            } else {
                CStr::from_ptr(i.ai_canonname).to_bytes().to_vec()
            };
            out.push((i.ai_family, i.ai_socktype, i.ai_protocol, name, a));
            p = i.ai_next;
        }
        libc::freeaddrinfo(list);
        Ok(out)
    }
}

/// `getnameinfo`: host, service.
pub fn name_of(a: &Address, flags: i32) -> Result<(Vec<u8>, Vec<u8>), LookupError> {
    let (mut host, mut service) = ([0u8; 1025], [0u8; 64]);
    // SAFETY: both buffers are filled with terminated texts.
    let code = unsafe {
        libc::getnameinfo(
            a.ptr(),
            a.len,
            host.as_mut_ptr().cast(),
            host.len() as u32,
            service.as_mut_ptr().cast(),
            service.len() as u32,
            flags,
        )
    };
    if code != 0 {
        return Err(lookup_error(code));
    }
    let text = |b: &[u8]| b.iter().copied().take_while(|c| *c != 0).collect();
    Ok((text(&host), text(&service)))
}

/// The port of a service.
pub fn service_port(name: &CStr, proto: Option<&CStr>) -> Option<u16> {
    // SAFETY: the entry is read at once.
    unsafe {
        let p = libc::getservbyname(name.as_ptr(), proto.map_or(std::ptr::null(), CStr::as_ptr));
        (!p.is_null()).then(|| u16::from_be((*p).s_port as u16))
    }
}

/// The service of a port.
pub fn port_service(port: u16, proto: Option<&CStr>) -> Option<Vec<u8>> {
    // SAFETY: the entry is read at once.
    unsafe {
        let p = libc::getservbyport(i32::from(port.to_be()), proto.map_or(std::ptr::null(), CStr::as_ptr));
        (!p.is_null()).then(|| CStr::from_ptr((*p).s_name).to_bytes().to_vec())
    }
}

/// The number of a protocol.
pub fn protocol(name: &CStr) -> Option<i32> {
    // SAFETY: the entry is read at once.
    unsafe {
        let p = libc::getprotobyname(name.as_ptr());
        (!p.is_null()).then(|| (*p).p_proto)
    }
}

/// The number of a network interface.
pub fn interface_index(name: &CStr) -> Sys<u32> {
    // SAFETY: the name lives.
    match unsafe { libc::if_nametoindex(name.as_ptr()) } {
        0 => Err(Errno::last()),
        n => Ok(n),
    }
}

/// The name of a network interface.
pub fn interface_name(index: u32) -> Sys<CString> {
    let mut buf = [0 as libc::c_char; libc::IF_NAMESIZE];
    // SAFETY: the buffer is filled with a terminated text.
    unsafe {
        if libc::if_indextoname(index, buf.as_mut_ptr()).is_null() {
            return Err(Errno::last());
        }
        Ok(CStr::from_ptr(buf.as_ptr()).to_owned())
    }
}

/// All network interfaces: number, name.
pub fn interfaces() -> Sys<Vec<(u32, Vec<u8>)>> {
    // SAFETY: the list ends with a zero entry and is freed once.
    unsafe {
        let list = libc::if_nameindex();
        if list.is_null() {
            return Err(Errno::last());
        }
        let mut out = Vec::new();
        let mut p = list;
        while (*p).if_index != 0 {
            out.push(((*p).if_index, CStr::from_ptr((*p).if_name).to_bytes().to_vec()));
            p = p.add(1);
        }
        libc::if_freenameindex(list);
        Ok(out)
    }
}
