"""Lock, Event, Condition, Semaphore, Barrier: between the tasks of one loop."""
import collections
import enum

from . import _compat, exceptions, mixins

__all__ = ('Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier')


class _Line(mixins._LoopBoundMixin):
    """Tasks waiting in a line, each for a future of its own."""

    _waiters = None     # a deque as soon as there is one

    def __init__(self, loop=None):
        if loop is not None:
            _compat.loop_argument(f'{type(self).__name__}.__init__', 5)

    def __repr__(self):
        state = self._state()
        if self._waiters:
            state += f', waiters:{len(self._waiters)}'
        # object's, whatever a subclass inherits beside it
        return f'<{object.__repr__(self)[1:-1]} [{state}]>'

    def _join_line(self):
        """A place at the end, to be awaited and then left."""
        if self._waiters is None:
            self._waiters = collections.deque()
        place = self._get_loop().create_future()
        self._waiters.append(place)
        return place

    def _wake(self, most, answer=True):
        """Let up to so many go on who do not yet; how many."""
        woken = 0
        for place in self._waiters or ():
            if woken == most:
                break
            if not place.done():
                place.set_result(answer)
                woken += 1
        return woken

    def _is_deserted(self):
        """True if all who stand in line have given up."""
        return not self._waiters or all(place.cancelled() for place in self._waiters)


class _ContextManagerMixin(*(_compat.WithYieldFrom,) if _compat.enabled else ()):
    """`async with`: acquired inside."""

    async def __aenter__(self):
        # None: there is nothing to be done with it but to leave.
        await self.acquire()

    async def __aexit__(self, exc_type, exc, tb):
        self.release()


class Lock(_ContextManagerMixin, _Line):
    """Held by one task at a time; waiting tasks get it in their order."""

    def __init__(self, *, loop=None):
        super().__init__(loop)
        self._locked = False

    def _state(self):
        return 'locked' if self._locked else 'unlocked'

    def locked(self):
        """True if it is held."""
        return self._locked

    async def acquire(self):
        """Take the lock, waiting until it is free; True."""
        if self._locked or self._waiters and not self._is_deserted():
            place = self._join_line()
            try:
                await place
            except exceptions.CancelledError:
                self._waiters.remove(place)
                if not self._locked:
                    # It was this one's turn; whose is it now?
                    self._wake_first()
                raise
            self._waiters.remove(place)
        self._locked = True
        return True

    def release(self):
        """Give it back; the first waiting task will take it."""
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        if self._waiters:
            self._wake_first()

    def _wake_first(self):
        # Only the very first: if it has been woken already, it will do.
        if self._waiters and not (first := self._waiters[0]).done():
            first.set_result(True)


class Event(_Line):
    """A flag that tasks can wait for."""

    def __init__(self, *, loop=None):
        super().__init__(loop)
        self._waiters = collections.deque()
        self._value = False

    def _state(self):
        return 'set' if self._value else 'unset'

    def set(self):
        """Raise the flag and wake everybody."""
        was_set, self._value = self._value, True
        if not was_set:
            self._wake(-1)

    def clear(self):
        """Lower the flag."""
        self._value = False

    def is_set(self):
        """True while the flag is up."""
        return self._value

    async def wait(self):
        """Wait for the flag; True."""
        if not self._value:
            place = self._join_line()
            try:
                await place
            finally:
                self._waiters.remove(place)
        return True


class Condition(_ContextManagerMixin, _Line):
    """Tasks wait here, under a lock, until another says that something changed."""

    def __init__(self, lock=None, *, loop=None):
        super().__init__(loop)
        self._waiters = collections.deque()
        self._lock = lock = Lock() if lock is None else lock
        self.locked, self.acquire, self.release = lock.locked, lock.acquire, lock.release

    def _state(self):
        return 'locked' if self.locked() else 'unlocked'

    async def wait(self):
        """Put the lock aside until notified; True."""
        if not self.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        place = self._get_loop().create_future()
        self.release()
        try:
            try:
                self._waiters.append(place)
                try:
                    await place
                finally:
                    self._waiters.remove(place)
            finally:
                await self._take_back()
            return True
        except BaseException:
            # If a notification was meant for this task, another shall have it.
            self._wake(1, False)
            raise

    async def _take_back(self):
        """Acquire the lock again; a cancelling meanwhile has to wait."""
        cancelled = None
        while True:
            try:
                await self.acquire()
                break
            except exceptions.CancelledError as error:
                cancelled = error
        if cancelled is not None:
            try:
                raise cancelled
            finally:
                del cancelled

    async def wait_for(self, predicate):
        """Wait until predicate() is true; its value is the answer."""
        while not (answer := predicate()):
            await self.wait()
        return answer

    def notify(self, n=1):
        """Wake up to n waiting tasks."""
        if not self.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        if n > 0:
            self._wake(n, False)

    def notify_all(self):
        """Wake every waiting task."""
        self.notify(len(self._waiters))


class Semaphore(_ContextManagerMixin, _Line):
    """A counter that never falls below zero: acquire() waits instead."""

    def __init__(self, value=1, *, loop=None):
        super().__init__(loop)
        if value < 0:
            raise ValueError('Semaphore initial value must be >= 0')
        self._value = value

    def _state(self):
        return 'locked' if self.locked() else f'unlocked, value:{self._value}'

    def locked(self):
        """True if acquire() would have to wait."""
        return self._value == 0 or not self._is_deserted()

    async def acquire(self):
        """Take one, waiting until there is one; True."""
        if self.locked():
            await self._wait_for_turn()
        else:
            self._value -= 1
        return True

    async def _wait_for_turn(self):
        place = self._join_line()
        try:
            try:
                await place     # whoever wakes it has taken one for it
            finally:
                self._waiters.remove(place)
        except exceptions.CancelledError:
            if place.done() and not place.cancelled():
                self._value += 1
            raise
        finally:
            # Those behind it had to wait for their order alone.
            while self._value > 0 and self._wake_next():
                pass

    def release(self):
        """Give one back; the first waiting task gets it."""
        self._value += 1
        self._wake_next()

    def _wake_next(self):
        woken = self._wake(1)
        self._value -= woken
        return woken


class BoundedSemaphore(Semaphore):
    """A semaphore that refuses more releases than acquires."""

    def __init__(self, value=1, *, loop=None):
        if loop is not None:
            _compat.loop_argument('BoundedSemaphore.__init__')
        super().__init__(value)
        self._bound_value = value

    def release(self):
        if self._value < self._bound_value:
            return super().release()
        raise ValueError('BoundedSemaphore released too many times')


# Of a barrier: tasks come, go, are sent away; or nobody may come any more.
_BarrierState = enum.Enum('_BarrierState', {name: name.lower() for name in (
    'FILLING', 'DRAINING', 'RESETTING', 'BROKEN')}, module=__name__)
_FILLING, _DRAINING, _RESETTING, _BROKEN = _BarrierState


class Barrier(mixins._LoopBoundMixin):
    """A meeting point: no task goes on before all parties have come."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError('parties must be > 0')
        self._changed = Condition()
        self._parties = parties
        self._inside = 0
        self._state = _FILLING

    def __repr__(self):
        shown = self._state.value
        if not self.broken:
            shown += f', waiters:{self.n_waiting}/{self.parties}'
        return f'<{object.__repr__(self)[1:-1]} [{shown}]>'

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def _until_state(self, wanted, refused, problem):
        """Wait until the state is one of those wanted, or fail in those refused."""
        await self._changed.wait_for(lambda: self._state in wanted)
        if self._state in refused:
            raise exceptions.BrokenBarrierError(problem)

    async def wait(self):
        """Wait for the others; each task gets another number below parties."""
        async with self._changed:
            # Not among those who are just leaving.
            await self._until_state((_FILLING, _BROKEN), (_BROKEN,), 'Barrier aborted')
            number = self._inside
            self._inside += 1
            try:
                if self._inside == self._parties:
                    self._turn(_DRAINING)
                else:
                    await self._until_state((_DRAINING, _RESETTING, _BROKEN),
                                            (_RESETTING, _BROKEN), 'Abort or reset of barrier')
                return number
            finally:
                self._inside -= 1
                if self._inside == 0:
                    self._turn(_BROKEN if self.broken else _FILLING)

    def _turn(self, state):
        self._state = state
        self._changed.notify_all()

    async def reset(self):
        """Start over; those waiting get BrokenBarrierError."""
        async with self._changed:
            self._turn(_RESETTING if self._inside else _FILLING)

    async def abort(self):
        """Break the barrier for those waiting and those to come."""
        async with self._changed:
            self._turn(_BROKEN)

    @property
    def parties(self):
        """How many tasks it takes."""
        return self._parties

    @property
    def n_waiting(self):
        """How many of them are here."""
        return self._inside if self._state is _FILLING else 0

    @property
    def broken(self):
        """True after abort()."""
        return self._state is _BROKEN
