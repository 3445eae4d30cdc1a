"""Queues between processes."""
import os
import threading
import types
import weakref
from collections import deque
from queue import Empty, Full
from time import monotonic as _now
from . import connection, context
from .util import Finalize, debug, info, is_exiting, register_after_fork

__all__ = ['Queue', 'SimpleQueue', 'JoinableQueue']

_sentinel = object()


class _Shared(object):
    """Something that children get at their start: the attributes named in _state."""

    def __getstate__(self):
        context.assert_spawning(self)
        return tuple(getattr(self, name) for name in self._state)

    def __setstate__(self, state):
        vars(self).update(zip(self._state, state))
        self._reset()

    def _reset(self):
        """Make what belongs to one process only."""


class Queue(_Shared):
    """A pipe with locks; a thread of the sender feeds it, so put() never waits for it."""

    _state = ('_ignore_epipe', '_maxsize', '_reader', '_writer', '_rlock', '_wlock', '_sem', '_opid')
    _ignore_epipe = False

    def __init__(self, maxsize=0, *, ctx):
        if maxsize <= 0:
            from .synchronize import SEM_VALUE_MAX as maxsize
        self._maxsize, self._opid = maxsize, os.getpid()
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock, self._wlock = ctx.Lock(), ctx.Lock()
        # How much room there is: put() takes from it, get() gives back.
        self._sem = ctx.BoundedSemaphore(maxsize)
        self._reset()

    def _reset(self):
        self._notempty = threading.Condition(threading.Lock())
        self._forget_feeder()
        register_after_fork(self, Queue._forget_feeder)

    def _forget_feeder(self):
        """At the beginning, and in a forked child: the feeder and what it had to send are the parent's."""
        self._notempty._at_fork_reinit()
        self._buffer = deque()
        self._thread = self._jointhread = self._close = None
        self._joincancelled = self._closed = False

    def _check_open(self):
        if self._closed:
            raise ValueError(f'Queue {self!r} is closed')

    def put(self, obj, block=True, timeout=None):
        """Add an object, waiting for room if there is a maxsize."""
        self._check_open()
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._notempty:
            self._hand_over(obj)

    def _hand_over(self, obj):
        if self._thread is None:
            self._start_thread()
        self._buffer.append(obj)
        self._notempty.notify()

    def get(self, block=True, timeout=None):
        """Take the next object out, waiting for one if block is true."""
        self._check_open()
        if block and timeout is None:
            with self._rlock:
                data = self._take()
        else:
            end = _now() + timeout if block else None
            if not self._rlock.acquire(block, timeout):
                raise Empty
            try:
                if not self._reader.poll(end - _now() if block else 0.0):
                    raise Empty
                data = self._take()
            finally:
                self._rlock.release()
        return connection._ForkingPickler.loads(data)

    def _take(self):
        data = self._reader.recv_bytes()
        self._sem.release()
        return data

    def qsize(self):
        """About how many objects are in."""
        return self._maxsize - self._sem.get_value()

    def full(self):
        """True if there is no room at this moment."""
        return self._sem._semlock._is_zero()

    def empty(self):
        """True if nothing can be received at this moment."""
        return not self._reader.poll()

    def put_nowait(self, obj):
        """put() that raises Full instead of waiting."""
        return self.put(obj, False)

    def get_nowait(self):
        """get() that raises Empty instead of waiting."""
        return self.get(False)

    def close(self):
        """Nothing more will be put by this process."""
        finish, self._close, self._closed = self._close, None, True
        if finish:
            finish()

    def join_thread(self):
        """After close(): wait until everything has gone into the pipe."""
        debug('Queue.join_thread()')
        if not self._closed:
            raise AssertionError(f'Queue {self!r} not closed')
        if self._jointhread:
            self._jointhread()

    def cancel_join_thread(self):
        """Do not wait for that at exit; what is not sent is lost."""
        debug('Queue.cancel_join_thread()')
        self._joincancelled = True
        if self._jointhread:
            self._jointhread.cancel()

    def _terminate_broken(self):
        """Close it although the readers are gone, for which a feeder would wait for ever."""
        self._reader.close()
        self.close()
        self.join_thread()

    # The feeder

    def _start_thread(self):
        self._buffer.clear()
        self._thread = threading.Thread(target=self._feed, name='QueueFeederThread', daemon=True)
        self._thread.start()
        buffer, notempty = self._buffer, self._notempty

        def finish():
            with notempty:
                buffer.append(_sentinel)
                notempty.notify()

        self._close = Finalize(self, finish, exitpriority=10)
        if not self._joincancelled:
            def wait(thread=weakref.ref(self._thread)):
                if (running := thread()) is not None:
                    running.join()
            self._jointhread = Finalize(self._thread, wait, exitpriority=-5)

    def _waiting(self):
        """What was handed over, one after the other."""
        while True:
            with self._notempty:
                while not self._buffer:
                    self._notempty.wait()
                batch = list(self._buffer)
                self._buffer.clear()
            for obj in batch:
                if obj is _sentinel:
                    return
                yield obj

    def _feed(self):
        for obj in self._waiting():
            try:
                data = connection._ForkingPickler.dumps(obj)
                with self._wlock:
                    self._writer.send_bytes(data)
            except Exception as error:
                if self._ignore_epipe and isinstance(error, BrokenPipeError):
                    return
                # At exit what the object needs may be gone already.
                if is_exiting():
                    info('error in queue thread: %s', error)
                    return
                self._sem.release()
                self._on_queue_feeder_error(error, obj)
            del obj
        self._writer.close()
        self._reader.close()

    @staticmethod
    def _on_queue_feeder_error(e, obj):
        """An object could not be sent; subclasses may do more than tell."""
        import traceback
        traceback.print_exception(e)

    __class_getitem__ = classmethod(types.GenericAlias)


class JoinableQueue(Queue):
    """A queue with task_done() and join()."""

    _state = (*Queue._state, '_cond', '_unfinished_tasks')

    def __init__(self, maxsize=0, *, ctx):
        super().__init__(maxsize, ctx=ctx)
        self._cond, self._unfinished_tasks = ctx.Condition(), ctx.Semaphore(0)

    def put(self, obj, block=True, timeout=None):
        """Add an object, waiting for room if there is a maxsize."""
        self._check_open()
        if not self._sem.acquire(block, timeout):
            raise Full
        with self._notempty, self._cond:
            self._hand_over(obj)
            self._unfinished_tasks.release()

    def task_done(self):
        """Say that one object got before has been dealt with."""
        tasks = self._unfinished_tasks
        with self._cond:
            if not tasks.acquire(False):
                raise ValueError('task_done() called too many times')
            if tasks._semlock._is_zero():
                self._cond.notify_all()

    def join(self):
        """Wait until every object put was answered by a task_done()."""
        with self._cond:
            while not self._unfinished_tasks._semlock._is_zero():
                self._cond.wait()


class SimpleQueue(_Shared):
    """A pipe with locks at both ends, and nothing else."""

    _state = ('_reader', '_writer', '_rlock', '_wlock')

    def __init__(self, *, ctx):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._rlock, self._wlock = ctx.Lock(), ctx.Lock()

    def put(self, obj):
        """Add an object; waits while the pipe is full."""
        data = connection._ForkingPickler.dumps(obj)
        with self._wlock:
            self._writer.send_bytes(data)

    def get(self):
        """Take the next object out, waiting for one."""
        with self._rlock:
            data = self._reader.recv_bytes()
        return connection._ForkingPickler.loads(data)

    def empty(self):
        """True if nothing can be received at this moment."""
        return not self._reader.poll()

    def close(self):
        """Free the pipe."""
        for end in (self._reader, self._writer):
            end.close()

    __class_getitem__ = classmethod(types.GenericAlias)
