"""Containers beyond the built-in ones.

deque, defaultdict and OrderedDict come from the interpreter; namedtuple,
Counter, ChainMap and the User* classes are written here."""
__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque", "namedtuple"]

import _collections_abc
import sys as _sys
from _collections import OrderedDict, _count_elements, _deque_iterator, _tuplegetter, defaultdict, deque
from itertools import chain as _chain, repeat as _repeat, starmap as _starmap
from keyword import iskeyword as _iskeyword
from _operator import add as _add, eq as _eq, ge as _ge, itemgetter as _itemgetter, le as _le, sub as _sub
from reprlib import recursive_repr as _recursive_repr

abc = _sys.modules["collections.abc"] = _collections_abc
abc.MutableSequence.register(deque)


# --- namedtuple

_NAME_RULES = (
    (str.isidentifier, "must be valid identifiers"),
    (lambda name: not _iskeyword(name), "cannot be a keyword"))


def _complain(typename, names, rename):
    """Says what is wrong with names that did not look right at first sight, if something is."""
    for name in (typename, *names):
        for fine, rule in _NAME_RULES:
            if not fine(name):
                raise ValueError(f"Type names and field names {rule}: {name!r}")
    for place, name in enumerate(names):
        if name[0] == "_" and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in names[:place]:
            raise ValueError(f"Encountered duplicate field name: {name!r}")


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Make a subclass of tuple whose items have names.

    field_names is a sequence of names or one string of them, separated by
    spaces or commas.  rename replaces invalid names by _0, _1, ...; defaults
    belong to the last fields."""
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    typename = _sys.intern(str(typename))
    names = [str(name) for name in field_names]
    if rename:
        names = [f"_{place}" if name[:1] == "_" or not name.isidentifier() or _iskeyword(name) or name in names[:place] else name
                 for place, name in enumerate(names)]
    if len(set(names)) < len(names) or not all(
            name.isidentifier() and name[0] != "_" and not _iskeyword(name) for name in (typename, *names)):
        _complain(typename, names, rename)
    fields = tuple(map(_sys.intern, names))
    count = len(fields)
    defaults = () if defaults is None else tuple(defaults)
    if len(defaults) > count:
        raise TypeError("Got more default values than field names")
    listed = ", ".join(fields)
    new_tuple = tuple.__new__
    made_of = f"({listed},)" if fields else "()"
    __new__ = eval(f"lambda _cls, {listed}: _new(_cls, {made_of})", {"_new": new_tuple, "__builtins__": {}, "__name__": f"namedtuple_{typename}"})
    __new__.__name__ = "__new__"
    __new__.__doc__ = f"A {typename} with the fields {listed or '(none)'}."
    __new__.__defaults__ = defaults or None
    shown = f"({', '.join(f'{name}=%r' for name in fields)})"

    def _make(cls, iterable):
        made = new_tuple(cls, iterable)
        if len(made) != count:
            raise TypeError(f"Expected {count} arguments, got {len(made)}")
        return made

    def _replace(self, /, **kwds):
        made = self._make([kwds.pop(name, value) for name, value in zip(fields, self)])
        if kwds:
            raise TypeError(f"Got unexpected field names: {list(kwds)!r}")
        return made

    def __repr__(self):
        return self.__class__.__name__ + shown % self

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        return tuple(self)

    _make.__doc__ = f"A new {typename} out of a sequence or iterable."
    _replace.__doc__ = f"A {typename} with some fields changed."
    _asdict.__doc__ = "A dict from the names of the fields to their values."
    __getnewargs__.__doc__ = "The items as a plain tuple, for copy and pickle."
    __repr__.__doc__ = "The class and its fields, as in a call."
    functions = (__new__, _make, _replace, __repr__, _asdict, __getnewargs__)
    namespace = {function.__name__: function for function in functions}
    for name, function in namespace.items():
        function.__qualname__ = f"{typename}.{name}"
    namespace |= {
        "__doc__": f"{typename}({listed})", "__slots__": (), "_fields": fields, "__match_args__": fields,
        "_field_defaults": dict(zip(fields[count - len(defaults):], defaults)),
        "_make": classmethod(_make), "__replace__": _replace}
    for place, name in enumerate(fields):
        namespace[name] = _tuplegetter(place, _sys.intern(f"Field {place} of the tuple."))
    made = type(typename, (tuple,), namespace)
    if module is None:
        module = _sys._getframemodulename(1) or "__main__"
    made.__module__ = module
    return made


# --- Counter

class Counter(dict):
    """A dict that counts: elements are the keys, their numbers the values.

    Missing elements count zero.  Arithmetic (+ - & |) works on two counters
    and drops results that are not positive."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        """The count of an element never seen: 0."""
        return 0

    def __delitem__(self, elem):
        """Like dict.__delitem__() but an absent element is no error."""
        if elem in self:
            super().__delitem__(elem)

    def total(self):
        """The sum of all counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """The n most common elements with their counts, most common first; all for None."""
        count = _itemgetter(1)
        if n is None:
            return sorted(self.items(), key=count, reverse=True)
        from heapq import nlargest
        return nlargest(n, self.items(), key=count)

    def elements(self):
        """Iterate over elements, each as often as its count."""
        return _chain.from_iterable(_starmap(_repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        """Not defined for counters: NotImplementedError."""
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        """Add counts from an iterable of elements or a mapping of counts."""
        if isinstance(iterable, _collections_abc.Mapping):
            if self:
                known = self.get
                for elem, count in iterable.items():
                    self[elem] = count + known(elem, 0)
            else:
                super().update(iterable)
        elif iterable is not None:
            _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Like update(), but counts go down; they may become negative."""
        known = self.get
        if isinstance(iterable, _collections_abc.Mapping):
            for elem, count in iterable.items():
                self[elem] = known(elem, 0) - count
        elif iterable is not None:
            for elem in iterable:
                self[elem] = known(elem, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """A shallow copy."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __repr__(self):
        name = self.__class__.__name__
        if not self:
            return f"{name}()"
        try:
            shown = dict(self.most_common())
        except TypeError:  # counts that cannot be compared
            shown = dict(self)
        return f"{name}({shown!r})"

    # All that two counters have in common is done elementwise, an absent element counting zero.

    def _compared(self, other, holds):
        if not isinstance(other, Counter):
            return NotImplemented
        mine, its = self.get, other.get
        for elem in _chain(self, other):
            if not holds(mine(elem, 0), its(elem, 0)):
                return False
        return True

    def __eq__(self, other):
        """Equal if all counts agree; an absent element counts zero."""
        return self._compared(other, _eq)

    def __ne__(self, other):
        """Not equal."""
        return not self == other if isinstance(other, Counter) else NotImplemented

    def __le__(self, other):
        """Every count is at most the other's."""
        return self._compared(other, _le)

    def __lt__(self, other):
        """Every count is at most the other's, and one is smaller."""
        return self <= other and self != other if isinstance(other, Counter) else NotImplemented

    def __ge__(self, other):
        """Every count is at least the other's."""
        return self._compared(other, _ge)

    def __gt__(self, other):
        """Every count is at least the other's, and one is larger."""
        return self >= other and self != other if isinstance(other, Counter) else NotImplemented

    def _combined(self, other, rule, alone=True):
        """The positive results of the rule; alone: also for what only other has."""
        if not isinstance(other, Counter):
            return NotImplemented
        its, result = other.get, dict.__new__(Counter)
        for elem, count in self.items():
            if (new := rule(count, its(elem, 0))) > 0:
                result[elem] = new
        if alone:
            for elem, count in other.items():
                if elem not in self and (new := rule(0, count)) > 0:
                    result[elem] = new
        return result

    def __add__(self, other):
        """Add counts."""
        return self._combined(other, _add)

    def __sub__(self, other):
        """Subtract counts, keep the positive ones."""
        return self._combined(other, _sub)

    def __or__(self, other):
        """The larger of the counts."""
        return self._combined(other, max)

    def __and__(self, other):
        """The smaller of the counts."""
        return self._combined(other, min, alone=False)

    def __pos__(self):
        """Only the positive counts."""
        return self._combined(Counter(), _add)

    def __neg__(self):
        """Only the negative counts, with their sign turned."""
        return Counter()._combined(self, _sub)

    def _take(self, counts, rule):
        """Apply the rule to one's own counts and those given, and keep what is positive."""
        mine = self.get
        for elem, count in counts:
            self[elem] = rule(mine(elem, 0), count)
        for elem in [elem for elem, count in self.items() if not count > 0]:
            del self[elem]
        return self

    def __iadd__(self, other):
        """Add counts in place."""
        return self._take(other.items(), _add)

    def __isub__(self, other):
        """Subtract counts in place, keep the positive ones."""
        return self._take(other.items(), _sub)

    def __ior__(self, other):
        """Take the larger counts, in place."""
        return self._take(other.items(), max)

    def __iand__(self, other):
        """Take the smaller counts, in place."""
        return self._take([(elem, other[elem]) for elem in self], min)


# --- ChainMap

class ChainMap(_collections_abc.MutableMapping):
    """Several mappings looked up as one; writing goes to the first."""

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                return mapping[key]
            except KeyError:
                continue
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __contains__(self, key):
        for mapping in self.maps:
            if key in mapping:
                return True
        return False

    def __bool__(self):
        return any(self.maps)

    def __len__(self):
        return len(set(_chain.from_iterable(self.maps)))

    def __iter__(self):
        return iter(dict.fromkeys(_chain.from_iterable(reversed(self.maps))))

    @_recursive_repr()
    def __repr__(self):
        return f"{self.__class__.__name__}({', '.join([repr(mapping) for mapping in self.maps])})"

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        """A ChainMap over one new dict made from iterable."""
        return cls(dict.fromkeys(iterable, value))

    def copy(self):
        """A ChainMap with a copy of the first mapping and the others themselves."""
        front, *others = self.maps
        return self.__class__(front.copy(), *others)

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        """A ChainMap with mapping m (or a new dict) in front; kwargs go into it."""
        if m is not None and kwargs:
            m.update(kwargs)
        return self.__class__(kwargs if m is None else m, *self.maps)

    @property
    def parents(self):
        """A ChainMap without the first mapping."""
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def _in_front(self, action, key, *args):
        """What the first mapping does about key, with an error that names it."""
        try:
            return action(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def __delitem__(self, key):
        self._in_front(self.maps[0].__delitem__, key)

    def pop(self, key, *args):
        """Remove key from the first mapping and return its value; KeyError if absent."""
        return self._in_front(self.maps[0].pop, key, *args)

    def popitem(self):
        """Remove and return an item of the first mapping; KeyError if it is empty."""
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.") from None

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        if isinstance(other, _collections_abc.Mapping):
            (joined := self.copy()).maps[0].update(other)
            return joined
        return NotImplemented

    def __ror__(self, other):
        if isinstance(other, _collections_abc.Mapping):
            merged = {}
            for layer in other, *reversed(self.maps):
                merged.update(layer)
            return self.__class__(merged)
        return NotImplemented

    def clear(self):
        """Empty the first mapping."""
        self.maps[0].clear()


# --- classes to derive from

_PLAIN = frozenset({str, list, dict, tuple, int, type(None)})


def _data(thing, kind):
    """What is inside of thing, if it is a container of that kind."""
    return thing if type(thing) in _PLAIN or not isinstance(thing, kind) else thing.data


def _twin(original):
    """A copy of a User container, attributes and all, made without calling its class."""
    twin = original.__class__.__new__(original.__class__)
    twin.__dict__.update(original.__dict__)
    twin.__dict__["data"] = original.data.copy() if isinstance(original, UserDict) else original.data[:]
    return twin


class UserDict(_collections_abc.MutableMapping):
    """A dict to derive from: everything goes through its own methods to .data."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        if dict is not None:
            self.update(dict)
        if kwargs:
            self.update(kwargs)

    def __len__(self):
        return len(self.data)

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __getitem__(self, key):
        data = self.data
        if key not in data and hasattr(self.__class__, "__missing__"):
            return self.__class__.__missing__(self, key)
        return data[key]

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __repr__(self):
        return repr(self.data)

    def __copy__(self):
        return _twin(self)

    def copy(self):
        if self.__class__ is UserDict:
            return UserDict(self.data.copy())
        # a class of its own may take other arguments: copy it empty, then fill it
        import copy
        data, self.data = self.data, {}
        try:
            twin = copy.copy(self)
        finally:
            self.data = data
        twin.update(self)
        return twin

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def _merged(self, first, second):
        kinds = (UserDict, dict)
        if not (isinstance(first, kinds) and isinstance(second, kinds)):
            return NotImplemented
        return self.__class__(_data(first, UserDict) | _data(second, UserDict))

    def __or__(self, other):
        return self._merged(self, other)

    def __ror__(self, other):
        return self._merged(other, self)

    def __ior__(self, other):
        self.data |= _data(other, UserDict)
        return self


class UserList(_collections_abc.MutableSequence):
    """A list to derive from: its items are in .data."""

    def __init__(self, initlist=None):
        inside = () if initlist is None else _data(initlist, UserList)
        self.data = inside[:] if type(inside) is list else list(inside)

    def __repr__(self):
        return repr(self.data)

    def __eq__(self, other):
        return self.data == _data(other, UserList)

    def __lt__(self, other):
        return self.data < _data(other, UserList)

    def __gt__(self, other):
        return self.data > _data(other, UserList)

    def __le__(self, other):
        return self.data <= _data(other, UserList)

    def __ge__(self, other):
        return self.data >= _data(other, UserList)

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        return item in self.data

    def __getitem__(self, i):
        found = self.data[i]
        return self.__class__(found) if isinstance(i, slice) else found

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def _items(self, other):
        """other as a list; self if it is one of us."""
        inside = _data(other, UserList)
        return inside if isinstance(inside, list) else list(inside)

    def __add__(self, other):
        return self.__class__(self.data + self._items(other))

    def __radd__(self, other):
        return self.__class__(self._items(other) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __iadd__(self, other):
        self.data += self._items(other)
        return self

    def __imul__(self, n):
        self.data *= n
        return self

    def __copy__(self):
        return _twin(self)

    def copy(self):
        return self.__class__(self)

    def append(self, item):
        self.data.append(item)

    def extend(self, other):
        self.data.extend(_data(other, UserList))

    def insert(self, i, item):
        self.data.insert(i, item)

    def remove(self, item):
        self.data.remove(item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def clear(self):
        self.data.clear()

    def index(self, item, *args):
        return self.data.index(item, *args)

    def count(self, item):
        return self.data.count(item)

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def reverse(self):
        self.data.reverse()


class UserString(_collections_abc.Sequence):
    """A string to derive from: its text is in .data."""

    def __init__(self, seq):
        inside = _data(seq, UserString)
        self.data = inside[:] if isinstance(inside, str) else str(inside)

    def __str__(self):
        return str(self.data)

    def __repr__(self):
        return repr(self.data)

    def __hash__(self):
        return hash(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __complex__(self):
        return complex(self.data)

    def __getnewargs__(self):
        return (self.data[:],)

    def __eq__(self, string):
        return self.data == _data(string, UserString)

    def __lt__(self, string):
        return self.data < _data(string, UserString)

    def __gt__(self, string):
        return self.data > _data(string, UserString)

    def __le__(self, string):
        return self.data <= _data(string, UserString)

    def __ge__(self, string):
        return self.data >= _data(string, UserString)

    def __len__(self):
        return len(self.data)

    def __contains__(self, char):
        return _data(char, UserString) in self.data

    # what gives a text of the same class

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __add__(self, other):
        other = _data(other, UserString)
        return self.__class__(self.data + (other if isinstance(other, str) else str(other)))

    def __radd__(self, other):
        return self.__class__((other if isinstance(other, str) else str(other)) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __rmod__(self, template):
        return self.__class__(str(template) % self)

    def lower(self):
        return self.__class__(self.data.lower())

    def upper(self):
        return self.__class__(self.data.upper())

    def title(self):
        return self.__class__(self.data.title())

    def swapcase(self):
        return self.__class__(self.data.swapcase())

    def casefold(self):
        return self.__class__(self.data.casefold())

    def capitalize(self):
        return self.__class__(self.data.capitalize())

    def strip(self, chars=None):
        return self.__class__(self.data.strip(_data(chars, UserString)))

    def lstrip(self, chars=None):
        return self.__class__(self.data.lstrip(chars))

    def rstrip(self, chars=None):
        return self.__class__(self.data.rstrip(chars))

    def removeprefix(self, prefix, /):
        return self.__class__(self.data.removeprefix(_data(prefix, UserString)))

    def removesuffix(self, suffix, /):
        return self.__class__(self.data.removesuffix(_data(suffix, UserString)))

    def ljust(self, width, *args):
        return self.__class__(self.data.ljust(width, *args))

    def center(self, width, *args):
        return self.__class__(self.data.center(width, *args))

    def rjust(self, width, *args):
        return self.__class__(self.data.rjust(width, *args))

    def zfill(self, width):
        return self.__class__(self.data.zfill(width))

    def expandtabs(self, tabsize=8):
        return self.__class__(self.data.expandtabs(tabsize))

    def replace(self, old, new, maxsplit=-1):
        return self.__class__(self.data.replace(_data(old, UserString), _data(new, UserString), maxsplit))

    def translate(self, *args):
        return self.__class__(self.data.translate(*args))

    # what gives something else

    maketrans = str.maketrans

    def format(self, /, *args, **kwds):
        return self.data.format(*args, **kwds)

    def format_map(self, mapping):
        return self.data.format_map(mapping)

    def encode(self, encoding="utf-8", errors="strict"):
        return self.data.encode("utf-8" if encoding is None else encoding, "strict" if errors is None else errors)

    def join(self, seq):
        return self.data.join(seq)

    def split(self, sep=None, maxsplit=-1):
        return self.data.split(sep, maxsplit)

    def splitlines(self, keepends=False):
        return self.data.splitlines(keepends)

    def rsplit(self, sep=None, maxsplit=-1):
        return self.data.rsplit(sep, maxsplit)

    def partition(self, sep):
        return self.data.partition(sep)

    def rpartition(self, sep):
        return self.data.rpartition(sep)

    def find(self, sub, start=0, end=_sys.maxsize):
        return self.data.find(_data(sub, UserString), start, end)

    def index(self, sub, start=0, end=_sys.maxsize):
        return self.data.index(sub, start, end)

    def rfind(self, sub, start=0, end=_sys.maxsize):
        return self.data.rfind(_data(sub, UserString), start, end)

    def rindex(self, sub, start=0, end=_sys.maxsize):
        return self.data.rindex(sub, start, end)

    def count(self, sub, start=0, end=_sys.maxsize):
        return self.data.count(_data(sub, UserString), start, end)

    def startswith(self, prefix, start=0, end=_sys.maxsize):
        return self.data.startswith(prefix, start, end)

    def endswith(self, suffix, start=0, end=_sys.maxsize):
        return self.data.endswith(suffix, start, end)

    def islower(self):
        return self.data.islower()

    def isupper(self):
        return self.data.isupper()

    def istitle(self):
        return self.data.istitle()

    def isspace(self):
        return self.data.isspace()

    def isalpha(self):
        return self.data.isalpha()

    def isdigit(self):
        return self.data.isdigit()

    def isalnum(self):
        return self.data.isalnum()

    def isascii(self):
        return self.data.isascii()

    def isdecimal(self):
        return self.data.isdecimal()

    def isnumeric(self):
        return self.data.isnumeric()

    def isprintable(self):
        return self.data.isprintable()

    def isidentifier(self):
        return self.data.isidentifier()
