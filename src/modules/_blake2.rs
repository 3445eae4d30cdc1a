//! `_blake2`: the blake2 hashes with all their parameters.

use crate::modules::_hashlib::algorithms::State;
use crate::modules::_hashlib::{Running, hex};
use crate::modules::os_support::c_int;
use crate::object::args::Args;
use crate::object::attr::new_instance;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::intern::intern;
use crate::object::obj::{Obj, Ref};
use crate::object::payload::constructor;
use crate::object::slots::Slots;
use crate::object::spec::{ModuleSpec, TypeSpec, getter, method};
use crate::object::type_object::StaticType;
use crate::types::{buffer, bytes, int, str_};
use crate::vm::{PyResult, Vm, api};

/// The parameters of a hash, checked.
struct Params {
    digest_size: usize,
    key: Vec<u8>,
    salt: Vec<u8>,
    person: Vec<u8>,
    fanout: u8,
    depth: u8,
    leaf_size: u32,
    node_offset: u64,
    node_depth: u8,
    inner_size: usize,
    last_node: bool,
}

/// What the two hashes allow.
struct Limits {
    digest_size: usize,
    salt: usize,
    node_offset: u64,
}

/// An int argument without sign.
fn unsigned(vm: &Vm, o: Option<&Obj>, most: u64, name: &str) -> PyResult<u64> {
    let Some(o) = o else { return Ok(0) };
    let n = api::index(vm, o)?;
    if int::is_negative(&n) {
        return Err(vm.value_error("value must be positive"));
    }
    match int::as_int(&n).and_then(|n| u64::try_from(n.to_big().as_ref()).ok()) {
        Some(n) if n <= most => Ok(n),
        Some(_) => Err(vm.overflow_error(format!("{name} is too large"))),
        None => Err(vm.overflow_error("int too big to convert")),
    }
}

impl Params {
    /// From the arguments after the data.
    fn of(vm: &Vm, a: Args, limits: &Limits) -> PyResult<Params> {
        let number = |i: usize, default: i32| a.opt(i).map_or(Ok(default), |n| c_int(vm, n));
        let data = |i: usize| {
            a.opt(i).map_or(Ok(Vec::new()), |o| buffer::bytes_arg(vm, o).map(std::borrow::Cow::into_owned))
        };
        let digest_size = number(2, limits.digest_size as i32)?;
        let (key, salt, person) = (data(3)?, data(4)?, data(5)?);
        let (fanout, depth) = (number(6, 1)?, number(7, 1)?);
        let (node_depth, inner_size) = (number(10, 0)?, number(11, 0)?);
        let last_node = a.opt(12).map_or(Ok(false), |o| api::is_true(vm, o))?;
        let most = limits.digest_size;
        let within = |n: i32, least: usize, most: usize, message: String| match usize::try_from(n) {
            Ok(n) if n >= least && n <= most => Ok(n),
            _ => Err(vm.value_error(message)),
        };
        let byte = |n: i32, least: usize, name: &str| {
            within(n, least, 255, format!("{name} must be between {least} and 255")).map(|n| n as u8)
        };
        let short = |data: &[u8], most: usize, name: &str| {
            if data.len() <= most {
                return Ok(());
            }
            Err(vm.value_error(format!("maximum {name} length is {most} bytes")))
        };
        let digest_size =
            within(digest_size, 1, most, format!("digest_size must be between 1 and {most} bytes"))?;
        short(&salt, limits.salt, "salt")?;
        short(&person, limits.salt, "person")?;
        let (fanout, depth) = (byte(fanout, 0, "fanout")?, byte(depth, 1, "depth")?);
        let leaf_size = unsigned(vm, a.opt(8), u32::MAX.into(), "leaf_size")? as u32;
        let node_offset = unsigned(vm, a.opt(9), limits.node_offset, "node_offset")?;
        let node_depth = byte(node_depth, 0, "node_depth")?;
        let inner_size = within(inner_size, 0, most, format!("inner_size must be between 0 and is {most}"))?;
        short(&key, most, "key")?;
        Ok(Params {
            digest_size,
            key,
            salt,
            person,
            fanout,
            depth,
            leaf_size,
            node_offset,
            node_depth,
            inner_size,
            last_node,
        })
    }
}

macro_rules! blake2 {
    ($module:ident, $body:ident, $ty:ident, $name:literal, $krate:ident, $digest:literal, $salt:literal, $offset:expr,
     $block:literal, $shown:literal) => {
        mod $module {
            use super::*;

            /// The native state of a hash object.
            pub struct $body {
                running: Running,
                digest_size: usize,
            }

            #[allow(unsafe_code)]
            // SAFETY: holds no references.
            unsafe impl Payload for $body {
                fn static_type() -> &'static StaticType {
                    &$ty
                }
            }

            fn of(o: &Obj) -> &$body {
                o.downcast().expect("the receiver is a hash object")
            }

            fn state(p: &Params) -> Box<dyn State> {
                let mut made = $krate::Params::new();
                made.hash_length(p.digest_size)
                    .key(&p.key)
                    .salt(&p.salt)
                    .personal(&p.person)
                    .fanout(p.fanout)
                    .max_depth(p.depth)
                    .max_leaf_length(p.leaf_size)
                    .node_offset(p.node_offset)
                    .node_depth(p.node_depth)
                    .inner_hash_length(p.inner_size)
                    .last_node(p.last_node);
                Box::new(made.to_state())
            }

            constructor!(new, $name, concat!("($type, ", $shown), |vm, a| {
                const LIMITS: Limits = Limits { digest_size: $digest, salt: $salt, node_offset: $offset };
                let p = Params::of(vm, a, &LIMITS)?;
                let running = Running::new(state(&p));
                if let Some(data) = a.opt(1) {
                    running.update(vm, data)?;
                }
                new_instance(vm, &a[0], $body { running, digest_size: p.digest_size })
            });

            fn output(vm: &Vm, o: &Obj) -> PyResult<Vec<u8>> {
                of(o).running.output(vm, of(o).digest_size)
            }

            static SPEC: TypeSpec = TypeSpec {
                name: $name,
                module: "_blake2",
                doc: "A hash: give data to update(), ask digest() or hexdigest() for the hash of all of it.",
                signature: concat!("(", $shown),
                slots: Slots { new: Some(new), ..Slots::NONE },
                methods: &[
                    method("copy", "($self, /)", "A copy that goes on by itself.", |vm, a| {
                        let h = of(&a[0]);
                        let running = h.running.copy(vm);
                        Ok(Ref::new($body { running, digest_size: h.digest_size }).into_obj())
                    }),
                    method("digest", "($self, /)", "The hash as bytes.", |vm, a| {
                        Ok(bytes::from_slice(&output(vm, &a[0])?))
                    }),
                    method("hexdigest", "($self, /)", "The hash as hexadecimal text.", |vm, a| {
                        Ok(hex(&output(vm, &a[0])?))
                    }),
                    method("update", "($self, data, /)", "Takes more data.", |vm, a| {
                        of(&a[0]).running.update(vm, &a[1])?;
                        Ok(Obj::NONE)
                    }),
                ],
                getters: &[
                    getter("block_size", "", |_, _| Ok(int::from_i64($block))),
                    getter("digest_size", "", |_, o| Ok(int::from_usize(of(o).digest_size))),
                    getter("name", "", |_, _| Ok(str_::from_str($name))),
                ],
                extra: Some(|_, t| {
                    for (name, n) in [
                        ("MAX_DIGEST_SIZE", $digest),
                        ("MAX_KEY_SIZE", $digest),
                        ("PERSON_SIZE", $salt),
                        ("SALT_SIZE", $salt),
                    ] {
                        t.dict().insert_str(intern(name), int::from_i64(n));
                    }
                }),
                ..TypeSpec::FINAL
            };
            pub static $ty: StaticType = StaticType::new(&SPEC, LayoutOps::of::<$body>(false));
        }
    };
}

blake2!(
    b,
    Blake2b,
    BLAKE2B,
    "blake2b",
    blake2b_simd,
    64,
    16,
    u64::MAX,
    128,
    "data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True)"
);
blake2!(
    s,
    Blake2s,
    BLAKE2S,
    "blake2s",
    blake2s_simd,
    32,
    8,
    (1 << 48) - 1,
    64,
    "data=b'', /, *, digest_size=32, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True)"
);

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_blake2",
    doc: "The blake2 hashes with all their parameters.",
    types: &[&b::BLAKE2B, &s::BLAKE2S],
    ..ModuleSpec::EMPTY
};
