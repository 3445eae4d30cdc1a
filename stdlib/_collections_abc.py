"""Abstract base classes of containers, iterators and callables; collections.abc shows them."""
from abc import ABCMeta, abstractmethod
from itertools import count as _count
import sys

GenericAlias = type(list[int])
EllipsisType = type(...)

__all__ = [
    "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable", "Iterator", "Generator",
    "Reversible", "Sized", "Container", "Callable", "Collection", "Set", "MutableSet", "Mapping", "MutableMapping", "MappingView",
    "KeysView", "ItemsView", "ValuesView", "Sequence", "MutableSequence", "ByteString", "Buffer"]

# The classes belong to collections.abc, whichever way they are imported.
__name__ = "collections.abc"


def _f(): ...


FunctionType = type(_f)
framelocalsproxy = type((lambda: sys._getframe().f_locals)())
mappingproxy = type(type.__dict__)
dict_keys, dict_values, dict_items = map(type, ({}.keys(), {}.values(), {}.items()))
dict_keyiterator, dict_valueiterator, dict_itemiterator, list_iterator, set_iterator, str_iterator, tuple_iterator, bytes_iterator, \
    bytearray_iterator, range_iterator, longrange_iterator = (
        type(iter(many)) for many in ({}, {}.values(), {}.items(), [], set(), "", (), b"", bytearray(), range(0), range(1 << 1000)))
list_reverseiterator = type(reversed([]))
zip_iterator = type(zip())
generator = type((lambda: (yield))())


async def _coro(): ...
async def _ag(): yield

_coro = _coro()
coroutine = type(_coro)
_coro.close()
async_generator = type(_ag())
del _coro


# --- classes that are defined by methods

def _check_methods(C, *methods):
    """Has class C all methods, none of them set to None? The answer of a __subclasshook__."""
    spaces = [base.__dict__ for base in C.__mro__]
    for method in methods:
        for space in spaces:
            if method in space:
                break
        else:
            return NotImplemented
        if space[method] is None:
            return NotImplemented
    return True


def _having(*methods, generic=False):
    """Class decorator: what has the methods counts as a subclass (of the class itself, not of those derived from it)."""
    def finish(asked):
        def __subclasshook__(cls, C):
            return _check_methods(C, *methods) if cls is asked else NotImplemented
        __subclasshook__.__qualname__ = f"{asked.__qualname__}.__subclasshook__"
        asked.__subclasshook__ = classmethod(__subclasshook__)
        if generic:
            asked.__class_getitem__ = classmethod(GenericAlias)
        return asked
    return finish


def _thrown(typ, val, tb):
    """The exception meant by the arguments of throw()."""
    if val is None and tb is None:
        return typ
    val = typ() if val is None else val
    return val if tb is None else val.with_traceback(tb)


@_having("__hash__")
class Hashable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __hash__(self):
        return 0


@_having("__len__")
class Sized(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __len__(self):
        return 0


@_having("__contains__", generic=True)
class Container(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __contains__(self, x):
        return False


@_having("__buffer__")
class Buffer(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __buffer__(self, flags: int, /) -> memoryview:
        raise NotImplementedError


@_having("__iter__", generic=True)
class Iterable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __iter__(self):
        yield from ()


@_having("__reversed__", "__iter__")
class Reversible(Iterable):
    __slots__ = ()

    @abstractmethod
    def __reversed__(self):
        yield from ()


@_having("__len__", "__iter__", "__contains__")
class Collection(Sized, Iterable, Container):
    __slots__ = ()


@_having("__iter__", "__next__")
class Iterator(Iterable):
    __slots__ = ()

    def __iter__(self):
        return self

    @abstractmethod
    def __next__(self):
        """Return the next item or raise StopIteration."""
        raise StopIteration


@_having("__iter__", "__next__", "send", "throw", "close")
class Generator(Iterator):
    __slots__ = ()

    @abstractmethod
    def send(self, value):
        """Resume with value; return the next yielded value or raise StopIteration."""
        raise StopIteration

    def __next__(self):
        """Return the next item or raise StopIteration."""
        return self.send(None)

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Raise an exception inside; return the next yielded value or raise StopIteration."""
        raise _thrown(typ, val, tb)

    def close(self):
        """Raise GeneratorExit inside."""
        _closed(self.throw, "generator")


def _closed(throw, kind):
    try:
        throw(GeneratorExit)
    except (GeneratorExit, StopIteration):
        return
    raise RuntimeError(f"{kind} ignored GeneratorExit")


@_having("__await__", generic=True)
class Awaitable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __await__(self):
        yield


@_having("__await__", "send", "throw", "close")
class Coroutine(Awaitable):
    __slots__ = ()

    @abstractmethod
    def send(self, value):
        """Resume with value; return the next yielded value or raise StopIteration."""
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        """Raise an exception inside; return the next yielded value or raise StopIteration."""
        raise _thrown(typ, val, tb)

    def close(self):
        """Raise GeneratorExit inside."""
        _closed(self.throw, "coroutine")


@_having("__aiter__", generic=True)
class AsyncIterable(metaclass=ABCMeta):
    __slots__ = ()

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


@_having("__anext__", "__aiter__")
class AsyncIterator(AsyncIterable):
    __slots__ = ()

    def __aiter__(self):
        return self

    @abstractmethod
    async def __anext__(self):
        """Return the next item or raise StopAsyncIteration."""
        raise StopAsyncIteration


@_having("__aiter__", "__anext__", "asend", "athrow", "aclose")
class AsyncGenerator(AsyncIterator):
    __slots__ = ()

    @abstractmethod
    async def asend(self, value):
        """Resume with value; return the next yielded value or raise StopAsyncIteration."""
        raise StopAsyncIteration

    async def __anext__(self):
        """Return the next item or raise StopAsyncIteration."""
        return await self.asend(None)

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        """Raise an exception inside; return the next yielded value."""
        raise _thrown(typ, val, tb)

    async def aclose(self):
        """Raise GeneratorExit inside."""
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError("asynchronous generator ignored GeneratorExit")


# --- callables

def _is_param_expr(arg):
    """Can arg stand for all parameters of a callable? Told by names, for typing is not imported here."""
    kind = type(arg)
    return (arg is ... or isinstance(arg, (tuple, list))
            or kind.__module__ == "typing" and kind.__name__ in ("ParamSpec", "_ConcatenateGenericAlias"))


def _type_repr(obj):
    match obj:
        case type():
            return obj.__qualname__ if obj.__module__ == "builtins" else f"{obj.__module__}.{obj.__qualname__}"
        case FunctionType():
            return obj.__name__
    return "..." if obj is ... else repr(obj)


class _CallableGenericAlias(GenericAlias):
    # Callable[args, result]: the types of the arguments are kept in one row with that of the result.
    __slots__ = ()

    def __new__(cls, origin, args):
        if not (isinstance(args, tuple) and len(args) == 2):
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        params, result = args
        if isinstance(params, (tuple, list)):
            return super().__new__(cls, origin, (*params, result))
        if _is_param_expr(params):
            return super().__new__(cls, origin, args)
        raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {params}")

    def __repr__(self):
        params, result = _split(self.__args__)
        shown = f"[{', '.join(map(_type_repr, params))}]" if isinstance(params, list) else _type_repr(params)
        return f"collections.abc.Callable[{shown}, {_type_repr(result)}]"

    def __reduce__(self):
        return _CallableGenericAlias, (Callable, _split(self.__args__))

    def __getitem__(self, item):
        new = super().__getitem__(item if isinstance(item, tuple) else (item,))
        return _CallableGenericAlias(Callable, _split(new.__args__))


def _split(args):
    """What was in the brackets of a Callable: parameters and result."""
    *params, result = args
    return params[0] if len(params) == 1 and _is_param_expr(params[0]) else params, result


@_having("__call__")
class Callable(metaclass=ABCMeta):
    __slots__ = ()
    __class_getitem__ = classmethod(_CallableGenericAlias)

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


# --- sets

class Set(Collection):
    """A finite, iterable set, given __contains__, __iter__ and __len__.

    Comparisons and operators build on those; _from_iterable makes results and
    may be overridden when the constructor takes something else."""
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        """A set of the class out of the elements of it."""
        return cls(it)

    def _hash(self):
        """A hash that equal sets have in common; for classes whose sets do not change."""
        return hash(frozenset(self))

    def isdisjoint(self, other):
        """True if nothing is in both sets."""
        return not any(x in self for x in other)

    # of the six comparisons, one counts and one looks

    def __eq__(self, other):
        return len(self) == len(other) and _within(self, other) if isinstance(other, Set) else NotImplemented

    def __le__(self, other):
        return len(self) <= len(other) and _within(self, other) if isinstance(other, Set) else NotImplemented

    def __lt__(self, other):
        return len(self) < len(other) and self.__le__(other) if isinstance(other, Set) else NotImplemented

    def __ge__(self, other):
        return len(self) >= len(other) and _within(other, self) if isinstance(other, Set) else NotImplemented

    def __gt__(self, other):
        return len(self) > len(other) and self.__ge__(other) if isinstance(other, Set) else NotImplemented

    def __and__(self, other):
        return self._from_iterable(x for x in other if x in self) if isinstance(other, Iterable) else NotImplemented

    def __or__(self, other):
        return self._from_iterable(x for part in (self, other) for x in part) if isinstance(other, Iterable) else NotImplemented

    def __sub__(self, other):
        other = self._operand(other)
        return other if other is NotImplemented else self._from_iterable(x for x in self if x not in other)

    def __rsub__(self, other):
        other = self._operand(other)
        return other if other is NotImplemented else self._from_iterable(x for x in other if x not in self)

    def __xor__(self, other):
        other = self._operand(other)
        return other if other is NotImplemented else (self - other) | (other - self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__

    def _operand(self, other):
        """other as a set, or NotImplemented."""
        if isinstance(other, Set):
            return other
        return self._from_iterable(other) if isinstance(other, Iterable) else NotImplemented


def _within(some, others):
    return all(x in others for x in some)


class MutableSet(Set):
    """A set that also has add() and discard()."""
    __slots__ = ()

    @abstractmethod
    def add(self, value):
        """Add an element."""
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        """Remove an element; nothing happens if it is absent."""
        raise NotImplementedError

    def remove(self, value):
        """Remove an element; KeyError if it is absent."""
        if value in self:
            self.discard(value)
        else:
            raise KeyError(value)

    def pop(self):
        """Remove and return some element; KeyError if the set is empty."""
        for value in self:
            break
        else:
            raise KeyError
        self.discard(value)
        return value

    def clear(self):
        """Remove everything (slowly: element by element)."""
        while self:
            self.pop()

    def __ior__(self, it):
        for x in it:
            self.add(x)
        return self

    def __iand__(self, it):
        for x in self - it:
            self.discard(x)
        return self

    def __isub__(self, it):
        if it is not self:
            for x in it:
                self.discard(x)
        else:
            self.clear()
        return self

    def __ixor__(self, it):
        if it is self:
            return self.__isub__(it)
        for x in it if isinstance(it, Set) else self._from_iterable(it):
            (self.discard if x in self else self.add)(x)
        return self


# --- mappings

class Mapping(Collection):
    """Keys with values, given __getitem__, __iter__ and __len__."""
    __slots__ = ()
    __abc_tpflags__ = 1 << 6  # match statements take it for a mapping
    __reversed__ = None

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def get(self, key, default=None):
        """The value of key, or default if there is none."""
        try:
            return self[key]
        except KeyError:
            return default

    def keys(self):
        """A set-like view of the keys."""
        return KeysView(self)

    def values(self):
        """A view of the values."""
        return ValuesView(self)

    def items(self):
        """A set-like view of the (key, value) pairs."""
        return ItemsView(self)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, Mapping) else NotImplemented


class MappingView(Sized):
    __slots__ = ("_mapping",)
    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, mapping):
        self._mapping = mapping

    def __repr__(self):
        return "{0.__class__.__name__}({0._mapping!r})".format(self)

    def __len__(self):
        return len(self._mapping)


class KeysView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __iter__(self):
        return iter(self._mapping)

    def __contains__(self, key):
        return key in self._mapping


class ItemsView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __iter__(self):
        return ((key, self._mapping[key]) for key in self._mapping)

    def __contains__(self, item):
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return found is value or found == value


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __iter__(self):
        return (self._mapping[key] for key in self._mapping)

    def __contains__(self, value):
        return any(found is value or found == value for found in self)


class MutableMapping(Mapping):
    """A mapping that also has __setitem__ and __delitem__."""
    __slots__ = ()
    __marker = object()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def setdefault(self, key, default=None):
        """The value of key, set to default first if there is none."""
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default

    def pop(self, key, default=__marker):
        """Remove key and return its value, or default; KeyError without either."""
        try:
            value = self[key]
        except KeyError:
            if default is not self.__marker:
                return default
            raise
        del self[key]
        return value

    def popitem(self):
        """Remove and return some (key, value) pair; KeyError if empty."""
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        """Remove everything, until popitem() finds nothing more."""
        while True:
            try:
                self.popitem()
            except KeyError:
                return

    def update(self, other=(), /, **kwds):
        """Take over the entries of a mapping, of an iterable of pairs, and of keywords."""
        keys = other if isinstance(other, Mapping) else other.keys() if hasattr(other, "keys") else None
        if keys is None:
            for key, value in other:
                self[key] = value
        else:
            for key in keys:
                self[key] = other[key]
        for key in kwds:
            self[key] = kwds[key]


# --- sequences

class Sequence(Reversible, Collection):
    """Items by position, given __getitem__ and __len__."""
    __slots__ = ()
    __abc_tpflags__ = 1 << 5  # match statements take it for a sequence

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        index = 0
        try:
            while True:
                yield self[index]
                index += 1
        except IndexError:
            pass

    def __reversed__(self):
        return (self[index] for index in range(len(self) - 1, -1, -1))

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def count(self, value):
        """How many times value occurs."""
        return sum(item is value or item == value for item in self)

    def index(self, value, start=0, stop=None):
        """The first position of value in self[start:stop]; ValueError if absent."""
        if start is not None and start < 0:
            start = max(0, start + len(self))
        if stop is not None and stop < 0:
            stop += len(self)
        try:
            for at in _count(start) if stop is None else range(start, stop):
                item = self[at]
                if item is value or item == value:
                    return at
        except IndexError:
            pass
        raise ValueError


class MutableSequence(Sequence):
    """A sequence that also has __setitem__, __delitem__ and insert()."""
    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        """Put value before position index."""
        raise IndexError

    def append(self, value):
        """Put value at the end."""
        self.insert(len(self), value)

    def extend(self, values):
        """Append every value of an iterable."""
        for value in list(values) if values is self else values:
            self.append(value)

    def __iadd__(self, values):
        self.extend(values)
        return self

    def pop(self, index=-1):
        """Remove and return the item at index; IndexError if there is none."""
        item = self[index]
        del self[index]
        return item

    def remove(self, value):
        """Remove the first item equal to value; ValueError if absent."""
        del self[self.index(value)]

    def clear(self):
        """Remove everything."""
        try:
            while True:
                self.pop()
        except IndexError:
            pass

    def reverse(self):
        """Turn the order round, in place."""
        last = len(self) - 1
        for first in range((last + 1) // 2):
            self[first], self[last - first] = self[last - first], self[first]


class _DeprecateByteStringMeta(ABCMeta):
    # Says that ByteString is going away, when it is derived from or asked.

    def _warn(cls):
        import warnings
        warnings._deprecated("collections.abc.ByteString", remove=(3, 14))

    def __new__(mcls, name, bases, namespace, **kwargs):
        if name != "ByteString":
            mcls._warn(mcls)
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __instancecheck__(cls, instance):
        cls._warn()
        return super().__instancecheck__(instance)


class ByteString(Sequence, metaclass=_DeprecateByteStringMeta):
    """Deprecated common name of bytes and bytearray."""
    __slots__ = ()


# Built-in classes that are not told by their methods, and those known so well that nobody need look.
for _base, _kinds in (
        (Iterator, (bytes_iterator, bytearray_iterator, dict_keyiterator, dict_valueiterator, dict_itemiterator, list_iterator,
                    list_reverseiterator, range_iterator, longrange_iterator, set_iterator, str_iterator, tuple_iterator,
                    zip_iterator)),
        (Generator, (generator,)), (Coroutine, (coroutine,)), (AsyncGenerator, (async_generator,)),
        (KeysView, (dict_keys,)), (ItemsView, (dict_items,)), (ValuesView, (dict_values,)),
        (Set, (frozenset,)), (MutableSet, (set,)), (Mapping, (mappingproxy, framelocalsproxy)), (MutableMapping, (dict,)),
        (ByteString, (bytes, bytearray)), (Sequence, (tuple, str, range, memoryview)), (MutableSequence, (list, bytearray))):
    for _kind in _kinds:
        _base.register(_kind)
del _base, _kinds, _kind
