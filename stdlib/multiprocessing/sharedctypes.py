"""Values and arrays in shared memory.

Type codes ('i', 'd', ...) work on plain memory; a class of ctypes is used as
it is, where ctypes exists.
"""
import functools
import weakref
from operator import index as _index

from . import context
from . import heap
from .context import reduction, assert_spawning

_ForkingPickler = reduction.ForkingPickler

__all__ = ['RawValue', 'RawArray', 'Value', 'Array', 'copy', 'synchronized']

# Type code: (name as ctypes has it, code of memoryview, bytes).
_CODES = {
    'c': ('c_char', 'c', 1), 'b': ('c_byte', 'b', 1), 'B': ('c_ubyte', 'B', 1),
    'u': ('c_wchar', 'I', 4), 'h': ('c_short', 'h', 2), 'H': ('c_ushort', 'H', 2),
    'i': ('c_int', 'i', 4), 'I': ('c_uint', 'I', 4), 'l': ('c_long', 'l', 8),
    'L': ('c_ulong', 'L', 8), 'q': ('c_longlong', 'q', 8), 'Q': ('c_ulonglong', 'Q', 8),
    'f': ('c_float', 'f', 4), 'd': ('c_double', 'd', 8), '?': ('c_bool', '?', 1),
}
# On 64-bit Unix `long long` is `long`.
_SHOWN = {'c_longlong': 'c_long', 'c_ulonglong': 'c_ulong'}
_BITS = {'b': 8, 'B': 8, 'h': 16, 'H': 16, 'i': 32, 'I': 32,
         'l': 64, 'L': 64, 'q': 64, 'Q': 64}


def _code_of(type_):
    """The type code for a code or a simple ctypes class; None for others."""
    if isinstance(type_, str):
        return type_ if type_ in _CODES else None
    code = getattr(type_, '_type_', None)
    if isinstance(code, str) and code in _CODES:
        return code
    return None


class _Plain:
    """Memory of one type code; pickled together with its block."""

    def __init__(self, code, length, wrapper=None):
        name, native, size = _CODES[code]
        self._code = code
        self._length = length
        if wrapper is None:
            wrapper = heap.BufferWrapper(size * (1 if length is None else length))
            view = wrapper.create_memoryview()
            view[:] = bytes(len(view))
        self._wrapper = wrapper
        self._memory = wrapper.create_memoryview().cast(native)

    def _type_name(self):
        name = _CODES[self._code][0]
        return _SHOWN.get(name, name)

    def _in(self, value):
        # As C does it: integers are cut to their width.
        code = self._code
        bits = _BITS.get(code)
        if bits is not None:
            value = _index(value) & ((1 << bits) - 1)
            if code.islower() and value >> (bits - 1):
                value -= 1 << bits
            return value
        if code == 'u':
            if not isinstance(value, str) or len(value) != 1:
                raise TypeError('one character unicode string expected')
            return ord(value)
        if code == 'c':
            if isinstance(value, int) and 0 <= value < 256:
                return bytes([value])
            if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
                raise TypeError('one character bytes, bytearray, or an integer '
                                'in range(256) expected')
            return bytes(value)
        if code == '?':
            return bool(value)
        if not isinstance(value, (int, float)):
            if not hasattr(value, '__float__'):
                raise TypeError('must be real number, not ' + type(value).__name__)
        return float(value)

    def _out(self, raw):
        return chr(raw) if self._code == 'u' else raw

    def __reduce_ex__(self, protocol):
        assert_spawning(self)
        return _rebuild_plain, (self._code, self._length, self._wrapper)


def _rebuild_plain(code, length, wrapper):
    cls = _PlainValue if length is None else _PlainArray
    self = cls.__new__(cls)
    _Plain.__init__(self, code, length, wrapper)
    return self


class _PlainValue(_Plain):
    """One value."""

    def __init__(self, code, *args):
        super().__init__(code, None)
        if len(args) > 1:
            raise TypeError(f'{self._type_name()} takes at most 1 argument')
        if args:
            self.value = args[0]

    @property
    def value(self):
        return self._out(self._memory[0])

    @value.setter
    def value(self, value):
        self._memory[0] = self._in(value)

    def __repr__(self):
        return f'{self._type_name()}({self.value!r})'


class _PlainArray(_Plain):
    """Several values in a row; 'c' and 'u' have a text as `value`."""

    def __init__(self, code, length, items=None):
        super().__init__(code, length)
        if items is not None:
            for i, item in enumerate(items):
                self._memory[i] = self._in(item)

    def __len__(self):
        return self._length

    def _check(self, i):
        if i < 0:
            i += self._length
        if not 0 <= i < self._length:
            raise IndexError('invalid index')
        return i

    def __getitem__(self, i):
        if isinstance(i, slice):
            items = [self._out(self._memory[k]) for k in range(*i.indices(self._length))]
            if self._code == 'c':
                return b''.join(items)
            if self._code == 'u':
                return ''.join(items)
            return items
        return self._out(self._memory[self._check(i)])

    def __setitem__(self, i, value):
        if isinstance(i, slice):
            indices = range(*i.indices(self._length))
            items = list(value)
            if len(items) != len(indices):
                raise ValueError('Can only assign sequence of same size')
            for k, item in zip(indices, items):
                self._memory[k] = self._in(item)
        else:
            self._memory[self._check(i)] = self._in(value)

    def __iter__(self):
        for i in range(self._length):
            yield self[i]

    def _text(self, name):
        if self._code not in 'cu':
            raise AttributeError(
                f"'{self._type_name()}_Array_{self._length}' object has no attribute {name!r}")
        return self[:]

    @property
    def raw(self):
        return self._text('raw')

    @raw.setter
    def raw(self, value):
        self._text('raw')
        for i, item in enumerate(value):
            self[i] = item

    @property
    def value(self):
        text = self._text('value')
        return text.split('\0' if self._code == 'u' else b'\0', 1)[0]

    @value.setter
    def value(self, value):
        self._text('value')
        if len(value) > self._length:
            raise ValueError('byte string too long' if self._code == 'c' else 'string too long')
        for i, item in enumerate(value):
            self[i] = item
        if len(value) < self._length:
            self[len(value)] = '\0' if self._code == 'u' else b'\0'

    def __repr__(self):
        return (f'<multiprocessing.sharedctypes.{self._type_name()}_Array_{self._length} '
                f'object at {id(self):#x}>')


# -- classes of ctypes -------------------------------------------------------

def _new_value(type_):
    import ctypes
    wrapper = heap.BufferWrapper(ctypes.sizeof(type_))
    return rebuild_ctype(type_, wrapper, None)


def reduce_ctype(obj):
    """A ctypes object pickled together with its block."""
    import ctypes
    assert_spawning(obj)
    if isinstance(obj, ctypes.Array):
        return rebuild_ctype, (obj._type_, obj._wrapper, obj._length_)
    return rebuild_ctype, (type(obj), obj._wrapper, None)


def rebuild_ctype(type_, wrapper, length):
    """The other side of it."""
    if length is not None:
        type_ = type_ * length
    _ForkingPickler.register(type_, reduce_ctype)
    obj = type_.from_buffer(wrapper.create_memoryview())
    obj._wrapper = wrapper
    return obj


# -- making them -------------------------------------------------------------

def _check_type(typecode_or_type):
    if isinstance(typecode_or_type, str) and typecode_or_type not in _CODES:
        raise TypeError('this type has no size')
    return _code_of(typecode_or_type)


def RawValue(typecode_or_type, *args):
    """A value in shared memory, without a lock."""
    code = _check_type(typecode_or_type)
    if code is not None:
        return _PlainValue(code, *args)
    obj = _new_value(typecode_or_type)
    import ctypes
    ctypes.memset(ctypes.addressof(obj), 0, ctypes.sizeof(obj))
    obj.__init__(*args)
    return obj


def RawArray(typecode_or_type, size_or_initializer):
    """An array in shared memory, without a lock."""
    code, empty = _check_type(typecode_or_type), isinstance(size_or_initializer, int)
    if code is not None:
        if empty:
            return _PlainArray(code, size_or_initializer)
        items = [*size_or_initializer]
        return _PlainArray(code, len(items), items)
    from ctypes import addressof, memset, sizeof
    made = _new_value(typecode_or_type * (size_or_initializer if empty else len(size_or_initializer)))
    if empty:
        memset(addressof(made), 0, sizeof(made))
    else:
        made.__init__(*size_or_initializer)
    return made


def _lock_for(lock, ctx):
    if lock in (True, None):
        ctx = ctx or context._default_context.get_context()
        lock = ctx.RLock()
    if not hasattr(lock, 'acquire'):
        raise AttributeError("%r has no method 'acquire'" % lock)
    return lock


def _guarded(obj, lock, ctx):
    """An object with the lock asked for: False for none, True for a new one."""
    if lock is False:
        return obj
    ctx = ctx or context._default_context.get_context()
    if lock is True or lock is None:
        lock = ctx.RLock()
    elif not hasattr(lock, 'acquire'):
        raise AttributeError(f"{lock!r} has no method 'acquire'")
    return synchronized(obj, lock, ctx=ctx)


def Value(typecode_or_type, *args, lock=True, ctx=None):
    """A value in shared memory with a lock."""
    return _guarded(RawValue(typecode_or_type, *args), lock, ctx)


def Array(typecode_or_type, size_or_initializer, *, lock=True, ctx=None):
    """An array in shared memory with a lock."""
    return _guarded(RawArray(typecode_or_type, size_or_initializer), lock, ctx)


def copy(obj):
    """Another one with the same contents."""
    if isinstance(obj, _PlainArray):
        return _PlainArray(obj._code, len(obj), obj)
    if isinstance(obj, _PlainValue):
        return _PlainValue(obj._code, obj.value)
    import ctypes
    new_obj = _new_value(type(obj))
    ctypes.pointer(new_obj)[0] = obj
    return new_obj


def synchronized(obj, lock=None, ctx=None):
    """A wrapper that takes the lock at each access."""
    assert not isinstance(obj, SynchronizedBase), 'object already synchronized'
    return _wrapper_of(obj)(obj, lock, ctx or context._default_context.get_context())


def _wrapper_of(obj):
    """The class that wraps obj; one is made for each class of structures."""
    if isinstance(obj, _PlainValue):
        return Synchronized
    if isinstance(obj, _PlainArray):
        return SynchronizedString if obj._code == 'c' else SynchronizedArray
    import ctypes
    if isinstance(obj, ctypes._SimpleCData):
        return Synchronized
    if isinstance(obj, ctypes.Array):
        return SynchronizedString if obj._type_ is ctypes.c_char else SynchronizedArray
    kind = type(obj)
    if kind not in class_cache:
        members = {name: make_property(name) for name, *_ in kind._fields_}
        class_cache[kind] = type(f'Synchronized{kind.__name__}', (SynchronizedBase,), members)
    return class_cache[kind]


def _under_lock(act):
    """A method of a wrapper from a function of the object: it is called while the lock is held."""
    @functools.wraps(act)
    def method(self, *args):
        with self._lock:
            return act(self._obj, *args)
    return method


def make_property(name):
    """A property of a wrapper that takes the lock."""
    return property(_under_lock(lambda self: getattr(self, name)),
                    _under_lock(lambda self, value: setattr(self, name, value)))


class_cache = weakref.WeakKeyDictionary()


class SynchronizedBase(object):
    """An object of shared memory and its lock; `with` holds the lock."""

    def __init__(self, obj, lock=None, ctx=None):
        if lock is None:
            lock = (ctx or context._default_context.get_context()).RLock()
        self._obj, self._lock = obj, lock
        self.acquire, self.release = lock.acquire, lock.release

    def get_lock(self):
        """The lock."""
        return self._lock

    def get_obj(self):
        """The object without the lock."""
        return self._obj

    def __reduce__(self):
        assert_spawning(self)
        return synchronized, (self.get_obj(), self.get_lock())

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __enter__(self):
        return self._lock.__enter__()

    def __repr__(self):
        return f'<{type(self).__name__} wrapper for {self._obj}>'


class Synchronized(SynchronizedBase):
    """A value with a lock."""
    value = make_property('value')


class SynchronizedArray(SynchronizedBase):
    """An array with a lock."""

    def __len__(self):
        return len(self.get_obj())

    # Of these self is the array itself.

    @_under_lock
    def __getitem__(self, i):
        return self[i]

    @_under_lock
    def __setitem__(self, i, value):
        self[i] = value

    @_under_lock
    def __getslice__(self, start, stop):
        return self[start:stop]

    @_under_lock
    def __setslice__(self, start, stop, values):
        self[start:stop] = values


class SynchronizedString(SynchronizedArray):
    """An array of characters with a lock."""

    value, raw = map(make_property, ('value', 'raw'))
