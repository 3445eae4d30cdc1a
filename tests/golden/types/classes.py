from _show import evaluate, show
def attempt(text, **names):
    space = {"__name__": "m", **names}
    try:
        exec(text, space)
    except BaseException as e:
        print(text.replace("\n", "; "), "->", type(e).__name__ + ":", e, getattr(e, "__notes__", ""))
    else:
        print(text.replace("\n", "; "), "->", space.get("r", "ok"))
for text in r"""class A(int, str): pass
class A(int, float): pass
class A(bool): pass
class A(type(None)): pass
class A(type(...)): pass
class A(range): pass
class A(slice): pass
class A(memoryview): pass
class A(type(lambda: 0)): pass
class A(type(len)): pass
class A(type({}.keys())): pass
class A(type(i for i in [])): pass
class A(1): pass
class A(None): pass
class A("x"): pass
class A(object, object): pass
class A(int, int): pass
class A(object, int): pass
class A(int, object): r = 1
class A(x=1): pass
class A(metaclass=1): pass
class A(metaclass=lambda *a, **k: (a, k)): pass
class A(metaclass=int): pass
class A(metaclass=type, x=1): pass
class A(*[int], **{}): pass
class A(*5): pass
class A(**5): pass
class A(**{1: 2}): pass
class A(BaseException, int): pass
class A(KeyError, OSError): pass
class A(KeyError, AttributeError): pass
class A(dict, list): pass
class A(set, frozenset): pass
class A(bytes, bytearray): pass
class A(tuple): __slots__ = ("a",)
class A(int): __slots__ = ("a",)
class A(bytes): __slots__ = ("a",)
class A(str): __slots__ = ("a",)
class A(list): __slots__ = ("a",)
class A: __slots__ = 1
class A: __slots__ = (1,)
class A: __slots__ = ("1a",)
class A: __slots__ = ("",)
class A: __slots__ = ("a b",)
class A: __slots__ = ("a", "a")
class A: __slots__ = ("__dict__", "__dict__")
class A: __slots__ = ("__weakref__", "__weakref__")
class A: __slots__ = ("a",); a = 1
class A: __slots__ = "abc"; r = 1
class A: __slots__ = ("class",)
class A: __slots__ = {"a": "doc"}
class A: __slots__ = iter(["a"])
class A: __slots__ = ("__class__",)
class A: __slots__ = ("__module__",)
class A: __slots__ = ("__qualname__",)
class A: __qualname__ = 5
class A: __qualname__ = "X.Y"
class A: __doc__ = 5
class A: __module__ = 5
class A: __classcell__ = 1
class A: __init_subclass__ = 5
class A: __new__ = 5
class A: __set_name__ = 5
class A: x = property().__class__
class A:\n def __init_subclass__(cls): raise KeyError("x")\nclass B(A): pass
class A:\n def __init_subclass__(cls, *, k): print(cls, k)\nclass B(A, k=5): pass
class A:\n def __init_subclass__(cls, *, k): print(cls, k)\nclass B(A): pass
class A:\n def __init_subclass__(cls): pass\nclass B(A, k=5): pass
class D:\n def __set_name__(s, o, n): raise KeyError(n)\nclass A: x = D()
class D:\n def __set_name__(s, o, n): print(o, n)\nclass A: x = D(); y = D()
class D:\n __set_name__ = None\nclass A: x = D()
class D:\n def __set_name__(s): pass\nclass A: x = D()
class M(type): pass\nclass N(type): pass\nclass A(metaclass=M): pass\nclass B(metaclass=N): pass\nclass C(A, B): pass
class M(type): pass\nclass A(metaclass=M): pass\nr = type("B", (A,), {}).__class__
class M(type):\n def __new__(m, n, b, d): return 5\nclass A(metaclass=M): pass\nr = A
class M(type):\n def __prepare__(n, b): return 5\nclass A(metaclass=M): pass
class M(type):\n @classmethod\n def __prepare__(m, n, b): return 5\nclass A(metaclass=M): pass
class M(type):\n @classmethod\n def __prepare__(m, n, b): return []\nclass A(metaclass=M): pass
class M(type):\n @classmethod\n def __prepare__(m, n, b, **k): print(n, b, k); return {"pre": 1}\n def __new__(m, n, b, d, **k): return super().__new__(m, n, b, d)\n def __init__(c, n, b, d, **k): print(sorted(d))\nclass A(metaclass=M, z=2): y = pre
class M(type):\n def mro(c): return [c]\nclass A(metaclass=M): pass\nr = A.__mro__
class M(type):\n def mro(c): return 5\nclass A(metaclass=M): pass
class M(type):\n def mro(c): return [5]\nclass A(metaclass=M): pass
class M(type):\n def mro(c): return [c, int]\nclass A(metaclass=M): pass
class M(type):\n def mro(c): return [object]\nclass A(metaclass=M): pass\nr = A.__mro__
class M(type):\n def mro(c): return []\nclass A(metaclass=M): pass
class X: pass\nclass Y(X): pass\nclass Z(X, Y): pass
class X: pass\nclass Y: pass\nclass P(X, Y): pass\nclass Q(Y, X): pass\nclass R(P, Q): pass
class E:\n def __mro_entries__(s, b): return (int,)\nclass A(E()): pass\nr = A.__mro__, A.__orig_bases__ is not None
class E:\n def __mro_entries__(s, b): return 5\nclass A(E()): pass
class E:\n def __mro_entries__(s, b): return ()\nclass A(E()): pass\nr = A.__bases__
class A(list[int]): pass\nr = A.__bases__, A.__orig_bases__
class A(int | str): pass
r = type("A", (list[int],), {})
r = type("A", (), {})
r = type("A", (), {}, x=1)
r = type("A", (), {"__slots__": ("a",)}).__dict__.keys()
r = type(1, (), {})
r = type("A", 1, {})
r = type("A", [], {})
r = type("A", (1,), {})
r = type("A", (), 1)
r = type("A", (), [])
r = type("A\0", (), {})
r = type("", (), {}).__name__
r = type("A", (int, str), {})
r = type("A", (), {1: 2}).__dict__[1]
r = type("A", (), {"__module__": "q", "__qualname__": "w"})
r = type("A", (), {"__qualname__": 5})
r = type("a b", (), {})
r = type("\udc80", (), {})
r = type()
r = type(1, 2)
r = type(name="A", bases=(), dict={})
r = type.__new__(type)
r = type.__new__(type, "A", (), {})
r = type.__new__(int, "A", (), {})
r = type.__new__(5, "A", (), {})
r = type.__call__(int, "5")
r = type.__call__(5)
r = type.mro(int)
r = type.mro(5)
r = bool in type.__subclasses__(int)
r = type.__subclasses__(5)
r = type.__prepare__()
r = type.__prepare__("A", (), x=1)
r = object.__init_subclass__()
r = object.__init_subclass__(1)
r = object.__init_subclass__(x=1)
r = int.__init_subclass__(x=1)
r = object.__subclasshook__(1)
r = object.__new__(1)
r = object.__new__()
r = object.__new__(object, 1)
r = object(1)
r = object(x=1)
r = object.__new__(int)
r = object.__new__(list)
r = int.__new__(list)
class A: pass\nA(1)
class A:\n def __init__(s): pass\nA(1)
class A:\n def __init__(s, a): pass\nA()
class A:\n def __init__(s): return 5\nA()
class A:\n def __new__(c): return 5\nr = A()
class A:\n def __new__(c, x): return object.__new__(c, x)\nA(1)
class A:\n def __new__(c, x): return object.__new__(c)\nr = type(A(1)).__name__
class A:\n def __new__(c): return object.__new__(c)\n def __init__(s, x): pass\nA()
class A:\n def __new__(c, *a): return object.__new__(c, *a)\nA(1)
class A:\n def __init__(s, *a): super().__init__(*a)\nA(1)
class A:\n __new__ = None\nA()
class A:\n __init__ = None\nA()
class A:\n __call__ = None\nA()()
class A:\n __hash__ = None\nhash(A())
class A:\n def __eq__(s, o): return True\nhash(A())
class A:\n def __hash__(s): return "x"\nhash(A())
class A:\n def __hash__(s): return 2**100\nr = hash(A())
class A:\n def __repr__(s): return 5\nrepr(A())
class A:\n def __str__(s): return b""\nstr(A())
class A:\n __repr__ = None\nrepr(A())
class A:\n def __bool__(s): return 5\nbool(A())
class A:\n def __len__(s): return -1\nlen(A())
class A:\n def __len__(s): return -1\nbool(A())
class A:\n def __len__(s): return 1.5\nlen(A())
class A:\n def __len__(s): return 2**100\nlen(A())
class A:\n def __len__(s): return "a"\nlen(A())
class A:\n __len__ = None\nlen(A())
class A:\n __bool__ = None\nbool(A())
class A:\n __iter__ = None\niter(A())
class A:\n __iter__ = None\n5 in A()
class A:\n __contains__ = None\n5 in A()
class A:\n def __iter__(s): return 5\niter(A())
class A:\n def __next__(s): return 1\nnext(A())
class A: pass\nnext(A())
class A:\n def __index__(s): return 1.5\n[1][A()]
class A:\n def __index__(s): return True\n[1, 2][A()]
class A:\n def __int__(s): return 1.5\nint(A())
class A:\n def __int__(s): return True\nr = int(A())
class A:\n def __float__(s): return 1\nfloat(A())
class A:\n def __complex__(s): return 1\ncomplex(A())
class A:\n def __bytes__(s): return ""\nbytes(A())
class A:\n def __format__(s, f): return 1\nformat(A())
class A:\n def __dir__(s): return 5\ndir(A())
class A:\n def __dir__(s): return [2, 1]\nr = dir(A())
class A:\n def __dir__(s): return [2, "a"]\nr = dir(A())
class A:\n def __enter__(s): pass\nwith A(): pass
class A:\n def __exit__(s): pass\nwith A(): pass
class A: pass\nwith A(): pass
class A: pass\nA()[0]
class A: pass\nA()[0] = 1
class A: pass\ndel A()[0]
class A: pass\nA[0]
class A:\n __class_getitem__ = None\nA[0]
class A:\n def __class_getitem__(c, k): return c, k\nr = A[0]
class A: pass\nA() + 1
class A: pass\nA() < 1
class A: pass\n-A()
class A: pass\nA()()
class A: pass\nA().x
class A: pass\nA.x
class A: pass\ndel A.x
class A: pass\ndel A().x
class A: __slots__ = ()\nA().x = 1
class A: __slots__ = ("a",)\nA().a
class A: __slots__ = ("a",)\ndel A().a
class A: __slots__ = ("a",)\nA().b = 1
class A: __slots__ = ("a",)\nclass B(A): __slots__ = ("a",)\nr = B().__slots__
class A: __slots__ = ("a",)\nclass B: __slots__ = ("b",)\nclass C(A, B): pass
class A: __slots__ = ("__dict__",)\na = A(); a.x = 1; r = a.__dict__
class A: __slots__ = ()\nimport weakref; weakref.ref(A())
class A: __slots__ = ("__weakref__",)\nclass B(A): __slots__ = ("__weakref__",)
class A: __slots__ = ("__private", "__x__")\nr = sorted(A.__dict__)[-6:]
int.x = 1
del int.real
int.__name__ = "x"
int.__bases__ = ()
int.__doc__ = "x"
type.x = 1
class A: pass\nA.__name__ = 5
class A: pass\nA.__name__ = "B\0"
class A: pass\ndel A.__name__
class A: pass\nA.__name__ = "B"; r = A, A.__qualname__
class A: pass\nA.__qualname__ = "Q"; r = A
class A: pass\nA.__qualname__ = 5
class A: pass\nA.__module__ = "zz"; r = A
class A: pass\nA.__module__ = 5; r = repr(A)[:10]
class A: pass\ndel A.__module__; r = A
class A: pass\nA.__doc__ = "d"; r = A.__doc__
class A: "doc"\nA.__doc__ = "d"; r = A.__doc__
class A: pass\ndel A.__doc__
class A: pass\nA.__dict__ = {}
class A: pass\nA.__mro__ = ()
class A: pass\nA.__bases__ = ()
class A: pass\nA.__bases__ = 5
class A: pass\nA.__bases__ = (int,)
class A: pass\nA.__bases__ = (A,)
class A: pass\nA.__bases__ = (5,)
class A: pass\ndel A.__bases__
class X: pass\nclass A(X): pass\nclass Y: v = 5\nA.__bases__ = (Y,); r = A.v, A.__mro__
class X: pass\nclass A(X): pass\nA.__bases__ = (X, X)
class X: pass\nclass A(X): pass\nclass B(A): pass\nX.__bases__ = (B,)
class A: pass\nA().__class__ = 5
class A: pass\nA().__class__ = int
class A: pass\n(5).__class__ = A
class A: pass\nclass B: __slots__ = ()\nA().__class__ = B
class A: pass\nclass B: v = 7\na = A(); a.__class__ = B; r = a.v
class A: pass\ndel A().__class__
class A(int): pass\nclass B(int): pass\na = A(5); a.__class__ = B; r = type(a).__name__, a + 1
class A(int): pass\nclass B: pass\nA().__class__ = B
class A: __slots__ = ("a",)\nclass B: __slots__ = ("a",)\na = A(); a.a = 5; a.__class__ = B; r = a.a
class A: __slots__ = ("a",)\nclass B: __slots__ = ("b",)\nA().__class__ = B
class A: pass\na = A(); a.__dict__ = {"x": 1}; r = a.x
class A: pass\nA().__dict__ = 5
class A: pass\na = A(); a.x = 1; del a.__dict__; r = a.__dict__
class A: pass\nA.__abstractmethods__
class A: pass\nA.__abstractmethods__ = {"f"}; A()
class A: pass\nA.__abstractmethods__ = {"f", "g"}; A()
class A: pass\nA.__annotations__ = 5; r = A.__annotations__
class A: x: int\nr = A.__annotations__; del A.__annotations__; r = A.__annotations__
class A: pass\ndel A.__annotations__
int.__annotations__
class A: pass\nr = A.__type_params__
class A[T]: pass\nr = A.__type_params__, A.__parameters__, A.__orig_bases__
class A: pass\nr = A.__text_signature__, A.__flags__ & (1 << 9), A.__basicsize__ > 0, A.__itemsize__, A.__dictoffset__, A.__weakrefoffset__ != 0
r = super()
r = super(int)
r = super(int, 5)
r = super(5)
r = super(int, "a")
r = super(int, bool)
r = super(int, str)
r = super(int, None)
r = super(1, 2, 3)
r = super(type=int)
class A:\n def f(s): return super()\nr = A().f()
class A:\n def f(): return super()\nA.f()
class A:\n def f(s): del s; return super()\nA().f()
class A:\n f = lambda *a: super()\nA().f()
class A:\n def f(s): return super().f\nA().f()
class A:\n def f(s): return super().x\nA().f()
class A:\n def f(s): super().x = 5\nA().f()
class A:\n def f(s): return [super() for i in [1]][0].__thisclass__\nr = A().f()
class A:\n def f(s): return (lambda: super())()\nA().f()
class A:\n def __getattr__(s, n): return n\nclass B(A):\n def f(s): return super().zzz\nB().f()
class A:\n @classmethod\n def f(c): return c\nclass B(A):\n @classmethod\n def f(c): return super().f()\nr = B.f()
class A:\n @staticmethod\n def f(): return super()\nA.f()
s = super(int, 5); r = s.__thisclass__, s.__self__, s.__self_class__, s.bit_length()
s = super(int); r = s.__thisclass__, s.__self__, s.__self_class__
s = super(int); r = s.__get__(5, int), s.__get__(None, int) is s
s = super(int); s.__get__("a")
super(bool, True).__init__(int, 5)
r = super(bool, True).__repr__(), super(bool, True).__class__, super(list, []).__len__ if 0 else 0
__class__
class A:\n def f(s): return __class__\nr = A().f()
class A:\n def f(s): global __class__; return __class__
r = isinstance(1, 5)
r = isinstance(1, (int, 5))
r = isinstance(1, (str, (float, (int,))))
r = isinstance(1, ())
r = isinstance(1, int | str), isinstance(None, int | None), isinstance(1, list[int] | int) if 0 else 0
r = isinstance([], list[int])
r = isinstance(1, list[int] | int)
r = issubclass(1, int)
r = issubclass(int, 1)
r = issubclass(int, (1,))
r = issubclass(bool, int | str), issubclass(bool, (str, int)), issubclass(int, ())
r = issubclass(list[int], list)
r = issubclass(int, list[int])
class M(type):\n def __instancecheck__(c, o): return "yes"\n def __subclasscheck__(c, o): return []\nclass A(metaclass=M): pass\nr = isinstance(1, A), issubclass(int, A), isinstance(A(), A)
class M(type):\n __instancecheck__ = None\nclass A(metaclass=M): pass\nisinstance(1, A)
class A: __class__ = int\nr = isinstance(A(), int), isinstance(A(), A), type(A()).__name__
class A:\n __class__ = property(lambda s: 1/0)\nisinstance(A(), int)
class A:\n __class__ = property(lambda s: s.zz)\nr = isinstance(A(), int)
class F:\n __bases__ = ()\nr = isinstance(1, F()), issubclass(F(), F())
class F:\n __bases__ = 5\nisinstance(1, F())
class A: pass\nr = A == A, A != int, hash(A) == hash(A), A < int
class A: x = 1\na = A(); a.x = 2; r = vars(a), A.x; del a.x; r = r, a.x
vars(5)
r = vars(type("A", (), {"__slots__": ()})())
class A:\n __dict__ = 5\nr = vars(A())
class A:\n def __getattribute__(s, n): raise KeyError(n)\nA().x
class A:\n def __getattribute__(s, n): raise AttributeError(n)\n def __getattr__(s, n): return "ga " + n\nr = A().x
class A:\n def __getattr__(s, n): return s.y\n  \nA().x
class A:\n def __setattr__(s, n, v): print(n, v)\n def __delattr__(s, n): print("del", n)\na = A(); a.x = 1; del a.x
class A:\n __getattr__ = None\nA().x
class A:\n __setattr__ = None\nA().x = 1
object().x = 1
object().x
object().__class__ = int
object.__setattr__(int, "x", 1)
object.__getattribute__(int, "zz")
object.__delattr__(int, "real")
object.__setattr__(object(), "x", 1)
object.__setattr__(object(), 5, 1)
object.__getattribute__(object(), 5)
type.__setattr__(int, "x", 1)
type.__getattribute__(int, "zz")
getattr(1, 5)
getattr(1, "zz", 5, 6)
getattr(1)
r = getattr(1, "zz", 5), hasattr(1, "zz"), hasattr(1, "real")
hasattr(1, 5)
setattr(1, "x", 2)
setattr(1, 5, 2)
delattr(1, "x")
delattr(1, 5)
class A: pass\nsetattr(A(), "a b", 1)
class S(str): pass\nclass A: pass\na = A(); setattr(a, S("q"), 1); r = a.q, getattr(a, S("q"))
import m5""".split("\n"):
    attempt(text.replace("\\n", "\n"))
