"""super and __class__ in all forms, class cells, __dict__ of classes and modules by another base."""
def run(name, src, expr="X"):
    ns = {"__name__": "m"}
    try: exec(src, ns); r = eval(expr, ns)
    except BaseException as e: r = f"{type(e).__name__}: {e}"
    print(name, "->", r)
run("a", "class X:\n  def f(self): return super().__repr__\n  x = __class__", "X.x")
run("b", "class X:\n  __class__ = 5\n  def f(self): return __class__\n  x = __class__", "(X.x, X().f().__name__)")
run("c", "class X:\n  global __class__\n  __class__ = 42\n  def f(self): return __class__\n", "(__class__, X.f(X))")
run("d", "class X:\n  nonlocal __class__\n  __class__ = 42\n  def f(self): __class__\n")
run("e", "class X:\n  x = __class__\n", "X.x")
run("f", "class X:\n  def f(self): __class__\n  x = [__class__ for i in 'a']\n", "X.x")
run("g", "class X:\n  x = (lambda: __class__)\ny = X.x()", "y.__name__")
run("h", "class X:\n  x = __class__\n  def f(self): return __class__\n", "X.x")
run("i", "class X:\n  try:\n    x = __class__\n  except NameError as e: x = str(e)\n  def f(self): return __class__\n", "X.x")
run("j", "class Y:\n  def f(self):\n    class X:\n      x = __class__\n    return X.x\nr = Y().f()", "r.__name__")
run("l", "__class__ = 7\nclass X:\n  x = __class__\n  def f(self): return __class__\n", "X.x")
run("m", "__class__ = 7\nclass X:\n  x = __class__\n", "X.x")
run("n", "def f():\n  super()\nf()"); run("o", "def f(x):\n  super()\nf(1)"); run("p", "class X:\n  def f(): super()\nX.f()"); run("q", "class X:\n  def f(x):\n    del x\n    super()\nX().f()"); run("r", "class X:\n  def f(x):\n    def g(): x\n    return super().__init__()\n", "X().f()"); run("s", "class X:\n  def f(x):\n    nonlocal __class__\n    __class__ = 1\n    super()\n", "X().f()"); run("t", "class X:\n  def f(x):\n    nonlocal __class__\n    del __class__\n    super()\n", "X().f()"); run("u", "class X:\n  def f(*a): return super().__init__\n", "X().f()"); run("v", "class X:\n  def f(x):\n    x = 5\n    return super().__init__()\n", "X().f()")
run("w", "class super:\n  msg = 'quite super'\n  def __init__(self, *a): self.a = a\nclass C:\n  def m(self): return super().msg, super(C, self).a == (C, self)\n", "C().m()")
run("x", "class C:\n  def m(self):\n    super = lambda *a: a\n    return super(1, 2)\n", "C().m()")
run("y", "class C:\n  def m(self): return super(1, 2).x\ncalls = []\ndef super(*a):\n  calls.append(a)\n  class R: x = 3\n  return R\n", "(C().m(), calls)")
run("z2", "import builtins\nclass C:\n  def m(self): return super().foo()\ncalls = []\nclass S:\n  def foo(self): return 2\n  def __init__(self, *a): calls.append(a)\nold = builtins.super\nbuiltins.super = S\ntry: r = C().m()\nfinally: builtins.super = old\n", "(r, calls)")
run("z3", "class C:\n  def m(self, a, b): return super(a, b).foo\ncalls = []\nclass super:\n  foo = 1\n  def __init__(self, *a): calls.append(a)\n", "(C().m(1, 2), calls)")
run("z4", "class C:\n  def m(self): return super(*[1, 2]).foo\ncalls = []\nclass super:\n  foo = 1\n  def __init__(self, *a): calls.append(a)\n", "(C().m(), calls)")
run("z5", "class M(type): pass\nclass A:\n  def f(self): return 'A'\nclass B(A):\n  def f(self):\n    return super(B, self).f(), super(self.__class__, self).f(), super(type(self), self).f()\n", "B().f()")
run("z6", "class A:\n  def f(self): return super(1, 2).x", "A().f()"); run("z7", "class A:\n  def f(self): return super(A).x", "A().f()"); run("z8", "class A:\n  def f(self): return super(A, self, 1).x", "A().f()"); run("z9", "class A:\n  def f(self): return super(A, self, k=1).x", "A().f()"); run("z10", "class A:\n  def f(self): return super(int, self).x", "A().f()"); run("z11", "class A:\n  def f(self):\n    super().zz = 1", "A().f()"); run("z12", "class A:\n  def f(self):\n    return super().nope", "A().f()")
# metaclass returning other things, __classcell__
run("cc1", "class M(type):\n  def __new__(m, n, b, d):\n    d.pop('__classcell__', None)\n    return type.__new__(m, n, b, d)\nclass X(metaclass=M):\n  def f(self): return __class__\n")
run("cc2", "class M(type):\n  def __new__(m, n, b, d):\n    d['__classcell__'] = 5\n    return type.__new__(m, n, b, d)\nclass X(metaclass=M):\n  def f(self): return __class__\n")
run("cc3", "class M(type):\n  def __new__(m, n, b, d): return 5\nclass X(metaclass=M):\n  def f(self): return __class__\n")
run("cc4", "class M(type):\n  def __new__(m, n, b, d):\n    c = type.__new__(m, n, b, d)\n    return type.__new__(m, n + '2', b, d)\nclass X(metaclass=M):\n  def f(self): return __class__\n", "X().f().__name__")
run("cc5", "class M(type):\n  def __new__(m, n, b, d):\n    cell = d['__classcell__']\n    return type.__new__(m, n, b, {**d, '__classcell__': type(cell)()})\nclass X(metaclass=M):\n  def f(self): return __class__\n")
run("sl", "class A:\n  __slots__ = ['spam']\n  def __getattr__(self, n):\n    if n == 'spam': return 42\n    raise AttributeError\n", "A().__reduce_ex__(2)[2]")
# classes: __class__ of metaclass' instances
def cant(x, C):
    try: x.__class__ = C; return "ok"
    except TypeError as e: return str(e)
class M1(type): pass
class M2(type): pass
class Cm(metaclass=M1): pass
class N(type(int)): pass
class NM:
    pass
class MM(type):
    pass
class M(type(int)):
    __slots__ = ()
print(cant(Cm, M2), Cm.__class__); print(cant(NM, MM)); print(cant(Cm, type)); print(cant(type("q", (), {})(), type)); print(cant(M1, M2)); print(cant(1, bool)); print(cant(Cm, M))
class Base:
    pass
def cantd(x):
    for d in ({}, 5):
        try: x.__dict__ = d; return "ok"
        except (AttributeError, TypeError) as e: print(type(e).__name__, e)
        try: del x.__dict__; return "deleted"
        except (AttributeError, TypeError) as e: print(type(e).__name__, e)
class Meta1(Base, type): pass
class D(metaclass=Meta1): pass
class Meta2(type, Base): pass
class D2(metaclass=Meta2): pass
class Mod(Base, type(run.__class__.__mro__ and __import__("sys"))): pass
for x in (D, D2, Mod("x"), Base(), Base, len):
    print(type(x).__name__, cantd(x))
    try: Base.__dict__["__dict__"].__set__(x, {"a": 1}); print("set", getattr(x, "a", None))
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
    try: Base.__dict__["__dict__"].__delete__(x); print("del")
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
    try: print(type(Base.__dict__["__dict__"].__get__(x)).__name__)
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
