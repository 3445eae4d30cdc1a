"""Keys and values in a table of an SQLite file."""
import os
import sqlite3
from collections.abc import MutableMapping
from pathlib import Path

BUILD_TABLE = "CREATE TABLE IF NOT EXISTS Dict (key BLOB UNIQUE NOT NULL, value BLOB NOT NULL)"
GET_SIZE = "SELECT COUNT (key) FROM Dict"
LOOKUP_KEY = "SELECT value FROM Dict WHERE key = CAST(? AS BLOB)"
STORE_KV = "REPLACE INTO Dict (key, value) VALUES (CAST(? AS BLOB), CAST(? AS BLOB))"
DELETE_KEY = "DELETE FROM Dict WHERE key = CAST(? AS BLOB)"
ITER_KEYS = "SELECT key FROM Dict"

_MODES = {"r": "ro", "w": "rw", "c": "rwc", "n": "rwc"}


class error(OSError):
    """What went wrong in the file."""


class _Database(MutableMapping):
    """The table in one file."""

    _file = None

    def __init__(self, path, /, *, flag, mode):
        path = Path(os.fsdecode(path))
        if flag not in _MODES:
            raise ValueError(f"Flag must be one of 'r', 'w', 'c', or 'n', not {flag!r}")
        if flag == "n":
            path.unlink(missing_ok=True)
        if flag in "cn":
            path.touch(mode=mode, exist_ok=True)
        # SQLite takes two slashes for the beginning of a host's name.
        place = "file:/" + path.absolute().as_uri().removeprefix("file:").lstrip("/")
        try:
            self._file = sqlite3.connect(f"{place}?mode={_MODES[flag]}", autocommit=True, uri=True)
        except sqlite3.Error as problem:
            raise error(str(problem))
        self._file.execute("PRAGMA journal_mode = wal")
        if flag in "cn":
            self._run(BUILD_TABLE)

    def _run(self, statement, *values, rows=False):
        """Run a statement: how many rows it changed, or the rows that it gives."""
        if self._file is None:
            raise error("DBM object has already been closed")
        try:
            cursor = self._file.execute(statement, values)
            try:
                return cursor.fetchall() if rows else cursor.rowcount
            finally:
                cursor.close()
        except sqlite3.Error as problem:
            raise error(str(problem))

    def __len__(self):
        return self._run(GET_SIZE, rows=True)[0][0]

    def __getitem__(self, key):
        for value, in self._run(LOOKUP_KEY, key, rows=True):
            return value
        raise KeyError(key)

    def __setitem__(self, key, value):
        self._run(STORE_KV, key, value)

    def __delitem__(self, key):
        if not self._run(DELETE_KEY, key):
            raise KeyError(key)

    def __iter__(self):
        for key, in self._run(ITER_KEYS, rows=True):
            yield key

    def keys(self):
        return list(self)

    def close(self):
        file, self._file = self._file, None
        if file:
            file.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


def open(filename, /, flag="r", mode=0o666):
    """Open a file; flag and mode are those of dbm.open()."""
    return _Database(filename, flag=flag, mode=mode)
