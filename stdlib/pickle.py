"""Objects as bytes and back: protocols 0 to 5.

The opcodes, frames and memo numbers are those CPython writes, byte for byte.
"""
import codecs
import io
import struct
import sys
from copyreg import dispatch_table
from copyreg import _extension_registry, _inverted_registry, _extension_cache
from functools import partial
from itertools import islice
from struct import pack, unpack
from sys import maxsize
from types import FunctionType, GeneratorType

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler",
           "Unpickler", "dump", "dumps", "load", "loads"]

try:
    from _pickle import PickleBuffer
    __all__.append("PickleBuffer")
    _HAVE_PICKLE_BUFFER = True
except ImportError:
    _HAVE_PICKLE_BUFFER = False

bytes_types = (bytes, bytearray)

format_version = "4.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    """Base of the errors of this module."""


class PicklingError(PickleError):
    """The object cannot be pickled."""


class UnpicklingError(PickleError):
    """The bytes are no pickle, or a broken one."""


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


# Each opcode is one byte; these names are public.
_OPCODES = dict(
    MARK=b'(', STOP=b'.', POP=b'0', POP_MARK=b'1', DUP=b'2',
    FLOAT=b'F', INT=b'I', BININT=b'J', BININT1=b'K', LONG=b'L', BININT2=b'M',
    NONE=b'N', PERSID=b'P', BINPERSID=b'Q', REDUCE=b'R',
    STRING=b'S', BINSTRING=b'T', SHORT_BINSTRING=b'U', UNICODE=b'V', BINUNICODE=b'X',
    APPEND=b'a', BUILD=b'b', GLOBAL=b'c', DICT=b'd', EMPTY_DICT=b'}', APPENDS=b'e',
    GET=b'g', BINGET=b'h', INST=b'i', LONG_BINGET=b'j', LIST=b'l', EMPTY_LIST=b']',
    OBJ=b'o', PUT=b'p', BINPUT=b'q', LONG_BINPUT=b'r', SETITEM=b's',
    TUPLE=b't', EMPTY_TUPLE=b')', SETITEMS=b'u', BINFLOAT=b'G',
    # protocol 2
    PROTO=b'\x80', NEWOBJ=b'\x81', EXT1=b'\x82', EXT2=b'\x83', EXT4=b'\x84',
    TUPLE1=b'\x85', TUPLE2=b'\x86', TUPLE3=b'\x87', NEWTRUE=b'\x88', NEWFALSE=b'\x89',
    LONG1=b'\x8a', LONG4=b'\x8b',
    # protocol 3
    BINBYTES=b'B', SHORT_BINBYTES=b'C',
    # protocol 4
    SHORT_BINUNICODE=b'\x8c', BINUNICODE8=b'\x8d', BINBYTES8=b'\x8e', EMPTY_SET=b'\x8f',
    ADDITEMS=b'\x90', FROZENSET=b'\x91', NEWOBJ_EX=b'\x92', STACK_GLOBAL=b'\x93',
    MEMOIZE=b'\x94', FRAME=b'\x95',
    # protocol 5
    BYTEARRAY8=b'\x96', NEXT_BUFFER=b'\x97', READONLY_BUFFER=b'\x98',
)
globals().update(_OPCODES)
TRUE = b'I01\n'         # before protocol 2
FALSE = b'I00\n'
_tuplesize2code = [EMPTY_TUPLE, TUPLE1, TUPLE2, TUPLE3]
__all__.extend(sorted([*_OPCODES, 'TRUE', 'FALSE', 'HIGHEST_PROTOCOL', 'DEFAULT_PROTOCOL']))


# -- helpers of both directions ----------------------------------------------

def _getattribute(obj, name):
    """(value, its parent) of a dotted name below obj."""
    parent = None
    for subpath in name.split('.'):
        if subpath == '<locals>':
            raise AttributeError("Can't get local attribute {!r} on {!r}".format(name, obj))
        try:
            parent = obj
            obj = getattr(obj, subpath)
        except AttributeError:
            raise AttributeError("Can't get attribute {!r} on {!r}".format(name, obj)) from None
    return obj, parent


def whichmodule(obj, name):
    """The name of the module an object can be imported from."""
    module_name = getattr(obj, '__module__', None)
    if module_name is not None:
        return module_name
    for module_name, module in sys.modules.copy().items():
        if module_name in ('__main__', '__mp_main__') or module is None:
            continue
        try:
            if _getattribute(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return '__main__'


def encode_long(x):
    """An int as the fewest bytes of two's complement, little end first."""
    if x == 0:
        return b''
    nbytes = (x.bit_length() >> 3) + 1
    result = x.to_bytes(nbytes, byteorder='little', signed=True)
    if x < 0 and nbytes > 1 and result[-1] == 0xff and result[-2] & 0x80:
        result = result[:-1]
    return result


def decode_long(data):
    """The int of encode_long()."""
    return int.from_bytes(data, byteorder='little', signed=True)


# -- writing -----------------------------------------------------------------

_FRAME_SIZE_MIN = 4
_FRAME_SIZE_TARGET = 64 * 1024
_BATCHSIZE = 1000


class _Framer:
    """Collects small writes into frames, from protocol 4 on."""

    _FRAME_SIZE_MIN = _FRAME_SIZE_MIN
    _FRAME_SIZE_TARGET = _FRAME_SIZE_TARGET

    def __init__(self, file_write):
        self.file_write = file_write
        self.current_frame = None

    def start_framing(self):
        self.current_frame = bytearray()

    def end_framing(self):
        if self.current_frame:
            self.commit_frame(force=True)
        self.current_frame = None

    def commit_frame(self, force=False):
        frame = self.current_frame
        if frame is not None and (force or len(frame) >= _FRAME_SIZE_TARGET):
            if len(frame) >= _FRAME_SIZE_MIN:
                self.file_write(FRAME + pack("<Q", len(frame)))
            self.file_write(bytes(frame))
            self.current_frame = bytearray()

    def write(self, data):
        if self.current_frame is not None:
            self.current_frame += data
        else:
            self.file_write(data)

    def write_large_bytes(self, header, payload):
        # What is large anyway goes past the frames.
        if self.current_frame:
            self.commit_frame(force=True)
        self.file_write(header)
        self.file_write(payload)


class _Pickler:
    """Writes pickles to a file."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif protocol > HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        self._buffer_callback = buffer_callback
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute")
        self.framer = _Framer(self._file_write)
        self.write = self.framer.write
        self._write_large_bytes = self.framer.write_large_bytes
        self.memo = {}      # id -> (number, object); the object stays alive
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0
        self.fix_imports = fix_imports and protocol < 3

    def clear_memo(self):
        """Forget what was written: the next pickle starts anew."""
        self.memo.clear()

    def dump(self, obj):
        """Write a pickle of obj."""
        if not hasattr(self, "_file_write"):
            raise PicklingError("Pickler.__init__() was not called by %s.__init__()"
                                % (self.__class__.__name__,))
        if self.proto >= 2:
            self.write(PROTO + bytes((self.proto,)))
        if self.proto >= 4:
            self.framer.start_framing()
        self.save(obj)
        self.write(STOP)
        self.framer.end_framing()

    def memoize(self, obj):
        """Number an object, so that it can be referred to."""
        if self.fast:
            return
        idx = len(self.memo)
        self.write(self.put(idx))
        self.memo[id(obj)] = idx, obj

    def put(self, idx):
        if self.proto >= 4:
            return MEMOIZE
        if self.bin:
            return BINPUT + bytes((idx,)) if idx < 256 else LONG_BINPUT + pack("<I", idx)
        return b'p%d\n' % idx

    def get(self, i):
        if self.bin:
            return BINGET + bytes((i,)) if i < 256 else LONG_BINGET + pack("<I", i)
        return b'g%d\n' % i

    def persistent_id(self, obj):
        """For subclasses: something that stands for obj in the pickle, or None."""
        return None

    def save(self, obj, save_persistent_id=True):
        self.framer.commit_frame()
        if save_persistent_id:
            pid = self.persistent_id(obj)
            if pid is not None:
                self.save_pers(pid)
                return
        x = self.memo.get(id(obj))
        if x is not None:
            self.write(self.get(x[0]))
            return
        t = type(obj)
        f = self.dispatch.get(t)
        if f is not None and f not in _BY_NAME:
            f(self, obj)
            return

        rv = NotImplemented
        override = getattr(self, "reducer_override", None)
        if override is not None:
            rv = override(obj)
        if rv is NotImplemented:
            if f is not None:
                f(self, obj)
                return
            reduce = getattr(self, 'dispatch_table', dispatch_table).get(t)
            if reduce is not None:
                rv = reduce(obj)
            elif issubclass(t, type):
                self.save_global(obj)
                return
            else:
                reduce = getattr(obj, "__reduce_ex__", None)
                if reduce is not None:
                    rv = reduce(self.proto)
                else:
                    reduce = getattr(obj, "__reduce__", None)
                    if reduce is None:
                        raise PicklingError("can't pickle %r object: %r" % (t.__name__, obj))
                    rv = reduce()
        if isinstance(rv, str):
            self.save_global(obj, rv)
            return
        if not isinstance(rv, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(rv) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain "
                                "2 through 6 elements")
        self.save_reduce(*rv, obj=obj)

    def save_pers(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            self.write(BINPERSID)
        else:
            try:
                self.write(PERSID + str(pid).encode("ascii") + b'\n')
            except UnicodeEncodeError:
                raise PicklingError("persistent IDs in protocol 0 must be ASCII strings")

    def save_reduce(self, func, args, state=None, listitems=None,
                    dictitems=None, state_setter=None, *, obj=None):
        if not callable(func):
            raise PicklingError("first item of the tuple returned by __reduce__ "
                                "must be callable")
        if not isinstance(args, tuple):
            raise PicklingError("args from save_reduce() must be a tuple")
        for nth, items in (('fourth', listitems), ('fifth', dictitems)):
            if items is not None and not hasattr(items, '__next__'):
                raise PicklingError(f"{nth} element of the tuple returned by __reduce__ "
                                    f"must be an iterator, not {type(items).__name__}")
        if state_setter is not None and not callable(state_setter):
            raise PicklingError("sixth element of the tuple returned by __reduce__ must be "
                                f"a function, not {type(state_setter).__name__}")
        save = self.save
        write = self.write
        func_name = getattr(func, "__name__", "")
        if self.proto >= 2 and func_name == "__newobj_ex__":
            self._save_newobj_ex(args, obj)
        elif self.proto >= 2 and func_name == "__newobj__":
            if not args:
                raise PicklingError("__newobj__ arglist is empty")
            cls, args = args[0], args[1:]
            if not hasattr(cls, "__new__") or not isinstance(cls, type):
                raise PicklingError("args[0] from __newobj__ args is not a type")
            if obj is not None and cls is not obj.__class__:
                raise PicklingError("args[0] from __newobj__ args has the wrong class")
            save(cls)
            save(args)
            write(NEWOBJ)
        else:
            save(func)
            save(args)
            write(REDUCE)
        if obj is not None:
            # An object that holds itself by its arguments is there already.
            if id(obj) in self.memo:
                write(POP + self.get(self.memo[id(obj)][0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None:
            if state_setter is None:
                save(state)
                write(BUILD)
            else:
                # Called for its effect: the result is dropped.
                save(state_setter)
                save(obj)
                save(state)
                write(TUPLE2)
                write(REDUCE)
                write(POP)

    def _save_newobj_ex(self, triple, obj):
        if len(triple) != 3:
            raise PicklingError("length of the NEWOBJ_EX argument tuple must be "
                                f"exactly 3, not {len(triple)}")
        cls, args, kwargs = triple
        for nth, value, kind, word in (('first', cls, type, 'class'),
                                       ('second', args, tuple, 'tuple'),
                                       ('third', kwargs, dict, 'dict')):
            if not isinstance(value, kind):
                raise PicklingError(f"{nth} item from NEWOBJ_EX argument tuple must be "
                                    f"a {word}, not {type(value).__name__}")
        if self.proto >= 4:
            self.save(cls)
            self.save(args)
            self.save(kwargs)
            self.write(NEWOBJ_EX)
        else:
            self.save(partial(cls.__new__, cls, *args, **kwargs))
            self.save(())
            self.write(REDUCE)

    # Each type's own way.

    dispatch = {}
    _BATCHSIZE = _BATCHSIZE

    def save_none(self, obj):
        self.write(NONE)
    dispatch[type(None)] = save_none

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(NEWTRUE if obj else NEWFALSE)
        else:
            self.write(TRUE if obj else FALSE)
    dispatch[bool] = save_bool

    def save_long(self, obj):
        small = -0x80000000 <= obj <= 0x7fffffff
        if self.bin and small:
            if obj < 0 or obj > 0xffff:
                self.write(BININT + pack("<i", obj))
            elif obj <= 0xff:
                self.write(BININT1 + bytes((obj,)))
            else:
                self.write(BININT2 + pack("<H", obj))
        elif self.proto >= 2:
            encoded = encode_long(obj)
            n = len(encoded)
            if n < 256:
                self.write(LONG1 + bytes((n,)) + encoded)
            else:
                self.write(LONG4 + pack("<i", n) + encoded)
        elif small:
            self.write(INT + repr(obj).encode("ascii") + b'\n')
        else:
            self.write(LONG + repr(obj).encode("ascii") + b'L\n')
    dispatch[int] = save_long

    def save_float(self, obj):
        if self.bin:
            self.write(BINFLOAT + pack('>d', obj))
        else:
            self.write(FLOAT + repr(obj).encode("ascii") + b'\n')
    dispatch[float] = save_float

    def _save_data(self, data, short, medium, large):
        # Bytes by the opcode for their length; None where there is none.
        n = len(data)
        if short is not None and n <= 0xff:
            self.write(short + bytes((n,)) + data)
        elif medium is None or (n > 0xffffffff and self.proto >= 4):
            header = large + pack("<Q", n)
            if medium is None and n < _FRAME_SIZE_TARGET:
                self.write(header + data)
            else:
                self._write_large_bytes(header, data)
        elif n >= _FRAME_SIZE_TARGET:
            self._write_large_bytes(medium + pack("<I", n), data)
        else:
            self.write(medium + pack("<I", n) + data)

    def save_bytes(self, obj):
        if self.proto < 3:
            # Python 2 has no bytes literal: made from text there.
            if not obj:
                self.save_reduce(bytes, (), obj=obj)
            else:
                self.save_reduce(codecs.encode, (str(obj, 'latin1'), 'latin1'), obj=obj)
            return
        self._save_data(obj, SHORT_BINBYTES, BINBYTES, BINBYTES8)
        self.memoize(obj)
    dispatch[bytes] = save_bytes

    def save_bytearray(self, obj):
        if self.proto < 5:
            if not obj:
                self.save_reduce(bytearray, (), obj=obj)
            else:
                self.save_reduce(bytearray, (bytes(obj),), obj=obj)
            return
        self._save_data(obj, None, None, BYTEARRAY8)
        self.memoize(obj)
    dispatch[bytearray] = save_bytearray

    if _HAVE_PICKLE_BUFFER:
        def save_picklebuffer(self, obj):
            if self.proto < 5:
                raise PicklingError("PickleBuffer can only be pickled with protocol >= 5")
            with obj.raw() as m:
                if not m.contiguous:
                    raise PicklingError("PickleBuffer can not be pickled when "
                                        "pointing to a non-contiguous buffer")
                in_band = True
                if self._buffer_callback is not None:
                    in_band = bool(self._buffer_callback(obj))
                if in_band:
                    data = m.tobytes()
                    if m.readonly:
                        self._save_data(data, SHORT_BINBYTES, BINBYTES, BINBYTES8)
                    else:
                        self._save_data(data, None, None, BYTEARRAY8)
                    self.memoize(obj)
                else:
                    self.write(NEXT_BUFFER)
                    if m.readonly:
                        self.write(READONLY_BUFFER)
        dispatch[PickleBuffer] = save_picklebuffer

    def save_str(self, obj):
        if self.bin:
            encoded = obj.encode('utf-8', 'surrogatepass')
            self._save_data(encoded, SHORT_BINUNICODE if self.proto >= 4 else None,
                            BINUNICODE, BINUNICODE8)
        else:
            # One line, so the characters that end lines are written out.
            for char in '\\\0\n\r\x1a':
                obj_text = obj if char == '\\' else obj_text
                obj_text = obj_text.replace(char, '\\u%04x' % ord(char))
            self.write(UNICODE + obj_text.encode('raw-unicode-escape') + b'\n')
        self.memoize(obj)
    dispatch[str] = save_str

    def save_tuple(self, obj):
        if not obj:
            self.write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
            return
        n = len(obj)
        save = self.save
        memo = self.memo
        if n <= 3 and self.proto >= 2:
            for element in obj:
                save(element)
            # A tuple can hold itself by one of its elements.
            if id(obj) in memo:
                self.write(POP * n + self.get(memo[id(obj)][0]))
            else:
                self.write(_tuplesize2code[n])
                self.memoize(obj)
            return
        self.write(MARK)
        for element in obj:
            save(element)
        if id(obj) in memo:
            get = self.get(memo[id(obj)][0])
            self.write((POP_MARK if self.bin else POP * (n + 1)) + get)
            return
        self.write(TUPLE)
        self.memoize(obj)
    dispatch[tuple] = save_tuple

    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        if self.bin and len(obj) != 1:
            # A list of known length: marked batches to the end.
            for start in range(0, len(obj), _BATCHSIZE):
                self.write(MARK)
                for item in obj[start:start + _BATCHSIZE]:
                    self.save(item)
                self.write(APPENDS)
        else:
            self._batch_appends(obj)
    dispatch[list] = save_list

    def _batch_appends(self, items):
        save = self.save
        write = self.write
        if not self.bin:
            for x in items:
                save(x)
                write(APPEND)
            return
        it = iter(items)
        while True:
            batch = list(islice(it, _BATCHSIZE))
            if len(batch) > 1:
                write(MARK)
                for x in batch:
                    save(x)
                write(APPENDS)
            elif batch:
                save(batch[0])
                write(APPEND)
            if len(batch) < _BATCHSIZE:
                return

    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        if self.bin and len(obj) > 1:
            size = len(obj)
            it = iter(obj.items())
            left = size
            while left > 0:
                self.write(MARK)
                for k, v in islice(it, _BATCHSIZE):
                    self.save(k)
                    self.save(v)
                self.write(SETITEMS)
                left -= _BATCHSIZE
                if len(obj) != size:
                    raise RuntimeError("dictionary changed size during iteration")
        else:
            self._batch_setitems(obj.items())
    dispatch[dict] = save_dict

    def _batch_setitems(self, items):
        save = self.save
        write = self.write

        def save_pair(pair):
            if type(pair) is not tuple or len(pair) != 2:
                raise TypeError("dict items iterator must return 2-tuples")
            save(pair[0])
            save(pair[1])

        if not self.bin:
            for pair in items:
                save_pair(pair)
                write(SETITEM)
            return
        it = iter(items)
        while True:
            batch = list(islice(it, _BATCHSIZE))
            if len(batch) > 1:
                write(MARK)
                for pair in batch:
                    save_pair(pair)
                write(SETITEMS)
            elif batch:
                save_pair(batch[0])
                write(SETITEM)
            if len(batch) < _BATCHSIZE:
                return

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(EMPTY_SET)
        self.memoize(obj)
        it = iter(obj)
        while True:
            batch = list(islice(it, _BATCHSIZE))
            if batch:
                self.write(MARK)
                for item in batch:
                    self.save(item)
                self.write(ADDITEMS)
            if len(batch) < _BATCHSIZE:
                return
    dispatch[set] = save_set

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(MARK)
        for item in obj:
            self.save(item)
        if id(obj) in self.memo:
            # It holds itself by one of its elements.
            self.write(POP_MARK + self.get(self.memo[id(obj)][0]))
            return
        self.write(FROZENSET)
        self.memoize(obj)
    dispatch[frozenset] = save_frozenset

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, '__qualname__', None)
            if name is None:
                name = obj.__name__
        if '<locals>' in name.split('.'):
            raise AttributeError(f"Can't get local object {name!r}")
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            module = sys.modules[module_name]
        except (ImportError, KeyError):
            raise PicklingError(
                f"Can't pickle {obj!r}: import of module {module_name!r} failed") from None
        try:
            found, parent = _getattribute(module, name)
        except AttributeError:
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} "
                                f"on {module_name} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as "
                                f"{module_name}.{name}")

        if self.proto >= 2:
            code = _extension_registry.get((module_name, name))
            if code is not None:
                if code <= 0xff:
                    self.write(EXT1 + bytes((code,)))
                elif code <= 0xffff:
                    self.write(EXT2 + pack("<H", code))
                else:
                    self.write(EXT4 + pack("<i", code))
                return
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(STACK_GLOBAL)
        elif '.' in name:
            # No dotted names yet: asked for step by step when loading.
            name, *path = name.split('.')
            for attrname in path:
                self.save(getattr)
                if self.proto < 2:
                    self.write(MARK)
            self._save_toplevel_by_name(module_name, name)
            for attrname in path:
                self.save(attrname)
                self.write(TUPLE if self.proto < 2 else TUPLE2)
                self.write(REDUCE)
        else:
            self._save_toplevel_by_name(module_name, name)
        self.memoize(obj)

    def _save_toplevel_by_name(self, module_name, name):
        if self.proto >= 3:
            self.write(GLOBAL + bytes(module_name, "utf-8") + b'\n' +
                       bytes(name, "utf-8") + b'\n')
            return
        if self.fix_imports:
            import _compat_pickle
            by_name = _compat_pickle.REVERSE_NAME_MAPPING
            if (module_name, name) in by_name:
                module_name, name = by_name[module_name, name]
            else:
                module_name = _compat_pickle.REVERSE_IMPORT_MAPPING.get(
                    module_name, module_name)
        try:
            self.write(GLOBAL + bytes(module_name, "ascii") + b'\n' +
                       bytes(name, "ascii") + b'\n')
        except UnicodeEncodeError:
            raise PicklingError("can't pickle global identifier '%s.%s' using "
                                "pickle protocol %i" % (module_name, name, self.proto)) from None

    def save_type(self, obj):
        # Three classes have no name of their own anywhere.
        for value in (None, NotImplemented, ...):
            if obj is type(value):
                return self.save_reduce(type, (value,), obj=obj)
        return self.save_global(obj)

    def save_singleton(self, obj):
        self.save_global(obj, 'Ellipsis' if obj is ... else 'NotImplemented')
    dispatch[type(...)] = dispatch[type(NotImplemented)] = save_singleton

    dispatch[FunctionType] = save_global
    dispatch[type] = save_type


# reducer_override() is asked before these.
_BY_NAME = (_Pickler.save_global, _Pickler.save_type, _Pickler.save_singleton)


# -- reading -----------------------------------------------------------------

class _Memory:
    """A pickle in memory; frames are no more than their header."""

    def __init__(self, data):
        self.data = bytes(data)
        self.pos = 0

    def read(self, n):
        end = self.pos + n
        data = self.data[self.pos:end]
        if len(data) < n:
            raise UnpicklingError("pickle data was truncated")
        self.pos = end
        return data

    def readline(self):
        end = self.data.find(b'\n', self.pos) + 1
        if not end:
            raise UnpicklingError("pickle data was truncated")
        data = self.data[self.pos:end]
        self.pos = end
        return data

    def opcode(self):
        if self.pos >= len(self.data):
            raise EOFError("Ran out of input")
        code = self.data[self.pos]
        self.pos += 1
        return code

    def frame(self, size):
        if len(self.data) - self.pos < size:
            raise UnpicklingError("pickle data was truncated")


class _File:
    """A pickle in a file; not a byte after its end is read."""

    def __init__(self, file):
        try:
            self.file_read = file.read
            self.file_readline = file.readline
        except AttributeError:
            raise TypeError("file must have 'read' and 'readline' attributes") from None
        self.current = None     # the frame, a _Memory

    def _in_frame(self):
        if self.current is not None:
            if self.current.pos < len(self.current.data):
                return True
            self.current = None
        return False

    def read(self, n):
        if n and self._in_frame():
            return self.current.read(n)
        data = self.file_read(n)
        if len(data) < n:
            raise UnpicklingError("pickle data was truncated")
        return data

    def readline(self):
        if self._in_frame():
            return self.current.readline()
        data = self.file_readline()
        if not data.endswith(b'\n'):
            raise UnpicklingError("pickle data was truncated")
        return data

    def opcode(self):
        if self._in_frame():
            return self.current.opcode()
        data = self.file_read(1)
        if not data:
            raise EOFError("Ran out of input")
        return data[0]

    def frame(self, size):
        if self._in_frame():
            raise UnpicklingError("beginning of a new frame before end of current frame")
        self.current = _Memory(self.read(size))


_ABSENT = object()


class _Unpickler:
    """Reads pickles from a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict",
                 buffers=None):
        self._buffers = iter(buffers) if buffers is not None else None
        self._source = file if isinstance(file, _Memory) else _File(file)
        self.memo = {}
        self.encoding = encoding
        self.errors = errors
        self.proto = 0
        self.fix_imports = fix_imports

    def load(self):
        """Read a pickle; the object."""
        if not hasattr(self, "_source"):
            raise UnpicklingError("Unpickler.__init__() was not called by %s.__init__()"
                                  % (self.__class__.__name__,))
        source = self._source
        self.read = source.read
        self.readline = source.readline
        self.metastack = []     # the stacks below each MARK
        self.stack = []
        self.append = self.stack.append
        self.proto = 0
        opcode = source.opcode
        dispatch = self.dispatch
        try:
            while True:
                key = opcode()
                try:
                    handler = dispatch[key]
                except KeyError:
                    raise UnpicklingError("invalid load key, '%s'." % (
                        chr(key) if 32 <= key < 127 and key != 39 else "\\x%02x" % key)
                    ) from None
                handler(self)
        except _Stop as stopinst:
            return stopinst.value
        except IndexError as exc:
            # Raised by a handler of ours, not by what it called: too few values.
            tb = exc.__traceback__.tb_next
            if tb is not None and tb.tb_next is None:
                raise UnpicklingError("unpickling stack underflow") from None
            raise

    def pop_mark(self):
        """The values since the last MARK."""
        if not self.metastack:
            raise UnpicklingError("could not find MARK")
        items = self.stack
        self.stack = self.metastack.pop()
        self.append = self.stack.append
        return items

    def persistent_load(self, pid):
        """For subclasses: the object a persistent id stands for."""
        raise UnpicklingError("A load persistent id instruction was encountered, "
                              "but no persistent_load function was specified.")

    dispatch = {}

    def load_proto(self):
        proto = self.read(1)[0]
        if not 0 <= proto <= HIGHEST_PROTOCOL:
            raise ValueError("unsupported pickle protocol: %d" % proto)
        self.proto = proto
    dispatch[PROTO[0]] = load_proto

    def load_frame(self):
        size, = unpack('<Q', self.read(8))
        if size > maxsize:
            raise ValueError("frame size > sys.maxsize: %d" % size)
        self._source.frame(size)
    dispatch[FRAME[0]] = load_frame

    def load_persid(self):
        try:
            pid = self.readline()[:-1].decode("ascii")
        except UnicodeDecodeError:
            raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings")
        self.append(self.persistent_load(pid))
    dispatch[PERSID[0]] = load_persid

    def load_binpersid(self):
        pid = self.stack.pop()
        self.append(self.persistent_load(pid))
    dispatch[BINPERSID[0]] = load_binpersid

    def load_none(self):
        self.append(None)
    dispatch[NONE[0]] = load_none

    def load_false(self):
        self.append(False)
    dispatch[NEWFALSE[0]] = load_false

    def load_true(self):
        self.append(True)
    dispatch[NEWTRUE[0]] = load_true

    def load_int(self):
        data = self.readline()
        if data == FALSE[1:]:
            val = False
        elif data == TRUE[1:]:
            val = True
        else:
            try:
                val = int(data, 0)
            except ValueError:
                raise ValueError("could not convert string to int") from None
        self.append(val)
    dispatch[INT[0]] = load_int

    def load_binint(self):
        self.append(unpack('<i', self.read(4))[0])
    dispatch[BININT[0]] = load_binint

    def load_binint1(self):
        self.append(self.read(1)[0])
    dispatch[BININT1[0]] = load_binint1

    def load_binint2(self):
        self.append(unpack('<H', self.read(2))[0])
    dispatch[BININT2[0]] = load_binint2

    def load_long(self):
        val = self.readline()[:-1]
        if val and val[-1] == b'L'[0]:
            val = val[:-1]
        self.append(int(val, 0))
    dispatch[LONG[0]] = load_long

    def load_long1(self):
        self.append(decode_long(self.read(self.read(1)[0])))
    dispatch[LONG1[0]] = load_long1

    def load_long4(self):
        n, = unpack('<i', self.read(4))
        if n < 0:
            raise UnpicklingError("LONG pickle has negative byte count")
        self.append(decode_long(self.read(n)))
    dispatch[LONG4[0]] = load_long4

    def load_float(self):
        self.append(float(self.readline()[:-1]))
    dispatch[FLOAT[0]] = load_float

    def load_binfloat(self):
        self.append(unpack('>d', self.read(8))[0])
    dispatch[BINFLOAT[0]] = load_binfloat

    def _decode_string(self, value):
        # Python 2's str: text or bytes, as the reader said.
        if self.encoding == "bytes":
            return value
        return value.decode(self.encoding, self.errors)

    def load_string(self):
        data = self.readline()[:-1]
        if len(data) >= 2 and data[0] == data[-1] and data[0] in b'"\'':
            data = data[1:-1]
        else:
            raise UnpicklingError("the STRING opcode argument must be quoted")
        self.append(self._decode_string(codecs.escape_decode(data)[0]))
    dispatch[STRING[0]] = load_string

    def load_binstring(self):
        n, = unpack('<i', self.read(4))
        if n < 0:
            raise UnpicklingError("BINSTRING pickle has negative byte count")
        self.append(self._decode_string(self.read(n)))
    dispatch[BINSTRING[0]] = load_binstring

    def load_short_binstring(self):
        self.append(self._decode_string(self.read(self.read(1)[0])))
    dispatch[SHORT_BINSTRING[0]] = load_short_binstring

    def _sized(self, fmt, width, what):
        n, = unpack(fmt, self.read(width))
        if n > maxsize:
            raise UnpicklingError(f"{what} exceeds system's maximum size of {maxsize} bytes")
        return self.read(n)

    def load_binbytes(self):
        self.append(self._sized('<I', 4, "BINBYTES"))
    dispatch[BINBYTES[0]] = load_binbytes

    def load_binbytes8(self):
        self.append(self._sized('<Q', 8, "BINBYTES8"))
    dispatch[BINBYTES8[0]] = load_binbytes8

    def load_short_binbytes(self):
        self.append(self.read(self.read(1)[0]))
    dispatch[SHORT_BINBYTES[0]] = load_short_binbytes

    def load_bytearray8(self):
        self.append(bytearray(self._sized('<Q', 8, "BYTEARRAY8")))
    dispatch[BYTEARRAY8[0]] = load_bytearray8

    def load_unicode(self):
        self.append(str(self.readline()[:-1], 'raw-unicode-escape'))
    dispatch[UNICODE[0]] = load_unicode

    def load_binunicode(self):
        self.append(str(self._sized('<I', 4, "BINUNICODE"), 'utf-8', 'surrogatepass'))
    dispatch[BINUNICODE[0]] = load_binunicode

    def load_binunicode8(self):
        self.append(str(self._sized('<Q', 8, "BINUNICODE8"), 'utf-8', 'surrogatepass'))
    dispatch[BINUNICODE8[0]] = load_binunicode8

    def load_short_binunicode(self):
        self.append(str(self.read(self.read(1)[0]), 'utf-8', 'surrogatepass'))
    dispatch[SHORT_BINUNICODE[0]] = load_short_binunicode

    def load_next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError("pickle stream refers to out-of-band data "
                                  "but no *buffers* argument was given")
        try:
            buf = next(self._buffers)
        except StopIteration:
            raise UnpicklingError("not enough out-of-band buffers")
        self.append(buf)
    dispatch[NEXT_BUFFER[0]] = load_next_buffer

    def load_readonly_buffer(self):
        buf = self.stack[-1]
        with memoryview(buf) as m:
            if not m.readonly:
                self.stack[-1] = m.toreadonly()
    dispatch[READONLY_BUFFER[0]] = load_readonly_buffer

    def load_tuple(self):
        items = self.pop_mark()
        self.append(tuple(items))
    dispatch[TUPLE[0]] = load_tuple

    def load_empty_tuple(self):
        self.append(())
    dispatch[EMPTY_TUPLE[0]] = load_empty_tuple

    def load_tuple1(self):
        self.stack[-1] = (self.stack[-1],)
    dispatch[TUPLE1[0]] = load_tuple1

    def load_tuple2(self):
        self.stack[-2:] = [(self.stack[-2], self.stack[-1])]
    dispatch[TUPLE2[0]] = load_tuple2

    def load_tuple3(self):
        self.stack[-3:] = [(self.stack[-3], self.stack[-2], self.stack[-1])]
    dispatch[TUPLE3[0]] = load_tuple3

    def load_empty_list(self):
        self.append([])
    dispatch[EMPTY_LIST[0]] = load_empty_list

    def load_empty_dictionary(self):
        self.append({})
    dispatch[EMPTY_DICT[0]] = load_empty_dictionary

    def load_empty_set(self):
        self.append(set())
    dispatch[EMPTY_SET[0]] = load_empty_set

    def load_frozenset(self):
        items = self.pop_mark()
        self.append(frozenset(items))
    dispatch[FROZENSET[0]] = load_frozenset

    def load_list(self):
        items = self.pop_mark()
        self.append(items)
    dispatch[LIST[0]] = load_list

    def load_dict(self):
        items = self.pop_mark()
        if len(items) % 2:
            raise UnpicklingError("odd number of items for DICT")
        self.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})
    dispatch[DICT[0]] = load_dict

    # Classes and instances.

    def _instantiate(self, klass, args):
        if args or not isinstance(klass, type) or hasattr(klass, "__getinitargs__"):
            try:
                value = klass(*args)
            except TypeError as err:
                raise TypeError("in constructor for %s: %s" % (klass.__name__, str(err)),
                                err.__traceback__)
        else:
            value = klass.__new__(klass)
        self.append(value)

    def load_inst(self):
        module = self.readline()[:-1].decode("ascii")
        name = self.readline()[:-1].decode("ascii")
        klass = self.find_class(module, name)
        self._instantiate(klass, self.pop_mark())
    dispatch[INST[0]] = load_inst

    def load_obj(self):
        args = self.pop_mark()
        cls = args.pop(0)
        self._instantiate(cls, args)
    dispatch[OBJ[0]] = load_obj

    def _check_class(self, cls, opcode):
        if not isinstance(cls, type):
            raise UnpicklingError(f"{opcode} class argument must be a type, "
                                  f"not {type(cls).__name__}")

    def load_newobj(self):
        args = self.stack.pop()
        cls = self.stack.pop()
        self._check_class(cls, 'NEWOBJ')
        if not isinstance(args, tuple):
            raise UnpicklingError("NEWOBJ expected an arg tuple, "
                                  f"but got {type(args).__name__}")
        self.append(cls.__new__(cls, *args))
    dispatch[NEWOBJ[0]] = load_newobj

    def load_newobj_ex(self):
        kwargs = self.stack.pop()
        args = self.stack.pop()
        cls = self.stack.pop()
        self._check_class(cls, 'NEWOBJ_EX')
        self.append(cls.__new__(cls, *args, **kwargs))
    dispatch[NEWOBJ_EX[0]] = load_newobj_ex

    def load_global(self):
        module = self.readline()[:-1].decode("utf-8")
        name = self.readline()[:-1].decode("utf-8")
        self.append(self.find_class(module, name))
    dispatch[GLOBAL[0]] = load_global

    def load_stack_global(self):
        name = self.stack.pop()
        module = self.stack.pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self.append(self.find_class(module, name))
    dispatch[STACK_GLOBAL[0]] = load_stack_global

    def load_ext1(self):
        self.get_extension(self.read(1)[0])
    dispatch[EXT1[0]] = load_ext1

    def load_ext2(self):
        self.get_extension(unpack('<H', self.read(2))[0])
    dispatch[EXT2[0]] = load_ext2

    def load_ext4(self):
        self.get_extension(unpack('<i', self.read(4))[0])
    dispatch[EXT4[0]] = load_ext4

    def get_extension(self, code):
        obj = _extension_cache.get(code, _ABSENT)
        if obj is _ABSENT:
            key = _inverted_registry.get(code)
            if not key:
                if code <= 0:
                    raise UnpicklingError("EXT specifies code <= 0")
                raise ValueError("unregistered extension code %d" % code)
            obj = self.find_class(*key)
            _extension_cache[code] = obj
        self.append(obj)

    def find_class(self, module, name):
        """The object of a name in a pickle; subclasses can refuse."""
        sys.audit('pickle.find_class', module, name)
        if self.proto < 3 and self.fix_imports:
            import _compat_pickle
            if (module, name) in _compat_pickle.NAME_MAPPING:
                module, name = _compat_pickle.NAME_MAPPING[module, name]
            else:
                module = _compat_pickle.IMPORT_MAPPING.get(module, module)
        __import__(module, level=0)
        if self.proto >= 4 and '.' in name:
            return _getattribute(sys.modules[module], name)[0]
        try:
            return getattr(sys.modules[module], name)
        except AttributeError:
            raise AttributeError(
                f"Can't get attribute {name!r} on {sys.modules[module]!r}") from None

    def load_reduce(self):
        args = self.stack.pop()
        func = self.stack[-1]
        if not isinstance(args, tuple):
            raise TypeError("argument list must be a tuple")
        self.stack[-1] = func(*args)
    dispatch[REDUCE[0]] = load_reduce

    # The stack and the memo.

    def load_pop(self):
        if self.stack:
            del self.stack[-1]
        elif self.metastack:
            self.pop_mark()
        else:
            raise UnpicklingError("unpickling stack underflow")
    dispatch[POP[0]] = load_pop

    def load_pop_mark(self):
        self.pop_mark()
    dispatch[POP_MARK[0]] = load_pop_mark

    def load_dup(self):
        self.append(self.stack[-1])
    dispatch[DUP[0]] = load_dup

    def _recall(self, i):
        try:
            self.append(self.memo[i])
        except KeyError:
            raise UnpicklingError(f'Memo value not found at index {i}') from None

    def load_get(self):
        self._recall(int(self.readline()[:-1]))
    dispatch[GET[0]] = load_get

    def load_binget(self):
        self._recall(self.read(1)[0])
    dispatch[BINGET[0]] = load_binget

    def load_long_binget(self):
        self._recall(unpack('<I', self.read(4))[0])
    dispatch[LONG_BINGET[0]] = load_long_binget

    def load_put(self):
        i = int(self.readline()[:-1])
        if i < 0:
            raise ValueError("negative PUT argument")
        self.memo[i] = self.stack[-1]
    dispatch[PUT[0]] = load_put

    def load_binput(self):
        self.memo[self.read(1)[0]] = self.stack[-1]
    dispatch[BINPUT[0]] = load_binput

    def load_long_binput(self):
        i, = unpack('<I', self.read(4))
        if i > maxsize:
            raise ValueError("negative LONG_BINPUT argument")
        self.memo[i] = self.stack[-1]
    dispatch[LONG_BINPUT[0]] = load_long_binput

    def load_memoize(self):
        self.memo[len(self.memo)] = self.stack[-1]
    dispatch[MEMOIZE[0]] = load_memoize

    # Filling containers.

    def load_append(self):
        value = self.stack.pop()
        self.stack[-1].append(value)
    dispatch[APPEND[0]] = load_append

    def load_appends(self):
        items = self.pop_mark()
        target = self.stack[-1]
        extend = getattr(target, 'extend', None)
        if extend is not None:
            extend(items)
        else:
            # Lists of other makes may only have append().
            append = target.append
            for item in items:
                append(item)
    dispatch[APPENDS[0]] = load_appends

    def load_setitem(self):
        value = self.stack.pop()
        key = self.stack.pop()
        self.stack[-1][key] = value
    dispatch[SETITEM[0]] = load_setitem

    def load_setitems(self):
        items = self.pop_mark()
        if len(items) % 2:
            raise UnpicklingError("odd number of items for SETITEMS")
        target = self.stack[-1]
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]
    dispatch[SETITEMS[0]] = load_setitems

    def load_additems(self):
        items = self.pop_mark()
        target = self.stack[-1]
        if isinstance(target, set):
            target.update(items)
        else:
            add = target.add
            for item in items:
                add(item)
    dispatch[ADDITEMS[0]] = load_additems

    def load_build(self):
        state = self.stack.pop()
        inst = self.stack[-1]
        setstate = getattr(inst, "__setstate__", _ABSENT)
        if setstate is not _ABSENT:
            setstate(state)
            return
        slotstate = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slotstate = state
        if state:
            if not isinstance(state, dict):
                raise UnpicklingError("state is not a dictionary")
            inst_dict = inst.__dict__
            intern = sys.intern
            for k, v in state.items():
                inst_dict[intern(k) if type(k) is str else k] = v
        if slotstate:
            if not isinstance(slotstate, dict):
                raise UnpicklingError("slot state is not a dictionary")
            for k, v in slotstate.items():
                setattr(inst, k, v)
    dispatch[BUILD[0]] = load_build

    def load_mark(self):
        self.metastack.append(self.stack)
        self.stack = []
        self.append = self.stack.append
    dispatch[MARK[0]] = load_mark

    def load_stop(self):
        raise _Stop(self.stack.pop())
    dispatch[STOP[0]] = load_stop


# -- in one call -------------------------------------------------------------

def _dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write a pickle of obj to a file."""
    Pickler(file, protocol, fix_imports=fix_imports,
            buffer_callback=buffer_callback).dump(obj)


def _dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """A pickle of obj as bytes."""
    f = io.BytesIO()
    Pickler(f, protocol, fix_imports=fix_imports,
            buffer_callback=buffer_callback).dump(obj)
    return f.getvalue()


def _load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read a pickle from a file; the object."""
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers,
                     encoding=encoding, errors=errors).load()


def _loads(s, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """The object of a pickle in bytes."""
    if isinstance(s, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(_Memory(s), fix_imports=fix_imports, buffers=buffers,
                     encoding=encoding, errors=errors).load()


Pickler, Unpickler = _Pickler, _Unpickler
dump, dumps, load, loads = _dump, _dumps, _load, _loads

try:
    from _pickle import (PickleError, PicklingError, UnpicklingError,
                         Pickler, Unpickler, dump, dumps, load, loads)
except ImportError:
    for _public, _name in ((Pickler, 'Pickler'), (Unpickler, 'Unpickler'),
                           (dump, 'dump'), (dumps, 'dumps'), (load, 'load'), (loads, 'loads')):
        _public.__name__ = _public.__qualname__ = _name
    del _public, _name
