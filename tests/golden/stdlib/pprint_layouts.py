"""Layouts of pprint: every type, every option, widths, recursion, subclasses."""
import collections
import dataclasses
import io
import pprint
import types
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque


@dataclasses.dataclass
class Data:
    name: str
    items: list = dataclasses.field(default_factory=list)
    hidden: int = dataclasses.field(default=0, repr=False)
@dataclasses.dataclass(repr=False)
class NoRepr:
    x: int = 1
@dataclasses.dataclass
class OwnRepr:
    x: int = 1
    def __repr__(self): return "own " * 10
class ListSub(list): pass
class DictSub(dict): pass
class ReprList(list):
    def __repr__(self): return "ReprList!"
class Unsortable:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"U{self.n}"
    def __lt__(self, other): raise TypeError("no")
class Multi:
    def __repr__(self): return "first line\nsecond line"
Point = collections.namedtuple("Point", "x y")
recursive_list, recursive_dict = [1], {"a": 1}
recursive_list.append(recursive_list)
recursive_dict["self"] = recursive_dict
recursive_tuple = ([],)
recursive_tuple[0].append(recursive_tuple)
words = "the quick brown fox jumps over the lazy dog " * 4
values = {
    "numbers": [1, 1.5, 2j, True, None, ...], "long list": list(range(40)), "nested": [[1, [2, [3, [4] * 10]]] * 3], "dict": {i: str(i) * 5 for i in range(15)}, "mixed keys": {1: 2, "a": 3, None: 4, (1, 2): 5, b"x": 6},
    "dict of dicts": {"key" * 5: {"inner" * 4: {"deep" * 6: [1, 2, 3] * 6}}}, "tuple": tuple(range(30)), "one": ("x" * 90,), "empty": [[], {}, (), set(), frozenset(), "", b""], "set": set(range(30)), "strings set": {"abc" * 6, "abd" * 6, "xyz" * 6, "k" * 30},
    "frozenset": frozenset(["a" * 40, "b" * 40]), "text": words, "lines": "line one\nline two\n\nlast" * 4, "no spaces": "x" * 200, "quotes": "it's \"quoted\" " * 10, "bytes": b"abcdefgh" * 20, "bytearray": bytearray(b"0123456789" * 12), "short bytes": b"abc",
    "text in list": [words, "short"], "text in dict": {"key": words, "k2": b"z" * 100}, "ordered": OrderedDict((str(i), i) for i in range(12)), "empty ordered": OrderedDict(), "default": defaultdict(int, {"a" * 30: 1, "b" * 30: 2, "c": 3}), "counter": Counter("abracadabra" * 3 + "x" * 50 + "yz" * 8),
    "counter big": Counter({"w" * 20 + str(i): i for i in range(6)}), "chain": ChainMap({"a" * 30: 1}, {"b" * 40: 2}, {}), "deque": deque(range(30)), "deque max": deque(range(30), maxlen=40), "user dict": UserDict({"a" * 40: 1, "b" * 40: 2}), "user list": UserList(range(40)),
    "user string": UserString(words), "namespace": types.SimpleNamespace(a=1, b="x" * 60, c=[1] * 20), "short namespace": types.SimpleNamespace(a=1), "proxy": types.MappingProxyType({"a" * 40: 1, "b" * 40: 2}), "data": Data("n" * 30, list(range(30))), "short data": Data("n"), "no repr": isinstance(repr(NoRepr()), str),
    "own repr": OwnRepr(), "list sub": ListSub(range(40)), "dict sub": DictSub({i: i for i in range(30)}), "repr list": [ReprList([1])] * 12, "unsortable": {Unsortable(1): 1, Unsortable(2): 2}, "multi": [Multi(), Multi()], "point": Point("x" * 50, "y" * 50), "type": [int, str, len],
    "big int": [1234567, -1234567, 123, 10**20], "range": range(5), "complex dict": {(1, 2): [3, {4: (5, 6)}] * 8}, "dict view": {"a": 1}.keys(), "nested data": Data("outer", [Data("inner" * 10, [1] * 20)]), "generic": types.SimpleNamespace(inner=types.SimpleNamespace(x="y" * 80)),
}
for name, value in values.items():
    print(f"## {name}")
    for kwargs in ({}, {"width": 30}, {"compact": True, "width": 40}, {"depth": 2}, {"width": 1}, {"indent": 3, "width": 50, "compact": True, "depth": 3}):
        if kwargs and kwargs != {"width": 30} and name in ("text", "lines", "no spaces", "quotes") and "width" not in kwargs: continue
        print(kwargs, pprint.pformat(value, **kwargs), sep="\n")
print(pprint.pformat(values["dict"], sort_dicts=False, indent=4), pprint.pformat(values["big int"], underscore_numbers=True))
import re
hide = lambda text: re.sub(r"id=\d+", "id=N", text)
for value in recursive_list, recursive_dict, recursive_tuple, [recursive_list, recursive_list], Data("r", recursive_list):
    print(hide(pprint.pformat(value)), hide(pprint.saferepr(value)), pprint.isrecursive(value), pprint.isreadable(value), pprint.PrettyPrinter().isreadable(value), pprint.PrettyPrinter().isrecursive(value))
for value in (1, "x", [1, [2]], {"a": object}, object, int, [len], {1: {2: 3}}, (Unsortable(1),), {"b": 1, "a": 2}, 1.5, float("inf"), None, [True]):
    print(pprint.saferepr(value), pprint.isreadable(value), pprint.isrecursive(value))
for kwargs in ({"indent": -1}, {"width": 0}, {"depth": 0}, {"depth": -3}, {"indent": "x"}):
    try:
        pprint.PrettyPrinter(**kwargs)
    except Exception as error:
        print(kwargs, type(error).__name__, error)
out = io.StringIO()
pprint.pprint({"b": 1, "a": 2}, out); pprint.pp({"b": 1, "a": 2}, out); pprint.pp([3] * 40, out, width=20, compact=True); pprint.PrettyPrinter(stream=out, indent=2).pprint([[1] * 30])
print(out.getvalue())
class Own(pprint.PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        if isinstance(object, int): return f"<{object}>", False, False
        return super().format(object, context, maxlevels, level)
print(Own(width=20).pformat([1, [2, 3], {"k": 4}] * 2), Own().isreadable([1]), Own().pformat(5), Own().format([1, [2]], {}, 1, 0), Own().format([], {}, 0, 0), pprint.PrettyPrinter().format({1: [2]}, {}, 1, 0))
print(sorted(pprint.__all__), pprint.PrettyPrinter().format("x", {}, 0, 0))
