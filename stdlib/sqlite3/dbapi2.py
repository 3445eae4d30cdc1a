"""The names of sqlite3: the interface of PEP 249, and the usual adapters."""
import collections.abc
import datetime
import time

import _sqlite3
from _sqlite3 import *
from ._core import (Blob, Connection, Cursor, LEGACY_TRANSACTION_CONTROL, PARSE_COLNAMES,
                    PARSE_DECLTYPES, PrepareProtocol, Row, adapt, adapters, connect, converters,
                    register_adapter, register_converter)

_deprecated_names = frozenset({"version", "version_info"})

paramstyle = "qmark"
apilevel = "2.0"
threadsafety = 3

Date = datetime.date
Time = datetime.time
Timestamp = datetime.datetime


def DateFromTicks(ticks):
    """The date of a time in seconds."""
    return Date(*time.localtime(ticks)[:3])


def TimeFromTicks(ticks):
    """The time of day of a time in seconds."""
    return Time(*time.localtime(ticks)[3:6])


def TimestampFromTicks(ticks):
    """The date and time of a time in seconds."""
    return Timestamp(*time.localtime(ticks)[:6])


_deprecated_version_info = (2, 6, 0)
_deprecated_version = "2.6.0"
sqlite_version_info = tuple([int(x) for x in sqlite_version.split(".")])

Binary = memoryview
collections.abc.Sequence.register(Row)


def _register_adapters_and_converters():
    from warnings import warn
    msg = ("The default {what} is deprecated as of Python 3.12; "
           "see the sqlite3 documentation for suggested replacement recipes")

    def adapt_date(val):
        warn(msg.format(what="date adapter"), DeprecationWarning, stacklevel=2)
        return val.isoformat()

    def adapt_datetime(val):
        warn(msg.format(what="datetime adapter"), DeprecationWarning, stacklevel=2)
        return val.isoformat(" ")

    def convert_date(val):
        warn(msg.format(what="date converter"), DeprecationWarning, stacklevel=2)
        return datetime.date(*map(int, val.split(b"-")))

    def convert_timestamp(val):
        warn(msg.format(what="timestamp converter"), DeprecationWarning, stacklevel=2)
        datepart, timepart = val.split(b" ")
        year, month, day = map(int, datepart.split(b"-"))
        timepart_full = timepart.split(b".")
        hours, minutes, seconds = map(int, timepart_full[0].split(b":"))
        if len(timepart_full) == 2:
            microseconds = int('{:0<6.6}'.format(timepart_full[1].decode()))
        else:
            microseconds = 0
        return datetime.datetime(year, month, day, hours, minutes, seconds, microseconds)

    register_adapter(datetime.date, adapt_date)
    register_adapter(datetime.datetime, adapt_datetime)
    register_converter("date", convert_date)
    register_converter("timestamp", convert_timestamp)


_register_adapters_and_converters()
del _register_adapters_and_converters, Database, _sqlite3


def __getattr__(name):
    if name in _deprecated_names:
        from warnings import warn
        warn(f"{name} is deprecated and will be removed in Python 3.14", DeprecationWarning,
             stacklevel=2)
        return globals()[f"_deprecated_{name}"]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
