# Corners of typing, enum, functools, dataclasses, contextlib, copy, weakref, reprlib, fractions, collections and os.path.
import collections
import collections.abc
import contextlib
import copy
import dataclasses
import enum
import fractions
import functools
import os
import pickle
import reprlib
import tempfile
import types
import typing
import warnings
import weakref
from typing import Callable, Concatenate, List, ParamSpec, Protocol, Sequence, Sized, TypeVar, Unpack


def shown(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


print("-- bases with __mro_entries__ beside generic ones")


class Entries:
    def __init__(self, bases):
        self.bases = bases

    def __mro_entries__(self, bases):
        return self.bases


class Plain:
    pass


T, P = TypeVar("T"), ParamSpec("P")


class Items(Sequence[T]):
    pass


for bases in [(List[int], Entries((Plain,))), (List[int], Entries(())), (Sized, list[int]), (List[T], Items[T]),
              (List[int], Entries((Items,)))]:
    shown(lambda: [cls.__name__ for cls in types.new_class("Made", bases).__mro__])


def single(base, *others):
    class Made(base, *others):
        pass


shown(lambda: single(List[int], Entries(None)))
shown(lambda: single(List[int], Plain()))

print("-- callables, unpacked arguments")
front = Callable[Concatenate[int, P], T]
print(front[[str, float], int] == Callable[[int, str, float], int], front[[str, float], int].__args__, front[[], int])


def packed(*args: *tuple[int, "str"], pair: tuple[*tuple[int, str]] = (1, "a")): ...


print(typing.get_type_hints(packed))

print("-- protocols")


class Speaks(Protocol):
    def speak(self): ...


class Base:
    def __init__(self, *args):
        print("Base", args)


class Dog(Speaks):
    def __init__(self):
        super().__init__()
        self.name = "Rex"


class Cat(Speaks, Base):
    pass


print(Dog().name, type(Cat(1)).__name__)

print("-- exit stacks")


def failing(number):
    def undo():
        raise ValueError(number)
    return undo


def contexts(error):
    return [repr(error)] + (contexts(error.__context__) if error.__context__ else [])


def with_callbacks(error=None):
    try:
        with contextlib.ExitStack() as stack:
            for number in range(3):
                stack.callback(failing(number))
            if error:
                raise error
    except Exception as raised:
        print(contexts(raised))


with_callbacks()
with_callbacks(IndexError())
try:
    raise KeyError("outside")
except KeyError:
    with_callbacks()
    with_callbacks(IndexError())

print("-- copies")


class Six:
    def __reduce__(self):
        return Six, (), None, None, None, None


for copied in (copy.copy, copy.deepcopy):
    try:
        copied(Six())
    except TypeError as error:
        print(type(error).__name__)

print("-- weak sets")
things = [Plain() for _ in range(3)]
weak = weakref.WeakSet(things)
weak.label = ["x"]
weak.update(Plain() for _ in range(50))
deep = copy.deepcopy(weak)
print(len(weak), len(weakref.WeakSet(Plain() for _ in range(50))), deep == weak, deep.label, deep.label is weak.label)

print("-- orderings, caches, dispatch")


@functools.total_ordering
class Ordered:
    def __lt__(self, other):
        return False


for name in ("__le__", "__gt__", "__ge__"):
    method = getattr(Ordered, name)
    print(method.__qualname__, pickle.loads(pickle.dumps(method)) is method)
cached = functools.lru_cache(len)
cached("a")
print(cached.cache_info() == functools._CacheInfo(hits=0, misses=1, maxsize=128, currsize=1))


@functools.singledispatch
def what(thing):
    return "object"


for kind in (collections.abc.Iterable, collections.abc.Sized, collections.abc.Set):
    what.register(kind, lambda thing, name=kind.__name__: name)


class Counted(Plain, collections.abc.Sized):
    def __len__(self):
        return 0


class Special(Counted):
    pass


print(what(Counted()), what(Special()))
collections.abc.Set.register(Special)
print(what(Counted()), what(Special()))

print("-- enums")


class Filled(enum.Enum):
    __private_ = 1
    vars().update({"A": 1})
    vars().update([("B", 2)])


print(list(Filled), Filled._Filled__private_)


def badly():
    class Bad(enum.Enum):
        def __new__(cls, value):
            return super().__new__(cls, value)
        A = 1


shown(badly)

print("-- dataclasses")


@dataclasses.dataclass
class Texts:
    a: "typing.ClassVar+"
    b: " typing . ClassVar.[int]"
    c: "dataclasses.InitVar.[int]"
    d: "typing.List[int]"


print([f.name for f in dataclasses.fields(Texts)], Texts.__doc__)


class Meta(type):
    def __call__(cls, *args, extra=None):
        return super().__call__(*args)


@dataclasses.dataclass
class WithMeta(metaclass=Meta):
    x: int


print(WithMeta.__doc__)
for item in ([], (1,), 5):
    shown(lambda: dataclasses.make_dataclass("Made", [item]))

print("-- reprs and formats")
for indent in (0, False, "", "--", (), []):
    shown(lambda: repr(reprlib.Repr(indent=indent).repr([1, {"a": ()}])))


class Recursive:
    @reprlib.recursive_repr()
    def __repr__(self) -> str:
        return f"<{self!r}>"


print(Recursive(), Recursive.__repr__.__annotations__)
for form in (".2f", ".02f", ".0f", "010.2f"):
    shown(lambda: repr(format(fractions.Fraction(1, 3), form)))

print("-- the rest")
print([issubclass(collections.deque, kind) for kind in (collections.abc.MutableSequence, collections.abc.Sequence)])
with tempfile.TemporaryDirectory() as folder:
    os.symlink("loop", folder + "/loop")
    os.symlink("target", folder + "/link")
    root = os.path.realpath(folder)
    print([os.path.relpath(os.path.realpath(f"{folder}/{path}"), root) for path in ("loop", "loop/../link", "loop/x/link")])
    for name, target in (("folder/nowhere", "missing"), ("folder/below_file", "../file/x"), ("folder/up", "..")):
        os.makedirs(folder + "/folder/inner", exist_ok=True)
        os.symlink(target, f"{folder}/{name}")
    open(folder + "/file", "w").close()
    for topdown in (True, False):
        for shown_as, directories, files, fd in os.fwalk(folder, topdown=topdown):
            print(os.path.relpath(shown_as, folder), sorted(directories), sorted(files), len(os.listdir(fd)))
    for _, directories, _, _ in os.fwalk(folder):
        print(directories)
        directories.clear()
    deep = folder + "/d" * 300
    os.makedirs(deep)
    print(sum(1 for _ in os.fwalk(folder)))
    steps = os.fwalk(folder)
    next(steps), next(steps)
    steps.close()
    try:
        next(os.fwalk(folder + "/missing"))
    except OSError as error:
        print(type(error).__name__)
try:
    os.environ["no such variable"]
except KeyError as error:
    print(error, error.__suppress_context__)
with warnings.catch_warnings():
    warnings.simplefilter("always")
    kept = warnings.showwarning
    del warnings.showwarning
    with contextlib.redirect_stderr(__import__("io").StringIO()) as out:
        warnings.warn("still shown")
    warnings.showwarning = kept
    print("still shown" in out.getvalue())
