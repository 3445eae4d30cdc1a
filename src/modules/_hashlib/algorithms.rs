//! The hash algorithms by name, and what is made of any of them: keyed hashes and keys from passwords.

use digest::{ExtendableOutput, FixedOutput, Update, XofReader};

/// A running hash.
pub trait State: Send {
    /// Takes more data.
    fn update(&mut self, data: &[u8]);
    /// The hash of the data so far; `out` has the algorithm's digest size, or any size if it has none.
    fn output(&self, out: &mut [u8]);
    /// A copy that goes on by itself.
    fn copy(&self) -> Box<dyn State>;
}

#[derive(Clone)]
struct Fixed<D>(D);

impl<D: Update + FixedOutput + Clone + Send + 'static> State for Fixed<D> {
    fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }
    fn output(&self, out: &mut [u8]) {
        out.copy_from_slice(&self.0.clone().finalize_fixed());
    }
    fn copy(&self) -> Box<dyn State> {
        Box::new(self.clone())
    }
}

#[derive(Clone)]
struct Extendable<D>(D);

impl<D: Update + ExtendableOutput + Clone + Send + 'static> State for Extendable<D> {
    fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }
    fn output(&self, out: &mut [u8]) {
        self.0.clone().finalize_xof().read(out);
    }
    fn copy(&self) -> Box<dyn State> {
        Box::new(self.clone())
    }
}

/// Two hashes side by side.
#[derive(Clone)]
struct Md5Sha1(md5::Md5, sha1::Sha1);

impl State for Md5Sha1 {
    fn update(&mut self, data: &[u8]) {
        Update::update(&mut self.0, data);
        Update::update(&mut self.1, data);
    }
    fn output(&self, out: &mut [u8]) {
        let (first, second) = out.split_at_mut(16);
        first.copy_from_slice(&self.0.clone().finalize_fixed());
        second.copy_from_slice(&self.1.clone().finalize_fixed());
    }
    fn copy(&self) -> Box<dyn State> {
        Box::new(self.clone())
    }
}

macro_rules! blake {
    ($state:ty) => {
        impl State for $state {
            fn update(&mut self, data: &[u8]) {
                <$state>::update(self, data);
            }
            fn output(&self, out: &mut [u8]) {
                out.copy_from_slice(self.finalize().as_bytes());
            }
            fn copy(&self) -> Box<dyn State> {
                Box::new(self.clone())
            }
        }
    };
}
blake!(blake2b_simd::State);
blake!(blake2s_simd::State);

/// An algorithm.
pub struct Algorithm {
    /// Its name.
    pub name: &'static str,
    /// Bytes of the hash; 0: as many as are asked for.
    pub digest_size: usize,
    /// Bytes of a block.
    pub block_size: usize,
    /// Makes a running hash.
    pub start: fn() -> Box<dyn State>,
}

macro_rules! algorithms {
    ($($name:literal $digest:literal $block:literal $start:expr;)*) => {
        /// Every algorithm.
        pub static ALL: &[Algorithm] = &[
            $(Algorithm { name: $name, digest_size: $digest, block_size: $block, start: || Box::new($start) }),*
        ];
    };
}

algorithms! {
    "md5" 16 64 Fixed(md5::Md5::default());
    "sha1" 20 64 Fixed(sha1::Sha1::default());
    "sha224" 28 64 Fixed(sha2::Sha224::default());
    "sha256" 32 64 Fixed(sha2::Sha256::default());
    "sha384" 48 128 Fixed(sha2::Sha384::default());
    "sha512" 64 128 Fixed(sha2::Sha512::default());
    "sha512_224" 28 128 Fixed(sha2::Sha512_224::default());
    "sha512_256" 32 128 Fixed(sha2::Sha512_256::default());
    "sha3_224" 28 144 Fixed(sha3::Sha3_224::default());
    "sha3_256" 32 136 Fixed(sha3::Sha3_256::default());
    "sha3_384" 48 104 Fixed(sha3::Sha3_384::default());
    "sha3_512" 64 72 Fixed(sha3::Sha3_512::default());
    "shake_128" 0 168 Extendable(shake::Shake128::default());
    "shake_256" 0 136 Extendable(shake::Shake256::default());
    "blake2b" 64 128 blake2b_simd::State::new();
    "blake2s" 32 64 blake2s_simd::State::new();
    "md5-sha1" 36 64 Md5Sha1(md5::Md5::default(), sha1::Sha1::default());
    "ripemd160" 20 64 Fixed(ripemd::Ripemd160::default());
    "sm3" 32 64 Fixed(sm3::Sm3::default());
}

/// Other names of algorithms, in the form that `find` compares.
static ALIASES: &[(&str, &str)] = &[
    ("ssl3md5", "md5"),
    ("ssl3sha1", "sha1"),
    ("sha2224", "sha224"),
    ("sha2256", "sha256"),
    ("sha2384", "sha384"),
    ("sha2512", "sha512"),
    ("sha2512224", "sha512_224"),
    ("sha2512256", "sha512_256"),
    ("blake2b512", "blake2b"),
    ("blake2s256", "blake2s"),
    ("ripemd", "ripemd160"),
    ("rmd160", "ripemd160"),
];

/// The algorithm of a name; case and separators do not count.
pub fn find(name: &str) -> Option<&'static Algorithm> {
    let plain = |s: &str| -> String {
        s.chars().filter(|c| !matches!(c, '-' | '_' | '/')).map(|c| c.to_ascii_lowercase()).collect()
    };
    let asked = plain(name);
    let found = ALIASES.iter().find(|(a, _)| *a == asked).map(|(_, n)| *n);
    ALL.iter().find(|a| found.map_or_else(|| plain(a.name) == asked, |n| n == a.name))
}

/// A keyed hash (RFC 2104) of an algorithm that has a digest size.
pub struct Keyed {
    algorithm: &'static Algorithm,
    inner: Box<dyn State>,
    outer: Box<dyn State>,
}

impl Keyed {
    /// Starts with a key; `None` if the algorithm has no digest size.
    pub fn new(algorithm: &'static Algorithm, key: &[u8]) -> Option<Keyed> {
        if algorithm.digest_size == 0 {
            return None;
        }
        let mut block = vec![0; algorithm.block_size];
        if key.len() > block.len() {
            let mut h = (algorithm.start)();
            h.update(key);
            h.output(&mut block[..algorithm.digest_size]);
        } else {
            block[..key.len()].copy_from_slice(key);
        }
        let half = |mask: u8| {
            let mut h = (algorithm.start)();
            h.update(&block.iter().map(|b| b ^ mask).collect::<Vec<u8>>());
            h
        };
        Some(Keyed { algorithm, inner: half(0x36), outer: half(0x5c) })
    }
}

impl State for Keyed {
    fn update(&mut self, data: &[u8]) {
        self.inner.update(data);
    }
    fn output(&self, out: &mut [u8]) {
        self.inner.output(out);
        let mut outer = self.outer.copy();
        outer.update(out);
        outer.output(out);
    }
    fn copy(&self) -> Box<dyn State> {
        let Keyed { algorithm, inner, outer } = self;
        Box::new(Keyed { algorithm, inner: inner.copy(), outer: outer.copy() })
    }
}

/// A key from a password (PBKDF2, RFC 8018).
pub fn pbkdf2(keyed: &Keyed, salt: &[u8], iterations: u32, out: &mut [u8]) {
    let size = keyed.algorithm.digest_size;
    let (mut u, mut t) = (vec![0; size], vec![0; size]);
    for (i, part) in out.chunks_mut(size).enumerate() {
        let mut h = keyed.copy();
        h.update(salt);
        h.update(&(i as u32 + 1).to_be_bytes());
        h.output(&mut u);
        t.copy_from_slice(&u);
        for _ in 1..iterations {
            let mut h = keyed.inner.copy();
            h.update(&u);
            h.output(&mut u);
            let mut h = keyed.outer.copy();
            h.update(&u);
            h.output(&mut u);
            t.iter_mut().zip(&u).for_each(|(t, u)| *t ^= u);
        }
        part.copy_from_slice(&t[..part.len()]);
    }
}
