"""timeout() and timeout_at(): a deadline around a block."""
from . import events, exceptions, tasks

__all__ = ('Timeout', 'timeout', 'timeout_at')

# The states of a Timeout.
_CREATED, _ACTIVE, _EXPIRING, _EXPIRED, _FINISHED = (
    'created', 'active', 'expiring', 'expired', 'finished')


class Timeout:
    """Cancels the task inside its block at a moment, and makes TimeoutError of it."""

    def __init__(self, when: float | None) -> None:
        self._when = when
        self._state = _CREATED
        self._timer = self._task = None

    def __repr__(self) -> str:
        shown = f'<Timeout [{self._state}]'
        if self._state is _ACTIVE:
            shown += f' when={None if self._when is None else round(self._when, 3)}'
        return shown + '>'

    def when(self) -> float | None:
        """The deadline in the loop's time, None if there is none."""
        return self._when

    def expired(self) -> bool:
        """True if the deadline has passed inside the block."""
        return self._state in (_EXPIRING, _EXPIRED)

    def reschedule(self, when: float | None) -> None:
        """Move the deadline."""
        if self._state is not _ACTIVE:
            raise RuntimeError('Timeout has not been entered' if self._state is _CREATED else
                               f'Cannot change state of {self._state} Timeout')
        self._when = when
        self._stop_timer()
        if when is not None:
            loop = events.get_running_loop()
            self._timer = (loop.call_at(when, self._expire) if when > loop.time() else
                           loop.call_soon(self._expire))

    def _stop_timer(self):
        timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    def _expire(self):
        self._task.cancel()
        self._state, self._timer = _EXPIRING, None

    async def __aenter__(self) -> 'Timeout':
        if self._state is not _CREATED:
            raise RuntimeError('Timeout has already been entered')
        self._task = tasks.current_task()
        if self._task is None:
            raise RuntimeError('Timeout should be used inside a task')
        self._state = _ACTIVE
        self._cancelling = self._task.cancelling()      # before there is any by this one
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type: type | None, exc_val: BaseException | None,
                        exc_tb: object) -> bool | None:
        self._stop_timer()
        if self._state is _ACTIVE:
            self._state = _FINISHED
            return
        self._state = _EXPIRED
        # More than that: somebody else wants the task to end, and goes first.
        if self._task.uncancel() > self._cancelling or exc_val is None:
            return
        if isinstance(exc_val, exceptions.CancelledError):
            raise TimeoutError from exc_val
        parts = exc_val.exceptions if isinstance(exc_val, ExceptionGroup) else ()
        for error in exc_val, *parts:
            _tell_of_timeout(error)


def _tell_of_timeout(error):
    """Where an error came of the cancelling, put TimeoutError between."""
    while (context := error.__context__) is not None:
        if isinstance(context, exceptions.CancelledError):
            late = error.__context__ = TimeoutError()
            late.__context__ = late.__cause__ = context
            return
        error = context


def timeout(delay: float | None) -> Timeout:
    """A block that may take delay seconds; None for any time."""
    now = events.get_running_loop().time()
    return Timeout(None if delay is None else now + delay)


def timeout_at(when: float | None) -> Timeout:
    """A block that may run until a moment of the loop's time."""
    return Timeout(when)
