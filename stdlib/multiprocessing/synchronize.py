"""Locks between processes, built from the system's semaphores."""
import tempfile
import threading
import time
from _multiprocessing import SemLock as _Native
from _multiprocessing import sem_unlink
from . import context, process, util

__all__ = ['Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event']

RECURSIVE_MUTEX, SEMAPHORE = 0, 1
SEM_VALUE_MAX = _Native.SEM_VALUE_MAX


def _remove(name):
    from .resource_tracker import unregister
    sem_unlink(name)
    unregister(name, 'semaphore')


class SemLock(object):
    """A semaphore that can be given to children."""

    _names = tempfile._RandomNameSequence()

    def __init__(self, kind, value, maxvalue, *, ctx):
        ctx = ctx or context._default_context.get_context()
        self._is_fork_ctx = ctx.get_start_method() == 'fork'
        for _ in range(100):
            try:
                # Forked children need no name to find it: it can go away at once.
                self._adopt(_Native(kind, value, maxvalue, self._make_name(), self._is_fork_ctx))
                break
            except FileExistsError:
                continue
        else:
            raise FileExistsError('cannot find name for semaphore')
        native = self._semlock
        util.debug('created semlock with handle %s', native.handle)
        util.register_after_fork(self, lambda lock: lock._semlock._after_fork())
        if native.name is not None:
            from .resource_tracker import register
            register(native.name, 'semaphore')
            util.Finalize(self, _remove, (native.name,), exitpriority=0)

    def _adopt(self, native):
        self._semlock, self.acquire, self.release = native, native.acquire, native.release

    @staticmethod
    def _make_name():
        return f"{process.current_process()._config['semprefix']}-{next(SemLock._names)}"

    def __getstate__(self):
        context.assert_spawning(self)
        if self._is_fork_ctx:
            raise RuntimeError('A SemLock created in a fork context is being shared with a process in a spawn context. This is '
                               'not supported. Please use the same context to create multiprocessing objects and Process.')
        return tuple(getattr(self._semlock, name) for name in ('handle', 'kind', 'maxvalue', 'name'))

    def __setstate__(self, state):
        self._is_fork_ctx = False
        self._adopt(_Native._rebuild(*state))
        util.debug('recreated blocker with handle %r', state[0])

    def __enter__(self):
        return self._semlock.__enter__()

    def __exit__(self, *args):
        return self._semlock.__exit__(*args)

    def _shown(self, describe):
        try:
            return f'<{type(self).__name__}({describe(self._semlock)})>'
        except Exception:
            return f'<{type(self).__name__}(unknown)>'

    @staticmethod
    def _holder(native):
        """(who holds a lock, how often)."""
        if native._is_mine():
            thread = threading.current_thread().name
            return process.current_process().name + ('' if thread == 'MainThread' else f'|{thread}'), native._count()
        if native._get_value() == 1:
            return 'None', 0
        return 'SomeOtherThread' if native._count() > 0 else 'SomeOtherProcess', 'nonzero'


class Semaphore(SemLock):
    """A counter that never falls below zero: acquire() waits instead."""

    def __init__(self, value=1, *, ctx):
        super().__init__(SEMAPHORE, value, SEM_VALUE_MAX, ctx=ctx)

    def get_value(self):
        """What the counter is at."""
        return self._semlock._get_value()

    def __repr__(self):
        return self._shown(lambda native: f'value={native._get_value()}')


class BoundedSemaphore(Semaphore):
    """A semaphore that refuses more releases than acquires."""

    def __init__(self, value=1, *, ctx):
        SemLock.__init__(self, SEMAPHORE, value, value, ctx=ctx)

    def __repr__(self):
        return self._shown(lambda native: f'value={native._get_value()}, maxvalue={native.maxvalue}')


class Lock(SemLock):
    """A lock; anybody may release it."""

    def __init__(self, *, ctx):
        super().__init__(SEMAPHORE, 1, 1, ctx=ctx)

    def __repr__(self):
        return self._shown(lambda native: f'owner={self._holder(native)[0]}')


class RLock(SemLock):
    """A lock its owner may acquire again."""

    def __init__(self, *, ctx):
        super().__init__(RECURSIVE_MUTEX, 1, 1, ctx=ctx)

    def __repr__(self):
        return self._shown(lambda native: '%s, %s' % self._holder(native))


def _require(sound, problem):
    if not sound:
        raise AssertionError(problem)


class Condition(object):
    """Processes wait here until another one says that something changed.

    Three counters tell sleepers and wakers about each other: how many sleep,
    how many have been woken, and the one they wait on."""

    _state = ('_lock', '_sleeping_count', '_woken_count', '_wait_semaphore')

    def __init__(self, lock=None, *, ctx):
        self.__use(lock or ctx.RLock(), *(ctx.Semaphore(0) for _ in range(3)))

    def __use(self, *parts):
        vars(self).update(zip(self._state, parts))
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __getstate__(self):
        context.assert_spawning(self)
        return tuple(map(vars(self).get, self._state))

    def __setstate__(self, state):
        self.__use(*state)

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        try:
            waiting = self._sleeping_count.get_value() - self._woken_count.get_value()
        except Exception:
            waiting = 'unknown'
        return f'<{type(self).__name__}({self._lock}, {waiting})>'

    def wait(self, timeout=None):
        """Put the lock aside until notified; False if the time ran out."""
        native = self._lock._semlock
        _require(native._is_mine(), 'must acquire() condition before using wait()')
        self._sleeping_count.release()
        held = range(native._count())
        for _ in held:
            self._lock.release()
        try:
            return self._wait_semaphore.acquire(True, timeout)
        finally:
            self._woken_count.release()
            for _ in held:
                self._lock.acquire()

    def notify(self, n=1):
        """Wake up to n of the waiting processes."""
        sleeping, woken, gate = self._sleeping_count, self._woken_count, self._wait_semaphore
        _require(self._lock._semlock._is_mine(), 'lock is not owned')
        _require(not gate.acquire(False), 'notify: Should not have been able to acquire _wait_semaphore')
        # Those that gave up waiting since then are no sleepers any more.
        while woken.acquire(False):
            _require(sleeping.acquire(False), 'notify: Bug in sleeping_count.acquire- res should not be False')
        called = 0
        while called < n and sleeping.acquire(False):
            gate.release()
            called += 1
        for _ in range(called):
            woken.acquire()
        # One that gave up just now has left its turn there.
        while called and gate.acquire(False):
            pass

    def notify_all(self):
        """Wake every waiting process."""
        self.notify(n=float('inf'))

    def wait_for(self, predicate, timeout=None):
        """Wait until predicate() is true; its last value is the answer."""
        end = None if timeout is None else time.monotonic() + timeout
        while not (result := predicate()):
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                break
            self.wait(left)
        return result


class Event(object):
    """A flag that processes can wait for."""

    def __init__(self, *, ctx):
        self._cond, self._flag = ctx.Condition(ctx.Lock()), ctx.Semaphore(0)

    def _up(self):
        up = self._flag.acquire(False)
        if up:
            self._flag.release()
        return up

    def is_set(self):
        """True while the flag is up."""
        with self._cond:
            return self._up()

    def set(self):
        """Raise the flag and wake everybody."""
        with self._cond:
            if not self._up():
                self._flag.release()
            self._cond.notify_all()

    def clear(self):
        """Lower the flag."""
        with self._cond:
            self._flag.acquire(False)

    def wait(self, timeout=None):
        """Wait for the flag; False if the time ran out."""
        with self._cond:
            if not self._up():
                self._cond.wait(timeout)
            return self._up()

    def __repr__(self):
        return f"<{type(self).__qualname__} at {id(self):#x} {'set' if self.is_set() else 'unset'}>"


def _number_at(place):
    return property(lambda self: self._array[place], lambda self, value: self._array.__setitem__(place, value))


class Barrier(threading.Barrier):
    """A meeting point of processes; its state is in shared memory."""

    _state, _count = _number_at(0), _number_at(1)

    def __init__(self, parties, action=None, timeout=None, *, ctx):
        from .heap import BufferWrapper
        # The base's state and count become two integers that everybody sees.
        self.__setstate__((parties, action, timeout, ctx.Condition(), BufferWrapper(8)))
        self._state = self._count = 0

    def __setstate__(self, state):
        self._parties, self._action, self._timeout, self._cond, self._wrapper = state
        self._array = self._wrapper.create_memoryview().cast('i')

    def __getstate__(self):
        return self._parties, self._action, self._timeout, self._cond, self._wrapper
