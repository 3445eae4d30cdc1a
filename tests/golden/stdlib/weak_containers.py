"""weakref: dictionaries, sets, methods and finalizers, whose members come and go."""
import copy
import gc
import re
import weakref
from weakref import *


def show(*actions):
    for action in actions:
        try:
            print(re.sub("0x[0-9a-f]+", "*", repr(action())))
        except Exception as error:
            print(re.sub("0x[0-9a-f]+", "*", f"{type(error).__name__}: {error}"))


class O:
    def __init__(self, name): self.name = name
    def __repr__(self): return f"O({self.name})"
    def __eq__(self, other): return isinstance(other, O) and self.name == other.name
    def __hash__(self): return hash(self.name)
    def method(self): return "method " + self.name


a, b, c = O("a"), O("b"), O("c")
print("--- WeakValueDictionary")
d = WeakValueDictionary({"a": a}, b=b)
show(lambda: d, lambda: len(d), lambda: d["a"], lambda: d["z"], lambda: d.get("z"), lambda: d.get("a"), lambda: d.get("z", 5), lambda: "a" in d, lambda: "z" in d, lambda: sorted(d), lambda: sorted(d.keys()), lambda: list(d.items()), lambda: list(d.values()), lambda: [r() for r in d.valuerefs()], lambda: [r().name for r in d.itervaluerefs()], lambda: d.copy() is d, lambda: dict(d.copy()), lambda: dict(copy.copy(d)), lambda: dict(copy.deepcopy(d)),
     lambda: d.setdefault("c", c), lambda: d.setdefault("a", c), lambda: d.pop("c"), lambda: d.pop("c"), lambda: d.pop("c", None), lambda: d.pop("c", 1, 2), lambda: d.update({"c": c}), lambda: d.update(None), lambda: d.update([("q", a)], w=b), lambda: sorted(d), lambda: d.__delitem__("q"), lambda: d.__delitem__("q"), lambda: d.update({"n": 1}), lambda: d.__setitem__("k", 1), lambda: dict(d | {"x": c}), lambda: dict({"x": c} | d), lambda: d | 1, lambda: 1 | d, lambda: dict(d.__ior__({"y": a})), lambda: WeakValueDictionary([("a", a)])["a"], lambda: WeakValueDictionary(1), lambda: WeakValueDictionary({}, {}), lambda: d == dict(d), lambda: WeakValueDictionary(self=a)["self"], lambda: hash(d), lambda: type(d | {}).__name__)
t = O("temporary")
d["t"] = t
print("t" in d, len(d))
del t
print("t" in d, len(d), d.get("t"))
for k in d:
    pass
for name, value in d.items():
    t = None
kept = [O(str(i)) for i in range(5)]
e = WeakValueDictionary(enumerate(kept))
seen = []
for key, value in e.items():
    seen.append(key)
    value = None
    kept.clear()
print(seen, len(e))
x = WeakValueDictionary(a=a)
show(lambda: x.popitem(), lambda: x.popitem(), lambda: x.clear(), lambda: len(x))
x["same"] = O("dies at once")
show(lambda: len(x), lambda: "same" in x)
first, second = O(1), O(2)
x["k"] = first
x["k"] = second
del first
show(lambda: x["k"])
cycle = WeakValueDictionary()
cycle["me"] = cycle
del cycle
gc.collect()
print("--- WeakKeyDictionary")
k = WeakKeyDictionary({a: 1, b: 2})
show(lambda: k, lambda: len(k), lambda: k[a], lambda: k[c], lambda: k.get(c), lambda: k.get(c, 3), lambda: k.get(a), lambda: a in k, lambda: c in k, lambda: 1 in k, lambda: k[1], lambda: list(k), lambda: list(k.keys()), lambda: list(k.items()), lambda: list(k.values()), lambda: [r() for r in k.keyrefs()], lambda: dict(k.copy()), lambda: dict(copy.copy(k)), lambda: dict(copy.deepcopy(k)), lambda: k.setdefault(c, 9), lambda: k.setdefault(a, 9), lambda: k.pop(c), lambda: k.pop(c), lambda: k.pop(c, None), lambda: k.update({c: 3}), lambda: k.update(None), lambda: k.update(a=1), lambda: k.update([(c, 4)]), lambda: k.__delitem__(c), lambda: k.__delitem__(c), lambda: k.__setitem__(1, 2),
     lambda: dict(k | {c: 5}), lambda: dict({c: 5} | k), lambda: k | 1, lambda: 1 | k, lambda: dict(k.__ior__({c: 6})), lambda: k == {a: 1, b: 2, c: 6}, lambda: WeakKeyDictionary(None), lambda: WeakKeyDictionary([(a, 1)])[a], lambda: k[O("a")], lambda: hash(k))
t = O("temporary")
k[t] = 5
print(len(k), t in k)
del t
print(len(k), [key.name for key in k])
y = WeakKeyDictionary({a: 1})
show(lambda: y.popitem(), lambda: y.popitem(), lambda: len(y))
keys = [O(i) for i in range(4)]
y = WeakKeyDictionary((key, key.name) for key in keys)
seen = []
for key in y:
    seen.append(key.name)
    keys.clear()
    key = None
print(seen, len(y))
print("--- WeakSet")
s, other = WeakSet([a, b]), WeakSet([b, c])
show(lambda: len(s), lambda: a in s, lambda: c in s, lambda: 1 in s, lambda: sorted(o.name for o in s), lambda: s.add(c), lambda: s.remove(c), lambda: s.remove(c), lambda: s.discard(c), lambda: s.discard(1), lambda: s.add(1), lambda: len(s | other), lambda: len(s & other), lambda: (s - other).pop(), lambda: len(s ^ other), lambda: s.union([c]) >= s, lambda: s.intersection([a]) == WeakSet([a]), lambda: s.difference([a]) < s, lambda: s.symmetric_difference([c]) > s, lambda: s.issubset([a, b, c]), lambda: s.issuperset([a]), lambda: s <= s, lambda: s < s, lambda: s >= other, lambda: s == WeakSet([b, a]), lambda: s == [a, b], lambda: s != other, lambda: s.isdisjoint([c]), lambda: s.isdisjoint(other), lambda: type(s.copy()).__name__, lambda: s.copy() == s, lambda: WeakSet(), lambda: repr(WeakSet([a])), lambda: len(copy.copy(s)), lambda: WeakSet[int], lambda: hash(s), lambda: s < [1], lambda: s | [c] == s, lambda: isinstance(s, set), lambda: WeakSet(5))
m = s.copy()
m |= other
m &= WeakSet([a, c])
m -= [c]
m ^= [b]
print(sorted(o.name for o in m))
m -= m
show(lambda: m.pop(), lambda: m.update([a, b]), lambda: m.clear(), lambda: len(m), lambda: m.update(None), lambda: m.__reduce__()[0].__name__, lambda: m.difference_update([a]), lambda: m.symmetric_difference_update([a]), lambda: m.intersection_update([a]), lambda: len(m))
t = O("t")
m.add(t)
print(len(m))
del t
print(len(m))
print("--- WeakMethod")
w = WeakMethod(a.method)
show(lambda: w()(), lambda: w == WeakMethod(a.method), lambda: w != WeakMethod(b.method), lambda: w == w, lambda: hash(w) == hash(WeakMethod(a.method)), lambda: WeakMethod(1), lambda: WeakMethod(len), lambda: WeakMethod(O.method), lambda: w == 1, lambda: type(w).__name__)
t = O("t")
w1, w2 = WeakMethod(t.method, lambda r: print("gone", r is w1)), WeakMethod(t.method)
del t
show(lambda: w1(), lambda: w1 == w2, lambda: w1 == w1, lambda: w1 != w2)
print("--- finalize")
t = O("t")
f = finalize(t, print, "finalized", sep="-")
show(lambda: f.alive, lambda: f.atexit, lambda: f, lambda: f.peek()[1:], lambda: f.peek()[0].name, lambda: f.detach()[2], lambda: f.detach(), lambda: f(), lambda: f.alive, lambda: f, lambda: f.peek(), lambda: f.atexit, lambda: setattr(f, "atexit", 5), lambda: setattr(f, "x", 5))
f = finalize(t, lambda *args: args, 1, 2)
show(lambda: f(), lambda: f(), lambda: f.alive)
finalize(t, print, "on death")
del t
show(lambda: finalize(1, print), lambda: finalize(a), lambda: finalize(), lambda: finalize(a, func=print))
g = finalize(a, print, "at exit 1")
h = finalize(a, print, "at exit 2")
h2 = finalize(a, print, "never")
h2.atexit = False
h3 = finalize(b, lambda: 1 / 0) if False else None
show(lambda: weakref.KeyedRef(a, None, "key").key, lambda: getweakrefcount(c) >= 1, lambda: ProxyTypes, lambda: weakref.__all__)
print("end")
