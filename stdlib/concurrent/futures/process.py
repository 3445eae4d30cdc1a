"""ProcessPoolExecutor: calls made by a pool of processes.

Calls wait in the executor's pool.  One thread of it moves a few of them at a
time into a queue read by the processes, and gives their results to the
futures.  The thread knows the pool and not the executor, which can be
forgotten: then the pool ends as soon as its work is done."""
import collections
import itertools
import multiprocessing as mp
import multiprocessing.connection
import os
import queue
import sys
import threading
import traceback
import weakref
from functools import partial
from multiprocessing.queues import Queue

from concurrent.futures import _base

__author__ = 'pyr'

# Calls in the queue beyond those being made, so that no process has to wait for one.
EXTRA_QUEUED_CALLS = 1
_MAX_WINDOWS_WORKERS = 61       # one can wait for no more handles there

_bells = weakref.WeakKeyDictionary()        # of the threads of all pools
_global_shutdown = False


def _python_exit():
    global _global_shutdown
    _global_shutdown = True
    threads = [*_bells.items()]
    for _, bell in threads:
        bell.ring()
    for thread, _ in threads:
        thread.join()


# Before the threads are awaited, and so while they can still start processes.
threading._register_atexit(_python_exit)


class BrokenProcessPool(_base.BrokenExecutor):
    """A process of the pool ended by itself."""


# --- errors on their way between processes

class _RemoteTraceback(Exception):
    """Where an error was raised in the other process, as its cause."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


def _quoted(error, quotes='"""'):
    text = ''.join(traceback.format_exception(error))
    return f'\n{quotes}\n{text}{quotes}'


def _rebuild_exc(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


class _ExceptionWithTraceback:
    """Is pickled as the exception with its traceback in words."""

    def __init__(self, exc):
        self._parts = exc, _quoted(exc)
        # Its frames hold the arguments.
        exc.__traceback__ = None

    def __reduce__(self):
        return _rebuild_exc, self._parts


# --- in the processes

def _work(calls, results, initializer, initargs, max_tasks):
    """Make calls until there is a None among them, or it has been enough of them."""
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base._logger().critical('Exception in initializer:', exc_info=True)
            return      # which the pool takes for what it is
    for number in itertools.count(1):
        call = calls.get(block=True)
        if call is None:
            return
        leaving = os.getpid() if number == max_tasks else None
        work_id, fn, args, kwargs = call
        try:
            answer = True, fn(*args, **kwargs)
        except BaseException as error:
            answer = False, _ExceptionWithTraceback(error)
        try:
            results.put((work_id, *answer, leaving))
        except BaseException as error:
            results.put((work_id, False, _ExceptionWithTraceback(error), leaving))
        if leaving:
            return
        # Nothing of it shall live on while waiting.
        del call, fn, args, kwargs, answer


def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


# --- in the program

class _Bell:
    """Wakes a thread that waits for descriptors.

    Rung once until it is heard: more might fill the pipe, and who rings would wait."""

    def __init__(self):
        self._lock = threading.RLock()      # a pool may be forgotten, and ring, at any time
        self._is_gone = self._is_rung = False
        self.reader, self._writer = mp.Pipe(duplex=False)

    def ring(self):
        with self._lock:
            if not (self._is_gone or self._is_rung):
                self._is_rung = True
                self._writer.send_bytes(b'')

    def hush(self):
        with self._lock:
            if self._is_rung:
                self.reader.recv_bytes()
                self._is_rung = False

    def close(self):
        with self._lock:
            if not self._is_gone:
                self._is_gone = True
                self._writer.close()
                self.reader.close()


class _CallQueue(Queue):
    """Calls that cannot be pickled go back to where they come from."""

    def __init__(self, pool, max_size, context):
        super().__init__(max_size, ctx=context)
        self._pool = pool
        self._ignore_epipe = True

    def _on_queue_feeder_error(self, e, obj):
        if obj is None:
            super()._on_queue_feeder_error(e, obj)
            return
        e.__cause__ = _RemoteTraceback(_quoted(e))
        self._pool.settle(obj[0], False, e)
        self._pool.bell.ring()


_Work = collections.namedtuple('_Work', 'future fn args kwargs')


class _Pool:
    """Processes, the work for them, and the thread between."""

    def __init__(self, context, max_workers, initializer, initargs, max_tasks):
        self.context, self.max_workers = context, max_workers
        self.processes = {}         # by pid
        self.pending = {}           # by number: work not done yet
        self.waiting = collections.deque()      # the numbers of that not in the queue yet
        self.numbers = itertools.count()
        self.lock = threading.Lock()
        self.bell = _Bell()
        self.calls = _CallQueue(self, max_workers + EXTRA_QUEUED_CALLS, context)
        self.results = context.SimpleQueue()
        self.job = self.calls, self.results, initializer, initargs, max_tasks
        # A fork copies the locks of threads: those are made before there is our thread.
        self.starts_all = context.get_start_method(allow_none=False) == 'fork'
        self.thread = None
        self.broken = ''            # why
        self.is_closed = self.is_forgotten = self.cancels = False

    def submit(self, fn, args, kwargs):
        with self.lock:
            if self.broken:
                raise BrokenProcessPool(self.broken)
            if self.is_closed or _global_shutdown:
                raise RuntimeError('cannot schedule new futures after '
                                   + ('shutdown' if self.is_closed else 'interpreter shutdown'))
            number, future = next(self.numbers), _base.Future()
            self.pending[number] = _Work(future, fn, args, kwargs)
            self.waiting.append(number)
            self.bell.ring()
            if not self.starts_all:
                self.grow()
            if self.thread is None:
                self.start()
            return future

    def start(self):
        if self.starts_all:
            for _ in range(self.max_workers):
                self.add_process()
        self.thread = threading.Thread(target=self.manage)
        self.thread.start()
        _bells[self.thread] = self.bell

    def grow(self):
        """One more process, if all are busy and there may be more."""
        if len(self.processes) < min(len(self.pending), self.max_workers):
            self.add_process()

    def add_process(self):
        process = self.context.Process(target=_work, args=self.job)
        process.start()
        self.processes[process.pid] = process

    def close(self, wait, cancels):
        with self.lock:
            self.is_closed, self.cancels = True, cancels
            self.bell.ring()
        if wait and self.thread is not None:
            self.thread.join()
            results, self.results = self.results, None
            if results is not None:
                results.close()

    def forget(self, _):
        self.is_forgotten = True
        self.bell.ring()

    # What the thread does.

    def manage(self):
        while True:
            if self.is_closing() and self.cancels:
                self.cancel_pending()
            try:
                self.feed()
                # Now and not before: what was left may have been cancelled.
                if self.is_closing() and not self.pending:
                    break
                news = self.listen()
            except BaseException as error:
                # No thread for the queue, a result that cannot be read: no way to go on.
                self.end_broken(error)
                return
            if news is False:
                self.end_broken(None)
                return
            if news is not None:
                self.take(*news)
                del news
        self.end()

    def is_closing(self):
        """True if there will be no more work."""
        if self.is_forgotten or _global_shutdown:
            self.is_closed = True
        return self.is_closed

    def feed(self):
        """Move work into the queue while there is room."""
        while self.waiting and not self.calls.full():
            number = self.waiting.popleft()
            work = self.pending[number]
            if work.future.set_running_or_notify_cancel():
                self.calls.put((number, *work[1:]), block=True)
            else:
                del self.pending[number]

    def listen(self):
        """A result; None if somebody has rung; False if a process has died."""
        with self.lock:
            sentinels = [process.sentinel for process in self.processes.values()]
        results, bell = self.results._reader, self.bell.reader
        ready = multiprocessing.connection.wait([results, bell, *sentinels])
        try:
            return results.recv() if results in ready else None if bell in ready else False
        finally:
            self.bell.hush()

    def take(self, number, fine, value, leaving):
        self.settle(number, fine, value)
        if leaving is not None:
            with self.lock:
                process = self.processes.pop(leaving)
                self.grow()     # also after a shutdown: the work left needs somebody
            process.join()

    def settle(self, number, fine, value):
        """Give a future its result, or its exception."""
        work = self.pending.pop(number, None)
        if work is not None:
            (work.future.set_result if fine else work.future.set_exception)(value)

    def cancel_pending(self):
        self.cancels = False
        self.waiting.clear()
        for number, work in [*self.pending.items()]:
            if work.future.cancel():
                del self.pending[number]

    def end_broken(self, error):
        with self.lock:
            self.broken = ('A child process terminated abruptly, '
                           'the process pool is not usable anymore')
            self.is_closed = True
        broken = BrokenProcessPool('A process in the process pool was terminated abruptly '
                                   'while the future was running or pending.')
        if error is not None:
            broken.__cause__ = _RemoteTraceback(_quoted(error, "'''"))
        self.waiting.clear()
        for work in self.pending.values():
            try:
                work.future.set_exception(broken)
            except _base.InvalidStateError:
                pass        # cancelled
        self.pending.clear()
        for process in self.processes.values():
            process.terminate()
        # Nobody will read what is in it.
        self.calls._terminate_broken()
        self.join()

    def end(self):
        to_tell = len(self.processes)
        while to_tell and any(p.is_alive() for p in self.processes.values()):
            try:
                self.calls.put(None, timeout=0.1)
                to_tell -= 1
            except queue.Full:
                pass
        self.join()

    def join(self):
        self.calls.close()
        self.calls.join_thread()
        self.bell.close()
        for process in self.processes.values():
            process.join()
        # The queue knows the pool: without this its semaphores would live until the next gc.
        self.calls = self.job = None
        self.processes.clear()


_too_few = None


def _check_system_limits():
    """NotImplementedError where the system has not the semaphores for it."""
    global _too_few
    if _too_few is None:
        try:
            import multiprocessing.synchronize
            most = os.sysconf('SC_SEM_NSEMS_MAX')
        except ImportError:
            _too_few = ('This Python build lacks multiprocessing.synchronize, usually due to '
                        'named semaphores being unavailable on this platform.')
        except (AttributeError, ValueError):
            _too_few = ''
        else:
            _too_few = '' if most == -1 or most >= 256 else (
                f'system provides too few semaphores ({most} available, 256 necessary)')
    if _too_few:
        raise NotImplementedError(_too_few)


def _one_by_one(lists):
    """The items of lists, each forgotten as it is given."""
    for items in lists:
        items.reverse()
        while items:
            yield items.pop()


class ProcessPoolExecutor(_base.Executor):
    """Up to max_workers processes, started as work comes in where they are no forks."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *,
                 max_tasks_per_child=None):
        _check_system_limits()
        most = _MAX_WINDOWS_WORKERS if sys.platform == 'win32' else None
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
            max_workers = min(max_workers, most or max_workers)
        elif max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        elif most is not None and max_workers > most:
            raise ValueError(f'max_workers must be <= {most}')
        context = mp_context
        if context is None:
            context = mp.get_context(None if max_tasks_per_child is None else 'spawn')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError('max_tasks_per_child must be an integer')
            if max_tasks_per_child <= 0:
                raise ValueError('max_tasks_per_child must be >= 1')
            if context.get_start_method(allow_none=False) == 'fork':
                # A new one would be forked beside the pool's thread.
                raise ValueError("max_tasks_per_child is incompatible with the 'fork' "
                                 "multiprocessing start method; supply a different mp_context.")
        self._max_workers, self._mp_context = max_workers, context
        self._pool = pool = _Pool(context, max_workers, initializer, initargs,
                                  max_tasks_per_child)
        pool.owner = weakref.ref(self, pool.forget)

    @property
    def _processes(self):
        return None if self._pool.is_closed else self._pool.processes

    @property
    def _broken(self):
        return self._pool.broken or False

    def submit(self, fn, /, *args, **kwargs):
        return self._pool.submit(fn, args, kwargs)

    submit.__doc__ = _base.Executor.submit.__doc__

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """Like map(), chunksize calls at a time by one process; results in order."""
        if chunksize < 1:
            raise ValueError('chunksize must be >= 1.')
        chunks = itertools.batched(zip(*iterables), chunksize)
        return _one_by_one(super().map(partial(_process_chunk, fn), chunks, timeout=timeout))

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._pool.close(wait, cancel_futures)

    shutdown.__doc__ = _base.Executor.shutdown.__doc__
