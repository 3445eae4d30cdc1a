//! Tree to code: one door, [`compile`].
//!
//! `scope.rs` decides where names live, `stmt.rs` and its neighbours walk the tree and write instructions
//! into a unit (`emit.rs`), `flow.rs` turns the unit into a code object. What instructions mean is in
//! `bytecode/op.rs`; how text becomes a tree is in `syntax`.

mod call;
mod class;
mod comprehension;
mod display;
mod emit;
mod expr;
mod flow;
mod fold;
mod fold_tree;
mod function;
mod future;
mod pattern;
mod peephole;
mod scope;
mod stmt;
#[cfg(test)]
mod tests;
mod try_with;
mod unparse;
mod warn;

use crate::bytecode::code::{CodeData, Const, Loc, flags};
use crate::bytecode::op::Op;
use crate::source::{Source, Span};
use crate::syntax::ast::{self, Mod};
use crate::syntax::{ErrorKind, SyntaxError, SyntaxWarning};
use emit::Unit;
pub use fold_tree::folded;
use scope::Scopes;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

/// How to compile.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// 0; 1 drops assertions (`-O`); 2 drops docstrings as well (`-OO`).
    pub optimize: u8,
    /// `co_flags` bits of future features inherited from the code that calls `compile()`.
    pub future: u32,
    /// `ast.PyCF_ALLOW_TOP_LEVEL_AWAIT`.
    pub top_level_await: bool,
    /// Joins frequent instruction sequences into one.
    pub fuse: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { optimize: 0, future: 0, top_level_await: false, fuse: true }
    }
}

/// Code, and what there was to complain about on the way.
#[derive(Debug)]
pub struct Compiled {
    pub code: CodeData,
    pub warnings: Vec<SyntaxWarning>,
}

/// Compiles a tree that `source` was parsed to.
pub fn compile<'a>(
    tree: &'a Mod,
    source: &'a Source,
    filename: &str,
    options: Options,
) -> Result<Compiled, Box<SyntaxError>> {
    let finish = |problem: Problem| problem.into_error(source);
    let about_names = |problem: Problem| {
        let mut error = finish(problem);
        error.about_names = true;
        error
    };
    let future = future::scan(tree).map_err(about_names)? | options.future;
    let annotations = future & flags::FUTURE_ANNOTATIONS != 0;
    let scopes = Scopes::build(tree, annotations).map_err(about_names)?;
    let mut compiler = Compiler {
        source,
        filename: filename.into(),
        options,
        future,
        future_end: future::end(tree, source),
        scopes,
        unit: Unit::default(),
        outer: Vec::new(),
        warnings: Vec::new(),
        line: 1,
        interactive: matches!(tree, Mod::Interactive { .. }),
    };
    let code = compiler.module(tree).map_err(finish)?;
    Ok(Compiled { code, warnings: compiler.warnings })
}

/// Why a tree has no code, before it is worded as a `SyntaxError`.
#[derive(Debug)]
pub struct Problem {
    span: Span,
    msg: String,
}

/// What the compiler's own functions return.
pub type R<T> = Result<T, Problem>;

impl Problem {
    fn new(span: Span, msg: impl Into<String>) -> Problem {
        Problem { span, msg: msg.into() }
    }

    /// Columns count bytes here, as they do in CPython's compiler.
    fn into_error(self, source: &Source) -> Box<SyntaxError> {
        let start = source.locate(self.span.start);
        let end = source.locate(self.span.end);
        let mut error = SyntaxError::new(ErrorKind::SyntaxError, self.msg, start.line, start.col + 1);
        error.end_lineno = end.line;
        error.end_offset = if start == end { 0 } else { end.col as i32 + 1 };
        error.text_from_file = true;
        Box::new(error)
    }
}

/// The state of one compilation.
struct Compiler<'a> {
    source: &'a Source,
    filename: Rc<str>,
    options: Options,
    /// `co_flags` bits of the future features in force.
    future: u32,
    /// The line of the last `from __future__` import at the head of the module.
    future_end: Option<(u32, u32)>,
    scopes: Scopes,
    /// The unit being written, and the units around it.
    unit: Unit<'a>,
    outer: Vec<Unit<'a>>,
    warnings: Vec<SyntaxWarning>,
    /// The line found last: positions are mostly asked for in order.
    line: u32,
    interactive: bool,
}

impl<'a> Compiler<'a> {
    fn module(&mut self, tree: &'a Mod) -> R<CodeData> {
        self.unit = Unit::new(emit::UnitKind::Module, "<module>".into(), 0, 1);
        self.unit.flags = self.future;
        if self.options.top_level_await && self.scopes[0].coroutine && !self.scopes[0].generator {
            self.unit.flags |= flags::COROUTINE;
        }
        self.prepare_unit();
        match tree {
            Mod::Module { body } => self.body(body)?,
            Mod::Interactive { body } => {
                if body.iter().any(stmt::has_annotation) {
                    self.emit(Op::SetupAnnotations, 0, Loc::NONE);
                }
                self.stmts(body)?;
            }
            Mod::Expression { body } => {
                let loc = self.loc(body.span);
                self.expr(body)?;
                self.emit(Op::Return, 0, loc);
            }
            Mod::FunctionType { returns, .. } => {
                return Err(Problem::new(returns.span, "a function type has no code"));
            }
        }
        Ok(self.finish_unit(true))
    }

    fn warn(&mut self, span: Span, msg: impl Into<String>) {
        let (msg, lineno) = (msg.into(), self.loc(span).line);
        let error = Problem::new(span, msg.clone()).into_error(self.source);
        self.warnings.push(SyntaxWarning { msg, lineno, error });
    }

    fn annotations_are_strings(&self) -> bool {
        self.future & flags::FUTURE_ANNOTATIONS != 0
    }

    /// Lines and columns of a span.
    fn loc(&mut self, span: Span) -> Loc {
        if self.source.is_textless() {
            let (start, end) = (self.source.locate(span.start), self.source.locate(span.end));
            return Loc {
                line: start.line,
                end_line: end.line,
                col: start.col as i32,
                end_col: end.col as i32,
            };
        }
        let lines = self.source.lines();
        let mut find = |offset: u32| {
            let mut line = self.line;
            if lines.start_of(line) > offset {
                line = lines.locate(offset).line;
            } else {
                let count = lines.count();
                let mut steps = 0;
                while line < count && lines.start_of(line + 1) <= offset {
                    line += 1;
                    steps += 1;
                    if steps == 8 {
                        line = lines.locate(offset).line;
                        break;
                    }
                }
            }
            self.line = line;
            (line, (offset - lines.start_of(line)) as i32)
        };
        let (end_line, end_col) = find(span.end);
        let (line, col) = find(span.start);
        Loc { line, end_line, col, end_col }
    }
}

/// The value of a literal as a constant.
pub fn constant(value: &ast::Constant) -> Const {
    match value {
        ast::Constant::None => Const::None,
        ast::Constant::True => Const::Bool(true),
        ast::Constant::False => Const::Bool(false),
        ast::Constant::Ellipsis => Const::Ellipsis,
        ast::Constant::Int(n) => Const::Int(*n),
        ast::Constant::BigInt(hex) => Const::BigInt((&**hex).into()),
        ast::Constant::Float(x) => Const::Float(*x),
        ast::Constant::Complex(re, im) => Const::Complex(*re, *im),
        ast::Constant::Str(s) => Const::Str((&**s).into()),
        ast::Constant::Bytes(b) => Const::Bytes((&**b).into()),
        ast::Constant::Tuple(items) => Const::Tuple(items.iter().map(constant).collect()),
        ast::Constant::FrozenSet(items) => Const::FrozenSet(items.iter().map(constant).collect()),
    }
}

/// A str constant.
fn str_const(text: &str) -> Const {
    Const::Str(text.as_bytes().into())
}

/// A fast hash for names and small keys; nothing here meets hostile input that a slow table could hurt more
/// than the text's own size does.
#[derive(Default)]
pub struct FxHasher(u64);

/// Builds [`FxHasher`]s.
pub type Fx = BuildHasherDefault<FxHasher>;

impl Hasher for FxHasher {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, n: u8) {
        self.write_u64(n.into());
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
}
