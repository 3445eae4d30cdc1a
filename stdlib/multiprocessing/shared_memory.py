"""Named shared memory, and lists in it."""
import _posixshmem
import mmap
import os
import struct
import types
from . import resource_tracker

__all__ = ['SharedMemory', 'ShareableList']


def _free_name():
    # With the slash not longer than what every system takes.
    return '/psm_' + os.urandom(4).hex()


class SharedMemory:
    """A block of memory with a name, for any process that knows it."""

    _name = _mmap = _buf = None
    _fd = -1
    _mode = 0o600

    def __init__(self, name=None, create=False, size=0, *, track=True):
        if size < 0:
            raise ValueError("'size' must be a positive integer")
        if create and not size:
            raise ValueError("'size' must be a positive number different from zero")
        if name is None and not create:
            raise ValueError("'name' can only be None if create=True")
        self._track = track
        self._open(name, os.O_RDWR | (os.O_CREAT | os.O_EXCL if create else 0))
        try:
            if create:
                os.ftruncate(self._fd, size)
            self._size = os.fstat(self._fd).st_size
            self._mmap = mmap.mmap(self._fd, self._size)
        except OSError:
            self.unlink()
            raise
        self._buf = memoryview(self._mmap)
        if track:
            resource_tracker.register(self._name, 'shared_memory')

    def _open(self, name, flags):
        while self._fd < 0:
            self._name = _free_name() if name is None else name if name.startswith('/') else '/' + name
            try:
                self._fd = _posixshmem.shm_open(self._name, flags, mode=self._mode)
            except FileExistsError:
                if name is not None:
                    raise

    def __del__(self):
        try:
            self.close()
        except OSError:
            pass

    def __reduce__(self):
        return type(self), (self.name, False, self.size)

    def __repr__(self):
        return f'{type(self).__name__}({self.name!r}, size={self.size})'

    buf = property(lambda self: self._buf, doc='The memory.')
    name = property(lambda self: self._name.removeprefix('/'), doc='The name.')
    size = property(lambda self: self._size, doc='Its size in bytes.')

    def close(self):
        """This process does not use it any more."""
        if self._buf is not None:
            self._buf.release()
            self._buf = None
        if self._mmap is not None:
            self._mmap.close()
            self._mmap = None
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def unlink(self):
        """Remove the name: nobody can open it any more."""
        if self._name:
            _posixshmem.shm_unlink(self._name)
            if self._track:
                resource_tracker.unregister(self._name, 'shared_memory')


# How the items of a ShareableList are kept: the format of struct, and how to read it back.
_FORMATS = {int: 'q', float: 'd', bool: 'xxxxxxx?', type(None): 'xxxxxx?x'}
_PLAIN, _STR, _BYTES, _NONE = range(4)
_READ = {_PLAIN: lambda value: value, _STR: lambda value: value.rstrip(b'\0').decode('utf-8'),
         _BYTES: lambda value: value.rstrip(b'\0'), _NONE: lambda value: None}
_KINDS = {str: _STR, bytes: _BYTES, type(None): _NONE}
_ENCODED = str, bytes


def _encoded(value):
    return value.encode('utf-8') if isinstance(value, str) else value


class ShareableList:
    """A list of fixed length in shared memory.

    Items are int, float, bool, str, bytes or None; each can be replaced by
    one that needs no more room.

    In the memory: the number of items, the offset of each and of the end,
    eight characters of format for each, eight bytes of how to read it back."""

    def __init__(self, sequence=None, *, name=None):
        if name is not None and sequence is None:
            self.shm = SharedMemory(name)
            self._list_len, = struct.unpack_from('q', self.shm.buf)
            self._offsets = struct.unpack_from(f'{self._list_len + 1}q', self.shm.buf, 8)
            return
        items = list(() if sequence is None else sequence)
        formats = [self._format_of(item) for item in items]
        self._list_len = len(items)
        offsets = [0]
        for format in formats:
            offsets.append(offsets[-1] + struct.calcsize(format))
        self._offsets = tuple(offsets)
        self.shm = SharedMemory(name, create=True, size=self._kinds_at + len(items))
        struct.pack_into(f'{len(items) + 2}q', self.shm.buf, 0, len(items), *offsets)
        for position, (item, format) in enumerate(zip(items, formats)):
            self._store(position, item, format)

    @staticmethod
    def _format_of(item):
        if isinstance(item, _ENCODED):
            # Room for a little more, in steps of eight.
            return f'{(len(_encoded(item)) // 8 + 1) * 8}s'
        return _FORMATS[type(item)]

    _data_at = property(lambda self: (self._list_len + 2) * 8)
    _formats_at = property(lambda self: self._data_at + self._offsets[-1])
    _kinds_at = property(lambda self: self._formats_at + self._list_len * 8)

    def _place(self, position, problem):
        size = self._list_len
        place = position if position >= 0 else position + size
        if not 0 <= place < size:
            raise IndexError(problem)
        return place

    def _format_at(self, place):
        raw, = struct.unpack_from('8s', self.shm.buf, self._formats_at + place * 8)
        return raw.rstrip(b'\0').decode('utf-8')

    def _store(self, place, value, format):
        buffer = self.shm.buf
        struct.pack_into(format, buffer, self._data_at + self._offsets[place], _encoded(value))
        struct.pack_into('8s', buffer, self._formats_at + place * 8, format.encode('utf-8'))
        struct.pack_into('b', buffer, self._kinds_at + place, _KINDS.get(type(value), _PLAIN))

    def __getitem__(self, position):
        place = self._place(position, 'index out of range')
        buffer = self.shm.buf
        value, = struct.unpack_from(self._format_at(place), buffer, self._data_at + self._offsets[place])
        return _READ[buffer[self._kinds_at + place]](value)

    def __setitem__(self, position, value):
        place = self._place(position, 'assignment index out of range')
        if isinstance(value, _ENCODED):
            room = self._offsets[place + 1] - self._offsets[place]
            if len(_encoded(value)) > room:
                raise ValueError('bytes/str item exceeds available storage')
            format = f'{room}s'
        else:
            format = _FORMATS[type(value)]
        self._store(place, value, format)

    def __reduce__(self):
        from functools import partial
        return partial(type(self), name=self.shm.name), ()

    def __len__(self):
        return self._list_len

    def __repr__(self):
        return f'{type(self).__name__}({list(self)}, name={self.shm.name!r})'

    @property
    def format(self):
        """The formats of all items, as struct has them."""
        return ''.join(map(self._format_at, range(self._list_len)))

    def count(self, value):
        """How many items equal value."""
        return sum(item == value for item in self)

    def index(self, value):
        """The position of the first item that equals value."""
        for place, item in enumerate(self):
            if item == value:
                return place
        raise ValueError(f'{value!r} not in this container')

    __class_getitem__ = classmethod(types.GenericAlias)
