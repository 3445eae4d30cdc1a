//! The value that begins at a position of a JSON text. Positions are bytes inside, characters outside.

use crate::object::args::{Args, CallArgs};
use crate::object::attr::new_instance;
use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::payload::{constructor, payload};
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, TypeSpec, member, type_flag};
use crate::object::type_object::StaticType;
use crate::types::exception::STOP_ITERATION;
use crate::types::sequence::size_arg;
use crate::types::{dict, float, int, list, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api};

/// The native state of a scanner: what the decoder was told.
struct Scanner {
    strict: Obj,
    object_hook: Obj,
    object_pairs_hook: Obj,
    parse_float: Obj,
    parse_int: Obj,
    parse_constant: Obj,
}
payload!(Scanner, SCANNER, [strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant]);

/// JSONDecodeError at a byte of the document.
#[cold]
fn fault(vm: &Vm, message: &str, doc: &Obj, at: usize) -> Raised {
    fault_at(vm, message, doc, str_::char_index(doc, at.min(str_::bytes_of(doc).len())) as i64)
}

/// JSONDecodeError at a character of the document.
#[cold]
fn fault_at(vm: &Vm, message: &str, doc: &Obj, at: i64) -> Raised {
    let class = api::import(vm, "json.decoder").and_then(|m| api::getattr_str(vm, &m, "JSONDecodeError"));
    let args = [str_::from_str(message), doc.clone(), int::from_i64(at)];
    match class.and_then(|c| api::call(vm, &c, &args)) {
        Ok(e) => vm.raise(e),
        Err(r) => r,
    }
}

fn hex4(b: &[u8]) -> Option<u32> {
    b.get(..4)?.iter().try_fold(0, |n, d| Some(n << 4 | char::from(*d).to_digit(16)?))
}

/// Reads a string after its opening quote: the end of it, and the text unless it is the slice itself.
fn string(vm: &Vm, doc: &Obj, start: usize, strict: bool) -> PyResult<(Option<Vec<u8>>, usize)> {
    let b = str_::bytes_of(doc);
    let unterminated =
        || fault_at(vm, "Unterminated string starting at", doc, str_::char_index(doc, start) as i64 - 1);
    let mut out: Option<Vec<u8>> = None;
    let mut at = start;
    loop {
        let rest = &b[at..];
        let Some(n) = memchr::memchr2(b'"', b'\\', rest) else {
            return Err(match rest.iter().position(|c| *c < 0x20).filter(|_| strict) {
                Some(i) => fault(vm, "Invalid control character at", doc, at + i),
                None => unterminated(),
            });
        };
        if strict && let Some(i) = rest[..n].iter().position(|c| *c < 0x20) {
            return Err(fault(vm, "Invalid control character at", doc, at + i));
        }
        let quote = at + n;
        if b[quote] == b'"' {
            if let Some(out) = &mut out {
                out.extend_from_slice(&rest[..n]);
            }
            return Ok((out, quote + 1));
        }
        let out = out.get_or_insert_default();
        out.extend_from_slice(&rest[..n]);
        let Some(c) = b.get(quote + 1) else { return Err(unterminated()) };
        at = quote + 2;
        let plain = match c {
            b'"' | b'\\' | b'/' => *c,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                let bad = |at: usize| fault(vm, "Invalid \\uXXXX escape", doc, at);
                let (Some(mut c), true) = (hex4(&b[at..]), b.len() > at + 4) else {
                    return Err(bad(at - 1));
                };
                at += 4;
                if (0xd800..0xdc00).contains(&c) && b.len() > at + 6 && b[at..].starts_with(b"\\u") {
                    let low = hex4(&b[at + 2..]).ok_or_else(|| bad(at + 1))?;
                    if (0xdc00..0xe000).contains(&low) {
                        c = 0x10000 + ((c - 0xd800) << 10 | (low - 0xdc00));
                        at += 6;
                    }
                }
                out.extend_from_slice(str_::bytes_of(&str_::from_char(c)));
                continue;
            }
            _ => return Err(fault(vm, "Invalid \\escape", doc, quote)),
        };
        out.push(plain);
    }
}

/// `scanstring(string, end, strict=True)`
pub fn scanstring(vm: &Vm, a: Args) -> PyResult<Obj> {
    let end = size_arg(vm, &a[1])?;
    if !str_::is_str(&a[0]) {
        return Err(vm.type_error(format!("first argument must be a string, not {}", api::given(&a[0]))));
    }
    let strict = a.opt(2).map_or(Ok(true), |s| api::is_true(vm, s))?;
    let Some(end) = usize::try_from(end).ok().filter(|e| *e <= str_::char_len(&a[0])) else {
        return Err(vm.value_error("end is out of bounds"));
    };
    let start = str_::byte_offset(&a[0], end);
    let (text, end) = string(vm, &a[0], start, strict)?;
    let text = match text {
        Some(t) => str_::make(vm, &t)?,
        None => str_::make(vm, &str_::bytes_of(&a[0])[start..end - 1])?,
    };
    Ok(tuple::pair(text, int::from_usize(str_::char_index(&a[0], end))))
}

const KEYS: usize = 64;

/// How deep containers may lie in each other.
pub const MAX_DEPTH: usize = 9998;

/// A document being read.
struct Reader<'a> {
    vm: &'a Vm,
    s: &'a Scanner,
    doc: &'a Obj,
    b: &'a [u8],
    strict: bool,
    plain_float: bool,
    plain_int: bool,
    /// Containers around the place.
    depth: usize,
    /// Keys seen lately, by a hash of their bytes: the same key is one object.
    keys: [Option<Obj>; KEYS],
}

/// Why there is no value.
enum NoValue {
    /// No value begins at this byte.
    Here(usize),
    Raised(Raised),
}

impl From<Raised> for NoValue {
    fn from(r: Raised) -> NoValue {
        NoValue::Raised(r)
    }
}

impl<'a> Reader<'a> {
    fn skip(&self, mut at: usize) -> usize {
        while matches!(self.b.get(at), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            at += 1;
        }
        at
    }

    fn enter(&mut self, what: &str) -> PyResult<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.vm.recursion_error(format!("maximum recursion depth exceeded{what}")));
        }
        self.vm.check_native_stack(what)
    }

    fn fault(&self, message: &str, at: usize) -> Raised {
        fault(self.vm, message, self.doc, at)
    }

    /// A value inside a container.
    fn inner(&mut self, at: usize) -> PyResult<(Obj, usize)> {
        self.value(at).map_err(|e| match e {
            NoValue::Here(at) => self.fault("Expecting value", at),
            NoValue::Raised(r) => {
                // A hook that raises StopIteration says the same.
                let stopped = self.vm.peek_raised().filter(|_| self.vm.raised_matches(&STOP_ITERATION));
                let place = stopped
                    .and_then(|e| api::getattr_str(self.vm, &e, "value").ok())
                    .and_then(|v| int::to_i64(&v));
                match place {
                    Some(at) => {
                        drop(self.vm.take_raised(r));
                        fault_at(self.vm, "Expecting value", self.doc, at)
                    }
                    None => r,
                }
            }
        })
    }

    fn value(&mut self, at: usize) -> Result<(Obj, usize), NoValue> {
        let word = |text: &str, o: Obj| {
            if self.b[at..].starts_with(text.as_bytes()) {
                Ok((o, at + text.len()))
            } else {
                Err(NoValue::Here(at))
            }
        };
        match self.b.get(at) {
            Some(b'"') => {
                let (text, end) = string(self.vm, self.doc, at + 1, self.strict)?;
                let text = match text {
                    Some(t) => str_::make(self.vm, &t)?,
                    None => str_::make(self.vm, &self.b[at + 1..end - 1])?,
                };
                Ok((text, end))
            }
            Some(b'{') => {
                self.enter(" while decoding a JSON object from a unicode string")?;
                let r = self.object(at + 1)?;
                self.depth -= 1;
                Ok(r)
            }
            Some(b'[') => {
                self.enter(" while decoding a JSON array from a unicode string")?;
                let r = self.array(at + 1)?;
                self.depth -= 1;
                Ok(r)
            }
            Some(b'n') => word("null", Obj::NONE),
            Some(b't') => word("true", Obj::TRUE),
            Some(b'f') => word("false", Obj::FALSE),
            Some(b'N') => self.constant("NaN", at),
            Some(b'I') => self.constant("Infinity", at),
            Some(b'-') if self.b[at..].starts_with(b"-Infinity") => self.constant("-Infinity", at),
            Some(b'-' | b'0'..=b'9') => self.number(at),
            _ => Err(NoValue::Here(at)),
        }
    }

    fn constant(&self, name: &str, at: usize) -> Result<(Obj, usize), NoValue> {
        if !self.b[at..].starts_with(name.as_bytes()) {
            return Err(NoValue::Here(at));
        }
        let o = api::call(self.vm, &self.s.parse_constant, &[str_::from_str(name)])?;
        Ok((o, at + name.len()))
    }

    fn number(&self, start: usize) -> Result<(Obj, usize), NoValue> {
        let b = self.b;
        let digits = |mut i: usize| {
            while matches!(b.get(i), Some(b'0'..=b'9')) {
                i += 1;
            }
            i
        };
        let first = start + usize::from(b[start] == b'-');
        let mut end = match b.get(first) {
            Some(b'0') => first + 1,
            Some(b'1'..=b'9') => digits(first + 1),
            _ => return Err(NoValue::Here(start)),
        };
        let whole = end;
        if b.get(end) == Some(&b'.') && matches!(b.get(end + 1), Some(b'0'..=b'9')) {
            end = digits(end + 1);
        }
        if matches!(b.get(end), Some(b'e' | b'E')) {
            let sign = end + 1 + usize::from(matches!(b.get(end + 1), Some(b'+' | b'-')));
            if matches!(b.get(sign), Some(b'0'..=b'9')) {
                end = digits(sign);
            }
        }
        let text = std::str::from_utf8(&b[start..end]).expect("digits are ASCII");
        let (plain, hook) = if end == whole {
            (self.plain_int, &self.s.parse_int)
        } else {
            (self.plain_float, &self.s.parse_float)
        };
        if plain
            && end == whole
            && let Ok(n) = text.parse::<i64>()
        {
            return Ok((int::from_i64(n), end));
        }
        if plain
            && end != whole
            && let Ok(x) = text.parse::<f64>()
        {
            return Ok((float::from_f64(x), end));
        }
        Ok((api::call(self.vm, hook, &[str_::from_str(text)])?, end))
    }

    fn array(&mut self, at: usize) -> PyResult<(Obj, usize)> {
        let mut items = Vec::new();
        let mut at = self.skip(at);
        if self.b.get(at) == Some(&b']') {
            return Ok((list::from_vec(items), at + 1));
        }
        loop {
            let (o, end) = self.inner(at)?;
            items.push(o);
            at = self.skip(end);
            match self.b.get(at) {
                Some(b']') => return Ok((list::from_vec(items), at + 1)),
                Some(b',') => {}
                _ => return Err(self.fault("Expecting ',' delimiter", at)),
            }
            let comma = at;
            at = self.skip(at + 1);
            if self.b.get(at) == Some(&b']') {
                return Err(self.fault("Illegal trailing comma before end of array", comma));
            }
        }
    }

    /// A key after its opening quote.
    fn key(&mut self, start: usize) -> PyResult<(Obj, usize)> {
        let (text, end) = string(self.vm, self.doc, start, self.strict)?;
        let text: &[u8] = text.as_deref().unwrap_or(&self.b[start..end - 1]);
        let hash = text.iter().fold(text.len(), |h, b| h.wrapping_mul(31) ^ usize::from(*b)) % KEYS;
        if let Some(known) = self.keys[hash].as_ref().filter(|k| str_::bytes_of(k) == text) {
            return Ok((known.clone(), end));
        }
        let made = str_::make(self.vm, text)?;
        self.keys[hash] = Some(made.clone());
        Ok((made, end))
    }

    fn object(&mut self, at: usize) -> PyResult<(Obj, usize)> {
        let pairs_hook = !self.s.object_pairs_hook.is_none();
        let (d, mut pairs) = (dict::new(), Vec::new());
        let mut at = self.skip(at);
        if self.b.get(at) != Some(&b'}') {
            loop {
                if self.b.get(at) != Some(&b'"') {
                    return Err(self.fault("Expecting property name enclosed in double quotes", at));
                }
                let (key, end) = self.key(at + 1)?;
                at = self.skip(end);
                if self.b.get(at) != Some(&b':') {
                    return Err(self.fault("Expecting ':' delimiter", at));
                }
                let (value, end) = self.inner(self.skip(at + 1))?;
                if pairs_hook {
                    pairs.push(tuple::pair(key, value));
                } else {
                    d.insert_str(key, value);
                }
                at = self.skip(end);
                match self.b.get(at) {
                    Some(b'}') => break,
                    Some(b',') => {}
                    _ => return Err(self.fault("Expecting ',' delimiter", at)),
                }
                let comma = at;
                at = self.skip(at + 1);
                if self.b.get(at) == Some(&b'}') {
                    return Err(self.fault("Illegal trailing comma before end of object", comma));
                }
            }
        }
        let o = if pairs_hook {
            api::call(self.vm, &self.s.object_pairs_hook, &[list::from_vec(pairs)])?
        } else if !self.s.object_hook.is_none() {
            api::call(self.vm, &self.s.object_hook, &[d.into_obj()])?
        } else {
            d.into_obj()
        };
        Ok((o, at + 1))
    }
}

fn call(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let s: &Scanner = o.downcast().expect("the receiver is a scanner");
    let [doc, idx] = args.bind(vm, "scan_once", ["string", "idx"])?;
    let (Some(doc), Some(idx)) = (doc, idx) else {
        return Err(vm.type_error("scan_once() missing required arguments"));
    };
    if !str_::is_str(doc) {
        return Err(vm.type_error(format!("first argument must be a string, not {}", api::given(doc))));
    }
    let at = size_arg(vm, idx)?;
    let Ok(at) = usize::try_from(at) else {
        return Err(vm.value_error("idx cannot be negative"));
    };
    if at > str_::char_len(doc) {
        return Err(vm.raise_stop_iteration_value(idx));
    }
    let mut r = Reader {
        vm,
        s,
        doc,
        b: str_::bytes_of(doc),
        strict: api::is_true(vm, &s.strict)?,
        plain_float: s.parse_float.is(&float::FLOAT.obj()),
        plain_int: s.parse_int.is(&int::INT.obj()),
        depth: 0,
        keys: [const { None }; KEYS],
    };
    match r.value(str_::byte_offset(doc, at)) {
        Ok((o, end)) => Ok(tuple::pair(o, int::from_usize(str_::char_index(doc, end)))),
        Err(NoValue::Raised(r)) => Err(r),
        Err(NoValue::Here(at)) => {
            Err(vm.raise_stop_iteration_value(&int::from_usize(str_::char_index(doc, at))))
        }
    }
}

constructor!(new, "make_scanner", "($type, context)", |vm, a| {
    let of = |name: &str| api::getattr_str(vm, &a[1], name);
    let body = Scanner {
        strict: of("strict")?,
        object_hook: of("object_hook")?,
        object_pairs_hook: of("object_pairs_hook")?,
        parse_float: of("parse_float")?,
        parse_int: of("parse_int")?,
        parse_constant: of("parse_constant")?,
    };
    new_instance(vm, &a[0], body)
});

macro_rules! fields {
    ($($name:ident)*) => {
        [$(member(stringify!($name), "", |_, o| {
            Ok(o.downcast::<Scanner>().expect("the receiver is a scanner").$name.clone())
        })),*]
    };
}
static GETTERS: [GetterDef; 6] =
    fields! { strict object_hook object_pairs_hook parse_float parse_int parse_constant };

static SPEC: TypeSpec = TypeSpec {
    name: "Scanner",
    module: "_json",
    doc: "Reads JSON values as a decoder says.",
    flags: type_flag::BASE,
    slots: Slots { new: Some(new), call: Some(call), ..Slots::NONE },
    getters: &GETTERS,
    ..TypeSpec::BASE
};
/// `_json.Scanner`
pub static SCANNER: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Scanner>(false));
