"""The exceptions of asyncio."""

__all__ = ('BrokenBarrierError',
           'CancelledError', 'InvalidStateError', 'TimeoutError',
           'IncompleteReadError', 'LimitOverrunError',
           'SendfileNotAvailableError')


class CancelledError(BaseException):
    """Raised in a task that somebody cancels, and by waiting for it."""


TimeoutError = TimeoutError


class InvalidStateError(Exception):
    """The operation does not fit the state."""


class SendfileNotAvailableError(RuntimeError):
    """sendfile() cannot be used here."""


class IncompleteReadError(EOFError):
    """The stream ended early; partial holds what came of the expected bytes."""

    def __init__(self, partial, expected):
        wanted = 'undefined' if expected is None else repr(expected)
        super().__init__(f'{len(partial)} bytes read on a total of {wanted} expected bytes')
        self.partial = partial
        self.expected = expected

    def __reduce__(self):
        return type(self), (self.partial, self.expected)


class LimitOverrunError(Exception):
    """No separator within the limit; consumed bytes can be read anyway."""

    def __init__(self, message, consumed):
        super().__init__(message)
        self.consumed = consumed

    def __reduce__(self):
        return type(self), (self.args[0], self.consumed)


class BrokenBarrierError(RuntimeError):
    """The barrier was broken or reset while a task waited."""
