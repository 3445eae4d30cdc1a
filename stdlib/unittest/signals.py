"""Ctrl-C ends a run of tests after the test that is running."""
import signal
import weakref
from functools import wraps

__unittest = True

_results = weakref.WeakKeyDictionary()  # those to stop
_interrupt_handler = None


class _InterruptHandler(object):
    """Stops the results the first time, then does what was done before it."""

    def __init__(self, default_handler):
        self.called, self.original_handler = False, default_handler
        if isinstance(default_handler, int):  # SIG_DFL or SIG_IGN
            ordinary = signal.default_int_handler if default_handler == signal.SIG_DFL else lambda signum, frame: None
        elif callable(default_handler):
            ordinary = default_handler
        else:
            raise TypeError("expected SIGINT signal handler to be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
        self.default_handler = ordinary

    def __call__(self, signum, frame):
        first = not self.called and signal.getsignal(signal.SIGINT) is self
        self.called = self.called or first
        if not first:
            self.default_handler(signum, frame)
        for result in list(_results) if first else ():
            result.stop()


def registerResult(result):
    _results[result] = None


def removeResult(result):
    return _results.pop(result, _results) is None


def installHandler():
    global _interrupt_handler
    if _interrupt_handler is None:
        _interrupt_handler = _InterruptHandler(signal.getsignal(signal.SIGINT))
        signal.signal(signal.SIGINT, _interrupt_handler)


def removeHandler(method=None):
    if method is None:
        if _interrupt_handler is not None:
            signal.signal(signal.SIGINT, _interrupt_handler.original_handler)
        return None

    @wraps(method)
    def without_handler(*args, **kwargs):
        installed = signal.getsignal(signal.SIGINT)
        removeHandler()
        try:
            return method(*args, **kwargs)
        finally:
            signal.signal(signal.SIGINT, installed)
    return without_handler
