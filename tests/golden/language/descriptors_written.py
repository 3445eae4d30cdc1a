# Descriptors and decorators written by hand: caching, validation, methods bound by hand, function-like classes, class decorators.
from _t import attempt
import functools
import types


class Cached:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner=None):
        if obj is None:
            return self
        value = obj.__dict__[self.name] = self.f(obj)
        return value


class Typed:
    def __init__(self, kind, default=None): self.kind, self.default = kind, default
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, obj, owner): return self if obj is None else getattr(obj, self.name, self.default)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        setattr(obj, self.name, value)
    def __delete__(self, obj):
        try: delattr(obj, self.name)
        except AttributeError: raise AttributeError(self.name[1:]) from None


class Point:
    x = Typed(int, 0)
    y = Typed((int), 0)
    @Cached
    def norm(self):
        print("computing")
        return (self.x ** 2 + self.y ** 2) ** 0.5


p = Point()
p.x, p.y = 3, 4
print(p.norm, p.norm, vars(p), type(Point.norm).__name__, Point.x.name)
attempt(setattr, p, "x", "no")
del p.x
print(p.x)
attempt(delattr, p, "x")
del p.norm
print(p.norm)


class Method:
    """What functions do, written by hand."""
    def __init__(self, f): self.f = f
    def __get__(self, obj, owner):
        return self.f if obj is None else types.MethodType(self.f, obj)


class Static:
    def __init__(self, f): self.f = f
    def __get__(self, obj, owner): return self.f


class Klass:
    def __init__(self, f): self.f = f
    def __get__(self, obj, owner): return functools.partial(self.f, owner)


class Uses:
    m = Method(lambda self, a: (type(self).__name__, a))
    s = Static(lambda a: a)
    c = Klass(lambda cls, a: (cls.__name__, a))
    b = len
    t = print
    u = str.upper
    n = functools.partial(lambda self=None, *a: (self, a), 1)
    pm = functools.partialmethod(lambda self, a, b: (type(self).__name__, a, b), 1)
    cm = classmethod(functools.partial(lambda cls, q: (cls.__name__, q), q=5))
    lam = lambda *a: len(a)
    bound = "abc".upper


u = Uses()
print(u.m(1), Uses.m(u, 2), u.s(3), u.c(4), Uses.c(5), u.b("abc"), u.n(2), u.pm(7), u.cm(), u.lam(1, 2), u.bound(), Uses.lam(1))
attempt(lambda: u.u())
u.own = lambda *a: a
print(u.own(1))


def trace(fn):
    @functools.wraps(fn)
    def wrapper(*a, **k):
        print("call", fn.__name__, a[1:] if a and isinstance(a[0], Traced) else a, k)
        return fn(*a, **k)
    return wrapper


def all_methods(deco):
    def apply(cls):
        for n, v in list(vars(cls).items()):
            if callable(v) and not n.startswith("__"):
                setattr(cls, n, deco(v))
        return cls
    return apply


@all_methods(trace)
class Traced:
    """doc"""
    def a(self, x): return x
    def b(self): return self.a(2) + 1
    @staticmethod
    def c(): return "static"


t = Traced()
print(t.a(1), t.b(), Traced.a.__name__, Traced.a.__wrapped__.__qualname__, Traced.__doc__)


class Count:
    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f, self.n = f, 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a)
    def __get__(self, obj, owner): return self if obj is None else types.MethodType(self, obj)


@Count
def counted(x):
    """counted doc"""
    return x


class HasCounted:
    @Count
    def m(self): return "m"


print(counted(1), counted(2), counted.n, counted.__name__, counted.__doc__, HasCounted().m(), HasCounted.m.n)


def singleton(cls):
    made = {}
    @functools.wraps(cls, updated=())
    def get(*a, **k):
        if cls not in made:
            made[cls] = cls(*a, **k)
        return made[cls]
    return get


@singleton
class Config:
    def __init__(self): print("made once")


print(Config() is Config(), Config.__name__)


def repeat(n, *, sep=","):
    def deco(f):
        def wrapper(*a): return sep.join(str(f(*a)) for _ in range(n))
        return wrapper
    return deco


@repeat(3, sep="-")
@repeat(2)
def hi(x): return x


print(hi("x"))
print(functools.reduce(lambda f, g: lambda x: g(f(x)), [lambda x: x + 1, lambda x: x * 2, str])(3))


@functools.lru_cache(maxsize=2)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(20), fib.cache_info(), fib.__wrapped__(3))
@functools.cache
def unhash(x): return x
attempt(unhash, [])


@functools.singledispatch
def show(x): return "object"
@show.register
def _(x: int): return "int"
@show.register(list)
def _(x): return "list"
@show.register
def _(x: str | bytes): return "text"
print(show(1), show([]), show("s"), show(b""), show(1.5), show(True), show.dispatch(bool) is show.registry[int])
attempt(show)
attempt(show.register, 5)


class Disp:
    @functools.singledispatchmethod
    def f(self, x): return "base"
    @f.register
    def _(self, x: int): return "int"


print(Disp().f(1), Disp().f("s"))


@functools.total_ordering
class Ver:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n


print(Ver(1) <= Ver(2), Ver(3) > Ver(2), Ver(2) >= Ver(2), Ver(1) != Ver(2))
attempt(lambda: functools.total_ordering(type("X", (), {})))


class CP:
    @functools.cached_property
    def v(self):
        print("cached once")
        return 5


c = CP()
print(c.v, c.v, vars(c))
attempt(lambda: type("S", (), {"__slots__": (), "v": CP.__dict__["v"]})().v)


class Registry(type):
    known = {}
    def __init__(cls, name, bases, ns):
        super().__init__(name, bases, ns)
        cls.known[name] = cls
    def __getitem__(cls, n): return cls.known[n]
    def __iter__(cls): return iter(cls.known)
    def __len__(cls): return len(cls.known)
    def __contains__(cls, n): return n in cls.known
    def __bool__(cls): return True
    def __add__(cls, o): return (cls.__name__, o.__name__)
    def __eq__(cls, o): return cls is o or o == cls.__name__
    __hash__ = type.__hash__


class Base(metaclass=Registry): pass
class Sub(Base): pass
print(Base["Sub"] is Sub, list(Base), len(Base), "Sub" in Base, Base + Sub, Base == "Base", {Base: 1}[Base])
