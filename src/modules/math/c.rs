//! Functions of the C library's mathematics that the standard library does not hand out.
#![allow(unsafe_code)]

// SAFETY: the C library has these with these types, and they accept every argument.
unsafe extern "C" {
    /// Inverse hyperbolic cosine.
    pub safe fn acosh(x: f64) -> f64;
    /// Inverse hyperbolic sine.
    pub safe fn asinh(x: f64) -> f64;
    /// Inverse hyperbolic tangent.
    pub safe fn atanh(x: f64) -> f64;
    /// Cube root. By its other name in glibc: Rust brings along a `cbrt` of its own, whose last digits differ.
    #[cfg_attr(target_env = "gnu", link_name = "cbrtf64")]
    pub safe fn cbrt(x: f64) -> f64;
    /// Error function.
    pub safe fn erf(x: f64) -> f64;
    /// One minus the error function.
    pub safe fn erfc(x: f64) -> f64;
    /// `x * y + z`, rounded once; named as `cbrt`, because Rust's own is slow.
    #[cfg_attr(target_env = "gnu", link_name = "fmaf64")]
    pub safe fn fma(x: f64, y: f64, z: f64) -> f64;
    /// `x * 2**n`
    pub safe fn ldexp(x: f64, n: i32) -> f64;
    /// `x` minus the nearest multiple of `y`.
    pub safe fn remainder(x: f64, y: f64) -> f64;
}

/// Mantissa in `0.5..1` and exponent of two.
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    // Subnormal numbers are brought into the normal range first.
    let (y, shift) = if x.abs() < f64::MIN_POSITIVE { (x * 2f64.powi(54), -54) } else { (x, 0) };
    let bits = y.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32 - 1022;
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent + shift)
}
