# SyntaxErrors: those of the compiler, and those made by hand.
from _show import report, show

bad = r'''
x = = 1
---
x = 
---
(
---
)
---
x = (1, 2
y = 3
---
x = [1, 2)
---
x = {1: 2, 3}
---
def f(:
    pass
---
def f()
    pass
---
if x
    y
---
if x = 1:
    pass
---
if x:
y
---
  x = 1
---
x = 1
    y = 2
---
if 1:
    x
  y
---
if 1:
	x
        y
---
'abc
---
"""abc
def
---
f"{x"
---
f"{}"
---
f"{x!z}"
---
f"{x:{y}"
---
f"a}b"
---
f"{x = = y}"
---
x = 5 +
---
1 = x
---
f() = 1
---
x + 1 = 2
---
None = 1
---
True = 1
---
(a, b) += 1
---
del f()
---
del 1
---
for 1 in x: pass
---
with x as 1: pass
---
import a.b as c.d
---
from a import
---
from a import (b, c
---
from . import *
---
return 1
---
yield 1
---
await x
---
break
---
continue
---
def f():
    break
---
def f(a, a): pass
---
def f(a=1, b): pass
---
def f(*): pass
---
def f(**a, b): pass
---
f(a=1, 2)
---
f(**a, *b)
---
f(a=1, a=2)
---
f(a for a in b, c)
---
f(1=2)
---
f(a.b=2)
---
lambda a, a: 1
---
class C
    pass
---
class C(x for x in y): pass
---
x = 1 if 2
---
else: pass
---
try: pass
---
try:
    pass
except A, B:
    pass
---
try:
    pass
except:
    pass
except A:
    pass
---
print 1
---
print "hello", x
---
exec "x"
---
x y
---
x = 1 2
---
x = [1 2]
---
x = {1 2}
---
"a" b
---
a b c d
---
1a = 5
---
0777
---
0xg
---
1__0
---
1e
---
0b12
---
x = $
---
x = ?
---
x = “a”
---
x = a‐b
---
x = 中文 + = 1
---
"中文" = 1
---
x = ("中" "文" y z)
---
global x
x = 1
global x
---
def f():
    x = 1
    global x
---
def f():
    nonlocal x
---
nonlocal x
---
def f(x):
    global x
---
x: int: str = 1
---
(x, y): int = 1
---
x = yield = 1
---
async x
---
async def f():
    await = 1
---
def f():
    await x
---
def f():
    async with x: pass
---
[x async for x in y]
---
[x for x in y if]
---
[x, y for x in z]
---
{x: y for x}
---
(x := 1) := 2
---
x := 1
---
[x := 1 for x in y]
---
[i := 0, *a for b in c]
---
*x
---
*x = 1
---
x = *y
---
*a, *b = c
---
print(*)
---
f(**)
---
x.1
---
x..y
---
x[
---
x[]
---
@
def f(): pass
---
@x
y = 1
---
match x:
    case 1
---
match x:
    case a: pass
    case b: pass
---
match x:
    case {**a, 1: 2}: pass
---
match x:
    case A(b=1, 2): pass
---
match x:
    case (a, a): pass
---
match x:
    case a | b: pass
---
type X = 
---
def f[T, T](): pass
---
not
---
x not y
---
x is not
---
a < > b
---
a <> b
---
a++
---
a && b
---
!a
---
a ? b : c
---
x = 1;; y = 2
---
if 1: if 2: pass
---
while 1:
---
def f():
---
class A:
    def f(self):
x = 1
---
x = 1
from __future__ import annotations
---
assert
---
raise x from
---
pass x
---
\
x = \ 1
---
x = 1 \
---
'\x1'
---
'\N{nothing}'
---
'\u12'
---
b'é'
---
b'\x1'
---
"a" b"b"
---
def f(a, (b, c)): pass
---
lambda (a, b): 1
---
super() = 1
---
f"{lambda x: 1}"
---
f'{a b}'
---
f'{1 = 2}'
---
f"""{
  a b
}"""
---
f"{'a' 'b' c}"
---
f"{*}"
---
f"{a!}"
---
f"{a!r }"
---
f"{:5}"
---
f"{a['b]}"
---
x = {**a for a in b}
---
x = {a: *b}
---
x = {a: }
---
x = {a:b, c}
---
x = {a, b: c}
---
import
---
import a,
---
from a import b,
---
from a import b c
---
with open(x) as f, : pass
---
elif x: pass
---
finally: pass
---
except: pass
---
    
	x
---
x = 1
 # comment
  y = 2
---
__debug__ = 1
---
def __debug__(): pass
---
f(__debug__=1)
---
x.__debug__ = 1
---
a, b += 1
---
a = b += 1
---
a += b = 1
---
(yield) = 1
---
[a, 1] = x
---
[a, f()] = x
---
{a} = 1
---
"a" += 1
---
... = 1
---
f"{a}" = 1
---
a if b else c = 1
---
lambda: 1 = 2
---
not a = 1
---
a and b = 1
---
a < b = 1
---
-a = 1
---
[x for x in y] = 1
---
x = [i for i in range(10)
     if i = 5]
'''.strip("\n").split("\n---\n")
for source in bad:
    try: compile(source + "\n", "<bad>", "exec")
    except SyntaxError as e:
        print((e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset))
        e.__traceback__ = None
        report(e)
    else: print("no error:", source)
print("in other modes")
for mode, source in (("eval", "x = 1"), ("eval", "1 +"), ("eval", ""), ("single", "x\ny"), ("single", "if 1:\n  x"), ("eval", " 1 2"), ("exec", "\x00"), ("exec", "x = '\x00'"), ("exec", "a\nb\rc c")):
    try: compile(source, "<mode>", mode)
    except Exception as e:
        e.__traceback__ = None
        report(e)
    else: print("fine", mode, source)
show(exec, "x = = 1")
show(eval, "1 +")
show(exec, "if 1:\n    x = 5\n    y z\n")
show(exec, b"# coding: nothing\nx\n")
def nested():
    exec("def f():\n    exec('x y')\nf()")
show(nested)
print("by hand")
S = SyntaxError
for args in (("m",), ("m", ("f", 1, 1, "text")), ("m", ("f", 1, 3, "text\n")), ("m", ("f", 1, 30, "text\n")), ("m", ("f", 1, 0, "text")), ("m", ("f", 1, -1, "text")),
             ("m", ("f", 1, None, "text")), ("m", ("f", None, 1, "text")), ("m", (None, 1, 1, "text")), ("m", (None, None, None, None)), ("m", ("f", 1, 1, None)), ("m", ("f", 1, 1, "")),
             ("m", ("f", 5, 3, "  text  here", 5, 7)), ("m", ("f", 5, 3, "  text  here", 6, 7)), ("m", ("f", 5, 3, "  text  here\nnext line", 6, 3)), ("m", ("f", 5, 9, "  text", 5, 3)),
             ("m", ("f", 5, 3, "\ttext here", 5, 7)), ("m", ("f", 5, 1, "    text here", 5, 2)), ("m", ("f", 5, 1, "    text here", 5, 8)), ("m", ("f", 5, 3, "text", 5, 0)), ("m", ("f", 5, 3, "text", 5, -1)),
             ("m", ("f", 5, 3, "text", 5, 100)), ("m", ("f", 5, 3, "text", None, None)), ("m", ("f", 5, 3, "中文中文 = 1", 5, 5)), ("m", ("f", 5, 3, "\x0ctext", 5, 5)), ("m", ("f", 5, 2, " \t text", 5, 5)),
             (None, ("f", 1, 1, "t")), (5, ("f", 1, 1, "t")), ("", ("f", 1, 1, "t")), ("a\nb", ("f", 1, 1, "t")), (), ("m", ("f", 3, 2, "   \n")), ("m", ("f", 3, 2, "\n")), ("m", ("f", 0, 0, "abc"))):
    print(args)
    try: e = S(*args)
    except Exception as x: print(type(x), x); continue
    report(e)
for name, value in (("lineno", "x"), ("lineno", 5.5), ("offset", "x"), ("offset", None), ("text", 5), ("text", b"x"), ("filename", 5), ("filename", None), ("msg", None), ("msg", 5), ("end_lineno", None), ("end_offset", None), ("end_lineno", 7), ("text", None)):
    e = S("m", ("f", 1, 2, "text", 1, 3))
    setattr(e, name, value)
    print(name, value)
    try: report(e)
    except Exception as x: print("!", "the module cannot")
class MyError(SyntaxError): pass
report(MyError("mine", ("f", 1, 2, "text")))
report(TabError("t", ("f", 1, 2, "text")))
