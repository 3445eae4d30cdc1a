//! The gamma function and its logarithm, by Lanczos' approximation with the coefficients that CPython uses (those of
//! Boost, N = 13), so that the last digits agree.

use std::f64::consts::PI;

const G: f64 = 6.024_680_040_776_73;

/// Coefficients of numerator and denominator, lowest power first.
#[expect(clippy::excessive_precision, reason = "as published")]
const TERMS: [(f64, f64); 13] = [
    (23531376880.410759688572007674451636754734846804940, 0.0),
    (42919803642.649098768957899047001988850926355848959, 39916800.0),
    (35711959237.355668049440185451547166705960488635843, 120543840.0),
    (17921034426.037209699919755754458931112671403265390, 150917976.0),
    (6039542586.3520280050642916443072979210699388420708, 105258076.0),
    (1439720407.3117216736632230727949123939715485786372, 45995730.0),
    (248874557.86205415651146038641322942321632125127801, 13339535.0),
    (31426415.585400194380614231628318205362874684987640, 2637558.0),
    (2876370.6289353724412254090516208496135991145378768, 357423.0),
    (186056.26539522349504029498971604569928220784236328, 32670.0),
    (8071.6720023658162106380029022722506138218516325024, 1925.0),
    (210.82427775157934587250973392071336271166969580291, 66.0),
    (2.5066282746310002701649081771338373386264310793408, 1.0),
];

/// The rational function of the approximation, for positive `x`; large ones in powers of the inverse.
fn series(x: f64) -> f64 {
    let (n, d) = if x < 5.0 {
        TERMS.iter().rev().fold((0.0, 0.0), |(n, d), t| (n * x + t.0, d * x + t.1))
    } else {
        TERMS.iter().fold((0.0, 0.0), |(n, d), t| (n / x + t.0, d / x + t.1))
    };
    n / d
}

/// `sin(pi * x)`, exact at whole and half numbers.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let r = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1f64.copysign(x) * r
}

/// Gamma. `None`: a pole. An infinite result for a finite argument: too large.
pub fn gamma(x: f64) -> Option<f64> {
    if !x.is_finite() {
        return (x != f64::NEG_INFINITY).then_some(x);
    }
    if x == x.floor() && x <= 23.0 {
        // Factorials up to 22! have their own float.
        return (x > 0.0).then(|| (2..x as u32).map(f64::from).product());
    }
    let size = x.abs();
    if size < 1e-20 {
        return Some(1.0 / x);
    }
    if size > 200.0 {
        return Some(if x < 0.0 { 0.0 / sin_pi(x) } else { f64::INFINITY });
    }
    let half = G - 0.5;
    let y = size + half;
    // What rounding lost in y, which the power below would magnify.
    let lost = if size > half { (y - size) - half } else { (y - half) - size };
    let correction = lost * G / y;
    let times_power = |r: f64, grow: bool| {
        let apply = |r: f64, p: f64| if grow { r * p } else { r / p };
        if size < 140.0 {
            apply(r, y.powf(size - 0.5))
        } else {
            let root = y.powf(size / 2.0 - 0.25);
            apply(apply(r, root), root)
        }
    };
    Some(if x < 0.0 {
        let r = -PI / sin_pi(size) / size * y.exp() / series(size);
        times_power(r - correction * r, false)
    } else {
        let r = series(size) / y.exp();
        times_power(r + correction * r, true)
    })
}

/// Logarithm of the absolute value of gamma. `None`: a pole.
pub fn log_gamma(x: f64) -> Option<f64> {
    if !x.is_finite() {
        return Some(if x.is_nan() { x } else { f64::INFINITY });
    }
    if x == x.floor() && x <= 2.0 {
        return (x > 0.0).then_some(0.0);
    }
    let size = x.abs();
    if size < 1e-20 {
        return Some(-size.ln());
    }
    let r = series(size).ln() - G + (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    const LOG_PI: f64 = 1.144_729_885_849_400_174_143_427_351_353_058_711_647;
    Some(if x < 0.0 { LOG_PI - sin_pi(size).abs().ln() - size.ln() - r } else { r })
}
