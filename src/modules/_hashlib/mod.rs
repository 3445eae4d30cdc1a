//! `_hashlib`: hash objects, keyed hashes and keys from passwords. The algorithms are in `algorithms.rs`; the parameters
//! of blake2 in `_blake2.rs`.

pub mod algorithms;

use crate::modules::_operator::compare_digest;
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::buffer::Buffer;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{MethodDef, ModuleSpec, TypeSpec, function, getter, method, type_flag};
use crate::object::type_object::StaticType;
use crate::types::exception::{BaseException, VALUE_ERROR};
use crate::types::sequence::size_arg;
use crate::types::set::FROZENSET;
use crate::types::{buffer, bytes, dict, int, module, str_};
use crate::vm::{PyResult, Raised, Vm, api, gil};
use algorithms::{Algorithm, Keyed, State, find, pbkdf2};
use std::sync::Mutex;

/// From this size on other threads run while data is hashed.
const LARGE: usize = 2048;

/// A hash that several threads may use.
pub struct Running(Mutex<Box<dyn State>>);

impl Running {
    /// Wraps a state.
    pub fn new(state: Box<dyn State>) -> Running {
        Running(Mutex::new(state))
    }

    /// Takes more data.
    pub fn update(&self, vm: &Vm, data: &Obj) -> PyResult<()> {
        let view = data_arg(vm, data)?;
        let data = view.as_slice().unwrap_or_default();
        if data.len() < LARGE {
            gil::lock(vm, &self.0).update(data);
        } else {
            let mut state = gil::lock(vm, &self.0);
            gil::allow_threads(vm, || state.update(data));
        }
        Ok(())
    }

    /// The hash so far.
    pub fn output(&self, vm: &Vm, size: usize) -> PyResult<Vec<u8>> {
        let mut out = Vec::new();
        out.try_reserve_exact(size).map_err(|_| vm.memory_error())?;
        out.resize(size, 0);
        gil::lock(vm, &self.0).output(&mut out);
        Ok(out)
    }

    /// A copy that goes on by itself.
    pub fn copy(&self, vm: &Vm) -> Running {
        Running::new(gil::lock(vm, &self.0).copy())
    }
}

/// The bytes of data to be hashed.
pub fn data_arg(vm: &Vm, o: &Obj) -> PyResult<Buffer> {
    if str_::is_str(o) {
        return Err(vm.type_error("Strings must be encoded before hashing"));
    }
    if !buffer::is_bytes_like(o) {
        return Err(vm.type_error("object supporting the buffer API required"));
    }
    let view = buffer::get_contiguous(vm, o)?;
    if view.layout.as_ref().is_some_and(|l| l.shape.len() > 1) {
        return Err(vm.buffer_error("Buffer must be single dimension"));
    }
    Ok(view)
}

/// Bytes as hexadecimal text.
pub fn hex(data: &[u8]) -> Obj {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let text: Vec<u8> =
        data.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]).collect();
    str_::from_wtf8(&text)
}

// --- hash objects

/// The native state of hash and HMAC objects.
struct Hash {
    algorithm: &'static Algorithm,
    running: Running,
    keyed: bool,
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Hash {
    fn static_type() -> &'static StaticType {
        &HASH
    }
}

/// The native state of keyed hashes.
struct Hmac(Hash);

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Hmac {
    fn static_type() -> &'static StaticType {
        &HMAC
    }
}

fn of(o: &Obj) -> &Hash {
    if let Some(h) = o.downcast::<Hmac>() {
        return &h.0;
    }
    o.downcast::<Hash>().expect("the receiver is a hash object")
}

fn made(vm: &Vm, algorithm: &'static Algorithm, running: Running, keyed: bool) -> PyResult<Obj> {
    let h = Hash { algorithm, running, keyed };
    if keyed {
        return Ok(Ref::new(Hmac(h)).into_obj());
    }
    new_instance(vm, &if algorithm.digest_size == 0 { HASHXOF.obj() } else { HASH.obj() }, h)
}

fn output(vm: &Vm, o: &Obj) -> PyResult<Vec<u8>> {
    let h = of(o);
    h.running.output(vm, h.algorithm.digest_size)
}

fn output_of_size(vm: &Vm, a: Args) -> PyResult<Vec<u8>> {
    match usize::try_from(size_arg(vm, &a[1])?) {
        Ok(n) => of(&a[0]).running.output(vm, n),
        Err(_) => Err(vm.system_error("Negative size passed to PyBytes_FromStringAndSize")),
    }
}

const COPY: MethodDef = method("copy", "($self, /)", "A copy that goes on by itself.", |vm, a| {
    let h = of(&a[0]);
    made(vm, h.algorithm, h.running.copy(vm), h.keyed)
});
const DIGEST: MethodDef =
    method("digest", "($self, /)", "The hash as bytes.", |vm, a| Ok(bytes::from_slice(&output(vm, &a[0])?)));
const HEXDIGEST: MethodDef =
    method("hexdigest", "($self, /)", "The hash as hexadecimal text.", |vm, a| Ok(hex(&output(vm, &a[0])?)));

fn update(vm: &Vm, a: Args) -> PyResult<Obj> {
    of(&a[0]).running.update(vm, &a[1])?;
    Ok(Obj::NONE)
}

macro_rules! sizes {
    () => {
        [
            getter("digest_size", "", |_, o| Ok(int::from_usize(of(o).algorithm.digest_size))),
            getter("block_size", "", |_, o| Ok(int::from_usize(of(o).algorithm.block_size))),
            getter("name", "", |_, o| {
                let h = of(o);
                Ok(str_::from_string(format!("{}{}", if h.keyed { "hmac-" } else { "" }, h.algorithm.name)))
            }),
        ]
    };
}

static HASH_METHODS: [MethodDef; 4] =
    [COPY, DIGEST, HEXDIGEST, method("update", "($self, obj, /)", "Takes more data.", update)];
static HASH_SPEC: TypeSpec = TypeSpec {
    name: "HASH",
    module: "_hashlib",
    doc: "A hash: give data to update(), ask digest() or hexdigest() for the hash of all of it.",
    flags: type_flag::NO_NEW,
    slots: Slots {
        repr: Some(|_, o| {
            let (name, kind) = (of(o).algorithm.name, o.ty().name());
            Ok(str_::from_string(format!("<{name} {kind} object @ {:#x}>", api::id(o))))
        }),
        ..Slots::NONE
    },
    methods: &HASH_METHODS,
    getters: &sizes!(),
    ..TypeSpec::FINAL
};
static HASH: StaticType = StaticType::new(&HASH_SPEC, LayoutOps::of::<Hash>(false));

static XOF_METHODS: [MethodDef; 2] = [
    method("digest", "($self, /, length)", "The hash as bytes.", |vm, a| {
        Ok(bytes::from_slice(&output_of_size(vm, a)?))
    }),
    method("hexdigest", "($self, /, length)", "The hash as hexadecimal text.", |vm, a| {
        Ok(hex(&output_of_size(vm, a)?))
    }),
];
static XOF_SPEC: TypeSpec = TypeSpec {
    name: "HASHXOF",
    module: "_hashlib",
    doc: "A hash as long as one asks for.",
    base: Some(&HASH),
    flags: type_flag::NO_NEW | type_flag::SAME_BODY,
    methods: &XOF_METHODS,
    ..TypeSpec::FINAL
};
static HASHXOF: StaticType = StaticType::new(&XOF_SPEC, LayoutOps::of::<Hash>(false));

static HMAC_METHODS: [MethodDef; 4] =
    [COPY, DIGEST, HEXDIGEST, method("update", "($self, /, msg)", "Takes more of the message.", update)];
static HMAC_SPEC: TypeSpec = TypeSpec {
    name: "HMAC",
    module: "_hashlib",
    doc: "A keyed hash of a message.",
    flags: type_flag::NO_NEW,
    slots: Slots {
        repr: Some(|_, o| {
            let name = of(o).algorithm.name;
            Ok(str_::from_string(format!("<{name} HMAC object @ {:#x}>", api::id(o))))
        }),
        ..Slots::NONE
    },
    methods: &HMAC_METHODS,
    getters: &sizes!(),
    ..TypeSpec::FINAL
};
static HMAC: StaticType = StaticType::new(&HMAC_SPEC, LayoutOps::of::<Hmac>(false));

static UNSUPPORTED_SPEC: TypeSpec = TypeSpec {
    name: "UnsupportedDigestmodError",
    module: "_hashlib",
    base: Some(&VALUE_ERROR),
    flags: type_flag::BASE | type_flag::SAME_BODY,
    ..TypeSpec::BASE
};
static UNSUPPORTED: StaticType = StaticType::new(&UNSUPPORTED_SPEC, LayoutOps::of::<BaseException>(false));

// --- functions

fn start(vm: &Vm, algorithm: &'static Algorithm, data: Option<&Obj>) -> PyResult<Obj> {
    let running = Running::new((algorithm.start)());
    if let Some(data) = data {
        running.update(vm, data)?;
    }
    made(vm, algorithm, running, false)
}

fn new(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[0]) {
        return Err(vm.type_error("name must be a string"));
    }
    let name = str_::display(&a[0]);
    match find(&name) {
        Some(algorithm) => start(vm, algorithm, a.opt(1)),
        None => Err(vm.error(&UNSUPPORTED, format!("unsupported hash type {name}"))),
    }
}

#[cold]
fn unsupported(vm: &Vm) -> Raised {
    vm.error(&UNSUPPORTED, "[digital envelope routines] unsupported")
}

/// The algorithm that `digestmod` asks for: by name, or by one of this module's functions.
fn algorithm_arg(vm: &Vm, o: &Obj) -> PyResult<&'static Algorithm> {
    if str_::is_str(o) {
        return find(&str_::display(o)).ok_or_else(|| unsupported(vm));
    }
    let name = api::getattr_opt(vm, o, &intern("__name__"))?;
    let name = name.as_ref().filter(|n| str_::is_str(n)).map(|n| str_::display(n).into_owned());
    match name.as_deref().and_then(|n| n.strip_prefix("openssl_")).and_then(find) {
        Some(algorithm) => Ok(algorithm),
        None => Err(vm.error(&UNSUPPORTED, format!("Unsupported digestmod {}", api::str_string(vm, o)?))),
    }
}

fn keyed(vm: &Vm, key: &Obj, digest: &Obj) -> PyResult<(&'static Algorithm, Keyed)> {
    let algorithm = algorithm_arg(vm, digest)?;
    let key = buffer::bytes_arg(vm, key)?;
    let keyed = Keyed::new(algorithm, &key).ok_or_else(|| vm.value_error("no reason supplied"))?;
    Ok((algorithm, keyed))
}

fn hmac_new(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(digest) = a.opt_not_none(2) else {
        return Err(vm.type_error("Missing required parameter 'digestmod'."));
    };
    let (algorithm, keyed) = keyed(vm, &a[0], digest)?;
    let running = Running::new(Box::new(keyed));
    if let Some(message) = a.opt_not_none(1) {
        running.update(vm, message)?;
    }
    made(vm, algorithm, running, true)
}

fn hmac_digest(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (algorithm, mut keyed) = keyed(vm, &a[0], &a[2])?;
    let message = buffer::get_contiguous(vm, &a[1])?;
    let mut out = vec![0; algorithm.digest_size];
    gil::allow_threads(vm, || {
        keyed.update(message.as_slice().unwrap_or_default());
        keyed.output(&mut out);
    });
    Ok(bytes::from_slice(&out))
}

fn pbkdf2_hmac(vm: &Vm, a: Args) -> PyResult<Obj> {
    if !str_::is_str(&a[0]) {
        return Err(vm.type_error(format!(
            "pbkdf2_hmac() argument 'hash_name' must be str, not {}",
            api::given(&a[0])
        )));
    }
    let password = buffer::bytes_arg(vm, &a[1])?;
    let salt = buffer::bytes_arg(vm, &a[2])?;
    let iterations = api::to_i64(vm, &a[3])?;
    let algorithm = find(&str_::display(&a[0])).ok_or_else(|| unsupported(vm))?;
    if iterations < 1 {
        return Err(vm.value_error("iteration value must be greater than 0."));
    }
    let Ok(iterations) = u32::try_from(iterations) else {
        return Err(vm.overflow_error("iteration value is too great."));
    };
    let size = match a.opt_not_none(4) {
        Some(n) => api::to_i64(vm, n)?,
        None => algorithm.digest_size as i64,
    };
    if algorithm.digest_size == 0 {
        return Err(vm.value_error("no reason supplied"));
    }
    if size < 1 {
        return Err(vm.value_error("key length must be greater than 0."));
    }
    if size > i64::from(i32::MAX) {
        return Err(vm.overflow_error("key length is too great."));
    }
    let keyed = Keyed::new(algorithm, &password).ok_or_else(|| unsupported(vm))?;
    let mut out = vec![0; size as usize];
    gil::allow_threads(vm, || pbkdf2(&keyed, &salt, iterations, &mut out));
    Ok(bytes::from_slice(&out))
}

fn scrypt_(vm: &Vm, a: Args) -> PyResult<Obj> {
    let password = buffer::bytes_arg(vm, &a[0])?;
    let Some(salt) = a.opt_not_none(1) else { return Err(vm.type_error("salt is required")) };
    let salt = buffer::bytes_arg(vm, salt)?;
    let number = |i: usize, name: &str| match a.opt(i).filter(|o| int::is_int(o)).and_then(int::to_i64) {
        Some(n) if n >= 0 => Ok(n as u64),
        _ => Err(vm.type_error(format!("{name} is required and must be an unsigned int"))),
    };
    let n = number(2, "n")?;
    if n < 2 || !n.is_power_of_two() {
        return Err(vm.value_error("n must be a power of 2."));
    }
    let (r, p) = (number(3, "r")?, number(4, "p")?);
    let most = i64::from(i32::MAX);
    let memory = a.opt(5).map_or(Ok(0), |n| api::to_i64(vm, n))?;
    if !(0..=most).contains(&memory) {
        return Err(vm.value_error(format!("maxmem must be positive and smaller than {most}")));
    }
    let size = a.opt(6).map_or(Ok(64), |n| api::to_i64(vm, n))?;
    if !(1..=most).contains(&size) {
        return Err(vm.value_error(format!("dklen must be greater than 0 and smaller than {most}")));
    }
    let invalid = || vm.value_error("Invalid parameter combination for n, r, p, maxmem.");
    let params = u8::try_from(n.trailing_zeros())
        .ok()
        .zip(u32::try_from(r).ok().zip(u32::try_from(p).ok()))
        .and_then(|(n, (r, p))| scrypt::Params::new(n, r, p).ok())
        .ok_or_else(invalid)?;
    let limit = if memory == 0 { 32 << 20 } else { memory as u128 };
    if 128 * u128::from(r) * (u128::from(p) + u128::from(n) + 2) > limit {
        return Err(vm.value_error("[digital envelope routines] memory limit exceeded"));
    }
    let mut out = vec![0; size as usize];
    gil::allow_threads(vm, || scrypt::scrypt(&password, &salt, &params, &mut out)).map_err(|_| invalid())?;
    Ok(bytes::from_slice(&out))
}

macro_rules! constructors {
    ($($name:literal)*) => {
        [$(function(
            concat!("openssl_", $name),
            "(string=b'', *, usedforsecurity=True)",
            concat!("A new ", $name, " hash object."),
            |vm, a| start(vm, find($name).expect("it is in the table of algorithms"), a.opt(0)),
        ),)*
        function(
            "new",
            "(name, string=b'', *, usedforsecurity=True)",
            "A new hash object of an algorithm given by name.",
            new,
        ),
        function(
            "hmac_new",
            "(key, msg=b'', digestmod=None)",
            "A new keyed hash object.",
            hmac_new,
        ),
        function("hmac_digest", "(key, msg, digest)", "The keyed hash of a message.", hmac_digest),
        function(
            "pbkdf2_hmac",
            "(hash_name, password, salt, iterations, dklen=None)",
            "A key from a password, by repeated keyed hashing.",
            pbkdf2_hmac,
        ),
        function(
            "scrypt",
            "(password, *, salt=None, n=None, r=None, p=None, maxmem=0, dklen=64)",
            "A key from a password, in a way that takes memory.",
            scrypt_,
        ),
        function(
            "compare_digest",
            "(a, b, /)",
            "a == b in a time that does not tell where they differ.",
            compare_digest,
        ),
        function("get_fips_mode", "()", "0: all algorithms may be used.", |_, _| Ok(int::from_i64(0))),
        ]
    };
}

static FUNCTIONS: [MethodDef; 19] = constructors! {
    "md5" "sha1" "sha224" "sha256" "sha384" "sha512" "sha3_224" "sha3_256" "sha3_384" "sha3_512" "shake_128"
    "shake_256"
};

fn init(vm: &Vm, m: &Obj) -> PyResult<()> {
    let d = module::dict_of(m).expect("a module");
    let names = algorithms::ALL.iter().map(|a| str_::from_str(a.name)).collect();
    d.insert_str(
        intern("openssl_md_meth_names"),
        api::call(vm, &FROZENSET.obj(), &[crate::types::tuple::from_vec(names)])?,
    );
    d.insert_str(intern("_constructors"), dict::new().into_obj());
    Ok(())
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_hashlib",
    doc: "Hash objects, keyed hashes, and keys from passwords.",
    functions: &FUNCTIONS,
    types: &[&HASH, &HASHXOF, &HMAC, &UNSUPPORTED],
    init: Some(init),
    ..ModuleSpec::EMPTY
};
