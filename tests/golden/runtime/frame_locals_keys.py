"""FrameLocalsProxy: keys of all kinds, what its methods give; locals in comprehensions of classes and modules."""
import sys
def run(name, f):
    try: r = f()
    except BaseException as e: r = f"{type(e).__name__}: {e}"
    print(name, "->", r)
class S(str): pass
class O:
    def __init__(s, h): s.h = h
    def __hash__(s): return hash(s.h)
    def __eq__(s, o): return s.h == o
def f():
    x = 1; y = 2; z = 3
    def inner(): return z
    p = sys._getframe().f_locals
    run("ior 3", lambda: p.__ior__(3)); run("or 3", lambda: p | 3); run("ror", lambda: type({} | p).__name__); run("or d", lambda: type(p | {"q": 1}).__name__)
    def ii():
        q = p
        q |= 3
    run("ior", ii)
    run("get S", lambda: p[S("x")]); run("get O", lambda: p[O("x")]); run("in S", lambda: S("x") in p); run("in O", lambda: O("x") in p); run("get O", lambda: p.get(O("y"))); run("get list", lambda: p[[]]); run("in list", lambda: [] in p); run("get 5", lambda: p[5]); run("get S2", lambda: p[S("nope")]); run("get none", lambda: p["nope"])
    class U:
        __hash__ = None
    run("get U", lambda: p[U()]); 
    class US(str):
        __hash__ = None
    run("get US", lambda: p[US("x")]); run("in US", lambda: US("x") in p); run("set US", lambda: p.__setitem__(US("x"), 1)); run("pop US", lambda: p.pop(US("x")))
    class UE(str):
        def __hash__(s): raise ZeroDivisionError
    run("get UE", lambda: p[UE("x")]); run("set UE", lambda: p.__setitem__(UE("x"), 2))
    class UQ(str):
        def __eq__(s, o): raise ValueError("eq")
        def __hash__(s): return str.__hash__(s)
    run("get UQ", lambda: p[UQ("x")]); run("get UQ2", lambda: p[UQ("nope")]); run("set UQ", lambda: p.__setitem__(UQ("x"), 3))
    p[S("x")] = 10; print(x)
    p[O("y")] = 20; print(y)
    p["new"] = 5; p[5] = 6
    run("rev", lambda: [k if isinstance(k, (str, int)) else type(k).__name__ for k in reversed(p)]); run("rev type", lambda: type(reversed(p)).__name__); run("keys", lambda: type(p.keys()).__name__); run("items", lambda: type(p.items()).__name__); run("values", lambda: type(p.values()).__name__); run("iter", lambda: type(iter(p)).__name__)
    run("len", lambda: len(p)); run("pop new", lambda: p.pop("new")); run("pop x", lambda: p.pop("x")); run("popitem", lambda: p.popitem()); run("clear", lambda: p.clear()); run("del x", lambda: p.__delitem__("x")); run("del 5", lambda: p.__delitem__(5)); run("setdefault", lambda: p.setdefault("x", 9)); run("setdefault n", lambda: p.setdefault("n", 9)); run("update", lambda: p.update(x=11)); run("update 3", lambda: p.update(3)); run("update [..]", lambda: p.update([("x", 12)])); print(x)
    run("copy", lambda: type(p.copy()).__name__); run("eq", lambda: p == p); run("eq2", lambda: p == dict(p)); run("eq3", lambda: p == sys._getframe(2).f_locals); run("lt", lambda: p < p); run("hash", lambda: hash(p)); run("bool", lambda: bool(p)); run("fromkeys", lambda: p.fromkeys([1])); run("type()", lambda: type(p)()); run("type(f)", lambda: type(type(p)(sys._getframe())).__name__); run("type(1)", lambda: type(p)(1)); run("kw", lambda: type(p)(frame=sys._getframe())); run("repr", lambda: repr(p)[:8]); run("str x", lambda: p.get("x", 1)); run("contains", lambda: p.__contains__("x")); run("weak", lambda: __import__("weakref").ref(p))
    run("mapping", lambda: isinstance(p, __import__("collections.abc").abc.Mapping)); run("match", lambda: (lambda v: [1 for _ in [0] if v])(p))
    match p:
        case {"x": v}: print("matched", v)
f()
def out(k):
    g = sys._getframe().f_locals
    r = [sys._getframe().f_locals.get("val", "none") for val in [1, 2]]
    return r
print(out(1)); print([sorted(k for k in sys._getframe().f_locals if k in ("val", "q")) for val in [1]]); print("val" in globals())
class K:
    q = 1
    r = [sorted(k for k in sys._getframe(1).f_locals if k in ("val", "q")) for val in [1]]
    s = [("val" in sys._getframe().f_locals, "val" in locals(), "val" in vars()) for val in [1]]
print(K.r, K.s)
print([("val" in sys._getframe().f_locals, "val" in locals()) for val in [1]])
exec("print([('val' in locals(), 'a' in locals()) for val in [1]])", {"a": 1}, {"b": 2})
print([sorted(k for k in locals() if len(k) == 3) for val in [1]], [eval("val") for val in [7]] if 0 else "")
