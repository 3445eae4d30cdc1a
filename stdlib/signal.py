"""Signals: the native functions, with names instead of bare numbers."""
import _signal
from _signal import *
from enum import IntEnum as _IntEnum


def _enumerate(name, members):
    # Sorted by value, then name: of two names the first one is shown.
    ordered = sorted(members.items(), key=lambda item: (item[1], item[0]))
    cls = _IntEnum(name, ordered, module=__name__)
    globals().update(cls.__members__)
    return cls


def _native(test):
    return {name: value for name, value in vars(_signal).items() if test(name)}


Signals = _enumerate('Signals', _native(
    lambda name: name.isupper() and name.startswith('SIG') and not name.startswith('SIG_')))
Handlers = _enumerate('Handlers', _native(lambda name: name in ('SIG_DFL', 'SIG_IGN')))
if 'pthread_sigmask' in globals():
    Sigmasks = _enumerate('Sigmasks', _native(
        lambda name: name in ('SIG_BLOCK', 'SIG_UNBLOCK', 'SIG_SETMASK')))


def _to_enum(value, cls):
    """The member of a number; anything else stays as it is."""
    if not isinstance(value, int):
        return value
    try:
        return cls(value)
    except ValueError:
        return value


def _to_int(value):
    try:
        return int(value)
    except (ValueError, TypeError):
        return value


def signal(signalnum, handler):
    """Set what a signal does: SIG_DFL, SIG_IGN or handler(signum, frame)."""
    return _to_enum(_signal.signal(_to_int(signalnum), _to_int(handler)), Handlers)


def getsignal(signalnum):
    """What a signal does; None if that was not set from Python."""
    return _to_enum(_signal.getsignal(signalnum), Handlers)


def _as_set(numbers):
    return {_to_enum(number, Signals) for number in numbers}


if 'pthread_sigmask' in globals():
    def pthread_sigmask(how, mask):
        """Change this thread's blocked signals; the set before."""
        return _as_set(_signal.pthread_sigmask(how, mask))
    pthread_sigmask.__doc__ = _signal.pthread_sigmask.__doc__

if 'sigpending' in globals():
    def sigpending():
        """The signals that wait because they are blocked."""
        return _as_set(_signal.sigpending())

if 'sigwait' in globals():
    def sigwait(sigset):
        """Wait for a signal of the set; which one it was."""
        return _to_enum(_signal.sigwait(sigset), Signals)
    sigwait.__doc__ = _signal.sigwait.__doc__

if 'valid_signals' in globals():
    def valid_signals():
        """The signals of this system."""
        return _as_set(_signal.valid_signals())
