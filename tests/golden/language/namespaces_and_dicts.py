# __dict__ of instances, classes and modules as live mappings; globals tricks; vars; mutation of classes seen by instances.
from _t import attempt, run
import types


class A:
    x = 1
    def m(self): return "m"


a, b = A(), A()
a.y = 1
d = a.__dict__
d["z"] = 2
print(a.z, d is a.__dict__, vars(a) is d, list(d))
del a.y
print(d)
a.__dict__ = {"new": 1}
print(a.new, hasattr(a, "z"), d)
a.__dict__[5] = "odd"
print(vars(a), dir(a)[-2:] if False else "")
del a.__dict__[5]
a.__dict__["x"] = "instance"
print(a.x, b.x, A.x)
A.x = 2
A.added = lambda self: "added"
print(a.x, b.x, b.added())
del A.added
attempt(lambda: b.added())
A.m = property(lambda self: "now a property")
print(b.m)
A.__call__ = lambda self, *v: v
A.__len__ = lambda self: 7
A.__eq__ = lambda self, o: "eq"
A.__getattr__ = lambda self, n: "dynamic " + n
print(b(1), len(b), b == a, b.whatever, bool(b))
del A.__len__, A.__call__, A.__getattr__
attempt(lambda: len(b))
attempt(lambda: b())
attempt(lambda: b.whatever)
print(type(A.__dict__).__name__, A.__dict__["x"], "x" in A.__dict__, A.__dict__.get("nope"), len(A.__dict__) > 3)
run("A.__dict__['q'] = 1", "del A.__dict__['x']", "A.__dict__.update(q=1)", "A.__dict__.pop('x')", "A.__dict__ | {'k': 1} and print('or')", "A.__dict__.copy().__class__", "hash(A.__dict__)", "A.__dict__ == dict(A.__dict__)", "print(type(A.__dict__ | {}))", "A.__dict__ |= {}", "reversed(A.__dict__)", "a.__dict__ = A.__dict__", "vars(5)", "vars([])", "vars(A)['x']", "vars()", "vars(1, 2)", A=A, a=a)


class Base: v = "base"
class Mid(Base): pass
class Leaf(Mid): pass


l = Leaf()
print(l.v)
Mid.v = "mid"
print(l.v)
Leaf.v = "leaf"
print(l.v)
del Leaf.v, Mid.v
print(l.v)
Base.v = "changed"
print(l.v)
Base.late = lambda self: "late"
print(l.late())
class Other: v = "other"; only = 1
Mid.__bases__ = (Other,)
print(l.v, l.only, hasattr(l, "late"), [c.__name__ for c in Leaf.__mro__])
l.__class__ = Base
print(l.v, type(l).__name__)
for i in range(3):
    Base.v = i
    print(l.v, end=" ")
print()


def count(obj):
    total = 0
    for i in range(200):
        total += obj.n
        if i == 100:
            type(obj).n = 2
    return total


class N: n = 1
print(count(N()), N.n)


class Shape:
    def __init__(self, flip):
        if flip: self.a, self.b = 1, 2
        else: self.b, self.a = 2, 1


print([list(vars(Shape(f))) for f in (True, False)], sum(Shape(i % 2).a for i in range(100)))
many = Shape(True)
for i in range(500):
    setattr(many, f"attr{i}", i)
print(many.attr499, len(vars(many)))
for i in range(0, 500, 2):
    delattr(many, f"attr{i}")
print(len(vars(many)), many.attr1, hasattr(many, "attr2"))
g = globals()
g["made_by_globals"] = 5
print(made_by_globals)
exec("made_by_exec = made_by_globals + 1")
print(made_by_exec, "g" in g, g["g"] is g)
del g["made_by_globals"]
attempt(lambda: made_by_globals)
m = types.ModuleType("m")
exec("x = 1\ndef get(): return x", m.__dict__)
m.x = 50
print(m.get(), m.__dict__["get"].__globals__ is m.__dict__)
m.__dict__["x"] = 60
print(m.get())
del m.x
attempt(m.get)
m.len = lambda v: "module's len"
exec("def f(): return len([])", m.__dict__)
print(m.f())
del m.len
print(m.f())
import builtins
original = builtins.len
builtins.len = lambda v: "patched"
print(m.f(), len([]))
builtins.len = original
print(m.f(), len([1]))
ns = types.SimpleNamespace(a=1, **{"b c": 2})
print(ns, ns == types.SimpleNamespace(a=1, **{"b c": 2}), vars(ns))
ns.self = ns
print(ns)
attempt(types.SimpleNamespace, 1)
print(types.SimpleNamespace({"k": 1}), types.SimpleNamespace([("p", 2)], q=3))
attempt(types.SimpleNamespace, {1: 2})
ns2 = types.SimpleNamespace(z=1, a=2)
del ns2.z
print(ns2, repr(type("NS", (types.SimpleNamespace,), {})(x=1)))
class Dict(dict):
    def __getattr__(self, n):
        try: return self[n]
        except KeyError: raise AttributeError(n) from None
    def __setattr__(self, n, v): self[n] = v
    def __delattr__(self, n): del self[n]
d = Dict(a=1)
d.b = 2
del d.a
print(d, d.b, d.__dict__)
attempt(lambda: d.nope)
attempt(delattr, d, "nope")
class Slotted:
    __slots__ = ("p", "__dict__")
s = Slotted()
s.p, s.q = 1, 2
print(s.__dict__, s.p)
attempt(lambda: vars(object()))
print(sorted(n for n in dir() if n in ("A", "a", "ns", "original")), "__annotations__" in globals())
