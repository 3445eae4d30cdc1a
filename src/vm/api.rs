//! The verbs that library code uses: get and set attribute, call, compare, hash, truth, iterate, index.
//! Every function that takes `vm` may run Python code. Raising is in `thread.rs`.
#![allow(unsafe_code)]

use crate::object::args::CallArgs;
use crate::object::attr;
use crate::object::heap::Object;
use crate::object::intern::{intern, name};
use crate::object::obj::Obj;
use crate::object::slot_rows;
use crate::object::slots::{BinOp, BinaryFn, CmpOp, UnOp};
use crate::object::spec::type_flag;
use crate::object::type_object::{StaticType, Type};
use crate::object::value::Value;
use crate::types::dict::Dict;
use crate::types::exception as exc_types;
use crate::types::list::List;
use crate::types::tuple::Tuple;
use crate::types::{float, generator, int, module, native, str_, tuple, type_};
use crate::vm::frame::Taker;
use crate::vm::{PyResult, Raised, Vm};

// --- identity and type

/// `id(o)`
pub fn id(o: &Obj) -> u64 {
    o.value().bits()
}

/// `callable(o)`
pub fn is_callable(o: &Obj) -> bool {
    o.ty().slots().call.is_some()
}

/// Whether `o` is an instance of a builtin type, by its real type.
pub fn is_a(o: &Obj, ty: &'static StaticType) -> bool {
    o.ty().is_subtype(ty.ptr())
}

/// `isinstance(o, class)`: class, tuple of classes, union, or anything with `__instancecheck__`.
pub fn isinstance(vm: &Vm, o: &Obj, class: &Obj) -> PyResult<bool> {
    if class.value().is_ptr() && std::ptr::eq(o.type_ptr(), class.value().ptr().cast::<Object<Type>>()) {
        return Ok(true);
    }
    if std::ptr::eq(class.type_ptr(), crate::types::type_::TYPE.ptr()) {
        return crate::types::type_::real_isinstance(vm, o, class);
    }
    if let Some(t) = crate::types::union::members(class).unwrap_or(class).downcast::<Tuple>() {
        vm.check_native_stack(" in __instancecheck__")?;
        for c in t.as_slice() {
            if isinstance(vm, o, c)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(f) = class.ty().lookup(name!(__instancecheck__)) {
        let r = call_found_special(vm, class, &f, &[o])?;
        return is_true(vm, &r);
    }
    crate::types::type_::real_isinstance(vm, o, class)
}

/// `issubclass(sub, class)`
pub fn issubclass(vm: &Vm, sub: &Obj, class: &Obj) -> PyResult<bool> {
    if std::ptr::eq(class.type_ptr(), crate::types::type_::TYPE.ptr()) {
        return if sub.is(class) { Ok(true) } else { crate::types::type_::real_issubclass(vm, sub, class) };
    }
    if let Some(t) = crate::types::union::members(class).unwrap_or(class).downcast::<Tuple>() {
        vm.check_native_stack(" in __subclasscheck__")?;
        for c in t.as_slice() {
            if issubclass(vm, sub, c)? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(f) = class.ty().lookup(name!(__subclasscheck__)) {
        let r = call_found_special(vm, class, &f, &[sub])?;
        return is_true(vm, &r);
    }
    crate::types::type_::real_issubclass(vm, sub, class)
}

// --- attributes

/// Whether attribute reads on the type follow `object.__getattribute__`.
#[inline]
pub fn has_generic_getattr(t: &Type) -> bool {
    t.slots().getattro.is_none_or(|f| std::ptr::fn_addr_eq(f, attr::generic_getattr as BinaryFn))
}

/// Whether attributes that objects of the type have are found as by `object.__getattribute__`; a `__getattr__` may add
/// others.
#[inline]
pub fn finds_attributes_generically(t: &Type) -> bool {
    has_generic_getattr(t) || slot_rows::has_getattr_hook(t)
}

/// `getattr(o, key)`
pub fn getattr(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    let found = match o.ty().slots().getattro {
        Some(f) => f(vm, o, key),
        None => attr::generic_getattr(vm, o, key),
    };
    if found.is_err() {
        exc_types::complete_attribute_error(vm, o, key);
    }
    found
}

/// `getattr(o, "key")`
pub fn getattr_str(vm: &Vm, o: &Obj, key: &str) -> PyResult<Obj> {
    getattr(vm, o, &intern(key))
}

/// `getattr(o, key, None)` as an option: AttributeError becomes `None`.
pub fn getattr_opt(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Option<Obj>> {
    let found = if has_generic_getattr(o.ty()) {
        attr::lookup_attr(vm, o, key)
    } else if type_::has_generic_getattr(o.ty()) {
        type_::lookup_attr(vm, o, key)
    } else {
        getattr(vm, o, key).map(Some)
    };
    match found {
        Err(r) => vm.clear_if(r, &exc_types::ATTRIBUTE_ERROR).map(|()| None),
        ok => ok,
    }
}

/// `setattr(o, key, value)`
pub fn setattr(vm: &Vm, o: &Obj, key: &Obj, value: &Obj) -> PyResult<()> {
    setattr_or_del(vm, o, key, Some(value))
}

/// `setattr` with a value, `delattr` without.
pub fn setattr_or_del(vm: &Vm, o: &Obj, key: &Obj, value: Option<&Obj>) -> PyResult<()> {
    match o.ty().slots().setattro {
        Some(f) => f(vm, o, key, value),
        None => attr::generic_setattr(vm, o, key, value),
    }
}

// --- calls

/// `f(*args)`
pub fn call(vm: &Vm, f: &Obj, args: &[Obj]) -> PyResult<Obj> {
    call_args(vm, f, CallArgs::positional(args))
}

/// `f(*args)` with borrowed handles.
pub fn call_refs(vm: &Vm, f: &Obj, args: &[&Obj]) -> PyResult<Obj> {
    CallArgs::borrowed(None, args, |args| call_args(vm, f, args))
}

/// `f(*args, **keywords)`
pub fn call_kw(vm: &Vm, f: &Obj, args: &[Obj], keywords: &[(&str, Obj)]) -> PyResult<Obj> {
    let names = tuple::new_ref(keywords.iter().map(|(k, _)| intern(k)).collect());
    let mut all = args.to_vec();
    all.extend(keywords.iter().map(|(_, v)| v.clone()));
    call_args(vm, f, CallArgs::new(&all, Some(&names)))
}

/// Calls anything.
#[inline]
pub fn call_args(vm: &Vm, f: &Obj, args: CallArgs) -> PyResult<Obj> {
    match f.ty().slots().call {
        Some(code) => {
            vm.check_native_stack("")?;
            code(vm, f, args)
        }
        None => Err(not_callable(vm, f)),
    }
}

/// TypeError "'x' object is not callable".
#[cold]
pub fn not_callable(vm: &Vm, f: &Obj) -> Raised {
    let mut text = format!("'{}' object is not callable", f.ty().name());
    // `import pprint; pprint(x)`
    if let Some(d) = module::dict_of(f)
        && let Some(name) = d.get_str(name!(__name__)).filter(str_::is_str)
        && d.get_str(&name).is_some_and(|o| is_callable(&o))
    {
        let name = str_::display(&name);
        text = format!("{text}. Did you mean: '{name}.{name}(...)'?");
    }
    vm.type_error(text)
}

/// `o.name(*args)` by the ordinary attribute lookup.
pub fn call_method(vm: &Vm, o: &Obj, key: &Obj, args: &[Obj]) -> PyResult<Obj> {
    // The usual case needs no bound method.
    if finds_attributes_generically(o.ty())
        && let Some(f) = o.ty().lookup(key)
        && f.ty().flags.get() & type_flag::METHOD_DESCRIPTOR != 0
        && (!o.value().is_ptr() || attr::instance_get(vm, o, key)?.is_none())
    {
        return CallArgs::positional(args).prepended(o, |all| call_args(vm, &f, all));
    }
    let f = getattr(vm, o, key)?;
    call(vm, &f, args)
}

/// `o.name(*args)`
pub fn call_method_str(vm: &Vm, o: &Obj, key: &str, args: &[Obj]) -> PyResult<Obj> {
    call_method(vm, o, &intern(key), args)
}

/// Calls a dunder looked up on the type; AttributeError if it is missing.
pub fn call_special(vm: &Vm, o: &Obj, dunder: &Obj, args: &[&Obj]) -> PyResult<Obj> {
    match o.ty().lookup(dunder) {
        Some(f) => call_found_special(vm, o, &f, args),
        None => Err(attr::no_attribute(vm, o, dunder)),
    }
}

/// Calls a dunder if the type has it.
pub fn call_special_opt(vm: &Vm, o: &Obj, dunder: &Obj, args: &[&Obj]) -> PyResult<Option<Obj>> {
    match o.ty().lookup(dunder) {
        Some(f) => call_found_special(vm, o, &f, args).map(Some),
        None => Ok(None),
    }
}

/// Calls what a lookup on `o`'s type gave, bound to `o`.
pub fn call_found_special(vm: &Vm, o: &Obj, f: &Obj, args: &[&Obj]) -> PyResult<Obj> {
    let ft = f.ty();
    if ft.flags.get() & type_flag::METHOD_DESCRIPTOR != 0 {
        return CallArgs::borrowed(Some(o), args, |all| call_args(vm, f, all));
    }
    match ft.slots().descr_get {
        Some(get) => {
            let bound = get(vm, f, Some(o), Some(&o.type_obj()))?;
            call_refs(vm, &bound, args)
        }
        None => call_refs(vm, f, args),
    }
}

/// `call_found_special` with full arguments.
pub fn call_found_special_args(vm: &Vm, o: &Obj, f: &Obj, args: CallArgs) -> PyResult<Obj> {
    let ft = f.ty();
    if ft.flags.get() & type_flag::METHOD_DESCRIPTOR != 0 {
        return args.prepended(o, |all| call_args(vm, f, all));
    }
    match ft.slots().descr_get {
        Some(get) => {
            let bound = get(vm, f, Some(o), Some(&o.type_obj()))?;
            call_args(vm, &bound, args)
        }
        None => call_args(vm, f, args),
    }
}

// --- truth, comparison, hashing

/// `bool(o)`
#[inline]
pub fn is_true(vm: &Vm, o: &Obj) -> PyResult<bool> {
    let v = o.value();
    if v.is_bool() {
        return Ok(v == Obj::TRUE.value());
    }
    if v.is_none() {
        return Ok(false);
    }
    if v.is_int() {
        return Ok(v.int() != 0);
    }
    let s = o.ty().slots();
    if let Some(f) = s.bool_ {
        return f(vm, o);
    }
    if let Some(f) = s.len {
        return Ok(f(vm, o)? > 0);
    }
    Ok(true)
}

/// `a op b`
pub fn compare(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    vm.check_native_stack(" in comparison")?;
    let (ta, tb) = (a.type_ptr(), b.type_ptr());
    let (ca, cb) = (a.ty().slots().compare, b.ty().slots().compare);
    let mut reflected_done = false;
    if !std::ptr::eq(ta, tb)
        && let Some(f) = cb
        && b.ty().is_subtype(ta)
    {
        reflected_done = true;
        let r = f(vm, b, a, op.reflected())?;
        if !r.is_not_implemented() {
            return Ok(r);
        }
    }
    if let Some(f) = ca {
        let r = f(vm, a, b, op)?;
        if !r.is_not_implemented() {
            return Ok(r);
        }
    }
    if !reflected_done && let Some(f) = cb {
        let r = f(vm, b, a, op.reflected())?;
        if !r.is_not_implemented() {
            return Ok(r);
        }
    }
    match op {
        CmpOp::Eq => Ok(Obj::from_bool(a.is(b))),
        CmpOp::Ne => Ok(Obj::from_bool(!a.is(b))),
        _ => Err(vm.type_error(format!(
            "'{}' not supported between instances of '{}' and '{}'",
            op.symbol(),
            a.ty().name(),
            b.ty().name()
        ))),
    }
}

/// `bool(a op b)`; identity is not tried first.
pub fn compare_bool(vm: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<bool> {
    let r = compare(vm, a, b, op)?;
    is_true(vm, &r)
}

/// `a is b or a == b`, as containers compare.
#[inline]
pub fn eq(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<bool> {
    match quick_eq(a.value(), b.value()) {
        Some(equal) => Ok(equal),
        None => compare_bool(vm, a, b, CmpOp::Eq),
    }
}

/// `eq` when it can be told without Python code.
#[inline(always)]
pub fn quick_eq(a: Value, b: Value) -> Option<bool> {
    if a == b {
        return Some(true);
    }
    if Value::both_ints(a, b) {
        return Some(false);
    }
    let (x, y) = (Obj::from_ref(&a), Obj::from_ref(&b));
    if x.is_exact::<str_::Str>() && y.is_exact::<str_::Str>() {
        return Some(str_::bytes_of(x) == str_::bytes_of(y));
    }
    (a.is_float() && b.is_float()).then(|| a.float() == b.float())
}

/// The order of two texts. Most differ in the first byte.
#[inline(always)]
pub fn text_order(a: &[u8], b: &[u8]) -> std::cmp::Ordering {
    match (a, b) {
        ([x, ..], [y, ..]) if x != y => x.cmp(y),
        _ => a.cmp(b),
    }
}

/// The order of two ints, floats or strs, as far as these types alone decide it.
#[inline(always)]
pub fn quick_cmp(a: &Obj, b: &Obj) -> Option<std::cmp::Ordering> {
    let (x, y) = (a.value(), b.value());
    if Value::both_ints(x, y) {
        return Some(x.int().cmp(&y.int()));
    }
    if a.is_exact::<str_::Str>() && b.is_exact::<str_::Str>() {
        return Some(text_order(str_::bytes_of(a), str_::bytes_of(b)));
    }
    if x.is_float() && y.is_float() { x.float().partial_cmp(&y.float()) } else { None }
}

/// `hash(o)`
#[inline]
pub fn hash(vm: &Vm, o: &Obj) -> PyResult<i64> {
    if o.is_exact::<str_::Str>() {
        return Ok(str_::hash(o) as i64);
    }
    if o.value().is_int() {
        return Ok(crate::text::hash::hash_i64(o.value().int()));
    }
    match o.ty().slots().hash {
        Some(f) => f(vm, o),
        None => Err(vm.type_error(format!("unhashable type: '{}'", o.ty().name()))),
    }
}

// --- text

/// `repr(o)`, an object of type str.
pub fn repr(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    vm.check_native_stack(" while getting the repr of an object")?;
    match o.ty().slots().repr {
        Some(f) => f(vm, o),
        None => crate::types::object::default_repr(vm, o),
    }
}

/// `repr(o)` as text (lone surrogates replaced).
pub fn repr_string(vm: &Vm, o: &Obj) -> PyResult<String> {
    Ok(str_::display(&repr(vm, o)?).into_owned())
}

/// `str(o)`, an object of type str.
pub fn str(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    if o.is_exact::<str_::Str>() {
        return Ok(o.clone());
    }
    vm.check_native_stack(" while getting the str of an object")?;
    match o.ty().slots().str {
        Some(f) => f(vm, o),
        None => repr(vm, o),
    }
}

/// `str(o)` as text (lone surrogates replaced).
pub fn str_string(vm: &Vm, o: &Obj) -> PyResult<String> {
    Ok(str_::display(&str(vm, o)?).into_owned())
}

/// `format(o, spec)`; `spec` is a str.
pub fn format(vm: &Vm, o: &Obj, spec: &Obj) -> PyResult<Obj> {
    if str_::bytes_of(spec).is_empty() && (o.is_exact::<str_::Str>() || o.value().is_int()) {
        return str(vm, o);
    }
    if o.is_exact::<str_::Str>() || o.value().is_int() || o.value().is_float() {
        // The exact types' own method.
        let format = if o.value().is_int() {
            int::format
        } else if o.value().is_float() {
            float::format
        } else {
            str_::format::format_one
        };
        return format(vm, o, spec);
    }
    match o.ty().lookup(name!(__format__)) {
        Some(f) => {
            let r = call_found_special(vm, o, &f, &[spec])?;
            if str_::is_str(&r) {
                Ok(r)
            } else {
                Err(vm.type_error(format!("__format__ must return a str, not {}", r.ty().name())))
            }
        }
        None => Err(vm.type_error(format!("Type {} doesn't define __format__", o.ty().name()))),
    }
}

// --- iteration

/// `iter(o)`
pub fn iter(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let s = o.ty().slots();
    if let Some(f) = s.iter {
        let it = f(vm, o)?;
        if it.ty().slots().next.is_none() {
            return Err(vm.type_error(format!("iter() returned non-iterator of type '{}'", it.ty().name())));
        }
        return Ok(it);
    }
    if is_sequence(o) {
        return Ok(crate::types::iterators::sequence_iterator(o));
    }
    Err(vm.type_error(format!("'{}' object is not iterable", o.ty().name())))
}

/// Whether `o` can be iterated through `__getitem__`.
pub fn is_sequence(o: &Obj) -> bool {
    o.ty().slots().getitem.is_some() && !o.is_instance::<Dict>()
}

/// The next value of an iterator; `None` when exhausted.
#[inline]
pub fn next(vm: &Vm, it: &Obj) -> PyResult<Option<Obj>> {
    match it.ty().slots().next {
        Some(f) => {
            // Iterators over iterators over ... nest natively.
            vm.check_native_stack("")?;
            match f(vm, it) {
                Err(r) => vm.clear_if(r, &exc_types::STOP_ITERATION).map(|()| None),
                ok => ok,
            }
        }
        None => Err(vm.type_error(format!("'{}' object is not an iterator", it.ty().name()))),
    }
}

/// Runs `f` for each item of an iterable until it gives false.
pub fn for_each(vm: &Vm, iterable: &Obj, mut f: impl FnMut(Obj) -> PyResult<bool>) -> PyResult<()> {
    // Exact lists and tuples are walked in place; a list may change under the callback.
    if let Some(t) = iterable.downcast_exact::<Tuple>() {
        for o in t.as_slice() {
            if !f(o.clone())? {
                break;
            }
        }
        return Ok(());
    }
    if let Some(l) = iterable.downcast_exact::<List>() {
        let mut i = 0;
        while let Some(o) = l.get(i) {
            if !f(o)? {
                break;
            }
            i += 1;
        }
        return Ok(());
    }
    let it = iter(vm, iterable)?;
    drain(vm, &it, &mut f)
}

/// Runs `f` for each item that an iterator still has until it gives false.
pub fn drain(vm: &Vm, it: &Obj, f: Taker) -> PyResult<()> {
    let mut more = true;
    if it.is_exact_type(&generator::GENERATOR) {
        generator::drain(vm, it, &mut |o| {
            more = f(o)?;
            Ok(more)
        })?;
    }
    while more && let Some(o) = next(vm, it)? {
        more = f(o)?;
    }
    Ok(())
}

/// All items of an iterable.
pub fn to_vec(vm: &Vm, iterable: &Obj) -> PyResult<Vec<Obj>> {
    if let Some(t) = iterable.downcast_exact::<Tuple>() {
        return Ok(t.as_slice().to_vec());
    }
    if let Some(l) = iterable.downcast_exact::<List>() {
        return Ok(l.to_vec());
    }
    let mut out = Vec::new();
    let it = iter(vm, iterable)?;
    drain(vm, &it, &mut |o| {
        if out.len() == out.capacity() && out.try_reserve(out.len().max(4)).is_err() {
            return Err(vm.memory_error());
        }
        out.push(o);
        Ok(true)
    })?;
    Ok(out)
}

/// `len(o)`
pub fn len(vm: &Vm, o: &Obj) -> PyResult<usize> {
    match o.ty().slots().len {
        Some(f) => f(vm, o),
        None => Err(vm.type_error(format!("object of type '{}' has no len()", o.ty().name()))),
    }
}

/// `operator.length_hint(o, default)`
pub fn length_hint(vm: &Vm, o: &Obj, default: usize) -> PyResult<usize> {
    if let Some(f) = o.ty().slots().len {
        match f(vm, o) {
            Ok(n) => return Ok(n),
            Err(r) => vm.clear_if(r, &exc_types::TYPE_ERROR)?,
        }
    }
    let hint = match call_special_opt(vm, o, name!(__length_hint__), &[]) {
        Ok(Some(h)) => h,
        Ok(None) => return Ok(default),
        Err(r) => {
            vm.clear_if(r, &exc_types::TYPE_ERROR)?;
            return Ok(default);
        }
    };
    if hint.is_not_implemented() {
        return Ok(default);
    }
    if !int::is_int(&hint) {
        return Err(vm.type_error(format!("__length_hint__ must be an integer, not {}", hint.ty().name())));
    }
    usize::try_from(int_ssize(vm, &hint)?).map_err(|_| vm.value_error("__length_hint__() should return >= 0"))
}

// --- items

/// `o[key]`
pub fn getitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<Obj> {
    if let Some(t) = o.downcast_exact::<Tuple>()
        && key.value().is_int()
        && let Some(item) = t.as_slice().get(key.value().int() as usize)
    {
        return Ok(item.clone());
    }
    match o.ty().slots().getitem {
        Some(f) => f(vm, o, key),
        None => crate::types::type_::class_getitem(vm, o, key),
    }
}

/// `o[key] = value`
pub fn setitem(vm: &Vm, o: &Obj, key: &Obj, value: &Obj) -> PyResult<()> {
    match o.ty().slots().setitem {
        Some(f) => f(vm, o, key, Some(value)),
        None => Err(vm.type_error(format!("'{}' object does not support item assignment", o.ty().name()))),
    }
}

/// `del o[key]`
pub fn delitem(vm: &Vm, o: &Obj, key: &Obj) -> PyResult<()> {
    match o.ty().slots().setitem {
        Some(f) => f(vm, o, key, None),
        None => {
            // Types that could have been sequences say it in other words when asked with an index.
            let index = may_be_sequence(o) && crate::types::sequence::is_index(key);
            let does_not = if index { "doesn't" } else { "does not" };
            Err(vm.type_error(format!("'{}' object {does_not} support item deletion", o.ty().name())))
        }
    }
}

/// `x in o`
pub fn contains(vm: &Vm, o: &Obj, x: &Obj) -> PyResult<bool> {
    if let Some(f) = o.ty().slots().contains {
        return f(vm, o, x);
    }
    let it = match iter(vm, o) {
        Ok(it) => it,
        Err(r) => {
            vm.clear_if(r, &crate::types::exception::TYPE_ERROR)?;
            return Err(vm.type_error(format!("argument of type '{}' is not iterable", o.ty().name())));
        }
    };
    while let Some(v) = next(vm, &it)? {
        if eq(vm, &v, x)? {
            return Ok(true);
        }
    }
    Ok(false)
}

// --- numbers

/// `operator.index(o)`
pub fn index(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    if int::is_int(o) {
        return Ok(o.clone());
    }
    match o.ty().slots().unary[UnOp::Index as usize] {
        Some(f) => int::convert::checked(vm, f(vm, o)?, "__index__ returned non-int"),
        None => Err(vm.type_error(format!("'{}' object cannot be interpreted as an integer", o.ty().name()))),
    }
}

/// An index or count; OverflowError if it does not fit.
pub fn index_isize(vm: &Vm, o: &Obj) -> PyResult<isize> {
    let i = index(vm, o)?;
    match int::to_i64(&i) {
        Some(n) => Ok(n as isize),
        None => Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
    }
}

/// A size argument: anything with `__index__` that fits; OverflowError otherwise.
pub fn ssize(vm: &Vm, o: &Obj) -> PyResult<isize> {
    Ok(int_ssize(vm, &index(vm, o)?)? as isize)
}

/// The same of what is an int already.
pub fn int_ssize(vm: &Vm, i: &Obj) -> PyResult<i64> {
    int::to_i64(i).ok_or_else(|| vm.overflow_error("Python int too large to convert to C ssize_t"))
}

/// An int argument that must fit i64; OverflowError otherwise.
pub fn to_i64(vm: &Vm, o: &Obj) -> PyResult<i64> {
    let i = index(vm, o)?;
    int::to_i64(&i).ok_or_else(|| vm.overflow_error("Python int too large to convert to C long"))
}

/// `float(o)` for numbers: float, `__float__`, `__index__`.
pub fn to_f64(vm: &Vm, o: &Obj) -> PyResult<f64> {
    if let Some(x) = float::as_float(o) {
        return Ok(x);
    }
    if o.value().is_int() {
        return Ok(o.value().int() as f64);
    }
    let s = o.ty().slots();
    if let Some(f) = s.unary[UnOp::Float as usize] {
        let r = f(vm, o)?;
        return match float::as_float(&r) {
            Some(x) => Ok(x),
            None => Err(vm.type_error(format!(
                "{}.__float__ returned non-float (type {})",
                o.ty().name(),
                r.ty().name()
            ))),
        };
    }
    if s.unary[UnOp::Index as usize].is_some() {
        let i = index(vm, o)?;
        return to_f64(vm, &i);
    }
    Err(vm.type_error(format!("must be real number, not {}", o.ty().name())))
}

/// A binary operator by the rules of the data model: the left slot, the reflected slot of the right operand (first if
/// its type is a subclass), then sequence concatenation and repetition.
pub fn binary(vm: &Vm, op: BinOp, a: &Obj, b: &Obj) -> PyResult<Obj> {
    if let Some(r) = quick_binary(vm, op, a, b) {
        return r;
    }
    let r = binary_try(vm, op, a, b)?;
    if !r.is_not_implemented() {
        return Ok(r);
    }
    match sequence_op(vm, op, a, b, false)? {
        Some(r) => Ok(r),
        None => Err(unsupported(vm, a, b, op.symbol())),
    }
}

/// `a op b` of ints, floats and strs, as far as it takes no slots: sums and differences of ints, floats with ints that
/// floats can be, texts joined.
#[inline]
pub fn quick_binary(vm: &Vm, op: BinOp, a: &Obj, b: &Obj) -> Option<PyResult<Obj>> {
    let (x, y) = (a.value(), b.value());
    if Value::both_ints(x, y) {
        // Immediate ints are so small that nothing overflows.
        return match op {
            BinOp::Add => Some(Ok(int::from_i64(x.int() + y.int()))),
            BinOp::Sub => Some(Ok(int::from_i64(x.int() - y.int()))),
            _ => None,
        };
    }
    let number = |v: Value| match v {
        v if v.is_float() => Some(v.float()),
        v if v.is_int() && v.int().unsigned_abs() < 1 << 53 => Some(v.int() as f64),
        _ => None,
    };
    if x.is_float() || y.is_float() {
        let (p, q) = (number(x)?, number(y)?);
        return Some(Ok(float::from_f64(match op {
            BinOp::Add => p + q,
            BinOp::Sub => p - q,
            BinOp::Mul => p * q,
            BinOp::TrueDiv if q != 0.0 => p / q,
            BinOp::FloorDiv if q != 0.0 => float::floor_parts(p, q).0,
            BinOp::Mod if q != 0.0 => float::floor_parts(p, q).1,
            _ => return None,
        })));
    }
    let texts = op == BinOp::Add && a.is_exact::<str_::Str>() && b.is_exact::<str_::Str>();
    texts.then(|| str_::concat(vm, a, b))
}

/// The number slots only; `NotImplemented` if none applies.
pub fn binary_try(vm: &Vm, op: BinOp, a: &Obj, b: &Obj) -> PyResult<Obj> {
    let i = op as usize;
    let (ta, tb) = (a.type_ptr(), b.type_ptr());
    let forward = a.ty().slots().binary[i];
    let reflected = if std::ptr::eq(ta, tb) { None } else { b.ty().slots().rbinary[i] };
    if let Some(r) = reflected
        && b.ty().is_subtype(ta)
        && overrides_reflected(a, b, i)
    {
        let x = r(vm, b, a)?;
        if !x.is_not_implemented() {
            return Ok(x);
        }
        return match forward {
            Some(f) => f(vm, a, b),
            None => Ok(Obj::NOT_IMPLEMENTED),
        };
    }
    if let Some(f) = forward {
        let x = f(vm, a, b)?;
        if !x.is_not_implemented() {
            return Ok(x);
        }
    }
    match reflected {
        Some(r) => r(vm, b, a),
        None => Ok(Obj::NOT_IMPLEMENTED),
    }
}

/// Whether the type of `b`, a subclass of the type of `a`, has another reflected method than `a`'s.
fn overrides_reflected(a: &Obj, b: &Obj, i: usize) -> bool {
    let key = intern(REFLECTED[i]);
    match (a.ty().lookup(&key), b.ty().lookup(&key)) {
        (Some(p), Some(q)) => !p.is(&q),
        (None, found) => found.is_some(),
        (Some(_), None) => false,
    }
}

const REFLECTED: [&str; 14] = [
    "__radd__",
    "__rsub__",
    "__rmul__",
    "__rtruediv__",
    "__rfloordiv__",
    "__rmod__",
    "__rpow__",
    "__rmatmul__",
    "__rlshift__",
    "__rrshift__",
    "__rand__",
    "__ror__",
    "__rxor__",
    "__rdivmod__",
];

fn sequence_op(vm: &Vm, op: BinOp, a: &Obj, b: &Obj, inplace: bool) -> PyResult<Option<Obj>> {
    let (sa, sb) = (a.ty().slots(), b.ty().slots());
    match op {
        BinOp::Add => match (if inplace { sa.iconcat } else { None }).or(sa.concat) {
            Some(f) => f(vm, a, b).map(Some),
            None => Ok(None),
        },
        BinOp::Mul => {
            if let Some(f) = (if inplace { sa.irepeat } else { None }).or(sa.repeat) {
                let n = repeat_count(vm, b)?;
                return f(vm, a, n).map(Some);
            }
            // In place only a left operand that could have been a sequence decides.
            if let Some(f) = sb.repeat.filter(|_| !inplace || !may_be_sequence(a)) {
                let n = repeat_count(vm, a)?;
                return f(vm, b, n).map(Some);
            }
            Ok(None)
        }
        _ => Ok(None),
    }
}

/// Whether the type has some operation of sequences, or is a class that could have got one.
fn may_be_sequence(o: &Obj) -> bool {
    let (t, slots) = (o.ty(), o.ty().slots());
    t.is_heap() || slots.len.is_some() || slots.contains.is_some() || slots.concat.is_some()
}

fn repeat_count(vm: &Vm, n: &Obj) -> PyResult<isize> {
    if n.ty().slots().unary[UnOp::Index as usize].is_none() {
        return Err(vm.type_error(format!("can't multiply sequence by non-int of type '{}'", n.ty().name())));
    }
    index_isize(vm, n)
}

#[cold]
fn unsupported(vm: &Vm, a: &Obj, b: &Obj, symbol: &str) -> Raised {
    // Python 2 wrote to a file so.
    let hint = match symbol == ">>" && native::is_named(a, "print") {
        true => ". Did you mean \"print(<message>, file=<output_stream>)\"?",
        false => "",
    };
    vm.type_error(format!(
        "unsupported operand type(s) for {symbol}: '{}' and '{}'{hint}",
        a.ty().name(),
        b.ty().name()
    ))
}

/// `a op= b`
pub fn inplace(vm: &Vm, op: BinOp, a: &Obj, b: &Obj) -> PyResult<Obj> {
    if let Some(f) = a.ty().slots().ibinary[op as usize] {
        let r = f(vm, a, b)?;
        if !r.is_not_implemented() {
            return Ok(r);
        }
    }
    let r = binary_try(vm, op, a, b)?;
    if !r.is_not_implemented() {
        return Ok(r);
    }
    match sequence_op(vm, op, a, b, true)? {
        Some(r) => Ok(r),
        None => Err(unsupported(vm, a, b, op.inplace_symbol())),
    }
}

/// A unary operator.
pub fn unary(vm: &Vm, op: UnOp, a: &Obj) -> PyResult<Obj> {
    match a.ty().slots().unary[op as usize] {
        Some(f) => f(vm, a),
        None => {
            let shown = match op {
                UnOp::Neg => "unary -",
                UnOp::Pos => "unary +",
                UnOp::Invert => "unary ~",
                _ => "abs()",
            };
            Err(vm.type_error(format!("bad operand type for {shown}: '{}'", a.ty().name())))
        }
    }
}

// --- modules and builtins

/// An attribute of the `builtins` module.
pub fn builtin(vm: &Vm, key: &str) -> PyResult<Obj> {
    match super::interp().builtins().get_str(&intern(key)) {
        Some(v) => Ok(v),
        None => Err(vm.attribute_error(format!("module 'builtins' has no attribute '{key}'"))),
    }
}

/// `import name`: the module itself, not its top package.
pub fn import(vm: &Vm, module: &str) -> PyResult<Obj> {
    super::import::import_module(vm, module)
}

/// `sys.key`, if it exists.
pub fn sys_attr(key: &str) -> Option<Obj> {
    super::interp().sys_dict().get_str(&intern(key))
}

/// Issues a warning, as `warnings.warn(message, class, stacklevel)`.
pub fn warn(vm: &Vm, class: &'static StaticType, message: &str, stacklevel: usize) -> PyResult<()> {
    crate::modules::_warnings::warn_native(vm, class, message, stacklevel)
}

/// `ResourceWarning: unclosed <what><repr of the object>` about what a finalizer finds open. `source`: what is shown.
pub fn warn_unclosed(vm: &Vm, what: &str, source: &Obj) {
    // Without the warnings module nobody has asked for these warnings.
    if crate::vm::interp().modules().get_str(name!(warnings)).is_none() {
        return;
    }
    let saved = vm.save_raised();
    let shown = repr(vm, source).map(|r| str_::display(&r).into_owned());
    let warned = shown.and_then(|s| {
        let text = format!("unclosed {what}{s}");
        crate::modules::_warnings::warn_about(vm, &exc_types::RESOURCE_WARNING, &text, source)
    });
    if warned.is_err() && vm.raised_matches(&exc_types::WARNING) {
        vm.write_unraisable("", Some(source));
    } else {
        drop(vm.save_raised());
    }
    vm.restore_raised(saved);
}

/// What messages about a wrong argument say that it is: the name of its type, but `None`.
pub fn given(o: &Obj) -> String {
    if o.is_none() { "None".to_owned() } else { o.ty().name() }
}

/// A new class without own attributes: `type(name, bases, {"__module__": module})`.
pub fn new_class(vm: &Vm, module: &str, class: &str, bases: &[Obj]) -> PyResult<Obj> {
    let d = crate::types::dict::new();
    d.insert_str(name!(__module__).clone(), str_::from_str(module));
    let args = [str_::from_str(class), tuple::from_slice(bases), d.into_obj()];
    call(vm, &crate::types::type_::TYPE.obj(), &args)
}

// --- arguments

/// A str argument's text; TypeError "{what} must be str, not T".
pub fn expect_str<'a>(vm: &Vm, o: &'a Obj, what: &str) -> PyResult<std::borrow::Cow<'a, str>> {
    if str_::is_str(o) {
        Ok(str_::display(o))
    } else {
        Err(vm.type_error(format!("{what} must be str, not {}", shown_type(o))))
    }
}

/// A type's name in the messages of argument checks, which call None by its own.
pub fn shown_type(o: &Obj) -> String {
    if o.is_none() { "None".into() } else { o.ty().name() }
}
