# Which part of a line is marked, and when nothing is.
from _show import show, run

class Bad:
    def __getattr__(self, name): raise ValueError(name)
    def __getitem__(self, key): raise ValueError(key)
    def __setitem__(self, key, value): raise ValueError(key)
    def __delitem__(self, key): raise ValueError(key)
    def __call__(self, *a, **k): raise ValueError(a)
    def __add__(self, other): raise ValueError("add")
    def __radd__(self, other): raise ValueError("radd")
    def __neg__(self): raise ValueError("neg")
    def __lt__(self, other): raise ValueError("lt")
    def __contains__(self, x): raise ValueError("contains")
    def __iter__(self): raise ValueError("iter")
    def __bool__(self): raise ValueError("bool")
    def __enter__(self): raise ValueError("enter")
    def __exit__(self, *a): pass
    def __format__(self, spec): raise ValueError("format")
    def __matmul__(self, other): raise ValueError("matmul")
    def __iadd__(self, other): raise ValueError("iadd")
    def __hash__(self): raise ValueError("hash")
    def __index__(self): raise ValueError("index")

b = Bad()
d = {"a": {"b": {}}}

def fail(*a, **k):
    raise RuntimeError("fail")

lines = r'''
1 / 0
x = 1 / 0
x = 1 + 1 / 0 + 2
x = (1 / 0)
x = (1) / (0)
x = ((1)) / ((0)) + 3
x = 1 // 0 if True else 3
x = 5 % 0
x = 2 ** "a"
x = 1 << -1
x = 1 @ 2
x = "a" + 1
x = "a"   +   1
x = ("a" "b") + 1
x = [1] + (2,)
x = 1 + 2 + "a" + 3
x = 1 + 2 * (3 - "a")
x = -"a"
x = ~1.5
x = not b
x = 1 < "a"
x = 1 < 2 < "a"
x = b < 1
x = 1 in 2
x = 1 in b
x = 1 == 1 and b and 2
x = None.foo
x = d["a"]["b"]["c"]
x = d["a"]["c"]["d"]
x = d["a"] ["c"]
x = d[ "x" ]
x = (d)["x"]
x = [1, 2, 3][5]
x = [1, 2, 3][1:2:0]
x = b[1][2]
x = d["a"].foo.bar
x = d.a
x = len(5)
x = len(5) + 1
x = 1 + len(5)
len(5)
y = fail()
fail()
fail(1, 2, a=3)
x = fail(fail(1), 2)
x = [fail(1), 2]
x = (fail)(1)
x = fail (1)
x = "abc".foo()
x = "abc".index("z")
x = "abc".upper().index("z")
x = b.attr
x = b.method()
x = b(1)(2)
x = (lambda: 1 / 0)()
x = (lambda a: a + "1")(5)
x = [1 / i for i in (1, 0)]
x = {i: 1 / i for i in (1, 0)}
x = list(1 / i for i in (1, 0))
x = [a + b for a in (1,) for b in "a"]
x, y = 1
x, y = 1, 2, 3
x, *y = 5
a, b = [1]
x = undefined_name
x = undefined_name + 1
x = 1 + undefined_name
undefined_function(1)
del undefined_name
del d["q"]
del d.q
d.q = 1
d["a"]["q"].z = 1
(1).real = 5
b[0] = 1
del b[0]
x = 1; x += "a"
x = [1]; x[5] += 1
b += 1
assert 1 == 2
assert 1 == 2, "message"
assert 1 / 0
assert (1 == 2), 1 / 0
raise ValueError("text")
raise ValueError
raise ValueError("a") from KeyError("b")
raise 5
raise fail()
import does_not_exist_at_all
from os import does_not_exist_at_all
from does.not_exist import x
import os.does_not_exist
for x in 5: pass
for x in b: pass
for x, y in [1]: pass
while b: pass
if b: pass
with b: pass
with 5: pass
with open("/does/not/exist") as f: pass
x = f"{1 / 0}"
x = f"{d['q']!r:>{5}}"
x = f"abc {undefined_name} def"
x = f"{b}"
x = f"{1:zz}"
x = {**5}
x = [*5]
x = {[]: 1}
x = {1: 2, **{"a": 1 / 0}}
x = {b}
x = (1, 2, 3, 1 / 0, 5)
fail(**5)
fail(*5)
fail(a=1, **{"a": 2})
print(1, 2, sep=5)
print("%d" % "a")
print("%d %d" % (1,))
x = 1 if b else 2
x = (y := 1 / 0)
x = [0][b]
def f(x=1 / 0): pass
class C(5): pass
class C(1 / 0): pass
class C: x = 1 / 0
class C(metaclass=fail): pass
global_ = 5; global_.x.y
lambda: 1 / 0; (lambda: 1 / 0)()
x = yield_ = 1 / 0
match 1 / 0:\n  case 1: pass
try: 1 / 0\nfinally: x = 1
try: 1 / 0\nexcept 5: pass
try: 1 / 0\nexcept ZeroDivisionError: fail()
@fail\ndef f(): pass
@fail(1)\ndef f(): pass
@undefined_name.x\nclass C: pass
def bad(): 1/0\nbad()
def f(): return fail()\nf()
def f(): return fail() + 1\nf()
def f(): x = fail(); return x\nf()
def f(): x = y = fail()\nf()
def f(): x.y = fail()\nf()
def f(): x: int = fail()\nf()
def f(): x += fail()\nf()
def f(): return (fail())\nf()
def f(): return fail(fail)(1)\nf()
def f(): return b.x()\nf()
def f(): yield fail()\nlist(f())
def f(): (yield 1) + "a"\nlist(f())
def f(): return 1 if fail() else 2\nf()
def f(): return not fail()\nf()
def f(): return lambda: fail()\nf()()
def f(a): pass\nf(1, 2)
def f(a): pass\nf()
def f(a, *, b): pass\nf(1, c=2)
def f():\n    x\n    x = 1\nf()
def f():\n    def g(): return z\n    g()\n    z = 1\nf()
'''.strip().split("\n")
import linecache
scope = {"b": b, "d": d, "fail": fail}
for n, line in enumerate(lines):
    source = line.replace("\\n", "\n") + "\n"
    name = f"<line {n}>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    show(exec, compile(source, name, "exec"), dict(scope))
