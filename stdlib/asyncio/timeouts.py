"""timeout() and timeout_at(): a deadline around a block."""

from . import events
from . import exceptions
from . import tasks

__all__ = (
    "Timeout",
    "timeout",
    "timeout_at",
)

_CREATED = "created"
_ENTERED = "active"
_EXPIRING = "expiring"
_EXPIRED = "expired"
_EXITED = "finished"



class Timeout:
    """Cancels the task inside its block at a moment, and makes TimeoutError of it."""

    def __init__(self, when: float | None) -> None:
        self._state = _CREATED
        self._timeout_handler = None
        self._task = None
        self._when = when

    def when(self) -> float | None:
        """The deadline in the loop's time, None if there is none."""
        return self._when

    def reschedule(self, when: float | None) -> None:
        """Move the deadline."""
        if self._state != _ENTERED:
            if self._state == _CREATED:
                raise RuntimeError("Timeout has not been entered")
            raise RuntimeError(f"Cannot change state of {self._state} Timeout")
        self._when = when
        if self._timeout_handler is not None:
            self._timeout_handler.cancel()
        if when is None:
            self._timeout_handler = None
        else:
            loop = events.get_running_loop()
            if when <= loop.time():
                self._timeout_handler = loop.call_soon(self._on_timeout)
            else:
                self._timeout_handler = loop.call_at(when, self._on_timeout)

    def expired(self) -> bool:
        """True if the deadline has passed inside the block."""
        return self._state in (_EXPIRING, _EXPIRED)

    def __repr__(self) -> str:
        text = f"<Timeout [{self._state}]"
        if self._state == _ENTERED:
            when = round(self._when, 3) if self._when is not None else None
            text += f" when={when}"
        return text + ">"

    async def __aenter__(self) -> "Timeout":
        if self._state != _CREATED:
            raise RuntimeError("Timeout has already been entered")
        task = tasks.current_task()
        if task is None:
            raise RuntimeError("Timeout should be used inside a task")
        self._state = _ENTERED
        self._task = task
        self._cancelling = task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type: type | None,
                        exc_val: BaseException | None,
                        exc_tb: object) -> bool | None:
        if self._timeout_handler is not None:
            self._timeout_handler.cancel()
            self._timeout_handler = None
        if self._state != _EXPIRING:
            if self._state == _ENTERED:
                self._state = _EXITED
            return None
        self._state = _EXPIRED
        # Ours alone? Otherwise somebody else wants the task cancelled too.
        if self._task.uncancel() <= self._cancelling and exc_type is not None:
            if issubclass(exc_type, exceptions.CancelledError):
                raise TimeoutError from exc_val
            if exc_val is not None:
                self._insert_timeout_error(exc_val)
                if isinstance(exc_val, ExceptionGroup):
                    for exc in exc_val.exceptions:
                        self._insert_timeout_error(exc)
        return None

    def _on_timeout(self) -> None:
        self._task.cancel()
        self._state = _EXPIRING
        self._timeout_handler = None

    @staticmethod
    def _insert_timeout_error(exc_val: BaseException) -> None:
        # Between an error raised while being cancelled and the cancelling.
        while exc_val.__context__ is not None:
            if isinstance(exc_val.__context__, exceptions.CancelledError):
                te = TimeoutError()
                te.__context__ = te.__cause__ = exc_val.__context__
                exc_val.__context__ = te
                break
            exc_val = exc_val.__context__


def timeout(delay: float | None) -> Timeout:
    """A block that may take delay seconds; None for any time."""
    loop = events.get_running_loop()
    return Timeout(loop.time() + delay if delay is not None else None)


def timeout_at(when: float | None) -> Timeout:
    """A block that may run until a moment of the loop's time."""
    return Timeout(when)
