//! The methods of `str`: arguments and results around the algorithms of the text room.

use super::index::{position_object, selected};
use super::storage::{self, Str, bytes_of, char_len, from_wtf8, is_ascii, is_str};
use super::{exact, fill_repeated, format, make};
use crate::object::args::Args;
use crate::object::obj::Obj;
use crate::object::spec::{MethodDef, method, static_method};
use crate::text::strops::{self, Pad, Side};
use crate::text::{case, wtf8};
use crate::types::dict::{self, Dict};
use crate::types::list::{self, List};
use crate::types::sequence::{Items, size_arg};
use crate::types::tuple::{self, Tuple};
use crate::types::{codec, exception, int};
use crate::vm::{PyResult, Vm, api};

/// The text of a str argument; TypeError in the words of CPython's argument clinic.
fn str_arg<'a>(vm: &Vm, o: &'a Obj, function: &str, position: usize) -> PyResult<&'a [u8]> {
    if is_str(o) {
        return Ok(bytes_of(o));
    }
    let which = if position == 0 { String::new() } else { format!(" {position}") };
    Err(vm.type_error(format!("{function}() argument{which} must be str, not {}", api::given(o))))
}

/// A text that a method made: the receiver itself if nothing changed.
fn changed(vm: &Vm, s: &Obj, new: Option<Vec<u8>>) -> PyResult<Obj> {
    match new {
        Some(text) => make(vm, &text),
        None => Ok(exact(s)),
    }
}

/// A part of the receiver's text.
fn part(vm: &Vm, s: &Obj, text: &[u8]) -> PyResult<Obj> {
    if text.len() == bytes_of(s).len() { Ok(exact(s)) } else { make(vm, text) }
}

fn pieces(vm: &Vm, s: &Obj, parts: Vec<&[u8]>) -> PyResult<Obj> {
    let mut out = Vec::with_capacity(parts.len());
    for p in parts {
        out.push(part(vm, s, p)?);
    }
    Ok(list::from_vec(out))
}

/// A method that maps the text.
macro_rules! mapped {
    ($name:literal, $doc:literal, $ascii:expr, $f:path) => {
        method($name, "($self, /)", $doc, |vm, a| {
            let text = bytes_of(&a[0]);
            let ascii: Option<fn(&mut [u8])> = $ascii;
            if let (Some(f), true) = (ascii, is_ascii(&a[0])) {
                return storage::build_with(text.len(), true, |to| {
                    to.copy_from_slice(text);
                    f(to);
                })
                .map_err(|_| vm.memory_error());
            }
            make(vm, &$f(text))
        })
    };
}

/// A method that asks something about the text.
macro_rules! asks {
    ($name:literal, $doc:literal, $f:expr) => {
        method($name, "($self, /)", $doc, |_, a| Ok(Obj::from_bool($f(bytes_of(&a[0])))))
    };
}

/// `find` and its kin: search within `start, end`.
macro_rules! finds {
    ($name:literal, $doc:literal, $search:path, $missing:expr) => {
        method($name, SPAN, $doc, |vm, a| {
            let sub = str_arg(vm, &a[1], $name, 1)?;
            let found = selected(vm, &a[0], a.opt(2), a.opt(3))?
                .and_then(|(text, at)| $search(text, sub).map(|i| i + at));
            let missing: fn(&Vm) -> PyResult<Obj> = $missing;
            found.map_or_else(|| missing(vm), |i| Ok(position_object(&a[0], i)))
        })
    };
}

/// `ljust` and its kin.
macro_rules! pads {
    ($name:literal, $doc:literal, $side:expr) => {
        method($name, "($self, width, fillchar=' ', /)", $doc, |vm, a| {
            let width = size_arg(vm, &a[1])?;
            let fill = match a.opt(2) {
                None => b" ",
                Some(f) if !is_str(f) => {
                    return Err(vm.type_error(format!(
                        "The fill character must be a unicode character, not {}",
                        f.ty().name()
                    )));
                }
                Some(f) if char_len(f) != 1 => {
                    return Err(vm.type_error("The fill character must be exactly one character long"));
                }
                Some(f) => bytes_of(f),
            };
            let width = width.max(0) as usize;
            let room = width.checked_mul(fill.len()).ok_or_else(|| vm.memory_error())?;
            format::check_room(vm, room)?;
            let text = bytes_of(&a[0]);
            let Some((left, right)) = strops::padding(char_len(&a[0]), width, $side) else {
                return Ok(exact(&a[0]));
            };
            let (left, right) = (left * fill.len(), right * fill.len());
            let ascii = is_ascii(&a[0]) && fill.is_ascii();
            storage::build_with(left + text.len() + right, ascii, |out| {
                let (before, rest) = out.split_at_mut(left);
                let (middle, after) = rest.split_at_mut(text.len());
                fill_repeated(before, fill);
                middle.copy_from_slice(text);
                fill_repeated(after, fill);
            })
            .map_err(|_| vm.memory_error())
        })
    };
}

/// `strip` and its kin.
macro_rules! strips {
    ($name:literal, $doc:literal, $side:expr) => {
        method($name, "($self, chars=None, /)", $doc, |vm, a| {
            let chars = a.opt_not_none(1);
            if chars.is_some_and(|c| !is_str(c)) {
                return Err(vm.type_error(concat!($name, " arg must be None or str")));
            }
            part(vm, &a[0], strops::strip::<strops::Str>(bytes_of(&a[0]), chars.map(bytes_of), $side))
        })
    };
}

const SPAN: &str = "($self, sub[, start[, end]], /)";

fn split(vm: &Vm, a: Args, right: bool) -> PyResult<Obj> {
    let max = limit(vm, a.opt(2))?;
    let text = bytes_of(&a[0]);
    let mut out = Vec::with_capacity(4);
    let mut each = |p| {
        out.push(part(vm, &a[0], p)?);
        Ok(())
    };
    match a.opt_not_none(1) {
        Some(sep) if !is_str(sep) => {
            return Err(vm.type_error(format!("must be str or None, not {}", sep.ty().name())));
        }
        Some(sep) if bytes_of(sep).is_empty() => return Err(vm.value_error("empty separator")),
        Some(sep) if right => return pieces(vm, &a[0], strops::rsplit(text, bytes_of(sep), max)),
        None if right => return pieces(vm, &a[0], strops::rsplit_whitespace::<strops::Str>(text, max)),
        Some(sep) => strops::split(text, bytes_of(sep), max, each)?,
        None => strops::split_whitespace::<strops::Str, _>(text, max, &mut each)?,
    }
    Ok(list::from_vec(out))
}

/// The `maxsplit` or `count` argument: negative means no limit.
pub fn limit(vm: &Vm, o: Option<&Obj>) -> PyResult<usize> {
    match o {
        Some(n) => Ok(usize::try_from(size_arg(vm, n)?).unwrap_or(strops::ALL)),
        None => Ok(strops::ALL),
    }
}

fn partition(vm: &Vm, a: Args, right: bool) -> PyResult<Obj> {
    let sep = &a[1];
    if !is_str(sep) {
        return Err(vm.type_error(format!("must be str, not {}", sep.ty().name())));
    }
    if bytes_of(sep).is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let text = bytes_of(&a[0]);
    let found =
        if right { strops::rpartition(text, bytes_of(sep)) } else { strops::partition(text, bytes_of(sep)) };
    let empty = || from_wtf8(b"");
    Ok(tuple::from_array(match found {
        Some((head, tail)) => [make(vm, head)?, sep.clone(), make(vm, tail)?],
        None if right => [empty(), empty(), exact(&a[0])],
        None => [exact(&a[0]), empty(), empty()],
    }))
}

/// `startswith` and `endswith`.
fn affix(vm: &Vm, a: Args, name: &str, test: fn(&[u8], &[u8]) -> bool) -> PyResult<Obj> {
    let text = selected(vm, &a[0], a.opt(2), a.opt(3))?;
    let holds = |x: &Obj| text.is_some_and(|(t, _)| test(t, bytes_of(x)));
    if is_str(&a[1]) {
        return Ok(Obj::from_bool(holds(&a[1])));
    }
    let Some(options) = a[1].downcast::<Tuple>() else {
        return Err(vm.type_error(format!(
            "{name} first arg must be str or a tuple of str, not {}",
            a[1].ty().name()
        )));
    };
    for o in options.as_slice() {
        if !is_str(o) {
            return Err(
                vm.type_error(format!("tuple for {name} must only contain str, not {}", o.ty().name()))
            );
        }
        if holds(o) {
            return Ok(Obj::TRUE);
        }
    }
    Ok(Obj::FALSE)
}

/// `sep.join(iterable)`
pub fn join(vm: &Vm, sep: &Obj, iterable: &Obj) -> PyResult<Obj> {
    if let Some(t) = iterable.downcast_exact::<Tuple>() {
        return join_slice(vm, sep, t.as_slice());
    }
    if let Some(l) = iterable.downcast_exact::<List>() {
        // Joining runs no Python code.
        return join_slice(vm, sep, l.now());
    }
    if iterable.ty().slots().iter.is_none() && !api::is_sequence(iterable) {
        return Err(vm.type_error("can only join an iterable"));
    }
    join_slice(vm, sep, &api::to_vec(vm, iterable)?)
}

/// Joins objects that must be strs.
pub fn join_slice(vm: &Vm, sep: &Obj, items: &[Obj]) -> PyResult<Obj> {
    if let [one] = items
        && one.is_exact::<Str>()
    {
        return Ok(one.clone());
    }
    let glue = bytes_of(sep);
    let mut len = glue.len().saturating_mul(items.len().saturating_sub(1));
    let mut ascii = is_ascii(sep) || items.len() < 2;
    for (i, o) in items.iter().enumerate() {
        if !is_str(o) {
            return Err(
                vm.type_error(format!("sequence item {i}: expected str instance, {} found", o.ty().name()))
            );
        }
        len = len.saturating_add(bytes_of(o).len());
        ascii &= is_ascii(o);
    }
    storage::build_with(len, ascii, |out| {
        let mut at = 0;
        let mut put = |b: &[u8]| {
            out[at..at + b.len()].copy_from_slice(b);
            at += b.len();
        };
        for (i, o) in items.iter().enumerate() {
            if i > 0 {
                put(glue);
            }
            put(bytes_of(o));
        }
    })
    .map_err(|_| vm.memory_error())
}

fn replace(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (old, new) = (str_arg(vm, &a[1], "replace", 1)?, str_arg(vm, &a[2], "replace", 2)?);
    let max = limit(vm, a.opt(3))?;
    let text = bytes_of(&a[0]);
    if new.len() > old.len() && text.len() > 1 << 16 {
        // The result may be far longer than what is there.
        let times = strops::count::<strops::Str>(text, old).min(max);
        let room = times.checked_mul(new.len()).and_then(|n| n.checked_add(text.len()));
        format::check_room(vm, room.ok_or_else(|| vm.overflow_error("replace string is too long"))?)?;
    }
    changed(vm, &a[0], strops::replace::<strops::Str>(text, old, new, max))
}

/// Whether `s.expandtabs(tab)` would be too long: its length in bytes.
pub fn expanded_length(text: &[u8], tab: usize) -> Option<usize> {
    memchr::memchr_iter(b'\t', text)
        .count()
        .checked_mul(tab)?
        .checked_add(text.len())
        .filter(|n| *n <= isize::MAX as usize)
}

/// A C int argument.
pub fn c_int(vm: &Vm, o: &Obj) -> PyResult<i32> {
    let i = api::index(vm, o)?;
    int::to_i64(&i)
        .and_then(|n| i32::try_from(n).ok())
        .ok_or_else(|| vm.overflow_error("Python int too large to convert to C int"))
}

fn expandtabs(vm: &Vm, a: Args) -> PyResult<Obj> {
    let tab = a.opt(1).map_or(Ok(8), |n| c_int(vm, n))?.max(0) as usize;
    let text = bytes_of(&a[0]);
    let Some(most) = expanded_length(text, tab) else {
        return Err(vm.overflow_error("new string is too long"));
    };
    format::check_room(vm, most)?;
    make(vm, &strops::expand_tabs::<strops::Str>(text, tab))
}

fn count(vm: &Vm, a: Args) -> PyResult<Obj> {
    let sub = str_arg(vm, &a[1], "count", 1)?;
    let part = selected(vm, &a[0], a.opt(2), a.opt(3))?;
    Ok(int::from_usize(part.map_or(0, |(text, _)| strops::count::<strops::Str>(text, sub))))
}

fn remove_affix(
    vm: &Vm,
    a: Args,
    name: &str,
    cut: for<'a> fn(&'a [u8], &[u8]) -> Option<&'a [u8]>,
) -> PyResult<Obj> {
    let affix = str_arg(vm, &a[1], name, 0)?;
    let text = bytes_of(&a[0]);
    part(vm, &a[0], cut(text, affix).unwrap_or(text))
}

/// What a translation table says about a character: text that replaces it.
fn translated(vm: &Vm, table: &Obj, c: u32, out: &mut Vec<u8>) -> PyResult<()> {
    let code = int::from_i64(i64::from(c));
    let found = match table.downcast_exact::<Dict>() {
        Some(d) => d.get(vm, &code)?,
        None => match api::getitem(vm, table, &code) {
            Ok(found) => Some(found),
            Err(r) => vm.clear_if(r, &exception::LOOKUP_ERROR).map(|()| None)?,
        },
    };
    let Some(found) = found else {
        wtf8::push(out, c);
        return Ok(());
    };
    if found.is_none() {
        return Ok(());
    }
    if is_str(&found) {
        out.extend_from_slice(bytes_of(&found));
        return Ok(());
    }
    if !int::is_int(&found) {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    }
    match int::to_i64(&found).and_then(|n| u32::try_from(n).ok()).filter(|c| *c < 0x11_0000) {
        Some(c) => {
            wtf8::push(out, c);
            Ok(())
        }
        None => Err(vm.value_error("character mapping must be in range(0x110000)")),
    }
}

fn translate(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (table, s) = (&a[1], bytes_of(&a[0]));
    // ASCII characters that become one of their kind are looked up once.
    const UNKNOWN: u8 = 0xff;
    let mut known = [UNKNOWN; 128];
    let text = strops::translate(s, |c, out| {
        let Some(slot) = known.get_mut(c as usize) else { return translated(vm, table, c, out) };
        if *slot != UNKNOWN {
            out.push(*slot);
            return Ok(());
        }
        let start = out.len();
        translated(vm, table, c, out)?;
        if let [one @ 0..=127] = out[start..] {
            *slot = one;
        }
        Ok(())
    })?;
    make(vm, &text)
}

fn maketrans(vm: &Vm, a: Args) -> PyResult<Obj> {
    let out = dict::new();
    let Some(to) = a.opt(1) else {
        let Some(d) = a[0].downcast_exact::<Dict>() else {
            return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        for (k, v) in d.items() {
            if is_str(&k) {
                if char_len(&k) != 1 {
                    return Err(vm.value_error("string keys in translate table must be of length 1"));
                }
                out.set(vm, &int::from_i64(i64::from(storage::decode_at(bytes_of(&k), 0))), &v)?;
            } else if int::is_int(&k) {
                out.set(vm, &k, &v)?;
            } else {
                return Err(vm.type_error("keys in translate table must be strings or integers"));
            }
        }
        return Ok(out.into_obj());
    };
    let to = str_arg(vm, to, "maketrans", 2)?;
    let drop = a.opt(2).map(|z| str_arg(vm, z, "maketrans", 3)).transpose()?;
    if !is_str(&a[0]) {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    }
    let from = bytes_of(&a[0]);
    if wtf8::char_count(from) != wtf8::char_count(to) {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    let code = |c: u32| int::from_i64(i64::from(c));
    for (x, y) in wtf8::chars(from).zip(wtf8::chars(to)) {
        out.set(vm, &code(x), &code(y))?;
    }
    for c in wtf8::chars(drop.unwrap_or_default()) {
        out.set(vm, &code(c), &Obj::NONE)?;
    }
    Ok(out.into_obj())
}

fn encode(vm: &Vm, a: Args) -> PyResult<Obj> {
    let encoding = a.opt(1).map(|e| codec::name_argument(vm, e, "encode", "encoding")).transpose()?;
    let errors = a.opt(2).map(|e| codec::name_argument(vm, e, "encode", "errors")).transpose()?;
    codec::encode(vm, &a[0], encoding.as_deref(), errors.as_deref())
}

/// Bytes that CPython's compact form takes.
fn sizeof(_: &Vm, a: Args) -> PyResult<Obj> {
    let n = char_len(&a[0]);
    if is_ascii(&a[0]) {
        return Ok(int::from_usize(41 + n));
    }
    let unit = match wtf8::chars(bytes_of(&a[0])).max().unwrap_or(0) {
        0..0x100 => 1,
        0x100..0x1_0000 => 2,
        _ => 4,
    };
    Ok(int::from_usize(56 + (n + 1) * unit))
}

fn not_found(vm: &Vm) -> PyResult<Obj> {
    Err(vm.value_error("substring not found"))
}

/// Predicates with a shorter way for ASCII.
fn every_byte(s: &[u8], ascii: fn(&u8) -> bool, other: fn(&[u8]) -> bool) -> bool {
    if s.is_ascii() { !s.is_empty() && s.iter().all(ascii) } else { other(s) }
}

/// Methods of `str`.
pub static METHODS: [MethodDef; 50] = [
    method(
        "encode",
        "($self, /, encoding='utf-8', errors='strict')",
        "The text as bytes in an encoding.",
        encode,
    ),
    method(
        "replace",
        "($self, old, new, /, count=-1)",
        "A copy with occurrences of old replaced by new, at most count of them.",
        replace,
    ),
    method(
        "split",
        "($self, /, sep=None, maxsplit=-1)",
        "The words between separators, from the left; without sep between runs of whitespace.",
        |vm, a| split(vm, a, false),
    ),
    method(
        "rsplit",
        "($self, /, sep=None, maxsplit=-1)",
        "The words between separators, counted from the right.",
        |vm, a| split(vm, a, true),
    ),
    method(
        "join",
        "($self, iterable, /)",
        "The strings of the iterable with this text between them.",
        |vm, a| join(vm, &a[0], &a[1]),
    ),
    mapped!(
        "capitalize",
        "A copy whose first character is in title case and the rest in lower case.",
        None,
        case::capitalize
    ),
    mapped!(
        "casefold",
        "A copy for comparison without regard to case.",
        Some(<[u8]>::make_ascii_lowercase),
        case::casefold
    ),
    mapped!("title", "A copy where every word begins with a title case character.", None, case::title),
    pads!("center", "A copy padded on both sides to a width.", Pad::Both),
    method("count", SPAN, "Number of occurrences of sub in [start:end] that do not overlap.", count),
    method("expandtabs", "($self, /, tabsize=8)", "A copy with tabs replaced by spaces.", expandtabs),
    finds!("find", "First position of sub in [start:end], or -1.", strops::find, |_| Ok(int::from_i64(-1))),
    method(
        "partition",
        "($self, sep, /)",
        "Head, separator and tail around the first occurrence.",
        |vm, a| partition(vm, a, false),
    ),
    finds!(
        "index",
        "First position of sub in [start:end]; ValueError if there is none.",
        strops::find,
        not_found
    ),
    pads!("ljust", "A copy padded on the right to a width.", Pad::Right),
    mapped!("lower", "A copy in lower case.", Some(<[u8]>::make_ascii_lowercase), case::lower),
    strips!(
        "lstrip",
        "A copy without leading whitespace, or without leading characters of chars.",
        Side::Left
    ),
    finds!("rfind", "Last position of sub in [start:end], or -1.", strops::rfind, |_| Ok(int::from_i64(-1))),
    finds!(
        "rindex",
        "Last position of sub in [start:end]; ValueError if there is none.",
        strops::rfind,
        not_found
    ),
    pads!("rjust", "A copy padded on the left to a width.", Pad::Left),
    strips!(
        "rstrip",
        "A copy without trailing whitespace, or without trailing characters of chars.",
        Side::Right
    ),
    method(
        "rpartition",
        "($self, sep, /)",
        "Head, separator and tail around the last occurrence.",
        |vm, a| partition(vm, a, true),
    ),
    method("splitlines", "($self, /, keepends=False)", "The lines of the text.", |vm, a| {
        let keep = a.opt(1).map_or(Ok(false), |k| api::is_true(vm, k))?;
        pieces(vm, &a[0], strops::split_lines::<strops::Str>(bytes_of(&a[0]), keep))
    }),
    strips!("strip", "A copy without whitespace, or characters of chars, at both ends.", Side::Both),
    mapped!("swapcase", "A copy with upper and lower case exchanged.", None, case::swapcase),
    method(
        "translate",
        "($self, table, /)",
        "A copy with every character looked up in a table of replacements.",
        translate,
    ),
    mapped!("upper", "A copy in upper case.", Some(<[u8]>::make_ascii_uppercase), case::upper),
    method(
        "startswith",
        "($self, prefix[, start[, end]], /)",
        "Whether [start:end] begins with a prefix, or with one of a tuple.",
        |vm, a| affix(vm, a, "startswith", |s, x| s.starts_with(x)),
    ),
    method(
        "endswith",
        "($self, suffix[, start[, end]], /)",
        "Whether [start:end] ends with a suffix, or with one of a tuple.",
        |vm, a| affix(vm, a, "endswith", |s, x| s.ends_with(x)),
    ),
    method("removeprefix", "($self, prefix, /)", "A copy without the prefix, if it is there.", |vm, a| {
        remove_affix(vm, a, "removeprefix", |s, x| s.strip_prefix(x))
    }),
    method("removesuffix", "($self, suffix, /)", "A copy without the suffix, if it is there.", |vm, a| {
        remove_affix(vm, a, "removesuffix", |s, x| s.strip_suffix(x))
    }),
    method("isascii", "($self, /)", "Whether all characters are ASCII.", |_, a| {
        Ok(Obj::from_bool(is_ascii(&a[0])))
    }),
    asks!("islower", "Whether there are cased characters and all of them are lower case.", strops::is_lower),
    asks!("isupper", "Whether there are cased characters and all of them are upper case.", strops::is_upper),
    asks!("istitle", "Whether the text is in title case.", strops::is_title),
    asks!("isspace", "Whether all characters are whitespace and there is one.", strops::is_space),
    asks!("isdecimal", "Whether all characters are decimal and there is one.", |s: &[u8]| every_byte(
        s,
        u8::is_ascii_digit,
        strops::is_decimal
    )),
    asks!("isdigit", "Whether all characters are digits and there is one.", |s: &[u8]| every_byte(
        s,
        u8::is_ascii_digit,
        strops::is_digit
    )),
    asks!("isnumeric", "Whether all characters are numeric and there is one.", |s: &[u8]| every_byte(
        s,
        u8::is_ascii_digit,
        strops::is_numeric
    )),
    asks!("isalpha", "Whether all characters are letters and there is one.", |s: &[u8]| every_byte(
        s,
        u8::is_ascii_alphabetic,
        strops::is_alpha
    )),
    asks!("isalnum", "Whether all characters are letters or numbers and there is one.", |s: &[u8]| {
        every_byte(s, u8::is_ascii_alphanumeric, strops::is_alnum)
    }),
    asks!("isidentifier", "Whether the text is a name by the grammar (or a keyword).", strops::is_identifier),
    asks!("isprintable", "Whether repr() shows all characters as they are.", strops::is_printable),
    method("zfill", "($self, width, /)", "A copy with zeros in front, after a sign, to a width.", |vm, a| {
        let width = size_arg(vm, &a[1])?.max(0) as usize;
        format::check_room(vm, width)?;
        changed(vm, &a[0], strops::zfill::<strops::Str>(bytes_of(&a[0]), width))
    }),
    method(
        "format",
        "($self, /, *args, **kwargs)",
        "The template with its fields replaced by formatted arguments.",
        format::format_method,
    ),
    method(
        "format_map",
        "($self, mapping, /)",
        "The template with its fields looked up in a mapping.",
        format::format_map,
    ),
    method("__format__", "($self, format_spec, /)", "The text formatted by a spec.", |vm, a| {
        format::format_one(vm, &a[0], &a[1])
    }),
    static_method(
        "maketrans",
        "(x, y=<unrepresentable>, z=<unrepresentable>, /)",
        "A translation table for translate().",
        maketrans,
    ),
    method("__sizeof__", "($self, /)", "Size in memory, in bytes.", sizeof),
    method("__getnewargs__", "($self, /)", "What pickle and copy store.", |_, a| {
        Ok(tuple::from_vec(vec![from_wtf8(bytes_of(&a[0]))]))
    }),
];
