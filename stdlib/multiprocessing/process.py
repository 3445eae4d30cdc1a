"""Process objects, and which process this one is."""
import functools
import itertools
import os
import sys
import threading
from signal import Signals as _Signals
from _weakrefset import WeakSet

__all__ = ['BaseProcess', 'current_process', 'active_children', 'parent_process']

try:
    ORIGINAL_DIR = os.path.abspath(os.getcwd())
except OSError:
    ORIGINAL_DIR = None

_process_counter = itertools.count(1)
_children = set()
_dangling = WeakSet()
_parent_process = None
_exitcode_to_name = {-number: f'-{number.name}' for number in reversed(_Signals)}


def current_process():
    """The Process object of this process."""
    return _current_process


def parent_process():
    """The Process object of the parent, None in the main process."""
    return _parent_process


def _cleanup():
    """Join the children that have ended."""
    ended = [child for child in list(_children) if (popen := child._popen) and popen.poll() is not None]
    _children.difference_update(ended)


def active_children():
    """The children that run; those that have ended are joined."""
    _cleanup()
    return [*_children]


class AuthenticationString(bytes):
    """A key that cannot be pickled by accident."""

    def __reduce__(self):
        from .context import get_spawning_popen
        if get_spawning_popen():
            return AuthenticationString, (bytes(self),)
        raise TypeError('Pickling an AuthenticationString object is disallowed for security reasons')


def _require(sound, problem):
    if not sound:
        raise AssertionError(problem)


def _unless_closed(method):
    """A method that a closed process refuses."""
    @functools.wraps(method)
    def checked(self, *args, **kwargs):
        self._check_closed()
        return method(self, *args, **kwargs)
    return checked


def _ending(how, doc):
    """A method that has the process ended."""
    def end(self):
        getattr(self._popen, how)()
    end.__name__, end.__qualname__, end.__doc__ = how, f'BaseProcess.{how}', doc
    return _unless_closed(end)


class BaseProcess(object):
    """Code that runs in a process of its own."""

    _popen = _start_method = None
    _closed = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        _require(group is None, 'group argument must be None for now')
        parent = _current_process
        self._identity = *parent._identity, next(_process_counter)
        self._config = parent._config | ({} if daemon is None else {'daemon': daemon})
        self._parent_pid, self._parent_name = os.getpid(), parent.name
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs)
        self._name = name or f"{type(self).__name__}-{':'.join(map(str, self._identity))}"
        _dangling.add(self)

    def _Popen(self):
        raise NotImplementedError

    def _check_closed(self):
        if self._closed:
            raise ValueError('process object is closed')

    def run(self):
        """What the process does: target(*args, **kwargs), or your override."""
        target = self._target
        if target:
            target(*self._args, **self._kwargs)

    @_unless_closed
    def start(self):
        """Begin the process: run() is called in it.  Once only."""
        _require(self._popen is None, 'cannot start a process twice')
        _require(self._parent_pid == os.getpid(), 'can only start a process object created by current process')
        _require(not _current_process.daemon, 'daemonic processes are not allowed to have children')
        _cleanup()
        popen = self._popen = self._Popen(self)
        self._sentinel = popen.sentinel
        # What the child was to get is not needed here any more, and may keep much alive.
        for name in ('_target', '_args', '_kwargs'):
            delattr(self, name)
        _children.add(self)

    @_unless_closed
    def join(self, timeout=None):
        """Wait until it has ended, or for timeout seconds."""
        _require(self._parent_pid == os.getpid(), 'can only join a child process')
        _require(self._popen is not None, 'can only join a started process')
        self._forget_if(self._popen.wait(timeout) is not None)

    @_unless_closed
    def is_alive(self):
        """True while it runs."""
        if self is not _current_process:
            _require(self._parent_pid == os.getpid(), 'can only test a child process')
            return not self._forget_if(self._popen is None or self._popen.poll() is not None)
        return True

    def _forget_if(self, ended):
        if ended:
            _children.discard(self)
        return ended

    terminate = _ending('terminate', 'Ask it to end: SIGTERM.')
    kill = _ending('kill', 'End it: SIGKILL.')

    def close(self):
        """Free what belongs to it; it must have ended."""
        popen = self._popen
        if popen is not None:
            if popen.poll() is None:
                raise ValueError('Cannot close a process while it is still running. '
                                 'You should first call join() or terminate().')
            self._forget_if(True)
            popen.close()
            del self._popen, self._sentinel
        self._closed = True

    def _set_name(self, name):
        _require(isinstance(name, str), 'name must be a string')
        self._name = name

    def _set_daemon(self, daemonic):
        _require(self._popen is None, 'process has already started')
        self._config['daemon'] = daemonic

    def _set_authkey(self, authkey):
        self._config['authkey'] = AuthenticationString(authkey)

    name = property(lambda self: self._name, _set_name, doc='A name for people.')
    daemon = property(lambda self: self._config.get('daemon', False), _set_daemon,
                      doc='Daemon processes are terminated when this one ends.')
    authkey = property(lambda self: self._config['authkey'], _set_authkey,
                       doc='The key by which processes of one program know each other.')

    @property
    @_unless_closed
    def exitcode(self):
        """The exit code, None while it runs; -N for signal N."""
        return self._popen and self._popen.poll()

    @property
    @_unless_closed
    def ident(self):
        """The number of the process, None before start()."""
        return os.getpid() if self is _current_process else self._popen and self._popen.pid

    pid = ident

    @property
    @_unless_closed
    def sentinel(self):
        """A descriptor that becomes readable when the process ends."""
        try:
            return self._sentinel
        except AttributeError:
            raise ValueError('process not started') from None

    def _state(self):
        if self is _current_process:
            return 'started'
        if self._closed:
            return 'closed'
        if self._parent_pid != os.getpid():
            return 'unknown'
        if self._popen is None:
            return 'initial'
        code = self._popen.poll()
        return 'started' if code is None else f'stopped exitcode={_exitcode_to_name.get(code, code)}'

    def __repr__(self):
        words = [type(self).__name__, f'name={self._name!r}']
        if self._popen is not None:
            words.append(f'pid={self._popen.pid}')
        words += f'parent={self._parent_pid}', self._state()
        return f"<{' '.join(words)}{' daemon' if self.daemon else ''}>"

    # In the child

    def _bootstrap(self, parent_sentinel=None):
        """What the child does: from a new process to its exit code."""
        from . import context, util
        try:
            self._become_current(parent_sentinel, context, util)
            self.run()
            code = 0
        except SystemExit as end:
            code = _code_of(end)
        except:
            code = 1
            import traceback
            sys.stderr.write(f'Process {self.name}:\n')
            traceback.print_exc()
        finally:
            threading._shutdown()
            util.info('process exiting with exitcode %d', code)
            util._flush_std_streams()
        return code

    def _become_current(self, parent_sentinel, context, util):
        global _current_process, _parent_process, _process_counter, _children
        if self._start_method is not None:
            context._force_start_method(self._start_method)
        _process_counter, _children = itertools.count(1), set()
        util._close_stdin()
        before, _current_process = _current_process, self
        _parent_process = _ParentProcess(self._parent_name, self._parent_pid, parent_sentinel)
        try:
            if threading._HAVE_THREAD_NATIVE_ID:
                threading.main_thread()._set_native_id()
            self._after_fork()
        finally:
            # Only now: finalizers of the parent's process object may run here.
            del before
        util.info('child process calling self.run()')

    @staticmethod
    def _after_fork():
        from .util import _finalizer_registry, _run_after_forkers
        _finalizer_registry.clear()
        _run_after_forkers()


def _code_of(end):
    """The exit code of a SystemExit; another value than a number is printed."""
    match end.code:
        case None:
            return 0
        case int(code):
            return code
        case text:
            sys.stderr.write(f'{text}\n')
            return 1


class _ParentProcess(BaseProcess):
    """The parent as its child sees it."""

    def __init__(self, name, pid, sentinel):
        self._identity, self._config = (), {}
        self._name, self._pid, self._sentinel = name, pid, sentinel
        self._parent_pid = None

    @property
    def ident(self):
        """The number of the process."""
        return self._pid

    pid = ident

    def _ended(self, timeout):
        from .connection import wait
        return wait([self._sentinel], timeout=timeout)

    def is_alive(self):
        """True while it runs."""
        return not self._ended(0)

    def join(self, timeout=None):
        """Wait until it has ended, or for timeout seconds."""
        self._ended(timeout)


class _MainProcess(BaseProcess):
    """The process that the program began with."""

    def __init__(self):
        self._identity, self._parent_pid = (), None
        self._name = 'MainProcess'
        self._config = {'authkey': AuthenticationString(os.urandom(32)), 'semprefix': '/mp'}

    def close(self):
        """Does nothing: it is used to the end."""


_current_process = _MainProcess()
_dangling.add(_current_process)
