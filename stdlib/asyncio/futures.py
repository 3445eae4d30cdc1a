"""Future: a result that comes later; and the bridge to concurrent.futures."""
__all__ = (
    'Future', 'wrap_future', 'isfuture',
)

import concurrent.futures
import contextvars
import sys
from types import GenericAlias

from . import base_futures
from . import events
from . import exceptions
from . import format_helpers

isfuture = base_futures.isfuture

_PENDING = base_futures._PENDING
_CANCELLED = base_futures._CANCELLED
_FINISHED = base_futures._FINISHED

STACK_DEBUG = 9     # a log level below DEBUG, for the very curious


class _FutureIter:
    """One `await` on a future: gives the future once, then its result.

    It has no throw(): what is thrown in surfaces at the await itself, so
    that no frame of this module stands in the traceback.
    """

    __slots__ = ('_future',)

    def __init__(self, future):
        self._future = future

    def __iter__(self):
        return self

    def __next__(self):
        future = self._future
        if future is None:
            raise StopIteration
        if future._state == _PENDING:
            if future._asyncio_future_blocking:
                raise RuntimeError("await wasn't used with future")
            future._asyncio_future_blocking = True
            return future
        self._future = None
        raise StopIteration(future.result())

    def send(self, value):
        return self.__next__()


class Future:
    """A result that a loop's callbacks and tasks can wait for.

    Not for use between threads; result() and exception() never wait.
    """

    __module__ = '_asyncio'

    _state = _PENDING
    _result = None
    _exception = None
    _exception_tb = None
    _loop = None
    _source_traceback = None
    _cancel_message = None
    _cancelled_exc = None
    # False marks the class as a future; True tells the task that it was
    # reached by `await` and not by a bare `yield`.
    _asyncio_future_blocking = False
    __log_traceback = False

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        if self._loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    def __repr__(self):
        return base_futures._future_repr(self)

    def __del__(self):
        if not self.__log_traceback:
            return      # never failed, or somebody has seen it
        context = {
            'message': f'{self.__class__.__name__} exception was never retrieved',
            'exception': self._exception,
            'future': self,
        }
        if self._source_traceback:
            context['source_traceback'] = self._source_traceback
        self._loop.call_exception_handler(context)

    __class_getitem__ = classmethod(GenericAlias)

    @property
    def _log_traceback(self):
        return self.__log_traceback

    @_log_traceback.setter
    def _log_traceback(self, val):
        if val:
            raise ValueError('_log_traceback can only be set to False')
        self.__log_traceback = False

    def get_loop(self):
        """The loop the future belongs to."""
        loop = self._loop
        if loop is None:
            raise RuntimeError("Future object is not initialized.")
        return loop

    def _make_cancelled_error(self):
        if self._cancelled_exc is not None:
            # Given out once; the traceback in it would make a circle.
            exc, self._cancelled_exc = self._cancelled_exc, None
            return exc
        if self._cancel_message is None:
            return exceptions.CancelledError()
        return exceptions.CancelledError(self._cancel_message)

    def cancel(self, msg=None):
        """Cancel it and schedule the callbacks; False if it is done already."""
        self.__log_traceback = False
        if self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self._cancel_message = msg
        self.__schedule_callbacks()
        return True

    def __schedule_callbacks(self):
        callbacks = self._callbacks
        if callbacks:
            self._callbacks = []
            call_soon = self._loop.call_soon
            for callback, ctx in callbacks:
                call_soon(callback, self, context=ctx)

    def cancelled(self):
        """True if it was cancelled."""
        return self._state == _CANCELLED

    def done(self):
        """True if it has a result or an exception, or was cancelled."""
        return self._state != _PENDING

    def result(self):
        """The result; raises the exception, CancelledError or InvalidStateError."""
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError('Result is not set.')
        self.__log_traceback = False
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception_tb)
        return self._result

    def exception(self):
        """The exception, None if there is a result."""
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError('Exception is not set.')
        self.__log_traceback = False
        return self._exception

    def _outcome_error(self):
        """What result() would raise, or None; for tasks that throw it in."""
        if self._state == _CANCELLED:
            return self._make_cancelled_error()
        self.__log_traceback = False
        if self._exception is not None:
            return self._exception.with_traceback(self._exception_tb)
        return None

    def add_done_callback(self, fn, *, context=None):
        """Have fn(self) called by the loop once this is done."""
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
        else:
            if context is None:
                context = contextvars.copy_context()
            self._callbacks.append((fn, context))

    def remove_done_callback(self, fn):
        """Take fn off the list; how many times it was there."""
        kept = [pair for pair in self._callbacks if pair[0] != fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    def set_result(self, result):
        """Finish with a result."""
        if self._state != _PENDING:
            raise exceptions.InvalidStateError('invalid state')
        self._result = result
        self._state = _FINISHED
        self.__schedule_callbacks()

    def set_exception(self, exception):
        """Finish with an exception, an instance or a class."""
        if self._state != _PENDING:
            raise exceptions.InvalidStateError('invalid state')
        if isinstance(exception, type):
            exception = exception()
        if not isinstance(exception, BaseException):
            raise TypeError('invalid exception object')
        if isinstance(exception, StopIteration):
            stop = exception
            exception = RuntimeError("StopIteration interacts badly with "
                                     "generators and cannot be raised into a "
                                     "Future")
            exception.__cause__ = stop
            exception.__context__ = stop
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._state = _FINISHED
        self.__schedule_callbacks()
        self.__log_traceback = True

    def __await__(self):
        return _FutureIter(self)

    __iter__ = __await__    # for `yield from`


Future.__qualname__ = Future.__name__ = 'Future'
_PyFuture = Future


def _get_loop(fut):
    # Futures of other makes may have no get_loop().
    try:
        get_loop = fut.get_loop
    except AttributeError:
        return fut._loop
    return get_loop()


def _set_result_unless_cancelled(fut, result):
    if not fut.cancelled():
        fut.set_result(result)


# -- concurrent futures ------------------------------------------------------

_TRANSLATED = {
    concurrent.futures.CancelledError: exceptions.CancelledError,
    concurrent.futures.InvalidStateError: exceptions.InvalidStateError,
}


def _convert_future_exc(exc):
    cls = _TRANSLATED.get(type(exc))
    return exc if cls is None else cls(*exc.args).with_traceback(exc.__traceback__)


def _set_concurrent_future_state(concurrent, source):
    """Give a concurrent future the outcome of a future that is done."""
    assert source.done()
    if source.cancelled():
        concurrent.cancel()
    if not concurrent.set_running_or_notify_cancel():
        return
    exception = source.exception()
    if exception is not None:
        concurrent.set_exception(_convert_future_exc(exception))
    else:
        concurrent.set_result(source.result())


def _copy_future_state(source, dest):
    """Give an asyncio future the outcome of a future of either kind."""
    assert source.done()
    if dest.cancelled():
        return
    assert not dest.done()
    if source.cancelled():
        dest.cancel()
    else:
        exception = source.exception()
        if exception is not None:
            dest.set_exception(_convert_future_exc(exception))
        else:
            dest.set_result(source.result())


def _chain_future(source, destination):
    """Let destination end as source does, and its cancelling reach source.

    Either may be of asyncio or of concurrent.futures; between loops and
    threads the news travels by call_soon_threadsafe().
    """
    for role, fut in (('source', source), ('destination', destination)):
        if not isfuture(fut) and not isinstance(fut, concurrent.futures.Future):
            raise TypeError(f'A future is required for {role} argument')
    source_loop = _get_loop(source) if isfuture(source) else None
    dest_loop = _get_loop(destination) if isfuture(destination) else None

    def _set_state(future, other):
        if isfuture(future):
            _copy_future_state(other, future)
        else:
            _set_concurrent_future_state(future, other)

    def _call_check_cancel(destination):
        if destination.cancelled():
            if source_loop is None or source_loop is dest_loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def _call_set_state(source):
        if (destination.cancelled() and
                dest_loop is not None and dest_loop.is_closed()):
            return
        if dest_loop is None or dest_loop is source_loop:
            _set_state(destination, source)
        else:
            if dest_loop.is_closed():
                return
            dest_loop.call_soon_threadsafe(_set_state, destination, source)

    destination.add_done_callback(_call_check_cancel)
    source.add_done_callback(_call_set_state)


def wrap_future(future, *, loop=None):
    """An asyncio future that ends as the concurrent one does."""
    if isfuture(future):
        return future
    assert isinstance(future, concurrent.futures.Future), \
        f'concurrent.futures.Future is expected, got {future!r}'
    if loop is None:
        loop = events.get_event_loop()
    new_future = loop.create_future()
    _chain_future(future, new_future)
    return new_future


try:
    import _asyncio
except ImportError:
    pass
else:
    Future = _CFuture = _asyncio.Future
