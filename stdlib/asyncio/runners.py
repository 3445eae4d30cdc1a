"""run() and Runner: a loop from its making to its end around one coroutine."""
import contextvars
import enum
import signal
import threading

from . import _compat, constants, events, exceptions, tasks

__all__ = ('Runner', 'run')

_State = enum.Enum('_State', {name: name.lower() for name in ('CREATED', 'INITIALIZED', 'CLOSED')},
                   module=__name__)


class _Interrupts:
    """Ctrl-C while a task runs: the first one cancels it, the next are KeyboardInterrupt.

    Where the program has a handler of its own, or in other threads, nothing changes."""

    def __init__(self, loop, task):
        self._loop, self._task = loop, task
        self.count = 0

    def __call__(self, signum, frame):
        self.count += 1
        if self.count > 1 or self._task.done():
            raise KeyboardInterrupt
        self._task.cancel()
        # It may wait for something else.
        self._loop.call_soon_threadsafe(lambda: None)

    def __enter__(self):
        self._installed = (threading.current_thread() is threading.main_thread()
                           and signal.getsignal(signal.SIGINT) is signal.default_int_handler)
        if self._installed:
            try:
                signal.signal(signal.SIGINT, self)
            except ValueError:      # the main thread of something else
                self._installed = False
        return self

    def __exit__(self, *error):
        if self._installed and signal.getsignal(signal.SIGINT) is self:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def have_cancelled(self):
        """True if the task has ended by Ctrl-C and nothing else."""
        return self.count > 0 and getattr(self._task, 'uncancel', lambda: 1)() == 0


class Runner:
    """Runs coroutines one after the other in one loop; a context manager."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._state = _State.CREATED
        self._debug, self._loop_factory = debug, loop_factory
        self._loop = self._context = None
        self._set_event_loop = False    # the policy knows the loop

    def __enter__(self):
        self.get_loop()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    def get_loop(self):
        """The loop."""
        if self._state is _State.CREATED:
            self._create()
        elif self._state is _State.CLOSED:
            raise RuntimeError('Runner is closed')
        return self._loop

    def _create(self):
        make = self._loop_factory
        self._loop = loop = make() if make is not None else events.new_event_loop()
        if make is None and not self._set_event_loop:
            events.set_event_loop(loop)
            self._set_event_loop = True
        if self._debug is not None:
            loop.set_debug(self._debug)
        self._context = contextvars.copy_context()
        self._state = _State.INITIALIZED

    def run(self, coro, *, context=None):
        """Run a coroutine to its end; what it returned."""
        if not _compat.drives(coro):
            raise ValueError(f'a coroutine was expected, got {coro!r}')
        if events._get_running_loop() is not None:
            raise RuntimeError('Runner.run() cannot be called from a running event loop')
        loop = self.get_loop()
        task = loop.create_task(coro, context=self._context if context is None else context)
        with _Interrupts(loop, task) as interrupts:
            try:
                return loop.run_until_complete(task)
            except exceptions.CancelledError:
                if interrupts.have_cancelled():
                    raise KeyboardInterrupt
                raise

    def close(self):
        """Cancel what is left, then close the loop."""
        if self._state is _State.INITIALIZED:
            try:
                self._wind_up(self._loop)
            finally:
                self._state = _State.CLOSED
                loop, self._loop = self._loop, None
                if self._set_event_loop:
                    events.set_event_loop(None)
                loop.close()

    @staticmethod
    def _wind_up(loop):
        _cancel_all_tasks(loop)
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor(constants.THREAD_JOIN_TIMEOUT))


def run(main, *, debug=None, loop_factory=None):
    """Run a coroutine in a new loop, which is closed at the end; its result."""
    if events._get_running_loop() is None:
        with Runner(debug=debug, loop_factory=loop_factory) as runner:
            return runner.run(main)
    raise RuntimeError('asyncio.run() cannot be called from a running event loop')


def _cancel_all_tasks(loop):
    left = tasks.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(tasks.gather(*left, return_exceptions=True))
    for task in left:
        if not task.cancelled() and (error := task.exception()) is not None:
            loop.call_exception_handler({
                'message': 'unhandled exception during asyncio.run() shutdown',
                'exception': error, 'task': task})
