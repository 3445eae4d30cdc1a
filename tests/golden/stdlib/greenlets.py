"""(Recorded with the package greenlet 3.5.) Greenlets: switching, values, errors, parents, deaths, tracing, what the interpreter keeps for each."""
import re
import sys
import threading
import weakref
import contextvars
from greenlet import GreenletExit, error, getcurrent, gettrace, greenlet, settrace


def norm(o):
    return re.sub("0x[0-9a-f]+", "0x", str(o))


def show(label, f):
    try:
        print(label, "->", norm(f()))
    except BaseException as e:
        print(label, "->", type(e).__name__, norm(e))


main = getcurrent()
print(type(main) is greenlet, main.parent, bool(main), main.dead, main.gr_frame is sys._getframe())
print(issubclass(GreenletExit, BaseException), issubclass(GreenletExit, Exception), issubclass(error, Exception), error.__module__, greenlet.__module__)
print(greenlet.GreenletExit is GreenletExit, greenlet.error is error, greenlet.getcurrent is getcurrent)

# --- values both ways
def echo(*a, **k):
    while True:
        a, k = main.switch(*a, **k), {}
        if not isinstance(a, tuple):
            a = (a,)


g = greenlet(echo)
print(bool(g), g.dead, g.parent is main, g.gr_frame)
show("start with two", lambda: g.switch(1, 2))
print(bool(g), g.dead, g.gr_frame.f_code.co_name)
show("one", lambda: g.switch("x"))
show("none", lambda: g.switch())
show("tuple", lambda: g.switch((1, 2)))
show("keywords", lambda: greenlet(echo).switch(k=1))
show("both", lambda: greenlet(echo).switch(1, k=1))

# --- ends
def returns(x):
    return x * 2


g = greenlet(returns)
show("returned", lambda: g.switch(21))
print(bool(g), g.dead, g.gr_frame)
show("switch to the dead", lambda: g.switch(1, 2))
show("switch to the dead", lambda: g.switch())


def raises():
    raise LookupError("inside")


show("raises", greenlet(raises).switch)


def leaves():
    raise GreenletExit("leaving")


show("leaves", greenlet(leaves).switch)
show("type of what leaves", lambda: type(greenlet(leaves).switch()))


# --- throw
def catches():
    while True:
        try:
            got = main.switch("ready")
            print("got", got)
        except ValueError as e:
            print("caught", e)
            main.switch("caught")


g = greenlet(catches)
show("start", g.switch)
show("throw caught", lambda: g.throw(ValueError("v")))
show("and on", lambda: g.switch(5))
show("throw class", lambda: g.throw(ValueError, "text"))
show("throw other", lambda: g.throw(KeyError("k")))
print(g.dead)
show("throw into the dead", lambda: g.throw(KeyError("again")))
show("throw exit into the dead", lambda: g.throw())
g = greenlet(catches)
show("throw before start", lambda: g.throw(KeyError("early")))
print(g.dead, bool(g))
g = greenlet(catches)
show("exit before start", lambda: g.throw())
print(g.dead)
g = greenlet(catches)
g.switch()
show("exit", lambda: g.throw())
show("bad throw", lambda: greenlet(catches).throw(5))
show("bad throw", lambda: greenlet(catches).throw(KeyError("a"), 3))
show("into itself", lambda: main.throw(KeyError("me")))
show("to itself", lambda: main.switch(1, 2))

# --- parents
def child():
    return "from child of " + ("main" if getcurrent().parent is main else "other")


def parent():
    g = greenlet(child)
    got = g.switch()
    print("parent got", got)
    return "parent done"


show("nested", greenlet(parent).switch)


def relay():
    print("relay started")
    got = main.switch("relay waits")
    print("relay got", got)
    return "relay ends with " + str(got)


r = greenlet(relay)
c = greenlet(child, r)
show("relay", r.switch)
show("child ends in its parent", c.switch)
fresh = greenlet(returns)
c = greenlet(lambda: 7, fresh)
show("the parent starts with the result", c.switch)
dead = greenlet(lambda: 1)
dead.switch()
c = greenlet(lambda: "skips the dead", dead)
show("dead parent", c.switch)
a, b = greenlet(child), greenlet(child)
b.parent = a


def cycle():
    a.parent = b


show("cycle", cycle)


def set_parent(x, p):
    x.parent = p


show("wrong parent", lambda: set_parent(a, 5))
show("main's parent", lambda: set_parent(main, a))


def del_parent():
    del a.parent


show("del parent", del_parent)
show("wrong run", lambda: greenlet(run=5).switch())
show("no run", lambda: greenlet().switch())
show("wrong argument", lambda: greenlet(child, 5))
show("too many", lambda: greenlet(child, main, 3))
g = greenlet(echo)
g.run = returns
show("another run", lambda: g.switch(4))


def set_run():
    g = greenlet(echo)
    g.switch()
    g.run = returns


show("run of a started one", set_run)
show("run attribute", lambda: greenlet(echo).run.__name__)


class Sub(greenlet):
    def run(self, *a):
        return ("sub", a, self is getcurrent())


show("subclass", lambda: Sub().switch(1, 2))
s = Sub()
s.extra = 5
print(s.extra, s.__dict__)

# --- deep in native calls
def key(x):
    main.switch(("key", x))
    return -x


g = greenlet(lambda: sorted([3, 1, 2], key=key))
out = []
while not g.dead:
    out.append(g.switch())
print(out)


def walk(tree):
    if isinstance(tree, list):
        for t in tree:
            walk(t)
    else:
        main.switch(tree)


g = greenlet(walk)
print([g.switch([1, [2, [3, 4]], 5])] + [g.switch() for _ in range(4)])


class Iter:
    def __iter__(self):
        return self

    def __next__(self):
        got = main.switch("next?")
        if got is None:
            raise StopIteration
        return got


g = greenlet(lambda: list(Iter()))
g.switch()
g.switch(1), g.switch(2)
show("iterator", lambda: g.switch(None))


# --- generators, exceptions being handled
def gen():
    for i in range(3):
        main.switch(("in generator", i))
        yield i


g = greenlet(lambda: sum(gen()))
print([g.switch() for _ in range(4)])


def handling(name):
    try:
        raise KeyError(name)
    except KeyError:
        main.switch(repr(sys.exception()))
        main.switch(repr(sys.exception()))
    return repr(sys.exception())


one, two = greenlet(handling), greenlet(handling)
try:
    raise ValueError("main's own")
except ValueError:
    print(one.switch("one"), two.switch("two"), repr(sys.exception()))
    print(one.switch(), two.switch(), repr(sys.exception()))
print(one.switch(), two.switch(), repr(sys.exception()))


# --- many at a time, deep recursion in each
def count(n):
    total = 0
    for i in range(n):
        total += 1
        main.switch()
    return total


gs = [greenlet(count) for _ in range(200)]
for g in gs:
    g.switch(5)
while any(gs):
    done = [g.switch() for g in gs if g]
print(done[:3], len(done))


def recurse(n):
    if n == 0:
        return main.switch("bottom")
    return recurse(n - 1) + 1


g = greenlet(recurse)
print(g.switch(500), g.switch(0))
show("too deep", lambda: greenlet(recurse).switch(10**6))
# --- tracing
events = []


def tracer(event, args):
    origin, target = args
    name = {id(main): "main"}
    events.append((event, name.get(id(origin), "other"), name.get(id(target), "other")))


print(settrace(tracer), gettrace() is tracer)
g = greenlet(catches)
g.switch()
g.throw(ValueError("traced"))
g.throw()
print(settrace(None) is tracer, gettrace())
print(events)

# --- context variables
var = contextvars.ContextVar("var", default="default")


def in_context():
    print("starts with", var.get())
    var.set("greenlet's")
    main.switch()
    print("still", var.get())


var.set("main's")
g = greenlet(in_context)
print(g.gr_context)
g.switch()
print(var.get(), g.gr_context[var])
g.switch()
g = greenlet(in_context)
g.gr_context = contextvars.copy_context()
g.switch()
show("wrong context", lambda: setattr(greenlet(child), "gr_context", 5))

# --- death by collection
class Note:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("dropped", self.name)


def waits(note):
    try:
        main.switch()
    except GreenletExit:
        print("told to leave", note.name)
        raise
    finally:
        print("finally", note.name)


g = greenlet(waits)
g.switch(Note("a"))
print("dropping")
del g
print("dropped it")


def stubborn():
    try:
        main.switch()
    except GreenletExit:
        return "ignored"


g = greenlet(stubborn)
g.switch()
ref = weakref.ref(g)
del g
print(ref() is None)


# --- threads
def other_thread():
    mine = getcurrent()
    print(mine is main, mine.parent)
    show("foreign", lambda: foreign.switch())
    show("foreign parent", lambda: setattr(greenlet(child), "parent", main))
    print(greenlet(lambda: 3).switch())


foreign = greenlet(catches)
foreign.switch()
t = threading.Thread(target=other_thread)
t.start()
t.join()
foreign.throw()
print(norm(main))
g = greenlet(echo)
print(norm(g))
g.switch()
print(norm(g))
g.throw()
print(norm(g))
print("end")
