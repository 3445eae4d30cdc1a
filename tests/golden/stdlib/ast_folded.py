"""ast.parse(optimize=1): what is known before the program runs has been worked out."""
import ast
S = r"""x = 1 + 2
x = -1
x = not 1
x = not x
x = not (a in b)
x = not (a not in b)
x = not (a is b)
x = not (a is not b)
x = not (a == b)
x = not (a in b in c)
x = ~5
x = ~True
x = +1
x = -x
x = 2 ** 100
x = 2 ** 1000
x = 'a' * 10
x = 'a' * 5000
x = (1, 2)
x = (1, a)
x = (1, (2, 3))
x = ()
x = [1, 2]
x = (1, 2)[0]
x = (1, 2)[5]
x = 'abc'[1]
x = b'abc'[1]
x = 'abc'[1:2]
x = 'a' 'b'
x = 'a' + 'b'
x = 1 / 0
x = 1 / 2
x = 1.5 * 2
x = 1j * 1j
x = __debug__
x = not __debug__
if __debug__: pass
assert x
for i in [1, 2]: pass
for i in {1, 2}: pass
for i in (1, 2): pass
for i in [1, a]: pass
for i in {1, a}: pass
for i in [*a]: pass
a in [1, 2]
a in {1, 2}
a in {1, b}
a in [1, b]
a not in [1]
a in [1] in [2]
a == [1]
[x for x in [1, 2]]
[x for x in {1, 2}]
{x for x in [a, 2]}
'%s' % x
'%s' % (x,)
'%s %r' % (a, b)
'%5s|%-5.2a' % (a, b)
'%d' % (x,)
'%s' % (a, b)
'a%%b' % ()
'%s' % ('a',)
'%(x)s' % {'x': 1}
'%s' % (*a,)
f'{1}'
f'{"a"}b'
f'{a}' 'b' f'{1 + 2}'
1 if 1 else 2
1 and 2
x and 1
x or True
while 1: pass
if 0: x
def f(a=1+2): 'doc'; return 1 + 2
def f(): 'doc'
class A: 'doc'
'doc'
'doc' + 'tail'
async def f(): 'doc'; x
lambda: 1 + 2
def f(x: 1 + 2) -> 3 + 4: pass
x: 1 + 2 = 3 + 4
del (a, b)
a[1 + 2] = 3
a[1:1+2]
print(1 + 2, *[1, 2], **{'a': 1 + 1})
match x:\n  case -1: pass\n  case 1 + 2j: pass\n  case -1 - 2j: pass
match x:\n  case {-1: a}: pass
match x:\n  case 1 | -2: pass\n  case [-1, *_]: pass\n  case A(-3, b=-4): pass\n  case -5 as y if 1 + 1: pass
type X = 1 + 2
def f[T: 1 + 2 = 3 + 4](): pass
@d(1 + 2)\ndef f(): pass
with a(1 + 1) as b[1 + 1]: pass
try: 1 + 1\nexcept a[1 + 1]: 2 + 2\nfinally: 3 + 3
raise a(1 + 1) from b(1 + 1)
(x := 1 + 1)
yield_ = lambda: (yield 1 + 1)
{1 + 1: 2 + 2, **{3 + 3: 4}}
{1 + 1, 2}
x = 'a' if 1 + 1 else 'b'
x = 1 << 200
x = 1 << 100
x = (1,) * 3
x = (1,) * 300
x = 10 % 3
x = -7 // 2
x = True + 1
x = ...
x = None
x = -(-1)
x = - 0.0
x = 1 - 2 + a
x = a + 1 + 2
x = "é" "b" * 2
x = b'a' + b'b'
global_ = 1_0 + 1
x = 1 < 2
x = [1 + 1]
x += 1 + 1
return_ = (1 + 1, 2 + 2)
import a
from __future__ import annotations\nx: 1 + 2 = 1
'doc'\nfrom __future__ import annotations
""".splitlines()
for s in S:
    s = s.replace('\\n', '\n')
    base = ast.dump(ast.parse(s))
    for o in (-1, 0, 1, 2):
        r = ast.dump(ast.parse(s, optimize=o))
        if r != base and (o < 2 or r != ast.dump(ast.parse(s, optimize=1))): print(o, repr(s), r)
t = ast.parse('def f():\n  x = (1 +\n  2)\n  "%s" % (a,)\n', optimize=1)
print(ast.dump(t, include_attributes=True))
for o in (-1, 0, 1):
    for fl in (ast.PyCF_ONLY_AST, ast.PyCF_OPTIMIZED_AST):
        print(o, fl, ast.dump(compile("x = 1 + 2; y = __debug__", "f", "exec", fl, optimize=o)))
t = ast.parse("x = 1 + 2; y = __debug__; 'a'")
t2 = compile(t, "f", "exec", ast.PyCF_OPTIMIZED_AST, optimize=1)
print(t2 is t, ast.dump(t2))
t = ast.parse("1 + 2", mode="eval")
print(ast.dump(compile(t, "f", "eval", ast.PyCF_OPTIMIZED_AST)))
print(ast.dump(ast.parse("1 + 2", mode="eval", optimize=1)), ast.dump(ast.parse("1 + 2", mode="single", optimize=1)))
print(ast.dump(ast.parse("(1 + 2) -> 3 + 4", mode="func_type", optimize=1)))
print(ast.PyCF_OPTIMIZED_AST, ast.PyCF_ONLY_AST)
for bad in (3, -2):
    try: ast.parse("1", optimize=bad)
    except ValueError as e: print(e)
try: ast.parse("return 1\nfor", optimize=1)
except SyntaxError as e: print(e)
print(ast.dump(ast.parse("return 1 + 1\nbreak\nx = 1\nglobal x", optimize=1)))
print(ast.dump(ast.parse("x = 1 # type: int", optimize=1, type_comments=True)))
