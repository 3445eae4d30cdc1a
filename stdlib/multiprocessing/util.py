"""Logging, temporary folders, finalizers, and what happens at exit."""
import atexit
import itertools
import os
import sys
import threading
import weakref
from subprocess import _args_from_interpreter_flags  # noqa: F401
from . import process

__all__ = ['sub_debug', 'debug', 'info', 'sub_warning', 'get_logger', 'log_to_stderr', 'get_temp_dir', 'register_after_fork',
           'is_exiting', 'Finalize', 'ForkAwareThreadLock', 'ForkAwareLocal', 'close_all_fds_except', 'SUBDEBUG', 'SUBWARNING']

# Logging

NOTSET, SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING = 0, 5, 10, 20, 25, 30
LOGGER_NAME = 'multiprocessing'
DEFAULT_LOGGING_FORMAT = '[%(levelname)s/%(processName)s] %(message)s'

_logger = None
_log_to_stderr = False


def _log(level):
    def log(msg, *args):
        if _logger:
            _logger.log(level, msg, *args, stacklevel=2)
    return log


sub_debug, debug, info, sub_warning, _warn = map(_log, (SUBDEBUG, DEBUG, INFO, SUBWARNING, WARNING))
for _name in ('sub_debug', 'debug', 'info', 'sub_warning', '_warn'):
    globals()[_name].__name__ = globals()[_name].__qualname__ = _name
del _name


def get_logger():
    """The logger of this package; silent until it gets a handler."""
    global _logger
    if not _logger:
        import logging
        _logger = logging.getLogger(LOGGER_NAME)
        _logger.propagate = 0
        # What is logged at the very end comes before logging itself ends.
        atexit.unregister(_exit_function)
        atexit.register(_exit_function)
    return _logger


def log_to_stderr(level=None):
    """Print what is logged; the logger."""
    global _log_to_stderr
    from logging import Formatter, StreamHandler
    shown, target = StreamHandler(), get_logger()
    shown.setFormatter(Formatter(DEFAULT_LOGGING_FORMAT))
    target.addHandler(shown)
    if level:
        target.setLevel(level)
    _log_to_stderr = True
    return target


# Addresses and folders

def is_abstract_socket_namespace(address):
    """True for a Unix address without a file."""
    match address:
        case bytes() | str():
            return bool(address) and address[0] in (0, '\0')
    if not address:
        return False
    raise TypeError(f'address type of {address!r} unrecognized')


abstract_sockets_supported = sys.platform == 'linux' or hasattr(sys, 'getandroidapilevel')


def get_temp_dir():
    """A folder that goes away with the process."""
    settings = process.current_process()._config
    if settings.get('tempdir') is None:
        import shutil
        import tempfile
        folder = tempfile.mkdtemp(prefix='pymp-')
        info('created temp directory %s', folder)
        Finalize(None, shutil.rmtree, args=(folder, True), exitpriority=-100)
        settings['tempdir'] = folder
    return settings['tempdir']


# What is to be done in forked children

_afterfork_registry = weakref.WeakValueDictionary()
_afterfork_counter = itertools.count()


def register_after_fork(obj, func):
    """Call func(obj) in children, while obj lives."""
    _afterfork_registry[next(_afterfork_counter), id(obj), func] = obj


def _run_after_forkers():
    for (_, _, func), obj in sorted(_afterfork_registry.items(), key=lambda item: item[0][0]):
        try:
            func(obj)
        except Exception as error:
            info('after forker raised exception %s', error)


class ForkAwareThreadLock(object):
    """A lock that is free in the child of a fork."""

    def __init__(self):
        self._lock = threading.Lock()
        self.acquire, self.release = self._lock.acquire, self._lock.release
        register_after_fork(self, lambda lock: lock._lock._at_fork_reinit())

    def __exit__(self, *args):
        self._lock.release()

    def __enter__(self):
        return self._lock.__enter__()


class ForkAwareLocal(threading.local):
    """Thread-local storage that is empty in the child of a fork."""

    def __new__(cls):
        made = threading.local.__new__(cls)
        register_after_fork(made, lambda local: vars(local).clear())
        return made

    def __reduce__(self):
        return type(self), ()


# What is to be done at the end

_finalizer_registry = {}
_finalizer_counter = itertools.count()


class Finalize(object):
    """Calls something when obj dies, or at exit in the order of priority."""

    _weakref = None

    def __init__(self, obj, callback, args=(), kwargs=None, exitpriority=None):
        if not isinstance(exitpriority, (int, type(None))):
            raise TypeError(f'Exitpriority ({exitpriority!r}) must be None or int, not {type(exitpriority)!s}')
        if obj is not None:
            self._weakref = weakref.ref(obj, self)
        elif exitpriority is None:
            raise ValueError('Without object, exitpriority cannot be None')
        self._callback, self._args, self._kwargs = callback, args, kwargs or {}
        self._key, self._pid = (exitpriority, next(_finalizer_counter)), os.getpid()
        _finalizer_registry[self._key] = self

    def __call__(self, wr=None, _finalizer_registry=_finalizer_registry, sub_debug=sub_debug, getpid=os.getpid):
        """Do it now, unless it was done or belongs to another process."""
        # The names are arguments because this may run when the module's are gone.
        if _finalizer_registry.pop(self._key, None) is None:
            sub_debug('finalizer no longer registered')
            return None
        try:
            if self._pid != getpid():
                sub_debug('finalizer ignored because different process')
                return None
            sub_debug('finalizer calling %s with args %s and kwargs %s', self._callback, self._args, self._kwargs)
            return self._callback(*self._args, **self._kwargs)
        finally:
            self._forget()

    def _forget(self):
        self._weakref = self._callback = self._args = self._kwargs = self._key = None

    def still_active(self):
        """True until it was done or cancelled."""
        return self._key in _finalizer_registry

    def cancel(self):
        """Do not do it at all."""
        if _finalizer_registry.pop(self._key, None) is not None:
            self._forget()

    def __repr__(self):
        callback, source = self._callback, self._weakref
        if callback is None or source and source() is None:
            return f'<{type(self).__name__} object, dead>'
        words = [f'<{type(self).__name__} object', f"callback={getattr(callback, '__name__', callback)}"]
        words += [f'args={self._args}'] * bool(self._args) + [f'kwargs={self._kwargs}'] * bool(self._kwargs)
        words += [f'exitpriority={self._key[0]}'] * (self._key[0] is not None)
        return ', '.join(words) + '>'


def _run_finalizers(minpriority=None):
    """Call the finalizers that have a priority, the highest first, the newest of those first."""
    while due := [key for key in list(_finalizer_registry)
                  if key[0] is not None and (minpriority is None or key[0] >= minpriority)]:
        for key in sorted(due, reverse=True):
            if finalizer := _finalizer_registry.get(key):
                sub_debug('calling %s', finalizer)
                try:
                    finalizer()
                except Exception:
                    import traceback
                    traceback.print_exc()
    if minpriority is None:
        _finalizer_registry.clear()


_exiting = False


def is_exiting():
    """True at the end of the process."""
    return _exiting or _exiting is None


def _exit_function(info=info, debug=debug, _run_finalizers=_run_finalizers, active_children=process.active_children,
                   current_process=process.current_process):
    """The end of a process: finalizers, then the children, then the finalizers that came last."""
    global _exiting
    before, _exiting = _exiting, True
    if before:
        return

    def end(child, how, kind, action):
        info(f'calling {how}() for {kind} %s', child.name)
        action()
    info('process shutting down')
    debug('running all "atexit" finalizers with priority >= 0')
    _run_finalizers(0)
    if current_process() is not None:
        for child in [child for child in active_children() if child.daemon]:
            end(child, 'terminate', 'daemon', child._popen.terminate)
        for child in active_children():
            end(child, 'join', 'process', child.join)
    debug('running the remaining "atexit" finalizers')
    _run_finalizers()


atexit.register(_exit_function)


class ForkedChild(object):
    """The life of a forked child: it ends with the statement, with its code, and nothing of the parent's goes on in it.

    At the end comes what the child registered for it, not what the parent did."""

    code = 1

    def __enter__(self):
        atexit._clear()
        atexit.register(_exit_function)
        return self

    def __exit__(self, kind, error, tb):
        try:
            if kind is not None:
                sys.excepthook(kind, error, tb)
            atexit._run_exitfuncs()
            _flush_std_streams()
        finally:
            os._exit(self.code)


# Descriptors

try:
    MAXFD = os.sysconf('SC_OPEN_MAX')
except Exception:
    MAXFD = 256


def close_fds(*fds):
    """Close descriptors."""
    for fd in fds:
        os.close(fd)


def close_all_fds_except(fds):
    """Close every descriptor but these."""
    borders = [-1, *sorted(fds), MAXFD]
    if borders[-2] == MAXFD:
        raise AssertionError('fd too large')
    for before, after in itertools.pairwise(borders):
        os.closerange(before + 1, after)


def _close_stdin():
    """Children do not read what is typed."""
    if sys.stdin is None:
        return
    try:
        sys.stdin.close()
    except (OSError, ValueError):
        pass
    try:
        sys.stdin = open(os.open(os.devnull, os.O_RDONLY), encoding='utf-8', closefd=False)
    except (OSError, ValueError):
        pass


def _flush_std_streams():
    """What is printed and not written yet would be written twice after a fork."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            pass


def spawnv_passfds(path, args, passfds):
    """Start a program that inherits only these descriptors; its pid."""
    import _posixsubprocess
    import subprocess
    # Through this pipe comes an error of the child's exec; nobody reads it: the child's end tells enough.
    errors = os.pipe()
    try:
        return _posixsubprocess.fork_exec(
            args, [os.fsencode(path)], True, tuple(sorted(map(int, passfds))), None, None, -1, -1, -1, -1, -1, -1, *errors,
            False, False, -1, None, None, None, -1, None, subprocess._USE_VFORK)
    finally:
        close_fds(*errors)
