"""Type hints: special forms, generic aliases, protocols, named tuples, typed dicts.

Type variables, Generic and TypeAliasType are native; forms, aliases and what the native classes call are in `_typing_forms`."""
from abc import abstractmethod, ABCMeta
import collections
import collections.abc
import copyreg
import functools
import sys
import types
from types import GenericAlias
from _typing import (_idfunc, TypeVar, ParamSpec, TypeVarTuple, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, Generic,
                     NoDefault)
from _typing_forms import (
    Annotated, Any, ClassVar, Concatenate, Final, ForwardRef, Literal, LiteralString, Never, NoReturn, NotRequired, Optional,
    ReadOnly, Required, Self, TypeAlias, TypeGuard, TypeIs, Union, Unpack,
    _AnnotatedAlias, _AnyMeta, _BaseGenericAlias, _CallableGenericAlias, _CallableType, _ConcatenateGenericAlias,
    _DeprecatedGenericAlias, _Final, _GenericAlias, _LiteralGenericAlias, _NotIterable, _SpecialForm, _SpecialGenericAlias,
    _TupleType, _TypedCacheSpecialForm, _UnionGenericAlias, _UnpackGenericAlias,
    _ROOTS, _Sentinel, _collect_type_parameters, _eval_type, _generic_class_getitem, _generic_init_subclass, _is_dunder,
    _is_param_expr, _make_union, _paramspec_prepare_subst, _paramspec_subst, _sentinel, _spaces, _tp_cache, _type_check, _type_convert,
    _type_repr, _typevar_subst, _typevartuple_prepare_subst)

__all__ = [
    "Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic", "Literal", "Optional",
    "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple", "Union", "AbstractSet", "ByteString", "Container",
    "ContextManager", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView", "MutableMapping",
    "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView", "Awaitable", "AsyncIterator", "AsyncIterable",
    "Coroutine", "Collection", "AsyncGenerator", "AsyncContextManager", "Reversible", "SupportsAbs", "SupportsBytes",
    "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "ChainMap", "Counter", "Deque", "Dict",
    "DefaultDict", "List", "OrderedDict", "Set", "FrozenSet", "NamedTuple", "TypedDict", "Generator", "BinaryIO", "IO", "Match",
    "Pattern", "TextIO", "AnyStr", "assert_type", "assert_never", "cast", "clear_overloads", "dataclass_transform", "final",
    "get_args", "get_origin", "get_overloads", "get_protocol_members", "get_type_hints", "is_protocol", "is_typeddict",
    "LiteralString", "Never", "NewType", "no_type_check", "no_type_check_decorator", "NoDefault", "NoReturn", "NotRequired",
    "overload", "override", "ParamSpecArgs", "ParamSpecKwargs", "ReadOnly", "Required", "reveal_type", "runtime_checkable",
    "Self", "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard", "TypeIs", "TypeAliasType", "Unpack"]

Text = str
TYPE_CHECKING = False
WrapperDescriptorType = types.WrapperDescriptorType
MethodWrapperType = types.MethodWrapperType
MethodDescriptorType = types.MethodDescriptorType

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)
VT_co = TypeVar("VT_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
CT_co = TypeVar("CT_co", covariant=True, bound=type)
AnyStr = TypeVar("AnyStr", bytes, str)

copyreg.pickle(ParamSpecArgs, lambda args: (ParamSpecArgs, (args.__origin__,)))
copyreg.pickle(ParamSpecKwargs, lambda kwargs: (ParamSpecKwargs, (kwargs.__origin__,)))


def _caller(depth=1, default="__main__"):
    """The name of the module the caller's caller is in."""
    return sys._getframemodulename(depth + 1) or default


# --- the library's classes, by the names typing has for them

_abc = collections.abc
_alias = _SpecialGenericAlias
for _count, _names in (
        (0, "Hashable Sized"),
        (1, "Awaitable AsyncIterable AsyncIterator Iterable Iterator Reversible Container Collection MutableSet Sequence "
            "MutableSequence MappingView KeysView ValuesView"),
        (2, "Mapping MutableMapping ItemsView"),
        (3, "Coroutine")):
    for _name in _names.split():
        globals()[_name] = _alias(getattr(_abc, _name), _count)
AbstractSet = _alias(_abc.Set, 1, name="AbstractSet")
ByteString = _DeprecatedGenericAlias(_abc.ByteString, 0, removal_version=(3, 14))
Generator = _alias(_abc.Generator, 3, defaults=(types.NoneType, types.NoneType))
AsyncGenerator = _alias(_abc.AsyncGenerator, 2, defaults=(types.NoneType,))
Counter = _alias(collections.Counter, 1)
ChainMap = _alias(collections.ChainMap, 2)
OrderedDict = _alias(collections.OrderedDict, 2)
for _name, _origin, _count in (
        ("List", list, 1), ("Set", set, 1), ("FrozenSet", frozenset, 1), ("Type", type, 1), ("Dict", dict, 2),
        ("Deque", collections.deque, 1), ("DefaultDict", collections.defaultdict, 2)):
    globals()[_name] = _alias(_origin, _count, name=_name, inst=_name in ("Deque", "DefaultDict"))
del _count, _names, _name, _origin, _abc
Callable = _CallableType(collections.abc.Callable, 2)
Callable.__doc__ = """An older name of collections.abc.Callable.

    Callable[[int, str], bool] is a function of int and str that gives bool;
    Callable[..., bool] leaves the parameters open.
    """
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
Tuple.__doc__ = """An older name of builtins.tuple.

    Tuple[int, str] has two items, Tuple[int, ...] any number, Tuple[()] none.
    """
Type.__doc__ = """An older name of builtins.type.

    Type[C] is the class C or a subclass, where C alone means an instance.
    """


def __getattr__(attr):
    """Names whose modules are only imported if somebody asks for them."""
    match attr:
        case "ContextManager" | "AsyncContextManager":
            import contextlib
            value = _alias(getattr(contextlib, f"Abstract{attr}"), 2, name=attr, defaults=(bool | None,))
        case "Pattern" | "Match":
            import re
            value = _alias(getattr(re, attr), 1)
        case _:
            raise AttributeError(f"module {__name__!r} has no attribute {attr!r}")
    globals()[attr] = value
    return value


# --- protocols

_TYPING_INTERNALS = frozenset({
    "__parameters__", "__orig_bases__", "__orig_class__", "__type_params__", "_is_protocol", "_is_runtime_protocol",
    "__protocol_attrs__", "__non_callable_proto_members__"})
_SPECIAL_NAMES = frozenset({
    "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
    "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__static_attributes__", "__firstlineno__"})
EXCLUDED_ATTRIBUTES = _TYPING_INTERNALS | _SPECIAL_NAMES | {"_MutableMapping__marker"}
_PROTO_ALLOWLIST = {
    "collections.abc": ["Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "Hashable", "Sized", "Container",
                        "Collection", "Reversible", "Buffer"],
    "contextlib": ["AbstractContextManager", "AbstractAsyncContextManager"]}
_NOT_CHECKABLE = "Instance and class checks can only be used with @runtime_checkable protocols"


def _get_protocol_attrs(cls):
    """What a protocol and those it extends ask for."""
    asked = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ not in ("Protocol", "Generic"):
            asked.update(base.__dict__, base.__dict__.get("__annotations__", ()))
    return {name for name in asked - EXCLUDED_ATTRIBUTES if not name.startswith("_abc_")}


def _in_checks_of_library():
    """Is the question asked by machinery that asks every class it knows?"""
    return _caller(2, None) in ("abc", "functools", None)


def _static(obj, name):
    """The attribute of obj that is stored under name, without running anything of obj's."""
    kind = type(obj)
    places = [vars(base) for base in type.__dict__["__mro__"].__get__(kind)]
    if issubclass(kind, type):
        places = [vars(base) for base in type.__dict__["__mro__"].__get__(obj)] + places
    else:
        try:
            own = object.__getattribute__(obj, "__dict__")
        except AttributeError:
            own = ()
        if isinstance(own, dict):
            places.append(own)
    return next((place[name] for place in places if name in place), _sentinel)


def _guarded_init(self, *args, **kwargs):
    # __init__ of protocols: a class that implements one gets the __init__ behind it instead, when it is first called.
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is _guarded_init:
        behind = (base.__dict__["__init__"] for base in cls.__mro__ if "__init__" in base.__dict__)
        cls.__init__ = next(init for init in behind if init is not _guarded_init)
        cls.__init__(self, *args, **kwargs)


_guarded_init.__name__ = _guarded_init.__qualname__ = "_no_init_or_replace_init"
_no_init_or_replace_init = _guarded_init


@classmethod
def _proto_hook(cls, other):
    """__subclasshook__ of protocols: has other everything that is asked for?"""
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    spaces = [base.__dict__ for base in other.__mro__]
    also_protocol = issubclass(other, Generic) and getattr(other, "_is_protocol", False)
    for name in cls.__protocol_attrs__:
        for space in spaces:
            if name in space:
                if space[name] is None:
                    return NotImplemented
                break
            if also_protocol and name in space.get("__annotations__", ()):
                break
        else:
            return NotImplemented
    return True


class _ProtocolMeta(ABCMeta):
    # The class of protocols: answers isinstance() and issubclass() by looking at members.

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if (name, bases) != ("Protocol", (Generic,)) and Protocol in bases:
            for base in bases:
                allowed = base in (object, Generic) or base.__name__ in _PROTO_ALLOWLIST.get(base.__module__, ())
                if not (allowed or issubclass(base, Generic) and getattr(base, "_is_protocol", False)):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _get_protocol_attrs(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False) and not _in_checks_of_library():
            data, checkable = cls.__dict__.get("__non_callable_proto_members__"), cls._is_runtime_protocol
            if not (isinstance(other, type) or checkable and not data):
                raise TypeError("issubclass() arg 1 must be a class")
            if not checkable:
                raise TypeError(_NOT_CHECKABLE)
            if data and cls.__dict__.get("__subclasshook__") is _proto_hook:
                names = str(sorted(data))[1:-1]
                raise TypeError(f"Protocols with non-method members don't support issubclass(). Non-method members: {names}.")
        return ABCMeta.__subclasscheck__(cls, other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        structural = getattr(cls, "_is_protocol", False)
        if structural and not cls._is_runtime_protocol and not _in_checks_of_library():
            raise TypeError(_NOT_CHECKABLE)
        if ABCMeta.__instancecheck__(cls, instance):
            return True
        if not structural:
            return False
        data = cls.__dict__.get("__non_callable_proto_members__", ())
        for name in cls.__protocol_attrs__:
            value = _static(instance, name)
            if value is _sentinel or value is None and name not in data:
                return False
        return True


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of classes that describe what others must have, without being derived from."""
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        own = cls.__dict__
        if not own.get("_is_protocol", False):
            cls._is_protocol = Protocol in cls.__bases__
        if "__subclasshook__" not in own:
            cls.__subclasshook__ = _proto_hook
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _guarded_init


_ROOTS.append(Protocol)


def runtime_checkable(cls):
    """Class decorator: let a protocol be used with isinstance() and issubclass().

    Only the presence of its members is checked."""
    if not (issubclass(cls, Generic) and getattr(cls, "_is_protocol", False)):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    data = cls.__non_callable_proto_members__ = set()
    for name in cls.__protocol_attrs__:
        try:
            if not callable(getattr(cls, name, None)):
                data.add(name)
        except Exception as error:
            raise TypeError(f"Failed to determine whether protocol member {name!r} is a method member") from error
    return cls


def is_protocol(tp: type, /) -> bool:
    """Is tp a protocol class?"""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp not in (Protocol, Generic)


def get_protocol_members(tp: type, /) -> frozenset[str]:
    """The names a protocol class asks for, as a frozenset."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


@runtime_checkable
class SupportsAbs[T](Protocol):
    """Has __abs__."""
    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T: ...


@runtime_checkable
class SupportsRound[T](Protocol):
    """Has __round__."""
    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T: ...


@runtime_checkable
class SupportsBytes(Protocol):
    """Has __bytes__."""
    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes: ...


@runtime_checkable
class SupportsIndex(Protocol):
    """Has __index__."""
    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int: ...


@runtime_checkable
class SupportsInt(Protocol):
    """Has __int__."""
    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int: ...


@runtime_checkable
class SupportsComplex(Protocol):
    """Has __complex__."""
    __slots__ = ()

    @abstractmethod
    def __complex__(self) -> complex: ...


@runtime_checkable
class SupportsFloat(Protocol):
    """Has __float__."""
    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float: ...


# --- named tuples

_RESERVED = frozenset({"__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_make", "_replace",
                       "_asdict", "_source"})


def _typed_namedtuple(name, fields, *, module, defaults=()):
    hints = {field: _type_check(hint, f"field {field} annotation must be a type") for field, hint in fields}
    made = collections.namedtuple(name, [field for field, _ in fields], defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = hints
    return made


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        if not all(base in (_NamedTuple, Generic) for base in bases):
            raise TypeError("can only inherit from a NamedTuple type and Generic")
        hints = ns.get("__annotations__", {})
        defaulted = []
        for field in hints:
            if field in ns:
                defaulted.append(field)
            elif defaulted:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field"
                                f"{'s' * (len(defaulted) > 1)} {', '.join(defaulted)}")
        made = _typed_namedtuple(typename, list(hints.items()), module=ns["__module__"],
                                 defaults=[ns[field] for field in defaulted])
        made.__bases__ = tuple(tuple if base is _NamedTuple else base for base in bases)
        generic = Generic in bases
        if generic:
            made.__class_getitem__ = classmethod(_generic_class_getitem)
        for name, value in ns.items():
            if name in _RESERVED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + name)
            if name in ("__module__", "__name__", "__annotations__"):
                continue
            if name not in made._fields:
                setattr(made, name, value)
            if (set_name := getattr(type(value), "__set_name__", None)) is not None:
                try:
                    set_name(value, made, name)
                except BaseException as error:
                    error.add_note(f"Error calling __set_name__ on {type(value).__name__!r} instance {name!r} in {typename!r}")
                    raise
        if generic:
            made.__init_subclass__()
        return made


_NO_FIELDS = {"NamedTuple": ("list", "[]"), "TypedDict": ("dictionary", "{}")}


def _discouraged(kind, typename, fields, kwargs):
    """Warns about a call of NamedTuple or TypedDict without the fields in their place; gives what they are instead."""
    import warnings
    if kwargs:
        what, remedy = f"Creating {kind} classes using keyword arguments", "Use the class-based or functional syntax instead."
    else:
        what = "Passing `None` as" if fields is None else "Failing to pass a value for"
        what += " the 'fields' parameter"
        empty, shown = _NO_FIELDS[kind]
        remedy = (f"To create a {kind} class with 0 fields using the functional syntax, pass an empty {empty}, "
                  f"e.g. `{typename} = {kind}({typename!r}, {shown})`.")
    warnings.warn(f"{what} is deprecated and will be disallowed in Python 3.15. {remedy}", DeprecationWarning, stacklevel=3)
    return kwargs


def NamedTuple(typename, fields=_sentinel, /, **kwargs):
    """A named tuple with typed fields, mostly used as a base class.

        class Employee(NamedTuple):
            name: str
            id: int = 3

    Also NamedTuple('Employee', [('name', str), ('id', int)])."""
    if kwargs and fields is None:
        raise TypeError("Cannot pass `None` as the 'fields' parameter and also specify fields using keyword arguments")
    if fields is _sentinel or fields is None:
        fields = _discouraged("NamedTuple", typename, fields, kwargs).items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    made = _typed_namedtuple(typename, list(fields), module=_caller())
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})


def _namedtuple_mro_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


# --- typed dicts

def _get_typeddict_qualifiers(hint):
    """The forms around a type that say something about the key."""
    while True:
        match get_origin(hint):
            case origin if origin is Annotated:
                hint = hint.__origin__
            case (origin) if origin in (Required, NotRequired, ReadOnly):
                yield origin
                hint, = get_args(hint)
            case _:
                return


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        """A typed dict; total: keys are required if nothing else is said."""
        if not all(type(base) is _TypedDictMeta or base is Generic for base in bases):
            raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        ns.setdefault("__orig_bases__", bases)
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        msg = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {key: _type_check(hint, msg, module=made.__module__) for key, hint in ns.get("__annotations__", {}).items()}
        hints = {}
        required, optional, readonly, mutable = keys = set(), set(), set(), set()
        for base in bases:
            hints.update(base.__dict__.get("__annotations__", {}))
            inherited = [base.__dict__.get(f"__{kind}_keys__", ()) for kind in ("required", "optional", "readonly", "mutable")]
            for mine, its in zip(keys, inherited):
                mine.update(its)
            required -= set(inherited[1])
            optional -= set(inherited[0])
        hints.update(own)
        for key, hint in own.items():
            qualifiers = set(_get_typeddict_qualifiers(hint))
            needed = Required in qualifiers or total and NotRequired not in qualifiers
            (required if needed else optional).add(key)
            (optional if needed else required).discard(key)
            if ReadOnly not in qualifiers:
                mutable.add(key)
                readonly.discard(key)
            elif key in mutable:
                raise TypeError(f"Cannot override mutable key {key!r} with read-only key")
            else:
                readonly.add(key)
        made.__annotations__ = hints
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        made.__readonly_keys__, made.__mutable_keys__ = frozenset(readonly), frozenset(mutable)
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=_sentinel, /, *, total=True):
    """A dict with certain string keys, each with its type; mostly used as a base class.

        class Point2D(TypedDict):
            x: int
            label: NotRequired[str]

    At run time it is a plain dict.  Also TypedDict('Point2D', {'x': int})."""
    if fields is _sentinel or fields is None:
        fields = _discouraged("TypedDict", typename, fields, {})
    ns = {"__annotations__": dict(fields)}
    if (module := _caller()) is not None:
        ns["__module__"] = module
    made = _TypedDictMeta(typename, (), ns, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """Is tp a TypedDict class?"""
    return isinstance(tp, _TypedDictMeta) and tp is not _TypedDict


# --- looking at hints

def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class (bases included), module or function, evaluated.

    Annotated is taken off unless include_extras."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            names = getattr(sys.modules.get(base.__module__), "__dict__", {}) if globalns is None else globalns
            own = base.__dict__.get("__annotations__", {})
            if isinstance(own, types.GetSetDescriptorType):
                continue
            inner = dict(vars(base)) if localns is None else localns
            # names of the class come behind those of its module, which eval() asks last
            space = (inner, names) if localns is None and globalns is None else (names, inner)
            hints.update(_evaluated(own, *space, base.__type_params__, is_argument=False, is_class=True))
    else:
        is_module = isinstance(obj, types.ModuleType)
        if globalns is None:
            inner = obj
            while not is_module and hasattr(inner, "__wrapped__"):
                inner = inner.__wrapped__
            globalns = getattr(inner, "__dict__" if is_module else "__globals__", {})
        globalns, localns = _spaces(globalns, localns)
        own = getattr(obj, "__annotations__", None)
        if own is None:
            if isinstance(obj, _HINTLESS):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        hints.update(_evaluated(own, globalns, localns, getattr(obj, "__type_params__", ()),
                                is_argument=not is_module, is_class=False))
    return hints if include_extras else {name: _strip_annotations(hint) for name, hint in hints.items()}


_HINTLESS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType, WrapperDescriptorType,
             MethodWrapperType, MethodDescriptorType)


def _evaluated(annotations, globalns, localns, params, **kind):
    for name, hint in annotations.items():
        if hint is None:
            hint = types.NoneType
        elif isinstance(hint, str):
            hint = ForwardRef(hint, **kind)
        yield name, _eval_type(hint, globalns, localns, params)


def _strip_annotations(t):
    """t without Annotated, Required, NotRequired and ReadOnly, at any depth."""
    match t:
        case _AnnotatedAlias():
            return _strip_annotations(t.__origin__)
        case _GenericAlias() if t.__origin__ in (Required, NotRequired, ReadOnly):
            return _strip_annotations(t.__args__[0])
        case _GenericAlias() | GenericAlias() | types.UnionType():
            args = tuple(map(_strip_annotations, t.__args__))
            if args == t.__args__:
                return t
            if isinstance(t, types.UnionType):
                return functools.reduce(lambda left, right: left | right, args)
            return t.copy_with(args) if isinstance(t, _GenericAlias) else GenericAlias(t.__origin__, args)
    return t


def get_origin(tp):
    """The type without its arguments: list for List[int]; None for what has none."""
    match tp:
        case _AnnotatedAlias():
            return Annotated
        case _BaseGenericAlias() | GenericAlias() | ParamSpecArgs() | ParamSpecKwargs():
            return tp.__origin__
        case types.UnionType():
            return types.UnionType
    return Generic if tp is Generic else None


def get_args(tp):
    """The arguments of a type: (int,) for List[int]; () for what has none."""
    match tp:
        case _AnnotatedAlias():
            return (tp.__origin__, *tp.__metadata__)
        case _GenericAlias() | GenericAlias():
            args = tp.__args__
            if tp.__origin__ is collections.abc.Callable and not (len(args) == 2 and _is_param_expr(args[0])):
                return list(args[:-1]), args[-1]
            return args
        case types.UnionType():
            return tp.__args__
    return ()


# --- functions that say something to a type checker

def cast(typ, val):
    """val itself; tells a type checker that it has type typ."""
    return val


def assert_type(val, typ, /):
    """val itself; asks a type checker whether it has type typ."""
    return val


def assert_never(arg: Never, /) -> Never:
    """Marks code that is never reached; AssertionError if it is."""
    shown = repr(arg)
    raise AssertionError(f"Expected code to be unreachable, but got: {shown if len(shown) <= 100 else shown[:100] + '...'}")


def reveal_type[T](obj: T, /) -> T:
    """Ask a type checker what type obj has; at run time print its class and return it."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def _mark(obj, name, value=True):
    """Sets an attribute, if obj takes any."""
    try:
        setattr(obj, name, value)
    except (AttributeError, TypeError):
        pass
    return obj


def final(f):
    """Decorator: a method that is not to be overridden, a class not to be derived from."""
    return _mark(f, "__final__")


def override[F: Callable[..., Any]](method: F, /) -> F:
    """Decorator: the method overrides one of a base class."""
    return _mark(method, "__override__")


def no_type_check(arg):
    """Decorator: the annotations of a function or class are no types."""
    if isinstance(arg, type):
        for name in dir(arg):
            member = getattr(arg, name)
            inside = f"{arg.__qualname__}.{getattr(member, '__name__', None)}" == getattr(member, "__qualname__", None)
            if not inside or getattr(member, "__module__", None) != arg.__module__:
                continue  # inherited, or defined elsewhere
            match member:
                case types.FunctionType():
                    _mark(member, "__no_type_check__")
                case types.MethodType():
                    _mark(member.__func__, "__no_type_check__")
                case type():
                    no_type_check(member)
    return _mark(arg, "__no_type_check__")


def no_type_check_decorator(decorator):
    """Deprecated: a decorator that also applies no_type_check()."""
    from warnings import _deprecated
    _deprecated("typing.no_type_check_decorator", remove=(3, 15))

    def unchecked(*args, **kwargs):
        return no_type_check(decorator(*args, **kwargs))
    return functools.update_wrapper(unchecked, decorator)


_overload_registry = {}  # (module, qualified name) -> {line: function}


def _overload_place(func):
    func = getattr(func, "__func__", func)
    return _overload_registry.setdefault((func.__module__, func.__qualname__), {}), func


def _overload_dummy(*args, **kwds):
    """What @overload gives; calling it is a mistake."""
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should "
        "always be followed by an implementation that is not @overload-ed.")


def overload(func):
    """Decorator for one of several signatures; the implementation comes last, without it."""
    try:
        known, inner = _overload_place(func)
        known[inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass  # not a function written in Python
    return _overload_dummy


def get_overloads(func):
    """The overloads of a function, in order."""
    func = getattr(func, "__func__", func)
    return list(_overload_registry.get((func.__module__, func.__qualname__), {}).values())


def clear_overloads():
    """Forget all overloads."""
    _overload_registry.clear()


class _IdentityCallable(Protocol):
    def __call__[T](self, arg: T, /) -> T: ...


def dataclass_transform(*, eq_default: bool = True, order_default: bool = False, kw_only_default: bool = False,
                        frozen_default: bool = False,
                        field_specifiers: tuple[Union[type[Any], Callable[..., Any]], ...] = (),
                        **kwargs: Any) -> _IdentityCallable:
    """Decorator: the function, class or metaclass makes classes behave like dataclasses."""
    settings = dict(eq_default=eq_default, order_default=order_default, kw_only_default=kw_only_default,
                    frozen_default=frozen_default, field_specifiers=field_specifiers, kwargs=kwargs)

    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = settings
        return cls_or_fn
    return decorator


class NewType:
    """A type that is different for the type checker: UserId = NewType('UserId', int).

    At run time UserId(x) is x."""

    __call__ = _idfunc
    __or__, __ror__ = _Final.__or__, _Final.__ror__

    def __init__(self, name, tp):
        self.__qualname__, self.__name__ = name, name.rpartition(".")[2]
        self.__supertype__ = tp
        if (module := _caller()) != "typing":
            self.__module__ = module

    def __mro_entries__(self, bases):
        mine = self.__name__

        class Refusing:
            def __init_subclass__(cls):
                raise TypeError(f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                                f"`{cls.__name__} = NewType({cls.__name__!r}, {mine})`")
        return (Refusing,)

    def __reduce__(self):
        return self.__qualname__

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"


# --- files

class IO(Generic[AnyStr]):
    """What open() returns: TextIO or BinaryIO, or IO[str] and IO[bytes]."""
    __slots__ = ()

    @abstractmethod
    def __enter__(self) -> "IO[AnyStr]": ...

    @abstractmethod
    def __exit__(self, type, value, traceback) -> None: ...

    @property
    @abstractmethod
    def name(self) -> str: ...

    @property
    @abstractmethod
    def mode(self) -> str: ...

    @property
    @abstractmethod
    def closed(self) -> bool: ...

    @abstractmethod
    def readable(self) -> bool: ...

    @abstractmethod
    def writable(self) -> bool: ...

    @abstractmethod
    def seekable(self) -> bool: ...

    @abstractmethod
    def isatty(self) -> bool: ...

    @abstractmethod
    def fileno(self) -> int: ...

    @abstractmethod
    def tell(self) -> int: ...

    @abstractmethod
    def seek(self, offset: int, whence: int = 0) -> int: ...

    @abstractmethod
    def truncate(self, size: int = None) -> int: ...

    @abstractmethod
    def read(self, n: int = -1) -> AnyStr: ...

    @abstractmethod
    def write(self, s: AnyStr) -> int: ...

    @abstractmethod
    def readline(self, limit: int = -1) -> AnyStr: ...

    @abstractmethod
    def readlines(self, hint: int = -1) -> List[AnyStr]: ...

    @abstractmethod
    def writelines(self, lines: List[AnyStr]) -> None: ...

    @abstractmethod
    def flush(self) -> None: ...

    @abstractmethod
    def close(self) -> None: ...


class BinaryIO(IO[bytes]):
    """What open() returns in binary mode."""
    __slots__ = ()

    @abstractmethod
    def __enter__(self) -> "BinaryIO": ...

    @abstractmethod
    def write(self, s: Union[bytes, bytearray]) -> int: ...


class TextIO(IO[str]):
    """What open() returns in text mode."""
    __slots__ = ()

    @abstractmethod
    def __enter__(self) -> "TextIO": ...

    @property
    @abstractmethod
    def buffer(self) -> BinaryIO: ...

    @property
    @abstractmethod
    def newlines(self) -> Any: ...

    @property
    @abstractmethod
    def line_buffering(self) -> bool: ...

    @property
    @abstractmethod
    def encoding(self) -> str: ...

    @property
    @abstractmethod
    def errors(self) -> Optional[str]: ...
