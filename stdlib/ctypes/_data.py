"""C's data in memory of one's own: numbers, strings, pointers, arrays, structures and unions.

Addresses are made up: an object gets one when somebody asks, and what an address means is known as long as the object
lives. An address that no object has cannot be followed.
"""
import bisect
import struct
import sys
import weakref

_LITTLE = sys.byteorder == "little"
__name__ = "_ctypes"


# --- memory ---

class _Block:
    """Memory that objects share, and the address it has when somebody asked for it."""

    __slots__ = ("view", "address", "keeps", "__weakref__")

    def __init__(self, view):
        self.view, self.address, self.keeps = view, None, {}

    def place(self):
        """The address of the first byte."""
        global _next
        if self.address is None:
            self.address, _next = _next, _next + (len(self.view) + 64 & -16)
            _addresses.append(self.address)
            _blocks[self.address] = self
        return self.address


_next = 0x10000000
_addresses = []
_blocks = weakref.WeakValueDictionary()


def _at(address, size=0):
    """The (block, offset) of an address."""
    if not address:
        raise ValueError("NULL pointer access")
    found = bisect.bisect_right(_addresses, address) - 1
    block = _blocks.get(_addresses[found]) if found >= 0 else None
    if block is None or address - block.address + size > len(block.view):
        raise ValueError(f"nothing is known to be at address {address:#x}")
    return block, address - block.address


# --- types ---

def _caller():
    """The module whose code made a type."""
    return sys._getframemodulename(2) or "ctypes"


class _Type(type):
    """What the types of C's data have in common."""

    def __mul__(cls, length):
        if not isinstance(length, int):
            raise TypeError(f"can't multiply sequence by non-int of type '{type(length).__name__}'")
        if length < 0:
            raise ValueError(f"Array length must be >= 0, not {length}")
        found = _arrays.get((cls, length))
        if found is None:
            name = f"{cls.__name__}_Array_{length}"
            found = _arrays[cls, length] = _Type(name, (Array,), {"_type_": cls, "_length_": length,
                                                                  "__module__": _caller()})
        return found

    __rmul__ = __mul__

    def _over(cls, block, offset):
        made = cls.__new__(cls)
        made._block, made._offset = block, offset
        return made

    def from_buffer(cls, source, offset=0, /):
        """An object in the memory of a writable buffer."""
        view = memoryview(source)
        if view.readonly:
            raise TypeError("underlying buffer is not writable")
        cls._check(view, offset)
        return cls._over(_Block(view.cast("B")), offset)

    def from_buffer_copy(cls, source, offset=0, /):
        """An object with a copy of what is in a buffer."""
        view = memoryview(source)
        cls._check(view, offset)
        return cls._over(_Block(memoryview(bytearray(view.cast("B")[offset:offset + cls._size_]))), 0)

    def _check(cls, view, offset):
        if offset < 0:
            raise ValueError("offset cannot be negative")
        if view.nbytes < offset + cls._size_:
            raise ValueError(f"Buffer size too small ({view.nbytes} instead of at least {offset + cls._size_} bytes)")

    def from_address(cls, address, /):
        """An object at an address."""
        return cls._over(*_at(address, cls._size_))

    def from_param(cls, value, /):
        """What a foreign function gets for a value."""
        return value if isinstance(value, cls) else cls(value)

    def in_dll(cls, library, name, /):
        """An object in a library; there are none."""
        raise ValueError(f"{library!r} has no data {name!r}: pyr loads no C libraries")


_arrays = {}


class _CData(metaclass=_Type):
    """An object in memory."""

    _size_, _align_ = 0, 1
    __slots__ = ("_block", "_offset", "__dict__", "__weakref__")
    __hash__ = object.__hash__

    def __new__(cls, *args, **kwargs):
        if not hasattr(cls, "_size_") or cls._size_ is None:
            raise TypeError("abstract class")
        made = object.__new__(cls)
        made._block, made._offset = _Block(memoryview(bytearray(cls._size_))), 0
        return made

    @property
    def _b_base_(self):
        return None

    _b_needsfree_ = True

    @property
    def _objects(self):
        return self._block.keeps or None

    def _view(self):
        return self._block.view[self._offset:self._offset + self._size_]

    def _keep(self, what):
        self._block.keeps[self._offset] = what

    def _kept(self):
        return self._block.keeps.get(self._offset)

    def __buffer__(self, flags):
        return self._view()

    def __reduce__(self):
        return _rebuilt, (type(self), bytes(self._view()), self.__dict__)

    # What stands in an array or a structure for the object.
    def _get(self):
        return self

    def _set(self, value):
        if isinstance(value, tuple):
            value = type(self)(*value)
        if not isinstance(value, type(self)):
            raise TypeError(f"expected {type(self).__name__} instance, got {type(value).__name__}")
        self._view()[:] = value._view()
        self._keep(value._block)


def _rebuilt(kind, data, attributes):
    made = kind.from_buffer_copy(data)
    made.__dict__.update(attributes)
    return made


def _need_type(kind):
    if not isinstance(kind, _Type):
        raise TypeError("must be a ctypes type" if not isinstance(kind, type) else "_type_ must have storage info")
    return kind


# --- numbers and strings ---

class _SimpleCData(_CData):
    """A number, a character or a string: `value`."""

    _type_ = None

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if cls._type_ is not None and "_type_" in vars(cls):
            cls._format = _FORMATS[cls._type_]
            cls._size_ = cls._align_ = 16 if cls._type_ == "g" else struct.calcsize(cls._format)

    def __init__(self, value=None):
        if value is not None:
            self.value = value

    @property
    def value(self):
        """What it is."""
        return self._decoded(*struct.unpack_from(self._format, self._block.view, self._offset))

    @value.setter
    def value(self, new):
        struct.pack_into(self._format, self._block.view, self._offset, self._encoded(new))

    def _decoded(self, raw):
        kind = self._type_
        if kind == "u":
            return chr(raw)
        if kind == "v":
            return bool(raw)
        if kind in "zZ":
            return None if not raw else (string_at if kind == "z" else wstring_at)(raw)
        if kind == "P":
            return raw or None
        if kind == "O":
            if not raw:
                raise ValueError("PyObject is NULL")
            return self._kept()
        return raw

    def _encoded(self, new):
        kind = self._type_
        if kind in "fdg":
            if isinstance(new, str) or not (hasattr(type(new), "__float__") or hasattr(type(new), "__index__")):
                raise TypeError(f"must be real number, not {type(new).__name__}")
            return float(new)
        if kind in "?v":
            return bool(new) if kind == "?" else -bool(new)
        if kind == "c":
            if isinstance(new, int) and 0 <= new < 256:
                return bytes([new])
            if isinstance(new, (bytes, bytearray)) and len(new) == 1:
                return bytes(new)
            raise TypeError("one character bytes, bytearray or integer expected")
        if kind == "u":
            if not isinstance(new, str):
                raise TypeError(f"unicode string expected instead of {type(new).__name__} instance")
            if len(new) != 1:
                raise TypeError("one character unicode string expected")
            return ord(new)
        if kind in "zZ" and isinstance(new, bytes if kind == "z" else str):
            data = new + b"\0" if kind == "z" else (new + "\0").encode("utf-32" + ("-le" if _LITTLE else "-be"), "surrogatepass")
            block = _Block(memoryview(bytearray(data)))
            self._keep(block)
            return block.place()
        if kind == "O":
            self._keep(new)
            return id(new)
        if kind in "zZP" and (new is None or isinstance(new, int)):
            return (new or 0) & (1 << 64) - 1
        if kind in "zZ":
            what = "bytes" if kind == "z" else "unicode string"
            raise TypeError(f"{what} or integer address expected instead of {type(new).__name__} instance")
        if kind == "P":
            raise TypeError("cannot be converted to pointer")
        if not isinstance(new, int):
            if isinstance(new, float):
                raise TypeError("int expected instead of float instance")
            new = new.__index__() if hasattr(type(new), "__index__") else _no_integer(new)
        bits = 8 * self._size_
        new &= (1 << bits) - 1
        return new - (1 << bits) if kind.islower() and new >> bits - 1 else new

    def _get(self):
        return self.value if type(self).__base__ is _SimpleCData else self

    def _set(self, new):
        if isinstance(new, type(self)):
            self._view()[:] = new._view()
            self._keep(new._block.keeps.get(new._offset))
        else:
            self.value = new

    def __bool__(self):
        return any(self._view())

    def __repr__(self):
        if type(self).__base__ is not _SimpleCData:
            return f"<{type(self).__name__} object at {id(self):#x}>"
        if self._type_ == "O" and not self:
            return f"{type(self).__name__}(<NULL>)"
        shown = struct.unpack_from(self._format, self._block.view, self._offset)[0] or None if self._type_ in "zZ" else self.value
        return f"{type(self).__name__}({shown!r})"


def _no_integer(value):
    raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")


_FORMATS = {kind: "=" + code for kind, code in zip("?cubBhHvfdg", "?cIbBhHhfdd")} | {
    kind: "=" + "bhiq"[struct.calcsize(kind).bit_length() - 1] for kind in "ilq"} | {
    kind: "=" + "BHIQ"[struct.calcsize(kind).bit_length() - 1] for kind in "ILQzZPO".replace("z", "").replace("Z", "").replace("O", "")}
_FORMATS |= dict.fromkeys("zZO", _FORMATS["P"])


# --- arrays ---

class Array(_CData):
    """Objects of a type, one behind the other."""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        kind, length = getattr(cls, "_type_", None), getattr(cls, "_length_", None)
        if kind is None or length is None:
            raise AttributeError("class must define a '_length_' attribute" if length is None
                                 else "class must define a '_type_' attribute")
        cls._size_, cls._align_ = _need_type(kind)._size_ * length, kind._align_
        if kind.__dict__.get("_type_") in ("c", "u") and kind.__base__ is _SimpleCData:
            cls.value = _Text.value
            if kind._type_ == "c":
                cls.raw = _Text.raw

    def __init__(self, *args):
        if len(args) > self._length_:
            raise IndexError("invalid index")
        for i, value in enumerate(args):
            self[i] = value

    def __len__(self):
        return self._length_

    def _item(self, index):
        if not isinstance(index, int):
            raise TypeError("indices must be integers")
        index += self._length_ if index < 0 else 0
        if not 0 <= index < self._length_:
            raise IndexError("invalid index")
        return self._type_._over(self._block, self._offset + index * self._type_._size_)

    def __getitem__(self, index):
        if isinstance(index, slice):
            items = [self._item(i)._get() for i in range(*index.indices(self._length_))]
            return _joined(self._type_, items)
        return self._item(index)._get()

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            places = range(*index.indices(self._length_))
            if len(places) != len(value):
                raise ValueError("Can only assign sequence of same size")
            for i, each in zip(places, value):
                self._item(i)._set(each)
        else:
            self._item(index)._set(value)

    def __iter__(self):
        return iter([self[i] for i in range(self._length_)])


def _joined(kind, items):
    code = kind.__dict__.get("_type_")
    return b"".join(items) if code == "c" else "".join(items) if code == "u" else items


class _Text:
    """The attributes of arrays of characters."""

    @property
    def value(self):
        """The text up to its end."""
        whole = self[:]
        return whole.split(b"\0" if isinstance(whole, bytes) else "\0", 1)[0]

    @value.setter
    def value(self, new):
        wide = self._type_._type_ == "u"
        if not isinstance(new, str if wide else bytes):
            raise TypeError(f"{'unicode string' if wide else 'bytes'} expected instead of {type(new).__name__} instance")
        if len(new) > self._length_:
            raise ValueError("string too long" if wide else "byte string too long")
        data = new.encode("utf-32-le" if _LITTLE else "utf-32-be", "surrogatepass") if wide else new
        if len(new) < self._length_:
            data += bytes(self._type_._size_)
        self._view()[:len(data)] = data

    @property
    def raw(self):
        """All bytes."""
        return bytes(self._view())

    @raw.setter
    def raw(self, new):
        if len(new) > self._size_:
            raise ValueError("byte string too long")
        self._view()[:len(new)] = new


# --- structures and unions ---

class _Field:
    """A field of a structure or union."""

    def __init__(self, name, kind, offset, shift=None, bits=None):
        self.name, self._kind, self.offset, self._shift, self._bits = name, kind, offset, shift, bits
        self.size = kind._size_ if bits is None else bits << 16 | shift

    def _place(self, owner):
        return self._kind._over(owner._block, owner._offset + self.offset)

    def __get__(self, owner, cls=None):
        if owner is None:
            return self
        found = self._place(owner)
        if self._bits is None:
            return found._get()
        value = int.from_bytes(found._view(), self._kind._order) >> self._shift & (1 << self._bits) - 1
        signed = self._kind._type_.islower() and value >> self._bits - 1
        return value - (1 << self._bits) if signed else value

    def __set__(self, owner, value):
        found = self._place(owner)
        if self._bits is None:
            found._set(value)
            return
        if not isinstance(value, int):
            raise TypeError(f"int expected instead of {type(value).__name__} instance")
        view, mask = found._view(), (1 << self._bits) - 1 << self._shift
        whole = int.from_bytes(view, self._kind._order) & ~mask | value << self._shift & mask
        view[:] = whole.to_bytes(len(view), self._kind._order)

    def __repr__(self):
        if self._bits is None:
            return f"<Field type={self._kind.__name__}, ofs={self.offset}, size={self.size}>"
        return f"<Field type={self._kind.__name__}, ofs={self.offset}:{self._shift}, bits={self._bits}>"


_SimpleCData._order = sys.byteorder
_swapped = {}


def _other_order(kind):
    """The type with its bytes the other way round."""
    if issubclass(kind, Array):
        return _other_order(kind._type_) * kind._length_
    if issubclass(kind, _Compound):
        return kind
    if not issubclass(kind, _SimpleCData) or kind._type_ in "zZPO":
        raise TypeError(f"This type does not support other endian: {kind}")
    if kind._size_ == 1:
        return kind
    if kind not in _swapped:
        made = _Type(f"{kind.__name__}_{'be' if _LITTLE else 'le'}", (_SimpleCData,),
                     {"_type_": kind._type_, "__module__": kind.__module__})
        made._format, made._order = "<>"[_LITTLE] + kind._format[1:], ("little", "big")[_LITTLE]
        _swapped[kind] = made
    return _swapped[kind]


class _CompoundType(_Type):
    """Lays the fields out when they are named."""

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace, **kwargs)
        if "_fields_" in namespace:
            cls._lay_out(namespace["_fields_"])

    def __setattr__(cls, name, value):
        super().__setattr__(name, value)
        if name == "_fields_":
            cls._lay_out(value)

    def _lay_out(cls, fields):
        base = next((each for each in cls.__mro__[1:] if isinstance(each, _CompoundType) and each._all), None)
        end, align = (base._size_, base._align_) if base else (0, 1)
        known = list(base._all) if base else []
        pack = getattr(cls, "_pack_", None)
        largest, unit, used = end, None, 0
        for name, kind, *bits in fields:
            kind = _other_order(_need_type(kind)) if cls._turned else _need_type(kind)
            step = min(kind._align_, pack) if pack else kind._align_
            align = max(align, step)
            if cls._union:
                end = 0
            if bits:
                if not 0 < bits[0] <= 8 * kind._size_:
                    raise ValueError("number of bits invalid for bit field")
                if cls._union or unit is None or unit[0] != kind._size_ or used + bits[0] > 8 * kind._size_:
                    unit, used = (kind._size_, -(-end // step) * step), 0
                    end = unit[1] + kind._size_
                shift = used if kind._order == "little" else 8 * kind._size_ - used - bits[0]
                made = _Field(name, kind, unit[1], shift, bits[0])
                used += bits[0]
            else:
                unit = None
                offset = -(-end // step) * step
                made, end = _Field(name, kind, offset), offset + kind._size_
            largest = max(largest, end)
            type.__setattr__(cls, name, made)
            known.append(name)
        type.__setattr__(cls, "_size_", -(-largest // align) * align)
        type.__setattr__(cls, "_align_", align)
        type.__setattr__(cls, "_all", tuple(known))
        for name in getattr(cls, "_anonymous_", ()):
            outer = vars(cls).get(name)
            if not isinstance(outer, _Field):
                raise AttributeError(name)
            for inner in outer._kind._all:
                field = getattr(outer._kind, inner)
                moved = _Field(inner, field._kind, outer.offset + field.offset, field._shift, field._bits)
                type.__setattr__(cls, inner, moved)


class _Compound(_CData, metaclass=_CompoundType):
    _all, _union, _turned = (), False, False

    def __init__(self, *args, **kwargs):
        if len(args) > len(self._all):
            raise TypeError("too many initializers")
        for name, value in zip(self._all, args):
            if name in kwargs:
                raise TypeError(f"duplicate values for field {name!r}")
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)


class Structure(_Compound):
    """Fields one behind the other."""


class Union(_Compound):
    """Fields in the same place."""

    _union = True


class _TurnedStructure(Structure):
    _turned = True


class _TurnedUnion(Union):
    _turned = True


# --- pointers ---

class _Pointer(_CData):
    """The address of an object."""

    _type_ = None
    _size_ = _align_ = struct.calcsize("P")

    def __init__(self, target=None):
        if target is not None:
            self.contents = target

    def _address(self):
        return int.from_bytes(self._view(), sys.byteorder)

    def _point(self, address, keep=None):
        self._view()[:] = address.to_bytes(self._size_, sys.byteorder)
        self._keep(keep)

    @property
    def contents(self):
        """The object it points to."""
        return self._type_.from_address(self._address())

    @contents.setter
    def contents(self, target):
        if not isinstance(target, self._type_):
            raise TypeError(f"expected {self._type_.__name__} instead of {type(target).__name__}")
        self._point(addressof(target), target)

    def _item(self, index):
        return self._type_.from_address(self._address() and self._address() + index * self._type_._size_)

    def __getitem__(self, index):
        if not isinstance(index, slice):
            return self._item(index)._get()
        if index.stop is None:
            raise ValueError("slice stop is required")
        if index.start is None and (index.step or 1) < 0:
            raise ValueError("slice start is required for step < 0")
        return _joined(self._type_, [self._item(i)._get() for i in range(index.start or 0, index.stop, index.step or 1)])

    def __setitem__(self, index, value):
        self._item(index)._set(value)

    def __bool__(self):
        return self._address() != 0

    def _set(self, value):
        if value is None:
            self._point(0)
        elif isinstance(value, Array) and value._type_ is self._type_:
            self._point(addressof(value), value)
        elif isinstance(value, type(self)):
            self._point(value._address(), value)
        else:
            super()._set(value)


_pointers = {}


def POINTER(type, /):
    """The type of pointers to a type."""
    if type not in _pointers:
        if type is None:
            from ctypes import c_void_p
            _pointers[None] = c_void_p
        elif isinstance(type, str):
            return _Type(f"LP_{type}", (_Pointer,), {})
        else:
            if not isinstance(type, _Type):
                raise TypeError("must be a ctypes type")
            _pointers[type] = _Type(f"LP_{type.__name__}", (_Pointer,), {"_type_": type, "__module__": _caller()})
    return _pointers[type]


def pointer(object, /):
    """A pointer to an object."""
    kind = _need_type(type(object))
    if kind not in _pointers:
        _pointers[kind] = _Type(f"LP_{kind.__name__}", (_Pointer,), {"_type_": kind, "__module__": _caller()})
    return _pointers[kind](object)


class CArgObject:
    """An object as foreign functions get it."""

    def __init__(self, kind, shown, object):
        self._kind, self._shown, self._obj = kind, shown, object

    def __repr__(self):
        return f"<cparam {self._kind!r} ({self._shown})>"


def byref(obj, offset=0, /):
    """A light pointer to an object, for foreign functions."""
    if not isinstance(obj, _CData):
        raise TypeError(f"byref() argument must be a ctypes instance, not '{type(obj).__name__}'")
    made = CArgObject("P", f"{addressof(obj) + offset:#x}", obj)
    made._address = addressof(obj) + offset
    return made


def addressof(object, /):
    """Where an object is."""
    if not isinstance(object, _CData):
        raise TypeError("invalid type")
    return object._block.place() + object._offset


def sizeof(obj_or_type, /):
    """Bytes of an object or type."""
    kind = obj_or_type if isinstance(obj_or_type, type) else type(obj_or_type)
    if not isinstance(kind, _Type) or kind._size_ is None:
        raise TypeError("this type has no size")
    return kind._size_ if isinstance(obj_or_type, type) else vars(obj_or_type).get("_size_", kind._size_)


def alignment(obj_or_type, /):
    """The alignment of an object or type."""
    kind = obj_or_type if isinstance(obj_or_type, type) else type(obj_or_type)
    if not isinstance(kind, _Type):
        raise TypeError("no alignment info")
    return kind._align_


def resize(obj, size, /):
    """Give an object more memory."""
    if size < type(obj)._size_:
        raise ValueError(f"minimum size is {type(obj)._size_}")
    grown = bytearray(size)
    grown[:obj._size_] = obj._view()
    obj._block, obj._offset = _Block(memoryview(grown)), 0
    obj._size_ = size


# --- memory by address ---

def _memory(where):
    """The address that an argument of memmove() and the like means, and what has to live."""
    if isinstance(where, int):
        return where, None
    if isinstance(where, CArgObject):
        return where._address, where
    if isinstance(where, _Pointer):
        return where._address(), where
    if isinstance(where, _SimpleCData) and where._type_ in "zZP":
        return int.from_bytes(where._view(), sys.byteorder), where
    if isinstance(where, _CData):
        return addressof(where), where
    if isinstance(where, (bytes, bytearray)):
        block = _Block(memoryview(where + b"\0" if isinstance(where, bytes) else where))
        return block.place(), block
    if isinstance(where, str):
        block = _Block(memoryview((where + "\0").encode("utf-32-le" if _LITTLE else "utf-32-be", "surrogatepass")))
        return block.place(), block
    if where is None:
        return 0, None
    raise TypeError("wrong type")


def memmove(dst, src, count):
    """Copy bytes from one place to another."""
    (target, _), (source, _kept) = _memory(dst), _memory(src)
    if count:
        block, offset = _at(target, count)
        other, start = _at(source, count)
        block.view[offset:offset + count] = bytes(other.view[start:start + count])
    return target


def memset(dst, c, count):
    """Fill bytes at a place."""
    target, _ = _memory(dst)
    if count:
        block, offset = _at(target, count)
        block.view[offset:offset + count] = bytes([c & 255]) * count
    return target


def string_at(ptr, size=-1):
    """The bytes at a place, up to a zero or of a size."""
    address, _kept = _memory(ptr)
    block, offset = _at(address, max(size, 0))
    data = block.view[offset:] if size < 0 else block.view[offset:offset + size]
    return bytes(data).split(b"\0", 1)[0] if size < 0 else bytes(data)


def wstring_at(ptr, size=-1):
    """The text at a place, up to a zero or of a size."""
    address, _kept = _memory(ptr)
    block, offset = _at(address, 4 * max(size, 0))
    data = bytes(block.view[offset:] if size < 0 else block.view[offset:offset + 4 * size])
    text = data[:len(data) // 4 * 4].decode("utf-32-le" if _LITTLE else "utf-32-be", "surrogatepass")
    return text.split("\0", 1)[0] if size < 0 else text


def cast(obj, typ):
    """What an address means as a pointer of another type."""
    if not (isinstance(typ, type) and (issubclass(typ, _Pointer) or issubclass(typ, _SimpleCData) and typ._type_ in "zZP"
                                       or issubclass(typ, Function))):
        raise TypeError(f"cast() argument 2 must be a pointer, not {getattr(typ, '__name__', typ)}")
    address, kept = _memory(obj)
    made = typ()
    made._view()[:] = address.to_bytes(8, sys.byteorder)
    made._keep(kept)
    return made


# --- functions ---

class Function(_CData):
    """A Python function with the types of C: what comes in and goes out is converted."""

    _size_ = _align_ = struct.calcsize("P")
    _argtypes_, _restype_ = (), None

    def __init__(self, function=None):
        if function is not None and not callable(function):
            raise TypeError("argument must be callable or integer function address")
        self._function = function
        self.argtypes, self.restype = self._argtypes_, self._restype_
        if function is not None:
            self._view()[:] = id(function).to_bytes(8, sys.byteorder)

    def __bool__(self):
        return self._function is not None

    def __call__(self, *args):
        if self._function is None:
            raise ValueError("NULL function pointer")
        if len(args) < len(self.argtypes):
            raise TypeError(f"this function takes at least {len(self.argtypes)} argument{'s' * (len(self.argtypes) != 1)} "
                            f"({len(args)} given)")
        given = [kind.from_param(value)._get() for kind, value in zip(self.argtypes, args)]
        result = self._function(*given)
        return None if self.restype is None else self.restype(result)._get()

    def __repr__(self):
        return f"<{type(self).__name__} object at {id(self):#x}>"


def prototype(name, restype, argtypes):
    """A type of functions."""
    for kind in argtypes:
        _need_type(kind)
    return _Type(name, (Function,), {"_restype_": restype, "_argtypes_": tuple(argtypes), "__module__": "ctypes"})


for _each in _TurnedStructure, _TurnedUnion, cast, memmove, memset, string_at, wstring_at:
    _each.__module__ = "ctypes"
