"""Tools for functions: wrapping, caching, partial application, dispatch on types."""
from _functools import cmp_to_key, partial, reduce, _lru_cache_wrapper
from abc import get_cache_token
from _thread import RLock
from types import GenericAlias

__all__ = ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
           "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property"]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)

_absent = object()


# --- wrapping

def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make wrapper look like wrapped: copy its names and texts, update its __dict__.

    wrapper.__wrapped__ leads back to wrapped."""
    for name in assigned:
        value = getattr(wrapped, name, _absent)
        if value is not _absent:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped  # last: the update may have brought another one
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator form of update_wrapper(), for the wrapper inside another decorator."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# --- orderings

# For each comparison a class may have, in order of preference: how the others follow from what it says.
_DERIVATIONS = {
    "__lt__": {"__le__": lambda holds, a, b: holds or a == b,
               "__gt__": lambda holds, a, b: not holds and a != b,
               "__ge__": lambda holds, a, b: not holds},
    "__le__": {"__lt__": lambda holds, a, b: holds and a != b,
               "__gt__": lambda holds, a, b: not holds,
               "__ge__": lambda holds, a, b: not holds or a == b},
    "__gt__": {"__lt__": lambda holds, a, b: not (holds or a == b),
               "__le__": lambda holds, a, b: not holds,
               "__ge__": lambda holds, a, b: holds or a == b},
    "__ge__": {"__lt__": lambda holds, a, b: not holds,
               "__le__": lambda holds, a, b: not holds or a == b,
               "__gt__": lambda holds, a, b: holds and a != b}}


def _derived(name, root, follows):
    def compare(self, other):
        holds = getattr(type(self), root)(self, other)
        return holds if holds is NotImplemented else follows(holds, self, other)
    compare.__name__ = name
    compare.__qualname__ = f"_{name.strip('_')}_from_{root.strip('_')}"  # where pickle finds it
    compare.__doc__ = getattr(int, name).__doc__
    globals()[compare.__qualname__] = compare
    return compare


_COMPARISONS = {root: {name: _derived(name, root, follows) for name, follows in others.items()}
                for root, others in _DERIVATIONS.items()}


def total_ordering(cls):
    """Class decorator: add the comparisons that follow from the one the class defines."""
    defined = [name for name in _DERIVATIONS if getattr(cls, name) is not getattr(object, name)]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, compare in _COMPARISONS[defined[0]].items():
        if name not in defined:
            setattr(cls, name, compare)
    return cls


# --- partial methods

class partialmethod:
    """partial() for methods: binds self first, then the arguments given here."""

    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            args, keywords = func.args + args, {**func.keywords, **keywords}
            func = func.func
        elif not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        given = [repr(self.func), *map(repr, self.args), *(f"{key}={value!r}" for key, value in self.keywords.items())]
        cls = type(self)
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(given)})"

    def _unbound(self):
        """A function with the arguments filled in behind self."""
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        bind = getattr(self.func, "__get__", None)
        bound = self.func if bind is None else bind(obj, cls)
        if bound is self.func:
            # nothing was bound: the filled-in function is the method
            return self._unbound().__get__(obj, cls)
        result = partial(bound, *self.args, **self.keywords)
        if (owner := getattr(bound, "__self__", _absent)) is not _absent:
            result.__self__ = owner
        return result

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(GenericAlias)


def _unwrap_partial(func):
    while isinstance(func, partial):
        func = func.func
    return func


def _unwrap_partialmethod(func):
    """What partial() and partialmethod() were applied to, however often."""
    while True:
        if isinstance(inner := getattr(func, "__partialmethod__", None), partialmethod):
            func = inner
        elif isinstance(func, (partial, partialmethod)):
            func = func.func
        else:
            return func


# --- caches

class _Key(list):
    """Arguments that are hashed once."""
    __slots__ = ("_hash",)

    def __init__(self, items):
        super().__init__(items)
        self._hash = hash(items)

    def __hash__(self):
        return self._hash


def _make_key(args, kwds, typed):
    """A cache key for arguments."""
    items = args
    if kwds:
        items = (*args, _absent, *(part for item in kwds.items() for part in item))
    if typed:
        return _Key((*items, *map(type, args), *map(type, kwds.values())))
    return items[0] if len(items) == 1 and type(items[0]) in (int, str) else _Key(items)


def _CacheInfo(*numbers, **named):
    # The class is made, in this one's place, when it is first needed: collections is not imported for nothing.
    global _CacheInfo
    from collections import namedtuple
    _CacheInfo = namedtuple("CacheInfo", "hits misses maxsize currsize", module=__name__)
    return _CacheInfo(*numbers, **named)


def _cache_info(*numbers):
    return _CacheInfo(*numbers)


def lru_cache(maxsize=128, typed=False):
    """Decorator that remembers the results of the maxsize latest calls.

    maxsize=None means no limit.  With typed, arguments of different types
    are different even where they compare equal.  The decorated function has
    cache_info(), cache_clear(), cache_parameters() and __wrapped__."""
    def remembering(function, size):
        wrapper = _lru_cache_wrapper(function, size, typed, _cache_info)
        wrapper.cache_parameters = lambda: {"maxsize": size, "typed": typed}
        return update_wrapper(wrapper, function)
    match maxsize:
        case None | int():
            size = maxsize and max(maxsize, 0)
            return lambda function: remembering(function, size)
        case function if callable(function) and isinstance(typed, bool):
            return remembering(function, 128)  # used without parentheses
    raise TypeError("Expected first argument to be an integer, a callable, or None")


def cache(user_function, /):
    """Decorator that remembers every result: lru_cache(maxsize=None)."""
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """A property computed once per instance and then kept in its __dict__."""

    def __init__(self, func):
        self.func, self.attrname = func, None
        self.__doc__, self.__module__ = func.__doc__, func.__module__

    def __set_name__(self, owner, name):
        if self.attrname not in (None, name):
            raise TypeError(f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r}).")
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            space = instance.__dict__
        except AttributeError:  # slots
            raise TypeError(f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {name!r} property.") from None
        value = space.get(name, _absent)
        if value is _absent:
            value = self.func(instance)
            try:
                space[name] = value
            except TypeError:  # a class's
                raise TypeError(f"The '__dict__' attribute on {type(instance).__name__!r} instance does not support item "
                                f"assignment for caching {name!r} property.") from None
        return value

    __class_getitem__ = classmethod(GenericAlias)


# --- dispatch

def _find_impl(cls, registry):
    """The implementation for class cls: that of the nearest registered class.

    An abstract class that cls counts as a subclass of, without being derived from it, stands behind the last of cls's bases
    for which the same is true, and behind what that one has of abstract bases, except those more general than it. If several
    stand there, the most special one is meant; there must be one."""
    mro, found = cls.__mro__, {}
    for kind in registry:
        if kind in mro:
            found.setdefault((mro.index(kind), False), []).append(kind)
        elif issubclass(cls, kind):
            last = max(place for place, base in enumerate(mro) if issubclass(base, kind))
            abstract = [place for place, base in enumerate(mro[last].__bases__) if hasattr(base, "__abstractmethods__")]
            for base in mro[last].__bases__[:abstract[-1] + 1] if abstract else ():
                last = max(last, *(mro.index(behind) for behind in base.__mro__[:-1] if not issubclass(kind, behind)), 0)
            found.setdefault((last, True), []).append(kind)
    if not found:
        return None
    nearest = found[min(found)]
    special = [kind for kind in nearest if not any(other is not kind and issubclass(other, kind) for other in nearest)]
    if len(special) > 1:
        raise RuntimeError(f"Ambiguous dispatch: {special[0]} or {special[1]}")
    return registry[special[0] if special else nearest[0]]


def _classes(kind):
    """The classes that something registered stands for: itself, or the members of a union; None if it is neither."""
    if isinstance(kind, type):
        return (kind,)
    from types import UnionType
    from typing import Union, get_args, get_origin
    if get_origin(kind) in (Union, UnionType) and all(isinstance(arg, type) for arg in get_args(kind)):
        return get_args(kind)
    return None


def _annotated_class(func):
    """What the first parameter of func is annotated with."""
    if not getattr(func, "__annotations__", None):
        raise TypeError(f"Invalid first argument to `register()`: {func!r}. Use either `@register(some_class)` or plain "
                        f"`@register` on an annotated function.")
    from typing import get_origin, get_type_hints
    name, kind = next(iter(get_type_hints(func).items()))
    if _classes(kind) is None:
        from typing import Union
        from types import UnionType
        what = "not all arguments are classes" if get_origin(kind) in (Union, UnionType) else "is not a class"
        raise TypeError(f"Invalid annotation for {name!r}. {kind!r} {what}.")
    return kind


def singledispatch(func):
    """Turn a function into a generic one that chooses by the type of its first argument.

    register() adds an implementation, dispatch() tells which one a type gets,
    registry shows all of them."""
    from types import MappingProxyType
    from weakref import WeakKeyDictionary
    registry, chosen = {}, WeakKeyDictionary()
    token = None  # of the state of the abstract classes when `chosen` was filled

    def dispatch(cls):
        """The implementation for instances of cls."""
        nonlocal token
        if token is not None and token != (now := get_cache_token()):
            chosen.clear()
            token = now
        implementation = chosen.get(cls)
        if implementation is None:
            implementation = registry.get(cls) or _find_impl(cls, registry)
            chosen[cls] = implementation
        return implementation

    def register(cls, func=None):
        """Use func for instances of cls; a decorator if func is not given, also one that looks at annotations."""
        nonlocal token
        kinds = _classes(cls)
        if kinds is not None and func is None:
            return lambda func: register(cls, func)
        if kinds is None:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            cls, func = _annotated_class(cls), cls
            kinds = _classes(cls)
        for kind in kinds:
            registry[kind] = func
        if token is None and hasattr(cls, "__abstractmethods__"):
            token = get_cache_token()
        chosen.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.dispatch, wrapper.register = dispatch, register
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = chosen.clear
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """singledispatch() for methods: chooses by the first argument after self."""

    def __init__(self, func):
        if not (callable(func) or hasattr(func, "__get__")):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher, self.func = singledispatch(func), func

    def register(self, cls, method=None):
        """Add a method for class cls; also a decorator."""
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        return update_wrapper(_method, self.func)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
