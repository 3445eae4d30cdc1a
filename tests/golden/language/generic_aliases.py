# list[int] and int | str: what they show, compare, call, substitute, refuse; union types in isinstance.
from _t import attempt, values
import copy
import pickle
import types
import typing
from typing import Any, Generic, Optional, ParamSpec, TypeVar, TypeVarTuple, Union

T, U = TypeVar("T"), TypeVar("U")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
values(
    "list[int]", "dict[str, list[int]]", "tuple[int, ...]", "tuple[()]", "list[T][int]", "dict[T, U][int, str]", "dict[T, T][int]", "dict[str, T][int]", "list[list[T]][int]", "type[int]", "set['Name']", "list[None]", "list[...]", "list[1]", "list[int, str]",
    "list[int].__origin__, list[int].__args__, list[int].__parameters__", "dict[T, U].__parameters__", "list[int] == list[int]", "list[int] == list[str]", "list[int] == list", "hash(list[int]) == hash(list[int])", "list[int]()", "dict[str, int](a=1)", "list[int]([1, 2])",
    "isinstance([], list[int])", "issubclass(list, list[int])", "list[int].__class__", "type(list[int])", "list[int].__mro_entries__(())", "list[int].__name__, list[int].__qualname__", "list[int].nothing", "list[T][int, str]", "dict[T, U][int]", "list[int][str]",
    "list[T][T]", "list[T | int][str]", "int[str]", "int | str", "int | None", "None | int", "int | str | int", "int | (str | float)", "(int | str)[0]", "int | 5", "5 | int", "None | None", "int | 'str'", "list[int] | None", "int | T", "T | int", "T | None", "(T | None)[int]", "(int | str).__args__",
    "int | str == str | int", "hash(int | str) == hash(str | int)", "isinstance(1, int | str)", "isinstance(1.5, int | str)", "issubclass(bool, int | str)", "isinstance(None, int | None)", "isinstance(1, list[int] | int)", "isinstance(1, int | list[int])", "isinstance([], int | list[int])",
    "type(int | str)", "types.UnionType", "(int | str) | (str | int)", "int | Any", "Union[int, str] == (int | str)", "Optional[int] == (int | None)", "types.UnionType()", "types.UnionType[int]", "(list[T] | dict[T, U])[int, str]", "(list[T] | set[T]).__parameters__", "int | type", "type | None", "repr(int | list[str])", "(int | str) <= (int | str)",
    "types.GenericAlias(int, (str,))", "types.GenericAlias(list, int)", "types.GenericAlias(list)", "types.GenericAlias('a', ())", "list[*tuple[int, ...]]", "tuple[*Ts]", "tuple[*Ts][int, str]", "tuple[int, *Ts, str][float, bytes]", "list[int].__unpacked__", "next(iter(tuple[int]))", "list(tuple[int, str])", "(*tuple[int, ...],)",
    "copy.copy(list[int]), copy.deepcopy(dict[str, int])", "pickle.loads(pickle.dumps(list[int])), pickle.loads(pickle.dumps(int | str))", "list[int].__reduce__()[1]", "dir(list[int])[:3] != []", "list[int] < list[str]", "bool(list[int])", "list[int] + 1", "len(list[int])",
    copy=copy, pickle=pickle, types=types, T=T, U=U, P=P, Ts=Ts, Any=Any, Union=Union, Optional=Optional)
attempt(setattr, list[int], "x", 1)
attempt(setattr, list[int], "__origin__", 1)


class Sub(list[int]):
    pass


print(Sub.__mro__, Sub.__orig_bases__, Sub([1]))


class Both(dict[str, int], Generic[T]):
    pass


print(Both.__bases__, Both.__orig_bases__, Both[int], Both.__parameters__)


class Own:
    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)

    def __init__(self, x=0):
        self.x = x

    attribute = 5

    @classmethod
    def make(cls):
        return cls(7)


alias = Own[int, "str"]
print(alias, alias.attribute, alias.make().x, alias(3).x, alias(3).__orig_class__, alias.__args__)
attempt(setattr, alias, "attribute", 6)


class Meta(type):
    def __or__(cls, other):
        return "or", cls.__name__, other

    def __ror__(cls, other):
        return "ror", cls.__name__, other

    def __getitem__(cls, item):
        return "meta item", item


class WithMeta(metaclass=Meta):
    pass


print(WithMeta | 5, 5 | WithMeta, WithMeta | int, int | WithMeta, WithMeta[3])


class NoGeneric:
    __class_getitem__ = None


attempt(lambda: NoGeneric[1])
attempt(lambda: object[1])


class Callable:
    def __call__(self):
        pass


attempt(lambda: int | Callable())


type Alias[X] = list[X] | None
print(Alias, Alias.__value__, Alias[int], Alias[int].__origin__, Alias[int].__args__, Alias.__type_params__, Alias | int, isinstance(Alias | int, types.UnionType))
attempt(isinstance, 1, Alias)
attempt(lambda: Alias())
match 5:
    case int() | str():
        print("matched")
try:
    raise ValueError
except (ValueError, TypeError):
    print("caught")
try:
    try:
        raise ValueError
    except ValueError | TypeError:
        pass
except TypeError as e:
    print(e)
print(typing.get_origin(list[int]), typing.get_args(dict[str, int]), typing.get_origin(int | str), typing.get_args(int | None), typing.get_type_hints(lambda: 0))
for cls in (tuple, list, dict, set, frozenset, type, enumerate, zip, map, filter, slice, range, property, memoryview, int):
    try:
        print(cls[int])
    except TypeError as e:
        print(e)
import array, collections, contextlib, functools, itertools, os, queue, re, types as t, weakref
for cls in (collections.deque, collections.defaultdict, collections.OrderedDict, collections.Counter, collections.ChainMap, re.Pattern, re.Match, functools.partial, functools.cached_property, os.PathLike, queue.Queue, weakref.ref, weakref.WeakSet, t.MappingProxyType, itertools.chain, contextlib.AbstractContextManager, array.array, collections.abc.Iterable, collections.abc.Callable, BaseExceptionGroup):
    try:
        print(cls[int])
    except TypeError as e:
        print(e)
print(collections.abc.Callable[[int, str], bool], collections.abc.Callable[..., T][int], collections.abc.Callable[P, T][[int], str], collections.abc.Callable[[T], U][int, str])
