# What the types of values, containers and their iterators are made of.
from _anatomy import anatomy


class Sequence:
    def __getitem__(self, i):
        return i


anatomy(int, float, complex, bool, str, bytes, bytearray, memoryview, list, tuple, dict, set, frozenset, range, slice, object, type,
        type(None), type(NotImplemented), type(...), property, super, staticmethod, classmethod)
empty = {}
anatomy(*map(type, (
    empty.keys(), empty.values(), empty.items(), iter(empty), iter(empty.values()), iter(empty.items()),
    reversed(empty), reversed(empty.values()), reversed(empty.items()), iter([]), reversed([]), iter(()), iter(""), iter("é"),
    iter(b""), iter(bytearray()), iter(memoryview(b"")), iter(set()), iter(range(1)), iter(range(10**30)), iter(int, 1),
    iter(Sequence()), iter(list[int]))))
anatomy(enumerate, zip, map, filter, reversed)
