"""Virtual time: when everybody only waits for the clock, the clock jumps.

    asyncio.run(main(), loop_factory=asyncio.virtual.Loop)

The order of everything is that of real time; hours of sleeping take no time.
While something outside is awaited (a descriptor, a thread of an executor, a
child process) the clock runs at its usual pace: what comes from there comes
after as many seconds of the loop as of the world.
"""
from . import unix_events

__all__ = ('Loop', 'new_event_loop')


class _Selector:
    """A selector that passes the time instead of waiting, where it may."""

    def __init__(self, selector, loop):
        self._selector = selector
        self._loop = loop

    def __getattr__(self, name):
        return getattr(self._selector, name)

    def select(self, timeout=None):
        if timeout is None or timeout <= 0:
            return self._selector.select(timeout)
        events = self._selector.select(0)
        if events or self._loop._awaits_world():
            return events or self._selector.select(timeout)
        self._loop._skipped += timeout
        return []


class Loop(unix_events.SelectorEventLoop):
    """The event loop on a clock that jumps."""

    def __init__(self, selector=None):
        self._skipped = 0.0         # seconds jumped over so far
        self._outside = 0           # calls under way in executors
        super().__init__(selector)
        self._selector = _Selector(self._selector, self)

    def time(self):
        """Seconds of the virtual clock."""
        return super().time() + self._skipped

    def _awaits_world(self):
        return self._outside > 0 or len(self._selector.get_map()) > self._internal_fds

    def run_in_executor(self, executor, func, *args):
        future = super().run_in_executor(executor, func, *args)
        self._outside += 1
        future.add_done_callback(self._came_back)
        return future

    async def shutdown_default_executor(self, timeout=None):
        self._outside += 1
        try:
            await super().shutdown_default_executor(timeout)
        finally:
            self._outside -= 1

    def _came_back(self, future):
        self._outside -= 1


def new_event_loop():
    """A new loop on virtual time."""
    return Loop()
