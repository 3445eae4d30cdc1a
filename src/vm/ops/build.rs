//! Instructions that build values and take them apart.

use crate::object::obj::Obj;
use crate::object::obj::Ref;
use crate::types::code::Code;
use crate::types::dict::{self, Dict};
use crate::types::function;
use crate::types::list::List;
use crate::types::str_;
use crate::types::tuple::{self, Tuple};
use crate::vm::frame::Frame;
use crate::vm::{PyResult, Vm, api};

/// A dict of alternating keys and values.
pub fn map(vm: &Vm, items: &[Obj]) -> PyResult<Obj> {
    let d = dict::new();
    for pair in items.chunks_exact(2) {
        d.set(vm, &pair[0], &pair[1])?;
    }
    Ok(d.into_obj())
}

/// A dict of values and a tuple of their keys.
pub fn const_key_map(vm: &Vm, keys: &Obj, values: &[Obj]) -> PyResult<Obj> {
    let d = dict::new();
    d.table().reserve(values.len()).map_err(|_| vm.memory_error())?;
    for (k, v) in tuple::items(keys).iter().zip(values) {
        d.set(vm, k, v)?;
    }
    Ok(d.into_obj())
}

/// The concatenation of strs.
pub fn string(vm: &Vm, parts: &[Obj]) -> PyResult<Obj> {
    // `code.replace` may have put something else in the place of a literal piece.
    if let Some(odd) = parts.iter().find(|p| !str_::is_str(p)) {
        return Err(vm.type_error(format!("an f-string is made of strs, not {}", odd.ty().name())));
    }
    str_::join_all(parts).map_err(|_| vm.memory_error())
}

/// `list.extend(iterable)` for displays and calls.
pub fn list_extend(vm: &Vm, l: &Obj, iterable: &Obj) -> PyResult<()> {
    let list = l.downcast::<List>().expect("LIST_EXTEND works on a list");
    if iterable.ty().slots().iter.is_none() && !api::is_sequence(iterable) {
        return Err(vm.type_error(format!("Value after * must be an iterable, not {}", iterable.ty().name())));
    }
    crate::types::list::extend(vm, list, iterable)
}

/// `{**mapping}`
pub fn dict_update(vm: &Vm, d: &Obj, mapping: &Obj) -> PyResult<()> {
    let target = d.downcast::<Dict>().expect("DICT_UPDATE works on a dict");
    if !is_mapping(vm, mapping)? {
        return Err(vm.type_error(format!("'{}' object is not a mapping", mapping.ty().name())));
    }
    dict::merge(vm, target, mapping, dict::Duplicates::Replace)
}

fn is_mapping(vm: &Vm, m: &Obj) -> PyResult<bool> {
    Ok(m.is_instance::<Dict>() || api::getattr_opt(vm, m, &crate::object::intern::intern("keys"))?.is_some())
}

/// Runs `f` for each key and value of a mapping.
pub fn each_item(vm: &Vm, mapping: &Obj, mut f: impl FnMut(Obj, Obj) -> PyResult<()>) -> PyResult<()> {
    if let Some(m) = mapping.downcast_exact::<Dict>() {
        for (k, v) in m.items() {
            f(k, v)?;
        }
        return Ok(());
    }
    let keys = api::call_method_str(vm, mapping, "keys", &[])?;
    api::for_each(vm, &keys, |k| {
        let v = api::getitem(vm, mapping, &k)?;
        f(k, v)?;
        Ok(true)
    })
}

/// The text by which messages name a callable: `f()` with module unless builtin.
pub fn callable_name(vm: &Vm, f: &Obj) -> String {
    let text = |key: &str| {
        api::getattr_opt(vm, f, &crate::object::intern::intern(key)).ok().flatten().filter(str_::is_str)
    };
    match text("__qualname__") {
        Some(q) => {
            let q = str_::display(&q).into_owned();
            match text("__module__") {
                Some(m) if str_::bytes_of(&m) != b"builtins" => format!("{}.{q}()", str_::display(&m)),
                _ => format!("{q}()"),
            }
        }
        None => api::str_string(vm, f).unwrap_or_default(),
    }
}

/// `f(**mapping)`: like `dict_update`, but keys must be new.
pub fn dict_merge(vm: &Vm, d: &Obj, mapping: &Obj, f: &Obj) -> PyResult<()> {
    let target = d.downcast::<Dict>().expect("DICT_MERGE works on a dict");
    if !is_mapping(vm, mapping)? {
        return Err(vm.type_error(format!(
            "{} argument after ** must be a mapping, not {}",
            callable_name(vm, f),
            mapping.ty().name()
        )));
    }
    each_item(vm, mapping, |k, v| {
        // Whether it is a str the call itself asks.
        if target.get(vm, &k)?.is_some() {
            return Err(vm.type_error(format!(
                "{} got multiple values for keyword argument '{}'",
                callable_name(vm, f),
                api::str_string(vm, &k)?
            )));
        }
        target.set(vm, &k, &v)
    })
}

/// Exactly `n` items of an iterable.
pub fn unpack(vm: &Vm, v: &Obj, n: usize) -> PyResult<Vec<Obj>> {
    if v.ty().slots().iter.is_none() && !api::is_sequence(v) {
        return Err(vm.type_error(format!("cannot unpack non-iterable {} object", v.ty().name())));
    }
    let it = api::iter(vm, v)?;
    let mut items = Vec::with_capacity(n);
    for _ in 0..n {
        match api::next(vm, &it)? {
            Some(x) => items.push(x),
            None => {
                return Err(vm.value_error(format!(
                    "not enough values to unpack (expected {n}, got {})",
                    items.len()
                )));
            }
        }
    }
    if api::next(vm, &it)?.is_some() {
        return Err(vm.value_error(format!("too many values to unpack (expected {n})")));
    }
    Ok(items)
}

/// `a, *b, c = v`: `before` items, a list, `after` items.
pub fn unpack_ex(vm: &Vm, v: &Obj, before: usize, after: usize) -> PyResult<Vec<Obj>> {
    if v.ty().slots().iter.is_none() && !api::is_sequence(v) {
        return Err(vm.type_error(format!("cannot unpack non-iterable {} object", v.ty().name())));
    }
    let mut all = api::to_vec(vm, v)?;
    if all.len() < before + after {
        return Err(vm.value_error(format!(
            "not enough values to unpack (expected at least {}, got {})",
            before + after,
            all.len()
        )));
    }
    let tail = all.split_off(all.len() - after);
    let middle = all.split_off(before);
    all.push(crate::types::list::from_vec(middle));
    all.extend(tail);
    Ok(all)
}

/// `ascii(x)`
pub fn ascii(vm: &Vm, v: &Obj) -> PyResult<Obj> {
    let r = api::repr(vm, v)?;
    if str_::is_ascii(&r) {
        return Ok(r);
    }
    Ok(str_::from_wtf8(&crate::text::repr::ascii_of_repr(str_::bytes_of(&r))))
}

/// `format(x, '')`
pub fn format_simple(vm: &Vm, v: &Obj) -> PyResult<Obj> {
    if v.value().is_int() || v.value().is_float() {
        return api::str(vm, v);
    }
    api::format(vm, v, &str_::from_str(""))
}

/// A function of a code object; `parts` are defaults, keyword defaults, annotations, closure as far as `flags` say.
pub fn function(_: &Vm, frame: *mut Frame, code: &Obj, flags: usize, parts: &[Obj]) -> Obj {
    let mut parts = parts.iter();
    let mut next = |bit: usize| if flags & bit != 0 { parts.next().cloned() } else { None };
    let (defaults, kwdefaults, annotations, closure) = (next(1), next(2), next(4), next(8));
    let globals = Frame::globals_ref(frame);
    let builtins: Ref<Dict> = crate::vm::frame::builtins_of_frame(frame);
    let code: Ref<Code> = code.as_ref::<Code>().expect("MAKE_FUNCTION works on code");
    let f = function::new(code, globals, builtins, closure.and_then(|c| c.as_ref::<Tuple>()));
    if let Some(d) = defaults {
        *f.defaults.borrow_mut() = d.as_ref::<Tuple>();
    }
    if let Some(d) = kwdefaults {
        *f.kwdefaults.borrow_mut() = d.as_ref::<Dict>();
    }
    if let Some(a) = annotations {
        f.set_annotations(a);
    }
    f.into_obj()
}
