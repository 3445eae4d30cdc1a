"""Task: a coroutine driven by the loop; and the ways to wait for many."""
import collections.abc
import types
import weakref

from _asyncio import (Task, _Countdown, _enter_task, _leave_task, _link, _outcomes, _sleep,
                      _swap_current_task, _tasks_of, _turn, current_task)

from . import _compat, coroutines, events, exceptions, futures

__all__ = ('Task', 'create_task', 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED', 'wait',
           'wait_for', 'as_completed', 'sleep', 'gather', 'shield', 'ensure_future',
           'run_coroutine_threadsafe', 'current_task', 'all_tasks', 'create_eager_task_factory',
           'eager_task_factory', '_register_task', '_unregister_task', '_enter_task',
           '_leave_task')

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = (
    'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED')
_ESCAPING = (SystemExit, KeyboardInterrupt)
_ITERABLE = 0x100       # the flag of a generator function that types.coroutine() has marked


# --- who runs: loops know their own tasks; tasks of another make have themselves registered

class _Scheduled(weakref.WeakSet):
    """The tasks of every loop that are alive, done or not; the native ones are not kept here."""

    def add(self, task):
        _link(task, True) if isinstance(task, Task) else super().add(task)

    def discard(self, task):
        _link(task, False) if isinstance(task, Task) else super().discard(task)

    def foreign(self):
        return super().__iter__()

    def __iter__(self):
        return iter([*_tasks_of(None), *super().__iter__()])

    def __len__(self):
        return sum(1 for _ in self)

    def __contains__(self, task):
        return super().__contains__(task) or any(task is t for t in _tasks_of(None))


_scheduled_tasks = _Scheduled()
_eager_tasks = set()


def _kept_in(tasks):
    return lambda task: tasks.add(task), lambda task: tasks.discard(task)


_register_task, _unregister_task = _kept_in(_scheduled_tasks)
_register_eager_task, _unregister_eager_task = _kept_in(_eager_tasks)


class _CurrentTasks(collections.abc.MutableMapping):
    """The current task of each loop, for those who change it."""

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
        # Of other threads' loops nothing is known.
        loop = events._get_running_loop()
        if loop is not None and loop in self:
            yield loop

    def __len__(self):
        return sum(1 for _ in self)


_current_tasks = _CurrentTasks()


def _every_task(loop):
    foreign = (*_scheduled_tasks.foreign(), *_eager_tasks)
    return [*_tasks_of(loop), *(t for t in foreign if futures._get_loop(t) is loop)]


def all_tasks(loop=None):
    """The tasks of the loop that are not done."""
    loop = events.get_running_loop() if loop is None else loop
    return {task for task in _every_task(loop) if not task.done()}


# There is one make of these; programs know it by two names.
_PyTask = _CTask = Task
for _name in ('current_task', '_register_task', '_register_eager_task', '_unregister_task',
              '_unregister_eager_task', '_enter_task', '_leave_task', '_swap_current_task'):
    for _make in '_py_', '_c_':
        globals()[_make + _name.removeprefix('_')] = globals()[_name]
del _name, _make


# --- making tasks

def create_task(coro, *, name=None, context=None):
    """Have the running loop drive a coroutine; its Task."""
    make = events.get_running_loop().create_task
    return make(coro, name=name) if context is None else make(coro, name=name, context=context)


def _is_awaitable(obj):
    if isinstance(obj, types.GeneratorType):
        return bool(obj.gi_code.co_flags & _ITERABLE)
    return isinstance(obj, collections.abc.Awaitable)


def ensure_future(coro_or_future, *, loop=None):
    """A future for any awaitable: itself, or a task that awaits it."""
    kind = type(coro_or_future)
    if kind is not types.CoroutineType and futures.isfuture(coro_or_future):
        if loop is None or futures._get_loop(coro_or_future) is loop:
            return coro_or_future
        raise ValueError('The future belongs to a different loop than '
                         'the one specified as the loop argument')

    coro, ours = coro_or_future, False
    if kind is not types.CoroutineType and not coroutines.iscoroutine(coro):
        old_style = _compat.drives(coro)
        if _is_awaitable(coro) and not (old_style and _compat._used):
            async def _wrap_awaitable(awaitable):
                return await awaitable
            coro, ours = _wrap_awaitable(coro), True
        elif not old_style:
            raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')
    if loop is None:
        loop = events.get_event_loop()
    try:
        return loop.create_task(coro)
    except RuntimeError:
        if not ours:
            # Nobody will await it any more.
            coro_or_future.close()
        raise


def create_eager_task_factory(custom_task_constructor):
    """A task factory whose tasks take their first step at once."""
    def factory(loop, coro, *, name=None, context=None):
        return custom_task_constructor(coro, loop=loop, name=name, context=context,
                                       eager_start=True)
    return factory


eager_task_factory = create_eager_task_factory(Task)


def run_coroutine_threadsafe(coro, loop):
    """Have a loop in another thread run coro; a concurrent future of the result."""
    from concurrent.futures import Future
    if not coroutines.iscoroutine(coro):
        raise TypeError('A coroutine object is required')
    result = Future()

    def start():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), result)
        except BaseException as error:
            if not isinstance(error, _ESCAPING) and result.set_running_or_notify_cancel():
                result.set_exception(error)
            raise

    loop.call_soon_threadsafe(start)
    return result


# --- waiting

async def sleep(delay, result=None, *, loop=None):
    """Go on after delay seconds, with result."""
    if loop is not None:
        _compat.loop_argument('sleep', 3)
    if delay <= 0:
        await _turn()
        return result
    if delay != delay:
        raise ValueError('Invalid delay: NaN (not a number)')
    return await _sleep(delay, result)


async def _until(future, timer):
    """sleep() in a loop whose timers are not native."""
    try:
        return await future
    finally:
        timer.cancel()


def _release_waiter(waiter, *args):
    if not waiter.done():
        waiter.set_result(None)


class _Watch:
    """`with` as what is to be awaited: some futures are done, or the time is over."""

    _timer = None

    def __init__(self, fs, is_enough=None, timeout=None):
        loop = events.get_running_loop()
        self._fs, self._left, self._is_enough = fs, len(fs), is_enough
        self._waiter = loop.create_future()
        if timeout is not None:
            self._timer = loop.call_later(timeout, _release_waiter, self._waiter)

    def _on_completion(self, f):
        self._left -= 1
        if self._left <= 0 or self._is_enough is not None and self._is_enough(f):
            self._stop_timer()
            _release_waiter(self._waiter)

    def _stop_timer(self):
        if self._timer is not None:
            self._timer.cancel()

    def __enter__(self):
        for f in self._fs:
            f.add_done_callback(self._on_completion)
        return self._waiter

    def __exit__(self, *error):
        self._stop_timer()
        for f in self._fs:
            f.remove_done_callback(self._on_completion)


# What ends a wait() before all are done.
_ENOUGH = {
    FIRST_COMPLETED: lambda f: True,
    FIRST_EXCEPTION: lambda f: not f.cancelled() and f.exception() is not None,
    ALL_COMPLETED: None,
}


def _is_single(fs):
    return futures.isfuture(fs) or coroutines.iscoroutine(fs)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED, loop=None):
    """Wait for futures or tasks; a pair of sets, done and pending.

    Nothing is cancelled and no TimeoutError raised when the time is over."""
    if loop is not None:
        _compat.loop_argument('wait', 3)
    if _is_single(fs):
        raise TypeError(f'expect a list of futures, not {type(fs).__name__}')
    if problem := ('Set of Tasks/Futures is empty.' if not fs else
                   return_when not in _ENOUGH and f'Invalid return_when value: {return_when}'):
        raise ValueError(problem)
    fs, running = {*fs}, events.get_running_loop()
    if _compat.enabled:
        if any(map(_compat.drives, fs)):
            fs = _compat.wait_explicitly(fs, running)
    elif any(map(coroutines.iscoroutine, fs)):
        raise TypeError('Passing coroutines is forbidden, use tasks explicitly.')

    with _Watch(fs, _ENOUGH[return_when], timeout) as over:
        await over
    done = {f for f in fs if f.done()}
    return done, fs - done


async def wait_for(fut, timeout, *, loop=None):
    """Await fut for at most timeout seconds, then cancel it and raise TimeoutError."""
    if loop is not None:
        _compat.loop_argument('wait_for', 3)
    if _compat.enabled and type(fut) is types.GeneratorType:
        fut = ensure_future(fut)
    if timeout is None or timeout > 0:
        async with timeouts.timeout(timeout):
            return await fut
    fut = ensure_future(fut)
    if not fut.done():
        with _Watch([fut]) as over:
            fut.cancel()
            await over
        # It may have refused, or just made it.
        try:
            return fut.result()
        except exceptions.CancelledError as error:
            raise TimeoutError from error
    return fut.result()


class _AsCompletedIterator:
    """What as_completed() gives: coroutines to `for`, the futures to `async for`."""

    def __init__(self, aws, timeout):
        loop = events.get_event_loop()
        self._done = queues.Queue()
        self._todo = {ensure_future(aw, loop=loop) for aw in {*aws}}
        self._to_give = len(self._todo)
        for f in self._todo:
            f.add_done_callback(self._handle_completion)
        self._timer = None
        if self._todo and timeout is not None:
            self._timer = loop.call_later(timeout, self._handle_timeout)

    def __iter__(self):
        return self

    __aiter__ = __iter__

    def _handle_completion(self, f):
        if f in self._todo:
            self._todo.remove(f)
            self._done.put_nowait(f)
            if self._timer is not None and not self._todo:
                self._timer.cancel()

    def _handle_timeout(self):
        while self._todo:
            self._todo.pop().remove_done_callback(self._handle_completion)
            self._done.put_nowait(None)

    def _counted(self, end):
        if self._to_give == 0:
            raise end
        self._to_give -= 1

    def __next__(self):
        self._counted(StopIteration)
        return self._wait_for_one(resolve=True)

    async def __anext__(self):
        self._counted(StopAsyncIteration)
        return await self._wait_for_one()

    async def _wait_for_one(self, resolve=False):
        match await self._done.get():
            case None:
                raise exceptions.TimeoutError
            case f:
                return f.result() if resolve else f


def as_completed(fs, *, timeout=None, loop=None):
    """Iterate over awaitables in the order in which they finish."""
    if loop is not None:
        _compat.loop_argument('as_completed', 3)
    if _is_single(fs):
        raise TypeError(f'expects an iterable of awaitables, not {type(fs).__name__}')
    return _AsCompletedIterator(fs, timeout)


class _GatheringFuture(futures.Future):
    """The future of gather(): cancelling it cancels the children, which then end it."""

    _cancel_requested = False

    def __init__(self, children, *, loop):
        super().__init__(loop=loop)
        self._children = children

    def cancel(self, msg=None):
        if self.done() or not [child for child in self._children if child.cancel(msg=msg)]:
            return False
        self._cancel_requested = True
        return True


def _outcome(child):
    """The result of a future that is done, or its exception."""
    if child.cancelled():
        return exceptions.CancelledError(child._cancel_message or '')
    return child.exception() or child.result()


def gather(*coros_or_futures, return_exceptions=False, loop=None):
    """A future of the results of all, in their order.

    The first exception ends it, unless return_exceptions puts exceptions
    among the results; the others go on."""
    if loop is not None:
        _compat.loop_argument('gather', 3)
    if not coros_or_futures:
        empty = events.get_event_loop().create_future()
        empty.set_result([])
        return empty

    def _done_callback(child):
        # Called for the last child, for those that fail, and once it is over for all.
        outer = counter.outer
        if outer is None or outer.done():
            if not child.cancelled():
                child.exception()       # seen
            return
        if not return_exceptions:
            error = child._make_cancelled_error() if child.cancelled() else child.exception()
            if error is not None:
                outer.set_exception(error)
                return
        if counter.finished < counter.total:
            return
        results = _outcomes(children)
        if outer._cancel_requested:
            # None of them has taken notice, or their errors are among the results.
            outer.set_exception(child._make_cancelled_error())
        else:
            outer.set_result(results)

    counter = _Countdown(_done_callback, return_exceptions)
    counter.outer = None
    known, ended = {}, []
    for arg in coros_or_futures:
        if arg in known:
            continue
        child = known[arg] = ensure_future(arg, loop=loop)
        if child is not arg:
            child._log_destroy_pending = False
        if loop is None:
            loop = futures._get_loop(child)
        if child.done():
            ended.append(child)
        else:
            child.add_done_callback(counter)
    counter.total = len(known)
    children = ([*known.values()] if len(known) == len(coros_or_futures) else
                [known[arg] for arg in coros_or_futures])
    outer = counter.outer = _GatheringFuture(children, loop=loop)
    for child in ended:
        counter(child)
    return outer


def shield(arg, *, loop=None):
    """Await arg without handing a cancelling on to it."""
    if loop is not None:
        _compat.loop_argument('shield', 3)
    inner = ensure_future(arg, loop=loop)
    if inner.done():
        return inner
    outer = futures._get_loop(inner).create_future()

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)

    def _inner_done_callback(inner):
        if inner.cancelled():
            outer.cancel()      # if it is not yet
        elif (error := inner.exception()) is not None:
            if not outer.cancelled():
                outer.set_exception(error)
        elif not outer.cancelled():
            outer.set_result(inner.result())

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


# They are made of what is above.
from . import queues, timeouts
