# async def, await, async for/with/comprehensions driven by send(None); warnings for what was never awaited.
from _t import attempt
import inspect
import sys
import types
import warnings


class Pause:
    """Awaitable that suspends once per value."""

    def __init__(self, *values):
        self.values = values

    def __await__(self):
        got = []
        for v in self.values:
            got.append((yield v))
        return got


def drive(coro, *sends):
    """Runs a coroutine; prints what it yields and gives."""
    sends = iter(sends)
    value = None
    try:
        while True:
            y = coro.send(value)
            value = next(sends, None)
            print("  yielded", y, "sending", value)
    except StopIteration as e:
        print("  returned", repr(e.value))
    except Exception as e:
        print("  raised", type(e).__name__, e)


async def simple():
    return 5


async def awaits(x):
    r = await Pause(1, x)
    s = await simple()
    return r, s


drive(simple())
drive(awaits("x"), "s1", "s2")
c = awaits(1)
print(c.cr_code.co_name, c.cr_running, c.cr_await, c.cr_frame.f_lineno > 0, c.cr_origin, c.cr_suspended, inspect.getcoroutinestate(c))
c.send(None)
print(type(c.cr_await).__name__, c.cr_suspended, inspect.getcoroutinestate(c), repr(c)[:24], c.__name__, c.__qualname__, type(c.__await__()).__name__)
c.close()
print(inspect.getcoroutinestate(c), c.cr_frame, c.cr_await)
attempt(c.send, None)
attempt(c.throw, ValueError)
attempt(c.close)
c = simple()
attempt(c.send, 1)
attempt(c.send, None)
attempt(c.send, None)
c = simple()
attempt(c.throw, ValueError("thrown at start"))
attempt(lambda: next(simple_closed()))


def simple_closed():
    c = simple()
    c.close()
    return c


attempt(lambda: iter(simple_closed()))
attempt(lambda: list(simple_closed()))
attempt(lambda: simple_closed()())


async def bad_awaits(what):
    return await what


class ReturnsInt:
    def __await__(self):
        return 5


class ReturnsCoro:
    def __await__(self):
        return simple_closed()


class ReturnsIter:
    def __await__(self):
        return iter([1, 2])


class NoneAwait:
    __await__ = None


for what in [1, None, [], ReturnsInt(), ReturnsCoro(), NoneAwait(), (x for x in "a"), ReturnsIter(), simple_closed()]:
    drive(bad_awaits(what))


@types.coroutine
def legacy(n):
    r = yield n
    return r * 2


drive(bad_awaits(legacy(3)), 10)
same = awaits(1)
same.send(None)


async def awaits_same():
    await same


drive(awaits_same())
same.close()


async def itself():
    await me


me = itself()
drive(me)


class AIter:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        await Pause(f"tick{self.n}")
        return self.n


async def loops():
    out = []
    async for x in AIter(3):
        if x == 1:
            continue
        out.append(x)
    else:
        out.append("else")
    async for x in AIter(2):
        break
    else:
        out.append("not reached")
    out.append([y async for y in AIter(2)])
    out.append({y: z async for y in AIter(2) for z in "a"})
    out.append({y async for y in AIter(2) if y})
    out.append([await simple() for _ in range(2)])
    out.append([w async for y in AIter(2) async for w in AIter(y)])
    out.append([[q async for q in AIter(1)] for _ in range(1)])
    g = (y async for y in AIter(2))
    out.append(type(g).__name__)
    async for y in g:
        out.append(y)
    g2 = (await simple() for _ in "a")
    out.append(type(g2).__name__)
    out.append([v async for v in g2])
    return out


drive(loops())


class NoAnext:
    def __aiter__(self):
        return self


class AnextNotAwaitable:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 1


class AiterAsync:
    async def __aiter__(self):
        return self


async def for_over(it):
    async for x in it:
        print(x)


for it in [1, [1], NoAnext(), AnextNotAwaitable()]:
    drive(for_over(it))
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    drive(for_over(AiterAsync()))


class ACM:
    def __init__(self, name, swallow=False, fail=None):
        self.name, self.swallow, self.fail = name, swallow, fail

    async def __aenter__(self):
        print("  enter", self.name)
        await Pause("in")
        if self.fail == "enter":
            raise OSError("enter")
        return self.name

    async def __aexit__(self, *exc):
        print("  exit", self.name, exc[0] and exc[0].__name__, exc[1])
        await Pause("out")
        if self.fail == "exit":
            raise OSError("exit")
        return self.swallow


async def withs(swallow, fail=None, body=None):
    async with ACM("a") as a, ACM("b", swallow, fail) as b:
        print("  body", a, b)
        if body:
            raise body
        return "returned from body"
    return "after"


drive(withs(False))
drive(withs(True, None, KeyError("k")))
drive(withs(False, None, KeyError("k")))
drive(withs(False, "enter"))
drive(withs(True, "exit", KeyError("k")))


async def with_loop():
    for i in range(3):
        async with ACM(i):
            if i == 0:
                continue
            break
    async with (ACM("p1") as x, ACM("p2") as (y)):
        pass
    async with ACM("as item") as [*z]:
        return z


drive(with_loop())


class Sync:
    def __enter__(self): return self
    def __exit__(self, *a): pass


class OnlyEnter:
    async def __aenter__(self): pass


class NotAwaited:
    def __aenter__(self): return 1
    def __aexit__(self, *a): return 2


class ExitNotAwaited:
    async def __aenter__(self): pass
    def __aexit__(self, *a): return 2


async def with_over(cm, body=None):
    async with cm:
        if body:
            raise body


for cm in [1, Sync(), OnlyEnter(), NotAwaited(), ExitNotAwaited()]:
    drive(with_over(cm))
drive(with_over(ExitNotAwaited(), KeyError("in body")))


async def with_sync(cm):
    with cm:
        pass


drive(with_sync(ACM("not sync")))
attempt(lambda: exec("with cm: pass", {"cm": ACM("x")}))


async def raises_stop():
    raise StopIteration(1)


async def raises_stop_async():
    raise StopAsyncIteration(1)


drive(raises_stop())
drive(raises_stop_async())


async def catches():
    try:
        await Pause("wait")
    except ValueError as e:
        print("  caught", e)
        return await Pause("again")
    finally:
        print("  finally")


c = catches()
print(c.send(None), c.throw(ValueError("v")))
attempt(c.send, "end")
c = catches()
c.send(None)
attempt(c.throw, KeyError("k"))
c = catches()
c.send(None)
print(c.close())


async def ignores_exit():
    try:
        await Pause(1)
    except GeneratorExit:
        await Pause(2)


c = ignores_exit()
c.send(None)
attempt(c.close)


async def reenter():
    try:
        c.send(None)
    except ValueError as e:
        print(e)
    await Pause(1)


c = reenter()
c.send(None)
c.close()


async def parallel_await(a):
    await a


w = Pause(1, 2).__await__()


class Wrap:
    def __await__(self):
        return w


c1, c2 = parallel_await(Wrap()), parallel_await(Wrap())
print(c1.send(None), c2.send(None))
attempt(c1.send, None)
attempt(c2.send, None)
fn = lambda: (yield)
print(inspect.iscoroutinefunction(simple), inspect.iscoroutinefunction(fn), simple.__code__.co_flags & 0x80, inspect.isawaitable(Pause()), inspect.isawaitable(5))
c = simple()
print(isinstance(c, types.CoroutineType), hasattr(c, "__iter__"), hasattr(c, "__next__"), hasattr(c, "__await__"), sorted(a for a in dir(c) if a.startswith("cr_")))
c.close()
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    simple()
    awaits(1)
    x = simple()
    x.close()
    started = awaits(2)
    started.send(None)
    del started
    y = [simple() for _ in range(1)]
    del y
print([(w.category.__name__, str(w.message)) for w in seen])
sys.set_coroutine_origin_tracking_depth(2)
print(sys.get_coroutine_origin_tracking_depth())


def origin():
    return simple()


c = origin()
print([(n, f) for _, n, f in c.cr_origin][0][1], len(c.cr_origin))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    del c
print(str(seen[0].message).count("File"), str(seen[0].message).splitlines()[:2])
sys.set_coroutine_origin_tracking_depth(0)
attempt(sys.set_coroutine_origin_tracking_depth, -1)


class Methods:
    async def m(self): return "m"
    @classmethod
    async def c(cls): return cls.__name__
    @staticmethod
    async def s(): return "s"
    async def __call__(self): return "call"
    def __await__(self):
        yield "awaiting self"
        return "self"


async def all_methods():
    o = Methods()
    return [await o.m(), await o.c(), await o.s(), await o(), await o, (await o.m()).upper(), [await x for x in (o.m(), o.s())], not await o.m(), -(await five()), await five() ** 2]


async def five():
    return 5


drive(all_methods())


async def chained(n):
    return await chained(n - 1) + 1 if n else 0


drive(chained(100))


async def conditional():
    return (await five() if await simple() else await never()), f"{await five():>{await five()}}", (await five(), await five()), {await five(): await five()}, await five() < await five() + 1 < 10


drive(conditional())


async def exc_context():
    try:
        await bad_awaits(ReturnsIter())
        raise KeyError("inner")
    except KeyError:
        await Pause("in handler")
        raise LookupError("second")


c = exc_context()
try:
    while True:
        c.send(None)
except LookupError as e:
    print(repr(e), repr(e.__context__))
