"""Future, Executor, and waiting for several futures."""
import _futures
import threading
import time
from collections import namedtuple
from types import GenericAlias as _GenericAlias

FIRST_COMPLETED = 'FIRST_COMPLETED'
FIRST_EXCEPTION = 'FIRST_EXCEPTION'
ALL_COMPLETED = 'ALL_COMPLETED'
_AS_COMPLETED = '_AS_COMPLETED'

PENDING = 'PENDING'
RUNNING = 'RUNNING'
CANCELLED = 'CANCELLED'
CANCELLED_AND_NOTIFIED = 'CANCELLED_AND_NOTIFIED'   # waiters have been told
FINISHED = 'FINISHED'

_FUTURE_STATES = [PENDING, RUNNING, CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED]

_STATE_TO_DESCRIPTION_MAP = {
    PENDING: "pending",
    RUNNING: "running",
    CANCELLED: "cancelled",
    CANCELLED_AND_NOTIFIED: "cancelled",
    FINISHED: "finished",
}

_NOTIFIED = (CANCELLED_AND_NOTIFIED, FINISHED)
_DONE = (CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED)


def __getattr__(name):
    # logging is large and seldom needed.
    if name == 'LOGGER':
        import logging
        logger = globals()['LOGGER'] = logging.getLogger("concurrent.futures")
        return logger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _logger():
    return globals().get('LOGGER') or __getattr__('LOGGER')


class Error(Exception):
    """Base of the errors of this package."""


class CancelledError(Error):
    """Nobody will compute this: it was called off."""


TimeoutError = TimeoutError


class InvalidStateError(Error):
    """What was asked for is not possible in the future's state."""


class BrokenExecutor(RuntimeError):
    """The pool lost its workers and takes no more work."""


# -- waiting for several futures --------------------------------------------

class _Waiter:
    """Collects what finishes; wait() and as_completed() sleep on its event."""

    def __init__(self):
        self.event = threading.Event()
        self.finished_futures = []

    def add_result(self, future):
        self.finished_futures.append(future)

    def add_exception(self, future):
        self.finished_futures.append(future)

    def add_cancelled(self, future):
        self.finished_futures.append(future)


class _FirstCompletedWaiter(_Waiter):
    """Wakes at the first future that is done in any way."""

    def _note(self, future):
        self.finished_futures.append(future)
        self.event.set()

    add_result = add_exception = add_cancelled = _note


class _AsCompletedWaiter(_Waiter):
    """Wakes at each future; the reader empties the list under the lock."""

    def __init__(self):
        super().__init__()
        self.lock = threading.Lock()

    def _note(self, future):
        with self.lock:
            self.finished_futures.append(future)
            self.event.set()

    add_result = add_exception = add_cancelled = _note


class _AllCompletedWaiter(_Waiter):
    """Wakes when num_pending_calls are done, or one failed if so wished."""

    def __init__(self, num_pending_calls, stop_on_exception):
        super().__init__()
        self.num_pending_calls = num_pending_calls
        self.stop_on_exception = stop_on_exception
        self.lock = threading.Lock()

    def _count_down(self):
        with self.lock:
            self.num_pending_calls -= 1
            if not self.num_pending_calls:
                self.event.set()

    def add_result(self, future):
        super().add_result(future)
        self._count_down()

    def add_exception(self, future):
        super().add_exception(future)
        if self.stop_on_exception:
            self.event.set()
        else:
            self._count_down()

    def add_cancelled(self, future):
        super().add_cancelled(future)
        self._count_down()


class _AcquireFutures:
    """Holds the conditions of many futures, taken in one fixed order."""

    def __init__(self, futures):
        self.futures = sorted(futures, key=id)

    def __enter__(self):
        for future in self.futures:
            future._condition.acquire()

    def __exit__(self, *args):
        for future in self.futures:
            future._condition.release()


def _create_and_install_waiters(fs, return_when):
    if return_when == _AS_COMPLETED:
        waiter = _AsCompletedWaiter()
    elif return_when == FIRST_COMPLETED:
        waiter = _FirstCompletedWaiter()
    else:
        pending = sum(f._state not in _NOTIFIED for f in fs)
        if return_when == FIRST_EXCEPTION:
            waiter = _AllCompletedWaiter(pending, stop_on_exception=True)
        elif return_when == ALL_COMPLETED:
            waiter = _AllCompletedWaiter(pending, stop_on_exception=False)
        else:
            raise ValueError("Invalid return condition: %r" % return_when)
    for f in fs:
        f._waiters.append(waiter)
    return waiter


def _hand_over(fs, waiter, ref_collect):
    # Give out futures from the end of fs while keeping none of them alive.
    while fs:
        f = fs[-1]
        for futures_set in ref_collect:
            futures_set.remove(f)
        with f._condition:
            f._waiters.remove(waiter)
        del f
        yield fs.pop()


def as_completed(fs, timeout=None):
    """Yield the futures of fs as they are done; TimeoutError if it takes too long."""
    if timeout is not None:
        end_time = timeout + time.monotonic()
    fs = set(fs)
    total = len(fs)
    with _AcquireFutures(fs):
        finished = {f for f in fs if f._state in _NOTIFIED}
        pending = fs - finished
        waiter = _create_and_install_waiters(fs, _AS_COMPLETED)
    finished = list(finished)
    try:
        yield from _hand_over(finished, waiter, (fs,))
        while pending:
            wait_timeout = None
            if timeout is not None:
                wait_timeout = end_time - time.monotonic()
                if wait_timeout < 0:
                    raise TimeoutError('%d (of %d) futures unfinished' % (len(pending), total))
            waiter.event.wait(wait_timeout)
            with waiter.lock:
                finished = waiter.finished_futures
                waiter.finished_futures = []
                waiter.event.clear()
            finished.reverse()      # they leave from the end
            yield from _hand_over(finished, waiter, (fs, pending))
    finally:
        for f in fs:
            with f._condition:
                f._waiters.remove(waiter)


DoneAndNotDoneFutures = namedtuple('DoneAndNotDoneFutures', 'done not_done')


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for the futures of fs; a pair of sets, done and not done."""
    fs = set(fs)
    with _AcquireFutures(fs):
        done = {f for f in fs if f._state in _NOTIFIED}
        not_done = fs - done
        if return_when == FIRST_COMPLETED and done:
            return DoneAndNotDoneFutures(done, not_done)
        if return_when == FIRST_EXCEPTION and done:
            if any(not f.cancelled() and f.exception() is not None for f in done):
                return DoneAndNotDoneFutures(done, not_done)
        if not not_done:
            return DoneAndNotDoneFutures(done, not_done)
        waiter = _create_and_install_waiters(fs, return_when)
    waiter.event.wait(timeout)
    for f in fs:
        with f._condition:
            f._waiters.remove(waiter)
    done.update(waiter.finished_futures)
    return DoneAndNotDoneFutures(done, fs - done)


def _result_or_cancel(fut, timeout=None):
    try:
        try:
            return fut.result(timeout)
        finally:
            fut.cancel()
    finally:
        del fut     # the traceback must not keep the future


# -- the future --------------------------------------------------------------

def _log_callback_error(future, exc):
    _logger().error('exception calling callback for %r', future, exc_info=exc)


def _log_unexpected(future):
    _logger().critical('Future %s in unexpected state: %s', id(future), future._state)


def _not_open(future):
    return InvalidStateError('{}: {!r}'.format(future._state, future))


class Future(_futures.FutureCore):
    """The answer of a call that runs, will run or has run elsewhere."""

    def __repr__(self):
        with self._condition:
            head = '<%s at %#x state=%s' % (
                self.__class__.__name__, id(self), _STATE_TO_DESCRIPTION_MAP[self._state])
            if self._state != FINISHED:
                return head + '>'
            if self._exception:
                return head + ' raised %s>' % self._exception.__class__.__name__
            return head + ' returned %s>' % self._result.__class__.__name__

    def __get_result(self):
        if self._exception is not None:
            try:
                raise self._exception
            finally:
                self = None     # no circle through the traceback
        return self._result

    def _settled(self, timeout):
        # With the condition held: wait, then True if there is an outcome.
        if self._state not in _DONE:
            self._condition.wait(timeout)
        if self._state in (CANCELLED, CANCELLED_AND_NOTIFIED):
            raise CancelledError()
        if self._state != FINISHED:
            raise TimeoutError()

    def result(self, timeout=None):
        """What the call returned, or its exception raised here."""
        try:
            if self._state == FINISHED:
                return self.__get_result()
            with self._condition:
                self._settled(timeout)
                return self.__get_result()
        finally:
            self = None

    def exception(self, timeout=None):
        """The exception of the call, None if it returned."""
        if self._state == FINISHED:
            return self._exception
        with self._condition:
            self._settled(timeout)
            return self._exception

    __class_getitem__ = classmethod(_GenericAlias)


class Executor:
    """What thread and process pools have in common."""

    def submit(self, fn, /, *args, **kwargs):
        """Have fn(*args, **kwargs) called; its Future is returned at once."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """Like map(), the calls being made by the pool; results in order.

        All calls are submitted at once.  timeout counts from now; chunksize
        only matters to processes.
        """
        if timeout is not None:
            end_time = timeout + time.monotonic()
        fs = [self.submit(fn, *args) for args in zip(*iterables)]

        # A generator of its own: the calls above do not wait for next().
        def result_iterator():
            try:
                fs.reverse()
                while fs:
                    # Popped before it is waited for: nothing holds it after.
                    if timeout is None:
                        yield _result_or_cancel(fs.pop())
                    else:
                        yield _result_or_cancel(fs.pop(), end_time - time.monotonic())
            finally:
                for future in fs:
                    future.cancel()
        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more work; wait for what runs, or cancel what does not yet."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False
