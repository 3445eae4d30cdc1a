//! `int`: immediate up to 62 bits, else a boxed big integer (dashu-int, whose type has its name only here). Here are the
//! type and how Rust code makes and reads ints; operators are in `arith.rs`, the constructor and conversions in
//! `convert.rs`, methods in `methods.rs`.

pub mod arith;
pub mod convert;
mod methods;

pub(crate) use convert::index_ref;
pub use convert::{text_int, to_f64};
pub use methods::{format, from_le, shortest_le};
pub(crate) use methods::{format_error, format_spec_arg, type_name, with_prefix};

use crate::object::attr::generic_getattr;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::{BinOp, CmpOp, Slots, UnOp};
use crate::object::spec::{TypeSpec, type_flag};
use crate::object::type_object::StaticType;
use crate::object::value::Value;
use crate::text::hash;
use crate::vm::{PyResult, Vm};
pub use dashu_int::IBig;
use dashu_int::Sign;
use std::borrow::Cow;
use std::cmp::Ordering;

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
    /// Every number that fits 64 bits.
    Small(i64),
    /// The others.
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
    #[inline(always)]
    pub fn to_i64(self) -> Option<i64> {
        match self {
            IntRef::Small(n) => Some(n),
            IntRef::Big(_) => None,
        }
    }

    /// As the text room takes numbers.
    pub fn to_text(self) -> crate::text::int_fmt::Int<'a> {
        match self {
            IntRef::Small(n) => crate::text::int_fmt::Int::Small(n),
            IntRef::Big(b) => crate::text::int_fmt::Int::Big(b),
        }
    }

    /// Below zero.
    pub fn is_negative(self) -> bool {
        match self {
            IntRef::Small(n) => n < 0,
            IntRef::Big(b) => b.sign() == Sign::Negative,
        }
    }

    /// Bits of the absolute value.
    pub fn bit_length(self) -> usize {
        match self {
            IntRef::Small(n) => 64 - n.unsigned_abs().leading_zeros() as usize,
            IntRef::Big(b) => {
                let (_, words) = b.as_sign_words();
                words.last().map_or(0, |top| words.len() * 64 - top.leading_zeros() as usize)
            }
        }
    }
}

impl PartialEq for IntRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for IntRef<'_> {}
impl PartialOrd for IntRef<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for IntRef<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |b: &IBig| if b.sign() == Sign::Negative { Ordering::Less } else { Ordering::Greater };
        match (*self, *other) {
            (IntRef::Small(x), IntRef::Small(y)) => x.cmp(&y),
            (IntRef::Big(x), IntRef::Big(y)) => x.cmp(y),
            // A big one lies beyond all small ones.
            (IntRef::Big(x), _) => sign(x),
            (_, IntRef::Big(y)) => sign(y).reverse(),
        }
    }
}

/// The number of an int object; bool counts as int. `None` for other types.
#[inline(always)]
pub fn as_int(o: &Obj) -> Option<IntRef<'_>> {
    let v = o.value();
    if v.is_int() { Some(IntRef::Small(v.int())) } else { as_other_int(o) }
}

#[inline(never)]
fn as_other_int(o: &Obj) -> Option<IntRef<'_>> {
    let v = o.value();
    if v.is_bool() {
        return Some(IntRef::Small(i64::from(v == Value::TRUE)));
    }
    let big = &o.downcast::<Int>()?.big;
    if is_long(big) {
        return Some(IntRef::Big(big));
    }
    Some(i64::try_from(big).map_or(IntRef::Big(big), IntRef::Small))
}

/// Whether the object is an int, bool or instance of a subclass.
#[inline]
pub fn is_int(o: &Obj) -> bool {
    o.value().is_int() || as_other_int(o).is_some()
}

/// Whether the object's type is `int` itself.
#[inline]
pub fn is_exact(o: &Obj) -> bool {
    o.value().is_int() || o.is_exact::<Int>()
}

/// The value as i64, if it is an int that fits.
#[inline(always)]
pub fn to_i64(o: &Obj) -> Option<i64> {
    if o.value().is_int() { Some(o.value().int()) } else { as_other_int(o)?.to_i64() }
}

/// The value as i64, numbers that do not fit cut to the nearest that does.
pub fn to_i64_clamped(o: &Obj) -> Option<i64> {
    let i = as_int(o)?;
    Some(i.to_i64().unwrap_or(if i.is_negative() { i64::MIN } else { i64::MAX }))
}

/// Whether the object is a negative int.
pub fn is_negative(o: &Obj) -> bool {
    as_int(o).is_some_and(IntRef::is_negative)
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
#[inline(always)]
pub fn from_i128(n: i128) -> Obj {
    match i64::try_from(n).ok().and_then(Value::from_int) {
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
    if is_long(&n) {
        return box_big(n);
    }
    match i64::try_from(&n).ok().and_then(Value::from_int) {
        Some(v) => Obj::from_borrowed(v),
        None => box_big(n),
    }
}

/// Whether a number takes more than a word.
#[inline]
fn is_long(n: &IBig) -> bool {
    n.as_sign_words().1.len() > 1
}

fn box_big(big: IBig) -> Obj {
    Ref::new(Int { big }).into_obj()
}

/// An int of the type `int` itself with the number of `o`, which is an int.
pub fn exact(o: &Obj) -> Obj {
    match as_int(o) {
        _ if is_exact(o) => o.clone(),
        Some(IntRef::Small(n)) => from_i64(n),
        Some(IntRef::Big(b)) => box_big(b.clone()),
        None => o.clone(),
    }
}

/// The hash of what `__hash__` returned.
pub fn hash_of_result(i: IntRef) -> i64 {
    match i {
        IntRef::Small(-1) => -2,
        IntRef::Small(n) => n,
        IntRef::Big(b) => hash::hash_big(b),
    }
}

/// `hash(n)`
pub fn hash_ref(i: IntRef) -> i64 {
    match i {
        IntRef::Small(n) => hash::hash_i64(n),
        IntRef::Big(b) => hash::hash_big(b),
    }
}

fn of(o: &Obj) -> IntRef<'_> {
    as_int(o).expect("the receiver is an int")
}

fn compare(_: &Vm, a: &Obj, b: &Obj, op: CmpOp) -> PyResult<Obj> {
    Ok(match (as_int(a), as_int(b)) {
        (Some(x), Some(y)) => Obj::from_bool(op.holds(x.cmp(&y))),
        _ => Obj::NOT_IMPLEMENTED,
    })
}

static SPEC: TypeSpec = TypeSpec {
    name: "int",
    doc: "int(x=0): x as an integer, cut off towards zero.\n\nint(text, base=10): the integer that a text writes in that base, 2 to 36; base 0 goes by the\nprefix, as literals do.",
    flags: type_flag::BASE | type_flag::MATCH_SELF,
    convert: Some(convert::from_object),
    slots: Slots {
        new: Some(convert::new),
        compare: Some(compare),
        getattro: Some(generic_getattr),
        hash: Some(|_, a| Ok(hash_ref(of(a)))),
        repr: Some(convert::repr),
        bool_: Some(|_, a| Ok(of(a) != IntRef::Small(0))),
        binary: Slots::binary_table([
            (BinOp::Add, arith::add),
            (BinOp::Sub, arith::sub),
            (BinOp::Mul, arith::mul),
            (BinOp::TrueDiv, arith::truediv),
            (BinOp::FloorDiv, arith::floordiv),
            (BinOp::Mod, arith::modulo),
            (BinOp::DivMod, arith::divmod),
            (BinOp::Pow, arith::pow),
            (BinOp::LShift, arith::lshift),
            (BinOp::RShift, arith::rshift),
            (BinOp::And, arith::and),
            (BinOp::Or, arith::or),
            (BinOp::Xor, arith::xor),
        ]),
        rbinary: Slots::binary_table([
            (BinOp::Add, |vm, a, b| arith::add(vm, b, a)),
            (BinOp::Sub, |vm, a, b| arith::sub(vm, b, a)),
            (BinOp::Mul, |vm, a, b| arith::mul(vm, b, a)),
            (BinOp::TrueDiv, |vm, a, b| arith::truediv(vm, b, a)),
            (BinOp::FloorDiv, |vm, a, b| arith::floordiv(vm, b, a)),
            (BinOp::Mod, |vm, a, b| arith::modulo(vm, b, a)),
            (BinOp::DivMod, |vm, a, b| arith::divmod(vm, b, a)),
            (BinOp::Pow, |vm, a, b| arith::pow(vm, b, a)),
            (BinOp::LShift, |vm, a, b| arith::lshift(vm, b, a)),
            (BinOp::RShift, |vm, a, b| arith::rshift(vm, b, a)),
            (BinOp::And, |vm, a, b| arith::and(vm, b, a)),
            (BinOp::Or, |vm, a, b| arith::or(vm, b, a)),
            (BinOp::Xor, |vm, a, b| arith::xor(vm, b, a)),
        ]),
        pow3: Some(arith::pow_modulo),
        unary: Slots::unary_table([
            (UnOp::Neg, arith::neg),
            (UnOp::Pos, |_, a| Ok(exact(a))),
            (UnOp::Invert, arith::invert),
            (UnOp::Abs, arith::abs),
            (UnOp::Int, |_, a| Ok(exact(a))),
            (UnOp::Float, |vm, a| to_f64(vm, of(a)).map(crate::types::float::from_f64)),
            (UnOp::Index, |_, a| Ok(exact(a))),
        ]),
        ..Slots::NONE
    },
    methods: methods::METHODS,
    getters: methods::GETTERS,
    ..TypeSpec::BASE
};

/// `int`
pub static INT: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Int>(false));
