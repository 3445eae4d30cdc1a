//! Operators of ints. Numbers of 64 bits are computed in machine words; the rest in big integers, whose size is bounded
//! before memory is taken, and whose powers can be interrupted.

use super::{IBig, IntRef, as_int, from_big, from_i64, from_i128, of, to_f64};
use crate::object::heap;
use crate::object::obj::Obj;
use crate::text::float_fmt;
use crate::types::{float, tuple};
use crate::vm::{PyResult, Raised, Vm, signals};
use dashu_int::fast_div::ConstDivisor;
use dashu_int::ops::{BitTest, DivRem};
use dashu_int::{Sign, UBig};
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// A number of more bits is a MemoryError.
const MOST_BITS: usize = 1 << 34;

/// Checks that a number of so many bits may be made.
pub(crate) fn room(vm: &Vm, bits: Option<usize>) -> PyResult<()> {
    match bits {
        Some(n) if n < 1 << 20 => Ok(()),
        Some(n)
            if n <= MOST_BITS
                && heap::check_size(n / 8).is_ok()
                && Vec::<u8>::new().try_reserve_exact(n / 4).is_ok() =>
        {
            Ok(())
        }
        _ => Err(vm.memory_error()),
    }
}

/// Multiplications of more bits may need so much memory beside their result that there is none.
const LONG: usize = 1 << 24;

thread_local! {
    static MULTIPLYING: Cell<bool> = const { Cell::new(false) };
}
static QUIET: Once = Once::new();

/// Multiplies long numbers. The library asks for memory deep inside and can only panic if there is none: here that
/// becomes MemoryError, and nothing is printed.
fn multiply<T>(vm: &Vm, bits: usize, work: impl FnOnce() -> T) -> PyResult<T> {
    if bits < LONG {
        return Ok(work());
    }
    QUIET.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !MULTIPLYING.get() {
                before(info);
            }
        }));
    });
    MULTIPLYING.set(true);
    // Nothing of the numbers is used after a panic.
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    MULTIPLYING.set(false);
    done.map_err(|_| vm.memory_error())
}

/// Runs the handlers of signals that arrived during a long computation.
pub(crate) fn breathe(vm: &Vm) -> PyResult<()> {
    if signals::is_pending() { signals::run_handlers(vm) } else { Ok(()) }
}

macro_rules! binary {
    ($(#[$doc:meta])* $name:ident, |$vm:ident, $x:ident, $y:ident| $body:expr) => {
        $(#[$doc])*
        pub(crate) fn $name($vm: &Vm, a: &Obj, b: &Obj) -> PyResult<Obj> {
            let (Some($x), Some($y)) = (as_int(a), as_int(b)) else { return Ok(Obj::NOT_IMPLEMENTED) };
            $body
        }
    };
}

binary!(
    /// `a + b`
    add, |_vm, x, y| Ok(match (x, y) {
        (IntRef::Small(p), IntRef::Small(q)) => from_i128(i128::from(p) + i128::from(q)),
        (IntRef::Big(p), IntRef::Small(q)) | (IntRef::Small(q), IntRef::Big(p)) => from_big(p + IBig::from(q)),
        (IntRef::Big(p), IntRef::Big(q)) => from_big(p + q),
    })
);
binary!(
    /// `a - b`
    sub, |_vm, x, y| Ok(match (x, y) {
        (IntRef::Small(p), IntRef::Small(q)) => from_i128(i128::from(p) - i128::from(q)),
        (IntRef::Big(p), IntRef::Small(q)) => from_big(p - IBig::from(q)),
        (IntRef::Small(p), IntRef::Big(q)) => from_big(IBig::from(p) - q),
        (IntRef::Big(p), IntRef::Big(q)) => from_big(p - q),
    })
);
binary!(
    /// `a * b`
    mul, |vm, x, y| match (x, y) {
        (IntRef::Small(p), IntRef::Small(q)) => Ok(from_i128(i128::from(p) * i128::from(q))),
        (IntRef::Big(p), IntRef::Small(q)) | (IntRef::Small(q), IntRef::Big(p)) => {
            room(vm, Some(x.bit_length() + y.bit_length()))?;
            Ok(from_big(p * IBig::from(q)))
        }
        (IntRef::Big(p), IntRef::Big(q)) => {
            let bits = x.bit_length() + y.bit_length();
            room(vm, Some(bits))?;
            multiply(vm, bits, || p * q).map(from_big)
        }
    }
);

/// Quotient rounded down and remainder with the divisor's sign; `None`: the quotient needs more than 64 bits.
#[inline]
fn floor_small(a: i64, b: i64) -> Option<(i64, i64)> {
    let (q, r) = (a.checked_div(b)?, a.checked_rem(b)?);
    Some(if r != 0 && (r < 0) != (b < 0) { (q - 1, r + b) } else { (q, r) })
}

/// Quotient rounded down and remainder with the divisor's sign.
pub(crate) fn floor_big(a: &IBig, b: &IBig) -> (IBig, IBig) {
    let (q, r) = a.div_rem(b);
    if !r.is_zero() && (r.sign() == Sign::Negative) != (b.sign() == Sign::Negative) {
        (q - IBig::ONE, r + b)
    } else {
        (q, r)
    }
}

fn floor_parts(x: IntRef, y: IntRef) -> (Obj, Obj) {
    if let (IntRef::Small(p), IntRef::Small(q)) = (x, y)
        && let Some((q, r)) = floor_small(p, q)
    {
        return (from_i64(q), from_i64(r));
    }
    let (q, r) = floor_big(&x.to_big(), &y.to_big());
    (from_big(q), from_big(r))
}

binary!(
    /// `a // b`
    floordiv, |vm, x, y| match y {
        IntRef::Small(0) => Err(vm.zero_division_error("integer division or modulo by zero")),
        _ => Ok(floor_parts(x, y).0),
    }
);
binary!(
    /// `a % b`
    modulo, |vm, x, y| match y {
        IntRef::Small(0) => Err(vm.zero_division_error("integer modulo by zero")),
        _ => Ok(floor_parts(x, y).1),
    }
);
binary!(
    /// `divmod(a, b)`
    divmod, |vm, x, y| match y {
        IntRef::Small(0) => Err(vm.zero_division_error("integer division or modulo by zero")),
        _ => {
            let (q, r) = floor_parts(x, y);
            Ok(tuple::pair(q, r))
        }
    }
);
binary!(
    /// `a / b`
    truediv, |vm, x, y| {
        const EXACT: u64 = 1 << 53;
        match (x, y) {
            (_, IntRef::Small(0)) => Err(vm.zero_division_error("division by zero")),
            (IntRef::Small(p), IntRef::Small(q)) if p.unsigned_abs() <= EXACT && q.unsigned_abs() <= EXACT => {
                Ok(float::from_f64(p as f64 / q as f64))
            }
            _ => match ratio(&x.to_big(), &y.to_big()) {
                Some(f) => Ok(float::from_f64(f)),
                None => Err(vm.overflow_error("integer division result too large for a float")),
            },
        }
    }
);

/// The float nearest to `a / b`, ties to even; `None`: too large. `b` is not zero.
pub(crate) fn ratio(a: &IBig, b: &IBig) -> Option<f64> {
    let bits = |n: &IBig| IntRef::Big(n).bit_length() as i64;
    let negative = (a.sign() == Sign::Negative) != (b.sign() == Sign::Negative);
    let signed = |x: f64| if negative { -x } else { x };
    if a.is_zero() {
        return Some(signed(0.0));
    }
    let distance = bits(a) - bits(b);
    if distance > 1024 {
        return None;
    }
    if distance < -1080 {
        return Some(signed(0.0));
    }
    // A quotient of 60 or 61 bits is all that rounding looks at, besides whether a remainder is left.
    let exponent = distance - 60;
    let (mut top, mut bottom) = (magnitude(a), magnitude(b));
    if exponent < 0 {
        top <<= -exponent as usize;
    } else {
        bottom <<= exponent as usize;
    }
    let (q, r) = top.div_rem(bottom);
    let q = u64::try_from(&q).expect("the exponent leaves 61 bits");
    float_fmt::scale(q, !r.is_zero(), exponent).map(signed)
}

/// The absolute value.
pub(crate) fn magnitude(n: &IBig) -> UBig {
    UBig::from_words(n.as_sign_words().1)
}

fn too_many(vm: &Vm) -> Raised {
    vm.overflow_error("too many digits in integer")
}

binary!(
    /// `a << b`
    lshift, |vm, x, y| match (x, y) {
        (_, y) if y.is_negative() => Err(vm.value_error("negative shift count")),
        (IntRef::Small(0), _) => Ok(from_i64(0)),
        (IntRef::Small(p), IntRef::Small(n)) if n < 64 => Ok(from_i128(i128::from(p) << n)),
        (_, IntRef::Small(n)) => {
            room(vm, x.bit_length().checked_add(n as usize))?;
            Ok(from_big(x.to_big().as_ref() << n as usize))
        }
        _ => Err(too_many(vm)),
    }
);
binary!(
    /// `a >> b`
    rshift, |vm, x, y| match (x, y) {
        (_, y) if y.is_negative() => Err(vm.value_error("negative shift count")),
        (IntRef::Small(p), IntRef::Small(n)) => Ok(from_i64(p >> n.min(63))),
        (IntRef::Big(p), IntRef::Small(n)) => Ok(from_big(p >> n as usize)),
        _ => Ok(from_i64(if x.is_negative() { -1 } else { 0 })),
    }
);
binary!(
    /// `a & b`
    and, |_vm, x, y| Ok(match (x, y) {
        (IntRef::Small(p), IntRef::Small(q)) => from_i64(p & q),
        _ => from_big(x.to_big().as_ref() & y.to_big().as_ref()),
    })
);
binary!(
    /// `a | b`
    or, |_vm, x, y| Ok(match (x, y) {
        (IntRef::Small(p), IntRef::Small(q)) => from_i64(p | q),
        _ => from_big(x.to_big().as_ref() | y.to_big().as_ref()),
    })
);
binary!(
    /// `a ^ b`
    xor, |_vm, x, y| Ok(match (x, y) {
        (IntRef::Small(p), IntRef::Small(q)) => from_i64(p ^ q),
        _ => from_big(x.to_big().as_ref() ^ y.to_big().as_ref()),
    })
);

/// `-a`
pub(super) fn neg(_: &Vm, a: &Obj) -> PyResult<Obj> {
    Ok(match of(a) {
        IntRef::Small(n) => from_i128(-i128::from(n)),
        IntRef::Big(b) => from_big(-b),
    })
}

/// `~a`
pub(crate) fn invert(_: &Vm, a: &Obj) -> PyResult<Obj> {
    Ok(match of(a) {
        IntRef::Small(n) => from_i64(!n),
        IntRef::Big(b) => from_big(-(b + IBig::ONE)),
    })
}

/// `abs(a)`
pub(super) fn abs(vm: &Vm, a: &Obj) -> PyResult<Obj> {
    if of(a).is_negative() { neg(vm, a) } else { Ok(super::exact(a)) }
}

binary!(
    /// `a ** b`
    pow, |vm, x, y| {
        if y.is_negative() {
            let (base, exponent) = (to_f64(vm, x)?, to_f64(vm, y)?);
            return float::power(vm, base, exponent);
        }
        match (x, y) {
            (_, IntRef::Small(0)) => Ok(from_i64(1)),
            (IntRef::Small(p @ (0 | 1)), _) => Ok(from_i64(p)),
            (IntRef::Small(-1), _) => {
                let odd = match y {
                    IntRef::Small(n) => n & 1 == 1,
                    IntRef::Big(b) => b.trailing_zeros() == Some(0),
                };
                Ok(from_i64(if odd { -1 } else { 1 }))
            }
            (_, IntRef::Big(_)) => Err(vm.memory_error()),
            (IntRef::Small(p), IntRef::Small(n)) if n < 64 && p.checked_pow(n as u32).is_some() => Ok(from_i64(p.pow(n as u32))),
            (_, IntRef::Small(n)) => {
                // The power has more than (bits - 1) * n bits.
                room(vm, (x.bit_length() - 1).max(1).checked_mul(n as usize))?;
                big_power(vm, &x.to_big(), n as u64).map(from_big)
            }
        }
    }
);

/// `base ** n` by squaring from the top bit; between the long multiplications signals are served.
fn big_power(vm: &Vm, base: &IBig, n: u64) -> PyResult<IBig> {
    let zeros = base.trailing_zeros().unwrap_or(0);
    let odd = base >> zeros;
    let mut power = odd.clone();
    for bit in (0..63 - n.leading_zeros()).rev() {
        let times = n >> bit & 1 == 1;
        power = multiply(vm, 2 * power.bit_len(), || {
            let square = IBig::from(power.sqr());
            if times { square * &odd } else { square }
        })?;
        breathe(vm)?;
    }
    Ok(power << (zeros * n as usize))
}

/// `pow(a, b, m)`
pub(crate) fn pow_modulo(vm: &Vm, a: &Obj, b: &Obj, m: &Obj) -> PyResult<Obj> {
    let (Some(x), Some(y), Some(m)) = (as_int(a), as_int(b), as_int(m)) else {
        return Ok(Obj::NOT_IMPLEMENTED);
    };
    if m == IntRef::Small(0) {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    if let (IntRef::Small(p), IntRef::Small(n), IntRef::Small(q)) = (x, y, m)
        && n >= 0
        && q > 0
    {
        return Ok(from_i64(small_pow_modulo(p.rem_euclid(q) as u64, n as u64, q as u64) as i64));
    }
    if matches!(m, IntRef::Small(1 | -1)) {
        return Ok(from_i64(0));
    }
    let modulus = m.to_big();
    let ring = ConstDivisor::new(magnitude(&modulus));
    let mut base = ring.reduce(x.to_big().into_owned());
    if y.is_negative() {
        base = base.inv().ok_or_else(|| vm.value_error("base is not invertible for the given modulus"))?;
    }
    let residue = IBig::from(base.pow(&magnitude(&y.to_big())).residue());
    Ok(from_big(if m.is_negative() && !residue.is_zero() { residue + modulus.as_ref() } else { residue }))
}

/// `base ** n % m`, `base` below `m`.
fn small_pow_modulo(mut base: u64, mut n: u64, m: u64) -> u64 {
    let times = |a: u64, b: u64| {
        if m <= u64::from(u32::MAX) {
            a * b % m
        } else {
            (u128::from(a) * u128::from(b) % u128::from(m)) as u64
        }
    };
    let mut power = 1 % m;
    while n > 0 {
        if n & 1 == 1 {
            power = times(power, base);
        }
        n >>= 1;
        if n > 0 {
            base = times(base, base);
        }
    }
    power
}
