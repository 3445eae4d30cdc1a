//! Sums of floats that lose nothing, or little, to rounding: fsum, sumprod, hypot.

use super::c;

/// A float and what rounding lost of it.
#[derive(Clone, Copy)]
struct Double {
    hi: f64,
    lo: f64,
}

/// `a + b` exactly.
fn add(a: f64, b: f64) -> Double {
    let hi = a + b;
    let b_part = hi - a;
    Double { hi, lo: (a - (hi - b_part)) + (b - b_part) }
}

/// `a + b` exactly, where `a` is not the smaller one.
fn add_ordered(a: f64, b: f64) -> Double {
    let hi = a + b;
    Double { hi, lo: (a - hi) + b }
}

/// `a * b` exactly.
fn mul(a: f64, b: f64) -> Double {
    let hi = a * b;
    Double { hi, lo: c::fma(a, b, -hi) }
}

/// A running sum of products in three floats.
#[derive(Clone, Copy, Default)]
pub struct Products {
    hi: f64,
    lo: f64,
    tiny: f64,
}

impl Products {
    /// The sum with another product; `None`: it leaves the range of floats.
    pub fn with(self, a: f64, b: f64) -> Option<Products> {
        let product = mul(a, b);
        let high = add(self.hi, product.hi);
        let low = add(self.lo, product.lo);
        let middle = add(low.hi, high.lo);
        high.hi.is_finite().then_some(Products {
            hi: high.hi,
            lo: middle.hi,
            tiny: self.tiny + low.lo + middle.lo,
        })
    }

    /// The sum.
    pub fn result(self) -> f64 {
        self.hi + add(self.lo, self.tiny).hi
    }
}

/// The length of a vector of absolute values, within one rounding.
pub fn length(v: &mut [f64]) -> f64 {
    let max = v.iter().copied().fold(0.0, f64::max);
    if v.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if v.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || v.len() <= 1 {
        return max;
    }
    let (_, exponent) = c::frexp(max);
    if exponent < -1023 {
        // The scale of subnormal numbers would not be a float.
        v.iter_mut().for_each(|x| *x /= f64::MIN_POSITIVE);
        return f64::MIN_POSITIVE * length(v);
    }
    let scale = c::ldexp(1.0, -exponent);
    // The sum starts at one, which is not less than any square of a scaled item.
    let (mut sum, mut squares, mut sums) = (1.0, 0.0, 0.0);
    let mut take = |product: Double| {
        let s = add_ordered(sum, product.hi);
        sum = s.hi;
        squares += product.lo;
        sums += s.lo;
        sum - 1.0 + (squares + sums)
    };
    let mut total = 0.0;
    for x in v.iter() {
        let x = x * scale;
        total = take(mul(x, x));
    }
    let root = total.sqrt();
    // One step of Newton's method on what is left.
    let rest = take(mul(-root, root));
    (root + rest / (2.0 * root)) / scale
}

/// An exact sum: floats without common digits, from small to large (Shewchuk).
#[derive(Default)]
pub struct Partials {
    parts: Vec<f64>,
    /// Sum of the infinities and nans.
    special: f64,
    infinities: f64,
}

impl Partials {
    /// Adds a float; false: overflow.
    pub fn add(&mut self, x: f64) -> bool {
        let mut carry = x;
        let mut kept = 0;
        for i in 0..self.parts.len() {
            let y = self.parts[i];
            let s = if carry.abs() < y.abs() { add_ordered(y, carry) } else { add_ordered(carry, y) };
            if s.lo != 0.0 {
                self.parts[kept] = s.lo;
                kept += 1;
            }
            carry = s.hi;
        }
        self.parts.truncate(kept);
        if carry != 0.0 {
            if !carry.is_finite() {
                if x.is_finite() {
                    return false;
                }
                if x.is_infinite() {
                    self.infinities += x;
                }
                self.special += x;
                self.parts.clear();
            } else {
                self.parts.push(carry);
            }
        }
        true
    }

    /// The sum, rounded once; `None`: inf - inf.
    pub fn result(mut self) -> Option<f64> {
        if self.special != 0.0 {
            return (!self.infinities.is_nan()).then_some(self.special);
        }
        let Some(mut hi) = self.parts.pop() else { return Some(0.0) };
        let mut lo = 0.0;
        while let Some(y) = self.parts.pop() {
            let s = add_ordered(hi, y);
            hi = s.hi;
            lo = s.lo;
            if lo != 0.0 {
                break;
            }
        }
        // Half a unit is left and the rest pushes the same way: the tie was broken wrongly.
        if let Some(below) = self.parts.last()
            && (lo < 0.0 && *below < 0.0 || lo > 0.0 && *below > 0.0)
        {
            let twice = lo * 2.0;
            let up = hi + twice;
            if twice == up - hi {
                hi = up;
            }
        }
        Some(hi)
    }
}
