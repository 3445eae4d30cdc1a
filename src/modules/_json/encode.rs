//! Python values as JSON text.

use super::scan::MAX_DEPTH;
use crate::object::args::CallArgs;
use crate::object::attr::new_instance;
use crate::object::heap::LayoutOps;
use crate::object::obj::Obj;
use crate::object::payload::{constructor, payload};
use crate::object::slots::Slots;
use crate::object::spec::{GetterDef, TypeSpec, member, type_flag};
use crate::object::type_object::StaticType;
use crate::text::float_fmt;
use crate::types::dict::Dict;
use crate::types::list::{self, List};
use crate::types::native::is_named;
use crate::types::sequence::size_arg;
use crate::types::tuple::{self, Tuple};
use crate::types::{float, int, str_};
use crate::vm::{PyResult, Vm, api};
use std::collections::HashSet;
use std::io::Write;

/// Appends a str as a JSON string.
fn push_string(out: &mut Vec<u8>, s: &Obj, ascii: bool) {
    let b = str_::bytes_of(s);
    out.push(b'"');
    let plain = |c: u8| c >= 0x20 && c != b'"' && c != b'\\' && (!ascii || c < 0x7f);
    let mut at = 0;
    while at < b.len() {
        let n = b[at..].iter().position(|c| !plain(*c)).unwrap_or(b.len() - at);
        out.extend_from_slice(&b[at..at + n]);
        at += n;
        let Some(&c) = b.get(at) else { break };
        let short = match c {
            b'"' | b'\\' => c,
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            8 => b'b',
            12 => b'f',
            _ => 0,
        };
        if short != 0 {
            out.extend_from_slice(&[b'\\', short]);
            at += 1;
            continue;
        }
        let code = str_::decode_at(b, at);
        at += match c {
            0..0x80 => 1,
            0x80..0xe0 => 2,
            0xe0..0xf0 => 3,
            _ => 4,
        };
        let mut unit = |n: u32| {
            out.extend_from_slice(b"\\u");
            out.extend((0..4).map(|i| b"0123456789abcdef"[(n >> (12 - 4 * i) & 15) as usize]));
        };
        if code < 0x10000 {
            unit(code);
        } else {
            unit(0xd800 | (code - 0x10000) >> 10);
            unit(0xdc00 | (code & 0x3ff));
        }
    }
    out.push(b'"');
}

/// `encode_basestring(_ascii)`
pub fn basestring(vm: &Vm, s: &Obj, ascii: bool) -> PyResult<Obj> {
    if !str_::is_str(s) {
        return Err(vm.type_error(format!("first argument must be a string, not {}", api::given(s))));
    }
    let mut out = Vec::with_capacity(str_::bytes_of(s).len() + 2);
    push_string(&mut out, s, ascii);
    str_::make(vm, &out)
}

/// How strings are written.
#[derive(Clone, Copy, PartialEq)]
enum Strings {
    Ascii,
    Plain,
    /// By calling something.
    Other,
}

/// The native state of an encoder.
struct Encoder {
    markers: Obj,
    default: Obj,
    encoder: Obj,
    indent: Obj,
    key_separator: Obj,
    item_separator: Obj,
    sort_keys: Obj,
    skipkeys: Obj,
    allow_nan: bool,
    strings: Strings,
}
payload!(
    Encoder,
    ENCODER,
    [markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys]
);

/// A text being written.
struct Writer<'a> {
    vm: &'a Vm,
    e: &'a Encoder,
    sort: bool,
    skip: bool,
    /// Text of one level of indentation.
    indent: Option<Vec<u8>>,
    out: Vec<u8>,
    /// Containers that are being written, if they are looked for.
    open: Option<HashSet<u64>>,
    /// Values around the place.
    depth: usize,
}

impl Writer<'_> {
    fn string(&mut self, s: &Obj) -> PyResult<()> {
        match self.e.strings {
            Strings::Other => {
                let text = api::call(self.vm, &self.e.encoder, &[s.clone()])?;
                if !str_::is_str(&text) {
                    return Err(self
                        .vm
                        .type_error(format!("encoder() must return a string, not {}", text.ty().name())));
                }
                self.out.extend_from_slice(str_::bytes_of(&text));
            }
            kind => push_string(&mut self.out, s, kind == Strings::Ascii),
        }
        Ok(())
    }

    fn float(&mut self, o: &Obj, x: f64) -> PyResult<()> {
        if x.is_finite() {
            self.out.extend_from_slice(float_fmt::repr(x).as_bytes());
            return Ok(());
        }
        if !self.e.allow_nan {
            let shown = api::repr_string(self.vm, o)?;
            return Err(self
                .vm
                .value_error(format!("Out of range float values are not JSON compliant: {shown}")));
        }
        let text = if x.is_nan() {
            "NaN"
        } else if x > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        self.out.extend_from_slice(text.as_bytes());
        Ok(())
    }

    /// Writes a number or constant; false if it is something else.
    fn simple(&mut self, o: &Obj) -> PyResult<bool> {
        if o.is_none() {
            self.out.extend_from_slice(b"null");
        } else if o.is(&Obj::TRUE) {
            self.out.extend_from_slice(b"true");
        } else if o.is(&Obj::FALSE) {
            self.out.extend_from_slice(b"false");
        } else if o.value().is_int() {
            let _ = write!(self.out, "{}", o.value().int());
        } else if int::is_int(o) {
            let text = int_text(self.vm, o)?;
            self.out.extend_from_slice(str_::bytes_of(&text));
        } else if let Some(x) = float::as_float(o) {
            self.float(o, x)?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn newline(&mut self, level: usize) {
        if let Some(indent) = &self.indent {
            self.out.push(b'\n');
            for _ in 0..level {
                self.out.extend_from_slice(indent);
            }
        }
    }

    fn enter(&mut self, o: &Obj) -> PyResult<()> {
        if self.open.as_mut().is_some_and(|open| !open.insert(api::id(o))) {
            return Err(self.vm.value_error("Circular reference detected"));
        }
        Ok(())
    }

    fn leave(&mut self, o: &Obj) {
        if let Some(open) = &mut self.open {
            open.remove(&api::id(o));
        }
    }

    fn value(&mut self, o: &Obj, level: usize) -> PyResult<()> {
        if str_::is_str(o) {
            return self.string(o);
        }
        if self.simple(o)? {
            return Ok(());
        }
        self.vm.check_native_stack(" while encoding a JSON object")?;
        self.depth += 1;
        if self.depth >= MAX_DEPTH {
            return Err(self
                .vm
                .recursion_error("maximum recursion depth exceeded while encoding a JSON object"));
        }
        self.container(o, level)?;
        self.depth -= 1;
        Ok(())
    }

    fn container(&mut self, o: &Obj, level: usize) -> PyResult<()> {
        if o.is_instance::<List>() || o.is_instance::<Tuple>() {
            return self.array(o, level);
        }
        if o.is_instance::<Dict>() {
            return self.object(o, level);
        }
        self.enter(o)?;
        let other = api::call(self.vm, &self.e.default, &[o.clone()])?;
        self.value(&other, level)?;
        self.leave(o);
        Ok(())
    }

    fn array(&mut self, o: &Obj, level: usize) -> PyResult<()> {
        // A subclass may iterate in its own way.
        let plain = o.is_exact::<List>() || o.is_exact::<Tuple>();
        let own =
            if plain { None } else { Some(list::from_vec(api::to_vec(self.vm, &api::iter(self.vm, o)?)?)) };
        let items = own.as_ref().unwrap_or(o);
        let item = |i: usize| match items.downcast::<List>() {
            Some(l) => l.get(i),
            None => tuple::items(items).get(i).cloned(),
        };
        let Some(mut next) = item(0) else {
            self.out.extend_from_slice(b"[]");
            return Ok(());
        };
        self.enter(o)?;
        self.out.push(b'[');
        self.newline(level + 1);
        let mut i = 0;
        loop {
            self.value(&next, level + 1)?;
            i += 1;
            next = match item(i) {
                Some(o) => o,
                None => break,
            };
            self.out.extend_from_slice(str_::bytes_of(&self.e.item_separator));
            self.newline(level + 1);
        }
        self.newline(level);
        self.out.push(b']');
        self.leave(o);
        Ok(())
    }

    fn object(&mut self, o: &Obj, level: usize) -> PyResult<()> {
        if api::len(self.vm, o)? == 0 {
            self.out.extend_from_slice(b"{}");
            return Ok(());
        }
        self.enter(o)?;
        self.out.push(b'{');
        let mut first = true;
        match o.downcast_exact::<Dict>().filter(|_| !self.sort) {
            Some(d) => {
                let mut at = 0;
                while let Some(pos) = d.table().next_live(at) {
                    let Some((_, k, v)) = d.table().entry(pos) else { break };
                    at = pos + 1;
                    self.pair(&k, &v, level + 1, &mut first)?;
                }
            }
            None => {
                let items = api::call_method_str(self.vm, o, "items", &[])?;
                let items = list::from_vec(api::to_vec(self.vm, &items)?);
                let items: &List = items.downcast().expect("just made");
                if self.sort {
                    list::sort::sort(self.vm, items, None, false)?;
                }
                for item in items.to_vec() {
                    match item.downcast::<Tuple>().map(Tuple::as_slice) {
                        Some([k, v]) => self.pair(k, v, level + 1, &mut first)?,
                        _ => return Err(self.vm.value_error("items must return 2-tuples")),
                    }
                }
            }
        }
        if !first {
            self.newline(level);
        }
        self.out.push(b'}');
        self.leave(o);
        Ok(())
    }

    fn pair(&mut self, key: &Obj, value: &Obj, level: usize, first: &mut bool) -> PyResult<()> {
        let text = if str_::is_str(key) {
            None
        } else {
            let mark = self.out.len();
            if !self.simple(key)? {
                if self.skip {
                    return Ok(());
                }
                return Err(self.vm.type_error(format!(
                    "keys must be str, int, float, bool or None, not {}",
                    key.ty().name()
                )));
            }
            let text = str_::make(self.vm, &self.out[mark..])?;
            self.out.truncate(mark);
            Some(text)
        };
        if !std::mem::take(first) {
            self.out.extend_from_slice(str_::bytes_of(&self.e.item_separator));
        }
        self.newline(level);
        self.string(text.as_ref().unwrap_or(key))?;
        self.out.extend_from_slice(str_::bytes_of(&self.e.key_separator));
        self.value(value, level)
    }
}

/// `int.__repr__(o)`, which knows the limit of digits.
fn int_text(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    api::repr(vm, &int::exact(o))
}

fn call(vm: &Vm, o: &Obj, args: CallArgs) -> PyResult<Obj> {
    let e: &Encoder = o.downcast().expect("the receiver is an encoder");
    let [value, level] = args.bind(vm, "_iterencode", ["obj", "_current_indent_level"])?;
    let Some(value) = value else {
        return Err(vm.type_error("_iterencode() missing required argument 'obj' (pos 1)"));
    };
    let level = level.map_or(Ok(0), |l| size_arg(vm, l))?.max(0) as usize;
    let indent = if e.indent.is_none() {
        None
    } else if str_::is_str(&e.indent) {
        Some(str_::bytes_of(&e.indent).to_vec())
    } else {
        Some(vec![b' '; size_arg(vm, &e.indent)?.clamp(0, 1 << 20) as usize])
    };
    let mut w = Writer {
        vm,
        e,
        sort: api::is_true(vm, &e.sort_keys)?,
        skip: api::is_true(vm, &e.skipkeys)?,
        indent,
        out: Vec::new(),
        open: (!e.markers.is_none()).then(HashSet::new),
        depth: 0,
    };
    w.value(value, level)?;
    Ok(tuple::from_vec(vec![str_::make(vm, &w.out)?]))
}

constructor!(
    new,
    "make_encoder",
    "($type, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
    |vm, a| {
        if !a[1].is_none() && !a[1].is_instance::<Dict>() {
            let given = a[1].ty().name();
            return Err(vm.type_error(format!("make_encoder() argument 1 must be dict or None, not {given}")));
        }
        for i in [5, 6] {
            if !str_::is_str(&a[i]) {
                return Err(vm.type_error(format!(
                    "make_encoder() argument {i} must be str, not {}",
                    if a[i].is_none() { "None".into() } else { a[i].ty().name() }
                )));
            }
        }
        let strings = if is_named(&a[3], "encode_basestring_ascii") {
            Strings::Ascii
        } else if is_named(&a[3], "encode_basestring") {
            Strings::Plain
        } else {
            Strings::Other
        };
        let body = Encoder {
            markers: a[1].clone(),
            default: a[2].clone(),
            encoder: a[3].clone(),
            indent: a[4].clone(),
            key_separator: a[5].clone(),
            item_separator: a[6].clone(),
            sort_keys: a[7].clone(),
            skipkeys: a[8].clone(),
            allow_nan: api::is_true(vm, &a[9])?,
            strings,
        };
        new_instance(vm, &a[0], body)
    }
);

macro_rules! fields {
    ($($name:ident)*) => {
        [$(member(stringify!($name), "", |_, o| {
            Ok(o.downcast::<Encoder>().expect("the receiver is an encoder").$name.clone())
        })),*]
    };
}
static GETTERS: [GetterDef; 8] =
    fields! { markers default encoder indent key_separator item_separator sort_keys skipkeys };

static SPEC: TypeSpec = TypeSpec {
    name: "Encoder",
    module: "_json",
    doc: "Writes values as JSON as it was told.",
    flags: type_flag::BASE,
    slots: Slots { new: Some(new), call: Some(call), ..Slots::NONE },
    getters: &GETTERS,
    ..TypeSpec::BASE
};
/// `_json.Encoder`
pub static ENCODER: StaticType = StaticType::new(&SPEC, LayoutOps::of::<Encoder>(false));
