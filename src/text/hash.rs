//! Hash values with CPython's numbers: SipHash-1-3 of text and bytes, numbers modulo 2**61 - 1, how tuples and
//! frozensets combine their items. Who is hashable is the types' business.

use super::wtf8;
use dashu_int::{IBig, Sign};

/// The modulus of numeric hashes.
pub const MODULUS: u64 = (1 << 61) - 1;
/// Hash of infinity.
pub const INF: i64 = 314_159;
/// What a complex number multiplies the hash of its imaginary part with.
pub const IMAG: u64 = 1_000_003;

/// -1 is no hash value.
#[inline]
fn finish(h: u64) -> i64 {
    if h == u64::MAX { -2 } else { h as i64 }
}

/// The secret of text hashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Key {
    k0: u64,
    k1: u64,
}

impl Key {
    /// From random bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Key {
        let (low, high) = (u128::from_le_bytes(bytes) as u64, (u128::from_le_bytes(bytes) >> 64) as u64);
        Key { k0: low, k1: high }
    }

    /// As `PYTHONHASHSEED=seed` does; 0 switches randomness off.
    pub fn from_seed(seed: u32) -> Key {
        if seed == 0 {
            return Key::default();
        }
        let mut x = seed;
        Key::from_bytes(std::array::from_fn(|_| {
            x = x.wrapping_mul(214_013).wrapping_add(2_531_011);
            (x >> 16) as u8
        }))
    }

    /// `hash(bytes)`.
    pub fn hash_bytes(&self, data: &[u8]) -> i64 {
        if data.is_empty() { 0 } else { finish(siphash13(self, data)) }
    }

    /// `hash(str)`. CPython hashes the array of code points, in the narrowest unit that holds them all.
    pub fn hash_str(&self, s: &[u8]) -> i64 {
        if s.is_ascii() {
            return self.hash_bytes(s);
        }
        // The largest lead byte says how wide the widest character is.
        let (width, fill): (usize, fn(&mut [u8], &[u8])) = match s.iter().max() {
            None | Some(0..=0xc3) => (1, write_units::<1>),
            Some(0xc4..=0xef) => (2, write_units::<2>),
            _ => (4, write_units::<4>),
        };
        let len = wtf8::char_count(s) * width;
        let (mut few, mut many);
        let units = if len <= 256 {
            few = [0; 256];
            &mut few[..len]
        } else {
            many = vec![0; len];
            &mut many[..]
        };
        fill(units, s);
        self.hash_bytes(units)
    }
}

/// The characters as numbers of so many bytes.
fn write_units<const WIDTH: usize>(out: &mut [u8], s: &[u8]) {
    for (unit, c) in out.chunks_exact_mut(WIDTH).zip(wtf8::chars(s)) {
        unit.copy_from_slice(&c.to_le_bytes()[..WIDTH]);
    }
}

fn siphash13(key: &Key, data: &[u8]) -> u64 {
    let mut v = [
        key.k0 ^ 0x736f_6d65_7073_6575,
        key.k1 ^ 0x646f_7261_6e64_6f6d,
        key.k0 ^ 0x6c79_6765_6e65_7261,
        key.k1 ^ 0x7465_6462_7974_6573,
    ];
    let mut words = data.chunks_exact(8);
    for word in &mut words {
        let m = u64::from_le_bytes(word.try_into().expect("chunks of 8"));
        v[3] ^= m;
        sip_round(&mut v);
        v[0] ^= m;
    }
    let mut last = [0u8; 8];
    last[..words.remainder().len()].copy_from_slice(words.remainder());
    last[7] = data.len() as u8;
    let m = u64::from_le_bytes(last);
    v[3] ^= m;
    sip_round(&mut v);
    v[0] ^= m;
    v[2] ^= 0xff;
    (0..3).for_each(|_| sip_round(&mut v));
    v[0] ^ v[1] ^ v[2] ^ v[3]
}

#[inline]
fn sip_round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[2] = v[2].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[1]);
    v[0] = v[0].wrapping_add(v[3]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].rotate_left(32);
}

/// `hash(int)` of a machine word.
#[inline]
pub fn hash_i64(n: i64) -> i64 {
    if (0..MODULUS as i64).contains(&n) {
        return n;
    }
    let h = (n.unsigned_abs() % MODULUS) as i64;
    finish(if n < 0 { -h } else { h } as u64)
}

/// `hash(int)` of any size.
pub fn hash_big(n: &IBig) -> i64 {
    let (sign, words) = n.as_sign_words();
    let h = words.iter().rev().fold(0u128, |h, &w| (h << 64 | w as u128) % MODULUS as u128) as i64;
    finish(if sign == Sign::Negative { -h } else { h } as u64)
}

/// `hash(float)`; `None` for a nan, whose hash is that of its identity.
pub fn hash_f64(x: f64) -> Option<i64> {
    if x.is_nan() {
        return None;
    }
    if x.is_infinite() {
        return Some(if x > 0.0 { INF } else { -INF });
    }
    let whole = x as i64;
    if whole as f64 == x && whole != i64::MAX {
        return Some(hash_i64(whole));
    }
    let bits = x.to_bits();
    let biased = (bits >> 52 & 0x7ff) as i64;
    let fraction = bits & ((1 << 52) - 1);
    let (mantissa, exponent) =
        if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    // Multiplying with a power of two modulo 2**61 - 1 is a rotation of 61 bits.
    let turn = exponent.rem_euclid(61) as u32;
    let h = ((mantissa << turn & MODULUS) | mantissa.checked_shr(61 - turn).unwrap_or(0)) % MODULUS;
    Some(finish(if x < 0.0 { (h as i64).wrapping_neg() } else { h as i64 } as u64))
}

/// `hash(complex)` from the hashes of both parts.
pub fn hash_complex(re: i64, im: i64) -> i64 {
    finish((re as u64).wrapping_add(IMAG.wrapping_mul(im as u64)))
}

/// `hash(tuple)` from the hashes of its items.
pub fn hash_tuple(items: impl IntoIterator<Item = i64>) -> i64 {
    let mut hasher = TupleHash::default();
    items.into_iter().for_each(|h| hasher.add(h));
    hasher.finish()
}

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

/// [`hash_tuple`] for items whose hashes come one by one.
#[derive(Clone, Copy, Debug)]
pub struct TupleHash {
    state: u64,
    len: u64,
}

impl Default for TupleHash {
    fn default() -> TupleHash {
        TupleHash { state: PRIME_5, len: 0 }
    }
}

impl TupleHash {
    /// The next item's hash.
    #[inline]
    pub fn add(&mut self, hash: i64) {
        let mixed = self.state.wrapping_add((hash as u64).wrapping_mul(PRIME_2));
        self.state = mixed.rotate_left(31).wrapping_mul(PRIME_1);
        self.len += 1;
    }

    /// The hash of the tuple.
    pub fn finish(&self) -> i64 {
        let h = self.state.wrapping_add(self.len ^ (PRIME_5 ^ 3_527_539));
        if h == u64::MAX { 1_546_275_796 } else { h as i64 }
    }
}

/// `hash(frozenset)` from the hashes of its items, in any order.
pub fn hash_frozenset(items: impl IntoIterator<Item = i64>) -> i64 {
    let (mut h, mut len) = (0u64, 0u64);
    for item in items {
        let item = item as u64;
        h ^= (item ^ 89_869_747 ^ item << 16).wrapping_mul(3_644_798_167);
        len += 1;
    }
    h ^= (len + 1).wrapping_mul(1_927_868_237);
    h ^= h >> 11 ^ h >> 25;
    h = h.wrapping_mul(69_069).wrapping_add(907_133_923);
    if h == u64::MAX { 590_923_713 } else { h as i64 }
}

/// Hash by identity: addresses are aligned, so their low bits move to the top.
#[inline]
pub fn hash_address(address: usize) -> i64 {
    finish((address as u64).rotate_right(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text() {
        let key = Key::from_seed(0);
        let long = "a".repeat(100);
        for (s, h) in [
            ("", 0),
            ("a", 4644417185603328019),
            ("abc", -4594863902769663758),
            ("é", 6047309291227476195),
            (long.as_str(), -2643860352045292050),
            ("€", -5529981157763016009),
            ("\u{1f600}", -3536540696076613844),
        ] {
            assert_eq!(key.hash_str(s.as_bytes()), h, "{s}");
        }
        assert_eq!(key.hash_bytes(b"abcdefgh"), 4574395652268504554);
        for (seed, s, b) in [
            (1, -4667308735975688587, 6515188088311800068),
            (42, 3869580338025362921, 1074132530334861433),
            (u32::MAX, -6122489556238538401, -8783915034034107174),
        ] {
            let key = Key::from_seed(seed);
            assert_eq!((key.hash_str(b"abc"), key.hash_bytes(&[b'a'; 20])), (s, b));
        }
    }

    #[test]
    fn numbers() {
        for (x, h) in [
            (1.5, 1152921504606846977),
            (0.1, 230584300921369408),
            (1e300, 1224995262755759164),
            (-1e-300, -482449582752280463),
            (f64::NEG_INFINITY, -314159),
            (5e-324, 16777216),
            (-1.0, -2),
            (0.0, 0),
            (2f64.powi(61), 1),
            (2f64.powi(64), 8),
            (-2f64.powi(63), -4),
            (2f64.powi(63), 4),
        ] {
            assert_eq!(hash_f64(x), Some(h), "{x}");
        }
        let big = IBig::from(10).pow(50);
        assert_eq!((hash_big(&big), hash_big(&-big.clone())), (619332571178673746, -619332571178673746));
        assert_eq!([(1 << 61) - 1, 1 << 61, -1, -(1 << 61), i64::MIN].map(hash_i64), [0, 1, -2, -2, -4]);
        assert_eq!((hash_complex(1, 2), hash_complex(0, 3)), (2000007, 3000009));
    }

    #[test]
    fn combinations() {
        assert_eq!(hash_tuple([]), 5740354900026072187);
        assert_eq!(hash_tuple([1]), -6644214454873602895);
        assert_eq!(hash_tuple([1, 2, 3]), 529344067295497451);
        assert_eq!(hash_tuple([1, hash_tuple([2, -4594863902769663758])]), -8711617170222314590);
        assert_eq!(hash_frozenset([]), 133146708735736);
        assert_eq!(hash_frozenset([1]), -558064481276695278);
        assert_eq!(hash_frozenset([3, 1, 2]), -272375401224217160);
        assert_eq!(hash_frozenset([-4594863902769663758, 4644417185603328019]), 427934535773364665);
    }
}
