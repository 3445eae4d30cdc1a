"""Sources made of trees: every kind of expression and statement, with as few parentheses as CPython writes."""
import ast
for s in r"""a or b or not c
a and b and c and not d
not (a or b)
not a == b
(not a) == b
-x ** 2
(-x) ** 2
2 ** -x
2 ** 3 ** 4
(2 ** 3) ** 4
a - (b - c)
(a, b)[0]
a[b, c]
a[b,]
a[()]
a[1:2, ::3]
a[*b]
x = yield
x = (yield 5)
yield 5
await (await x)
(await x)()
lambda: (yield)
lambda x, /, y=1, *a, z, k=2, **kw: x
(lambda: 0)()
a if b else c if d else e
(a if b else c) if d else e
[x for x in (1 if a else b)]
[x async for x in y if a if b or c]
{**a, 'b': 1}
{*a, *b}
{*()}
f(*a, b, *c, **d, e=1)
f((x for x in y))
f(x for x in y)
(x := 5)
f((x := 5))
[y := 1, y ** 2]
1 .real
1.0.real
1j.real
(1).bit_length()
'a' 'b'
u'x'
'it\'s "x"'
"new\nline\ttab\x00\\"
b'a\'b"'
1e400
-1e400
1e400j
f'{x}'
f'{x!r:>{w}}'
f'a{x}b{{}}'
f'{x:%Y-%m-%d}'
f"{d['k']}"
f'{"a"}'
f'{x=}'
f"{'a' 'b'!s}"
f'{ {1:2}[1] }'
f'\n{x}'
f'{x}\'"'
f"{f'{y}'}"
f'{lambda x: 1}'
f'{(lambda x: 1)}'
f'{x,}'
f'{yield_}'
f'{"\n"}'
f'{x:\n}'
f"{a!r:{'x'}}"
x: int
(x): int = 5
a.b: int
x = y = 1, 2
x, y = y, x
(x, *y), z = w
x += 1, 2
x **= 2
for x, y in a, b: pass
for x in *a, b: pass
return_ = 1
del a, b[0]
del (a, b)
assert x, 'm'
raise
raise X from Y
import a.b as c, d
from . import x
from ..a.b import (x as y, z)
from a import *
global x
type X[T: int = 5, *Ts = *a, **P] = list[T]
with a as b, c: pass
with (a as b): pass
with (yield): pass
with (a, b): pass
with (a, b) as c: pass
a < b < c == d
(a < b) < c
a < (b < c)
a in b not in c
~a + -b
- -a
not not a
a @ b // c % d
a << b | c & d ^ e
(yield)
print(*a if b else c)
*a, b = c
x = *a, b
a[b][c].d(e)(f)
(a.b)()
...
None
async_ = 1
(a, )
()
[]
{}
[a]
(yield from x)
x = yield from y
a[b:=1]
a[lambda: 0:1]
{a: b for a, b in c}
x if (yield) else y
(a := b) if c else d
a if (b := c) else d
'\ud800'
'\u2028é'
-1
+1
(-1).x
-(1)
(1, 2)
a = (1,)
x = (yield a, b)
f"{a['x']!r}" f'{b}'
f'{a}' 'b' f"{c}"
""".splitlines() + ['f\'\'\'a\n{x}"\'\'\'', 'f\'\'\'{\'"\' + "\'"}\'\'\'', '"""doc"""', '\'doc with \\\'\\\'\\\' and """\'', "f'{x}\\n'", 'f"a\'{x}\\""']:
    s=s.strip()
    if not s: continue
    try: t=ast.parse(s)
    except SyntaxError as e: print('ERR',s,e.msg); continue
    print(s,'|',ast.unparse(t))
for s in ['def f(a, b: int=1, /, c=2, *args: int, d, e: str="x", **kw) -> int:\n  "doc"\n  return a\n  yield\n', '@a\n@b(1)\nclass A(B, C, metaclass=M):\n  """doc\n  more"""\n  x = 1\n  def f(self): pass\n  class I: pass\n  y = 2\n', 'class A: pass\nclass B(): "x"\nx=1\ndef f(): pass\ny=2','async def f():\n async for x in y: pass\n else: z\n async with a as b: await c\n [x async for x in y]', 'if a: b\nelif c: d\nelif e:\n  if f: g\n  else: h\nelse: i', 'if a: b\nelse:\n if c: d\n x', 'while a:\n b\n break\nelse: c','try: a\nexcept X as e: b\nexcept (Y, Z): c\nexcept: d\nelse: e\nfinally: f','try: a\nexcept* X: b','def f[T, *Ts, **P](): pass\nclass A[T: (int, str)]: pass','match a, b:\n case 1 | -2 | "x": pass\n case [x, *_, y]: pass\n case [*rest]: pass\n case {"a": 1, **k}: pass\n case {}: pass\n case P(1, x=2): pass\n case (1 | 2) as z: pass\n case None | True: pass\n case a.b: pass\n case _ if x: pass\n case 1+2j: pass\n case (x as y) | z: pass\n case [(a|b) as c]: pass\n case (): pass','"""module doc\nwith \\\\ back and \'quotes\' """\nx','def f():\n """doc "quoted\\""""\ndef g():\n "a\\tb\\x00"\ndef h():\n u"unicode"\ndef i():\n f"no doc"','lambda *, a: 0\nlambda *a: 0\nlambda **k: 0\nlambda a, /: 0', 'def f(*, a): pass\ndef g(a, /): pass\ndef h(*a): pass', 'nonlocal_ = 1\ndef f():\n x=1\n def g():\n  nonlocal x\n  global y, z','with a:\n """not doc"""\n','return_1\nasync def f(): return await x, 1\n','for a in b:\n  x\nelse:\n  def f(): pass', 'class A:\n  def f(self): pass','@property\ndef f(): pass\n@(yield_)\ndef g(): pass', 'x = """a\n\'\'\'"""','def f():\n  return (1, 2)\ndef g(): return','del (a)\nassert (a, b)\nprint((yield_))', 'def f(): x = yield a, b', 'def f():\n  return (yield)\n  await (yield)']:
    try: print(ast.unparse(ast.parse(s))); print('----')
    except SyntaxError as e: print('ERR',s,e)
for n in (ast.arg('x',ast.Name('int')), ast.arguments([], [ast.arg('a')]), ast.keyword('k',ast.Constant(1)), ast.alias('a','b'), ast.withitem(ast.Name('a')), ast.Slice(ast.Constant(1)), ast.ExceptHandler(ast.Name('X'),'e',[ast.Pass()]), ast.match_case(ast.MatchAs(), None,[ast.Pass()]), ast.MatchAs(), ast.Expression(ast.Name('x')), ast.Tuple([]), ast.Tuple([ast.Name('x')]), ast.Constant((1,)), ast.Constant(()), ast.Constant(frozenset([1])), ast.Return(ast.Tuple([ast.Name('a')])), ast.Load(), ast.Add(), ast.Module([ast.Assign([ast.Name('x')],ast.Constant(1),lineno=1,type_comment='int')],[]), ast.FunctionType([ast.Name('a')],ast.Name('b')), ast.Name('x'), ast.TypeVar('T',ast.Name('int')), ast.Set([]), ast.JoinedStr([]), ast.FormattedValue(ast.Name('x'),-1), ast.Yield(), ast.NamedExpr(ast.Name('a'),ast.Constant(1)), ast.comprehension(ast.Name('x'),ast.Name('y'),[],0), ast.BoolOp(ast.And(),[ast.Name('a')]*8), ast.If(ast.Name('a'),[],[]), ast.Module([],[]), ast.Raise(None,ast.Name('x'))):
    try: print(type(n).__name__, repr(ast.unparse(n)))
    except Exception as e: print(type(n).__name__, type(e).__name__, e)
