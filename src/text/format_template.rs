//! Templates of `str.format`: literal text, fields, field names like `0.a[b]`. Parts are borrowed, in order, and the
//! caller looks values up; applying a spec is in format_spec.rs.

use super::format_spec::FormatError;
use super::{unicode, wtf8};

fn fail<T>(message: &str) -> Result<T, FormatError> {
    Err(FormatError::Value(message.as_bytes().to_vec()))
}

/// One part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text that stands for itself.
    Literal(&'a [u8]),
    /// `{name!conversion:spec}`.
    Field(Field<'a>),
}

/// A replacement field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// What to look up; see [`split_name`].
    pub name: &'a [u8],
    /// The character after `!`.
    pub conversion: Option<u32>,
    /// The spec, a template of its own if `nested`.
    pub spec: &'a [u8],
    /// Whether the spec contains braces.
    pub nested: bool,
}

/// How far it is to the first of two characters. Templates are short: a search that looks at many bytes at once begins
/// to pay off late.
fn stretch(s: &[u8], a: u8, b: u8) -> usize {
    let near = &s[..s.len().min(32)];
    match near.iter().position(|&c| c == a || c == b) {
        Some(i) => i,
        None => memchr::memchr2(a, b, &s[near.len()..]).map_or(s.len(), |i| near.len() + i),
    }
}

/// The parts of `template`.
pub fn parts(template: &[u8]) -> Parts<'_> {
    Parts { s: template, at: 0 }
}

/// See [`parts`]; ends after the first error.
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    s: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Parts<'a> {
    type Item = Result<Part<'a>, FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.s.len() {
            return None;
        }
        let part = self.part();
        if part.is_err() {
            self.at = self.s.len();
        }
        Some(part)
    }
}

impl<'a> Parts<'a> {
    fn part(&mut self) -> Result<Part<'a>, FormatError> {
        let (s, start) = (self.s, self.at);
        let brace = start + stretch(&s[start..], b'{', b'}');
        if brace == s.len() {
            self.at = brace;
            return Ok(Part::Literal(&s[start..]));
        }
        let doubled = s.get(brace + 1) == Some(&s[brace]);
        if doubled {
            // One of the two braces belongs to the text.
            self.at = brace + 2;
            return Ok(Part::Literal(&s[start..=brace]));
        }
        if s[brace] == b'}' {
            return fail("Single '}' encountered in format string");
        }
        if brace + 1 == s.len() {
            return fail("Single '{' encountered in format string");
        }
        if brace > start {
            self.at = brace;
            return Ok(Part::Literal(&s[start..brace]));
        }
        self.at = brace + 1;
        self.field().map(Part::Field)
    }

    fn field(&mut self) -> Result<Field<'a>, FormatError> {
        let s = self.s;
        let start = self.at;
        let mut in_brackets = false;
        let stop = loop {
            let Some(&b) = s.get(self.at) else { return fail("expected '}' before end of string") };
            match b {
                b'{' if !in_brackets => return fail("unexpected '{' in field name"),
                b'[' => in_brackets = true,
                b']' => in_brackets = false,
                b'}' | b':' | b'!' if !in_brackets => break b,
                _ => {}
            }
            self.at += 1;
        };
        let mut field = Field { name: &s[start..self.at], conversion: None, spec: &[], nested: false };
        self.at += 1;
        if stop == b'}' {
            return Ok(field);
        }
        if stop == b'!' {
            if self.at >= s.len() {
                return fail("end of string while looking for conversion specifier");
            }
            let (c, n) = wtf8::decode_at(s, self.at);
            field.conversion = Some(c);
            self.at += n;
            match s.get(self.at) {
                Some(b'}') => {
                    self.at += 1;
                    return Ok(field);
                }
                Some(b':') => self.at += 1,
                Some(_) => return fail("expected ':' after conversion specifier"),
                None => {}
            }
        }
        let start = self.at;
        let mut depth = 1;
        while let Some(&b) = s.get(self.at) {
            match b {
                b'{' => {
                    field.nested = true;
                    depth += 1;
                }
                b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        field.spec = &s[start..self.at];
                        self.at += 1;
                        return Ok(field);
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
        fail("unmatched '{' in format spec")
    }
}

/// An index or a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key<'a> {
    /// All digits: a position.
    Index(usize),
    /// Anything else.
    Name(&'a [u8]),
}

/// One step from a value to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// `.name`.
    Attribute(&'a [u8]),
    /// `[key]`.
    Item(Key<'a>),
}

fn key(text: &[u8]) -> Result<Key<'_>, FormatError> {
    let mut value: Option<usize> = None;
    for c in wtf8::chars(text) {
        let Some(d) = unicode::decimal(c) else { return Ok(Key::Name(text)) };
        let next = value.unwrap_or(0).checked_mul(10).and_then(|v| v.checked_add(d as usize));
        match next.filter(|&v| v <= isize::MAX as usize) {
            Some(v) => value = Some(v),
            None => return fail("Too many decimal digits in format string"),
        }
    }
    Ok(value.map_or(Key::Name(text), Key::Index))
}

/// Splits a field name into its first part (an empty name asks for automatic numbering) and the steps after it.
pub fn split_name(name: &[u8]) -> Result<(Key<'_>, Steps<'_>), FormatError> {
    let end = stretch(name, b'.', b'[');
    Ok((key(&name[..end])?, Steps { s: &name[end..] }))
}

/// Steps of a field name; ends after the first error.
#[derive(Clone, Debug)]
pub struct Steps<'a> {
    s: &'a [u8],
}

impl<'a> Iterator for Steps<'a> {
    type Item = Result<Step<'a>, FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        let s = std::mem::take(&mut self.s);
        let (&first, rest) = s.split_first()?;
        Some(match first {
            b'.' => {
                let end = memchr::memchr2(b'.', b'[', rest).unwrap_or(rest.len());
                self.s = &rest[end..];
                if end == 0 {
                    fail("Empty attribute in format string")
                } else {
                    Ok(Step::Attribute(&rest[..end]))
                }
            }
            b'[' => match memchr::memchr(b']', rest) {
                None => fail("Missing ']' in format string"),
                Some(0) => fail("Empty attribute in format string"),
                Some(end) => {
                    self.s = &rest[end + 1..];
                    key(&rest[..end]).map(Step::Item)
                }
            },
            _ => fail("Only '.' or '[' may follow ']' in format field specifier"),
        })
    }
}

/// Automatic numbering of one `format` call, shared with its nested specs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Numbering {
    next: usize,
    manual: bool,
    automatic: bool,
}

impl Numbering {
    /// Turns an empty name into the next position; complains when both ways are mixed.
    pub fn resolve<'a>(&mut self, first: Key<'a>) -> Result<Key<'a>, FormatError> {
        match first {
            Key::Name(b"") if self.manual => {
                fail("cannot switch from manual field specification to automatic field numbering")
            }
            Key::Name(b"") => {
                self.automatic = true;
                self.next += 1;
                Ok(Key::Index(self.next - 1))
            }
            Key::Index(_) if self.automatic => {
                fail("cannot switch from automatic field numbering to manual field specification")
            }
            Key::Index(i) => {
                self.manual = true;
                Ok(Key::Index(i))
            }
            name => Ok(name),
        }
    }
}

/// ValueError for a conversion other than `r`, `s`, `a`.
pub fn unknown_conversion(c: u32) -> FormatError {
    let shown = match char::from_u32(c) {
        Some(ch) if (33..127).contains(&c) => ch.to_string(),
        _ => format!("\\x{c:x}"),
    };
    FormatError::Value(format!("Unknown conversion specifier {shown}").into_bytes())
}

/// How deep specs may nest: the template and one level of specs.
pub const MAX_DEPTH: usize = 2;

/// ValueError for deeper nesting.
pub fn too_deep() -> FormatError {
    FormatError::Value(b"Max string recursion exceeded".to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(s: &str) -> String {
        let mut out = String::new();
        for part in parts(s.as_bytes()) {
            match part {
                Ok(Part::Literal(t)) => out += &format!("[{}]", String::from_utf8_lossy(t)),
                Ok(Part::Field(f)) => {
                    let conversion =
                        f.conversion.and_then(char::from_u32).map_or(String::new(), |c| format!("!{c}"));
                    out += &format!(
                        "<{}{conversion}:{}>",
                        String::from_utf8_lossy(f.name),
                        String::from_utf8_lossy(f.spec)
                    );
                }
                Err(FormatError::Memory) => out += "memory",
                Err(FormatError::Value(m) | FormatError::Overflow(m)) => out += &String::from_utf8_lossy(&m),
            }
        }
        out
    }

    #[test]
    fn templates() {
        for (s, want) in [
            ("a{0.x[y]!r:>{w}}b", "[a]<0.x[y]!r:>{w}>[b]"),
            ("{{}}", "[{][}]"),
            ("a{{b", "[a{][b]"),
            ("}", "Single '}' encountered in format string"),
            ("{", "Single '{' encountered in format string"),
            ("{0", "expected '}' before end of string"),
            ("{0!", "end of string while looking for conversion specifier"),
            ("{0!r", "unmatched '{' in format spec"),
            ("{0!rx}", "expected ':' after conversion specifier"),
            ("{a[}", "expected '}' before end of string"),
            ("{a{b}", "unexpected '{' in field name"),
            ("{:{}", "unmatched '{' in format spec"),
            ("{}}", "<:>Single '}' encountered in format string"),
            ("{a[b}c]}", "<a[b}c]:>"),
            ("{a[{]}", "<a[{]:>"),
        ] {
            assert_eq!(show(s), want, "{s}");
        }
    }

    #[test]
    fn names() {
        let (first, steps) = split_name(b"0.a[1][k].b").expect("well formed");
        let want = vec![
            Step::Attribute(&b"a"[..]),
            Step::Item(Key::Index(1)),
            Step::Item(Key::Name(b"k")),
            Step::Attribute(b"b"),
        ];
        assert_eq!((first, steps.collect::<Result<Vec<_>, _>>()), (Key::Index(0), Ok(want)));
        for (name, message) in [
            ("a.", "Empty attribute in format string"),
            ("a[]", "Empty attribute in format string"),
            ("a[b", "Missing ']' in format string"),
            ("a[b]c", "Only '.' or '[' may follow ']' in format field specifier"),
        ] {
            let (_, mut steps) = split_name(name.as_bytes()).expect("first part is fine");
            assert_eq!(steps.find_map(Result::err), Some(FormatError::Value(message.into())), "{name}");
        }
        let mut numbering = Numbering::default();
        assert_eq!(numbering.resolve(Key::Name(b"")), Ok(Key::Index(0)));
        assert!(numbering.resolve(Key::Index(0)).is_err());
    }
}
