"""What native and Python futures share: states and repr."""
import reprlib

from . import format_helpers

__all__ = ()

_PENDING, _CANCELLED, _FINISHED = 'PENDING', 'CANCELLED', 'FINISHED'


def isfuture(obj):
    """True for a Future of asyncio's kind, whoever wrote its class.

    Known by the class having _asyncio_future_blocking, and it not being None."""
    if hasattr(obj.__class__, '_asyncio_future_blocking'):
        return obj._asyncio_future_blocking is not None
    return False


def _format_callbacks(callbacks):
    shown = [format_helpers._format_callback_source(callback, ()) for callback, _ in
             (callbacks[:1] + callbacks[-1:] if len(callbacks) > 1 else callbacks)]
    if len(callbacks) > 2:
        shown.insert(1, f'<{len(callbacks) - 2} more>')
    return f'cb=[{", ".join(shown)}]'


def _future_repr_info(future):
    """The words of a future's repr."""
    yield future._state.lower()
    if future._state == _FINISHED:
        if future._exception is None:
            # Only as much of the result as is good for a message.
            yield f'result={reprlib.repr(future._result)}'
        else:
            yield f'exception={future._exception!r}'
    if future._callbacks:
        yield _format_callbacks(future._callbacks)
    if future._source_traceback:
        made = future._source_traceback[-1]
        yield f'created at {made[0]}:{made[1]}'


@reprlib.recursive_repr()
def _future_repr(future):
    return f'<{" ".join((type(future).__name__, *_future_repr_info(future)))}>'
