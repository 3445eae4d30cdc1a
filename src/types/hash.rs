//! Hash values, as CPython computes them: numbers modulo 2^61-1, text and bytes by SipHash-1-3 keyed from
//! `PYTHONHASHSEED`, tuples by the xxHash mix.

use crate::object::heap::GilCell;
use std::cell::Cell;

/// The modulus of numeric hashes, a Mersenne prime.
pub const MODULUS: u64 = (1 << 61) - 1;

static KEY: GilCell<Cell<(u64, u64)>> = GilCell::new(Cell::new((0, 0)));

/// Sets the key of text hashes.
pub fn set_key(k0: u64, k1: u64) {
    #[allow(unsafe_code)]
    // SAFETY: GIL held; a Cell is replaced whole.
    unsafe {
        (*KEY.get()).set((k0, k1));
    }
}

fn key() -> (u64, u64) {
    #[allow(unsafe_code)]
    // SAFETY: GIL held.
    unsafe {
        (*KEY.get()).get()
    }
}

/// `hash(n)` of an int that fits 64 bits.
#[inline(always)]
pub fn int(n: i64) -> i64 {
    let m = n.unsigned_abs() % MODULUS;
    let h = if n < 0 { -(m as i64) } else { m as i64 };
    if h == -1 { -2 } else { h }
}

/// Hash of a text. The bytes hashed are those of CPython's compact form: 1, 2 or 4 bytes a character by the widest.
pub fn text(wtf8: &[u8], ascii: bool) -> u64 {
    if ascii {
        return bytes(wtf8);
    }
    let mut chars: Vec<u32> = Vec::with_capacity(wtf8.len());
    let mut p = 0;
    while p < wtf8.len() {
        chars.push(super::str_::storage::decode_at(wtf8, p));
        p += super::str_::storage::width(wtf8[p]);
    }
    let widest = chars.iter().copied().max().unwrap_or(0);
    let mut out = Vec::with_capacity(chars.len() * 2);
    for c in chars {
        if widest < 0x100 {
            out.push(c as u8);
        } else if widest < 0x1_0000 {
            out.extend_from_slice(&(c as u16).to_le_bytes());
        } else {
            out.extend_from_slice(&c.to_le_bytes());
        }
    }
    bytes(&out)
}

/// Hash of bytes: SipHash-1-3; zero for empty, never -1. Zero also stands for "not computed" in caches.
pub fn bytes(data: &[u8]) -> u64 {
    if data.is_empty() {
        return 0;
    }
    let (k0, k1) = key();
    let h = siphash13(k0, k1, data);
    if h == u64::MAX { u64::MAX - 1 } else { h }
}

fn siphash13(k0: u64, k1: u64, data: &[u8]) -> u64 {
    let mut v = [k0 ^ 0x736f_6d65_7073_6575, k1 ^ 0x646f_7261_6e64_6f6d, k0 ^ 0x6c79_6765_6e65_7261, k1 ^ 0x7465_6462_7974_6573];
    fn round(v: &mut [u64; 4]) {
        v[0] = v[0].wrapping_add(v[1]);
        v[1] = v[1].rotate_left(13) ^ v[0];
        v[0] = v[0].rotate_left(32);
        v[2] = v[2].wrapping_add(v[3]);
        v[3] = v[3].rotate_left(16) ^ v[2];
        v[0] = v[0].wrapping_add(v[3]);
        v[3] = v[3].rotate_left(21) ^ v[0];
        v[2] = v[2].wrapping_add(v[1]);
        v[1] = v[1].rotate_left(17) ^ v[2];
        v[2] = v[2].rotate_left(32);
    }
    let mut chunks = data.chunks_exact(8);
    for c in &mut chunks {
        let m = u64::from_le_bytes(c.try_into().expect("eight bytes"));
        v[3] ^= m;
        round(&mut v);
        v[0] ^= m;
    }
    let mut last = (data.len() as u64) << 56;
    for (i, b) in chunks.remainder().iter().enumerate() {
        last |= u64::from(*b) << (8 * i);
    }
    v[3] ^= last;
    round(&mut v);
    v[0] ^= last;
    v[2] ^= 0xff;
    for _ in 0..3 {
        round(&mut v);
    }
    v[0] ^ v[1] ^ v[2] ^ v[3]
}

/// `hash(x)` of a float that is not nan.
pub fn float(x: f64) -> i64 {
    if x.is_infinite() {
        return if x > 0.0 { 314_159 } else { -314_159 };
    }
    if x == x.trunc() && x.abs() < 9e18 {
        return int(x as i64);
    }
    let bits = x.to_bits();
    let raw = (bits >> 52 & 0x7ff) as i64;
    let (mantissa, exponent) = if raw == 0 { (bits & ((1 << 52) - 1), -1074) } else { (bits & ((1 << 52) - 1) | 1 << 52, raw - 1075) };
    // mantissa * 2^exponent mod 2^61-1: a rotation of 61 bits.
    let e = exponent.rem_euclid(61) as u32;
    let m = mantissa % MODULUS;
    let h = ((m << e) & MODULUS) | (m >> (61 - e));
    let h = if h == MODULUS { 0 } else { h as i64 };
    let h = if x < 0.0 { -h } else { h };
    if h == -1 { -2 } else { h }
}

/// `hash(t)` of a tuple from the hashes of its items.
pub fn tuple(items: impl ExactSizeIterator<Item = u64>) -> i64 {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let n = items.len() as u64;
    let mut acc = P5;
    for lane in items {
        acc = acc.wrapping_add(lane.wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1);
    }
    acc = acc.wrapping_add(n ^ (P5 ^ 3_527_539));
    if acc == u64::MAX { 1_546_275_796 } else { acc as i64 }
}
