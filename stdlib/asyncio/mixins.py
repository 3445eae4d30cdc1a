"""What several classes are mixed from."""
from _thread import allocate_lock

from . import events

_binding = allocate_lock()


class _LoopBoundMixin:
    """An object that belongs to the loop in which it is first used."""

    _loop = None

    def _get_loop(self):
        running = events._get_running_loop()
        if self._loop is None:
            with _binding:
                # Loops of two threads may be here at the same time.
                self._loop = self._loop or running
        if self._loop is running:
            return running
        raise RuntimeError(f'{self!r} is bound to a different event loop')


def part_of(name, module):
    """A class decorator for parts of a larger class: its methods go by that one's name."""
    def rename(part):
        for method in vars(part).values():
            if hasattr(method, '__code__'):
                method.__qualname__ = f'{name}.{method.__name__}'
                method.__module__ = module
        return part
    return rename
