from functools import lru_cache, partial, reduce, cache, cached_property, total_ordering, singledispatch, cmp_to_key, wraps
@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
@lru_cache(maxsize=128)
def square(x, y=0):
    return x * x + y
n = fib(300) % 1000
for i in range(150000):
    n += square(i % 100)
for i in range(30000):
    n += square(i % 300, y=1)
for i in range(200):
    fib.cache_clear()
    n += fib(60)
p = partial(pow, 2, mod=1000)
for i in range(60000):
    n += p(i % 20)
n += reduce(lambda a, b: (a * 31 + b) % 10007, range(60000))
class C:
    @cached_property
    def v(self):
        return 5
for i in range(20000):
    c = C()
    n += c.v + c.v + c.v
@total_ordering
class T:
    def __init__(self, k):
        self.k = k
    def __eq__(self, o):
        return self.k == o.k
    def __lt__(self, o):
        return self.k < o.k
ts = [T(i * 7919 % 1000) for i in range(1000)]
for i in range(10):
    n += sum(a >= b for a, b in zip(ts, ts[1:]))
@singledispatch
def show(x):
    return 1
@show.register
def _(x: int):
    return 2
@show.register
def _(x: str):
    return 3
for i in range(30000):
    n += show(i) + show("a") + show(1.5)
n += sorted(range(5000), key=cmp_to_key(lambda a, b: (a * 7919 % 5000) - (b * 7919 % 5000)))[17]
print(n)
