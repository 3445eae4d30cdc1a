//! What the compiler says about programs: errors and warnings word for word, as CPython 3.13.0 gives them, and
//! code that the verifier accepts. Names and positions of instructions are compared with CPython's by
//! `tests/bytecode/compare.py`.

use super::{Options, compile};
use crate::bytecode::dis::dis;
use crate::bytecode::serial;
use crate::bytecode::verify::verify;
use crate::source::Source;
use crate::syntax::{Mode, parse};

/// What comes of a program: "fine", its warnings, or its error with the range it points at.
fn verdict(text: &str, fuse: bool) -> String {
    let source = Source::new(text);
    let result = parse(&source, Mode::Exec).and_then(|parsed| {
        let compiled = compile(&parsed.tree, &source, "t.py", Options { fuse, ..Options::default() })?;
        let warnings = parsed.warnings.into_iter().chain(compiled.warnings);
        Ok((compiled.code, warnings.map(|w| format!("{}: {}", w.lineno, w.msg)).collect::<Vec<_>>()))
    });
    match result {
        Ok((code, warnings)) => {
            verify(&code).unwrap_or_else(|what| panic!("{text}\n{what}\n{}", dis(&code)));
            assert_eq!(serial::read(&serial::write(&code)).as_ref(), Ok(&code), "serial form of\n{text}");
            if warnings.is_empty() { "fine".into() } else { warnings.join("; ") }
        }
        Err(e) => {
            let end = if e.end_offset <= 0 { e.offset as i32 } else { e.end_offset };
            format!("{}:{}-{}:{} {}", e.lineno, e.offset, e.end_lineno, end, e.msg)
        }
    }
}

#[test]
fn errors_and_warnings_are_those_of_cpython() {
    let wrong: Vec<String> = CASES
        .iter()
        .flat_map(|(text, expected)| [(text, expected, false), (text, expected, true)])
        .filter_map(|(text, expected, fuse)| {
            let got = verdict(text, fuse);
            (got != *expected).then(|| format!("{text}\n  want {expected}\n  got  {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The listing of a program without positions: one line per instruction.
fn listing(text: &str, fuse: bool) -> Vec<String> {
    let source = Source::new(text);
    let parsed = parse(&source, Mode::Exec).expect("the program parses");
    let options = Options { fuse, ..Options::default() };
    let code = compile(&parsed.tree, &source, "t.py", options).expect("the program compiles").code;
    let words = dis(&code);
    let name = |line: &str| {
        line.split_whitespace()
            .find(|w| w.contains(|c: char| c.is_ascii_uppercase()))
            .filter(|w| !w.ends_with(':'))
            .map(str::to_string)
    };
    words.lines().take_while(|l| !l.starts_with("ExceptionTable")).filter_map(name).collect()
}

#[test]
fn constants_fold_where_cpython_folds_them() {
    assert_eq!(listing("x = 2 ** 10 - -1 * (3 // -2)", false)[..2], ["LOAD_CONST", "STORE_NAME"]);
    assert_eq!(listing("x = 'a' * 3 + 'b'", false)[..2], ["LOAD_CONST", "STORE_NAME"]);
    assert_eq!(listing("x = 1 / 0", false)[..3], ["LOAD_CONST", "LOAD_CONST", "TRUE_DIV"]);
    assert_eq!(listing("y in [1, 2]", false)[..3], ["LOAD_NAME", "LOAD_CONST", "CONTAINS_OP"]);
}

#[test]
fn fusion_keeps_to_one_line() {
    let fused = listing("def f(a, b):\n return a + b\nf", true);
    assert!(!fused.contains(&"ADD".into()), "{fused:?}");
    let apart = listing("def f(a, b):\n return (a +\n  b)\nf", true);
    assert!(!apart.contains(&"ADD_LL".into()), "{apart:?}");
}

#[test]
fn deep_and_long_programs_stay_within_the_stack() {
    let chain = |part: &str, n: usize| part.repeat(n);
    let programs = [
        format!("x = {}y", chain("-", 1900)),
        format!("x{}", chain("()", 1900)),
        format!("x = {}1", chain("lambda: ", 900)),
        format!("x = {}y", chain("y + ", 1900)),
        format!("x = {}y", chain("y and ", 20_000)),
        format!("x = {}y", chain("a if b else ", 900)),
        format!("if x: y\n{}", chain("elif x: y\n", 1900)),
        format!("x = [{}]", chain("y, ", 50_000)),
    ];
    let run = move || programs.iter().for_each(|text| assert_eq!(verdict(text, true), "fine"));
    let thread = std::thread::Builder::new().stack_size(16 << 20).spawn(run).expect("a thread can be made");
    thread.join().expect("nothing overflows or panics");
}

/// (program, verdict of CPython 3.13.0)
const CASES: &[(&str, &str)] = &[
    ("def f(a,a): pass", "1:9-1:10 duplicate argument 'a' in function definition"),
    ("x=1\ndef f():\n    print(x)\n    global x", "4:5-4:13 name 'x' is used prior to global declaration"),
    ("def f():\n    x=1\n    global x", "3:5-3:13 name 'x' is assigned to before global declaration"),
    ("def f(x):\n    global x", "2:5-2:13 name 'x' is parameter and global"),
    ("def f():\n    x:int\n    global x", "3:5-3:13 annotated name 'x' can't be global"),
    ("def f():\n    global x\n    x:int=1", "3:5-3:12 annotated name 'x' can't be global"),
    ("def f():\n    nonlocal y", "2:5-2:15 no binding for nonlocal 'y' found"),
    ("nonlocal x", "1:1-1:11 nonlocal declaration not allowed at module level"),
    (
        "def f():\n    def g():\n        nonlocal x\n        global x",
        "3:9-3:19 name 'x' is nonlocal and global",
    ),
    ("def f(x):\n    def g(x):\n        nonlocal x", "3:9-3:19 name 'x' is parameter and nonlocal"),
    (
        "def f():\n    x=1\n    def g():\n        x=2\n        nonlocal x",
        "5:9-5:19 name 'x' is assigned to before nonlocal declaration",
    ),
    ("def f():\n    from a import *", "2:19-2:20 import * only allowed at module level"),
    ("class A:\n    from a import *", "2:19-2:20 import * only allowed at module level"),
    ("return 1", "1:1-1:9 'return' outside function"),
    ("class A:\n    return 1", "2:5-2:13 'return' outside function"),
    ("yield 1", "1:1-1:8 'yield' outside function"),
    ("class A: yield 1", "1:10-1:17 'yield' outside function"),
    ("x = yield from y", "1:5-1:17 'yield from' outside function"),
    ("await x", "1:1-1:8 'await' outside function"),
    ("def f(): await x", "1:10-1:17 'await' outside async function"),
    ("async def f(): yield from x", "1:16-1:28 'yield from' inside async function"),
    ("async def f():\n    yield 1\n    return 2", "3:5-3:13 'return' with value in async generator"),
    ("break", "1:1-1:6 'break' outside loop"),
    ("if 1: continue", "1:7-1:15 'continue' not properly in loop"),
    ("for x in y:\n    def f(): break", "2:14-2:19 'break' outside loop"),
    ("while 1:\n    class A: continue", "2:14-2:22 'continue' not properly in loop"),
    ("try: pass\nexcept: pass\nexcept A: pass", "2:1-2:13 default 'except:' must be last"),
    (
        "[x := 1 for x in y]",
        "1:2-1:3 assignment expression cannot rebind comprehension iteration variable 'x'",
    ),
    (
        "[x for x in (x := y)]",
        "1:14-1:20 assignment expression cannot be used in a comprehension iterable expression",
    ),
    (
        "class A: [x := 1 for i in y]",
        "1:11-1:12 assignment expression within a comprehension cannot be used in a class body",
    ),
    (
        "[[x := 1 for i in y] for x in z]",
        "1:3-1:4 assignment expression cannot rebind comprehension iteration variable 'x'",
    ),
    ("def f(): [(yield 1) for x in y]", "1:12-1:19 'yield' inside list comprehension"),
    ("def f(): ((yield 1) for x in y)", "1:12-1:19 'yield' inside generator expression"),
    ("[x async for x in y]", "1:1-1:21 asynchronous comprehension outside of an asynchronous function"),
    (
        "def f(): return [x async for x in y]",
        "1:17-1:37 asynchronous comprehension outside of an asynchronous function",
    ),
    (
        "def f(): return {await x for x in y}",
        "1:17-1:37 asynchronous comprehension outside of an asynchronous function",
    ),
    (
        "async def f():\n    def g(): return [x async for x in y]",
        "2:21-2:41 asynchronous comprehension outside of an asynchronous function",
    ),
    ("*a = 1", "1:1-1:3 starred assignment target must be in a list or tuple"),
    ("*a", "1:1-1:3 can't use starred expression here"),
    ("a, *b, *c = d", "1:1-1:10 multiple starred expressions in assignment"),
    ("f(a=1, a=2)", "1:8-1:11 keyword argument repeated: a"),
    ("__debug__ = 1", "1:1-1:10 cannot assign to __debug__"),
    ("def f(__debug__): pass", "1:7-1:16 cannot assign to __debug__"),
    ("import __debug__", "1:1-1:17 cannot assign to __debug__"),
    ("x.__debug__ = 1", "1:1-1:12 cannot assign to __debug__"),
    ("del __debug__", "1:5-1:14 cannot delete __debug__"),
    ("f(__debug__=1)", "1:3-1:14 cannot assign to __debug__"),
    ("from __future__ import braces", "1:1-1:1 not a chance"),
    ("from __future__ import nope", "1:1-1:1 future feature nope is not defined"),
    (
        "x = 1\nfrom __future__ import annotations",
        "2:1-2:35 from __future__ imports must occur at the beginning of the file",
    ),
    ("async with a: pass", "1:1-1:19 'async with' outside async function"),
    ("def f():\n    async with a: pass", "2:5-2:23 'async with' outside async function"),
    ("async for x in y: pass", "1:1-1:23 'async for' outside async function"),
    ("def f():\n    async for x in y: pass", "2:5-2:27 'async for' outside async function"),
    ("try: pass\nexcept* A:\n    return 1", "3:5-3:13 'return' outside function"),
    (
        "def f():\n    try: pass\n    except* A:\n        return 1",
        "4:16-4:17 'break', 'continue' and 'return' cannot appear in an except* block",
    ),
    (
        "for x in y:\n    try: pass\n    except* A:\n        break",
        "4:9-4:14 'break', 'continue' and 'return' cannot appear in an except* block",
    ),
    ("for x in y:\n    try: pass\n    except* A:\n        for z in x: break", "fine"),
    (
        "match x:\n    case a: pass\n    case b: pass",
        "2:10-2:11 name capture 'a' makes remaining patterns unreachable",
    ),
    (
        "match x:\n    case _: pass\n    case b: pass",
        "2:10-2:11 wildcard makes remaining patterns unreachable",
    ),
    ("match x:\n    case a | b: pass", "2:10-2:11 name capture 'a' makes remaining patterns unreachable"),
    ("match x:\n    case (a, 1) | (b, 2): pass", "2:10-2:25 alternative patterns bind different names"),
    ("match x:\n    case (a, a): pass", "2:14-2:15 multiple assignments to name 'a' in pattern"),
    ("match x:\n    case {1: a, 1: b}: pass", "2:10-2:22 mapping pattern checks duplicate key (1)"),
    ("match x:\n    case {\"a\": a, \"a\": b}: pass", "2:10-2:26 mapping pattern checks duplicate key ('a')"),
    ("match x:\n    case A(b=1, b=2): pass", "2:19-2:20 attribute name repeated in class pattern: b"),
    ("match x:\n    case [*a, *b]: pass", "2:10-2:18 multiple starred names in sequence pattern"),
    ("class A[T, T]: pass", "1:12-1:13 duplicate type parameter 'T'"),
    (
        "def f[T](x: (yield 1)): pass",
        "1:14-1:21 yield expression cannot be used within the definition of a generic",
    ),
    ("class A[T: (yield 1)]: pass", "1:13-1:20 yield expression cannot be used within a TypeVar bound"),
    ("type X = (yield 1)", "1:11-1:18 yield expression cannot be used within a type alias"),
    ("type X = (y := 1)", "1:11-1:17 named expression cannot be used within a type alias"),
    ("type X[T = int, U] = 1", "1:17-1:18 non-default type parameter 'U' follows default type parameter"),
    ("def f[T]():\n    nonlocal T", "2:5-2:15 nonlocal binding not allowed for type parameter 'T'"),
    (
        "def f[T]():\n    def g():\n        nonlocal T",
        "3:9-3:19 nonlocal binding not allowed for type parameter 'T'",
    ),
    ("class A((x := 1)): pass", "fine"),
    (
        "class A[T]((x := 1)): pass",
        "1:13-1:19 named expression cannot be used within the definition of a generic",
    ),
    ("def f(x: (y := 1)): pass", "fine"),
    (
        "from __future__ import annotations\ndef f(x: (yield)): pass",
        "2:11-2:16 yield expression cannot be used within an annotation",
    ),
    (
        "from __future__ import annotations\ndef f(x: (await y)): pass",
        "2:11-2:18 await expression cannot be used within an annotation",
    ),
    (
        "def f():\n    global x, y\n    y = 1\n    global y",
        "4:5-4:13 name 'y' is assigned to before global declaration",
    ),
    ("lambda: (yield)", "fine"),
    ("x: (yield)", "1:5-1:10 'yield' outside function"),
    ("def f(): x: (yield) = 1", "fine"),
    ("assert (1, \"x\")", "1: assertion is always true, perhaps remove parentheses?"),
    ("x is 1", "1: \"is\" with 'int' literal. Did you mean \"==\"?"),
    ("1 is x is \"a\"", "1: \"is\" with 'int' literal. Did you mean \"==\"?"),
    ("x is not ()", "1: \"is not\" with 'tuple' literal. Did you mean \"!=\"?"),
    ("(1, 2)(3)", "1: 'tuple' object is not callable; perhaps you missed a comma?"),
    ("[1](2)", "1: 'list' object is not callable; perhaps you missed a comma?"),
    ("\"a\"[\"b\"]", "1: str indices must be integers or slices, not str; perhaps you missed a comma?"),
    ("[1][\"a\"]", "1: list indices must be integers or slices, not str; perhaps you missed a comma?"),
    ("(1)[0]", "1: 'int' object is not subscriptable; perhaps you missed a comma?"),
    ("f\"a\"(1)", "1: 'str' object is not callable; perhaps you missed a comma?"),
    ("{1}[0]", "1: 'set' object is not subscriptable; perhaps you missed a comma?"),
    ("{1: 2}()", "1: 'dict' object is not callable; perhaps you missed a comma?"),
    ("(lambda: 1)[0]", "1: 'function' object is not subscriptable; perhaps you missed a comma?"),
    ("(x for x in y)[1]", "1: 'generator' object is not subscriptable; perhaps you missed a comma?"),
    ("1()", "1: 'int' object is not callable; perhaps you missed a comma?"),
    ("None()", "1: 'NoneType' object is not callable; perhaps you missed a comma?"),
    ("class A:\n    def f(self): super = 1; nonlocal __class__", "fine"),
    ("class A:\n    nonlocal __class__", "2:5-2:23 no binding for nonlocal '__class__' found"),
    ("def f():\n    print(__class__)", "fine"),
    ("with a as __debug__: pass", "1:11-1:20 cannot assign to __debug__"),
    ("for __debug__ in x: pass", "1:5-1:14 cannot assign to __debug__"),
    ("def f():\n    try: pass\n    finally:\n        continue", "4:9-4:17 'continue' not properly in loop"),
    ("while 1:\n    try: pass\n    finally:\n        continue", "fine"),
    ("a = *b", "1:5-1:7 can't use starred expression here"),
    ("a = *b,", "fine"),
    ("return", "1:1-1:7 'return' outside function"),
    ("x = lambda __debug__: 1", "1:12-1:21 cannot assign to __debug__"),
    ("try: pass\nexcept A as __debug__: pass", "2:1-2:28 cannot assign to __debug__"),
    ("class __debug__: pass", "1:1-1:22 cannot assign to __debug__"),
    ("def __debug__(): pass", "1:1-1:22 cannot assign to __debug__"),
    (
        "def f():\n    class A:\n        x = 1\n        def g(self):\n            nonlocal x",
        "5:13-5:23 no binding for nonlocal 'x' found",
    ),
    ("def f():\n    import a\n    global a", "fine"),
    ("def f():\n    (a := 1)\n    global a", "3:5-3:13 name 'a' is assigned to before global declaration"),
    (
        "def f():\n    for a in b: pass\n    nonlocal a",
        "3:5-3:15 name 'a' is assigned to before nonlocal declaration",
    ),
    ("class C:\n    x = 1\n    global x", "3:5-3:13 name 'x' is assigned to before global declaration"),
    ("x = 1\nglobal x", "2:1-2:9 name 'x' is assigned to before global declaration"),
    ("print(x)\nglobal x", "2:1-2:9 name 'x' is used prior to global declaration"),
    ("def f(*, a, **a): pass", "1:15-1:16 duplicate argument 'a' in function definition"),
    ("def f(a, *, a): pass", "1:13-1:14 duplicate argument 'a' in function definition"),
    ("async def f():\n    return [x for x in [await y async for z in w]]", "fine"),
    ("async def f():\n    return [[x async for x in y] for z in w]", "fine"),
    ("def f():\n    return (x async for x in y)", "fine"),
    ("async def f():\n    return {x: [await z for z in y] for x in w}", "fine"),
];
