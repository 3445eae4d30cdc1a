"""Files that keep values under keys, both bytes: one door to the kinds of them.

open() makes what the object of a kind gives: a mapping whose values stay in the file.
"""
import io
import os
import struct
import sys

__all__ = ['open', 'whichdb', 'error']


class error(Exception):
    """What none of the kinds can do."""


_names = ['dbm.sqlite3', 'dbm.gnu', 'dbm.ndbm', 'dbm.dumb']
_defaultmod = None
_modules = {}

error = (error, OSError)

try:
    from dbm import ndbm
except ImportError:
    ndbm = None
try:
    from dbm import sqlite3
except ImportError:
    sqlite3 = None


def _find_modules():
    # Loads the kinds there are; the first of them makes new files.
    global _defaultmod
    for name in _names:
        try:
            mod = __import__(name, fromlist=['open'])
        except ImportError:
            continue
        if not _defaultmod:
            _defaultmod = mod
        _modules[name] = mod
    if not _defaultmod:
        raise ImportError("no dbm clone found; tried %s" % _names)


def open(file, flag='r', mode=0o666):
    """Open or make a file of keys and values.

    flag: 'r' to read, 'w' to change it too, 'c' to make it if it is not there,
    'n' to make an empty one.  mode: the permissions of a new file.
    """
    if _defaultmod is None:
        _find_modules()
    result = whichdb(file) if 'n' not in flag else None
    if result is None:
        # There is no file.
        if 'c' in flag or 'n' in flag:
            mod = _defaultmod
        else:
            raise error[0]("db file doesn't exist; use 'c' or 'n' flag to create a new db")
    elif result == "":
        raise error[0]("db type could not be determined")
    elif result not in _modules:
        raise error[0]("db type is {0}, but the module is not available".format(result))
    else:
        mod = _modules[result]
    return mod.open(file, flag, mode)


def _can_read(filename):
    try:
        io.open(filename, "rb").close()
    except OSError:
        return False
    return True


def whichdb(filename):
    """The module for a file; '' if none knows it, None if it cannot be read."""
    filename = os.fsencode(filename)
    if _can_read(filename + b".pag") and _can_read(filename + b".dir"):
        return "dbm.ndbm"
    try:
        size = os.stat(filename + b".dat").st_size
        if os.stat(filename + b".dir").st_size == 0:
            return "dbm.dumb"
        with io.open(filename + b".dir", "rb") as f:
            if f.read(1) in (b"'", b'"'):
                return "dbm.dumb"
    except OSError:
        pass
    try:
        f = io.open(filename, "rb")
    except OSError:
        return None
    with f:
        s16 = f.read(16)
    s = s16[0:4]
    if len(s) != 4:
        return ""
    if s16 == b"SQLite format 3\0":
        return "dbm.sqlite3"
    magic, = struct.unpack("=l", s)
    if magic in (0x13579ace, 0x13579acd, 0x13579acf):
        return "dbm.gnu"
    return ""


if __name__ == "__main__":
    for filename in sys.argv[1:]:
        print(whichdb(filename) or "UNKNOWN", filename)
