"""Lock, Event, Condition, Semaphore, Barrier: between the tasks of one loop."""
__all__ = ('Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier')

import collections

from . import _compat
from . import exceptions
from . import mixins


class _Waiters(mixins._LoopBoundMixin):
    """A queue of futures, first come, first served."""

    def __init__(self, loop):
        # Made when the first one waits: most locks are never waited for.
        self._waiters = None
        if loop is not None:
            _compat.loop_argument(f'{type(self).__name__}.__init__', 5)
            self._loop = loop

    def _join_queue(self):
        if self._waiters is None:
            self._waiters = collections.deque()
        fut = self._get_loop().create_future()
        self._waiters.append(fut)
        return fut

    def _describe(self):
        raise NotImplementedError

    def __repr__(self):
        text = self._describe()
        if self._waiters:
            text = f'{text}, waiters:{len(self._waiters)}'
        return f'<{super().__repr__()[1:-1]} [{text}]>'


class _ContextManagerMixin(*(_compat.WithYieldFrom,) if _compat.enabled else ()):
    """`async with`: acquire at the start, release at the end."""

    async def __aenter__(self):
        await self.acquire()
        # `as` binds nothing: a lock is no use as a target.
        return None

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_ContextManagerMixin, _Waiters):
    """Held by one task at a time; waiting tasks get it in their order."""

    def __init__(self, *, loop=None):
        super().__init__(loop)
        self._locked = False

    def _describe(self):
        return 'locked' if self._locked else 'unlocked'

    def locked(self):
        """True if it is held."""
        return self._locked

    async def acquire(self):
        """Take the lock, waiting until it is free; True."""
        # Nobody may overtake those who wait already.
        if not self._locked and (not self._waiters or all(w.cancelled() for w in self._waiters)):
            self._locked = True
            return True
        fut = self._join_queue()
        try:
            try:
                await fut
            finally:
                self._waiters.remove(fut)
        except exceptions.CancelledError:
            # It may have been given to us: then the next one gets it.
            if not self._locked:
                self._wake_up_first()
            raise
        self._locked = True
        return True

    def release(self):
        """Give it back; the first waiting task will take it."""
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        self._wake_up_first()

    def _wake_up_first(self):
        if self._waiters:
            fut = self._waiters[0]
            if not fut.done():
                fut.set_result(True)


class Event(_Waiters):
    """A flag that tasks can wait for."""

    def __init__(self, *, loop=None):
        super().__init__(loop)
        self._waiters = collections.deque()
        self._value = False

    def _describe(self):
        return 'set' if self._value else 'unset'

    def is_set(self):
        """True while the flag is up."""
        return self._value

    def set(self):
        """Raise the flag and wake everybody."""
        if not self._value:
            self._value = True
            for fut in self._waiters:
                if not fut.done():
                    fut.set_result(True)

    def clear(self):
        """Lower the flag."""
        self._value = False

    async def wait(self):
        """Wait for the flag; True."""
        if self._value:
            return True
        fut = self._join_queue()
        try:
            await fut
            return True
        finally:
            self._waiters.remove(fut)


class Condition(_ContextManagerMixin, _Waiters):
    """Tasks wait here, under a lock, until another says that something changed."""

    def __init__(self, lock=None, *, loop=None):
        super().__init__(loop)
        self._waiters = collections.deque()
        if lock is None:
            lock = Lock()
        self._lock = lock
        self.locked = lock.locked
        self.acquire = lock.acquire
        self.release = lock.release

    def _describe(self):
        return 'locked' if self.locked() else 'unlocked'

    async def wait(self):
        """Put the lock aside until notified; True."""
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        self.release()
        try:
            try:
                fut = self._join_queue()
                try:
                    await fut
                    return True
                finally:
                    self._waiters.remove(fut)
            finally:
                await self._take_back()
        except BaseException:
            # The notification may have been ours, and somebody needs it.
            self._notify(1)
            raise

    async def _take_back(self):
        # The block after wait() relies on the lock, cancelled or not.
        cancelled = None
        while True:
            try:
                await self.acquire()
                break
            except exceptions.CancelledError as exc:
                cancelled = exc
        if cancelled is not None:
            try:
                raise cancelled
            finally:
                cancelled = None

    async def wait_for(self, predicate):
        """Wait until predicate() is true; its value is the answer."""
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        """Wake up to n waiting tasks."""
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        self._notify(n)

    def _notify(self, n):
        for fut in self._waiters:
            if n <= 0:
                break
            if not fut.done():
                n -= 1
                fut.set_result(False)

    def notify_all(self):
        """Wake every waiting task."""
        self.notify(len(self._waiters))


class Semaphore(_ContextManagerMixin, _Waiters):
    """A counter that never falls below zero: acquire() waits instead."""

    def __init__(self, value=1, *, loop=None):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        super().__init__(loop)
        self._value = value

    def _describe(self):
        return 'locked' if self.locked() else f'unlocked, value:{self._value}'

    def locked(self):
        """True if acquire() would have to wait."""
        return self._value == 0 or any(not w.cancelled() for w in self._waiters or ())

    async def acquire(self):
        """Take one, waiting until there is one; True."""
        if not self.locked():
            self._value -= 1
            return True
        fut = self._join_queue()
        try:
            try:
                await fut
            finally:
                self._waiters.remove(fut)
        except exceptions.CancelledError:
            if fut.done() and not fut.cancelled():
                self._value += 1    # it was ours, and is not needed
            raise
        finally:
            # What came free meanwhile goes to those who wait behind us.
            while self._value > 0 and self._wake_up_next():
                pass
        return True

    def release(self):
        """Give one back; the first waiting task gets it."""
        self._value += 1
        self._wake_up_next()

    def _wake_up_next(self):
        for fut in self._waiters or ():
            if not fut.done():
                self._value -= 1
                fut.set_result(True)
                return True
        return False


class BoundedSemaphore(Semaphore):
    """A semaphore that refuses more releases than acquires."""

    def __init__(self, value=1, *, loop=None):
        self._bound_value = value
        super().__init__(value, loop=loop)

    def release(self):
        if self._value >= self._bound_value:
            raise ValueError('BoundedSemaphore released too many times')
        super().release()


# What a Barrier is doing.
_FILLING, _DRAINING, _RESETTING, _BROKEN = 'filling', 'draining', 'resetting', 'broken'


class Barrier(mixins._LoopBoundMixin):
    """A meeting point: no task goes on before all parties have come."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._cond = Condition()
        self._parties = parties
        self._state = _FILLING
        self._count = 0

    def __repr__(self):
        text = self._state
        if not self.broken:
            text += f', waiters:{self.n_waiting}/{self.parties}'
        return f'<{super().__repr__()[1:-1]} [{text}]>'

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        """Wait for the others; each task gets another number below parties."""
        async with self._cond:
            # The round before may still be on its way out.
            await self._cond.wait_for(lambda: self._state not in (_DRAINING, _RESETTING))
            if self._state == _BROKEN:
                raise exceptions.BrokenBarrierError("Barrier aborted")
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._state = _DRAINING
                    self._cond.notify_all()
                else:
                    await self._cond.wait_for(lambda: self._state != _FILLING)
                    if self._state in (_BROKEN, _RESETTING):
                        raise exceptions.BrokenBarrierError("Abort or reset of barrier")
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in (_RESETTING, _DRAINING):
                    self._state = _FILLING
                    self._cond.notify_all()

    async def reset(self):
        """Start over; those waiting get BrokenBarrierError."""
        async with self._cond:
            self._state = _RESETTING if self._count > 0 else _FILLING
            self._cond.notify_all()

    async def abort(self):
        """Break the barrier for those waiting and those to come."""
        async with self._cond:
            self._state = _BROKEN
            self._cond.notify_all()

    @property
    def parties(self):
        """How many tasks it takes."""
        return self._parties

    @property
    def n_waiting(self):
        """How many of them are here."""
        return self._count if self._state == _FILLING else 0

    @property
    def broken(self):
        """True after abort()."""
        return self._state == _BROKEN
