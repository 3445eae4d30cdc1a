# Generators: send, throw, close, return values, attributes, states, re-entrance, PEP 479, what wrong calls say.
from _t import attempt
import inspect
import sys


def gen():
    try:
        x = yield 1
        print("got", x)
        y = yield 2
        print("got", y)
        return "done"
    finally:
        print("finally")


g = gen()
print(next(g), g.send("a"))
attempt(g.send, "b")
attempt(next, g)
attempt(g.send, None)
attempt(g.throw, ValueError("late"))
print(g.close(), g.gi_frame, g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.gi_code is gen.__code__)
attempt(gen().send, 1)
attempt(gen().send)
attempt(gen().throw)
attempt(gen().throw, 1)
attempt(gen().throw, ValueError)
attempt(gen().throw, ValueError("x"), 1)
attempt(gen().throw, ValueError("x"), None, 1)
attempt(gen().throw, int)
attempt(gen().close, 1)
attempt(next, gen(), 5)
g = gen()
print(g.close(), next(g, "default"))


def catches():
    while True:
        try:
            received = yield
            print("received", received)
        except ValueError as e:
            print("caught", repr(e), e.__traceback__.tb_lineno > 0)
            yield "from except"
        except GeneratorExit:
            print("closing")
            raise


c = catches()
next(c)
c.send(1)
print(c.throw(ValueError("v")), c.throw(ValueError, "type and text") if False else c.send("x"))
print(c.throw(ValueError()))
del c


def ignores():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("ignored")
            yield 2
            return


i = ignores()
next(i)
attempt(i.close)
attempt(i.close)


def close_returns(how):
    try:
        yield 1
    except GeneratorExit:
        if how == "return":
            return "value of close"
        if how == "stop":
            raise StopIteration("inside")
        if how == "other":
            raise KeyError("other")
        raise


for how in ["return", "stop", "other", "raise"]:
    g = close_returns(how)
    next(g)
    attempt(g.close)


def reenter():
    yield 1
    try:
        next(me)
    except ValueError as e:
        print(type(e).__name__, e, me.gi_running, inspect.getgeneratorstate(me))
    try:
        me.close()
    except ValueError as e:
        print(e)
    try:
        me.throw(KeyError)
    except ValueError as e:
        print(e)
    yield list(zip([1], me)) if False else 2


me = reenter()
print(inspect.getgeneratorstate(me), next(me), inspect.getgeneratorstate(me), me.gi_suspended)
print(next(me), list(me), inspect.getgeneratorstate(me))


def stops():
    yield 1
    raise StopIteration("value")


g = stops()
next(g)
try:
    next(g)
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
g = gen()
next(g)
try:
    g.throw(StopIteration("thrown in"))
except RuntimeError as e:
    print(e, repr(e.__cause__))


def inner_stop():
    yield next(iter([]))


attempt(list, inner_stop())


def ret(v):
    return v
    yield


for v in [None, 1, (1, 2), ValueError("exc as value"), StopIteration(5), (), [3]]:
    try:
        next(ret(v))
    except StopIteration as e:
        print(repr(e), repr(e.value), e.args)


def bare_return():
    yield 1
    return


print(list(bare_return()))
g = (x for x in range(3))
print(g.__name__, g.__qualname__, next(g), g.gi_frame.f_lineno > 0, g.gi_frame.f_locals["x"], g.gi_suspended)
g.__name__ = "renamed"
g.__qualname__ = "q.renamed"
print(repr(g)[:28], g.__name__)
for text in ["g.__name__ = 5", "del g.__qualname__", "g.x = 1", "g.gi_frame = 1", "g.gi_code = 1", "type(g)()", "class G(type(g)): pass", "len(g)", "g[0]", "g()", "bool(g)", "iter(g) is g", "g < g", "copy.copy(g)", "hash(g) == hash(g)"]:
    try:
        import copy
        r = eval(text) if "=" not in text.replace("==", "") and not text.startswith(("del", "class")) else exec(text)
        print(text, r)
    except Exception as e:
        print(text, type(e).__name__, e)


def locs(a, b=2):
    c = a + b
    yield c
    d = yield
    print(d)


g = locs(1)
print(g.gi_frame.f_locals, g.gi_frame.f_lasti >= 0, inspect.getgeneratorlocals(g))
next(g)
print(g.gi_frame.f_locals, g.gi_frame.f_lineno - locs.__code__.co_firstlineno, g.gi_frame.f_back)
g.gi_frame.f_locals["a"] = 50
print(inspect.getgeneratorlocals(g)["a"])
print([t for t in [1, 2, 3] if (yield_in := t)])


def expr_forms():
    x = yield
    print(x)
    print((yield), [(yield "list"), (yield)], {(yield "k"): (yield "v")})
    y = (yield 1), (yield 2)
    z = yield 3, 4
    w = yield *y, z
    f"{(yield 'f')}"
    lambda: (yield)
    assert (yield "assert")
    if (yield "if"):
        pass
    return (yield "ret")


def drive(g, n=iter(range(100))):
    out = []
    sent = None
    try:
        while True:
            out.append(g.send(sent))
            sent = len(out)
    except StopIteration as e:
        out.append(("return", e.value))
    return out


print(drive(expr_forms()))


def with_finally_order():
    try:
        try:
            yield "a"
        finally:
            print("inner")
            yield "b"
            print("after b")
    finally:
        print("outer")


print(list(with_finally_order()))
g = with_finally_order()
next(g)
attempt(g.close)
g = with_finally_order()
next(g)
print(g.throw(KeyError("k")))
attempt(next, g)


def last_reference():
    try:
        yield
    finally:
        print("closed on last reference")


g = last_reference()
next(g)
g = None
g = last_reference()
del g
for x in last_reference():
    break
print("after loop")


def fails_on_close():
    try:
        yield
    finally:
        1 / 0


def hook(u):
    print("unraisable:", repr(u.exc_value), u.err_msg, getattr(u.object, "__name__", u.object))


sys.unraisablehook = hook
g = fails_on_close()
next(g)
del g
i = ignores()
next(i)
del i
sys.unraisablehook = sys.__unraisablehook__


def exc_info_kept():
    try:
        raise KeyError("in gen")
    except KeyError:
        yield sys.exc_info()[1]
        yield sys.exc_info()[1]
    yield sys.exc_info()[1]


g = exc_info_kept()
try:
    raise ValueError("outside")
except ValueError:
    print(repr(next(g)), repr(sys.exc_info()[1]), repr(next(g)), repr(next(g)))
print(sys.exc_info()[1])


def context_of_throw():
    try:
        raise KeyError("handled")
    except KeyError:
        yield


g = context_of_throw()
next(g)
try:
    g.throw(ValueError("thrown"))
except ValueError as e:
    print(repr(e.__context__))


def counter():
    n = 0
    while True:
        n += (yield n) or 1


g = counter()
print([next(g), g.send(10), next(g), g.send(-5)], sum(1 for _ in zip(range(1000), g)))


def recursive(n):
    if n:
        yield from recursive(n - 1)
    yield n


print(sum(recursive(200)))


def tree(n):
    return (n, tree(n - 1), tree(n - 1)) if n else None


def walk(t):
    if t:
        yield from walk(t[1])
        yield t[0]
        yield from walk(t[2])


print(*walk(tree(4)))


class Iterable:
    def __iter__(self):
        yield 1
        yield 2


print(list(Iterable()), [*Iterable(), *Iterable()], dict(zip(Iterable(), "ab")), tuple(Iterable()), sum(Iterable()), 2 in Iterable())


class GenMethods:
    @staticmethod
    def s():
        yield "s"

    @classmethod
    def c(cls):
        yield cls.__name__

    @property
    def p(self):
        yield "p"

    def __call__(self):
        yield "call"


o = GenMethods()
print(list(o.s()), list(o.c()), list(o.p), list(o()), o.c().__qualname__)
print(inspect.isgeneratorfunction(gen), inspect.isgenerator(gen()), gen.__code__.co_flags & 0x20, type(gen()).__name__)
