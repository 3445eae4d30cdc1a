"""Future, Executor, and waiting for several futures."""
import threading
import time
from collections import namedtuple
from types import GenericAlias

import _futures

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'

PENDING, RUNNING, FINISHED = 'PENDING', 'RUNNING', 'FINISHED'
CANCELLED, CANCELLED_AND_NOTIFIED = 'CANCELLED', 'CANCELLED_AND_NOTIFIED'

_CALLED_OFF = (CANCELLED, CANCELLED_AND_NOTIFIED)
# What those who wait are told of; nobody is told yet of what is CANCELLED only.
_OVER = (CANCELLED_AND_NOTIFIED, FINISHED)


def __getattr__(name):
    # logging is for those who have something to say.
    if name == 'LOGGER':
        return _logger()
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def _logger():
    import logging
    return logging.getLogger('concurrent.futures')


class Error(Exception):
    """Base of the errors of this package."""


class CancelledError(Error):
    """Nobody will compute this: it was called off."""


class InvalidStateError(Error):
    """What was asked for is not possible in the future's state."""


class BrokenExecutor(RuntimeError):
    """The pool lost its workers and takes no more work."""


TimeoutError = TimeoutError


# What the native half calls.

def _not_open(future):
    return InvalidStateError(f'{future._state}: {future!r}')


def _log_callback_error(future, error):
    _logger().error('exception calling callback for %r', future, exc_info=error)


def _log_unexpected(future):
    _logger().critical('Future %s in unexpected state: %s', id(future), future._state)


class Future(_futures.FutureCore):
    """The answer of a call that runs, will run or has run elsewhere."""

    __class_getitem__ = classmethod(GenericAlias)

    def __repr__(self):
        state = self._state
        shown = 'cancelled' if state in _CALLED_OFF else state.lower()
        if state == FINISHED:
            error = self._exception
            shown += (f' raised {type(error).__name__}' if error else
                      f' returned {type(self._result).__name__}')
        return f'<{type(self).__name__} at {id(self):#x} state={shown}>'

    def _await(self, timeout):
        """Wait for the end; CancelledError or TimeoutError if it is not that of a call."""
        if self._state not in (*_CALLED_OFF, FINISHED):
            with self._condition:
                if self._state in (PENDING, RUNNING):
                    self._condition.wait(timeout)
        if self._state in _CALLED_OFF:
            raise CancelledError
        if self._state != FINISHED:
            raise TimeoutError

    def __get_result(self):
        if self._exception:
            try:
                raise self._exception
            finally:
                # It has this frame.
                self = None
        return self._result

    def result(self, timeout=None):
        """What the call returned, or its exception raised here."""
        try:
            self._await(timeout)
            return self.__get_result()
        finally:
            self = None

    def exception(self, timeout=None):
        """The exception of the call, None if it returned."""
        self._await(timeout)
        return self._exception


class _Waiter:
    """Is told of futures that are over, and says when that is enough."""

    def __init__(self, fs, is_enough=lambda future: False):
        self._total = len(fs)
        self._is_enough = is_enough
        self._over = {}         # a set that keeps the order
        self.event = threading.Event()

    def _add(self, future):
        # In any thread: what is counted is what is there.
        self._over[future] = None
        if len(self._over) >= self._total or self._is_enough(future):
            self.event.set()

    add_result = add_exception = add_cancelled = _add

    def watch(self, fs):
        """Be told of these; of those already over now."""
        for future in fs:
            # First: what ends between is told of twice, but not missed.
            future._waiters.append(self)
        for future in fs:
            if future._state in _OVER:
                self._add(future)

    def leave(self, fs):
        for future in fs:
            if self in future._waiters:
                future._waiters.remove(self)

    def take(self):
        """Those that have come since the last time, in their order."""
        self.event.clear()
        over = [*self._over]
        for future in over:
            # Known, but not to be kept alive.
            del self._over[future]
        return over


def _failed(future):
    return not future.cancelled() and future.exception() is not None


# When wait() has waited enough.
_ENOUGH = {FIRST_COMPLETED: lambda future: True,
           FIRST_EXCEPTION: _failed,
           ALL_COMPLETED: lambda future: False}

DoneAndNotDoneFutures = namedtuple('DoneAndNotDoneFutures', 'done not_done')


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for the futures of fs; a pair of sets, done and not done."""
    fs = {*fs}
    over = {future for future in fs if future._state in _OVER}
    if return_when not in _ENOUGH and len(over) < len(fs):
        raise ValueError(f'Invalid return condition: {return_when!r}')
    is_enough = _ENOUGH.get(return_when)
    if len(over) < len(fs) and not any(map(is_enough, over)):
        waiter = _Waiter(fs, is_enough)
        waiter.watch(fs)
        waiter.event.wait(timeout)
        waiter.leave(fs)
        over.update(waiter.take())
    return DoneAndNotDoneFutures(over, fs - over)


def as_completed(fs, timeout=None):
    """Yield the futures of fs as they are done; TimeoutError if it takes too long."""
    end = None if timeout is None else time.monotonic() + timeout
    fs = {*fs}
    total, seen = len(fs), set()
    waiter = _Waiter(fs, lambda future: True)
    waiter.watch(fs)
    try:
        while fs:
            ready = waiter.take()
            ready.reverse()
            while ready:
                if ready[-1] not in fs:
                    ready.pop()     # told of twice
                    continue
                fs.remove(ready[-1])
                waiter.leave(ready[-1:])
                # Nobody but the program shall keep it.
                yield ready.pop()
            if not fs:
                return
            left = None if end is None else end - time.monotonic()
            if left is not None and left < 0:
                raise TimeoutError(f'{len(fs)} (of {total}) futures unfinished')
            waiter.event.wait(left)
    finally:
        waiter.leave(fs)


class Executor:
    """What thread and process pools have in common."""

    def submit(self, fn, /, *args, **kwargs):
        """Have fn(*args, **kwargs) called; its Future is returned at once."""
        raise NotImplementedError

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """Like map(), the calls being made by the pool; results in order.

        All calls are submitted at once.  timeout counts from now; chunksize
        only matters to processes."""
        end = None if timeout is None else time.monotonic() + timeout
        fs = [self.submit(fn, *args) for args in zip(*iterables)][::-1]

        # Not a generator itself: the calls begin now.
        def result_iterator():
            try:
                while fs:
                    yield _taken(fs.pop(), end)
            finally:
                # Those left from the first on, as they would have come.
                for future in reversed(fs):
                    future.cancel()

        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more work; wait for what runs, or cancel what does not yet."""

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False

    def __enter__(self):
        return self


def _taken(future, end):
    """The result of a future, which is given up if it does not come by then."""
    try:
        return future.result(None if end is None else end - time.monotonic())
    finally:
        future.cancel()
        del future      # its exception has this frame
