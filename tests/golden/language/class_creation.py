# Classes: metaclasses, keywords, __prepare__, __set_name__, __init_subclass__, __class_getitem__, mangling, __class__ cell, bases.
from _t import attempt, run
import types


class Meta(type):
    def __prepare__(name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"prepared": True}
    __prepare__ = classmethod(lambda cls, name, bases, **kw: (print("prepare", cls.__name__, name, [b.__name__ for b in bases], kw), {"prepared": True})[1])

    def __new__(mcls, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcls, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *args, **kw):
        print("call", cls.__name__, args, kw)
        return super().__call__(*args, **kw)


class A(metaclass=Meta, flag=1):
    x = 1

    def __init__(self, v=0):
        self.v = v


class B(A, flag=2, **{"more": 3}):
    pass


print(B(5).v, B.prepared, type(B).__name__, B.x)


class NotMapping(type):
    __prepare__ = classmethod(lambda *a, **k: 5)


class Ordered(dict):
    def __init__(self):
        self.log = []

    def __setitem__(self, k, v):
        self.log.append(k)
        super().__setitem__(k, v)

    def __getitem__(self, k):
        self.log.append("?" + k)
        return super().__getitem__(k)

    def __missing__(self, k):
        self.log.append("!" + k)
        if k.startswith("auto"):
            return k.upper()
        raise KeyError(k)


class Track(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        return Ordered()

    def __new__(mcls, name, bases, ns):
        cls = super().__new__(mcls, name, bases, dict(ns))
        cls.log = ns.log
        return cls


class T(metaclass=Track):
    a = 1
    b = a + 1
    c = auto_value
    d = len([a])
    for i in range(2): pass
    del i
    def f(self): pass


print(T.log, T.c)


def function_meta(name, bases, ns, **kw):
    print("function", name, bases, kw, sorted(k for k in ns if not k.startswith("__")))
    return (name, kw)


class F(metaclass=function_meta, k=1):
    y = 1


print(F)


class G(list, metaclass=lambda n, b, d: type(n, b, d)):
    pass


print(G([1]), type(G))
M1, M2 = type("M1", (type,), {}), type("M2", (type,), {})
C1, C2 = M1("C1", (), {}), M2("C2", (), {})
run("class X(metaclass=NotMapping): pass", "class X(C1, C2): pass", "class X(C1, metaclass=M2): pass", "class X(object, object): pass", "class X(int, str): pass", "class X(object, A1): pass", "class X(5): pass", "class X('s'): pass", "class X(None): pass", "class X(bool): pass", "class X(type(None)): pass", "class X(range): pass", "class X(type(lambda: 0)): pass", "class X(slice): pass", "class X(memoryview): pass",
    "class X(metaclass=5): pass", "class X(metaclass=int): pass", "class X(metaclass=print): pass", "class X(undefined): pass", "class X(a=1): pass", "class X(*5): pass", "class X(**5): pass", "class X(*[int], metaclass=type): pass\nprint(X.__bases__)", "class X(metaclass=type, metaclass=type): pass", "class X(int, float): pass", "class X(dict, list): pass", "class X(int, metaclass=M1): pass\nprint(type(X).__name__)",
    "class X((int)): pass\nprint(X.__mro__)", "class X(print): pass", "class X(len): pass", "class X(1 .__class__): pass\nprint(X(3) + 1)", "class X(lambda: 0): pass", "class A1: pass\nclass B1(A1): pass\nclass C1(A1, B1): pass", "class A1: pass\nclass B1(A1): pass\nclass C1(A1): pass\nclass D1(B1, C1): pass\nprint([c.__name__ for c in D1.__mro__])\nclass E1(C1, B1): pass\nclass F1(D1, E1): pass", "class X(X): pass", "class X: x = y", "class X: return 1", "class X: yield 1", "class X: break", NotMapping=NotMapping, C1=C1, C2=C2, M1=M1, M2=M2, A1=A)
# three-argument type
for args in [("X",), ("X", ()), ("X", (), {}, 1), (1, (), {}), ("X", [], {}), ("X", (), []), ("X", (5,), {}), ("X\0", (), {}), ("", (), {}), ("a b", (), {}), ("X", (int, str), {}), ("X", (), {"__slots__": 5}), ("X", (), {"__slots__": "1a"}), ("X", (), {"__slots__": ("a", "a")}), ("X", (), {"__slots__": ("a",), "a": 1}), ("X", (int,), {"__slots__": ("a",)}), ("X", (tuple,), {"__slots__": ("a",)}), ("X", (), {"__slots__": ("__dict__", "__dict__")}), ("X", (), {"__slots__": "__weakref__"}), ("X", (), {"__qualname__": 5}), ("X", (), {"__classcell__": 5}), ("X", (), {5: 6}), ("X", (), {"__doc__": 5}), ("X", (), {"__module__": 5})]:
    try:
        r = type(*args)
        print(args, "->", repr(r).replace("__main__.", ""), r.__module__)
    except Exception as e:
        print(args, "->", type(e).__name__, e)
print(type("Dyn", (A,), {"z": 1}).z, types.new_class("N", (A,), {"k": 1}, lambda ns: ns.update(q=2)).q)


class Named:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        if name == "bad":
            raise ValueError("set_name failed")


class Owner:
    first, second = Named(), Named()
    alias = first


Owner.later = Named()
try:
    class Failing:
        bad = Named()
except Exception as e:
    print(type(e).__name__, e, e.__notes__)
try:
    class NotCallable:
        x = type("Q", (), {"__set_name__": 5})()
except Exception as e:
    print(type(e).__name__, str(e), [n.split(" at ")[0] for n in e.__notes__])


class Base:
    subs = []

    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.subs.append((cls.__name__, tag))


class S1(Base, tag="t"): pass
class S2(S1): pass
attempt(lambda: type("S3", (Base,), {}, other=1))
print(Base.subs, type(Base.__dict__["__init_subclass__"]).__name__)


class Order:
    def __init_subclass__(cls):
        print("init_subclass", cls.attr.seen)
class Attr:
    seen = None
    def __set_name__(self, owner, name): self.seen = name
class Ordered2(Order):
    attr = Attr()


class Item:
    def __class_getitem__(cls, key):
        return cls.__name__, key
    def __getitem__(self, key): return "instance", key


print(Item[int], Item["a", 1:2], Item()[3], type(Item.__dict__["__class_getitem__"]).__name__)
attempt(lambda: A[int])
attempt(lambda: Base[0])
attempt(lambda: int[0])
attempt(lambda: list[0])


class MetaItem(type):
    def __getitem__(cls, k): return "meta", k
class HasBoth(metaclass=MetaItem):
    def __class_getitem__(cls, k): return "class", k
print(HasBoth[1])


class Mangled:
    __private = 1
    __dunder__ = 2
    ___three = 3
    __x_ = 4
    _single = 5

    def __method(self): return self.__private
    def call(self): return self.__method(), self._Mangled__private
    def args(self, __a, *, __b=2): return __a, __b, sorted(locals())
    def nested(self):
        __v = 1
        class Inner:
            def f(self): return self.__w
            __z = 2
        def g(): return __v
        import os as __o
        return [n for n in vars(Inner) if "z" in n], g(), sorted(locals())
    def imports(self):
        try:
            import __missing_module
        except ImportError as e:
            return str(e)
    def glob(self):
        global __gl
        __gl = 1
        def kw(**k): return k
        return kw(__k=1)
    def attr(self, other): other.__at = 1; del self.__gone
    __ann: int = 3
    __slots__ = ()


m = Mangled()
print(sorted(k for k in vars(Mangled) if k.startswith("_") and "M" in k), m.call(), m.args(1), m.args.__func__.__code__.co_varnames, m.nested(), m.imports(), m.glob(), "_Mangled__gl" in globals(), Mangled.__annotations__)
attempt(m.attr, types.SimpleNamespace())
class _Under:
    __x = 1
class ___:
    __y = 1
print([k for k in vars(_Under) if "x" in k], [k for k in vars(___) if "y" in k])


class Cell:
    def get(self): return __class__
    @staticmethod
    def static(): return __class__.__name__
    lam = lambda self: __class__
    def sup(self): return super().__repr__()[:10]
    class Inner:
        def get(self): return __class__.__name__
    def gen(self): return [__class__ for _ in "a"], list(__class__ for _ in "a")
    def inner(self):
        def deep(): return __class__
        return deep()


c = Cell()
print(c.get() is Cell, c.static(), c.lam() is Cell, c.sup(), Cell.Inner().get(), c.gen()[0][0] is Cell, c.inner() is Cell, "__class__" in vars(Cell), Cell.get.__code__.co_freevars)
def early():
    class E:
        def f(self): return __class__
        try: f(1)
        except NameError as e: print(e)
early()
class MetaNoCell(type):
    def __new__(m, n, b, d):
        d.pop("__classcell__", None)
        return super().__new__(m, n, b, d)
run("class X(metaclass=MetaNoCell):\n def f(self): return __class__", MetaNoCell=MetaNoCell)
class MetaOther(type):
    def __new__(m, n, b, d):
        super().__new__(m, n + "first", b, dict(d))
        return super().__new__(m, n, b, dict(d, __classcell__=types.CellType()) if 0 else {k: v for k, v in d.items() if k != "__classcell__"})
run("class X(metaclass=MetaOther):\n def f(self): return __class__", MetaOther=MetaOther)
print(A.__name__, A.__qualname__, A.__module__, A.__doc__, A.__bases__, A.__base__, A.__mro__[-1], A.__dict__.__class__.__name__, A.__flags__ > 0, A.__basicsize__ > 0, A.__itemsize__, A.__dictoffset__ != 0, A.__weakrefoffset__ != 0, A.__text_signature__, A.__firstlineno__, Mangled.__static_attributes__, Cell.__static_attributes__, A.__static_attributes__)


class Doc:
    """Doc string"""
    x: int = 1
    y: "str"
    print(__qualname__, __module__, __annotations__, sorted(locals()))


print(Doc.__doc__, Doc.__annotations__)
run("A.__name__ = 5", "A.__name__ = 'R'; print(A)", "A.__qualname__ = 5", "A.__module__ = 5; print(A)", "del A.__name__", "del A.__module__", "A.__doc__ = 'd'; print(A.__doc__)", "del A.__doc__", "A.__bases__ = ()", "A.__bases__ = (int,)", "A.__bases__ = 5", "A.__bases__ = (A,)", "del A.__bases__", "A.__mro__ = ()", "A.__dict__ = {}", "A.__class__ = 5", "A.__class__ = type", "int.x = 1", "int.__name__ = 'x'", "del int.real", "int.__bases__ = ()", "A.__abstractmethods__", "A.__abstractmethods__ = {'f'}; A()", "A.__annotations__ = 5; print(A.__annotations__)", "A.__type_params__ = 5", "print(A.__type_params__)", "type.__name__", "A.__subclasses__(1)", "print(A.__subclasses__())", "A.mro()", A=type("A", (), {"__module__": "m"}))
class P: pass
class Q: pass
class R(P): pass
r = R()
R.__bases__ = (Q, P)
print([k.__name__ for k in R.__mro__], isinstance(r, Q))
r.__class__ = Q
print(type(r).__name__)
run("r.__class__ = int", "r.__class__ = 5", "r.__class__ = S", "del r.__class__", "(5).__class__ = P", r=r, P=P, S=type("S", (), {"__slots__": ("a",)}))
class MroMeta(type):
    def mro(cls): return [cls, P, object]
class Own(metaclass=MroMeta): pass
print(Own.__mro__[1].__name__)
class BadMro(type):
    def mro(cls): return 5
class BadMro2(type):
    def mro(cls): return [5]
class BadMro3(type):
    def mro(cls): return []
for m in (BadMro, BadMro2, BadMro3): attempt(m, "X", (), {})
class Entries:
    def __mro_entries__(self, bases): return (P,)
class FromEntries(Entries()): pass
print(FromEntries.__bases__[0].__name__, FromEntries.__orig_bases__[0].__class__.__name__)
class BadEntries:
    def __mro_entries__(self, bases): return [P]
run("class X(b): pass", "type('X', (b,), {})", b=BadEntries())
print(types.resolve_bases((Entries(),))[0].__name__, types.prepare_class("X", (P,), {"metaclass": MroMeta})[0].__name__)
