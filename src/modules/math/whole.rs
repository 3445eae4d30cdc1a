//! Functions of ints: divisors, factorials, combinations, whole roots.

use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::text::float_fmt;
use crate::types::int::{self, IBig, IntRef, arith, index_ref};
use crate::vm::{PyResult, Vm};
use dashu_int::ops::{Gcd, SquareRoot};

/// Mantissa from 0.5 to 1 and exponent of two of a positive number.
pub(super) fn frexp(n: &IBig) -> (f64, usize) {
    let bits = IntRef::Big(n).bit_length();
    let shift = bits.saturating_sub(64);
    let top = u64::try_from(&(n >> shift)).expect("64 bits are left");
    let sticky = (n.trailing_zeros().unwrap_or(0)) < shift;
    let x = float_fmt::scale(top, sticky, -64).expect("below one");
    // Rounding may have given one.
    if x == 1.0 { (0.5, bits + 1) } else { (x, bits) }
}

fn gcd_small(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn gcd_of(x: IntRef, y: IntRef) -> Obj {
    match (x, y) {
        (IntRef::Small(p), IntRef::Small(q)) => int::from_u64(gcd_small(p.unsigned_abs(), q.unsigned_abs())),
        (IntRef::Small(0), IntRef::Big(b)) | (IntRef::Big(b), IntRef::Small(0)) => {
            int::from_big(arith::magnitude(b).into())
        }
        _ => int::from_big(arith::magnitude(&x.to_big()).gcd(arith::magnitude(&y.to_big())).into()),
    }
}

/// Applies a function of two ints to all arguments in turn.
fn fold(vm: &Vm, a: Args, start: i64, f: impl Fn(IntRef, IntRef) -> PyResult<Obj>) -> PyResult<Obj> {
    let mut total = int::from_i64(start);
    for o in a.rest(0) {
        let mut keep = None;
        let next = index_ref(vm, o, &mut keep)?;
        total = f(int::as_int(&total).expect("an int"), next)?;
    }
    Ok(total)
}

pub(super) fn gcd(vm: &Vm, a: Args) -> PyResult<Obj> {
    fold(vm, a, 0, |x, y| Ok(gcd_of(x, y)))
}

pub(super) fn lcm(vm: &Vm, a: Args) -> PyResult<Obj> {
    fold(vm, a, 1, |x, y| {
        if x == IntRef::Small(0) || y == IntRef::Small(0) {
            return Ok(int::from_i64(0));
        }
        let divisor = gcd_of(x, y);
        let divisor = int::as_int(&divisor).expect("an int").to_big().into_owned();
        arith::room(vm, Some(x.bit_length() + y.bit_length()))?;
        let product = x.to_big().as_ref() / divisor * y.to_big().as_ref();
        Ok(int::from_big(arith::magnitude(&product).into()))
    })
}

pub(super) fn isqrt(vm: &Vm, a: Args) -> PyResult<Obj> {
    let mut keep = None;
    let n = index_ref(vm, &a[0], &mut keep)?;
    if n.is_negative() {
        return Err(vm.value_error("isqrt() argument must be nonnegative"));
    }
    Ok(match n {
        IntRef::Small(n) => int::from_i64(n.isqrt()),
        IntRef::Big(b) => int::from_big(arith::magnitude(b).sqrt().into()),
    })
}

/// The product of the ints from `from` to `to`, in halves so that the factors stay of a size.
fn range_product(vm: &Vm, from: &IBig, count: u64) -> PyResult<IBig> {
    if count <= 16 {
        let mut product = IBig::ONE;
        // A word at a time where words hold the products.
        let mut word = 1u64;
        for i in 0..count {
            let next = from + IBig::from(i);
            match u64::try_from(&next).ok().and_then(|n| word.checked_mul(n)) {
                Some(w) => word = w,
                None => {
                    product *= IBig::from(word) * next;
                    word = 1;
                }
            }
        }
        return Ok(product * IBig::from(word));
    }
    arith::breathe(vm)?;
    let half = count / 2;
    let low = range_product(vm, from, half)?;
    Ok(low * range_product(vm, &(from + IBig::from(half)), count - half)?)
}

/// The number of things that are arranged, and how many at a time.
fn pair<'a>(vm: &Vm, n: IntRef<'a>, k: IntRef<'a>) -> PyResult<Option<(IntRef<'a>, IntRef<'a>)>> {
    if n.is_negative() {
        return Err(vm.value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(vm.value_error("k must be a non-negative integer"));
    }
    Ok((k <= n).then_some((n, k)))
}

/// `n * (n - 1) * ...`, `k` factors.
fn falling(vm: &Vm, n: IntRef, k: u64) -> PyResult<IBig> {
    // Each factor has at most as many bits as n; products of small ones have fewer.
    let bits = n.bit_length().saturating_sub(2).checked_mul(usize::try_from(k).unwrap_or(usize::MAX));
    arith::room(vm, bits.map(|b| b / 2))?;
    range_product(vm, &(n.to_big().as_ref() - IBig::from(k) + IBig::ONE), k)
}

pub(super) fn factorial(vm: &Vm, a: Args) -> PyResult<Obj> {
    factorial_of(vm, &a[0])
}

fn factorial_of(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let mut keep = None;
    let n = index_ref(vm, o, &mut keep)?;
    if n.is_negative() {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    match n {
        IntRef::Small(n) if n <= 20 => Ok(int::from_i64((2..=n).product())),
        IntRef::Small(k) => Ok(int::from_big(falling(vm, n, k as u64)?)),
        IntRef::Big(_) => {
            Err(vm.overflow_error(format!("factorial() argument should not exceed {}", i64::MAX)))
        }
    }
}

pub(super) fn perm(vm: &Vm, a: Args) -> PyResult<Obj> {
    let Some(k) = a.opt_not_none(1) else { return factorial_of(vm, &a[0]) };
    let (mut keep_n, mut keep_k) = (None, None);
    let (n, k) = (index_ref(vm, &a[0], &mut keep_n)?, index_ref(vm, k, &mut keep_k)?);
    match pair(vm, n, k)? {
        None => Ok(int::from_i64(0)),
        Some((n, IntRef::Small(k))) => Ok(int::from_big(falling(vm, n, k as u64)?)),
        Some(_) => Err(vm.overflow_error(format!("k must not exceed {}", i64::MAX))),
    }
}

pub(super) fn comb(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (mut keep_n, mut keep_k) = (None, None);
    let (n, k) = (index_ref(vm, &a[0], &mut keep_n)?, index_ref(vm, &a[1], &mut keep_k)?);
    let Some((n, k)) = pair(vm, n, k)? else { return Ok(int::from_i64(0)) };
    // As many ways as to choose what is left out.
    let rest = int::from_big(n.to_big().as_ref() - k.to_big().as_ref());
    let Some(k) = k.min(int::as_int(&rest).expect("an int")).to_i64() else {
        return Err(vm.overflow_error(format!("min(n - k, k) must not exceed {}", i64::MAX)));
    };
    if let IntRef::Small(n) = n
        && let Some(r) = comb_small(n as u64, k as u64)
    {
        return Ok(int::from_u64(r));
    }
    let divisor = range_product(vm, &IBig::ONE, k as u64);
    Ok(int::from_big(falling(vm, n, k as u64)? / divisor?))
}

/// The number of combinations, as long as words hold what comes up.
fn comb_small(n: u64, k: u64) -> Option<u64> {
    let mut r = 1u64;
    for i in 0..k {
        r = r.checked_mul(n - i)? / (i + 1);
    }
    Some(r)
}
