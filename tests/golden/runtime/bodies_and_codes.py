"""What fuzzing found: instances nobody may make, code that was tampered with, odd orders of classes."""

import functools
import gc
import sqlite3
import types


def t(name, f, *a, **k):
    try:
        print(name, "->", f(*a, **k))
    except BaseException as e:
        print(name, type(e).__name__, e)


print("# types whose instances only the interpreter makes")
for make in (
    lambda: {}.keys(),
    lambda: {}.items(),
    lambda: iter({}),
    lambda: iter({}.values()),
    lambda: iter([]),
    lambda: iter(()),
    lambda: iter(""),
    lambda: iter(b""),
    lambda: iter(set()),
    lambda: iter(range(0)),
    lambda: iter(int, 0),
    lambda: reversed({}),
    lambda: (x for x in ()),
    lambda: str.join,
    lambda: list.__add__,
    lambda: [].__add__,
    lambda: dict.__dict__["fromkeys"],
    lambda: int.__dict__["real"],
    lambda: types.FunctionType.__dict__["__globals__"],
    lambda: functools.cmp_to_key(len),
    lambda: iter(memoryview(b"")),
    lambda: len,
    lambda: [].append,
    lambda: int | str,
    lambda: iter(list[int]),
):
    kind = type(make())
    for call in (kind, lambda: object.__new__(kind), lambda: type("Sub", (kind,), {})):
        try:
            call()
            print(kind.__name__, "made")
        except TypeError as e:
            print(kind.__name__, e)

print("# code with other parts")


def f(a, b=1, *, c=2):
    return dict(a, k=b)


code = f.__code__
for change in (
    dict(co_argcount=-1),
    dict(co_kwonlyargcount=-1),
    dict(co_posonlyargcount=-1),
    dict(co_argcount=50),
    dict(co_kwonlyargcount=70),
    dict(co_argcount=2**31),
    dict(co_kwonlyargcount=2**70),
    dict(co_argcount=1.5),
    dict(co_argcount="1"),
    dict(co_flags=-1),
    dict(co_flags=2**31),
    dict(co_firstlineno=-5),
    dict(co_firstlineno=2**31),
    dict(co_consts=5),
    dict(co_consts=[]),
    dict(co_names=(1,)),
    dict(co_names=(1, 2)),
    dict(co_filename=b""),
    dict(co_name=5),
    dict(co_qualname=None),
    dict(nothing=1),
):
    t(str(change), code.replace, **change)
g = types.FunctionType(code.replace(co_firstlineno=2**31 - 1, co_name="g", co_filename="nowhere"), globals())
print(g.__code__.co_firstlineno, g.__name__, g.__code__.co_filename)
t("swap", lambda: setattr(f, "__code__", code.replace(co_name="other")) or f({}, 3))

print("# orders of classes")
for order in (lambda c: [], lambda c: (), lambda c: [object, c], lambda c: [c], lambda c: [c, c, object], lambda c: 5, lambda c: [1], lambda c: [int], lambda c: [c, list]):

    def make():
        X = type("M", (type,), {"mro": order})("X", (), {"here": 1})
        return [k.__name__ for k in X.__mro__], hasattr(X, "here")

    t("mro", make)
    gc.collect()


class Growing(type):
    def mro(cls):
        return [cls, *extra, object]


class A:
    name = "A"


class B:
    name = "B"


class Root:
    pass


extra = [Root]


class C(Root, metaclass=Growing):
    pass


t("name", lambda: C().name)
extra[:] = [A]
C.__bases__ = (A,)
t("name", lambda: C().name)
extra[:] = [B, A]
C.__bases__ = (B,)
t("name", lambda: C().name)
del A, B, C, extra[:]
gc.collect()

print("# comparisons that shorten what they compare")


class Shrinks:
    def __init__(self, what):
        self.what = what

    def __eq__(self, other):
        self.what.clear()
        return False

    __hash__ = None


for op in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__"):
    x = [1, 2, 3]
    x[0] = Shrinks(x)
    print(op, getattr(x, op)([1, 2, 3]), x)
    x = [1, 2, 3]
    print(op, getattr([Shrinks(x), 5, 6], op)(x), x)

print("# arguments of the wrong type")
for value in (1, b"select 1;", None, "select 1;", "select 1"):
    t("complete_statement", sqlite3.complete_statement, value)

print("# keys of namespaces that are no names")
t("class", lambda: type("T", (), {3.5: 1, None: 2, (): 3, b"__len__": 4, "__bool__": lambda self: False})().__class__.__name__)
t("subclass", lambda: bool(type("T", (dict,), {3.5: 1, "__len__": lambda self: 1})()))
