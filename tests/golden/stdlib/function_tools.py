"""functools: dispatch on types, partial methods, cached properties, orderings and caches, with their errors."""
import abc
import collections.abc
import functools
import inspect
import re
from functools import *


def show(*actions):
    for action in actions:
        try:
            print(re.sub(" at 0x[0-9a-f]+", " at *", repr(action())))
        except BaseException as error:
            print(re.sub(" at 0x[0-9a-f]+", " at *", f"{type(error).__name__}: {error}"))


print("--- singledispatch")


@singledispatch
def kind(x, *rest, **kw):
    "Says what it is."
    return "object"


@kind.register
def _(x: int): return "int"


@kind.register(list)
@kind.register(tuple)
def _(x): return "list or tuple"


@kind.register
def _(x: float | complex): return "number"


kind.register(type(None), lambda x: "none")


class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass


kind.register(A, lambda x: "A")
kind.register(C, lambda x: "C")
kind.register(collections.abc.Mapping, lambda x: "mapping")
kind.register(collections.abc.Sized, lambda x: "sized")
kind.register(collections.abc.Hashable, lambda x: "hashable")
show(lambda: [kind(v) for v in (1, True, 1.0, 1j, [], (), None, "s", {}, set(), A(), B(), C(), D(), b"", object())], lambda: kind.__doc__, lambda: kind.__name__, lambda: kind(), lambda: kind(x=1), lambda: list(kind.registry)[:3], lambda: kind.dispatch(bool)(1), lambda: kind.dispatch(dict)(1), lambda: type(kind.registry).__name__, lambda: kind._clear_cache(), lambda: kind.__wrapped__(1),
     lambda: kind.register(1), lambda: kind.register("x", len), lambda: kind.register(lambda x: 1), lambda: kind.register(list[int], len), lambda: kind.register(list[int]), lambda: kind.register(int | list[int], len))


def annotated_wrong(x: "list[int]"): ...
def annotated_union(x: int | list[int]): ...
def annotated_text(x: "str"): return "text"


show(lambda: kind.register(annotated_wrong), lambda: kind.register(annotated_union), lambda: kind.register(annotated_text) is annotated_text, lambda: kind("now"))


@singledispatch
def amb(x): return "base"


amb.register(collections.abc.Iterable, lambda x: "iterable")
amb.register(collections.abc.Container, lambda x: "container")


class Both:
    def __iter__(self): yield
    def __contains__(self, x): return True


class IterC(collections.abc.Iterable):
    def __iter__(self): yield


class IterD(IterC):
    def __contains__(self, x): return True


show(lambda: amb(Both()), lambda: amb(IterC()), lambda: amb(IterD()), lambda: amb.register(Both, lambda x: "both") and amb(Both()), lambda: amb(1), lambda: amb([]))


class Late(abc.ABC): pass


amb.register(Late, lambda x: "late")
show(lambda: amb(3), lambda: Late.register(int) and amb(3), lambda: amb(True))


class Methods:
    @singledispatchmethod
    def m(self, x):
        "Doc."
        return "m object"

    @m.register
    def _(self, x: int): return "m int"

    @m.register(str)
    @classmethod
    def _(cls, x): return f"m str {cls.__name__}"

    @singledispatchmethod
    @staticmethod
    def s(x): return "s"

    @s.register(int)
    @staticmethod
    def _(x): return "s int"


show(lambda: Methods().m(1), lambda: Methods().m("a"), lambda: Methods().m([]), lambda: Methods.s(1), lambda: Methods.s("q"), lambda: Methods().m(), lambda: Methods.m.__doc__, lambda: Methods.m.__name__, lambda: singledispatchmethod(1), lambda: Methods.m.register(list, lambda self, x: "m list") and Methods().m([]), lambda: Methods.__dict__["m"].dispatcher.registry.keys() >= {int, str})

print("--- partialmethod and partial")


class Cell:
    def __init__(self): self.alive = False
    def set(self, state, *, extra=0): self.alive = state, extra; return self.alive
    on = partialmethod(set, True)
    off = partialmethod(set, False, extra=5)
    chained = partialmethod(off, extra=6)
    built = partialmethod(len)
    static = partialmethod(staticmethod(lambda *a: a), 1)
    klass = partialmethod(classmethod(lambda c, *a: (c.__name__, a)), 1)


show(lambda: Cell().on(), lambda: Cell().off(), lambda: Cell().chained(), lambda: Cell().static(2), lambda: Cell().klass(2), lambda: Cell.klass(3), lambda: Cell.on(Cell()), lambda: Cell().on(extra=3), lambda: str(inspect.signature(Cell.on)), lambda: str(inspect.signature(Cell().off)), lambda: repr(Cell.__dict__["off"]).split(" at ")[0], lambda: partialmethod(1), lambda: partialmethod(),
     lambda: Cell.__dict__["chained"].keywords, lambda: partialmethod(len).__isabstractmethod__, lambda: partialmethod[int], lambda: Cell().on.func.__name__, lambda: partial(print, 1, end="")(2), lambda: partial(1), lambda: repr(partial(len, 1)))

print("--- cached_property")


class Props:
    @cached_property
    def value(self):
        "Value."
        print("computed")
        return 42


def alias():
    class Aliased:
        value = Props.__dict__["value"]
        alias = value


class Slots:
    __slots__ = ()

    @cached_property
    def value(self): return 1


class Broken:
    pass


Broken.late = cached_property(lambda self: 1)


class MyMeta(type):
    @cached_property
    def cached(cls): return 1


class WithMeta(metaclass=MyMeta): pass


show(alias, lambda: (lambda p: (p.value, p.value, p.__dict__))(Props()), lambda: Props.value.__class__.__name__, lambda: Props.value.__doc__, lambda: Slots().value, lambda: Broken().late, lambda: WithMeta.cached, lambda: Props.value.attrname, lambda: cached_property[int])
p = Props()
p.value = 7
print(p.value)
del p.value
print(p.value)

print("--- total_ordering")


def orders(*names):
    space = {"__init__": lambda self, v: setattr(self, "v", v), "__eq__": lambda a, b: a.v == b.v if isinstance(b, a.__class__) else NotImplemented}
    tests = {"__lt__": lambda a, b: a < b, "__le__": lambda a, b: a <= b, "__gt__": lambda a, b: a > b, "__ge__": lambda a, b: a >= b}
    for name in names:
        def method(self, other, test=tests[name]):
            return test(self.v, other.v) if isinstance(other, type(self)) else NotImplemented
        space[name] = method
    return total_ordering(type("O", (), space))


for name in ("__lt__", "__le__", "__gt__", "__ge__"):
    O = orders(name)
    print(name, [[a < b, a <= b, a > b, a >= b] for a in (O(1), O(2)) for b in (O(1), O(2))], O.__lt__.__name__, O.__ge__.__name__)
    show(lambda: O(1) < 3, lambda: O(1) >= "x", lambda: O.__le__(O(1), 5))
show(lambda: total_ordering(A), lambda: orders())

print("--- wrapping and caching")


def decorate(f):
    @wraps(f)
    def wrapper(*a):
        "wrapper"
        return f(*a)
    return wrapper


@decorate
def named(a: int) -> str:
    "named doc"


named.extra = 1
show(lambda: (named.__name__, named.__doc__, named.__annotations__, named.__wrapped__.__name__, named.__qualname__, named.__type_params__), lambda: update_wrapper(lambda: 1, partial(len)).__name__, lambda: update_wrapper(lambda: 1, 5).__wrapped__, lambda: wraps(len, assigned=("__name__",), updated=())(lambda: 2).__name__, lambda: WRAPPER_ASSIGNMENTS, lambda: WRAPPER_UPDATES, lambda: update_wrapper(1, len))
calls = []


@lru_cache(maxsize=2)
def square(x, *, k=0):
    calls.append(x)
    return x * x


show(lambda: [square(n) for n in (1, 2, 1, 3, 2)], lambda: calls, lambda: square.cache_info(), lambda: square.cache_info().hits, lambda: square.cache_parameters(), lambda: square.cache_clear(), lambda: square.cache_info(), lambda: square([]), lambda: square.__wrapped__(3), lambda: lru_cache(maxsize="x"), lambda: lru_cache(maxsize=-1)(len).cache_info(), lambda: cache(len).cache_info(), lambda: lru_cache(len).cache_info(), lambda: cache(len).cache_parameters(), lambda: lru_cache(2.5), lambda: lru_cache(typed=True)(len).cache_parameters(),
     lambda: functools._make_key((1,), {}, False), lambda: functools._make_key((1, 2), {"a": 3}, False)[:2], lambda: hash(functools._make_key((1, 2), {}, True)) == hash(functools._make_key((1, 2), {}, True)), lambda: functools._CacheInfo(1, 2, 3, 4), lambda: square(1, k=2), lambda: reduce(lambda a, b: a + b, [1, 2], 3), lambda: reduce(max, []), lambda: sorted([3, 1], key=cmp_to_key(lambda a, b: b - a)))
