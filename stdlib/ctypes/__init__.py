"""Foreign functions: pyr loads no C libraries, and says so when it is asked to. There are C's numbers."""

import struct as _struct
from sys import byteorder as _byteorder

DEFAULT_MODE = RTLD_LOCAL = 0
RTLD_GLOBAL = 256


class ArgumentError(Exception):
    """An argument does not fit a foreign function."""


class CDLL:
    """A C library: loading it is an OSError."""

    def __init__(self, name, mode=DEFAULT_MODE, handle=None, use_errno=False, use_last_error=False, winmode=None):
        raise OSError(f"pyr cannot load {'itself as a C library' if name is None else name!r}: "
                      "ctypes calls no foreign functions here")


class PyDLL(CDLL):
    """The same for libraries that use Python's C interface, which pyr does not have."""


class LibraryLoader:
    """Libraries as attributes."""

    def __init__(self, dlltype):
        self._dlltype = dlltype

    def __getattr__(self, name):
        if name[0] == "_":
            raise AttributeError(name)
        return self._dlltype(name)

    def __getitem__(self, name):
        return self._dlltype(name)

    def LoadLibrary(self, name):
        """Load a library."""
        return self._dlltype(name)


cdll = LibraryLoader(CDLL)
pydll = LibraryLoader(PyDLL)


class _SimpleCData:
    """A C number in memory of its own: `value` is what fits of what was stored."""

    __slots__ = ("_data",)

    def __init__(self, value=None):
        self._data = bytes(_struct.calcsize(self._type_))
        if value is not None:
            self.value = value

    @property
    def value(self):
        """The number."""
        return _struct.unpack(self._type_, self._data)[0]

    @value.setter
    def value(self, new):
        kind = self._type_
        if kind in "fd":
            if not hasattr(type(new), "__float__") and not hasattr(type(new), "__index__") or isinstance(new, str):
                raise TypeError(f"must be real number, not {type(new).__name__}")
            self._data = _struct.pack(kind, float(new))
        elif kind == "?":
            self._data = _struct.pack(kind, bool(new))
        elif kind == "c":
            if isinstance(new, (bytes, bytearray)) and len(new) == 1 or isinstance(new, int) and 0 <= new < 256:
                self._data = bytes([new]) if isinstance(new, int) else bytes(new)
            else:
                raise TypeError("one character bytes, bytearray, or an integer in range(256) expected")
        else:
            if not isinstance(new, int):
                raise TypeError(f"'{type(new).__name__}' object cannot be interpreted as an integer"
                                if not isinstance(new, float) else "int expected instead of float instance")
            size = len(self._data)
            self._data = (new & (1 << 8 * size) - 1).to_bytes(size, _byteorder)

    def __bool__(self):
        return any(self._data)

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"


def _numbers():
    """The C numbers under all their names."""
    by_size = {}
    for name, kind in (("bool", "?"), ("char", "c"), ("byte", "b"), ("ubyte", "B"), ("short", "h"), ("ushort", "H"),
                       ("int", "i"), ("uint", "I"), ("long", "l"), ("ulong", "L"), ("longlong", "q"),
                       ("ulonglong", "Q"), ("float", "f"), ("double", "d")):
        name, size = "c_" + name, _struct.calcsize(kind)
        if kind in "qQ" and size == _struct.calcsize("l"):
            yield name, by_size[kind == "Q", size]
            continue
        made = type(name, (_SimpleCData,), {"_type_": kind, "__slots__": (), "__module__": "ctypes"})
        if kind in "bBhHiIlL":
            by_size[kind.isupper(), size] = made
        yield name, made
    for size in 1, 2, 4, 8:
        for unsigned in False, True:
            yield f"c_{'u' * unsigned}int{8 * size}", by_size[unsigned, size]
    for name, unsigned in ("c_size_t", True), ("c_ssize_t", False):
        yield name, by_size[unsigned, _struct.calcsize("P")]


globals().update(_numbers())


def sizeof(obj_or_type):
    """Bytes of a C number or type."""
    kind = getattr(obj_or_type, "_type_", None)
    if kind is None:
        raise TypeError("this type has no size")
    return _struct.calcsize(kind)


def alignment(obj_or_type):
    """The alignment of a C number or type."""
    if getattr(obj_or_type, "_type_", None) is None:
        raise TypeError("no alignment info")
    return sizeof(obj_or_type)


def __getattr__(name):
    raise AttributeError(f"module 'ctypes' has no attribute {name!r}: pyr has no foreign functions and of C's types the numbers only")
