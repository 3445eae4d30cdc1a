"""asyncio: programs made of tasks that wait for each other and for input.

The classes a program can subclass and the API are Python; Future, Task and
the current-loop state are native where `_asyncio` is there.
"""
import sys

# Imported with `*`: what a module calls public is public here.
from .base_events import *
from .coroutines import *
from .events import *
from .exceptions import *
from .futures import *
from .locks import *
from .protocols import *
from .runners import *
from .queues import *
from .streams import *
from .subprocess import *
from .tasks import *
from .taskgroups import *
from .timeouts import *
from .threads import *
from .transports import *
from .unix_events import *

__all__ = (base_events.__all__ +
           coroutines.__all__ +
           events.__all__ +
           exceptions.__all__ +
           futures.__all__ +
           locks.__all__ +
           protocols.__all__ +
           runners.__all__ +
           queues.__all__ +
           streams.__all__ +
           subprocess.__all__ +
           tasks.__all__ +
           taskgroups.__all__ +
           threads.__all__ +
           timeouts.__all__ +
           transports.__all__ +
           unix_events.__all__)


def __getattr__(name):
    if name == 'sslproto':
        from importlib import import_module
        return import_module('.sslproto', __name__)
    return _compat.lookup(name)


from . import _compat
