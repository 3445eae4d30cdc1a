"""mro() of metaclasses: what it sees, what it may return, what it changes; __class__ and __bases__ assigned."""
def run(name, f):
    try: r = f()
    except BaseException as e: r = f"{type(e).__name__}: {e}"
    print(name, "->", r)
names = lambda m: None if m is None else [c.__name__ for c in m]
class M(type):
    def mro(cls):
        seen.append(("mro", cls.__name__, names(cls.__mro__), names(cls.__bases__), cls.__dict__.get("x")))
        try: cls.x
        except Exception as e: seen.append((type(e).__name__, str(e)))
        try: seen.append(isinstance(cls, M)); seen.append(issubclass(cls, object))
        except Exception as e: seen.append((type(e).__name__, str(e)))
        try: seen.append(type(cls()).__name__)
        except Exception as e: seen.append((type(e).__name__, str(e)))
        try: seen.append(cls.__subclasses__())
        except Exception as e: seen.append((type(e).__name__, str(e)))
        try: seen.append(repr(cls)[:20])
        except Exception as e: seen.append((type(e).__name__, str(e)))
        return type.mro(cls)
seen = []
class A(metaclass=M): x = 1
print(seen); seen.clear()
class B(A): pass
print(seen); seen.clear()
class C: pass
class D(C, metaclass=M): pass
seen.clear()
D.__bases__ = (A,)
print(seen); print(names(D.__mro__))
for bad in ["[cls]", "()", "[object]", "[cls, object, object]", "[cls, 1]", "[int, object]", "[cls, int, object]", "None", "5", "'ab'", "[object, cls]", "iter([cls, object])", "(cls, str, object)", "[list, cls, object]", "{cls: 1, object: 2}", "[cls, type, object]", "1/0", "[cls, NotImplemented]", "[C, object]", "[]"]:
    def mk():
        class MM(type):
            def mro(cls): return eval(bad, {"cls": cls, "C": C})
        class X(metaclass=MM): y = 1
        return names(X.__mro__), hasattr(X, "y"), hasattr(X, "__init__")
    run("bad " + bad, mk)
# re-entrancy: bases set in mro
class R(type):
    def mro(cls):
        if cls.__name__ == "Y" and flag:
            flag.pop()
            run("set in mro", lambda: setattr(cls, "__bases__", (C2,)))
        return type.mro(cls)
class C2: pass
flag = [1]
class Base1(metaclass=R): pass
class Y(Base1): pass
print(names(Y.__mro__), names(Y.__bases__))
flag = [1]
class C3: pass
Y.__bases__ = (C3,)
print(names(Y.__mro__), names(Y.__bases__))
# failing mro when bases are changed: nothing changes
class F(type):
    def mro(cls):
        if fail and cls.__name__ in fail: raise RuntimeError("no " + cls.__name__)
        return type.mro(cls)
fail = set()
class P(metaclass=F): v = "P"
class Q: v = "Q"
class K(P): pass
class K1(K): pass
class K2(K): pass
class K3(K1, K2): pass
for fail in ({"K2"}, {"K3"}, {"K"}, {"K1", "K2"}):
    run(f"fail {fail}", lambda: setattr(K, "__bases__", (Q, P)))
    for c in (K, K1, K2, K3): print("  ", names(c.__mro__), names(c.__bases__), c.v)
    print("   ", names(P.__subclasses__()), names(Q.__subclasses__()))
fail = set()
K.__bases__ = (Q, P)
for c in (K, K1, K2, K3): print("  ", names(c.__mro__), c.v)
class S(type):
    def mro(cls):
        if hasattr(cls, "__mro__") and cls.__mro__ is None: seen.append("none")
        return [cls] + [b for b in cls.__bases__] + [object] if cls.__bases__ != (object,) else [cls, object]
class S1(metaclass=S): a = 1
class S2(S1): b = 2
class S3(S2): pass
print(names(S3.__mro__)); run("skip", lambda: S3.a); run("skip b", lambda: S3.b); run("super", lambda: super(S3, S3).b); run("inst", lambda: S3().a); run("isinst", lambda: (isinstance(S3(), S1), issubclass(S3, S1), S1 in S3.__mro__))
class E1: mykey = "E1"; other = "E1"
class E2: mykey = "E2"; other = "E2"
class Key:
    def __hash__(self): return hash("mykey")
    def __eq__(self, o): X.__bases__ = (E2,); return False
run("type.mro", lambda: names(type.mro(K3))); run("type.mro int", lambda: names(type.mro(int))); run("int.mro", lambda: names(int.mro())); run("type.mro(type)", lambda: names(type.mro(type))); run("mro noarg", lambda: type.mro()); run("mro inst", lambda: type.mro(5))
class Slotted: __slots__ = ("q",)
run("slots", lambda: setattr(K3, "__bases__", (Slotted,)))
class IS(type):
    def mro(cls):
        m = type.mro(cls)
        return m[:1] + [Extra] + m[1:] if cls.__name__ != "Extra" else m
class Extra: 
    def hi(self): return "hi"
class W(metaclass=IS): pass
run("extra", lambda: (W().hi(), names(W.__mro__), isinstance(W(), Extra), issubclass(W, Extra), names(Extra.__subclasses__()), W.__base__))
Extra.hi2 = lambda self: "hi2"
run("extra later", lambda: W().hi2())
class Bad(type):
    def mro(cls): return [cls, Extra2, object]
class Extra2(list): pass
def mk():
    class V(metaclass=Bad): pass
run("layout", mk)
def mk():
    class V(list, metaclass=Bad): pass
    return names(V.__mro__)
run("layout ok", mk)
# __class__ and __dict__ guards
def cant(x, C):
    try: x.__class__ = C
    except Exception as e: return f"{type(e).__name__}: {e}"
    return "ok"
class N1: pass
class N2: pass
class NS: __slots__ = ("a",)
class NS2: __slots__ = ("a",)
class NS3: __slots__ = ("b",)
class ND(NS): pass
class NW: __slots__ = ("a", "__weakref__")
class NDI: __slots__ = ("__dict__",)
class NI(int): pass
class NI2(int): pass
class NL(list): pass
class NE(Exception): pass
class NO(OSError): pass
for a in (N1, N2, NS, NS2, NS3, ND, NW, NDI, NI, NI2, NL, NE, NO, int, object, list):
    for b in (N1, N2, NS, NS2, NS3, ND, NW, NDI, NI, NI2, NL, NE, NO, int, object, list, type, M):
        print(a.__name__, b.__name__, cant(a(), b))
run("class None", lambda: cant(N1(), None)); run("class inst", lambda: cant(N1(), N1())); run("del class", lambda: delattr(N1(), "__class__")); run("type class", lambda: cant(N1, M)); run("func", lambda: cant(run, N1)); run("none", lambda: cant(None, N1)); run("true", lambda: cant(True, int)); run("mod", lambda: cant(type("m", (type(__builtins__) if not isinstance(__builtins__, dict) else type(M),), {}), N1))
