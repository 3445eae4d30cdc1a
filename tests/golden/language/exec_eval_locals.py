# exec, eval, compile, globals(), locals() (PEP 667) and vars() in all kinds of scopes.
from _t import attempt, run
import sys

x = "module"


def fn():
    a = 1
    l1 = locals()
    b = 2
    l2 = locals()
    l1["a"] = 100
    return l1, l2, l1 is l2, a


print(fn())


def frame_locals():
    a = 1
    proxy = sys._getframe().f_locals
    proxy["a"] = 5
    proxy["new"] = 6
    b = 7
    return a, dict(proxy), "new" in locals(), type(proxy).__name__, proxy == sys._getframe().f_locals, len(proxy), list(proxy), proxy.get("zz", 0)


print(frame_locals())


def proxy_methods():
    a, b = 1, 2
    p = sys._getframe().f_locals
    out = [p.setdefault("a", 9), p.setdefault("q", 9), sorted(p.keys()), sorted(map(str, p.values())), "a" in p, p | {"z": 1} == {}, repr(p)[:12]]
    for action in [lambda: p.pop("a"), lambda: p.__delitem__("a"), lambda: p.clear(), lambda: p.popitem(), lambda: p["nope"], lambda: hash(p), lambda: p.__delitem__("q")]:
        try:
            out.append(action())
        except Exception as e:
            out.append(f"{type(e).__name__}: {e}")
    p.update({"a": 50, "b": 60})
    out += [a, b, list(reversed(p))[:1], p.copy().__class__.__name__]
    return out


print(proxy_methods())


def exec_in_function():
    v = 1
    exec("v = 2; w = 3")
    return v, "w" in locals()


print(exec_in_function())


def exec_own():
    d = {}
    v = 1
    exec("v = v + 1; global glob_made; glob_made = v; z = x", None, d)
    return d, v


attempt(exec_own)


def exec_locals_snapshot():
    v = 1
    ns = locals()
    exec("v = v + 1; z = x", globals(), ns)
    return ns, v


print(exec_locals_snapshot(), glob_made if "glob_made" in globals() else None)

x = "again"


class C:
    y = 1
    locals()["z"] = 3
    print(z, sorted(k for k in locals() if not k.startswith("__")), locals() is locals(), locals() is sys._getframe().f_locals)
    exec("w = y + z")
    print(w, eval("[y, w]"))
    print([k for k in [1] if "y" in locals()], [locals().get("k") for k in "q"])


print(globals() is locals(), vars() is globals())


def comp_locals():
    outer = 1
    return [sorted(locals()) for i in range(1)], list(sorted(locals()) for i in range(1)), {k: sorted(locals()) for k in "a"}


print(comp_locals())


def generator():
    a = 1
    yield locals()
    b = 2
    yield locals()


print(list(generator()))


def closures():
    c1 = 1

    def inner():
        c2 = c1
        return locals()

    def unbound():
        if False:
            c3
        return locals()

    r = inner(), unbound(), sorted(locals())
    c3 = 1
    return r


print(closures())


def args(a, *b, c=1, **d):
    del a
    return locals()


print(args(1, 2, x=3))


def from_outside():
    secret = 1
    changes()
    return secret


def changes():
    f = sys._getframe(1)
    f.f_locals["secret"] = 42
    f.f_locals["extra"] = 1


print(from_outside())


def cell_write():
    n = 1
    get = lambda: n
    sys._getframe().f_locals["n"] = 2
    return n, get()


print(cell_write())
# eval and exec
print(eval("1 + 2"), eval(" \t 3"), eval("x"), eval("x", {"x": 5}), eval("x", {"x": 5}, {"x": 6}), eval("[x for _ in 'a']", {"x": 1}), eval(b"1+1"), eval(bytearray(b"2")))
print(eval(compile("a + b", "f", "eval"), {"a": 1}, {"b": 2}), exec(compile("q = 1", "f", "exec")), q, eval(compile("q = 7", "f", "exec")), q)
exec("def made(): return x")
print(made(), made.__globals__ is globals())
ns = {}
exec("def made(): return len('abc')\nclass K: pass", ns)
print(ns["made"](), sorted(k for k in ns), ns["K"].__module__, ns["made"].__module__, "__builtins__" in ns)
ns = {"__name__": "nn", "__builtins__": {"len": lambda s: "mine"}}
exec("r = len('abc')\nclass_ok = 1", ns)
print(ns["r"])
run("exec('class A: pass', {'__builtins__': {}})", "exec('print(1)', {'__builtins__': {}})", "exec('import os', {'__builtins__': {}})", "exec('x = 1', {'__builtins__': None})",
    "eval('1', [])", "eval('1', {}, 5)", "exec('1', 5)", "exec('1', {}, 5)", "eval('1', None, {})", "exec('a', {}, {'a': 1})", "exec(5)", "eval('')", "eval('   ')", "eval('a = 1')", "eval('1;2')", "eval('1\\n2')", "eval('\\n1')",
    "eval(' 1')", "exec(' 1')", "eval('x' * 5)", "compile('1', 'f', 'exec', 5, 6, 7, 8)", "compile('1', 'f', 'exec', 1 << 30)", "compile('1', 5, 'exec')", "compile(5, 'f', 'exec')", "compile('1', 'f', 'x')", "compile('a\\0b', 'f', 'exec')",
    "exec('a\\0')", "compile('', 'f', 'single')", "compile('1\\n2', 'f', 'single')", "exec(compile('1;\"s\";None', 'f', 'single'))", "compile('1', 'f', 'eval').co_filename", "compile('1', b'f', 'eval')", "eval('(yield)')", "eval('await x')",
    "eval('lambda: (yield)')", "eval('return')", "exec('return 1')", "exec('x = 1', closure=())", "exec((lambda: 0).__code__, closure=())", "eval((lambda a: a).__code__)", "eval((lambda: 5).__code__)", "exec('', {}, {}, 1)", "eval('1', globals={}, locals={})", "eval(source='1')", "exec('1', locals={'a': 1})",
    "compile('1', 'f', 'exec', dont_inherit=True, optimize=2)", "compile('1', 'f', 'exec', optimize=5)", "globals(1)", "locals(1)")


class Mapping:
    def __init__(self): self.log = []
    def __getitem__(self, k):
        self.log.append("get " + k)
        if k == "known": return 5
        raise KeyError(k)
    def __setitem__(self, k, v): self.log.append(f"set {k} {v}")
    def __delitem__(self, k):
        self.log.append("del " + k)
        if k == "gone": raise KeyError


m = Mapping()
exec("a = known\nb = len('ab')\ndel a\nfor i in range(2): pass\nimport sys\nclass Q: pass", {"__name__": "n"}, m)
print([e.split(" at ")[0] for e in m.log])
attempt(exec, "unknown", {}, m)
attempt(exec, "del gone", {}, m)
attempt(exec, "def f(): return known\nprint(f)\n", {}, {"print": lambda f: f()})


class Globals(dict):
    def __missing__(self, k): return "missing " + k
    def __getitem__(self, k): return "got " + k


print(eval("a", Globals(a=1)), eval("a", {}, Globals()), eval("(lambda: a)()", Globals(a=1)))


def free():
    v = 5
    def inner(): return v
    return inner


import types
exec(free().__code__, globals(), closure=(types.CellType(3),))
attempt(exec, free().__code__)
attempt(exec, free().__code__, closure=())
attempt(exec, free().__code__, closure=(1,))
attempt(exec, free().__code__, closure=[types.CellType(3)])
print(eval("__name__"), eval("__name__", {}) if False else "", eval("__import__('math').pi"), eval("__builtins__") is __builtins__)
code = compile("def f():\n  x = 1\n  return x\n", "<made up>", "exec")
print(code.co_name, code.co_filename, code.co_flags, [type(k).__name__ for k in code.co_consts][:1])
print(eval("dir()", {"z": 1}), eval("vars()", {"z": 1}).keys(), eval("sorted(dir())", {}, {"b": 1, "a": 2}))
dir_fn = lambda p, q=1: dir()
print(dir_fn(0))
