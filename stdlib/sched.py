"""A scheduler: actions at their times, in one thread."""
import heapq
import threading
import time
from collections import namedtuple
from itertools import count
from time import monotonic as _time

__all__ = ["scheduler"]

Event = namedtuple('Event', 'time, priority, sequence, action, argument, kwargs')
Event.time.__doc__ = "When to call it."
Event.priority.__doc__ = "Of several at one time the lowest number comes first."
Event.sequence.__doc__ = "A running number: of equals the first entered comes first."
Event.action.__doc__ = "What to call."
Event.argument.__doc__ = "With these arguments."
Event.kwargs.__doc__ = "And these."

_sentinel = object()


class scheduler:
    """Calls what was entered; the clock and the waiting can be replaced."""

    def __init__(self, timefunc=_time, delayfunc=time.sleep):
        self._queue = []
        self._lock = threading.RLock()
        self.timefunc = timefunc
        self.delayfunc = delayfunc
        self._sequence_generator = count()

    def enterabs(self, time, priority, action, argument=(), kwargs=_sentinel):
        """Call action at a time; the event, for cancel()."""
        if kwargs is _sentinel:
            kwargs = {}
        with self._lock:
            event = Event(time, priority, next(self._sequence_generator),
                          action, argument, kwargs)
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=_sentinel):
        """Call action after a delay; the event, for cancel()."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Do not; ValueError if it is not there (any more)."""
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def empty(self):
        """True if nothing is left to be done."""
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Do what is due, until nothing is left; else the seconds to the next."""
        while True:
            with self._lock:
                if not self._queue:
                    break
                event = self._queue[0]
                now = self.timefunc()
                delay = event.time > now
                if not delay:
                    heapq.heappop(self._queue)
            if delay:
                if not blocking:
                    return event.time - now
                self.delayfunc(event.time - now)
            else:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)       # let other threads run

    @property
    def queue(self):
        """The events in the order in which they will come."""
        with self._lock:
            events = self._queue[:]
        return list(map(heapq.heappop, [events] * len(events)))
