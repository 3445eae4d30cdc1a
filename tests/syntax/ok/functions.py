# Functions, their parameters, generators, coroutines, type parameters.
def f(): pass
def f(a): return
def f(a, b=1, /, c=2, *d, e, f=3, **g) -> h: return a, *b
def f(a, /): return a
def f(a, /, b): return *a, b
def f(*, a): pass
def f(*, a=1, b, c=2,): pass
def f(*a: int, **b: str): pass
def f(*a: *b): pass
def f(a: int = 1, *, b: str = "x") -> list[int]: pass
def f(a=lambda: 1, *b): pass
def f(
    a,
    b=1,
): pass
def f():
    yield
    yield a
    yield a, b
    yield *a, b
    x = yield
    x = yield a
    x += yield a
    x = yield from a
    (yield)
    f((yield a))
    x: int = yield a
    yield (yield)
    lambda: (yield)
    return (yield)
    await_ = 1
    nonlocal_ = 2
    def g():
        nonlocal x, y
        global z, w
async def f():
    await a
    await a.b(c)[0]
    -await a ** 2
    await a ** -await b
    async for a in b: pass
    else: pass
    async for a, *b in c:
        async with d: pass
    async with a as b, c: pass
    async with (a as b, c as d): pass
    async with (a): pass
    return [a async for a in b if await c]
    x = [await a for a in b]
    {a: b async for a, b in c}
    (a async for a in b for c in d)
    yield a
@a
async def f(): pass
def f[T](a: T) -> T: pass
def f[T: int, *Ts, **P](): pass
def f[T = int, *Ts = *tuple[int], **P = [int]](): pass
def f[T: (int, str) = int,](): pass
class A[T, *Ts, **P]: pass
class A[T: B](C[T]): pass
type X = int
type X[T] = list[T]
type X[T: int, *Ts, **P] = (T, Ts, P)
type type = type
type match = case
type _ = int
