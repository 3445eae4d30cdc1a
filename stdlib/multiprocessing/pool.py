"""Pools of worker processes, and of threads with the same interface.

Three threads serve a pool: one feeds tasks to the workers, one takes their
results, one replaces workers that have ended."""
import itertools
import os
import queue
import threading
import time
import types
import warnings
from collections import deque
from . import TimeoutError, get_context, util
from .connection import wait

__all__ = ['Pool', 'ThreadPool']

INIT, RUN, CLOSE, TERMINATE = 'INIT', 'RUN', 'CLOSE', 'TERMINATE'

job_counter = itertools.count()


# What the workers do. A task is (job, number, function, arguments, keywords), its result (job, number, (success, value)).

def mapstar(args):
    """A chunk of map()."""
    return [*map(*args)]


def starmapstar(args):
    """A chunk of starmap()."""
    return [*itertools.starmap(*args)]


def _raise(error):
    raise error


class RemoteTraceback(Exception):
    """The traceback of a worker, as text."""

    def __str__(self):
        return self.tb

    def __init__(self, tb):
        self.tb = tb


class ExceptionWithTraceback:
    """An exception to be pickled along with its traceback's text."""

    def __init__(self, exc, tb):
        from traceback import format_exception
        text = ''.join(format_exception(type(exc), exc, tb))
        self.exc, self.tb = exc.with_traceback(None), f'\n"""\n{text}"""'

    def __reduce__(self):
        return rebuild_exc, (self.exc, self.tb)


def rebuild_exc(exc, tb):
    """The exception again, its cause the text of its traceback."""
    text = RemoteTraceback(tb)
    exc.__cause__ = text
    return exc


class MaybeEncodingError(Exception):
    """A result could not be pickled."""

    def __init__(self, exc, value):
        self.exc, self.value = repr(exc), repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return f"Error sending result: '{self.value}'. Reason: '{self.exc}'"

    def __repr__(self):
        return f'<{type(self).__name__}: {self}>'


def worker(inqueue, outqueue, initializer=None, initargs=(), maxtasks=None, wrap_exception=False):
    """Do tasks until None comes instead of one, or maxtasks are done."""
    if maxtasks is not None and not (isinstance(maxtasks, int) and maxtasks >= 1):
        raise AssertionError(f'Maxtasks {maxtasks!r} is not valid')
    if hasattr(inqueue, '_writer'):
        inqueue._writer.close()
        outqueue._reader.close()
    if initializer is not None:
        initializer(*initargs)
    done = 0
    for done in range(1, maxtasks + 1) if maxtasks else itertools.count(1):
        try:
            task = inqueue.get()
        except (OSError, EOFError):
            task = None
        if not task:
            break
        job, number, function, args, kwds = task
        try:
            result = True, function(*args, **kwds)
        except Exception as error:
            if wrap_exception and function is not _raise:
                error = ExceptionWithTraceback(error, error.__traceback__)
            result = False, error
        try:
            outqueue.put((job, number, result))
        except Exception as error:
            wrapped = MaybeEncodingError(error, result[1])
            util.debug('Possible encoding error while sending result: %s', wrapped)
            outqueue.put((job, number, (False, wrapped)))
        # Nothing of a task is kept while the next one is waited for.
        task = job = result = function = args = kwds = None
    util.debug('worker exiting after %d tasks', done)


# What the threads of a pool do. None of them knows the pool itself, which is to be collected when nobody uses it.

class _Works(dict):
    """The jobs of a pool that are not done yet, and what its threads share."""

    def __init__(self, bell):
        self.state = RUN
        # Rung when the thread that looks after the workers should look again.
        self.ring = bell

    def finish(self, job):
        """A job is done."""
        del self[job]
        if not self:
            self.ring()


def _feed(works, tasks, put, workers, outqueue):
    """Give tasks to the workers; None ends it all."""
    for sequence, told in iter(tasks.get, None):
        job = sent = None
        try:
            for sent, task in enumerate(sequence, 1):
                if works.state == TERMINATE:
                    return
                job, number = task[:2]
                try:
                    put(task)
                except Exception as error:
                    if job in works:
                        works[job]._set(number, (False, error))
            if told:
                told(sent or 0)
        finally:
            sequence = told = task = None
    try:
        outqueue.put(None)
        for _ in workers:
            put(None)
    except OSError:
        util.debug('task handler got OSError when sending sentinels')


def _collect(works, get):
    """Give results to their jobs; the first None means that no more tasks come."""
    fed = False
    while not fed or works and works.state != TERMINATE:
        try:
            result = get()
        except (OSError, EOFError):
            util.debug('result handler got EOFError/OSError -- exiting')
            return
        if result is None:
            fed = True
        elif works.state == TERMINATE:
            break
        else:
            job, number, value = result
            if job in works:
                works[job]._set(number, value)
            result = job = value = None
    # A worker may hang in the middle of a result that nobody takes.
    source = getattr(getattr(get, '__self__', None), '_reader', None)
    try:
        for _ in range(10 if source else 0):
            if not source.poll():
                break
            get()
    except (OSError, EOFError):
        pass


def _look_after(works, workers, refill, sleep, tasks):
    """Replace workers that have ended, until all is done."""
    while works.state == RUN or works and works.state != TERMINATE:
        if _bury(workers):
            refill()
        sleep(workers)
    tasks.put(None)


def _bury(workers):
    """Join the workers that have ended; True if there were some."""
    dead = [place for place, process in enumerate(workers) if process.exitcode is not None]
    for place in reversed(dead):
        workers.pop(place).join()
    return bool(dead)


def _stop_all(works, workers, threads, unblock, tasks, inqueue, outqueue):
    """End everything now: for terminate() and for pools nobody uses any more."""
    util.debug('terminating pool')
    feeder, collector, keeper = threads
    works.state = TERMINATE
    works.ring()
    if keeper is not threading.current_thread():
        keeper.join()
    tasks.put(None)
    unblock(inqueue, feeder, len(workers))
    outqueue.put(None)
    killable = [process for process in workers if hasattr(process, 'terminate')]
    for process in killable:
        if process.exitcode is None:
            process.terminate()
    for thread in (feeder, collector):
        if thread is not threading.current_thread():
            thread.join()
    for process in killable:
        if process.is_alive():
            util.debug('cleaning up worker %d', process.pid)
            process.join()


class Pool(object):
    """Worker processes that calls are given to."""

    _wrap_exception = True

    @staticmethod
    def Process(ctx, *args, **kwds):
        """A worker; subclasses may make another one."""
        return ctx.Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._pool, self._state = [], INIT
        self._ctx = context or get_context()
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError('Number of processes must be at least 1')
        if maxtasksperchild is not None and (not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0):
            raise ValueError('maxtasksperchild must be a positive int or None')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._processes, self._maxtasksperchild = processes, maxtasksperchild
        self._initializer, self._initargs = initializer, initargs
        self._setup_queues()
        self._taskqueue = queue.SimpleQueue()
        self._cache = works = _Works(self._ring)
        try:
            self._repopulate_pool()
        except Exception:
            for process in self._pool:
                if process.exitcode is None:
                    process.terminate()
            for process in self._pool:
                process.join()
            raise
        self._threads = [
            self._begin(_feed, works, self._taskqueue, self._quick_put, self._pool, self._outqueue),
            self._begin(_collect, works, self._quick_get),
            self._begin(_look_after, works, self._pool, self._refiller(), self._sleep, self._taskqueue)]
        self._terminate = util.Finalize(self, _stop_all, exitpriority=15, args=(
            works, self._pool, self._threads, self._unblock, self._taskqueue, self._inqueue, self._outqueue))
        self._state = RUN

    @staticmethod
    def _begin(target, *args):
        thread = threading.Thread(target=target, args=args, daemon=True)
        thread.start()
        return thread

    def _setup_queues(self):
        self._inqueue, self._outqueue = self._ctx.SimpleQueue(), self._ctx.SimpleQueue()
        self._quick_put, self._quick_get = self._inqueue._writer.send, self._outqueue._reader.recv
        bell = self._ctx.SimpleQueue()

        def ring():
            bell.put(None)

        def sleep(workers):
            wait([bell._reader, *(process.sentinel for process in workers)])
            while not bell.empty():
                bell.get()

        self._ring, self._sleep = ring, sleep

    @staticmethod
    def _unblock(inqueue, feeder, size):
        """The feeder may wait for room in a pipe that no worker reads any more."""
        util.debug('removing tasks from inqueue until task handler finished')
        inqueue._rlock.acquire()
        while feeder.is_alive() and inqueue._reader.poll():
            inqueue._reader.recv_bytes()
            time.sleep(0)

    def _refiller(self):
        """What starts the workers that are missing."""
        workers, wanted, ctx, make = self._pool, self._processes, self._ctx, self.Process
        args = (self._inqueue, self._outqueue, self._initializer, self._initargs, self._maxtasksperchild, self._wrap_exception)

        def refill():
            for _ in range(wanted - len(workers)):
                process = make(ctx, target=worker, args=args)
                process.name = process.name.replace('Process', 'PoolWorker')
                process.daemon = True
                process.start()
                workers.append(process)
                util.debug('added worker')
        return refill

    def _repopulate_pool(self):
        self._refiller()()

    def __del__(self, _warn=warnings.warn, RUN=RUN):
        if self._state == RUN:
            _warn(f'unclosed running multiprocessing pool {self!r}', ResourceWarning, source=self)
            if ring := getattr(self, '_ring', None):
                ring()

    def __repr__(self):
        cls = type(self)
        return f'<{cls.__module__}.{cls.__qualname__} state={self._state} pool_size={len(self._pool)}>'

    def __reduce__(self):
        raise NotImplementedError('pool objects cannot be passed between processes or pickled')

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()

    def __enter__(self):
        return self._check_running()

    def _check_running(self):
        if self._state == RUN:
            return self
        raise ValueError('Pool not running')

    def _give(self, result, tasks, told=None):
        self._taskqueue.put((tasks, told))
        return result

    # Calls

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        """apply() without waiting; an AsyncResult."""
        result = ApplyResult(self._check_running(), callback, error_callback)
        return self._give(result, [(result._job, 0, func, args, kwds)])

    def apply(self, func, args=(), kwds={}):
        """Call func(*args, **kwds) in a worker; its result."""
        return self.apply_async(func, args, kwds).get()

    def map(self, func, iterable, chunksize=None):
        """[func(x) for x in iterable], by the workers."""
        return self.map_async(func, iterable, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """map() without waiting; a MapResult."""
        return self._chunked(mapstar, func, iterable, chunksize, (callback, error_callback))

    def starmap(self, func, iterable, chunksize=None):
        """[func(*x) for x in iterable], by the workers."""
        return self.starmap_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        """The same without waiting; a MapResult."""
        return self._chunked(starmapstar, func, iterable, chunksize, (callback, error_callback))

    def _chunked(self, mapper, func, iterable, chunksize, callbacks):
        self._check_running()
        items = iterable if hasattr(iterable, '__len__') else list(iterable)
        if chunksize is None:
            # About four chunks for each worker.
            chunksize = -(-len(items) // (len(self._pool) * 4))
        result = MapResult(self, chunksize if items else 0, len(items), *callbacks)
        return self._give(result, self._tasks(result._job, mapper, self._chunks(func, items, chunksize)))

    def imap(self, func, iterable, chunksize=1):
        """Iterate over the results of func, in order."""
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        """Iterate over the results of func, as they come."""
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _imap(self, kind, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f'Chunksize must be 1+, not {chunksize:n}')
        result = kind(self)
        if chunksize == 1:
            single = ((item,) for item in iterable)
            return self._give(result, self._tasks(result._job, func, single, False), result._set_length)
        self._give(result, self._tasks(result._job, mapstar, self._chunks(func, iterable, chunksize)), result._set_length)
        return itertools.chain.from_iterable(result)

    @staticmethod
    def _chunks(func, items, size):
        for chunk in itertools.batched(items, size) if size else ():
            yield func, chunk

    @staticmethod
    def _tasks(job, function, arguments, packed=True):
        """The tasks of a job; what goes wrong with the arguments becomes a task that fails."""
        number = -1
        try:
            for number, args in enumerate(arguments):
                yield job, number, function, (args,) if packed else args, {}
        except Exception as error:
            yield job, number + 1, _raise, (error,), {}

    # The end

    def close(self):
        """No more work; what was given is still done."""
        util.debug('closing pool')
        if self._state == RUN:
            self._state = self._cache.state = CLOSE
            self._ring()

    def terminate(self):
        """Stop the workers now."""
        self._state = TERMINATE
        self._terminate()

    def join(self):
        """After close() or terminate(): wait for the workers."""
        util.debug('joining pool')
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError('Pool is still running' if self._state == RUN else 'In unknown state')
        for part in (*reversed(self._threads), *self._pool):
            part.join()


class ApplyResult(object):
    """The result of one call, to come."""

    def __init__(self, pool, callback, error_callback):
        # The pool stays as long as results are awaited.
        self._pool, self._cache, self._job = pool, pool._cache, next(job_counter)
        self._event = threading.Event()
        self._callbacks = error_callback, callback
        self._cache[self._job] = self

    def wait(self, timeout=None):
        """Wait for it, or for timeout seconds."""
        self._event.wait(timeout)

    def get(self, timeout=None):
        """The result, or its exception raised here."""
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def ready(self):
        """True if it is there."""
        return self._event.is_set()

    def successful(self):
        """True if there was no exception; ValueError if it is not there yet."""
        if not self.ready():
            raise ValueError(f'{self!r} not ready')
        return self._success

    def _set(self, i, obj):
        self._finish(*obj)

    def _finish(self, success, value):
        self._success, self._value = success, value
        if told := self._callbacks[success]:
            told(value)
        self._event.set()
        self._cache.finish(self._job)
        self._pool = None

    __class_getitem__ = classmethod(types.GenericAlias)


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """The results of a map(), to come."""

    def __init__(self, pool, chunksize, length, callback, error_callback):
        super().__init__(pool, callback, error_callback)
        self._success, self._value = True, [None] * length
        self._chunksize = chunksize
        self._number_left = -(-length // chunksize) if chunksize > 0 else 0
        if not self._number_left:
            self._event.set()
            self._cache.finish(self._job)

    def _set(self, i, success_result):
        success, result = success_result
        if success and self._success:
            start = i * self._chunksize
            self._value[start:start + self._chunksize] = result
        elif self._success:
            # The first exception counts; it is told once all is over.
            self._success, self._value = False, result
        self._number_left -= 1
        if not self._number_left:
            self._finish(self._success, self._value)


class IMapIterator(object):
    """The results of an imap(), in order."""

    def __init__(self, pool):
        self._pool, self._cache, self._job = pool, pool._cache, next(job_counter)
        self._cond = threading.Condition(threading.Lock())
        self._items, self._early = deque(), {}
        self._index, self._length = 0, None
        self._cache[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        """The next result; TimeoutError if it takes too long."""
        with self._cond:
            if not self._items and self._index != self._length:
                self._cond.wait(timeout)
            if self._items:
                success, value = self._items.popleft()
            elif self._index == self._length:
                self._pool = None
                raise StopIteration
            else:
                raise TimeoutError
        if not success:
            raise value
        return value

    __next__ = next

    def _arrive(self, i, obj):
        """Take a result; True if there is something to be given out."""
        self._early[i] = obj
        before = self._index
        while self._index in self._early:
            self._items.append(self._early.pop(self._index))
            self._index += 1
        return self._index > before

    def _set(self, i, obj):
        with self._cond:
            if self._arrive(i, obj):
                self._cond.notify()
            self._end_if_complete()

    def _set_length(self, length):
        with self._cond:
            self._length = length
            if self._index == length:
                self._cond.notify()
            self._end_if_complete()

    def _end_if_complete(self):
        if self._index == self._length:
            self._cache.finish(self._job)
            self._pool = None


class IMapUnorderedIterator(IMapIterator):
    """The results of an imap_unordered(), as they come."""

    def _arrive(self, i, obj):
        self._items.append(obj)
        self._index += 1
        return True


class ThreadPool(Pool):
    """The same interface with threads as workers."""

    _wrap_exception = False

    @staticmethod
    def Process(ctx, *args, **kwds):
        """A worker."""
        from .dummy import Process
        return Process(*args, **kwds)

    def __init__(self, processes=None, initializer=None, initargs=()):
        super().__init__(processes, initializer, initargs)

    def _setup_queues(self):
        self._inqueue, self._outqueue, bell = queue.SimpleQueue(), queue.SimpleQueue(), queue.SimpleQueue()
        self._quick_put, self._quick_get = self._inqueue.put, self._outqueue.get

        def ring():
            bell.put(None)

        def sleep(workers):
            bell.get()

        self._ring, self._sleep = ring, sleep

    @staticmethod
    def _unblock(inqueue, feeder, size):
        """Nobody is to do the tasks that wait; threads end by themselves."""
        try:
            while True:
                inqueue.get(block=False)
        except queue.Empty:
            pass
        for _ in range(size):
            inqueue.put(None)
