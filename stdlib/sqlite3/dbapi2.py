"""The names of sqlite3: the interface of PEP 249, and the usual adapters."""
import collections.abc
import datetime
import time

import _sqlite3
from _sqlite3 import *

from ._core import (Blob, Connection, Cursor, LEGACY_TRANSACTION_CONTROL, PARSE_COLNAMES, PARSE_DECLTYPES, PrepareProtocol,
                    Row, adapt, adapters, connect, converters, register_adapter, register_converter)
from ._core import OURS as _ours

apilevel, paramstyle = '2.0', 'qmark'
threadsafety = 3

Binary = memoryview
Date, Time, Timestamp = datetime.date, datetime.time, datetime.datetime


def DateFromTicks(ticks):
    """The date of a time in seconds."""
    return TimestampFromTicks(ticks).date()


def TimeFromTicks(ticks):
    """The time of day of a time in seconds."""
    return TimestampFromTicks(ticks).time()


def TimestampFromTicks(ticks):
    """The date and time of a time in seconds."""
    return Timestamp(*time.localtime(ticks)[:6])


sqlite_version_info = tuple(map(int, sqlite_version.split('.')))
collections.abc.Sequence.register(Row)


# Names that are on their way out

_DEPRECATED = {'version': '2.6.0', 'version_info': (2, 6, 0)}


def _outdated(module):
    """A module's __getattr__()."""
    def __getattr__(name):
        if name not in _DEPRECATED:
            raise AttributeError(f'module {module!r} has no attribute {name!r}')
        import warnings
        warnings.warn(f'{name} is deprecated and will be removed in Python 3.14', DeprecationWarning, stacklevel=2)
        return _DEPRECATED[name]
    return __getattr__


__getattr__ = _outdated(__name__)


# Dates and times as text, which Python does by itself no longer from some version on

def _discouraged(name, function):
    def convert(value):
        import warnings
        warnings.warn(f'The default {name} is deprecated as of Python 3.12; see the sqlite3 documentation for suggested '
                      'replacement recipes', DeprecationWarning, skip_file_prefixes=(_ours,))
        return function(value)
    return convert


def _timestamp(data):
    day, clock = data.split(b' ')
    clock, _, fraction = clock.partition(b'.')
    micro = int(f'{fraction.decode():0<6.6}') if fraction else 0
    year, month, day = map(int, day.split(b'-'))
    hour, minute, second = map(int, clock.split(b':'))
    return Timestamp(year, month, day, hour, minute, second, micro)


register_adapter(Date, _discouraged('date adapter', Date.isoformat))
register_adapter(Timestamp, _discouraged('datetime adapter', lambda moment: moment.isoformat(' ')))
register_converter('date', _discouraged('date converter', lambda data: Date(*map(int, data.split(b'-')))))
register_converter('timestamp', _discouraged('timestamp converter', _timestamp))
