"""asyncio: programs made of tasks that wait for each other and for input.

The classes a program can subclass and the API are Python; Future, Task and
the current-loop state are native where `_asyncio` is there."""
from . import (base_events, coroutines, events, exceptions, futures, locks, protocols, runners,
               queues, streams, subprocess, tasks, taskgroups, timeouts, threads, transports,
               unix_events)

_PARTS = (base_events, coroutines, events, exceptions, futures, locks, protocols, runners, queues,
          streams, subprocess, tasks, taskgroups, threads, timeouts, transports, unix_events)
__all__ = ()
for _part in _PARTS:
    __all__ += _part.__all__
    globals().update((_name, getattr(_part, _name)) for _name in _part.__all__)
del _PARTS, _part


# Parts that only some programs need, and names of old.
def __getattr__(name):
    if name in ('base_subprocess', 'sslproto', 'staggered', 'virtual'):
        import importlib
        return importlib.import_module(f'.{name}', __name__)
    return _compat.lookup(name)


from . import _compat
