"""Connections and blobs over the native databases; cursors and rows are native."""
import os
import sys
from _warnings import warn
from functools import wraps
from operator import index

import _sqlite3
from _sqlite3 import (Cursor, Row, DataError, DatabaseError, Error, IntegrityError, InterfaceError,
                      InternalError, NotSupportedError, OperationalError, ProgrammingError,
                      Warning)

LEGACY_TRANSACTION_CONTROL = -1
PARSE_DECLTYPES = 1
PARSE_COLNAMES = 2

adapters = {}
converters = {}

_LEVELS = ("", "DEFERRED", "IMMEDIATE", "EXCLUSIVE")
_CLOSED = "Cannot operate on a closed database."


class PrepareProtocol:
    """The protocol of adaption: what __conform__ is asked for."""

    __module__ = 'sqlite3'


def register_adapter(type, adapter, /):
    """Bind values of a type as what adapter makes of them."""
    if type in (int, float, str, bytearray):
        _sqlite3.adapt_all()
    adapters[(type, PrepareProtocol)] = adapter


def register_converter(typename, converter, /):
    """Read columns of a declared type through converter, which gets bytes."""
    converters[typename.upper()] = converter


_MISSING = object()


def _adapt(obj, proto, default):
    adapter = adapters.get((type(obj), proto))
    if adapter is not None:
        return adapter(obj)
    for owner, name, arg in ((proto, '__adapt__', obj), (obj, '__conform__', proto)):
        method = getattr(owner, name, None)
        if method is not None:
            try:
                found = method(arg)
            except TypeError:
                continue
            if found is not None:
                return found
    return default


def adapt(obj, proto=PrepareProtocol, alt=_MISSING, /):
    """What obj is bound as; alt (or ProgrammingError) if nothing is known for it."""
    found = _adapt(obj, proto, alt)
    if found is _MISSING:
        raise ProgrammingError("can't adapt")
    return found


def _to_be_positional(*names):
    """Let some parameters be given by name, with a warning; sets what functions are called in the warning."""
    if len(names) > 1:
        which = "arguments {}", "Parameters {}"
        shown = ', '.join(map(repr, names[:-1])) + f' and {names[-1]!r}'
    else:
        which, shown = ("argument {}", "Parameter {}"), repr(names[0])

    def decorate(method):
        @wraps(method)
        def checked(self, /, *args, **kwargs):
            if not kwargs.keys().isdisjoint(names):
                given, later = (text.format(shown) for text in which)
                warn(f"Passing keyword {given} to _sqlite3.Connection.{method.__name__}() is deprecated. "
                     f"{later} will become positional-only in Python 3.15.", DeprecationWarning, 2)
            return method(self, *args, **kwargs)
        return checked
    return decorate


def _level(level):
    if level is None:
        return None
    if not isinstance(level, str):
        raise TypeError("isolation_level must be str or None")
    if '\0' in level:
        raise ValueError("embedded null character")
    level.encode()
    if (found := str.upper(level)) not in _LEVELS:
        raise ValueError("isolation_level string must be '', 'DEFERRED', 'IMMEDIATE', "
                         "or 'EXCLUSIVE'")
    return found


def _too_many(name):
    warn(f"Passing more than 1 positional argument to {name}() is deprecated. Parameters 'timeout', 'detect_types', "
         "'isolation_level', 'check_same_thread', 'factory', 'cached_statements' and 'uri' will become keyword-only "
         "parameters in Python 3.15.", DeprecationWarning, skip_file_prefixes=(OURS,))


OURS = _too_many.__code__.co_filename.rpartition('_core')[0]    # where the package's files are


def connect(*args, **kwargs):
    """Open a database file (":memory:" for one in memory) and return its Connection.

    timeout: seconds to wait for a locked database.  detect_types: PARSE_DECLTYPES and
    PARSE_COLNAMES.  isolation_level: how transactions begin by themselves; None: not at all.
    autocommit: True and False are the ways of PEP 249, LEGACY_TRANSACTION_CONTROL the old one.
    """
    if len(args) > 1:
        _too_many('sqlite3.connect')
    factory = kwargs.get('factory', args[5] if len(args) > 5 else Connection)
    return factory(*args, **kwargs)


connect.__text_signature__ = (
    "(database, timeout=5.0, detect_types=0, isolation_level='', check_same_thread=True, cached_statements=128, uri=False, *, "
    "autocommit=LEGACY_TRANSACTION_CONTROL, factory=None)")


class Connection:
    # What is not native of the class; see below.

    Warning = Warning
    Error = Error
    InterfaceError = InterfaceError
    DatabaseError = DatabaseError
    DataError = DataError
    OperationalError = OperationalError
    IntegrityError = IntegrityError
    InternalError = InternalError
    ProgrammingError = ProgrammingError
    NotSupportedError = NotSupportedError

    _converters = converters

    def _adapted(self, value, /):
        # What a value is bound as that SQLite does not know.
        return _adapt(value, PrepareProtocol, value)

    def _set_up(self, /, *args, **kwargs):
        if len(args) > 1:
            _too_many('_sqlite3.Connection')
        self._connect(*args, **kwargs)

    def _connect(self, /, database=_MISSING, timeout=5.0, detect_types=0, isolation_level="", check_same_thread=True,
                 factory=None, cached_statements=128, uri=False, *, autocommit=LEGACY_TRANSACTION_CONTROL):
        if database is _MISSING:
            raise TypeError("Connection() missing required argument 'database' (pos 1)")
        self._leave()
        path = os.fsencode(database)
        if not uri and path.startswith(b'file:'):
            path = b'./' + path     # a name, not a URI
        level = _level(isolation_level)
        self._check_autocommit(autocommit)
        detect_types, cached_statements = index(detect_types), index(cached_statements)
        self._open(_sqlite3.Database(path, uri, timeout), check_same_thread, autocommit, level, detect_types,
                   cached_statements)
        if not autocommit:
            self._run("BEGIN")

    @staticmethod
    def _check_autocommit(value):
        if value is not True and value is not False and value != -1:
            raise ValueError("autocommit must be True, False, or "
                             "sqlite3.LEGACY_TRANSACTION_CONTROL")

    def _end(self, how):
        # Ends the open transaction; another one begins at once if there always is one.
        if (autocommit := self._autocommit) == 1:
            self._check()
            return
        if self.in_transaction:
            self._run(how)
        if autocommit == 0:
            self._run("BEGIN")

    def commit(self, /):
        """Keep what the open transaction did; nothing without one."""
        self._end("COMMIT")

    def rollback(self, /):
        """Undo what the open transaction did; nothing without one."""
        self._end("ROLLBACK")

    def close(self, /):
        """Close the database; without autocommit, what was not committed is undone."""
        self._close()

    def __enter__(self, /):
        self._check()
        return self

    def __exit__(self, type, value, traceback, /):
        if type is None and value is None and traceback is None:
            try:
                self.commit()
            except BaseException:
                # A commit that failed leaves nothing open.
                self.rollback()
                raise
        else:
            self.rollback()
        return False

    @property
    def total_changes(self):
        return self._check().total_changes()

    @property
    def isolation_level(self):
        self._check()
        return self._level

    @isolation_level.setter
    def isolation_level(self, level):
        if level is None:
            self._level = None
            # An open transaction ends.
            if self.in_transaction:
                self._run("COMMIT")
        else:
            self._level = _level(level)

    @isolation_level.deleter
    def isolation_level(self):
        raise AttributeError("cannot delete attribute")

    @property
    def autocommit(self):
        self._check()
        autocommit = self._autocommit
        return autocommit if autocommit < 0 else bool(autocommit)

    @autocommit.setter
    def autocommit(self, value):
        self._check()
        self._check_autocommit(value)
        if value is True and self.in_transaction:
            self._run("COMMIT")
        elif value is False and not self.in_transaction:
            self._run("BEGIN")
        self._autocommit = value

    @_to_be_positional('name', 'narg', 'func')
    def create_function(self, /, name, narg, func, *, deterministic=False):
        """Make func a function of SQL with narg arguments; -1: any number."""
        self._check()
        self._db.create_function(name, narg, 0x800 if deterministic else 0, func)

    @_to_be_positional('name', 'n_arg', 'aggregate_class')
    def create_aggregate(self, /, name, n_arg, aggregate_class):
        """Make a class with step() and finalize() an aggregate function of SQL."""
        self._check()
        self._db.create_aggregate(name, n_arg, aggregate_class)

    def create_window_function(self, name, num_params, aggregate_class, /):
        """Make a class with step(), inverse(), value() and finalize() a window function."""
        self._check()
        self._db.create_window_function(name, num_params, aggregate_class)

    def create_collation(self, name, callback, /):
        """Make callback(a, b), which gives a negative number, 0 or a positive one, an order."""
        self._check()
        if callback is not None and not callable(callback):
            raise TypeError("parameter must be callable")
        self._db.create_collation(name, callback)

    @_to_be_positional('authorizer_callback')
    def set_authorizer(self, /, authorizer_callback):
        """Ask authorizer_callback before access to columns; None: no more."""
        self._check()
        self._db.set_authorizer(authorizer_callback)

    @_to_be_positional('progress_handler')
    def set_progress_handler(self, /, progress_handler, n):
        """Call progress_handler every n instructions; a true result interrupts."""
        self._check()
        self._db.set_progress(progress_handler, n)

    @_to_be_positional('trace_callback')
    def set_trace_callback(self, /, trace_callback):
        """Call trace_callback with the text of every statement that runs."""
        self._check()
        self._db.set_trace(trace_callback)

    def interrupt(self, /):
        """Make statements that run in other threads fail."""
        self._check()
        self._db.interrupt()

    def iterdump(self, /, *, filter=None):
        """The statements that make the database again."""
        self._check()
        return _iterdump(self, filter)

    def backup(self, /, target, *, pages=-1, progress=None, name='main', sleep=0.25):
        """Copy the database into that of another connection."""
        self._check()
        if not isinstance(target, Connection):
            raise TypeError("backup() argument 'target' must be sqlite3.Connection, "
                            f"not {type(target).__name__}")
        if target is self:
            raise ValueError("target cannot be the same connection instance")
        target._check()
        if progress is not None and not callable(progress):
            raise TypeError("progress argument must be a callable")
        if target.in_transaction:
            raise OperationalError("target is in transaction")
        self._db.backup(target._db, pages, progress, name, sleep)

    def serialize(self, /, *, name='main'):
        """The database as bytes."""
        self._check()
        return self._db.serialize(name)

    def deserialize(self, data, /, *, name='main'):
        """Replace the database by one in bytes, which stays in memory."""
        self._check()
        if isinstance(data, str):
            data = data.encode()
        self._forget_statements()
        self._db.deserialize(data, name)

    def getlimit(self, category, /):
        """The value of a limit."""
        self._check()
        return self._db.limit(category, -1)

    def setlimit(self, category, limit, /):
        """Set a limit; the one before."""
        self._check()
        return self._db.limit(category, limit)

    def getconfig(self, op, /):
        """Whether a configuration option is on."""
        self._check()
        return self._db.config(op, -1)

    def setconfig(self, op, enable=True, /):
        """Switch an option on or off."""
        self._check()
        if self._db.config(op, int(bool(enable))) != bool(enable):
            raise OperationalError("Unable to set config")

    def blobopen(self, table, column, row, /, *, readonly=False, name='main'):
        """The blob in a column of a row, as a file of fixed size."""
        database = self._check()
        if not isinstance(row, int):
            raise TypeError("expected 'int'")
        return Blob._of(self, database.blob(name, table, column, row, readonly))


Connection._connect.__qualname__ = 'Connection'     # as messages of wrong calls name it
for _name, _value in vars(Connection).items():
    if _name not in ('__module__', '__dict__', '__weakref__', '__doc__', '__static_attributes__', '__firstlineno__'):
        setattr(_sqlite3.Connection, _name, _value)
Connection = _sqlite3.Connection
del _name, _value


def _bytes_of(data):
    try:
        view = memoryview(data)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None
    if not view.c_contiguous:
        raise BufferError('memoryview: underlying buffer is not C-contiguous')
    return bytes(view)


class Blob:
    """A blob as a file of fixed size."""

    __module__ = 'sqlite3'
    __slots__ = ('_connection', '_blob', '_at', '__weakref__')

    __iter__ = None     # Not a sequence, though it has items.

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'sqlite3.Blob' instances")

    @classmethod
    def _of(cls, connection, blob):
        self = object.__new__(cls)
        self._connection, self._blob, self._at = connection, blob, 0
        return self

    def _check(self):
        self._connection._check()
        if self._blob is None:
            raise ProgrammingError("Cannot operate on a closed blob.")
        return self._blob

    def close(self, /):
        """Close the blob."""
        self._connection._check()
        if self._blob is not None:
            blob, self._blob = self._blob, None
            blob.close()

    def __enter__(self, /):
        self._check()
        return self

    def __exit__(self, type, val, tb, /):
        self._check()
        self.close()

    def __len__(self, /):
        return self._check().size()

    def read(self, length=-1, /):
        """Up to length bytes from the position on."""
        blob = self._check()
        left = blob.size() - self._at
        if length < 0 or length > left:
            length = left
        if not length:
            return b''
        data = blob.read(self._at, length)
        self._at += length
        return data

    def write(self, data, /):
        """Write bytes at the position; the blob cannot grow."""
        blob = self._check()
        data = _bytes_of(data)
        if len(data) > blob.size() - self._at:
            raise ValueError("data longer than blob length")
        blob.write(self._at, data)
        self._at += len(data)

    def tell(self, /):
        self._check()
        return self._at

    def seek(self, offset, origin=0, /):
        """Move the position."""
        size = self._check().size()
        if origin not in (0, 1, 2):
            raise ValueError("'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END")
        at = (0, self._at, size)[origin] + offset
        if at > 0x7fffffff:
            raise OverflowError("seek offset results in offset overflow")
        if not 0 <= at <= size:
            raise ValueError("offset out of blob range")
        self._at = at

    def _position(self, key):
        if not hasattr(key, '__index__'):
            raise TypeError("Blob indices must be integers")
        at, size = index(key), len(self)
        if not -sys.maxsize - 1 <= at <= sys.maxsize:
            raise IndexError("cannot fit 'int' into an index-sized integer")
        if at < 0:
            at += size
        if not 0 <= at < size:
            raise IndexError("Blob index out of range")
        return at

    def __getitem__(self, key, /):
        blob = self._check()
        if not isinstance(key, slice):
            return blob.read(self._position(key), 1)[0]
        places = range(blob.size())[key]
        if not places:
            return b''
        if places.step == 1:
            return blob.read(places.start, len(places))
        return blob.read(0, blob.size())[key]

    def __setitem__(self, key, value, /):
        blob = self._check()
        if not isinstance(key, slice):
            at = self._position(key)
            if not isinstance(value, int):
                raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
            if not 0 <= value <= 255:
                raise ValueError("byte must be in range(0, 256)")
            blob.write(at, bytes((value,)))
            return
        places = range(blob.size())[key]
        value = _bytes_of(value)
        if len(value) != len(places):
            raise IndexError("Blob slice assignment is wrong size")
        if places and places.step == 1:
            blob.write(places.start, value)
        elif places:
            data = bytearray(blob.read(0, blob.size()))
            data[key] = value
            blob.write(0, data)

    def __delitem__(self, key, /):
        self._check()
        if isinstance(key, slice):
            raise TypeError("Blob doesn't support slice deletion")
        raise TypeError("Blob doesn't support item deletion")


def _quote_name(name):
    return '"{0}"'.format(name.replace('"', '""'))


def _quote_value(value):
    return "'{0}'".format(value.replace("'", "''"))


def _iterdump(connection, filter):
    """The statements of a dump: tables with their rows, then what depends on them."""
    cu = connection.cursor()
    cu.row_factory = None
    if cu.execute("PRAGMA foreign_key_check").fetchone():
        yield 'PRAGMA foreign_keys=OFF;'
    yield 'BEGIN TRANSACTION;'
    params = [filter] if filter else []
    wanted = "AND name LIKE ?" if filter else ""
    rows = cu.execute('SELECT "name", "type", "sql" FROM "sqlite_master" '
                      f"WHERE \"sql\" NOT NULL AND \"type\" == 'table' {wanted} "
                      'ORDER BY "name"', params).fetchall()
    sequence = []
    writable = False
    for table, kind, sql in rows:
        if table == 'sqlite_sequence':
            sequence.append('DELETE FROM "sqlite_sequence";')
            found = cu.execute('SELECT "name", "seq" FROM "sqlite_sequence"').fetchall()
            sequence.extend('INSERT INTO "sqlite_sequence" VALUES({0},{1});'.format(
                _quote_value(name), seq) for name, seq in found)
            continue
        if table == 'sqlite_stat1':
            yield 'ANALYZE "sqlite_master";'
        elif table.startswith('sqlite_'):
            continue
        elif sql.startswith('CREATE VIRTUAL TABLE'):
            if not writable:
                writable = True
                yield 'PRAGMA writable_schema=ON;'
            yield ("INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)"
                   "VALUES('table',{0},{0},0,{1});".format(_quote_value(table),
                                                           _quote_value(sql)))
            continue
        else:
            yield '{0};'.format(sql)
        ident = _quote_name(table)
        columns = [str(c[1]) for c in cu.execute(f'PRAGMA table_info({ident})').fetchall()]
        values = "||','||".join("quote({0})".format(_quote_name(c)) for c in columns)
        query = "SELECT 'INSERT INTO {0} VALUES('||{1}||')' FROM {2};".format(
            ident.replace("'", "''"), values, ident)
        for row in cu.execute(query).fetchall():
            yield '{0};'.format(row[0])
    for name, kind, sql in cu.execute(
            'SELECT "name", "type", "sql" FROM "sqlite_master" '
            f"WHERE \"sql\" NOT NULL AND \"type\" IN ('index', 'trigger', 'view') {wanted}",
            params).fetchall():
        yield '{0};'.format(sql)
    if writable:
        yield 'PRAGMA writable_schema=OFF;'
    yield from sequence
    yield 'COMMIT;'
