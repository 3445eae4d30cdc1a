"""Work in other processes, with the interface of threading.

Everything here is a method of the default context, see context.py.
"""
import sys
from . import context

__all__ = [x for x in dir(context._default_context) if not x.startswith('_')]
globals().update((name, getattr(context._default_context, name)) for name in __all__)

SUBDEBUG = 5
SUBWARNING = 25

# Functions of the main script are pickled under the name it has in children.
if '__main__' in sys.modules:
    sys.modules['__mp_main__'] = sys.modules['__main__']
