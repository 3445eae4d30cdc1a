//! `int`: immediate up to 62 bits, else a boxed big integer (dashu-int, only named here).

use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, CmpOp, Slots, UnOp};
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::StaticType;
use crate::object::value::Value;
use crate::types::{hash, str_};
use crate::vm::{PyResult, Raised, Vm};
pub use dashu_int::IBig;
use std::borrow::Cow;

/// The native state of an int that is not immediate: a big one, or an instance of a subclass.
pub struct Int {
    /// The number.
    pub big: IBig,
}

#[allow(unsafe_code)]
// SAFETY: holds no references.
unsafe impl Payload for Int {
    fn static_type() -> &'static StaticType {
        &INT
    }
}

/// A view of an int (or bool, or instance of a subclass).
#[derive(Clone, Copy)]
pub enum IntRef<'a> {
    /// An immediate.
    Small(i64),
    /// A boxed one.
    Big(&'a IBig),
}

impl<'a> IntRef<'a> {
    /// As a big integer.
    pub fn to_big(self) -> Cow<'a, IBig> {
        match self {
            IntRef::Small(n) => Cow::Owned(IBig::from(n)),
            IntRef::Big(b) => Cow::Borrowed(b),
        }
    }

    /// As i64, if it fits.
    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntRef::Small(n) => Some(n),
            IntRef::Big(b) => i64::try_from(b).ok(),
        }
    }
}

/// The number of an int object; bool counts as int. `None` for other types.
#[inline(always)]
pub fn as_int(o: &Obj) -> Option<IntRef<'_>> {
    let v = o.value();
    if v.is_int() {
        Some(IntRef::Small(v.int()))
    } else if v.is_bool() {
        Some(IntRef::Small(i64::from(v == Value::TRUE)))
    } else {
        o.downcast::<Int>().map(|i| IntRef::Big(&i.big))
    }
}

/// Whether the object is an int, bool or instance of a subclass.
pub fn is_int(o: &Obj) -> bool {
    as_int(o).is_some()
}

/// The value as i64, if it is an int that fits.
#[inline(always)]
pub fn to_i64(o: &Obj) -> Option<i64> {
    if o.value().is_int() { Some(o.value().int()) } else { as_int(o)?.to_i64() }
}

/// Whether the object is a negative int.
pub fn is_negative(o: &Obj) -> bool {
    match as_int(o) {
        Some(IntRef::Small(n)) => n < 0,
        Some(IntRef::Big(b)) => *b < IBig::ZERO,
        None => false,
    }
}

/// An int.
#[inline(always)]
pub fn from_i64(n: i64) -> Obj {
    match Value::from_int(n) {
        Some(v) => Obj::from_borrowed(v),
        None => box_big(IBig::from(n)),
    }
}

/// An int.
pub fn from_usize(n: usize) -> Obj {
    from_u64(n as u64)
}

/// An int.
pub fn from_u64(n: u64) -> Obj {
    match i64::try_from(n) {
        Ok(n) => from_i64(n),
        Err(_) => box_big(IBig::from(n)),
    }
}

/// An int; immediate if it fits.
pub fn from_big(n: IBig) -> Obj {
    match i64::try_from(&n) {
        Ok(small) if Value::from_int(small).is_some() => Obj::from_borrowed(Value::small(small)),
        _ => box_big(n),
    }
}

#[cold]
fn box_big(big: IBig) -> Obj {
    Ref::new(Int { big }).into_obj()
}

/// The hash of what `__hash__` returned.
pub fn hash_of_result(i: IntRef) -> i64 {
    match i {
        IntRef::Small(-1) => -2,
        IntRef::Small(n) => n,
        IntRef::Big(b) => i64::try_from(b).map_or_else(|_| hash_ref(i), |n| if n == -1 { -2 } else { n }),
    }
}

/// `hash(n)`
pub fn hash_ref(i: IntRef) -> i64 {
    match i {
        IntRef::Small(n) => hash::int(n),
        IntRef::Big(b) => {
            let m = i64::try_from(b % IBig::from(hash::MODULUS)).expect("below the modulus");
            // `%` truncates: the sign is the number's.
            if m == -1 { -2 } else { m }
        }
    }
}

fn compare(_: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    let (Some(x), Some(y)) = (as_int(a), as_int(b)) else { return Ok(Obj::NOT_IMPLEMENTED) };
    let o = match (x, y) {
        (IntRef::Small(x), IntRef::Small(y)) => x.cmp(&y),
        (x, y) => x.to_big().cmp(&y.to_big()),
    };
    Ok(Obj::from_bool(op.holds(o)))
}

fn int_hash(_: &Vm, a: &Obj) -> PyResult<i64> {
    Ok(as_int(a).map_or(0, hash_ref))
}

fn repr(_: &Vm, a: &Obj) -> PyResult<Obj> {
    Ok(match as_int(a) {
        Some(IntRef::Small(n)) => str_::from_string(n.to_string()),
        Some(IntRef::Big(b)) => str_::from_string(b.to_string()),
        None => str_::from_str("?"),
    })
}

fn zero_division(vm: &Vm, what: &str) -> Raised {
    vm.zero_division_error(what)
}

fn floor_divmod_small(a: i64, b: i64) -> Option<(i64, i64)> {
    let (q, r) = (a.checked_div(b)?, a.checked_rem(b)?);
    Some(if r != 0 && (r < 0) != (b < 0) { (q - 1, r + b) } else { (q, r) })
}

fn floor_divmod(a: IntRef, b: IntRef) -> (IBig, IBig) {
    use dashu_int::ops::DivRem;
    let (a, b) = (a.to_big(), b.to_big());
    let (q, r) = a.as_ref().div_rem(b.as_ref());
    if r != IBig::ZERO && (r < IBig::ZERO) != (*b < IBig::ZERO) { (q - IBig::ONE, r + b.as_ref()) } else { (q, r) }
}

macro_rules! binary {
    ($name:ident, |$vm:ident, $x:ident, $y:ident| $body:expr) => {
        fn $name($vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
            let (Some($x), Some($y)) = (as_int(a), as_int(b)) else { return Ok(Obj::NOT_IMPLEMENTED) };
            $body
        }
    };
}

binary!(add, |_vm, x, y| Ok(match (x, y) {
    (IntRef::Small(p), IntRef::Small(q)) => p.checked_add(q).map_or_else(|| from_big(IBig::from(p) + IBig::from(q)), from_i64),
    _ => from_big(x.to_big().as_ref() + y.to_big().as_ref()),
}));
binary!(sub, |_vm, x, y| Ok(match (x, y) {
    (IntRef::Small(p), IntRef::Small(q)) => p.checked_sub(q).map_or_else(|| from_big(IBig::from(p) - IBig::from(q)), from_i64),
    _ => from_big(x.to_big().as_ref() - y.to_big().as_ref()),
}));
binary!(mul, |_vm, x, y| Ok(match (x, y) {
    (IntRef::Small(p), IntRef::Small(q)) => p.checked_mul(q).map_or_else(|| from_big(IBig::from(p) * IBig::from(q)), from_i64),
    _ => from_big(x.to_big().as_ref() * y.to_big().as_ref()),
}));
binary!(floordiv, |vm, x, y| match (x, y) {
    (_, IntRef::Small(0)) => Err(zero_division(vm, "integer division or modulo by zero")),
    (IntRef::Small(p), IntRef::Small(q)) if floor_divmod_small(p, q).is_some() => Ok(from_i64(floor_divmod_small(p, q).map_or(0, |r| r.0))),
    _ => Ok(from_big(floor_divmod(x, y).0)),
});
binary!(modulo, |vm, x, y| match (x, y) {
    (_, IntRef::Small(0)) => Err(zero_division(vm, "integer modulo by zero")),
    (IntRef::Small(p), IntRef::Small(q)) if floor_divmod_small(p, q).is_some() => Ok(from_i64(floor_divmod_small(p, q).map_or(0, |r| r.1))),
    _ => Ok(from_big(floor_divmod(x, y).1)),
});

static SPEC: TypeSpec = TypeSpec {
    name: "int",
    doc: "int(x=0): x as an integer, truncated towards zero.\n\nint(text, base=10): the integer that the text writes in that base.",
    flags: type_flag::BASE | type_flag::MATCH_SELF,
    slots: Slots {
        compare: Some(compare),
        hash: Some(int_hash),
        repr: Some(repr),
        binary: Slots::binary_table([
            (BinOp::Add, add),
            (BinOp::Sub, sub),
            (BinOp::Mul, mul),
            (BinOp::FloorDiv, floordiv),
            (BinOp::Mod, modulo),
        ]),
        rbinary: Slots::binary_table([
            (BinOp::Add, |vm, a, b| add(vm, b, a)),
            (BinOp::Sub, |vm, a, b| sub(vm, b, a)),
            (BinOp::Mul, |vm, a, b| mul(vm, b, a)),
            (BinOp::FloorDiv, |vm, a, b| floordiv(vm, b, a)),
            (BinOp::Mod, |vm, a, b| modulo(vm, b, a)),
        ]),
        unary: Slots::unary_table([(UnOp::Index, |_, a| Ok(as_int(a).map_or(Obj::NONE, |i| match i {
            IntRef::Small(n) => from_i64(n),
            IntRef::Big(b) => from_big(b.clone()),
        })))]),
        bool_: Some(|_, a| Ok(!matches!(as_int(a), Some(IntRef::Small(0))))),
        ..Slots::NONE
    },
    ..TypeSpec::BASE
};

/// `int`
pub static INT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Int>(false));
