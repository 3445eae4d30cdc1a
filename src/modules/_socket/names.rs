//! The functions of `_socket`: names and addresses, byte order, pairs of sockets, interfaces.

use super::{DEFAULT_TIMEOUT, address_object, address_of, n, none, timeout_object, timeout_of};
use crate::host::socket::{self as host, Address, LookupError, Parts};
use crate::host::{Errno, env, file};
use crate::modules::os_support::{c_int, c_string, fs_c_string, fs_decode, os_error};
use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::tuple::Tuple;
use crate::types::{buffer, bytes, codec, exception, int, list, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api, gil};
use std::ffi::CString;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::atomic::Ordering;

/// Raises `socket.gaierror` or `socket.herror`.
fn lookup_failed(vm: &Vm, class: &str, code: i32, text: &str) -> Raised {
    let found = api::import(vm, "_socket").and_then(|m| api::getattr_str(vm, &m, class));
    match found.and_then(|c| api::call(vm, &c, &[n(code), str_::from_str(text)])) {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

fn gai(vm: &Vm, e: &LookupError) -> Raised {
    if e.0 == libc::EAI_SYSTEM {
        return os_error(vm, Errno::last());
    }
    lookup_failed(vm, "gaierror", e.0, &e.1)
}

/// A host name as the system takes it.
fn host_name(vm: &Vm, o: &Obj) -> PyResult<CString> {
    let raw = if str_::is_str(o) {
        if str_::is_ascii(o) {
            str_::bytes_of(o).to_vec()
        } else {
            bytes::bytes_of(&codec::encode(vm, o, Some("idna"), None)?).to_vec()
        }
    } else if buffer::is_bytes_like(o) {
        buffer::to_bytes_vec(vm, o)?
    } else {
        return Err(vm.type_error(format!("str, bytes or bytearray expected, not {}", o.ty().name())));
    };
    c_string(vm, raw, "host name must not contain null character")
}

/// The address of a host (port 0): numeric ones at once, names by look-up.
pub fn host_address(vm: &Vm, o: &Obj, family: i32) -> PyResult<Address> {
    let name = host_name(vm, o)?;
    let text = name.to_str().unwrap_or_default();
    if family == libc::AF_INET {
        match text {
            "" => return Ok(Address::v4(Ipv4Addr::UNSPECIFIED, 0)),
            "<broadcast>" | "255.255.255.255" => return Ok(Address::v4(Ipv4Addr::BROADCAST, 0)),
            _ => {}
        }
        if let Ok(ip) = text.parse() {
            return Ok(Address::v4(ip, 0));
        }
    } else if text.is_empty() {
        return Ok(Address::v6(Ipv6Addr::UNSPECIFIED, 0, 0, 0));
    } else if let Ok(ip) = text.parse() {
        return Ok(Address::v6(ip, 0, 0, 0));
    }
    let found = gil::allow_threads(vm, || host::look_up(Some(&name), None, [family, 0, 0, 0]));
    let found = found.map_err(|e| gai(vm, &e))?;
    match found.into_iter().next() {
        Some(f) => Ok(f.4),
        None => Err(vm.error(&exception::OS_ERROR, "getaddrinfo returned an empty list")),
    }
}

fn getaddrinfo(vm: &Vm, a: Args) -> PyResult<Obj> {
    let host_text = match a.opt_not_none(0) {
        None => None,
        Some(o) if str_::is_str(o) || bytes::is_bytes(o) => Some(host_name(vm, o)?),
        Some(_) => return Err(vm.type_error("getaddrinfo() argument 1 must be string or None")),
    };
    let port = match a.opt_not_none(1) {
        None => None,
        Some(o) if int::is_int(o) => Some(c_string(vm, api::str_string(vm, o)?.into_bytes(), "")?),
        Some(o) if str_::is_str(o) || bytes::is_bytes(o) => Some(fs_c_string(vm, o)?),
        Some(_) => return Err(vm.error(&exception::OS_ERROR, "Int or String expected")),
    };
    let mut hints = [0; 4];
    for (i, h) in hints.iter_mut().enumerate() {
        *h = a.opt(i + 2).map_or(Ok(0), |o| c_int(vm, o))?;
    }
    let found = gil::allow_threads(vm, || host::look_up(host_text.as_deref(), port.as_deref(), hints));
    let rows = found.map_err(|e| gai(vm, &e))?.into_iter().map(|(family, kind, proto, name, address)| {
        let name = fs_decode(vm, &name)?;
        Ok(tuple::from_vec(vec![n(family), n(kind), n(proto), name, address_object(vm, &address)?]))
    });
    Ok(list::from_vec(rows.collect::<PyResult<_>>()?))
}

fn getnameinfo(vm: &Vm, a: Args) -> PyResult<Obj> {
    let flags = c_int(vm, &a[1])?;
    let Some([host_part, ..]) = a[0].downcast::<Tuple>().map(Tuple::as_slice) else {
        return Err(vm.type_error("getnameinfo() argument 1 must be a tuple"));
    };
    let family = if str_::display(host_part).contains(':') { libc::AF_INET6 } else { libc::AF_INET };
    let address = address_of(vm, family, &a[0], "getnameinfo")?;
    let (name, service) =
        gil::allow_threads(vm, || host::name_of(&address, flags)).map_err(|e| gai(vm, &e))?;
    Ok(tuple::from_vec(vec![fs_decode(vm, &name)?, fs_decode(vm, &service)?]))
}

fn ip_text(a: &Address) -> Obj {
    match a.parts() {
        Parts::V4(ip, _) => str_::from_string(ip.to_string()),
        Parts::V6(ip, ..) => str_::from_string(ip.to_string()),
        _ => Obj::NONE,
    }
}

/// (canonical name, [], addresses) of a host.
fn host_entry(vm: &Vm, name: &CString, canonical: Option<Obj>) -> PyResult<Obj> {
    let hints = [libc::AF_INET, libc::SOCK_STREAM, 0, libc::AI_CANONNAME];
    let found = gil::allow_threads(vm, || host::look_up(Some(name), None, hints)).map_err(|e| gai(vm, &e))?;
    let given = found.first().map(|f| f.3.clone()).filter(|n| !n.is_empty());
    let canonical = match canonical {
        Some(c) => c,
        None => fs_decode(vm, &given.unwrap_or_else(|| name.as_bytes().to_vec()))?,
    };
    let addresses = found.iter().map(|f| ip_text(&f.4)).collect();
    Ok(tuple::from_vec(vec![canonical, list::from_vec(vec![]), list::from_vec(addresses)]))
}

fn gethostbyaddr(vm: &Vm, a: Args) -> PyResult<Obj> {
    let name = host_name(vm, &a[0])?;
    let family = if name.as_bytes().contains(&b':') { libc::AF_INET6 } else { libc::AF_INET };
    let address = host_address(vm, &a[0], family)?;
    let found = gil::allow_threads(vm, || host::name_of(&address, libc::NI_NAMEREQD));
    let (text, _) = found.map_err(|_| lookup_failed(vm, "herror", 1, "Unknown host"))?;
    let row = vec![fs_decode(vm, &text)?, list::from_vec(vec![]), list::from_vec(vec![ip_text(&address)])];
    Ok(tuple::from_vec(row))
}

fn text_arg(vm: &Vm, o: Option<&Obj>) -> PyResult<Option<CString>> {
    o.map(|o| fs_c_string(vm, o)).transpose()
}

fn not_found(vm: &Vm, what: &str) -> Raised {
    vm.error(&exception::OS_ERROR, format!("{what} not found"))
}

/// A 16-bit number of either byte order.
fn swap16(vm: &Vm, a: Args, function: &str) -> PyResult<Obj> {
    let x = api::to_i64(vm, &a[0])?;
    match u16::try_from(x) {
        Ok(x) => Ok(n(x.to_be().into())),
        Err(_) if x < 0 => Err(vm.overflow_error(format!(
            "{function}: can't convert negative Python int to C 16-bit unsigned integer"
        ))),
        Err(_) => Err(vm.overflow_error(format!(
            "{function}: Python int too large to convert to C 16-bit unsigned integer"
        ))),
    }
}

/// A 32-bit number of either byte order.
fn swap32(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(i) = int::as_int(&a[0]) else {
        return Err(vm.type_error(format!("expected int, {} found", a[0].ty().name())));
    };
    match i.to_i64().map(u32::try_from) {
        Some(Ok(x)) => Ok(int::from_u64(x.to_be().into())),
        _ if i.is_negative() => Err(vm.overflow_error("can't convert negative value to unsigned int")),
        _ => Err(vm.overflow_error("int larger than 32 bits")),
    }
}

fn socketpair(vm: &Vm, a: Args) -> PyResult<Obj> {
    let number = |i: usize, default: i32| a.opt_not_none(i).map_or(Ok(default), |o| c_int(vm, o));
    let (family, kind, proto) = (number(0, libc::AF_UNIX)?, number(1, libc::SOCK_STREAM)?, number(2, 0)?);
    let fds = host::pair(family, kind, proto).map_err(|e| os_error(vm, e))?;
    let make = |fd: i32| api::call(vm, &super::SOCKET.obj(), &[n(family), n(kind), n(proto), n(fd)]);
    Ok(tuple::from_vec(vec![make(fds[0])?, make(fds[1])?]))
}

/// An IPv4 address in one to four parts, each decimal, octal or hexadecimal.
fn inet_aton(vm: &Vm, a: Args) -> PyResult<Obj> {
    let text = api::expect_str(vm, &a[0], "inet_aton() argument 1")?;
    let bad = || vm.error(&exception::OS_ERROR, "illegal IP address string passed to inet_aton");
    let parts: Vec<&str> = text.split_whitespace().next().unwrap_or_default().split('.').collect();
    if parts.len() > 4 {
        return Err(bad());
    }
    let mut value: u64 = 0;
    for (i, p) in parts.iter().enumerate() {
        let x = match p.strip_prefix("0x").or_else(|| p.strip_prefix("0X")) {
            Some(h) => u64::from_str_radix(h, 16),
            None if p.len() > 1 && p.starts_with('0') => u64::from_str_radix(p, 8),
            None => p.parse(),
        };
        let x = x.map_err(|_| bad())?;
        let bits = if i + 1 == parts.len() { 8 * (5 - parts.len()) } else { 8 };
        if x >= 1 << bits {
            return Err(bad());
        }
        value = value << bits | x;
    }
    Ok(bytes::from_slice(&(value as u32).to_be_bytes()))
}

fn inet_pton(vm: &Vm, a: Args) -> PyResult<Obj> {
    let text = api::expect_str(vm, &a[1], "inet_pton() argument 2")?;
    let bad = || vm.error(&exception::OS_ERROR, "illegal IP address string passed to inet_pton");
    match c_int(vm, &a[0])? {
        libc::AF_INET => {
            text.parse::<Ipv4Addr>().map(|ip| bytes::from_slice(&ip.octets())).map_err(|_| bad())
        }
        libc::AF_INET6 => {
            text.parse::<Ipv6Addr>().map(|ip| bytes::from_slice(&ip.octets())).map_err(|_| bad())
        }
        _ => Err(os_error(vm, Errno(libc::EAFNOSUPPORT))),
    }
}

fn packed<const N: usize>(vm: &Vm, o: &Obj, words: &str) -> PyResult<[u8; N]> {
    <[u8; N]>::try_from(&buffer::to_bytes_vec(vm, o)?[..]).map_err(|_| match words {
        "" => vm.value_error("invalid length of packed IP address string"),
        w => vm.error(&exception::OS_ERROR, w),
    })
}

fn inet_ntop(vm: &Vm, a: Args) -> PyResult<Obj> {
    match c_int(vm, &a[0])? {
        libc::AF_INET => Ok(str_::from_string(Ipv4Addr::from(packed::<4>(vm, &a[1], "")?).to_string())),
        libc::AF_INET6 => Ok(str_::from_string(Ipv6Addr::from(packed::<16>(vm, &a[1], "")?).to_string())),
        family => Err(vm.value_error(format!("unknown address family {family}"))),
    }
}

/// The functions.
pub static FUNCTIONS: [MethodDef; 27] = [
    function(
        "getaddrinfo",
        "(host, port, family=0, type=0, proto=0, flags=0)",
        "Addresses of a host and service.",
        getaddrinfo,
    ),
    function("getnameinfo", "(sockaddr, flags, /)", "Host and service of an address.", getnameinfo),
    function("gethostname", "()", "The name of this host.", |vm, _| {
        let name = env::host_name().map_err(|e| os_error(vm, e))?;
        fs_decode(vm, &name)
    }),
    function("gethostbyname", "(host, /)", "The IPv4 address of a host.", |vm, a| {
        Ok(ip_text(&host_address(vm, &a[0], libc::AF_INET)?))
    }),
    function("gethostbyname_ex", "(host, /)", "Name, aliases and addresses of a host.", |vm, a| {
        let name = host_name(vm, &a[0])?;
        host_entry(vm, &name, None)
    }),
    function("gethostbyaddr", "(host, /)", "Name, aliases and addresses of a host.", gethostbyaddr),
    function("getservbyname", "(servicename, protocolname=None, /)", "The port of a service.", |vm, a| {
        let (name, proto) = (fs_c_string(vm, &a[0])?, text_arg(vm, a.opt_not_none(1))?);
        host::service_port(&name, proto.as_deref())
            .map(|p| n(p.into()))
            .ok_or_else(|| not_found(vm, "service/proto"))
    }),
    function("getservbyport", "(port, protocolname=None, /)", "The service of a port.", |vm, a| {
        let Ok(port) = u16::try_from(api::to_i64(vm, &a[0])?) else {
            return Err(vm.overflow_error("getservbyport: port must be 0-65535."));
        };
        let proto = text_arg(vm, a.opt_not_none(1))?;
        match host::port_service(port, proto.as_deref()) {
            Some(name) => fs_decode(vm, &name),
            None => Err(not_found(vm, "port/proto")),
        }
    }),
    function("getprotobyname", "(name, /)", "The number of a protocol.", |vm, a| {
        host::protocol(&fs_c_string(vm, &a[0])?).map(n).ok_or_else(|| not_found(vm, "protocol"))
    }),
    function("socketpair", "(family=None, type=1, proto=0, /)", "Two connected sockets.", socketpair),
    function("dup", "(object, /)", "Another descriptor of a socket.", |vm, a| {
        file::dup(c_int(vm, &a[0])?).map(n).map_err(|e| os_error(vm, e))
    }),
    function("close", "(object, /)", "Close a descriptor.", |vm, a| {
        let r = file::close(c_int(vm, &a[0])?);
        none(vm, r)
    }),
    function("htons", "(x, /)", "16 bits to network order.", |vm, a| swap16(vm, a, "htons")),
    function("ntohs", "(x, /)", "16 bits from network order.", |vm, a| swap16(vm, a, "ntohs")),
    function("htonl", "(object, /)", "32 bits to network order.", swap32),
    function("ntohl", "(object, /)", "32 bits from network order.", swap32),
    function("inet_aton", "(ip_addr, /)", "The bytes of an IPv4 address.", inet_aton),
    function("inet_ntoa", "(packed_ip, /)", "An IPv4 address as text.", |vm, a| {
        let ip = packed::<4>(vm, &a[0], "packed IP wrong length")?;
        Ok(str_::from_string(Ipv4Addr::from(ip).to_string()))
    }),
    function("inet_pton", "(af, ip, /)", "The bytes of an address.", inet_pton),
    function("inet_ntop", "(af, packed_ip, /)", "An address as text.", inet_ntop),
    function("getdefaulttimeout", "()", "The timeout of new sockets.", |_, _| {
        Ok(timeout_object(DEFAULT_TIMEOUT.load(Ordering::Relaxed)))
    }),
    function("setdefaulttimeout", "(object, /)", "Set the timeout of new sockets.", |vm, a| {
        DEFAULT_TIMEOUT.store(timeout_of(vm, &a[0])?, Ordering::Relaxed);
        Ok(Obj::NONE)
    }),
    function("CMSG_LEN", "(length, /)", "Bytes of extra data with its head.", |vm, a| {
        message_size(vm, a, "CMSG_LEN", host::extra_len)
    }),
    function("CMSG_SPACE", "(length, /)", "Bytes that extra data needs.", |vm, a| {
        message_size(vm, a, "CMSG_SPACE", host::extra_space)
    }),
    function("if_nameindex", "()", "All network interfaces.", |vm, _| {
        let rows = host::interfaces().map_err(|e| os_error(vm, e))?.into_iter();
        let rows =
            rows.map(|(i, name)| Ok(tuple::from_vec(vec![int::from_u64(i.into()), fs_decode(vm, &name)?])));
        Ok(list::from_vec(rows.collect::<PyResult<_>>()?))
    }),
    function("if_nametoindex", "(oname, /)", "The number of a network interface.", |vm, a| {
        match host::interface_index(&fs_c_string(vm, &a[0])?) {
            Ok(i) => Ok(int::from_u64(i.into())),
            Err(_) => Err(vm.error(&exception::OS_ERROR, "no interface with this name")),
        }
    }),
    function("if_indextoname", "(object, /)", "The name of a network interface.", |vm, a| {
        let name = host::interface_name(api::to_i64(vm, &a[0])? as u32).map_err(|e| os_error(vm, e))?;
        fs_decode(vm, name.as_bytes())
    }),
];

fn message_size(vm: &Vm, a: Args, function: &str, f: fn(usize) -> usize) -> PyResult<Obj> {
    match api::to_i64(vm, &a[0])? {
        x @ 0..=0x7fff_ff00 => Ok(int::from_usize(f(x as usize))),
        _ => Err(vm.overflow_error(format!("{function}() argument out of range"))),
    }
}
