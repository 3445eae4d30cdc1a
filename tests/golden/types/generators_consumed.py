"""Generators whose values native code takes: what the generator, the consumer and the caller see of each other."""
import sys
import itertools


def show(label, f):
    try:
        print(label, "->", f())
    except BaseException as e:
        print(label, "->", type(e).__name__, e, "| context:", type(e.__context__).__name__)


def count(n, log=None):
    try:
        for i in range(n):
            got = yield i
            if got is not None:
                print("got", got)
    finally:
        if log is not None:
            log.append("closed")


consumers = {
    "sum": sum,
    "list": list,
    "tuple": tuple,
    "set": lambda g: sorted(set(g)),
    "dict": lambda g: dict((i, i * i) for i in g),
    "any": any,
    "all": all,
    "min": min,
    "max": max,
    "sorted": lambda g: sorted(g, reverse=True),
    "join": lambda g: ",".join(map(str, g)),
    "join of a generator": lambda g: ",".join(str(i) for i in g),
    "bytes": bytes,
    "extend": lambda g: [10].__iadd__(g),
    "slice": lambda g: slice_assign(g),
    "call": lambda g: (lambda *a: a)(*g),
    "unpack": lambda g: unpack(g),
    "in": lambda g: 2 in g,
    "zip": lambda g: list(zip(g, "ab")),
    "enumerate": lambda g: list(enumerate(g)),
    "Counter-like": lambda g: {i: 1 for i in g},
    "fromkeys": lambda g: dict.fromkeys(g, 0),
    "chain": lambda g: list(itertools.chain(g, g)),
    "frozenset": lambda g: len(frozenset(g)),
    "bytearray": bytearray,
    "divmod sum": lambda g: sum((divmod(i, 2)[0] for i in g), 100),
}


def slice_assign(g):
    x = [1, 2, 3]
    x[1:2] = g
    return x


def unpack(g):
    a, *b, c = g
    return a, b, c


for name, f in consumers.items():
    log = []
    g = count(4, log)
    show(name, lambda: f(g))
    print("   rest", list(g), log)


# --- what the consumer sees: the generator is suspended
class Probe:
    def __init__(self, g):
        self.g = g

    def __radd__(self, other):
        g = self.g[0]
        print("running", g.gi_running, "suspended", g.gi_suspended, "line", g.gi_frame is not None)
        return other + 1


def probes():
    for _ in range(2):
        yield Probe(box)


box = []
box.append(probes())
show("radd", lambda: sum(box[0]))


# --- the consumer takes from the generator itself
class Thief:
    def __init__(self, g, how):
        self.g, self.how = g, how

    def __radd__(self, other):
        return other + self.how(self.g[0])


def stolen(how):
    def gen():
        for i in range(6):
            yield Thief(cell, how) if i % 2 == 0 else i

    cell = [None]
    cell[0] = gen()
    return sum(cell[0])


show("next in the middle", lambda: stolen(next))
show("close in the middle", lambda: stolen(lambda g: g.close() or 7))
show("throw in the middle", lambda: stolen(lambda g: g.throw(KeyError("thrown"))))
show("drain in the middle", lambda: stolen(lambda g: sum(i for i in g if isinstance(i, int))))


# --- errors on both sides
def failing(n):
    for i in range(n):
        yield i
    raise LookupError("at the end")


for name in ("sum", "list", "any", "join"):
    show("failing " + name, lambda: consumers[name](failing(0 if name == "any" else 3)))


def stops():
    yield 1
    raise StopIteration("inside")


show("PEP 479", lambda: sum(stops()))
show("wrong item", lambda: sum(x for x in [1, "a"]))
log = []
show("consumer fails", lambda: "".join(count(3, log)))
print(log)


def own():
    yield sum(me)


me = own()
show("consumes itself", lambda: list(me))


def deep(n):
    yield sum(deep(n - 1)) + 1 if n else 0


show("deep", lambda: sum(deep(50)))
old = sys.getrecursionlimit()
sys.setrecursionlimit(200)
show("too deep", lambda: sum(deep(100000)))
sys.setrecursionlimit(old)
show("after", lambda: sum(deep(20)))


# --- the exception that is being handled belongs to each side
def handles():
    print("in the generator", sys.exc_info()[0])
    try:
        raise ValueError("inner")
    except ValueError:
        yield 1
        print("again", sys.exc_info()[1])
        yield 2
    print("then", sys.exc_info()[0])


class Asks:
    def __init__(self, n):
        self.n = n

    def __radd__(self, other):
        print("in the consumer", sys.exc_info()[0])
        return other + self.n


try:
    raise KeyError("outer")
except KeyError:
    show("handled", lambda: sum(Asks(i) for i in handles()))
    print("kept", sys.exc_info()[1])


# --- frames that the generator and the consumer see
def who(depth):
    return [sys._getframe(i).f_code.co_name for i in range(1, depth)]


def framed():
    yield from (who(4) for _ in range(2))


def caller():
    return list(framed())


show("frames", caller)

# --- tracing begins and ends in the middle
events = []


def tracer(frame, event, arg):
    if frame.f_code.co_name == "traced":
        events.append((event, frame.f_lineno - first, arg))
    return tracer


def traced():
    yield 1
    sys.settrace(tracer)
    yield 2
    yield 3
    sys.settrace(None)
    yield 4


first = traced.__code__.co_firstlineno
show("traced", lambda: sum(traced()))
print(events)


# --- values returned, sent values, yield from
def returns():
    got = yield 1
    print("sent", got)
    return 5


def outer():
    r = yield from returns()
    yield r


show("yield from", lambda: list(outer()))
show("resumed half way", lambda: (lambda g: (next(g), next(g), sum(g), next(g, "end")))(count(5)))
