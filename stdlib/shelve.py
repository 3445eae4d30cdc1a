"""Dictionaries of any objects that stay in a file: their pickles, in a dbm file."""
import collections.abc
from io import BytesIO
from pickle import DEFAULT_PROTOCOL, Pickler, Unpickler

__all__ = ["Shelf", "BsdDbShelf", "DbfilenameShelf", "open"]


def _key(shelf, key):
    """A key as it is in the file."""
    return key.encode(shelf.keyencoding)


def _pair(shelf, pair):
    """A key and the pickle of an object, as the key and the object."""
    key, pickle = pair
    return key.decode(shelf.keyencoding), Unpickler(BytesIO(pickle)).load()


def _noted(shelf, key, value):
    """The value, which stays in memory if it is written back later."""
    if shelf.writeback:
        shelf.cache[key] = value
    return value


def _refuse(*args):
    raise ValueError("invalid operation on closed shelf")


# What a shelf has when it was closed: nothing can be done with it.
_Closed = type("_Closed", (), {"__repr__": lambda self: "<Closed Dictionary>", **dict.fromkeys(
    ["__contains__", "__delitem__", "__getitem__", "__iter__", "__len__", "__setitem__", "clear", "keys"], _refuse)})


class Shelf(collections.abc.MutableMapping):
    """A shelf over a mapping of bytes to bytes.

    With writeback, objects that were read stay in memory and are written again
    by sync() and close(), so that changes inside them are kept."""

    def __init__(self, dict, protocol=None, writeback=False, keyencoding="utf-8"):
        self.dict, self.writeback, self.keyencoding = dict, writeback, keyencoding
        self._protocol = DEFAULT_PROTOCOL if protocol is None else protocol
        self.cache = {}

    def __iter__(self):
        return (key.decode(self.keyencoding) for key in self.dict.keys())

    def __len__(self):
        return len(self.dict)

    def __contains__(self, key):
        return _key(self, key) in self.dict

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __getitem__(self, key):
        if key in self.cache:
            return self.cache[key]
        value = Unpickler(BytesIO(self.dict[_key(self, key)])).load()
        return _noted(self, key, value)

    def __setitem__(self, key, value):
        target = BytesIO()
        Pickler(target, self._protocol).dump(_noted(self, key, value))
        self.dict[_key(self, key)] = target.getvalue()

    def __delitem__(self, key):
        del self.dict[_key(self, key)]
        self.cache.pop(key, None)

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        self.close()

    def close(self):
        """Write what is to be written back, and close the file."""
        if (below := self.dict) is None:
            return
        try:
            self.sync()
            getattr(below, "close", tuple)()
        finally:
            # An interpreter that ends may have taken the class away.
            self.dict = _Closed() if _Closed else None

    def __del__(self):
        if hasattr(self, "writeback"):
            self.close()

    def sync(self):
        """Write what was changed in memory."""
        if self.writeback and self.cache:
            # Nothing is put into the cache while it is written.
            self.writeback, kept = False, self.cache
            for key, value in kept.items():
                self[key] = value
            self.writeback, self.cache = True, {}
        getattr(self.dict, "sync", tuple)()


class BsdDbShelf(Shelf):
    """A shelf over a dictionary that can also walk: first(), next(), set_location()."""

    def __init__(self, dict, protocol=None, writeback=False, keyencoding="utf-8"):
        super().__init__(dict, protocol, writeback, keyencoding)

    def set_location(self, key):
        return _pair(self, self.dict.set_location(key))

    def next(self):
        return _pair(self, next(self.dict))

    def previous(self):
        return _pair(self, self.dict.previous())

    def first(self):
        return _pair(self, self.dict.first())

    def last(self):
        return _pair(self, self.dict.last())


class DbfilenameShelf(Shelf):
    """A shelf in the dbm file of that name."""

    def __init__(self, filename, flag="c", protocol=None, writeback=False):
        from dbm import open
        super().__init__(open(filename, flag), protocol, writeback)

    def clear(self):
        """Leave nothing in it."""
        self.cache.clear()
        self.dict.clear()


def open(filename, flag="c", protocol=None, writeback=False):
    """The shelf in the file of that name; flag is that of dbm.open()."""
    return DbfilenameShelf(filename, flag, protocol, writeback)
