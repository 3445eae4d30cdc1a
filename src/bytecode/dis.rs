//! A legible listing of code, in the form of CPython's `dis`: line, label, name, operand, what it means.
//! The reference for operands is the table in `op.rs`.

use super::code::{CodeData, Const};
use super::op::{Op, Operand};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The listing of a code object and of all code in its constants.
pub fn dis(code: &CodeData) -> String {
    let mut out = String::new();
    one(code, &mut out);
    out
}

/// What an operand stands for: a name, a constant, a number; empty for jumps.
pub fn meaning(code: &CodeData, pc: u32) -> String {
    let word = code.instrs[pc as usize];
    let Some(op) = Op::of(word) else { return String::new() };
    let (arg, text) = operand(code, pc, op, word, &|_| String::new());
    match op.info().operand {
        Operand::Jump => String::new(),
        Operand::Count | Operand::Pair => arg,
        _ => text.trim_start_matches('(').trim_end_matches(')').to_string(),
    }
}

fn one(code: &CodeData, out: &mut String) {
    let labels = labels(code);
    let label = |at: u32| labels.get(&at).map_or(String::new(), |n| format!("L{n}"));
    let mut line = 0;
    for (pc, &word) in code.instrs.iter().enumerate() {
        let pc = pc as u32;
        let at = code.location(pc).line;
        let shown = if at == line && pc > 0 {
            String::new()
        } else {
            if pc > 0 {
                out.push('\n');
            }
            if at == 0 { "--".into() } else { at.to_string() }
        };
        line = at;
        let place = if labels.contains_key(&pc) { label(pc) + ":" } else { String::new() };
        let Some(op) = Op::of(word) else {
            let _ = writeln!(out, "{shown:>4} {place:>6} <{word:#x}>");
            continue;
        };
        let name = op.info().name;
        let (arg, meaning) = operand(code, pc, op, word, &label);
        let text = format!("{shown:>4} {place:>6} {pc:>5} {name:<24} {arg:>5} {meaning}");
        let _ = writeln!(out, "{}", text.trim_end());
    }
    if !code.exceptions.is_empty() {
        out.push_str("ExceptionTable:\n");
        for e in &code.exceptions {
            let lasti = if e.lasti { " lasti" } else { "" };
            let _ = writeln!(
                out,
                "  {} to {} -> {} [{}]{lasti}",
                label(e.start),
                label(e.end),
                label(e.target),
                e.depth
            );
        }
    }
    for value in &code.consts {
        if let Const::Code(inner) = value {
            let _ = writeln!(out, "\nDisassembly of {}:", show(value));
            one(inner, out);
        }
    }
}

/// Numbers of the instructions that anything refers to.
fn labels(code: &CodeData) -> BTreeMap<u32, usize> {
    let jumps = code.instrs.iter().enumerate().filter_map(|(pc, &word)| {
        let op = Op::of(word)?;
        (op.info().operand == Operand::Jump).then(|| target(pc as u32, word))
    });
    let ranges = code.exceptions.iter().flat_map(|e| [e.start, e.end, e.target]);
    let mut places: Vec<u32> = jumps.chain(ranges).collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter().zip(1..).collect()
}

fn target(pc: u32, word: u32) -> u32 {
    (pc as i32 + 1 + ((word as i32) >> 8)) as u32
}

fn operand(code: &CodeData, pc: u32, op: Op, word: u32, label: &dyn Fn(u32) -> String) -> (String, String) {
    let n = word >> 8;
    let (a, b) = (n & 0xff, n >> 8);
    let local = |i: u32| code.localsplus.get(i as usize).map_or("?".into(), |name| name.to_string());
    let name = |i: u32| code.names.get(i as usize).map_or("?".into(), |name| name.to_string());
    let constant = |i: u32| code.consts.get(i as usize).map_or("?".into(), show);
    match op.info().operand {
        Operand::None => (String::new(), String::new()),
        Operand::Count => (n.to_string(), String::new()),
        Operand::Local => (n.to_string(), format!("({})", local(n))),
        Operand::Const => (n.to_string(), format!("({})", constant(n))),
        Operand::Name => (n.to_string(), format!("({})", name(n))),
        Operand::Cache => {
            let served = code.caches.get(n as usize).copied().unwrap_or(u32::MAX);
            (served.to_string(), format!("({})", name(served)))
        }
        Operand::Jump => (((word as i32) >> 8).to_string(), format!("(to {})", label(target(pc, word)))),
        Operand::Pair => (format!("{a},{b}"), String::new()),
        _ => {
            let b15 = b & 0x7fff;
            let (index, low, high) = (n & 0x7f_ffff, b & 0xff, b >> 8 & 0x7f);
            let arg = format!("{a},{b}");
            match op.info().operand {
                Operand::LocalLocal => (arg, format!("({}, {})", local(a), local(b15))),
                Operand::LocalConst => (arg, format!("({}, {})", local(a), constant(b15))),
                Operand::StackLocal => (index.to_string(), format!("({})", local(index))),
                Operand::StackConst => (index.to_string(), format!("({})", constant(index))),
                Operand::StoreLocalLocal => {
                    (arg, format!("({} = {}, {})", local(a), local(low), local(high)))
                }
                Operand::StoreLocalConst => {
                    (arg, format!("({} = {}, {})", local(a), local(low), constant(high)))
                }
                Operand::StoreStackLocal => (arg, format!("({} = {})", local(a), local(b15))),
                Operand::StoreStackConst => (arg, format!("({} = {})", local(a), constant(b15))),
                _ => {
                    let served = code.caches.get(b as usize).copied().unwrap_or(u32::MAX);
                    (arg, format!("({}, {})", local(a), name(served)))
                }
            }
        }
    }
}

/// A constant as Python shows it, nearly.
fn show(value: &Const) -> String {
    match value {
        Const::None => "None".into(),
        Const::Bool(b) => if *b { "True" } else { "False" }.into(),
        Const::Ellipsis => "Ellipsis".into(),
        Const::Int(n) => n.to_string(),
        Const::BigInt(hex) => match hex.strip_prefix('-') {
            Some(digits) => format!("-0x{digits}"),
            None => format!("0x{hex}"),
        },
        Const::Float(x) => format!("{x:?}"),
        Const::Complex(re, im) => format!("({re:?}+{im:?}j)"),
        Const::Str(s) => format!("{:?}", String::from_utf8_lossy(s)),
        Const::Bytes(b) => format!("b\"{}\"", b.escape_ascii()),
        Const::Tuple(items) => format!("({})", list(items)),
        Const::FrozenSet(items) => format!("frozenset({{{}}})", list(items)),
        Const::Code(code) => format!("<code object {}, line {}>", code.name, code.first_line),
    }
}

fn list(items: &[Const]) -> String {
    items.iter().map(show).collect::<Vec<_>>().join(", ")
}
