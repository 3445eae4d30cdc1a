//! `str.format`, `str.format_map` and `str.__format__`: values for the fields of a template. Templates and specs are
//! parsed in the text room; the instruction for f-strings calls `api::format` itself.

use super::storage::{Str, bytes_of, from_wtf8, is_str};
use super::{exact, make};
use crate::object::args::Args;
use crate::object::heap;
use crate::object::intern::intern_bytes;
use crate::object::obj::Obj;
use crate::text::format_spec::{self, FormatError};
use crate::text::format_template::{self as template, Key, Numbering, Part, Step};
use crate::text::int_fmt;
use crate::text::{repr, strops};
use crate::types::dict::Dict;
use crate::types::{exception, int};
use crate::vm::{PyResult, Raised, Vm, api};

/// Raises what the formatting functions of the text room complain about.
pub fn raise(vm: &Vm, e: FormatError) -> Raised {
    let (class, message) = match e {
        FormatError::Value(m) => (&exception::VALUE_ERROR, m),
        FormatError::Overflow(m) => (&exception::OVERFLOW_ERROR, m),
        FormatError::Memory => return vm.memory_error(),
    };
    vm.error_args(class, vec![from_wtf8(&message)])
}

/// MemoryError unless that many bytes can be had, for results whose size user code controls.
pub fn check_room(vm: &Vm, bytes: usize) -> PyResult<()> {
    if heap::check_size(bytes).is_ok() && strops::fits(bytes) { Ok(()) } else { Err(vm.memory_error()) }
}

/// Where field values come from.
struct Values<'a> {
    /// Positional arguments; absent for `format_map`.
    positional: Option<&'a [Obj]>,
    /// Keyword arguments or the mapping.
    named: &'a Obj,
}

impl Values<'_> {
    fn first(&self, vm: &Vm, key: &Key) -> PyResult<Obj> {
        match (key, self.positional) {
            (Key::Index(_), None) => Err(vm.value_error("Format string contains positional fields")),
            (Key::Index(i), Some(args)) => args.get(*i).cloned().ok_or_else(|| {
                vm.index_error(format!("Replacement index {i} out of range for positional args tuple"))
            }),
            (Key::Name(n), None) => api::getitem(vm, self.named, &make(vm, n)?),
            (Key::Name(n), Some(_)) => {
                let key = make(vm, n)?;
                let d = self.named.downcast::<Dict>().expect("keyword arguments are a dict");
                d.get(vm, &key)?.ok_or_else(|| vm.key_error(&key))
            }
        }
    }

    fn field(&self, vm: &Vm, name: &[u8], numbering: &mut Numbering) -> PyResult<Obj> {
        let (first, steps) = template::split_name(name).map_err(|e| raise(vm, e))?;
        let first = numbering.resolve(first).map_err(|e| raise(vm, e))?;
        let mut value = self.first(vm, &first)?;
        for step in steps {
            value = match step.map_err(|e| raise(vm, e))? {
                Step::Attribute(n) => api::getattr(vm, &value, &intern_bytes(n))?,
                Step::Item(Key::Index(i)) => api::getitem(vm, &value, &int::from_usize(i))?,
                Step::Item(Key::Name(n)) => api::getitem(vm, &value, &make(vm, n)?)?,
            };
        }
        Ok(value)
    }

    fn run(
        &self,
        vm: &Vm,
        text: &[u8],
        numbering: &mut Numbering,
        depth: usize,
        out: &mut Vec<u8>,
    ) -> PyResult<()> {
        if depth == 0 {
            return Err(raise(vm, template::too_deep()));
        }
        for part in template::parts(text) {
            let field = match part.map_err(|e| raise(vm, e))? {
                Part::Literal(t) => {
                    out.extend_from_slice(t);
                    continue;
                }
                Part::Field(f) => f,
            };
            let mut value = self.field(vm, field.name, numbering)?;
            if let Some(c) = field.conversion {
                value = convert(vm, &value, c)?;
            }
            if field.spec.is_empty() && value.is_exact::<Str>() {
                out.extend_from_slice(bytes_of(&value));
                continue;
            }
            if field.spec.is_empty() && value.value().is_int() {
                int_fmt::push_decimal(out, value.value().int());
                continue;
            }
            if !field.nested && push_formatted(vm, &value, field.spec, out)? {
                continue;
            }
            let spec = if field.nested {
                let mut inner = Vec::new();
                self.run(vm, field.spec, numbering, depth - 1, &mut inner)?;
                make(vm, &inner)?
            } else {
                from_wtf8(field.spec)
            };
            out.extend_from_slice(bytes_of(&api::format(vm, &value, &spec)?));
        }
        Ok(())
    }
}

/// Appends `format(value, spec)` of a str, float or small int; false if it is something else.
fn push_formatted(vm: &Vm, value: &Obj, spec: &[u8], out: &mut Vec<u8>) -> PyResult<bool> {
    if spec.is_empty() {
        return Ok(false);
    }
    let text = if value.is_exact::<Str>() {
        format_spec::format_str(bytes_of(value), spec, "str")
    } else if value.value().is_float() {
        format_spec::format_float(value.value().float(), spec, "float")
    } else if value.value().is_int() {
        let mut buf = [0; 100];
        match format_spec::format_quick_int(value.value().int(), spec, &mut buf) {
            Some(at) => {
                out.extend_from_slice(&buf[at..]);
                return Ok(true);
            }
            None => format_spec::format_int(int_fmt::Int::Small(value.value().int()), spec, "int"),
        }
    } else {
        return Ok(false);
    };
    out.extend_from_slice(&text.map_err(|e| raise(vm, e))?);
    Ok(true)
}

/// `!r`, `!s`, `!a`
fn convert(vm: &Vm, value: &Obj, c: u32) -> PyResult<Obj> {
    match u8::try_from(c) {
        Ok(b'r') => api::repr(vm, value),
        Ok(b's') => api::str(vm, value),
        Ok(b'a') => ascii(vm, value),
        _ => Err(raise(vm, template::unknown_conversion(c))),
    }
}

/// `ascii(o)`
pub fn ascii(vm: &Vm, o: &Obj) -> PyResult<Obj> {
    let shown = api::repr(vm, o)?;
    if super::is_ascii(&shown) { Ok(shown) } else { make(vm, &repr::ascii_of_repr(bytes_of(&shown))) }
}

fn fill(vm: &Vm, s: &Obj, values: &Values) -> PyResult<Obj> {
    let mut out = Vec::with_capacity(bytes_of(s).len() + 16);
    values.run(vm, bytes_of(s), &mut Numbering::default(), template::MAX_DEPTH, &mut out)?;
    make(vm, &out)
}

pub(super) fn format_method(vm: &Vm, a: Args) -> PyResult<Obj> {
    fill(vm, &a[0], &Values { positional: Some(a.rest(1)), named: &a[2] })
}

pub(super) fn format_map(vm: &Vm, a: Args) -> PyResult<Obj> {
    fill(vm, &a[0], &Values { positional: None, named: &a[1] })
}

/// `str.__format__`
pub fn format_one(vm: &Vm, o: &Obj, spec: &Obj) -> PyResult<Obj> {
    if !is_str(spec) {
        return Err(vm.type_error(format!("__format__() argument must be str, not {}", api::given(spec))));
    }
    if bytes_of(spec).is_empty() {
        return if o.is_exact::<Str>() { Ok(exact(o)) } else { api::str(vm, o) };
    }
    let text = format_spec::format_str(bytes_of(o), bytes_of(spec), &int::type_name(o));
    make(vm, &text.map_err(|e| raise(vm, e))?)
}
