"""typing from end to end: forms and their arguments, aliases and substitution, protocols, named tuples, typed dicts, hints."""
import collections
import collections.abc
import contextlib
import copy
import io
import pickle
import re
import sys
import types
import typing
import warnings
from typing import *


def show(*actions):
    """Prints what each action gives, or the exception it raises."""
    for action in actions:
        try:
            print(re.sub(" at 0x[0-9a-f]+", " at *", repr(action())))
        except Exception as error:
            print(f"{type(error).__name__}: {error}")


def section(title):
    print(f"--- {title}")


warnings.simplefilter("ignore")
T = TypeVar("T")
S = TypeVar("S")
K = TypeVar("K", bound=int)
P = ParamSpec("P")
Q = ParamSpec("Q")
Ts = TypeVarTuple("Ts")
D = TypeVar("D", default=int)

FORMS = [Any, NoReturn, Never, Self, LiteralString, ClassVar, Final, Union, Optional, Literal, TypeAlias, Concatenate,
         TypeGuard, TypeIs, Unpack, Annotated, Required, NotRequired, ReadOnly]

section("forms")
for form in FORMS:
    print(form, type(form).__name__, isinstance(form, typing._SpecialForm), getattr(form, "__module__", None))
    show(lambda: form[int], lambda: form[int, str], lambda: form[()], lambda: form(), lambda: iter(form),
         lambda: hash(form) == hash(form), lambda: isinstance(1, form), lambda: issubclass(int, form), lambda: form | None,
         lambda: "x" | form, lambda: pickle.loads(pickle.dumps(form)) is form, lambda: copy.copy(form) is form,
         lambda: form.__mro_entries__((form,)), lambda: form._name, lambda: form.nothing)

    def derive():
        class C(form):
            pass
        return C.__mro__
    show(derive)
for bad in (42, [int], (int, str), Generic, Protocol, ClassVar, Final, "a b", "", b"x", ..., None, Union, Optional, TypeAlias):
    show(lambda: List[bad], lambda: Optional[bad], lambda: Final[bad], lambda: Tuple[bad], lambda: TypeGuard[bad])

section("unions")
show(lambda: Union[int], lambda: Union[int, int], lambda: Union[int, str, int], lambda: Union[int, Union[str, None]],
     lambda: Union[int, None] == Optional[int], lambda: Union[int, str] == Union[str, int], lambda: Union[int, str] == (int | str),
     lambda: Optional[Union[str, int]], lambda: Union[()], lambda: Union["A", int], lambda: Union[1, 2],
     lambda: isinstance(1, Union[int, str]), lambda: isinstance(None, Optional[str]), lambda: issubclass(bool, Union[int, str]),
     lambda: issubclass(1, Union[int, str]), lambda: isinstance(1, Union[List[int], int]), lambda: isinstance("", Union[List[int], int]),
     lambda: Union[int, str] | float, lambda: float | Union[int, str], lambda: Union[list[int], "x"].__args__,
     lambda: hash(Union[int, str]) == hash(Union[str, int]), lambda: Union[int, str].__origin__, lambda: Union[int, str]._name,
     lambda: Optional[int]._name, lambda: Optional[int].__name__, lambda: Union[int, str].__name__, lambda: Union[T, int][str],
     lambda: Union[T, S][int, int], lambda: Union[T, None], lambda: Union[T, S].__parameters__, lambda: Union[Literal[1], Literal[2]],
     lambda: type(Union[int, str]).__name__, lambda: Union[int, str](), lambda: Union[int | str, None], lambda: Optional[int | None],
     lambda: (int | str)[int], lambda: copy.deepcopy(Union[int, str]) == Union[int, str], lambda: Union[int, str].__module__,
     lambda: pickle.loads(pickle.dumps(Optional[List[int]])), lambda: Union[int, str].upper, lambda: Optional[{}])

section("literals")
show(lambda: Literal[1, 2, 1], lambda: Literal[1, True, 1.0], lambda: Literal[1] == Literal[True], lambda: Literal[1, 2] == Literal[2, 1],
     lambda: Literal[Literal[1, 2], Literal["x"]], lambda: Literal[[1]], lambda: Literal[[1], 2, [1]], lambda: Literal[1, 2].__args__,
     lambda: Literal[None, "a", b"b"], lambda: Literal[{}] == Literal[{}], lambda: hash(Literal[1, 2]) == hash(Literal[2, 1]),
     lambda: hash(Literal[[]]), lambda: Literal[()], lambda: Literal[(1, 2)], lambda: Literal[1][2], lambda: Literal["int"].__args__,
     lambda: isinstance(1, Literal[1]), lambda: Literal[0] is Literal[0], lambda: Literal[0] is Literal[False], lambda: Literal[1].__parameters__)

section("annotated")
A = Annotated[int, "x", {"y": 1}]
show(lambda: A, lambda: A.__metadata__, lambda: A.__origin__, lambda: A.__args__, lambda: A.x, lambda: A.real, lambda: A("7"),
     lambda: Annotated[A, 5], lambda: Annotated[A, 5].__metadata__, lambda: Annotated[int], lambda: Annotated[()],
     lambda: Annotated[T, 1][str], lambda: Annotated[List[T], 1][str], lambda: Annotated[int, 1] == Annotated[int, 1],
     lambda: Annotated[int, 1] == Annotated[int, 2], lambda: hash(Annotated[int, 1]) == hash(Annotated[int, 1]), lambda: hash(A),
     lambda: A == int, lambda: Annotated["X", 1], lambda: Annotated[ClassVar[int], 1], lambda: Annotated[Final, 1],
     lambda: pickle.loads(pickle.dumps(A)), lambda: copy.copy(A) == A, lambda: copy.deepcopy(A) == A, lambda: get_origin(A),
     lambda: get_args(A), lambda: Annotated[int, 1] | None, lambda: Optional[Annotated[int, 1]], lambda: List[Annotated[T, 1]][int],
     lambda: Annotated[int, 1].__mro_entries__(()), lambda: Annotated[Unpack[Ts], 1], lambda: Annotated[*Ts, 1], lambda: A[int],
     lambda: Annotated[int, 1].__name__, lambda: Annotated[3, 1], lambda: type(A).__name__)

section("aliases of the library's classes")
NAMES = """Hashable Awaitable Coroutine AsyncIterable AsyncIterator Iterable Iterator Reversible Sized Container Collection Callable
AbstractSet MutableSet Mapping MutableMapping Sequence MutableSequence ByteString Tuple List Deque Set FrozenSet MappingView
KeysView ItemsView ValuesView ContextManager AsyncContextManager Dict DefaultDict OrderedDict Counter ChainMap Generator
AsyncGenerator Type Pattern Match""".split()
for name in NAMES:
    alias = getattr(typing, name)
    print(name, repr(alias), alias.__origin__, alias._name, getattr(alias, "_nparams", "-"), getattr(alias, "_inst", "-"),
          type(alias).__name__, alias.__module__, alias.__name__, alias.__qualname__, hasattr(alias, "__parameters__"))
    show(lambda: alias[int], lambda: alias[int, str], lambda: alias[T], lambda: alias[int, str, float], lambda: alias[()],
         lambda: alias[T, S][int, str], lambda: pickle.loads(pickle.dumps(alias)) is alias, lambda: alias | int,
         lambda: isinstance([], alias), lambda: issubclass(dict, alias), lambda: alias == alias, lambda: alias.__mro_entries__((alias,)),
         lambda: alias())
show(lambda: isinstance([], List[int]), lambda: issubclass(list, List[int]), lambda: List[int]([1]), lambda: Dict[str, int](a=1),
     lambda: Type[int](), lambda: List[int].append, lambda: List[int].__wrong__, lambda: List.append, lambda: Deque(maxlen=2),
     lambda: Counter("aab"), lambda: Callable(), lambda: List[int] is List[int], lambda: List[int] == list[int], lambda: list(List[int]),
     lambda: List[int].__class_getitem__, lambda: setattr(List, "_x", 1), lambda: setattr(List, "y", 1), lambda: List[int][str],
     lambda: List[T][int][str], lambda: Dict[T, S][int, str], lambda: Dict[T, S][int], lambda: Dict[T, List[S]].__parameters__,
     lambda: Dict[T, T][int], lambda: Dict[T, list[S]][int, str], lambda: pickle.loads(pickle.dumps(Dict[str, List[int]])),
     lambda: copy.copy(List[int]), lambda: Dict[str, "X"], lambda: List["X"].__args__, lambda: hash(List[int]) == hash(List[int]),
     lambda: List[int] | None, lambda: "X" | List[int], lambda: List[T] | Dict[T, S], lambda: Generator[int],
     lambda: Generator[int, None], lambda: Generator[int, str, float], lambda: AsyncGenerator[int], lambda: ContextManager[int],
     lambda: ContextManager[int, bool], lambda: AsyncContextManager[int, None, None], lambda: Coroutine[int, int], lambda: List[int].__dict__.keys() >= {"_inst"},
     lambda: List[K][int], lambda: List[list[int]], lambda: typing.nothing, lambda: dir(List[int]) == dir(List[int]))

section("callables")
C = Callable
show(lambda: C[[int, str], bool], lambda: C[..., bool], lambda: C[[], None], lambda: C[P, T], lambda: C[Concatenate[int, P], T],
     lambda: C[int, str], lambda: C[[int]], lambda: C[()], lambda: C[[int], [str]], lambda: C[[int], str, float],
     lambda: C[[T], S][int, str], lambda: C[P, T][[int, str], bool], lambda: C[P, T][..., bool], lambda: C[P, T][int, str],
     lambda: C[P, int][int, str], lambda: C[P, int][[int, str]], lambda: C[P, T][Concatenate[int, Q], str], lambda: C[Concatenate[T, P], S][int, [str], bool],
     lambda: C[Concatenate[int, P], T][..., str], lambda: C[[int], T].__args__, lambda: C[[int], T].__parameters__,
     lambda: C[[int], str].__origin__, lambda: C[[int], str] == C[[int], str], lambda: C[[*Ts], T], lambda: C[[*Ts], T][int, str, bool],
     lambda: C[[int, *Ts], T][str, bool, float], lambda: C[[int], List[T]][str], lambda: pickle.loads(pickle.dumps(C[[int], str])),
     lambda: pickle.loads(pickle.dumps(C[..., str])), lambda: get_args(C[[int], str]), lambda: get_args(C[..., str]),
     lambda: get_args(C[P, T]), lambda: get_args(C[Concatenate[int, P], T]), lambda: get_args(C), lambda: Concatenate[int, str],
     lambda: Concatenate[int, ...], lambda: Concatenate[()], lambda: Concatenate[P], lambda: Concatenate[int, P][str],
     lambda: Concatenate[T, P][int, ...], lambda: Concatenate[T, P][int, [str, float]], lambda: Concatenate[T, P][int, Q],
     lambda: Concatenate[int, P].__parameters__, lambda: C[C[[T], int], S][str, bytes], lambda: isinstance(len, C),
     lambda: collections.abc.Callable[[T], S][int, str], lambda: collections.abc.Callable[P, T][[int, str], bool],
     lambda: collections.abc.Callable[Concatenate[int, P], T][..., bool], lambda: collections.abc.Callable[int, str],
     lambda: collections.abc.Callable[[int], str].__args__, lambda: pickle.loads(pickle.dumps(collections.abc.Callable[[int], str])),
     lambda: collections.abc.Callable[..., "X"], lambda: collections.abc.Callable[[], int], lambda: collections.abc.Callable[P, T][int, str],
     lambda: collections.abc.Callable[[int, T], S].__parameters__, lambda: collections.abc.Callable[[int], str] == C[[int], str])

section("tuples and unpacking")
show(lambda: Tuple[int, ...], lambda: Tuple[()], lambda: Tuple[()].__args__, lambda: Tuple[..., int], lambda: Tuple[int, ..., str],
     lambda: Tuple[T, ...][int], lambda: Tuple[Unpack[Ts]], lambda: Tuple[*Ts], lambda: Tuple[*Ts][int, str], lambda: Tuple[int, *Ts][()],
     lambda: Tuple[int, *Ts, str][float, bool], lambda: Tuple[T, *Ts][int], lambda: Tuple[T, *Ts][()], lambda: Tuple[*Tuple[int, str]],
     lambda: Tuple[*tuple[int, ...]], lambda: Unpack[Tuple[int, str]].__args__, lambda: tuple[*Ts][int, *tuple[str, ...]],
     lambda: Tuple[*Ts, T][int], lambda: Tuple[*Ts, *Ts], lambda: Tuple[*Ts, T][*tuple[int, ...]], lambda: Tuple[T, S][*tuple[int, str]],
     lambda: Tuple[T, S][*Tuple[int, str]], lambda: Tuple[T, S][*tuple[int, ...]], lambda: Unpack[int], lambda: Unpack[Ts].__origin__,
     lambda: Unpack[Ts].__typing_unpacked_tuple_args__, lambda: Unpack[Tuple[int, str]].__typing_unpacked_tuple_args__,
     lambda: Unpack[Ts].__typing_is_unpacked_typevartuple__, lambda: Unpack[tuple[int]].__typing_is_unpacked_typevartuple__,
     lambda: Unpack[List[int]].__typing_unpacked_tuple_args__, lambda: List[*Ts], lambda: Ts[int], lambda: Tuple[Ts], lambda: Generic[Ts],
     lambda: Unpack[Ts] == Unpack[Ts], lambda: pickle.loads(pickle.dumps(Tuple[int, ...])),
     lambda: get_args(Unpack[Tuple[int]]), lambda: get_origin(Unpack[Ts]))

section("generic classes")


class Box(Generic[T]):
    def __init__(self, value=None):
        self.value = value


class Pair(Generic[T, S]):
    pass


class Named(Box[int]):
    pass


class Sub(Box[S], Generic[S]):
    pass


class Calls(Generic[P, T]):
    pass


class OnlyP(Generic[P]):
    pass


class Many(Generic[T, *Ts]):
    pass


class Defaulted(Generic[T, D]):
    pass


class New[A, *B, **C]:
    pass


show(lambda: Box[int], lambda: Box[int](3).value, lambda: Box[int]().__orig_class__, lambda: Box.__parameters__, lambda: Named.__orig_bases__,
     lambda: Sub.__parameters__, lambda: Sub[int], lambda: Named[int], lambda: Box[int, str], lambda: Pair[int], lambda: Pair[int, str][float],
     lambda: Pair[T, int].__parameters__, lambda: Pair[T, int][str], lambda: Box[()], lambda: Box["X"], lambda: Box[None], lambda: Box[1],
     lambda: Generic[int], lambda: Generic[T, T], lambda: Generic[()], lambda: Generic, lambda: Protocol[int], lambda: Protocol[T, T],
     lambda: Generic[T][int], lambda: Calls[[int, str], bool], lambda: Calls[..., bool], lambda: Calls[int, bool], lambda: Calls[[int], bool].__args__,
     lambda: Calls[Concatenate[int, P], T].__parameters__, lambda: OnlyP[int, str], lambda: OnlyP[[int, str]], lambda: OnlyP[...], lambda: OnlyP[P][int],
     lambda: OnlyP[()], lambda: OnlyP[Q][[int]], lambda: Calls[P, T][[int], str], lambda: Calls[[T], S][int, str], lambda: Many[int, str, bool], lambda: Many[int], lambda: Many[()],
     lambda: Many[T, *Ts][int, str, float], lambda: Defaulted[int], lambda: Defaulted[int, str], lambda: Defaulted[int, str, float], lambda: Defaulted[()],
     lambda: New[int, str, float, [bool]], lambda: New.__parameters__, lambda: New.__type_params__, lambda: New.__orig_bases__,
     lambda: Box[int] == Box[int], lambda: Box[int].__class__, lambda: isinstance(Box(), Box[int]), lambda: issubclass(Named, Box),
     lambda: pickle.loads(pickle.dumps(Box[int])), lambda: types.get_original_bases(Named), lambda: Box[List[T]][int], lambda: Box[T | None][int],
     lambda: Box[int].value, lambda: Box[int].__init__ is Box.__init__, lambda: Box[int].__doc__, lambda: Box[int].__mro_entries__((Box[int],)))


class ThreeTimes(Generic[T, S, K]):
    pass


class SpecFirst(Generic[P, T]):
    pass


show(lambda: Dict[T, S][()], lambda: ThreeTimes[()], lambda: ThreeTimes[int], lambda: ThreeTimes[int, str], lambda: Calls[()], lambda: Calls[int], lambda: SpecFirst[()], lambda: SpecFirst[[int]], lambda: ThreeTimes[T, S, K][int],
     lambda: Callable[[T, S], K][int], lambda: Calls[int, str, float], lambda: ThreeTimes[T, int, S][()], lambda: Tuple[T, S, *Ts][()], lambda: Tuple[T, S, *Ts][int])


def bad_classes():
    def plain():
        class C(Generic):
            pass

    def missing():
        class C(Generic[T], List[S]):
            pass

    def twice():
        class C(Generic[T], Generic[S]):
            pass

    def default_order():
        class C(Generic[D, T]):
            pass

    def after_variadic():
        class C(Generic[*Ts, D]):
            pass

    def two_variadic():
        U = TypeVarTuple("U")

        class C(Generic[*Ts, *U]):
            pass

    def base_typevar():
        class C(T):
            pass

    def base_spec():
        class C(P.args):
            pass

    def from_union():
        class C(Union[int, str]):
            pass

    def from_literal():
        class C(Literal[1]):
            pass

    def from_newtype():
        class C(NewType("N", int)):
            pass

    def from_classvar():
        class C(ClassVar[int]):
            pass

    def special():
        class C(typing._SpecialForm):
            pass

    def forward():
        class C(ForwardRef):
            pass

    def from_alias():
        class C(List[int], Generic[T]):
            pass
        print([b.__name__ for b in C.__mro__])

    def from_two():
        class C(Mapping[T, S], Sized, Iterable[T]):
            pass
        print([b.__name__ for b in C.__mro__], C.__parameters__)

    def from_any():
        class C(Any):
            pass
        print(C(), C.__mro__, isinstance(C(), Any))
    return [v for v in locals().values()]


for f in bad_classes():
    try:
        f()
    except Exception as error:
        print(f.__name__, type(error).__name__, error)

section("protocols")


class HasX(Protocol):
    x: int

    def go(self): ...


@runtime_checkable
class Goes(Protocol):
    def go(self): ...


@runtime_checkable
class HasName(Protocol):
    name: str


class Impl:
    x = 1

    def go(self):
        return 1


class Explicit(Goes):
    pass


class Blocked:
    go = None


class GP(Protocol[T]):
    def get(self) -> T: ...


class Both(Goes, HasName, Protocol):
    pass


@runtime_checkable
class Fresh(Iterable, Protocol):
    def fresh(self): ...


class Instance:
    def __init__(self):
        self.name = "n"


show(lambda: isinstance(Impl(), Goes), lambda: issubclass(Impl, Goes), lambda: isinstance(1, Goes), lambda: isinstance(Impl(), HasX),
     lambda: issubclass(Impl, HasX), lambda: issubclass(Impl, HasName), lambda: isinstance(Instance(), HasName), lambda: isinstance(Blocked(), Goes),
     lambda: issubclass(Blocked, Goes), lambda: issubclass(Explicit, Goes), lambda: Explicit().go(), lambda: Goes(), lambda: HasX(), lambda: GP[int],
     lambda: GP[int].__args__, lambda: isinstance(1, GP), lambda: issubclass(1, Goes), lambda: is_protocol(Goes), lambda: is_protocol(Impl),
     lambda: is_protocol(Protocol), lambda: is_protocol(GP[int]), lambda: sorted(get_protocol_members(HasX)), lambda: get_protocol_members(Impl),
     lambda: sorted(get_protocol_members(Both)), lambda: Both.__protocol_attrs__ == {"go", "name"}, lambda: Goes._is_protocol, lambda: Explicit._is_protocol,
     lambda: Goes._is_runtime_protocol, lambda: HasX.__abstractmethods__, lambda: runtime_checkable(Impl), lambda: runtime_checkable(1),
     lambda: isinstance(3, SupportsInt), lambda: isinstance("", SupportsInt), lambda: issubclass(int, SupportsIndex), lambda: isinstance(1j, SupportsComplex),
     lambda: isinstance(b"", SupportsBytes), lambda: isinstance(1.0, SupportsRound), lambda: isinstance(-1, SupportsAbs), lambda: issubclass(list, Fresh),
     lambda: sorted(get_protocol_members(Fresh)), lambda: HasX.__non_callable_proto_members__, lambda: Goes.__parameters__, lambda: SupportsAbs[int],
     lambda: HasName.__non_callable_proto_members__, lambda: Explicit.__init__ is object.__init__, lambda: get_protocol_members(1))
for write in ("Goes, Impl", "Protocol, Impl", "Impl, Protocol", "Protocol[T], Generic[T]", "Protocol[T], Generic[S]", "List, Protocol"):
    try:
        C = type("C", (), {})
        exec(f"class C({write}): pass")
        print(write, "fine")
    except TypeError as error:
        print(write, "->", error)


class WithInit(Protocol):
    def __init__(self, a):
        self.a = a


class Inherits(WithInit):
    pass


show(lambda: Inherits(3).a, lambda: Inherits(), lambda: WithInit(1))


@final
class Last:
    pass


@runtime_checkable
class Failing(Protocol):
    @property
    def prop(self): ...


class Raises:
    @property
    def prop(self):
        raise ValueError("no")


show(lambda: Last.__final__, lambda: isinstance(Raises(), Failing), lambda: final(3), lambda: override(len) is len)


class Over:
    @override
    def f(self): ...


show(lambda: Over.f.__override__)

section("named tuples")


class Point(NamedTuple):
    """A point."""
    x: int
    y: int = 0
    label: "str" = ""

    def norm(self):
        return abs(self.x) + abs(self.y)


class GenericPoint(NamedTuple, Generic[T]):
    v: T


show(lambda: Point(1), lambda: Point(1, 2, label="l").norm(), lambda: Point._fields, lambda: Point._field_defaults, lambda: Point.__annotations__,
     lambda: Point.__orig_bases__, lambda: Point.__mro__, lambda: Point.__doc__, lambda: Point(), lambda: Point(1)._replace(x=5), lambda: Point(1)._asdict(),
     lambda: GenericPoint[int](3), lambda: GenericPoint[int], lambda: GenericPoint.__parameters__, lambda: NamedTuple("E", [("a", int), ("b", str)])(1, "x"),
     lambda: NamedTuple("E", [("a", int)]).__annotations__, lambda: NamedTuple("E", [("a", "X")]).__annotations__, lambda: NamedTuple("E", []).__module__,
     lambda: NamedTuple("E", [("a", 1)]), lambda: NamedTuple("E", a=int), lambda: NamedTuple("E", [], a=int), lambda: NamedTuple("E"), lambda: NamedTuple("E", None),
     lambda: NamedTuple("E", [("1a", int)]), lambda: NamedTuple("E", [("_a", int)]), lambda: NamedTuple("E", [("a", int), ("a", int)]), lambda: NamedTuple,
     lambda: type(NamedTuple), lambda: NamedTuple(), lambda: pickle.loads(pickle.dumps(Point(1, 2))), lambda: copy.copy(Point(3)), lambda: isinstance(Point, type),
     lambda: Point.__new__.__annotations__, lambda: Point.__match_args__, lambda: Point.__module__)
for body in ("x: int = 0\n    y: int", "__new__ = 1", "_fields = ()", "_x: int", "__init__ = 3\n    x: int", "x: int\n    def _make(self): pass", "x: int\n    __slots__ = ()"):
    try:
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            exec(f"class N(NamedTuple):\n    {body}")
        print(repr(body), "fine", [str(w.message) for w in seen])
    except Exception as error:
        print(repr(body), type(error).__name__, error)
for bases in ("NamedTuple, Impl", "Impl, NamedTuple", "NamedTuple, NamedTuple"):
    try:
        exec(f"class N({bases}):\n    a: int")
    except TypeError as error:
        print(bases, "->", error)


class Noted:
    def __set_name__(self, owner, name):
        print("__set_name__", owner.__name__, name)


class WithDescriptor(NamedTuple):
    a: int
    noted = Noted()


class Raising:
    def __set_name__(self, owner, name):
        raise RuntimeError("set name")


try:
    class Bad(NamedTuple):
        a: int
        r = Raising()
except RuntimeError as error:
    print(error, error.__notes__)
for call in ("NamedTuple('E')", "NamedTuple('E', None)", "NamedTuple('E', a=int)", "TypedDict('E')", "TypedDict('E', None)", "TypedDict('E', {}, total=False)"):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        show(lambda: eval(call))
    print([(w.category.__name__, str(w.message)) for w in seen])

section("typed dicts")


class Movie(TypedDict):
    """A film."""
    title: str
    year: NotRequired[int]


class Partial(Movie, total=False):
    director: str
    rating: Required[float]
    key: ReadOnly[str]
    both: Required[ReadOnly[int]]
    annotated: Annotated[NotRequired[int], 1]


class GenericDict(TypedDict, Generic[T]):
    item: T


class Child(GenericDict[int]):
    more: "str"


show(lambda: Movie(title="x"), lambda: type(Movie(title="x")), lambda: Movie.__required_keys__ == {"title"}, lambda: Movie.__optional_keys__, lambda: Movie.__total__,
     lambda: sorted(Partial.__required_keys__), lambda: sorted(Partial.__optional_keys__), lambda: sorted(Partial.__readonly_keys__),
     lambda: sorted(Partial.__mutable_keys__), lambda: Partial.__total__, lambda: Partial.__annotations__, lambda: Movie.__orig_bases__, lambda: Partial.__mro__,
     lambda: Movie.__doc__, lambda: isinstance({}, Movie), lambda: issubclass(dict, Movie), lambda: Movie.__bases__, lambda: type(Movie).__name__,
     lambda: GenericDict[int], lambda: GenericDict[int](item=1), lambda: GenericDict.__parameters__, lambda: Child.__orig_bases__, lambda: Child.__annotations__,
     lambda: is_typeddict(Movie), lambda: is_typeddict(dict), lambda: is_typeddict(TypedDict), lambda: is_typeddict(GenericDict[int]), lambda: TypedDict("E", {"a": int}).__annotations__,
     lambda: TypedDict("E", {"a b": int, "c": "X"}, total=False).__annotations__, lambda: TypedDict("E", [("a", int)]), lambda: TypedDict("E", a=int),
     lambda: TypedDict("E", {"a": 1}), lambda: TypedDict("E", {"a": Final[int]}), lambda: TypedDict, lambda: TypedDict(), lambda: pickle.loads(pickle.dumps(Movie)) is Movie,
     lambda: get_type_hints(Partial), lambda: get_type_hints(Partial, include_extras=True), lambda: Movie | None, lambda: Movie.__module__,
     lambda: typing.TypedDict.__mro_entries__(()), lambda: Movie({"title": 1}, year=2))
for text in ("class E(Movie, Impl): pass", "class E(TypedDict):\n    a: Required[Required[int]]", "class E(TypedDict):\n    a: Required[NotRequired[int]]", "class E(TypedDict, metaclass=type): pass",
             "class E(TypedDict, x=1): pass", "class E(TypedDict):\n    a = 1", "class E(Movie):\n    title: ReadOnly[str]", "class E(Movie):\n    title: NotRequired[str]", "class E(Movie):\n    year: Required[int]",
             "class E(Partial):\n    key: str", "class E(TypedDict):\n    a: ReadOnly[ReadOnly[int]]"):
    try:
        exec(text)
        print(repr(text), "fine")
    except Exception as error:
        print(repr(text), type(error).__name__, error)

section("hints")


class Node:
    next: "Optional[Node]"
    value: "int" = 3
    data: Annotated["str", 1]
    const: ClassVar["int"]
    last: Final["int"] = 1

    def method(self, a: "Node", *args: "int", k: "str | None" = None, **kw: Unpack[Movie]) -> "List[Node]": ...


class Leaf(Node):
    extra: list["Node"]


def function(a: int = None, b: "T" = 1, *c: Annotated[int, "m"], d: Required[Annotated[int, 4]] = 2) -> None: ...


@no_type_check
class Unchecked:
    a: "nonsense nonsense"

    def f(self, x: "also nonsense"): ...


show(lambda: get_type_hints(Node), lambda: get_type_hints(Leaf), lambda: get_type_hints(Leaf, include_extras=True), lambda: get_type_hints(Node.method),
     lambda: get_type_hints(function), lambda: get_type_hints(function, include_extras=True), lambda: get_type_hints(Unchecked), lambda: get_type_hints(Unchecked.f),
     lambda: get_type_hints(Node.method, {"Node": int, "List": List}), lambda: get_type_hints(Node, localns={"Node": str}), lambda: get_type_hints(1), lambda: get_type_hints(len),
     lambda: get_type_hints(types.SimpleNamespace()), lambda: get_type_hints(types.ModuleType("m")), lambda: get_type_hints(int), lambda: get_type_hints(Point),
     lambda: get_type_hints(types.SimpleNamespace(__annotations__={"a": "int"})), lambda: get_type_hints(Movie, include_extras=True))


def missing(a: "Missing"): ...


def classvar_argument(a: "ClassVar[int]"): ...


def final_argument(a: "Final"): ...


def alias_text(a: list["Node"], b: dict[str, "Leaf"], c: "int | Node", d: Callable[["Node"], "Leaf"], e: tuple[*Ts], *f: *tuple["Node", ...]): ...


show(lambda: get_type_hints(missing), lambda: get_type_hints(classvar_argument), lambda: get_type_hints(final_argument), lambda: get_type_hints(alias_text),
     lambda: get_type_hints(New), lambda: get_type_hints(missing, localns={"Missing": "str"}), lambda: get_type_hints(missing, {"Missing": float}))

ref = ForwardRef("Node")
show(lambda: ref, lambda: ref == ForwardRef("Node"), lambda: ref == ForwardRef("Leaf"), lambda: hash(ref) == hash(ForwardRef("Node")), lambda: ForwardRef("a b"),
     lambda: ForwardRef(1), lambda: ForwardRef("x", module="m"), lambda: ref._evaluate(globals(), None, type_params=(), recursive_guard=frozenset()), lambda: ref.__forward_evaluated__,
     lambda: ref == ForwardRef("Node"), lambda: ForwardRef("*Ts"), lambda: ForwardRef("Ts")._evaluate(globals(), {}, recursive_guard=frozenset()), lambda: ref | None, lambda: None | ref, lambda: ref | "x",
     lambda: ForwardRef("int", is_argument=False, is_class=True).__forward_is_class__, lambda: copy.copy(ref) == ref, lambda: ref.x, lambda: ForwardRef("x") == 1,
     lambda: ForwardRef("A", module="m") == ForwardRef("A"), lambda: typing._eval_type(ForwardRef("Node"), globals(), locals(), recursive_guard=frozenset()),
     lambda: typing._eval_type(List["Node"], globals(), None, ()), lambda: typing._eval_type(list["Node"] | None, globals(), None, ()), lambda: typing._type_check("x", "msg"),
     lambda: typing._type_check(3, "Name it."), lambda: typing._type_repr(int), lambda: typing._type_repr(Node), lambda: typing._type_repr(...), lambda: typing._type_repr(show))

section("origins and arguments")
for tp in (int, List, List[int], list[int], Union[int, str], int | str, Callable, Callable[[int], str], collections.abc.Callable[[int], str], Literal[1, "a"], Generic, Generic[T], Box[int], ClassVar[int],
           Final[int], P.args, P.kwargs, Tuple, Tuple[int, ...], Optional[int], Annotated[int, 1], TypeGuard[int], Type[int], Concatenate[int, P], T, "x", None, Unpack[Ts], Required[int], Mapping[str, int], 3):
    print(repr(tp), "->", get_origin(tp), get_args(tp))

section("others")
UserId = NewType("UserId", int)
show(lambda: UserId, lambda: UserId(5), lambda: UserId.__supertype__, lambda: UserId.__name__, lambda: UserId.__module__, lambda: UserId | None, lambda: None | UserId, lambda: pickle.loads(pickle.dumps(UserId)) is UserId,
     lambda: NewType("A.B", str).__qualname__, lambda: NewType("A.B", str).__name__, lambda: NewType("X"), lambda: UserId(), lambda: isinstance(1, UserId), lambda: List[UserId], lambda: type(UserId),
     lambda: cast(int, "x"), lambda: cast("nonsense", 1), lambda: assert_type(1, str), lambda: assert_never(1), lambda: assert_never("x" * 300), lambda: TYPE_CHECKING, lambda: Text, lambda: AnyStr, lambda: AnyStr.__constraints__,
     lambda: NoDefault, lambda: Any(), lambda: isinstance(1, Any), lambda: typing.IO[str], lambda: TextIO.__mro__, lambda: BinaryIO.__orig_bases__, lambda: IO.__parameters__, lambda: IO[str].__args__,
     lambda: TypeVar("X", int), lambda: TypeVar("X", int, str)[int], lambda: TypeVar("X", bound=3), lambda: List[TypeVar("X", int, str)][float], lambda: T | None, lambda: None | T, lambda: T | "x",
     lambda: typing.re, lambda: typing.ContextManager, lambda: typing.Pattern[str], lambda: typing.Match)


@overload
def f(a: int) -> int: ...


@overload
def f(a: str) -> str: ...


def f(a):
    return a


show(lambda: len(get_overloads(f)), lambda: f(1), lambda: get_overloads(f)[0](1), lambda: clear_overloads(), lambda: get_overloads(f), lambda: get_overloads(len), lambda: overload(len)(1))
with contextlib.redirect_stderr(io.StringIO()) as err:
    show(lambda: reveal_type([1]))
print(err.getvalue())


@dataclass_transform(kw_only_default=True, extra=3)
def transform(cls):
    return cls


show(lambda: transform.__dataclass_transform__)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")

    @no_type_check_decorator
    def decorator(function):
        return function

    @decorator
    def g(a: "zzz"): ...
    show(lambda: g.__no_type_check__, lambda: get_type_hints(g), lambda: typing.ByteString, lambda: isinstance(b"", typing.ByteString))
for w in seen:
    print(w.category.__name__, w.message)
type Alias[X] = list[X]
show(lambda: Alias[int], lambda: Alias.__value__, lambda: Alias | None, lambda: List[Alias], lambda: get_origin(Alias[int]), lambda: get_type_hints(types.SimpleNamespace(__annotations__={"a": "Alias[int]"}), globals()))
