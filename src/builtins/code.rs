//! `compile`, `exec`, `eval`, `globals`, `locals`, `__import__`, and the way from source text to a code object.

use crate::compiler::{self, Options};
use crate::modules::_ast;
use crate::object::args::Args;
use crate::object::intern::{intern, name};
use crate::object::obj::{Obj, Ref};
use crate::object::spec::{MethodDef, function};
use crate::object::type_object::StaticType;
use crate::source::{DecodeError, Encoding, Source, decode, encoding, undeclared};
use crate::syntax::ast::Mod;
use crate::syntax::reflect::Reflect;
use crate::syntax::{Asked, ErrorKind, Mode, SyntaxError, SyntaxWarning, TypeComments, parse, parse_as};
use crate::types::code::Code;
use crate::types::dict::Dict;
use crate::types::tuple::Tuple;
use crate::types::{bytes, exception, frame, int, str_, tuple};
use crate::vm::{PyResult, Raised, Vm, api, call, import, interp, load};
use std::rc::Rc;

/// `ast.PyCF_*` bits of `compile()`'s flags.
mod cf {
    pub(super) const ONLY_AST: i64 = 0x400;
    pub(super) const TYPE_COMMENTS: i64 = 0x1000;
    pub(super) const TOP_LEVEL_AWAIT: i64 = 0x2000;
    pub(super) const ALLOW_INCOMPLETE: i64 = 0x4000;
    pub(super) const OPTIMIZED_AST: i64 = 0x8400;
    pub(super) const DONT_IMPLY_DEDENT: i64 = 0x200;
    pub(super) const FUTURES: i64 = 0x1ff_0000 | 0x10;
}

/// Options of a compilation.
#[derive(Clone, Copy, Default)]
pub struct How {
    /// -1: that of the interpreter.
    pub optimize: Option<u8>,
    /// `co_flags` bits of inherited future features.
    pub future: u32,
    /// Allow `await` at the top.
    pub top_level_await: bool,
    /// Text that more lines could complete raises `_IncompleteInputError`.
    pub allow_incomplete: bool,
    /// A block is not complete before an empty line has ended it.
    pub dont_imply_dedent: bool,
}

impl How {
    fn optimize(self) -> u8 {
        self.optimize.unwrap_or_else(|| interp().optimize.get())
    }
}

/// Raises the exception that a syntax error stands for.
pub fn raise_syntax_error(vm: &Vm, e: &SyntaxError, filename: &str) -> Raised {
    let class = match e.kind {
        ErrorKind::SyntaxError => &exception::SYNTAX_ERROR,
        ErrorKind::IndentationError => &exception::INDENTATION_ERROR,
        ErrorKind::TabError => &exception::TAB_ERROR,
        ErrorKind::MemoryError => return vm.error(&exception::MEMORY_ERROR, &e.msg),
        ErrorKind::RecursionError => return vm.recursion_error(&e.msg),
    };
    raise_as(vm, class, e, filename)
}

/// What `PyCF_ALLOW_INCOMPLETE_INPUT` asks for in place of a SyntaxError that more lines could mend.
fn incomplete_input(vm: &Vm, e: SyntaxError, filename: &str) -> Raised {
    let e = SyntaxError { msg: "incomplete input".to_owned(), end_offset: -1, ..e };
    raise_as(vm, &exception::INCOMPLETE_INPUT_ERROR, &e, filename)
}

fn raise_as(vm: &Vm, class: &'static StaticType, e: &SyntaxError, filename: &str) -> Raised {
    let msg = str_::from_str(&e.msg);
    if e.lineno == 0 && e.text.is_none() {
        return vm.error_args(class, vec![msg]);
    }
    let text = if e.text_from_file { line_of_file(filename, e.lineno) } else { e.text.clone() };
    let fields = [
        ("filename", str_::from_str(filename)),
        ("lineno", int::from_i64(i64::from(e.lineno))),
        ("offset", int::from_i64(i64::from(e.offset))),
        ("text", text.map_or(Obj::NONE, |t| str_::from_str(&t))),
        ("end_lineno", int::from_i64(i64::from(e.end_lineno))),
        ("end_offset", int::from_i64(i64::from(e.end_offset))),
    ];
    if !e.about_names {
        let details = tuple::from_vec(fields.map(|(_, value)| value).into());
        return vm.error_args(class, vec![msg, details]);
    }
    let r = vm.error_args(class, vec![msg]);
    let exc = vm.take_raised(r);
    for (name, value) in fields {
        let value = if name == "end_offset" && e.end_offset == 0 { Obj::NONE } else { value };
        if let Err(r) = api::setattr(vm, &exc, &intern(name), &value) {
            return r;
        }
    }
    vm.raise(exc)
}

/// A line of a file, which need not be what was compiled.
fn line_of_file(filename: &str, line: u32) -> Option<String> {
    let data = crate::host::fs::read(filename).ok()?;
    let text = decode(&data, filename).ok()?;
    text.lines().nth((line as usize).checked_sub(1)?).map(|l| format!("{l}\n"))
}

fn issue(vm: &Vm, warnings: &[SyntaxWarning], filename: &str) -> PyResult<()> {
    for w in warnings {
        let module = api::import(vm, "warnings")?;
        let class = exception::SYNTAX_WARNING.obj();
        let args =
            [str_::from_str(&w.msg), class, str_::from_str(filename), int::from_i64(i64::from(w.lineno))];
        if let Err(r) = api::call_method_str(vm, &module, "warn_explicit", &args) {
            // A warning turned into an error is a SyntaxError at that place.
            if vm.raised_matches(&exception::SYNTAX_WARNING) {
                drop(vm.take_raised(r));
                return Err(raise_syntax_error(vm, &w.error, filename));
            }
            return Err(r);
        }
    }
    Ok(())
}

/// The error for an interactive text whose compound statement is not ended.
fn unfinished(vm: &Vm, source: &Source, filename: &str, how: How) -> Raised {
    let (number, line) = source.text().lines().enumerate().last().unwrap_or_default();
    let offset = if how.allow_incomplete { line.chars().count() as u32 } else { 0 };
    let e = SyntaxError::new(ErrorKind::SyntaxError, "invalid syntax", number as u32 + 1, offset);
    let e = SyntaxError { text: Some(line.to_owned()), ..e };
    if how.allow_incomplete {
        incomplete_input(vm, e, filename)
    } else {
        raise_syntax_error(vm, &e, filename)
    }
}

/// Compiles a text.
pub fn compile_text(vm: &Vm, source: &Source, filename: &str, mode: Mode, how: How) -> PyResult<Ref<Code>> {
    let parsed = parse(source, mode).map_err(|e| match e.incomplete && how.allow_incomplete {
        true => incomplete_input(vm, *e, filename),
        false => match issue(vm, &e.warnings, filename) {
            Ok(()) => raise_syntax_error(vm, &e, filename),
            Err(r) => r,
        },
    })?;
    if parsed.in_line || parsed.unfinished && how.dont_imply_dedent {
        return Err(unfinished(vm, source, filename, how));
    }
    issue(vm, &parsed.warnings, filename)?;
    compile_tree(vm, &parsed.tree, source, filename, how)
}

/// Compiles a tree whose text is `source`.
pub fn compile_tree(vm: &Vm, tree: &Mod, source: &Source, filename: &str, how: How) -> PyResult<Ref<Code>> {
    let options = Options {
        optimize: how.optimize(),
        future: how.future,
        top_level_await: how.top_level_await,
        fuse: true,
    };
    let compiled = compiler::compile(tree, source, filename, options)
        .map_err(|e| raise_syntax_error(vm, &e, filename))?;
    issue(vm, &compiled.warnings, filename)?;
    Ok(load::load(vm, &Rc::new(compiled.code)).into_ref::<Code>().expect("load gives code"))
}

/// The bytes of a script as text; SyntaxError if they are not in their encoding.
pub fn decode_script(vm: &Vm, data: &[u8], filename: &str) -> PyResult<Source> {
    let raise = |e: DecodeError, text| {
        let e = SyntaxError { text, ..SyntaxError::new(ErrorKind::SyntaxError, e.msg, e.line, 0) };
        Err(raise_syntax_error(vm, &e, filename))
    };
    let Encoding { name, is_declared, mark } = match encoding(data) {
        Ok(encoding) => encoding,
        Err(e) => return raise(e, None),
    };
    if !is_declared && let Some(e) = undeclared(data, filename) {
        return raise(e, None);
    }
    if let Some(at) = data.iter().position(|&b| b == 0) {
        // The NUL ends the line that is shown.
        let line = 1 + data[..at].iter().filter(|&&b| b == b'\n').count() as u32;
        let shown = data[..at].rsplit(|&b| b == b'\n').next().unwrap_or_default();
        let msg = "source code cannot contain null bytes".to_owned();
        return raise(DecodeError { msg, line }, Some(String::from_utf8_lossy(shown).into_owned()));
    }
    decode_as(vm, &name, &data[mark..]).map(Source::of_file).or_else(|r| {
        drop(vm.take_raised(r));
        raise(DecodeError { msg: format!("encoding problem: {name}"), line: 0 }, None)
    })
}

/// As [`decode_script`], for a module or `exec`, which word and place what is wrong in another way.
pub fn decode_source(vm: &Vm, data: &[u8], filename: &str) -> PyResult<Source> {
    if data.contains(&0) {
        let msg = "source code string cannot contain null bytes";
        return Err(vm.error(&exception::SYNTAX_ERROR, msg));
    }
    let raise = |msg: Obj| {
        let place = [str_::from_str(filename), int::from_i64(0), int::from_i64(-1), Obj::NONE];
        Err(vm.error_args(&exception::SYNTAX_ERROR, vec![msg, tuple::from_vec(place.into())]))
    };
    match encoding(data) {
        Ok(Encoding { name, mark, .. }) => decode_as(vm, &name, &data[mark..]).or_else(|r| {
            let e = vm.take_raised(r);
            raise(api::str(vm, &e)?)
        }),
        Err(e) => raise(str_::from_str(&e.msg)),
    }
}

/// Source bytes by a codec. What is wrong in UTF-8 the parser will say.
fn decode_as(vm: &Vm, encoding: &str, data: &[u8]) -> PyResult<Source> {
    if encoding == "utf-8" {
        return Ok(Source::of_utf8(data));
    }
    let text = api::call_method_str(vm, &bytes::from_slice(data), "decode", &[str_::from_str(encoding)])?;
    Ok(Source::new(str_::display(&text)))
}

/// The text of a str or bytes-like source.
fn source_text(vm: &Vm, o: &Obj, what: &str, or: &str, filename: &str) -> PyResult<Source> {
    if str_::is_str(o) {
        return match std::str::from_utf8(str_::bytes_of(o)) {
            Ok(t) => Ok(Source::new(t)),
            Err(_) => {
                let e = api::call_method_str(vm, o, "encode", &[intern("utf-8")]);
                Err(match e {
                    Err(r) => r,
                    Ok(_) => vm.value_error("source has surrogates"),
                })
            }
        };
    }
    match crate::object::buffer::bytes_of(vm, o)? {
        Some(b) => decode_source(vm, &b, filename),
        None => Err(vm.type_error(format!("{what} must be a string, bytes or {or} object"))),
    }
}

/// Future features of the code that calls.
fn inherited_future(vm: &Vm) -> u32 {
    match crate::vm::frame::nth(vm, 0) {
        Some(f) => frame::code_flags(f) & 0x1ff_0000,
        None => 0,
    }
}

fn filename_of(vm: &Vm, o: &Obj) -> PyResult<String> {
    if str_::is_str(o) {
        return Ok(str_::display(o).into_owned());
    }
    let os = api::import(vm, "os")?;
    let s = api::call_method_str(vm, &os, "fsdecode", std::slice::from_ref(o))?;
    Ok(str_::display(&s).into_owned())
}

fn compile(vm: &Vm, a: Args) -> PyResult<Obj> {
    let filename = filename_of(vm, &a[1])?;
    let mode_name = api::expect_str(vm, &a[2], "compile() argument 'mode'")?.into_owned();
    let asked = a.opt(3).map_or(Ok(0), |f| api::to_i64(vm, f))?;
    let dont_inherit = a.opt(4).map_or(Ok(false), |f| api::is_true(vm, f))?;
    let optimize = a.opt(5).map_or(Ok(-1), |f| api::to_i64(vm, f))?;
    let minor = a.opt(6).map_or(Ok(-1), |f| api::to_i64(vm, f))?;
    let known = cf::ONLY_AST
        | cf::TYPE_COMMENTS
        | cf::TOP_LEVEL_AWAIT
        | cf::ALLOW_INCOMPLETE
        | cf::OPTIMIZED_AST
        | cf::DONT_IMPLY_DEDENT
        | cf::FUTURES;
    if asked & !known != 0 {
        return Err(vm.value_error("compile(): unrecognised flags"));
    }
    if !(-1..=2).contains(&optimize) {
        return Err(vm.value_error("compile(): invalid optimize value"));
    }
    let mode = match mode_name.as_str() {
        "exec" => Mode::Exec,
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        "func_type" if asked & cf::ONLY_AST != 0 => Mode::FuncType,
        "func_type" => return Err(vm.value_error("compile() mode 'func_type' requires flag PyCF_ONLY_AST")),
        _ => {
            let alternatives = if asked & cf::ONLY_AST != 0 {
                "'exec', 'eval', 'single' or 'func_type'"
            } else {
                "'exec', 'eval' or 'single'"
            };
            return Err(vm.value_error(format!("compile() mode must be {alternatives}")));
        }
    };
    let future = (asked & 0x1ff_0000) as u32 | if dont_inherit { 0 } else { inherited_future(vm) };
    let how = How {
        optimize: u8::try_from(optimize).ok(),
        future,
        top_level_await: asked & cf::TOP_LEVEL_AWAIT != 0,
        allow_incomplete: asked & cf::ALLOW_INCOMPLETE != 0,
        dont_imply_dedent: asked & cf::DONT_IMPLY_DEDENT != 0,
    };
    let only_tree = asked & cf::ONLY_AST != 0;
    // The tree as it is, or with constants worked out.
    let data = |tree: &Mod| match asked & cf::OPTIMIZED_AST == cf::OPTIMIZED_AST {
        true => compiler::folded(tree, how.optimize()),
        false => tree.reflect(),
    };
    if _ast::is_node(&a[0]) {
        if asked & cf::OPTIMIZED_AST == cf::ONLY_AST {
            return Ok(a[0].clone());
        }
        let wanted = match mode {
            Mode::Exec => "Module",
            Mode::Eval => "Expression",
            Mode::Single => "Interactive",
            Mode::FuncType => "FunctionType",
        };
        let (tree, source) = _ast::from_object(vm, &a[0], wanted)?;
        if only_tree {
            return _ast::to_object(vm, &data(&tree), &source, &TypeComments::default());
        }
        return Ok(compile_tree(vm, &tree, &source, &filename, how)?.into_obj());
    }
    let source = source_text(vm, &a[0], "compile() arg 1", "AST", &filename)?;
    if only_tree {
        let asked = Asked {
            type_comments: asked & cf::TYPE_COMMENTS != 0,
            minor: u8::try_from(minor).unwrap_or(u8::MAX),
        };
        let parsed = parse_as(&source, mode, asked).map_err(|e| raise_syntax_error(vm, &e, &filename))?;
        issue(vm, &parsed.warnings, &filename)?;
        return _ast::to_object(vm, &data(&parsed.tree), &source, &parsed.comments);
    }
    Ok(compile_text(vm, &source, &filename, mode, how)?.into_obj())
}

/// The local namespace of the innermost frame, as `locals()` gives it.
pub fn current_locals(vm: &Vm) -> PyResult<Obj> {
    match crate::vm::frame::nth(vm, 0) {
        Some(f) => frame::locals_of(vm, &frame::object_for(f)),
        None => Err(vm.system_error("frame does not exist")),
    }
}

fn current_globals(vm: &Vm) -> PyResult<Obj> {
    match crate::vm::frame::current_globals(vm) {
        Some(g) => Ok(g.into_obj()),
        None => Err(vm.system_error("frame does not exist")),
    }
}

/// Globals and locals for `exec` and `eval`.
fn namespaces(
    vm: &Vm,
    what: &str,
    globals: Option<&Obj>,
    locals: Option<&Obj>,
) -> PyResult<(Ref<Dict>, Option<Obj>)> {
    let (g, l) = match globals {
        None => {
            let g = current_globals(vm)?;
            let l = match locals {
                Some(l) => l.clone(),
                None => current_locals(vm)?,
            };
            (g, Some(l))
        }
        Some(g) => (g.clone(), locals.cloned()),
    };
    let Some(g) = g.as_ref::<Dict>() else {
        return Err(vm.type_error(if what == "eval" && g.ty().slots().getitem.is_some() {
            "globals must be a real dict; try eval(expr, {}, mapping)".to_owned()
        } else if what == "eval" {
            "globals must be a dict".to_owned()
        } else {
            format!("{what}() globals must be a dict, not {}", g.ty().name())
        }));
    };
    if let Some(l) = &l
        && l.ty().slots().getitem.is_none()
    {
        return Err(vm.type_error(if what == "eval" {
            "locals must be a mapping".to_owned()
        } else {
            format!("locals must be a mapping or None, not {}", l.ty().name())
        }));
    }
    if g.get_str(name!(__builtins__)).is_none() {
        g.insert_str(name!(__builtins__).clone(), interp().builtins().into_obj());
    }
    Ok((g, l))
}

fn run(
    vm: &Vm,
    code: &Ref<Code>,
    g: &Ref<Dict>,
    l: Option<Obj>,
    closure: Option<Ref<Tuple>>,
) -> PyResult<Obj> {
    let locals = l.unwrap_or_else(|| g.obj().clone());
    call::run_code(vm, code, g, Some(&locals), closure)
}

fn exec(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (g, l) = namespaces(vm, "exec", a.opt_not_none(1), a.opt_not_none(2))?;
    let closure = a.opt_not_none(3);
    if let Some(code) = a[0].as_ref::<Code>() {
        let free = code.nlocals - code.first_free();
        let closure = match closure {
            None if free > 0 => {
                return Err(vm.type_error(format!("code object requires a closure of exactly length {free}")));
            }
            None => None,
            Some(_) if free == 0 => return Err(vm.type_error("cannot use a closure with this code object")),
            Some(c) => match c.as_ref::<Tuple>() {
                Some(t)
                    if t.len() == free
                        && t.as_slice().iter().all(|c| c.is_instance::<crate::types::cell::Cell>()) =>
                {
                    Some(t)
                }
                _ => {
                    return Err(
                        vm.type_error(format!("code object requires a closure of exactly length {free}"))
                    );
                }
            },
        };
        run(vm, &code, &g, l, closure)?;
        return Ok(Obj::NONE);
    }
    if closure.is_some() {
        return Err(vm.type_error("closure can only be used when source is a code object"));
    }
    let source = source_text(vm, &a[0], "exec() arg 1", "code", "<string>")?;
    let code = compile_text(
        vm,
        &source,
        "<string>",
        Mode::Exec,
        How { future: inherited_future(vm), ..How::default() },
    )?;
    run(vm, &code, &g, l, None)?;
    Ok(Obj::NONE)
}

fn eval(vm: &Vm, a: Args) -> PyResult<Obj> {
    let (g, l) = namespaces(vm, "eval", a.opt_not_none(1), a.opt_not_none(2))?;
    if let Some(code) = a[0].as_ref::<Code>() {
        if code.nlocals > code.first_free() {
            return Err(vm.type_error("code object passed to eval() may not contain free variables"));
        }
        return run(vm, &code, &g, l, None);
    }
    let mut source = source_text(vm, &a[0], "eval() arg 1", "code", "<string>")?;
    if source.text().starts_with([' ', '\t']) {
        source = Source::new(source.text().trim_start_matches([' ', '\t']));
    }
    let code = compile_text(
        vm,
        &source,
        "<string>",
        Mode::Eval,
        How { future: inherited_future(vm), ..How::default() },
    )?;
    run(vm, &code, &g, l, None)
}

fn import_function(vm: &Vm, a: Args) -> PyResult<Obj> {
    let level = a.opt(4).map_or(Ok(0), |l| api::to_i64(vm, l))?;
    let fromlist = a.opt(3).cloned().unwrap_or_else(tuple::empty);
    import::import_from_globals(vm, &a[0], a.opt_not_none(1), &fromlist, level)
}

/// This family.
pub const FUNCTIONS: &[MethodDef] = &[
    function(
        "compile",
        "(source, filename, mode, flags=0,\n        dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        "Translate source text, or a tree of the ast module, into a code object for\nexec() and eval().\n\nfilename is the name that tracebacks show. mode says what the text is: 'exec' a\nwhole program, 'eval' one expression, 'single' one statement whose value is\nprinted, as the interactive prompt does. flags adds options of the ast module\nand future statements; those of the calling code hold too unless dont_inherit\nis true. optimize is the level of -O, -1 that of the interpreter.",
        compile,
    ),
    function(
        "exec",
        "(source, /, globals=None, locals=None, *, closure=None)",
        "Run statements: a text or a code object of compile().\n\nNames are looked up in globals and assigned in locals. Missing locals are the\nglobals, and missing both are those of the caller. closure is a tuple of cells\nfor code that has free variables.",
        exec,
    ),
    function(
        "eval",
        "(source, /, globals=None, locals=None)",
        "The value of an expression: a text or a code object of compile().\n\nNames are looked up in locals, then in globals. Missing locals are the globals,\nand missing both are those of the caller.",
        eval,
    ),
    function(
        "globals",
        "()",
        "The module-level variables of the code that calls, as a dict.\n\nIt is the dict itself: to change it is to change the variables.",
        |vm, _| current_globals(vm),
    ),
    function(
        "locals",
        "()",
        "The variables of the scope that calls, as a mapping.\n\nIn a module or class body it is the namespace itself. In a function every call\ngives a new dict, and changing that does not change the variables.",
        |vm, _| current_locals(vm),
    ),
    function(
        "__import__",
        "(name, globals=None, locals=None, fromlist=(),\n           level=0)",
        "What an import statement calls; programs want importlib.import_module().\n\n`import a.b` asks with an empty fromlist and gets the package a, `from a.b\nimport c` asks with ('c',) and gets a.b. level is the number of leading dots:\n0 means an absolute name; otherwise the name is found from the package that\nglobals belongs to.",
        import_function,
    ),
];
