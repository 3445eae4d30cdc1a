"""The vocabulary of type hints: special forms, aliases with arguments, substitution of parameters, forward references.

Shared by `typing` and kept apart from the classes and functions built on it. What is defined here belongs to `typing`:
that is where reprs and pickles look for it."""
__name__ = "typing"

import functools
import sys
from types import GenericAlias, NoneType, UnionType, FunctionType
from _typing import TypeVar, ParamSpec, TypeVarTuple, Generic

_ROOTS = [Generic]  # what a class derives from to be generic; typing adds Protocol
_NO_TYPES = (
    "Failing to pass a value to the 'type_params' parameter of 'typing.{0}' is deprecated, as it leads to incorrect behaviour "
    "when calling typing.{0} on a stringified annotation that references a PEP 695 type parameter. "
    "It will be disallowed in Python 3.15."
)


class _Sentinel:
    def __repr__(self):
        return "<sentinel>"


_sentinel = _Sentinel()


def _tp_cache(func=None, /, *, typed=False):
    """Decorator: remembers results; arguments that cannot be hashed are passed through."""
    if func is None:
        return functools.partial(_tp_cache, typed=typed)
    remembered = functools.lru_cache(typed=typed)(func)

    @functools.wraps(func)
    def lookup(*args, **kwargs):
        try:
            return remembered(*args, **kwargs)
        except TypeError:
            return func(*args, **kwargs)
    return lookup


def _as_tuple(value):
    return value if isinstance(value, tuple) else (value,)


def _is_dunder(name):
    return name[:2] == "__" == name[-2:]


def _type_repr(obj):
    """How a type is shown inside the brackets of another."""
    match obj:
        case type():
            return obj.__qualname__ if obj.__module__ == "builtins" else f"{obj.__module__}.{obj.__qualname__}"
        case tuple():
            return f"[{', '.join(map(_type_repr, obj))}]"
        case FunctionType():
            return obj.__name__
    return "..." if obj is ... else repr(obj)


# --- what may stand in brackets

def _type_convert(arg, module=None, *, allow_special_forms=False):
    """arg as a hint: None stands for its class, a text for the name of a type."""
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return NoneType if arg is None else arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    """arg as a hint, or TypeError (for which msg is the beginning) if it cannot be one."""
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms)
    kind = type(arg)
    if kind is type and arg is not Generic:
        return arg
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        declares = isinstance(origin, _SpecialForm) and origin._declares and not allow_special_forms
        if origin in _ROOTS or declares and (is_argument or origin is not Final):
            raise TypeError(f"{arg} is not valid as type argument")
    elif isinstance(arg, _SpecialForm):
        if not (arg._alone or arg._declares and allow_special_forms):
            raise TypeError(f"Plain {arg} is not valid as type argument")
    elif any(arg is root for root in _ROOTS):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    elif kind is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _is_param_expr(arg):
    """Can arg be the value of a ParamSpec?"""
    return arg is ... or isinstance(arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias))


def _flat(args):
    """args, with the items of unpacked tuples of known length in their places."""
    for arg in args:
        items = getattr(arg, "__typing_unpacked_tuple_args__", None)
        if items is None or items and items[-1] is ...:
            yield arg
        else:
            yield from items


def _unique(items):
    """items without those that are equal to an earlier one."""
    try:
        return list(dict.fromkeys(items))
    except TypeError:
        kept = []
        for item in items:
            if item not in kept:
                kept.append(item)
        return kept


# --- parameters and their values

def _occurring(args):
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            yield from _occurring(arg)
        elif hasattr(arg, "__typing_subst__"):
            yield arg
        else:
            yield from getattr(arg, "__parameters__", ())


def _collect_type_parameters(args, *, enforce_default_ordering=True):
    """The type parameters in args, each once, in order of their appearance."""
    found = tuple(dict.fromkeys(_occurring(args)))
    if enforce_default_ordering:
        defaulted = variadic = False
        for param in found:
            if param.has_default():
                if variadic and isinstance(param, TypeVar):
                    raise TypeError("Type parameter with a default follows TypeVarTuple")
                defaulted = True
            elif defaulted:
                raise TypeError(f"Type parameter {param!r} without a default follows type parameter with a default")
            variadic |= isinstance(param, TypeVarTuple)
    return found


def _bind(alias, params, args):
    """The values of the parameters of alias when args stand in its brackets: as many as parameters."""
    for param in params:
        if (prepare := getattr(param, "__typing_prepare_subst__", None)) is not None:
            args = prepare(alias, args)
    if len(args) != len(params):
        amount = "many" if len(args) > len(params) else "few"
        raise TypeError(f"Too {amount} arguments for {alias}; actual {len(args)}, expected {len(params)}")
    return args


def _substituted(args, values, splice):
    """args with the type parameters replaced; splice: a ParamSpec becomes several items."""
    for arg in args:
        if isinstance(arg, type):
            yield arg
        elif isinstance(arg, (tuple, list)):
            yield type(arg)(_substituted(arg, values, splice))
        elif (subst := getattr(arg, "__typing_subst__", None)) is not None:
            new = subst(values[arg])
            yield from new if splice and isinstance(new, tuple) else (new,)
        elif params := getattr(arg, "__parameters__", ()):
            inner = []
            for param in params:
                if isinstance(param, TypeVarTuple):
                    inner.extend(values[param])
                else:
                    inner.append(values[param])
            new = arg[tuple(inner)]
            several = splice and isinstance(new, tuple) or getattr(arg, "__typing_is_unpacked_typevartuple__", False)
            yield from new if several else (new,)
        else:
            yield arg


# The type parameters call these, named as their methods.

def _typevar_subst(self, arg):
    arg = _type_check(arg, "Parameters to generic types must be types.", is_argument=True)
    unpacked = isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack
    if unpacked or isinstance(arg, GenericAlias) and arg.__unpacked__:
        raise TypeError(f"{arg} is not valid as type argument")
    return arg


def _paramspec_subst(self, arg):
    if isinstance(arg, (list, tuple)):
        return tuple(_type_check(item, "Expected a type.") for item in arg)
    if _is_param_expr(arg):
        return arg
    raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}")


def _paramspec_prepare_subst(self, alias, args):
    params, given = alias.__parameters__, list(args)
    at = params.index(self)
    if at == len(given) and self.has_default():
        given.append(self.__default__)
    if at >= len(given):
        raise TypeError(f"Too few arguments for {alias}")
    if len(params) == 1 and not _is_param_expr(given[0]):
        return (tuple(given),)
    if isinstance(given[at], list):
        given[at] = tuple(given[at])
    return tuple(given)


def _typevartuple_prepare_subst(self, alias, args):
    params = alias.__parameters__
    before = params.index(self)
    after = len(params) - before - 1
    if any(isinstance(p, TypeVarTuple) for p in params[before + 1:]):
        raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
    endless = []  # unpacked tuples of any length, which give as many items as are asked for
    for i, arg in enumerate(args):
        match getattr(arg, "__typing_unpacked_tuple_args__", None):
            case (item, end) if end is ... and not isinstance(arg, type):
                endless.append((i, item))
    if len(endless) > 1:
        raise TypeError("More than one unpacked arbitrary-length tuple argument")
    head, tail = before, after
    left = right = ()
    if endless:
        (place, item), = endless
        head, tail = min(before, place), min(after, len(args) - place - 1)
        left, right = (item,) * (before - head), (item,) * (after - tail)
    elif before + after > len(args):
        raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, expected at least {len(params) - 1}")
    middle = args[head:len(args) - tail]
    if not middle and self.has_default():
        middle = tuple(_flat([self.__default__]))
    return (*args[:head], *left, middle, *right, *args[len(args) - tail:])


@_tp_cache
def _generic_class_getitem(cls, args):
    args = tuple(map(_type_convert, _as_tuple(args)))
    if cls in _ROOTS:
        name = cls.__name__
        if not args:
            raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
        if not all(isinstance(a, (TypeVar, ParamSpec)) or getattr(a, "__typing_is_unpacked_typevartuple__", False) for a in args):
            raise TypeError(f"Parameters to {name}[...] must all be type variables or parameter specification variables.")
        if len(set(args)) < len(args):
            raise TypeError(f"Parameters to {name}[...] must all be unique")
        return _GenericAlias(cls, args)
    params = cls.__parameters__
    if not params:
        raise TypeError(f"{cls} is not a generic class")
    new = []
    for param, value in zip(params, _bind(cls, params, tuple(_flat(args)))):
        if isinstance(param, TypeVarTuple):
            new.extend(value)
        else:
            new.append(value)
    return _GenericAlias(cls, tuple(new))


def _generic_init_subclass(cls, *args, **kwargs):
    super(Generic, cls).__init_subclass__(*args, **kwargs)
    bases = cls.__dict__.get("__orig_bases__")
    if bases is None:
        plain = Generic in cls.__bases__ and cls.__name__ != "Protocol" and not hasattr(cls, "__total__")
    else:
        plain = Generic in bases
    if plain:
        raise TypeError("Cannot inherit from plain Generic")
    found = _collect_type_parameters(bases or ())
    declared = [base for base in bases or () if isinstance(base, _GenericAlias) and base.__origin__ in _ROOTS]
    if sum(base.__origin__ is Generic for base in declared) > 1:
        raise TypeError("Cannot inherit from Generic[...] multiple times.")
    if declared:
        base = next((base for base in declared if base.__origin__ is Generic), declared[0])
        if missing := [param for param in found if param not in base.__parameters__]:
            listed = f"{base.__origin__.__name__}[{', '.join(map(str, base.__parameters__))}]"
            raise TypeError(f"Some type variables ({', '.join(map(str, missing))}) are not listed in {listed}")
        found = base.__parameters__
    cls.__parameters__ = found


def _make_union(left, right):
    return Union[left, right]


# --- forms

class _Final:
    """Base of the objects that are hints: nothing derives from their classes, and they may stand on either side of |."""
    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, _root=False, **kwargs):
        if not _root:
            raise TypeError("Cannot subclass special typing classes")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _NotIterable:
    """Base of what cannot be unpacked although it has brackets."""
    __slots__ = ()
    __iter__ = None


class _SpecialForm(_Final, _NotIterable, _root=True):
    # A name with a meaning of its own. The function that brackets call comes with it, and two rules: `alone` forms are hints
    # without brackets, `declares` ones say something about a variable and do not stand inside others.
    __slots__ = ("_name", "__doc__", "_getitem", "_alone", "_declares")

    def __init__(self, getitem, name=None, doc=None, *, alone=False, declares=False):
        self._getitem, self._alone, self._declares = getitem, alone, declares
        self._name, self.__doc__ = name or getitem.__name__, doc or getitem.__doc__

    def __getattr__(self, item):
        if item in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return f"typing.{self._name}"

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    @_tp_cache
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _TypedCacheSpecialForm(_SpecialForm, _root=True):
    # A form for which 1 and True in brackets are two things.

    def __getitem__(self, parameters):
        return self._getitem(self, *_as_tuple(parameters))


def _bare(name, doc):
    """A form that has no brackets."""
    def refuse(self, parameters):
        raise TypeError(f"{self} is not subscriptable")
    return _SpecialForm(refuse, name, doc, alone=True)


def _single(name, doc, message="{} accepts only single type.", declares=False, **rules):
    """A form with one type in its brackets."""
    def subscript(self, parameters):
        return _GenericAlias(self, (_type_check(parameters, message.format(self), **rules),))
    return _SpecialForm(subscript, name, doc, declares=declares)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """A type that fits every other, in both directions.

    It says nothing to isinstance(); a class may derive from it."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


NoReturn = _bare("NoReturn", "The return type of functions that never return.")
Never = _bare("Never", "The bottom type, which no value has.")
Self = _bare("Self", "The class the method is called on.")
LiteralString = _bare("LiteralString", "Strings made of literals only.")
TypeAlias = _bare("TypeAlias", "Annotates an assignment as a type alias; type statements are better.")
ClassVar = _single("ClassVar", "Marks a class variable that instances do not set: ClassVar[int].", declares=True,
                   allow_special_forms=True)
Final = _single("Final", "Marks a name that is not to be assigned again: Final[int] or Final.", declares=True,
                allow_special_forms=True)
TypeGuard = _single("TypeGuard", "Return type of a function whose true result narrows the type of its argument.")
TypeIs = _single("TypeIs", "TypeGuard that narrows in both cases, like isinstance().")
_ONLY = "{._name} accepts only a single type."
Required = _single("Required", "Marks a key that must be there in a TypedDict with total=False.", _ONLY)
NotRequired = _single("NotRequired", "Marks a key that may be absent in a TypedDict.", _ONLY)
ReadOnly = _single("ReadOnly", "Marks a key of a TypedDict that is not to be changed.", _ONLY)


@_SpecialForm
def Union(self, parameters):
    """One of several types: Union[X, Y], now written X | Y."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    members = []
    for param in _as_tuple(parameters):
        param = _type_check(param, "Union[arg, ...]: each arg must be a type.")
        members += param.__args__ if isinstance(param, (_UnionGenericAlias, UnionType)) else [param]
    members = _unique(members)
    if len(members) == 1:
        return members[0]
    optional = len(members) == 2 and NoneType in members
    return _UnionGenericAlias(self, tuple(members), name="Optional" if optional else None)


@_SpecialForm
def Optional(self, parameters):
    """X or None: Optional[X], now written X | None."""
    return Union[_type_check(parameters, f"{self} requires a single type."), NoneType]


@_SpecialForm
def Concatenate(self, parameters):
    """Parameters in front of those of a ParamSpec: Callable[Concatenate[int, P], T]."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    *front, last = _as_tuple(parameters)
    if not (last is ... or isinstance(last, ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    front = [_type_check(p, "Concatenate[arg, ...]: each arg must be a type.") for p in front]
    return _ConcatenateGenericAlias(self, (*front, last))


@_SpecialForm
def Unpack(self, parameters):
    """The items of a TypeVarTuple or tuple type, or the keys of a TypedDict: Unpack[Ts]."""
    return _UnpackGenericAlias(self, (_type_check(parameters, f"{self} accepts only single type."),))


@_TypedCacheSpecialForm
@_tp_cache(typed=True)
def Literal(self, *parameters):
    """One of the values listed: Literal['r', 'w']."""
    values = []
    for param in parameters:
        values += param.__args__ if isinstance(param, _LiteralGenericAlias) else [param]
    try:
        values = [value for value, _ in dict.fromkeys(_typed(values))]
    except TypeError:
        pass  # what cannot be hashed is kept as it is
    return _LiteralGenericAlias(self, tuple(values))


def _typed(values):
    return [(value, type(value)) for value in values]


@_TypedCacheSpecialForm
@_tp_cache(typed=True)
def Annotated(self, *params):
    """A type with metadata for others to read: Annotated[int, Range(0, 10)]."""
    if len(params) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    hint, *metadata = params
    if getattr(hint, "__typing_is_unpacked_typevartuple__", False):
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    hint = _type_check(hint, "Annotated[t, ...]: t must be a type.", allow_special_forms=True)
    return _AnnotatedAlias(hint, tuple(metadata))


# --- aliases: something generic, with arguments or waiting for them

class _BaseGenericAlias(_Final, _root=True):
    """Stands for its origin: calls and plain attributes go there, names of its own are listed in _OWN."""
    _OWN = frozenset({"_name", "_inst", "_nparams", "_defaults"})

    def __init__(self, origin, *, inst=True, name=None):
        self._inst, self._name = inst, name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            pass  # classes decide which attributes they take
        return made

    def __mro_entries__(self, bases):
        entries = [self.__origin__] if self.__origin__ not in bases else []
        if not any(_brings_generic(base, bases) for base in bases[bases.index(self) + 1:]):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        if "__origin__" in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, value):
        if attr in self._OWN or _is_dunder(attr):
            super().__setattr__(attr, value)
        else:
            setattr(self.__origin__, attr, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return sorted({*super().__dir__(), *(name for name in dir(self.__origin__) if not _is_dunder(name))})


def _brings_generic(base, bases):
    """Is Generic among the ancestors of base, one of the bases of a class?"""
    match base:
        case _BaseGenericAlias():
            return True
        case type():
            return issubclass(base, Generic)
    entries = base.__mro_entries__(bases) if hasattr(base, "__mro_entries__") else ()
    return isinstance(entries, tuple) and any(isinstance(entry, type) and issubclass(entry, Generic) for entry in entries)


class _GenericAlias(_BaseGenericAlias, _root=True):
    # A generic type with its arguments, like List[int] or C[T].

    _splice = False

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        self.__args__ = args = _as_tuple(args)
        self.__parameters__ = _collect_type_parameters(args, enforce_default_ordering=origin in _ROOTS)
        if not name:
            self.__module__ = origin.__module__

    def _key(self):
        """What makes two aliases of one kind equal."""
        return self.__origin__, self.__args__

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, type(self)) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    @_tp_cache
    def __getitem__(self, args):
        if self.__origin__ in _ROOTS:
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not (params := self.__parameters__):
            raise TypeError(f"{self} is not a generic class")
        args = tuple(_flat(map(_type_convert, _as_tuple(args))))
        values = dict(zip(params, _bind(self, params, args)))
        return self.copy_with(tuple(_substituted(self.__args__, values, self._splice)))

    def copy_with(self, args):
        """The same alias with other arguments."""
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def _shown(self):
        return ", ".join(map(_type_repr, self.__args__)) or "()"

    def __repr__(self):
        name = f"typing.{self._name}" if self._name else _type_repr(self.__origin__)
        return f"{name}[{self._shown()}]"

    def _parts(self):
        """What to subscript with what to have this again."""
        args = self.__args__
        return self.__origin__, args[0] if len(args) == 1 and not isinstance(args[0], tuple) else args

    def __reduce__(self):
        from operator import getitem
        origin, args = self._parts()
        if self._name:
            origin = getattr(sys.modules["typing"], self._name)
        return getitem, (origin, args)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        # Generic[T] adds nothing where Protocol or a later base brings Generic along
        behind = () if origin is not Generic else bases[bases.index(self) + 1:]
        brought = any(isinstance(base, _BaseGenericAlias) and base is not self for base in behind)
        return () if brought or origin is Generic and _ROOTS[1] in bases else (origin,)

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_NotIterable, _BaseGenericAlias, _root=True):
    """A class of the library under its older name, with the number of its parameters."""

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams, self._defaults = nparams, defaults
        where = "" if origin.__module__ == "builtins" else f"{origin.__module__}."
        self.__doc__ = f"An older name of {where or 'builtins.'}{origin.__qualname__}."

    @_tp_cache
    def __getitem__(self, params):
        params = tuple(_type_check(p, "Parameters to generic types must be types.") for p in _as_tuple(params))
        most, defaults = self._nparams, self._defaults
        missing = most - len(params)
        if not 0 <= missing <= len(defaults):
            if not most:
                raise TypeError(f"{self} is not a generic class")
            amount = "many" if missing < 0 else "few"
            expected = f"at least {most - len(defaults)}" if defaults else most
            raise TypeError(f"Too {amount} arguments for {self}; actual {len(params)}, expected {expected}")
        return self.copy_with(params + defaults[len(defaults) - missing:])

    def copy_with(self, params):
        """The class with arguments."""
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return f"typing.{self._name}"

    def __reduce__(self):
        return self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            cls = cls.__origin__
        elif isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        return issubclass(cls, self.__origin__)


class _DeprecatedGenericAlias(_SpecialGenericAlias, _root=True):
    """One that says so when it is used in a check."""

    _OWN = _BaseGenericAlias._OWN | {"_removal_version"}

    def __init__(self, origin, nparams, *, removal_version, inst=True, name=None):
        super().__init__(origin, nparams, inst=inst, name=name)
        self._removal_version = removal_version

    def __instancecheck__(self, obj):
        import warnings
        warnings._deprecated(f"{self.__module__}.{self._name}", remove=self._removal_version)
        return super().__instancecheck__(obj)


class _TupleType(_SpecialGenericAlias, _root=True):
    @_tp_cache
    def __getitem__(self, params):
        params = _as_tuple(params)
        *items, last = params or (None,)
        if items and last is ...:
            items = [_type_check(p, "Tuple[t, ...]: t must be a type.") for p in items]
            return self.copy_with((*items, ...))
        return self.copy_with(tuple(_type_check(p, "Tuple[t0, t1, ...]: each t must be a type.") for p in params))


class _CallableType(_SpecialGenericAlias, _root=True):
    def __getitem__(self, params):
        match params:
            case (list(args), result):
                return self._of(tuple(args), result)
            case (args, result) if isinstance(params, tuple):
                return self._of(args, result)
        raise TypeError("Callable must be used as Callable[[arg, ...], result].")

    @_tp_cache
    def _of(self, args, result):
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        args = (...,) if args is ... else map(_type_convert, _as_tuple(args))
        return self.copy_with((*args, result))

    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)


class _CallableGenericAlias(_NotIterable, _GenericAlias, _root=True):
    _splice = True

    def _is_open(self):
        """Are the parameters no list of types?"""
        return len(self.__args__) == 2 and _is_param_expr(self.__args__[0])

    def _shown(self):
        if self._is_open():
            return super()._shown()
        *args, result = map(_type_repr, self.__args__)
        return f"[{', '.join(args)}], {result}"

    def _parts(self):
        *args, result = self.__args__
        return self.__origin__, (args[0] if self._is_open() else args, result)


class _UnionGenericAlias(_NotIterable, _GenericAlias, _root=True):
    def copy_with(self, params):
        return Union[params]

    def _key(self):
        return frozenset(self.__args__)

    def __eq__(self, other):
        if isinstance(other, UnionType):
            other = Union[other]
        try:
            return super().__eq__(other)
        except TypeError:  # not all can be hashed
            mine, others = self.__args__, other.__args__
            return len(mine) == len(others) and all(arg in others for arg in mine)

    __hash__ = _GenericAlias.__hash__

    def _shown(self):
        if not self._name:
            return super()._shown()
        first, second = self.__args__
        return _type_repr(second if first is NoneType else first)

    def __instancecheck__(self, obj):
        return any(isinstance(obj, arg) for arg in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        from operator import getitem
        return getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def _key(self):
        return frozenset(_typed(self.__args__))


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        *front, last = params
        match last:
            case tuple() | list():
                return (*front, *last)
            case _ConcatenateGenericAlias():
                return super().copy_with((*front, *last.__args__))
        return super().copy_with(params)


class _AnnotatedAlias(_NotIterable, _GenericAlias, _root=True):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            origin, metadata = origin.__origin__, origin.__metadata__ + metadata
        super().__init__(origin, origin, name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, params):
        new, = params
        return self.__class__(new, self.__metadata__)

    def __repr__(self):
        return f"typing.Annotated[{', '.join([_type_repr(self.__origin__), *map(repr, self.__metadata__)])}]"

    def __reduce__(self):
        from operator import getitem
        return getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def _key(self):
        return self.__origin__, self.__metadata__

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if not isinstance(arg, (_GenericAlias, GenericAlias)):
            return None
        if arg.__origin__ is not tuple:
            raise TypeError("Unpack[...] must be used with a tuple type")
        return arg.__args__

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


# --- forward references

class ForwardRef(_Final, _root=True):
    """A type given as a string, to be evaluated later."""
    __slots__ = ("__forward_arg__", "__forward_code__", "__forward_evaluated__", "__forward_value__",
                 "__forward_is_argument__", "__forward_is_class__", "__forward_module__")

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        # a starred expression stands in brackets only
        text = f"({arg},)[0]" if arg.startswith("*") else arg
        try:
            self.__forward_code__ = compile(text, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__, self.__forward_module__ = arg, module
        self.__forward_is_argument__, self.__forward_is_class__ = is_argument, is_class
        self.__forward_evaluated__, self.__forward_value__ = False, None

    def _evaluate(self, globalns, localns, type_params=_sentinel, *, recursive_guard):
        """The type meant. References that lead back to themselves are left as they are."""
        if type_params is _sentinel:
            _warn_no_type_params("ForwardRef._evaluate")
            type_params = ()
        if self.__forward_arg__ in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        globalns, localns = _spaces(globalns, localns)
        if self.__forward_module__ is not None:
            globalns = getattr(sys.modules.get(self.__forward_module__, None), "__dict__", globalns)
        if type_params:
            # those of a class are hidden by what is defined in its body
            globalns, localns = dict(globalns), dict(localns)
            for param in type_params:
                name = param.__name__
                if not self.__forward_is_class__ or name not in globalns:
                    globalns[name] = param
                    localns.pop(name, None)
        hint = _type_check(
            eval(self.__forward_code__, globalns, localns), "Forward references must evaluate to types.",
            is_argument=self.__forward_is_argument__, allow_special_forms=self.__forward_is_class__)
        self.__forward_value__ = _eval_type(
            hint, globalns, localns, type_params, recursive_guard=recursive_guard | {self.__forward_arg__})
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        same = self.__forward_arg__ == other.__forward_arg__
        if same and self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_value__ == other.__forward_value__
        return same and self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __repr__(self):
        module = self.__forward_module__
        return f"ForwardRef({self.__forward_arg__!r}{'' if module is None else f', module={module!r}'})"


def _spaces(globalns, localns):
    """The two namespaces, of which each stands in for the other."""
    if globalns is None:
        globalns = {} if localns is None else localns
    return globalns, globalns if localns is None else localns


def _warn_no_type_params(function):
    import warnings
    warnings.warn(_NO_TYPES.format(function), DeprecationWarning, stacklevel=3)


def _eval_type(t, globalns, localns, type_params=_sentinel, *, recursive_guard=frozenset()):
    """t with all forward references in it evaluated."""
    if type_params is _sentinel:
        _warn_no_type_params("_eval_type")
        type_params = ()
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, type_params, recursive_guard=recursive_guard)
    if not isinstance(t, (_GenericAlias, GenericAlias, UnionType)):
        return t
    before = t.__args__
    if isinstance(t, GenericAlias):
        before = [ForwardRef(arg) if isinstance(arg, str) else arg for arg in before]
    after = tuple(_eval_type(arg, globalns, localns, type_params, recursive_guard=recursive_guard) for arg in before)
    if after == t.__args__ and not getattr(t, "__unpacked__", False):
        return t
    if isinstance(t, UnionType):
        return functools.reduce(lambda left, right: left | right, after)
    if not isinstance(t, GenericAlias):
        return t.copy_with(after)
    if type(t) is not GenericAlias and not (len(after) == 2 and _is_param_expr(after[0])):
        return t.__origin__[list(after[:-1]), after[-1]]  # collections.abc.Callable
    new = GenericAlias(t.__origin__, after)
    return Unpack[new] if t.__unpacked__ else new
