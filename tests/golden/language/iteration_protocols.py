# Iteration: protocols, exhaustion, mutation while iterating, iter with sentinel, zip/map/enumerate/reversed details, for-loop targets.
from _t import attempt, run, values
import itertools

log = []


class Ring:
    def __init__(self, n): self.n = n
    def __iter__(self):
        log.append("iter")
        return self
    def __next__(self):
        log.append(f"next {self.n}")
        if self.n <= 0: raise StopIteration("the end")
        self.n -= 1
        return self.n


for x in Ring(2): pass
print(x, log)
log.clear()
a, b = Ring(2)
print(a, b, log)
log.clear()
print(list(Ring(2)), 1 in Ring(3), log)
log.clear()
print(list(zip(Ring(2), Ring(1))), log)
log.clear()
print(list(zip(Ring(1), Ring(2))), log)
log.clear()
r = Ring(1)
print(next(r), next(r, "default"), next(r, "again"))
attempt(next, r)
for container, change in [([1, 2, 3], "c.append(x + 10) if len(c) < 6 else None"), ([1, 2, 3, 4], "c.remove(x)"), ([1, 2, 3], "c.clear()"), ({1: 1, 2: 2}, "c[x + 10] = 1"), ({1: 1, 2: 2}, "del c[x]"), ({1: 1, 2: 2}, "c[x] = 5"), ({1: 1, 2: 2}, "(c.pop(x), c.__setitem__(x + 5, 1)) if x < 4 else None"), ({1, 2}, "c.add(x + 10)"), ({1, 2}, "c.discard(x)"), (bytearray(b"abc"), "c.append(100) if len(c) < 5 else None"), ({1: 1}, "c.clear()"), ({1: 1, 2: 2}, "c.update(c)"), ([3, 2, 1], "c.sort()"), ([1, 2, 3], "c.reverse()"), ([1, 2], "c.insert(0, 9) if len(c) < 5 else None"), ([1, 2, 3], "c.__setitem__(slice(0, 1), [])")]:
    c, out = container, []
    try:
        for x in c:
            out.append(x)
            exec(change)
            if len(out) > 10: break
        print(change, out, c)
    except RuntimeError as e:
        print(change, out, e)
for view in ("keys", "values", "items"):
    d = {1: 2}
    it = iter(getattr(d, view)())
    d[5] = 6
    attempt(next, it)
    attempt(next, it)
    print(it.__length_hint__())
l = [1, 2]
it = iter(l)
print(list(it), l.append(3), list(it), next(it, "stays exhausted"), it.__length_hint__(), it.__reduce__()[1])
it = iter([1, 2, 3])
next(it)
print(it.__reduce__()[2], it.__setstate__(0), next(it))
it = reversed([1, 2, 3])
print(next(it), it.__length_hint__(), list(it), list(it))
print(list(reversed({1: 2, 3: 4})), list(reversed({1: 2, 3: 4}.items())), list(reversed(range(3))), list(reversed("abc")), list(reversed((1, 2))))
n = iter(range(5).__iter__().__next__, 3)
print(list(n), list(n))
calls = iter([1, 2, 0, 5])
print(list(iter(lambda: next(calls), 0)))
def stop(): raise StopIteration
print(list(iter(stop, 0)))
def err(): raise KeyError("in callable")
attempt(list, iter(err, 0))
e = enumerate("ab", start=5)
print(next(e), e, next(e)) if False else print(next(e), next(e))
print(list(enumerate("ab", -1)), list(enumerate(iter("ab"), 10**20)), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(None, [])) if False else "", list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2, 3])))
z = zip([1, 2], "ab", (x for x in (3, 4)))
print(next(z), list(z), list(zip()), list(zip([1])), dict(zip("ab", [1, 2])), list(zip(*[(1, 2), (3, 4)])))
print(list(zip([1, 2], [3, 4], strict=True)))
for args in [([1], [1, 2]), ([1, 2], [1]), ([1], [1], [1, 2]), ([], [1]), ([1], []), ([1, 2], [1, 2], [1])]:
    attempt(lambda: list(zip(*args, strict=True)))
it = iter([1, 2, 3, 4, 5])
print(list(zip(it, it)), list(it))
it = iter("abc")
for x in it:
    print(x, next(it, None), end=" ")
print()
for i in range(3):
    i = i * 10
    print(i, end=" ")
for i in []: pass
print(i)
for i, (j, *k), [l, m] in [(1, (2, 3, 4), (5, 6))]: print(i, j, k, l, m)
for x in *[1], *"ab": print(x, end=" ")
for x in (yield_ for yield_ in [7]): print(x)
else: print("else")
def gen_for():
    for x in (yield "first"): yield x
g = gen_for()
print(next(g), g.send([1, 2]), next(g))


class Legacy:
    def __getitem__(self, i):
        log.append(i)
        if i == 2: raise IndexError
        return i
    def __len__(self): return 2


log.clear()
print(list(Legacy()), log, list(reversed(Legacy())), 5 in Legacy(), [*Legacy()], tuple(map(str, Legacy())))
class NoneIter:
    __iter__ = None
    def __getitem__(self, i): return i
class ReturnsSelfWithoutNext:
    def __iter__(self): return self
class NextOnly:
    def __next__(self): return 1
class NextNone:
    def __iter__(self): return self
    __next__ = None
values("iter(a)", "list(b)", "iter(c)", "next(c)", "next(d)", "for_ in a" if False else "[*a]", "1 in a", "1 in c", "x, y = 1" if False else "[x for x in d]", "{**c}", "f(*c)", "zip(a)", "map(int, c)", "enumerate(c)", "reversed(c)", "sum(c)", "max(c)", "''.join(c)", "[].extend(c)", "dict(c)", "set(c)", "bytes(c)", "any(c)", "sorted(c)", "a, b = c" if False else "tuple(c)", "min()", "max(1)", "sum(['a'])", "sum([[1], [2]], [])", "sum('ab', '')", "sum([b'a'], b'')", "sum([1.5, 2])", "sum([0.1] * 10)", "sum([1, True, 2.5, 3j])", "max([1, 'a'])", "max(['b', 'a'], key=len)", "min([], default=5)", "max('a', 'b', default=1)", "max(1, 2, key=None)", "sorted([3, 1, 2], reverse=True)", "sorted('bca', key=str.upper)", "sorted([(1, 'b'), (1, 'a')])", "all([])", "any([])", "all(iter([1, 0, 1 / 1]))", "list(range(5))[::-2]", "list(itertools.islice(itertools.count(), 3))", "list(itertools.chain('ab', [1]))", "list(itertools.zip_longest('ab', 'c'))", "list(itertools.batched('abcde', 2))", "list(itertools.pairwise('abc'))", a=NoneIter(), b=ReturnsSelfWithoutNext(), c=NextOnly(), d=NextNone(), f=print, itertools=itertools)
