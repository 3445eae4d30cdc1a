"""Task: a coroutine driven by the loop; and the ways to wait for many."""
__all__ = (
    'Task', 'create_task',
    'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED',
    'wait', 'wait_for', 'as_completed', 'sleep',
    'gather', 'shield', 'ensure_future', 'run_coroutine_threadsafe',
    'current_task', 'all_tasks',
    'create_eager_task_factory', 'eager_task_factory',
    '_register_task', '_unregister_task', '_enter_task', '_leave_task',
)

import collections.abc
import concurrent.futures
import functools
import itertools
import types
import weakref
from _asyncio import (Task, current_task, _enter_task, _leave_task,
                      _swap_current_task, _tasks_of,
                      _Countdown, _outcomes, _sleep, _turn)
from types import GenericAlias

from . import _compat
from . import coroutines
from . import events
from . import exceptions
from . import futures

# Tasks of other makes; the native ones keep a list of their own.
_scheduled_tasks = weakref.WeakSet()
_eager_tasks = set()


def _every_task(loop):
    # Another thread may add a task while the weak set is being read.
    for attempt in itertools.count():
        try:
            others = [*_eager_tasks, *_scheduled_tasks]
            break
        except RuntimeError:
            if attempt >= 1000:
                raise
    return _tasks_of(loop) + [t for t in others if futures._get_loop(t) is loop]


def all_tasks(loop=None):
    """The tasks of the loop that are not done."""
    if loop is None:
        loop = events.get_running_loop()
    return {t for t in _every_task(loop) if not t.done()}


class _CurrentTasks(collections.abc.MutableMapping):
    """From a loop to the task it is in, for those who look into the package; the loops themselves know it."""

    def __getitem__(self, loop):
        task = current_task(loop)
        if task is None:
            raise KeyError(loop)
        return task

    def __setitem__(self, loop, task):
        _swap_current_task(loop, task)

    def __delitem__(self, loop):
        if _swap_current_task(loop, None) is None:
            raise KeyError(loop)

    def __iter__(self):
        # Other threads' loops are their business.
        loop = events._get_running_loop()
        if loop is not None and current_task(loop) is not None:
            yield loop

    def __len__(self):
        return sum(1 for _ in self)

    def __repr__(self):
        return repr(dict(self))


_current_tasks = _CurrentTasks()
# There is one make of everything here: both names that the package has for it mean that.
_PyTask = _CTask = Task
_py_current_task = _c_current_task = current_task
_py_enter_task = _c_enter_task = _enter_task
_py_leave_task = _c_leave_task = _leave_task
_py_swap_current_task = _c_swap_current_task = _swap_current_task


def _register_task(task):
    """Have all_tasks() know a task of another make."""
    _scheduled_tasks.add(task)


def _register_eager_task(task):
    """The same while its first step runs eagerly."""
    _eager_tasks.add(task)


def _unregister_task(task):
    """Have all_tasks() forget it."""
    _scheduled_tasks.discard(task)


def _unregister_eager_task(task):
    """Its eager first step is over."""
    _eager_tasks.discard(task)


_py_register_task = _c_register_task = _register_task
_py_unregister_task = _c_unregister_task = _unregister_task
_py_register_eager_task = _c_register_eager_task = _register_eager_task
_py_unregister_eager_task = _c_unregister_eager_task = _unregister_eager_task


def create_task(coro, *, name=None, context=None):
    """Have the running loop drive a coroutine; its Task."""
    loop = events.get_running_loop()
    if context is None:
        # Loops of other makes may not know the argument.
        task = loop.create_task(coro, name=name)
    else:
        task = loop.create_task(coro, name=name, context=context)
    return task


# -- waiting -----------------------------------------------------------------

FIRST_COMPLETED = concurrent.futures.FIRST_COMPLETED
FIRST_EXCEPTION = concurrent.futures.FIRST_EXCEPTION
ALL_COMPLETED = concurrent.futures.ALL_COMPLETED


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED, loop=None):
    """Wait for futures or tasks; a pair of sets, done and pending.

    Nothing is cancelled and no TimeoutError raised when the time is over.
    """
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError('Set of Tasks/Futures is empty.')
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f'Invalid return_when value: {return_when}')
    if loop is not None:
        _compat.loop_argument('wait', 3)
    fs = set(fs)
    if _compat.enabled:
        running = events.get_running_loop()
        if any(_compat.drives(f) for f in fs):
            fs = _compat.wait_explicitly(fs, running)
    elif any(coroutines.iscoroutine(f) for f in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    return await _wait(fs, timeout, return_when, events.get_running_loop())


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


async def wait_for(fut, timeout, *, loop=None):
    """Await fut for at most timeout seconds, then cancel it and raise TimeoutError."""
    if loop is not None:
        _compat.loop_argument('wait_for', 3)
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except exceptions.CancelledError as exc:
            raise TimeoutError from exc
    if _compat.enabled and type(fut) is types.GeneratorType:
        fut = ensure_future(fut)
    async with timeouts.timeout(timeout):
        return await fut


async def _wait(fs, timeout, return_when, loop):
    assert fs, 'Set of Futures is empty.'
    waiter = loop.create_future()
    timer = None
    if timeout is not None:
        timer = loop.call_later(timeout, _release_waiter, waiter)
    left = len(fs)

    def _on_completion(f):
        nonlocal left
        left -= 1
        if (left <= 0 or
                return_when == FIRST_COMPLETED or
                return_when == FIRST_EXCEPTION and
                not f.cancelled() and f.exception() is not None):
            if timer is not None:
                timer.cancel()
            if not waiter.done():
                waiter.set_result(None)

    for f in fs:
        f.add_done_callback(_on_completion)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for f in fs:
            f.remove_done_callback(_on_completion)
    done, pending = set(), set()
    for f in fs:
        (done if f.done() else pending).add(f)
    return done, pending


async def _cancel_and_wait(fut):
    """Cancel fut and wait until it is done."""
    waiter = events.get_running_loop().create_future()
    cb = functools.partial(_release_waiter, waiter)
    fut.add_done_callback(cb)
    try:
        fut.cancel()
        # Not `await fut`: a cancelling of our own must be told from its.
        await waiter
    finally:
        fut.remove_done_callback(cb)


class _AsCompletedIterator:
    """Awaitables as they finish: `for` gives coroutines, `async for` the futures."""

    def __init__(self, aws, timeout, loop=None):
        self._done = queues.Queue()
        self._timeout_handle = None
        if loop is None:
            loop = events.get_event_loop()
        todo = {ensure_future(aw, loop=loop) for aw in set(aws)}
        for f in todo:
            f.add_done_callback(self._handle_completion)
        if todo and timeout is not None:
            self._timeout_handle = loop.call_later(timeout, self._handle_timeout)
        self._todo = todo
        self._todo_left = len(todo)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        if not self._todo_left:
            raise StopAsyncIteration
        assert self._todo_left > 0
        self._todo_left -= 1
        return await self._wait_for_one()

    def __next__(self):
        if not self._todo_left:
            raise StopIteration
        assert self._todo_left > 0
        self._todo_left -= 1
        return self._wait_for_one(resolve=True)

    def _handle_timeout(self):
        for f in self._todo:
            f.remove_done_callback(self._handle_completion)
            self._done.put_nowait(None)     # stands for the TimeoutError
        self._todo.clear()

    def _handle_completion(self, f):
        if not self._todo:
            return      # the time was over
        self._todo.remove(f)
        self._done.put_nowait(f)
        if not self._todo and self._timeout_handle is not None:
            self._timeout_handle.cancel()

    async def _wait_for_one(self, resolve=False):
        f = await self._done.get()
        if f is None:
            raise exceptions.TimeoutError
        return f.result() if resolve else f


def as_completed(fs, *, timeout=None, loop=None):
    """Iterate over awaitables in the order in which they finish."""
    if futures.isfuture(fs) or coroutines.iscoroutine(fs):
        raise TypeError(f"expects an iterable of awaitables, not {type(fs).__name__}")
    if loop is not None:
        _compat.loop_argument('as_completed', 3)
    return _AsCompletedIterator(fs, timeout, loop)


async def sleep(delay, result=None, *, loop=None):
    """Go on after delay seconds, with result."""
    if loop is not None:
        _compat.loop_argument('sleep', 3)
    if delay <= 0:
        await _turn()
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    return await _sleep(delay, result)


async def _until(future, timer):
    # The end of a sleep() in a loop of another make.
    try:
        return await future
    finally:
        timer.cancel()


def ensure_future(coro_or_future, *, loop=None):
    """A future for any awaitable: itself, or a task that awaits it."""
    if futures.isfuture(coro_or_future):
        if loop is not None and loop is not futures._get_loop(coro_or_future):
            raise ValueError('The future belongs to a different loop than '
                             'the one specified as the loop argument')
        return coro_or_future
    ours = False
    # In an old program a generator is a coroutine; today one of types.coroutine() is just awaitable.
    if not (coroutines.iscoroutine(coro_or_future) or
            _compat._used and _compat.drives(coro_or_future)):
        if _isawaitable(coro_or_future):
            async def _wrap_awaitable(awaitable):
                return await awaitable

            coro_or_future = _wrap_awaitable(coro_or_future)
            ours = True
        elif not _compat.drives(coro_or_future):
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
    if loop is None:
        loop = events.get_event_loop()
    try:
        return loop.create_task(coro_or_future)
    except RuntimeError:
        if not ours:
            coro_or_future.close()
        raise


def _isawaitable(obj):
    # CO_ITERABLE_COROUTINE marks the generators of types.coroutine().
    return (hasattr(type(obj), '__await__') or
            isinstance(obj, types.GeneratorType) and bool(obj.gi_code.co_flags & 0x100))


_Coroutine = types.CoroutineType


class _GatheringFuture(futures.Future):
    """The future of gather(); cancelling it cancels the children."""

    def __init__(self, children, *, loop):
        assert loop is not None
        super().__init__(loop=loop)
        self._children = children
        self._cancel_requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        asked = False
        for child in self._children:
            if child.cancel(msg=msg):
                asked = True
        if asked:
            # With return_exceptions the result would hide it.
            self._cancel_requested = True
        return asked


def gather(*coros_or_futures, return_exceptions=False, loop=None):
    """A future of the results of all, in their order.

    The first exception ends it, unless return_exceptions puts exceptions
    among the results; the others go on.
    """
    if loop is not None:
        _compat.loop_argument('gather', 3)
    if not coros_or_futures:
        if loop is None:
            loop = events.get_event_loop()
        outer = loop.create_future()
        outer.set_result([])
        return outer

    def _done_callback(fut):
        # For a child that failed or was cancelled, and for the last one: the others are counted.
        if outer is None or outer.done():
            if not fut.cancelled():
                fut.exception()     # counts as seen
            return
        if not return_exceptions:
            if fut.cancelled():
                outer.set_exception(fut._make_cancelled_error())
                return
            exc = fut.exception()
            if exc is not None:
                outer.set_exception(exc)
                return
        if countdown.finished < countdown.total:
            return
        if outer._cancel_requested:
            outer.set_exception(fut._make_cancelled_error())
        else:
            outer.set_result(_outcomes(children))

    countdown = _Countdown(_done_callback, return_exceptions)
    unique = {}
    children = []
    done_already = []
    outer = None
    for arg in coros_or_futures:
        fut = unique.get(arg)
        if fut is None:
            if type(arg) is _Coroutine:
                if loop is None:
                    loop = events.get_event_loop()
                try:
                    fut = loop.create_task(arg)
                except RuntimeError:
                    arg.close()
                    raise
            else:
                fut = ensure_future(arg, loop=loop)
                if loop is None:
                    loop = futures._get_loop(fut)
            if fut is not arg:
                fut._log_destroy_pending = False    # we answer for it
            unique[arg] = fut
            if fut.done():
                done_already.append(fut)
            else:
                fut.add_done_callback(countdown)
        children.append(fut)
    countdown.total = len(unique)
    countdown.outer = outer = _GatheringFuture(children, loop=loop)
    # Eager tasks may be done; outer had to exist first.
    for fut in done_already:
        countdown(fut)
    return outer


def _outcome(child):
    # Of a future of another make.
    if child.cancelled():
        message = child._cancel_message
        return exceptions.CancelledError('' if message is None else message)
    res = child.exception()
    return child.result() if res is None else res


def shield(arg, *, loop=None):
    """Await arg without handing a cancelling on to it."""
    if loop is not None:
        _compat.loop_argument('shield', 3)
    inner = ensure_future(arg, loop=loop)
    if inner.done():
        return inner
    outer = futures._get_loop(inner).create_future()

    def _inner_done_callback(inner):
        if outer.cancelled():
            if not inner.cancelled():
                inner.exception()   # counts as seen
            return
        if inner.cancelled():
            outer.cancel()
        else:
            exc = inner.exception()
            if exc is not None:
                outer.set_exception(exc)
            else:
                outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


def run_coroutine_threadsafe(coro, loop):
    """Have a loop in another thread run coro; a concurrent future of the result."""
    if not coroutines.iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    future = concurrent.futures.Future()

    def callback():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            if future.set_running_or_notify_cancel():
                future.set_exception(exc)
            raise

    loop.call_soon_threadsafe(callback)
    return future


def create_eager_task_factory(custom_task_constructor):
    """A task factory whose tasks take their first step at once."""

    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(coro, loop=loop, name=name,
                                       context=context, eager_start=True)
    return factory


eager_task_factory = create_eager_task_factory(Task)

from . import queues
from . import timeouts
