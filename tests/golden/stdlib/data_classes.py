"""dataclasses: the methods written, inheritance, slots, frozen classes, conversions; with the errors."""
import abc
import copy
import dataclasses
import inspect
import pickle
import re
import typing
from dataclasses import *
from typing import ClassVar


def show(*actions):
    for action in actions:
        try:
            print(re.sub(" at 0x[0-9a-f]+", " at *", repr(action())))
        except Exception as error:
            print(re.sub(" at 0x[0-9a-f]+", " at *", f"{type(error).__name__}: {error}"))


def build(text):
    def run():
        space = dict(globals())
        exec(text, space)
        return space["X"]
    return run


@dataclass
class A:
    "Doc."
    x: int
    y: list = field(default_factory=list)
    z: int = 5
    c: ClassVar[int] = 9
    t: "typing.ClassVar[str]" = "t"
    i: InitVar[int] = 3
    j: "InitVar[int]" = 4

    def __post_init__(self, i, j): self.sum = i + j


@dataclass(order=True)
class B(A):
    z: int = 6
    w: str = field(default="w", repr=False, compare=False, metadata={"k": 1})
    n: int = field(init=False, default=1)


@dataclass
class NoDoc:
    a: int = 1
    b: "str" = "x"


@dataclass(frozen=True)
class F:
    a: int
    b: int = 2


@dataclass(frozen=True)
class G(F):
    c: int = 3


@dataclass(slots=True)
class S:
    a: int
    b: int = 2


@dataclass(slots=True, frozen=True, weakref_slot=True)
class SF:
    a: int

    def me(self): return __class__


@dataclass(kw_only=True)
class K:
    a: int = 1
    b: int


@dataclass
class M:
    a: int
    _: KW_ONLY
    b: int = 1
    c: int


@dataclass(unsafe_hash=True)
class U:
    a: int
    b: list = field(hash=False, default=None)


@dataclass(eq=False, repr=False, init=False, match_args=False)
class Nothing:
    a: int = 1


print("--- what is written")
a = A(1)
show(lambda: a, lambda: a.sum, lambda: A(1, [2], 3, 10, 20).sum, lambda: a == A(1), lambda: a == 1, lambda: a != A(2), lambda: hash(a), lambda: A.__hash__, lambda: str(inspect.signature(A)), lambda: NoDoc.__doc__, lambda: A.__doc__, lambda: A.__match_args__, lambda: A(), lambda: A(1, q=2), lambda: A.__init__.__qualname__, lambda: A.__init__.__module__, lambda: A.__init__.__annotations__, lambda: A.__eq__.__annotations__, lambda: [f.name for f in fields(A)], lambda: list(A.__dataclass_fields__), lambda: A.__dataclass_params__, lambda: fields(A)[1], lambda: a.__dict__, lambda: A.y, lambda: A.z, lambda: A.__repr__.__qualname__, lambda: sorted(A.__dict__))
show(lambda: B(1), lambda: B(1) < B(2), lambda: B(1) <= B(1), lambda: B(2) > B(1), lambda: B(1) >= 1, lambda: B(1) < A(1), lambda: [f.name for f in fields(B)], lambda: str(inspect.signature(B)), lambda: fields(B)[3].metadata, lambda: B(1).n, lambda: B(1, w="q") == B(1), lambda: B.__match_args__)
show(lambda: F(1), lambda: setattr(F(1), "a", 2), lambda: setattr(F(1), "new", 2), lambda: delattr(F(1), "a"), lambda: hash(F(1)) == hash(F(1)), lambda: {F(1): 1}[F(1)], lambda: setattr(G(1), "c", 1), lambda: G(1) == F(1), lambda: F.__setattr__.__qualname__, lambda: issubclass(FrozenInstanceError, AttributeError))


class Loose(F):
    pass


loose = Loose(1)
loose.other = 5
show(lambda: loose.other, lambda: setattr(loose, "a", 1))
show(lambda: S(1), lambda: S.__slots__, lambda: setattr(S(1), "q", 1), lambda: SF.__slots__, lambda: SF(1).me() is SF, lambda: pickle.loads(pickle.dumps(SF(3))), lambda: copy.copy(SF(4)), lambda: S.__qualname__, lambda: S(1, b=5).b, lambda: setattr(SF(1), "a", 1), lambda: SF.__getstate__(SF(2)))
show(lambda: K(b=1), lambda: K(1, 2), lambda: str(inspect.signature(K)), lambda: K.__match_args__, lambda: M(1, c=2), lambda: str(inspect.signature(M)), lambda: M(1, 2, 3), lambda: [f.kw_only for f in fields(M)], lambda: hash(U(1, [])) == hash(U(1)), lambda: Nothing().a, lambda: Nothing() == Nothing(), lambda: hasattr(Nothing, "__match_args__"), lambda: repr(Nothing()).split(" at ")[0])
print("--- mistakes")
show(build("@dataclass\nclass X:\n a: int = 1\n b: int"), build("@dataclass\nclass X:\n a: list = []"), build("@dataclass\nclass X:\n a: dict = field(default={})"), build("@dataclass\nclass X:\n a = field()"), build("@dataclass\nclass X:\n a: int = field(default=1, default_factory=int)"), build("@dataclass\nclass X:\n a: ClassVar[int] = field(default_factory=int)"), build("@dataclass\nclass X:\n a: InitVar[int] = field(default_factory=int)"), build("@dataclass\nclass X:\n a: ClassVar[int] = field(kw_only=True)"), build("@dataclass\nclass X:\n _: KW_ONLY\n a: int\n _2: KW_ONLY"),
     build("@dataclass(order=True, eq=False)\nclass X: pass"), build("@dataclass(order=True)\nclass X:\n a: int\n def __lt__(self, o): return 1"), build("@dataclass(frozen=True)\nclass X:\n def __setattr__(self, n, v): pass"), build("@dataclass(frozen=True)\nclass X:\n def __delattr__(self, n): pass"), build("@dataclass\nclass X(F): pass"), build("@dataclass(frozen=True)\nclass X(A): pass"), build("@dataclass(unsafe_hash=True)\nclass X:\n def __hash__(self): return 1"), build("@dataclass(slots=True)\nclass X:\n __slots__ = ('a',)\n a: int"), build("@dataclass(weakref_slot=True)\nclass X: pass"), build("@dataclass(bogus=1)\nclass X: pass"),
     build("@dataclass\nclass X:\n self: int\n a: int = 2\nprint(X(1), inspect.signature(X))"), build("@dataclass\nclass X:\n a: int\n def __repr__(self): return 'own'\n def __eq__(self, o): return True\nprint(X(1), X(1) == 2, X.__hash__)"), build("@dataclass(frozen=True)\nclass X:\n a: int\n def __hash__(self): return 7\nprint(hash(X(1)))"), build("@dataclass\nclass X:\n a: int\n __hash__ = None\nprint(X.__hash__)"), build("@dataclass(eq=True)\nclass X:\n def __hash__(self): return 8\nprint(hash(X()))"), build("@dataclass\nclass X:\n a: int = field(default=MISSING)\nprint(inspect.signature(X))"), build("@dataclass\nclass X[T]:\n a: T\nprint(X[int](1))"), lambda: field(default=1, default_factory=int))


class Desc:
    def __get__(self, o, c=None): return 42 if o is None else o._v
    def __set__(self, o, v): o._v = v * 2
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name)


@dataclass
class WithDescriptor:
    d: int = Desc()
    e: int = field(default=Desc())


show(lambda: WithDescriptor(), lambda: WithDescriptor(3).d, lambda: str(inspect.signature(WithDescriptor)))


@dataclass
class Tree:
    name: str
    kids: list = field(default_factory=list)


t = Tree("root", [Tree("leaf")])
t.kids.append(t)
show(lambda: t)
t.kids.pop()
Named = typing.NamedTuple("Named", [("a", object)])


class DictSub(dict):
    pass


import collections
deep = Tree("x", [Named(Tree("y")), (Tree("z"),), {"k": Tree("v"), Tree: 1}, {1, 2}, collections.defaultdict(list, a=[F(1)]), DictSub(q=F(2)), collections.OrderedDict(b=F(3))])
print("--- conversions")
show(lambda: asdict(t), lambda: astuple(t), lambda: asdict(deep), lambda: astuple(deep), lambda: asdict(t, dict_factory=list), lambda: astuple(t, tuple_factory=list), lambda: asdict(A), lambda: asdict(1), lambda: astuple(A), lambda: fields(1), lambda: fields(a)[0].name, lambda: is_dataclass(A), lambda: is_dataclass(a), lambda: is_dataclass(1), lambda: is_dataclass(list[A]), lambda: replace(F(1), b=9), lambda: replace(a, x=2), lambda: replace(a, x=2, i=1, j=1).sum, lambda: replace(F(1), q=1), lambda: replace(B(1), n=2), lambda: replace(A, x=1), lambda: replace(1), lambda: copy.replace(F(1), a=5), lambda: copy.replace(F(1), 5), lambda: F(1).__replace__(a=7))


@dataclass
class NeedsInit:
    a: int
    i: InitVar[int]
    def __post_init__(self, i): pass


show(lambda: replace(NeedsInit(1, 2), a=3), lambda: replace(NeedsInit(1, 2), a=3, i=1))
print("--- make_dataclass")
X = make_dataclass("X", ["a", ("b", int), ("c", list, field(default_factory=list))], namespace={"go": lambda self: self.a}, order=True)
show(lambda: X(1, 2), lambda: X(1, 2).go(), lambda: X.__annotations__, lambda: X.__module__, lambda: make_dataclass("Y", ["q"], bases=(F,), frozen=True).__mro__[1], lambda: make_dataclass("Y", ["a", "a"]), lambda: make_dataclass("Y", ["1a"]), lambda: make_dataclass("Y", ["for"]), lambda: make_dataclass("Y", [("a",)]), lambda: make_dataclass("Y", [("a", int, 1, 2)]), lambda: make_dataclass("Y", [], module="mm").__module__, lambda: make_dataclass("Y", ["a"], slots=True, kw_only=True)(a=1), lambda: make_dataclass("Y", [("a", "ClassVar[int]", 3)]).a)
print("--- others")
show(lambda: InitVar[int], lambda: InitVar[list[int]], lambda: InitVar["x"], lambda: MISSING, lambda: KW_ONLY, lambda: Field[int], lambda: dataclasses.__all__, lambda: F.__dataclass_fields__["a"]._field_type, lambda: A.__dataclass_fields__["c"]._field_type, lambda: A.__dataclass_fields__["i"].type, lambda: abc.update_abstractmethods(A) is A)


@dataclass
class Base(abc.ABC):
    x: int

    @abc.abstractmethod
    def f(self): ...

    @property
    @abc.abstractmethod
    def __lt__(self): ...


show(lambda: Base(1))


@dataclass
class Base1:
    x: int = 0
    y: int = 1


@dataclass
class Diamond(Base1, NoDoc):
    z: int = 2


show(lambda: Diamond(x=3), lambda: [f.name for f in fields(Diamond)])
match F(1, 5):
    case F(a, b):
        print(a, b)
