"""What counts as a coroutine, and how one is shown."""
import collections.abc
import os
import sys
import types
from functools import partial

__all__ = ('iscoroutinefunction', 'iscoroutine')

_is_coroutine = object()        # marks functions that give coroutines without being declared so
_COROUTINE = 0x80               # the flag of `async def`
_KINDS = (types.CoroutineType, collections.abc.Coroutine)


def _is_debug_mode():
    flags = sys.flags
    return flags.dev_mode or (
        not flags.ignore_environment and bool(os.environ.get('PYTHONASYNCIODEBUG')))


def iscoroutinefunction(func):
    """True if calling func gives a coroutine."""
    if getattr(func, '_is_coroutine', None) is _is_coroutine:
        return True
    # Only who has loaded inspect can have marked a function by it.
    if (inspect := sys.modules.get('inspect')) is not None and hasattr(inspect,
                                                                       'iscoroutinefunction'):
        return inspect.iscoroutinefunction(func)
    while isinstance(func, (partial, types.MethodType)):
        func = func.func if isinstance(func, partial) else func.__func__
    return isinstance(func, types.FunctionType) and bool(func.__code__.co_flags & _COROUTINE)


def iscoroutine(obj):
    """True if obj is a coroutine object."""
    return isinstance(obj, _KINDS)


def _first(obj, *names):
    """The first of these attributes that obj has and that says something."""
    return next((value for name in names if (value := getattr(obj, name, None))), None)


def _format_coroutine(coro):
    assert iscoroutine(coro) or isinstance(coro, types.GeneratorType)
    code = _first(coro, 'cr_code', 'gi_code')
    frame = _first(coro, 'gi_frame', 'cr_frame')
    # What compiled modules make may have no name.
    name = _first(coro, '__qualname__', '__name__') or f'<{type(coro).__name__} without __name__>'
    if code is None:
        return f'{name}() running' if _first(coro, 'cr_running', 'gi_running') else f'{name}()'
    file = code.co_filename or '<empty co_filename>'
    if frame is None:
        return f'{name}() done, defined at {file}:{code.co_firstlineno}'
    return f'{name}() running at {file}:{frame.f_lineno}'
