# Errors that the compiler finds after parsing: message, line, offset, end and text of each.
texts = """
return
def f(): pass
return 1
class A: return
yield 1
x = yield
await x
class A: yield
class A: await x
break
continue
if 1: break
def f(): break
def f(): continue
class A: continue
for x in y: pass
else: break
while 1:
 def f(): break
for x in y:
 class A: continue
async def f(): yield from x
async def f():
 return 1
 yield
async def f():
 yield
 return 1
def f(a, a): pass
def f(a, *a): pass
def f(a, b, *, a): pass
def f(a, /, a): pass
def f(a, **a): pass
lambda a, a: 1
def f(x): global x
def f(x): nonlocal x
def f():
 x = 1
 global x
def f():
 print(x)
 global x
def f():
 nonlocal x
nonlocal x
class A: nonlocal x
x = 1
global x
print(x)
global x
def f():
 global x
 nonlocal x
def f():
 x: int
 global x
def f():
 global x
 x: int
def f():
 x: int
 nonlocal x
def f():
 def g():
  nonlocal y
def f():
 x = 1
 def g():
  print(x)
  nonlocal x
def f():
 x = 1
 def g():
  x = 2
  nonlocal x
def f():
 import a.b as x
 global x
def f():
 for x in y: pass
 global x
def f():
 with y as x: pass
 global x
def f():
 try: pass
 except E as x: pass
 global x
def f():
 [x := 1 for z in y]
 global x
def f():
 class x: pass
 global x
def f():
 def x(): pass
 nonlocal x
def f():
 del x
 global x
def f():
 from m import *
class A:
 from m import *
def f():
 if 1:
  from m import *
from __future__ import nope
from __future__ import braces
x = 1
from __future__ import annotations
from __future__ import division, nope
def f():
 from __future__ import annotations
from __future__ import (annotations as a, barry_as_FLUFL as b)
[x := 1 for x in y]
[(x := 1) for y in z for x in w]
[y for x in (a := b)]
[a for b in c if (d := e) for f in (g := h)]
class A: [x := 1 for y in z]
class A:
 def f(self, x=[y := 1 for z in w]): pass
[[x := 1 for y in z] for x in w]
lambda: [x := 1 for x in y]
(x := 1 for x in y)
{x: (x := 1) for x in y}
__debug__ = 1
def __debug__(): pass
def f(__debug__): pass
def f(*__debug__): pass
def f(**__debug__): pass
lambda __debug__: 1
class __debug__: pass
import __debug__
import a as __debug__
from a import __debug__
from a import b as __debug__
for __debug__ in x: pass
with a as __debug__: pass
try: pass
except E as __debug__: pass
del __debug__
x.__debug__ = 1
x.__debug__
del x.__debug__
f(__debug__=1)
__debug__ += 1
(__debug__ := 1)
[__debug__ for __debug__ in x]
match x:
 case __debug__: pass
match x:
 case {**__debug__}: pass
match x:
 case [*__debug__]: pass
__debug__: int
__debug__: int = 1
global __debug__
type __debug__ = int
def f[__debug__](): pass
a, *b, *c = d
*a, *b = c
*a = b
*a
print(*a, *b)
del *a
(*a)
x = *a
x = (*a)
return *a
[*a, *b] = c
*a += 1
for *a in b: pass
with a as *b: pass
try: pass
except: pass
except E: pass
try: pass
except: pass
finally: pass
try: pass
except E: pass
except: pass
else: pass
match x:
 case _: pass
 case 1: pass
match x:
 case a: pass
 case b: pass
match x:
 case a | 1: pass
match x:
 case [a, a]: pass
match x:
 case {"a": a, "a": b}: pass
match x:
 case A(b=1, b=2): pass
match x:
 case (a, b) | (a, c): pass
match x:
 case a if b: pass
 case c: pass
 case d: pass
match x:
 case A(a, a): pass
match x:
 case [a, *a]: pass
match x:
 case {**a, "k": a}: pass
match x:
 case a as a: pass
def f[T, T](): pass
class A[T, T]: pass
type X[T, *T] = int
def f[T](T): pass
def f[T]():
 nonlocal T
def f[T](x: (yield)): pass
def f[T: (yield)](): pass
def f[T: (x := 1)](): pass
def f[T: (await x)](): pass
type X = (yield)
type X = (x := 1)
type X = await y
class A[T](x := 1): pass
class A[T](yield): pass
def f() -> (yield): pass
def f(x: (yield)): pass
x: (yield)
x: (y := 1)
x: (await y)
def f(x: (await y)): pass
type X[T = int, S] = int
def f[T = int, S](): pass
async def f():
 def g(): await x
def f(): await x
def f(): async with x: pass
def f(): async for x in y: pass
def f(): [x async for x in y]
[x async for x in y]
[await x for x in y]
async def f(): [await x for x in y]
(x async for x in y)
lambda: await x
async def f(): lambda: await x
async def f(x=await y): pass
def f(): [[x async for x in y] for z in w]
async def f(): [[x async for x in y] for z in w]
class A:
 async def f(): pass
 await f()
try: pass
except* E: return
def f():
 try: pass
 except* E: return
for x in y:
 try: pass
 except* E: break
for x in y:
 try: pass
 except* E:
  for z in w: continue
  continue
def f():
 while 1:
  finally_ = 1
  try: pass
  finally: continue
x = 0777
f(**a, *b)
f(a=1, a=2)
f(a=1, **b, a=2)
class A(b=1, b=2): pass
f(a for a in b, c)
{**a for a in b}
a if b else c = 1
None = 1
True += 1
False: int
(None) = 1
[a, None] = b
for None in x: pass
with a as True: pass
import None
def None(): pass
class True: pass
lambda None: 1
f(None=1)
x.None = 1
del None
del f()
del (a, b())
del a + b
del [a, 1]
del (a)
del ()
del a.b, c[d], (e, [f])
"a" = 1
f() = 1
a + 1 = 2
a.b() += 1
(a, b) += 1
[a] += 1
a < b = c
-a = 1
not a = 1
f"{a}" = 1
... = 1
{} = 1
{a: b} = 1
[a for b in c] = 1
(a for b in c) = 1
lambda: x = 1
a if b else c += 1
(yield) = 1
x = (yield) = 1
a: int: str
(a, b): int
[a]: int
a.b: int
a[b]: int = 1
f(): int
1: int
a = b: int
""".strip("\n").split("\n")
cases, current = [], None
for line in texts:
    joined = line.startswith((" ", "else", "except", "finally")) or current == "open"
    if joined and cases:
        cases[-1] += "\n" + line
    else:
        cases.append(line)
for pair in [("def f(): pass", "return 1"), ("x = 1", "global x"), ("print(x)", "global x"), ("x = 1", "from __future__ import annotations")]:
    cases.append("\n".join(pair))
for text in cases:
    try:
        compile(text, "<t>", "exec")
        print(repr(text), "ok")
    except SyntaxError as e:
        print(f"{text!r} {type(e).__name__}: {e.msg} | {e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset} | {e.text!r} | {e.filename} {e.args[1:]!r} {e.print_file_and_line}")
for text, mode in [("x = 1", "eval"), ("return", "eval"), ("yield", "eval"), ("x; y", "single"), ("(yield)", "eval"), ("[x := 1 for x in y]", "eval"), ("return", "single"), ("lambda a, a: 1", "eval"), ("break", "single"), ("f(a=1, a=2)", "eval"), ("__debug__ := 1", "eval"), ("await x", "eval"), ("nonlocal x", "single")]:
    try:
        compile(text, "file name.py", mode)
        print(repr(text), mode, "ok")
    except SyntaxError as e:
        print(f"{text!r} {mode} {e.msg} | {e.filename} {e.text!r} {e.args[1:]!r}")
import warnings
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    for text in ["x is 1", "x is not 'a'", "x is ()", "() is x", "1 is 1", "x is None", "x is ...", "x is 1.5", "x is b''", "x is -1", "assert (x, 'msg')", "assert (x,)", "assert ()", "1()", "'a'()", "[]()", "{}()", "(lambda: 0)()", "None()", "1[0]", "'a'['b']", "[1]['a']", "(1, 2)['a']", "{1}[0]", "f'{x}'['a']", "(x for x in y)[0]", "[x for x in y]['a']", "'\\d'", "b'\\d'", "f'\\d{x}'", "'\\400'", "r'\\d'", "'''\n\\d'''", "0x1for x in y", "1if x else y", "1or 2", "0or x", "1and 2", "1in x", "[0x1for x in y]", "1is x", "1not in x", "def f():\n try: pass\n finally: return", "for x in y:\n try: pass\n finally: break", "x = '\\q' '\\z'", "f(a)(b)[c](1)[2]", "[1, 2][1, 2]", "[[1, 2] [3, 4]]", "[(1) (2)]", "'a' is 'b' is c", "print is 1", "x == 1 is True", "if x is 0: pass", "def f():\n  '''doc \\d'''", "'a\\\nb\\d'"]:
        before = len(seen)
        try:
            compile(text, "<w>", "exec")
            result = "ok"
        except SyntaxError as e:
            result = e.msg
        print(repr(text), result, [(w.category.__name__, w.lineno, str(w.message)) for w in seen[before:]])
warnings.simplefilter("error")
for text in ["x is 1", "\n'\\d'", "assert (x, 1)", "x = 1()\n", "0x1for x in y", "  \n\nf(1)['\\z']", "'''a\nb\n\\d'''"]:
    try:
        compile(text, "<w>", "exec")
    except SyntaxError as e:
        print(repr(text), e.msg, e.args[1])
