"""What native and Python futures share: states and repr."""
__all__ = ()

import reprlib

from . import format_helpers

_PENDING = 'PENDING'
_CANCELLED = 'CANCELLED'
_FINISHED = 'FINISHED'


def isfuture(obj):
    """True for a Future of asyncio's kind, whoever wrote its class.

    Known by the class having _asyncio_future_blocking, and it not being None.
    """
    return (hasattr(obj.__class__, '_asyncio_future_blocking') and
            obj._asyncio_future_blocking is not None)


def _format_callbacks(cb):
    """cb=[...] with at most the first and the last of them."""
    shown = [format_helpers._format_callback_source(pair[0], ())
             for pair in (cb if len(cb) <= 2 else (cb[0], cb[-1]))]
    if len(cb) > 2:
        shown.insert(1, f'<{len(cb) - 2} more>')
    return f'cb=[{", ".join(shown)}]'


def _future_repr_info(future):
    info = [future._state.lower()]
    if future._state == _FINISHED:
        if future._exception is not None:
            info.append(f'exception={future._exception!r}')
        else:
            info.append(f'result={reprlib.repr(future._result)}')
    if future._callbacks:
        info.append(_format_callbacks(future._callbacks))
    if future._source_traceback:
        frame = future._source_traceback[-1]
        info.append(f'created at {frame[0]}:{frame[1]}')
    return info


@reprlib.recursive_repr()
def _future_repr(future):
    return f'<{type(future).__name__} {" ".join(_future_repr_info(future))}>'
