"""Connections, cursors, rows and blobs over the native databases and statements."""
import os
from _thread import get_ident
from _warnings import warn
from functools import wraps
from operator import attrgetter, index

import _sqlite3
from _sqlite3 import (DataError, DatabaseError, Error, IntegrityError, InterfaceError,
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


_adapts_basic = False   # whether an adapter is for a type that SQLite knows itself


def register_adapter(type, adapter, /):
    """Bind values of a type as what adapter makes of them."""
    global _adapts_basic
    _adapts_basic = _adapts_basic or type in (int, float, str, bytearray)
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


def _adapted(obj):
    return _adapt(obj, PrepareProtocol, obj)


def _all_adapted(parameters):
    """Parameters with all of them adapted, also those that SQLite knows."""
    match parameters:
        case dict():
            return {name: _adapted(value) for name, value in parameters.items()}
        case list() | tuple():
            return [*map(_adapted, parameters)]
    return parameters


def _of_something(converter):
    """A converter that nothing comes to: an empty value is None."""
    return lambda data: converter(data) if data else None


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


def _first_word(sql):
    """The first word of a text, behind spaces and comments, in capitals."""
    at, end = 0, len(sql)
    while at < end:
        if sql[at].isspace():
            at += 1
        elif sql.startswith('--', at):
            at = sql.find('\n', at)
            if at < 0:
                return ''
        elif sql.startswith('/*', at):
            at = sql.find('*/', at + 2)
            if at < 0:
                return ''
            at += 2
        else:
            break
    stop = at
    while stop < end and sql[stop].isalpha():
        stop += 1
    return sql[at:stop].upper()


class _Prepared:
    """A statement, what kind it is, and its columns once they are known."""

    __slots__ = ('statement', 'is_dml', 'in_use')

    def __init__(self, statement, sql):
        self.statement = statement
        self.is_dml = _first_word(sql) in ('INSERT', 'UPDATE', 'DELETE', 'REPLACE')
        self.in_use = False


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
    """A connection to a database."""

    __module__ = 'sqlite3'
    __slots__ = ('row_factory', 'text_factory', '__dict__', '__weakref__')

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

    _db = None

    def __init__(self, /, *args, **kwargs):
        if len(args) > 1:
            _too_many('_sqlite3.Connection')
        self._connect(*args, **kwargs)

    def _connect(self, /, database=_MISSING, timeout=5.0, detect_types=0, isolation_level="", check_same_thread=True,
                 factory=None, cached_statements=128, uri=False, *, autocommit=LEGACY_TRANSACTION_CONTROL):
        if database is _MISSING:
            raise TypeError("Connection() missing required argument 'database' (pos 1)")
        if self._db is not None:
            # Whoever is set up again has no database until that succeeds.
            del self._thread
            db, self._db = self._db, None
            db.close()
        path = os.fsencode(database)
        if not uri and path.startswith(b'file:'):
            path = b'./' + path     # a name, not a URI
        self._isolation_level = _level(isolation_level)
        if autocommit is not True and autocommit is not False and autocommit != -1:
            raise ValueError("autocommit must be True, False, or "
                             "sqlite3.LEGACY_TRANSACTION_CONTROL")
        self._autocommit = autocommit if isinstance(autocommit, bool) else -1
        self._detect_types = index(detect_types)
        self._statements = {}
        self._cache_size = index(cached_statements)
        self.row_factory = None
        self.text_factory = str
        self._db = _sqlite3.Database(path, uri, timeout)
        self._thread = get_ident() if check_same_thread else None
        if self._autocommit is False:
            self._run("BEGIN")

    def _check(self):
        if self._db is None:
            if '_thread' not in self.__dict__:
                raise ProgrammingError("Base Connection.__init__ not called.")
            self._check_thread()
            raise ProgrammingError(_CLOSED)
        if self._thread is not None and self._thread != get_ident():
            self._check_thread()

    def _check_thread(self):
        if self._thread is not None and self._thread != get_ident():
            raise ProgrammingError(
                "SQLite objects created in a thread can only be used in that same thread. "
                f"The object was created in thread id {self._thread} and this is thread id "
                f"{get_ident()}.")

    def _prepare(self, sql):
        # A statement that nobody uses, from the cache if possible.
        found = self._statements.get(sql)
        if found is not None and not found.in_use:
            return found
        statement, rest = self._db.prepare(sql)
        tail = sql.encode()[rest:].decode(errors='replace')
        if tail and self._has_more(tail):
            raise ProgrammingError("You can only execute one statement at a time.")
        prepared = _Prepared(statement, sql)
        if found is None:
            if len(self._statements) >= self._cache_size:
                self._statements.pop(next(iter(self._statements)), None)
            if self._cache_size > 0:
                self._statements[sql] = prepared
        return prepared

    @staticmethod
    def _has_more(tail):
        at = 0
        while at < len(tail):
            if tail[at] in ' \t\r\n\f':
                at += 1
            elif tail.startswith('--', at):
                at = tail.find('\n', at)
                if at < 0:
                    return False
            elif tail.startswith('/*', at):
                at = tail.find('*/', at)
                if at < 0:
                    return False
                at += 2
            else:
                return True
        return False

    def _run(self, sql):
        statement, _ = self._db.prepare(sql)
        statement.step(str, None)

    def cursor(self, factory=_MISSING):
        """A new cursor."""
        self._check()
        if factory is _MISSING:
            factory = Cursor
        cursor = factory(self)
        if not issubclass(type(cursor), Cursor):
            raise TypeError(f"factory must return a cursor, not {type(cursor).__name__}")
        if self.row_factory is not None:
            cursor.row_factory = self.row_factory
        return cursor

    def execute(self, sql, parameters=_MISSING, /):
        """Execute a statement with a new cursor, and return it."""
        cursor = self.cursor()
        return cursor.execute(sql) if parameters is _MISSING else cursor.execute(sql, parameters)

    def executemany(self, sql, parameters, /):
        """Execute a statement for each item of parameters with a new cursor."""
        return self.cursor().executemany(sql, parameters)

    def executescript(self, sql_script, /):
        """Execute several statements with a new cursor."""
        return self.cursor().executescript(sql_script)

    def _end(self, statement):
        """End the open transaction; without autocommit there is a new one at once."""
        self._check()
        if self._autocommit is True:
            return
        if self._db.number("in_transaction"):
            self._run(statement)
        if self._autocommit is False:
            self._run("BEGIN")

    def commit(self, /):
        """Keep what the open transaction did; nothing without one."""
        self._end("COMMIT")

    def rollback(self, /):
        """Undo what the open transaction did; nothing without one."""
        self._end("ROLLBACK")

    def close(self, /):
        """Close the database; without autocommit, what was not committed is undone."""
        if '_thread' not in self.__dict__:
            raise ProgrammingError("Base Connection.__init__ not called.")
        self._check_thread()
        if self._db is None:
            return
        if self._autocommit is False and self._db.number("in_transaction"):
            self._run("ROLLBACK")
        db, self._db = self._db, None
        self._statements.clear()
        db.close()

    def __del__(self):
        if self._db is not None:
            warn(f"unclosed database in {self!r}", ResourceWarning, 1, self)

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

    def __call__(self, sql=_MISSING, /):
        self._check()
        if sql is _MISSING:
            raise TypeError("function takes exactly 1 argument (0 given)")
        if not isinstance(sql, str):
            raise TypeError(f"argument 1 must be str, not {type(sql).__name__}")
        return self._prepare(sql).statement

    @property
    def in_transaction(self):
        self._check()
        return bool(self._db.number("in_transaction"))

    @property
    def total_changes(self):
        self._check()
        return self._db.number("total_changes")

    @property
    def isolation_level(self):
        self._check()
        return self._isolation_level

    @isolation_level.setter
    def isolation_level(self, level):
        if level is None:
            self._isolation_level = None
            # An open transaction ends.
            self._check()
            if self._db.number("in_transaction"):
                self._run("COMMIT")
        else:
            self._isolation_level = _level(level)

    @isolation_level.deleter
    def isolation_level(self):
        raise AttributeError("cannot delete attribute")

    @property
    def autocommit(self):
        self._check()
        return self._autocommit

    @autocommit.setter
    def autocommit(self, value):
        self._check()
        if value is not True and value is not False and value != -1:
            raise ValueError("autocommit must be True, False, or "
                             "sqlite3.LEGACY_TRANSACTION_CONTROL")
        if value is True:
            if self._db.number("in_transaction"):
                self._run("COMMIT")
        elif value is False:
            if not self._db.number("in_transaction"):
                self._run("BEGIN")
        self._autocommit = value if isinstance(value, bool) else -1

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
        if target._db.number("in_transaction"):
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
        self._statements.clear()
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
        self._check()
        return Blob._of(self, (name, table, column, row, readonly))


Connection._connect.__qualname__ = 'Connection'     # as messages of wrong calls name it


class Cursor:
    """Executes statements and walks over their rows."""

    __module__ = 'sqlite3'
    __slots__ = ('_connection', '_description', '_rowcount', '_lastrowid', '_arraysize', 'row_factory', '__dict__',
                 '__weakref__')
    connection, description, rowcount, lastrowid = (
        property(attrgetter('_' + name)) for name in ('connection', 'description', 'rowcount', 'lastrowid'))

    def __init__(self, connection, /):
        if not isinstance(connection, Connection):
            raise TypeError("Cursor() argument 1 must be sqlite3.Connection, "
                            f"not {type(connection).__name__}")
        if self._locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        connection._check_thread()
        self._connection = connection
        self._description = None
        self._rowcount = -1
        self._lastrowid = None
        self._arraysize = 1
        self.row_factory = None
        self._prepared = None
        self._next = None
        self._converters = None
        self._closed = False
        self._locked = False

    _locked = False

    @property
    def arraysize(self):
        """How many rows fetchmany() gets."""
        return self._arraysize

    @arraysize.setter
    def arraysize(self, size):
        self._arraysize = index(size)

    def _check(self):
        try:
            connection = self._connection
        except AttributeError:
            raise ProgrammingError("Base Cursor.__init__ not called.") from None
        if self._locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        if self._closed:
            raise ProgrammingError("Cannot operate on a closed cursor.")
        connection._check()
        return connection

    def _release(self):
        prepared, self._prepared, self._next = self._prepared, None, None
        if prepared is not None:
            prepared.statement.reset()
            prepared.in_use = False

    def _describe(self, statement):
        columns = statement.columns()
        detect = self._connection._detect_types
        names = []
        found = []
        for name, declared in columns:
            converter = None
            if detect & PARSE_COLNAMES:
                if '[' in name:
                    name, _, rest = name.partition('[')
                    name = name.rstrip()
                    if ']' in rest:
                        converter = converters.get(rest.partition(']')[0].upper())
            if converter is None and detect & PARSE_DECLTYPES and declared is not None:
                for at, c in enumerate(declared):
                    if c in ' (':
                        declared = declared[:at]
                        break
                converter = converters.get(declared.upper())
            names.append((name, None, None, None, None, None, None))
            found.append(converter and _of_something(converter))
        self._converters = tuple(found) if any(c is not None for c in found) else None
        return tuple(names) or None

    def _query(self, sql, rows, many):
        connection = self._check()
        if not isinstance(sql, str):
            raise TypeError(f"{'executemany' if many else 'execute'}() argument 1 must be str, "
                            f"not {type(sql).__name__}")
        if many:
            rows = iter(rows)
        self._release()
        self._rowcount = -1
        if not many:
            self._description = None
        self._locked = True
        prepared = None
        try:
            prepared = connection._prepare(sql)
            prepared.in_use = True
            statement = prepared.statement
            if many and not prepared.is_dml:
                raise ProgrammingError("executemany() can only execute DML statements.")
            db = connection._db
            if (prepared.is_dml and connection._autocommit == -1 and
                    connection._autocommit is not True and
                    connection._isolation_level is not None and
                    not db.number("in_transaction")):
                connection._run("BEGIN " + connection._isolation_level)
            changes = 0
            text_factory = connection.text_factory
            for parameters in rows:
                if _adapts_basic:
                    parameters = _all_adapted(parameters)
                statement.bind(parameters, _adapted)
                if not many:
                    self._description = self._describe(statement)
                row = statement.step(text_factory, self._converters)
                if many:
                    while row is not None:
                        row = statement.step(text_factory, self._converters)
                    changes += db.number("changes")
            if prepared.is_dml:
                if many:
                    self._rowcount = changes
                elif row is None:
                    self._rowcount = db.number("changes")
                else:
                    self._rowcount = 0
            if not many:
                self._lastrowid = db.number("last_insert_rowid")
                if row is not None:
                    self._prepared, self._next = prepared, row
                    prepared = None
        except BaseException:
            self._rowcount = -1
            raise
        finally:
            self._locked = False
            if prepared is not None:
                prepared.in_use = False
        return self

    def execute(self, sql, parameters=(), /):
        """Execute a statement."""
        return self._query(sql, (parameters,), False)

    def executemany(self, sql, seq_of_parameters, /):
        """Execute a statement for each item of seq_of_parameters."""
        return self._query(sql, seq_of_parameters, True)

    def executescript(self, sql_script, /):
        """Execute several statements, after a commit of the open transaction."""
        if not isinstance(sql_script, str):
            raise TypeError(f"executescript() argument must be str, "
                            f"not {type(sql_script).__name__}")
        connection = self._check()
        if connection._autocommit is not True and connection._autocommit == -1:
            if connection._db.number("in_transaction"):
                connection._run("COMMIT")
        self._release()
        if '\0' in sql_script:
            raise ValueError('embedded null character')
        data = sql_script.encode()
        while data:
            statement, rest = connection._db.prepare(data.decode())
            while statement.step(str, None) is not None:
                pass
            if rest == 0:
                break
            data = data[rest:]
        return self

    def __iter__(self, /):
        self._check()
        return self

    def __next__(self, /):
        connection = self._check()
        row = self._next
        if row is None:
            raise StopIteration
        prepared = self._prepared
        self._locked = True
        try:
            self._next = prepared.statement.step(connection.text_factory, self._converters)
        except BaseException:
            self._next = None
            raise
        finally:
            self._locked = False
            if self._next is None:
                if prepared.is_dml:
                    self._rowcount = connection._db.number("changes")
                self._prepared = None
                prepared.in_use = False
        if self.row_factory is not None:
            return self.row_factory(self, row)
        return row

    def fetchone(self, /):
        """The next row, or None."""
        return next(self, None) if type(self).__next__ is Cursor.__next__ else next(iter(self), None)

    def fetchmany(self, size=_MISSING):
        """A list of the next rows."""
        size = self._arraysize if size is _MISSING else index(size)
        rows = []
        for row in self:
            rows.append(row)
            if len(rows) == size:
                break
        return rows

    def fetchall(self, /):
        """A list of the rows that are left."""
        return list(self)

    def setinputsizes(self, sizes, /):
        """Does nothing; PEP 249 has it."""

    def setoutputsize(self, size, column=None, /):
        """Does nothing; PEP 249 has it."""

    def close(self, /):
        """Close the cursor."""
        try:
            connection = self._connection
        except AttributeError:
            raise ProgrammingError("Base Cursor.__init__ not called.") from None
        if self._locked:
            raise ProgrammingError("Recursive use of cursors not allowed.")
        connection._check()
        self._release()
        self._closed = True

    def __del__(self):
        prepared = self.__dict__.get('_prepared')
        if prepared is not None:
            try:
                self._release()
            except Error:
                pass


class Row:
    """A row whose columns have names, which do not mind case."""

    __module__ = 'sqlite3'
    __slots__ = ('_data', '_names')

    def __new__(cls, cursor, data, /):
        if not issubclass(type(cursor), Cursor):
            raise TypeError("Row() argument 1 must be sqlite3.Cursor, "
                            f"not {type(cursor).__name__}")
        if not isinstance(data, tuple):
            raise TypeError(f"Row() argument 2 must be tuple, not {type(data).__name__}")
        self = object.__new__(cls)
        self._data = data
        self._names = tuple(d[0] for d in cursor.description or ())
        return self

    def keys(self, /):
        """The names of the columns."""
        return list(self._names)

    def __len__(self, /):
        return len(self._data)

    def __iter__(self, /):
        return iter(self._data)

    def __getitem__(self, key, /):
        if isinstance(key, int):
            return self._data[key]
        if isinstance(key, str):
            names = self._names
            if key in names:
                return self._data[names.index(key)]
            if key.isascii():
                low = key.lower()
                for at, name in enumerate(names):
                    if name.lower() == low:
                        return self._data[at]
            raise IndexError("No item with that key")
        if isinstance(key, slice):
            return self._data[key]
        raise IndexError("Index must be int or string")

    def __hash__(self):
        return hash(self._names) ^ hash(self._data)

    def __eq__(self, other):
        if not isinstance(other, Row):
            return NotImplemented
        return self._names == other._names and self._data == other._data


def _bytes_of(data):
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


class Blob:
    """A blob as a file of fixed size."""

    __module__ = 'sqlite3'

    __iter__ = None     # Not a sequence, though it has items.

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 'sqlite3.Blob' instances")

    @classmethod
    def _of(cls, connection, place):
        self = object.__new__(cls)
        self._connection = connection
        self._place = place
        self._at = 0
        self._open = True
        self._size = connection._db.blob_io(place, 0, None, 0)
        return self

    def _check(self):
        self._connection._check()
        if not self._open:
            raise ProgrammingError("Cannot operate on a closed blob.")

    def _get(self, at, n):
        return self._connection._db.blob_io(self._place, at, None, n) if n else b''

    def _put(self, at, data):
        if data:
            self._connection._db.blob_io(self._place, at, data, 0)

    def close(self, /):
        """Close it."""
        self._connection._check()
        self._open = False

    def __enter__(self, /):
        self._check()
        return self

    def __exit__(self, type, val, tb, /):
        self._check()
        self.close()

    def __len__(self, /):
        self._check()
        return self._size

    def read(self, length=-1, /):
        """Up to length bytes from the position on."""
        self._check()
        left = self._size - self._at
        if length < 0 or length > left:
            length = left
        data = self._get(self._at, length)
        self._at += length
        return data

    def write(self, data, /):
        """Write bytes at the position; the blob cannot grow."""
        self._check()
        data = _bytes_of(data)
        if len(data) > self._size - self._at:
            raise ValueError("data longer than blob length")
        self._put(self._at, data)
        self._at += len(data)

    def tell(self, /):
        """The position."""
        self._check()
        return self._at

    def seek(self, offset, origin=0, /):
        """Move the position."""
        self._check()
        if origin == 0:
            at = offset
        elif origin == 1:
            at = self._at + offset
        elif origin == 2:
            at = self._size + offset
        else:
            raise ValueError("'origin' should be os.SEEK_SET, os.SEEK_CUR, or os.SEEK_END")
        if at < 0 or at > self._size:
            raise ValueError("offset out of blob range")
        self._at = at

    def _position(self, key):
        at = index(key)
        if at < 0:
            at += self._size
        if at < 0 or at >= self._size:
            raise IndexError("Blob index out of range")
        return at

    def __getitem__(self, key, /):
        self._check()
        if isinstance(key, slice):
            start, stop, step = key.indices(self._size)
            if step == 1:
                return self._get(start, max(stop - start, 0))
            return self._get(0, self._size)[key]
        if not hasattr(key, '__index__'):
            raise TypeError("Blob indices must be integers")
        return self._get(self._position(key), 1)[0]

    def __setitem__(self, key, value, /):
        self._check()
        if isinstance(key, slice):
            start, stop, step = key.indices(self._size)
            places = range(start, stop, step)
            value = _bytes_of(value)
            if len(value) != len(places):
                raise IndexError("Blob slice assignment is wrong size")
            if step == 1:
                self._put(start, value)
            elif len(places):
                data = bytearray(self._get(0, self._size))
                data[key] = value
                self._put(0, data)
            return
        if not hasattr(key, '__index__'):
            raise TypeError("Blob indices must be integers")
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        if not 0 <= value <= 255:
            raise ValueError("byte must be in range(0, 256)")
        self._put(self._position(key), bytes((value,)))

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
