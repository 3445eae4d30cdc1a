"""Future: a result that comes later; and the bridge to concurrent.futures."""
__all__ = (
    'Future', 'wrap_future', 'isfuture',
)

import concurrent.futures
from _futures import _bridge
from _asyncio import Future, _set_result_unless_cancelled

from . import base_futures
from . import events
from . import exceptions

isfuture = base_futures.isfuture

# There is one make of futures here.
_PyFuture = _CFuture = Future

_PENDING = base_futures._PENDING
_CANCELLED = base_futures._CANCELLED
_FINISHED = base_futures._FINISHED

STACK_DEBUG = 9     # a log level below DEBUG, for the very curious


def _get_loop(fut):
    # Futures of other makes may have no get_loop().
    try:
        get_loop = fut.get_loop
    except AttributeError:
        return fut._loop
    return get_loop()


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
    if type(new_future) is Future and new_future.get_loop() is loop:
        _bridge(future, new_future, loop)
    else:
        _chain_future(future, new_future)
    return new_future
