"""A scheduler: actions at their times, in one thread."""
import heapq
import threading
import time
from collections import namedtuple
from itertools import count
from time import monotonic as _time

__all__ = ['scheduler']

Event = namedtuple('Event', 'time priority sequence action argument kwargs')
Event.time.__doc__ = 'When to call it.'
Event.priority.__doc__ = 'Of several at one time the lowest number comes first.'
Event.sequence.__doc__ = 'A running number: of equals the first entered comes first.'
Event.action.__doc__ = 'What to call.'
Event.argument.__doc__ = 'With these arguments.'
Event.kwargs.__doc__ = 'And these.'

_sentinel = object()


class scheduler:
    """Calls what was entered; the clock and the waiting can be replaced."""

    def __init__(self, timefunc=_time, delayfunc=time.sleep):
        self.timefunc, self.delayfunc = timefunc, delayfunc
        self._queue = []        # a heap
        self._numbers = count()
        self._lock = threading.RLock()

    @property
    def queue(self):
        """The events in the order in which they will come."""
        with self._lock:
            return sorted(self._queue)

    def empty(self):
        """True if nothing is left to be done."""
        with self._lock:
            return not self._queue

    def enter(self, delay, priority, action, argument=(), kwargs=_sentinel):
        """Call action after a delay; the event, for cancel()."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def enterabs(self, time, priority, action, argument=(), kwargs=_sentinel):
        """Call action at a time; the event, for cancel()."""
        kwargs = {} if kwargs is _sentinel else kwargs
        with self._lock:
            event = Event(time, priority, next(self._numbers), action, argument, kwargs)
            heapq.heappush(self._queue, event)
        return event

    def cancel(self, event):
        """Do not; ValueError if it is not there (any more)."""
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def _due(self):
        """The next event if it is due, else the seconds until then; None if there is none."""
        with self._lock:
            if not self._queue:
                return None
            left = self._queue[0].time - self.timefunc()
            return left if left > 0 else heapq.heappop(self._queue)

    def run(self, blocking=True):
        """Do what is due, until nothing is left; else the seconds to the next."""
        while (due := self._due()) is not None:
            if isinstance(due, Event):
                due.action(*due.argument, **due.kwargs)
                self.delayfunc(0)       # other threads may want to do something
            elif blocking:
                self.delayfunc(due)
            else:
                return due
