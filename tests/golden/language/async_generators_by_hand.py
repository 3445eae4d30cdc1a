# Async generators driven by hand: asend, athrow, aclose, hooks, finalization, wrong use.
from _t import attempt
import inspect
import sys
import types


class Pause:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        return (yield self.v)


def step(aw, *sends):
    """Drives an awaitable to its end."""
    it = aw.__await__() if hasattr(aw, "__await__") else aw
    sends = iter(sends)
    value = None
    seen = []
    try:
        while True:
            seen.append(it.send(value))
            value = next(sends, None)
    except BaseException as e:
        print("  ", seen, type(e).__name__, repr(getattr(e, "value", e)))


async def agen(n=2):
    try:
        for i in range(n):
            got = yield i
            print("   got", got)
            r = await Pause(f"p{i}")
            print("   resumed with", r)
    except ValueError as e:
        print("   caught", e)
        yield "from except"
    finally:
        print("   finally")
        await Pause("cleanup")


g = agen()
print(type(g).__name__, g.__name__, g.__qualname__, g.ag_running, g.ag_await, g.ag_frame.f_locals, g.ag_code.co_name, g.ag_suspended, inspect.isasyncgen(g), inspect.isasyncgenfunction(agen), agen.__code__.co_flags & 0x200)
step(g.__anext__())
step(g.asend("x"), "y")
step(g.asend("z"))
step(g.__anext__())
step(g.aclose())
print(g.ag_frame, g.ag_running)
g = agen()
step(g.asend(1))
step(g.aclose())
step(g.asend(None))
g = agen()
step(g.__anext__())
step(g.athrow(ValueError("v")))
step(g.__anext__())
g = agen()
step(g.__anext__())
step(g.athrow(KeyError("k")))
step(g.__anext__())
g = agen()
step(g.__anext__())
step(g.aclose())
step(g.aclose())
step(g.athrow(ValueError("after close")))
step(g.asend(None))
g = agen()
step(g.athrow(ValueError("at start")))
step(g.__anext__())
for args in [(), (1,), (int,), (ValueError, 1, 2, 3)]:
    attempt(lambda: step(agen().athrow(*args)))
attempt(agen().asend)
attempt(lambda: next(agen()))
attempt(lambda: iter(agen()))
attempt(lambda: agen().__aiter__() is None)
attempt(lambda: agen().send(None))


async def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = ignores()
step(g.__anext__())
step(g.aclose())


async def awaits_on_exit():
    try:
        yield 1
    finally:
        await Pause("f1")
        await Pause("f2")


g = awaits_on_exit()
step(g.__anext__())
close = g.aclose()
print(close.send(None), close.send(None))
attempt(close.send, None)
attempt(close.send, None)


async def reusing():
    yield 1
    yield 2


g = reusing()
a = g.asend(None)
step(a)
step(a)
a = g.__anext__()
a.close()
step(a)
step(g.__anext__())
a = g.asend(None)
attempt(a.throw, ValueError("into asend"))
step(g.__anext__())


async def waiting():
    await Pause("w1")
    yield "v"


g = waiting()
a1, a2 = g.__anext__(), g.__anext__()
print(a1.send(None), g.ag_running)
attempt(a2.send, None)
attempt(g.aclose().send, None)
attempt(g.athrow(ValueError).send, None)
step(a1)
print(g.ag_running)
g = waiting()
a1 = g.__anext__()
a1.send(None)
attempt(a1.throw, KeyError("into await"))


async def stops():
    yield 1
    raise StopAsyncIteration("explicit")


async def stops2():
    yield 1
    raise StopIteration("explicit")


for f in (stops, stops2):
    g = f()
    step(g.__anext__())
    step(g.__anext__())


async def swallow_stop():
    try:
        yield 1
    except StopAsyncIteration:
        yield "swallowed"


g = swallow_stop()
step(g.__anext__())
step(g.athrow(StopAsyncIteration()))
g = reusing()
step(g.__anext__())
step(g.athrow(StopAsyncIteration("s")))
g = reusing()
step(g.__anext__())
step(g.athrow(StopIteration("s")))
g = reusing()
step(g.__anext__())
step(g.athrow(GeneratorExit()))


async def consume(it):
    return [x async for x in it]


step(consume(agen(1)))
step(consume(x * 2 async for x in reusing()))


async def break_out():
    async for x in awaits_on_exit():
        break
    return "out"


hooks = []


def first(g):
    hooks.append(("first", g.__name__))


def final(g):
    hooks.append(("final", g.__name__))
    step(g.aclose())


print(sys.get_asyncgen_hooks())
sys.set_asyncgen_hooks(first, final)
print(sys.get_asyncgen_hooks() == (first, final), type(sys.get_asyncgen_hooks()).__name__)
step(break_out())
print(hooks)
hooks.clear()
g = agen()
del g
g = agen()
step(g.__anext__())
del g
print(hooks)
sys.set_asyncgen_hooks(None, None)
attempt(sys.set_asyncgen_hooks, 1)
attempt(sys.set_asyncgen_hooks, None, 1)
attempt(lambda: sys.set_asyncgen_hooks(firstiter=5))
sys.set_asyncgen_hooks(*sys.get_asyncgen_hooks())


async def sendvals():
    x = yield
    while True:
        x = yield x * 2


g = sendvals()
step(g.asend(None))
step(g.asend(5))
step(g.asend("ab"))
attempt(lambda: sendvals().asend(5).send(None))
step(anext(reusing()))
step(anext(reusing(), "default"))
ended = reusing()
step(consume(ended))
step(anext(ended))
step(anext(ended, "default"))
attempt(anext, 5)
attempt(anext)
attempt(aiter, 5)
attempt(lambda: aiter([]))
print(aiter(ended) is ended)


class BadAiter:
    def __aiter__(self):
        return 5


attempt(lambda: aiter(BadAiter()))
attempt(lambda: step(anext(BadAiter(), 1)))


async def comp():
    gen = (i async for i in reusing() if i > 1)
    nested = [[j async for j in reusing()] for i in range(2)]
    return [v async for v in gen], nested, {i: j async for i in reusing() for j in [await val(i)]}, [i for i in [1] if await val(i)]


async def val(x):
    return x * 10


step(comp())


async def both():
    async with ctx() as c:
        yield c
        yield "second"


class ctx:
    async def __aenter__(self):
        print("   aenter")
        return "c"

    async def __aexit__(self, t, v, tb):
        print("   aexit", t)
        await Pause("exit")


g = both()
step(g.__anext__())
step(g.aclose())
g = both()
step(g.__anext__())
step(g.athrow(RuntimeError("r")))
print(repr(agen().asend(None))[:29], repr(agen().athrow(ValueError))[:30], repr(agen().__anext__())[:29])
print(isinstance(agen(), types.AsyncGeneratorType), [n for n in dir(agen()) if not n.startswith("__")])
g = agen()
g.__name__ = "nn"
print(g.__name__, repr(g)[:26])
attempt(setattr, g, "__name__", 1)
attempt(setattr, g, "ag_frame", 1)
for text in ["async def f():\n yield 1\n return 2", "async def f():\n yield from x", "async def f():\n return\n yield", "def f():\n async for x in y: pass", "def f():\n async with x: pass", "def f():\n await x", "await x", "async for x in y: pass",
             "async with x: pass", "[await x for x in y]", "async def f():\n def g():\n  await x", "async def f():\n lambda: await x", "async def f():\n class A:\n  await x", "async def f(x=await y): pass", "async def f():\n [x async for x in y]",
             "def f():\n return [x async for x in y]", "def f():\n return (x async for x in y)", "async def f():\n return [[x async for x in y] for z in w]", "async x = 1", "async def", "await = 1", "async = 1", "def await(): pass", "class async: pass", "import async", "x.await", "x.async = 1", "f(async=1)",
             "async lambda: 1", "async def f(): yield; await x", "async def f(): await", "async def f(): await x = 1", "async def f(): (await x) += 1", "async def f(): del await x", "async def f(): await yield", "async def f(): yield await x", "async def f(): await await x", "async def f(): await -x", "async def f(): -await x", "async def f(): await x ** await y",
             "async def f(): await lambda: 1", "async def f(): await not x", "async def f(): not await x"]:
    try:
        compile(text, "<t>", "exec")
        print(text.replace("\n", ";"), "ok")
    except SyntaxError as e:
        print(text.replace("\n", ";"), "->", e.msg, e.lineno, e.offset, e.end_offset)
