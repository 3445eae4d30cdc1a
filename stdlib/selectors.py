"""Waiting for several descriptors at once, by the best means of the system."""
import math
import select
import sys
from abc import ABCMeta, abstractmethod
from collections import namedtuple
from collections.abc import Mapping

EVENT_READ, EVENT_WRITE = 1 << 0, 1 << 1
_EVENTS = EVENT_READ | EVENT_WRITE


def _fileobj_to_fd(fileobj):
    """The descriptor of a file object, or the number itself."""
    try:
        fd = fileobj if isinstance(fileobj, int) else int(fileobj.fileno())
    except (AttributeError, TypeError, ValueError):
        raise ValueError(f'Invalid file object: {fileobj!r}') from None
    if fd < 0:
        raise ValueError(f'Invalid file descriptor: {fd}')
    return fd


SelectorKey = namedtuple('SelectorKey', 'fileobj fd events data')
SelectorKey.__doc__ = '''SelectorKey(fileobj, fd, events, data)

    One registration: a file object, its descriptor, what is waited for, and
    whatever data the program gave with it.
'''
for _field, _doc in (('fileobj', 'What was registered.'), ('fd', 'Its descriptor.'),
                     ('events', 'What is waited for.'), ('data', 'What the program gave with it.')):
    getattr(SelectorKey, _field).__doc__ = _doc


class _SelectorMapping(Mapping):
    """What a selector has, by file object or descriptor."""

    def __init__(self, selector):
        self._selector = selector

    def __iter__(self):
        return iter(self._selector._fd_to_key)

    def __len__(self):
        return len(self._selector._fd_to_key)

    def get(self, fileobj, default=None):
        return self._selector._fd_to_key.get(self._selector._fileobj_lookup(fileobj), default)

    def __getitem__(self, fileobj):
        if (key := self.get(fileobj)) is None:
            raise KeyError(f'{fileobj!r} is not registered')
        return key


class BaseSelector(metaclass=ABCMeta):
    """What every selector offers; a context manager that closes it."""

    @abstractmethod
    def get_map(self):
        """A mapping of what is registered, None when closed."""
        raise NotImplementedError

    @abstractmethod
    def select(self, timeout=None):
        """Wait until something is ready; a list of (key, events)."""
        raise NotImplementedError

    @abstractmethod
    def unregister(self, fileobj):
        """Do not wait for it any more; its SelectorKey."""
        raise NotImplementedError

    @abstractmethod
    def register(self, fileobj, events, data=None):
        """Wait for events on fileobj from now on; its SelectorKey."""
        raise NotImplementedError

    def get_key(self, fileobj):
        """The key of a registered file object."""
        if (known := self.get_map()) is None:
            raise RuntimeError('Selector is closed')
        try:
            return known[fileobj]
        except KeyError:
            raise KeyError(f'{fileobj!r} is not registered') from None

    def modify(self, fileobj, events, data=None):
        """Wait for other events, or attach other data."""
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    def close(self):
        """Free everything."""

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class _BaseSelectorImpl(BaseSelector):
    """Keeps the keys; a subclass tells the system about descriptors by _tell()."""

    def __init__(self):
        self._map = _SelectorMapping(self)
        self._fd_to_key = {}

    def _tell(self, fd, before, now):
        """A descriptor is waited for by other events than before; 0: not at all."""

    def _fileobj_lookup(self, fileobj):
        try:
            return _fileobj_to_fd(fileobj)
        except ValueError:
            # Closed meanwhile: then the keys know its descriptor.
            known = [key.fd for key in self._fd_to_key.values() if key.fileobj is fileobj]
            if not known:
                raise
            return known[0]

    def register(self, fileobj, events, data=None):
        if not events or events & ~_EVENTS:
            raise ValueError(f'Invalid events: {events!r}')
        fd = self._fileobj_lookup(fileobj)
        if fd in self._fd_to_key:
            raise KeyError(f'{fileobj!r} (FD {fd}) is already registered')
        key = SelectorKey(fileobj, fd, events, data)
        self._tell(fd, 0, events)
        self._fd_to_key[fd] = key
        return key

    def _take_key(self, fileobj):
        key = self._fd_to_key.pop(self._fileobj_lookup(fileobj), None)
        if key is None:
            raise KeyError(f'{fileobj!r} is not registered')
        return key

    def unregister(self, fileobj):
        key = self._take_key(fileobj)
        self._tell(key.fd, key.events, 0)
        return key

    def modify(self, fileobj, events, data=None):
        key = self._fd_to_key.get(self._fileobj_lookup(fileobj))
        if key is None:
            raise KeyError(f'{fileobj!r} is not registered')
        if events != key.events:
            return self._modify_events(key, fileobj, events, data)
        if data != key.data:
            key = self._fd_to_key[key.fd] = key._replace(data=data)
        return key

    def _modify_events(self, key, fileobj, events, data):
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    def _ready(self, pairs):
        """(key, events) of what the system has told: no events nobody waits for."""
        keys = self._fd_to_key
        return [(key, events & key.events) for fd, events in pairs if (key := keys.get(fd))]

    def get_map(self):
        return self._map

    def close(self):
        self._fd_to_key.clear()
        self._map = None


class SelectSelector(_BaseSelectorImpl):
    """By select()."""

    def __init__(self):
        super().__init__()
        self._sets = {EVENT_READ: set(), EVENT_WRITE: set()}

    def register(self, fileobj, events, data=None):
        return super().register(fileobj, events, data)

    def unregister(self, fileobj):
        return super().unregister(fileobj)

    def _tell(self, fd, before, now):
        for event, fds in self._sets.items():
            (fds.add if now & event else fds.discard)(fd)

    if sys.platform == 'win32':
        def _select(self, r, w, _, timeout=None):
            # Connections that fail are told about as exceptional there.
            readable, writable, failed = select.select(r, w, w, timeout)
            return readable, writable + failed, []
    else:
        _select = staticmethod(select.select)

    def select(self, timeout=None):
        readers, writers = self._sets.values()
        try:
            found = self._select(readers, writers, [],
                                 timeout if timeout is None else max(timeout, 0))
        except InterruptedError:
            return []
        masks = {}
        for event, fds in zip(self._sets, found):
            for fd in fds:
                masks[fd] = masks.get(fd, 0) | event
        return self._ready(masks.items())


class _PollLikeSelector(_BaseSelectorImpl):
    """Those with an object in the kernel, or like one there."""

    _selector_cls = None        # makes it
    _EVENT_READ = _EVENT_WRITE = None       # its names of the events

    def __init__(self):
        super().__init__()
        self._selector = self._selector_cls()

    def _native(self, events):
        return (self._EVENT_READ if events & EVENT_READ else 0) | (
            self._EVENT_WRITE if events & EVENT_WRITE else 0)

    def _tell(self, fd, before, now):
        if now:
            self._selector.register(fd, self._native(now))
            return
        try:
            self._selector.unregister(fd)
        except OSError:
            pass        # closed meanwhile, and so forgotten

    def _modify_events(self, key, fileobj, events, data):
        try:
            self._selector.modify(key.fd, self._native(events))
        except BaseException:
            super().unregister(fileobj)
            raise
        key = self._fd_to_key[key.fd] = key._replace(events=events, data=data)
        return key

    def _found(self, pairs):
        # Whatever else there is (an error, a hang-up): whoever reads or writes will see it.
        return self._ready([
            (fd, (EVENT_WRITE if told & ~self._EVENT_READ else 0)
             | (EVENT_READ if told & ~self._EVENT_WRITE else 0)) for fd, told in pairs])

    def select(self, timeout=None):
        # In whole milliseconds, never less than was asked for.
        wait = None if timeout is None else 0 if timeout <= 0 else math.ceil(timeout * 1e3)
        try:
            return self._found(self._selector.poll(wait))
        except InterruptedError:
            return []


if hasattr(select, 'poll'):
    class PollSelector(_PollLikeSelector):
        """By poll()."""

        _selector_cls = select.poll
        _EVENT_READ, _EVENT_WRITE = select.POLLIN, select.POLLOUT


if hasattr(select, 'epoll'):
    class EpollSelector(_PollLikeSelector):
        """By epoll."""

        _selector_cls = select.epoll
        _EVENT_READ, _EVENT_WRITE = select.EPOLLIN, select.EPOLLOUT

        def fileno(self):
            """The descriptor of the epoll set itself."""
            return self._selector.fileno()

        def select(self, timeout=None):
            # Seconds here; rounded up, as it counts in milliseconds.
            wait = -1 if timeout is None else 0 if timeout <= 0 else math.ceil(timeout * 1e3) * 1e-3
            try:
                return self._found(self._selector.poll(wait, max(len(self._fd_to_key), 1)))
            except InterruptedError:
                return []

        def close(self):
            self._selector.close()
            super().close()


DefaultSelector = next(globals()[_name] for _name in (
    'EpollSelector', 'PollSelector', 'SelectSelector') if _name in globals())
