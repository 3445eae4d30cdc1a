"""collections: namedtuple, Counter, ChainMap and the User classes, with their errors, subclasses, copies and pickles."""
import collections
import copy
import inspect
import pickle
from collections import *


def show(*actions):
    for action in actions:
        try:
            print(repr(action()))
        except BaseException as error:
            print(f"{type(error).__name__}: {error}")


print("--- namedtuple")
Point = namedtuple("Point", "x y")
Three = namedtuple("Three", ["a", "b", "c"], defaults=(2, 3))
Empty = namedtuple("Empty", "")
Other = namedtuple("Other", "x, y", module="somewhere")
p = Point(1, y=2)
show(lambda: p, lambda: Point.__doc__, lambda: Point._make.__doc__ is None, lambda: sorted(Point.__dict__), lambda: Point.__new__.__qualname__, lambda: Point._replace.__qualname__,
     lambda: Point.__new__.__name__, lambda: Point.__module__, lambda: Other.__module__, lambda: p._asdict(), lambda: p._replace(x=5), lambda: p._replace(z=5), lambda: p._replace(1), lambda: Point._make([1, 2]), lambda: Point._make([1]),
     lambda: Point._make(1, 2, 3, 4), lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(x=1, z=2), lambda: Point._fields, lambda: Point._field_defaults, lambda: Three._field_defaults, lambda: Three(1), lambda: Three(), lambda: Three.__match_args__,
     lambda: Empty(), lambda: Empty.__doc__, lambda: str(inspect.signature(Point)), lambda: str(inspect.signature(Three)), lambda: Point.__new__.__defaults__, lambda: p.__getnewargs__(), lambda: pickle.loads(pickle.dumps(p)), lambda: copy.copy(p), lambda: copy.replace(p, y=9),
     lambda: copy.deepcopy(Point([1], 2)), lambda: hash(p) == hash((1, 2)), lambda: p == (1, 2), lambda: p.x, lambda: setattr(p, "x", 1), lambda: setattr(p, "z", 1), lambda: p.z, lambda: Point.__slots__, lambda: Point[int], lambda: Point.x.__get__(p), lambda: p.__dict__)
show(lambda: namedtuple("A B", "x"), lambda: namedtuple("class", "x"), lambda: namedtuple("A", "x x"), lambda: namedtuple("A", "_x"), lambda: namedtuple("A", "1x"), lambda: namedtuple("A", "def"), lambda: namedtuple("A", [1, 2])._fields,
     lambda: namedtuple("A", "x _y def x 9", rename=True)._fields, lambda: namedtuple("A", "x", defaults=(1, 2)), lambda: namedtuple("A", "x", defaults=5), lambda: namedtuple("A"), lambda: namedtuple("A", 5), lambda: namedtuple(5, "x"),
     lambda: namedtuple("A", ("x", "y")).__name__, lambda: namedtuple("A", "x", rename=True, module=None).__module__, lambda: namedtuple("A", "x", True), lambda: namedtuple("Ä", "é ü")(1, 2), lambda: namedtuple("Cls", "_cls", rename=True)(1), lambda: namedtuple("A", "cls self")(1, 2),
     lambda: namedtuple("Big", [f"f{i}" for i in range(300)])(*range(300)).f299)


class Sub(Point):
    def __repr__(self): return "Sub" + super().__repr__()


class Deep(namedtuple("Base", "a b")):
    __slots__ = ()

    def __new__(cls, a, b=7):
        return super().__new__(cls, a, b)


show(lambda: Sub(1, 2), lambda: Sub(1, 2)._replace(x=3), lambda: Sub._make([1, 2]), lambda: Deep(1), lambda: Deep(1)._replace(a=2), lambda: Deep._make([5, 6]), lambda: pickle.loads(pickle.dumps(Sub(1, 2))))

print("--- Counter")
c, d = Counter("abracadabra"), Counter(a=-3, b=5, z=1, q=0)
show(lambda: c, lambda: d, lambda: c + d, lambda: c - d, lambda: c | d, lambda: c & d, lambda: +d, lambda: -d, lambda: c.most_common(2), lambda: c.most_common(), lambda: c.most_common(0), lambda: c.most_common(-1), lambda: list(c.elements()), lambda: list(d.elements()),
     lambda: c.total(), lambda: c["none"], lambda: "none" in c, lambda: Counter.fromkeys("ab"), lambda: Counter(5), lambda: Counter([1, 1], x=3), lambda: Counter({"a": "x"}), lambda: Counter({"a": "x", "b": 1}), lambda: Counter(None), lambda: Counter(1, 2), lambda: Counter(iterable=3, self=2),
     lambda: c == Counter("aaaaabbrrcd"), lambda: Counter(a=0) == Counter(), lambda: Counter(a=0) == {}, lambda: c != d, lambda: c <= d, lambda: d < c, lambda: Counter(a=1) < Counter(a=1, b=1), lambda: Counter(a=1) >= Counter(b=-1), lambda: c > 5, lambda: c <= {}, lambda: c + {}, lambda: c | 1,
     lambda: copy.copy(c) == c, lambda: pickle.loads(pickle.dumps(c)) == c, lambda: c.__reduce__(), lambda: c.copy() == c, lambda: Counter(), lambda: hash(c), lambda: c | {"a": 1}, lambda: c.most_common("x"))
e = Counter("aab")
e.update("bc", d=2)
e.update({"a": 10})
e.update(None)
e.subtract("abz", b=5)
e.subtract({"a": 1})
e.subtract()
del e["nothing"]
print(e)
e += Counter(b=9)
print(list(e.items()))
e -= Counter(a=100, c=1)
print(list(e.items()))
e |= Counter(x=3, b=1)
e &= Counter(x=2, b=100, n=4)
print(list(e.items()))
show(lambda: e.update(1), lambda: e.update([[]]), lambda: e.subtract(3), lambda: e.__iadd__(3), lambda: Counter("ab").update({"a": "x"}))


class CountSub(Counter):
    pass


show(lambda: CountSub("ab"), lambda: CountSub("ab") + Counter("b"), lambda: CountSub("ab").copy(), lambda: type(CountSub("a") | Counter()).__name__, lambda: pickle.loads(pickle.dumps(CountSub("a"))), lambda: Counter("ab").popitem(), lambda: Counter.__missing__(c, 1))

print("--- ChainMap")
m = ChainMap({"a": 1}, {"a": 2, "b": 3}, {"c": 4})
show(lambda: m, lambda: m["a"], lambda: m["b"], lambda: m["z"], lambda: m.get("z"), lambda: m.get("z", 3), lambda: m.get("c"), lambda: len(m), lambda: list(m), lambda: list(m.items()), lambda: "c" in m, lambda: bool(ChainMap()), lambda: bool(m), lambda: m.parents, lambda: m.new_child(), lambda: m.new_child({"q": 1}, r=2),
     lambda: m.new_child(s=1), lambda: ChainMap.fromkeys("ab", 0), lambda: ChainMap.fromkeys("a"), lambda: m.copy(), lambda: copy.copy(m).maps[1] is m.maps[1], lambda: m | {"z": 1}, lambda: {"z": 1, "a": 0} | m, lambda: m | 1, lambda: 1 | m, lambda: m | m, lambda: m == dict(m), lambda: hash(m), lambda: m.pop("b"), lambda: m.pop("b", 1),
     lambda: m.pop("a"), lambda: m.popitem(), lambda: m.__delitem__("q"), lambda: m.update(k=1), lambda: m, lambda: m.clear(), lambda: m, lambda: ChainMap().maps, lambda: ChainMap().parents, lambda: pickle.loads(pickle.dumps(m)), lambda: ChainMap({1: 2}).setdefault(3, 4), lambda: reversed(m), lambda: m.__ior__({"i": 1}))
loop = ChainMap()
loop["self"] = loop
print(loop)


class DefaultChain(ChainMap):
    def __missing__(self, key): return f"no {key}"


show(lambda: DefaultChain()["x"], lambda: DefaultChain({1: 1}).get("x", "d"), lambda: DefaultChain({1: 2}).new_child(), lambda: DefaultChain({1: 2}) | {3: 4})

print("--- UserDict")


class Upper(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)


class Missing(UserDict):
    def __missing__(self, k): return "missing " + k


u = Upper({"a": 1}, b=2)
show(lambda: u, lambda: u.data, lambda: u["A"], lambda: u["a"], lambda: len(u), lambda: u.update(c=3), lambda: u, lambda: "A" in u, lambda: u.get("A"), lambda: u.get("z", 0), lambda: Missing()["x"], lambda: Missing().get("x", 5), lambda: "x" in Missing(), lambda: u | {"d": 4}, lambda: {"d": 4} | u, lambda: u | u, lambda: u | 1, lambda: 1 | u,
     lambda: copy.copy(u), lambda: u.copy(), lambda: type(u.copy()).__name__, lambda: Upper.fromkeys("ab", 1), lambda: u.pop("A"), lambda: u.pop("A"), lambda: u.popitem(), lambda: u.setdefault("n", 1), lambda: u == {"C": 3, "N": 1}, lambda: u, lambda: u.clear(), lambda: UserDict(None), lambda: UserDict([(1, 2)]), lambda: UserDict(dict=5), lambda: UserDict(1, 2),
     lambda: pickle.loads(pickle.dumps(UserDict(a=1))), lambda: u.__ior__({"k": 1}), lambda: u.__delitem__("zz"), lambda: UserDict({"a": 1}) == UserDict(a=1), lambda: hash(u))

print("--- UserList")
ul = UserList([3, 1, 2])
show(lambda: ul, lambda: UserList(ul), lambda: UserList("ab"), lambda: UserList(), lambda: ul + [4], lambda: [4] + ul, lambda: ul + ul, lambda: ul + (9,), lambda: (9,) + ul, lambda: ul * 2, lambda: 2 * ul, lambda: ul < [4], lambda: ul <= ul, lambda: ul == [3, 1, 2], lambda: ul > UserList([1]), lambda: ul >= [9], lambda: ul != [3], lambda: 1 in ul, lambda: ul[0], lambda: ul[1:], lambda: ul[9],
     lambda: ul.append(5), lambda: ul.insert(0, 0), lambda: ul.pop(), lambda: ul.pop(0), lambda: ul.remove(1), lambda: ul.remove(99), lambda: ul, lambda: ul.extend(UserList([7])), lambda: ul.extend("x"), lambda: ul, lambda: ul.count(2), lambda: ul.index(2), lambda: ul.index(2, 5), lambda: ul.reverse(), lambda: ul, lambda: ul.copy(), lambda: copy.copy(ul).data is ul.data, lambda: ul.__iadd__([1]), lambda: ul.__iadd__("z"), lambda: ul.__imul__(2),
     lambda: ul.__setitem__(0, "s"), lambda: ul.__setitem__(slice(1, 3), [8]), lambda: ul.__delitem__(0), lambda: ul, lambda: UserList([2, 1]).sort(reverse=True), lambda: sorted(UserList([2, 1])), lambda: ul.clear(), lambda: ul, lambda: hash(ul), lambda: list(reversed(UserList([1, 2]))), lambda: ul.sort(1), lambda: pickle.loads(pickle.dumps(UserList([1]))), lambda: repr(UserList([UserList()])), lambda: ul + 1, lambda: UserList(5), lambda: ul < 1)


class SubList(UserList):
    pass


show(lambda: SubList([1]) + [2], lambda: type(SubList([1, 2])[:1]).__name__, lambda: type(SubList([1]) * 2).__name__, lambda: type(SubList([1]).copy()).__name__)

print("--- UserString")
us = UserString("Hello World")
show(lambda: us, lambda: str(us), lambda: UserString(us), lambda: UserString(42), lambda: int(UserString("7")), lambda: float(UserString("1.5")), lambda: complex(UserString("1j")), lambda: hash(us) == hash("Hello World"), lambda: us == "Hello World", lambda: us < "Z", lambda: us <= UserString("A"), lambda: us > "A", lambda: us >= us, lambda: us != "x", lambda: us == 5, lambda: us < 5, lambda: "ell" in us, lambda: UserString("ell") in us,
     lambda: len(us), lambda: us[0], lambda: us[1:4], lambda: us + "!", lambda: "!" + us, lambda: us + us, lambda: us + 5, lambda: 5 + us, lambda: us * 2, lambda: 2 * us, lambda: UserString("%s-%s") % (1, 2), lambda: "%s" % us, lambda: UserString("a") % (), lambda: "x%s" .__mod__(us), lambda: UserString.__rmod__(us, "t%s"), lambda: us.capitalize(), lambda: us.casefold(), lambda: us.center(20, "*"), lambda: us.center(20), lambda: us.count("l"),
     lambda: us.count(UserString("l"), 3, 5), lambda: us.removeprefix("Hello"), lambda: us.removeprefix(UserString("Hello")), lambda: us.removesuffix("d"), lambda: us.removesuffix(UserString("d")), lambda: us.encode(), lambda: us.encode("latin-1", "replace"), lambda: us.encode(None, None), lambda: us.endswith("ld"), lambda: us.endswith(("x", "ld"), 1, 11), lambda: UserString("a\tb").expandtabs(4), lambda: us.find("o"), lambda: us.find(UserString("o"), 5), lambda: UserString("{} {a}").format(1, a=2),
     lambda: UserString("{a}").format_map({"a": 1}), lambda: us.index("z"), lambda: us.index(UserString("W")), lambda: [getattr(us, n)() for n in "isalpha isalnum isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper".split()], lambda: us.join(["a", "b"]), lambda: us.ljust(13, "."), lambda: us.lower(), lambda: UserString(" a ").lstrip(), lambda: us.lstrip("H"), lambda: us.lstrip(UserString("H")),
     lambda: us.partition(" "), lambda: us.replace("l", "L", 1), lambda: us.replace(UserString("l"), UserString("L")), lambda: us.rfind("o"), lambda: us.rindex(UserString("o")), lambda: us.rjust(13), lambda: us.rpartition("o"), lambda: us.rstrip("d"), lambda: us.split(), lambda: us.split("o", 1), lambda: us.rsplit("o", 1), lambda: us.rsplit(None, 1), lambda: UserString("a\nb").splitlines(True), lambda: us.startswith("H"), lambda: us.strip("Hd"), lambda: us.swapcase(), lambda: us.title(),
     lambda: us.translate({72: "J"}), lambda: us.translate(str.maketrans("l", "L")), lambda: us.upper(), lambda: UserString("7").zfill(3), lambda: UserString.maketrans("a", "b"), lambda: pickle.loads(pickle.dumps(us)), lambda: us.__getnewargs__(), lambda: copy.copy(us), lambda: UserString(), lambda: us.title().__class__.__name__, lambda: list(UserString("ab")), lambda: list(reversed(UserString("ab"))), lambda: us.upper(1))

print(collections.__all__, collections.abc.__name__, OrderedDict(a=1), deque([1], 2), defaultdict(int, a=1))
