"""Queues between threads: Queue, PriorityQueue, LifoQueue, SimpleQueue."""
import threading
from _queue import Empty, SimpleQueue
from collections import deque
from heapq import heappop, heappush
from time import monotonic as time
from types import GenericAlias

__all__ = ['Empty', 'Full', 'ShutDown', 'Queue', 'PriorityQueue', 'LifoQueue', 'SimpleQueue']


class Full(Exception):
    """put_nowait() found no room, or put() waited too long."""


class ShutDown(Exception):
    """The queue was shut down."""


class Queue:
    """First in, first out, between any number of threads.

    maxsize limits how many items it holds; 0 or less means no limit.
    Subclasses give another order by _init, _qsize, _put and _get."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, maxsize=0):
        self._init(maxsize)
        self.maxsize = maxsize
        # One lock for everything; who waits for what has a condition of its own on it.
        self.mutex = threading.Lock()
        self.not_empty, self.not_full, self.all_tasks_done = (
            threading.Condition(self.mutex) for _ in range(3))
        self.unfinished_tasks = 0
        self.is_shutdown = False

    # What another order overrides; called with the lock held.

    def _init(self, maxsize):
        self.queue = deque()

    def _get(self):
        return self.queue.popleft()

    def _put(self, item):
        self.queue.append(item)

    def _qsize(self):
        return len(self.queue)

    # How it is at this moment; the next may be another.

    def empty(self):
        """True if nothing is in, at this moment."""
        return self.qsize() == 0

    def qsize(self):
        """How many items are in, at this moment."""
        with self.mutex:
            return self._qsize()

    def full(self):
        """True if there is no room, at this moment."""
        with self.mutex:
            return self._has_no_room()

    def _has_no_room(self):
        return 0 < self.maxsize <= self._qsize()

    def _has_no_item(self):
        return not self._qsize()

    def _wait_while(self, hindered, changed, block, timeout, failure):
        """Wait until something is possible; failure if that takes too long."""
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not hindered():
            return
        if not block:
            raise failure
        end = None if timeout is None else time() + timeout
        while hindered():
            left = None if end is None else end - time()
            if left is not None and left <= 0:
                raise failure
            changed.wait(left)
            if self.is_shutdown and (failure is Full or hindered()):
                raise ShutDown

    def put(self, item, block=True, timeout=None):
        """Add an item, waiting for room if block is true."""
        with self.mutex:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0:
                self._wait_while(self._has_no_room, self.not_full, block, timeout, Full)
            self._put(item)     # may fail: the item has to be of a kind with the others
            self.not_empty.notify()
            self.unfinished_tasks += 1

    def get(self, block=True, timeout=None):
        """Take the next item out, waiting for one if block is true."""
        with self.mutex:
            if self.is_shutdown and not self._qsize():
                raise ShutDown
            if timeout is not None or not self._qsize():
                self._wait_while(self._has_no_item, self.not_empty, block, timeout, Empty)
            item = self._get()
            self.not_full.notify()
            return item

    def get_nowait(self):
        """get() that raises Empty instead of waiting."""
        return self.get(block=False)

    def put_nowait(self, item):
        """put() that raises Full instead of waiting."""
        return self.put(item, block=False)

    def task_done(self):
        """Say that one item got before has been dealt with."""
        with self.mutex:
            if self.unfinished_tasks <= 0:
                raise ValueError('task_done() called too many times')
            self._finish_one()

    def _finish_one(self):
        self.unfinished_tasks -= 1
        if self.unfinished_tasks == 0:
            self.all_tasks_done.notify_all()

    def join(self):
        """Wait until every item put was answered by a task_done()."""
        with self.mutex:
            self.all_tasks_done.wait_for(lambda: not self.unfinished_tasks)

    def shutdown(self, immediate=False):
        """End the queue: put() raises ShutDown, get() too once it is empty.

        With immediate the items still in are thrown away, and count as done."""
        with self.mutex:
            self.is_shutdown = True
            while immediate and self._qsize():
                self._get()
                if self.unfinished_tasks > 0:
                    self._finish_one()
            for waiting in self.not_empty, self.not_full:
                waiting.notify_all()


class PriorityQueue(Queue):
    """The smallest item comes out first, often (priority, data)."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return heappop(self.queue)

    def _put(self, item):
        heappush(self.queue, item)


class LifoQueue(Queue):
    """The item put last comes out first."""

    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()
