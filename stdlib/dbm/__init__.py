"""Files that keep values under keys, both bytes: one door to the kinds of them.

open() makes what the object of a kind gives: a mapping whose values stay in the file."""
import importlib
import io
import os
import sys

__all__ = ["open", "whichdb", "error"]


class error(Exception):
    """What none of the kinds can do."""


# The kinds, the best one first.
_names = ["dbm.sqlite3", "dbm.gnu", "dbm.ndbm", "dbm.dumb"]
_defaultmod = None

error = error, OSError


def _kind(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


ndbm, sqlite3 = _kind("dbm.ndbm"), _kind("dbm.sqlite3")


def open(file, flag="r", mode=0o666):
    """Open or make a file of keys and values.

    flag: 'r' to read, 'w' to change it too, 'c' to make it if it is not there,
    'n' to make an empty one.  mode: the permissions of a new file."""
    global _defaultmod
    if _defaultmod is None and (_defaultmod := next(filter(None, map(_kind, _names)), None)) is None:
        raise ImportError(f"no dbm clone found; tried {_names}")
    found = None if "n" in flag else whichdb(file)
    if found == "":
        raise error[0]("db type could not be determined")
    if found:
        module = _kind(found)
        if module is None:
            raise error[0](f"db type is {found}, but the module is not available")
    elif "c" in flag or "n" in flag:
        module = _defaultmod
    else:
        raise error[0]("db file doesn't exist; use 'c' or 'n' flag to create a new db")
    return module.open(file, flag, mode)


def _start(path, size):
    """The first bytes of a file, None if it cannot be read."""
    try:
        with io.open(path, "rb") as file:
            return file.read(size)
    except OSError:
        return None


def whichdb(filename):
    """The module for a file; '' if none knows it, None if it cannot be read."""
    name = os.fsencode(filename)
    if _start(name + b".pag", 1) is not None and _start(name + b".dir", 1) is not None:
        return "dbm.ndbm"
    if ndbm is not None and _start(name + b".db", 1) is not None:
        try:
            ndbm.open(filename).close()
            return "dbm.ndbm"
        except error:
            pass
    if _start(name + b".dat", 1) is not None and (table := _start(name + b".dir", 1)) is not None and table[:1] in (b"", b"'", b'"'):
        return "dbm.dumb"
    start = _start(name, 16)
    if start is None:
        return None
    if start == b"SQLite format 3\0":
        return "dbm.sqlite3"
    # The numbers that gdbm's files begin with, in the machine's order of bytes.
    if int.from_bytes(start[:4], sys.byteorder) in (0x13579ace, 0x13579acd, 0x13579acf):
        return "dbm.gnu"
    return ""


if __name__ == "__main__":
    for path in sys.argv[1:]:
        print(whichdb(path) or "UNKNOWN", path)
