# weakref: ref, proxy, callbacks and their order, WeakKeyDictionary, WeakValueDictionary, WeakSet, finalize, WeakMethod.
from _t import attempt, values
import copy
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Node({self.name})"

    def method(self):
        return self.name


a = Node("a")
r = weakref.ref(a)
print(r() is a, r is weakref.ref(a), r == weakref.ref(a), hash(r) == hash(a), weakref.getweakrefcount(a), len(weakref.getweakrefs(a)), a.__weakref__ is r)
print(repr(r).split(" at ")[0], "to 'Node'" in repr(r))
order = []
rs = [weakref.ref(a, lambda w, i=i: order.append((i, w()))) for i in range(3)]
print(rs[0] == rs[1], rs[0] is rs[1], weakref.getweakrefcount(a), rs[0].__callback__ is not None, r.__callback__)
attempt(setattr, r, "__callback__", 1)
del a
print(order, r(), r == rs[0], r == r, rs[0].__callback__, "dead" in repr(r))
attempt(hash, weakref.ref(Node("b")))
for thing in (1, "a", (), [], {}, None, 1.5, b"", range(3), object(), type(None)):
    try:
        weakref.ref(thing)
        print(type(thing).__name__, "ok")
    except TypeError as e:
        print(e)
for thing in (Node, len, Node.method, {1}, frozenset(), (x for x in ()), lambda: 0, weakref, __import__("re").compile("a"), __import__("collections").deque(), __import__("array").array("b")):
    weakref.ref(thing)
attempt(weakref.ref)
attempt(weakref.ref, Node, 1, 2)
attempt(weakref.ref, Node("x"), callback=print)


class Slotted:
    __slots__ = ("x",)


class Weakly:
    __slots__ = ("x", "__weakref__")


attempt(weakref.ref, Slotted())
w = Weakly()
print(weakref.ref(w)() is w)


class Ref(weakref.ref):
    def __new__(cls, ob, callback=None, **kw):
        return super().__new__(cls, ob, callback)

    def __init__(self, ob, callback=None, **kw):
        super().__init__(ob, callback)
        self.extra = kw


n = Node("n")
s = Ref(n, x=1)
print(s.extra, s() is n, s == weakref.ref(n), Ref(n) is Ref(n), weakref.getweakrefcount(n))


class Equal(Node):
    def __eq__(self, other):
        print("eq")
        return self.name == other.name

    def __hash__(self):
        return hash(self.name)


x, y = Equal("e"), Equal("e")
print(weakref.ref(x) == weakref.ref(y), {weakref.ref(x): 1}[weakref.ref(y)])


class Number:
    def __init__(self, v):
        self.v = v

    def __add__(self, o):
        return self.v + o

    def __radd__(self, o):
        return o + self.v

    def __iadd__(self, o):
        self.v += o
        return self

    def __len__(self):
        return self.v

    def __getitem__(self, i):
        return i

    def __setitem__(self, i, v):
        print("set", i, v)

    def __contains__(self, i):
        return i == self.v

    def __iter__(self):
        return iter([self.v])

    def __bool__(self):
        return self.v > 3

    def __call__(self, *args, **kw):
        return args, kw

    def __str__(self):
        return "Number!"

    def __bytes__(self):
        return b"num"

    def __lt__(self, o):
        return self.v < o

    def __index__(self):
        return self.v


v = Number(5)
p = weakref.proxy(v)
print(p + 1, 1 + p, len(p), p[2], 5 in p, list(p), bool(p), p(1, a=2), str(p), bytes(p), p < 6, type(p).__name__, isinstance(p, Number), p.__class__ is Number, range(9)[p], "proxy" in repr(p))
p += 1
print(type(p).__name__, v.v)
p = weakref.proxy(v)
p[1] = 2
p.attribute = 3
print(v.attribute, hasattr(p, "nothing"))
del p.attribute
attempt(hash, p)
attempt(lambda: p.nothing)
attempt(lambda: p @ 1)
plain = weakref.proxy(n)
print(type(plain).__name__, plain.method(), weakref.proxy(n) is plain)
attempt(lambda: plain())
attempt(lambda: plain[0])
attempt(len, plain)
del n, s
for action in (lambda: plain.name, lambda: str(plain), lambda: bool(plain), lambda: plain == 1, lambda: setattr(plain, "a", 1)):
    attempt(action)
print("proxy at" in repr(plain) and "dead" in repr(plain))
attempt(weakref.proxy, 5)
attempt(weakref.ref, plain)

keys = [Node(i) for i in range(4)]
d = weakref.WeakKeyDictionary({keys[0]: 0, keys[1]: 1})
d[keys[2]] = 2
print(len(d), keys[0] in d, 5 in d, list(d.items()), sorted(d.values()), d.get(keys[3], "no"), d.setdefault(keys[3], 3), [type(k()).__name__ for k in d.keyrefs()])
attempt(lambda: d[5])
attempt(d.__setitem__, 5, 1)
try:
    d[Node("new")]
except KeyError as e:
    print(type(e.args[0]) is weakref.ref)
del keys[1]
print(len(d), d.pop(keys[0]), list(d))
copied = d.copy()
print(type(copied).__name__, copied == d, copied is d, copy.copy(d) == d, type(d | {}).__name__, len(d | {}))
for k in d:
    keys.clear()
print(len(d), len(copied))
del k
gc.collect()
print(len(d), len(copied))
values_ = [Node(i) for i in range(3)]
d = weakref.WeakValueDictionary(a=values_[0], b=values_[1])
d["c"] = values_[2]
print(len(d), d["a"], d.get("z"), "a" in d, sorted(d), [v.name for v in d.values()], len(d.valuerefs()), d.pop("b"), d.pop("b", None), d.setdefault("q", values_[1]))
attempt(lambda: d["zz"])
try:
    d.pop("zz")
except KeyError as e:
    print(e)
values_.pop(0)
print(sorted(d), "a" in d)
d.update({"n": values_[0]}, m=values_[0])
print(sorted(d.items(), key=lambda i: i[0]), repr(d).startswith("<WeakValueDictionary at"))
print(d.popitem()[0], copy.deepcopy(d) == d)
attempt(d.__setitem__, "k", 5)
things = [Node(i) for i in range(4)]
s = weakref.WeakSet(things[:3])
print(len(s), things[0] in s, things[3] in s, 5 in s, sorted(t.name for t in s))
s.add(things[3])
s.discard(things[0])
try:
    s.remove(things[0])
except KeyError as e:
    print(type(e.args[0]) is weakref.ref)
print(len(s | {things[0]}), len(s & set(things[:2])), len(s - {things[1]}), s <= set(things), s.isdisjoint([things[0]]), s == {things[1], things[2], things[3]}, type(s | s).__name__)
it = iter(s)
next(it)
things.clear()
print(len(s) <= 1)
del it
gc.collect()
print(len(s))
attempt(s.pop)
attempt(s.add, 5)

log = []
n = Node("f")
f = weakref.finalize(n, log.append, "done")
print(f.alive, f.peek()[2:], f.atexit, repr(f).split(" at ")[0])
del n
print(log, f.alive, f(), f.peek(), f.detach())
n = Node("g")
f = weakref.finalize(n, lambda *a, **k: (a, k), 1, x=2)
print(f(), f())
f = weakref.finalize(n, print, "never")
print(f.detach()[0] is n, f.alive)
g = weakref.finalize(n, print, "at exit")
h = weakref.finalize(n, print, "not at exit")
h.atexit = False
weakref.finalize(n, print, "at exit, first")
attempt(weakref.finalize, n)
m = weakref.WeakMethod(n.method)
print(m()(), m() == n.method, m == weakref.WeakMethod(n.method), m() is m())
attempt(weakref.WeakMethod, print)
o = Node("o")
m = weakref.WeakMethod(o.method, lambda r: print("method gone", r()))
del o
print(m())


class Resurrect:
    def __del__(self):
        global back
        back = self


z = Resurrect()
r = weakref.ref(z, lambda r: print("callback", r()))
del z
print(r() is back, type(back).__name__)


def cycle():
    a, b = Node("c1"), Node("c2")
    a.other, b.other = b, a
    return weakref.ref(a, lambda r: print("collected", r())), weakref.ref(b)


r1, r2 = cycle()
print(r1() is not None)
gc.collect()
print(r1(), r2())


def explode(r):
    raise ValueError("in callback")


import sys
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value, u.err_msg)
t = Node("t")
r = weakref.ref(t, explode)
del t
