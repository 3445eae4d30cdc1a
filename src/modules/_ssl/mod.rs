//! `_ssl`: TLS connections, certificates and keys as the module `ssl` needs them. What a context is, and all that programs
//! set on it, is in `stdlib/ssl.py`.

pub mod certificate;
pub mod config;
pub mod der;
pub mod engine;
pub mod keys;
pub mod link;
pub mod raise;
pub mod trust;

use crate::modules::_socket;
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::field::Field;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::payload::{constructor, payload};
use crate::object::slots::{CmpOp, Slots};
use crate::object::spec::{GetterDef, MethodDef, ModuleSpec, TypeSpec, function, getter, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::{buffer, bytes, int, list, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api, gil};
use config::{Config, Session, Settings};
use engine::{CHUNK, Engine, Failure};
use keys::Unfit;
use link::{Link, Pipe, Stop, Wire, lock};
use raise::{During, fail, fail_reason, raise};
use rustls::sign::CertifiedKey;
use std::sync::{Arc, Mutex};
use trust::Trust;

/// Declares a payload without references.
macro_rules! plain {
    ($body:ty, $ty:expr) => {
        #[allow(unsafe_code)]
        // SAFETY: holds no references.
        unsafe impl Payload for $body {
            fn static_type() -> &'static StaticType {
                &$ty
            }
        }
    };
}

fn wrong(vm: &Vm, function: &str, argument: &str, want: &str, o: &Obj) -> Raised {
    vm.type_error(format!("{function}() argument '{argument}' must be _ssl.{want}, not {}", o.ty().name()))
}

// --- MemoryBIO

struct MemoryBio(Arc<Mutex<Pipe>>);
plain!(MemoryBio, MEMORY_BIO);

fn pipe(o: &Obj) -> &Mutex<Pipe> {
    &o.downcast::<MemoryBio>().expect("the receiver is a MemoryBIO").0
}

static BIO_METHODS: [MethodDef; 3] = [
    method("read", "($self, size=-1, /)", "Take up to size bytes out; all if it is negative.", |vm, a| {
        let size = a.opt(1).map_or(Ok(-1), |n| api::index_isize(vm, n))?;
        let mut p = lock(pipe(&a[0]));
        let n = usize::try_from(size).unwrap_or(usize::MAX).min(p.rest().len());
        let data = bytes::from_slice(&p.rest()[..n]);
        p.skip(n);
        Ok(data)
    }),
    method("write", "($self, b, /)", "Put bytes in; how many they are.", |vm, a| {
        let data = buffer::get_contiguous(vm, &a[1])?;
        let data = data.as_slice().unwrap_or_default();
        if lock(pipe(&a[0])).ended {
            return Err(fail(vm, "SSLError", None, "cannot write() after write_eof()", &[]));
        }
        lock(pipe(&a[0])).push(data);
        Ok(int::from_usize(data.len()))
    }),
    method("write_eof", "($self, /)", "Say that nothing more is put in.", |_, a| {
        lock(pipe(&a[0])).ended = true;
        Ok(Obj::NONE)
    }),
];
static BIO_GETTERS: [GetterDef; 2] = [
    getter("pending", "how many bytes are in it", |_, o| Ok(int::from_usize(lock(pipe(o)).rest().len()))),
    getter("eof", "whether it is empty and stays so", |_, o| {
        let p = lock(pipe(o));
        Ok(Obj::from_bool(p.ended && p.rest().is_empty()))
    }),
];
static MEMORY_BIO_SPEC: TypeSpec = TypeSpec {
    name: "MemoryBIO",
    module: "_ssl",
    doc: "Bytes in memory between a program and a connection.",
    flags: type_flag::BASE,
    slots: Slots {
        new: Some(|vm, cls, args| {
            args.exactly(vm, "MemoryBIO", 0, usize::MAX)?;
            if !args.pos().is_empty() {
                return Err(vm.type_error("MemoryBIO() takes no positional arguments"));
            }
            new_instance(vm, cls, MemoryBio(Arc::default()))
        }),
        ..Slots::NONE
    },
    methods: &BIO_METHODS,
    getters: &BIO_GETTERS,
    ..TypeSpec::BASE
};
static MEMORY_BIO: StaticType = StaticType::new(&MEMORY_BIO_SPEC, LayoutOps::of::<MemoryBio>(false));

// --- trusted certificates

struct Store(Mutex<Trust>);
plain!(Store, STORE);

fn trust(o: &Obj) -> &Mutex<Trust> {
    &o.downcast::<Store>().expect("the receiver is a Store").0
}

static STORE_METHODS: [MethodDef; 4] = [
    method("add", "($self, der, /)", "Trust a certificate; None if it is none.", |vm, a| {
        let der = buffer::bytes_arg(vm, &a[1])?;
        Ok(lock(trust(&a[0])).add(&der).map_or(Obj::NONE, Obj::from_bool))
    }),
    method(
        "add_crl",
        "($self, der, /)",
        "Add a list of revoked certificates; False if it is none.",
        |vm, a| {
            let der = buffer::bytes_arg(vm, &a[1])?;
            Ok(Obj::from_bool(lock(trust(&a[0])).add_list(&der)))
        },
    ),
    method("certificates", "($self, /)", "Pairs of bytes, and whether it may sign others.", |_, a| {
        let all = lock(trust(&a[0])).certificates().to_vec();
        let row =
            |t: &Arc<trust::Trusted>| tuple::pair(bytes::from_slice(&t.der), Obj::from_bool(t.authority));
        Ok(list::from_vec(all.iter().map(row).collect()))
    }),
    method("crl_count", "($self, /)", "How many lists there are.", |_, a| {
        Ok(int::from_usize(lock(trust(&a[0])).list_count()))
    }),
];
static STORE_SPEC: TypeSpec = TypeSpec {
    name: "Store",
    module: "_ssl",
    doc: "A set of trusted certificates.",
    slots: Slots {
        new: Some(|vm, cls, args| {
            args.exactly(vm, "Store", 0, 0)?;
            new_instance(vm, cls, Store(Mutex::default()))
        }),
        ..Slots::NONE
    },
    methods: &STORE_METHODS,
    ..TypeSpec::FINAL
};
static STORE: StaticType = StaticType::new(&STORE_SPEC, LayoutOps::of::<Store>(false));

// --- own certificates

struct Identity(Arc<CertifiedKey>);
plain!(Identity, IDENTITY);

constructor!(new_identity, "Identity", "($type, chain, key)", |vm, a| {
    let chain = api::to_vec(vm, &a[1])?;
    let chain = chain.iter().map(|c| buffer::to_bytes_vec(vm, c)).collect::<PyResult<Vec<_>>>()?;
    let key = buffer::bytes_arg(vm, &a[2])?;
    match keys::pair(chain, &key) {
        Ok(k) => new_instance(vm, &a[0], Identity(Arc::new(k))),
        Err(Unfit::Other) => {
            Err(fail_reason(vm, "SSLError", 116, "X509", "KEY_VALUES_MISMATCH", "key values mismatch", 3937))
        }
        Err(Unfit::Key) => Err(vm.value_error("not a private key of a known kind")),
    }
});
static IDENTITY_SPEC: TypeSpec = TypeSpec {
    name: "Identity",
    module: "_ssl",
    doc: "A certificate with its key.",
    slots: Slots { new: Some(new_identity), ..Slots::NONE },
    getters: &[getter("algorithm", "number of the key's kind", |_, o| {
        let k = &o.downcast::<Identity>().expect("the receiver is an Identity").0;
        Ok(str_::from_string(format!("{:?}", k.key.algorithm())))
    })],
    ..TypeSpec::FINAL
};
static IDENTITY: StaticType = StaticType::new(&IDENTITY_SPEC, LayoutOps::of::<Identity>(false));

// --- configurations

struct Configuration(Config);
plain!(Configuration, CONFIG);

fn numbers(vm: &Vm, o: &Obj) -> PyResult<Vec<u16>> {
    let number = |n: &Obj| api::to_i64(vm, n).map(|n| n as u16);
    api::to_vec(vm, o)?.iter().map(number).collect()
}

constructor!(
    new_config,
    "Config",
    "($type, server_side, store, identities, verify_mode, verify_flags, check_hostname, common_names, lowest, highest, \
     alpn, suites, groups, server_order, tickets, log)",
    |vm, a| {
        let server = api::is_true(vm, &a[1])?;
        let Some(store) = a[2].downcast::<Store>() else {
            return Err(wrong(vm, "Config", "store", "Store", &a[2]));
        };
        let mut identities = Vec::new();
        for o in api::to_vec(vm, &a[3])? {
            match o.downcast::<Identity>() {
                Some(i) => identities.push(i.0.clone()),
                None => return Err(wrong(vm, "Config", "identities", "Identity", &o)),
            }
        }
        let number = |i: usize| api::to_i64(vm, &a[i]);
        let flags = number(5)?;
        let alpn = api::to_vec(vm, &a[10])?;
        let log = match &a[15] {
            o if o.is_none() => None,
            o => {
                use std::os::fd::{BorrowedFd, RawFd};
                let fd = RawFd::from(crate::modules::os_support::c_int(vm, o)?);
                if fd < 0 {
                    return Err(vm.value_error("negative file descriptor"));
                }
                #[allow(unsafe_code)]
                // SAFETY: only borrowed for the copy that is made here; a closed one makes that fail.
                let copy = unsafe { BorrowedFd::borrow_raw(fd) }.try_clone_to_owned();
                Some(std::fs::File::from(
                    copy.map_err(|e| vm.error(&crate::types::exception::OS_ERROR, e.to_string()))?,
                ))
            }
        };
        let s = Settings {
            verify_mode: number(4)?,
            flags,
            check_hostname: api::is_true(vm, &a[6])?,
            common_names: api::is_true(vm, &a[7])?,
            identities,
            versions: (number(8)? as u16, number(9)? as u16),
            alpn: alpn.iter().map(|p| buffer::to_bytes_vec(vm, p)).collect::<PyResult<_>>()?,
            suites: numbers(vm, &a[11])?,
            groups: numbers(vm, &a[12])?,
            server_order: api::is_true(vm, &a[13])?,
            tickets: usize::try_from(number(14)?).unwrap_or(0),
            log,
            trust: Trust::default(),
        };
        let made = gil::allow_threads(vm, || {
            let trust = lock(&store.0).prepared(flags);
            config::build(Settings { trust, ..s }, server)
        });
        new_instance(vm, &a[0], Configuration(made))
    }
);
static CONFIG_SPEC: TypeSpec = TypeSpec {
    name: "Config",
    module: "_ssl",
    doc: "What a context says, for connections of one side.",
    slots: Slots { new: Some(new_config), ..Slots::NONE },
    ..TypeSpec::FINAL
};
static CONFIG: StaticType = StaticType::new(&CONFIG_SPEC, LayoutOps::of::<Configuration>(false));

// --- sessions

struct SslSession {
    kept: Arc<Session>,
    id: [u8; 32],
    time: i64,
    context: Field,
}
payload!(SslSession, SSL_SESSION, [context]);

fn session(o: &Obj) -> &SslSession {
    o.downcast().expect("the receiver is an SSLSession")
}

static SSL_SESSION_SPEC: TypeSpec = TypeSpec {
    name: "SSLSession",
    module: "_ssl",
    doc: "What a client can begin its next connection with.",
    flags: type_flag::NO_NEW,
    slots: Slots {
        compare: Some(|_, a, b, op| {
            let (Some(x), Some(y)) = (a.downcast::<SslSession>(), b.downcast::<SslSession>()) else {
                return Ok(Obj::NOT_IMPLEMENTED);
            };
            Ok(match op {
                CmpOp::Eq => Obj::from_bool(x.id == y.id),
                CmpOp::Ne => Obj::from_bool(x.id != y.id),
                _ => Obj::NOT_IMPLEMENTED,
            })
        }),
        ..Slots::NONE
    },
    getters: &[
        getter("id", "its name", |_, o| Ok(bytes::from_slice(&session(o).id))),
        getter("time", "when it was made, in seconds", |_, o| Ok(int::from_i64(session(o).time))),
        getter("timeout", "how long it is good for, in seconds", |_, _| Ok(int::from_i64(7200))),
        getter("ticket_lifetime_hint", "what the server says about that", |_, _| Ok(int::from_i64(7200))),
        getter("has_ticket", "whether it can be used", |_, o| {
            Ok(Obj::from_bool(session(o).kept.is_useful()))
        }),
        getter("_context", "the context that it belongs to", |_, o| Ok(session(o).context.get_or_none())),
    ],
    ..TypeSpec::FINAL
};
static SSL_SESSION: StaticType = StaticType::new(&SSL_SESSION_SPEC, LayoutOps::of::<SslSession>(true));

// --- connections

struct Connection {
    link: Link,
    bios: Option<[Arc<Mutex<Pipe>>; 2]>,
    host: Option<String>,
    session_id: Mutex<Option<[u8; 32]>>,
}
plain!(Connection, CONNECTION);

fn of(o: &Obj) -> &Connection {
    o.downcast().expect("the receiver is a Connection")
}

constructor!(
    new_connection,
    "Connection",
    "($type, server_side, config, hostname, lenient, incoming=None, outgoing=None)",
    |vm, a| {
        let server = api::is_true(vm, &a[1])?;
        let host = if a[3].is_none() { None } else { Some(str_::display(&a[3]).into_owned()) };
        let mut bios = None;
        if let Some(outgoing) = a.opt_not_none(6) {
            let ends = [("incoming", &a[5]), ("outgoing", outgoing)].map(|(name, o)| {
                match o.downcast::<MemoryBio>() {
                    Some(m) => Ok(m.0.clone()),
                    None => Err((name, o)),
                }
            });
            bios = match ends {
                [Ok(i), Ok(o)] => Some([i, o]),
                [Err((name, o)), _] | [_, Err((name, o))] => {
                    return Err(wrong(vm, "_wrap_bio", name, "MemoryBIO", o));
                }
            };
        }
        let engine = if server { Engine::server() } else { client(vm, &a[2], host.as_deref(), None)? };
        let c = Connection {
            link: Link::new(engine, server, api::is_true(vm, &a[4])?),
            bios,
            host,
            session_id: Mutex::default(),
        };
        new_instance(vm, &a[0], c)
    }
);

fn client(vm: &Vm, config: &Obj, host: Option<&str>, session: Option<Arc<Session>>) -> PyResult<Engine> {
    let Some(c) = config.downcast::<Configuration>() else {
        return Err(wrong(vm, "Connection", "config", "Config", config));
    };
    Ok(Engine::client(&c.0, host, session))
}

/// Runs a call until it is done or stops for good. `owner` is the SSLSocket or SSLObject: its descriptor is used, and its
/// `_choose` asked for the configuration of a server.
fn run<T>(
    vm: &Vm,
    c: &Connection,
    owner: &Obj,
    during: During,
    small: bool,
    mut f: impl FnMut(&Link, Wire) -> Result<T, Stop>,
) -> PyResult<T> {
    let mut wire = match &c.bios {
        Some([incoming, outgoing]) => Wire::Memory(incoming, outgoing),
        None => Wire::socket(_socket::descriptor(owner), _socket::waits(owner)),
    };
    loop {
        // What does not wait and takes no time is done with the GIL.
        let r = if small && c.bios.is_some() {
            f(&c.link, wire)
        } else {
            gil::allow_threads(vm, || f(&c.link, wire))
        };
        match r {
            Ok(v) => return Ok(v),
            Err(Stop::Interrupted) => crate::vm::signals::run_handlers(vm)?,
            Err(Stop::Hello) => {
                choose(vm, c, owner)?;
                // The descriptor may be another one now.
                if let Wire::Socket(_, timeout, deadline) = wire {
                    wire = Wire::Socket(_socket::descriptor(owner), timeout, deadline);
                }
            }
            Err(stop) => return Err(raise(vm, stop, during)),
        }
    }
}

/// After the client's greeting: `sni_callback` may refuse it or choose another context; then comes the configuration.
fn choose(vm: &Vm, c: &Connection, owner: &Obj) -> PyResult<()> {
    let refuse = |alert: u8| {
        gil::lock(vm, &c.link.engine).fail(Failure::Reason("CALLBACK_FAILED"), Some(alert));
        Ok(())
    };
    let context = api::getattr_str(vm, owner, "_context")?;
    let callback = api::getattr_str(vm, &context, "sni_callback")?;
    if !callback.is_none() {
        let name = gil::lock(vm, &c.link.engine).asked_name();
        let name = name.map_or(Obj::NONE, str_::from_string);
        match api::call(vm, &callback, &[owner.clone(), name, context]) {
            Ok(o) if o.is_none() => {}
            Ok(o) => match api::to_i64(vm, &o) {
                Ok(alert) => return refuse(alert as u8),
                Err(_) => {
                    vm.write_unraisable("", Some(&o));
                    return refuse(80);
                }
            },
            Err(_) => {
                vm.write_unraisable("", Some(&callback));
                return refuse(40);
            }
        }
    }
    let chosen = api::call_method_str(vm, owner, "_choose", &[])?;
    let Some(config) = chosen.downcast::<Configuration>() else {
        return Err(wrong(vm, "_choose", "result", "Config", &chosen));
    };
    gil::allow_threads(vm, || lock(&c.link.engine).accept(&config.0));
    Ok(())
}

fn read(vm: &Vm, a: Args) -> PyResult<Obj> {
    let c = of(&a[0]);
    let size = api::index_isize(vm, &a[2])?;
    if let Some(target) = a.opt_not_none(3) {
        let mut b = buffer::get_writable(vm, target, "read() argument 2")?;
        let room = b.as_mut_slice().unwrap_or_default();
        let n = usize::try_from(size).ok().filter(|n| (1..=room.len()).contains(n)).unwrap_or(room.len());
        let room = &mut room[..n];
        if room.is_empty() {
            return Ok(int::from_i64(0));
        }
        return run(vm, c, &a[1], During::Read, true, |l, w| l.read(w, room)).map(int::from_usize);
    }
    let Ok(size) = usize::try_from(size) else { return Err(vm.value_error("size should not be negative")) };
    if size == 0 {
        return Ok(bytes::from_slice(&[]));
    }
    // There is never more than one record to be read.
    let mut room = vec![0; size.min(CHUNK)];
    let n = run(vm, c, &a[1], During::Read, true, |l, w| l.read(w, &mut room))?;
    Ok(bytes::from_slice(&room[..n]))
}

fn write(vm: &Vm, a: Args) -> PyResult<Obj> {
    let data = buffer::get_contiguous(vm, &a[2])?;
    let data = data.as_slice().unwrap_or_default();
    let mut done = 0;
    run(vm, of(&a[0]), &a[1], During::Write, data.len() <= CHUNK, |l, w| l.write(w, data, &mut done))?;
    Ok(int::from_usize(done))
}

fn engine<R>(vm: &Vm, o: &Obj, f: impl FnOnce(&Engine) -> R) -> R {
    f(&gil::lock(vm, &of(o).link.engine))
}

fn set_session(vm: &Vm, a: Args) -> PyResult<Obj> {
    let c = of(&a[0]);
    let Some(s) = a[2].downcast::<SslSession>() else {
        return Err(vm.type_error("Value is not a SSLSession."));
    };
    let made = client(vm, &a[1], c.host.as_deref(), Some(s.kept.clone()))?;
    *gil::lock(vm, &c.link.engine) = made;
    Ok(Obj::NONE)
}

fn get_session(vm: &Vm, a: Args) -> PyResult<Obj> {
    let c = of(&a[0]);
    let kept = engine(vm, &a[0], |e| e.session.clone().filter(|s| e.version().is_some() && s.is_useful()));
    let Some(kept) = kept else { return Ok(Obj::NONE) };
    let mut known = *gil::lock(vm, &c.session_id);
    if known.is_none() {
        let mut id = [0; 32];
        crate::host::random::fill(&mut id).map_err(|e| crate::modules::os_support::os_error(vm, e))?;
        known = Some(id);
        *gil::lock(vm, &c.session_id) = known;
    }
    let s = SslSession {
        kept,
        id: known.unwrap_or_default(),
        time: crate::host::clock::wall() / 1_000_000_000,
        context: Field::new(Some(a[1].clone())),
    };
    Ok(Ref::new(s).into_obj())
}

fn chain(ders: impl Iterator<Item = Vec<u8>>) -> Obj {
    list::from_vec(ders.map(|d| bytes::from_slice(&d)).collect())
}

static CONNECTION_METHODS: [MethodDef; 11] = [
    method("do_handshake", "($self, owner, /)", "Make the connection.", |vm, a| {
        run(vm, of(&a[0]), &a[1], During::Handshake, false, |l, w| l.handshake(w)).map(|()| Obj::NONE)
    }),
    method("read", "($self, owner, size, buffer=None, /)", "Receive data.", read),
    method("write", "($self, owner, data, /)", "Send data; how much was sent.", write),
    method("shutdown", "($self, owner, /)", "End the connection.", |vm, a| {
        run(vm, of(&a[0]), &a[1], During::Shutdown, true, |l, w| l.close(w)).map(|()| Obj::NONE)
    }),
    method("pending", "($self, /)", "How much data can be read at once.", |vm, a| {
        Ok(int::from_usize(engine(vm, &a[0], Engine::pending)))
    }),
    method("get_unverified_chain", "($self, /)", "The certificates that the peer sent.", |vm, a| {
        Ok(engine(vm, &a[0], |e| chain(e.peer_certificates().iter().map(|c| c.to_vec()))))
    }),
    method(
        "get_verified_chain",
        "($self, /)",
        "The certificates that the peer's one was accepted by.",
        |vm, a| Ok(engine(vm, &a[0], |e| chain(e.path.iter().cloned()))),
    ),
    method("selected_alpn_protocol", "($self, /)", "The application protocol, or None.", |vm, a| {
        Ok(engine(vm, &a[0], |e| e.alpn().map_or(Obj::NONE, |p| str_::from_str(&String::from_utf8_lossy(p)))))
    }),
    method("offered_suites", "($self, /)", "Numbers of the suites that the client knows.", |vm, a| {
        Ok(engine(vm, &a[0], |e| {
            list::from_vec(e.offered.iter().map(|n| int::from_i64((*n).into())).collect())
        }))
    }),
    method(
        "get_session",
        "($self, context, /)",
        "What the next connection can begin with, or None.",
        get_session,
    ),
    method("set_session", "($self, config, session, /)", "Begin with an earlier session.", set_session),
];
static CONNECTION_GETTERS: [GetterDef; 5] = [
    getter("server_side", "whether it is the server's side", |_, o| {
        Ok(Obj::from_bool(of(o).link.is_server()))
    }),
    getter("server_name", "the name that the client asked for, or None", |vm, o| {
        Ok(engine(vm, o, Engine::asked_name).map_or(Obj::NONE, str_::from_string))
    }),
    getter("version_number", "number of the version, None before the handshake is over", |vm, o| {
        Ok(engine(vm, o, Engine::version).map_or(Obj::NONE, |n| int::from_i64(n.into())))
    }),
    getter("suite", "number of the cipher suite, or None", |vm, o| {
        Ok(engine(vm, o, Engine::suite).map_or(Obj::NONE, |n| int::from_i64(n.into())))
    }),
    getter("session_reused", "whether it goes on from an earlier connection", |vm, o| {
        Ok(Obj::from_bool(engine(vm, o, Engine::is_resumed)))
    }),
];
static CONNECTION_SPEC: TypeSpec = TypeSpec {
    name: "Connection",
    module: "_ssl",
    doc: "One side of a connection.",
    flags: type_flag::BASE,
    slots: Slots { new: Some(new_connection), ..Slots::NONE },
    methods: &CONNECTION_METHODS,
    getters: &CONNECTION_GETTERS,
    ..TypeSpec::BASE
};
static CONNECTION: StaticType = StaticType::new(&CONNECTION_SPEC, LayoutOps::of::<Connection>(false));

// --- functions

static FUNCTIONS: [MethodDef; 4] = [
    function("decode_certificate", "(der, /)", "A certificate as dict; None if it is none.", |vm, a| {
        let der = buffer::bytes_arg(vm, &a[0])?;
        Ok(der::Certificate::parse(&der).map_or(Obj::NONE, |c| certificate::describe(&c)))
    }),
    function(
        "open_pkcs8",
        "(der, password, /)",
        "A key without its password; None if that is wrong.",
        |vm, a| {
            let (der, password) = (buffer::to_bytes_vec(vm, &a[0])?, buffer::to_bytes_vec(vm, &a[1])?);
            let key = gil::allow_threads(vm, || keys::open_pkcs8(&der, &password));
            Ok(key.map_or(Obj::NONE, |k| bytes::from_slice(&k)))
        },
    ),
    function(
        "open_traditional",
        "(cipher, iv, data, password, /)",
        "The same for the older form of keys.",
        |vm, a| {
            let cipher = api::expect_str(vm, &a[0], "cipher")?;
            let part = |i: usize| buffer::to_bytes_vec(vm, &a[i]);
            let key = keys::open_traditional(&cipher, &part(1)?, &part(2)?, &part(3)?);
            Ok(key.map_or(Obj::NONE, |k| bytes::from_slice(&k)))
        },
    ),
    function(
        "certificate_locations",
        "()",
        "Where the system keeps certificates: (file, directory).",
        |vm, _| {
            let found = openssl_probe::probe();
            let path = |p: Option<&std::path::Path>| match p {
                Some(p) => crate::modules::os_support::fs_decode(vm, p.as_os_str().as_encoded_bytes()),
                None => Ok(Obj::NONE),
            };
            let dir = found.cert_dir.first().map(std::path::PathBuf::as_path);
            Ok(tuple::pair(path(found.cert_file.as_deref())?, path(dir)?))
        },
    ),
];

/// `_ssl`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_ssl",
    doc: "TLS connections. Programs use the module ssl.",
    functions: &FUNCTIONS,
    init: Some(|_, m| {
        if let Some(d) = crate::types::module::dict_of(m) {
            // Packages look for the name of the library they know, and for its version.
            let text = str_::from_str("OpenSSL 3.0 interface of rustls 0.23");
            d.insert_str(crate::object::intern::intern("OPENSSL_VERSION"), text);
        }
        Ok(())
    }),
    types: &[&MEMORY_BIO, &STORE, &IDENTITY, &CONFIG, &SSL_SESSION, &CONNECTION],
    ..ModuleSpec::EMPTY
};
