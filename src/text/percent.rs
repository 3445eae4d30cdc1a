//! Printf-style formatting: a parser that yields literal text and conversions, and the conversions of ints, floats and
//! text. The caller looks values up and turns them into numbers. Newer formatting is in format_spec.rs.

use super::format_spec::FormatError;
use super::int_fmt::Int;
use super::strops::{Alphabet, fits};
use super::{float_fmt, wtf8};
use std::marker::PhantomData;

fn fail<T>(message: &str) -> Result<T, FormatError> {
    Err(FormatError::Value(message.as_bytes().to_vec()))
}

/// TypeError: a conversion found no value.
pub const NOT_ENOUGH: &str = "not enough arguments for format string";
/// TypeError: values remain.
pub const NOT_ALL: &str = "not all arguments converted during string formatting";
/// TypeError for bytes: values remain.
pub const NOT_ALL_BYTES: &str = "not all arguments converted during bytes formatting";
/// TypeError: `%(name)` without a mapping.
pub const NO_MAPPING: &str = "format requires a mapping";
/// TypeError: the value for a `*` is no int.
pub const STAR_INT: &str = "* wants int";

/// A width or precision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// Not given.
    #[default]
    None,
    /// Digits.
    Is(usize),
    /// `*`: the next value. Take the width's before the precision's.
    Star,
}

/// One conversion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversion<'a> {
    /// `%(key)`.
    pub key: Option<&'a [u8]>,
    /// `-`.
    pub left: bool,
    /// `+`.
    pub plus: bool,
    /// Space.
    pub blank: bool,
    /// `#`.
    pub alternate: bool,
    /// `0`.
    pub zero: bool,
    /// Minimal width.
    pub width: Size,
    /// Digits or characters.
    pub precision: Size,
    /// The conversion character, not checked: a value is taken first, then an unknown one is [`Conversion::unsupported`].
    pub code: u32,
    /// The template before the conversion character.
    pub before: &'a [u8],
}

impl Conversion<'_> {
    /// Whether there is nothing but the conversion character.
    pub fn is_bare(&self) -> bool {
        let flags = self.left | self.plus | self.blank | self.alternate | self.zero;
        !flags && self.width == Size::None && self.precision == Size::None
    }
}

/// One part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text that stands for itself.
    Literal(&'a [u8]),
    /// A conversion.
    Conversion(Conversion<'a>),
}

/// The parts of a `%` template of str or bytes.
pub fn parts<A: Alphabet>(template: &[u8]) -> Parts<'_, A> {
    Parts { s: template, at: 0, alphabet: PhantomData }
}

/// See [`parts`]; ends after the first error.
#[derive(Clone, Debug)]
pub struct Parts<'a, A> {
    s: &'a [u8],
    at: usize,
    alphabet: PhantomData<A>,
}

impl<'a, A: Alphabet> Iterator for Parts<'a, A> {
    type Item = Result<Part<'a>, FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.s[self.at..];
        let len = match memchr::memchr(b'%', rest) {
            _ if rest.is_empty() => return None,
            Some(0) if rest.get(1) == Some(&b'%') => {
                self.at += 2;
                return Some(Ok(Part::Literal(&rest[..1])));
            }
            Some(0) => {
                let part = self.conversion().map(Part::Conversion);
                if part.is_err() {
                    self.at = self.s.len();
                }
                return Some(part);
            }
            Some(i) => i,
            None => rest.len(),
        };
        self.at += len;
        Some(Ok(Part::Literal(&rest[..len])))
    }
}

impl<'a, A: Alphabet> Parts<'a, A> {
    fn peek(&self) -> u8 {
        self.s.get(self.at).copied().unwrap_or(0)
    }

    fn conversion(&mut self) -> Result<Conversion<'a>, FormatError> {
        let mut c = Conversion::default();
        self.at += 1;
        if matches!(self.peek(), b's' | b'd' | b'r' | b'x' | b'f') {
            // The usual ones.
            c.code = u32::from(self.peek());
            self.at += 1;
            return Ok(c);
        }
        if self.peek() == b'(' {
            c.key = Some(self.key()?);
        }
        loop {
            match self.peek() {
                b'-' => c.left = true,
                b'+' => c.plus = true,
                b' ' => c.blank = true,
                b'#' => c.alternate = true,
                b'0' => c.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        c.width = self.size(isize::MAX as usize, "width too big")?;
        if self.peek() == b'.' {
            self.at += 1;
            c.precision = match self.size(i32::MAX as usize, "precision too big")? {
                Size::None => Size::Is(0),
                size => size,
            };
        }
        if matches!(self.peek(), b'h' | b'l' | b'L') {
            self.at += 1;
        }
        if self.at >= self.s.len() {
            // A missing value for `*` is noticed before the end of the text.
            let star = c.width == Size::Star || c.precision == Size::Star;
            if !star {
                return fail("incomplete format");
            }
            return Ok(Conversion { code: END, ..c });
        }
        let (code, len) = A::at(self.s, self.at);
        c.code = code;
        c.before = &self.s[..self.at];
        self.at += len;
        Ok(c)
    }

    fn key(&mut self) -> Result<&'a [u8], FormatError> {
        let start = self.at + 1;
        let mut depth = 0;
        while let Some(&b) = self.s.get(self.at) {
            match b {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Ok(&self.s[start..self.at - 1]);
            }
        }
        fail("incomplete format key")
    }

    fn size(&mut self, most: usize, message: &str) -> Result<Size, FormatError> {
        if self.peek() == b'*' {
            self.at += 1;
            return Ok(Size::Star);
        }
        let mut size = Size::None;
        while self.peek().is_ascii_digit() {
            let digit = (self.peek() - b'0') as usize;
            let before = if let Size::Is(n) = size { n } else { 0 };
            match before.checked_mul(10).and_then(|n| n.checked_add(digit)).filter(|&n| n <= most) {
                Some(n) => size = Size::Is(n),
                None => return fail(message),
            }
            self.at += 1;
        }
        match size {
            Size::Is(n) if !fits(n) => Err(FormatError::Memory),
            _ => Ok(size),
        }
    }
}

/// The code of a conversion that the text ended before.
pub const END: u32 = u32::MAX;

impl Conversion<'_> {
    /// ValueError for a code that no type formats.
    pub fn unsupported<A: Alphabet>(&self) -> FormatError {
        if self.code == END {
            return FormatError::Value(b"incomplete format".to_vec());
        }
        let shown = if (32..127).contains(&self.code) { self.code as u8 as char } else { '?' };
        let message = format!(
            "unsupported format character '{shown}' (0x{:x}) at index {}",
            self.code,
            A::count(self.before)
        );
        FormatError::Value(message.into_bytes())
    }

    /// Takes the value of the width's `*`.
    pub fn set_width(&mut self, n: isize) -> Result<(), FormatError> {
        self.left |= n < 0;
        self.width = Size::Is(n.unsigned_abs());
        if fits(n.unsigned_abs()) { Ok(()) } else { Err(FormatError::Memory) }
    }

    /// Takes the value of the precision's `*`.
    pub fn set_precision(&mut self, n: isize) {
        self.precision = Size::Is(n.max(0) as usize);
    }

    fn width(&self) -> usize {
        if let Size::Is(n) = self.width { n } else { 0 }
    }

    fn precision(&self) -> Option<usize> {
        if let Size::Is(n) = self.precision { Some(n) } else { None }
    }

    /// `%s`, `%r`, `%a` (and `%b` of bytes) once the text is made: cut and padded.
    pub fn push_text<A: Alphabet>(&self, out: &mut Vec<u8>, s: &[u8]) {
        let mut cut = s;
        if let Some(p) = self.precision() {
            let mut end = 0;
            for _ in 0..p {
                if end >= s.len() {
                    break;
                }
                end += A::at(s, end).1;
            }
            cut = &s[..end];
        }
        let start = out.len();
        out.extend_from_slice(cut);
        if self.width() > 0 {
            self.pad(out, start, A::count(cut));
        }
    }

    /// `%c` of a str template: the one character, padded (a precision does not cut it).
    pub fn push_character(&self, out: &mut Vec<u8>, c: u32) {
        let start = out.len();
        wtf8::push(out, c);
        self.pad(out, start, 1);
    }

    /// Brings what stands in `out` from `start`, `count` characters, to the width.
    fn pad(&self, out: &mut Vec<u8>, start: usize, count: usize) {
        let at = if self.left { out.len() } else { start };
        insert(out, at, self.width().saturating_sub(count), b' ');
    }

    /// Puts sign and prefix before the digits that stand in `out` from `start`, and pads: with zeros after the prefix, or
    /// with blanks around.
    fn finish(&self, out: &mut Vec<u8>, start: usize, negative: bool, prefix: &str) {
        let sign: &[u8] = match (negative, self.plus, self.blank) {
            (true, ..) => b"-",
            (_, true, _) => b"+",
            (_, _, true) => b" ",
            _ => b"",
        };
        let head = [sign, prefix.as_bytes()].into_iter().flatten().copied();
        let zeros = if self.zero && !self.left {
            self.width().saturating_sub(sign.len() + prefix.len() + out.len() - start)
        } else {
            0
        };
        insert(out, start, sign.len() + prefix.len() + zeros, b'0');
        out[start..].iter_mut().zip(head).for_each(|(to, b)| *to = b);
        self.pad(out, start, out.len() - start);
    }

    /// `%d %i %u %o %x %X` of an int.
    pub fn push_int(&self, out: &mut Vec<u8>, n: Int<'_>) -> Result<(), FormatError> {
        let code = u8::try_from(self.code).unwrap_or(0);
        let (base, prefix) = match code {
            b'o' => (8, "0o"),
            b'x' => (16, "0x"),
            b'X' => (16, "0X"),
            _ => (10, ""),
        };
        let start = out.len();
        n.push_digits(out, base);
        if code == b'X' {
            out[start..].make_ascii_uppercase();
        }
        let digits = out.len() - start;
        if let Some(p) = self.precision().filter(|&p| p > digits) {
            if p > i32::MAX as usize - 3 {
                return Err(FormatError::Overflow(b"precision too large".to_vec()));
            }
            insert(out, start, p - digits, b'0');
        }
        self.finish(out, start, n.is_negative(), if self.alternate { prefix } else { "" });
        Ok(())
    }

    /// `%e %f %g` and capitals of a float.
    pub fn push_float(&self, out: &mut Vec<u8>, x: f64) {
        let code = u8::try_from(self.code).unwrap_or(b'g');
        let start = out.len();
        let negative = x.is_sign_negative() && !x.is_nan();
        float_fmt::push(out, x.abs(), code, self.precision().unwrap_or(6), self.alternate, false);
        self.finish(out, start, negative, "");
    }
}

/// Makes room of `n` bytes that are all `fill`.
fn insert(out: &mut Vec<u8>, at: usize, n: usize, fill: u8) {
    if n > 0 {
        let end = out.len();
        out.resize(end + n, fill);
        out.copy_within(at..end, at + n);
        out[at..at + n].fill(fill);
    }
}

#[cfg(test)]
mod tests {
    use super::super::strops::{Bytes, Str};
    use super::*;

    fn one(s: &str) -> Conversion<'_> {
        match parts::<Str>(s.as_bytes()).next() {
            Some(Ok(Part::Conversion(c))) => c,
            other => panic!("{other:?}"),
        }
    }

    fn error(s: &str) -> String {
        match parts::<Str>(s.as_bytes()).find_map(Result::err) {
            Some(FormatError::Value(m)) => String::from_utf8_lossy(&m).into_owned(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn parsing() {
        let c = one("%(a(b)c)-+ #012.3ld");
        assert_eq!(
            (c.key, c.left, c.plus, c.blank, c.alternate, c.zero),
            (Some(&b"a(b)c"[..]), true, true, true, true, true)
        );
        assert_eq!(
            (c.width, c.precision, c.code, c.before.len()),
            (Size::Is(12), Size::Is(3), b'd' as u32, 18)
        );
        assert_eq!((one("%*.*f").width, one("%.f").precision), (Size::Star, Size::Is(0)));
        assert_eq!(error("é%"), "incomplete format");
        assert_eq!(error("%(a"), "incomplete format key");
        assert_eq!(error("%.99999999999d"), "precision too big");
        assert_eq!(error("%99999999999999999999d"), "width too big");
        let message = |c: &Conversion<'_>| c.unsupported::<Str>();
        assert_eq!(
            message(&one("%é")),
            FormatError::Value(b"unsupported format character '?' (0xe9) at index 1".to_vec())
        );
        assert_eq!(parts::<Str>("é%y".as_bytes()).count(), 2);
        assert_eq!(parts::<Bytes>(b"%d\xff").count(), 2);
    }

    #[test]
    fn conversions() {
        for (s, n, want) in [
            ("%05.3d", 7, "00007"),
            ("%#05x", 7, "0x007"),
            ("%#.3x", 7, "0x007"),
            ("%+.3d", 7, "+007"),
            ("%-5d", 7, "7    "),
            ("%#o", -8, "-0o10"),
            ("% 05d", 5, " 0005"),
            ("%-05d", 3, "3    "),
            ("%u", -3, "-3"),
            ("%#X", 255, "0XFF"),
            ("%.5x", -10, "-0000a"),
            ("% +d", 1, "+1"),
            ("%#08o", 5, "0o000005"),
        ] {
            let mut out = b"..".to_vec();
            assert_eq!(one(s).push_int(&mut out, Int::Small(n)), Ok(()));
            assert_eq!(out[2..], *want.as_bytes(), "{s}");
        }
        for (s, x, want) in [
            ("%#.0f", 1.0, "1."),
            ("%#g", 1.0, "1.00000"),
            ("%05f", f64::INFINITY, "00inf"),
            ("%010.2e", -1.5, "-01.50e+00"),
            ("%F", f64::INFINITY, "INF"),
            ("%G", 1e20, "1E+20"),
            ("%-08.3f", 2.71959, "2.720   "),
            ("%08.3f", -2.71959, "-002.720"),
            ("%g", 100000.0, "100000"),
            ("%g", 1e6, "1e+06"),
        ] {
            let mut out = Vec::new();
            one(s).push_float(&mut out, x);
            assert_eq!(out, want.as_bytes(), "{s}");
        }
        let mut out = b".".to_vec();
        one("%5.1s").push_text::<Str>(&mut out, "éyz".as_bytes());
        one("%-3c").push_character(&mut out, 0xe9);
        assert_eq!(out, ".    éé  ".as_bytes());
    }
}
