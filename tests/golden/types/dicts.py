from _show import evaluate
import types, collections
class D(dict):
    def __missing__(s, k): return f"miss {k}"
class K:
    def __init__(s, v): s.v = v
    def __hash__(s): return 1
    def __eq__(s, o): return isinstance(o, K) and s.v == o.v
    def __repr__(s): return f"K({s.v})"
class Bad:
    def __hash__(s): raise KeyError("hash")
class BadEq:
    def __hash__(s): return hash("a")
    def __eq__(s, o): raise ValueError("eq")
class M:
    def keys(s): return ["x", "y"]
    def __getitem__(s, k): return k * 2
class NoKeys:
    keys = 5
    def __getitem__(s, k): return k
class P(types.SimpleNamespace): pass
d = {"a": 1, "b": 2, 3: None}
v = {"a": 1, "b": 2}
evaluate(r"""
dict(), dict({}), dict(a=1), dict([("a", 1)]), dict([("a", 1)], a=2, b=3), dict({"a": 1}, **{"b": 2}), dict(M()), dict(["ab", "cd"]), dict([[1, 2]]), dict(iter([(1, 2)])), dict(zip("ab", [1, 2])), dict([(1, 2), (1, 3)]), dict({"self": 1}), dict(self=1), dict(types.MappingProxyType({1: 2}))
dict(1)
dict(None)
dict([1])
dict(["a"])
dict(["abc"])
dict([(1,)])
dict([(1, 2, 3)])
dict([([], 1)])
dict({1: 2}, {3: 4})
dict(**{1: 2})
dict("ab")
dict(NoKeys())
dict([None])
d["a"], d[3], D()["q"], D({"a": 1})["a"]
d["z"]
d[None]
d[(1, 2)]
d[[]]
d[{}]
d[Bad()]
{"a": 1}[BadEq()]
d.get("z"), d.get("z", 5), d.get("a", 5), D().get("z")
d.get()
d.get(1, 2, 3)
d.get([])
d.get(key="a")
"a" in d, "z" in d, D().__contains__("x"), None in d
[] in d
d == {"a": 1, "b": 2, 3: None}, d == {3: None, "b": 2, "a": 1}, d != {}, d == 1, {1: 1} == {1.0: True}, {"a": float("nan")} == {"a": float("nan")}, D() == {}
d < d
{"a": BadEq()} == {"a": 5}
d | {"z": 1}, {"z": 1} | d, v | v, D() | {}, type(D() | {}).__name__, type({} | D()).__name__
d | 1
d | [("a", 1)]
1 | d
d & d
d + d
len(d), bool(d), bool({}), list(d), list(reversed(d)), iter(d).__length_hint__()
d.keys(), d.values(), d.items(), list(d.keys()), list(reversed(d.items())), len(d.values())
{}.keys(), {}.values(), {}.items(), repr(D(a=1)), D(a=1).keys()
hash(d)
hash(d.keys())
v.keys() & ["a"], v.keys() | "c", v.keys() - {"a"}, v.keys() ^ {"a", "q"}, ["a"] & v.keys(), {"b"} - v.keys(), v.items() & {("a", 1)}, v.items() | [5] , v.keys() == {"a", "b"}, v.keys() <= {"a", "b", "c"}, v.keys() < {"a", "b"}, v.keys() >= {"a"}, v.keys() > {"a"}, {"a"} < v.keys(), v.keys() != {"a"}, v.items() == {("a", 1), ("b", 2)}, v.values() == v.values(), v.keys().isdisjoint("xyz"), v.items().isdisjoint([("a", 1)]), v.keys() == ["a", "b"], v.keys() == v.keys()
v.keys() & 1
v.keys() | 1
v.keys() - 5
v.keys() < 1
v.keys() < ["a"]
v.keys() & [[]]
v.values() & {1}
v.values() < v.values()
v.keys().isdisjoint(1)
v.keys()[0]
v.keys().foo = 1
("a", 1) in v.items(), ("a", 2) in v.items(), ("z", 1) in v.items(), "a" in v.items(), ("a",) in v.items(), ["a", 1] in v.items(), "a" in v.keys(), 1 in v.values(), ([], 1) in v.items() if 0 else 0
[] in v.keys()
([], 1) in v.items()
v.keys().mapping, type(v.keys().mapping).__name__, v.keys().mapping["a"], v.items().mapping == v
v.keys().mapping["z"] = 1
dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict.fromkeys({1: 5}, 7), D.fromkeys("a"), type(D.fromkeys("a")).__name__, dict.fromkeys(range(3), []), dict.fromkeys({2, 1}), {}.fromkeys("x")
dict.fromkeys()
dict.fromkeys(1)
dict.fromkeys([[]])
dict.fromkeys("a", 1, 2)
dict[int, str], dict.__class_getitem__(int)
{**{"a": 1}, "b": 2, **v}, {**M()}
{**1}
{**[("a", 1)]}
{[]: 1}
{{}: 1}
{1: 2, 1.0: 3, True: 4}
(lambda **k: k)(**{"a": 1}, **{"b": 2})
(lambda **k: k)(**{"a": 1}, **{"a": 2})
(lambda **k: k)(**{1: 2})
(lambda **k: k)(**1)
(lambda **k: k)(**M())
dict.__new__(D, 1, 2, 3), dict.__init__({}, a=1)
dict.__getitem__([], 1)
d.__getitem__("a"), d.__contains__("a"), d.__len__(), d.__eq__(1), d.__lt__(1), d.__or__(1), d.__ror__({}), d.__iter__().__length_hint__(), d.__sizeof__() > 0
d.foo = 1
d.copy() == d, d.copy() is d, type(D(a=1).copy()).__name__
dict(a=1).__class__, {}.__class__ is dict
""", **globals())
def step(text, start={"a": 1, "b": 2, "c": 3}):
    d = dict(start)
    try:
        r = eval(compile(text, "", "eval"), {"d": d, "K": K, "M": M, "Bad": Bad})
    except SyntaxError:
        try: exec(text, {"d": d}); r = "ok"
        except BaseException as e: r = f"{type(e).__name__}: {e}"
    except BaseException as e:
        r = f"{type(e).__name__}: {e}"
    print(text, "->", r, d)
for text in """d.pop('a');d.pop('z');d.pop('z',5);d.pop();d.pop('z',1,2);d.pop([]);d.pop([],1);d.pop(key='a');d.popitem();d.popitem(1);d.clear();d.clear(1);d.setdefault('a',5);d.setdefault('z');d.setdefault('z',5);d.setdefault();d.setdefault([]);d.setdefault(1,2,3);d.update();d.update(a=5);d.update({'z':1},q=2);d.update([('z',1)]);d.update(['xy']);d.update(1);d.update([1]);d.update(['abc']);d.update({},{});d.update(M());d.update(d);d.update(**{'self':1});d.update(None);d.update([(1,2),(3,)]);d['x']=1;d[[]]=1;d['a']=None;del d['a'];del d['z'];del d[[]];d|={'z':1};d|=[('q',1)];d|=1;d|=d;d.copy();d.__delitem__('a');d.__setitem__('a',9);d.__ior__({});d.__init__(z=1);d.__init__({'a':9});d.keys();d.get('a');d[Bad()]=1;d.pop(Bad())""".split(";"):
    step(text)
step("d.popitem()", {}); step("d.pop('a')", {}); step("d.pop('a', None)", {})
for change in ("d['new'] = 1", "del d['a']", "d.clear()", "d['a'] = 5", "d.pop('c')", "d.update(x=1)", "d.pop('a'); d['a'] = 1", "d.popitem(); d['q'] = 1"):
    for view in ("d", "d.keys()", "d.values()", "d.items()", "reversed(d)"):
        d = {"a": 1, "b": 2, "c": 3}
        try:
            out = []
            for x in eval(view):
                out.append(x)
                if len(out) == 1: exec(change)
            print(change, view, out)
        except RuntimeError as e:
            print(change, view, out, e)
d = {1: 2}
it = iter(d); print(next(it), next(it, "end")); d[5] = 6; print(next(it, "end"), it.__length_hint__())
it = iter({1: 2, 3: 4}.items()); print(next(it), it.__reduce__()); print(list(it))
it = reversed({1: 2, 3: 4}); print(next(it), it.__reduce__(), it.__length_hint__())
try: [].__iter__().__next__()
except StopIteration as e: print(repr(e))
d = {}; d["me"] = d; print(d, d.items(), d.values()); 
class E:
    def __hash__(s): return 1
    def __eq__(s, o): dd.clear(); return False
dd = {K(1): 1}
dd[E()] = 2; print(len(dd))
dd = {E(): 1}
try: dd[E()]; 
except KeyError as e: print("KeyError")
def f(**kw): kw["x"] = 1; return kw
base = {"a": 1}; print(f(**base), base)
d = {i: i for i in range(10)}
for i in range(0, 10, 2): del d[i]
print(d, list(d), d.popitem(), list(reversed(d.keys()))); d[0] = "back"; print(d)
print({K(1): "a", K(2): "b", K(1): "c"}, K(2) in {K(1): 1, K(2): 2})
class S(str): pass
d = {S("a"): 1}; print(d["a"], type(next(iter(d))).__name__); d["a"] = 2; print(type(next(iter(d))).__name__, d)
d = {1: "int"}; d[1.0] = "float"; d[True] = "bool"; print(d)
od = collections.OrderedDict(a=1); print(od == {"a": 1}, {"a": 1} == od)
