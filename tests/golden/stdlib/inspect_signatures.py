"""Signatures: of everything callable, their parameters, binding, copies, texts."""
import asyncio
import collections
import copy
import enum
import functools
import inspect
import operator
import pickle
import types
import typing
from inspect import Parameter, Signature, signature


def attempt(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
        return text.split(" at 0x")[0]
    return result


def show(label, obj, **kwargs):
    print(f"{label}:", attempt(signature, obj, **kwargs))


def plain(a, b=1, *args, c, d: int = 4, **kw) -> str: ...
def only(a, b, /, c, *, d): ...
def nothing(): ...
def annotated(a: "int", b: "list[str]" = (), *, c: typing.Optional[int] = None) -> "Undefined": ...
def resolvable(a: "int", b: "Local" = 1) -> "None": ...
async def coroutine(x, /): ...
def generator(x, *, y): yield


print("# functions")
for function in (plain, only, nothing, annotated, resolvable, coroutine, generator, lambda x, *y: x):
    show(function.__name__, function)
print(repr(signature(plain)))
show("evaluated", resolvable, eval_str=True, globals={"int": int}, locals={"Local": set})
show("not evaluated", annotated, eval_str=True)
show("comprehension", (lambda: [0])())
print(repr(signature(annotated).parameters["a"].annotation), signature(plain).return_annotation)


print("# classes")
class Empty: pass
class Init:
    def __init__(self, a, b=2): ...
class New:
    def __new__(cls, x, *, y): return super().__new__(cls)
class Both:
    def __new__(cls, *args, **kwargs): ...
    def __init__(self, only): ...
class Child(Init): pass
class NewOverInit(Init):
    def __new__(cls, z): ...
class InitOverNew(New):
    def __init__(self, q): ...
class Meta(type):
    def __call__(cls, through, meta): ...
class WithMeta(metaclass=Meta):
    def __init__(self, hidden): ...
class QuietMeta(type): pass
class WithQuietMeta(metaclass=QuietMeta):
    def __init__(self, seen): ...
class Callable:
    def __call__(self, first, *rest): ...
class StaticCall:
    @staticmethod
    def __call__(a, b): ...
class ClassCall:
    @classmethod
    def __call__(cls, a): ...
class StaticInit:
    @staticmethod
    def __new__(kind, a): ...
class NoSelf:
    def __init__(): ...
class StarSelf:
    def __init__(*everything, named): ...
class Given:
    __signature__ = Signature([Parameter("given", Parameter.KEYWORD_ONLY)])
class GivenText:
    __text_signature__ = "(a, /, b=1)"
class BadGiven:
    __signature__ = 3
class PartialInit:
    __init__ = functools.partialmethod(lambda self, a, b, c: None, 1)
class Wrapped:
    def __init__(self, a): ...
    def inner(self, x): ...
class Failing(Exception): pass
class OwnError(Exception):
    def __init__(self, code, *, detail=None): ...
class Point(typing.NamedTuple):
    x: int
    y: int = 0
Old = collections.namedtuple("Old", "a b", defaults=[1])
class Color(enum.Enum):
    RED = 1
class Flagged(enum.Flag):
    A = 1
class NoMembers(enum.Enum): pass
class Proto(typing.Protocol):
    def method(self, a): ...
class Dict(typing.TypedDict):
    a: int
class Generic(typing.Generic[typing.TypeVar("T")]):
    def __init__(self, item): ...
for kind in (Empty, Init, New, Both, Child, NewOverInit, InitOverNew, WithMeta, WithQuietMeta, Callable, StaticInit, NoSelf,
             StarSelf, Given, GivenText, BadGiven, PartialInit, Failing, OwnError, Point, Old, Color, Flagged, NoMembers, Generic,
             Meta, object, Generic[int]):
    show(getattr(kind, "__name__", kind), kind)
for instance in (Callable(), StaticCall(), ClassCall(), Empty(), 3, "text", None):
    show("instance of " + type(instance).__name__, instance)

print("# methods and descriptors")
class Methods:
    def normal(self, a, *, b): ...
    @classmethod
    def klass(cls, a): ...
    @staticmethod
    def static(a): ...
    @property
    def prop(self): ...
    @functools.cached_property
    def cached(self): ...
    @functools.lru_cache
    def lru(self, a): ...
    @functools.singledispatchmethod
    def dispatched(self, arg, other=1): ...
    part = functools.partialmethod(normal, 5)
    keyword = functools.partialmethod(normal, b=5)
    empty_self = lambda: None
    star = lambda *args: None
    keyword_star = lambda **kw: None
methods = Methods()
for name in ("normal", "klass", "static", "lru", "dispatched", "part", "keyword", "empty_self", "star", "keyword_star"):
    show(f"Methods.{name}", getattr(Methods, name))
    show(f"methods.{name}", getattr(methods, name))
for raw in ("klass", "static", "prop", "cached", "lru"):
    show(f"raw {raw}", Methods.__dict__[raw])
show("bound twice", types.MethodType(types.MethodType(only, 1), 2))
show("method of a partial", types.MethodType(functools.partial(plain, 1), 2))
show("method of a callable", types.MethodType(Callable(), 2))

print("# partial")
for label, part in {
    "nothing": functools.partial(plain),
    "one": functools.partial(plain, 1),
    "two": functools.partial(plain, 1, 2),
    "four": functools.partial(plain, 1, 2, 3, 4),
    "by keyword": functools.partial(plain, a=1),
    "last by keyword": functools.partial(plain, b=1),
    "keyword only": functools.partial(plain, c=1),
    "unknown": functools.partial(plain, z=1),
    "two levels": functools.partial(functools.partial(plain, 1), c=2),
    "positional only": functools.partial(only, 1),
    "positional only twice": functools.partial(only, 1, 2),
    "positional only keyword": functools.partial(only, c=1),
    "too many": functools.partial(nothing, 1),
    "unexpected": functools.partial(nothing, x=1),
    "class": functools.partial(Init, 1),
    "class keyword": functools.partial(Init, b=1),
    "callable": functools.partial(Callable(), 1),
    "method": functools.partial(methods.normal, b=2),
    "default": functools.partial(lambda a=1, b=2: 0, b=5),
    "star": functools.partial(lambda *a, **k: 0, 1, 2, x=3),
}.items():
    show(label, part)

print("# wrapped")
def decorate(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs): ...
    return wrapper
once, twice = decorate(plain), decorate(decorate(only))
for obj in (once, twice):
    show("followed", obj)
    show("not followed", obj, follow_wrapped=False)
class Instance:
    def __init__(self, function): functools.update_wrapper(self, function)
    def __call__(self, a): ...
show("wrapping instance", Instance(plain))
show("wrapping instance itself", Instance(plain), follow_wrapped=False)
loop = lambda: 0
loop.__wrapped__ = loop
print(attempt(signature, loop))
stopped = decorate(plain)
stopped.__signature__ = Signature([Parameter("mine", Parameter.VAR_KEYWORD)])
show("own signature", stopped)
show("own signature inside", decorate(stopped))
stopped.__signature__ = "(text)"
show("text as signature", stopped)
stopped.__signature__ = lambda: Signature()
show("function as signature", stopped)
print(inspect.unwrap(twice) is only, inspect.unwrap(twice, stop=lambda f: f is not twice) is twice.__wrapped__)
print(attempt(inspect.unwrap, loop)[:32])

print("# native")
for native in (len, print, sorted, isinstance, dict.get, "".split, [].append, int.__add__, (1).__add__, object.__init__, object().__repr__,
               type.mro, dict.fromkeys, bytes.fromhex, max, type, int, str, dict, range, object.__new__, open, exec,
               functools.reduce, operator.add, list, tuple, float,
               property, BaseException, KeyError, functools.partial, set.add, types.SimpleNamespace, memoryview,
               zip, enumerate, super, slice, complex, bool, bytearray.fromhex):
    show(getattr(native, "__qualname__", type(native).__name__), native)
class Text:
    def __call__(self): ...
for text in ("(a, b)", "($self, a, /, b=1, *, c=None)", "($module, x='y')", "(a, b", "(1)", "(a=undefined_name)", "(a=inspect.CO_NESTED | 2)",
             "($self, /, *args, **kwargs)", "()", "(a, *, b=-1)", "(a=[])", "(a=..., b=True)", "(a=operator)"):
    class Faked:
        __text_signature__ = text
    Faked.__module__ = __name__
    show(text, Faked)

print("# Parameter")
kinds = [Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD, Parameter.VAR_POSITIONAL, Parameter.KEYWORD_ONLY, Parameter.VAR_KEYWORD]
for kind in kinds:
    print(repr(kind), str(kind), kind.description, int(kind), kind < Parameter.KEYWORD_ONLY, Parameter("x", kind))
print(Parameter.empty, Signature.empty is Parameter.empty, Parameter.empty.__module__)
print(attempt(Parameter, "x", 9), attempt(Parameter, "x", "yes"), sep="\n")
for args, kwargs in [((1, 1), {}), (("not id", 1), {}), (("class", 1), {}), (("x", 2), {"default": 1}), (("x", 4), {"default": 1}),
                     (("", 1), {}), ((".0", 1), {}), ((".0", 0), {}), ((".x", 1), {}), (("x",), {}), (("class", 0), {}), (("is", 3), {})]:
    print(args, kwargs, attempt(Parameter, *args, **kwargs))
p = Parameter("x", 1, default=3, annotation=int)
print(repr(p), p.name, p.kind, p.default, p.annotation, hash(p) == hash(Parameter("x", 1, default=3, annotation=int)))
print(p == p.replace(), p == p.replace(name="y"), p != Parameter("x", 3), p == 3, p.replace(default=Parameter.empty), p.replace(annotation="text"))
print(copy.replace(p, kind=Parameter.KEYWORD_ONLY).kind, copy.copy(p) == p, copy.deepcopy(p) == p, pickle.loads(pickle.dumps(p)) == p)
print(attempt(setattr, p, "name", "z"), attempt(setattr, p, "other", "z"), Parameter.__slots__)
print([str(Parameter("x", 1, annotation=a)) for a in (int, "int", list[int], typing.List[int], typing.Optional[int], int | None, Init, None, 3, inspect.Signature)])
print([str(Parameter("x", 1, default=d)) for d in (None, 1.5, "t", Init, (), len)][:5])
print([Parameter(*a) for a in (("x", 2), ("x", 4))], Parameter("x", 1, default=1, annotation=str))
class Named(Parameter): pass
print(repr(Named("n", 0)), type(Named("n", 0).replace(name="m")).__name__)

print("# Signature")
P = Parameter
for parameters in ([P("a", 1), P("a", 1)], [P("a", 1, default=1), P("b", 1)], [P("a", 3), P("b", 1)], [P("a", 4), P("b", 2)],
                   [P("a", 0, default=1), P("b", 0)], [P("a", 0, default=1), P("b", 3)], [P("a", 2), P("b", 2)], [P("a", 1), P("b", 0)], (),
                   None, [3], [P("a", 3, default=1), P("b", 3)], [P("a", 4), P("b", 4)], [P("a", 0), P("b", 1), P("c", 2), P("d", 3), P("e", 4)]):
    print(attempt(Signature, parameters))
print(Signature(return_annotation=int), Signature([P("a", 3)], return_annotation="text"), Signature([P("a", 0), P("b", 2)]))
s = signature(plain)
print(type(s.parameters).__name__, list(s.parameters), s.return_annotation, attempt(setattr, s, "parameters", 1))
print(s == signature(plain), s != signature(only), s == 3, hash(s) == hash(signature(plain)), attempt(hash, Signature([P("a", 1, default=[])])))
ordered = Signature([P("a", 3), P("b", 3)]), Signature([P("b", 3), P("a", 3)])
print(ordered[0] == ordered[1], hash(ordered[0]) == hash(ordered[1]), Signature([P("a", 1), P("b", 1)]) == Signature([P("b", 1), P("a", 1)]))
print(s.replace(return_annotation=Signature.empty), s.replace(parameters=[]), copy.replace(s, parameters=list(s.parameters.values())[:1]))
print(pickle.loads(pickle.dumps(s)) == s, copy.deepcopy(s) == s, copy.copy(s) == s, Signature.__slots__)
print([len(pickle.dumps(s, n)) > 0 for n in range(6)])
class Sub(Signature): pass
print(repr(Sub.from_callable(only)), type(Sub.from_callable(len)).__name__, Signature.from_callable(only, follow_wrapped=False))
print(s.format(), s.format(max_width=10), s.format(max_width=200), Signature().format(max_width=0), signature(only).format(max_width=1), sep="\n")
print(str(signature(lambda *, a: 0)), str(signature(lambda a, /: 0)), str(signature(lambda a, /, *, b: 0)), str(signature(lambda a, /, *b: 0)))
print(attempt(signature, 3), attempt(signature, "x"), attempt(signature, []), sep="\n")

print("# bind")
for args, kwargs in [((1,), {"c": 2}), ((1, 2, 3, 4), {"c": 2, "z": 5}), ((), {"a": 1, "c": 3}), ((), {}), ((1,), {}), ((1,), {"a": 2, "c": 1}),
                     ((1,), {"c": 1, "args": 2}), ((1,), {"c": 1, "kw": 2}), ((1, 2), {"b": 3, "c": 1})]:
    bound, partial = attempt(s.bind, *args, **kwargs), attempt(s.bind_partial, *args, **kwargs)
    print(args, kwargs, bound, partial, sep="\n  ")
    if isinstance(bound, inspect.BoundArguments):
        bound.apply_defaults()
        print(" ", bound.args, bound.kwargs, bound.arguments, bound.signature is s)
for function in (only, nothing, lambda a=1, /, b=2, *, c=3: 0, lambda a, /, **k: 0, lambda *a: 0, lambda a=1, *b: 0, lambda a, b=1, /, c=2: 0):
    for args, kwargs in [((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), {"d": 4}), ((1,), {"a": 2}), ((1,), {"a": 2, "b": 3}), ((), {"c": 1}), ((1, 2, 3, 4), {}),
                         ((), {"unknown": 1, "more": 2}), ((1, 2), {"c": 3, "d": 4, "e": 5}), ((), {"a": 1, "b": 2, "c": 3, "d": 4})]:
        sig = signature(function)
        print(sig, args, kwargs, attempt(sig.bind, *args, **kwargs), attempt(sig.bind_partial, *args, **kwargs), sep=" | ")
b = s.bind(1, c=2)
print(b == s.bind(1, c=2), b == s.bind(2, c=2), b == 3, copy.copy(b) == b, pickle.loads(pickle.dumps(b)) == b, attempt(hash, b))
b.arguments["b"], b.arguments["kw"] = 7, {"more": 1}
print(b, b.args, b.kwargs, inspect.BoundArguments.__slots__)
b.arguments = {"c": 1}
print(b.args, b.kwargs)
skip = signature(lambda a, b=1, *, c=2: 0).bind_partial(b=5)
print(skip, skip.args, skip.kwargs)
skip.apply_defaults()
print(skip, attempt(setattr, skip, "signature", 1))
print(s.bind(1, c=1, self=2, args=3), attempt(signature(lambda self: 0).bind, self=1))
starred = signature(lambda *a, **k: 0).bind()
starred.apply_defaults()
print(starred)

print("# older interfaces")
for function in (plain, only, methods.normal, Init, len, int, functools.partial(plain, 1), Callable(), 3, once, annotated, Methods.klass, max, Color, nothing):
    print(attempt(inspect.getfullargspec, function))
for args, kwargs in [((1,), {"c": 1}), ((1, 2, 3), {"c": 1, "x": 2}), ((), {}), ((1,), {}), ((1,), {"a": 1, "c": 1})]:
    print(attempt(inspect.getcallargs, plain, *args, **kwargs))
for function, args, kwargs in [(only, (), {}), (only, (1, 2, 3, 4), {"d": 1}), (nothing, (1,), {}), (nothing, (), {"x": 1}), (lambda a, b=1: 0, (), {}), (lambda a, b=1: 0, (1, 2, 3), {}),
                               (lambda a, b, c: 0, (1,), {}), (lambda *, x, y, z: 0, (), {}), (lambda a, *, x=1: 0, (1, 2), {"x": 3}), (lambda a: 0, (1, 2), {}), (methods.normal, (1,), {"b": 2}),
                               (lambda *, k: 0, (1,), {"k": 1}), (lambda a, *, k: 0, (1, 2), {"k": 1})]:
    print(attempt(inspect.getcallargs, function, *args, **kwargs) if function != methods.normal else sorted(attempt(inspect.getcallargs, function, *args, **kwargs)))
print(inspect.getargs(plain.__code__), inspect.getargs(only.__code__), attempt(inspect.getargs, 3))
def framed(a, *b, c=2, **d):
    e = 5
    return inspect.currentframe()
frame = framed(1, 2, x=3)
print(inspect.getargvalues(frame)[:3], inspect.formatargvalues(*inspect.getargvalues(frame)))
print(inspect.formatargvalues(*inspect.getargvalues(frame), formatvalue=lambda v: f"<{v}>", formatarg=str.upper))
print([inspect.formatannotation(a) for a in (int, list[int], typing.List[int], "text", None, Init, typing.Any, inspect.Signature, int | str, ...)])
print(inspect.formatannotation(Init, "__main__"), inspect.formatannotation(collections.OrderedDict), inspect.formatannotation(collections.OrderedDict, "collections"))
print(inspect.formatannotationrelativeto(signature)(inspect.Parameter), inspect.formatannotationrelativeto(plain)(inspect.Parameter))

print("# annotations")
class Base:
    x: int
class Derived(Base): pass
for obj in (Base, Derived, plain, nothing, len, types.ModuleType("m"), functools.partial(plain), 3, Init(1, 2), once):
    print(attempt(inspect.get_annotations, obj))
print(inspect.get_annotations(resolvable, eval_str=True, locals={"Local": int}), attempt(inspect.get_annotations, annotated, eval_str=True))
weird = lambda: 0
weird.__annotations__ = {"a": "1 + 1", "b": 3}
print(inspect.get_annotations(weird, eval_str=True), inspect.get_annotations(weird) is weird.__annotations__)
class Scoped:
    Local = str
    value: "Local"
print(inspect.get_annotations(Scoped, eval_str=True), inspect.get_annotations(Scoped, eval_str=False))
class Odd: __annotations__ = 3
print(attempt(inspect.get_annotations, Odd), attempt(inspect.get_annotations, type("E", (), {"__annotations__": None})))
def typed[T](a: "T") -> "list[T]": ...
print(inspect.get_annotations(typed, eval_str=True), signature(typed, eval_str=True))
module = types.ModuleType("annotated_module")
exec("x: 'int' = 1", module.__dict__)
print(inspect.get_annotations(module), inspect.get_annotations(module, eval_str=True))
