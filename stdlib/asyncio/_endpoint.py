"""What the transports of sockets and pipes have in common: how they look; how they begin and end is native."""
import warnings

import _asyncio

from . import constants
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
    _fd = _Core._core_fd
    _server = _Core._core_server
    _what = 'transport'                     # in messages about errors
    _quiet = None           # numbers of errors that only debug mode reports; None: of every OSError

    _begin = _Core._begin
    close = _Core._core_close
    _force_close = _Core._force_close
    _call_connection_lost = _Core._call_connection_lost

    def __repr__(self):
        state = ('closed',) if self._file is None else ('closing',) if self._closing else ()
        return f'<{" ".join((type(self).__name__, *state, f"fd={self._fd}", *self._activity()))}>'

    def _is_watched(self, event):
        """'polling' or 'idle'; None without a loop that could watch it."""
        loop = self._loop
        if self._file is None or loop is None or loop.is_closed():
            return None
        return 'polling' if loop._watches(self._fd, event) else 'idle'

    def _left_open(self, _warn=warnings.warn):
        # It is going away, and nobody has closed it.
        _warn(f'unclosed transport {self!r}', ResourceWarning, source=self)
        self._file.close()
        if self._server is not None:
            self._server._detach(self)

    def get_protocol(self):
        return self._protocol

    def set_protocol(self, protocol):
        self._protocol = protocol

    # --- reading

    is_closing = _Core._core_is_closing
    is_reading = _Core._core_is_reading

    _add_reader = _Core._add_reader
    pause_reading = _Core._core_pause_reading
    resume_reading = _Core._core_resume_reading

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

    def abort(self):
        self._force_close(None)

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
