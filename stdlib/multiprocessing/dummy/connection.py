"""Connections between threads: two queues."""
from queue import Queue

__all__ = ['Client', 'Listener', 'Pipe']

families = [None]


class _Closing(object):
    """Closed at the end of a with statement."""

    def close(self):
        """Nothing is left to be closed."""

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()

    def __enter__(self):
        return self


class Connection(_Closing):
    """One end."""

    def __init__(self, _in, _out):
        self._in, self._out = _in, _out
        self.recv = self.recv_bytes = _in.get
        self.send = self.send_bytes = _out.put

    def poll(self, timeout=0.0):
        """True if something is there, at once or within so many seconds."""
        if timeout > 0.0 and not self._in.qsize():
            with self._in.not_empty:
                self._in.not_empty.wait(timeout)
        return self._in.qsize() > 0


class Listener(_Closing):
    """Waits for clients in this process."""

    def __init__(self, address=None, family=None, backlog=1):
        self._clients = Queue(backlog)

    address = property(lambda self: self._clients, doc='What clients put themselves into.')

    def accept(self):
        """Wait for a client."""
        return Connection(*self._clients.get())

    def close(self):
        """Wait no more."""
        self._clients = None


def _ends():
    there, back = Queue(), Queue()
    return (there, back), (back, there)


def Client(address):
    """Connect to a Listener."""
    ours, theirs = _ends()
    address.put(theirs)
    return Connection(*ours)


def Pipe(duplex=True):
    """Two connected ends."""
    return tuple(Connection(*end) for end in _ends())
