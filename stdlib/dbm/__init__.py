"""Files that keep values under keys, both bytes: one door to the kinds of them.

open() makes what the object of a kind gives: a mapping whose values stay in the file."""
import io
import os
import struct
import sys

__all__ = ['open', 'whichdb', 'error']


class error(Exception):
    """What none of the kinds can do."""


_Error = error
error = (error, OSError)

_names = ['dbm.sqlite3', 'dbm.gnu', 'dbm.ndbm', 'dbm.dumb']     # the first that there is makes new files
_modules = {}
_defaultmod = None      # the kind of new files, where a program has chosen one

try:
    from dbm import ndbm
except ImportError:
    ndbm = None

_GDBM = 0x13579ace, 0x13579acd, 0x13579acf


def _module(name):
    """A kind's module, None if it is not there."""
    if name not in _modules:
        from importlib import import_module
        try:
            _modules[name] = import_module(name)
        except ImportError:
            return None
    return _modules[name]


def open(file, flag='r', mode=0o666):
    """Open or make a file of keys and values.

    flag: 'r' to read, 'w' to change it too, 'c' to make it if it is not there,
    'n' to make an empty one.  mode: the permissions of a new file."""
    kind = None if 'n' in flag else whichdb(file)
    if kind == '':
        raise _Error('db type could not be determined')
    if kind is None:
        if not {'c', 'n'} & set(flag):
            raise _Error("db file doesn't exist; use 'c' or 'n' flag to create a new db")
        module = _defaultmod or next(filter(None, map(_module, _names)), None)
        if module is None:
            raise ImportError(f'no dbm clone found; tried {_names}')
    else:
        module = _module(kind)
        if module is None:
            raise _Error(f'db type is {kind}, but the module is not available')
    return module.open(file, flag, mode)


def _readable(name):
    try:
        with io.open(name, 'rb'):
            return True
    except OSError:
        return False


def whichdb(filename):
    """The module for a file; '' if none knows it, None if it cannot be read."""
    name = os.fsdecode(filename)
    if _readable(name + '.pag') and _readable(name + '.dir'):
        return 'dbm.ndbm'
    if ndbm is not None and _readable(name + '.db'):
        try:
            ndbm.open(name).close()
            return 'dbm.ndbm'
        except OSError:
            pass
    try:
        os.stat(name + '.dat')
        with io.open(name + '.dir', 'rb') as directory:
            if directory.read(1) in (b'', b"'", b'"'):
                return 'dbm.dumb'
    except OSError:
        pass
    try:
        with io.open(name, 'rb') as file:
            head = file.read(16)
    except OSError:
        return None
    if head == b'SQLite format 3\0':
        return 'dbm.sqlite3'
    return 'dbm.gnu' if len(head) >= 4 and struct.unpack('=l', head[:4])[0] in _GDBM else ''


if __name__ == '__main__':
    for name in sys.argv[1:]:
        print(whichdb(name) or 'UNKNOWN', name)
