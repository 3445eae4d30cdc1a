"""enum: creation in all its forms, lookups, flags and their boundaries, mixins, aliases, auto, decorators, errors."""
import copy
import dataclasses
import datetime
import enum
import inspect
import pickle
import re
import sys
from enum import *


def show(*actions):
    for action in actions:
        try:
            print(re.sub(" at 0x[0-9a-f]+", " at *", repr(action())))
        except BaseException as error:
            print(re.sub(" at 0x[0-9a-f]+", " at *", f"{type(error).__name__}: {error} | context {error.__context__!r:.100}"))


def build(text, **names):
    def run():
        space = dict(globals(), **names)
        exec(text, space)
        return space["X"]
    return run


print(enum.__all__)


class Color(Enum):
    "Colours."
    RED = 1
    GREEN = 2
    BLUE = 3
    ROUGE = 1

    def method(self): return self.name.lower()
    attribute = property(lambda self: self.value * 2)
    _private = 5


class Num(IntEnum):
    ONE = 1
    TWO = auto()
    TEN = 10
    NEXT = auto()


class Word(StrEnum):
    HELLO = auto()
    World = "w"
    BYTES = b"b", "ascii"


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
    NONE = 0


class IPerm(IntFlag):
    R = 4
    W = 2
    X = 1
    ALL = 7


print("--- basics")
show(lambda: Color, lambda: Color.RED, lambda: str(Color.RED), lambda: f"{Color.RED:>12}", lambda: Color(1), lambda: Color["BLUE"], lambda: Color.ROUGE, lambda: Color.ROUGE is Color.RED, lambda: list(Color), lambda: len(Color), lambda: list(reversed(Color)), lambda: Color.__members__, lambda: list(Color.__members__),
     lambda: Color(9), lambda: Color["NO"], lambda: Color.NO, lambda: Color.RED.BLUE, lambda: Color.RED.method(), lambda: Color.RED.attribute, lambda: Color.RED.name, lambda: Color.RED.value, lambda: Color.name, lambda: Color.value, lambda: Color._private, lambda: 1 in Color, lambda: 9 in Color, lambda: Color.RED in Color, lambda: "RED" in Color, lambda: [] in Color, lambda: Num.ONE in Color,
     lambda: Color.RED == 1, lambda: Color.RED < Color.GREEN, lambda: hash(Color.RED) == hash("RED"), lambda: bool(Color), lambda: bool(Color.RED), lambda: isinstance(Color.RED, Color), lambda: type(Color), lambda: Color.__doc__, lambda: Color.__module__, lambda: Color.RED.__objclass__, lambda: Color.RED._sort_order_, lambda: Color.BLUE._sort_order_, lambda: dir(Color), lambda: dir(Color.RED), lambda: str(inspect.signature(Color)), lambda: str(inspect.signature(Enum)),
     lambda: setattr(Color, "RED", 2), lambda: setattr(Color, "other", 2), lambda: delattr(Color, "RED"), lambda: delattr(Color, "other"), lambda: setattr(Color.RED, "name", 3), lambda: setattr(Color.RED, "value", 3), lambda: setattr(Color.RED, "own", 3), lambda: Color.RED.own, lambda: Color.RED.__dict__, lambda: delattr(Color.RED, "value"), lambda: Color(), lambda: Color(1, 2), lambda: Color(value=2), lambda: Color("RED"), lambda: Color([1]), lambda: Color(Color.GREEN), lambda: Color._member_names_, lambda: Color._member_map_, lambda: Color._value2member_map_,
     lambda: Color.__class__.__name__, lambda: EnumMeta is EnumType, lambda: Color._member_type_, lambda: Color.__new__, lambda: Enum(1), lambda: Enum("A", "x y")(2), lambda: Color.mro(), lambda: Color.__init_subclass__)
for value in (Color.RED, Num.TWO, Word.HELLO, Perm.R, Perm.RW, Perm.R | Perm.X, IPerm.R | IPerm.W, IPerm(8), Color, Perm(0)):
    show(lambda: [pickle.loads(pickle.dumps(value, p)) == value for p in range(6)], lambda: copy.copy(value) is value, lambda: copy.deepcopy(value) is value, lambda: value.__reduce_ex__(2) if isinstance(value, Enum) else None)

print("--- mixed in")
show(lambda: Num.TWO, lambda: str(Num.TWO), lambda: f"{Num.TEN:04}", lambda: Num.NEXT, lambda: Num.ONE + 1, lambda: Num(10), lambda: Num.ONE < Num.TWO, lambda: Num.ONE == 1, lambda: hash(Num.ONE) == hash(1), lambda: {1: "x"}[Num.ONE], lambda: Num.ONE.real, lambda: Num.ONE.__class__, lambda: Num.ONE.numerator, lambda: bool(Num(1)), lambda: "%d" % Num.TEN, lambda: range(3)[Num.ONE], lambda: sorted([Num.TEN, Num.ONE]), lambda: Num._member_type_, lambda: dir(Num.ONE)[-5:],
     lambda: Word.HELLO, lambda: str(Word.HELLO), lambda: Word.World + "!", lambda: f"{Word.World:>3}", lambda: Word.BYTES, lambda: Word("hello"), lambda: Word.HELLO.upper(), build("class X(StrEnum):\n A = 1"), build("class X(StrEnum):\n A = 'a', 1"), build("class X(StrEnum):\n A = b'a', 'ascii', 2"), build("class X(StrEnum):\n A = b'a', 'ascii', 'strict', 4"), build("class X(StrEnum):\n A = 'x', 'ascii'"))


class Planet(Enum):
    MERCURY = (3.3e23, 2.4e6)
    EARTH = (5.97e24, 6.37e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius


class Coord(bytes, Enum):
    def __new__(cls, value, label):
        made = bytes.__new__(cls, [value])
        made._value_ = value
        made.label = label
        return made
    PX = (0, "P.X")
    PY = (1, "P.Y")


class Stamp(datetime.date, Enum):
    A = 2020, 1, 2
    B = 2021, 3, 4


class Fl(float, Enum):
    A = 1.5


class Tup(tuple, Enum):
    A = (1, 2)
    B = 3, 4


@dataclasses.dataclass
class Data:
    a: int
    b: int = 0
    def go(self): return self.a


class DataEnum(Data, Enum):
    ONE = 1
    TWO = 2, 3


class OldStr(str, Enum):
    A = "a"


class Logging:
    def log(self): return f"log {self.name}"


class WithMixin(Logging, Enum):
    A = 1


show(lambda: Planet.EARTH, lambda: Planet.EARTH.mass, lambda: Planet((3.3e23, 2.4e6)), lambda: Planet(3.3e23, 2.4e6), lambda: Coord.PY, lambda: Coord(1), lambda: Coord.PX.label, lambda: bytes(Coord.PY), lambda: Stamp.A, lambda: Stamp.A.year, lambda: str(Stamp.B), lambda: Stamp(datetime.date(2020, 1, 2)), lambda: Fl.A, lambda: Fl.A * 2, lambda: f"{Fl.A:.3f}", lambda: str(Fl.A), lambda: Tup.A, lambda: Tup.B.value, lambda: Tup((3, 4)), lambda: DataEnum.ONE, lambda: DataEnum.TWO.b, lambda: DataEnum.TWO.go(), lambda: DataEnum.TWO.value,
     lambda: OldStr.A, lambda: str(OldStr.A), lambda: f"{OldStr.A}", lambda: format(OldStr.A, ">4"), lambda: WithMixin.A.log(), lambda: Planet.__new_member__)

print("--- functional")
show(lambda: list(Enum("A", "x y z")), lambda: list(Enum("A", "x, y", start=5)), lambda: list(Enum("A", ["x", "y"])), lambda: list(Enum("A", [("x", 3), ("y", "b")])), lambda: list(Enum("A", {"x": 1, "y": 1}).__members__), lambda: list(IntEnum("A", "x y")), lambda: list(Flag("A", "x y z")), lambda: list(StrEnum("A", "X Y")), lambda: list(Enum("A", "x", type=int)), lambda: Enum("A", "x", module="m", qualname="q.A"), lambda: Enum("A", "x", module="m", qualname="q.A").__qualname__,
     lambda: Enum("A", "x").__module__, lambda: Enum("A", ()), lambda: len(Enum("A", ())), lambda: Enum("A"), lambda: Enum("A", None), lambda: Enum("A", 5), lambda: Enum("A", [1, 2]), lambda: Enum("A", "x x"), lambda: Flag("F", "a b", boundary=CONFORM)(7), lambda: list(Enum("A", (("x", 1), ("y", 2)))), lambda: list(Enum(value="A", names="p q")))

print("--- namespace rules")
show(build("class X(Enum):\n A = 1\n A = 2"), build("class X(Enum):\n A = 1\n def A(self): pass"), build("class X(Enum):\n def A(self): pass\n A = 1"), build("class X(Enum):\n _bad_ = 1"), build("class X(Enum):\n mro = 1"), build("class X(Enum):\n __x = 1\n A = 2"), build("class X(Enum):\n _a = 1\n B = 2"), build("class X(Enum):\n _order_ = 'A B'\n A = 1\n B = 2"), build("class X(Enum):\n _order_ = 'B A'\n A = 1\n B = 2"), build("class X(Enum):\n _ignore_ = 'T'\n T = 1\n A = 2"), build("class X(Enum):\n _ignore_ = ['T', 'A']\n A = 2\n _ignore_ = 'B'"),
     build("class X(Enum):\n A = 1\n _ignore_ = 'A'"), build("class X(Color): pass"), build("class X(Color):\n D = 4"), build("class X(Enum, int): A = 1"), build("class X(Enum):\n A = auto()\n def _generate_next_value_(n, s, c, l): return n"), build("class X(Enum):\n def _generate_next_value_(n, s, c, l): return n * 2\n A = auto()\n B = auto()\nprint(list(X))"), build("class X(Enum):\n A = 'x'\n B = auto()"), build("class X(Enum):\n A = auto(), 1\n B = auto(), 'b'\nprint(list(X))"),
     build("class X(Enum):\n A = 3\n B = auto()\n C = 1\n D = auto()\nprint(list(X))"), build("class X(Enum):\n A = lambda self: 1\nprint(list(X), X.A(1))"), build("class X(Enum):\n A = member(lambda: 1)\n B = nonmember(2)\n @member\n class C: pass\nprint(list(X.__members__), X.B)"), build("class X(Enum):\n class Inner: pass\nprint(X.Inner, list(X))"), build("class X(Enum):\n A = 1\n def __init__(self, v): self.extra = v\nprint(X.A.extra)"), build("class X(Enum):\n name = 1\n value = 2\nprint(X.name, X.value, X.name.name, X.name.value)"), build("class X(Enum):\n A = []\n B = [1]\nprint(X([1]), [] in X, [3] in X)"),
     build("class X(Enum):\n A = object()\n def __new__(cls, v): return 3"), build("class X(int, Enum):\n A = 'zz'"), build("class X(Enum):\n A = 1\n def __reduce_ex__(self, p): return 'A'\nprint(X.A.__reduce_ex__(2))"), build("class X(Enum, boundary=STRICT): A = 1"), build("class X(Enum):\n A = 1\n __slots__ = ()"), build("class X(Enum):\n __order__ = 'A'\n A = 1"), build("class X(Enum):\n A = None\n B = ...\nprint(list(X))"), build("class X(Enum):\n x: int\n A = 1\nprint(X.__annotations__)"))


class Hook(Enum):
    def __init_subclass__(cls, **kw):
        print("__init_subclass__", cls.__name__, list(cls.__members__), kw)
        super().__init_subclass__()


class Hooked(Hook, extra=1):
    A = 1


class Missing(Enum):
    A = 1
    NULL = None

    @classmethod
    def _missing_(cls, value):
        if value == "a":
            return cls.A
        if value == "bad":
            return 5
        if value == "raise":
            raise KeyError("from missing")
        if value == "value":
            raise ValueError("own message")
        return None


show(lambda: Missing("a"), lambda: Missing("bad"), lambda: Missing("raise"), lambda: Missing("value"), lambda: Missing("x"), lambda: Missing(None), lambda: "a" in Missing)


class Alias(Enum):
    A = 1
    B = 2

    def __init__(self, v):
        self._add_value_alias_(v * 10)

    @enum.property
    def upper(self): return self.name.upper()


show(lambda: Alias(10), lambda: Alias.A._add_alias_("AA"), lambda: Alias.AA, lambda: Alias["AA"], lambda: Alias.B._add_alias_("A"), lambda: Alias.B._add_value_alias_(1), lambda: Alias.A.upper, lambda: Alias.upper, lambda: Alias.A.__class__.__dict__["upper"].__class__, lambda: setattr(Alias.A, "upper", 1), lambda: delattr(Alias.A, "upper"))

print("--- flags")
R, W, X_ = Perm.R, Perm.W, Perm.X
show(lambda: R, lambda: R | W, lambda: R | X_, lambda: str(R | X_), lambda: ~R, lambda: ~(R | X_), lambda: R & W, lambda: R ^ Perm.RW, lambda: Perm(0), lambda: Perm(3), lambda: Perm(8), lambda: Perm(-1), lambda: Perm(-9), lambda: list(Perm), lambda: list(R | X_), lambda: len(Perm), lambda: len(R | X_), lambda: bool(Perm.NONE), lambda: R in Perm.RW, lambda: 1 in R, lambda: Perm.RW in R, lambda: list(Perm.__members__), lambda: Perm("x"), lambda: R | 1, lambda: 1 | R, lambda: R & None, lambda: R ^ IPerm.R, lambda: R + W, lambda: R == 1,
     lambda: Perm.RW.name, lambda: (R | X_).name, lambda: (R | X_).value, lambda: (R | W | X_).name, lambda: R < W, lambda: hash(R | X_) == hash(R | X_), lambda: (R | X_) is (X_ | R), lambda: Perm._flag_mask_, lambda: Perm._singles_mask_, lambda: Perm._all_bits_, lambda: Perm._boundary_, lambda: 3 in Perm, lambda: 8 in Perm, lambda: (R | X_) in Perm, lambda: f"{R | X_:>12}", lambda: Perm.R.X, lambda: Perm(1.0), lambda: Perm(True))
show(lambda: IPerm.R, lambda: IPerm(3), lambda: IPerm(8), lambda: IPerm(9), lambda: str(IPerm(9)), lambda: IPerm(-1), lambda: ~IPerm.R, lambda: ~IPerm(9), lambda: IPerm.R | 8, lambda: 8 | IPerm.R, lambda: IPerm.R & 4, lambda: IPerm.R + 1, lambda: list(IPerm), lambda: list(IPerm(11)), lambda: IPerm.R == 4, lambda: IPerm(0), lambda: IPerm(0).name, lambda: IPerm(9).name, lambda: IPerm(8).name, lambda: f"{IPerm.R:03}", lambda: IPerm.R | "x", lambda: IPerm(-5), lambda: IPerm(16) is IPerm(16), lambda: 99 in IPerm, lambda: IPerm.R ^ 5, lambda: -IPerm.R, lambda: int(~IPerm.X), lambda: IPerm(1 << 70))
for boundary in (STRICT, CONFORM, EJECT, KEEP):
    print(boundary, repr(boundary))
    F = build("class X(Flag, boundary=b):\n A = 1\n B = 4\n C = 8", b=boundary)()
    show(lambda: F(2), lambda: F(3), lambda: F(32), lambda: F(-1), lambda: F(-3), lambda: ~F.A, lambda: F(13), lambda: F.A | F.B, lambda: list(F(5)), lambda: F(-40))
    G = build("class X(IntFlag, boundary=b):\n A = 1\n B = 4", b=boundary)()
    show(lambda: G(2), lambda: G(3), lambda: G.A | 2, lambda: ~G.A, lambda: G(-2), lambda: G.A & 3)
show(build("class X(Flag):\n A = 'x'"), build("class X(Flag):\n A = 1\n B = auto()\n C = 9\n D = auto()\nprint([(m, m.value) for m in X.__members__.values()])"), build("class X(Flag):\n A = 4\n B = 1\n C = 2\nprint(list(X), X(7), X(5))"), build("class X(Flag):\n A = 3\nprint(list(X), X(3))"), build("class X(Flag):\n A = 3\nprint(X(1))"), build("class X(IntFlag):\n A = -1\n B = 1\nprint(list(X.__members__.items()))"), build("class X(Flag): pass\nprint(X(0))"), build("class X(Flag):\n A = 1\n def __or__(self, o): return 'mine'\nprint(X.A | X.A)"), build("class X(Flag):\n A = None\n B = 1\nX.A | X.B"))

print("--- decorators and helpers")
show(lambda: unique(Num), lambda: unique(Color), build("@verify(UNIQUE)\nclass X(Enum):\n A = 1\n B = 1\n C = 1"), build("@verify(CONTINUOUS)\nclass X(Enum):\n A = 1\n B = 3\n C = 7"), build("@verify(CONTINUOUS)\nclass X(Flag):\n A = 1\n B = 4"), build("@verify(NAMED_FLAGS)\nclass X(Flag):\n A = 1\n B = 6"), build("@verify(NAMED_FLAGS)\nclass X(Flag):\n A = 1\n B = 6\n C = 24\n D = 7"), build("@verify(UNIQUE, CONTINUOUS)\nclass X(IntEnum):\n A = 1\n B = 2"), build("@verify(CONTINUOUS)\nclass X(Enum):\n A = 'x'\n B = 'y'"), build("@verify(CONTINUOUS)\nclass X(Enum): pass"), build("@verify(5)\nclass X(Enum):\n A = 1"), build("@unique\nclass X(Enum):\n A = 1\n B = 1\n C = 2\n D = 2"),
     lambda: enum.bin(10), lambda: enum.bin(-10), lambda: enum.bin(10, 8), lambda: enum.bin(-3, 6), lambda: enum.bin(0), lambda: enum.show_flag_values(13), lambda: auto(), lambda: auto(5), lambda: auto(3) | 4, lambda: member(3), lambda: nonmember(3).value, lambda: EnumCheck.UNIQUE, lambda: list(FlagBoundary), lambda: str(KEEP), lambda: CONTINUOUS)


@global_enum
class Globe(IntFlag):
    GA = 1
    GB = 2


@global_enum
class GlobEnum(Enum):
    GE = 1


show(lambda: GA, lambda: GA | GB, lambda: Globe(9), lambda: Globe(0), lambda: str(GA), lambda: GE, lambda: str(GE), lambda: Globe(8), lambda: f"{GA}")


@enum._simple_enum(IntEnum)
class Simple:
    A = auto()
    B = auto()

    @property
    def double(self): return self * 2


@enum._simple_enum(Flag, boundary=KEEP)
class SimpleFlag:
    A = 1
    B = 2
    AB = 3


show(lambda: list(Simple), lambda: Simple.B.double, lambda: Simple(1), lambda: Simple.__mro__, lambda: list(SimpleFlag), lambda: SimpleFlag(7), lambda: SimpleFlag.AB, lambda: Simple.__module__)


class ByName(Enum):
    __reduce_ex__ = enum.pickle_by_enum_name
    A = object()


class ByGlobal(Enum):
    __reduce_ex__ = enum.pickle_by_global_name
    BG = 1


BG = ByGlobal.BG
show(lambda: pickle.loads(pickle.dumps(ByName.A)) is ByName.A, lambda: pickle.loads(pickle.dumps(BG)) is BG, lambda: BG.__reduce_ex__(2))
CONV_X, CONV_Y, OTHER = 3, 4, 5
show(lambda: list(IntEnum._convert_("Conv", __name__, lambda n: n.startswith("CONV_"))), lambda: CONV_X, lambda: CONV_X.__class__)
d = EnumDict()
d._cls_name = "D"
show(lambda: d.__setitem__("A", 1), lambda: d.__setitem__("A", 2), lambda: d.member_names, lambda: d.__setitem__("_x", 1), lambda: d.member_names, lambda: d.update({"C": 1}, D=2), lambda: list(d.member_names), lambda: dict(d))
match Num.TWO:
    case Num.ONE:
        print("one")
    case Num.TWO:
        print("two")
