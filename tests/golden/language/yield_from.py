# yield from by PEP 380: generators, plain iterators, user iterators with send/throw/close; errors on the way.
from _t import attempt


class It:
    """An iterator that tells what reaches it."""

    def __init__(self, *missing, n=3, fail=None):
        self.missing, self.n, self.fail = missing, n, fail

    def __iter__(self):
        return self

    def __next__(self):
        print("  next")
        self.n -= 1
        if self.n < 0:
            raise StopIteration("it's value")
        return self.n


class Full(It):
    def send(self, v):
        print("  send", v)
        if self.fail == "send":
            raise KeyError("send")
        return ("sent", v)

    def throw(self, *args):
        print("  throw", len(args), args[0])
        if self.fail == "throw":
            raise StopIteration("stopped by throw")
        return "thrown"

    def close(self):
        print("  close")
        if self.fail == "close":
            raise OSError("close")


def outer(it):
    try:
        r = yield from it
        print("  result", repr(r))
        return r
    except Exception as e:
        print("  outer caught", repr(e))
        yield "after"
    finally:
        print("  outer finally")


def steps(title, it, *actions):
    print(title)
    g = outer(it)
    for name, *args in actions:
        try:
            r = getattr(g, name)(*args)
            print(name, "->", repr(r))
        except BaseException as e:
            print(name, "->", type(e).__name__, e)
    print("yieldfrom", type(g.gi_yieldfrom).__name__)


steps("plain next", It(), ("__next__",), ("__next__",), ("__next__",), ("__next__",), ("__next__",))
steps("send None", It(), ("send", None), ("send", None), ("close",))
steps("send to plain", It(), ("__next__",), ("send", 5), ("close",))
steps("throw to plain", It(), ("__next__",), ("throw", ValueError("v")), ("__next__",))
steps("throw class", It(), ("__next__",), ("throw", ValueError), ("close",))
steps("close plain", It(), ("__next__",), ("close",))
steps("full", Full(), ("__next__",), ("send", 5), ("throw", ValueError("v")), ("throw", ValueError), ("send", None), ("close",))
steps("full GeneratorExit thrown", Full(), ("__next__",), ("throw", GeneratorExit), ("__next__",))
steps("send fails", Full(fail="send"), ("__next__",), ("send", 5), ("__next__",))
steps("throw stops", Full(fail="throw"), ("__next__",), ("throw", KeyError("k")),)
steps("close fails", Full(fail="close"), ("__next__",), ("close",))
steps("close fails on thrown exit", Full(fail="close"), ("__next__",), ("throw", GeneratorExit))
steps("list", [1, 2], ("__next__",), ("send", 1), ("__next__",))
steps("string", "ab", ("__next__",), ("__next__",), ("__next__",))
steps("range throw", range(3), ("__next__",), ("throw", LookupError("x")), ("__next__",))
steps("not iterable", 5, ("__next__",), ("__next__",))


class BadIter:
    def __iter__(self):
        return 5


class BadClose(It):
    close = 5


class PropClose(It):
    __repr__ = lambda self: "<PropClose>"

    @property
    def close(self):
        raise RuntimeError("no close for you")


class PropThrow(It):
    @property
    def throw(self):
        raise RuntimeError("no throw for you")


class NoneThrow(It):
    throw = None
    send = None


steps("bad iter", BadIter(), ("__next__",), ("__next__",))
steps("close not callable", BadClose(), ("__next__",), ("close",))
steps("close property raises", PropClose(), ("__next__",), ("close",))
steps("throw property raises", PropThrow(), ("__next__",), ("throw", ValueError("v")), ("__next__",))
steps("throw None", NoneThrow(), ("__next__",), ("throw", ValueError("v")), ("__next__",))
steps("send None attr", NoneThrow(), ("__next__",), ("send", 1), ("__next__",))


def inner():
    print("  inner start")
    try:
        while True:
            try:
                x = yield "tick"
                print("  inner got", x)
                if x == "stop":
                    return "inner result"
                if x == "raise":
                    raise KeyError("from inner")
            except ValueError as e:
                print("  inner handled", e)
    finally:
        print("  inner finally")


steps("gen", inner(), ("send", None), ("send", 1), ("throw", ValueError("v")), ("throw", TypeError("t")), ("__next__",), ("__next__",))
steps("gen return", inner(), ("send", None), ("send", "stop"))
steps("gen raise", inner(), ("send", None), ("send", "raise"), ("close",))
steps("gen close", inner(), ("send", None), ("close",), ("close",))
steps("gen exit", inner(), ("send", None), ("throw", GeneratorExit("ge")))
g0 = inner()
next(g0)
steps("started gen", g0, ("send", None), ("send", "stop"))
steps("exhausted gen", g0, ("send", None))


def chain(n):
    if n == 0:
        x = yield "deep"
        return x
    r = yield from chain(n - 1)
    return r + 1


g = chain(50)
print(next(g))
attempt(g.send, 100)
g = chain(5)
next(g)
depth = 0
inner_most = g
while inner_most.gi_yieldfrom is not None:
    inner_most = inner_most.gi_yieldfrom
    depth += 1
print(depth)
try:
    g.throw(ZeroDivisionError("at the bottom"))
except ZeroDivisionError as e:
    tb, names = e.__traceback__, []
    while tb:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    print(names)


def self_delegating():
    yield 1
    yield from me


me = self_delegating()
next(me)
attempt(next, me)


def two():
    a = yield from inner()
    b = yield from [1, 2]
    return a, b


g = two()
next(g)
print(g.send("stop"), next(g))
attempt(next, g)


def precedence():
    x = yield from (yield from [[1, 2]]) or "xy"
    print((yield from "q"), [(yield from "r")], x)
    return (yield from ())


print(list(precedence()))


def in_expr():
    return 1 + (yield from iter_with(5)) * 2


def iter_with(v):
    return v
    yield


attempt(next, in_expr())


def stop_inside_delegate():
    yield from map(next, [iter([1]), iter([])])
    print("  map's StopIteration ends the delegation")


print(list(stop_inside_delegate()))


def closed_by_del():
    try:
        yield from inner()
    finally:
        print("  wrapper finally")


g = closed_by_del()
next(g)
del g
print("end")


def forwards_return():
    return (yield from (i for i in "z")), (yield from forwards2())


def forwards2():
    try:
        yield "f2"
    except KeyError:
        return "swallowed"


g = forwards_return()
print(next(g), next(g))
attempt(g.throw, KeyError)


def ctx():
    try:
        yield from inner()
    except TypeError as e:
        raise LookupError("converted") from e


g = ctx()
next(g)
try:
    g.throw(TypeError("orig"))
except LookupError as e:
    print(repr(e), repr(e.__cause__))
