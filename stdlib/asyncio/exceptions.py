"""The exceptions of asyncio."""

__all__ = ('BrokenBarrierError', 'CancelledError', 'InvalidStateError', 'TimeoutError',
           'IncompleteReadError', 'LimitOverrunError', 'SendfileNotAvailableError')

TimeoutError = TimeoutError


class CancelledError(BaseException):
    """Raised in a task that somebody cancels, and by waiting for it."""


class InvalidStateError(Exception):
    """The operation does not fit the state."""


class BrokenBarrierError(RuntimeError):
    """The barrier was broken or reset while a task waited."""


class SendfileNotAvailableError(RuntimeError):
    """sendfile() cannot be used here."""


class LimitOverrunError(Exception):
    """No separator within the limit; consumed bytes can be read anyway."""

    def __init__(self, message, consumed):
        self.consumed = consumed
        super().__init__(message)

    def __reduce__(self):
        message, = self.args
        return type(self), (message, self.consumed)


class IncompleteReadError(EOFError):
    """The stream ended early; partial holds what came of the expected bytes."""

    def __init__(self, partial, expected):
        self.partial, self.expected = partial, expected
        of = 'undefined' if expected is None else repr(expected)
        super().__init__(f'{len(partial)} bytes read on a total of {of} expected bytes')

    def __reduce__(self):
        return type(self), (self.partial, self.expected)
