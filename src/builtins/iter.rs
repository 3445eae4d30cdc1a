//! Builtins over iterables: `iter`, `next`, `all`, `any`, `sorted`, `aiter`, `anext`, `chr`, `ord`.

use crate::object::args::{Args, CallArgs};
use crate::object::intern::intern;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, function};
use crate::types::dict::Dict;
use crate::types::{generator, int, iterators, list, str_, tuple};
use crate::vm::{PyResult, Vm, api};

fn iter(vm: &Vm, a: Args) -> PyResult<Obj> {
    match a.opt(1) {
        None => api::iter(vm, &a[0]),
        Some(sentinel) => {
            if !api::is_callable(&a[0]) {
                return Err(vm.type_error("iter(v, w): v must be callable"));
            }
            Ok(iterators::callable_iterator(&a[0], sentinel))
        }
    }
}

fn next(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(f) = a[0].ty().slots().next else {
        return Err(vm.type_error(format!("'{}' object is not an iterator", a[0].ty().name())));
    };
    match (f(vm, &a[0]), a.opt(1)) {
        (Ok(Some(v)), _) => Ok(v),
        (Ok(None), Some(default)) => Ok(default.clone()),
        (Ok(None), None) => Err(vm.raise_stop_iteration()),
        (Err(r), Some(default)) => {
            vm.clear_if(r, &crate::types::exception::STOP_ITERATION).map(|()| default.clone())
        }
        (Err(r), None) => Err(r),
    }
}

fn all(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut result = true;
    api::for_each(vm, &a[0], |x| {
        result = api::is_true(vm, &x)?;
        Ok(result)
    })?;
    Ok(Obj::from_bool(result))
}

fn any(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut result = false;
    api::for_each(vm, &a[0], |x| {
        result = api::is_true(vm, &x)?;
        Ok(!result)
    })?;
    Ok(Obj::from_bool(result))
}

fn sorted(vm: &Vm, a: Args) -> PyResult<Obj> {
    let [iterable] = a.rest(0) else {
        return Err(vm.type_error(format!("sorted expected 1 argument, got {}", a.rest(0).len())));
    };
    let sorted = list::from_iterable(vm, iterable)?;
    let keywords = a[1].downcast::<Dict>().expect("**kwargs is a dict");
    let (mut key, mut reverse) = (None, None);
    let understood = keywords.items().into_iter().all(|(name, value)| {
        let place = match str_::bytes_of(&name) {
            b"key" => &mut key,
            b"reverse" => &mut reverse,
            _ => return false,
        };
        *place = Some(value);
        true
    });
    if understood {
        let items = sorted.downcast::<list::List>().expect("a list was made");
        let reverse = reverse.map_or(Ok(false), |r| api::is_true(vm, &r))?;
        list::sort::sort(vm, items, key.as_ref().filter(|k| !k.is_none()), reverse)?;
        return Ok(sorted);
    }
    let (mut values, mut names) = (vec![sorted.clone()], vec![]);
    for (key, value) in keywords.items() {
        names.push(key);
        values.push(value);
    }
    // What it does not understand of the keywords is for list.sort() to say.
    let sort = api::getattr(vm, &list::LIST.obj(), &intern("sort"))?;
    api::call_args(vm, &sort, CallArgs::new(&values, Some(&tuple::new_ref(names))))?;
    Ok(sorted)
}

fn aiter(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(f) = a[0].ty().slots().aiter else {
        return Err(vm.type_error(format!("'{}' object is not an async iterable", a[0].ty().name())));
    };
    let it = f(vm, &a[0])?;
    if it.ty().slots().anext.is_none() {
        return Err(
            vm.type_error(format!("aiter() returned not an async iterator of type '{}'", it.ty().name()))
        );
    }
    Ok(it)
}

fn anext(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(f) = a[0].ty().slots().anext else {
        return Err(vm.type_error(format!("'{}' object is not an async iterator", a[0].ty().name())));
    };
    let awaitable = f(vm, &a[0])?;
    match a.opt(1) {
        None => Ok(awaitable),
        Some(default) => generator::anext_with_default(vm, &awaitable, default),
    }
}

fn chr(vm: &Vm, a: Args) -> PyResult<Obj> {
    let i = api::index(vm, &a[0])?;
    match int::to_i64(&i) {
        Some(n) if (0..0x11_0000).contains(&n) => Ok(str_::from_char(n as u32)),
        _ => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &Vm, a: Args) -> PyResult<Obj> {
    if str_::is_str(&a[0]) {
        let n = str_::storage::char_len(&a[0]);
        if n != 1 {
            return Err(vm.type_error(format!("ord() expected a character, but string of length {n} found")));
        }
        return Ok(int::from_i64(i64::from(str_::storage::decode_at(str_::bytes_of(&a[0]), 0))));
    }
    match crate::object::buffer::bytes_of(vm, &a[0])? {
        Some(b) if b.len() == 1 => Ok(int::from_i64(i64::from(b[0]))),
        Some(b) => {
            Err(vm.type_error(format!("ord() expected a character, but string of length {} found", b.len())))
        }
        None => {
            Err(vm.type_error(format!("ord() expected string of length 1, but {} found", a[0].ty().name())))
        }
    }
}

/// This family.
pub const FUNCTIONS: &[MethodDef] = &[
    function(
        "iter",
        "~(object, sentinel=None, /)",
        "An iterator over a collection.\n\nWith a second argument the first is a function: it is called for every item\nuntil it returns the sentinel.",
        iter,
    ),
    function(
        "next",
        "~(iterator, default=None, /)",
        "The next item of an iterator.\n\nAt the end: the default, or StopIteration if there is none.",
        next,
    ),
    function(
        "all",
        "(iterable, /)",
        "Whether every item counts as true; so it is if there are no items.\n\nStops at the first item that is false.",
        all,
    ),
    function(
        "any",
        "(iterable, /)",
        "Whether some item counts as true; so it is not if there are no items.\n\nStops at the first item that is true.",
        any,
    ),
    function(
        "sorted",
        "(iterable, /, *, key=None, reverse=False)~(*args, **kwargs)",
        "The items in order, in a new list.\n\nkey is a function whose results are compared instead of the items; reverse puts\nthe largest first. Items that are equal keep the order they had.",
        sorted,
    ),
    function(
        "aiter",
        "(async_iterable, /)",
        "An iterator over an asynchronous collection, as `async for` asks for it.",
        aiter,
    ),
    function(
        "anext",
        "(aiterator, default=<unrepresentable>, /)",
        "Something to await for the next item of an asynchronous iterator.\n\nAt the end awaiting gives the default, or StopAsyncIteration if there is none.",
        anext,
    ),
    function("chr", "(i, /)", "The character with a number: chr(97) is 'a'. Numbers go up to 0x10ffff.", chr),
    function(
        "ord",
        "(c, /)",
        "The number of a character: ord('a') is 97. A bytes object of length 1 will do.",
        ord,
    ),
];
