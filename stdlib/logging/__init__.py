"""Logging: loggers in a hierarchy, handlers that write records, formatters and filters."""
import atexit
import io
import os
import sys
import warnings
from operator import attrgetter
from types import GenericAlias

from ._records import (BASIC_FORMAT, CRITICAL, DEBUG, ERROR, FATAL, INFO, NOTSET, WARN, WARNING, BufferingFormatter, Formatter,
                       LogRecord, PercentStyle, StrFormatStyle, StringTemplateStyle, _STYLES, _checkLevel, _defaultFormatter,
                       _afterFork, _levelToName, _lock, _nameToLevel, _prepareFork, _startTime, _style_of,
                       addLevelName, getLevelName, getLevelNamesMapping)
from ._handlers import (FileHandler, Filter, Filterer, Handler, NullHandler, StreamHandler, _StderrHandler, _defaultLastResort,
                        _exclude, _handlerList, _handlers, _include, getHandlerByName, getHandlerNames, lastResort)

__all__ = ['BASIC_FORMAT', 'BufferingFormatter', 'CRITICAL', 'DEBUG', 'ERROR', 'FATAL', 'FileHandler', 'Filter', 'Formatter',
           'Handler', 'INFO', 'LogRecord', 'Logger', 'LoggerAdapter', 'NOTSET', 'NullHandler', 'StreamHandler', 'WARN',
           'WARNING', 'addLevelName', 'basicConfig', 'captureWarnings', 'critical', 'debug', 'disable', 'error', 'exception',
           'fatal', 'getLevelName', 'getLogger', 'getLoggerClass', 'info', 'log', 'makeLogRecord', 'setLoggerClass',
           'shutdown', 'warn', 'warning', 'getLogRecordFactory', 'setLogRecordFactory', 'lastResort', 'raiseExceptions',
           'getLevelNamesMapping', 'getHandlerByName', 'getHandlerNames']

raiseExceptions = True  # is an error in a handler shown?
logThreads = logMultiprocessing = logProcesses = logAsyncioTasks = True  # do records tell these?

# What makes records

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


# Where a call comes from

def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


_srcfile = os.path.normcase(currentframe.__code__.co_filename)


def _caller(frame):
    """The first frame, from this one outwards, that is neither of this module nor of the import system; or None."""
    while frame is not None:
        filename = frame.f_code.co_filename
        if filename != _srcfile and ("_bootstrap" not in filename or "importlib" not in filename):
            break
        frame = frame.f_back
    return frame


# Loggers

class PlaceHolder(object):
    """Stands in the hierarchy for a logger that nobody asked for yet."""

    def __init__(self, alogger):
        self.loggerMap = dict.fromkeys([alogger])

    def append(self, alogger):
        """Remember a logger below this place."""
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
        """Deprecated name of warning()."""
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
        """Deprecated name of warning()."""
        warnings.warn("The 'warn' method is deprecated, use 'warning' instead", DeprecationWarning, 2)
        self.warning(msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        """error() with the exception being handled."""
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def log(self, level, msg, *args, **kwargs):
        """Log a message with the context."""
        if self.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def _log(self, level, msg, args, **kwargs):
        return self.logger._log(level, msg, args, **kwargs)

    def hasHandlers(self):
        """Does the logger or one above it have a handler?"""
        return self.logger.hasHandlers()

    def getEffectiveLevel(self):
        """The logger's level, or the one it inherits."""
        return self.logger.getEffectiveLevel()

    def isEnabledFor(self, level):
        """Would a message with this level be logged?"""
        return self.logger.isEnabledFor(level)

    def setLevel(self, level):
        """Set the logger's level."""
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
    """Deprecated name of warning()."""
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
