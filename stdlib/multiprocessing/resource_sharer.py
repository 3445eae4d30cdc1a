"""Giving descriptors to processes that were not there when they were opened."""
import itertools
import os
import threading
from . import process, util

__all__ = ['stop', 'DupFd']


class DupFd(object):
    """Pickled into another process it fetches a copy of the descriptor."""

    def __init__(self, fd):
        copy = os.dup(fd)

        def send(connection, pid):
            from .reduction import send_handle
            send_handle(connection, copy, pid)

        self._id = _sharer.offer(send, lambda: os.close(copy))

    def detach(self):
        """The copy; once only."""
        from .reduction import recv_handle
        with _sharer.ask(self._id) as connection:
            return recv_handle(connection)


class _Sharer(object):
    """A thread that gives what was offered to whom it asks for it: (address, number) names an offer."""

    def __init__(self):
        self._lock = threading.Lock()
        self._forget()
        util.register_after_fork(self, type(self)._after_fork)

    def _forget(self):
        self._offers, self._numbers = {}, itertools.count(1)
        self._listener = self._thread = None

    def _after_fork(self):
        self._lock._at_fork_reinit()
        self._drop_all()

    def _drop_all(self):
        """Close everything: also in a forked child, where the offers are the parent's."""
        closing = [close for _, close in self._offers.values()]
        if self._listener is not None:
            closing.append(self._listener.close)
        self._forget()
        for close in closing:
            close()

    def offer(self, send, close):
        """Have send(connection, pid) called for who asks, then close(); what to ask for."""
        with self._lock:
            if self._listener is None:
                self._begin()
            number = next(self._numbers)
            self._offers[number] = send, close
            return self._listener.address, number

    def _begin(self):
        from .connection import Listener
        util.debug('starting listener and thread for sending handles')
        self._listener = Listener(authkey=process.current_process().authkey, backlog=128)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @staticmethod
    def ask(offer):
        """A connection on which an offer comes."""
        address, number = offer
        giver = _reach(address)
        giver.send((number, os.getpid()))
        return giver

    def stop(self, timeout=None):
        """Give nothing any more."""
        with self._lock:
            if self._listener is None:
                return
            with _reach(self._listener.address) as own:
                own.send(None)
            self._thread.join(timeout)
            if self._thread.is_alive():
                util.sub_warning('_ResourceSharer thread did not stop when asked')
            self._drop_all()

    def _serve(self):
        import signal
        if block := getattr(signal, 'pthread_sigmask', None):
            block(signal.SIG_BLOCK, signal.valid_signals())
        wanted = True
        while wanted:
            try:
                with self._listener.accept() as taker:
                    if wanted := taker.recv():
                        self._give(taker, *wanted)
            except Exception:
                if not util.is_exiting():
                    import sys
                    sys.excepthook(*sys.exc_info())

    def _give(self, taker, number, pid):
        send, close = self._offers.pop(number)
        try:
            send(taker, pid)
        finally:
            close()


def _reach(address):
    """A connection to a thread that gives."""
    from .connection import Client
    return Client(address, authkey=process.current_process().authkey)


_sharer = _Sharer()
stop = _sharer.stop
