"""Signals: the native functions, with names instead of bare numbers."""
from enum import IntEnum as _IntEnum
import _signal
from _signal import *


def _enumeration(name, belongs):
    """An enumeration of the native constants whose names belong to it; they take the place of the numbers."""
    _IntEnum._convert_(name, __name__, belongs)


_enumeration('Signals', lambda name: name.isupper() and name.startswith('SIG') and not name.startswith('SIG_')
             or name.startswith('CTRL_'))
_enumeration('Handlers', lambda name: name in ('SIG_DFL', 'SIG_IGN'))
if 'pthread_sigmask' in globals():
    _enumeration('Sigmasks', lambda name: name in ('SIG_BLOCK', 'SIG_UNBLOCK', 'SIG_SETMASK'))


def _named(value, kind):
    """A number as a member of an enumeration, if it is one; anything else as it is."""
    return kind._value2member_map_.get(value, value) if isinstance(value, int) else value


def _number(value):
    """A member of an enumeration as a number; anything else as it is."""
    return int(value) if isinstance(value, int) else value


def _set_of_signals(numbers):
    return {_named(number, Signals) for number in numbers}


def signal(signalnum, handler):
    """Set what a signal does: SIG_DFL, SIG_IGN or handler(signum, frame)."""
    return _named(_signal.signal(_number(signalnum), _number(handler)), Handlers)


def getsignal(signalnum):
    """What a signal does; None if that was not set from Python."""
    return _named(_signal.getsignal(signalnum), Handlers)


if 'pthread_sigmask' in globals():
    def pthread_sigmask(how, mask):
        """Change this thread's blocked signals; the set before."""
        return _set_of_signals(_signal.pthread_sigmask(how, mask))


if 'sigpending' in globals():
    def sigpending():
        """The signals that wait because they are blocked."""
        return _set_of_signals(_signal.sigpending())


if 'sigwait' in globals():
    def sigwait(sigset):
        """Wait for a signal of the set; which one it was."""
        return _named(_signal.sigwait(sigset), Signals)


if 'valid_signals' in globals():
    def valid_signals():
        """The signals of this system."""
        return _set_of_signals(_signal.valid_signals())


del _enumeration
