"""The tools of ast: dump, unparse, visitors, literal_eval, positions; trees that are compiled again."""
import ast, inspect, textwrap

SAMPLES = [
    "x = 1", "x: int = 5", "a.b: str", "(a): int = 3", "x += 1; y **= 2; z //= 3; w @= v", "del a, b[0], c.d",
    "def f(a, /, b: int, c=1, *args: tuple, d, e=2, **kw) -> None:\n    '''doc'''\n    return a",
    "async def g():\n    async with a as b, c:\n        async for x in y:\n            await z\n    return [i async for i in q]",
    "@dec\n@dec2(1)\nclass C[T, *Ts, **P](A, metaclass=M):\n    '''Doc\n    more'''\n    x = 1",
    "def h[T: int = str](x: T) -> T: ...", "type X[T] = list[T]",
    "if a:\n    pass\nelif b:\n    pass\nelse:\n    pass", "while x:\n    break\nelse:\n    continue",
    "for i, j in x:\n    pass\nelse:\n    pass", "for (i) in a, b: pass",
    "try:\n    pass\nexcept A as e:\n    raise\nexcept (B, C):\n    raise X from e\nexcept:\n    pass\nelse:\n    pass\nfinally:\n    pass",
    "try:\n    pass\nexcept* A:\n    pass", "with a as b, (c) as (d, e): pass",
    "match x:\n    case 1 | 'a' | -1 | 1+2j | None:\n        pass\n    case [a, *rest, _]:\n        pass\n    case {'k': v, **r}:\n        pass\n    case P(1, x=y) as z if z:\n        pass\n    case a.b:\n        pass\n    case _:\n        pass",
    "import a, b.c as d", "from . import x", "from ..a.b import (c as d, e)", "from m import *",
    "global a, b", "assert a, 'm'", "lambda: 0", "lambda a, /, b=1, *c, d=2, **e: (yield)",
    "(a := 5)", "f(a, *b, c=d, **e)", "f(x for x in y)", "f((x for x in y), 1)", "{**a, 'b': 1}", "{1, 2}", "{*()}",
    "a if b else c", "(a if b else c) if d else e", "not a and b or c", "a < b <= c is not d not in e",
    "-a ** -b", "(-a) ** b", "a ** b ** c", "(a ** b) ** c", "~a + +b - -c", "not (not a)", "(a, b), c = d",
    "a[1]", "a[1:2, ::3]", "a[b, c]", "a[(b, c)]", "a[*b]", "a[()]", "x = *a, b", "(yield a)", "x = yield", "await x",
    "f'a{b}c{d!r:>{w}}{{}}'", "f'{a + 1 = }'", "f\"{x['k']}\"", "f'{ {1: 2}[1] }'", "f'''{x}\n'''", "b'a\\x00'",
    "'a\\'b\"c'", "'''a\nb'''", "u'x'", "1e400", "1e400j", "10 ** 100", "0xff", "1_000", "1.5j", "...", "None",
    "a.b.c", "1 .real", "1.5.real", "(1).x", "[i for i in x if a if b for j in y]", "{a: b for c in d}", "{a for b in c}",
    "x = (1,)", "return_ = (a, b)", "for x in *a, b: pass", "(lambda: 1)()", "(a or b) and c", "a or (b and c)",
    "print((yield))", "@a.b[c]\ndef f(): pass", "x = a, = b", "a = b = c", "'é' 'b'", "r'\\d'", "'\\n\\t'",
    "async def f():\n    await (yield)", "not a == b", "a @ b << c >> d & e ^ f | g", "(a | b) & c", "-(1)", "(-1).x",
    "def f():\n    'doc'\n    def g():\n        'a\\n\"\"\"b'\n", "class A: pass", "'doc'\nx = 1",
]
for text in SAMPLES:
    tree = ast.parse(text)
    print("--", repr(text))
    print(ast.dump(tree))
    out = ast.unparse(tree)
    print(out)
    again = ast.dump(ast.parse(out))
    if again != ast.dump(tree):
        print("DIFFERENT", again)
    try:
        a = compile(text, "<t>", "exec")
        b = compile(tree, "<t>", "exec")
        print(a.co_names == b.co_names, a.co_varnames == b.co_varnames, a.co_consts == b.co_consts or "consts",
              list(a.co_lines())[-1][2] == list(b.co_lines())[-1][2])
    except SyntaxError as e:
        print(e)

text = "def f(x):\n    return {'a': [1, 2, (3, 4)],\n            'é': x}  # c\n"
tree = ast.parse(text)
print(ast.dump(tree, indent=2))
print(ast.dump(tree, indent="\t", include_attributes=True))
print(ast.dump(tree, annotate_fields=False))
print(ast.dump(ast.parse("f()"), show_empty=True))
print(ast.dump(ast.arguments(), show_empty=True), ast.dump(ast.Name("x"), False))
for node in ast.walk(tree):
    if hasattr(node, "lineno"):
        print(type(node).__name__, repr(ast.get_source_segment(text, node)))
print(repr(ast.get_source_segment(text, tree.body[0].body[0].value, padded=True)))
print([type(n).__name__ for n in ast.walk(tree)])
print([type(n).__name__ for n in ast.iter_child_nodes(tree.body[0])], [f for f, _ in ast.iter_fields(tree.body[0])])
ast.increment_lineno(tree, 10)
print(tree.body[0].lineno, tree.body[0].body[0].end_lineno)
print(ast.get_docstring(ast.parse("'''a\n   b'''")), ast.get_docstring(ast.parse("x"), clean=False))
try:
    ast.get_docstring(ast.Pass())
except TypeError as e:
    print(e)


class Visitor(ast.NodeVisitor):
    def visit_Name(self, node):
        print("name", node.id)

    def visit_Constant(self, node):
        print("constant", node.value)


Visitor().visit(ast.parse("a + b * 2 if c else [d, 'x']"))


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        if isinstance(node.value, int):
            return ast.copy_location(ast.BinOp(node, ast.Mult(), ast.Constant(2)), node)
        return node

    def visit_Assert(self, node):
        return None

    def visit_Pass(self, node):
        return [ast.Expr(ast.Constant("a")), ast.Expr(ast.Constant("b"))]


tree = Double().visit(ast.parse("x = 21\nassert x == 1\npass\nprint(x, 4)"))
print(ast.unparse(ast.fix_missing_locations(tree)))
exec(compile(tree, "<double>", "exec"))

for text in ["1", "-1", "+1.5", "1+2j", "-1-2j", "'a' 'b'", "b'x'", "[1, (2,), {3}, {4: None}]", "set()", "True", "...",
             " 1", "1+1", "a", "f()", "{1: 2, **x}", "--1", "-'a'", "1 if 1 else 2", "\n1", "{[]: 1}", "()", "1j+1", "(1", "-True"]:
    try:
        print(repr(text), ast.literal_eval(text))
    except Exception as e:
        print(repr(text), type(e).__name__, str(e).split(" at 0x")[0])
print(ast.literal_eval(ast.parse("[1]", mode="eval")), ast.literal_eval(ast.Constant(5)))

# A tree keeps its places: a traceback and co_positions show them.
tree = ast.parse("def f():\n    return 1 / 0\n")
code = compile(tree, "<tree>", "exec")
ns = {}
exec(code, ns)
try:
    ns["f"]()
except ZeroDivisionError as e:
    tb = e.__traceback__.tb_next
    print(tb.tb_lineno, tb.tb_frame.f_code.co_filename, tb.tb_frame.f_code.co_firstlineno)
for bad in ["return 1", "break", "nonlocal x", "yield 1", "def f(a, a): pass", "x = __debug__ = 1", "await x"]:
    try:
        compile(ast.parse(bad), "<bad>", "exec")
        print("fine", bad)
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text)
for args in [("(a", "f"), ("a b", "g", "eval"), ("x=1", "h", "eval"), ("x", "h", "nonsense")]:
    try:
        ast.parse(*args)
    except (SyntaxError, ValueError) as e:
        print(type(e).__name__, e)
print(ast.dump(ast.parse("x\n", mode="single")), ast.dump(ast.parse("x", mode="eval")), ast.dump(ast.parse(b"# coding: latin-1\n'\xe9'")))
f = ast.parse("x = 1").body[0]
match f:
    case ast.Assign([ast.Name(id)], ast.Constant(v)):
        print(id, v)
print(ast.unparse(ast.parse("x  =   (1)\n\n# c\ny=2")), ast.unparse([ast.Pass(), ast.Break()]), ast.unparse(ast.Constant(1.0)))
