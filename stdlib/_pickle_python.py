"""Pickler and Unpickler in Python, whose parts can be overridden; a part of pickle."""
import io
import pickle
import sys
from copyreg import _extension_cache, _extension_registry, _inverted_registry, dispatch_table
from itertools import batched
from pickle import (
    _getattribute, decode_long, encode_long, HIGHEST_PROTOCOL, DEFAULT_PROTOCOL, PickleBuffer, PickleError, PicklingError,
    UnpicklingError, whichmodule)
from struct import Struct, pack, unpack
from types import FunctionType

__all__ = ["_Pickler", "_Unpickler", "_Framer", "_Unframer", "_dump", "_dumps", "_load", "_loads"]
__name__ = "pickle"  # where users find what is defined here

globals().update(pickle._OPCODES)
_ABSENT = object()


class _Framer:
    """Collects what is written in frames, of protocol 4 and up."""

    _FRAME_SIZE_MIN = 4
    _FRAME_SIZE_TARGET = 64 * 1024

    def __init__(self, file_write):
        self.file_write, self.current_frame = file_write, None

    def start_framing(self):
        self.current_frame = io.BytesIO()

    def end_framing(self):
        if self.current_frame and self.current_frame.tell():
            self.commit_frame(force=True)
            self.current_frame = None

    def commit_frame(self, force=False):
        """Write the frame if it is big enough."""
        frame = self.current_frame
        if not frame or not force and frame.tell() < self._FRAME_SIZE_TARGET:
            return
        data = frame.getbuffer()
        if len(data) >= self._FRAME_SIZE_MIN:
            self.file_write(FRAME + len(data).to_bytes(8, "little"))
        self.file_write(data)
        self.current_frame = io.BytesIO()

    def write(self, data):
        return (self.current_frame.write if self.current_frame else self.file_write)(data)

    def write_large_bytes(self, header, payload):
        """Write something outside of frames."""
        if self.current_frame:
            self.commit_frame(force=True)
        self.file_write(header)
        self.file_write(payload)


def _saves(table, *kinds):
    """The decorated method saves objects of these types."""
    def note(method):
        table.update(dict.fromkeys(kinds, method))
        return method
    return note


class _Pickler:
    """Writes objects to a file; the Python version of Pickler."""

    _BATCHSIZE = 1000
    dispatch = {}

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        protocol = DEFAULT_PROTOCOL if protocol is None else HIGHEST_PROTOCOL if protocol < 0 else protocol
        if protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        if not hasattr(file, "write"):
            raise TypeError("file must have a 'write' attribute")
        self._buffer_callback, self._file_write = buffer_callback, file.write
        self.framer = _Framer(file.write)
        self.write, self._write_large_bytes = self.framer.write, self.framer.write_large_bytes
        self.memo, self.fast = {}, 0
        self.proto, self.bin = int(protocol), protocol >= 1
        self.fix_imports = fix_imports and protocol < 3

    def clear_memo(self):
        """Forget which objects were written already."""
        self.memo.clear()

    def dump(self, obj):
        """Write a pickle of an object."""
        if not hasattr(self, "_file_write"):
            raise PicklingError(f"Pickler.__init__() was not called by {type(self).__name__}.__init__()")
        if self.proto >= 2:
            self.write(PROTO + bytes([self.proto]))
        if self.proto >= 4:
            self.framer.start_framing()
        self.save(obj)
        self.write(STOP)
        self.framer.end_framing()

    # --- the memo ---

    def memoize(self, obj):
        """Note that an object is written, and its number."""
        if not self.fast:
            memo, key = self.memo, id(obj)
            assert key not in memo
            number = len(memo)
            self.write(MEMOIZE if self.proto >= 4 else self.put(number))
            memo[key] = number, obj

    def _numbered(self, short, long, text, number):
        if not self.bin:
            return b"%b%d\n" % (text, number)
        return short + bytes([number]) if number < 256 else long + number.to_bytes(4, "little")

    def put(self, idx):
        """The opcode that stores what was made under a number."""
        return MEMOIZE if self.proto >= 4 else self._numbered(BINPUT, LONG_BINPUT, PUT, idx)

    def get(self, i):
        """The opcode that fetches what has a number."""
        return self._numbered(BINGET, LONG_BINGET, GET, i)

    def _made_meanwhile(self, obj, discard):
        """Whether saving its parts saved an object itself; then they are discarded."""
        if known := self.memo.get(id(obj)):
            self.write(discard + self.get(known[0]))
        return bool(known)

    # --- any object ---

    def save(self, obj, save_persistent_id=True):
        """Write an object, or where to find it."""
        frame = self.framer.current_frame
        if frame and frame.tell() >= self.framer._FRAME_SIZE_TARGET:
            self.framer.commit_frame()
        if save_persistent_id and (pid := self.persistent_id(obj)) is not None:
            return self.save_pers(pid)
        if known := self.memo.get(id(obj)):
            return self.write(self.get(known[0]))
        source = getattr(self, "reducer_override", _ABSENT)
        told = NotImplemented if source is _ABSENT else source(obj)
        if told is NotImplemented:
            kind = type(obj)
            if method := self.dispatch.get(kind):
                return method(self, obj)
            source = getattr(self, "dispatch_table", dispatch_table).get(kind, _ABSENT)
            if source is not _ABSENT:
                told = source(obj)
            elif issubclass(kind, type):
                return self.save_global(obj)
            elif (source := getattr(obj, "__reduce_ex__", _ABSENT)) is not _ABSENT:
                told = source(self.proto)
            elif (source := getattr(obj, "__reduce__", _ABSENT)) is not _ABSENT:
                told = source()
            else:
                raise PicklingError(f"Can't pickle {kind.__name__!r} object: {obj!r}")
        if isinstance(told, str):
            return self.save_global(obj, told)
        if not isinstance(told, tuple):
            raise PicklingError(f"{source} must return string or tuple")
        if not 2 <= len(told) <= 6:
            raise PicklingError(f"Tuple returned by {source} must have two to six elements")
        self.save_reduce(*told, obj=obj)

    def persistent_id(self, obj):
        """For subclasses: something to write instead of an object, or None."""
        return None

    def save_pers(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            self.write(BINPERSID)
            return
        try:
            self.write(PERSID + str(pid).encode("ascii") + b"\n")
        except UnicodeEncodeError:
            raise PicklingError("persistent IDs in protocol 0 must be ASCII strings") from None

    def _save_all(self, *parts, then=b""):
        for part in parts:
            self.save(part)
        self.write(then)

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        """Write what __reduce__ told about an object."""
        if not isinstance(args, tuple):
            raise PicklingError("args from save_reduce() must be a tuple")
        if not callable(func):
            raise PicklingError("func from save_reduce() must be callable")
        match getattr(func, "__name__", "") if self.proto >= 2 else "":
            case "__newobj__" as name:
                self._save_new(name, obj, args[0], args[1:])
            case "__newobj_ex__" as name:
                self._save_new(name, obj, *args)
            case _:
                self._save_all(func, args, then=REDUCE)
        if obj is not None and not self._made_meanwhile(obj, POP):
            self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is not None and state_setter is None:
            self._save_all(state, then=BUILD)
        elif state is not None:
            self._save_all(state_setter, obj, state, then=TUPLE2 + REDUCE + POP)

    def _save_new(self, name, obj, cls, args, kwargs=None):
        """Write that cls.__new__() makes obj; name is the function of copyreg that stands for it."""
        if not hasattr(cls, "__new__"):
            raise PicklingError(f"args[0] from {name} args has no __new__")
        if cls is not obj.__class__ and obj is not None:
            raise PicklingError(f"args[0] from {name} args has the wrong class")
        if kwargs is None:
            self._save_all(cls, args, then=NEWOBJ)
        elif self.proto >= 4:
            self._save_all(cls, args, kwargs, then=NEWOBJ_EX)
        else:
            from functools import partial
            self._save_all(partial(cls.__new__, cls, *args, **kwargs), (), then=REDUCE)

    # --- types of their own ---

    @_saves(dispatch, type(None))
    def save_none(self, obj):
        self.write(NONE)

    @_saves(dispatch, bool)
    def save_bool(self, obj):
        self.write((NEWTRUE if obj else NEWFALSE) if self.proto >= 2 else (pickle.TRUE if obj else pickle.FALSE))

    @_saves(dispatch, int)
    def save_long(self, obj):
        fits = -0x80000000 <= obj <= 0x7FFFFFFF
        if self.bin and fits:
            code, size = (BININT1, 1) if 0 <= obj <= 0xFF else (BININT2, 2) if 0 <= obj <= 0xFFFF else (BININT, 4)
            self.write(code + obj.to_bytes(size, "little", signed=size == 4))
        elif self.proto >= 2:
            data = encode_long(obj)
            size = len(data)
            self.write((LONG1 + bytes([size]) if size < 256 else LONG4 + pack("<i", size)) + data)
        else:
            self.write(b"%b%d\n" % (INT, obj) if fits else b"%b%dL\n" % (LONG, obj))

    @_saves(dispatch, float)
    def save_float(self, obj):
        self.write(BINFLOAT + pack(">d", obj) if self.bin else FLOAT + repr(obj).encode() + b"\n")

    def _write_sized(self, data, short, normal, huge):
        """Bytes after an opcode and their length, which has one, four or eight bytes."""
        size = len(data)
        if short and size <= 0xFF:
            self.write(short + size.to_bytes() + data)
            return
        if normal and size <= 0xFFFFFFFF or not huge:
            header = normal + pack("<I", size)
        else:
            header = huge + pack("<Q", size)
        if size >= self.framer._FRAME_SIZE_TARGET:
            self._write_large_bytes(header, data)
        else:
            self.write(header + data)

    def _save_bytes_no_memo(self, obj):
        self._write_sized(obj, SHORT_BINBYTES, BINBYTES, BINBYTES8 if self.proto >= 4 else None)

    def _save_bytearray_no_memo(self, obj):
        self._write_sized(obj, None, None, BYTEARRAY8)

    @_saves(dispatch, bytes)
    def save_bytes(self, obj):
        if self.proto >= 3:
            self._save_bytes_no_memo(obj)
            self.memoize(obj)
        elif obj:
            from codecs import encode
            self.save_reduce(encode, (str(obj, "latin1"), "latin1"), obj=obj)
        else:
            self.save_reduce(bytes, (), obj=obj)

    @_saves(dispatch, bytearray)
    def save_bytearray(self, obj):
        if self.proto >= 5:
            self._save_bytearray_no_memo(obj)
            self.memoize(obj)
        else:
            self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)

    @_saves(dispatch, PickleBuffer)
    def save_picklebuffer(self, obj):
        if self.proto < 5:
            raise PicklingError("PickleBuffer can only be pickled with protocol >= 5")
        with obj.raw() as view:
            if not view.contiguous:
                raise PicklingError("PickleBuffer can not be pickled when pointing to a non-contiguous buffer")
            if self._buffer_callback is not None and not self._buffer_callback(obj):
                self.write(NEXT_BUFFER + (READONLY_BUFFER if view.readonly else b""))
                return
            data = view.tobytes()
            if view.readonly:
                self._save_bytes_no_memo(data)
            else:
                self._save_bytearray_no_memo(data)
            if id(data) not in self.memo:
                self.memoize(data)

    _ESCAPES = str.maketrans({char: f"\\u{ord(char):04x}" for char in "\\\0\n\r\x1a"})

    @_saves(dispatch, str)
    def save_str(self, obj):
        if self.bin:
            short, huge = (SHORT_BINUNICODE, BINUNICODE8) if self.proto >= 4 else (None, None)
            self._write_sized(obj.encode("utf-8", "surrogatepass"), short, BINUNICODE, huge)
        else:
            self.write(UNICODE + obj.translate(self._ESCAPES).encode("raw-unicode-escape") + b"\n")
        self.memoize(obj)

    @_saves(dispatch, tuple)
    def save_tuple(self, obj):
        size = len(obj)
        if not obj:
            self.write(EMPTY_TUPLE if self.bin else MARK + TUPLE)
            return
        small = self.proto >= 2 and size <= 3
        if not small:
            self.write(MARK)
        for item in obj:
            self.save(item)
        if not self._made_meanwhile(obj, POP * size if small else POP_MARK if self.bin else POP * (size + 1)):
            self.write((TUPLE1, TUPLE2, TUPLE3)[size - 1] if small else TUPLE)
            self.memoize(obj)

    def _batch(self, items, one, many, save):
        """Write items in groups: many behind a mark, or a single one."""
        if not self.bin:
            for item in items:
                save(item)
                self.write(one)
            return
        for group in batched(items, self._BATCHSIZE):
            several = len(group) > 1
            if several:
                self.write(MARK)
            for item in group:
                save(item)
            self.write(many if several else one)

    def _batch_appends(self, items):
        self._batch(items, APPEND, APPENDS, self.save)

    def _batch_setitems(self, items):
        def save_pair(pair, save=self.save):
            key, value = pair
            save(key)
            save(value)

        self._batch(items, SETITEM, SETITEMS, save_pair)

    @_saves(dispatch, list)
    def save_list(self, obj):
        self.write(EMPTY_LIST if self.bin else MARK + LIST)
        self.memoize(obj)
        self._batch_appends(obj)

    @_saves(dispatch, dict)
    def save_dict(self, obj):
        self.write(EMPTY_DICT if self.bin else MARK + DICT)
        self.memoize(obj)
        self._batch_setitems(obj.items())

    @_saves(dispatch, set)
    def save_set(self, obj):
        if self.proto < 4:
            return self.save_reduce(set, (list(obj),), obj=obj)
        self.write(EMPTY_SET)
        self.memoize(obj)
        for group in batched(obj, self._BATCHSIZE):
            self.write(MARK)
            self._save_all(*group, then=ADDITEMS)

    @_saves(dispatch, frozenset)
    def save_frozenset(self, obj):
        if self.proto < 4:
            return self.save_reduce(frozenset, (list(obj),), obj=obj)
        self.write(MARK)
        for item in obj:
            self.save(item)
        if not self._made_meanwhile(obj, POP_MARK):
            self.write(FROZENSET)
            self.memoize(obj)

    # --- what is found by name ---

    @_saves(dispatch, FunctionType)
    def save_global(self, obj, name=None):
        """Write the name of a class, a function or the like."""
        name = name or getattr(obj, "__qualname__", None) or obj.__name__
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            module = sys.modules[module_name]
            found, _ = _getattribute(module, name)
        except (ImportError, KeyError, AttributeError):
            raise PicklingError(f"Can't pickle {obj!r}: it's not found as {module_name}.{name}") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
        code = _extension_registry.get((module_name, name)) if self.proto >= 2 else None
        if code is not None:
            data = encode_long(code).rstrip(b"\0") if code > 0 else b""
            opcode, size = (EXT1, 1) if code <= 0xFF else (EXT2, 2) if code <= 0xFFFF else (EXT4, 4)
            self.write(opcode + data.ljust(size, b"\0"))
            return
        if self.proto >= 4:
            self._save_all(module_name, name, then=STACK_GLOBAL)
        else:  # no dotted names: getattr(getattr(first, second), third)
            first, *rest = name.split(".")
            before, after = (b"", TUPLE2 + REDUCE) if self.proto >= 2 else (MARK, TUPLE + REDUCE)
            for _ in rest:
                self._save_all(getattr, then=before)
            self._save_toplevel_by_name(module_name, first)
            for attribute in rest:
                self._save_all(attribute, then=after)
        self.memoize(obj)

    def _save_toplevel_by_name(self, module_name, name):
        if self.fix_imports:
            from _compat_pickle import REVERSE_IMPORT_MAPPING, REVERSE_NAME_MAPPING
            module_name, name = REVERSE_NAME_MAPPING.get(
                (module_name, name), (REVERSE_IMPORT_MAPPING.get(module_name, module_name), name))
        try:
            text = f"{module_name}\n{name}\n".encode("utf-8" if self.proto >= 3 else "ascii")
        except UnicodeEncodeError:
            raise PicklingError(
                f"can't pickle global identifier '{module_name}.{name}' using pickle protocol {self.proto}") from None
        self.write(GLOBAL + text)

    @_saves(dispatch, type)
    def save_type(self, obj):
        for value in None, NotImplemented, ...:
            if obj is type(value):
                return self.save_reduce(type, (value,), obj=obj)
        self.save_global(obj)


class _Unframer:
    """Reads from a file or from the frame that was read last."""

    def __init__(self, file_read, file_readline, file_tell=None):
        self.file_read, self.file_readline, self.current_frame = file_read, file_readline, None

    def read(self, n):
        if n and (frame := self.current_frame):
            data = frame.read(n)
            if len(data) == n:
                return data
            self._frame_is_over(data)
        return self.file_read(n)

    def readinto(self, buf):
        data = self.read(len(buf))
        buf[:len(data)] = data
        return len(data)

    def readline(self):
        if frame := self.current_frame:
            data = frame.readline()
            if data[-1:] == b"\n":
                return data
            self._frame_is_over(data)
        return self.file_readline()

    def _frame_is_over(self, rest):
        if rest:
            raise UnpicklingError("pickle exhausted before end of frame")
        self.current_frame = None

    def load_frame(self, frame_size):
        if self.current_frame and self.current_frame.read():
            raise UnpicklingError("beginning of a new frame before end of current frame")
        self.current_frame = io.BytesIO(self.file_read(frame_size))


class _Stop(Exception):
    """The pickle is at its end; the value is what it made."""

    def __init__(self, value):
        self.value = value


# Opcodes of the same kind are made by these functions.

def _gives(make):
    """An opcode that makes a value out of nothing."""
    return lambda self: self.append(make())


def _number(format):
    """An opcode followed by a number."""
    layout = Struct(format)
    return lambda self: self.append(layout.unpack(self.read(layout.size))[0])


def _sized(format, what, convert):
    """An opcode followed by a length and so many bytes."""
    layout = Struct(format)

    def load_short(self):
        self.append(convert(self, self.read(self.read(1)[0])))

    def load(self):
        size, = layout.unpack(self.read(layout.size))
        if size < 0:
            raise UnpicklingError(f"{what} pickle has negative byte count")
        if size > sys.maxsize:
            raise UnpicklingError(f"{what} exceeds system's maximum size of {sys.maxsize} bytes")
        self.append(convert(self, self.read(size)))

    return load_short if layout.size == 1 else load


def _line(convert):
    """An opcode followed by a line of text."""
    return lambda self: self.append(convert(self, self.readline()[:-1]))


def _collects(convert):
    """An opcode that makes something out of all behind the mark."""
    def load(self):
        items = self.pop_mark()
        self.append(convert(items))
    return load


def _top(count):
    """An opcode that makes a tuple of the last values."""
    def load(self):
        self.stack[-count:] = [tuple(self.stack[-count:])]
    return load


def _memo_read(index):
    def load(self):
        number = index(self)
        try:
            self.append(self.memo[number])
        except KeyError:
            raise UnpicklingError(f"Memo value not found at index {number}") from None
    return load


def _memo_write(index):
    def load(self):
        number = index(self)
        if number < 0:
            raise ValueError("negative PUT argument")
        self.memo[number] = self.stack[-1]
    return load


def _line_number(self):
    return int(self.readline()[:-1])


def _byte(self):
    return self.read(1)[0]


def _four_bytes(self):
    return unpack("<I", self.read(4))[0]


def _utf8(self, data):
    return str(data, "utf-8", "surrogatepass")


def _raw(self, data):
    return data


def _int_of_line(self, data):
    return {b"00": False, b"01": True}.get(data, data) if data in (b"00", b"01") else int(data)


def _extension(size):
    return lambda self: self.get_extension(int.from_bytes(self.read(size), "little", signed=size == 4))


def _quoted(self, data):
    if len(data) < 2 or data[:1] != data[-1:] or data[:1] not in (b'"', b"'"):
        raise UnpicklingError("the STRING opcode argument must be quoted")
    from codecs import escape_decode
    return self._decode_string(escape_decode(data[1:-1])[0])


def _pairs(items):
    if len(items) % 2:
        raise IndexError("odd number of items for a dict")
    return batched(items, 2)


def _paired(items):
    return dict(_pairs(items))


def _ascii_id(data):
    try:
        return data.decode("ascii")
    except UnicodeDecodeError:
        raise UnpicklingError("persistent IDs in protocol 0 must be ASCII strings") from None


class _Unpickler:
    """Reads objects from a file; the Python version of Unpickler."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._buffers = None if buffers is None else iter(buffers)
        self._file_readline, self._file_read = file.readline, file.read
        self.memo, self.encoding, self.errors = {}, encoding, errors
        self.proto, self.fix_imports = 0, fix_imports

    def load(self):
        """The next object."""
        if not hasattr(self, "_file_read"):
            raise UnpicklingError(f"Unpickler.__init__() was not called by {type(self).__name__}.__init__()")
        self._unframer = _Unframer(self._file_read, self._file_readline)
        self.read, self.readinto, self.readline = self._unframer.read, self._unframer.readinto, self._unframer.readline
        self.metastack, self.stack = [], []
        self.append, self.proto = self.stack.append, 0
        read, dispatch = self.read, self.dispatch
        try:
            while code := read(1):
                dispatch[code[0]](self)
        except _Stop as stop:
            return stop.value
        raise EOFError

    def pop_mark(self):
        """What was pushed since the last mark."""
        items, self.stack = self.stack, self.metastack.pop()
        self.append = self.stack.append
        return items

    # --- for subclasses ---

    def persistent_load(self, pid):
        """For subclasses: the object that was written as this."""
        raise UnpicklingError("unsupported persistent id encountered")

    def find_class(self, module, name):
        """The object of a module that a pickle mentions."""
        sys.audit("pickle.find_class", module, name)
        if self.proto < 3 and self.fix_imports:
            from _compat_pickle import IMPORT_MAPPING, NAME_MAPPING
            module, name = NAME_MAPPING.get((module, name), (IMPORT_MAPPING.get(module, module), name))
        __import__(module, level=0)
        found = sys.modules[module]
        return _getattribute(found, name)[0] if self.proto >= 4 else getattr(found, name)

    def get_extension(self, code):
        """Push what has a number in copyreg."""
        if (found := _extension_cache.get(code, self)) is self:
            if not (key := _inverted_registry.get(code)):
                if code <= 0:
                    raise UnpicklingError("EXT specifies code <= 0")
                raise ValueError(f"unregistered extension code {code}")
            found = _extension_cache[code] = self.find_class(*key)
        self.append(found)

    def _decode_string(self, value):
        return value if self.encoding == "bytes" else value.decode(self.encoding, self.errors)

    def _instantiate(self, klass, args):
        if args or not isinstance(klass, type) or hasattr(klass, "__getinitargs__"):
            try:
                value = klass(*args)
            except TypeError as error:
                raise TypeError(f"in constructor for {klass.__name__}: {error}", error.__traceback__) from None
        else:
            value = klass.__new__(klass)
        self.append(value)

    # --- the opcodes ---

    def load_proto(self):
        self.proto = self.read(1)[0]
        if self.proto > HIGHEST_PROTOCOL:
            raise ValueError(f"unsupported pickle protocol: {self.proto}")

    def load_frame(self):
        size, = unpack("<Q", self.read(8))
        if size > sys.maxsize:
            raise ValueError(f"frame size > sys.maxsize: {size}")
        self._unframer.load_frame(size)

    def load_stop(self):
        raise _Stop(self.stack.pop())

    def load_mark(self):
        self.metastack.append(self.stack)
        self.stack = []
        self.append = self.stack.append

    def load_pop(self):
        if self.stack:
            del self.stack[-1]
        else:
            self.pop_mark()

    def load_pop_mark(self):
        self.pop_mark()

    def load_dup(self):
        self.append(self.stack[-1])

    load_none, load_true, load_false = (_gives(lambda value=value: value) for value in (None, True, False))
    load_empty_list, load_empty_dictionary, load_empty_tuple, load_empty_set = map(_gives, (list, dict, tuple, set))
    load_binint, load_binint1, load_binint2, load_binfloat = map(_number, ("<i", "<B", "<H", ">d"))
    load_int = _line(_int_of_line)
    load_long = _line(lambda self, data: int(data.removesuffix(b"L")))
    load_long1 = _sized("<B", "LONG", lambda self, data: decode_long(data))
    load_long4 = _sized("<i", "LONG", lambda self, data: decode_long(data))
    load_float = _line(lambda self, data: float(data))
    load_string = _line(_quoted)
    load_short_binstring = _sized("<B", "BINSTRING", lambda self, data: self._decode_string(data))
    load_binstring = _sized("<i", "BINSTRING", lambda self, data: self._decode_string(data))
    load_unicode = _line(lambda self, data: str(data, "raw-unicode-escape"))
    load_short_binunicode = _sized("<B", "BINUNICODE", _utf8)
    load_binunicode = _sized("<I", "BINUNICODE", _utf8)
    load_binunicode8 = _sized("<Q", "BINUNICODE8", _utf8)
    load_short_binbytes = _sized("<B", "BINBYTES", _raw)
    load_binbytes = _sized("<I", "BINBYTES", _raw)
    load_binbytes8 = _sized("<Q", "BINBYTES8", _raw)
    load_bytearray8 = _sized("<Q", "BYTEARRAY8", lambda self, data: bytearray(data))
    load_list, load_tuple, load_dict, load_frozenset = map(_collects, (list, tuple, _paired, frozenset))
    load_tuple1, load_tuple2, load_tuple3 = map(_top, (1, 2, 3))
    load_get, load_binget, load_long_binget = map(_memo_read, (_line_number, _byte, _four_bytes))
    load_put, load_binput, load_long_binput = map(_memo_write, (_line_number, _byte, _four_bytes))

    def load_memoize(self):
        self.memo[len(self.memo)] = self.stack[-1]

    load_ext1, load_ext2, load_ext4 = map(_extension, (1, 2, 4))
    load_persid = _line(lambda self, data: self.persistent_load(_ascii_id(data)))

    def load_binpersid(self):
        self.append(self.persistent_load(self.stack.pop()))

    def load_next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given")
        try:
            self.append(next(self._buffers))
        except StopIteration:
            raise UnpicklingError("not enough out-of-band buffers") from None

    def load_readonly_buffer(self):
        with memoryview(self.stack[-1]) as view:
            if not view.readonly:
                self.stack[-1] = view.toreadonly()

    def _line_class(self):
        module, name = (self.readline()[:-1].decode("utf-8") for _ in range(2))
        return self.find_class(module, name)

    def load_global(self):
        self.append(self._line_class())

    def load_stack_global(self):
        name, module = self.stack.pop(), self.stack.pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self.append(self.find_class(module, name))

    def load_inst(self):
        kind = self._line_class()
        self._instantiate(kind, self.pop_mark())

    def load_obj(self):
        kind_and_args = self.pop_mark()
        self._instantiate(kind_and_args.pop(0), kind_and_args)

    def load_reduce(self):
        args = self.stack.pop()
        self.stack[-1] = self.stack[-1](*args)

    def load_newobj(self):
        args = self.stack.pop()
        self.stack[-1] = self.stack[-1].__new__(self.stack[-1], *args)

    def load_newobj_ex(self):
        kwargs, args = self.stack.pop(), self.stack.pop()
        self.stack[-1] = self.stack[-1].__new__(self.stack[-1], *args, **kwargs)

    def load_append(self):
        value = self.stack.pop()
        self.stack[-1].append(value)

    def load_appends(self):
        items, target = self.pop_mark(), self.stack[-1]
        if hasattr(target, "extend"):
            target.extend(items)
        else:
            for item in items:
                target.append(item)

    def load_setitem(self):
        value, key = self.stack.pop(), self.stack.pop()
        self.stack[-1][key] = value

    def load_setitems(self):
        items, target = self.pop_mark(), self.stack[-1]
        for key, value in _pairs(items):
            target[key] = value

    def load_additems(self):
        items, target = self.pop_mark(), self.stack[-1]
        if isinstance(target, set):
            target.update(items)
        else:
            for item in items:
                target.add(item)

    def load_build(self):
        state, target = self.stack.pop(), self.stack[-1]
        if (setter := getattr(target, "__setstate__", _ABSENT)) is not _ABSENT:
            setter(state)
            return
        attributes, slots = state if isinstance(state, tuple) and len(state) == 2 else (state, None)
        if attributes:
            own = target.__dict__
            for name, value in attributes.items():
                own[sys.intern(name) if type(name) is str else name] = value
        for name, value in (slots or {}).items():
            setattr(target, name, value)


_METHODS = {"NEWTRUE": "true", "NEWFALSE": "false", "EMPTY_DICT": "empty_dictionary"}
_Unpickler.dispatch = {
    opcode[0]: getattr(_Unpickler, f"load_{_METHODS.get(name, name.lower())}") for name, opcode in pickle._OPCODES.items()}


def _dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    _Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def _dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    file = io.BytesIO()
    _dump(obj, file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback)
    return file.getvalue()


def _load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return _Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


def _loads(s, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    if isinstance(s, str):
        raise TypeError("Can't load pickle from unicode string")
    return _load(io.BytesIO(s), fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers)
