"""What counts as a coroutine, and how one is shown."""
__all__ = ('iscoroutinefunction', 'iscoroutine')

import collections.abc
import os
import sys
import types


def _is_debug_mode():
    return sys.flags.dev_mode or (not sys.flags.ignore_environment and
                                  bool(os.environ.get('PYTHONASYNCIODEBUG')))


# Set as `_is_coroutine` on functions that are to pass for coroutine functions.
_is_coroutine = object()


def iscoroutinefunction(func):
    """True if calling func gives a coroutine."""
    import inspect
    return (inspect.iscoroutinefunction(func) or
            getattr(func, "_is_coroutine", None) is _is_coroutine)


_COROUTINE_TYPES = (types.CoroutineType, collections.abc.Coroutine)
_iscoroutine_typecache = set()


def iscoroutine(obj):
    """True if obj is a coroutine object."""
    cls = type(obj)
    if cls is types.CoroutineType or cls in _iscoroutine_typecache:
        return True
    if isinstance(obj, _COROUTINE_TYPES):
        # The test by protocol is slow; a bound keeps odd programs in memory.
        if len(_iscoroutine_typecache) < 100:
            _iscoroutine_typecache.add(cls)
        return True
    return False


def _format_coroutine(coro):
    assert iscoroutine(coro) or isinstance(coro, types.GeneratorType)

    def name_of(coro):
        # Other people's coroutine types may have neither name.
        if hasattr(coro, '__qualname__') and coro.__qualname__:
            return f'{coro.__qualname__}()'
        if hasattr(coro, '__name__') and coro.__name__:
            return f'{coro.__name__}()'
        return f'<{type(coro).__name__} without __name__>()'

    prefix = 'cr_' if hasattr(coro, 'cr_code') else 'gi_'
    code = getattr(coro, prefix + 'code', None)
    name = name_of(coro)
    if not code:
        running = getattr(coro, 'cr_running', None)
        if running is None:
            running = getattr(coro, 'gi_running', False)
        return f'{name} running' if running else name
    frame = getattr(coro, prefix + 'frame', None)
    filename = code.co_filename or '<empty co_filename>'
    if frame is not None:
        return f'{name} running at {filename}:{frame.f_lineno}'
    return f'{name} done, defined at {filename}:{code.co_firstlineno}'
