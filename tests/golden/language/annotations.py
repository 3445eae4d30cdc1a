# Annotations: where they are kept, when evaluated, conditional, in classes, functions, modules, with exec; __future__; get_type_hints.
from _t import attempt, run
import sys
import typing

log = []


def note(x):
    log.append(x)
    return x


a: note("a") = note(1)
b: note("b")
(c): note("c") = 3
obj = type("O", (), {"__repr__": lambda self: "obj"})()
obj.attr: note("attr") = 4
d = {}
d["k"]: note("item") = 5
d[note("index")]: note("bare item")
print(__annotations__, log, obj.attr, d, "b" in globals(), "c" in globals())
log.clear()
if False:
    never: int
if True:
    cond: str
for i in range(2):
    loop: note(i) = i
print(__annotations__, log)
log.clear()


def local():
    x: undefined_name = 1
    y: also_undefined
    obj.attr: another_undefined = 2
    note(obj).attr: undefined_again
    (z): undefined = 3
    return x, z, sorted(locals())


print(local(), log, local.__annotations__)
log.clear()
attempt(lambda: exec("def f():\n x: int\n return x\nf()"))
attempt(lambda: exec("x: undefined_name"))
attempt(lambda: exec("x: int = undefined_name"))
attempt(lambda: exec("a.b: int"))
attempt(lambda: exec("(lambda: 1 / 0)().x: int"))


class C:
    x: note("x") = note(1)
    y: note("y")
    x: note("again")
    __private: int
    def m(self, p: note("p") = note("default")) -> note("ret"): pass
    print(__annotations__)
    for __annotations__["dyn"] in [int]: pass
    lam = lambda self: __annotations__


print(C.__annotations__, C.m.__annotations__, log, "y" in vars(C), C.lam(0) is __annotations__)
log.clear()


class Sub(C): pass
class Own(C):
    z: int
print(Sub.__annotations__, "__annotations__" in vars(Sub), Own.__annotations__, "__annotations__" in vars(Own))
class NoAnn: pass
print(NoAnn.__annotations__, vars(NoAnn)["__annotations__"])
attempt(lambda: object.__annotations__)
attempt(lambda: int.__annotations__)
NoAnn.__annotations__ = 5
print(NoAnn.__annotations__)
del NoAnn.__annotations__
print(NoAnn.__annotations__)
attempt(lambda: delattr(int, "__annotations__"))


def order(a: note(1), /, b: note(2) = note("d1"), *args: note(4), c: note(5) = note("d2"), **kw: note(6)) -> note(7): pass


print(log, order.__annotations__)
log.clear()
print((lambda x: x).__annotations__)
import types
m = types.ModuleType("m")
print(m.__annotations__, "__annotations__" in m.__dict__)
m.__annotations__ = {"x": 1}
del m.__annotations__
attempt(lambda: delattr(m, "__annotations__"))
ns = {}
exec("x: int = 1\ny: 'str'", ns)
print(ns["__annotations__"])
ns = {"__annotations__": {"old": 1}}
exec("x: int", ns)
print(ns["__annotations__"])
ns = {}
exec("if 0: x: int", ns)
print("__annotations__" in ns, ns.get("__annotations__"))
ns = {}
exec("def f():\n x: int", ns)
print("__annotations__" in ns)
attempt(lambda: exec("del __annotations__\nx: int", {}))
attempt(lambda: exec("__annotations__ = 5\nx: int", {}))
exec("""from __future__ import annotations
log = []
def note(x): log.append(x); return x
x: note(1) = 2
y: undefined.thing[0] | 'quoted' = 3
class C:
    a: note(2)
    b: list[int] = []
    def m(self, x: note(3) = 1, *a: *Ts, **k: {'a': 1}) -> lambda x, /, *, y=1: (x, y): pass
    c: f"{x!r:>{10}}"
    d: 5 if 0 else -x ** 2 @ y
    e: x[1:2, ::3, ...]
    g: not a and b or c in d is not e
    h: [i async for i in j if k]
    i: {**a, 'b': c}
    j: await_(x)(*a, **b, c=1)
    k: 1.5e300 + 0xFF + 1_000 + 2j + b'x' + 'a' 'b'
    l: ((a, b), (c,), ())
    m2: x.y.z[a].b()
    n: lambda *a, b, **c: a
    o: (a if b else c)
    p: a < b <= c != d
    q: ~a + -b - +c
    r: {1, 2, *c}
    s: (a for b in c)
print(log, __annotations__)
for k, v in C.__annotations__.items(): print(k, '=', v)
print(C.m.__annotations__)
""", {})
Point = typing.NamedTuple("Point", [("x", int), ("y", int)])


class NT(typing.NamedTuple):
    a: int
    b: "str" = "d"


class TD(typing.TypedDict, total=False):
    k: int
    r: typing.Required[str]


print(NT.__annotations__, NT(1), NT._field_defaults, TD.__annotations__, TD.__required_keys__, TD.__optional_keys__, TD(k=1), Point.__annotations__)


class Hints:
    x: "int"
    y: "list[Hints]"
    z: typing.ClassVar[int] = 3
    w: typing.Optional["str"] = None
    f: typing.Annotated[int, "meta"]
    n: None


def hinted(a: "int", b: "Hints" = None, *c: "float", d: typing.Final = 3, **e) -> "None": pass


print(typing.get_type_hints(Hints), typing.get_type_hints(Hints, include_extras=True)["f"], typing.get_type_hints(hinted))
class BadHint: x: "nope"
attempt(lambda: typing.get_type_hints(BadHint))
class SyntaxHint: x: "not valid("
attempt(lambda: typing.get_type_hints(SyntaxHint))
attempt(lambda: typing.get_type_hints(5))
import inspect
print(inspect.get_annotations(C), inspect.get_annotations(Hints, eval_str=True)["x"], inspect.signature(order), inspect.signature(hinted))
attempt(lambda: inspect.get_annotations(BadHint, eval_str=True))
import dataclasses
@dataclasses.dataclass
class DC:
    a: int
    b: "typing.ClassVar[int]" = 2
    c: dataclasses.InitVar[int] = 3
    d: list = dataclasses.field(default_factory=list)
print(DC(1), [f.name for f in dataclasses.fields(DC)], DC.__annotations__)
print(sys.modules["__main__"].__annotations__.keys())
x: int; y: str = "a"; z: "q" = 1, 2
print(z, list(__annotations__)[-3:])
w: tuple[int, ...] = *[1, 2], 3
print(w)
f: int = lambda: 5
print(f())
def gen():
    v: int = yield 1
    print(v)
g = gen(); next(g)
try: g.send(7)
except StopIteration: pass
