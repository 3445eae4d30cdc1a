"""Keys and values in plain files: slow, but everywhere.

NAME.dat has the values, each at the beginning of a block; NAME.dir a line for each key with
the place of its value; NAME.bak the version of NAME.dir before."""
import io as _io
import os as _os
from collections.abc import MutableMapping as _MutableMapping

__all__ = ['error', 'open']

_BLOCKSIZE = 512

error = OSError


def _blocks(size):
    return -(-size // _BLOCKSIZE)


def _encoded(key):
    return key.encode('utf-8') if isinstance(key, str) else key


def _as_bytes(value, what):
    value = _encoded(value)
    if not isinstance(value, (bytes, bytearray)):
        raise TypeError(f'{what} must be bytes or strings')
    return value


class _Database(_MutableMapping):

    # What ending the program still needs when modules are gone already
    _open, _osmod = staticmethod(_io.open), _os

    def __init__(self, filebasename, mode, flag='c'):
        name = _os.fsencode(filebasename)
        self._files = {kind: name + b'.' + kind.encode() for kind in ('dat', 'dir', 'bak')}
        self._mode, self._readonly = mode, flag == 'r'
        self._places, self._changed = {}, False
        self._prepare(flag)
        self._load(flag)

    def _prepare(self, flag):
        """Make the file of values if it has to be made."""
        if flag == 'n':
            for file in self._files.values():
                if _os.path.exists(file):
                    _os.remove(file)
        if flag in 'cn' and not _os.path.exists(self._files['dat']):
            with self._made('dat', 'w'):
                pass
        else:
            with self._open(self._files['dat'], 'rb'):
                pass

    def _made(self, kind, mode):
        """A file of text that may be a new one: it gets the permissions that were asked for."""
        file = self._open(self._files[kind], mode, encoding='Latin-1')
        self._osmod.chmod(self._files[kind], self._mode)
        return file

    def _load(self, flag):
        """Read where the values are."""
        try:
            file = self._open(self._files['dir'], 'r', encoding='Latin-1')
        except OSError:
            if flag not in 'cn':
                raise
            with self._made('dir', 'w'):
                return
        from ast import literal_eval
        with file:
            for line in file:
                key, place = literal_eval(line.rstrip())
                self._places[key.encode('Latin-1')] = place

    def _line(self, key):
        return f'{key.decode("Latin-1")!r}, {self._places[key]}\n'

    def _table(self):
        if self._places is None:
            raise error('DBM object has already been closed')
        return self._places

    def _writable(self):
        if self._readonly:
            raise error('The database is opened for reading only')
        return self._table()

    def sync(self):
        """Write where the values are; what stood there before is kept."""
        if self._places is None or not self._changed:
            return
        try:
            self._osmod.unlink(self._files['bak'])
        except OSError:
            pass
        try:
            self._osmod.rename(self._files['dir'], self._files['bak'])
        except OSError:
            pass
        with self._made('dir', 'w') as file:
            file.writelines(map(self._line, self._places))
        self._changed = False

    _commit = sync

    def __getitem__(self, key):
        start, size = self._table()[_encoded(key)]
        with self._open(self._files['dat'], 'rb') as file:
            file.seek(start)
            return file.read(size)

    def __setitem__(self, key, value):
        places, key, value = self._writable(), _as_bytes(key, 'keys'), _as_bytes(value, 'values')
        # The lines of the file do not say what is in memory any more once a value has moved or grown.
        known = places.get(key)
        fits = known is not None and _blocks(len(value)) <= _blocks(known[1])
        with self._open(self._files['dat'], 'rb+') as file:
            start = known[0] if fits else _blocks(file.seek(0, 2)) * _BLOCKSIZE
            if not fits:
                file.write(b'\0' * (start - file.tell()))
            file.seek(start)
            file.write(value)
        places[key] = start, len(value)
        if known is None:
            with self._made('dir', 'a') as file:
                file.write(self._line(key))
        self._changed = True

    def __delitem__(self, key):
        del self._writable()[_encoded(key)]
        self._changed = True
        self.sync()

    def keys(self):
        """The keys."""
        return list(self._table())

    def items(self):
        """Keys and values."""
        return [(key, self[key]) for key in self._table()]

    def __contains__(self, key):
        return _encoded(key) in self._table()

    def iterkeys(self):
        """The keys, one after the other."""
        return iter(self._table())

    __iter__ = iterkeys

    def __len__(self):
        return len(self._table())

    def close(self):
        """Write where the values are, and let the files go."""
        try:
            self.sync()
        finally:
            self._places = None

    __del__ = close

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open(file, flag='c', mode=0o666):
    """Open the files of that name; flag and mode are those of dbm.open()."""
    if flag not in ('r', 'w', 'c', 'n'):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    mask = _os.umask(0)
    _os.umask(mask)
    return _Database(file, mode & ~mask, flag=flag)
