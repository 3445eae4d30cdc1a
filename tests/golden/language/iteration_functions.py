# map, filter, zip, enumerate, reversed, iter, next, sorted, min, max, sum, any, all: laziness, order of calls, errors.
from _t import attempt, values
import pickle


class Loud:
    """An iterator that says when it is asked."""

    def __init__(self, name, n, fail=None):
        self.name, self.n, self.fail, self.i = name, n, fail, 0

    def __iter__(self):
        print("iter", self.name)
        return self

    def __next__(self):
        print("next", self.name)
        if self.i == self.fail:
            raise ValueError(self.name)
        if self.i == self.n:
            raise StopIteration
        self.i += 1
        return self.i


print(list(zip(Loud("a", 2), Loud("b", 3))))
print(list(map(lambda *v: v, Loud("a", 1), Loud("b", 1))))
attempt(list, zip(Loud("a", 2), Loud("b", 2, fail=1)))
attempt(list, zip(Loud("a", 2), Loud("b", 1), strict=True))
attempt(list, zip(Loud("a", 1), Loud("b", 2), strict=True))
attempt(list, zip([1], [1], [], strict=True))
attempt(list, zip([1], [], [1], strict=True))
attempt(list, zip([], [], [1], strict=True))
attempt(list, zip([], [1], [1], strict=True))
attempt(list, zip(strict=True))
attempt(zip, [1], strict=1, other=2)
attempt(zip, 1)
attempt(zip, [1], 2)
values("list(zip())", "list(zip('abc'))", "list(zip('abc', range(10)))", "[*zip(*[(1, 2), (3, 4)])]", "list(map(str, []))", "map()", "map(str)", "list(map(1, [1]))", "map(str, 5)",
       "list(map(pow, [2, 3], [3, 2, 1]))", "list(map(None, [1]))", "list(filter(None, [0, 1, '', 'a', [], [0]]))", "list(filter(str.isalpha, 'a1b2'))", "filter(None)", "filter(None, 1)", "list(filter(1, [2]))",
       "list(enumerate('ab'))", "list(enumerate('ab', 5))", "list(enumerate('ab', start=-1))", "list(enumerate(iterable='ab', start=2))", "enumerate()", "enumerate(1)", "enumerate('a', 'b')", "enumerate('a', 1.5)",
       "list(enumerate('ab', 10**30))", "list(enumerate('abc', 2**63 - 2))", "next(enumerate([], 3), 'none')")
values("list(reversed([1, 2, 3]))", "list(reversed('abc'))", "list(reversed((1, 2)))", "list(reversed({1: 2, 3: 4}))", "list(reversed({1: 2, 3: 4}.values()))", "list(reversed({'a': 1}.items()))", "reversed({1})", "reversed(5)", "reversed(iter([]))",
       "reversed()", "reversed([1]).__length_hint__()", "list(reversed(b'ab'))", "list(reversed(memoryview(b'ab')))")


class Sequence:
    def __len__(self):
        print("len")
        return 3

    def __getitem__(self, i):
        print("get", i)
        if i > 4:
            raise IndexError
        return i * 10


print(list(reversed(Sequence())), list(Sequence()), 20 in Sequence(), list(iter(Sequence())))


class No:
    __reversed__ = None
    __iter__ = None

    def __len__(self):
        return 1

    def __getitem__(self, i):
        return i


attempt(reversed, No())
attempt(iter, No())
attempt(lambda: 1 in No())
attempt(iter, 5)
attempt(iter, 5, 6)
attempt(iter)
attempt(next, 5)
attempt(next)
attempt(next, iter([]))
attempt(next, iter([]), None)
attempt(next, [1])
calls = iter([3, 2, 1, 0, 5])
it = iter(lambda: next(calls), 0)
print(it.__class__.__name__, list(it), list(it), next(calls))


def raising():
    raise KeyError("k")


attempt(list, iter(raising, 1))


def stopping():
    raise StopIteration(5)


attempt(list, iter(stopping, 1))


class Bad:
    def __iter__(self):
        return 5


attempt(iter, Bad())
attempt(list, Bad())
attempt(lambda: [*Bad()])


class BadHint:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return iter([1, 2])

    def __length_hint__(self):
        if isinstance(self.hint, Exception):
            raise self.hint
        return self.hint


for hint in (5, -1, "a", NotImplemented, TypeError("t"), ValueError("v"), 10**30):
    attempt(list, BadHint(hint))
    attempt(tuple, BadHint(hint))

values("sorted([3, 1, 2])", "sorted([3, 1, 2], reverse=True)", "sorted('bca', key=str.upper)", "sorted([1, 'a'])", "sorted([], key=1)", "sorted([1], key=1)", "sorted()", "sorted(1)", "sorted([1], lambda a: a)", "sorted([1, 2], reverse='x')", "sorted([2, 1], reverse=[])", "sorted([1], cmp=1)",
       "sorted([(1, 'b'), (0, 'c'), (1, 'a')], key=lambda p: p[0])", "sorted([(1, 'b'), (0, 'c'), (1, 'a')], key=lambda p: p[0], reverse=True)", "sorted([1, True, 1.0])", "sorted([float('nan'), 1, 0])[1:]", "sorted({'b': 1, 'a': 2})", "sorted(iterable=[1])")
values("min(3, 1, 2)", "max([3, 1, 2])", "min('bca')", "max('a', 'bb', key=len)", "min([])", "max()", "min(1)", "max([], default=5)", "max([1], default=5)", "max(1, 2, default=3)", "min([], key=len)", "max([1, 'a'])", "max([1, -3], key=abs)", "max([[1], [2]], key=None)", "min(1, 2, key=5)",
       "max(True, 1)", "max(1, True)", "min(1, 1.0)", "min([], default=None)", "max({}, default=0)", "min(iter([4, 2]))", "max([1], foo=2)")
values("sum([1, 2])", "sum([1.5, 2])", "sum([])", "sum([[1], [2]], [])", "sum('ab')", "sum(['a'], '')", "sum([b'a'], b'')", "sum([bytearray()], bytearray())", "sum([1], start=5)", "sum(1)", "sum()", "sum([1, 'a'])", "sum([0.1] * 10)", "sum([1e100, 1.0, -1e100])", "sum([True, True])", "sum([10**20, 0.5])", "sum([1, 2j])", "sum([0.1, 0.2, 1j])", "sum(range(10**4))", "sum([2**62, 2**62, 2**62])", "sum([(1,), (2,)], ())", "sum([float('inf'), 1])", "sum([float('inf'), float('-inf')])", "sum([-0.0])", "sum([-0.0], -0.0)")
values("any([])", "all([])", "any([0, 1])", "all([1, 0])", "any(1)", "all()", "any([], [])", "all(iter([1, []]))")


class Truth:
    def __bool__(self):
        return 5


attempt(any, [Truth()])
attempt(all, [Truth()])
attempt(list, filter(None, [Truth()]))
attempt(any, Loud("stop", 5))
attempt(all, Loud("fail", 2, fail=1))
for it in (iter([1, 2, 3]), iter((1, 2, 3)), iter("abc"), iter(b"abc"), map(str, [1, 2]), filter(None, [1, 0, 2]), zip("ab", "cd"), zip("a", "b", strict=True), enumerate("ab", 3), reversed([1, 2, 3]), iter({1: 2}), iter({1}), iter(Sequence()), iter(bytearray(b"ab"))):
    if not isinstance(it, (map, filter)):
        next(it)
    twin = pickle.loads(pickle.dumps(it))
    print(type(it).__name__, list(twin), list(it))
