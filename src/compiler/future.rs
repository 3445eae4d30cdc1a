//! `from __future__ import ...` at the head of a module.

use super::{Problem, R};
use crate::bytecode::code::flags;
use crate::source::{Source, Span};
use crate::syntax::ast::*;

/// Every feature there ever was, with its `co_flags` bit (0: mandatory since long).
const FEATURES: &[(&str, u32)] = &[
    ("nested_scopes", 0),
    ("generators", 0),
    ("division", 0x2_0000),
    ("absolute_import", 0x4_0000),
    ("with_statement", 0x8_0000),
    ("print_function", 0x10_0000),
    ("unicode_literals", 0x20_0000),
    ("barry_as_FLUFL", 0x40_0000),
    ("generator_stop", 0x80_0000),
    ("annotations", flags::FUTURE_ANNOTATIONS),
];

/// The imports at the head of a module, after its docstring.
fn imports(tree: &Mod) -> impl Iterator<Item = (&Stmt, &[Alias])> {
    let body: &[Stmt] = match tree {
        Mod::Module { body } | Mod::Interactive { body } => body,
        _ => &[],
    };
    let body = if super::stmt::docstring(body).is_some() { &body[1..] } else { body };
    body.iter().map_while(|stmt| match &stmt.kind {
        StmtKind::ImportFrom { module: Some(module), names, level: 0 } if &**module == "__future__" => {
            Some((stmt, names.as_slice()))
        }
        _ => None,
    })
}

/// The bits of all features that a tree asks for.
pub fn scan(tree: &Mod) -> R<u32> {
    let mut bits = 0;
    for (stmt, alias) in imports(tree).flat_map(|(stmt, names)| names.iter().map(move |name| (stmt, name))) {
        let at = Span { start: stmt.span.start, end: stmt.span.start };
        match FEATURES.iter().find(|(name, _)| *name == &*alias.name) {
            Some((_, bit)) => bits |= bit,
            None if &*alias.name == "braces" => return Err(Problem::new(at, "not a chance")),
            None => return Err(Problem::new(at, format!("future feature {} is not defined", alias.name))),
        }
    }
    Ok(bits)
}

/// Where the last of these imports ends; nothing without any.
pub fn end(tree: &Mod, source: &Source) -> Option<(u32, u32)> {
    imports(tree).last().map(|(stmt, _)| place(stmt, source))
}

/// Line and column of the end of a statement.
pub fn place(stmt: &Stmt, source: &Source) -> (u32, u32) {
    let at = source.locate(stmt.span.end);
    (at.line, at.col)
}
