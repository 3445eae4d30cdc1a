"""How pickle and copy take objects apart: a registry of functions, and __reduce_ex__'s helpers."""
__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}  # from classes to functions that reduce their instances


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Register pickle_function as the way to reduce instances of ob_type."""
    dispatch_table[ob_type] = _can_be_called(pickle_function, "reduction functions")
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Check that object may serve as a constructor, that is, can be called."""
    _can_be_called(object, "constructors")


def _can_be_called(thing, kind):
    if callable(thing):
        return thing
    raise TypeError(f"{kind} must be callable")


def pickle_complex(c):
    return complex, (c.real, c.imag)


def pickle_union(obj):
    import functools
    import operator
    return functools.reduce, (operator.or_, obj.__args__)


pickle(complex, pickle_complex)
pickle(type(int | str), pickle_union)


# --- what object.__reduce_ex__ uses; pickles name these functions

def _reconstructor(cls, base, state):
    """The object of protocols 0 and 1: its class, the built-in class inside, and the value of that."""
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ is not object.__init__:
        base.__init__(made, state)
    return made


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


_MADE_BY_CLASS_STATEMENT = 1 << 9
_builtin_new = type(int.__new__)


def _native_base(cls):
    """The class that the memory of instances of cls is from."""
    for base in cls.__mro__:
        if not base.__flags__ & _MADE_BY_CLASS_STATEMENT:
            return base
        new = base.__new__
        if isinstance(new, _builtin_new) and new.__self__ is base:
            return base
    return object


def _reduce_ex(self, proto):
    """object.__reduce_ex__() for protocols 0 and 1."""
    cls = self.__class__
    base = _native_base(cls)
    if base is cls is not object:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    args = cls, base, None if base is object else base(self)
    if getattr(self, "__slots__", None) and type(self).__getstate__ is object.__getstate__:
        raise TypeError("a class that defines __slots__ without defining __getstate__ cannot be pickled")
    state = self.__getstate__()
    return (_reconstructor, args, state) if state else (_reconstructor, args)


def _slotnames(cls):
    """The names under which instances of cls have values in slots; kept in the class."""
    names = cls.__dict__.get("__slotnames__")
    if names is None:
        names = [_stored_name(owner, slot) for owner in cls.__mro__ for slot in _own_slots(owner)
                 if slot not in ("__dict__", "__weakref__")]
        try:
            cls.__slotnames__ = names
        except (AttributeError, TypeError):
            pass  # native classes do not change
    return names


def _own_slots(owner):
    slots = owner.__dict__.get("__slots__", ())
    return (slots,) if isinstance(slots, str) else slots


def _stored_name(owner, slot):
    private = slot.startswith("__") and not slot.endswith("__")
    prefix = owner.__name__.lstrip("_") if private else ""
    return f"_{prefix}{slot}" if prefix else slot


# --- extension codes: numbers that stand for names of classes

_extension_registry = {}  # from (module, name) to code
_inverted_registry = {}  # and back
_extension_cache = {}  # from codes to the objects named


def add_extension(module, name, code):
    """Give a class or function a number that pickles hold in place of its name."""
    code, key = int(code), (module, name)
    if not 0 < code < 1 << 31:
        raise ValueError("code out of range")
    has, owner = _extension_registry.get(key), _inverted_registry.get(code)
    if has == code and owner == key:
        return
    if has is not None:
        raise ValueError("key %s is already registered with code %s" % (key, has))
    if owner is not None:
        raise ValueError("code %s is already in use for key %s" % (code, owner))
    _extension_registry[key], _inverted_registry[code] = code, key


def remove_extension(module, name, code):
    """Take back an extension code; for tests."""
    key = module, name
    if (_extension_registry.get(key), _inverted_registry.get(code)) != (code, key):
        raise ValueError(f"key {key} is not registered with code {code}")
    for table, entry in (_extension_registry, key), (_inverted_registry, code), (_extension_cache, code):
        table.pop(entry, None)


def clear_extension_cache():
    """Forget the objects extension codes were resolved to."""
    _extension_cache.clear()
