# super() in all forms, cooperative classes, MRO, diamonds, abstract classes, isinstance and issubclass.
from _t import attempt, run
import abc


class A:
    def who(self): return ["A"]
    @classmethod
    def cls(cls): return ["A", cls.__name__]
    @staticmethod
    def st(): return "A static"
    @property
    def prop(self): return "A prop"
    x = "A.x"
class B(A):
    def who(self): return ["B"] + super().who()
    @classmethod
    def cls(cls): return ["B"] + super().cls()
    @staticmethod
    def st(): return "B then " + super(B, B).st()
    @property
    def prop(self): return "B then " + super().prop
    x = "B.x"
class C(A):
    def who(self): return ["C"] + super().who()
    @property
    def prop(self): return "C then " + super().prop
class D(B, C):
    def who(self): return ["D"] + super().who()
    @classmethod
    def cls(cls): return ["D"] + super(D, cls).cls()
    @property
    def prop(self): return "D then " + super(D, self).prop


d = D()
print(d.who(), D.cls(), d.cls(), D.st(), d.prop, [c.__name__ for c in D.__mro__], D.mro() == list(D.__mro__))
s = super(B, d)
print(s.who(), s.x, s.__thisclass__.__name__, s.__self__ is d, s.__self_class__.__name__, repr(s).split(" object")[0], s.prop)
u = super(B)
print(u.__self__, u.__self_class__, u.__get__(d).who(), type(u).__name__)
class Unbound(B):
    pass
Unbound._sup = super(Unbound)
print(Unbound()._sup.who())
run("super(int, 's')", "super(5)", "super(5, 5)", "super()", "super(B, d).nope", "super(B, d).x = 1", "del super(B, d).x", "super(B, D).who", "super(B, D).who(d)", "super(B, int)", "super(A, d).who()", "super(object, d).who", "super(D, d)()", "super(D, d)[0]", "len(super(D, d))", "super(B, d).__class__", "super(B, d).__init__(1)", "super(B, None)", "super(None, d)", "super(x=1)", "super(B, d, 1)", B=B, d=d, D=D, A=A)


class NoArgs:
    def no_self(): return super()
    def deleted(self):
        del self
        return super()
    def rebound(self):
        self = 5
        return super()
    def nested(self):
        def inner(): return super()
        return inner()
    def nested_arg(self):
        def inner(me): return super().__repr__()
        return inner(self)
    def comp(self): return [super().__init__() for _ in "a"]
    def gen(self): return list(super().__init__() for _ in "a")
    def lam(self): return (lambda: super())()
    def lam_arg(self): return (lambda s: super().__hash__() is not None)(self)
    star = lambda *args: super().__hash__() is not None
    def kwonly(*, self): return super()
    def cell(self):
        f = lambda: self
        return super().__eq__(f())


n = NoArgs()
for name in ["deleted", "rebound", "nested", "comp", "gen", "lam", "lam_arg", "star", "cell"]:
    print(name, end=" ")
    attempt(getattr(n, name))
attempt(NoArgs.no_self)
attempt(lambda: n.nested_arg()[:5])
attempt(lambda: NoArgs.kwonly(self=n))


def outside(self): return super().__init__()
NoArgs.outside = outside
attempt(n.outside)
class Shadow:
    def f(self):
        super = lambda: "shadowed"
        return super()
print(Shadow().f())
class Attr:
    y = 1
    def __getattr__(self, n): return "dyn " + n
class AttrSub(Attr):
    def f(self): return super().y, super().__getattr__("q")
    def g(self): return super().zzz
print(AttrSub().f())
attempt(AttrSub().g)
class Set:
    def __setattr__(self, n, v): print("set", n); super().__setattr__(n, v)
    def __getattribute__(self, n): return super().__getattribute__(n)
    def __delattr__(self, n): print("del", n); super().__delattr__(n)
o = Set(); o.a = 1; print(o.a); del o.a
class Init:
    def __init__(self, **kw): print("Init", kw)
class L(Init):
    def __init__(self, l=1, **kw): print("L", l); super().__init__(**kw)
class R(Init):
    def __init__(self, r=2, **kw): print("R", r); super().__init__(**kw)
class LR(L, R): pass
LR(l=5, r=6, z=7)
class New(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def __add__(self, o): return type(self)(super().__add__(o))
    def __repr__(self): return f"New({super().__repr__()})"
print(New(4), New(4) + 1, sum([New(1)], New(0)))
class Dict(dict):
    def __getitem__(self, k): return super().__getitem__(k) * 2
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
    def __missing__(self, k): return 0
x = Dict(a=1); x["b"] = 1
print(x, x["a"], x.get("a"), dict(x))
class Meta(type):
    def __call__(cls, *a): print("meta call"); return super().__call__(*a)
    def __new__(m, n, b, d): return super().__new__(m, n, b, d)
    def __repr__(cls): return "meta " + super().__repr__()
class WithMeta(metaclass=Meta): pass
print(WithMeta(), WithMeta) if False else print(type(WithMeta()).__name__, WithMeta)
# MRO
def mro(*names):
    space = {"object": object}
    for text in names:
        n, _, bases = text.partition(":")
        space[n] = type(n, tuple(space[b] for b in bases.split(",") if b) or (object,), {})
    return [c.__name__ for c in space[n].__mro__]


print(mro("A", "B", "C:A,B"), mro("O", "A:O", "B:O", "C:O", "D:O", "E:O", "K1:A,B,C", "K2:D,B,E", "K3:D,A", "Z:K1,K2,K3"), mro("X", "Y", "P:X", "Q:Y", "R:P,Q"))
for bad in [("X", "Y", "A:X,Y", "B:Y,X", "C:A,B"), ("A", "B:A", "C:A,B"), ("A", "C:A,A")]:
    attempt(mro, *bad)


class Abstract(abc.ABC):
    @abc.abstractmethod
    def f(self): return "abstract body"
    @property
    @abc.abstractmethod
    def p(self): ...
    @classmethod
    @abc.abstractmethod
    def c(cls): ...
    @staticmethod
    @abc.abstractmethod
    def s(): ...
class Half(Abstract):
    def f(self): return "half " + super().f()
    p = 1
class Whole(Half):
    c = s = None
attempt(Abstract)
attempt(Half)
print(Whole().f(), Abstract.__abstractmethods__ == {"f", "p", "c", "s"}, sorted(Half.__abstractmethods__), Whole.__abstractmethods__)
class One(abc.ABC):
    @abc.abstractmethod
    def only(self): pass
attempt(One)
One.only = lambda self: 1
attempt(One)
abc.update_abstractmethods(One)
print(One().only())


@Abstract.register
class Virtual: pass


print(issubclass(Virtual, Abstract), isinstance(Virtual(), Abstract), Abstract in Virtual.__mro__)
attempt(Abstract.register, 5)
attempt(Virtual.register) if hasattr(Virtual, "register") else print("not abc")
class Hook(abc.ABC):
    @classmethod
    def __subclasshook__(cls, c):
        return True if hasattr(c, "quack") else NotImplemented
class Duck:
    def quack(self): pass
print(issubclass(Duck, Hook), isinstance(Duck(), Hook), issubclass(int, Hook))
print(isinstance(1, (str, (bytes, (int,)))), isinstance(True, int), isinstance(1, int | str), isinstance(None, int | None), issubclass(bool, (int, str)), issubclass(int, int | str), isinstance([], list), isinstance(D(), A), issubclass(D, (C, int)), isinstance(A, type), isinstance(type, object), isinstance(object, type))
run("isinstance(1, 5)", "isinstance(1, (int, 5))", "isinstance('s', (int, 5))", "isinstance(1, [int])", "issubclass(1, int)", "issubclass(int, 5)", "isinstance(1, list[int])", "isinstance([], list[int])", "isinstance(1, int | list[int])", "isinstance('s', int | list[int])", "issubclass(int, list[int])", "isinstance(1, ())", "isinstance()", "isinstance(1, 'int')", "isinstance(1, None)", "issubclass(int, None)", "isinstance(1, type('X', (), {'__class__': 5})())", "isinstance(1, type('M', (type,), {'__instancecheck__': lambda c, o: 1 / 0})('X', (), {}))")
class Fake:
    @property
    def __class__(self): return int
print(isinstance(Fake(), int), type(Fake()).__name__, isinstance(Fake(), Fake))
class Truthy(type):
    def __instancecheck__(cls, o): return "truthy"
    def __subclasscheck__(cls, c): return []
class TC(metaclass=Truthy): pass
print(isinstance(5, TC), issubclass(int, TC), isinstance(TC(), TC))
class Bases:
    @property
    def __bases__(self): return (A,)
print(issubclass(Bases(), A))
attempt(issubclass, type("NoBases", (), {})(), A)
