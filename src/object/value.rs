//! The value word: what a frame slot, a list item or an attribute holds, and its tag arithmetic.
//! Ownership is not here: `Obj` in `obj.rs` owns one reference, a `Value` owns nothing.
//!
//! Low three bits: `000` heap pointer, `x10` 62-bit int, `001 100 101` self-tagged float, `011` a special
//! (None, False, True, ...), `111` reserved. Zero is never a value, so `Option<Value>` is one word.

use super::heap::Header;
use std::num::NonZeroU64;

/// One tagged word. `Copy`: holds no reference count by itself.
#[derive(Copy, Clone, PartialEq, Eq)]
#[repr(transparent)]
pub struct Value(NonZeroU64);

const FLOAT_TAGS: u32 = 0x32;
/// Largest immediate int.
pub const INT_MAX: i64 = (1 << 61) - 1;
/// Smallest immediate int.
pub const INT_MIN: i64 = -(1 << 61);

const fn special(k: u64) -> Value {
    match NonZeroU64::new(k << 4 | 3) {
        Some(word) => Value(word),
        None => unreachable!(),
    }
}

impl Value {
    /// `None`
    pub const NONE: Value = special(0);
    /// `False`
    pub const FALSE: Value = special(1);
    /// `True`
    pub const TRUE: Value = special(2);
    /// `NotImplemented`
    pub const NOT_IMPLEMENTED: Value = special(3);
    /// `Ellipsis`
    pub const ELLIPSIS: Value = special(4);
    /// A marker that no Python code sees (generic "no value").
    pub const UNBOUND: Value = special(5);

    /// The raw word.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.0.get()
    }

    /// A value from a word made by `bits`.
    ///
    /// # Safety
    /// `bits` came from `bits()` of a live value.
    #[inline(always)]
    pub const unsafe fn from_bits(bits: u64) -> Value {
        // SAFETY: no value has a zero word.
        Value(unsafe { NonZeroU64::new_unchecked(bits) })
    }

    /// Whether this is a heap pointer.
    #[inline(always)]
    pub const fn is_ptr(self) -> bool {
        self.bits() & 7 == 0
    }

    /// The header of a heap object. Meaningful only if `is_ptr`.
    #[inline(always)]
    pub const fn ptr(self) -> *mut Header {
        self.bits() as *mut Header
    }

    /// The value of a heap object.
    #[inline(always)]
    pub fn from_ptr<T>(p: *const T) -> Value {
        debug_assert!(!p.is_null() && p as u64 & 7 == 0, "heap pointers are aligned");
        // SAFETY: heap pointers are not null.
        Value(unsafe { NonZeroU64::new_unchecked(p as u64) })
    }

    /// Whether this is an immediate int (bool is not).
    #[inline(always)]
    pub const fn is_int(self) -> bool {
        self.bits() & 3 == 2
    }

    /// Whether both are immediate ints.
    #[inline(always)]
    pub const fn both_ints(a: Value, b: Value) -> bool {
        ((a.bits() ^ 2) | (b.bits() ^ 2)) & 3 == 0
    }

    /// The immediate int. Meaningful only if `is_int`.
    #[inline(always)]
    pub const fn int(self) -> i64 {
        self.bits() as i64 >> 2
    }

    /// An immediate int; `None` if it needs more than 62 bits.
    #[inline(always)]
    pub const fn from_int(n: i64) -> Option<Value> {
        if n >= INT_MIN && n <= INT_MAX { Some(Value::small(n)) } else { None }
    }

    /// An immediate int that is known to fit 62 bits.
    #[inline(always)]
    pub const fn small(n: i64) -> Value {
        // SAFETY: the tag bit makes the word non-zero.
        Value(unsafe { NonZeroU64::new_unchecked((n as u64) << 2 | 2) })
    }

    /// Sum of two immediate ints; `None` on overflow.
    #[inline(always)]
    pub const fn int_add(a: Value, b: Value) -> Option<Value> {
        match (a.bits() as i64).checked_add(b.bits() as i64 - 2) {
            // SAFETY: the tag bits of the sum are again 10.
            Some(sum) => Some(unsafe { Value::from_bits(sum as u64) }),
            None => None,
        }
    }

    /// Difference of two immediate ints; `None` on overflow.
    #[inline(always)]
    pub const fn int_sub(a: Value, b: Value) -> Option<Value> {
        match (a.bits() as i64).checked_sub(b.bits() as i64 - 2) {
            // SAFETY: the tag bits of the difference are again 10.
            Some(d) => Some(unsafe { Value::from_bits(d as u64) }),
            None => None,
        }
    }

    /// Product of two immediate ints; `None` on overflow.
    #[inline(always)]
    pub const fn int_mul(a: Value, b: Value) -> Option<Value> {
        match (a.bits() as i64 - 2).checked_mul(b.int()) {
            // SAFETY: a multiple of four plus the tag.
            Some(p) => Some(unsafe { Value::from_bits(p as u64 | 2) }),
            None => None,
        }
    }

    /// Whether this is an immediate float.
    #[inline(always)]
    pub const fn is_float(self) -> bool {
        (FLOAT_TAGS >> (self.bits() & 7)) & 1 == 1
    }

    /// The immediate float. Meaningful only if `is_float`.
    #[inline(always)]
    pub const fn float(self) -> f64 {
        f64::from_bits((self.bits() - 1).rotate_right(4))
    }

    /// An immediate float; `None` for the magnitudes (and inf, nan) that need a box.
    #[inline(always)]
    pub const fn from_float(x: f64) -> Option<Value> {
        let word = x.to_bits().rotate_left(4).wrapping_add(1);
        // Tags 1, 4 and 5 never give a zero word.
        if (FLOAT_TAGS >> (word & 7)) & 1 == 1 {
            // SAFETY: a word with one of these tags is not zero.
            Some(unsafe { Value::from_bits(word) })
        } else {
            None
        }
    }

    /// `True` or `False`.
    #[inline(always)]
    pub const fn from_bool(x: bool) -> Value {
        if x { Value::TRUE } else { Value::FALSE }
    }

    /// Whether this is `True` or `False`.
    #[inline(always)]
    pub fn is_bool(self) -> bool {
        self == Value::TRUE || self == Value::FALSE
    }

    /// Whether this is `None`.
    #[inline(always)]
    pub fn is_none(self) -> bool {
        self == Value::NONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_round_trip_or_refuse() {
        for x in [
            0.0,
            -0.0,
            1.0,
            -1.5,
            1e-300,
            1e300,
            2.2e77,
            1.8e-77,
            f64::MIN_POSITIVE,
            5e-324,
            std::f64::consts::PI,
        ] {
            if let Some(v) = Value::from_float(x) {
                assert!(v.is_float() && !v.is_int() && !v.is_ptr());
                assert_eq!(v.float().to_bits(), x.to_bits());
            }
        }
        assert!(Value::from_float(f64::NAN).is_none() && Value::from_float(f64::INFINITY).is_none());
        assert!(Value::from_float(1e300).is_none() && Value::from_float(0.0).is_some());
    }

    #[test]
    fn ints_add_and_overflow() {
        let v = |n| Value::from_int(n).expect("fits");
        assert_eq!(Value::int_add(v(-3), v(5)).map(Value::int), Some(2));
        assert_eq!(Value::int_sub(v(-3), v(5)).map(Value::int), Some(-8));
        assert_eq!(Value::int_mul(v(-3), v(5)).map(Value::int), Some(-15));
        assert!(Value::int_add(v(INT_MAX), v(1)).is_none());
        assert!(Value::int_mul(v(INT_MAX), v(2)).is_none());
        assert_eq!(v(INT_MIN).int(), INT_MIN);
    }
}
