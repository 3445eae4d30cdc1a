"""ast.parse(feature_version=...): what was not there yet is refused."""
import ast
S = r"""x = 1_000
x = 0x_f
x = 1_0.5j
x: int = 1
x: int
x.y: int
f'{x}'
f''
a @ b
a @= b
async def f(): pass
async def f():\n  await x
async def f():\n  async for x in y: pass
async def f():\n  async with x: pass
async def f():\n  return [x async for x in y]
async def f():\n  return (x async for x in y)
async def f():\n  [await x for x in y]
(x := 1)
f(x := 1)
[y := 1, y]
def f(a, /): pass
def f(a, /, b): pass
def f(a=1, /, b=2): pass
def f(a, /, b=2): pass
lambda a, /: a
lambda a=1, /: a
with (a as b): pass
with (a): pass
with (a, b): pass
with (a as b, c): pass
with (a, b as c): pass
with (a, b,): pass
with a as b, c: pass
async def f():\n  async with (a as b): pass
match x:\n  case 1: pass
type X = int
type X[T] = int
def f[T](): pass
class A[T]: pass
def f[T=int](): pass
def f[*T=int](): pass
def f[**T=int](): pass
try: pass\nexcept* A: pass
try: pass\nexcept A: pass
@a.b[c]\ndef f(): pass
@x\ndef f(): pass
x[*a]
x[a, *b]
def f(*a: *b): pass
return *a, b
x = yield *a, b
for x in *a, b: pass
continue
try:\n  pass\nfinally:\n  continue
{**a}
[*a]
f(*a, *b)
f(**a, **b)
print(*a, b)
x = lambda: (yield)
nonlocal x
def f(a, *, b): pass
def f(a,): pass
def f(*a,): pass
def f(**a,): pass
f(*a,)
class A(*b): pass
raise a from b
b'a' 'b'
x if y else z
u'x'
async = 1
await = 1
await x
def f():\n  await x
async def f():\n  def g():\n    await = 1
print 'x'
exec 'x'
a: int; b
f(a, b for b in c)
@(yield)\ndef f(): pass
del (x)
async def f():\n  yield x
async def f():\n  async for x in y:\n    yield x
f'{x!r:>{w}}' 'b'
f'{f"{x}"}'
x = 1 if (y := 2) else 3
def f() -> int: pass
def f(a: int): pass
while (a := b): pass
if (yield): pass
x = a @ b @ c
""".splitlines()
out = {}
for s in S:
    s = s.replace('\\n', '\n')
    prev = None
    for v in range(14, -1, -1):
        try:
            ast.parse(s, feature_version=(3, v)); r = "ok"
        except SyntaxError as e:
            r = f"{e.msg}|{e.lineno}|{e.offset}|{e.end_lineno}|{e.end_offset}|{e.text!r}"
        if r != prev and not (v == 14 and r == 'ok'):
            print(repr(s), v, r)
        prev = r
for fv in [2, (2, 7), (3, 13), (3, 2), 0, -1, 13, 14, 300, (3,), (4, 1), "3.8", 3.5, (3, -1), 7, (3, 4, 5), None, True, [3,5]]:
    try: print(fv, ast.dump(ast.parse("x = 1_0", feature_version=fv)))
    except Exception as e: print(fv, type(e).__name__, e)
try: print(compile("x = 1_0", "f", "exec", ast.PyCF_ONLY_AST, _feature_version=5))
except Exception as e: print(type(e).__name__, e)
