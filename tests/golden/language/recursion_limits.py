# Unbounded recursion on every path ends in RecursionError, and the program goes on.
import copy
import functools
import json
import pickle
import sys
import types


def tries(name, action, *args):
    try:
        action(*args)
        print(name, "ended")
    except RecursionError as e:
        print(name, "RecursionError", str(e).split(" in ")[0].split(" while")[0][:40])
    except Exception as e:
        print(name, type(e).__name__, str(e)[:60])


def plain(): return plain()
def mutual(n): return mutual2(n)
def mutual2(n): return mutual(n)
class GetAttr:
    def __getattr__(self, n): return self.other
class Repr:
    def __repr__(self): return repr(self)
class Str:
    def __str__(self): return str(self)
class Eq:
    def __eq__(self, o): return self == o
class Lt:
    def __lt__(self, o): return self < o
class Hash:
    def __hash__(self): return hash(self)
class Add:
    def __add__(self, o): return self + o
class RAdd:
    def __radd__(self, o): return o + self
class Call:
    def __call__(self): return self()
class Iter:
    def __iter__(self): return iter(self)
class Next:
    def __iter__(self): return self
    def __next__(self): return next(self)
class Len:
    def __len__(self): return len(self)
class Bool:
    def __bool__(self): return bool(self)
class Contains:
    def __contains__(self, x): return x in self
class Item:
    def __getitem__(self, i): return self[i]
class SetAttr:
    def __setattr__(self, n, v): self.x = v
class Prop:
    @property
    def p(self): return self.p
class Init:
    def __init__(self): Init()
class New:
    def __new__(cls): return cls()
class Descr:
    def __get__(self, o, c): return o.d
class HasDescr: d = Descr()
class Meta(type):
    def __getattr__(cls, n): return getattr(cls, n)
class WithMeta(metaclass=Meta): pass
class Ctx:
    def __enter__(self):
        with self: pass
    def __exit__(self, *a): pass
class Format:
    def __format__(self, s): return format(self, s)
class Index:
    def __index__(self): return [1][self]
class InstanceCheck(type):
    def __instancecheck__(cls, o): return isinstance(o, cls)
class Checked(metaclass=InstanceCheck): pass
class Missing(dict):
    def __missing__(self, k): return self[k]
class Dir:
    def __dir__(self): return dir(self)
class Reduce:
    def __reduce__(self): return copy.copy, (self,)
class DeepCopy:
    def __deepcopy__(self, memo): return copy.deepcopy(self)


for name, action in [("plain", plain), ("mutual", lambda: mutual(1)), ("lambda", (lambda f: f(f))) if False else ("self lambda", lambda: (lambda f: f(f))(lambda f: f(f))), ("getattr", lambda: GetAttr().x), ("repr", lambda: repr(Repr())), ("str", lambda: str(Str())), ("eq", lambda: Eq() == Eq()), ("lt", lambda: Lt() < Lt()), ("hash", lambda: hash(Hash())), ("add", lambda: Add() + 1), ("radd", lambda: 1 + RAdd()), ("call", lambda: Call()()),
                     ("iter", lambda: iter(Iter())), ("next", lambda: next(Next())), ("len", lambda: len(Len())), ("bool", lambda: bool(Bool())), ("contains", lambda: 1 in Contains()), ("item", lambda: Item()[0]), ("setattr", lambda: setattr(SetAttr(), "x", 1)), ("prop", lambda: Prop().p), ("init", Init), ("new", New), ("descr", lambda: HasDescr().d), ("meta", lambda: WithMeta.x), ("with", lambda: Ctx().__enter__()),
                     ("format", lambda: f"{Format()}"), ("index", lambda: [1][Index()]), ("isinstance", lambda: isinstance(1, Checked)), ("missing", lambda: Missing()[1]), ("dir", lambda: dir(Dir())), ("deepcopy", lambda: copy.deepcopy(DeepCopy())), ("exec", lambda: exec("def f(): f()\nf()", {})), ("eval", lambda: eval("f(f)", {"f": lambda f: f(f)})), ("partial", lambda: (lambda p: p(p))(functools.partial(lambda p: p(p)))), ("sorted key", lambda: (lambda f: f(f))(lambda f: sorted([1], key=lambda _: f(f)))), ("map", lambda: (lambda f: f(f))(lambda f: list(map(lambda _: f(f), [1])))), ("comprehension", lambda: (lambda f: f(f))(lambda f: [f(f) for _ in "a"])), ("genexpr", lambda: (lambda f: f(f))(lambda f: list(f(f) for _ in "a")))]:
    tries(name, action)


def gen():
    yield from gen()


def agen():
    for x in agen():
        yield x


async def coro():
    await coro()


tries("yield from", lambda: next(gen()))
tries("nested for", lambda: next(agen()))
tries("await", lambda: coro().send(None))
# nested data
deep = []
for _ in range(100_000):
    deep = [deep]
deep_tuple = ()
for _ in range(100_000):
    deep_tuple = (deep_tuple,)
deep_dict = {}
for _ in range(100_000):
    deep_dict = {"k": deep_dict}
tries("repr of nested lists", repr, deep)
tries("repr of nested tuples", repr, deep_tuple)
tries("repr of nested dicts", repr, deep_dict)
tries("hash of nested tuples", hash, deep_tuple)
tries("deepcopy", copy.deepcopy, deep)
tries("pickle", pickle.dumps, deep)
tries("json", json.dumps, deep)
tries("json of dicts", json.dumps, deep_dict)
tries("json.loads", json.loads, "[" * 100_000)
tries("except of nested", lambda: exec("try: raise ValueError\nexcept t: pass", {"t": deep_tuple}))
own = []
own.append(own)
print(own, repr(own))
tries("own == own2", lambda: own == [own])
two = []
two.append(two)
tries("two cycles compared", lambda: own == two)
d = {}
d["self"] = d
print(d)
tries("json circle", json.dumps, d)
print(copy.deepcopy(own)[0] is not own)
for text in ["(" * 300 + ")" * 300, "[" * 300 + "]" * 300, "x" + ".a" * 500, "-" * 500 + "1", "f(" * 150 + ")" * 150, "1 if 1 else " * 300 + "1"]:
    try:
        compile(text, "<deep>", "eval")
        print(text[:12], len(text), "compiled")
    except (SyntaxError, RecursionError, MemoryError) as e:
        print(text[:12], len(text), type(e).__name__, str(e)[:60])
limit = sys.getrecursionlimit()
print(limit)


def depth(n=0):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


base = depth()
sys.setrecursionlimit(500)
print(depth() < 500 < base)
sys.setrecursionlimit(20_000)
print(19_000 < depth() <= 20_000)
sys.setrecursionlimit(limit)
for bad in (0, -1, "x", 1.5, 1):
    try:
        sys.setrecursionlimit(bad)
        print(bad, "set")
    except Exception as e:
        print(bad, type(e).__name__, e)
sys.setrecursionlimit(limit)


def catches():
    try:
        catches()
    except RecursionError as e:
        return type(e).__name__, e.args
    return "returned"


print(catches())


def finally_runs(log):
    try:
        finally_runs(log)
    finally:
        log.append(1)


log = []
tries("finally", finally_runs, log)
print(len(log) > 900)
import traceback
try:
    plain()
except RecursionError as e:
    text = traceback.format_exc().splitlines()
    print(text[0], len(text) < 30, [line for line in text if "repeated" in line][0].split("repeated")[0].strip(), text[-1])
chain = None
for i in range(50_000):
    e = ValueError(i)
    e.__context__ = chain
    chain = e
del chain
class Node:
    def __init__(self, next): self.next = next
    def __del__(self): pass
head = None
for i in range(50_000):
    head = Node(head)
del head
gens = None
def wrap(g):
    yield
    yield g
for i in range(20_000):
    g = wrap(gens)
    next(g)
    gens = g
del g, gens
print("destroyed")
