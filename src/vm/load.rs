//! Code data to code objects: constants become objects, names are interned, caches are made.

use crate::bytecode::code::{CodeData, Const, flags};
use crate::bytecode::serial::Stored;
use crate::object::intern::{intern, intern_bytes};
use crate::object::obj::{Obj, Ref};
use crate::types::code::{Cache, Code, Unread};
use crate::types::{bytes, complex, float, int, set, str_, tuple};
use crate::vm::Vm;
use crate::vm::frame::Frame;
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// A code object from data.
pub fn load(vm: &Vm, data: &Rc<CodeData>) -> Obj {
    load_with(vm, data, None)
}

/// The code object of a function that is read when it is called or looked at.
fn unread(stored: &Rc<Stored>) -> Obj {
    let data = CodeData {
        name: stored.name.clone(),
        qualname: stored.qualname.clone(),
        filename: stored.filename.clone(),
        first_line: stored.first_line,
        flags: stored.flags,
        ..CodeData::default()
    };
    let code = Code {
        instrs: Box::default(),
        consts: Box::default(),
        names: Box::default(),
        caches: Box::default(),
        nlocals: 0,
        frame_size: size_of::<Frame>(),
        argcount: 0,
        flags: stored.flags,
        plain_args: usize::MAX,
        name: intern(&stored.name),
        qualname: intern(&stored.qualname),
        filename: intern(&stored.filename),
        localsplus: Box::default(),
        data: Rc::new(data),
        unread: Some(Box::new(Unread { stored: stored.clone(), read: OnceCell::new() })),
        monitor: RefCell::default(),
    };
    Ref::new(code).into_obj()
}

/// A code object with other constants than the data's.
pub fn load_with(vm: &Vm, data: &Rc<CodeData>, consts: Option<Vec<Obj>>) -> Obj {
    let consts: Vec<Obj> = consts.unwrap_or_else(|| data.consts.iter().map(|c| constant(vm, c)).collect());
    let names: Vec<Obj> = data.names.iter().map(|n| intern(n)).collect();
    let caches = data
        .caches
        .iter()
        .map(|i| Cache {
            version: Cell::new(0),
            aux: Cell::new(0),
            guard: Cell::new(0),
            value: Cell::new(None),
            name: names[*i as usize].value(),
        })
        .collect();
    let nlocals = data.localsplus.len();
    let plain = data.kwonly == 0
        && data.flags & (flags::VARARGS | flags::VARKEYWORDS) == 0
        && data.flags & flags::OPTIMIZED != 0;
    let code = Code {
        instrs: data.instrs.clone().into_boxed_slice(),
        consts: consts.into_boxed_slice(),
        names: names.into_boxed_slice(),
        caches,
        nlocals,
        frame_size: size_of::<Frame>() + (nlocals + data.stacksize as usize) * 8,
        argcount: data.argcount as usize,
        flags: data.flags,
        plain_args: if plain { data.argcount as usize } else { usize::MAX },
        name: intern(&data.name),
        qualname: intern(&data.qualname),
        filename: intern(&data.filename),
        localsplus: data.localsplus.iter().map(|n| intern(n)).collect(),
        data: data.clone(),
        unread: None,
        monitor: RefCell::default(),
    };
    Ref::new(code).into_obj()
}

fn looks_like_name(s: &[u8]) -> bool {
    s.iter().all(|c| c.is_ascii_alphanumeric() || *c == b'_')
}

/// A constant as an object. Texts that look like names are interned, as in CPython.
pub fn constant(vm: &Vm, c: &Const) -> Obj {
    match c {
        Const::None => Obj::NONE,
        Const::Bool(b) => Obj::from_bool(*b),
        Const::Ellipsis => Obj::ELLIPSIS,
        Const::Int(n) => int::from_i64(*n),
        Const::BigInt(hex) => {
            let (negative, digits) = match hex.strip_prefix('-') {
                Some(d) => (true, d),
                None => (false, &**hex),
            };
            let n = int::IBig::from_str_radix(digits, 16).unwrap_or_default();
            int::from_big(if negative { -n } else { n })
        }
        Const::Float(x) => float::from_f64(*x),
        Const::Complex(re, im) => complex::from_parts(*re, *im),
        Const::Str(s) => {
            if looks_like_name(s) {
                intern_bytes(s)
            } else {
                str_::from_wtf8(s)
            }
        }
        Const::Bytes(b) => bytes::from_slice(b),
        Const::Tuple(items) => tuple::from_vec(items.iter().map(|c| constant(vm, c)).collect()),
        Const::FrozenSet(items) => {
            let items: Vec<Obj> = items.iter().map(|c| constant(vm, c)).collect();
            set::frozenset_from(vm, &tuple::from_vec(items)).unwrap_or(Obj::NONE)
        }
        Const::Code(data) => load(vm, data),
        Const::Stored(stored) => unread(stored),
    }
}
