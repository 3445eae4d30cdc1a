"""Dicts and sets: keys that are found whatever their case, defaults that are computed, and what can be a key."""
from collections import UserDict
from collections.abc import MutableMapping


class Headers(MutableMapping):
    """Fields of a message: their names keep how they were written, and are found in any case."""

    def __init__(self, fields=(), /, **more):
        self._fields = {}
        self.update(fields, **more)

    def __getitem__(self, name):
        return self._fields[name.lower()][1]

    def __setitem__(self, name, value):
        self._fields[name.lower()] = name, value

    def __delitem__(self, name):
        del self._fields[name.lower()]

    def __iter__(self):
        return (name for name, _ in self._fields.values())

    def __len__(self):
        return len(self._fields)


class Squares(dict):
    def __missing__(self, n):
        print("computing", n)
        self[n] = n * n
        return self[n]


class Doubled(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value * 2)


headers = Headers({"Content-Type": "text/plain"}, Host="localhost")
headers["CONTENT-TYPE"] = "text/html"
print(dict(headers), headers.get("host"), headers.pop("Host"), len(headers), "content-type" in headers)
squares = Squares()
print(squares[12], squares[12], squares.get(5), Doubled(a=1, b="x"))

stock = {"apple": 3, "pear": 0}
stock.setdefault("plum", 7)
stock |= {"fig": 2}
print({name: count for name, count in sorted(stock.items()) if count}, stock.keys() & {"pear", "kiwi"}, list(reversed(stock)))

ann, bob = {"tea", "chess", "jazz"}, {"chess", "film", "tea"}
print(sorted(ann & bob), sorted(ann - bob), sorted(ann ^ bob), ann <= ann | bob, ann.isdisjoint({"golf"}))
print({1: "int", True: "bool", 1.0: "float"}, {frozenset("ab"): "pair"}[frozenset("ba")])
for key in ([1], {2}, ([3],)):
    try:
        {key: "?"}
    except TypeError as error:
        print(type(key).__name__, "-", error)
try:
    for name in stock:
        stock[name.upper()] = 1
except RuntimeError as error:
    print(error)
