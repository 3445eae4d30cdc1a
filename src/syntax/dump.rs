//! Trees as text, exactly as CPython's `ast.dump(tree, include_attributes=True)` prints them.
//!
//! For tests and for people; the data it prints come from `reflect.rs`.

use super::ast::{Constant, Mod};
use super::reflect::{Reflect, Value};
use crate::source::Source;
use crate::text::{float_fmt, repr};
use dashu_int::UBig;
use std::fmt::Write;

/// The text of a tree that was parsed from `source`.
pub fn dump(tree: &Mod, source: &Source) -> String {
    let mut out = String::new();
    write_value(&tree.reflect(), source, &mut out);
    out
}

fn write_value(value: &Value, source: &Source, out: &mut String) {
    match value {
        Value::Node { class, fields, span } => {
            out.push_str(class);
            out.push('(');
            let mut sep = "";
            for (name, value) in fields {
                if matches!(value, Value::Absent) || matches!(value, Value::List(list) if list.is_empty()) {
                    continue;
                }
                let _ = write!(out, "{sep}{name}=");
                write_value(value, source, out);
                sep = ", ";
            }
            if let Some(span) = span {
                let (start, end) = (source.locate(span.start), source.locate(span.end));
                let _ = write!(
                    out,
                    "{sep}lineno={}, col_offset={}, end_lineno={}, end_col_offset={}",
                    start.line, start.col, end.line, end.col
                );
            }
            out.push(')');
        }
        Value::List(list) => {
            out.push('[');
            for (i, value) in list.iter().enumerate() {
                out.push_str(if i > 0 { ", " } else { "" });
                write_value(value, source, out);
            }
            out.push(']');
        }
        Value::Absent | Value::None => out.push_str("None"),
        Value::Name(name) => write_wtf8(repr::repr_str(name.as_bytes()), out),
        Value::Int(n) => {
            let _ = write!(out, "{n}");
        }
        Value::Constant(constant) => write_constant(constant, out),
    }
}

fn write_constant(constant: &Constant, out: &mut String) {
    match constant {
        Constant::None => out.push_str("None"),
        Constant::True => out.push_str("True"),
        Constant::False => out.push_str("False"),
        Constant::Ellipsis => out.push_str("Ellipsis"),
        Constant::Int(n) => {
            let _ = write!(out, "{n}");
        }
        Constant::BigInt(hex) => {
            let number = UBig::from_str_radix(hex, 16).expect("these are hexadecimal digits");
            let _ = write!(out, "{number}");
        }
        Constant::Float(x) => out.push_str(&float_fmt::repr(*x)),
        Constant::Complex(_, im) => {
            let text = float_fmt::repr(*im);
            out.push_str(text.strip_suffix(".0").unwrap_or(&text));
            out.push('j');
        }
        Constant::Str(text) => write_wtf8(repr::repr_str(text), out),
        Constant::Bytes(bytes) => write_wtf8(repr::repr_bytes(bytes), out),
        Constant::Tuple(_) | Constant::FrozenSet(_) => unreachable!("no literal is one"),
    }
}

/// What `repr` gives has no surrogates: they are not printable.
fn write_wtf8(text: Vec<u8>, out: &mut String) {
    out.push_str(&String::from_utf8_lossy(&text));
}
