"""What goes wrong often: print >>, codes of other kinds, unfinished texts, late futures, keywords twice, streams that are none."""
import sys, warnings, io
def run(name, f):
    try: r = f()
    except BaseException as e: r = f"{type(e).__name__}: {e}"
    print(name, "->", r)
# print >> 
run("print >>", lambda: print >> sys.stderr)
run("print >> 1", lambda: print >> 1); run("len >>", lambda: len >> sys.stderr); run("print <<", lambda: print << 1); run("print -", lambda: print -1)
def ip():
    global print
    p = print; p >>= sys.stderr
run("iprint >>", ip)
# flags
for t in (type(sys.flags), type(sys.version_info), type(sys.float_info), type(sys.int_info), type(sys.hash_info), type(sys.thread_info), type(sys.getwindowsversion()) if hasattr(sys, "getwindowsversion") else type(sys.implementation)):
    run(t.__name__, lambda: t() if t.__name__ != "SimpleNamespace" else None)
# __code__
def f(): pass
def g(): yield
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    f.__code__ = g.__code__
    print([str(x.message) for x in w], [x.category.__name__ for x in w])
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    run("escape", lambda: eval("'''\n\\z'''")); print([(str(x.message), x.lineno, x.filename, x.category.__name__) for x in w])
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("default", category=SyntaxWarning)
    for i in range(3):
        exec("'\\z'"); print(len(w))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always", category=SyntaxWarning)
    run("esc2", lambda: eval("'\\z' '\\y'")); print([(str(x.message), x.lineno, x.filename, x.category.__name__) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter("error", category=SyntaxWarning)
    run("esc3", lambda: eval("'''\n\\z'''"))
import codeop
for src in ("a = 'a\\", "a = 'a\\\n", "x = (1,", "for x in y:", "for x in y:\n  pass", "if 1:\n pass\nelse:", "a = '''", "'\\e'", "1 is 1", "def f(): return (yield)", "a b", "", "#", "\\", "x\\", "try:\n pass", "@a", "@a\ndef f(): pass", "class A:\n", "lambda", "x = [", "x = {1:", "x = 1;", "async", "async def f():", "with a", "with a:", "(\n\n", "a = \"", "f'{", "f'''{", "f'''", "match x:", "match x:\n  case 1:", "print(1", "x = 5 if", "raise = 2", "def x():\n\npass\n", "]", "a = 1\nb = 2", "pass\n\n", "if 1: pass"):
    for sym in ("single", "exec", "eval"):
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter("always")
            try: r = codeop.compile_command(src, symbol=sym); r = "None" if r is None else "code"
            except SyntaxError as e: r = f"{type(e).__name__}: {e}"
            except Exception as e: r = f"{type(e).__name__}: {e}"
        print(repr(src), sym, r, [str(x.message) for x in w])
# futures
for s in ("from __future__ import nested_scopes; import string; from __future__ import generators", "import string; from __future__ import generators", "'doc'; from __future__ import division", "'doc'; 'x'; from __future__ import division", "from __future__ import nested_scopes; from __future__ import generators", "from __future__ import nested_scopes\nimport a\nfrom __future__ import division", "from __future__ import (nested_scopes, generators)", "from __future__ import *", "from __future__ import nope", "from __future__ import braces", "def f():\n  from __future__ import division", "x = 1; from __future__ import division", "from .__future__ import x", "from __future__ import annotations as a, division as d", "from __future__ import barry_as_FLUFL\n1 <> 2", "from __future__ import barry_as_FLUFL\n1 != 2", "1 <> 2", "if 1:\n  from __future__ import division", "class A:\n  from __future__ import division"):
    try: compile(s, "f", "exec"); print(repr(s), "ok")
    except SyntaxError as e: print(repr(s), e.msg, e.lineno, e.offset, e.end_offset, repr(e.text))
def k(**kw): return kw
run("kw 1", lambda: k(**{1: 3}, **{1: 5})); run("kw 2", lambda: k(**{1: 3})); run("kw 3", lambda: k(a=1, **{1: 3})); run("kw 4", lambda: k(**{1: 3}, **{2: 5})); run("kw 5", lambda: k(a=1, **{"a": 3})); run("kw 6", lambda: k(**{(): 3}, **{(): 5})); run("kw 7", lambda: dict(**{1: 2}, **{1: 3}))
# input
class Bit:
    def write(self, s): print("w", repr(s), file=sys.__stdout__)
old = sys.stdin, sys.stdout
sys.stdin = io.StringIO("line1\nline2"); sys.stdout = Bit()
try:
    a = b = 1; a = input(); b = input("p> ")
except AttributeError as e: print(e, file=sys.__stdout__)
finally: sys.stdin, sys.stdout = old
print(a, b)
sys.stdin = io.StringIO("x\n"); olderr = sys.stderr; sys.stderr = Bit()
try: print(input())
finally: sys.stdin = old[0]; sys.stderr = olderr
for attr in ("stdin", "stdout", "stderr"):
    o = getattr(sys, attr)
    for how in ("del", "none"):
        delattr(sys, attr) if how == "del" else setattr(sys, attr, None)
        try: input("?"); r = "ok"
        except BaseException as e: r = f"{type(e).__name__}: {e}"
        setattr(sys, attr, o); print(attr, how, r)
# builtins
ns = {"__builtins__": {"iter": 1}}
class Exp(dict):
    def __missing__(self, k): return f"missing {k}"
run("b1", lambda: eval("x", {"__builtins__": Exp()})); run("b2", lambda: exec("import foo", {"__builtins__": {}})); run("b3", lambda: exec("import foo.bar", {"__builtins__": {"__import__": lambda *a: a}})); run("b4", lambda: exec("class A: pass", {"__builtins__": {}})); run("b5", lambda: eval("len([])", {"__builtins__": {}}))
d = {"__builtins__": {"__import__": lambda *a: (a[0], a[3:])}}; exec("import foo.bar as q, w\nfrom z import y" if 0 else "import foo, w.x", d); print(d["foo"], d["w"])
exec("def fn(): return len", d); run("b6", lambda: d["fn"].__builtins__ is d["__builtins__"]); run("b7", lambda: f.__builtins__["len"] is len); run("b8", lambda: type(f.__builtins__)); run("b9", lambda: d["fn"]())
import types
fn2 = types.FunctionType(f.__code__, {}); run("b10", lambda: fn2.__builtins__["len"] is len); fn3 = types.FunctionType(f.__code__, {"__builtins__": {"a": 1}}); run("b11", lambda: fn3.__builtins__); run("b12", lambda: setattr(fn3, "__builtins__", {}))
import builtins
save = builtins.iter
del builtins.iter
r = []
try: iter
except NameError as e: r.append(str(e))
builtins.iter = save
for o in (iter([1]), reversed([1]), iter((1,)), iter("a"), iter({1: 2}), iter({1}), iter(range(3)), iter(b"a"), iter(bytearray(b"a"))):
    run(type(o).__name__, lambda: o.__reduce__())
