# match: every pattern, what it asks of the subject, bindings, guards, __match_args__, errors.
from _t import attempt, run
import collections
import dataclasses
import enum


def kind(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -5:
            return "minus five"
        case 1.5 | -2.5:
            return "float"
        case 2 + 3j | -1 - 1j:
            return "complex"
        case "a" "b":
            return "ab"
        case b"bytes":
            return "bytes"
        case True:
            return "true never: 1 matches first" if x is not True else "true"
        case None:
            return "none"
        case []:
            return "empty sequence"
        case [1, 2]:
            return "one two"
        case [x]:
            return f"single {x}"
        case [x, y]:
            return f"pair {x} {y}"
        case [first, *rest] if first == "head":
            return f"head {rest}"
        case [*init, "tail"]:
            return f"tail {init}"
        case (a, *_, z):
            return f"ends {a} {z}"
        case {"type": "point", "x": x, "y": y}:
            return f"point {x} {y}"
        case {"k": v, **rest} if rest:
            return f"rest {v} {rest}"
        case {1: _, None: q}:
            return f"odd keys {q}"
        case {}:
            return "mapping"
        case str(s):
            return f"str {s}"
        case int() | float() as n:
            return f"number {n}"
        case complex(real=re, imag=im):
            return f"complex {re} {im}"
        case _:
            return "other"


for x in [0, 0.0, False, 1, True, 3, -5, 1.5, -2.5, 2 + 3j, -1 - 1j, "ab", "abc", b"bytes", None, [], (), [1, 2], (1, 2), [9], [9, 8], ["head", 1, 2], ["x", "y", "tail"], [1, 2, 3, 4], {"type": "point", "x": 1, "y": 2, "z": 3}, {"k": 1}, {"k": 1, "m": 2}, {1: 2, None: 3},
          {}, "text", 77, 3.25, 1j, {1, 2}, range(3), range(2), collections.deque([9]), bytearray(b"bytes"), memoryview(b"ab"), (i for i in "ab"), collections.OrderedDict(k=1), collections.UserDict(q=1), object, "", b"", frozenset()]:
    print(repr(x)[:40] if not hasattr(x, "gi_code") and not isinstance(x, memoryview) else type(x).__name__, "->", kind(x))


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Point3(Point):
    __match_args__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


@dataclasses.dataclass
class Data:
    a: int
    b: str = "b"
    c: list = dataclasses.field(default_factory=list, kw_only=True)


NT = collections.namedtuple("NT", "p q")


class Color(enum.Enum):
    RED = 1
    BLUE = 2


def classes(x):
    match x:
        case Point(0, 0):
            return "origin"
        case Point3(x, y, z):
            return f"3d {x} {y} {z}"
        case Point(x=0, y=yy):
            return f"on y axis {yy}"
        case Point(1, y=yy):
            return f"one {yy}"
        case Point():
            return "some point"
        case Data(a, "b", c=[*items]):
            return f"data {a} {items}"
        case Data(a=int(q)):
            return f"data int {q}"
        case NT(p, q):
            return f"nt {p} {q}"
        case Color.RED:
            return "red"
        case Color():
            return "colour"
        case bool(b):
            return f"bool {b}"
        case int(i) if i > 10:
            return f"big {i}"
        case int(5 | 6 as i):
            return f"five or six {i}"
        case list([1, *_] as whole):
            return f"list {whole}"
        case dict({"a": [{"b": deep}]}):
            return f"deep {deep}"
        case type():
            return f"class {x.__name__}"
        case Exception(args=[msg]):
            return f"exception {msg}"
        case (str() | bytes()) as t:
            return f"text {t!r}"
        case [Point(x=px), {"k": Point(y=py)}]:
            return f"points {px} {py}"
        case object(real=r):
            return f"has real {r}"
    return "nothing"


for x in [Point(0, 0), Point3(1, 2, 3), Point(0, 5), Point(1, 7), Point(8, 9), Data(1), Data(2, "x"), Data("s", "x"), NT(1, 2), Color.RED, Color.BLUE, True, 50, 5, 6, 7, [1, 2], {"a": [{"b": 1}]}, int, KeyError("k"), "s", b"b", [Point(1, 2), {"k": Point(3, 4)}], 2.5, None]:
    print(classes(x))


class BadArgs1: __match_args__ = "x"
class BadArgs2: __match_args__ = ["x"]
class BadArgs3: __match_args__ = (1,)
class NoArgs: pass
class Few: __match_args__ = ("x",)
class Dup:
    __match_args__ = ("x", "x")
    x = 1
class Raises:
    __match_args__ = ("x",)
    @property
    def x(self): raise KeyError("property")
class Missing: __match_args__ = ("nothere",)


notype = 5
for text in ["match BadArgs1():\n case BadArgs1(x): pass", "match BadArgs2():\n case BadArgs2(x): pass", "match BadArgs3():\n case BadArgs3(x): pass", "match NoArgs():\n case NoArgs(x): pass", "match Few():\n case Few(x, y): pass", "match Dup():\n case Dup(a, b): pass", "match Dup():\n case Dup(1, x=2): pass",
             "match Raises():\n case Raises(x): pass", "match Missing():\n case Missing(x): print('?')\n case _: print('missing does not match')", "match 1:\n case notype(): pass", "match 1:\n case undefined(): pass", "match 1:\n case undefined.attr: pass", "match 1:\n case int(1, 2): pass", "match 'a':\n case str(x, y): pass", "match 1:\n case int(real=1, imag=0): print('attrs')", "match {}:\n case dict(x): print('dict', x)",
             "match 1:\n case NoArgs.missing: pass", "match (1, 2):\n case (Point.x, 2): pass", "match int:\n case type(x): pass", "match 1:\n case object(x): pass", "match 1.5:\n case float(x): print(x)", "match bytearray(b'q'):\n case bytearray(x): print(x)", "match {1}:\n case set(x): print(x)", "match frozenset():\n case frozenset(x): print(x)", "match (1,):\n case tuple(x): print(x)", "match 1:\n case bool(): print('no')\n case int(): print('int')"]:
    run(text, **{k: v for k, v in globals().items() if k[0].isupper() or k == "notype"})


log = []


class Seq(collections.abc.Sequence):
    def __init__(self, *items): self.items = items
    def __len__(self):
        log.append("len")
        return len(self.items)
    def __getitem__(self, i):
        log.append(f"get {i}")
        return self.items[i]


class Map(collections.abc.Mapping):
    def __init__(self, d): self.d = d
    def __getitem__(self, k): log.append(f"getitem {k}"); return self.d[k]
    def get(self, k, default=None): log.append(f"get {k}"); return self.d.get(k, default)
    def keys(self): log.append("keys"); return self.d.keys()
    def __iter__(self): return iter(self.d)
    def __len__(self): log.append("len"); return len(self.d)


class Eq:
    def __init__(self, n): self.n = n
    def __eq__(self, o): log.append(f"eq {self.n} {o!r}"); return self.n == o


match Seq(1, 2, 3):
    case [1]: pass
    case [1, x, 4]: pass
    case [_, *mid, 3]: print(mid)
print(log); log.clear()
match Map({"a": 1, "b": 2, "c": 3}):
    case {"a": 2}: pass
    case {"a": 1, "b": v, **rest}: print(v, rest)
print(log); log.clear()
match Eq(3):
    case 1 | 2: pass
    case "s": pass
    case None: pass
    case 3: print("three")
print(log); log.clear()
match {"a": None}:
    case {"a": None}: print("None value")
dd = collections.defaultdict(list)
match dd:
    case {"missing": x}: print("no")
    case _: print("not made", dict(dd))


def bindings(x):
    a = "old"
    match x:
        case [a, 5]: pass
        case [_, b]: pass
        case {"k": a}: pass
    return {k: v for k, v in locals().items() if k != "x"}


print(bindings([1, 5]), bindings([1, 6]), bindings({"k": 2}), bindings(9))


def guards(x):
    seen = []
    match x:
        case n if seen.append("first") or n > 10: return "big", seen
        case n if seen.append("second") or n > 5: return "medium", seen
        case n if (m := n * 2) > 4: return m, seen
        case _: return "else", seen


print(guards(20), guards(7), guards(3), guards(1))


class K:
    match [1, 2]:
        case [p, q]: r = p + q
    print(p, q, r)


def gen(x):
    match x:
        case [a, b]:
            got = yield a
            yield got, b
        case str():
            yield from x


g = gen([1, 2])
print(next(g), g.send("s"), list(gen("ab")))
match = case = type = _ = 5
print(match, case, type, _)
match (match):
    case 5: print("soft keywords")
match match, case:
    case 5, 5: print("tuple subject")
match *[1, 2], 3:
    case 1, 2, 3: print("star subject")
match -1:
    case -1: print("minus")
match (lambda: 5)():
    case x: print(x)
match [[[1]], {"a": {"b": [2]}}]:
    case [[[a]], {"a": {"b": [b]}}]: print(a, b)
match (yv := 3):
    case 3 if yv: print(yv)
case = {"case": 1}
print(case["case"], match + 1, (match), [match])
match: int = 3
match.real
print(match)
for text in ["match x:\n case a | b: pass", "match x:\n case a:\n  pass\n case b: pass", "match x:\n case _: pass\n case 1: pass", "match x:\n case [a, a]: pass", "match x:\n case {**a, 'k': 1}: pass", "match x:\n case {'a': 1, 'a': 2}: pass", "match x:\n case [*a, *b]: pass", "match x:\n case {**_}: pass", "match x:\n case a.b(): pass", "match x:\n case 1 + 1: pass", "match x:\n case 1 + 1j: pass", "match x:\n case 1j + 1: pass", "match x:\n case -a: pass",
             "match x:\n case f'a': pass", "match x:\n case a as a.b: pass", "match x:\n case a as _: pass", "match x:\n case 1 as 2: pass", "match x:\n case P(a=1, a=2): pass", "match x:\n case P(a=1, 2): pass", "match x:\n case {a: 1}: pass", "match x:\n case {1: a, **b, }: pass", "match x:\n case *a: pass", "match x:\n case *a, : pass", "match x:\n case (a | 1): pass", "match x:\n case [1 | a, 2]: pass", "match x:\n case [a | [a]]: pass", "match x:\n case (a, b) | (b, a): pass", "match x:\n case (a, b) | a: pass",
             "match x:\n pass", "match x:\ncase 1: pass", "match x:\n case 1:\n pass", "match x\n case 1: pass", "match x:\n case 1 pass", "match:\n case 1: pass", "match x:\n case: pass", "match x:\n case 1, 2 if: pass", "match x:\n case P(**a): pass", "match x:\n case P(*a): pass", "match x:\n case ...: pass", "match x:\n case not 1: pass", "match x:\n case 'a' + 'b': pass", "match x:\n case 0x1F | 0b1 | 1_000: pass", "match x:\n case {1: _, 1.0: _}: pass", "match x:\n case {-1: _, 'a' 'b': _}: pass", "match x:\n case {None: a, True: b}: pass", "match x:\n case a.b.c: pass", "match x:\n case P(a.b, c=d.e): pass",
             "match x:\n case 1 if (y := 2): pass", "match x:\n case (): pass\n case (1): pass\n case (1,): pass", "match x:\n case a if True: pass\n case b: pass", "match x:\n case (a) if a: pass", "match x:\n case [a] as b, c as d: pass", "case 1: pass", "match x: case 1: pass", "match x:\n case 1: pass; case 2: pass"]:
    try:
        compile(text, "<t>", "exec")
        print(text.replace("\n", ";"), "ok")
    except SyntaxError as e:
        print(text.replace("\n", ";"), "->", e.msg, e.lineno, e.offset, e.end_offset)
