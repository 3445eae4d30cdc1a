//! Inline caches of the attribute instructions: what an entry means, how it is filled, and the second level, shared by
//! all instructions, that knows what an inline cache forgot when objects of several classes take turns at one place.
#![allow(unsafe_code)]

use crate::object::attr;
use crate::object::heap::{GilCell, Header};
use crate::object::type_object::Type;
use crate::object::value::Value;
use crate::types::code::Cache;

/// What a cache entry means: the upper four bits of `aux`.
pub mod kind {
    /// Attribute slot of a shaped instance: index; guard is the shape.
    pub const SLOT: u32 = 1;
    /// `__slots__` member: byte offset from the header.
    pub const MEMBER: u32 = 2;
    /// A class attribute that needs no binding: value; guard is the shape (of an instance that does not shadow it).
    pub const VALUE: u32 = 3;
    /// A property with a Python getter: value is the function.
    pub const GETTER: u32 = 4;
    /// A method: value is the function; guard is the shape.
    pub const METHOD: u32 = 5;
    /// Writing adds an attribute: index; guard is the shape before, value the shape after.
    pub const ADD: u32 = 6;
    /// A global: entry position.
    pub const GLOBAL: u32 = 7;
    /// A builtin: entry position; guard is the version of the builtins' keys.
    pub const BUILTIN: u32 = 8;
    /// An attribute of a module: entry position; version is that of the module's keys.
    pub const MODULE: u32 = 9;
    /// An attribute found on a class object: value; version is the class's.
    pub const CLASS: u32 = 10;
    /// A class method called on an instance: value is the function; guard is the shape.
    pub const CLASS_METHOD: u32 = 11;
    /// A class method called on a class: value is the function; version is the class's.
    pub const METHOD_OF_CLASS: u32 = 12;
    /// `__class__` as `object` defines it.
    pub const CLASS_OF: u32 = 13;
}

/// The three uses of a name, whose entries differ.
#[derive(Clone, Copy, PartialEq)]
pub enum Access {
    /// `o.name`
    Load = 1,
    /// `o.name(...)`
    Method = 2,
    /// `o.name = value`
    Store = 3,
}

/// The part of an index in `aux`.
pub const INDEX: u32 = 0x0fff_ffff;

const SIZE: usize = 1024;

#[derive(Clone, Copy)]
struct Entry {
    version: u32,
    aux: u32,
    guard: u64,
    value: Option<Value>,
    /// The interned name's word and the access, in its free bits.
    key: u64,
}

static SHARED: GilCell<[Entry; SIZE]> =
    GilCell::new([Entry { version: 0, aux: 0, guard: 0, value: None, key: 0 }; SIZE]);

fn place(version: u32, guard: u64, key: u64) -> usize {
    let mixed =
        (key >> 4 ^ key << 3 ^ guard >> 5 ^ u64::from(version) << 4).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 54) as usize & (SIZE - 1)
}

/// Fills an inline cache, and the shared one if the guard alone tells whether the entry holds. An empty cache has no
/// kind, and none is filled with version zero: the loop need not ask whether the version is zero.
pub fn fill(c: &Cache, version: u32, kind: u32, index: u32, guard: u64, value: Option<Value>) {
    if version == 0 || index > INDEX {
        return;
    }
    let aux = kind << 28 | index;
    c.version.set(version);
    c.aux.set(aux);
    c.guard.set(guard);
    c.value.set(value);
}

/// `fill` for what depends on version and shape only.
pub fn fill_shared(
    c: &Cache,
    version: u32,
    entry: (u32, u32),
    guard: u64,
    value: Option<Value>,
    access: Access,
) {
    let (kind, index) = entry;
    fill(c, version, kind, index, guard, value);
    if version != 0 && index <= INDEX {
        let key = c.name.bits() | access as u64;
        let e = Entry { version, aux: kind << 28 | index, guard, value, key };
        // SAFETY: GIL held, and nothing else runs meanwhile.
        unsafe { (*SHARED.get())[place(version, guard, key)] = e };
    }
}

/// Fills an inline cache from the shared one, for an object of type `t`. False: it does not know.
pub fn recall(c: &Cache, h: *mut Header, t: &Type, access: Access) -> bool {
    let version = t.current_version();
    let guard = attr::shape_address(h, t);
    let key = c.name.bits() | access as u64;
    // SAFETY: GIL held, and nothing else runs meanwhile.
    let e = unsafe { &(*SHARED.get())[place(version, guard, key)] };
    if version == 0 || e.version != version || e.key != key || e.guard != guard {
        return false;
    }
    c.version.set(version);
    c.aux.set(e.aux);
    c.guard.set(guard);
    c.value.set(e.value);
    true
}
