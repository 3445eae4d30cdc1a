"""Objects as bytes and back: protocols 0 to 5.

The opcodes, frames and memo numbers are those CPython writes, byte for byte."""
import sys
from copyreg import _extension_cache, _extension_registry, _inverted_registry, dispatch_table
from sys import maxsize

from _pickle import (
    dump, dumps, load, loads, PickleBuffer, PickleError, Pickler, PicklingError, Unpickler, UnpicklingError)

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads", "PickleBuffer",
           "DEFAULT_PROTOCOL", "HIGHEST_PROTOCOL"]

format_version = "4.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
bytes_types = bytes, bytearray
_HAVE_PICKLE_BUFFER = True

TRUE = b"I01\n"
FALSE = b"I00\n"
_OPCODES = dict(
    ADDITEMS=b"\x90", APPEND=b"a", APPENDS=b"e", BINBYTES=b"B", BINBYTES8=b"\x8e", BINFLOAT=b"G", BINGET=b"h",
    BININT=b"J", BININT1=b"K", BININT2=b"M", BINPERSID=b"Q", BINPUT=b"q", BINSTRING=b"T", BINUNICODE=b"X",
    BINUNICODE8=b"\x8d", BUILD=b"b", BYTEARRAY8=b"\x96", DICT=b"d", DUP=b"2", EMPTY_DICT=b"}", EMPTY_LIST=b"]",
    EMPTY_SET=b"\x8f", EMPTY_TUPLE=b")", EXT1=b"\x82", EXT2=b"\x83", EXT4=b"\x84", FLOAT=b"F", FRAME=b"\x95",
    FROZENSET=b"\x91", GET=b"g", GLOBAL=b"c", INST=b"i", INT=b"I", LIST=b"l", LONG=b"L", LONG1=b"\x8a",
    LONG4=b"\x8b", LONG_BINGET=b"j", LONG_BINPUT=b"r", MARK=b"(", MEMOIZE=b"\x94", NEWFALSE=b"\x89",
    NEWOBJ=b"\x81", NEWOBJ_EX=b"\x92", NEWTRUE=b"\x88", NEXT_BUFFER=b"\x97", NONE=b"N", OBJ=b"o", PERSID=b"P",
    POP=b"0", POP_MARK=b"1", PROTO=b"\x80", PUT=b"p", READONLY_BUFFER=b"\x98", REDUCE=b"R", SETITEM=b"s",
    SETITEMS=b"u", SHORT_BINBYTES=b"C", SHORT_BINSTRING=b"U", SHORT_BINUNICODE=b"\x8c", STACK_GLOBAL=b"\x93",
    STOP=b".", STRING=b"S", TUPLE=b"t", TUPLE1=b"\x85", TUPLE2=b"\x86", TUPLE3=b"\x87", UNICODE=b"V"
)
globals().update(_OPCODES)
__all__ += ["TRUE", "FALSE", *_OPCODES]


def _getattribute(obj, path):
    """(what a list of names leads to, the object before the last one)."""
    parent = None
    for name in path.split("."):
        if name == "<locals>":
            raise AttributeError(f"Can't get local attribute {path!r} on {obj!r}")
        obj, parent = getattr(obj, name), obj
    return obj, parent


def whichmodule(obj, name):
    """The name of the module an object can be imported from."""
    if (known := getattr(obj, "__module__", None)) is not None:
        return known
    for module_name, module in sys.modules.copy().items():
        if module is None or module_name in ("__main__", "__mp_main__"):
            continue
        try:
            if _getattribute(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return "__main__"


def encode_long(x):
    """An int as the fewest bytes of two's complement, little end first."""
    bits = (x if x >= 0 else ~x).bit_length()
    return x.to_bytes(bits // 8 + 1, "little", signed=True) if x else b""


def decode_long(data):
    """The int of encode_long()."""
    return int.from_bytes(data, "little", signed=True)


def __getattr__(name):
    """The same in Python, for who wants to change how it is done; loaded when asked for."""
    if name in ("_Pickler", "_Unpickler", "_Framer", "_Unframer", "_dump", "_dumps", "_load", "_loads"):
        import _pickle_python
        globals().update((key, getattr(_pickle_python, key)) for key in _pickle_python.__all__)
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


if __name__ == "__main__":
    import argparse
    import pprint
    parser = argparse.ArgumentParser(description="display contents of the pickle files")
    parser.add_argument("pickle_file", nargs="+", type=argparse.FileType("br"), help="the pickle file")
    for file in parser.parse_args().pickle_file:
        pprint.pprint(load(file))
