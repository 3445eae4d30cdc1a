"""C's data types in memory of one's own. Libraries are not loaded: asking for one is an OSError that says so."""
from ctypes import _data
from ctypes._data import (POINTER, Array, Structure, Union, _CData, _Pointer, _SimpleCData, addressof, alignment, byref, cast,
                          memmove, memset, pointer, resize, sizeof, string_at, wstring_at)
from ctypes._data import Function as _CFuncPtr

DEFAULT_MODE = RTLD_LOCAL = 0
RTLD_GLOBAL = 256
SIZEOF_TIME_T = 8


class ArgumentError(Exception):
    """An argument does not fit a foreign function."""


class CDLL:
    """A C library: loading it is an OSError."""

    def __init__(self, name, mode=DEFAULT_MODE, handle=None, use_errno=False, use_last_error=False, winmode=None):
        raise OSError(f"pyr cannot load {'itself as a C library' if name is None else name!r}: "
                      "ctypes calls no foreign functions here")

    def __getattr__(self, name):
        raise AttributeError(name)

    def __getitem__(self, name_or_ordinal):
        raise AttributeError(name_or_ordinal)


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
# There is no pythonapi: tools ask whether there is one, and go on without.

_errno = 0


def get_errno():
    """The error number that foreign functions left."""
    return _errno


def set_errno(value, /):
    """Set it; what it was before."""
    global _errno
    before, _errno = _errno, value
    return before


def _simple():
    """The simple types under all their names."""
    by_size = {}
    for name, kind in (("bool", "?"), ("char", "c"), ("wchar", "u"), ("byte", "b"), ("ubyte", "B"), ("short", "h"), ("ushort", "H"),
                       ("int", "i"), ("uint", "I"), ("long", "l"), ("ulong", "L"), ("longlong", "q"), ("ulonglong", "Q"),
                       ("float", "f"), ("double", "d"), ("longdouble", "g"), ("char_p", "z"), ("wchar_p", "Z"), ("void_p", "P"),
                       ("py_object", "O")):
        name = name if kind == "O" else "c_" + name
        size = _data.struct.calcsize(kind) if kind in "bBhHiIlLqQ" else 0
        if kind in "qQ" and (kind == "Q", size) in by_size:
            yield name, by_size[kind == "Q", size]
            continue
        made = type(_SimpleCData)(name, (_SimpleCData,), {"_type_": kind, "__module__": "ctypes"})
        if size:
            by_size[kind.isupper(), size] = made
        yield name, made
    for size in 1, 2, 4, 8:
        for unsigned in False, True:
            yield f"c_{'u' * unsigned}int{8 * size}", by_size[unsigned, size]
    size = _data.struct.calcsize("P")
    yield from (("c_size_t", by_size[True, size]), ("c_ssize_t", by_size[False, size]), ("c_time_t", by_size[False, 8]))


globals().update(_simple())
c_voidp = c_void_p

if _data._LITTLE:
    LittleEndianStructure, LittleEndianUnion = Structure, Union
    BigEndianStructure, BigEndianUnion = _data._TurnedStructure, _data._TurnedUnion
else:
    BigEndianStructure, BigEndianUnion = Structure, Union
    LittleEndianStructure, LittleEndianUnion = _data._TurnedStructure, _data._TurnedUnion


def _buffer(kind, text, init, size):
    if isinstance(init, text):
        made = (kind * (len(init) + 1 if size is None else size))()
        made.value = init
        return made
    if isinstance(init, int):
        return (kind * init)()
    raise TypeError(init)


def create_string_buffer(init, size=None):
    """An array of bytes: of a size, or for a text and the zero behind it."""
    return _buffer(c_char, bytes, init, size)


def create_unicode_buffer(init, size=None):
    """An array of characters: of a size, or for a text and the zero behind it."""
    return _buffer(c_wchar, str, init, size)


c_buffer = create_string_buffer


def ARRAY(typ, len):
    """The type of arrays of a length."""
    return typ * len


def SetPointerType(pointer, cls):
    """Say what pointers point to that were made for a name."""
    pointer._type_ = cls
    _data._pointers[cls] = pointer


def CFUNCTYPE(restype, *argtypes, **kw):
    """The type of functions with such arguments and result."""
    kw.pop("use_errno", False)
    kw.pop("use_last_error", False)
    if kw:
        raise ValueError(f"unexpected keyword argument(s) {kw.keys()}")
    return _data.prototype("CFunctionType", restype, argtypes)


def PYFUNCTYPE(restype, *argtypes):
    """The same for functions that use Python's C interface."""
    return _data.prototype("CFunctionType", restype, argtypes)
