"""Child watchers: ways to find out that child processes have ended."""
import itertools
import os
import signal
import threading
import warnings

from . import events
from .log import logger

_UNKNOWN = 255      # the exit code where somebody else has asked for the real one


def waitstatus_to_exitcode(status):
    """The exit code of a wait status; a status that is none stays as it is."""
    try:
        return os.waitstatus_to_exitcode(status)
    except ValueError:
        return status


def can_use_pidfd():
    """True if the kernel has pidfd_open()."""
    try:
        os.close(os.pidfd_open(os.getpid(), 0))
    except (AttributeError, OSError):
        return False
    return True


def deprecated(name):
    warnings._deprecated(name, '{name!r} is deprecated as of Python 3.12 and will be '
                               'removed in Python {remove}.', remove=(3, 14))


def _wait(pid, *, wait=True, unknown='Unknown child process pid %d, will report returncode 255'):
    """The exit code of a child, None if it still runs."""
    try:
        found, status = os.waitpid(pid, 0 if wait else os.WNOHANG)
    except ChildProcessError:
        logger.warning(unknown, pid)
        return _UNKNOWN
    return waitstatus_to_exitcode(status) if found else None


def _has_ended(pid):
    """Whether a child could be reaped, or has been; it is left as it is."""
    try:
        return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True


def _tell(loop, pid, returncode, callback, args):
    """Call back in a loop, from any thread."""
    if loop.is_closed():
        logger.warning('Loop %r that handles pid %r is closed', loop, pid)
        return
    if loop.get_debug():
        logger.debug('process %s exited with returncode %s', pid, returncode)
    loop.call_soon_threadsafe(callback, pid, returncode, *args)


class AbstractChildWatcher:
    """Finds out that child processes have ended."""

    def __init_subclass__(cls) -> None:
        if cls.__module__ != AbstractChildWatcher.__module__:
            deprecated('AbstractChildWatcher')

    def add_child_handler(self, pid, callback, *args):
        """Call callback(pid, returncode, *args) when the child has ended."""
        raise NotImplementedError

    def remove_child_handler(self, pid):
        """Do not; False if there was no handler."""
        raise NotImplementedError

    def attach_loop(self, loop):
        """Work in this loop, if a loop is needed at all."""
        raise NotImplementedError

    def is_active(self):
        """True if it can be used."""
        raise NotImplementedError

    def close(self):
        """Free what is held."""
        raise NotImplementedError

    def __enter__(self):
        raise NotImplementedError

    def __exit__(self, a, b, c):
        raise NotImplementedError


AbstractChildWatcher.__module__ = 'asyncio.unix_events'


def _open(cls):
    """A watcher for which `with` neither begins nor ends anything."""
    cls.__enter__ = lambda self: self
    cls.__exit__ = lambda self, a, b, c: None
    return cls


def _loopless(cls):
    """A watcher that needs no attached loop and holds nothing to be closed."""
    cls.attach_loop = lambda self, loop: None
    cls.is_active = lambda self: True
    cls.close = lambda self: None
    # A thread or a descriptor goes on waiting; nobody asks how it ends.
    cls.remove_child_handler = lambda self, pid: True
    return _open(cls)


@_loopless
class PidfdChildWatcher(AbstractChildWatcher):
    """A descriptor for each child, watched by the running loop."""

    __module__ = 'asyncio.unix_events'

    def add_child_handler(self, pid, callback, *args):
        fd = os.pidfd_open(pid)
        events.get_running_loop()._add_reader(fd, self._ended, pid, fd, callback, args)

    def _ended(self, pid, fd, callback, args):
        events.get_running_loop()._remove_reader(fd)
        returncode = _wait(pid, unknown='child process pid %d exit status already read: '
                                        ' will report returncode 255')
        os.close(fd)
        callback(pid, returncode, *args)


@_loopless
class ThreadedChildWatcher(AbstractChildWatcher):
    """A thread for each child, waiting for it."""

    __module__ = 'asyncio.unix_events'

    def __init__(self):
        self._numbers = itertools.count()
        self._threads = {}

    def __del__(self, _warn=warnings.warn):
        if any(thread.is_alive() for thread in [*self._threads.values()]):
            _warn(f'{type(self)} has registered but not finished child processes',
                  ResourceWarning, source=self)

    def add_child_handler(self, pid, callback, *args):
        thread = threading.Thread(target=self._wait_for, daemon=True,
                                  name=f'asyncio-waitpid-{next(self._numbers)}',
                                  args=(events.get_running_loop(), pid, callback, args))
        self._threads[pid] = thread
        thread.start()

    def _wait_for(self, loop, pid, callback, args):
        _tell(loop, pid, _wait(pid), callback, args)
        del self._threads[pid]


class BaseChildWatcher(AbstractChildWatcher):
    """Reaps when SIGCHLD comes to the loop it is attached to."""

    __module__ = 'asyncio.unix_events'

    def __init__(self):
        self._loop = None
        self._callbacks = {}        # pid: (callback, arguments)

    def close(self):
        self._callbacks.clear()
        self.attach_loop(None)

    def is_active(self):
        return self._loop is not None and self._loop.is_running()

    def remove_child_handler(self, pid):
        return self._callbacks.pop(pid, None) is not None

    def attach_loop(self, loop):
        assert loop is None or isinstance(loop, events.AbstractEventLoop)
        former, self._loop = self._loop, loop
        if former is not None:
            if loop is None and self._callbacks:
                warnings.warn('A loop is being detached from a child watcher with pending handlers',
                              RuntimeWarning)
            former.remove_signal_handler(signal.SIGCHLD)
        if loop is not None:
            loop.add_signal_handler(signal.SIGCHLD, self._sig_chld)
            # Whoever has ended meanwhile sends no signal any more.
            self._reap()

    def _sig_chld(self):
        try:
            self._reap()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:
            self._loop.call_exception_handler({
                'message': 'Unknown exception in SIGCHLD handler', 'exception': error})

    def _log(self, what, pid, returncode):
        if self._loop is not None and self._loop.get_debug():
            logger.debug(f'{what} %s exited with returncode %s', pid, returncode)

    def _reap(self):
        raise NotImplementedError


@_open
class SafeChildWatcher(BaseChildWatcher):
    """Asks for each known child: other code's children are left alone."""

    __module__ = 'asyncio.unix_events'

    def __init__(self):
        super().__init__()
        deprecated('SafeChildWatcher')

    def add_child_handler(self, pid, callback, *args):
        self._callbacks[pid] = callback, args
        self._ask(pid)

    def _reap(self):
        for pid in [*self._callbacks]:
            self._ask(pid)

    def _ask(self, pid):
        returncode = _wait(pid, wait=False)
        if returncode is None:
            return
        self._log('process', pid, returncode)
        if pid in self._callbacks:
            callback, args = self._callbacks.pop(pid)
            callback(pid, returncode, *args)
        elif self._loop.get_debug():
            logger.warning('Child watcher got an unexpected pid: %r', pid)


class FastChildWatcher(BaseChildWatcher):
    """Reaps every child there is, also other code's."""

    __module__ = 'asyncio.unix_events'

    def __init__(self):
        super().__init__()
        self._lock = threading.Lock()
        self._depth = 0             # of `with` blocks in which children are started
        self._early = {}            # exit codes of children that ended before they were known
        deprecated('FastChildWatcher')

    def close(self):
        self._early.clear()
        super().close()

    def __enter__(self):
        with self._lock:
            self._depth += 1
        return self

    def __exit__(self, a, b, c):
        with self._lock:
            self._depth -= 1
            strangers = '' if self._depth or not self._early else str(self._early)
            if strangers:
                self._early.clear()
        if strangers:
            logger.warning('Caught subprocesses termination from unknown pids: %s', strangers)

    def add_child_handler(self, pid, callback, *args):
        assert self._depth, 'Must use the context manager'
        with self._lock:
            if pid not in self._early:
                self._callbacks[pid] = callback, args
                return
            returncode = self._early.pop(pid)
        callback(pid, returncode, *args)

    def _reap(self):
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return      # no children at all
            if pid == 0:
                return      # those left still run
            self._reaped(pid, waitstatus_to_exitcode(status))

    def _reaped(self, pid, returncode):
        with self._lock:
            handler = self._callbacks.pop(pid, None)
            if handler is None and self._depth:
                self._early[pid] = returncode
                self._log('unknown process', pid, returncode)
                return
        if handler is None:
            logger.warning('Caught subprocess termination from unknown pid: %d -> %d',
                           pid, returncode)
        else:
            self._log('process', pid, returncode)
            callback, args = handler
            callback(pid, returncode, *args)


class MultiLoopChildWatcher(AbstractChildWatcher):
    """Reaps by a signal handler of its own, for loops in any thread."""

    __module__ = 'asyncio.unix_events'

    def __init__(self):
        self._callbacks = {}        # pid: (loop, callback, arguments)
        self._former = None         # the signal handler before ours
        deprecated('MultiLoopChildWatcher')

    def is_active(self):
        return self._former is not None

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        pass

    def attach_loop(self, loop):
        if self._former is not None:
            return
        former = signal.signal(signal.SIGCHLD, self._sig_chld)
        if former is None:
            logger.warning('Previous SIGCHLD handler was set by non-Python code, '
                           'restore to default handler on watcher close.')
        self._former = signal.SIG_DFL if former is None else former
        signal.siginterrupt(signal.SIGCHLD, False)

    def close(self):
        self._callbacks.clear()
        former, self._former = self._former, None
        if former is None:
            return
        if signal.getsignal(signal.SIGCHLD) == self._sig_chld:
            signal.signal(signal.SIGCHLD, former)
        else:
            logger.warning('SIGCHLD handler was changed by outside code')

    def add_child_handler(self, pid, callback, *args):
        self._callbacks[pid] = events.get_running_loop(), callback, args
        self._ask(pid)      # the signal may have been before

    def remove_child_handler(self, pid):
        return self._callbacks.pop(pid, None) is not None

    def _ask(self, pid):
        # The signal may come at any point of this, here or in another thread: who takes the handler out reaps.
        while (handler := self._callbacks.pop(pid, None)) is not None:
            returncode = _wait(pid, wait=False)
            if returncode is not None:
                loop, callback, args = handler
                _tell(loop, pid, returncode, callback, args)
                return
            self._callbacks[pid] = handler
            if not _has_ended(pid):
                return

    def _sig_chld(self, signum, frame):
        try:
            for pid in [*self._callbacks]:
                self._ask(pid)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException:
            logger.warning('Unknown exception in SIGCHLD handler', exc_info=True)
