from _show import evaluate, show
import types
class Data:
    def __init__(s, n="d"): s.n = n
    def __get__(s, o, t=None): return ("get", s.n, o is None, getattr(t, "__name__", t))
    def __set__(s, o, v): print("set", s.n, v)
    def __delete__(s, o): print("delete", s.n)
class NonData:
    def __get__(s, o, t=None): return ("nd", o is None)
class SetOnly:
    def __set__(s, o, v): o.__dict__["so"] = v
class DelOnly:
    def __delete__(s, o): print("delonly")
class GetNone:
    __get__ = None
class A:
    d = Data(); n = NonData(); so = SetOnly(); do = DelOnly(); gn = GetNone()
    def f(self): "doc"; return self
    @staticmethod
    def s(x): "sdoc"; return x
    @classmethod
    def c(cls, x): "cdoc"; return cls.__name__, x
    @property
    def p(self): "pdoc"; return 1
    @p.setter
    def p(self, v): print("p=", v)
    @p.deleter
    def p(self): print("del p")
    @property
    def ro(self): return 1
    wo = property(None, lambda s, v: print("wo", v))
    no = property()
    lam = lambda self: self
    bound = [].append
    @classmethod
    @property
    def cp(cls): return "cp"
a = A()
def f(x, y=2, /, *, z=3): "fdoc"; return x
p = property(lambda s: 1, doc="given")
sm, cm = staticmethod(f), classmethod(f)
evaluate(r"""
a.d, A.d, a.n, A.n, A.__dict__["n"].__class__.__name__
a.d = 5
del a.d
a.n = 7
a.n, A().n
a.so = 5
a.so, type(A.so).__name__
del a.so
a.do = 5
del a.do
type(a.do).__name__
a.gn
A.gn
a.p, A.p.__class__.__name__
a.p = 5
del a.p
a.ro = 1
del a.ro
a.wo
a.wo = 3
del a.wo
a.no
a.no = 1
del a.no
a.f.__func__ is A.f, a.f.__self__ is a, a.f.__name__, a.f.__qualname__, a.f.__doc__, a.f.__module__, a.f == a.f, a.f is a.f, hash(a.f) == hash(a.f), a.f == A().f
a.f.x
a.f.x = 1
a.f.__func__ = 1
a.f.__doc__ = "x"
a.f.__call__() is a, a.f.__eq__(a.f), a.f.__get__(None, A)() is a, a.f.__get__(5, int)() is a
types.MethodType(f, 1)(), types.MethodType(len, "abc")(), repr(types.MethodType(len, []))
types.MethodType(1, 2)
types.MethodType(f)
types.MethodType(f, None)
types.MethodType(f, 1, 2)
types.MethodType(f, a=1)
types.MethodType(int, "7")()
a.s(1), A.s(2), A.__dict__["s"](3), a.s.__name__, A.__dict__["s"].__name__, A.__dict__["s"].__doc__, A.__dict__["s"].__wrapped__.__name__, A.__dict__["s"].__func__ is A.s, A.__dict__["s"].__isabstractmethod__
a.c(1), A.c(2), A.__dict__["c"].__wrapped__.__name__, A.__dict__["c"].__func__.__name__, a.c.__self__ is A
A.__dict__["c"](1)
a.cp, A.cp
repr(sm), repr(cm), sm.__wrapped__ is f, cm.__doc__, sm.__qualname__, cm.__module__, sm.__annotations__, sm(5)
staticmethod(), 
classmethod()
staticmethod(1, 2)
staticmethod(x=1)
staticmethod(1), staticmethod(1).__func__, staticmethod(None).__get__(1)
staticmethod(1)()
classmethod(1).__get__(1, int)
classmethod(1).__get__(1, int)()
classmethod(f).__get__(5)(), classmethod(f).__get__(None, int)()
classmethod(f).__get__(None)
classmethod(f).__get__()
staticmethod(f).__get__()
staticmethod(f).__get__(None, None)
sm.foo = 1
sm.foo, sm.__dict__.keys() >= {"foo"}
sm.__func__ = 1
property(1, 2, 3, "d").fget, property(doc="x").__doc__, p.__doc__, property(f).__doc__, property(f, doc=None).__doc__, property(None).fget, p.__isabstractmethod__
property(1, 2, 3, 4, 5)
property(x=1)
property(1).__get__(5)
property(len).__get__("abc"), property(len).__get__(None) is not None, property().__get__(None, int).__class__
property().__get__(5)
property().__set__(5, 1)
property().__delete__(5)
property(f).getter(len).fget is len, property(f).setter(5).fset, property(f).deleter(6).fdel, property(f).getter(len).__doc__ == len.__doc__
p.fget = 1
p.__doc__ = "new"
p.__doc__
p.__name__
property(f).__name__, A.p.__name__, A.__dict__["no"].__name__
p.__name__ = "zz"
p.__name__
del p.__name__
p.__name__
p.foo = 1
type("PS", (property,), {})(f).__doc__, type("PS", (property,), {"__doc__": "cls"})(f).__doc__
type("PS", (property,), {"__slots__": ()})(f).__doc__
int.real.__get__(5), int.real.__get__(None, int), int.real.__get__(True, bool)
int.real.__get__("a")
int.real.__get__()
int.real.__get__(None)
int.real.__get__(None, None)
int.real.__set__(5, 1)
int.real.__delete__(5)
int.real.__objclass__, int.real.__name__, int.real.__qualname__, int.real.__doc__ is not None, repr(int.real)
int.real.x
int.real.x = 1
str.upper.__get__("a")(), str.upper.__get__(None, str) is str.upper, repr(str.upper), str.upper.__objclass__, str.upper("a")
str.upper.__get__(5)
str.upper.__get__(None, None)
str.upper.__get__()
str.upper(5)
str.upper()
int.__add__.__get__(5)(6), repr(int.__add__), repr((5).__add__), int.__add__.__objclass__, (5).__add__.__self__, (5).__add__.__name__, (5).__add__.__qualname__, (5).__add__.__objclass__, (5).__add__ == (5).__add__, hash((5).__add__) == hash((5).__add__), (5).__add__ == (6).__add__
int.__add__.__get__("a")
int.__add__.__get__(None, None)
dict.fromkeys.__self__, dict.__dict__["fromkeys"].__get__(None, dict)("a"), repr(dict.__dict__["fromkeys"]), repr(dict.fromkeys).split(" at ")[0]
dict.__dict__["fromkeys"].__get__({}, None) if 0 else dict.__dict__["fromkeys"].__get__({})("q")
dict.__dict__["fromkeys"].__get__(None, int)
dict.__dict__["fromkeys"].__get__(None, 5)
dict.__dict__["fromkeys"].__get__(None, None)
dict.__dict__["fromkeys"](dict, "ab")
dict.__dict__["fromkeys"]()
dict.__dict__["fromkeys"](int, "a")
len.__self__, len.__name__, len.__qualname__, len.__module__, len.__doc__ is not None, len.__text_signature__, [].append.__self__, [].append.__qualname__, [].append.__module__, repr(len), len == len, [].append == [].append, len.__reduce__(), "a".upper.__reduce__()
len.__name__ = 1
len.x = 1
len.x
len.__get__
A.bound, a.bound
BaseException.args.__get__(KeyError(1)), repr(BaseException.args), repr(BaseException.__dict__["__suppress_context__"]) if "__suppress_context__" in BaseException.__dict__ else 0
type.__dict__["__name__"].__get__(int), type.__dict__["__mro__"].__get__(bool), type.__dict__["__doc__"].__get__(A), type(type.__dict__["__dict__"]).__name__
type.__dict__["__name__"].__get__(5)
type.__dict__["__name__"].__set__(int, "x")
object.__dict__["__class__"].__get__(5), object.__dict__["__doc__"] is not None
types.SimpleNamespace.__dict__["__dict__"].__get__(types.SimpleNamespace(a=1))
f.__get__(5)(), f.__get__(None, int) is f, f.__get__(5, int).__self__
f.__get__(None, None)
f.__get__()
f.__get__(None)
f.__get__(1, 2, 3)
""", **globals())
class Slots:
    __slots__ = {"x": "the x", "y": None}
evaluate(r"""
Slots.x, Slots.x.__doc__, Slots.y.__doc__, Slots.x.__objclass__.__name__, Slots.x.__name__, Slots.__slots__
Slots().x
Slots.x.__get__(Slots())
Slots.x.__get__(5)
Slots.x.__get__(None, Slots) is Slots.x
Slots.x.__set__(s, 5)
s.x, Slots.x.__get__(s)
Slots.x.__delete__(s)
Slots.x.__delete__(s)
s.x
Slots.x.__set__(5, 1)
Slots.x.__reduce__()[1][1]
Slots.x = 5
s.x
""", Slots=Slots, s=Slots())
