"""Levels, records and formatters, and the lock of the tables of this package."""
import collections.abc
import io
import os
import re
import sys
import threading
import time
import weakref
from operator import attrgetter

import logging

__name__ = "logging"  # what users import it from

_startTime = time.time_ns()


# Locks: one of the module, one of each handler; a forked child gets them anew.

_lock = threading.RLock()
_locked_after_fork = weakref.WeakSet()


def _renew_locks():
    for owner in _locked_after_fork:
        owner._at_fork_reinit()
    _lock._at_fork_reinit()


# The names that packages with processes of their own know.
_prepareFork, _afterFork = _lock.acquire, _lock.release
if hasattr(os, 'register_at_fork'):
    os.register_at_fork(before=_prepareFork, after_in_child=_renew_locks, after_in_parent=_afterFork)


# Levels

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_nameToLevel = {'CRITICAL': CRITICAL, 'FATAL': FATAL, 'ERROR': ERROR, 'WARN': WARN, 'WARNING': WARNING, 'INFO': INFO,
                'DEBUG': DEBUG, 'NOTSET': NOTSET}
_levelToName = {level: name for name, level in _nameToLevel.items() if name not in ('FATAL', 'WARN')}


def getLevelNamesMapping():
    """A copy of the mapping from names to levels."""
    return dict(_nameToLevel)


def getLevelName(level):
    """The name of a level ('Level 7' if it has none), or the level of a name."""
    for table in _levelToName, _nameToLevel:
        if level in table:
            return table[level]
    return f"Level {level}"


def addLevelName(level, levelName):
    """Give a level a name."""
    with _lock:
        _levelToName[level], _nameToLevel[levelName] = levelName, level


def _checkLevel(level):
    """A level given as number or name, as a number."""
    if isinstance(level, str):
        if level in _nameToLevel:
            return _nameToLevel[level]
        raise ValueError(f"Unknown level: {level!r}")
    if not isinstance(level, int):
        raise TypeError(f"Level not an integer or a valid string: {level!r}")
    return level


# Records

class _SourceNames(dict):
    """From the path of a source file to its name and the name of the module."""

    def __missing__(self, path):
        name = os.path.basename(path)
        self[path] = found = name, os.path.splitext(name)[0]
        return found


_source_names = _SourceNames()


def _process_name():
    name = 'MainProcess'
    if (multiprocessing := sys.modules.get('multiprocessing')) is not None:
        try:
            name = multiprocessing.current_process().name
        except Exception:  # the module may be half imported
            pass
    return name


def _task_name(asyncio):
    try:
        return asyncio.current_task().get_name()
    except Exception:  # no event loop runs, or no task of it
        return None


class LogRecord(object):
    """One logged event with all that is known about it."""

    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        now = time.time_ns()
        self.name = name
        self.msg = msg
        if args and len(args) == 1 and args[0] and isinstance(args[0], collections.abc.Mapping):
            args = args[0]
        self.args = args
        self.levelname = _levelToName.get(level) or getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        try:
            self.filename, self.module = _source_names[pathname]
        except (TypeError, ValueError, AttributeError):
            self.filename, self.module = pathname, "Unknown module"
        self.exc_info = exc_info
        self.exc_text = None
        self.stack_info = sinfo
        self.lineno = lineno
        self.funcName = func
        self.created = now / 1000000000
        self.msecs = now % 1000000000 // 1000000 + 0.0
        if self.msecs == 999.0 and self.created % 1 == 0.0:
            self.msecs = 0.0  # created was rounded up
        self.relativeCreated = (now - _startTime) / 1000000
        self.thread = threading.get_ident() if logging.logThreads else None
        self.threadName = threading.current_thread().name if logging.logThreads else None
        self.processName = _process_name() if logging.logMultiprocessing else None
        self.process = os.getpid() if logging.logProcesses else None
        asyncio = sys.modules.get('asyncio') if logging.logAsyncioTasks else None
        self.taskName = _task_name(asyncio) if asyncio is not None else None

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'

    def getMessage(self):
        """The message with its arguments put in."""
        message = str(self.msg)
        return message % self.args if self.args else message


# Formatters

class _Positional(dict):
    """From a %-format with names to a function that fills it from a record's attributes, or None where that would not be
    the same as filling it from the record's __dict__."""

    _field = re.compile(r'%(?:\((\w+)\)|%)')

    def __missing__(self, fmt):
        self[fmt] = fill = self._made(fmt)
        return fill

    def _made(self, fmt):
        names = [name for name in self._field.findall(fmt) if name]
        template = self._field.sub(lambda found: '%' if found[1] else '%%', fmt)
        if not names or template.count('%') != len(names) + 2 * fmt.count('%%') or '*' in template:
            return None
        if any(name[0].isdigit() or hasattr(LogRecord, name) for name in names):
            return None
        values = attrgetter(*names)
        if len(names) == 1:
            return lambda record: template % (values(record),)
        return lambda record: template % values(record)


_positional = _Positional()


class PercentStyle(object):
    """Formats written as %(name)s."""

    default_format = '%(message)s'
    asctime_format = '%(asctime)s'
    asctime_search = '%(asctime)'
    validation_pattern = re.compile(r'%\(\w+\)[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[acdefgiorsux%]', re.I)

    def __init__(self, fmt, *, defaults=None):
        self._fmt = fmt or self.default_format
        self._defaults = defaults

    def usesTime(self):
        """Does the format show the time?"""
        return self.asctime_search in self._fmt

    def validate(self):
        """ValueError if the format is wrong."""
        if self.validation_pattern.search(self._fmt) is None:
            raise ValueError(f"Invalid format '{self._fmt}' for '{self.default_format[0]}' style")

    def _values(self, record):
        return {**self._defaults, **record.__dict__} if self._defaults else record.__dict__

    def _format(self, record):
        if not self._defaults and (fill := _positional[self._fmt]) is not None:
            try:
                return fill(record)
            except AttributeError:
                pass
        return self._fmt % self._values(record)

    def format(self, record):
        """The text of a record."""
        try:
            return self._format(record)
        except KeyError as missing:
            raise ValueError(f'Formatting field not found in record: {missing}')


class StrFormatStyle(PercentStyle):
    """Formats written as {name}."""

    default_format = '{message}'
    asctime_format = '{asctime}'
    asctime_search = '{asctime'
    fmt_spec = re.compile(r'(?:.?[<=>^])?[-+ ]?#?0?(?:\d+|\{\w+\})?[,_]?(?:\.(?:\d+|\{\w+\}))?[bcdefgnosx%]?', re.I)
    field_spec = re.compile(r'(?:\d+|\w+)(?:\.\w+|\[[^]]+\])*')

    def _format(self, record):
        return self._fmt.format(**self._values(record))

    def _faults(self):
        """What is wrong with the format: a text for each fault, from the left."""
        from string import Formatter
        fields = 0
        try:
            for _, field, spec, conversion in Formatter().parse(self._fmt):
                if field:
                    fields += 1
                    if not self.field_spec.fullmatch(field):
                        yield f"invalid field name/expression: {field!r}"
                if conversion and conversion not in 'rsa':
                    yield f"invalid conversion: {conversion!r}"
                if spec and not self.fmt_spec.fullmatch(spec):
                    yield f"bad specifier: {spec!r}"
        except ValueError as error:
            yield str(error)
        if not fields:
            yield "no fields"

    def validate(self):
        """ValueError if the format is wrong."""
        for fault in self._faults():
            raise ValueError(f"invalid format: {fault}")


class StringTemplateStyle(PercentStyle):
    """Formats written as $name."""

    default_format = '${message}'
    asctime_format = '${asctime}'
    asctime_search = '${asctime}'

    def __init__(self, *args, **kwargs):
        from string import Template
        super().__init__(*args, **kwargs)
        self._tpl = Template(self._fmt)

    def usesTime(self):
        return '$asctime' in self._fmt or self.asctime_search in self._fmt

    def validate(self):
        """ValueError if the format is wrong."""
        kinds = {'$' if found[0] == '$' else found.lastgroup for found in self._tpl.pattern.finditer(self._fmt)}
        if '$' in kinds:
            raise ValueError("invalid format: bare '$' not allowed")
        if kinds.isdisjoint(('named', 'braced')):
            raise ValueError("invalid format: no fields")

    def _format(self, record):
        return self._tpl.substitute(**self._values(record))


BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'

_STYLES = {'%': (PercentStyle, BASIC_FORMAT),
           '{': (StrFormatStyle, '{levelname}:{name}:{message}'),
           '$': (StringTemplateStyle, '${levelname}:${name}:${message}')}


def _style_of(sign):
    if sign not in _STYLES:
        raise ValueError(f"Style must be one of: {','.join(_STYLES)}")
    return _STYLES[sign]


class Formatter(object):
    """Turns records into text.

    fmt uses %(name)s, {name} or $name, as style says, for the attributes of
    records; datefmt is for time.strftime(); defaults are for attributes
    records lack."""

    converter = time.localtime
    default_time_format = '%Y-%m-%d %H:%M:%S'
    default_msec_format = '%s,%03d'

    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None):
        self._style = _style_of(style)[0](fmt, defaults=defaults)
        if validate:
            self._style.validate()
        self._fmt = self._style._fmt
        self.datefmt = datefmt

    def formatTime(self, record, datefmt=None):
        """When the record was made, as text."""
        text = time.strftime(datefmt or self.default_time_format, self.converter(record.created))
        return text if datefmt or not self.default_msec_format else self.default_msec_format % (text, record.msecs)

    def formatException(self, ei):
        """An exception, given as sys.exc_info() does, as text."""
        import traceback
        text = io.StringIO()
        traceback.print_exception(*ei, file=text)
        return text.getvalue().removesuffix("\n")

    def usesTime(self):
        """Does the format show the time?"""
        return self._style.usesTime()

    def formatMessage(self, record):
        """The text of a record without exception and stack."""
        return self._style.format(record)

    def formatStack(self, stack_info):
        """Information about the stack as text; may be overridden."""
        return stack_info

    def format(self, record):
        """The text of a record, with its exception and stack if it has them."""
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            text = _below(text, record.exc_text)
        if record.stack_info:
            text = _below(text, self.formatStack(record.stack_info))
        return text


def _below(text, more):
    return text + more if text.endswith("\n") else f"{text}\n{more}"


_defaultFormatter = Formatter()


class BufferingFormatter(object):
    """Formats several records as one text."""

    def __init__(self, linefmt=None):
        self.linefmt = linefmt or _defaultFormatter

    def formatHeader(self, records):
        """What stands before the records."""
        return ""

    def formatFooter(self, records):
        """What stands after the records."""
        return ""

    def format(self, records):
        """The text of the records, between header and footer."""
        if not records:
            return ""
        return "".join((self.formatHeader(records), *map(self.linefmt.format, records), self.formatFooter(records)))
