# Function objects: all kinds of parameters, defaults, attributes that can be read and written, what they reject.
from _t import attempt, run
import types


def f(a, b: int = 2, /, c: "str" = 3, *args: tuple, d, e: list = 5, **kw: dict) -> bool:
    """Doc."""
    return a, b, c, args, d, e, kw


print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, e=7, g=8), f(1, d=0, a=5, b=6))
print(f.__name__, f.__qualname__, f.__module__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__dict__, f.__closure__, f.__type_params__)
c = f.__code__
print(c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, c.co_varnames, c.co_name, c.co_qualname, c.co_firstlineno, c.co_flags)
print(f.__globals__ is globals(), f.__builtins__ is __builtins__.__dict__, type(f), type(f) is types.FunctionType, type(lambda: 0).__name__)
f.attr = 1
f.__dict__["other"] = 2
print(f.attr, f.other, sorted(vars(f)))
f.__defaults__ = (10, 20)
f.__kwdefaults__ = {"d": 30, "e": 31}
print(f(1))
f.__defaults__ = None
f.__kwdefaults__ = None
attempt(f, 1, 2, 3)
attempt(f, 1, 2)
del f.__defaults__, f.__kwdefaults__
print(f.__defaults__, f.__kwdefaults__)
f.__defaults__ = (1, 2, 3, 4, 5)
attempt(lambda: f(d=1))
f.__name__ = "renamed"
print(f.__name__, f.__qualname__)
f.__qualname__ = "some.where"
attempt(f, bad=1)
f.__doc__ = 5
print(f.__doc__)
del f.__doc__
print(f.__doc__)
f.__annotations__ = {"x": 1}
print(f.__annotations__)
f.__annotations__ = None
print(f.__annotations__)
del f.__annotations__
print(f.__annotations__)
f.__module__ = "elsewhere"
print(f.__module__)


def g(x, y=1):
    return x * y


def h(p, q, r=5):
    return p + q + r


g.__code__ = h.__code__
print(g(1, 2, 3), g.__name__, g.__code__.co_name)


def cell_maker():
    v = 5

    def inner():
        return v

    return inner


inner = cell_maker()
run("g.__code__ = inner.__code__", "g.__code__ = 1", "del g.__code__", "g.__name__ = 1", "del g.__name__", "g.__qualname__ = None", "g.__defaults__ = 1",
    "g.__kwdefaults__ = 1", "g.__annotations__ = 1", "g.__dict__ = 1", "del g.__dict__", "g.__closure__ = ()", "g.__globals__ = {}", "g.missing", "del g.missing",
    "g.__type_params__ = 1", "g.__builtins__ = 1", "g.__class__ = int", "inner.__closure__[0].cell_contents = 9; print(inner())",
    "del inner.__closure__[0].cell_contents", "inner.__closure__[0].cell_contents", "inner()", "class F(type(g)): pass", "g < g", "len(g)", "g[0]", "g + 1", "hash(g)",
    "bool(g)", "g.__get__(5)", "g.__get__(None, int)", "g.__get__(None)", "g.__get__()", "g.__call__(3)", "type(g)()", "type(g)(1)", "type(g)(g.__code__, 1)", "type(g)(inner.__code__, {})",
    "type(g)(inner.__code__, {}, 'n', None, ())", "type(g)(inner.__code__, {}, 'n', None, (1,))", "type(g)(g.__code__, {}, closure=())", "type(g)(g.__code__, {}, 5)", g=g, inner=inner)
made = types.FunctionType(h.__code__, {}, "made", (100,))
print(made(1, 2), made.__name__, made.__qualname__, made.__module__, made.__defaults__, made.__doc__)
made2 = types.FunctionType(inner.__code__, globals(), None, None, (types.CellType(42),), )
print(made2(), made2.__name__, made2.__qualname__)
made3 = types.FunctionType(f.__code__, {"__name__": "modname"}, kwdefaults={"d": 1})
print(made3.__module__, made3.__kwdefaults__)
# defaults are made once, in order, and shared
order = []


def note(x):
    order.append(x)
    return x


def d(a=note(1), *, k=note(3), b: note("ann") = note(2)) -> note("ret"):
    pass


print(order)


def shared(x, acc=[]):
    acc.append(x)
    return acc


print(shared(1), shared(2), shared.__defaults__, shared(3, []))


def late(x=[n := 5], y=lambda: n):
    return x, y(), n


print(late())
lam = lambda a, /, b=1, *c, d=2, **e: (a, b, c, d, e)
print(lam(1), lam(1, 2, 3, d=4, z=5), lam.__name__, lam.__qualname__)
print((lambda *, k: k)(k=1), (lambda *a: a)(), (lambda **k: k)(x=1), (lambda: (yield))().__class__.__name__, (lambda x: lambda y: x + y)(1)(2))


def args_is_new(*args, **kw):
    return args, kw


t, k = (1, 2), {"x": 1}
a2, k2 = args_is_new(*t, **k)
print(a2 == t, k2 == k, k2 is k)
print(args_is_new(*"ab", *[1], *{2: 3}, x=1, **{"y": 2}, **{}, z=3))
# evaluation order of calls
order.clear()


def fn(*a, **k):
    return len(a), sorted(k)


print(note(fn)(note(1), *note([2]), note(3), k=note(4), **note({"m": 5}), n=note(6)))
print([o for o in order if o is not fn])


def outer():
    class Local:
        def method(self):
            def deep(): pass
            return deep

        prop = lambda self: 0

    return Local, (lambda: 0), (i for i in ()), [lambda: 0 for _ in "a"][0]


L, lam2, gen, lam3 = outer()
print(L.__qualname__, L.method.__qualname__, L().method().__qualname__, L.prop.__qualname__, lam2.__qualname__, gen.__qualname__, lam3.__qualname__, gen.__name__)


def many_args(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0=0, b1=1, b2=2, b3=3, b4=4, b5=5, b6=6, b7=7, b8=8, b9=9):
    return a0 + a9 + b0 + b9


print(many_args(*range(10)), many_args(*range(20)), many_args(**{f"{x}{i}": i for x in "ab" for i in range(10)}))
src = "def big(" + ", ".join(f"p{i}" for i in range(300)) + "): return p0 + p299"
space = {}
exec(src, space)
print(space["big"](*range(300)))
attempt(space["big"], *range(299))
print(eval("f(" + ",".join(str(i) for i in range(400)) + ")", {"f": lambda *a: len(a)}))
print(eval("f(" + ",".join(f"k{i}={i}" for i in range(400)) + ")", {"f": lambda **a: len(a)}))


def decorators():
    out = []

    def deco(n):
        out.append(f"make {n}")

        def apply(fn):
            out.append(f"apply {n}")
            return fn

        return apply

    @deco(1)
    @deco(2)
    @deco(3)
    def fn(x=out.append("default")): pass

    @deco("c1")
    @deco("c2")
    class K(out.append("base") or object):
        out.append("body")

    return out


print(decorators())


@lambda fn: 5
def five(): pass


@[staticmethod, int][1].__class__
class Odd: pass


@(x := str)
class Stringed: pass


print(five, Odd, Stringed, x)
print(f.__get__.__self__ is f, (lambda s: s).__get__(3)(), type(f.__get__(1)), f.__get__(1).__func__ is f, f.__get__(1) == f.__get__(1), f.__get__(1) == f.__get__(2), hash(g.__get__(1)) == hash(g.__get__(1)))
m = L().method
print(m.__self__.__class__.__name__, m.__func__ is L.method, m.__name__, m.__qualname__, m.__doc__)
run("m.x = 1", "m.__func__ = 1", "m.__self__ = 2", "del m.__name__", "m.nothing", m=m)
L.method.tag = "t"
print(m.tag, types.MethodType(len, "abc")(), types.MethodType(int, "7f")(16))
attempt(types.MethodType, 1, 2)
attempt(types.MethodType, len, None)
attempt(types.MethodType, len)
