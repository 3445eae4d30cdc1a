# range and slice objects: values, equality, hashing, indexing, bounds, what is refused.
from _t import attempt, values
import copy
import pickle

values(
    "list(range(0))", "list(range(5, 0, -2))", "list(range(-3, 3))", "range(3)", "range(0, 10, 3)", "range(10, 0, -1)",
    "range(True, 5)", "len(range(10**30))", "range(10**30)[-1]", "range(10**30)[5:10**29:10**28]", "range(1.0)", "range()",
    "range(1, 2, 0)", "range(1, 2, 3, 4)", "range('a')", "range(stop=3)", "range(None)",
)
values(
    "range(0, 10, 3) == range(0, 12, 3)", "range(0) == range(5, 5) == range(2, 1)", "range(1) == [0]", "hash(range(0)) == hash(range(3, 3))",
    "hash(range(0, 10, 3)) == hash(range(0, 11, 3))", "range(3) < range(4)", "{range(0, 3, 2): 1}[range(0, 4, 2)]", "range(5) != range(6)",
)
values(
    "range(10)[3]", "range(10)[-3]", "range(10)[10]", "range(10)[-11]", "range(10)[2:5]", "range(10)[::-1]", "range(10)[8:2:-2]", "range(10)[::0]",
    "range(10)['a']", "range(10)[1.0]", "range(0, 100, 7)[3:]", "range(5)[True]", "range(10)[None:None]", "range(10)[10**30:]", "range(10)[-10**30:3]",
)
values(
    "3 in range(5)", "3.0 in range(5)", "3.5 in range(5)", "True in range(2)", "'a' in range(3)", "10**20 in range(0, 10**21, 10)", "7 in range(0, 20, 3)",
    "range(5).index(3)", "range(5).index(7)", "range(0, 20, 3).index(9.0)", "range(5).count(3)", "range(5).count(9)", "range(5).count('a')",
    "range(3).start, range(3).stop, range(3).step", "range(7, 2, -1).start", "bool(range(0)), bool(range(1))", "list(reversed(range(0, 10, 3)))",
    "list(reversed(range(10**20, 10**20 + 3)))", "iter(range(3)).__length_hint__()", "next(iter(range(0)))", "max(range(5)), min(range(5, 9)), sum(range(101))",
)


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        print("index", self.n)
        return self.n


class Odd(int):
    def __eq__(self, other):
        print("eq", int(self), other)
        return int(self) == other

    __hash__ = int.__hash__


print(range(Index(1), Index(4), Index(2)), range(10)[Index(2)], range(10)[Index(1):Index(7):Index(3)])
print(Odd(3) in range(5))
attempt(setattr, range(3), "start", 1)
attempt(delattr, range(3), "step")
attempt(type, "R", (range,), {})
it = iter(range(2, 20, 4))
print(next(it), it.__reduce__()[1:], list(it), list(it))
it = iter(range(5))
it.__setstate__(3)
print(list(it))
print(pickle.loads(pickle.dumps(range(1, 9, 2))), copy.copy(range(3)), copy.deepcopy(range(3)), range(2, 8, 3).__reduce__())
print(type(iter(range(3))).__name__, type(iter(range(10**20))).__name__, type(reversed(range(3))).__name__)

values(
    "slice(3)", "slice(1, 2)", "slice(1, 2, 3)", "slice(None, 'a', 2.5)", "slice()", "slice(1, 2, 3, 4)", "slice(stop=1)",
    "slice(1, 2).start, slice(1, 2).stop, slice(1, 2).step", "slice(1, 2) == slice(1, 2)", "slice(1, 2) == slice(1, 2, None)", "slice(1, 2) == (1, 2, None)",
    "slice(1, 2) < slice(1, 3)", "slice(3) < 3", "hash(slice(1, 2)) == hash(slice(1, 2))", "{slice(1): 2}[slice(1)]", "hash(slice([]))",
)
for s in (slice(None), slice(2), slice(1, 100), slice(-3, None), slice(None, None, -1), slice(-100, 100, 3), slice(5, 1, -2), slice(10**30, None, -1), slice(None, -10**30, -10**30)):
    print(s, s.indices(7), s.indices(0), list(range(7))[s])
values("slice(1).indices(-1)", "slice(1, 2, 0).indices(5)", "slice('a').indices(3)", "slice(1.5).indices(3)", "slice(1).indices('a')", "slice(1).indices(10**30)")
attempt(setattr, slice(1), "start", 1)
print(slice(Index(1), Index(5)).indices(Index(3)))
print(pickle.loads(pickle.dumps(slice(1, None, 2))), slice(1, 2).__reduce__()[1], copy.deepcopy(slice([1], 2)))


class Seen:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


s = Seen()
print(s[1:2], s[::], s[1:2, ..., None], s[:, 3], s[()], s[*range(3)], s[1:2:3, *"ab"])
s[1:] = 2
s[:, ::2] = 3
del s[:3], s[4]
a = list(range(10))
a[2:4] = "xyz"
a[::4] = [0, 0, 0]
print(a)
values("a.__setitem__(slice(None, None, 3), [1])", "a.__setitem__(slice(1, 2), 5)", "a[1:2:'x']", "a['a':]", "a.__delitem__(slice(0, 99, 5))", "a", "(1, 2, 3)[5:]", "'abc'[::-1]", "b'abc'[-2:]", "'abc'[1.5:]", a=a)
