//! The table of dunders: for each, the slot, how Python code calls a native slot, and the trampoline that calls a
//! dunder defined in Python. Semantics: the language reference, "Special method names". What the slots are is in
//! `slots.rs`; when a trampoline is used is decided in `type_object.rs`.

use super::args::CallArgs;
use super::intern::name;
use super::obj::Obj;
use super::slots::{BinOp, CmpOp, SlotRow, Slots, UnOp};
use super::type_object::Type;
use crate::types::int;
use crate::vm::{PyResult, Vm, api};

fn required<T>(slot: Option<T>) -> T {
    slot.expect("a wrapper exists only for a filled slot")
}

/// Trampolines that do more than call and return.
mod tramp {
    use super::*;

    pub(super) fn text(vm: &Vm, o: &Obj, dunder: &Obj, shown: &str) -> PyResult<Obj> {
        let r = api::call_special(vm, o, dunder, &[])?;
        if crate::types::str_::is_str(&r) {
            Ok(r)
        } else {
            Err(vm.type_error(format!("{shown} returned non-string (type {})", r.ty().name())))
        }
    }

    pub(super) fn hash(vm: &Vm, o: &Obj) -> PyResult<i64> {
        let r = api::call_special(vm, o, name!(__hash__), &[])?;
        match int::as_int(&r) {
            Some(i) => Ok(int::hash_of_result(i)),
            None => Err(vm.type_error("__hash__ method should return an integer")),
        }
    }

    pub(super) fn getattro(vm: &Vm, o: &Obj, attr: &Obj) -> PyResult<Obj> {
        let t = o.ty();
        let found = match t.lookup(name!(__getattribute__)) {
            Some(f) if !super::super::type_object::is_object_getattribute(&f) => {
                api::call_found_special(vm, o, &f, &[attr])
            }
            // No AttributeError is made for what `__getattr__` is asked for.
            _ => match super::super::attr::lookup_attr(vm, o, attr).transpose() {
                Some(found) => found,
                None => match t.lookup(name!(__getattr__)) {
                    Some(f) => return api::call_found_special(vm, o, &f, &[attr]),
                    None => super::super::attr::generic_getattr(vm, o, attr),
                },
            },
        };
        match found {
            Err(e) if vm.raised_matches(&crate::types::exception::ATTRIBUTE_ERROR) => {
                match t.lookup(name!(__getattr__)) {
                    Some(f) => {
                        let pending = vm.take_raised(e);
                        let r = api::call_found_special(vm, o, &f, &[attr]);
                        drop(pending);
                        r
                    }
                    None => Err(e),
                }
            }
            other => other,
        }
    }

    pub(super) fn set(
        vm: &Vm,
        o: &Obj,
        key: &Obj,
        value: Option<&Obj>,
        set: &Obj,
        del: &Obj,
    ) -> PyResult<()> {
        let (dunder, r) = match value {
            Some(v) => (set, o.ty().lookup(set).map(|f| api::call_found_special(vm, o, &f, &[key, v]))),
            None => (del, o.ty().lookup(del).map(|f| api::call_found_special(vm, o, &f, &[key]))),
        };
        match r {
            Some(r) => r.map(drop),
            None => Err(missing_set(vm, o, dunder)),
        }
    }

    fn missing_set(vm: &Vm, o: &Obj, dunder: &Obj) -> crate::vm::Raised {
        let t = o.ty().name();
        match crate::types::str_::bytes_of(dunder) {
            b"__setitem__" => vm.type_error(format!("'{t}' object does not support item assignment")),
            b"__delitem__" => vm.type_error(format!("'{t}' object does not support item deletion")),
            d => vm.attribute_error(format!("{}", String::from_utf8_lossy(d))),
        }
    }

    pub(super) fn next(vm: &Vm, o: &Obj) -> PyResult<Option<Obj>> {
        api::call_special(vm, o, name!(__next__), &[]).map(Some)
    }

    pub(super) fn bool_(vm: &Vm, o: &Obj) -> PyResult<bool> {
        let r = api::call_special(vm, o, name!(__bool__), &[])?;
        if r.value().is_bool() {
            Ok(r.is(&Obj::TRUE))
        } else {
            Err(vm.type_error(format!("__bool__ should return bool, returned {}", r.ty().name())))
        }
    }

    pub(super) fn len(vm: &Vm, o: &Obj) -> PyResult<usize> {
        let r = api::call_special(vm, o, name!(__len__), &[])?;
        let r = api::index(vm, &r)?;
        match int::to_i64(&r) {
            Some(n) if n >= 0 => Ok(n as usize),
            _ if int::is_negative(&r) => Err(vm.value_error("__len__() should return >= 0")),
            _ => Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")),
        }
    }

    pub(super) fn contains(vm: &Vm, o: &Obj, x: &Obj) -> PyResult<bool> {
        let f = required(o.ty().lookup(name!(__contains__)));
        if f.is_none() {
            return Err(vm.type_error(format!("'{}' object is not a container", o.ty().name())));
        }
        let r = api::call_found_special(vm, o, &f, &[x])?;
        api::is_true(vm, &r)
    }

    pub(super) fn iter(vm: &Vm, o: &Obj) -> PyResult<Obj> {
        let f = required(o.ty().lookup(name!(__iter__)));
        if f.is_none() {
            return Err(vm.type_error(format!("'{}' object is not iterable", o.ty().name())));
        }
        api::call_found_special(vm, o, &f, &[])
    }

    pub(super) fn compare(vm: &Vm, o: &Obj, other: &Obj, op: CmpOp) -> PyResult<Obj> {
        match o.ty().lookup(compare_name(op)) {
            Some(f) if f.is_none() => Err(vm.type_error(format!("'{}' object is not callable", "NoneType"))),
            Some(f) => api::call_found_special(vm, o, &f, &[other]),
            None => Ok(Obj::NOT_IMPLEMENTED),
        }
    }

    fn compare_name(op: CmpOp) -> &'static Obj {
        match op {
            CmpOp::Lt => name!(__lt__),
            CmpOp::Le => name!(__le__),
            CmpOp::Eq => name!(__eq__),
            CmpOp::Ne => name!(__ne__),
            CmpOp::Gt => name!(__gt__),
            CmpOp::Ge => name!(__ge__),
        }
    }

    pub(super) fn init(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<()> {
        let f = required(o.ty().lookup(name!(__init__)));
        let r = api::call_found_special_args(vm, o, &f, args)?;
        if r.is_none() {
            Ok(())
        } else {
            Err(vm.type_error(format!("__init__() should return None, not '{}'", r.ty().name())))
        }
    }

    pub(super) fn del(vm: &Vm, o: &Obj) {
        // The finalizer runs with no exception in flight, and keeps the one that is.
        let pending = vm.save_raised();
        if let Some(f) = o.ty().lookup(name!(__del__))
            && api::call_found_special(vm, o, &f, &[]).is_err()
        {
            vm.write_unraisable("Exception ignored in", Some(&f));
        }
        vm.restore_raised(pending);
    }

    pub(super) fn binary(vm: &Vm, o: &Obj, other: &Obj, dunder: &Obj) -> PyResult<Obj> {
        match o.ty().lookup(dunder) {
            Some(f) => api::call_found_special(vm, o, &f, &[other]),
            None => Ok(Obj::NOT_IMPLEMENTED),
        }
    }

    pub(super) fn descr_get(vm: &Vm, o: &Obj, instance: Option<&Obj>, owner: Option<&Obj>) -> PyResult<Obj> {
        let f = required(o.ty().lookup(name!(__get__)));
        api::call_found_special(vm, o, &f, &[instance.unwrap_or(&Obj::NONE), owner.unwrap_or(&Obj::NONE)])
    }
}

/// Whether attribute reads on the type differ from `object.__getattribute__` only in asking `__getattr__` for what is
/// missing.
pub fn has_getattr_hook(t: &Type) -> bool {
    t.slots().getattro.is_some_and(|f| std::ptr::fn_addr_eq(f, tramp::getattro as super::slots::BinaryFn))
        && t.lookup(name!(__getattribute__)).is_some_and(|f| super::type_object::is_object_getattribute(&f))
}

macro_rules! row {
    ($name:literal, $sig:literal, $doc:expr, ($lo:expr, $hi:expr), [$($field:tt)+], $group:literal,
     $tramp:expr, $wrap:expr) => {
        SlotRow {
            name: $name, group: $group, signature: $sig, doc: $doc, arity: ($lo, $hi), keywords: false,
            is_set: |s| s.$($field)+.is_some(),
            inherit: |to, from| to.$($field)+ = from.$($field)+,
            trampoline: |s| s.$($field)+ = Some($tramp),
            unset: |s| s.$($field)+ = None,
            wrap: $wrap,
        }
    };
}

macro_rules! unary {
    ($name:literal, $id:ident, [$($field:tt)+], $doc:literal) => {
        row!($name, "($self, /)", $doc, (0, 0), [$($field)+], $name,
            |vm, o| api::call_special(vm, o, name!($id), &[]), |vm, s, o, _| required(s.$($field)+)(vm, o))
    };
}

macro_rules! text {
    ($name:literal, $id:ident, $field:ident, $doc:literal) => {
        row!(
            $name,
            "($self, /)",
            $doc,
            (0, 0),
            [$field],
            $name,
            |vm, o| tramp::text(vm, o, name!($id), $name),
            |vm, s, o, _| { required(s.$field)(vm, o) }
        )
    };
}

macro_rules! binary {
    ($op:ident, $fwd:literal $fid:ident, $refl:literal $rid:ident, $inp:literal $iid:ident, $sym:literal) => {
        [
            row!(
                $fwd,
                "($self, value, /)",
                concat!("self ", $sym, " value"),
                (1, 1),
                [binary[BinOp::$op as usize]],
                $fwd,
                |vm, a, b| tramp::binary(vm, a, b, name!($fid)),
                |vm, s, o, a| required(s.binary[BinOp::$op as usize])(vm, o, &a.all()[0])
            ),
            row!(
                $refl,
                "($self, value, /)",
                concat!("value ", $sym, " self, where value does not know how"),
                (1, 1),
                [rbinary[BinOp::$op as usize]],
                $refl,
                |vm, a, b| tramp::binary(vm, a, b, name!($rid)),
                |vm, s, o, a| required(s.rbinary[BinOp::$op as usize])(vm, o, &a.all()[0])
            ),
            row!(
                $inp,
                "($self, value, /)",
                concat!("self ", $sym, "= value, in place if self can change"),
                (1, 1),
                [ibinary[BinOp::$op as usize]],
                $inp,
                |vm, a, b| tramp::binary(vm, a, b, name!($iid)),
                |vm, s, o, a| required(s.ibinary[BinOp::$op as usize])(vm, o, &a.all()[0])
            ),
        ]
    };
}

macro_rules! compare {
    ($name:literal, $op:ident, $doc:literal) => {
        row!($name, "($self, value, /)", $doc, (1, 1), [compare], "compare", tramp::compare, |vm, s, o, a| {
            required(s.compare)(vm, o, &a.all()[0], CmpOp::$op)
        })
    };
}

fn repeat_count(vm: &Vm, n: &Obj) -> PyResult<Option<isize>> {
    if o_has_index(n) { api::index_isize(vm, n).map(Some) } else { Ok(None) }
}

fn o_has_index(n: &Obj) -> bool {
    n.ty().slots().unary[UnOp::Index as usize].is_some()
}

fn wrap_repeat(vm: &Vm, s: &Slots, o: &Obj, a: CallArgs) -> PyResult<Obj> {
    match repeat_count(vm, &a.all()[0])? {
        Some(n) => required(s.repeat)(vm, o, n),
        None => Err(
            vm.type_error(format!("'{}' object cannot be interpreted as an integer", a.all()[0].ty().name()))
        ),
    }
}

type Rows3 = [SlotRow; 3];
static POW: Rows3 = binary!(Pow, "__pow__" __pow__, "__rpow__" __rpow__, "__ipow__" __ipow__, "**");

/// The rows, in no particular order.
pub static ROWS: std::sync::LazyLock<Vec<SlotRow>> = std::sync::LazyLock::new(|| {
    let mut rows = vec![
        text!("__repr__", __repr__, repr, "The text of repr(self)."),
        text!("__str__", __str__, str, "The text of str(self)."),
        row!(
            "__hash__",
            "($self, /)",
            "The number of hash(self).",
            (0, 0),
            [hash],
            "__hash__",
            tramp::hash,
            |vm, s, o, _| { Ok(int::from_i64(required(s.hash)(vm, o)?)) }
        ),
        row!(
            "__call__",
            "($self, /, *args, **kwargs)",
            "What self(...) does.",
            (0, usize::MAX),
            [call],
            "__call__",
            |vm, o, args| {
                let f = required(o.ty().lookup(name!(__call__)));
                api::call_found_special_args(vm, o, &f, args)
            },
            |vm, s, o, a| required(s.call)(vm, o, a)
        ),
        row!(
            "__getattribute__",
            "($self, name, /)",
            "What self.name gives.",
            (1, 1),
            [getattro],
            "getattro",
            tramp::getattro,
            |vm, s, o, a| required(s.getattro)(vm, o, &a.all()[0])
        ),
        SlotRow {
            is_set: |_| false,
            ..row!(
                "__getattr__",
                "($self, name, /)",
                "",
                (1, 1),
                [getattro],
                "getattro",
                tramp::getattro,
                |vm, s, o, a| required(s.getattro)(vm, o, &a.all()[0])
            )
        },
        row!(
            "__setattr__",
            "($self, name, value, /)",
            "What self.name = value does.",
            (2, 2),
            [setattro],
            "setattro",
            |vm, o, k, v| tramp::set(vm, o, k, v, name!(__setattr__), name!(__delattr__)),
            |vm, s, o, a| {
                super::type_object::check_setattr_wrapper(vm, o, &a.all()[0], s, "__setattr__")?;
                required(s.setattro)(vm, o, &a.all()[0], Some(&a.all()[1])).map(|()| Obj::NONE)
            }
        ),
        row!(
            "__delattr__",
            "($self, name, /)",
            "What del self.name does.",
            (1, 1),
            [setattro],
            "setattro",
            |vm, o, k, v| tramp::set(vm, o, k, v, name!(__setattr__), name!(__delattr__)),
            |vm, s, o, a| {
                super::type_object::check_setattr_wrapper(vm, o, &a.all()[0], s, "__delattr__")?;
                required(s.setattro)(vm, o, &a.all()[0], None).map(|()| Obj::NONE)
            }
        ),
        compare!("__lt__", Lt, "self < value"),
        compare!("__le__", Le, "self <= value"),
        compare!("__eq__", Eq, "self == value"),
        compare!("__ne__", Ne, "self != value"),
        compare!("__gt__", Gt, "self > value"),
        compare!("__ge__", Ge, "self >= value"),
        row!(
            "__iter__",
            "($self, /)",
            "The iterator of iter(self).",
            (0, 0),
            [iter],
            "__iter__",
            tramp::iter,
            |vm, s, o, _| { required(s.iter)(vm, o) }
        ),
        row!(
            "__next__",
            "($self, /)",
            "The item of next(self); StopIteration if there is none.",
            (0, 0),
            [next],
            "__next__",
            tramp::next,
            |vm, s, o, _| {
                match required(s.next)(vm, o)? {
                    Some(v) => Ok(v),
                    None => Err(vm.raise_stop_iteration()),
                }
            }
        ),
        row!(
            "__bool__",
            "($self, /)",
            "Whether self counts as true.",
            (0, 0),
            [bool_],
            "__bool__",
            tramp::bool_,
            |vm, s, o, _| { required(s.bool_)(vm, o).map(Obj::from_bool) }
        ),
        row!(
            "__len__",
            "($self, /)",
            "The number of len(self).",
            (0, 0),
            [len],
            "__len__",
            tramp::len,
            |vm, s, o, _| { Ok(int::from_usize(required(s.len)(vm, o)?)) }
        ),
        row!(
            "__getitem__",
            "($self, key, /)",
            "self[key]",
            (1, 1),
            [getitem],
            "__getitem__",
            |vm, o, k| api::call_special(vm, o, name!(__getitem__), &[k]),
            |vm, s, o, a| required(s.getitem)(vm, o, &a.all()[0])
        ),
        row!(
            "__setitem__",
            "($self, key, value, /)",
            "What self[key] = value does.",
            (2, 2),
            [setitem],
            "setitem",
            |vm, o, k, v| tramp::set(vm, o, k, v, name!(__setitem__), name!(__delitem__)),
            |vm, s, o, a| required(s.setitem)(vm, o, &a.all()[0], Some(&a.all()[1])).map(|()| Obj::NONE)
        ),
        row!(
            "__delitem__",
            "($self, key, /)",
            "What del self[key] does.",
            (1, 1),
            [setitem],
            "setitem",
            |vm, o, k, v| tramp::set(vm, o, k, v, name!(__setitem__), name!(__delitem__)),
            |vm, s, o, a| required(s.setitem)(vm, o, &a.all()[0], None).map(|()| Obj::NONE)
        ),
        row!(
            "__contains__",
            "($self, key, /)",
            "Whether `key in self`.",
            (1, 1),
            [contains],
            "__contains__",
            tramp::contains,
            |vm, s, o, a| required(s.contains)(vm, o, &a.all()[0]).map(Obj::from_bool)
        ),
        row!(
            "__get__",
            "($self, instance, owner=None, /)",
            "What an attribute gives that was found in the class `owner`; instance is None if\nthe class itself was asked.",
            (1, 2),
            [descr_get],
            "__get__",
            tramp::descr_get,
            |vm, s, o, a| {
                let none = |x: Option<&Obj>| x.filter(|v| !v.is_none()).cloned();
                let (instance, owner) = (none(a.all().first()), none(a.all().get(1)));
                if instance.is_none() && owner.is_none() {
                    return Err(vm.type_error("__get__(None, None) is invalid"));
                }
                required(s.descr_get)(vm, o, instance.as_ref(), owner.as_ref())
            }
        ),
        row!(
            "__set__",
            "($self, instance, value, /)",
            "What assigning to such an attribute of instance does.",
            (2, 2),
            [descr_set],
            "descr_set",
            |vm, o, i, v| tramp::set(vm, o, i, v, name!(__set__), name!(__delete__)),
            |vm, s, o, a| required(s.descr_set)(vm, o, &a.all()[0], Some(&a.all()[1])).map(|()| Obj::NONE)
        ),
        row!(
            "__delete__",
            "($self, instance, /)",
            "What deleting such an attribute of instance does.",
            (1, 1),
            [descr_set],
            "descr_set",
            |vm, o, i, v| tramp::set(vm, o, i, v, name!(__set__), name!(__delete__)),
            |vm, s, o, a| required(s.descr_set)(vm, o, &a.all()[0], None).map(|()| Obj::NONE)
        ),
        SlotRow {
            keywords: true,
            ..row!(
                "__init__",
                "($self, /, *args, **kwargs)",
                "Prepares a new object; it gets the arguments with which the class was called.",
                (0, usize::MAX),
                [init],
                "__init__",
                tramp::init,
                |vm, s, o, a| required(s.init)(vm, o, a).map(|()| Obj::NONE)
            )
        },
        row!(
            "__del__",
            "($self, /)",
            "What runs when nothing refers to the object any more.",
            (0, 0),
            [del],
            "__del__",
            tramp::del,
            |vm, s, o, _| {
                required(s.del)(vm, o);
                Ok(Obj::NONE)
            }
        ),
        unary!("__neg__", __neg__, [unary[UnOp::Neg as usize]], "-self"),
        unary!("__pos__", __pos__, [unary[UnOp::Pos as usize]], "+self"),
        unary!("__invert__", __invert__, [unary[UnOp::Invert as usize]], "~self"),
        unary!("__abs__", __abs__, [unary[UnOp::Abs as usize]], "abs(self)"),
        unary!("__int__", __int__, [unary[UnOp::Int as usize]], "int(self)"),
        unary!("__float__", __float__, [unary[UnOp::Float as usize]], "float(self)"),
        unary!(
            "__index__",
            __index__,
            [unary[UnOp::Index as usize]],
            "self as an int, where only an exact number will do, such as an index."
        ),
        unary!("__await__", __await__, [await_], "The iterator that `await self` runs."),
        unary!("__aiter__", __aiter__, [aiter], "The asynchronous iterator that `async for` runs."),
        unary!(
            "__anext__",
            __anext__,
            [anext],
            "Something to await for the next item; StopAsyncIteration if there is none."
        ),
    ];
    rows.extend(buffer_rows());
    rows.extend(binary!(Add, "__add__" __add__, "__radd__" __radd__, "__iadd__" __iadd__, "+"));
    rows.extend(binary!(Sub, "__sub__" __sub__, "__rsub__" __rsub__, "__isub__" __isub__, "-"));
    rows.extend(binary!(Mul, "__mul__" __mul__, "__rmul__" __rmul__, "__imul__" __imul__, "*"));
    rows.extend(binary!(TrueDiv, "__truediv__" __truediv__, "__rtruediv__" __rtruediv__, "__itruediv__" __itruediv__, "/"));
    rows.extend(binary!(FloorDiv, "__floordiv__" __floordiv__, "__rfloordiv__" __rfloordiv__, "__ifloordiv__" __ifloordiv__, "//"));
    rows.extend(binary!(Mod, "__mod__" __mod__, "__rmod__" __rmod__, "__imod__" __imod__, "%"));
    rows.extend(
        binary!(MatMul, "__matmul__" __matmul__, "__rmatmul__" __rmatmul__, "__imatmul__" __imatmul__, "@"),
    );
    rows.extend(
        binary!(LShift, "__lshift__" __lshift__, "__rlshift__" __rlshift__, "__ilshift__" __ilshift__, "<<"),
    );
    rows.extend(
        binary!(RShift, "__rshift__" __rshift__, "__rrshift__" __rrshift__, "__irshift__" __irshift__, ">>"),
    );
    rows.extend(binary!(And, "__and__" __and__, "__rand__" __rand__, "__iand__" __iand__, "&"));
    rows.extend(binary!(Or, "__or__" __or__, "__ror__" __ror__, "__ior__" __ior__, "|"));
    rows.extend(binary!(Xor, "__xor__" __xor__, "__rxor__" __rxor__, "__ixor__" __ixor__, "^"));
    let [divmod, rdivmod, _] =
        binary!(DivMod, "__divmod__" __divmod__, "__rdivmod__" __rdivmod__, "" __divmod__, "divmod");
    rows.extend([
        SlotRow { doc: "The pair (self // value, self % value).", ..divmod },
        SlotRow { doc: "The pair (value // self, value % self).", ..rdivmod },
    ]);
    let [_, rpow, ipow] = binary!(Pow, "__pow__" __pow__, "__rpow__" __rpow__, "__ipow__" __ipow__, "**");
    rows.push(SlotRow {
        signature: "($self, value, mod=None, /)",
        doc: "self ** value, or with mod the remainder of that",
        arity: (1, 2),
        inherit: |to, from| {
            to.binary[BinOp::Pow as usize] = from.binary[BinOp::Pow as usize];
            to.pow3 = from.pow3;
        },
        trampoline: |s| {
            (POW[0].trampoline)(s);
            s.pow3 = Some(|vm, a, b, m| match a.ty().lookup(name!(__pow__)) {
                Some(f) => api::call_found_special(vm, a, &f, &[b, m]),
                None => Ok(Obj::NOT_IMPLEMENTED),
            });
        },
        wrap: |vm, s, o, a| match (a.all().get(1).filter(|m| !m.is_none()), s.pow3) {
            (None, _) => required(s.binary[BinOp::Pow as usize])(vm, o, &a.all()[0]),
            (Some(m), Some(f)) => f(vm, o, &a.all()[0], m),
            (Some(_), None) => Ok(Obj::NOT_IMPLEMENTED),
        },
        ..binary!(Pow, "__pow__" __pow__, "__rpow__" __rpow__, "__ipow__" __ipow__, "**")
            .into_iter()
            .next()
            .expect("three rows")
    });
    rows.push(SlotRow {
        signature: "($self, value, mod=None, /)",
        arity: (1, 2),
        wrap: |vm, s, o, a| match (a.all().get(1).filter(|m| !m.is_none()), s.pow3) {
            (None, _) => required(s.rbinary[BinOp::Pow as usize])(vm, o, &a.all()[0]),
            (Some(m), Some(f)) => f(vm, &a.all()[0], o, m),
            (Some(_), None) => Ok(Obj::NOT_IMPLEMENTED),
        },
        ..rpow
    });
    rows.push(ipow);
    // Sequence forms. A class that defines the dunder in Python gets the number slot above; here only natives.
    let native_only: fn(&mut Slots) = |_| {};
    rows.push(SlotRow {
        trampoline: |s| s.concat = None,
        ..row!(
            "__add__",
            "($self, value, /)",
            "self + value",
            (1, 1),
            [concat],
            "concat",
            |_, _, _| Ok(Obj::NOT_IMPLEMENTED),
            |vm, s, o, a| required(s.concat)(vm, o, &a.all()[0])
        )
    });
    rows.push(SlotRow {
        trampoline: |s| s.iconcat = None,
        ..row!(
            "__iadd__",
            "($self, value, /)",
            "self += value: changes self",
            (1, 1),
            [iconcat],
            "iconcat",
            |_, _, _| Ok(Obj::NOT_IMPLEMENTED),
            |vm, s, o, a| required(s.iconcat)(vm, o, &a.all()[0])
        )
    });
    rows.push(SlotRow {
        trampoline: |s| s.repeat = None,
        ..row!(
            "__mul__",
            "($self, value, /)",
            "self * value",
            (1, 1),
            [repeat],
            "repeat",
            |_, _, _| Ok(Obj::NOT_IMPLEMENTED),
            wrap_repeat
        )
    });
    rows.push(SlotRow {
        trampoline: native_only,
        ..row!(
            "__rmul__",
            "($self, value, /)",
            "value * self",
            (1, 1),
            [repeat],
            "rrepeat",
            |_, _, _| Ok(Obj::NOT_IMPLEMENTED),
            wrap_repeat
        )
    });
    rows.push(SlotRow {
        trampoline: |s| s.irepeat = None,
        ..row!(
            "__imul__",
            "($self, value, /)",
            "self *= value: changes self",
            (1, 1),
            [irepeat],
            "irepeat",
            |_, _, _| Ok(Obj::NOT_IMPLEMENTED),
            |vm, s, o, a| match repeat_count(vm, &a.all()[0])? {
                Some(n) => required(s.irepeat)(vm, o, n),
                None => Err(vm.type_error(format!(
                    "'{}' object cannot be interpreted as an integer",
                    a.all()[0].ty().name()
                ))),
            }
        )
    });
    rows
});

/// `__buffer__` and `__release_buffer__`: the latter has no slot of its own, the view's exporter calls it by name.
fn buffer_rows() -> [SlotRow; 2] {
    let row = SlotRow {
        name: "__buffer__",
        group: "buffer",
        signature: "($self, flags, /)",
        doc: "A memoryview of the memory of self.",
        is_set: |s| s.buffer.is_some(),
        inherit: |to, from| to.buffer = from.buffer,
        trampoline: |s| s.buffer = Some(crate::types::memoryview::wrapper::call_buffer),
        unset: |s| s.buffer = None,
        wrap: |vm, s, o, args| {
            let flags = crate::types::str_::c_int(vm, &args.pos()[0])?;
            Ok(crate::types::memoryview::from_buffer(required(s.buffer)(vm, o, flags & 1 != 0)?))
        },
        arity: (1, 1),
        keywords: false,
    };
    let release = SlotRow {
        name: "__release_buffer__",
        group: "release_buffer",
        signature: "($self, buffer, /)",
        doc: "Tells self that a memoryview of it is no longer used.",
        is_set: |s| s.release_buffer.is_some(),
        inherit: |to, from| to.release_buffer = from.release_buffer,
        trampoline: |_| {},
        unset: |s| s.release_buffer = None,
        wrap: |vm, s, o, args| required(s.release_buffer)(vm, o, &args.pos()[0]).map(|()| Obj::NONE),
        arity: (1, 1),
        keywords: false,
    };
    [row, release]
}
