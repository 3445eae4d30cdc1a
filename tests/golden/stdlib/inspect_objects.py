"""Live objects: what they are, where their source is, frames, members, states."""
import abc
import asyncio
import collections
import enum
import functools
import inspect
import json
import os
import sys
import textwrap
import types


def attempt(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}".split(" at 0x")[0]


class Thing:
    """A thing.

        with an indented line
    and another.
    """
    __slots__ = ("slot", "__dict__")
    attribute: int = 3

    def method(self): ...  # after

    @classmethod
    def klass(cls): ...
    @staticmethod
    def static(): ...
    @property
    def prop(self): "A property."; return 1 / 0
    @functools.cached_property
    def cached(self): ...
    @types.DynamicClassAttribute
    def dynamic(self): return "dynamic"


def gen(): yield 1
async def coro(): return 2
async def agen(): yield 3
@types.coroutine
def old_coro(): yield
def marked(): return coro()
inspect.markcoroutinefunction(marked)


class Abstract(abc.ABC):
    @abc.abstractmethod
    def need(self): "What is needed."


class Concrete(Abstract):
    def need(self): return 1


class HalfDescriptor:
    def __get__(self, *args): return "got"


class DataDescriptor(HalfDescriptor):
    def __set__(self, *args): ...


class Deleter:
    def __delete__(self, *args): ...


class AsyncCall:
    async def __call__(self): ...


generator, coroutine, asyncgen = gen(), coro(), agen()
try:
    1 / 0
except ZeroDivisionError as error:
    trouble = error.__traceback__
thing = Thing()
objects = {
    "module": json, "class": Thing, "instance": thing, "function": gen, "coroutine function": coro, "async generator function": agen, "types.coroutine": old_coro,
    "marked": marked, "lambda": lambda: 0, "method": thing.method, "class method": Thing.klass, "static method": Thing.static, "raw class method": Thing.__dict__["klass"],
    "raw static": Thing.__dict__["static"], "property": Thing.prop, "cached": Thing.__dict__["cached"], "slot": Thing.slot, "getset": types.FunctionType.__code__, "builtin": len, "bound builtin": [].append,
    "method descriptor": list.append, "wrapper descriptor": object.__repr__, "method wrapper": (3).__add__, "type method": dict.__dict__["fromkeys"],
    "generator": generator, "coroutine": coroutine, "async generator": asyncgen, "old coroutine": old_coro(), "traceback": trouble, "frame": sys._getframe(), "code": gen.__code__,
    "abstract": Abstract, "concrete": Concrete, "half": HalfDescriptor(), "data": DataDescriptor(), "deleter": Deleter(), "partial": functools.partial(gen), "partial coro": functools.partial(functools.partial(coro)),
    "partial method": functools.partialmethod(agen), "async call": AsyncCall(), "none": None, "generic": list[int], "mapping descriptor": types.__dict__, "metaclass": abc.ABCMeta, "lru": functools.lru_cache(gen), "method of coroutine": types.MethodType(coro, 1),
    "method of generator": types.MethodType(gen, 1),
}
predicates = [n for n in dir(inspect) if n.startswith("is") and n not in ("iskeyword",)]
print(predicates)
for label, obj in objects.items():
    print(f"{label}:", " ".join(n[2:] for n in predicates if attempt(getattr(inspect, n), obj) is True))
print([n for n in predicates if not isinstance(attempt(getattr(inspect, n), 3), bool)])
coroutine.close()

print("# members")
print([n for n, v in inspect.getmembers(Thing) if not n.startswith("__")], attempt(inspect.getmembers, thing))
print([n for n, v in inspect.getmembers_static(thing) if not n.startswith("__")])
print(inspect.getmembers(Thing, inspect.isfunction)[0][0], [n for n, v in inspect.getmembers(Thing, inspect.ismethod)], inspect.getmembers(3, inspect.isgetsetdescriptor))
print([n for n, v in inspect.getmembers(abc.ABCMeta("Z", (), {"b": 1, "a": 2})) if n in "ab"])
for attribute in inspect.classify_class_attrs(Thing):
    if not attribute.name.startswith("__"):
        print(attribute.name, attribute.kind, attribute.defining_class.__name__, type(attribute.object).__name__)
class Meta(type):
    @property
    def from_meta(cls): return "meta"
    def meta_method(cls): ...
class Made(Thing, metaclass=Meta):
    def __getattr__(self, name): return "made up"
    def __dir__(self): return ["made", "z"]
    method = Thing.__dict__["klass"]
    alias = len
print([(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(Made) if not a.name.startswith("__")])
print([(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(type(Made)) if not a.name.startswith("_")])
print(inspect.getmembers(Made()), [(a.name, a.kind) for a in inspect.classify_class_attrs(enum.Enum("E", "a b")) if not a.name.startswith("_")])
print([a[:3] for a in inspect.classify_class_attrs(bool) if a.name in ("__new__", "__add__", "real", "from_bytes", "__doc__", "__and__")][1:4])
class Slotless: pass
print([(a.name, a.kind) for a in inspect.classify_class_attrs(Slotless) if a.name in ("__dict__", "__weakref__", "__module__", "__class__", "__init__", "__init_subclass__")])

print("# static lookup")
class Dynamic:
    x = 1
    def __getattr__(self, name): return "dynamic"
    def __getattribute__(self, name): raise RuntimeError("asked")
d = Dynamic()
d.y = 2
print(inspect.getattr_static(d, "x"), inspect.getattr_static(d, "y"), attempt(inspect.getattr_static, d, "z"), inspect.getattr_static(d, "z", "default"))
print(type(inspect.getattr_static(thing, "prop")).__name__, type(inspect.getattr_static(Thing, "slot")).__name__, type(inspect.getattr_static(Made, "from_meta")).__name__)
print(inspect.getattr_static(Made, "__mro__") is type.__dict__["__mro__"], inspect.getattr_static(Made, "meta_method").__name__, inspect.getattr_static(json, "dumps") is json.dumps)
print(type(inspect.getattr_static(Thing, "klass")).__name__, inspect.getattr_static(int, "real").__name__, attempt(inspect.getattr_static, 3, "nope"), attempt(inspect.getattr_static, Thing, "nope"))
class HasDict:
    __dict__ = {"x": 1}
print(attempt(inspect.getattr_static, HasDict(), "x"), inspect.getattr_static(types.SimpleNamespace(x=3), "x"))
class DataWins:
    data, half = DataDescriptor(), HalfDescriptor()
dw = DataWins()
dw.__dict__.update(data="instance", half="instance")
print(type(inspect.getattr_static(dw, "data")).__name__, inspect.getattr_static(dw, "half"))

print("# docs")
class Sub(Thing):
    def method(self): ...
class Documented:
    "Documented class."
    def method(self): "Of the base."
    def other(self): "Other."
    prop = property(lambda self: 0, doc="Of the property.")
    @classmethod
    def klass(cls): "Class method."
    @staticmethod
    def static(): "Static method."
    @functools.cached_property
    def cached(self): "Cached."
class Undocumented(Documented):
    def method(self): ...
    prop = property(lambda self: 1)
    @classmethod
    def klass(cls): ...
    @staticmethod
    def static(): ...
    @functools.cached_property
    def cached(self): ...
for obj in (Thing, Sub, thing, Undocumented, Undocumented.method, Undocumented().method, Undocumented.prop, Undocumented.klass, Undocumented.static, Undocumented.__dict__["cached"],
            Concrete.need, lambda: 0):
    text = attempt(inspect.getdoc, obj)
    print(repr(text and text[:60]))
for text in ("", "one", "  one\n    two\n      three\n\n\n", "\n\n  a\n b\n", "\ta\n\tb", "a\n\n   \n  b", "\n", "one\n\ttwo\n        three", "   only first   "):
    print(repr(inspect.cleandoc(text)))
print(inspect.indentsize("  \tx"), inspect.indentsize("x"), attempt(inspect.cleandoc, None))

print("# sources")
here = os.path.basename(__file__)
def deco(f):
    @functools.wraps(f)
    def wrapper(): return f()
    return wrapper
# a comment
#   before
@deco
def decorated():
    x = [
1, 2]
    # inside

    return """
text
"""
# not part of it


class Outer:

    # of the class
    class Inner:
        def deep(self):
            return lambda x: (
                x)
    class Other: z = 1

    one = lambda self: 1; two = lambda self: 2


if here:
    class Twice: first = True
else:
    class Twice: second = True
# unfinished
single = lambda: 0
multi = (lambda a,
         b: a)
async def waits(): await x
def one_line(): pass
class Local:
    def make():
        class Outer:
            "local"
        def inner(): pass
        return Outer, inner
nested, nested_function = Local.make()
for obj in (decorated, Outer, Outer.Inner, Outer.Inner.deep, Outer.Inner().deep(), Outer.Other, Outer.one, Twice, single, multi, waits, one_line, Outer.Inner.deep.__code__, Outer().one, nested, nested_function,
            Thing.prop.fget, Thing.__dict__["klass"], functools.partial(one_line), gen, Thing.method, Enum if (Enum := enum.Enum("E", "a")) else 0):
    print("--", getattr(obj, "__qualname__", type(obj).__name__))
    text = attempt(inspect.getsource, obj)
    print(text.replace(os.path.dirname(__file__) + "/", ""), end="")
    print("|", attempt(lambda: inspect.getsourcelines(obj)[1]), repr(attempt(inspect.getcomments, obj)))
for obj in (sys, 3, thing, Thing, trouble, sys._getframe(), gen.__code__, generator, types.ModuleType("nowhere"), type("Made", (), {"__module__": "nowhere"}), type("Made", (), {}), Thing.method):
    for function in (inspect.getfile, inspect.getsourcefile, inspect.getabsfile, inspect.getmodule, inspect.findsource, inspect.getsource, inspect.getcomments):
        result = attempt(function, obj)
        if function is inspect.findsource and isinstance(result, tuple): result = len(result[0]) > 0, result[1] 
        text = str(result)
        print(function.__name__, type(obj).__name__, os.path.basename(text)[:40] if "/" in text[:200] and "Error" not in text else text.splitlines()[0][:90] if text else "")
print(inspect.getsourcelines(sys.modules["__main__"])[1], len(inspect.getsource(sys.modules["__main__"])) == len(open(__file__).read()))
print([inspect.getmodulename(p) for p in ("a.py", "x/b.pyc", "c.txt", "e", "/x.y/z.py")])
print(inspect.getblock(["def f():\n", "    a\n", "\n", "    b\n", "# c\n", "x\n"]), inspect.getblock(["x = lambda: 0\n", "y\n"]), inspect.getblock(["class A: pass\n", "b\n"]), inspect.getblock(["x = 1\n", "y\n"]))
print(inspect.getblock(["@deco(\n", "  1)\n", "def f(a,\n", "b): pass\n", "\n", "z\n"]), inspect.getblock(["def f():\n", "  '''x\n", "y'''\n"]), inspect.getblock(["    def g():\n", "        pass\n", "    # c\n", "  z\n"]))
namespace = {}
exec("def made(): pass", namespace)
print(attempt(inspect.getsource, namespace["made"]), attempt(inspect.getfile, namespace["made"]))
import linecache
linecache.cache["<virtual>"] = (10, None, ["def virtual():\n", "    return 1\n", "other\n"], "<virtual>")
exec(compile("def virtual():\n    return 1\nother = 0\n", "<virtual>", "exec"), namespace)
print(attempt(inspect.getsource, namespace["virtual"]), attempt(inspect.getsourcefile, namespace["virtual"]))

print("# frames")
def outer(context): return inner(context)
def inner(context): return inspect.stack(context), inspect.getframeinfo(sys._getframe(), context), inspect.currentframe()
stack, info, frame = outer(3)
for entry in stack[:3]:
    print(entry.function, entry.lineno, entry.code_context, entry.index, os.path.basename(entry.filename), entry.positions and entry.positions.lineno, len(entry), type(entry).__name__)
print(info.function, info.index, info.code_context, info._fields, type(info).__name__, repr(info)[:20], "positions=" in repr(info))
print(inspect.getlineno(frame) == frame.f_lineno, [f.function for f in inspect.getouterframes(frame)][:2], inspect.stack(0)[0].code_context, inspect.stack(0)[0].index)
try:
    def fail(): json.loads("[")
    fail()
except ValueError as error:
    inner_frames = inspect.getinnerframes(error.__traceback__, 1)
    print([(f.function, f.code_context, f.index) for f in inner_frames[:2]], [f.function for f in inspect.trace()][:2])
    print(inspect.getframeinfo(error.__traceback__).function, inspect.getframeinfo(error.__traceback__.tb_next, 5).code_context)
print(inspect.trace(), attempt(inspect.getframeinfo, 3), attempt(inspect.getinnerframes, None), attempt(inspect.getouterframes, None))
t = inspect.Traceback("f", 1, "g", ["x"], 0, positions=None)
print(t, t.positions, t[:], inspect.FrameInfo(None, "f", 1, "g", None, None), inspect.FrameInfo(None, "f", 1, "g", None, None, positions=(1, 2)).positions)

print("# states")
for label, make, state, local in (("generator", gen, inspect.getgeneratorstate, inspect.getgeneratorlocals), ("coroutine", coro, inspect.getcoroutinestate, inspect.getcoroutinelocals), ("async generator", agen, inspect.getasyncgenstate, inspect.getasyncgenlocals)):
    made = make()
    print(label, state(made), local(made), attempt(state, 3), attempt(local, 3))
    if label == "generator":
        next(made)
        print(state(made)); made.close(); print(state(made), local(made))
    elif label == "coroutine":
        made.close(); print(state(made), local(made))
def looking():
    variable = 1
    yield inspect.getgeneratorstate(looker), sorted(inspect.getgeneratorlocals(looker))
looker = looking()
print(next(looker), inspect.getgeneratorstate(looker))
class Awaitable:
    def __await__(self): yield
async def waiting(): await Awaitable()
w = waiting(); w.send(None)
print(inspect.getcoroutinestate(w)); w.close()
async def main():
    a = agen()
    await a.__anext__()
    print(inspect.getasyncgenstate(a), await a.aclose(), inspect.getasyncgenstate(a))
    print(inspect.getcoroutinestate(asyncio.current_task().get_coro()))
asyncio.run(main())

print("# names")
free = 1
def closes(a):
    b = 2
    def inside():
        nonlocal a
        return a, b, free, len, undefined.attribute, json.loads
    return inside
print({k: sorted(v) for k, v in inspect.getclosurevars(closes(3))._asdict().items()}, attempt(inspect.getclosurevars, len), inspect.getclosurevars(closes(3).__get__(1)).nonlocals)
def empty_cell():
    def f(): return later
    return f
    later = 1
print(attempt(lambda: inspect.getclosurevars(empty_cell()).nonlocals).lower())
class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
print(inspect.getclasstree([A, B, C, D]), inspect.getclasstree([A, B, C, D], True), inspect.getclasstree([D]), inspect.walktree([B, A], {A: [B]}, None), inspect.getmro(D), sep="\n")
print(list(inspect.BufferFlags), inspect.BufferFlags.FULL, inspect.CO_NESTED, inspect.TPFLAGS_IS_ABSTRACT, repr(inspect.BufferFlags.READ))
print(inspect.Attribute._fields, inspect.ClosureVars._fields, inspect.ArgInfo._fields, inspect.Arguments._fields, inspect.FullArgSpec._fields, inspect.Attribute.__module__)
for name in ("Signature", "Parameter", "BoundArguments", "FrameInfo", "Traceback", "BlockFinder", "EndOfBlock", "ClassFoundException", "signature", "getsource", "BufferFlags", "_ParameterKind"):
    print(getattr(inspect, name).__module__, end=" ")
print(sorted(set(inspect.__all__) - set(dir(inspect))))
