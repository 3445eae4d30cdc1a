"""Filters, and handlers that write records somewhere. Those for files that rotate, sockets and the like are in
`logging.handlers`."""
import io
import os
import sys
import threading
import weakref
from types import GenericAlias

import logging
from ._records import NOTSET, WARNING, LogRecord, _checkLevel, _defaultFormatter, _lock, _locked_after_fork, getLevelName

__name__ = "logging"


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
        """The name, or None."""
        return self._name

    def set_name(self, name):
        """Set the name, by which getHandlerByName() finds the handler."""
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
        """Take the handler's lock."""
        if lock := self.lock:
            lock.acquire()

    def release(self):
        """Give the handler's lock back."""
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
        if not logging.raiseExceptions or not output:
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
        """Write what the stream holds."""
        lock = self.lock
        lock.acquire()
        try:
            if (stream := self.stream) and hasattr(stream, 'flush'):
                stream.flush()
        finally:
            lock.release()

    def emit(self, record):
        """Write the text of a record and the terminator."""
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
        """Write what is buffered and close the file."""
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
        """Write a record; opens the file if that was delayed."""
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
        """No lock: there is nothing to protect."""
        self.lock = None

    def _at_fork_reinit(self):
        pass
