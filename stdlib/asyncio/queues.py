"""Queues between the tasks of one loop."""
import collections
import heapq
from types import GenericAlias

from . import _compat, locks, mixins

__all__ = ('Queue', 'PriorityQueue', 'LifoQueue', 'QueueFull', 'QueueEmpty', 'QueueShutDown')


class QueueEmpty(Exception):
    """get_nowait() found nothing."""


class QueueFull(Exception):
    """put_nowait() found no room."""


class QueueShutDown(Exception):
    """The queue was shut down."""


def _wake(line, all=False):
    """Let the first go on who still waits in a line, or all of them."""
    while line:
        place = line.popleft()
        if not place.done():
            place.set_result(None)
            if not all:
                return


class Queue(mixins._LoopBoundMixin):
    """First in, first out.

    maxsize limits how many items it holds; 0 or less means no limit.
    Subclasses give another order by _init, _get and _put."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, maxsize=0, *, loop=None):
        if loop is not None:
            _compat.loop_argument('Queue.__init__')
        self._maxsize = maxsize
        self._getters, self._putters = collections.deque(), collections.deque()
        self._unfinished_tasks, self._finished = 0, locks.Event()
        self._finished.set()
        self._is_shutdown = False
        self._init(maxsize)

    # What another order overrides.

    def _init(self, maxsize):
        self._queue = collections.deque()

    def _put(self, item):
        self._queue.append(item)

    def _get(self):
        return self._queue.popleft()

    def __repr__(self):
        return self._shown(f'at {id(self):#x}')

    def __str__(self):
        return self._shown()

    def _shown(self, *words):
        words = [type(self).__name__, *words]
        words += [f'maxsize={self._maxsize!r}']
        if items := getattr(self, '_queue', None):
            words.append(f'_queue={[*items]!r}')
        words += [f'{name}[{len(line)}]' for name in ('_getters', '_putters')
                  if (line := getattr(self, name))]
        if self._unfinished_tasks:
            words.append(f'tasks={self._unfinished_tasks}')
        if self._is_shutdown:
            words.append('shutdown')
        return f'<{" ".join(words)}>'

    @property
    def maxsize(self):
        """How many items there is room for."""
        return self._maxsize

    def qsize(self):
        """How many items are in."""
        return len(self._queue)

    def empty(self):
        """True if nothing is in."""
        return not self._queue

    def full(self):
        """True if there is no room."""
        return 0 < self._maxsize <= self.qsize()

    def _stand_in(self, line):
        """A place at the end of a line, to be awaited."""
        if self._is_shutdown:
            raise QueueShutDown
        place = self._get_loop().create_future()
        line.append(place)
        return place

    def _step_out(self, line, place, has_to_wait):
        """Not to wait any longer."""
        place.cancel()
        if place in line:
            line.remove(place)
        if not (has_to_wait() or place.cancelled()):
            # It was this one's turn, which another shall have.
            _wake(line)

    async def get(self):
        """Take the next item out, waiting for one."""
        while self.empty():
            place = self._stand_in(self._getters)
            try:
                await place
            except BaseException:
                self._step_out(self._getters, place, self.empty)
                raise
        return self.get_nowait()

    async def put(self, item):
        """Add an item, waiting for room."""
        while self.full():
            place = self._stand_in(self._putters)
            try:
                await place
            except BaseException:
                self._step_out(self._putters, place, self.full)
                raise
        return self.put_nowait(item)

    def put_nowait(self, item):
        """Add an item, or raise QueueFull."""
        if self._is_shutdown or self.full():
            raise QueueShutDown if self._is_shutdown else QueueFull
        self._put(item)
        if self._unfinished_tasks == 0:
            self._finished.clear()
        self._unfinished_tasks += 1
        if self._getters:
            _wake(self._getters)

    def get_nowait(self):
        """Take the next item out, or raise QueueEmpty."""
        if self.empty():
            raise QueueShutDown if self._is_shutdown else QueueEmpty
        item = self._get()
        if self._putters:
            _wake(self._putters)
        return item

    def task_done(self):
        """Say that one item got before has been dealt with."""
        if self._unfinished_tasks > 0:
            self._finish_one()
        else:
            raise ValueError('task_done() called too many times')

    def _finish_one(self):
        self._unfinished_tasks -= 1
        if self._unfinished_tasks == 0:
            self._finished.set()

    async def join(self):
        """Wait until every item put was answered by a task_done()."""
        await self._finished.wait()

    def shutdown(self, immediate=False):
        """End the queue: put() raises QueueShutDown, get() too once it is empty.

        With immediate the items still in are thrown away, and count as done."""
        self._is_shutdown = True
        while immediate and not self.empty():
            self._get()
            if self._unfinished_tasks > 0:
                self._finish_one()
        for line in self._getters, self._putters:
            _wake(line, all=True)


class PriorityQueue(Queue):
    """The smallest item comes out first, often (priority, data)."""

    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        heapq.heappush(self._queue, item)

    def _get(self):
        return heapq.heappop(self._queue)


class LifoQueue(Queue):
    """The item put last comes out first."""

    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()
