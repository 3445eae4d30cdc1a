"""Contexts: the same interface by fork, spawn or forkserver."""
import os
import sys
import threading
from . import process, reduction

__all__ = ()


class ProcessError(Exception):
    """Base of the errors of this package."""


class AuthenticationError(ProcessError):
    """The other side does not know the key."""


class TimeoutError(ProcessError):
    """It took too long."""


class BufferTooShort(ProcessError):
    """A message is longer than the buffer; it is in args[0]."""


class BaseContext(object):
    """What all contexts offer."""

    # Modules are imported when something of theirs is asked for the first time: most programs use few of them.

    AuthenticationError, BufferTooShort = AuthenticationError, BufferTooShort
    ProcessError, TimeoutError = ProcessError, TimeoutError
    active_children = staticmethod(process.active_children)
    current_process = staticmethod(process.current_process)
    parent_process = staticmethod(process.parent_process)

    def cpu_count(self):
        """How many processors the machine has."""
        if not (count := os.cpu_count()):
            raise NotImplementedError('cannot determine number of cpus')
        return count

    def Manager(self):
        """A started manager: objects in a server process, reached by proxies."""
        from .managers import SyncManager
        manager = SyncManager(ctx=self.get_context())
        manager.start()
        return manager

    def Pool(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        """A pool of worker processes."""
        from .pool import Pool as made
        return made(processes, initializer, initargs, maxtasksperchild, context=self.get_context())

    def Pipe(self, duplex=True):
        """Two connected ends: (both ways, both ways) or (receive, send)."""
        from .connection import Pipe as made
        return made(duplex)

    def Queue(self, maxsize=0):
        """A queue between processes."""
        from .queues import Queue as made
        return made(maxsize, ctx=self.get_context())

    def JoinableQueue(self, maxsize=0):
        """A queue with task_done() and join()."""
        from .queues import JoinableQueue as made
        return made(maxsize, ctx=self.get_context())

    def SimpleQueue(self):
        """A pipe with locks at both ends."""
        from .queues import SimpleQueue as made
        return made(ctx=self.get_context())

    def Lock(self):
        """A lock between processes."""
        from .synchronize import Lock as made
        return made(ctx=self.get_context())

    def RLock(self):
        """A lock its owner may acquire again."""
        from .synchronize import RLock as made
        return made(ctx=self.get_context())

    def Semaphore(self, value=1):
        """A semaphore between processes."""
        from .synchronize import Semaphore as made
        return made(value, ctx=self.get_context())

    def BoundedSemaphore(self, value=1):
        """A semaphore that refuses too many releases."""
        from .synchronize import BoundedSemaphore as made
        return made(value, ctx=self.get_context())

    def Condition(self, lock=None):
        """A condition variable between processes."""
        from .synchronize import Condition as made
        return made(lock, ctx=self.get_context())

    def Event(self):
        """An event between processes."""
        from .synchronize import Event as made
        return made(ctx=self.get_context())

    def Barrier(self, parties, action=None, timeout=None):
        """A barrier between processes."""
        from .synchronize import Barrier as made
        return made(parties, action, timeout, ctx=self.get_context())

    def Value(self, typecode_or_type, *args, lock=True):
        """A value in shared memory."""
        from .sharedctypes import Value as made
        return made(typecode_or_type, *args, lock=lock, ctx=self.get_context())

    def Array(self, typecode_or_type, size_or_initializer, *, lock=True):
        """An array in shared memory."""
        from .sharedctypes import Array as made
        return made(typecode_or_type, size_or_initializer, lock=lock, ctx=self.get_context())

    def RawValue(self, typecode_or_type, *args):
        """A value in shared memory, without a lock."""
        from .sharedctypes import RawValue as made
        return made(typecode_or_type, *args)

    def RawArray(self, typecode_or_type, size_or_initializer):
        """An array in shared memory, without a lock."""
        from .sharedctypes import RawArray as made
        return made(typecode_or_type, size_or_initializer)

    def get_logger(self):
        """The logger of this package."""
        from .util import get_logger as found
        return found()

    def log_to_stderr(self, level=None):
        """The same, printing to stderr."""
        from .util import log_to_stderr as shown
        return shown(level)

    def allow_connection_pickling(self):
        """Have connections and sockets sent to other processes."""
        from . import connection  # noqa: F401

    def freeze_support(self):
        """For programs frozen on Windows; nothing here."""
        if sys.platform == 'win32' and getattr(sys, 'frozen', False):
            from .spawn import freeze_support as support
            support()

    def set_executable(self, executable):
        """The interpreter that spawn starts."""
        from .spawn import set_executable as use
        use(executable)

    def set_forkserver_preload(self, module_names):
        """Modules the fork server shall import."""
        from .forkserver import set_forkserver_preload as preload
        preload(module_names)

    def get_context(self, method=None):
        """The context of a start method; this one without."""
        if method is None:
            return self
        if method not in _concrete_contexts:
            raise ValueError(f'cannot find context for {method!r}') from None
        return _concrete_contexts[method]

    def get_start_method(self, allow_none=False):
        """The name of the start method."""
        return self._name

    def set_start_method(self, method, force=False):
        """Only the default context can change its mind."""
        raise ValueError('cannot set start method of concrete context')

    def _get_reducer(self):
        return globals().get('reduction')

    def _set_reducer(self, reduction):
        globals().update(reduction=reduction)

    reducer = property(_get_reducer, _set_reducer, doc='What pickles for other processes.')


class Process(process.BaseProcess):
    """A process of the default start method."""

    @staticmethod
    def _Popen(process_obj):
        return _default_context.get_context().Process._Popen(process_obj)

    @staticmethod
    def _after_fork():
        _default_context.get_context().Process._after_fork()


class DefaultContext(BaseContext):
    """The start method chosen by the program, or the system's."""

    Process = Process

    def __init__(self, context):
        self._default_context, self._actual_context = context, None

    def get_context(self, method=None):
        """The context of a start method, of the chosen one without."""
        if method is not None:
            return super().get_context(method)
        self._actual_context = self._actual_context or self._default_context
        return self._actual_context

    def set_start_method(self, method, force=False):
        """Choose a start method, once."""
        if self._actual_context and not force:
            raise RuntimeError('context has already been set')
        self._actual_context = None if method is None and force else self.get_context(method)

    def get_start_method(self, allow_none=False):
        """The name of the chosen start method, None if none was chosen and that is allowed."""
        if allow_none and not self._actual_context:
            return None
        return self.get_context()._name

    def get_all_start_methods(self):
        """The names of the start methods there are."""
        return [name for name in _concrete_contexts if name != 'forkserver' or reduction.HAVE_SEND_HANDLE]


def _starting(name, method, module, doc):
    """The class of processes started by the Popen of a module."""
    class Started(process.BaseProcess):
        _start_method = method

        @staticmethod
        def _Popen(process_obj):
            from importlib import import_module
            return import_module(module, __package__).Popen(process_obj)

    if method == 'spawn':
        # A new interpreter has nothing of the parent's that would have to be forgotten.
        Started._after_fork = staticmethod(lambda: None)
    Started.__name__ = Started.__qualname__ = name
    Started.__doc__ = doc
    return Started


ForkProcess = _starting('ForkProcess', 'fork', '.popen_fork', 'A process that begins as a copy of this one.')
SpawnProcess = _starting('SpawnProcess', 'spawn', '.popen_spawn_posix', 'A process that begins as a new interpreter.')
ForkServerProcess = _starting('ForkServerProcess', 'forkserver', '.popen_forkserver', 'A process forked by a small server process.')


class ForkContext(BaseContext):
    """Start by fork()."""

    _name, Process = 'fork', ForkProcess


class SpawnContext(BaseContext):
    """Start a new interpreter."""

    _name, Process = 'spawn', SpawnProcess


class ForkServerContext(BaseContext):
    """Ask the fork server."""

    _name, Process = 'forkserver', ForkServerProcess


_concrete_contexts = {cls._name: cls() for cls in (ForkContext, SpawnContext, ForkServerContext)}
_default_context = DefaultContext(_concrete_contexts['spawn' if sys.platform == 'darwin' else 'fork'])


def _force_start_method(method):
    _default_context._actual_context = _concrete_contexts[method]


# While a child is being started its objects may be pickled: this says so to them.

_tls = threading.local()


def get_spawning_popen():
    """The Popen object of the child that is being started, None without one."""
    return vars(_tls).get('spawning_popen')


def set_spawning_popen(popen):
    """Say that a child is being started."""
    _tls.spawning_popen = popen


def assert_spawning(obj):
    """Some objects may only be given to a child at its start."""
    if get_spawning_popen() is None:
        raise RuntimeError(f'{type(obj).__name__} objects should only be shared between processes through inheritance')
