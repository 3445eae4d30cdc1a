//! Subscription and membership beyond the loop's fast cases.
#![allow(unsafe_code)]

use crate::object::obj::Obj;
use crate::object::value::Value;
use crate::types::bytes::{self, Bytes};
use crate::types::dict::Dict;
use crate::types::list::List;
use crate::types::str_::Str;
use crate::types::tuple::{self, Tuple};
use crate::types::{slice, str_};
use crate::vm::{PyResult, Vm, api};

/// `a[k]`
#[inline(never)]
pub fn get(vm: &Vm, a: &Obj, k: &Obj) -> PyResult<Obj> {
    if let Some(d) = a.downcast_exact::<Dict>() {
        return match d.get(vm, k)? {
            Some(v) => Ok(v),
            None => Err(vm.key_error(k)),
        };
    }
    if a.is_exact::<Str>() && k.value().is_int() && str_::is_ascii(a) {
        let b = str_::bytes_of(a);
        let i = k.value().int();
        let i = if i < 0 { i + b.len() as i64 } else { i };
        if let Some(c) = usize::try_from(i).ok().and_then(|i| b.get(i)) {
            return Ok(str_::from_char(u32::from(*c)));
        }
    }
    api::getitem(vm, a, k)
}

/// `a[k] = v`
#[inline(never)]
pub fn set(vm: &Vm, a: &Obj, k: &Obj, v: &Obj) -> PyResult<()> {
    if let Some(d) = a.downcast_exact::<Dict>() {
        return d.set(vm, k, v);
    }
    api::setitem(vm, a, k, v)
}

/// `a[start:stop]`
pub fn get_slice(vm: &Vm, a: &Obj, start: &Obj, stop: &Obj) -> PyResult<Obj> {
    if (start.is_none() || start.value().is_int()) && (stop.is_none() || stop.value().is_int()) {
        // What the slice selects from a length.
        let part = |n: usize| {
            let n = n as i64;
            let at = |o: &Obj, default: i64| {
                if o.is_none() {
                    return default;
                }
                let i = o.value().int();
                if i < 0 { (i + n).max(0) } else { i.min(n) }
            };
            let (s, e) = (at(start, 0), at(stop, n));
            (s as usize, e.max(s) as usize)
        };
        if let Some(l) = a.downcast_exact::<List>() {
            let (s, e) = part(l.len());
            return Ok(crate::types::list::from_vec(l.range(s, e)));
        }
        if a.is_exact::<Str>() {
            let (s, e) = part(str_::char_len(a));
            return str_::index::substring(vm, a, s, e);
        }
        if let Some(t) = a.downcast_exact::<Tuple>() {
            let (s, e) = part(t.len());
            return Ok(if e - s == t.len() { a.clone() } else { tuple::from_slice(&t.as_slice()[s..e]) });
        }
        if let Some(b) = a.downcast_exact::<Bytes>() {
            let (s, e) = part(b.as_slice().len());
            return bytes::methods::like(vm, a, &b.as_slice()[s..e]);
        }
    }
    let s = slice::new(start.clone(), stop.clone(), Obj::NONE);
    api::getitem(vm, a, &s)
}

/// `a[start:stop] = v`
pub fn set_slice(vm: &Vm, a: &Obj, start: &Obj, stop: &Obj, v: &Obj) -> PyResult<()> {
    let s = slice::new(start.clone(), stop.clone(), Obj::NONE);
    api::setitem(vm, a, &s, v)
}

/// `x in a`
pub fn contains(vm: &Vm, a: &Obj, x: &Obj) -> PyResult<bool> {
    if let Some(d) = a.downcast_exact::<Dict>() {
        let hash = api::hash(vm, x)?;
        return Ok(d.table().find(vm, x, hash as u64)?.is_some());
    }
    api::contains(vm, a, x)
}

/// `a[k]` of an exact list or tuple by an int in range, as an owned value.
///
/// # Safety
/// Both values are live.
#[inline(always)]
pub unsafe fn fast(a: Value, k: Value) -> Option<Value> {
    if !k.is_int() || !a.is_ptr() {
        return None;
    }
    let (o, i) = (Obj::from_ref(&a), k.int());
    if let Some(l) = o.downcast_exact::<List>() {
        let i = if i < 0 { i + l.len() as i64 } else { i };
        return l.get(i as usize).map(Obj::into_value);
    }
    if let Some(t) = o.downcast_exact::<Tuple>() {
        let i = if i < 0 { i + t.len() as i64 } else { i };
        return t.as_slice().get(i as usize).map(|v| v.clone().into_value());
    }
    None
}

/// `get` on operands that their owners might let go meanwhile.
pub fn get_held(vm: &Vm, a: Value, k: Value) -> PyResult<Obj> {
    let (a, k) = (Obj::from_borrowed(a), Obj::from_borrowed(k));
    get(vm, &a, &k)
}

/// `set` on operands that their owners might let go meanwhile.
pub fn set_held(vm: &Vm, a: Value, k: Value, v: Value) -> PyResult<()> {
    let (a, k) = (Obj::from_borrowed(a), Obj::from_borrowed(k));
    set(vm, &a, &k, Obj::from_ref(&v))
}
