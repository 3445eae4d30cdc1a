"""ThreadPoolExecutor: calls made by a pool of threads."""
import itertools
import os
import queue
import threading
import weakref
from collections import deque
from types import GenericAlias

from concurrent.futures import _base

__author__ = 'pyr'

# At the end of the program the threads are told to stop, and awaited.
_threads_queues = weakref.WeakKeyDictionary()
_global_shutdown_lock = threading.Lock()
_shutdown = False


def _python_exit():
    global _shutdown
    with _global_shutdown_lock:     # nobody starts a thread just now
        _shutdown = True
    left = [*_threads_queues.items()]
    for _, calls in left:
        calls.put(None)
    for thread, _ in left:
        thread.join()


threading._register_atexit(_python_exit)

if hasattr(os, 'register_at_fork'):
    os.register_at_fork(before=_global_shutdown_lock.acquire,
                        after_in_parent=_global_shutdown_lock.release,
                        after_in_child=_global_shutdown_lock._at_fork_reinit)


class _WorkItem:
    """A call and the future of its result."""

    __slots__ = ('future', 'call')
    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, future, fn, args, kwargs):
        self.future, self.call = future, (fn, args, kwargs)

    def run(self):
        future = self.future
        if not future.set_running_or_notify_cancel():
            return
        fn, args, kwargs = self.call
        try:
            result = fn(*args, **kwargs)
        except BaseException as error:
            future.set_exception(error)
            # The exception has this frame, the future the exception.
            self = future = None
        else:
            future.set_result(result)


class _Tokens:
    """A semaphore for those who never wait."""

    def __init__(self):
        self._tokens = deque()

    def release(self):
        self._tokens.append(True)

    def acquire(self, timeout=0):
        try:
            return bool(self._tokens) and self._tokens.pop()
        except IndexError:      # another thread was faster
            return False


def _worker(executor_ref, calls, initializer, initargs):
    """What the threads do; they do not keep the executor alive."""
    try:
        if initializer is not None:
            try:
                initializer(*initargs)
            except BaseException:
                _base._logger().critical('Exception in initializer:', exc_info=True)
                if (executor := executor_ref()) is not None:
                    executor._initializer_failed()
                return
        while True:
            try:
                item = calls.get_nowait()
            except queue.Empty:
                if (executor := executor_ref()) is not None:
                    executor._idle_semaphore.release()
                executor = None
                item = calls.get(block=True)
            if item is not None:
                item.run()
                del item    # with what the call was given
                continue
            if (executor := executor_ref()) is not None:
                executor._shutdown |= _shutdown
            if executor is None or executor._shutdown:
                # The others shall hear of it too.
                calls.put(None)
                return
            executor = None
    except BaseException:
        _base._logger().critical('Exception in worker', exc_info=True)


class BrokenThreadPool(_base.BrokenExecutor):
    """A worker's initializer failed."""


class ThreadPoolExecutor(_base.Executor):
    """Up to max_workers threads, started as work comes in."""

    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        if not (initializer is None or callable(initializer)):
            raise TypeError('initializer must be a callable')
        if max_workers is None:
            # Many a call waits for something else than the processor.
            max_workers = min((os.process_cpu_count() or 1) + 4, 32)
        elif max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        self._max_workers = max_workers
        self._thread_name_prefix = thread_name_prefix or f'ThreadPoolExecutor-{self._counter()}'
        self._initializer, self._initargs = initializer, initargs
        self._work_queue = queue.SimpleQueue()
        self._idle_semaphore = _Tokens()
        self._threads = set()
        self._broken = self._shutdown = False
        self._shutdown_lock = threading.Lock()

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock, _global_shutdown_lock:
            if reason := self._broken:
                raise BrokenThreadPool(reason)
            if self._shutdown or _shutdown:
                raise RuntimeError('cannot schedule new futures after '
                                   + ('shutdown' if self._shutdown else 'interpreter shutdown'))
            future = _base.Future()
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._adjust_thread_count()
            return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def _adjust_thread_count(self):
        """One more thread, if all are busy and there may be more."""
        if self._idle_semaphore.acquire() or len(self._threads) >= self._max_workers:
            return
        calls = self._work_queue
        # A thread that waits is woken when the executor is forgotten.
        forgotten = weakref.ref(self, lambda _: calls.put(None))
        thread = threading.Thread(
            name=f'{self._thread_name_prefix or self}_{len(self._threads)}', target=_worker,
            args=(forgotten, calls, self._initializer, self._initargs))
        thread.start()
        self._threads.add(thread)
        _threads_queues[thread] = calls

    def _drain(self):
        """Take out the calls that nobody has begun."""
        try:
            while True:
                if (item := self._work_queue.get_nowait()) is not None:
                    yield item.future
        except queue.Empty:
            pass

    def _initializer_failed(self):
        with self._shutdown_lock:
            self._broken = ('A thread initializer failed, '
                            'the thread pool is not usable anymore')
            for future in self._drain():
                future.set_exception(BrokenThreadPool(self._broken))

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            for future in self._drain() if cancel_futures else ():
                future.cancel()
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    shutdown.__doc__ = _base.Executor.shutdown.__doc__
