"""The API of Python 3.4 to 3.9 that old programs still use.

On by default, each use with the DeprecationWarning of the last CPython that
had it.  `-X asyncio_compat=0` gives exactly the interface of 3.13.
"""
import functools
import sys
import types
import warnings

from . import coroutines

enabled = getattr(sys, '_xoptions', {}).get('asyncio_compat') != '0'

LOOP_TEXT = ("The loop argument is deprecated since Python 3.8, "
             "and scheduled for removal in Python 3.10.")


# True once the program has used something that 3.12 does not have.
_used = False


def deprecated(text, stacklevel=3):
    """Warn about the caller of the caller."""
    global _used
    _used = True
    warnings.warn(text, DeprecationWarning, stacklevel=stacklevel)


def is_old(frame):
    """True if the program is from before 3.12, as far as can be seen.

    Such a program got its loop by get_event_loop() in all innocence: the
    warning about that is younger than the CPythons it ran on.
    """
    return enabled and (_used or {'Task', 'all_tasks'} <= set(frame.f_code.co_names)
                        or {'Task', 'current_task'} <= set(frame.f_code.co_names))


def _deprecated_function(text, func):
    # At the line of `def`, below the decorators, as the old CPythons had it.
    global _used
    _used = True
    frame = sys._getframe(2)
    code = getattr(func, '__code__', None)
    if code is None or code.co_filename != frame.f_code.co_filename:
        warnings.warn(text, DeprecationWarning, stacklevel=3)
        return
    import linecache
    lineno = code.co_firstlineno
    while line := linecache.getline(code.co_filename, lineno, frame.f_globals):
        if line.lstrip().startswith(('def ', 'async def ')):
            break
        lineno += 1
    else:
        lineno = frame.f_lineno
    warnings.warn_explicit(
        text, DeprecationWarning, code.co_filename, lineno,
        module=frame.f_globals.get('__name__'),
        registry=frame.f_globals.setdefault('__warningregistry__', {}))


def loop_argument(name, stacklevel=4):
    """Somebody passed loop= to `name`."""
    if not enabled:
        raise TypeError(f"{name}() got an unexpected keyword argument 'loop'")
    deprecated(LOOP_TEXT, stacklevel)


def drives(obj):
    """True if a Task can run obj: a coroutine, or a plain generator as of old."""
    return coroutines.iscoroutine(obj) or (enabled and type(obj) is types.GeneratorType)


def coroutine(func):
    """Mark a generator function as a coroutine: before `async def`."""
    _deprecated_function('"@coroutine" decorator is deprecated since Python 3.8, '
                         'use "async def" instead', func)
    import inspect
    if inspect.iscoroutinefunction(func):
        return func
    if inspect.isgeneratorfunction(func):
        wrapper = types.coroutine(func)
    else:
        @functools.wraps(func)
        def steps(*args, **kwargs):
            # A plain function may return anything that can be waited for.
            from . import futures
            result = func(*args, **kwargs)
            if futures.isfuture(result) or inspect.isgenerator(result):
                result = yield from result
            elif hasattr(type(result), '__await__'):
                result = yield from result.__await__()
            return result
        wrapper = types.coroutine(steps)
    wrapper._is_coroutine = coroutines._is_coroutine
    return wrapper


def wait_explicitly(fs, loop):
    """The members of fs for wait(), coroutines made into tasks."""
    from . import tasks
    if any(drives(f) for f in fs):
        deprecated("The explicit passing of coroutine objects to asyncio.wait() is "
                   "deprecated since Python 3.8, and scheduled for removal in Python 3.11.", 4)
    return {tasks.ensure_future(f, loop=loop) for f in fs}


def task_all_tasks(loop):
    """Task.all_tasks(): every task of the loop, those done included."""
    deprecated("Task.all_tasks() is deprecated, "
               "use asyncio.all_tasks() instead")
    from . import events, tasks
    return set(tasks._every_task(events.get_event_loop() if loop is None else loop))


def task_current_task(loop):
    """Task.current_task(): the running task, None outside of one."""
    deprecated("Task.current_task() is deprecated, "
               "use asyncio.current_task() instead")
    from . import events, tasks
    return tasks.current_task(events.get_event_loop() if loop is None else loop)


class WithYieldFrom:
    """`with (yield from lock):` and `with await lock:`."""

    def __enter__(self):
        raise RuntimeError('"yield from" should be used as context manager expression')

    def __exit__(self, *args):
        pass

    def _held(self):
        deprecated("'with (yield from lock)' is deprecated use 'async with lock' instead")
        return _Held(self)

    @types.coroutine
    def __iter__(self):
        yield from self.acquire().__await__()
        return self._held()

    def __await__(self):
        yield from self.acquire().__await__()
        return self._held()


class _Held:
    """A lock that is taken already; leaving the block gives it back."""

    def __init__(self, lock):
        self._lock = lock

    def __enter__(self):
        return None

    def __exit__(self, *args):
        try:
            self._lock.release()
        finally:
            self._lock = None


def lookup(name):
    """Old names of the package; AttributeError if there is none such."""
    if enabled:
        if name == 'coroutine':
            return coroutine
        if name == 'async':
            return _async
        if name == 'JoinableQueue':
            from .queues import Queue
            return Queue
        if name == 'compat':
            return _compat_module()
    raise AttributeError(f"module 'asyncio' has no attribute {name!r}")


def _async(coro_or_future, *, loop=None):
    """Deprecated name of ensure_future()."""
    deprecated("asyncio.async() function is deprecated, use ensure_future()")
    from .tasks import ensure_future
    task = ensure_future(coro_or_future, loop=loop)
    if task is not coro_or_future:
        task._nameless = True   # in its repr: tasks had no names then
    return task


def _compat_module():
    """asyncio.compat: version tests, all true by now."""
    module = types.ModuleType('asyncio.compat')
    module.PY34 = module.PY35 = module.PY352 = True
    module.flatten_list_bytes = b''.join
    sys.modules['asyncio.compat'] = module
    return module
