"""collections.abc: classes with the least of methods get the rest, and which classes count as what."""
import asyncio
import collections.abc
import copy
import pickle
import warnings
from collections.abc import *
import _collections_abc


def show(*actions):
    for action in actions:
        try:
            print(repr(action()))
        except BaseException as error:
            print(f"{type(error).__name__}: {error}")


print(sorted(_collections_abc.__all__), _collections_abc.__name__, Mapping.__module__, collections.abc.__all__ == _collections_abc.__all__)

ABCS = [Awaitable, Coroutine, AsyncIterable, AsyncIterator, AsyncGenerator, Hashable, Iterable, Iterator, Generator, Reversible, Sized,
        Container, Callable, Collection, Set, MutableSet, Mapping, MutableMapping, MappingView, KeysView, ItemsView, ValuesView,
        Sequence, MutableSequence, Buffer]


def gen():
    yield


async def coro(): ...


async def agen():
    yield


running = coro()
OBJECTS = [1, "a", b"b", bytearray(), memoryview(b""), [], (), {}, set(), frozenset(), range(3), len, gen, gen(), running, agen(), iter([]), iter({}),
           iter(""), reversed([]), {}.keys(), {}.values(), {}.items(), zip(), map(str, []), enumerate([]), type, object(), None, type.__dict__, open, reversed(range(2)),
           iter(set()), iter(b""), iter(bytearray()), iter(range(1 << 70)), iter({}.items()), slice(1), ..., NotImplemented, Exception()]
for o in OBJECTS:
    print(type(o).__name__, [a.__name__ for a in ABCS if isinstance(o, a)])
running.close()
for a in ABCS:
    print(a.__name__, [b.__name__ for b in a.__mro__[1:]], sorted(a.__abstractmethods__), a.__slots__, hasattr(a, "__class_getitem__"))
    show(lambda: a(), lambda: a[int], lambda: a[int, str])

print("--- hooks")


class NoHash:
    __hash__ = None


class Sub(Hashable):
    pass


class HasIter:
    def __iter__(self): return iter(())


class HasAll:
    def __iter__(self): return iter(())
    def __len__(self): return 0
    def __contains__(self, x): return False


class Cancelled(HasAll):
    __contains__ = None


class Instance:
    def __init__(self): self.__len__ = lambda: 0


show(lambda: isinstance(NoHash(), Hashable), lambda: issubclass(NoHash, Hashable), lambda: issubclass(HasIter, Iterable), lambda: issubclass(HasAll, Collection),
     lambda: issubclass(Cancelled, Collection), lambda: isinstance(Instance(), Sized), lambda: issubclass(int, Sub), lambda: Sub.__subclasshook__(int),
     lambda: issubclass(1, Sized), lambda: Hashable.__subclasshook__(int), lambda: Hashable.__subclasshook__(list), lambda: issubclass(HasAll, Set),
     lambda: Sized.register(NoHash), lambda: issubclass(NoHash, Sized), lambda: Sized.register(1), lambda: Hashable.__hash__(1))

print("--- Set")


class ListSet(Set):
    def __init__(self, items=()):
        self.items = list(dict.fromkeys(items))

    def __contains__(self, x): return x in self.items
    def __iter__(self): return iter(self.items)
    def __len__(self): return len(self.items)
    def __repr__(self): return f"ListSet({self.items})"
    __hash__ = Set._hash


class MutSet(ListSet, MutableSet):
    __hash__ = None

    def add(self, x):
        if x not in self.items:
            self.items.append(x)

    def discard(self, x):
        if x in self.items:
            self.items.remove(x)


a, b, c = ListSet("abc"), ListSet("bcd"), ListSet("ab")
show(lambda: a & b, lambda: a | b, lambda: a - b, lambda: a ^ b, lambda: a & "bz", lambda: "bz" & a, lambda: "zab" | a, lambda: "zab" - a, lambda: "zab" ^ a, lambda: a & 1,
     lambda: 1 | a, lambda: a - 1, lambda: 1 - a, lambda: a ^ 1, lambda: c < a, lambda: c <= a, lambda: a > c, lambda: a >= c, lambda: a < a, lambda: a <= a, lambda: a == ListSet("cba"),
     lambda: a != b, lambda: a == {"a", "b", "c"}, lambda: {"a"} < a, lambda: a < [1], lambda: a <= 1, lambda: a > 1, lambda: a >= 1, lambda: a == 1, lambda: a.isdisjoint("xyz"), lambda: a.isdisjoint(b),
     lambda: hash(a) == hash(ListSet("cab")), lambda: hash(ListSet(range(50))) == hash(frozenset(range(50))), lambda: a & {"a": 1}.keys(), lambda: sorted({"a": 1, "q": 2}.keys() | a))
m = MutSet("abc")
m |= "de"
print(m)
m &= ListSet("bcde")
print(m)
m -= "b"
m ^= "cx"
print(m)
m ^= m
print(m, len(m))
m |= "xy"
m -= m
print(m)
m.add("q")
show(lambda: m.pop(), lambda: m.pop(), lambda: m.remove("z"), lambda: m.clear(), lambda: m.discard(1), lambda: hash(m))

print("--- Mapping")


class Map(Mapping):
    def __init__(self, d): self.d = d
    def __getitem__(self, k): return self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def __repr__(self): return f"Map({self.d})"


class MutMap(Map, MutableMapping):
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]


mp = Map({"a": 1, "b": 2})
show(lambda: mp.get("a"), lambda: mp.get("z"), lambda: mp.get("z", 5), lambda: "a" in mp, lambda: mp.keys(), lambda: mp.items(), lambda: mp.values(), lambda: mp == {"a": 1, "b": 2},
     lambda: mp == 1, lambda: mp != {"a": 1}, lambda: list(mp.items()), lambda: ("a", 1) in mp.items(), lambda: ("a", 2) in mp.items(), lambda: ("z", 2) in mp.items(), lambda: 3 in mp.items(),
     lambda: 2 in mp.values(), lambda: 9 in mp.values(), lambda: "b" in mp.keys(), lambda: mp.keys() & {"a"}, lambda: len(mp.items() | {1}), lambda: len(mp.values()), lambda: hash(mp), lambda: reversed(mp),
     lambda: mp.keys() == {"a", "b"}, lambda: mp.items() ^ mp.items(), lambda: MappingView({1: 2}), lambda: KeysView({1: 2}) - {1}, lambda: type(mp.keys() | mp.keys()), lambda: mp["q"],
     lambda: match(mp), lambda: mp.values() == mp.values())


def match(x):
    match x:
        case {"a": v, **rest}:
            return v, rest
        case [first, *_]:
            return first
    return None


show(lambda: match(mp))
mm = MutMap({})
show(lambda: mm.update({"a": 1}), lambda: mm.update([("b", 2)], c=3), lambda: mm.update(Map({"d": 4})), lambda: mm.update(self=1, other=2), lambda: mm.update(1), lambda: mm.update([(1,)]), lambda: mm, lambda: mm.setdefault("a", 9),
     lambda: mm.setdefault("n"), lambda: mm.pop("a"), lambda: mm.pop("a"), lambda: mm.pop("a", None), lambda: mm.popitem(), lambda: mm.clear(), lambda: mm.popitem(), lambda: mm.update({}, {}), lambda: mm)

print("--- Sequence")


class Seq(Sequence):
    def __init__(self, *items): self.items = list(items)
    def __getitem__(self, i): return self.items[i]
    def __len__(self): return len(self.items)
    def __repr__(self): return f"Seq{self.items}"


class MutSeq(Seq, MutableSequence):
    def __setitem__(self, i, v): self.items[i] = v
    def __delitem__(self, i): del self.items[i]
    def insert(self, i, v): self.items.insert(i, v)


nan = float("nan")
s = Seq(1, 2, nan, 2, 3)
show(lambda: list(s), lambda: list(reversed(s)), lambda: 2 in s, lambda: 9 in s, lambda: nan in s, lambda: s.index(2), lambda: s.index(2, 2), lambda: s.index(2, -2), lambda: s.index(9), lambda: s.index(1, 1), lambda: s.index(3, 0, -1), lambda: s.index(3, 0, 5),
     lambda: s.index(2, -100, 100), lambda: s.count(2), lambda: s.count(nan), lambda: match(s), lambda: s == Seq(1), lambda: s.index(nan))
ms = MutSeq(1, 2, 3, 4, 5)
ms.append(6)
ms.reverse()
print(ms)
ms += [7]
ms.extend(ms)
ms.remove(6)
show(lambda: ms, lambda: ms.pop(), lambda: ms.pop(0), lambda: ms.remove(99), lambda: ms.clear(), lambda: ms, lambda: ms.pop(), lambda: ms.extend(x for x in "ab"), lambda: ms)

print("--- generators of one's own")


class Gen(Generator):
    def __init__(self): self.n = 0

    def send(self, value):
        self.n += 1
        if self.n > 2:
            raise StopIteration
        return self.n, value

    def throw(self, typ, val=None, tb=None):
        super().throw(typ, val, tb)


class Stubborn(Gen):
    def throw(self, *args):
        return 1


class Returning(Gen):
    def throw(self, *args):
        raise StopIteration(42)


class Co(Coroutine):
    def send(self, v): return super().send(v)
    def throw(self, *a): return super().throw(*a)
    def __await__(self): yield 5


class StubbornCo(Co):
    def throw(self, *a): return 1


class AG(AsyncGenerator):
    async def asend(self, v): return v
    async def athrow(self, *a): return await super().athrow(*a)


class StubbornAG(AG):
    async def athrow(self, *a): return 1


show(lambda: list(Gen()), lambda: next(Gen()), lambda: Gen().throw(ValueError), lambda: Gen().throw(ValueError, ValueError("v")), lambda: Gen().throw(ValueError("i")), lambda: Gen().throw(KeyError, None, None), lambda: Gen().close(), lambda: Stubborn().close(),
     lambda: Returning().close(), lambda: Co().send(1), lambda: Co().throw(ValueError), lambda: Co().close(), lambda: StubbornCo().close(), lambda: iter(Gen()).__class__, lambda: asyncio.run(AG().__anext__()), lambda: asyncio.run(AG().aclose()),
     lambda: asyncio.run(StubbornAG().aclose()), lambda: asyncio.run(AG().athrow(ValueError)), lambda: list(Iterable.__iter__(None)), lambda: Iterator.__next__(None), lambda: Container.__contains__(1, 2), lambda: Sized.__len__(1),
     lambda: Callable.__call__(1), lambda: Buffer.__buffer__(1, 0), lambda: AsyncIterable.__aiter__(1), lambda: list(Awaitable.__await__(1)), lambda: list(Reversible.__reversed__(1)), lambda: Mapping.__getitem__(1, 2), lambda: Sequence.__getitem__(1, 2),
     lambda: MutableSet.add(1, 2), lambda: MutableSequence.insert(1, 2, 3), lambda: AG().__aiter__().__class__)

print("--- Callable with arguments")
C = Callable
show(lambda: C[[int, str], bool], lambda: C[..., bool], lambda: C[[], None], lambda: C[int], lambda: C[int, str], lambda: C[(int,), str], lambda: C[[int], [str]], lambda: C[[int], str].__origin__, lambda: C[[int], str].__parameters__, lambda: type(C[[int], str]),
     lambda: pickle.loads(pickle.dumps(C[[int], str])) == C[[int], str], lambda: copy.deepcopy(C[..., int]), lambda: C[[int], str] == C[[int], str], lambda: hash(C[[int], str]) == hash(C[[int], str]), lambda: C[[int], str] | None, lambda: isinstance(len, C[[int], str]),
     lambda: C[[int], str][int], lambda: C[["A"], "B"], lambda: C[[[int]], str], lambda: C[[C[[int], str]], int], lambda: C[1, 2, 3])

print("--- ByteString")
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    from collections.abc import ByteString

    class BS(ByteString):
        def __getitem__(self, i): return 1
        def __len__(self): return 1
    show(lambda: isinstance(b"", ByteString), lambda: issubclass(bytearray, ByteString), lambda: isinstance(memoryview(b""), ByteString))
for w in seen:
    print(w.category.__name__, w.message)
