"""Foreign functions: pyr loads no C libraries, and says so when it is asked to."""

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


def __getattr__(name):
    raise AttributeError(f"module 'ctypes' has no attribute {name!r}: pyr has no foreign functions and no C types")
