"""Logging: loggers in a hierarchy, handlers that write records, formatters and filters."""
import atexit
import collections.abc
import io
import os
import sys
import threading
import time
import warnings
import weakref
import re
from operator import attrgetter
from types import GenericAlias

__all__ = ['BASIC_FORMAT', 'BufferingFormatter', 'CRITICAL', 'DEBUG', 'ERROR', 'FATAL', 'FileHandler', 'Filter', 'Formatter',
           'Handler', 'INFO', 'LogRecord', 'Logger', 'LoggerAdapter', 'NOTSET', 'NullHandler', 'StreamHandler', 'WARN',
           'WARNING', 'addLevelName', 'basicConfig', 'captureWarnings', 'critical', 'debug', 'disable', 'error', 'exception',
           'fatal', 'getLevelName', 'getLogger', 'getLoggerClass', 'info', 'log', 'makeLogRecord', 'setLoggerClass',
           'shutdown', 'warn', 'warning', 'getLogRecordFactory', 'setLogRecordFactory', 'lastResort', 'raiseExceptions',
           'getLevelNamesMapping', 'getHandlerByName', 'getHandlerNames']

_startTime = time.time_ns()

raiseExceptions = True  # is an error in a handler shown?
logThreads = logMultiprocessing = logProcesses = logAsyncioTasks = True  # do records tell these?

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


# Where a call comes from

_srcfile = os.path.normcase(addLevelName.__code__.co_filename)


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def _caller(frame):
    """The first frame, from this one outwards, that is neither of this module nor of the import system; or None."""
    while frame is not None:
        filename = frame.f_code.co_filename
        if filename != _srcfile and ("_bootstrap" not in filename or "importlib" not in filename):
            break
        frame = frame.f_back
    return frame


# Locks: one of the module, one of each handler; a forked child gets them anew.

_lock = threading.RLock()
_locked_after_fork = weakref.WeakSet()


def _renew_locks():
    for owner in _locked_after_fork:
        owner._at_fork_reinit()
    _lock._at_fork_reinit()


if hasattr(os, 'register_at_fork'):
    os.register_at_fork(before=_lock.acquire, after_in_child=_renew_locks, after_in_parent=_lock.release)


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
        self.thread = threading.get_ident() if logThreads else None
        self.threadName = threading.current_thread().name if logThreads else None
        self.processName = _process_name() if logMultiprocessing else None
        self.process = os.getpid() if logProcesses else None
        asyncio = sys.modules.get('asyncio') if logAsyncioTasks else None
        self.taskName = _task_name(asyncio) if asyncio is not None else None

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'

    def getMessage(self):
        """The message with its arguments put in."""
        message = str(self.msg)
        return message % self.args if self.args else message


_logRecordFactory = LogRecord


def setLogRecordFactory(factory):
    """Set what makes log records."""
    global _logRecordFactory
    _logRecordFactory = factory


def getLogRecordFactory():
    """What makes log records."""
    return _logRecordFactory


def makeLogRecord(dict):
    """A record with these attributes, for events that come from elsewhere."""
    record = _logRecordFactory(None, None, "", 0, "", (), None, None, None)
    record.__dict__.update(dict)
    return record


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

    default_format = '%(message)s'
    asctime_format = '%(asctime)s'
    asctime_search = '%(asctime)'
    validation_pattern = re.compile(r'%\(\w+\)[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[acdefgiorsux%]', re.I)

    def __init__(self, fmt, *, defaults=None):
        self._fmt = fmt or self.default_format
        self._defaults = defaults

    def usesTime(self):
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
        try:
            return self._format(record)
        except KeyError as missing:
            raise ValueError(f'Formatting field not found in record: {missing}')


class StrFormatStyle(PercentStyle):

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
        for fault in self._faults():
            raise ValueError(f"invalid format: {fault}")


class StringTemplateStyle(PercentStyle):

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
        return ""

    def formatFooter(self, records):
        return ""

    def format(self, records):
        if not records:
            return ""
        return "".join((self.formatHeader(records), *map(self.linefmt.format, records), self.formatFooter(records)))


# Filters

class Filter(object):
    """Lets pass the records of one logger and those below it."""

    def __init__(self, name=''):
        self.name = name
        self.nlen = len(name)

    def filter(self, record):
        """Shall the record be logged?"""
        return not self.name or f"{record.name}.".startswith(f"{self.name}.")


def _include(items, item):
    if item not in items:
        items.append(item)


def _exclude(items, item):
    if item in items:
        items.remove(item)


class Filterer(object):
    """What loggers and handlers have in common: filters."""

    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        """Add a filter: an object with filter(), or a function."""
        _include(self.filters, filter)

    def removeFilter(self, filter):
        """Remove a filter."""
        _exclude(self.filters, filter)

    def filter(self, record):
        """False if a filter says no; else the record, or what a filter gave in its place."""
        for judge in self.filters:
            verdict = getattr(judge, 'filter', judge)(record)
            if not verdict:
                return False
            if isinstance(verdict, LogRecord):
                record = verdict
        return record


# Handlers

_handlers = weakref.WeakValueDictionary()
_handlerList = []


def _forget(reference, lock=_lock, handlers=_handlerList, exclude=_exclude):
    with lock:  # the globals may be gone when the program ends
        exclude(handlers, reference)


def getHandlerByName(name):
    """The handler of that name, or None."""
    return _handlers.get(name)


def getHandlerNames():
    """The names of all handlers that have one."""
    return frozenset(_handlers)


class Handler(Filterer):
    """Takes records somewhere; subclasses define emit()."""

    def __init__(self, level=NOTSET):
        super().__init__()
        self._name = None
        self.level = _checkLevel(level)
        self.formatter = None
        self._closed = False
        with _lock:
            _handlerList.append(weakref.ref(self, _forget))
        self.createLock()

    def get_name(self):
        return self._name

    def set_name(self, name):
        with _lock:
            _handlers.pop(self._name, None)
            if name:
                _handlers[name] = self
            self._name = name

    name = property(get_name, set_name)

    def createLock(self):
        """Make the lock that protects what the handler writes to."""
        self.lock = threading.RLock()
        _locked_after_fork.add(self)

    def _at_fork_reinit(self):
        self.lock._at_fork_reinit()

    def acquire(self):
        if lock := self.lock:
            lock.acquire()

    def release(self):
        if lock := self.lock:
            lock.release()

    def setLevel(self, level):
        """Ignore records below a level."""
        self.level = _checkLevel(level)

    def format(self, record):
        """The text of a record, by the handler's formatter."""
        return (self.formatter or _defaultFormatter).format(record)

    def emit(self, record):
        """Write a record; for subclasses to define."""
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        """Write a record if the filters let it pass; gives the record or False."""
        verdict = self.filter(record)
        if verdict:
            lock = self.lock
            lock.acquire()
            try:
                self.emit(verdict if isinstance(verdict, LogRecord) else record)
            finally:
                lock.release()
        return verdict

    def setFormatter(self, fmt):
        """Set the formatter."""
        self.formatter = fmt

    def flush(self):
        """Write what is buffered."""

    def close(self):
        """Free what the handler holds."""
        with _lock:
            _handlers.pop(self._name, None)
            self._closed = True

    def handleError(self, record):
        """Called for an exception during emit(): print it, unless raiseExceptions is false."""
        output, error = sys.stderr, sys.exception()
        if not raiseExceptions or not output:
            return
        try:
            _report(output, error, record)
        except OSError:
            pass  # nobody reads standard error
        finally:
            del error

    def __repr__(self):
        return f"<{type(self).__name__} ({getLevelName(self.level)})>"


def _report(output, error, record):
    """Print what went wrong while a record was being written."""
    import traceback
    output.write("--- Logging error ---\n")
    traceback.print_exception(error, file=output)
    output.write("Call stack:\n")
    frame = error and error.__traceback__ and error.__traceback__.tb_frame
    while frame is not None and frame.f_globals.get('__package__') == __package__:
        frame = frame.f_back
    if frame is None:
        output.write(f"Logged from file {record.filename}, line {record.lineno}\n")
    else:
        traceback.print_stack(frame, file=output)
    try:
        output.write(f"Message: {record.msg!r}\nArguments: {record.args}\n")
    except RecursionError:
        raise
    except Exception:
        output.write("Unable to print the message and arguments - possible formatting error.\n"
                     "Use the traceback above to help find the error.\n")


class StreamHandler(Handler):
    """Writes to a stream, sys.stderr by default."""

    terminator = '\n'

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        lock = self.lock
        lock.acquire()
        try:
            if (stream := self.stream) and hasattr(stream, 'flush'):
                stream.flush()
        finally:
            lock.release()

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        """Change the stream; returns the old one, or None if it is the same."""
        if (old := self.stream) is stream:
            return None
        with self.lock:
            self.flush()
            self.stream = stream
        return old

    def __repr__(self):
        name = str(getattr(self.stream, 'name', ''))
        return f"<{type(self).__name__} {name}{' ' if name else ''}({getLevelName(self.level)})>"

    __class_getitem__ = classmethod(GenericAlias)


_open_file = open  # records may come when the builtins are gone already


class FileHandler(StreamHandler):
    """Writes to a file; with delay it is opened for the first record."""

    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        self.baseFilename = os.path.abspath(filename)
        self.mode = mode
        self.encoding = encoding if 'b' in mode else io.text_encoding(encoding)
        self.errors = errors
        self.delay = delay
        if delay:
            Handler.__init__(self)
            self.stream = None
        else:
            super().__init__(self._open())

    def _open(self):
        return _open_file(self.baseFilename, self.mode, encoding=self.encoding, errors=self.errors)

    def close(self):
        with self.lock:
            try:
                if stream := self.stream:
                    try:
                        self.flush()
                    finally:
                        self.stream = None
                        getattr(stream, 'close', bool)()
            finally:
                super().close()

    def emit(self, record):
        if self.stream is None and not (self._closed and self.mode == 'w'):
            self.stream = self._open()
        if self.stream:
            super().emit(record)

    def __repr__(self):
        return f"<{type(self).__name__} {self.baseFilename} ({getLevelName(self.level)})>"


class _StderrHandler(StreamHandler):
    """Writes to what sys.stderr is at that time."""

    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


lastResort = _defaultLastResort = _StderrHandler(WARNING)


class NullHandler(Handler):
    """Does nothing; for libraries that leave it to the program what to log."""

    def handle(self, record):
        """Nothing."""

    def emit(self, record):
        """Nothing."""

    def createLock(self):
        self.lock = None

    def _at_fork_reinit(self):
        pass


# Loggers

class PlaceHolder(object):
    """Stands in the hierarchy for a logger that nobody asked for yet."""

    def __init__(self, alogger):
        self.loggerMap = dict.fromkeys([alogger])

    def append(self, alogger):
        self.loggerMap.setdefault(alogger)


def _checked_class(klass):
    if klass is not Logger and not issubclass(klass, Logger):
        raise TypeError(f"logger not derived from logging.Logger: {klass.__name__}")
    return klass


def setLoggerClass(klass):
    """Set the class of new loggers."""
    global _loggerClass
    _loggerClass = _checked_class(klass)


def getLoggerClass():
    """The class of new loggers."""
    return _loggerClass


class Manager(object):
    """Holds the hierarchy of loggers."""

    def __init__(self, rootnode):
        self.root, self.loggerDict = rootnode, {}
        self.loggerClass = self.logRecordFactory = None
        self.emittedNoHandlerWarning = False
        self._disable = NOTSET

    def _set_disable(self, value):
        self._disable = _checkLevel(value)
        self._clear_cache()

    disable = property(attrgetter('_disable'), _set_disable)

    def getLogger(self, name):
        """The logger of that name, made if need be."""
        if not isinstance(name, str):
            raise TypeError('A logger name must be a string')
        with _lock:
            known = self.loggerDict.get(name)
            if known is not None and not isinstance(known, PlaceHolder):
                return known
            logger = self.loggerDict[name] = (self.loggerClass or _loggerClass)(name)
            logger.manager = self
            logger.parent = self._parent_for(logger)
            for heir in known.loggerMap if known is not None else ():
                if not heir.parent.name.startswith(name):
                    logger.parent, heir.parent = heir.parent, logger
        return logger

    def _parent_for(self, logger):
        """The nearest logger above a new one; the places between the two remember the new one."""
        path = logger.name
        while path := path.rpartition('.')[0]:
            match self.loggerDict.get(path):
                case None:
                    self.loggerDict[path] = PlaceHolder(logger)
                case PlaceHolder() as place:
                    place.append(logger)
                case above:
                    return above
        return self.root

    def setLoggerClass(self, klass):
        """Set the class of new loggers of this manager."""
        self.loggerClass = _checked_class(klass)

    def setLogRecordFactory(self, factory):
        """Set what makes the records of this manager."""
        self.logRecordFactory = factory

    def _clear_cache(self):
        """Let every logger work out anew which levels are silent."""
        with _lock:
            for logger in (self.root, *self.loggerDict.values()):
                logger._silent = _UNKNOWN


_UNKNOWN = -sys.maxsize


def _method_logging(name, level):
    """The method of loggers that logs with this level."""
    def method(self, msg, *args, **kwargs):
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    return _named(method, name, "Logger", f"Log 'msg % args' with level {_levelToName[level]}.")


def _named(function, name, owner, doc):
    function.__code__ = function.__code__.replace(co_name=name)  # what tracebacks show
    function.__name__, function.__doc__ = name, doc
    function.__qualname__ = f"{owner}.{name}" if owner else name
    return function


class Logger(Filterer):
    """A channel for messages; names with dots make a hierarchy."""

    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level = name, _checkLevel(level)
        self._silent = _UNKNOWN  # the highest level that is not logged
        self.disabled, self.handlers = False, []
        self.parent, self.propagate = None, True

    def setLevel(self, level):
        """Ignore messages below a level."""
        self.level = _checkLevel(level)
        self._silent = _UNKNOWN
        self.manager._clear_cache()

    debug = _method_logging("debug", DEBUG)
    info = _method_logging("info", INFO)
    warning = _method_logging("warning", WARNING)
    error = _method_logging("error", ERROR)
    critical = _method_logging("critical", CRITICAL)

    def warn(self, msg, *args, **kwargs):
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)

    def fatal(self, msg, *args, **kwargs):
        """Another name of critical()."""
        self.critical(msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        """error() with the exception being handled."""
        self.error(msg, *args, exc_info=exc_info, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        """Log 'msg % args' with any level."""
        if isinstance(level, int):
            if self.isEnabledFor(level):
                self._log(level, msg, args, **kwargs)
        elif raiseExceptions:
            raise TypeError("level must be an integer")

    def findCaller(self, stack_info=False, stacklevel=1):
        """(file, line, function, stack as text or None) of who called the logger."""
        frame = outer = _caller(sys._getframe(1))
        if frame is None:
            return "(unknown file)", 0, "(unknown function)", None
        while stacklevel > 1 and (outer := _caller(outer.f_back)) is not None:
            frame, stacklevel = outer, stacklevel - 1
        stack = None
        if stack_info:
            import traceback
            stack = "".join(("Stack (most recent call last):\n", *traceback.format_stack(frame))).removesuffix("\n")
        code = frame.f_code
        return code.co_filename, frame.f_lineno, code.co_name, stack

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        """Make the record; extra are more attributes."""
        record = _logRecordFactory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        if extra is not None:
            attributes = record.__dict__
            for key in extra:
                if key in attributes or key in ("message", "asctime"):
                    raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
                attributes[key] = extra[key]
        return record

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        path, line, function, stack = "(unknown file)", 0, "(unknown function)", None
        if _srcfile:
            try:
                path, line, function, stack = self.findCaller(stack_info, stacklevel)
            except ValueError:
                pass
        if exc_info and not isinstance(exc_info, tuple):
            given = isinstance(exc_info, BaseException)
            exc_info = (type(exc_info), exc_info, exc_info.__traceback__) if given else sys.exc_info()
        self.handle(self.makeRecord(self.name, level, path, line, msg, args, exc_info, function, extra, stack))

    def handle(self, record):
        """Give a record to the handlers, if the filters let it pass."""
        if not self.disabled and (verdict := self.filter(record)):
            self.callHandlers(verdict if isinstance(verdict, LogRecord) else record)

    def addHandler(self, hdlr):
        """Add a handler."""
        with _lock:
            _include(self.handlers, hdlr)

    def removeHandler(self, hdlr):
        """Remove a handler."""
        with _lock:
            _exclude(self.handlers, hdlr)

    def _upwards(self):
        """This logger and those above it that get its records too."""
        logger = self
        while logger:
            yield logger
            logger = logger.propagate and logger.parent

    def hasHandlers(self):
        """Does this logger or one above it have a handler?"""
        return any(logger.handlers for logger in self._upwards())

    def callHandlers(self, record):
        """Give a record to the handlers of this logger and those above it."""
        nobody = True
        for logger in self._upwards():
            for handler in logger.handlers:
                nobody = False
                if record.levelno >= handler.level:
                    handler.handle(record)
        if nobody:
            self._without_handlers(record)

    def _without_handlers(self, record):
        manager, resort = self.manager, lastResort
        if resort and record.levelno >= resort.level:
            resort.handle(record)
        elif not resort and raiseExceptions and not manager.emittedNoHandlerWarning:
            manager.emittedNoHandlerWarning = True
            sys.stderr.write(f'No handlers could be found for logger "{self.name}"\n')

    def getEffectiveLevel(self):
        """The level of this logger, or of the nearest above it that has one."""
        logger = self
        while not logger.level and logger.parent:
            logger = logger.parent
        return logger.level

    def isEnabledFor(self, level):
        """Would a message with this level be logged?"""
        if self._silent >= level or self.disabled:
            return False
        if self._silent == _UNKNOWN:
            with _lock:
                self._silent = max(self.manager.disable, self.getEffectiveLevel() - 1)
            return not self._silent >= level
        return True

    def getChild(self, suffix):
        """The logger with suffix below this one."""
        return self.manager.getLogger(suffix if self.root is self else f"{self.name}.{suffix}")

    def getChildren(self):
        """The loggers directly below this one."""
        prefix = "" if self.root is self else f"{self.name}."
        with _lock:
            return {logger for name, logger in self.manager.loggerDict.items()
                    if isinstance(logger, Logger) and logger.parent is self and "." not in name.removeprefix(prefix)}

    def __repr__(self):
        return f"<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"

    def __reduce__(self):
        if getLogger(self.name) is not self:
            import pickle
            raise pickle.PicklingError('logger cannot be pickled')
        return getLogger, (self.name,)


class RootLogger(Logger):
    """The logger above all others."""

    def __init__(self, level):
        super().__init__("root", level)

    def __reduce__(self):
        return getLogger, ()


_loggerClass = Logger


def _method_adapting(name, level):
    """The method of adapters that logs with this level."""
    def method(self, msg, *args, **kwargs):
        self.log(level, msg, *args, **kwargs)

    return _named(method, name, "LoggerAdapter", f"Log with the context and level {_levelToName[level]}.")


class LoggerAdapter(object):
    """A logger that adds context to all its messages; see process()."""

    def __init__(self, logger, extra=None, merge_extra=False):
        self.logger = logger
        self.extra = extra
        self.merge_extra = merge_extra

    def process(self, msg, kwargs):
        """The message and keywords to log; override to change them."""
        own = kwargs.get("extra") if self.merge_extra else None
        kwargs["extra"] = {**self.extra, **own} if own is not None else self.extra
        return msg, kwargs

    debug = _method_adapting("debug", DEBUG)
    info = _method_adapting("info", INFO)
    warning = _method_adapting("warning", WARNING)
    error = _method_adapting("error", ERROR)
    critical = _method_adapting("critical", CRITICAL)

    def warn(self, msg, *args, **kwargs):
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        """Log a message with the context."""
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def _log(self, level, msg, args, **kwargs):
        return self.logger._log(level, msg, args, **kwargs)

    def hasHandlers(self):
        return self.logger.hasHandlers()

    def getEffectiveLevel(self):
        return self.logger.getEffectiveLevel()

    def isEnabledFor(self, level):
        return self.logger.isEnabledFor(level)

    def setLevel(self, level):
        self.logger.setLevel(level)

    name = property(attrgetter('logger.name'))
    manager = property(attrgetter('logger.manager'), lambda self, value: setattr(self.logger, 'manager', value))

    def __repr__(self):
        return f"<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"

    __class_getitem__ = classmethod(GenericAlias)


Logger.root = root = RootLogger(WARNING)
Logger.manager = Manager(root)


# The root logger, for programs that need no other

def basicConfig(**kwargs):
    """Set up the root logger, unless it has handlers already.

    filename, filemode, encoding, errors: log to a file; stream: or to this;
    handlers: or to these; format, datefmt, style: of the messages; level: of
    the root logger; force: remove the handlers there are."""
    take = kwargs.pop
    with _lock:
        force, encoding, errors = take('force', False), take('encoding', None), take('errors', 'backslashreplace')
        if force:
            for handler in list(root.handlers):
                root.removeHandler(handler)
                handler.close()
        if root.handlers:
            return
        handlers = take("handlers", None)
        if handlers is not None:
            if not {"stream", "filename"}.isdisjoint(kwargs):
                raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
        elif {"stream", "filename"} <= kwargs.keys():
            raise ValueError("'stream' and 'filename' should not be specified together")
        filename, mode, stream = take("filename", None), take("filemode", 'a'), take("stream", None)
        if handlers is None:
            if not filename:
                handlers = StreamHandler(stream),
            elif 'b' in mode:
                handlers = FileHandler(filename, mode, encoding=encoding, errors=None),
            else:
                handlers = FileHandler(filename, mode, encoding=io.text_encoding(encoding), errors=errors),
        datefmt, sign = take("datefmt", None), take("style", '%')
        formatter = Formatter(take("format", None) or _style_of(sign)[1], datefmt, sign)
        for handler in handlers:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            root.addHandler(handler)
        level = take("level", None)
        if level is not None:
            root.setLevel(level)
        if kwargs:
            raise ValueError(f"Unrecognised argument(s): {', '.join(kwargs)}")


def getLogger(name=None):
    """The logger of that name; the root logger without one."""
    return Logger.manager.getLogger(name) if name and name != root.name else root


def _function_logging(name):
    """The function that logs to the root logger by the method of that name."""
    def function(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(msg, *args, **kwargs)

    doc = f"Log to the root logger with level {name.upper()}; calls basicConfig() if need be."
    return _named(function, name, "", doc)


debug = _function_logging("debug")
info = _function_logging("info")
warning = _function_logging("warning")
error = _function_logging("error")
critical = _function_logging("critical")


def fatal(msg, *args, **kwargs):
    """Another name of critical()."""
    critical(msg, *args, **kwargs)


def warn(msg, *args, **kwargs):
    warnings.warn("The 'warn' function is deprecated, use 'warning' instead", DeprecationWarning, 2)
    warning(msg, *args, **kwargs)


def exception(msg, *args, exc_info=True, **kwargs):
    """error() with the exception being handled."""
    error(msg, *args, exc_info=exc_info, **kwargs)


def log(level, msg, *args, **kwargs):
    """Log to the root logger with any level; calls basicConfig() if need be."""
    if not root.handlers:
        basicConfig()
    root.log(level, msg, *args, **kwargs)


def disable(level=CRITICAL):
    """Disable all messages up to a level, whatever the loggers say."""
    root.manager.disable = level
    root.manager._clear_cache()


def shutdown(handlerList=_handlerList):
    """Flush and close all handlers; called at the end of the program."""
    for reference in reversed(list(handlerList)):
        try:
            if handler := reference():
                _finish(handler)
        except Exception:
            if raiseExceptions:
                raise


def _finish(handler):
    try:
        handler.acquire()
        if getattr(handler, 'flushOnClose', True):
            handler.flush()
        handler.close()
    except (OSError, ValueError):
        pass  # what it writes to is closed already
    finally:
        handler.release()


atexit.register(shutdown)


# Warnings as log messages

_warnings_showwarning = None


def _showwarning(message, category, filename, lineno, file=None, line=None):
    if file is None:
        logger = getLogger("py.warnings")
        if not logger.handlers:
            logger.addHandler(NullHandler())
        logger.warning(str(warnings.formatwarning(message, category, filename, lineno, line)))
    elif _warnings_showwarning is not None:
        _warnings_showwarning(message, category, filename, lineno, file, line)


def captureWarnings(capture):
    """Let warnings be logged, or no more."""
    global _warnings_showwarning
    match bool(capture), _warnings_showwarning:
        case True, None:
            _warnings_showwarning, warnings.showwarning = warnings.showwarning, _showwarning
        case False, shown if shown is not None:
            warnings.showwarning, _warnings_showwarning = shown, None
