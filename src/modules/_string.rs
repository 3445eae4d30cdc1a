//! `_string`: the parser of format templates, for `string.Formatter`.

use crate::object::args::Args;
use crate::object::heap::{LayoutOps, Payload};
use crate::object::obj::{Obj, Ref};
use crate::object::slots::Slots;
use crate::object::spec::{ModuleSpec, TypeSpec, function, iter_self};
use crate::object::type_object::StaticType;
use crate::text::format_spec::FormatError;
use crate::text::format_template::{self as template, Key, Part, Step};
use crate::types::str_::format::raise;
use crate::types::{int, str_, tuple};
use crate::vm::{PyResult, Vm};
use std::cell::RefCell;
use std::vec::IntoIter;

/// What an iterator has still to give: tuples, then perhaps the error that ends it.
type Parts = RefCell<IntoIter<Result<Obj, FormatError>>>;

/// The native state of `formatteriterator`.
pub struct FormatterIterator(Parts);
/// The native state of `fieldnameiterator`.
pub struct FieldNameIterator(Parts);

#[allow(unsafe_code)]
// SAFETY: the tuples hold only strings and numbers.
unsafe impl Payload for FormatterIterator {
    fn static_type() -> &'static StaticType {
        &FORMATTER_ITERATOR
    }
}

#[allow(unsafe_code)]
// SAFETY: the tuples hold only strings and numbers.
unsafe impl Payload for FieldNameIterator {
    fn static_type() -> &'static StaticType {
        &FIELD_NAME_ITERATOR
    }
}

fn next_part(vm: &Vm, parts: &Parts) -> PyResult<Option<Obj>> {
    let next = parts.borrow_mut().next();
    next.transpose().map_err(|e| raise(vm, e))
}

fn text_arg<'a>(vm: &Vm, o: &'a Obj) -> PyResult<&'a [u8]> {
    if str_::is_str(o) {
        Ok(str_::bytes_of(o))
    } else {
        Err(vm.type_error(format!("expected str, got {}", o.ty().name())))
    }
}

/// (literal text, field name, spec, conversion); the last three are None at the end of the text.
fn formatter_parser(vm: &Vm, a: Args) -> PyResult<Obj> {
    let text = text_arg(vm, &a[0])?;
    let row = |literal: &[u8], rest: [Obj; 3]| {
        let mut items = vec![str_::from_wtf8(literal)];
        items.extend(rest);
        tuple::from_vec(items)
    };
    let mut rows = Vec::new();
    let mut literal: Option<Vec<u8>> = None;
    for part in template::parts(text) {
        match part {
            Ok(Part::Literal(t)) => {
                // A doubled brace ends its piece of text.
                if matches!(t.last(), Some(b'{' | b'}')) {
                    rows.push(Ok(row(t, [Obj::NONE, Obj::NONE, Obj::NONE])));
                } else {
                    literal = Some(t.to_vec());
                }
            }
            Ok(Part::Field(f)) => {
                let conversion = f.conversion.map_or(Obj::NONE, str_::from_char);
                let rest = [str_::from_wtf8(f.name), str_::from_wtf8(f.spec), conversion];
                rows.push(Ok(row(&literal.take().unwrap_or_default(), rest)));
            }
            Err(e) => {
                literal = None;
                rows.push(Err(e));
            }
        }
    }
    if let Some(l) = literal {
        rows.push(Ok(row(&l, [Obj::NONE, Obj::NONE, Obj::NONE])));
    }
    Ok(Ref::new(FormatterIterator(RefCell::new(rows.into_iter()))).into_obj())
}

fn key_object(key: Key) -> Obj {
    match key {
        Key::Index(i) => int::from_usize(i),
        Key::Name(n) => str_::from_wtf8(n),
    }
}

/// The first part of a field name, and an iterator over the steps after it.
fn field_name_split(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (first, steps) = template::split_name(text_arg(vm, &a[0])?).map_err(|e| raise(vm, e))?;
    let rows: Vec<Result<Obj, FormatError>> = steps
        .map(|s| {
            s.map(|s| match s {
                Step::Attribute(n) => tuple::from_vec(vec![Obj::TRUE, str_::from_wtf8(n)]),
                Step::Item(k) => tuple::from_vec(vec![Obj::FALSE, key_object(k)]),
            })
        })
        .collect();
    let rest = Ref::new(FieldNameIterator(RefCell::new(rows.into_iter()))).into_obj();
    Ok(tuple::from_vec(vec![key_object(first), rest]))
}

static FORMATTER_SPEC: TypeSpec = TypeSpec {
    name: "formatteriterator",
    slots: Slots {
        iter: Some(iter_self),
        next: Some(|vm, o| {
            next_part(vm, &o.downcast::<FormatterIterator>().expect("the receiver is a formatteriterator").0)
        }),
        ..Slots::NONE
    },
    ..TypeSpec::FINAL
};
static FORMATTER_ITERATOR: StaticType =
    StaticType::new(&FORMATTER_SPEC, LayoutOps::of::<FormatterIterator>(false));

static FIELD_NAME_SPEC: TypeSpec = TypeSpec {
    name: "fieldnameiterator",
    slots: Slots {
        iter: Some(iter_self),
        next: Some(|vm, o| {
            next_part(vm, &o.downcast::<FieldNameIterator>().expect("the receiver is a fieldnameiterator").0)
        }),
        ..Slots::NONE
    },
    ..TypeSpec::FINAL
};
static FIELD_NAME_ITERATOR: StaticType =
    StaticType::new(&FIELD_NAME_SPEC, LayoutOps::of::<FieldNameIterator>(false));

/// `_string`
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_string",
    doc: "string helper module",
    functions: &[
        function("formatter_parser", "(object, /)", "The parts of a format template.", formatter_parser),
        function("formatter_field_name_split", "(object, /)", "The parts of a field name.", field_name_split),
    ],
    hidden_types: &[&FORMATTER_ITERATOR, &FIELD_NAME_ITERATOR],
    ..ModuleSpec::EMPTY
};
