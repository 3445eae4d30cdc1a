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

/// What a piece of an operand stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A plain number.
    Number(i32),
    /// A local, by its index.
    Local(u32),
    /// A constant, by its index.
    Const(u32),
    /// A name, by its index.
    Name(u32),
    /// The instruction that a jump goes to.
    Target(u32),
}

/// The pieces of the operand of the instruction at an index; where one is stored into, it is the first.
pub fn parts(code: &CodeData, pc: u32) -> Vec<Part> {
    use Part::*;
    let word = code.instrs[pc as usize];
    let Some(op) = Op::of(word) else { return Vec::new() };
    let n = word >> 8;
    let (a, b) = (n & 0xff, n >> 8);
    let (index, b15, low, high) = (n & 0x7f_ffff, b & 0x7fff, b & 0xff, b >> 8 & 0x7f);
    let served = |i: u32| Name(code.caches.get(i as usize).copied().unwrap_or(u32::MAX));
    match op.info().operand {
        Operand::None => vec![],
        Operand::Count => vec![Number(n as i32)],
        Operand::Pair => vec![Number(a as i32), Number(b as i32)],
        Operand::Local => vec![Local(n)],
        Operand::Const => vec![Const(n)],
        Operand::Name => vec![Name(n)],
        Operand::Cache => vec![served(n)],
        Operand::Jump => vec![Target(target(pc, word))],
        Operand::LocalLocal | Operand::StoreStackLocal => vec![Local(a), Local(b15)],
        Operand::LocalConst | Operand::StoreStackConst => vec![Local(a), Const(b15)],
        Operand::StackLocal => vec![Local(index)],
        Operand::StackConst => vec![Const(index)],
        Operand::StoreLocalLocal => vec![Local(a), Local(low), Local(high)],
        Operand::StoreLocalConst => vec![Local(a), Local(low), Const(high)],
        Operand::LocalInt => vec![Local(a), Number(word as i32 >> 18)],
        Operand::StoreLocalInt => vec![Local(a), Local(low), Number((word << 1) as i32 >> 25)],
        Operand::LocalCache => vec![Local(a), served(b)],
    }
}

/// Whether the first piece of an operand is a local that the instruction stores its result into.
pub fn stores_first(operand: Operand) -> bool {
    use Operand::*;
    matches!(operand, StoreLocalLocal | StoreLocalConst | StoreLocalInt | StoreStackLocal | StoreStackConst)
}

fn operand(code: &CodeData, pc: u32, op: Op, word: u32, label: &dyn Fn(u32) -> String) -> (String, String) {
    let n = word >> 8;
    let named =
        |list: &[std::rc::Rc<str>], i: u32| list.get(i as usize).map_or("?".into(), |n| n.to_string());
    let show = |part: &Part| match *part {
        Part::Number(n) => n.to_string(),
        Part::Local(i) => named(&code.localsplus, i),
        Part::Name(i) => named(&code.names, i),
        Part::Const(i) => code.consts.get(i as usize).map_or("?".into(), show),
        Part::Target(at) => format!("to {}", label(at)),
    };
    let kind = op.info().operand;
    let parts = parts(code, pc);
    let shown: Vec<String> = parts.iter().map(show).collect();
    let text = match (kind, &shown[..]) {
        (Operand::None | Operand::Count | Operand::Pair, _) => String::new(),
        (kind, [to, from @ ..]) if stores_first(kind) => format!("({to} = {})", from.join(", ")),
        (_, shown) => format!("({})", shown.join(", ")),
    };
    let arg = match (kind, &parts[..]) {
        (_, []) => String::new(),
        (Operand::Jump, _) => ((word as i32) >> 8).to_string(),
        (_, [Part::Number(i)]) => i.to_string(),
        (_, [Part::Local(i) | Part::Const(i) | Part::Name(i)]) => i.to_string(),
        _ => format!("{},{}", n & 0xff, n >> 8),
    };
    (arg, text)
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
        Const::Stored(code) => format!("<code object {}, line {}>", code.name, code.first_line),
    }
}

fn list(items: &[Const]) -> String {
    items.iter().map(show).collect::<Vec<_>>().join(", ")
}
