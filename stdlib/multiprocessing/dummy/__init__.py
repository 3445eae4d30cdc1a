"""The interface of multiprocessing, done by threads."""
import sys
import threading
import weakref
from array import array as _array
from queue import Queue
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore
from .connection import Pipe

__all__ = ['Process', 'current_process', 'active_children', 'freeze_support', 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore',
           'Condition', 'Event', 'Barrier', 'Queue', 'Manager', 'Pipe', 'Pool', 'JoinableQueue']

current_process, JoinableQueue = threading.current_thread, Queue
current_process()._children = weakref.WeakKeyDictionary()
dict, list = dict, list


class DummyProcess(threading.Thread):
    """A thread that looks like a process."""

    _pid, _start_called = None, False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        super().__init__(group, target, name, args, kwargs)
        self._children, self._parent = weakref.WeakKeyDictionary(), current_process()

    def start(self):
        """Begin, as a child of the thread that made it."""
        if self._parent is not current_process():
            raise RuntimeError(f'Parent is {self._parent!r} but current_process is {current_process()!r}')
        self._start_called = True
        if hasattr(self._parent, '_children'):
            self._parent._children[self] = None
        super().start()

    @property
    def exitcode(self):
        """0 once it has ended."""
        return 0 if self._start_called and not self.is_alive() else None


Process = DummyProcess


def active_children():
    """The threads of this one that run."""
    children = current_process()._children
    for ended in [child for child in children if not child.is_alive()]:
        children.pop(ended, None)
    return [*children]


def freeze_support():
    """Nothing to be done."""


class Namespace(object):
    """Attributes to be set and read."""

    def __init__(self, /, **kwds):
        vars(self).update(kwds)

    def __repr__(self):
        shown = sorted(f'{name}={value!r}' for name, value in vars(self).items() if not name.startswith('_'))
        return f"{type(self).__name__}({', '.join(shown)})"


def Array(typecode, sequence, lock=True):
    """An array."""
    return _array(typecode, sequence)


class Value(object):
    """A value."""

    def __init__(self, typecode, value, lock=True):
        self._typecode, self._value = typecode, value

    def _set(self, value):
        self._value = value

    value = property(lambda self: self._value, _set, doc='The value.')

    def __repr__(self):
        return f'<{type(self).__name__}({self._typecode!r}, {self._value!r})>'


def Manager():
    """This module: everything is shared between threads."""
    return sys.modules[__name__]


def shutdown():
    """Nothing to be done."""


def Pool(processes=None, initializer=None, initargs=()):
    """A pool of threads."""
    from ..pool import ThreadPool as made
    return made(processes, initializer, initargs)
