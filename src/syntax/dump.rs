//! Trees as text, exactly as CPython's `ast.dump(tree, include_attributes=True)` prints them.
//!
//! For tests and for people; the data it prints come from `reflect.rs`.

use super::ast::{Constant, Mod};
use super::reflect::{Reflect, Value};
use crate::source::Source;
use std::fmt::Write;

/// The text of a tree that was parsed from `source`.
pub fn dump(tree: &Mod, source: &Source) -> String {
    let mut out = String::new();
    write_value(&tree.reflect(), source, &mut out);
    out
}

fn write_value(value: &Value<'_>, source: &Source, out: &mut String) {
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
        Value::Name(name) => write_text(name.as_bytes(), out),
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
        Constant::BigInt(hex) => out.push_str(&decimal_of_hex(hex)),
        Constant::Float(x) => out.push_str(&float_repr(*x)),
        Constant::Complex(x) => {
            let text = float_repr(*x);
            out.push_str(text.strip_suffix(".0").unwrap_or(&text));
            out.push('j');
        }
        Constant::Str(text) => write_text(text, out),
        Constant::Bytes(bytes) => {
            let quote = pick_quote(bytes);
            out.push('b');
            out.push(quote);
            for &b in bytes {
                match b {
                    b'\t' | b'\n' | b'\r' | b'\\' => out.extend((b as char).escape_default()),
                    _ if b as char == quote => out.extend(['\\', quote]),
                    b' '..=b'~' => out.push(b as char),
                    _ => {
                        let _ = write!(out, "\\x{b:02x}");
                    }
                }
            }
            out.push(quote);
        }
    }
}

fn pick_quote(text: &[u8]) -> char {
    if text.contains(&b'\'') && !text.contains(&b'"') { '"' } else { '\'' }
}

/// `repr` of a WTF-8 string.
fn write_text(text: &[u8], out: &mut String) {
    let quote = pick_quote(text);
    out.push(quote);
    for chunk in text.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\t' | '\n' | '\r' | '\\' => out.extend(c.escape_default()),
                _ if c == quote => out.extend(['\\', quote]),
                ' ' => out.push(' '),
                _ if super::lexer::is_printable(c) => out.push(c),
                '\0'..='\u{ff}' => {
                    let _ = write!(out, "\\x{:02x}", c as u32);
                }
                '\u{100}'..='\u{ffff}' => {
                    let _ = write!(out, "\\u{:04x}", c as u32);
                }
                _ => {
                    let _ = write!(out, "\\U{:08x}", c as u32);
                }
            }
        }
        // A surrogate comes as one invalid chunk per byte; its last two bytes hold the bits.
        for &b in chunk.invalid() {
            match b {
                0xED => out.push_str("\\ud"),
                0xA0..=0xBF if out.ends_with("\\ud") => {
                    let _ = write!(out, "{:x}", b >> 2 & 0xF | 0x8);
                    out.push(char::from(b'0' + (b & 3)));
                }
                _ => {
                    let high = out.pop().and_then(|c| c.to_digit(16)).unwrap_or(0);
                    let low = u32::from(b & 0x3F);
                    let _ = write!(out, "{:02x}", high << 6 | low);
                }
            }
        }
    }
    out.push(quote);
}

fn decimal_of_hex(hex: &str) -> String {
    let mut limbs: Vec<u64> = vec![0];
    const BASE: u64 = 1_000_000_000;
    for digit in hex.chars() {
        let mut carry = u64::from(digit.to_digit(16).unwrap_or(0));
        for limb in &mut limbs {
            carry += *limb * 16;
            *limb = carry % BASE;
            carry /= BASE;
        }
        if carry > 0 {
            limbs.push(carry);
        }
    }
    let mut out = limbs.last().map_or_else(String::new, u64::to_string);
    for limb in limbs.iter().rev().skip(1) {
        let _ = write!(out, "{limb:09}");
    }
    out
}

/// `repr` of a float.
fn float_repr(x: f64) -> String {
    if !x.is_finite() {
        return if x.is_nan() {
            "nan".into()
        } else if x > 0.0 {
            "inf".into()
        } else {
            "-inf".into()
        };
    }
    let scientific = format!("{x:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{x}");
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}
