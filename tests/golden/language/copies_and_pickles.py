# copy and pickle of language objects: classes, instances, slots, reduce, getstate, functions, exceptions, recursive structures.
from _t import attempt
import copy
import pickle
import types


class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return type(o) is P and vars(self) == vars(o)
    def __repr__(self): return f"P({self.x!r})"
class Slots:
    __slots__ = ("a", "b")
class SlotsDict(Slots): pass
class State:
    def __init__(self): self.kept, self.lost = 1, open
    def __getstate__(self): return {"kept": self.kept}
    def __setstate__(self, s): self.__dict__.update(s, restored=True)
class Reduce:
    def __init__(self, *a): self.a = a
    def __reduce__(self): return Reduce, (1, 2), {"state": 5}
class ReduceEx:
    def __reduce_ex__(self, p): return P, (p > 0,)
class NewArgs(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    def __getnewargs__(self): return self[0], self[1]
class Singleton:
    def __copy__(self): return self
    def __deepcopy__(self, memo): return self
    def __reduce__(self): return "THE_ONE"
class ListSub(list):
    def __init__(self, *a): super().__init__(*a); self.extra = "e"
class DictSub(dict): pass
class IntSub(int): pass
class BadReduce:
    def __reduce__(self): return 5
class BadReduce2:
    def __reduce__(self): return (1, 2)
class Err(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
class Meta(type): pass
class WithMeta(metaclass=Meta): pass
def function(): pass
THE_ONE = Singleton()


def both(o, show=repr):
    for name, f in [("copy", copy.copy), ("deepcopy", copy.deepcopy), *((f"pickle{p}", lambda v, p=p: pickle.loads(pickle.dumps(v, p))) for p in (0, 2, 5))]:
        try:
            r = f(o)
            print(name, show(r), "same" if r is o else "", end="; ")
        except Exception as e:
            print(name, type(e).__name__, str(e).split(" at 0x")[0], end="; ")
    print()


s = Slots()
s.a = [1]
sd = SlotsDict()
sd.a, sd.c = 1, 2
ls = ListSub([1, [2]])
shared = [1]
for o in [1, "s", None, True, ..., NotImplemented, (1, [2]), [1, [2]], {1: [2]}, {1, 2}, frozenset([1]), bytearray(b"x"), range(3), slice(1, 2), complex(1, 2), int, P, len, print, [].append, "a".upper, function, type, types.SimpleNamespace(a=[1])]:
    both(o, lambda r: repr(r).split(" at 0x")[0])
both(P([1]))
both(s, lambda r: f"{r.a} {hasattr(r, 'b')} {r.a is s.a}")
both(sd, lambda r: f"{r.a} {r.__dict__}")
both(State(), lambda r: str(vars(r)))
both(Reduce(9), lambda r: str(vars(r)))
both(ReduceEx())
both(NewArgs(1, 2), lambda r: f"{type(r).__name__}{tuple(r)}")
both(THE_ONE, lambda r: type(r).__name__)
both(ls, lambda r: f"{r} {r.extra} {r[1] is ls[1]}")
both(DictSub(a=1), lambda r: f"{type(r).__name__} {r}")
both(IntSub(5), lambda r: f"{type(r).__name__} {r}")
both(BadReduce())
both(BadReduce2())
both(ValueError("v", 1))
both(Err(1, 2), lambda r: f"{r!r} {vars(r)}")
both(KeyError("k"))
both(OSError(2, "m", "f"))
both(ExceptionGroup("g", [ValueError(1)]))
both(WithMeta, lambda r: r.__name__)
both(WithMeta(), lambda r: type(r).__name__)
both(lambda: 0, lambda r: r.__name__)
both((i for i in "a"), lambda r: type(r).__name__)
both(iter([1, 2]), lambda r: str(list(r)))
both(zip("ab", [1, 2]), lambda r: str(list(r)))
both(enumerate("ab"), lambda r: str(list(r)))
both(map(len, ["a"]), lambda r: str(list(r)))
both(reversed([1, 2]), lambda r: str(list(r)))
both(types.MappingProxyType({1: 2}))
both(__import__("sys"), lambda r: r.__name__)
both(object(), lambda r: type(r).__name__)
both(property(len), lambda r: type(r).__name__)
both(classmethod(len), lambda r: type(r).__name__)
both(P.__init__, lambda r: r.__name__)
both(P(1).__init__, lambda r: r.__name__)
rec = [1]
rec.append(rec)
both(rec, lambda r: f"{r[1] is r}")
d = {}
d["me"] = d
both(d, lambda r: f"{r['me'] is r}")
p = P(None)
p.x = [p]
both(p, lambda r: f"{r.x[0] is r}")
t = ([],)
t[0].append(t)
both(t, lambda r: f"{r[0][0] is r}")
pair = [shared, shared]
both(pair, lambda r: f"{r[0] is r[1]} {r[0] is shared}")
memo = {}
copy.deepcopy(shared, memo)
print(len(memo) > 0, copy.deepcopy(pair, {id(shared): "from memo"}))
class Local:
    class Inner: pass
print(pickle.loads(pickle.dumps(Local.Inner)) is Local.Inner, pickle.loads(pickle.dumps(Local.Inner.__init__.__class__)) if False else "")
def make():
    class Hidden: pass
    return Hidden
attempt(lambda: pickle.dumps(make()))
attempt(lambda: pickle.dumps(make()()))
attempt(lambda: pickle.loads(b""))
attempt(lambda: pickle.loads(b"garbage"))
attempt(lambda: pickle.loads(b"cnope\nnope\n."))
print(copy.replace(types.SimpleNamespace(a=1, b=2), b=3) if hasattr(copy, "replace") else "")
attempt(lambda: copy.replace(5, a=1))
