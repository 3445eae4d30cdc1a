"""Callbacks and call stacks as text."""
import functools
import reprlib
import sys
import types

from . import constants


def _get_function_source(func):
    """Where the function inside all wrappers was defined: (file, line), None if unknown."""
    while True:
        if hasattr(func, '__wrapped__'):
            func = func.__wrapped__
        elif isinstance(func, (functools.partial, functools.partialmethod)):
            func = func.func
        elif isinstance(func, types.FunctionType):
            return func.__code__.co_filename, func.__code__.co_firstlineno
        else:
            return None


def _format_callback_source(func, args, *, debug=False):
    call = _format_callback(func, args, None, debug=debug)
    where = _get_function_source(func)
    return call if where is None else f'{call} at {where[0]}:{where[1]}'


def _format_args_and_kwargs(args, kwargs, *, debug=False):
    """The arguments in parentheses; what they are is shown in debug mode only."""
    shown = []
    if debug:
        shown += map(reprlib.repr, args or ())
        shown += (f'{name}={reprlib.repr(value)}' for name, value in (kwargs or {}).items())
    return f'({", ".join(shown)})'


def _format_callback(func, args, kwargs, *, debug=False, suffix=''):
    calls = [suffix]
    while True:
        calls.append(_format_args_and_kwargs(args, kwargs, debug=debug))
        if not isinstance(func, functools.partial):
            break
        func, args, kwargs = func.func, func.args, func.keywords
    name = getattr(func, '__qualname__', None) or getattr(func, '__name__', None) or repr(func)
    return name + ''.join(reversed(calls))


def extract_stack(f=None, limit=None):
    """The stack of frame f (the caller's) as a StackSummary, without its text yet."""
    import traceback
    stack = traceback.StackSummary.extract(
        traceback.walk_stack(sys._getframe(1) if f is None else f),
        limit=constants.DEBUG_STACK_DEPTH if limit is None else limit, lookup_lines=False)
    stack.reverse()
    return stack
