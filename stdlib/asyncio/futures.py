"""Future: a result that comes later; and the bridge to concurrent.futures."""
from _asyncio import Future, _set_result_unless_cancelled

from . import base_futures, events, exceptions

__all__ = ('Future', 'wrap_future', 'isfuture')

isfuture = base_futures.isfuture
_PENDING, _CANCELLED, _FINISHED = (
    base_futures._PENDING, base_futures._CANCELLED, base_futures._FINISHED)
STACK_DEBUG = 9     # a level of logging below DEBUG
_PyFuture = _CFuture = Future


def _get_loop(fut):
    # Futures of before 3.7 have the attribute only.
    ask = getattr(fut, 'get_loop', None)
    return fut._loop if ask is None else ask()


def _convert_future_exc(exc):
    """An error of concurrent.futures as one of asyncio."""
    from concurrent import futures as concurrent
    for theirs, ours in ((concurrent.CancelledError, exceptions.CancelledError),
                         (concurrent.TimeoutError, exceptions.TimeoutError),
                         (concurrent.InvalidStateError, exceptions.InvalidStateError)):
        if type(exc) is theirs:
            return ours(*exc.args).with_traceback(exc.__traceback__)
    return exc


def _copy_outcome(source, target):
    """Let a future end as another has."""
    if source.cancelled():
        target.cancel()
        return
    error = source.exception()
    if error is None:
        target.set_result(source.result())
    else:
        target.set_exception(_convert_future_exc(error))


def _is_concurrent(future):
    from concurrent.futures import Future as ConcurrentFuture
    return isinstance(future, ConcurrentFuture)


def _copy_future_state(source, dest):
    """Let a future of a loop end as a concurrent one has, unless it was cancelled."""
    assert source.done()
    if not dest.cancelled():
        assert not dest.done()
        _copy_outcome(source, dest)


def _set_concurrent_future_state(concurrent, source):
    """Let a concurrent future end as one of a loop has."""
    if source.cancelled():
        concurrent.cancel()
    if concurrent.set_running_or_notify_cancel():
        _copy_outcome(source, concurrent)


def _chain_future(source, destination):
    """Let destination end as source does, and a cancelling go the other way.

    Either may be a concurrent future, which ends and is cancelled in any thread."""
    loops = []
    for future, which in ((source, 'source'), (destination, 'destination')):
        if isfuture(future):
            loops.append(_get_loop(future))
        elif _is_concurrent(future):
            loops.append(None)
        else:
            raise TypeError(f'A future is required for {which} argument')
    source_loop, loop = loops

    def cancel_source(destination):
        if destination.cancelled():
            if source_loop is None or source_loop is loop:
                source.cancel()
            else:
                source_loop.call_soon_threadsafe(source.cancel)

    def end_destination(source):
        if destination.cancelled() and loop is not None and loop.is_closed():
            return
        if loop is None:
            _set_concurrent_future_state(destination, source)
        elif loop is source_loop:
            _copy_future_state(source, destination)
        elif not loop.is_closed():
            loop.call_soon_threadsafe(_copy_future_state, source, destination)

    destination.add_done_callback(cancel_source)
    source.add_done_callback(end_destination)


def wrap_future(future, *, loop=None):
    """An asyncio future that ends as the concurrent one does."""
    if isfuture(future):
        return future
    assert _is_concurrent(future), f'concurrent.futures.Future is expected, got {future!r}'
    loop = events.get_event_loop() if loop is None else loop
    wrapped = loop.create_future()
    if type(wrapped) is Future:
        from _futures import _bridge
        _bridge(future, wrapped, loop)
    else:
        _chain_future(future, wrapped)
    return wrapped
