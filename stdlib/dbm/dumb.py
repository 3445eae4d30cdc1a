"""Keys and values in plain files: slow, but everywhere.

NAME.dat has the values, each at the beginning of a block; NAME.dir a line for each key with
the place of its value; NAME.bak the version of NAME.dir before."""
import collections.abc
import io as _io
import os as _os

__all__ = ["error", "open"]

error = OSError
_BLOCK = 512


def _bytes(value, what=None):
    """A key or value as bytes; what it is, if it must be one."""
    if isinstance(value, str):
        return value.encode("utf-8")
    if what and not isinstance(value, (bytes, bytearray)):
        raise TypeError(f"{what} must be bytes or strings")
    return value


class _Database(collections.abc.MutableMapping):
    """The files of one name; the table of places is in memory until commit."""

    # What methods still need while an interpreter ends.
    _open, _rename, _unlink = staticmethod(_io.open), staticmethod(_os.rename), staticmethod(_os.unlink)
    _places = None

    def __init__(self, name, mode, flag="c"):
        name = _os.fsencode(name)
        self._dir, self._dat, self._bak = name + b".dir", name + b".dat", name + b".bak"
        self._mode, self._writable, self._changed = mode, flag != "r", False
        fresh = flag in ("c", "n")
        if flag == "n":
            for path in (self._dir, self._dat, self._bak):
                try:
                    self._unlink(path)
                except OSError:
                    pass
        if not (fresh and not _os.path.exists(self._dat)):
            self._open(self._dat, "rb").close()
        else:
            with self._open(self._dat, "wb"):
                self._permit(self._dat)
        self._places = self._read_places(fresh)

    def _permit(self, path):
        _os.chmod(path, self._mode)

    def _read_places(self, fresh):
        """The place and size of each value."""
        from ast import literal_eval
        try:
            with self._open(self._dir, "r", encoding="latin-1") as lines:
                entries = [literal_eval(line.rstrip()) for line in lines]
        except FileNotFoundError:
            if not fresh:
                raise
            self._changed, entries = True, []
        return {key.encode("latin-1"): place for key, place in entries}

    def _table(self, writing=False):
        """The places, of files that are open (for writing)."""
        if writing and not self._writable:
            raise error("The database is opened for reading only")
        if self._places is None:
            raise error("DBM object has already been closed")
        return self._places

    def _commit(self):
        """Write the table of places, keep the one before."""
        if self._places is None or not self._changed:
            return
        try:
            self._unlink(self._bak)
        except OSError:
            pass
        try:
            self._rename(self._dir, self._bak)
        except OSError:
            pass
        with self._open(self._dir, "w", encoding="latin-1") as file:
            self._permit(self._dir)
            file.writelines(f"{key.decode('latin-1')!r}, {place}\n" for key, place in self._places.items())
        self._changed = False

    sync = _commit

    def __getitem__(self, key):
        place, size = self._table()[_bytes(key)]
        with self._open(self._dat, "rb") as file:
            file.seek(place)
            return file.read(size)

    def __setitem__(self, key, val):
        if not self._writable:
            self._table(writing=True)
        key, val = _bytes(key, "keys"), _bytes(val, "values")
        table = self._table()
        place, size = table.get(key, (None, 0))
        blocks = -(-size // _BLOCK)
        with self._open(self._dat, "rb+") as file:
            if place is None or -(-len(val) // _BLOCK) > blocks:
                # Behind all others; what was there is lost space.
                end = file.seek(0, _io.SEEK_END)
                place = -(-end // _BLOCK) * _BLOCK
                file.write(bytes(place - end))
            file.seek(place)
            file.write(val)
        known = key in table
        table[key] = place, len(val)
        self._changed = True
        if not known:
            with self._open(self._dir, "a", encoding="latin-1") as file:
                self._permit(self._dir)
                file.write(f"{key.decode('latin-1')!r}, {table[key]}\n")

    def __delitem__(self, key):
        table = self._table(writing=True)
        key = _bytes(key)
        self._changed = True
        del table[key]
        self._commit()

    def keys(self):
        return list(self._table())

    def items(self):
        return [(key, self[key]) for key in self._table()]

    def __contains__(self, key):
        return _bytes(key) in self._table()

    def __iter__(self):
        return iter(self._table())

    iterkeys = __iter__

    def __len__(self):
        return len(self._table())

    def close(self):
        try:
            self._commit()
        finally:
            self._places = None

    __del__ = close

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def open(file, flag="c", mode=0o666):
    """Open the files of that name; flag and mode are those of dbm.open()."""
    if flag not in ("r", "w", "c", "n"):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    mask = _os.umask(0)
    _os.umask(mask)
    return _Database(file, mode & ~mask, flag=flag)
