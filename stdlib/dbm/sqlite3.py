"""Keys and values in a table of an SQLite file."""
import os
import sqlite3
from collections.abc import MutableMapping
from contextlib import contextmanager, suppress

BUILD_TABLE = 'CREATE TABLE IF NOT EXISTS Dict (key BLOB UNIQUE NOT NULL, value BLOB NOT NULL)'
GET_SIZE = 'SELECT COUNT (key) FROM Dict'
LOOKUP_KEY = 'SELECT value FROM Dict WHERE key = CAST(? AS BLOB)'
STORE_KV = 'REPLACE INTO Dict (key, value) VALUES (CAST(? AS BLOB), CAST(? AS BLOB))'
DELETE_KEY = 'DELETE FROM Dict WHERE key = CAST(? AS BLOB)'
ITER_KEYS = 'SELECT key FROM Dict'

_MODES = {'r': 'ro', 'w': 'rw', 'c': 'rwc', 'n': 'rwc'}


class error(OSError):
    """What went wrong in the file."""


def _told(function, *args, **kw):
    """Call a function of sqlite3; its errors are this module's."""
    try:
        return function(*args, **kw)
    except sqlite3.Error as reason:
        raise error(str(reason)) from None


class _Database(MutableMapping):

    def __init__(self, path, /, *, flag, mode):
        if hasattr(self, '_cx'):
            raise error('DBM object does not support reinitialization')
        if flag not in _MODES:
            raise ValueError(f"Flag must be one of 'r', 'w', 'c', or 'n', not {flag!r}")
        path = os.fsdecode(path) or os.curdir
        if flag == 'n' and os.path.exists(path):
            os.remove(path)
        if flag in 'cn':
            with suppress(IsADirectoryError):   # of which SQLite tells
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, mode))
        self._cx = _told(sqlite3.connect, f'{_uri(path)}?mode={_MODES[flag]}', autocommit=True, uri=True)
        try:
            self._cx.execute('PRAGMA journal_mode = wal').close()
        except sqlite3.OperationalError:
            pass            # the file cannot be written
        if flag in 'cn':
            self._run(BUILD_TABLE)

    def _run(self, sql, *values):
        """(the first row, how many rows were changed) of a statement."""
        with self._cursor(sql, values) as cursor:
            return _told(cursor.fetchone), cursor.rowcount

    @contextmanager
    def _cursor(self, sql, values=()):
        if not self._cx:
            raise error('DBM object has already been closed')
        cursor = _told(self._cx.execute, sql, values)
        try:
            yield cursor
        finally:
            with suppress(sqlite3.Error):   # the file was closed meanwhile
                cursor.close()

    def __len__(self):
        return self._run(GET_SIZE)[0][0]

    def __getitem__(self, key):
        row, _ = self._run(LOOKUP_KEY, key)
        if row is None:
            raise KeyError(key)
        return row[0]

    def __setitem__(self, key, value):
        self._run(STORE_KV, key, value)

    def __delitem__(self, key):
        if not self._run(DELETE_KEY, key)[1]:
            raise KeyError(key)

    def __iter__(self):
        with self._cursor(ITER_KEYS) as rows:
            while row := _told(rows.fetchone):
                yield row[0]

    def keys(self):
        """The keys."""
        return list(self)

    def close(self):
        """Let the file go."""
        connection, self._cx = self._cx, None
        if connection:
            connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def _uri(path):
    """A path as SQLite wants it where options follow."""
    from urllib.parse import quote
    return 'file://' + quote(os.path.abspath(path))


def open(filename, /, flag='r', mode=0o666):
    """Open a file; flag and mode are those of dbm.open()."""
    return _Database(filename, flag=flag, mode=mode)
