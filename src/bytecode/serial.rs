//! Code objects as bytes: what the build embeds and a cache may keep. Compact, versioned, and read with every
//! bound checked; whether the code then makes sense is for `verify.rs` to say.
//!
//! Layout: `PYRC`, a version byte, the table of strings, one code object. Numbers are LEB128, signed ones
//! zigzag; strings occur as indices of the table. Code among constants has its length before it, so that functions
//! which may never be called can be passed over ([`Stored`]).

use super::code::{CodeData, Const, ExcEntry, Loc, Locations, flags, local_kind};
use indexmap::IndexSet;
use std::cell::RefCell;
use std::rc::Rc;

const MAGIC: &[u8; 4] = b"PYRC";
/// Changes with the layout here and with the numbering in `op.rs`.
const VERSION: u8 = 2;
/// Constants nested deeper are refused.
const MAX_DEPTH: u32 = 2000;

/// Why bytes are not a code object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed(pub &'static str);

impl std::fmt::Display for Malformed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "malformed code: {}", self.0)
    }
}

impl std::error::Error for Malformed {}

type R<T> = Result<T, Malformed>;

/// The serial form of a code object.
pub fn write(code: &CodeData) -> Vec<u8> {
    let mut w = Writer::default();
    w.code(code);
    let body = std::mem::take(&mut w.out);
    w.out.extend_from_slice(MAGIC);
    w.out.push(VERSION);
    w.number(w.strings.len() as u64);
    for text in std::mem::take(&mut w.strings) {
        w.bytes(text.as_bytes());
    }
    w.out.extend(body);
    w.out
}

/// Reads what [`write`] wrote.
pub fn read(bytes: &[u8]) -> R<CodeData> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(Malformed("no magic"))?;
    let (&version, rest) = rest.split_first().ok_or(Malformed("no version"))?;
    if version != VERSION {
        return Err(Malformed("other version"));
    }
    let mut r = Reader::new(rest)?;
    let code = r.code()?;
    if r.rest.is_empty() { Ok(code) } else { Err(Malformed("bytes after the end")) }
}

/// Reads what [`write`] wrote, the functions in it only when they are needed. For bytes of our own build: what they
/// say is not verified.
pub fn read_lazily(bytes: &'static [u8]) -> R<CodeData> {
    let head = MAGIC.len() + 1;
    match bytes.split_at_checked(head) {
        Some((magic, rest)) if magic.starts_with(MAGIC) && magic.ends_with(&[VERSION]) => {
            let Reader { rest, strings, .. } = Reader::new(rest)?;
            Reader { rest, strings: Rc::default(), depth: 0, ours: Some(Ours { all: bytes, strings }) }.code()
        }
        _ => Err(Malformed("no magic, or another version")),
    }
}

/// The code of a function that has not been read yet, and what making the function asks of it.
#[derive(Debug, Clone)]
pub struct Stored {
    /// `co_name`
    pub name: Rc<str>,
    /// `co_qualname`
    pub qualname: Rc<str>,
    /// `co_filename`
    pub filename: Rc<str>,
    /// `co_firstlineno`
    pub first_line: u32,
    /// `co_flags`
    pub flags: u32,
    /// How many cells it needs from outside.
    pub free: usize,
    bytes: &'static [u8],
    strings: Rc<Strings<'static>>,
}

impl PartialEq for Stored {
    fn eq(&self, other: &Stored) -> bool {
        std::ptr::eq(self.bytes, other.bytes)
    }
}

impl Stored {
    fn reader(&self) -> Reader<'static> {
        let ours = Ours { all: self.bytes, strings: self.strings.clone() };
        Reader { rest: self.bytes, strings: Rc::default(), depth: 0, ours: Some(ours) }
    }

    /// The code, the functions in it again unread.
    pub fn read(&self) -> R<CodeData> {
        self.reader().code()
    }

    /// The docstring, if there is one.
    pub fn doc(&self) -> Option<Rc<[u8]>> {
        if self.flags & flags::HAS_DOCSTRING == 0 {
            return None;
        }
        let mut r = self.reader();
        r.head().ok()?;
        r.count().ok()?;
        match r.constant().ok()? {
            Const::Str(text) => Some(text),
            _ => None,
        }
    }
}

/// The source positions of a code object from their serial form.
pub fn read_locations(bytes: &[u8]) -> R<Vec<(u32, Loc)>> {
    let (mut at, mut line) = (0u32, 0i64);
    let mut r = Reader { rest: bytes, strings: Rc::default(), depth: 0, ours: None };
    r.list(|r| {
        let wrong = Malformed("position out of range");
        at = at.checked_add(r.small()?).ok_or(wrong)?;
        line = line.checked_add(r.signed()?).ok_or(wrong)?;
        let end_line = line.checked_add(r.signed()?).ok_or(wrong)?;
        let col = r.signed()?;
        let end_col = col.checked_add(r.signed()?).ok_or(wrong)?;
        let (Ok(line), Ok(end_line), Ok(col), Ok(end_col)) =
            (line.try_into(), end_line.try_into(), col.try_into(), end_col.try_into())
        else {
            return Err(wrong);
        };
        Ok((at, Loc { line, end_line, col, end_col }))
    })
}

/// The line of an instruction in the serial form of source positions, which is gone through without memory of one's own.
pub fn line_at(bytes: &[u8], pc: u32) -> u32 {
    let mut rest = bytes.iter();
    let mut number = || {
        let mut n = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = *rest.next()?;
            n |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(n);
            }
        }
        None
    };
    let signed = |n: u64| (n >> 1) as i64 ^ -((n & 1) as i64);
    let (mut at, mut line, mut found) = (0u64, 0i64, 0);
    for _ in 0..number().unwrap_or(0) {
        let (Some(step), Some(more), Some(_), Some(_), Some(_)) =
            (number(), number(), number(), number(), number())
        else {
            break;
        };
        at = at.saturating_add(step);
        line = line.saturating_add(signed(more));
        if at > pc.into() {
            break;
        }
        found = line;
    }
    found.try_into().unwrap_or(0)
}

#[derive(Default)]
struct Writer {
    out: Vec<u8>,
    strings: IndexSet<Rc<str>>,
}

impl Writer {
    fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.out.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.out.push(n as u8);
    }

    fn signed(&mut self, n: i64) {
        self.number((n << 1 ^ n >> 63) as u64);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.out.extend_from_slice(bytes);
    }

    fn string(&mut self, text: &Rc<str>) {
        let index = match self.strings.get_index_of(text) {
            Some(index) => index,
            None => self.strings.insert_full(text.clone()).0,
        };
        self.number(index as u64);
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u64);
        items.iter().for_each(|item| write(self, item));
    }

    fn code(&mut self, code: &CodeData) {
        self.string(&code.name);
        self.string(&code.qualname);
        self.string(&code.filename);
        for n in [code.first_line, code.argcount, code.posonly, code.kwonly, code.flags, code.stacksize] {
            self.number(n.into());
        }
        self.bytes(&code.local_kinds);
        self.list(&code.consts, Self::constant);
        code.localsplus.iter().for_each(|name| self.string(name));
        self.list(&code.instrs, |w, word| w.out.extend_from_slice(&word.to_le_bytes()));
        self.list(&code.names, Self::string);
        self.list(&code.caches, |w, n| w.number((*n).into()));
        self.list(&code.exceptions, |w, e| {
            for n in [e.start, e.end, e.target, e.depth] {
                w.number(n.into());
            }
            w.out.push(e.lasti.into());
        });
        self.sized(|w| {
            // Positions move little from one to the next.
            let mut last = (0, Loc::default());
            w.list(&code.locations, |w, (at, loc)| {
                w.number((at - last.0).into());
                w.signed(i64::from(loc.line) - i64::from(last.1.line));
                w.signed(i64::from(loc.end_line) - i64::from(loc.line));
                w.signed(i64::from(loc.col));
                w.signed(i64::from(loc.end_col) - i64::from(loc.col));
                last = (*at, *loc);
            });
        });
    }

    /// What is written, its size before it.
    fn sized(&mut self, write: impl FnOnce(&mut Self)) {
        let before = std::mem::take(&mut self.out);
        write(self);
        let body = std::mem::replace(&mut self.out, before);
        self.bytes(&body);
    }

    fn constant(&mut self, value: &Const) {
        let tag = |w: &mut Self, tag: u8| w.out.push(tag);
        match value {
            Const::None => tag(self, 0),
            Const::Bool(false) => tag(self, 1),
            Const::Bool(true) => tag(self, 2),
            Const::Ellipsis => tag(self, 3),
            Const::Int(n) => {
                tag(self, 4);
                self.signed(*n);
            }
            Const::BigInt(hex) => {
                tag(self, 5);
                self.string(hex);
            }
            Const::Float(x) => {
                tag(self, 6);
                self.out.extend_from_slice(&x.to_bits().to_le_bytes());
            }
            Const::Complex(re, im) => {
                tag(self, 7);
                self.out.extend_from_slice(&re.to_bits().to_le_bytes());
                self.out.extend_from_slice(&im.to_bits().to_le_bytes());
            }
            Const::Str(text) => {
                tag(self, 8);
                self.bytes(text);
            }
            Const::Bytes(bytes) => {
                tag(self, 9);
                self.bytes(bytes);
            }
            Const::Tuple(items) => {
                tag(self, 10);
                self.list(items, Self::constant);
            }
            Const::FrozenSet(items) => {
                tag(self, 11);
                self.list(items, Self::constant);
            }
            Const::Code(code) => {
                tag(self, 12);
                self.sized(|w| w.code(code));
            }
            Const::Stored(stored) => {
                let code = stored.read().expect("what the build wrote can be read");
                self.constant(&Const::Code(Rc::new(code)));
            }
        }
    }
}

/// The table of strings; each is made when it is first used.
#[derive(Debug, Default)]
struct Strings<'a> {
    texts: Vec<&'a [u8]>,
    made: RefCell<Vec<Option<Rc<str>>>>,
}

impl Strings<'_> {
    fn get(&self, index: usize) -> R<Rc<str>> {
        let text = self.texts.get(index).ok_or(Malformed("no such string"))?;
        let slot = &mut self.made.borrow_mut()[index];
        if let Some(made) = slot {
            return Ok(made.clone());
        }
        let made: Rc<str> = std::str::from_utf8(text).map_err(|_| Malformed("string is not UTF-8"))?.into();
        *slot = Some(made.clone());
        Ok(made)
    }
}

struct Reader<'a> {
    rest: &'a [u8],
    strings: Rc<Strings<'a>>,
    depth: u32,
    /// If functions are left unread.
    ours: Option<Ours>,
}

/// Bytes of our own build.
#[derive(Clone)]
struct Ours {
    /// Those of which `rest` is the end.
    all: &'static [u8],
    /// In the place of the reader's.
    strings: Rc<Strings<'static>>,
}

/// What stands first of a code object.
struct Head<'a> {
    name: Rc<str>,
    qualname: Rc<str>,
    filename: Rc<str>,
    numbers: [u32; 6],
    local_kinds: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads the table of strings.
    fn new(rest: &'a [u8]) -> R<Self> {
        let mut r = Reader { rest, strings: Rc::default(), depth: 0, ours: None };
        let texts = r.list(Self::bytes)?;
        let made = RefCell::new(vec![None; texts.len()]);
        r.strings = Rc::new(Strings { texts, made });
        Ok(r)
    }

    fn take(&mut self, n: usize) -> R<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(n).ok_or(Malformed("ends too early"))?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> R<u8> {
        self.take(1).map(|b| b[0])
    }

    fn number(&mut self) -> R<u64> {
        let mut n = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            n |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(n);
            }
        }
        Err(Malformed("number too long"))
    }

    fn small(&mut self) -> R<u32> {
        u32::try_from(self.number()?).map_err(|_| Malformed("number too large"))
    }

    fn signed(&mut self) -> R<i64> {
        let n = self.number()?;
        Ok((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    /// A count of things that take at least a byte each.
    fn count(&mut self) -> R<usize> {
        match usize::try_from(self.number()?) {
            Ok(n) if n <= self.rest.len() => Ok(n),
            _ => Err(Malformed("count too large")),
        }
    }

    fn bytes(&mut self) -> R<&'a [u8]> {
        let n = self.count()?;
        self.take(n)
    }

    fn string(&mut self) -> R<Rc<str>> {
        let index = self.number()? as usize;
        match &self.ours {
            Some(ours) => ours.strings.get(index),
            None => self.strings.get(index),
        }
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> R<T>) -> R<Vec<T>> {
        let n = self.count()?;
        (0..n).map(|_| read(self)).collect()
    }

    fn float(&mut self) -> R<f64> {
        let bytes = self.take(8)?;
        Ok(f64::from_bits(bytes.iter().rev().fold(0, |n, &b| n << 8 | u64::from(b))))
    }

    fn head(&mut self) -> R<Head<'a>> {
        let (name, qualname, filename) = (self.string()?, self.string()?, self.string()?);
        let mut numbers = [0; 6];
        for n in &mut numbers {
            *n = self.small()?;
        }
        Ok(Head { name, qualname, filename, numbers, local_kinds: self.bytes()? })
    }

    /// A code object among constants: read, or passed over if it is that of a function and may be.
    fn inner_code(&mut self) -> R<Const> {
        let size = self.count()?;
        let Some(bytes) = self.ours_ahead(size) else {
            let end = self.rest.len() - size;
            let code = self.code()?;
            return if self.rest.len() == end {
                Ok(Const::Code(Rc::new(code)))
            } else {
                Err(Malformed("other size"))
            };
        };
        self.take(size)?;
        let strings = self.ours.as_ref().expect("asked above").strings.clone();
        let ours = Some(Ours { all: bytes, strings: strings.clone() });
        let mut r = Reader { rest: bytes, strings: Rc::default(), depth: self.depth, ours };
        let Head { name, qualname, filename, numbers: [first_line, .., flags, _], local_kinds } = r.head()?;
        if flags & flags::OPTIMIZED == 0 {
            r.rest = bytes;
            return Ok(Const::Code(Rc::new(r.code()?)));
        }
        let free = local_kinds.iter().filter(|kind| **kind & local_kind::FREE != 0).count();
        Ok(Const::Stored(Rc::new(Stored {
            name,
            qualname,
            filename,
            first_line,
            flags,
            free,
            bytes,
            strings,
        })))
    }

    /// The next bytes, if they are of our own build.
    fn ours_ahead(&self, size: usize) -> Option<&'static [u8]> {
        let all = self.ours.as_ref()?.all;
        let at = all.len().checked_sub(self.rest.len())?;
        all.get(at..at.checked_add(size)?)
    }

    fn words(&mut self) -> R<Vec<u32>> {
        let n = self.count()?;
        let bytes = self.take(n.checked_mul(4).ok_or(Malformed("count too large"))?)?;
        Ok(bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    fn code(&mut self) -> R<CodeData> {
        let Head { name, qualname, filename, numbers, local_kinds } = self.head()?;
        let [first_line, argcount, posonly, kwonly, flags, stacksize] = numbers;
        let consts = self.list(Self::constant)?;
        let localsplus = local_kinds.iter().map(|_| self.string()).collect::<R<_>>()?;
        let local_kinds = local_kinds.to_vec();
        let instrs = self.words()?;
        let names = self.list(Self::string)?;
        let caches = self.list(Self::small)?;
        let exceptions = self.list(|r| {
            let (start, end, target, depth) = (r.small()?, r.small()?, r.small()?, r.small()?);
            Ok(ExcEntry { start, end, target, depth, lasti: r.byte()? != 0 })
        })?;
        let size = self.count()?;
        let stored = self.ours_ahead(size);
        let bytes = self.take(size)?;
        let locations = match stored {
            Some(stored) => Locations::stored(stored),
            None => read_locations(bytes)?.into(),
        };
        Ok(CodeData {
            name,
            qualname,
            filename,
            first_line,
            argcount,
            posonly,
            kwonly,
            flags,
            stacksize,
            localsplus,
            local_kinds,
            instrs,
            consts,
            names,
            caches,
            exceptions,
            locations,
        })
    }

    fn constant(&mut self) -> R<Const> {
        if self.depth == MAX_DEPTH {
            return Err(Malformed("nested too deeply"));
        }
        self.depth += 1;
        let value = match self.byte()? {
            0 => Const::None,
            1 => Const::Bool(false),
            2 => Const::Bool(true),
            3 => Const::Ellipsis,
            4 => Const::Int(self.signed()?),
            5 => Const::BigInt(self.string()?),
            6 => Const::Float(self.float()?),
            7 => Const::Complex(self.float()?, self.float()?),
            8 => Const::Str(self.bytes()?.into()),
            9 => Const::Bytes(self.bytes()?.into()),
            10 => Const::Tuple(self.list(Self::constant)?),
            11 => Const::FrozenSet(self.list(Self::constant)?),
            12 => self.inner_code()?,
            _ => return Err(Malformed("no such constant")),
        };
        self.depth -= 1;
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> CodeData {
        let inner = CodeData {
            name: "f".into(),
            instrs: vec![1, 0xffff_ffff],
            locations: vec![(0, Loc { line: 3, end_line: 4, col: 7, end_col: 2 }), (1, Loc::NONE)].into(),
            ..CodeData::default()
        };
        let consts = vec![
            Const::Int(i64::MIN),
            Const::BigInt("-ffffffffffffffffff".into()),
            Const::Float(-0.0),
            Const::Complex(1.5, -2.0),
            Const::Str(b"\xed\xa0\x80".as_slice().into()),
            Const::Tuple(vec![Const::None, Const::Ellipsis, Const::Bool(true)]),
            Const::FrozenSet(vec![Const::Bytes(b"x".as_slice().into())]),
            Const::Code(Rc::new(inner)),
        ];
        let exceptions = vec![ExcEntry { start: 0, end: 1, target: 1, depth: 3, lasti: true }];
        CodeData { name: "<module>".into(), consts, exceptions, caches: vec![0], ..CodeData::default() }
    }

    #[test]
    fn what_is_written_is_read() {
        let code = sample();
        assert_eq!(read(&write(&code)), Ok(code));
    }

    #[test]
    fn functions_are_read_when_they_are_needed() {
        let doc = Const::Str(b"text".as_slice().into());
        let flags = flags::OPTIMIZED | flags::HAS_DOCSTRING;
        let kinds = vec![local_kind::LOCAL, local_kind::FREE];
        let localsplus = vec!["a".into(), "b".into()];
        let innermost =
            CodeData { name: "h".into(), flags, consts: vec![doc.clone()], ..CodeData::default() };
        let consts = vec![doc, Const::Code(Rc::new(innermost.clone()))];
        let f = CodeData {
            name: "f".into(),
            flags,
            consts,
            local_kinds: kinds,
            localsplus,
            ..CodeData::default()
        };
        let class = CodeData { consts: vec![Const::Code(Rc::new(f)), Const::Int(5)], ..CodeData::default() };
        let bytes: &'static [u8] = write(&CodeData {
            consts: vec![Const::Code(Rc::new(class)), Const::Int(7)],
            ..CodeData::default()
        })
        .leak();
        let code = read_lazily(bytes).expect("just written");
        let [Const::Code(class), Const::Int(7)] = code.consts.as_slice() else { panic!("{code:?}") };
        let [Const::Stored(f), Const::Int(5)] = class.consts.as_slice() else { panic!("{class:?}") };
        assert_eq!((&*f.name, f.free, f.doc().as_deref()), ("f", 1, Some(b"text".as_slice())));
        let f = f.read().expect("just written");
        let [Const::Str(_), Const::Stored(h)] = f.consts.as_slice() else { panic!("{f:?}") };
        assert_eq!(h.read(), Ok(innermost));
        assert_eq!(write(&code), bytes);
    }

    #[test]
    fn damaged_bytes_are_refused_or_read_as_something() {
        let bytes = write(&sample());
        for cut in 0..bytes.len() {
            assert!(read(&bytes[..cut]).is_err(), "cut at {cut}");
            for flip in 0..8 {
                let mut damaged = bytes.clone();
                damaged[cut] ^= 1 << flip;
                let _ = read(&damaged);
            }
        }
    }
}
