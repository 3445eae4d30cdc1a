"""The names of sqlite3: the interface of PEP 249, and the usual adapters."""
import collections.abc
import datetime
import time
import _sqlite3
from _sqlite3 import *
from ._core import (Blob, Connection, Cursor, LEGACY_TRANSACTION_CONTROL, PARSE_COLNAMES, PARSE_DECLTYPES, PrepareProtocol, Row,
                    adapt, adapters, connect, converters, register_adapter, register_converter)

paramstyle, apilevel, threadsafety = "qmark", "2.0", 3

Date, Time, Timestamp, Binary = datetime.date, datetime.time, datetime.datetime, memoryview

sqlite_version_info = tuple(map(int, sqlite_version.split(".")))

collections.abc.Sequence.register(Row)


def _moment(ticks):
    """The local date and time of a time in seconds, without what is below a second."""
    return Timestamp.fromtimestamp(ticks // 1)


def DateFromTicks(ticks):
    """The date of a time in seconds."""
    return _moment(ticks).date()


def TimeFromTicks(ticks):
    """The time of day of a time in seconds."""
    return _moment(ticks).time()


def TimestampFromTicks(ticks):
    """The date and time of a time in seconds."""
    return _moment(ticks)


def _usual(what, function):
    """One of the functions that change values without being asked to: it works, and warns."""
    def change(value):
        import warnings
        warnings.warn(f"The default {what} is deprecated as of Python 3.12; see the sqlite3 documentation for suggested "
                      "replacement recipes", DeprecationWarning, stacklevel=2)
        return function(value)
    return change


for _kind, _what, _type, _text in (("date", "date", Date, Date.isoformat),
                                   ("timestamp", "datetime", Timestamp, lambda moment: moment.isoformat(" "))):
    register_adapter(_type, _usual(f"{_what} adapter", _text))
    register_converter(_kind, _usual(f"{_kind} converter", lambda data, parse=_type.fromisoformat: parse(data.decode())))
del _kind, _what, _type, _text


def _deprecated(module):
    """A function that gives old names of a module, with a warning."""
    old = {"version": "2.6.0", "version_info": (2, 6, 0)}

    def get(name):
        if name not in old:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        import warnings
        warnings.warn(f"{name} is deprecated and will be removed in Python 3.14", DeprecationWarning, stacklevel=2)
        return old[name]
    return get


__getattr__ = _deprecated(__name__)
