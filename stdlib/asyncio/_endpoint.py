"""What the transports of sockets and pipes have in common: how they begin, end, and look."""
import warnings

import _asyncio

from . import constants, futures
from .log import logger

_Core = _asyncio.TransportCore
ESCAPING = (SystemExit, KeyboardInterrupt)
AGAIN = (BlockingIOError, InterruptedError)


class Endpoint:
    """A file that the loop watches for a protocol; a base beside one of a transport.

    The end comes once, whoever wants it: close() waits until what is buffered
    is written, errors and abort() do not.  From then on nothing is watched,
    and in the next turn the protocol hears of it.
    """

    _loop = _Core._core_loop
    _protocol = _Core._core_protocol
    _file = _Core._core_sock
    _closing = _Core._core_closing
    _paused = _Core._core_paused
    _conn_lost = _Core._core_conn_lost      # true from the end on; counts what is written then
    _server = None
    _what = 'transport'                     # in messages about errors
    _quiet = None           # numbers of errors that only debug mode reports; None: of every OSError

    def _begin(self, fd, reader, waiter):
        """Tell the protocol, then read, then tell who made this: one after the other, next turn."""
        soon = self._loop.call_soon
        soon(self._protocol.connection_made, self)
        if reader is not None:
            soon(self._add_reader, fd, reader)
        if waiter is not None:
            soon(futures._set_result_unless_cancelled, waiter, None)

    def __repr__(self):
        state = ('closed',) if self._file is None else ('closing',) if self._closing else ()
        return f'<{" ".join((type(self).__name__, *state, f"fd={self._fd}", *self._activity()))}>'

    def _is_watched(self, event):
        """'polling' or 'idle'; None without a loop that could watch it."""
        loop = self._loop
        if self._file is None or loop is None or loop.is_closed():
            return None
        return 'polling' if loop._watches(self._fd, event) else 'idle'

    def __del__(self, _warn=warnings.warn):
        if (file := self._file) is None:
            return
        _warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
        file.close()
        if self._server is not None:
            self._server._detach(self)

    def get_protocol(self):
        return self._protocol

    def set_protocol(self, protocol):
        self._protocol = protocol

    # --- reading

    is_closing = _Core._core_is_closing
    is_reading = _Core._core_is_reading

    def _add_reader(self, fd, callback):
        if self.is_reading():
            self._loop._add_reader(fd, callback)

    def pause_reading(self):
        if self.is_reading():
            self._paused = True
            self._loop._remove_reader(self._fd)
            self._debug('%r pauses reading')

    def resume_reading(self):
        if self._paused and not self._closing:
            self._paused = False
            self._loop._add_reader(self._fd, self._read_ready)
            self._debug('%r resumes reading')

    # --- writing

    def _waits_to_write(self):
        return False

    def _drop_buffer(self):
        """Forget what waits to be written."""

    def _note_lost_write(self, text):
        if self._conn_lost >= constants.LOG_THRESHOLD_FOR_CONNLOST_WRITES:
            logger.warning(text)
        self._conn_lost += 1

    # --- the end

    def close(self):
        if not self._closing:
            self._closing = True
            self._loop._remove_reader(self._fd)
            if not self._waits_to_write():
                self._end_soon(None)

    def abort(self):
        self._force_close(None)

    def _force_close(self, exc):
        if not self._conn_lost:
            self._drop_buffer()
            self._closing = True
            self._loop._remove_reader(self._fd)
            self._end_soon(exc)

    def _end_soon(self, exc):
        self._conn_lost += 1
        self._loop._remove_writer(self._fd)
        self._loop.call_soon(self._call_connection_lost, exc)

    def _call_connection_lost(self, exc):
        try:
            self._tell_end(exc)
        finally:
            self._file.close()
            server, self._server = self._server, None
            self._file = self._protocol = self._loop = None
            if server is not None:
                server._detach(self)

    def _tell_end(self, exc):
        self._protocol.connection_lost(exc)

    def _fatal_error(self, exc, message=None):
        message = message or f'Fatal error on {self._what}'
        # That connections break is no news but for the protocol.
        if isinstance(exc, OSError) and (self._quiet is None or exc.errno in self._quiet):
            self._debug('%r: %s', message, exc_info=True)
        else:
            self._loop.call_exception_handler({
                'message': message, 'exception': exc,
                'transport': self, 'protocol': self._protocol})
        self._force_close(exc)

    def _debug(self, text, *args, **options):
        if self._loop.get_debug():
            logger.debug(text, self, *args, **options)
