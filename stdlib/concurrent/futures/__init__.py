"""Work handed to pools of threads or processes, answered through futures."""
from concurrent.futures._base import (FIRST_COMPLETED,
                                      FIRST_EXCEPTION,
                                      ALL_COMPLETED,
                                      CancelledError,
                                      TimeoutError,
                                      InvalidStateError,
                                      BrokenExecutor,
                                      Future,
                                      Executor,
                                      wait,
                                      as_completed)

__all__ = (
    'FIRST_COMPLETED',
    'FIRST_EXCEPTION',
    'ALL_COMPLETED',
    'CancelledError',
    'TimeoutError',
    'InvalidStateError',
    'BrokenExecutor',
    'Future',
    'Executor',
    'wait',
    'as_completed',
    'ProcessPoolExecutor',
    'ThreadPoolExecutor',
)

# The pools are loaded when first asked for: one of them brings multiprocessing.
_POOLS = {'ThreadPoolExecutor': '.thread', 'ProcessPoolExecutor': '.process'}


def __dir__():
    return __all__ + ('__author__', '__doc__')


def __getattr__(name):
    if name in _POOLS:
        from importlib import import_module
        value = getattr(import_module(_POOLS[name], __name__), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
