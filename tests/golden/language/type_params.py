# PEP 695 and 696: type parameters of functions, classes and aliases; lazy evaluation; scopes; attributes.
from _t import attempt, run
import typing
from typing import TypeVar, ParamSpec, TypeVarTuple, TypeAliasType, Generic


def f[T, *Ts, **P](x: T, *args: *Ts) -> T:
    return x


print(f.__type_params__, f.__annotations__, f(1), [type(p).__name__ for p in f.__type_params__])
T, Ts, P = f.__type_params__
print(T.__name__, T.__bound__, T.__constraints__, T.__covariant__, T.__contravariant__, T.__infer_variance__, T.has_default(), T.__default__, T.__module__, repr(T), repr(Ts), repr(P), P.args, P.kwargs, list(Ts))


class A[T: int, U: (str, bytes), *V, **Q](list[T]):
    attr: U
    inner = lambda self: T

    def method[W](self, x: W, y: T) -> U:
        return T, W

    class Nested[T2]:
        x: T2
        y: U


print(A.__type_params__, A.__bases__, A.__orig_bases__, A.__parameters__, A.__mro__[1:4], A.__annotations__)
t, u, v, q = A.__type_params__
print(t.__bound__, u.__constraints__, u.__default__, v.__default__, q.__default__, u.has_default())
print(A().inner(), A().method(1, 2)[0], A.method.__type_params__, A.method.__annotations__, A.Nested.__annotations__)
print(A[int, str, float, [bool]], A[int, str, [bool]], A[int, str, float, str, []].__args__)
attempt(lambda: A[int])
class Def[T = int, **Q = [str]]: pass
print(Def.__type_params__[0].__default__, Def.__type_params__[1].__default__, Def[int], Def[int].__args__)
type Alias = int | str
type Rec = list[Rec] | None
type Gen[K, V: int = bool] = dict[K, list[V]]
print(Alias, Alias.__value__, Rec.__value__, Gen, Gen.__type_params__, Gen.__value__, Gen[str, int], Gen[str, int].__args__, Gen[str, int].__origin__ is Gen, type(Alias), Alias.__name__, Alias.__module__, Alias.__parameters__, Gen.__parameters__)
print(Alias | None, int | Alias, typing.Optional[Alias], typing.get_args(Gen[str, int]), isinstance(Alias, TypeAliasType), list[Alias], Gen[T, U] if "U" in globals() else "")
evaluated = []


def note(x):
    evaluated.append(x)
    return x


type Lazy = note(int)
def lazy[T: note(str), U = note(bytes)](): pass
class LazyC[T: (note(1), note(2))]: pass
print(evaluated)
print(Lazy.__value__, Lazy.__value__, evaluated)
print(lazy.__type_params__[0].__bound__, lazy.__type_params__[0].__bound__, lazy.__type_params__[1].__default__, LazyC.__type_params__[0].__constraints__, evaluated)
type Forward = Later
attempt(lambda: Forward.__value__)
class Later: pass
print(Forward.__value__)
type Bad = 1 / 0
attempt(lambda: Bad.__value__)
def bad_bound[T: undefined](): pass
attempt(lambda: bad_bound.__type_params__[0].__bound__)


def scopes():
    x = "local"
    def g[T](a: T = x) -> x: return T, x
    class C[T]:
        y = T
        z = [T for _ in "a"]
        def m(self): return T, __class__
        T = 5
        w = T
    type Al[S] = tuple[S, x]
    return g, C, Al


g, C, Al = scopes()
print(g()[0], g()[1], g.__annotations__, C.y, C.z, C.m(0)[0], C.T, C.w, Al.__value__, C.__qualname__, g.__qualname__)


class Outer:
    name = "class attr"
    type InClass = name
    def meth[T: name](self, x: name) -> T: pass
    class Inner[T]:
        try: got = name
        except NameError as e: got = str(e)
    @staticmethod
    def deco[T](x): return T
    prop = property(lambda self: 1)
    __private = "mangled"
    def priv[__T: __private](self, x: __T): return __T


print(Outer.InClass.__value__, Outer.meth.__type_params__[0].__bound__, Outer.meth.__annotations__, Outer.Inner.got, Outer.deco(1), Outer.priv.__type_params__, Outer.priv.__annotations__)
print(f.__code__.co_name, f.__qualname__, A.__qualname__, A.method.__qualname__)


def default_order[T](a=note("default"), b: T = None, *, c: "later" = note("kw")): pass


def decorated(fn):
    evaluated.append(("deco", fn.__type_params__))
    return fn


@decorated
def d[T](): pass
@decorated
class D[T]: pass
print(evaluated[-4:])
for text in ["Alias.__value__ = 1", "Alias.__name__ = 'x'", "Alias.x = 1", "Alias()", "Alias[int]", "Gen[int, int, int]; print(Gen[int, int, int])", "Gen[()]", "isinstance(1, Alias)", "issubclass(int, Alias)", "class X(Alias): pass", "T()", "T[int]", "class X(T): pass", "isinstance(1, T)", "T.__bound__ = 1", "T.x = 1", "f.__type_params__ = 1", "f.__type_params__ = (); print(f.__type_params__)", "del f.__type_params__", "A.__type_params__ = 5; print(A.__type_params__)", "TypeVar('X', int)", "TypeVar('X', int, str, bound=int)", "TypeVar('X', covariant=True, contravariant=True)", "TypeVar('X', covariant=True, infer_variance=True)", "TypeVar(5)", "TypeVar()", "TypeVar('X', 1, 2)", "TypeVar('X', bound=1)", "print(TypeVar('X', covariant=True), TypeVar('X', contravariant=True), TypeVar('X', infer_variance=True), TypeVar('X', default=int).__default__)", "ParamSpec('P', bound=int)", "ParamSpec('P').args.__origin__", "TypeVarTuple('Ts', default=int)", "TypeAliasType('X', int).__value__", "TypeAliasType('X', int, type_params=5)", "TypeAliasType('X', int, type_params=(T,)).__type_params__", "TypeAliasType()", "Generic[T]", "Generic[int]", "class X(Generic[T]): pass\nprint(X[int], X.__parameters__)", "class X(Generic): pass", "class X[T](Generic[T]): pass", "class X(list[T], Generic[T]): pass\nprint(X.__mro__)", "A[int, int, int, int, int]", "list[T][int]", "dict[T, T][int]", "dict[T, int][str, str]", "typing.List[T][int]", "print(typing.get_type_hints(f))", "T == T", "hash(T) == hash(T)", "T | int", "int | T", "T | 5", "import copy; copy.copy(T) is T", "import pickle; pickle.dumps(T)"]:
    run(text, **globals())
for text in ["type X", "type X =", "type X[T]", "type = 5\ntype", "type X[T: int = str] = int", "type X[*T: int] = int", "type X[**P: int] = int", "def f[T = int](): pass", "def f[](): pass", "class A[]: pass", "type X[T,] = T", "type X[T, ] = (T,)", "def f[T: (int,)](): pass", "def f[T: ()](): pass", "type X[1] = 1", "type X.y = 1", "type X[T] += 1", "type (X) = 1", "type X = 1, 2", "type X = *a", "type X = *a, b", "class A[T=*int]: pass", "type X[*T=*int] = 1", "type X[T=*int] = 1", "def f[*T, *U](): pass", "def f[T, **P, *U](): pass", "type\nX = 1", "type(X) = 1", "type X\n= 1", "async def f[T](): pass", "lambda[T]: 1", "type X = (yield)", "type match = int", "type type = int", "type case[type] = type", "class C[T](metaclass=T): pass", "class C[T](T): pass", "@T\ndef f[T](): pass", "def f[T](x=T): pass"]:
    try:
        exec(text, {})
        print(text.replace("\n", ";"), "ok")
    except SyntaxError as e:
        print(text.replace("\n", ";"), "->", e.msg, e.lineno, e.offset, e.end_offset)
    except Exception as e:
        print(text.replace("\n", ";"), "->", type(e).__name__, e)
