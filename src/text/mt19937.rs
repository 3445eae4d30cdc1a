//! The Mersenne Twister behind `random.Random`: same seeds, same numbers as CPython. Distributions are elsewhere.

use dashu_int::{IBig, UBig};

const N: usize = 624;
const M: usize = 397;

/// A generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mt19937 {
    state: [u32; N],
    index: usize,
}

impl Mt19937 {
    /// From one word.
    pub fn from_word(seed: u32) -> Mt19937 {
        let mut state = [seed; N];
        for i in 1..N {
            let last = state[i - 1];
            state[i] = (last ^ last >> 30).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        Mt19937 { state, index: N }
    }

    /// From a list of words; an empty list counts as `[0]`.
    pub fn from_words(key: &[u32]) -> Mt19937 {
        let key = if key.is_empty() { &[0] } else { key };
        let mut mt = Mt19937::from_word(19_650_218);
        let s = &mut mt.state;
        let (mut i, mut j) = (1, 0);
        let wrap = |s: &mut [u32; N], i: &mut usize| {
            *i += 1;
            if *i >= N {
                s[0] = s[N - 1];
                *i = 1;
            }
        };
        for _ in 0..N.max(key.len()) {
            let last = s[i - 1];
            s[i] = (s[i] ^ (last ^ last >> 30).wrapping_mul(1_664_525))
                .wrapping_add(key[j])
                .wrapping_add(j as u32);
            wrap(s, &mut i);
            j = (j + 1) % key.len();
        }
        for _ in 0..N - 1 {
            let last = s[i - 1];
            s[i] = (s[i] ^ (last ^ last >> 30).wrapping_mul(1_566_083_941)).wrapping_sub(i as u32);
            wrap(s, &mut i);
        }
        s[0] = 1 << 31;
        mt
    }

    /// As `random.seed(n)` of an int: the words of its absolute value.
    pub fn from_int(n: &IBig) -> Mt19937 {
        let (_, words) = n.as_sign_words();
        let mut key: Vec<u32> = words.iter().flat_map(|&w| [w as u32, (w >> 32) as u32]).collect();
        while key.last() == Some(&0) {
            key.pop();
        }
        Mt19937::from_words(&key)
    }

    /// The 624 words and the position in them, as `getstate` shows them.
    pub fn state(&self) -> (&[u32; N], usize) {
        (&self.state, self.index)
    }

    /// From what [`Mt19937::state`] gave; `None` for a position over 624 ("invalid state").
    pub fn from_state(state: [u32; N], index: usize) -> Option<Mt19937> {
        (index <= N).then_some(Mt19937 { state, index })
    }

    fn refill(&mut self) {
        for i in 0..N {
            let y = self.state[i] & 1 << 31 | self.state[(i + 1) % N] & !(1 << 31);
            self.state[i] = self.state[(i + M) % N] ^ y >> 1 ^ if y & 1 == 1 { 0x9908_b0df } else { 0 };
        }
        self.index = 0;
    }

    /// The next 32 bits.
    #[inline]
    pub fn next_u32(&mut self) -> u32 {
        if self.index >= N {
            self.refill();
        }
        let mut y = self.state[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }

    /// `random()`: 53 bits in [0, 1).
    #[inline]
    pub fn random(&mut self) -> f64 {
        let (a, b) = (self.next_u32() >> 5, self.next_u32() >> 6);
        (a as f64 * 67_108_864.0 + b as f64) / 9_007_199_254_740_992.0
    }

    /// `getrandbits(k)` for `k <= 64`.
    #[inline]
    pub fn bits64(&mut self, k: u32) -> u64 {
        match k {
            0 => 0,
            1..=32 => (self.next_u32() >> (32 - k)) as u64,
            _ => {
                let low = self.next_u32() as u64;
                low | ((self.next_u32() >> (64 - k.min(64))) as u64) << 32
            }
        }
    }

    /// `getrandbits(k)` for any `k`.
    pub fn bits(&mut self, k: usize) -> UBig {
        let mut bytes = Vec::with_capacity(k.div_ceil(32) * 4);
        let mut left = k;
        while left > 0 {
            let word = self.next_u32();
            let word = if left < 32 { word >> (32 - left) } else { word };
            bytes.extend_from_slice(&word.to_le_bytes());
            left = left.saturating_sub(32);
        }
        UBig::from_le_bytes(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_numbers_as_cpython() {
        let mut r = Mt19937::from_int(&IBig::from(42));
        assert_eq!((r.random(), r.bits64(10)), (0.6394267984578837, 25));
        assert_eq!(r.bits(70).to_string(), "281774556622676705531");
        assert_eq!((r.bits64(32), r.bits64(0)), (958682846, 0));
        let (state, index) = r.state();
        assert_eq!((&state[..3], index), (&[2468570525, 44967195, 2667364560][..], 7));
        assert_eq!(Mt19937::from_int(&((IBig::from(1) << 100usize) + 5)).random(), 0.7033503239395905);
        let mut r = Mt19937::from_int(&IBig::from(0));
        assert_eq!((r.random(), [0; 5].map(|_| r.bits64(1))), (0.8444218515250481, [1, 1, 0, 0, 0]));
    }
}
